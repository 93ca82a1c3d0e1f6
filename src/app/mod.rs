//! What the user sees. Knows all of the other layers; nothing knows it.
//!
//! - [`state`]: everything the page knows as one value, and what happens to it. Pure.
//! - [`text`]: every English sentence. [`mod@format`]: amounts and dates in the reader's locale.
//! - `hooks`: the world outside. `components` and `charts`: building blocks without sales words.
//! - `panels`: the parts of the page that speak of sales.
//! - `advice`: what would change the answer; `quota` and `results`: the other two views.
//!
//! Nothing is computed here: what is worked out comes from the workers ([`crate::worker`]), reports from
//! [`crate::analysis`]; typed texts are read by [`crate::entry`].

pub mod advice;
pub mod browser;
pub mod charts;
pub mod components;
pub mod format;
pub mod hooks;
pub mod intl;
pub mod panels;
pub mod presets;
pub mod quota;
pub mod results;
pub mod shared;
pub mod state;
pub mod steps;
pub mod text;

use crate::exchange::link;
use crate::model::Date;
use advice::{AdvicePanel, use_answers};
use browser::Workers;
use format::{Format, Formatter};
use gloo::utils::document;
use hooks::{
    SavedPlan, Shortcuts, copy_link, saved_plan, use_link, use_runs, use_saved_plan, use_shortcuts, use_view,
    view_in_history,
};
use intl::IntlFormatter;
use panels::{
    AnswerPanel, AssumptionsPanel, HeaderActions, answer_bar, doors_panel, header_panel, notice_panel,
    views_panel, workers_panel,
};
use quota::{QuotaAction, QuotaPage, copy_quota, quota_panel, use_quota};
use results::{ResultsAction, ResultsPage, results_panel, use_names, use_results};
use shared::Shared;
use state::{Action, Doors, Notice, Plan, Presenting, State, View};
use std::rc::Rc;
use yew::prelude::*;

impl Reducible for State {
    type Action = Action;
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// Puts the page into the document.
pub fn start() {
    // Through Yew, which would otherwise put its own hook in place when it renders.
    yew::set_custom_panic_hook(Box::new(|info| {
        gloo::console::error!(info.to_string());
        show_crash();
    }));
    match document().get_element_by_id("app") {
        Some(root) => {
            // What stood there while the page loaded.
            root.set_inner_html("");
            yew::Renderer::<App>::with_root(root).render();
        }
        None => show_crash(),
    }
}

/// Shows the message that the document holds for this case. The plan is in storage and in the address bar.
fn show_crash() {
    if let Some(message) = document().get_element_by_id("crashed") {
        // Nothing is left to do if even this fails.
        drop(message.remove_attribute("hidden"));
    }
}

/// What the page begins with: a link if there is one, else what was saved, else an example.
fn first_state(format: &Format) -> State {
    let style = format.style();
    let saved = saved_plan(style);
    let mut notice = matches!(saved, SavedPlan::Unreadable).then_some(Notice::SavedUnreadable);
    let (own, before) = match saved {
        SavedPlan::Plan(plan, before) => (Some(plan), before),
        SavedPlan::None | SavedPlan::Unreadable => (None, None),
    };
    let linked = match link::decode(&hooks::fragment()) {
        Some(Ok(scenario)) => Some(Plan::new(Rc::new(scenario))),
        Some(Err(error)) => {
            notice = Some(Notice::LinkRefused(error.to_string()));
            None
        }
        None => None,
    };
    let mut state = match (linked, own) {
        // A link carries no notes: without them the reader's own plan is the same.
        (Some(linked), Some(own)) if **linked.scenario() != own.scenario().for_sharing() => {
            notice = Some(Notice::LinkOpened);
            State::new(linked, Some(own), style)
        }
        // A reload: the address bar shows the reader's own plan.
        (Some(_) | None, Some(own)) => State::new(own, None, style),
        (Some(linked), None) => State::new(linked, None, style),
        (None, None) => {
            let mut state = State::new(Plan::new(Rc::new(example())), None, style);
            state.doors = if link::is_quota(&hooks::fragment()) { Doors::Closed } else { Doors::Open };
            state
        }
    };
    state.notice = notice;
    state.view = if link::is_quota(&hooks::fragment()) { View::Quota } else { view_in_history() };
    state.before = before;
    state
}

/// The first example, beginning next month.
#[expect(clippy::expect_used, reason = "the examples are part of the build; a test reads each")]
fn example() -> crate::model::Scenario {
    presets::presets(next_month()).into_iter().next().expect("the first example is a scenario")
}

/// The first day of next month, by the reader's clock.
fn next_month() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).ok()?;
    Date::new(year, now.get_month() + 1, 1)?.first_of_next_month()
}

