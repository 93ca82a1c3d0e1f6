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
//! | `segments` | one line of business (in this version exactly one), as below | |
//!
//! A segment:
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `name` | what people call it | empty |
//! | `supply` | `{"per_month": 200}`, and if wanted `"arrivals": "fixed"` (else `"poisson"`), `"growth_per_month": 0.02`, `"seasonality": [12 weights from January]` | |
//! | `pipeline` | at the start: `"flowing"` or `"empty"` | `"flowing"` |
//! | `stages` | 1 to 12 of `{"name", "exit", "rate", "time", "id"}` | |
//! | `deal_size` | of won deals: `{"mean": 25000, "cv": 1}`, `{"p10": 18000, "p90": 70000}` or `{"median": 35000, "p90": 70000}` | |
//!
//! A stage's `rate` is `{"passed": 450, "entered": 1000}`, `{"low": 0.4, "high": 0.5}` (the true rate lies
//! between them 8 times in 10), `{"estimate": 0.45, "cases": 50}` or `{"exact": 0.45}`. Its `time` is
//! `{"mean": 10, "sd": 7}` (gamma distributed) or `{"fixed": 10}`, default `{"fixed": 0}`; `id` is a number
//! that stays with the stage when others are added or moved, default its place from 1.
//!
//! ```
//! let text = r#"{"plumbline": 1, "currency": "EUR", "horizon": {"months": 3}, "target": {"amount": 300000},
//!   "segments": [{"supply": {"per_month": 13}, "stages": [{"rate": {"passed": 9, "entered": 41}}],
//!                 "deal_size": {"mean": 25000, "cv": 1}}]}"#;
//! let scenario = plumbline::exchange::scenario_file::read(text)?;
//! assert_eq!(scenario.segment().stages().len(), 1);
//! # Ok::<(), plumbline::exchange::scenario_file::FileError>(())
//! ```

use crate::model::{
    Arrivals, BeliefKind, Calendar, CalendarError, Confidence, ConfidenceError, Currency, CurrencyError,
    Date, DealSize, DealSizeError, DealSizeKind, Horizon, Money, MoneyError, PipelineStart, Progress,
    ProgressError, RateBelief, RateError, Runs, Scenario, ScenarioError, ScenarioParts, Seed, Segment,
    SegmentError, Stage, StageError, StageId, StageTime, StageTimeError, Supply, SupplyError, Target,
    TargetError,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

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
    #[error("this message holds no scenario")]
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
    #[error("a target is {{\"amount\": 3200000}} or {{\"last_year\": 2500000, \"growth\": 0.3}}")]
    TargetShape,
    #[error(
        "a rate is {{\"passed\": 450, \"entered\": 1000}}, {{\"low\": 0.4, \"high\": 0.5}}, \
         {{\"estimate\": 0.45, \"cases\": 50}} or {{\"exact\": 0.45}}"
    )]
    RateShape,
    #[error("a time is {{\"mean\": 10, \"sd\": 7}} or {{\"fixed\": 10}}, in days")]
    TimeShape,
    #[error(
        "a deal size is {{\"mean\": 25000, \"cv\": 1}}, {{\"p10\": 18000, \"p90\": 70000}} or \
         {{\"median\": 35000, \"p90\": 70000}}"
    )]
    DealSizeShape,
    #[error("this version reads exactly one segment")]
    SegmentCount,
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
    let wire: ScenarioWire = serde_json::from_str(text)?;
    Ok(wire.into_model()?)
}

/// The text of a file: indented, for people.
pub fn write(scenario: &Scenario) -> String {
    format!("{:#}\n", to_json(scenario))
}

/// The same without white space, for links. The same scenario gives the same text.
pub fn write_compact(scenario: &Scenario) -> String {
    to_json(scenario).to_string()
}

