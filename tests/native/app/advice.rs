//! What would change the answer, as it is shown: what is ticked, what it costs, the cheapest way to growth
//! and profit, and what more opportunities would tell.

use super::markup::{Element, check, find, format, rendered};
use crate::support::{reference, scenario};
use plumbline::advice::{
    BothGoals, Counterfactual, CounterfactualOf, Joint, Learned, Learning, LeversCost, Needed, NeededValue,
    Profit, Way, WayToBoth,
};
use plumbline::analysis::Estimate;
use plumbline::app::plan::advice::{AdvicePanel, Answers, AnswersAction, Asking};
use plumbline::app::plan::state::{Answer as PlanAnswer, Slid};
use plumbline::app::shared::Shared;
use plumbline::app::shell::Presenting;
use plumbline::model::{Alignment, Lever, LeverSet, Scenario, SegmentId};
use plumbline::worker::message::{Answer, RunId};
use plumbline::worker::question::{Question, QuestionAnswer};
use plumbline::worker::signals::{Channel, Told};
use serde_json::json;
use std::rc::Rc;
use yew::prelude::*;

const SUPPLY: Lever = Lever::Supply(SegmentId(1));
const SIZE: Lever = Lever::DealSize(SegmentId(1));

#[derive(Clone, Properties, PartialEq)]
struct AdviceProps {
    scenario: Shared<Scenario>,
    answers: Answers,
}

/// The panel with answers that came.
#[component]
fn Advice(props: &AdviceProps) -> Html {
    let of = props.answers.clone();
    let answers = use_reducer(move || of);
    let asking = Asking { answers, stop: Callback::noop(), go_on: Callback::noop(), tick: Callback::noop() };
    html! {
        <AdvicePanel scenario={props.scenario.clone()} {asking} presenting={Presenting::No}
            slid={None::<Shared<Slid>>} answer={None::<Shared<PlanAnswer>>} format={format()}
            on_action={Callback::noop()} />
    }
}

fn after(answers: Answers, action: AnswersAction) -> Answers {
    (*Rc::new(answers).reduce(action)).clone()
}

fn told(answers: Answers, question: Question, answer: QuestionAnswer) -> Answers {
    let answer = Answer::Advised { question, answer: Box::new(answer), variations: 1, trials: 2_000 };
    let (channel, run) = (Channel::Advice, RunId(1));
    after(answers, AnswersAction::Told(Told::Answered { channel, run, answer, finished: false }))
}

fn shown(scenario: &Scenario, answers: &Answers) -> Vec<Element> {
    let scenario = Shared::new(scenario.clone());
    check(&rendered::<Advice>(AdviceProps { scenario, answers: answers.clone() }))
}

/// The reference plan with costs and a profit goal.
fn plan() -> Scenario {
    let mut plan = reference();
    plan["trials"] = json!(2_000);
    plan["economics"] = json!({"gross_margin": 0.8, "cost_per_opportunity": 200,
        "goal": {"contribution": 2_000_000}, "prices": [["leads", 40_000]]});
    scenario(&plan)
}

fn asked(scenario: &Scenario, before: Answers) -> Answers {
    after(before, AnswersAction::Asked(Shared::new(scenario.clone()), 20))
}

fn needed(lever: Lever, value: f64) -> QuestionAnswer {
    let value = NeededValue::Is { value, error: 1.0, chance: 0.8 };
    let cost = (lever == SUPPLY).then_some(7_440_000.0);
    let range = lever.range(&plan()).unwrap();
    QuestionAnswer::Needed(Some(Needed { cost, ..Needed::new(lever, range, 0.3, value) }))
}

fn ticked(all: &[Element]) -> usize {
    let boxes = all.iter().filter(|of| of.attributes.get("type").is_some_and(|of| of == "checkbox"));
    boxes.filter(|of| of.attributes.contains_key("checked")).count()
}

