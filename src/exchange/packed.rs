//! A scenario as a short text: what links carry and what this browser keeps.
//!
//! A version byte and the scenario's fields in postcard, deflated, behind four bytes of checksum, all in base64url
//! without padding (RFC 4648, 5). Canonical: the same scenario gives the same text. Not JSON, which is for people
//! and files: its reader alone is a tenth of what a page may weigh.

use super::scenario_file::{self, BytesError};
use crate::model::Scenario;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use thiserror::Error;

/// Version of the packed fields: raised whenever they change.
pub const PACKED_VERSION: u8 = 3;
/// Most that is inflated, in bytes.
pub const INFLATED_BYTES_MAX: usize = 200_000;

/// Why a text holds no scenario.
#[derive(Debug, Error)]
pub enum PackedError {
    /// Cut off or altered on its way.
    #[error("a part of it was cut off or changed on its way")]
    Damaged,
    /// It holds more than any scenario.
    #[error("it holds more than a scenario can")]
    TooLarge,
    /// Another version packed it.
    #[error("it is of version {0}, and this Plumbline reads version {PACKED_VERSION}")]
    Version(u8),
    /// What it holds is refused.
    #[error(transparent)]
    Refused(#[from] BytesError),
}

/// The text of a scenario, notes included.
pub fn pack(scenario: &Scenario) -> String {
    seal(&scenario_file::to_bytes_with_notes(scenario))
}

/// The text of fields.
pub(super) fn seal(fields: &[u8]) -> String {
    let mut plain = vec![PACKED_VERSION];
    plain.extend(fields);
    let mut sealed = checksum(&plain).to_vec();
    sealed.extend(compress_to_vec(&plain, 9));
    URL_SAFE_NO_PAD.encode(sealed)
}

/// The scenario of a text.
///
/// # Errors
/// When the text is damaged, of another version, or holds what the model refuses.
pub fn unpack(text: &str) -> Result<Scenario, PackedError> {
    Ok(scenario_file::from_bytes_with_notes(&unseal(text)?)?)
}

/// The fields of a text.
pub(super) fn unseal(text: &str) -> Result<Vec<u8>, PackedError> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| PackedError::Damaged)?;
    let Some((check, deflated)) = bytes.split_first_chunk::<4>() else { return Err(PackedError::Damaged) };
    let plain = decompress_to_vec_with_limit(deflated, INFLATED_BYTES_MAX).map_err(|error| {
        if error.status == TINFLStatus::HasMoreOutput { PackedError::TooLarge } else { PackedError::Damaged }
    })?;
    if *check != checksum(&plain) {
        return Err(PackedError::Damaged);
    }
    match plain.split_first() {
        Some((&PACKED_VERSION, fields)) => Ok(fields.to_vec()),
        Some((version, _)) => Err(PackedError::Version(*version)),
        None => Err(PackedError::Damaged),
    }
}

/// Fowler, Noll and Vo's 32-bit hash (FNV-1a): tells a text that was altered on its way from one that was not.
/// No protection against intent, and none is needed: what is inside is checked like any other text.
fn checksum(bytes: &[u8]) -> [u8; 4] {
    let hash =
        bytes.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    hash.to_le_bytes()
}
