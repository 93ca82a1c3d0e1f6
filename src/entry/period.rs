//! The plan's time, read and written: `12 months`, `December 2027`, `Q3 2027`, `in 3 weeks`, `Jan–Dec 2027`,
//! `31.12.2027`.

use super::days::{Days, Named, Stretch};
use super::formatter::month_name;
use super::lengths::{duration, length};
use super::reading::{Reading, Understood};
use super::tokens::{Token, after, before, tokens, without};
use super::{DayOrder, EntryError, Formatter, NumberStyle};
use crate::model::limits::HORIZON_MONTHS_MAX;
use crate::model::{Calendar, Date, Horizon};

const EXAMPLE: &str = "December 2027, or 12 months, or Jan 2027 to Dec 2027";
const AFTER_START: &str = "Jan 2027 to Dec 2027";

/// What a period was understood as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day, if the text names it.
    pub start: Option<Date>,
    /// Its end.
    pub end: PeriodEnd,
}

/// The end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodEnd {
    /// After so many months or days.
    After(Horizon),
    /// On this day, included.
    On(Date),
}

/// What a period does not say.
#[derive(Clone, Copy, Debug, Default)]
pub struct PeriodAround {
    /// The day that it is; else the plan's first.
    pub today: Option<Date>,
    /// The plan's first day, which a period without a start keeps.
    pub begins: Option<Date>,
    /// What comes first in 3/4/27.
    pub order: Option<DayOrder>,
    /// The month with which the fiscal year begins, from 1.
    pub fiscal_start: u32,
}

impl PeriodAround {
    /// For a reader, and a plan that begins on a day.
    pub fn new(style: NumberStyle, begins: Option<Date>, fiscal_start: u32) -> Self {
        Self { today: style.today.or(begins), begins, order: style.day_order, fiscal_start }
    }

    fn days(&self) -> Days {
        Days { today: self.today, order: self.order, fiscal_start: self.fiscal_start.clamp(1, 12) }
    }
}

/// Reads a period. Two readings have a date such as 3/4/27, and a year that has not begun: from now to its
/// end, or from its first day on, which answers until one is chosen.
///
/// # Errors
/// When the text is no period.
pub fn read_period(text: &str, around: PeriodAround) -> Result<Understood<Period>, EntryError> {
    let (_, all) = tokens(text, EXAMPLE)?;
    let said = without(&all, &["about", "around", "approx", "approximately", "~", "ca", "so", "far"]);
    let is_due = DUE.iter().any(|word| after(&said, word).is_some());
    let said = opened(&said);
    if let Some(horizon) = duration(said) {
        return Ok(ending(PeriodEnd::After(horizon)).into());
    }
    let ended = ended(said);
    let stretches = around.days().stretches(ended.unwrap_or(said));
    let said_of = if ended.is_some() || is_due { Said::End } else { Said::Itself };
    let read = if stretches.is_empty() {
        between(said, &around).ok_or(EntryError::NotUnderstood(EXAMPLE))?
    } else {
        of_stretches(&stretches, said_of, &around)
    };
    Ok(possible(read, &around))
}

/// Without the readings that no plan can have; a single one that is left is the value.
fn possible(mut read: Understood<Period>, around: &PeriodAround) -> Understood<Period> {
    let begins = around.begins.or(around.today);
    let (possible, not): (Vec<_>, Vec<_>) =
        read.readings.into_iter().partition(|reading| reading.value.calendar(begins).is_ok());
    // Of several that are all impossible, the first says why.
    let readings = if possible.is_empty() { not } else { possible };
    if readings.len() < 2 {
        read.value = read.value.or(readings.first().map(|reading| reading.value));
        return Understood { readings: Vec::new(), ..read };
    }
    Understood { readings, ..read }
}

fn ending(end: PeriodEnd) -> Period {
    Period { start: None, end }
}

/// Words that say when a period is over, not when it is.
const DUE: [&str; 7] = ["by", "until", "till", "bis", "jusqu", "hasta", "até"];

/// Without the words that a period opens with.
fn opened(mut said: &[Token]) -> &[Token] {
    const WORDS: [&str; 27] = [
        "d ' ici",
        "bis zum",
        "bis zur",
        "jusqu ' au",
        "jusqu ' à",
        "jusqu ' en",
        "hasta el",
        "hasta",
        "até o",
        "até",
        "fino al",
        "by the",
        "by",
        "until",
        "till",
        "through",
        "within the next",
        "within",
        "over the next",
        "over",
        "in the next",
        "in",
        "for the next",
        "for",
        "during",
        "bis",
        "the next",
    ];
    while let Some(rest) = WORDS.iter().find_map(|words| after(said, words)).filter(|rest| !rest.is_empty()) {
        said = rest;
    }
    let next = after(said, "next").filter(|rest| duration(rest).is_some() && rest.len() > 1);
    let from_now = before(said, "from now").or_else(|| before(said, "from today"));
    next.or(from_now).unwrap_or(said)
}

