//! The program that reads files, in a worker of its own: loaded when somebody opens a file, and ended when
//! that is done with. The page holds the file, so that a program that was ended, died or hung can be
//! replaced.

use super::workers::meta;
use crate::history::import::Choices;
use crate::worker::import::message::{ImportReply, ImportRequest, ImportWork, have_same_rows};
use crate::worker::message::{BuildId, RunId, decode, encode};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Object, Reflect, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, MessageEvent, Worker, WorkerOptions, WorkerType};

/// A program that says nothing for so long hangs. The largest files take about a tenth of it on a slow
/// machine.
const SILENT_MS: u32 = 90_000;

/// How far a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportStep {
    /// The program is loaded.
    Loading,
    /// The file's bytes are read.
    Opening,
    /// Its rows are found and counted.
    Counting,
}

/// Why there is no program any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportLoss {
    /// It cannot be loaded, or is of another build than the page.
    NotLoaded,
    /// The browser starts no program beside the page.
    NotAllowed,
    /// It died while it read.
    Died,
    /// It said nothing for too long.
    Hung,
}

/// What the program says.
#[derive(Clone, Debug)]
pub enum ImportEvent {
    /// It is so far.
    Step(ImportStep),
    /// It answered.
    Replied(ImportReply),
    /// The browser cannot read the file.
    FileUnreadable,
    /// It was lost, and another took its place, which was asked the same.
    Replaced(ImportLoss),
    /// It was lost, and so was the one that took its place, or none can.
    Lost(ImportLoss),
}

/// A file, and how its letters are turned into UTF-8 by the browser, where it was said.
#[derive(Clone, Debug, PartialEq)]
pub struct FileToRead {
    /// The file.
    pub file: File,
    /// The name of an encoding.
    pub decoder: Option<String>,
}

/// The program; cloning gives another handle to the same.
#[derive(Clone)]
pub struct ImportWorker {
    shared: Rc<Shared>,
}

impl std::fmt::Debug for ImportWorker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImportWorker").finish_non_exhaustive()
    }
}

struct Shared {
    /// What the build wrote into the page; read when the program is first started.
    build: Cell<Option<BuildId>>,
    on_event: Box<dyn Fn(ImportEvent)>,
    running: RefCell<Option<Running>>,
    watchdog: RefCell<Option<Timeout>>,
    file: RefCell<Option<FileToRead>>,
    /// The last choices, for a program that wants the file again.
    choices: RefCell<Choices>,
    /// Whether the program said anything since it was started: what fails before that was not loaded.
    has_spoken: Cell<bool>,
    /// Whether it has the file as it is to be read now.
    has_file: Cell<bool>,
    last: Cell<RunId>,
    /// What it was asked last and has not answered.
    asked: RefCell<Option<ImportWork>>,
    /// Whether it took another's place that was lost over what it was asked.
    is_replacement: Cell<bool>,
}

struct Running {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl ImportWorker {
    /// Starts nothing yet.
    pub fn new(on_event: impl Fn(ImportEvent) + 'static) -> Self {
        Self {
            shared: Rc::new(Shared {
                build: Cell::default(),
                on_event: Box::new(on_event),
                running: RefCell::default(),
                watchdog: RefCell::default(),
                file: RefCell::default(),
                choices: RefCell::default(),
                has_spoken: Cell::default(),
                has_file: Cell::default(),
                last: Cell::default(),
                asked: RefCell::default(),
                is_replacement: Cell::default(),
            }),
        }
    }

    /// Which file is meant from now on.
    pub fn open(&self, file: FileToRead) {
        self.shared.has_file.set(false);
        *self.shared.file.borrow_mut() = Some(file);
    }

    /// Reads the file; replies of earlier requests are dropped.
    pub fn read(&self, choices: Choices) {
        let shared = &self.shared;
        if !have_same_rows(&shared.choices.borrow(), &choices) {
            shared.has_file.set(false);
        }
        *shared.choices.borrow_mut() = choices.clone();
        shared.ask(ImportWork::Read(Box::new(choices)));
    }

    /// Asks for the rows that were not understood.
    pub fn rejected(&self) {
        self.shared.ask(ImportWork::Rejected);
    }

    /// Asks for quarters that are over, each as it would have been planned.
    pub fn look_back(&self) {
        self.shared.ask(ImportWork::LookBack);
    }

    /// The file, if there is one.
    pub fn file(&self) -> Option<FileToRead> {
        self.shared.file.borrow().clone()
    }

    /// Ends the program; the file stays.
    pub fn stop(&self) {
        self.shared.end();
    }

    /// Ends the program and forgets the file.
    pub fn close(&self) {
        self.shared.end();
        *self.shared.file.borrow_mut() = None;
    }
}

impl Shared {
    fn build(&self) -> BuildId {
        let build = self.build.get().unwrap_or_else(|| BuildId::of(&meta("plumbline-build")));
        self.build.set(Some(build));
        build
    }

