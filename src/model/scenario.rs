//! The root: all that a run depends on.

use super::calendar::Calendar;
use super::economics::{Economics, EconomicsError, ProfitGoal};
use super::limits::{
    DRAWS_MAX, MINOR_UNITS_MAX, NAME_CHARACTERS_MAX, REP_RATE_COLUMNS_MAX, SEED_MAX, SEGMENTS_MAX, TRIALS_MAX,
};
use super::market::{Market, Slippage};
use super::money::Currency;
use super::progress::{Progress, ProgressError};
use super::provenance::{Assumption, Provenance, Source};
use super::runs::Runs;
use super::segment::{Segment, SegmentId};
use super::stage::{Stage, StageId};
use super::target::{Confidence, Target};
use super::team::{Adherence, Team};
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
    /// The lines of business, 1 to 6.
    pub segments: Vec<Segment>,
    /// Who does the work; none: one rep without a name, there from the beginning to the end.
    pub team: Option<Team>,
    /// How many opportunities are run by the plan; none: all.
    pub adherence: Option<Adherence>,
    /// What all segments' supply depends on.
    pub market: Market,
    /// Deals that slip past a quarter's end.
    pub slippage: Slippage,
    /// The month of the year that the fiscal year begins with, 1 for January.
    pub fiscal_start: u32,
    /// What selling costs; none: profit is not asked for.
    pub economics: Option<Economics>,
    /// Which luck, and how many trials.
    pub runs: Runs,
    /// Where the assumptions come from; no number depends on it.
    pub provenance: Provenance,
}

impl ScenarioParts {
    /// The parts of a plan of one segment and nothing beside it: one seller without a name, nothing booked, a
    /// market without surprises, no money side, and the usual confidence and runs.
    pub fn of_segment(currency: Currency, calendar: Calendar, target: Target, segment: Segment) -> Self {
        Self {
            name: String::new(),
            currency,
            calendar,
            progress: Progress::none(),
            target,
            confidence: Confidence::USUAL,
            segments: vec![segment],
            team: None,
            adherence: None,
            market: Market::CERTAIN,
            slippage: Slippage::NONE,
            fiscal_start: 1,
            economics: None,
            runs: Runs::USUAL,
            provenance: Provenance::default(),
        }
    }
}

/// The facts that a first answer needs.
pub const FACTS: usize = 5;

/// Why parts that are each valid make no scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ScenarioError {
    /// Longer than [`NAME_CHARACTERS_MAX`].
    #[error("a scenario's name has at most 80 characters, such as FY27 plan")]
    NameTooLong,
    /// Above [`SEED_MAX`].
    #[error("a seed is a whole number below 2^53, such as 1")]
    Seed,
    /// An as-of date that does not lie within these days.
    #[error(transparent)]
    Progress(#[from] ProgressError),
    /// A goal or prices that make no sense.
    #[error(transparent)]
    Economics(#[from] EconomicsError),
    /// More than [`REP_RATE_COLUMNS_MAX`] columns of reps' rates.
    #[error(
        "this plan has so many reps with records of their own that preparing it would take seconds: \
         leave out the records of reps who are like the others, or say more of the stages’ rates, such as \
         45 of 100"
    )]
    Records,
    /// Not 1 to 10 million trials.
    #[error("a run has 1 to 10,000,000 trials, such as 250000")]
    Trials,
    /// None, or more than [`SEGMENTS_MAX`].
    #[error("a plan has 1 to 6 segments, such as Mid-market and Enterprise")]
    SegmentCount,
    /// Two segments, or two stages of any segments, with the same id.
    #[error("two segments, or two stages, have the same id: number them 1, 2, 3 … through the whole plan")]
    Ids,
    /// A segment that shares with itself, with one that is not there, or with one that shares itself.
    #[error(
        "a segment shares its rates with another one that stands on its own: give that one's id, such as 1"
    )]
    Shares,
    /// Reps of a segment that is not there.
    #[error("reps work a segment of the plan: give its id, such as 1, or none for all of them")]
    TeamSegment,
    /// A Rule of 40 without recurring revenue.
    #[error(
        "the profit goal, a Rule of 40, needs a target of recurring revenue, such as ARR 8m + 30%: change \
         the goal under Costs and margin first"
    )]
    RuleOf40,
    /// Not 1 to 12.
    #[error("the fiscal year begins with a month from 1 to 12, such as 2 for February")]
    FiscalStart,
    /// The expected bookings are beyond what is counted.
    #[error("this plan would book more than 10 trillion: lower new opportunities or deal size")]
    Bookings,
    /// More than [`DRAWS_MAX`] draws.
    #[error(
        "this plan has so many deals or reps to draw one by one that one run would take minutes: \
         lower new opportunities, the spread of deal sizes, or the runs"
    )]
    Work,
}