/// What `end of …` ends; `year end` as well.
fn ended(said: &[Token]) -> Option<&[Token]> {
    const WORDS: [&str; 31] = [
        "the end of the",
        "the end of",
        "end of the",
        "end of",
        "end",
        "the rest of the",
        "the rest of",
        "rest of the",
        "rest of",
        "the remainder of the",
        "remainder of the",
        "remainder of",
        "ende des",
        "ende",
        "la fin de",
        "fin de l '",
        "fin de",
        "fin d '",
        "fin",
        "finales de",
        "final de",
        "el final de",
        "fine",
        "final do",
        "fim de",
        "o fim de",
        "fim do",
        "slutet av",
        "slutet på",
        "eind",
        "einde",
    ];
    let after_end = WORDS.iter().find_map(|words| after(said, words));
    let before_end = ["- end", "end", "slut", "末"].iter().find_map(|words| before(said, words));
    after_end.or(before_end).filter(|rest| !rest.is_empty())
}

/// Whether a text says a piece of the calendar, such as a quarter, or its end.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    Itself,
    End,
}

/// The period of one piece of the calendar.
fn of_stretches(stretches: &[Stretch], said: Said, around: &PeriodAround) -> Understood<Period> {
    let one = |stretch: &Stretch| of_stretch(*stretch, said, around);
    match stretches {
        [only] => one(only),
        several => Understood::ask(
            several
                .iter()
                .filter_map(|stretch| Some(Reading::new(said_day(*stretch), one(stretch).value?)))
                .collect(),
        ),
    }
}

fn said_day(stretch: Stretch) -> String {
    let month = format!("{} {}", month_name(stretch.last.month()), stretch.last.year());
    if stretch.named == Named::Day { format!("{} {month}", stretch.last.day()) } else { month }
}

fn of_stretch(stretch: Stretch, said: Said, around: &PeriodAround) -> Understood<Period> {
    let from_now = ending(PeriodEnd::On(stretch.last));
    let Some(today) = around.today else { return from_now.into() };
    let begins = around.begins.unwrap_or(today);
    let whole = |first: Date| Period { start: Some(first), end: PeriodEnd::On(stretch.last) };
    let is_ahead = stretch.first > today && stretch.first > begins;
    match stretch.named {
        // The year itself, or December as its end.
        Named::Year | Named::Month if stretch.named == Named::Year || is_december(stretch, around) => {
            let first = year_before(stretch.last);
            let Some(first) = first.filter(|first| *first > today && *first > begins) else {
                return from_now.into();
            };
            let label = |from: Date| format!("{} to {}", said_month(from), said_month(stretch.last));
            let readings = vec![
                Reading::new(format!("from now to {}", said_month(stretch.last)), from_now),
                Reading::new(label(first), whole(first)),
            ];
            Understood { value: Some(whole(first)), readings, note: None }
        }
        Named::Quarter | Named::Half if is_ahead && said == Said::Itself => whole(stretch.first).into(),
        Named::Day | Named::Month | Named::Quarter | Named::Half | Named::Year => from_now.into(),
    }
}

/// The last month of a (fiscal) year that the text names with its year.
fn is_december(stretch: Stretch, around: &PeriodAround) -> bool {
    let last_month = (around.fiscal_start.clamp(1, 12) + 10) % 12 + 1;
    stretch.named == Named::Month && stretch.has_year && stretch.last.month() == last_month
}

/// The first day of the twelve months that end on a day.
fn year_before(last: Date) -> Option<Date> {
    let next = last.after_days(1)?;
    Date::new(next.year() - 1, next.month(), next.day())
}

fn said_month(date: Date) -> String {
    format!("{} {}", month_name(date.month()), date.year())
}

