//! What people write, understood: texts to model values, and back. Pure. Knows [`crate::model`].
//!
//! One grammar lies under all fields: a text is made plain (digits of every script, one minus sign), cut into
//! numbers, words and marks (`tokens`), with phrases of other languages in English (`tongues`). The words
//! that say nothing are left out (`words`); numbers with their multipliers, currencies and units are
//! `quantity`, days and months are `days`. A file for each family of values reads and writes it: what a field
//! prints reads to the same value. A reader gives an [`Understood`] value, with readings to choose from where
//! there are several, or an [`EntryError`] with an example that works; the text itself stays where it
//! was typed.

// What all readers look at.
mod locale;
mod text;
mod words;
mod currency_codes;
mod token;
mod merged;
mod hedges;
mod tongues;
mod tokens;
mod number;
mod number_words;
mod currency;
mod found;
mod quantity;
mod months;
mod month_words;
mod calendar_words;
mod days;
mod named_times;
mod weekdays;
mod when_said;
mod lengths;
mod lines;
mod reading;
mod typos;
mod formatter;

// The families of values.
mod money;
mod target;
mod target_beside;
mod target_when;
mod booked;
mod rate_between;
mod rate;
mod rate_counted;
mod rate_estimated;
mod rate_refused;
mod rate_written;
mod record;
mod won_lost;
mod chance;
mod period;
mod period_between;
mod period_entry;
mod how_often;
mod supply;
mod supply_refused;
mod supply_whose;
mod supply_written;
mod seasons;
mod known_to;
mod stage_line;
mod stage_shares;
mod stage_time;
mod average_and_range;
mod deal_bounds;
mod deal_size;
mod deal_size_quantiles;
mod deal_size_refused;
mod pipeline;
mod open_columns;
mod open_count;
mod open_deal;
mod open_each;
mod open_entry;
mod open_heads;
mod open_lines;
mod open_names;
mod open_stage_names;
mod open_stages;
mod open_text;
mod which_stage;
mod people;
mod people_named;
mod people_words;
mod some_of_team;
mod team;
mod team_columns;
mod team_forms;
mod team_line;
mod team_places;
mod team_wording;
mod team_names;
mod team_quota;
mod team_rules;
mod market;
mod economics;
mod runs;
mod quota_facts;
mod raised;
mod quota_texts;
mod quota_readings;
mod quota_values;

// Changes of what stands, and readings of columns.
mod change;
mod nudge;
mod proportion;
mod rate_reading;

// Tables.
mod table;
mod cells;
mod list_cells;
mod file_amounts;
mod history_columns;
mod history_written;
mod history_layout;
mod history_row;
mod history_table;
mod past_forecasts;

pub use booked::{BookedEntry, echo_booked, read_booked, write_booked};
pub use cells::read_cells;
pub use chance::{echo_chance, read_chance, write_chance};
pub use change::{Change, read_change, read_rate_change};
pub use deal_bounds::{read_bounds, write_bounds};
pub use deal_size::{DEFAULT_DEAL_CV, echo_deal_size, read_deal_size, write_deal_size};
pub use economics::{EconomicsField, read_economics, write_economics};
pub use file_amounts::{AmountMarks, FileAmounts, MultipliedColumn};
pub use formatter::{Formatter, PlainFormatter, Rounded, StyledFormatter, month_name, write_day};
pub use history_columns::HistoryColumn;
pub use history_table::{HistoryAround, HistoryReading, RejectedRow, read_history};
pub use history_written::{WrittenColumn, WrittenTable, write_history};
pub use known_to::{read_busy_months, read_known_to, write_busy_months, write_known_to};
pub use list_cells::{
    Rows, open_cells, open_of_cells, season_cells, seasons_of_cells, table_cells, table_of_cells, team_cells,
    team_of_cells,
};
pub use locale::{DayOrder, NumberStyle};
pub use market::{read_fiscal_start, read_market, read_slippage, write_market, write_slippage};
pub use money::{Amount, read_amount, read_money, write_money};
pub use nudge::nudge;
pub use number::{read_count, read_number, read_percent};
pub use open_entry::OpenEntry;
pub use past_forecasts::{PAST_FORECASTS_MAX, PastForecasts, read_past_forecasts};
pub use period::{Period, PeriodAround, PeriodEnd, echo_period, read_period, write_period};
pub use pipeline::{echo_open, read_open, write_open};
pub use proportion::{OtherSize, OutOfProportion, Sized, out_of_proportion};
pub use quota_facts::read_quota_check;
pub use quota_readings::{
    quota_before_and_now, quota_currency, quota_from_today, quota_in_currency, quota_raised, quota_readings,
    quota_sizes, quota_with_end,
};
pub use quota_texts::{QuotaFact, QuotaTexts, QuotaToday};
pub use quota_values::{quota_stages, write_quota_check, write_quota_end};
pub use rate::read_rate;
pub use rate_estimated::ESTIMATE_CASES;
pub use rate_reading::{RateReading, WinsDoNotRise, rates_of_wins, wins_of_rates};
pub use rate_written::{echo_rate, show_rate, write_rate};
pub use reading::{Reading, Refusal, Understood};
pub use record::{RecordEntry, read_counted, read_record, write_counted};
pub use runs::{read_seed, read_trials};
pub use seasons::{SEASONS, read_seasons, write_seasons};
pub use stage_line::{stage_cells, stage_name_and_rate};
pub use stage_shares::{
    read_never_decided, read_off_plan, read_rep_spread, write_never_decided, write_off_plan, write_rep_spread,
};
pub use stage_time::{DEFAULT_TIME_SPREAD, echo_stage_time, read_stage_time, write_stage_time};
pub use supply::{read_supply, read_supply_or_range};
pub use supply_written::{echo_supply, write_supply};
pub use table::{TABLE_BYTES_MAX, Table, TableError, read_table};
pub use target::{TargetEntry, echo_target, read_target, write_target};
pub use target_when::{DatedTarget, is_target_alone, read_dated_target};
pub use team::{read_team, write_team};
pub use team_rules::{
    read_adherence, read_attrition, read_capacity, read_ramp, write_adherence, write_attrition,
    write_capacity, write_ramp,
};
pub use which_stage::open_spread;

use number::ThreeDigits;
use text::normalised;

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
    fn with_example(self, example: &'static str) -> Self {
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
    fn with_own_example(self, own: impl FnOnce() -> String) -> Self {
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
    fn without_guess(self, example: &'static str) -> Self {
        if let Self::Questioned { reason, .. } = self { Self::questioned(reason, example) } else { self }
    }

    /// A range that is written from its larger end to its smaller one.
    fn backwards(example: &'static str) -> Self {
        Self::questioned("a range goes from the smaller to the larger", example)
    }

    /// Understood, but questioned.
    fn questioned(reason: &'static str, example: &'static str) -> Self {
        Self::asked(reason, example, None)
    }

    /// Questioned, with what may have been meant.
    fn guessed(reason: &'static str, example: &'static str, guess: String) -> Self {
        Self::asked(reason, example, Some(guess))
    }

    fn asked(reason: &'static str, example: impl Into<Cow<'static, str>>, guess: Option<String>) -> Self {
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
    fn other_currency(&self) -> Option<&str> {
        if let Self::OtherCurrency { typed, .. } = self {
            Some(typed)
        } else if let Self::Line { problem, .. } = self {
            problem.other_currency()
        } else {
            None
        }
    }
}
