//! The scenario file: readable JSON, refused by the same constructors as everything else.
//!
//! # Format
//! One object. Amounts are in major units of the currency (25000.5), rates and growth are fractions (0.45),
//! times are days. Fields with a default may be left out; an unknown field is an error.
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `plumbline` | version of this format, 1 | |
//! | `name` | what people call the plan | empty |
//! | `currency` | three letters, `"USD"` | |
//! | `start` | first day, `"2027-01-01"` | none: a month is 365/12 days |
//! | `horizon` | `{"months": 12}` (1–36) or `{"days": 90}` (1–1096) | |
//! | `as_of` | the future begins on this day; needs `start` | the first day |
//! | `booked` | booked before that, an amount | 0 |
//! | `target` | `{"amount": 3200000}` or `{"last_year": 2500000, "growth": 0.3}` | |
//! | `confidence` | wanted, 0.01–0.99 | 0.8 |
//! | `seed` | which luck, a whole number below 2^53 | 1 |
//! | `trials` | 1–10,000,000 | 250000 |
//! | `segments` | 1 to 6 lines of business, as below | |
//! | `team` | who does the work, as below | one rep without a name |
//! | `adherence` | share of opportunities run by the plan, over reps: `{"mean": 0.7, "sd": 0.1}` | all |
//! | `market` | one factor a trial on all new opportunities: `{"cv": 0.15, "size_exponent": 0.5}` | none |
//! | `slippage` | wins due in a quarter's last days that slip: `{"days": 10, "share": 0.3}` | none |
//! | `fiscal_start` | month that the fiscal year begins with, 1–12 | 1 |
//! | `economics` | the money side, as below | none |
//! | `sources` | where assumptions come from: `{"measured": ["supply", "stage 1 rate"], "guess": ["segment 2 deal size"]}`; also `example` and `benchmark` | none stated |
//! | `notes` | by assumption: `{"supply": "CRM, all of 2026"}`; never in a link | none |
//!
//! A target of recurring revenue is `{"opening": 8000000, "growth": 0.3, "churn": RATE, "expansion": RATE}`: what is
//! there when the plan begins, the growth wanted over the plan, and the shares lost and won on top in a year.
//!
//! A segment:
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `id` | a number that stays with the segment | its place from 1 |
//! | `name` | what people call it | empty |
//! | `supply` | `{"per_month": 200}` or `{"by_month": [180, 200]}`; with `"of": "each_rep"` (a ramped rep's, else the `"team"`'s), `"sourcing": "self_sourced"` (else `"assigned"`), `"arrivals": "fixed"` (else `"poisson"`), `"growth_per_month": 0.02`, `"seasonality": [12 weights from January]`, `"dispersion": 10` (shape of the monthly factor), `"error": 0.1` (relative standard error) | |
//! | `pipeline` | at the start: `"flowing"`, `"empty"` or `{"listed": {"counts": [{"stage": 2, "count": 12, "age": 20}], "deals": [{"name": "Acme", "stage": 3, "amount": 50000, "age": 9}]}}`: stages by id, ages in days | `"flowing"` |
//! | `stages` | 1 to 12 of `{"name", "exit", "rate", "time", "loss_time", "rep_spread", "off_plan", "id"}` | |
//! | `deal_size` | of won deals: `{"mean": 25000, "cv": 1}`, `{"p10": 18000, "p90": 70000}`, `{"median": 35000, "p90": 70000}` or `{"past": [12000, 25000]}`; with `"floor"`, `"cap"`, `"error"` | |
//! | `cycle_error` | relative standard error of the length of the cycle | 0 |
//! | `shares_with` | id of the segment whose uncertain rates and busy months it shares | none |
//!
//! A stage's `rate` is `{"passed": 450, "entered": 1000}`, `{"low": 0.4, "high": 0.5}` (the true rate lies
//! between them 8 times in 10), `{"estimate": 0.45, "cases": 50}` or `{"exact": 0.45}`. Its `time` is
//! `{"mean": 10, "sd": 7}` (gamma distributed, with `"law": "lognormal"` lognormal) or `{"fixed": 10}`, default
//! `{"fixed": 0}`; `loss_time` likewise, default the same time; `rep_spread` is ρ, 0–0.5; `off_plan` the share of the
//! rate that is left off the plan; `id` is a number that stays with the stage when others are added or moved, default
//! its place from 1 among the stages of all segments.
//!
//! A team is `{"groups": [...], "ramp": [0.25, 0.5, 0.75], "attrition": {"yearly": 0.2, "backfill_days": 60,
//! "deals_kept": 0.7}, "capacity": {"per_month": 12, "excess": "rerouted"}, "quota_period": "quarter"}`; all but the
//! groups may be left out (`excess` is else `"lost"`, the period a `"year"`; also `"month"` and `"half"`). A group is
//! `{"count": 12, "tenure": 3, "quota": 600000}`; also `"joins": 4` (a month of the plan, from 1) instead of `tenure`
//! (months when the plan begins), `"name"`, `"booked"`, `"segment"`, `"id"`, and for a single rep
//! `"record": [{"stage": 1, "passed": 45, "entered": 100}]`.
//!
//! The money side is `{"gross_margin": 0.78, "fixed_cost": 540000, "cost_per_opportunity": 150, "base_pay": 60000,
//! "commission": 0.08, "accelerator": 1.5, "contract_months": 12, "goal": {"payback_months": 18},
//! "prices": [["one_rep", 120000]]}`: what is left out costs nothing. Fixed cost is the whole plan's, base pay a rep's in a
//! year; other goals are `{"contribution": 500000}`, `{"cost_ratio": 0.4}` and `{"rule_of40": 40}`; prices are those of
//! `"spread"`, `"floor"`, `"adherence"`, `"one_rep"` and `"leads"`.
//!
//! ```
//! let text = r#"{"plumbline": 1, "currency": "EUR", "horizon": {"months": 3}, "target": {"amount": 300000},
//!   "segments": [{"supply": {"per_month": 13}, "stages": [{"rate": {"passed": 9, "entered": 41}}],
//!                 "deal_size": {"mean": 25000, "cv": 1}}]}"#;
//! let scenario = plumbline::exchange::scenario_file::read(text)?;
//! assert_eq!(scenario.segments()[0].stages().len(), 1);
//! # Ok::<(), plumbline::exchange::scenario_file::FileError>(())
//! ```

