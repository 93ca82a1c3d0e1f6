//! The root: all that a run depends on.

use super::calendar::Calendar;
use super::date::Date;
use super::deal_size::DealSize;
use super::limits::{DRAWS_MAX, MINOR_UNITS_MAX, NAME_CHARACTERS_MAX, STAGES_MAX, TRIALS_MAX};
use super::money::{Currency, Money};
use super::provenance::{Assumption, Provenance, Source};
use super::stage::Stage;
use super::supply::{PipelineStart, Supply};
use super::target::{Confidence, Target};
use thiserror::Error;

/// A plan that can be simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    parts: ScenarioParts,
}

/// The parts of a scenario; each is valid by itself, [`Scenario::new`] checks them together.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioParts {
    /// What people call it; may be empty.
    pub name: String,
    /// The one currency of all amounts.
    pub currency: Currency,
    /// First day, horizon and months.
    pub calendar: Calendar,
    /// What is already booked, and since when the future begins.
    pub progress: Progress,
    /// The bookings wanted.
    pub target: Target,
    /// How surely.
    pub confidence: Confidence,
    /// The line of business.
    pub segment: Segment,
    /// Which luck, and how many trials.
    pub runs: Runs,
    /// Where the assumptions come from; no number depends on it.
    pub provenance: Provenance,
}

/// Booked so far: the trials begin on the as-of date, and every total contains what is booked.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    as_of: Option<Date>,
    as_of_day: f64,
    booked: Money,
}

/// The facts that a first answer needs.
pub const FACTS: usize = 5;

/// Why progress is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProgressError {
    /// An as-of date without a start date, before it, or not before the end.
    #[error("the as-of date lies within the plan and the plan needs a start date, such as 2027-04-01")]
    AsOf,
}

impl Progress {
    /// Nothing booked; the trials begin on the plan's first day.
    pub fn none() -> Self {
        Self { as_of: None, as_of_day: 0.0, booked: Money::ZERO }
    }

    /// `booked` is what the plan's days before `as_of` (default: none) have brought.
    ///
    /// # Errors
    /// When the date is not within the plan, or the plan has no start date.
    pub fn new(calendar: &Calendar, as_of: Option<Date>, booked: Money) -> Result<Self, ProgressError> {
        let as_of_day = match as_of {
            None => 0.0,
            Some(date) => calendar
                .day_of(date)
                .filter(|day| 0.0 <= *day && *day < calendar.days())
                .ok_or(ProgressError::AsOf)?,
        };
        Ok(Self { as_of, as_of_day, booked })
    }

    /// The date the future begins, if not the plan's first.
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// The same in days from the plan's first.
    pub fn as_of_day(&self) -> f64 {
        self.as_of_day
    }

    /// Booked before the as-of date.
    pub fn booked(&self) -> Money {
        self.booked
    }
}

/// Which luck the trials meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(pub u64);

/// Seed and number of trials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runs {
    /// Which luck.
    pub seed: Seed,
    /// How many trials, 1 to 10 million; checked by [`Scenario::new`].
    pub trials: u32,
}

/// A line of business: where opportunities come from, how they fare, what they bring.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    name: String,
    /// New opportunities.
    pub supply: Supply,
    /// What is open when the trials begin.
    pub pipeline: PipelineStart,
    stages: Vec<Stage>,
    /// Sizes of won deals.
    pub deal_size: DealSize,
}

/// Why a segment is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SegmentError {
    /// No stage, or more than [`STAGES_MAX`].
    #[error("a funnel has 1 to 12 stages, such as Qualified, Proposal, Negotiation")]
    StageCount,
    /// Two stages with the same id.
    #[error("two stages have the same id: number them 1, 2, 3 …")]
    StageIds,
    /// Longer than [`NAME_CHARACTERS_MAX`].
    #[error("a segment's name has at most 80 characters, such as Mid-market")]
    NameTooLong,
}

