//! The link: a whole scenario in the fragment of an address, which browsers never send.
//!
//! Fragment: `#p0=` and the compact scenario file, deflated, in base64url without padding (RFC 4648, 5). `p0`
//! is provisional: the format may still change before the first release. Canonical: the same scenario gives
//! the same text. What chat tools and mail do to links (`%23` for `#`, line breaks, trailing punctuation) is
//! repaired.

use super::scenario_file::{self, FileError};
use crate::model::Scenario;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use thiserror::Error;

/// What a fragment of ours begins with.
pub const PREFIX: &str = "#p0=";
/// Longest fragment that is read: far beyond any scenario, short enough to be handled at once.
pub const LINK_CHARACTERS_MAX: usize = 32_000;
/// Most that is inflated, in bytes.
pub const INFLATED_BYTES_MAX: usize = 200_000;

/// Why a link does not open.
#[derive(Debug, Error)]
pub enum LinkError {
    /// Longer than [`LINK_CHARACTERS_MAX`].
    #[error("this link is too long to be one of Plumbline's")]
    TooLong,
    /// A later version of Plumbline made it.
    #[error("this link was made by another version of Plumbline ({0}); this one reads p0 links")]
    Version(String),
    /// Cut off or altered on its way.
    #[error("this link is damaged: a part of it was cut off or changed on its way. Ask for it again")]
    Damaged,
    /// It holds more than any scenario.
    #[error("this link holds more than a scenario can")]
    TooLarge,
    /// What it holds is refused.
    #[error("this link holds no plan that works: {0}")]
    Refused(#[from] FileError),
}

/// The fragment of a scenario, with its `#`. Notes stay behind.
pub fn encode(scenario: &Scenario) -> String {
    let text = scenario_file::write_compact(&scenario.without_notes());
    let mut fragment = PREFIX.to_owned();
    URL_SAFE_NO_PAD.encode_string(sealed(&text), &mut fragment);
    fragment
}

/// Reads a fragment, with or without its `#`. None: the fragment is not one of ours, and no concern of ours.
///
/// # Errors
/// When it is one of ours but too long, of another version, damaged, or holds a scenario that is refused.
pub fn decode(fragment: &str) -> Option<Result<Scenario, LinkError>> {
    let trimmed = fragment.trim_start_matches(['#', ' ']);
    let trimmed = trimmed.strip_prefix("%23").unwrap_or(trimmed);
    let version_end = trimmed.find('=').filter(|end| is_version(&trimmed[..*end]))?;
    if fragment.len() > LINK_CHARACTERS_MAX {
        return Some(Err(LinkError::TooLong));
    }
    let (version, body) = (&trimmed[..version_end], &trimmed[version_end + 1..]);
    if version != "p0" {
        return Some(Err(LinkError::Version(version.to_owned())));
    }
    Some(open(body))
}

/// One or two letters and up to four digits: a version of ours, known or not.
fn is_version(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let letters = text.len() - digits.len();
    (1..=2).contains(&letters)
        && (1..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn open(body: &str) -> Result<Scenario, LinkError> {
    let repaired = body.replace("%0A", "").replace("%0D", "").replace("%20", "");
    let kept: String = repaired.chars().filter(|c| !c.is_whitespace()).collect();
    let kept =
        kept.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '\'', '”', '’', '»', '=']);
    let bytes = URL_SAFE_NO_PAD.decode(kept).map_err(|_| LinkError::Damaged)?;
    let Some((check, deflated)) = bytes.split_first_chunk::<4>() else { return Err(LinkError::Damaged) };
    let text = decompress_to_vec_with_limit(deflated, INFLATED_BYTES_MAX).map_err(|error| {
        if error.status == TINFLStatus::HasMoreOutput { LinkError::TooLarge } else { LinkError::Damaged }
    })?;
    let text = String::from_utf8(text).map_err(|_| LinkError::Damaged)?;
    if *check != checksum(&text) {
        return Err(LinkError::Damaged);
    }
    Ok(scenario_file::read(&text)?)
}

/// Four bytes of checksum and the deflated text.
fn sealed(text: &str) -> Vec<u8> {
    let mut bytes = checksum(text).to_vec();
    bytes.extend(compress_to_vec(text.as_bytes(), 9));
    bytes
}

/// Fowler, Noll and Vo's 32-bit hash (FNV-1a): tells a link that was altered on its way from one that was not.
/// No protection against intent, and none is needed: what is inside is checked like any other text.
fn checksum(text: &str) -> [u8; 4] {
    let hash =
        text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash.to_le_bytes()
}
