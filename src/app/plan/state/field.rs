//! Which field a text was typed into.

use crate::entry::EconomicsField;
use crate::model::{Assumption, SegmentId, StageId};

/// A field of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldId {
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
    /// The money side.
    Money(EconomicsField),
    /// Which luck.
    Seed,
    /// How many runs.
    Trials,
    /// A segment's name.
    SegmentName(SegmentId),
    /// New opportunities.
    Supply(SegmentId),
    /// How new opportunities are spread over the year.
    Seasons(SegmentId),
    /// How much months differ beyond chance.
    BusyMonths(SegmentId),
    /// How well new opportunities are known.
    SupplyError(SegmentId),
    /// What is open when the plan begins.
    Open(SegmentId),
    /// How well the length of the cycle is known.
    CycleError(SegmentId),
    /// Sizes of won deals.
    DealSize(SegmentId),
    /// The smallest and the largest deal.
    DealBounds(SegmentId),
    /// How well the mean size is known.
    SizeError(SegmentId),
    /// A stage's name.
    StageName(StageId),
    /// A stage's rate, as the share that moves on.
    StageRate(StageId),
    /// A stage's rate, as the share that is won from here.
    StageWins(StageId),
    /// The time in a stage.
    StageTime(StageId),
    /// The time until a deal is lost in a stage.
    StageLoss(StageId),
    /// How much reps differ at a stage.
    StageSpread(StageId),
    /// What is left of a stage's rate off the process.
    StageOffPlan(StageId),
    /// What must be true to leave a stage.
    StageExit(StageId),
    /// A note on an assumption.
    Note(Assumption),
}

/// Fields of the whole plan, by the ids of their elements.
const OF_PLAN: [(FieldId, &str); 15] = [
    (FieldId::Name, "plan-name"),
    (FieldId::Target, "target"),
    (FieldId::Period, "period"),
    (FieldId::Booked, "booked"),
    (FieldId::Confidence, "confidence"),
    (FieldId::FiscalStart, "fiscal-start"),
    (FieldId::Team, "team"),
    (FieldId::Ramp, "ramp"),
    (FieldId::Attrition, "attrition"),
    (FieldId::Capacity, "capacity"),
    (FieldId::Adherence, "adherence"),
    (FieldId::Market, "market"),
    (FieldId::Slippage, "slippage"),
    (FieldId::Seed, "seed"),
    (FieldId::Trials, "trials"),
];

/// The field of one part of a segment or stage.
type FieldOf<Id> = fn(Id) -> FieldId;

/// Fields of a segment, likewise; of the first one without its number.
const OF_SEGMENT: [(FieldOf<SegmentId>, &str); 10] = [
    (FieldId::SegmentName, "name"),
    (FieldId::Supply, "supply"),
    (FieldId::Seasons, "seasons"),
    (FieldId::BusyMonths, "busy-months"),
    (FieldId::SupplyError, "supply-error"),
    (FieldId::Open, "open"),
    (FieldId::CycleError, "cycle-error"),
    (FieldId::DealSize, "deal-size"),
    (FieldId::DealBounds, "deal-bounds"),
    (FieldId::SizeError, "size-error"),
];

/// Fields of a stage, likewise.
const OF_STAGE: [(FieldOf<StageId>, &str); 8] = [
    (FieldId::StageName, "name"),
    (FieldId::StageRate, "rate"),
    (FieldId::StageWins, "wins"),
    (FieldId::StageTime, "time"),
    (FieldId::StageLoss, "loss"),
    (FieldId::StageSpread, "spread"),
    (FieldId::StageOffPlan, "off-plan"),
    (FieldId::StageExit, "exit"),
];

