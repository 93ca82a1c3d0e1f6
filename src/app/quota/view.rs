//! The view of one rep's quota.

use super::facts::FACTS;
use super::state::{QuotaAction, QuotaState};
use super::use_quota::{Answered, QuotaPage, TRIALS};
use crate::advice::QuotaAnswer;
use crate::app::browser::{address_of, write_clipboard};
use crate::app::change::Change;
use crate::app::charts::{DotColumn, DotPlot, Dots};
use crate::app::components::{Folded, PinnedLine, TableControls, data_table, fold, how};
use crate::app::fields::{Tap, TextField, TextFieldWords, key_row};
use crate::app::format::Format;
use crate::app::kept::MenuAction;
use crate::app::quota::words;
use crate::entry::{NumberStyle, QuotaFact};
use crate::exchange::csv::Cell;
use crate::exchange::link;
use crate::model::QuotaCheck;
use std::rc::Rc;
use yew::prelude::*;

pub fn quota_view(page: &QuotaPage, format: &Format) -> Html {
    let QuotaPage { state, on_menu, answer, change, failure, said } = page;
    let dispatch = state.dispatcher();
    let does = |action: QuotaAction| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    };
    let is_last = |(of, answer): &Answered| {
        state.check().is_some_and(|check| Rc::ptr_eq(of, check)) && TRIALS.ends_with(&[answer.trials])
    };
    let is_settled = answer.as_ref().is_some_and(is_last);
    let field = |fact| field(state, fact, format);
    let title = if state.is_received() { words::FACTS_RECEIVED } else { words::FACTS_TITLE };
    html! {
        <>
            <div role="status">
                { for said.as_ref().map(|words| notice(words, said.setter())) }
                if state.is_received() {
                    <div class="notice-panel" id="quota-received">
                        <p class="notice-panel__text">
                            { words::quota_opened(state.check().map(AsRef::as_ref), format) }
                        </p>
                        if state.says_more() {
                            <p class="notice-panel__text" id="quota-says-more">{ words::SAYS_MORE }</p>
                        }
                        <button type="button" id="make-mine"
                            onclick={does(QuotaAction::Copied)}>{ words::MAKE_MINE }</button>
                        <button type="button" id="back-to-mine"
                            onclick={does(QuotaAction::Returned)}>{ words::BACK_TO_MINE }</button>
                    </div>
                }
            </div>
            if !state.is_reached_by_example() {
                { for answer.as_ref().map(|answered| bar(answered, *change, format)) }
            }
            <div class="layout">
                <section class="assumptions-panel" aria-label={title}>
                    <h2 class="assumptions-panel__title">{ title }</h2>
                    { greeting(state) }
                    <div class="facts">{ for QuotaFact::ALL.into_iter().take(FACTS).map(field) }</div>
                    if let Some(team) = state.facts().team {
                        <p class="assumptions-panel__aside"
                            id="quota-team">{ words::team_brought(&team, format) }</p>
                        <button type="button"
                            onclick={does(QuotaAction::TeamLeft)}>{ words::TEAM_LEFT }</button>
                    }
                    { fold("quota-more", Folded::Closed, words::more_facts(state, format), html! {
                        <>{ for QuotaFact::ALL.into_iter().skip(FACTS).map(field) }</>
                    }) }
                    // What was received is not the reader’s to forget, and the example is nobody’s.
                    if !state.is_received() && !state.is_example() {
                        <button type="button" class="forget" id="forget-quota"
                            onclick={on_menu.reform(|_: MouseEvent| MenuAction::Delete)}>
                            { words::FORGET_QUOTA }</button>
                    }
                </section>
                <section class="answer-panel quota-panel" aria-label={words::ANSWER}
                    data-settled={is_settled.to_string()}>
                    if let Some(reason) = failure {
                        <p class="answer-panel__warning" role="alert">{ words::advice_failed(reason) }</p>
                    }
                    if !state.is_understood() {
                        <p class="answer-panel__warning" id="quota-rejections">
                            { words::quota_rejections(state) }</p>
                    }
                    { answer.as_ref().map_or_else(|| html! {
                        <h1 class="answer-panel__chance" tabindex="-1">{ words::QUOTA_WAITS }</h1>
                    },
                        |answered| if state.is_reached_by_example() {
                            asks_won(&answered.0, format)
                        } else {
                            shown(answered, state, *change, format)
                        }) }
                </section>
            </div>
        </>
    }
}

/// What the reader should know, until dismissed. What is said of a press ends by itself, and nothing moves
/// when it does.
fn notice(words: &str, said: UseStateSetter<Option<String>>) -> Html {
    let is_passing = words == words::QUOTA_COPIED;
    let dismiss = Callback::from(move |()| said.set(None));
    let over = dismiss.reform(|_: AnimationEvent| ());
    html! {
        <div class={classes!("notice-panel", is_passing.then_some("notice-panel--passing"))}
            onanimationend={is_passing.then_some(over)}>
            <p class="notice-panel__text" id="quota-notice">{ words }</p>
            <button type="button" onclick={dismiss.reform(|_: MouseEvent| ())}>{ words::DISMISS }</button>
        </div>
    }
}

