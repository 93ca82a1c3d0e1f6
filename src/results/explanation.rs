//! What explains one rep's result? Two questions, each with its chance, and one of a few outcomes.

use super::luck::{compared, counted, flow_of, luck_at, rates_of, sizes_of};
use super::still_open::{StillOpen, open_counts, still_open};
use crate::analysis::Estimate;
use crate::engine::{RepFlow, RepFuture};
use crate::math::binomial::{self, BetaBinomial};
use crate::model::{Counted, DealSize, Money, RepResult, TeamRate, TeamResults};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What counts as reachable, and as ordinary. Printed with the outcome, whatever they are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// From this chance on a quota is reachable. A fair quota sits at 42 to 48%, since sizes are skewed.
    pub reachable: f64,
    /// Below this chance it is hard to reach; between the two, a stretch.
    pub hard: f64,
    /// How often a team of equally skilled reps has anybody outside what is called ordinary, on either side.
    pub alarm: f64,
    /// Out of how many reps this one was picked; none: out of all in the table.
    pub picked_of: Option<u32>,
}

/// Why thresholds are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "chances go from above 0 to below 100%, the hard one below the reachable one, such as 20% and 40%; picked out of 1 to 100,000"
)]
pub struct ThresholdsError;

impl Default for Thresholds {
    fn default() -> Self {
        Self { reachable: 0.4, hard: 0.2, alarm: 0.05, picked_of: None }
    }
}

impl Thresholds {
    /// Checks them.
    ///
    /// # Errors
    /// When one is out of bounds.
    pub fn checked(self) -> Result<Self, ThresholdsError> {
        let inside = |chance: f64| 0.0 < chance && chance < 1.0;
        let picked = self.picked_of.is_none_or(|of| (1..=100_000).contains(&of));
        if inside(self.hard)
            && inside(self.reachable)
            && inside(self.alarm)
            && self.hard <= self.reachable
            && picked
        {
            Ok(self)
        } else {
            Err(ThresholdsError)
        }
    }

    /// At how many stages of how many reps somebody looks, and the chance of an alarm that is left for each look.
    fn looks(&self, results: &TeamResults) -> (u32, f64) {
        let reps = self.picked_of.unwrap_or(u32::try_from(results.reps().len()).unwrap_or(u32::MAX));
        let looks = reps.saturating_mul(u32::try_from(results.stages().len()).unwrap_or(1));
        (looks, self.of_each(f64::from(looks)))
    }

    /// The chance left for each of the looks at a team: 1 − (1 − alarm)^(1/looks) (Šidák, 1967).
    pub fn of_each(&self, looks: f64) -> f64 {
        -libm::expm1(libm::log1p(-self.alarm) / looks)
    }
}

/// Whether a quota was within reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// Its chance is at least [`Thresholds::reachable`].
    Reachable,
    /// In between.
    Stretch,
    /// Its chance is below [`Thresholds::hard`].
    Hard,
}

/// The outcomes, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Reachable, and an ordinary result.
    Ordinary,
    /// Reachable, but fewer passed a stage than luck explains; its place.
    Fewer(usize),
    /// Hard to reach at team rates.
    HardToReach,
    /// Both: hard to reach, and fewer passed a stage.
    Both(usize),
    /// Too few opportunities are decided to tell; about so many more would do.
    CannotTell(u32),
}

/// A stage, looked at for one rep.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageVerdict {
    /// The rep's counts, at equal age where the table has them.
    pub counted: Counted,
    /// The team's rate, this rep left out.
    pub team: f64,
    /// What is ordinary at it: from so many to so many.
    pub ordinary: (u32, u32),
    /// Whether fewer, or more, passed.
    pub verdict: Verdict,
    /// How surely a rep who passes half as many as the team would be seen here.
    pub power: f64,
}

/// Where a count stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Within what is ordinary.
    Ordinary,
    /// Fewer than luck explains.
    Fewer,
    /// More than luck explains.
    More,
    /// Ordinary or not, as what is still open beyond the others' ends.
    Undecided,
}

/// Opportunities that were assigned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Supply {
    /// To this rep.
    pub assigned: u32,
    /// That the rep found.
    pub self_sourced: u32,
    /// To the others, on average.
    pub of_others: f64,
    /// What is ordinary, if all are assigned alike: from so many to so many.
    pub ordinary: (u32, u32),
}

/// What explains a result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The outcome.
    pub outcome: Outcome,
    /// Chance of the quota at team rates with the opportunities really had; none without a quota, or wins and bookings of others.
    pub chance: Option<(Estimate, Reach)>,
    /// Chance that a rep at team rates wins at most as many.
    pub at_most_as_many: f64,
    /// Wins, and what is ordinary end to end: the central 95%.
    pub wins: (u32, (u32, u32)),
    /// By stage.
    pub stages: Vec<StageVerdict>,
    /// Stages looked at times the number of reps.
    pub looks: u32,
    /// What is left for each look.
    pub alarm_of_each: f64,
    /// Where the table tells assigned from self-sourced.
    pub supply: Option<Supply>,
    /// Whether the spread of deals is a guess.
    pub deal_cv_is_guessed: bool,
    /// Thresholds in force.
    pub thresholds: Thresholds,
    /// Trials.
    pub trials: u32,
}

