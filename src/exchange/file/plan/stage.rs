//! A stage in a file: its rate and its times.

use super::super::document::{is_default, other_than};
use super::super::problem::{At, Problem, ValueError};
use super::rate::RateWire;
use crate::model::{Stage, StageId, StageTime};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a stage, such as {\"rate\": {\"passed\": 450, \"entered\": 1000}}")]
pub(super) struct StageWire {
    #[serde(default, skip_serializing_if = "is_default")]
    id: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    exit: String,
    rate: RateWire,
    #[serde(default, skip_serializing_if = "is_default")]
    time: TimeWire,
    #[serde(default, skip_serializing_if = "is_default")]
    loss_time: Option<TimeWire>,
    #[serde(default, skip_serializing_if = "is_default")]
    never_decided: f64,
    #[serde(default, skip_serializing_if = "is_default")]
    rep_spread: f64,
    #[serde(default, skip_serializing_if = "is_default")]
    off_plan: Option<f64>,
}

/// `mean` and `sd`, and if wanted `law`; or `fixed`; or `measured`. In days.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(default, expecting = "a time, such as {\"mean\": 10, \"sd\": 7}")]
struct TimeWire {
    #[serde(skip_serializing_if = "is_default")]
    mean: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    sd: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    law: Option<TimeLawWire>,
    #[serde(skip_serializing_if = "is_default")]
    fixed: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    measured: Option<Vec<f64>>,
}

#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TimeLawWire {
    Gamma,
    Lognormal,
}

impl StageWire {
    pub(super) fn into_model(self, default_id: u32, place: &str) -> Result<Stage, ValueError> {
        let rate = self.rate.belief(&format!("{place}.rate"))?;
        let time = self.time.into_model(&format!("{place}.time"))?;
        let id = StageId(self.id.unwrap_or(default_id));
        let mut stage = Stage::new(id, &self.name, &self.exit, rate, time)
            .and_then(|stage| stage.with_never_decided(self.never_decided))
            .and_then(|stage| stage.with_rep_spread(self.rep_spread))
            .and_then(|stage| stage.with_off_plan(self.off_plan.unwrap_or(1.0)))
            .at(place)?;
        stage.loss_time =
            self.loss_time.map(|time| time.into_model(&format!("{place}.loss_time"))).transpose()?;
        Ok(stage)
    }

    pub(super) fn of(default_id: u32, stage: &Stage) -> Self {
        Self {
            id: Some(stage.id.0).filter(|id| *id != default_id),
            name: stage.name().to_owned(),
            exit: stage.exit_criteria().to_owned(),
            rate: RateWire::of(&stage.rate),
            time: TimeWire::of(stage.time),
            loss_time: stage.loss_time.map(TimeWire::of),
            never_decided: stage.never_decided(),
            rep_spread: stage.rep_spread(),
            off_plan: other_than(1.0, stage.off_plan()),
        }
    }
}

impl TimeWire {
    fn into_model(self, place: &str) -> Result<StageTime, ValueError> {
        match self {
            Self { mean: Some(mean), sd: Some(sd), law, fixed: None, measured: None } => match law {
                Some(TimeLawWire::Lognormal) => StageTime::lognormal(mean, sd),
                Some(TimeLawWire::Gamma) | None => StageTime::gamma(mean, sd),
            },
            Self { mean: None, sd: None, law: None, fixed: None, measured: Some(ages) } => {
                StageTime::measured(&ages)
            }
            Self { mean: None, sd: None, law: None, fixed, measured: None } => {
                StageTime::fixed(fixed.unwrap_or(0.0))
            }
            _ => return Err(Problem::TimeShape).at(place),
        }
        .at(place)
    }

    /// A fixed time of no days is left out.
    fn of(time: StageTime) -> Self {
        if let Some(times) = time.as_measured() {
            return Self { measured: Some(times.days().to_vec()), ..Self::default() };
        }
        if time.sd_days() <= 0.0 {
            return Self { fixed: other_than(0.0, time.mean_days()), ..Self::default() };
        }
        let law = time.is_lognormal().then_some(TimeLawWire::Lognormal);
        Self { mean: Some(time.mean_days()), sd: Some(time.sd_days()), law, ..Self::default() }
    }
}
