//! Folded sections, each headed by its finding.

use super::use_answers::Answers;
use crate::advice::{Coverage, CoverageOf, Learning, Profit};
use crate::analysis::{PROMISE_CONFIDENCES, quotas_of_plan};
use crate::app::charts::{GoalLine, ScatterChart};
use crate::app::components::{Folded, data_table, fold, how};
use crate::app::format::Format;
use crate::app::plan::words;
use crate::model::Scenario;
use crate::worker::question::{Question, QuestionAnswer};
use yew::prelude::*;

/// What the sections show.
#[derive(Clone, Copy)]
pub(super) struct Sections<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) answers: &'a Answers,
    /// What holds so often, of the plan's own answer; none, while that is of another plan.
    pub(super) promises: Option<[f64; PROMISE_CONFIDENCES.len()]>,
    /// The chance of the target, of the plan’s own answer likewise.
    pub(super) chance: Option<f64>,
    pub(super) format: &'a Format,
}

/// What stands inside until there is an answer.
fn or_not_yet(inside: Option<Html>, answers: &Answers) -> Html {
    inside.unwrap_or_else(|| html! { <p>{ answers.not_yet() }</p> })
}

fn table<const N: usize>(caption: &str, head: [&str; N], rows: Vec<Vec<String>>) -> Html {
    data_table(caption, head.map(str::to_owned).to_vec(), rows)
}

/// What would be known after more opportunities.
fn learned(learning: &Learning, scenario: &Scenario, format: &Format) -> Html {
    let rows = words::learning_rows(learning, scenario, format);
    html! {
        <>
            { table(words::LEARNING_TABLE, words::LEARNING_HEAD, rows) }
            { how(words::HOW, words::LEARNING_TABLE, vec![words::HOW_LEARNING.to_owned()]) }
        </>
    }
}