/// How many of the facts are an example's. The line is always there, so that nothing moves under a field.
fn greeting(state: &QuotaState) -> Html {
    let examples = words::example_quota_facts(state.examples());
    html! {
        <p class="greeting" data-examples={examples.is_some().to_string()}>
            { examples.unwrap_or_else(|| words::NO_EXAMPLES.to_owned()) }
        </p>
    }
}

/// Puts the sentence and the link on the clipboard, and says whether that worked. None without facts to
/// share.
pub fn copy_quota(page: &QuotaPage, format: &Format) -> Option<Callback<()>> {
    let check = page.state.check()?;
    let answer = page.answer.as_ref().filter(|(of, _)| Rc::ptr_eq(of, check)).map(|(_, answer)| answer);
    let link = address_of(&link::encode_quota(check));
    let examples = page.state.examples();
    let words = answer
        .map_or_else(|| link.clone(), |answer| words::quota_shared(answer, check, examples, &link, format));
    let said = page.said.setter();
    Some(Callback::from(move |()| {
        let (words, link, said) = (words.clone(), link.clone(), said.clone());
        yew::platform::spawn_local(async move {
            said.set(Some(match write_clipboard(&words).await {
                Ok(()) => words::QUOTA_COPIED.to_owned(),
                Err(_) => format!("{} {link}", words::COPY_REFUSED),
            }));
        });
    }))
}

fn field(state: &UseReducerHandle<QuotaState>, fact: QuotaFact, format: &Format) -> Html {
    let is_example = state.facts().examples.contains(&fact);
    let readings = state.readings(fact);
    let said = TextFieldWords {
        label: words::quota_label(fact),
        mark: if is_example { words::EXAMPLE_MARK } else { "" },
        echo: match state.standing_in(fact) {
            Some(_) if state.check().is_some() => words::WAITS.to_owned(),
            _ => words::noted(
                words::quota_echo(fact, state.check().map(|check| &**check), format),
                state.note(fact),
            ),
        },
        error: state
            .error(fact)
            .map(|error| words::quota_refusal_beside(&error.clone().in_style(format.style()), readings)),
        is_told: fact == QuotaFact::Record && state.unused_record().is_some(),
        ..TextFieldWords::default()
    };
    let readings: Vec<String> = readings.iter().map(|reading| reading.label.clone()).collect();
    let value = state.facts().texts.of(fact).to_owned();
    html! {
        <QuotaTextField key={words::quota_field_id(fact)} {fact} {value} words={said} {readings}
            style={format.style()} on_action={state.dispatcher()} />
    }
}

/// What a field of a quota shows.
#[derive(Clone, Properties, PartialEq)]
struct QuotaTextFieldProps {
    fact: QuotaFact,
    value: String,
    words: TextFieldWords,
    /// Ways to read its text.
    readings: Vec<String>,
    style: NumberStyle,
    on_action: UseReducerDispatcher<QuotaState>,
}

/// A field of a quota, which renders again where what it shows has changed, and alone.
#[component]
fn QuotaTextField(props: &QuotaTextFieldProps) -> Html {
    let QuotaTextFieldProps { fact, value, words: said, readings, style, on_action } = props.clone();
    let id = words::quota_field_id(fact).to_owned();
    let (type_into, leave) = (on_action.clone(), on_action.clone());
    let on_input = Callback::from(move |text| type_into.dispatch(QuotaAction::Typed(fact, text)));
    let keys = key_row(&id, words::KEYS_NAME, &words::KEYS, &on_input);
    let lines = if matches!(fact, QuotaFact::Open | QuotaFact::Stages) { 3 } else { 1 };
    let tap = |(place, label): (usize, String)| {
        let take = on_action.clone();
        let on_tap = Callback::from(move |()| take.dispatch(QuotaAction::ReadingTaken(fact, place)));
        Tap { label, on_tap }
    };
    TextField {
        id,
        value,
        resting: None,
        words: said,
        taps: readings.into_iter().enumerate().map(tap).collect(),
        on_input,
        on_leave: Callback::from(move |()| leave.dispatch(QuotaAction::Left)),
        nudges: Some(style),
        on_cells: None,
        slider: None,
        keys: (lines == 1 && fact != QuotaFact::End).then_some(keys),
        lines,
    }
    .view()
}

/// The answer in two lines, while its headline is out of sight.
fn bar((check, answer): &Answered, change: Option<Change>, format: &Format) -> Html {
    html! {
        <PinnedLine of="quota-chance" headline={words::quota_in_short(answer, check, format)}
            more={words::more_in_short(answer, check, format)}
            change={change.map(|change| AttrValue::from(words::change_in_short(change, format)))}
            is_fall={change.is_some_and(Change::is_fall)} />
    }
}

