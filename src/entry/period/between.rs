//! A period from one day to another, or so long from a day on: `Jan 2027 to Dec 2027`, `FY26/27`, `18 months
//! from January`.

use super::entry::{Period, PeriodAround, PeriodEnd, ended, said_date, said_month};
use super::split_year::{PartOfYear, is_part_of_either, short_year, split_year};
use crate::entry::calendar::days::{Named, Stretch};
use crate::entry::calendar::lengths::duration;
use crate::entry::grammar::tokens::{Kind, Token, after, before, split, without};
use crate::entry::reading::{Reading, Understood};
use crate::model::month_names::month_of;
use crate::model::{Date, Horizon};

/// `Jan 2027 to Dec 2027`, `Jan–Dec 2027`, `2027-01-15 to 2027-03-14`, `Jan 2027 – 6 months`.
pub(in crate::entry) fn between(said: &[Token], around: &PeriodAround) -> Option<Understood<Period>> {
    const WORDS: &[&str] = &[
        "-", "to", "until", "till", "through", "thru", "bis", "à", "au", "a", "al", "até", "tot", "hasta",
        "til", "ad", "do", "から",
    ];
    const BETWEEN: [&str; 6] = ["between", "zwischen", "entre", "tra", "tussen", "mellan"];
    const BEFORE: [&str; 15] = [
        "d '", "from", "between", "von", "de", "del", "du", "dal", "da", "från", "fra", "vom", "van",
        "desde", "ab",
    ];
    let named = first_of(said, around).or_else(|| last_of(said, around));
    let named = named.or_else(|| so_long_until(said, around));
    if let Some(long) = named.or_else(|| so_long_from(said, around)) {
        return Some(long.into());
    }
    if let Some(both) = this_and_next(said, around) {
        return Some(both.into());
    }
    if let Some(year) = year_of_accounts(said, around) {
        return Some(year);
    }
    // “from Q2 27-28” goes on from there.
    if let Some(part) = PartOfYear::of(said).and_then(|part| part.read(around)) {
        return Some(part);
    }
    let within = BETWEEN.iter().find_map(|word| after(said, word));
    let said = BEFORE.iter().find_map(|word| after(said, word)).or(within).unwrap_or(said);
    (1..said.len()).find_map(|at| {
        let (start, rest) = said.split_at(at);
        let (word, end) = rest.split_first()?;
        // “Feb 2027, 6 months”
        let is_length = word.is(&[",", "for", "für", "pour", "por", "durante", "per", "i", "voor"])
            && end.len() > 1
            && duration(end).is_some();
        // “FY26/27”
        let is_year = |first: &Token| {
            first.is(&["fy", "gj", "geschäftsjahr", "wirtschaftsjahr"])
                || (first.is_number() && first.text.len() == 4)
        };
        let is_split = word.is(&["/"]) && said.first().is_some_and(is_year);
        // “Q1 and Q2”, “Q1+Q2 2027”: pieces that follow one another.
        let is_sum = word.is(&["and", "+", "&", "und", "et", "y", "e", "och", "en"]);
        if is_sum && within.is_none() && !is_next(start, end, around) {
            return None;
        }
        let is_word = word.is(WORDS) || is_sum || is_length || is_split;
        (is_word && !end.is_empty()).then(|| of_ends(start, end, around))?
    })
}

/// `Q3 to Q4 2027` where the fiscal year does not begin in January: parts of that year, or of the calendar.
pub(super) fn between_of_either_year(said: &[Token], around: &PeriodAround) -> Option<Understood<Period>> {
    let own = between(said, around)?;
    let is_settled = own.readings.is_empty() && around.fiscal_start > 1 && is_part_of_either(said);
    let calendar = PeriodAround { fiscal_start: 1, ..*around };
    let other = || between(said, &calendar)?.value;
    // What is over before the plan begins is not meant.
    let begins = around.begins.or(around.today);
    let ends = |period: &Period| match period.end {
        PeriodEnd::On(last) => Some(last),
        PeriodEnd::After(_) => None,
    };
    let is_over = |period: &Period| begins.zip(ends(period)).is_some_and(|(begins, last)| last < begins);
    let reading = |period: Period| {
        let (first, last) = (period.start?, ends(&period)?);
        Some(Reading::new(format!("{} to {}", said_month(first), said_month(last)), period))
    };
    let Some(value) = own.value.filter(|_| is_settled) else { return Some(own) };
    let Some(other) = other().filter(|other| *other != value && !is_over(other)) else { return Some(own) };
    if is_over(&value) {
        return Some(other.into());
    }
    let readings = [value, other].into_iter().map(reading).collect::<Option<Vec<_>>>();
    Some(readings.map_or(own, Understood::ask))
}

