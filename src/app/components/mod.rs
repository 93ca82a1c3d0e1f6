//! Building blocks without sales words. They know nothing of the page's state.

mod choice_row;
mod data_table;
mod fold;
mod pinned_line;
mod table_controls;
mod use_drawn;
mod use_menu;

pub use choice_row::choice_row;
pub use data_table::{TableCell, data_table};
pub use fold::{Folded, fold, how};
pub use pinned_line::{PinnedLine, PinnedLineProps};
pub use table_controls::{TableControls, TableControlsProps};
pub use use_drawn::{Drawn, use_drawn};
pub use use_menu::{Menu, use_menu};
