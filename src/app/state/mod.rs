//! Everything the page knows, as one value; what happens to it, as a pure function.
//!
//! No browser and no component in here. What can be computed (the link, the sentences, whether an answer is
//! stale) is not stored.

mod field;
mod plan;
mod run;
mod segments;
mod stage_table;

pub use field::FieldId;
pub use plan::{Plan, Typed};
pub use run::{Answer, Before, Drawing, OtherBuild, Run, RunAction};
pub use segments::SegmentAction;
pub use stage_table::Sureness;

use crate::entry::{NumberStyle, RateReading};
use crate::model::{Assumption, QuotaPeriod, Scenario, SegmentId, Source, StageId};
use crate::runner::message::RunId;
use std::rc::Rc;

/// Undo steps that are kept.
const STEPS_MAX: usize = 200;

/// The page's state.
#[derive(Clone, Debug)]
pub struct State {
    plan: Rc<Plan>,
    /// Earlier plans, newest last.
    past: Vec<Rc<Plan>>,
    /// Plans that were undone, newest last.
    future: Vec<Rc<Plan>>,
    /// The field being typed into: its keystrokes are one step.
    typing: Option<FieldId>,
    /// The same of a field of the part that is loaded later; 0: none.
    typing_later: u8,
    /// What is being computed, and the last answer.
    pub run: Run,
    /// The plan that was kept for comparison, if any.
    pub before: Option<Before>,
    /// Who draws.
    pub drawing: Drawing,
    /// Which question is being answered.
    pub view: View,
    /// Whether the open view, if it is not the plan, has a step back, and one forward.
    steps_elsewhere: (bool, bool),
    /// Whether the answer is shown alone, for a room.
    pub presenting: Presenting,
    /// Whether the doors of a first visit stand open.
    pub doors: Doors,
    /// The segment whose assumptions are shown; if it is gone, the first.
    segment: SegmentId,
    /// What the reader should know, until dismissed.
    pub notice: Option<Notice>,
    /// How the reader's locale writes numbers.
    style: NumberStyle,
}

/// A question that the page answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Will we reach it?
    #[default]
    Plan,
    /// Can I reach mine?
    Quota,
    /// What explains what happened?
    Results,
}

impl View {
    /// All, in their order.
    pub const ALL: [Self; 3] = [Self::Plan, Self::Quota, Self::Results];
}

/// Whether the answer is shown alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presenting {
    /// With what is assumed, to be worked on.
    #[default]
    No,
    /// Alone and large.
    Yes,
}

/// Whether the doors of a first visit stand open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Doors {
    /// The reader knows where to go.
    #[default]
    Closed,
    /// The reader has just arrived. They stay open while the reader types: nothing moves under a field.
    Open,
}

/// Something to tell the reader once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A link could not be opened; why.
    LinkRefused(String),
    /// A link was opened beside the reader's own plan, which Undo brings back.
    LinkOpened,
    /// What was saved here could not be read; it was set aside.
    SavedUnreadable,
    /// Pasted rates were read, and are now shown, as what is won from each stage; the paste, to read it the other way.
    RatesReadAsWon {
        /// Into which field.
        field: FieldId,
        /// Rows of cells.
        cells: Vec<Vec<String>>,
    },
    /// Pasted rates were read, and are now shown, as what moves on from each stage.
    RatesReadAsMovingOn,
    /// The link was copied.
    LinkCopied,
    /// The browser did not let us copy; this is the link.
    CopyRefused(String),
}

