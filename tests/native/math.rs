//! Special functions against numbers of mpmath 1.3 (30 digits) and SciPy 1.x, and tables against functions.

use plumbline::math::convolution::convolve;
use plumbline::math::incomplete::{beta, beta_from_p10_p90, beta_quantile, gamma_both, poisson_cumulative};
use plumbline::math::normal;
use plumbline::math::quantile_table::QuantileTable;

fn assert_relative(name: &str, value: f64, exact: f64, tolerance: f64) {
    let error = (value - exact).abs() / exact.abs().max(1e-300);
    assert!(error <= tolerance, "{name}: {value} is not {exact} (off by {error:e})");
}

/// mpmath's `gammainc(a, 0, x, regularized=True)` and its complement; the last row SciPy's.
#[test]
fn incomplete_gamma_agrees_with_mpmath() {
    let rows = [
        (0.5, 0.3, 0.561_421_973_919_000_1, 0.438_578_026_080_999_9),
        (2.0, 3.5, 0.864_111_774_599_566_8, 0.135_888_225_400_433_25),
        (10.0, 4.0, 0.008_132_242_796_933_863, 0.991_867_757_203_066_1),
        (250.0, 240.0, 0.267_650_069_854_015_8, 0.732_349_930_145_984_2),
        (1000.0, 1030.0, 0.828_911_903_882_393_9, 0.171_088_096_117_606_04),
        (1e6, 1.0005e6, 0.691_550_475_771_497_2, 0.308_449_524_228_502_8),
        (0.1, 1e-5, 0.332_398_405_040_503_3, 0.667_601_594_959_496_7),
        (1e8, 100_020_000.0, 0.977_244_469_225_144_7, 0.022_755_530_774_855_204),
    ];
    for (a, x, lower, upper) in rows {
        let (l, u) = gamma_both(a, x);
        assert_relative(&format!("P({a}, {x})"), l, lower, 1e-9);
        assert_relative(&format!("Q({a}, {x})"), u, upper, 1e-9);
    }
    assert_relative("a far tail", gamma_both(5000.0, 4000.0).0, 1.559_862_181_218_969e-52, 1e-9);
}

/// Temme's expansion and the series meet where one takes over from the other, at shape 200.
#[test]
fn incomplete_gamma_has_no_seam() {
    for ratio in [0.7, 0.9, 1.0, 1.1, 1.3] {
        let (below, above) =
            (gamma_both(200.0, 200.0 * ratio).0, gamma_both(200.000_001, 200.000_001 * ratio).0);
        assert!((below - above).abs() < 1e-8, "at {ratio}: {below} and {above}");
    }
}

#[test]
fn incomplete_beta_agrees_with_mpmath() {
    let rows = [
        (0.3, 2.0, 5.0, 0.579_825),
        (0.45, 451.0, 551.0, 0.498_310_206_842_934_16),
        (0.02, 0.5, 30.0, 0.727_101_734_765_323_2),
        (0.999, 40.0, 0.7, 0.886_507_852_420_927_2),
        (0.5, 3000.0, 3100.0, 0.899_812_682_534_872_6),
        (1e-4, 0.1, 2.0, 0.437_913_906_537_141_4),
    ];
    for (x, a, b, exact) in rows {
        assert_relative(&format!("I_{x}({a}, {b})"), beta(x, a, b), exact, 1e-11);
    }
}

/// SciPy's `beta.ppf`.
#[test]
fn beta_quantiles_agree_with_scipy() {
    let rows = [
        (0.1, 451.0, 551.0, 0.429_982_696_530_081_1),
        (0.9, 2.0, 5.0, 0.510_316_306_551_491_7),
        (1e-6, 0.5, 30.0, 2.639_900_631_100_866e-14),
        (0.999, 0.7, 0.2, 0.999_999_999_999_998_2),
    ];
    for (u, a, b, exact) in rows {
        assert_relative(&format!("{u} of Beta({a}, {b})"), beta_quantile(u, a, b), exact, 1e-9);
    }
}

