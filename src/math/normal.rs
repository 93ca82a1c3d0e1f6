//! The standard normal distribution: its distribution function and quantile.

/// The 90% quantile: 8 in 10 lie within as many standard deviations of the mean.
pub const Z90: f64 = 1.281_551_565_544_600_4;

/// One over the square root of two.
const FRAC_1_SQRT_2: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// Density of the standard normal at `z`.
pub fn density(z: f64) -> f64 {
    const FRAC_1_SQRT_2PI: f64 = 0.398_942_280_401_432_7;
    FRAC_1_SQRT_2PI * libm::exp(-0.5 * z * z)
}

/// Probability that a standard normal is at most `z`, accurate in both tails.
pub fn cumulative(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// Logarithm of the probability that a standard normal exceeds `z`, also far out, where the probability is
/// too small for a number of its own: there ln(φ(z)/z) + ln(1 − 1/z² + 3/z⁴ − 15/z⁶) (DLMF 7.12.1), off by
/// less than 10^-8.
pub fn log_upper(z: f64) -> f64 {
    const HALF_LOG_2PI: f64 = 0.918_938_533_204_672_7;
    if z < 30.0 {
        return if z > 0.0 { libm::log(cumulative(-z)) } else { libm::log1p(-cumulative(z)) };
    }
    let inverse = 1.0 / (z * z);
    -0.5 * z * z - HALF_LOG_2PI - libm::log(z)
        + libm::log1p(-inverse * (1.0 - inverse * (3.0 - 15.0 * inverse)))
}

/// The `p` quantile of the standard normal, for `p` in (0, 1).
///
/// Wichura (1988), *The Percentage Points of the Normal Distribution*, Applied Statistics 37, algorithm
/// AS 241, routine PPND16: about one part in 10^16. At 0 and 1 the answer is minus and plus infinity.
pub fn quantile(p: f64) -> f64 {
    const CENTRE_NUMERATOR: [f64; 8] = [
        3.387_132_872_796_366_6,
        133.141_667_891_784_38,
        1_971.590_950_306_551_4,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ];
    const CENTRE_DENOMINATOR: [f64; 8] = [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_545,
    ];
    const MIDDLE_NUMERATOR: [f64; 8] = [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        7.745_450_142_783_414e-4,
    ];
    const MIDDLE_DENOMINATOR: [f64; 8] = [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ];
    const TAIL_NUMERATOR: [f64; 8] = [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ];
    const TAIL_DENOMINATOR: [f64; 8] = [
        1.0,
        0.599_832_206_555_887_9,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ];
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(&CENTRE_NUMERATOR, r) / polynomial(&CENTRE_DENOMINATOR, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    if tail <= 0.0 {
        return if q < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let r = (-libm::log(tail)).sqrt();
    let magnitude = if r <= 5.0 {
        polynomial(&MIDDLE_NUMERATOR, r - 1.6) / polynomial(&MIDDLE_DENOMINATOR, r - 1.6)
    } else {
        polynomial(&TAIL_NUMERATOR, r - 5.0) / polynomial(&TAIL_DENOMINATOR, r - 5.0)
    };
    if q < 0.0 { -magnitude } else { magnitude }
}

/// `coefficients[0] + coefficients[1]·x + …`, by Horner's rule.
pub(crate) fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}
