//! The desk that hands work out: who is given what, and what becomes of those who are lost.

use plumbline::advice::QuotaAnswer;
use plumbline::model::Lever;
use plumbline::worker::dispatch::Dispatch;
use plumbline::worker::message::{Answer, DocumentId, Reply, Request, RunId, Subject, Work};
use plumbline::worker::question::Question;
use plumbline::worker::queue::Wanted;
use plumbline::worker::signals::{Channel, Command, Failure, Left, Loss, Slot, Told};

const FIRST: RunId = RunId(1);
const SECOND: RunId = RunId(2);

fn quotas(trials: &[u32]) -> Wanted {
    Wanted::List(trials.iter().map(|trials| Work::Quota { trials: *trials }).collect())
}

fn questions(questions: &[Question]) -> Wanted {
    let work = |question: &Question| Work::Advise { question: *question, variations_at_most: u32::MAX };
    Wanted::List(questions.iter().map(work).collect())
}

/// An answer without content: the desk never looks inside.
fn answer() -> Answer {
    Answer::Quota(Box::new(None::<QuotaAnswer>))
}

/// A desk whose quick workers have started.
fn started(quick: usize, long: usize) -> Dispatch {
    let mut desk = Dispatch::new(quick, long);
    let commands = desk.start();
    assert_eq!(commands, (0..quick).map(|slot| Command::Start(Slot(slot))).collect::<Vec<_>>());
    for slot in 0..quick {
        assert_eq!(desk.replied(Slot(slot), Reply::Ready), []);
    }
    desk
}

fn sent(commands: &[Command]) -> Vec<(Slot, &Request)> {
    let mut all = Vec::new();
    for command in commands {
        if let Command::Send { to, request, .. } = command {
            all.push((*to, request));
        }
    }
    all
}

fn told(commands: &[Command]) -> Vec<&Told> {
    let mut all = Vec::new();
    for command in commands {
        if let Command::Tell(told) = command {
            all.push(told);
        }
    }
    all
}

#[test]
fn works_are_handed_out_in_order_and_the_text_crosses_once() {
    let mut desk = started(1, 1);
    let commands = desk.begin(Channel::Quota, FIRST, "a quota".into(), quotas(&[10, 20]));
    let first = Request {
        run: FIRST,
        subject: Subject::Text("a quota".to_owned()),
        work: Work::Quota { trials: 10 },
    };
    assert_eq!(sent(&commands), [(Slot(0), &first)]);
    let commands = desk.replied(Slot(0), Reply::Answered(FIRST, answer()));
    let second = Request {
        run: FIRST,
        subject: Subject::Known(DocumentId::of("a quota")),
        work: Work::Quota { trials: 20 },
    };
    assert_eq!(sent(&commands), [(Slot(0), &second)]);
    let answered =
        |finished| Told::Answered { channel: Channel::Quota, run: FIRST, answer: answer(), finished };
    assert_eq!(told(&commands), [&answered(false)]);
    let commands = desk.replied(Slot(0), Reply::Answered(FIRST, answer()));
    assert_eq!(told(&commands), [&answered(true)]);
}

#[test]
fn a_worker_that_forgot_gets_the_text_again() {
    let mut desk = started(1, 1);
    desk.begin(Channel::Quota, FIRST, "a quota".into(), quotas(&[10]));
    let commands = desk.replied(Slot(0), Reply::Forgotten(FIRST));
    assert!(matches!(sent(&commands)[..], [(Slot(0), Request { subject: Subject::Text(_), .. })]));
}

#[test]
fn a_run_supersedes_the_one_before_in_its_channel_alone() {
    let mut desk = started(2, 1);
    desk.begin(Channel::Quota, FIRST, "one".into(), quotas(&[10]));
    desk.begin(Channel::Plan, FIRST, "plan".into(), Wanted::Trials { trials: 10_000, wins: 10.0 });
    let commands = desk.begin(Channel::Quota, SECOND, "two".into(), quotas(&[10]));
    assert_eq!(sent(&commands), [], "both are busy");
    // The late answer is dropped, the new run's work goes out.
    let commands = desk.replied(Slot(0), Reply::Answered(FIRST, answer()));
    assert_eq!(told(&commands), [] as [&Told; 0]);
    assert!(matches!(sent(&commands)[..], [(Slot(0), Request { run: SECOND, .. })]));
    // The plan's run goes on.
    let commands = desk.lost(Slot(1), Loss::Died);
    assert!(commands.contains(&Command::Start(Slot(1))));
    let commands = desk.replied(Slot(1), Reply::Ready);
    assert!(matches!(sent(&commands)[..], [(Slot(1), Request { work: Work::Draw(_), .. })]));
}

