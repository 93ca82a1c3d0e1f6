//! The page's state: pure, so that every rule of undo, typing and runs is tested without a page.

use crate::support::{SEGMENT, reference, scenario};
use plumbline::app::plan::state::{
    Action, FieldId, Notice, Plan, PlanField, SegmentAction, SegmentField, Sheet, StageField, State, Sureness,
};
use plumbline::app::plan::words;
use plumbline::entry::{EconomicsField, NumberStyle, RateReading, wins_of_rates};
use plumbline::exchange::link;
use plumbline::model::{
    Assumption, BeliefKind, Lever, Measured, MeasuredRate, MeasuredStage, PipelineStart, RateBelief,
    SegmentId, Source, Stage, StageId,
};
use std::rc::Rc;

fn state() -> State {
    State::new(Plan::new(Rc::new(scenario(&reference()))), Sheet::default(), NumberStyle::POINT)
}

fn typed(state: &State, field: FieldId, text: &str) -> State {
    state.after(Action::Typed { field, text: text.to_owned() })
}

/// Key by key, as a person types.
fn keyed(state: &State, field: FieldId, text: &str) -> State {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.fold(state.clone(), |state, end| typed(&state, field, &text[..end]))
}

fn target(state: &State) -> f64 {
    state.plan().scenario().parts().target.amount().minor() as f64 / 100.0
}

#[test]
fn keystrokes_of_a_field_are_one_step() {
    let state = keyed(&state(), FieldId::Plan(PlanField::Target), "4.5m");
    assert_eq!(target(&state), 4.5e6);
    let undone = state.after(Action::Undone);
    assert_eq!(target(&undone), 3e6);
    assert!(!undone.steps().can_undo() && undone.steps().can_redo());
    assert_eq!(target(&undone.after(Action::Redone)), 4.5e6);
    // Leaving the field ends the step.
    let again = keyed(&state.after(Action::FieldLeft), FieldId::Plan(PlanField::Target), "5m");
    assert_eq!(target(&again.after(Action::Undone)), 4.5e6);
    // So does another field.
    let other = keyed(&state, FieldId::Segment(SEGMENT, SegmentField::Supply), "150");
    assert_eq!(target(&other.after(Action::Undone)), 4.5e6);
}

#[test]
fn a_new_edit_forgets_what_was_undone() {
    let state = keyed(&state(), FieldId::Plan(PlanField::Target), "4m").after(Action::Undone);
    let state = keyed(&state, FieldId::Segment(SEGMENT, SegmentField::Supply), "150");
    assert!(!state.steps().can_redo());
    assert_eq!(target(&state.after(Action::Redone)), 3e6);
}

/// What is refused stays as typed, and nothing of the way there stays in the plan.
#[test]
fn a_refused_text_leaves_the_plan_as_it_was() {
    let before = state();
    let state = keyed(&before, FieldId::Segment(SEGMENT, SegmentField::DealSize), "70k to 18k");
    assert_eq!(state.plan().scenario(), before.plan().scenario());
    let field = state.plan().typed_in(FieldId::Segment(SEGMENT, SegmentField::DealSize)).unwrap();
    assert_eq!(field.text, "70k to 18k");
    assert!(field.rejection.is_some());
    assert_eq!(state.plan().rejections(), 1);
    let mended = keyed(&state, FieldId::Segment(SEGMENT, SegmentField::DealSize), "18k to 70k");
    assert_eq!(mended.plan().rejections(), 0);
    assert_ne!(mended.plan().scenario(), before.plan().scenario());
}

