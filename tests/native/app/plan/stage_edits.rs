//! Stages and their rates: what typing, pasting and moving make of a plan.

use super::edited::{example, keyed, source, state, typed};
use crate::support::SEGMENT;
use plumbline::app::plan::state::{Action, FieldId, Notice, Plan, PlanField, StageField, State, Sureness};
use plumbline::entry::{NumberStyle, RateReading, wins_of_rates};
use plumbline::model::{Assumption, BeliefKind, RateBelief, Source, Stage, StageId};
use std::rc::Rc;

fn stages(state: &State) -> &[Stage] {
    state.plan().scenario().segments()[0].stages()
}

fn ids(state: &State) -> Vec<u32> {
    stages(state).iter().map(|stage| stage.id.0).collect()
}

fn rates(state: &State) -> Vec<f64> {
    stages(state).iter().map(|stage| stage.rate.mean()).collect()
}

fn wins(state: &State) -> Vec<f64> {
    wins_of_rates(&rates(state))
}

fn cells(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

fn pasted(state: &State, field: FieldId, rows: &[&[&str]]) -> State {
    state.after(Action::Pasted { field, cells: cells(rows) })
}

#[track_caller]
fn assert_all_near(found: &[f64], expected: &[f64]) {
    let near = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-12);
    assert!(near && found.len() == expected.len(), "{found:?} is not {expected:?}");
}

#[test]
fn stages_move() {
    let before = typed(&state(), FieldId::Stage(StageId(1), StageField::Time), "soon");
    for (id, to, order) in [
        (1, 3, [2, 3, 4, 1]),
        (1, 1, [2, 1, 3, 4]),
        (4, 0, [4, 1, 2, 3]),
        (3, 2, [1, 2, 3, 4]),
        (3, 4, [1, 2, 3, 4]),
        (9, 0, [1, 2, 3, 4]),
    ] {
        let moved = before.after(Action::StageMoved { id: StageId(id), to });
        assert_eq!(ids(&moved), order, "{id} to {to}");
        // Each takes its values and what was typed along.
        for stage in stages(&moved) {
            assert!(stages(&before).contains(stage));
        }
        assert_eq!(moved.plan().rejections(), 1);
        let undone = moved.after(Action::Undone);
        if order == [1, 2, 3, 4] {
            assert!(Rc::ptr_eq(moved.plan(), before.plan()), "{id} to {to} is no step");
        } else {
            assert!(Rc::ptr_eq(undone.plan(), before.plan()), "{id} to {to} is one step");
            assert_eq!(ids(&undone.after(Action::Redone)), order);
        }
    }
}

/// What is won from a stage depends on those after it: a typed share does not outlive a change of the stages,
/// a refused text does.
#[test]
fn typed_shares_won_do_not_outlive_a_change_of_the_stages() {
    let reading = state().after(Action::ReadingChosen(RateReading::WonFromHere));
    let own = typed(&reading, FieldId::Stage(StageId(3), StageField::Wins), "30%");
    let own = typed(&own, FieldId::Stage(StageId(2), StageField::Wins), "ages");
    for action in [
        Action::StageMoved { id: StageId(3), to: 0 },
        Action::StageRemoved(StageId(4)),
        Action::StageAdded { segment: SEGMENT, after: None },
    ] {
        let changed = own.after(action.clone());
        assert_eq!(changed.plan().typed_in(FieldId::Stage(StageId(3), StageField::Wins)), None, "{action:?}");
        assert!(
            changed.plan().typed_in(FieldId::Stage(StageId(2), StageField::Wins)).is_some(),
            "{action:?}"
        );
    }
}

