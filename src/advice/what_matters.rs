//! What matters: what is not known, from the tenth to the ninetieth percentile of each belief, and what could be changed,
//! by a tenth up and down.

use super::evaluations::{Evaluations, Measure, Pending, Variation};
use super::lever::{Lever, scale_sizes, scale_times, with_segment, with_stages};
use crate::math::normal;
use crate::model::{
    Arrivals, Market, RateBelief, RateLaw, Recurring, RelativeError, Scenario, ScenarioParts, Segment,
    SegmentId, Stage, StageId, Target,
};
use serde::{Deserialize, Serialize};

/// Something that is believed, and not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Belief {
    /// A stage's rate; also that of the stage in its place in segments that share its evidence.
    StageRate(StageId),
    /// The base of new opportunities.
    Supply(SegmentId),
    /// The mean deal size.
    DealSize(SegmentId),
    /// The length of the cycle.
    Cycle(SegmentId),
    /// The market.
    Market,
    /// Recurring revenue that is lost.
    Churn,
    /// Recurring revenue that is won on top.
    Expansion,
}

/// What becomes of the answer between two values of something.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effect<T> {
    /// Of what.
    pub of: T,
    /// The value on the low side, in its own unit; of factors 1 is as believed.
    pub low_value: f64,
    /// The value on the high side.
    pub high_value: f64,
    /// At the low value.
    pub low: Measure,
    /// At the high value.
    pub high: Measure,
}

impl<T> Effect<T> {
    /// How far it moves the chance.
    pub fn on_chance(&self) -> f64 {
        (self.high.chance - self.low.chance).abs()
    }

    /// How far it moves the middle result, minor units.
    pub fn on_middle(&self) -> f64 {
        (self.high.middle - self.low.middle).abs()
    }
}

impl Belief {
    /// All that a plan is not sure of.
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        let parts = scenario.parts();
        let mut all = Vec::new();
        for segment in scenario.segments() {
            let uncertain = |stage: &&Stage| matches!(stage.rate.law(), RateLaw::Beta { .. });
            if segment.shares_with.is_none() {
                all.extend(segment.stages().iter().filter(uncertain).map(|stage| Self::StageRate(stage.id)));
            }
            for (error, belief) in [
                (segment.supply.error, Self::Supply(segment.id)),
                (segment.deal_size.error, Self::DealSize(segment.id)),
                (segment.cycle_error, Self::Cycle(segment.id)),
            ] {
                all.extend((error > RelativeError::NONE).then_some(belief));
            }
        }
        all.extend(parts.market.shape().map(|_| Self::Market));
        if let Some(recurring) = parts.target.recurring_revenue() {
            let uncertain = |rate: &RateBelief| matches!(rate.law(), RateLaw::Beta { .. });
            all.extend(uncertain(&recurring.churn).then_some(Self::Churn));
            all.extend(uncertain(&recurring.expansion).then_some(Self::Expansion));
        }
        all
    }

    /// The value at a quantile (factors: 1 is as believed), and the plan with that value known.
    pub fn known_at(self, scenario: &Scenario, p: f64) -> Option<(f64, Scenario)> {
        let parts = scenario.parts();
        let (value, changed) = match self {
            Self::StageRate(id) => {
                let (segment, stage) = scenario.stage(id)?;
                let place = segment.place_of(id)?;
                let sharing: Vec<StageId> = scenario
                    .segments()
                    .iter()
                    .filter(|other| other.id == segment.id || other.shares_with == Some(segment.id))
                    .filter_map(|other| other.stages().get(place).map(|stage| stage.id))
                    .collect();
                let known = |stage: &mut Stage| {
                    if sharing.contains(&stage.id) {
                        stage.rate = RateBelief::exact(stage.rate.quantile(p)).ok()?;
                    }
                    Some(())
                };
                (stage.rate.quantile(p), with_stages(parts, known)?)
            }
            Self::Supply(id) => {
                let factor = scenario.segment(id)?.supply.error.factor(normal::quantile(p));
                let known = |segment: &mut Segment| {
                    segment.supply = segment.supply.changed(|number| number * factor).ok()?;
                    segment.supply.error = RelativeError::NONE;
                    Some(())
                };
                (factor, with_segment(parts, id, known)?)
            }
            Self::DealSize(id) => {
                let factor = scenario.segment(id)?.deal_size.error.factor(normal::quantile(p));
                let known = |segment: &mut Segment| {
                    scale_sizes(segment, factor)?;
                    segment.deal_size.error = RelativeError::NONE;
                    Some(())
                };
                (factor, with_segment(parts, id, known)?)
            }
            Self::Cycle(id) => {
                let factor = scenario.segment(id)?.cycle_error.factor(normal::quantile(p));
                let known = |segment: &mut Segment| {
                    segment.cycle_error = RelativeError::NONE;
                    scale_times(segment, factor)
                };
                (factor, with_segment(parts, id, known)?)
            }
            Self::Market => {
                let factor = parts.market.quantile(p);
                let sizes = libm::pow(factor, parts.market.size_exponent()) / parts.market.size_moment();
                let mut changed = ScenarioParts { market: Market::CERTAIN, ..parts.clone() };
                for segment in &mut changed.segments {
                    scale_sizes(segment, sizes)?;
                    if segment.supply.arrivals() == Arrivals::Poisson {
                        segment.supply = segment.supply.changed(|number| number * factor).ok()?;
                    }
                }
                (factor, changed)
            }
            Self::Churn | Self::Expansion => {
                let recurring = *parts.target.recurring_revenue()?;
                let rate = if self == Self::Churn { recurring.churn } else { recurring.expansion };
                let known = RateBelief::exact(rate.quantile(p)).ok()?;
                let recurring = if self == Self::Churn {
                    Recurring { churn: known, ..recurring }
                } else {
                    Recurring { expansion: known, ..recurring }
                };
                let target = Target::recurring(recurring).ok()?;
                (rate.quantile(p), ScenarioParts { target, ..parts.clone() })
            }
        };
        Some((value, Scenario::new(changed).ok()?))
    }
}

