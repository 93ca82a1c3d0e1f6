//! Days, months, quarters and years as people write them: each a first and a last day.

use super::calendar_words::{
    DATE_FILLER, FOUR_MONTHS, HALF, NEXT, ORDINAL_ENDS, ORDINALS, QUARTER, THIS, YEAR_WORDS,
};
use super::month_words::with_month_names;
use super::weekdays::without_weekday;
use crate::entry::grammar::tokens::{Kind, Token, after, before, without};
use crate::model::month_names::month_of;
use crate::model::{Date, DayOrder};

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::entry) enum Named {
    Day,
    Month,
    Quarter,
    Half,
    Year,
}

/// A piece of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::entry) struct Stretch {
    pub named: Named,
    pub first: Date,
    pub last: Date,
    /// Whether the text says its year.
    pub has_year: bool,
}

/// What dates are read against.
#[derive(Clone, Copy, Debug)]
pub(in crate::entry) struct Days {
    /// The day that it is; without it, days without a year are not understood.
    pub today: Option<Date>,
    pub order: Option<DayOrder>,
    /// The month with which the fiscal year begins.
    pub fiscal_start: u32,
}

impl Days {
    /// The readings of a text as one piece of the calendar: none, one, or the two of a date such as 3/4/27.
    pub(in crate::entry) fn stretches(&self, tokens: &[Token]) -> Vec<Stretch> {
        let tokens = with_month_names(&without(tokens, &[",", "."]));
        let (tokens, weekday_said) = without_weekday(&tokens);
        let tokens = self.in_a_year(year_last(&tokens));
        let relative = self.relative(&tokens);
        let named = relative.or_else(|| self.quarter_or_half(&tokens)).or_else(|| self.year(&tokens));
        let named = named.or_else(|| self.feast(&tokens)).or_else(|| self.week(&tokens));
        let named = named.map(|stretch| vec![stretch]);
        let dates = || self.dates(&without(&tokens, DATE_FILLER));
        let readings = named.or_else(|| self.next_month(&tokens)).unwrap_or_else(dates);
        let mut apart: Vec<Stretch> = Vec::new();
        for stretch in readings {
            if !apart.contains(&stretch) {
                apart.push(stretch);
            }
        }
        if self.order == Some(DayOrder::DayFirst) && self.is_month_and_year(&tokens) {
            apart.retain(|stretch| stretch.named == Named::Month);
        }
        // “Tuesday 31 March 2027”, which is a Wednesday, is no day.
        apart.retain(|stretch| weekday_said.is_none_or(|said| stretch.first.weekday() == said));
        apart
    }

    /// `dez/27`, `06/27`, where the day stands first: a month and its year, if that is near.
    fn is_month_and_year(&self, tokens: &[Token]) -> bool {
        let [month, mark, year] = tokens else { return false };
        let is_month = month.text.parse().is_ok_and(|month: u32| (1..=12).contains(&month))
            || month_of(&month.text).is_some();
        let year = year.text.parse::<i32>().ok().filter(|_| year.text.len() == 2);
        let now = self.today.map_or(0, Date::year);
        is_month
            && mark.is(&["/"])
            && year.is_some_and(|year| year > 12 && (now..=now + 3).contains(&(2000 + year)))
    }

    /// `next November`: within November it is that of next year; while one is ahead in this year, it may be
    /// either. `coming November` is the nearest that has not begun.
    fn next_month(&self, tokens: &[Token]) -> Option<Vec<Stretch>> {
        const COMING: &[&str] = &["coming", "kommendes", "kommenden", "kommande", "komend", "komende"];
        let today = self.today?;
        let [which, name] = tokens else { return None };
        let month = month_of(&name.text).filter(|_| name.kind == Kind::Word && which.is(NEXT))?;
        let of = |year: i32| of_months(Named::Month, year, month, 1);
        let this = of(today.year()).filter(|_| month > today.month());
        let next = of(today.year() + 1).filter(|_| this.is_none() || !which.is(COMING));
        Some(this.into_iter().chain(next).map(|stretch| Stretch { has_year: false, ..stretch }).collect())
    }

