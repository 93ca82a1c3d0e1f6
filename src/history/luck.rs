//! How many reps would have reached their quota if all were equally skilled.

use super::answer::{AtQuotaByLuck, GUESSED_DEAL_CV};
use super::compared::{counted, rates_of};
use crate::engine::{RepFlow, RepLuck, StageFlow};
use crate::model::{DealSize, Money, RelativeError, RepHistory, Seed, TeamHistory, TeamRate};

/// Results have no luck of their own to choose.
const SEED: Seed = Seed(1);

/// The opportunities that a rep really had.
pub(super) fn flow_of(rep: &RepHistory) -> RepFlow {
    let stages = rep.stages.iter().enumerate().map(|(place, of)| StageFlow {
        fresh: rep.fresh(place),
        decided: if of.entered > 0 { f64::from(of.decided()) / f64::from(of.entered) } else { 1.0 },
    });
    RepFlow { stages: stages.collect() }
}

/// Sizes of won deals of reps, with how well their mean is known; none without wins.
pub(super) fn sizes_of<'a>(cv: Option<f64>, reps: impl Iterator<Item = &'a RepHistory>) -> Option<DealSize> {
    let (wins, bookings) = reps.fold((0.0, 0.0), |(wins, bookings), rep| {
        (wins + f64::from(rep.wins_in_period()), bookings + rep.bookings.minor() as f64)
    });
    let cv = cv.unwrap_or(GUESSED_DEAL_CV);
    let mut size = DealSize::mean_cv(Money::from_minor_f64(bookings / wins).ok()?, cv).ok()?;
    size.error = RelativeError::new((cv / f64::sqrt(wins)).min(1.0)).ok()?;
    Some(size)
}

/// The distribution of how many reps reach their quota at the team's rates, with the opportunities they
/// really had; none without quotas, wins, or a decided opportunity at each stage.
pub(super) fn at_quota(history: &TeamHistory, trials: u32) -> Option<AtQuotaByLuck> {
    let reps: Vec<(u32, &RepHistory, f64)> = (0..)
        .zip(history.reps())
        .filter_map(|(index, rep)| Some((index, rep, rep.quota?.minor() as f64)))
        .collect();
    let rates = rates_of(history.stages().len(), history.reps().iter(), counted)?;
    let sizes = sizes_of(history.deal_cv(), history.reps().iter())?;
    if reps.is_empty() {
        return None;
    }
    let laws: Vec<_> = rates.iter().map(TeamRate::law).collect();
    let luck = RepLuck::new(&laws, sizes, SEED);
    let flows: Vec<_> = reps.iter().map(|(index, rep, quota)| (*index, flow_of(rep), *quota)).collect();
    let mut trials_by_count = vec![0_u64; reps.len() + 1];
    for trial in 0..trials {
        let shared = luck.shared(trial);
        let there = flows
            .iter()
            .filter(|(index, flow, quota)| luck.future(&shared, *index, flow).bookings >= *quota)
            .count();
        if let Some(count) = trials_by_count.get_mut(there) {
            *count += 1;
        }
    }
    let actual = reps.iter().filter(|(_, rep, quota)| rep.bookings.minor() as f64 >= *quota).count();
    let n = f64::from(trials);
    let mean = trials_by_count.iter().enumerate().map(|(k, count)| k as f64 * *count as f64).sum::<f64>() / n;
    let quantile = |u: f64| {
        let mut sum = 0.0;
        let place = trials_by_count.iter().position(|count| {
            sum += *count as f64 / n;
            sum >= u
        });
        place.unwrap_or(reps.len())
    };
    let at_most = trials_by_count.iter().take(actual + 1).sum::<u64>() as f64 / n;
    let between = (quantile(0.1), quantile(0.9));
    Some(AtQuotaByLuck { reps: reps.len(), actual, trials_by_count, mean, between, at_most, trials })
}

/// Luck of one rep at rates of others.
pub(super) fn luck_at(rates: &[TeamRate], sizes: DealSize) -> RepLuck {
    let laws: Vec<_> = rates.iter().map(TeamRate::law).collect();
    RepLuck::new(&laws, sizes, SEED)
}
