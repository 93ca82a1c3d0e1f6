//! What the user sees. Knows the layers below, except the engine; nothing knows it.
//!
//! Three views of one genre, each with its state (pure), its view and its words:
//! - [`plan`]: will we reach it? With it, what would change the answer.
//! - [`quota`]: can I reach mine?
//! - [`history`]: what explains what happened?
//!
//! The plans that are kept, sent and received: [`plans`]. How things are kept, whatever they are: [`kept`].
//!
//! Below them, without sales words: [`fields`], [`charts`], [`components`], [`browser`] (the world outside),
//! [`draft`] (what was typed), [`steps`] (undo and redo), [`change`] (what an edit did), [`mod@format`]
//! (amounts and dates in the reader's locale), [`words`] (what all views say alike). Around them: [`shell`].
//!
//! Answers are not worked out here: they come from the workers ([`crate::worker`]), as reports of
//! [`crate::analysis`], [`crate::advice`] and [`crate::history`]; typed texts are read by [`crate::entry`].
//! What the page computes itself is where things stand, and sums and differences of what it shows.

#![expect(missing_docs, reason = "parts of the page are named after what they show")]

pub mod browser;
pub mod change;
pub mod charts;
pub mod components;
pub mod draft;
pub mod fields;
pub mod format;
pub mod history;
pub mod kept;
pub mod plan;
pub mod plans;
pub mod quota;
pub mod shared;
pub mod shell;
pub mod steps;
pub mod words;

use crate::model::{FACTS, Scenario};
use browser::intl::IntlFormatter;
use browser::{KeptTexts, Width, Workers, WorkersEvent, use_page_width};
use fields::use_field_in_hand;
use format::{Format, Formatter};
use gloo::utils::{document, window};
use history::{HistoryAction, HistoryPage, KeptHistory, history_menu, history_view, use_history, use_names};
use kept::{Dropped, KeptMenu, KeptTextsPage, MenuAction, said_panel, use_files};
use plan::state::{Action, Answer};
use plan::{PlanPage, keep_button, plan_view, use_plan};
use plans::compare::{Beginning, CompareAction, ComparePage, compare_panel, use_compare};
use plans::share::{Brief, ShareMenu};
use plans::words::forget_question;
use plans::{
    Plans, PlansAction, PlansPage, asked, first_state, is_first_visit, menu_props, received_panel,
    refused_panel, use_plans,
};
use quota::{QuotaAction, QuotaPage, Quotas, copy_quota, quota_brief, quota_menu, quota_view, use_quota};
use shared::Shared;
use shell::{
    ChecksPanel, Greeting, HeaderActions, PastPanel, Presenting, Shell, ShellAction, Shortcuts, Slide,
    TrialPanel, View, header_panel, use_after_presenting, use_shortcuts, use_view, view_in_history,
    views_panel, workers_panel,
};
use std::rc::Rc;
use steps::Steps;
use web_sys::File;
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
            yew::platform::spawn_local(async move {
                let texts = KeptTexts::open().await;
                let plans = Plans::open(texts.clone(), &kept::PLANS).await;
                let quotas = Quotas::open(texts.clone(), &kept::QUOTAS).await;
                let results = KeptHistory::open(texts, &kept::RESULTS).await;
                root.set_inner_html("");
                let props = AppProps { plans, quotas, results };
                yew::Renderer::<App>::with_root_and_props(root, props).render();
            });
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

fn first_shell(plans: &Plans) -> Shell {
    let greeting = if is_first_visit(plans) { Greeting::Said } else { Greeting::Over };
    Shell { view: view_in_history(), greeting, ..Shell::default() }
}

#[derive(Clone, Debug, Properties, PartialEq)]
pub struct AppProps {
    /// The plans that are kept.
    pub plans: Plans,
    /// The quotas that are kept.
    pub quotas: Quotas,
    /// The results that are kept.
    pub results: KeptHistory,
}

