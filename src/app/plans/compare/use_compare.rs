//! Which plan stands beside the one on the table, and what the workers say of the two.

use crate::advice::ComparedPlans;
use crate::app::browser::{Workers, fresh_name};
use crate::app::kept::{Keepable, words as kept_words};
use crate::app::plan::state::{Answer as Settled, Plan, PlanId, State};
use crate::app::plans::state::Content;
use crate::app::plans::{Plans, words};
use crate::app::shared::Shared;
use crate::entry::NumberStyle;
use crate::exchange::file::{self, File, plan};
use crate::model::Scenario;
use crate::worker::message::{Answer, Work};
use crate::worker::signals::{Channel, Told};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// A plan to compare with.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparand {
    /// The plan as it was kept.
    Before,
    /// One of the reader's plans.
    Kept(PlanId),
}

/// What the reader does.
#[derive(Clone, Debug, PartialEq)]
pub enum CompareAction {
    /// Compare with whatever is nearest: the reader's own, the plan as it was, another plan.
    Begin,
    /// Compare with this one.
    With(Comparand),
    /// Compare with the plan of a file, which becomes one of the reader's; its text.
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
    /// The chances that the page says of the two elsewhere, where it does.
    pub(super) said: [Option<f64>; 2],
    /// What became of the last file, or why it is not compared with.
    pub(super) of_file: Option<Result<String, String>>,
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
    let of_file = use_state_eq(|| None::<Result<String, String>>);
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
    let choices = choices(plans, state);
    let chosen = wanted.as_ref().filter(|wanted| choices.iter().any(|(choice, _)| choice == *wanted));
    let chosen = chosen.or(choices.first().map(|(choice, _)| choice)).cloned().filter(|_| *is_open);
    // The same choice of the same version is the same plan: read once.
    let version = match &chosen {
        Some(Comparand::Kept(id)) => plans.library().get(id).map(|record| record.content.clone()),
        Some(Comparand::Before) | None => None,
    };
    let kept = use_memo(version, |content| content.as_ref().and_then(|content| content.restored(style)));
    let with = match &chosen {
        Some(Comparand::Before) => state.before.clone(),
        Some(Comparand::Kept(_)) => kept.as_ref().as_ref().map(|(plan, _)| plan.scenario().clone()),
        None => None,
    };
    let chance = |answer: &Shared<Settled>| answer.report.chance.value;
    let said = [
        match &chosen {
            Some(Comparand::Before) => state.run.before.as_ref().map(chance),
            Some(Comparand::Kept(id)) => plans.library().get(id).and_then(|record| record.chance),
            None => None,
        },
        state.run.answer.as_ref().map(chance),
    ];
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
        let (is_open, wanted, said) = (is_open.setter(), wanted.setter(), of_file.setter());
        let plans = plans.clone();
        use_callback((), move |action: CompareAction, ()| said.set(act(action, &plans, &is_open, &wanted)))
    };
    ComparePage {
        is_open: *is_open,
        answer: answer.map(|known| known.answer.clone()),
        said,
        of_file: (*of_file).clone(),
        failure: (*failure).clone(),
        choices,
        chosen,
        with,
        on_action,
    }
}

/// Does what the reader asks for; what became of a file, if one was given.
fn act(
    action: CompareAction,
    plans: &Plans,
    is_open: &UseStateSetter<bool>,
    wanted: &UseStateSetter<Option<Comparand>>,
) -> Option<Result<String, String>> {
    match action {
        CompareAction::Begin => {
            is_open.set(true);
            wanted.set(None);
        }
        CompareAction::With(choice) => wanted.set(Some(choice)),
        CompareAction::File(text) => {
            return Some(keep_file(&text, plans).map(|(id, words)| {
                wanted.set(Some(Comparand::Kept(id)));
                words
            }));
        }
        CompareAction::End => is_open.set(false),
    }
    None
}

/// What the plan on the table can be compared with, the nearest first.
fn choices(plans: &Plans, state: &State) -> Vec<(Comparand, String)> {
    let library = plans.library();
    let beside = state.beside().map(|(id, _)| id.clone());
    let called = |before: &Rc<Scenario>| super::words::as_before(before, state.plan().scenario());
    let before = state.before.as_ref().map(|before| (Comparand::Before, called(before)));
    let named = |id: &PlanId, name: &str| (Comparand::Kept(id.clone()), words::shown_name(name).to_owned());
    let own = beside.as_ref().and_then(|id| Some(named(id, library.get(id)?.content.name())));
    let others = library
        .records()
        .into_iter()
        .filter(|record| record.id != state.sheet.id && beside.as_ref() != Some(&record.id));
    let others: Vec<_> = others.map(|record| named(&record.id, record.content.name())).collect();
    numbered(own.into_iter().chain(before).chain(others).collect())
}

/// The same with a number behind the names that others before them have too: `FY27 plan, copy (2)`.
fn numbered(mut choices: Vec<(Comparand, String)>) -> Vec<(Comparand, String)> {
    let mut seen: BTreeSet<String> = choices.iter().map(|(_, name)| name.clone()).collect();
    let mut met: BTreeSet<String> = BTreeSet::new();
    // There are more numbers than names, so one of them is free.
    let most = choices.len() + 2;
    for (_, name) in &mut choices {
        if !met.insert(name.clone())
            && let Some(free) =
                (2..=most).map(|at| format!("{name} ({at})")).find(|free| seen.insert(free.clone()))
        {
            *name = free;
        }
    }
    choices
}

/// Keeps the plan of a file as one of the reader's, beside the one on the table: which it is from now on and
/// what is said of that, or why there is none.
fn keep_file(text: &str, plans: &Plans) -> Result<(PlanId, String), String> {
    let read = file::open(text).map_err(|error| words::not_opened(&error.to_string()))?;
    let File::Plan(scenario) = read.value else { return Err(super::words::NO_PLAN_IN_FILE.to_owned()) };
    let id = PlanId::new(&fresh_name());
    let kept = super::words::file_kept(&scenario.parts().name);
    plans.edit(&id, Content::of(&Plan::new(Rc::new(scenario)), None));
    let unknown = (!read.unknown.is_empty()).then(|| kept_words::unknown_fields(&read.unknown));
    Ok((id, std::iter::once(kept).chain(unknown).collect::<Vec<_>>().join(" ")))
}
