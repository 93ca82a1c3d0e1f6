//! Which worker does what: what is handed out next, who is started, ended or replaced.
//!
//! Pure: events come in, commands go out. The page's shell around it owns the workers and the clocks, and
//! carries the commands out. Workers are in two lanes: a quick one for what is read at once (trials of the
//! plan, a quota, a history), and a long one for the questions that take minutes of variations, so that an
//! edit never waits for them. Where no worker can be started, the page's own thread takes their place, one
//! request at a time.

use super::message::{Answer, DocumentId, Reply, Request, RunId, Subject, Work};
use super::queue::{Losses, Pace, Run, Wanted, deadline_ms};
use super::signals::{Channel, Command, Failure, Lane, Left, Loss, Slot, Told};
use std::rc::Rc;

/// How long a worker may take to start.
pub const START_MS: u32 = 15_000;
#[derive(Clone, Debug, Default, PartialEq)]
enum State {
    /// Never started, or lost for good.
    #[default]
    Absent,
    Starting,
    Idle,
    Busy(Job),
}

#[derive(Clone, Debug, PartialEq)]
struct Job {
    channel: Channel,
    run: RunId,
    work: Work,
    losses: Losses,
}

#[derive(Clone, Debug)]
struct Worker {
    lane: Lane,
    state: State,
    /// The document whose text it was sent last.
    holds: Option<DocumentId>,
    /// It has once said that it was ready: if it is lost, another is worth a try.
    has_started: bool,
}

/// The desk that hands work out.
#[derive(Clone, Debug)]
pub struct Dispatch {
    workers: Vec<Worker>,
    /// The page's own thread, once no worker is left.
    here: Option<Slot>,
    runs: Vec<(Channel, Run)>,
}

impl Dispatch {
    /// A desk with so many workers for what is read at once, and so many for long questions.
    pub fn new(quick: usize, long: usize) -> Self {
        let worker = |lane| Worker { lane, state: State::Absent, holds: None, has_started: false };
        let workers = std::iter::repeat_n(Lane::Quick, quick.max(1));
        let workers = workers.chain(std::iter::repeat_n(Lane::Long, long.max(1))).map(worker).collect();
        Self { workers, here: None, runs: Vec::new() }
    }

    /// Starts the workers for what is read at once; those for long questions start when the first is asked.
    pub fn start(&mut self) -> Vec<Command> {
        self.start_lane(Lane::Quick)
    }

    /// Begins a run about a document; the one before in the channel is superseded.
    pub fn begin(&mut self, channel: Channel, id: RunId, text: Rc<str>, wanted: Wanted) -> Vec<Command> {
        let mut commands = self.stop(channel);
        self.runs.push((channel, Run::new(id, text, wanted)));
        if self.here.is_none() {
            commands.extend(self.start_lane(channel.lane()));
        }
        commands.extend(self.hand_out());
        commands
    }

    /// Stops what is under way in a channel. A long question ends with its worker, and another takes its
    /// place; what is short ends by itself and is dropped.
    pub fn stop(&mut self, channel: Channel) -> Vec<Command> {
        self.runs.retain(|(of, _)| *of != channel);
        let mut commands = Vec::new();
        if channel.lane() == Lane::Quick {
            return commands;
        }
        for (number, worker) in self.workers.iter_mut().enumerate() {
            let is_asked = matches!(&worker.state, State::Busy(job) if job.channel == channel);
            if is_asked && self.here != Some(Slot(number)) {
                commands.extend([Command::End(Slot(number)), Command::Start(Slot(number))]);
                (worker.state, worker.holds) = (State::Starting, None);
            }
        }
        commands
    }

    /// A worker replied.
    pub fn replied(&mut self, slot: Slot, reply: Reply) -> Vec<Command> {
        let is_here = self.here == Some(slot);
        let Some(worker) = self.workers.get_mut(slot.0) else { return Vec::new() };
        let mut commands = Vec::new();
        match (std::mem::replace(&mut worker.state, State::Idle), reply) {
            // A worker that was ended says nothing any more, whatever is still on its way.
            (State::Absent, _) => {
                worker.state = State::Absent;
                return commands;
            }
            (State::Starting, Reply::Ready) => worker.has_started = true,
            (State::Busy(job), Reply::Answered(run, answer)) if run == job.run => {
                commands.extend(self.answered(&job, answer));
            }
            (State::Busy(job), Reply::Refused(run, reason)) if run == job.run => {
                commands.extend(self.failed(&job, Failure::Refused(reason)));
            }
            (State::Busy(job), Reply::Unfinished(run)) if run == job.run => self.put_back(&job),
            (State::Busy(job), Reply::SoFar(run, answer)) if run == job.run => {
                commands.extend(self.answered_so_far(&job, answer));
                self.put_back(&job);
            }
            (State::Busy(job), Reply::Forgotten(run)) if run == job.run => {
                worker.holds = None;
                self.put_back(&job);
            }
            // What cannot be read, or answers what was not asked.
            (state, _) => {
                worker.state = state;
                return if is_here { commands } else { self.lost(slot, Loss::Died) };
            }
        }
        // The worker goes on before the page looks at what it found.
        let mut all = self.hand_out();
        all.extend(commands);
        all
    }

