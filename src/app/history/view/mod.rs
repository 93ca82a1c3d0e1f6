//! The view of results.

mod fields_panel;
mod findings;
mod one_rep;

use super::import::{ImportPage, file_button, import_panel, takes_files};
use super::state::{HistoryAction, HistoryState};
use super::use_history::HistoryPage;
use crate::app::browser::{address_of, write_clipboard};
use crate::app::charts::{CountChart, CountColumn};
use crate::app::components::PinnedLine;
use crate::app::format::Format;
use crate::app::history::words;
use crate::app::shell::Presenting;
use crate::exchange::{file, link};
use crate::history::HistoryReport;
use crate::model::{Scenario, TeamHistory};
use fields_panel::fields_panel;
use findings::findings;
use gloo::events::EventListener;
use gloo::utils::{document, window};
use one_rep::one_rep;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, HtmlSelectElement};
use yew::prelude::*;

/// A sample of our own, made up.
const SAMPLE: &str = include_str!("../../../../examples/history/team.csv");
const SAMPLE_EXITS: &str = "Qualified: need and budget holder named\nProposal: price seen by who signs";

/// What the parts of the view show.
pub(super) struct Shown<'a> {
    pub(super) state: &'a UseReducerHandle<HistoryState>,
    pub(super) history: &'a TeamHistory,
    pub(super) report: &'a HistoryReport,
    /// The quota of the rep in the report, as a document.
    pub(super) quota: Option<&'a str>,
    pub(super) format: &'a Format,
}

impl Shown<'_> {
    /// Where the chosen rep stands in these results, which may be older than what is typed: found by name.
    pub(super) fn rep(&self) -> Option<usize> {
        self.history.reps().iter().position(|rep| rep.name == self.state.texts().rep)
    }

    /// What a rep is called here.
    pub(super) fn name(&self, place: usize) -> String {
        let name = self.history.reps().get(place).map(|rep| rep.name.clone());
        if self.state.is_anonymous { words::alias(place) } else { name.unwrap_or_default() }
    }
}

pub fn history_view(
    page: &HistoryPage,
    scenario: &Scenario,
    format: &Format,
    on_measured: &Callback<Rc<Scenario>>,
    on_plan: &Callback<Box<Scenario>>,
) -> Html {
    let HistoryPage { state, import, reported, failure, said, in_print, .. } = page;
    let dispatch = state.dispatcher();
    let on_drop = takes_files(import);
    let over = Callback::from(|event: DragEvent| event.prevent_default());
    let on_use = {
        let dispatch = dispatch.clone();
        Callback::from(move |brought| dispatch.dispatch(HistoryAction::Brought(brought)))
    };
    let file = import.state.file();
    let sample = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(HistoryAction::SampleTried(SAMPLE, SAMPLE_EXITS));
        })
    };
    let shown = reported.as_ref().filter(|_| state.history().is_some()).map(|of| Shown {
        state,
        history: &of.history,
        report: &of.report,
        quota: of.quota.as_deref(),
        format,
    });
    let is_current =
        reported.as_ref().zip(state.history()).is_some_and(|(of, now)| Rc::ptr_eq(&of.history.rc(), now));
    html! {
        <>
        { for shown.as_ref().filter(|_| file.is_none()).map(bar) }
        <div class="layout results-panel" data-one-rep={state.rep().is_some().to_string()}
            data-named={(!state.is_anonymous).to_string()} data-names-in-print={in_print.to_string()}
            ondrop={on_drop} ondragover={over}>
            <section class="assumptions-panel" aria-label={words::RESULTS_TITLE}>
                <h2 class="assumptions-panel__title">{ words::RESULTS_TITLE }</h2>
                { fields_panel(page, format) }
            </section>
            <section class="answer-panel" aria-label={words::ANSWER} data-settled={is_current.to_string()}>
                <div role="status">
                    if let Some(words) = &**said {
                        <p class="answer-panel__note results-panel__said" id="results-said">{ words }</p>
                    }
                </div>
                if let Some(reason) = failure {
                    <p class="answer-panel__warning" role="alert">{ words::advice_failed(reason) }</p>
                }
                { for file.map(|file| import_panel(import, file, format, &on_use, on_plan)) }
                // What a file says and what the table said before are never on one page.
                if let Some(shown) = shown.as_ref().filter(|_| file.is_none()) {
                    if !state.is_understood() {
                        <p class="answer-panel__note" id="results-stand">{ words::RESULTS_STAND }</p>
                    }
                    { for format.style().today.map(|today| html! {
                        <p class="results-panel__day" aria-hidden="true">{ format.day(today) }</p>
                    }) }
                    <div class="results-panel__team">{ findings(shown) }</div>
                    { one_rep(shown, quota_link(shown, said).as_ref()) }
                    { taking(shown, scenario, on_measured, on_plan) }
                    <p class="answer-panel__note">{ words::CAUTION }</p>
                    { names_in_print(in_print) }
                } else if state.history().is_none() && file.is_none() {
                    { drop_zone(import, &sample, format) }
                } else if file.is_none() {
                    <p>{ words::FIRST_ANSWER }</p>
                }
            </section>
        </div>
        </>
    }
}

