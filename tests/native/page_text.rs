//! Sentences, and texts that fields print and accept again.

use crate::support::{reference, root, scenario};
use plumbline::analysis::Report;
use plumbline::app::format::{Format, Formatter, PlainFormatter};
use plumbline::app::state::{Action, Answer, FieldId, Plan, State};
use plumbline::app::text;
use plumbline::engine::{Collection, Simulator};
use plumbline::exchange::scenario_file;
use plumbline::model::{Currency, Money, Scenario};
use serde_json::json;
use std::rc::Rc;

fn format() -> Format {
    Format(Rc::new(PlainFormatter))
}

fn answer(scenario: &Scenario) -> Answer {
    let mut collection = Collection::default();
    collection.insert(Simulator::new(scenario).block(0, 4_000));
    let report = Report::of(scenario, &collection).unwrap();
    Answer { scenario: Rc::new(scenario.clone()), report, comparison: None }
}

#[test]
fn the_first_sentence_is_one_to_repeat() {
    let mut json = reference();
    json["start"] = json!("2027-01-01");
    let sentence = text::chance_sentence(&answer(&scenario(&json)), &format());
    assert!(sentence.starts_with("In 4"), "{sentence}");
    assert!(
        sentence.ends_with(
            " of 100 simulated futures, bookings reach USD 3.00M by 2027-12, if these assumptions hold."
        ),
        "{sentence}"
    );
    json["target"] = json!({"amount": 1});
    let certain = text::chance_sentence(&answer(&scenario(&json)), &format());
    assert!(certain.starts_with("In more than 99 of 100"), "{certain}");
    json["target"] = json!({"amount": 90_000_000});
    json["start"] = json!(null);
    json.as_object_mut().unwrap().remove("start");
    let hopeless = text::chance_sentence(&answer(&scenario(&json)), &format());
    assert!(
        hopeless.starts_with("In fewer than 1 of 100") && hopeless.contains("within 12 months"),
        "{hopeless}"
    );
}

#[test]
fn the_second_sentence_says_how_far() {
    let short = text::middle_sentence(&answer(&scenario(&reference())), &format());
    assert!(
        short.starts_with("Middle result USD 2.9") && short.contains(" short; 8 in 10 lie between USD 2.2"),
        "{short}"
    );
    let mut json = reference();
    json["target"] = json!({"amount": 1_000_000});
    let above = text::middle_sentence(&answer(&scenario(&json)), &format());
    assert!(above.contains(" above the target; "), "{above}");
}

#[test]
fn the_funnel_line_counts_down() {
    let line = text::funnel_line(scenario(&reference()).segment(), &format());
    assert_eq!(line, "Of 100 opportunities 45 → 22 → 12 → 6 are won, after 70 days on average.");
}

/// Whatever a field prints, it reads back as the same value: for every field of every example.
#[test]
fn fields_accept_what_they_print() {
    for entry in std::fs::read_dir(root().join("examples/scenarios")).unwrap() {
        let path = entry.unwrap().path();
        let scenario = Rc::new(scenario_file::read(&std::fs::read_to_string(&path).unwrap()).unwrap());
        let fields = scenario.segment().stages().iter().flat_map(|stage| {
            [FieldId::StageName(stage.id), FieldId::StageRate(stage.id), FieldId::StageTime(stage.id)]
        });
        let facts = [FieldId::Target, FieldId::Period, FieldId::Supply, FieldId::DealSize];
        for field in facts.into_iter().chain(fields) {
            let printed = text::entry(field, &scenario, &format());
            let state = State::new(Plan::new(scenario.clone()), None, PlainFormatter.style());
            let state = state.after(Action::Typed { field, text: printed.clone() });
            let typed = state.plan().typed_in(field).unwrap();
            assert_eq!(typed.rejection, None, "{}: {printed}", path.display());
            let (before, after) = (answer(&scenario).report, answer(state.plan().scenario()).report);
            let moved = (after.mean.value / before.mean.value - 1.0).abs();
            assert!(
                moved < 1e-3 && before.target == after.target,
                "{}: {printed} moves by {moved}",
                path.display()
            );
        }
    }
}

#[test]
fn plain_numbers_read_well() {
    let usd = Currency::new("USD").unwrap();
    assert_eq!(PlainFormatter.money_short(99_949_000.0, usd), "USD 999K");
    assert_eq!(PlainFormatter.money_short(99_999_000.0, usd), "USD 1.00M");
    assert_eq!(PlainFormatter.money_short(-1_234_500.0, usd), "USD -12.3K");
    assert_eq!(
        PlainFormatter.money_full(Money::from_major(1_234_567.5, usd).unwrap(), usd),
        "USD 1,234,567.5"
    );
    assert_eq!(PlainFormatter.number(-1234.0, 0), "-1,234");
}
