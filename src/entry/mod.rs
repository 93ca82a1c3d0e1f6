//! What people write, understood: texts to model values, and back. Pure. Knows [`crate::model`].
//!
//! One grammar lies under all fields: a text is made plain (digits of every script, one minus sign), cut into
//! numbers, words and marks (`grammar::tokens`), with phrases of other languages in English (`tongues`). The
//! words that say nothing are left out (`words`); numbers with their multipliers, currencies and units are
//! `quantity`, days and months are `calendar`. A folder for each family of values reads and writes it: what a
//! field prints reads to the same value. A reader gives an [`Understood`] value, with readings to choose from
//! where there are several, or an [`EntryError`] with an example that works; the text itself stays where it
//! was typed.

// What all readers look at.
mod calendar;
mod error;
mod example;
mod formatter;
mod grammar;
mod known_to;
mod reading;

// The families of values.
mod deal_size;
mod economics;
mod market;
mod money;
mod open_deals;
mod period;
mod quota;
mod rate;
mod runs;
mod stage;
mod supply;
mod target;
mod team;

// Changes of what stands, and what fits the rest of a plan.
mod change;
mod nudge;
mod proportion;

// Tables and grids.
mod history;
mod table;

pub use change::{Change, read_change, read_rate_change};
pub use deal_size::bounds::{read_bounds, write_bounds};
pub use deal_size::read::{DEFAULT_DEAL_CV, echo_deal_size, read_deal_size, write_deal_size};
pub use economics::{EconomicsField, read_economics, write_economics};
pub use error::EntryError;
pub use example::example_in;
pub use formatter::{Formatter, PlainFormatter, Rounded, StyledFormatter, month_name, write_day};
pub use grammar::locale::NumberStyle;
pub use grammar::number::{read_count, read_number, read_percent};
pub use history::columns::HistoryColumn;
pub use history::past_forecasts::{PAST_FORECASTS_MAX, PastForecasts, read_past_forecasts};
pub use history::table::{HistoryAround, HistoryReading, RejectedRow, read_history};
pub use history::written::{WrittenColumn, WrittenTable, write_history};
pub use known_to::{read_busy_months, read_known_to, write_busy_months, write_known_to};
pub use market::{read_fiscal_start, read_market, read_slippage, write_market, write_slippage};
pub use money::amount::{Amount, read_amount, read_money, write_money};
pub use money::booked::{BookedEntry, echo_booked, read_booked, write_booked};
pub use nudge::nudge;
pub use open_deals::entry::OpenEntry;
pub use open_deals::read::{echo_open, read_open, write_open};
pub use open_deals::which_stage::open_spread;
pub use period::read::{Period, PeriodAround, PeriodEnd, echo_period, read_period, write_period};
pub use proportion::{OtherSize, OutOfProportion, Sized, out_of_proportion};
pub use quota::facts::read_quota_check;
pub use quota::readings::{
    quota_before_and_now, quota_currency, quota_from_today, quota_in_currency, quota_raised, quota_readings,
    quota_sizes, quota_with_end, quota_won_before,
};
pub use quota::texts::{QuotaFact, QuotaTexts, QuotaToday};
pub use quota::values::quota_stages;
pub use quota::written::{write_quota_check, write_quota_end};
pub use rate::chance::{echo_chance, read_chance, write_chance};
pub use rate::estimated::ESTIMATE_CASES;
pub use rate::of_wins::{RateReading, WinsDoNotRise, rates_of_wins, wins_of_rates};
pub use rate::read::read_rate;
pub use rate::record::{RecordEntry, read_counted, read_record, write_counted};
pub use rate::written::{echo_rate, show_rate, write_rate};
pub use reading::{Reading, Refusal, Understood};
pub use runs::{read_seed, read_trials};
pub use stage::line::{stage_cells, stage_name_and_rate};
pub use stage::shares::{
    read_never_decided, read_off_plan, read_rep_spread, write_never_decided, write_off_plan, write_rep_spread,
};
pub use stage::time::{DEFAULT_TIME_SPREAD, echo_stage_time, read_stage_time, write_stage_time};
pub use supply::ordinary_month::{echo_seasons, read_seasons_asked};
pub use supply::read::{read_supply, read_supply_or_range};
pub use supply::seasons::{SEASONS, read_seasons, read_seasons_of_year, write_seasons};
pub use supply::written::{echo_supply, write_supply};
pub use table::amounts::{AmountMarks, FileAmounts, MultipliedColumn};
pub use table::cells::read_cells;
pub use table::lists::{
    Rows, open_cells, open_of_cells, season_cells, seasons_of_cells, table_cells, table_of_cells, team_cells,
    team_of_cells,
};
pub use table::separated::{TABLE_BYTES_MAX, Table, TableError, read_table};
pub use target::read::{TargetEntry, echo_target, read_target, write_target};
pub use target::when::{DatedTarget, is_target_alone, read_dated_target};
pub use team::read::{read_team, write_team};
pub use team::rules::{
    read_adherence, read_attrition, read_capacity, read_ramp, write_adherence, write_attrition,
    write_capacity, write_ramp,
};

use grammar::number::ThreeDigits;
use grammar::text::normalised;
