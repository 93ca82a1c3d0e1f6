//! Who computes. Knows [`crate::model`], [`crate::analysis`], [`crate::advice`] and, in a worker, the engine.
//!
//! - [`advise`]: what is asked of the workers of the advice, and what they answer. Pure.
//! - `advice_workers`: those workers. Needs a browser.
//! - [`message`]: all that crosses the boundary between page and worker.
//! - [`schedule`]: which trials are handed out next, which came back, which were lost. Pure.
//! - [`serve`]: what a worker does with a request. Pure, so that tests cross the boundary without a worker.
//! - `pool`: the page's workers, their start, their death. Needs a browser.
//! - `worker`: the worker's side of the port. Needs a browser.
//!
//! A request is complete: a worker that forgets everything between two requests gives the same answers.

pub mod advise;
#[cfg(feature = "page")]
pub mod advice_workers;
pub mod message;
#[cfg(feature = "page")]
pub mod pool;
pub mod schedule;
#[cfg(feature = "engine")]
pub mod serve;
#[cfg(feature = "page")]
pub mod worker;
