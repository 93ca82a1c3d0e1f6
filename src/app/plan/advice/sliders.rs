//! In front of a room the nearest levers have sliders that move the answer while everybody watches.

use super::needed_list::Known;
use crate::advice::Needed;
use crate::app::plan::state::{Action, Slid, Slider};
use crate::app::plan::words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The sliders, what each lever needs in the plan as it was, and the way back to that; none, where no lever
/// is known that gets anywhere.
pub(super) fn sliders(
    (offered, slid): (Vec<Slider>, Option<&Slid>),
    known: &Known<'_>,
    on_action: &Callback<Action>,
) -> Option<Html> {
    let shown = slid.map_or(&offered[..], Slid::sliders);
    if shown.is_empty() {
        return None;
    }
    let format = known.format;
    // What was needed is said of the plan as it was.
    let scenario = slid.map_or(known.scenario, |slid| &**slid.base());
    // Dragged to its place, a slider gives the arrow keys back to the slides.
    let let_go = Callback::from(|event: PointerEvent| {
        let slider = event.target_dyn_into::<HtmlInputElement>();
        drop(slider.map(|slider| slider.blur()));
    });
    let row = |(which, slider): (usize, &Slider)| {
        let name = words::lever_name(scenario, slider.needed.lever);
        let value = words::lever_value(scenario, slider.needed.lever, slider.value(), format);
        let (least, most) = slider.ends();
        let sliders = shown.to_vec();
        let oninput = on_action.reform(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let steps = input.map_or(0.0, |input| input.value_as_number());
            Action::Slid { sliders: sliders.clone(), which, steps }
        });
        html! {
            <li class="sliders__row" key={name.clone()}>
                <span class="sliders__needed">
                    { words::needed_words(scenario, &slider.needed, format) }
                </span>
                <input type="range" class="sliders__slider" step="1" onpointerup={let_go.clone()}
                    min={least.to_string()}
                    max={most.to_string()} value={slider.steps().to_string()} aria-label={name}
                    aria-valuetext={value.clone()} {oninput} />
                <output class="sliders__value">{ value }</output>
            </li>
        }
    };
    let needs: Vec<&Needed> = shown.iter().map(|slider| &slider.needed).collect();
    // Beside an answer that has moved it is still what the plan as it was would need.
    let title = match slid {
        Some(_) => words::as_it_was(&words::needed_title(scenario, &needs, format)),
        None => known.title(),
    };
    let back = on_action.reform(|_: MouseEvent| Action::Undone);
    let before = slid.and_then(Slid::answer).map(|answer| words::before_sliders(answer, format));
    Some(html! {
        <div class="sliders" id="sliders" role="group" aria-label={words::SLIDERS}>
            <h2 class="advice__title">{ title }</h2>
            <ul class="sliders__rows">{ for shown.iter().enumerate().map(row) }</ul>
            <p class="sliders__back" data-moved={slid.is_some().to_string()}>
                <span>{ before.unwrap_or_default() }</span>
                <button type="button" id="sliders-back" disabled={slid.is_none()}
                    onclick={back}>{ words::SLIDERS_BACK }</button>
            </p>
        </div>
    })
}
