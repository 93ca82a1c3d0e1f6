//! Numbers of wins by inversion: one word gives one Poisson or binomial count, never falling in its mean.

use super::inversion::Unit;
use crate::math::incomplete;
use crate::math::normal;
use crate::math::quantile_table::QuantileTable;
use crate::model::RelativeError;
use rand::Rng;
use rand::distr::Distribution;

/// Draws Poisson and binomial counts from words.
///
/// Small means are searched from zero. Others start from the Cornish–Fisher expansion of the quantile, as
/// Giles (2016), *Algorithm 955: Approximation of the Inverse Poisson Cumulative Distribution Function*, ACM
/// TOMS 42, does: where the expansion lies further from a whole number than its error can be, that number is
/// the quantile; elsewhere the exact distribution function decides. So draws are exact.
#[derive(Clone, Debug)]
pub struct Counts {
    normal: QuantileTable,
}

/// Below this mean, counts are searched from zero.
const SEARCH_BELOW: f64 = 6.0;
/// Variance from which a binomial quantile is taken from the expansion alone: its error is then below 0.003
/// of a win, against a standard deviation above 100.
const EXPANSION_ONLY_FROM: f64 = 10_000.0;

impl Default for Counts {
    fn default() -> Self {
        Self::new()
    }
}

impl Counts {
    /// Prepares the table of normal quantiles.
    pub fn new() -> Self {
        Self {
            normal: QuantileTable::new(&|(lower, upper), _| {
                let z = if lower <= upper { normal::quantile(lower) } else { -normal::quantile(upper) };
                (z, 1.0 / normal::density(z))
            }),
        }
    }

    /// Standard normal numbers.
    #[inline(always)]
    pub fn normal(&self) -> &QuantileTable {
        &self.normal
    }

