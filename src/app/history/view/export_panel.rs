//! A CRM's export, looked at before its counts become the table.

use super::fields_panel::{field, mapping, rejected};
use crate::app::components::{Folded, fold};
use crate::app::format::Format;
use crate::app::history::state::{HistoryAction, HistoryField, HistoryState};
use crate::app::history::words;
use crate::entry::{CrmColumn, write_history};
use yew::prelude::*;

/// The panel.
pub(super) fn export_panel(state: &UseReducerHandle<HistoryState>, format: &Format) -> Html {
    let does = |action: HistoryAction| {
        let dispatch = state.dispatcher();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    };
    let reading = state.crm_reading().and_then(|reading| reading.as_ref().ok());
    // Not with an age other than the one that is typed.
    let is_understood = state.error(HistoryField::CrmAge).is_none();
    let counts = reading.and_then(|reading| reading.results.as_ref().ok()).filter(|_| is_understood);
    let problem = reading.and_then(|reading| reading.results.as_ref().err());
    let columns = state.crm_last().map(|reading| {
        let all: Vec<(CrmColumn, &'static str)> =
            CrmColumn::ALL.into_iter().map(|column| (column, words::crm_column(column))).collect();
        let dispatch = state.dispatcher();
        let choose = Callback::from(move |(place, column)| {
            dispatch.dispatch(HistoryAction::CrmColumnChosen(place, column));
        });
        mapping("crm-column", &reading.columns, &all, &choose)
    });
    html! {
        <section class="holds results-panel__export" id="crm" aria-label={words::CRM_TITLE}>
            <h3>{ words::CRM_TITLE }</h3>
            if let Some(reading) = reading {
                { for words::crm_echo(reading, format).into_iter().map(|line| html! { <p>{ line }</p> }) }
                { rejected(words::REJECTED_OF_EXPORT, &reading.rejected, format) }
            }
            if let Some(problem) = problem {
                <p class="answer-panel__warning" role="alert">{ words::refusal(problem) }</p>
            }
            { for columns.map(|columns| fold("crm-columns", Folded::Open, words::COLUMNS.to_owned(),
                columns)) }
            { field(state, HistoryField::CrmStages, words::CRM_STAGES, String::new(), 1) }
            { field(state, HistoryField::CrmPeriod, words::CRM_PERIOD, words::CRM_PERIOD_EXAMPLE.to_owned(),
                1) }
            { field(state, HistoryField::CrmAge, words::CRM_AGE,
                words::crm_age_echo(reading.map(|reading| &**reading), format), 1) }
            if let Some(counts) = counts {
                <pre class="results-panel__table" tabindex="0"
                    aria-label={words::RESULTS_TABLE}>{ write_history(counts).0 }</pre>
            }
            <div class="results-panel__buttons">
                <button type="button" class="button--primary" id="use-crm" disabled={counts.is_none()}
                    onclick={does(HistoryAction::CrmUsed)}>
                    { words::CRM_USE }
                </button>
                <button type="button" id="leave-crm"
                    onclick={does(HistoryAction::CrmLeft)}>{ words::CRM_DROP }</button>
            </div>
        </section>
    }
}
