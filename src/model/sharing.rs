//! What of a plan is carried to others, and what stays.

use super::{OpenPipeline, PipelineStart, Scenario, Team};

/// What of a plan is carried to others beside its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Names of single reps and deals.
    pub names: bool,
    /// Notes on assumptions.
    pub notes: bool,
    /// What single reps themselves won, and booked so far. These are values that the answer rests on.
    pub history: bool,
}

impl Carried {
    /// Nothing: what a link carries unless its sender wants more.
    pub const NONE: Self = Self { names: false, notes: false, history: false };
    /// What the answer rests on, and no more.
    pub const VALUES: Self = Self { history: true, ..Self::NONE };
    /// All of it.
    pub const ALL: Self = Self { names: true, notes: true, history: true };
}

/// What belongs to the reader alone, unless they want it to go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Single reps with a name.
    pub reps: usize,
    /// Open deals with a name.
    pub deals: usize,
    /// Notes on assumptions.
    pub notes: usize,
    /// Single reps with results of their own.
    pub history: usize,
}

impl Scenario {
    /// The same without notes, without the names of single reps and deals, and without the results of single
    /// reps: what a link may carry.
    #[must_use]
    pub fn for_sharing(&self) -> Self {
        self.carrying(Carried::NONE)
    }

    /// The same without what is not to be carried.
    #[must_use]
    pub fn carrying(&self, carried: Carried) -> Self {
        let mut parts = self.parts().clone();
        if !carried.notes {
            parts.provenance = parts.provenance.without_notes();
        }
        if !carried.history {
            parts.team = parts.team.as_ref().map(Team::without_records);
        }
        if carried.names {
            return Self::from_valid(parts);
        }
        parts.team = parts.team.map(|team| team.without_names());
        for segment in &mut parts.segments {
            let open = segment.pipeline().listed().map(|open| PipelineStart::Listed(open.without_names()));
            // The same stages as before: never refused.
            if let Some(shared) = open.and_then(|open| segment.with_pipeline(open).ok()) {
                *segment = shared;
            }
        }
        Self::from_valid(parts)
    }

    /// What of this plan no link carries unless its sender wants it to.
    pub fn withheld(&self) -> Withheld {
        let parts = self.parts();
        let groups = parts.team.iter().flat_map(Team::groups);
        let open = parts.segments.iter().filter_map(|segment| segment.pipeline().listed());
        Withheld {
            history: groups.clone().filter(|group| group.has_own_record()).count(),
            reps: groups.filter(|group| group.count == 1 && !group.name.is_empty()).count(),
            deals: open.flat_map(OpenPipeline::deals).filter(|deal| !deal.name.is_empty()).count(),
            notes: parts.provenance.notes().count(),
        }
    }
}