#[component]
pub fn App(props: &AppProps) -> Html {
    let format = (*use_memo((), |()| Format(Rc::new(IntlFormatter::new()) as Rc<dyn Formatter>))).clone();
    let width = use_page_width();
    let lost = use_state(|| None);
    let workers = {
        let lost = lost.setter();
        (*use_memo((), move |()| Workers::start(move |event| lost.set(said_of(event))))).clone()
    };
    let shell = {
        let plans = props.plans.clone();
        use_reducer(move || first_shell(&plans))
    };
    let plan = {
        let (plans, style) = (props.plans.clone(), format.style());
        use_plan(&workers, move || first_state(&plans, style))
    };
    let plans = use_plans(&props.plans, &plan.state, shell.view == View::Plan, &format);
    let compare = use_compare(&workers, &props.plans, &plan.state, format.style());
    let on_other = use_other(&plans, shell.dispatcher());
    let (quota, quotas) = use_quota(&workers, &props.quotas, &format, shell.view == View::Quota, &on_other);
    let is_results = shell.view == View::Results;
    let (history, results) = use_history(&workers, &props.results, format.style(), is_results, &on_other);
    let kept_plans = props.plans.library().records().len();
    let menu = match shell.view {
        View::Plan => menu_props(&plans, &plan.state, &plan.on_action, &format),
        View::Quota => quota_menu(&quota, &quotas, forget_question(kept_plans), &format),
        View::Results => history_menu(&history, &results, forget_question(kept_plans), &format),
    };
    let dropped = Dropped {
        on_document: on_dropped(shell.view, &compare, &menu.on_menu),
        on_export: on_export(&history, shell.dispatcher()),
    };
    use_files(&dropped, &menu.on_menu.reform(|()| MenuAction::Save));
    use_names(&history, shell.presenting);
    use_view(shell.view, shell.dispatcher());
    use_field_in_hand();
    use_after_presenting(shell.presenting, plan.on_action.reform(|()| Action::PresentationLeft));
    let dispatch = shell.dispatcher();
    let on_shell = use_callback((), move |action: ShellAction, ()| dispatch.dispatch(action));
    let mut header = header_actions(shell.view, (&plan, &quota, &history), &format);
    let is_refused = plan.state.refused.is_some();
    if shell.view == View::Plan && !is_refused {
        header.on_compare = Some(compare.on_action.reform(|()| CompareAction::Begin));
        header.share = share_menu(&plans, &plan, &workers, &format);
    }
    let last_slide = Slide::last(plan.state.plan().scenario());
    use_shortcuts(Shortcuts {
        on_undo: header.on_undo.clone(),
        on_redo: header.on_redo.clone(),
        on_escape: on_shell.reform(|()| ShellAction::PresentingChosen(Presenting::No)),
        on_turn: on_shell.reform(move |turn| ShellAction::SlideTurned(turn, last_slide)),
    });
    let beside = if shell.view == View::Plan && !is_refused { keep_button(&plan) } else { Html::default() };
    let currency = plan.state.plan().scenario().parts().currency;
    let menu_key = menu.name_id.clone();
    let menu = html! { <KeptMenu key={menu_key.to_string()} ..menu /> };
    html! {
        <ContextProvider<Width> context={width}>
        <div class="page" data-presenting={(shell.presenting == Presenting::Yes).to_string()}
            data-slide={shell.slide.key()}>
            { header_panel((*shell, last_slide), &on_shell, header, menu) }
            { workers_panel(lost.as_ref()) }
            <TrialPanel />
            { notices(shell.view, &plans, &quotas, &results) }
            { views_panel(*shell, &on_shell, beside) }
            { match shell.view {
                View::Plan => match &plan.state.refused {
                    Some(reason) => refused_panel(reason, &plans.on_action, &plan.on_action),
                    None => html! {
                        <>
                            { received_panel(&plan.state, &plans, &format, &plan.on_action,
                                &compare.on_action) }
                            { compare_panel(&compare, plan.state.plan().scenario(),
                                &beginnings(&plan, &plans), &format) }
                            { plan_view(&plan, shell.presenting, greeted(*shell, &plan, &on_shell), &format) }
                            { plan_brief(&plan, &format) }
                        </>
                    },
                },
                View::Quota => html! {
                    <>
                        <div class="view" id="quota" key="quota">{ quota_view(&quota, &format) }</div>
                        { quota_brief(&quota, browser::today(), &format) }
                    </>
                },
                View::Results => {
                    let scenario = plan.state.plan().scenario();
                    let on_plan = opens_plan(&plans, &on_shell);
                    let on_measured = takes_measured(&plan, &on_shell);
                    let shown = history_view(&history, scenario, &format, &on_measured, &on_plan);
                    html! { <div class="view" id="results" key="results">{ shown }</div> }
                }
            } }
            <footer class="footer">
                <p>{ words::PRIVACY }</p>
                <PastPanel workers={workers.clone()} {currency} format={format.clone()} />
                <ChecksPanel {workers} {format} />
            </footer>
        </div>
        </ContextProvider<Width>>
    }
}

