//! One field of the plan, with its source and note where it has them.

use crate::app::fields::{Tap, TextField, TextFieldWords, key_row, nudge_slider};
use crate::app::format::Format;
use crate::app::plan::state::{Action, FieldId, Plan, StageField};
use crate::app::plan::words;
use crate::entry::NumberStyle;
use crate::model::{Assumption, SegmentId, Source};
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What the fields of the plan are shown with.
#[derive(Clone, Debug, Properties)]
pub struct AssumptionsPanelProps {
    /// The plan as it stands.
    pub plan: Rc<Plan>,
    /// The segment whose assumptions are shown.
    pub segment: SegmentId,
    /// The reader's locale.
    pub format: Format,
    /// What the reader does.
    pub on_action: Callback<Action>,
    /// On a first visit: where a CRM export is read.
    #[prop_or_default]
    pub on_export: Option<Callback<()>>,
}

impl PartialEq for AssumptionsPanelProps {
    fn eq(&self, other: &Self) -> bool {
        let Self { plan, segment, format, on_action, on_export } = self;
        Rc::ptr_eq(plan, &other.plan)
            && *segment == other.segment
            && *format == other.format
            && *on_action == other.on_action
            && *on_export == other.on_export
    }
}

/// A field without a source.
pub(super) fn plain(props: &AssumptionsPanelProps, id: impl Into<FieldId>) -> Html {
    field(props, id.into(), String::new())
}

/// A field with what is known of where its value comes from.
pub(super) fn sourced(props: &AssumptionsPanelProps, id: impl Into<FieldId>, of: Assumption) -> Html {
    // The field first: Tab leads from one to the next, and what is behind a sign comes after it.
    html! { <div class="sourced">{ plain(props, id) }{ source_fold(props, of) }</div> }
}

/// A field of the plan; `context` is heard before its label.
pub(super) fn field(props: &AssumptionsPanelProps, id: FieldId, context: String) -> Html {
    let (plan, format) = (&props.plan, &props.format);
    let typed = plan.typed_in(id);
    let rejection = typed.and_then(|typed| typed.rejection.as_ref());
    let readings = typed.map_or(&[][..], |typed| typed.readings.as_slice());
    let note = typed.and_then(|typed| typed.note.as_deref());
    let mark = match id.assumption().and_then(|of| plan.scenario().parts().provenance.source(of)) {
        Some(Source::Example) => words::EXAMPLE_MARK,
        Some(Source::Guess) => words::GUESS_MARK,
        Some(Source::Measured | Source::Benchmark) | None => "",
    };
    let value = words::field_text(id, plan, format);
    let resting = words::resting(id, &value, plan.scenario(), format).filter(|_| rejection.is_none());
    let said = TextFieldWords {
        label: words::field_label(id),
        context,
        mark,
        echo: words::noted(words::echo(id, plan.scenario(), format), note),
        error: rejection
            .map(|error| words::refusal_beside(&error.clone().in_style(format.style()), readings)),
        is_told: note.is_some()
            || typed.is_some_and(|typed| typed.text != words::entry(id, plan.scenario(), format)),
        is_replaced: is_name_of_example(id, plan),
    };
    let readings: Vec<String> = readings.iter().map(|reading| reading.label.clone()).collect();
    html! {
        <PlanTextField key={id.element_id()} {id} {value} {resting} words={said} {readings}
            style={format.style()} on_action={props.on_action.clone()} />
    }
}

/// What a field of the plan shows.
#[derive(Clone, Debug, Properties, PartialEq)]
struct PlanTextFieldProps {
    id: FieldId,
    value: String,
    resting: Option<String>,
    words: TextFieldWords,
    /// Ways to read its text.
    readings: Vec<String>,
    style: NumberStyle,
    on_action: Callback<Action>,
}

/// A field of the plan, which renders again where what it shows has changed, and alone.
#[component]
fn PlanTextField(props: &PlanTextFieldProps) -> Html {
    let PlanTextFieldProps { id, value, resting, words: said, readings, style, on_action } = props.clone();
    let element = id.element_id();
    let on_input = on_action.reform(move |text| Action::Typed { field: id, text });
    let on_leave = on_action.reform(|()| Action::FieldLeft);
    let tap = |(place, label): (usize, String)| Tap {
        label,
        on_tap: on_action.reform(move |()| Action::ReadingTaken { field: id, place }),
    };
    let numeric = id.assumption().is_some_and(|of| of != Assumption::Period);
    let changes = numeric && !matches!(id, FieldId::Stage(_, StageField::Wins));
    let slider = changes.then(|| nudge_slider(words::nudge(id), style, &on_input, &on_leave));
    let keys = numeric.then(|| key_row(&element, words::KEYS_NAME, &words::KEYS, &on_input));
    let in_table = matches!(
        id,
        FieldId::Stage(_, StageField::Name | StageField::Rate | StageField::Wins | StageField::Time)
    );
    TextField {
        value,
        resting,
        words: said,
        nudges: numeric.then_some(style),
        on_cells: in_table.then(|| on_action.reform(move |cells| Action::Pasted { field: id, cells })),
        taps: readings.into_iter().enumerate().map(tap).collect(),
        on_input,
        on_leave,
        slider,
        keys,
        lines: id.lines(),
        id: element,
    }
    .view()
}

/// Whether a field is the name of a stage of which the example still says how many move on.
fn is_name_of_example(id: FieldId, plan: &Plan) -> bool {
    let FieldId::Stage(stage, StageField::Name) = id else { return false };
    let source = plan.scenario().parts().provenance.source(Assumption::StageRate(stage));
    source == Some(Source::Example)
}

/// Where an assumption comes from, and a note on it; folded.
pub(super) fn source_fold(props: &AssumptionsPanelProps, of: Assumption) -> Html {
    let provenance = &props.plan.scenario().parts().provenance;
    html! {
        <details class="source">
            <summary class="source__heading" title={words::source_heading(provenance.source(of),
                provenance.note(of))}>
                <span aria-hidden="true">{ "⋯" }</span>
                <span class="visually-hidden">{ words::assumption_name(of) }{ ": " }
                    { words::source_heading(provenance.source(of), provenance.note(of)) }</span>
            </summary>
            { source_fields(props, of) }
        </details>
    }
}

/// The source's choice and the note's field.
pub(super) fn source_fields(props: &AssumptionsPanelProps, of: Assumption) -> Html {
    let now = props.plan.scenario().parts().provenance.source(of);
    let id = format!("{}-source", FieldId::Note(of).element_id());
    let onchange = props.on_action.reform(move |event: Event| {
        let chosen = event.target_dyn_into::<HtmlSelectElement>().map_or(0, |select| select.selected_index());
        let source = usize::try_from(chosen - 1).ok().and_then(|index| Source::ALL.get(index).copied());
        Action::SourceChosen { of, source }
    });
    html! {
        <div class="source__inside">
            <div class="text-field">
                <label class="text-field__label" for={id.clone()}>{ words::source_of(of) }</label>
                <select class="text-field__input" {id} {onchange}>
                    <option selected={now.is_none()}>{ words::SOURCE_UNSAID }</option>
                    { for Source::ALL.into_iter().map(|source| html! {
                        <option selected={now == Some(source)}>{ words::source(source) }</option>
                    }) }
                </select>
            </div>
            { field(props, FieldId::Note(of), String::new()) }
        </div>
    }
}
