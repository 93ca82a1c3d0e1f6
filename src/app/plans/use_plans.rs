//! The kept plans, wired to what lies on the table: each edit is kept, and what the reader does with the list
//! is done.

use super::Plans;
use super::state::{Content, Record, Said};
use super::use_address::use_address;
use super::words;
use crate::app::browser::{fresh_name, save_text};
use crate::app::format::Format;
use crate::app::kept::{KeptEvent, SaidAction, Told, words as kept_words};
use crate::app::plan::state::{Action, Plan, PlanId, Sheet, State};
use crate::entry::NumberStyle;
use crate::exchange::file::{self, File};
use crate::exchange::link::{self, Carried, Link, Opened};
use crate::model::Scenario;
use gloo::utils::window;
use std::rc::Rc;
use yew::prelude::*;

/// What the reader does with the kept plans.
#[derive(Clone, Debug, PartialEq)]
pub enum PlansAction {
    /// One of them is put on the table.
    Open(PlanId),
    /// A new one begins.
    New(Box<Scenario>),
    /// One more of what lies on the table.
    Duplicate,
    /// What lies on the table is deleted.
    Delete,
    /// What was deleted is brought back.
    Restore(Box<Record>),
    /// The text of a file is opened as a new one.
    OpenFile(String),
    /// A text with a link in it is opened.
    OpenText(String),
    /// What lies on the table becomes a file.
    Save,
    /// What cannot be read becomes files.
    SaveDamaged,
    /// What cannot be read is kept no longer.
    ForgetDamaged,
    /// Nothing is kept any more, of all views.
    ForgetEverything,
    /// What was said is known.
    Dismiss,
}

impl From<SaidAction<Content>> for PlansAction {
    fn from(action: SaidAction<Content>) -> Self {
        match action {
            SaidAction::Save => Self::Save,
            SaidAction::Restore(record) => Self::Restore(record),
            SaidAction::SaveDamaged => Self::SaveDamaged,
            SaidAction::ForgetDamaged => Self::ForgetDamaged,
            SaidAction::Dismiss => Self::Dismiss,
        }
    }
}

/// All that header, menu and notices show of the kept plans.
#[derive(Clone, Debug)]
pub struct PlansPage {
    pub plans: Plans,
    /// What the reader should know.
    pub said: Option<Said>,
    /// What the reader does.
    pub on_action: Callback<PlansAction>,
}

/// Keeps what lies on the table, follows the address bar, and does what is asked of the list.
#[hook]
pub fn use_plans(
    plans: &Plans,
    state: &UseReducerHandle<State>,
    is_open: bool,
    format: &Format,
) -> PlansPage {
    let said = use_state(|| None::<Said>);
    let redraw = use_force_update();
    let now = use_mut_ref(|| state.clone());
    *now.borrow_mut() = state.clone();
    let style = format.style();
    {
        let (plans, said, now) = (plans.clone(), said.setter(), now.clone());
        use_effect_with((), move |()| {
            let kept = plans.clone();
            kept.listen(move |event| {
                let state = now.borrow().clone();
                match event {
                    KeptEvent::Changed => {}
                    KeptEvent::Told(told) => {
                        if let Told::Copied { of, to } = &told
                            && state.sheet.id == *of
                        {
                            state.dispatch(Action::KeptAs(to.clone()));
                        }
                        said.set(Some(Said::Told(told)));
                    }
                    KeptEvent::Elsewhere(ids) => {
                        let is_shown = ids.contains(&state.sheet.id) && state.sheet.received.is_none();
                        if is_shown {
                            said.set(Some(show_other(&plans, &state, style)));
                        }
                    }
                }
                redraw.force_update();
            });
        });
    }
    use_kept_chance(plans, state);
    use_address(state, is_open, plans, format);
    let on_action = {
        let (plans, said) = (plans.clone(), said.setter());
        use_callback((), move |action: PlansAction, ()| {
            let state = now.borrow().clone();
            let outcome = act(action, &plans, &state, style);
            said.set(outcome);
        })
    };
    PlansPage { plans: plans.clone(), said: (*said).clone(), on_action }
}

/// What another tab made of the plan on the table.
fn show_other(plans: &Plans, state: &UseReducerHandle<State>, style: NumberStyle) -> Said {
    let restored = plans.library().get(&state.sheet.id).and_then(|record| record.content.restored(style));
    match restored {
        Some((plan, before)) => {
            state.dispatch(Action::Renewed { plan: Rc::new(plan), before });
            Said::Renewed
        }
        None => Said::Gone,
    }
}

/// Keeps the chance, once it has settled.
#[hook]
fn use_kept_chance(plans: &Plans, state: &UseReducerHandle<State>) {
    let scenario = state.plan().scenario().clone();
    let answer = state.run.answer.as_ref().filter(|_| state.run.is_settled());
    let chance = answer.filter(|answer| Rc::ptr_eq(&answer.scenario, &scenario));
    let chance = chance.map(|answer| answer.report.chance.value).filter(|_| state.sheet.received.is_none());
    let plans = plans.clone();
    use_effect_with((chance, state.sheet.id.clone()), move |(chance, id)| {
        if let Some(chance) = chance {
            plans.note_chance(id, *chance);
        }
    });
}

