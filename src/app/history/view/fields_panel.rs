//! What is typed, pasted or opened: the table, its columns, and what surrounds it.

use crate::app::components::{Folded, fold};
use crate::app::fields::{CellGrid, TextField, TextFieldWords};
use crate::app::format::Format;
use crate::app::history::import::{file_button, forget_mappings};
use crate::app::history::state::{HistoryAction, HistoryState};
use crate::app::history::texts::HistoryField;
use crate::app::history::use_history::HistoryPage;
use crate::app::history::words;
use crate::app::kept::MenuAction;
use crate::entry::{HistoryColumn, RejectedRow, Rows, table_cells, table_of_cells};
use crate::model::Thresholds;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

pub(super) fn fields_panel(page: &HistoryPage, format: &Format) -> Html {
    let state = &page.state;
    let history = state.history().map(|history| &**history);
    let reading = state.reading().and_then(|reading| reading.as_ref().ok());
    let amounts = reading.and_then(|reading| words::amounts_echo(reading.amounts.as_ref()?));
    let counted = history.map(|history| words::history_echo(history, format));
    let table = counted.clone().into_iter().chain(amounts).collect::<Vec<_>>().join(". ");
    // Folded, where there is a grid to work on and nothing to mend.
    let is_mended = state.is_grid && history.is_some() && state.error(HistoryField::Table).is_none();
    let as_text = if is_mended { Folded::Closed } else { Folded::Open };
    let is_empty = state.text(HistoryField::Table).trim().is_empty();
    let usual = Thresholds::default();
    let thresholds = state.thresholds().unwrap_or(usual);
    let forget = page.on_menu.reform(|_: MouseEvent| {
        forget_mappings();
        MenuAction::Delete
    });
    html! {
        <>
            // While there is nothing, files are brought where that is said.
            if history.is_some() || page.import.state.file().is_some() {
                { file_button(&page.import) }
                <p class="answer-panel__note results-panel__drop">{ words::RESULTS_DROP }</p>
            }
            { table_grid(state) }
            { fold("result-text", as_text, words::text_heading(counted.as_deref()),
                field(state, HistoryField::Table, words::RESULTS_TABLE, table, 10)) }
            if let Some(reading) = reading {
                { rejected(words::REJECTED, &reading.rejected, format) }
                { fold("result-columns", Folded::Closed, words::COLUMNS.to_owned(),
                    columns(state, &reading.columns)) }
            }
            { fold("result-exits", Folded::Closed, words::exits_heading(state.text(HistoryField::Exits)),
                field(state, HistoryField::Exits, words::EXITS, words::EXITS_EXAMPLE.to_owned(), 3)) }
            { fold("thresholds", Folded::Closed, words::THRESHOLDS.to_owned(), html! {
                <>
                    { field(state, HistoryField::DealSpread, words::DEAL_SPREAD,
                        words::deal_spread_echo(history, format), 1) }
                    { field(state, HistoryField::Reachable, words::REACHABLE,
                        words::threshold_echo(thresholds.reachable, usual.reachable, format), 1) }
                    { field(state, HistoryField::Hard, words::HARD,
                        words::threshold_echo(thresholds.hard, usual.hard, format), 1) }
                    { field(state, HistoryField::Alarm, words::ALARM,
                        words::threshold_echo(thresholds.alarm, usual.alarm, format), 1) }
                </>
            }) }
            if !is_empty {
                <div class="results-panel__buttons">
                    <button type="button" class="forget" id="forget-results"
                        onclick={forget}>{ words::FORGET_RESULTS }</button>
                </div>
            }
        </>
    }
}

/// The table of results, row by row; nothing, while there is none.
fn table_grid(state: &UseReducerHandle<HistoryState>) -> Html {
    let text = state.text(HistoryField::Table);
    let Some((head, rows)) = table_cells(text).filter(|(head, _)| head.len() > 1) else {
        return Html::default();
    };
    let (type_into, leave) = (state.dispatcher(), state.dispatcher());
    let names = head.clone();
    html! {
        <CellGrid id="results-grid" name={words::RESULTS_GRID} head={Rc::new(head)} rows={Rc::new(rows)}
            text={text.to_owned()} compose={Callback::from(move |rows: Rows| table_of_cells(&names, &rows))}
            on_input={Callback::from(move |text| {
                type_into.dispatch(HistoryAction::Typed(HistoryField::Table, text));
            })}
            on_leave={Callback::from(move |()| leave.dispatch(HistoryAction::Left))} />
    }
}

