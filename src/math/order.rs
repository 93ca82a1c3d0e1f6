//! Order statistics.

/// The `p` quantile by linear interpolation of order statistics: Hyndman and Fan (1996), *Sample Quantiles in
/// Statistical Packages*, The American Statistician 50, type 7 (the default of R and `NumPy`). Unit: that of
/// the sample.
///
/// `at` gives the number of a rank, from 0 to `count` − 1; `count` is at least 1. `p` is brought within [0,
/// 1].
pub fn quantile(count: u64, p: f64, at: impl Fn(u64) -> f64) -> f64 {
    let place = p.clamp(0.0, 1.0) * (count - 1) as f64;
    let below = place.floor();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 ≤ place < count")]
    let rank = below as u64;
    let (low, fraction) = (at(rank), place - below);
    if fraction > 0.0 { low + fraction * (at(rank + 1) - low) } else { low }
}

/// The `p` quantile of numbers in rising order, of which there is at least one.
///
/// # Panics
/// When there is none: nothing is the quantile of nothing.
#[expect(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "ranks are below the count")]
pub fn quantile_of(sorted: &[f64], p: f64) -> f64 {
    assert!(!sorted.is_empty(), "a quantile of no numbers");
    quantile(sorted.len() as u64, p, |rank| sorted[rank as usize])
}
