//! What explains what happened? A team's results: against luck, rates by rep, one rep.

mod export_panel;
mod fields_panel;
mod findings;
mod one_rep;
mod results_panel;
mod state;
mod use_results;

pub use results_panel::{results_panel, use_names};
pub use state::{CrmTexts, ResultsAction, ResultsField, ResultsState, ResultsTexts};
pub use use_results::{ResultsPage, use_results};