/// `this quarter and next`, `this and next quarter`: from now to the end of the next one.
fn this_and_next(said: &[Token], around: &PeriodAround) -> Option<Period> {
    let (this, next) = split(said, &["and", "+", "&"])?;
    let piece = match (this, next) {
        ([this, piece], [next]) | ([this], [next, piece]) if this.is(&["this"]) && next.is(&["next"]) => {
            piece
        }
        _ => return None,
    };
    let next = Token { text: "next".to_owned(), ..piece.clone() };
    let ends = around.days().stretches(&[next, piece.clone()]);
    let [end] = ends.as_slice() else { return None };
    Some(Period { start: None, end: PeriodEnd::On(end.last) })
}

/// Whether a piece of the calendar begins where another ends.
fn is_next(start: &[Token], end: &[Token], around: &PeriodAround) -> bool {
    let (starts, ends) = (around.days().stretches(start), around.days().stretches(end));
    let ([start], [end]) = (starts.as_slice(), ends.as_slice()) else { return false };
    let follows = start
        .last
        .after_days(1)
        .is_some_and(|next| (next.month(), next.day()) == (end.first.month(), end.first.day()));
    start.named == end.named && follows
}

/// `first two quarters of 2027`, `first 6 months of next year`.
fn first_of(said: &[Token], around: &PeriodAround) -> Option<Period> {
    let (long, year) = split(after(said, "first")?, &["of", "in"])?;
    let year = around.days().stretches(year);
    let [year] = year.as_slice() else { return None };
    let horizon = duration(long).filter(|_| long.len() > 1 && year.named == Named::Year)?;
    Some(Period { start: Some(year.first), end: PeriodEnd::After(horizon) })
}

/// `last two quarters of 2027`, `last 6 months of next year`.
fn last_of(said: &[Token], around: &PeriodAround) -> Option<Period> {
    let (long, year) = split(after(said, "last")?, &["of", "in"])?;
    let year = around.days().stretches(year);
    let [year] = year.as_slice() else { return None };
    let horizon = duration(long).filter(|_| long.len() > 1 && year.named == Named::Year)?;
    let Horizon::Months(months) = horizon else { return None };
    let start = year.first.after_months(12_u32.checked_sub(months)?)?;
    Some(Period { start: Some(start), end: PeriodEnd::On(year.last) })
}

/// `18 months ending June 2028`, `12 months to March 2028`, `year ending 30 June 2028`: so many months until
/// a day.
fn so_long_until(said: &[Token], around: &PeriodAround) -> Option<Period> {
    const NAMES: [&str; 4] = ["the", "fiscal", "financial", "business"];
    let (long, end) = split(
        said,
        &[
            "ending in",
            "ending on",
            "ending",
            "ended",
            "ends in",
            "ends on",
            "ends",
            "to the end of",
            "to",
            "until",
        ],
    )?;
    let end = ended(end).unwrap_or(end);
    // “FY28 ending June” ends in June 2028.
    let fiscal = ["fy", "fiscal year", "financial year", "fiscal", "year"].iter();
    let fiscal = fiscal.filter_map(|words| after(long, words)).find_map(|year| match year {
        [year] => crate::entry::calendar::days::year_of(year),
        _ => None,
    });
    // “FY28 to March” may be a part of it.
    let fiscal = fiscal.filter(|_| said.iter().any(|word| word.is(&["ending", "ended", "ends"])));
    let (months, end) = match (duration(long), long, fiscal) {
        (_, _, Some(year)) => {
            let number = Token { kind: Kind::Number, text: year.to_string(), ..end.first()?.clone() };
            let is_month = matches!(end, [month] if month_of(&month.text).is_some());
            (12, if is_month { [end, &[number]].concat() } else { return None })
        }
        (Some(Horizon::Months(months)), _, None) => (months, end.to_vec()),
        (None, [.., year], None) if year.is(&["year", "fy"]) && without(long, &NAMES).len() == 1 => {
            (12, end.to_vec())
        }
        _ => return None,
    };
    let ends = around.days().stretches(&end);
    let [end] = ends.as_slice() else { return None };
    let next = end.last.after_days(1)?;
    let years = i32::try_from(months.div_ceil(12)).ok()?;
    // Months only go forward: whole years less, and what is too much of them more.
    let start = Date::new(next.year() - years, next.month(), next.day())?;
    let start = start.after_months(months.div_ceil(12) * 12 - months)?;
    Some(Period { start: Some(start), end: PeriodEnd::On(end.last) })
}

