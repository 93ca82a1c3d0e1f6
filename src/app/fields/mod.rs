//! Fields that people type into. They know nothing of what is typed.

mod cell_grid;
mod field_in_hand;
mod text_field;

pub use cell_grid::{CellGrid, CellGridProps};
pub use field_in_hand::use_field_in_hand;
pub use text_field::{Tap, TextField, TextFieldWords, key_row, nudge_slider};
