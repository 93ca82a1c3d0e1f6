//! Fiscal years that are written with both of their years, `FY27-28`, `2027-28`, and parts of them, `Q1
//! FY27-28`.

use super::entry::{Period, PeriodAround, PeriodEnd, said_month};
use crate::entry::calendar::days::{Days, Named, Stretch, of_months};
use crate::entry::grammar::tokens::{Kind, Token, without};
use crate::entry::reading::{Reading, Understood};
use crate::model::Date;
use crate::model::month_names::month_of;

/// `FY27-28`, `2027-28`: the fiscal year that begins in the one and ends in the other. Where the fiscal year
/// is not said to begin in another month than January it may be two years, or the one from April to March, as
/// in India.
pub(super) fn split_year(
    start: &[Token],
    end: &[Token],
    around: &PeriodAround,
) -> Option<Understood<Period>> {
    let (fiscal, year) = match start {
        [fiscal, year @ ..] if fiscal.is(&["fy", "gj", "geschäftsjahr", "wirtschaftsjahr"]) => (true, year),
        year => (false, year),
    };
    let first = match year {
        [only] if only.text.len() == 4 => around.days().stretches(year),
        [_] if fiscal => short_year(year),
        _ => return None,
    };
    // “FY2027-2028”; without the word these are two years.
    let last = match end {
        [year] if fiscal && year.text.len() == 4 => around.days().stretches(end),
        _ => short_year(end),
    };
    let ([first], [last]) = (first.as_slice(), last.as_slice()) else { return None };
    if last.last.year() != first.last.year() + 1 {
        return None;
    }
    let begins = |month: u32| of_months(Named::Year, first.last.year(), month, 12);
    let period = |from: Date, to: Date| Period { start: Some(from), end: PeriodEnd::On(to) };
    if around.fiscal_start > 1 {
        let fiscal = begins(around.fiscal_start)?;
        return Some(period(fiscal.first, fiscal.last).into());
    }
    let label = |from: Date, to: Date| format!("{} to {}", said_month(from), said_month(to));
    let reading = |from: Date, to: Date| Reading::new(label(from, to), period(from, to));
    let from_april = begins(4)?;
    // “FY25-26”, when it is over: not two years of which a month is left.
    if fiscal && around.today.is_some_and(|today| from_april.last < today) {
        return Some(period(from_april.first, from_april.last).into());
    }
    Some(Understood::ask(vec![
        reading(from_april.first, from_april.last),
        reading(begins(1)?.first, last.last),
    ]))
}

/// Whether a text names parts of a year that a fiscal year has as well, with a year that is not said to be
/// of the one kind or the other: `Q3 2027`, `H1’27`.
pub(super) fn is_part_of_either(said: &[Token]) -> bool {
    const SAYS_WHICH: &[&str] = &["fy", "fiscal", "financial", "gj", "cy", "calendar", "geschäftsjahr"];
    let is_full = |word: &Token| word.text.len() == 4 && word.text.starts_with("20");
    let is_short = |word: &Token| word.text.rsplit_once('\'').is_some_and(|(_, year)| year.len() == 2);
    let has_year = said.iter().any(|word| word.is_number() && (is_full(word) || is_short(word)));
    has_year && !said.iter().any(|word| word.is(SAYS_WHICH))
}

/// The readings of a piece of the calendar; where the fiscal year does not begin in January, `Q3 2027` may be
/// of the fiscal year that ends in 2027 as well as of the calendar. `Q3 FY27`, `Q3` and `2027` are one.
pub(super) fn of_either_year(days: Days, said: &[Token]) -> Vec<Stretch> {
    let mut stretches = days.stretches(said);
    if let [only] = stretches.as_slice()
        && matches!(only.named, Named::Quarter | Named::Half)
        && days.fiscal_start > 1
        && is_part_of_either(said)
        && let [calendar] = (Days { fiscal_start: 1, ..days }).stretches(said).as_slice()
        && calendar != only
    {
        stretches.push(*calendar);
    }
    stretches
}

/// `2027–28`.
pub(super) fn short_year(end: &[Token]) -> Vec<Stretch> {
    let [year] = end else { return Vec::new() };
    let year = year.text.parse::<i32>().ok().filter(|_| year.text.len() == 2);
    year.and_then(|year| of_months(Named::Year, 2000 + year, 1, 12)).into_iter().collect()
}

/// What is said of a year that is written with both of its years.
pub(super) struct PartOfYear {
    /// The year in which it begins.
    year: i32,
    /// What stands around it, without words that bind it.
    said: Vec<Token>,
    /// Whether the text says that it is a fiscal year.
    is_fiscal: bool,
}

