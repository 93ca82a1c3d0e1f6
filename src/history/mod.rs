//! What happened, and what explains it: exports of other systems ([`import`]), what they say of rates and
//! supply ([`estimate`]), and how plans made of that would have done ([`backtest`]); a team against luck,
//! rates by rep, one rep. Knows [`crate::math`], [`crate::model`], [`crate::analysis`] and, where it draws,
//! the engine.
//!
//! The answers are data, which a page reads without an engine; what draws is there with the feature `engine`
//! alone.
//!
//! # What is compared
//! Of the opportunities of a stage, those of equal age, where the table says how many are so old and how many
//! of them had passed by then. Else those that are decided; then what is still open is compared in number
//! ([`still_open()`]): where a rep has more or less of it than is ordinary, ages differ, and what is said of
//! a stage must hold however that difference ends. *Team rates* are the pooled rates of the other reps, with
//! their own uncertainty: of reps who differ (ρ > 0), n opportunities of several reps tell less than n of one
//! team, as many as [`crate::model::TeamRate::cases`] says.
//!
//! # What cannot be said
//! Counts cannot separate skill from territory or leads. No function here says who is good.

mod answer;
pub mod backtest;
mod beta_binomial;
mod compared;
pub mod estimate;
pub mod import;
mod measured;
mod rep_quota;
mod stage_report;
mod stage_verdict;
mod still_open;
mod team_rate;

#[cfg(feature = "engine")]
mod attribution;
#[cfg(feature = "engine")]
mod explanation;
#[cfg(feature = "engine")]
mod luck;
#[cfg(feature = "engine")]
mod rates_by_rep;
#[cfg(feature = "engine")]
mod reach;
#[cfg(feature = "engine")]
mod report;

pub use answer::{
    AtQuotaByLuck, Attribution, Explanation, GUESSED_DEAL_CV, HistoryReport, MORE_OPPORTUNITIES_MAX, Outcome,
    Part, PartOf, Reach, RepReport, StageVerdict, Supply, Verdict,
};
pub use beta_binomial::{BetaBinomialFit, fit, posterior, shrunken_rate};
pub use measured::{measured, measured_adherence};
pub use rep_quota::rep_quota;
pub use stage_report::{Adjacent, Limits, RateByRep, StageReport, TAILS, limits_at};
pub use stage_verdict::stage_verdicts;
pub use still_open::{StillOpen, ages_differ, still_open};
pub use team_rate::team_rate;

#[cfg(feature = "engine")]
pub use {
    attribution::{attribute, shapley_of_product},
    explanation::explain,
    report::{luck_trials, report},
};
