//! The door for files: its state, what it remembers, and which tables are its own.

use crate::support::past::{CURRENCY, Past};
use plumbline::app::browser::{ImportLoss, ImportStep};
use plumbline::app::history::import::{
    ImportAction, ImportState, LookingBack, Mappings, Problem, Quarters, is_own_table,
};
use plumbline::history::backtest::{CASES_MAX, Summary, cases, forecast};
use plumbline::history::import::{Choices, Import, Meaning, Role};
use plumbline::model::{Runs, Seed};
use plumbline::worker::import::message::{FileRead, ImportReply, ImportRequest, ImportWork};
use plumbline::worker::import::serve::ImportServer;
use plumbline::worker::message::{Answer, BuildId, Reply, Request, RunId, Subject, Work, decode, encode};
use plumbline::worker::serve::Server;
use std::rc::Rc;

const TEXT: &str = "Owner,Stage,Created date,Close date,Amount,Amount\n\
    Ada,Won,2027-01-02,2027-02-03,5000,EUR\n\
    Bela,Lost,2027-01-05,2027-02-01,,\nAda,Open,2027-03-01,,,\n";

fn read(choices: &Choices) -> Rc<FileRead> {
    let build = BuildId::of("a build");
    let mut server = ImportServer::new(build);
    server.open(TEXT.as_bytes().to_vec());
    let work = ImportWork::Read(Box::new(choices.clone()));
    let reply = server.answer(&encode(build, &ImportRequest { run: RunId(1), work }));
    let reply = decode(build, &reply).unwrap();
    let read = if let ImportReply::Read(_, read) = reply { Some(Rc::from(read)) } else { None };
    read.unwrap()
}

fn opened() -> ImportState {
    ImportState::default().after(ImportAction::Opened { name: "deals.csv".to_owned(), bytes: 200.0 })
}

/// A file is used once it was read, says its currency and has no question; another choice waits for its
/// count.
#[test]
fn a_file_is_used_once_it_is_understood() {
    let state = opened();
    assert_eq!(state.file().unwrap().step, Some(ImportStep::Loading));
    let none = Choices::default();
    let state = state.after(ImportAction::Read(read(&none)));
    let file = state.file().unwrap();
    assert!(file.step.is_none() && file.history().is_none(), "no currency is said");
    let euros = Choices { currency: Some("EUR".to_owned()), ..none };
    let chosen = state.after(ImportAction::Chosen(Box::new(euros.clone())));
    assert!(chosen.file().unwrap().step.is_some() && chosen.file().unwrap().history().is_none());
    let counted = chosen.after(ImportAction::Read(read(&euros)));
    assert!(counted.file().unwrap().history().unwrap().contains("EUR"));
    // Two columns of one name are told apart by their numbers.
    let file = counted.file().unwrap();
    assert_eq!((file.column_key(0).as_str(), file.column_key(4).as_str()), ("Owner", "#5"));
    assert!(counted.after(ImportAction::Left).file().is_none());
}

/// That another program took the place of one that was lost is said until something else is chosen.
#[test]
fn a_replaced_program_is_said() {
    let replaced = opened().after(ImportAction::Replaced(ImportLoss::Died));
    let state = replaced.after(ImportAction::Read(read(&Choices::default())));
    let file = state.file().unwrap();
    assert!(file.replaced == Some(ImportLoss::Died) && file.problem.is_none() && file.read.is_some());
    let chosen = state.after(ImportAction::Chosen(Box::default()));
    assert_eq!(chosen.file().unwrap().replaced, None);
    let lost = replaced.after(ImportAction::Failed(Problem::Lost(ImportLoss::Died)));
    assert_eq!(lost.file().unwrap().replaced, None, "the problem says it");
}

