//! The wire types of scenario files and messages, apart from the model: plain fields as they are written, turned
//! into model values by the model's own constructors.

use super::{FORMAT_VERSION, Problem, SEED_MAX, ValueError};
use crate::model::{
    Arrivals, Assumption, BeliefKind, Calendar, Confidence, Currency, Date, DealSize, DealSizeKind, Horizon,
    Money, PipelineStart, Progress, Provenance, RateBelief, RateError, Runs, Scenario, ScenarioParts, Seed,
    Segment, Source, Stage, StageId, StageTime, Supply, Target, TargetKind,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A scenario as a message (with nothing on where its values come from: no number depends on it) or as a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScenarioWire<S = (), N = ()> {
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
    #[serde(default)]
    sources: Option<S>,
    #[serde(default)]
    notes: Option<N>,
}

/// By source, the assumptions that come from it.
type Sources = BTreeMap<String, Vec<String>>;
/// By assumption.
type Notes = BTreeMap<String, String>;
pub(super) type FileWire = ScenarioWire<Sources, Notes>;

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

/// With pairs in the place of maps: assumption and source, assumption and note.
pub(super) type PackedWire = ScenarioWire<Vec<(String, String)>, Vec<(String, String)>>;

impl FileWire {
    pub(super) fn into_model(mut self) -> Result<Scenario, ValueError> {
        let sources = self.sources.take().into_iter().flatten();
        let sources = sources.flat_map(|(source, of)| of.into_iter().map(move |of| (of, source.clone())));
        let provenance = provenance(sources, self.notes.take().into_iter().flatten())?;
        self.without_provenance().into_model_from(provenance)
    }

    pub(super) fn of_file(scenario: &Scenario) -> Self {
        let provenance = &scenario.parts().provenance;
        let mut by_source: Sources = BTreeMap::new();
        for (of, source) in provenance.sources() {
            by_source.entry(source.key().to_owned()).or_default().push(of.key());
        }
        let notes: Notes = provenance.notes().map(|(of, note)| (of.key(), note.to_owned())).collect();
        Self::of(
            scenario,
            Some(by_source).filter(|of| !of.is_empty()),
            Some(notes).filter(|of| !of.is_empty()),
        )
    }
}

impl PackedWire {
    pub(super) fn into_model(mut self) -> Result<Scenario, ValueError> {
        let (sources, notes) = (self.sources.take(), self.notes.take());
        let provenance = provenance(sources.into_iter().flatten(), notes.into_iter().flatten())?;
        self.without_provenance().into_model_from(provenance)
    }

    pub(super) fn of_packed(scenario: &Scenario) -> Self {
        let provenance = &scenario.parts().provenance;
        let sources = provenance.sources().map(|(of, source)| (of.key(), source.key().to_owned()));
        let notes = provenance.notes().map(|(of, note)| (of.key(), note.to_owned()));
        Self::of(scenario, Some(sources.collect()), Some(notes.collect()))
    }
}

impl ScenarioWire {
    pub(super) fn of_message(scenario: &Scenario) -> Self {
        Self::of(scenario, None, None)
    }

    pub(super) fn into_model_from(self, provenance: Provenance) -> Result<Scenario, ValueError> {
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
                Target::at(money(amount, "target.amount")?)
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
            provenance,
        })
        .at("the plan")
    }
}

impl<S, N> ScenarioWire<S, N> {
    fn without_provenance(self) -> ScenarioWire {
        ScenarioWire {
            plumbline: self.plumbline,
            name: self.name,
            currency: self.currency,
            start: self.start,
            horizon: self.horizon,
            as_of: self.as_of,
            booked: self.booked,
            target: self.target,
            confidence: self.confidence,
            seed: self.seed,
            trials: self.trials,
            segments: self.segments,
            sources: None,
            notes: None,
        }
    }

    fn of(scenario: &Scenario, sources: Option<S>, notes: Option<N>) -> Self {
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
            target: match parts.target.kind() {
                TargetKind::Amount => {
                    TargetWire { amount: Some(major(parts.target.amount())), ..Default::default() }
                }
                TargetKind::Growth { last_year, growth } => {
                    TargetWire { amount: None, last_year: Some(major(last_year)), growth: Some(growth) }
                }
            },
            confidence: parts.confidence.get(),
            seed: parts.runs.seed.0,
            trials: parts.runs.trials,
            segments: vec![SegmentWire::of(&parts.segment, parts.currency)],
            sources,
            notes,
        }
    }
}

fn assumption(key: &str, place: &str) -> Result<Assumption, ValueError> {
    Assumption::of_key(key).ok_or_else(|| Problem::Assumption(key.chars().take(40).collect())).at(place)
}

/// From pairs of assumption and source, and of assumption and note.
fn provenance(
    sources: impl Iterator<Item = (String, String)>,
    notes: impl Iterator<Item = (String, String)>,
) -> Result<Provenance, ValueError> {
    let mut provenance = Provenance::default();
    for (of, source) in sources {
        let source = Source::of_key(&source)
            .ok_or_else(|| Problem::Source(source.chars().take(40).collect()))
            .at("sources")?;
        provenance.set_source(assumption(&of, "sources")?, Some(source));
    }
    for (of, note) in notes {
        provenance.set_note(assumption(&of, "notes")?, &note).at("notes")?;
    }
    Ok(provenance)
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
