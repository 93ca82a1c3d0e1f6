//! What is looked at in a text on open deals before its lines are read one by one: numbers of a list, cells
//! between commas without spaces, lines of deals that are decided, a line of the total.

use super::columns::{count_of, is_head_of_counts};
use super::count_asked::beside_decided;
use super::count_words::OF_SIZE;
use super::deal::{COUNT_OR_NAME, WORTH_OR_AGE, is_grouped};
use super::entry::{Around, OpenEntry};
use super::heads::Column;
use super::names::named_amount;
use super::no_deal::no_deal;
use crate::entry::EntryError;
use crate::entry::grammar::currency::of_token;
use crate::entry::grammar::lines::{behind_number, cells, in_line, in_tabs, lines, parts, unquoted};
use crate::entry::grammar::number::multiplier;
use crate::entry::grammar::tokens::{Kind, Token, before, tokens, without};
use crate::entry::grammar::words::{FILLER, THINGS};
use crate::entry::money::amount::one_in;
use crate::entry::rate::won_lost::{LOST, WON};
use crate::model::Currency;
use std::borrow::Cow;

/// Names of a line that says what all others are together.
const TOTALS: [&str; 28] = [
    "total",
    "totals",
    "grand total",
    "pipeline",
    "total pipeline",
    "pipeline total",
    "open pipeline",
    "sum",
    "subtotal",
    "sub total",
    "all",
    "overall",
    "gesamt",
    "gesamtsumme",
    "summe",
    "insgesamt",
    "somme",
    "total général",
    "suma",
    "total general",
    "soma",
    "total geral",
    "totaal",
    "somma",
    "totale",
    "summa",
    "totalt",
    "razem",
];

/// That a total is another number than that of all others.
const OTHER_SUM: &str =
    "this total is not the sum of the others: leave it out, or put in quotes what is a name";

/// Marks between the parts of a line, beside commas, semicolons and tabs.
const APART: [&str; 8] = [" - ", " – ", " — ", " | ", " / ", " (", "(", ")"];

/// Whether a name is that of a line of totals.
pub(in crate::entry) fn is_total(name: &str) -> bool {
    let name = name.trim().trim_end_matches([':', '=']).trim_end().to_lowercase();
    TOTALS.contains(&name.as_str())
}

/// The text with its lines as they are read: without the numbers of a list, and with cells apart.
pub(super) fn with_plain_lines(text: &str) -> Cow<'_, str> {
    let all = lines(text);
    let places = all.iter().map(|(at, _)| *at);
    let items: Option<Vec<&str>> = (1..).zip(&all).map(|(at, (_, line))| behind_number(line, at)).collect();
    if let Some(items) = items.filter(|items| !items.is_empty()) {
        return Cow::Owned(joined(places.zip(items)));
    }
    let rows: Option<Vec<String>> = all.iter().map(|(_, line)| in_cells(line)).collect();
    match rows.filter(|rows| !rows.is_empty()) {
        Some(rows) => Cow::Owned(joined(places.zip(rows.iter().map(String::as_str)))),
        None => in_tabs(text, |head| Column::of_head(head).is_some() || is_head_of_counts(head)),
    }
}

/// Why a text is none of open deals: a line of it is about one that is decided or worth less than nothing, or
/// its lines count deals of stages that have no names.
pub(super) fn of_no_open_deals(text: &str, around: Around<'_>) -> Option<EntryError> {
    let is_nameless = around.only_stage().is_some() && !around.segment.has_named_stages();
    let counted = || counts_by_name(text).filter(|_| is_nameless);
    let apart = || spaced_numbers(text, around);
    beside(text, around)
        .or_else(|| decided(text, around))
        .or_else(|| worth_or_age(text, around))
        .or_else(|| below_zero(text))
        .or_else(apart)
        .or_else(|| no_deal(text))
        .or_else(counted)
}

/// `24 in progress, 12 won`: all of the text, and those that are open as a guess.
fn beside(text: &str, around: Around<'_>) -> Option<EntryError> {
    let (plain, all) = tokens(text, "").ok().filter(|_| !text.trim().contains(['\n', '\t', '"']))?;
    beside_decided(&plain, &without(&all, FILLER), around.plan)
}

