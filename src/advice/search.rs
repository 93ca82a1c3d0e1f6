//! The value of one number that gives a wanted chance, found in few variations of a plan.

use super::alignment::paired;
use super::answer::NeededValue;
use super::evaluations::{Evaluation, Look, Pending};
use crate::analysis::Estimate;
use crate::math::normal;
use crate::model::LeverRange;
use std::rc::Rc;

/// At most so many variations in a search; false position halves the doubt about twice as fast as bisection.
const STEPS_MAX: usize = 16;
/// The value is found when the chance is off by at most this share of its standard error.
const CLOSE: f64 = 0.25;
/// The same in a first look, whose value is then read off the slope; a closer look follows.
const CLOSE_ABOUT: f64 = 1.0;
/// So few standard errors away the value may be read off the slope that the first look found, which spares a
/// look at all trials: a slope that is off by a tenth then puts the chance off by 0.3 of a standard error.
const READ_OFF: f64 = 3.0;
/// It is read off where the slope from today's value, of all trials, would put the chance elsewhere by at
/// most this share of a standard error: the slope of a first look is of few trials, on one side of what is
/// wanted.
const SLOPES_APART: f64 = 0.5;
/// How far along the slope of a first look a closer one goes to come to the other side of what is wanted.
const STRIDES: [f64; 3] = [1.0, 2.0, 4.0];
/// By so many whole numbers a first look may be off before all is looked at closely.
const WHOLES_OFF: usize = 8;
/// How often the best value of a lever is looked for between those that were looked at, two variations each
/// time.
const CLIMBS: usize = 3;

/// Whether two values are the very same.
pub(super) fn same(a: f64, b: f64) -> bool {
    a.total_cmp(&b).is_eq()
}

/// What becomes of the plan at a value; none, if the model refuses it.
type ChanceAt<'a> = dyn FnMut(f64, Look) -> Result<Option<Rc<Evaluation>>, Pending> + 'a;

/// A search for the value of one number that gives the wanted chance.
///
/// Bracketing: between a value that gives less and one that gives more, by false position with the Illinois
/// rule (Dowell and Jarratt, 1971, *BIT* 11) in normal scores of the chance. Most levers lose no trial when
/// they get better, so that chance hardly fools it; some do more harm than good (new opportunities of one
/// segment take the time of another's reps), so where the better side does not reach it, the other one is
/// looked at as well, and the best of both is what is said.
pub(super) struct Search<'a, 'b> {
    range: LeverRange,
    wanted: f64,
    /// Whether the worse side need not be looked at.
    pub(super) is_monotone: bool,
    /// Whether the chance changes without a jump, so that a value may be read off a slope.
    pub(super) is_smooth: bool,
    /// Where to look first.
    pub(super) first: Option<f64>,
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
    pub(super) fn new(range: LeverRange, wanted: f64, chance: &'a mut ChanceAt<'b>) -> Self {
        Self {
            range,
            wanted,
            is_monotone: true,
            is_smooth: true,
            first: None,
            look: Look::About,
            trials: 0.0,
            slope: None,
            best: None,
            chance,
        }
    }

    /// What a first look finds, confirmed or moved with all trials.
    pub(super) fn confirmed(&mut self) -> Result<NeededValue, Pending> {
        self.look = Look::About;
        let about = self.run()?;
        let before = self.at(self.range.today)?;
        self.look = Look::Close;
        let today = self.at(self.range.today)?;
        let (Some(before), Some(today)) = (before, today) else { return Ok(about) };
        if same(before.evaluation.trials(), today.evaluation.trials()) {
            // The first look was drawn with all trials: nothing is drawn again.
            return self.anew(self.first);
        }
        if (before.score >= 0.0) != (today.score >= 0.0) {
            return self.anew(None);
        }
        match about {
            NeededValue::Is { value, .. } if self.range.is_whole => self.near_whole(&today, value),
            NeededValue::Is { value, .. } => self.near(&today, value),
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
    fn near(&mut self, today: &Point, value: f64) -> Result<NeededValue, Pending> {
        let (Some(slope), Some(first)) = (self.slope, self.at(value)?) else { return self.anew(Some(value)) };
        if self.is_close(&first) {
            return Ok(self.found(&first, slope));
        }
        let read_off =
            Point { value: first.value - first.score / slope, chance: self.wanted, ..first.clone() };
        let is_read = self.is_smooth && self.is_within(read_off.value);
        let off = (first.chance - self.wanted).abs() / self.error();
        let from_today = (first.score - today.score) / (first.value - today.value);
        let apart = off * (from_today / slope - 1.0).abs();
        if is_read && off <= READ_OFF && apart <= SLOPES_APART {
            return Ok(self.found(&read_off, slope));
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

    /// Whether a lever goes so far.
    fn is_within(&self, value: f64) -> bool {
        let LeverRange { best, worst, .. } = self.range;
        (best.min(worst)..=best.max(worst)).contains(&value)
    }

    /// Standard error of a chance that is as wanted.
    fn error(&self) -> f64 {
        Estimate::error_of_share(self.wanted, self.trials)
    }

    fn is_close(&self, point: &Point) -> bool {
        let close = match self.look {
            Look::About => CLOSE_ABOUT,
            Look::Among | Look::Ends | Look::Beside | Look::Close => CLOSE,
        };
        (point.chance - self.wanted).abs() <= close * self.error()
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

    pub(super) fn run(&mut self) -> Result<NeededValue, Pending> {
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
        if self.look == Look::About && slope != 0.0 {
            let (low, high) = (a.value.min(b.value), a.value.max(b.value));
            best.value = (best.value - best.score / slope).clamp(low, high);
        }
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
