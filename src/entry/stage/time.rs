//! Time in a stage, read and written: `20`, `3 weeks`, `10–20 days`, `20 ± 14 days`, `20 days lognormal`,
//! `exactly 20 days`, `measured 5, 9, 14, 30 days`.

use crate::entry::calendar::how_often::begins_with_often;
use crate::entry::grammar::bounds::{at_most, bounded};
use crate::entry::grammar::number::not_understood;
use crate::entry::grammar::quantity::{Grammar, Span};
use crate::entry::grammar::raised::now_of;
use crate::entry::grammar::tokens::{Token, after, before, split, tokens, without};
use crate::entry::grammar::typos::with_typos;
use crate::entry::grammar::words::{EXACTLY, FILLER, TIMES};
use crate::entry::{EntryError, Formatter, NumberStyle, ThreeDigits};
use crate::model::{DAYS_IN_PLAIN_MONTH, StageTime, Z90};

/// Spread of time in a stage when none is written, relative to the mean: 1/√2, a gamma law of shape 2. A
/// plain starting value, not a benchmark.
pub const DEFAULT_TIME_SPREAD: f64 = std::f64::consts::FRAC_1_SQRT_2;

const EXAMPLE: &str = "20 days, or 3 weeks, or 20 ± 14 days";
const GRAMMAR: Grammar<'static> =
    Grammar { three: ThreeDigits::Decimals, multipliers: false, plan: None, units: TIMES, percent: false };

/// Reads a time; without a unit it is in days. A range holds 8 in 10.
///
/// # Errors
/// When the text is no time, or the model refuses it.
pub fn read_stage_time(text: &str, _style: NumberStyle) -> Result<StageTime, EntryError> {
    with_typos(text, &read_spelled)
}

fn read_spelled(text: &str) -> Result<StageTime, EntryError> {
    let (_, mut all) = tokens(text, EXAMPLE)?;
    // “8–10 AT”: Arbeitstage.
    if let Some(unit) = all.last_mut().filter(|unit| unit.raw == "AT") {
        "workdays".clone_into(&mut unit.text);
    }
    // “25 days per deal”; without a unit it may be so many of anything.
    let of_deal = ["per deal", "a deal", "each deal"].iter().find_map(|words| before(&all, words));
    if let Some(time) = of_deal.filter(|time| GRAMMAR.span(&without(time, FILLER)).is_some_and(has_unit)) {
        all.truncate(time.len());
    }
    let all = now_of(&all, &|said| GRAMMAR.span(&without(said, FILLER)).is_some()).unwrap_or(&all).to_vec();
    let said = without(
        &without(&all, FILLER),
        &[
            "each",
            "on",
            "average",
            "avg",
            "mean",
            "typically",
            "typical",
            "calendar",
            "cycle",
            "sales",
            "stage",
            "long",
        ],
    );
    let not_understood = || not_understood(&all, EXAMPLE);
    let is_spread = said.iter().any(|word| word.is(&["±"]));
    let said = if is_spread { without(&said, &["(", ")"]) } else { said };
    let said = said_twice(&said).unwrap_or(said);
    if all.len() == 2 && begins_with_often(&all) {
        let reason = "this is how often something comes, and not how long it takes";
        return Err(EntryError::questioned(reason, "20 days"));
    }
    if after(&said, "measured").is_some() {
        return measured(text);
    }
    if let Some(error) = half_said(&said) {
        return Err(error);
    }
    let said = without(&said, &[","]);
    if let Some(rest) = before(&said, "lognormal").or_else(|| after(&said, "lognormal")) {
        let gamma = of_tokens(&without(rest, &[","])).ok_or_else(not_understood)??;
        return Ok(StageTime::lognormal(gamma.mean_days(), gamma.sd_days())?);
    }
    of_tokens(&said).ok_or_else(not_understood)?
}

/// Whether a time is in days or longer: hours for each deal are work.
fn has_unit(span: Span) -> bool {
    span.ends().1.unit.is_some_and(|days| days >= 1.0)
}