#[test]
fn cells_fill_the_table() {
    let before = state();
    let block: &[&[&str]] = &[
        &["Lead", "40%", "5 days"],
        &[" Demo ", "30 of 60", ""],
        &["", "sometimes", "2 weeks", "more", "and more"],
        &["Offer"],
        &["Deal", "exactly 50%", "1 month"],
    ];
    let after = pasted(&before, FieldId::Stage(StageId(1), StageField::Name), block);
    let names: Vec<&str> = stages(&after).iter().map(Stage::name).collect();
    assert_eq!(names, ["Lead", "Demo", "Proposal", "Offer", "Deal"]);
    let kinds: Vec<BeliefKind> = stages(&after).iter().map(|stage| stage.rate.kind()).collect();
    assert_eq!(kinds[0], BeliefKind::Estimate { rate: 0.4, cases: 50 });
    assert_eq!(kinds[1], BeliefKind::Counts { passed: 30, entered: 60 });
    assert_eq!(kinds[2..4], [2, 3].map(|place| stages(&before)[place].rate.kind()));
    assert_eq!(kinds[4], BeliefKind::Exact(0.5));
    let days: Vec<f64> = stages(&after).iter().map(|stage| stage.time.mean_days()).collect();
    assert_all_near(&days, &[5.0, 20.0, 14.0, 15.0, 365.0 / 12.0]);
    // What is not understood stays in its field, and all of it is one step.
    assert_eq!(after.plan().rejections(), 1);
    assert_eq!(
        after.plan().typed_in(FieldId::Stage(StageId(3), StageField::Rate)).unwrap().text,
        "sometimes"
    );
    assert!(Rc::ptr_eq(after.after(Action::Undone).plan(), before.plan()));
    assert_eq!((after.notice.clone(), after.plan().reading()), (None, RateReading::MovesOn));
    // From a cell within, to the right and downwards; a table has twelve rows.
    let times =
        pasted(&before, FieldId::Stage(StageId(3), StageField::Time), &[["1 day", "lost"].as_slice(); 30]);
    assert_eq!(stages(&times).len(), 12);
    assert!(stages(&times)[..2] == stages(&before)[..2]);
    assert!(stages(&times)[2..].iter().all(|stage| stage.time.mean_days() == 1.0));
    // Fields outside of the table, and of stages that are gone, take no cells.
    for field in [
        FieldId::Plan(PlanField::Target),
        FieldId::Plan(PlanField::Name),
        FieldId::Stage(StageId(1), StageField::Exit),
        FieldId::Note(Assumption::StageRate(StageId(1))),
        FieldId::Stage(StageId(99), StageField::Rate),
    ] {
        assert!(Rc::ptr_eq(pasted(&before, field, block).plan(), before.plan()), "{field:?}");
    }
}

/// A rising column is what is won from each stage, and the page says so; undo takes both back.
#[test]
fn a_pasted_rising_column_is_what_is_won() {
    let before = example();
    let column: &[&[&str]] = &[&["6%"], &["14%"], &["28%"], &["50%"]];
    let after = pasted(&before, FieldId::Stage(StageId(1), StageField::Rate), column);
    assert_all_near(&wins(&after), &[0.06, 0.14, 0.28, 0.5]);
    assert_all_near(&rates(&after), &[0.06 / 0.14, 0.5, 0.56, 0.5]);
    assert_eq!(after.plan().reading(), RateReading::WonFromHere);
    assert_eq!(
        after.notice,
        Some(Notice::RatesReadAsWon {
            field: FieldId::Stage(StageId(1), StageField::Rate),
            cells: cells(column)
        })
    );
    assert!(stages(&after).iter().all(|stage| Sureness::of(&stage.rate) == Some(Sureness::Cases(50))));
    let undone = after.after(Action::Undone);
    assert!(Rc::ptr_eq(undone.plan(), before.plan()));
    assert_eq!(undone.plan().reading(), RateReading::MovesOn);
    // With names beside it, and a stage more; the last share is that of the last stage.
    let named: &[&[&str]] = &[&["A", "1%"], &["B", "2%"], &["C", "4%"], &["D", "8%"], &["E", "16%"]];
    let named = pasted(&before, FieldId::Stage(StageId(1), StageField::Name), named);
    assert_all_near(&rates(&named), &[0.5, 0.5, 0.5, 0.5, 0.16]);
    assert_eq!(stages(&named)[4].name(), "E");
    // Into the first stages of more: the stages below keep their rates and stay an example's.
    let kept = rates(&before)[3];
    let top = pasted(&before, FieldId::Stage(StageId(1), StageField::Rate), &[&["5%"], &["10%"], &["20%"]]);
    assert_all_near(&wins(&top), &[0.05, 0.1, 0.2, kept]);
    let sources: Vec<Option<Source>> =
        [1, 2, 3, 4].map(|id| source(&top, Assumption::StageRate(StageId(id)))).to_vec();
    assert_eq!(sources, [None, None, None, Some(Source::Example)]);
}