/// `Discovery`, `12`, `300,000` in the cells of a row: no time, and what they are worth is not said so.
fn worth_or_age(text: &str, around: Around<'_>) -> Option<EntryError> {
    let all = lines(text);
    // Below a head of ages `30.333` has decimals.
    let is_headed = all.first().is_some_and(|(_, head)| is_head_of_counts(head));
    let is_one = |line: &str| {
        let [stage, count, last] = *cells(line) else { return false };
        let is_age = is_headed && last.contains('.');
        around.stage_of(stage).is_some() && count_of(count).is_some() && is_grouped(last) && !is_age
    };
    let (at, _) = all.iter().find(|(_, line)| is_one(line))?;
    let error = EntryError::questioned(WORTH_OR_AGE, "24 worth 600k");
    if all.len() == 1 { Some(error) } else { in_line::<()>(*at, Err(error)).err() }
}

/// `Discovery 12 300k`, `24 250k`: a number of deals and an amount, or thousands with a space between them.
fn spaced_numbers(text: &str, around: Around<'_>) -> Option<EntryError> {
    let is_apart = |(at, part): (usize, &str)| {
        let (plain, all) = tokens(part, "").ok()?;
        let place = all.iter().position(Token::is_number)?;
        // “250 000”, “1 234 567”: only one number is written so.
        let is_two = |text: &str| {
            text.split_once(' ').is_some_and(|(_, rest)| !rest.contains(' ') && !rest.starts_with('0'))
        };
        let number = all.get(place).filter(|number| is_two(&number.text))?;
        let next = all.get(place + 1);
        let is_multiplied = next.is_some_and(|next| !next.spaced && multiplier(next).is_some());
        // “50 000 USD”, “1 200 deals”, “12 000 of 25k”
        let behind = all.get(place + 1 + usize::from(is_multiplied));
        let says_what =
            |word: &Token| of_token(word, around.plan).is_some() || word.is(THINGS) || word.is(OF_SIZE);
        if behind.is_some_and(says_what) {
            return None;
        }
        let before = plain.get(..number.from)?.trim().trim_end_matches(':');
        let is_first = place == 0 && at == 0 && is_multiplied;
        (is_first || (place > 0 && around.stage_of(before).is_some())).then_some(())
    };
    let all = lines(text);
    let mut all = all.iter().filter(|(_, line)| !line.contains(['\t', '"'])).map(|(_, line)| parts(line));
    all.any(|parts| parts.into_iter().enumerate().any(|part| is_apart(part).is_some())).then(|| {
        let reason = "this may be two numbers, or one with a space in it: put a comma between them, or leave \
                      the space out";
        EntryError::questioned(reason, "24 worth 600k")
    })
}

/// Lines in their places, counted from 1.
fn joined<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> String {
    let (mut said, mut at) = (String::new(), 1);
    for (number, line) in lines {
        said.extend(std::iter::repeat_n('\n', number.saturating_sub(at)));
        said.push_str(line);
        at = number;
    }
    said
}

/// `Acme,Proposal,50000` with spaces behind its commas: cells of which the first is a name and another one an
/// amount; none, where the line is cut otherwise or not at all.
fn in_cells(line: &str) -> Option<String> {
    if line.contains(", ") || line.contains(['\t', ';', '"']) {
        return None;
    }
    let letters: Vec<char> = line.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let mut cells = vec![String::new()];
    for (at, letter) in letters.iter().enumerate() {
        let is_in_number = is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
        if *letter == ',' && !is_in_number {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(*letter);
        }
    }
    let (name, rest) = cells.split_first()?;
    let is_amount = |cell: &String| {
        let begins = cell.trim().starts_with(|first: char| !first.is_alphabetic());
        begins && cell.contains(|letter: char| letter.is_ascii_digit())
    };
    let is_row = name.starts_with(char::is_alphabetic) && rest.iter().any(is_amount);
    is_row.then(|| cells.join(", "))
}

/// Whether words say of a deal that it is won, lost or closed, and nothing else.
fn is_decided(said: &str) -> bool {
    const NAMES: [&str; 10] = ["w", "l", "cw", "win", "wins", "closes", "siege", "landed", "passed", "loss"];
    let words = tokens(said, "").map_or_else(|_| Vec::new(), |(_, all)| all);
    let is_over = |word: &Token| !word.is(&NAMES) && (word.is(&["closed"]) || word.is(WON) || word.is(LOST));
    words.iter().any(is_over) && words.iter().all(|word| is_over(word) || word.is(&["-"]))
}

