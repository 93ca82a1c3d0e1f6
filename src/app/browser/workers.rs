//! The page's workers: a shell around [`crate::worker::dispatch`] that owns them, their clocks and their
//! port.

use crate::worker::dispatch::{Dispatch, START_MS};
use crate::worker::message::{BuildId, MessageError, Reply, Request, RunId, Work, decode, encode};
use crate::worker::queue::Wanted;
use crate::worker::signals::{Channel, Command, Left, Loss, Slot, Told};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// Workers for what is read at once: one for each core, and no more than these.
const QUICK_MAX: usize = 16;
/// Workers for long questions: more would draw the same variations.
const LONG_MAX: usize = 4;

/// What concerns all channels.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkersEvent {
    /// A worker was lost; why, and who works now.
    Lost(Loss, Left),
    /// The workers' module has not come yet: the network is slow, or stands still.
    ModuleLate,
    /// It has come after all.
    ModuleArrived,
    /// The workers' module cannot be loaded: nothing is worked out until the page is loaded again.
    ModuleMissing,
}

/// After how long it is said that the workers' module has not come.
const LATE_MS: u32 = 20_000;

/// The workers of the page. Cloning gives another handle to the same.
#[derive(Clone)]
pub struct Workers {
    shared: Rc<Shared>,
}

impl std::fmt::Debug for Workers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workers").finish_non_exhaustive()
    }
}

impl PartialEq for Workers {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.shared, &other.shared)
    }
}

type Listener = Rc<dyn Fn(Told)>;

struct Shared {
    loader: String,
    build_text: String,
    build: BuildId,
    /// Compiled once; none until then.
    module: RefCell<Option<JsValue>>,
    dispatch: RefCell<Dispatch>,
    ports: RefCell<BTreeMap<Slot, Port>>,
    listeners: RefCell<BTreeMap<Channel, Listener>>,
    on_event: Box<dyn Fn(WorkersEvent)>,
    is_missing: Cell<bool>,
    /// The last run of those that are asked.
    last: Cell<RunId>,
}

/// Where requests of a slot go.
struct Port {
    end: End,
    /// Runs out when the worker does not start, or keeps a request for too long.
    watchdog: Option<Timeout>,
    _listeners: Vec<EventListener>,
}

#[derive(Clone)]
enum End {
    Worker(Worker),
    /// The module on the page's own thread: what its script exports, once it is there.
    Here(Option<JsValue>),
}

impl Workers {
    /// Starts the workers for what is read at once.
    pub fn start(on_event: impl Fn(WorkersEvent) + 'static) -> Self {
        let build_text = meta("plumbline-build");
        let cores = cores();
        let shared = Rc::new(Shared {
            loader: meta("plumbline-worker"),
            build: BuildId::of(&build_text),
            build_text,
            module: RefCell::default(),
            dispatch: RefCell::new(Dispatch::new(cores.min(QUICK_MAX), cores.min(LONG_MAX))),
            ports: RefCell::default(),
            listeners: RefCell::default(),
            on_event: Box::new(on_event),
            is_missing: Cell::new(false),
            last: Cell::default(),
        });
        let commands = shared.dispatch.borrow_mut().start();
        // In a turn of their own: whoever starts the workers has no handle yet to be told of by.
        let later = shared.clone();
        Timeout::new(0, move || later.carry_out(commands)).forget();
        shared.clone().fetch_module();
        Self { shared }
    }

    /// Who is told of a channel from now on.
    pub fn listen(&self, channel: Channel, listener: impl Fn(Told) + 'static) {
        self.shared.listeners.borrow_mut().insert(channel, Rc::new(listener));
    }

    /// Begins a run; see [`Dispatch::begin`].
    pub fn begin(&self, channel: Channel, run: RunId, text: Rc<str>, wanted: Wanted) {
        let commands = self.shared.dispatch.borrow_mut().begin(channel, run, text, wanted);
        self.shared.carry_out(commands);
    }

    /// Asks about a document; whatever was asked before in the channel is superseded.
    pub fn ask(&self, channel: Channel, text: Rc<str>, works: Vec<Work>) {
        let run = self.shared.last.get().next();
        self.shared.last.set(run);
        self.begin(channel, run, text, Wanted::List(works));
    }

