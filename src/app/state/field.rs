//! Which field a text was typed into.

use crate::model::{Assumption, StageId};

/// A field of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// New opportunities.
    Supply,
    /// How new opportunities are spread over the year.
    Seasons,
    /// Sizes of won deals.
    DealSize,
    /// Which luck.
    Seed,
    /// How many runs.
    Trials,
    /// A stage's name.
    StageName(StageId),
    /// A stage's rate, as the share that moves on.
    StageRate(StageId),
    /// A stage's rate, as the share that is won from here.
    StageWins(StageId),
    /// The time in a stage.
    StageTime(StageId),
    /// What must be true to leave a stage.
    StageExit(StageId),
    /// A note on an assumption.
    Note(Assumption),
}

/// Fields of the whole plan, by the ids of their elements.
const OF_PLAN: [(FieldId, &str); 10] = [
    (FieldId::Name, "plan-name"),
    (FieldId::Target, "target"),
    (FieldId::Period, "period"),
    (FieldId::Booked, "booked"),
    (FieldId::Confidence, "confidence"),
    (FieldId::Supply, "supply"),
    (FieldId::Seasons, "seasons"),
    (FieldId::DealSize, "deal-size"),
    (FieldId::Seed, "seed"),
    (FieldId::Trials, "trials"),
];

impl FieldId {
    /// The element's id on the page, and the key in storage.
    pub fn element_id(self) -> String {
        let of_stage = |StageId(id): StageId, part: &str| format!("stage-{id}-{part}");
        match self {
            Self::StageName(id) => of_stage(id, "name"),
            Self::StageRate(id) => of_stage(id, "rate"),
            Self::StageWins(id) => of_stage(id, "wins"),
            Self::StageTime(id) => of_stage(id, "time"),
            Self::StageExit(id) => of_stage(id, "exit"),
            Self::Note(of) => format!("note-{}", of.key().replace(' ', "-")),
            plan @ (Self::Name
            | Self::Target
            | Self::Period
            | Self::Booked
            | Self::Confidence
            | Self::Supply
            | Self::Seasons
            | Self::DealSize
            | Self::Seed
            | Self::Trials) => {
                OF_PLAN.iter().find(|(field, _)| *field == plan).map_or("", |(_, id)| id).to_owned()
            }
        }
    }

    /// The stage that the field belongs to, if any.
    pub fn stage(self) -> Option<StageId> {
        match self {
            Self::StageName(id)
            | Self::StageRate(id)
            | Self::StageWins(id)
            | Self::StageTime(id)
            | Self::StageExit(id)
            | Self::Note(Assumption::StageRate(id) | Assumption::StageTime(id)) => Some(id),
            Self::Name
            | Self::Target
            | Self::Period
            | Self::Booked
            | Self::Confidence
            | Self::Supply
            | Self::Seasons
            | Self::DealSize
            | Self::Seed
            | Self::Trials
            | Self::Note(_) => None,
        }
    }

    /// The assumption that the field states, if it is one that has a source.
    pub fn assumption(self) -> Option<Assumption> {
        match self {
            Self::Target => Some(Assumption::Target),
            Self::Period => Some(Assumption::Period),
            Self::Supply => Some(Assumption::Supply),
            Self::DealSize => Some(Assumption::DealSize),
            Self::StageRate(id) | Self::StageWins(id) => Some(Assumption::StageRate(id)),
            Self::StageTime(id) => Some(Assumption::StageTime(id)),
            Self::Name
            | Self::Booked
            | Self::Confidence
            | Self::Seasons
            | Self::Seed
            | Self::Trials
            | Self::StageName(_)
            | Self::StageExit(_)
            | Self::Note(_) => None,
        }
    }

    /// The field of an element id.
    pub fn of_element_id(text: &str) -> Option<Self> {
        if let Some((field, _)) = OF_PLAN.iter().find(|(_, id)| *id == text) {
            return Some(*field);
        }
        if let Some(key) = text.strip_prefix("note-") {
            let key = if key.starts_with("stage-") || key == "deal-size" {
                key.replace('-', " ")
            } else {
                key.to_owned()
            };
            return Assumption::of_key(&key).map(Self::Note);
        }
        let (id, part) = text.strip_prefix("stage-")?.split_once('-')?;
        let id = StageId(id.parse().ok()?);
        match part {
            "name" => Some(Self::StageName(id)),
            "rate" => Some(Self::StageRate(id)),
            "wins" => Some(Self::StageWins(id)),
            "time" => Some(Self::StageTime(id)),
            "exit" => Some(Self::StageExit(id)),
            _ => None,
        }
    }
}
