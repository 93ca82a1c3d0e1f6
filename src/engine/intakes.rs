//! What reps get to work on, kept from one variation of a plan to the next.
//!
//! Where opportunities are drawn rep by rep, who works how many in which month is a good part of a trial, and
//! depends on no rate, time or size; most variations that advice asks for change nothing else. The numbers
//! are a function of their law alone, so that keeping them can change no draw.

use super::seats::Seats;
use super::segment::SegmentDraw;
use super::stream::Purpose;
use super::trial::context::Scratch;
use crate::model::{Calendar, Market, Scenario, Seed, SegmentId, Supply, Team};
use std::cell::RefCell;
use std::collections::VecDeque;

/// For so many laws numbers are kept.
const LAWS_MAX: usize = 4;
/// So many numbers of a law are kept at most, two bytes each; of a plan with more, the first trials.
const NUMBERS_MAX: usize = 1 << 21;

/// What the numbers of opportunities depend on in a plan.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct IntakeLaw {
    calendar: Calendar,
    as_of: f64,
    market: Market,
    team: Option<Team>,
    /// Of each segment: what it is, whose busy months it has, and what comes in.
    supplies: Vec<(SegmentId, Option<SegmentId>, Supply)>,
}

/// Whose luck it is: a seed, and where all else has other luck, the other seed and what keeps the first.
type Luck = (Seed, Option<(Seed, u32)>);

/// The segments and the seats of a plan.
type Plan<'a> = (&'a [(SegmentId, SegmentDraw)], &'a Seats);

/// The numbers of the first trials of a law.
#[derive(Debug)]
pub(super) struct Intakes {
    law: IntakeLaw,
    luck: Luck,
    /// Trial by trial: of each segment the opportunities by month of entry and member, and those turned away.
    numbers: Vec<u16>,
    /// How many trials they are of.
    trials: u32,
}

thread_local! {
    /// Those used last stand last.
    static KEPT: RefCell<VecDeque<Intakes>> = const { RefCell::new(VecDeque::new()) };
}

impl IntakeLaw {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let parts = scenario.parts();
        let supplies = scenario.segments().iter();
        Self {
            calendar: parts.calendar.clone(),
            as_of: parts.progress.as_of_day(),
            market: parts.market,
            team: parts.team.clone(),
            supplies: supplies.map(|of| (of.id, of.shares_with, of.supply.clone())).collect(),
        }
    }
}

impl Intakes {
    /// What is kept of a law, taken from where it is kept; of other luck only what is drawn for an intake
    /// counts.
    pub(super) fn taken(law: &IntakeLaw, (seed, other_luck): Luck) -> Self {
        /// All that an intake is drawn for.
        const PURPOSES: u32 = Purpose::Market.bit()
            | Purpose::SupplyError.bit()
            | Purpose::BusyMonth.bit()
            | Purpose::Leaving.bit()
            | Purpose::Intake.bit()
            | Purpose::Assigned.bit()
            | Purpose::Capacity.bit();
        let luck = (seed, other_luck.map(|(other, kept)| (other, kept & PURPOSES)));
        let known = KEPT.with_borrow_mut(|kept| {
            let place = kept.iter().position(|of| of.luck == luck && of.law == *law)?;
            kept.remove(place)
        });
        known.unwrap_or_else(|| Self { law: law.clone(), luck, numbers: Vec::new(), trials: 0 })
    }

    /// Keeps it for other simulators.
    pub(super) fn put_back(self) {
        KEPT.with_borrow_mut(|kept| {
            if kept.len() >= LAWS_MAX {
                kept.pop_front();
            }
            kept.push_back(self);
        });
    }

    /// Fills in what is worked in a trial, and what is turned away, if that is known; whether it is.
    pub(super) fn fill(
        &self,
        trial: u32,
        plan: Plan<'_>,
        scratches: &mut [Scratch],
        turned_away: &mut Vec<u64>,
    ) -> bool {
        if trial >= self.trials {
            return false;
        }
        let mut row = self.numbers.chunks_exact(self.of_trial()).nth(trial as usize).unwrap_or(&[]).iter();
        let mut next = |numbers: usize, into: &mut Vec<u64>| {
            into.extend(row.by_ref().take(numbers).map(|number| u64::from(*number)));
        };
        turned_away.clear();
        for ((_, draw), scratch) in plan.0.iter().zip(scratches) {
            scratch.worked.clear();
            next(numbers_of(draw, plan.1), &mut scratch.worked);
            next(1, turned_away);
        }
        true
    }

    /// Keeps what is worked in the trial after those that are kept, and what is turned away.
    pub(super) fn keep(&mut self, trial: u32, plan: Plan<'_>, scratches: &[Scratch], turned_away: &[u64]) {
        let known = self.numbers.len();
        if trial != self.trials || known + self.of_trial() > NUMBERS_MAX {
            return;
        }
        for (((_, draw), scratch), beyond) in plan.0.iter().zip(scratches).zip(turned_away) {
            let worked = scratch.worked.iter().take(numbers_of(draw, plan.1));
            for number in worked.chain([beyond]) {
                let Ok(number) = u16::try_from(*number) else {
                    // Too many: neither this trial is kept nor any after it.
                    self.numbers.truncate(known);
                    return;
                };
                self.numbers.push(number);
            }
        }
        self.trials += 1;
    }

    /// How many numbers a trial has.
    fn of_trial(&self) -> usize {
        self.numbers.len() / (self.trials as usize).max(1)
    }
}

/// How many numbers of opportunities a trial has in a segment.
fn numbers_of(draw: &SegmentDraw, seats: &Seats) -> usize {
    if draw.is_drawn_by_rep(seats) { draw.arriving.len() * draw.members.len() } else { 0 }
}
