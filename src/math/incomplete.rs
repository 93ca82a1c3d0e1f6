//! Incomplete gamma and beta functions: the distribution functions of gamma, Poisson, beta and binomial.

use super::normal::{self, polynomial};

/// Where a series or continued fraction stops: one unit in the last place, and a bound nothing here reaches.
const TOLERANCE: f64 = 1e-16;
const TERMS_MAX: usize = 100_000;

/// Lower and upper regularised incomplete gamma functions `(P(a, x), Q(a, x))`, for `a > 0`, `x ≥ 0`.
///
/// `P(a, x)` is the chance that a gamma variable of shape `a` and scale 1 is at most `x`; `Q(k + 1, λ)` is
/// the chance that a Poisson variable of mean λ is at most k. Series below the mean, Lentz's continued
/// fraction above it (Press et al., *Numerical Recipes*, 6.2), and near the mean of a large shape Temme's
/// uniform expansion (DLMF 8.12).
pub fn gamma_both(a: f64, x: f64) -> (f64, f64) {
    gamma_both_with(a, x, || libm::lgamma(a))
}

/// The same with `ln Γ(a)`, which is asked for where it is needed.
#[inline]
fn gamma_both_with(a: f64, x: f64, log_gamma: impl Fn() -> f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if x.is_infinite() {
        return (1.0, 0.0);
    }
    if a > 200.0 && (x - a).abs() < 0.35 * a {
        return temme(a, x);
    }
    let scale = libm::exp(a * libm::log(x) - x - log_gamma());
    if x < a + 1.0 {
        let mut term = 1.0 / a;
        let mut sum = term;
        let mut n = a;
        for _ in 0..TERMS_MAX {
            n += 1.0;
            term *= x / n;
            sum += term;
            if term < sum * TOLERANCE {
                break;
            }
        }
        let lower = (scale * sum).min(1.0);
        (lower, 1.0 - lower)
    } else {
        let upper = (scale * gamma_fraction(a, x)).min(1.0);
        (1.0 - upper, upper)
    }
}

/// The chance that a gamma variable of shape `a` and scale 1 is at most `x`.
pub fn gamma_lower(a: f64, x: f64) -> f64 {
    gamma_both(a, x).0
}

/// The same with `ln Γ(a)`, for those who ask at many places.
pub fn gamma_lower_with(a: f64, x: f64, log_gamma: f64) -> f64 {
    gamma_both_with(a, x, || log_gamma).0
}

/// `ln Q(a, x)`: the logarithm of the chance that a gamma variable of shape `a` and scale 1 exceeds `x`, also
/// where that chance is too small for a number of its own.
pub fn gamma_log_upper(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let (lower, upper) = gamma_both(a, x);
    if upper > 0.5 {
        libm::log1p(-lower)
    } else if upper > 1e-250 {
        libm::log(upper)
    } else {
        gamma_log_density(a, x) + libm::log(gamma_fraction(a, x))
    }
}

/// The chance that a Poisson variable of mean `lambda` is at most `k`.
pub fn poisson_cumulative(k: f64, lambda: f64) -> f64 {
    if k < 0.0 { 0.0 } else { gamma_both(k.floor() + 1.0, lambda).1 }
}

/// `ln(x^a e^{-x} / Γ(a))`, without losing digits where `a` and `x` are large and close.
fn gamma_log_density(a: f64, x: f64) -> f64 {
    a * libm::log(x) - x - libm::lgamma(a)
}

/// The continued fraction of `Q(a, x)` divided by `x^a e^{-x} / Γ(a)`.
fn gamma_fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut h = d;
    for i in 1..TERMS_MAX {
        let i = i as f64;
        let an = -i * (i - a);
        b += 2.0;
        d = away_from_zero(an * d + b);
        c = away_from_zero(b + an / c);
        d = 1.0 / d;
        let factor = d * c;
        h *= factor;
        if (factor - 1.0).abs() < TOLERANCE * 4.0 {
            break;
        }
    }
    h
}

