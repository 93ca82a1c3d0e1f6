//! A period beside an amount: `5.5m by Feb 2028`, `220k this quarter`, `FY27: 12m`. Each half is read by the
//! reader of its own field; here they are told apart.

use super::beside::before_rate;
use super::grown_already::grown_already;
use super::read::{TargetEntry, open_end, read_target};
use crate::entry::calendar::how_often::begins_with_often;
use crate::entry::grammar::number::{ThreeDigits, value};
use crate::entry::grammar::text::plain;
use crate::entry::grammar::tokens::{Kind, Token, tokens};
use crate::entry::period::entry::{said_date, said_month};
use crate::entry::period::read::{Period, PeriodAround, read_period};
use crate::entry::reading::{Reading, Understood};
use crate::entry::{EntryError, NumberStyle};
use crate::model::{Currency, Date};

const EXAMPLE: &str = "3.2m, Jan 2027 to Dec 2027";

/// A smaller amount beside a time is not taken for a target.
const LEAST: f64 = 1_000.0;

/// A target, and the period where the text says it.
pub type DatedTarget = (TargetEntry, Option<Period>);

/// Reads a target; one that says when as well, `5.5m by Feb 2028`, with the plan's period.
///
/// # Errors
/// When the text is no target, or the model refuses it.
pub fn read_dated_target(
    text: &str,
    style: NumberStyle,
    plan: Currency,
    around: PeriodAround,
) -> Result<Understood<DatedTarget>, EntryError> {
    let grown = grown_already(text)?;
    let text = grown.as_deref().unwrap_or(text);
    let to_number = tokens(text, "").ok().and_then(|(_, all)| open_end(&all, plan));
    if let Some(error) = to_number {
        return Err(error);
    }
    let error = match read_target(text, style, plan) {
        _ if ends_in_day(text, style) => EntryError::NotUnderstood(EXAMPLE),
        Ok(read) => return Ok(read.map(|entry| (entry, None))),
        Err(error) => error,
    };
    for [amount, when] in halves(text) {
        let Ok(target) = read_target(&amount, style, plan) else { continue };
        // “10 by June” may be a number of deals.
        let mut all = target.value.iter().chain(target.readings.iter().map(|reading| &reading.value));
        if all.any(|entry| entry.target.amount().major(entry.currency) < LEAST) {
            continue;
        }
        match read_period(&when, around) {
            Ok(period) => return with_period(target, &amount, period, &when, around),
            // “5m (+20% vs last year)”: what is asked of the amount goes before.
            Err(_) if matches!(error, EntryError::Questioned { .. }) => {}
            // “5.5m starting in March”: what is wrong with it is said of the time.
            Err(EntryError::Questioned { reason, .. }) => {
                return Err(EntryError::questioned(reason, EXAMPLE));
            }
            Err(_) => {}
        }
    }
    Err(error)
}

/// Whether a text says no more than a target.
pub fn is_target_alone(text: &str, style: NumberStyle, plan: Currency) -> bool {
    !ends_in_day(text, style) && read_target(text, style, plan).is_ok()
}

/// `4 Mio. bis 30.6.`: a day as German writes it, and no amount up to which a target goes; `bis 30.6` as
/// well, where decimals stand behind a comma.
fn ends_in_day(text: &str, style: NumberStyle) -> bool {
    let text = text.trim_end();
    let (before, last) = text.rsplit_once(char::is_whitespace).unwrap_or_default();
    let number = |digits: &str| digits.parse::<u32>().ok().filter(|_| digits.len() <= 2);
    let is_due = [" bis", " zum"].iter().any(|word| before.ends_with(word));
    let has_comma = style.decimal == ',';
    // “3.5 Mio bis 4.5” is a range.
    let is_beyond = |written: &str| {
        let low = tokens(before, "").ok().and_then(|(_, all)| {
            let low = all.iter().rfind(|word| word.is_number())?;
            value(&low.text, 0, ThreeDigits::Grouped)
        });
        low.zip(written.parse().ok()).is_some_and(|(low, high): (f64, f64)| high > low && high < 13.0)
    };
    let full = last.strip_suffix('.').filter(|_| is_due || has_comma);
    let day = full.or_else(|| Some(last).filter(|last| is_due && has_comma && !is_beyond(last)));
    day.and_then(|day| day.split_once('.')).is_some_and(|(day, month)| {
        number(day).is_some_and(|day| (1..=31).contains(&day))
            && number(month).is_some_and(|month| (1..=12).contains(&month))
    })
}

/// The target with its period; of several readings of the one, each with the other.
fn with_period(
    target: Understood<TargetEntry>,
    amount: &str,
    period: Understood<Period>,
    when: &str,
    around: PeriodAround,
) -> Result<Understood<DatedTarget>, EntryError> {
    if let (Some(end), Some(entry), []) = (period.value, target.value, target.readings.as_slice()) {
        // “3.2m by end of 2028”: from now, or that year.
        let with_amount = |reading: Reading<Period>| {
            Reading::new(format!("{amount}, {}", reading.label), (entry, Some(reading.value)))
        };
        let note = note_of(end, around)?;
        return Ok(Understood {
            value: Some((entry, Some(end))),
            readings: period.readings.into_iter().map(with_amount).collect(),
            note: Some(target.note.map_or_else(|| note.clone(), |own| format!("{own}; {note}"))),
        });
    }
    if let Some(period) = period.value {
        let note = note_of(period, around)?;
        let also_when = |reading: Reading<TargetEntry>| {
            let is_kept = reading.currency.is_some();
            let label = if is_kept { reading.label } else { format!("{}, {when}", reading.label) };
            Reading { label, value: (reading.value, Some(period)), currency: reading.currency }
        };
        return Ok(Understood {
            value: target.value.map(|entry| (entry, Some(period))),
            readings: target.readings.into_iter().map(also_when).collect(),
            note: Some(target.note.map_or_else(|| note.clone(), |own| format!("{own}; {note}"))),
        });
    }
    let entry = target.settled()?;
    let with_amount = |reading: Reading<Period>| {
        Reading::new(format!("{amount}, {}", reading.label), (entry, Some(reading.value)))
    };
    Ok(Understood::ask(period.readings.into_iter().map(with_amount).collect()))
}