impl Sections<'_> {
    /// A fold for the answer to a question; faint, while it is still that of the plan before.
    fn section(&self, question: Question, id: &'static str, finding: String, inside: Html) -> Html {
        let is_stale = self.answers.is_stale(question);
        html! {
            <div key={id} data-stale={is_stale.to_string()}>
                { fold(id, Folded::Closed, finding, inside) }
            </div>
        }
    }

    /// Where the width comes from.
    pub(super) fn width(&self) -> Html {
        let width = match self.answers.to(Question::Width) {
            Some(QuestionAnswer::Width(width)) => Some(width),
            _ => None,
        };
        let inside = width.map(|width| {
            html! {
                <>
                    { table(words::WIDTH_TABLE, words::WIDTH_HEAD, words::width_rows(width, self.format)) }
                    { how(words::HOW, words::WIDTH_TABLE, words::how_width(width, self.format)) }
                </>
            }
        });
        let finding = words::width_finding(width, self.format);
        self.section(Question::Width, "width", finding, or_not_yet(inside, self.answers))
    }

    /// How many opportunities it takes.
    pub(super) fn coverage(&self) -> Html {
        let of = |of| match self.answers.to(Question::Coverage(of)) {
            Some(QuestionAnswer::Coverage(coverage)) => Some(coverage),
            _ => None,
        };
        let (whole, rest) = (of(CoverageOf::Target), of(CoverageOf::Rest));
        let one = |of: CoverageOf, coverage: &Coverage| {
            let rows = words::coverage_rows(coverage, self.scenario, self.format);
            html! {
                <>
                    { table(words::coverage_table(of), words::COVERAGE_HEAD, rows) }
                    <p>{ words::coverage_rule(coverage, self.scenario, self.format) }</p>
                </>
            }
        };
        let inside = whole.map(|whole| {
            html! {
                <>
                    { for rest.map(|rest| one(CoverageOf::Rest, rest)) }
                    { one(CoverageOf::Target, whole) }
                    { how(words::HOW, words::coverage_table(CoverageOf::Target),
                        vec![words::HOW_COVERAGE.to_owned()]) }
                </>
            }
        });
        let finding = words::coverage_finding(rest.or(whole), self.chance, self.format);
        let question = Question::Coverage(CoverageOf::Target);
        self.section(question, "coverage", finding, or_not_yet(inside, self.answers))
    }

    /// What holds, as growth and as a date.
    pub(super) fn holds(&self) -> Html {
        let holds = match self.answers.to(Question::Holds) {
            Some(QuestionAnswer::Holds(holds)) => Some(holds.as_slice()),
            _ => None,
        };
        let promises = self.promises.as_ref().map_or(&[][..], |promises| promises.as_slice());
        let inside = holds.filter(|_| self.promises.is_some()).map(|holds| {
            let (head, rows) = words::holds_table(holds, promises, (self.scenario, self.chance), self.format);
            html! {
                <>
                    { data_table(words::HOLDS_TABLE, head, rows) }
                    { how(words::HOW, words::HOLDS_TABLE, vec![words::HOW_HOLDS.to_owned()]) }
                </>
            }
        });
        let finding = words::holds_finding(holds, promises, (self.scenario, self.chance), self.format);
        self.section(Question::Holds, "holds-by", finding, or_not_yet(inside, self.answers))
    }

    /// Quotas, and those that would be equally hard. The heading is there before they are known: what comes
    /// later would move what stands below it.
    pub(super) fn quotas(&self) -> Html {
        let quotas = match self.answers.to(Question::Quotas) {
            Some(QuestionAnswer::Quotas(quotas)) => Some(quotas.as_ref()),
            _ => None,
        };
        let has_quotas = quotas_of_plan(self.scenario).is_some();
        let Some(team) = self.scenario.parts().team.as_ref().filter(|_| has_quotas) else {
            return Html::default();
        };
        let Some(quotas) = quotas else {
            let finding = words::equal_finding(None, self.format);
            let inside = or_not_yet(None, self.answers);
            return self.section(Question::Quotas, "equal-quotas", finding, inside);
        };
        let Some(quotas) = quotas else { return Html::default() };
        let money = |minor: f64| self.format.money_short(minor, self.scenario.parts().currency);
        let rows = quotas.groups.iter().map(|of| {
            let group = team.groups().iter().enumerate().find(|(_, group)| group.id == of.group);
            vec![
                group.map(|(place, group)| words::group_name(place, group)).unwrap_or_default(),
                money(of.quota),
                words::of_100(of.chance, self.format),
                money(of.equal),
                words::of_100(of.equal_chance, self.format),
            ]
        });
        let inside = html! {
            <>
                { table(words::EQUAL_TABLE, words::EQUAL_HEAD, rows.collect()) }
                <p class="answer-panel__note">{ words::equal_span(quotas,
                    self.scenario) }{ " " }{ words::EQUAL_HOW }</p>
            </>
        };
        let finding = words::equal_finding(Some(quotas), self.format);
        self.section(Question::Quotas, "equal-quotas", finding, inside)
    }

    /// The money side, once it is there.
    pub(super) fn profit(&self) -> Option<&Profit> {
        match self.answers.to(Question::Profit) {
            Some(QuestionAnswer::Profit(profit)) => (**profit).as_ref(),
            _ => None,
        }
    }

    /// Growth and profit in the same futures; the heading before they are known.
    pub(super) fn growth_and_profit(&self) -> Html {
        let (scenario, format) = (self.scenario, self.format);
        if scenario.parts().economics.is_none() {
            return Html::default();
        }
        let Some(profit) = self.profit() else {
            let finding = words::profit_line(scenario, None, self.chance, format);
            return self.section(Question::Profit, "profit", finding, or_not_yet(None, self.answers));
        };
        let priced = words::priced_rows(profit, scenario, format);
        let inside = html! {
            <>
                { self.cheapest_to_both() }
                { self.scatter(profit) }
                { table(words::PROFIT_TABLE, words::PROFIT_HEAD,
                    words::profit_rows(profit, scenario, self.chance, format)) }
                if !priced.is_empty() {
                    { table(words::PRICED_TABLE, words::PRICED_HEAD, priced) }
                }
                { how(words::HOW, words::PROFIT_TABLE, vec![words::HOW_PROFIT.to_owned()]) }
            </>
        };
        let finding = words::profit_line(scenario, Some(profit), self.chance, format);
        self.section(Question::Profit, "profit", finding, inside)
    }

    /// What the cheapest way to growth and profit costs; nothing without a profit goal.
    fn cheapest_to_both(&self) -> Html {
        let goal = self.scenario.parts().economics.as_ref().and_then(|economics| economics.goal);
        if goal.is_none() {
            return Html::default();
        }
        // Nothing is asked of a room.
        let economics = self.scenario.parts().economics.as_ref();
        let is_asking = economics.is_some_and(|economics| economics.prices.is_empty());
        let words = match self.answers.to(Question::BothGoals) {
            Some(QuestionAnswer::BothGoals(Some(both))) => {
                words::both_goals_sentence(both, self.scenario, self.format)
            }
            _ => self.answers.not_yet().to_owned(),
        };
        html! {
            <>
                <p id="both-goals" data-asks={is_asking.to_string()}>{ words }</p>
                { how(words::HOW, words::BOTH_GOALS, vec![words::HOW_BOTH_GOALS.to_owned()]) }
            </>
        }
    }

    fn scatter(&self, profit: &Profit) -> Html {
        let parts = self.scenario.parts();
        let (format, currency) = (self.format.clone(), parts.currency);
        // Of recurring revenue the target is what is there at the end, not what is booked: no line.
        let target = parts.target.recurring_revenue().is_none().then(|| parts.target.amount().minor() as f64);
        let goal = parts.economics.as_ref().and_then(|economics| {
            let (intercept, slope) = economics.goal_line()?;
            let label = words::profit_goal(economics.goal?, self.scenario, &format);
            Some(GoalLine { intercept, slope, label: label.into() })
        });
        let words: Vec<AttrValue> =
            profit.pairs.iter().map(|pair| words::pair_words(*pair, self.scenario, &format).into()).collect();
        let tick_label = Callback::from({
            let format = format.clone();
            move |value: f64| format.money_round(value, currency)
        });
        let summary = words::profit_summary(profit, self.scenario, self.chance, &format);
        html! {
            <ScatterChart id="growth-and-profit" points={profit.pairs.clone()} {words} {target}
                target_label={target.map_or_else(String::new,
                    |target| words::target_label(target, currency, &format))} {goal} {tick_label}
                axis_names={words::PROFIT_AXES.map(AttrValue::from)}
                names={words::frame_names(words::PROFIT_TITLE, summary, "profit")} />
        }
    }

    /// Whether it is the team or the plan, and what people and process would bring.
    pub(super) fn alignment(&self) -> Html {
        let answer = match self.answers.to(Question::Alignment) {
            Some(QuestionAnswer::Alignment { costs, effects, learning }) => {
                let promises = self.promises.as_ref().map(<[f64; _]>::as_slice);
                let costs = words::of_the_answer(costs, promises, self.scenario);
                Some((costs, effects.as_slice(), learning.as_ref()))
            }
            _ => None,
        };
        let (scenario, format) = (self.scenario, self.format);
        let inside = answer.as_ref().map(|(costs, effects, learning)| {
            let mut sentences = words::cost_sentences(costs, scenario, format);
            sentences.push(words::learning_sentence(*learning, scenario, format));
            html! {
                <>
                    <ul id="alignment-costs">
                        { for sentences.into_iter().map(|sentence| html! { <li>{ sentence }</li> }) }
                    </ul>
                    { table(words::COSTS_TABLE, words::COSTS_HEAD,
                        words::cost_rows(costs, scenario, format)) }
                    { how(words::HOW, words::COSTS_TABLE, vec![words::HOW_COSTS.to_owned()]) }
                    { for learning.map(|learning| learned(learning, scenario, format)) }
                    { table(words::ALIGNMENT_TABLE, words::ALIGNMENT_HEAD,
                        words::alignment_rows(effects, scenario, format)) }
                    { how(words::HOW, words::ALIGNMENT_TABLE, words::how_alignment(effects, format)) }
                </>
            }
        });
        let finding =
            words::costs_finding(answer.as_ref().map(|(costs, ..)| costs.as_slice()), scenario, format);
        self.section(Question::Alignment, "alignment", finding, or_not_yet(inside, self.answers))
    }
}
