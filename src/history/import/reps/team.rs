//! A reading as a team's history: counts as data, which nobody guesses again.

use crate::history::import::choices::{Choices, Meaning};
use crate::history::import::reading::{Counts, Opportunity, Reading, Rep};
use crate::history::import::refusal::Refusal;
use crate::model::WHOLE_OPPORTUNITY;
use crate::model::limits::DEAL_CV_MAX;
use crate::model::{Counted, Currency, Date, HistoryStage, Money, RepHistory, StageCount, TeamHistory};

/// Won opportunities from which on the spread of their amounts is told.
const SIZES_LEAST: usize = 5;

/// What a reading counts, as a team's history.
///
/// Stages that were entered on known days are compared at the age that was chosen. Where a period was chosen,
/// what was won after its end is no booking of it.
///
/// # Errors
/// When something is missing or beyond a bound, with the reason.
pub fn team_history(reading: &Reading, choices: &Choices) -> Result<TeamHistory, Refusal> {
    let currency = currency(reading)?;
    let names = stages_of(reading)?;
    let last = reading.as_of;
    let age = choices.age_days.filter(|_| last.is_some());
    let ages: Vec<Option<u32>> =
        (0..names.len()).map(|place| age.filter(|_| is_dated(reading, place))).collect();
    let age_at = |place: usize| ages.get(place).copied().flatten();
    let late_after = choices.to.as_deref().and_then(Date::parse).filter(|_| !reading.row.is_of_reps());
    let mut reps = Vec::new();
    for rep in &reading.reps {
        let mut rep = rep_history(rep, names.len(), currency)?;
        for (place, stage) in rep.stages.iter_mut().enumerate() {
            stage.matured = age_at(place).map(|_| Counted::default());
        }
        rep.late_wins = late_after.map(|_| 0);
        reps.push(rep);
    }
    let mut sizes: Vec<f64> = Vec::new();
    for of in &reading.opportunities {
        let Some(rep) = reps.get_mut(of.rep) else { continue };
        count_parts(rep, of);
        let is_won = of.meaning == Meaning::Won;
        let is_late = is_won && late_after.zip(of.closed).is_some_and(|(to, day)| day > to);
        let amount = of.amount.map(|thousandths| thousandths as f64 / 1e3);
        if is_late {
            rep.late_wins = rep.late_wins.map(|late| late + 1);
            let rest = rep.bookings.major(currency) - amount.unwrap_or(0.0);
            rep.bookings = money(rest.max(0.0), currency)?;
        } else if is_won {
            sizes.extend(amount);
        }
        for place in 0..names.len() {
            if let Some((days, last)) = age_at(place).zip(last) {
                mature(rep, of, place, (days, last));
            }
        }
    }
    let stages = names.into_iter().enumerate().map(|(place, name)| HistoryStage {
        name,
        age_days: age_at(place),
        ..HistoryStage::default()
    });
    TeamHistory::new(currency, stages.collect(), reps, None, spread(&sizes))
        .map_err(|error| Refusal::new(format!("These counts make no table: {error}.")))
}

/// Whether there are amounts and nothing says their currency.
pub fn lacks_currency(reading: &Reading) -> bool {
    let has_amounts = reading.team.bookings.is_some_and(|booked| booked != 0.0)
        || reading.team.quota.is_some()
        || reading.balance.sums.values().any(|sums| sums.won != 0.0);
    reading.currency.is_none() && has_amounts
}

/// The currency; of a file without amounts any.
fn currency(reading: &Reading) -> Result<Currency, Refusal> {
    if lacks_currency(reading) {
        return Err(Refusal::new("Nothing says the currency of the amounts. Say it, such as EUR."));
    }
    let code = reading.currency.as_deref().unwrap_or("USD");
    Currency::new(code).map_err(|_| Refusal::new(format!("“{code}” is no currency. Say it, such as EUR.")))
}

/// The stages; of reps whose table has none, one for all.
fn stages_of(reading: &Reading) -> Result<Vec<String>, Refusal> {
    let mut stages = reading.stages.clone();
    // Of reps whose wins nobody counts, how many moved on from the last stage is not known, and it says how
    // many did from the one before.
    if reading.row.is_of_reps()
        && reading.team.won.is_none()
        && reading.team.stages.last().is_some_and(|last| last.passed == 0)
    {
        stages.pop();
    }
    if !stages.is_empty() {
        return Ok(stages);
    }
    let (won, lost) = (reading.team.won, reading.team.lost);
    if won.is_some() && lost.is_some() {
        return Ok(vec![WHOLE_OPPORTUNITY.to_owned()]);
    }
    let reason = "A table of reps needs, beside quota and bookings, how many opportunities each had and \
        how many of them were won: columns of stages, or of won and lost.";
    Err(Refusal::new(reason))
}

