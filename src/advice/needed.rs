//! What would have to be true: the value of one lever, or of all together, that gives the wanted chance.

use super::alignment::paired;
use super::answer::{Joint, Needed, NeededValue};
use super::evaluations::{Evaluation, Evaluations, Pending, Variation};
use crate::math::normal;
use crate::model::{Lever, LeverRange, Scenario};
use std::cmp::Ordering;
use std::rc::Rc;

/// At most so many variations in a search; false position halves the doubt about twice as fast as bisection.
const STEPS_MAX: usize = 16;
/// The value is found when the chance is off by at most this share of its standard error.
const CLOSE: f64 = 0.25;
/// How often the best value of a lever is looked for between those that were looked at, two variations each
/// time.
const CLIMBS: usize = 3;

/// What a lever alone would have to be for the chance to be `wanted`, on the plan's own luck.
///
/// Bracketing: between a value that gives less and one that gives more, by false position with the Illinois
/// rule (Dowell and Jarratt, 1971, *BIT* 11) in normal scores of the chance. Most levers lose no trial when
/// they get better, so that chance hardly fools it; some do more harm than good (new opportunities of one
/// segment take the time of another's reps), so where the better side does not reach it, the other one is
/// looked at as well, and the best of both is what is said.
///
/// # Errors
/// While variations are wanted.
pub fn needed(
    lever: Lever,
    scenario: &Scenario,
    wanted: f64,
    evaluations: &mut Evaluations,
) -> Result<Option<Needed>, Pending> {
    let Some(range) = lever.range(scenario) else { return Ok(None) };
    let chance_today = evaluations.of(&Variation::of(scenario))?.measure().chance;
    let mut search = Search {
        range,
        wanted,
        is_monotone: is_monotone(lever),
        trials: 0.0,
        chance: &mut |value| {
            let varied =
                if same(value, range.today) { Some(scenario.clone()) } else { lever.at(scenario, value) };
            varied.map(|varied| evaluations.of(&Variation::of(&varied))).transpose()
        },
    };
    Ok(Some(Needed { lever, today: range.today, chance_today, value: search.run()? }))
}

/// Whether a better value never lowers the chance, whatever the plan is: what is won only becomes more, or
/// comes in too. Of all others some take the place of something else, or come at a time that is worse.
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

/// All levers together; the deadline stays, and so does what alone would lower the chance, or at the same
/// chance the middle result, on the same luck. See [`Lever::range`] for how far each goes.
///
/// # Errors
/// While variations are wanted.
pub fn joint(scenario: &Scenario, wanted: f64, evaluations: &mut Evaluations) -> Result<Joint, Pending> {
    let base = evaluations.of(&Variation::of(scenario))?;
    if base.measure().chance > wanted {
        let value = NeededValue::CannotSpoil { least: base.measure().chance, worst: 0.0 };
        return Ok(Joint { value, levers: Vec::new() });
    }
    let asked: Vec<_> = Lever::all(scenario)
        .into_iter()
        .filter(|lever| *lever != Lever::Deadline)
        .filter_map(|lever| {
            let range = lever.range(scenario)?;
            let alone = lever.at(scenario, range.plausible)?;
            Some(((lever, range), evaluations.of(&Variation::of(&alone))))
        })
        .collect();
    let mut levers: Vec<(Lever, LeverRange)> = Vec::new();
    for (of, alone) in asked {
        let alone = alone?;
        // Where no trial reaches the target either way, the middle result tells.
        let no_worse = match alone.reached.cmp(&base.reached) {
            Ordering::Greater => true,
            Ordering::Equal => alone.middle >= base.middle,
            Ordering::Less => false,
        };
        levers.extend(no_worse.then_some(of));
    }
    let at = |(lever, range): &(Lever, LeverRange), share: f64| {
        let value = range.today + share * (range.plausible - range.today);
        (*lever, if range.is_whole { value.round() } else { value })
    };
    let varied = |share: f64| {
        levers.iter().try_fold(scenario.clone(), |varied, of| {
            let (lever, value) = at(of, share);
            if same(value, of.1.today) { Some(varied) } else { lever.at(&varied, value) }
        })
    };
    let range = LeverRange { today: 0.0, plausible: 1.0, best: 1.0, worst: 0.0, is_whole: false };
    let mut search = Search {
        range,
        wanted,
        is_monotone: true,
        trials: 0.0,
        chance: &mut |share| varied(share).map(|varied| evaluations.of(&Variation::of(&varied))).transpose(),
    };
    let value = search.run()?;
    let share = match value {
        NeededValue::Is { value, .. } => value,
        NeededValue::CannotReach { .. } => 1.0,
        NeededValue::CannotSpoil { .. } | NeededValue::DoesNotHelp { .. } => 0.0,
    };
    Ok(Joint { value, levers: levers.iter().map(|of| at(of, share)).collect() })
}

