//! Building blocks without sales words. They know nothing of the page's state.

mod data_table;
mod text_field;

pub use data_table::{DataTable, DataTableProps};
pub use text_field::{TextField, TextFieldProps};
