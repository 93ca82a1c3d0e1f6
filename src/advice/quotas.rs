//! Quotas: what they add up to, who can reach theirs, and which would be equally hard.

use super::answer::{EqualQuota, Quotas};
use super::evaluations::{Evaluations, Pending, Variation};
use crate::analysis::{RepHistogram, TeamOutcome, quotas_of_plan};
use crate::model::{Adherence, RepGroup, Scenario, ScenarioParts, Stage};

/// The quotas; none without a team or without quotas.
///
/// Equally hard: each group's quota is the same quantile of what a rep of it brings at the TEAM's rates in
/// the segment they work and with the time they are there, never at their own, which would punish the good;
/// the quantile is the one for which the sum stays what it is. Amounts of groups are known to 3%.
///
/// # Errors
/// While variations are wanted.
pub fn quotas(scenario: &Scenario, evaluations: &mut Evaluations) -> Result<Option<Quotas>, Pending> {
    let (Some(sum), Some(team)) = (quotas_of_plan(scenario), &scenario.parts().team) else { return Ok(None) };
    let Some(alike) = at_team_rates(scenario) else { return Ok(None) };
    let base = evaluations.of(&Variation::of(scenario));
    let alike = evaluations.of(&Variation::of(&alike));
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
    let p = common_quantile(sum, &counts);
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
        groups: owners
            .iter()
            .zip(&counts)
            .map(|((place, group, quota), (_, bookings))| EqualQuota {
                group: group.id,
                quota: *quota,
                chance: chance(base_team, *place),
                equal: bookings.quantile(p),
                equal_chance: 1.0 - p,
            })
            .collect(),
    }))
}

fn chance(team: &TeamOutcome, place: usize) -> f64 {
    let at_quota = team.groups.get(place).map_or(&[][..], |group| &group.at_quota);
    let (counted, reached) =
        at_quota.iter().fold((0, 0), |(counted, reached), of| (counted + of.counted, reached + of.reached));
    reached as f64 / (counted.max(1)) as f64
}

/// For each group, what of a quota period's quota a rep has over the plan: work in months over the months of
/// a period.
fn of_each(scenario: &Scenario) -> Vec<f64> {
    let Some(team) = &scenario.parts().team else { return Vec::new() };
    let months = u32::try_from(scenario.parts().calendar.months().len()).unwrap_or(0);
    let period = f64::from(team.quota_period.months());
    let work = |group: &RepGroup| {
        let tenures = (0..months).filter_map(|month| group.joins.tenure_in(month));
        tenures.map(|tenure| team.ramp.share(tenure)).sum::<f64>() / period
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
