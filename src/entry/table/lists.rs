//! Lists as the rows and cells of a grid: the team, the open deals, the months' weights, a table. A row is
//! put together as the line that the field of the same list reads, so that a grid and its text never say two
//! things.

use super::separated::read_table;
use crate::entry::grammar::lines::quoted;
use crate::entry::open_deals::alike::in_runs;
use crate::entry::open_deals::read::{is_plain_deal, stage_in_list};
use crate::entry::team::read::{is_plain_rep, joined, said_besides};
use crate::entry::{Formatter, month_name, write_money};
use crate::model::month_names::month_of;
use crate::model::{Currency, Money, RepGroup, Scenario, Segment, Supply};

/// Rows of a grid, each with a text for each of its columns.
pub type Rows = Vec<Vec<String>>;

/// The team: name, how many, since or from when, quota, booked so far, and what else is said of them.
pub fn team_cells(scenario: &Scenario, format: &dyn Formatter) -> Rows {
    let parts = scenario.parts();
    let money = |amount| write_money(amount, parts.currency, format);
    let groups = parts.team.as_ref().map_or(&[][..], |team| team.groups());
    let row = |group: &RepGroup| {
        let booked = (group.booked > Money::ZERO).then(|| money(group.booked));
        vec![
            group.name.clone(),
            group.count.to_string(),
            since(group, scenario),
            group.quota.map(money).unwrap_or_default(),
            booked.unwrap_or_default(),
            said_besides(group, scenario).join("; "),
        ]
    };
    groups.iter().map(row).collect()
}

/// As the text says it, in short: `Apr 2027`, `3 months in`.
fn since(group: &RepGroup, scenario: &Scenario) -> String {
    let said = joined(group, scenario).unwrap_or_default();
    let Some(month) = said.strip_prefix("from ") else { return said };
    match month.split_once(' ') {
        Some((name, year)) if name != "month" => format!("{} {year}", name.get(..3).unwrap_or(name)),
        _ => month.to_owned(),
    }
}

/// The text of a team's rows; a row without anything is an empty line, so that errors name the row.
pub fn team_of_cells(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| {
        let cell = |place: usize| row.get(place).map_or("", |cell| cell.trim());
        let (name, count) = (cell(0), cell(1));
        let clause = |word: &str, said: &str| {
            let has_word = said.to_lowercase().starts_with(word);
            if said.is_empty() || has_word { said.to_owned() } else { format!("{word} {said}") }
        };
        let count = match count.parse::<u32>() {
            Ok(1) if !name.is_empty() => String::new(),
            Ok(_) => format!("{count} reps"),
            Err(_) => count.to_owned(),
        };
        let since = cell(2);
        let since = since.strip_prefix("since ").unwrap_or(since);
        let is_begun = since.ends_with(" in") || since.ends_with("months") || since.ends_with("month");
        let since = match since.strip_suffix(" in") {
            None if is_begun => format!("{since} in"),
            Some(_) => since.to_owned(),
            None => clause("from", since),
        };
        let name = if name.is_empty() { String::new() } else { quoted(name, is_plain_rep) };
        let parts = [name, count, since, clause("quota", cell(3)), clause("booked", cell(4))];
        let parts = parts.into_iter().chain([cell(5).to_owned()]);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    };
    in_lines(rows.iter().map(line).collect(), "none")
}

/// Open deals: what a deal is called, or how many there are, and for either the stage, the amount and the
/// days in the stage.
pub fn open_cells(segment: &Segment, currency: Currency, format: &dyn Formatter) -> Rows {
    let Some(open) = segment.pipeline().listed() else { return Rows::new() };
    let stage = |id| stage_in_list(segment, currency, id);
    let counts = open.counts().iter().map(|row| {
        let count = format.exact_count(row.count.into());
        vec![String::new(), count, stage(row.stage), String::new(), format.exact(row.age_days)]
    });
    let deals = in_runs(open.deals()).filter_map(|run| run.first().map(|deal| (deal, run.len())));
    let deals = deals.map(|(deal, count)| {
        let amount = deal.amount.map(|amount| write_money(amount, currency, format)).unwrap_or_default();
        let count = if count > 1 { format.exact_count(count as f64) } else { String::new() };
        vec![deal.name.clone(), count, stage(deal.stage), amount, format.exact(deal.age_days)]
    });
    counts.chain(deals).collect()
}

