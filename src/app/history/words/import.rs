//! Sentences and labels of the door for files of other systems.

use super::import_choices::meaning_in_short;
use super::rejected_row;
use crate::app::browser::{ImportLoss, ImportStep};
use crate::app::format::Format;
use crate::app::history::import::{Problem, is_of_reps};
use crate::history::import::RepKind;
use crate::history::import::{CellNote, Column, Counts, Fact, Meaning, Reading, Role, Split, Status};
use crate::model::{Currency, Date, Money};
use crate::worker::import::message::FileRead;

pub const IMPORT_TITLE: &str = "A file that is looked at";
pub const IMPORT_PROGRESS: &str = "Reading";
pub const IMPORT_STOP: &str = "Stop";
pub const IMPORT_AGAIN: &str = "Read it again";
pub const IMPORT_USE: &str = "Explain these results";
pub const IMPORT_LEAVE: &str = "Leave it";
pub const FILES_ACCEPTED: &str = ".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/tab-separated-values,\
    application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
pub const PASTED_NAME: &str = "Pasted table";
pub const REPLACE_NAMES: &str = "Replace names by Rep A, Rep B, before anything is kept";
pub const QUESTIONS: &str = "Questions";
pub const QUESTIONS_FIRST: &str = "The questions above come first: each answer changes a count, a sum or a \
    date.";
pub const WHICH_CURRENCY: &str = "In which currency are the amounts? Nothing in the file says it.";
pub const OTHER_CURRENCY: &str = "another, such as CHF";
pub const ROW_IS: &str = "A row is";
pub const ENCODING: &str = "Encoding";
pub const SEPARATOR: &str = "Separator";
pub const HEAD_LINE: &str = "Line with the names of columns";
pub const DECIMAL_MARK: &str = "Decimals";
pub const DAY_ORDER: &str = "Days such as 3/1/2027";
pub const CURRENCY: &str = "Currency";
pub const AS_OF: &str = "Known until";
pub const SEGMENTS: &str = "Segments of a plan";
pub const ONE_SEGMENT: &str = "one for all";
pub const SEGMENTS_WHY: &str = "chances or sizes differ between them by more than chance explains";
pub const NAMES: &str = "Names of reps in a plan";
pub const NAMES_LEFT_OUT_OR_KEPT: [&str; 2] = ["left out", "kept"];
pub const UNOWNED: &str = "Rows without an owner";
pub const UNOWNED_REJECTED_OR_COUNTED: [&str; 2] = ["rejected", "counted, as nobody’s"];
pub const KEPT_STAGES: &str = "Stages";
pub const ONE_STAGE: &str = "counted as one";
pub const KEPT_STAGES_WHY: &str = "no day says when a stage was entered. By the stage in which each \
    is or was lost, it has passed those before it; their order can be changed below";
pub const COUNTED: &str = "What was counted";
pub const NAMES_WHY: &str = "kept, a plan has each rep by name, where they differ with an own record";
pub const YEAR_BEGINS: &str = "Year begins with";
pub const YEAR_WHY: &str = "a plan is of the year in progress, where the file covers it and the one before";
pub const FROM: &str = "Began from";
pub const TO: &str = "Began until";
pub const PERIOD_WHY: &str = "what began outside is left out";
pub const STAGES_IN_ORDER: &str = "Stages in their order";
pub const STAGES_WHY: &str = "between commas";
pub const AGE: &str = "Compare at an age of, days";
pub const AGE_WHY: &str = "empty: all that is decided; 60: only what entered at least 60 days before the \
     last known day, by whether it had passed 60 days later";
pub const NO_RATE: &str = "no rate";
pub const RATE_WHY: &str = "without a rate its rows are outside";
pub const REMEMBERED: &str = "Read as the last file with these columns.";
pub const AFRESH: &str = "Guess afresh";
pub const FEWER_COLUMNS: &str = "Hide columns that are not needed";
pub const TAKE_REJECTED: &str = "Save these rows as a file";
pub const BY_REP: &str = "By rep";

