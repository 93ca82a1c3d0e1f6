//! The plan's time, read and written: `12 months`, `December 2027`, `Q3 2027`, `in 3 weeks`, `Jan–Dec 2027`,
//! `31.12.2027`.

use super::between::between_of_either_year;
pub use super::entry::{Period, PeriodAround, PeriodEnd};
use super::entry::{ended, fiscal_year_ended, said_date, said_month, short_year_ended};
use super::refused::why_not;
use super::reworded::{in_so_long, parts_of_year};
use super::split_year::of_either_year;
use crate::entry::calendar::day_order::order_in;
use crate::entry::calendar::days::{Named, Stretch};
use crate::entry::calendar::lengths::{duration, durations, length, said_length};
use crate::entry::formatter::{write_day, write_month};
use crate::entry::grammar::tokens::{Token, after, before, tokens, without};
use crate::entry::grammar::typos::with_typos;
use crate::entry::reading::{Reading, Understood};
use crate::entry::{EntryError, Formatter};
use crate::model::month_names::month_of;
use crate::model::{Calendar, DAYS_IN_PLAIN_MONTH, Date, Horizon};

const EXAMPLE: &str = "December 2027, or 12 months, or Jan 2027 to Dec 2027";

/// Reads a period. Two readings have a date such as 3/4/27, and a year that has not begun: from now to its
/// end, or from its first day on, which answers until one is chosen.
///
/// # Errors
/// When the text is no period.
pub fn read_period(text: &str, around: PeriodAround) -> Result<Understood<Period>, EntryError> {
    // “1/4/27 - 31/3/28”: the second date tells how both are meant.
    let around = PeriodAround { order: order_in([text], around.order), ..around };
    // “under året”, “under 2027”: in it, in Nordic languages, and nothing else in any other.
    let lower = text.to_lowercase();
    let during = lower.strip_prefix("under ").map(|time| if time == "året" { "i år" } else { time });
    let text = during.unwrap_or(text);
    with_typos(text, &|text| {
        let read = read_spelled(text, around);
        read.or_else(|error| said_twice(text, around).unwrap_or(Err(error)))
    })
}

/// `12 months from December, end of November 2027`: a period, and when it is over. Where both end on another
/// day, neither is obeyed.
fn said_twice(text: &str, around: PeriodAround) -> Option<Result<Understood<Period>, EntryError>> {
    let (period, end) = text.rsplit_once([',', ';', '('])?;
    let period = read_spelled(period, around).ok()?;
    let end = read_spelled(end.trim_end_matches(')'), around).ok()?;
    let begins = around.begins.or(around.today);
    let last = |period: Period| period.calendar(begins).ok()?.last_date();
    let ends = end.value.into_iter().chain(end.readings.iter().map(|reading| reading.value));
    let is_same = last(period.value?).is_some_and(|day| ends.filter_map(last).any(|other| other == day));
    let reason = "the two parts of this end on different days";
    Some(if is_same {
        Ok(period)
    } else {
        Err(EntryError::questioned(reason, "12 months, or December 2027"))
    })
}

/// `whole year`, `the full year`: a year from now on, or what is left of this one, or the next.
fn whole_year(said: &[Token], around: &PeriodAround) -> Option<Understood<Period>> {
    const YEAR: [&str; 9] = [
        "whole year",
        "full year",
        "entire year",
        "all year",
        "complete year",
        "ganzes jahr",
        "ganze jahr",
        "année entière",
        "anno intero",
    ];
    YEAR.iter().find_map(|words| after(said, words)).filter(|rest| rest.is_empty())?;
    let now = around.begins.or(around.today)?;
    let whole = |year: i32| Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?));
    let (this, next) = (whole(now.year())?, whole(now.year() + 1)?);
    let label = |from: Date, to: Date| format!("{} to {}", said_month(from), said_month(to));
    let period = |start: Option<Date>, to: Date| Period { start, end: PeriodEnd::On(to) };
    Some(Understood::ask(vec![
        Reading::new("12 months from now".to_owned(), ending(PeriodEnd::After(Horizon::Months(12)))),
        Reading::new(format!("from now to {}", said_month(this.1)), period(None, this.1)),
        Reading::new(label(next.0, next.1), period(Some(next.0), next.1)),
    ]))
}

