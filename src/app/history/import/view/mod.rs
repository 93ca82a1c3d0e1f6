//! The door on the page: a file is brought, looked at, said otherwise where it was misread, and used.

mod balance;
mod choice;
mod columns;
mod facts;
mod past;
mod questions;
mod statuses;

use super::state::{ImportAction, OpenFile, Problem};
use super::use_import::ImportPage;
use crate::app::format::Format;
use crate::app::history::state::Brought;
use crate::app::history::words;
use crate::exchange::file::history;
use crate::model::Scenario;
use crate::worker::import::message::FileRead;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, HtmlInputElement};
use yew::prelude::*;

/// What the parts of the panel show, and how they choose.
pub(super) struct Shown<'a> {
    pub(super) page: &'a ImportPage,
    pub(super) file: &'a OpenFile,
    pub(super) read: &'a FileRead,
    pub(super) format: &'a Format,
}

impl Shown<'_> {
    /// What a rep is called here.
    pub(super) fn rep_name(&self, place: usize) -> String {
        let name = self.read.reading.reps.get(place).map(|rep| rep.name.clone());
        if self.file.replaces_names { words::alias(place) } else { name.unwrap_or_default() }
    }
}

/// The panel of a file.
pub fn import_panel(
    page: &ImportPage,
    file: &OpenFile,
    format: &Format,
    on_use: &Callback<Brought>,
    on_plan: &Callback<Box<Scenario>>,
) -> Html {
    let shown = file.read.as_ref().map(|read| Shown { page, file, read, format });
    let leave = doing(page, ImportPage::leave);
    let is_busy = file.step.is_some();
    html! {
        <section class="holds import-panel" id="import" aria-label={words::IMPORT_TITLE}
            data-busy={is_busy.to_string()}>
            <h1 class="answer-panel__chance" id="import-title" tabindex="-1">
                { words::import_heading(&file.name, file.read.as_deref(), format) }
            </h1>
            { progress(page, file, format) }
            { for file.problem.as_ref().map(|problem| problem_panel(page, file, problem)) }
            { for shown.as_ref().map(|shown| html! {
                <>
                    { questions::questions(shown) }
                    { balance::balance(shown) }
                    { past::past(shown, on_plan) }
                    { facts::facts(shown) }
                    { columns::columns(shown) }
                    { statuses::statuses(shown) }
                    { ending(shown, on_use) }
                </>
            }) }
            if shown.is_none() {
                <div class="results-panel__buttons">
                    <button type="button" id="leave-import" onclick={leave}>{ words::IMPORT_LEAVE }</button>
                </div>
            }
        </section>
    }
}

/// A press that does something with the door.
fn doing(page: &ImportPage, what: impl Fn(&ImportPage) + 'static) -> Callback<MouseEvent> {
    let page = page.clone();
    Callback::from(move |_: MouseEvent| what(&page))
}

/// How far the file is. The line stays while nothing is under way, so that nothing below it moves.
fn progress(page: &ImportPage, file: &OpenFile, format: &Format) -> Html {
    let stop = doing(page, ImportPage::stop);
    html! {
        <div class="import-panel__progress">
            <p role="status">{ for file.step.map(|step| words::import_step(step, file.bytes, format)) }</p>
            if file.step.is_some() {
                <progress aria-label={words::IMPORT_PROGRESS}></progress>
                <button type="button" id="stop-import" onclick={stop}>{ words::IMPORT_STOP }</button>
            }
            if let Some(loss) = file.replaced {
                <p class="answer-panel__note" id="import-replaced">{ words::import_replaced(loss) }</p>
            }
        </div>
    }
}

fn problem_panel(page: &ImportPage, file: &OpenFile, problem: &Problem) -> Html {
    let again = doing(page, ImportPage::again);
    let is_refused = matches!(problem, Problem::Refused(_));
    html! {
        <div class="import-panel__problem">
            <p class="answer-panel__warning" role="alert" id="import-problem">
                { words::import_problem(problem, file.read.as_deref()) }
            </p>
            if !is_refused {
                <button type="button" id="import-again" onclick={again}>{ words::IMPORT_AGAIN }</button>
            } else if file.read.is_none() {
                { facts::ways_to_read(page, file) }
            }
        </div>
    }
}

/// Names, and the ways out.
fn ending(shown: &Shown<'_>, on_use: &Callback<Brought>) -> Html {
    let Shown { page, file, read, .. } = shown;
    let (dispatch, replaces) = (page.state.dispatcher(), file.replaces_names);
    let onchange = Callback::from(move |_: Event| dispatch.dispatch(ImportAction::NamesReplaced(!replaces)));
    let brought = file.history().and_then(|document| history::read(document).ok());
    let brought = brought.and_then(|of| if replaces { of.renamed(words::alias).ok() } else { Some(of) });
    let is_asked = read.lacks_currency || !read.reading.asks.is_empty();
    let missing = read.history.as_ref().err().filter(|_| !is_asked);
    let is_disabled = brought.is_none();
    // A plan that names people is not kept where their names are replaced.
    let plan = past::plan_of(shown).filter(|_| !replaces || !read.reading.keeps_names).map(Rc::new);
    let brought = brought.map(|history| Brought { history: Rc::new(history), plan });
    let (used, on_use) = ((*page).clone(), on_use.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(brought) = &brought {
            used.used();
            on_use.emit(brought.clone());
        }
    });
    html! {
        <>
            <label class="import-panel__names">
                <input type="checkbox" id="replace-names" checked={replaces} {onchange} />
                { " " }{ words::REPLACE_NAMES }
            </label>
            if let Some(reason) = missing {
                <p class="answer-panel__warning" id="import-missing">{ reason }</p>
            }
            if is_asked {
                <p class="answer-panel__note">{ words::QUESTIONS_FIRST }</p>
            }
            <div class="results-panel__buttons">
                <button type="button" class="button--primary" id="use-import" disabled={is_disabled}
                    {onclick}>
                    { words::IMPORT_USE }
                </button>
                <button type="button" id="leave-import" onclick={doing(page, ImportPage::leave)}>
                    { words::IMPORT_LEAVE }
                </button>
            </div>
        </>
    }
}

/// The button that chooses a file.
pub fn file_button(page: &ImportPage) -> Html {
    let page = page.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(file) = chosen_file(&event) {
            page.open(file);
        }
    });
    html! {
        <label class="results-panel__file">
            <input type="file" class="visually-hidden" id="results-file" accept={words::FILES_ACCEPTED}
                {onchange} />
            { words::RESULTS_FILE }
        </label>
    }
}

/// The file of an input that was changed.
fn chosen_file(event: &Event) -> Option<File> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.get(0);
    // The same file can be chosen again.
    input.set_value("");
    file
}

/// Takes a file that is dropped on the view.
pub fn takes_files(page: &ImportPage) -> Callback<DragEvent> {
    let page = page.clone();
    Callback::from(move |event: DragEvent| {
        let data = event.data_transfer();
        if let Some(file) = data.as_ref().and_then(|data| data.files()?.get(0)) {
            event.prevent_default();
            page.open(file);
        }
    })
}
