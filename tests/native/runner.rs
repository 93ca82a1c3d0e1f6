//! The schedule and the boundary between page and worker, without any worker.

use crate::support::{collect, reference, scenario};
use plumbline::advice::{Evaluations, advice_trials, needed, width};
use plumbline::engine::Collection;
use plumbline::exchange::file;
use plumbline::runner::advise::{
    AdviceAnswer, AdviceReply, AdviceRequest, AdviceServer, Question, questions,
};
use plumbline::runner::message::{BuildId, MessageError, Reply, Request, RunId, decode, encode};
use plumbline::runner::schedule::{BLOCK, Block, FIRST_BLOCK, Schedule};
use plumbline::runner::serve::Server;
use serde_json::json;

fn drain(schedule: &mut Schedule) -> Vec<Block> {
    std::iter::from_fn(|| schedule.hand_out()).collect()
}

#[test]
fn every_trial_is_handed_out_once_and_the_first_block_is_small() {
    let mut schedule = Schedule::new(50_000, 100.0);
    let blocks = drain(&mut schedule);
    assert_eq!(blocks[0], Block { first: 0, trials: FIRST_BLOCK });
    let mut next = 0;
    for block in &blocks {
        assert_eq!(block.first, next);
        assert!(block.trials <= BLOCK);
        next += block.trials;
    }
    assert_eq!(next, 50_000);
    assert!(!schedule.is_finished());
    // They come back in any order.
    for block in blocks.iter().rev() {
        assert!(schedule.returned(*block));
    }
    assert!(schedule.is_finished());
    assert_eq!(schedule.done(), 50_000);
}

#[test]
fn late_double_and_foreign_blocks_are_not_used() {
    let mut schedule = Schedule::new(5_000, 100.0);
    let first = schedule.hand_out().unwrap();
    assert!(schedule.returned(first));
    assert!(!schedule.returned(first), "twice");
    assert!(!schedule.returned(Block { first: 77, trials: 5 }), "never handed out");
    assert_eq!(schedule.done(), first.trials);
}

#[test]
fn lost_blocks_are_handed_out_again() {
    let mut schedule = Schedule::new(20_000, 100.0);
    let blocks = drain(&mut schedule);
    schedule.lost(blocks[1]);
    assert_eq!(schedule.hand_out(), Some(blocks[1]));
    assert_eq!(schedule.hand_out(), None);
    // Only a part was drawn: the rest comes next.
    schedule.cut_off(blocks[1], 100);
    let rest = schedule.hand_out().unwrap();
    assert_eq!((rest.first, rest.trials), (blocks[1].first + 100, blocks[1].trials - 100));
    assert_eq!(schedule.done(), 100);
    for block in [blocks[0], rest].into_iter().chain(blocks[2..].iter().copied()) {
        assert!(schedule.returned(block));
    }
    assert!(schedule.is_finished());
}

#[test]
fn plans_with_many_wins_get_small_blocks() {
    let blocks = drain(&mut Schedule::new(10_000, 150_000.0));
    assert!(blocks.iter().all(|block| block.trials <= 16), "{:?}", blocks[0]);
    assert_eq!(blocks.iter().map(|block| block.trials).sum::<u32>(), 10_000);
}

/// The whole run across the boundary, as bytes, equals the run without it.
#[test]
fn a_run_across_the_boundary_is_the_same_run() {
    let mut json = reference();
    json["trials"] = json!(12_000);
    let scenario = scenario(&json);
    let build = BuildId::of("a build");
    let mut server = Server::new(build);
    assert_eq!(decode::<Reply>(build, &server.ready()), Ok(Reply::Ready));
    let mut collection = Collection::default();
    let mut schedule = Schedule::new(12_000, 100.0);
    while let Some(Block { first, trials }) = schedule.hand_out() {
        let request = Request {
            run: RunId(4),
            scenario: file::plan::canonical_without_sources(&scenario),
            first,
            trials,
        };
        let reply = server.answer(&encode(build, &request)).unwrap();
        let Ok(Reply::Drawn { run: RunId(4), outcome }) = decode(build, &reply) else { panic!("no outcome") };
        collection.insert(*outcome);
    }
    let direct = collect(&scenario);
    assert_eq!(collection.digest(), direct.digest());
    assert!(collection.totals().eq(direct.totals()));
}

