//! What the file does not answer, each answer a tap.

use super::Shown;
use super::choice::Line;
use crate::app::history::words;
use crate::history::import::{Ask, Candidate, Choices};
use crate::worker::import::message::answered;
use yew::prelude::*;

/// Currencies that most amounts are in.
const USUAL: [&str; 3] = ["USD", "EUR", "GBP"];

/// The questions; nothing, if there are none.
pub(super) fn questions(shown: &Shown<'_>) -> Html {
    let asks = &shown.read.reading.asks;
    // A question of several currencies asks for this one too.
    let lacks = shown.read.lacks_currency && !asks.iter().any(|ask| ask.about == "currency");
    if asks.is_empty() && !lacks {
        return Html::default();
    }
    html! {
        <section class="import-panel__questions" id="import-questions" aria-label={words::QUESTIONS}>
            <h2 class="import-panel__heading">
                { words::questions_heading(asks.len() + usize::from(lacks)) }
            </h2>
            { for asks.iter().map(|ask| question(shown, ask)) }
            if lacks {
                { currency(shown) }
            }
        </section>
    }
}

/// Amounts whose currency nothing says: the usual ones to tap, any other to write.
fn currency(shown: &Shown<'_>) -> Html {
    let (page, choices) = (shown.page.clone(), shown.file.choices.clone());
    let choose = Callback::from(move |code: String| {
        let code = code.trim().to_uppercase();
        let currency = (!code.is_empty()).then_some(code);
        page.choose(Choices { currency, ..choices.clone() });
    });
    let tap = |code: &&'static str| {
        let (choose, code) = (choose.clone(), *code);
        let onclick = Callback::from(move |_: MouseEvent| choose.emit(code.to_owned()));
        html! { <button type="button" class="import-panel__answer" {onclick}>{ code }</button> }
    };
    html! {
        <div class="import-panel__question" id="import-lacks-currency">
            <p>{ words::WHICH_CURRENCY }</p>
            <div class="results-panel__buttons">
                { for USUAL.iter().map(tap) }
                <Line id="import-other-currency" name={words::OTHER_CURRENCY} kind="text" value=""
                    found={words::OTHER_CURRENCY} on_change={choose} />
            </div>
        </div>
    }
}

fn question(shown: &Shown<'_>, ask: &Ask) -> Html {
    let answer = |candidate: &Candidate| {
        let (page, choices) = (shown.page.clone(), shown.file.choices.clone());
        let choice = candidate.choice.clone();
        let onclick = Callback::from(move |_: MouseEvent| page.choose(answered(&choices, &choice)));
        html! {
            <button type="button" class="import-panel__answer" {onclick}>
                <span class="visually-hidden">{ &ask.question }{ " " }</span>{ &candidate.label }
            </button>
        }
    };
    html! {
        <div class="import-panel__question">
            <p>{ &ask.question }</p>
            <div class="results-panel__buttons">{ for ask.candidates.iter().map(answer) }</div>
        </div>
    }
}