/// `Jan 2027 to Dec 2027`, `Jan–Dec 2027`, `2027-01-15 to 2027-03-14`, `Jan 2027 – 6 months`.
fn between(said: &[Token], around: &PeriodAround) -> Option<Understood<Period>> {
    const WORDS: &[&str] =
        &["-", "to", "until", "till", "through", "thru", "bis", "à", "au", "a", "al", "até", "tot", "hasta"];
    const BEFORE: [&str; 8] = ["from", "between", "von", "de", "du", "dal", "från", "vom"];
    let said = BEFORE.iter().find_map(|word| after(said, word)).unwrap_or(said);
    (1..said.len()).find_map(|at| {
        let (start, rest) = said.split_at(at);
        let (word, end) = rest.split_first()?;
        // “Feb 2027, 6 months”
        let is_length = word.is(&[",", "for"]) && end.len() > 1 && duration(end).is_some();
        let is_word = word.is(WORDS) || word.is(&["and"]) || is_length;
        (is_word && !end.is_empty()).then(|| of_ends(start, end, around))?
    })
}

fn of_ends(start: &[Token], end: &[Token], around: &PeriodAround) -> Option<Understood<Period>> {
    let days = around.days();
    if let Some(asked) = split_year(start, end, around) {
        return Some(asked);
    }
    let starts = days.stretches(start);
    if let Some(horizon) = duration(end).filter(|_| end.len() > 1) {
        let [start] = starts.as_slice() else { return None };
        return Some(Period { start: Some(start.first), end: PeriodEnd::After(horizon) }.into());
    }
    let ends = days.stretches(ended(end).unwrap_or(end));
    let ends = if ends.is_empty() { short_year(end) } else { ends };
    let mut periods: Vec<Period> = Vec::new();
    for (place, start) in starts.iter().enumerate() {
        for (other, end) in ends.iter().enumerate() {
            // Two dates of one text are written alike.
            let is_alike = starts.len() != ends.len() || place == other;
            let (first, last) = (in_year_of(start.first, *start, *end)?, in_year_after(*start, *end)?);
            if is_alike && first <= last {
                periods.push(Period { start: Some(first), end: PeriodEnd::On(last) });
            }
        }
    }
    periods.dedup();
    let label = |period: &Period| match (period.start, period.end) {
        (Some(first), PeriodEnd::On(last)) => format!("{} to {}", said_date(first), said_date(last)),
        _ => String::new(),
    };
    match periods.as_slice() {
        [] => None,
        [only] => Some((*only).into()),
        several => {
            Some(Understood::ask(several.iter().map(|period| Reading::new(label(period), *period)).collect()))
        }
    }
}

fn said_date(date: Date) -> String {
    format!("{} {}", date.day(), said_month(date))
}

/// `FY27-28`, where the fiscal year is not said to begin in another month than January: two years, or the one
/// from April to March, as in India.
fn split_year(start: &[Token], end: &[Token], around: &PeriodAround) -> Option<Understood<Period>> {
    let ([fiscal, year], [next]) = (start, end) else { return None };
    let (first, last) = (short_year(std::slice::from_ref(year)), short_year(end));
    let ([first], [last]) = (first.as_slice(), last.as_slice()) else { return None };
    let is_next = fiscal.is(&["fy", "gj"]) && next.is_number() && last.first.year() == first.first.year() + 1;
    let from_april = super::days::of_months(Named::Year, first.first.year(), 4, 12)?;
    let label = |from: Date, to: Date| format!("{} to {}", said_month(from), said_month(to));
    let reading = |from: Date, to: Date| {
        Reading::new(label(from, to), Period { start: Some(from), end: PeriodEnd::On(to) })
    };
    (is_next && around.fiscal_start <= 1).then(|| {
        Understood::ask(vec![reading(from_april.first, from_april.last), reading(first.first, last.last)])
    })
}

/// `2027–28`.
fn short_year(end: &[Token]) -> Vec<Stretch> {
    let [year] = end else { return Vec::new() };
    let year = year.text.parse::<i32>().ok().filter(|_| year.text.len() == 2);
    year.and_then(|year| super::days::of_months(Named::Year, 2000 + year, 1, 12)).into_iter().collect()
}

/// “Jan–Dec 2027”: the end's year is the start's as well, or the one after it.
fn in_year_of(first: Date, start: Stretch, end: Stretch) -> Option<Date> {
    if start.has_year || !end.has_year {
        return Some(first);
    }
    let of = |year: i32| Date::new(year, first.month(), first.day());
    of(end.last.year()).filter(|first| *first <= end.last).or_else(|| of(end.last.year() - 1))
}

/// “Nov 2026 – March”: the next March after it.
fn in_year_after(start: Stretch, end: Stretch) -> Option<Date> {
    if end.has_year {
        return Some(end.last);
    }
    (start.first.year()..=start.first.year() + 2).find_map(|year| {
        let first = Date::new(year, end.first.month(), end.first.day())?;
        let last = if end.named == Named::Day {
            first
        } else {
            first.after_days(u64::try_from(end.first.days_until(end.last)).ok()?)?
        };
        let last = if end.named == Named::Day { last } else { month_end(last)? };
        (last >= start.first).then_some(last)
    })
}

