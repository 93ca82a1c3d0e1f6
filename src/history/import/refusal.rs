//! Files that give nothing: too large for what is read, or no table of reps or opportunities.

use thiserror::Error;

/// Largest file that is read.
pub const BYTES_MAX: usize = 64_000_000;
/// Most rows of a file.
pub const ROWS_MAX: usize = 500_000;
/// Most columns of a file.
pub const COLUMNS_MAX: usize = 500;

/// Why a file gives nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{reason}")]
pub struct Refusal {
    /// What a person reads: what is wrong, and what to do.
    pub reason: String,
}

impl Refusal {
    pub(in crate::history) fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into() }
    }
}
