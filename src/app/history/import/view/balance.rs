//! Where every row went, and what the file adds up to: of all, and by rep.

use super::{Shown, doing};
use crate::app::components::{Folded, data_table, fold};
use crate::app::history::import::use_import::ImportPage;
use crate::app::history::words;
use crate::history::import::{Choices, RowNote};
use yew::prelude::*;

/// The balance.
pub(super) fn balance(shown: &Shown<'_>) -> Html {
    let Shown { page, file, read, format } = shown;
    let reading = &read.reading;
    let rejected = reading.balance.rejected;
    let left_out = reading.balance.skipped + reading.balance.outside;
    let afresh = doing(page, |page| page.choose(Choices::default()));
    html! {
        <div class="import-panel__balance" id="import-balance">
            <h2 class="import-panel__heading">{ words::COUNTED }</h2>
            <p>{ words::balance(reading, format) }</p>
            { for words::counts(reading, format).map(|words| html! { <p>{ words }</p> }) }
            { for words::amounts(reading, format).into_iter().map(|words| html! { <p>{ words }</p> }) }
            if file.is_remembered {
                <p class="answer-panel__note">{ words::REMEMBERED }{ " " }
                    <button type="button" id="import-afresh" onclick={afresh}>{ words::AFRESH }</button></p>
            }
            if rejected > 0 {
                { fold("import-rejected", Folded::Closed, words::rejected_heading(rejected, format), html! {
                    <>
                        { notes(&reading.rejected, rejected, shown) }
                        <button type="button" id="take-rejected" disabled={file.step.is_some()}
                            onclick={doing(page, ImportPage::take_rejected)}>{ words::TAKE_REJECTED }</button>
                    </>
                }) }
            }
            if left_out > 0 {
                { fold("import-left-out", Folded::Closed, words::left_out_heading(left_out, format),
                    notes(&reading.left_out, left_out, shown)) }
            }
            if read.lost_cells > 0 {
                { fold("import-lost-cells", Folded::Closed,
                    words::lost_cells_heading(read.lost_cells, format), lost_cells(shown)) }
            }
            { fold("import-reps", Folded::Closed, words::reps_heading(reading, format), html! {
                { data_table(words::BY_REP, words::reps_head(reading), reps(shown)) }
            }) }
        </div>
    }
}

fn reps(shown: &Shown<'_>) -> Vec<Vec<String>> {
    let reading = &shown.read.reading;
    let rows = reading.reps.iter().enumerate();
    rows.map(|(place, rep)| words::rep_row(shown.rep_name(place), &rep.counts, reading, shown.format))
        .collect()
}

fn notes(notes: &[RowNote], all: usize, shown: &Shown<'_>) -> Html {
    let note = |note: &RowNote| {
        let text = if shown.file.replaces_names { "" } else { &note.text };
        let line = words::rejected_row(u64::from(note.line), text, &note.reason, shown.format);
        html! { <li>{ line }</li> }
    };
    html! {
        <ul class="import-panel__notes">
            { for notes.iter().map(note) }
            if all > notes.len() {
                <li>{ words::and_more(all - notes.len(), shown.format) }</li>
            }
        </ul>
    }
}

fn lost_cells(shown: &Shown<'_>) -> Html {
    let cells = &shown.read.reading.lost_cells;
    html! {
        <ul class="import-panel__notes">
            { for cells.iter().map(|cell| html! { <li>{ words::lost_cell(cell, shown.format) }</li> }) }
            if shown.read.lost_cells > cells.len() {
                <li>{ words::and_more(shown.read.lost_cells - cells.len(), shown.format) }</li>
            }
        </ul>
    }
}
