//! What is being computed, and the last answer.

use crate::analysis::{Comparison, Report};
use crate::app::shared::Shared;
use crate::model::Scenario;
use crate::runner::message::RunId;
use std::rc::Rc;

/// A report and the scenario it was made for.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// What its futures say.
    pub report: Report,
    /// What has changed since the plan that was kept, trial by trial; none, if none was kept or its runs are still
    /// to come.
    pub comparison: Option<Comparison>,
}

/// A plan that was kept to be compared with what becomes of it.
#[derive(Clone, Debug)]
pub struct Before {
    /// The scenario as it was.
    pub scenario: Rc<Scenario>,
    /// Its answer, once all of its runs are there.
    pub answer: Option<Shared<Answer>>,
}

impl Before {
    /// Keeps a scenario, with its answer if that has settled.
    pub(super) fn of(scenario: &Rc<Scenario>, run: &Run) -> Self {
        let answer = run.answer().filter(|answer| run.is_settled() && Rc::ptr_eq(&answer.scenario, scenario));
        Self { scenario: scenario.clone(), answer: answer.cloned() }
    }

    /// Whether an answer is this plan's.
    pub(super) fn is_of(&self, answer: &Answer) -> bool {
        Rc::ptr_eq(&self.scenario, &answer.scenario)
    }
}

/// The run under way, if any; the last answer stays in sight meanwhile.
#[derive(Clone, Debug, Default)]
pub struct Run {
    stage: RunStage,
    answer: Option<Shared<Answer>>,
}

#[derive(Clone, Debug, Default, PartialEq)]
enum RunStage {
    #[default]
    Idle,
    Running {
        id: RunId,
        done: u32,
        trials: u32,
    },
    Finished,
    Stopped,
    Failed(String),
}

/// Who draws the trials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// The workers, all of them.
    InWorkers,
    /// Fewer workers than were started.
    InFewerWorkers {
        /// How many.
        left: usize,
    },
    /// The page itself, in small steps.
    OnThePage {
        /// Whether the reason was that page and workers are of different builds: a reload helps.
        other_build: OtherBuild,
    },
}

/// Whether workers were of another build than the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherBuild {
    /// They were.
    Yes,
    /// They were not, or none started.
    No,
}

/// What happened to a run.
#[derive(Clone, Debug)]
pub enum RunAction {
    /// It began.
    Started {
        /// Which.
        id: RunId,
        /// Trials it will draw.
        trials: u32,
    },
    /// It brought an answer, of so many trials; the last one ends it.
    Answered {
        /// Which.
        id: RunId,
        /// The answer.
        answer: Shared<Answer>,
    },
    /// More trials came back.
    Advanced {
        /// Which.
        id: RunId,
        /// Trials so far.
        done: u32,
    },
    /// The runs of the kept plan are there.
    BeforeAnswered(Shared<Answer>),
    /// The answer that has settled, now with what has changed since the kept plan.
    Compared(Shared<Answer>),
    /// The reader stopped it.
    Stopped,
    /// A worker refused the scenario.
    Refused {
        /// Which.
        id: RunId,
        /// Why.
        reason: String,
    },
    /// A worker was lost.
    Drawing(Drawing),
}

impl Run {
    /// The run that is under way.
    pub fn running(&self) -> Option<RunId> {
        match self.stage {
            RunStage::Running { id, .. } => Some(id),
            RunStage::Idle | RunStage::Finished | RunStage::Stopped | RunStage::Failed(_) => None,
        }
    }

    /// Trials done and to do of the run that is under way.
    pub fn progress(&self) -> Option<(u32, u32)> {
        match self.stage {
            RunStage::Running { done, trials, .. } => Some((done, trials)),
            RunStage::Idle | RunStage::Finished | RunStage::Stopped | RunStage::Failed(_) => None,
        }
    }

    /// The last answer.
    pub fn answer(&self) -> Option<&Shared<Answer>> {
        self.answer.as_ref()
    }

    /// Whether the last answer is of the same scenario as another.
    fn is_of(&self, other: &Answer) -> bool {
        self.answer().is_some_and(|answer| Rc::ptr_eq(&answer.scenario, &other.scenario))
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

    pub(super) fn after(&self, action: RunAction, drawing: &mut Drawing) -> Self {
        let mut next = self.clone();
        let current = self.running();
        match action {
            RunAction::Started { id, trials } => next.stage = RunStage::Running { id, done: 0, trials },
            RunAction::Answered { id, answer } if current == Some(id) => {
                let drawn = answer.report.trials;
                next.answer = Some(answer);
                if let RunStage::Running { done, trials, .. } = &mut next.stage {
                    *done = u32::try_from(drawn).unwrap_or(*trials);
                    if *done >= *trials {
                        next.stage = RunStage::Finished;
                    }
                }
            }
            RunAction::Advanced { id, done } if current == Some(id) => {
                if let RunStage::Running { done: so_far, .. } = &mut next.stage {
                    *so_far = done;
                }
            }
            RunAction::Compared(answer) if self.is_of(&answer) => next.answer = Some(answer),
            RunAction::Refused { id, reason } if current == Some(id) => next.stage = RunStage::Failed(reason),
            RunAction::Stopped if current.is_some() => next.stage = RunStage::Stopped,
            RunAction::Drawing(now) => *drawing = now,
            // Late words of a run that was superseded.
            RunAction::Answered { .. }
            | RunAction::Advanced { .. }
            | RunAction::Refused { .. }
            | RunAction::BeforeAnswered(_)
            | RunAction::Compared(_)
            | RunAction::Stopped => {}
        }
        next
    }
}
