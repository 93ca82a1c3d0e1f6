//! The page's state: pure, so that every rule of undo, typing and runs is tested without a page.

use crate::support::{reference, scenario};
use plumbline::analysis::Report;
use plumbline::app::shared::Shared;
use plumbline::app::state::{
    Action, Answer, Doors, Drawing, FieldId, Notice, OtherBuild, Plan, RunAction, State, View,
};
use plumbline::engine::{Collection, Simulator};
use plumbline::entry::NumberStyle;
use plumbline::model::{Assumption, PipelineStart, Scenario, StageId};
use plumbline::runner::message::RunId;
use std::rc::Rc;

fn state() -> State {
    State::new(Plan::new(Rc::new(scenario(&reference()))), None, NumberStyle::POINT)
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
    let state = keyed(&state(), FieldId::Target, "4.5m");
    assert_eq!(target(&state), 4.5e6);
    let undone = state.after(Action::Undone);
    assert_eq!(target(&undone), 3e6);
    assert!(!undone.can_undo() && undone.can_redo());
    assert_eq!(target(&undone.after(Action::Redone)), 4.5e6);
    // Leaving the field ends the step.
    let again = keyed(&state.after(Action::FieldLeft), FieldId::Target, "5m");
    assert_eq!(target(&again.after(Action::Undone)), 4.5e6);
    // So does another field.
    let other = keyed(&state, FieldId::Supply, "150");
    assert_eq!(target(&other.after(Action::Undone)), 4.5e6);
}

#[test]
fn a_new_edit_forgets_what_was_undone() {
    let state = keyed(&state(), FieldId::Target, "4m").after(Action::Undone);
    let state = keyed(&state, FieldId::Supply, "150");
    assert!(!state.can_redo());
    assert_eq!(target(&state.after(Action::Redone)), 3e6);
}

/// What is refused stays as typed, and nothing of the way there stays in the plan.
#[test]
fn a_refused_text_leaves_the_plan_as_it_was() {
    let before = state();
    let state = keyed(&before, FieldId::DealSize, "70k to 18k");
    assert_eq!(state.plan().scenario(), before.plan().scenario());
    let field = state.plan().typed_in(FieldId::DealSize).unwrap();
    assert_eq!(field.text, "70k to 18k");
    assert!(field.rejection.is_some());
    assert_eq!(state.plan().rejections(), 1);
    let mended = keyed(&state, FieldId::DealSize, "18k to 70k");
    assert_eq!(mended.plan().rejections(), 0);
    assert_ne!(mended.plan().scenario(), before.plan().scenario());
}

/// A raise is one edit: each keystroke changes what stood before, and leaving the field shows the result.
#[test]
fn changes_are_made_once() {
    let raised = keyed(&state(), FieldId::Target, "+30%");
    assert_eq!(target(&raised), 3.9e6);
    let left = raised.after(Action::FieldLeft);
    assert_eq!((target(&left), left.plan().typed_in(FieldId::Target)), (3.9e6, None));
    assert_eq!(target(&left.after(Action::Undone)), 3e6);
    // Saved before the field was left: the change is not made again.
    let texts = raised.plan().texts().map(|(field, text)| (field, text.to_owned())).collect::<Vec<_>>();
    let restored =
        Plan::restored(raised.plan().scenario().clone(), raised.plan().reading(), texts, NumberStyle::POINT);
    assert_eq!(restored.typed_in(FieldId::Target), None);
    let segment = |state: &State| state.plan().scenario().segment().clone();
    assert_eq!(segment(&keyed(&state(), FieldId::Supply, "-20")).supply.per_month(), 180.0);
    assert_eq!(segment(&keyed(&state(), FieldId::Supply, "×1.5")).supply.per_month(), 300.0);
    let larger = segment(&keyed(&state(), FieldId::DealSize, "+10%")).deal_size;
    assert!((larger.mean_minor() / 2_750_000.0 - 1.0).abs() < 1e-9);
    let slower = segment(&keyed(&state(), FieldId::StageTime(StageId(2)), "+5")).stages()[1].time;
    assert!(
        (slower.mean_days() - 25.0).abs() < 1e-9 && (slower.sd_days() / 25.0 - 0.5_f64.sqrt()).abs() < 1e-9
    );
    assert_eq!(target(&keyed(&state(), FieldId::Target, "+500k")), 3.5e6);
    // Too much of a change is refused, and nothing of it stays.
    let refused = keyed(&state(), FieldId::Target, "-9m");
    assert_eq!((target(&refused), refused.plan().rejections()), (3e6, 1));
}

