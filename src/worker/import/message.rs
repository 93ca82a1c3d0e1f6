//! Requests and replies of the program that reads files; their bytes are those of [`crate::worker::message`].

use crate::history::estimate::MeasuredPast;
use crate::history::import::{Choices, Reading};
use crate::model::Date;
use crate::worker::message::{MessageError, RunId};
use serde::{Deserialize, Serialize};

/// Most rows that were left out, or not understood, and most cells, of which a reply tells one by one.
pub const NOTES_MAX: usize = 50;

/// From the page to the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportRequest {
    /// Which request; replies to older ones are dropped.
    pub run: RunId,
    /// What is wanted.
    pub work: ImportWork,
}

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ImportWork {
    /// The file, read with these choices.
    Read(Box<Choices>),
    /// The rows that were not understood, to take away.
    Rejected,
    /// Quarters that are over, each as it would have been planned.
    LookBack,
}

/// Choices with the answer to a question, which stands over those made before.
pub fn answered(choices: &Choices, answer: &Choices) -> Choices {
    choices.clone().and(answer.clone())
}

/// Whether two choices find the same rows and cells, so that a file need not be sent again.
pub fn have_same_rows(one: &Choices, other: &Choices) -> bool {
    one.has_rows_of(other)
}

/// What a file was read as.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileRead {
    /// What it was understood as: without its opportunities, and with at most [`NOTES_MAX`] notes of a kind.
    pub reading: Reading,
    /// How many cells were not understood, in rows that are counted.
    pub lost_cells: usize,
    /// Whether there are amounts and nothing says their currency.
    pub lacks_currency: bool,
    /// Its counts, a document of a team's history; or why there are none.
    pub history: Result<String, String>,
    /// What its days and amounts say of the past; nothing, while something must be answered first.
    pub past: Option<FilePast>,
}

/// What a file says of the past, and the plan of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FilePast {
    /// What was measured.
    pub measured: MeasuredPast,
    /// The plan, a document; or why there is none.
    pub plan: Result<String, String>,
}

/// A quarter that is over, as it would have been planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PastQuarter {
    /// The last day of which the plan knows.
    pub day: Date,
    /// The plan, a document of one line; or why there is none.
    pub plan: Result<String, String>,
    /// What was then booked, in minor units.
    pub booked: i64,
}

/// From the program to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ImportReply {
    /// What the file was read as.
    Read(RunId, Box<FileRead>),
    /// The file is no table that can be counted; why.
    Refused(RunId, String),
    /// The program has no file: the same request with the file is answered.
    NoFile(RunId),
    /// The rows that were not understood, as a table.
    Rejected(RunId, String),
    /// Quarters that are over, the earliest first; or why there are none.
    LookedBack(RunId, Result<Vec<PastQuarter>, String>),
    /// The request could not be read; why.
    Unreadable(MessageError),
}
