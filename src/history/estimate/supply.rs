//! New opportunities by month: how many, how much more they vary than chance alone, whether they grow, and
//! whether they have seasons.

use super::lately::{Lately, lately};
use super::seasons::{Seasons, seasons};
use super::spells::began;
use super::trend::{Growth, MONTHS_FOR_PLANNED_TREND, growth, pearson};
use crate::history::import::Reading;
use crate::model::Date;
use std::collections::BTreeMap;

/// New opportunities of whole calendar months.
#[derive(Clone, Debug, PartialEq)]
pub struct SupplyEstimate {
    /// Each month by its first day, in order, months without any included.
    pub months: Vec<(Date, u32)>,
    /// Mean of a month, seasons taken out.
    pub mean: f64,
    /// The standard error of the mean, from how months differ; of one month none is known.
    pub mean_error: Option<f64>,
    /// Variance of months over their mean, seasons taken out: about 1 where chance alone (Poisson) makes them
    /// differ.
    pub dispersion: Option<f64>,
    /// Growth a month, as a share, by quasi-Poisson regression; from [`super::MONTHS_FOR_TREND`] months on.
    pub growth: Option<Growth>,
    /// How months of the year differ, where that is beyond chance.
    pub seasons: Option<Seasons>,
    /// What the last months brought, where that differs from the months before beyond chance.
    pub lately: Option<Lately>,
}

impl SupplyEstimate {
    /// The trend that is carried into a plan: none of less than two years, or within what chance makes.
    pub fn planned_trend(&self) -> Option<&Growth> {
        self.growth.as_ref().filter(|of| self.months.len() >= MONTHS_FOR_PLANNED_TREND && of.is_sure())
    }
}

/// Counts the opportunities of whole months between the first day on which one began and the last day of
/// which the file knows; none without a whole month. Where decisions are in the file from a day on, what
/// began before it is in the file in part, and does not count.
pub(super) fn supply(reading: &Reading, as_of: Date, seen_from: Option<Date>) -> Option<SupplyEstimate> {
    let days: Vec<Date> = reading.opportunities.iter().filter_map(began).collect();
    let (first, next_day) = (days.iter().min().copied()?, as_of.after_days(1)?);
    let first = seen_from.map_or(first, |day| day.max(first));
    let mut month = first.first_of_month()?;
    if month < first {
        // What stands before the first day is not in the file: its month is a part of one.
        month = month.after_months(1)?;
    }
    let end = next_day.first_of_month()?;
    let mut counts: BTreeMap<Date, u32> = BTreeMap::new();
    while month < end {
        counts.insert(month, 0);
        month = month.after_months(1)?;
    }
    for day in days {
        if let Some(count) = day.first_of_month().and_then(|month| counts.get_mut(&month)) {
            *count += 1;
        }
    }
    of_months(counts.into_iter().collect())
}

/// Estimates from counts of months; none without one.
pub fn of_months(months: Vec<(Date, u32)>) -> Option<SupplyEstimate> {
    if months.is_empty() {
        return None;
    }
    let seasons = seasons(&months);
    let counts: Vec<f64> = months.iter().map(|(_, count)| f64::from(*count)).collect();
    let factor = |(month, _): &(Date, u32)| seasons.as_ref().map_or(1.0, |seasons| seasons.factor(*month));
    let factors: Vec<f64> = months.iter().map(factor).collect();
    // Twelve factors of mean 1 are known but for one.
    let taken: usize = if seasons.is_some() { 11 } else { 0 };
    let (n, all) = (months.len() as f64, factors.iter().sum::<f64>());
    let mean = counts.iter().sum::<f64>() / all;
    let fitted = counts.iter().zip(&factors).map(|(count, factor)| (*count, mean * factor));
    let dispersion = pearson(fitted) / (n - 1.0 - taken as f64);
    let is_known = counts.len() > 1 && mean > 0.0;
    Some(SupplyEstimate {
        mean,
        mean_error: (counts.len() > 1).then(|| (dispersion * mean / n).sqrt()),
        dispersion: is_known.then_some(dispersion),
        growth: growth(&counts, &factors, taken),
        lately: lately(&counts, &factors, taken),
        seasons,
        months,
    })
}