/// `this calendar year` is this year.
fn without_calendar(mut all: Vec<Token>) -> Vec<Token> {
    let is_said = |three: &[Token]| {
        matches!(three, [which, calendar, year]
            if which.is(&["this", "next", "of", "the"]) && calendar.is(&["calendar"]) && year.is(&["year"]))
    };
    if let Some(at) = all.windows(3).position(is_said) {
        all.remove(at + 1);
    }
    all
}

/// `for the year`, `within the year`, `the year`: which one is not said.
fn is_the_year(said: &[Token]) -> bool {
    let said = match said {
        [first, rest @ ..] if first.is(&["for", "within", "in", "over", "during", "of"]) => rest,
        said => said,
    };
    matches!(said, [the, year] if the.is(&["the"]) && year.is(&["year"]))
}

fn read_spelled(text: &str, around: PeriodAround) -> Result<Understood<Period>, EntryError> {
    let (_, all) = tokens(text, EXAMPLE)?;
    let all = parts_of_year(in_so_long(without_calendar(all)));
    let all_said = without(&all, &["about", "around", "approx", "approximately", "~", "ca", "so", "far"]);
    let is_due = DUE.iter().any(|word| after(&all_said, word).is_some());
    let said_year = if is_the_year(&all_said) { "full year" } else { "" };
    let full_year = tokens(said_year, "").map_or_else(|_| Vec::new(), |(_, year)| year);
    let bare = without(&all_said, &["the", "a"]);
    if let Some(whole) = whole_year(&full_year, &around).or_else(|| whole_year(&bare, &around)) {
        return Ok(possible(whole, &around));
    }
    // “do czerwca 2027 r.”: rok, a year.
    let year = all_said.split_last().filter(|(last, rest)| last.is(&["r", "roku"]) && !rest.is_empty());
    let said = opened(year.map_or(all_said.as_slice(), |(_, rest)| rest));
    if let Some(quarters) = coming_quarters(&all_said, said, &around) {
        return Ok(quarters);
    }
    if let Some(horizon) = duration(said).or_else(|| coming(said)).or_else(|| within_time(&all_said)) {
        return Ok(ending(PeriodEnd::After(horizon)).into());
    }
    if let Some(both) = durations(said).or_else(|| durations(&without(said, COMING))) {
        return Ok(possible(either_length(both)?, &around));
    }
    let fiscal = fiscal_year_ended(said);
    let short = short_year_ended(said, &around);
    let ended = fiscal.as_deref().or(short.as_deref()).or_else(|| ended(said));
    let stretches = of_either_year(around.days(), ended.unwrap_or(said));
    let says_whole = said.iter().any(|word| word.is(COMING) || word.is(FISCAL));
    let said_of = match ended {
        Some(_) => Said::End,
        None if is_due => Said::End,
        None if says_whole => Said::Whole,
        None => Said::Itself,
    };
    let read = if stretches.is_empty() {
        between_of_either_year(said, &around)
            .ok_or_else(|| why_not(said, &around).unwrap_or(EntryError::NotUnderstood(EXAMPLE)))?
    } else {
        of_stretches(&stretches, said_of, &around)
    };
    Ok(possible(read, &around))
}

/// `6-9 months`: the one or the other.
fn either_length([short, long]: [Horizon; 2]) -> Result<Understood<Period>, EntryError> {
    let days = |horizon: Horizon| match horizon {
        Horizon::Months(months) => f64::from(months) * DAYS_IN_PLAIN_MONTH,
        Horizon::Days(days) => f64::from(days),
    };
    if days(short) >= days(long) {
        return Err(EntryError::backwards("9 months"));
    }
    let reading = |horizon| Reading::new(said_length(horizon), ending(PeriodEnd::After(horizon)));
    Ok(Understood::ask(vec![reading(short), reading(long)]))
}