/// Questions of minutes never keep an edit waiting: they have workers of their own, which end with the plan.
#[test]
fn long_questions_have_workers_of_their_own() {
    let mut desk = started(1, 2);
    let asked = questions(&[Question::Width, Question::Holds, Question::Changes]);
    let commands = desk.begin(Channel::Advice, FIRST, "plan".into(), asked);
    assert_eq!(commands, [Command::Start(Slot(1)), Command::Start(Slot(2))]);
    desk.replied(Slot(1), Reply::Ready);
    desk.replied(Slot(2), Reply::Ready);
    let commands = desk.begin(Channel::Plan, FIRST, "plan".into(), Wanted::Trials { trials: 9, wins: 1.0 });
    assert!(matches!(sent(&commands)[..], [(Slot(0), _)]), "the quick one draws");
    let commands = desk.stop(Channel::Advice);
    let both = [1, 2].map(|slot| [Command::End(Slot(slot)), Command::Start(Slot(slot))]);
    assert_eq!(commands, both.concat());
    // What an ended one still says is of nobody's run.
    let commands = desk.replied(Slot(1), Reply::Ready);
    assert_eq!(commands, []);
}

/// Who looked at later deadlines is asked by when the target holds, since most of it is known there; but
/// nobody waits for that while nothing else is left.
#[test]
fn by_when_it_holds_is_asked_where_deadlines_are_known() {
    let mut desk = started(1, 2);
    let list = [Question::Needed(Lever::Deadline), Question::Width, Question::Holds, Question::Quotas];
    drop(desk.begin(
        Channel::Advice,
        FIRST,
        "a plan".into(),
        questions(&[&list[..], &[Question::Holds]].concat()),
    ));
    let mut asked = Vec::new();
    let mut take = |commands: Vec<Command>| {
        for (slot, request) in sent(&commands) {
            let Work::Advise { question, .. } = request.work else { panic!("{request:?}") };
            asked.push((slot.0, question));
        }
    };
    take(desk.replied(Slot(1), Reply::Ready));
    take(desk.replied(Slot(2), Reply::Ready));
    for slot in [2, 1, 2] {
        take(desk.replied(Slot(slot), Reply::Answered(FIRST, answer())));
    }
    let expected = [
        (1, Question::Needed(Lever::Deadline)),
        (2, Question::Width),
        (2, Question::Quotas),
        (1, Question::Holds),
        (2, Question::Holds),
    ];
    assert_eq!(asked, expected);
}

/// What a first look says is told at once, and the same worker goes on to what takes its place.
#[test]
fn a_first_answer_is_told_and_the_work_goes_on() {
    let mut desk = started(1, 1);
    desk.begin(Channel::Advice, FIRST, "plan".into(), questions(&[Question::Holds]));
    desk.replied(Slot(1), Reply::Ready);
    let commands = desk.replied(Slot(1), Reply::SoFar(FIRST, answer()));
    let so_far =
        |finished| Told::Answered { channel: Channel::Advice, run: FIRST, answer: answer(), finished };
    assert_eq!(told(&commands), [&so_far(false)]);
    let same = Work::Advise { question: Question::Holds, variations_at_most: u32::MAX };
    let sent_next =
        sent(&commands).into_iter().map(|(slot, request)| (slot, request.work)).collect::<Vec<_>>();
    assert_eq!(sent_next, [(Slot(1), same)]);
    let commands = desk.replied(Slot(1), Reply::Answered(FIRST, answer()));
    assert_eq!(told(&commands), [&so_far(true)]);
    // Of a run that is over, nothing is told.
    desk.begin(Channel::Advice, SECOND, "other".into(), questions(&[Question::Holds]));
    let commands = desk.replied(Slot(1), Reply::SoFar(FIRST, answer()));
    assert_eq!(told(&commands).len(), 1, "it is taken for a lost worker: {commands:?}");
}

#[test]
fn a_worker_that_dies_is_replaced_and_its_work_done_again() {
    let mut desk = started(1, 1);
    desk.begin(Channel::Quota, FIRST, "a quota".into(), quotas(&[10]));
    for tries in 1..=3 {
        let commands = desk.lost(Slot(0), Loss::Died);
        assert_eq!(commands[..2], [Command::End(Slot(0)), Command::Start(Slot(0))]);
        let lost = Told::Lost { reason: Loss::Died, left: Left::Replaced };
        assert!(told(&commands).contains(&&lost));
        let failed =
            Told::Failed { channel: Channel::Quota, run: FIRST, reason: Failure::Died, finished: true };
        // The third worker in a row that dies of it is the last.
        assert_eq!(told(&commands).contains(&&failed), tries == 3, "after {tries}");
        let commands = desk.replied(Slot(0), Reply::Ready);
        assert_eq!(sent(&commands).len(), usize::from(tries < 3));
    }
}