impl Scenario {
    /// An amount as growth over last year, or over the opening recurring revenue, as a fraction; none, if the
    /// target states neither.
    pub fn growth_to(&self, amount: f64) -> Option<f64> {
        let last = match self.parts().target.kind() {
            super::TargetKind::Growth { last_year, .. } => last_year.minor() as f64,
            super::TargetKind::Recurring(recurring) => recurring.opening.minor() as f64,
            super::TargetKind::Amount => return None,
        };
        (last > 0.0).then(|| amount / last - 1.0)
    }

    /// Whether two plans say the same, so that their futures are the same as well: they differ at most in
    /// what they are called, in sources and in notes.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let said = |of: &Self| ScenarioParts {
            name: String::new(),
            provenance: Provenance::default(),
            ..of.parts().clone()
        };
        std::ptr::eq(self, other) || said(self) == said(other)
    }

    /// Checks the parts together.
    ///
    /// # Errors
    /// When the name is too long, the seed, the trials or the fiscal year are out of bounds, the as-of date
    /// is outside of the calendar, a profit goal or ids do not fit, or the run would exceed the stated limits
    /// of money and work.
    pub fn new(mut parts: ScenarioParts) -> Result<Self, ScenarioError> {
        if parts.name.chars().count() > NAME_CHARACTERS_MAX {
            return Err(ScenarioError::NameTooLong);
        }
        if !(1..=TRIALS_MAX).contains(&parts.runs.trials) {
            return Err(ScenarioError::Trials);
        }
        if !(1..=12).contains(&parts.fiscal_start) {
            return Err(ScenarioError::FiscalStart);
        }
        if parts.runs.seed.0 > SEED_MAX {
            return Err(ScenarioError::Seed);
        }
        // A period that was changed leaves the days of an as-of date behind.
        parts.progress = Progress::new(&parts.calendar, parts.progress.as_of(), parts.progress.booked())?;
        parts.economics.as_ref().map_or(Ok(()), Economics::checked)?;
        let goal = parts.economics.as_ref().and_then(|economics| economics.goal);
        if matches!(goal, Some(ProfitGoal::RuleOf40(_))) && parts.target.recurring_revenue().is_none() {
            return Err(ScenarioError::RuleOf40);
        }
        check_segments(&parts)?;
        let known = assumptions(&parts.segments);
        parts.provenance.retain(|of| known.contains(&of));
        let scenario = Self { parts };
        let segments = scenario.segments();
        let listed = |segment: &Segment| -> f64 {
            let deals = segment.pipeline().listed().map_or(&[][..], |open| open.deals());
            deals.iter().filter_map(|deal| deal.amount).map(|amount| amount.minor() as f64).sum()
        };
        let bookings: f64 = segments
            .iter()
            .map(|segment| scenario.wins_bound(segment) * segment.deal_size.mean_minor() + listed(segment))
            .sum();
        let opening =
            scenario.parts.target.recurring_revenue().map_or(0.0, |revenue| revenue.opening.minor() as f64);
        // A quarter of what can be counted, so that hardly a trial meets the end of the scale.
        if (bookings + opening).is_nan() || bookings + opening > MINOR_UNITS_MAX as f64 / 4.0 {
            return Err(ScenarioError::Bookings);
        }
        if scenario.rep_rate_columns() > REP_RATE_COLUMNS_MAX {
            return Err(ScenarioError::Records);
        }
        if scenario.draws_a_trial() * f64::from(scenario.parts.runs.trials) > DRAWS_MAX {
            return Err(ScenarioError::Work);
        }
        Ok(scenario)
    }

    /// Of parts that a plan has had, but for what no rule asks about.
    pub(super) fn from_valid(parts: ScenarioParts) -> Self {
        Self { parts }
    }

    /// The parts, to change some and build another.
    pub fn parts(&self) -> &ScenarioParts {
        &self.parts
    }

    /// The first month of the plan that is simulated: that of the as-of date.
    pub fn first_month(&self) -> usize {
        let as_of = self.parts.progress.as_of_day();
        self.parts.calendar.months().iter().position(|month| as_of < month.to_day).unwrap_or(0)
    }

    /// The lines of business, at least one.
    pub fn segments(&self) -> &[Segment] {
        &self.parts.segments
    }

    /// The line of business of an id.
    pub fn segment(&self, id: SegmentId) -> Option<&Segment> {
        self.segments().iter().find(|segment| segment.id == id)
    }

    /// The stage of an id, with its segment.
    pub fn stage(&self, id: StageId) -> Option<(&Segment, &Stage)> {
        self.segments().iter().find_map(|segment| {
            segment.stages().iter().find(|stage| stage.id == id).map(|stage| (segment, stage))
        })
    }

    /// The same scenario with another seed and number of trials.
    ///
    /// # Errors
    /// As [`Scenario::new`].
    pub fn with_runs(&self, runs: Runs) -> Result<Self, ScenarioError> {
        Self::new(ScenarioParts { runs, ..self.parts.clone() })
    }

    /// The same, with all of its values marked as a starting point's.
    #[must_use]
    pub fn as_example(&self) -> Self {
        let mut parts = self.parts.clone();
        parts.provenance = Provenance::example(assumptions(&parts.segments));
        Self { parts }
    }

    /// How many of the five facts are still a starting point's.
    pub fn example_facts(&self) -> usize {
        self.fact_sources().into_iter().filter(|source| *source == Some(Source::Example)).count()
    }

    /// Where each of the five facts comes from: target, period, new opportunities, stages' rates, deal size.
    /// Of several segments, or of a segment's stages, the source that tells least.
    pub fn fact_sources(&self) -> [Option<Source>; FACTS] {
        let mut facts = [Some(Source::Measured); FACTS];
        for of in assumptions(&self.parts.segments) {
            let fact = match of {
                Assumption::Target => 0,
                Assumption::Period => 1,
                Assumption::Supply(_) => 2,
                Assumption::StageRate(_) => 3,
                Assumption::DealSize(_) => 4,
                Assumption::StageTime(_) => continue,
            };
            let source = self.parts.provenance.source(of);
            if let Some(weakest) = facts.get_mut(fact)
                && tells(source) < tells(*weakest)
            {
                *weakest = source;
            }
        }
        facts
    }

    /// Supply, times and sizes that are still a starting point's although rates were measured: a chance that
    /// is worked out from both is nobody's.
    pub fn examples_beside_measured(&self) -> Vec<Assumption> {
        let source = |of: &Assumption| self.parts.provenance.source(*of);
        let is_rate = |of: &Assumption| matches!(of, Assumption::StageRate(_));
        let is_own = |of: &Assumption| {
            matches!(of, Assumption::Supply(_) | Assumption::StageTime(_) | Assumption::DealSize(_))
        };
        let mut all = assumptions(&self.parts.segments);
        if !all.iter().any(|of| is_rate(of) && source(of) == Some(Source::Measured)) {
            return Vec::new();
        }
        all.retain(|of| is_own(of) && source(of) == Some(Source::Example));
        all
    }
}

