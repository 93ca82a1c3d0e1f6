//! Every English sentence and label of the page, in one place.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

use super::charts::{CumulativeReading, DotColumn, FrameNames};
use super::format::Format;
use super::state::{Answer, Drawing, FieldId, Notice, OtherBuild};
use crate::analysis::{Estimate, MonthBand, PROMISE_CONFIDENCES, Report};
use crate::entry::EntryError;
use crate::model::{
    Arrivals, BeliefKind, Calendar, Currency, Date, DealSize, DealSizeKind, Horizon, PipelineStart,
    RateBelief, RateLaw, Scenario, Segment, Stage, StageTime, Supply, TargetKind,
};

pub const TITLE: &str = "Plumbline";
pub const TAGLINE: &str = "Is the sales target real?";
pub const PRIVACY: &str = "Nothing leaves this browser unless you share it.";
pub const ASSUMPTIONS: &str = "Assumptions";
pub const ANSWER: &str = "Answer";
pub const UNDO: &str = "Undo";
pub const REDO: &str = "Redo";
pub const COPY_LINK: &str = "Copy link";
pub const STOP: &str = "Stop";
pub const DISMISS: &str = "Dismiss";
pub const STARTING_POINT: &str = "Starting point";
pub const CHOOSE: &str = "Choose an example…";
pub const STAGES: &str = "Stages";
pub const STAGE_NAME: &str = "Name";
pub const STAGE_RATE: &str = "Moves on";
pub const STAGE_TIME: &str = "Takes";
pub const ADD_STAGE: &str = "Add a stage";
pub const PIPELINE: &str = "Pipeline at the start";
pub const HOW: &str = "How?";
pub const TABLE: &str = "Table";
pub const HOLDS: &str = "What holds";
pub const FIRST_ANSWER: &str = "Drawing the first futures…";
pub const LINK_HERE: &str = "The link";

pub fn field_label(field: FieldId) -> &'static str {
    match field {
        FieldId::Target => "Target",
        FieldId::Period => "By when",
        FieldId::Supply => "New opportunities",
        FieldId::DealSize => "Deal size",
        FieldId::StageName(_) => STAGE_NAME,
        FieldId::StageRate(_) => STAGE_RATE,
        FieldId::StageTime(_) => STAGE_TIME,
    }
}

pub fn stage_name(place: usize, name: &str) -> String {
    if name.is_empty() { format!("Stage {}", place + 1) } else { name.to_owned() }
}

pub fn remove_stage(place: usize, name: &str) -> String {
    format!("Remove {}", stage_name(place, name))
}

pub fn pipeline_choice(start: PipelineStart) -> &'static str {
    match start {
        PipelineStart::Flowing => "Flowing: opportunities have been coming in for long",
        PipelineStart::Empty => "Empty: a new team or market",
    }
}

/// What a field of the scenario reads when nobody typed into it: a text that the field itself accepts.
pub fn entry(field: FieldId, scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let segment = scenario.segment();
    let stage = field.stage().and_then(|id| segment.stages().iter().find(|stage| stage.id == id));
    match field {
        FieldId::Target => match parts.target.kind() {
            TargetKind::Amount => format.money_full(parts.target.amount(), parts.currency),
            TargetKind::Growth { last_year, growth } => {
                format!("{} + {}", format.money_full(last_year, parts.currency), format.percent(growth, 3))
            }
        },
        FieldId::Period => period_entry(&parts.calendar),
        FieldId::Supply => supply_entry(&segment.supply, format),
        FieldId::DealSize => deal_size_entry(&segment.deal_size, parts.currency, format),
        FieldId::StageName(_) => stage.map(|stage| stage.name().to_owned()).unwrap_or_default(),
        FieldId::StageRate(_) => stage.map(|stage| rate_entry(&stage.rate, format)).unwrap_or_default(),
        FieldId::StageTime(_) => stage.map(|stage| time_entry(stage.time, format)).unwrap_or_default(),
    }
}

fn period_entry(calendar: &Calendar) -> String {
    match (calendar.start(), calendar.horizon()) {
        (None, Horizon::Months(months)) => format!("{months} months"),
        (None, Horizon::Days(days)) => format!("{days} days"),
        (Some(start), _) => {
            let end = calendar.last_date().unwrap_or(start);
            if start.day() == 1 && end.ends_month() {
                format!("{} to {}", month_entry(start), month_entry(end))
            } else {
                format!("{start} to {end}")
            }
        }
    }
}

