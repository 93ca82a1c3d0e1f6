//! What would change the answer, in words.

use plumbline::app::format::{Format, PlainFormatter};
use plumbline::model::Scenario;
use std::rc::Rc;

/// A lever whose better side hurts is said with the value that helps; one that helps nowhere is said not to.
#[test]
fn levers_are_said_as_they_are() {
    use plumbline::advice::{Joint, LeversCost, Needed, NeededValue};
    use plumbline::app::plan::words;
    use plumbline::model::{Lever, SegmentId};
    let format = Format(Rc::new(PlainFormatter));
    let plan = crate::support::scenario(&crate::support::reference());
    let lever = Lever::Supply(SegmentId(1));
    let say = |value: NeededValue| {
        let needed = Needed::new(lever, lever.range(&plan).unwrap(), 0.3, value);
        words::needed_words(&plan, &needed, &format)
    };
    let value = NeededValue::Is { value: 231.0, error: 1.0, chance: 0.8 };
    let about = Needed { is_about: true, ..Needed::new(lever, lever.range(&plan).unwrap(), 0.3, value) };
    assert_eq!(
        words::needed_words(&plan, &about, &format),
        "New opportunities a month: about 231 instead of 200"
    );
    let less = say(NeededValue::Is { value: 150.4, error: 1.0, chance: 0.8 });
    assert_eq!(
        less, "New opportunities a month: 150 instead of 200",
        "rounded to the side that reaches more"
    );
    let most = say(NeededValue::CannotReach { most: 0.46, best: 120.0 });
    assert_eq!(most, "New opportunities a month: not enough alone; 46 of 100 even at 120");
    let none = say(NeededValue::DoesNotHelp { chance: 0.3 });
    assert_eq!(none, "New opportunities a month: does not help; 30 of 100 as it stands");
    let together = |chance: f64, error: f64| {
        let value = NeededValue::Is { value: 0.25, error, chance };
        let (levers, cost) = (vec![(lever, 216.0)], LeversCost::default());
        words::joint_words(&plan, &Joint { value, levers, cost }, &format)
    };
    let (jump, exact) = (together(0.84, 0.0), together(0.8, 0.1));
    assert!(jump.contains("which gives 84 of 100, since reps and months are whole"), "{jump}");
    assert!(!exact.contains("which gives"), "{exact}");
}

/// A plan that has the wanted chance so narrowly that no lever leaves room says so, in rows and heading; one
/// that lacks less than can be shown says that too.
#[test]
fn a_plan_at_its_limit_is_said_to_be_there() {
    use plumbline::advice::{Needed, NeededValue};
    use plumbline::app::plan::words;
    use plumbline::model::{Lever, SegmentId};
    let format = Format(Rc::new(PlainFormatter));
    let plan = crate::support::scenario(&crate::support::reference());
    let needed = |chance_today: f64, value: f64, chance: f64| {
        let (lever, value) = (Lever::Supply(SegmentId(1)), NeededValue::Is { value, error: 1.0, chance });
        Needed::new(lever, lever.range(&plan).unwrap(), chance_today, value)
    };
    let said = |needed: Needed| {
        let is_there = words::is_just_enough(&plan, &needed, &format);
        let row = words::needed_words(&plan, &needed, &format);
        (is_there, row, words::needed_title(&plan, &[&needed], &format))
    };
    // Rounded to the side that keeps the chance, 199.6 is what the plan has.
    let (is_there, row, title) = said(needed(0.801, 199.6, 0.8));
    assert!(is_there);
    assert_eq!(row, "New opportunities a month: just enough as it stands, 200");
    assert_eq!(title, "About 8 in 10 as it stands; any of these a little worse, and it is less");
    let (is_there, row, title) = said(needed(0.86, 181.2, 0.8));
    assert!(!is_there);
    assert_eq!(row, "New opportunities a month: enough down to 182, today 200");
    assert_eq!(title, "How far each of these alone may fall, and it stays 8 in 10");
    let (is_there, row, title) = said(needed(0.798, 200.4, 0.8));
    assert!(!is_there, "what is missing can be applied");
    assert_eq!(row, "New opportunities a month: 201 instead of 200");
    assert_eq!(title, "Just short of 8 in 10; one change that gets you there");
    let (_, _, title) = said(needed(0.6, 231.0, 0.8));
    assert_eq!(title, "One change that gets you to 8 in 10");
}