/// Of a rep who is compared, a rate half the team's should be seen.
const HALF: f64 = 0.5;
/// So surely.
const POWER_WANTED: f64 = 0.8;
/// Below, nothing can be told.
const POWER_LEAST: f64 = 0.5;
/// No more further opportunities are thought of: where these do not tell, no number would.
pub const MORE_OPPORTUNITIES_MAX: u32 = 100_000;

/// What explains the result of the rep in a place; none, if there is nobody to compare with: no other rep and no plan, or a
/// stage in which none of the others has a decided opportunity.
pub fn explain(
    results: &TeamResults,
    place: usize,
    thresholds: Thresholds,
    trials: u32,
) -> Option<Explanation> {
    let rep = results.reps().get(place)?;
    let others = || others(results, place);
    let stage_count = results.stages().len();
    let stages = stage_verdicts(results, place, thresholds)?;
    // Without bookings of others nothing is known of a quota; of counts, all the same.
    let sizes = sizes_of(results.deal_cv(), others());
    let quota = rep.quota.filter(|_| sizes.is_some()).map(|quota| quota.minor() as f64);
    let sizes = sizes.or_else(|| DealSize::mean_cv(Money::from_minor_f64(1.0).ok()?, 0.0).ok())?;
    let (looks, alarm) = thresholds.looks(results);
    let luck = luck_at(&rates_of(stage_count, others(), counted)?, sizes);
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
    let chance = quota.map(|_| {
        let p = (f64::from(reached) + 0.5) / (n + 1.0);
        let value = f64::from(reached) / n;
        let estimate = Estimate { value, standard_error: (p * (1.0 - p) / n).sqrt() };
        let reach = if value >= thresholds.reachable {
            Reach::Reachable
        } else if value >= thresholds.hard {
            Reach::Stretch
        } else {
            Reach::Hard
        };
        (estimate, reach)
    });
    let at = |share: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
        let rank = (share * (n - 1.0)) as usize;
        u32::try_from(wins.get(rank).copied().unwrap_or(0)).unwrap_or(u32::MAX)
    };
    let (flow, open) = as_if_decided(flow, rep, &open_counts(results, place));
    let may_reach = open > 0 && matches!(chance, Some((_, Reach::Hard))) && {
        let futures = (0..trials).map(|trial| luck.future(&luck.shared(trial), 0, &flow));
        futures.filter(is_reached).count() as f64 / n >= thresholds.hard
    };
    let reach = chance.map(|(_, reach)| reach);
    let looks_at = looks_of(results, place)?;
    Some(Explanation {
        outcome: outcome(reach, &stages, &looks_at, alarm, Surplus { open, may_reach }),
        chance,
        at_most_as_many: f64::from(at_most) / n,
        wins: (rep.wins(), (at(0.025), at(0.975))),
        stages,
        looks,
        alarm_of_each: alarm,
        supply: supply(rep, others()),
        deal_cv_is_guessed: results.deal_cv().is_none(),
        thresholds,
        trials,
    })
}

/// What a rep has open beyond what is ordinary.
#[derive(Clone, Copy)]
struct Surplus {
    /// At the stage with most of it; 0: none.
    open: u32,
    /// Whether a quota that is hard to reach with what is decided would not be, were it decided too.
    may_reach: bool,
}

/// A rep's opportunities, as if no more of them were open than is ordinary; and how many are, where they are most.
fn as_if_decided(mut flow: RepFlow, rep: &RepResult, open: &[Option<StillOpen>]) -> (RepFlow, u32) {
    let mut most = 0;
    for ((stage, of), open) in flow.stages.iter_mut().zip(&rep.stages).zip(open) {
        let surplus = open.map_or(0, |open| u32::try_from(open.excess()).unwrap_or(0));
        most = most.max(surplus);
        if surplus > 0 {
            stage.decided = f64::from(of.decided() + surplus) / f64::from(of.entered);
        }
    }
    (flow, most)
}

/// The stages of the rep in a place, each against the others' rate; none, if there is nobody to compare with.
pub fn stage_verdicts(
    results: &TeamResults,
    place: usize,
    thresholds: Thresholds,
) -> Option<Vec<StageVerdict>> {
    let rep = results.reps().get(place)?;
    let (_, alarm) = thresholds.looks(results);
    let looks = looks_of(results, place)?;
    Some(looks.iter().enumerate().map(|(stage, look)| look.verdict(compared(rep, stage), alarm)).collect())
}

