//! What would change the answer: open, the three nearest levers and a line on profit; behind folds the rest.

use super::matters::{Chosen, Measured, matters};
use super::needed_list::{Known, Levers};
use super::sections::Sections;
use super::sliders::sliders;
use super::use_answers::{Answers, Asking};
use crate::app::format::Format;
use crate::app::plan::state::{Action, Answer, Slid};
use crate::app::plan::words;
use crate::app::shared::Shared;
use crate::app::shell::Presenting;
use crate::model::Scenario;
use crate::worker::question::Question;
use yew::prelude::*;

#[derive(Clone, Debug, Properties, PartialEq)]
pub struct AdvicePanelProps {
    /// The plan as it stands.
    pub scenario: Shared<Scenario>,
    /// What is known of it, or of the one before.
    pub asking: Asking,
    /// Whether it is shown alone, to a room: with sliders.
    pub presenting: Presenting,
    /// What sliders made of the plan as it stands, if they did.
    pub slid: Option<Shared<Slid>>,
    /// The plan's own answer: what holds so often is read there.
    pub answer: Option<Shared<Answer>>,
    /// The reader's locale.
    pub format: Format,
    /// What the reader does.
    pub on_action: Callback<Action>,
}

#[component]
pub fn AdvicePanel(props: &AdvicePanelProps) -> Html {
    let Asking { answers, stop, go_on, tick } = &props.asking;
    let measured = use_state_eq(|| Measured::Chance);
    // Before anything was asked the headings stand already, so that nothing moves when they find something.
    let scenario = answers.scenario.clone().unwrap_or_else(|| props.scenario.clone());
    let is_current = answers.scenario.as_ref().is_some_and(|asked| asked.says_the_same(&props.scenario));
    let format = &props.format;
    let known = Known { scenario: &scenario, answers, format, is_current };
    let levers = Levers { known, ticked: answers.ticked, on_tick: tick, on_action: &props.on_action };
    let own = props.answer.as_ref().filter(|answer| answer.scenario.says_the_same(&scenario));
    let promises = own.map(|answer| answer.report.promises);
    let chance = own.map(|answer| answer.report.chance.value);
    let sections = Sections { scenario: &scenario, answers, promises, chance, format };
    let of_sliders = match props.presenting {
        Presenting::No => None,
        Presenting::Yes => sliders((levers.sliders(), props.slid.as_deref()), &known, &props.on_action),
    };
    html! {
        <section class="advice" aria-label={words::ADVICE} data-current={is_current.to_string()}
            data-settled={(is_current && !answers.is_working).to_string()}>
            <div class="advice__levers">
                { for of_sliders.is_none().then(|| html! {
                    <>
                        { levers.title() }
                        { levers.nearest() }
                        { levers.chosen() }
                    </>
                }) }
                { of_sliders.unwrap_or_default() }
                <p id="profit-line" data-stale={answers.is_stale(Question::Profit).to_string()}>
                    { words::profit_line(&scenario, sections.profit(), chance, format) }</p>
                { standing(answers, is_current.then_some(go_on), format, stop) }
            </div>
            { levers.all() }
            { matters(&scenario, answers, format, &Chosen::of(&measured)) }
            { sections.width() }
            { sections.coverage() }
            { sections.holds() }
            { sections.quotas() }
            { sections.growth_and_profit() }
            { sections.alignment() }
        </section>
    }
}

/// How far the work is, or what the answers stand on; `go_on`, where the rest can be asked for.
fn standing(answers: &Answers, go_on: Option<&Callback<()>>, format: &Format, stop: &Callback<()>) -> Html {
    let clicked = |callback: &Callback<()>| callback.reform(|_: MouseEvent| ());
    let go_on = go_on.filter(|_| answers.len() < answers.asked);
    html! {
        <div class="advice__standing">
            <p id="advice-runs">{ words::advice_runs(answers.variations, answers.trials, format) }</p>
            if let Some(reason) = &answers.failure {
                <p class="answer-panel__warning" role="alert">{ words::advice_failed(reason) }</p>
            }
            if answers.is_working {
                <progress value={answers.len().to_string()} max={answers.asked.to_string()}
                    aria-label={words::ADVICE_PROGRESS} />
                <button type="button" id="advice-stop" onclick={clicked(stop)}>{ words::STOP }</button>
            } else if let Some(go_on) = go_on {
                <button type="button" id="advice-go-on"
                    onclick={clicked(go_on)}>{ words::ADVICE_AGAIN }</button>
            }
        </div>
    }
}
