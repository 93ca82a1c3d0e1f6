//! The wanted chance, read and written: `8 in 10`, `80%`, `80`, `four in five`.

use super::between::{Between, between};
use super::read::in_a_word;
use crate::entry::grammar::bounds::at_most;
use crate::entry::grammar::number::not_understood;
use crate::entry::grammar::quantity::{COUNTS, SHARES, trimmed};
use crate::entry::grammar::text::sign_behind;
use crate::entry::grammar::tokens::{Token, after, before, split, tokens, without};
use crate::entry::grammar::typos::with_typos;
use crate::entry::grammar::words::{FILLER, OF};
use crate::entry::reading::{Reading, Understood};
use crate::entry::{EntryError, Formatter, NumberStyle};
use crate::model::Confidence;
use std::slice;

const EXAMPLE: &str = "8 in 10 or 80%";
const THINGS: &[&str] = &[
    "chance",
    "probability",
    "futures",
    "sure",
    "certain",
    "likely",
    "times",
    "runs",
    "at",
    "least",
    "each",
    "confidence",
    "confident",
    "säker",
    "sicher",
    "sûr",
    "seguro",
    "sicuro",
    "zeker",
    "wahrscheinlich",
    "wahrscheinlichkeit",
    "probabilité",
    "probabilidad",
    "probabilidade",
    "sannolikhet",
    "kans",
    "p",
    "回",
    "cada",
    "chances",
    "al",
    "all",
    "'",
    "zu",
    "à",
    "ao",
    "til",
    "better",
    "than",
    "more",
    "over",
    "fällen",
    "fälle",
    "fall",
    "cas",
    "casos",
    "casi",
    "gange",
    "gånger",
    "keer",
    "volte",
    "veces",
    "vezes",
    "fois",
    "mal",
    "ganger",
    "raz",
    "razy",
    "gevallen",
    "would",
    "plus",
    "+",
    "pretty",
    "quite",
    "fairly",
    "very",
    "certainty",
    "surety",
    "every",
    "el",
    "certezza",
    "certeza",
    "certitude",
    "sicherheit",
    "zekerheid",
    "säkerhet",
    "com",
    "con",
    "mit",
    "avec",
    "med",
    "met",
    "reasonably",
    "mindestens",
    "mind",
    "min",
    "minstens",
    "minimaal",
    "minimum",
    "minst",
    "almeno",
    "au",
    "moins",
    "menos",
    "pelo",
    "l",
    "na",
    "sikkert",
    "sikker",
    "yüzde",
    ",",
    "(",
    ")",
];

/// Words before what is wanted.
const WANTED: [&str; 14] = [
    "i want to be",
    "reached in",
    "i ' d like to be",
    "want to be",
    "aim for",
    "aiming for",
    "not lower than",
    "not less than",
    "no less than",
    "no lower than",
    "not below",
    "nicht unter",
    "pas moins de",
    "no menos de",
];
/// Words for reaching the target, behind the chance of it.
const TO_HIT: [&str; 12] = [
    "to hit the target",
    "to hit target",
    "to hit it",
    "of hitting the target",
    "of hitting it",
    "of hitting target",
    "we hit it",
    "we hit the target",
    "that we hit it",
    "of reaching it",
    "of the time",
    "以 上",
];
/// Words for the chance that it is not reached.
const MISSING: &[&str] = &[
    "miss", "missing", "misses", "missed", "fail", "failing", "failure", "risk", "of", "a", "we", "max",
    "tops", "odds", "that", "to", ",", "most", "at", "accept", "can", "live", "with", "no", "more", "than",
    "de", "di", "risico", "risco", "risiko", "risque", "riesgo", "rischio", "chance", "chances", "it",
    "under", "below", "less", "fewer", "up", "<",
];

/// Reads a wanted chance.
///
/// # Errors
/// When the text is none, or the model refuses it.
pub fn read_chance(text: &str, _style: NumberStyle) -> Result<Understood<Confidence>, EntryError> {
    with_typos(&sign_behind(text), &read_spelled)
}