/// “and the period: March 2027 to February 2028”.
fn note_of(period: Period, around: PeriodAround) -> Result<String, EntryError> {
    let ends = match (around.begins, around.today) {
        // Without a plan that has begun it is what it would be said on this day.
        (None, Some(today)) => period.said_on(today).map(Some),
        (begins, today) => {
            period.calendar(begins.or(today)).map(|calendar| calendar.start().zip(calendar.last_date()))
        }
    };
    let ends = ends.map_err(|error| error.without_guess(EXAMPLE))?;
    let is_whole = ends.is_some_and(|(first, last)| first.day() == 1 && last.ends_month());
    let said = |day: Date| if is_whole { said_month(day) } else { said_date(day) };
    Ok(match ends.map(|(first, last)| (said(first), said(last))) {
        None => "and how long the plan is".to_owned(),
        Some((first, last)) if first == last => format!("and the period: {first}"),
        Some((first, last)) => format!("and the period: {first} to {last}"),
    })
}

/// The ways to cut a text into an amount and a time, the shortest amount in front first; none of a rate.
pub(in crate::entry) fn halves(text: &str) -> Vec<[String; 2]> {
    let Ok((_, all)) = tokens(text, "") else { return Vec::new() };
    if before_rate(&all).is_some() {
        return Vec::new();
    }
    let plain = plain(text);
    let is_joint = |at: usize| {
        let is_mark = |word: &Token| word.kind == Kind::Mark;
        all.get(at).is_some_and(|word| word.spaced || is_mark(word)) || all.get(at - 1).is_some_and(is_mark)
    };
    let cut = |at: usize| Some((all.split_at_checked(at)?, plain.split_at_checked(all.get(at)?.from)?));
    // Not between “a” and “quarter” of “5m a quarter for 4 quarters”.
    let is_within = |at: usize| all.get(at - 1..).is_some_and(begins_with_often);
    let cuts = (1..all.len()).filter(|at| is_joint(*at) && !is_within(*at));
    let cuts: Vec<_> = cuts.filter_map(cut).collect();
    let halves = |amount: &str, when: &str| {
        [amount, when].map(|half| half.trim_matches([' ', ',', ';', ':', '(', ')', '-', '–']).to_owned())
    };
    // “3,1 mln nel Q3 2027”, “31 Mkr i Q3 2027”, “no T3 2027”
    let part = |when: &str| {
        let (word, part) =
            ["nel ", "i ", "no "].iter().find_map(|word| Some((*word, when.strip_prefix(word)?)))?;
        let mut letters = part.chars();
        let is_part = letters.next().is_some_and(|first| "QqTtHhSs".contains(first));
        // “4,2 mln nel 2027”; “no 2050” may be a number.
        let is_year =
            word == "nel " && part.len() == 4 && part.starts_with("20") && part.parse::<u32>().is_ok();
        let is_part = is_part && letters.next().is_some_and(|next| next.is_ascii_digit());
        (is_part || is_year).then(|| part.to_owned())
    };
    let behind = cuts.iter().filter(|((_, when), _)| is_time(when));
    let behind =
        behind.map(|(_, (amount, when))| halves(amount, &part(when).unwrap_or_else(|| (*when).to_owned())));
    // “FY27: 12m”; but “4 quarters of 800k” are so many of so much.
    let is_each =
        |joint: Option<&Token>| joint.is_some_and(|word| word.is(&["of", "at", "@", "x", "×", "à"]));
    let first = cuts
        .iter()
        .rev()
        .filter(|((when, amount), _)| is_time(when) && !is_each(when.last()) && !is_each(amount.first()));
    let first = first.map(|(_, (when, amount))| halves(amount, when));
    behind.chain(first).filter(|halves| halves.iter().all(|half| !half.is_empty())).collect()
}

/// Whether tokens may be a time rather than a growth or another amount.
fn is_time(said: &[Token]) -> bool {
    let is_word = |word: &Token| word.kind == Kind::Word && (word.text.len() > 1 || word.is(&["q", "h"]));
    let is_year = |word: &Token| word.is_number() && word.text.starts_with("20") && word.text.len() == 4;
    let is_date = |word: &Token| word.is_number() && word.text.matches(['.', '-', '/']).count() == 2;
    let is_growth = said.first().is_some_and(|first| first.is(&["+", "/"]));
    // “to 13m”
    let is_amount = |pair: &[Token]| matches!(pair, [number, m] if number.is_number() && m.is(&["m"]));
    let is_said = said.iter().any(|word| is_word(word) || is_year(word) || is_date(word));
    is_said && !is_growth && !begins_with_often(said) && !said.windows(2).any(is_amount)
}
