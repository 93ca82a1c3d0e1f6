//! What would have to be true: the value of one lever, or of all together, that gives the wanted chance.

use super::alignment::paired;
use super::answer::{Joint, LeversCost, Needed, NeededValue};
use super::evaluations::{Evaluation, Evaluations, Look, Pending, Variation};
use super::price::{cost_a_year, cost_of};
use super::search::{Search, same};
use crate::model::{Lever, LeverRange, Scenario};
use std::cmp::Ordering;

/// What a lever alone would have to be for the chance to be `wanted`, on the plan's own luck.
///
/// The search itself is a first look, at fewer trials ([`about`]); what it finds is then confirmed, or moved,
/// with all of them.
///
/// # Errors
/// While variations are wanted.
pub fn needed(
    lever: Lever,
    scenario: &Scenario,
    wanted: f64,
    evaluations: &mut Evaluations,
) -> Result<Option<Needed>, Pending> {
    searched(lever, (scenario, wanted), Look::Close, evaluations)
}

/// The same from a first look: about what it would take, soon.
///
/// # Errors
/// While variations are wanted.
pub fn about(
    lever: Lever,
    scenario: &Scenario,
    wanted: f64,
    evaluations: &mut Evaluations,
) -> Result<Option<Needed>, Pending> {
    searched(lever, (scenario, wanted), Look::About, evaluations)
}

fn searched(
    lever: Lever,
    (scenario, wanted): (&Scenario, f64),
    look: Look,
    evaluations: &mut Evaluations,
) -> Result<Option<Needed>, Pending> {
    let Some(range) = lever.range(scenario) else { return Ok(None) };
    let today = evaluations.at(&Variation::of(scenario), look)?;
    let first = first_guess(lever, scenario, wanted, evaluations)?;
    let mut chance = |value: f64, look: Look| {
        let varied =
            if same(value, range.today) { Some(scenario.clone()) } else { lever.at(scenario, value) };
        varied.map(|varied| evaluations.at(&Variation::of(&varied), look)).transpose()
    };
    let mut search = Search::new(range, wanted, &mut chance);
    (search.is_monotone, search.first) = (is_monotone(lever), first);
    let is_about = look == Look::About;
    let value = if is_about { search.run()? } else { search.confirmed()? };
    let needed = Needed::new(lever, range, today.measure().chance, value);
    let cost = needed.shown.and_then(|shown| cost_a_year(lever, scenario, shown));
    Ok(Some(Needed { cost, is_about, ..needed }))
}

/// Where to look first: as many times today's value as all results would have to be greater, since wins go
/// about in proportion to a rate or to what comes in, and results to the size of a deal. None, where a value
/// brings nothing in proportion.
fn first_guess(
    lever: Lever,
    scenario: &Scenario,
    wanted: f64,
    evaluations: &mut Evaluations,
) -> Result<Option<f64>, Pending> {
    let in_proportion = match lever {
        Lever::StageRate(_) | Lever::Supply(_) | Lever::DealSize(_) => true,
        Lever::Cycle(_)
        | Lever::Reps
        | Lever::HiringDate
        | Lever::Attrition
        | Lever::Adherence
        | Lever::Deadline => false,
    };
    let Some(range) = lever.range(scenario).filter(|_| in_proportion) else { return Ok(None) };
    let today = evaluations.at(&Variation::of(scenario), Look::About)?;
    let value = range.today * today.target as f64 / today.quantile(1.0 - wanted);
    let within = range.best.min(range.worst) < value && value < range.best.max(range.worst);
    Ok((value.is_finite() && within).then_some(value))
}

/// Whether a better value never lowers the chance, whatever the plan is: deals are won that were not, are
/// worth more, or are won in time. With any other lever something may be lost: where capacity binds, more
/// opportunities of one segment take the place of another's, and earlier ones meet reps who are not ramped.
fn is_monotone(lever: Lever) -> bool {
    match lever {
        Lever::StageRate(_) | Lever::DealSize(_) | Lever::Deadline => true,
        Lever::Supply(_)
        | Lever::Cycle(_)
        | Lever::Reps
        | Lever::HiringDate
        | Lever::Attrition
        | Lever::Adherence => false,
    }
}

/// All levers together; the deadline stays, and so does what [`together`] leaves out.
///
/// # Errors
/// While variations are wanted.
pub fn joint(scenario: &Scenario, wanted: f64, evaluations: &mut Evaluations) -> Result<Joint, Pending> {
    let levers: Vec<Lever> =
        Lever::all(scenario).into_iter().filter(|lever| *lever != Lever::Deadline).collect();
    together(scenario, &levers, wanted, evaluations)
}

