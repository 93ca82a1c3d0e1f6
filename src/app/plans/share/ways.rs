//! The ways to share: the link to where it is wanted, and files.

use super::sent::{Sent, ShareMenuProps};
use super::use_runs_csv::RunsCsv;
use super::words;
use crate::app::browser::{address_of_text, download, has_share_sheet, print, share, write_clipboard};
use crate::app::charts::{FileKind, save_frame};
use crate::app::plan::state::{Action, Answer, Notice};
use crate::app::plan::words::{chance_sentence, dots_title};
use crate::app::plans::PlansAction;
use crate::app::plans::words::file_name;
use crate::app::shared::Shared;
use crate::model::Scenario;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// What does something and closes the menu.
fn does(close: &UseStateSetter<bool>, act: impl Fn() + 'static) -> Callback<MouseEvent> {
    let close = close.clone();
    Callback::from(move |_: MouseEvent| {
        close.set(false);
        act();
    })
}

/// The link: copied, or handed to the phone's own sheet.
pub(super) fn send(props: &ShareMenuProps, sent: Sent, close: &UseStateSetter<bool>) -> Html {
    let sent = Rc::new(sent);
    let copy = {
        let (sent, on_action) = (sent.clone(), props.on_action.clone());
        does(close, move || copy(&sent, on_action.clone()))
    };
    let send = {
        let sent = sent.clone();
        does(close, move || {
            let sent = sent.clone();
            spawn_local(async move {
                // Whoever closes the sheet has changed their mind.
                drop(share(&sent.title, &sent.words, &sent.link).await);
            });
        })
    };
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
        </div>
    }
}

/// The plan as a file, its answer as tables and as a picture, and on paper.
pub(super) fn files(
    props: &ShareMenuProps,
    runs: (&RunsCsv, &Callback<Shared<Scenario>>),
    picture_failed: &UseStateHandle<bool>,
    close: &UseStateSetter<bool>,
) -> Html {
    let file = {
        let on_plans = props.on_plans.clone();
        does(close, move || on_plans.emit(PlansAction::Save))
    };
    let with_answer = props.answer.as_ref().map(|answer| {
        html! {
            <>
                { tables(props, answer, close) }
                { pictures(props, answer, picture_failed) }
                { all_runs(props, answer, runs) }
            </>
        }
    });
    html! {
        <div class="menu__part">
            <div class="menu__row">
                <button type="button" id="share-file" class="menu__action" title={words::FILE_HINT}
                    onclick={file}>{ words::FILE }</button>
                <button type="button" id="share-print" class="menu__action"
                    onclick={does(close, print)}>{ words::PRINT }</button>
                { for with_answer }
            </div>
            if let (RunsCsv::Failed(reason), _) = runs {
                <p id="share-failed" role="alert">{ words::runs_failed(reason) }</p>
            }
            if **picture_failed {
                <p id="share-failed" role="alert">{ words::PICTURE_FAILED }</p>
            }
        </div>
    }
}

fn tables(props: &ShareMenuProps, answer: &Shared<Answer>, close: &UseStateSetter<bool>) -> Html {
    let (answer, format) = (answer.clone(), props.format.clone());
    let onclick = does(close, move || {
        let name = file_name(&answer.scenario.parts().name, "csv");
        let text = super::tables::answer_csv(&answer, &format);
        // A browser that makes no files leaves everything as it is.
        drop(address_of_text(&text, "text/csv").and_then(|address| download(&address, &name)));
    });
    html! { <button type="button" id="share-csv" class="menu__action" {onclick}>{ words::CSV }</button> }
}

/// The dots of the printed page, which are always those of this answer alone, under its sentence.
fn pictures(props: &ShareMenuProps, answer: &Shared<Answer>, failed: &UseStateHandle<bool>) -> Html {
    let one = |(id, label, kind): (&'static str, &'static str, FileKind)| {
        let (answer, format, failed) = (answer.clone(), props.format.clone(), failed.setter());
        let onclick = Callback::from(move |_: MouseEvent| {
            let sentence = chance_sentence(&answer, &format).into();
            let file = file_name(&answer.scenario.parts().name, "picture").replace('.', "-").into();
            failed.set(false);
            let failed = failed.clone();
            save_frame(
                "brief-dots",
                [sentence, dots_title(&answer).into(), file],
                kind,
                Callback::from(move |_| failed.set(true)),
            );
        });
        html! { <button type="button" {id} class="menu__action" {onclick}>{ label }</button> }
    };
    let kinds =
        [("share-svg", words::PICTURE_SVG, FileKind::Svg), ("share-png", words::PICTURE_PNG, FileKind::Png)];
    html! { { for kinds.into_iter().map(one) } }
}

/// All runs; the menu stays open and says how far they are.
fn all_runs(
    props: &ShareMenuProps,
    answer: &Shared<Answer>,
    (runs, write): (&RunsCsv, &Callback<Shared<Scenario>>),
) -> Html {
    let label = match runs {
        RunsCsv::Writing(share) => words::runs_under_way(*share, &props.format),
        RunsCsv::Idle | RunsCsv::Failed(_) => words::runs_csv(answer, &props.format),
    };
    let onclick = {
        let (scenario, write) = (Shared::of(answer.scenario.clone()), write.clone());
        Callback::from(move |_: MouseEvent| write.emit(scenario.clone()))
    };
    let disabled = matches!(runs, RunsCsv::Writing(_));
    html! {
        <button type="button" id="share-runs" class="menu__action" {disabled} {onclick}>{ label }</button>
    }
}

fn copy(sent: &Sent, on_action: Callback<Action>) {
    let Sent { words, link, copied, .. } = sent.clone();
    spawn_local(async move {
        let notice = match write_clipboard(&words).await {
            Ok(()) => copied,
            Err(_) => Notice::CopyRefused(link),
        };
        on_action.emit(Action::Noticed(Some(notice)));
    });
}
