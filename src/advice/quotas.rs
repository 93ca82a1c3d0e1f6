//! Quotas: what they add up to, who can reach theirs, and which would be equally hard.

use super::answer::{EqualQuota, Quotas};
use super::evaluations::{Evaluations, Pending, Variation};
use crate::analysis::{RepHistogram, quotas_of_plan};
use crate::model::{Adherence, RepGroup, Scenario, ScenarioParts, Stage};
use std::ops::Range;

/// The quotas; none without a team or without quotas.
///
/// Equally hard: each group's quota is the same quantile of what a rep of it brings at the TEAM's rates in
/// the segment they work and with the time they are there, never at their own, which would punish the good;
/// the quantile is the one for which the sum stays what it is. Amounts of groups are known to 3%.
///
/// All of it is about one span, the months from the as-of date's on, and about a rep's seat: so a quota and
/// the equally hard one can be set beside each other, whatever the period of quotas is. A quota of a year in
/// quarters is the sum of four; the chances of single periods are the report's.
///
/// # Errors
/// While variations are wanted.
pub fn quotas(scenario: &Scenario, evaluations: &mut Evaluations) -> Result<Option<Quotas>, Pending> {
    let (Some(sum), Some(team)) = (quotas_of_plan(scenario), &scenario.parts().team) else { return Ok(None) };
    let Some(alike) = at_team_rates(scenario) else { return Ok(None) };
    let base = evaluations.of(&Variation::with_team(scenario));
    let alike = evaluations.of(&Variation::with_team(&alike));
    let (base, alike) = (base?, alike?);
    let (Some(base_team), Some(alike_team)) = (&base.team, &alike.team) else { return Ok(None) };
    let shares = of_each(scenario);
    let owners: Vec<(usize, &RepGroup, f64)> = team
        .groups()
        .iter()
        .enumerate()
        .zip(&shares)
        .filter_map(|((place, group), share)| Some((place, group, group.quota?.minor() as f64 * share)))
        .collect();
    let counts: Vec<(f64, &RepHistogram)> = owners
        .iter()
        .filter_map(|(place, group, _)| {
            Some((f64::from(group.count), &alike_team.groups.get(*place)?.bookings))
        })
        .collect();
    let left: f64 = owners.iter().map(|(_, group, quota)| f64::from(group.count) * quota).sum();
    let p = common_quantile(left, &counts);
    let trials = base.trials();
    let target = scenario.parts().target.amount().minor() as f64;
    let at_quota = base_team.periods.iter().filter(|period| period.counted > 0).map(|period| {
        let reached: f64 =
            (0_u32..).zip(&period.at_quota).map(|(reps, trials)| f64::from(reps) * f64::from(*trials)).sum();
        (period.last_month, period.counted as f64 / trials, reached / trials)
    });
    Ok(Some(Quotas {
        sum,
        over_target: if target > 0.0 { sum / target } else { 0.0 },
        at_quota: at_quota.collect(),
        months: months_left(scenario).len().try_into().unwrap_or(0),
        groups: owners
            .iter()
            .zip(&counts)
            .map(|((place, group, quota), (_, bookings))| EqualQuota {
                group: group.id,
                quota: *quota,
                chance: base_team.groups.get(*place).map_or(0.0, |of| chance(*quota, &of.bookings)),
                equal: bookings.quantile(p),
                // A quota of nothing is always reached.
                equal_chance: if bookings.quantile(p) > 0.0 { 1.0 - p } else { 1.0 },
            })
            .collect(),
    }))
}

/// The chance that as much is brought: one less the share below, which is where the quantile function gets
/// there.
fn chance(quota: f64, bookings: &RepHistogram) -> f64 {
    if quota <= 0.0 {
        return 1.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    if bookings.quantile(high) < quota {
        return 0.0;
    }
    for _ in 0..50 {
        let p = 0.5 * (low + high);
        if bookings.quantile(p) < quota { low = p } else { high = p }
    }
    1.0 - 0.5 * (low + high)
}

/// The months whose bookings are simulated.
fn months_left(scenario: &Scenario) -> Range<usize> {
    scenario.first_month()..scenario.parts().calendar.months().len()
}

/// For each group, what of a quota period's quota a rep has over the months that are left: work in them, of
/// the first only what is left of it, over the months of a period.
fn of_each(scenario: &Scenario) -> Vec<f64> {
    let parts = scenario.parts();
    let Some(team) = &parts.team else { return Vec::new() };
    let (period, as_of) = (f64::from(team.quota_period.months()), parts.progress.as_of_day());
    let work = |group: &RepGroup| {
        let months = months_left(scenario).filter_map(|index| {
            let month = parts.calendar.months().get(index)?;
            // As the sum of all quotas counts it: a month that the plan ends within is a month.
            let left = if month.from_day < as_of { (month.to_day - as_of) / month.days } else { 1.0 };
            Some(left * team.ramp.share(group.joins.tenure_in(u32::try_from(index).ok()?)?))
        });
        months.sum::<f64>() / period
    };
    team.groups().iter().map(work).collect()
}

/// The plan with reps who all convert alike and follow the process alike.
fn at_team_rates(scenario: &Scenario) -> Option<Scenario> {
    let parts = scenario.parts();
    let changed = parts.with_stages(|stage: &mut Stage| {
        *stage = stage.clone().with_rep_spread(0.0).ok()?;
        Some(())
    })?;
    let adherence = parts.adherence.and_then(|adherence| Adherence::new(adherence.mean(), 0.0).ok());
    let groups =
        parts.team.as_ref()?.groups().iter().map(|group| RepGroup { record: Vec::new(), ..group.clone() });
    let team = parts.team.as_ref()?.with_groups(groups.collect()).ok()?;
    Scenario::new(ScenarioParts { adherence, team: Some(team), ..changed }).ok()
}

/// The quantile at which the groups' amounts, times how many they are, add up to a sum.
fn common_quantile(sum: f64, groups: &[(f64, &RepHistogram)]) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..50 {
        let p = 0.5 * (low + high);
        let all: f64 = groups.iter().map(|(count, bookings)| count * bookings.quantile(p)).sum();
        if all < sum { low = p } else { high = p }
    }
    0.5 * (low + high)
}
