//! Sentences about a team against luck.

use crate::app::format::Format;
use crate::app::words::of_100;
use crate::history::{AtQuotaByLuck, HistoryReport};
use crate::model::TeamHistory;

/// The stages in which reps differ beyond luck, as a list.
fn differing(report: &HistoryReport, history: &TeamHistory) -> Option<String> {
    let stages = report.stages.iter().zip(history.stages());
    let names: Vec<&str> =
        stages.filter(|(of, _)| of.differs).map(|(_, stage)| stage.name.as_str()).collect();
    let (last, first) = names.split_last()?;
    Some(if first.is_empty() { (*last).to_owned() } else { format!("{} and {last}", first.join(", ")) })
}

/// The first sentence: how many reached quota against luck, and the stages in which reps differ all the same.
pub fn at_quota_sentence(
    luck: &AtQuotaByLuck,
    report: &HistoryReport,
    history: &TeamHistory,
    format: &Format,
) -> String {
    let number = |n: usize| format.number(n as f64, 0);
    let (low, high) = luck.between;
    let verdict = if luck.actual < low {
        "Fewer than luck explains: look at the quotas and the supply first, then at the stages".to_owned()
    } else if luck.actual > high {
        "More than luck explains at these rates".to_owned()
    } else {
        match differing(report, history) {
            None => "Luck alone can explain the difference between reps".to_owned(),
            Some(stages) => format!("Luck explains that number, but not how reps differ in {stages}"),
        }
    };
    let range = if low == high { number(low) } else { format!("{} to {}", number(low), number(high)) };
    format!(
        "{} of {} reps reached quota; if all were equally skilled, {range} would, 8 times in 10. {verdict}.",
        number(luck.actual),
        number(luck.reps)
    )
}

pub fn no_quota_sentence(history: &TeamHistory) -> &'static str {
    let is_decided = |place: usize| {
        history.reps().iter().any(|rep| rep.stages.get(place).is_some_and(|of| of.decided() > 0))
    };
    if history.reps().iter().all(|rep| rep.quota.is_none()) {
        "Whether quotas were reachable cannot be told yet: type the quota of each rep into the table."
    } else if (0..history.stages().len()).all(is_decided) {
        "Quotas cannot be set against luck: that takes several reps with quotas, wins and what was booked."
    } else {
        "Quotas cannot be set against luck: a stage has no decided opportunity."
    }
}

pub fn at_quota_words(count: usize, share: f64, format: &Format) -> String {
    format!("{} at quota: in {} futures.", format.number(count as f64, 0), of_100(share, format))
}

pub fn actual_label(luck: &AtQuotaByLuck, format: &Format) -> String {
    format!("{} at quota", format.number(luck.actual as f64, 0))
}

pub fn how_at_quota(luck: &AtQuotaByLuck, history: &TeamHistory, format: &Format) -> Vec<String> {
    let mut how = vec![format!(
        "Each of {} runs draws the team’s rates once, with their own uncertainty, and then for each rep, \
         with the opportunities that \
         were really there and decided, how many pass each stage and what the wins are worth. The mean is \
         {} at quota; at most as many \
         as there were in {} runs.",
        format.number(f64::from(luck.trials), 0),
        format.number(luck.mean, 1),
        of_100(luck.at_most, format)
    )];
    if history.deal_cv().is_none() {
        how.push(
            "How much deals differ in size is a guess, as much as their mean; say it under the table."
                .to_owned(),
        );
    }
    how
}
