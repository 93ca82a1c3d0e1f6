//! The table of stages: name, percentage, time; moved by buttons or by dragging.

use super::measured_time::measured_time;
use super::plan_field::{AssumptionsPanelProps, field, plain, source_fields};
use crate::app::browser::{focus, focus_on};
use crate::app::components::choice_row;
use crate::app::plan::state::{Action, FieldId, SegmentField, StageField, Sureness, new_place};
use crate::app::plan::words;
use crate::entry::RateReading;
use crate::model::limits::STAGES_MAX;
use crate::model::{Assumption, Segment, Stage, StageId};
use gloo::utils::document;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// The stage that was being typed into when a button of the table was pressed.
type Caret = Rc<RefCell<Option<StageId>>>;

/// What the reader has in hand in a table of stages, beside what is in its fields.
#[derive(Clone, Default)]
pub(super) struct StagesInHand {
    dragged: Rc<RefCell<Option<StageId>>>,
    wanted: FocusWanted,
    caret: Caret,
}

/// What takes the focus once the order of the stages has changed: a row that is moved in the page loses it.
type FocusWanted = Rc<RefCell<Option<Wanted>>>;

/// What is to have the focus.
enum Wanted {
    /// A button, by the name of its element.
    Button(String),
    /// The name of the stage at a place, or of the last one before it.
    NameAt(usize),
}

/// What the reader has in hand; gives the focus to what wanted it, after the render that changed the order of
/// the stages.
#[hook]
pub(super) fn use_stages_in_hand(segment: Option<&Segment>) -> StagesInHand {
    let in_hand = (*use_memo((), |()| StagesInHand::default())).clone();
    let order: Vec<StageId> =
        segment.map_or_else(Vec::new, |segment| segment.stages().iter().map(|stage| stage.id).collect());
    use_effect_with(order, {
        let wanted = in_hand.wanted.clone();
        move |_| match wanted.borrow_mut().take() {
            Some(Wanted::Button(id)) => focus(&id),
            Some(Wanted::NameAt(place)) => focus_on(name_at(place)),
            None => {}
        }
    });
    in_hand
}

const READINGS: [RateReading; 2] = [RateReading::MovesOn, RateReading::WonFromHere];

/// The table: a row for each stage, the button that adds one, and what comes of them.
pub(super) fn stage_table(props: &AssumptionsPanelProps, segment: &Segment, in_hand: &StagesInHand) -> Html {
    let id = segment.id;
    let add = {
        let (in_hand, stages) = (in_hand.clone(), segment.stages().to_vec());
        props.on_action.reform(move |_: MouseEvent| {
            let after = in_hand.caret.take();
            // The name of the new stage is what is typed next.
            *in_hand.wanted.borrow_mut() = Some(Wanted::NameAt(new_place(&stages, after)));
            Action::StageAdded { segment: id, after }
        })
    };
    let left = {
        let caret = in_hand.caret.clone();
        Callback::from(move |event: FocusEvent| {
            // Some browsers give a pressed button no focus: then nobody has it.
            let to = event.related_target().and_then(|to| to.dyn_into::<Element>().ok());
            if to.is_some_and(|to| to.closest(".stages").is_ok_and(|table| table.is_none())) {
                caret.take();
            }
        })
    };
    let [name, days] = words::STAGES_HEAD;
    let has_long_times = segment.stages().iter().any(|stage| has_long_time(props, stage));
    html! {
        <div class="stages" role="group" aria-label={words::STAGES} onfocusout={left}
            data-long-times={has_long_times.to_string()}>
            <div class="stages__head" aria-hidden="true">
                <span>{ name }</span>
                <span>{ words::reading_head(props.plan.reading()) }</span>
                <span>{ days }</span>
            </div>
            // A list of its own: only where every sibling has a key do rows keep their elements when moved.
            <>{ for segment.stages().iter().enumerate()
                .map(|(place, stage)| stage_row(props, place, stage, in_hand)) }</>
            <div class="stages__foot">
                <p class="stages__line">{ words::funnel_line(segment, &props.format) }</p>
                <button type="button" id="add-stage" disabled={segment.stages().len() >= STAGES_MAX}
                    onclick={add}>{ words::ADD_STAGE }</button>
            </div>
        </div>
    }
}

