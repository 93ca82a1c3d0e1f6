//! One rep's own quota: a scenario of what is left of the period, and what the rep's rate stands on.

use super::money::Money;
use super::scenario::Scenario;
use super::team_rate::{Counted, TeamRate};
use thiserror::Error;

/// Can I reach mine? Holds that one rep, and of colleagues nothing but pooled rates.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotaCheck {
    scenario: Scenario,
    before: Option<Money>,
    record: Option<Counted>,
    team: Option<TeamRate>,
}

/// Why a check is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum QuotaCheckError {
    /// A scenario with a team, with several segments, or without dates.
    #[error("a quota is one rep's: no team, one segment, a first day and a last")]
    OneRep,
    /// More won than decided, or no possible rate.
    #[error("more cannot be won than was decided: write it as 9 of 41")]
    Record,
}

impl QuotaCheck {
    /// `scenario`: from today to the period's end, its target the quota, its pipeline what is open, booked what is won so far.
    /// `before`: the quota before it was raised. `record`: own wins of own decided deals. `team`: what the team wins, pooled.
    ///
    /// # Errors
    /// When the scenario is not one rep's, or the counts are impossible.
    pub fn new(
        scenario: Scenario,
        before: Option<Money>,
        record: Option<Counted>,
        team: Option<TeamRate>,
    ) -> Result<Self, QuotaCheckError> {
        let parts = scenario.parts();
        if parts.team.is_some() || parts.segments.len() != 1 || parts.calendar.start().is_none() {
            return Err(QuotaCheckError::OneRep);
        }
        if !record.is_none_or(Counted::is_possible) || !team.is_none_or(|team| team.is_possible()) {
            return Err(QuotaCheckError::Record);
        }
        Ok(Self { scenario, before, record, team })
    }

    /// What is left of the period.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The quota before it was raised.
    pub fn before(&self) -> Option<Money> {
        self.before
    }

    /// Own wins of own decided deals.
    pub fn record(&self) -> Option<Counted> {
        self.record
    }

    /// What the team wins, pooled.
    pub fn team(&self) -> Option<TeamRate> {
        self.team
    }

    /// The same without the names of deals, and without notes.
    #[must_use]
    pub fn for_sharing(&self) -> Self {
        Self { scenario: self.scenario.for_sharing(), ..self.clone() }
    }

    /// Days that are left.
    pub fn days_left(&self) -> f64 {
        self.scenario.parts().calendar.days()
    }
}
