//! The answer in sentences.

use super::{capitalised, count, deadline, of_100};
use crate::analysis::{Comparison, Report};
use crate::app::format::Format;
use crate::app::plan::state::Answer;
use crate::model::{Calendar, Currency, PipelineStart, Scenario, TargetKind};

pub const ABOUT_THE_RUNS: &str = "How many futures were simulated, and how sure the figures are";

/// The sentence everybody repeats.
pub fn chance_sentence(answer: &Answer, format: &Format) -> String {
    chance_sentence_of("In", answer, format)
}

/// The same of what sliders have made of the plan.
pub fn chance_with_sliders(answer: &Answer, format: &Format) -> String {
    chance_sentence_of("With these sliders in", answer, format)
}

fn chance_sentence_of(begins: &str, answer: &Answer, format: &Format) -> String {
    let parts = answer.scenario.parts();
    let what = if parts.target.recurring_revenue().is_some() {
        "recurring revenue reaches"
    } else {
        "bookings reach"
    };
    format!(
        "{begins} {} simulated futures, {what} {} {}, if these assumptions hold.",
        of_100(answer.report.chance.value, format),
        format.money_short(answer.report.target.minor() as f64, parts.currency),
        deadline(&parts.calendar, format)
    )
}

/// “Middle result $10.4M, $1.6M short; 8 in 10 lie between $8.1M and $13.2M.”
pub fn middle_sentence(answer: &Answer, format: &Format) -> String {
    let currency = answer.scenario.parts().currency;
    let money = |minor: f64| format.money_short(minor, currency);
    let report = &answer.report;
    let middle = report.quantile(0.5);
    let against = distance(report, currency, format);
    format!(
        "Middle result {}, {against}; 8 in 10 lie between {} and {}.",
        money(middle),
        money(report.quantile(0.1)),
        money(report.quantile(0.9))
    )
}

/// Tells which start of the pipeline the answer stands on, and how much of the average comes from there.
pub fn pipeline_sentence(answer: &Answer, format: &Format) -> String {
    let scenario = &answer.scenario;
    let starts = scenario.segments().iter().map(|segment| match segment.pipeline() {
        PipelineStart::Flowing => "already under way".to_owned(),
        PipelineStart::Empty => "none".to_owned(),
        PipelineStart::Listed(open) => format!("{} listed", format.number(open.len() as f64, 0)),
    });
    let mut starts: Vec<String> = starts.collect();
    starts.dedup();
    let by_segment = if starts.len() > 1 { ", by segment" } else { "" };
    let brings = answer.report.open_mean.value;
    let worth = if brings > 0.0 {
        format!(", {} on average", format.money_short(brings, scenario.parts().currency))
    } else {
        String::new()
    };
    format!("Open deals when the plan begins{by_segment}: {}{worth}.", starts.join(", "))
}

/// So many times last year's bookings, or so small a part of them, a middle result is questioned, unless the
/// target itself is nearly as far from them: a team seldom changes as much within a year, and a rate or a
/// number of opportunities that is not last year's is the likelier explanation.
const UNLIKE_LAST_YEAR: f64 = 1.6;
/// And so many times what the target asks for.
const UNLIKE_TARGET: f64 = 1.25;

/// “The middle is 2.0 times last year’s $4.30M: check new opportunities, rates and deal size
/// against what last year brought.”
/// None, where the target says nothing of last year, or the middle is like it.
pub fn unlike_last_year(answer: &Answer, format: &Format) -> Option<String> {
    let parts = answer.scenario.parts();
    let TargetKind::Growth { last_year, growth } = parts.target.kind() else { return None };
    let last = last_year.minor() as f64;
    let (wanted, times) = (1.0 + growth, answer.report.quantile(0.5) / last);
    let is_far = (times > UNLIKE_LAST_YEAR && times > wanted * UNLIKE_TARGET)
        || (times < 1.0 / UNLIKE_LAST_YEAR && times < wanted / UNLIKE_TARGET);
    (last > 0.0 && is_far).then(|| {
        format!(
            "The middle is {} times last year’s {}: check new opportunities, rates and deal size against \
             what last year brought.",
            format.number(times, 1),
            format.money_short(last, parts.currency)
        )
    })
}