fn rep_history(rep: &Rep, stages: usize, currency: Currency) -> Result<RepHistory, Refusal> {
    let Counts { won, lost, open, bookings, quota, .. } = &rep.counts;
    let mut counts: Vec<StageCount> = rep
        .counts
        .stages
        .iter()
        .map(|at| StageCount { entered: at.entered, passed: at.passed, open: at.open, matured: None })
        .collect();
    if counts.is_empty() {
        let (won, lost, open) = (won.unwrap_or(0), lost.unwrap_or(0), open.unwrap_or(0));
        let entered = won.saturating_add(lost).saturating_add(open);
        counts.push(StageCount { entered, passed: won, open, matured: None });
    }
    counts.resize(stages, StageCount::default());
    Ok(RepHistory {
        name: rep.name.clone(),
        stages: counts,
        bookings: money(bookings.unwrap_or(0.0), currency)?,
        quota: quota.map(|quota| money(quota, currency)).transpose()?,
        ..RepHistory::default()
    })
}

fn money(major: f64, currency: Currency) -> Result<Money, Refusal> {
    Money::from_major(major, currency).map_err(|error| Refusal::new(format!("An amount: {error}.")))
}

/// Where an opportunity came from, and whether it was run by the plan. What was never counted at a stage is
/// no part of what entered the first.
fn count_parts(rep: &mut RepHistory, of: &Opportunity) {
    let Some(stage) = of.stage else { return };
    debug_assert!(stage < rep.stages.len(), "a stage of the reading");
    if let Some(own) = of.is_self_sourced {
        *rep.self_sourced.get_or_insert(0) += u32::from(own);
    }
    if let Some(by_plan) = of.is_by_plan.filter(|_| of.meaning != Meaning::Open) {
        let won = u32::from(of.meaning == Meaning::Won);
        let counts = rep.by_plan.get_or_insert_default();
        if by_plan {
            counts.run += 1;
            counts.won += won;
        } else {
            counts.other += 1;
            counts.other_won += won;
        }
    }
}

/// When an opportunity entered a stage.
fn entered(of: &Opportunity, place: usize) -> Option<Date> {
    let own = of.entered.get(place).copied().flatten().map(|moment| moment.day);
    own.or(of.created.filter(|_| place == 0))
}

/// Whether any opportunity says when it entered a stage.
fn is_dated(reading: &Reading, place: usize) -> bool {
    reading.opportunities.iter().any(|of| entered(of, place).is_some())
}

/// Counts an opportunity that is old enough, and whether it had passed by then. Without the day on which it
/// entered its age is not known; without the day on which it passed, it is taken to have passed in time.
fn mature(rep: &mut RepHistory, of: &Opportunity, place: usize, (days, last): (u32, Date)) {
    let Some(stage) = of.stage.filter(|stage| place <= *stage) else { return };
    let Some(counted) = rep.stages.get_mut(place).and_then(|at| at.matured.as_mut()) else { return };
    let Some(began) = entered(of, place) else { return };
    let days = i64::from(days);
    if began.days_until(last) < days {
        return;
    }
    let next = (place + 1..=stage).find_map(|after| entered(of, after)).or(of.closed);
    let is_in_time = next.is_none_or(|day| began.days_until(day) <= days);
    let has_passed = place < stage || of.meaning == Meaning::Won;
    counted.decided += 1;
    counted.passed += u32::from(has_passed && is_in_time);
}

/// Standard deviation over mean of won amounts.
fn spread(sizes: &[f64]) -> Option<f64> {
    let n = sizes.len() as f64;
    let mean = sizes.iter().sum::<f64>() / n;
    let squares = sizes.iter().map(|size| (size - mean) * (size - mean)).sum::<f64>();
    (sizes.len() >= SIZES_LEAST && mean > 0.0).then(|| ((squares / (n - 1.0)).sqrt() / mean).min(DEAL_CV_MAX))
}
