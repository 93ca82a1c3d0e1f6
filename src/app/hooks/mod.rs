//! The page's dealings with the world outside: workers, the address bar, storage, the keyboard.

mod use_link;
mod use_runs;
mod use_saved_plan;
mod use_shortcuts;
mod use_view;

pub use use_link::{address_of, copy_link, fragment, link_of, use_link, write_clipboard, write_fragment};
pub use use_runs::use_runs;
pub use use_saved_plan::{SavedPlan, saved_plan, storage, use_saved_plan};
pub use use_shortcuts::{Shortcuts, use_shortcuts};
pub use use_view::{use_view, view_in_history};
