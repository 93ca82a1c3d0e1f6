//! What the desk of the workers is told and what it says: channels, workers, losses, commands.

use super::message::{Answer, Request, RunId};

/// Whose work it is: a new run supersedes the one before in its channel, and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// Trials of the plan, and of the one it is compared with.
    Plan,
    /// What would change the plan's answer.
    Advice,
    /// Two plans beside each other.
    Compare,
    /// All runs of the plan as a file.
    Export,
    /// One rep's quota.
    Quota,
    /// What explains a history.
    History,
    /// Forecasts of the past.
    Past,
    /// The engine held against formulas.
    Checks,
    /// Forecasts that people made, against what then happened.
    Judging,
}

impl Channel {
    /// In the order in which the quick lane serves them, the long lane's last.
    pub(super) const ALL: [Self; 9] = [
        Self::Quota,
        Self::History,
        Self::Plan,
        Self::Export,
        Self::Past,
        Self::Checks,
        Self::Judging,
        Self::Compare,
        Self::Advice,
    ];

    pub(super) fn lane(self) -> Lane {
        match self {
            Self::Plan
            | Self::Export
            | Self::Quota
            | Self::History
            | Self::Past
            | Self::Checks
            | Self::Judging => Lane::Quick,
            Self::Advice | Self::Compare => Lane::Long,
        }
    }
}

/// Which workers a channel's work is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lane {
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
