//! Whether an amount fits the rest of its plan: a target of `€3.200` where millions come in may be meant as
//! another.

use super::Change;
use crate::model::{Scenario, ScenarioParts, SegmentId, Target, TargetKind};

/// A part of a plan whose size is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sized {
    /// The target.
    Target,
    /// The deal size of a segment.
    DealSize(SegmentId),
    /// The new opportunities of a segment.
    Supply(SegmentId),
}

/// A part of a plan that is out of proportion to the rest.
#[derive(Clone, Debug)]
pub struct OutOfProportion {
    /// What the plan brings at most on average, in minor units.
    pub brings: f64,
    /// The plan as it may be meant: with the part a thousand or a million times as large or as small. None,
    /// if no such plan is in proportion.
    pub other: Option<Scenario>,
}

/// So many times more or less than the plan brings, a target is questioned.
const QUESTIONED: f64 = 100.0;
/// Within as many times, another reading is in proportion.
const FITTING: f64 = 30.0;
/// What a mark between digits, or a forgotten “k” or “m”, makes of a number.
const FACTORS: [f64; 4] = [1e3, 1e-3, 1e6, 1e-6];

/// Whether the target and what the plan brings are out of proportion, and which size of the part may be
/// meant.
pub fn out_of_proportion(scenario: &Scenario, part: Sized) -> Option<OutOfProportion> {
    let brings = scenario.bookings_bound();
    let distance = distance(scenario)?;
    if distance <= QUESTIONED {
        return None;
    }
    let others = FACTORS.iter().filter_map(|factor| {
        let other = times(scenario, part, *factor)?;
        Some((self::distance(&other)?, other))
    });
    let nearest = others.min_by(|(one, _), (other, _)| one.total_cmp(other));
    let other = nearest.filter(|(distance, _)| *distance <= FITTING).map(|(_, other)| other);
    Some(OutOfProportion { brings, other })
}

/// How many times the target is more or less than what the plan brings. None, where either is nothing, or a
/// part of the target is there already.
fn distance(scenario: &Scenario) -> Option<f64> {
    let target = scenario.parts().target;
    let (target, brings) = (target.amount().minor() as f64, scenario.bookings_bound());
    let is_new = scenario.parts().target.recurring_revenue().is_none();
    (is_new && target > 0.0 && brings > 0.0).then(|| (target / brings).max(brings / target))
}

fn times(scenario: &Scenario, part: Sized, factor: f64) -> Option<Scenario> {
    let mut parts: ScenarioParts = scenario.parts().clone();
    let change = Change::Times(factor);
    match part {
        Sized::Target => {
            parts.target = match parts.target.kind() {
                TargetKind::Growth { last_year, growth } => {
                    let last_year = change.of_target(&Target::at(last_year), parts.currency).ok()?.amount();
                    Target::growth(last_year, growth).ok()?
                }
                TargetKind::Amount => change.of_target(&parts.target, parts.currency).ok()?,
                TargetKind::Recurring(_) => return None,
            };
        }
        Sized::DealSize(id) => {
            let segment = parts.segments.iter_mut().find(|segment| segment.id == id)?;
            segment.deal_size = change.of_deal_size(&segment.deal_size, parts.currency).ok()?;
        }
        Sized::Supply(id) => {
            let segment = parts.segments.iter_mut().find(|segment| segment.id == id)?;
            segment.supply = change.of_supply(&segment.supply).ok()?;
        }
    }
    Scenario::new(parts).ok()
}
