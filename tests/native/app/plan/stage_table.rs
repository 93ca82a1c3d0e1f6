//! The table of stages: every edit, and what it leaves alone.

use super::edited::target;
use crate::support::{SEGMENT, reference, scenario};
use plumbline::app::plan::state::{
    Action, FieldId, Notice, Plan, PlanField, SegmentField, Sheet, StageField, State, Sureness,
};
use plumbline::entry::{NumberStyle, RateReading};
use plumbline::model::{Assumption, BeliefKind, Source, Stage, StageId};
use std::rc::Rc;

const FIRST: StageId = StageId(1);
/// Days of the first stage.
const FIRST_DAYS: f64 = 10.0;
const SECOND: StageId = StageId(2);

fn state() -> State {
    State::new(Plan::new(Rc::new(scenario(&reference()).as_example())), Sheet::default(), NumberStyle::POINT)
}

fn typed(state: &State, field: FieldId, text: &str) -> State {
    state.after(Action::Typed { field, text: text.to_owned() }).after(Action::FieldLeft)
}

fn means(state: &State) -> Vec<f64> {
    state.plan().scenario().segments()[0].stages().iter().map(|stage| stage.rate.mean()).collect()
}

fn ids(state: &State) -> Vec<u32> {
    state.plan().scenario().segments()[0].stages().iter().map(|stage| stage.id.0).collect()
}

fn cells(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

fn near(left: &[f64], right: &[f64]) {
    assert_eq!(left.len(), right.len());
    for (left, right) in left.iter().zip(right) {
        assert!((left - right).abs() < 1e-9, "{left} is not {right}");
    }
}

/// A stage keeps its identity wherever it is moved to, and with it its luck.
#[test]
fn stages_move_with_all_they_have() {
    let before = state();
    let moved = before.after(Action::StageMoved { id: FIRST, to: 2 });
    assert_eq!(ids(&moved), [2, 3, 1, 4]);
    assert_eq!(means(&moved)[2], means(&before)[0]);
    assert_eq!(ids(&moved.after(Action::Undone)), [1, 2, 3, 4]);
    let past_the_end = before.after(Action::StageMoved { id: FIRST, to: 4 });
    assert!(!past_the_end.steps().can_undo(), "there is no such place");
}

/// A tap changes how sure a rate is, not the rate.
#[test]
fn sureness_leaves_the_mean() {
    let state = typed(&state(), FieldId::Stage(FIRST, StageField::Rate), "45%");
    for (sureness, kind) in [
        (Sureness::Cases(20), BeliefKind::Estimate { rate: 0.45, cases: 20 }),
        (Sureness::Cases(500), BeliefKind::Estimate { rate: 0.45, cases: 500 }),
        (Sureness::Exact, BeliefKind::Exact(0.45)),
    ] {
        let surer = state.after(Action::SurenessChosen { id: FIRST, sureness });
        let rate = surer.plan().scenario().segments()[0].stages()[0].rate;
        assert_eq!(rate.kind(), kind);
        assert_eq!(Sureness::of(&rate), Some(sureness));
        assert_eq!(
            surer.plan().typed_in(FieldId::Stage(FIRST, StageField::Rate)),
            None,
            "the field shows what it is now"
        );
    }
}

/// One tap makes all estimates of the table more or less sure, in one step; counts, ranges and texts that are
/// not understood stay.
#[test]
fn all_estimates_become_more_sure_at_once() {
    let rate = |stage: u32| FieldId::Stage(StageId(stage), StageField::Rate);
    let mut before = state();
    for (stage, text) in [(1, "45%"), (2, "exactly 50%"), (3, "40% to 60%")] {
        before = typed(&before, rate(stage), text).after(Action::FieldLeft);
    }
    let choose = |state: &State| state.after(Action::EstimatesSureness(SEGMENT, Sureness::Cases(500)));
    let kinds = |state: &State| -> Vec<BeliefKind> {
        state.plan().scenario().segments()[0].stages().iter().map(|stage| stage.rate.kind()).collect()
    };
    let surer = choose(&before);
    let (was, is) = (kinds(&before), kinds(&surer));
    assert_eq!(is[0], BeliefKind::Estimate { rate: 0.45, cases: 500 });
    assert_eq!(is[1], BeliefKind::Estimate { rate: 0.5, cases: 500 });
    assert_eq!((is[2], is[3]), (was[2], was[3]), "a range and counts say it themselves");
    assert_eq!(kinds(&surer.after(Action::Undone)), was, "one step");
    let measured = Action::SourceChosen { of: Assumption::StageRate(FIRST), source: Some(Source::Measured) };
    let surer = choose(&before.after(measured));
    assert_eq!(kinds(&surer)[0], was[0], "what was measured says it itself");
    assert_eq!(surer.plan().unsure_estimates(SEGMENT).count(), 1);
    let refused = typed(&before, rate(1), "no idea yet");
    assert_eq!(text_of(&choose(&refused), rate(1)), text_of(&refused, rate(1)), "nothing typed is lost");
}

fn text_of(state: &State, field: FieldId) -> Option<String> {
    state.plan().typed_in(field).map(|typed| typed.text.clone())
}

/// A spreadsheet's block brings the names of its columns with it: they are no stage.
#[test]
fn the_head_of_a_pasted_block_is_no_stage() {
    let block = |rows: &[[&str; 3]]| -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    };
    let field = FieldId::Stage(FIRST, StageField::Name);
    let rows =
        [["Inbound", "30%", "5"], ["Call", "40%", "9"], ["Offer", "50%", "12"], ["Signature", "60%", "7"]];
    let with_head = [&[["Stage", "Conversion", "Avg days"]][..], &rows].concat();
    let pasted = |rows: &[[&str; 3]]| state().after(Action::Pasted { field, cells: block(rows) });
    let (with, without) = (pasted(&with_head), pasted(&rows));
    assert_eq!(with.plan().scenario(), without.plan().scenario());
    let names: Vec<&str> = with.plan().scenario().segments()[0].stages().iter().map(Stage::name).collect();
    assert_eq!(names, ["Inbound", "Call", "Offer", "Signature"]);
}

