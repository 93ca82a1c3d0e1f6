//! Which trials are handed out next, which came back, which were lost. Pure: no browser, no clock.

use serde::{Deserialize, Serialize};

/// Trials of the first block: small, so that a first answer comes at once.
pub const FIRST_BLOCK: u32 = 2_048;
/// Trials of the others: about 20 ms in a worker for a plan of a hundred wins.
pub const BLOCK: u32 = 8_192;

/// A slice of the trials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Block {
    /// First trial.
    pub first: u32,
    /// How many, at least 1.
    pub trials: u32,
}

/// Hands out the trials of one run.
#[derive(Clone, Debug)]
pub struct Schedule {
    trials: u32,
    block: u32,
    /// First trial not handed out yet.
    next: u32,
    /// Handed out, not back.
    out: Vec<Block>,
    /// Lost with a worker, to be handed out again.
    lost: Vec<Block>,
    done: u32,
}

impl Schedule {
    /// A run of `trials` trials, each of which draws about `wins` deals.
    pub fn new(trials: u32, wins: f64) -> Self {
        // A plan with many wins gets smaller blocks, so that none takes much longer than another plan's.
        let shrink = (wins / 150.0).max(1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 16 and BLOCK")]
        let block = (f64::from(BLOCK) / shrink).max(16.0) as u32;
        Self { trials, block, next: 0, out: Vec::new(), lost: Vec::new(), done: 0 }
    }

    /// The next block to draw, of at most so many trials; none, if all are handed out.
    pub fn hand_out(&mut self, at_most: u32) -> Option<Block> {
        let block = self.lost.pop().or_else(|| {
            let wanted = if self.next == 0 { self.block.min(FIRST_BLOCK) } else { self.block };
            let trials = wanted.min(self.trials - self.next);
            let block = (trials > 0).then_some(Block { first: self.next, trials })?;
            self.next += trials;
            Some(block)
        })?;
        let trials = block.trials.min(at_most.max(1));
        if trials < block.trials {
            self.lost.push(Block { first: block.first + trials, trials: block.trials - trials });
        }
        let block = Block { first: block.first, trials };
        self.out.push(block);
        Some(block)
    }

    /// A block came back. False: it was not out, its outcome must not be used.
    pub fn returned(&mut self, block: Block) -> bool {
        let was_out = self.take(block);
        if was_out {
            self.done += block.trials;
        }
        was_out
    }

    /// Takes a block off those that are out; whether it was.
    fn take(&mut self, block: Block) -> bool {
        let place = self.out.iter().position(|out| *out == block);
        place.map(|place| self.out.swap_remove(place)).is_some()
    }

    /// A block was lost with its worker; it will be handed out again.
    pub fn lost(&mut self, block: Block) {
        if self.take(block) {
            self.lost.push(block);
        }
    }

    /// Trials that came back.
    pub fn done(&self) -> u32 {
        self.done
    }

    /// Trials of the run.
    pub fn trials(&self) -> u32 {
        self.trials
    }

    /// All blocks of a run, each of at most so many trials, for whoever asks for them in a list.
    pub fn blocks(trials: u32, wins: f64, at_most: u32) -> Vec<Block> {
        let mut schedule = Self::new(trials, wins);
        std::iter::from_fn(|| schedule.hand_out(at_most)).collect()
    }

    /// Whether all came back.
    pub fn is_finished(&self) -> bool {
        self.done == self.trials
    }
}
