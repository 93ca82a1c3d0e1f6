//! What happened: the results of a team's reps, stage by stage. The only values that name people, with the
//! team list.

use super::limits::{
    AGE_DAYS_MAX, EXIT_CHARACTERS_MAX, HISTORY_COUNT_MAX, NAME_CHARACTERS_MAX, REPS_MAX, STAGES_MAX,
};
use super::money::{Currency, Money};
use super::team_rate::Counted;
use thiserror::Error;

/// The name of the only stage of opportunities that are counted as a whole, from their first day to a win.
pub const WHOLE_OPPORTUNITY: &str = "Opportunity";

/// What happened in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamHistory {
    currency: Currency,
    stages: Vec<HistoryStage>,
    reps: Vec<RepHistory>,
    plan: Option<RepHistory>,
    /// Coefficient of variation of won deals, if it was measured or said.
    deal_cv: Option<f64>,
}

/// A stage, as people know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryStage {
    /// The name of the stage.
    pub name: String,
    /// What must be true to leave it; may be empty.
    pub exit_criteria: String,
    /// At which age reps are compared, days since an opportunity entered; none: the table has no ages.
    pub age_days: Option<u32>,
}

/// What one rep did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RepHistory {
    /// Who.
    pub name: String,
    /// By stage.
    pub stages: Vec<StageCount>,
    /// What was booked in the period.
    pub bookings: Money,
    /// What was wanted in the period.
    pub quota: Option<Money>,
    /// Of the opportunities that entered the first stage, those that the rep found; the others were assigned.
    pub self_sourced: Option<u32>,
    /// Of the wins, those that came after the period's end, and are not in the bookings.
    pub late_wins: Option<u32>,
    /// Opportunities that were run by the plan, where each says so.
    pub by_plan: Option<ByPlan>,
}

/// Opportunities of a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageCount {
    /// Entered.
    pub entered: u32,
    /// Moved on; in the last stage: were won.
    pub passed: u32,
    /// Of those that entered, still open.
    pub open: u32,
    /// Of those that entered at least [`HistoryStage::age_days`] ago, how many had passed at that age: later
    /// ones, lost ones and those still open had not. With it reps are compared at equal age.
    pub matured: Option<Counted>,
}

impl StageCount {
    /// Those that moved on or were lost.
    pub fn decided(self) -> u32 {
        self.entered.saturating_sub(self.open)
    }
}

/// Opportunities that say whether they were run by the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ByPlan {
    /// Run by the plan and decided.
    pub run: u32,
    /// Of those, won.
    pub won: u32,
    /// Not run by the plan and decided.
    pub other: u32,
    /// Of those, won.
    pub other_won: u32,
}

/// Why results are refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HistoryError {
    /// None, or more than [`STAGES_MAX`].
    #[error("results have 1 to 12 stages, such as Qualified, Proposal, Closing")]
    Stages,
    /// None, or more than [`REPS_MAX`].
    #[error("results are those of 1 to 500 reps, a line for each")]
    Reps,
    /// A row with more or fewer stages.
    #[error("{0}: each row has entered and passed for every stage")]
    StageCounts(String),
    /// More passed, or are open, than entered; whose, and at which stage.
    #[error("{0}, {1}: more passed or are still open than entered, such as 40 entered, 18 passed, 4 open")]
    Counts(String, String),
    /// More than [`HISTORY_COUNT_MAX`].
    #[error("{0}: at most 100,000 opportunities in a stage, such as 40")]
    TooMany(String),
    /// Money without wins.
    #[error("{0}: bookings need wins, such as 6 won and 150k booked")]
    BookingsWithoutWins(String),
    /// Counts at equal age that cannot be; whose, at which stage, and why.
    #[error("{0}, {1}: {2}, such as 30 of 40 entered are 60 days old, 12 of them passed within 60 days")]
    Matured(String, String, &'static str),
    /// More self-sourced than entered, more late wins than wins, more won than run.
    #[error("{0}: a part is larger than its whole, such as 12 self-sourced of 40, or 2 late of 6 won")]
    Parts(String),
    /// Longer than [`NAME_CHARACTERS_MAX`], or exit criteria longer than [`EXIT_CHARACTERS_MAX`].
    #[error("a name has at most 80 characters, exit criteria 400")]
    NameTooLong,
    /// Two rows of the same name.
    #[error("{0} has two rows: one each, or tell them apart, such as {0} B")]
    Twice(String),
    /// Not 1 to [`AGE_DAYS_MAX`].
    #[error("an age is 1 to 3,650 days, such as 60 days")]
    Age,
    /// Not 0 to 20.
    #[error("the spread of deal sizes (standard deviation over mean) lies between 0 and 20, such as 1")]
    DealCv,
}

