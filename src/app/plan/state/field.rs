//! Which field a text was typed into.

use crate::entry::EconomicsField;
use crate::model::{Assumption, SegmentId, StageId};

/// A field of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldId {
    /// One that holds for the whole plan.
    Plan(PlanField),
    /// One of a segment.
    Segment(SegmentId, SegmentField),
    /// One of a stage.
    Stage(StageId, StageField),
    /// One of the money side.
    Money(EconomicsField),
    /// A note on an assumption.
    Note(Assumption),
}

impl From<PlanField> for FieldId {
    fn from(field: PlanField) -> Self {
        Self::Plan(field)
    }
}

impl FieldId {
    /// The element's id on the page, and the key in storage. Fields of the first segment are without its
    /// number.
    pub fn element_id(self) -> String {
        match self {
            Self::Plan(field) => field.id().to_owned(),
            Self::Segment(SegmentId(1), field) if field != SegmentField::Name => field.id().to_owned(),
            Self::Segment(SegmentId(number), field) => format!("segment-{number}-{}", field.id()),
            Self::Stage(StageId(number), field) => format!("stage-{number}-{}", field.id()),
            Self::Money(field) => money_id(field),
            Self::Note(of) => format!("note-{}", of.key().replace(' ', "-")),
        }
    }

    /// The field of an element id.
    pub fn of_element_id(text: &str) -> Option<Self> {
        if let Some(field) = PlanField::of_id(text) {
            return Some(Self::Plan(field));
        }
        if let Some(key) = text.strip_prefix("note-") {
            return Assumption::of_key(&key.replace('-', " ")).map(Self::Note);
        }
        if let Some(field) = EconomicsField::all().find(|field| money_id(*field) == text) {
            return Some(Self::Money(field));
        }
        let numbered = |kind: &str| {
            let (id, part) = text.strip_prefix(kind)?.split_once('-')?;
            Some((id.parse::<u32>().ok()?, part))
        };
        if let Some((id, part)) = numbered("stage-") {
            return StageField::of_id(part).map(|field| Self::Stage(StageId(id), field));
        }
        let (id, part) = numbered("segment-").unwrap_or((1, text));
        SegmentField::of_id(part).map(|field| Self::Segment(SegmentId(id), field))
    }

    /// The stage that the field belongs to, if any.
    pub fn stage(self) -> Option<StageId> {
        match self {
            Self::Stage(id, _) | Self::Note(Assumption::StageRate(id) | Assumption::StageTime(id)) => {
                Some(id)
            }
            Self::Note(
                Assumption::Target | Assumption::Period | Assumption::Supply(_) | Assumption::DealSize(_),
            )
            | Self::Plan(_)
            | Self::Segment(..)
            | Self::Money(_) => None,
        }
    }

    /// The segment that the field belongs to, if any; of a stage's field, none.
    pub fn segment(self) -> Option<SegmentId> {
        match self {
            Self::Segment(id, _) | Self::Note(Assumption::Supply(id) | Assumption::DealSize(id)) => Some(id),
            Self::Note(
                Assumption::Target | Assumption::Period | Assumption::StageRate(_) | Assumption::StageTime(_),
            )
            | Self::Plan(_)
            | Self::Stage(..)
            | Self::Money(_) => None,
        }
    }

    /// The assumption that the field states, if it is one that has a source.
    pub fn assumption(self) -> Option<Assumption> {
        match self {
            Self::Plan(field) => field.assumption(),
            Self::Segment(id, field) => field.assumption(id),
            Self::Stage(id, field) => field.assumption(id),
            Self::Money(_) | Self::Note(_) => None,
        }
    }

    /// How many lines the field shows: more than one where each group or deal has its own.
    pub fn lines(self) -> u32 {
        let has_lines = matches!(self, Self::Plan(PlanField::Team) | Self::Segment(_, SegmentField::Open));
        if has_lines { 4 } else { 1 }
    }
}

/// A field that holds for the whole plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanField {
    /// The plan's name.
    Name,
    /// The target.
    Target,
    /// When the plan runs.
    Period,
    /// Booked so far, and until when.
    Booked,
    /// The wanted confidence.
    Confidence,
    /// The month that the fiscal year begins with.
    FiscalStart,
    /// Who does the work.
    Team,
    /// How reps become productive.
    Ramp,
    /// Who leaves.
    Attrition,
    /// What reps have time for.
    Capacity,
    /// Who follows the process.
    Adherence,
    /// How uncertain the market is.
    Market,
    /// Deals that slip.
    Slippage,
    /// Which luck.
    Seed,
    /// How many runs.
    Trials,
}

impl PlanField {
    const ALL: [Self; 15] = [
        Self::Name,
        Self::Target,
        Self::Period,
        Self::Booked,
        Self::Confidence,
        Self::FiscalStart,
        Self::Team,
        Self::Ramp,
        Self::Attrition,
        Self::Capacity,
        Self::Adherence,
        Self::Market,
        Self::Slippage,
        Self::Seed,
        Self::Trials,
    ];