#[test]
fn what_hangs_twice_is_given_up() {
    let mut desk = started(1, 1);
    let commands = desk.begin(Channel::Quota, FIRST, "a quota".into(), quotas(&[10, 20]));
    let Some(Command::Send { deadline_ms, .. }) = commands.first() else { panic!("{commands:?}") };
    let seconds = deadline_ms / 1_000;
    let commands = desk.lost(Slot(0), Loss::Hung);
    assert_eq!(told(&commands), [&Told::Lost { reason: Loss::Hung, left: Left::Replaced }]);
    let commands = desk.replied(Slot(0), Reply::Ready);
    assert!(matches!(sent(&commands)[..], [(_, Request { work: Work::Quota { trials: 10 }, .. })]));
    let commands = desk.lost(Slot(0), Loss::Hung);
    let reason = Failure::TookTooLong { seconds };
    let failed = Told::Failed { channel: Channel::Quota, run: FIRST, reason, finished: false };
    assert!(told(&commands).contains(&&failed), "{commands:?}");
    let commands = desk.replied(Slot(0), Reply::Ready);
    assert!(matches!(sent(&commands)[..], [(_, Request { work: Work::Quota { trials: 20 }, .. })]));
}

#[test]
fn trials_that_kill_every_worker_end_their_run() {
    let mut desk = started(2, 1);
    desk.begin(Channel::Plan, FIRST, "plan".into(), Wanted::Trials { trials: 1_000_000, wins: 1.0 });
    let mut lost = 0;
    let failed = Told::Failed { channel: Channel::Plan, run: FIRST, reason: Failure::Died, finished: true };
    let last = loop {
        let slot = Slot(lost % 2);
        lost += 1;
        assert!(lost < 20, "the run never ends");
        let commands = desk.lost(slot, Loss::Died);
        if told(&commands).contains(&&failed) {
            break slot;
        }
        desk.replied(slot, Reply::Ready);
    };
    assert_eq!(desk.replied(last, Reply::Ready), [], "nothing is left to hand out");
}

#[test]
fn without_any_worker_the_page_answers_in_short_pieces() {
    let mut desk = Dispatch::new(2, 1);
    desk.start();
    desk.begin(Channel::Plan, FIRST, "plan".into(), Wanted::Trials { trials: 4_000, wins: 1.0 });
    let commands = desk.lost(Slot(0), Loss::DidNotStart);
    assert_eq!(told(&commands), [&Told::Lost { reason: Loss::DidNotStart, left: Left::Fewer(1) }]);
    let commands = desk.lost(Slot(1), Loss::DidNotStart);
    assert_eq!(told(&commands), [&Told::Lost { reason: Loss::DidNotStart, left: Left::ThePage }]);
    assert!(commands.contains(&Command::StartHere(Slot(1))));
    let commands = desk.replied(Slot(1), Reply::Ready);
    let [(Slot(1), Request { work: Work::Draw(block), .. })] = sent(&commands)[..] else {
        panic!("{commands:?}")
    };
    assert_eq!((block.first, block.trials), (0, 1_024));
    // It answers the other views as well, and long questions a variation at a time.
    desk.begin(Channel::Advice, FIRST, "plan".into(), questions(&[Question::Width]));
    desk.begin(Channel::Quota, FIRST, "a quota".into(), quotas(&[10]));
    let commands = desk.replied(Slot(1), Reply::Refused(FIRST, "no".to_owned()));
    assert!(matches!(sent(&commands)[..], [(_, Request { work: Work::Quota { .. }, .. })]));
    let commands = desk.replied(Slot(1), Reply::Answered(FIRST, answer()));
    let one = Work::Advise { question: Question::Width, variations_at_most: 1 };
    assert_eq!(sent(&commands)[0].1.work, one);
    let commands = desk.replied(Slot(1), Reply::Unfinished(FIRST));
    assert_eq!(sent(&commands)[0].1.work, one, "it goes on where it ended");
    // A panic spoils the instance: a fresh one takes its place, without a word.
    let commands = desk.lost(Slot(1), Loss::Died);
    assert_eq!(commands, [Command::StartHere(Slot(1))]);
}

#[test]
fn workers_of_another_build_are_not_replaced() {
    let mut desk = Dispatch::new(1, 1);
    desk.start();
    let commands = desk.lost(Slot(0), Loss::OtherBuild);
    assert_eq!(told(&commands), [&Told::Lost { reason: Loss::OtherBuild, left: Left::ThePage }]);
    assert!(!commands.contains(&Command::Start(Slot(0))));
}

#[test]
fn without_long_workers_the_quick_ones_answer_long_questions() {
    let mut desk = started(2, 1);
    desk.begin(Channel::Advice, FIRST, "plan".into(), questions(&[Question::Width]));
    let commands = desk.lost(Slot(2), Loss::DidNotStart);
    assert_eq!(told(&commands), [&Told::Lost { reason: Loss::DidNotStart, left: Left::Fewer(2) }]);
    assert!(matches!(sent(&commands)[..], [(Slot(0), Request { work: Work::Advise { .. }, .. })]));
}