/// How a rep is looked at, stage by stage.
fn looks_of(results: &TeamResults, place: usize) -> Option<Vec<Look>> {
    let rates = rates_of(results.stages().len(), others(results, place), compared)?;
    let open = still_open(results, place);
    let look =
        |(team, open): (TeamRate, Option<StillOpen>)| Look { team, excess: open.map_or(0, |of| of.excess()) };
    Some(rates.into_iter().zip(open).map(look).collect())
}

/// All reps but one; if there are none, the plan.
pub(super) fn others(results: &TeamResults, place: usize) -> impl Iterator<Item = &RepResult> + Clone {
    let alone = results.reps().len() == 1;
    let reps = results.reps().iter().enumerate().filter(move |(index, _)| *index != place);
    reps.map(|(_, rep)| rep).chain(results.plan().filter(move |_| alone))
}

/// A look at one stage.
struct Look {
    /// The others' rate.
    team: TeamRate,
    /// So many more, or fewer, opportunities than is ordinary are still open.
    excess: i64,
}

impl Look {
    /// Where a count stands, if it does so however those end that are open beyond what is ordinary, and however those would have ended
    /// that others still have open.
    fn verdict(&self, counted: Counted, alarm: f64) -> StageVerdict {
        let (low, high) = (0.5 * alarm, 1.0 - 0.5 * alarm);
        let law = predicted(&self.team, counted.decided);
        let ordinary = (law.quantile(low), law.quantile(high));
        let stands = |of: Counted| {
            if of.decided > 0 && of.passed < self.bound(of.decided, low) {
                Verdict::Fewer
            } else if of.decided > 0 && of.passed > self.bound(of.decided, high) {
                Verdict::More
            } else {
                Verdict::Ordinary
            }
        };
        let (at_best, at_worst) = (stands(self.at_best(counted)), stands(self.at_worst(counted)));
        let verdict = if at_best == at_worst { at_best } else { Verdict::Undecided };
        let power = self.power(counted.decided, alarm);
        StageVerdict { counted, team: self.team.mean, ordinary, verdict, power }
    }

    fn bound(&self, decided: u32, u: f64) -> u32 {
        predicted(&self.team, decided).quantile(u)
    }

    /// If those open beyond what is ordinary all pass; if those that others still have open were lost.
    fn at_best(&self, of: Counted) -> Counted {
        let (more, fewer) = self.more_and_fewer();
        Counted {
            passed: of.passed + more,
            decided: (of.decided + more).saturating_sub(fewer).max(of.passed),
        }
    }

    /// The other way round.
    fn at_worst(&self, of: Counted) -> Counted {
        let (more, fewer) = self.more_and_fewer();
        Counted {
            passed: of.passed.saturating_sub(fewer),
            decided: (of.decided + more).saturating_sub(fewer),
        }
    }

    fn more_and_fewer(&self) -> (u32, u32) {
        let count = |excess: i64| u32::try_from(excess).unwrap_or(0);
        (count(self.excess), count(-self.excess))
    }

    /// The chance that a rep who passes half as many as the team is below what is ordinary.
    fn power(&self, decided: u32, alarm: f64) -> f64 {
        // Whether nobody passed or a few: what is compared grows by as many.
        let at_best = self.at_best(Counted { passed: 0, decided });
        let least = self.bound(at_best.decided, 0.5 * alarm);
        match least.checked_sub(at_best.passed + 1) {
            Some(most) => binomial::cumulative(f64::from(most), f64::from(decided), HALF * self.team.mean),
            None => 0.0,
        }
    }
}

/// How many of n pass at the team's rate, its own uncertainty included.
pub(super) fn predicted(rate: &TeamRate, decided: u32) -> BetaBinomial {
    let (a, b) = rate.shapes();
    BetaBinomial::new(decided, a, b)
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
        (_, None) => match undecided {
            Some(open) => Outcome::CannotTell(open),
            None if stages.iter().all(|of| of.power < POWER_LEAST) => {
                Outcome::CannotTell(more_needed(stages, looks, alarm))
            }
            None => Outcome::Ordinary,
        },
    }
}

/// The least number of further opportunities, counted where they enter, with which half the team's rate would be seen 8 times in
/// 10 at some stage: as many arrive at each stage as team rates bring there.
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

fn supply<'a>(rep: &RepResult, others: impl Iterator<Item = &'a RepResult>) -> Option<Supply> {
    let all: Vec<f64> = others.filter_map(RepResult::assigned).map(f64::from).collect();
    let of_others = all.iter().sum::<f64>() / all.len() as f64;
    let (assigned, self_sourced) = (rep.assigned()?, rep.self_sourced?);
    let quantile = |u: f64| {
        let mut k = 0_u32;
        while k < MORE_OPPORTUNITIES_MAX
            && crate::math::incomplete::poisson_cumulative(f64::from(k), of_others) < u
        {
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
