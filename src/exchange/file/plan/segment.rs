//! A segment in a file: supply and pipeline; its stages and deal sizes have files of their own.

use super::super::document::is_default;
use super::super::problem::{At, Problem, ValueError};
use super::deal_size::DealSizeWire;
use super::stage::StageWire;
use crate::model::{
    Arrivals, Currency, Money, OpenCount, OpenDeal, OpenPipeline, PipelineStart, RelativeError, Segment,
    SegmentId, Sourcing, StageId, Supply, SupplyOf,
};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a segment")]
pub(super) struct SegmentWire {
    #[serde(default, skip_serializing_if = "is_default")]
    id: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    name: String,
    supply: SupplyWire,
    #[serde(default, skip_serializing_if = "is_default")]
    pipeline: PipelineWire,
    stages: Vec<StageWire>,
    deal_size: DealSizeWire,
    #[serde(default, skip_serializing_if = "is_default")]
    cycle_error: f64,
    #[serde(default, skip_serializing_if = "is_default")]
    shares_with: Option<u32>,
}

/// `per_month`, or `by_month`.
#[derive(Serialize, Deserialize)]
#[serde(expecting = "new opportunities, such as {\"per_month\": 200}")]
struct SupplyWire {
    #[serde(default, skip_serializing_if = "is_default")]
    per_month: Option<f64>,
    #[serde(default, skip_serializing_if = "is_default")]
    by_month: Option<Vec<f64>>,
    #[serde(default, skip_serializing_if = "is_default")]
    of: SupplyOfWire,
    #[serde(default, skip_serializing_if = "is_default")]
    sourcing: SourcingWire,
    #[serde(default, skip_serializing_if = "is_default")]
    arrivals: ArrivalsWire,
    #[serde(default, skip_serializing_if = "is_default")]
    growth_per_month: f64,
    #[serde(default, skip_serializing_if = "is_default")]
    seasonality: Option<[f64; 12]>,
    #[serde(default, skip_serializing_if = "is_default")]
    dispersion: Option<f64>,
    #[serde(default, skip_serializing_if = "is_default")]
    error: f64,
}

#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SupplyOfWire {
    #[default]
    Team,
    EachRep,
}

#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SourcingWire {
    #[default]
    Assigned,
    SelfSourced,
}

#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ArrivalsWire {
    #[default]
    Poisson,
    Fixed,
}

#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", expecting = "flowing, empty or what is listed")]
enum PipelineWire {
    #[default]
    Flowing,
    Empty,
    Listed(OpenWire),
}

#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(default, expecting = "open deals, such as {\"counts\": [{\"stage\": 2, \"count\": 12}]}")]
struct OpenWire {
    #[serde(skip_serializing_if = "is_default")]
    counts: Vec<OpenCountWire>,
    #[serde(skip_serializing_if = "is_default")]
    deals: Vec<OpenDealWire>,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[serde(expecting = "open deals, such as {\"stage\": 2, \"count\": 12}")]
struct OpenCountWire {
    stage: u32,
    count: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    age: f64,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[serde(expecting = "an open deal, such as {\"stage\": 3, \"amount\": 50000}")]
struct OpenDealWire {
    #[serde(default, skip_serializing_if = "is_default")]
    name: String,
    stage: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    amount: Option<f64>,
    #[serde(default, skip_serializing_if = "is_default")]
    age: f64,
}

impl SegmentWire {
    /// How many stages it has.
    pub(super) fn stages(&self) -> usize {
        self.stages.len()
    }

    /// The segment at a place, from 0, with so many stages in the segments before it.
    pub(super) fn into_model(
        self,
        index: usize,
        before: usize,
        currency: Currency,
    ) -> Result<Segment, ValueError> {
        let place = format!("segments[{index}]");
        let supply = self.supply.into_model(&format!("{place}.supply"))?;
        let deal_size = self.deal_size.into_model(&format!("{place}.deal_size"), currency)?;
        let stages = self
            .stages
            .into_iter()
            .enumerate()
            .map(|(stage, wire)| {
                wire.into_model(place_id(before + stage), &format!("{place}.stages[{stage}]"))
            })
            .collect::<Result<Vec<_>, _>>()?;
        let pipeline = match self.pipeline {
            PipelineWire::Flowing => PipelineStart::Flowing,
            PipelineWire::Empty => PipelineStart::Empty,
            PipelineWire::Listed(open) => {
                PipelineStart::Listed(open.into_model(&format!("{place}.pipeline.listed"), currency)?)
            }
        };
        let id = SegmentId(self.id.unwrap_or_else(|| place_id(index)));
        let mut segment =
            Segment::new(id, &self.name, supply, pipeline, stages, deal_size).at(place.clone())?;
        segment.cycle_error = RelativeError::new(self.cycle_error).at(format!("{place}.cycle_error"))?;
        segment.shares_with = self.shares_with.map(SegmentId);
        Ok(segment)
    }

