//! The link: a whole plan, or one rep's quota, in the fragment of an address, which browsers never send.
//!
//! # Format
//! `#p1=` and a plan, `#q1=` and a quota. What follows is the body: the document's shortest text
//! ([`super::file`]), deflated (RFC 1951), behind four bytes of checksum, in base64url without padding. The
//! same plan always gives the same link. It carries no notes, and no names of single reps and of deals.
//!
//! Behind the body a full stop and the [`Headline`] may follow: the answer as it was sent, and with it the
//! plan as it was before, if its sender wants that to go. Damage to it costs only that.
//!
//! Links of every version that was released open for ever. `#p0=` and `#q0=` were made by trial versions, and
//! are refused as such.
//!
//! ```
//! # use plumbline::exchange::{file, link};
//! # let text = r#"{"plumbline": 1, "currency": "EUR", "horizon": {"months": 3}, "target": {"amount": 3000},
//! #   "segments": [{"supply": {"per_month": 13}, "stages": [{"rate": {"passed": 9, "entered": 41}}],
//! #                 "deal_size": {"mean": 25000, "cv": 1}}]}"#;
//! let scenario = file::plan::read(text)?;
//! let fragment = link::encode(&scenario);
//! let said = format!("Look at <https://plumbline.example/{fragment}>, please.");
//! assert_eq!(link::open(&said).map(|link| link.opened), Ok(link::Opened::Plan(scenario)));
//! # Ok::<(), file::FileError>(())
//! ```

mod headline;
mod mend;
mod seal;

use super::file::{self, FileError};
pub use crate::model::Carried;
use crate::model::{QuotaCheck, Scenario};
pub use headline::Headline;
use mend::Candidate;
use seal::SealError;
use thiserror::Error;

/// What the fragment of a plan begins with.
pub const PREFIX: &str = "#p1=";
/// What the fragment of a quota begins with.
pub const QUOTA_PREFIX: &str = "#q1=";
/// The version that is written.
const VERSION: &str = "1";
/// The version of links that were made before the first release.
const TRIAL_VERSION: &str = "0";
/// Longest text in which a link is looked for: room for the longest link and the mail around it.
pub const TEXT_CHARACTERS_MAX: usize = 1_000_000;
/// Longest link that chats and mail take: beyond it a file is the better way.
pub const LINK_CHARACTERS_COMFORTABLE: usize = 8_000;
/// So many characters in capitals throughout do not come about by chance.
const ONE_CASE_CHARACTERS: usize = 24;

/// So many directly behind a link's full stop are no word of a sentence that goes on there.
const SUFFIX_CHARACTERS_LEAST: usize = 16;

/// What a link holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// A plan.
    Plan(Scenario),
    /// One rep's quota.
    Quota(QuotaCheck),
}

/// A link that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What it holds.
    pub opened: Opened,
    /// The answer as it was sent, if it came along whole.
    pub headline: Option<Headline>,
    /// The plan as it was before, if it came along.
    pub before: Option<Scenario>,
    /// Whether something was sent behind the plan and did not come whole.
    pub is_cut: bool,
}

/// Why a text holds no link that opens.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum LinkError {
    /// Longer than [`TEXT_CHARACTERS_MAX`].
    #[error("this is too long to be a link of Plumbline")]
    TooLong,
    /// Nothing in it looks like a link.
    #[error(
        "there is no link of Plumbline in this: one has #p1= or #q1= in it, and many letters behind that"
    )]
    NoLink,
    /// Made before the first release.
    #[error("this link was made by a trial version of Plumbline; ask for it again")]
    Trial,
    /// Its prefix is of a version that this one does not know.
    #[error(
        "this link was made by a newer version of Plumbline ({0}). Reload the page for the newest version, \
         or ask for a file"
    )]
    Version(String),
    /// It came whole, and what it holds is a newer version's: ignoring what is not known would change the
    /// answer.
    #[error(
        "this link was made by a newer version of Plumbline: this one does not know {0}. Reload the page for \
         the newest version, or ask for a file"
    )]
    Newer(String),
    /// Capitals throughout.
    #[error(
        "this link has lost its small letters on its way, and cannot be mended. Ask for it again, or for a \
         file"
    )]
    Capitals,
    /// Small letters throughout.
    #[error(
        "this link has lost its capitals on its way, and cannot be mended. Ask for it again, or for a file"
    )]
    SmallLetters,
    /// Cut off or altered.
    #[error("this link does not open: a part of it was cut off or changed on its way. Ask for it again")]
    Damaged,
    /// It would inflate to more than any plan has.
    #[error("this link does not open: it holds more than a plan can")]
    TooLarge,
    /// It came whole, and what it holds is refused.
    #[error("this link does not open: {0}. Ask for it again")]
    Refused(FileError),
}

