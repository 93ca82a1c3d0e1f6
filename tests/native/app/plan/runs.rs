//! The runs of a plan and of the one that it is compared with: events in, commands and a view out.

use crate::support::{reference, scenario};
use plumbline::app::plan::state::{RunCommand, RunEvent, RunStage, Runs};
use plumbline::engine::Simulator;
use plumbline::model::{Scenario, ScenarioParts};
use plumbline::worker::message::RunId;
use serde_json::json;
use std::rc::Rc;

fn plan(supply: u32) -> Rc<Scenario> {
    let mut json = reference();
    json["trials"] = json!(1_000);
    json["segments"][0]["supply"]["per_month"] = json!(supply);
    Rc::new(scenario(&json))
}

/// The run that a command begins, and its plan.
fn begun(command: Option<RunCommand>) -> (RunId, Rc<Scenario>) {
    match command {
        Some(RunCommand::Draw(run, plan)) => Some((run, plan)),
        Some(RunCommand::Stop) | None => None,
    }
    .expect("a run begins")
}

fn change(runs: &mut Runs, plan: &Rc<Scenario>) -> RunId {
    let (changed, command) = runs.after(RunEvent::PlanChanged(plan.clone()));
    let (run, drawn) = begun(command);
    assert!(changed && Rc::ptr_eq(&drawn, plan));
    run
}

fn drawn(runs: &mut Runs, run: RunId, plan: &Scenario, (first, trials): (u32, u32)) -> Option<RunCommand> {
    let outcome = Box::new(Simulator::new(plan).block(first, trials));
    runs.after(RunEvent::Drawn { run, outcome }).1
}

fn trials(runs: &Runs) -> Option<u64> {
    runs.view().answer.as_ref().map(|answer| answer.report.trials)
}

/// The last answer stays in sight while the next is drawn; late words of a superseded run change nothing.
#[test]
fn runs_supersede_each_other() {
    let mut runs = Runs::default();
    let (one, other) = (plan(200), plan(220));
    let first = change(&mut runs, &one);
    assert_eq!(runs.view().progress(), Some((0, 1_000)));
    drawn(&mut runs, first, &one, (0, 100));
    assert_eq!((trials(&runs), runs.view().progress()), (Some(100), Some((100, 1_000))));
    let second = change(&mut runs, &other);
    assert_eq!(
        (trials(&runs), runs.view().progress()),
        (Some(100), Some((0, 1_000))),
        "the old answer stays"
    );
    drawn(&mut runs, first, &one, (100, 900));
    assert_eq!((trials(&runs), runs.view().is_settled()), (Some(100), false), "it is late");
    drawn(&mut runs, second, &other, (0, 1_000));
    assert_eq!((trials(&runs), runs.view().is_settled()), (Some(1_000), true));
    let answer = runs.view().answer.clone().unwrap();
    assert!(Rc::ptr_eq(&answer.scenario, &other));
    // The whole run in one view equals the run in pieces.
    change(&mut runs, &one);
    let third = change(&mut runs, &other);
    for first in [600, 0, 300] {
        drawn(&mut runs, third, &other, (first, if first == 600 { 399 } else { 300 }));
    }
    drawn(&mut runs, third, &other, (999, 1));
    assert_eq!(runs.view().answer.as_ref().unwrap().report.digest, answer.report.digest);
}

/// A plan that is only called otherwise keeps its trials, those on their way as well; its answer bears the
/// new name.
#[test]
fn a_new_name_draws_nothing_again() {
    let mut runs = Runs::default();
    let first = plan(200);
    let named = |name: &str| {
        let parts = ScenarioParts { name: name.to_owned(), ..first.parts().clone() };
        Rc::new(Scenario::new(parts).unwrap())
    };
    let run = change(&mut runs, &first);
    drawn(&mut runs, run, &first, (0, 100));
    let (half, whole) = (named("Half"), named("Whole"));
    let (changed, command) = runs.after(RunEvent::PlanChanged(half.clone()));
    assert!(changed && command.is_none(), "what is on its way is of this plan");
    assert!(Rc::ptr_eq(&runs.view().answer.as_ref().unwrap().scenario, &half));
    drawn(&mut runs, run, &half, (100, 900));
    assert_eq!((trials(&runs), runs.view().is_settled()), (Some(1_000), true));
    let (changed, command) = runs.after(RunEvent::PlanChanged(whole.clone()));
    assert!(changed && command.is_none() && runs.view().is_settled());
    assert!(Rc::ptr_eq(&runs.view().answer.as_ref().unwrap().scenario, &whole));
    // Another number is another plan.
    change(&mut runs, &plan(210));
}

