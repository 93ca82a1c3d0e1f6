//! Why a typed text gives no value.

use super::rate::of_wins::WinsDoNotRise;
use crate::model::{
    CalendarError, ConfidenceError, DealSizeError, EconomicsError, MarketError, MoneyError, NoteTooLong,
    PipelineError, ProgressError, RateError, RelativeErrorError, ScenarioError, SegmentError, SlippageError,
    StageError, StageTimeError, SupplyError, TargetError, TeamError,
};
use std::borrow::Cow;
use thiserror::Error;

/// Why a typed text gives no value. Each says what is wrong and shows an example that works.
#[derive(Clone, Debug, PartialEq, Error)]
#[expect(missing_docs, reason = "the transparent variants carry the model's own documented errors")]
pub enum EntryError {
    /// Nothing was typed.
    #[error("nothing is written here; write it as {0}")]
    Empty(&'static str),
    /// Not understood.
    #[error("this is not understood; write it as {0}")]
    NotUnderstood(&'static str),
    /// Not understood, and there is no number in it.
    #[error("there is no number in this; write it as {0}")]
    NoNumber(&'static str),
    /// Understood, and not likely to be meant.
    #[error("{reason}; write it as {example}")]
    Questioned { reason: &'static str, example: Cow<'static, str>, guess: Option<String> },
    /// Several readings, none of which was chosen.
    #[error("this can be read in more than one way; write it as {readings}")]
    Ambiguous { readings: String },
    /// Far from what the rest says; another size of it may be meant.
    #[error("out of proportion to the rest; write it as {readings}")]
    OutOfProportion { readings: String },
    /// An amount in another currency than the plan's.
    #[error("this plan is in {plan}, not {typed}, such as {plan} 25k")]
    OtherCurrency { plan: String, typed: String },
    /// One line of several.
    #[error("line {line}: {problem}")]
    Line { line: usize, problem: Box<Self> },
    /// A stage that the segment has not.
    #[error("no stage is called {name}: the stages are {stages}; write it as {example}, 12, 20 days")]
    NoStage { name: String, stages: String, example: String },
    /// So many deals, of several stages where they may be.
    #[error("this does not say in which stage it is; write it as {example}")]
    WhichStage { example: String },
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Team(#[from] TeamError),
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    #[error(transparent)]
    Market(#[from] MarketError),
    #[error(transparent)]
    Slippage(#[from] SlippageError),
    #[error(transparent)]
    RelativeError(#[from] RelativeErrorError),
    #[error(transparent)]
    Target(#[from] TargetError),
    #[error(transparent)]
    Economics(#[from] EconomicsError),
    #[error(transparent)]
    Confidence(#[from] ConfidenceError),
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    #[error(transparent)]
    Progress(#[from] ProgressError),
    #[error(transparent)]
    Supply(#[from] SupplyError),
    #[error(transparent)]
    Rate(#[from] RateError),
    #[error(transparent)]
    Wins(#[from] WinsDoNotRise),
    #[error(transparent)]
    Note(#[from] NoteTooLong),
    #[error(transparent)]
    Time(#[from] StageTimeError),
    #[error(transparent)]
    DealSize(#[from] DealSizeError),
    #[error(transparent)]
    Stage(#[from] StageError),
    #[error(transparent)]
    Segment(#[from] SegmentError),
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
}

impl EntryError {
    /// The same with another example: a field has its own.
    pub(super) fn with_example(self, example: &'static str) -> Self {
        if matches!(self, Self::Empty(_)) {
            Self::Empty(example)
        } else if matches!(self, Self::NotUnderstood(_)) {
            Self::NotUnderstood(example)
        } else if matches!(self, Self::NoNumber(_)) {
            Self::NoNumber(example)
        } else {
            self
        }
    }

    /// The same with an example of the very plan, whose stages have names.
    pub(super) fn with_own_example(self, own: impl FnOnce() -> String) -> Self {
        if matches!(self, Self::Empty(_)) {
            Self::asked("nothing is written here", own(), None)
        } else if matches!(self, Self::NotUnderstood(_)) {
            Self::asked("this is not understood", own(), None)
        } else if matches!(self, Self::NoNumber(_)) {
            Self::asked("there is no number in this", own(), None)
        } else if let Self::Questioned { reason, guess, .. } = self {
            Self::asked(reason, own(), guess)
        } else if let Self::Line { line, problem } = self {
            Self::Line { line, problem: Box::new(problem.with_own_example(own)) }
        } else {
            self
        }
    }

    /// The same question with the field's own example and no guess, which would take the place of more than
    /// what is questioned.
    pub(super) fn without_guess(self, example: &'static str) -> Self {
        if let Self::Questioned { reason, .. } = self { Self::questioned(reason, example) } else { self }
    }

    /// The same of a line among others, without the guess, which would take the place of all of them.
    pub(super) fn of_a_line(self) -> Self {
        if let Self::Questioned { reason, example, .. } = self {
            Self::asked(reason, example, None)
        } else {
            self
        }
    }

    /// A range that is written from its larger end to its smaller one.
    pub(super) fn backwards(example: &'static str) -> Self {
        Self::questioned("a range goes from the smaller to the larger", example)
    }

    /// Understood, but questioned.
    pub(super) fn questioned(reason: &'static str, example: &'static str) -> Self {
        Self::asked(reason, example, None)
    }

    /// Questioned, with what may have been meant.
    pub(super) fn guessed(reason: &'static str, example: &'static str, guess: String) -> Self {
        Self::asked(reason, example, Some(guess))
    }

    pub(super) fn asked(
        reason: &'static str,
        example: impl Into<Cow<'static, str>>,
        guess: Option<String>,
    ) -> Self {
        Self::Questioned { reason, example: example.into(), guess }
    }

    /// What may have been meant.
    pub fn guess(&self) -> Option<&str> {
        if let Self::Questioned { guess, .. } = self {
            guess.as_deref()
        } else if let Self::Line { problem, .. } = self {
            problem.guess()
        } else {
            None
        }
    }

    /// The code of the currency that was typed, if that is what is wrong.
    pub(super) fn other_currency(&self) -> Option<&str> {
        if let Self::OtherCurrency { typed, .. } = self {
            Some(typed)
        } else if let Self::Line { problem, .. } = self {
            problem.other_currency()
        } else {
            None
        }
    }
}
