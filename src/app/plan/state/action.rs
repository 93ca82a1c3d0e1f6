//! What the reader or the world did to a plan, and what the reader is told of it.

use super::segments::SegmentAction;
use super::{FieldId, Plan, PlanId, RunView, Sheet, Slider, Sureness};
use crate::entry::RateReading;
use crate::model::{Assumption, Lever, QuotaPeriod, Scenario, SegmentId, Source, StageId};
use std::rc::Rc;

/// Something to tell the reader once.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A link could not be opened; why.
    LinkRefused(String),
    /// The first edit of a plan that was sent made a copy.
    CopyMade,
    /// Pasted rates were read, and are now shown, as what is won from each stage; the paste, to read it the
    /// other way.
    RatesReadAsWon {
        /// Into which field.
        field: FieldId,
        /// Rows of cells.
        cells: Vec<Vec<String>>,
    },
    /// Pasted rates were read, and are now shown, as what moves on from each stage.
    RatesReadAsMovingOn,
    /// A presentation is over, and the plan is what it was before its sliders were moved; where they stood.
    SlidersBack(Vec<(Lever, f64)>),
    /// What was measured is the plan's now.
    MeasuredTaken,
    /// The link was copied.
    LinkCopied,
    /// The same without a sentence: the answer is still to come.
    BareLinkCopied,
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
    /// A stage was added to a segment.
    StageAdded {
        /// To which.
        segment: SegmentId,
        /// After which stage; none is before the last one.
        after: Option<StageId>,
    },
    /// A stage was removed.
    StageRemoved(StageId),
    /// A stage was moved to another place, from 0.
    StageMoved {
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
    /// All rates of a segment that are estimates became more or less sure.
    EstimatesSureness(SegmentId, Sureness),
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
    /// The plan becomes again what it was when it was kept; its name stays.
    BeforeTaken,
    /// The kept plan is no longer needed.
    BeforeDropped,
    /// One of the reader's plans is put on the table, in place of whatever lies there.
    Shown {
        sheet: Sheet,
        /// What it holds.
        plan: Rc<Plan>,
        /// What was kept of it for comparison.
        before: Option<Rc<Scenario>>,
    },
    /// A plan that was sent is put on the table; the reader's own stays beside it.
    LinkOpened {
        /// How it came, and the copy that an edit makes.
        sheet: Sheet,
        /// What it holds.
        scenario: Rc<Scenario>,
    },
    /// A link does not open; why. Where the reader has nothing of their own, nothing stands in for it.
    LinkRefused {
        /// Why.
        reason: String,
        /// Whether what lies on the table is the reader's own.
        own: bool,
    },
    /// The plan that was sent becomes a copy of the reader's own.
    CopyMade,
    /// The plan is kept under another name from now on: another tab had made something else of it.
    KeptAs(PlanId),
    /// Away with the plan that was sent: the reader's own lies on the table again. Of a link that does not
    /// open nothing is to be seen any more.
    Returned,
    /// What another tab made of the plan takes its place; undo brings this tab's back.
    Renewed {
        /// What it holds.
        plan: Rc<Plan>,
        /// What was kept of it for comparison.
        before: Option<Rc<Scenario>>,
    },
    /// Levers were pressed: each is brought to its value. The plan as it stands is kept for comparison, if
    /// none is.
    LeversApplied(Vec<(Lever, f64)>),
    /// One of some sliders was moved; the others stay where they stand.
    Slid {
        /// All that are offered; while they are moved, those that were offered first.
        sliders: Vec<Slider>,
        /// Which of them, from 0.
        which: usize,
        /// Where to: steps from where it began.
        steps: f64,
    },
    /// A presentation is over.
    PresentationLeft,
    /// What was measured becomes the plan's: a plan that differs from this one in stage rates and in how
    /// people differ. The plan as it stands is kept for comparison, if none is.
    MeasuredTaken(Rc<Scenario>),
    /// Costs that nobody knows yet are the example's.
    ExampleCostsTaken,
    /// One step back.
    Undone,
    /// One step forward again.
    Redone,
    /// Something to tell the reader; none takes it away.
    Noticed(Option<Notice>),
    /// A run got on: what is to be shown of it.
    Ran(RunView),
}

impl Action {
    /// Whether it may be an edit, of which a plan that was sent makes a copy. What is shown to a room is
    /// none: the plan stays as it is until something is applied.
    pub(super) fn may_edit(&self) -> bool {
        !matches!(
            self,
            Self::LinkOpened { .. }
                | Self::Returned
                | Self::Shown { .. }
                | Self::Slid { .. }
                | Self::PresentationLeft
        )
    }
}