/// Temme's uniform asymptotic expansion of the incomplete gamma functions, three terms.
///
/// Gil, Segura and Temme (2007), *Numerical Methods for Special Functions*, 8.3.2. With `a > 200` and
/// `|x/a - 1| < 0.35` the terms left out are below 10^-10.
#[expect(clippy::excessive_precision, reason = "coefficients as published")]
fn temme(a: f64, x: f64) -> (f64, f64) {
    const C0: [f64; 16] = [
        -1.0 / 3.0,
        1.0 / 12.0,
        -0.014_814_814_814_814_815,
        0.001_157_407_407_407_407_4,
        0.000_352_733_686_067_019_4,
        -0.000_178_755_144_032_921_82,
        0.391_926_317_852_243_8e-4,
        -0.218_544_851_067_999_22e-5,
        -0.185_406_221_071_516e-5,
        0.829_671_134_095_308_6e-6,
        -0.176_659_527_368_260_8e-6,
        0.670_785_354_340_149_9e-8,
        0.102_618_097_842_403_08e-7,
        -0.438_203_601_845_335_3e-8,
        0.914_769_958_223_679e-9,
        -0.255_141_939_949_462_5e-10,
    ];
    const C1: [f64; 13] = [
        -0.001_851_851_851_851_851_9,
        -0.003_472_222_222_222_222,
        0.002_645_502_645_502_645_5,
        -0.000_990_226_337_448_559_7,
        0.000_205_761_316_872_427_98,
        -0.401_877_572_016_460_9e-6,
        -0.180_985_503_344_899_78e-4,
        0.764_916_091_608_111e-5,
        -0.161_209_008_945_634_46e-5,
        0.464_712_780_280_743_4e-8,
        0.137_863_344_691_572_1e-6,
        -0.575_254_560_351_770_5e-7,
        0.119_516_285_997_781_47e-7,
    ];
    const C2: [f64; 6] = [
        0.004_133_597_883_597_883_6,
        -0.002_681_327_160_493_827_2,
        0.000_771_604_938_271_604_9,
        0.200_938_786_008_230_45e-5,
        -0.000_107_366_532_263_651_61,
        0.529_234_488_291_201_25e-4,
    ];
    let mu = (x - a) / a;
    // μ - ln(1 + μ), which is η²/2.
    let half_eta_squared = mu - libm::log1p(mu);
    let eta = (2.0 * half_eta_squared).max(0.0).sqrt().copysign(mu);
    let series = polynomial(&C0, eta) + polynomial(&C1, eta) / a + polynomial(&C2, eta) / (a * a);
    let correction = libm::exp(-a * half_eta_squared) / (2.0 * std::f64::consts::PI * a).sqrt() * series;
    let upper = (normal::cumulative(-eta * a.sqrt()) + correction).clamp(0.0, 1.0);
    let lower = (normal::cumulative(eta * a.sqrt()) - correction).clamp(0.0, 1.0);
    (lower, upper)
}

/// The regularised incomplete beta function `I_x(a, b)`: the chance that a Beta(a, b) variable is at most
/// `x`.
pub fn beta(x: f64, a: f64, b: f64) -> f64 {
    BetaLaw::new(a, b).cumulative(x)
}

/// A Beta distribution, its constant computed once.
#[derive(Clone, Copy, Debug)]
pub struct BetaLaw {
    a: f64,
    b: f64,
    /// `-ln B(a, b)`.
    log_constant: f64,
}

