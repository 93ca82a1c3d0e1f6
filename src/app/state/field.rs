//! Which field a text was typed into.

use crate::model::StageId;

/// A field of the assumptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldId {
    /// The target.
    Target,
    /// When the plan runs.
    Period,
    /// New opportunities.
    Supply,
    /// Sizes of won deals.
    DealSize,
    /// A stage's name.
    StageName(StageId),
    /// A stage's rate.
    StageRate(StageId),
    /// The time in a stage.
    StageTime(StageId),
}

impl FieldId {
    /// The element's id on the page, and the key in storage.
    pub fn element_id(self) -> String {
        match self {
            Self::Target => "target".to_owned(),
            Self::Period => "period".to_owned(),
            Self::Supply => "supply".to_owned(),
            Self::DealSize => "deal-size".to_owned(),
            Self::StageName(StageId(id)) => format!("stage-{id}-name"),
            Self::StageRate(StageId(id)) => format!("stage-{id}-rate"),
            Self::StageTime(StageId(id)) => format!("stage-{id}-time"),
        }
    }

    /// The stage that the field belongs to, if any.
    pub fn stage(self) -> Option<StageId> {
        match self {
            Self::Target | Self::Period | Self::Supply | Self::DealSize => None,
            Self::StageName(id) | Self::StageRate(id) | Self::StageTime(id) => Some(id),
        }
    }

    /// The field of an element id.
    pub fn of_element_id(text: &str) -> Option<Self> {
        match text {
            "target" => Some(Self::Target),
            "period" => Some(Self::Period),
            "supply" => Some(Self::Supply),
            "deal-size" => Some(Self::DealSize),
            stage => {
                let (id, part) = stage.strip_prefix("stage-")?.split_once('-')?;
                let id = StageId(id.parse().ok()?);
                match part {
                    "name" => Some(Self::StageName(id)),
                    "rate" => Some(Self::StageRate(id)),
                    "time" => Some(Self::StageTime(id)),
                    _ => None,
                }
            }
        }
    }
}
