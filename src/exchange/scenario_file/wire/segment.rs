//! Segments on the wire: supply, pipeline, stages, deal sizes.

use super::{At, Problem, RateWire, ValueError, place_id};
use crate::model::{
    Arrivals, Currency, DealSize, DealSizeKind, Money, OpenCount, OpenDeal, OpenPipeline, PipelineStart,
    RelativeError, Segment, SegmentId, Sourcing, Stage, StageId, StageTime, Supply, SupplyOf, TimeLaw,
};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SegmentWire {
    #[serde(default)]
    id: Option<u32>,
    #[serde(default)]
    name: String,
    supply: SupplyWire,
    #[serde(default)]
    pipeline: PipelineWire,
    stages: Vec<StageWire>,
    deal_size: DealSizeWire,
    #[serde(default)]
    cycle_error: Option<f64>,
    #[serde(default)]
    shares_with: Option<u32>,
}

/// `per_month`, or `by_month`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SupplyWire {
    #[serde(default)]
    per_month: Option<f64>,
    #[serde(default)]
    by_month: Option<Vec<f64>>,
    #[serde(default)]
    of: SupplyOfWire,
    #[serde(default)]
    sourcing: SourcingWire,
    #[serde(default)]
    arrivals: ArrivalsWire,
    #[serde(default)]
    growth_per_month: Option<f64>,
    #[serde(default)]
    seasonality: Option<[f64; 12]>,
    #[serde(default)]
    dispersion: Option<f64>,
    #[serde(default)]
    error: Option<f64>,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SupplyOfWire {
    #[default]
    Team,
    EachRep,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SourcingWire {
    #[default]
    Assigned,
    SelfSourced,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ArrivalsWire {
    #[default]
    Poisson,
    Fixed,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PipelineWire {
    #[default]
    Flowing,
    Empty,
    Listed(OpenWire),
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct OpenWire {
    counts: Vec<OpenCountWire>,
    deals: Vec<OpenDealWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenCountWire {
    stage: u32,
    count: u32,
    #[serde(default)]
    age: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenDealWire {
    #[serde(default)]
    name: String,
    stage: u32,
    #[serde(default)]
    amount: Option<f64>,
    #[serde(default)]
    age: f64,
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
    #[serde(default)]
    loss_time: Option<TimeWire>,
    #[serde(default)]
    rep_spread: Option<f64>,
    #[serde(default)]
    off_plan: Option<f64>,
}

/// `mean` and `sd`, and if wanted `law`; or `fixed`. In days.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct TimeWire {
    mean: Option<f64>,
    sd: Option<f64>,
    law: Option<TimeLawWire>,
    fixed: Option<f64>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TimeLawWire {
    Gamma,
    Lognormal,
}

/// `mean` and `cv`, `p10` and `p90`, `median` and `p90`, or `past`; with `floor`, `cap` and `error`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DealSizeWire {
    mean: Option<f64>,
    cv: Option<f64>,
    median: Option<f64>,
    p10: Option<f64>,
    p90: Option<f64>,
    past: Option<Vec<f64>>,
    floor: Option<f64>,
    cap: Option<f64>,
    error: Option<f64>,
}

fn relative_error(fraction: Option<f64>, place: String) -> Result<RelativeError, ValueError> {
    RelativeError::new(fraction.unwrap_or(0.0)).at(place)
}

/// A relative error as it is written; none, if there is none.
fn stated(error: RelativeError) -> Option<f64> {
    Some(error.get()).filter(|error| *error > 0.0)
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
        segment.cycle_error = relative_error(self.cycle_error, format!("{place}.cycle_error"))?;
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
            cycle_error: stated(segment.cycle_error),
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
            .and_then(|supply| supply.growing(self.growth_per_month.unwrap_or(0.0)))
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
        supply.error = relative_error(self.error, format!("{place}.error"))?;
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
            growth_per_month: Some(supply.growth_per_month()).filter(|growth| *growth != 0.0),
            seasonality: supply.seasonality().copied(),
            dispersion: supply.dispersion(),
            error: stated(supply.error),
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

impl StageWire {
    fn into_model(self, default_id: u32, place: &str) -> Result<Stage, ValueError> {
        let rate = self.rate.belief(&format!("{place}.rate"))?;
        let time = self.time.into_model(&format!("{place}.time"))?;
        let id = StageId(self.id.unwrap_or(default_id));
        let mut stage = Stage::new(id, &self.name, &self.exit, rate, time)
            .and_then(|stage| stage.with_rep_spread(self.rep_spread.unwrap_or(0.0)))
            .and_then(|stage| stage.with_off_plan(self.off_plan.unwrap_or(1.0)))
            .at(place)?;
        stage.loss_time =
            self.loss_time.map(|time| time.into_model(&format!("{place}.loss_time"))).transpose()?;
        Ok(stage)
    }

    fn of(default_id: u32, stage: &Stage) -> Self {
        Self {
            id: Some(stage.id.0).filter(|id| *id != default_id),
            name: stage.name().to_owned(),
            exit: stage.exit_criteria().to_owned(),
            rate: RateWire::of(&stage.rate),
            time: TimeWire::of(stage.time),
            loss_time: stage.loss_time.map(TimeWire::of),
            rep_spread: Some(stage.rep_spread()).filter(|spread| *spread > 0.0),
            off_plan: Some(stage.off_plan()).filter(|share| *share < 1.0),
        }
    }
}

impl TimeWire {
    fn into_model(self, place: &str) -> Result<StageTime, ValueError> {
        match self {
            Self { mean: Some(mean), sd: Some(sd), law: Some(TimeLawWire::Lognormal), fixed: None } => {
                StageTime::lognormal(mean, sd)
            }
            Self { mean: Some(mean), sd: Some(sd), law: Some(TimeLawWire::Gamma) | None, fixed: None } => {
                StageTime::gamma(mean, sd)
            }
            Self { mean: None, sd: None, law: None, fixed } => StageTime::fixed(fixed.unwrap_or(0.0)),
            _ => return Err(Problem::TimeShape).at(place),
        }
        .at(place)
    }

    fn of(time: StageTime) -> Self {
        if time.sd_days() <= 0.0 {
            return Self { fixed: Some(time.mean_days()), ..Self::default() };
        }
        let is_lognormal = matches!(time.law(), TimeLaw::Lognormal { .. });
        let (mean, sd) = (Some(time.mean_days()), Some(time.sd_days()));
        Self { mean, sd, law: is_lognormal.then_some(TimeLawWire::Lognormal), fixed: None }
    }
}

impl DealSizeWire {
    fn into_model(self, place: &str, currency: Currency) -> Result<DealSize, ValueError> {
        let money =
            |major: f64, field: &str| Money::from_major(major, currency).at(format!("{place}.{field}"));
        let Self { mean, cv, median, p10, p90, past, floor, cap, error } = self;
        let size = match (mean, cv, median, p10, p90, past) {
            (Some(mean), Some(cv), None, None, None, None) => DealSize::mean_cv(money(mean, "mean")?, cv),
            (None, None, None, Some(p10), Some(p90), None) => {
                DealSize::p10_p90(money(p10, "p10")?, money(p90, "p90")?)
            }
            (None, None, Some(median), None, Some(p90), None) => {
                DealSize::median_p90(money(median, "median")?, money(p90, "p90")?)
            }
            (None, None, None, None, None, Some(past)) => {
                DealSize::past(past.into_iter().map(|deal| money(deal, "past")).collect::<Result<_, _>>()?)
            }
            _ => return Err(Problem::DealSizeShape).at(place),
        }
        .at(place)?;
        let floor = floor.map(|floor| money(floor, "floor")).transpose()?;
        let cap = cap.map(|cap| money(cap, "cap")).transpose()?;
        let mut size = size.bounded(floor, cap).at(place)?;
        size.error = relative_error(error, format!("{place}.error"))?;
        Ok(size)
    }

    fn of(size: &DealSize, currency: Currency) -> Self {
        let major = |money: Money| Some(money.major(currency));
        let none = Self {
            floor: size.floor().and_then(major),
            cap: size.cap().and_then(major),
            error: stated(size.error),
            ..Self::default()
        };
        match size.kind() {
            DealSizeKind::MeanCv { mean, cv } => Self { mean: major(*mean), cv: Some(*cv), ..none },
            DealSizeKind::P10P90 { p10, p90 } => Self { p10: major(*p10), p90: major(*p90), ..none },
            DealSizeKind::MedianP90 { median, p90 } => {
                Self { median: major(*median), p90: major(*p90), ..none }
            }
            DealSizeKind::Past(deals) => {
                Self { past: Some(deals.iter().filter_map(|deal| major(*deal)).collect()), ..none }
            }
        }
    }
}
