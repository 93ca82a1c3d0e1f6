//! What is assumed: the five facts, and behind folds what refines them.

use super::segment_fields::{segment_list, supply_fields};
use super::stage_rows::stage_table;
use super::team_fields::{market_fields, people_fields, team_fields};
use crate::app::components::{Folded, TextField, TextFieldWords, fold, key_row, nudge_slider};
use crate::app::format::Format;
use crate::app::presets::presets;
use crate::app::state::{Action, FieldId, Plan};
use crate::app::text;
use crate::entry::EconomicsField;
use crate::model::{Assumption, SegmentId, Source};
use gloo::utils::window;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The panel.
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
}

impl PartialEq for AssumptionsPanelProps {
    fn eq(&self, other: &Self) -> bool {
        let Self { plan, segment, format, on_action } = self;
        Rc::ptr_eq(plan, &other.plan)
            && *segment == other.segment
            && *format == other.format
            && *on_action == other.on_action
    }
}

/// The panel.
#[component]
pub fn AssumptionsPanel(props: &AssumptionsPanelProps) -> Html {
    let (scenario, format) = (props.plan.scenario(), &props.format);
    let dragged = use_mut_ref(|| None);
    // On a narrow page the headings say what is inside, and the answer follows them.
    let first = if *use_memo((), |()| is_narrow()) { Folded::Closed } else { Folded::Open };
    let Some(segment) = scenario.segment(props.segment) else { return Html::default() };
    let progress = html! { <>{ plain(props, FieldId::Booked) }{ plain(props, FieldId::Confidence) }</> };
    let target = html! {
        <>
            { sourced(props, FieldId::Target, Assumption::Target) }
            { sourced(props, FieldId::Period, Assumption::Period) }
            { fold("fold-progress", Folded::Closed, text::progress_heading(scenario, format), progress) }
        </>
    };
    let size = html! {
        <>
            { sourced(props, FieldId::DealSize(segment.id), Assumption::DealSize(segment.id)) }
            { plain(props, FieldId::DealBounds(segment.id)) }
            { plain(props, FieldId::SizeError(segment.id)) }
        </>
    };
    let runs = html! { <>{ plain(props, FieldId::Trials) }{ plain(props, FieldId::Seed) }</> };
    html! {
        <section class="assumptions-panel" aria-label={text::ASSUMPTIONS}>
            <h2>{ text::ASSUMPTIONS }</h2>
            if let Some(words) = text::example_facts(scenario) {
                <p class="assumptions-panel__examples">{ words }</p>
            }
            { preset_choice(props) }
            { plain(props, FieldId::Name) }
            { fold("fold-target", Folded::Open, text::target_heading(scenario, format), target) }
            { fold("fold-segments", Folded::Closed, text::segments_heading(scenario), segment_list(props, segment)) }
            { fold("fold-supply", first, text::supply_heading(scenario, segment, format), supply_fields(props, segment)) }
            { fold("fold-stages", first, text::stages_heading(scenario, segment, format), stage_table(props, segment, &dragged)) }
            { fold("fold-deal-size", first, text::deal_size_heading(scenario, segment, format), size) }
            { fold("fold-team", Folded::Closed, text::team_heading(scenario, format), team_fields(props)) }
            { fold("fold-people", Folded::Closed, text::people_heading(scenario, format), people_fields(props, segment)) }
            { fold("fold-market", Folded::Closed, text::market_heading(scenario, format), market_fields(props)) }
            { fold("fold-money", Folded::Closed, text::money_heading(scenario, format), money_fields(props)) }
            { fold("fold-runs", Folded::Closed, text::runs_heading(scenario, format), runs) }
        </section>
    }
}

/// What selling costs, what a profit would be, and what changes would cost.
fn money_fields(props: &AssumptionsPanelProps) -> Html {
    let is_price = |field: &EconomicsField| matches!(field, EconomicsField::Price(_));
    let field = |field| plain(props, FieldId::Money(field));
    html! {
        <>
            { for EconomicsField::all().filter(|field| !is_price(field)).map(field) }
            <p>{ text::PRICES }</p>
            { for EconomicsField::all().filter(is_price).map(field) }
        </>
    }
}

/// A field without a source.
pub(super) fn plain(props: &AssumptionsPanelProps, id: FieldId) -> Html {
    field(props, id, String::new())
}

