//! The page's workers: their start, their work, their death.
//!
//! A worker that does not say that it is ready in time, that raises an error, that answers with the bytes of
//! another build, or that keeps a block for too long is dropped; its block is drawn by another. When none is
//! left the pool draws on the page's own thread, in steps of at most [`STEP_MS`].

use super::message::{BuildId, Reply, Request, RunId, decode, encode};
use super::schedule::{Block, Schedule};
use crate::analysis::BlockOutcome;
use crate::engine::Simulator;
use crate::exchange::scenario_file;
use crate::model::Scenario;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// How long a worker may take to start.
const START_MS: u32 = 15_000;
/// How long a worker may keep a block: far beyond the slowest plan's.
const BLOCK_MS: u32 = 30_000;
/// How long the page's own thread draws at a time.
pub const STEP_MS: f64 = 15.0;
/// Trials of the first step on the page's own thread, whose pace is not known yet.
const FIRST_STEP: u32 = 64;
/// More workers than this bring nothing.
const WORKERS_MAX: usize = 16;

/// What the pool tells the page.
#[derive(Debug)]
pub enum PoolEvent {
    /// A block of a run.
    Drawn {
        /// Which run.
        run: RunId,
        /// What it left behind.
        outcome: Box<BlockOutcome>,
        /// Whether it was the last.
        finished: bool,
    },
    /// A worker was dropped.
    WorkerLost {
        /// How many are left. 0: the page's thread draws.
        left: usize,
        /// Why.
        reason: WorkerLoss,
    },
    /// A worker refused the scenario.
    Refused {
        /// Which run.
        run: RunId,
        /// Why.
        reason: String,
    },
}

/// Why a worker was dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerLoss {
    /// It never said that it was ready.
    DidNotStart,
    /// It is of another build than the page.
    OtherBuild,
    /// It raised an error, or sent what cannot be read.
    Died,
    /// It kept a block for too long.
    Hung,
}

/// The workers of a page. Cloning gives another handle to the same pool.
#[derive(Clone)]
pub struct Pool {
    shared: Rc<Shared>,
}

impl std::fmt::Debug for Pool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pool").finish_non_exhaustive()
    }
}

struct Shared {
    build: BuildId,
    tell: Box<dyn Fn(PoolEvent)>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// A dropped worker leaves an empty slot, so that the numbers of the others stay.
    slots: Vec<Option<Slot>>,
    run: Option<Run>,
    /// The step that draws on the page's thread, if no worker is left.
    own_step: Option<Timeout>,
}

struct Slot {
    worker: Worker,
    work: Work,
    _listeners: [EventListener; 3],
    watchdog: Option<Timeout>,
}

#[derive(Clone, Copy, PartialEq)]
enum Work {
    Starting,
    Idle,
    Drawing(RunId, Block),
}

struct Run {
    id: RunId,
    scenario: Rc<Scenario>,
    /// The scenario as it is sent with each request.
    bytes: Vec<u8>,
    schedule: Schedule,
    /// Only when the page's own thread draws.
    own: OwnWork,
    /// Trials of the next step on the page's thread.
    step_trials: u32,
}

/// What the page's own thread has made ready to draw a run.
enum OwnWork {
    Unprepared,
    Ready(Box<Simulator>),
}

impl Pool {
    /// Starts `workers` workers (at least 1, at most 16) from the loader's address.
    pub fn start(loader: &str, build: BuildId, workers: usize, tell: impl Fn(PoolEvent) + 'static) -> Self {
        let shared = Rc::new(Shared { build, tell: Box::new(tell), state: RefCell::default() });
        for number in 0..workers.clamp(1, WORKERS_MAX) {
            let slot = shared.clone().start_worker(loader, number);
            shared.state.borrow_mut().slots.push(slot);
        }
        Self { shared }
    }