/// How another plan comes to be that this one is compared with.
fn beginnings(plan: &PlanPage, plans: &PlansPage) -> [Beginning; 2] {
    [
        ("compare-keep", plan::words::KEEP_BEFORE, plan.on_action.reform(|()| Action::BeforeKept)),
        ("compare-duplicate", kept::words::DUPLICATE, plans.on_action.reform(|()| PlansAction::Duplicate)),
    ]
}

/// While a reader who has just arrived is greeted: where a CRM export is read. The first edit ends it.
fn greeted(shell: Shell, plan: &PlanPage, on_shell: &Callback<ShellAction>) -> Option<Callback<()>> {
    let is_example = plan.state.plan().scenario().example_facts() == FACTS;
    let is_greeted = shell.greeting == Greeting::Said && is_example && !plan.state.steps().can_undo();
    is_greeted.then(|| on_shell.reform(|()| ShellAction::ViewChosen(View::Results)))
}

/// What is said of an event of the workers, until the next; of one that ends another, nothing.
fn said_of(event: WorkersEvent) -> Option<WorkersEvent> {
    (event != WorkersEvent::ModuleArrived).then_some(event)
}

/// An export is read where results are, wherever on the page it is dropped.
fn on_export(history: &HistoryPage, dispatch: UseReducerDispatcher<Shell>) -> Callback<File> {
    let import = history.import.clone();
    Callback::from(move |file| {
        dispatch.dispatch(ShellAction::ViewChosen(View::Results));
        import.open(file);
    })
}

/// What a file of ours is for that is dropped on the page: the plan beside the one on the table while two are
/// compared, else one of the kept things.
fn on_dropped(view: View, compare: &ComparePage, on_menu: &Callback<MenuAction>) -> Callback<String> {
    if view == View::Plan && compare.is_open {
        compare.on_action.reform(CompareAction::File)
    } else {
        on_menu.reform(MenuAction::OpenFile)
    }
}

/// What a view of quotas or results leaves to the plans: files and links of other kinds.
#[hook]
fn use_other(plans: &PlansPage, dispatch: UseReducerDispatcher<Shell>) -> Callback<MenuAction> {
    let on_plans = plans.on_action.clone();
    use_callback((), move |action: MenuAction, ()| {
        if matches!(action, MenuAction::OpenFile(_) | MenuAction::OpenText(_)) {
            // What is opened there, or why it is not, is seen there.
            dispatch.dispatch(ShellAction::ViewChosen(View::Plan));
        }
        on_plans.emit(asked(action));
    })
}

/// What the reader should know of what is kept, of the open view's kind.
fn notices(view: View, plans: &PlansPage, quotas: &KeptTextsPage, results: &KeptTextsPage) -> Html {
    match view {
        View::Plan => {
            let on_said = plans.on_action.reform(PlansAction::from);
            said_panel(&plans.plans, plans.said.as_ref(), &plans::words::KEPT, &on_said)
        }
        View::Quota => {
            said_panel(&quotas.keeping, quotas.said.as_ref(), &quota::words::KEPT, &quotas.on_said)
        }
        View::Results => {
            said_panel(&results.keeping, results.said.as_ref(), &history::words::KEPT, &results.on_said)
        }
    }
}

