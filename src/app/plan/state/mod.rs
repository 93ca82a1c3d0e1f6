//! Everything that is known of the plan, as one value; what happens to it, as a pure function.
//!
//! No browser and no component in here. What can be computed (the link, the sentences, whether an answer is
//! stale) is not stored.

mod changes;
mod currency;
mod edit;
mod edits;
mod field;
mod plan;
mod read;
mod run;
mod segment_edits;
mod segments;
mod stage_edits;
mod stage_table;
mod sureness;
mod written;

pub use field::{FieldId, PlanField, SegmentField, StageField};
pub use plan::Plan;
pub use run::{Answer, RunCommand, RunEvent, RunStage, RunView, Runs};
use segments::Evidence;
pub use segments::SegmentAction;
pub use sureness::Sureness;
pub use written::written;

use crate::app::steps::Steps;
use crate::entry::{NumberStyle, RateReading};
use crate::model::{Assumption, Lever, QuotaPeriod, Scenario, SegmentId, Source, StageId, Supply};
use std::rc::Rc;

/// The page's state.
#[derive(Clone, Debug)]
pub struct State {
    plan: Steps<Rc<Plan>, FieldId>,
    /// What is being drawn, and the last answer.
    pub run: RunView,
    /// The plan that was kept for comparison, if any.
    pub before: Option<Rc<Scenario>>,
    /// The segment whose assumptions are shown; if it is gone, the first.
    segment: SegmentId,
    /// What the reader should know, until dismissed.
    pub notice: Option<Notice>,
    /// How the reader's locale writes numbers.
    style: NumberStyle,
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
    /// One of the readings was chosen that a field offers.
    ReadingTaken {
        /// Which field.
        field: FieldId,
        /// Which of its readings, from 0.
        place: usize,
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
    /// The plan as it stands is kept, to be compared with what becomes of it.
    BeforeKept,
    /// The kept plan is no longer needed.
    BeforeDropped,
    /// A whole scenario takes the place of the plan; undo brings the old one back.
    Opened {
        /// The scenario.
        scenario: Rc<Scenario>,
        /// What to tell the reader.
        notice: Option<Notice>,
    },
    /// Levers were pressed: each is brought to its value. The plan as it stands is kept for comparison, if none is.
    LeversApplied(Vec<(Lever, f64)>),
    /// What was measured becomes the plan's: a plan that differs from this one in stage rates and in how people differ.
    /// The plan as it stands is kept for comparison, if none is.
    MeasuredTaken(Rc<Scenario>),
    /// One step back.
    Undone,
    /// One step forward again.
    Redone,
    /// Something to tell the reader; none takes it away.
    Noticed(Option<Notice>),
    /// A run got on: what is to be shown of it.
    Ran(RunView),
}

impl State {
    /// A plan that nobody has changed yet. `own` is the reader's own work, if another plan is shown first.
    pub fn new(plan: Plan, own: Option<Plan>, style: NumberStyle) -> Self {
        let plan = match own {
            None => Steps::new(Rc::new(plan)),
            Some(own) => {
                let mut steps = Steps::new(Rc::new(own));
                steps.step(Rc::new(plan));
                steps
            }
        };
        Self { plan, run: RunView::default(), before: None, segment: SegmentId(1), notice: None, style }
    }

    /// The plan as it stands.
    pub fn plan(&self) -> &Rc<Plan> {
        self.plan.now()
    }

    /// The plan with its steps.
    pub fn steps(&self) -> &Steps<Rc<Plan>, FieldId> {
        &self.plan
    }

    /// The segment whose assumptions are shown.
    pub fn segment(&self) -> SegmentId {
        let segments = self.plan().scenario().segments();
        let shown = segments.iter().find(|segment| segment.id == self.segment).or(segments.first());
        shown.map_or(self.segment, |segment| segment.id)
    }