/// Whether a time takes more room than a number of days: `20 ± 14 days`.
fn has_long_time(props: &AssumptionsPanelProps, stage: &Stage) -> bool {
    const CHARACTERS: usize = 8;
    let id = FieldId::Stage(stage.id, StageField::Time);
    let text = words::field_text(id, &props.plan, &props.format);
    let shown = words::resting(id, &text, props.plan.scenario(), &props.format).unwrap_or(text);
    shown.chars().count() > CHARACTERS
}

/// How the percentages of the table read, and how well the length of the whole cycle is known.
pub(super) fn stage_reading(props: &AssumptionsPanelProps, segment: &Segment) -> Html {
    let now = props.plan.reading();
    let readings =
        READINGS.into_iter().map(|choice| (words::reading_choice(choice).to_owned(), choice == now));
    let on_choose = props
        .on_action
        .reform(|index: usize| Action::ReadingChosen(READINGS.get(index).copied().unwrap_or_default()));
    html! {
        <>
            { choice_row(words::READING, "reading", readings.collect(), &on_choose) }
            { plain(props, FieldId::Segment(segment.id, SegmentField::CycleError)) }
        </>
    }
}

fn stage_row(props: &AssumptionsPanelProps, place: usize, stage: &Stage, in_hand: &StagesInHand) -> Html {
    let StagesInHand { dragged, wanted, caret } = in_hand;
    let StageId(number) = stage.id;
    let id = stage.id;
    let name = words::stage_name(place, stage.name());
    let one = |of: StageField| field(props, FieldId::Stage(id, of), name.clone());
    let rate = match props.plan.reading() {
        RateReading::MovesOn => StageField::Rate,
        RateReading::WonFromHere => StageField::Wins,
    };
    let begin = {
        let dragged = dragged.clone();
        Callback::from(move |_: DragEvent| *dragged.borrow_mut() = Some(id))
    };
    let typed_into = {
        let caret = caret.clone();
        Callback::from(move |_: FocusEvent| *caret.borrow_mut() = Some(id))
    };
    let over = Callback::from(|event: DragEvent| event.prevent_default());
    let drop_here = {
        let (dragged, on_action) = (dragged.clone(), props.on_action.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            if let Some(id) = dragged.borrow_mut().take() {
                on_action.emit(Action::StageMoved { id, to: place });
            }
        })
    };
    html! {
        <div class="stages__row" key={number} ondragover={over} ondrop={drop_here}
            onfocusin={typed_into}>
            <span class="stages__handle" draggable="true" ondragstart={begin}
                aria-hidden="true">{ "⋮⋮" }</span>
            { one(StageField::Name) }
            { one(rate) }
            { one(StageField::Time) }
            <details class="source stages__more">
                <summary class="source__heading" id={format!("stage-{number}-more")}
                    title={words::MORE_OF_STAGE}>
                    <span aria-hidden="true">{ "⋯" }</span>
                    <span class="visually-hidden">{ &name }{ ": " }{ words::MORE_OF_STAGE }</span>
                </summary>
                <div class="stages__inside">
                    { row_buttons(props, place, stage, wanted) }
                    { sureness_choice(props, stage) }
                    { measured_time(props, &name, stage) }
                    { one(StageField::Exit) }
                    { one(StageField::Loss) }
                    { one(StageField::NeverDecided) }
                    { source_fields(props, Assumption::StageRate(id)) }
                    { source_fields(props, Assumption::StageTime(id)) }
                </div>
            </details>
        </div>
    }
}

