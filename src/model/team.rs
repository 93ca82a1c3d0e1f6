//! Who does the work: reps by name or in groups, when they join, how they ramp, leave and are replaced.

use super::limits::{
    ADHERENCE_CASES_MAX, BACKFILL_DAYS_MAX, BETA_SHAPE_LEAST, CAPACITY_MAX, GROUPS_MAX, HORIZON_MONTHS_MAX,
    NAME_CHARACTERS_MAX, RAMP_MONTHS_MAX, REPS_MAX, SEGMENTS_MAX, STAGES_MAX, TENURE_MONTHS_MAX,
};
use super::money::Money;
use super::segment::SegmentId;
use super::stage::StageId;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The team.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    groups: Vec<RepGroup>,
    /// How new reps become productive.
    pub ramp: Ramp,
    /// Who leaves, and who comes after them.
    pub attrition: Attrition,
    /// How many opportunities a rep can work; none: all that come.
    pub capacity: Option<Capacity>,
    /// How long a quota runs.
    pub quota_period: QuotaPeriod,
}

/// Identifies a group of reps through edits, so that its luck stays its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GroupId(pub u32);

/// Reps that are alike, or one rep by name.
#[derive(Clone, Debug, PartialEq)]
pub struct RepGroup {
    /// Stable identity; see [`GroupId`].
    pub id: GroupId,
    /// What people call it; the name of a single rep never travels in a link.
    pub name: String,
    /// How many reps.
    pub count: u32,
    /// Since when.
    pub joins: Joins,
    /// Quota of a fully ramped rep for each quota period; none: no quota.
    pub quota: Option<Money>,
    /// Booked so far by each of them in the quota period that the as-of date lies in.
    pub booked: Money,
    /// The segment that they work; none: all of them.
    pub segment: Option<SegmentId>,
    /// What is known of a single rep: opportunities that entered and passed stages.
    pub record: Vec<StageRecord>,
}

/// Since when a rep is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joins {
    /// For so many whole months when the plan begins.
    Before(u32),
    /// At the beginning of a month of the plan, from 0.
    InMonth(u32),
}

/// Of the opportunities that a rep had in a stage, those that moved on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageRecord {
    /// The stage.
    pub stage: StageId,
    /// How many moved on.
    pub passed: u32,
    /// How many entered and were decided.
    pub entered: u32,
}

/// Share of a ramped rep's work that a rep does in each month of tenure, the first being the month of
/// joining; after the last, all of it. It scales supply and capacity, never conversion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ramp(Vec<f64>);

/// Reps who leave, always at a month's end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attrition {
    yearly: f64,
    backfill_days: Option<f64>,
    deals_kept: f64,
}

/// Opportunities that a ramped rep can take on in a month; what is more is lost, or goes to reps with room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capacity {
    per_month: f64,
    /// What happens to those beyond.
    pub excess: Excess,
}

/// What happens to opportunities that a rep has no time for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// They are lost.
    Lost,
    /// Reps of the same segment with room take them, as far as there is room.
    Rerouted,
}

/// How long a quota runs; the first period of a fiscal year begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaPeriod {
    /// One month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// Twelve months.
    Year,
}

/// The share of a rep's opportunities that are run by the plan, for their whole life: Beta distributed over
/// reps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adherence {
    mean: f64,
    sd: f64,
}

/// Why a team is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TeamError {
    /// None, or more than [`REPS_MAX`].
    #[error("a team has 1 to 500 reps, such as 12")]
    Count,
    /// Two groups with the same id.
    #[error("two groups of reps have the same id: number them 1, 2, 3 …")]
    Ids,
    /// Longer than [`NAME_CHARACTERS_MAX`].
    #[error("a rep's name has at most 80 characters")]
    NameTooLong,
    /// Beyond [`TENURE_MONTHS_MAX`], or joining after the longest plan.
    #[error("a rep has been there for 0 to 600 months, or joins in a month of the plan, such as April 2027")]
    Joins,
    /// A record on a group of several, with more passed than entered, or with more rows than a plan has
    /// stages.
    #[error("a record belongs to a single rep, and more cannot move on than entered: write it as 45 of 100")]
    Record,
    /// More than [`RAMP_MONTHS_MAX`] months, or a share outside [0, 1].
    #[error("a ramp gives shares of full work month by month, such as 0%, 25%, 50%, 75%")]
    Ramp,
    /// Outside [0, 1).
    #[error("the share that leaves in a year lies between 0% and 99%, such as 20%")]
    Attrition,
    /// Negative or beyond [`BACKFILL_DAYS_MAX`].
    #[error("a replacement comes after 0 to 730 days, such as 60 days")]
    Backfill,
    /// Outside [0, 1].
    #[error("the share of a leaver's deals that survive lies between 0% and 100%, such as 70%")]
    DealsKept,
    /// Outside (0, [`CAPACITY_MAX`]].
    #[error("a rep works more than 0 and at most 100,000 new opportunities a month, such as 12")]
    Capacity,
    /// Mean outside [0, 1], or a spread that no Beta law has.
    #[error(
        "the share that follows the process lies between 0% and 100%; its spread is nothing or at least ± \
         0.1 points, and below what \
         such shares can have, such as 70% ± 10%"
    )]
    Adherence,
}