/// The answer in two lines, while its headline is out of sight.
fn bar(shown: &Shown<'_>) -> Html {
    let rep = shown.report.rep.as_ref().map(|rep| shown.name(rep.place));
    let [team, one] = words::history_in_short(shown.report, rep.as_deref(), shown.history, shown.format);
    html! {
        <PinnedLine of="at-quota" headline={team} more={one} />
    }
}

/// Where files are brought while there is nothing yet.
fn drop_zone(import: &ImportPage, sample: &Callback<MouseEvent>, format: &Format) -> Html {
    html! {
        <div class="import-panel__zone">
            <h1 class="answer-panel__chance" tabindex="-1">{ words::RESULTS_BEGIN }</h1>
            <p>{ words::RESULTS_EMPTY }</p>
            <p class="answer-panel__note">{ words::RESULTS_TYPED }</p>
            <div class="results-panel__buttons">
                { file_button(import) }
                <button type="button" id="sample" onclick={sample.clone()}>{ words::RESULTS_SAMPLE }</button>
            </div>
            { example_picture(format) }
        </div>
    }
}

/// What will be seen, of 14 reps each of whom reaches quota in every second future.
fn example_picture(format: &Format) -> Html {
    /// In how many of 2^14 futures so many of them reach it.
    const FUTURES: [u16; 15] =
        [1, 14, 91, 364, 1_001, 2_002, 3_003, 3_432, 3_003, 2_002, 1_001, 364, 91, 14, 1];
    const ACTUAL: usize = 6;
    let column = |(count, futures): (usize, u16)| {
        let share = f64::from(futures) / 16_384.0;
        CountColumn { count, share, words: words::at_quota_words(count, share, format).into() }
    };
    let columns: Vec<CountColumn> = FUTURES.into_iter().enumerate().map(column).collect();
    html! {
        <div class="results-panel__example">
            <CountChart id="example-at-quota" {columns} actual={ACTUAL}
                actual_label={format!("{ACTUAL} at quota")} axis_name={words::REPS_AT_QUOTA}
                names={words::frame_names(words::RESULTS_PICTURE, words::RESULTS_PICTURE_NOTE.to_owned(),
                    "example")} />
            <p class="answer-panel__note">{ words::RESULTS_PICTURE_NOTE }</p>
        </div>
    }
}

/// The list shows who is looked at: when its names change, the browser keeps the place of another.
#[hook]
fn use_shown_rep(place: Option<usize>) {
    use_effect(move || {
        let list =
            document().get_element_by_id("rep").and_then(|list| list.dyn_into::<HtmlSelectElement>().ok());
        if let Some(list) = list {
            let place = place.and_then(|place| i32::try_from(place + 1).ok());
            list.set_selected_index(place.unwrap_or(0));
        }
    });
}

