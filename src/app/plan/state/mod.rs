//! Everything that is known of the plan, as one value; what happens to it, as a pure function.
//!
//! No browser and no component in here. What can be computed (the link, the sentences, whether an answer is
//! stale) is not stored.

mod action;
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
mod sheet;
mod sliders;
mod stage_edits;
mod stage_table;
mod sureness;
mod typing;
mod written;

pub use action::{Action, Notice};
pub use field::{FieldId, PlanField, SegmentField, StageField};
pub use plan::Plan;
pub use run::{Answer, RunCommand, RunEvent, RunStage, RunView, Runs};
use segments::Evidence;
pub use segments::SegmentAction;
pub use sheet::{PlanId, Received, Sheet, ToKeep, Watch};
pub use sliders::{Slid, Slider};
pub use stage_table::new_place;
pub use sureness::Sureness;
pub use written::{said, written};

use crate::app::kept::words::copy_of;
use crate::app::shared::Shared;
use crate::app::steps::Steps;
use crate::entry::{NumberStyle, RateReading};
use crate::model::{Scenario, SegmentId, Supply};
use std::rc::Rc;

/// The page's state.
#[derive(Clone, Debug)]
pub struct State {
    plan: Steps<Rc<Plan>, FieldId>,
    /// What is being drawn, and the last answer.
    pub run: RunView,
    /// The plan that was kept for comparison, if any.
    pub before: Option<Rc<Scenario>>,
    /// The plan that a step kept for comparison because nothing was; gone with the step.
    kept_by_step: Option<Rc<Scenario>>,
    /// The segment whose assumptions are shown; if it is gone, the first.
    segment: SegmentId,
    /// What the reader should know, until dismissed.
    pub notice: Option<Notice>,
    /// Which plan lies on the table.
    pub sheet: Sheet,
    /// The reader's own plan, while one that was sent lies on the table.
    beside: Option<Rc<Beside>>,
    /// Why the link that the page was opened with holds no plan, while there is nothing of the reader's own
    /// to be shown.
    pub refused: Option<String>,
    /// What another tab made of the plan, while nothing was done to that here.
    renewed: Option<Rc<Plan>>,
    /// What sliders made of the plan, until something else does.
    slid: Option<Shared<Slid>>,
    /// Who sees each change in the tick in which it happens; rendering may wait for many.
    pub watch: Option<Watch>,
    /// How the reader's locale writes numbers.
    style: NumberStyle,
}

/// A plan with its steps, out of the way.
#[derive(Debug)]
struct Beside {
    plan: Steps<Rc<Plan>, FieldId>,
    before: Option<Rc<Scenario>>,
    sheet: Sheet,
}

impl State {
    /// A plan that nobody has changed yet.
    pub fn new(plan: Plan, sheet: Sheet, style: NumberStyle) -> Self {
        Self {
            plan: Steps::new(Rc::new(plan)),
            run: RunView::default(),
            before: None,
            kept_by_step: None,
            segment: SegmentId(1),
            notice: None,
            sheet,
            beside: None,
            refused: None,
            renewed: None,
            slid: None,
            watch: None,
            style,
        }
    }

    /// The plan as it stands.
    pub fn plan(&self) -> &Rc<Plan> {
        self.plan.now()
    }

    /// The plan with its steps.
    pub fn steps(&self) -> &Steps<Rc<Plan>, FieldId> {
        &self.plan
    }

    /// The reader's own plan, while one that was sent lies on the table; which, and what it holds.
    pub fn beside(&self) -> Option<(&PlanId, &Rc<Plan>)> {
        self.beside.as_ref().map(|beside| (&beside.sheet.id, beside.plan.now()))
    }