/// A report is made when the trials have grown fourfold, and a step in twenty is seen in between.
#[test]
fn a_run_is_seen_to_advance() {
    let mut runs = Runs::default();
    let plan = plan(200);
    let run = change(&mut runs, &plan);
    let mut seen = Vec::new();
    for first in (0..1_000).step_by(20) {
        drawn(&mut runs, run, &plan, (first, 20));
        seen.push((trials(&runs).unwrap(), runs.view().progress()));
    }
    seen.dedup();
    let reports: std::collections::BTreeSet<u64> = seen.iter().map(|(trials, _)| *trials).collect();
    assert_eq!(Vec::from_iter(reports), [20, 80, 320, 1_000]);
    assert!((15..=25).contains(&seen.len()), "{} steps", seen.len());
}

#[test]
fn a_run_that_is_stopped_or_fails_keeps_the_answer() {
    let mut runs = Runs::default();
    let plan = plan(200);
    let run = change(&mut runs, &plan);
    drawn(&mut runs, run, &plan, (0, 100));
    let (changed, command) = runs.after(RunEvent::Stopped);
    assert!(changed && matches!(command, Some(RunCommand::Stop)));
    assert!(runs.view().is_settled() && trials(&runs) == Some(100));
    assert!(!runs.after(RunEvent::Stopped).0, "there is nothing to stop");
    drawn(&mut runs, run, &plan, (100, 900));
    assert_eq!(trials(&runs), Some(100), "what comes after it is dropped");
    let next = change(&mut runs, &plan);
    assert!(!runs.after(RunEvent::Failed(run, "late".to_owned())).0);
    assert!(runs.after(RunEvent::Failed(next, "no".to_owned())).0);
    assert_eq!((runs.view().failure(), trials(&runs)), (Some("no"), Some(100)));
    assert_eq!(runs.view().stage, RunStage::Failed("no".to_owned()));
}

/// The kept plan is drawn when the plan as it stands is there, and both meet the same luck.
#[test]
fn the_kept_plan_waits_for_its_turn() {
    let mut runs = Runs::default();
    let (before, now) = (plan(200), plan(220));
    let run = change(&mut runs, &before);
    // Kept while it is drawn: once it is there, its trials are those of the kept plan.
    assert!(runs.after(RunEvent::BeforeChanged(Some(before.clone()))).1.is_none());
    assert!(runs.view().before.is_none());
    assert!(drawn(&mut runs, run, &before, (0, 1_000)).is_none());
    assert_eq!(runs.view().before.as_ref().map(|answer| answer.report.trials), Some(1_000));
    let same = runs.view().answer.as_ref().unwrap().comparison.unwrap();
    assert_eq!((same.gained, same.lost), (0.0, 0.0), "nothing has changed");
    let run = change(&mut runs, &now);
    assert!(drawn(&mut runs, run, &now, (0, 1_000)).is_none(), "the kept plan is there already");
    let comparison = runs.view().answer.as_ref().unwrap().comparison.unwrap();
    assert!(comparison.gained > 0.0 && comparison.lost == 0.0, "more supply never lowers a trial");
    // Another kept plan: drawn at once, since nothing else is.
    let other = plan(180);
    let (_, command) = runs.after(RunEvent::BeforeChanged(Some(other.clone())));
    let (run, of) = begun(command);
    assert!(Rc::ptr_eq(&of, &other) && runs.view().before.is_none());
    // An edit goes first; then the kept plan begins anew.
    let edit = change(&mut runs, &before);
    drawn(&mut runs, run, &other, (0, 1_000));
    assert!(runs.view().before.is_none(), "late");
    let (run, _) = begun(drawn(&mut runs, edit, &before, (0, 1_000)));
    drawn(&mut runs, run, &other, (0, 1_000));
    assert_eq!(runs.view().before.as_ref().map(|answer| Rc::ptr_eq(&answer.scenario, &other)), Some(true));
    // Dropped while it is drawn.
    runs.after(RunEvent::BeforeChanged(Some(now.clone())));
    let (_, command) = runs.after(RunEvent::BeforeChanged(None));
    assert!(matches!(command, Some(RunCommand::Stop)));
}
