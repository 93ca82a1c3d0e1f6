//! Tables that are taken away as files.

use crate::support::{report, root, scenario};
use plumbline::analysis::Activity;
use plumbline::app::format::{Format, PlainFormatter};
use plumbline::app::plan::state::Answer;
use plumbline::app::plans::share::tables::{answer_csv, runs_head};
use plumbline::model::Scenario;
use serde_json::{Value, json};
use std::rc::Rc;

fn plan(name: &str) -> Scenario {
    let text = std::fs::read_to_string(root().join("examples/scenarios/whole_plan.json")).unwrap();
    let mut json: Value = serde_json::from_str(&text).unwrap();
    json["name"] = json!(name);
    json["trials"] = json!(500);
    scenario(&json)
}

/// Each table stands there with the figures of the report: quantiles, what holds, months, and what a week
/// asks of each role.
#[test]
fn the_answers_tables_are_its_report() {
    let scenario = plan("=1+1");
    let answer = Answer { scenario: Rc::new(scenario.clone()), report: report(&scenario), comparison: None };
    let text = answer_csv(&answer, &Format(Rc::new(PlainFormatter)));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let below = |head: &str| {
        let start = rows.iter().position(|row| row[0] == head).unwrap_or_else(|| panic!("{head}: {text}"));
        let count = rows[start..].iter().position(|row| row.iter().all(String::is_empty));
        &rows[start..start + count.unwrap_or(rows.len() - start)]
    };
    assert!(rows.iter().any(|row| row[0].ends_with("Plan") && row[1] == "'=1+1"), "{text}");
    assert!(rows.iter().any(|row| row[0] == "Luck") && rows.iter().any(|row| row[0] == "Engine"));
    assert_eq!(below("Share of futures below").len(), 1 + answer.report.quantiles.len());
    assert_eq!(below("Holds in this share of futures").len(), 1 + answer.report.promises.len());
    assert_eq!(below("Month").len(), 1 + answer.report.months.len());
    for (segment, of) in scenario.segments().iter().zip(&answer.report.segments) {
        let activity = Activity::of(&scenario, segment, of).unwrap();
        let weeks = below(segment.name());
        assert_eq!(weeks.len(), 1 + segment.stages().len() + 1);
        for (at, row) in weeks[1..].iter().enumerate() {
            let figures: Vec<f64> =
                row[1..=1 + activity.roles.len()].iter().map(|cell| cell.parse().unwrap()).collect();
            let each = activity.roles.iter().map(|role| role.each[at]);
            assert_eq!(figures, std::iter::once(activity.all[at]).chain(each).collect::<Vec<f64>>());
        }
        assert!(!activity.roles.is_empty(), "the example has a team");
    }
    let head = runs_head(&scenario);
    for part in ["Luck,", "Engine,", "Runs,500", "Run,Total\n", "'=1+1"] {
        assert!(head.contains(part), "{part}: {head}");
    }
}
