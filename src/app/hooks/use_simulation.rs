//! A run for every scenario: begun at once, superseded by the next, reported as it grows.

use crate::analysis::Report;
use crate::app::shared::Shared;
use crate::app::state::{Action, Answer, Drawing, OtherBuild, RunAction, State};
use crate::engine::Collection;
use crate::model::Scenario;
use crate::runner::message::{BuildId, RunId};
use crate::runner::pool::{Pool, PoolEvent, WorkerLoss};
use gloo::utils::{document, window};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

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

/// What has come back of the current run.
#[derive(Default)]
struct Arrived {
    run: RunId,
    scenario: Option<Rc<Scenario>>,
    collection: Collection,
    /// Trials from which on the next report is made.
    report_from: u64,
}

/// Simulates `scenario` whenever it changes.
#[hook]
pub fn use_simulation(scenario: Rc<Scenario>, dispatch: UseReducerDispatcher<State>) -> Simulation {
    let arrived = use_mut_ref(Arrived::default);
    let simulation = {
        let (arrived, dispatch) = (arrived.clone(), dispatch.clone());
        use_memo((), move |()| {
            let tell = dispatch.clone();
            let pool = Pool::start(
                &meta("plumbline-worker"),
                BuildId::of(&meta("plumbline-build")),
                cores(),
                move |event| {
                    received(event, &arrived, &tell);
                },
            );
            Simulation { pool, dispatch }
        })
    };
    {
        let simulation = simulation.clone();
        use_effect_with(ByIdentity(scenario), move |ByIdentity(scenario)| {
            let id = {
                let mut arrived = arrived.borrow_mut();
                let id = RunId(arrived.run.0.wrapping_add(1));
                *arrived = Arrived {
                    run: id,
                    scenario: Some(scenario.clone()),
                    collection: Collection::default(),
                    report_from: 1,
                };
                id
            };
            let trials = scenario.parts().runs.trials;
            dispatch.dispatch(Action::Run(RunAction::Started { id, trials }));
            simulation.pool.run(id, scenario.clone());
        });
    }
    (*simulation).clone()
}

fn received(event: PoolEvent, arrived: &RefCell<Arrived>, dispatch: &UseReducerDispatcher<State>) {
    let action = match event {
        PoolEvent::Drawn { run, outcome, finished } => {
            let mut arrived = arrived.borrow_mut();
            if arrived.run != run {
                return;
            }
            arrived.collection.insert(*outcome);
            let done = arrived.collection.trials();
            if done >= arrived.report_from || finished {
                arrived.report_from = done.saturating_mul(REPORT_GROWTH);
                let Some(scenario) = arrived.scenario.clone() else { return };
                let Some(report) = Report::of(&scenario, &arrived.collection) else { return };
                RunAction::Answered { id: run, answer: Shared::new(Answer { scenario, report }) }
            } else {
                RunAction::Advanced { id: run, done: u32::try_from(done).unwrap_or(u32::MAX) }
            }
        }
        PoolEvent::Refused { run, reason } => RunAction::Refused { id: run, reason },
        PoolEvent::WorkerLost { left: 0, reason } => {
            let other_build = if reason == WorkerLoss::OtherBuild { OtherBuild::Yes } else { OtherBuild::No };
            RunAction::Drawing(Drawing::OnThePage { other_build })
        }
        PoolEvent::WorkerLost { left, .. } => RunAction::Drawing(Drawing::InFewerWorkers { left }),
    };
    dispatch.dispatch(Action::Run(action));
}

/// A scenario that equals only itself.
struct ByIdentity(Rc<Scenario>);

impl PartialEq for ByIdentity {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What the build's hook wrote into the page.
fn meta(name: &str) -> String {
    let element = document().query_selector(&format!("meta[name='{name}']")).ok().flatten();
    element.and_then(|element| element.get_attribute("content")).unwrap_or_default()
}

/// One worker for each core of the machine.
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