/// A field with what is known of where its value comes from.
pub(super) fn sourced(props: &AssumptionsPanelProps, id: FieldId, of: Assumption) -> Html {
    html! { <div class="sourced">{ source_fold(props, of) }{ plain(props, id) }</div> }
}

/// Whether assumptions and answer stand above each other; the same width as in the style sheets.
fn is_narrow() -> bool {
    let query = window().match_media("(max-width: 63.99rem)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// A field of the plan; `context` is heard before its label.
pub(super) fn field(props: &AssumptionsPanelProps, id: FieldId, context: String) -> Html {
    let (plan, format) = (&props.plan, &props.format);
    let element = id.element_id();
    let on_input = props.on_action.reform(move |text| Action::Typed { field: id, text });
    let on_leave = props.on_action.reform(|()| Action::FieldLeft);
    let rejection = plan.typed_in(id).and_then(|typed| typed.rejection.as_ref());
    let mark = match id.assumption().and_then(|of| plan.scenario().parts().provenance.source(of)) {
        Some(Source::Example) => text::EXAMPLE_MARK,
        Some(Source::Guess) => text::GUESS_MARK,
        Some(Source::Measured | Source::Benchmark) | None => "",
    };
    let style = format.style();
    let numeric = id.assumption().is_some_and(|of| of != Assumption::Period);
    let changes = numeric && !matches!(id, FieldId::StageWins(_));
    let slider = changes.then(|| nudge_slider(text::nudge(id), style, &on_input, &on_leave));
    let keys = numeric.then(|| key_row(&element, text::KEYS_NAME, &text::KEYS, &on_input));
    let in_table = matches!(
        id,
        FieldId::StageName(_) | FieldId::StageRate(_) | FieldId::StageWins(_) | FieldId::StageTime(_)
    );
    TextField {
        value: text::field_text(id, plan, format),
        words: TextFieldWords {
            label: text::field_label(id),
            context,
            mark,
            echo: text::echo(id, plan.scenario(), format),
            error: rejection.map(text::refusal),
        },
        on_input,
        on_leave,
        nudges: numeric.then_some(style),
        on_cells: in_table.then(|| props.on_action.reform(move |cells| Action::Pasted { field: id, cells })),
        slider,
        keys,
        lines: id.lines(),
        id: element,
    }
    .view()
}

/// Where an assumption comes from, and a note on it; folded.
pub(super) fn source_fold(props: &AssumptionsPanelProps, of: Assumption) -> Html {
    let provenance = &props.plan.scenario().parts().provenance;
    html! {
        <details class="source">
            <summary class="source__heading">{ text::source_heading(provenance.source(of), provenance.note(of)) }</summary>
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
                <label class="text-field__label" for={id.clone()}>{ text::source_of(of) }</label>
                <select class="text-field__input" {id} {onchange}>
                    <option selected={now.is_none()}>{ text::SOURCE_UNSAID }</option>
                    { for Source::ALL.into_iter().map(|source| html! {
                        <option selected={now == Some(source)}>{ text::source(source) }</option>
                    }) }
                </select>
            </div>
            { field(props, FieldId::Note(of), String::new()) }
        </div>
    }
}

fn preset_choice(props: &AssumptionsPanelProps) -> Html {
    let presets = presets(props.plan.scenario().parts().calendar.start());
    let names: Vec<String> = presets.iter().map(|preset| preset.parts().name.clone()).collect();
    let on_action = props.on_action.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
        let chosen = usize::try_from(select.selected_index()).ok().and_then(|index| index.checked_sub(1));
        // Back to the prompt, so that the same example can be chosen again.
        select.set_selected_index(0);
        if let Some(preset) = chosen.and_then(|index| presets.get(index)) {
            on_action.emit(Action::Opened { scenario: Rc::new(preset.clone()), notice: None });
        }
    });
    html! {
        <div class="text-field starting-point">
            <label class="text-field__label" for="preset">{ text::STARTING_POINT }</label>
            <select class="text-field__input" id="preset" {onchange}>
                <option value="" selected=true>{ text::CHOOSE }</option>
                { for names.into_iter().map(|name| html! { <option value={name.clone()}>{ name }</option> }) }
            </select>
        </div>
    }
}
