//! Where the width comes from.

use super::super::capitalised;
use crate::advice::Width;
use crate::app::format::Format;
use crate::model::Unknown;

fn unknown_name(unknown: Unknown) -> &'static str {
    match unknown {
        Unknown::Rates => "stage rates",
        Unknown::DealSize => "mean deal size",
        Unknown::Supply => "number of new opportunities",
        Unknown::Cycle => "length of the cycle",
        Unknown::Market => "the market",
        Unknown::Reps => "people",
        Unknown::Recurring => "recurring revenue",
    }
}

pub const LUCK: &str = "luck";
pub const WIDTH_TABLE: &str = "Where the uncertainty comes from";
pub const WIDTH_HEAD: [&str; 2] = ["Source", "Share of the uncertainty"];

/// The heading of the width.
pub fn width_finding(width: Option<&Width>, format: &Format) -> String {
    let Some(width) = width else { return WIDTH_TABLE.to_owned() };
    let first = width.unknowns.first().filter(|share| share.share >= 0.005);
    let more = first.map(|share| {
        format!(
            ", {} is not knowing the {}",
            format.percent(share.share, 0),
            unknown_name(share.unknown).trim_start_matches("the ")
        )
    });
    format!("{} of the uncertainty is luck{}", format.percent(width.luck, 0), more.unwrap_or_default())
}

/// Shares in whole percents that sum to 100: what is missing goes to the largest remainders.
pub fn whole_percents(shares: &[f64]) -> Vec<f64> {
    let mut whole: Vec<f64> = shares.iter().map(|share| (100.0 * share).floor()).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    let remainder = |place: usize| shares.get(place).map_or(0.0, |share| (100.0 * share).fract());
    order.sort_by(|a, b| remainder(*b).total_cmp(&remainder(*a)));
    let mut missing = (100.0 * shares.iter().sum::<f64>()).round() - whole.iter().sum::<f64>();
    for place in order {
        if let Some(share) = whole.get_mut(place).filter(|_| missing > 0.5) {
            *share += 1.0;
            missing -= 1.0;
        }
    }
    whole
}

pub fn width_rows(width: &Width, format: &Format) -> Vec<Vec<String>> {
    let names = std::iter::once(LUCK).chain(width.unknowns.iter().map(|share| unknown_name(share.unknown)));
    let shares: Vec<f64> =
        std::iter::once(width.luck).chain(width.unknowns.iter().map(|share| share.share)).collect();
    let percents = whole_percents(&shares);
    names
        .zip(percents)
        .map(|(name, percent)| vec![capitalised(name), format.percent(percent / 100.0, 0)])
        .collect()
}

pub fn how_width(width: &Width, format: &Format) -> Vec<String> {
    vec![
        "The variance of the bookings is the mean variance when everything is known, which is luck, plus \
         the variance of \
         the mean that knowledge gives (law of total variance). The second part is shared among the \
         unknowns by \
         Shapley’s value: what each adds, over all orders of getting to know them. The shares sum to one."
            .to_owned(),
        format!("Simulation error of each share: at most ±{}.", format.percent(width.error, 1)),
    ]
}
