//! A value that makes no sense, and where it stands.

use crate::model::{
    CalendarError, ConfidenceError, CurrencyError, DealSizeError, EconomicsError, HistoryError, MarketError,
    MoneyError, NoteTooLong, PipelineError, ProgressError, QuotaCheckError, RateError, RelativeErrorError,
    ScenarioError, SegmentError, SlippageError, StageError, StageTimeError, SupplyError, TargetError,
    TeamError,
};
use thiserror::Error;

/// A value that makes no sense, and where it stands.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("{place}: {problem}")]
pub struct ValueError {
    /// Which field, such as `segments[0].stages[2].rate`.
    pub place: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Error)]
#[expect(missing_docs, reason = "each variant carries the model's own error, which is documented there")]
pub enum Problem {
    #[error(transparent)]
    Currency(#[from] CurrencyError),
    #[error("a date is written as 2027-01-31; this is “{0}”")]
    Date(String),
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    #[error(transparent)]
    Progress(#[from] ProgressError),
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Target(#[from] TargetError),
    #[error(transparent)]
    Confidence(#[from] ConfidenceError),
    #[error(
        "a target is {{\"amount\": 3200000}}, {{\"last_year\": 2500000, \"growth\": 0.3}} or \
         {{\"opening\": 8000000, \"growth\": 0.3, \"churn\": {{\"exact\": 0.1}}}}"
    )]
    TargetShape,
    #[error(
        "a rate is {{\"passed\": 450, \"entered\": 1000}}, {{\"low\": 0.4, \"high\": 0.5}}, \
         {{\"estimate\": 0.45, \"cases\": 50}} or {{\"exact\": 0.45}}"
    )]
    RateShape,
    #[error(
        "a time is {{\"mean\": 10, \"sd\": 7}}, with \"law\": \"lognormal\" if it is, or {{\"fixed\": 10}}, \
         in days"
    )]
    TimeShape,
    #[error(
        "a deal size is {{\"mean\": 25000, \"cv\": 1}}, {{\"p10\": 18000, \"p90\": 70000}}, \
         {{\"median\": 35000, \"p90\": 70000}} or {{\"past\": [12000, 25000, 60000]}}"
    )]
    DealSizeShape,
    #[error("new opportunities are {{\"per_month\": 200}} or {{\"by_month\": [180, 200, 220]}}")]
    SupplyShape,
    #[error(
        "a rep has \"tenure\" in months when the plan begins, or \"joins\" in a month of the plan, such as 4"
    )]
    JoinsShape,
    #[error(transparent)]
    Economics(#[from] EconomicsError),
    #[error("prices are of spread, floor, adherence, one_rep or leads, such as [[\"one_rep\", 120000]]")]
    Price,
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    #[error(transparent)]
    RelativeError(#[from] RelativeErrorError),
    #[error(transparent)]
    Market(#[from] MarketError),
    #[error(transparent)]
    Slippage(#[from] SlippageError),
    #[error(transparent)]
    Team(#[from] TeamError),
    #[error(transparent)]
    Segment(#[from] SegmentError),
    #[error(transparent)]
    Supply(#[from] SupplyError),
    #[error(transparent)]
    Stage(#[from] StageError),
    #[error(transparent)]
    Rate(#[from] RateError),
    #[error(transparent)]
    Time(#[from] StageTimeError),
    #[error(transparent)]
    DealSize(#[from] DealSizeError),
    #[error("a source is example, measured, benchmark or guess; this is “{0}”")]
    Source(String),
    #[error(
        "an assumption is target, period, supply, deal size, segment 2 supply, segment 2 deal size, \
         stage 1 rate or stage 1 time (with the id of segment or stage); this is “{0}”"
    )]
    Assumption(String),
    #[error(transparent)]
    Note(#[from] NoteTooLong),
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    #[error(transparent)]
    Quota(#[from] QuotaCheckError),
    #[error(transparent)]
    History(#[from] HistoryError),
}

/// Puts the place of a value before what is wrong with it.
pub(super) trait At<T> {
    fn at(self, place: impl Into<String>) -> Result<T, ValueError>;
}

impl<T, E: Into<Problem>> At<T> for Result<T, E> {
    fn at(self, place: impl Into<String>) -> Result<T, ValueError> {
        self.map_err(|problem| ValueError { place: place.into(), problem: problem.into() })
    }
}
