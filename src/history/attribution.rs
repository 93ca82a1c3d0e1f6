//! Where the difference between quota and bookings comes from: parts that sum exactly, luck one of them.

use super::answer::{Attribution, GUESSED_DEAL_CV, Part, PartOf};
use super::beta_binomial::{BetaBinomialFit, fit, shrunken_rate};
use super::compared::{counted, others, rates_of};
use super::luck::{flow_of, luck_at, sizes_of};
use crate::engine::{RepFlow, RepFuture};
use crate::math::incomplete::poisson_cumulative;
use crate::model::{Counted, RepHistory, TeamHistory, TeamRate};

/// Trials for the ordinary ranges.
const TRIALS: u32 = 2_000;
/// Tails of the ordinary range.
const TAIL: f64 = 0.05;

/// The Shapley value of each factor of a product, of which a coalition has its estimated and the others have
/// their planned value: the mean over all orders of what a factor's change adds (Shapley, 1953). The sum is
/// the difference of the two products.
///
/// For factor i: (estimated − planned) · Σ over sizes s of w(s)·e(s), where e(s) is the sum, over coalitions
/// of s others, of the product of all others, found as a coefficient of Π(planned + estimated·z), and w(s) =
/// s!(n − 1 − s)!/n!.
pub fn shapley_of_product(factors: &[(f64, f64)]) -> Vec<f64> {
    let n = factors.len();
    let mut weights = Vec::with_capacity(n);
    let mut weight = 1.0 / n.max(1) as f64;
    for size in 0..n {
        weights.push(weight);
        // w(s + 1) = w(s)·(s + 1)/(n − 1 − s).
        weight *= (size as f64 + 1.0) / (n as f64 - 1.0 - size as f64).max(1.0);
    }
    let of = |place: usize| {
        let mut sums = vec![1.0];
        for (other, (planned, estimated)) in factors.iter().enumerate() {
            if other == place {
                continue;
            }
            let mut next = vec![0.0; sums.len() + 1];
            for (size, sum) in sums.iter().enumerate() {
                for (at, factor) in [(size, planned), (size + 1, estimated)] {
                    if let Some(next) = next.get_mut(at) {
                        *next += sum * factor;
                    }
                }
            }
            sums = next;
        }
        sums.iter().zip(&weights).map(|(sum, weight)| sum * weight).sum::<f64>()
    };
    factors
        .iter()
        .enumerate()
        .map(|(place, (planned, estimated))| (estimated - planned) * of(place))
        .collect()
}

/// All that a rep is compared with.
struct Yardstick {
    rates: Vec<TeamRate>,
    /// The others' pooled rates as they are, without a prior.
    pooled: Vec<f64>,
    fits: Vec<Option<BetaBinomialFit>>,
    planned: Vec<f64>,
    mean_size: f64,
    cv: f64,
    /// Variance between reps of the mean size.
    size_variance: f64,
    in_period: Option<f64>,
}

/// Parts of the result of the rep in a place; none, where there is nobody to compare with.
pub fn attribute(history: &TeamHistory, place: usize) -> Option<Attribution> {
    let rep = history.reps().get(place)?;
    let yard = Yardstick::of(history, place)?;
    let actual = rep.bookings.minor() as f64;
    let flow = flow_of(rep);
    let supply = yard.opportunities(&flow);
    let counts: Vec<Counted> = (0..yard.rates.len()).map(|stage| counted(rep, stage)).collect();
    let in_period = yard.in_period.map(|planned| share_in_period(rep).unwrap_or(planned));
    let (factors, adds, luck) =
        yard.parts(supply, &counts, (actual, f64::from(rep.wins_in_period())), in_period);
    let ordinary = ordinary(history, place, &yard, &flow);
    let mut of = vec![PartOf::Supply];
    of.extend((0..yard.rates.len()).map(PartOf::Rate));
    of.push(PartOf::Size);
    of.extend(yard.in_period.map(|_| PartOf::InPeriod));
    let mut parts: Vec<Part> = of
        .into_iter()
        .zip(factors.iter().zip(adds))
        .zip(&ordinary)
        .map(|((of, ((planned, estimated), adds)), ordinary)| Part {
            of,
            planned: *planned,
            estimated: *estimated,
            adds,
            ordinary: *ordinary,
        })
        .collect();
    let ordinary = ordinary.last().copied().unwrap_or_default();
    parts.push(Part { of: PartOf::Luck, planned: 0.0, estimated: 0.0, adds: luck, ordinary });
    let planned: f64 = factors.iter().map(|(planned, _)| planned).product();
    Some(Attribution {
        planned,
        actual,
        quota_beyond_plan: rep.quota.map(|quota| quota.minor() as f64 - planned),
        parts,
        plan_is_stated: history.plan().is_some(),
    })
}