/// How much a source tells, from the least: an untouched example, nothing said, a guess, somebody else's
/// figure, a measurement.
fn tells(source: Option<Source>) -> u8 {
    match source {
        Some(Source::Example) => 0,
        None => 1,
        Some(Source::Guess) => 2,
        Some(Source::Benchmark) => 3,
        Some(Source::Measured) => 4,
    }
}

/// Everything in a plan that can have a source.
fn assumptions(segments: &[Segment]) -> Vec<Assumption> {
    let mut all = vec![Assumption::Target, Assumption::Period];
    for segment in segments {
        all.extend([Assumption::Supply(segment.id), Assumption::DealSize(segment.id)]);
        for stage in segment.stages() {
            all.extend([Assumption::StageRate(stage.id), Assumption::StageTime(stage.id)]);
        }
    }
    all
}

/// Checks what must hold between segments, and between them and the team.
fn check_segments(parts: &ScenarioParts) -> Result<(), ScenarioError> {
    let segments = &parts.segments;
    if !(1..=SEGMENTS_MAX).contains(&segments.len()) {
        return Err(ScenarioError::SegmentCount);
    }
    let mut ids: Vec<_> = segments.iter().map(|segment| segment.id).collect();
    let mut stages: Vec<_> = segments.iter().flat_map(Segment::stages).map(|stage| stage.id).collect();
    ids.sort_unstable();
    stages.sort_unstable();
    if !(ids.is_sorted_by(|a, b| a < b) && stages.is_sorted_by(|a, b| a < b)) {
        return Err(ScenarioError::Ids);
    }
    let stands_alone =
        |id: SegmentId| segments.iter().any(|other| other.id == id && other.shares_with.is_none());
    let shares = |segment: &Segment| segment.shares_with.is_none_or(stands_alone);
    if !segments.iter().all(shares) {
        return Err(ScenarioError::Shares);
    }
    let groups = parts.team.as_ref().map_or(&[][..], Team::groups);
    if !groups.iter().filter_map(|group| group.segment).all(|id| ids.contains(&id)) {
        return Err(ScenarioError::TeamSegment);
    }
    Ok(())
}