/// A value that is fine by itself and too much for the plan is refused at its field.
#[test]
fn what_the_whole_plan_refuses_is_told_at_the_field() {
    let state = typed(&state(), FieldId::DealSize, "$900bn");
    let rejection = state.plan().typed_in(FieldId::DealSize).unwrap().rejection.clone().unwrap();
    assert!(rejection.to_string().contains("more than 10 trillion"), "{rejection}");
}

#[test]
fn a_targets_currency_holds_for_the_plan() {
    let state = typed(&state(), FieldId::Target, "€2m");
    assert_eq!(state.plan().scenario().parts().currency.code(), "EUR");
    let refused = typed(&state, FieldId::DealSize, "$20k");
    assert_eq!(refused.plan().rejections(), 1);
}

#[test]
fn stages_come_and_go() {
    let state = state();
    let added = state.after(Action::StageAdded);
    let stages = added.plan().scenario().segment().stages().to_vec();
    assert_eq!((stages.len(), stages[4].id), (5, StageId(5)));
    let removed =
        typed(&added, FieldId::StageRate(StageId(2)), "nonsense").after(Action::StageRemoved(StageId(2)));
    let ids: Vec<u32> = removed.plan().scenario().segment().stages().iter().map(|stage| stage.id.0).collect();
    assert_eq!(ids, [1, 3, 4, 5]);
    assert_eq!(removed.plan().rejections(), 0, "what was typed into it is gone with it");
    // A new stage never takes an old one's luck.
    let again = removed.after(Action::StageRemoved(StageId(3))).after(Action::StageAdded);
    assert_eq!(again.plan().scenario().segment().stages().last().unwrap().id, StageId(6));
    // The last one stays, and twelve are enough.
    let one = [1, 2, 3, 4]
        .into_iter()
        .fold(state.clone(), |state, id| state.after(Action::StageRemoved(StageId(id))));
    assert_eq!(one.plan().scenario().segment().stages().len(), 1);
    let full = (0..20).fold(state, |state, _| state.after(Action::StageAdded));
    assert_eq!(full.plan().scenario().segment().stages().len(), 12);
}

#[test]
fn choices_and_opened_plans_can_be_undone() {
    let own = keyed(&state(), FieldId::Target, "4m");
    let flowing = own.after(Action::PipelineChosen(PipelineStart::Flowing));
    assert_eq!(flowing.plan().scenario().segment().pipeline, PipelineStart::Flowing);
    let opened = flowing.after(Action::Opened {
        scenario: Rc::new(scenario(&reference())),
        notice: Some(Notice::LinkOpened),
    });
    assert_eq!((target(&opened), opened.notice.clone()), (3e6, Some(Notice::LinkOpened)));
    assert_eq!(target(&opened.after(Action::Undone)), 4e6);
    // A link shown at the start: Undo brings back the reader's own.
    let linked = State::new(
        Plan::new(Rc::new(scenario(&reference()))),
        Some((**own.plan()).clone()),
        NumberStyle::POINT,
    );
    assert_eq!(target(&linked.after(Action::Undone)), 4e6);
}

/// What was saved comes back as it was typed, refused texts included.
#[test]
fn a_plan_is_restored_as_it_was_typed() {
    let state = keyed(&keyed(&state(), FieldId::Target, "4.20m"), FieldId::StageTime(StageId(2)), "ages");
    let plan = state.plan();
    let texts: Vec<(FieldId, String)> = plan
        .texts()
        .map(|(field, text)| (FieldId::of_element_id(&field.element_id()).unwrap(), text.to_owned()))
        .collect();
    let restored = Plan::restored(plan.scenario().clone(), plan.reading(), texts, NumberStyle::POINT);
    assert_eq!(restored.typed_in(FieldId::Target), plan.typed_in(FieldId::Target));
    assert_eq!(
        restored.typed_in(FieldId::StageTime(StageId(2))),
        plan.typed_in(FieldId::StageTime(StageId(2)))
    );
    assert_eq!(FieldId::of_element_id("stage-x-rate"), None);
    assert_eq!(FieldId::of_element_id("stage-3-colour"), None);
}

fn answer(scenario: &Scenario, trials: u32) -> Shared<Answer> {
    let mut collection = Collection::default();
    collection.insert(Simulator::new(scenario).block(0, trials));
    let report = Report::of(scenario, &collection).unwrap();
    Shared::new(Answer { scenario: Rc::new(scenario.clone()), report, comparison: None })
}