fn row_buttons(props: &AssumptionsPanelProps, place: usize, stage: &Stage, wanted: &FocusWanted) -> Html {
    let id = stage.id;
    let count = props.plan.scenario().stage(id).map_or(1, |(segment, _)| segment.stages().len());
    let button = |part: &'static str, sign: &'static str, words: String, disabled: bool, action: Action| {
        let element = format!("stage-{}-{part}", id.0);
        let onclick = {
            let (wanted, element) = (wanted.clone(), element.clone());
            props.on_action.reform(move |_: MouseEvent| {
                // A removed row takes its button with it: the stage that follows is nearest.
                let is_removed = matches!(action, Action::StageRemoved(_));
                let button = || Wanted::Button(element.clone());
                *wanted.borrow_mut() = Some(if is_removed { Wanted::NameAt(place) } else { button() });
                action.clone()
            })
        };
        html! {
            <button type="button" class="stages__button" id={element} {disabled} {onclick}
                title={words.clone()} aria-label={words}>
                { sign }
            </button>
        }
    };
    let up = Action::StageMoved { id, to: place.saturating_sub(1) };
    let down = Action::StageMoved { id, to: place + 1 };
    html! {
        <div class="stages__buttons">
            { button("up", "↑", words::move_up(place, stage.name()), place == 0, up) }
            { button("down", "↓", words::move_down(place, stage.name()), place + 1 == count, down) }
            { button("remove", "×", words::remove_stage(place, stage.name()), count == 1,
                Action::StageRemoved(id)) }
        </div>
    }
}

/// The field of the name of the stage at a place; past the end, that of the last one.
fn name_at(place: usize) -> Option<Element> {
    let names = document().query_selector_all(".stages__row input[id$='-name']").ok()?;
    let last = names.length().checked_sub(1)?;
    names.item(u32::try_from(place).map_or(last, |place| place.min(last)))?.dyn_into().ok()
}

/// How sure an estimate is. Counts and ranges say so themselves; their place stays, empty, since a sibling
/// that comes and goes would take the focus out of the field beside it.
fn sureness_choice(props: &AssumptionsPanelProps, stage: &Stage) -> Html {
    let id = stage.id;
    let on_choose = props.on_action.reform(move |sureness| Action::SurenessChosen { id, sureness });
    let row_id = format!("stage-{}-sureness", id.0);
    html! {
        <div class="stages__sureness">
            if Sureness::is_chosen(&stage.rate) {
                { sureness_row(words::SURENESS, &row_id, Sureness::of(&stage.rate), &on_choose) }
            }
        </div>
    }
}

/// How sure all estimates of the table are: it decides much of how far the futures lie apart, and nobody
/// typed it.
pub(super) fn estimates_choice(props: &AssumptionsPanelProps, segment: &Segment) -> Html {
    let estimates: Vec<&Stage> = props.plan.unsure_estimates(segment.id).collect();
    let Some(first) = estimates.first() else {
        return html! { <div class="stages__sureness"></div> };
    };
    let now = Sureness::of(&first.rate);
    let now = now.filter(|now| estimates.iter().all(|stage| Sureness::of(&stage.rate) == Some(*now)));
    let named = segment.stages().iter().enumerate();
    let named = named.filter(|(_, stage)| estimates.iter().any(|of| of.id == stage.id));
    let named: Vec<String> = named.map(|(place, stage)| words::stage_name(place, stage.name())).collect();
    let (id, name) = (segment.id, words::estimates_sureness(&named));
    let on_choose = props.on_action.reform(move |sureness| Action::EstimatesSureness(id, sureness));
    html! {
        <div class="stages__sureness">
            { sureness_row(name, "estimates-sureness", now, &on_choose) }
        </div>
    }
}

fn sureness_row(
    name: impl Into<AttrValue>,
    id: &str,
    now: Option<Sureness>,
    on_choose: &Callback<Sureness>,
) -> Html {
    let choices =
        Sureness::OFFERED.into_iter().map(|offered| (words::sureness(offered), Some(offered) == now));
    let on_index =
        on_choose.reform(|index: usize| Sureness::OFFERED.get(index).copied().unwrap_or(Sureness::Exact));
    choice_row(name, id, choices.collect(), &on_index)
}
