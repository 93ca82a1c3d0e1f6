//! What explains what happened? A team's history: against luck, rates by rep, one rep.

pub mod import;
mod texts;
mod state;
mod use_history;
mod view;
pub mod words;

pub use state::{Brought, HistoryAction, HistoryState};
pub use texts::{HistoryField, HistoryTexts};
pub use use_history::{HistoryPage, KeptHistory, Reported, history_menu, use_history};
pub use view::{history_view, use_names};