impl TeamHistory {
    /// Results; `plan` is the row of a rep as planned.
    ///
    /// # Errors
    /// When a bound is exceeded or a row does not fit together.
    pub fn new(
        currency: Currency,
        stages: Vec<HistoryStage>,
        reps: Vec<RepHistory>,
        plan: Option<RepHistory>,
        deal_cv: Option<f64>,
    ) -> Result<Self, HistoryError> {
        if !(1..=STAGES_MAX).contains(&stages.len()) {
            return Err(HistoryError::Stages);
        }
        if !(1..=REPS_MAX).contains(&(reps.len() as u64)) {
            return Err(HistoryError::Reps);
        }
        let long = |text: &str, most: usize| text.chars().count() > most;
        if stages.iter().any(|stage| {
            long(&stage.name, NAME_CHARACTERS_MAX) || long(&stage.exit_criteria, EXIT_CHARACTERS_MAX)
        }) || reps.iter().any(|rep| long(&rep.name, NAME_CHARACTERS_MAX))
        {
            return Err(HistoryError::NameTooLong);
        }
        if deal_cv.is_some_and(|cv| !(0.0..=super::limits::DEAL_CV_MAX).contains(&cv)) {
            return Err(HistoryError::DealCv);
        }
        let mut ages = stages.iter().filter_map(|stage| stage.age_days);
        if ages.any(|days| days == 0 || f64::from(days) > AGE_DAYS_MAX) {
            return Err(HistoryError::Age);
        }
        for rep in reps.iter().chain(&plan) {
            rep.check(&stages)?;
        }
        for rep in &reps {
            rep.check_ages(&stages)?;
        }
        let mut names: Vec<&str> = reps.iter().map(|rep| rep.name.as_str()).collect();
        names.sort_unstable();
        if let Some([name, _]) = names.array_windows().find(|[a, b]| a == b) {
            return Err(HistoryError::Twice((*name).to_owned()));
        }
        Ok(Self { currency, stages, reps, plan, deal_cv })
    }

    /// The same with other names, by the places of reps.
    ///
    /// # Errors
    /// When two are the same, or one is too long.
    pub fn renamed(&self, name: impl Fn(usize) -> String) -> Result<Self, HistoryError> {
        let reps = self.reps.iter().enumerate();
        let reps = reps.map(|(place, rep)| RepHistory { name: name(place), ..rep.clone() });
        Self::new(self.currency, self.stages.clone(), reps.collect(), self.plan.clone(), self.deal_cv)
    }

    /// The currency of all amounts.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// The stages, in order.
    pub fn stages(&self) -> &[HistoryStage] {
        &self.stages
    }

    /// The reps, in the order of the table.
    pub fn reps(&self) -> &[RepHistory] {
        &self.reps
    }

    /// A rep as planned, if the table has such a row.
    pub fn plan(&self) -> Option<&RepHistory> {
        self.plan.as_ref()
    }

    /// Coefficient of variation of won deals, if known.
    pub fn deal_cv(&self) -> Option<f64> {
        self.deal_cv
    }
}

impl RepHistory {
    /// Wins, late ones included.
    pub fn wins(&self) -> u32 {
        self.stages.last().map_or(0, |stage| stage.passed)
    }

    /// Wins within the period.
    pub fn wins_in_period(&self) -> u32 {
        self.wins() - self.late_wins.unwrap_or(0)
    }

    /// What entered a stage without having passed the one before: in the first, all; in others, what was
    /// there before the period.
    pub fn fresh(&self, place: usize) -> u32 {
        let entered = self.stages.get(place).map_or(0, |stage| stage.entered);
        let came = place.checked_sub(1).and_then(|before| self.stages.get(before)).map_or(0, |of| of.passed);
        entered.saturating_sub(came)
    }

    /// Opportunities that were assigned, if the table says how many the rep found.
    pub fn assigned(&self) -> Option<u32> {
        Some(self.stages.first()?.entered - self.self_sourced?)
    }

    fn check_ages(&self, stages: &[HistoryStage]) -> Result<(), HistoryError> {
        for (of, stage) in self.stages.iter().zip(stages) {
            let wrong = match (of.matured, stage.age_days) {
                (None, Some(_)) | (Some(_), None) => {
                    "how many are so old, and how many of those passed by then, go together"
                }
                (Some(matured), Some(_)) if matured.decided > of.entered => "more are so old than entered",
                (Some(matured), Some(_)) if matured.passed > matured.decided => {
                    "more passed by that age than are so old"
                }
                (Some(matured), Some(_)) if matured.passed > of.passed => {
                    "more passed by that age than passed"
                }
                (None, None) | (Some(_), Some(_)) => continue,
            };
            return Err(HistoryError::Matured(self.name.clone(), stage.name.clone(), wrong));
        }
        Ok(())
    }

    fn check(&self, stages: &[HistoryStage]) -> Result<(), HistoryError> {
        let name = || self.name.clone();
        if self.stages.len() != stages.len() {
            return Err(HistoryError::StageCounts(name()));
        }
        if self.stages.iter().any(|of| of.entered > HISTORY_COUNT_MAX) {
            return Err(HistoryError::TooMany(name()));
        }
        let is_more = |of: &StageCount| u64::from(of.passed) + u64::from(of.open) > u64::from(of.entered);
        if let Some((_, stage)) = self.stages.iter().zip(stages).find(|(of, _)| is_more(of)) {
            return Err(HistoryError::Counts(name(), stage.name.clone()));
        }
        let first = self.stages.first().map_or(0, |stage| stage.entered);
        let by_plan = self.by_plan.unwrap_or_default();
        if self.self_sourced.is_some_and(|own| own > first)
            || self.late_wins.is_some_and(|late| late > self.wins())
            || by_plan.won > by_plan.run
            || by_plan.other_won > by_plan.other
            || by_plan.run.max(by_plan.other) > HISTORY_COUNT_MAX
        {
            return Err(HistoryError::Parts(name()));
        }
        if self.bookings > Money::ZERO && self.wins_in_period() == 0 {
            return Err(HistoryError::BookingsWithoutWins(name()));
        }
        Ok(())
    }
}