/// Typed as what is won from here, a rate leaves what is won from the other stages as it was.
#[test]
fn what_is_won_from_the_others_stays() {
    let state = state().after(Action::ReadingChosen(RateReading::WonFromHere));
    let before = means(&state);
    let wins = |means: &[f64]| plumbline::entry::wins_of_rates(means);
    let changed = typed(&state, FieldId::Stage(SECOND, StageField::Wins), "20%");
    let (old, new) = (wins(&before), wins(&means(&changed)));
    near(&new, &[old[0], 0.2, old[2], old[3]]);
    let refused = typed(&changed, FieldId::Stage(SECOND, StageField::Wins), "90%");
    let field = refused.plan().typed_in(FieldId::Stage(SECOND, StageField::Wins)).unwrap();
    assert!(field.rejection.as_ref().unwrap().to_string().contains("such as 6%, 14%, 28%, 50%"));
    near(&means(&refused), &means(&changed));
    // Typed the other way, the shares won are shown anew.
    let other = typed(&changed, FieldId::Stage(FIRST, StageField::Rate), "45%");
    assert_eq!(other.plan().typed_in(FieldId::Stage(SECOND, StageField::Wins)), None);
}

/// A block fills the table to the right and downwards, adds stages, keeps what it does not understand; one
/// undo takes it back.
#[test]
fn a_pasted_block_fills_the_table() {
    let before = state();
    let block = cells(&[
        &["Demo", "40%", "5 days"],
        &["Trial", "sometimes", "2 weeks"],
        &["Offer", "", "9"],
        &["Paper", "90%"],
    ]);
    let pasted =
        before.after(Action::Pasted { field: FieldId::Stage(StageId(3), StageField::Name), cells: block });
    let stages = pasted.plan().scenario().segments()[0].stages();
    let names: Vec<&str> = stages.iter().map(plumbline::model::Stage::name).collect();
    assert_eq!(names, ["Qualified", "Discovery", "Demo", "Trial", "Offer", "Paper"]);
    assert_eq!(stages[2].rate.mean(), 0.4);
    assert_eq!(stages[3].time.mean_days(), 14.0);
    assert_eq!(stages[4].time.mean_days(), 9.0);
    assert_eq!(pasted.plan().rejections(), 1, "“sometimes” stays in its field");
    assert_eq!(ids(&pasted.after(Action::Undone)), [1, 2, 3, 4]);
    let too_many = cells(&vec![&["50%"][..]; 40]);
    let full =
        before.after(Action::Pasted { field: FieldId::Stage(FIRST, StageField::Rate), cells: too_many });
    assert_eq!(ids(&full).len(), 12);
    let elsewhere = before
        .after(Action::Pasted { field: FieldId::Plan(PlanField::Target), cells: cells(&[&["1"], &["2"]]) });
    assert!(!elsewhere.steps().can_undo(), "the target is no column");
}

