//! The program that reads files: bytes in, replies out.

use crate::support::root;
use plumbline::history::import::{Choices, Meaning};
use plumbline::worker::import::message::{FileRead, ImportReply, ImportRequest, ImportWork};
use plumbline::worker::import::serve::ImportServer;
use plumbline::worker::message::{BuildId, MessageError, RunId, decode, encode};

const TEXT: &str = "Owner,Stage,Created date,Close date,Amount (EUR)\nAda,Won,2027-01-02,2027-02-03,5000\n\
    Bela,Lost,2027-01-05,2027-02-01,\nAda,Parked,2027-03-01,,\nBela,,2027-03-01,,\n";

fn build() -> BuildId {
    BuildId::of("a build")
}

fn ask(server: &mut ImportServer, work: ImportWork) -> ImportReply {
    let request = encode(build(), &ImportRequest { run: RunId(7), work });
    decode(build(), &server.answer(&request)).unwrap()
}

fn read(server: &mut ImportServer, choices: &Choices) -> FileRead {
    let reply = ask(server, ImportWork::Read(Box::new(choices.clone())));
    let read = if let ImportReply::Read(RunId(7), read) = reply { Some(*read) } else { None };
    read.unwrap()
}

/// Rejected rows are a file that a spreadsheet opens without running what stands in them.
#[test]
fn rejected_rows_run_nothing() {
    let mut server = ImportServer::new(build());
    server.open(format!("{TEXT}=HYPERLINK(1),,2027-03-01,,\n").into_bytes());
    let first = read(&mut server, &Choices::default());
    assert!(first.reading.balance.rejected >= 2, "{:?}", first.reading.balance);
    let ImportReply::Rejected(_, table) = ask(&mut server, ImportWork::Rejected) else { panic!("no table") };
    assert!(table.contains(",'=HYPERLINK(1),"), "{table}");
}

/// A file is parsed once; another choice counts again from its cells, and what needs its bytes asks for them.
#[test]
fn a_choice_counts_again() {
    let mut server = ImportServer::new(build());
    let none = Choices::default();
    assert_eq!(ask(&mut server, ImportWork::Read(Box::default())), ImportReply::NoFile(RunId(7)));
    assert_eq!(ask(&mut server, ImportWork::Rejected), ImportReply::NoFile(RunId(7)));
    server.open(TEXT.as_bytes().to_vec());
    let first = read(&mut server, &none);
    assert_eq!((first.reading.team.won, first.reading.team.lost), (Some(1), Some(1)));
    assert_eq!(first.reading.columns[0].cells, ["Ada", "Bela", "Ada"]);
    assert!(first.reading.opportunities.is_empty(), "they stay where they are");
    let lost = Choices { statuses: [("Parked".to_owned(), Meaning::Lost)].into(), ..Choices::default() };
    let second = read(&mut server, &lost);
    assert_eq!((second.reading.team.lost, second.reading.team.open), (Some(2), Some(0)));
    let history = plumbline::exchange::file::history::read(&second.history.unwrap()).unwrap();
    assert_eq!(history.reps()[0].wins(), 1);
    let ImportReply::Rejected(_, table) = ask(&mut server, ImportWork::Rejected) else { panic!("no table") };
    assert!(table.starts_with("Line,Reason,Owner") && table.contains("5,"), "{table}");
    let others = Choices { separator: Some(';'), ..Choices::default() };
    assert_eq!(ask(&mut server, ImportWork::Read(Box::new(others))), ImportReply::NoFile(RunId(7)));
    // What was read stays.
    assert_eq!(read(&mut server, &none), first);
}

/// What a file says of the past goes with it, and a plan of it as a document: once nothing is asked, and in a
/// currency that the file or somebody says.
#[test]
fn a_plan_of_a_file_is_a_document() {
    let mut server = ImportServer::new(build());
    server.open(std::fs::read(root().join("examples/history/opportunities.csv")).unwrap());
    let silent = read(&mut server, &Choices::default()).past.unwrap();
    assert!(silent.plan.as_ref().unwrap_err().contains("no currency"), "{:?}", silent.plan);
    let dollars = Choices { currency: Some("USD".to_owned()), ..Choices::default() };
    let past = read(&mut server, &dollars).past.unwrap();
    let plan = plumbline::exchange::file::plan::read(&past.plan.unwrap()).unwrap();
    let stages = plan.segments()[0].stages();
    let measured: Vec<f64> = past.measured.stages.iter().map(|of| of.share).collect();
    let planned: Vec<f64> = stages.iter().map(|stage| stage.rate.mean()).collect();
    assert_eq!(measured.len(), 2);
    for (measured, planned) in measured.iter().zip(&planned) {
        assert!((measured - planned).abs() < 0.005, "{measured} {planned}");
    }
    let supply = past.measured.supply.unwrap();
    assert_eq!(supply.mean, plan.segments()[0].supply.per_month());
    assert!(past.measured.stages.iter().all(|of| of.error > 0.0 && of.opportunities > 50));
    // A table of reps says nothing of days.
    server.open(b"Rep,Discovery,Won,Booked (EUR)\nAda,20,4,9000\nBela,18,5,8000\n".to_vec());
    assert!(read(&mut server, &Choices::default()).past.is_none());
}

#[test]
fn what_is_no_table_is_refused_with_a_reason() {
    let mut server = ImportServer::new(build());
    server.open(b"%PDF-1.7 and so on".to_vec());
    let ImportReply::Refused(_, reason) = ask(&mut server, ImportWork::Read(Box::default())) else {
        panic!("a PDF is read");
    };
    assert!(reason.contains("PDF"), "{reason}");
    let foreign = server.answer(b"nothing of ours");
    let reply = decode::<ImportReply>(build(), &foreign).unwrap();
    assert_eq!(reply, ImportReply::Unreadable(MessageError::Foreign));
    let other = encode(BuildId::of("another"), &ImportRequest { run: RunId(1), work: ImportWork::Rejected });
    let reply = decode::<ImportReply>(build(), &server.answer(&other)).unwrap();
    assert_eq!(reply, ImportReply::Unreadable(MessageError::OtherBuild));
}
