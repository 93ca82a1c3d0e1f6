//! Sizes of won deals.

use crate::history::import::{Meaning, Reading};
use crate::math::order;

/// Sizes of won deals, in major units of the file's currency.
#[derive(Clone, Debug, PartialEq)]
pub struct SizeEstimate {
    /// Each, in ascending order.
    pub sizes: Vec<f64>,
    /// Won deals without an amount, or of nothing.
    pub without_amount: usize,
    /// Mean.
    pub mean: f64,
    /// The standard error of the mean; of one deal none is known.
    pub mean_error: Option<f64>,
    /// Coefficient of variation: standard deviation over the mean; of one deal none is known.
    pub cv: Option<f64>,
    /// Median.
    pub median: f64,
    /// Nine of ten are at most so large.
    pub p90: f64,
}

/// Estimates from what was won; none where nothing won has an amount, or amounts are in several currencies.
pub(super) fn sizes(reading: &Reading) -> Option<SizeEstimate> {
    let won = || reading.opportunities.iter().filter(|of| of.meaning == Meaning::Won);
    let currency = won().find_map(|of| of.currency.clone());
    if won().any(|of| of.currency.is_some() && of.currency != currency) {
        return None;
    }
    let amounts = won().filter_map(|of| of.amount).filter(|amount| *amount > 0);
    let mut sizes: Vec<f64> = amounts.map(|amount| amount as f64 / 1e3).collect();
    sizes.sort_by(f64::total_cmp);
    if sizes.is_empty() {
        return None;
    }
    let n = sizes.len() as f64;
    let mean = sizes.iter().sum::<f64>() / n;
    let squares: f64 = sizes.iter().map(|size| (size - mean) * (size - mean)).sum();
    let sd = (sizes.len() > 1).then(|| (squares / (n - 1.0)).sqrt());
    Some(SizeEstimate {
        without_amount: won().count() - sizes.len(),
        mean,
        mean_error: sd.map(|sd| sd / n.sqrt()),
        cv: sd.map(|sd| sd / mean),
        median: order::quantile_of(&sizes, 0.5),
        p90: order::quantile_of(&sizes, 0.9),
        sizes,
    })
}