/// One press: the program gives plans of quarters that are over, the workers draw them, and what they teach
/// is what the library says of the same file. A file that is read otherwise is looked back on anew.
#[test]
fn quarters_that_are_over_are_looked_back_on() {
    let build = BuildId::of("a build");
    let text = Past::draw(7).text;
    let euros = Choices { currency: Some(CURRENCY.to_owned()), ..Choices::default() };
    let mut program = ImportServer::new(build);
    program.open(text.as_bytes().to_vec());
    let mut ask = |work| {
        let request = encode(build, &ImportRequest { run: RunId(1), work });
        decode::<ImportReply>(build, &program.answer(&request)).unwrap()
    };
    let ImportReply::Read(_, read) = ask(ImportWork::Read(Box::new(euros.clone()))) else {
        panic!("not read")
    };
    let ImportReply::LookedBack(_, Ok(found)) = ask(ImportWork::LookBack) else { panic!("no quarters") };
    let state = opened().after(ImportAction::Read(Rc::from(read))).after(ImportAction::LookBackBegun);
    assert_eq!(state.file().unwrap().looking_back, Some(LookingBack::Reading));
    let quarters = |state: &ImportState| match &state.file().unwrap().looking_back {
        Some(LookingBack::Quarters(quarters)) => quarters.clone(),
        other => panic!("{other:?}"),
    };
    let mut state = state.after(ImportAction::LookedBack(Ok(Quarters::new(found))));
    let (plans, works) = quarters(&state).asked();
    assert!(works.len() > 4 && works.len() + 2 == quarters(&state).all.len(), "two begin too early");
    let mut server = Server::new(build);
    for work in works {
        assert_eq!(quarters(&state).summary, None, "some are still to be drawn");
        let request = Request { run: RunId(2), subject: Subject::Text(plans.clone()), work };
        let reply = decode(build, &server.answer(&encode(build, &request))).unwrap();
        let Reply::Answered(_, Answer::Forecast { line, forecast }) = reply else { panic!("{reply:?}") };
        state = state.after(ImportAction::Forecast(line, forecast));
    }
    let import = Import::read(text.as_bytes(), &euros).unwrap();
    let cases = cases(&import, &euros, Runs { seed: Seed(1), trials: 4_000 }, CASES_MAX).unwrap();
    let direct: Vec<_> = cases.iter().map(|case| forecast(case.plan.as_ref().ok()?, case.booked)).collect();
    assert_eq!(quarters(&state).forecasts, direct);
    // What they teach is asked for once all are drawn, and told once.
    let text = quarters(&state).to_summarise().unwrap();
    let request = Request { run: RunId(3), subject: Subject::Text(text), work: Work::Summarise };
    let reply = decode(build, &server.answer(&encode(build, &request))).unwrap();
    let Reply::Answered(_, Answer::Summarised(summary)) = reply else { panic!("{reply:?}") };
    assert_eq!(*summary, Summary::of(&direct));
    let state = state.after(ImportAction::Summarised(*summary.clone()));
    assert_eq!(quarters(&state).summary, Some(*summary));
    assert_eq!(quarters(&state).to_summarise(), None);
    let refused = state.after(ImportAction::LookedBack(Err("no worker".to_owned())));
    assert_eq!(refused.file().unwrap().looking_back, Some(LookingBack::Refused("no worker".to_owned())));
    let chosen = state.after(ImportAction::Read(self::read(&euros)));
    assert_eq!(chosen.file().unwrap().looking_back, None);
}

/// What is refused, stopped or lost takes the last choice back, and what was read stays.
#[test]
fn what_was_understood_stays() {
    let state = opened().after(ImportAction::Read(read(&Choices::default())));
    let odd = Choices { head: Some(3), ..Choices::default() };
    for problem in [
        Problem::Refused("No column says what a row is.".to_owned()),
        Problem::Stopped,
        Problem::Unreadable,
        Problem::Lost(ImportLoss::Died),
    ] {
        let begun = state.after(ImportAction::Chosen(Box::new(odd.clone())));
        let begun = begun.after(ImportAction::DecoderChosen(Some("shift_jis".to_owned())));
        let failed = begun.after(ImportAction::Failed(problem.clone()));
        let file = failed.file().unwrap();
        assert_eq!((&file.choices, &file.decoder), (&Choices::default(), &None));
        assert_eq!((file.step, file.problem.as_ref()), (None, Some(&problem)));
        assert_eq!(file.read, state.file().unwrap().read);
    }
    // Where nothing was understood yet, what was chosen stays to be tried again.
    let failed = opened().after(ImportAction::Chosen(Box::new(odd.clone())));
    let failed = failed.after(ImportAction::Failed(Problem::Stopped));
    assert_eq!(failed.file().unwrap().choices, odd);
}

/// Columns are remembered by their heads; nothing of any cell is.
#[test]
fn a_mapping_holds_no_cells() {
    let columns = read(&Choices::default()).reading.columns.clone();
    let choices = Choices {
        columns: [("Owner".to_owned(), Role::Ignored)].into(),
        statuses: [("Secret stage".to_owned(), Meaning::Lost)].into(),
        pipeline: Some("Secret pipeline".to_owned()),
        as_of: Some("2027-03-31".to_owned()),
        currency: Some("EUR".to_owned()),
        ..Choices::default()
    };
    let kept = Mappings::default().with(&columns, &choices);
    let recalled = kept.recall(&columns).unwrap();
    assert_eq!(recalled, Choices { columns: choices.columns.clone(), ..Choices::default() });
    let text = serde_json::to_string(&kept).unwrap();
    assert!(!text.contains("Secret") && !text.contains("Ada"), "{text}");
    assert_eq!(serde_json::from_str::<Mappings>(&text).unwrap(), kept);
    assert!(kept.recall(&columns[1..]).is_none());
    assert!(kept.with(&columns, &Choices::default()).recall(&columns).is_none(), "nothing was said");
    let many = (0..50).fold(Mappings::default(), |kept, n| {
        let mut columns = columns.clone();
        columns[0].head = format!("Owner {n}");
        kept.with(&columns, &choices)
    });
    assert_eq!(many.0.len(), 20);
    assert_eq!(many.0[19].heads[0], "Owner 49");
}

#[test]
fn tables_of_our_own_are_known_by_columns_that_no_other_has() {
    let sample = std::fs::read_to_string(crate::support::root().join("examples/history/team.csv")).unwrap();
    assert!(is_own_table(&sample), "self-sourced");
    let aged = "Rep,Proposal,Proposal 60 days old,Proposal passed within 60 days,Won\nAda,4,3,1,2\n";
    assert!(is_own_table(aged));
    assert!(is_own_table("Rep\tLead\tWon\nPlan\t40\t8\nAda\t30\t6\n"), "a plan");
    for other in [
        include_str!("../../../examples/history/opportunities.csv"),
        "Rep,Quota,Won,Lost\nAda,100,4,8\n",
        "Owner,Stage,By the plan\nAda,Won,yes\n",
        "Name,Related account,Days old\nAda,x,3\n",
        "",
    ] {
        assert!(!is_own_table(other), "{other}");
    }
}
