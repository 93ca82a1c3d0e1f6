//! A run for every scenario: begun at once, superseded by the next, reported as it grows.

use crate::analysis::{self, Collection, Comparison, Report};
use crate::app::shared::Shared;
use crate::app::state::{Action, Answer, Drawing, OtherBuild, RunAction, State};
use crate::model::Scenario;
use crate::runner::message::{BuildId, RunId};
use crate::runner::pool::{Pool, PoolEvent, WorkerLoss};
use gloo::utils::{document, window};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// Steps in which a run is seen to advance: drawing the page for every block would keep its thread from the next.
const STEPS: u64 = 20;
/// Reports are made when the trials have grown by this factor, and at the end.
const REPORT_GROWTH: u64 = 4;

/// A handle to the run under way.
#[derive(Clone, Debug)]
pub struct Simulation {
    pool: Pool,
    dispatch: UseReducerDispatcher<State>,
}

impl PartialEq for Simulation {
    fn eq(&self, other: &Self) -> bool {
        self.dispatch == other.dispatch
    }
}

impl Simulation {
    /// Stops the run; the answer so far stays.
    pub fn stop(&self) {
        self.pool.stop();
        self.dispatch.dispatch(Action::Run(RunAction::Stopped));
    }
}

/// What has come back.
#[derive(Default)]
struct Arrived {
    /// The last run that was begun.
    run: RunId,
    /// Whose trials it draws.
    drawing: Drawn,
    now: Option<Rc<Scenario>>,
    collection: Collection,
    /// Whether all trials of the plan as it stands are there.
    complete: bool,
    /// Trials from which on the next report is made.
    report_from: u64,
    /// Trials from which on the run is next seen to advance.
    step_from: u64,
    /// The plan that was kept.
    before: Option<Rc<Scenario>>,
    before_collection: Collection,
    /// Whether all trials of the kept plan are there.
    before_complete: bool,
}

/// Whose trials a run draws.
#[derive(Clone, Copy, Default, PartialEq)]
enum Drawn {
    #[default]
    Now,
    Before,
}

impl Arrived {
    /// The plan as it stands becomes `scenario`: the run to begin.
    fn begin(&mut self, scenario: &Rc<Scenario>) -> RunId {
        self.run = RunId(self.run.0.wrapping_add(1));
        self.drawing = Drawn::Now;
        self.now = Some(scenario.clone());
        self.collection = Collection::default();
        self.complete = false;
        self.report_from = 1;
        self.step_from = 0;
        self.run
    }

    /// The run of the kept plan to begin, if it is needed and nothing else is: its trials are those of the plan as
    /// it stands, if that is the plan that was kept.
    fn begin_before(&mut self) -> Option<(RunId, Rc<Scenario>)> {
        let is_next = self.complete && !self.before_complete && self.drawing == Drawn::Now;
        let before = self.before.clone().filter(|_| is_next)?;
        if self.now.as_ref().is_some_and(|now| Rc::ptr_eq(now, &before)) {
            self.before_collection = self.collection.clone();
            self.before_complete = true;
            return None;
        }
        self.before_collection = Collection::default();
        self.run = RunId(self.run.0.wrapping_add(1));
        self.drawing = Drawn::Before;
        Some((self.run, before))
    }

    fn answer(&self) -> Option<Shared<Answer>> {
        let scenario = self.now.clone()?;
        let report = Report::of(&scenario, &self.collection)?;
        let run = |collection, scenario: &Scenario| analysis::Run {
            collection,
            target: scenario.parts().target.amount().minor(),
        };
        let before = self.before.as_ref().filter(|_| self.before_complete);
        let comparison = before.and_then(|before| {
            Comparison::of(run(&self.before_collection, before), run(&self.collection, &scenario))
        });
        Some(Shared::new(Answer { scenario, report, comparison }))
    }

    fn before_answer(&self) -> Option<Shared<Answer>> {
        let scenario = self.before.clone()?;
        let report = Report::of(&scenario, &self.before_collection)?;
        Some(Shared::new(Answer { scenario, report, comparison: None }))
    }
}

