//! What matters: one picture for what is not known, another for what could be changed.

use super::use_answers::Answers;
use crate::advice::{Effect, Measure};
use crate::app::charts::{Bar, BarChart};
use crate::app::components::{Folded, choice_row, data_table, fold, how};
use crate::app::format::Format;
use crate::app::plan::words;
use crate::model::Scenario;
use crate::worker::question::{Question, QuestionAnswer};
use yew::prelude::*;

/// What the bars measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Measured {
    /// The chance of the target.
    Chance,
    /// The middle result.
    Middle,
}

/// Which is measured, and how another is chosen.
#[derive(Clone)]
pub(super) struct Chosen {
    pub(super) measured: Measured,
    pub(super) choose: Callback<usize>,
}

impl Chosen {
    pub(super) fn of(state: &UseStateHandle<Measured>) -> Self {
        let set = state.setter();
        let choose = Callback::from(move |index: usize| {
            set.set(if index == 0 { Measured::Chance } else { Measured::Middle });
        });
        Self { measured: **state, choose }
    }
}

/// One picture with its table.
struct Effects<'a, T> {
    id: &'static str,
    title: &'static str,
    all: &'a [Effect<T>],
    words: Vec<[String; 3]>,
}

/// Both pictures.
pub(super) fn matters(scenario: &Scenario, answers: &Answers, format: &Format, chosen: &Chosen) -> Html {
    let unknowns = match answers.to(Question::Unknowns) {
        Some(QuestionAnswer::Unknowns(effects)) => Some(effects.as_slice()),
        _ => None,
    };
    let changes = match answers.to(Question::Changes) {
        Some(QuestionAnswer::Changes(effects)) => Some(effects.as_slice()),
        _ => None,
    };
    let choices = words::MATTERS_CHOICES.iter().zip([Measured::Chance, Measured::Middle]);
    let choices = choices.map(|(name, of)| ((*name).to_owned(), of == chosen.measured)).collect();
    let not_yet = || html! { <p>{ answers.not_yet() }</p> };
    let unknown = |effects| {
        let words = |effect| words::belief_words(scenario, effect, format);
        let of = Effects {
            id: "unknowns",
            title: words::UNKNOWNS_TITLE,
            all: effects,
            words: effects.iter().map(words).collect(),
        };
        if effects.is_empty() {
            html! { <p>{ words::NO_UNKNOWNS }</p> }
        } else {
            of.view(scenario, format, chosen.measured)
        }
    };
    let change = |effects| {
        let words = |effect| words::change_words(scenario, effect, format);
        let of = Effects {
            id: "changes",
            title: words::CHANGES_TITLE,
            all: effects,
            words: effects.iter().map(words).collect(),
        };
        of.view(scenario, format, chosen.measured)
    };
    let inside = html! {
        <>
            { choice_row(words::MATTERS_ON, "matters-on", choices, &chosen.choose) }
            { unknowns.map_or_else(not_yet, unknown) }
            { changes.map_or_else(not_yet, change) }
            { how(words::HOW, words::MATTERS_ON, vec![words::HOW_MATTERS.to_owned()]) }
        </>
    };
    fold("matters", Folded::Closed, words::matters_finding(unknowns, changes, scenario), inside)
}

impl<T> Effects<'_, T> {
    fn view(&self, scenario: &Scenario, format: &Format, measured: Measured) -> Html {
        let currency = scenario.parts().currency;
        let of = |measure: &Measure| match measured {
            Measured::Chance => 100.0 * measure.chance,
            Measured::Middle => measure.middle,
        };
        let label = |value: f64| match measured {
            Measured::Chance => format.number(value, 0),
            Measured::Middle => format.money_short(value, currency),
        };
        let bars = self.all.iter().zip(&self.words).map(|(effect, words)| {
            let (low, high) = (of(&effect.low), of(&effect.high));
            let [name, from, to] = words;
            Bar {
                name: name.clone().into(),
                low,
                high,
                labels: [label(low), label(high)].map(AttrValue::from),
                ends: [from.clone(), to.clone()].map(AttrValue::from),
                words: words::effect_words(words, effect, scenario, format).into(),
            }
        });
        let mut bars: Vec<Bar> = bars.collect();
        bars.sort_by(|a, b| (b.high - b.low).abs().total_cmp(&(a.high - a.low).abs()));
        let summary = bars.first().map(|bar| bar.words.to_string()).unwrap_or_default();
        let rows = self.all.iter().zip(&self.words).map(|(effect, [name, from, to])| {
            vec![
                name.clone(),
                from.clone(),
                to.clone(),
                words::between(
                    &words::of_100(effect.low.chance, format),
                    &words::of_100(effect.high.chance, format),
                ),
                words::between(
                    &format.money_short(effect.low.middle, currency),
                    &format.money_short(effect.high.middle, currency),
                ),
            ]
        });
        html! {
            <>
                <BarChart id={self.id} {bars} names={words::frame_names(self.title, summary, self.id)} />
                { data_table(self.title, words::MATTERS_HEAD.map(str::to_owned).to_vec(), rows.collect()) }
            </>
        }
    }
}
