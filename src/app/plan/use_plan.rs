//! The plan's view as a whole: its state, its runs, what would change its answer, and how they are shown.

use super::advice::{AdvicePanel, Asking, use_answers};
use super::presets::presets;
use super::state::{Action, Notice, Plan, State};
use super::use_link::{copy_link, use_link};
use super::use_runs::use_runs;
use super::use_saved_plan::{saved_plan, use_saved_plan};
use super::view::{AnswerPanel, AssumptionsPanel, answer_bar, notice_panel};
use super::words;
use crate::app::browser::{Kept, Workers, fragment, today};
use crate::app::format::Format;
use crate::app::shared::Shared;
use crate::exchange::link;
use crate::model::Scenario;
use std::rc::Rc;
use yew::prelude::*;

impl Reducible for State {
    type Action = Action;
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// All that the view shows.
#[derive(Debug)]
pub struct PlanPage {
    /// The plan, its runs, its steps.
    pub state: UseReducerHandle<State>,
    /// What the reader does.
    pub on_action: Callback<Action>,
    asking: Asking,
    on_stop: Callback<()>,
}

/// The plan: kept, saved and drawn whichever view is open.
#[hook]
pub fn use_plan(workers: &Workers, format: &Format, is_open: bool) -> PlanPage {
    let state = {
        let format = format.clone();
        use_reducer(move || first_state(&format))
    };
    let dispatch = state.dispatcher();
    let scenario = state.plan().scenario().clone();
    let on_stop = use_runs(workers, scenario.clone(), state.before.clone(), dispatch.clone());
    let settled = state.run.is_settled()
        && state.run.answer.as_ref().is_some_and(|answer| Rc::ptr_eq(&answer.scenario, &scenario));
    let asking = use_answers(workers, Shared::of(scenario.clone()), settled);
    use_link(scenario, is_open, dispatch.clone());
    use_saved_plan(state.plan().clone(), state.before.clone());
    let on_action = use_callback((), move |action: Action, ()| dispatch.dispatch(action));
    PlanPage { state, on_action, asking, on_stop }
}

/// Whether nothing is kept here and no link is opened: the reader has just arrived.
pub fn is_first_visit(format: &Format) -> bool {
    matches!(saved_plan(format.style()), Kept::Nothing)
        && link::decode(&fragment()).is_none()
        && !link::is_quota(&fragment())
}

/// What the page begins with: a link if there is one, else what was saved, else an example.
fn first_state(format: &Format) -> State {
    let style = format.style();
    let (own, before, mut notice) = match saved_plan(style) {
        Kept::Value((plan, before)) => (Some(plan), before, None),
        Kept::Nothing => (None, None, None),
        Kept::Damaged => (None, None, Some(Notice::SavedUnreadable)),
    };
    let linked = match link::decode(&fragment()) {
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
        (None, None) => State::new(Plan::new(Rc::new(example())), None, style),
    };
    state.notice = notice;
    state.before = before;
    state
}

/// The first example, beginning next month.
#[expect(clippy::expect_used, reason = "the examples are part of the build; a test reads each")]
fn example() -> Scenario {
    let next_month = today().first_of_next_month();
    presets(next_month).into_iter().next().expect("the first example is a scenario")
}

/// The view.
pub fn plan_view(page: &PlanPage, format: &Format) -> Html {
    let PlanPage { state, on_action, asking, on_stop } = page;
    let run = &state.run;
    let scenario = Shared::of(state.plan().scenario().clone());
    let awaited = words::no_answer_yet(&scenario).map(AttrValue::from);
    let advice = html! {
        <AdvicePanel {scenario} asking={asking.clone()} answer={run.answer.clone()} format={format.clone()}
            on_action={on_action.clone()} />
    };
    html! {
        <div class="view" key="plan">
            { notice_panel(state.notice.as_ref(), on_action) }
            if let Some(answer) = run.answer.as_ref().filter(|_| awaited.is_none()) {
                { answer_bar(answer, state.plan().rejections(), format) }
            }
            <div class="layout">
                <AssumptionsPanel plan={state.plan().clone()} segment={state.segment()} format={format.clone()}
                    on_action={on_action.clone()} />
                <AnswerPanel answer={run.answer.clone()} {awaited} progress={run.progress()} before={run.before.clone()}
                    failure={run.failure().map(|reason| AttrValue::from(reason.to_owned()))}
                    rejections={state.plan().rejections()} {advice} format={format.clone()} on_stop={on_stop.clone()}
                    on_action={on_action.clone()} />
            </div>
        </div>
    }
}

/// Keeps the plan as it stands, to be compared with what becomes of it.
pub fn keep_button(page: &PlanPage) -> Html {
    let onclick = page.on_action.reform(|_: MouseEvent| Action::BeforeKept);
    html! { <button type="button" id="keep-before" {onclick}>{ words::KEEP_BEFORE }</button> }
}

/// Puts the sentence and the link on the clipboard.
pub fn copy_plan(page: &PlanPage, format: &Format) -> Callback<()> {
    let (scenario, answer) = (page.state.plan().scenario().clone(), page.state.run.answer.clone());
    let (dispatch, format) = (page.state.dispatcher(), format.clone());
    Callback::from(move |()| copy_link(&scenario, answer.as_deref(), &format, dispatch.clone()))
}