/// A field of the view.
pub(super) fn field(
    state: &UseReducerHandle<HistoryState>,
    field: HistoryField,
    label: &'static str,
    echo: String,
    lines: u32,
) -> Html {
    let said = TextFieldWords {
        label,
        echo,
        error: state.error(field).map(words::refusal),
        ..TextFieldWords::default()
    };
    html! {
        <HistoryTextField key={id_of(field)} {field} value={state.text(field).to_owned()} words={said} {lines}
            on_action={state.dispatcher()} />
    }
}

/// What a field of the view shows.
#[derive(Clone, Properties, PartialEq)]
struct HistoryTextFieldProps {
    field: HistoryField,
    value: String,
    words: TextFieldWords,
    lines: u32,
    on_action: UseReducerDispatcher<HistoryState>,
}

/// A field of the view, which renders again where what it shows has changed, and alone.
#[component]
fn HistoryTextField(props: &HistoryTextFieldProps) -> Html {
    let HistoryTextFieldProps { field, value, words: said, lines, on_action } = props.clone();
    let leave = on_action.clone();
    TextField {
        id: format!("results-{}", id_of(field)),
        value,
        resting: None,
        words: said,
        on_input: Callback::from(move |text| on_action.dispatch(HistoryAction::Typed(field, text))),
        on_leave: Callback::from(move |()| leave.dispatch(HistoryAction::Left)),
        nudges: None,
        on_cells: None,
        slider: None,
        keys: None,
        taps: Vec::new(),
        lines,
    }
    .view()
}

fn id_of(field: HistoryField) -> &'static str {
    match field {
        HistoryField::Table => "table",
        HistoryField::Exits => "exits",
        HistoryField::DealSpread => "deal-spread",
        HistoryField::Reachable => "reachable",
        HistoryField::Hard => "hard",
        HistoryField::Alarm => "alarm",
        HistoryField::Picked => "picked",
    }
}

/// Rows that are in no figure, with their reasons.
pub(super) fn rejected(words: &str, rows: &[RejectedRow], format: &Format) -> Html {
    const SHOWN: usize = 20;
    if rows.is_empty() {
        return Html::default();
    }
    let row = |row: &RejectedRow| {
        html! { <li>{ words::rejected_row(row.line, &row.text, &row.reason, format) }</li> }
    };
    html! {
        <div class="results-panel__rejected" id="rejected">
            <p>{ words::rejected_count(words, rows.len(), format) }</p>
            <ul>{ for rows.iter().take(SHOWN).map(row) }</ul>
        </div>
    }
}

fn columns(state: &UseReducerHandle<HistoryState>, columns: &[(String, HistoryColumn)]) -> Html {
    let all: Vec<(HistoryColumn, &'static str)> =
        HistoryColumn::ALL.into_iter().map(|column| (column, words::result_column(column))).collect();
    let dispatch = state.dispatcher();
    let choose =
        Callback::from(move |(place, column)| dispatch.dispatch(HistoryAction::ColumnChosen(place, column)));
    mapping("column", columns, &all, &choose)
}

/// What each column holds: a choice for each.
pub(super) fn mapping<C: Copy + PartialEq + 'static>(
    id: &str,
    columns: &[(String, C)],
    all: &[(C, &'static str)],
    choose: &Callback<(usize, C)>,
) -> Html {
    let one = |(place, (name, column)): (usize, &(String, C))| {
        let (choose, kinds) = (choose.clone(), all.iter().map(|(kind, _)| *kind).collect::<Vec<C>>());
        let onchange = Callback::from(move |event: Event| {
            let chosen = event
                .target_dyn_into::<HtmlSelectElement>()
                .and_then(|select| usize::try_from(select.selected_index()).ok());
            let kind = chosen.and_then(|chosen| kinds.get(chosen).copied());
            if let Some(kind) = kind {
                choose.emit((place, kind));
            }
        });
        let select_id = format!("{id}-{place}");
        html! {
            <>
                <label class="results-panel__column" for={select_id.clone()}>{ name }</label>
                <select id={select_id} {onchange}>
                    { for all.iter()
                        .map(|(kind, words)| html! { <option selected={kind == column}>
                            { *words }</option> }) }
                </select>
            </>
        }
    };
    html! { <div class="results-panel__columns">{ for columns.iter().enumerate().map(one) }</div> }
}
