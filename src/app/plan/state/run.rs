//! The run of the plan as it stands and of the one it is compared with: events in, commands and a view out.
//! Pure.

use crate::analysis::{self, BlockOutcome, Collection, Comparison, Report};
use crate::app::shared::Shared;
use crate::model::Scenario;
use crate::worker::message::RunId;
use std::rc::Rc;

/// Steps in which a run is seen to advance: drawing the page for every block would keep its thread from the
/// next.
const STEPS: u64 = 20;
/// Reports are made when the trials have grown by this factor, and at the end.
const REPORT_GROWTH: u64 = 4;

/// A report and the scenario it was made for.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// What its futures say.
    pub report: Report,
    /// What has changed since the plan that was kept, trial by trial; none, if none was kept or its runs are
    /// still to come.
    pub comparison: Option<Comparison>,
}

/// What happens to the runs.
#[derive(Debug)]
pub enum RunEvent {
    /// The plan became another.
    PlanChanged(Rc<Scenario>),
    /// Another plan was kept for comparison, or none any more.
    BeforeChanged(Option<Rc<Scenario>>),
    /// A block of trials came back.
    Drawn {
        /// Of which run.
        run: RunId,
        /// What it left behind.
        outcome: Box<BlockOutcome>,
    },
    /// The rest of a run will not come; why.
    Failed(RunId, String),
    /// The reader stopped the run.
    Stopped,
}

/// What the workers are to do.
#[derive(Clone, Debug)]
pub enum RunCommand {
    /// Draw all trials of a scenario, in place of whatever they draw now.
    Draw(RunId, Rc<Scenario>),
    /// Draw nothing.
    Stop,
}

/// What the page shows of the runs.
#[derive(Clone, Debug, Default)]
pub struct RunView {
    /// How far it is.
    pub stage: RunStage,
    /// The last answer to the plan; it stays in sight while the next is drawn.
    pub answer: Option<Shared<Answer>>,
    /// The answer of the plan that was kept, once all of its trials are there.
    pub before: Option<Shared<Answer>>,
}

/// How far the run of the plan is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum RunStage {
    /// Nothing was asked yet.
    #[default]
    Idle,
    /// It draws.
    Running {
        /// Trials so far.
        done: u32,
        /// Trials of the run.
        trials: u32,
    },
    /// All of its trials are in the answer.
    Finished,
    /// The reader stopped it; the answer so far stays.
    Stopped,
    /// It failed; why.
    Failed(String),
}

impl RunView {
    /// Trials done and to do of the run that is under way.
    pub fn progress(&self) -> Option<(u32, u32)> {
        match self.stage {
            RunStage::Running { done, trials } => Some((done, trials)),
            RunStage::Idle | RunStage::Finished | RunStage::Stopped | RunStage::Failed(_) => None,
        }
    }

    /// Whether the answer has settled: its run is over.
    pub fn is_settled(&self) -> bool {
        matches!(self.stage, RunStage::Finished | RunStage::Stopped)
    }

    /// Why the last run failed.
    pub fn failure(&self) -> Option<&str> {
        match &self.stage {
            RunStage::Failed(reason) => Some(reason),
            RunStage::Idle | RunStage::Running { .. } | RunStage::Finished | RunStage::Stopped => None,
        }
    }
}

/// The trials of one plan, as they come.
#[derive(Debug)]
struct Drawing {
    scenario: Rc<Scenario>,
    collection: Collection,
    complete: bool,
}

impl Drawing {
    fn of(scenario: Rc<Scenario>) -> Self {
        Self { scenario, collection: Collection::default(), complete: false }
    }

    fn run(&self) -> analysis::Run<'_> {
        analysis::Run { collection: &self.collection, target: self.scenario.parts().target.amount().minor() }
    }
}

/// Which plan's trials the workers draw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Turn {
    /// Nobody's.
    #[default]
    None,
    Plan,
    Before,
}

/// The runs.
#[derive(Debug, Default)]
pub struct Runs {
    last: RunId,
    turn: Turn,
    plan: Option<Drawing>,
    before: Option<Drawing>,
    /// Trials from which on the next report is made.
    report_from: u64,
    /// Trials from which on the run is next seen to advance.
    step_from: u64,
    view: RunView,
}

impl Runs {
    /// What the page shows.
    pub fn view(&self) -> &RunView {
        &self.view
    }

