//! Wires the runs of the plan to the workers.

use crate::app::browser::Workers;
use crate::app::plan::state::{Action, RunCommand, RunEvent, Runs, State};
use crate::app::plan::words;
use crate::exchange::file::plan;
use crate::model::Scenario;
use crate::worker::message::Answer;
use crate::worker::queue::Wanted;
use crate::worker::signals::{Channel, Told};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// Draws `scenario` whenever it changes, and `before` once the workers have nothing else to do. Emitting to
/// what is returned stops the run; the answer so far stays.
#[hook]
pub fn use_runs(
    workers: &Workers,
    scenario: Rc<Scenario>,
    before: Option<Rc<Scenario>>,
    dispatch: UseReducerDispatcher<State>,
) -> Callback<()> {
    let happens: Callback<RunEvent> = {
        let workers = workers.clone();
        (*use_memo((), move |()| {
            let runs = RefCell::new(Runs::default());
            let listening = workers.clone();
            let happens = Callback::from(move |event| happened(event, &runs, &workers, &dispatch));
            let happens_there = happens.clone();
            listening.listen(Channel::Plan, move |told| {
                if let Some(event) = event_of(told) {
                    happens_there.emit(event);
                }
            });
            happens
        }))
        .clone()
    };
    {
        let happens = happens.clone();
        use_effect_with(ByIdentity(scenario), move |ByIdentity(scenario)| {
            happens.emit(RunEvent::PlanChanged(scenario.clone()));
        });
    }
    {
        let happens = happens.clone();
        use_effect_with(before.map(ByIdentity), move |before| {
            let before = before.as_ref().map(|ByIdentity(before)| before.clone());
            happens.emit(RunEvent::BeforeChanged(before));
        });
    }
    happens.reform(|()| RunEvent::Stopped)
}

fn event_of(told: Told) -> Option<RunEvent> {
    match told {
        Told::Answered { run, answer: Answer::Drawn(outcome), .. } => Some(RunEvent::Drawn { run, outcome }),
        Told::Failed { run, reason, .. } => Some(RunEvent::Failed(run, words::not_answered(&reason))),
        Told::Answered { .. } | Told::Lost { .. } => None,
    }
}

fn happened(
    event: RunEvent,
    runs: &RefCell<Runs>,
    workers: &Workers,
    dispatch: &UseReducerDispatcher<State>,
) {
    let (view, command) = {
        let mut runs = runs.borrow_mut();
        let (is_changed, command) = runs.after(event);
        (is_changed.then(|| runs.view().clone()), command)
    };
    if let Some(view) = view {
        dispatch.dispatch(Action::Ran(view));
    }
    match command {
        Some(RunCommand::Draw(run, scenario)) => {
            let wanted =
                Wanted::Trials { trials: scenario.parts().runs.trials, wins: scenario.work_in_wins() };
            workers.begin(Channel::Plan, run, plan::canonical_without_sources(&scenario).into(), wanted);
        }
        Some(RunCommand::Stop) => workers.stop(Channel::Plan),
        None => {}
    }
}

/// A scenario that equals only itself.
struct ByIdentity(Rc<Scenario>);

impl PartialEq for ByIdentity {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
