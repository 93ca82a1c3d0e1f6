//! The list of plans that are kept, as values and pure functions.

mod library;
mod record;
mod said;

pub use library::{Library, Outcome, Problem, Told, Write};
pub use record::{Content, Record, Restored};
pub use said::Said;