fn month_entry(date: Date) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let name = usize::try_from(date.month() - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"");
    format!("{name} {}", date.year())
}

fn supply_entry(supply: &Supply, format: &Format) -> String {
    let exactly = if supply.arrivals() == Arrivals::Fixed { "exactly " } else { "" };
    let base = format!("{exactly}{} a month", format.number(supply.per_month(), 3));
    if supply.growth_per_month() == 0.0 {
        base
    } else {
        format!("{base} growing {}", format.percent(supply.growth_per_month(), 3))
    }
}

fn rate_entry(rate: &RateBelief, format: &Format) -> String {
    match rate.kind() {
        BeliefKind::Counts { passed, entered } => {
            format!("{} of {}", format.number(passed.into(), 0), format.number(entered.into(), 0))
        }
        BeliefKind::Range { low, high } => {
            format!("{} to {}", format.percent(low, 4), format.percent(high, 4))
        }
        BeliefKind::Estimate { rate, cases: crate::entry::ESTIMATE_CASES } => format.percent(rate, 4),
        BeliefKind::Estimate { rate, cases } => {
            format!("{} of {} cases", format.percent(rate, 4), format.number(cases.into(), 0))
        }
        BeliefKind::Exact(rate) => format!("exactly {}", format.percent(rate, 4)),
    }
}

fn time_entry(time: StageTime, format: &Format) -> String {
    let usual_spread = time.mean_days() * crate::entry::DEFAULT_TIME_SPREAD;
    let mean = format.number(time.mean_days(), 2);
    if time.sd_days() == 0.0 {
        format!("exactly {mean} days")
    } else if (time.sd_days() - usual_spread).abs() < 1e-6 * usual_spread {
        format!("{mean} days")
    } else {
        format!("{mean} ± {} days", format.number(time.sd_days(), 2))
    }
}

fn deal_size_entry(size: &DealSize, currency: Currency, format: &Format) -> String {
    let money = |money| format.money_full(money, currency);
    match size.kind() {
        DealSizeKind::MeanCv { mean, cv: 0.0 } => format!("{} each", money(mean)),
        // The spread that a bare average stands for.
        DealSizeKind::MeanCv { mean, cv: crate::entry::DEFAULT_DEAL_CV } => money(mean),
        DealSizeKind::MeanCv { mean, cv } => format!("{} cv {}", money(mean), format.number(cv, 3)),
        DealSizeKind::P10P90 { p10, p90 } => format!("{} to {}", money(p10), money(p90)),
        DealSizeKind::MedianP90 { median, p90 } => {
            format!("median {} p90 {}", money(median), money(p90))
        }
    }
}

/// What a field was understood as.
pub fn echo(field: FieldId, scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let segment = scenario.segment();
    let stage = field.stage().and_then(|id| segment.stages().iter().find(|stage| stage.id == id));
    match field {
        FieldId::Target => match parts.target.kind() {
            TargetKind::Amount => {
                format!("{} of bookings", format.money_full(parts.target.amount(), parts.currency))
            }
            TargetKind::Growth { growth, .. } => {
                let amount = format.money_full(parts.target.amount(), parts.currency);
                format!("{amount} of bookings, {} over last year", format.percent(growth, 1))
            }
        },
        FieldId::Period => period_echo(&parts.calendar, format),
        FieldId::Supply => supply_echo(&segment.supply),
        FieldId::DealSize => deal_size_echo(&segment.deal_size, parts.currency, format),
        FieldId::StageName(_) => String::new(),
        FieldId::StageRate(_) => stage.map(|stage| rate_echo(&stage.rate, format)).unwrap_or_default(),
        FieldId::StageTime(_) => stage.map(|stage| time_echo(stage.time, format)).unwrap_or_default(),
    }
}