    /// `Q1 next year`, `March of this year`, `next year's November`, with the year in numbers.
    fn in_a_year(&self, mut tokens: Vec<Token>) -> Vec<Token> {
        if let [which, year, mark, s, ..] = tokens.as_slice()
            && which.is(&["next", "this"])
            && year.is(&["year"])
            && mark.is(&["'"])
            && s.is(&["s"])
            && tokens.len() > 4
        {
            let mut behind = tokens.split_off(4);
            tokens.truncate(2);
            behind.append(&mut tokens);
            tokens = behind;
        }
        let later = match tokens.as_slice() {
            [_, .., which, year] if year.is(&["year"]) && which.is(&["next"]) => 1,
            [_, .., which, year] if year.is(&["year"]) && which.is(&["this"]) => 0,
            _ => return tokens,
        };
        let Some(today) = self.today else { return tokens };
        tokens.pop();
        if let Some(which) = tokens.last_mut() {
            (which.kind, which.text) = (Kind::Number, (today.year() + later).to_string());
        }
        let (year, rest) = tokens.split_last().map_or((None, &[][..]), |(year, rest)| (Some(year), rest));
        let of = ["in the", "of the", "in", "of", "the", "de", "del", "do", "dell '", "van", "im", "av"];
        let rest = of.iter().find_map(|words| before(rest, words)).unwrap_or(rest);
        rest.iter().chain(year).cloned().collect()
    }

    /// `this quarter`, `next year`, `tomorrow`, `eoy`.
    fn relative(&self, tokens: &[Token]) -> Option<Stretch> {
        let today = self.today?;
        let (later, rest) = match tokens {
            [first, rest @ ..] if first.is(NEXT) => (1, rest),
            [first, rest @ ..] if first.is(THIS) => (0, rest),
            // “trimestre prochain”, “el año que viene”
            [rest @ .., last] if last.is(NEXT) => (1, rest),
            [rest @ .., that, comes] if that.is(&["que"]) && comes.is(&["viene", "vem"]) => (1, rest),
            rest => (0, rest),
        };
        let is_fiscal = match rest {
            [word] => word.is(&["fy", "eofy"]),
            [fiscal, year] => fiscal.is(&["fiscal", "financial"]) && year.is(&["year"]),
            _ => false,
        };
        if is_fiscal {
            let year = today.year() - i32::from(today.month() < self.fiscal_start) + i32::from(later == 1);
            return of_months(Named::Year, year, self.fiscal_start, 12);
        }
        let [word] = rest else { return None };
        let year = today.year() + i32::from(later == 1);
        let words = |words: &[&str]| word.is(words);
        if words(&["today", "now", "heute"]) {
            return Some(day(today));
        } else if words(&["tomorrow"]) {
            return Some(day(today.after_days(1)?));
        } else if words(&[
            "year",
            "eoy",
            "jahres",
            "yearend",
            "jahr",
            "jahresende",
            "année",
            "årets",
            "年",
            "año",
            "ano",
            "anno",
            "år",
            "jaar",
        ]) {
            return of_months(Named::Year, year, 1, 12);
        } else if words(&[
            "month",
            "eom",
            "monat",
            "monats",
            "monatsende",
            "mois",
            "mes",
            "mês",
            "mese",
            "månad",
            "maand",
            "月",
        ]) {
            let month = today.first_of_month()?.after_months(later)?;
            return of_months(Named::Month, month.year(), month.month(), 1);
        }
        let months = if words(&["quarter", "eoq", "quartals", "quartalsende"])
            || (word.text.len() > 1 && words(QUARTER))
        {
            3
        } else if word.text.len() > 1 && words(HALF) {
            6
        } else {
            return None;
        };
        let place = (today.month() + 12 - self.fiscal_start) % 12 % months;
        let first = today.first_of_month()?;
        // Months only go forward: a year less, and a year's worth of months more.
        let first =
            Date::new(first.year() - 1, first.month(), 1)?.after_months(12 - place + later * months)?;
        of_months(if months == 3 { Named::Quarter } else { Named::Half }, first.year(), first.month(), months)
    }

