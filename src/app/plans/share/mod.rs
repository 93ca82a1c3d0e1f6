//! Sharing: what goes and what stays, as a link, a file, a table, on paper.

mod brief;
mod sent;
mod share_menu;
pub mod tables;
mod use_runs_csv;
mod ways;
pub mod words;

pub use brief::{Brief, brief};
pub use sent::ShareMenuProps;
pub use share_menu::ShareMenu;
