//! What the program that reads files does with a request.

use super::message::{FileRead, ImportReply, ImportRequest, ImportWork, NOTES_MAX};
use crate::exchange::file;
use crate::history::import::{Choices, Import, Refusal, lacks_currency, team_history};
use crate::worker::message::{BuildId, decode, encode};

/// The program's state: the bytes of a file until it is read, then its cells.
#[derive(Debug)]
pub struct ImportServer {
    build: BuildId,
    bytes: Option<Vec<u8>>,
    /// The cells, and the choices with which they were found.
    import: Option<(Import, Choices)>,
}

impl ImportServer {
    /// A server of a build.
    pub fn new(build: BuildId) -> Self {
        Self { build, bytes: None, import: None }
    }

    /// Takes the bytes of a file; the next request reads them.
    pub fn open(&mut self, bytes: Vec<u8>) {
        // Two files at once would not fit.
        self.import = None;
        self.bytes = Some(bytes);
    }

    /// The bytes of the reply to the bytes of a request.
    pub fn answer(&mut self, bytes: &[u8]) -> Vec<u8> {
        let reply = match decode::<ImportRequest>(self.build, bytes) {
            Ok(ImportRequest { run, work: ImportWork::Read(choices) }) => match self.read(&choices) {
                None => ImportReply::NoFile(run),
                Some(Ok(read)) => ImportReply::Read(run, Box::new(read)),
                Some(Err(refusal)) => ImportReply::Refused(run, refusal.reason),
            },
            Ok(ImportRequest { run, work: ImportWork::Rejected }) => match &self.import {
                None => ImportReply::NoFile(run),
                Some((import, _)) => ImportReply::Rejected(run, import.rejected()),
            },
            Err(error) => ImportReply::Unreadable(error),
        };
        encode(self.build, &reply)
    }

    /// The file, read with choices; none without a file, or where only its bytes could say more.
    fn read(&mut self, choices: &Choices) -> Option<Result<FileRead, Refusal>> {
        if let Some(bytes) = self.bytes.take() {
            return Some(Import::read(&bytes, choices).map(|import| {
                drop(bytes);
                let (import, _) = self.import.insert((import, choices.clone()));
                shown(import, choices)
            }));
        }
        let (import, found_with) = self.import.as_mut()?;
        if !choices.has_rows_of(found_with) {
            return None;
        }
        Some(import.choose(choices).map(|()| shown(import, choices)))
    }
}

/// What the page shows of a reading.
fn shown(import: &Import, choices: &Choices) -> FileRead {
    let reading = import.reading();
    let history = team_history(reading, choices).map(|history| file::history::canonical(&history));
    FileRead {
        reading: reading.in_short(NOTES_MAX),
        lost_cells: reading.lost_cells.len(),
        lacks_currency: lacks_currency(reading),
        history: history.map_err(|refusal| refusal.reason),
    }
}
