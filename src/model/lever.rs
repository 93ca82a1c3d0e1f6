//! What can be changed in a plan: one number at a time.

use super::digits::{Side, four_digits};
use super::edits::{change_sizes, change_times, rate_at, scale_sizes, scale_times};
use super::limits::{HORIZON_MONTHS_MAX, REPS_MAX};
use super::{
    Adherence, Assumption, Attrition, Calendar, GroupId, Horizon, Joins, Money, RepGroup, Scenario,
    ScenarioParts, Segment, SegmentId, StageId, Team,
};
use serde::{Deserialize, Serialize};

/// One number of a plan that somebody could change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lever {
    /// The mean of what is believed of a stage's rate; it stays as sure.
    StageRate(StageId),
    /// New opportunities in an average month.
    Supply(SegmentId),
    /// Mean size of won deals, minor units: all deals in proportion, and floor and cap with them.
    DealSize(SegmentId),
    /// Days from entering to a win: all stages in proportion, also until a loss.
    Cycle(SegmentId),
    /// Reps: more of them join when the future begins, and ramp.
    Reps,
    /// Months by which all hires come earlier; negative: later.
    HiringDate,
    /// The share that leaves in a year.
    Attrition,
    /// The share of opportunities run by the plan.
    Adherence,
    /// Months of the plan; the target stays, and what selling costs whatever is sold goes on, in proportion.
    Deadline,
}

/// Where the value of a lever is looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeverRange {
    /// As it stands.
    pub today: f64,
    /// As far as a plan might plausibly go: a stated convention, not a forecast. See [`Lever::range`].
    pub plausible: f64,
    /// The best that is looked at.
    pub best: f64,
    /// The worst that is looked at, for a plan that has room.
    pub worst: f64,
    /// Whether only whole numbers make sense.
    pub is_whole: bool,
}

impl LeverRange {
    /// A value as somebody would write it: in four digits, rounded to the side that reaches more, so that
    /// the plan does what was promised of it.
    #[must_use]
    pub fn in_four_digits(&self, value: f64) -> f64 {
        if self.is_whole {
            return value;
        }
        // What a plan may fall to, on the other side of today's, is rounded towards it.
        let is_worse = (value - self.today) * (self.best - self.today) < 0.0;
        let side = if (value > self.today) == is_worse { Side::Down } else { Side::Up };
        let rounded = four_digits(value, side);
        rounded.clamp(self.best.min(self.worst), self.best.max(self.worst))
    }
}

impl Lever {
    /// The assumptions that change with it, of those that say where they come from.
    pub fn assumptions(self, scenario: &Scenario) -> Vec<Assumption> {
        match self {
            Self::StageRate(id) => vec![Assumption::StageRate(id)],
            Self::Supply(id) => vec![Assumption::Supply(id)],
            Self::DealSize(id) => vec![Assumption::DealSize(id)],
            Self::Cycle(id) => {
                let stages = scenario.segment(id).into_iter().flat_map(Segment::stages);
                stages.map(|stage| Assumption::StageTime(stage.id)).collect()
            }
            Self::Deadline => vec![Assumption::Period],
            Self::Reps | Self::HiringDate | Self::Attrition | Self::Adherence => Vec::new(),
        }
    }