/// A raise is one edit: each keystroke changes what stood before, and leaving the field shows the result.
#[test]
fn changes_are_made_once() {
    let raised = keyed(&state(), FieldId::Plan(PlanField::Target), "+30%");
    assert_eq!(target(&raised), 3.9e6);
    let left = raised.after(Action::FieldLeft);
    assert_eq!((target(&left), left.plan().typed_in(FieldId::Plan(PlanField::Target))), (3.9e6, None));
    assert_eq!(target(&left.after(Action::Undone)), 3e6);
    // Saved before the field was left: the change is not made again.
    let texts = raised.plan().texts().map(|(field, text)| (field, text.to_owned())).collect::<Vec<_>>();
    let restored =
        Plan::restored(raised.plan().scenario().clone(), raised.plan().reading(), texts, NumberStyle::POINT);
    assert_eq!(restored.typed_in(FieldId::Plan(PlanField::Target)), None);
    let segment = |state: &State| state.plan().scenario().segments()[0].clone();
    assert_eq!(
        segment(&keyed(&state(), FieldId::Segment(SEGMENT, SegmentField::Supply), "-20")).supply.per_month(),
        180.0
    );
    assert_eq!(
        segment(&keyed(&state(), FieldId::Segment(SEGMENT, SegmentField::Supply), "×1.5")).supply.per_month(),
        300.0
    );
    let larger =
        segment(&keyed(&state(), FieldId::Segment(SEGMENT, SegmentField::DealSize), "+10%")).deal_size;
    assert!((larger.mean_minor() / 2_750_000.0 - 1.0).abs() < 1e-9);
    let slower =
        segment(&keyed(&state(), FieldId::Stage(StageId(2), StageField::Time), "+5")).stages()[1].time;
    assert!(
        (slower.mean_days() - 25.0).abs() < 1e-9 && (slower.sd_days() / 25.0 - 0.5_f64.sqrt()).abs() < 1e-9
    );
    assert_eq!(target(&keyed(&state(), FieldId::Plan(PlanField::Target), "+500k")), 3.5e6);
    // Too much of a change is refused, and nothing of it stays.
    let refused = keyed(&state(), FieldId::Plan(PlanField::Target), "-9m");
    assert_eq!((target(&refused), refused.plan().rejections()), (3e6, 1));
}

/// A value that is fine by itself and too much for the plan is refused at its field.
#[test]
fn what_the_whole_plan_refuses_is_told_at_the_field() {
    let state = typed(&state(), FieldId::Segment(SEGMENT, SegmentField::DealSize), "$900bn");
    let rejection = state
        .plan()
        .typed_in(FieldId::Segment(SEGMENT, SegmentField::DealSize))
        .unwrap()
        .rejection
        .clone()
        .unwrap();
    assert!(rejection.to_string().contains("more than 10 trillion"), "{rejection}");
}

#[test]
fn a_targets_currency_holds_for_the_plan() {
    // While all amounts are the example's, a clear currency becomes the plan's; of one's own plan it is asked
    // for.
    let own = typed(&state(), FieldId::Plan(PlanField::Target), "€2m");
    assert_eq!((own.plan().scenario().parts().currency.code(), own.plan().rejections()), ("USD", 1));
    let example = Rc::new(scenario(&reference()).as_example());
    let example = State::new(Plan::new(example), Sheet::default(), NumberStyle::POINT);
    let state = typed(&example, FieldId::Plan(PlanField::Target), "€2m");
    assert_eq!(state.plan().scenario().parts().currency.code(), "EUR");
    let refused = typed(&state, FieldId::Segment(SEGMENT, SegmentField::DealSize), "$20k");
    assert_eq!(refused.plan().rejections(), 1);
}

/// The numbers stay as they were written, also where a currency has no cents or three decimals.
#[test]
fn a_new_currency_keeps_the_numbers() {
    let mut json = reference();
    json["booked"] = serde_json::json!(1_200);
    for size in [
        serde_json::json!({"mean": 25_000, "cv": 1}),
        serde_json::json!({"p10": 18_000, "p90": 70_000}),
        serde_json::json!({"median": 35_000, "p90": 70_000}),
    ] {
        json["segments"][0]["deal_size"] = size;
        let example = Rc::new(scenario(&json).as_example());
        let own = State::new(Plan::new(example), Sheet::default(), NumberStyle::POINT);
        let major = |state: &State| {
            let parts = state.plan().scenario().parts();
            let unit = parts.currency.minor_per_major();
            (
                parts.currency.code().to_owned(),
                parts.segments[0].deal_size.mean_minor() / unit,
                parts.progress.booked().major(parts.currency),
            )
        };
        let (_, mean, _) = major(&own);
        for (target, code) in [("¥3m", "JPY"), ("KWD 3m", "KWD"), ("€3m", "EUR")] {
            let (now, same, booked) = major(&keyed(&own, FieldId::Plan(PlanField::Target), target));
            assert_eq!((now.as_str(), booked), (code, 1_200.0));
            assert!((same / mean - 1.0).abs() < 1e-9, "{mean} became {same} {code}");
        }
    }
}