/// Ticks stay through an edit of the plan; what they come to is of the new plan, and says what it costs. A
/// lever that is gone is ticked no longer.
#[test]
fn ticks_stay_through_an_edit_and_say_what_they_cost() {
    let before = plan();
    let set = [SUPPLY, SIZE].iter().fold(LeverSet::default(), |set, of| set.toggled(*of, &before));
    let answers = after(asked(&before, Answers::default()), AnswersAction::Ticked(set));
    let answers = told(answers, Question::Needed(SUPPLY), needed(SUPPLY, 231.0));
    let answers = told(answers, Question::Needed(SIZE), needed(SIZE, 2_900_000.0));
    let value = NeededValue::Is { value: 0.4, error: 0.1, chance: 0.8 };
    let cost = LeversCost { a_year: Some(3_000_000.0), unpriced: vec![SIZE] };
    let joint = Joint { value, levers: vec![(SUPPLY, 215.0), (SIZE, 2_650_000.0)], cost };
    let answers = told(answers, Question::Together(set), QuestionAnswer::Joint(joint));
    let all = shown(&before, &answers);
    assert_eq!(ticked(&all), 4, "each stands among the nearest and among all");
    let together = &find(&all, "together").text;
    assert!(
        together.contains("It costs about USD 30.0K a year; no costs are given for mean deal size."),
        "{together}"
    );
    assert!(find(&all, "nearest").text.contains("about USD 74.4K a year"));
    let mut parts = before.parts().clone();
    parts.name = "Edited".to_owned();
    let edited = Scenario::new(parts).unwrap();
    let answers = asked(&edited, answers);
    let answers = told(answers, Question::Needed(SUPPLY), needed(SUPPLY, 240.0));
    let all = shown(&edited, &answers);
    assert_eq!(ticked(&all), 2, "still ticked");
    assert!(find(&all, "together").text.contains("These 2 together: being worked out"));
    // Without new opportunities there is one lever less, and one that is ticked waits for another.
    let mut gone = reference();
    gone["segments"][0]["supply"] = json!({"per_month": 0});
    let gone = scenario(&gone);
    let all = shown(&gone, &asked(&gone, answers));
    assert!(find(&all, "together").text.contains("Tick another"), "{}", find(&all, "together").text);
}

/// What was said of a plan in full stands again at once when it lies on the table again, as after a look at
/// sliders; what was not finished is asked anew.
#[test]
fn answers_of_a_plan_that_comes_back_are_remembered() {
    let of_supply = |supply: f64| Shared::new(SUPPLY.at(&plan(), supply).unwrap());
    let [first, slid, third] = [201.0, 210.0, 220.0].map(of_supply);
    let ask = |plan: &Shared<Scenario>, before| after(before, AnswersAction::Asked(plan.clone(), 1));
    let tell = |answers, value: f64, finished: bool| {
        let answer = Box::new(needed(SUPPLY, value));
        let question = Question::Needed(SUPPLY);
        let answer = Answer::Advised { question, answer, variations: 1, trials: 2_000 };
        let (channel, run) = (Channel::Advice, RunId(1));
        after(answers, AnswersAction::Told(Told::Answered { channel, run, answer, finished }))
    };
    let nearest = |plan: &Shared<Scenario>, answers: &Answers| {
        let all =
            check(&rendered::<Advice>(AdviceProps { scenario: plan.clone(), answers: answers.clone() }));
        find(&all, "nearest").text.clone()
    };
    let answers = tell(ask(&first, Answers::default()), 231.0, true);
    let answers = tell(ask(&slid, answers), 222.0, false);
    let back = after(answers.clone(), AnswersAction::Recalled(first.clone()));
    assert!(nearest(&first, &back).contains("231"), "{}", nearest(&first, &back));
    // What was under way is known of no plan in full.
    assert_eq!(after(answers.clone(), AnswersAction::Recalled(slid.clone())), answers);
    let answers = tell(ask(&third, back), 240.0, true);
    let back = after(answers, AnswersAction::Recalled(first.clone()));
    assert!(nearest(&first, &back).contains("231"));
    assert!(nearest(&third, &after(back, AnswersAction::Recalled(third.clone()))).contains("240"));
}

fn estimate(value: f64) -> Estimate {
    Estimate { value, standard_error: 0.003 }
}

fn profit() -> Profit {
    Profit {
        trials: 2_000,
        growth: estimate(0.6),
        goal: Some(estimate(0.5)),
        both: Some(estimate(0.45)),
        above_zero: estimate(0.97),
        contribution: Estimate { value: 2e8, standard_error: 1e6 },
        quantiles: [1.5e8, 2e8, 2.5e8],
        cost: 4.8e7,
        commission: estimate(0.0),
        base_pay: 0.0,
        opportunities: 2_400.0,
        cost_ratio: Some(0.2),
        cac: None,
        payback: None,
        rule_of_40: None,
        pairs: vec![(3e8, 2e8), (2.5e8, 1.6e8)],
        priced: Vec::new(),
    }
}