    /// What sliders made of the plan as it stands; none, where something else did.
    pub fn slid(&self) -> Option<&Shared<Slid>> {
        self.slid.as_ref().filter(|slid| slid.made(self.plan()))
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
        let may_edit = action.may_edit();
        match action {
            Action::Typed { field, text } => {
                // Each key changes the plan as it was before the first: of “70k to 18k”, which is refused,
                // nothing stays but the text, not the “70k” on its way there.
                let typed = self.plan.before_typing(field).typed(field, text.clone(), self.style);
                if self.sheet.received.is_some() && !typed.is_same_work(plan) {
                    // The copy is made first: every further key begins with it.
                    next.make_copy_and_say(plan.scenario());
                    return next.after(Action::Typed { field, text });
                }
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
            Action::StageAdded { segment, after } => next.step_to_some(plan.with_stage_added(segment, after)),
            Action::StageRemoved(id) => next.step_to_some(plan.with_stage_removed(id)),
            Action::StageMoved { id, to } => next.step_to_some(plan.with_stage_moved(id, to)),
            Action::SurenessChosen { id, sureness } => next.step_to_some(plan.with_sureness(id, sureness)),
            Action::EstimatesSureness(id, to) => next.step_to_some(plan.with_estimates_sureness(id, to)),
            Action::ReadingChosen(reading) => {
                // How a rate is shown is no edit: nothing to undo.
                next.plan.restate(Rc::new(plan.with_reading(reading)));
                next.plan.leave();
            }
            Action::Pasted { field, cells } => next.paste(field, cells),
            Action::PastedRatesMoveOn => {
                if let Some(Notice::RatesReadAsWon { field, cells }) = next.notice.take() {
                    next.plan.undo();
                    let again = next.plan().pasted(field, &cells, None, self.style);
                    if again.is_none_or(|again| again.scenario() != plan.scenario()) {
                        // What was edited since is not what is taken back.
                        next.plan = self.plan.clone();
                    }
                    let said = Some(RateReading::MovesOn);
                    next.step_to_some(next.plan().pasted(field, &cells, said, self.style));
                }
            }
            Action::SourceChosen { of, source } => next.step_to_some(plan.with_source(of, source)),
            Action::BeforeKept => next.before = Some(plan.scenario().clone()),
            Action::BeforeTaken => next.step_to_some(next.plan_before()),
            Action::BeforeDropped => next.before = None,
            Action::Shown { sheet, plan, before } => next.put(Steps::new(plan), before, sheet),
            Action::LinkOpened { sheet, scenario } => next.look_at(sheet, scenario),
            Action::LinkRefused { reason, own: true } => next.notice = Some(Notice::LinkRefused(reason)),
            Action::LinkRefused { reason, own: false } => next.refused = Some(reason),
            Action::CopyMade => next.make_copy(plan.scenario()),
            Action::KeptAs(id) => next.sheet.id = id,
            Action::Returned => next.put_back(),
            Action::Renewed { plan, before } => next.renew(plan, before),
            Action::LeversApplied(levers) => {
                // What sliders showed is taken, or something else is.
                next.notice.take_if(|notice| matches!(notice, Notice::SlidersBack(_)));
                next.step_from_kept(plan.with_levers(&levers));
            }
            Action::Slid { sliders, which, steps } => next.slide(sliders, which, steps),
            Action::PresentationLeft => next.put_sliders_back(),
            Action::MeasuredTaken(scenario) => {
                next.step_from_kept(plan.with_measured(&scenario));
                next.notice = Some(Notice::MeasuredTaken);
            }
            Action::ExampleCostsTaken => next.step_to_some(plan.with_example_costs()),
            Action::Undone => next.undo(),
            Action::Redone => next.redo(),
            Action::Noticed(notice) => next.notice = notice,
            Action::Ran(run) => next.run = run,
        }
        if may_edit && self.sheet.received.is_some() && !next.plan().is_same_work(self.plan()) {
            next.make_copy_and_say(plan.scenario());
        }
        next
    }

    /// Whether the plan is what another tab made of it.
    fn is_renewed(&self) -> bool {
        self.renewed.as_ref().is_some_and(|renewed| Rc::ptr_eq(renewed, self.plan()))
    }

    /// What is to be kept, now that the state was another before.
    pub fn to_keep(&self, before: &Self) -> ToKeep {
        if self.sheet.received.is_some() {
            return ToKeep::Nothing;
        }
        let same_before = match (&self.before, &before.before) {
            (Some(now), Some(then)) => Rc::ptr_eq(now, then),
            (now, then) => now.is_none() && then.is_none(),
        };
        if self.sheet.id != before.sheet.id {
            ToKeep::Place
        } else if before.sheet.received.is_some() {
            ToKeep::Plan
        } else if self.is_renewed() || (Rc::ptr_eq(self.plan(), before.plan()) && same_before) {
            ToKeep::Nothing
        } else {
            ToKeep::Plan
        }
    }

    /// The plan as it was when it was kept, under its name of now; none, if none was.
    fn plan_before(&self) -> Option<Plan> {
        let (now, before) = (self.plan(), self.before.clone()?);
        Plan::new(before).with_reading(now.reading()).renamed(&now.scenario().parts().name)
    }

    /// A plan that was sent, beside the reader's own. Of two links, one after the other, the first is gone;
    /// the own plan is beside both.
    fn look_at(&mut self, sheet: Sheet, scenario: Rc<Scenario>) {
        let beside = match &self.sheet.received {
            Some(_) => self.beside.clone(),
            None => Some(Rc::new(Beside {
                plan: self.plan.clone(),
                before: self.before.clone(),
                sheet: self.sheet.clone(),
            })),
        };
        let before = sheet.received.as_ref().and_then(|received| received.before.clone());
        self.put(Steps::new(Rc::new(Plan::new(scenario))), before, sheet);
        self.beside = beside;
    }

    /// The reader's own plan again, as they left it.
    fn put_back(&mut self) {
        self.refused = None;
        if let Some(beside) = self.beside.take() {
            self.put(beside.plan.clone(), beside.before.clone(), beside.sheet.clone());
        }
    }

    /// What another tab made of the plan; key by key, it is one step here.
    fn renew(&mut self, plan: Rc<Plan>, before: Option<Rc<Scenario>>) {
        if self.is_renewed() {
            self.plan.restate(plan.clone());
        } else {
            self.plan.step(plan.clone());
        }
        (self.renewed, self.before) = (Some(plan), before);
    }

    /// Another plan on the table, with its steps.
    fn put(&mut self, plan: Steps<Rc<Plan>, FieldId>, before: Option<Rc<Scenario>>, sheet: Sheet) {
        (self.plan, self.before, self.sheet) = (plan, before, sheet);
        (self.beside, self.notice, self.refused, self.kept_by_step) = (None, None, None, None);
        self.segment = SegmentId(1);
    }

    /// The same where nobody asked for it: it is said.
    fn make_copy_and_say(&mut self, sent: &Rc<Scenario>) {
        self.make_copy(sent);
        self.notice.get_or_insert(Notice::CopyMade);
    }

    /// The plan that was sent is the reader's own from now on, under a name that tells the two apart. What
    /// was sent is kept to be compared with, if nothing is.
    fn make_copy(&mut self, sent: &Rc<Scenario>) {
        self.sheet.received = None;
        self.beside = None;
        self.before.get_or_insert_with(|| sent.clone());
        let name = &sent.parts().name;
        let is_named = !name.is_empty() && self.plan().scenario().parts().name == *name;
        if let Some(copy) = self.plan().renamed(&copy_of(name)).filter(|_| is_named) {
            self.plan.restate(Rc::new(copy));
        }
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
            if self.before.is_none() {
                self.kept_by_step = Some(self.plan().scenario().clone());
                self.before.clone_from(&self.kept_by_step);
            }
            self.plan.step(Rc::new(plan));
        }
    }

