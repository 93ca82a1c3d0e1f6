//! What would have to be true: the value of one lever, or of all together, that gives the wanted chance.

use super::alignment::paired;
use super::answer::{Joint, Needed, NeededValue};
use super::evaluations::{Evaluation, Evaluations, Look, Pending, Variation};
use crate::math::normal;
use crate::model::{Lever, LeverRange, Scenario};
use std::cmp::Ordering;
use std::rc::Rc;

/// At most so many variations in a search; false position halves the doubt about twice as fast as bisection.
const STEPS_MAX: usize = 16;
/// The value is found when the chance is off by at most this share of its standard error.
const CLOSE: f64 = 0.25;
/// How far along the slope of a first look a closer one goes to come to the other side of what is wanted.
const STRIDES: [f64; 3] = [1.0, 2.0, 4.0];
/// By so many whole numbers a first look may be off before all is looked at closely.
const WHOLES_OFF: usize = 8;
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
    Ok(Some(Needed { lever, today: range.today, chance_today: today.measure().chance, value, is_about }))
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
    let base = evaluations.at(&Variation::of(scenario), Look::Beside);
    let asked: Vec<_> = Lever::all(scenario)
        .into_iter()
        .filter(|lever| *lever != Lever::Deadline)
        .filter_map(|lever| {
            let range = lever.range(scenario)?;
            let alone = lever.at(scenario, range.plausible)?;
            Some(((lever, range), evaluations.at(&Variation::of(&alone), Look::Beside)))
        })
        .collect();
    let base = base?;
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
    let mut chance = |share: f64, look: Look| {
        varied(share).map(|varied| evaluations.at(&Variation::of(&varied), look)).transpose()
    };
    let value = Search::new(range, wanted, &mut chance).confirmed()?;
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
type ChanceAt<'a> = dyn FnMut(f64, Look) -> Result<Option<Rc<Evaluation>>, Pending> + 'a;

struct Search<'a, 'b> {
    range: LeverRange,
    wanted: f64,
    /// Whether the worse side need not be looked at.
    is_monotone: bool,
    /// Where to look first.
    first: Option<f64>,
    look: Look,
    trials: f64,
    /// How fast the score changes with the value where one was found, if that is known.
    slope: Option<f64>,
    /// The best of what was looked at, where what is wanted was not found.
    best: Option<f64>,
    chance: &'a mut ChanceAt<'b>,
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

/// What is said where nothing reaches what is wanted.
fn unreached(today: &Point, best: &Point) -> NeededValue {
    let gained = paired(&today.evaluation, &best.evaluation);
    // The best of several looks is above today's by luck alone: two standard errors on the same luck.
    if gained.value <= 2.0 * gained.standard_error {
        return NeededValue::DoesNotHelp { chance: today.chance };
    }
    NeededValue::CannotReach { most: best.chance, best: best.value }
}

/// A value, its chance, and how far that is from the wanted one in normal scores.
#[derive(Clone)]
struct Point {
    value: f64,
    chance: f64,
    score: f64,
    evaluation: Rc<Evaluation>,
}

impl<'a, 'b> Search<'a, 'b> {
    fn new(range: LeverRange, wanted: f64, chance: &'a mut ChanceAt<'b>) -> Self {
        Self {
            range,
            wanted,
            is_monotone: true,
            first: None,
            look: Look::About,
            trials: 0.0,
            slope: None,
            best: None,
            chance,
        }
    }

    /// What a first look finds, confirmed or moved with all trials.
    fn confirmed(&mut self) -> Result<NeededValue, Pending> {
        self.look = Look::About;
        let about = self.run()?;
        let before = self.at(self.range.today)?;
        self.look = Look::Close;
        let today = self.at(self.range.today)?;
        let (Some(before), Some(today)) = (before, today) else { return Ok(about) };
        if same(before.evaluation.trials(), today.evaluation.trials()) {
            return Ok(about);
        }
        if (before.score >= 0.0) != (today.score >= 0.0) {
            return self.anew(None);
        }
        match about {
            NeededValue::Is { value, .. } if self.range.is_whole => self.near_whole(&today, value),
            NeededValue::Is { value, .. } => self.near(value),
            NeededValue::CannotReach { .. } | NeededValue::DoesNotHelp { .. } => {
                let Some(best) = self.at(self.best.unwrap_or(today.value))? else { return self.anew(None) };
                if best.score >= 0.0 { self.anew(Some(best.value)) } else { Ok(unreached(&today, &best)) }
            }
            NeededValue::CannotSpoil { worst, .. } => match self.at(worst)? {
                Some(point) if point.score >= 0.0 => {
                    Ok(NeededValue::CannotSpoil { least: point.chance, worst })
                }
                Some(_) | None => self.anew(None),
            },
        }
    }

