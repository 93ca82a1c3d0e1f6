//! What the user sees. Knows the layers below, except the engine; nothing knows it.
//!
//! Three views of one genre, each with its state (pure), its view and its words:
//! - [`plan`]: will we reach it? With it, what would change the answer.
//! - [`quota`]: can I reach mine?
//! - [`history`]: what explains what happened?
//!
//! Below them, without sales words: [`fields`], [`charts`], [`components`], [`browser`] (the world outside), [`draft`] (what was typed), [`steps`]
//! (undo and redo), [`mod@format`] (amounts and dates in the reader's locale), [`words`] (what all views say alike).
//! Around them: [`shell`].
//!
//! Nothing is computed here: what is worked out comes from the workers ([`crate::worker`]), reports from
//! [`crate::analysis`]; typed texts are read by [`crate::entry`].

pub mod browser;
pub mod charts;
pub mod components;
pub mod draft;
pub mod fields;
pub mod format;
pub mod history;
pub mod plan;
pub mod quota;
pub mod shared;
pub mod shell;
pub mod steps;
pub mod words;

use crate::exchange::link;
use browser::intl::IntlFormatter;
use browser::{Width, Workers, fragment, use_page_width};
use format::{Format, Formatter};
use gloo::utils::document;
use history::{HistoryAction, HistoryPage, history_view, use_history, use_names};
use plan::state::Action;
use plan::{PlanPage, copy_plan, is_first_visit, keep_button, plan_view, use_plan};
use quota::{QuotaAction, QuotaPage, copy_quota, quota_view, use_quota};
use shell::{
    Doors, HeaderActions, Presenting, Shell, ShellAction, Shortcuts, TrialPanel, View, doors_panel,
    header_panel, use_shortcuts, use_view, view_in_history, views_panel, workers_panel,
};
use std::rc::Rc;
use steps::Steps;
use yew::prelude::*;

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

impl Reducible for Shell {
    type Action = ShellAction;
    fn reduce(self: Rc<Self>, action: ShellAction) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

fn first_shell(format: &Format) -> Shell {
    let view = if link::is_quota(&fragment()) { View::Quota } else { view_in_history() };
    let doors = if is_first_visit(format) { Doors::Open } else { Doors::Closed };
    Shell { view, doors, ..Shell::default() }
}

/// The page.
#[component]
pub fn App() -> Html {
    let format = (*use_memo((), |()| Format(Rc::new(IntlFormatter::new()) as Rc<dyn Formatter>))).clone();
    let width = use_page_width();
    let lost = use_state(|| None);
    let workers = {
        let lost = lost.setter();
        (*use_memo((), move |()| Workers::start(move |event| lost.set(Some(event))))).clone()
    };
    let shell = {
        let format = format.clone();
        use_reducer(move || first_shell(&format))
    };
    let plan = use_plan(&workers, &format, shell.view == View::Plan);
    let quota = use_quota(&workers, &format, shell.view == View::Quota);
    let history = use_history(&workers, format.style(), shell.view == View::Results);
    use_names(&history, shell.presenting);
    use_view(shell.view, shell.dispatcher());
    let dispatch = shell.dispatcher();
    let on_shell = use_callback((), move |action: ShellAction, ()| dispatch.dispatch(action));
    let header = header_actions(shell.view, (&plan, &quota, &history), &format);
    use_shortcuts(Shortcuts {
        on_undo: header.on_undo.clone(),
        on_redo: header.on_redo.clone(),
        on_escape: on_shell.reform(|()| ShellAction::PresentingChosen(Presenting::No)),
    });
    let beside = if shell.view == View::Plan { keep_button(&plan) } else { Html::default() };
    html! {
        <ContextProvider<Width> context={width}>
        <div class="page" data-presenting={(shell.presenting == Presenting::Yes).to_string()}>
            { header_panel(*shell, &on_shell, header) }
            { workers_panel(lost.as_ref()) }
            <TrialPanel />
            if shell.doors == Doors::Open {
                { doors_panel(&on_shell) }
            }
            { views_panel(*shell, &on_shell, beside) }
            { match shell.view {
                View::Plan => plan_view(&plan, &format),
                View::Quota => html! { <div class="view" id="quota" key="quota">{ quota_view(&quota, &format) }</div> },
                View::Results => {
                    let scenario = plan.state.plan().scenario();
                    let shown = history_view(&history, scenario, &format, &plan.on_action);
                    html! { <div class="view" id="results" key="results">{ shown }</div> }
                }
            } }
            <footer class="footer"><p>{ words::PRIVACY }</p></footer>
        </div>
        </ContextProvider<Width>>
    }
}

/// What the header does, in the view that is open.
fn header_actions(
    view: View,
    (plan, quota, history): (&PlanPage, &QuotaPage, &HistoryPage),
    format: &Format,
) -> HeaderActions {
    match view {
        View::Plan => {
            let undo = (does(&plan.state, || Action::Undone), does(&plan.state, || Action::Redone));
            actions(plan.state.steps(), undo, Some(copy_plan(plan, format)))
        }
        View::Quota => {
            let state = &quota.state;
            let undo = (does(state, || QuotaAction::Undone), does(state, || QuotaAction::Redone));
            actions(state.steps(), undo, copy_quota(quota, format))
        }
        View::Results => {
            let state = &history.state;
            let undo = (does(state, || HistoryAction::Undone), does(state, || HistoryAction::Redone));
            actions(state.steps(), undo, None)
        }
    }
}

fn actions<T: Clone, Field: Copy + PartialEq>(
    steps: &Steps<T, Field>,
    (on_undo, on_redo): (Callback<()>, Callback<()>),
    on_copy: Option<Callback<()>>,
) -> HeaderActions {
    HeaderActions { can_undo: steps.can_undo(), can_redo: steps.can_redo(), on_undo, on_redo, on_copy }
}

/// A callback that does the same each time.
fn does<S: Reducible + 'static>(
    state: &UseReducerHandle<S>,
    action: impl Fn() -> S::Action + 'static,
) -> Callback<()> {
    let dispatch = state.dispatcher();
    Callback::from(move |()| dispatch.dispatch(action()))
}