/// The cheapest way to both goals stands in growth and profit with its price and its chances; where there is
/// none the best that was found, and where nothing is priced what to do.
#[test]
fn the_cheapest_way_to_both_goals_is_said() {
    let plan = plan();
    let way = |changes: Vec<(Alignment, u32)>| Way {
        changes,
        a_year: 12_000_000.0,
        both: estimate(0.81),
        growth: 0.88,
        goal: 0.84,
    };
    let said = |of: WayToBoth| {
        let answers = asked(&plan, Answers::default());
        let answers = told(answers, Question::Profit, QuestionAnswer::Profit(Box::new(Some(profit()))));
        let waiting = find(&shown(&plan, &answers), "both-goals").text.clone();
        assert!(waiting.contains("Being worked out"), "{waiting}");
        let both = BothGoals { today: 0.45, way: of };
        let answers = told(answers, Question::BothGoals, QuestionAnswer::BothGoals(Some(both)));
        find(&shown(&plan, &answers), "both-goals").text.clone()
    };
    assert_eq!(
        said(WayToBoth::Is(way(vec![(Alignment::OneRep, 3), (Alignment::Leads, 2)]))),
        "The cheapest way to both goals in 8 in 10: 3 reps more and 20% more new opportunities, about \
         USD 120K a year. Then both are reached in 81 of 100 futures, today in 45 of 100; the target in 88 \
         of 100, the profit goal in 84 of 100."
    );
    let best = said(WayToBoth::Best(way(vec![(Alignment::Adherence, 3)])));
    assert!(best.contains("no two of them, brings both goals to 8 in 10"), "{best}");
    assert!(best.contains("30 points more follow the process, about USD 120K a year"), "{best}");
    assert!(said(WayToBoth::NoneHelps).contains("make it more"));
    assert!(said(WayToBoth::Unpriced).contains("under Costs and margin"));
    assert!(said(WayToBoth::Enough).contains("already"));
}

/// What more opportunities would tell stands in the fold that asks whether it is the team or the plan.
#[test]
fn what_more_opportunities_would_tell_is_said() {
    let plan = plan();
    let target = Counterfactual {
        of: CounterfactualOf::Target,
        chance: 0.8,
        on_chance: estimate(0.2),
        on_money: Estimate { value: -4e7, standard_error: 1e6 },
    };
    let learned = |months: u32, range: f64, less: f64| Learned {
        months,
        opportunities: 200.0 * f64::from(months),
        range,
        less,
    };
    let said = |after: Vec<Learned>| {
        let learning = Learning { range: 1.2e8, after, known: 9e7 };
        let answer =
            QuestionAnswer::Alignment { costs: vec![target], effects: Vec::new(), learning: Some(learning) };
        let answers = told(asked(&plan, Answers::default()), Question::Alignment, answer);
        let all = shown(&plan, &answers);
        let table: Vec<String> =
            all.iter().filter(|of| of.tag == "td" || of.tag == "th").map(|of| of.text.clone()).collect();
        (find(&all, "alignment-costs").text.clone(), table)
    };
    let (words, table) = said(vec![learned(1, 1.1e8, 0.1), learned(3, 1e8, 0.25), learned(12, 9.2e7, 0.4)]);
    assert!(
        words.ends_with(
            "After 600 more opportunities (3 months) the range of 8 in 10 narrows from USD 1.20M to about \
             USD 1.00M; if the percentages were known, USD 900K would be left."
        ),
        "{words}"
    );
    assert!(table.iter().any(|cell| cell == "600 more, 3 months") && table.iter().any(|cell| cell == "25%"));
    let (later, _) = said(vec![learned(1, 1.2e8, 0.0), learned(3, 1.19e8, 0.01), learned(12, 1.1e8, 0.1)]);
    assert!(later.contains("about as wide as today") && later.contains("after 12 months"), "{later}");
    let (never, _) = said(vec![learned(1, 1.2e8, 0.0), learned(3, 1.2e8, 0.0), learned(12, 1.19e8, 0.01)]);
    assert!(never.contains("is still about USD 1.20M"), "{never}");
    let none = QuestionAnswer::Alignment { costs: vec![target], effects: Vec::new(), learning: None };
    let answers = told(asked(&plan, Answers::default()), Question::Alignment, none);
    let words = find(&shown(&plan, &answers), "alignment-costs").text.clone();
    assert!(words.contains("would tell nothing new"), "{words}");
}
