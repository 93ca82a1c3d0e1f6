//! What reps have time for: opportunities beyond it are turned away, or go to reps with room.
#![expect(
    clippy::indexing_slicing,
    reason = "a plan has a segment, members are seats of the team, and each has opportunities in each month"
)]

use super::context::{Scratch, TrialContext};
use crate::engine::counts::Rounded;
use crate::engine::inversion::Unit;
use crate::engine::segment::SegmentDraw;
use crate::engine::stream::{Entity, Purpose, Word};
use crate::model::{Capacity, Excess, SegmentId};
use rand::distr::Distribution;

/// Limits what was assigned to each rep in each month to what they have time for, in all segments together.
///
/// Capacity is that of a ramped rep times the share of full work; its fractional part is kept with that
/// probability. Of several segments, as much of each is turned away as it has a share in the rep's
/// opportunities; fractions are rounded together, so that the sum is exact. Returns how many were turned away
/// in each segment.
pub(in crate::engine) fn limit(
    context: &TrialContext<'_>,
    draws: &[(SegmentId, SegmentDraw)],
    scratches: &mut [Scratch],
    capacity: Capacity,
) -> Vec<u64> {
    let mut turned_away = vec![0; draws.len()];
    let months = draws[0].1.arriving.len();
    let mut room = vec![0_u64; context.seats.all.len()];
    let mut assigned = vec![0_u64; context.seats.all.len()];
    let mut excess = vec![0_u64; draws.len()];
    for entry in 0..months {
        let month = context.first_month + entry;
        excess.fill(0);
        assigned.fill(0);
        for ((_, draw), scratch) in draws.iter().zip(scratches.iter()) {
            let worked = scratch.worked.iter().skip(entry * draw.members.len());
            draw.members.iter().zip(worked).for_each(|(seat, number)| assigned[*seat] += number);
        }
        // Reps who work alike have time for as many: what that is is kept from one to the next.
        let mut last = (0.0, Rounded(0.0), Some(0));
        for (number, seat) in context.seats.all.iter().enumerate() {
            let lane = || context.trial.lane(Purpose::Capacity, seat.entity.in_month(month));
            let work = context.presence.work(number, month);
            if work.to_bits() != f64::to_bits(last.0) {
                let room_for = Rounded(capacity.per_month() * work);
                last = (work, room_for, room_for.certain());
            }
            let time_for = last.2.unwrap_or_else(|| last.1.sample(&mut lane()));
            let all = assigned[number];
            room[number] = time_for.saturating_sub(all);
            if all <= time_for {
                continue;
            }
            let slot = |draw: &SegmentDraw| Some(entry * draw.members.len() + draw.places[number]?);
            let rounding = Unit.sample(&mut Word(lane().word(1)));
            let (mut shared, mut given) = (0, 0);
            for (segment, (_, draw)) in draws.iter().enumerate() {
                let Some(slot) = slot(draw) else { continue };
                let worked = &mut scratches[segment].worked[slot];
                let own = *worked;
                shared += own;
                let until = rounded(time_for as f64 * shared as f64 / all as f64, rounding).min(time_for);
                let kept = (until - given).min(own);
                given = until;
                *worked = kept;
                excess[segment] += own - kept;
            }
        }
        let segments = draws.iter().zip(scratches.iter_mut()).zip(excess.iter().zip(&mut turned_away));
        for (((_, draw), scratch), (beyond, turned_away)) in segments {
            let taken = if capacity.excess == Excess::Rerouted && *beyond > 0 {
                reroute(context, draw, scratch, (entry, *beyond), &mut room)
            } else {
                0
            };
            *turned_away += beyond - taken;
        }
    }
    turned_away
}

/// Gives what is beyond to members with room, in proportion to it; returns how many they take.
fn reroute(
    context: &TrialContext<'_>,
    draw: &SegmentDraw,
    scratch: &mut Scratch,
    (entry, beyond): (usize, u64),
    room: &mut [u64],
) -> u64 {
    let free: u64 = draw.members.iter().map(|member| room[*member]).sum();
    let taken = beyond.min(free);
    if taken == 0 {
        return 0;
    }
    let entity = draw.entity.with(Entity::ONLY.in_month(context.first_month + entry));
    let rounding = context.trial.draw(Purpose::Capacity, entity, &Unit);
    let (mut shared, mut given) = (0, 0);
    for (place, member) in draw.members.iter().enumerate() {
        let own = &mut room[*member];
        shared += *own;
        let until = rounded(taken as f64 * shared as f64 / free as f64, rounding).min(taken);
        let more = (until - given).min(*own);
        given = until;
        *own -= more;
        scratch.worked[entry * draw.members.len() + place] += more;
    }
    taken
}

/// A cumulative number rounded down, with the same fraction added each time: sums of differences stay exact.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative and far below 2^53"
)]
fn rounded(number: f64, fraction: f64) -> u64 {
    // A hair more, so that a whole number is not rounded down for its last bit.
    (number + fraction.min(1.0 - 1e-9)) as u64
}
