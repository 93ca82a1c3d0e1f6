//! The line above the facts: on a first visit a greeting, later how much of the plan is still an example's.

use crate::app::plan::words;
use crate::model::Scenario;
use yew::prelude::*;

/// Whether the line is as high as a greeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GreetingRoom {
    /// There was a greeting on this visit.
    Kept,
    /// There was none.
    None,
}

/// The line. `on_export` leads to where a CRM export is read, and is there on a first visit only. The line is
/// always there, and as high as the greeting where there was one on this visit, so that nothing moves under a
/// field when it says something else.
pub(super) fn greeting(scenario: &Scenario, on_export: Option<&Callback<()>>, room: GreetingRoom) -> Html {
    let Some(on_export) = on_export else {
        let said = words::example_facts(scenario);
        let class = match room {
            GreetingRoom::Kept => "greeting",
            GreetingRoom::None => "greeting greeting--brief",
        };
        return html! {
            <p {class} data-examples={said.is_some().to_string()}>
                { said.unwrap_or_else(|| words::NO_EXAMPLES.to_owned()) }
            </p>
        };
    };
    html! {
        <p class="greeting" id="greeting" data-examples="true">
            { words::GREETING }{ " " }
            <button type="button" id="bring-export" class="greeting__export"
                onclick={on_export.reform(|_: MouseEvent| ())}>{ words::BRING_EXPORT }</button>
        </p>
    }
}
