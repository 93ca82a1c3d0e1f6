//! Everything the page says of results, as numbers.

use super::attribution::{Attribution, attribute};
use super::beta_binomial::{BetaBinomialFit, fit};
use super::explanation::{Explanation, Thresholds, explain};
use super::luck::{AtQuotaByLuck, at_quota, compared, counted};
use super::stage_report::{Adjacent, StageReport, adjacent};
use crate::model::{Counted, TeamResults};
use serde::{Deserialize, Serialize};

/// A team against luck, and rates by rep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultsReport {
    /// Reps at quota against luck; none without quotas, wins, or a decided opportunity at each stage.
    pub at_quota: Option<AtQuotaByLuck>,
    /// By stage.
    pub stages: Vec<StageReport>,
    /// How stages that follow each other go together.
    pub adjacent: Vec<Adjacent>,
    /// How wins differ, of the opportunities that were decided at the first stage and not still open at a later one.
    pub end_to_end: Option<BetaBinomialFit>,
    /// One rep, if asked for.
    pub rep: Option<RepReport>,
}

/// One rep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RepReport {
    /// Place in the table.
    pub place: usize,
    /// What explains the result; none, if there is nobody to compare with.
    pub explanation: Option<Explanation>,
    /// In parts; none likewise.
    pub attribution: Option<Attribution>,
}

/// Trials, at most 20,000 and at least 2,000, so that all take about a second.
pub fn luck_trials(results: &TeamResults) -> u32 {
    let wins: u64 = results.reps().iter().map(|rep| u64::from(rep.wins())).sum();
    let draws = wins + 10 * (results.reps().len() * results.stages().len()) as u64;
    u32::try_from(40_000_000 / draws.max(1)).unwrap_or(u32::MAX).clamp(2_000, 20_000)
}

/// Everything, with one rep in particular.
pub fn report(results: &TeamResults, rep: Option<usize>, thresholds: Thresholds) -> ResultsReport {
    let trials = luck_trials(results);
    let stage_count = results.stages().len();
    let of_stage = |place: usize| {
        let counts: Vec<(Counted, u32)> = results
            .reps()
            .iter()
            .map(|rep| (compared(rep, place), rep.stages.get(place).map_or(0, |of| of.open)))
            .collect();
        StageReport::of(&counts, stage_count)
    };
    let stages: Vec<StageReport> = (0..stage_count).map(of_stage).collect();
    let end_to_end: Vec<Counted> = results
        .reps()
        .iter()
        .map(|rep| {
            let open: u32 = rep.stages.iter().skip(1).map(|of| of.open).fold(0, u32::saturating_add);
            let fresh: u32 = (1..stage_count).map(|place| rep.fresh(place)).fold(0, u32::saturating_add);
            let decided = counted(rep, 0).decided.saturating_add(fresh).saturating_sub(open);
            Counted { passed: rep.wins(), decided: decided.max(rep.wins()) }
        })
        .collect();
    ResultsReport {
        at_quota: at_quota(results, trials),
        adjacent: adjacent(&stages),
        stages,
        end_to_end: fit(&end_to_end),
        rep: rep.filter(|place| *place < results.reps().len()).map(|place| RepReport {
            place,
            explanation: explain(results, place, thresholds, trials),
            attribution: attribute(results, place),
        }),
    }
}