    fn ask(self: &Rc<Self>, work: ImportWork) {
        let run = self.last.get().next();
        self.last.set(run);
        *self.asked.borrow_mut() = Some(work.clone());
        if self.running.borrow().is_none() && !self.start() {
            return self.lose_later(ImportLoss::NotAllowed);
        }
        let message = Object::new();
        let mut is_put = true;
        let mut put = |key: &str, value: &JsValue| {
            is_put &= Reflect::set(&message, &key.into(), value).is_ok();
        };
        if !self.has_file.replace(true)
            && let Some(FileToRead { file, decoder }) = &*self.file.borrow()
        {
            put("file", file);
            put("decoder", &decoder.as_deref().map_or(JsValue::UNDEFINED, JsValue::from));
        }
        let bytes = Uint8Array::from(encode(self.build(), &ImportRequest { run, work }).as_slice());
        put("request", &bytes);
        let sent = self.running.borrow().as_ref().is_some_and(|running| {
            running.worker.post_message_with_transfer(&message, &Array::of1(&bytes.buffer())).is_ok()
        });
        if sent && is_put {
            self.watch();
        } else {
            self.lose_later(ImportLoss::Died);
        }
    }

    fn start(self: &Rc<Self>) -> bool {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(&meta("plumbline-import"), &options) else { return false };
        let shared = self.clone();
        let on_message = EventListener::new(&worker, "message", move |event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                shared.received(&event.data());
            }
        });
        let failing = |kind: &'static str| {
            let shared = self.clone();
            EventListener::new(&worker, kind, move |_| {
                let has_spoken = shared.has_spoken.get();
                shared.lose(if has_spoken { ImportLoss::Died } else { ImportLoss::NotLoaded });
            })
        };
        let listeners = [on_message, failing("error"), failing("messageerror")];
        self.has_spoken.set(false);
        self.has_file.set(false);
        *self.running.borrow_mut() = Some(Running { worker, _listeners: listeners });
        (self.on_event)(ImportEvent::Step(ImportStep::Loading));
        true
    }

    fn received(self: &Rc<Self>, data: &JsValue) {
        self.has_spoken.set(true);
        self.watch();
        match data.as_string().as_deref() {
            Some("opening") => (self.on_event)(ImportEvent::Step(ImportStep::Opening)),
            Some("counting") => (self.on_event)(ImportEvent::Step(ImportStep::Counting)),
            Some(_) => {
                self.has_answered();
                self.has_file.set(false);
                (self.on_event)(ImportEvent::FileUnreadable);
            }
            None => self.replied(&Uint8Array::new(data).to_vec()),
        }
    }

    fn replied(self: &Rc<Self>, bytes: &[u8]) {
        let Ok(reply) = decode::<ImportReply>(self.build(), bytes) else {
            return self.lose(ImportLoss::NotLoaded);
        };
        let run = match &reply {
            ImportReply::Read(run, _)
            | ImportReply::Rejected(run, _)
            | ImportReply::LookedBack(run, _)
            | ImportReply::NoFile(run) => *run,
            ImportReply::Refused(run, _) => {
                // What is refused as it is opened is not kept there.
                self.has_file.set(false);
                *run
            }
            ImportReply::Unreadable(_) => return self.lose(ImportLoss::NotLoaded),
        };
        if run != self.last.get() {
            return;
        }
        self.has_answered();
        if matches!(reply, ImportReply::NoFile(_)) {
            self.has_file.set(false);
            let choices = self.choices.borrow().clone();
            return self.ask(ImportWork::Read(Box::new(choices)));
        }
        (self.on_event)(ImportEvent::Replied(reply));
    }

    /// Waits for the next word.
    fn watch(self: &Rc<Self>) {
        let shared = self.clone();
        *self.watchdog.borrow_mut() = Some(Timeout::new(SILENT_MS, move || shared.lose(ImportLoss::Hung)));
    }

    fn lose_later(self: &Rc<Self>, loss: ImportLoss) {
        let shared = self.clone();
        *self.watchdog.borrow_mut() = Some(Timeout::new(0, move || shared.lose(loss)));
    }

    fn has_answered(&self) {
        *self.watchdog.borrow_mut() = None;
        *self.asked.borrow_mut() = None;
        self.is_replacement.set(false);
    }

    /// Starts another in its place, once: what two are lost over is not asked a third.
    fn lose(self: &Rc<Self>, loss: ImportLoss) {
        let asked = self.asked.borrow_mut().take();
        let can_be_replaced = loss != ImportLoss::NotAllowed && !self.is_replacement.get();
        self.end();
        match asked.filter(|_| can_be_replaced && self.file.borrow().is_some()) {
            Some(work) => {
                (self.on_event)(ImportEvent::Replaced(loss));
                self.is_replacement.set(true);
                self.ask(work);
            }
            None => (self.on_event)(ImportEvent::Lost(loss)),
        }
    }

    fn end(&self) {
        self.has_answered();
        self.has_file.set(false);
        // Its last words are not listened to.
        self.last.set(self.last.get().next());
        if let Some(running) = self.running.borrow_mut().take() {
            running.worker.terminate();
        }
    }
}
