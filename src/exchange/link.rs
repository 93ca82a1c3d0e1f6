//! The link: a whole scenario in the fragment of an address, which browsers never send.
//!
//! Fragment: `#p0=` and the packed scenario ([`super::packed`]), without notes; of one rep's quota `#q0=` and the packed check. `p0` is provisional: the format may
//! still change before the first release. What chat tools and mail do to links (`%23` for `#`, line breaks, trailing
//! punctuation) is repaired.

use super::packed::{self, PackedError};
use super::quota_bytes::{self, QuotaBytesError};
use crate::model::{QuotaCheck, Scenario};
use thiserror::Error;

/// What a fragment of ours begins with.
pub const PREFIX: &str = "#p0=";
/// What the fragment of a quota begins with.
pub const QUOTA_PREFIX: &str = "#q0=";
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

/// Why a link of a quota does not open.
#[derive(Debug, Error)]
pub enum QuotaLinkError {
    /// As any link.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The quota that it holds is refused.
    #[error("this link does not open: {0}. Ask for it again")]
    Refused(#[from] QuotaBytesError),
}

/// The fragment of a scenario, with its `#`. Notes and the names of single reps and deals stay behind.
pub fn encode(scenario: &Scenario) -> String {
    PREFIX.to_owned() + &packed::pack(&scenario.for_sharing())
}

/// The fragment of one rep's quota: that rep and pooled rates of the team, no names of deals.
pub fn encode_quota(check: &QuotaCheck) -> String {
    QUOTA_PREFIX.to_owned() + &packed::seal(&quota_bytes::to_bytes(&check.for_sharing()))
}

/// Whether a fragment is that of a quota, readable or not.
pub fn is_quota(fragment: &str) -> bool {
    version_and_body(fragment).is_some_and(|(version, _)| version.starts_with('q'))
}

/// Reads a fragment of a quota. None: it is none.
///
/// # Errors
/// As [`decode`].
pub fn decode_quota(fragment: &str) -> Option<Result<QuotaCheck, QuotaLinkError>> {
    let (version, body) = version_and_body(fragment).filter(|(version, _)| version.starts_with('q'))?;
    let read = || {
        if fragment.len() > LINK_CHARACTERS_MAX {
            return Err(LinkError::TooLong.into());
        }
        if version != "q0" {
            return Err(LinkError::Version(version.to_owned()).into());
        }
        let fields = packed::unseal(&repaired(body)).map_err(LinkError::from)?;
        Ok(quota_bytes::from_bytes(&fields)?)
    };
    Some(read())
}

/// Reads a fragment, with or without its `#`. None: the fragment is not that of a plan, and no concern of ours.
///
/// # Errors
/// When it is one of ours but too long, of another version, damaged, or holds a scenario that is refused.
pub fn decode(fragment: &str) -> Option<Result<Scenario, LinkError>> {
    let (version, body) = version_and_body(fragment).filter(|(version, _)| !version.starts_with('q'))?;
    if fragment.len() > LINK_CHARACTERS_MAX {
        return Some(Err(LinkError::TooLong));
    }
    if version != "p0" {
        return Some(Err(LinkError::Version(version.to_owned())));
    }
    Some(packed::unpack(&repaired(body)).map_err(LinkError::from))
}

/// The version of a fragment of ours, and what comes behind it.
fn version_and_body(fragment: &str) -> Option<(&str, &str)> {
    let trimmed = fragment.trim_start_matches(['#', ' ']);
    let trimmed = trimmed.strip_prefix("%23").unwrap_or(trimmed);
    trimmed.split_once('=').filter(|(version, _)| is_version(version))
}

/// One or two letters and up to four digits: a version of ours, known or not.
fn is_version(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let letters = text.len() - digits.len();
    (1..=2).contains(&letters)
        && (1..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Without what chat tools and mail put into links.
fn repaired(body: &str) -> String {
    let repaired = body.replace("%0A", "").replace("%0D", "").replace("%20", "");
    let kept: String = repaired.chars().filter(|c| !c.is_whitespace()).collect();
    let ends = ['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '\'', '”', '’', '»', '='];
    kept.trim_end_matches(ends).to_owned()
}