impl FieldId {
    /// The element's id on the page, and the key in storage.
    pub fn element_id(self) -> String {
        if let Self::Note(of) = self {
            return format!("note-{}", of.key().replace(' ', "-"));
        }
        if let Self::Money(of) = self {
            return money_id(of);
        }
        if let Some((_, id)) = OF_PLAN.iter().find(|(field, _)| *field == self) {
            return (*id).to_owned();
        }
        let stage = self.stage().and_then(|id| {
            let (_, part) = OF_STAGE.iter().find(|(field, _)| field(id) == self)?;
            Some(format!("stage-{}-{part}", id.0))
        });
        let segment = || {
            let id = self.segment()?;
            let (_, part) = OF_SEGMENT.iter().find(|(field, _)| field(id) == self)?;
            Some(match (id, *part) {
                (SegmentId(1), part) if part != "name" => part.to_owned(),
                (SegmentId(number), part) => format!("segment-{number}-{part}"),
            })
        };
        stage.or_else(segment).unwrap_or_default()
    }

    /// The stage that the field belongs to, if any.
    pub fn stage(self) -> Option<StageId> {
        if let Self::StageName(id)
        | Self::StageRate(id)
        | Self::StageWins(id)
        | Self::StageTime(id)
        | Self::StageLoss(id)
        | Self::StageSpread(id)
        | Self::StageOffPlan(id)
        | Self::StageExit(id)
        | Self::Note(Assumption::StageRate(id) | Assumption::StageTime(id)) = self
        {
            Some(id)
        } else {
            None
        }
    }

    /// The segment that the field belongs to, if any; of a stage's field, none.
    pub fn segment(self) -> Option<SegmentId> {
        if let Self::SegmentName(id)
        | Self::Supply(id)
        | Self::Seasons(id)
        | Self::BusyMonths(id)
        | Self::SupplyError(id)
        | Self::Open(id)
        | Self::CycleError(id)
        | Self::DealSize(id)
        | Self::DealBounds(id)
        | Self::SizeError(id)
        | Self::Note(Assumption::Supply(id) | Assumption::DealSize(id)) = self
        {
            Some(id)
        } else {
            None
        }
    }

    /// The assumption that the field states, if it is one that has a source.
    pub fn assumption(self) -> Option<Assumption> {
        if let Self::StageRate(id) | Self::StageWins(id) = self {
            return Some(Assumption::StageRate(id));
        }
        let of_segment = self.segment().map(|id| (Self::Supply(id), Self::DealSize(id), id));
        match of_segment {
            Some((supply, _, id)) if supply == self => Some(Assumption::Supply(id)),
            Some((_, size, id)) if size == self => Some(Assumption::DealSize(id)),
            Some(_) => None,
            None if self == Self::Target => Some(Assumption::Target),
            None if self == Self::Period => Some(Assumption::Period),
            None => self.stage().filter(|id| self == Self::StageTime(*id)).map(Assumption::StageTime),
        }
    }

    /// How many lines the field shows: more than one where each group or deal has its own.
    pub fn lines(self) -> u32 {
        if matches!(self, Self::Team | Self::Open(_)) { 4 } else { 1 }
    }

    /// The field of an element id.
    pub fn of_element_id(text: &str) -> Option<Self> {
        if let Some((field, _)) = OF_PLAN.iter().find(|(_, id)| *id == text) {
            return Some(*field);
        }
        if let Some(key) = text.strip_prefix("note-") {
            return Assumption::of_key(&key.replace('-', " ")).map(Self::Note);
        }
        if let Some(of) = EconomicsField::all().find(|of| money_id(*of) == text) {
            return Some(Self::Money(of));
        }
        let numbered = |kind: &str| {
            let (id, part) = text.strip_prefix(kind)?.split_once('-')?;
            Some((id.parse::<u32>().ok()?, part))
        };
        if let Some((id, part)) = numbered("stage-") {
            let (field, _) = OF_STAGE.iter().find(|(_, name)| *name == part)?;
            return Some(field(StageId(id)));
        }
        let (id, part) = numbered("segment-").unwrap_or((1, text));
        let (field, _) = OF_SEGMENT.iter().find(|(_, name)| *name == part)?;
        Some(field(SegmentId(id)))
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
