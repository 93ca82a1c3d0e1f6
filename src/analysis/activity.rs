//! Who has to do how much, by when: the plan's expected entries of a segment's stages as weeks of work.

use super::report::SegmentReport;
use crate::model::{Joins, RepGroup, Scenario, Segment};

/// Days of a week.
const WEEK_DAYS: f64 = 7.0;

/// Who works a segment, told apart by what they can be asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Reps who are there when the plan begins, and work all segments.
    There,
    /// Reps who are there when the plan begins, and work this segment alone.
    ThereForThis,
    /// Reps who join later, and work all segments.
    Joining,
    /// Reps who join later, and work this segment alone.
    JoiningForThis,
}

/// What falls to a rep of a role.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleActivity {
    /// Which role.
    pub role: Role,
    /// How many have it.
    pub reps: u32,
    /// The months of the plan in which the first and the last of them join, from 0; none of those who are
    /// there when it begins.
    pub join: Option<(u32, u32)>,
    /// How many opportunities of each enter each stage in a week, and last are won, on average over the weeks
    /// in which there is somebody of the role. Opportunities go to reps in proportion to their share of full
    /// work, as in the engine.
    pub each: Vec<f64>,
}

/// What a segment's stages ask of a week.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// How many opportunities enter each stage in a week, and last are won, by all together.
    pub all: Vec<f64>,
    /// By role; nothing without a team.
    pub roles: Vec<RoleActivity>,
    /// For each stage the day, from the plan's first, by which an opportunity enters it that is won by the
    /// end and takes as long as stages do on average.
    pub enters_by_day: Vec<f64>,
}

impl Activity {
    /// Of a segment; none, where no whole week is simulated.
    pub fn of(scenario: &Scenario, segment: &Segment, report: &SegmentReport) -> Option<Self> {
        let parts = scenario.parts();
        let calendar = &parts.calendar;
        let as_of = parts.progress.as_of_day();
        let weeks = (calendar.days() - as_of) / WEEK_DAYS;
        if weeks < 1.0 {
            return None;
        }
        let all = report.entries.iter().map(|months| months.iter().sum::<f64>() / weeks).collect();
        let mut days_left = 0.0;
        let mut enters_by_day: Vec<f64> = segment
            .stages()
            .iter()
            .rev()
            .map(|stage| {
                days_left += stage.time.mean_days();
                calendar.days() - days_left
            })
            .collect();
        enters_by_day.reverse();
        // Simulated months with their numbers, and the weeks of each.
        let months: Vec<(u32, f64)> = (0..)
            .zip(calendar.months())
            .filter(|(_, month)| month.to_day > as_of)
            .map(|(number, month)| (number, (month.to_day - month.from_day.max(as_of)) / WEEK_DAYS))
            .collect();
        let roles = parts.team.as_ref().map_or_else(Vec::new, |team| {
            let weight = |group: &RepGroup, month: u32| {
                let share = group.joins.tenure_in(month).map_or(0.0, |tenure| team.ramp.share(tenure));
                f64::from(group.count) * share
            };
            let is_for = |group: &&RepGroup| group.segment.is_none_or(|of| of == segment.id);
            let groups: Vec<&RepGroup> = team.groups().iter().filter(is_for).collect();
            let mut kinds: Vec<Role> = groups.iter().map(|group| role(group)).collect();
            kinds.sort_unstable();
            kinds.dedup();
            kinds.into_iter().filter_map(|kind| of_role(kind, &groups, &months, report, &weight)).collect()
        });
        Some(Self { all, roles, enters_by_day })
    }
}

fn role(group: &RepGroup) -> Role {
    match (group.joins, group.segment) {
        (Joins::Before(_), None) => Role::There,
        (Joins::Before(_), Some(_)) => Role::ThereForThis,
        (Joins::InMonth(_), None) => Role::Joining,
        (Joins::InMonth(_), Some(_)) => Role::JoiningForThis,
    }
}

fn of_role(
    kind: Role,
    groups: &[&RepGroup],
    months: &[(u32, f64)],
    report: &SegmentReport,
    weight: &impl Fn(&RepGroup, u32) -> f64,
) -> Option<RoleActivity> {
    let own: Vec<&RepGroup> = groups.iter().copied().filter(|group| role(group) == kind).collect();
    let reps: u32 = own.iter().map(|group| group.count).sum();
    let sum = |of: &[&RepGroup], month: u32| of.iter().map(|group| weight(group, month)).sum::<f64>();
    let shares: Vec<f64> = months
        .iter()
        .map(|(month, _)| {
            let all = sum(groups, *month);
            if all > 0.0 { sum(&own, *month) / all } else { 0.0 }
        })
        .collect();
    // Weeks in which a rep of the role has work, over all of them.
    let weeks: f64 = months
        .iter()
        .map(|(month, weeks)| {
            let at_work = own.iter().filter(|group| weight(group, *month) > 0.0);
            weeks * at_work.map(|group| f64::from(group.count)).sum::<f64>()
        })
        .sum();
    shares.iter().find(|share| **share > 0.0)?;
    let join = || {
        own.iter()
            .filter_map(|group| if let Joins::InMonth(month) = group.joins { Some(month) } else { None })
    };
    let each = report.entries.iter().map(|entries| {
        entries.iter().zip(&shares).map(|(entries, share)| entries * share).sum::<f64>() / weeks
    });
    Some(RoleActivity { role: kind, reps, join: join().min().zip(join().max()), each: each.collect() })
}