fn month_end(date: Date) -> Option<Date> {
    date.first_of_next_month()?.before_days(1)
}

impl Period {
    /// The calendar of the period; without a start of its own it begins on `start`.
    ///
    /// # Errors
    /// When it ends before it begins, or is longer than a plan may be.
    pub fn calendar(self, start: Option<Date>) -> Result<Calendar, EntryError> {
        let start = self.start.or(start);
        let horizon = match (self.end, start) {
            (PeriodEnd::After(horizon), _) => horizon,
            (PeriodEnd::On(_), None) => return Err(EntryError::NotUnderstood(AFTER_START)),
            (PeriodEnd::On(end), Some(start)) if end < start => {
                return Err(EntryError::questioned("that ends before it begins", AFTER_START));
            }
            (PeriodEnd::On(end), Some(start)) => whole_months(start, end)
                .or_else(|| days_between(start, end))
                .ok_or(EntryError::NotUnderstood(AFTER_START))?,
        };
        Ok(Calendar::new(start, horizon)?)
    }

    /// The first and the last day of the period when it is said on a day, without a plan that has begun: from
    /// the first of the next month on, as a new plan begins, or from the day itself where days are counted or
    /// the end is near.
    ///
    /// # Errors
    /// As [`Period::calendar`].
    pub fn said_on(self, today: Date) -> Result<(Date, Date), EntryError> {
        if matches!(self.end, PeriodEnd::On(end) if end < today) {
            return Err(EntryError::questioned("that is over", "December 2027"));
        }
        let next_month = if today.day() == 1 { Some(today) } else { today.first_of_next_month() };
        let starts = match self.end {
            PeriodEnd::After(Horizon::Days(_)) => Some(today),
            PeriodEnd::After(Horizon::Months(_)) => next_month,
            PeriodEnd::On(end) => next_month
                .filter(|next| next.after_months(1).is_some_and(|month| end.after_days(1) >= Some(month))),
        };
        let calendar = self.calendar(starts.or(Some(today)))?;
        let ends = calendar.start().zip(calendar.last_date());
        ends.ok_or(EntryError::NotUnderstood(AFTER_START))
    }
}

/// The months from `start` to the end of day `end`, if they are whole.
fn whole_months(start: Date, end: Date) -> Option<Horizon> {
    let after = end.after_days(1);
    (1..=HORIZON_MONTHS_MAX).find(|months| start.after_months(*months) == after).map(Horizon::Months)
}

fn days_between(start: Date, end: Date) -> Option<Horizon> {
    u32::try_from(start.days_until(end) + 1).ok().filter(|days| *days > 0).map(Horizon::Days)
}

/// What the field prints.
pub fn write_period(calendar: &Calendar) -> String {
    let Some(start) = calendar.start() else { return length(calendar.horizon()) };
    let end = calendar.last_date().unwrap_or(start);
    let printed = |start: String, end: String| format!("{start} to {end}");
    let is_same = |text: &str| {
        let around = PeriodAround { fiscal_start: 1, ..PeriodAround::default() };
        let read = read_period(text, around).ok().and_then(|read| read.value?.calendar(None).ok());
        read.as_ref() == Some(calendar)
    };
    let in_months = printed(short_month(start), short_month(end));
    let in_days = printed(start.to_string(), end.to_string());
    if start.day() == 1 && end.ends_month() && is_same(&in_months) {
        in_months
    } else if is_same(&in_days) {
        in_days
    } else {
        // So many days that are whole months as well.
        printed(start.to_string(), length(calendar.horizon()))
    }
}

fn short_month(date: Date) -> String {
    format!("{} {}", month_name(date.month()).get(..3).unwrap_or_default(), date.year())
}

/// What the field says it was understood as.
pub fn echo_period(calendar: &Calendar, format: &dyn Formatter) -> String {
    let length = match calendar.horizon() {
        Horizon::Months(1) => "1 month".to_owned(),
        Horizon::Days(1) => "1 day".to_owned(),
        horizon @ (Horizon::Months(_) | Horizon::Days(_)) => length(horizon),
    };
    match (calendar.start(), calendar.last_date()) {
        (Some(start), Some(end)) => format!("{length}: {} to {}", format.day(start), format.day(end)),
        _ => format!("{length} from the plan’s first day"),
    }
}
