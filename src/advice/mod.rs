//! What would change the answer: what would have to be true for the target to be reached, what matters, what
//! it takes. Knows [`crate::model`], [`crate::analysis`] and, where it computes, the engine.
//!
//! The answers are data, which a page reads without an engine; all else is there with the feature `engine`
//! alone.
//!
//! # How an analysis asks
//! An analysis is a function of a plan and of `Evaluations`: it asks for variations of the plan and reads
//! what became of them. What is not evaluated yet makes it return `Pending`, and stands in the list of what
//! is wanted; whoever runs the analyses evaluates that, wherever and in whatever order, and calls again. So
//! the same functions serve the command line, which waits, and a page, which shows what is there and can stop
//! at any time.
//!
//! # Same luck
//! All variations are drawn with the plan's own seed: trial i of a variation meets the luck of trial i of the
//! plan, and a difference of two chances has an error far below that of either.

mod answer;
mod law;
mod money_answer;

#[cfg(feature = "engine")]
mod alignment;
#[cfg(feature = "engine")]
mod both_goals;
#[cfg(feature = "engine")]
mod checks;
#[cfg(feature = "engine")]
mod compared;
#[cfg(feature = "engine")]
mod counterfactual;
#[cfg(feature = "engine")]
mod coverage;
#[cfg(feature = "engine")]
mod evaluations;
#[cfg(feature = "engine")]
mod holds;
#[cfg(feature = "engine")]
mod learning;
#[cfg(feature = "engine")]
mod needed;
#[cfg(feature = "engine")]
mod price;
#[cfg(feature = "engine")]
mod profit;
#[cfg(feature = "engine")]
mod quota_answer;
#[cfg(feature = "engine")]
mod quotas;
#[cfg(feature = "engine")]
mod search;
#[cfg(feature = "engine")]
mod what_matters;
#[cfg(feature = "engine")]
mod width;

pub use answer::{
    AlignmentEffect, ComparedPart, ComparedPlans, Counterfactual, CounterfactualOf, Coverage, CoverageNeed,
    CoverageOf, Effect, EqualQuota, Hold, Joint, Learned, Learning, LeversCost, Measure, Needed, NeededValue,
    QuotaAnswer, Quotas, Width, WidthShare,
};
pub use money_answer::{BothGoals, PricedChange, Profit, Way, WayToBoth};

pub use law::{Checked, Law};

#[cfg(feature = "engine")]
pub use {
    alignment::alignment,
    both_goals::both_goals,
    checks::check,
    compared::{compared, on_the_luck_of},
    counterfactual::counterfactuals,
    coverage::coverage,
    evaluations::{Evaluation, Evaluations, Look, Pending, Variation, advice_trials},
    holds::holds,
    learning::learning,
    needed::{about, joint, needed, together},
    profit::profit,
    quota_answer::quota_answer,
    quotas::quotas,
    what_matters::{changes_that_matter, unknowns_that_matter},
    width::width,
};
