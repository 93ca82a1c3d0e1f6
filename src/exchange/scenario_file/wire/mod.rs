//! The wire types of scenario files and messages, apart from the model: plain fields as they are written, turned
//! into model values by the model's own constructors.

mod economics;
mod segment;
mod team;

use super::{FORMAT_VERSION, Problem, SEED_MAX, ValueError};
use crate::model::{
    Adherence, Assumption, BeliefKind, Calendar, Confidence, Currency, Date, Horizon, Market, Money,
    Progress, Provenance, RateBelief, RateError, Recurring, Runs, Scenario, ScenarioParts, Seed, Slippage,
    Source, Target, TargetKind,
};
use economics::EconomicsWire;
use segment::SegmentWire;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use team::TeamWire;

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
    fiscal_start: Option<u32>,
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
    team: Option<TeamWire>,
    #[serde(default)]
    adherence: Option<AdherenceWire>,
    #[serde(default)]
    market: Option<MarketWire>,
    #[serde(default)]
    slippage: Option<SlippageWire>,
    #[serde(default)]
    economics: Option<EconomicsWire>,
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
/// With pairs in the place of maps: assumption and source, assumption and note.
pub(super) type PackedWire = ScenarioWire<Vec<(String, String)>, Vec<(String, String)>>;
/// Without sources and notes.
pub(super) type MessageWire = ScenarioWire;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum HorizonWire {
    Months(u32),
    Days(u32),
}