/// Whether a name would be taken for that of a deal that is decided.
pub(super) fn says_decided(name: &str) -> bool {
    let is_behind = || pieces(name).iter().skip(1).any(|piece| is_decided(piece));
    (name.contains([' ', '-']) && is_decided(name)) || is_behind() || ends_decided(name)
}

/// `Acme won`: behind a name, in small letters.
fn ends_decided(name: &str) -> bool {
    let last = name.trim().rsplit_once(' ').map_or("", |(_, last)| last);
    last.starts_with(char::is_lowercase) && is_decided(last)
}

fn pieces(line: &str) -> Vec<String> {
    let mut line = line.to_owned();
    for mark in APART {
        line = line.replace(mark, "\t");
    }
    parts(&line).into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// A line of a deal that is won, lost or closed, if the text has one.
fn decided(text: &str, around: Around<'_>) -> Option<EntryError> {
    let is_one = |line: &str| {
        let of_stage = |piece: &str| is_decided(piece) && around.stage_of(piece).is_none();
        // “Contract - Signed” may be a stage.
        let apart = parts(line);
        let kept: Vec<&str> =
            apart.iter().copied().filter(|part| around.stage_of(part.trim()).is_none()).collect();
        let without_stage = kept.join("; ");
        let line = if kept.len() < apart.len() { without_stage.as_str() } else { line };
        // “Lost: Acme 50k”
        let head = line.split_once(':').map_or("", |(head, _)| head);
        if unquoted(head).is_none() && of_stage(head) {
            return true;
        }
        let pieces: Vec<String> = pieces(line);
        // “Demo 5, Closed Won 9”, “24 won”; in won an amount may end so.
        let is_counted = |piece: &String| {
            let bare = piece.trim_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
            bare.len() < piece.len() && of_stage(bare) && around.plan.code() != "KRW"
        };
        // “18 open, 12 won” is said of the open ones.
        let says_open = pieces.iter().any(|piece| piece.contains("open"));
        let is_piece = pieces.iter().skip(1).any(|piece| of_stage(piece))
            || (!says_open && pieces.iter().any(is_counted));
        // “Closed won, Acme, 50k”
        let is_first = pieces.len() > 1
            && pieces.first().is_some_and(|first| first.contains([' ', '-']) && of_stage(first));
        // “Acme won 50k”, “Acme 50k won”
        let is_won = around.plan.code() == "KRW";
        let named = pieces.iter().filter_map(|piece| named_amount(piece)).any(|(name, amount)| {
            let last = amount.trim().rsplit_once(' ').map_or("", |(_, last)| last);
            (ends_decided(&name) && around.stage_of(&name).is_none()) || (!is_won && of_stage(last))
        });
        is_piece || is_first || named
    };
    let all = lines(text);
    let is_head = |line: &str| Column::of_head(line).is_some() || is_head_of_counts(line);
    let heads = all.first().filter(|(_, first)| is_head(first)).map_or(0, |_| 1);
    let (at, _) = all.iter().skip(heads).find(|(_, line)| is_one(line))?;
    let reason =
        "this is decided, and open no more: leave it out; what is won belongs to what is booked so far";
    let error = EntryError::questioned(reason, "Acme, 50k");
    if all.len() == 1 { Some(error) } else { in_line::<()>(*at, Err(error)).err() }
}

/// `Acme -50k`: less than nothing, or a dash that stands too near.
fn below_zero(text: &str) -> Option<EntryError> {
    let is_below = |part: &&str| {
        let all = tokens(part, "").map_or_else(|_| Vec::new(), |(_, all)| all);
        let at = all.iter().position(|minus| minus.is(&["-"]) && minus.spaced)?;
        let is_name = |word: &Token| !word.is_number();
        let next = all.get(at + 1).filter(|next| !next.spaced)?;
        let is_number = next.is_number() || (next.is(&["$", "€", "£", "¥"]) && all.get(at + 2)?.is_number());
        (at > 0 && is_number && all.iter().take(at).all(is_name)).then_some(())
    };
    let all = lines(text);
    let (at, _) = all.iter().find(|(_, line)| {
        parts(line).iter().filter(|part| !part.contains('"')).any(|part| is_below(part).is_some())
    })?;
    let reason = "no deal is worth less than nothing: a dash before an amount has spaces around it";
    let error = EntryError::questioned(reason, "Acme - 50k");
    if all.len() == 1 { Some(error) } else { in_line::<()>(*at, Err(error)).err() }
}

/// `Qualified: 10`, `Proposal: 6`, where no stage has a name: how many are in each, and not what each is
/// worth.
fn counts_by_name(text: &str) -> Option<EntryError> {
    const MOST: u32 = 1_000;
    let all = lines(text);
    let all: Vec<&str> = match all.as_slice() {
        [(_, only)] => parts(only),
        all => all.iter().map(|(_, line)| *line).collect(),
    };
    let is_counted = |line: &&str| {
        let both = line.split_once([':', '=']).filter(|(name, _)| unquoted(name).is_none());
        both.is_some_and(|(name, count)| {
            let is_few = count.trim().parse::<u32>().is_ok_and(|count| count < MOST);
            is_few && name.trim().starts_with(char::is_alphabetic)
        })
    };
    (all.len() > 1 && all.iter().all(is_counted))
        .then(|| EntryError::questioned(COUNT_OR_NAME, "24 worth 600k"))
}

/// A text without its line of the total, where that is the sum of all others; an error, where it is another
/// amount.
pub(super) fn without_total(
    text: &str,
    around: Around<'_>,
    read: &dyn Fn(&str, Around<'_>) -> Result<OpenEntry, EntryError>,
) -> Option<Result<String, EntryError>> {
    let all = lines(text);
    let joined_of = |rest: &[(usize, &str)]| joined(rest.iter().map(|(at, line)| (*at, *line)));
    let (at, total, rest) = match all.as_slice() {
        [(at, only)] => {
            let parts = parts(only);
            let (total, rest) = parts.split_last()?;
            (*at, amount_of_total(total).or_else(|| total_behind(total))?, rest.join(", "))
        }
        [first, .., last] => match amount_of_total(last.1) {
            Some(total) => (last.0, total, joined_of(all.split_last()?.1)),
            // Without a word it is the total only where it is the sum.
            None if let Some(total) = unnamed(last.1) => {
                let rest = joined_of(all.split_last()?.1);
                // “20k, 30 days”
                let first = |line: &str| parts(line).first().is_some_and(|first| unnamed(first).is_some());
                let are_nameless = all.iter().all(|(_, line)| first(line));
                let is_marked = last.1.trim_start().starts_with('=');
                return is_sum(&rest, total, around, read)
                    .then(|| if are_nameless && !is_marked { Err(of_nameless_sum(rest)) } else { Ok(rest) });
            }
            None => (first.0, amount_of_total(first.1)?, joined_of(all.split_first()?.1)),
        },
        [] => return None,
    };
    let stage = around.segment.stages().first().map(|stage| stage.id);
    let both = sum_and_total(&rest, total, around, read);
    let Some((sum, said)) = both else {
        // “Discovery 12, Demo 5, Total 17”
        if let Some((counted, said)) = counted_and_total(&rest, total, around, read) {
            let error = EntryError::questioned(OTHER_SUM, "\"Total\", 50k");
            let error = if all.len() == 1 { Err(error) } else { in_line(at, Err(error)) };
            return Some(if counted == said { Ok(rest) } else { error });
        }
        // A total that is read would be one deal more.
        let is_read = all.len() > 1 && read(&rest, Around { stage, ..around }).is_ok();
        let reason = "a total is no deal: leave it out, or put in quotes what is a name";
        let error = EntryError::questioned(reason, "\"Total\", 50k");
        return is_read.then(|| in_line(at, Err(error)));
    };
    if sum == said {
        return Some(Ok(rest));
    }
    let error = EntryError::questioned(OTHER_SUM, "\"Total\", 50k");
    Some(if all.len() == 1 { Err(error) } else { in_line(at, Err(error)) })
}

/// `50k`, `75k`, `125k` on lines of their own: the last may be one more deal.
fn of_nameless_sum(rest: String) -> EntryError {
    let reason = "the last amount is the sum of those above it: leave it out, or give the deals names";
    EntryError::guessed(reason, "Acme 50k", rest)
}

/// What all deals of a text are worth, and what a total says, in hundredths of one currency.
fn sum_and_total(
    rest: &str,
    total: &str,
    around: Around<'_>,
    read: &dyn Fn(&str, Around<'_>) -> Result<OpenEntry, EntryError>,
) -> Option<(i64, i64)> {
    // In whichever stage they are.
    let stage = around.segment.stages().first().map(|stage| stage.id);
    let sum = |plan: Currency| {
        let anywhere = read(rest, Around { plan, stage, ..around });
        let entry = anywhere.or_else(|_| read(rest, Around { plan, ..around }))?;
        let amounts: Option<i64> = entry.open.deals().iter().map(|deal| Some(deal.amount?.minor())).sum();
        let is_listed = entry.open.counts().is_empty() && !entry.open.deals().is_empty();
        amounts.filter(|_| is_listed).ok_or(EntryError::NotUnderstood("Acme, 50k"))
    };
    let said = |plan: Currency| Ok(one_in(&tokens(total, "")?.1, plan, "Acme, 50k")?.minor());
    in_its_currency(&sum, around.plan).zip(in_its_currency(&said, around.plan))
}

/// How many deals a text counts in its stages, and how many a total says.
fn counted_and_total(
    rest: &str,
    total: &str,
    around: Around<'_>,
    read: &dyn Fn(&str, Around<'_>) -> Result<OpenEntry, EntryError>,
) -> Option<(u32, u32)> {
    // “total 850k” is an amount.
    let says_amount = |word: &Token| multiplier(word).is_some() || of_token(word, around.plan).is_some();
    let said =
        count_of(total).filter(|_| tokens(total, "").is_ok_and(|(_, all)| !all.iter().any(says_amount)))?;
    let entry = read(rest, around).ok().filter(|entry| entry.size.is_none())?;
    let counts = entry.open.counts();
    let is_counted = counts.len() > 1 && entry.open.deals().is_empty();
    let counted: u32 = counts.iter().map(|row| row.count).sum();
    is_counted.then_some((counted, said))
}

/// The number of `17 total`, the last part of a line; none, where a part says anything else.
fn total_behind(part: &str) -> Option<&str> {
    let (_, all) = tokens(part, "").ok()?;
    let [number, word] = all.as_slice() else { return None };
    let is_said = number.is_number() && word.is(&["total", "altogether", "overall", "gesamt", "insgesamt"]);
    part.get(number.from..number.to).filter(|_| is_said)
}

/// Whether an amount is what all deals of a text are worth.
fn is_sum(
    rest: &str,
    total: &str,
    around: Around<'_>,
    read: &dyn Fn(&str, Around<'_>) -> Result<OpenEntry, EntryError>,
) -> bool {
    let several = lines(rest).len() > 1;
    several && sum_and_total(rest, total, around, read).is_some_and(|(sum, said)| sum == said)
}

/// The amount of a line that has no name, `= 125k`, `125k`, or a word for a total behind it, `$125,000
/// total`.
fn unnamed(line: &str) -> Option<&str> {
    let line = line.trim().trim_start_matches(['=', ' ', '\t']);
    let (_, all) = tokens(line, "").ok()?;
    let amount = TOTALS.iter().find_map(|word| before(&all, word)).unwrap_or(&all);
    let amount = line.get(..amount.last()?.to)?;
    let is_number = amount.starts_with(|first: char| !first.is_alphabetic());
    (is_number && parts(line).len() == 1).then_some(amount)
}

/// What is read in the plan's currency, or in the one that the text names.
fn in_its_currency(read: &dyn Fn(Currency) -> Result<i64, EntryError>, plan: Currency) -> Option<i64> {
    match read(plan) {
        Ok(sum) => Some(sum),
        Err(error) => read(Currency::new(error.other_currency()?).ok()?).ok(),
    }
}

/// The amount of `Total 145k`, or of a row whose first cell says so; none, where a line says anything else.
fn amount_of_total(line: &str) -> Option<&str> {
    let said: Vec<&str> = cells(line).into_iter().filter(|cell| !cell.is_empty()).collect();
    if let [name, amount] = said.as_slice()
        && is_total(name)
    {
        return Some(amount);
    }
    let [only] = said.as_slice() else { return None };
    let (plain, all) = tokens(only, "").ok()?;
    let is_word =
        |word: &&Token| word.kind == Kind::Word && (multiplier(word).is_none() || word.is(&["grand"]));
    let words = all.iter().take_while(is_word).count();
    let last = all.get(words.checked_sub(1)?)?;
    let name = only.get(..last.to).filter(|_| plain.len() == only.len())?;
    is_total(name).then(|| only.get(last.to..).map(|amount| amount.trim_start_matches([':', '=', ' '])))?
}