#[test]
fn normal_quantiles_agree_with_mpmath() {
    let rows = [
        (0.9, 1.281_551_565_544_600_4),
        (0.001, -3.090_232_306_167_813_5),
        (1e-10, -6.361_340_902_404_056),
        (0.31, -0.495_850_347_347_453_3),
    ];
    for (p, exact) in rows {
        assert_relative(&format!("quantile({p})"), normal::quantile(p), exact, 1e-14);
        assert_relative(&format!("cumulative({exact})"), normal::cumulative(exact), p, 1e-12);
    }
    assert_eq!(normal::quantile(0.5), 0.0);
    assert_eq!(normal::quantile(0.0), f64::NEG_INFINITY);
    assert_eq!(normal::quantile(1.0), f64::INFINITY);
}

/// The fitted Beta has the quantiles that were asked for: its own distribution function says so.
#[test]
fn a_beta_is_found_for_every_range() {
    for (low, high) in [(0.4, 0.5), (0.01, 0.2), (0.7, 0.99), (0.05, 0.95), (0.001, 0.002), (0.449, 0.451)] {
        let (a, b) = beta_from_p10_p90(low, high);
        assert!((beta(low, a, b) - 0.1).abs() < 1e-6, "P10 of {low}–{high}: {}", beta(low, a, b));
        assert!((beta(high, a, b) - 0.9).abs() < 1e-6, "P90 of {low}–{high}: {}", beta(high, a, b));
    }
}

#[test]
fn poisson_probabilities_sum_their_masses() {
    // e^-3·(1 + 3 + 9/2) at k = 2.
    assert_relative("P(N ≤ 2)", poisson_cumulative(2.0, 3.0), (-3.0_f64).exp() * 8.5, 1e-13);
    assert_eq!(poisson_cumulative(-1.0, 3.0), 0.0);
}

/// The table follows the exact quantile to a part in 10^6 in the middle and far into both tails, where the
/// steps of the word add to it, and rises with the word.
#[test]
fn a_quantile_table_follows_its_function() {
    let lognormal = |(lower, upper): (f64, f64)| {
        let z = if lower <= upper { normal::quantile(lower) } else { -normal::quantile(upper) };
        (z.exp(), z.exp() / normal::density(z))
    };
    let table = QuantileTable::new(&|u, _| lognormal(u));
    let mut before = 0.0;
    for step in 1..4_000_u64 {
        let word = step * (u64::MAX / 4_000);
        let u = word as f64 / 2.0_f64.powi(64);
        let value = table.at(word);
        assert_relative(&format!("quantile({u})"), value, lognormal((u, 1.0 - u)).0, 1e-6);
        assert!(value >= before, "falls at {u}");
        before = value;
    }
    for bits in 2..45 {
        let word = 1_u64 << (63 - bits);
        let v = word as f64 / 2.0_f64.powi(64);
        // A word says the distance from an end in steps of 2^-54, which is more of a smaller distance.
        let tolerance = 1e-6 + 2.0_f64.powi(-54) / v;
        assert_relative("lower tail", table.at(word), lognormal((v, 1.0 - v)).0, tolerance);
        assert_relative("upper tail", table.at(!word + 1), lognormal((1.0 - v, v)).0, tolerance);
    }
    assert!(table.at(0).is_finite() && table.at(u64::MAX).is_finite());
}

#[test]
fn convolution_multiplies_generating_functions() {
    let sum = convolve(&[0.5, 0.5, 0.0, 0.0], &[0.25, 0.5, 0.25, 0.0]);
    for (value, exact) in sum.iter().zip([0.125, 0.375, 0.375, 0.125]) {
        assert!((value - exact).abs() < 1e-15, "{sum:?}");
    }
    // What falls beyond the grid is dropped, not wrapped around.
    let beyond = convolve(&[0.0, 0.0, 0.0, 1.0], &[0.0, 0.0, 1.0, 0.0]);
    assert!(beyond.iter().all(|mass| mass.abs() < 1e-15), "{beyond:?}");
}