/// The fields in the order of the table above, without those that say nothing.
fn to_json(scenario: &Scenario) -> Value {
    let mut json = serde_json::to_value(ScenarioWire::of(scenario)).unwrap_or_default();
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

/// The scenario as bytes, for messages between page and worker.
pub fn to_bytes(scenario: &Scenario) -> Vec<u8> {
    // Writing to memory fails for no type that is sent here.
    postcard::to_allocvec(&ScenarioWire::of(scenario)).unwrap_or_default()
}

/// Reads what [`to_bytes`] wrote; refused by the same constructors as a file.
///
/// # Errors
/// When the bytes are no scenario, or hold a value that the model refuses.
pub fn from_bytes(bytes: &[u8]) -> Result<Scenario, BytesError> {
    let wire: ScenarioWire = postcard::from_bytes(bytes).map_err(|_| BytesError::Damaged)?;
    Ok(wire.into_model()?)
}

#[derive(Deserialize)]
struct Version {
    plumbline: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScenarioWire {
    plumbline: u32,
    #[serde(default)]
    name: String,
    currency: String,
    #[serde(default)]
    start: Option<String>,
    horizon: HorizonWire,
    #[serde(default)]
    as_of: Option<String>,
    #[serde(default)]
    booked: f64,
    target: TargetWire,
    #[serde(default = "default_confidence")]
    confidence: f64,
    #[serde(default = "default_seed")]
    seed: u64,
    #[serde(default = "default_trials")]
    trials: u32,
    segments: Vec<SegmentWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum HorizonWire {
    Months(u32),
    Days(u32),
}

/// `amount`, or `last_year` and `growth`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct TargetWire {
    amount: Option<f64>,
    last_year: Option<f64>,
    growth: Option<f64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SegmentWire {
    #[serde(default)]
    name: String,
    supply: SupplyWire,
    #[serde(default)]
    pipeline: PipelineWire,
    stages: Vec<StageWire>,
    deal_size: DealSizeWire,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SupplyWire {
    per_month: f64,
    #[serde(default)]
    arrivals: ArrivalsWire,
    #[serde(default)]
    growth_per_month: f64,
    #[serde(default)]
    seasonality: Option<[f64; 12]>,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ArrivalsWire {
    #[default]
    Poisson,
    Fixed,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PipelineWire {
    #[default]
    Flowing,
    Empty,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StageWire {
    #[serde(default)]
    id: Option<u32>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    exit: String,
    rate: RateWire,
    #[serde(default)]
    time: TimeWire,
}

/// `passed` and `entered`, `low` and `high`, `estimate` and `cases`, or `exact`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RateWire {
    passed: Option<u32>,
    entered: Option<u32>,
    low: Option<f64>,
    high: Option<f64>,
    estimate: Option<f64>,
    cases: Option<u32>,
    exact: Option<f64>,
}

/// `mean` and `sd`, or `fixed`; days.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct TimeWire {
    mean: Option<f64>,
    sd: Option<f64>,
    fixed: Option<f64>,
}

/// `mean` and `cv`, `p10` and `p90`, or `median` and `p90`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DealSizeWire {
    mean: Option<f64>,
    cv: Option<f64>,
    median: Option<f64>,
    p10: Option<f64>,
    p90: Option<f64>,
}

fn default_confidence() -> f64 {
    0.8
}
fn default_seed() -> u64 {
    1
}
fn default_trials() -> u32 {
    250_000
}

/// Puts the place of a value before what is wrong with it.
trait At<T> {
    fn at(self, place: impl Into<String>) -> Result<T, ValueError>;
}

impl<T, E: Into<Problem>> At<T> for Result<T, E> {
    fn at(self, place: impl Into<String>) -> Result<T, ValueError> {
        self.map_err(|problem| ValueError { place: place.into(), problem: problem.into() })
    }
}

fn date(text: Option<&String>, place: &str) -> Result<Option<Date>, ValueError> {
    let parse =
        |text: &String| Date::parse(text).ok_or_else(|| Problem::Date(text.chars().take(40).collect()));
    text.map(parse).transpose().at(place)
}

impl ScenarioWire {
    fn into_model(self) -> Result<Scenario, ValueError> {
        let currency = Currency::new(&self.currency).at("currency")?;
        let money = |major: f64, place: &str| Money::from_major(major, currency).at(place);
        let horizon = match self.horizon {
            HorizonWire::Months(months) => Horizon::Months(months),
            HorizonWire::Days(days) => Horizon::Days(days),
        };
        let calendar = Calendar::new(date(self.start.as_ref(), "start")?, horizon).at("horizon")?;
        let as_of = date(self.as_of.as_ref(), "as_of")?;
        let progress = Progress::new(&calendar, as_of, money(self.booked, "booked")?).at("as_of")?;
        let target = match self.target {
            TargetWire { amount: Some(amount), last_year: None, growth: None } => {
                Target::Amount(money(amount, "target.amount")?)
            }
            TargetWire { amount: None, last_year: Some(last_year), growth: Some(growth) } => {
                Target::growth(money(last_year, "target.last_year")?, growth).at("target.growth")?
            }
            _ => return Err(Problem::TargetShape).at("target"),
        };
        if self.seed > SEED_MAX {
            return Err(Problem::Seed).at("seed");
        }
        let [segment] = <[SegmentWire; 1]>::try_from(self.segments)
            .map_err(|_: Vec<SegmentWire>| Problem::SegmentCount)
            .at("segments")?;
        Scenario::new(ScenarioParts {
            name: self.name,
            currency,
            calendar,
            progress,
            target,
            confidence: Confidence::new(self.confidence).at("confidence")?,
            segment: segment.into_model(currency)?,
            runs: Runs { seed: Seed(self.seed), trials: self.trials },
        })
        .at("the plan")
    }

    fn of(scenario: &Scenario) -> Self {
        let parts = scenario.parts();
        let major = |money: Money| money.major(parts.currency);
        Self {
            plumbline: FORMAT_VERSION,
            name: parts.name.clone(),
            currency: parts.currency.code().to_owned(),
            start: parts.calendar.start().map(|date| date.to_string()),
            horizon: match parts.calendar.horizon() {
                Horizon::Months(months) => HorizonWire::Months(months),
                Horizon::Days(days) => HorizonWire::Days(days),
            },
            as_of: parts.progress.as_of().map(|date| date.to_string()),
            booked: major(parts.progress.booked()),
            target: match parts.target {
                Target::Amount(amount) => TargetWire { amount: Some(major(amount)), ..Default::default() },
                Target::Growth { last_year, growth, .. } => {
                    TargetWire { amount: None, last_year: Some(major(last_year)), growth: Some(growth) }
                }
            },
            confidence: parts.confidence.get(),
            seed: parts.runs.seed.0,
            trials: parts.runs.trials,
            segments: vec![SegmentWire::of(&parts.segment, parts.currency)],
        }
    }
}

impl SegmentWire {
    fn into_model(self, currency: Currency) -> Result<Segment, ValueError> {
        let money = |major: f64, field: &str| {
            Money::from_major(major, currency).at(format!("segments[0].deal_size.{field}"))
        };
        let arrivals = match self.supply.arrivals {
            ArrivalsWire::Poisson => Arrivals::Poisson,
            ArrivalsWire::Fixed => Arrivals::Fixed,
        };
        let mut supply = Supply::new(self.supply.per_month, arrivals)
            .and_then(|supply| supply.growing(self.supply.growth_per_month))
            .at("segments[0].supply")?;
        if let Some(weights) = self.supply.seasonality {
            supply = supply.seasonal(weights).at("segments[0].supply.seasonality")?;
        }
        let deal_size = match self.deal_size {
            DealSizeWire { mean: Some(mean), cv: Some(cv), median: None, p10: None, p90: None } => {
                DealSize::mean_cv(money(mean, "mean")?, cv)
            }
            DealSizeWire { mean: None, cv: None, median: None, p10: Some(p10), p90: Some(p90) } => {
                DealSize::p10_p90(money(p10, "p10")?, money(p90, "p90")?)
            }
            DealSizeWire { mean: None, cv: None, median: Some(median), p10: None, p90: Some(p90) } => {
                DealSize::median_p90(money(median, "median")?, money(p90, "p90")?)
            }
            _ => return Err(Problem::DealSizeShape).at("segments[0].deal_size"),
        }
        .at("segments[0].deal_size")?;
        let stages = self
            .stages
            .into_iter()
            .enumerate()
            .map(|(index, stage)| stage.into_model(index))
            .collect::<Result<Vec<_>, _>>()?;
        let pipeline = match self.pipeline {
            PipelineWire::Flowing => PipelineStart::Flowing,
            PipelineWire::Empty => PipelineStart::Empty,
        };
        Segment::new(&self.name, supply, pipeline, stages, deal_size).at("segments[0]")
    }

    fn of(segment: &Segment, currency: Currency) -> Self {
        let major = |money: Money| money.major(currency);
        let supply = &segment.supply;
        Self {
            name: segment.name().to_owned(),
            supply: SupplyWire {
                per_month: supply.per_month(),
                arrivals: match supply.arrivals() {
                    Arrivals::Poisson => ArrivalsWire::Poisson,
                    Arrivals::Fixed => ArrivalsWire::Fixed,
                },
                growth_per_month: supply.growth_per_month(),
                seasonality: supply.seasonality().copied(),
            },
            pipeline: match segment.pipeline {
                PipelineStart::Flowing => PipelineWire::Flowing,
                PipelineStart::Empty => PipelineWire::Empty,
            },
            stages: segment
                .stages()
                .iter()
                .enumerate()
                .map(|(index, stage)| StageWire::of(index, stage))
                .collect(),
            deal_size: match segment.deal_size.kind() {
                DealSizeKind::MeanCv { mean, cv } => {
                    DealSizeWire { mean: Some(major(mean)), cv: Some(cv), ..Default::default() }
                }
                DealSizeKind::P10P90 { p10, p90 } => {
                    DealSizeWire { p10: Some(major(p10)), p90: Some(major(p90)), ..Default::default() }
                }
                DealSizeKind::MedianP90 { median, p90 } => {
                    DealSizeWire { median: Some(major(median)), p90: Some(major(p90)), ..Default::default() }
                }
            },
        }
    }
}

/// The id of a stage that states none: its place from 1.
fn place_id(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

impl StageWire {
    fn into_model(self, index: usize) -> Result<Stage, ValueError> {
        let place = |field: &str| format!("segments[0].stages[{index}].{field}");
        let rate = self.rate.belief().ok_or(Problem::RateShape).at(place("rate"))?.at(place("rate"))?;
        let time = match self.time {
            TimeWire { mean: Some(mean), sd: Some(sd), fixed: None } => StageTime::gamma(mean, sd),
            TimeWire { mean: None, sd: None, fixed } => StageTime::fixed(fixed.unwrap_or(0.0)),
            _ => return Err(Problem::TimeShape).at(place("time")),
        }
        .at(place("time"))?;
        let id = StageId(self.id.unwrap_or_else(|| place_id(index)));
        Stage::new(id, &self.name, &self.exit, rate, time).at(place("name"))
    }

    fn of(index: usize, stage: &Stage) -> Self {
        let time = stage.time;
        Self {
            id: (stage.id.0 != place_id(index)).then_some(stage.id.0),
            name: stage.name().to_owned(),
            exit: stage.exit_criteria().to_owned(),
            rate: RateWire::of(&stage.rate),
            time: if time.sd_days() > 0.0 {
                TimeWire { mean: Some(time.mean_days()), sd: Some(time.sd_days()), fixed: None }
            } else {
                TimeWire { fixed: Some(time.mean_days()), ..Default::default() }
            },
        }
    }
}

impl RateWire {
    /// The belief that the given fields state; none, if they are not the fields of one.
    fn belief(&self) -> Option<Result<RateBelief, RateError>> {
        let Self { passed, entered, low, high, estimate, cases, exact } = *self;
        let given = [passed.is_some(), entered.is_some(), cases.is_some()]
            .into_iter()
            .chain([low, high, estimate, exact].map(|field| field.is_some()));
        match (
            given.filter(|given| *given).count(),
            passed.zip(entered),
            low.zip(high),
            estimate.zip(cases),
            exact,
        ) {
            (2, Some((passed, entered)), _, _, _) => Some(RateBelief::counts(passed, entered)),
            (2, _, Some((low, high)), _, _) => Some(RateBelief::range(low, high)),
            (2, _, _, Some((rate, cases)), _) => Some(RateBelief::estimate(rate, cases)),
            (1, _, _, _, Some(exact)) => Some(RateBelief::exact(exact)),
            _ => None,
        }
    }

    fn of(rate: &RateBelief) -> Self {
        let none = Self::default();
        match rate.kind() {
            BeliefKind::Counts { passed, entered } => {
                Self { passed: Some(passed), entered: Some(entered), ..none }
            }
            BeliefKind::Range { low, high } => Self { low: Some(low), high: Some(high), ..none },
            BeliefKind::Estimate { rate, cases } => Self { estimate: Some(rate), cases: Some(cases), ..none },
            BeliefKind::Exact(exact) => Self { exact: Some(exact), ..none },
        }
    }
}