/// Simulates `scenario` whenever it changes, and `before` once the workers have nothing else to do.
#[hook]
pub fn use_simulation(
    scenario: Rc<Scenario>,
    before: Option<Rc<Scenario>>,
    dispatch: UseReducerDispatcher<State>,
) -> Simulation {
    let arrived = use_mut_ref(Arrived::default);
    let simulation = {
        let (arrived, dispatch) = (arrived.clone(), dispatch.clone());
        use_memo((), move |()| {
            let tell = dispatch.clone();
            let own = Rc::new(RefCell::new(None::<Pool>));
            let pool = {
                let own = own.clone();
                Pool::start(
                    &meta("plumbline-worker"),
                    BuildId::of(&meta("plumbline-build")),
                    cores(),
                    move |event| {
                        received(event, &arrived, &tell);
                        let next = arrived.borrow_mut().begin_before();
                        if let (Some(pool), Some((id, scenario))) = (own.borrow().clone(), next) {
                            pool.run(id, scenario);
                        }
                    },
                )
            };
            *own.borrow_mut() = Some(pool.clone());
            Simulation { pool, dispatch }
        })
    };
    {
        let (simulation, arrived) = (simulation.clone(), arrived.clone());
        use_effect_with(ByIdentity(scenario), move |ByIdentity(scenario)| {
            let id = arrived.borrow_mut().begin(scenario);
            let trials = scenario.parts().runs.trials;
            dispatch.dispatch(Action::Run(RunAction::Started { id, trials }));
            simulation.pool.run(id, scenario.clone());
        });
    }
    {
        let simulation = simulation.clone();
        use_effect_with(before.map(ByIdentity), move |before| {
            let next = {
                let mut arrived = arrived.borrow_mut();
                arrived.before = before.as_ref().map(|ByIdentity(before)| before.clone());
                arrived.before_complete = false;
                arrived.drawing = Drawn::Now;
                arrived.begin_before()
            };
            if let Some((id, before)) = next {
                simulation.pool.run(id, before);
            }
        });
    }
    (*simulation).clone()
}

fn received(event: PoolEvent, arrived: &RefCell<Arrived>, dispatch: &UseReducerDispatcher<State>) {
    let actions = match event {
        PoolEvent::Drawn { run, outcome, finished } => {
            let mut arrived = arrived.borrow_mut();
            if arrived.run != run {
                return;
            }
            match arrived.drawing {
                Drawn::Now => {
                    arrived.collection.insert(*outcome);
                    arrived.complete = finished;
                    drawn_now(&mut arrived, run)
                }
                Drawn::Before => {
                    arrived.before_collection.insert(*outcome);
                    arrived.before_complete = finished;
                    drawn_before(&arrived)
                }
            }
        }
        PoolEvent::Refused { run, reason } => vec![RunAction::Refused { id: run, reason }],
        PoolEvent::WorkerLost { left: 0, reason } => {
            let other_build = if reason == WorkerLoss::OtherBuild { OtherBuild::Yes } else { OtherBuild::No };
            vec![RunAction::Drawing(Drawing::OnThePage { other_build })]
        }
        PoolEvent::WorkerLost { left, .. } => vec![RunAction::Drawing(Drawing::InFewerWorkers { left })],
    };
    for action in actions {
        dispatch.dispatch(Action::Run(action));
    }
}

fn drawn_now(arrived: &mut Arrived, run: RunId) -> Vec<RunAction> {
    let done = arrived.collection.trials();
    if done < arrived.report_from && !arrived.complete {
        if done < arrived.step_from {
            return Vec::new();
        }
        let all = arrived.now.as_ref().map_or(0, |now| now.parts().runs.trials);
        arrived.step_from = done + u64::from(all) / STEPS;
        return vec![RunAction::Advanced { id: run, done: u32::try_from(done).unwrap_or(u32::MAX) }];
    }
    arrived.report_from = done.saturating_mul(REPORT_GROWTH);
    let answer = arrived.answer().map(|answer| RunAction::Answered { id: run, answer });
    answer.into_iter().collect()
}

fn drawn_before(arrived: &Arrived) -> Vec<RunAction> {
    if !arrived.before_complete {
        return Vec::new();
    }
    let before = arrived.before_answer().map(RunAction::BeforeAnswered);
    let now = arrived.answer().map(RunAction::Compared);
    before.into_iter().chain(now).collect()
}

/// A scenario that equals only itself.
pub(super) struct ByIdentity(pub(super) Rc<Scenario>);

impl PartialEq for ByIdentity {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What the build's hook wrote into the page.
pub fn meta(name: &str) -> String {
    let element = document().query_selector(&format!("meta[name='{name}']")).ok().flatten();
    element.and_then(|element| element.get_attribute("content")).unwrap_or_default()
}

/// One worker for each core of the machine.
pub fn cores() -> usize {
    let cores = window().navigator().hardware_concurrency();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small whole number, clamped"
    )]
    let cores = cores.clamp(1.0, 16.0) as usize;
    cores
}
