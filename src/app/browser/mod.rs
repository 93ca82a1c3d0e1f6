//! The world outside of the page: address, clipboard, clock, locale, storage, other tabs, workers.

mod address;
mod clipboard;
mod clock;
mod download;
mod focus;
mod import_worker;
pub mod intl;
mod kept_texts;
mod out_of_sight;
mod share_sheet;
mod storage;
mod tab;
mod width;
mod workers;

pub use address::{address_of, fragment, write_fragment};
pub use clipboard::{write_clipboard, write_table};
pub use clock::{day_of, today};
pub use download::{
    address_of_parts, address_of_text, beginning_of, download, joined, part_of_file, save_text,
};
pub use focus::{focus, focus_on};
pub use import_worker::{FileToRead, ImportEvent, ImportLoss, ImportStep, ImportWorker};
pub use intl::decimal_mark;
pub use kept_texts::{Change, KeepError, KeptTexts, forget_in_simple_storage, left_in_simple_storage};
pub use out_of_sight::use_out_of_sight;
pub use share_sheet::{has_share_sheet, print, share};
pub use storage::{Kept, Stored, forget_trial_texts, trial_texts};
pub use tab::{
    Tabs, TypingSlot, forget_typed, fresh_name, now_ms, open_before, remember_open, simple_text, typed_before,
};
pub use width::{Width, use_page_width};
pub use workers::{Workers, WorkersEvent};
