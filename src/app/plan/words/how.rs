//! “How?” beside each figure: the sentence, the formula with the reader's own values, the definition's
//! source.

use super::deadline;
use crate::analysis::{Comparison, Estimate, Report};
use crate::app::format::Format;
use crate::app::plan::state::Answer;
use crate::model::Segment;

/// What is explained, for those who do not see where the word stands.
pub const HOW_OF: [&str; 5] =
    ["the chance and the middle result", "what holds", "the months", "the stages", "before and now"];

pub fn how_many_runs(report: &Report, format: &Format) -> String {
    format!("{} runs.", format.number(report.trials as f64, 0))
}

/// The formula of the chance, with the reader's own numbers.
pub fn how_chance(answer: &Answer, format: &Format) -> String {
    let report = &answer.report;
    let reached = format.number((report.chance.value * report.trials as f64).round(), 0);
    let runs = format.number(report.trials as f64, 0);
    format!("Chance = runs that reach the target ÷ all runs = {reached} ÷ {runs}.")
        + " "
        + &how_error(report, format)
}

/// The simulation error of the chance, as simulation error only.
pub fn how_error(report: &Report, format: &Format) -> String {
    let Estimate { standard_error, .. } = report.chance;
    let error = if standard_error < 0.000_05 { 0.000_1 } else { standard_error };
    let about = if error > standard_error { "less than" } else { "about" };
    format!(
        "With other luck the chance would move by {about} ±{} (one standard error of the simulation). That \
         says nothing \
         about whether the assumptions are right.",
        format.percent(error, 2)
    )
}

/// How the middle and its range are found.
pub fn how_middle(answer: &Answer, format: &Format) -> String {
    let report = &answer.report;
    let money = |p: f64| format.money_short(report.quantile(p), answer.scenario.parts().currency);
    format!(
        "All {} runs in order of their bookings: the middle one brings {}, a tenth lie below {} and a tenth \
         above {}. \
         (P50, P10 and P90; quantiles of type 7 in Hyndman and Fan, 1996.)",
        format.number(report.trials as f64, 0),
        money(0.5),
        money(0.1),
        money(0.9)
    )
}

/// How the amounts that hold are found.
pub fn how_holds(answer: &Answer, format: &Format) -> String {
    let [_, _, in_8_of_10, _] = answer.report.promises;
    let amount = format.money_short(in_8_of_10, answer.scenario.parts().currency);
    format!(
        "An amount holds in 8 of 10 if 80% of the runs reach it: {amount} is the 20% quantile of the runs. \
         A target at \
         that amount would be reached that often, if these assumptions hold."
    )
}

/// How the months are found.
pub fn how_months(answer: &Answer, format: &Format) -> String {
    let parts = answer.scenario.parts();
    let amount = format.money_short(parts.target.amount().minor() as f64, parts.currency);
    format!(
        "Bookings add up month by month in each run; the band holds 8 in 10 of the runs at each month’s \
         end. The path to \
         be on grows to {amount} in the proportion in which this plan’s own expected bookings grow: slow \
         while the \
         first deals are on their way, not a straight line."
    )
}

/// How the expected numbers by stage are found.
pub fn how_stages(answer: &Answer, format: &Format) -> String {
    let stages = answer.scenario.segments().first().map_or(&[][..], Segment::stages);
    let rates: Vec<String> = stages.iter().map(|stage| format.percent(stage.rate.mean(), 1)).collect();
    format!(
        "Expected, not simulated: new opportunities × {}, each counted when it enters the stage. What enters \
         too late to get further {} is not in the later bars. Reps who leave, and opportunities that nobody \
         has \
         time for, are not taken off.",
        rates.join(" × "),
        deadline(&answer.scenario.parts().calendar, format)
    )
}

/// How before and now are compared.
pub fn how_comparison(comparison: &Comparison, format: &Format) -> String {
    format!(
        "Both plans met the same luck in the same {} runs. Now {} of 100 runs reach the target that did not \
         before, and \
         {} of 100 no longer do: a difference of {} ± {} points (one standard error of the simulation).",
        format.number(comparison.trials as f64, 0),
        format.number(comparison.gained * 100.0, 1),
        format.number(comparison.lost * 100.0, 1),
        format.number(comparison.difference.value * 100.0, 1),
        format.number(comparison.difference.standard_error * 100.0, 2)
    )
}

pub fn how_method(format: &Format) -> String {
    format!(
        "Each run draws every uncertain rate once, then the wins of each month and the size of each won \
         deal. The {} \
         dots are the runs in order, each standing for {} in {}. “Holds in 8 of 10” is the amount that 8 of \
         10 runs \
         reach.",
        format.number(50.0, 0),
        format.number(2.0, 0),
        format.number(100.0, 0)
    )
}

pub const HOW_DIGEST: &str =
    "Fingerprint of all runs, the same for everybody who opens this plan in the same version:";

pub fn digest(report: &Report) -> String {
    format!("{:016x}", report.digest)
}
