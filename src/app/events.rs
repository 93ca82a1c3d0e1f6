//! What the two parts of the page tell each other: the one that is loaded first, and the one that is loaded once the
//! first answer stands. Each is a WebAssembly of its own, so what they say are events of the window that carry bytes: a
//! flag, and the scenario as workers are sent it.

use crate::exchange::file::plan;
use crate::model::{Assumption, Scenario};
use gloo::events::EventListener;
use gloo::utils::window;
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, CustomEventInit};

/// From the first part: the plan as it stands; the flag says whether its answer stands. `start.js` says it again when the
/// second part has been loaded.
pub const PLAN: &str = "plumbline:plan";
/// From the second part: a plan to take the place of the one that stands; the flag says whether that is kept as before. Without a
/// plan, the steps of the view that it shows ([`Told::steps`]).
pub const CHANGED: &str = "plumbline:changed";

/// From the first part: what was chosen in the header while a view of the second part is shown.
pub const COMMAND: &str = "plumbline:command";

/// What can be chosen there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// One step back.
    Undo,
    /// One step forward again.
    Redo,
    /// Sentence and link, on the clipboard.
    CopyLink,
    /// The answer is shown alone, for a room: no names.
    Presenting,
    /// No longer.
    NotPresenting,
}

impl Command {
    const ALL: [Self; 5] = [Self::Undo, Self::Redo, Self::CopyLink, Self::Presenting, Self::NotPresenting];
}

/// Tells the second part.
pub fn command(command: Command) {
    let place = Command::ALL.iter().position(|of| *of == command).unwrap_or(0);
    dispatch(COMMAND, &[u8::try_from(place).unwrap_or(0)]);
}

/// Listens for commands until dropped.
pub fn on_command(heard: impl Fn(Command) + 'static) -> EventListener {
    listen_to(COMMAND, move |bytes| {
        if let Some(command) = bytes.first().and_then(|place| Command::ALL.get(usize::from(*place))) {
            heard(*command);
        }
    })
}

/// What is told.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// See the event.
    pub flag: bool,
    /// Whether stage rates were measured.
    pub is_measured: bool,
    /// The field that is being typed into, by a number of its own from 1: its keys are one step of undo. 0: none.
    pub typing: u8,
    /// What the scenario changes.
    pub changed: Vec<Assumption>,
    /// See the event.
    pub scenario: Option<Rc<Scenario>>,
}

impl Told {
    /// Tells whether a view has a step back, and one forward: with bits that a change of the plan has other words for, since whatever
    /// is loaded first is short.
    pub fn of_steps((back, forward): (bool, bool)) -> Self {
        Self { flag: back, is_measured: forward, ..Self::default() }
    }

    /// The same, heard.
    pub fn steps(&self) -> (bool, bool) {
        (self.flag, self.is_measured)
    }
}

/// Tells everybody who listens.
pub fn emit(name: &str, told: &Told) {
    let mut bytes = vec![u8::from(told.flag) | u8::from(told.is_measured) << 1 | told.typing << 2];
    // Keys of assumptions, each followed by a line's end, and an empty line.
    for of in &told.changed {
        bytes.extend(of.key().into_bytes());
        bytes.push(b'\n');
    }
    bytes.push(b'\n');
    bytes.extend(
        told.scenario.as_deref().map(plan::canonical_without_sources).unwrap_or_default().into_bytes(),
    );
    dispatch(name, &bytes);
}

/// Listens until dropped; what is no scenario is none.
pub fn listen(name: &'static str, heard: impl Fn(Told) + 'static) -> EventListener {
    listen_to(name, move |bytes| {
        let (flag, mut rest) = bytes.split_first().unwrap_or((&0, &[]));
        let mut changed = Vec::new();
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (key, after) = rest.split_at(end);
            rest = after.get(1..).unwrap_or_default();
            if key.is_empty() {
                break;
            }
            changed.extend(std::str::from_utf8(key).ok().and_then(Assumption::of_key));
        }
        heard(Told {
            flag: flag & 1 != 0,
            is_measured: flag & 2 != 0,
            typing: flag >> 2,
            changed,
            scenario: std::str::from_utf8(rest).ok().and_then(|text| plan::read(text).ok()).map(Rc::new),
        });
    })
}

fn dispatch(name: &str, bytes: &[u8]) {
    let init = CustomEventInit::new();
    init.set_detail(&Uint8Array::from(bytes));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // Nobody cancels it.
        drop(window().dispatch_event(&event));
    }
}

fn listen_to(name: &'static str, heard: impl Fn(&[u8]) + 'static) -> EventListener {
    EventListener::new(&window(), name, move |event| {
        let detail = event.dyn_ref::<CustomEvent>().map(CustomEvent::detail).unwrap_or_default();
        heard(&detail.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default());
    })
}
