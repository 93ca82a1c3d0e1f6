//! What was measured of a team, and the edit that brings it into a plan.

use super::limits::CASES_MAX;
use super::{
    Adherence, Assumption, DealSize, Money, PipelineStart, RateBelief, RateLaw, RelativeError, Scenario,
    ScenarioParts, Segment, Source, Stage, StageId, StageTime,
};
use serde::{Deserialize, Serialize};

/// What was measured of a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Its stages in their order.
    pub stages: Vec<MeasuredStage>,
    /// Who follows the process; none, if nobody said so.
    pub adherence: Option<MeasuredAdherence>,
    /// What won deals are worth; none without wins and bookings.
    pub deal_size: Option<MeasuredDealSize>,
}

/// What won deals are worth on average.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasuredDealSize {
    /// The currency's code.
    pub currency: String,
    /// The mean in minor units.
    pub mean_minor: f64,
    /// Of so many wins.
    pub wins: f64,
    /// How they vary; none, if nobody said so.
    pub cv: Option<f64>,
}

/// A stage's measured rate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasuredStage {
    /// The name of the stage.
    pub name: String,
    /// Its exit criteria.
    pub exit_criteria: String,
    /// What is known of the team's rate.
    pub rate: MeasuredRate,
    /// How reps differ, ρ.
    pub spread: f64,
}

/// What is known of a rate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum MeasuredRate {
    /// Pooled counts.
    Counts {
        /// So many passed.
        passed: u32,
        /// Of so many that were decided.
        decided: u32,
    },
    /// Of reps who differ, an estimate worth as many cases as they tell.
    Estimate {
        /// The mean.
        mean: f64,
        /// The cases.
        cases: u32,
    },
}

/// Adherence, where each opportunity says whether it was run by the plan. An association, not a cause.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasuredAdherence {
    /// Mean share over reps.
    pub mean: f64,
    /// Its standard deviation over reps.
    pub sd: f64,
    /// Rates of wins of those run by the plan, and of the others; none, where there are none.
    pub rates: Option<(f64, f64)>,
}

impl MeasuredRate {
    fn belief(self) -> Option<RateBelief> {
        match self {
            Self::Counts { passed, decided } => RateBelief::counts(passed, decided).ok(),
            Self::Estimate { mean, cases } => RateBelief::estimate(mean, cases).ok(),
        }
    }
}

impl MeasuredDealSize {
    /// The size, spread as deals of the plan are where nobody said how much they vary; their mean is known as
    /// well as the wins tell it.
    fn size(&self, before: &DealSize) -> Option<DealSize> {
        // Of a size that is said otherwise the spread follows, with more digits than anybody would write.
        let cv = self.cv.unwrap_or_else(|| (before.cv() * 100.0).round() / 100.0);
        let mut size = DealSize::mean_cv(Money::from_minor_f64(self.mean_minor).ok()?, cv).ok()?;
        size.error = RelativeError::new((cv / self.wins.sqrt()).min(1.0)).ok()?;
        Some(size)
    }
}