    /// Whether the plan stands as it did before the step that kept it.
    fn is_before_step(&self) -> bool {
        self.kept_by_step.as_ref().is_some_and(|kept| Rc::ptr_eq(kept, self.plan().scenario()))
    }

    /// One step back; what that step kept goes with it, since a plan beside itself says nothing.
    fn undo(&mut self) {
        self.plan.undo();
        let is_of_step =
            self.before.as_ref().zip(self.kept_by_step.as_ref()).is_some_and(|(a, b)| Rc::ptr_eq(a, b));
        if is_of_step && self.is_before_step() {
            self.before = None;
        }
    }

    /// One step forward again, with what it kept.
    fn redo(&mut self) {
        if self.before.is_none() && self.is_before_step() {
            self.before.clone_from(&self.kept_by_step);
        }
        self.plan.redo();
    }

    /// A slider was moved. However often: back to the plan as it was is one step.
    fn slide(&mut self, sliders: Vec<Slider>, which: usize, steps: f64) {
        let begun = self.slid().map(|slid| Slid::clone(slid));
        let is_first = begun.is_none();
        let slid = begun.unwrap_or_else(|| Slid::from(self.plan.now(), &self.run, sliders));
        let Some(slid) = slid.moved(which, steps) else { return };
        if is_first {
            self.plan.step(slid.plan().clone());
        } else {
            self.plan.restate(slid.plan().clone());
        }
        self.slid = Some(Shared::new(slid));
    }

    /// What is shown to a room changes no plan: what the sliders made of it is offered, not kept.
    fn put_sliders_back(&mut self) {
        let Some(slid) = self.slid().map(|slid| Slid::clone(slid)) else { return };
        self.plan.undo();
        let levers = slid.moved_levers();
        self.notice = (!levers.is_empty()).then_some(Notice::SlidersBack(levers));
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