/// `21 days (3 weeks)` without its second half, where that is the same time; `30 (days)` without its
/// brackets.
fn said_twice(said: &[Token]) -> Option<Vec<Token>> {
    /// A month has no whole number of days.
    const NEAR: f64 = 0.02;
    let (first, second) = split(said, &["(", "="])?;
    let second = before(second, ")").unwrap_or(second);
    let time = |said: &[Token]| GRAMMAR.quantity(said).filter(|time| time.unit.is_some());
    if let [only] = second
        && !only.is_number()
        && time(&[first, second].concat()).is_some()
    {
        return Some([first, second].concat());
    }
    let (in_days, again) = (time(first)?.in_units(), time(second)?.in_units());
    ((in_days - again).abs() <= NEAR * in_days).then(|| first.to_vec())
}

/// Words before a time that some take.
const SOMETIMES: &[&str] = &[
    "sometimes",
    "occasionally",
    "max",
    "maximum",
    "up",
    "to",
    "can",
    "be",
    "longest",
    "shortest",
    "min",
    "at",
    "most",
    "some",
    "take",
    "takes",
    "rarely",
    "often",
    "but",
    "smb",
    "ent",
    "enterprise",
    "midmarket",
    "legal",
    "adds",
    "another",
    ")",
    ",",
];

/// What may be meant, and is not what is written: minutes or months, a bound, no time at all.
fn half_said(said: &[Token]) -> Option<EntryError> {
    if let [number, unit] = said
        && number.is_number()
        && unit.is(&["m"])
    {
        let months = format!("{} months", number.text);
        return Some(EntryError::guessed("this may be months or minutes", "3 months", months));
    }
    // “3 weeks25 days”: typed into what stood there.
    if let [first, unit, second, _] = said
        && first.is_number()
        && unit.text.len() > 1
        && second.is_number()
        && !second.spaced
    {
        return Some(EntryError::questioned("two times stand here in one: leave one of them out", "3 weeks"));
    }
    // “30/60 days”
    if let Some((low, high)) = split(said, &["/"])
        && let Some((low, high)) = GRAMMAR.quantity(low).zip(GRAMMAR.quantity(high))
    {
        let (reason, guess) = ("this may be a range or two times", (low.value(), high.in_units()));
        let unit = low.unit.or(high.unit).unwrap_or(1.0);
        // “1/2 week”
        if low.value().total_cmp(&1.0).is_eq() && low.unit.is_none() && (2.0..=4.0).contains(&high.value()) {
            let reason = "this may be a part of it, a range or two times";
            return Some(EntryError::questioned(reason, "10–20 days"));
        }
        let (low, high) = (guess.0 * unit, guess.1);
        let guess = (low < high).then(|| format!("{low}–{high} days"));
        return Some(EntryError::asked(reason, "10–20 days", guess));
    }
    let is = |words: &str| after(said, words).is_some_and(<[Token]>::is_empty);
    if ["same day", "immediate", "immediately", "instant", "instantly", "at once", "none", "sofort"]
        .iter()
        .any(|words| is(words))
    {
        return Some(EntryError::questioned(
            "that is no time at all: if so, write it as a number",
            "exactly 0 days",
        ));
    }
    // “20 days, max 60”, “six weeks, sometimes eight”
    let sides = split(said, &[",", "(", "but", "sometimes", "occasionally", "max"]);
    let is_time = |said: &[Token]| GRAMMAR.span(&without(said, SOMETIMES)).is_some();
    if sides.is_some_and(|(usual, rest)| is_time(usual) && is_time(rest)) {
        let reason = "these are two times: say from when to when most are through";
        return Some(EntryError::questioned(reason, "10–20 days"));
    }
    if said.iter().any(|token| token.is(&["median", "p"])) {
        let reason = "an average is wanted, which is above the median of most times in a stage";
        return Some(EntryError::questioned(reason, "45 days on average, or 30–60 days"));
    }
    let bound = ["never under", "never less than", "not under", "within"];
    let bounded = bound.iter().find_map(|words| after(said, words)).or_else(|| bounded(said));
    if let Some(days) = bounded.and_then(|rest| GRAMMAR.span(rest)).map(|span| span.ends().1) {
        let reason = "a bound is no time: say from when to when most are through";
        let to = days.in_units().round();
        // “90 days or more” lies beyond.
        let is_most = at_most(said).is_some() || after(said, "within").is_some();
        let guess = is_most.then(|| format!("{}–{to} days", (to / 3.0).round()));
        return Some(EntryError::asked(reason, "10–20 days", guess));
    }
    // “3 x 2 weeks”
    let (times, each) = split(said, &["x", "×", "*", "times"])?;
    let times = crate::entry::grammar::quantity::COUNTS.quantity(times)?.value();
    // “2x a week” is how often.
    let is_said = each.iter().any(Token::is_number);
    let days = GRAMMAR.quantity(each).filter(|each| is_said && each.unit.is_some())?.in_units() * times;
    let reason = "say how long it is in all";
    Some(EntryError::guessed(reason, "20 days", format!("{days} days")))
}

