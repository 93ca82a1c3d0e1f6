//! A team's results as bytes, names included: for this browser's own workers, never for a link.

use crate::model::{
    ByPlan, Counted, Currency, Money, RepResult, ResultStage, ResultsError, StageCount, TeamResults,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

#[derive(Serialize, Deserialize)]
struct ResultsWire {
    currency: String,
    /// Names, exit criteria, ages.
    stages: Vec<(String, String, Option<u32>)>,
    reps: Vec<RepWire>,
    plan: Option<RepWire>,
    deal_cv: Option<f64>,
}

/// Entered, passed, open; passed of so many at equal age.
type StageWire = (u32, u32, u32, Option<(u32, u32)>);

#[derive(Serialize, Deserialize)]
struct RepWire {
    name: String,
    stages: Vec<StageWire>,
    bookings: i64,
    quota: Option<i64>,
    self_sourced: Option<u32>,
    late_wins: Option<u32>,
    /// Run, won, other, other won.
    by_plan: Option<(u32, u32, u32, u32)>,
}

/// Why bytes are no results.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ResultsBytesError {
    /// Cut off or altered.
    #[error("these bytes hold no results")]
    Damaged,
    /// A value that makes no sense.
    #[error(transparent)]
    Value(#[from] ResultsError),
}

/// The bytes of results.
pub fn to_bytes(results: &TeamResults) -> Vec<u8> {
    let wire = ResultsWire {
        currency: results.currency().code().to_owned(),
        stages: results
            .stages()
            .iter()
            .map(|of| (of.name.clone(), of.exit_criteria.clone(), of.age_days))
            .collect(),
        reps: results.reps().iter().map(RepWire::of).collect(),
        plan: results.plan().map(RepWire::of),
        deal_cv: results.deal_cv(),
    };
    // Writing to memory fails for no type that is sent here.
    postcard::to_allocvec(&wire).unwrap_or_default()
}

/// Reads what [`to_bytes`] wrote; refused by the same constructors as a table.
///
/// # Errors
/// When the bytes are no results, or hold a value that the model refuses.
pub fn from_bytes(bytes: &[u8]) -> Result<TeamResults, ResultsBytesError> {
    let wire: ResultsWire = postcard::from_bytes(bytes).map_err(|_| ResultsBytesError::Damaged)?;
    let currency = Currency::new(&wire.currency).map_err(|_| ResultsBytesError::Damaged)?;
    let stages = wire.stages.into_iter();
    let stages = stages.map(|(name, exit_criteria, age_days)| ResultStage { name, exit_criteria, age_days });
    let reps = wire.reps.into_iter().map(RepWire::into_model).collect::<Result<_, _>>()?;
    let plan = wire.plan.map(RepWire::into_model).transpose()?;
    Ok(TeamResults::new(currency, stages.collect(), reps, plan, wire.deal_cv)?)
}

impl RepWire {
    fn of(rep: &RepResult) -> Self {
        Self {
            name: rep.name.clone(),
            stages: rep
                .stages
                .iter()
                .map(|of| (of.entered, of.passed, of.open, of.matured.map(|of| (of.passed, of.decided))))
                .collect(),
            bookings: rep.bookings.minor(),
            quota: rep.quota.map(Money::minor),
            self_sourced: rep.self_sourced,
            late_wins: rep.late_wins,
            by_plan: rep.by_plan.map(|of| (of.run, of.won, of.other, of.other_won)),
        }
    }

    fn into_model(self) -> Result<RepResult, ResultsBytesError> {
        let money = |minor: i64| Money::from_minor_f64(minor as f64).map_err(|_| ResultsBytesError::Damaged);
        let counted = |(passed, decided)| Counted { passed, decided };
        let stage = |(entered, passed, open, matured): StageWire| StageCount {
            entered,
            passed,
            open,
            matured: matured.map(counted),
        };
        Ok(RepResult {
            name: self.name,
            stages: self.stages.into_iter().map(stage).collect(),
            bookings: money(self.bookings)?,
            quota: self.quota.map(money).transpose()?,
            self_sourced: self.self_sourced,
            late_wins: self.late_wins,
            by_plan: self.by_plan.map(|(run, won, other, other_won)| ByPlan { run, won, other, other_won }),
        })
    }
}