pub fn dots_summary(answer: &Answer, format: &Format) -> String {
    let target = answer.report.target.minor() as f64;
    let reach = answer.report.dots.iter().filter(|dot| **dot >= target).count();
    format!(
        "{reach} of {} dots reach the target; each dot stands for 2 in 100 futures.",
        answer.report.dots.len()
    ) + &format!(" {}", middle_sentence(answer, format))
}

pub fn target_label(minor: f64, currency: Currency, format: &Format) -> String {
    format!("Target {}", format.money_short(minor, currency))
}

pub const TABLE_QUANTILES: &str = "Bookings at the end";
pub const TABLE_MONTHS: &str = "Cumulative bookings";
pub const TABLE_HEAD_SHARE: &str = "Futures below";
pub const TABLE_HEAD_AMOUNT: &str = "Bookings";
pub const TABLE_HEAD_MONTH: [&str; 5] =
    ["Month", "1 in 10 below", "Middle", "1 in 10 above", "To be on target"];

/// Names of the lines: upper edge, middle, lower edge, path; of the middle and the path with where they end.
pub fn fan_names(answer: &Answer, format: &Format) -> [String; 4] {
    let end = answer.report.months.last();
    let with = |name: &str, amount: Option<f64>| {
        let currency = answer.scenario.parts().currency;
        amount.map_or_else(
            || name.to_owned(),
            |amount| format!("{name} {}", format.money_short(amount, currency)),
        )
    };
    [
        "1 in 10 above".to_owned(),
        with("middle", end.map(|band| band.p50)),
        "1 in 10 below".to_owned(),
        with("on target", end.and_then(|band| band.path)),
    ]
}

/// The heading of the months: where the plan stands at half time, if it is to reach the target.
pub fn months_finding(answer: &Answer, format: &Format) -> String {
    let months = &answer.report.months;
    let half = months.get(months.len().saturating_sub(1) / 2);
    match half.and_then(|band| Some((band, band.path?))) {
        Some((band, path)) if months.len() > 1 => {
            let parts = answer.scenario.parts();
            let amount = format.money_short(path, parts.currency);
            format!(
                "To be on target, {amount} must be booked by the end of {}",
                month_label(&parts.calendar, band.month, format)
            )
        }
        _ => "Bookings month by month".to_owned(),
    }
}

/// The months' picture in words.
pub fn months_summary(answer: &Answer, format: &Format) -> String {
    let currency = answer.scenario.parts().currency;
    let money = |minor: f64| format.money_short(minor, currency);
    let end = answer.report.months.last();
    let end = end.map(|band| {
        format!("they end between {} and {}, middle {}", money(band.p10), money(band.p90), money(band.p50))
    });
    format!(
        "Cumulative bookings month by month: 8 in 10 futures lie in the band; {}.",
        end.unwrap_or_default()
    )
}

/// “5 in 100 below”.
pub fn quantile_label(p: f64, format: &Format) -> String {
    format!("{} in {}", format.number(p * 100.0, 0), format.number(100.0, 0))
}

pub fn month_label(calendar: &Calendar, month: u32, format: &Format) -> String {
    let date = usize::try_from(month).ok().and_then(|index| calendar.month_date(index));
    date.map_or_else(|| format!("Month {}", month + 1), |date| format.month_short(date))
}

/// The answer in a line, for a narrow page: “27 of 100 reach $12.0M”.
pub fn chance_in_short(answer: &Answer, format: &Format) -> String {
    let parts = answer.scenario.parts();
    capitalised(&format!(
        "{} reach {}",
        of_100(answer.report.chance.value, format),
        format.money_short(answer.report.target.minor() as f64, parts.currency)
    ))
}

/// “Middle $10.4M, $1.6M short”.
pub fn middle_in_short(answer: &Answer, format: &Format) -> String {
    let currency = answer.scenario.parts().currency;
    let middle = answer.report.quantile(0.5);
    format!("Middle {}, {}", format.money_short(middle, currency), distance(&answer.report, currency, format))
}