/// Late words of a superseded run change nothing; the last answer stays in sight while the next is drawn.
#[test]
fn runs_supersede_each_other() {
    let scenario = scenario(&reference());
    let run = |state: &State, action: RunAction| state.after(Action::Run(action));
    let started = run(&state(), RunAction::Started { id: RunId(1), trials: 100 });
    assert_eq!(started.running(), Some(RunId(1)));
    let first = run(&started, RunAction::Answered { id: RunId(1), answer: answer(&scenario, 40) });
    assert_eq!(first.run.progress(), Some((40, 100)));
    let advanced = run(&first, RunAction::Advanced { id: RunId(1), done: 60 });
    assert_eq!(advanced.run.progress(), Some((60, 100)));
    let second = run(&advanced, RunAction::Started { id: RunId(2), trials: 100 });
    assert_eq!(second.run.answer().unwrap().report.trials, 40, "the old answer stays");
    let late = run(&second, RunAction::Answered { id: RunId(1), answer: answer(&scenario, 100) });
    assert_eq!((late.run.answer().unwrap().report.trials, late.running()), (40, Some(RunId(2))));
    let finished = run(&late, RunAction::Answered { id: RunId(2), answer: answer(&scenario, 100) });
    assert!(finished.run.is_settled() && finished.running().is_none());
    let stopped = run(&second, RunAction::Stopped);
    assert!(stopped.run.is_settled() && stopped.run.answer().is_some());
    let refused = run(&second, RunAction::Refused { id: RunId(2), reason: "no".to_owned() });
    assert_eq!(refused.run.failure(), Some("no"));
    let lost = run(&second, RunAction::Drawing(Drawing::OnThePage { other_build: OtherBuild::No }));
    assert_eq!(
        (lost.drawing, lost.running()),
        (Drawing::OnThePage { other_build: OtherBuild::No }, Some(RunId(2)))
    );
}

/// Only the kept plan's own answer becomes its answer, and only the present plan's is replaced when it is compared.
#[test]
fn a_kept_plan_waits_for_its_own_answer() {
    let run = |state: &State, action: RunAction| state.after(Action::Run(action));
    let begun = state();
    let of = |state: &State| {
        let scenario = state.plan().scenario();
        let Answer { report, .. } = &*answer(scenario, 50);
        Shared::new(Answer { scenario: scenario.clone(), report: report.clone(), comparison: None })
    };
    let kept = begun.after(Action::BeforeKept);
    assert!(kept.before.as_ref().unwrap().answer.is_none(), "nothing has settled yet");
    let raised = typed(&kept, FieldId::Target, "4m");
    let foreign = run(&raised, RunAction::BeforeAnswered(of(&raised)));
    assert!(foreign.before.as_ref().unwrap().answer.is_none());
    let answered = run(&raised, RunAction::BeforeAnswered(of(&begun)));
    assert!(answered.before.as_ref().unwrap().answer.is_some());
    let started = run(&answered, RunAction::Started { id: RunId(3), trials: 50 });
    let settled = run(&started, RunAction::Answered { id: RunId(3), answer: of(&answered) });
    let late = run(&settled, RunAction::Compared(of(&begun)));
    assert!(Rc::ptr_eq(&late.run.answer().unwrap().scenario, settled.plan().scenario()));
    // Kept anew, the settled answer comes along at once.
    let again = settled.after(Action::BeforeKept);
    assert!(again.before.as_ref().unwrap().answer.is_some());
    assert!(again.after(Action::BeforeDropped).before.is_none());
    // Undo walks through plans, not through what is kept.
    assert!(again.after(Action::Undone).before.is_some());
}

#[test]
fn a_chosen_view_closes_the_doors() {
    let mut state = state();
    state.doors = Doors::Open;
    assert_eq!(typed(&state, FieldId::Target, "4m").doors, Doors::Open, "nothing moves under a field");
    let quota = state.after(Action::ViewChosen(View::Quota));
    assert_eq!((quota.view, quota.doors), (View::Quota, Doors::Closed));
}

/// Every field's element id leads back to it.
#[test]
fn element_ids_name_one_field() {
    let id = StageId(7);
    let assumptions =
        [Assumption::Target, Assumption::DealSize, Assumption::StageRate(id), Assumption::StageTime(id)];
    let fields = [
        FieldId::Name,
        FieldId::Booked,
        FieldId::Confidence,
        FieldId::Seasons,
        FieldId::Seed,
        FieldId::Trials,
        FieldId::StageWins(id),
        FieldId::StageExit(id),
    ];
    for field in fields.into_iter().chain(assumptions.map(FieldId::Note)) {
        assert_eq!(FieldId::of_element_id(&field.element_id()), Some(field), "{}", field.element_id());
    }
}