    /// Searches with all trials from the beginning, where a first look led astray.
    fn anew(&mut self, first: Option<f64>) -> Result<NeededValue, Pending> {
        (self.first, self.slope) = (first, None);
        self.run()
    }

    /// The value near one that a first look found.
    fn near(&mut self, value: f64) -> Result<NeededValue, Pending> {
        let (Some(slope), Some(first)) = (self.slope, self.at(value)?) else { return self.anew(Some(value)) };
        if self.is_close(&first) {
            return Ok(self.found(&first, slope));
        }
        for stride in STRIDES {
            let next = first.value - stride * first.score / slope;
            let Some(next) = self.at(next)? else { break };
            if self.is_close(&next) {
                return Ok(self.found(&next, slope));
            }
            if (next.score >= 0.0) != (first.score >= 0.0) {
                let (low, high) = if next.score >= 0.0 { (first, next) } else { (next, first) };
                return self.between(low, high);
            }
        }
        self.anew(Some(value))
    }

    /// The whole number near one that a first look found.
    fn near_whole(&mut self, today: &Point, value: f64) -> Result<NeededValue, Pending> {
        let away = (value - today.value).signum();
        let Some(mut point) = self.at(value)?.filter(|point| !same(point.value, today.value)) else {
            return self.anew(None);
        };
        for _ in 0..WHOLES_OFF {
            // On the side of what is wanted that today's value is on, the other one is further away.
            let is_like_today = (point.score >= 0.0) == (today.score >= 0.0);
            let value = if is_like_today { point.value + away } else { point.value - away };
            let Some(next) = self.at(value)? else { break };
            if (next.score >= 0.0) != (point.score >= 0.0) {
                let high = if next.score >= 0.0 { next } else { point };
                return Ok(NeededValue::Is { value: high.value, error: 0.0, chance: high.chance });
            }
            point = next;
        }
        self.anew(None)
    }

    /// Standard error of a chance that is as wanted.
    fn error(&self) -> f64 {
        (self.wanted * (1.0 - self.wanted) / self.trials).sqrt()
    }

    fn is_close(&self, point: &Point) -> bool {
        (point.chance - self.wanted).abs() <= CLOSE * self.error()
    }

    /// A value whose chance is as wanted, where the score has a slope.
    fn found(&mut self, point: &Point, slope: f64) -> NeededValue {
        self.slope = Some(slope);
        let slope = normal::density(normal::quantile(self.wanted)) * slope.abs();
        let error = if slope > 0.0 { self.error() / slope } else { 0.0 };
        NeededValue::Is { value: point.value, error, chance: point.chance }
    }

    fn at(&mut self, value: f64) -> Result<Option<Point>, Pending> {
        let Some(evaluation) = (self.chance)(value, self.look)? else { return Ok(None) };
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
        let mut better = vec![range.plausible, range.best];
        if let Some(first) =
            self.first.filter(|first| (first - range.today) * (range.best - range.today) > 0.0)
        {
            better.retain(|value| (value - range.today).abs() > (first - range.today).abs());
            better.insert(0, first);
        }
        let sides: [&[f64]; 2] = [&better, &[halfway, range.worst]];
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
        self.best = Some(best.value);
        Ok(unreached(&today, best))
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
        let off = |point: &Point| (point.chance - self.wanted).abs();
        let wanted = self.wanted;
        let mut best = if off(&low) < off(&high) { low.clone() } else { high.clone() };
        let mut seen = vec![low.clone(), high.clone()];
        let span = low.value.abs().max(high.value.abs());
        let (mut a, mut b) = (low, high);
        let mut last_was_high = None;
        for _ in 0..STEPS_MAX {
            let width = (b.value - a.value).abs();
            if self.is_close(&best) || width <= 1e-6 * span {
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
        if !self.is_close(&best) {
            // The chance jumps here, where a whole number takes its next step: the side that is not worse
            // than wanted, whose chance is said. A slope across a jump means nothing, and neither would an
            // error.
            return Ok(NeededValue::Is { value: b.value, error: 0.0, chance: b.chance });
        }
        let slope = match self.slope {
            Some(slope) => slope,
            None => self.slope(&best, &seen)?,
        };
        Ok(self.found(&best, slope))
    }

    /// How fast the score changes with the value: between the point found and one a third of a standard
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
        Ok((other.score - found.score) / (other.value - found.value))
    }
}
