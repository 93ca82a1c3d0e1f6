//! What explains what happened? A team's results: against luck, rates by rep, one rep. Part of the second WebAssembly.

use crate::app::format::Format;
use crate::app::shared::Shared;
use crate::model::Scenario;
use yew::prelude::*;

/// The view.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ResultsPanelProps {
    /// The plan that rates can be taken into.
    pub scenario: Shared<Scenario>,
    /// The reader's locale.
    pub format: Format,
}

/// The view.
#[component]
pub fn ResultsPanel(props: &ResultsPanelProps) -> Html {
    let _ = props;
    Html::default()
}