    /// Begins a run; one that is under way is superseded.
    pub fn run(&self, id: RunId, scenario: Rc<Scenario>) {
        let trials = scenario.parts().runs.trials;
        let schedule = Schedule::new(trials, scenario.expected_wins_bound());
        let bytes = scenario_file::to_bytes(&scenario);
        self.shared.state.borrow_mut().run =
            Some(Run { id, scenario, bytes, schedule, own: OwnWork::Unprepared, step_trials: FIRST_STEP });
        self.shared.hand_out();
    }

    /// Stops handing out: what is under way ends in the workers and is dropped.
    pub fn stop(&self) {
        let mut state = self.shared.state.borrow_mut();
        state.run = None;
        state.own_step = None;
    }
}

impl Shared {
    fn start_worker(self: Rc<Self>, loader: &str, number: usize) -> Option<Slot> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(loader, &options) else {
            // The policy or the browser forbids workers: told once the pool stands.
            let shared = self.clone();
            Timeout::new(0, move || shared.drop_worker(number, WorkerLoss::DidNotStart)).forget();
            return None;
        };
        let shared = self.clone();
        let on_message = EventListener::new(&worker, "message", move |event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                shared.received(number, &Uint8Array::new(&event.data()).to_vec());
            }
        });
        let failing = |kind: &'static str| {
            let shared = self.clone();
            EventListener::new(&worker, kind, move |_| {
                let starting = shared.work_of(number) == Some(Work::Starting);
                shared.drop_worker(number, if starting { WorkerLoss::DidNotStart } else { WorkerLoss::Died });
            })
        };
        let listeners = [on_message, failing("error"), failing("messageerror")];
        let watchdog = Some(self.watchdog(number, START_MS, WorkerLoss::DidNotStart));
        Some(Slot { worker, work: Work::Starting, _listeners: listeners, watchdog })
    }

    fn watchdog(self: &Rc<Self>, number: usize, after_ms: u32, loss: WorkerLoss) -> Timeout {
        let shared = self.clone();
        Timeout::new(after_ms, move || shared.drop_worker(number, loss))
    }

    fn work_of(&self, number: usize) -> Option<Work> {
        let state = self.state.borrow();
        state.slots.get(number)?.as_ref().map(|slot| slot.work)
    }

    fn received(self: &Rc<Self>, number: usize, bytes: &[u8]) {
        let Some(work) = self.work_of(number) else { return };
        let reply: Reply = match decode(self.build, bytes) {
            Ok(reply) => reply,
            Err(super::message::MessageError::OtherBuild) => {
                return self.drop_worker(number, WorkerLoss::OtherBuild);
            }
            Err(_) => return self.drop_worker(number, WorkerLoss::Died),
        };
        self.set_idle(number);
        match (reply, work) {
            (Reply::Drawn { run, outcome }, Work::Drawing(asked, block)) if run == asked => {
                // The worker goes on while the page looks at what it drew.
                self.hand_out();
                return self.drawn(run, block, outcome);
            }
            (Reply::Refused { run, reason }, _) => {
                let current = self.state.borrow_mut().run.take_if(|current| current.id == run).is_some();
                if current {
                    (self.tell)(PoolEvent::Refused { run, reason });
                }
            }
            (Reply::Ready | Reply::Drawn { .. }, _) => {}
        }
        self.hand_out();
    }

    fn set_idle(&self, number: usize) {
        if let Some(Some(slot)) = self.state.borrow_mut().slots.get_mut(number) {
            slot.work = Work::Idle;
            slot.watchdog = None;
        }
    }

    /// Passes on the outcome of a block of the current run; of another, it is late.
    fn drawn(&self, run: RunId, block: Block, outcome: Box<BlockOutcome>) {
        let mut state = self.state.borrow_mut();
        let Some(current) = state.run.as_mut().filter(|current| current.id == run) else { return };
        if !current.schedule.returned(block) {
            return;
        }
        let finished = current.schedule.is_finished();
        drop(state);
        (self.tell)(PoolEvent::Drawn { run, outcome, finished });
    }

    /// Gives every idle worker a block, or draws here if there is no worker.
    fn hand_out(self: &Rc<Self>) {
        let mut state = self.state.borrow_mut();
        let State { slots, run: Some(run), own_step } = &mut *state else { return };
        if slots.iter().all(Option::is_none) {
            if own_step.is_none() {
                let shared = self.clone();
                *own_step = Some(Timeout::new(0, move || shared.draw_here()));
            }
            return;
        }
        let mut failed = Vec::new();
        for (number, slot) in slots.iter_mut().enumerate() {
            let Some(slot) = slot.as_mut().filter(|slot| slot.work == Work::Idle) else { continue };
            let Some(block) = run.schedule.hand_out() else { break };
            let Block { first, trials } = block;
            let request = Request { run: run.id, scenario: run.bytes.clone(), first, trials };
            let bytes = Uint8Array::from(encode(self.build, &request).as_slice());
            slot.work = Work::Drawing(run.id, block);
            slot.watchdog = Some(self.watchdog(number, BLOCK_MS, WorkerLoss::Hung));
            if slot.worker.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer())).is_err() {
                failed.push(number);
            }
        }
        drop(state);
        for number in failed {
            self.drop_worker(number, WorkerLoss::Died);
        }
    }

    fn drop_worker(self: &Rc<Self>, number: usize, reason: WorkerLoss) {
        let mut state = self.state.borrow_mut();
        if let Some(slot) = state.slots.get_mut(number).and_then(Option::take) {
            slot.worker.terminate();
            if let (Work::Drawing(run, block), Some(current)) = (slot.work, &mut state.run)
                && current.id == run
            {
                current.schedule.lost(block);
            }
        }
        let left = state.slots.iter().flatten().count();
        drop(state);
        (self.tell)(PoolEvent::WorkerLost { left, reason });
        self.hand_out();
    }

    /// One step on the page's thread, sized so that it takes less than [`STEP_MS`]; then the page gets its turn.
    fn draw_here(self: &Rc<Self>) {
        let mut state = self.state.borrow_mut();
        state.own_step = None;
        let Some(run) = state.run.as_mut() else { return };
        let simulator = match &mut run.own {
            OwnWork::Unprepared => {
                run.own = OwnWork::Ready(Box::new(Simulator::new(&run.scenario)));
                drop(state);
                return self.hand_out();
            }
            OwnWork::Ready(simulator) => simulator,
        };
        let Some(block) = run.schedule.hand_out() else { return };
        let trials = block.trials.min(run.step_trials);
        let started = now_ms();
        let outcome = Box::new(simulator.block(block.first, trials));
        let took = now_ms() - started;
        run.schedule.cut_off(block, trials);
        run.step_trials = next_step(trials, took);
        let (run, finished) = (run.id, run.schedule.is_finished());
        // What the page makes of it takes a turn of its own as well.
        let shared = self.clone();
        state.own_step = Some(Timeout::new(0, move || {
            shared.state.borrow_mut().own_step = None;
            (shared.tell)(PoolEvent::Drawn { run, outcome, finished });
            shared.hand_out();
        }));
    }
}

/// Trials of the next step: what would take half of [`STEP_MS`] at the pace of the last one, so that there is room
/// for the report and for a machine that has other things to do.
fn next_step(trials: u32, took_ms: f64) -> u32 {
    let pace = f64::from(trials) * (STEP_MS / 2.0) / took_ms.max(0.1);
    // Never more than double, since the first step also warms up.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and twice the trials"
    )]
    let next = pace.clamp(1.0, 2.0 * f64::from(trials)) as u32;
    next
}

/// Milliseconds of the page's own clock; 0 where there is none.
fn now_ms() -> f64 {
    gloo::utils::window().performance().map_or(0.0, |clock| clock.now())
}