/// The fragment of a plan, with its `#`. Notes, the names of single reps and deals, and the results of single
/// reps stay behind.
pub fn encode(scenario: &Scenario) -> String {
    encode_with(scenario, Carried::NONE)
}

/// The same with what its sender wants to go.
pub fn encode_with(scenario: &Scenario, carried: Carried) -> String {
    PREFIX.to_owned() + &seal::seal(&file::plan::canonical(&scenario.carrying(carried)))
}

/// The fragment of one rep's quota: that rep and pooled rates of the team, no names of deals.
pub fn encode_quota(check: &QuotaCheck) -> String {
    QUOTA_PREFIX.to_owned() + &seal::seal(&file::quota::canonical(&check.for_sharing()))
}

/// The same fragment with the answer as it is sent.
pub fn with_headline(fragment: &str, headline: &Headline) -> String {
    with_suffix(fragment, headline, None)
}

/// The same with the plan as it was before, of which it carries what it carries of this one.
pub fn with_before(fragment: &str, headline: &Headline, before: &Scenario, carried: Carried) -> String {
    let before = seal::seal(&file::plan::canonical(&before.carrying(carried)));
    with_suffix(fragment, headline, Some(&before))
}

fn with_suffix(fragment: &str, headline: &Headline, before: Option<&str>) -> String {
    let fragment = fragment.split('.').next().unwrap_or_default();
    let body = fragment.split_once('=').map_or("", |(_, body)| body);
    format!("{fragment}.{}", headline::write(headline, before, body))
}

/// Whether a link is longer than [`LINK_CHARACTERS_COMFORTABLE`], so that a file is the better way.
pub fn is_long(link: &str) -> bool {
    link.len() > LINK_CHARACTERS_COMFORTABLE
}

/// Opens the link that a text holds, whatever stands around it and whatever was done to it that can be
/// undone.
///
/// # Errors
/// When there is none, or none that opens: why, in words for its reader.
pub fn open(text: &str) -> Result<Link, LinkError> {
    if text.len() > TEXT_CHARACTERS_MAX {
        return Err(LinkError::TooLong);
    }
    first_that_opens(mend::candidates(text))
}

/// Whether a fragment is that of a quota, readable or not.
pub fn is_quota(fragment: &str) -> bool {
    letter(fragment) == Some('q')
}

/// Reads a fragment of a quota. None: it is none.
///
/// # Errors
/// As [`open`].
pub fn decode_quota(fragment: &str) -> Option<Result<QuotaCheck, LinkError>> {
    if !is_quota(fragment) {
        return None;
    }
    match open(fragment) {
        Ok(Link { opened: Opened::Quota(check), .. }) => Some(Ok(check)),
        Ok(Link { opened: Opened::Plan(_), .. }) => None,
        Err(error) => Some(Err(error)),
    }
}

/// Reads a fragment of a plan. None: it is none.
///
/// # Errors
/// As [`open`].
pub fn decode(fragment: &str) -> Option<Result<Scenario, LinkError>> {
    if letter(fragment) != Some('p') {
        return None;
    }
    match open(fragment) {
        Ok(Link { opened: Opened::Plan(scenario), .. }) => Some(Ok(scenario)),
        Ok(Link { opened: Opened::Quota(_), .. }) => None,
        Err(error) => Some(Err(error)),
    }
}