/// What cannot be won from the stages is what moves on, as is a column that does not rise; then it is shown
/// so.
#[test]
fn other_pasted_columns_are_what_moves_on() {
    let before = state();
    // More than half would be won from the third stage, and only half is from the fourth.
    let steep =
        pasted(&before, FieldId::Stage(StageId(1), StageField::Rate), &[&["40%"], &["60%"], &["80%"]]);
    assert_all_near(&rates(&steep)[..3], &[0.4, 0.6, 0.8]);
    assert_eq!((steep.plan().reading(), steep.notice.clone()), (RateReading::MovesOn, None));
    let reading = before.after(Action::ReadingChosen(RateReading::WonFromHere));
    for field in [FieldId::Stage(StageId(1), StageField::Wins), FieldId::Stage(StageId(1), StageField::Rate)]
    {
        let falling = pasted(&reading, field, &[&["40%"], &["30%"], &["never mind"]]);
        assert_all_near(&rates(&falling)[..2], &[0.4, 0.3]);
        assert_eq!(falling.plan().reading(), RateReading::MovesOn);
        assert_eq!(falling.notice, Some(Notice::RatesReadAsMovingOn));
        assert_eq!(falling.plan().rejections(), 1);
    }
    // Names and times do not touch the reading.
    let names = pasted(&reading, FieldId::Stage(StageId(1), StageField::Name), &[&["A"], &["B"]]);
    assert_eq!((names.plan().reading(), names.notice.clone()), (RateReading::WonFromHere, None));
    // Nor does a rising column change a reading that fits.
    let rising = pasted(
        &reading,
        FieldId::Stage(StageId(1), StageField::Wins),
        &[&["6%"], &["14%"], &["28%"], &["50%"]],
    );
    assert_eq!((rising.plan().reading(), rising.notice.clone()), (RateReading::WonFromHere, None));
    assert_all_near(&wins(&rising), &[0.06, 0.14, 0.28, 0.5]);
}

/// A rate becomes more or less sure and keeps its mean, whatever it was.
#[test]
fn sureness_keeps_the_mean() {
    for text in ["450 of 1,000", "30% to 50%", "37%", "12.5% of 80 cases", "exactly 62.5%", "1 of 3"] {
        let own =
            typed(&example(), FieldId::Stage(StageId(2), StageField::Rate), text).after(Action::FieldLeft);
        let mean = rates(&own)[1];
        for sureness in Sureness::OFFERED {
            let sure = own.after(Action::SurenessChosen { id: StageId(2), sureness });
            assert!((rates(&sure)[1] - mean).abs() < 1e-12, "{text}, {sureness:?}");
            assert_eq!(Sureness::of(&stages(&sure)[1].rate), Some(sureness), "{text}");
            // What was typed says something else now.
            assert_eq!(sure.plan().typed_in(FieldId::Stage(StageId(2), StageField::Rate)), None);
            assert_eq!(source(&sure, Assumption::StageRate(StageId(1))), Some(Source::Example));
            assert!(Rc::ptr_eq(sure.after(Action::Undone).plan(), own.plan()));
        }
    }
    assert_eq!(Sureness::of(&RateBelief::range(0.4, 0.5).unwrap()), None);
    // Touched, though its mean is the same.
    let id = StageId(1);
    let sure = example().after(Action::SurenessChosen { id, sureness: Sureness::Exact });
    assert_eq!(source(&sure, Assumption::StageRate(id)), None);
    // A rate of which twenty cases would say nothing, and a stage that is gone: no step.
    let rare = typed(&state(), FieldId::Stage(id, StageField::Rate), "exactly 0.1%");
    for (id, sureness) in [(id, Sureness::Cases(20)), (StageId(77), Sureness::Exact)] {
        assert!(Rc::ptr_eq(rare.after(Action::SurenessChosen { id, sureness }).plan(), rare.plan()));
    }
}

