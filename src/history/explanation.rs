//! What explains one rep's result? Two questions, each with its chance, and one of a few outcomes.

use super::answer::{Explanation, MORE_OPPORTUNITIES_MAX, Outcome, Reach, StageVerdict, Supply, Verdict};
use super::compared::{counted, others, rates_of};
use super::luck::{flow_of, luck_at, sizes_of};
use super::reach::{TeamFutures, more_of_others};
use super::stage_verdict::{Look, looks_of, stage_verdicts};
use super::still_open::{StillOpen, open_counts};
use crate::analysis::Estimate;
use crate::engine::{RepFlow, RepFuture};
use crate::math::incomplete::poisson_cumulative;
use crate::model::{DealSize, Money, RelativeError, RepHistory, TeamHistory, TeamRate, Thresholds};

/// How surely a rep whose rate is half the team's should be seen.
const POWER_WANTED: f64 = 0.8;
/// Where such a rep would be seen less surely than this, nothing can be told.
const POWER_LEAST: f64 = 0.5;

/// What explains the result of the rep in a place; none, if there is nobody to compare with: no other rep and
/// no plan, or a stage in which none of the others has a decided opportunity.
pub fn explain(
    history: &TeamHistory,
    place: usize,
    thresholds: Thresholds,
    trials: u32,
) -> Option<Explanation> {
    let rep = history.reps().get(place)?;
    let others = || others(history, place);
    let stage_count = history.stages().len();
    let stages = stage_verdicts(history, place, thresholds)?;
    // Without bookings of others nothing is known of a quota; of counts, all the same.
    let sizes = sizes_of(history.deal_cv(), others());
    let quota = rep.quota.filter(|_| sizes.is_some()).map(|quota| quota.minor() as f64);
    let sizes = sizes.or_else(|| DealSize::mean_cv(Money::from_minor_f64(1.0).ok()?, 0.0).ok())?;
    let looks = thresholds.looks(history);
    let alarm = thresholds.of_each(looks);
    let rates = rates_of(stage_count, others(), counted)?;
    let luck = luck_at(&rates, sizes.clone());
    let flow = flow_of(rep);
    let (mut reached, mut at_most) = (0_u32, 0_u32);
    let mut wins = Vec::new();
    let is_reached = |future: &RepFuture| quota.is_some_and(|quota| future.bookings >= quota);
    for trial in 0..trials {
        let future = luck.future(&luck.shared(trial), 0, &flow);
        let won = future.stages.last().map_or(0, |(_, passed)| *passed);
        reached += u32::from(is_reached(&future));
        at_most += u32::from(won <= u64::from(rep.wins()));
        wins.push(won);
    }
    wins.sort_unstable();
    let n = f64::from(trials.max(1));
    let team = TeamFutures::new(&luck, &flow, trials);
    let chance = quota.map(|quota| {
        let estimate = Estimate::of_share(f64::from(reached), n);
        (estimate, team.reach(quota, estimate, thresholds))
    });
    let others_decided: f64 = others().map(|rep| f64::from(counted(rep, 0).decided)).sum();
    let others_needed = match (chance, quota) {
        (Some((_, Reach::NotTold)), Some(quota)) => more_of_others(others_decided, |times| {
            let rates: Vec<TeamRate> =
                rates.iter().map(|rate| TeamRate { cases: rate.cases * times, ..*rate }).collect();
            let error = RelativeError::new(sizes.error.get() / times.sqrt()).unwrap_or(RelativeError::NONE);
            let mut known = sizes.clone();
            known.error = error;
            TeamFutures::new(&luck_at(&rates, known), &flow, trials).is_hard(quota, thresholds)
        }),
        _ => 0,
    };
    let at = |share: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
        let rank = (share * (n - 1.0)) as usize;
        u32::try_from(wins.get(rank).copied().unwrap_or(0)).unwrap_or(u32::MAX)
    };
    // As wide as the comparisons make it; where the one stage is the whole process, it is that stage's.
    let ordinary_wins = match (stages.as_slice(), history.stages()) {
        ([only], [stage]) if stage.age_days.is_none() => only.ordinary,
        _ => (at(0.5 * alarm), at(1.0 - 0.5 * alarm)),
    };
    let (decided, open) = as_if_decided(flow.clone(), rep, &open_counts(history, place));
    let may_reach = open > 0
        && matches!(chance, Some((_, Reach::Hard)))
        && quota.is_some_and(|quota| !TeamFutures::new(&luck, &decided, trials).is_hard(quota, thresholds));
    let reach = chance.map(|(_, reach)| reach);
    let looked_at = looks / u32::try_from(stage_count).unwrap_or(1).max(1);
    let looks_at = looks_of(history, place)?;
    Some(Explanation {
        outcome: outcome(reach, &stages, &looks_at, alarm, Surplus { open, may_reach, others_needed }),
        chance,
        at_most_as_many: f64::from(at_most) / n,
        wins: (rep.wins(), (at(0.025), at(0.975))),
        ordinary_wins,
        stages,
        looks,
        any_as_few: -libm::expm1(f64::from(looked_at) * libm::log1p(-f64::from(at_most) / n)),
        looked_at,
        alarm_of_each: alarm,
        supply: supply(rep, others()),
        deal_cv_is_guessed: history.deal_cv().is_none(),
        thresholds,
        trials,
    })
}

