//! The link: a whole scenario in the fragment of an address, which browsers never send.
//!
//! Fragment: `#p0=` and the packed scenario ([`super::packed`]), without notes. `p0` is provisional: the format may
//! still change before the first release. What chat tools and mail do to links (`%23` for `#`, line breaks, trailing
//! punctuation) is repaired.

use super::packed::{self, PackedError};
use crate::model::Scenario;
use thiserror::Error;

/// What a fragment of ours begins with.
pub const PREFIX: &str = "#p0=";
/// Longest fragment that is read: far beyond any scenario, short enough to be handled at once.
pub const LINK_CHARACTERS_MAX: usize = 32_000;
/// Why a link does not open.
#[derive(Debug, Error)]
pub enum LinkError {
    /// Longer than [`LINK_CHARACTERS_MAX`].
    #[error("this link is too long to be one of Plumbline's")]
    TooLong,
    /// A later version of Plumbline made it.
    #[error("this link was made by another version of Plumbline ({0}); this one reads p0 links")]
    Version(String),
    /// What it holds does not come out whole, or is refused.
    #[error("this link does not open: {0}. Ask for it again")]
    Packed(#[from] PackedError),
}

/// The fragment of a scenario, with its `#`. Notes and the names of single reps and deals stay behind.
pub fn encode(scenario: &Scenario) -> String {
    PREFIX.to_owned() + &packed::pack(&scenario.for_sharing())
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
    Ok(packed::unpack(kept)?)
}