/// A share that is won from a stage changes that one: all others are won from as often as before, and only
/// the rate of the stage before moves with it.
#[test]
fn a_share_won_keeps_those_of_other_stages() {
    let before = state().after(Action::ReadingChosen(RateReading::WonFromHere));
    assert!(!before.steps().can_undo(), "how rates are shown is nothing to undo");
    let was = wins(&before);
    for place in 0..4 {
        let id = stages(&before)[place].id;
        let above = was.get(place + 1).copied().unwrap_or(1.0);
        let below = if place == 0 { 0.0 } else { was[place - 1] };
        let share = f64::midpoint(below, above);
        let text = format!("{}% of 200 cases", share * 100.0);
        let after = typed(&before, FieldId::Stage(id, StageField::Wins), &text);
        assert_eq!(after.plan().rejections(), 0, "{text}");
        let mut expected = was.clone();
        expected[place] = share;
        assert_all_near(&wins(&after), &expected);
        for (other, (stage, old)) in stages(&after).iter().zip(stages(&before)).enumerate() {
            let sureness = Sureness::of(&stage.rate);
            if other == place {
                assert_eq!(sureness, Some(Sureness::Cases(200)));
            } else if other + 1 == place {
                assert_eq!(sureness, Sureness::of(&old.rate));
            } else {
                assert_eq!(stage, old);
            }
        }
        // More than what is won from the next one, or less than from the one before: refused, with an
        // example.
        for share in [above + 0.01, below - 0.01] {
            let refused = typed(
                &before,
                FieldId::Stage(id, StageField::Wins),
                &format!("exactly {:.1}%", share * 100.0),
            );
            let rejection =
                refused.plan().typed_in(FieldId::Stage(id, StageField::Wins)).unwrap().rejection.clone();
            assert!(rejection.unwrap().to_string().contains("such as"), "{share}");
            assert_eq!(refused.plan().scenario(), before.plan().scenario());
        }
    }
    // The two readings of a rate do not stand beside each other.
    let won = typed(&before, FieldId::Stage(StageId(4), StageField::Wins), "50%");
    let moved = typed(&won, FieldId::Stage(StageId(1), StageField::Rate), "40%");
    assert!(won.plan().typed_in(FieldId::Stage(StageId(4), StageField::Wins)).is_some());
    assert_eq!(moved.plan().typed_in(FieldId::Stage(StageId(4), StageField::Wins)), None);
    let back = moved.after(Action::ReadingChosen(RateReading::MovesOn));
    assert_eq!(back.plan().texts().count(), 0);
    // Saved and restored, the reading and its texts are the same.
    let texts = won.plan().texts().map(|(field, text)| (field, text.to_owned())).collect::<Vec<_>>();
    let restored =
        Plan::restored(won.plan().scenario().clone(), won.plan().reading(), texts, NumberStyle::POINT);
    assert_eq!(restored.reading(), RateReading::WonFromHere);
    assert_eq!(restored.scenario(), won.plan().scenario());
    assert_eq!(
        restored.typed_in(FieldId::Stage(StageId(4), StageField::Wins)),
        won.plan().typed_in(FieldId::Stage(StageId(4), StageField::Wins))
    );
}

/// A rate is changed in percentage points or in proportion, once, as sure as before.
#[test]
fn rates_change_in_one_edit() {
    let field = FieldId::Stage(StageId(1), StageField::Rate);
    for (text, kind) in [
        ("+5", BeliefKind::Estimate { rate: 0.45 + 0.05, cases: 1000 }),
        ("-5 points", BeliefKind::Estimate { rate: 0.45 - 0.05, cases: 1000 }),
        ("×2", BeliefKind::Estimate { rate: 0.9, cases: 1000 }),
        ("-100%", BeliefKind::Exact(0.0)),
    ] {
        let changed = keyed(&state(), field, text);
        assert_eq!(stages(&changed)[0].rate.kind(), kind, "{text}");
        let left = changed.after(Action::FieldLeft);
        assert_eq!((stages(&left)[0].rate.kind(), left.plan().typed_in(field)), (kind, None), "{text}");
        assert!(!left.after(Action::Undone).steps().can_undo());
    }
    let refused = keyed(&state(), field, "+60");
    assert_eq!((refused.plan().rejections(), refused.plan().scenario()), (1, state().plan().scenario()));
    assert_eq!(refused.after(Action::FieldLeft).plan().rejections(), 1);
}
