//! One rep: what explains the result, and where the difference comes from.

use super::Shown;
use super::fields_panel::field;
use crate::app::components::{Folded, data_table, fold, how};
use crate::app::history::state::HistoryAction;
use crate::app::history::texts::HistoryField;
use crate::app::history::words;
use crate::history::{Attribution, Explanation, RepReport};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The choice of a rep, and what is known of the chosen one.
pub(super) fn one_rep(shown: &Shown<'_>, on_quota_link: Option<&Callback<MouseEvent>>) -> Html {
    let dispatch = shown.state.dispatcher();
    let names: Vec<String> = shown.history.reps().iter().map(|rep| rep.name.clone()).collect();
    let onchange = Callback::from(move |event: Event| {
        let index = event.target_dyn_into::<HtmlSelectElement>().map_or(0, |select| select.selected_index());
        let name = usize::try_from(index - 1).ok().and_then(|place| names.get(place).cloned());
        dispatch.dispatch(HistoryAction::RepChosen(name.unwrap_or_default()));
    });
    let chosen = shown.rep();
    let report = shown.report.rep.as_ref().filter(|report| Some(report.place) == chosen);
    html! {
        <section class="holds" aria-label={words::ONE_REP}>
            <label class="results-panel__rep" for="rep">
                { words::ONE_REP }
                <select id="rep" {onchange}>
                    <option selected={chosen.is_none()}>{ words::NO_REP }</option>
                    { for (0..shown.history.reps().len()).map(|place| html! {
                        <option selected={chosen == Some(place)}>{ shown.name(place) }</option>
                    }) }
                </select>
            </label>
            if let Some(report) = report {
                <h3 class="results-panel__who">{ shown.name(report.place) }</h3>
                { report.explanation.as_ref().map_or_else(
                    || html! { <p id="no-comparison">{ words::NO_COMPARISON }</p> },
                    |explanation| explained(shown, report, explanation),
                ) }
                { for report.attribution.as_ref().map(|attribution| parts(shown, report, attribution)) }
                if let Some(on_quota_link) = on_quota_link {
                    <button type="button" id="quota-link"
                        onclick={on_quota_link.clone()}>{ words::QUOTA_LINK }</button>
                }
            }
        </section>
    }
}

fn explained(shown: &Shown<'_>, report: &RepReport, explanation: &Explanation) -> Html {
    let place = report.place;
    let (history, format) = (shown.history, shown.format);
    let open = &report.still_open;
    html! {
        <>
            <p class="results-panel__outcome"
                id="outcome">{ words::outcome(explanation, history, format) }</p>
            { for words::questions_of_rep(explanation, history.reps().get(place), history, format)
                .into_iter().map(|line| html! { <p>{ line }</p> }) }
            { for words::both_words(explanation, history, format)
                .map(|line| html! { <p id="both-words">{ line }</p> }) }
            { for words::more_words(explanation, history, format).into_iter()
                .map(|line| html! { <p>{ line }</p> }) }
            { for words::open_words(explanation, open, history, format).into_iter()
                .map(|line| html! { <p class="still-open">{ line }</p> }) }
            { for words::supply_words(explanation, format)
                .map(|line| html! { <p id="supply-words">{ line }</p> }) }
            { data_table(words::EXPLAIN_TABLE, words::EXPLAIN_HEAD.map(str::to_owned).to_vec(),
                words::explain_rows(explanation, open, history, format)) }
            { field(shown.state, HistoryField::Picked, words::PICKED, words::picked_echo(explanation, format),
                1) }
            <p class="answer-panel__note"
                id="thresholds-in-force">{ words::thresholds_words(explanation, format) }</p>
            { how(words::HOW, words::EXPLAIN_TABLE, words::how_explained(explanation, history, format)) }
        </>
    }
}

fn parts(shown: &Shown<'_>, report: &RepReport, attribution: &Attribution) -> Html {
    let (history, format) = (shown.history, shown.format);
    let inside = html! {
        <>
            { data_table(words::PARTS_TABLE, words::PARTS_HEAD.map(str::to_owned).to_vec(),
                words::parts_rows(attribution, report.explanation.as_ref(), history, format)) }
            <p class="answer-panel__note">{ words::PARTS_ALONE }</p>
            { how(words::HOW, words::PARTS_TABLE, vec![words::HOW_PARTS.to_owned()]) }
        </>
    };
    fold("parts", Folded::Open, words::parts_finding(attribution, history, format), inside)
}
