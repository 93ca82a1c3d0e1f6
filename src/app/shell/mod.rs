//! What surrounds the views: header, notices, keys, the browser's history.

mod checks_panel;
mod header_panel;
mod more_menu;
mod past_panel;
mod state;
mod trial_panel;
mod use_shortcuts;
mod use_view;
mod workers_panel;

pub use checks_panel::ChecksPanel;
pub use header_panel::{HeaderActions, header_panel, views_panel};
pub use past_panel::PastPanel;
pub use state::{Greeting, Presenting, Shell, ShellAction, Slide, Turn, View};
pub use trial_panel::TrialPanel;
pub use use_shortcuts::{Shortcuts, use_shortcuts};
pub use use_view::{use_after_presenting, use_view, view_in_history};
pub use workers_panel::workers_panel;