/// Reads the ages of a measured time, in days, separated by `;` or by `,` and a blank.
fn measured(text: &str) -> Result<StageTime, EntryError> {
    const EXAMPLE: &str = "measured 5, 9, 14, 30 days";
    let ages = text.trim().get("measured".len()..).unwrap_or_default();
    let ages = ages.trim().trim_end_matches("days").replace(", ", ";");
    let read = |age: &str| read_days(age.trim(), EXAMPLE);
    let ages =
        ages.split(';').filter(|age| !age.trim().is_empty()).map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(StageTime::measured(&ages)?)
}

fn of_tokens(said: &[Token]) -> Option<Result<StageTime, EntryError>> {
    let exact = EXACTLY.iter().chain(&["fixed", "="]).find_map(|word| after(said, word));
    if let Some(rest) = exact.or_else(|| EXACTLY.iter().find_map(|word| before(said, word))) {
        return Some(StageTime::fixed(GRAMMAR.quantity(rest)?.in_units()).map_err(EntryError::from));
    }
    // “20 days (sd 5)”
    let marked = ["sd", "std", "stdev", "σ"].iter().any(|word| said.iter().any(|of| of.is(&[word])));
    let bare = if marked { without(said, &["(", ")", "=", "of"]) } else { said.to_vec() };
    if let Some((mean, spread)) =
        split(&bare, &["±", "plus or minus", "give or take", "sd", "std", "stdev", "σ"])
    {
        // “20 days ± 50%”
        if let Some(share) =
            crate::entry::grammar::quantity::SHARES.quantity(spread).filter(|share| share.percent)
        {
            let mean = GRAMMAR.quantity(mean)?.in_units();
            return Some(StageTime::gamma(mean, mean * share.share()).map_err(EntryError::from));
        }
        let (mean, spread) = (GRAMMAR.quantity(mean)?, GRAMMAR.quantity(spread)?);
        // “20 ± 14 days”: one unit holds for both.
        let unit = spread.unit.or(mean.unit).unwrap_or(1.0);
        let mean = mean.value() * mean.unit.unwrap_or(unit);
        return Some(StageTime::gamma(mean, spread.value() * unit).map_err(EntryError::from));
    }
    if let Some(mean) = together(said).filter(|days| *days > 0.0) {
        return Some(StageTime::gamma(mean, mean * DEFAULT_TIME_SPREAD).map_err(EntryError::from));
    }
    match GRAMMAR.span(said)? {
        Span::One(one) => {
            let mean = one.in_units();
            if mean == 0.0 {
                return Some(Err(EntryError::questioned(
                    "that is no time at all: if so, write exactly before it",
                    "exactly 0 days",
                )));
            }
            Some(StageTime::gamma(mean, mean.abs() * DEFAULT_TIME_SPREAD).map_err(EntryError::from))
        }
        Span::Between(low, high) => {
            let (low, high) = (low.in_units(), high.in_units());
            if low >= high {
                return Some(Err(EntryError::backwards("10–20 days")));
            }
            (0.0 <= low).then(|| between(low, high))
        }
    }
}

/// `for 12 days`, `seit 12 Tagen`, `12 days old` without the word around it.
fn since(all: &[Token]) -> &[Token] {
    const SINCE: [&str; 7] = ["for", "since", "seit", "depuis", "desde hace", "sinds", "sedan"];
    const OLD: [&str; 4] = ["old", "alt", "ago", "already"];
    let time = SINCE.iter().find_map(|words| after(all, words)).filter(|time| time.len() > 1).unwrap_or(all);
    OLD.iter().find_map(|words| before(time, words)).filter(|time| time.len() > 1).unwrap_or(time)
}

