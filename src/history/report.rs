//! Everything the page says of results, as numbers.

use super::answer::{HistoryReport, RepReport};
use super::attribution::attribute;
use super::beta_binomial::fit;
use super::compared::{compared, counted};
use super::explanation::explain;
use super::luck::at_quota;
use super::measured::measured;
use super::rates_by_rep::adjacent;
use super::stage_report::StageReport;
use super::still_open::{ages_differ, still_open};
use crate::model::{Counted, TeamHistory, Thresholds};

/// Trials, at most 20,000 and at least 2,000, so that all take about a second.
pub fn luck_trials(history: &TeamHistory) -> u32 {
    let wins: u64 = history.reps().iter().map(|rep| u64::from(rep.wins())).sum();
    let draws = wins + 10 * (history.reps().len() * history.stages().len()) as u64;
    u32::try_from(40_000_000 / draws.max(1)).unwrap_or(u32::MAX).clamp(2_000, 20_000)
}

/// Everything, with one rep in particular.
pub fn report(history: &TeamHistory, rep: Option<usize>, thresholds: Thresholds) -> HistoryReport {
    let trials = luck_trials(history);
    let stage_count = history.stages().len();
    let of_stage = |place: usize| {
        let counts: Vec<(Counted, u32)> = history
            .reps()
            .iter()
            .map(|rep| (compared(rep, place), rep.stages.get(place).map_or(0, |of| of.open)))
            .collect();
        StageReport { ages_differ: ages_differ(history, place), ..StageReport::of(&counts, stage_count) }
    };
    let stages: Vec<StageReport> = (0..stage_count).map(of_stage).collect();
    let end_to_end: Vec<Counted> = history
        .reps()
        .iter()
        .map(|rep| {
            let open: u32 = rep.stages.iter().skip(1).map(|of| of.open).fold(0, u32::saturating_add);
            let fresh: u32 = (1..stage_count).map(|place| rep.fresh(place)).fold(0, u32::saturating_add);
            let decided = counted(rep, 0).decided.saturating_add(fresh).saturating_sub(open);
            Counted { passed: rep.wins(), decided: decided.max(rep.wins()) }
        })
        .collect();
    HistoryReport {
        at_quota: at_quota(history, trials),
        adjacent: adjacent(&stages),
        stages,
        end_to_end: fit(&end_to_end),
        measured: measured(history),
        rep: rep.filter(|place| *place < history.reps().len()).map(|place| RepReport {
            place,
            still_open: still_open(history, place),
            explanation: explain(history, place, thresholds, trials),
            attribution: attribute(history, place),
        }),
    }
}
