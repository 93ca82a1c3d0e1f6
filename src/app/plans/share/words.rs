//! What goes with a link and what stays, in words.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

use crate::analysis::{Activity, Role, RoleActivity};
use crate::app::format::Format;
use crate::app::plan::presets::is_example_exit;
use crate::app::plan::state::{Answer, FieldId, PlanField, SegmentField, said};
use crate::app::plan::words::{field_label, month_label, segment_name};
use crate::app::words::{capitalised, count, deadline, of_100};
use crate::exchange::link::{self, Headline};
use crate::exchange::runs_csv;
use crate::model::{BeliefKind, Carried, Joins, Scenario, Segment, Stage, Withheld};
use std::collections::BTreeSet;

pub const SHARE: &str = "Share";
pub const GOES: &str = "What goes";
pub const STAYS: &str = "What stays in this browser";
pub const NAMES_TOO: &str = "Send the names too";
pub const RESULTS_TOO: &str = "Send what single reps won and booked so far too";
pub const NOTES_TOO: &str = "Send the notes too";
pub const BEFORE_TOO: &str = "Send the plan as it was before too, for comparison";
pub const COPY: &str = "Copy sentence and link";
pub const SEND: &str = "Send…";
pub const PRINT: &str = "Print one page";
pub const CSV: &str = "Tables as CSV";
pub const PICTURE_SVG: &str = "Picture with the sentence, SVG";
pub const PICTURE_PNG: &str = "Picture with the sentence, PNG";
pub const PICTURE_FAILED: &str = "This browser could not make the picture.";
pub const FILE: &str = "Plan as a file";
pub const FILE_HINT: &str = "The file holds everything: names and notes too.";

pub const CSV_PLAN: &str = "Plan";
pub const CSV_CURRENCY: &str = "Currency";
pub const CSV_TARGET: &str = "Target";
pub const CSV_CHANCE: &str = "Share of futures that reach it";
pub const CSV_RUNS: &str = "Runs";
pub const CSV_SEED: &str = "Luck";
pub const CSV_ENGINE: &str = "Engine";
pub const CSV_SHARE_BELOW: &str = "Share of futures below";
pub const CSV_BOOKINGS: &str = "Bookings";
pub const CSV_STAGE: &str = "Stage, opportunities that enter it in a week";
pub const CSV_HOLDS_IN: &str = "Holds in this share of futures";

pub const CSV_RUN: &str = "Run";
pub const CSV_TOTAL: &str = "Total";

/// “All 1,000,000 runs as CSV, about 17 MB”.
pub fn runs_csv(answer: &Answer, format: &Format) -> String {
    let parts = answer.scenario.parts();
    let runs = format.number(parts.runs.trials.into(), 0);
    let bytes = runs_csv::bytes_about(parts.runs.trials, answer.report.mean.value.max(0.0));
    let (size, unit) = if bytes < 1e6 { (bytes / 1e3, "kB") } else { (bytes / 1e6, "MB") };
    format!("All {runs} runs as CSV, about {} {unit}", format.number(size.max(1.0), 0))
}

/// “Writing the runs: 45%”.
pub fn runs_under_way(share: f64, format: &Format) -> String {
    format!("Writing the runs: {}", format.percent(share, 0))
}

pub fn runs_failed(reason: &str) -> String {
    format!("The runs were not written: {reason}.")
}

/// What a link carries in any case, and the answer as it is sent.
pub fn goes(headline: Option<&Headline>, withheld: Withheld, carried: Carried, format: &Format) -> String {
    let values = "All values, the plan’s name, exit criteria, and the names of stages, segments and groups";
    let values = match withheld.history {
        1 if carried.history => format!("{values}; what 1 rep won and booked so far"),
        reps if reps > 0 && carried.history => {
            format!("{values}; what each of {reps} reps won and booked so far")
        }
        _ => values.to_owned(),
    };
    match headline {
        None => format!("{values}. The answer follows once it has settled."),
        Some(headline) => format!(
            "{values}; and today’s answer: {} futures, {} runs.",
            of_100(headline.chance, format),
            format.number(headline.runs.into(), 0)
        ),
    }
}

/// What is said of fields whose text is no part of the plan; nothing, where there are none.
pub fn refused(fields: usize) -> Option<String> {
    match fields {
        0 => None,
        1 => Some("What stands in 1 field is not understood: what it said before goes.".to_owned()),
        fields => {
            Some(format!("What stands in {fields} fields is not understood: what they said before goes."))
        }
    }
}

