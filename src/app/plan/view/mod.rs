//! What the plan's view shows: on the left what is assumed, on the right the answer.

mod answer_panel;
mod assumptions_panel;
mod before_panel;
mod greeting;
mod lists;
mod measured_time;
mod notice_panel;
mod pictures;
mod plan_field;
mod segment_fields;
mod stage_rows;
mod team_fields;
mod team_result;

pub use answer_panel::{AnswerPanel, AnswerPanelProps, answer_bar};
pub use assumptions_panel::AssumptionsPanel;
pub use notice_panel::notice_panel;
pub use plan_field::AssumptionsPanelProps;
