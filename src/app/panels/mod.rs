//! The parts of the page that speak of sales. Those without a state of their own are plain functions.

mod answer_panel;
mod assumptions_panel;
mod before_panel;
mod doors_panel;
mod header_panel;
mod notice_panel;
mod pictures;
mod segment_fields;
mod stage_rows;
mod team_fields;
mod team_result;

pub use answer_panel::{AnswerPanel, AnswerPanelProps, answer_bar};
pub use assumptions_panel::{AssumptionsPanel, AssumptionsPanelProps};
pub use doors_panel::doors_panel;
pub use header_panel::{HeaderActions, header_panel, views_panel};
pub use notice_panel::{notice_panel, workers_panel};
