//! Two plans beside each other: what differs, plans in between, and parts that sum to the difference.

use crate::support::{reference, reference_team, root, scenario};
use plumbline::advice::{ComparedPlans, Evaluations, compared};
use plumbline::analysis::{Collection, Comparison, Run};
use plumbline::engine::Simulator;
use plumbline::exchange::file;
use plumbline::model::{Difference, Lever, Runs, Scenario, SegmentId, StageId};
use std::fs;

const TRIALS: u32 = 4_000;

fn example(name: &str) -> Scenario {
    let text = fs::read_to_string(root().join("examples/scenarios").join(name)).unwrap();
    file::plan::read(&text).unwrap()
}

fn comparison(one: &Scenario, other: &Scenario) -> ComparedPlans {
    Evaluations::default().complete(TRIALS, |evaluations| compared(one, other, evaluations))
}

fn changed(change: impl Fn(&mut serde_json::Value)) -> Scenario {
    let mut json = reference();
    change(&mut json);
    scenario(&json)
}

#[test]
fn plans_differ_in_what_was_changed() {
    let one = scenario(&reference());
    assert_eq!(Difference::between(&one, &one), []);
    // Names, notes, sources, the money side and the luck change no chance on the same luck.
    let named = changed(|json| {
        json["name"] = "another".into();
        json["seed"] = 7.into();
        json["notes"] = serde_json::json!({"supply": "CRM"});
    });
    assert_eq!(Difference::between(&one, &named), []);
    let other = changed(|json| {
        json["target"]["amount"] = 2_500_000.into();
        json["segments"][0]["supply"]["per_month"] = 220.into();
        json["segments"][0]["stages"][1]["rate"] = serde_json::json!({"exact": 0.5});
        json["segments"][0]["stages"][2]["time"] = serde_json::json!({"fixed": 12});
        json["segments"][0]["deal_size"] = serde_json::json!({"mean": 26_000, "cv": 1});
        json["market"] = serde_json::json!({"cv": 0.2});
    });
    let differences = Difference::between(&one, &other);
    assert_eq!(
        differences,
        [
            Difference::Target,
            Difference::Supply(SegmentId(1)),
            Difference::StageRate(StageId(2)),
            Difference::StageTime(StageId(3)),
            Difference::DealSize(SegmentId(1)),
            Difference::Market,
        ]
    );
    // All of them make the one the other; none leaves it.
    assert_eq!(one.with_differences(&other, &differences).unwrap(), other);
    assert_eq!(one.with_differences(&other, &[]).unwrap(), one);
    let half = one.with_differences(&other, &differences[..2]).unwrap();
    assert_eq!(Difference::between(&half, &other), differences[2..]);
}

/// A plan with a stage more is not another segment as a whole: what comes in and deal sizes are told apart
/// from its stages, and the parts still sum to the difference.
#[test]
fn stages_that_are_others_are_one_difference_among_the_rest() {
    let one = scenario(&reference());
    let other = changed(|json| {
        json["segments"][0]["supply"]["per_month"] = 260.into();
        json["segments"][0]["deal_size"] = serde_json::json!({"mean": 27_000, "cv": 1});
        let stages = json["segments"][0]["stages"].as_array_mut().unwrap();
        stages.push(serde_json::json!({"name": "Legal", "rate": {"exact": 0.9}, "time": {"fixed": 5}}));
    });
    let differences = Difference::between(&one, &other);
    let id = SegmentId(1);
    assert_eq!(differences, [Difference::Supply(id), Difference::Stages(id), Difference::DealSize(id)]);
    assert_eq!(one.with_differences(&other, &differences).unwrap(), other);
    for difference in &differences {
        let with = one.with_differences(&other, &[*difference]).unwrap();
        assert_eq!(Difference::between(&one, &with), [*difference]);
    }
    let compared = comparison(&one, &other);
    let sum: f64 = compared.parts.iter().map(|part| part.adds.value).sum();
    assert_eq!(compared.parts.len(), 3);
    assert!((sum - compared.difference.value).abs() < 1e-9, "{sum} against {:?}", compared.difference);
}

