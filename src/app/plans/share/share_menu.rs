//! What goes with a link and what stays; and the ways to share.

use super::words;
use crate::analysis::ENGINE_VERSION;
use crate::app::browser::{
    address_of, address_of_text, download, has_share_sheet, print, share, today, write_clipboard,
};
use crate::app::components::use_dismissed;
use crate::app::format::Format;
use crate::app::plan::state::{Action, Answer, Notice};
use crate::app::plan::words::shared_text;
use crate::app::plans::PlansAction;
use crate::app::plans::words::{file_name, shown_name};
use crate::app::shared::Shared;
use crate::exchange::link::{self, Carried, Headline};
use crate::model::Scenario;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

/// The menu.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ShareMenuProps {
    /// The plan on the table.
    pub scenario: Shared<Scenario>,
    /// Its settled answer, if it has one: an answer to another plan never travels with this one's link.
    pub answer: Option<Shared<Answer>>,
    /// The reader's locale.
    pub format: Format,
    /// What the reader does with the plan on the table.
    pub on_action: Callback<Action>,
    /// What the reader does with the kept plans.
    pub on_plans: Callback<PlansAction>,
}

/// What is sent.
#[derive(Clone)]
struct Sent {
    title: String,
    words: String,
    link: String,
}

/// The button and what is behind it.
#[component]
pub fn ShareMenu(props: &ShareMenuProps) -> Html {
    let is_open = use_state_eq(|| false);
    let carried = use_state_eq(|| Carried::NONE);
    let root = use_node_ref();
    {
        let set = is_open.setter();
        use_dismissed(root.clone(), *is_open, Callback::from(move |()| set.set(false)));
    }
    {
        // What was wanted for one plan is not wanted for the next.
        let set = carried.setter();
        use_effect_with(props.scenario.parts().name.clone(), move |_| set.set(Carried::NONE));
    }
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    html! {
        <div class="menu share-menu" ref={root}>
            <button type="button" id="share" class="button--primary" aria-expanded={is_open.to_string()}
                aria-controls="share-panel" onclick={toggle}>
                { words::SHARE }{ " ▾" }
            </button>
            if *is_open {
                <div class="menu__panel share-menu__panel" id="share-panel" role="group"
                    aria-label={words::SHARE}>
                    { lists(props, &carried) }
                    { ways(props, *carried, &is_open) }
                </div>
            }
        </div>
    }
}

fn headline(answer: Option<&Shared<Answer>>) -> Option<Headline> {
    answer.map(|answer| Headline {
        chance: answer.report.chance.value,
        runs: answer.scenario.parts().runs.trials,
        engine: ENGINE_VERSION,
        date: today(),
    })
}

fn sent(props: &ShareMenuProps, carried: Carried) -> Sent {
    let fragment = link::encode_with(&props.scenario, carried);
    let fragment = match headline(props.answer.as_ref()) {
        Some(headline) => link::with_headline(&fragment, &headline),
        None => fragment,
    };
    let link = address_of(&fragment);
    let name = &props.scenario.parts().name;
    let words = shared_text(props.answer.as_deref(), name, &link, &props.format);
    Sent { title: shown_name(name).to_owned(), words, link }
}

fn lists(props: &ShareMenuProps, carried: &UseStateHandle<Carried>) -> Html {
    let withheld = props.scenario.withheld();
    let tick =
        |id: &'static str, label: &'static str, checked: bool, change: fn(Carried, bool) -> Carried| {
            let carried = carried.clone();
            let onchange = Callback::from(move |event: Event| {
                let input: HtmlInputElement = event.target_unchecked_into();
                carried.set(change(*carried, input.checked()));
            });
            html! { <label class="share-menu__tick">
            <input type="checkbox" {id} {checked} {onchange} /><span>{ label }</span></label> }
        };
    html! {
        <div class="menu__part">
            <h2 class="menu__heading">{ words::GOES }</h2>
            <p id="share-goes">{ words::goes(headline(props.answer.as_ref()).as_ref(), &props.format) }</p>
            <h2 class="menu__heading">{ words::STAYS }</h2>
            <p id="share-stays">{ words::stays(withheld, **carried) }</p>
            if withheld.reps + withheld.deals > 0 {
                { tick("share-names", words::NAMES_TOO, carried.names, |carried,
                    names| Carried { names, ..carried }) }
            }
            if withheld.notes > 0 {
                { tick("share-notes", words::NOTES_TOO, carried.notes, |carried,
                    notes| Carried { notes, ..carried }) }
            }
        </div>
    }
}

fn ways(props: &ShareMenuProps, carried: Carried, is_open: &UseStateHandle<bool>) -> Html {
    let sent = Rc::new(sent(props, carried));
    let does = |act: Rc<dyn Fn()>| {
        let set = is_open.setter();
        Callback::from(move |_: MouseEvent| {
            set.set(false);
            act();
        })
    };
    let copy = {
        let (sent, on_action) = (sent.clone(), props.on_action.clone());
        does(Rc::new(move || copy(&sent, on_action.clone())))
    };
    let send = {
        let sent = sent.clone();
        does(Rc::new(move || {
            let sent = sent.clone();
            spawn_local(async move {
                // Whoever closes the sheet has changed their mind.
                drop(share(&sent.title, &sent.words, &sent.link).await);
            });
        }))
    };
    let file = {
        let on_plans = props.on_plans.clone();
        does(Rc::new(move || on_plans.emit(PlansAction::Save)))
    };
    let csv = props.answer.as_ref().map(|answer| {
        let (answer, format) = (answer.clone(), props.format.clone());
        does(Rc::new(move || {
            let name = file_name(&answer.scenario.parts().name, "csv");
            let text = super::tables::answer_csv(&answer, &format);
            // A browser that makes no files leaves everything as it is.
            drop(address_of_text(&text, "text/csv").and_then(|address| download(&address, &name)));
        }))
    });
    html! {
        <div class="menu__part">
            { for words::long(&sent.link, &props.format)
                .map(|words| html! { <p id="share-long">{ words }</p> }) }
            <div class="menu__row">
                <button type="button" id="copy-link" class="button--primary"
                    onclick={copy}>{ words::COPY }</button>
                if has_share_sheet() {
                    <button type="button" id="share-send" class="menu__action"
                        onclick={send}>{ words::SEND }</button>
                }
            </div>
            <div class="menu__row">
                <button type="button" id="share-file" class="menu__action" title={words::FILE_HINT}
                    onclick={file}>{ words::FILE }</button>
                { for csv.map(|onclick| html! {
                    <button type="button" id="share-csv" class="menu__action" {onclick}>
                        { words::CSV }</button> }) }
                <button type="button" id="share-print" class="menu__action"
                    onclick={does(Rc::new(print))}>{ words::PRINT }</button>
            </div>
        </div>
    }
}

fn copy(sent: &Sent, on_action: Callback<Action>) {
    let Sent { words, link, .. } = sent.clone();
    spawn_local(async move {
        let notice = match write_clipboard(&words).await {
            Ok(()) => Notice::LinkCopied,
            Err(_) => Notice::CopyRefused(link),
        };
        on_action.emit(Action::Noticed(Some(notice)));
    });
}
