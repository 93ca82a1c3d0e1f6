//! Sliders in front of a room: what they make of a plan, and the way back.

use crate::app::markup::format;
use crate::support::{SEGMENT, reference, scenario};
use plumbline::advice::{Needed, NeededValue};
use plumbline::app::plan::state::{Action, FieldId, Notice, Plan, PlanField, Received, Sheet, Slider, State};
use plumbline::app::plan::words;
use plumbline::entry::NumberStyle;
use plumbline::model::{Lever, Scenario, StageId};
use std::rc::Rc;

fn state() -> State {
    State::new(Plan::new(Rc::new(scenario(&reference()))), Sheet::default(), NumberStyle::POINT)
}

fn needed(scenario: &Scenario, lever: Lever, at: f64) -> Needed {
    let value = NeededValue::Is { value: at, error: 0.0, chance: 0.8 };
    Needed::new(lever, lever.range(scenario).unwrap(), 0.4, value)
}

fn sliders(state: &State) -> Vec<Slider> {
    let plan = state.plan().scenario();
    let needs = [
        needed(plan, Lever::Supply(SEGMENT), 230.0),
        needed(plan, Lever::StageRate(StageId(2)), 0.55),
        needed(plan, Lever::Deadline, 14.0),
    ];
    needs.iter().map(|needed| Slider::of(needed, plan).unwrap()).collect()
}

fn moved(state: &State, which: usize, steps: f64) -> State {
    state.after(Action::Slid { sliders: sliders(state), which, steps })
}

/// Each stands where it was put, also while another is moved, and all together are one step back.
#[test]
fn sliders_are_moved_one_after_the_other_and_undone_at_once() {
    let begun = state();
    assert!(begun.slid().is_none());
    let (low, high) = (moved(&begun, 0, 10.0), moved(&moved(&begun, 0, 10.0), 1, 25.0));
    let plan = |state: &State| state.plan().scenario().clone();
    let supply = |state: &State| plan(state).segment(SEGMENT).unwrap().supply.per_month();
    let rate = |state: &State| plan(state).stage(StageId(2)).unwrap().1.rate.mean();
    // Twice a third more at the end, of 50 steps.
    assert_eq!(supply(&low), (200.0_f64 + 10.0 * 200.0 * 2.0 / 3.0 / 50.0).ceil());
    assert!(rate(&low) == rate(&begun) && rate(&high) > rate(&begun));
    assert_eq!(supply(&high), supply(&low));
    let slid = high.slid().unwrap();
    assert!(Rc::ptr_eq(slid.base(), begun.plan().scenario()));
    assert_eq!(slid.sliders().iter().map(Slider::steps).collect::<Vec<_>>(), [10.0, 25.0, 0.0]);
    assert!(slid.answer().is_none());
    // What stands on the slides is not the plan, and is said.
    let said = words::what_if(slid, &format()).unwrap();
    assert!(said.starts_with("What if: new opportunities a month 227 instead of 200, "), "{said}");
    assert!(said.contains(" instead of 48.9%") && !said.contains("months"), "{said}");
    let undone = high.after(Action::Undone);
    assert!(Rc::ptr_eq(undone.plan(), begun.plan()) && undone.slid().is_none());
    // Forward again, and it is the sliders' plan.
    assert_eq!(undone.after(Action::Redone).slid().unwrap().sliders()[0].steps(), 10.0);
}