/// Some levers together. What alone would lower the chance, or at the same chance the middle result, on the
/// same luck, takes no part, and neither does what brings nothing, alone and beside the others. See
/// [`Lever::range`] for how far each goes.
///
/// # Errors
/// While variations are wanted.
pub fn together(
    scenario: &Scenario,
    levers: &[Lever],
    wanted: f64,
    evaluations: &mut Evaluations,
) -> Result<Joint, Pending> {
    let base = evaluations.of(&Variation::of(scenario))?;
    if base.measure().chance > wanted {
        let value = NeededValue::CannotSpoil { least: base.measure().chance, worst: 0.0 };
        return Ok(Joint { value, levers: Vec::new(), cost: LeversCost::default() });
    }
    let (mut part, mut idle): (Vec<Ranged>, Vec<Lever>) = (Vec::new(), Vec::new());
    for (of, brings) in alone(scenario, levers, evaluations)? {
        part.extend((brings != Ordering::Less).then_some(of));
        idle.extend((brings == Ordering::Equal).then_some(of.0));
    }
    // What brings nothing alone may bring something beside the others: a rep, where more comes in.
    for lever in idle {
        let without: Vec<_> = part.iter().copied().filter(|(of, _)| *of != lever).collect();
        if let (Some(all), Some(rest)) = (moved(scenario, &part, 1.0), moved(scenario, &without, 1.0)) {
            let all = evaluations.at(&Variation::of(&all), Look::Beside)?;
            let rest = evaluations.at(&Variation::of(&rest), Look::Beside)?;
            if brings(&rest, &all) != Ordering::Greater {
                part = without;
            }
        }
    }
    let range = LeverRange { today: 0.0, plausible: 1.0, best: 1.0, worst: 0.0, is_whole: false };
    let mut chance = |share: f64, look: Look| {
        let varied = moved(scenario, &part, share);
        varied.map(|varied| evaluations.at(&Variation::of(&varied), look)).transpose()
    };
    let mut search = Search::new(range, wanted, &mut chance);
    // A whole rep more is a jump, whose chance is said as it is.
    search.is_smooth = part.iter().all(|(_, range)| !range.is_whole);
    let value = search.confirmed()?;
    let share = match value {
        NeededValue::Is { value, .. } => value,
        NeededValue::CannotReach { .. } => 1.0,
        NeededValue::CannotSpoil { .. } | NeededValue::DoesNotHelp { .. } => 0.0,
    };
    let levers: Vec<(Lever, f64)> = part.iter().map(|of| moved_to(of, share)).collect();
    let cost = cost_of(&levers, scenario);
    Ok(Joint { value, levers, cost })
}

/// A lever, and how far it goes.
type Ranged = (Lever, LeverRange);

/// What levers bring alone, each as far as is plausible; a first look tells of most.
fn alone(
    scenario: &Scenario,
    levers: &[Lever],
    evaluations: &mut Evaluations,
) -> Result<Vec<(Ranged, Ordering)>, Pending> {
    let plausible = levers.iter().filter_map(|lever| {
        let range = lever.range(scenario)?;
        Some(((*lever, range), lever.at(scenario, range.plausible)?))
    });
    // All are asked for before the first is waited for, and so is what a first look does not tell.
    let plausible: Vec<_> = plausible.collect();
    let mut seen = |look: Look, plans: &[&Scenario]| {
        let base = evaluations.at(&Variation::of(scenario), look);
        let asked: Vec<_> = plans.iter().map(|plan| evaluations.at(&Variation::of(plan), look)).collect();
        let base = base?;
        asked.into_iter().map(|alone| Ok((base.clone(), alone?))).collect::<Result<Vec<_>, Pending>>()
    };
    let plans: Vec<&Scenario> = plausible.iter().map(|(_, plan)| plan).collect();
    let first = seen(Look::Ends, &plans)?;
    let told: Vec<Option<Ordering>> = first.iter().map(|(base, alone)| brings_clearly(base, alone)).collect();
    let left: Vec<&Scenario> =
        plans.iter().zip(&told).filter(|(_, told)| told.is_none()).map(|(plan, _)| *plan).collect();
    let mut closer = seen(Look::Beside, &left)?.into_iter();
    let brings = told.into_iter().map(|told| {
        told.or_else(|| closer.next().map(|(base, alone)| brings(&base, &alone))).unwrap_or(Ordering::Equal)
    });
    Ok(plausible.into_iter().map(|(of, _)| of).zip(brings).collect())
}

/// What a first look tells beyond doubt: more or less of the chance by four simulation errors.
fn brings_clearly(before: &Evaluation, now: &Evaluation) -> Option<Ordering> {
    let gained = paired(before, now);
    let is_clear = gained.value.abs() > 4.0 * gained.standard_error;
    let is_more = gained.value > 0.0;
    is_clear.then_some(if is_more { Ordering::Greater } else { Ordering::Less })
}

/// Whether a change brings more on the same luck: of the chance, by more than two simulation errors, as is
/// asked of one lever alone; where all trials or none reach the target either way, of the middle result. What
/// lowers the chance, or at the same chance the middle result, brings less.
fn brings(before: &Evaluation, now: &Evaluation) -> Ordering {
    let gained = paired(before, now);
    let middle = now.middle.total_cmp(&before.middle);
    let is_telling = 0 < now.reached && f64::from(before.reached) < before.trials();
    match now.reached.cmp(&before.reached) {
        Ordering::Greater if gained.value > 2.0 * gained.standard_error => Ordering::Greater,
        Ordering::Equal if !is_telling || middle == Ordering::Less => middle,
        Ordering::Greater | Ordering::Equal => Ordering::Equal,
        Ordering::Less => Ordering::Less,
    }
}

/// A lever a share of the way from today to what is plausible.
fn moved_to((lever, range): &(Lever, LeverRange), share: f64) -> (Lever, f64) {
    let value = range.today + share * (range.plausible - range.today);
    (*lever, if range.is_whole { value.round() } else { value })
}

/// A plan with all of some levers moved so far.
fn moved(scenario: &Scenario, levers: &[(Lever, LeverRange)], share: f64) -> Option<Scenario> {
    levers.iter().try_fold(scenario.clone(), |moved, of| {
        let (lever, value) = moved_to(of, share);
        if same(value, of.1.today) { Some(moved) } else { lever.at(&moved, value) }
    })
}