fn period_echo(calendar: &Calendar, format: &Format) -> String {
    let length = match calendar.horizon() {
        Horizon::Months(1) => "1 month".to_owned(),
        Horizon::Months(months) => format!("{months} months"),
        Horizon::Days(1) => "1 day".to_owned(),
        Horizon::Days(days) => format!("{days} days"),
    };
    match (calendar.start(), calendar.last_date()) {
        (Some(start), Some(end)) => format!("{length}: {} to {}", format.day(start), format.day(end)),
        _ => format!("{length} from the plan’s first day"),
    }
}

fn supply_echo(supply: &Supply) -> String {
    let varies = match supply.arrivals() {
        Arrivals::Poisson => "on average: some months bring more, some fewer",
        Arrivals::Fixed => "the same number every month",
    };
    // What the field does not show must be said.
    let seasons = if supply.seasonality().is_some() { ", shifted by seasons" } else { "" };
    format!("{varies}{seasons}")
}

/// “half above 35k, average 41k, 1 deal in 10 above 70k”.
fn deal_size_echo(size: &DealSize, currency: Currency, format: &Format) -> String {
    /// The 90% quantile of the standard normal.
    const Z90: f64 = 1.281_551_565_544_600_4;
    let money = |minor: f64| format.money_short(minor, currency);
    if size.sigma() == 0.0 {
        return format!("every deal {}", money(size.mean_minor()));
    }
    format!(
        "half above {}, average {}, 1 deal in 10 above {}",
        money(size.at_normal_score(0.0)),
        money(size.mean_minor()),
        money(size.at_normal_score(Z90))
    )
}

fn rate_echo(rate: &RateBelief, format: &Format) -> String {
    match rate.law() {
        RateLaw::Exact(rate) => format!("exactly {}", format.percent(rate, 2)),
        RateLaw::Beta { .. } => {
            let (low, high) = (rate.quantile(0.1), rate.quantile(0.9));
            let decimals = u32::from(high - low < 0.02);
            let low = format.number(low * 100.0, decimals);
            format!("true rate {low}–{}, 8 times in 10", format.percent(high, decimals))
        }
    }
}

fn time_echo(time: StageTime, format: &Format) -> String {
    if time.sd_days() == 0.0 {
        return String::new();
    }
    let (low, high) = (time.quantile_days(0.1), time.quantile_days(0.9));
    format!("{}–{} days, 8 times in 10", format.number(low, 0), format.number(high, 0))
}

/// Why a text was refused, as a sentence.
pub fn refusal(error: &EntryError) -> String {
    let words = error.to_string();
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
        .unwrap_or_default()
}

/// “Of 100 opportunities 45 → 22 → 12 → 6 are won, after 70 days on average.”
pub fn funnel_line(segment: &Segment, format: &Format) -> String {
    let mut left = 100.0;
    let steps: Vec<String> = segment
        .stages()
        .iter()
        .map(|stage: &Stage| {
            left *= stage.rate.mean();
            format.number(left, u32::from(left < 9.95))
        })
        .collect();
    let days = format.number(segment.mean_cycle_days(), 0);
    format!("Of 100 opportunities {} are won, after {days} days on average.", steps.join(" → "))
}

/// “27 of 100”, “fewer than 1 of 100”, “more than 99 of 100”.
pub fn of_100(chance: f64, format: &Format) -> String {
    let hundred = format.number(100.0, 0);
    if chance < 0.01 {
        format!("fewer than 1 of {hundred}")
    } else if chance > 0.99 {
        format!("more than 99 of {hundred}")
    } else {
        format!("{} of {hundred}", format.number(chance * 100.0, 0))
    }
}

/// “by December 2027”, “within 12 months”.
pub fn deadline(calendar: &Calendar, format: &Format) -> String {
    match (calendar.last_date(), calendar.horizon()) {
        (Some(end), _) if end.ends_month() => format!("by {}", format.month(end)),
        (Some(end), _) => format!("by {}", format.day(end)),
        (None, Horizon::Months(1)) => "within 1 month".to_owned(),
        (None, Horizon::Months(months)) => format!("within {months} months"),
        (None, Horizon::Days(days)) => format!("within {days} days"),
    }
}

