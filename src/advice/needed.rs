//! What would have to be true: the value of one lever, or of all together, that gives the wanted chance.

use super::answer::{Joint, Needed, NeededValue};
use super::evaluations::{Evaluations, Pending, Variation};
use crate::math::normal;
use crate::model::{Lever, LeverRange, Scenario};

/// At most so many variations in a search; false position halves the doubt about twice as fast as bisection.
const STEPS_MAX: usize = 16;
/// The value is found when the chance is off by at most this share of its standard error.
const CLOSE: f64 = 0.25;

/// What a lever alone would have to be for the chance to be `wanted`, on the plan's own luck.
///
/// Bracketing: between a value that gives less and one that gives more, by false position with the Illinois
/// rule (Dowell and Jarratt, 1971, *BIT* 11) in normal scores of the chance. Chance hardly fools it, since a
/// better value loses no trial; only of reps who share a team's leads it may lose a few.
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
    let mut search = Search {
        range,
        wanted,
        trials: 0.0,
        chance: &mut |value| {
            let varied =
                if same(value, range.today) { Some(scenario.clone()) } else { lever.at(scenario, value) };
            varied.map(|varied| chance_of(&varied, evaluations)).transpose()
        },
    };
    Ok(Some(Needed { lever, today: range.today, value: search.run()? }))
}

/// All levers together; the deadline stays. See [`Lever::range`] for how far each goes.
///
/// # Errors
/// While variations are wanted.
pub fn joint(scenario: &Scenario, wanted: f64, evaluations: &mut Evaluations) -> Result<Joint, Pending> {
    let levers: Vec<(Lever, LeverRange)> = Lever::all(scenario)
        .into_iter()
        .filter(|lever| *lever != Lever::Deadline)
        .filter_map(|lever| Some((lever, lever.range(scenario)?)))
        .collect();
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
        trials: 0.0,
        chance: &mut |share| varied(share).map(|varied| chance_of(&varied, evaluations)).transpose(),
    };
    let value = search.run()?;
    let share = match value {
        NeededValue::Is { value, .. } => value,
        NeededValue::CannotReach { .. } => 1.0,
        NeededValue::CannotSpoil { .. } => 0.0,
    };
    Ok(Joint { value, levers: levers.iter().map(|of| at(of, share)).collect() })
}

/// Whether two values are the very same.
fn same(a: f64, b: f64) -> bool {
    a.total_cmp(&b).is_eq()
}

/// Reached and all trials.
fn chance_of(scenario: &Scenario, evaluations: &mut Evaluations) -> Result<(f64, f64), Pending> {
    let evaluation = evaluations.of(&Variation::of(scenario))?;
    Ok((f64::from(evaluation.reached), evaluation.trials()))
}

/// Reached and all trials of a value; none, if the model refuses it.
type ChanceAt<'a> = dyn FnMut(f64) -> Result<Option<(f64, f64)>, Pending> + 'a;

struct Search<'a> {
    range: LeverRange,
    wanted: f64,
    trials: f64,
    chance: &'a mut ChanceAt<'a>,
}

/// A value, its chance, and how far that is from the wanted one in normal scores.
#[derive(Clone, Copy)]
struct Point {
    value: f64,
    chance: f64,
    score: f64,
}

impl Search<'_> {
    fn at(&mut self, value: f64) -> Result<Option<Point>, Pending> {
        let Some((reached, trials)) = (self.chance)(value)? else { return Ok(None) };
        self.trials = trials;
        // Half a trial more, so that none and all have a score as well.
        let score = normal::quantile((reached + 0.5) / (trials + 1.0)) - normal::quantile(self.wanted);
        Ok(Some(Point { value, chance: reached / trials, score }))
    }

    fn run(&mut self) -> Result<NeededValue, Pending> {
        let none = NeededValue::CannotReach { most: 0.0, best: self.range.today };
        let Some(today) = self.at(self.range.today)? else { return Ok(none) };
        let rises = today.score < 0.0;
        let end = if rises { self.range.best } else { self.range.worst };
        let near =
            if rises { self.range.plausible } else { self.range.today + 0.25 * (end - self.range.today) };
        let near = if self.range.is_whole { near.round() } else { near };
        let mut inner = today;
        let mut outer = None;
        // What the model refuses, for the work that it would be, is too far: half the way then.
        let mut tries = vec![near, end];
        let mut halvings = 0;
        while !tries.is_empty() {
            let value = tries.remove(0);
            if same(value, inner.value) {
                continue;
            }
            match self.at(value)? {
                Some(point) if (point.score >= 0.0) == rises => {
                    outer = Some(point);
                    break;
                }
                Some(point) => inner = point,
                None if halvings < 5 => {
                    halvings += 1;
                    let half = f64::midpoint(inner.value, value);
                    tries.insert(0, if self.range.is_whole { half.round() } else { half });
                }
                None => {}
            }
        }
        let Some(outer) = outer else {
            return Ok(if rises {
                NeededValue::CannotReach { most: inner.chance, best: inner.value }
            } else {
                NeededValue::CannotSpoil { least: inner.chance, worst: inner.value }
            });
        };
        let (low, high) = if rises { (inner, outer) } else { (outer, inner) };
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
        let (mut a, mut b) = (low, high);
        let mut best =
            if (low.chance - self.wanted).abs() < (high.chance - self.wanted).abs() { low } else { high };
        let mut seen = vec![low, high];
        let mut last_was_high = None;
        for _ in 0..STEPS_MAX {
            let width = (b.value - a.value).abs();
            if (best.chance - self.wanted).abs() <= CLOSE * error
                || width <= 1e-6 * low.value.abs().max(high.value.abs())
            {
                break;
            }
            let share = (-a.score / (b.score - a.score)).clamp(0.02, 0.98);
            let Some(point) = self.at(a.value + share * (b.value - a.value))? else { break };
            seen.push(point);
            if (point.chance - self.wanted).abs() < (best.chance - self.wanted).abs() {
                best = point;
            }
            let is_high = point.score >= 0.0;
            let kept = if is_high { &mut a } else { &mut b };
            if last_was_high == Some(is_high) {
                kept.score /= 2.0;
            }
            last_was_high = Some(is_high);
            if is_high { b = point } else { a = point }
        }
        if (best.chance - self.wanted).abs() > CLOSE * error {
            // The chance jumps here, where a whole number takes its next step: the side that is not worse
            // than wanted.
            best = b;
        }
        let slope = self.slope(best, &seen)?;
        let error = if slope > 0.0 { error / slope } else { (high.value - low.value).abs() };
        Ok(NeededValue::Is { value: best.value, error, chance: best.chance })
    }

    /// How fast the chance changes with the value: between the point found and one a third of a standard
    /// deviation of normal scores away, found already or asked for.
    fn slope(&mut self, found: Point, seen: &[Point]) -> Result<f64, Pending> {
        let apart = |point: &Point| (point.score - found.score).abs();
        let other = seen
            .iter()
            .filter(|point| (0.15..=0.6).contains(&apart(point)))
            .min_by(|a, b| (apart(a) - 0.3).abs().total_cmp(&(apart(b) - 0.3).abs()));
        let other = if let Some(point) = other {
            Some(*point)
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
