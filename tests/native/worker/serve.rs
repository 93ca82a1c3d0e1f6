//! The boundary between page and worker, crossed as bytes without any worker.

use crate::support::{collect, reference, scenario};
use plumbline::advice::{Evaluations, about, advice_trials, needed, width};
use plumbline::analysis::Collection;
use plumbline::exchange::file::plan as plan_file;
use plumbline::model::{Lever, SegmentId, StageId};
use plumbline::worker::message::{
    Answer, BuildId, DocumentId, MessageError, Reply, Request, RunId, Subject, Work, decode, encode,
};
use plumbline::worker::question::{Question, QuestionAnswer, questions};
use plumbline::worker::schedule::{Block, Schedule};
use plumbline::worker::serve::Server;
use serde_json::json;

const RUN: RunId = RunId(4);

fn build() -> BuildId {
    BuildId::of("a build")
}

/// A request as bytes, and its reply read back.
fn ask(server: &mut Server, subject: Subject, work: Work) -> Reply {
    let request = Request { run: RUN, subject, work };
    decode(build(), &server.answer(&encode(build(), &request))).unwrap()
}

fn short_reference() -> String {
    let mut json = reference();
    json["trials"] = json!(2_000);
    plan_file::write(&scenario(&json))
}

fn question(question: Question) -> Work {
    Work::Advise { question, variations_at_most: u32::MAX }
}

/// The whole run across the boundary, as bytes, equals the run without it; the text is sent once.
#[test]
fn a_run_across_the_boundary_is_the_same_run() {
    let mut json = reference();
    json["trials"] = json!(12_000);
    let plan = scenario(&json);
    let text = plan_file::write(&plan);
    let mut server = Server::new(build());
    assert_eq!(decode::<Reply>(build(), &server.ready()), Ok(Reply::Ready));
    let mut collection = Collection::default();
    let mut schedule = Schedule::new(12_000, 100.0);
    let mut subject = Subject::Text(text.clone());
    while let Some(block) = schedule.hand_out(u32::MAX) {
        let Reply::Answered(RUN, Answer::Drawn(outcome)) = ask(&mut server, subject, Work::Draw(block))
        else {
            panic!("no outcome")
        };
        collection.insert(*outcome);
        subject = Subject::Known(DocumentId::of(&text));
    }
    let direct = collect(&plan);
    assert_eq!(collection.digest(), direct.digest());
    assert!(collection.totals().eq(direct.totals()));
}