    /// A worker is lost. What it was working on is done by another.
    pub fn lost(&mut self, slot: Slot, reason: Loss) -> Vec<Command> {
        let Some(worker) = self.workers.get_mut(slot.0) else { return Vec::new() };
        let is_here = self.here == Some(slot);
        let state = std::mem::take(&mut worker.state);
        worker.holds = None;
        let mut commands = if is_here { Vec::new() } else { vec![Command::End(slot)] };
        // One that worked once is replaced; one that never started, or is of another build, would fail again.
        let is_replaced = worker.has_started && reason != Loss::OtherBuild;
        if is_replaced {
            worker.state = State::Starting;
            worker.has_started = is_here;
            commands.push(if is_here { Command::StartHere(slot) } else { Command::Start(slot) });
        }
        if let State::Busy(mut job) = state {
            let given_up = self.run_of(&job).and_then(|run| run.lost(&job.work, &mut job.losses, reason));
            match given_up {
                Some(reason) => commands.extend(self.failed(&job, reason)),
                None => self.put_back(&job),
            }
        }
        let left = if is_replaced { Left::Replaced } else { self.left_of(slot, &mut commands) };
        if !is_here {
            commands.push(Command::Tell(Told::Lost { reason, left }));
        }
        commands.extend(self.hand_out());
        commands
    }

    /// Who is left, now that a worker is lost for good; if nobody is, the page's own thread takes over.
    fn left_of(&mut self, lost: Slot, commands: &mut Vec<Command>) -> Left {
        let is_left = |worker: &&Worker| worker.state != State::Absent;
        let lane = self.workers.get(lost.0).map_or(Lane::Quick, |worker| worker.lane);
        let same = self.workers.iter().filter(|worker| worker.lane == lane).filter(is_left).count();
        if same > 0 {
            return Left::Fewer(same);
        }
        if lane == Lane::Long {
            // The quick ones answer long questions too, if need be.
            let quick = self.workers.iter().filter(is_left).count();
            if quick > 0 {
                return Left::Fewer(quick);
            }
        }
        if self.here.is_none() {
            self.here = Some(lost);
            if let Some(worker) = self.workers.get_mut(lost.0) {
                (worker.state, worker.has_started) = (State::Starting, true);
            }
            commands.push(Command::StartHere(lost));
        }
        Left::ThePage
    }

    fn start_lane(&mut self, lane: Lane) -> Vec<Command> {
        let mut commands = Vec::new();
        // Once one of a lane was lost for good it stays so: another try would end the same way.
        if self.here.is_some() || self.workers.iter().any(|of| of.lane == lane && of.state != State::Absent) {
            return commands;
        }
        for (number, worker) in self.workers.iter_mut().enumerate().filter(|(_, of)| of.lane == lane) {
            worker.state = State::Starting;
            commands.push(Command::Start(Slot(number)));
        }
        commands
    }

    fn run_of(&mut self, job: &Job) -> Option<&mut Run> {
        let of = self.runs.iter_mut().find(|(channel, run)| *channel == job.channel && run.id == job.run);
        of.map(|(_, run)| run)
    }

    fn answered(&mut self, job: &Job, answer: Answer) -> Option<Command> {
        let (channel, run) = (job.channel, job.run);
        let finished = self.run_of(job)?.answered(&job.work)?;
        Some(Command::Tell(Told::Answered { channel, run, answer, finished }))
    }

    /// The run is not at its end: the work goes on.
    fn answered_so_far(&mut self, job: &Job, answer: Answer) -> Option<Command> {
        let (channel, run) = (job.channel, job.run);
        self.run_of(job)?;
        Some(Command::Tell(Told::Answered { channel, run, answer, finished: false }))
    }

    fn failed(&mut self, job: &Job, reason: Failure) -> Option<Command> {
        let (channel, run) = (job.channel, job.run);
        let finished = self.run_of(job)?.failed();
        if finished {
            self.runs.retain(|(of, _)| *of != channel);
        }
        Some(Command::Tell(Told::Failed { channel, run, reason, finished }))
    }

    fn put_back(&mut self, job: &Job) {
        if let Some(run) = self.run_of(job) {
            run.put_back(job.work, job.losses);
        }
    }

    fn hand_out(&mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        let no_long_lane =
            !self.workers.iter().any(|worker| worker.lane == Lane::Long && worker.state != State::Absent);
        for (number, worker) in self.workers.iter_mut().enumerate() {
            if worker.state != State::Idle {
                continue;
            }
            let slot = Slot(number);
            let is_here = self.here == Some(slot);
            let pace = if is_here { Pace::Short } else { Pace::Long };
            let serves =
                |channel: Channel| is_here || channel.lane() == worker.lane || (no_long_lane && number == 0);
            let mut next = None;
            for channel in Channel::ALL.into_iter().filter(|channel| serves(*channel)) {
                let Some((_, run)) = self.runs.iter_mut().find(|(of, _)| *of == channel) else { continue };
                if let Some((work, losses)) = run.take(pace, slot) {
                    let job = Job { channel, run: run.id, work, losses };
                    next = Some((job, run.document, run.text.clone()));
                    break;
                }
            }
            let Some((job, document, text)) = next else { continue };
            let subject = if worker.holds == Some(document) {
                Subject::Known(document)
            } else {
                Subject::Text(text.to_string())
            };
            worker.holds = Some(document);
            let request = Request { run: job.run, subject, work: job.work };
            commands.push(Command::Send { to: slot, request, deadline_ms: deadline_ms(&job.work) });
            worker.state = State::Busy(job);
        }
        commands
    }
}