#[test]
fn stages_come_and_go() {
    let state = state();
    let added = state.after(Action::StageAdded(SEGMENT));
    let stages = added.plan().scenario().segments()[0].stages().to_vec();
    assert_eq!((stages.len(), stages[3].id), (5, StageId(5)), "before the last one");
    let source = |of| added.plan().scenario().parts().provenance.source(of);
    assert_eq!(source(Assumption::StageRate(StageId(5))), Some(Source::Guess));
    assert_eq!(source(Assumption::StageTime(StageId(5))), Some(Source::Guess));
    let removed = typed(&added, FieldId::Stage(StageId(2), StageField::Rate), "nonsense")
        .after(Action::StageRemoved(StageId(2)));
    let ids: Vec<u32> =
        removed.plan().scenario().segments()[0].stages().iter().map(|stage| stage.id.0).collect();
    assert_eq!(ids, [1, 3, 5, 4]);
    assert_eq!(removed.plan().rejections(), 0, "what was typed into it is gone with it");
    // A new stage never takes an old one's luck.
    let again = removed.after(Action::StageRemoved(StageId(3))).after(Action::StageAdded(SEGMENT));
    let again = again.plan().scenario().segments()[0].stages().to_vec();
    assert_eq!(again.iter().map(|stage| stage.id.0).collect::<Vec<_>>(), [1, 5, 6, 4]);
    // The last one stays, and twelve are enough.
    let one = [1, 2, 3, 4]
        .into_iter()
        .fold(state.clone(), |state, id| state.after(Action::StageRemoved(StageId(id))));
    assert_eq!(one.plan().scenario().segments()[0].stages().len(), 1);
    let full = (0..20).fold(state, |state, _| state.after(Action::StageAdded(SEGMENT)));
    assert_eq!(full.plan().scenario().segments()[0].stages().len(), 12);
}

/// Where no costs are known the example's are taken in one step, and said to be the example's until one is
/// changed; a plan in yen, for which they would be too small by far, is offered none.
#[test]
fn example_costs_are_taken_and_named() {
    let before = state();
    let format = plumbline::app::format::Format(Rc::new(plumbline::entry::PlainFormatter));
    let heading = |state: &State| words::money_heading(state.plan().scenario(), &format);
    let offered = |state: &State| words::offered_costs(state.plan().scenario(), &format);
    let costs = offered(&before).unwrap();
    for figure in
        ["78% gross margin", "USD 120K a year", "8% of what", "costs USD 300", "one rep more USD 120K"]
    {
        assert!(costs.contains(figure), "{figure}: {costs}");
    }
    let taken = before.after(Action::ExampleCostsTaken);
    let costs = taken.plan().scenario().parts().economics.clone().unwrap();
    assert!((costs.gross_margin() - 0.78).abs() < 1e-12);
    assert!(heading(&taken).contains("the example’s"), "{}", heading(&taken));
    assert_eq!(offered(&taken), None);
    assert!(Rc::ptr_eq(taken.after(Action::ExampleCostsTaken).plan(), taken.plan()), "taken once");
    let own = typed(&taken, FieldId::Money(EconomicsField::BasePay), "95k");
    for part in ["78% gross margin", "4 figures are still the example’s"] {
        assert!(heading(&own).contains(part), "{}", heading(&own));
    }
    // A goal is nobody's cost; one figure alone may be somebody's own.
    let goal = typed(&taken, FieldId::Money(EconomicsField::Goal), "contribution 1m");
    assert!(heading(&goal).contains("the example’s, yours are not said yet, goal"), "{}", heading(&goal));
    let margin = typed(&before, FieldId::Money(EconomicsField::GrossMargin), "78%");
    assert!(!heading(&margin).contains("example"), "{}", heading(&margin));
    assert!(Rc::ptr_eq(taken.after(Action::Undone).plan(), before.plan()));
    let mut yen = reference();
    yen["currency"] = "JPY".into();
    assert_eq!(words::offered_costs(&scenario(&yen), &format), None);
}

