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
    /// Of each step in turn, the factors of its halves, as they follow each other: cosines and sines.
    steps: Vec<(Vec<f64>, Vec<f64>)>,
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
        let halves = std::iter::successors(Some(1), |half| Some(2 * half)).take_while(|half| *half < length);
        let factors = |half: usize| {
            let stride = length / (2 * half);
            let angle = |k: usize| -2.0 * PI * (k * stride) as f64 / length as f64;
            (0..half).map(|k| (libm::cos(angle(k)), libm::sin(angle(k)))).unzip()
        };
        Self { steps: halves.map(factors).collect() }
    }

    /// In place; Cooley and Tukey (1965), decimation in time.
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
        for (cos, sin) in &self.steps {
            let half = cos.len();
            for (re, im) in re.chunks_exact_mut(2 * half).zip(im.chunks_exact_mut(2 * half)) {
                let ((low_re, high_re), (low_im, high_im)) = (re.split_at_mut(half), im.split_at_mut(half));
                let low = low_re.iter_mut().zip(low_im);
                let high = high_re.iter_mut().zip(high_im);
                for ((low, high), (cos, sin)) in low.zip(high).zip(cos.iter().zip(sin)) {
                    let (xr, xi) = (*high.0 * cos - *high.1 * sin, *high.0 * sin + *high.1 * cos);
                    (*high.0, *high.1) = (*low.0 - xr, *low.1 - xi);
                    (*low.0, *low.1) = (*low.0 + xr, *low.1 + xi);
                }
            }
        }
    }
}
