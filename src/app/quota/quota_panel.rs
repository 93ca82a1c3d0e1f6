//! The view of one rep's quota.

use super::state::{QuotaAction, QuotaState};
use super::use_quota::{Answered, QuotaPage, TRIALS};
use crate::app::charts::{DotColumn, DotPlot, Dots};
use crate::app::components::{Folded, TextField, TextFieldWords, data_table, fold, how, key_row};
use crate::app::format::Format;
use crate::app::hooks::{address_of, write_clipboard};
use crate::app::text;
use crate::entry::QuotaFact;
use crate::exchange::link;
use std::rc::Rc;
use yew::prelude::*;

/// The view.
pub fn quota_panel(page: &QuotaPage, format: &Format) -> Html {
    let QuotaPage { state, answer, failure, said } = page;
    let dispatch = state.dispatcher();
    let does = |action: QuotaAction| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    };
    let dismiss = {
        let said = said.setter();
        Callback::from(move |_: MouseEvent| said.set(None))
    };
    let is_last = |(of, answer): &Answered| {
        state.check().is_some_and(|check| Rc::ptr_eq(of, check)) && TRIALS.ends_with(&[answer.trials])
    };
    let is_settled = answer.as_ref().is_some_and(is_last);
    let field = |fact| field(state, fact, format);
    html! {
        <>
            <div role="status">
                if let Some(words) = &**said {
                    <div class="notice-panel">
                        <p class="notice-panel__text" id="quota-notice">{ words }</p>
                        <button type="button" onclick={dismiss}>{ text::DISMISS }</button>
                    </div>
                }
                if state.is_received() {
                    <div class="notice-panel" id="quota-received">
                        <p class="notice-panel__text">{ text::QUOTA_OPENED }</p>
                        <button type="button" id="make-mine" onclick={does(QuotaAction::Copied)}>{ text::MAKE_MINE }</button>
                        <button type="button" id="back-to-mine" onclick={does(QuotaAction::Returned)}>{ text::BACK_TO_MINE }</button>
                    </div>
                }
            </div>
            { for answer.as_ref().map(|answered| bar(answered, format)) }
            <div class="layout">
                <section class="assumptions-panel" aria-label={text::FACTS_TITLE}>
                    <h2>{ text::FACTS_TITLE }</h2>
                    { for text::example_quota_facts(state.facts().examples.len()).map(|words| html! {
                        <p class="assumptions-panel__examples">{ words }</p>
                    }) }
                    { for QuotaFact::ALL.into_iter().take(5).map(field) }
                    if let Some(team) = state.facts().team {
                        <p class="assumptions-panel__aside" id="quota-team">{ text::team_brought(&team, format) }</p>
                        <button type="button" onclick={does(QuotaAction::TeamLeft)}>{ text::TEAM_LEFT }</button>
                    }
                    { fold("quota-more", Folded::Closed, text::MORE_FACTS.to_owned(), html! {
                        <>{ for QuotaFact::ALL.into_iter().skip(5).map(field) }</>
                    }) }
                    <button type="button" class="forget" id="forget-quota" onclick={does(QuotaAction::Forgotten)}>{ text::FORGET_QUOTA }</button>
                </section>
                <section class="answer-panel quota-panel" aria-label={text::ANSWER} data-settled={is_settled.to_string()}>
                    <h2 class="visually-hidden">{ text::ANSWER }</h2>
                    if let Some(reason) = failure {
                        <p class="answer-panel__warning" role="alert">{ text::advice_failed(reason) }</p>
                    }
                    if !state.is_understood() {
                        <p class="answer-panel__note">{ text::quota_rejections(state.check().map(|check| &**check)) }</p>
                    }
                    { answer.as_ref().map_or_else(|| html! { <p>{ text::QUOTA_WAITS }</p> }, |answered| shown(answered, state, format)) }
                </section>
            </div>
        </>
    }
}

/// Puts the sentence and the link on the clipboard, and says whether that worked. None without facts to share.
pub fn copy_quota(page: &QuotaPage, format: &Format) -> Option<Callback<()>> {
    let check = page.state.check()?;
    let answer = page.answer.as_ref().filter(|(of, _)| Rc::ptr_eq(of, check)).map(|(_, answer)| answer);
    let link = address_of(&link::encode_quota(check));
    let examples = page.state.facts().examples.len();
    let words = answer.map_or_else(
        || link.clone(),
        |answer| text::quota_shared(answer, check, examples, &link, format),
    );
    let said = page.said.setter();
    Some(Callback::from(move |()| {
        let (words, link, said) = (words.clone(), link.clone(), said.clone());
        yew::platform::spawn_local(async move {
            said.set(Some(match write_clipboard(&words).await {
                Ok(()) => text::QUOTA_COPIED.to_owned(),
                Err(_) => format!("{} {link}", text::COPY_REFUSED),
            }));
        });
    }))
}