/// The sentence everybody repeats.
pub fn chance_sentence(answer: &Answer, format: &Format) -> String {
    let parts = answer.scenario.parts();
    format!(
        "In {} simulated futures, bookings reach {} {}, if these assumptions hold.",
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
    let distance = middle - report.target.minor() as f64;
    let against = if money(distance.abs()) == money(0.0) {
        "right at the target".to_owned()
    } else if distance < 0.0 {
        format!("{} short", money(-distance))
    } else {
        format!("{} above the target", money(distance))
    };
    format!(
        "Middle result {}, {against}; 8 in 10 lie between {} and {}.",
        money(middle),
        money(report.quantile(0.1)),
        money(report.quantile(0.9))
    )
}

/// Tells which start of the pipeline the answer stands on.
pub fn pipeline_sentence(scenario: &Scenario) -> &'static str {
    if scenario.segment().pipeline == PipelineStart::Flowing {
        "The pipeline is flowing when the plan begins."
    } else {
        "The pipeline is empty when the plan begins."
    }
}

/// For each confidence: “5 of 10”.
pub fn promise_labels(format: &Format) -> [String; PROMISE_CONFIDENCES.len()] {
    PROMISE_CONFIDENCES
        .map(|confidence| format!("{} of {}", format.number(confidence * 10.0, 0), format.number(10.0, 0)))
}

pub fn how_many_runs(report: &Report, format: &Format) -> String {
    format!("{} runs.", format.number(report.trials as f64, 0))
}

/// The formula and the simulation error of the chance, with the reader's own numbers.
pub fn how_chance(answer: &Answer, format: &Format) -> String {
    let report = &answer.report;
    let Estimate { value, standard_error } = report.chance;
    let reached = format.number((value * report.trials as f64).round(), 0);
    let runs = format.number(report.trials as f64, 0);
    format!(
        "Chance = runs that reach the target ÷ all runs = {reached} ÷ {runs}. With other luck this would move by \
         about ±{} (one standard error of the simulation). That says nothing about whether the assumptions are right.",
        format.percent(standard_error, 2)
    )
}

