//! Plumbline tells people whether a sales target is real.
#![doc = "(architecture text follows)"]

pub mod analysis;
#[cfg(feature = "app")]
pub mod app;
pub mod engine;
pub mod entry;
pub mod exchange;
pub mod math;
pub mod model;
pub mod runner;
