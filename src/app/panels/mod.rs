//! The parts of the page that speak of sales.

mod answer_panel;
mod assumptions_panel;
mod header_panel;
mod notice_panel;

pub use answer_panel::{AnswerPanel, AnswerPanelProps};
pub use assumptions_panel::{AssumptionsPanel, AssumptionsPanelProps};
pub use header_panel::{HeaderPanel, HeaderPanelProps};
pub use notice_panel::{NoticePanel, NoticePanelProps};