#[test]
fn messages_of_other_builds_and_foreign_bytes_are_refused() {
    let (ours, theirs) = (BuildId::of("ours"), BuildId::of("theirs"));
    let ready = encode(ours, &Reply::Ready);
    assert_eq!(decode::<Reply>(theirs, &ready), Err(MessageError::OtherBuild));
    assert_eq!(decode::<Reply>(ours, b""), Err(MessageError::Foreign));
    assert_eq!(decode::<Reply>(ours, b"GIF89a, and then some more bytes"), Err(MessageError::Foreign));
    let mut server = Server::new(ours);
    assert_eq!(server.answer(&encode(theirs, &Reply::Ready)), Err(MessageError::OtherBuild));
    // Every cut of a reply is refused, none panics.
    let request = Request {
        run: RunId(1),
        scenario: file::plan::canonical_without_sources(&scenario(&reference())),
        first: 0,
        trials: 3,
    };
    let reply = server.answer(&encode(ours, &request)).unwrap();
    for end in 0..reply.len() {
        assert!(decode::<Reply>(ours, &reply[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn a_scenario_that_the_model_refuses_is_answered_with_the_reason() {
    let build = BuildId::of("ours");
    let mut server = Server::new(build);
    let request = Request { run: RunId(9), scenario: "nonsense".to_owned(), first: 0, trials: 10 };
    let reply = server.answer(&encode(build, &request)).unwrap();
    let Ok(Reply::Refused { run: RunId(9), reason }) = decode(build, &reply) else { panic!("not refused") };
    assert!(reason.contains("not a file of Plumbline"), "{reason}");
}

/// A question crosses the boundary as bytes, and its answer is what the analysis says; damaged bytes are refused, a scenario
/// that is none is told so.
#[test]
fn advice_crosses_the_boundary() {
    let mut json = reference();
    json["trials"] = json!(2_000);
    let plan = scenario(&json);
    let build = BuildId::of("a build");
    let mut server = AdviceServer::new(build);
    assert_eq!(decode::<AdviceReply>(build, &server.ready()), Ok(AdviceReply::Ready));
    let text = file::plan::canonical_without_sources(&plan);
    let ask = |server: &mut AdviceServer, scenario: &str, question| {
        let request = AdviceRequest { run: RunId(7), subject: scenario.to_owned(), question };
        decode::<AdviceReply>(build, &server.answer(&encode(build, &request)).unwrap()).unwrap()
    };
    let mut evaluations = Evaluations::default();
    let trials = advice_trials(&plan);
    let mut all = 0;
    for asked in questions(&plan) {
        let AdviceReply::Answered { run, question, answer, variations, trials: stands_on } =
            ask(&mut server, &text, asked)
        else {
            panic!("{asked:?}")
        };
        all += variations;
        assert_eq!((run, question, stands_on), (RunId(7), asked, trials));
        if let Question::Needed(lever) = asked {
            let expected = evaluations.complete(trials, |known| needed(lever, &plan, 0.8, known));
            assert_eq!(*answer, AdviceAnswer::Needed(expected));
        } else if asked == Question::Width {
            assert_eq!(
                *answer,
                AdviceAnswer::Width(evaluations.complete(trials, |known| width(&plan, known)))
            );
        }
    }
    assert!(all > 20, "{all} variations");
    assert!(matches!(ask(&mut server, "no scenario", Question::Holds), AdviceReply::Refused(RunId(7), _)));
    assert_eq!(server.answer(b"nonsense"), Err(MessageError::Foreign));
    // A server that has seen nothing gives the same.
    let mut fresh = AdviceServer::new(build);
    let answer = |reply| match reply {
        AdviceReply::Answered { answer, .. } => answer,
        AdviceReply::Ready | AdviceReply::Refused(..) => panic!("an answer"),
    };
    assert_eq!(
        answer(ask(&mut fresh, &text, Question::Holds)),
        answer(ask(&mut server, &text, Question::Holds))
    );
}
