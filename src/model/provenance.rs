//! Where assumptions come from: the source of each, and notes on them. No number depends on it.

use super::limits::NOTE_CHARACTERS_MAX;
use super::segment::SegmentId;
use super::stage::StageId;
use thiserror::Error;

/// An assumption of a plan, as something that has a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assumption {
    /// The target.
    Target,
    /// When the plan runs.
    Period,
    /// New opportunities of a segment.
    Supply(SegmentId),
    /// Sizes of a segment's won deals.
    DealSize(SegmentId),
    /// A stage's rate.
    StageRate(StageId),
    /// The time in a stage.
    StageTime(StageId),
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A starting point's value that nobody has touched.
    Example,
    /// Counted or measured in the own business.
    Measured,
    /// Somebody else's published figure.
    Benchmark,
    /// Nobody knows better.
    Guess,
}

/// A note that is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a note has at most {NOTE_CHARACTERS_MAX} characters, such as: CRM, all of 2026")]
pub struct NoteTooLong;

/// Sources and notes of a plan's assumptions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Provenance {
    /// In the order of the assumptions, each at most once.
    sources: Vec<(Assumption, Source)>,
    /// Likewise.
    notes: Vec<(Assumption, String)>,
}

impl Assumption {
    /// The assumption as it is written in files: `supply` of segment 1, `segment 2 supply`, `stage 3 rate`.
    pub fn key(self) -> String {
        let of_segment = |SegmentId(id): SegmentId, part: &str| match id {
            1 => part.to_owned(),
            id => format!("segment {id} {part}"),
        };
        match self {
            Self::Target => "target".to_owned(),
            Self::Period => "period".to_owned(),
            Self::Supply(id) => of_segment(id, "supply"),
            Self::DealSize(id) => of_segment(id, "deal size"),
            Self::StageRate(StageId(id)) => format!("stage {id} rate"),
            Self::StageTime(StageId(id)) => format!("stage {id} time"),
        }
    }

    /// The assumption of a [`Self::key`].
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "target" => Some(Self::Target),
            "period" => Some(Self::Period),
            "supply" => Some(Self::Supply(SegmentId(1))),
            "deal size" => Some(Self::DealSize(SegmentId(1))),
            other => {
                if let Some((id, part)) = other.strip_prefix("segment ").and_then(|rest| rest.split_once(' '))
                {
                    let id = SegmentId(id.parse().ok()?);
                    return match part {
                        "supply" => Some(Self::Supply(id)),
                        "deal size" => Some(Self::DealSize(id)),
                        _ => None,
                    };
                }
                let (id, part) = other.strip_prefix("stage ")?.split_once(' ')?;
                let id = StageId(id.parse().ok()?);
                match part {
                    "rate" => Some(Self::StageRate(id)),
                    "time" => Some(Self::StageTime(id)),
                    _ => None,
                }
            }
        }
    }
}

impl Source {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Example, Self::Measured, Self::Benchmark, Self::Guess];

    /// The source as it is written in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Measured => "measured",
            Self::Benchmark => "benchmark",
            Self::Guess => "guess",
        }
    }

    /// The source of a [`Self::key`].
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.key() == key)
    }
}

impl Provenance {
    /// All of these are a starting point's values.
    pub fn example(assumptions: impl IntoIterator<Item = Assumption>) -> Self {
        let mut sources: Vec<_> = assumptions.into_iter().map(|of| (of, Source::Example)).collect();
        sources.sort_unstable();
        Self { sources, notes: Vec::new() }
    }

    /// Where an assumption comes from, if that was said.
    pub fn source(&self, of: Assumption) -> Option<Source> {
        self.sources.iter().find(|(assumption, _)| *assumption == of).map(|(_, source)| *source)
    }

    /// States where an assumption comes from.
    pub fn set_source(&mut self, of: Assumption, source: Option<Source>) {
        self.sources.retain(|(assumption, _)| *assumption != of);
        if let Some(source) = source {
            let place = self.sources.partition_point(|(assumption, _)| *assumption < of);
            self.sources.insert(place, (of, source));
        }
    }

    /// The assumption was given a value: it is no longer an example's.
    pub fn touch(&mut self, of: Assumption) {
        if self.source(of) == Some(Source::Example) {
            self.set_source(of, None);
        }
    }

    /// What was noted on an assumption; may be empty.
    pub fn note(&self, of: Assumption) -> &str {
        self.notes.iter().find(|(assumption, _)| *assumption == of).map_or("", |(_, note)| note)
    }

    /// Notes something on an assumption; an empty note takes it away.
    ///
    /// # Errors
    /// When it is too long.
    pub fn set_note(&mut self, of: Assumption, note: &str) -> Result<(), NoteTooLong> {
        if note.chars().count() > NOTE_CHARACTERS_MAX {
            return Err(NoteTooLong);
        }
        self.notes.retain(|(assumption, _)| *assumption != of);
        if !note.is_empty() {
            let place = self.notes.partition_point(|(assumption, _)| *assumption < of);
            self.notes.insert(place, (of, note.to_owned()));
        }
        Ok(())
    }

    /// All stated sources.
    pub fn sources(&self) -> impl Iterator<Item = (Assumption, Source)> {
        self.sources.iter().copied()
    }

    /// All notes.
    pub fn notes(&self) -> impl Iterator<Item = (Assumption, &str)> {
        self.notes.iter().map(|(of, note)| (*of, note.as_str()))
    }

    /// The same without notes: what a link may carry.
    #[must_use]
    pub fn without_notes(&self) -> Self {
        Self { sources: self.sources.clone(), notes: Vec::new() }
    }

    /// Forgets assumptions that are gone.
    pub(super) fn retain(&mut self, kept: impl Fn(Assumption) -> bool) {
        self.sources.retain(|(of, _)| kept(*of));
        self.notes.retain(|(of, _)| kept(*of));
    }
}