    fn id(self) -> &'static str {
        match self {
            Self::Name => "plan-name",
            Self::Target => "target",
            Self::Period => "period",
            Self::Booked => "booked",
            Self::Confidence => "confidence",
            Self::FiscalStart => "fiscal-start",
            Self::Team => "team",
            Self::Ramp => "ramp",
            Self::Attrition => "attrition",
            Self::Capacity => "capacity",
            Self::Adherence => "adherence",
            Self::Market => "market",
            Self::Slippage => "slippage",
            Self::Seed => "seed",
            Self::Trials => "trials",
        }
    }

    fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }

    fn assumption(self) -> Option<Assumption> {
        match self {
            Self::Target => Some(Assumption::Target),
            Self::Period => Some(Assumption::Period),
            Self::Name
            | Self::Booked
            | Self::Confidence
            | Self::FiscalStart
            | Self::Team
            | Self::Ramp
            | Self::Attrition
            | Self::Capacity
            | Self::Adherence
            | Self::Market
            | Self::Slippage
            | Self::Seed
            | Self::Trials => None,
        }
    }
}

/// A field of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentField {
    Name,
    /// New opportunities.
    Supply,
    /// How new opportunities are spread over the year.
    Seasons,
    /// How much months differ beyond chance.
    BusyMonths,
    /// How well new opportunities are known.
    SupplyError,
    /// What is open when the plan begins.
    Open,
    /// How well the length of the cycle is known.
    CycleError,
    /// Sizes of won deals.
    DealSize,
    /// The smallest and the largest deal.
    DealBounds,
    /// How well the mean size is known.
    SizeError,
}

impl SegmentField {
    const ALL: [Self; 10] = [
        Self::Name,
        Self::Supply,
        Self::Seasons,
        Self::BusyMonths,
        Self::SupplyError,
        Self::Open,
        Self::CycleError,
        Self::DealSize,
        Self::DealBounds,
        Self::SizeError,
    ];

    fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Supply => "supply",
            Self::Seasons => "seasons",
            Self::BusyMonths => "busy-months",
            Self::SupplyError => "supply-error",
            Self::Open => "open",
            Self::CycleError => "cycle-error",
            Self::DealSize => "deal-size",
            Self::DealBounds => "deal-bounds",
            Self::SizeError => "size-error",
        }
    }

    fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }

    fn assumption(self, id: SegmentId) -> Option<Assumption> {
        match self {
            Self::Supply => Some(Assumption::Supply(id)),
            Self::DealSize => Some(Assumption::DealSize(id)),
            Self::Name
            | Self::Seasons
            | Self::BusyMonths
            | Self::SupplyError
            | Self::Open
            | Self::CycleError
            | Self::DealBounds
            | Self::SizeError => None,
        }
    }
}

/// A field of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageField {
    Name,
    /// Its rate, as the share that moves on.
    Rate,
    /// Its rate, as the share that is won from here.
    Wins,
    /// The time in it.
    Time,
    /// The time until a deal is lost in it.
    Loss,
    /// Which share of those that do not move on is never decided.
    NeverDecided,
    /// How much reps differ at it.
    Spread,
    /// What is left of its rate off the process.
    OffPlan,
    /// What must be true to leave it.
    Exit,
}

impl StageField {
    const ALL: [Self; 9] = [
        Self::Name,
        Self::Rate,
        Self::Wins,
        Self::Time,
        Self::Loss,
        Self::NeverDecided,
        Self::Spread,
        Self::OffPlan,
        Self::Exit,
    ];

    fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Rate => "rate",
            Self::Wins => "wins",
            Self::Time => "time",
            Self::Loss => "loss",
            Self::NeverDecided => "never-decided",
            Self::Spread => "spread",
            Self::OffPlan => "off-plan",
            Self::Exit => "exit",
        }
    }

    fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }

    fn assumption(self, id: StageId) -> Option<Assumption> {
        match self {
            Self::Rate | Self::Wins => Some(Assumption::StageRate(id)),
            Self::Time => Some(Assumption::StageTime(id)),
            Self::Name | Self::Loss | Self::NeverDecided | Self::Spread | Self::OffPlan | Self::Exit => None,
        }
    }
}

fn money_id(field: EconomicsField) -> String {
    let name = match field {
        EconomicsField::GrossMargin => "gross-margin",
        EconomicsField::FixedCost => "fixed-cost",
        EconomicsField::CostPerOpportunity => "opportunity-cost",
        EconomicsField::BasePay => "base-pay",
        EconomicsField::Commission => "commission",
        EconomicsField::ContractMonths => "contract-months",
        EconomicsField::Goal => "profit-goal",
        EconomicsField::Price(of) => return format!("price-{}", of.key()),
    };
    name.to_owned()
}
