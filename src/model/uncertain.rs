//! What a plan is not sure of: every belief in it, and the few kinds of things that are drawn once a trial.

use super::edits::{scale_sizes, scale_times};
use super::{
    Arrivals, DealSizeKind, Market, RateBelief, RateLaw, Recurring, RelativeError, Scenario, ScenarioParts,
    Segment, SegmentId, Stage, StageId, Target,
};
use crate::math::normal;
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
                (stage.rate.quantile(p), parts.with_stages(known)?)
            }
            Self::Supply(id) => {
                let factor = scenario.segment(id)?.supply.error.factor(normal::quantile(p));
                let known = |segment: &mut Segment| {
                    segment.supply = segment.supply.changed(|number| number * factor).ok()?;
                    segment.supply.error = RelativeError::NONE;
                    Some(())
                };
                (factor, parts.with_segment(id, known)?)
            }
            Self::DealSize(id) => {
                let factor = scenario.segment(id)?.deal_size.error.factor(normal::quantile(p));
                let known = |segment: &mut Segment| {
                    scale_sizes(segment, factor)?;
                    segment.deal_size.error = RelativeError::NONE;
                    Some(())
                };
                (factor, parts.with_segment(id, known)?)
            }
            Self::Cycle(id) => {
                let factor = scenario.segment(id)?.cycle_error.factor(normal::quantile(p));
                let known = |segment: &mut Segment| {
                    segment.cycle_error = RelativeError::NONE;
                    scale_times(segment, factor)
                };
                (factor, parts.with_segment(id, known)?)
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

/// What is not known when a plan is made, as opposed to chance: each is drawn once a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Unknown {
    /// Stage rates.
    Rates,
    /// The mean deal size.
    DealSize,
    /// The base of new opportunities.
    Supply,
    /// The length of the cycle.
    Cycle,
    /// The market.
    Market,
    /// How reps differ, and who leaves.
    Reps,
    /// Recurring revenue that is lost, and won on top.
    Recurring,
}

impl Unknown {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Rates, Self::DealSize, Self::Supply, Self::Cycle, Self::Market, Self::Reps, Self::Recurring];

    /// Those that a plan has.
    pub fn all_of(scenario: &Scenario) -> Vec<Self> {
        let parts = scenario.parts();
        let segments = scenario.segments();
        let any_stage =
            |test: fn(&Stage) -> bool| segments.iter().any(|segment| segment.stages().iter().any(test));
        let any_error = |error: fn(&Segment) -> RelativeError| {
            segments.iter().any(|segment| error(segment) > RelativeError::NONE)
        };
        let recurring = parts.target.recurring_revenue().is_some_and(|recurring| {
            [recurring.churn, recurring.expansion]
                .iter()
                .any(|rate| matches!(rate.law(), RateLaw::Beta { .. }))
        });
        let past = segments.iter().any(|segment| matches!(segment.deal_size.kind(), DealSizeKind::Past(_)));
        let people = any_stage(|stage| stage.rep_spread() > 0.0)
            || parts.adherence.is_some_and(|adherence| adherence.sd() > 0.0)
            || parts.team.as_ref().is_some_and(|team| team.attrition.yearly() > 0.0);
        Self::ALL
            .into_iter()
            .filter(|unknown| match unknown {
                Self::Rates => any_stage(|stage| matches!(stage.rate.law(), RateLaw::Beta { .. })),
                Self::DealSize => past || any_error(|segment| segment.deal_size.error),
                Self::Supply => any_error(|segment| segment.supply.error),
                Self::Cycle => any_error(|segment| segment.cycle_error),
                Self::Market => parts.market.shape().is_some(),
                Self::Reps => people,
                Self::Recurring => recurring,
            })
            .collect()
    }
}