/// What the reader or the world did.
#[derive(Clone, Debug)]
pub enum Action {
    /// A key was pressed in a field.
    Typed {
        /// Which field.
        field: FieldId,
        /// All of its text.
        text: String,
    },
    /// The reader left a field.
    FieldLeft,
    /// Something happened to a segment, or to the list of them.
    Segment(SegmentId, SegmentAction),
    /// How long quotas run was chosen.
    QuotaPeriodChosen(QuotaPeriod),
    /// A stage was added after the last of a segment.
    StageAdded(SegmentId),
    /// A stage was removed.
    StageRemoved(StageId),
    /// A stage was moved to another place, from 0.
    StageMoved {
        /// Which.
        id: StageId,
        /// Where to.
        to: usize,
    },
    /// A stage's rate became more or less sure.
    SurenessChosen {
        /// Which stage's.
        id: StageId,
        /// How sure.
        sureness: Sureness,
    },
    /// Stage rates are to be shown, and read, the other way.
    ReadingChosen(RateReading),
    /// Cells of a spreadsheet were pasted into a field.
    Pasted {
        /// Into which.
        field: FieldId,
        /// Rows of cells.
        cells: Vec<Vec<String>>,
    },
    /// What was read as won from each stage moves on from each.
    PastedRatesMoveOn,
    /// Where an assumption comes from was said.
    SourceChosen {
        /// Which assumption.
        of: Assumption,
        /// Its source; none takes it away.
        source: Option<Source>,
    },
    /// Whether the open view, if it is not the plan, has a step back, and one forward.
    StepsTold((bool, bool)),
    /// The plan as it stands is kept, to be compared with what becomes of it.
    BeforeKept,
    /// The kept plan is no longer needed.
    BeforeDropped,
    /// Another view was chosen.
    ViewChosen(View),
    /// The answer is to be shown alone, or no longer.
    PresentingChosen(Presenting),
    /// A whole scenario takes the place of the plan; undo brings the old one back.
    Opened {
        /// The scenario.
        scenario: Rc<Scenario>,
        /// What to tell the reader.
        notice: Option<Notice>,
    },
    /// What is loaded later has another plan; sources and notes stay, as do texts that are not understood.
    Changed {
        /// The plan.
        scenario: Rc<Scenario>,
        /// Whether the plan as it stands is kept for comparison, if none is.
        keep_before: bool,
        /// What it changes.
        changed: Vec<Assumption>,
        /// Where stage rates that it changes come from.
        rates: Option<Source>,
        /// The field of the later part that is typed into, or 0: its keys are one step.
        typing: u8,
    },
    /// One step back.
    Undone,
    /// One step forward again.
    Redone,
    /// Something to tell the reader; none takes it away.
    Noticed(Option<Notice>),
    /// A run was begun, stopped, brought a first or better answer, or was refused.
    Run(RunAction),
}

impl State {
    /// A plan that nobody has changed yet. `own` is the reader's own work, if another plan is shown first.
    pub fn new(plan: Plan, own: Option<Plan>, style: NumberStyle) -> Self {
        Self {
            plan: Rc::new(plan),
            past: own.into_iter().map(Rc::new).collect(),
            future: Vec::new(),
            typing: None,
            typing_later: 0,
            run: Run::default(),
            before: None,
            drawing: Drawing::InWorkers,
            steps_elsewhere: (false, false),
            view: View::Plan,
            presenting: Presenting::No,
            doors: Doors::Closed,
            segment: SegmentId(1),
            notice: None,
            style,
        }
    }

    /// The plan as it stands.
    pub fn plan(&self) -> &Rc<Plan> {
        &self.plan
    }

    /// The segment whose assumptions are shown.
    pub fn segment(&self) -> SegmentId {
        let segments = self.plan.scenario().segments();
        let shown = segments.iter().find(|segment| segment.id == self.segment).or(segments.first());
        shown.map_or(self.segment, |segment| segment.id)
    }

    /// Whether there is a step to undo in the open view.
    pub fn can_undo(&self) -> bool {
        if self.view == View::Plan { !self.past.is_empty() } else { self.steps_elsewhere.0 }
    }

    /// Whether there is a step to redo in the open view.
    pub fn can_redo(&self) -> bool {
        if self.view == View::Plan { !self.future.is_empty() } else { self.steps_elsewhere.1 }
    }