/// “The names of 14 reps, who go as Rep A, Rep B and so on; the names of 34 deals; 2 notes; your other
/// plans …”.
pub fn stays(withheld: Withheld, carried: Carried) -> String {
    let counted = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(one.to_owned()),
        number => Some(format!("{number} {many}")),
    };
    let reps = match withheld.reps {
        0 => None,
        1 => Some("the name of 1 rep".to_owned()),
        reps => Some(format!("the names of {reps} reps, who go as Rep A, Rep B and so on")),
    };
    let deals = match withheld.deals {
        0 => None,
        1 => Some("the name of 1 deal".to_owned()),
        deals => Some(format!("the names of {deals} deals")),
    };
    let names = [reps, deals];
    let history = match withheld.history {
        0 => None,
        1 => Some("what 1 rep won and booked so far, so the link may answer differently".to_owned()),
        reps => Some(format!("what {reps} reps won and booked so far, so the link may answer differently")),
    };
    let notes = counted(withheld.notes, "1 note", "notes");
    let all: Vec<String> = names
        .into_iter()
        .flatten()
        .filter(|_| !carried.names)
        .chain(history.filter(|_| !carried.history))
        .chain(notes.filter(|_| !carried.notes))
        .chain(["your other plans, the quota and the results".to_owned()])
        .collect();
    capitalised(&all.join("; ")) + "."
}

/// How long the link is, where that matters.
pub fn long(link: &str, format: &Format) -> Option<String> {
    link::is_long(link).then(|| {
        format!(
            "The link has {} characters, more than many chats and mail programs carry: send the file.",
            format.number(link.len() as f64, 0)
        )
    })
}

pub const STAGES: &str = "Who does how much by when: opportunities that enter each stage in a week";
pub const STAGE_HEAD: [&str; 3] = ["Stage", "Moves on", "Days"];
pub const SOURCE: &str = "Source";

/// What else was assumed of the plan and its segments, such as ramp and seasons: what is left at nothing is
/// not said.
pub fn assumed_beside(scenario: &Scenario, format: &Format) -> Vec<String> {
    /// What fields print of which nothing is assumed.
    const NOTHING: [&str; 6] = ["", "none", "no limit", "all", "certain", "exactly"];
    const OF_SEGMENT: [SegmentField; 5] = [
        SegmentField::Seasons,
        SegmentField::BusyMonths,
        SegmentField::SizeError,
        SegmentField::DealBounds,
        SegmentField::CycleError,
    ];
    let of_plan = [
        PlanField::Ramp,
        PlanField::Attrition,
        PlanField::Capacity,
        PlanField::Adherence,
        PlanField::Market,
        PlanField::Slippage,
    ]
    .map(|field| (FieldId::Plan(field), String::new()));
    let has_many = scenario.segments().len() > 1;
    let of_segments = scenario.segments().iter().flat_map(|segment| {
        let name = if has_many { format!(", {}", segment_name(segment)) } else { String::new() };
        OF_SEGMENT.map(|field| (FieldId::Segment(segment.id, field), name.clone()))
    });
    let told = of_plan.into_iter().chain(of_segments).filter_map(|(field, of)| {
        let value = said(field, scenario, &**format);
        let label = field_label(field);
        let label = label.split_once(':').map_or(label, |(name, _)| name);
        (!NOTHING.contains(&value.as_str())).then(|| format!("{label}{of}: {value}"))
    });
    told.collect()
}

/// How sure the plan is of rates that were given as a share: the width of the answer stands on it.
pub fn sureness(scenario: &Scenario, format: &Format) -> Option<String> {
    let stages = scenario.segments().iter().flat_map(Segment::stages);
    let cases = |stage: &Stage| match stage.rate.kind() {
        BeliefKind::Estimate { cases, .. } => Some(cases),
        BeliefKind::Counts { .. } | BeliefKind::Range { .. } | BeliefKind::Exact(_) => None,
    };
    let all: BTreeSet<u32> = stages.filter_map(cases).collect();
    let n = |cases: &u32| format.number(f64::from(*cases), 0);
    Some(match (all.first()?, all.last()?) {
        (least, most) if least == most => format!("percentages count as seen in {} deals each", n(least)),
        (least, most) => format!("percentages count as seen in {} to {} deals each", n(least), n(most)),
    })
}