    /// All levers that a plan has.
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        let mut all = Vec::new();
        for segment in scenario.segments() {
            all.extend(segment.stages().iter().map(|stage| Self::StageRate(stage.id)));
            all.extend([Self::Supply(segment.id), Self::DealSize(segment.id), Self::Cycle(segment.id)]);
        }
        all.extend([Self::Reps, Self::HiringDate, Self::Attrition, Self::Adherence, Self::Deadline]);
        all.retain(|lever| lever.range(scenario).is_some());
        all
    }

    /// Where its value is looked for; none, if the plan has no such thing.
    ///
    /// | lever | plausible | best | worst |
    /// |---|---|---|---|
    /// | stage rate | a fifth more, at most half of what is lost | 100% | 0% |
    /// | new opportunities | a third more | 5 times | none |
    /// | deal size | 15% more | 5 times | a twentieth |
    /// | cycle | 15% shorter | a twentieth | 5 times |
    /// | reps | a fifth more, at least one | 3 times and 10 | as few as one group can lose |
    /// | hiring date | 2 months earlier | all at once | at the end |
    /// | leaving | half | nobody | 90% a year |
    /// | process followed | 20 points more | all | none |
    /// | deadline | 3 months later | 36 months | the month that is running |
    pub fn range(self, scenario: &Scenario) -> Option<LeverRange> {
        let parts = scenario.parts();
        let range = |today: f64, plausible: f64, best: f64, worst: f64| LeverRange {
            today,
            plausible,
            best,
            worst,
            is_whole: matches!(self, Self::Reps | Self::HiringDate | Self::Deadline),
        };
        let months = parts.calendar.months().len() as f64;
        let first = scenario.first_month();
        Some(match self {
            Self::StageRate(id) => {
                let rate = scenario.stage(id)?.1.rate.mean();
                range(rate, (1.2 * rate).min(0.5 + 0.5 * rate), 1.0, 0.0)
            }
            Self::Supply(id) => {
                let supply = scenario.segment(id)?.supply.per_month();
                (supply > 0.0).then(|| range(supply, supply * 4.0 / 3.0, 5.0 * supply, 0.0))?
            }
            Self::DealSize(id) => {
                let size = scenario.segment(id)?.deal_size.mean_minor();
                range(size, 1.15 * size, 5.0 * size, 0.05 * size)
            }
            Self::Cycle(id) => {
                let cycle = scenario.segment(id)?.mean_cycle_days();
                (cycle > 0.0).then(|| range(cycle, 0.85 * cycle, 0.05 * cycle, 5.0 * cycle))?
            }
            Self::Reps => {
                let team = parts.team.as_ref()?;
                let (reps, largest) = (f64::from(team.reps()), largest(team).map_or(1, |group| group.count));
                let best = (3.0 * reps + 10.0).min(REPS_MAX as f64);
                let plausible = (reps + (0.2 * reps).round().max(1.0)).min(best);
                range(reps, plausible, best, reps - f64::from(largest - 1))
            }
            Self::HiringDate => {
                let team = parts.team.as_ref()?;
                let hired = |group: &RepGroup| match group.joins {
                    Joins::InMonth(month) => Some(month),
                    Joins::Before(_) => None,
                };
                let (last, earliest) = (
                    team.groups().iter().filter_map(hired).max()?,
                    team.groups().iter().filter_map(hired).min()?,
                );
                let earlier = f64::from(last) - first as f64;
                let later = (months - 1.0 - f64::from(earliest)).max(0.0);
                (earlier > 0.0).then(|| range(0.0, earlier.min(2.0), earlier, -later))?
            }
            Self::Attrition => {
                let yearly = parts.team.as_ref()?.attrition.yearly();
                (yearly > 0.0).then(|| range(yearly, yearly / 2.0, 0.0, 0.9))?
            }
            Self::Adherence => {
                let mean = parts.adherence?.mean();
                range(mean, (mean + 0.2).min(1.0), 1.0, 0.0)
            }
            Self::Deadline => match parts.calendar.horizon() {
                Horizon::Months(count) => {
                    let most = f64::from(HORIZON_MONTHS_MAX);
                    range(f64::from(count), (f64::from(count) + 3.0).min(most), most, first as f64 + 1.0)
                }
                Horizon::Days(_) => return None,
            },
        })
    }

    /// A value that a lever needs, rounded as it is shown and applied: towards the side that reaches more,
    /// within the range; whole numbers as they are.
    pub fn rounded(self, value: f64, range: &LeverRange) -> f64 {
        if range.is_whole {
            return value;
        }
        let step = match self {
            Self::StageRate(_) | Self::Attrition | Self::Adherence => 0.001,
            Self::Cycle(_) => 1.0,
            Self::Supply(_) if value >= 100.0 => 1.0,
            Self::Supply(_) => 0.1,
            // Three digits.
            Self::DealSize(_) | Self::Reps | Self::HiringDate | Self::Deadline => {
                libm::pow(10.0, libm::log10(value.max(1.0)).floor() - 2.0)
            }
        };
        let steps = value / step;
        let rounded = if range.best > range.worst { (steps - 1e-9).ceil() } else { (steps + 1e-9).floor() };
        let (low, high) = (range.best.min(range.worst), range.best.max(range.worst));
        (rounded * step).clamp(low, high)
    }

    /// The plan with another value, as somebody would write it: what follows from the value, such as the days
    /// of each stage from those of the cycle, stands in four digits as well, rounded to the side that reaches
    /// more.
    pub fn applied(self, scenario: &Scenario, value: f64) -> Option<Scenario> {
        let changed = self.at(scenario, value)?;
        let parts = changed.parts();
        let in_few_digits = match self {
            Self::Supply(id) => parts.with_segment(id, |segment| {
                segment.supply = segment.supply.changed(|number| four_digits(number, Side::Up)).ok()?;
                Some(())
            }),
            Self::DealSize(id) => {
                parts.with_segment(id, |segment| change_sizes(segment, |minor| four_digits(minor, Side::Up)))
            }
            Self::Cycle(id) => {
                parts.with_segment(id, |segment| change_times(segment, |time| Ok(time.in_four_digits())))
            }
            Self::StageRate(_)
            | Self::Reps
            | Self::HiringDate
            | Self::Attrition
            | Self::Adherence
            | Self::Deadline => None,
        };
        // Where digits are part of a rule, such as deals that are all alike, the exact values stand.
        let in_few_digits = in_few_digits.and_then(|parts| Scenario::new(parts).ok());
        Some(in_few_digits.unwrap_or(changed))
    }

    /// The plan with another value; none, if the model refuses it. Whole values are rounded.
    pub fn at(self, scenario: &Scenario, value: f64) -> Option<Scenario> {
        // What is not there cannot be changed.
        self.range(scenario)?;
        let parts = scenario.parts().clone();
        let changed = match self {
            Self::StageRate(id) => parts.with_stages(|stage| {
                if stage.id == id {
                    stage.rate = rate_at(&stage.rate, value)?;
                }
                Some(())
            })?,
            Self::Supply(id) => parts.with_segment(id, |segment| {
                let factor = value / segment.supply.per_month();
                segment.supply = segment.supply.changed(|number| number * factor).ok()?;
                Some(())
            })?,
            Self::DealSize(id) => parts.with_segment(id, |segment| {
                let factor = value / segment.deal_size.mean_minor();
                let scaled = |bound: Option<Money>| match bound {
                    Some(money) => Money::from_minor_f64(money.minor() as f64 * factor).ok().map(Some),
                    None => Some(None),
                };
                let (floor, cap) = (segment.deal_size.floor(), segment.deal_size.cap());
                scale_sizes(segment, factor)?;
                segment.deal_size = segment.deal_size.clone().bounded(scaled(floor)?, scaled(cap)?).ok()?;
                Some(())
            })?,
            Self::Cycle(id) => parts.with_segment(id, |segment| {
                let factor = value / segment.mean_cycle_days();
                scale_times(segment, factor)
            })?,
            Self::Reps => ScenarioParts {
                team: Some(with_reps(parts.team.as_ref()?, value.round(), scenario.first_month())?),
                ..parts
            },
            Self::HiringDate => {
                let team = parts.team.as_ref()?;
                let groups = team.groups().iter().map(|group| RepGroup {
                    joins: moved(group.joins, value.round(), scenario),
                    ..group.clone()
                });
                ScenarioParts { team: Some(team.with_groups(groups.collect()).ok()?), ..parts }
            }
            Self::Attrition => {
                let mut team = parts.team.clone()?;
                team.attrition =
                    Attrition::new(value, team.attrition.backfill_days(), team.attrition.deals_kept())
                        .ok()?;
                ScenarioParts { team: Some(team), ..parts }
            }
            Self::Adherence => {
                let adherence = parts.adherence?;
                let (mean, sd) = (adherence.mean(), adherence.sd());
                // As many cases as before, so that nobody's share falls when the mean rises.
                let sd = sd * (value * (1.0 - value) / (mean * (1.0 - mean)).max(1e-12)).max(0.0).sqrt();
                let changed = Adherence::new(value, sd).or_else(|_| Adherence::new(value, 0.0)).ok()?;
                ScenarioParts { adherence: Some(changed), ..parts }
            }
            Self::Deadline => {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "saturates; checked by the calendar"
                )]
                let months = value.round() as u32;
                let calendar = Calendar::new(parts.calendar.start(), Horizon::Months(months)).ok()?;
                let mut economics = parts.economics;
                if let (Some(economics), Horizon::Months(before)) = (&mut economics, parts.calendar.horizon())
                {
                    let times = f64::from(months) / f64::from(before);
                    let cost = economics.fixed_cost.minor() as f64 * times;
                    economics.fixed_cost = Money::from_minor_f64(cost).ok()?;
                }
                ScenarioParts { calendar, economics, ..parts }
            }
        };
        Scenario::new(changed).ok()
    }
}

