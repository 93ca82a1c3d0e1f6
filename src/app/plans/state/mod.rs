//! What is kept of a plan as values and pure functions.

mod record;

pub use record::{Content, Restored};

use crate::app::kept;

/// A kept plan.
pub type Record = kept::Record<Content>;
/// What the reader is told of the kept plans.
pub type Said = kept::Said<Content>;
pub type Library = kept::Library<Content>;
