//! What explains what happened: a team against luck, rates by rep, one rep. Knows [`crate::math`], [`crate::model`],
//! [`crate::engine`] and [`crate::analysis`].
//!
//! # What is compared
//! Of the opportunities of a stage, those of equal age, where the table says how many are so old and how many of them had passed by then.
//! Else those that are decided; then what is still open is compared in number ([`still_open()`]): where a rep has more or less of it
//! than is ordinary, ages differ, and what is said of a stage must hold however that difference ends. *Team rates* are the pooled rates of the other reps, with their own uncertainty: of reps who differ (ρ > 0),
//! n opportunities of several reps tell less than n of one team, as many as [`crate::model::TeamRate::cases`] says.
//!
//! # What cannot be said
//! Counts cannot separate skill from territory or leads. No function here says who is good.

mod attribution;
mod beta_binomial;
mod explanation;
mod luck;
mod measured;
mod report;
mod stage_report;
mod still_open;
mod team_rate;

pub use attribution::{Attribution, Part, PartOf, attribute, shapley_of_product};
pub use beta_binomial::{BetaBinomialFit, fit, posterior, shrunken_rate};
pub use explanation::{
    Explanation, MORE_OPPORTUNITIES_MAX, Outcome, Reach, StageVerdict, Supply, Thresholds, ThresholdsError,
    Verdict, explain, stage_verdicts,
};
pub use luck::{AtQuotaByLuck, GUESSED_DEAL_CV};
pub use measured::{MeasuredAdherence, MeasuredStage, measured_adherence, measured_plan, measured_stages};
pub use report::{RepReport, ResultsReport, luck_trials, report};
pub use stage_report::{Adjacent, Limits, RateByRep, StageReport, TAILS, limits_at};
pub use still_open::{StillOpen, ages_differ, still_open};
pub use team_rate::team_rate;
