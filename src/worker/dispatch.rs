//! Which worker does what: what is handed out next, who is started, ended or replaced.
//!
//! Pure: events come in, commands go out. The page's shell around it owns the workers and the clocks, and carries the
//! commands out. Workers are in two lanes: a quick one for what is read at once (trials of the plan, a quota, a
//! history), and a long one for the questions that take minutes of variations, so that an edit never waits for them.
//! Where no worker can be started, the page's own thread takes their place, one request at a time.

use super::message::{Answer, DocumentId, Reply, Request, RunId, Subject, Work};
use super::schedule::{Block, Schedule};
use std::collections::VecDeque;
use std::rc::Rc;

/// How long a worker may take to start.
pub const START_MS: u32 = 15_000;
/// Trials of a block that the page's own thread draws: it answers to nobody meanwhile.
const BLOCK_HERE: u32 = 1_024;
/// So many workers may die of one request of a list, one after the other.
const DEATHS_MAX: u32 = 3;
/// So many workers may die while they draw one run: blocks are drawn anew in other blocks, so that the run counts.
const DEATHS_OF_RUN_MAX: u32 = 6;
/// So many workers may hang at what is short; long questions are not waited for twice.
const HANGS_MAX: u32 = 2;

/// Whose work it is: a new run supersedes the one before in its channel, and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// Trials of the plan, and of the one it is compared with.
    Plan,
    /// What would change the plan's answer.
    Advice,
    /// One rep's quota.
    Quota,
    /// What explains a history.
    History,
}

impl Channel {
    /// In the order in which the quick lane serves them, the long lane's last.
    const ALL: [Self; 4] = [Self::Quota, Self::History, Self::Plan, Self::Advice];

    fn lane(self) -> Lane {
        match self {
            Self::Plan | Self::Quota | Self::History => Lane::Quick,
            Self::Advice => Lane::Long,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lane {
    Quick,
    Long,
}

/// A worker's number; the numbers of the others stay when one is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(pub usize);

/// Why a worker was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// It never said that it was ready.
    DidNotStart,
    /// It is of another build than the page.
    OtherBuild,
    /// It raised an error, or sent what cannot be read.
    Died,
    /// It kept a request beyond its deadline.
    Hung,
}

/// What the shell is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Start a worker.
    Start(Slot),
    /// Make the worker's module answer on the page's own thread.
    StartHere(Slot),
    /// Send a request; if no reply comes in time, the worker hangs.
    Send {
        /// To whom.
        to: Slot,
        /// What.
        request: Request,
        /// How long it may take.
        deadline_ms: u32,
    },
    /// End a worker.
    End(Slot),
    /// Tell the page.
    Tell(Told),
}

/// What the page is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// An answer of the run that is under way in a channel.
    Answered {
        /// Whose.
        channel: Channel,
        /// Which run.
        run: RunId,
        /// The answer.
        answer: Answer,
        /// Whether the run has all of its answers.
        finished: bool,
    },
    /// Something of the run will not be answered.
    Failed {
        /// Whose.
        channel: Channel,
        /// Which run.
        run: RunId,
        /// Why.
        reason: Failure,
        /// Whether nothing more will come.
        finished: bool,
    },
    /// A worker was lost.
    Lost {
        /// Why.
        reason: Loss,
        /// Who works now.
        left: Left,
    },
}

/// Why a request is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The worker refused the document; why.
    Refused(String),
    /// It took longer than this.
    TookTooLong {
        /// The deadline.
        seconds: u32,
    },
    /// Every worker that was given it died.
    Died,
}

/// Who works after a worker was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// As many as before: another took its place.
    Replaced,
    /// The others of its kind: so many.
    Fewer(usize),
    /// The page itself.
    ThePage,
}

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

/// Workers that were lost at the same work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Losses {
    died: u32,
    hung: u32,
}

impl Losses {
    fn add(&mut self, reason: Loss) {
        if reason == Loss::Hung {
            self.hung += 1;
        } else {
            self.died += 1;
        }
    }
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

/// How long a piece of work may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// As long as it is: a worker keeps nobody waiting.
    Long,
    /// Some milliseconds: the page's own thread answers to nobody meanwhile.
    Short,
}

/// The run that is under way in a channel.
#[derive(Clone, Debug)]
struct Run {
    id: RunId,
    text: Rc<str>,
    document: DocumentId,
    queue: Queue,
    /// Workers that were lost at its trials.
    losses: Losses,
}

#[derive(Clone, Debug)]
enum Queue {
    Trials(Schedule),
    List { waiting: VecDeque<(Work, Losses)>, open: usize },
}

