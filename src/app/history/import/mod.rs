//! The door for files of other systems: what a file was read as, what is asked of it and what may be said
//! otherwise, before its counts become the table.

mod looking_back;
mod mapping;
mod own_table;
mod state;
mod use_import;
mod use_paste;
mod view;

pub use looking_back::{LookingBack, Quarters};
pub use mapping::{Mapping, Mappings};
pub use own_table::is_own_table;
pub use state::{ImportAction, ImportState, OpenFile, Problem, is_of_reps};
pub use use_import::{ImportPage, forget_mappings, use_forecasts, use_import};
pub use use_paste::use_paste;
pub use view::{file_button, import_panel, takes_files};
