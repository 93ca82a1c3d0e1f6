//! What people write, understood: texts to model values. Pure. Knows [`crate::model`].
//!
//! A text that is not understood gives an [`EntryError`] with an example that works; the text itself stays
//! where it was typed. What a text was understood as is said by the page, from the model value.

mod amount;
mod booked;
mod cells;
mod change;
mod crm_export;
mod deal_size;
mod economics;
mod known_to;
mod lines;
mod market;
mod nudge;
mod number;
mod period;
mod pipeline;
mod quota_facts;
mod rate;
mod rate_reading;
mod history_table;
mod runs;
mod seasons;
mod stage_time;
mod supply;
mod table;
mod target;
mod team;

pub use amount::{Amount, read_amount};
pub use booked::{BookedEntry, read_booked};
pub use cells::read_cells;
pub use change::{Change, read_change, read_rate_change};
pub use crm_export::{CrmAround, CrmColumn, CrmReading, DayOrder, read_crm};
pub use deal_size::{DEFAULT_DEAL_CV, read_bounds, read_deal_size};
pub use economics::{EconomicsField, read_economics};
pub use history_table::{
    HistoryAround, HistoryColumn, HistoryReading, RejectedRow, read_history, write_history,
};
pub use known_to::{read_busy_months, read_known_to};
pub use market::{read_fiscal_start, read_market, read_slippage};
pub use nudge::nudge;
pub use number::{NumberStyle, read_number, read_percent};
pub use period::{Period, PeriodEnd, read_period};
pub use pipeline::read_open;
pub use quota_facts::{QuotaFact, QuotaTexts, QuotaToday, read_quota_check};
pub use rate::{ESTIMATE_CASES, read_off_plan, read_rate, read_rep_spread};
pub use rate_reading::{RateReading, WinsDoNotRise, rates_of_wins, wins_of_rates};
pub use runs::{read_confidence, read_seed, read_trials};
pub use seasons::{SEASONS, read_seasons};
pub use stage_time::{DEFAULT_TIME_SPREAD, read_age_days, read_stage_time};
pub use supply::read_supply;
pub use table::{TABLE_BYTES_MAX, Table, TableError, read_table};
pub use target::{TargetEntry, read_target};
pub use team::{read_adherence, read_attrition, read_capacity, read_ramp, read_team};

use crate::model::{
    CalendarError, ConfidenceError, DealSizeError, EconomicsError, MarketError, MoneyError, NoteTooLong,
    PipelineError, ProgressError, RateError, RelativeErrorError, ScenarioError, SegmentError, SlippageError,
    StageError, StageTimeError, SupplyError, TargetError, TeamError,
};
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
    /// An amount in another currency than the plan's.
    #[error(
        "this plan is in {plan}, not {typed}: the target's currency holds for the whole plan, such as {plan} 25k"
    )]
    OtherCurrency { plan: String, typed: String },
    /// One line of several.
    #[error("line {line}: {problem}")]
    Line { line: usize, problem: Box<Self> },
    /// A stage that the segment has not.
    #[error("no stage is called {name}: the stages are {stages}; write it as Proposal, 12, 20 days")]
    NoStage { name: String, stages: String },
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
    fn with_example(self, example: &'static str) -> Self {
        if matches!(self, Self::Empty(_)) {
            Self::Empty(example)
        } else if matches!(self, Self::NotUnderstood(_)) {
            Self::NotUnderstood(example)
        } else {
            self
        }
    }
}

/// Longest text that is looked at: more is not something a person wrote into a field.
const TEXT_CHARACTERS_MAX: usize = 200;

/// The text as the parsers read it: lower case (of the words that we know, all of them ASCII), plain spaces, plain dashes, no space at the ends.
fn normalised(text: &str, example: &'static str) -> Result<String, EntryError> {
    if text.chars().count() > TEXT_CHARACTERS_MAX {
        return Err(EntryError::NotUnderstood(example));
    }
    let plain: String = text
        .chars()
        // Marks of writing direction, which some locales print beside amounts.
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| match c {
            '\u{2212}' | '\u{2010}'..='\u{2015}' => '-',
            c if c.is_whitespace() || c == '\u{202f}' || c == '\u{2007}' => ' ',
            c => c,
        })
        .collect();
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { Err(EntryError::Empty(example)) } else { Ok(words.join(" ").to_ascii_lowercase()) }
}

/// Splits at the first of `separators` that leaves something on both sides.
fn split_range<'a>(text: &'a str, separators: &[&str]) -> Option<(&'a str, &'a str)> {
    separators.iter().find_map(|separator| {
        let (low, high) = text.split_once(separator)?;
        let (low, high) = (low.trim(), high.trim());
        (!low.is_empty() && !high.is_empty()).then_some((low, high))
    })
}

/// Takes a word such as `exactly` off the front, if it is there.
fn strip_word<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?;
        (rest.starts_with([' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '$', '€', '£'])
            || !word.ends_with(char::is_alphabetic))
        .then_some(rest.trim())
    })
}
