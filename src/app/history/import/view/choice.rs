//! One of several, and a line of text: what is said of a file by hand.

use web_sys::{Event, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// A list to choose from.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ChoiceProps {
    /// Unique on the page.
    pub(super) id: AttrValue,
    /// What is chosen, for those who do not see where the list stands.
    pub(super) name: AttrValue,
    /// What there is to choose from.
    pub(super) options: Vec<AttrValue>,
    /// The place of what is chosen.
    pub(super) chosen: usize,
    /// Another place was chosen.
    pub(super) on_choose: Callback<usize>,
}

/// The list. It shows what is chosen also after another choice was refused, which the browser alone would
/// keep showing.
#[component]
pub(super) fn Choice(props: &ChoiceProps) -> Html {
    let list = use_node_ref();
    {
        let list = list.clone();
        use_effect_with((props.chosen, props.options.clone()), move |(chosen, _)| show(&list, *chosen));
    }
    let on_choose = props.on_choose.clone();
    let onchange = Callback::from(move |event: Event| {
        let place = event.target_dyn_into::<HtmlSelectElement>().map(|list| list.selected_index());
        if let Some(place) = place.and_then(|place| usize::try_from(place).ok()) {
            on_choose.emit(place);
        }
    });
    html! {
        <select ref={list} id={props.id.clone()} aria-label={props.name.clone()} {onchange}>
            { for props.options.iter().map(|words| html! { <option>{ words }</option> }) }
        </select>
    }
}

fn show(list: &NodeRef, place: usize) {
    if let Some(list) = list.cast::<HtmlSelectElement>() {
        list.set_selected_index(i32::try_from(place).unwrap_or(-1));
    }
}

/// A line of text, a number or a day.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct LineProps {
    /// Unique on the page.
    pub(super) id: AttrValue,
    /// What is said, for those who do not see where the line stands.
    pub(super) name: AttrValue,
    /// `text`, `number` or `date`.
    pub(super) kind: AttrValue,
    /// What stands there.
    pub(super) value: AttrValue,
    /// What is taken while nothing stands there.
    pub(super) found: AttrValue,
    /// It was left with another text.
    pub(super) on_change: Callback<String>,
}

/// The line.
#[component]
pub(super) fn Line(props: &LineProps) -> Html {
    let on_change = props.on_change.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(line) = event.target_dyn_into::<HtmlInputElement>() {
            on_change.emit(line.value());
        }
    });
    html! {
        <input id={props.id.clone()} type={props.kind.clone()} aria-label={props.name.clone()}
            value={props.value.clone()} placeholder={props.found.clone()} autocomplete="off" {onchange} />
    }
}
