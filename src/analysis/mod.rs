//! What the futures say. Pure statistics. Knows [`crate::model`] and the outcomes of [`crate::engine`].
//!
//! Draws nothing and shows nothing: a report is numbers with definitions, the page makes sentences of them.

mod comparison;
mod histogram;
mod report;
mod sample;
mod team_report;

pub use comparison::{Comparison, Run};
pub use histogram::{Bin, histogram};
pub use report::{DOTS, Estimate, MonthBand, PROMISE_CONFIDENCES, QUANTILES, Report, SegmentReport};
pub use sample::Sample;
pub use team_report::{GroupReport, PeriodReport, TeamReport, quotas_of_plan};
