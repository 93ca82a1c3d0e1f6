//! The world outside of the page: address, clipboard, clock, locale, storage, workers.

mod address;
mod clipboard;
mod clock;
mod download;
pub mod intl;
mod storage;
mod width;
mod workers;

pub use address::{address_of, fragment, write_fragment};
pub use clipboard::write_clipboard;
pub use clock::today;
pub use download::{address_of_text, download};
pub use storage::{Kept, Stored, forget_trial_texts, trial_texts};
pub use width::{Width, use_page_width};
pub use workers::{Workers, WorkersEvent};