    /// The state after something happened.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        let plan = self.plan();
        match action {
            Action::Typed { field, text } => {
                // Each key changes the plan as it was before the first: of “70k to 18k”, which is refused, nothing stays
                // but the text, not the “70k” on its way there.
                let typed = self.plan.before_typing(field).typed(field, text, self.style);
                next.plan.type_into(field, Rc::new(typed));
            }
            Action::ReadingTaken { field, place } => {
                next.step_to_some(plan.with_reading_taken(field, place, self.style));
            }
            Action::FieldLeft => {
                if let Some(left) = self.plan.typing().and_then(|field| plan.left(field, self.style)) {
                    next.plan.restate(Rc::new(left));
                }
                next.plan.leave();
            }
            Action::Segment(id, action) => next.after_segment(id, action),
            Action::QuotaPeriodChosen(period) => next.step_to_some(plan.with_parts(|parts| {
                parts.team.as_mut()?.quota_period = period;
                Some(())
            })),
            Action::StageAdded(segment) => next.step_to_some(plan.with_stage_added(segment)),
            Action::StageRemoved(id) => next.step_to_some(plan.with_stage_removed(id)),
            Action::StageMoved { id, to } => next.step_to_some(plan.with_stage_moved(id, to)),
            Action::SurenessChosen { id, sureness } => next.step_to_some(plan.with_sureness(id, sureness)),
            Action::ReadingChosen(reading) => {
                // How a rate is shown is no edit: nothing to undo.
                next.plan.restate(Rc::new(plan.with_reading(reading)));
                next.plan.leave();
            }
            Action::Pasted { field, cells } => next.paste(field, cells),
            Action::PastedRatesMoveOn => {
                if let Some(Notice::RatesReadAsWon { field, cells }) = next.notice.take() {
                    next.plan.undo();
                    let said = Some(RateReading::MovesOn);
                    next.step_to_some(next.plan().pasted(field, &cells, said, self.style));
                }
            }
            Action::SourceChosen { of, source } => next.step_to_some(plan.with_source(of, source)),
            Action::BeforeKept => next.before = Some(plan.scenario().clone()),
            Action::BeforeDropped => next.before = None,
            Action::Opened { scenario, notice } => {
                next.plan.step(Rc::new(Plan::new(scenario)));
                next.notice = notice;
            }
            Action::LeversApplied(levers) => next.step_from_kept(plan.with_levers(&levers)),
            Action::MeasuredTaken(scenario) => next.step_from_kept(plan.with_measured(&scenario)),
            Action::Undone => next.plan.undo(),
            Action::Redone => next.plan.redo(),
            Action::Noticed(notice) => next.notice = notice,
            Action::Ran(run) => next.run = run,
        }
        next
    }

    /// Pasted cells; where that turns how rates are read, the reader is told.
    fn paste(&mut self, field: FieldId, cells: Vec<Vec<String>>) {
        let plan = self.plan().pasted(field, &cells, None, self.style);
        let turned = plan.as_ref().is_some_and(|plan| plan.reading() != self.plan().reading());
        self.step_to_some(plan);
        if turned {
            self.notice = Some(match self.plan().reading() {
                RateReading::WonFromHere => Notice::RatesReadAsWon { field, cells },
                RateReading::MovesOn => Notice::RatesReadAsMovingOn,
            });
        }
    }

    fn step_to_some(&mut self, plan: Option<Plan>) {
        if let Some(plan) = plan {
            self.plan.step(Rc::new(plan));
        }
    }

    /// A step whose effect is to be seen: the plan as it stood is kept for comparison, if none is.
    fn step_from_kept(&mut self, plan: Option<Plan>) {
        if let Some(plan) = plan {
            self.before.get_or_insert_with(|| self.plan.now().scenario().clone());
            self.plan.step(Rc::new(plan));
        }
    }

    fn after_segment(&mut self, id: SegmentId, action: SegmentAction) {
        let plan = self.plan().clone();
        let with_supply = |change: &dyn Fn(&mut Supply)| {
            plan.with_segment(id, |segment| {
                let mut changed = segment.clone();
                change(&mut changed.supply);
                Some(changed)
            })
        };
        match action {
            SegmentAction::Pipeline(start) => self.step_to_some(plan.with_pipeline(id, start)),
            SegmentAction::SupplyOf(of) => self.step_to_some(with_supply(&|supply| supply.of = of)),
            SegmentAction::Sourcing(from) => self.step_to_some(with_supply(&|supply| supply.sourcing = from)),
            SegmentAction::Show => self.segment = id,
            SegmentAction::Add => self.step_to_last(plan.with_segment_copied(id, Evidence::Own)),
            SegmentAction::Copy => self.step_to_last(plan.with_segment_copied(id, Evidence::Shared)),
            SegmentAction::Remove => self.step_to_some(plan.with_segment_removed(id)),
            SegmentAction::Share(with) => self.step_to_some(plan.with_sharing(id, with)),
        }
    }

    /// A step after which the last segment is shown.
    fn step_to_last(&mut self, plan: Option<Plan>) {
        if let Some(plan) = plan {
            self.plan.step(Rc::new(plan));
            self.segment =
                self.plan().scenario().segments().last().map_or(self.segment, |segment| segment.id);
        }
    }
}