/// A plan of something else lies beside the reader's own, and is shown.
fn opens_plan(plans: &PlansPage, on_shell: &Callback<ShellAction>) -> Callback<Box<Scenario>> {
    let (on_plans, on_shell) = (plans.on_action.clone(), on_shell.clone());
    Callback::from(move |scenario| {
        on_plans.emit(PlansAction::New(scenario));
        on_shell.emit(ShellAction::ViewChosen(View::Plan));
        // The press was far down on a page that is left; the plan begins with its answer.
        window().scroll_to_with_x_and_y(0.0, 0.0);
    })
}

/// What was measured becomes the plan's, and the plan is shown.
fn takes_measured(plan: &PlanPage, on_shell: &Callback<ShellAction>) -> Callback<Rc<Scenario>> {
    let (on_action, on_shell) = (plan.on_action.clone(), on_shell.clone());
    Callback::from(move |measured| {
        on_action.emit(Action::MeasuredTaken(measured));
        on_shell.emit(ShellAction::ViewChosen(View::Plan));
    })
}

/// The ways to share the plan, and its settled answer with it.
fn share_menu(page: &PlansPage, plan: &PlanPage, workers: &Workers, format: &Format) -> Html {
    let scenario = plan.state.plan().scenario();
    let answer = settled_answer(plan);
    let before = plan.state.before.clone().map(Shared::of);
    html! {
        <ShareMenu scenario={Shared::of(scenario.clone())} {answer} {before} format={format.clone()}
            refused={plan.state.plan().rejections()}
            workers={workers.clone()} on_action={plan.on_action.clone()}
            on_plans={page.on_action.clone()} />
    }
}

/// The plan on paper.
fn plan_brief(plan: &PlanPage, format: &Format) -> Html {
    let answer = settled_answer(plan);
    let changes = answer.as_ref().map_or_else(Vec::new, |answer| plan.changes_in_brief(answer, format));
    let (of, what_if) = (Shared::of(plan.state.plan().clone()), plan.what_if(format));
    html! { <Brief plan={of} {answer} {what_if} {changes} format={format.clone()} /> }
}

/// The settled answer of the plan on the table: an answer to another plan stands on no sheet of this one's.
fn settled_answer(plan: &PlanPage) -> Option<Shared<Answer>> {
    let scenario = plan.state.plan().scenario();
    let answer = plan.state.run.answer.as_ref().filter(|_| plan.state.run.is_settled());
    answer.filter(|answer| Rc::ptr_eq(&answer.scenario, scenario)).cloned()
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
            actions(plan.state.steps(), undo, None)
        }
        View::Quota => {
            let state = &quota.state;
            let undo = (does(state, || QuotaAction::Undone), does(state, || QuotaAction::Redone));
            HeaderActions {
                on_print: Some(to_paper()),
                ..actions(state.steps(), undo, copy_quota(quota, format))
            }
        }
        View::Results => {
            let state = &history.state;
            let undo = (does(state, || HistoryAction::Undone), does(state, || HistoryAction::Redone));
            let on_print = state.history().map(|_| to_paper());
            HeaderActions { on_print, ..actions(state.steps(), undo, None) }
        }
    }
}

fn actions<T: Clone, Field: Copy + PartialEq>(
    steps: &Steps<T, Field>,
    (on_undo, on_redo): (Callback<()>, Callback<()>),
    on_copy: Option<Callback<()>>,
) -> HeaderActions {
    HeaderActions {
        can_undo: steps.can_undo(),
        can_redo: steps.can_redo(),
        on_undo,
        on_redo,
        on_compare: None,
        on_copy,
        on_print: None,
        share: Html::default(),
    }
}

/// Opens the browser's print dialogue.
fn to_paper() -> Callback<()> {
    Callback::from(|()| browser::print())
}

/// A callback that does the same each time.
fn does<S: Reducible + 'static>(
    state: &UseReducerHandle<S>,
    action: impl Fn() -> S::Action + 'static,
) -> Callback<()> {
    let dispatch = state.dispatcher();
    Callback::from(move |()| dispatch.dispatch(action()))
}
