//! The door's hook: a file to the program that reads it, its replies to the state, and the mapping kept.

use super::looking_back::{LookingBack, Quarters};
use super::mapping::Mappings;
use super::own_table::is_own_table;
use super::state::{ImportAction, ImportState, Problem};
use crate::app::browser::{
    FileToRead, ImportEvent, ImportWorker, Kept, Stored, Workers, address_of_text, beginning_of, download,
};
use crate::app::history::words;
use crate::app::shared::Shared;
use crate::history::import::Choices;
use crate::worker::import::message::ImportReply;
use crate::worker::message::{Answer, Work};
use crate::worker::signals::{Channel, Told};
use gloo::utils::document;
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlElement};
use yew::prelude::*;

const STORED: Stored<Mappings> = Stored::at("plumbline.imports.1", "plumbline.imports.damaged");
/// Of a file's beginning so much is looked at for a table of our own, which is never much longer.
const BEGINNING_BYTES: i32 = 8_192;

impl Reducible for ImportState {
    type Action = ImportAction;
    fn reduce(self: Rc<Self>, action: ImportAction) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// The door.
#[derive(Clone, Debug)]
pub struct ImportPage {
    /// What is looked at.
    pub state: UseReducerHandle<ImportState>,
    worker: Rc<ImportWorker>,
    on_own_table: Callback<String>,
}

/// The door; `on_own_table` takes a table as it is written here.
#[hook]
pub fn use_import(on_own_table: Callback<String>) -> ImportPage {
    let state = use_reducer(ImportState::default);
    let worker = {
        let dispatch = state.dispatcher();
        (*use_memo((), move |()| Rc::new(ImportWorker::new(move |event| heard(event, &dispatch))))).clone()
    };
    {
        // Columns are taken as in the file of the same head before, once.
        let (dispatch, worker) = (state.dispatcher(), worker.clone());
        let file = state.file();
        let fresh = file.filter(|file| file.choices == Choices::default() && !file.is_remembered);
        let read = fresh.and_then(|file| file.read.clone());
        use_effect_with(read.map(|read| read.reading.columns.clone()), move |columns| {
            let recalled = columns.as_ref().and_then(|columns| mappings().recall(columns));
            if let Some(choices) = recalled {
                dispatch.dispatch(ImportAction::Recalled(Box::new(choices.clone())));
                worker.read(choices);
            }
        });
    }
    {
        // Whoever brings a file is taken to it: on a phone it stands below the fields.
        let is_open = state.file().is_some();
        use_effect_with(is_open, |is_open| {
            let title = is_open.then(|| document().get_element_by_id("import-title")).flatten();
            if let Some(title) = title.and_then(|title| title.dyn_into::<HtmlElement>().ok()) {
                // Nothing is lost if it cannot take the focus.
                drop(title.focus());
            }
        });
    }
    ImportPage { state, worker, on_own_table }
}

/// Has the plans of quarters that are over drawn, once they are known.
#[hook]
pub fn use_forecasts(workers: &Workers, state: &UseReducerHandle<ImportState>) {
    {
        let dispatch = state.dispatcher();
        let workers = workers.clone();
        use_memo((), move |()| {
            workers.listen(Channel::Past, move |told| match told {
                Told::Answered { answer: Answer::Forecast { line, forecast }, .. } => {
                    dispatch.dispatch(ImportAction::Forecast(line, forecast));
                }
                Told::Answered { answer: Answer::Summarised(of), .. } => {
                    dispatch.dispatch(ImportAction::Summarised(*of));
                }
                Told::Failed { reason, .. } => {
                    dispatch.dispatch(ImportAction::LookedBack(Err(words::not_answered(&reason))));
                }
                Told::Answered { .. } | Told::Lost { .. } => {}
            });
        });
    }
    let quarters = state.file().and_then(|file| match &file.looking_back {
        Some(LookingBack::Quarters(quarters)) => Some(quarters),
        Some(LookingBack::Reading | LookingBack::Refused(_)) | None => None,
    });
    // The same quarters are asked for once, however many of their forecasts have come.
    let asked = quarters.map(|of| Shared::of(of.all.clone()));
    let to_summarise = quarters.and_then(Quarters::to_summarise);
    {
        let (workers, quarters) = (workers.clone(), quarters.cloned());
        use_effect_with(asked, move |_| match quarters {
            Some(quarters) => {
                let (plans, works) = quarters.asked();
                workers.ask(Channel::Past, plans.into(), works);
            }
            None => workers.stop(Channel::Past),
        });
    }
    let workers = workers.clone();
    use_effect_with(to_summarise, move |forecasts| {
        if let Some(forecasts) = forecasts {
            workers.ask(Channel::Past, forecasts.as_str().into(), vec![Work::Summarise]);
        }
    });
}

/// Forgets how files were read.
pub fn forget_mappings() {
    STORED.forget();
}

fn mappings() -> Mappings {
    match STORED.read(Some) {
        Kept::Value(mappings) => mappings,
        Kept::Nothing | Kept::Damaged => Mappings::default(),
    }
}

fn heard(event: ImportEvent, dispatch: &UseReducerDispatcher<ImportState>) {
    dispatch.dispatch(match event {
        ImportEvent::Step(step) => ImportAction::Stepped(step),
        ImportEvent::Replied(ImportReply::Read(_, read)) => ImportAction::Read(Rc::from(read)),
        ImportEvent::Replied(ImportReply::Refused(_, reason)) => {
            ImportAction::Failed(Problem::Refused(reason))
        }
        ImportEvent::Replied(ImportReply::Rejected(_, table)) => {
            // A browser that makes no files has nothing to take away.
            if let Ok(address) = address_of_text(&table, "text/csv") {
                drop(download(&address, "rejected rows.csv"));
            }
            return;
        }
        ImportEvent::Replied(ImportReply::LookedBack(_, found)) => {
            ImportAction::LookedBack(found.map(Quarters::new))
        }
        ImportEvent::Replied(ImportReply::NoFile(_) | ImportReply::Unreadable(_)) => return,
        ImportEvent::FileUnreadable => ImportAction::Failed(Problem::Unreadable),
        ImportEvent::Replaced(loss) => ImportAction::Replaced(loss),
        ImportEvent::Lost(loss) => ImportAction::Failed(Problem::Lost(loss)),
    });
}

impl ImportPage {
    fn dispatch(&self, action: ImportAction) {
        self.state.dispatch(action);
    }

