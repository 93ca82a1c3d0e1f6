//! Numerical ground: special functions and transforms, the same bits on every target.
//!
//! Knows nothing of sales and nothing of random numbers. Everything transcendental goes through `libm`,
//! because the standard library's functions differ between native code and WebAssembly.

pub mod binomial;
pub mod convolution;
pub mod incomplete;
pub mod normal;
pub mod order;
pub mod quantile_table;