#[test]
fn a_pasted_column_that_rises_is_what_is_won() {
    let column = cells(&[&["6%"], &["13%"], &["28%"], &["50%"]]);
    let pasted = state()
        .after(Action::Pasted { field: FieldId::Stage(FIRST, StageField::Rate), cells: column.clone() });
    assert_eq!(pasted.plan().reading(), RateReading::WonFromHere);
    assert_eq!(
        pasted.notice,
        Some(Notice::RatesReadAsWon { field: FieldId::Stage(FIRST, StageField::Rate), cells: column })
    );
    near(&plumbline::entry::wins_of_rates(&means(&pasted)), &[0.06, 0.13, 0.28, 0.5]);
    assert!(
        !pasted
            .plan()
            .scenario()
            .parts()
            .provenance
            .sources()
            .any(|(of, _)| matches!(of, Assumption::StageRate(_)))
    );
}

/// Shares that move on can rise as well: the reader says so, and one undo takes the paste back.
#[test]
fn rates_that_rise_may_move_on() {
    let column = cells(&[&["30%"], &["40%"], &["50%"], &["60%"]]);
    let before = state();
    let pasted =
        before.after(Action::Pasted { field: FieldId::Stage(FIRST, StageField::Rate), cells: column });
    let said = pasted.after(Action::PastedRatesMoveOn);
    assert_eq!(said.plan().reading(), RateReading::MovesOn);
    near(&means(&said), &[0.3, 0.4, 0.5, 0.6]);
    assert_eq!(said.notice, None);
    near(&means(&said.after(Action::Undone)), &means(&before));
    // What was edited between is not taken back with the paste.
    let edited = typed(&pasted, FieldId::Plan(PlanField::Target), "4m");
    let said = edited.after(Action::PastedRatesMoveOn);
    assert_eq!((said.plan().reading(), target(&said)), (RateReading::MovesOn, 4e6));
    near(&means(&said), &[0.3, 0.4, 0.5, 0.6]);
    near(&means(&said.after(Action::Undone)), &means(&pasted));
}

/// What was given a value is no longer the example's; what was not, is.
#[test]
fn examples_are_counted_until_they_are_touched() {
    let mut state = state();
    assert_eq!(state.plan().scenario().example_facts(), 5);
    for (field, text, left) in [
        (FieldId::Plan(PlanField::Target), "lots", 5),
        (FieldId::Plan(PlanField::Target), "3.3m", 4),
        (FieldId::Plan(PlanField::Period), "12 months", 3),
        (FieldId::Segment(SEGMENT, SegmentField::Supply), "150", 2),
        (FieldId::Segment(SEGMENT, SegmentField::DealSize), "20k", 1),
        (FieldId::Stage(StageId(1), StageField::Rate), "40%", 1),
        (FieldId::Stage(StageId(2), StageField::Rate), "×1.1", 1),
        (FieldId::Stage(StageId(3), StageField::Wins), "20%", 1),
        (FieldId::Stage(StageId(4), StageField::Rate), "-2", 0),
    ] {
        state = typed(&state, field, text);
        assert_eq!(state.plan().scenario().example_facts(), left, "{field:?} {text}");
    }
    let said = state.after(Action::SourceChosen { of: Assumption::Target, source: Some(Source::Guess) });
    assert_eq!(said.plan().scenario().parts().provenance.source(Assumption::Target), Some(Source::Guess));
    assert_eq!(
        typed(&said, FieldId::Plan(PlanField::Target), "5m")
            .plan()
            .scenario()
            .parts()
            .provenance
            .source(Assumption::Target),
        Some(Source::Guess)
    );
}