/// `80% ± 5%`: its middle.
fn give_or_take(middle: &[Token], spread: &[Token]) -> Option<f64> {
    let middle = SHARES.quantity(trimmed(middle))?;
    let spread = SHARES.quantity(trimmed(spread))?;
    // “8 ± 1” may be 7 to 9 in 10, as “8” may be 8 in 10; nothing is more than certain.
    let is_bare = !middle.percent && !spread.percent && (1.0..10.0).contains(&middle.value());
    let most = if middle.value() > 1.0 { 100.0 } else { 1.0 };
    let is_within = spread.value() < middle.value() && middle.value() + spread.value() <= most;
    (is_within && !is_bare).then(|| middle.share())
}

/// `8` is rather 8 in 10 than 8%.
fn in_ten_or_percent(number: f64) -> Result<Understood<Confidence>, EntryError> {
    let reading = |label: String, share| Ok(Reading::new(label, Confidence::new(share)?));
    let readings: Result<Vec<_>, EntryError> =
        [reading(format!("{number} in 10"), number / 10.0), reading(format!("{number}%"), number / 100.0)]
            .into_iter()
            .collect();
    Ok(Understood::ask(readings?))
}

fn read_spelled(text: &str) -> Result<Understood<Confidence>, EntryError> {
    let (_, all) = tokens(text, EXAMPLE)?;
    let all = TO_HIT.iter().find_map(|words| before(&all, words)).map_or(all.clone(), <[Token]>::to_vec);
    let wanted = WANTED.iter().find_map(|words| after(&all, words)).unwrap_or(&all);
    // “>80%”, “≥ 0.8”: what is wanted is the least that will do.
    let wanted = [">=", "> =", ">", "≥"].iter().find_map(|words| after(wanted, words)).unwrap_or(wanted);
    let said = without(&without(wanted, FILLER), THINGS);
    // “un 80%”, “a 90% chance”
    let said = match trimmed(&said) {
        [article, said @ ..]
            if article.is(&["un", "um", "een", "a", "an"]) && said.iter().any(Token::is_number) =>
        {
            said
        }
        said => said,
    };
    let not_understood = || not_understood(&all, EXAMPLE);
    if let Some(share) = in_a_word(&all) {
        return Ok(Confidence::new(share)?.into());
    }
    // “P20”: the chance of so much, or of less.
    if let [p, number] = all.as_slice()
        && p.is(&["p"])
        && COUNTS.quantity(slice::from_ref(number)).is_some_and(|share| share.value() < 50.0)
    {
        let reason = "this may be the chance that it is reached, or that it is missed";
        return Err(EntryError::questioned(reason, EXAMPLE));
    }
    if let Some(error) = of_a_miss(&all) {
        return Err(error);
    }
    // “au plus 80 %”, “under 80%”
    if let Some(most) = at_most(wanted)
        && most.iter().any(Token::is_number)
    {
        let reason = "that is the most it may be: the chance that is wanted is the least that will do";
        return Err(EntryError::questioned(reason, EXAMPLE));
    }
    // “3:1”
    if let [first, colon, other] = said
        && colon.is(&[":"])
        && let Some((first, other)) =
            COUNTS.quantity(slice::from_ref(first)).zip(COUNTS.quantity(slice::from_ref(other)))
    {
        let guess = format!("{} in {}", first.value(), first.value() + other.value());
        return Err(EntryError::guessed("this is for and against: say it of how many", "3 in 4", guess));
    }
    // “80/20” and “80-20”: for and against; “40-60” is from where to where.
    if let [first, mark, other] = said
        && mark.is(&["/", "-"])
        && let Some((first, other)) =
            COUNTS.quantity(slice::from_ref(first)).zip(COUNTS.quantity(slice::from_ref(other)))
        && (first.value() + other.value()).total_cmp(&100.0).is_eq()
        && (mark.is(&["/"]) || first.value() > other.value())
    {
        return Ok(Confidence::new(first.value() / 100.0)?.into());
    }
    // “7 to 9 in 10”, “1 in 4 to 1 in 5”
    if let Some(Between { low, high, .. }) = between(said) {
        let middle = (0.5 * (low + high) * 1e12).round() / 1e12;
        return Ok(Understood::from(Confidence::new(middle)?).noted(Some("the middle of both".to_owned())));
    }
    if let Some((middle, spread)) = split(said, &["±", "plus or minus", "give or take"]) {
        let middle = give_or_take(middle, spread).ok_or_else(not_understood)?;
        return Ok(Understood::from(Confidence::new(middle)?).noted(Some("the middle of both".to_owned())));
    }
    if let Some((times, of)) = split(said, &["in", "em"]).or_else(|| split(said, OF)) {
        return Ok(Confidence::new(quotient(times, of).ok_or_else(not_understood)?)?.into());
    }
    // “10回中8回”
    if let Some((of, times)) = split(said, &["中"]) {
        return Ok(Confidence::new(quotient(times, of).ok_or_else(not_understood)?)?.into());
    }
    let span = SHARES.span(said).ok_or_else(not_understood)?;
    let (low, high) = span.ends();
    let is_bare = !span.is_range() && !low.percent && low.value().fract() == 0.0;
    if is_bare && (2.0..10.0).contains(&low.value()) {
        return in_ten_or_percent(low.value());
    }
    if is_bare && low.value().total_cmp(&1.0).is_eq() {
        return Err(EntryError::questioned("a chance of 1 is 1% or certainty", "80%"));
    }
    if span.is_range() && low.share() >= high.share() {
        return Err(EntryError::backwards("70–80%"));
    }
    let note = span.is_range().then(|| "the middle of both".to_owned());
    let middle = (0.5 * (low.share() + high.share()) * 1e12).round() / 1e12;
    let share = if span.is_range() { middle } else { low.share() };
    Ok(Understood::from(Confidence::new(share)?).noted(note))
}

