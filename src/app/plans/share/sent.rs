//! What is sent: the link, and the words around it.

use crate::analysis::ENGINE_VERSION;
use crate::app::browser::{Workers, address_of, today};
use crate::app::format::Format;
use crate::app::plan::state::{Action, Answer, Notice};
use crate::app::plan::words::shared_text;
use crate::app::plans::PlansAction;
use crate::app::plans::compare::words::changed;
use crate::app::plans::words::shown_name;
use crate::app::shared::Shared;
use crate::exchange::link::{self, Carried, Headline};
use crate::model::Scenario;
use yew::prelude::*;

/// All that sharing needs of the plan on the table.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ShareMenuProps {
    /// The plan on the table.
    pub scenario: Shared<Scenario>,
    /// Its settled answer, if it has one: an answer to another plan never travels with this one's link.
    pub answer: Option<Shared<Answer>>,
    /// How many fields hold something that is not understood, and so no part of the plan.
    pub refused: usize,
    /// The plan as it was kept for comparison, if one is.
    pub before: Option<Shared<Scenario>>,
    /// The reader's locale.
    pub format: Format,
    /// Who writes all runs.
    pub workers: Workers,
    /// What the reader does with the plan on the table.
    pub on_action: Callback<Action>,
    /// What the reader does with the kept plans.
    pub on_plans: Callback<PlansAction>,
}

/// What is sent.
#[derive(Clone)]
pub(super) struct Sent {
    pub(super) title: String,
    pub(super) words: String,
    pub(super) link: String,
    /// What is said once it is copied: with the sentence, or of an answer that is still to come without it.
    pub(super) copied: Notice,
}

/// The answer as it is sent, beside what goes.
pub(super) fn headline(answer: Option<&Shared<Answer>>, carried: Carried) -> Option<Headline> {
    answer.map(|answer| Headline {
        chance: answer.report.chance.value,
        runs: answer.scenario.parts().runs.trials,
        engine: ENGINE_VERSION,
        date: today(),
        records_left_out: left_out(&answer.scenario, carried),
    })
}

/// Single reps whose own results stay, though the answer rests on them.
fn left_out(scenario: &Scenario, carried: Carried) -> u32 {
    if carried.history { 0 } else { u32::try_from(scenario.withheld().history).unwrap_or(u32::MAX) }
}

/// What is sent with what its sender wants to go.
pub(super) fn sent(props: &ShareMenuProps, carried: Carried, before: Option<&Shared<Scenario>>) -> Sent {
    let fragment = link::encode_with(&props.scenario, carried);
    let fragment = match (headline(props.answer.as_ref(), carried), before) {
        (Some(headline), Some(before)) => link::with_before(&fragment, &headline, before, carried),
        (Some(headline), None) => link::with_headline(&fragment, &headline),
        (None, _) => fragment,
    };
    let link = address_of(&fragment);
    let name = &props.scenario.parts().name;
    let answer = props.answer.as_deref();
    let changed = before.and_then(|before| changed([before, &props.scenario], &props.format));
    let records_left_out = left_out(&props.scenario, carried);
    let words = shared_text(answer, name, changed, records_left_out, &link, &props.format);
    let copied = if answer.is_some() { Notice::LinkCopied } else { Notice::BareLinkCopied };
    Sent { title: shown_name(name).to_owned(), words, link, copied }
}
