//! The documents that Plumbline reads and writes: one family of JSON objects.
//!
//! | `kind` | what it holds | module |
//! |---|---|---|
//! | `"plan"`, or left out | a plan: what is assumed and what is wanted | [`plan`] |
//! | `"quota"` | one rep's quota: can I reach mine? | [`quota`] |
//! | `"history"` | a team's results, with the names of its reps | [`history`] |
//!
//! Each document says `"plumbline": 1`, the version of the format, and its kind; the fields of each kind
//! stand in a table in its module. Amounts are in major units of the currency (25000.5), rates, growth and
//! shares are fractions (0.45), times are days, dates are written 2027-01-31. Fields with a default may be
//! left out.
//!
//! Each module has four functions:
//! - `write` gives a file, indented for people.
//! - `canonical` gives the shortest text: fields in the order of the table, the entries of `sources` and
//!   `notes` in alphabetical order, without fields at their default, whole numbers without a point, no
//!   blanks. The same plan always gives the same text.
//! - `read` is for texts that only Plumbline writes (links, storage, messages): a field that this version
//!   does not know is refused, since a newer version wrote it and ignoring it would change the answer.
//! - `open` is for files that people write or keep: the same, but unknown fields are listed beside what was
//!   read, to be told beside the answer.
//!
//! A value that makes no sense is refused by the model's own constructors, with the place at which it stands.

pub(super) mod document;
pub mod history;
pub mod plan;
mod problem;
mod spot;
mod tree;
pub mod quota;

use crate::model::{QuotaCheck, Scenario, TeamHistory};
pub use problem::{Problem, ValueError};
use std::fmt;
use thiserror::Error;

/// Version of the format that is written.
pub const FORMAT_VERSION: u32 = 1;
/// Longest text that is read, in bytes: room for a plan at every limit of [`crate::model::limits`] at once,
/// names of control characters included, which JSON spells with six bytes each.
pub const FILE_BYTES_MAX: usize = 16_000_000;

/// What a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A plan.
    Plan,
    /// One rep's quota.
    Quota,
    /// A team's results.
    History,
}

/// A document of any kind.
#[derive(Clone, Debug, PartialEq)]
pub enum File {
    /// A plan.
    Plan(Scenario),
    /// One rep's quota.
    Quota(QuotaCheck),
    /// A team's results.
    History(TeamHistory),
}

/// What was read, and what was not.
#[derive(Clone, Debug, PartialEq)]
pub struct Read<T> {
    /// What the document says.
    pub value: T,
    /// Fields that this version does not know and that were left out, such as `segments[0].surprise`; at most
    /// [`UNKNOWN_MAX`] of them.
    pub unknown: Vec<String>,
}

/// Unknown fields that are listed.
pub const UNKNOWN_MAX: usize = 20;

/// Why a text is no document of the kind that is wanted. Says where, and what would work.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum FileError {
    /// Longer than [`FILE_BYTES_MAX`].
    #[error("this file is longer than 16 MB; one of Plumbline has a few kilobytes")]
    TooLong,
    /// Not JSON, or JSON of something else.
    #[error("this is not a file of Plumbline: {0}")]
    Foreign(String),
    /// A later version of the format.
    #[error(
        "this file is of format {0}; this Plumbline reads format 1. Reload the page for the newest version"
    )]
    Version(u32),
    /// A kind that this version does not know.
    #[error("this file holds a “{0}”; this Plumbline knows plan, quota and history")]
    UnknownKind(String),
    /// A document of another kind.
    #[error("this file holds {is}, not {wanted}")]
    OtherKind {
        /// What it holds.
        is: Kind,
        /// What was asked for.
        wanted: Kind,
    },
    /// A field that is missing or of the wrong kind.
    #[error("{place}: {problem}")]
    Shape {
        /// Which field, such as `segments[0].stages[2].rate`.
        place: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Fields that this version does not know.
    #[error("unknown field `{}`: a newer version of Plumbline wrote it, or it is misspelt", .0.join("`, `"))]
    Unknown(Vec<String>),
    /// A value that makes no sense.
    #[error(transparent)]
    Value(#[from] ValueError),
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Plan, Self::Quota, Self::History];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Quota => "quota",
            Self::History => "history",
        }
    }

    /// The kind of a name.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plan => "a plan",
            Self::Quota => "one rep's quota",
            Self::History => "a team's results",
        })
    }
}

impl<T> Read<T> {
    /// What was read, if all of it was.
    ///
    /// # Errors
    /// When there are fields that this version does not know.
    pub fn complete(self) -> Result<T, FileError> {
        if self.unknown.is_empty() { Ok(self.value) } else { Err(FileError::Unknown(self.unknown)) }
    }

    /// The same with another value.
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Read<U> {
        Read { value: change(self.value), unknown: self.unknown }
    }
}

/// Opens a file of whatever kind.
///
/// # Errors
/// When the text is no document of Plumbline, or holds a value that the model refuses.
pub fn open(text: &str) -> Result<Read<File>, FileError> {
    match document::kind(text)? {
        Kind::Plan => Ok(plan::open(text)?.map(File::Plan)),
        Kind::Quota => Ok(quota::open(text)?.map(File::Quota)),
        Kind::History => Ok(history::open(text)?.map(File::History)),
    }
}
