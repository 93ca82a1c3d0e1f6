//! The plan's view as a whole: its state, its runs, what would change its answer, and how they are shown.

use super::advice::{AdvicePanel, Asking, in_brief, profit_in_short, use_answers};
use super::state::{Action, Answer, FieldId, State};
use super::use_change::use_change;
use super::use_runs::use_runs;
use super::view::{AnswerPanel, AssumptionsPanel, answer_bar, notice_panel};
use super::words;
use crate::app::browser::Workers;
use crate::app::change::Change;
use crate::app::format::Format;
use crate::app::shared::Shared;
use crate::app::shell::Presenting;
use std::rc::Rc;
use yew::prelude::*;

impl Reducible for State {
    type Action = Action;
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = self.after(action);
        if let Some(watch) = &self.watch {
            watch.0(&self, &next);
        }
        Rc::new(next)
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
    /// What the last edit did.
    change: Option<Change>,
    on_stop: Callback<()>,
}

/// The plan: drawn whichever view is open. `first` is what the page begins with.
#[hook]
pub fn use_plan(workers: &Workers, first: impl FnOnce() -> State + 'static) -> PlanPage {
    let state = use_reducer(first);
    let dispatch = state.dispatcher();
    let scenario = state.plan().scenario().clone();
    let on_stop = use_runs(workers, scenario.clone(), state.before.clone(), dispatch.clone());
    let own = state.run.answer.as_ref().filter(|answer| Rc::ptr_eq(&answer.scenario, &scenario));
    let times = own.filter(|_| state.run.is_settled()).map(|own| own.report.times_wanted(&scenario));
    let asking = use_answers(workers, &state.sheet.id, Shared::of(scenario), times);
    let on_action = use_callback((), move |action: Action, ()| dispatch.dispatch(action));
    let change = use_change(&state);
    PlanPage { state, on_action, asking, change, on_stop }
}

impl PlanPage {
    /// What would change an answer, for a page of paper: of that answer's plan, or nothing.
    pub fn changes_in_brief(&self, answer: &Answer, format: &Format) -> Vec<String> {
        in_brief(&answer.scenario, &self.asking, answer.report.chance.value, format)
    }

    /// What sliders have made of the plan, if they have: what a room sees is then not the plan.
    pub fn what_if(&self, format: &Format) -> Option<String> {
        self.state.slid().and_then(|slid| words::what_if(slid, format))
    }
}

/// The view; `on_export` as in the facts' props.
pub fn plan_view(
    page: &PlanPage,
    presenting: Presenting,
    on_export: Option<Callback<()>>,
    format: &Format,
) -> Html {
    let PlanPage { state, on_action, asking, change, on_stop } = page;
    let run = &state.run;
    let scenario = Shared::of(state.plan().scenario().clone());
    let awaited = words::no_answer_yet(&scenario).map(AttrValue::from);
    let awaited_fields = words::awaited_fields(&scenario);
    let profit = profit_in_short(&scenario, asking, format);
    let refused: Vec<FieldId> = state.plan().refused_fields().collect();
    let refused_words = words::refused_fields(&refused, &scenario).map(AttrValue::from);
    let advice = html! {
        <AdvicePanel {scenario} asking={asking.clone()} {presenting} slid={state.slid().cloned()}
            answer={run.answer.clone()} format={format.clone()} on_action={on_action.clone()} />
    };
    html! {
        <div class="view" key="plan">
            { notice_panel(state.notice.as_ref(), on_action) }
            if let Some(answer) = run.answer.as_ref().filter(|_| awaited.is_none()) {
                { answer_bar(answer, &refused, *change, profit, format) }
            }
            <div class="layout">
                <AssumptionsPanel plan={state.plan().clone()} segment={state.segment()}
                    format={format.clone()} on_action={on_action.clone()} {on_export} />
                <AnswerPanel answer={run.answer.clone()} {awaited} {awaited_fields} progress={run.progress()}
                    before={run.before.clone()}
                    is_before_awaited={state.before.is_some() && run.before.is_none()} change={*change}
                    what_if={page.what_if(format).map(AttrValue::from)}
                    failure={run.failure().map(|reason| AttrValue::from(reason.to_owned()))}
                    {refused} {refused_words} {advice}
                    format={format.clone()} on_stop={on_stop.clone()}
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