/// “$1.6M short”, “$1.6M above the target”.
fn distance(report: &Report, currency: Currency, format: &Format) -> String {
    let money = |minor: f64| format.money_short(minor, currency);
    let distance = report.quantile(0.5) - report.target.minor() as f64;
    if money(distance.abs()) == money(0.0) {
        "right at the target".to_owned()
    } else if distance < 0.0 {
        format!("{} short", money(-distance))
    } else {
        format!("{} above the target", money(distance))
    }
}

/// “Before 48 of 100, now 22 of 100.”
pub fn before_sentence(before: &Answer, answer: &Answer, format: &Format) -> String {
    let chances = [before, answer].map(|of| of_100(of.report.chance.value, format));
    let [then, now] = &chances;
    // Where the chance is beyond what is said of it, only the distance still tells what has changed.
    let is_beyond = !chances.iter().any(|chance| chance.starts_with(|c: char| c.is_numeric()));
    let distances = [before, answer].map(|of| distance(&of.report, of.scenario.parts().currency, format));
    let [far, near] = &distances;
    let moved = if is_beyond && then == now { format!(" Middle {far}, now {near}.") } else { String::new() };
    format!("Before {then}, now {now}.{moved}")
}

/// “Of 100 futures with the same luck, none now reach the target that did not before, and 26 miss it that
/// reached it.”
pub fn comparison_sentence(comparison: &Comparison, format: &Format) -> String {
    let count = |share: f64, whole: f64| {
        if share == 0.0 {
            "none".to_owned()
        } else if share < 0.005 {
            "fewer than 1".to_owned()
        } else {
            format.number(whole, 0)
        }
    };
    let whole = |share: f64| (share * 100.0).round();
    // The chances before and now stand above it: what was gained less what was lost is their difference, also
    // where each is rounded.
    let off =
        whole(comparison.now) - whole(comparison.before) - whole(comparison.gained) + whole(comparison.lost);
    let (more, fewer) = if comparison.gained >= comparison.lost { (off, 0.0) } else { (0.0, -off) };
    format!(
        "Of 100 futures with the same luck, {} now reach the target that did not before, and {} miss it \
         that reached it.",
        count(comparison.gained, whole(comparison.gained) + more),
        count(comparison.lost, whole(comparison.lost) + fewer)
    )
}

/// The heading of the stages: how many come in, and how many are won, of these or of what was open.
pub fn stages_finding(answer: &Answer, format: &Format) -> String {
    let sum = |months: Option<&Vec<f64>>| months.map_or(0.0, |months| months.iter().sum::<f64>());
    let all = |of: &dyn Fn(&[Vec<f64>]) -> f64| {
        answer.report.segments.iter().map(|segment| of(&segment.entries)).sum()
    };
    let (entered, won): (f64, f64) =
        (all(&|entries| sum(entries.first())), all(&|entries| sum(entries.last())));
    let (entered, won) = (count(entered, format), count(won, format));
    let unless = not_taken_off(&answer.scenario);
    let is_all_new =
        answer.scenario.segments().iter().all(|segment| *segment.pipeline() == PipelineStart::Empty);
    if is_all_new {
        format!("Of {entered} new opportunities {won} are won{unless}")
    } else {
        format!(
            "{entered} new opportunities come in; {won} are won, of these and of what is open already{unless}"
        )
    }
}

/// What the expected numbers by stage leave out of this plan, behind them.
fn not_taken_off(scenario: &Scenario) -> &'static str {
    let Some(team) = scenario.parts().team.as_ref() else { return "" };
    match (team.attrition.yearly() > 0.0, team.capacity.is_some()) {
        (false, false) => "",
        (true, false) => ", if nobody leaves",
        (false, true) => ", if there is time for all of them",
        (true, true) => ", if nobody leaves and there is time for all of them",
    }
}

pub const TABLE_HEAD_STAGE: &str = "Stage";
pub const TABLE_HEAD_ALL: &str = "All";
pub const BEFORE_AND_NOW: [&str; 3] = ["Before", "Now", "Change"];
pub const CHANCE: &str = "Chance of the target";
pub const TARGET: &str = "Target";