    /// Poisson counts of a mean that is not negative.
    #[inline(always)]
    pub fn poisson(&self, mean: f64) -> Poisson<'_> {
        let start = if mean < SEARCH_BELOW {
            Start::AtZero(libm::exp(-mean))
        } else {
            let root = mean.sqrt();
            Start::Near { root, by_mean: 1.0 / mean, by_root: 1.0 / (72.0 * root) }
        };
        Poisson { counts: self, mean, start }
    }

    /// Of `n` cases those that pass at rate `p`.
    #[inline(always)]
    pub fn binomial(&self, n: u64, p: f64) -> Binomial<'_> {
        Binomial { counts: self, n, p }
    }

    /// Factors by which a quantity is off that is known so well: lognormal of mean 1, or always 1.
    #[inline(always)]
    pub fn factor(&self, error: RelativeError) -> Factor<'_> {
        Factor { counts: self, error }
    }

    /// The Poisson count of mean `lambda` that `word` stands for.
    #[inline(always)]
    fn poisson_at(&self, lambda: f64, start: Start, word: u64) -> u64 {
        let (root, by_mean, by_root) = match start {
            Start::AtZero(at_zero) => return search_from_zero(at_zero, word, |k| lambda * reciprocal(k)),
            Start::Near { root, by_mean, by_root } => (root, by_mean, by_root),
        };
        let z = self.normal.at(word);
        let square = z * z;
        let expansion = lambda + root * z + (1.0 / 3.0 + square * (1.0 / 6.0)) - z * (2.0 + square) * by_root;
        let doubt = (0.025 + square * (0.0125 + square * 0.006_25)) * by_mean;
        let whole = floor(expansion);
        if square < 9.0 && doubt < expansion - whole && expansion - whole < 1.0 - doubt {
            return count(whole);
        }
        walk(
            whole.max(0.0),
            word,
            |k| {
                let (upper, lower) = incomplete::gamma_both(k + 1.0, lambda);
                let mass = libm::exp(k * libm::log(lambda) - lambda - libm::lgamma(k + 1.0));
                Place { lower, upper, mass }
            },
            |k| lambda / k,
        )
    }

    /// The binomial count of `n` cases at rate `p` that `word` stands for.
    fn binomial_at(&self, n: u64, p: f64, word: u64) -> u64 {
        if n == 0 || p <= 0.0 {
            return 0;
        }
        if p >= 1.0 {
            return n;
        }
        if p > 0.5 {
            return n - self.binomial_below_half(n, 1.0 - p, !word);
        }
        self.binomial_below_half(n, p, word)
    }

    fn binomial_below_half(&self, n: u64, p: f64, word: u64) -> u64 {
        let cases = n as f64;
        let (mean, q) = (cases * p, 1.0 - p);
        let odds = p / q;
        if mean < SEARCH_BELOW {
            return search_from_zero(libm::exp(cases * libm::log1p(-p)), word, |k| {
                (cases - k + 1.0) / k * odds
            })
            .min(n);
        }
        let z = self.normal.at(word);
        let square = z * z;
        let variance = mean * q;
        let sd = variance.sqrt();
        let skewness = (q - p) / sd;
        let kurtosis = (1.0 - 6.0 * p * q) / variance;
        let expansion = mean
            + 0.5
            + sd * (z + skewness * (square - 1.0) / 6.0 + kurtosis * z * (square - 3.0) / 24.0
                - skewness * skewness * z * (2.0 * square - 5.0) / 36.0)
            - z / (24.0 * sd);
        let doubt = (0.05 + square * (0.025 + square * 0.0125)) / variance;
        let whole = floor(expansion);
        let clear = square < 9.0 && doubt < expansion - whole && expansion - whole < 1.0 - doubt;
        if clear || variance > EXPANSION_ONLY_FROM {
            return count(whole.clamp(0.0, cases));
        }
        walk(
            whole.clamp(0.0, cases),
            word,
            |k| {
                let log_mass =
                    libm::lgamma(cases + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(cases - k + 1.0)
                        + k * libm::log(p)
                        + (cases - k) * libm::log1p(-p);
                let upper = if k >= cases { 0.0 } else { incomplete::beta(p, k + 1.0, cases - k) };
                let lower = if k >= cases { 1.0 } else { incomplete::beta(q, cases - k, k + 1.0) };
                Place { lower, upper, mass: libm::exp(log_mass) }
            },
            |k| (cases - k + 1.0) / k * odds,
        )
        .min(n)
    }
}

/// See [`Counts::poisson`].
#[derive(Clone, Copy, Debug)]
pub struct Poisson<'a> {
    counts: &'a Counts,
    mean: f64,
    start: Start,
}

/// Where the search for a Poisson count starts, prepared for all draws of one mean.
#[derive(Clone, Copy, Debug)]
enum Start {
    /// The chance of none.
    AtZero(f64),
    /// From the expansion: the root of the mean, one over the mean, one over 72 roots.
    Near { root: f64, by_mean: f64, by_root: f64 },
}

impl Distribution<u64> for Poisson<'_> {
    #[inline(always)]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> u64 {
        self.counts.poisson_at(self.mean, self.start, rng.next_u64())
    }
}

/// See [`Counts::binomial`].
#[derive(Clone, Copy, Debug)]
pub struct Binomial<'a> {
    counts: &'a Counts,
    n: u64,
    p: f64,
}

impl Distribution<u64> for Binomial<'_> {
    #[inline(always)]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> u64 {
        self.counts.binomial_at(self.n, self.p, rng.next_u64())
    }
}

/// See [`Counts::factor`].
#[derive(Clone, Copy, Debug)]
pub struct Factor<'a> {
    counts: &'a Counts,
    error: RelativeError,
}

impl Distribution<f64> for Factor<'_> {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        if self.error > RelativeError::NONE { self.error.factor(self.counts.normal.sample(rng)) } else { 1.0 }
    }
}

/// Where a count stands in its distribution: chance of at most it, of more than it, of exactly it.
struct Place {
    lower: f64,
    upper: f64,
    mass: f64,
}