/// `20% risk of a miss`: the chance that it is not reached.
fn of_a_miss(all: &[Token]) -> Option<EntryError> {
    const NAMES: [&str; 13] = [
        "miss", "missing", "misses", "fail", "failing", "failure", "risk", "risiko", "risque", "riesgo",
        "rischio", "risico", "risco",
    ];
    all.iter().find(|word| word.is(&NAMES))?;
    let said = without(&without(&without(all, MISSING), FILLER), THINGS);
    let said: Vec<Token> = without(&said, &["-"]);
    let share = match split(&said, &["in"]) {
        Some((times, of)) => quotient(times, of)?,
        None => SHARES.span(&said).filter(|span| !span.is_range())?.ends().0.share(),
    };
    let guess = format!("{}%", ((1.0 - share) * 1e4).round() / 100.0);
    let reason = "this is the chance of a miss: the field wants the chance that the target is reached";
    (0.0 < share && share < 1.0).then(|| EntryError::guessed(reason, EXAMPLE, guess))
}

fn quotient(times: &[Token], of: &[Token]) -> Option<f64> {
    let number = |tokens: &[Token]| {
        COUNTS.span(tokens).filter(|span| !span.is_range()).map(|span| span.ends().0.value())
    };
    Some(number(times)? / number(of)?)
}

/// What the field says it was understood as.
pub fn echo_chance(chance: Confidence, format: &dyn Formatter) -> String {
    // A third has more digits than people read.
    let written = match (chance.get() * 1_000.0).round() / 1_000.0 {
        rounded if (rounded - chance.get()).abs() > 1e-12 => format.percent(chance.get(), 1),
        _ => write_chance(chance, format),
    };
    let of = if written.ends_with('%') { " of" } else { "" };
    format!("the target should be reached in {written}{of} futures")
}

/// What the field prints: “8 in 10”, or a percentage where tenths do not say it.
pub fn write_chance(chance: Confidence, format: &dyn Formatter) -> String {
    let tenths = (chance.get() * 10.0).round();
    if (tenths / 10.0).total_cmp(&chance.get()).is_eq() {
        format!("{} in 10", format.number(tenths, 0))
    } else {
        format.exact_percent(chance.get())
    }
}
