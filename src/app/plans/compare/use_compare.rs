//! Which plan stands beside the one on the table, and what the workers say of the two.

use crate::advice::ComparedPlans;
use crate::app::browser::Workers;
use crate::app::kept::Keepable;
use crate::app::plan::state::{PlanId, State};
use crate::app::plans::{Plans, words};
use crate::app::shared::Shared;
use crate::entry::NumberStyle;
use crate::exchange::file::{self, File, plan};
use crate::model::Scenario;
use crate::worker::message::{Answer, Work};
use crate::worker::signals::{Channel, Told};
use std::rc::Rc;
use yew::prelude::*;

/// A plan to compare with.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparand {
    /// The plan as it was kept.
    Before,
    /// One of the reader's plans.
    Kept(PlanId),
    /// The plan of a file, which is kept nowhere.
    File,
}

/// What the reader does.
#[derive(Clone, Debug, PartialEq)]
pub enum CompareAction {
    /// Compare with whatever is nearest: the reader's own, the plan as it was, another plan.
    Begin,
    /// Compare with this one.
    With(Comparand),
    /// Compare with the plan of a file; its text.
    File(String),
    /// Compare no longer.
    End,
}

/// What the panel shows.
#[derive(Clone, Debug)]
pub struct ComparePage {
    /// Whether plans are being compared.
    pub is_open: bool,
    /// What can be compared with, and what it is called.
    pub choices: Vec<(Comparand, String)>,
    /// Which of them is.
    pub chosen: Option<Comparand>,
    /// The other plan.
    pub(super) with: Option<Rc<Scenario>>,
    /// How the two differ; none, while that is worked out.
    pub(super) answer: Option<Rc<ComparedPlans>>,
    /// Why a file is not compared with.
    pub(super) refused: Option<String>,
    /// Why they are not compared.
    pub(super) failure: Option<String>,
    /// What the reader does.
    pub on_action: Callback<CompareAction>,
}

/// What was worked out, and of which two plans.
#[derive(Clone, Debug)]
struct Known {
    pair: (Shared<Scenario>, Shared<Scenario>),
    answer: Rc<ComparedPlans>,
}

/// Compares the plan on the table with another, once its own answer has settled.
#[hook]
pub fn use_compare(workers: &Workers, plans: &Plans, state: &State, style: NumberStyle) -> ComparePage {
    let is_open = use_state_eq(|| false);
    let wanted = use_state_eq(|| None::<Comparand>);
    let opened = use_state(|| None::<Result<Rc<Scenario>, String>>);
    let known = use_state(|| None::<Known>);
    let failure = use_state_eq(|| None::<String>);
    let asked = use_mut_ref(|| None::<(Shared<Scenario>, Shared<Scenario>)>);
    {
        let (known, failure, asked, workers) =
            (known.setter(), failure.setter(), asked.clone(), workers.clone());
        use_memo((), move |()| {
            workers.listen(Channel::Compare, move |told| match told {
                Told::Answered { answer: Answer::Compared(answer), .. } => {
                    let pair = asked.borrow().clone();
                    known.set(pair.map(|pair| Known { pair, answer: Rc::new(*answer) }));
                }
                Told::Failed { reason, .. } => failure.set(Some(crate::app::words::not_answered(&reason))),
                Told::Answered { .. } | Told::Lost { .. } => {}
            });
        });
    }
    let of_file = opened.as_ref().and_then(|opened| opened.as_ref().ok());
    let choices = choices(plans, state, of_file);
    let chosen = wanted.as_ref().filter(|wanted| choices.iter().any(|(choice, _)| choice == *wanted));
    let chosen = chosen.or(choices.first().map(|(choice, _)| choice)).cloned().filter(|_| *is_open);
    // The same choice of the same version is the same plan: read once.
    let version = match &chosen {
        Some(Comparand::Kept(id)) => plans.library().get(id).map(|record| record.content.clone()),
        Some(Comparand::Before | Comparand::File) | None => None,
    };
    let kept = use_memo(version, |content| content.as_ref().and_then(|content| content.restored(style)));
    let with = match &chosen {
        Some(Comparand::Before) => state.before.clone(),
        Some(Comparand::File) => of_file.cloned(),
        Some(Comparand::Kept(_)) => kept.as_ref().as_ref().map(|(plan, _)| plan.scenario().clone()),
        None => None,
    };
    let now = state.plan().scenario().clone();
    let settled = state.run.is_settled();
    let pair = with.clone().map(|with| (Shared::of(with), Shared::of(now)));
    {
        let (workers, failure) = (workers.clone(), failure.setter());
        use_effect_with(pair.clone().filter(|_| settled), move |pair| {
            let is_asked = *asked.borrow() == *pair;
            if let Some((one, other)) = pair.as_ref().filter(|_| !is_asked) {
                failure.set(None);
                let text = [one, other].map(|plan| plan::canonical_without_sources(plan)).join("\n");
                let work = Work::Compare { variations_at_most: u32::MAX };
                workers.ask(Channel::Compare, text.into(), vec![work]);
                asked.borrow_mut().clone_from(pair);
            }
        });
    }
    let answer = known.as_ref().filter(|known| Some(&known.pair) == pair.as_ref());
    let on_action = {
        let (is_open, wanted, opened) = (is_open.setter(), wanted.setter(), opened.setter());
        use_callback((), move |action: CompareAction, ()| match action {
            CompareAction::Begin => is_open.set(true),
            CompareAction::With(choice) => wanted.set(Some(choice)),
            CompareAction::File(text) => {
                let read = plan_of(&text);
                if read.is_ok() {
                    wanted.set(Some(Comparand::File));
                }
                opened.set(Some(read));
            }
            CompareAction::End => is_open.set(false),
        })
    };
    ComparePage {
        is_open: *is_open,
        answer: answer.map(|known| known.answer.clone()),
        refused: opened.as_ref().and_then(|opened| opened.as_ref().err().cloned()),
        failure: (*failure).clone(),
        choices,
        chosen,
        with,
        on_action,
    }
}

/// What the plan on the table can be compared with, the nearest first.
fn choices(plans: &Plans, state: &State, of_file: Option<&Rc<Scenario>>) -> Vec<(Comparand, String)> {
    let library = plans.library();
    let beside = state.beside().map(|(id, _)| id.clone());
    let before = state.before.is_some().then(|| (Comparand::Before, super::words::AS_BEFORE.to_owned()));
    let named = |id: &PlanId, name: &str| (Comparand::Kept(id.clone()), words::shown_name(name).to_owned());
    let own = beside.as_ref().and_then(|id| Some(named(id, library.get(id)?.content.name())));
    let others = library
        .records()
        .into_iter()
        .filter(|record| record.id != state.sheet.id && beside.as_ref() != Some(&record.id));
    let others: Vec<_> = others.map(|record| named(&record.id, record.content.name())).collect();
    let of_file = of_file.map(|plan| (Comparand::File, words::shown_name(&plan.parts().name).to_owned()));
    own.into_iter().chain(before).chain(of_file).chain(others).collect()
}

/// The plan of a file's text, or why there is none.
fn plan_of(text: &str) -> Result<Rc<Scenario>, String> {
    match file::open(text).map(|read| read.value) {
        Ok(File::Plan(scenario)) => Ok(Rc::new(scenario)),
        Ok(File::Quota(_) | File::History(_)) => Err(super::words::NO_PLAN_IN_FILE.to_owned()),
        Err(error) => Err(words::not_opened(&error.to_string())),
    }
}