/// Without the readings that no plan can have; a single one that is left is the value.
fn possible(mut read: Understood<Period>, around: &PeriodAround) -> Understood<Period> {
    let begins = around.begins.or(around.today);
    let is_over = |period: &Period| {
        let today = around.today;
        matches!((period.end, today), (PeriodEnd::On(end), Some(today)) if end < today)
    };
    let (possible, not): (Vec<_>, Vec<_>) =
        read.readings.into_iter().partition(|reading| reading.value.calendar(begins).is_ok());
    // Of a day that is over and one before the plan begins, the second can be meant.
    let (not, over): (Vec<_>, Vec<_>) = not.into_iter().partition(|reading| !is_over(&reading.value));
    let mut not = if not.is_empty() { over } else { not };
    not.truncate(1);
    // Of several that are all impossible, the first says why.
    let readings = if possible.is_empty() { not } else { possible };
    if readings.len() < 2 {
        read.value = read.value.or(readings.first().map(|reading| reading.value));
        return Understood { readings: Vec::new(), ..read };
    }
    Understood { readings, ..read }
}

/// Words for a year of accounts.
const FISCAL: &[&str] =
    &["fy", "fiscal", "financial", "gj", "geschäftsjahr", "wirtschaftsjahr", "exercice", "ejercicio"];

/// Words before so many from now on.
const COMING: &[&str] = &[
    "next",
    "coming",
    "nächsten",
    "kommenden",
    "prochains",
    "prochaines",
    "próximos",
    "próximas",
    "prossimi",
    "prossime",
    "kommande",
    "nästa",
    "komende",
    "volgende",
    "næste",
    "neste",
    "følgende",
    "następne",
    "najbliższe",
];

/// `die nächsten 6 Monate`, `próximos 12 meses`: so many from now on. Without a number it is the next piece
/// of the calendar.
fn coming(said: &[Token]) -> Option<Horizon> {
    const ARTICLES: &[&str] =
        &["the", "die", "der", "den", "les", "los", "las", "os", "as", "i", "gli", "de"];
    let long = without(said, COMING);
    let is_coming = long.len() < said.len();
    let long = without(&long, ARTICLES);
    duration(&long).filter(|_| is_coming && long.len() > 1)
}

/// `the next two quarters`: those of the calendar, which answer, or as many months from now on.
fn coming_quarters(all: &[Token], said: &[Token], around: &PeriodAround) -> Option<Understood<Period>> {
    const QUARTERS: &[&str] = &[
        "quarters",
        "qtrs",
        "quartale",
        "quartalen",
        "trimestres",
        "trimestri",
        "kwartalen",
        "kvartaler",
        "kvartal",
        "kwartały",
    ];
    let is_coming = |at: usize| all.get(at).is_some_and(|word| word.is(COMING));
    let at = (0..all.len()).find(|at| is_coming(*at))?;
    let counts = all.iter().any(|word| word.is(QUARTERS)) && all.len() > at + 1;
    let horizon = duration(said).or_else(|| coming(said)).filter(|_| counts)?;
    let Horizon::Months(months) = horizon else { return None };
    let (_, next) = tokens("next quarter", "").ok()?;
    let first = match around.days().stretches(&next).as_slice() {
        [only] => only.first,
        _ => return None,
    };
    let last = first.after_months(months)?.before_days(1)?;
    let quarters = Period { start: Some(first), end: PeriodEnd::On(last) };
    let from_now = ending(PeriodEnd::After(horizon));
    let readings = vec![
        Reading::new(format!("{} to {}", said_month(first), said_month(last)), quarters),
        Reading::new(format!("{} from now", said_length(horizon)), from_now),
    ];
    Some(Understood { value: Some(quarters), readings, note: None })
}

/// `om 6 månader`, `tra 6 mesi`, `em 90 dias`, `en 3 semanas`: so many from now on.
fn within_time(said: &[Token]) -> Option<Horizon> {
    const IN: [&str; 7] = ["om", "tra", "fra", "em", "en", "daqui a", "binnen"];
    let long = IN.iter().find_map(|word| after(said, word)).filter(|long| long.len() > 1)?;
    duration(long)
}

fn ending(end: PeriodEnd) -> Period {
    Period { start: None, end }
}

/// Words that say when a period is over, not when it is.
const DUE: [&str; 16] = [
    "do", "para", "thru", "through", "to", "up", "by", "until", "till", "bis", "jusqu", "hasta", "até",
    "tot", "fino", "entro",
];

/// Words before all of a piece of the calendar.
const WHOLE: &[&str] = &[
    "hela",
    "heel",
    "hele",
    "das ganze",
    "das gesamte",
    "toute l '",
    "todo el",
    "todo o",
    "tutto il",
    "tutto l '",
    "the entire",
    "entire",
    "the whole",
    "whole",
    "the full",
    "full",
    "the complete",
    "complete",
];