impl Scenario {
    /// The plan with what was measured, marked so: the stages of its first segment become those that were
    /// measured, and its deals as large, where the amounts are in the plan's currency. Times stay where a
    /// stage of the same name, else of the same place, had one; those of stages that are gone are added to
    /// the stage behind them, so that the cycle is as long as it was. None, where the model refuses it.
    pub fn with_measured(&self, measured: &Measured) -> Option<Self> {
        let mut parts: ScenarioParts = self.parts().clone();
        let mut free = self.segments().iter().flat_map(Segment::stages).map(|stage| stage.id.0).max()?;
        let segment = parts.segments.first_mut()?;
        let (before, mut taken) = (segment.stages().to_vec(), Vec::<StageId>::new());
        let mut stages: Vec<Stage> = Vec::new();
        let (off, lift) = on_and_off(measured.adherence, measured.stages.len());
        for (place, of) in measured.stages.iter().enumerate() {
            let named = before.iter().find(|stage| stage.name().eq_ignore_ascii_case(&of.name));
            let old = named.or_else(|| before.get(place)).filter(|stage| !taken.contains(&stage.id));
            let id = old.map_or_else(
                || {
                    free += 1;
                    StageId(free)
                },
                |stage| stage.id,
            );
            taken.push(id);
            let time = old.map_or_else(|| StageTime::fixed(0.0).ok(), |stage| Some(stage.time))?;
            let mut stage =
                Stage::new(id, &of.name, &of.exit_criteria, on_plan(of.rate.belief()?, lift)?, time).ok()?;
            stage.loss_time = old.and_then(|stage| stage.loss_time);
            let stage = stage.with_never_decided(old.map_or(0.0, Stage::never_decided)).ok()?;
            stages.push(stage.with_rep_spread(of.spread).ok()?.with_off_plan(off).ok()?);
        }
        add_times(&mut stages, &before);
        // What is listed as open may be in a stage that is gone.
        let listed = segment.pipeline().stages().all(|stage| taken.contains(&stage));
        let pipeline = if listed { segment.pipeline().clone() } else { PipelineStart::Flowing };
        *segment = segment
            .with_pipeline(PipelineStart::Flowing)
            .ok()?
            .with_stages(stages)
            .ok()?
            .with_pipeline(pipeline)
            .ok()?;
        let code = parts.currency.code().to_owned();
        let size = measured.deal_size.as_ref().filter(|of| of.currency == code);
        let size = size.and_then(|of| of.size(&segment.deal_size));
        let sized = size.map(|size| {
            segment.deal_size = size;
            segment.id
        });
        if let Some(of) = measured.adherence {
            parts.adherence = Some(Adherence::new(of.mean, of.sd).ok()?);
        }
        // Assumptions of stages that are gone go first; the new ones are marked on what is left.
        let mut parts = Self::new(parts).ok()?.parts().clone();
        for id in taken {
            parts.provenance.set_source(Assumption::StageRate(id), Some(Source::Measured));
        }
        if let Some(id) = sized {
            parts.provenance.set_source(Assumption::DealSize(id), Some(Source::Measured));
        }
        Self::new(parts).ok()
    }
}

/// Adds the times of stages that are gone to the stage that follows, or to the last.
fn add_times(stages: &mut [Stage], before: &[Stage]) {
    let is_kept = |id: StageId| stages.iter().any(|stage| stage.id == id);
    let gone: Vec<(Option<StageId>, StageTime)> = (before.iter().enumerate())
        .filter(|(_, stage)| !is_kept(stage.id))
        .map(|(place, stage)| {
            let behind = before.iter().skip(place).map(|stage| stage.id).find(|id| is_kept(*id));
            (behind, stage.time)
        })
        .collect();
    for (behind, time) in gone {
        let place = stages.iter().position(|stage| Some(stage.id) == behind);
        let at = place.unwrap_or(stages.len().saturating_sub(1));
        if let Some(stage) = stages.get_mut(at) {
            stage.time = stage.time.and(time).unwrap_or(stage.time);
        }
    }
}

/// What is left of each stage's rate off the plan, and how far each rate on it is above the measured blend of
/// both: end to end, a·(on) + (1 − a)·(off) is the blend that was measured.
fn on_and_off(adherence: Option<MeasuredAdherence>, stages: usize) -> (f64, f64) {
    let Some((mean, (run, other))) = adherence.and_then(|of| Some((of.mean, of.rates?))) else {
        return (1.0, 1.0);
    };
    let ratio = other / run;
    if !(ratio > 0.0 && ratio < 1.0) {
        return (1.0, 1.0);
    }
    let each = |ratio: f64| libm::pow(ratio, 1.0 / stages as f64);
    (each(ratio), each(1.0 / (mean + (1.0 - mean) * ratio)))
}

fn on_plan(rate: RateBelief, lift: f64) -> Option<RateBelief> {
    match rate.law() {
        RateLaw::Beta { a, b } if lift > 1.0 => {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within bounds")]
            let cases = (a + b).round().clamp(1.0, f64::from(CASES_MAX)) as u32;
            RateBelief::estimate((rate.mean() * lift).min(0.999), cases).ok()
        }
        RateLaw::Beta { .. } | RateLaw::Exact(_) => Some(rate),
    }
}