fn largest(team: &Team) -> Option<&RepGroup> {
    // Of several that are equally large, the first.
    team.groups().iter().rev().max_by_key(|group| group.count)
}

/// So many reps: more of them join when the future begins, with the quota and the segment of the largest
/// group; fewer are fewer of it.
fn with_reps(team: &Team, reps: f64, first_month: usize) -> Option<Team> {
    let model = largest(team)?;
    let more = reps - f64::from(team.reps());
    let mut groups = team.groups().to_vec();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates; checked by the team"
    )]
    let difference = more.abs() as u32;
    if more > 0.0 {
        let id = groups.iter().map(|group| group.id.0).max().unwrap_or(0) + 1;
        let mut joining = RepGroup::new(GroupId(id), difference);
        (joining.quota, joining.segment) = (model.quota, model.segment);
        joining.joins = Joins::InMonth(u32::try_from(first_month).ok()?);
        groups.push(joining);
    } else {
        let id = model.id;
        let group = groups.iter_mut().find(|group| group.id == id)?;
        group.count = group.count.checked_sub(difference).filter(|count| *count > 0)?;
    }
    team.with_groups(groups).ok()
}

/// A hire so many months earlier, within what is left of the plan.
fn moved(joins: Joins, earlier: f64, scenario: &Scenario) -> Joins {
    let months = scenario.parts().calendar.months().len() as f64;
    let first = scenario.first_month() as f64;
    match joins {
        Joins::Before(_) => joins,
        // Past hires stay where they are.
        Joins::InMonth(month) if f64::from(month) <= first && earlier > 0.0 => joins,
        Joins::InMonth(month) => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "within the plan's months"
            )]
            let month = (f64::from(month) - earlier).clamp(first, months - 1.0) as u32;
            Joins::InMonth(month)
        }
    }
}