mod wire;

use crate::model::{
    CalendarError, ConfidenceError, CurrencyError, DealSizeError, EconomicsError, MarketError, MoneyError,
    NoteTooLong, PipelineError, ProgressError, RateError, RelativeErrorError, Scenario, ScenarioError,
    SegmentError, SlippageError, StageError, StageTimeError, SupplyError, TargetError, TeamError,
};
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;
use wire::{FileWire, MessageWire, PackedWire};

/// Version of the format that is written.
pub const FORMAT_VERSION: u32 = 1;
/// Longest text that is read, in bytes.
pub const FILE_BYTES_MAX: usize = 1_000_000;
/// Largest seed: JSON numbers are exact up to here in every reader.
pub const SEED_MAX: u64 = (1 << 53) - 1;

/// Why a text is no scenario. Says where, and what would work.
#[derive(Debug, Error)]
pub enum FileError {
    /// Longer than [`FILE_BYTES_MAX`].
    #[error("the scenario is longer than 1 MB; a scenario file has a few kilobytes")]
    TooLong,
    /// Not JSON, or a field that is missing, unknown or of the wrong kind.
    #[error("this is not a scenario file: {0}")]
    Shape(#[from] serde_json::Error),
    /// A later version of the format.
    #[error("this scenario is of format {0}; this Plumbline reads format 1")]
    Version(u32),
    /// A value that makes no sense.
    #[error(transparent)]
    Value(#[from] ValueError),
}

/// Why bytes are no scenario.
#[derive(Debug, Error)]
pub enum BytesError {
    /// Cut off or altered.
    #[error("these bytes hold no scenario")]
    Damaged,
    /// A value that makes no sense.
    #[error(transparent)]
    Value(#[from] ValueError),
}

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
    #[error("a seed is a whole number below 2^53, such as 1")]
    Seed,
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
        "a time is {{\"mean\": 10, \"sd\": 7}}, with \"law\": \"lognormal\" if it is, or {{\"fixed\": 10}}, in days"
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
        "an assumption is target, period, supply, deal size, segment 2 supply, segment 2 deal size, stage 1 rate or \
         stage 1 time (with the id of segment or stage); this is “{0}”"
    )]
    Assumption(String),
    #[error(transparent)]
    Note(#[from] NoteTooLong),
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
}

/// Reads a scenario from the text of a file.
///
/// # Errors
/// When the text is too long, is not a scenario of this format, or holds a value that the model refuses.
pub fn read(text: &str) -> Result<Scenario, FileError> {
    if text.len() > FILE_BYTES_MAX {
        return Err(FileError::TooLong);
    }
    // The version first, so that a later format is named as such and not by its first unknown field.
    let Version { plumbline } = serde_json::from_str(text)?;
    if plumbline != FORMAT_VERSION {
        return Err(FileError::Version(plumbline));
    }
    let wire: FileWire = serde_json::from_str(text)?;
    Ok(wire.into_model()?)
}

/// The text of a file: indented, for people.
pub fn write(scenario: &Scenario) -> String {
    format!("{:#}\n", to_json(scenario))
}

/// The fields in the order of the table above, without those that say nothing.
fn to_json(scenario: &Scenario) -> Value {
    let mut json = serde_json::to_value(FileWire::of_file(scenario)).unwrap_or_default();
    prune(&mut json);
    json
}

fn prune(json: &mut Value) {
    match json {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null() && value.as_str() != Some(""));
            fields.values_mut().for_each(prune);
        }
        Value::Array(values) => values.iter_mut().for_each(prune),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The scenario as bytes, for messages between page and worker; without sources and notes.
pub fn to_bytes(scenario: &Scenario) -> Vec<u8> {
    // Writing to memory fails for no type that is sent here.
    postcard::to_allocvec(&MessageWire::of_message(scenario)).unwrap_or_default()
}

/// Reads what [`to_bytes`] wrote; refused by the same constructors as a file.
///
/// # Errors
/// When the bytes are no scenario, or hold a value that the model refuses.
pub fn from_bytes(bytes: &[u8]) -> Result<Scenario, BytesError> {
    let wire: MessageWire = postcard::from_bytes(bytes).map_err(|_| BytesError::Damaged)?;
    Ok(wire.into_model()?)
}

/// The scenario as bytes with sources and notes; for [`super::packed`].
pub(super) fn to_bytes_with_notes(scenario: &Scenario) -> Vec<u8> {
    postcard::to_allocvec(&PackedWire::of_packed(scenario)).unwrap_or_default()
}

/// Reads what [`to_bytes_with_notes`] wrote.
pub(super) fn from_bytes_with_notes(bytes: &[u8]) -> Result<Scenario, BytesError> {
    let wire: PackedWire = postcard::from_bytes(bytes).map_err(|_| BytesError::Damaged)?;
    Ok(wire.into_model()?)
}

#[derive(Deserialize)]
struct Version {
    plumbline: u32,
}