#[test]
fn choices_and_what_other_tabs_did_can_be_undone() {
    let own = keyed(&state(), FieldId::Plan(PlanField::Target), "4m");
    let flowing = own.after(Action::Segment(SEGMENT, SegmentAction::Pipeline(PipelineStart::Flowing)));
    assert_eq!(*flowing.plan().scenario().segments()[0].pipeline(), PipelineStart::Flowing);
    // What another tab made of the plan can be taken back too.
    let renewed = flowing
        .after(Action::Renewed { plan: Rc::new(Plan::new(Rc::new(scenario(&reference())))), before: None });
    assert_eq!(target(&renewed), 3e6);
    assert_eq!(target(&renewed.after(Action::Undone)), 4e6);
}

/// What was saved comes back as it was typed, refused texts included.
#[test]
fn a_plan_is_restored_as_it_was_typed() {
    let state = keyed(
        &keyed(&state(), FieldId::Plan(PlanField::Target), "4.20m"),
        FieldId::Stage(StageId(2), StageField::Time),
        "ages",
    );
    let plan = state.plan();
    let texts: Vec<(FieldId, String)> = plan
        .texts()
        .map(|(field, text)| (FieldId::of_element_id(&field.element_id()).unwrap(), text.to_owned()))
        .collect();
    let restored = Plan::restored(plan.scenario().clone(), plan.reading(), texts, NumberStyle::POINT);
    assert_eq!(
        restored.typed_in(FieldId::Plan(PlanField::Target)),
        plan.typed_in(FieldId::Plan(PlanField::Target))
    );
    assert_eq!(
        restored.typed_in(FieldId::Stage(StageId(2), StageField::Time)),
        plan.typed_in(FieldId::Stage(StageId(2), StageField::Time))
    );
    assert_eq!(FieldId::of_element_id("stage-x-rate"), None);
    assert_eq!(FieldId::of_element_id("stage-3-colour"), None);
}

/// Saved plans hold these ids.
#[test]
fn element_ids_stay() {
    let of_stage = |field| FieldId::Stage(StageId(3), field);
    for (field, id) in [
        (FieldId::Plan(PlanField::Name), "plan-name"),
        (FieldId::Plan(PlanField::FiscalStart), "fiscal-start"),
        (FieldId::Segment(SEGMENT, SegmentField::Name), "segment-1-name"),
        (FieldId::Segment(SEGMENT, SegmentField::BusyMonths), "busy-months"),
        (FieldId::Segment(SegmentId(2), SegmentField::DealSize), "segment-2-deal-size"),
        (of_stage(StageField::Rate), "stage-3-rate"),
        (of_stage(StageField::OffPlan), "stage-3-off-plan"),
        (FieldId::Money(EconomicsField::CostPerOpportunity), "opportunity-cost"),
        (FieldId::Note(Assumption::StageTime(StageId(3))), "note-stage-3-time"),
    ] {
        assert_eq!((field.element_id().as_str(), FieldId::of_element_id(id)), (id, Some(field)));
    }
}

/// Every field's element id leads back to it.
#[test]
fn element_ids_name_one_field() {
    let id = StageId(7);
    let assumptions = [
        Assumption::Target,
        Assumption::DealSize(SEGMENT),
        Assumption::StageRate(id),
        Assumption::StageTime(id),
    ];
    let fields = [
        FieldId::Plan(PlanField::Name),
        FieldId::Plan(PlanField::Booked),
        FieldId::Plan(PlanField::Confidence),
        FieldId::Segment(SEGMENT, SegmentField::Seasons),
        FieldId::Plan(PlanField::Seed),
        FieldId::Plan(PlanField::Trials),
        FieldId::Stage(id, StageField::Wins),
        FieldId::Stage(id, StageField::Exit),
    ];
    for field in fields.into_iter().chain(assumptions.map(FieldId::Note)) {
        assert_eq!(FieldId::of_element_id(&field.element_id()), Some(field), "{}", field.element_id());
    }
}

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

fn source(state: &State, of: Assumption) -> Option<Source> {
    state.plan().scenario().parts().provenance.source(of)
}

