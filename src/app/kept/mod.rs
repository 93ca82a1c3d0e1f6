//! Things that people own, of one kind each: kept in this browser under their names, put on the table one at
//! a time, never overwritten by another tab.
//!
//! What is kept and what is still to be written is a [`Library`], pure; [`Keeping`] carries it out, in the
//! [`Place`] of its kind. [`KeptMenu`] and [`said_panel()`] show it, whatever is kept.

mod keeping;
mod library;
mod menu;
mod open_link;
mod place;
mod record;
mod said;
mod said_panel;
mod typed_texts;
mod use_files;
mod use_kept_texts;
pub mod words;

pub use keeping::{Keeping, KeptEvent};
pub use library::{Library, Outcome, Problem, Told, Write};
pub use menu::{KeptMenu, KeptMenuProps, Listed, MenuAction, open_chosen};
pub use open_link::OpenLink;
pub use place::{PLANS, Place, QUOTAS, RESULTS};
pub use record::{Keepable, KeptId, Record};
pub use said::{Said, SaidAction};
pub use said_panel::said_panel;
pub use typed_texts::TypedTexts;
pub use use_files::{Dropped, use_files};
pub use use_kept_texts::{KeptTextsPage, OnTable, Put, first_texts, use_kept_texts};
pub use words::KeptWords;