impl PartOfYear {
    /// `Q1 FY27-28`, `FY 2027-28 H2`, `end of FY27-28`: none, where nothing more than the year is said, or
    /// something else than a part of it.
    pub(super) fn of(said: &[Token]) -> Option<Self> {
        const PARTS: &[&str] = &[
            "q",
            "h",
            "t",
            "s",
            "hj",
            "quarter",
            "half",
            "quartal",
            "halbjahr",
            "trimestre",
            "semestre",
            "end",
            "ende",
            "fin",
        ];
        let at = (0..said.len()).find(|at| begun_in(said, *at).is_some())?;
        let year = begun_in(said, at)?;
        let before = said.get(..at).unwrap_or_default();
        let (fiscal, before) = match before.split_last() {
            Some((word, rest)) if word.is(&["fy", "gj", "year", "geschäftsjahr"]) => (true, rest),
            Some(_) | None => (false, before),
        };
        let says_fiscal = said.iter().any(|word| word.is(&["fy", "fiscal", "financial", "gj"]));
        let around = [before, said.get(at + 3..).unwrap_or_default()].concat();
        let around =
            without(&around, &["of", "in", "the", "fy", "fiscal", "financial", ",", "for", "du", "des"]);
        let is_month = |word: &Token| word.kind == Kind::Word && month_of(&word.text).is_some();
        let is_part = around.iter().any(|word| word.is(PARTS)) && !around.iter().any(is_month);
        // “end 27-28” may be days.
        let names_part = around.iter().any(|word| word.is(&["q", "h", "quarter", "half"]));
        let is_year = fiscal || names_part || said.get(at).is_some_and(|year| year.text.len() == 4);
        (is_part && is_year).then_some(Self { year, said: around, is_fiscal: fiscal || says_fiscal })
    }

    /// The part, of the year from April to March and of the one that begins in January, or of the plan's
    /// fiscal year.
    pub(super) fn read(&self, around: &PeriodAround) -> Option<Understood<Period>> {
        let readings: Vec<Reading<Period>> = if around.fiscal_start > 1 {
            vec![self.beginning_in(around.fiscal_start, around)?]
        } else {
            let both = [self.beginning_in(4, around)?, self.beginning_in(1, around)?];
            both.into_iter().chain(self.going_on(around)).collect()
        };
        match readings.as_slice() {
            [only] => Some(only.value.into()),
            _ => Some(Understood::ask(readings)),
        }
    }

    /// `H2 2027-2028`: from there to the end of the second year, where nothing says that both are one.
    fn going_on(&self, around: &PeriodAround) -> Option<Reading<Period>> {
        let first = self.beginning_in(1, around).filter(|_| !self.is_fiscal)?.value.start?;
        let last = Date::new(self.year + 1, 12, 31)?;
        let label = format!("{} to {}", said_month(first), said_month(last));
        Some(Reading::new(label, Period { start: Some(first), end: PeriodEnd::On(last) }))
    }

    fn beginning_in(&self, month: u32, around: &PeriodAround) -> Option<Reading<Period>> {
        if matches!(self.said.as_slice(), [end] if end.is(&["end", "ende", "fin"])) {
            let year = of_months(Named::Year, self.year, month, 12)?;
            let period = Period { start: None, end: PeriodEnd::On(year.last) };
            return Some(Reading::new(format!("until {}", said_month(year.last)), period));
        }
        let number = self.said.first()?;
        let year = Token { kind: Kind::Number, text: self.year.to_string(), ..number.clone() };
        let days = Days { fiscal_start: 1, ..around.days() };
        let parts = days.stretches(&[self.said.as_slice(), &[year]].concat());
        let [part] = parts.as_slice() else { return None };
        let months = match part.named {
            Named::Quarter => 3,
            Named::Half => 6,
            Named::Day | Named::Month | Named::Year => return None,
        };
        let first = Date::new(self.year, month, 1)?.after_months(part.first.month() - 1)?;
        let whole = of_months(part.named, first.year(), first.month(), months)?;
        let label = format!("{} to {}", said_month(whole.first), said_month(whole.last));
        let start = Some(whole.first).filter(|first| around.today.is_none_or(|today| *first > today));
        Some(Reading::new(label, Period { start, end: PeriodEnd::On(whole.last) }))
    }
}

/// The first of two years that follow one another, `27-28`, `2027/28`.
fn begun_in(said: &[Token], at: usize) -> Option<i32> {
    let [first, mark, second] = said.get(at..at + 3)? else { return None };
    let year = |token: &Token| {
        let number: i32 = token.text.parse().ok().filter(|_| token.kind == Kind::Number)?;
        match token.text.len() {
            2 => Some(2000 + number),
            4 => Some(number).filter(|year| (2000..2100).contains(year)),
            _ => None,
        }
    };
    // “H2 2027 - 2028” may go on to the end of 2028.
    let is_mark = mark.is(&["-", "/", "–"]) && !mark.spaced;
    year(first)
        .zip(year(second))
        .filter(|(first, second)| is_mark && *second == first + 1)
        .map(|(first, _)| first)
}