impl Segment {
    /// A segment of 1 to 12 stages.
    ///
    /// # Errors
    /// When there are none or too many stages, or two have the same id.
    pub fn new(
        name: &str,
        supply: Supply,
        pipeline: PipelineStart,
        stages: Vec<Stage>,
        deal_size: DealSize,
    ) -> Result<Self, SegmentError> {
        if !(1..=STAGES_MAX).contains(&stages.len()) {
            return Err(SegmentError::StageCount);
        }
        let mut ids: Vec<_> = stages.iter().map(|stage| stage.id).collect();
        ids.sort_unstable();
        if ids.is_sorted_by(|a, b| a < b) && name.chars().count() <= NAME_CHARACTERS_MAX {
            Ok(Self { name: name.to_owned(), supply, pipeline, stages, deal_size })
        } else if name.chars().count() > NAME_CHARACTERS_MAX {
            Err(SegmentError::NameTooLong)
        } else {
            Err(SegmentError::StageIds)
        }
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The stages, first to last.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// Product of the mean stage rates: beliefs are independent, so this is the mean end-to-end rate.
    pub fn mean_win_rate(&self) -> f64 {
        self.stages.iter().map(|stage| stage.rate.mean()).product()
    }

    /// Mean days from entering to a win.
    pub fn mean_cycle_days(&self) -> f64 {
        self.stages.iter().map(|stage| stage.time.mean_days()).sum()
    }
}

/// Why parts that are each valid make no scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ScenarioError {
    /// Longer than [`NAME_CHARACTERS_MAX`].
    #[error("a scenario's name has at most 80 characters, such as FY27 plan")]
    NameTooLong,
    /// Not 1 to 10 million trials.
    #[error("a run has 1 to 10,000,000 trials, such as 250000")]
    Trials,
    /// The expected bookings are beyond what is counted.
    #[error("this plan would book more than 10 trillion: lower new opportunities or deal size")]
    Bookings,
    /// More than [`DRAWS_MAX`] deal sizes to draw one by one.
    #[error(
        "this plan wins so many deals of so different sizes that one run would take minutes: \
         lower new opportunities, the spread of deal sizes, or the trials"
    )]
    Work,
}

impl Scenario {
    /// Checks the parts together.
    ///
    /// # Errors
    /// When the name is too long, the trials are out of bounds, or the run would exceed the stated limits of
    /// money and work.
    pub fn new(mut parts: ScenarioParts) -> Result<Self, ScenarioError> {
        let stages = parts.segment.stages();
        parts.provenance.retain_stages(|id| stages.iter().any(|stage| stage.id == id));
        if parts.name.chars().count() > NAME_CHARACTERS_MAX {
            return Err(ScenarioError::NameTooLong);
        }
        if !(1..=TRIALS_MAX).contains(&parts.runs.trials) {
            return Err(ScenarioError::Trials);
        }
        let scenario = Self { parts };
        let wins = scenario.expected_wins_bound();
        let bookings = wins * scenario.segment().deal_size.mean_minor();
        // A quarter of what can be counted, so that hardly a trial meets the end of the scale.
        if bookings.is_nan() || bookings > MINOR_UNITS_MAX as f64 / 4.0 {
            return Err(ScenarioError::Bookings);
        }
        let months = scenario.parts.calendar.months().len() as f64;
        let singly = wins.min(months * scenario.segment().deal_size.drawn_singly_max());
        if singly * f64::from(scenario.parts.runs.trials) > DRAWS_MAX {
            return Err(ScenarioError::Work);
        }
        Ok(scenario)
    }

    /// The parts, to change some and build another.
    pub fn parts(&self) -> &ScenarioParts {
        &self.parts
    }

    /// The line of business.
    pub fn segment(&self) -> &Segment {
        &self.parts.segment
    }

    /// The same scenario with another seed and number of trials.
    ///
    /// # Errors
    /// As [`Scenario::new`].
    pub fn with_runs(&self, runs: Runs) -> Result<Self, ScenarioError> {
        Self::new(ScenarioParts { runs, ..self.parts.clone() })
    }

    /// The same without notes: what a link may carry.
    #[must_use]
    pub fn without_notes(&self) -> Self {
        let mut parts = self.parts.clone();
        parts.provenance = parts.provenance.without_notes();
        Self { parts }
    }

    /// The same, with all of its values marked as a starting point's.
    #[must_use]
    pub fn as_example(&self) -> Self {
        let mut parts = self.parts.clone();
        parts.provenance = Provenance::example(self.segment().stages().iter().map(|stage| stage.id));
        Self { parts }
    }

    /// How many of the five facts (target, period, new opportunities, stages, deal size) are still a starting
    /// point's. The stages are, as long as any stage's rate is.
    pub fn example_facts(&self) -> usize {
        let is_example = |of: Assumption| self.parts.provenance.source(of) == Some(Source::Example);
        let facts = [Assumption::Target, Assumption::Period, Assumption::Supply, Assumption::DealSize];
        let stages = self.segment().stages().iter().any(|stage| is_example(Assumption::StageRate(stage.id)));
        facts.into_iter().filter(|of| is_example(*of)).count() + usize::from(stages)
    }

    /// An upper bound on the mean number of wins: all that arrive in the plan, and for a flowing pipeline as
    /// many more as one plan length of base supply.
    pub fn expected_wins_bound(&self) -> f64 {
        let segment = self.segment();
        let months = self.parts.calendar.months();
        let arriving: f64 = months
            .iter()
            .enumerate()
            .map(|(index, month)| segment.supply.in_month(index, month.month_of_year))
            .sum();
        let flowing = if segment.pipeline == PipelineStart::Flowing {
            segment.supply.per_month() * months.len() as f64
        } else {
            0.0
        };
        (arriving + flowing) * segment.mean_win_rate()
    }
}
