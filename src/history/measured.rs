//! From Results to Plan: what was measured, as beliefs.

use super::beta_binomial::fit;
use super::compared::compared;
use super::team_rate::team_rate;
use crate::model::limits::{CASES_MAX, REP_SPREAD_MAX};
use crate::model::{
    Adherence, Assumption, Counted, PipelineStart, RateBelief, RateLaw, Scenario, ScenarioParts, Source,
    Stage, StageId, StageTime, TeamHistory,
};

/// A stage's measured rate.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasuredStage {
    /// Its name.
    pub name: String,
    /// Its exit criteria.
    pub exit_criteria: String,
    /// What is known of the team's rate: the pooled counts, at equal age where the table has them; of reps
    /// who differ, an estimate worth as many cases as they tell.
    pub rate: RateBelief,
    /// How reps differ, ρ.
    pub spread: f64,
}

/// Adherence, where each opportunity says whether it was run by the plan. An association, not a cause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasuredAdherence {
    /// Over reps.
    pub adherence: Adherence,
    /// Rates of wins of those run by the plan, and of the others; none, where there are none.
    pub rates: Option<(f64, f64)>,
}

/// Rates of the team by stage; none, where a stage has nothing decided.
pub fn measured_stages(results: &TeamHistory) -> Option<Vec<MeasuredStage>> {
    let of = |(place, stage): (usize, &crate::model::HistoryStage)| {
        let counts: Vec<Counted> = results.reps().iter().map(|rep| compared(rep, place)).collect();
        let team = team_rate(&counts)?;
        let sum = |of: fn(&Counted) -> u32| counts.iter().map(of).fold(0, u32::saturating_add);
        let rate = if team.spread > 0.0 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within bounds")]
            let cases = team.cases.round().clamp(1.0, f64::from(CASES_MAX)) as u32;
            RateBelief::estimate(team.mean, cases)
        } else {
            RateBelief::counts(sum(|of| of.passed), sum(|of| of.decided))
        };
        Some(MeasuredStage {
            name: stage.name.clone(),
            exit_criteria: stage.exit_criteria.clone(),
            rate: rate.ok()?,
            spread: team.spread.min(REP_SPREAD_MAX),
        })
    };
    results.stages().iter().enumerate().map(of).collect()
}

/// Adherence over reps: mean and spread of the shares by maximum likelihood; none without such counts.
pub fn measured_adherence(results: &TeamHistory) -> Option<MeasuredAdherence> {
    let flagged = || results.reps().iter().filter_map(|rep| rep.by_plan);
    let shares: Vec<Counted> =
        flagged().map(|of| Counted { passed: of.run, decided: of.run.saturating_add(of.other) }).collect();
    let team = team_rate(&shares)?;
    let mean = team.mean;
    let spread = fit(&shares).map_or(0.0, |fit| fit.spread);
    let sum = |of: fn(crate::model::ByPlan) -> u32| flagged().map(of).map(f64::from).sum::<f64>();
    let (run, won, other, other_won) =
        (sum(|of| of.run), sum(|of| of.won), sum(|of| of.other), sum(|of| of.other_won));
    Some(MeasuredAdherence {
        adherence: Adherence::new(mean, (spread * mean * (1.0 - mean)).sqrt()).ok()?,
        rates: (run > 0.0 && other > 0.0).then(|| (won / run, other_won / other)),
    })
}

/// A plan with the measured rates, ρ and adherence, marked as measured: the stages of its first segment
/// become those of the results. Times stay where a stage of the same name, else of the same place, had one.
/// None, where rates are not known, or the model refuses them.
pub fn measured_plan(results: &TeamHistory, scenario: &Scenario) -> Option<Scenario> {
    let measured = measured_stages(results)?;
    let adherence = measured_adherence(results);
    let mut parts: ScenarioParts = scenario.parts().clone();
    let mut free =
        scenario.segments().iter().flat_map(crate::model::Segment::stages).map(|stage| stage.id.0).max()?;
    let segment = parts.segments.first_mut()?;
    let (before, mut taken) = (segment.stages().to_vec(), Vec::<StageId>::new());
    let mut stages = Vec::new();
    let (off, lift) = on_and_off(adherence, measured.len());
    for (place, of) in measured.iter().enumerate() {
        let named = before.iter().find(|stage| stage.name().eq_ignore_ascii_case(&of.name));
        let old = named.or_else(|| before.get(place)).filter(|stage| !taken.contains(&stage.id));
        let id = old.map_or_else(
            || {
                free += 1;
                StageId(free)
            },
            |stage| stage.id,
        );
        taken.push(id);
        let time = old.map_or_else(|| StageTime::fixed(0.0).ok(), |stage| Some(stage.time))?;
        let mut stage = Stage::new(id, &of.name, &of.exit_criteria, on_plan(of.rate, lift)?, time).ok()?;
        stage.loss_time = old.and_then(|stage| stage.loss_time);
        stages.push(stage.with_rep_spread(of.spread).ok()?.with_off_plan(off).ok()?);
    }
    // What is listed as open may be in a stage that is gone.
    let listed = segment.pipeline().stages().all(|stage| taken.contains(&stage));
    let pipeline = if listed { segment.pipeline().clone() } else { PipelineStart::Flowing };
    *segment = segment
        .with_pipeline(PipelineStart::Flowing)
        .ok()?
        .with_stages(stages)
        .ok()?
        .with_pipeline(pipeline)
        .ok()?;
    parts.adherence = adherence.map_or(parts.adherence, |measured| Some(measured.adherence));
    let scenario = Scenario::new(parts).ok()?;
    let mut parts = scenario.parts().clone();
    for id in taken {
        parts.provenance.set_source(Assumption::StageRate(id), Some(Source::Measured));
    }
    Scenario::new(parts).ok()
}

/// What is left of each stage's rate off the plan, and how far each rate on it is above the measured blend of
/// both: end to end, a·(on) + (1 − a)·(off) is the blend that was measured.
fn on_and_off(adherence: Option<MeasuredAdherence>, stages: usize) -> (f64, f64) {
    let Some((mean, (run, other))) = adherence.and_then(|of| Some((of.adherence.mean(), of.rates?))) else {
        return (1.0, 1.0);
    };
    let ratio = other / run;
    if !(ratio > 0.0 && ratio < 1.0) {
        return (1.0, 1.0);
    }
    let each = |ratio: f64| libm::pow(ratio, 1.0 / stages as f64);
    (each(ratio), each(1.0 / (mean + (1.0 - mean) * ratio)))
}

fn on_plan(rate: RateBelief, lift: f64) -> Option<RateBelief> {
    match rate.law() {
        RateLaw::Beta { a, b } if lift > 1.0 => {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within bounds")]
            let cases = (a + b).round().clamp(1.0, f64::from(CASES_MAX)) as u32;
            RateBelief::estimate((rate.mean() * lift).min(0.999), cases).ok()
        }
        RateLaw::Beta { .. } | RateLaw::Exact(_) => Some(rate),
    }
}