/// Names are hidden while presenting, and in print unless they are wanted there.
#[hook]
pub fn use_names(page: &HistoryPage, presenting: Presenting) {
    use_shown_rep(
        page.reported
            .as_ref()
            .and_then(|of| of.history.reps().iter().position(|rep| rep.name == page.state.texts().rep)),
    );
    {
        let dispatch = page.state.dispatcher();
        use_effect_with(presenting, move |presenting| {
            dispatch.dispatch(HistoryAction::NamesHidden(*presenting == Presenting::Yes));
        });
    }
    let dispatch = page.state.dispatcher();
    use_effect_with(*page.in_print, move |in_print| {
        let listeners = (!*in_print).then(|| {
            [("beforeprint", true), ("afterprint", false)].map(|(event, hidden)| {
                let dispatch = dispatch.clone();
                EventListener::new(&window(), event, move |_| {
                    dispatch.dispatch(HistoryAction::NamesHidden(hidden));
                })
            })
        });
        move || drop(listeners)
    });
}

fn names_in_print(in_print: &UseStateHandle<bool>) -> Html {
    let (set, checked) = (in_print.setter(), **in_print);
    let onchange = Callback::from(move |_: Event| set.set(!checked));
    html! {
        <label class="results-panel__print"><input type="checkbox" id="names-in-print" {checked} {onchange}
            />{ " " }{ words::NAMES_IN_PRINT }</label>
    }
}

/// From Results to Plan: the plan of the export that the table came from, and the rates alone.
fn taking(
    shown: &Shown<'_>,
    scenario: &Scenario,
    on_measured: &Callback<Rc<Scenario>>,
    on_plan: &Callback<Box<Scenario>>,
) -> Html {
    let Some(measured) = &shown.report.measured else { return Html::default() };
    let Some(plan) = scenario.with_measured(measured) else { return Html::default() };
    let changes = words::changes_with_stages(scenario, &plan, shown.format);
    let plan = Rc::new(plan);
    let onclick = on_measured.reform(move |_: MouseEvent| plan.clone());
    let of_file = shown.state.texts().plan.as_deref().and_then(|plan| file::plan::read(plan).ok());
    let of_file = of_file.map(|plan| on_plan.reform(move |_: MouseEvent| Box::new(plan.clone())));
    html! {
        <section class="holds results-panel__take">
            <h2 class="holds__title">{ words::RATES_FOR_PLAN }</h2>
            if let Some(onclick) = of_file {
                <p class="answer-panel__note" id="plan-of-file">{ words::PLAN_OF_FILE }</p>
                <button type="button" class="button--primary" id="take-plan" {onclick}>
                    { words::MAKE_PLAN }
                </button>
            }
            <p class="answer-panel__note" id="measured">{ words::measured_words(measured, shown.format) }</p>
            { for changes.map(|words| html! {
                <p class="answer-panel__warning" id="measured-changes">{ words }</p>
            }) }
            <button type="button" id="take-rates" {onclick}>{ words::TAKE_RATES }</button>
        </section>
    }
}

/// Puts a link of one rep's quota on the clipboard.
fn quota_link(shown: &Shown<'_>, said: &UseStateHandle<Option<String>>) -> Option<Callback<MouseEvent>> {
    let link = link::encode_quota(&file::quota::read(shown.quota?).ok()?);
    let said = said.setter();
    Some(Callback::from(move |_: MouseEvent| {
        let link = address_of(&link);
        let said = said.clone();
        yew::platform::spawn_local(async move {
            said.set(Some(match write_clipboard(&link).await {
                Ok(()) => words::QUOTA_LINK_COPIED.to_owned(),
                Err(_) => format!("{} {link}", words::COPY_REFUSED),
            }));
        });
    }))
}