/// “deals.csv: 240 opportunities of 6 reps”.
pub fn import_heading(name: &str, read: Option<&FileRead>, format: &Format) -> String {
    let Some(read) = read else { return name.to_owned() };
    let reading = &read.reading;
    let reps = counted(named_reps(reading), "rep", "reps", format);
    match reading.team.opportunities {
        Some(all) => {
            let all = counted(all as usize, "opportunity", "opportunities", format);
            if is_of(reading, RepKind::Team) {
                return format!("{name}: {all} of one team");
            }
            let others = if is_of(reading, RepKind::Nobody) { ", some nobody’s" } else { "" };
            format!("{name}: {all} of {reps}{others}")
        }
        None => format!("{name}: {reps}"),
    }
}

fn is_of(reading: &Reading, kind: RepKind) -> bool {
    reading.reps.iter().any(|rep| rep.kind == kind)
}

/// The ways to count stages that rows keep.
pub fn one_or_kept(kept: &[String]) -> Vec<String> {
    vec![ONE_STAGE.to_owned(), format!("by stage: {}", kept.join(", "))]
}

/// How many people a file names.
fn named_reps(reading: &Reading) -> usize {
    reading.reps.iter().filter(|rep| rep.kind == RepKind::Named).count()
}

fn counted(count: usize, one: &str, many: &str, format: &Format) -> String {
    format!("{} {}", format.number(count as f64, 0), if count == 1 { one } else { many })
}

/// How far a file is.
pub fn import_step(step: ImportStep, bytes: f64, format: &Format) -> String {
    let size = if bytes < 1e6 {
        format!("{} kB", format.number((bytes / 1e3).max(1.0), 0))
    } else {
        format!("{} MB", format.number(bytes / 1e6, 1))
    };
    match step {
        ImportStep::Loading => "Loading what reads files…".to_owned(),
        ImportStep::Opening => format!("Opening the file, {size}…"),
        ImportStep::Counting => format!("Reading and counting, {size}…"),
    }
}

/// Why there is nothing, or nothing new.
pub fn import_problem(problem: &Problem, read: Option<&FileRead>) -> String {
    let stands = read.map_or("", |_| " What stands below is as it was before.");
    match problem {
        Problem::Refused(reason) => format!("{reason}{stands}"),
        Problem::Unreadable => "The browser cannot read this file: it was moved, changed or locked since, \
            or is not in that encoding."
            .to_owned(),
        Problem::Stopped => format!("Stopped.{stands}"),
        Problem::Lost(ImportLoss::NotLoaded) => "What reads files could not be loaded: the network is down, \
            or this page is older than its server. Reload the page; your table is kept."
            .to_owned(),
        Problem::Lost(ImportLoss::NotAllowed) => {
            "This browser starts no program beside the page, which files \
            are read by: a setting or an extension forbids workers. Allow them for this page, or use another \
            browser; your table is kept, and rows can be typed or pasted into it."
                .to_owned()
        }
        Problem::Lost(ImportLoss::Died) => {
            format!("What reads files stopped at this file. It can be read again.{stands}")
        }
        Problem::Lost(ImportLoss::Hung) => {
            format!("It took too long and was ended. The file can be read again.{stands}")
        }
    }
}

/// What is said where another program took the place of the one that was lost.
pub fn import_replaced(loss: ImportLoss) -> &'static str {
    match loss {
        ImportLoss::NotLoaded | ImportLoss::NotAllowed => {
            "What reads files did not load at once, and was started again."
        }
        ImportLoss::Died => "What reads files stopped, and another took its place.",
        ImportLoss::Hung => "What reads files took too long and was ended; another took its place.",
    }
}

pub fn questions_heading(count: usize) -> String {
    match count {
        1 => "The file does not say, and it matters".to_owned(),
        count => format!("{count} things the file does not say, and that matter"),
    }
}

/// “Region: North, South”.
pub fn split(of: &Split) -> String {
    format!("{}: {}", of.column, of.kinds.join(", "))
}

