//! What was measured of a team, to be brought into a plan.

use super::beta_binomial::fit;
use super::compared::compared;
use super::team_rate::team_rate;
use crate::model::limits::{CASES_MAX, REP_SPREAD_MAX};
use crate::model::{
    ByPlan, Counted, HistoryStage, Measured, MeasuredAdherence, MeasuredDealSize, MeasuredRate,
    MeasuredStage, RepHistory, TeamHistory,
};

/// What was measured of a team; none, where a stage has nothing decided. A stage's rate is that of the pooled
/// counts, at equal age where the table has them.
pub fn measured(history: &TeamHistory) -> Option<Measured> {
    Some(Measured {
        stages: measured_stages(history)?,
        adherence: measured_adherence(history),
        deal_size: measured_deal_size(history),
    })
}

/// What a won deal is worth on average; none without wins and bookings.
fn measured_deal_size(history: &TeamHistory) -> Option<MeasuredDealSize> {
    let sum = |of: fn(&RepHistory) -> f64| history.reps().iter().map(of).sum::<f64>();
    let (wins, booked) = (sum(|rep| f64::from(rep.wins_in_period())), sum(|rep| rep.bookings.minor() as f64));
    let currency = history.currency().code().to_owned();
    let mean_minor = booked / wins;
    (wins > 0.0 && booked > 0.0).then(|| MeasuredDealSize {
        currency,
        mean_minor,
        wins,
        cv: history.deal_cv(),
    })
}

/// Rates of the team by stage; none, where a stage has nothing decided. Reps differ where they do so beyond
/// chance, as the page says of the stage: else the counts are one rate's.
fn measured_stages(history: &TeamHistory) -> Option<Vec<MeasuredStage>> {
    let of = |(place, stage): (usize, &HistoryStage)| {
        let counts: Vec<Counted> = history.reps().iter().map(|rep| compared(rep, place)).collect();
        let team = team_rate(&counts)?;
        let sum = |of: fn(&Counted) -> u32| counts.iter().map(of).fold(0, u32::saturating_add);
        let differs = fit(&counts).is_some_and(|fit| fit.differs(history.stages().len()));
        let rate = if differs {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within bounds")]
            let cases = team.cases.round().clamp(1.0, f64::from(CASES_MAX)) as u32;
            MeasuredRate::Estimate { mean: team.mean, cases }
        } else {
            MeasuredRate::Counts { passed: sum(|of| of.passed), decided: sum(|of| of.decided) }
        };
        Some(MeasuredStage {
            name: stage.name.clone(),
            exit_criteria: stage.exit_criteria.clone(),
            rate,
            spread: if differs { team.spread.min(REP_SPREAD_MAX) } else { 0.0 },
        })
    };
    history.stages().iter().enumerate().map(of).collect()
}

/// Adherence over reps: mean and spread of the shares by maximum likelihood; none without such counts.
pub fn measured_adherence(history: &TeamHistory) -> Option<MeasuredAdherence> {
    let flagged = || history.reps().iter().filter_map(|rep| rep.by_plan);
    let shares: Vec<Counted> =
        flagged().map(|of| Counted { passed: of.run, decided: of.run.saturating_add(of.other) }).collect();
    let team = team_rate(&shares)?;
    let mean = team.mean;
    let spread = fit(&shares).map_or(0.0, |fit| fit.spread);
    let sum = |of: fn(ByPlan) -> u32| flagged().map(of).map(f64::from).sum::<f64>();
    let (run, won, other, other_won) =
        (sum(|of| of.run), sum(|of| of.won), sum(|of| of.other), sum(|of| of.other_won));
    Some(MeasuredAdherence {
        mean,
        sd: (spread * mean * (1.0 - mean)).sqrt(),
        rates: (run > 0.0 && other > 0.0).then(|| (won / run, other_won / other)),
    })
}