impl Team {
    /// Groups of reps, fully ramped, staying, with time for all.
    ///
    /// # Errors
    /// When there are no or too many reps, two groups have the same id, or a group makes no sense.
    pub fn new(groups: Vec<RepGroup>) -> Result<Self, TeamError> {
        let reps = groups.iter().map(|group| u64::from(group.count)).sum::<u64>();
        if !(1..=REPS_MAX).contains(&reps) || groups.len() > GROUPS_MAX {
            return Err(TeamError::Count);
        }
        let mut ids: Vec<_> = groups.iter().map(|group| group.id).collect();
        ids.sort_unstable();
        if !ids.is_sorted_by(|a, b| a < b) {
            return Err(TeamError::Ids);
        }
        groups.iter().try_for_each(RepGroup::check)?;
        Ok(Self {
            groups,
            ramp: Ramp::default(),
            attrition: Attrition::NONE,
            capacity: None,
            quota_period: QuotaPeriod::Year,
        })
    }

    /// The same with other groups.
    ///
    /// # Errors
    /// As [`Team::new`].
    pub fn with_groups(&self, groups: Vec<RepGroup>) -> Result<Self, TeamError> {
        Ok(Self { groups: Self::new(groups)?.groups, ..self.clone() })
    }

    /// The groups, in order.
    pub fn groups(&self) -> &[RepGroup] {
        &self.groups
    }

    /// How many reps, those who are still to join included.
    pub fn reps(&self) -> u32 {
        self.groups.iter().map(|group| group.count).sum()
    }

    /// Of these, how many are still to join.
    pub fn hires(&self) -> u32 {
        let joins_later = |group: &&RepGroup| matches!(group.joins, Joins::InMonth(_));
        self.groups.iter().filter(joins_later).map(|group| group.count).sum()
    }

    /// How many of its reps carry no quota.
    pub fn reps_without_quota(&self) -> u32 {
        self.groups.iter().filter(|group| group.quota.is_none()).map(|group| group.count).sum()
    }

    /// The same without the names of single reps.
    #[must_use]
    pub fn without_names(&self) -> Self {
        let mut team = self.clone();
        for group in team.groups.iter_mut().filter(|group| group.count == 1) {
            group.name.clear();
        }
        team
    }

    /// The same without what single reps themselves won and booked: each is one of the team.
    #[must_use]
    pub fn without_records(&self) -> Self {
        let mut team = self.clone();
        for group in team.groups.iter_mut().filter(|group| group.has_own_record()) {
            group.record.clear();
            group.booked = Money::ZERO;
        }
        team
    }
}

impl RepGroup {
    /// Whether this is a single rep with a record, or with bookings so far.
    pub fn has_own_record(&self) -> bool {
        self.count == 1 && (!self.record.is_empty() || self.booked.minor() > 0)
    }

    /// So many reps, there for long, without quota, working all segments.
    pub fn new(id: GroupId, count: u32) -> Self {
        Self {
            id,
            name: String::new(),
            count,
            joins: Joins::Before(TENURE_MONTHS_MAX),
            quota: None,
            booked: Money::ZERO,
            segment: None,
            record: Vec::new(),
        }
    }

    fn check(&self) -> Result<(), TeamError> {
        let joins_in_time = match self.joins {
            Joins::Before(months) => months <= TENURE_MONTHS_MAX,
            Joins::InMonth(month) => month < HORIZON_MONTHS_MAX,
        };
        let record = |record: &StageRecord| record.passed <= record.entered && record.entered <= 1_000_000;
        if self.count == 0 {
            Err(TeamError::Count)
        } else if self.name.chars().count() > NAME_CHARACTERS_MAX {
            Err(TeamError::NameTooLong)
        } else if !joins_in_time {
            Err(TeamError::Joins)
        } else if !(self.record.iter().all(record)
            && (self.count == 1 || self.record.is_empty())
            && self.record.len() <= SEGMENTS_MAX * STAGES_MAX)
        {
            Err(TeamError::Record)
        } else {
            Ok(())
        }
    }
}

impl Joins {
    /// Whole months of tenure at the beginning of month `month` of the plan; none before joining.
    pub fn tenure_in(self, month: u32) -> Option<u32> {
        match self {
            Self::Before(months) => Some(months + month),
            Self::InMonth(joined) => month.checked_sub(joined),
        }
    }
}

