//! What is open, in groups of a stage and like ages.

use super::spells::began;
use crate::history::import::{Meaning, Opportunity, Reading};
use crate::model::Date;

/// Most groups.
pub const OPEN_GROUPS_MAX: usize = 60;

/// Open opportunities of one stage and like ages.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenGroup {
    /// The stage: a place in [`Reading::stages`]; none before the first.
    pub stage: Option<usize>,
    /// How many opportunities are open there.
    pub count: u32,
    /// Their mean age in the stage, days; none where the file does not say when they entered it.
    pub age_days: Option<f64>,
    /// What they are worth together, in thousandths of a unit, those without an amount as nothing.
    pub amount: i64,
    /// Those without an amount.
    pub without_amount: u32,
}

/// The open opportunities in at most [`OPEN_GROUPS_MAX`] groups: within a stage by age, in groups of about
/// the same count.
pub(super) fn open_pipeline(reading: &Reading, as_of: Date) -> Vec<OpenGroup> {
    let mut all: Vec<(Option<usize>, Option<i64>, &Opportunity)> =
        open(reading).map(|of| (of.stage, age(of, as_of), of)).collect();
    all.sort_by_key(|(stage, age, of)| (*stage, *age, of.row));
    let mut groups = Vec::new();
    let stages: Vec<_> =
        all.chunk_by(|one, next| (one.0, one.1.is_some()) == (next.0, next.1.is_some())).collect();
    // A stage gets as many groups as its share of all, and at least one; without ages it is one group.
    let most = OPEN_GROUPS_MAX.saturating_sub(stages.len()).max(1);
    for of_stage in stages {
        let is_aged = of_stage.iter().all(|(_, age, _)| age.is_some());
        let share = if is_aged { of_stage.len() * most / all.len() } else { 1 };
        let size = of_stage.len().div_ceil(share.max(1));
        groups.extend(of_stage.chunks(size).map(group));
    }
    groups
}

/// How long an opportunity has been in its stage.
fn age(of: &Opportunity, as_of: Date) -> Option<i64> {
    let stage = of.stage?;
    let entered = of.entered.get(stage).copied().flatten().map(|moment| moment.day);
    let day = entered.or_else(|| began(of).filter(|_| stage == 0))?;
    Some(day.days_until(as_of)).filter(|age| *age >= 0)
}

fn group(all: &[(Option<usize>, Option<i64>, &Opportunity)]) -> OpenGroup {
    let ages: Vec<f64> = all.iter().filter_map(|(_, age, _)| age.map(|age| age as f64)).collect();
    let amounts = all.iter().filter_map(|(_, _, of)| of.amount);
    OpenGroup {
        stage: all.first().and_then(|(stage, _, _)| *stage),
        count: u32::try_from(all.len()).unwrap_or(u32::MAX),
        age_days: (!ages.is_empty()).then(|| ages.iter().sum::<f64>() / ages.len() as f64),
        amount: amounts.clone().fold(0_i64, i64::saturating_add),
        without_amount: u32::try_from(all.len() - amounts.count()).unwrap_or(u32::MAX),
    }
}

/// The opportunities that are open.
fn open(reading: &Reading) -> impl Iterator<Item = &Opportunity> {
    reading.opportunities.iter().filter(|of| of.meaning == Meaning::Open)
}
