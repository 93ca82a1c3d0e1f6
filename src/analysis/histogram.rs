//! A histogram with round edges, of which the target is one.

use super::Sample;

/// Counts of amounts in `[from, to)`; the last bin holds its end as well.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Lower edge, minor units.
    pub from: i64,
    /// Upper edge, minor units.
    pub to: i64,
    /// Amounts in it.
    pub count: u64,
}

/// About `bins` bins from the least to the greatest amount, with edges at multiples of 1, 2 or 5 times a
/// power of ten; a bin that contains `target` is split there. Nothing is trimmed: all amounts are counted.
pub fn histogram(sample: &Sample<'_>, bins: u32, target: i64) -> Vec<Bin> {
    let width = round_width((sample.greatest() - sample.least()) / i64::from(bins.max(1)));
    let mut edges = Vec::new();
    let mut edge = sample.least() - sample.least().rem_euclid(width);
    while edge <= sample.greatest() {
        edges.push(edge);
        edge += width;
    }
    edges.push(edge);
    if let Err(place) = edges.binary_search(&target)
        && 0 < place
        && place < edges.len()
    {
        edges.insert(place, target);
    }
    edges
        .windows(2)
        .filter_map(|pair| match pair {
            [from, to] => {
                let count = sample.count_below(*to) - sample.count_below(*from);
                Some(Bin { from: *from, to: *to, count })
            }
            _ => None,
        })
        .collect()
}

/// The least of 1, 2, 5, 10, 20, 50 … that is at least `width`.
fn round_width(width: i64) -> i64 {
    let mut power = 1_i64;
    loop {
        for factor in [1, 2, 5] {
            if power.saturating_mul(factor) >= width {
                return power.saturating_mul(factor);
            }
        }
        power = power.saturating_mul(10);
    }
}