/// A stage that goes takes what was said of it along.
#[test]
fn a_removed_stage_leaves_no_note() {
    let of = Assumption::StageRate(SECOND);
    let noted = typed(&state(), FieldId::Note(of), "CRM, 2026");
    assert_eq!(noted.plan().scenario().parts().provenance.note(of), "CRM, 2026");
    let removed = noted.after(Action::StageRemoved(SECOND));
    assert_eq!(removed.plan().scenario().parts().provenance.note(of), "");
    let too_long = typed(&noted, FieldId::Note(of), &"x".repeat(401));
    assert_eq!(too_long.plan().rejections(), 1);
    assert_eq!(too_long.plan().scenario().parts().provenance.note(of), "CRM, 2026");
}

/// A stage that is typed, or pasted, on one line of its name’s cell is the whole stage.
#[test]
fn a_line_in_the_name_is_the_whole_stage() {
    let name = FieldId::Stage(FIRST, StageField::Name);
    let all = |state: &State| -> Vec<(String, f64, f64)> {
        let stages = state.plan().scenario().segments()[0].stages().iter();
        stages.map(|of| (of.name().to_owned(), of.rate.mean(), of.time.mean_days())).collect()
    };
    for (line, stage, rate, days) in [
        ("Lead qualified 40% 14 days", "Lead qualified", 0.40, 14.0),
        ("Demo about 55% 20 days", "Demo", 0.55, 20.0),
        ("Demo, 55%, 20 days", "Demo", 0.55, 20.0),
        ("Contract between 75 and 85% 10 days", "Contract", 0.80, 10.0),
        ("Trial 9 of 18 2 weeks", "Trial", 0.50, 14.0),
        ("Stage 2: 30% 3 weeks", "Stage 2", 0.30, 21.0),
        ("Proposal 1 in 2 / 25 days", "Proposal", 0.50, 25.0),
        ("Proposal 50% / 25 days", "Proposal", 0.50, 25.0),
        ("Demo 45 of 100 taking 3 weeks", "Demo", 0.45, 21.0),
        ("Demo 45%, takes 2 weeks", "Demo", 0.45, 14.0),
        ("Negotiation to won: about half, two weeks", "Negotiation to won", 0.50, 14.0),
        ("Demo: one in three, 3 weeks", "Demo", 1.0 / 3.0, 21.0),
        ("Demo, two thirds, 10 days", "Demo", 2.0 / 3.0, 10.0),
        // Without a time, that of the stage stays.
        ("Demo 45 of 100", "Demo", 0.45, FIRST_DAYS),
        ("Demo: 45%", "Demo", 0.45, FIRST_DAYS),
        ("Proposal 1 in 2", "Proposal", 0.50, FIRST_DAYS),
    ] {
        let after = typed(&state(), name, line);
        let (found, mean, time) = all(&after).swap_remove(0);
        assert_eq!(found, stage, "{line}");
        // The middle of a range is that of its belief.
        assert!((mean - rate).abs() < 0.005 && (time - days).abs() < 1e-9, "{line}: {mean}, {time}");
        let back = after.after(Action::Undone);
        assert_eq!(all(&back), all(&state()), "{line}: one step");
    }
    // Digits of a name are no rate.
    let before = all(&state()).swap_remove(0);
    for line in [
        "Phase 2 3 weeks",
        "Top 10 accounts",
        "50% deposit paid",
        "Legal and security",
        "Demo / 2",
        "Top 40%",
        "Demo 1 of 2",
        "Call 1/2",
        "Step 3 of 12",
        "Commit 90%",
        "Deposit 30%",
        "First half, 20 days",
        "Half day: 20 days",
        "Demo: half",
        "Top third",
    ] {
        let after = all(&typed(&state(), name, line)).swap_remove(0);
        assert_eq!(after, (line.to_owned(), before.1, before.2));
    }
    // Lines of an editor.
    let lines = cells(&[&["Lead 40% 14 days"], &["Demo: 55 percent in 20 days"], &["Contract 80% 10 d"]]);
    let after = all(&state().after(Action::Pasted { field: name, cells: lines }));
    let names: Vec<&str> = after.iter().take(3).map(|of| of.0.as_str()).collect();
    assert_eq!(names, ["Lead", "Demo", "Contract"]);
    near(&[after[0].1, after[1].1, after[2].1, after[1].2], &[0.4, 0.55, 0.8, 20.0]);
}