/// `18 months from January`, `from January 18 months`.
fn so_long_from(said: &[Token], around: &PeriodAround) -> Option<Period> {
    const FOR: [&str; 18] = [
        "for", "für", "pour", "por", "durante", "per", "i", "voor", "until", "till", "to", "through", "thru",
        "by", "ending", "bis", "hasta", "até",
    ];
    const FROM: &[&str] = &[
        "from",
        "starting in",
        "starting",
        "beginning in",
        "beginning",
        "ab",
        "since",
        "desde",
        "da",
        "dal",
        "från",
        "fra",
        "od",
        "dès",
    ];
    let first = |said: &[Token]| match around.days().stretches(said).as_slice() {
        [only] => Some(only.first),
        _ => None,
    };
    // “February 2028 starting March 2027”
    let last =
        |said: &[Token], start: Date| match around.days().stretches(ended(said).unwrap_or(said)).as_slice() {
            [only] => Some(only.last).filter(|last| *last > start),
            _ => None,
        };
    let of = |start: &[Token], long: &[Token]| {
        let start = first(start)?;
        let end = match duration(long) {
            Some(long) => PeriodEnd::After(long),
            None => PeriodEnd::On(last(long, start)?),
        };
        Some(Period { start: Some(start), end })
    };
    if let Some((long, start)) = split(said, FROM)
        && let Some(period) = of(start, long)
    {
        return Some(period);
    }
    let rest = FROM.iter().find_map(|words| after(said, words))?;
    (1..rest.len()).find_map(|at| {
        let (start, long) = rest.split_at(at);
        let long = FOR.iter().find_map(|word| after(long, word)).unwrap_or(long);
        (long.len() > 1).then(|| of(start, long))?
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
    // “half-year end 2027” is no period from the half on in which it is said.
    let is_over = |start: &Stretch| around.today.is_some_and(|today| start.first < today);
    let is_relative = !start.iter().any(Token::is_number);
    let is_long = |start: &Stretch| matches!(start.named, Named::Quarter | Named::Half | Named::Year);
    if is_relative && starts.iter().any(|start| is_over(start) && is_long(start)) {
        return None;
    }
    let ends = days.stretches(ended(end).unwrap_or(end));
    let ends = if ends.is_empty() { short_year(end) } else { ends };
    let ends = without_far_months(&starts, ends, around);
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
        // “next Jan to Jun” has not begun.
        [only] if start.first().is_some_and(|word| word.is(&["next", "coming"])) => Some((*only).into()),
        [only] => Some(running(*only, &starts, &ends, around).unwrap_or_else(|| (*only).into())),
        several => {
            Some(Understood::ask(several.iter().map(|period| Reading::new(label(period), *period)).collect()))
        }
    }
}

/// `2027年度`, `来年度`, `年度末`, `2027年上期`: the fiscal year that begins in the year of its name, or a half
/// of it; asked as in [`split_year`], since in Japan it is the one from April to March.
fn year_of_accounts(said: &[Token], around: &PeriodAround) -> Option<Understood<Period>> {
    const HALVES: [(&str, u32); 4] = [("上 期", 0), ("上 半 期", 0), ("下 期", 6), ("下 半 期", 6)];
    let is_end = said.last()?.is(&["末"]);
    let said = before(said, "末").unwrap_or(said);
    let half = HALVES.iter().find_map(|(words, place)| Some((before(said, words)?, *place)));
    let year = half.map_or(said, |(year, _)| year);
    let which = before(year, "年 度").or_else(|| half.and_then(|_| before(year, "年")))?;
    let today = around.today?;
    let of = |month: u32| {
        let now = today.year() - i32::from(today.month() < month);
        let year = match which {
            [] => now,
            [word] if word.is(&["今", "本"]) => now,
            [word] if word.is(&["来", "翌"]) => now + 1,
            [year] => year.text.parse().ok().filter(|_| year.text.len() == 4)?,
            _ => return None,
        };
        let whole = match half {
            Some((_, place)) => {
                let first = Date::new(year, month, 1)?.after_months(place)?;
                crate::entry::calendar::days::of_months(Named::Half, first.year(), first.month(), 6)?
            }
            None => crate::entry::calendar::days::of_months(Named::Year, year, month, 12)?,
        };
        let start = Some(whole.first).filter(|first| !is_end && *first > today);
        Some((whole, Period { start, end: PeriodEnd::On(whole.last) }))
    };
    if around.fiscal_start > 1 {
        return Some(of(around.fiscal_start)?.1.into());
    }
    let reading = |(whole, period): (Stretch, Period)| {
        let label = format!("{} to {}", said_month(whole.first), said_month(whole.last));
        Reading::new(label, period)
    };
    Some(Understood::ask(vec![reading(of(4)?), reading(of(1)?)]))
}

/// Beside a day, or a month without a year, `Jun 30` is a day: not June 2030.
fn without_far_months(starts: &[Stretch], ends: Vec<Stretch>, around: &PeriodAround) -> Vec<Stretch> {
    /// A plan seldom ends later than so many years from now.
    const YEARS_MOST: i32 = 2;
    let [start] = starts else { return ends };
    let now = around.today.map_or(i32::MAX, Date::year);
    let is_far = |end: &Stretch| {
        let is_month = end.named == Named::Month && end.has_year;
        is_month && (start.named == Named::Day || end.last.year() > now.saturating_add(YEARS_MOST))
    };
    let has_day = ends.iter().any(|end| end.named == Named::Day);
    if start.has_year || !has_day {
        return ends;
    }
    ends.into_iter().filter(|end| !is_far(end)).collect()
}

/// `Jan–Dec` said in February: the one that has begun, or the next one. Near its end the next one is meant.
fn running(
    next: Period,
    starts: &[Stretch],
    ends: &[Stretch],
    around: &PeriodAround,
) -> Option<Understood<Period>> {
    /// The share of a period that is over when nobody plans it any more.
    const OVER: f64 = 0.85;
    /// The share of a year of which the next one answers until the other is chosen.
    const NEXT_YEAR: f64 = 0.4;
    /// Fewer days are no year.
    const YEAR: i64 = 330;
    let says_year =
        |stretch: &Stretch| stretch.has_year || !matches!(stretch.named, Named::Day | Named::Month);
    if starts.iter().chain(ends).any(says_year) {
        return None;
    }
    let (today, first) = (around.today?, next.start?);
    let PeriodEnd::On(last) = next.end else { return None };
    let before = |day: Date| {
        let day_before = Date::new(day.year() - 1, day.month(), day.day());
        day_before.or_else(|| Date::new(day.year() - 1, day.month(), 28))
    };
    let (from, to) = (before(first)?, before(last)?);
    let share = from.days_until(today) as f64 / from.days_until(to).max(1) as f64;
    let is_running = from <= today && today <= to && today < first;
    let label = |from: Date, to: Date| format!("{} to {}", said_date(from), said_date(to));
    let has_begun = Period { start: Some(from), end: PeriodEnd::On(to) };
    let is_year = from.days_until(to) >= YEAR;
    (is_running && share < OVER).then(|| {
        let readings = vec![Reading::new(label(from, to), has_begun), Reading::new(label(first, last), next)];
        let asked = Understood::ask(readings);
        Understood { value: Some(next).filter(|_| is_year && share >= NEXT_YEAR), ..asked }
    })
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
