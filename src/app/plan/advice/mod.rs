//! What would change the answer: worked out in the background once the answer stands.

mod advice_panel;
mod in_brief;
mod matters;
mod needed_list;
mod sections;
mod sliders;
mod use_answers;

pub use advice_panel::{AdvicePanel, AdvicePanelProps};
pub use in_brief::{in_brief, profit_in_short};
pub use use_answers::{Answers, AnswersAction, Asking, use_answers};