fn field(state: &UseReducerHandle<QuotaState>, fact: QuotaFact, format: &Format) -> Html {
    let (type_into, leave) = (state.dispatcher(), state.dispatcher());
    let id = text::quota_field_id(fact).to_owned();
    let on_input = Callback::from(move |text| type_into.dispatch(QuotaAction::Typed(fact, text)));
    let keys = key_row(&id, text::KEYS_NAME, &text::KEYS, &on_input);
    let lines = if matches!(fact, QuotaFact::Open | QuotaFact::Stages) { 3 } else { 1 };
    let is_example = state.facts().examples.contains(&fact);
    let error = state.error(fact);
    TextField {
        id,
        value: state.facts().texts.of(fact).to_owned(),
        words: TextFieldWords {
            label: text::quota_label(fact),
            mark: if is_example { text::EXAMPLE_MARK } else { "" },
            echo: text::quota_echo(fact, state.check().map(|check| &**check), format),
            error: error.map(text::quota_refusal),
            ..TextFieldWords::default()
        },
        on_input,
        on_leave: Callback::from(move |()| leave.dispatch(QuotaAction::Left)),
        nudges: Some(format.style()),
        on_cells: None,
        slider: None,
        keys: (lines == 1).then_some(keys),
        lines,
    }
    .view()
}

/// The answer in two lines, where a page is narrow.
fn bar((check, answer): &Answered, format: &Format) -> Html {
    html! {
        <div class="answer-bar" aria-hidden="true">
            <p class="answer-bar__chance">{ text::quota_in_short(answer, check, format) }</p>
            <p>{ text::more_sentence(answer, check, format) }</p>
        </div>
    }
}

fn shown((check, answer): &Answered, state: &QuotaState, format: &Format) -> Html {
    let currency = check.scenario().parts().currency;
    let target = check.scenario().parts().target.amount().minor() as f64;
    let tick_label = Callback::from({
        let format = format.clone();
        move |value: f64| format.money_round(value, currency)
    });
    let column_words = Callback::from({
        let format = format.clone();
        move |column: DotColumn| text::column_words(&column, currency, &format)
    });
    let now = Dots {
        values: answer.dots.clone(),
        target,
        target_label: text::quota_target_label(target, currency, format).into(),
    };
    let holds = text::promise_labels(format).into_iter().zip(answer.holds).map(|(label, amount)| {
        html! {
            <div class="holds__cell"><dt>{ label }</dt><dd>{ format.money_short(amount, currency) }</dd></div>
        }
    });
    let coverage = html! {
        <>
            { data_table(text::QUOTA_COVERAGE, text::COVERAGE_HEAD.map(str::to_owned).to_vec(),
                text::coverage_rows(&answer.rest, check.scenario(), format)) }
            <p>{ text::coverage_rule(&answer.rest, check.scenario(), format) }</p>
        </>
    };
    html! {
        <>
            <p class="answer-panel__chance" id="quota-chance">{ text::quota_sentence(answer, check, format) }</p>
            <p class="answer-panel__middle" id="quota-needs">{ text::more_sentence(answer, check, format) }</p>
            <p class="answer-panel__middle" id="quota-middle">{ text::quota_middle(answer, check, format) }</p>
            <p class="answer-panel__note">
                { text::decided_note(check) }{ " " }
                { for text::example_quota_facts(state.facts().examples.len()) }
            </p>
            { how(text::HOW, text::QUOTA_DOTS, text::how_quota(answer, check, format)) }
            <DotPlot id="quota-dots" {now} row_names={text::BEFORE_NOW.map(AttrValue::from)} {tick_label} {column_words}
                names={text::frame_names(text::QUOTA_DOTS, text::quota_sentence(answer, check, format), "quota")} />
            <section class="holds" aria-label={text::HOLDS}>
                <h3>{ text::HOLDS }</h3>
                <dl class="holds__row" id="quota-holds">{ for holds }</dl>
            </section>
            { fold("quota-coverage", Folded::Closed, text::quota_coverage(answer, check, format), coverage) }
            <div class="quota-panel__aside">{ fold("quota-link", Folded::Closed, text::LINK_HOLDS.to_owned(), html! {
                <p id="link-holds">{ text::link_holds(check, format) }</p>
            }) }</div>
        </>
    }
}
