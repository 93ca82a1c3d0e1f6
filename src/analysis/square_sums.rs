//! Sums of whole numbers and of their squares, from which mean and variance are exact in any order.

use serde::{Deserialize, Serialize};

/// Exact sums of whole numbers and of their squares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SquareSums {
    /// How many numbers.
    pub count: u64,
    /// Their sum.
    pub sum: i128,
    /// The sum of their squares.
    pub squares: u128,
}

impl SquareSums {
    /// Adds one number.
    #[inline(always)]
    pub fn add(&mut self, value: i64) {
        let magnitude = u128::from(value.unsigned_abs());
        self.count += 1;
        self.sum += i128::from(value);
        self.squares += magnitude * magnitude;
    }

    /// Adds the numbers of another.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum += other.sum;
        self.squares = self.squares.saturating_add(other.squares);
    }

    /// Mean; 0 when empty.
    pub fn mean(&self) -> f64 {
        if self.count == 0 { 0.0 } else { self.sum as f64 / self.count as f64 }
    }

    /// Sample variance, normalised by n − 1; 0 for fewer than two numbers.
    ///
    /// From exact integers, n·Σx² − (Σx)² loses nothing where it fits 128 bits; beyond, the mean is taken
    /// off in `f64`, which costs at most a part in 10^9 of the mean square.
    pub fn variance(&self) -> f64 {
        if self.count < 2 {
            return 0.0;
        }
        let n = self.count as f64;
        let exact = u128::from(self.count)
            .checked_mul(self.squares)
            .zip(self.sum.unsigned_abs().checked_mul(self.sum.unsigned_abs()))
            .map(|(squares, square)| squares.saturating_sub(square) as f64 / n);
        let about_mean = exact.unwrap_or_else(|| {
            let mean = self.sum as f64 / n;
            (self.squares as f64 - mean * self.sum as f64).max(0.0)
        });
        about_mean / (n - 1.0)
    }
}