/// “2,300 rows: 2,240 counted, 12 joined with another, 48 skipped”.
pub fn balance(reading: &Reading, format: &Format) -> String {
    let of = &reading.balance;
    let part = |count: usize, words: &str| {
        (count > 0).then(|| format!("{} {words}", format.number(count as f64, 0)))
    };
    let parts = [
        part(of.counted, "counted"),
        part(of.joined, "joined with another row"),
        part(of.skipped, "skipped as heads, totals and remarks"),
        part(of.rejected, "not understood"),
        part(of.outside, "outside of what is counted"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let rows = counted(of.rows, "row", "rows", format);
    if of.counted == of.rows {
        format!("{rows}, all counted.")
    } else {
        format!("{rows} = {}.", parts.join(" + "))
    }
}

/// “62 won, 120 lost, 58 open; stages Discovery → Proposal”.
pub fn counts(reading: &Reading, format: &Format) -> Option<String> {
    let team = &reading.team;
    let part = |count: Option<u32>, words: &str| {
        count.map(|count| format!("{} {words}", format.number(f64::from(count), 0)))
    };
    let parts = [part(team.won, "won"), part(team.lost, "lost"), part(team.open, "open")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let stages = (reading.stages.len() > 1).then(|| format!("Stages {}.", reading.stages.join(" → ")));
    let counts = (!parts.is_empty()).then(|| format!("{}.", parts.join(", ")));
    let periods = (!reading.periods.is_empty()).then(|| format!("Periods {}.", reading.periods.join(", ")));
    let all: Vec<String> = counts.into_iter().chain(stages).chain(periods).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// What the amounts add up to, a sentence for each currency.
pub fn amounts(reading: &Reading, format: &Format) -> Vec<String> {
    let sums = reading.balance.sums.iter().map(|(code, sums)| {
        let money = |value: f64| money(value, code, format);
        if is_of_reps(reading.row) {
            return format!("{} booked.", money(sums.won));
        }
        // Many files say no amount of what is lost or open: that is not nothing, it is not said.
        let more = [(sums.lost, "lost"), (sums.open, "open")];
        let more =
            more.iter().filter(|(sum, _)| *sum > 0.0).map(|(sum, of)| format!(", {} {of}", money(*sum)));
        format!("{} won{}.", money(sums.won), more.collect::<String>())
    });
    let without = reading.balance.won_without_amount;
    let without = (without > 0 && !reading.balance.sums.is_empty())
        .then(|| format!("{} won without an amount.", format.number(without as f64, 0)));
    sums.chain(without).collect()
}

fn money(value: f64, code: &str, format: &Format) -> String {
    let currency = Currency::new(code).ok();
    let money = currency.and_then(|currency| Some((Money::from_major(value, currency).ok()?, currency)));
    match money {
        Some((money, currency)) => format.money_full(money, currency),
        None => format!("{} {code}", format.number(value, 0)).trim_end().to_owned(),
    }
}

pub fn rejected_heading(count: usize, format: &Format) -> String {
    format!("{} not understood, in no figure", counted(count, "row was", "rows were", format))
}

pub fn left_out_heading(count: usize, format: &Format) -> String {
    format!("{} left out", counted(count, "row is", "rows are", format))
}

pub fn lost_cells_heading(count: usize, format: &Format) -> String {
    format!("{} not understood, in rows that are counted", counted(count, "cell was", "cells were", format))
}

pub fn lost_cell(note: &CellNote, format: &Format) -> String {
    let text = match note.text.as_str() {
        "" => note.column.clone(),
        text => format!("{}: {text}", note.column),
    };
    rejected_row(u64::from(note.line), &text, &note.reason, format)
}

pub fn and_more(count: usize, format: &Format) -> String {
    format!("and {} more", format.number(count as f64, 0))
}

pub fn reps_heading(reading: &Reading, format: &Format) -> String {
    if is_of(reading, RepKind::Team) {
        return "No owner in the file: counted as one team".to_owned();
    }
    format!("By rep: {}", counted(named_reps(reading), "rep", "reps", format))
}

/// Head of the table by rep.
pub fn reps_head(reading: &Reading) -> Vec<String> {
    let head: &[&str] = if is_of_reps(reading.row) {
        &["Rep", "Won", "Lost", "Open", "Booked", "Quota"]
    } else {
        &["Rep", "Opportunities", "Won", "Lost", "Open", "Booked"]
    };
    head.iter().map(|&words| words.to_owned()).collect()
}

/// A rep's row of it.
pub fn rep_row(name: String, of: &Counts, reading: &Reading, format: &Format) -> Vec<String> {
    let count =
        |count: Option<u32>| count.map_or_else(|| "–".to_owned(), |count| format.number(f64::from(count), 0));
    let code = reading.currency.as_deref().unwrap_or_default();
    let amount =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| money(value, code, format));
    let (won, lost, open) = (count(of.won), count(of.lost), count(of.open));
    if is_of_reps(reading.row) {
        vec![name, won, lost, open, amount(of.bookings), amount(of.quota)]
    } else {
        vec![name, count(of.opportunities), won, lost, open, amount(of.bookings)]
    }
}

/// “Columns: owner in Owner Name, stage in Deal Stage, …”: the first of what is used.
pub fn columns_heading(columns: &[Column]) -> String {
    let used = columns.iter().filter(|column| column.role != Role::Ignored).count();
    format!("Columns: {used} of {} are used", columns.len())
}

pub fn column_name(head: &str, place: usize) -> String {
    if head.is_empty() { format!("column {}", place + 1) } else { head.to_owned() }
}

pub fn other_columns(count: usize) -> String {
    match count {
        1 => "Show one more column, which is not needed".to_owned(),
        count => format!("Show {count} more columns, which are not needed"),
    }
}

/// The first cells of a column.
pub fn cells(cells: &[String]) -> String {
    let shortened = |cell: &String| {
        let short: String = cell.chars().take(40).collect();
        if short.len() < cell.len() { format!("{short}…") } else { short }
    };
    if cells.is_empty() {
        "empty".to_owned()
    } else {
        cells.iter().map(shortened).collect::<Vec<_>>().join(" · ")
    }
}

/// “Statuses: Closed Won is won; Closed Lost is lost; 4 are open”.
pub fn statuses_heading(statuses: &[Status]) -> String {
    let named = |meaning: Meaning| {
        let of: Vec<&str> =
            statuses.iter().filter(|of| of.meaning == meaning).map(|of| of.text.as_str()).collect();
        match of.as_slice() {
            [] => None,
            [one] => Some(format!("{one} is {}", meaning_in_short(meaning))),
            [one, two] => Some(format!("{one} and {two} are {}", meaning_in_short(meaning))),
            all => Some(format!("{} are {}", all.len(), meaning_in_short(meaning))),
        }
    };
    let all = [Meaning::Won, Meaning::Lost, Meaning::Open, Meaning::LeftOut].into_iter().filter_map(named);
    format!("Statuses: {}", all.collect::<Vec<_>>().join("; "))
}

pub fn status_rows(count: usize, format: &Format) -> String {
    counted(count, "row", "rows", format)
}

/// What holds for the file, in one line.
pub fn facts_heading(reading: &Reading, format: &Format) -> String {
    let value = |about: &str| {
        let fact = reading.facts.iter().find(|fact| fact.about == about)?;
        Some(fact.value.clone())
    };
    let currency = reading.currency.clone();
    let as_of = reading.as_of.map(|day| format!("known until {}", format.day(day)));
    let all = [value("encoding").or_else(|| value("file")), value("separator"), currency, as_of];
    let all: Vec<String> = all.into_iter().flatten().collect();
    format!("The file: {}", all.join(", "))
}

pub fn fact_name(about: &str) -> String {
    let mut letters = about.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// How a fact was taken; a day as the reader writes days.
pub fn fact_value(fact: &Fact, format: &Format) -> String {
    Date::parse(&fact.value).map_or_else(|| fact.value.clone(), |day| format.day(day))
}
