//! What goes with a link and what stays, in words.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

use crate::app::format::Format;
use crate::app::plan::state::Answer;
use crate::app::words::{count, of_100};
use crate::exchange::link::{self, Headline};
use crate::exchange::runs_csv;
use crate::model::{Carried, Date, Scenario, Team, Withheld};

pub const SHARE: &str = "Share";
pub const GOES: &str = "What goes";
pub const STAYS: &str = "What stays in this browser";
pub const NAMES_TOO: &str = "Send the names too";
pub const NOTES_TOO: &str = "Send the notes too";
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
pub fn goes(headline: Option<&Headline>, format: &Format) -> String {
    let values = "All values, the plan’s name, and the names of stages, segments and groups";
    match headline {
        None => format!("{values}. The answer follows once it has settled."),
        Some(headline) => format!(
            "{values}; and today’s answer: {} futures, {} runs.",
            of_100(headline.chance, format),
            format.number(headline.runs.into(), 0)
        ),
    }
}

/// “14 names of reps (they go as Rep A, Rep B …), 34 names of deals, 2 notes”; nothing, where there are none.
pub fn stays(withheld: Withheld, carried: Carried) -> String {
    let counted = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {many}")),
    };
    let names = [
        counted(withheld.reps, "name of a rep", "names of reps"),
        counted(withheld.deals, "name of a deal", "names of deals"),
    ];
    let notes = counted(withheld.notes, "note", "notes").filter(|_| !carried.notes);
    let all: Vec<String> = names.into_iter().flatten().filter(|_| !carried.names).chain(notes).collect();
    if all.is_empty() {
        "Your other plans, the quota, the results.".to_owned()
    } else {
        format!("{}; your other plans, the quota, the results.", all.join(", "))
    }
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

pub const NO_ANSWER: &str = "The answer is still being worked out: print again in a moment.";
pub const FACTS: &str = "What this stands on";
pub const STAGES: &str = "Stages";
pub const STAGE_HEAD: [&str; 5] = ["Stage", "Moves on", "Days", "Enter it a week", "Source"];
pub const BRIEF_FOOT: &str = "Simulated with Plumbline. A simulation says what follows from these \
     assumptions, not whether they are true.";

/// “FY27 plan · November 27, 2026”.
pub fn brief_head(name: &str, today: Date, format: &Format) -> String {
    format!("{name} · {}", format.day(today))
}

/// The weeks that the simulated months of a plan have.
fn weeks(scenario: &Scenario) -> f64 {
    let calendar = &scenario.parts().calendar;
    (calendar.days() - scenario.parts().progress.as_of_day()) / 7.0
}

/// How many opportunities enter a stage in a week, from those of all months.
pub fn a_week(months: &[f64], scenario: &Scenario, format: &Format) -> Option<String> {
    let weeks = weeks(scenario);
    (weeks > 0.0).then(|| count(months.iter().sum::<f64>() / weeks, format))
}

/// Who must do how much: “Every week: 46 new opportunities and 2.2 wins; each of 23 reps works 2 and wins
/// 0.1.”
pub fn weekly(answer: &Answer, format: &Format) -> Option<String> {
    let weeks = weeks(&answer.scenario);
    let sum = |of: fn(&[Vec<f64>]) -> Option<&Vec<f64>>| -> f64 {
        let segments = answer.report.segments.iter();
        segments.filter_map(|segment| of(&segment.entries)).flatten().sum()
    };
    let (new, won) = (sum(<[Vec<f64>]>::first), sum(<[Vec<f64>]>::last));
    if weeks <= 0.0 || new <= 0.0 {
        return None;
    }
    let a_week = |number: f64| count(number / weeks, format);
    let team = format!("Every week: {} new opportunities, {} wins", a_week(new), a_week(won));
    let reps = answer.scenario.parts().team.as_ref().map_or(1, Team::reps);
    Some(if reps > 1 {
        let each = f64::from(reps);
        format!(
            "{team}; each of {reps} reps, when all are there: {} and {}.",
            a_week(new / each),
            a_week(won / each)
        )
    } else {
        format!("{team}.")
    })
}
