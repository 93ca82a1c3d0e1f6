//! Fields that people type into. They know nothing of what is typed.

mod text_field;

pub use text_field::{Tap, TextField, TextFieldWords, key_row, nudge_slider};