    /// `Q3 2027`, `3Q27`, `H1`, `second half of 2027`, `Q3`.
    fn quarter_or_half(&self, tokens: &[Token]) -> Option<Stretch> {
        let said = without(
            tokens,
            &[
                "of", "in", "the", "/", "'", "-", "fy", "year", "de", "do", "del", "di", "von", "van", "af",
                "av",
            ],
        );
        let said = without(&said, ORDINAL_ENDS);
        let fiscal = tokens.iter().any(|token| token.is(&["fy"]));
        // “calendar Q1 2027”
        let calendar = without(&said, &["calendar", "cy"]);
        if calendar.len() < said.len() {
            return Self { fiscal_start: 1, ..*self }.quarter_or_half(&calendar);
        }
        if let Some(quarter) = self.quarter_of_letters(&said).filter(|_| !fiscal) {
            return Some(quarter);
        }
        let (letter, number, rest) = match said.as_slice() {
            // “27Q3”
            [year, letter, number]
                if small(year).is_some_and(|year| year > 12)
                    && number.is_number()
                    && letter.kind == Kind::Word =>
            {
                (letter, small(number)?, std::slice::from_ref(year))
            }
            [letter, number, rest @ ..] if letter.kind == Kind::Word && number.is_number() => {
                (letter, small(number)?, rest)
            }
            [number, letter, rest @ ..] if (letter.is(QUARTER) || letter.is(HALF)) && number.is_number() => {
                (letter, small(number)?, rest)
            }
            [ordinal, letter, rest @ ..]
                if letter.is(QUARTER) || letter.is(HALF) || letter.is(FOUR_MONTHS) =>
            {
                let place = ORDINALS.iter().position(|words| ordinal.is(words))?;
                // “last quarter of 2027”, but “last quarter” is the one that is over.
                if ordinal.is(&["last"]) && rest.is_empty() {
                    return None;
                }
                (letter, u32::try_from(place + 1).ok()?, rest)
            }
            _ => return None,
        };
        let months = if letter.is(QUARTER) {
            3
        } else if letter.is(HALF) {
            6
        } else if letter.is(FOUR_MONTHS) {
            4
        } else {
            return None;
        };
        if !(1..=12 / months).contains(&number) {
            return None;
        }
        let (named, place) = (if months == 3 { Named::Quarter } else { Named::Half }, months * (number - 1));
        let of = |fiscal_year: i32| {
            let first = self.fiscal_first(fiscal_year)?.after_months(place)?;
            of_months(named, first.year(), first.month(), months)
        };
        match rest {
            [] => self.next_of(of),
            [year] => of(year_of(year)?),
            _ => None,
        }
        .filter(|_| !fiscal || !rest.is_empty())
    }

    /// `AMJ`, `JAS quarter 2027`: the first letters of its months, in the calendar year.
    fn quarter_of_letters(&self, said: &[Token]) -> Option<Stretch> {
        const LETTERS: [(&str, u32); 4] = [("jfm", 1), ("amj", 4), ("jas", 7), ("ond", 10)];
        let said = without(said, &["quarter", "qtr"]);
        let (name, year) = said.split_first()?;
        let (_, month) = LETTERS.iter().find(|(letters, _)| name.is(&[letters]))?;
        let of = |year: i32| of_months(Named::Quarter, year, *month, 3);
        match year {
            [] => self.next_of(of),
            [year] => of(year_of(year)?),
            _ => None,
        }
    }

    /// The first day of a fiscal year, which has the name of the year that it ends in.
    fn fiscal_first(&self, fiscal_year: i32) -> Option<Date> {
        let year = if self.fiscal_start == 1 { fiscal_year } else { fiscal_year - 1 };
        Date::new(year, self.fiscal_start, 1)
    }

    /// `2027`, `FY27`, `fiscal year 2027`, `calendar 2027`.
    fn year(&self, tokens: &[Token]) -> Option<Stretch> {
        let fiscal =
            ["fy", "fiscal year", "fiscal", "financial year", "gj", "geschäftsjahr", "exercice", "ejercicio"]
                .iter()
                .find_map(|words| after(tokens, words));
        if let Some([year]) = fiscal.map(|rest| without(rest, &["'"])).as_deref() {
            let first = self.fiscal_first(year_of(year)?)?;
            return of_months(Named::Year, first.year(), first.month(), 12);
        }
        let said = without(tokens, YEAR_WORDS);
        let is_calendar = tokens.first().is_some_and(|first| first.is(&["cy"]));
        match said.as_slice() {
            [year] if year.is_number() && (year.text.len() == 4 || is_calendar) => {
                of_months(Named::Year, year_of(year)?, 1, 12)
            }
            [mark, year] if mark.is(&["'"]) && year.text.len() == 2 => {
                of_months(Named::Year, year_of(year)?, 1, 12)
            }
            _ => None,
        }
    }