/// What a run is to do.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// All trials of a plan that draws about so many wins in each.
    Trials {
        /// How many trials.
        trials: u32,
        /// Wins of one trial, at most.
        wins: f64,
    },
    /// A list of works, in this order.
    List(Vec<Work>),
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
        let queue = match wanted {
            Wanted::Trials { trials, wins } => Queue::Trials(Schedule::new(trials, wins)),
            Wanted::List(works) => {
                let open = works.len();
                Queue::List {
                    waiting: works.into_iter().map(|work| (work, Losses::default())).collect(),
                    open,
                }
            }
        };
        let document = DocumentId::of(&text);
        self.runs.push((channel, Run { id, text, document, queue, losses: Losses::default() }));
        if self.here.is_none() {
            commands.extend(self.start_lane(channel.lane()));
        }
        commands.extend(self.hand_out());
        commands
    }

    /// Stops what is under way in a channel. A long question ends with its worker, and another takes its place; what is
    /// short ends by itself and is dropped.
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
            (State::Busy(job), Reply::Unfinished(run)) if run == job.run => self.put_back(job),
            (State::Busy(job), Reply::Forgotten(run)) if run == job.run => {
                worker.holds = None;
                self.put_back(job);
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
            job.losses.add(reason);
            match self.is_given_up(&job, reason) {
                Some(reason) => commands.extend(self.failed(&job, reason)),
                None => self.put_back(job),
            }
        }
        let left = if is_replaced { Left::Replaced } else { self.left_of(slot, &mut commands) };
        if !is_here {
            commands.push(Command::Tell(Told::Lost { reason, left }));
        }
        commands.extend(self.hand_out());
        commands
    }

    /// Whether a work whose worker was lost is not tried again, and why.
    fn is_given_up(&mut self, job: &Job, reason: Loss) -> Option<Failure> {
        let run = self.run_of(job)?;
        let (losses, deaths_max) = match run.queue {
            Queue::Trials(_) => {
                run.losses.add(reason);
                (run.losses, DEATHS_OF_RUN_MAX)
            }
            Queue::List { .. } => (job.losses, DEATHS_MAX),
        };
        let hangs_max = match job.work {
            Work::Draw(_) | Work::Quota { .. } => HANGS_MAX,
            Work::Advise { .. } | Work::Explain { .. } => 1,
        };
        if losses.hung >= hangs_max {
            return Some(Failure::TookTooLong { seconds: deadline_ms(&job.work) / 1_000 });
        }
        (losses.died >= deaths_max).then_some(Failure::Died)
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
        let finished = match &mut self.run_of(job)?.queue {
            Queue::Trials(schedule) => {
                let Work::Draw(block) = job.work else { return None };
                if !schedule.returned(block) {
                    return None;
                }
                schedule.is_finished()
            }
            Queue::List { open, .. } => {
                *open = open.saturating_sub(1);
                *open == 0
            }
        };
        Some(Command::Tell(Told::Answered { channel, run, answer, finished }))
    }

    /// One of a list fails alone; trials fail as a whole, since the answer stands on all of them.
    fn failed(&mut self, job: &Job, reason: Failure) -> Option<Command> {
        let (channel, run) = (job.channel, job.run);
        let finished = match &mut self.run_of(job)?.queue {
            Queue::Trials(_) => true,
            Queue::List { open, .. } => {
                *open = open.saturating_sub(1);
                *open == 0
            }
        };
        if finished {
            self.runs.retain(|(of, _)| *of != channel);
        }
        Some(Command::Tell(Told::Failed { channel, run, reason, finished }))
    }

    /// What was not answered is handed out again, first of all.
    fn put_back(&mut self, job: Job) {
        let Some(run) = self.run_of(&job) else { return };
        match (&mut run.queue, job.work) {
            (Queue::Trials(schedule), Work::Draw(block)) => schedule.lost(block),
            (Queue::List { waiting, .. }, work) => waiting.push_front((work, job.losses)),
            (Queue::Trials(_), Work::Advise { .. } | Work::Quota { .. } | Work::Explain { .. }) => {}
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
                if let Some((work, losses)) = run.take(pace) {
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

impl Run {
    /// The next piece of work, and who was lost at it; for the page's own thread a short one.
    fn take(&mut self, pace: Pace) -> Option<(Work, Losses)> {
        match &mut self.queue {
            Queue::Trials(schedule) => {
                let block: Block = schedule.hand_out(match pace {
                    Pace::Long => u32::MAX,
                    Pace::Short => BLOCK_HERE,
                })?;
                Some((Work::Draw(block), Losses::default()))
            }
            Queue::List { waiting, .. } => {
                let (work, losses) = waiting.pop_front()?;
                let short = match work {
                    Work::Advise { question, .. } if pace == Pace::Short => {
                        Work::Advise { question, variations_at_most: 1 }
                    }
                    Work::Advise { .. } | Work::Draw(_) | Work::Quota { .. } | Work::Explain { .. } => work,
                };
                Some((short, losses))
            }
        }
    }
}

/// How long a request may take: far beyond what the slowest plan that is accepted needs for it.
fn deadline_ms(work: &Work) -> u32 {
    match work {
        Work::Draw(_) | Work::Quota { .. } => 30_000,
        Work::Explain { .. } => 60_000,
        Work::Advise { .. } => 180_000,
    }
}