    /// The state after something happened.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Typed { field, text } => {
                // All keystrokes of a field are one step, and each changes the plan as it was before the first: of
                // “70k to 18k”, which is refused, nothing stays but the text, not the “70k” on its way there.
                let begun = self.past.last().filter(|_| self.typing == Some(field));
                if let Some(before) = begun {
                    next.plan = Rc::new(before.typed(field, text, self.style));
                    next.future.clear();
                } else {
                    next.step_to(self.plan.typed(field, text, self.style));
                    next.typing = Some(field);
                }
            }
            Action::FieldLeft => {
                if let Some(plan) = self.typing.and_then(|field| self.plan.left(field, self.style)) {
                    next.plan = Rc::new(plan);
                }
                next.typing = None;
            }
            Action::Segment(id, action) => next.after_segment(id, action),
            Action::QuotaPeriodChosen(period) => next.step_to_some(self.plan.with_parts(|parts| {
                parts.team.as_mut()?.quota_period = period;
                Some(())
            })),
            Action::StageAdded(segment) => next.step_to_some(self.plan.with_stage_added(segment)),
            Action::StageRemoved(id) => next.step_to_some(self.plan.with_stage_removed(id)),
            Action::StageMoved { id, to } => next.step_to_some(self.plan.with_stage_moved(id, to)),
            Action::SurenessChosen { id, sureness } => {
                next.step_to_some(self.plan.with_sureness(id, sureness));
            }
            Action::ReadingChosen(reading) => {
                // How a rate is shown is no edit: nothing to undo.
                next.plan = Rc::new(self.plan.with_reading(reading));
                next.typing = None;
            }
            Action::Pasted { field, cells } => next.paste(field, cells),
            Action::PastedRatesMoveOn => {
                if let Some(Notice::RatesReadAsWon { field, cells }) = next.notice.take() {
                    next.travel(|state| (&mut state.past, &mut state.future));
                    let said = Some(RateReading::MovesOn);
                    next.step_to_some(next.plan.pasted(field, &cells, said, self.style));
                }
            }
            Action::SourceChosen { of, source } => next.step_to_some(self.plan.with_source(of, source)),
            Action::BeforeKept => next.before = Some(Before::of(self.plan.scenario(), &self.run)),
            Action::BeforeDropped => next.before = None,
            Action::ViewChosen(view) => {
                next.view = view;
                next.doors = Doors::Closed;
            }
            Action::StepsTold(steps) => next.steps_elsewhere = steps,
            Action::PresentingChosen(presenting) => next.presenting = presenting,
            Action::Opened { scenario, notice } => {
                next.step_to(Plan::new(scenario));
                next.notice = notice;
            }
            Action::Changed { scenario, keep_before, changed, rates, typing } => {
                if keep_before && next.before.is_none() {
                    next.before = Some(Before::of(self.plan.scenario(), &self.run));
                }
                let plan = if typing > 0 {
                    self.plan.with_economics(&scenario)
                } else {
                    self.plan.with_scenario(&scenario, &changed, rates)
                };
                next.change(plan, typing);
            }
            Action::Undone => next.travel(|state| (&mut state.past, &mut state.future)),
            Action::Redone => next.travel(|state| (&mut state.future, &mut state.past)),
            Action::Noticed(notice) => next.notice = notice,
            Action::Run(RunAction::BeforeAnswered(answer)) => {
                if let Some(before) = next.before.as_mut().filter(|before| before.is_of(&answer)) {
                    before.answer = Some(answer);
                }
            }
            Action::Run(action) => next.run = next.run.after(action, &mut next.drawing),
        }
        next
    }

    /// Pasted cells; where that turns how rates are read, the reader is told.
    fn paste(&mut self, field: FieldId, cells: Vec<Vec<String>>) {
        let plan = self.plan.pasted(field, &cells, None, self.style);
        let turned = plan.as_ref().is_some_and(|plan| plan.reading() != self.plan.reading());
        self.step_to_some(plan);
        if turned {
            self.notice = Some(match self.plan.reading() {
                RateReading::WonFromHere => Notice::RatesReadAsWon { field, cells },
                RateReading::MovesOn => Notice::RatesReadAsMovingOn,
            });
        }
    }

    /// What the later part changed: the keys of one of its fields are one step.
    fn change(&mut self, plan: Option<Plan>, typing: u8) {
        let Some(plan) = plan else { return };
        if typing > 0 && typing == self.typing_later {
            self.plan = Rc::new(plan);
            self.future.clear();
        } else {
            self.step_to(plan);
            self.typing_later = typing;
        }
    }

    fn step_to_some(&mut self, plan: Option<Plan>) {
        if let Some(plan) = plan {
            self.step_to(plan);
        }
    }

    /// A step that adds a segment, which is then shown.
    fn step_to(&mut self, plan: Plan) {
        let before = std::mem::replace(&mut self.plan, Rc::new(plan));
        self.past.push(before);
        if self.past.len() > STEPS_MAX {
            self.past.remove(0);
        }
        self.future.clear();
        self.typing = None;
        self.typing_later = 0;
    }

    fn travel(&mut self, way: impl Fn(&mut Self) -> (&mut Vec<Rc<Plan>>, &mut Vec<Rc<Plan>>)) {
        let here = self.plan.clone();
        let (from, to) = way(self);
        if let Some(plan) = from.pop() {
            to.push(here);
            self.plan = plan;
            self.typing = None;
            self.typing_later = 0;
        }
    }

    /// The run that the page waits for, if any.
    pub fn running(&self) -> Option<RunId> {
        self.run.running()
    }
}
