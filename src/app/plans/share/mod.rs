//! Sharing: what goes and what stays, as a link, a file, a table, on paper.

mod brief;
mod share_menu;
pub mod tables;
pub mod words;

pub use brief::brief;
pub use share_menu::{ShareMenu, ShareMenuProps};
