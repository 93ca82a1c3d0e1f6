//! All runs of a plan as a file: drawn again and written in the workers, block by block, each handed to the
//! browser as it comes, so that the page's own thread never holds or copies the whole of it.

use super::tables::runs_head;
use crate::app::browser::{Workers, address_of_parts, download, joined, part_of_file};
use crate::app::plans::words::file_name;
use crate::app::shared::Shared;
use crate::app::words::not_answered;
use crate::exchange::file::plan;
use crate::model::Scenario;
use crate::worker::message::{Answer, Work};
use crate::worker::schedule::{Block, FIRST_BLOCK, Schedule};
use crate::worker::signals::{Channel, Told};
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;
use web_sys::Blob;
use yew::prelude::*;

/// So many blocks are joined to one part as soon as they are all there. A browser takes a moment for each
/// part of a file at once; thousands of them at the end would hold the page up for a third of a second.
const JOINED: usize = 64;

/// What is being written.
#[derive(Debug)]
struct Writing {
    scenario: Shared<Scenario>,
    blocks: usize,
    written: usize,
    /// By their first run.
    stretches: BTreeMap<u32, Stretch>,
    is_failed: bool,
}

/// Blocks that follow each other.
#[derive(Debug)]
struct Stretch {
    blocks: usize,
    /// By their first run: blocks come in any order. One alone, once all were there.
    parts: BTreeMap<u32, Blob>,
}

impl Writing {
    fn new(scenario: Shared<Scenario>, blocks: &[Block]) -> Self {
        let stretch = |blocks: &[Block]| {
            let first = blocks.first()?.first;
            Some((first, Stretch { blocks: blocks.len(), parts: BTreeMap::new() }))
        };
        let stretches = blocks.chunks(JOINED).filter_map(stretch).collect();
        Self { scenario, blocks: blocks.len(), written: 0, stretches, is_failed: false }
    }

    /// Keeps the lines of the block that begins with this run.
    fn keep(&mut self, first: u32, lines: &str) -> Result<(), JsValue> {
        let Some((begins, stretch)) = self.stretches.range_mut(..=first).next_back() else { return Ok(()) };
        stretch.parts.insert(first, part_of_file(lines)?);
        self.written += 1;
        if stretch.parts.len() == stretch.blocks {
            stretch.parts = BTreeMap::from([(*begins, joined(stretch.parts.values())?)]);
        }
        Ok(())
    }
}

/// How far the file is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum RunsCsv {
    /// Nothing is written.
    #[default]
    Idle,
    /// This share of it is there.
    Writing(f64),
    /// It was not written; why.
    Failed(String),
}

/// How far the file is, and what begins it.
#[hook]
pub(super) fn use_runs_csv(workers: &Workers) -> (RunsCsv, Callback<Shared<Scenario>>) {
    let shown = use_state_eq(RunsCsv::default);
    let writing = use_mut_ref(|| None::<Writing>);
    {
        let (writing, set, workers) = (writing.clone(), shown.setter(), workers.clone());
        use_memo((), move |()| {
            workers.listen(Channel::Export, move |told| {
                if let Some(now) = after(told, &writing) {
                    set.set(now);
                }
            });
        });
    }
    let begin = {
        let (workers, set) = (workers.clone(), shown.setter());
        Callback::from(move |scenario: Shared<Scenario>| {
            let runs = scenario.parts().runs.trials;
            let blocks = Schedule::blocks(runs, scenario.work_in_wins(), FIRST_BLOCK);
            let document = plan::canonical_without_sources(&scenario);
            *writing.borrow_mut() = Some(Writing::new(scenario, &blocks));
            set.set(RunsCsv::Writing(0.0));
            let works = blocks.into_iter().map(Work::WriteRuns).collect();
            workers.ask(Channel::Export, document.into(), works);
        })
    };
    ((*shown).clone(), begin)
}

/// What is shown after something was told; none, if nothing of it concerns the file.
fn after(told: Told, writing: &RefCell<Option<Writing>>) -> Option<RunsCsv> {
    let mut writing = writing.borrow_mut();
    let under_way = writing.as_mut()?;
    match told {
        Told::Answered { answer: Answer::RunsWritten { first, lines }, .. } => {
            if under_way.keep(first, &lines).is_err() {
                under_way.is_failed = true;
                return Some(refused());
            }
        }
        Told::Failed { reason, .. } => {
            under_way.is_failed = true;
            return Some(RunsCsv::Failed(not_answered(&reason)));
        }
        Told::Answered { .. } | Told::Lost { .. } => return None,
    }
    if under_way.is_failed {
        return None;
    }
    if under_way.written < under_way.blocks {
        // In whole steps, so that the page is drawn a hundred times at most.
        let percent = (100 * under_way.written / under_way.blocks) as f64;
        return Some(RunsCsv::Writing(percent / 100.0));
    }
    Some(save(&writing.take()?).map_or_else(|_| refused(), |()| RunsCsv::Idle))
}

/// Hands the file to the browser's downloads.
fn save(done: &Writing) -> Result<(), JsValue> {
    let head = part_of_file(&runs_head(&done.scenario))?;
    let parts = done.stretches.values().flat_map(|stretch| stretch.parts.values());
    let address = address_of_parts(std::iter::once(&head).chain(parts), "text/csv")?;
    download(&address, &file_name(&done.scenario.parts().name, "runs.csv"))
}

fn refused() -> RunsCsv {
    RunsCsv::Failed(crate::app::words::TABLE_REFUSED.to_owned())
}