/// The least count whose cumulative probability reaches the word's, summed from zero.
///
/// `ratio(k)` is the probability of k over that of k − 1.
#[inline(always)]
fn search_from_zero(at_zero: f64, word: u64, ratio: impl Fn(f64) -> f64) -> u64 {
    let u = ((word >> 11) as f64 + 0.5) * (1.0 / (1_u64 << 53) as f64);
    let (mut mass, mut cumulative, mut k) = (at_zero, at_zero, 0.0);
    while u > cumulative && k < 200.0 {
        k += 1.0;
        mass *= ratio(k);
        cumulative += mass;
        // In the far tail the sum stops growing before it reaches u.
        if mass < 1e-18 && cumulative > 0.5 {
            break;
        }
    }
    count(k)
}

/// The least count whose cumulative probability reaches the word's, from a guess that is close.
#[cold]
fn walk(guess: f64, word: u64, place: impl Fn(f64) -> Place, ratio: impl Fn(f64) -> f64) -> u64 {
    const SCALE: f64 = 1.0 / (1_u64 << 53) as f64;
    let in_upper_half = word >> 63 == 1;
    // Distance from the nearer end, so that both tails keep their digits.
    let distance = (((if in_upper_half { !word } else { word }) >> 11) as f64 + 0.5) * SCALE;
    let Place { mut lower, mut upper, mut mass } = place(guess);
    let reached = |lower: f64, upper: f64| if in_upper_half { distance >= upper } else { distance <= lower };
    let mut k = guess;
    if reached(lower, upper) {
        while k > 0.0 && reached(lower - mass, upper + mass) {
            lower -= mass;
            upper += mass;
            mass /= ratio(k);
            k -= 1.0;
        }
    } else {
        while !reached(lower, upper) && mass > 0.0 {
            k += 1.0;
            mass *= ratio(k);
            lower += mass;
            upper -= mass;
        }
    }
    count(k)
}

/// One over a whole number from 1 to 200.
#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "1 to 200"
)]
#[inline(always)]
fn reciprocal(k: f64) -> f64 {
    const TABLE: [f64; 256] = {
        let mut table = [0.0; 256];
        let mut k = 1;
        while k < 256 {
            table[k] = 1.0 / k as f64;
            k += 1;
        }
        table
    };
    TABLE[k as usize & 255]
}

/// Added to a moderate number, one below 2^51, it leaves no room for a fraction: the sum's last bits are the
/// nearest whole number. That is one addition where a cast, which must mind every float, is a dozen
/// instructions.
const WHOLE: f64 = 1.5 * (1_u64 << 52) as f64;

/// The greatest whole number that is not above a moderate one. The standard function is a call on targets
/// that have no instruction for it.
#[inline(always)]
pub(super) fn floor(value: f64) -> f64 {
    let near = (value + WHOLE) - WHOLE;
    if near > value { near - 1.0 } else { near }
}

/// A whole number that is not negative as an integer; the greatest moderate one, if it is beyond.
#[inline(always)]
fn count(value: f64) -> u64 {
    const MOST: f64 = (1_u64 << 51) as f64 - 1.0;
    // Not `min`, which minds what is no number: one instruction instead of four.
    let moderate = if value < MOST { value } else { MOST };
    (moderate + WHOLE).to_bits().wrapping_sub(WHOLE.to_bits())
}

/// A number that is not negative, its fraction kept as one more with that probability.
#[derive(Clone, Copy, Debug)]
pub struct Rounded(pub f64);

impl Rounded {
    /// The number, if it has no fraction: then nothing is left to chance.
    #[inline(always)]
    pub(super) fn certain(self) -> Option<u64> {
        let whole = floor(self.0);
        (whole.to_bits() == self.0.to_bits()).then(|| count(whole))
    }
}

impl Distribution<u64> for Rounded {
    #[inline(always)]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> u64 {
        let whole = floor(self.0);
        count(whole) + u64::from(Unit.sample(rng) < self.0 - whole)
    }
}
