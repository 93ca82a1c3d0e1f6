//! The workers that analyse: their start, their questions, their end.
//!
//! A worker is busy with a question until it is answered; to stop it is to end it, and a new one takes its place.

use super::advise::{AdviceAnswer, AdviceReply, AdviceRequest, Question};
use super::message::{BuildId, RunId, decode, encode};
use gloo::events::EventListener;
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// A worker that fails is replaced so often.
const REPLACED_MAX: u32 = 4;

/// What the workers tell the page.
#[derive(Debug)]
pub enum AdviceEvent {
    /// An answer; variations that were drawn for it, and trials of each.
    Answered(Question, Box<AdviceAnswer>, u32, u32),
    /// A question, or all of them where no worker runs, will not be answered; why.
    Failed(String),
}

/// The workers. Cloning gives another handle to the same.
#[derive(Clone)]
pub struct AdviceWorkers {
    shared: Rc<Shared>,
}

impl std::fmt::Debug for AdviceWorkers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AdviceWorkers").finish_non_exhaustive()
    }
}

struct Shared {
    loader: String,
    build: BuildId,
    workers: usize,
    tell: Box<dyn Fn(AdviceEvent)>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    slots: Vec<Slot>,
    /// Numbers of slots are never used twice.
    next: u32,
    replaced: u32,
    run: RunId,
    subject: String,
    questions: VecDeque<Question>,
}

struct Slot {
    number: u32,
    worker: Worker,
    work: Work,
    _listeners: [EventListener; 3],
}

#[derive(Clone, Copy, PartialEq)]
enum Work {
    Starting,
    Idle,
    Asked(Question),
}

impl AdviceWorkers {
    /// Workers from the loader's address; none is started before something is asked.
    pub fn new(loader: String, build: BuildId, workers: usize, tell: impl Fn(AdviceEvent) + 'static) -> Self {
        let state = RefCell::default();
        Self { shared: Rc::new(Shared { loader, build, workers, tell: Box::new(tell), state }) }
    }

    /// Asks about a subject; whatever was asked before is superseded.
    pub fn ask(&self, subject: String, questions: Vec<Question>) {
        self.stop();
        {
            let mut state = self.shared.state.borrow_mut();
            state.run = RunId(state.run.0.wrapping_add(1));
            state.subject = subject;
            state.questions = questions.into();
            state.replaced = 0;
        }
        self.shared.fill();
        self.shared.hand_out();
    }

    /// Ends the work that is under way.
    pub fn stop(&self) {
        let mut state = self.shared.state.borrow_mut();
        state.questions.clear();
        let (busy, free) = state.slots.drain(..).partition(|slot| matches!(slot.work, Work::Asked(_)));
        state.slots = free;
        let busy: Vec<Slot> = busy;
        for slot in busy {
            slot.worker.terminate();
        }
    }
}

impl AdviceWorkers {
    /// Ends all workers: nobody waits for an answer any more.
    pub fn end(&self) {
        self.stop();
        for slot in self.shared.state.borrow_mut().slots.drain(..) {
            slot.worker.terminate();
        }
    }
}

impl Shared {
    /// Starts workers until there are as many as wanted.
    fn fill(self: &Rc<Self>) {
        while self.state.borrow().slots.len() < self.workers {
            if !self.start_worker() {
                return self.fail_if_alone("background workers are not available in this browser");
            }
        }
    }

    fn start_worker(self: &Rc<Self>) -> bool {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(&self.loader, &options) else { return false };
        let mut state = self.state.borrow_mut();
        let number = state.next;
        state.next += 1;
        let shared = self.clone();
        let on_message = EventListener::new(&worker, "message", move |event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                shared.received(number, &Uint8Array::new(&event.data()).to_vec());
            }
        });
        let failing = |kind: &'static str| {
            let shared = self.clone();
            EventListener::new(&worker, kind, move |_| shared.lost(number))
        };
        let listeners = [on_message, failing("error"), failing("messageerror")];
        state.slots.push(Slot { number, worker, work: Work::Starting, _listeners: listeners });
        true
    }

    fn received(self: &Rc<Self>, number: u32, bytes: &[u8]) {
        let Ok(reply) = decode::<AdviceReply>(self.build, bytes) else { return self.lost(number) };
        let current = {
            let mut state = self.state.borrow_mut();
            if let Some(slot) = state.slots.iter_mut().find(|slot| slot.number == number) {
                slot.work = Work::Idle;
            }
            state.run
        };
        match reply {
            AdviceReply::Answered { run, question, answer, variations, trials } if run == current => {
                (self.tell)(AdviceEvent::Answered(question, answer, variations, trials));
            }
            AdviceReply::Refused(run, reason) if run == current => (self.tell)(AdviceEvent::Failed(reason)),
            AdviceReply::Answered { .. } | AdviceReply::Refused(..) | AdviceReply::Ready => {}
        }
        self.hand_out();
    }

    /// A worker failed: its question is asked again, of another.
    fn lost(self: &Rc<Self>, number: u32) {
        {
            let mut state = self.state.borrow_mut();
            let Some(place) = state.slots.iter().position(|slot| slot.number == number) else { return };
            let slot = state.slots.swap_remove(place);
            slot.worker.terminate();
            if let Work::Asked(question) = slot.work {
                state.questions.push_front(question);
            }
            state.replaced += 1;
        }
        if self.state.borrow().replaced <= REPLACED_MAX {
            self.fill();
            self.hand_out();
        } else {
            self.fail_if_alone("the background workers stopped");
        }
    }

    fn fail_if_alone(&self, reason: &str) {
        if self.state.borrow().slots.is_empty() {
            self.state.borrow_mut().questions.clear();
            (self.tell)(AdviceEvent::Failed(reason.to_owned()));
        }
    }

    fn hand_out(&self) {
        let mut state = self.state.borrow_mut();
        let state = &mut *state;
        for slot in state.slots.iter_mut().filter(|slot| slot.work == Work::Idle) {
            let Some(question) = state.questions.pop_front() else { return };
            let request = AdviceRequest { run: state.run, subject: state.subject.clone(), question };
            let bytes = Uint8Array::from(encode(self.build, &request).as_slice());
            // A worker that takes no message dies, which it tells by itself.
            drop(slot.worker.post_message(&bytes));
            slot.work = Work::Asked(question);
        }
    }
}