/// `amount`; `last_year` and `growth`; or `opening`, `growth`, `churn` and `expansion`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct TargetWire {
    amount: Option<f64>,
    last_year: Option<f64>,
    growth: Option<f64>,
    opening: Option<f64>,
    churn: Option<RateWire>,
    expansion: Option<RateWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdherenceWire {
    mean: f64,
    #[serde(default)]
    sd: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarketWire {
    cv: f64,
    #[serde(default)]
    size_exponent: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SlippageWire {
    #[serde(default = "default_slip_days")]
    days: u32,
    share: f64,
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

fn default_confidence() -> f64 {
    0.8
}
fn default_seed() -> u64 {
    1
}
fn default_trials() -> u32 {
    250_000
}
fn default_slip_days() -> u32 {
    Slippage::NONE.days()
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

/// The place of an entry in a list, as a default id from 1.
fn place_id(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

impl FileWire {
    pub(super) fn into_model(mut self) -> Result<Scenario, ValueError> {
        let sources = self.sources.take().into_iter().flatten();
        let sources = sources.flat_map(|(source, of)| of.into_iter().map(move |of| (of, source.clone())));
        let provenance = provenance(sources, self.notes.take().into_iter().flatten())?;
        self.into_model_with(provenance)
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
        self.into_model_with(provenance)
    }

    pub(super) fn of_packed(scenario: &Scenario) -> Self {
        let provenance = &scenario.parts().provenance;
        let sources = provenance.sources().map(|(of, source)| (of.key(), source.key().to_owned()));
        let notes = provenance.notes().map(|(of, note)| (of.key(), note.to_owned()));
        Self::of(scenario, Some(sources.collect()), Some(notes.collect()))
    }
}

impl MessageWire {
    pub(super) fn of_message(scenario: &Scenario) -> Self {
        Self::of(scenario, None, None)
    }

    pub(super) fn into_model(self) -> Result<Scenario, ValueError> {
        self.into_model_with(Provenance::default())
    }
}

impl<S, N> ScenarioWire<S, N> {
    fn into_model_with(self, provenance: Provenance) -> Result<Scenario, ValueError> {
        let currency = Currency::new(&self.currency).at("currency")?;
        let horizon = match self.horizon {
            HorizonWire::Months(months) => Horizon::Months(months),
            HorizonWire::Days(days) => Horizon::Days(days),
        };
        let calendar = Calendar::new(date(self.start.as_ref(), "start")?, horizon).at("horizon")?;
        let as_of = date(self.as_of.as_ref(), "as_of")?;
        let booked = Money::from_major(self.booked, currency).at("booked")?;
        let progress = Progress::new(&calendar, as_of, booked).at("as_of")?;
        if self.seed > SEED_MAX {
            return Err(Problem::Seed).at("seed");
        }
        let mut stages_before = 0;
        let mut segments = Vec::new();
        for (index, segment) in self.segments.into_iter().enumerate() {
            let stages = segment.stages();
            segments.push(segment.into_model(index, stages_before, currency)?);
            stages_before += stages;
        }
        let adherence = self.adherence.map(|wire| Adherence::new(wire.mean, wire.sd)).transpose();
        let market = self.market.map(|wire| Market::new(wire.cv, wire.size_exponent)).transpose();
        let slippage = self.slippage.map(|wire| Slippage::new(wire.days, wire.share)).transpose();
        Scenario::new(ScenarioParts {
            name: self.name,
            currency,
            target: self.target.into_model(currency)?,
            confidence: Confidence::new(self.confidence).at("confidence")?,
            team: self.team.map(|team| team.into_model(currency, &calendar)).transpose()?,
            calendar,
            progress,
            segments,
            adherence: adherence.at("adherence")?,
            market: market.at("market")?.unwrap_or(Market::CERTAIN),
            slippage: slippage.at("slippage")?.unwrap_or(Slippage::NONE),
            fiscal_start: self.fiscal_start.unwrap_or(1),
            economics: self.economics.map(|economics| economics.into_model(currency)).transpose()?,
            runs: Runs { seed: Seed(self.seed), trials: self.trials },
            provenance,
        })
        .at("the plan")
    }

    fn of(scenario: &Scenario, sources: Option<S>, notes: Option<N>) -> Self {
        let parts = scenario.parts();
        let currency = parts.currency;
        let mut stages_before = 0;
        let segments = parts.segments.iter().enumerate().map(|(index, segment)| {
            let wire = SegmentWire::of(index, stages_before, segment, currency);
            stages_before += segment.stages().len();
            wire
        });
        Self {
            plumbline: FORMAT_VERSION,
            name: parts.name.clone(),
            currency: currency.code().to_owned(),
            start: parts.calendar.start().map(|date| date.to_string()),
            horizon: match parts.calendar.horizon() {
                Horizon::Months(months) => HorizonWire::Months(months),
                Horizon::Days(days) => HorizonWire::Days(days),
            },
            fiscal_start: Some(parts.fiscal_start).filter(|start| *start != 1),
            as_of: parts.progress.as_of().map(|date| date.to_string()),
            booked: parts.progress.booked().major(currency),
            target: TargetWire::of(&parts.target, currency),
            confidence: parts.confidence.get(),
            seed: parts.runs.seed.0,
            trials: parts.runs.trials,
            segments: segments.collect(),
            team: parts.team.as_ref().map(|team| TeamWire::of(team, currency)),
            adherence: parts.adherence.map(|of| AdherenceWire { mean: of.mean(), sd: of.sd() }),
            market: (parts.market != Market::CERTAIN)
                .then(|| MarketWire { cv: parts.market.cv(), size_exponent: parts.market.size_exponent() }),
            slippage: (parts.slippage != Slippage::NONE)
                .then(|| SlippageWire { days: parts.slippage.days(), share: parts.slippage.share() }),
            economics: parts.economics.as_ref().map(|economics| EconomicsWire::of(economics, currency)),
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

impl TargetWire {
    fn into_model(self, currency: Currency) -> Result<Target, ValueError> {
        let money = |major: f64, place: &str| Money::from_major(major, currency).at(place);
        match self {
            Self {
                amount: Some(amount),
                last_year: None,
                growth: None,
                opening: None,
                churn: None,
                expansion: None,
            } => Ok(Target::at(money(amount, "target.amount")?)),
            Self {
                amount: None,
                last_year: Some(last_year),
                growth: Some(growth),
                opening: None,
                churn: None,
                expansion: None,
            } => Target::growth(money(last_year, "target.last_year")?, growth).at("target.growth"),
            Self {
                amount: None,
                last_year: None,
                growth: Some(growth),
                opening: Some(opening),
                churn,
                expansion,
            } => {
                let rate = |wire: Option<RateWire>, place: &str| match wire {
                    None => RateBelief::exact(0.0).at(place),
                    Some(wire) => wire.belief(place),
                };
                Target::recurring(Recurring {
                    opening: money(opening, "target.opening")?,
                    growth,
                    churn: rate(churn, "target.churn")?,
                    expansion: rate(expansion, "target.expansion")?,
                })
                .at("target.growth")
            }
            _ => Err(Problem::TargetShape).at("target"),
        }
    }

    fn of(target: &Target, currency: Currency) -> Self {
        let none = Self::default();
        match target.kind() {
            TargetKind::Amount => Self { amount: Some(target.amount().major(currency)), ..none },
            TargetKind::Growth { last_year, growth } => {
                Self { last_year: Some(last_year.major(currency)), growth: Some(growth), ..none }
            }
            TargetKind::Recurring(Recurring { opening, growth, churn, expansion }) => Self {
                opening: Some(opening.major(currency)),
                growth: Some(growth),
                churn: Some(RateWire::of(&churn)),
                expansion: Some(RateWire::of(&expansion)),
                ..none
            },
        }
    }
}

impl RateWire {
    /// The belief that the given fields state.
    fn belief(&self, place: &str) -> Result<RateBelief, ValueError> {
        self.stated().ok_or(Problem::RateShape).at(place)?.at(place)
    }

    /// None, if they are not the fields of a belief.
    fn stated(&self) -> Option<Result<RateBelief, RateError>> {
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
