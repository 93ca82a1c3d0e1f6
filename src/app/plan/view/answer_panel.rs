//! The answer: two sentences, the picture, what holds; and behind folds, each headed by its finding, the
//! rest.

use super::before_panel::{awaited_before, before_panel};
use super::pictures::Shown;
use crate::app::browser::focus;
use crate::app::components::{Folded, PinnedLine, choice_row, fold, how};
use crate::app::format::Format;
use crate::app::plan::Change;
use crate::app::plan::state::{Action, Answer, FieldId};
use crate::app::plan::words;
use crate::app::shared::Shared;
use yew::prelude::*;

#[derive(Clone, Debug, Properties, PartialEq)]
pub struct AnswerPanelProps {
    /// The last answer, if there is one yet.
    pub answer: Option<Shared<Answer>>,
    /// Why the plan has no answer yet, if it has none: stands in the answer's place.
    pub awaited: Option<AttrValue>,
    /// The fields that it waits for: what leads there, and which element that is.
    #[prop_or_default]
    pub awaited_fields: Vec<(&'static str, String)>,
    /// The answer of the plan that was kept, if there is one.
    pub before: Option<Shared<Answer>>,
    /// Whether a plan was kept whose answer is still worked out.
    #[prop_or_default]
    pub is_before_awaited: bool,
    /// What the last edit did to the chance.
    #[prop_or_default]
    pub change: Option<Change>,
    /// What sliders have made of the plan in front of a room.
    #[prop_or_default]
    pub what_if: Option<AttrValue>,
    /// Trials done and to do, while a run is under way.
    pub progress: Option<(u32, u32)>,
    /// Why the last run failed.
    pub failure: Option<AttrValue>,
    /// Fields that hold something that is not part of the answer.
    pub refused: Vec<FieldId>,
    /// The same in words.
    pub refused_words: Option<AttrValue>,
    /// What would change the answer.
    pub advice: Html,
    /// The reader's locale.
    pub format: Format,
    /// Stop the run.
    pub on_stop: Callback<()>,
    /// What the reader does.
    pub on_action: Callback<Action>,
}

/// The ways to look at the answer, in the order of their names.
#[derive(Clone, Copy, PartialEq)]
enum Picture {
    Dots,
    Cumulative,
    Table,
}

const PICTURES: [Picture; 3] = [Picture::Dots, Picture::Cumulative, Picture::Table];

#[component]
pub fn AnswerPanel(props: &AnswerPanelProps) -> Html {
    let picture = use_state_eq(|| Picture::Dots);
    let answer = props.answer.as_ref().filter(|_| props.awaited.is_none());
    // Before the first run has begun there is no progress, and nothing to read either.
    let has_words = answer.is_some() || props.awaited.is_some() || props.failure.is_some();
    let settled = props.progress.is_none() && has_words;
    let sentence = answer.map(|answer| match &props.what_if {
        Some(_) => words::chance_with_sliders(answer, &props.format),
        None => words::chance_sentence(answer, &props.format),
    });
    let sentence = sentence.or_else(|| props.awaited.as_ref().map(AttrValue::to_string));
    let spoken = sentence.clone().filter(|_| settled).unwrap_or_default();
    let choose = {
        let set = picture.setter();
        Callback::from(move |index: usize| set.set(PICTURES.get(index).copied().unwrap_or(Picture::Dots)))
    };
    html! {
        <section class="answer-panel" aria-label={words::ANSWER} data-settled={settled.to_string()}>
            <div class="answer-panel__head">
                if let Some(words) = &props.what_if {
                    <p class="answer-panel__what-if" id="what-if">{ words }</p>
                }
                <h1 class="answer-panel__chance" tabindex="-1"
                    id="chance">{ sentence.unwrap_or_else(|| words::FIRST_ANSWER.to_owned()) }</h1>
                { ways_to(&props.awaited_fields) }
                { progress_line(props) }
                <p class="visually-hidden" role="status">{ spoken }</p>
                if let Some(reason) = &props.failure {
                    <p class="answer-panel__warning" role="alert">{ words::refused_run(reason) }</p>
                }
                if let Some(answer) = answer {
                    { head(answer, props, *picture, &choose) }
                }
            </div>
            if let Some(answer) = answer {
                <div class="answer-panel__rest">
                    <div id="advice">{ props.advice.clone() }</div>
                    { folds(Shown { answer, before: props.before.as_deref(), format: &props.format }) }
                </div>
            }
        </section>
    }
}

/// The answer in two short lines while its headline is out of sight; the second says first of all that a
/// field is not understood, else what the middle is, and what is left of it.
pub fn answer_bar(
    answer: &Answer,
    refused: &[FieldId],
    change: Option<Change>,
    profit: Option<String>,
    format: &Format,
) -> Html {
    let middle = words::middle_in_short(answer, format);
    let middle = profit.map_or_else(|| middle.clone(), |profit| format!("{middle}; {profit}"));
    let more = words::refused_in_short(refused.len()).unwrap_or(middle);
    html! {
        <PinnedLine of="chance" headline={words::chance_in_short(answer, format)} {more}
            change={change.map(|change| AttrValue::from(words::change_in_short(change, format)))}
            is_fall={change.is_some_and(Change::is_fall)} />
    }
}

/// Ways to the fields that the answer waits for.
fn ways_to(fields: &[(&'static str, String)]) -> Html {
    let way = |(words, id): &(&'static str, String)| {
        let id = id.clone();
        let onclick = Callback::from(move |_: MouseEvent| focus(&id));
        html! { <button type="button" {onclick}>{ *words }</button> }
    };
    html! {
        if !fields.is_empty() {
            <p class="answer-panel__awaited" id="awaited">{ for fields.iter().map(way) }</p>
        }
    }
}

/// What the last edit did, for a few seconds, and how far a run is. The line is always there, so that nothing
/// moves when it fills.
fn progress_line(props: &AnswerPanelProps) -> Html {
    let stop = props.on_stop.reform(|_: MouseEvent| ());
    let (done, trials) = props.progress.unwrap_or((1, 1));
    let running = props.progress.is_some();
    html! {
        <div class="progress" data-running={running.to_string()}>
            { for props.change.filter(|_| props.awaited.is_none()).map(|change| html! {
                <p class="progress__change" id="change" data-falls={change.is_fall().to_string()}
                    key={format!("{change:?}")}>{ words::change_sentence(change, &props.format) }</p>
            }) }
            { for refused_fields(&props.refused, props.refused_words.as_deref()) }
            <progress value={done.to_string()} max={trials.to_string()} aria-hidden="true" />
            <button type="button" id="stop" disabled={!running} onclick={stop}>{ words::STOP }</button>
        </div>
    }
}

/// Which fields are not understood, and the way to the first of them.
fn refused_fields(refused: &[FieldId], said: Option<&str>) -> Option<Html> {
    let (said, first) = (said?.to_owned(), refused.first()?.element_id());
    let onclick = Callback::from(move |_: MouseEvent| focus(&first));
    Some(html! {
        <p class="answer-panel__warning" id="refused-fields">
            <button type="button" {onclick}>{ said }</button>
        </p>
    })
}

fn head(answer: &Answer, props: &AnswerPanelProps, picture: Picture, choose: &Callback<usize>) -> Html {
    let format = &props.format;
    let shown = Shown { answer, before: props.before.as_deref(), format };
    let [of_chance, ..] = words::HOW_OF;
    let awaited = if props.is_before_awaited { awaited_before() } else { Html::default() };
    let names = words::PICTURE_NAMES.iter().zip(PICTURES);
    let choices = names.map(|(name, choice)| ((*name).to_owned(), choice == picture)).collect();
    html! {
        <>
            <p class="answer-panel__middle" id="middle">{ words::middle_sentence(answer, format) }</p>
            <div class="answer-panel__standing">
                <p class="answer-panel__note" id="standing">
                    { words::pipeline_sentence(answer, format) }
                    { for words::example_facts(&answer.scenario)
                        .map(|words| html! { <>{ " " }<strong id="examples">{ words }</strong></> }) }
                    { for words::unlike_last_year(answer, format)
                        .map(|words| html! { <>{ " " }<strong id="unlike-last-year">{ words }</strong></> }) }
                </p>
                { how(words::HOW, of_chance, vec![
                    words::how_chance(answer, format), words::how_middle(answer, format),
                        words::how_method(format),
                ]) }
            </div>
            { before_panel(shown, awaited, &props.on_action) }
            <div class="answer-panel__pictures">
                { choice_row(words::PICTURES, "picture", choices, choose) }
            </div>
            { match picture {
                Picture::Dots => shown.dot_plot(),
                Picture::Cumulative => shown.cumulative_chart(),
                Picture::Table => shown.table(),
            } }
            { holds(answer, format) }
        </>
    }
}

fn holds(answer: &Answer, format: &Format) -> Html {
    let currency = answer.scenario.parts().currency;
    let [_, of, ..] = words::HOW_OF;
    let cells =
        words::promise_labels(format).into_iter().zip(answer.report.promises).map(|(label, amount)| {
            html! {
                <div class="holds__cell">
                    <dt>{ label }</dt>
                    <dd>{ format.money_short(amount, currency) }</dd>
                </div>
            }
        });
    html! {
        <section class="holds">
            <h2 class="holds__title">{ words::HOLDS }</h2>
            <dl class="holds__row" id="holds">{ for cells }</dl>
            { how(words::HOW, of, vec![words::how_holds(answer, format)]) }
        </section>
    }
}

fn folds(shown: Shown<'_>) -> Html {
    let (answer, format) = (shown.answer, shown.format);
    let [_, _, of_months, of_stages, _] = words::HOW_OF;
    let months = html! { <>{ shown.months() }{ how(words::HOW, of_months,
    vec![words::how_months(answer, format)]) }</> };
    let stages = html! { <>{ shown.stages() }{ how(words::HOW, of_stages,
    vec![words::how_stages(answer, format)]) }</> };
    let open = words::open_sentence(answer, format) + ".";
    let segments = html! { <><p id="open-deals">{ open }</p>{ shown.segments() }</> };
    let runs = html! {
        <>
            <p id="runs">{ words::how_many_runs(&answer.report, format) }</p>
            <p>{ words::how_error(&answer.report, format) }</p>
            <p>{ words::HOW_DIGEST }{ " " }<code id="digest">{ words::digest(&answer.report) }</code></p>
        </>
    };
    html! {
        <>
            { fold("months", Folded::Closed, words::months_finding(answer, format), months) }
            { fold("by-segment", Folded::Closed, words::segments_finding(answer, format), segments) }
            { for words::team_finding(answer, format)
                .map(|finding| fold("by-rep", Folded::Closed, finding, shown.team())) }
            { fold("by-stage", Folded::Closed, words::stages_finding(answer, format), stages) }
            { fold("about-runs", Folded::Closed, words::ABOUT_THE_RUNS.to_owned(), runs) }
        </>
    }
}
