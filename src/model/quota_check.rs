//! One rep's own quota: a scenario of what is left of the period, and what the rep's rate stands on.

use super::belief::{RateBelief, RateError};
use super::calendar::Calendar;
use super::money::{Currency, Money};
use super::progress::Progress;
use super::runs::Runs;
use super::scenario::{Scenario, ScenarioError, ScenarioParts};
use super::segment::Segment;
use super::sharing::Carried;
use super::target::{Confidence, Target};
use super::team_rate::{Counted, TeamRate};
use thiserror::Error;

/// Trials of a check.
const TRIALS: u32 = 20_000;

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
    /// `scenario`: from today to the period's end, its target the quota, its pipeline what is open, booked
    /// what is won so far. `before`: the quota before it was raised. `record`: own wins of own decided deals.
    /// `team`: what the team wins, pooled.
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

    /// What is left of one rep's period: who sells alone, on a market without surprises.
    ///
    /// # Errors
    /// When the model refuses it.
    pub fn rest_of_period(
        (currency, quota): (Currency, Money),
        calendar: Calendar,
        progress: Progress,
        confidence: Confidence,
        segment: Segment,
    ) -> Result<Scenario, ScenarioError> {
        Scenario::new(ScenarioParts {
            progress,
            confidence,
            runs: Runs { trials: TRIALS, ..Runs::USUAL },
            ..ScenarioParts::of_segment(currency, calendar, Target::at(quota), segment)
        })
    }

    /// The rate at which a rep with a record of their own wins: with a team's rate, own counts are added to
    /// what the team's tell of a rep; a new rep alone may have any rate, each as likely as any other.
    ///
    /// # Errors
    /// When the counts are impossible.
    pub fn rate_of_rep(own: Counted, team: Option<TeamRate>) -> Result<RateBelief, RateError> {
        let counted = (own.decided > 0).then(|| RateBelief::counts(own.passed, own.decided)).transpose()?;
        match (team, counted) {
            (Some(team), _) => {
                let (mean, cases) = team.of_rep(own);
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "some hundred thousand cases"
                )]
                let cases = cases.round().max(1.0) as u32;
                RateBelief::estimate(mean, cases)
            }
            (None, Some(counted)) => Ok(counted),
            (None, None) => RateBelief::estimate(0.5, 2),
        }
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

    /// The same without the names of deals, and without notes. It is one rep's, with that rep's results.
    #[must_use]
    pub fn for_sharing(&self) -> Self {
        Self { scenario: self.scenario.carrying(Carried::VALUES), ..self.clone() }
    }

    /// Days that are left.
    pub fn days_left(&self) -> f64 {
        self.scenario.parts().calendar.days()
    }

    /// Days in which an opportunity can still begin, and be won by the end on average.
    pub fn days_to_begin(&self) -> f64 {
        let segment = self.scenario.segments().first().filter(|segment| segment.has_named_stages());
        self.days_left() - segment.map_or(0.0, Segment::mean_cycle_days)
    }

    /// So many opportunities as a number for each week in which they can still begin, to one decimal below
    /// ten: rounded up, so that they are enough.
    pub fn a_week(&self, opportunities: f64) -> f64 {
        let days = Some(self.days_to_begin()).filter(|days| *days >= 7.0).unwrap_or_else(|| self.days_left());
        let weekly = opportunities / (days / 7.0);
        if weekly >= 10.0 { weekly.ceil() } else { (weekly * 10.0).ceil() / 10.0 }
    }
}