impl BetaLaw {
    /// Beta(a, b), both shapes positive.
    pub fn new(a: f64, b: f64) -> Self {
        Self { a, b, log_constant: libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) }
    }

    /// The chance of at most `x`.
    ///
    /// Lentz's continued fraction (Press et al., *Numerical Recipes*, 6.4), on the side where it converges
    /// fast.
    pub fn cumulative(&self, x: f64) -> f64 {
        self.cumulative_and_density(x).0
    }

    /// The chance of at most `x`, and the density there.
    pub fn cumulative_and_density(&self, x: f64) -> (f64, f64) {
        let Self { a, b, log_constant } = *self;
        if x <= 0.0 {
            return (0.0, 0.0);
        }
        if x >= 1.0 {
            return (1.0, 0.0);
        }
        // x^a (1-x)^b / B(a, b).
        let kernel = libm::exp(log_constant + a * libm::log(x) + b * libm::log1p(-x));
        let cumulative = if x < (a + 1.0) / (a + b + 2.0) {
            (kernel * beta_fraction(x, a, b) / a).min(1.0)
        } else {
            (1.0 - kernel * beta_fraction(1.0 - x, b, a) / b).max(0.0)
        };
        (cumulative, kernel / (x * (1.0 - x)))
    }

    /// The `u` quantile, for `u` in (0, 1), starting the search at `guess`, and the density there.
    ///
    /// Newton's method on the distribution function, kept inside a shrinking bracket, to a part in 10^12.
    pub fn quantile(&self, u: f64, guess: f64) -> (f64, f64) {
        /// Newton's method squares its error: a step this small leaves a part in 10^14.
        const STEP: f64 = 1e-7;
        let (mut low, mut high) = (0.0_f64, 1.0_f64);
        let mut x = if 0.0 < guess && guess < 1.0 { guess } else { self.a / (self.a + self.b) };
        let mut density = 0.0;
        for _ in 0..200 {
            let (cumulative, here) = self.cumulative_and_density(x);
            density = here;
            let excess = cumulative - u;
            if excess > 0.0 {
                high = x;
            } else {
                low = x;
            }
            let newton = x - excess / density;
            let next = if low < newton && newton < high { newton } else { bisect(low, high) };
            let step = (next - x).abs();
            x = next;
            // The upper end needs the same care as the lower: relative to the distance from both.
            if step <= STEP * x.min(1.0 - x) || next <= f64::MIN_POSITIVE || next >= 1.0 - f64::EPSILON {
                break;
            }
        }
        (x, density)
    }
}

/// The `u` quantile of Beta(a, b), for `u` in (0, 1).
pub fn beta_quantile(u: f64, a: f64, b: f64) -> f64 {
    BetaLaw::new(a, b).quantile(u, f64::NAN).0
}

fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..TERMS_MAX {
        let m = m as f64;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        let factor = d * c;
        h *= factor;
        if (factor - 1.0).abs() < TOLERANCE * 4.0 {
            break;
        }
    }
    h
}

/// Halves a bracket in (0, 1): in logarithms where it spans magnitudes.
fn bisect(low: f64, high: f64) -> f64 {
    if low > 0.0 && high > 4.0 * low {
        (low * high).sqrt()
    } else if low <= 0.0 && high < 1e-3 {
        high * 1e-3
    } else {
        0.5 * (low + high)
    }
}

/// Shapes `(a, b)` of the Beta distribution whose 10% and 90% quantiles are `low` and `high`.
///
/// Two quantiles determine a Beta (van Dorp and Mazzuchi, 2000). For a concentration `a + b` the mean that
/// puts the 10% quantile at `low` is unique, and the 90% quantile then falls as the concentration grows, so
/// two nested bisections always arrive. Needs `0 < low < high < 1`.
pub fn beta_from_p10_p90(low: f64, high: f64) -> (f64, f64) {
    let mean_for = |concentration: f64| {
        let (mut below, mut above) = (low * 1e-3, 1.0 - (1.0 - high) * 1e-3);
        for _ in 0..45 {
            let mean = 0.5 * (below + above);
            if beta(low, mean * concentration, (1.0 - mean) * concentration) > 0.1 {
                below = mean;
            } else {
                above = mean;
            }
        }
        0.5 * (below + above)
    };
    let (mut low_log, mut high_log) = (libm::log(0.05), libm::log(1e8));
    for _ in 0..45 {
        let log_concentration = 0.5 * (low_log + high_log);
        let concentration = libm::exp(log_concentration);
        let mean = mean_for(concentration);
        if beta(high, mean * concentration, (1.0 - mean) * concentration) < 0.9 {
            low_log = log_concentration;
        } else {
            high_log = log_concentration;
        }
    }
    let concentration = libm::exp(0.5 * (low_log + high_log));
    let mean = mean_for(concentration);
    (mean * concentration, (1.0 - mean) * concentration)
}

/// Keeps a denominator of Lentz's method off zero.
fn away_from_zero(value: f64) -> f64 {
    const TINY: f64 = 1e-300;
    if value.abs() < TINY { TINY } else { value }
}