/// The page.
#[component]
pub fn App() -> Html {
    let format = (*use_memo((), |()| Format(Rc::new(IntlFormatter::new()) as Rc<dyn Formatter>))).clone();
    let lost = use_state(|| None);
    let workers = {
        let lost = lost.setter();
        (*use_memo((), move |()| Workers::start(move |event| lost.set(Some(event))))).clone()
    };
    let state = {
        let format = format.clone();
        use_reducer(move || first_state(&format))
    };
    let dispatch = state.dispatcher();
    let scenario = state.plan().scenario().clone();
    let on_stop = use_runs(&workers, scenario.clone(), state.before.clone(), dispatch.clone());
    let settled = state.run.is_settled()
        && state.run.answer.as_ref().is_some_and(|answer| Rc::ptr_eq(&answer.scenario, &scenario));
    let asking = use_answers(&workers, Shared::of(scenario.clone()), settled);
    let quota = use_quota(&workers, &format, state.view == View::Quota);
    let results = use_results(&workers, format.style(), state.view == View::Results);
    use_names(&results, state.presenting);
    use_link(scenario.clone(), state.view, dispatch.clone());
    use_saved_plan(state.plan().clone(), state.before.clone());
    use_view(state.view, dispatch.clone());
    let on_action = {
        let dispatch = dispatch.clone();
        use_callback((), move |action: Action, ()| dispatch.dispatch(action))
    };
    let header = header_actions(&state, &quota, &results, &format);
    use_shortcuts(Shortcuts {
        on_undo: header.on_undo.clone(),
        on_redo: header.on_redo.clone(),
        on_escape: on_action.reform(|()| Action::PresentingChosen(Presenting::No)),
    });
    let advice = html! {
        <AdvicePanel scenario={Shared::of(scenario.clone())} {asking} format={format.clone()} on_action={on_action.clone()} />
    };
    html! {
        <div class="page" data-presenting={(state.presenting == Presenting::Yes).to_string()}>
            { header_panel(&state, &on_action, header) }
            { notice_panel(state.notice.as_ref(), &on_action) }
            { workers_panel(lost.as_ref()) }
            if state.doors == Doors::Open {
                { doors_panel(&on_action) }
            }
            { views_panel(&state, &on_action) }
            { match state.view {
                View::Plan => plan_view(&state, &format, advice, on_stop, &on_action),
                View::Quota => html! { <div class="view" id="quota" key="quota">{ quota_panel(&quota, &format) }</div> },
                View::Results => html! {
                    <div class="view" id="results" key="results">{ results_panel(&results, &scenario, &format, &on_action) }</div>
                },
            } }
            <footer class="footer"><p>{ text::PRIVACY }</p></footer>
        </div>
    }
}

/// The view of the plan.
fn plan_view(
    state: &State,
    format: &Format,
    advice: Html,
    on_stop: Callback<()>,
    on_action: &Callback<Action>,
) -> Html {
    let run = &state.run;
    html! {
        <div class="view" key="plan">
            if let Some(answer) = &run.answer {
                { answer_bar(answer, format) }
            }
            <div class="layout">
                <AssumptionsPanel plan={state.plan().clone()} segment={state.segment()} format={format.clone()} on_action={on_action.clone()} />
                <AnswerPanel answer={run.answer.clone()} progress={run.progress()} before={run.before.clone()}
                    failure={run.failure().map(|reason| AttrValue::from(reason.to_owned()))}
                    rejections={state.plan().rejections()} {advice} format={format.clone()} {on_stop} on_action={on_action.clone()} />
            </div>
        </div>
    }
}

/// What the header does, in the view that is open.
fn header_actions(
    state: &UseReducerHandle<State>,
    quota: &QuotaPage,
    results: &ResultsPage,
    format: &Format,
) -> HeaderActions {
    match state.view {
        View::Plan => {
            let steps = state.steps();
            let (scenario, answer) = (state.plan().scenario().clone(), state.run.answer.clone());
            let (dispatch, format) = (state.dispatcher(), format.clone());
            HeaderActions {
                can_undo: steps.can_undo(),
                can_redo: steps.can_redo(),
                on_undo: does(state, || Action::Undone),
                on_redo: does(state, || Action::Redone),
                on_copy: Some(Callback::from(move |()| {
                    copy_link(&scenario, answer.as_deref(), &format, dispatch.clone());
                })),
            }
        }
        View::Quota => {
            let steps = quota.state.steps();
            HeaderActions {
                can_undo: steps.can_undo(),
                can_redo: steps.can_redo(),
                on_undo: does(&quota.state, || QuotaAction::Undone),
                on_redo: does(&quota.state, || QuotaAction::Redone),
                on_copy: copy_quota(quota, format),
            }
        }
        View::Results => {
            let steps = results.state.steps();
            HeaderActions {
                can_undo: steps.can_undo(),
                can_redo: steps.can_redo(),
                on_undo: does(&results.state, || ResultsAction::Undone),
                on_redo: does(&results.state, || ResultsAction::Redone),
                on_copy: None,
            }
        }
    }
}

/// A callback that does the same each time.
fn does<S: Reducible + 'static>(
    state: &UseReducerHandle<S>,
    action: impl Fn() -> S::Action + 'static,
) -> Callback<()> {
    let dispatch = state.dispatcher();
    Callback::from(move |()| dispatch.dispatch(action()))
}
