//! Segments: which is shown, its name, how its supply varies, what is open in it.

use super::lists::{open_grid, season_grid};
use super::plan_field::{AssumptionsPanelProps, plain};
use crate::app::components::choice_row;
use crate::app::plan::state::{Action, FieldId, SegmentAction, SegmentField};
use crate::app::plan::words;
use crate::entry::SEASONS;
use crate::model::limits::SEGMENTS_MAX;
use crate::model::{OpenPipeline, PipelineStart, Segment, SegmentId, Sourcing, SupplyOf};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Which segment is shown, where there are several.
pub(super) fn segment_choice(props: &AssumptionsPanelProps, shown: &Segment) -> Html {
    let segments = props.plan.scenario().segments();
    if segments.len() == 1 {
        return Html::default();
    }
    let ids: Vec<_> = segments.iter().map(|segment| segment.id).collect();
    let choices = segments.iter().map(|segment| (words::segment_name(segment), segment.id == shown.id));
    let first = shown.id;
    let on_choose = props.on_action.reform(move |index: usize| {
        Action::Segment(ids.get(index).copied().unwrap_or(first), SegmentAction::Show)
    });
    choice_row(words::SEGMENTS, "segment", choices.collect(), &on_choose)
}

/// The name of the segment that is shown, what it shares, and what becomes of it.
pub(super) fn segment_list(props: &AssumptionsPanelProps, shown: &Segment) -> Html {
    let segments = props.plan.scenario().segments();
    let button = |id: &'static str, words: &'static str, disabled: bool, action: Action| {
        let onclick = props.on_action.reform(move |_: MouseEvent| action.clone());
        html! { <button type="button" {id} {disabled} {onclick}>{ words }</button> }
    };
    let full = segments.len() >= SEGMENTS_MAX;
    html! {
        <div class="segments">
            { plain(props, FieldId::Segment(shown.id, SegmentField::Name)) }
            if segments.len() > 1 {
                { sharing_choice(props, shown) }
            }
            <div class="segments__buttons">
                { button("add-segment", words::ADD_SEGMENT, full,
                    Action::Segment(shown.id, SegmentAction::Add)) }
                { button("copy-segment", words::COPY_SEGMENT, full,
                    Action::Segment(shown.id, SegmentAction::Copy)) }
                { button("remove-segment", words::REMOVE_SEGMENT, segments.len() == 1,
                    Action::Segment(shown.id, SegmentAction::Remove)) }
            </div>
        </div>
    }
}

/// Whether the uncertain rates of a segment are those of another. One that others share stands alone.
fn sharing_choice(props: &AssumptionsPanelProps, shown: &Segment) -> Html {
    let segments = props.plan.scenario().segments();
    let is_shared = segments.iter().any(|other| other.shares_with == Some(shown.id));
    let others =
        segments.iter().filter(|other| other.id != shown.id && other.shares_with.is_none() && !is_shared);
    let others: Vec<&Segment> = others.collect();
    let ids: Vec<_> = others.iter().map(|other| other.id).collect();
    let id = shown.id;
    let onchange = props.on_action.reform(move |event: Event| {
        let chosen = event.target_dyn_into::<HtmlSelectElement>().map_or(0, |select| select.selected_index());
        let with = usize::try_from(chosen - 1).ok().and_then(|index| ids.get(index).copied());
        Action::Segment(id, SegmentAction::Share(with))
    });
    html! {
        <div class="text-field">
            <label class="text-field__label" for="sharing">{ words::SHARING }</label>
            <select class="text-field__input" id="sharing" {onchange}>
                <option selected={shown.shares_with.is_none()}>{ words::SHARING_NONE }</option>
                { for others.into_iter().map(|other| html! {
                    <option selected={shown.shares_with == Some(other.id)}>
                        { words::shared_with(other) }</option>
                }) }
            </select>
        </div>
    }
}

/// Whose the number of new opportunities is, once there is a team.
fn supply_owner(props: &AssumptionsPanelProps, segment: &Segment) -> Html {
    const WHOSE: [SupplyOf; 2] = [SupplyOf::Team, SupplyOf::EachRep];
    if props.plan.scenario().parts().team.is_none() {
        return Html::default();
    }
    let id = segment.id;
    let whose = WHOSE.map(|of| (words::supply_of(of).to_owned(), of == segment.supply.of));
    let on_choose = props.on_action.reform(move |index: usize| {
        Action::Segment(id, SegmentAction::SupplyOf(WHOSE.get(index).copied().unwrap_or(SupplyOf::Team)))
    });
    choice_row(words::SUPPLY_OF, "supply-of", whose.to_vec(), &on_choose)
}

