//! Any continuous distribution as a table of its quantile function: one random word in, one draw out.
//!
//! Inversion is what lets compared scenarios meet the same luck: the same word gives the same place in the
//! distribution, whatever the distribution is. The word is read as a number in (0, 1); the table's cells
//! halve towards both ends (16 cells to each halving), so the tails are as well resolved as the middle, and
//! a draw costs a shift, a multiplication and a cubic.

/// Halvings on each side; beyond 2^-48 the quantile is held constant (about one draw in 10^14).
const OCTAVES: usize = 48;
/// Cells to a halving, as a power of two.
const CELL_BITS: u32 = 4;
const CELLS: usize = 1 << CELL_BITS;
const SIDE: usize = OCTAVES * CELLS;
/// Where the last octave begins, in units of 2^-54: 2^-49.
const DISTANCE_LEAST: u64 = 1 << (53 - OCTAVES);
/// Exponent and leading bits of that distance as a float.
const FIRST_CELL: u64 = (1_023 + 53 - OCTAVES as u64) << CELL_BITS;
/// The bits of a float that are not sign or exponent.
const MANTISSA: u64 = (1 << 52) - 1;
/// The bits of 1 as a float.
const ONE: u64 = 1_023 << 52;

/// A quantile function, ready to be drawn from.
#[derive(Clone, Debug)]
pub struct QuantileTable {
    /// Cubic coefficients per cell in the cell's own coordinate in [0, 1); lower half first, then upper.
    cells: Box<[[f64; 4]]>,
}

impl QuantileTable {
    /// Tabulates `point(u, guess) -> (value, slope)`: the quantile at `u` and its derivative by `u`.
    ///
    /// `u` comes as `(u, 1 - u)`, both accurate; `guess` continues the neighbouring point's line, for
    /// iterative solvers (the first one is NaN).
    #[inline(never)]
    pub fn new(point: &dyn Fn((f64, f64), f64) -> (f64, f64)) -> Self {
        let mut cells = vec![[0.0; 4]; 2 * SIDE];
        for (side, half) in cells.chunks_exact_mut(SIDE).enumerate() {
            let at = |v: f64, guess: f64| {
                if side == 0 {
                    point((v, 1.0 - v), guess)
                } else {
                    let (value, slope) = point((1.0 - v, v), guess);
                    (value, -slope)
                }
            };
            let (mut right_value, mut right_slope) = at(0.5, f64::NAN);
            for octave in 0..OCTAVES {
                // Octave 0 is [1/4, 1/2): the cells run down from the middle to the end.
                let width = 0.25 / power_of_two(octave) / CELLS as f64;
                for cell in (0..CELLS).rev() {
                    let v = width * (CELLS + cell) as f64;
                    let (value, slope) = at(v, right_value - right_slope * width);
                    // The cells lie in the order of their distance from the end.
                    if let Some(slot) = half.get_mut((OCTAVES - 1 - octave) * CELLS + cell) {
                        *slot = hermite(value, right_value, slope * width, right_slope * width);
                    }
                    (right_value, right_slope) = (value, slope);
                }
            }
        }
        Self { cells: cells.into_boxed_slice() }
    }

    /// The draw that `word` stands for; never decreasing in `word`.
    #[expect(
        clippy::indexing_slicing,
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        reason = "a distance of 53 bits, not below the last octave's: one of its SIDE cells"
    )]
    #[inline(always)]
    pub fn at(&self, word: u64) -> f64 {
        let upper = word >> 63;
        // Distance from the nearer end, in units of 2^-54: exact as a float, whose exponent is the octave,
        // whose leading bits are the cell and whose other bits are the place in it.
        let distance = ((word ^ upper.wrapping_neg()) >> (64 - 54)).max(DISTANCE_LEAST);
        let bits = (distance as i64 as f64).to_bits();
        let cell = (bits >> (52 - CELL_BITS)) - FIRST_CELL;
        let t = f64::from_bits((bits << CELL_BITS) & MANTISSA | ONE) - 1.0;
        let [c0, c1, c2, c3] = self.cells[upper as usize * SIDE + cell as usize];
        ((c3 * t + c2) * t + c1) * t + c0
    }
}

/// Cubic through both ends with both slopes (per cell), the slopes limited so that it is monotone
/// (Fritsch and Carlson, 1980).
fn hermite(left: f64, right: f64, left_slope: f64, right_slope: f64) -> [f64; 4] {
    let rise = right - left;
    let limit = |slope: f64| {
        if rise == 0.0 || slope * rise <= 0.0 {
            0.0
        } else if slope.abs() > 3.0 * rise.abs() {
            3.0 * rise
        } else {
            slope
        }
    };
    let (m0, m1) = (limit(left_slope), limit(right_slope));
    [left, m0, 3.0 * rise - 2.0 * m0 - m1, m0 + m1 - 2.0 * rise]
}

fn power_of_two(exponent: usize) -> f64 {
    (1_u64 << exponent) as f64
}