/// Whether two values are the very same.
fn same(a: f64, b: f64) -> bool {
    a.total_cmp(&b).is_eq()
}

/// What becomes of the plan at a value; none, if the model refuses it.
type ChanceAt<'a> = dyn FnMut(f64) -> Result<Option<Rc<Evaluation>>, Pending> + 'a;

struct Search<'a> {
    range: LeverRange,
    wanted: f64,
    /// Whether the worse side need not be looked at.
    is_monotone: bool,
    trials: f64,
    chance: &'a mut ChanceAt<'a>,
}

/// Where a walk from today's value led.
enum Walk {
    /// To the other side of what is wanted: the last value before, and the first there.
    Crossed(Point, Point),
    /// To its end; the values on the way.
    Ended(Vec<Point>),
}

/// The point with the highest chance; of equals the first.
fn best_of(points: &[Point]) -> Option<&Point> {
    points.iter().rev().max_by(|a, b| a.chance.total_cmp(&b.chance))
}

/// A value, its chance, and how far that is from the wanted one in normal scores.
#[derive(Clone)]
struct Point {
    value: f64,
    chance: f64,
    score: f64,
    evaluation: Rc<Evaluation>,
}

impl Search<'_> {
    fn at(&mut self, value: f64) -> Result<Option<Point>, Pending> {
        let Some(evaluation) = (self.chance)(value)? else { return Ok(None) };
        let (reached, trials) = (f64::from(evaluation.reached), evaluation.trials());
        self.trials = trials;
        // Half a trial more, so that none and all have a score as well.
        let score = normal::quantile((reached + 0.5) / (trials + 1.0)) - normal::quantile(self.wanted);
        Ok(Some(Point { value, chance: reached / trials, score, evaluation }))
    }

    fn run(&mut self) -> Result<NeededValue, Pending> {
        let range = self.range;
        let Some(today) = self.at(range.today)? else { return Ok(NeededValue::DoesNotHelp { chance: 0.0 }) };
        if today.score >= 0.0 {
            let near = range.today + 0.25 * (range.worst - range.today);
            return match self.cross(&today, &[near, range.worst])? {
                Walk::Crossed(inner, outer) => self.bracketed(outer, inner),
                Walk::Ended(points) => {
                    let last = points.last().unwrap_or(&today);
                    Ok(NeededValue::CannotSpoil { least: last.chance, worst: last.value })
                }
            };
        }
        let mut seen = vec![today.clone()];
        let halfway = range.today + 0.5 * (range.worst - range.today);
        let sides: [&[f64]; 2] = [&[range.plausible, range.best], &[halfway, range.worst]];
        for side in sides.into_iter().take(if self.is_monotone { 1 } else { 2 }) {
            match self.cross(&today, side)? {
                Walk::Crossed(inner, outer) => return self.bracketed(inner, outer),
                Walk::Ended(points) => seen.extend(points),
            }
        }
        if !self.is_monotone {
            // The best may lie between: half the way to its neighbours, as often as that is still told apart.
            for _ in 0..CLIMBS {
                if let Walk::Crossed(inner, outer) = self.climb(&mut seen)? {
                    return self.bracketed(inner, outer);
                }
            }
        }
        let best = best_of(&seen).unwrap_or(&today);
        let gained = paired(&today.evaluation, &best.evaluation);
        // The best of several looks is above today's by luck alone: two standard errors on the same luck.
        if gained.value <= 2.0 * gained.standard_error {
            return Ok(NeededValue::DoesNotHelp { chance: today.chance });
        }
        Ok(NeededValue::CannotReach { most: best.chance, best: best.value })
    }

    /// Walks from today's value to others, in their order, until the chance is on the other side of what is
    /// wanted.
    ///
    /// What the model refuses, for the work that it would be, is too far: half the way then.
    fn cross(&mut self, today: &Point, values: &[f64]) -> Result<Walk, Pending> {
        let rises = today.score < 0.0;
        let mut inner = today.clone();
        let mut points = Vec::new();
        let mut tries: Vec<f64> = values.iter().map(|value| self.whole(*value)).collect();
        let mut halvings = 0;
        while !tries.is_empty() {
            let value = tries.remove(0);
            if same(value, inner.value) {
                continue;
            }
            match self.at(value)? {
                Some(point) if (point.score >= 0.0) == rises => return Ok(Walk::Crossed(inner, point)),
                Some(point) => {
                    points.push(point.clone());
                    inner = point;
                }
                None if halvings < 5 => {
                    halvings += 1;
                    tries.insert(0, self.whole(f64::midpoint(inner.value, value)));
                }
                None => {}
            }
        }
        Ok(Walk::Ended(points))
    }

    /// Looks half the way from the best point to each of its neighbours.
    fn climb(&mut self, seen: &mut Vec<Point>) -> Result<Walk, Pending> {
        seen.sort_by(|a, b| a.value.total_cmp(&b.value));
        let Some(best) = best_of(seen).cloned() else { return Ok(Walk::Ended(Vec::new())) };
        let below = seen.iter().rev().find(|point| point.value < best.value).map(|point| point.value);
        let above = seen.iter().find(|point| point.value > best.value).map(|point| point.value);
        for neighbour in [below, above].into_iter().flatten() {
            let value = self.whole(f64::midpoint(best.value, neighbour));
            if seen.iter().any(|point| same(point.value, value)) {
                continue;
            }
            match self.at(value)? {
                Some(point) if point.score >= 0.0 => return Ok(Walk::Crossed(best, point)),
                Some(point) => seen.push(point),
                None => {}
            }
        }
        Ok(Walk::Ended(Vec::new()))
    }

    fn whole(&self, value: f64) -> f64 {
        if self.range.is_whole { value.round() } else { value }
    }

    /// `low` gives less than wanted, `high` not.
    fn bracketed(&mut self, low: Point, high: Point) -> Result<NeededValue, Pending> {
        if self.range.is_whole { self.between_whole(low, high) } else { self.between(low, high) }
    }

    /// `low` gives less than wanted, `high` not.
    fn between_whole(&mut self, mut low: Point, mut high: Point) -> Result<NeededValue, Pending> {
        while (high.value - low.value).abs() > 1.5 {
            let middle = f64::midpoint(low.value, high.value).round();
            let Some(point) = self.at(middle)? else { break };
            if point.score >= 0.0 { high = point } else { low = point }
        }
        Ok(NeededValue::Is { value: high.value, error: 0.0, chance: high.chance })
    }

    fn between(&mut self, low: Point, high: Point) -> Result<NeededValue, Pending> {
        let error = (self.wanted * (1.0 - self.wanted) / self.trials).sqrt();
        let off = |point: &Point| (point.chance - self.wanted).abs();
        let wanted = self.wanted;
        let mut best = if off(&low) < off(&high) { low.clone() } else { high.clone() };
        let mut seen = vec![low.clone(), high.clone()];
        let span = low.value.abs().max(high.value.abs());
        let (mut a, mut b) = (low, high);
        let mut last_was_high = None;
        for _ in 0..STEPS_MAX {
            let width = (b.value - a.value).abs();
            if (best.chance - wanted).abs() <= CLOSE * error || width <= 1e-6 * span {
                break;
            }
            let share = (-a.score / (b.score - a.score)).clamp(0.02, 0.98);
            let Some(point) = self.at(a.value + share * (b.value - a.value))? else { break };
            seen.push(point.clone());
            if (point.chance - wanted).abs() < (best.chance - wanted).abs() {
                best = point.clone();
            }
            let is_high = point.score >= 0.0;
            let kept = if is_high { &mut a } else { &mut b };
            if last_was_high == Some(is_high) {
                kept.score /= 2.0;
            }
            last_was_high = Some(is_high);
            if is_high { b = point } else { a = point }
        }
        if (best.chance - wanted).abs() > CLOSE * error {
            // The chance jumps here, where a whole number takes its next step: the side that is not worse
            // than wanted, whose chance is said. A slope across a jump means nothing, and neither would an
            // error.
            return Ok(NeededValue::Is { value: b.value, error: 0.0, chance: b.chance });
        }
        let slope = self.slope(&best, &seen)?;
        let error = if slope > 0.0 { error / slope } else { 0.0 };
        Ok(NeededValue::Is { value: best.value, error, chance: best.chance })
    }

    /// How fast the chance changes with the value: between the point found and one a third of a standard
    /// deviation of normal scores away, found already or asked for.
    fn slope(&mut self, found: &Point, seen: &[Point]) -> Result<f64, Pending> {
        let apart = |point: &Point| (point.score - found.score).abs();
        let other = seen
            .iter()
            .filter(|point| (0.15..=0.6).contains(&apart(point)))
            .min_by(|a, b| (apart(a) - 0.3).abs().total_cmp(&(apart(b) - 0.3).abs()));
        let other = if let Some(point) = other {
            Some(point.clone())
        } else {
            let far = seen.iter().max_by(|a, b| apart(a).total_cmp(&apart(b)));
            let Some(far) = far.filter(|far| apart(far) > 0.0) else { return Ok(0.0) };
            let share = (0.3 / apart(far)).min(1.0);
            self.at(found.value + share * (far.value - found.value))?
        };
        let Some(other) = other.filter(|other| !same(other.value, found.value)) else { return Ok(0.0) };
        let scores = apart(&other) / (other.value - found.value).abs();
        Ok(normal::density(normal::quantile(self.wanted)) * scores)
    }
}
