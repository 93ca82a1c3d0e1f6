//! What is printed to be agreed on.

use super::markup::{Element, answer, check, find, format, plans, rendered};
use crate::support::scenario;
use plumbline::app::plan::presets::preset;
use plumbline::app::plan::state::{Action, FieldId, Plan, Sheet, State};
use plumbline::app::plans::share::brief;
use plumbline::app::shared::Shared;
use plumbline::entry::{EconomicsField, NumberStyle};
use plumbline::model::{Date, Scenario};
use serde_json::{Value, json};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
struct PaperProps {
    scenario: Shared<Scenario>,
}

/// A plan and its answer on paper.
#[component]
fn Paper(props: &PaperProps) -> Html {
    let plan = Plan::new(Rc::new((*props.scenario).clone()));
    brief(
        &plan,
        Some(&answer(&props.scenario)),
        (Some("What if: sliders.".to_owned()), &["Profit: none.".to_owned()]),
        Date::new(2026, 11, 27).unwrap(),
        &format(),
    )
}

fn paper(scenario: &Scenario) -> Vec<Element> {
    check(&rendered::<Paper>(PaperProps { scenario: Shared::new(scenario.clone()) }))
}

/// Six stages, of which the last says nothing of when to move on, 23 reps of whom three join, and money.
fn whole_year() -> Value {
    let names = ["Qualified", "Discovery", "Technical validation", "Proposal", "Legal", "Signature"];
    let mut stages = names.map(|name| {
        json!({"name": name, "exit": format!("{name} is agreed to in writing"),
            "rate": {"passed": 120, "entered": 200}, "time": {"mean": 18, "sd": 12}})
    });
    stages[5].as_object_mut().unwrap().remove("exit");
    let reps: Vec<Value> = (0..23)
        .map(|rep| {
            let joins = if rep < 20 { Value::Null } else { json!(4) };
            json!({"name": format!("Rep {rep}"), "count": 1, "quota": 225_000, "joins": joins})
        })
        .collect();
    json!({"plumbline": 1, "name": "A whole year", "currency": "EUR", "start": "2027-01-01",
        "horizon": {"months": 12}, "target": {"amount": 9_000_000}, "trials": 400,
        "segments": [{"supply": {"per_month": 150}, "stages": stages,
            "deal_size": {"mean": 92_000, "cv": 0.9}}],
        "team": {"groups": reps, "ramp": [0, 0.25, 0.5, 0.75], "quota_period": "quarter"}})
}

/// Stages with what they take, who does how much by when, what the target stands on, and room to sign; no
/// name of a rep. Where nobody has said when a stage moves on there is room for a pen.
#[test]
fn a_page_says_what_is_agreed() {
    let all = paper(&scenario(&whole_year()));
    let brief = &find(&all, "brief").text;
    for words in [
        "Moves on when: Legal is agreed to in writing",
        "Moves on when: …",
        "Each of 20 reps",
        "Each of 3 reps who join",
        "Enter by",
        "What if: sliders.",
        "20 reps, 3 hires that bring nothing yet, quota EUR 225K a quarter each",
        "Open deals: already under way when the plan begins",
        "We work towards EUR 9.00M by 2027-12 as it stands above",
        "Agreed by",
        "Signature",
    ] {
        assert!(brief.contains(words), "{words}: {brief}");
    }
    assert_eq!(brief.matches("Moves on when").count(), 6, "each stage");
    assert!(!brief.contains("Rep 1"), "nobody is named: {brief}");
    let signed = all.iter().filter(|of| of.tag == "td" && of.text.is_empty()).count();
    assert!(signed >= 3 * 4, "{signed} cells are empty: three people can sign");
    for plan in plans() {
        let all = paper(&plan);
        assert!(find(&all, "brief").text.contains("Agreed by"), "{}", plan.parts().name);
    }
}

/// What an example says of when its stages move on is nobody's word: on the page to sign there is room for a
/// pen in its place. And a plan whose middle is below its target says that a week's figures are the plan's.
#[test]
fn exit_criteria_of_the_example_are_not_agreed_on() {
    let example = &preset(0, None).unwrap();
    let all = paper(example);
    let brief = &find(&all, "brief").text;
    let stages = example.segments()[0].stages();
    assert_eq!(brief.matches("Moves on when: …").count(), stages.len(), "{brief}");
    assert!(stages.iter().all(|stage| !brief.contains(stage.exit_criteria())), "{brief}");
    let own = paper(&scenario(&whole_year()));
    assert!(find(&own, "brief").text.contains("Moves on when: Legal is agreed to in writing"));
    let said = |target: f64| {
        let mut year = whole_year();
        year["target"] = json!({ "amount": target });
        find(&paper(&scenario(&year)), "brief").text.contains("This is what the plan says, which brings")
    };
    assert!(said(90_000_000.0) && !said(9_000.0));
}

/// Costs of the example are printed as such, each until somebody has said their own.
#[test]
fn costs_of_the_example_are_printed_as_such() {
    let plan = scenario(&whole_year());
    let state = State::new(Plan::new(Rc::new(plan)), Sheet::default(), NumberStyle::POINT);
    let taken = state.after(Action::ExampleCostsTaken);
    let printed = |state: &State| {
        let all = paper(state.plan().scenario());
        let line = |mark: &str| {
            let is_it = |of: &&Element| of.tag == "p" && of.text.contains(mark);
            all.iter().find(is_it).map(|of| of.text.clone())
        };
        (line("Example, not yours"), line("Base pay"))
    };
    let (example, _) = printed(&taken);
    let example = example.expect("a line of the example's costs");
    for figure in ["Gross margin: 78%", "Base pay of a rep, a year: ", "Commission: 8%"] {
        assert!(example.contains(figure), "{figure}: {example}");
    }
    let own = typed_pay(&taken);
    let (example, pay) = printed(&own);
    assert!(example.is_some_and(|line| !line.contains("Base pay")), "somebody's own pay is no example");
    let pay = pay.expect("somebody's own pay is printed");
    assert!(pay.starts_with("Base pay of a rep, a year: ") && pay.contains("95"), "{pay}");
}

fn typed_pay(state: &State) -> State {
    let field = FieldId::Money(EconomicsField::BasePay);
    state.after(Action::Typed { field, text: "95k".to_owned() })
}
