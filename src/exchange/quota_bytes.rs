//! One rep's quota as bytes: for links and for messages between page and worker.

use super::scenario_file::{self, BytesError};
use crate::model::{Counted, Money, QuotaCheck, QuotaCheckError, TeamRate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

#[derive(Serialize, Deserialize)]
struct QuotaWire {
    #[serde(with = "serde_bytes")]
    scenario: Vec<u8>,
    before: Option<i64>,
    record: Option<Counted>,
    team: Option<TeamRate>,
}

/// Why bytes are no check of a quota.
#[derive(Debug, Error)]
pub enum QuotaBytesError {
    /// Its scenario is refused, or the bytes are cut off.
    #[error(transparent)]
    Scenario(#[from] BytesError),
    /// It is not one rep's.
    #[error(transparent)]
    Check(#[from] QuotaCheckError),
}

/// The bytes of a check; names of deals are among them, unless [`QuotaCheck::for_sharing`] left them out.
pub fn to_bytes(check: &QuotaCheck) -> Vec<u8> {
    let wire = QuotaWire {
        scenario: scenario_file::to_bytes(check.scenario()),
        before: check.before().map(Money::minor),
        record: check.record(),
        team: check.team(),
    };
    // Writing to memory fails for no type that is sent here.
    postcard::to_allocvec(&wire).unwrap_or_default()
}

/// Reads what [`to_bytes`] wrote; refused by the same constructors as what is typed.
///
/// # Errors
/// When the bytes are no check, or hold a value that the model refuses.
pub fn from_bytes(bytes: &[u8]) -> Result<QuotaCheck, QuotaBytesError> {
    let wire: QuotaWire = postcard::from_bytes(bytes).map_err(|_| BytesError::Damaged)?;
    let scenario = scenario_file::from_bytes(&wire.scenario)?;
    let before = wire.before.map(|minor| Money::from_minor_f64(minor as f64)).transpose();
    let before = before.map_err(|_| BytesError::Damaged)?;
    Ok(QuotaCheck::new(scenario, before, wire.record, wire.team)?)
}