/// What a rep has open beyond what is ordinary, and what is missing of the others.
#[derive(Clone, Copy)]
struct Surplus {
    /// At the stage with most of it; 0: none.
    open: u32,
    /// Whether a quota that is hard to reach with what is decided might not be, were it decided too.
    may_reach: bool,
    /// Further opportunities of the others that would tell whether a quota is hard to reach.
    others_needed: u32,
}

/// A rep's opportunities, as if no more of them were open than is ordinary; and how many are, where they are
/// most.
fn as_if_decided(mut flow: RepFlow, rep: &RepHistory, open: &[Option<StillOpen>]) -> (RepFlow, u32) {
    let mut most = 0;
    for ((stage, of), open) in flow.stages.iter_mut().zip(&rep.stages).zip(open) {
        let surplus = open.map_or(0, |open| u32::try_from(open.excess).unwrap_or(0));
        most = most.max(surplus);
        if surplus > 0 {
            stage.decided = f64::from(of.decided() + surplus) / f64::from(of.entered);
        }
    }
    (flow, most)
}

fn outcome(
    reach: Option<Reach>,
    stages: &[StageVerdict],
    looks: &[Look],
    alarm: f64,
    surplus: Surplus,
) -> Outcome {
    // The stage that stands farthest below what is ordinary, for its size.
    let shortfall = |of: &StageVerdict| {
        (f64::from(of.ordinary.0) - f64::from(of.counted.passed))
            / f64::from(of.counted.decided.max(1)).sqrt()
    };
    let fewer = stages
        .iter()
        .enumerate()
        .filter(|(_, of)| of.verdict == Verdict::Fewer)
        .max_by(|(_, a), (_, b)| shortfall(a).total_cmp(&shortfall(b)))
        .map(|(place, _)| place);
    // Once what is beyond the ordinary at such a stage, or with the others, is decided.
    let undecided = stages.iter().zip(looks).filter(|(of, _)| of.verdict == Verdict::Undecided);
    let undecided = undecided.map(|(_, look)| u32::try_from(look.excess.abs()).unwrap_or(u32::MAX)).max();
    match (reach, fewer) {
        (Some(Reach::Hard), Some(stage)) => Outcome::Both(stage),
        (Some(Reach::Hard), None) if surplus.may_reach => Outcome::CannotTell(surplus.open),
        (Some(Reach::Hard), None) => Outcome::HardToReach,
        (_, Some(stage)) => Outcome::Fewer(stage),
        (Some(Reach::NotTold), None) => Outcome::QuotaNotTold(surplus.others_needed),
        (_, None) => match undecided {
            Some(open) => Outcome::CannotTell(open),
            None if stages.iter().all(|of| of.power < POWER_LEAST) => {
                Outcome::CannotTell(more_needed(stages, looks, alarm))
            }
            None => Outcome::Ordinary,
        },
    }
}

/// The least number of further opportunities, counted where they enter, with which half the team's rate would
/// be seen 8 times in 10 at some stage: as many arrive at each stage as team rates bring there.
fn more_needed(stages: &[StageVerdict], looks: &[Look], alarm: f64) -> u32 {
    let seen = |more: u32| {
        let mut arriving = f64::from(more);
        stages.iter().zip(looks).any(|(of, look)| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 100,000")]
            let decided = of.counted.decided.saturating_add(arriving as u32);
            arriving *= look.team.mean;
            look.power(decided, alarm) >= POWER_WANTED
        })
    };
    let mut high = 8_u32;
    while high < MORE_OPPORTUNITIES_MAX && !seen(high) {
        high = high.saturating_mul(2);
    }
    let mut low = high / 2;
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        if seen(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high.min(MORE_OPPORTUNITIES_MAX)
}

fn supply<'a>(rep: &RepHistory, others: impl Iterator<Item = &'a RepHistory>) -> Option<Supply> {
    let all: Vec<f64> = others.filter_map(RepHistory::assigned).map(f64::from).collect();
    let of_others = all.iter().sum::<f64>() / all.len() as f64;
    let (assigned, self_sourced) = (rep.assigned()?, rep.self_sourced?);
    let quantile = |u: f64| {
        let mut k = 0_u32;
        while k < MORE_OPPORTUNITIES_MAX && poisson_cumulative(f64::from(k), of_others) < u {
            k += 1;
        }
        k
    };
    (of_others > 0.0).then(|| Supply {
        assigned,
        self_sourced,
        of_others,
        ordinary: (quantile(0.025), quantile(0.975)),
    })
}