/// Does what the reader asks for; what is to be said of it.
fn act(
    action: PlansAction,
    plans: &Plans,
    state: &UseReducerHandle<State>,
    style: NumberStyle,
) -> Option<Said> {
    let show = |id: PlanId, plan: Plan, before: Option<Rc<Scenario>>| {
        state.dispatch(Action::Shown { sheet: Sheet::own(id), plan: Rc::new(plan), before });
    };
    let begin = |plan: Plan, before: Option<Rc<Scenario>>| {
        let id = PlanId::new(&fresh_name());
        plans.edit(&id, Content::of(&plan, before.as_deref()));
        show(id, plan, before);
    };
    match action {
        PlansAction::Open(id) => {
            let restored = plans.library().get(&id).and_then(|record| record.content.restored(style));
            if let Some((plan, before)) = restored {
                show(id, plan, before);
            }
        }
        PlansAction::New(scenario) => begin(Plan::new(Rc::new(*scenario)), None),
        PlansAction::Duplicate => {
            let name = kept_words::copy_of(words::shown_name(&state.plan().scenario().parts().name));
            if let Some(copy) = state.plan().renamed(&name) {
                // What the original was before is the original’s: a copy is compared with that.
                begin(copy, None);
            }
        }
        PlansAction::Delete => return delete(plans, state, style, &show),
        PlansAction::Restore(record) => {
            let restored = record.content.restored(style);
            let id = record.id.clone();
            plans.restore(*record);
            if let Some((plan, before)) = restored {
                show(id, plan, before);
            }
        }
        PlansAction::OpenFile(text) => return open_file(&text, &begin),
        PlansAction::OpenText(text) => return open_text(&text),
        PlansAction::Save => save(state.plan().scenario()),
        PlansAction::SaveDamaged => {
            let all: Vec<String> = plans.damaged().into_iter().map(|(_, text)| text).collect();
            save_text(&all.join("\n"), kept_words::DAMAGED_FILE);
        }
        PlansAction::ForgetDamaged => plans.forget_damaged(),
        PlansAction::ForgetEverything => {
            let plans = plans.clone();
            yew::platform::spawn_local(async move {
                plans.forget_everything().await;
                // Without its fragment the address opens what a first visit sees.
                drop(window().location().set_hash(""));
                drop(window().location().reload());
            });
        }
        PlansAction::Dismiss => {}
    }
    None
}

fn delete(
    plans: &Plans,
    state: &UseReducerHandle<State>,
    style: NumberStyle,
    show: &impl Fn(PlanId, Plan, Option<Rc<Scenario>>),
) -> Option<Said> {
    let record = plans.delete(&state.sheet.id);
    let next = plans.library().records().into_iter().find_map(|record| {
        let (plan, before) = record.content.restored(style)?;
        Some((record.id.clone(), plan, before))
    });
    match next {
        Some((id, plan, before)) => show(id, plan, before),
        None => show(PlanId::new(&fresh_name()), Plan::new(Rc::new(super::example())), None),
    }
    record.map(|record| Said::Deleted(Box::new(record)))
}

/// Opens the text of a file as a new plan; one of another kind says what it is.
fn open_file(text: &str, begin: &impl Fn(Plan, Option<Rc<Scenario>>)) -> Option<Said> {
    match file::open(text) {
        Ok(read) => match read.value {
            File::Plan(scenario) => {
                begin(Plan::new(Rc::new(scenario)), None);
                (!read.unknown.is_empty()).then_some(Said::Unknown(read.unknown))
            }
            File::Quota(check) => {
                // Its view opens it, beside the quota that is there.
                drop(window().location().set_hash(&link::encode_quota(&check)));
                None
            }
            File::History(_) => Some(Said::NotOpened(words::FILE_OF_RESULTS.to_owned())),
        },
        Err(error) => Some(Said::NotOpened(error.to_string())),
    }
}

/// Opens the link that a text holds: the address bar shows it, and what it holds opens as any link does.
fn open_text(text: &str) -> Option<Said> {
    match link::open(text) {
        Ok(Link { opened, headline, before, is_cut }) => {
            let fragment = match &opened {
                Opened::Plan(scenario) => link::encode_with(scenario, Carried::ALL),
                Opened::Quota(check) => link::encode_quota(check),
            };
            let fragment = match (&headline, &before) {
                (Some(headline), Some(before)) => {
                    link::with_before(&fragment, headline, before, Carried::ALL)
                }
                (Some(headline), None) => link::with_headline(&fragment, headline),
                (None, _) => fragment,
            };
            // A browser that refuses leaves what is there.
            drop(window().location().set_hash(&fragment));
            is_cut.then_some(Said::Cut)
        }
        Err(error) => Some(Said::NotOpened(error.to_string())),
    }
}

/// What lies on the table as a file, with notes and names.
fn save(scenario: &Scenario) {
    save_text(&file::plan::write(scenario), &words::file_name(&scenario.parts().name, "json"));
}
