//! What the user sees. Knows all of the other layers; nothing knows it.
//!
//! - [`state`]: everything the page knows as one value, and what happens to it. Pure.
//! - [`text`]: every English sentence. [`mod@format`]: amounts and dates in the reader's locale.
//! - `hooks`: the world outside. `components` and `charts`: building blocks without sales words.
//! - `panels`: the parts of the page that speak of sales.
//! - `advice`: what would change the answer; `quota` and `results`: the other two views. A second WebAssembly, loaded once the first
//!   answer stands, or one of those views is opened. [`events`]: what
//!   the two tell each other.
//!
//! Nothing is computed here: reports come from [`crate::analysis`], typed texts are read by [`crate::entry`].

pub mod advice;
pub mod charts;
pub mod components;
pub mod events;
pub mod format;
pub mod hooks;
pub mod intl;
pub mod panels;
pub mod presets;
pub mod quota;
pub mod results;
pub mod shared;
pub mod state;
pub mod text;

use crate::exchange::link;
use crate::model::Date;
use events::{Command, command};
use format::{Format, Formatter};
use gloo::utils::document;
use hooks::{
    SavedPlan, copy_link, saved_plan, use_advice, use_link, use_saved_plan, use_shortcuts, use_simulation,
    use_view, view_in_history,
};
use intl::IntlFormatter;
use panels::{
    AnswerPanel, AssumptionsPanel, answer_bar, doors_panel, header_panel, notice_panel, views_panel,
};
use state::{Action, Before, Doors, Notice, Plan, Presenting, State, View};
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
pub(crate) fn show_crash() {
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
    // A link of a quota is the second part's to read.
    state.view = if link::is_quota(&hooks::fragment()) { View::Quota } else { view_in_history() };
    state.before = before.map(|scenario| Before { scenario, answer: None });
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
    let state = {
        let format = format.clone();
        use_reducer(move || first_state(&format))
    };
    let dispatch = state.dispatcher();
    let scenario = state.plan().scenario().clone();
    let before = state.before.as_ref().map(|before| before.scenario.clone());
    let simulation = use_simulation(scenario.clone(), before.clone(), dispatch.clone());
    let settled = state.run.is_settled()
        && state.run.answer().is_some_and(|answer| Rc::ptr_eq(&answer.scenario, &scenario));
    use_advice(scenario.clone(), settled, state.view, dispatch.clone());
    use_link(scenario.clone(), state.view, dispatch.clone());
    use_saved_plan(state.plan().clone(), before);
    use_shortcuts(state.view, dispatch.clone());
    use_effect_with(state.presenting, |presenting| {
        command(if *presenting == Presenting::Yes { Command::Presenting } else { Command::NotPresenting });
    });
    use_view(state.view, dispatch.clone());

    let on_action = use_callback((), move |action: Action, ()| dispatch.dispatch(action));
    let on_stop = use_callback(simulation, |(), simulation| simulation.stop());
    let on_copy = {
        let (dispatch, answer, format) = (state.dispatcher(), state.run.answer().cloned(), format.clone());
        Callback::from(move |()| copy_link(&scenario, answer.as_deref(), &format, dispatch.clone()))
    };
    html! {
        <div class="page" data-presenting={(state.presenting == Presenting::Yes).to_string()}>
            { header_panel(&state, &on_action, on_copy) }
            { notice_panel(state.notice.as_ref(), &on_action) }
            if state.doors == Doors::Open {
                { doors_panel(&on_action) }
            }
            { views_panel(&state, &on_action) }
            if state.view == View::Plan {
                if let Some(answer) = state.run.answer() {
                    { answer_bar(answer, &format) }
                }
                <div class="layout">
                    <AssumptionsPanel plan={state.plan().clone()} segment={state.segment()} format={format.clone()} on_action={on_action.clone()} />
                    <AnswerPanel answer={state.run.answer().cloned()} progress={state.run.progress()}
                        before={state.before.as_ref().and_then(|before| before.answer.clone())}
                        failure={state.run.failure().map(|reason| AttrValue::from(reason.to_owned()))}
                        rejections={state.plan().rejections()} drawing={state.drawing} {format} {on_stop} {on_action} />
                </div>
            } else {
                // The second part of the page fills it.
                <div class="view" id={if state.view == View::Quota { "quota" } else { "results" }} key={text::view(state.view)} />
            }
            <footer class="footer"><p>{ text::PRIVACY }</p></footer>
        </div>
    }
}
