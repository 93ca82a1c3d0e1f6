//! Plumbline tells people whether a sales target is real.
#![doc = "(architecture text follows)"]

pub mod math;
pub mod model;
pub mod engine;
pub mod analysis;
pub mod exchange;
pub mod entry;
pub mod runner;
#[cfg(feature = "app")]
pub mod app;
