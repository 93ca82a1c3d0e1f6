//! What the futures say: what a run leaves behind, and the report made of it. Pure statistics. Knows
//! [`crate::model`] and [`crate::math`].
//!
//! Draws nothing and shows nothing: a report is numbers with definitions, the page makes sentences of them.
//! What a block of trials leaves behind ([`BlockOutcome`]) is filled by the engine, wherever that runs;
//! whoever reads it needs no engine.

mod activity;
mod amount_histogram;
mod collection;
mod comparison;
mod estimate;
mod histogram;
mod outcome;
mod report;
mod sample;
mod square_sums;
mod team_report;
mod trial_economics;

/// Version of the engine that fills what a run leaves behind: raised whenever the same scenario, seed and
/// trials give other numbers than before. Stands here, since whoever sends an answer says it and needs no
/// engine.
pub const ENGINE_VERSION: u32 = 4;

pub use activity::{Activity, Role, RoleActivity};
pub use amount_histogram::{AmountHistogram, BookingsHistogram, RepHistogram};
pub use collection::Collection;
pub use comparison::{Comparison, Run};
pub use estimate::Estimate;
pub use histogram::{Bin, histogram};
pub use outcome::{
    AtQuota, BlockOutcome, Column, GroupOutcome, MonthOutcome, PeriodOutcome, SegmentOutcome, TeamOutcome,
};
pub use report::{DOTS, MonthBand, PROMISE_CONFIDENCES, QUANTILES, Report, SegmentReport};
pub use sample::Sample;
pub use square_sums::SquareSums;
pub use team_report::{GroupReport, PeriodReport, TeamReport, quotas_of_plan};
pub use trial_economics::TrialEconomics;