/// Whose the number of new opportunities is, how they vary, and who finds them.
pub(super) fn variation_fields(props: &AssumptionsPanelProps, segment: &Segment) -> Html {
    const SOURCINGS: [Sourcing; 2] = [Sourcing::Assigned, Sourcing::SelfSourced];
    let id = segment.id;
    let sourcings = SOURCINGS.map(|of| (words::sourcing(of).to_owned(), of == segment.supply.sourcing));
    let choose_sourcing = props.on_action.reform(move |index: usize| {
        Action::Segment(
            id,
            SegmentAction::Sourcing(SOURCINGS.get(index).copied().unwrap_or(Sourcing::Assigned)),
        )
    });
    html! {
        <>
            { supply_owner(props, segment) }
            { plain(props, FieldId::Segment(id, SegmentField::Seasons)) }
            { named_seasons(props, id) }
            { season_grid(props, segment) }
            { plain(props, FieldId::Segment(id, SegmentField::BusyMonths)) }
            { plain(props, FieldId::Segment(id, SegmentField::SupplyError)) }
            { choice_row(words::SOURCING, "sourcing", sourcings.to_vec(), &choose_sourcing) }
        </>
    }
}

/// Seasons to begin with, by name.
fn named_seasons(props: &AssumptionsPanelProps, id: SegmentId) -> Html {
    let onchange = props.on_action.reform(move |event: Event| {
        // The first choice is the heading of the list.
        let chosen = event.target_dyn_into::<HtmlSelectElement>().map_or(1, |select| select.selected_index());
        let named = usize::try_from(chosen - 2).ok().and_then(|index| SEASONS.get(index));
        let text = named.map_or("none", |(name, _)| *name).to_owned();
        Action::Typed { field: FieldId::Segment(id, SegmentField::Seasons), text }
    });
    html! {
        <select class="text-field__input" aria-label={words::NAMED_SEASONS} {onchange}>
            <option disabled=true selected=true>{ words::NAMED_SEASONS }</option>
            <option>{ words::NO_SEASONS }</option>
            { for SEASONS.iter().map(|(name, _)| html! { <option>{ words::capitalised(name) }</option> }) }
        </select>
    }
}

/// What is open when the plan begins. Choosing to list deals changes nothing yet: what the plan counted on
/// holds until something is listed.
#[component]
pub(super) fn PipelineFields(props: &AssumptionsPanelProps) -> Html {
    let wanted = use_state_eq(|| None::<SegmentId>);
    let Some(segment) = props.plan.scenario().segment(props.segment) else { return Html::default() };
    let (id, now) = (segment.id, segment.pipeline());
    let is_waiting = *wanted == Some(id) && now.listed().is_none();
    let listed = now.listed().cloned().unwrap_or_else(OpenPipeline::default);
    let starts = [PipelineStart::Flowing, PipelineStart::Empty, PipelineStart::Listed(listed)];
    let is_chosen = |start: &PipelineStart| if is_waiting { start.listed().is_some() } else { start == now };
    let choices = starts.iter().map(|start| (words::pipeline_choice(start).to_owned(), is_chosen(start)));
    let choices = choices.collect();
    let on_choose = {
        let (on_action, wanted) = (props.on_action.clone(), wanted.clone());
        Callback::from(move |index: usize| {
            let start = starts.get(index).cloned().unwrap_or(PipelineStart::Flowing);
            wanted.set(start.listed().map(|_| id));
            if start.listed().is_none() {
                on_action.emit(Action::Segment(id, SegmentAction::Pipeline(start)));
            }
        })
    };
    html! {
        <>
            <div class="choices-below">{ choice_row(words::PIPELINE, "pipeline", choices, &on_choose) }</div>
            if is_waiting || now.listed().is_some() {
                { open_grid(props, segment) }
                { plain(props, FieldId::Segment(id, SegmentField::Open)) }
                <p class="assumptions-panel__aside" id="open-then">
                    if is_waiting {
                        { words::open_until_listed(now) }
                    } else {
                        { words::open_then(props.plan.scenario(), segment, &props.format) }
                    }
                </p>
            }
        </>
    }
}
