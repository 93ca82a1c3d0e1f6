//! The page's state: pure, so that every rule of undo, typing and runs is tested without a page.

use super::edited::{keyed, state, target, typed};
use crate::support::{SEGMENT, reference, scenario};
use plumbline::app::plan::state::{
    Action, FieldId, Plan, PlanField, SegmentAction, SegmentField, Sheet, StageField, State,
};
use plumbline::app::plan::words;
use plumbline::entry::{EconomicsField, NumberStyle};
use plumbline::model::{Assumption, Lever, PipelineStart, SegmentId, Source, StageId};
use std::rc::Rc;

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
    let added = state.after(Action::StageAdded { segment: SEGMENT, after: None });
    let stages = added.plan().scenario().segments()[0].stages().to_vec();
    assert_eq!((stages.len(), stages[3].id), (5, StageId(5)), "before the last one");
    for (after, place) in [(1, 1), (4, 4), (9, 3)] {
        let added = state.after(Action::StageAdded { segment: SEGMENT, after: Some(StageId(after)) });
        assert_eq!(added.plan().scenario().segments()[0].stages()[place].id, StageId(5), "after {after}");
    }
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
    let again = removed
        .after(Action::StageRemoved(StageId(3)))
        .after(Action::StageAdded { segment: SEGMENT, after: None });
    let again = again.plan().scenario().segments()[0].stages().to_vec();
    assert_eq!(again.iter().map(|stage| stage.id.0).collect::<Vec<_>>(), [1, 5, 6, 4]);
    // The last one stays, and twelve are enough.
    let one = [1, 2, 3, 4]
        .into_iter()
        .fold(state.clone(), |state, id| state.after(Action::StageRemoved(StageId(id))));
    assert_eq!(one.plan().scenario().segments()[0].stages().len(), 1);
    let full =
        (0..20).fold(state, |state, _| state.after(Action::StageAdded { segment: SEGMENT, after: None }));
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
    // The plan becomes what it was, as a step; what was kept stays.
    let back = kept.after(Action::BeforeTaken);
    assert_eq!(*back.plan().scenario(), own);
    assert!(back.before.is_some());
    assert_eq!(back.after(Action::Undone).plan().scenario(), kept.plan().scenario());
}

/// Of what is not understood there is nothing to change: the value that answers in its place is another.
#[test]
fn what_is_refused_is_not_raised() {
    let field = FieldId::Plan(PlanField::Target);
    let refused = keyed(&state(), field, "a good year").after(Action::FieldLeft);
    let over = keyed(&refused, field, "+10%");
    assert_eq!((target(&over), over.plan().rejections()), (target(&refused), 1));
    let mended = keyed(&over.after(Action::FieldLeft), field, "4m").after(Action::FieldLeft);
    assert!((target(&keyed(&mended, field, "+10%")) - 4.4e6).abs() < 1.0);
}

