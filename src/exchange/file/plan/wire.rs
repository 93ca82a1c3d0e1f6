//! A plan as it is written: plain fields in the order of the table, turned into model values and back.

use super::super::FORMAT_VERSION;
use super::super::document::{Document, is_default, other_than};
use super::super::problem::{At, Problem, ValueError};
use super::super::{FileError, Kind};
use super::economics::EconomicsWire;
use super::segment::SegmentWire;
use super::sources::{Notes, Sources, notes, provenance, sources};
use super::target::TargetWire;
use super::team::TeamWire;
use crate::model::{
    Adherence, Calendar, Confidence, Currency, Date, Horizon, Market, Money, Progress, Runs, Scenario,
    ScenarioParts, Seed, Slippage,
};
use serde::{Deserialize, Serialize};

/// A plan; within a quota without version and kind, which are the quota's.
#[derive(Serialize, Deserialize)]
#[serde(expecting = "a plan")]
pub(in super::super) struct PlanWire {
    #[serde(default, skip_serializing_if = "is_default")]
    plumbline: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    name: String,
    currency: String,
    #[serde(default, skip_serializing_if = "is_default")]
    start: Option<String>,
    horizon: HorizonWire,
    #[serde(default, skip_serializing_if = "is_default")]
    fiscal_start: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    as_of: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    booked: f64,
    target: TargetWire,
    #[serde(default, skip_serializing_if = "is_default")]
    confidence: Option<f64>,
    #[serde(default, skip_serializing_if = "is_default")]
    seed: Option<u64>,
    #[serde(default, skip_serializing_if = "is_default")]
    trials: Option<u32>,
    segments: Vec<SegmentWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    team: Option<TeamWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    adherence: Option<AdherenceWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    market: Option<MarketWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slippage: Option<SlippageWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    economics: Option<EconomicsWire>,
    #[serde(default, skip_serializing_if = "is_default")]
    sources: Sources,
    #[serde(default, skip_serializing_if = "is_default")]
    notes: Notes,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", expecting = "a period, such as {\"months\": 12}")]
enum HorizonWire {
    Months(u32),
    Days(u32),
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a share, such as {\"mean\": 0.7, \"sd\": 0.1}")]
struct AdherenceWire {
    mean: f64,
    #[serde(default, skip_serializing_if = "is_default")]
    sd: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a market, such as {\"cv\": 0.15}")]
struct MarketWire {
    cv: f64,
    #[serde(default, skip_serializing_if = "is_default")]
    size_exponent: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "slippage, such as {\"days\": 10, \"share\": 0.3}")]
struct SlippageWire {
    #[serde(default, skip_serializing_if = "is_default")]
    days: Option<u32>,
    share: f64,
}

fn date(text: Option<&String>, place: &str) -> Result<Option<Date>, ValueError> {
    let parse =
        |text: &String| Date::parse(text).ok_or_else(|| Problem::Date(text.chars().take(40).collect()));
    text.map(parse).transpose().at(place)
}

impl Document for PlanWire {
    type Model = Scenario;
    const KIND: Kind = Kind::Plan;

    fn of(scenario: &Scenario) -> Self {
        let provenance = &scenario.parts().provenance;
        Self { sources: sources(provenance), notes: notes(provenance), ..Self::without_sources(scenario) }
    }

    fn into_model(self) -> Result<Scenario, FileError> {
        Ok(self.into_scenario()?)
    }
}

impl PlanWire {
    /// The plan within another document, which says version and kind.
    pub(in super::super) fn within(scenario: &Scenario) -> Self {
        Self { plumbline: None, ..Self::of(scenario) }
    }

    /// Whether a plan within another document is what it says, if it says so.
    pub(in super::super) fn check_header(&self) -> Result<(), FileError> {
        if let Some(version) = self.plumbline.filter(|version| *version != FORMAT_VERSION) {
            return Err(FileError::Version(version));
        }
        match self.kind.as_deref().map(Kind::of_key) {
            None | Some(Some(Kind::Plan)) => Ok(()),
            Some(Some(is)) => Err(FileError::OtherKind { is, wanted: Kind::Plan }),
            Some(None) => Err(FileError::UnknownKind(self.kind.clone().unwrap_or_default())),
        }
    }