/// Words that a period opens with.
const OPENING: [&str; 76] = [
    "de aquí a",
    "ab sofort bis",
    "ab sofort",
    "до",
    "по",
    "к",
    "έως",
    "ως",
    "μέχρι",
    "până la",
    "până în",
    "pana la",
    "hingga",
    "sampai",
    "đến",
    "až do",
    "para",
    "na",
    "do",
    "up to the",
    "up to",
    "through to",
    "thru",
    "to the",
    "to",
    "fino a",
    "tot en met",
    "tot",
    "entro la",
    "entro il",
    "entro",
    "à",
    "d ' ici à",
    "d ' ici la",
    "d ' ici le",
    "the whole of",
    "whole of",
    "all of",
    "d ' ici",
    "bis zum",
    "bis zur",
    "zum",
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
    // Articles.
    "the",
    "l '",
    "el",
    "la",
    "le",
    "das",
    "het",
    "il",
    "im",
    "o",
];

/// Without the words that a period opens with.
fn opened(mut said: &[Token]) -> &[Token] {
    // “todo el año 2027”; but alone “the whole year” may be this one or a year from now on.
    while let Some(rest) = OPENING
        .iter()
        .find_map(|words| after(said, words))
        .or_else(|| WHOLE.iter().find_map(|words| after(said, words)).filter(|rest| rest.len() > 1))
        .filter(|rest| !rest.is_empty())
    {
        said = rest;
    }
    // “au 30/09/2027”, “al 31 dicembre”, “per 31-12-2027”; but “per quarter” is how often, as “per H1” is.
    let is_day = |time: &&[Token]| match time {
        [first, second, ..] => {
            let is_month = month_of(&first.text).is_some() && second.is_number();
            first.is_number() || is_month || first.is(&["ende", "einde", "eind"])
        }
        [_] | [] => false,
    };
    let on = ["au", "al"].iter().find_map(|word| after(said, word));
    let on = on.or_else(|| after(said, "per").filter(is_day));
    said = on.filter(|day| day.len() > 1 && duration(day).is_none()).unwrap_or(said);
    let next = after(said, "next").filter(|rest| duration(rest).is_some() && rest.len() > 1);
    let from_now = before(said, "from now").or_else(|| before(said, "from today"));
    next.or(from_now).unwrap_or(said)
}

/// Whether a text says a piece of the calendar, such as a quarter, or its end.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    Itself,
    /// All of it, since it is said to be one: `next year`, `FY27`.
    Whole,
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
    match stretch.named {
        Named::Day => said_date(stretch.last),
        Named::Month => said_month(stretch.last),
        Named::Quarter | Named::Half | Named::Year => {
            format!("{} to {}", said_month(stretch.first), said_month(stretch.last))
        }
    }
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
            if said == Said::Whole {
                return whole(first).into();
            }
            let label = |from: Date| format!("{} to {}", said_month(from), said_month(stretch.last));
            let readings = vec![
                Reading::new(format!("from now to {}", said_month(stretch.last)), from_now),
                Reading::new(label(first), whole(first)),
            ];
            Understood { value: Some(whole(first)), readings, note: None }
        }
        Named::Quarter | Named::Half if is_ahead && said != Said::End => whole(stretch.first).into(),
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
    let in_months = printed(write_month(start), write_month(end));
    let in_days = printed(write_day(start), write_day(end));
    if start.day() == 1 && end.ends_month() && is_same(&in_months) {
        in_months
    } else if is_same(&in_days) {
        in_days
    } else {
        // So many days that are whole months as well.
        printed(write_day(start), length(calendar.horizon()))
    }
}

/// What the field says it was understood as.
pub fn echo_period(calendar: &Calendar, format: &dyn Formatter) -> String {
    let length = said_length(calendar.horizon());
    match (calendar.start(), calendar.last_date()) {
        // Whole months, on one line.
        (Some(start), Some(end)) if start.day() == 1 && end.ends_month() => {
            let (first, last) = (format.month(start), format.month(end));
            if first == last { format!("{length}: {first}") } else { format!("{length}: {first} to {last}") }
        }
        (Some(start), Some(end)) => format!("{length}: {} to {}", format.day(start), format.day(end)),
        _ => format!("{length} from the plan’s first day"),
    }
}