pub fn how_method(format: &Format) -> String {
    format!(
        "Each run draws every uncertain rate once, then the wins of each month and the size of each won deal. The {} \
         dots are the runs in order, each standing for {} in {}. “Holds in 8 of 10” is the amount that 8 of 10 runs \
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

/// Names of the lines: upper edge, middle, lower edge, path.
pub const FAN_NAMES: [&str; 4] = ["1 in 10 above", "middle", "1 in 10 below", "on target"];

/// What every picture says alike; `title` and `summary` are its own, `file` ends the names of its files.
pub fn frame_names(title: &str, summary: String, file: &str) -> FrameNames {
    FrameNames {
        title: title.to_owned().into(),
        summary: summary.into(),
        read: format!("Read values: {title}").into(),
        hint: "Point at the picture, or move the slider, to read values.".into(),
        save: ["Save SVG".into(), "Save PNG".into()],
        failed: [
            "This browser could not save the picture.".into(),
            "This browser could not draw the picture as PNG; SVG may work.".into(),
        ],
        file: format!("plumbline-{file}").into(),
    }
}

pub const DOTS_TITLE: &str = "50 dots, each 2 in 100 futures; filled dots reach the target";
pub const BEFORE_NOW: [&str; 2] = ["Before", "Now"];
pub const CUMULATIVE_TITLE: &str = "How many of 100 futures reach at least an amount";
pub const CUMULATIVE_AXES: [&str; 2] = ["Bookings", "Futures of 100"];
pub const MONTHS_TITLE: &str = "Cumulative bookings by month; 8 in 10 futures lie in the band";
pub const FUNNEL_TITLE: &str = "Of 100 opportunities, how many come to each stage";
pub const BY_STAGE: &str = "By stage";
pub const WON: &str = "Won";

/// “$8.1M to $8.6M: 3 of 50 dots, before 5.”
pub fn column_words(column: &DotColumn, currency: Currency, format: &Format) -> String {
    let money = |minor: f64| format.money_short(minor, currency);
    let range = format!("{} to {}", money(column.low), money(column.high));
    match column.before {
        None => format!("{range}: {} of 50 dots.", column.dots),
        Some(before) => format!("{range}: {} of 50 dots, before {before}.", column.dots),
    }
}

/// “46 of 100 futures reach at least $10.4M; before, 22 of 100.”
pub fn cumulative_words(reading: &CumulativeReading, currency: Currency, format: &Format) -> String {
    let amount = format.money_short(reading.amount, currency);
    let now = format!("{} futures reach at least {amount}", of_100(reading.share, format));
    match reading.before {
        None => now + ".",
        Some(before) => format!("{now}; before, {}.", of_100(before, format)),
    }
}

/// “Target $12.0M: 27 of 100”.
pub fn target_chance_label(answer: &Answer, format: &Format) -> String {
    let report = &answer.report;
    let currency = answer.scenario.parts().currency;
    let target = target_label(report.target.minor() as f64, currency, format);
    format!("{target}: {}", of_100(report.chance.value, format))
}

/// The cumulative picture in words.
pub fn cumulative_summary(answer: &Answer, format: &Format) -> String {
    format!("{CUMULATIVE_TITLE}. {}", chance_sentence(answer, format))
}

/// “Dec 2027: middle $10.4M, 8 in 10 between $8.1M and $13.2M; on target means $12.0M.”
pub fn month_words(band: &MonthBand, scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let money = |minor: f64| format.money_short(minor, parts.currency);
    let path = band.path.map(|path| format!("; on target means {}", money(path))).unwrap_or_default();
    format!(
        "{}: middle {}, 8 in 10 between {} and {}{path}.",
        month_label(&parts.calendar, band.month, format),
        money(band.p50),
        money(band.p10),
        money(band.p90)
    )
}

/// “45 of 100 move on”.
pub fn moves_on(rate: f64, format: &Format) -> String {
    format!("{} of {} move on", format.number(rate * 100.0, 0), format.number(100.0, 0))
}

/// “Discovery: 45; 50 of 100 move on.”
pub fn stage_words(name: &str, count: &str, moves_on: &str) -> String {
    if moves_on.is_empty() { format!("{name}: {count}.") } else { format!("{name}: {count}; {moves_on}.") }
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
                "By month: on target means {amount} by the end of {}",
                month_label(&parts.calendar, band.month, format)
            )
        }
        _ => "By month".to_owned(),
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

pub fn drawing(drawing: Drawing) -> Option<String> {
    match drawing {
        Drawing::InWorkers => None,
        Drawing::InFewerWorkers { left: 1 } => {
            Some("A background worker stopped; 1 goes on. Answers are the same, a little later.".to_owned())
        }
        Drawing::InFewerWorkers { left } => {
            Some(format!("A background worker stopped; {left} go on. Answers are the same, a little later."))
        }
        Drawing::OnThePage { other_build: OtherBuild::No } => Some(
            "Background workers are not available here, so this page computes by itself. Answers are the same, later."
                .to_owned(),
        ),
        Drawing::OnThePage { other_build: OtherBuild::Yes } => Some(
            "This page and its background workers are of different versions, so the page computes by itself. \
             Reloading brings both up to date; your plan is kept."
                .to_owned(),
        ),
    }
}

pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::LinkRefused(reason) => format!("The link was not opened: {reason}. Your plan is as it was."),
        Notice::LinkOpened => "This plan came with a link. Undo brings back your own.".to_owned(),
        Notice::SavedUnreadable => {
            "The plan saved in this browser could not be read. It was set aside, and this is an example."
                .to_owned()
        }
        Notice::LinkCopied => "Copied: the sentence and a link that opens this plan.".to_owned(),
        Notice::CopyRefused(_) => "This browser did not allow copying. Here is the link:".to_owned(),
    }
}

pub fn refused_run(reason: &str) -> String {
    format!("This plan could not be simulated: {reason}")
}

/// How many fields hold something that is not part of the answer.
pub fn rejections(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 field is not understood; the answer uses its last value that was.".to_owned()),
        count => {
            Some(format!("{count} fields are not understood; the answer uses their last values that were."))
        }
    }
}

/// What Copy link puts on the clipboard.
pub fn shared_text(answer: Option<&Answer>, name: &str, link: &str, format: &Format) -> String {
    let mut lines: Vec<String> = Vec::new();
    if !name.is_empty() {
        lines.push(name.to_owned());
    }
    lines.extend(answer.map(|answer| chance_sentence(answer, format)));
    lines.push(link.to_owned());
    lines.join("\n")
}