    /// Stops what is under way in a channel.
    pub fn stop(&self, channel: Channel) {
        let commands = self.shared.dispatch.borrow_mut().stop(channel);
        self.shared.carry_out(commands);
    }
}

impl Shared {
    fn fetch_module(self: Rc<Self>) {
        let is_late = Rc::new(Cell::new(false));
        let late = {
            let (shared, is_late) = (self.clone(), is_late.clone());
            Timeout::new(LATE_MS, move || {
                is_late.set(true);
                (shared.on_event)(WorkersEvent::ModuleLate);
            })
        };
        spawn_local(async move {
            let module = own("module").and_then(|module| module.dyn_into::<Promise>().ok());
            let module = match module {
                Some(module) => JsFuture::from(module).await.ok(),
                None => None,
            };
            drop(late);
            let Some(module) = module else {
                self.is_missing.set(true);
                return (self.on_event)(WorkersEvent::ModuleMissing);
            };
            if is_late.get() {
                (self.on_event)(WorkersEvent::ModuleArrived);
            }
            *self.module.borrow_mut() = Some(module);
            let waiting: Vec<Slot> = self.ports.borrow().keys().copied().collect();
            for slot in waiting {
                self.send_module(slot);
            }
        });
    }

    /// A worker that has its module should soon say that it is ready.
    fn send_module(self: &Rc<Self>, slot: Slot) {
        let Some(module) = self.module.borrow().clone() else { return };
        let watchdog = self.watchdog(slot, START_MS, Loss::DidNotStart);
        let end = self.ports.borrow().get(&slot).map(|port| port.end.clone());
        if let Some(End::Worker(worker)) = end {
            self.watch(slot, watchdog);
            // A worker that takes no message does not start, which the watchdog tells.
            drop(worker.post_message(&module));
        }
    }

    fn watchdog(self: &Rc<Self>, slot: Slot, after_ms: u32, loss: Loss) -> Timeout {
        let shared = self.clone();
        Timeout::new(after_ms, move || shared.lost(slot, loss))
    }

    fn carry_out(self: &Rc<Self>, commands: Vec<Command>) {
        // Told last: whoever is told may begin another run, whose commands must not come between these.
        let (told, commands): (Vec<_>, Vec<_>) =
            commands.into_iter().partition(|command| matches!(command, Command::Tell(_)));
        for command in commands.into_iter().chain(told) {
            match command {
                Command::Start(slot) => self.start_worker(slot),
                Command::StartHere(slot) => self.start_here(slot),
                Command::Send { to, request, deadline_ms } => self.send(to, &request, deadline_ms),
                Command::End(slot) => self.end(slot),
                Command::Tell(told) => self.tell(told),
            }
        }
    }

    fn tell(&self, told: Told) {
        let channel = match &told {
            Told::Answered { channel, .. } | Told::Failed { channel, .. } => *channel,
            Told::Lost { reason, left } => return (self.on_event)(WorkersEvent::Lost(*reason, *left)),
        };
        let listener = self.listeners.borrow().get(&channel).cloned();
        if let Some(listener) = listener {
            listener(told);
        }
    }

