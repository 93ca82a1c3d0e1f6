//! What explains what happened? A team's history: against luck, rates by rep, one rep.

mod state;
mod use_history;
mod view;
pub mod words;

pub use state::{CrmTexts, HistoryAction, HistoryField, HistoryState, HistoryTexts};
pub use use_history::{HistoryPage, Reported, use_history};
pub use view::{history_view, use_names};
