//! What the program that reads files does with a request.

use super::message::{FilePast, FileRead, ImportReply, ImportRequest, ImportWork, NOTES_MAX, PastQuarter};
use crate::exchange::csv::{Cell, write};
use crate::exchange::file;
use crate::history::backtest::{Case, cases};
use crate::history::estimate::past_and_plan;
use crate::history::import::{Choices, Import, Refusal, lacks_currency, team_history};
use crate::model::{Runs, Seed};
use crate::worker::message::{BuildId, decode, encode};

/// Most quarters that are looked back on: twenty of them do not overlap.
const LOOKED_BACK_MAX: usize = 60;
/// Each quarter reads all rows again: so many rows take about ten seconds.
const LOOKED_BACK_ROWS: usize = 3_000_000;
/// Runs of each forecast: the ends of its range are then known to half a point of the futures.
const LOOK_BACK_RUNS: Runs = Runs { seed: Seed(1), trials: 4_000 };

/// The program's state: the bytes of a file until it is read, then its cells.
#[derive(Debug)]
pub struct ImportServer {
    build: BuildId,
    bytes: Option<Vec<u8>>,
    /// The cells, and the choices with which they were read last.
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
                Some((import, _)) => ImportReply::Rejected(run, table(import.rejected())),
            },
            Ok(ImportRequest { run, work: ImportWork::LookBack }) => match &self.import {
                None => ImportReply::NoFile(run),
                Some((import, choices)) => ImportReply::LookedBack(run, look_back(import, choices)),
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
        Some(import.choose(choices).map(|()| {
            found_with.clone_from(choices);
            shown(import, choices)
        }))
    }
}

/// Quarters that are over, each as it would have been planned.
fn look_back(import: &Import, choices: &Choices) -> Result<Vec<PastQuarter>, String> {
    let rows = import.reading().balance.rows.max(1);
    let most = (LOOKED_BACK_ROWS / rows).clamp(1, LOOKED_BACK_MAX);
    let cases = cases(import, choices, LOOK_BACK_RUNS, most).map_err(|error| error.to_string())?;
    let quarter = |case: Case| PastQuarter {
        day: case.day,
        plan: case.plan.map(|scenario| file::plan::canonical(&scenario)),
        booked: case.booked.minor(),
    };
    Ok(cases.into_iter().map(quarter).collect())
}

/// What the page shows of a reading.
fn shown(import: &Import, choices: &Choices) -> FileRead {
    let reading = import.reading();
    let history = team_history(reading, choices).map(|history| file::history::canonical(&history));
    let past = past_and_plan(reading).map(|(measured, plan)| FilePast {
        measured,
        plan: plan.map(|scenario| file::plan::canonical(&scenario)),
    });
    FileRead {
        reading: reading.in_short(NOTES_MAX),
        lost_cells: reading.lost_cells.len(),
        lacks_currency: lacks_currency(reading),
        history: history.map_err(|refusal| refusal.reason),
        past,
    }
}

/// Rows of a foreign file, which may hold formulas, as a file.
fn table(rows: Vec<Vec<String>>) -> String {
    let rows: Vec<Vec<Cell>> =
        rows.into_iter().map(|row| row.into_iter().map(Cell::Text).collect()).collect();
    write(&rows)
}
