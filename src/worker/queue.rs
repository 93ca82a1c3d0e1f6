//! The work of one run: what is handed out next, what came back, what is given up.

use super::message::{DocumentId, RunId, Work};
use super::question::Question;
use super::schedule::{Block, Schedule};
use super::signals::{Failure, Loss, Slot};
use crate::model::Lever;
use std::collections::VecDeque;
use std::rc::Rc;

/// Trials of a block that the page's own thread draws: it answers to nobody meanwhile.
const BLOCK_HERE: u32 = 1_024;
/// So many workers may die of one request of a list, one after the other.
const DEATHS_MAX: u32 = 3;
/// So many workers may die while they draw one run: blocks are drawn anew in other blocks, so that the run
/// counts.
const DEATHS_OF_RUN_MAX: u32 = 6;
/// So many workers may hang at what is short; long questions are not waited for twice.
const HANGS_MAX: u32 = 2;

/// Workers that were lost at the same work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Losses {
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

/// How long a piece of work may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// As long as it is: a worker keeps nobody waiting.
    Long,
    /// Some milliseconds: the page's own thread answers to nobody meanwhile.
    Short,
}

/// The run that is under way in a channel.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) id: RunId,
    pub(super) text: Rc<str>,
    pub(super) document: DocumentId,
    queue: Queue,
    /// Workers that were lost at its trials.
    losses: Losses,
}

#[derive(Clone, Debug)]
enum Queue {
    Trials(Schedule),
    List {
        waiting: VecDeque<(Work, Losses)>,
        open: usize,
        /// Who looked at later deadlines, and so knows most of what the question by when it holds asks.
        deadline_by: Option<Slot>,
    },
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

impl Run {
    /// A run about a document.
    pub(super) fn new(id: RunId, text: Rc<str>, wanted: Wanted) -> Self {
        let queue = match wanted {
            Wanted::Trials { trials, wins } => Queue::Trials(Schedule::new(trials, wins)),
            Wanted::List(works) => {
                let open = works.len();
                let waiting = works.into_iter().map(|work| (work, Losses::default())).collect();
                Queue::List { waiting, open, deadline_by: None }
            }
        };
        let document = DocumentId::of(&text);
        Self { id, text, document, queue, losses: Losses::default() }
    }

    /// The next piece of work for a worker, and who was lost at it; for the page's own thread a short one.
    pub(super) fn take(&mut self, pace: Pace, by: Slot) -> Option<(Work, Losses)> {
        match &mut self.queue {
            Queue::Trials(schedule) => {
                let block: Block = schedule.hand_out(match pace {
                    Pace::Long => u32::MAX,
                    Pace::Short => BLOCK_HERE,
                })?;
                Some((Work::Draw(block), Losses::default()))
            }
            Queue::List { waiting, deadline_by, .. } => {
                let leaves = |(work, _): &(Work, Losses)| {
                    asks(*work, Question::Holds) && deadline_by.is_some_and(|slot| slot != by)
                };
                let place = waiting.iter().position(|of| !leaves(of)).unwrap_or(0);
                let (work, losses) = waiting.remove(place)?;
                if asks(work, Question::Needed(Lever::Deadline)) {
                    *deadline_by = Some(by);
                }
                let short = match work {
                    Work::Advise { question, .. } if pace == Pace::Short => {
                        Work::Advise { question, variations_at_most: 1 }
                    }
                    Work::Compare { .. } if pace == Pace::Short => Work::Compare { variations_at_most: 1 },
                    Work::Advise { .. }
                    | Work::Compare { .. }
                    | Work::Draw(_)
                    | Work::WriteRuns(_)
                    | Work::Quota { .. }
                    | Work::Forecast { .. }
                    | Work::Check { .. }
                    | Work::Judge
                    | Work::Summarise
                    | Work::Explain { .. } => work,
                };
                Some((short, losses))
            }
        }
    }

    /// A piece of work was answered: whether the run is at its end. None: it was not out, its answer must not
    /// be used.
    pub(super) fn answered(&mut self, work: &Work) -> Option<bool> {
        match &mut self.queue {
            Queue::Trials(schedule) => {
                let Work::Draw(block) = work else { return None };
                schedule.returned(*block).then(|| schedule.is_finished())
            }
            Queue::List { open, .. } => Some(one_less(open)),
        }
    }

    /// A piece of work will not be answered: whether the run is at its end. One of a list fails alone; trials
    /// fail as a whole, since the answer stands on all of them.
    pub(super) fn failed(&mut self) -> bool {
        match &mut self.queue {
            Queue::Trials(_) => true,
            Queue::List { open, .. } => one_less(open),
        }
    }

    /// What was not answered is handed out again, first of all.
    pub(super) fn put_back(&mut self, work: Work, losses: Losses) {
        match (&mut self.queue, work) {
            (Queue::List { waiting, .. }, work) => waiting.push_front((work, losses)),
            (Queue::Trials(schedule), Work::Draw(block)) => schedule.lost(block),
            // Trials hand out nothing but blocks of them.
            (Queue::Trials(_), _) => {}
        }
    }

    /// Counts the loss of a worker at a piece of work: why that is given up, if it is.
    pub(super) fn lost(&mut self, work: &Work, losses: &mut Losses, reason: Loss) -> Option<Failure> {
        losses.add(reason);
        let (losses, deaths_max) = match self.queue {
            Queue::Trials(_) => {
                self.losses.add(reason);
                (self.losses, DEATHS_OF_RUN_MAX)
            }
            Queue::List { .. } => (*losses, DEATHS_MAX),
        };
        let hangs_max = match work {
            Work::Draw(_)
            | Work::WriteRuns(_)
            | Work::Quota { .. }
            | Work::Forecast { .. }
            | Work::Check { .. }
            | Work::Judge
            | Work::Summarise => HANGS_MAX,
            Work::Advise { .. } | Work::Compare { .. } | Work::Explain { .. } => 1,
        };
        if losses.hung >= hangs_max {
            return Some(Failure::TookTooLong { seconds: deadline_ms(work) / 1_000 });
        }
        (losses.died >= deaths_max).then_some(Failure::Died)
    }
}

/// Whether a piece of work is a question.
fn asks(work: Work, wanted: Question) -> bool {
    matches!(work, Work::Advise { question, .. } if question == wanted)
}

/// One less is open: whether none is.
fn one_less(open: &mut usize) -> bool {
    *open = open.saturating_sub(1);
    *open == 0
}

/// How long a request may take: far beyond what the slowest plan that is accepted needs for it.
pub(super) fn deadline_ms(work: &Work) -> u32 {
    match work {
        Work::Draw(_)
        | Work::WriteRuns(_)
        | Work::Quota { .. }
        | Work::Forecast { .. }
        | Work::Check { .. }
        | Work::Judge
        | Work::Summarise => 30_000,
        Work::Explain { .. } => 60_000,
        Work::Advise { .. } | Work::Compare { .. } => 180_000,
    }
}
