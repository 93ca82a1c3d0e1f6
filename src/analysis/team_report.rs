//! What a run says of the reps: their quotas, and how many reach them.

use super::{AtQuota, Collection, Estimate, GroupOutcome, PeriodOutcome, SquareSums};
use crate::model::{Joins, RepGroup, Scenario};

/// The team. Amounts in minor units.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamReport {
    /// Mean number of reps who are there after the end of each simulated month.
    pub heads: Vec<f64>,
    /// By group, in the team's order.
    pub groups: Vec<GroupReport>,
    /// By quota period from the as-of date on; empty without quotas.
    pub periods: Vec<PeriodReport>,
    /// Sum of all quotas over the plan, prorated for ramp and hires, if nobody leaves; none without quotas.
    pub quotas: Option<f64>,
}

/// One group of reps.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupReport {
    /// Mean bookings of a rep's seat from the as-of date on.
    pub mean: f64,
    /// 10%, 50% and 90% quantiles of them, off by at most 3%.
    pub quantiles: [f64; 3],
    /// For each period of the team's, the chance that a rep who is there at its end reaches the quota; none,
    /// if nobody has one.
    pub chances: Vec<Option<Estimate>>,
}

/// One quota period.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodReport {
    /// Its last month of the plan, from 0.
    pub last_month: u32,
    /// Mean number of reps with a quota at its end.
    pub reps: f64,
    /// By number of reps at quota, from 0: the share of the trials.
    pub at_quota: Vec<f64>,
}

impl PeriodReport {
    /// Mean number of reps at quota.
    pub fn mean_at_quota(&self) -> f64 {
        (0_u32..).zip(&self.at_quota).map(|(reps, share)| f64::from(reps) * share).sum()
    }

    /// The least number of reps at quota that at least the share `p` of the trials do not exceed.
    pub fn quantile(&self, p: f64) -> usize {
        let mut sum = 0.0;
        let place = self.at_quota.iter().position(|share| {
            sum += share;
            sum >= p
        });
        place.unwrap_or(self.at_quota.len().saturating_sub(1))
    }
}

impl TeamReport {
    /// The report of a collection; none without a team.
    pub(super) fn of(scenario: &Scenario, collection: &Collection) -> Option<Self> {
        let team = scenario.parts().team.as_ref()?;
        let outcome = collection.team()?;
        let counted: Vec<usize> = outcome
            .periods
            .iter()
            .enumerate()
            .filter(|(_, period)| period.counted > 0)
            .map(|(place, _)| place)
            .collect();
        let group = |(group, outcome): (&RepGroup, &GroupOutcome)| {
            GroupReport::of(group, outcome, &counted, collection)
        };
        let period =
            |place: &usize| outcome.periods.get(*place).map(|period| PeriodReport::of(period, collection));
        Some(Self {
            heads: outcome.heads.iter().map(SquareSums::mean).collect(),
            groups: team.groups().iter().zip(&outcome.groups).map(group).collect(),
            periods: counted.iter().filter_map(period).collect(),
            quotas: quotas_of_plan(scenario),
        })
    }
}

impl GroupReport {
    fn of(group: &RepGroup, outcome: &GroupOutcome, counted: &[usize], collection: &Collection) -> Self {
        let seats = f64::from(group.count) * collection.trials() as f64;
        let chance = |place: &usize| {
            let at_quota = outcome.at_quota.get(*place).copied().unwrap_or_default();
            chance_of(at_quota, group.count)
        };
        Self {
            mean: outcome.bookings_sum as f64 / seats,
            quantiles: [0.1, 0.5, 0.9].map(|p| outcome.bookings.quantile(p)),
            chances: counted.iter().map(chance).collect(),
        }
    }
}

/// The share reached, with its standard error as if the reps of a trial met the same luck: not smaller than
/// it is.
fn chance_of(AtQuota { counted, reached }: AtQuota, reps: u32) -> Option<Estimate> {
    if counted == 0 {
        return None;
    }
    let trials = (counted as f64 / f64::from(reps)).max(1.0);
    Some(Estimate::of_share_among(reached as f64, counted as f64, trials))
}

impl PeriodReport {
    fn of(period: &PeriodOutcome, collection: &Collection) -> Self {
        let n = collection.trials() as f64;
        Self {
            last_month: period.last_month,
            reps: period.counted as f64 / n,
            at_quota: period.at_quota.iter().map(|trials| f64::from(*trials) / n).collect(),
        }
    }
}

/// The sum of all quotas over the plan's months, prorated for ramp and hires, if nobody leaves; minor units.
/// None without quotas.
pub fn quotas_of_plan(scenario: &Scenario) -> Option<f64> {
    let team = scenario.parts().team.as_ref()?;
    let months = u32::try_from(scenario.parts().calendar.months().len()).unwrap_or(0);
    let period = f64::from(team.quota_period.months());
    let of_group = |group: &RepGroup| {
        let quota = group.quota?.minor() as f64;
        let work: f64 = (0..months)
            .filter_map(|month| Joins::tenure_in(group.joins, month))
            .map(|tenure| team.ramp.share(tenure))
            .sum();
        Some(quota * f64::from(group.count) * work / period)
    };
    let quotas: Vec<f64> = team.groups().iter().filter_map(of_group).collect();
    (!quotas.is_empty()).then(|| quotas.iter().sum())
}