/// All runs as a file: block by block, whatever order they are written in, each total once, as it was drawn.
#[test]
fn runs_are_written_as_they_were_drawn() {
    let mut json = reference();
    json["trials"] = json!(12_000);
    let plan = scenario(&json);
    let text = plan_file::write(&plan);
    let mut server = Server::new(build());
    let mut written = std::collections::BTreeMap::new();
    for block in Schedule::blocks(12_000, 100.0, 2_048).into_iter().rev() {
        assert!(block.trials <= 2_048);
        let reply = ask(&mut server, Subject::Text(text.clone()), Work::WriteRuns(block));
        let Reply::Answered(RUN, Answer::RunsWritten { first, lines }) = reply else { panic!("no lines") };
        written.insert(first, lines);
    }
    let written: String = written.into_values().collect();
    let totals = collect(&plan);
    let expected: Vec<String> =
        totals.totals().zip(1..).map(|(total, run)| format!("{run},{}", total as f64 / 100.0)).collect();
    assert_eq!(written.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_document_that_the_worker_does_not_have_is_asked_for() {
    let mut server = Server::new(build());
    let draw = Work::Draw(Block { first: 0, trials: 10 });
    let (one, other) = (short_reference(), short_reference().replace("2000", "3000"));
    assert_eq!(ask(&mut server, Subject::Known(DocumentId::of(&one)), draw), Reply::Forgotten(RUN));
    assert!(matches!(ask(&mut server, Subject::Text(one.clone()), draw), Reply::Answered(..)));
    assert!(matches!(ask(&mut server, Subject::Text(other), draw), Reply::Answered(..)));
    assert_eq!(ask(&mut server, Subject::Known(DocumentId::of(&one)), draw), Reply::Forgotten(RUN));
}

#[test]
fn messages_of_other_builds_and_foreign_bytes_are_refused() {
    let theirs = BuildId::of("theirs");
    let mut server = Server::new(build());
    let ready = server.ready();
    assert_eq!(decode::<Reply>(theirs, &ready), Err(MessageError::OtherBuild));
    assert_eq!(decode::<Reply>(build(), b""), Err(MessageError::Foreign));
    assert_eq!(decode::<Reply>(build(), b"GIF89a, and then some more bytes"), Err(MessageError::Foreign));
    let mut said = |bytes: &[u8]| decode::<Reply>(build(), &server.answer(bytes));
    assert_eq!(
        said(&encode(theirs, &Reply::Ready)),
        Ok(Reply::Unreadable(MessageError::OtherBuild)),
        "the page learns whose build it is"
    );
    assert_eq!(said(b"nonsense"), Ok(Reply::Unreadable(MessageError::Foreign)));
    let work = Work::Draw(Block { first: 0, trials: 3 });
    let request = encode(build(), &Request { run: RUN, subject: Subject::Text(short_reference()), work });
    // Every cut of a request or a reply is refused, none panics.
    for end in 0..request.len() {
        assert!(matches!(said(&request[..end]), Ok(Reply::Unreadable(_))), "cut at {end}");
    }
    let reply = server.answer(&request);
    for end in 0..reply.len() {
        assert!(decode::<Reply>(build(), &reply[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn a_document_that_is_refused_is_answered_with_the_reason() {
    let mut server = Server::new(build());
    let work = Work::Draw(Block { first: 0, trials: 10 });
    let reply = ask(&mut server, Subject::Text("nonsense".to_owned()), work);
    let Reply::Refused(RUN, reason) = reply else { panic!("not refused: {reply:?}") };
    assert!(reason.contains("not a file of Plumbline"), "{reason}");
}

/// A question crosses the boundary as bytes, and its answer is what the analysis says.
#[test]
fn advice_crosses_the_boundary() {
    let text = short_reference();
    let plan = plan_file::read(&text).unwrap();
    let mut server = Server::new(build());
    let mut evaluations = Evaluations::default();
    let trials = advice_trials(&plan);
    let mut all = 0;
    for asked in questions(&plan, 1.0) {
        let reply = ask(&mut server, Subject::Text(text.clone()), question(asked));
        let Reply::Answered(_, Answer::Advised { question, answer, variations, trials: stands_on }) = reply
        else {
            panic!("{asked:?}")
        };
        all += variations;
        assert_eq!((question, stands_on), (asked, trials));
        if let Question::Needed(lever) = asked {
            let expected = evaluations.complete(trials, |known| needed(lever, &plan, 0.8, known));
            assert_eq!(*answer, QuestionAnswer::Needed(expected));
        } else if asked == Question::Width {
            let expected = evaluations.complete(trials, |known| width(&plan, known));
            assert_eq!(*answer, QuestionAnswer::Width(expected));
        }
    }
    assert!(all > 20, "{all} variations");
}

/// A lever is answered twice: about, from a first look at few trials, and then as the analysis says with all
/// of them. Every other question is answered once.
#[test]
fn a_first_look_is_followed_by_the_answer() {
    let mut json = reference();
    json["trials"] = json!(6_000);
    let plan = scenario(&json);
    let text = plan_file::write(&plan);
    let mut server = Server::new(build());
    let mut evaluations = Evaluations::default();
    let trials = advice_trials(&plan);
    assert_eq!(trials, 6_000);
    for lever in [Lever::StageRate(StageId(2)), Lever::Cycle(SegmentId(1)), Lever::Deadline] {
        let asked = question(Question::Needed(lever));
        let mut so_far = Vec::new();
        let mut variations = 0;
        let last = loop {
            let reply = ask(&mut server, Subject::Text(text.clone()), asked);
            let is_so_far = matches!(reply, Reply::SoFar(..));
            let (Reply::SoFar(RUN, answer) | Reply::Answered(RUN, answer)) = reply else {
                panic!("{reply:?}")
            };
            let Answer::Advised { answer, variations: more, .. } = answer else { panic!("{answer:?}") };
            variations += more;
            if !is_so_far {
                break *answer;
            }
            so_far.push(*answer);
        };
        let first = evaluations.complete(trials, |known| about(lever, &plan, 0.8, known));
        let closer = evaluations.complete(trials, |known| needed(lever, &plan, 0.8, known));
        assert_eq!(so_far, [QuestionAnswer::Needed(first)], "{lever:?}");
        assert!(so_far.iter().all(QuestionAnswer::is_about));
        assert!(!last.is_about());
        assert_eq!(last, QuestionAnswer::Needed(closer), "{lever:?}");
        assert!(variations > 2, "{lever:?}: {variations}");
    }
    let width = ask(&mut server, Subject::Text(text), question(Question::Width));
    assert!(matches!(width, Reply::Answered(..)), "{width:?}");
}

/// Levers are asked for in the order in which they are probably shown: the nearest to today first.
#[test]
fn the_nearest_lever_is_asked_for_first() {
    let plan = scenario(&reference());
    let levers: Vec<Lever> = questions(&plan, 1.1)
        .into_iter()
        .filter_map(|question| if let Question::Needed(lever) = question { Some(lever) } else { None })
        .collect();
    // A tenth more is nearer to a third more opportunities than to deals that are 15% larger.
    let place = |lever: Lever| levers.iter().position(|of| *of == lever).unwrap();
    assert_eq!(place(Lever::Supply(SegmentId(1))), 0);
    assert!(place(Lever::StageRate(StageId(1))) < place(Lever::DealSize(SegmentId(1))));
    assert_eq!(place(Lever::Deadline), levers.len() - 1);
    assert_eq!(levers.len(), Lever::all(&plan).len());
}

/// On the page's own thread a question is answered in short turns; the answer is that of one long one.
#[test]
fn a_question_in_turns_has_the_same_answer() {
    let text = short_reference();
    let mut server = Server::new(build());
    let mut turns = 0;
    let short = Work::Advise { question: Question::Changes, variations_at_most: 1 };
    let in_turns = loop {
        turns += 1;
        let reply = ask(&mut server, Subject::Text(text.clone()), short);
        if let Reply::Answered(RUN, answer) = reply {
            break answer;
        }
        assert_eq!(reply, Reply::Unfinished(RUN));
    };
    let at_once = ask(&mut Server::new(build()), Subject::Text(text), question(Question::Changes));
    assert_eq!(Reply::Answered(RUN, in_turns), at_once);
    assert!(turns > 5, "{turns} turns");
}