/// A lever leaves the words of other fields as they were typed, and what follows from it stands in four
/// digits.
#[test]
fn a_lever_leaves_other_words_as_they_are() {
    let target_field = FieldId::Plan(PlanField::Target);
    let supply_field = FieldId::Segment(SEGMENT, SegmentField::Supply);
    let typed = keyed(&state(), target_field, "4.5m").after(Action::FieldLeft);
    let typed = keyed(&typed, supply_field, "35 a week").after(Action::FieldLeft);
    let cycle = Lever::Cycle(SEGMENT).range(typed.plan().scenario()).unwrap().today;
    let levers = vec![(Lever::Cycle(SEGMENT), 0.8713 * cycle), (Lever::DealSize(SEGMENT), 2_711_300.0)];
    let applied = typed.after(Action::LeversApplied(levers.clone()));
    let text = |state: &State, field| state.plan().typed_in(field).map(|typed| typed.text.clone());
    assert_eq!(text(&applied, target_field).as_deref(), Some("4.5m"));
    assert_eq!(text(&applied, supply_field).as_deref(), Some("35 a week"));
    let plan = applied.plan().scenario();
    for stage in plan.segments()[0].stages() {
        let days = stage.time.mean_days().to_string();
        assert!(days.replace('.', "").trim_start_matches('0').len() <= 4, "{days}");
    }
    let in_days = plan.segments()[0].mean_cycle_days();
    assert!(in_days <= 0.8713 * cycle + 1e-9 && in_days > 0.87 * cycle, "{in_days} of {cycle}");
    // What the lever changes is written anew, and Undo brings its words back.
    let other = applied.after(Action::LeversApplied(vec![(Lever::Supply(SEGMENT), 180.0)]));
    assert_eq!(text(&other, supply_field), None);
    assert_eq!(text(&other.after(Action::Undone), supply_field).as_deref(), Some("35 a week"));
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
    // Undone, there is nothing to compare with, unless the reader kept it; done again, there is.
    assert!(again.after(Action::Undone).before.is_some() && undone.before.is_none());
    assert_eq!(undone.after(Action::Redone).before.as_ref(), Some(example.plan().scenario()));
    let kept = example.after(Action::BeforeKept);
    let levers = vec![(Lever::Supply(SEGMENT), 230.0)];
    assert!(kept.after(Action::LeversApplied(levers)).after(Action::Undone).before.is_some());
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

/// A target that says when it is to be reached fills the period as well; once it is left, each stands in its
/// own field, also after a reload.
#[test]
fn a_target_that_says_when_fills_the_period() {
    let (of_target, of_period) = (FieldId::Plan(PlanField::Target), FieldId::Plan(PlanField::Period));
    let before = keyed(&state(), of_period, "18 months");
    let dated = keyed(&before, of_target, "5.5m by Feb 2028 starting March 2027");
    let calendar = |state: &State| state.plan().scenario().parts().calendar.clone();
    assert_eq!(target(&dated), 5.5e6);
    let ends = calendar(&dated).start().zip(calendar(&dated).last_date());
    let ends = ends.map(|(first, last)| (first.to_string(), last.to_string()));
    assert_eq!(ends, Some(("2027-03-01".to_owned(), "2028-02-29".to_owned())));
    let note = dated.plan().typed_in(of_target).unwrap().note.clone();
    assert_eq!(note.as_deref(), Some("and the period: March 2027 to February 2028"));
    assert_eq!(dated.plan().typed_in(of_period), None, "the text of the period that was is gone");
    assert_eq!(dated.plan().scenario().parts().provenance.source(Assumption::Period), None);
    let left = dated.after(Action::FieldLeft);
    assert_eq!((target(&left), left.plan().typed_in(of_target)), (5.5e6, None));
    assert_eq!(calendar(&left), calendar(&dated));
    let undone = left.after(Action::Undone);
    assert_eq!((target(&undone), calendar(&undone)), (3e6, calendar(&before)));
    let texts = dated.plan().texts().map(|(field, text)| (field, text.to_owned())).collect::<Vec<_>>();
    let restored =
        Plan::restored(dated.plan().scenario().clone(), dated.plan().reading(), texts, NumberStyle::POINT);
    assert_eq!(restored.typed_in(of_target), None);
    // A target alone stays as it was typed, and the period with it.
    let alone = keyed(&before, of_target, "5.5m").after(Action::FieldLeft);
    assert_eq!(alone.plan().typed_in(of_target).unwrap().text, "5.5m");
    assert_eq!(alone.plan().typed_in(of_period).unwrap().text, "18 months");
}

/// Beside a field stands what was understood: what an opportunity costs, and who has no quota.
#[test]
fn costs_and_missing_quotas_are_said() {
    let format = plumbline::app::format::Format(Rc::new(plumbline::entry::PlainFormatter));
    let cost = FieldId::Money(EconomicsField::CostPerOpportunity);
    let echo =
        |state: &State, field| words::echo(field, state.plan().scenario(), &format).replace('\u{a0}', " ");
    let priced = keyed(&state(), cost, "150 each");
    assert_eq!(echo(&priced, cost), "USD 150 for each new opportunity, won or not");
    let team = FieldId::Plan(PlanField::Team);
    for (text, said) in [
        ("14 reps with quota 500k each and two more in month 3", "2 of them have no quota"),
        ("14 reps with quota 500k each and one more in month 3", "1 of them has no quota"),
    ] {
        let staffed = echo(&keyed(&state(), team, text), team);
        assert!(staffed.contains(said), "{text}: {staffed}");
    }
    let all = echo(&keyed(&state(), team, "14 reps, quota 500k"), team);
    assert!(!all.contains("no quota"), "{all}");
}

/// A reading of a target that says when can be taken after the period was typed too.
#[test]
fn a_dated_target_is_settled_after_the_period() {
    let field = FieldId::Plan(PlanField::Target);
    let begun = keyed(&state(), FieldId::Plan(PlanField::Period), "Dec 2026 to Nov 2027");
    let typed = keyed(&begun.after(Action::FieldLeft), field, "5.5m by feb 28").after(Action::FieldLeft);
    assert_eq!(typed.plan().typed_in(field).unwrap().readings.len(), 2);
    let period = keyed(&typed, FieldId::Plan(PlanField::Period), "march 2027 - feb 2028");
    for (state, place) in [(typed.clone(), 0), (typed, 1), (period.after(Action::FieldLeft), 0)] {
        let taken = state.after(Action::ReadingTaken { field, place });
        assert_eq!((target(&taken), taken.plan().rejections()), (5.5e6, 0));
    }
}

/// Costs `a year` are read again when the plan becomes longer, and the deadline that is moved takes what is
/// paid whatever is sold along.
#[test]
fn fixed_costs_go_with_the_length_of_the_plan() {
    use plumbline::entry::EconomicsField;
    use plumbline::model::Lever;
    let field = FieldId::Money(EconomicsField::FixedCost);
    let fixed = |state: &State| {
        state.plan().scenario().parts().economics.as_ref().map(|economics| economics.fixed_cost.minor())
    };
    let typed = keyed(&state(), field, "900k a year").after(Action::FieldLeft);
    assert_eq!((fixed(&typed), typed.plan().rejections()), (Some(90_000_000), 0));
    let longer = keyed(&typed, FieldId::Plan(PlanField::Period), "20 months").after(Action::FieldLeft);
    let asked = longer.plan().typed_in(field).unwrap();
    assert_eq!((asked.readings.len(), longer.plan().rejections()), (1, 1), "{asked:?}");
    let taken = longer.after(Action::ReadingTaken { field, place: 0 });
    assert_eq!((fixed(&taken), taken.plan().rejections()), (Some(150_000_000), 0));
    let applied = typed.after(Action::LeversApplied(vec![(Lever::Deadline, 20.0)]));
    assert_eq!(fixed(&applied), Some(150_000_000));
}