/// What levers cost is said beside what they need, where the plan says what anything costs: of the example's
/// costs as such, and what has no costs is named.
#[test]
fn levers_are_said_with_what_they_cost() {
    use plumbline::advice::{Joint, LeversCost, Needed, NeededValue};
    use plumbline::app::plan::words;
    use plumbline::model::{Economics, Lever, SegmentId};
    let format = Format(Rc::new(PlainFormatter));
    let mut json = crate::support::reference();
    json["economics"] = serde_json::json!({"gross_margin": 0.8, "cost_per_opportunity": 200});
    let plan = crate::support::scenario(&json);
    let lever = Lever::Supply(SegmentId(1));
    let value = NeededValue::Is { value: 231.0, error: 1.0, chance: 0.8 };
    let cost = Some(7_440_000.0);
    let needed = Needed { cost, ..Needed::new(lever, lever.range(&plan).unwrap(), 0.3, value) };
    let said = words::needed_words(&plan, &needed, &format);
    assert_eq!(said, "New opportunities a month: 231 instead of 200, about USD 74.4K a year");
    let together = |a_year, unpriced| {
        let levers = vec![(lever, 231.0), (Lever::DealSize(SegmentId(1)), 2_600_000.0)];
        let joint = Joint { value, levers, cost: LeversCost { a_year, unpriced } };
        words::joint_words(&plan, &joint, &format)
    };
    let all = together(cost, Vec::new());
    assert!(all.ends_with("USD 26.0K. It costs about USD 74.4K a year."), "{all}");
    let some = together(cost, vec![Lever::DealSize(SegmentId(1))]);
    assert!(some.ends_with("; no costs are given for mean deal size."), "{some}");
    let none = together(None, vec![lever]);
    assert!(none.ends_with("cannot be told: no costs are given for it."), "{none}");
    let mut parts = plan.parts().clone();
    parts.economics = Economics::example(parts.currency);
    let example = words::needed_words(&Scenario::new(parts).unwrap(), &needed, &format);
    assert!(example.ends_with("about USD 74.4K a year at the example’s costs"), "{example}");
}

/// The heading of the fold on the team and the plan says a loss as well as a gain; the target that holds is
/// the answer's own; a difference within the error is no difference.
#[test]
fn what_the_team_and_the_plan_cost_is_said_as_it_is() {
    use plumbline::advice::{Counterfactual, CounterfactualOf};
    use plumbline::analysis::Estimate;
    use plumbline::app::plan::words;
    let format = Format(Rc::new(PlainFormatter));
    let plan = crate::support::scenario(&crate::support::reference());
    let cost = |of, chance: f64, money: f64| Counterfactual {
        of,
        chance: 0.8,
        on_chance: Estimate { value: chance, standard_error: 0.002 },
        on_money: Estimate { value: money, standard_error: 100_000.0 },
    };
    let finding = |costs: &[Counterfactual]| words::costs_finding(Some(costs), &plan, &format);
    let target = cost(CounterfactualOf::Target, 0.3, -4e7);
    let [gain, loss] = [0.02, -0.05].map(|chance| cost(CounterfactualOf::Reading, chance, 0.0));
    let process = cost(CounterfactualOf::Process, 0.03, 1e6);
    assert_eq!(finding(&[loss, process, target]), "Reading the stages alike would cost 5 points of chance");
    assert_eq!(finding(&[gain, process, target]), "Work off the process costs 3 points of chance");
    assert_eq!(finding(&[target]), "The target is USD 400K more than what holds in 8 of 10");
    let near = cost(CounterfactualOf::Target, 0.001, 1e5);
    assert_eq!(finding(&[near]), "The target is about what holds in 8 of 10");
    let own = plan.parts().target.amount().minor() as f64 - 123_456.0;
    let promises = [0.0, 0.0, own, 0.0];
    let of_the_answer = words::of_the_answer(&[gain, target], Some(&promises), &plan);
    assert_eq!(of_the_answer[0], gain);
    assert!((of_the_answer[1].on_money.value + 123_456.0).abs() < 1e-6);
    assert_eq!(words::of_the_answer(&[target], None, &plan), vec![target]);
}
