//! The engine held against formulas, at the end of the page: whoever doubts an answer can see it computed.

use crate::advice::{Checked, Law};
use crate::app::browser::Workers;
use crate::app::components::data_table;
use crate::app::format::Format;
use crate::app::words;
use crate::worker::message::{Answer, Work};
use crate::worker::signals::{Channel, Told};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ChecksPanelProps {
    /// Who draws.
    pub workers: Workers,
    /// The reader's locale.
    pub format: Format,
}

/// What became of a round of checks.
#[derive(Clone, Debug, Default, PartialEq)]
struct Round {
    seed: u64,
    done: Vec<Checked>,
    failure: Option<String>,
}

/// What happened.
enum Step {
    Begun,
    Checked(Checked),
    Failed(String),
}

impl Reducible for Round {
    type Action = Step;
    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        Rc::new(match step {
            Step::Begun => Self { seed: self.seed + 1, ..Self::default() },
            Step::Checked(of) => {
                let mut done: Vec<Checked> = self.done.iter().copied().chain([of]).collect();
                // Workers answer in any order.
                done.sort_by_key(|of| Law::ALL.iter().position(|law| *law == of.law));
                Self { done, ..(*self).clone() }
            }
            Step::Failed(reason) => Self { failure: Some(reason), ..(*self).clone() },
        })
    }
}

/// A fold with a button, and a row for each law as it is checked.
#[component]
pub fn ChecksPanel(props: &ChecksPanelProps) -> Html {
    let round = use_reducer(Round::default);
    {
        let (workers, dispatch) = (props.workers.clone(), round.dispatcher());
        use_memo((), move |()| {
            workers.listen(Channel::Checks, move |told| match told {
                Told::Answered { answer: Answer::Checked(Some(of)), .. } => {
                    dispatch.dispatch(Step::Checked(of));
                }
                Told::Failed { reason, .. } => dispatch.dispatch(Step::Failed(words::not_answered(&reason))),
                Told::Answered { .. } | Told::Lost { .. } => {}
            });
        });
    }
    let onclick = {
        let (workers, dispatch, seed) = (props.workers.clone(), round.dispatcher(), round.seed + 1);
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Step::Begun);
            let works = Law::ALL.map(|law| Work::Check { law, seed }).to_vec();
            workers.ask(Channel::Checks, "".into(), works);
        })
    };
    let label = if round.seed == 0 { words::CHECKS_START } else { words::CHECKS_AGAIN };
    let head = words::CHECKS_HEAD.map(str::to_owned).to_vec();
    let rows: Vec<Vec<String>> = round.done.iter().map(|of| words::check_row(of, &props.format)).collect();
    html! {
        <details class="checks" id="checks">
            <summary>{ words::CHECKS_TITLE }</summary>
            <p>{ words::CHECKS_ABOUT }</p>
            <p><button type="button" id="check" {onclick}>{ label }</button></p>
            if let Some(reason) = &round.failure {
                <p class="answer-panel__warning" role="alert">{ reason }</p>
            }
            if !rows.is_empty() {
                { data_table(words::CHECKS_CAPTION, head, rows) }
                <p>{ words::CHECKS_READ }</p>
            }
        </details>
    }
}