    fn start_worker(self: &Rc<Self>, slot: Slot) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(&self.loader, &options) else {
            // The policy or the browser forbids workers.
            let shared = self.clone();
            Timeout::new(0, move || shared.lost(slot, Loss::DidNotStart)).forget();
            return;
        };
        let shared = self.clone();
        let on_message = EventListener::new(&worker, "message", move |event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                shared.received(slot, &Uint8Array::new(&event.data()).to_vec());
            }
        });
        let failing = |kind: &'static str| {
            let shared = self.clone();
            EventListener::new(&worker, kind, move |_| shared.lost(slot, Loss::Died))
        };
        let listeners = vec![on_message, failing("error"), failing("messageerror")];
        let port = Port { end: End::Worker(worker), watchdog: None, _listeners: listeners };
        self.ports.borrow_mut().insert(slot, port);
        self.send_module(slot);
    }

    /// Makes the module answer on this thread. It may then stop for some milliseconds.
    fn start_here(self: &Rc<Self>, slot: Slot) {
        let port = Port { end: End::Here(None), watchdog: None, _listeners: Vec::new() };
        self.ports.borrow_mut().insert(slot, port);
        let shared = self.clone();
        spawn_local(async move {
            let glue = match call(own("here"), &[]).and_then(JsCast::dyn_into::<Promise>) {
                Ok(promise) => JsFuture::from(promise).await,
                Err(error) => Err(error),
            };
            let begun = glue.and_then(|glue| {
                call(own_of(&glue, "begin"), &[shared.build_text.as_str().into()]).map(|ready| (glue, ready))
            });
            let Ok((glue, ready)) = begun else {
                if !shared.is_missing.replace(true) {
                    (shared.on_event)(WorkersEvent::ModuleMissing);
                }
                return;
            };
            if let Some(port) = shared.ports.borrow_mut().get_mut(&slot) {
                port.end = End::Here(Some(glue));
            }
            shared.received(slot, &Uint8Array::new(&ready).to_vec());
        });
    }

    fn send(self: &Rc<Self>, slot: Slot, request: &Request, deadline_ms: u32) {
        let bytes = Uint8Array::from(encode(self.build, request).as_slice());
        let watchdog = self.watchdog(slot, deadline_ms, Loss::Hung);
        let end = self.ports.borrow().get(&slot).map(|port| port.end.clone());
        let watchdog = match end {
            None => return,
            Some(End::Worker(worker)) => {
                self.watch(slot, watchdog);
                let sent = worker.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
                if sent.is_ok() {
                    return;
                }
                // In a turn of its own, since commands are being carried out.
                self.watchdog(slot, 0, Loss::Died)
            }
            Some(End::Here(glue)) => {
                let shared = self.clone();
                // The page gets its turn before each request.
                Timeout::new(0, move || {
                    let answer = glue.and_then(|glue| own_of(&glue, "answer"));
                    match call(answer, &[bytes.into()]) {
                        Ok(reply) => shared.received(slot, &Uint8Array::new(&reply).to_vec()),
                        Err(_) => shared.lost(slot, Loss::Died),
                    }
                })
            }
        };
        self.watch(slot, watchdog);
    }

    /// What happens to a slot unless it is heard of before.
    fn watch(&self, slot: Slot, watchdog: Timeout) {
        if let Some(port) = self.ports.borrow_mut().get_mut(&slot) {
            port.watchdog = Some(watchdog);
        }
    }

    fn received(self: &Rc<Self>, slot: Slot, bytes: &[u8]) {
        if let Some(port) = self.ports.borrow_mut().get_mut(&slot) {
            port.watchdog = None;
        }
        match decode::<Reply>(self.build, bytes) {
            Ok(Reply::Unreadable(MessageError::OtherBuild)) | Err(MessageError::OtherBuild) => {
                self.lost(slot, Loss::OtherBuild);
            }
            Ok(reply) => {
                let commands = self.dispatch.borrow_mut().replied(slot, reply);
                self.carry_out(commands);
            }
            Err(MessageError::Foreign | MessageError::Damaged) => self.lost(slot, Loss::Died),
        }
    }

    fn lost(self: &Rc<Self>, slot: Slot, loss: Loss) {
        let commands = self.dispatch.borrow_mut().lost(slot, loss);
        self.carry_out(commands);
    }

    fn end(&self, slot: Slot) {
        let port = self.ports.borrow_mut().remove(&slot);
        if let Some(Port { end: End::Worker(worker), .. }) = port {
            worker.terminate();
        }
    }
}

/// Something of what `start.js` keeps for the workers.
fn own(name: &str) -> Option<JsValue> {
    own_of(&own_of(&window(), "plumblineWorker")?, name)
}

fn own_of(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined())
}

fn call(function: Option<JsValue>, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function = function.and_then(|function| function.dyn_into::<Function>().ok());
    let arguments: Array = arguments.iter().collect();
    function.ok_or(JsValue::NULL)?.apply(&JsValue::NULL, &arguments)
}

/// What the build wrote into the page.
pub(super) fn meta(name: &str) -> String {
    let element = document().query_selector(&format!("meta[name='{name}']")).ok().flatten();
    element.and_then(|element| element.get_attribute("content")).unwrap_or_default()
}

/// The machine's cores.
fn cores() -> usize {
    let cores = window().navigator().hardware_concurrency();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small whole number, clamped"
    )]
    let cores = cores.clamp(1.0, 16.0) as usize;
    cores
}
