//! The menu of what goes with a link and what stays, and of the ways to share.

use super::sent::{ShareMenuProps, headline, sent};
use super::use_runs_csv::use_runs_csv;
use super::ways::{files, send};
use super::words;
use crate::app::components::{Menu, use_menu};
use crate::exchange::link::Carried;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The button and what is behind it.
#[component]
pub fn ShareMenu(props: &ShareMenuProps) -> Html {
    let Menu { is_open, root, toggle } = use_menu();
    let carried = use_state_eq(|| Carried::NONE);
    let with_before = use_state_eq(|| false);
    let (runs, write_runs) = use_runs_csv(&props.workers);
    let picture_failed = use_state_eq(|| false);
    {
        // What was wanted for one plan is not wanted for the next.
        let (set, set_before) = (carried.setter(), with_before.setter());
        use_effect_with(props.scenario.parts().name.clone(), move |_| {
            set.set(Carried::NONE);
            set_before.set(false);
        });
    }
    let before = props.before.as_ref().filter(|_| *with_before);
    html! {
        <div class="menu share-menu" ref={root}>
            <button type="button" id="share" class="button--primary" aria-expanded={is_open.to_string()}
                aria-controls="share-panel" onclick={toggle}>
                { words::SHARE }{ " ▾" }
            </button>
            if *is_open {
                <div class="menu__panel share-menu__panel" id="share-panel" role="group"
                    aria-label={words::SHARE}>
                    { lists(props, &carried, &with_before) }
                    { send(props, sent(props, *carried, before), &is_open.setter()) }
                    { files(props, (&runs, &write_runs), &picture_failed, &is_open.setter()) }
                </div>
            }
        </div>
    }
}

fn lists(
    props: &ShareMenuProps,
    carried: &UseStateHandle<Carried>,
    with_before: &UseStateHandle<bool>,
) -> Html {
    let withheld = props.scenario.withheld();
    let tick =
        |id: &'static str, label: &'static str, change: fn(Carried, bool) -> Carried, checked: bool| {
            let carried = carried.clone();
            html! {
                <label class="share-menu__tick">
                    <input type="checkbox" {id} {checked}
                        onchange={ticked(move |on| carried.set(change(*carried, on)))} />
                    <span>{ label }</span>
                </label>
            }
        };
    let before = props.before.as_ref().filter(|_| props.answer.is_some()).map(|_| {
        let set = with_before.setter();
        html! {
            <label class="share-menu__tick">
                <input type="checkbox" id="share-before" checked={**with_before}
                    onchange={ticked(move |on| set.set(on))} />
                <span>{ words::BEFORE_TOO }</span>
            </label>
        }
    });
    html! {
        <div class="menu__part">
            <h2 class="menu__heading">{ words::GOES }</h2>
            <p id="share-goes">{ words::goes(headline(props.answer.as_ref(), **carried).as_ref(),
                withheld, **carried, &props.format) }</p>
            { for words::refused(props.refused).map(|words| html! { <p id="share-refused">{ words }</p> }) }
            <h2 class="menu__heading">{ words::STAYS }</h2>
            <p id="share-stays">{ words::stays(withheld, **carried) }</p>
            { for before }
            if withheld.reps + withheld.deals > 0 {
                { tick("share-names", words::NAMES_TOO, |carried, names| Carried { names, ..carried },
                    carried.names) }
            }
            if withheld.history > 0 {
                { tick("share-results", words::RESULTS_TOO, |carried, history| Carried { history, ..carried },
                    carried.history) }
            }
            if withheld.notes > 0 {
                { tick("share-notes", words::NOTES_TOO, |carried, notes| Carried { notes, ..carried },
                    carried.notes) }
            }
        </div>
    }
}

/// What is done with a box that was ticked, or no longer is.
fn ticked(done: impl Fn(bool) + 'static) -> Callback<Event> {
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        done(input.checked());
    })
}