/// The share of wins within the period; none without wins, or dates.
fn share_in_period(rep: &RepHistory) -> Option<f64> {
    let late = rep.late_wins?;
    (rep.wins() > 0).then(|| 1.0 - f64::from(late) / f64::from(rep.wins()))
}

impl Yardstick {
    fn of(history: &TeamHistory, place: usize) -> Option<Self> {
        let stages = history.stages().len();
        let cv = history.deal_cv().unwrap_or(GUESSED_DEAL_CV);
        let rates = rates_of(stages, others(history, place), counted)?;
        let pooled = (0..stages).map(|stage| {
            let counts = others(history, place).map(|rep| counted(rep, stage));
            let sum = counts
                .fold((0.0, 0.0), |sum, of| (sum.0 + f64::from(of.passed), sum.1 + f64::from(of.decided)));
            sum.0 / sum.1
        });
        let sold = others(history, place).fold((0.0, 0.0), |sum, rep| {
            (sum.0 + f64::from(rep.wins_in_period()), sum.1 + rep.bookings.minor() as f64)
        });
        // Someone has won something.
        sizes_of(Some(cv), others(history, place))?;
        let mean_size = sold.1 / sold.0;
        let fits = (0..stages)
            .map(|stage| fit(&others(history, place).map(|rep| counted(rep, stage)).collect::<Vec<_>>()));
        let (late, wins) = others(history, place)
            .filter_map(|rep| Some((f64::from(rep.late_wins?), f64::from(rep.wins()))))
            .fold((0.0, 0.0), |(late, wins), (of, all)| (late + of, wins + all));
        let dated = history.reps().get(place).is_some_and(|rep| rep.late_wins.is_some());
        let mut yard = Self {
            fits: fits.collect(),
            pooled: pooled.collect(),
            planned: Vec::new(),
            mean_size,
            cv,
            size_variance: size_variance(others(history, place), mean_size, cv),
            in_period: (dated && wins > 0.0).then(|| 1.0 - late / wins),
            rates,
        };
        yard.planned = yard.planned_factors(history, place);
        Some(yard)
    }

    /// What was planned: the table's plan, else the others' average.
    fn planned_factors(&self, history: &TeamHistory, place: usize) -> Vec<f64> {
        let count = others(history, place).count().max(1) as f64;
        let average =
            others(history, place).map(|rep| self.opportunities(&flow_of(rep))).sum::<f64>() / count;
        let mut planned = vec![average];
        planned.extend(&self.pooled);
        planned.push(self.mean_size);
        planned.extend(self.in_period);
        if let Some(plan) = history.plan() {
            let mut stated = vec![Some(self.opportunities(&flow_of(plan)))];
            stated.extend(
                plan.stages
                    .iter()
                    .map(|of| (of.decided() > 0).then(|| f64::from(of.passed) / f64::from(of.decided()))),
            );
            let wins = f64::from(plan.wins_in_period());
            stated.push((wins > 0.0).then(|| plan.bookings.minor() as f64 / wins));
            for (planned, stated) in planned.iter_mut().zip(stated) {
                *planned = stated.unwrap_or(*planned);
            }
        }
        planned
    }

    /// Opportunities, counted at the first stage, that are decided to the end.
    fn opportunities(&self, flow: &RepFlow) -> f64 {
        let mut brought = 1.0;
        let mut sum = 0.0;
        for (place, stage) in flow.stages.iter().enumerate() {
            let decided: f64 = flow.stages.iter().skip(place).map(|stage| stage.decided).product();
            sum += f64::from(stage.fresh) * decided / brought;
            brought *= self.pooled.get(place).copied().filter(|rate| *rate > 0.0).unwrap_or(1.0);
        }
        sum
    }

    /// Factors, what each adds, and what is left.
    fn parts(
        &self,
        supply: f64,
        counts: &[Counted],
        (bookings, wins): (f64, f64),
        in_period: Option<f64>,
    ) -> (Vec<(f64, f64)>, Vec<f64>, f64) {
        let mut estimated = vec![supply];
        estimated.extend(counts.iter().zip(&self.pooled).zip(&self.fits).map(|((counted, rate), fit)| {
            // At no difference between reps: the team's rate, and all of the rest is luck.
            fit.as_ref().filter(|fit| fit.spread > 0.0).map_or(*rate, |fit| shrunken_rate(fit, *counted))
        }));
        estimated.push(self.shrunken_size(bookings, wins));
        estimated.extend(in_period);
        let factors: Vec<(f64, f64)> = self.planned.iter().copied().zip(estimated).collect();
        let adds = shapley_of_product(&factors);
        let all: f64 = factors.iter().map(|(_, estimated)| estimated).product();
        (factors, adds, bookings - all)
    }

