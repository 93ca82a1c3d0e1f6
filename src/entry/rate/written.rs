//! A belief on a rate, written: what its field prints, shows, and says it was understood as.

use super::estimated::ESTIMATE_CASES;
use crate::entry::Formatter;
use crate::model::{BeliefKind, RateBelief, RateLaw};

/// What the field of a rate prints.
pub fn write_rate(rate: &RateBelief, format: &dyn Formatter) -> String {
    let count = |number: u32| format.exact_count(number.into());
    match rate.kind() {
        BeliefKind::Counts { passed, entered } => format!("{} of {}", count(passed), count(entered)),
        BeliefKind::Range { low, high } => {
            format!("{} to {}", format.exact_percent(low), format.exact_percent(high))
        }
        BeliefKind::Estimate { rate, cases: ESTIMATE_CASES } => format.exact_percent(rate),
        BeliefKind::Estimate { rate, cases } => {
            format!("{} of {} cases", format.exact_percent(rate), count(cases))
        }
        BeliefKind::Exact(rate) => format!("exactly {}", format.exact_percent(rate)),
    }
}

/// What the field of a rate shows that nobody typed: as [`write_rate`], but a share with more decimals than
/// people write, as one that follows from others has, with three digits. The value keeps all of them.
pub fn show_rate(rate: &RateBelief, format: &dyn Formatter) -> String {
    let count = |number: u32| format.exact_count(number.into());
    let share = |share: f64| short_percent(share, format);
    match rate.kind() {
        BeliefKind::Counts { .. } => write_rate(rate, format),
        BeliefKind::Range { low, high } => format!("{} to {}", share(low), share(high)),
        BeliefKind::Estimate { rate, cases: ESTIMATE_CASES } => share(rate),
        BeliefKind::Estimate { rate, cases } => format!("{} of {} cases", share(rate), count(cases)),
        BeliefKind::Exact(rate) => format!("exactly {}", share(rate)),
    }
}

/// A share with all its digits, if these are as few as people write; else with three.
fn short_percent(share: f64, format: &dyn Formatter) -> String {
    /// More decimals of a percentage are nobody's.
    const DECIMALS_MAX: usize = 4;
    let all = format.exact_percent(share);
    let decimals = all.rsplit(['.', ',']).next().map_or(0, |last| last.trim_end_matches('%').len());
    if decimals <= DECIMALS_MAX || !all.contains(['.', ',']) {
        return all;
    }
    let percent = share * 100.0;
    let decimals =
        [(10.0, 1), (1.0, 2), (0.1, 3), (0.01, 4)].into_iter().find(|(least, _)| percent >= *least);
    match decimals {
        Some((_, decimals)) => format.percent(share, decimals),
        None => all,
    }
}

/// What the field says it was understood as.
pub fn echo_rate(rate: &RateBelief, format: &dyn Formatter) -> String {
    match rate.law() {
        RateLaw::Exact(rate) => format!("exactly {}", format.percent(rate, 2)),
        RateLaw::Beta { .. } => {
            let (low, high) = (rate.quantile(0.1), rate.quantile(0.9));
            let decimals = u32::from(high - low < 0.02);
            let low = format.number(low * 100.0, decimals);
            format!("true rate {low}–{}, 8 times in 10", format.percent(high, decimals))
        }
    }
}
