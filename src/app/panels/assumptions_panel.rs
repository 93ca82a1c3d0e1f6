//! What is assumed: the five facts.

use crate::app::components::TextField;
use crate::app::format::Format;
use crate::app::presets::presets;
use crate::app::state::{Action, FieldId, Plan};
use crate::app::text;
use crate::model::limits::STAGES_MAX;
use crate::model::{PipelineStart, Stage, StageId};
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The panel.
#[derive(Clone, Debug, Properties)]
pub struct AssumptionsPanelProps {
    /// The plan as it stands.
    pub plan: Rc<Plan>,
    /// The reader's locale.
    pub format: Format,
    /// What the reader does.
    pub on_action: Callback<Action>,
}

impl PartialEq for AssumptionsPanelProps {
    fn eq(&self, other: &Self) -> bool {
        let Self { plan, format, on_action } = self;
        Rc::ptr_eq(plan, &other.plan) && *format == other.format && *on_action == other.on_action
    }
}

/// The panel.
#[component]
pub fn AssumptionsPanel(props: &AssumptionsPanelProps) -> Html {
    let segment = props.plan.scenario().segment();
    let add = props.on_action.reform(|_: MouseEvent| Action::StageAdded);
    let full = segment.stages().len() >= STAGES_MAX;
    html! {
        <section class="assumptions-panel" aria-label={text::ASSUMPTIONS}>
            <h2>{ text::ASSUMPTIONS }</h2>
            { preset_choice(props) }
            { field(props, FieldId::Target, String::new()) }
            { field(props, FieldId::Period, String::new()) }
            { field(props, FieldId::Supply, String::new()) }
            { pipeline_choice(props) }
            { field(props, FieldId::DealSize, String::new()) }
            <fieldset class="stages">
                <legend>{ text::STAGES }</legend>
                { for segment.stages().iter().enumerate().map(|(place, stage)| stage_row(props, place, stage)) }
                <button type="button" id="add-stage" disabled={full} onclick={add}>{ text::ADD_STAGE }</button>
                <p class="stages__line">{ text::funnel_line(segment, &props.format) }</p>
            </fieldset>
        </section>
    }
}

fn field(props: &AssumptionsPanelProps, field: FieldId, label_context: String) -> Html {
    let plan = &props.plan;
    let typed = plan.typed_in(field);
    let value =
        typed.map_or_else(|| text::entry(field, plan.scenario(), &props.format), |typed| typed.text.clone());
    let error =
        typed.and_then(|typed| typed.rejection.as_ref()).map(|error| AttrValue::from(text::refusal(error)));
    let on_input = props.on_action.reform(move |text| Action::Typed { field, text });
    let on_leave = props.on_action.reform(|()| Action::FieldLeft);
    html! {
        <TextField key={field.element_id()} id={field.element_id()} {value} {error} {on_input} {on_leave}
            label={text::field_label(field)} {label_context}
            echo={text::echo(field, plan.scenario(), &props.format)} />
    }
}

fn stage_row(props: &AssumptionsPanelProps, place: usize, stage: &Stage) -> Html {
    let StageId(number) = stage.id;
    let id = stage.id;
    let one = |of: FieldId| field(props, of, text::stage_name(place, stage.name()));
    let remove = props.on_action.reform(move |_: MouseEvent| Action::StageRemoved(id));
    let last = props.plan.scenario().segment().stages().len() == 1;
    html! {
        <div class="stages__row" key={number}>
            { one(FieldId::StageName(id)) }
            { one(FieldId::StageRate(id)) }
            { one(FieldId::StageTime(id)) }
            <button type="button" class="stages__remove" disabled={last} onclick={remove}
                aria-label={text::remove_stage(place, stage.name())} title={text::remove_stage(place, stage.name())}>
                { "×" }
            </button>
        </div>
    }
}

fn pipeline_choice(props: &AssumptionsPanelProps) -> Html {
    let now = props.plan.scenario().segment().pipeline;
    let choice = |start: PipelineStart, id: &'static str| {
        let checked = start == now;
        let onchange = props.on_action.reform(move |_: Event| Action::PipelineChosen(start));
        html! {
            <label class="choice" for={id}>
                <input type="radio" name="pipeline" {id} {checked} {onchange} />
                { text::pipeline_choice(start) }
            </label>
        }
    };
    html! {
        <fieldset class="choices">
            <legend>{ text::PIPELINE }</legend>
            { choice(PipelineStart::Flowing, "pipeline-flowing") }
            { choice(PipelineStart::Empty, "pipeline-empty") }
        </fieldset>
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
        <div class="text-field">
            <label class="text-field__label" for="preset">{ text::STARTING_POINT }</label>
            <select class="text-field__input" id="preset" {onchange}>
                <option value="" selected=true>{ text::CHOOSE }</option>
                { for names.into_iter().map(|name| html! { <option value={name.clone()}>{ name }</option> }) }
            </select>
        </div>
    }
}
