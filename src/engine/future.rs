//! One simulated future, as it is drawn: what is booked when, and by whom.
#![expect(
    clippy::indexing_slicing,
    reason = "seats, periods and months are those that a future begins with; reps are fewer than a row is \
         long"
)]

use super::seats::{Presence, Seats};

/// Length of a row of seats: a power of two with room for all reps that a plan can have, so that a place in
/// it needs no check.
pub(super) const ROW: usize = 512;

/// One simulated future.
#[derive(Debug, Default)]
pub(super) struct Future {
    /// By simulated month.
    pub(super) bookings: Vec<f64>,
    pub(super) wins: u64,
    /// Of the segment under way.
    pub(super) segment_bookings: f64,
    /// By segment.
    pub(super) segments: Vec<f64>,
    /// By segment: opportunities that nobody had time for.
    pub(super) turned_away: Vec<u64>,
    /// From deals that were open when the future began.
    pub(super) open_bookings: f64,
    /// Whether the deals under way were.
    pub(super) is_open: bool,
    /// New opportunities, if they are counted.
    pub(super) opportunities: f64,
    /// By seat: what its holders sold before they left, in quota periods that another ends.
    earlier: Vec<f64>,
    /// By quota period and seat: what counts for who holds the seat at its end.
    credited: Vec<[f64; ROW]>,
}

impl Future {
    pub(super) fn begin(&mut self, months: usize, seats: &Seats) {
        let zeroed = |amounts: &mut Vec<f64>, length: usize| {
            amounts.clear();
            amounts.resize(length, 0.0);
        };
        zeroed(&mut self.bookings, months);
        zeroed(&mut self.earlier, seats.all.len());
        self.credited.resize(seats.period_ends().len(), [0.0; ROW]);
        for row in &mut self.credited {
            row[..seats.all.len()].fill(0.0);
        }
        (self.wins, self.open_bookings, self.is_open) = (0, 0.0, false);
        self.opportunities = 0.0;
        self.segments.clear();
    }

    /// Counts an amount for a seat in a month of the plan.
    #[inline]
    pub(super) fn credit(&mut self, seat: usize, month: usize, amount: f64, who: (&Seats, &Presence)) {
        let (seats, presence) = who;
        let (period, end) = seats.period_of(month);
        if !seats.is_random() || presence.holder(seat, month) == presence.holder(seat, end) {
            self.credit_period(seat, period, amount);
        } else {
            self.earlier[seat] += amount;
        }
    }

    /// Counts an amount for who holds a seat at the end of a quota period.
    #[inline]
    pub(super) fn credit_period(&mut self, seat: usize, period: usize, amount: f64) {
        self.credited[period][seat] += amount;
    }

    /// By seat, what counts for who holds it at the end of a quota period.
    #[inline]
    pub(super) fn row(&mut self, period: usize) -> &mut [f64; ROW] {
        &mut self.credited[period]
    }

    /// By seat, what its holders sold before they left, in quota periods that another ends.
    pub(super) fn earlier(&self) -> impl Iterator<Item = f64> + '_ {
        self.earlier.iter().copied()
    }

    /// All that a seat's holders sold, by seat.
    pub(super) fn by_seat(&self) -> impl Iterator<Item = f64> + '_ {
        self.earlier
            .iter()
            .enumerate()
            .map(|(seat, earlier)| earlier + self.credited.iter().map(|row| row[seat]).sum::<f64>())
    }

    /// What counts for who holds a seat at the end of a quota period.
    pub(super) fn credited(&self, seat: usize, period: usize) -> f64 {
        self.credited[period][seat]
    }
}