    /// A day or a month, in numbers or with the month's name.
    fn dates(&self, tokens: &[Token]) -> Vec<Stretch> {
        let Some((numbers, named, is_dotted)) = pieces(tokens) else { return Vec::new() };
        if let Some(month) = named {
            return self.named_month(month, &numbers, tokens);
        }
        // With dots the day comes first everywhere.
        let days = self.in_numbers(&numbers, if is_dotted { Some(DayOrder::DayFirst) } else { self.order });
        let month = if is_dotted { None } else { self.month_of_a_short_year(&numbers) };
        month.into_iter().chain(days).collect()
    }

    /// “12/27”: the 27th of December as well, or December of a year that is near.
    fn month_of_a_short_year(&self, numbers: &[(u32, usize)]) -> Option<Stretch> {
        let [(month, _), (year, 2)] = *numbers else { return None };
        let (today, year) = (self.today?, full_year(year)?);
        let is_near = (today.year()..=today.year() + 3).contains(&year);
        of_months(Named::Month, year, month, 1).filter(|_| is_near && month <= 12)
    }

    fn named_month(&self, month: u32, numbers: &[(u32, usize)], tokens: &[Token]) -> Vec<Stretch> {
        let month_in = |year: i32| of_months(Named::Month, year, month, 1);
        let day_in = |year: i32, number: u32| Some(day(Date::new(year, month, number)?));
        match *numbers {
            [] => self.next_of(month_in).into_iter().collect(),
            [(year, 4)] => full_year(year).and_then(month_in).into_iter().collect(),
            [(number, 1 | 2)] => {
                // “Dec 27” is a day, or a month of 2027; “27 Dec” is a day.
                let is_first = tokens.first().is_some_and(Token::is_number);
                // “Feb 30” is a day that no year has, and no month of 2030.
                let is_never = (1..=31).contains(&number) && day_in(2028, number).is_none();
                let as_day = self.next_of(|year| day_in(year, number));
                let soon = self.today.map(|today| today.year()..=today.year() + 3);
                let as_year = full_year(number)
                    .filter(|year| !is_first && !is_never && soon.is_some_and(|soon| soon.contains(year)));
                as_year.and_then(month_in).into_iter().chain(as_day).collect()
            }
            [(number, 1 | 2), (year, 2 | 4)] | [(year, 4), (number, 1 | 2)] => {
                full_year(year).and_then(|year| day_in(year, number)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn in_numbers(&self, numbers: &[(u32, usize)], order: Option<DayOrder>) -> Vec<Stretch> {
        let in_year = |year: Option<i32>, month: u32, number: u32| match year {
            Some(year) => Date::new(year, month, number).map(day),
            None => self.next_of(|year| Some(day(Date::new(year, month, number)?))),
        };
        let month_in = |year: u32, month: u32| {
            of_months(Named::Month, full_year(year)?, month, 1).filter(|_| month <= 12)
        };
        let orders = |year: Option<i32>, first: u32, second: u32| -> Vec<Stretch> {
            let (day_first, month_first) = (in_year(year, second, first), in_year(year, first, second));
            match (order, day_first, month_first) {
                (_, Some(only), None) | (_, None, Some(only)) => vec![only],
                (Some(DayOrder::DayFirst), Some(one), _) | (Some(DayOrder::MonthFirst), _, Some(one)) => {
                    vec![one]
                }
                (None, Some(one), Some(other)) => vec![other, one],
                (_, None, None) => Vec::new(),
            }
        };
        match *numbers {
            [(year, 4), (month, _), (number, _)] => {
                full_year(year).and_then(|year| in_year(Some(year), month, number)).into_iter().collect()
            }
            [(first, 1 | 2), (second, 1 | 2), (year, 2 | 4)] => {
                full_year(year).map_or_else(Vec::new, |year| orders(Some(year), first, second))
            }
            [(year, 4), (month, 1 | 2)] | [(month, 1 | 2), (year, 4)] => {
                month_in(year, month).into_iter().collect()
            }
            [(first, 1 | 2), (second, 1 | 2)] => orders(None, first, second),
            _ => Vec::new(),
        }
    }

    /// Of what has no year, the next one that is not over.
    pub(super) fn next_of(&self, of: impl Fn(i32) -> Option<Stretch>) -> Option<Stretch> {
        let today = self.today?;
        // A leap day may be some years away.
        let mut years = (today.year() - 1..=today.year() + 8).filter_map(of);
        let next = years.find(|stretch| stretch.last >= today)?;
        Some(Stretch { has_year: false, ..next })
    }
}

/// Numbers with their digits, the month that is named, and whether dots stand between; none, if anything else
/// does.
type Pieces = (Vec<(u32, usize)>, Option<u32>, bool);

fn pieces(tokens: &[Token]) -> Option<Pieces> {
    let (mut numbers, mut named, mut is_dotted) = (Vec::new(), None, false);
    for token in tokens {
        match token.kind {
            Kind::Number => {
                is_dotted |= token.text.contains('.');
                for part in token.text.split(['.', ' ', '\'']) {
                    numbers.push((part.parse().ok().filter(|_| part.len() <= 4)?, part.len()));
                }
            }
            Kind::Word => {
                let month = month_of(&token.text)?;
                if named.replace(month).is_some() {
                    return None;
                }
            }
            Kind::Mark if token.is(&["/", "-"]) => {}
            Kind::Mark => return None,
        }
    }
    (numbers.len() <= 3).then_some((numbers, named, is_dotted))
}

/// `2027 Q2`, `FY27 Q2` and `Q2'27` as `Q2 2027`, `Q2 27`: the year behind what it is the year of.
fn year_last(tokens: &[Token]) -> Vec<Token> {
    let is_piece = |token: &Token| token.is(QUARTER) || token.is(HALF);
    let mut said: Vec<Token> = Vec::new();
    for token in tokens {
        // “Dec '27” is a month of a year, and no day.
        let is_short = token.is_number() && token.text.len() == 2;
        if is_short && said.pop_if(|mark| mark.is(&["'"])).is_some() {
            said.push(Token { text: format!("20{}", token.text), ..token.clone() });
            continue;
        }
        match token.text.split_once('\'').filter(|(_, year)| token.is_number() && year.len() == 2) {
            Some((number, year)) => {
                let piece =
                    |text: &str| Token { text: text.to_owned(), raw: text.to_owned(), ..token.clone() };
                said.extend([piece(number), piece(year)]);
            }
            None => said.push(token.clone()),
        }
    }
    let year = match said.as_slice() {
        [fy, year, rest @ ..] if fy.is(&["fy"]) && rest.iter().any(is_piece) => {
            Some((year.clone(), rest.to_vec()))
        }
        [year, rest @ ..] if year.text.len() == 4 && rest.iter().any(is_piece) => {
            Some((year.clone(), rest.to_vec()))
        }
        _ => None,
    };
    match year.filter(|(year, _)| year.is_number()) {
        Some((year, rest)) => {
            without(&rest, &["-", "/", "."]).into_iter().chain(std::iter::once(year)).collect()
        }
        None => said,
    }
}

fn small(token: &Token) -> Option<u32> {
    token.text.parse().ok()
}

pub(in crate::entry) fn year_of(token: &Token) -> Option<i32> {
    let digits = token.text.len();
    full_year(token.text.parse().ok()?).filter(|_| digits == 2 || digits == 4)
}

/// `27` is 2027.
fn full_year(number: u32) -> Option<i32> {
    let year = if number < 100 { 2000 + number } else { number };
    i32::try_from(year).ok().filter(|year| (1970..=2200).contains(year))
}

pub(in crate::entry) fn day(date: Date) -> Stretch {
    Stretch { named: Named::Day, first: date, last: date, has_year: true }
}

/// So many months from the first of a month on.
pub(in crate::entry) fn of_months(named: Named, year: i32, month: u32, months: u32) -> Option<Stretch> {
    let first = Date::new(year, month, 1)?;
    let last = first.after_months(months)?.before_days(1)?;
    Some(Stretch { named, first, last, has_year: true })
}

/// The last day that a text names: of a month or a year alone, its last; of two readings, the first.
pub(in crate::entry) fn last_day(text: &str, today: Option<Date>, order: Option<DayOrder>) -> Vec<Date> {
    let Ok((_, tokens)) = crate::entry::grammar::tokens::tokens(text, "") else { return Vec::new() };
    let days = Days { today, order, fiscal_start: 1 };
    let ended =
        ["by the end of", "the end of", "end of", "end"].iter().find_map(|words| after(&tokens, words));
    let ended = ended.or_else(|| before(&tokens, "end")).unwrap_or(&tokens);
    days.stretches(ended).into_iter().map(|stretch| stretch.last).collect()
}
