//! What would change the answer: what would have to be true for the target to be reached, what matters, what it takes.
//! Knows [`crate::model`], [`crate::engine`] and [`crate::analysis`].
//!
//! # How an analysis asks
//! An analysis is a function of a plan and of [`Evaluations`]: it asks for variations of the plan and reads what became of
//! them. What is not evaluated yet makes it return [`Pending`], and stands in the list of what is wanted; whoever runs the
//! analyses evaluates that, wherever and in whatever order, and calls again. So the same functions serve the command line,
//! which waits, and a page, which shows what is there and can stop at any time.
//!
//! # Same luck
//! All variations are drawn with the plan's own seed: trial i of a variation meets the luck of trial i of the plan, and a
//! difference of two chances has an error far below that of either.

mod alignment;
mod coverage;
mod evaluations;
mod holds;
mod lever;
mod needed;
mod profit;
mod quota_answer;
mod quotas;
mod what_matters;
mod width;

pub use alignment::{AlignmentEffect, alignment};
pub use coverage::{Coverage, CoverageNeed, CoverageOf, coverage};
pub use evaluations::{Evaluation, Evaluations, Measure, Pending, Variation, advice_trials};
pub use holds::{Hold, holds};
pub use lever::{Lever, LeverRange};
pub use needed::{Joint, Needed, NeededValue, joint, needed};
pub use profit::{PricedChange, Profit, profit};
pub use quota_answer::{QuotaAnswer, quota_answer};
pub use quotas::{EqualQuota, Quotas, quotas};
pub use what_matters::{Belief, Effect, changes_that_matter, unknowns_that_matter};
pub use width::{Width, WidthShare, width};