/// The text of open deals' rows. Of one stage, rows need not name it.
pub fn open_of_cells(rows: &[Vec<String>], segment: &Segment, currency: Currency) -> String {
    let only = match segment.stages() {
        [only] => stage_in_list(segment, currency, only.id),
        _ => String::new(),
    };
    let line = |row: &Vec<String>| {
        let cell = |place: usize| row.get(place).map_or("", |cell| cell.trim());
        let (name, count, amount, days) = (cell(0), cell(1), cell(3), cell(4));
        if row.iter().all(|cell| cell.trim().is_empty()) {
            return String::new();
        }
        let stage = if cell(2).is_empty() { &only } else { cell(2) };
        let days = match days {
            "" => String::new(),
            days if days.chars().any(char::is_alphabetic) => format!("; {days}"),
            days => format!("; {days} days"),
        };
        if name.is_empty() && amount.is_empty() && !count.is_empty() {
            return format!("{stage}; {count}{days}");
        }
        let is_one = count.is_empty() || count == "1";
        if name.is_empty() && !amount.is_empty() && !is_one {
            let days = if days.is_empty() { "; 0 days" } else { &days };
            return format!("{count} deals; {stage}; {amount} each{days}");
        }
        // A deal is one: how many of it there are would be lost.
        let many = if count.is_empty() || count == "1" { String::new() } else { format!("; {count}") };
        let is_plain = |name: &str| is_plain_deal(name, segment, currency);
        let name = if name.is_empty() { "–".to_owned() } else { quoted(name, is_plain) };
        let amount = if amount.is_empty() { "?" } else { amount };
        format!("{name}{many}; {stage}; {amount}{days}")
    };
    in_lines(rows.iter().map(line).collect(), "nothing")
}

/// The twelve months, each with its weight.
pub fn season_cells(supply: &Supply, format: &dyn Formatter) -> Rows {
    let weights = supply.seasonality().copied().unwrap_or([1.0; 12]);
    let row = |(month, weight): (u32, f64)| vec![month_name(month).to_owned(), format.exact_percent(weight)];
    (1..).zip(weights).map(row).collect()
}

/// The text of the months' weights; a month without one is an ordinary month.
pub fn seasons_of_cells(rows: &[Vec<String>]) -> String {
    let weight = |row: &Vec<String>| {
        let [month, weight, ..] = row.as_slice() else { return None };
        let weight = weight.trim();
        let name = month_name(month_of(&month.to_lowercase())?).get(..3)?;
        (!weight.is_empty() && !["100%", "100", "1"].contains(&weight)).then(|| {
            // A bare number from 10 on is a percentage, as all of them are shown.
            let is_percent = weight.parse::<f64>().is_ok_and(|number| number >= 10.0);
            if is_percent { format!("{name} {weight}%") } else { format!("{name} {weight}") }
        })
    };
    let weights: Vec<String> = rows.iter().filter_map(weight).collect();
    if weights.is_empty() { "none".to_owned() } else { weights.join("; ") }
}

/// Lines without the empty ones at the end; of none, a word.
fn in_lines(mut lines: Vec<String>, nothing: &str) -> String {
    while lines.pop_if(|line| line.is_empty()).is_some() {}
    if lines.iter().all(String::is_empty) { nothing.to_owned() } else { lines.join("\n") }
}

/// Longest table that is shown in cells: it is cut into them with every key.
const TABLE_LETTERS_MAX: usize = 200_000;

/// A table's head, and its rows, each as long as the head; none, if the text is no table, is very long, or
/// has a row that is longer than the head, of which a grid would lose the end.
pub fn table_cells(text: &str) -> Option<(Vec<String>, Rows)> {
    let short = Some(text).filter(|text| text.len() <= TABLE_LETTERS_MAX)?;
    let table = read_table(short, "").ok()?;
    if table.rows.iter().any(|(_, row)| row.len() > table.head.len()) {
        return None;
    }
    let row = |(_, mut row): (u64, Vec<String>)| {
        row.resize(table.head.len(), String::new());
        row
    };
    Some((table.head.clone(), table.rows.into_iter().map(row).collect()))
}

/// The text of a table, with tabs between its cells.
pub fn table_of_cells(head: &[String], rows: &[Vec<String>]) -> String {
    // A name with another separator in it must not be taken for several columns.
    let is_any = head.iter().any(|name| name.contains([',', ';']));
    let quotes = if is_any { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').quote_style(quotes).from_writer(Vec::new());
    let is_said = |row: &&[String]| row.iter().any(|cell| !cell.trim().is_empty());
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).filter(is_said) {
        // Writing to memory does not fail.
        let _written = writer.write_record(row).is_ok();
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