/// What is not known, by how far it moves the chance, and then the middle: each belief at its 10% and its 90% quantile,
/// all else as it is.
///
/// # Errors
/// While variations are wanted.
pub fn unknowns_that_matter(
    scenario: &Scenario,
    evaluations: &mut Evaluations,
) -> Result<Vec<Effect<Belief>>, Pending> {
    let ends = Belief::all(scenario).into_iter().filter_map(|belief| {
        Some((belief, belief.known_at(scenario, 0.1)?, belief.known_at(scenario, 0.9)?))
    });
    effects(ends, evaluations)
}

/// What could be changed, by how far it moves the chance, and then the middle: each lever by a tenth down and up; of whole
/// numbers by at least one. Hires come a month later and earlier.
///
/// # Errors
/// While variations are wanted.
pub fn changes_that_matter(
    scenario: &Scenario,
    evaluations: &mut Evaluations,
) -> Result<Vec<Effect<Lever>>, Pending> {
    let ends = Lever::all(scenario).into_iter().filter_map(|lever| {
        let range = lever.range(scenario)?;
        let step = if range.is_whole { (0.1 * range.today).round().max(1.0) } else { 0.1 * range.today };
        let (low, high) = (range.best.min(range.worst), range.best.max(range.worst));
        let end = |value: f64| {
            let value = value.clamp(low, high);
            Some((value, lever.at(scenario, value)?))
        };
        Some((lever, end(range.today - step)?, end(range.today + step)?))
    });
    effects(ends, evaluations)
}

type End = (f64, Scenario);

fn effects<T>(
    ends: impl Iterator<Item = (T, End, End)>,
    evaluations: &mut Evaluations,
) -> Result<Vec<Effect<T>>, Pending> {
    // All are asked for before the first is waited for.
    let asked: Vec<_> = ends
        .map(|(of, low, high)| {
            let measures = [&low.1, &high.1].map(|varied| evaluations.of(&Variation::of(varied)));
            (of, low.0, high.0, measures)
        })
        .collect();
    let mut effects = Vec::new();
    for (of, low_value, high_value, [low, high]) in asked {
        effects.push(Effect { of, low_value, high_value, low: low?.measure(), high: high?.measure() });
    }
    effects.sort_by(|a, b| {
        b.on_chance().total_cmp(&a.on_chance()).then(b.on_middle().total_cmp(&a.on_middle()))
    });
    Ok(effects)
}