    /// Opens a file, unless it is a table as it is written here.
    pub fn open(&self, file: File) {
        let page = self.clone();
        yew::platform::spawn_local(async move {
            let text = beginning_of(&file, BEGINNING_BYTES).await;
            if text.is_some_and(|text| is_own_table(&text))
                && let Ok(whole) = JsFuture::from(file.text()).await
                && let Some(whole) = whole.as_string()
            {
                page.leave();
                page.on_own_table.emit(whole);
                return;
            }
            page.dispatch(ImportAction::Opened { name: file.name(), bytes: file.size() });
            page.worker.open(FileToRead { file, decoder: None });
            page.worker.read(Choices::default());
        });
    }

    /// Opens a text that was pasted, under a name.
    pub fn open_text(&self, text: &str, name: &str) {
        // A browser that makes no files takes the text as it is typed.
        if let Ok(file) = File::new_with_str_sequence(&Array::of1(&text.into()), name) {
            self.open(file);
        } else {
            self.on_own_table.emit(text.to_owned());
        }
    }

    /// Reads the file with other choices.
    pub fn choose(&self, choices: Choices) {
        let decoder = self.state.file().and_then(|file| file.decoder.clone());
        self.read(choices, decoder);
    }

    /// Reads the file's letters with the browser, in an encoding of a name; none: as the program finds.
    pub fn decode(&self, decoder: Option<String>, choices: Choices) {
        self.dispatch(ImportAction::DecoderChosen(decoder.clone()));
        self.read(choices, decoder);
    }

    fn read(&self, choices: Choices, decoder: Option<String>) {
        self.dispatch(ImportAction::Chosen(Box::new(choices.clone())));
        if let Some(open) = self.worker.file()
            && open.decoder != decoder
        {
            self.worker.open(FileToRead { file: open.file, decoder });
        }
        self.worker.read(choices);
    }

    /// Reads the file again as it was to be read.
    pub fn again(&self) {
        if let Some(file) = self.state.file() {
            self.choose(file.choices.clone());
        }
    }

    /// Ends what is under way.
    pub fn stop(&self) {
        self.worker.stop();
        self.dispatch(ImportAction::Failed(Problem::Stopped));
    }

    /// Takes the rows away that were not understood.
    pub fn take_rejected(&self) {
        self.worker.rejected();
    }

    /// Looks back on quarters that are over.
    pub fn look_back(&self) {
        self.dispatch(ImportAction::LookBackBegun);
        self.worker.look_back();
    }

    /// Remembers how the file was read, and leaves it.
    pub fn used(&self) {
        self.remember();
        self.leave();
    }

    /// Remembers how the file was read.
    pub fn remember(&self) {
        if let Some(file) = self.state.file()
            && let Some(read) = &file.read
        {
            STORED.write(&mappings().with(&read.reading.columns, &file.choices));
        }
    }

    /// Leaves the file.
    pub fn leave(&self) {
        self.worker.close();
        self.dispatch(ImportAction::Left);
    }
}
