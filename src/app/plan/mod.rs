//! Will we reach it? The plan: its facts on the left, the answer and what would change it on the right.

pub mod advice;
pub mod presets;
pub mod state;
mod use_change;
mod use_plan;
mod use_runs;
pub mod view;
pub mod words;

pub use crate::app::change::Change;
pub use use_plan::{PlanPage, keep_button, plan_view, use_plan};