    pub(super) fn of(index: usize, before: usize, segment: &Segment, currency: Currency) -> Self {
        let stages = segment.stages().iter().enumerate();
        Self {
            id: Some(segment.id.0).filter(|id| *id != place_id(index)),
            name: segment.name().to_owned(),
            supply: SupplyWire::of(&segment.supply),
            pipeline: match segment.pipeline() {
                PipelineStart::Flowing => PipelineWire::Flowing,
                PipelineStart::Empty => PipelineWire::Empty,
                PipelineStart::Listed(open) => PipelineWire::Listed(OpenWire::of(open, currency)),
            },
            stages: stages.map(|(place, stage)| StageWire::of(place_id(before + place), stage)).collect(),
            deal_size: DealSizeWire::of(&segment.deal_size, currency),
            cycle_error: segment.cycle_error.get(),
            shares_with: segment.shares_with.map(|SegmentId(id)| id),
        }
    }
}

impl SupplyWire {
    fn into_model(self, place: &str) -> Result<Supply, ValueError> {
        let arrivals = match self.arrivals {
            ArrivalsWire::Poisson => Arrivals::Poisson,
            ArrivalsWire::Fixed => Arrivals::Fixed,
        };
        let stated = match (self.per_month, self.by_month) {
            (Some(number), None) => Supply::new(number, arrivals),
            (None, Some(numbers)) => Supply::by_month(numbers, arrivals),
            _ => return Err(Problem::SupplyShape).at(place),
        };
        let mut supply = stated
            .and_then(|supply| supply.growing(self.growth_per_month))
            .and_then(|supply| supply.seasonal(self.seasonality))
            .and_then(|supply| supply.dispersed(self.dispersion))
            .at(place)?;
        supply.of = match self.of {
            SupplyOfWire::Team => SupplyOf::Team,
            SupplyOfWire::EachRep => SupplyOf::EachRep,
        };
        supply.sourcing = match self.sourcing {
            SourcingWire::Assigned => Sourcing::Assigned,
            SourcingWire::SelfSourced => Sourcing::SelfSourced,
        };
        supply.error = RelativeError::new(self.error).at(format!("{place}.error"))?;
        Ok(supply)
    }

    fn of(supply: &Supply) -> Self {
        let by_month = Some(supply.months().to_vec()).filter(|months| !months.is_empty());
        Self {
            per_month: by_month.is_none().then_some(supply.per_month()),
            by_month,
            of: match supply.of {
                SupplyOf::Team => SupplyOfWire::Team,
                SupplyOf::EachRep => SupplyOfWire::EachRep,
            },
            sourcing: match supply.sourcing {
                Sourcing::Assigned => SourcingWire::Assigned,
                Sourcing::SelfSourced => SourcingWire::SelfSourced,
            },
            arrivals: match supply.arrivals() {
                Arrivals::Poisson => ArrivalsWire::Poisson,
                Arrivals::Fixed => ArrivalsWire::Fixed,
            },
            growth_per_month: supply.growth_per_month(),
            seasonality: supply.seasonality().copied(),
            dispersion: supply.dispersion(),
            error: supply.error.get(),
        }
    }
}

impl OpenWire {
    fn into_model(self, place: &str, currency: Currency) -> Result<OpenPipeline, ValueError> {
        let counts = self.counts.into_iter().map(|OpenCountWire { stage, count, age }| OpenCount {
            stage: StageId(stage),
            count,
            age_days: age,
        });
        let deal = |(index, deal): (usize, OpenDealWire)| {
            let amount = deal.amount.map(|amount| Money::from_major(amount, currency)).transpose();
            let amount = amount.at(format!("{place}.deals[{index}].amount"))?;
            Ok(OpenDeal { name: deal.name, stage: StageId(deal.stage), amount, age_days: deal.age })
        };
        let deals = self.deals.into_iter().enumerate().map(deal).collect::<Result<Vec<_>, ValueError>>()?;
        OpenPipeline::new(counts.collect(), deals).at(place)
    }

    fn of(open: &OpenPipeline, currency: Currency) -> Self {
        let count = |count: &OpenCount| OpenCountWire {
            stage: count.stage.0,
            count: count.count,
            age: count.age_days,
        };
        let deal = |deal: &OpenDeal| OpenDealWire {
            name: deal.name.clone(),
            stage: deal.stage.0,
            amount: deal.amount.map(|amount| amount.major(currency)),
            age: deal.age_days,
        };
        Self {
            counts: open.counts().iter().map(count).collect(),
            deals: open.deals().iter().map(deal).collect(),
        }
    }
}

/// The place of an entry in a list, as a default id from 1.
pub(super) fn place_id(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}