/// What stands above the columns of a week: “All, a week”, “Each of 20 reps”, “Each of 3 reps who join, Jan
/// 2027 to Apr 2027”, “Enter by”.
pub fn week_head(activity: &Activity, scenario: &Scenario, format: &Format) -> Vec<String> {
    let role = |of: &RoleActivity| {
        let reps = if of.reps == 1 { "The 1 rep".to_owned() } else { format!("Each of {} reps", of.reps) };
        let month = |month: u32| month_label(&scenario.parts().calendar, month, format);
        let join = of.join.map_or_else(String::new, |(first, last)| {
            if first == last { month(first) } else { format!("{} to {}", month(first), month(last)) }
        });
        match of.role {
            Role::There => reps,
            Role::ThereForThis => format!("{reps} of this segment"),
            Role::Joining => format!("{reps} who join, {join}"),
            Role::JoiningForThis => format!("{reps} who join for this segment, {join}"),
        }
    };
    let all = std::iter::once("All, a week".to_owned());
    all.chain(activity.roles.iter().map(role)).chain(["Enter by".to_owned()]).collect()
}

/// The figures of a week in a stage: of all together, and of each rep of each role.
pub fn week_of(activity: &Activity, place: usize, format: &Format) -> Vec<String> {
    let all = std::iter::once(&activity.all).chain(activity.roles.iter().map(|of| &of.each));
    all.map(|of| of.get(place).map_or_else(String::new, |number| a_week(*number, format))).collect()
}

/// Figures of one rep are small: two digits of them.
fn a_week(number: f64, format: &Format) -> String {
    if 0.0 < number && number < 1.0 { format.number(number, 2) } else { count(number, format) }
}

/// By when opportunities enter a stage that are to be won by the end; those in time at the beginning are
/// named as such.
pub fn enters_by(activity: &Activity, place: usize, scenario: &Scenario, format: &Format) -> String {
    let day = activity.enters_by_day.get(place).copied().unwrap_or(0.0);
    if day < 0.0 {
        return "before the plan begins".to_owned();
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a day of the plan, not below 0"
    )]
    let days = day as u64;
    match scenario.parts().calendar.start().and_then(|start| start.after_days(days)) {
        Some(date) => format.day(date),
        None => format!("day {}", format.number(day, 0)),
    }
}

/// “Moves on when: budget confirmed in writing”; where nobody has said when, or only the example has, it is
/// said with a pen.
pub fn exit(stage: &Stage) -> String {
    let criteria = stage.exit_criteria();
    if criteria.is_empty() || is_example_exit(stage) {
        return "Moves on when: ………………………………………".to_owned();
    }
    format!("Moves on when: {criteria}")
}

/// What the figures of those who join are a mean of, where there are any.
pub fn of_their_weeks(scenario: &Scenario) -> Option<&'static str> {
    let groups = scenario.parts().team.as_ref()?.groups();
    groups.iter().any(|group| matches!(group.joins, Joins::InMonth(_))).then_some(
        "Each figure is a mean over the weeks that somebody is there: the first weeks, in which later stages \
         still fill, are no part of theirs who join.",
    )
}

/// What a week takes is the plan's, which may not be what its target takes.
pub fn week_is_of_plan(answer: &Answer, format: &Format) -> Option<String> {
    let target = answer.report.target.minor() as f64;
    let middle = answer.report.quantile(0.5);
    let money = |minor: f64| format.money_short(minor, answer.scenario.parts().currency);
    (money(middle) != money(target) && middle < target).then(|| {
        format!(
            "This is what the plan says, which brings {} in the middle, not {}.",
            money(middle),
            money(target)
        )
    })
}

/// “Example, not yours: Gross margin: 78%”
pub fn example_not_yours(figures: &str) -> String {
    format!("Example, not yours: {figures}")
}

pub const AGREED_HEAD: [&str; 4] = ["Agreed by", "Does", "On", "Signature"];

/// What is agreed.
pub fn agreed(scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    format!(
        "We work towards {} {} as it stands above, and look at it again together when one of its facts \
         turns out otherwise.",
        format.money_short(parts.target.amount().minor() as f64, parts.currency),
        deadline(&parts.calendar, format)
    )
}