    /// The rep's mean size, shrunk towards the team's as far as wins are few: weight τ²/(τ² +
    /// (cv·mean)²/wins).
    fn shrunken_size(&self, bookings: f64, wins: f64) -> f64 {
        if wins <= 0.0 || self.size_variance <= 0.0 {
            return self.mean_size;
        }
        let noise = (self.cv * self.mean_size) * (self.cv * self.mean_size) / wins;
        let weight = self.size_variance / (self.size_variance + noise);
        self.mean_size + weight * (bookings / wins - self.mean_size)
    }
}

/// The variance of mean sizes between reps, by moments (`DerSimonian` and Laird, *Controlled Clinical Trials*
/// 7, 1986); not below 0.
fn size_variance<'a>(reps: impl Iterator<Item = &'a RepHistory>, mean: f64, cv: f64) -> f64 {
    let means: Vec<(f64, f64)> = reps
        .map(|rep| (f64::from(rep.wins_in_period()), rep.bookings.minor() as f64))
        .filter(|(wins, _)| *wins > 0.0)
        .map(|(wins, bookings)| (wins / (cv * mean * cv * mean).max(1e-9), bookings / wins))
        .collect();
    let sum = |of: &dyn Fn(&(f64, f64)) -> f64| means.iter().map(of).sum::<f64>();
    let weights = sum(&|(weight, _)| *weight);
    let pooled = sum(&|(weight, mean)| weight * mean) / weights;
    let q = sum(&|(weight, mean)| weight * (mean - pooled) * (mean - pooled));
    let scale = weights - sum(&|(weight, _)| weight * weight) / weights;
    let variance = (q - (means.len() as f64 - 1.0)) / scale;
    if variance.is_finite() { variance.max(0.0) } else { 0.0 }
}

/// For each part, and last for luck, the central 90% of what it adds for a rep at team rates with the
/// opportunities of this one. Opportunities themselves: Poisson around the planned number.
fn ordinary(history: &TeamHistory, place: usize, yard: &Yardstick, flow: &RepFlow) -> Vec<(f64, f64)> {
    let Some(sizes) = sizes_of(Some(yard.cv), others(history, place)) else { return Vec::new() };
    let luck = luck_at(&yard.rates, sizes);
    let supply = yard.opportunities(flow);
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for trial in 0..TRIALS {
        let shared = luck.shared(trial);
        let future = luck.future(&shared, 0, flow);
        let late = yard.in_period.map(|share| luck.share_in_period(&shared, &future, share));
        let parts = yard.parts_of(supply, &future, late);
        columns.resize(parts.len(), Vec::new());
        for (column, part) in columns.iter_mut().zip(parts) {
            column.push(part);
        }
    }
    let mut ranges: Vec<(f64, f64)> = columns
        .iter_mut()
        .map(|column| {
            column.sort_by(f64::total_cmp);
            (nearest_rank(column, TAIL), nearest_rank(column, 1.0 - TAIL))
        })
        .collect();
    let planned = yard.planned.first().copied().unwrap_or(0.0);
    let others: f64 = yard.planned.iter().skip(1).product();
    let poisson = |u: f64| {
        let mut k = 0.0;
        while poisson_cumulative(k, planned) < u && k < 1e6 {
            k += 1.0;
        }
        (k - planned) * others
    };
    if let Some(first) = ranges.first_mut() {
        *first = (poisson(TAIL), poisson(1.0 - TAIL));
    }
    ranges
}

/// The number whose rank is nearest to a quantile's place.
fn nearest_rank(sorted: &[f64], u: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
    let place = (u * sorted.len().saturating_sub(1) as f64).round() as usize;
    sorted.get(place).copied().unwrap_or(0.0)
}

impl Yardstick {
    /// What each part adds in a simulated future, and last what is luck.
    fn parts_of(&self, supply: f64, future: &RepFuture, in_period: Option<f64>) -> Vec<f64> {
        let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let counts: Vec<Counted> = future
            .stages
            .iter()
            .map(|(decided, passed)| Counted { passed: count(*passed), decided: count(*decided) })
            .collect();
        let wins = future.stages.last().map_or(0.0, |(_, passed)| *passed as f64);
        let inside = in_period.unwrap_or(1.0);
        let (_, mut adds, luck) =
            self.parts(supply, &counts, (future.bookings * inside, wins * inside), in_period);
        adds.push(luck);
        adds
    }
}
