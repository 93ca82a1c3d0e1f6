//! How sure a rate is.

use crate::model::{BeliefKind, RateBelief, RateError};

/// How sure a rate is, as the page offers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sureness {
    /// As if so many cases had been counted.
    Cases(u32),
    /// A certainty.
    Exact,
}

impl Sureness {
    /// What the page offers.
    pub const OFFERED: [Self; 4] = [Self::Cases(20), Self::Cases(50), Self::Cases(500), Self::Exact];

    /// How sure a belief is; none for a range, which says so itself.
    pub fn of(belief: &RateBelief) -> Option<Self> {
        match belief.kind() {
            BeliefKind::Counts { entered, .. } => Some(Self::Cases(entered)),
            BeliefKind::Estimate { cases, .. } => Some(Self::Cases(cases)),
            BeliefKind::Exact(_) => Some(Self::Exact),
            BeliefKind::Range { .. } => None,
        }
    }

    /// Whether how sure a belief is can be chosen: counts and ranges say so themselves.
    pub fn is_chosen(belief: &RateBelief) -> bool {
        matches!(belief.kind(), BeliefKind::Estimate { .. } | BeliefKind::Exact(_))
    }

    pub(super) fn belief(self, rate: f64) -> Result<RateBelief, RateError> {
        match self {
            Self::Cases(cases) => RateBelief::estimate(rate, cases),
            Self::Exact => RateBelief::exact(rate),
        }
    }
}