/// The letter of a fragment's prefix, if it has one of ours.
fn letter(fragment: &str) -> Option<char> {
    // Of a text that is too long the beginning tells.
    let end = fragment.floor_char_boundary(TEXT_CHARACTERS_MAX);
    let beginning = fragment.get(..end).unwrap_or_default();
    mend::candidates(beginning).next().map(|candidate| candidate.letter)
}

/// The first that opens, one with its headline before others; else why none does, in the case that tells
/// most.
fn first_that_opens(candidates: impl Iterator<Item = Candidate>) -> Result<Link, LinkError> {
    let mut told = LinkError::NoLink;
    let mut bare = None;
    for candidate in candidates {
        match opened(&candidate) {
            Ok(link) if link.headline.is_some() => return Ok(link),
            // Another reading of the text may bring the headline too.
            Ok(link) => bare = bare.or(Some(link)),
            Err(error) if telling(&error) > telling(&told) => told = error,
            Err(_) => {}
        }
    }
    bare.ok_or(told)
}

/// How much an error tells of a link: most, if it came whole.
fn telling(error: &LinkError) -> u8 {
    match error {
        LinkError::NoLink => 0,
        LinkError::Version(_) => 1,
        LinkError::Trial => 2,
        LinkError::TooLong | LinkError::Damaged => 3,
        LinkError::TooLarge => 4,
        LinkError::Capitals | LinkError::SmallLetters => 5,
        LinkError::Newer(_) | LinkError::Refused(_) => 6,
    }
}

fn opened(candidate: &Candidate) -> Result<Link, LinkError> {
    let Candidate { letter, version, body, suffix, unbroken, suffix_unbroken } = candidate;
    match version.as_str() {
        VERSION => {}
        TRIAL_VERSION => return Err(LinkError::Trial),
        _ => return Err(LinkError::Version(format!("{letter}{version}"))),
    }
    let unsealed = seal::unseal(body).map_err(|error| match error {
        SealError::TooLarge => LinkError::TooLarge,
        SealError::Damaged => {
            one_case(body.get(..*unbroken).unwrap_or_default()).unwrap_or(LinkError::Damaged)
        }
    })?;
    let read = if *letter == 'q' {
        file::quota::read(&unsealed.text).map(Opened::Quota)
    } else {
        file::plan::read(&unsealed.text).map(Opened::Plan)
    };
    let opened = read.map_err(|error| match error {
        FileError::Unknown(fields) => LinkError::Newer(fields.join(", ")),
        FileError::Version(version) => LinkError::Newer(format!("format {version}")),
        refused @ (FileError::TooLong
        | FileError::Foreign(_)
        | FileError::UnknownKind(_)
        | FileError::OtherKind { .. }
        | FileError::Shape { .. }
        | FileError::Value(_)) => LinkError::Refused(refused),
    })?;
    // Only directly behind the body: a full stop further on ends a sentence.
    let body = body.get(..unsealed.characters).filter(|whole| whole.len() == body.len());
    let has_suffix = body.is_some() && *suffix_unbroken >= SUFFIX_CHARACTERS_LEAST;
    let suffix = body.and_then(|body| headline::read(suffix, body));
    let (headline, before) = suffix.map_or((None, None), |(headline, before)| (Some(headline), before));
    // One that a newer version wrote is left out, as a damaged one is: the plan itself came whole.
    let before = before.and_then(|body| file::plan::read(&seal::unseal(&body).ok()?.text).ok());
    Ok(Link { opened, headline, before, is_cut: has_suffix && headline.is_none() })
}

/// Letters of one case only, in as many characters as do not come about so by chance.
fn one_case(characters: &str) -> Option<LinkError> {
    let has = |is: fn(&u8) -> bool| characters.as_bytes().iter().any(is);
    if characters.len() < ONE_CASE_CHARACTERS {
        None
    } else if !has(u8::is_ascii_lowercase) {
        Some(LinkError::Capitals)
    } else if !has(u8::is_ascii_uppercase) {
        Some(LinkError::SmallLetters)
    } else {
        None
    }
}