#[test]
fn the_parts_sum_to_the_difference() {
    let one = scenario(&reference());
    let supply = Lever::all(&one)[0];
    let range = supply.range(&one).unwrap();
    let lifted = supply.at(&one, supply.rounded(range.today * 1.1, &range)).unwrap();
    let alone = comparison(&one, &lifted);
    assert_eq!(alone.parts.len(), 1);
    assert!((alone.parts[0].adds.value - alone.difference.value).abs() < 1e-12);
    let other = changed(|json| {
        json["target"]["amount"] = 2_700_000.into();
        json["segments"][0]["supply"]["per_month"] = 190.into();
        json["segments"][0]["stages"][1]["rate"] = serde_json::json!({"passed": 240, "entered": 450});
        json["segments"][0]["deal_size"] = serde_json::json!({"mean": 24_000, "cv": 1});
    });
    let answer = comparison(&one, &other);
    let sum: f64 = answer.parts.iter().map(|part| part.adds.value).sum();
    assert_eq!(answer.parts.len(), 4);
    assert!((sum - answer.difference.value).abs() < 1e-12, "{sum} {:?}", answer.difference);
    let [then, now] = answer.middles;
    let of_middle: f64 = answer.parts.iter().map(|part| part.adds_to_middle.value).sum();
    assert!((of_middle - (now - then)).abs() < 1e-6 * then, "{of_middle} {:?}", answer.middles);
    for part in &answer.parts {
        let error = part.adds_to_middle.standard_error;
        assert!(error.is_finite() && error < 0.05 * then, "{part:?}");
    }
    let [before, after] = answer.chances.map(|chance| chance.value);
    assert!((after - before - answer.difference.value).abs() < 1e-12);
    let of = |difference| answer.parts.iter().find(|part| part.of == [difference]).unwrap().adds;
    assert!(of(Difference::Target).value > 0.0 && of(Difference::Supply(SegmentId(1))).value < 0.0);
    assert!(
        answer.parts.iter().all(|part| part.adds.standard_error > 0.0 && part.adds.standard_error < 0.01)
    );
    // Turned round, everything changes its sign.
    let back = comparison(&other, &one);
    assert!((back.difference.value + answer.difference.value).abs() < 1e-12);
    assert!((back.more[1] + answer.more[1]).abs() < 1.0);
    assert!((back.brings_more + answer.brings_more - 1.0).abs() < 1e-12);
    // The dots are the same distribution: they rise, as many lie on each side, and are turned round too.
    assert_eq!(answer.more_dots.len(), 50);
    assert!(answer.more_dots.is_sorted());
    let [low, middle, high] = answer.more;
    let within = |from: f64, to: f64| answer.more_dots.iter().filter(|m| (from..to).contains(*m)).count();
    assert_eq!([within(f64::MIN, low), within(low, middle), within(middle, high)], [5, 20, 20]);
    let dots_more = answer.more_dots.iter().filter(|more| **more > 0.0).count() as f64 / 50.0;
    assert!((dots_more - answer.brings_more).abs() < 0.02 + 1e-12, "{dots_more} {}", answer.brings_more);
    for (there, here) in back.more_dots.iter().rev().zip(&answer.more_dots) {
        assert!((there + here).abs() < 1.0, "{there} {here}");
    }
    // The other's own luck is left out: it would be another future.
    let unlucky = other.with_runs(Runs { seed: plumbline::model::Seed(99), trials: 10_000 }).unwrap();
    assert_eq!(comparison(&one, &unlucky), answer);
}

/// The paired difference is the one that “keep as before” shows.
#[test]
fn it_agrees_with_before_and_now() {
    let one = scenario(&reference());
    let other = changed(|json| json["segments"][0]["supply"]["per_month"] = 215.into());
    let drawn = |plan: &Scenario| {
        let mut collection = Collection::default();
        collection.insert(Simulator::new(plan).block(0, TRIALS));
        collection
    };
    let (before, now) = (drawn(&one), drawn(&other));
    let target = one.parts().target.amount().minor();
    let paired =
        Comparison::of(Run { collection: &before, target }, Run { collection: &now, target }).unwrap();
    let answer = comparison(&one, &other);
    assert!((paired.difference.value - answer.difference.value).abs() < 1e-12);
    assert!((paired.difference.standard_error - answer.difference.standard_error).abs() < 1e-12);
    assert_eq!([paired.before, paired.now], answer.chances.map(|chance| chance.value));
}

/// Very different plans are compared too: in groups where they differ in much, as wholes where nothing lies
/// between them.
#[test]
fn plans_of_other_shapes_are_compared() {
    let (inside, mid) = (example("inside_sales.json"), example("mid_market.json"));
    let differences = Difference::between(&inside, &mid);
    let answer = comparison(&inside, &mid);
    let sum: f64 = answer.parts.iter().map(|part| part.adds.value).sum();
    assert!(answer.parts.len() <= 6, "{differences:?}");
    let of: Vec<Difference> = answer.parts.iter().flat_map(|part| part.of.clone()).collect();
    assert!(answer.parts.is_empty() || of.len() == differences.len());
    assert!(answer.parts.is_empty() || (sum - answer.difference.value).abs() < 1e-12);
    // Another currency: no mixture.
    let euros = changed(|json| {
        json["currency"] = "EUR".into();
        json["target"]["amount"] = 2_500_000.into();
        json["segments"][0]["supply"]["per_month"] = 190.into();
    });
    let answer = comparison(&scenario(&reference()), &euros);
    assert!(answer.parts.is_empty() && answer.difference.value.abs() > 0.0);
}

/// A number per rep and the reps that it is of are one part: the same opportunities, said for all and without
/// a team, differ in nothing that adds to the chance.
#[test]
fn reps_and_what_each_of_them_has_are_one_part() {
    let team = scenario(&reference_team());
    let whole = changed(|json| json["target"]["amount"] = 2_900_000.into());
    let answer = comparison(&whole, &team);
    let both = answer.parts.iter().find(|part| part.of.contains(&Difference::Team)).unwrap();
    assert!(both.of.contains(&Difference::Supply(SegmentId(1))), "{:?}", both.of);
    assert!(both.adds.value.abs() < 0.01, "{:?}", both.adds);
    assert_eq!(answer.parts.len(), 2);
    // Where both say it in one way, reps and what each has are told apart.
    let mut fewer = reference_team();
    fewer["segments"][0]["supply"]["per_month"] = 9.into();
    fewer["team"]["groups"][0]["count"] = 22.into();
    assert_eq!(comparison(&team, &scenario(&fewer)).parts.len(), 2);
}
