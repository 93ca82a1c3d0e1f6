//! Plans are things people own: kept in this browser under their names, put on the table one at a time, sent
//! and received.
//!
//! What is kept and what is still to be written is [`state`], pure; [`super::kept`] carries it out;
//! `use_address` follows the address bar; the rest is what the reader sees of it.

pub mod compare;
mod menu_props;
mod received_panel;
pub mod share;
pub mod state;
mod use_address;
mod use_plans;
pub mod words;

pub use menu_props::{asked, menu_props};
pub use received_panel::{received_panel, refused_panel};
pub use use_plans::{PlansAction, PlansPage, use_plans};

use crate::app::browser::{fragment, today};
use crate::app::kept::Keeping;
use crate::app::plan::presets::preset;
use crate::app::plan::state::{Plan, State};
use crate::entry::NumberStyle;
use crate::model::Scenario;
use std::rc::Rc;

pub type Plans = Keeping<state::Content>;

/// What the page begins with.
pub fn first_state(plans: &Plans, style: NumberStyle) -> State {
    use_address::first_state(plans, Plan::new(Rc::new(example())), style)
}

/// Whether nothing is kept here and no link is opened: the reader has just arrived.
pub fn is_first_visit(plans: &Plans) -> bool {
    plans.library().records().is_empty() && fragment().trim_start_matches('#').is_empty()
}

/// The first example, beginning next month.
#[expect(clippy::expect_used, reason = "the examples are part of the build; a test reads each")]
pub(crate) fn example() -> Scenario {
    preset(0, today().first_of_next_month()).expect("the first example is a scenario")
}
