//! The world outside of the page: its workers.

mod workers;

pub use workers::{Workers, WorkersEvent};
