//! All that crosses the boundary between page and worker, as bytes with a header.
//!
//! Header: `PLMB`, version of this protocol, hash of the build id. Both are checked before anything is
//! decoded, so that a page and a worker of different builds never misread each other.

use super::question::{Question, QuestionAnswer};
use super::schedule::Block;
use crate::advice::{Checked, ComparedPlans, Law, QuotaAnswer};
use crate::analysis::BlockOutcome;
use crate::history::HistoryReport;
use crate::history::backtest::{Forecast, Judged, Summary};
use crate::model::{Date, Thresholds};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Raised when the bytes of a message change their meaning.
pub const PROTOCOL_VERSION: u16 = 13;
const MAGIC: [u8; 4] = *b"PLMB";
const HEADER_BYTES: usize = 14;

/// Which run a request belongs to; replies to a superseded run are dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RunId(pub u32);

impl RunId {
    /// The next run.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// Which build made a message: a hash of the id that the build wrote into the page and into the workers'
/// loader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuildId(u64);

impl BuildId {
    /// From the text that the build wrote.
    pub fn of(text: &str) -> Self {
        Self(fnv(text.as_bytes()))
    }
}

/// Names a document by its content, so that its text crosses the boundary once a run and not with every
/// request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentId(u64);

impl DocumentId {
    /// Of a document's text.
    pub fn of(text: &str) -> Self {
        Self(fnv(text.as_bytes()))
    }
}

/// Fowler, Noll and Vo's 64-bit hash (FNV-1a).
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The document that a request is about, in the format of files: refused by the same constructors as a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Subject {
    /// Its text.
    Text(String),
    /// The worker was sent the text before.
    Known(DocumentId),
}

/// What is wanted of a worker.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Work {
    /// Trials of a plan.
    Draw(Block),
    /// An answer about a plan that takes variations of it.
    Advise {
        /// What is asked.
        question: Question,
        /// After so many variations the worker replies [`Reply::Unfinished`] and keeps what it has drawn.
        variations_at_most: u32,
    },
    /// Two plans on the same luck. The subject is two documents, a line each: the one, and the other.
    Compare {
        /// After so many variations the worker replies [`Reply::Unfinished`] and keeps what it has drawn.
        variations_at_most: u32,
    },
    /// The runs of a block as lines of a table, for people who look at them elsewhere.
    WriteRuns(Block),
    /// The chance of one rep's quota, from so many trials.
    Quota {
        /// How many trials to draw.
        trials: u32,
    },
    /// Where what was then booked stands among the futures of a plan of the past. The subject is such plans,
    /// a line each.
    Forecast {
        /// The line, from 0.
        line: u32,
        /// What was booked, in minor units.
        booked: i64,
    },
    /// What forecasts of quarters that are over teach. The subject is a list of them, as JSON.
    Summarise,
    /// The engine held against a formula; the subject says nothing.
    Check {
        /// The formula.
        law: Law,
        /// With which luck.
        seed: u64,
    },
    /// What forecasts of the past say together. The subject is a list of them, as JSON.
    Judge,
    /// What explains a team's history, and in particular that of the rep in a place.
    Explain {
        /// The place, from 0.
        rep: Option<u32>,
        /// The day it is: the first of what that rep's quota is about.
        today: Date,
        /// From which chances on a quota is called reachable or hard.
        thresholds: Thresholds,
    },
}

/// From the page to a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Which run it belongs to.
    pub run: RunId,
    /// The document it is about.
    pub subject: Subject,
    /// What is wanted.
    pub work: Work,
}

/// What a worker found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// What the trials left behind.
    Drawn(Box<BlockOutcome>),
    /// The answer to a question.
    Advised {
        /// Which question.
        question: Question,
        /// Its answer.
        answer: Box<QuestionAnswer>,
        /// Variations of the plan that were drawn for it.
        variations: u32,
        /// Trials of each.
        trials: u32,
    },
    /// How two plans differ.
    Compared(Box<ComparedPlans>),
    /// Runs as lines of a table.
    RunsWritten {
        /// The first of them, from 0.
        first: u32,
        /// See [`crate::exchange::runs_csv`].
        lines: String,
    },
    /// The chance of a quota, and what goes with it; none, if the check has none to give.
    Quota(Box<Option<QuotaAnswer>>),
    /// A forecast of the past; none of a plan without runs.
    Forecast {
        /// The line of its plan, from 0.
        line: u32,
        /// The forecast.
        forecast: Option<Forecast>,
    },
    /// What forecasts of quarters that are over teach.
    Summarised(Box<Summary>),
    /// A check; none, where its plan is refused.
    Checked(Option<Checked>),
    /// What forecasts of the past say together.
    Judged(Judged),
    /// What explains a history.
    Explained {
        /// The findings.
        report: Box<HistoryReport>,
        /// The quota of the rep who was asked about, as a document; none, if there is nothing to check.
        quota: Option<String>,
    },
}

/// From a worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The worker has started.
    Ready,
    /// What was wanted.
    Answered(RunId, Answer),
    /// More variations are to be drawn: the same request goes on where this one ended.
    Unfinished(RunId),
    /// An answer from a first look: the same request gives the one that takes its place.
    SoFar(RunId, Answer),
    /// The worker does not have the document: the same request with its text is answered.
    Forgotten(RunId),
    /// The document is refused, or is not one that the work is for; why.
    Refused(RunId, String),
    /// The request could not be read; why.
    Unreadable(MessageError),
}

/// Why bytes are no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum MessageError {
    /// Not of ours.
    #[error("these bytes are no message of Plumbline")]
    Foreign,
    /// Page and worker are of different builds.
    #[error("page and worker are of different builds: reload the page")]
    OtherBuild,
    /// Cut off or altered.
    #[error("this message cannot be decoded")]
    Damaged,
}

/// The bytes of a message.
pub fn encode<T: Serialize>(build: BuildId, message: &T) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(PROTOCOL_VERSION.to_le_bytes());
    bytes.extend(build.0.to_le_bytes());
    // Writing to memory fails for no type that is sent here.
    postcard::to_extend(message, bytes).unwrap_or_default()
}

/// Reads a message of the same build.
///
/// # Errors
/// When the bytes are foreign, of another build or protocol, or damaged.
pub fn decode<'a, T: Deserialize<'a>>(build: BuildId, bytes: &'a [u8]) -> Result<T, MessageError> {
    let Some((header, body)) = bytes.split_first_chunk::<HEADER_BYTES>() else {
        return Err(MessageError::Foreign);
    };
    let (magic, rest) = header.split_at(MAGIC.len());
    if magic != MAGIC {
        return Err(MessageError::Foreign);
    }
    let mut expected = PROTOCOL_VERSION.to_le_bytes().to_vec();
    expected.extend(build.0.to_le_bytes());
    if rest != expected {
        return Err(MessageError::OtherBuild);
    }
    postcard::from_bytes(body).map_err(|_| MessageError::Damaged)
}