/// What a room was shown is no plan yet: the presentation over, the plan is what it was, and what was shown
/// is taken by one press, beside the plan as it was.
#[test]
fn a_presentation_leaves_the_plan_as_it_was() {
    let begun = state();
    assert!(begun.after(Action::PresentationLeft).notice.is_none(), "nothing was moved");
    let shown = moved(&moved(&begun, 0, 10.0), 1, 25.0);
    let left = shown.after(Action::PresentationLeft);
    assert!(Rc::ptr_eq(left.plan(), begun.plan()));
    let Some(Notice::SlidersBack(levers)) = left.notice.clone() else { panic!("{:?}", left.notice) };
    assert_eq!(levers.len(), 2, "the third slider stood still");
    let taken = left.after(Action::LeversApplied(levers));
    assert_eq!(taken.plan().scenario(), shown.plan().scenario());
    assert!(taken.notice.is_none());
    assert!(Rc::ptr_eq(taken.before.as_ref().unwrap(), begun.plan().scenario()));
    // A plan that was sent stays what was sent, until what was shown is taken.
    let mut sent = state();
    sent.sheet.received = Some(Received { fragment: "#p1=x".into(), ..Received::default() });
    let shown = moved(&moved(&sent, 0, 10.0), 1, 25.0);
    assert!(shown.sheet.received.is_some() && shown.slid().unwrap().sliders().len() == 3);
    let left = shown.after(Action::PresentationLeft);
    assert!(left.sheet.received.is_some() && Rc::ptr_eq(left.plan(), sent.plan()));
    let Some(Notice::SlidersBack(levers)) = left.notice.clone() else { panic!("{:?}", left.notice) };
    assert!(left.after(Action::LeversApplied(levers)).sheet.received.is_none(), "a copy of the reader's own");
    // Back where it began, a slider has shown nothing.
    let back = moved(&shown, 0, 0.0);
    assert!(moved(&back, 1, 0.0).after(Action::PresentationLeft).notice.is_none());
}

/// Back in the middle the plan is the one it was, and nothing of it counts as said by the reader.
#[test]
fn a_slider_in_its_middle_changes_nothing() {
    let example = State::new(
        Plan::new(Rc::new(scenario(&reference()).as_example())),
        Sheet::default(),
        NumberStyle::POINT,
    );
    let there = moved(&example, 1, -20.0);
    assert_ne!(there.plan().scenario(), example.plan().scenario());
    assert_eq!(moved(&there, 1, -0.2).plan().scenario(), example.plan().scenario());
}

/// Beyond its ends a slider stands at them, and every place of every lever is a plan.
#[test]
fn every_place_of_a_slider_is_a_plan() {
    let begun = state();
    let plan = begun.plan().scenario();
    for lever in Lever::all(plan) {
        let range = lever.range(plan).unwrap();
        for at in [range.today, range.plausible, range.best] {
            let Some(slider) = Slider::of(&needed(plan, lever, at), plan) else { continue };
            let (least, most) = slider.ends();
            assert!(least <= 0.0 && most >= 0.0 && most - least >= 1.0, "{lever:?} {least} {most}");
            let put =
                |steps: f64| begun.after(Action::Slid { sliders: vec![slider.clone()], which: 0, steps });
            let values: Vec<f64> = (-60..=60)
                .map(|steps| {
                    let slid = put(f64::from(steps));
                    let slid = slid.slid().unwrap_or_else(|| panic!("{lever:?} {steps} is refused"));
                    let slider = slid.sliders()[0].clone();
                    assert_eq!(slider.steps(), f64::from(steps).clamp(least, most));
                    slider.value()
                })
                .collect();
            assert!(values.is_sorted(), "{lever:?} {values:?}");
            let (low, high) = (range.best.min(range.worst), range.best.max(range.worst));
            assert!(values.iter().all(|value| (low..=high).contains(value)));
            // What is needed lies within its reach.
            let near = 1e-9 * at.abs();
            assert!(values[0] <= at + near && at <= values[120] + near, "{lever:?} {at} {values:?}");
        }
    }
    // No such slider.
    assert!(Rc::ptr_eq(moved(&begun, 9, 1.0).plan(), begun.plan()));
}

/// Whatever else is done to the plan is not the sliders' any more.
#[test]
fn another_edit_ends_the_sliders() {
    let slid = moved(&state(), 0, 10.0);
    let text = "4m".to_owned();
    let typed = slid.after(Action::Typed { field: FieldId::Plan(PlanField::Target), text });
    assert!(typed.slid().is_none());
    // Anew from the plan as it stands now.
    let anew = moved(&typed, 0, 0.0);
    assert!(Rc::ptr_eq(anew.slid().unwrap().base(), typed.plan().scenario()));
}
