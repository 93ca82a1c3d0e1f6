//! The sum of independent waiting times, on a grid.

use std::f64::consts::PI;
use std::sync::OnceLock;

/// The first `n` probabilities of the sum of two independent variables on the same grid, `n` a power of two.
///
/// Mass beyond the grid is dropped, never wrapped around. Both slices have the same length `n`.
pub fn convolve(first: &[f64], second: &[f64]) -> Vec<f64> {
    let n = first.len().max(second.len()).next_power_of_two();
    let transform = Fourier::of(2 * n);
    // One complex transform carries both real sequences: first in the real part, second in the imaginary.
    let mut re = vec![0.0; 2 * n];
    let mut im = vec![0.0; 2 * n];
    for (slot, value) in re.iter_mut().zip(first) {
        *slot = *value;
    }
    for (slot, value) in im.iter_mut().zip(second) {
        *slot = *value;
    }
    transform.forward(&mut re, &mut im);
    let (product_re, mut product_im) = product_of_packed(&re, &im);
    // The inverse transform of z is the conjugate of the forward transform of conj(z), divided by length.
    let mut product_re = product_re;
    for value in &mut product_im {
        *value = -*value;
    }
    transform.forward(&mut product_re, &mut product_im);
    let scale = 1.0 / (2 * n) as f64;
    product_re.iter().take(n).map(|value| (value * scale).max(0.0)).collect()
}

/// Spectrum of the convolution of two real sequences that were transformed packed as `x + i·y`.
///
/// With `Z` the packed spectrum, `X_k = (Z_k + conj Z_{-k})/2`, `Y_k = (Z_k - conj Z_{-k})/(2i)`, so
/// `X_k·Y_k = (Z_k² - conj(Z_{-k})²)/(4i)`.
fn product_of_packed(re: &[f64], im: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let mirrored = |values: &[f64]| -> Vec<f64> {
        let (head, tail) = values.split_at(1.min(values.len()));
        head.iter().chain(tail.iter().rev()).copied().collect()
    };
    let (re_mirror, im_mirror) = (mirrored(re), mirrored(im));
    re.iter()
        .zip(im)
        .zip(re_mirror.iter().zip(&im_mirror))
        .map(|((a, b), (c, d))| {
            let (square_re, square_im) = (a * a - b * b, 2.0 * a * b);
            let (mirror_re, mirror_im) = (c * c - d * d, -2.0 * c * d);
            let (difference_re, difference_im) = (square_re - mirror_re, square_im - mirror_im);
            (0.25 * difference_im, -0.25 * difference_re)
        })
        .unzip()
}

/// A radix-2 fast Fourier transform of one length.
struct Fourier {
    cos: Vec<f64>,
    sin: Vec<f64>,
}

impl Fourier {
    /// The transform of a length, a power of two; made when it is first asked for.
    fn of(length: usize) -> &'static Self {
        static MADE: [OnceLock<Fourier>; 64] = [const { OnceLock::new() }; 64];
        let place = length.trailing_zeros() as usize % MADE.len();
        #[expect(clippy::indexing_slicing, reason = "brought within the list")]
        MADE[place].get_or_init(|| Self::new(length))
    }

    fn new(length: usize) -> Self {
        let angle = |k: usize| -2.0 * PI * k as f64 / length as f64;
        Self {
            cos: (0..length / 2).map(|k| libm::cos(angle(k))).collect(),
            sin: (0..length / 2).map(|k| libm::sin(angle(k))).collect(),
        }
    }

    /// In place; Cooley and Tukey (1965), decimation in time.
    #[expect(
        clippy::indexing_slicing,
        reason = "every index is below the transform's length by construction"
    )]
    fn forward(&self, re: &mut [f64], im: &mut [f64]) {
        let n = re.len();
        let mut j = 0;
        for i in 1..n {
            let mut bit = n >> 1;
            while j & bit != 0 {
                j ^= bit;
                bit >>= 1;
            }
            j ^= bit;
            if i < j {
                re.swap(i, j);
                im.swap(i, j);
            }
        }
        let mut half = 1;
        while half < n {
            let stride = n / (2 * half);
            for start in (0..n).step_by(2 * half) {
                for k in 0..half {
                    let (cos, sin) = (self.cos[k * stride], self.sin[k * stride]);
                    let (low, high) = (start + k, start + k + half);
                    let (xr, xi) = (re[high] * cos - im[high] * sin, re[high] * sin + im[high] * cos);
                    (re[high], im[high]) = (re[low] - xr, im[low] - xi);
                    (re[low], im[low]) = (re[low] + xr, im[low] + xi);
                }
            }
            half *= 2;
        }
    }
}