fn cells(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

fn pasted(state: &State, field: FieldId, rows: &[&[&str]]) -> State {
    state.after(Action::Pasted { field, cells: cells(rows) })
}

/// All values are an example's.
fn example() -> State {
    let scenario = scenario(&reference()).as_example();
    State::new(Plan::new(Rc::new(scenario)), Sheet::default(), NumberStyle::POINT)
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
        Action::StageAdded(SEGMENT),
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

#[test]
fn sources_and_notes_are_edits() {
    let of = Assumption::Supply(SEGMENT);
    let said = example().after(Action::SourceChosen { of, source: Some(Source::Measured) });
    assert_eq!(source(&said, of), Some(Source::Measured));
    assert_eq!(source(&said.after(Action::Undone), of), Some(Source::Example));
    // A stated source stays when the value changes, an example's does not.
    assert_eq!(
        source(&typed(&said, FieldId::Segment(SEGMENT, SegmentField::Supply), "150"), of),
        Some(Source::Measured)
    );
    assert_eq!(source(&typed(&example(), FieldId::Segment(SEGMENT, SegmentField::Supply), "150"), of), None);
    assert_eq!(source(&typed(&example(), FieldId::Segment(SEGMENT, SegmentField::Supply), "+10%"), of), None);
    assert_eq!(
        source(&typed(&example(), FieldId::Segment(SEGMENT, SegmentField::Supply), "many"), of),
        Some(Source::Example)
    );
    assert_eq!(source(&said.after(Action::SourceChosen { of, source: None }), of), None);
    let field = FieldId::Note(of);
    let noted = keyed(&example(), field, " CRM, all of 2026 – é💰 ").after(Action::FieldLeft);
    let note = |state: &State| state.plan().scenario().parts().provenance.note(of).to_owned();
    assert_eq!(note(&noted), "CRM, all of 2026 – é💰");
    assert_eq!(source(&noted, of), Some(Source::Example), "a note is no value");
    assert_eq!(note(&noted.after(Action::Undone)), "");
    assert_eq!(note(&typed(&noted, field, "")), "");
    let long = typed(&noted, field, &"é".repeat(401));
    assert_eq!((note(&long), long.plan().rejections()), (note(&noted), 1));
    assert_eq!(note(&typed(&noted, field, &"é".repeat(400))).chars().count(), 400);
    // Both go with their stage.
    let of = Assumption::StageTime(StageId(2));
    let stage = typed(&example(), FieldId::Note(of), "stopwatch");
    let gone = stage.after(Action::StageRemoved(StageId(2)));
    let provenance = &gone.plan().scenario().parts().provenance;
    assert_eq!((provenance.source(of), provenance.notes().count()), (None, 0));
    assert_eq!(gone.plan().typed_in(FieldId::Note(of)), None);
}

/// The facts of an example that are still its own: five, until each has been typed into; the stages are one
/// fact, until all of their rates are one's own.
#[test]
fn facts_become_ones_own() {
    let facts = |state: &State| state.plan().scenario().example_facts();
    let mut own = example();
    assert_eq!(facts(&own), 5);
    assert_eq!(facts(&state()), 0, "a plan that says nothing of sources");
    let stage = |id| FieldId::Stage(StageId(id), StageField::Rate);
    for (field, text, left) in [
        (FieldId::Plan(PlanField::Name), "Ours", 5),
        (FieldId::Plan(PlanField::Confidence), "90%", 5),
        (FieldId::Plan(PlanField::Booked), "nothing", 5),
        (FieldId::Plan(PlanField::Seed), "2", 5),
        (FieldId::Plan(PlanField::Trials), "1000", 5),
        (FieldId::Stage(StageId(1), StageField::Name), "First", 5),
        (FieldId::Stage(StageId(1), StageField::Time), "3 weeks", 5),
        (FieldId::Plan(PlanField::Target), "soon", 5),
        (FieldId::Plan(PlanField::Target), "3m", 4),
        (FieldId::Plan(PlanField::Target), "4m", 4),
        (FieldId::Plan(PlanField::Period), "12 months", 3),
        (FieldId::Segment(SEGMENT, SegmentField::Supply), "150", 2),
        (stage(1), "40%", 2),
        (stage(2), "+1", 2),
        (FieldId::Stage(StageId(3), StageField::Wins), "20%", 2),
        (stage(4), "50%", 1),
        (FieldId::Segment(SEGMENT, SegmentField::DealSize), "20k", 0),
    ] {
        own = typed(&own, field, text);
        assert_eq!(facts(&own), left, "{field:?} {text}");
    }
    let restored = own.after(Action::Renewed {
        plan: Rc::new(Plan::new(Rc::new(own.plan().scenario().as_example()))),
        before: None,
    });
    assert_eq!(facts(&restored), 5);
}

#[test]
fn a_plan_is_kept_to_be_compared() {
    let start = state();
    let own = start.plan().scenario().clone();
    let kept =
        typed(&start.after(Action::BeforeKept), FieldId::Segment(SEGMENT, SegmentField::Supply), "150");
    // Undo does not drop it; only dropping does.
    let still = kept.after(Action::Undone);
    assert!(Rc::ptr_eq(still.before.as_ref().unwrap(), &own));
    assert!(kept.after(Action::BeforeDropped).before.is_none());
}

/// A pressed lever is brought to its value, its assumption is the reader's, and what stood is kept for
/// comparison.
#[test]
fn a_lever_is_an_action_with_a_lever() {
    let example = State::new(
        Plan::new(Rc::new(scenario(&reference()).as_example())),
        Sheet::default(),
        NumberStyle::POINT,
    );
    let facts = example.plan().scenario().example_facts();
    let levers = vec![(Lever::Supply(SEGMENT), 230.0), (Lever::StageRate(StageId(2)), 0.5)];
    let applied = example.after(Action::LeversApplied(levers));
    let plan = applied.plan().scenario();
    assert!((plan.segment(SEGMENT).unwrap().supply.per_month() - 230.0).abs() < 1e-9);
    assert!((plan.stage(StageId(2)).unwrap().1.rate.mean() - 0.5).abs() < 1e-9);
    assert_eq!(plan.parts().provenance.source(Assumption::Supply(SEGMENT)), None);
    assert_eq!(plan.parts().provenance.source(Assumption::StageRate(StageId(2))), None);
    assert_eq!(plan.parts().provenance.source(Assumption::StageRate(StageId(3))), Some(Source::Example));
    assert!(plan.example_facts() < facts);
    assert!(Rc::ptr_eq(applied.before.as_ref().unwrap(), example.plan().scenario()));
    // One step, and a second lever leaves what was kept first.
    let again = applied.after(Action::LeversApplied(vec![(Lever::Supply(SEGMENT), 240.0)]));
    assert!(Rc::ptr_eq(again.before.as_ref().unwrap(), example.plan().scenario()));
    let undone = again.after(Action::Undone).after(Action::Undone);
    assert!(Rc::ptr_eq(undone.plan(), example.plan()));
    // A lever that the plan does not have changes nothing.
    let none = example.after(Action::LeversApplied(vec![(Lever::Supply(SegmentId(9)), 1.0)]));
    assert!(Rc::ptr_eq(none.plan(), example.plan()) && none.before.is_none());
}

/// The money side is typed like any other field: what is refused stays, a text of nothing takes the value
/// away.
#[test]
fn the_money_side_is_made_of_fields() {
    let money = |of| FieldId::Money(of);
    let margin = keyed(&state(), money(EconomicsField::GrossMargin), "78%");
    let economics = |state: &State| state.plan().scenario().parts().economics.clone();
    assert_eq!(economics(&margin).unwrap().gross_margin(), 0.78);
    let pay = keyed(&margin, money(EconomicsField::BasePay), "60k");
    assert_eq!(economics(&pay).unwrap().base_pay.minor(), 6_000_000);
    let wrong = typed(&pay, money(EconomicsField::Goal), "profit, please");
    assert_eq!(economics(&wrong), economics(&pay));
    assert_eq!(wrong.plan().rejections(), 1);
    let none =
        typed(&typed(&wrong, money(EconomicsField::BasePay), ""), money(EconomicsField::GrossMargin), "");
    assert_eq!(economics(&none), None);
    assert_eq!(economics(&pay.after(Action::Undone)), economics(&margin), "the keys of a field are one step");
    for field in EconomicsField::all().map(FieldId::Money) {
        assert_eq!(FieldId::of_element_id(&field.element_id()), Some(field));
    }
}

/// Every field has an element of its own, which leads back to it.
#[test]
fn fields_are_known_by_their_elements() {
    let id = StageId(12);
    let assumptions = [
        Assumption::Target,
        Assumption::Period,
        Assumption::Supply(SEGMENT),
        Assumption::DealSize(SEGMENT),
        Assumption::StageRate(id),
        Assumption::StageTime(id),
    ];
    let mut fields = vec![
        FieldId::Plan(PlanField::Name),
        FieldId::Plan(PlanField::Target),
        FieldId::Plan(PlanField::Period),
        FieldId::Plan(PlanField::Booked),
        FieldId::Plan(PlanField::Confidence),
        FieldId::Segment(SEGMENT, SegmentField::Supply),
        FieldId::Segment(SEGMENT, SegmentField::Seasons),
        FieldId::Segment(SEGMENT, SegmentField::DealSize),
        FieldId::Plan(PlanField::Seed),
        FieldId::Plan(PlanField::Trials),
        FieldId::Stage(id, StageField::Name),
        FieldId::Stage(id, StageField::Rate),
        FieldId::Stage(id, StageField::Wins),
        FieldId::Stage(id, StageField::Time),
        FieldId::Stage(id, StageField::Exit),
    ];
    fields.extend(assumptions.map(FieldId::Note));
    for field in &fields {
        assert_eq!(FieldId::of_element_id(&field.element_id()), Some(*field), "{}", field.element_id());
        assert_eq!(field.stage().is_some(), field.element_id().contains("12"), "{field:?}");
    }
    let mut elements: Vec<String> = fields.iter().map(|field| field.element_id()).collect();
    elements.sort();
    elements.dedup();
    assert_eq!(elements.len(), fields.len());
    for text in
        ["", "note-", "note-booked", "note-stage-1", "note-stage-x-rate", "stage-1", "stage--1-rate", "ß"]
    {
        assert_eq!(FieldId::of_element_id(text), None, "{text}");
    }
}

/// Measured rates beside an example's supply, times and sizes give no answer: the page says what is still the
/// example's, until each is somebody's own. The plan stays in its currency.
#[test]
fn measured_rates_give_no_answer_beside_an_example() {
    let example = scenario(&reference()).as_example();
    let stages = example.segments()[0].stages().to_vec();
    let measured = Measured {
        stages: stages
            .iter()
            .map(|stage| MeasuredStage {
                name: stage.name().to_owned(),
                exit_criteria: String::new(),
                rate: MeasuredRate::Counts { passed: 30, decided: 100 },
                spread: 0.0,
            })
            .collect(),
        adherence: None,
    };
    let untouched = State::new(Plan::new(Rc::new(example)), Sheet::default(), NumberStyle::POINT);
    let says = |state: &State| words::no_answer_yet(state.plan().scenario());
    assert_eq!(says(&untouched), None, "an example as a whole has its own answer");
    let take = |state: &State| {
        let taken = state.plan().scenario().with_measured(&measured).unwrap();
        state.after(Action::MeasuredTaken(Rc::new(taken)))
    };
    let mut state = take(&untouched);
    assert_eq!(state.plan().scenario().parts().currency, untouched.plan().scenario().parts().currency);
    let all = "new opportunities, the time in stages and the deal size are still the example’s";
    assert!(says(&state).unwrap().contains(all), "{:?}", says(&state));
    // Neither a link nor a second look changes that.
    let link = link::decode(&link::encode(state.plan().scenario())).unwrap().unwrap();
    assert_eq!(words::no_answer_yet(&link), says(&state));
    assert_eq!(says(&take(&state)), says(&state));
    // What is typed over, or has a source, is the example's no longer; the order does not matter.
    state = typed(&state, FieldId::Segment(SEGMENT, SegmentField::Supply), "150 a month");
    assert!(says(&state).unwrap().contains("but the time in stages and the deal size are still"));
    for stage in &stages {
        state = typed(&state, FieldId::Stage(stage.id, StageField::Time), "20 days");
    }
    assert!(says(&state).unwrap().contains("but the deal size is still"), "{:?}", says(&state));
    let said = Action::SourceChosen { of: Assumption::DealSize(SEGMENT), source: Some(Source::Guess) };
    assert_eq!(says(&state.after(said)), None);
    let undone = state.after(Action::Undone);
    assert!(says(&undone).is_some());
    // A plan of one's own takes rates and has its answer.
    let own = typed(&untouched, FieldId::Segment(SEGMENT, SegmentField::Supply), "150 a month");
    let own = typed(&own, FieldId::Segment(SEGMENT, SegmentField::DealSize), "25k");
    let own = stages
        .iter()
        .fold(own, |state, stage| typed(&state, FieldId::Stage(stage.id, StageField::Time), "20 days"));
    assert_eq!(says(&take(&own)), None);
}
