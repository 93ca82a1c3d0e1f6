//! What is said of results, as data: what crosses from a worker to the page, which words and pictures are
//! made of. Needs no engine.

use super::beta_binomial::BetaBinomialFit;
use super::stage_report::{Adjacent, StageReport};
use super::still_open::StillOpen;
use crate::analysis::Estimate;
use crate::model::{Counted, Measured, Thresholds};
use serde::{Deserialize, Serialize};

/// No more further opportunities are thought of: where these do not tell, no number would.
pub const MORE_OPPORTUNITIES_MAX: u32 = 100_000;
/// The spread of deals where nobody measured it.
pub const GUESSED_DEAL_CV: f64 = 1.0;

/// A team against luck, and rates by rep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryReport {
    /// Reps at quota against luck; none without quotas, wins, or a decided opportunity at each stage.
    pub at_quota: Option<AtQuotaByLuck>,
    /// By stage.
    pub stages: Vec<StageReport>,
    /// How stages that follow each other go together.
    pub adjacent: Vec<Adjacent>,
    /// How wins differ, of the opportunities that were decided at the first stage and not still open at a
    /// later one.
    pub end_to_end: Option<BetaBinomialFit>,
    /// What a plan could take from it; none, where a stage has nothing decided.
    pub measured: Option<Measured>,
    /// One rep, if asked for.
    pub rep: Option<RepReport>,
}

/// One rep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RepReport {
    /// Place in the table.
    pub place: usize,
    /// By stage, what is still open of it against the others'.
    pub still_open: Vec<Option<StillOpen>>,
    /// What explains the result; none, if there is nobody to compare with.
    pub explanation: Option<Explanation>,
    /// In parts; none likewise.
    pub attribution: Option<Attribution>,
}

/// Reps at quota, against luck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtQuotaByLuck {
    /// Reps with a quota.
    pub reps: usize,
    /// Of them, at quota.
    pub actual: usize,
    /// By number of reps at quota, from 0: how many trials end so if all reps pass at the team's rates.
    pub trials_by_count: Vec<u64>,
    /// Mean of it.
    pub mean: f64,
    /// 8 times in 10 it lies between.
    pub between: (usize, usize),
    /// The share of trials with at most as many as there were.
    pub at_most: f64,
    /// Trials that the answer is drawn from.
    pub trials: u32,
}

/// What explains a result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The outcome.
    pub outcome: Outcome,
    /// Chance of the quota at team rates with the opportunities really had; none without a quota, or wins and
    /// bookings of others.
    pub chance: Option<(Estimate, Reach)>,
    /// Chance that a rep at team rates wins at most as many.
    pub at_most_as_many: f64,
    /// Wins, and what is ordinary end to end for one rep alone: the central 95%.
    pub wins: (u32, (u32, u32)),
    /// By stage.
    pub stages: Vec<StageVerdict>,
    /// Stages looked at times the number of reps.
    pub looks: u32,
    /// How many reps are looked at.
    pub looked_at: u32,
    /// The chance that any of the reps looked at wins at most as many: 1 − (1 − p)ⁿ (Šidák, 1967).
    pub any_as_few: f64,
    /// What is left for each look.
    pub alarm_of_each: f64,
    /// Where the table tells assigned from self-sourced.
    pub supply: Option<Supply>,
    /// Whether the spread of deals is a guess.
    pub deal_cv_is_guessed: bool,
    /// Thresholds in force.
    pub thresholds: Thresholds,
    /// Trials that the answer is drawn from.
    pub trials: u32,
    /// What is ordinary end to end, as wide as all comparisons make it.
    pub ordinary_wins: (u32, u32),
}

/// The outcomes, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Reachable, and an ordinary result.
    Ordinary,
    /// Reachable, but fewer passed a stage than luck explains; its place.
    Fewer(usize),
    /// Hard to reach at team rates.
    HardToReach,
    /// Both: hard to reach, and fewer passed a stage.
    Both(usize),
    /// Too few opportunities are decided to tell; about so many more would do.
    CannotTell(u32),
    /// The quota looks hard to reach, but too few opportunities of the others are decided to say so; about so
    /// many more of theirs would do.
    QuotaNotTold(u32),
}

/// Whether a quota was within reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// Its chance is at least [`Thresholds::reachable`].
    Reachable,
    /// In between.
    Stretch,
    /// Its chance is below [`Thresholds::hard`], and would be at better rates and sizes than 19 in 20 of
    /// those that are likely as well.
    Hard,
    /// Its chance is below [`Thresholds::hard`] as far as the team's rates are known, which is too little to
    /// call it hard.
    NotTold,
}

/// A stage, looked at for one rep.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageVerdict {
    /// The rep's counts, at equal age where the table has them.
    pub counted: Counted,
    /// The team's rate, this rep left out.
    pub team: f64,
    /// What is ordinary at it: from so many to so many.
    pub ordinary: (u32, u32),
    /// Whether fewer, or more, passed.
    pub verdict: Verdict,
    /// How surely a rep who passes half as many as the team would be seen here.
    pub power: f64,
}

/// Where a count stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Within what is ordinary.
    Ordinary,
    /// Fewer than luck explains.
    Fewer,
    /// More than luck explains.
    More,
    /// Ordinary or not, as what is still open beyond the others' ends.
    Undecided,
}

/// Opportunities that were assigned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Supply {
    /// To this rep.
    pub assigned: u32,
    /// That the rep found.
    pub self_sourced: u32,
    /// To the others, on average.
    pub of_others: f64,
    /// What is ordinary, if all are assigned alike: from so many to so many.
    pub ordinary: (u32, u32),
}

/// The difference between what was booked and what was planned, in parts. Amounts in minor units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// What the plan gives: planned opportunities × planned rates × planned size × planned share in the
    /// period.
    pub planned: f64,
    /// What was booked.
    pub actual: f64,
    /// What the quota asks beyond what the plan gives; none without a quota.
    pub quota_beyond_plan: Option<f64>,
    /// The parts: they sum to `actual − planned`.
    pub parts: Vec<Part>,
    /// Whether the plan is a row of the table; else it is the others' average.
    pub plan_is_stated: bool,
}

/// One part.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Of what.
    pub of: PartOf,
    /// What was planned: opportunities, a rate, minor units, a share; for luck nothing.
    pub planned: f64,
    /// What it is estimated to be.
    pub estimated: f64,
    /// What it adds, minor units.
    pub adds: f64,
    /// 9 times in 10 it adds between these, for a rep at team rates with as many opportunities.
    pub ordinary: (f64, f64),
}

/// What a part is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartOf {
    /// Opportunities, counted where they enter: what was there before enters as what it is worth at team
    /// rates.
    Supply,
    /// A stage's rate, by its place.
    Rate(usize),
    /// The mean size of a win.
    Size,
    /// The share of wins that fell into the period; only with dates.
    InPeriod,
    /// What is left: more or less than these rates give on average.
    Luck,
}