impl Ramp {
    /// Shares of full work, each from 0 to 1, for the first months of tenure.
    ///
    /// # Errors
    /// When there are too many, or one is out of bounds.
    pub fn new(shares: Vec<f64>) -> Result<Self, TeamError> {
        let valid = shares.iter().all(|share| (0.0..=1.0).contains(share));
        if valid && shares.len() <= RAMP_MONTHS_MAX { Ok(Self(shares)) } else { Err(TeamError::Ramp) }
    }

    /// As they were stated.
    pub fn shares(&self) -> &[f64] {
        &self.0
    }

    /// The share of full work in the month of tenure `tenure`, from 0.
    pub fn share(&self, tenure: u32) -> f64 {
        usize::try_from(tenure).ok().and_then(|tenure| self.0.get(tenure)).copied().unwrap_or(1.0)
    }
}

impl Attrition {
    /// Everybody stays.
    pub const NONE: Self = Self { yearly: 0.0, backfill_days: None, deals_kept: 1.0 };

    /// The share `yearly` leaves in a year, each at a month's end with probability 1 − (1 − yearly)^(1/12). A
    /// replacement, ramping from the beginning, comes `backfill_days` later (none: nobody does). Of a
    /// leaver's open deals the share `deals_kept` survives.
    ///
    /// # Errors
    /// When a number is out of bounds.
    pub fn new(yearly: f64, backfill_days: Option<f64>, deals_kept: f64) -> Result<Self, TeamError> {
        if !(0.0..=0.99).contains(&yearly) {
            Err(TeamError::Attrition)
        } else if backfill_days.is_some_and(|days| !(0.0..=BACKFILL_DAYS_MAX).contains(&days)) {
            Err(TeamError::Backfill)
        } else if !(0.0..=1.0).contains(&deals_kept) {
            Err(TeamError::DealsKept)
        } else {
            Ok(Self { yearly, backfill_days, deals_kept })
        }
    }

    /// The share that leaves in a year.
    pub fn yearly(self) -> f64 {
        self.yearly
    }

    /// Days until a replacement comes; none: nobody does.
    pub fn backfill_days(self) -> Option<f64> {
        self.backfill_days
    }

    /// The share of a leaver's open deals that survives.
    pub fn deals_kept(self) -> f64 {
        self.deals_kept
    }

    /// The chance to stay at a month's end, (1 − yearly)^(1/12).
    pub fn staying_a_month(self) -> f64 {
        libm::pow(1.0 - self.yearly, 1.0 / 12.0)
    }
}

impl Capacity {
    /// New opportunities a month that a ramped rep can work.
    ///
    /// # Errors
    /// When the number is not positive or beyond [`CAPACITY_MAX`].
    pub fn new(per_month: f64, excess: Excess) -> Result<Self, TeamError> {
        if 0.0 < per_month && per_month <= CAPACITY_MAX {
            Ok(Self { per_month, excess })
        } else {
            Err(TeamError::Capacity)
        }
    }

    /// New opportunities a month that a ramped rep can work.
    pub fn per_month(self) -> f64 {
        self.per_month
    }
}

impl QuotaPeriod {
    /// All, shortest first.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::Half, Self::Year];

    /// Its months.
    pub fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }
}

impl Adherence {
    /// Mean and standard deviation over reps; the standard deviation below √(mean(1 − mean)).
    ///
    /// # Errors
    /// When there is no such Beta law.
    pub fn new(mean: f64, sd: f64) -> Result<Self, TeamError> {
        let widest = (mean * (1.0 - mean)).sqrt();
        let valid = (0.0..=1.0).contains(&mean) && 0.0 <= sd && (sd <= 0.0 || sd <= 0.9 * widest);
        let adherence = Self { mean, sd };
        // Shapes as for rates: with lower ones nearly everybody always or never follows the plan, with far
        // higher ones all do alike, and the law could not be tabulated.
        let shaped = adherence.shapes().is_none_or(|(a, b)| {
            a >= BETA_SHAPE_LEAST && b >= BETA_SHAPE_LEAST && a + b <= ADHERENCE_CASES_MAX
        });
        if valid && shaped { Ok(adherence) } else { Err(TeamError::Adherence) }
    }

    /// Mean over reps.
    pub fn mean(self) -> f64 {
        self.mean
    }

    /// Standard deviation over reps.
    pub fn sd(self) -> f64 {
        self.sd
    }

    /// Shapes of the Beta law; none, if all reps are alike.
    pub fn shapes(self) -> Option<(f64, f64)> {
        let Self { mean, sd } = self;
        (sd > 0.0).then(|| {
            let cases = mean * (1.0 - mean) / (sd * sd) - 1.0;
            (mean * cases, (1.0 - mean) * cases)
        })
    }
}