    /// What becomes of an event: whether the view has changed, and what the workers are to do.
    pub fn after(&mut self, event: RunEvent) -> (bool, Option<RunCommand>) {
        match event {
            RunEvent::PlanChanged(scenario) => (true, self.changed(scenario)),
            RunEvent::BeforeChanged(scenario) => {
                let was_drawn = self.turn == Turn::Before;
                self.before = scenario.map(Drawing::of);
                self.view.before = None;
                if was_drawn {
                    self.turn = Turn::None;
                }
                let stop = (was_drawn && self.before.is_none()).then_some(RunCommand::Stop);
                (true, self.begin_before().or(stop))
            }
            RunEvent::Drawn { run, outcome } if run == self.last => self.drawn(*outcome),
            RunEvent::Failed(run, reason) if run == self.last && self.turn == Turn::Plan => {
                self.turn = Turn::None;
                self.view.stage = RunStage::Failed(reason);
                (true, None)
            }
            // Without the trials of the plan that was kept there is nothing to compare with.
            RunEvent::Failed(run, _) if run == self.last && self.turn == Turn::Before => {
                self.turn = Turn::None;
                (false, None)
            }
            RunEvent::Stopped if self.turn == Turn::Plan => {
                self.turn = Turn::None;
                self.view.stage = RunStage::Stopped;
                (true, Some(RunCommand::Stop))
            }
            // Late words of a run that was superseded.
            RunEvent::Drawn { .. } | RunEvent::Failed(..) | RunEvent::Stopped => (false, None),
        }
    }

    /// A plan that only has another name, or other sources and notes, keeps its trials, and those on their
    /// way.
    fn changed(&mut self, scenario: Rc<Scenario>) -> Option<RunCommand> {
        let is_drawn = |plan: &Drawing| plan.complete || self.turn == Turn::Plan;
        let Some(plan) =
            self.plan.as_mut().filter(|plan| is_drawn(plan) && plan.scenario.says_the_same(&scenario))
        else {
            return Some(self.begin(scenario));
        };
        plan.scenario = scenario;
        self.answer();
        None
    }

    fn begin(&mut self, scenario: Rc<Scenario>) -> RunCommand {
        self.last = self.last.next();
        self.turn = Turn::Plan;
        (self.report_from, self.step_from) = (1, 0);
        self.view.stage = RunStage::Running { done: 0, trials: scenario.parts().runs.trials };
        self.plan = Some(Drawing::of(scenario.clone()));
        RunCommand::Draw(self.last, scenario)
    }

    /// The plan that was kept is drawn once the plan as it stands is there. If they are the same, so are the
    /// trials.
    fn begin_before(&mut self) -> Option<RunCommand> {
        let plan = self.plan.as_ref().filter(|plan| plan.complete && self.turn == Turn::None)?;
        let before = self.before.as_mut().filter(|before| !before.complete)?;
        if plan.scenario.says_the_same(&before.scenario) {
            before.collection = plan.collection.clone();
            before.complete = true;
            self.compare();
            return None;
        }
        let scenario = before.scenario.clone();
        *before = Drawing::of(scenario.clone());
        self.last = self.last.next();
        self.turn = Turn::Before;
        Some(RunCommand::Draw(self.last, scenario))
    }

    fn drawn(&mut self, outcome: BlockOutcome) -> (bool, Option<RunCommand>) {
        let drawing = match self.turn {
            Turn::Plan => self.plan.as_mut(),
            Turn::Before => self.before.as_mut(),
            Turn::None => None,
        };
        let Some(drawing) = drawing else { return (false, None) };
        drawing.collection.insert(outcome);
        let (done, trials) = (drawing.collection.trials(), drawing.scenario.parts().runs.trials);
        let finished = done >= u64::from(trials);
        drawing.complete = finished;
        if self.turn == Turn::Before {
            if finished {
                self.turn = Turn::None;
                self.compare();
            }
            return (finished, None);
        }
        let has_report = done >= self.report_from || finished;
        if !has_report && done < self.step_from {
            return (false, None);
        }
        self.step_from = done + u64::from(trials) / STEPS;
        self.view.stage = RunStage::Running { done: u32::try_from(done).unwrap_or(trials), trials };
        if has_report {
            self.report_from = done.saturating_mul(REPORT_GROWTH);
            self.answer();
        }
        if !finished {
            return (true, None);
        }
        self.turn = Turn::None;
        self.view.stage = RunStage::Finished;
        (true, self.begin_before())
    }

    fn answer(&mut self) {
        let Some(plan) = &self.plan else { return };
        let Some(report) = Report::of(&plan.scenario, &plan.collection) else { return };
        let before = self.before.as_ref().filter(|before| before.complete);
        let comparison = before.and_then(|before| Comparison::of(before.run(), plan.run()));
        self.view.answer = Some(Shared::new(Answer { scenario: plan.scenario.clone(), report, comparison }));
    }

    /// Both plans are there: what has changed between them.
    fn compare(&mut self) {
        let before = self.before.as_ref().and_then(|before| {
            let report = Report::of(&before.scenario, &before.collection)?;
            Some(Shared::new(Answer { scenario: before.scenario.clone(), report, comparison: None }))
        });
        self.view.before = before;
        self.answer();
    }
}
