//! Sentences, and texts that fields print and accept again.

use crate::support::{reference, root, scenario};
use plumbline::analysis::Report;
use plumbline::app::charts::{FanPoint, layout_dots, layout_fan, round_ticks};
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
    Answer { scenario: Rc::new(scenario.clone()), report }
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

/// Dots never stand on the wrong side of the target, never overlap, and stay in the picture.
#[test]
fn dots_stand_on_their_side_of_the_target() {
    let spread: Vec<f64> = (0..50).map(|i| 1e8 * (1.0 + 0.02 * f64::from(i))).collect();
    let alike = vec![5e7; 50];
    for (values, target) in [
        (&spread, 1.5e8),
        (&spread, 1e7),
        (&spread, 9e8),
        (&spread, 1e8),
        (&alike, 5e7),
        (&alike, 6e7),
        (&alike, 0.0),
    ] {
        let layout = layout_dots(values, target);
        assert_eq!(layout.dots.len(), 50);
        assert!((0.0..=640.0).contains(&layout.target_x));
        for (dot, value) in layout.dots.iter().zip(values) {
            assert_eq!(dot.reaches, *value >= target);
            assert_eq!(dot.x > layout.target_x, dot.reaches, "target {target}, dot at {}", dot.x);
            assert!(0.0 < dot.x && dot.x < 640.0 && dot.y > 20.0 && dot.y < 210.0, "{dot:?}");
        }
        for (index, dot) in layout.dots.iter().enumerate() {
            for other in &layout.dots[index + 1..] {
                let apart = ((dot.x - other.x).powi(2) + (dot.y - other.y).powi(2)).sqrt();
                assert!(apart > 1.9 * layout.radius, "two dots {apart} apart, radius {}", layout.radius);
            }
        }
    }
}

#[test]
fn ticks_are_round() {
    assert_eq!(round_ticks(0.0, 10.0, 5), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
    assert_eq!(round_ticks(2.1e8, 5.3e8, 5), [3e8, 4e8, 5e8]);
    assert_eq!(round_ticks(5.0, 5.0, 5), Vec::<f64>::new());
}

/// Lines begin where they are said to and rise to the top, the last time is named, and labels never overlap.
#[test]
fn a_fan_is_laid_out_within_its_picture() {
    let point = |value: f64, path: Option<f64>| FanPoint {
        time: "x".into(),
        low: value,
        middle: value,
        high: value,
        path,
    };
    for (months, path) in [(1, Some(5.0)), (12, Some(40.0)), (36, None)] {
        let points: Vec<FanPoint> = (1..=months).map(|month| point(f64::from(month), path)).collect();
        let layout = layout_fan(0.0, &points);
        assert!(layout.middle.starts_with("84.0,236.0 "), "{}", layout.middle);
        assert_eq!(layout.middle.split(' ').count(), points.len() + 1);
        assert_eq!(layout.path.is_empty(), path.is_none());
        assert_eq!(layout.times[0].1, points.len() - 1);
        assert!(layout.times.len() <= 4, "{:?}", layout.times);
        let mut labels = layout.labels;
        labels.sort_by(f64::total_cmp);
        for pair in labels.windows(2) {
            assert!(pair[1] - pair[0] >= 18.9, "{labels:?}");
        }
        assert!(labels[3] <= 236.1, "{labels:?}");
    }
    let nothing = layout_fan(0.0, &[point(0.0, None)]);
    assert!(!nothing.middle.contains("NaN") && !nothing.band.contains("inf"), "{nothing:?}");
}