    pub(in super::super) fn into_scenario(self) -> Result<Scenario, ValueError> {
        let currency = Currency::new(&self.currency).at("currency")?;
        let horizon = match self.horizon {
            HorizonWire::Months(months) => Horizon::Months(months),
            HorizonWire::Days(days) => Horizon::Days(days),
        };
        let calendar = Calendar::new(date(self.start.as_ref(), "start")?, horizon).at("horizon")?;
        let as_of = date(self.as_of.as_ref(), "as_of")?;
        let booked = Money::from_major(self.booked, currency).at("booked")?;
        let progress = Progress::new(&calendar, as_of, booked).at("as_of")?;
        let seed = self.seed.unwrap_or(Runs::USUAL.seed.0);
        let mut stages_before = 0;
        let mut segments = Vec::new();
        for (index, segment) in self.segments.into_iter().enumerate() {
            let stages = segment.stages();
            segments.push(segment.into_model(index, stages_before, currency)?);
            stages_before += stages;
        }
        let adherence = self.adherence.map(|wire| Adherence::new(wire.mean, wire.sd)).transpose();
        let market = self.market.map(|wire| Market::new(wire.cv, wire.size_exponent)).transpose();
        let slippage =
            |wire: SlippageWire| Slippage::new(wire.days.unwrap_or(Slippage::NONE.days()), wire.share);
        Scenario::new(ScenarioParts {
            name: self.name,
            currency,
            target: self.target.into_model(currency)?,
            confidence: self.confidence.map_or(Ok(Confidence::USUAL), Confidence::new).at("confidence")?,
            team: self.team.map(|team| team.into_model(currency)).transpose()?,
            calendar,
            progress,
            segments,
            adherence: adherence.at("adherence")?,
            market: market.at("market")?.unwrap_or(Market::CERTAIN),
            slippage: self.slippage.map(slippage).transpose().at("slippage")?.unwrap_or(Slippage::NONE),
            fiscal_start: self.fiscal_start.unwrap_or(1),
            economics: self.economics.map(|economics| economics.into_model(currency)).transpose()?,
            runs: Runs { seed: Seed(seed), trials: self.trials.unwrap_or(Runs::USUAL.trials) },
            provenance: provenance(self.sources, self.notes)?,
        })
        .at("the plan")
    }

    pub(super) fn without_sources(scenario: &Scenario) -> Self {
        let parts = scenario.parts();
        let currency = parts.currency;
        let mut stages_before = 0;
        let segments = parts.segments.iter().enumerate().map(|(index, segment)| {
            let wire = SegmentWire::of(index, stages_before, segment, currency);
            stages_before += segment.stages().len();
            wire
        });
        Self {
            plumbline: Some(FORMAT_VERSION),
            kind: None,
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
            confidence: other_than(Confidence::USUAL.get(), parts.confidence.get()),
            seed: Some(parts.runs.seed.0).filter(|seed| *seed != Runs::USUAL.seed.0),
            trials: Some(parts.runs.trials).filter(|trials| *trials != Runs::USUAL.trials),
            segments: segments.collect(),
            team: parts.team.as_ref().map(|team| TeamWire::of(team, currency)),
            adherence: parts.adherence.map(|of| AdherenceWire { mean: of.mean(), sd: of.sd() }),
            market: (parts.market != Market::CERTAIN)
                .then(|| MarketWire { cv: parts.market.cv(), size_exponent: parts.market.size_exponent() }),
            slippage: (parts.slippage != Slippage::NONE).then(|| SlippageWire {
                days: Some(parts.slippage.days()).filter(|days| *days != Slippage::NONE.days()),
                share: parts.slippage.share(),
            }),
            economics: parts.economics.as_ref().map(|economics| EconomicsWire::of(economics, currency)),
            sources: Sources::new(),
            notes: Notes::new(),
        }
    }
}