/// Days of a time such as `2 weeks`; without a unit, days.
pub(in crate::entry) fn read_days(text: &str, example: &'static str) -> Result<f64, EntryError> {
    let (_, all) = tokens(text, example)?;
    let said = without(since(&all), FILLER);
    let quantity = GRAMMAR.quantity(&said).map(|time| time.in_units());
    quantity.or_else(|| together(&said)).ok_or(EntryError::NotUnderstood(example))
}

/// The days of `1 week 3 days`, `2 months and 1 week`: times with their units, each shorter than the one
/// before.
fn together(said: &[Token]) -> Option<f64> {
    let said = without(said, &["and", ",", "+"]);
    let (mut all, mut least) = (0.0, f64::INFINITY);
    let mut pairs = said.chunks_exact(2);
    for pair in pairs.by_ref() {
        let time = GRAMMAR.quantity(pair)?;
        let unit = time.unit.filter(|unit| *unit < least)?;
        (all, least) = (all + time.in_units(), unit);
    }
    (pairs.remainder().is_empty() && said.len() > 2).then_some(all)
}

/// Whether a part of a line is a time with its unit, as opposed to an amount.
pub(in crate::entry) fn is_time(part: &str) -> bool {
    let read = tokens(part, "").ok().and_then(|(_, all)| GRAMMAR.quantity(&without(since(&all), FILLER)));
    read.is_some_and(|time| time.unit.is_some())
}

/// What the field prints.
pub fn write_stage_time(time: StageTime, format: &dyn Formatter) -> String {
    if let Some(times) = time.as_measured() {
        let ages: Vec<String> = times.days().iter().map(|age| format.exact(*age)).collect();
        return format!("measured {} days", ages.join("; "));
    }
    let usual_spread = time.mean_days() * DEFAULT_TIME_SPREAD;
    let law = if time.is_lognormal() { " lognormal" } else { "" };
    if time.sd_days() == 0.0 {
        format!("exactly {}", write_days(time.mean_days(), format))
    } else if time.sd_days().total_cmp(&usual_spread).is_eq() {
        format!("{}{law}", write_days(time.mean_days(), format))
    } else if let Some((low, high)) = range_of(time) {
        format!("{}–{} days", format.exact(low), format.exact(high))
    } else {
        format!("{} ± {} days{law}", format.exact(time.mean_days()), format.exact(time.sd_days()))
    }
}

/// The ends of a range in whole days, or halves, that reads to just this time.
fn range_of(time: StageTime) -> Option<(f64, f64)> {
    let half = time.sd_days() * Z90;
    [1.0, 2.0].into_iter().find_map(|parts| {
        let [low, high] = [-half, half].map(|end| ((time.mean_days() + end) * parts).round() / parts);
        (0.0 <= low && low < high && between(low, high).ok() == Some(time)).then_some((low, high))
    })
}

/// A time of which 8 in 10 lie within a range.
fn between(low: f64, high: f64) -> Result<StageTime, EntryError> {
    Ok(StageTime::gamma(0.5 * (low + high), 0.5 * (high - low) / Z90)?)
}

/// Days; as months where they are so many to the last bit, which as days would be a row of digits.
fn write_days(days: f64, format: &dyn Formatter) -> String {
    let months = (days / DAYS_IN_PLAIN_MONTH).round();
    let is_months = (months * DAYS_IN_PLAIN_MONTH).to_bits() == days.to_bits() && days.fract() > 0.0;
    match format.exact(months) {
        months if is_months && months == "1" => "1 month".to_owned(),
        months if is_months => format!("{months} months"),
        _ => format!("{} days", format.exact(days)),
    }
}

/// What the field says it was understood as.
pub fn echo_stage_time(time: StageTime, format: &dyn Formatter) -> String {
    if time.sd_days() == 0.0 {
        return String::new();
    }
    let (low, high) = (time.quantile_days(0.1), time.quantile_days(0.9));
    format!("{}–{} days, 8 times in 10", format.number(low, 0), format.number(high, 0))
}
