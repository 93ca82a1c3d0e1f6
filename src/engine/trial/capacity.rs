//! What reps have time for: opportunities beyond it are turned away, or go to reps with room.

use super::context::{Scratch, TrialContext};
use crate::engine::counts::Rounded;
use crate::engine::inversion::Unit;
use crate::engine::segment::SegmentDraw;
use crate::engine::stream::{Entity, Purpose};
use crate::model::{Capacity, Excess, SegmentId};
use rand::distr::Distribution;

/// Limits what was assigned to each rep in each month to what they have time for, in all segments together.
///
/// Capacity is that of a ramped rep times the share of full work; its fractional part is kept with that probability.
/// Of several segments, as much of each is turned away as it has a share in the rep's opportunities; fractions are
/// rounded together, so that the sum is exact. Returns how many were turned away in each segment.
pub(in crate::engine) fn limit(
    context: &TrialContext<'_>,
    draws: &[(SegmentId, SegmentDraw)],
    scratches: &mut [Scratch],
    capacity: Capacity,
) -> Vec<u64> {
    let mut turned_away = vec![0; draws.len()];
    let months = draws.first().map_or(0, |(_, draw)| draw.arriving.len());
    for entry in 0..months {
        let month = context.first_month + entry;
        let mut room = vec![0_u64; context.seats.all.len()];
        let mut excess = vec![0_u64; draws.len()];
        for (number, seat) in context.seats.all.iter().enumerate() {
            let work = context.presence.work(number, month);
            let entity = seat.entity.in_month(month);
            let mut lane = context.trial.lane(Purpose::Capacity, entity);
            let time_for = Rounded(capacity.per_month() * work).sample(&mut lane);
            let rounding = Unit.sample(&mut lane);
            let place = |draw: &SegmentDraw| draw.members.iter().position(|member| *member == number);
            let slots: Vec<(usize, usize)> = draws
                .iter()
                .enumerate()
                .filter_map(|(segment, (_, draw))| Some((segment, entry * draw.members.len() + place(draw)?)))
                .collect();
            let assigned = |scratches: &[Scratch], (segment, slot): (usize, usize)| {
                scratches.get(segment).and_then(|scratch| scratch.worked.get(slot)).copied().unwrap_or(0)
            };
            let all: u64 = slots.iter().map(|slot| assigned(scratches, *slot)).sum();
            if let Some(own) = room.get_mut(number) {
                *own = time_for.saturating_sub(all);
            }
            if all <= time_for {
                continue;
            }
            let (mut shared, mut given) = (0, 0);
            for slot in slots {
                let own = assigned(scratches, slot);
                shared += own;
                let until = rounded(time_for as f64 * shared as f64 / all as f64, rounding).min(time_for);
                let kept = (until - given).min(own);
                given = until;
                if let Some(worked) =
                    scratches.get_mut(slot.0).and_then(|scratch| scratch.worked.get_mut(slot.1))
                {
                    *worked = kept;
                }
                if let Some(excess) = excess.get_mut(slot.0) {
                    *excess += own - kept;
                }
            }
        }
        for (segment, (_, draw)) in draws.iter().enumerate() {
            let beyond = excess.get(segment).copied().unwrap_or(0);
            let taken = match scratches.get_mut(segment) {
                Some(scratch) if capacity.excess == Excess::Rerouted && beyond > 0 => {
                    reroute(context, draw, scratch, (entry, beyond), &mut room)
                }
                Some(_) | None => 0,
            };
            if let Some(turned_away) = turned_away.get_mut(segment) {
                *turned_away += beyond - taken;
            }
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
    let free: u64 = draw.members.iter().filter_map(|member| room.get(*member)).sum();
    let taken = beyond.min(free);
    if taken == 0 {
        return 0;
    }
    let entity = draw.entity.with(Entity::ONLY.in_month(context.first_month + entry));
    let rounding = context.trial.draw(Purpose::Capacity, entity, &Unit);
    let (mut shared, mut given) = (0, 0);
    for (place, member) in draw.members.iter().enumerate() {
        let Some(own) = room.get_mut(*member) else { continue };
        shared += *own;
        let until = rounded(taken as f64 * shared as f64 / free as f64, rounding).min(taken);
        let more = (until - given).min(*own);
        given = until;
        *own -= more;
        if let Some(worked) = scratch.worked.get_mut(entry * draw.members.len() + place) {
            *worked += more;
        }
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