/// What stands in place of an answer while only the example's bookings reach an own quota.
fn asks_won(check: &QuotaCheck, format: &Format) -> Html {
    html! {
        <h1 class="answer-panel__chance" tabindex="-1"
            id="quota-chance">{ words::won_of_example(check, format) }</h1>
    }
}

fn shown((check, answer): &Answered, state: &QuotaState, change: Option<Change>, format: &Format) -> Html {
    let currency = check.scenario().parts().currency;
    let holds = words::promise_labels(format).into_iter().zip(answer.holds).map(|(label, amount)| {
        html! {
            <div class="holds__cell"><dt>{ label }</dt><dd>{ format.money_short(amount, currency) }</dd></div>
        }
    });
    let won_before = state.won_before().and_then(|won| words::won_before(won, check, format));
    let reader = if state.is_received() { words::Reader::Other } else { words::Reader::Rep };
    let coverage = html! {
        <>
            { data_table(words::QUOTA_COVERAGE, words::COVERAGE_HEAD.map(str::to_owned).to_vec(),
                words::coverage_rows(&answer.rest, check.scenario(), format)) }
            <p>{ words::coverage_rule(&answer.rest, check.scenario(), format) }</p>
        </>
    };
    html! {
        <>
            <h1 class="answer-panel__chance" tabindex="-1"
                id="quota-chance">{ words::quota_sentence(answer, check, reader, format) }</h1>
            <div class="progress" data-running="false">
                { for change.map(|change| html! {
                    <p class="progress__change" id="quota-change" data-falls={change.is_fall().to_string()}
                        key={format!("{change:?}")}>{ words::change_sentence(change, format) }</p>
                }) }
            </div>
            <p class="answer-panel__middle"
                id="quota-needs">{ words::more_sentence(answer, check, format) }</p>
            { for won_before.map(|said| html! {
                <p class="answer-panel__warning" id="quota-won-before">
                    { said }{ " " }{ words::WON_BEFORE_COUNTS }
                </p>
            }) }
            <p class="answer-panel__middle"
                id="quota-middle">{ words::quota_middle(answer, check, format) }</p>
            <div class="answer-panel__standing">
                <p class="answer-panel__note">
                    { words::decided_note(check, state.unused_record(), format) }{ " " }
                    { for words::example_quota_facts(state.examples()) }
                </p>
                { how(words::HOW, words::QUOTA_CHANCE, words::how_quota(answer, check, format)) }
            </div>
            { dots("quota-dots", check, answer, format) }
            <section class="holds">
                <h2 class="holds__title">{ words::HOLDS }</h2>
                <dl class="holds__row" id="quota-holds">{ for holds }</dl>
                <TableControls caption={words::HOLDS} cells={Rc::new(promise_cells(answer, check, format))} />
            </section>
            { fold("quota-coverage", Folded::Closed, words::quota_coverage(answer, check, format), coverage) }
            <div class="quota-panel__aside">{ fold("quota-link", Folded::Closed, words::LINK_HOLDS.to_owned(),
                html! {
                <p id="link-holds">{ words::link_holds(check, format) }</p>
            }) }</div>
        </>
    }
}

/// What is reached how often, as a table that is taken away: amounts as exact as they are known.
fn promise_cells(answer: &QuotaAnswer, check: &QuotaCheck, format: &Format) -> Vec<Vec<Cell>> {
    let currency = check.scenario().parts().currency;
    let head = [words::HOLDS, currency.code()].map(|text| Cell::Text(text.to_owned()));
    let rows = words::promise_labels(format).into_iter().zip(answer.holds);
    let rows = rows.map(|(label, minor)| {
        vec![Cell::Text(label), Cell::Number(minor.round() / currency.minor_per_major())]
    });
    std::iter::once(head.to_vec()).chain(rows).collect()
}

/// The dots of an answer.
pub(super) fn dots(id: &'static str, check: &QuotaCheck, answer: &QuotaAnswer, format: &Format) -> Html {
    let currency = check.scenario().parts().currency;
    let target = check.scenario().parts().target.amount().minor() as f64;
    let tick_label = Callback::from({
        let format = format.clone();
        move |value: f64| format.money_round(value, currency)
    });
    let column_words = Callback::from({
        let format = format.clone();
        move |column: DotColumn| words::column_words(&column, currency, &format)
    });
    let now = Dots {
        values: answer.dots.clone(),
        target,
        target_label: words::quota_target_label(target, currency, format).into(),
    };
    let (middle, (low, high)) = answer.middle;
    let band = words::dot_band([low, middle, high], currency, format);
    let title = words::dots_caption(&answer.dots, target, words::QUOTA);
    // Of a picture that is taken away, too, others are the readers.
    let sentence = words::quota_sentence(answer, check, words::Reader::Other, format);
    html! {
        <DotPlot {id} {now} row_names={words::BEFORE_NOW.map(AttrValue::from)} {tick_label}
            {column_words} {band}
            names={words::frame_names(&title, sentence, "quota")} />
    }
}
