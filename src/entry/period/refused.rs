//! What is written for the plan’s time and is no period, and why.

use super::entry::{PeriodAround, said_date};
use crate::entry::EntryError;
use crate::entry::calendar::days::{Named, Stretch};
use crate::entry::calendar::named_times::without_a_last_day;
use crate::entry::calendar::weekdays::without_weekday;
use crate::entry::grammar::tokens::{Token, after, before, split};
use crate::model::month_names::month_of;

/// `1. KW 2027`, `I kw. 2027`: a week of the calendar to Germans, a quarter to Poles.
fn quarter_or_week(said: &[Token]) -> Option<EntryError> {
    let (number, year) = match said {
        [number, kw, year @ ..] if kw.is(&["kw"]) => (number, year),
        [number, dot, kw, year @ ..] if kw.is(&["kw"]) && dot.is(&["."]) => (number, year),
        _ => return None,
    };
    let numerals = [["1", "i"], ["2", "ii"], ["3", "iii"], ["4", "iv"]];
    let quarter = 1 + numerals.iter().position(|numerals| numerals.contains(&number.text.as_str()))?;
    let year = year.iter().find(|token| token.is_number()).map_or("2027", |year| &year.text);
    let reason = "this may be a quarter or a week of the calendar";
    Some(EntryError::guessed(reason, "Q1 2027, or week 6", format!("Q{quarter} {year}")))
}

/// Why what looks like a period is none: it only says when it begins, or names a day that there is not, such
/// as “30 Feb 2027” and “13/13/2027”.
pub(in crate::entry) fn why_not(said: &[Token], around: &PeriodAround) -> Option<EntryError> {
    if let Some(error) = without_a_last_day(said).or_else(|| quarter_or_week(said)) {
        return Some(error);
    }
    // “Dec 2027 to Jan 2027”
    if let Some((start, end)) = split(said, &["to", "-", "until", "till", "through", "thru", "bis"])
        && let ([start], [end]) = (&*around.days().stretches(start), &*around.days().stretches(end))
        && start.has_year
        && end.has_year
        && end.last < start.first
    {
        return Some(EntryError::questioned("this ends before it begins", "Jan 2027 to Dec 2027"));
    }
    // “before Christmas”: the day itself, or the one before it.
    let before_day =
        ["before", "vor", "avant", "antes del", "antes de", "prima di", "prima del", "voor", "före"];
    let before_day = before_day.iter().find_map(|words| after(said, words));
    if before_day.is_some_and(|day| !around.days().stretches(day).is_empty()) {
        let reason = "people mean different days by this: say the last day, or the month that it ends with";
        return Some(EntryError::questioned(reason, "by 31 December 2027"));
    }
    let begins = ["from", "starting in", "starting", "beginning", "since", "ab", "after"];
    let begins = begins.iter().find_map(|words| after(said, words));
    let onwards = ["onwards", "onward", "on"].iter().find_map(|words| before(said, words));
    if begins.or(onwards).is_some_and(|start| !around.days().stretches(start).is_empty()) {
        return Some(EntryError::questioned(
            "this says when it begins, not when it ends",
            "Jan 2027 to Dec 2027",
        ));
    }
    let is_part = |token: &Token| {
        token.is_number() || month_of(&token.text).is_some() || token.is(&["/", ".", "-", ",", "of", "th"])
    };
    let numbers = said.iter().filter(|token| token.is_number()).count();
    let months = said.iter().filter(|token| month_of(&token.text).is_some()).count();
    let is_dotted = matches!(said, [only] if only.text.matches('.').count() == 2);
    // “last Friday of September”: a day within it, and none that is over.
    let is_within =
        matches!(said, [last, .., _] if last.is(&["last", "first"])) && split(said, &["of", "in"]).is_some();
    if is_within {
        let reason = "say the day itself, or the month that it ends with";
        return Some(EntryError::questioned(reason, "30 September 2027"));
    }
    if said.iter().any(|word| word.is(&["last", "previous", "past"])) {
        return Some(EntryError::questioned("that is over", "December 2027"));
    }
    let (date, weekday) = without_weekday(said);
    let days = around.days().stretches(&date);
    if let (Some(_), [Stretch { named: Named::Day, last, .. }]) = (weekday, days.as_slice()) {
        let reason = "the day of the week and the date do not agree";
        return Some(EntryError::guessed(reason, "31 December 2027", said_date(*last)));
    }
    let is_day = said.iter().all(is_part)
        && ((numbers > 0 && numbers < 3 && months == 1) || (numbers == 3 && months == 0));
    (is_day || is_dotted).then(|| EntryError::questioned("there is no such day", "31 December 2027"))
}
