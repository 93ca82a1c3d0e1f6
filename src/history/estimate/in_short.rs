//! What is shown of estimates: each value with its doubt, and the usual rate beside the one that is
//! estimated.

use super::plan::unlisted;
use super::{Estimates, Lately, OutcomeEstimate, WhyDifferent, YearSoFar, plan};
use crate::history::import::Reading;
use crate::model::{Date, Scenario};
use serde::{Deserialize, Serialize};

/// A file's past in short.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasuredPast {
    /// The last day of which the file knows.
    pub as_of: Date,
    /// From which day decisions are in the file, where that is later than opportunities begin.
    pub seen_from: Option<Date>,
    /// Whole opportunities.
    pub whole: Option<MeasuredRate>,
    /// By stage, where the file says when stages were entered.
    pub stages: Vec<MeasuredRate>,
    /// New opportunities a month, of so many months.
    pub supply: Option<MeasuredMean>,
    /// The factors of months from January on, mean 1, and their standard error, where they differ beyond
    /// chance.
    pub seasons: Option<([f64; 12], f64)>,
    /// The growth of new opportunities a month and its standard error, where it goes on in the plan.
    pub growth: Option<(f64, f64)>,
    /// What the last months brought, where that differs from the months before beyond chance and no growth
    /// goes on in the plan.
    pub lately: Option<Lately>,
    /// The size of won deals in major units, of so many deals.
    pub size: Option<MeasuredMean>,
    /// Open opportunities.
    pub open: u32,
    /// Of these, such as a plan cannot list: their stage, or since when they are in it, is not known.
    pub unlisted: u32,
    /// Who works; none, where the file does not say whose an opportunity is.
    pub reps: Option<MeasuredReps>,
    /// The same of each segment by its name, where segments were chosen.
    pub segments: Vec<(String, Self)>,
    /// The year in progress, of which the plan is; none: the plan begins after the file's last day.
    pub year: Option<YearSoFar>,
}

/// Who works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasuredReps {
    /// How many began, moved or closed an opportunity lately.
    pub at_work: usize,
    /// Of these, such as are there for less than a year.
    pub new: usize,
    /// Others of the file.
    pub others: usize,
}

/// A mean.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasuredMean {
    /// Its value.
    pub mean: f64,
    /// Its standard error; of one case none is known.
    pub error: Option<f64>,
    /// Of how many cases.
    pub count: usize,
}

/// A share that moves on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasuredRate {
    /// The stage; of whole opportunities none.
    pub stage: Option<String>,
    /// Opportunities whose days are known.
    pub opportunities: usize,
    /// The share that moves on.
    pub share: f64,
    /// Its standard error.
    pub error: f64,
    /// The share of those that are decided.
    pub of_decided: Option<f64>,
    /// The share that is undecided at the largest age of which the file tells.
    pub undecided: f64,
    /// That age, days.
    pub known_until: u32,
    /// Half of those that move on have by this age, days; none where nobody moved on.
    pub half_by: Option<u32>,
    /// Why the two shares differ, where they do.
    pub why: Option<WhyDifferent>,
    /// How much reps differ; none, where no more than chance makes them.
    pub differ: Option<RepsDiffer>,
}

/// How much reps' rates differ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RepsDiffer {
    /// The standard deviation of their rates around the mean of all.
    pub deviation: f64,
    /// Its standard error.
    pub error: f64,
    /// Of so many reps.
    pub reps: usize,
}

impl MeasuredRate {
    fn of(of: &OutcomeEstimate) -> Option<Self> {
        let incidence = of.incidence.as_ref()?;
        let (last, until) = (incidence.last(), incidence.known_until());
        Some(Self {
            stage: of.stage.clone(),
            opportunities: of.dated,
            share: last.moved_on,
            error: incidence.errors_at(until).0,
            of_decided: of.of_decided,
            undecided: last.undecided,
            known_until: until,
            half_by: incidence.times(2).first().copied(),
            why: of.why_different(),
            differ: of.spread.map(|spread| {
                let (deviation, error) = spread.points(last.moved_on);
                RepsDiffer { deviation, error, reps: spread.reps }
            }),
        })
    }
}

impl MeasuredPast {
    /// Of estimates.
    pub fn of(estimates: &Estimates) -> Self {
        let supply = estimates.supply.as_ref();
        let size = estimates.sizes.as_ref();
        Self {
            as_of: estimates.as_of,
            seen_from: estimates.seen_from.map(|seen| seen.day),
            whole: MeasuredRate::of(&estimates.whole),
            stages: estimates.stages.iter().filter_map(MeasuredRate::of).collect(),
            supply: supply.map(|of| MeasuredMean {
                mean: of.mean,
                error: of.mean_error,
                count: of.months.len(),
            }),
            seasons: supply.and_then(|of| of.seasons).map(|of| (of.factors, of.error)),
            growth: supply.and_then(|of| of.planned_trend()).map(|of| (of.a_month, of.error)),
            lately: supply.filter(|of| of.planned_trend().is_none()).and_then(|of| of.lately),
            size: size.map(|of| MeasuredMean { mean: of.mean, error: of.mean_error, count: of.sizes.len() }),
            open: estimates.open.iter().map(|group| group.count).sum(),
            unlisted: unlisted(estimates),
            reps: estimates.reps.as_ref().map(|of| MeasuredReps {
                at_work: of.at_work.len(),
                new: of.at_work.iter().filter(|rep| rep.since.is_some()).count(),
                others: of.others,
            }),
            segments: estimates
                .segments
                .iter()
                .map(|of| (of.name.clone(), Self::of(&of.estimates)))
                .collect(),
            year: estimates.year,
        }
    }
}

/// What a reading says of the past, and the plan of it or why there is none; nothing, where it is no file of
/// opportunities with days, or something must be answered first.
pub fn past_and_plan(reading: &Reading) -> Option<(MeasuredPast, Result<Scenario, String>)> {
    let estimates = super::estimates(reading).filter(|_| reading.asks.is_empty())?;
    let plan = plan(reading, &estimates).map_err(|error| error.to_string());
    Some((MeasuredPast::of(&estimates), plan))
}
