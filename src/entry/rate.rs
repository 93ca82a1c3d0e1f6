//! Stage rates, read and written: `45%`, `45 of 100`, `1 in 5`, `9 won, 32 lost`, `40–50%`, `45% ± 5%`,
//! `exactly 45%`.

use super::number::{not_understood, whole_number};
use super::quantity::{COUNTS, SHARES, Span, trimmed};
use super::raised::now_of;
use super::rate_between::{Between, between};
use super::reading::{Reading, Understood};
use super::text::sign_behind;
use super::tokens::{Token, after, before, split, tokens, without};
use super::typos::with_typos;
use super::when_said::without_when;
use super::won_lost::{
    Counts, WON, below_none, counted_with_lost, whole_first, whole_to_part, wins_and_losses, without_open,
    won_of_total,
};
use super::words::{EXACTLY, FILLER, OF, PERCENT, THINGS, TIMES};
use super::{EntryError, NumberStyle};
use crate::model::limits::{BETA_SHAPE_LEAST, CASES_MAX};
use crate::model::{BeliefKind, RateBelief, RateError};

/// Words before a share that is not counted.
const HEDGES: &[&str] = &["about", "around", "roughly", "approx", "approximately", "~", "≈", "circa"];
/// Words before why a rate is what it is.
const CAUSES: &[&str] =
    &["after", "since", "because", "thanks", "due", "following", "assuming", "nach", "depuis"];
/// Words for the ends between which a rate lies.
const ENDS: &[&str] = &[
    "best",
    "worst",
    "case",
    "low",
    "high",
    "lowest",
    "highest",
    "min",
    "max",
    "minimum",
    "maximum",
    "optimistic",
    "pessimistic",
    "good",
    "bad",
    "year",
    "quarter",
    "is",
    "at",
    ":",
    "in",
    "a",
];

/// How many observed cases a bare percentage is worth: an estimate, not a certainty.
pub const ESTIMATE_CASES: u32 = 50;

const EXAMPLE: &str = "45%";
/// Words that name a rate.
const RATE_THINGS: &[&str] = &[
    "rate",
    "chance",
    "probability",
    "conversion",
    "convert",
    "converts",
    "likely",
    "likelihood",
    "close",
    "move",
    "moves",
    "on",
    "each",
    "them",
    "those",
    "these",
    "time",
    "won",
    "last",
    "year",
    "avg",
    "average",
    "die",
    "la",
    "der",
    "il",
    "le",
    "el",
    "分",
    ")",
    "converted",
    "conv",
    "hit",
    "converting",
    "conversions",
    "win",
    "deals",
    "del",
    "della",
    "dei",
    "ratio",
    "success",
    "historically",
    "historical",
    "chances",
    "forward",
    "ahead",
    "advance",
    "advances",
    "progress",
    "through",
    "make",
    "makes",
    "it",
    "become",
    "turn",
    "into",
    "customers",
    "industry",
    "benchmark",
    "here",
];

/// Reads a belief on a rate. A bare percentage (or number) is an estimate worth [`ESTIMATE_CASES`] cases.
///
/// # Errors
/// When the text is no rate, or the model refuses it.
pub fn read_rate(text: &str, _style: NumberStyle) -> Result<Understood<RateBelief>, EntryError> {
    with_typos(&sign_behind(text), &read_spelled)
}

fn read_spelled(text: &str) -> Result<Understood<RateBelief>, EntryError> {
    let (_, all) = tokens(text, EXAMPLE)?;
    let all = without_open(without_cause(all));
    if let Some(error) = below_none(&all, EXAMPLE).or_else(|| in_two_years(&all)) {
        return Err(error);
    }
    if let Some(counted) = counted_with_lost(&all) {
        let (passed, entered) = counted?;
        return Ok(RateBelief::counts(passed, entered)?.into());
    }
    // “60 opps -> 12 wins”
    if let Some((passed, entered, counts)) = whole_to_part(&all) {
        if counts == Counts::Named {
            return Ok(RateBelief::counts(passed, entered)?.into());
        }
        let reason = "this may be how many of how many, or a rate that has changed";
        return Err(EntryError::guessed(reason, "12 of 60", format!("{passed} of {entered}")));
    }
    if let Some(now) = now_of(&all, &|said| read_share_belief(said).is_ok()) {
        let belief = read_share_belief(now)?;
        return Ok(Understood::from(belief).noted(more_cases(&belief)));
    }
    let all = without_when(all);
    let said = without(&without(&all, FILLER), RATE_THINGS);
    if let Some(bare) = SHARES.quantity(trimmed(&without(&said, THINGS))) {
        if bare.value().total_cmp(&1.0).is_eq() && !bare.percent {
            return Ok(Understood::ask(vec![
                Reading::new("1%", estimated(0.01)?),
                Reading::new("100%", estimated(1.0)?),
            ]));
        }
        if bare.value() == 0.0 {
            return Err(EntryError::questioned("at a rate of 0% nothing is ever won", "exactly 0%"));
        }
    }
    if let Some(left) = not_lost(&all) {
        return left.map(|left| Understood::from(left).noted(Some("those that are not lost".to_owned())));
    }
    if let Some(asked) = counted_between(&all) {
        return asked;
    }
    let belief = read_share_belief(&all)?;
    Ok(Understood::from(belief).noted(more_cases(&belief)))
}

/// `8-10 of 41`: from where to where the rate lies, or so many as are in the middle.
fn counted_between(all: &[Token]) -> Option<Result<Understood<RateBelief>, EntryError>> {
    let said = without(&without(&without(&without(all, FILLER), RATE_THINGS), THINGS), WON);
    let Between { low, high, counted } = between(&said)?;
    let (passed, entered) = counted?;
    let [from, to] = [low, high].map(|share| ((share * 1e3).round() / 10.0).to_string());
    let both = RateBelief::range(low, high).and_then(|range| {
        Ok(vec![
            Reading::new(format!("{passed} of {entered}, the middle"), RateBelief::counts(passed, entered)?),
            Reading::new(format!("between {from}% and {to}%, 8 times in 10"), range),
        ])
    });
    Some(both.map(Understood::ask).map_err(EntryError::from))
}

/// `7 to 9 in 10`, `1 in 4 to 1 in 5`; of what was counted the middle is offered.
fn from_to(said: &[Token]) -> Option<Result<RateBelief, EntryError>> {
    let Between { low, high, counted } = between(said)?;
    let Some((passed, entered)) = counted else {
        return Some(RateBelief::range(low, high).map_err(EntryError::from));
    };
    let reason = "this is from how many to how many: say one number";
    Some(Err(EntryError::guessed(reason, "9 of 41", format!("{passed} of {entered}"))))
}

/// What is said of an estimate that stands on more cases than usual.
fn more_cases(belief: &RateBelief) -> Option<String> {
    let BeliefKind::Estimate { rate, cases } = belief.kind() else { return None };
    let is_raised = cases > ESTIMATE_CASES && cases_of(rate) == Some(cases);
    is_raised.then(|| format!("based on about {cases} deals, as fewer would not tell it"))
}

/// How many cases a bare percentage is worth: [`ESTIMATE_CASES`], and so many times more for one that is so
/// near to 0% or 100% that these would not tell it from never or always. None, where no number of cases does.
fn cases_of(rate: f64) -> Option<u32> {
    let rare = rate.min(1.0 - rate);
    let times = (BETA_SHAPE_LEAST / (rare * f64::from(ESTIMATE_CASES))).ceil().max(1.0);
    if times * f64::from(ESTIMATE_CASES) > f64::from(CASES_MAX) {
        return None;
    }
    let cases = |times: f64| {
        let cases = super::number::whole_number(times * f64::from(ESTIMATE_CASES))?;
        RateBelief::estimate(rate, cases).is_ok().then_some(cases)
    };
    cases(times).or_else(|| cases(times + 1.0))
}

/// An estimate without a number of cases. One that no number of cases tells is exact.
pub(super) fn estimated(rate: f64) -> Result<RateBelief, RateError> {
    match cases_of(rate) {
        Some(cases) => RateBelief::estimate(rate, cases),
        None if 0.0 < rate && rate < 1.0 => RateBelief::exact(rate),
        None => RateBelief::estimate(rate, ESTIMATE_CASES),
    }
}

/// An estimate with its number of cases; where these are too few for it, what would be enough is offered.
fn stated(rate: f64, cases: u32) -> Result<RateBelief, EntryError> {
    RateBelief::estimate(rate, cases).map_err(|error| {
        let percent = (rate * 1e10).round() / 1e8;
        let enough = match cases_of(rate) {
            _ if error != RateError::TooVague || cases == 0 => return EntryError::from(error),
            Some(enough) => format!("{percent}% of {enough} cases"),
            None => format!("exactly {percent}%"),
        };
        let reason = "so few cases do not tell such a share from never or always";
        EntryError::asked(reason, enough.clone(), Some(enough))
    })
}

/// `we lose 2 out of every 5`: the others move on.
fn not_lost(all: &[Token]) -> Option<Result<RateBelief, EntryError>> {
    const LOSING: &[&str] =
        &["lose", "loses", "losing", "lost", "verlieren", "perdons", "perdemos", "perdiamo", "churn"];
    const OUT: [&str; 4] = ["drop out", "drop off", "fall out", "fall off"];
    let out =
        OUT.iter().find_map(|words| before(&without(all, &["here", "there"]), words).map(<[Token]>::to_vec));
    let said = without(out.as_deref().unwrap_or(all), LOSING);
    let is_of_losses = said.len() < all.len() && !said.iter().any(|word| word.is(WON));
    let lost = read_share_belief(&said).ok().filter(|_| is_of_losses)?;
    let rest = |share: f64| ((1.0 - share) * 1e12).round() / 1e12;
    // “30% (lost)”: a share is offered, since it may be the one that is won in a column of losses.
    if let (true, BeliefKind::Estimate { rate, .. }) = (all.iter().any(|word| word.is(PERCENT)), lost.kind())
    {
        let guess = format!("{}%", rest(rate) * 100.0);
        let reason = "this says how many are lost: say how many move on";
        return Some(Err(EntryError::guessed(reason, EXAMPLE, guess)));
    }
    let left = match lost.kind() {
        BeliefKind::Counts { passed, entered } => RateBelief::counts(entered.saturating_sub(passed), entered),
        BeliefKind::Range { low, high } => RateBelief::range(rest(high), rest(low)),
        BeliefKind::Estimate { rate, cases } => RateBelief::estimate(rest(rate), cases),
        BeliefKind::Exact(rate) => RateBelief::exact(rest(rate)),
    };
    Some(left.map_err(EntryError::from))
}

/// `65% after the new playbook`: why it is so changes nothing of it.
fn without_cause(mut all: Vec<Token>) -> Vec<Token> {
    let says_no_number = |at: usize| !all.iter().skip(at).any(Token::is_number);
    let at =
        (1..all.len()).find(|at| all.get(*at).is_some_and(|word| word.is(CAUSES)) && says_no_number(*at));
    if let Some(at) = at {
        let is_mark = all.get(at - 1).is_some_and(|mark| mark.is(&[",", "("]));
        all.truncate(at - usize::from(is_mark));
    }
    all
}

/// `45% last year, 38% this year`: two rates, of which neither is said to be the one of now.
fn in_two_years(all: &[Token]) -> Option<EntryError> {
    let (first, second) = split(all, &[",", ";", "and"])?;
    let share_of = |said: &[Token], which: &str| {
        let (time, rest) = said.split_last()?;
        let share = before(rest, which).filter(|_| time.is(&["year", "quarter", "month"]))?;
        SHARES.quantity(trimmed(&without(share, FILLER))).filter(|share| share.percent)
    };
    share_of(first, "last")?;
    share_of(second, "this")?;
    let reason = "this says more than one rate: say one, or from where to where it lies";
    Some(EntryError::questioned(reason, "40–50%"))
}

/// `best case 40%, worst 25%`: the ends between which a rate lies.
fn named_ends(all: &[Token]) -> Option<Result<RateBelief, EntryError>> {
    let (first, second) = split(all, &[", and", ",", "and", "/", "("])?;
    let end = |said: &[Token]| {
        let share = without(said, ENDS);
        let is_named = share.len() < said.len();
        SHARES.quantity(trimmed(before(&share, ")").unwrap_or(&share))).filter(|_| is_named)
    };
    let (first, second) = (end(first)?, end(second)?);
    let is_percent = first.percent || second.percent;
    let (low, high) = (first.share().min(second.share()), first.share().max(second.share()));
    (is_percent && low < high).then(|| RateBelief::range(low, high).map_err(EntryError::from))
}

/// A belief on a share, also of none: churn may be 0%.
pub(super) fn read_share_belief(all: &[Token]) -> Result<RateBelief, EntryError> {
    let not_understood = || not_understood(all, EXAMPLE);
    if let Some(share) = in_a_word(all) {
        return Ok(estimated(share)?);
    }
    if let Some(belief) = named_ends(all) {
        return belief;
    }
    if let Some(error) = half_said(all) {
        return Err(error);
    }
    if let Some((won, lost)) = wins_and_losses(all) {
        return Ok(RateBelief::counts(won, won.saturating_add(lost))?);
    }
    if let Some((passed, entered)) = whole_first(all).or_else(|| won_of_total(all)) {
        return Ok(RateBelief::counts(passed, entered)?);
    }
    if let Some(counts) = share_and_counts(all) {
        return counts;
    }
    if let Some(share) = every_nth(&without(&without(all, FILLER), THINGS)) {
        return Ok(estimated(share)?);
    }
    let said = without(&without(&without(&without(all, FILLER), RATE_THINGS), THINGS), WON);
    // “(45%)”, but in “22% (60 deals)” what it is based on.
    let says_so = |token: &Token| token.is(&["based", "n"]);
    let is_around = said.first().is_some_and(|first| first.is(&["("])) || said.iter().any(says_so);
    let said = if is_around { without(&said, &["("]) } else { said };
    let said = trimmed(&said);
    let said = said.split_last().filter(|(last, _)| last.is(&[",", "("])).map_or(said, |(_, rest)| rest);
    // “de helft”
    let said = after(said, "de").unwrap_or(said);
    // “un 30%”
    let said = match said {
        [article, number, ..] if article.is(&["un", "ein", "en", "een"]) && number.is_number() => {
            said.get(1..).unwrap_or_default()
        }
        _ => said,
    };
    // “27% on 200 opps”
    let named = |rate: &[Token]| without(&without(rate, FILLER), RATE_THINGS);
    if let Some((rate, cases)) = split(all, &["on"]).filter(|(rate, _)| says_percent(&named(rate)))
        && let Some(cases) =
            whole(&without(&without(&without(cases, FILLER), THINGS), &["closed", "decided"]))
    {
        let rate = SHARES.quantity(trimmed(&named(rate))).ok_or_else(not_understood)?;
        return stated(rate.share(), cases);
    }
    let exact = EXACTLY.iter().find_map(|word| after(said, word));
    if let Some(exact) = exact.or_else(|| EXACTLY.iter().find_map(|word| before(said, word))) {
        return Ok(RateBelief::exact(SHARES.quantity(exact).ok_or_else(not_understood)?.share())?);
    }
    if let Some((middle, spread)) = split(said, &["±", "plus or minus", "give or take"]) {
        return around(middle, spread).ok_or_else(not_understood)?;
    }
    if let Some(belief) = from_to(said).or_else(|| of_cases(said, all)) {
        return belief;
    }
    // “40% 14 days”
    let timed = || {
        let at = all.iter().position(|token| token.is(PERCENT))?;
        let (share, time) = all.split_at_checked(at + 1)?;
        let share = share.first().filter(|_| SHARES.quantity(share).is_some())?.text.clone();
        let is_time = time.iter().any(|word| TIMES.iter().any(|(unit, _)| word.is(&[unit])));
        (is_time && time.iter().any(Token::is_number)).then(|| {
            let reason = "how long it takes has a field of its own";
            EntryError::guessed(reason, "45%", format!("{share}%"))
        })
    };
    if let Some(error) = timed() {
        return Err(error);
    }
    if let Some(error) = range_and_cases(said) {
        return Err(error);
    }
    let several = || {
        let shares = all.iter().filter(|token| token.is(PERCENT)).count();
        let reason = "this says more than one rate: say one, or from where to where it lies";
        if shares > 1 { EntryError::questioned(reason, "40–50%") } else { not_understood() }
    };
    match SHARES.span(said).ok_or_else(several)? {
        Span::One(one) => Ok(estimated(one.share())?),
        Span::Between(low, high) => Ok(RateBelief::range(low.share(), high.share())?),
    }
}

/// `15–20% (n=60)`: how well it is known is said twice.
fn range_and_cases(said: &[Token]) -> Option<EntryError> {
    let counted = split(said, &["( n =", ", n =", "n =", "( n", "(", ", based on", "based on"]);
    if let Some(Span::Between(low, high)) = counted.and_then(|(range, _)| SHARES.span(range)) {
        let reason = "a range says how well the rate is known: leave out of how many deals it is";
        let of = |share: f64| ((share * 1e4).round() / 100.0).to_string();
        let guess = format!("{}–{}%", of(low.share()), of(high.share()));
        return Some(EntryError::guessed(reason, "40–50%", guess));
    }
    None
}

/// `fifty fifty`, `coin flip`, `2割5分`: tenths and hundredths.
pub(super) fn in_a_word(all: &[Token]) -> Option<f64> {
    let said = without(all, &["a", "the", "it", "'", "s", "-"]);
    let is = |words: &str| after(&without(&said, FILLER), words).is_some_and(<[Token]>::is_empty);
    // “50-50”, “50:50”
    if let [one, mark, other] = all
        && (one.text.as_str(), other.text.as_str()) == ("50", "50")
        && mark.is(&["-", ":"])
    {
        return Some(0.5);
    }
    if ["one half", "fifty fifty", "coin flip", "coin toss", "flip of coin", "toss up", "tossup"]
        .iter()
        .any(|words| is(words))
    {
        return Some(0.5);
    }
    let (tenths, rest) = split(&said, &["割"]).or_else(|| Some((before(&said, "割")?, &[][..])))?;
    let hundredths = before(rest, "分").or(rest.is_empty().then_some(rest))?;
    let digit =
        |said: &[Token]| COUNTS.quantity(said).map(|digit| digit.value()).filter(|digit| *digit <= 10.0);
    let hundredths = if hundredths.is_empty() { 0.0 } else { digit(hundredths)? };
    Some(digit(tenths)? / 10.0 + hundredths / 100.0)
}

/// `12/40 (30%)`, `30% (12 of 40)`: counts, and the share that they are.
fn share_and_counts(all: &[Token]) -> Option<Result<RateBelief, EntryError>> {
    /// A share is written in whole percent.
    const ROUNDING: f64 = 0.006;
    /// Between counts and the share that they are, in several languages.
    const THAT_IS: [&str; 13] = [
        "so", "ie", "i e", "that is", "or", "soit", "also", "d h", "das sind", "cioè", "es decir", "ou seja",
        "dus",
    ];
    let (first, second) = split(all, &["(", "=", ",", ":", "-", "soit"])?;
    let second = before(second, ")").unwrap_or(second);
    let second = THAT_IS.iter().find_map(|words| after(second, words)).unwrap_or(second);
    let counts = |said: &[Token]| {
        let (passed, entered) = split(said, OF)?;
        let passed = whole_number(COUNTS.quantity(trimmed(passed))?.value())?;
        Some((passed, whole(entered)?))
    };
    let (share, (passed, entered)) = match (counts(first), counts(second)) {
        (Some(counted), None) => (second, counted),
        (None, Some(counted)) => (first, counted),
        _ => return None,
    };
    let share = SHARES.quantity(trimmed(share)).filter(|share| share.percent)?.share();
    if (share - f64::from(passed) / f64::from(entered.max(1))).abs() > ROUNDING {
        return Some(Err(EntryError::questioned("the share and the counts do not agree", "12 of 40")));
    }
    Some(RateBelief::counts(passed, entered).map_err(EntryError::from))
}

/// A bound, or odds: neither is a rate.
fn half_said(all: &[Token]) -> Option<EntryError> {
    const BOUNDS: [&str; 25] = [
        "better than",
        "no better than",
        "no worse than",
        "not more than",
        "not less than",
        "worse than",
        "above",
        "no more than",
        "no less than",
        "at least",
        "at most",
        "min",
        "max",
        "minimum",
        "maximum",
        "up to",
        "less than",
        "more than",
        "under",
        "over",
        "below",
        ">",
        "<",
        "≥",
        "≤",
    ];
    let bound = BOUNDS.iter().find_map(|words| after(all, words)).or_else(|| before(all, "+"));
    let is_rate = |rest: &[Token]| {
        let part = split(rest, &["in", "of"]);
        SHARES.quantity(rest).is_some() || part.is_some_and(|(part, of)| whole(part).and(whole(of)).is_some())
    };
    if bound.is_some_and(is_rate) {
        return Some(EntryError::questioned("a bound is no rate: say from where to where it lies", "40–50%"));
    }
    let [one, colon, other] = all else { return None };
    let is_odds = one.is_number() && other.is_number() && colon.is(&[":"]);
    is_odds
        .then(|| EntryError::questioned("this may be 1 of 4 or 1 won for 4 lost", "1 in 4, or 1 won, 4 lost"))
}

/// `45% ± 5%`: points, within which the rate lies 8 times in 10.
fn around(middle: &[Token], spread: &[Token]) -> Option<Result<RateBelief, EntryError>> {
    let points = without(spread, &["points", "point", "pts", "pp"]);
    let (middle, spread) = (SHARES.quantity(middle)?, SHARES.quantity(&points)?);
    // “45 ± 5%” is in percent on both sides, “0.45 ± 0.05” in fractions.
    let is_fraction = !middle.percent && !spread.percent && middle.value() < 1.0;
    let of = |value: f64| if is_fraction { value } else { value / 100.0 };
    let (low, high) = (middle.value() - spread.value(), middle.value() + spread.value());
    Some(RateBelief::range(of(low), of(high)).map_err(EntryError::from))
}

/// Two numbers with a word between: `45 of 100` observed, `45% of 200 cases` as good as observed, `1 in 5` a
/// share.
fn of_cases(said: &[Token], all: &[Token]) -> Option<Result<RateBelief, EntryError>> {
    let every = split(said, &["out of every", "of every", "in every", "de cada", "em cada", "ogni"])
        .map(|(part, of)| (part, of, true));
    // “41件中9件”
    let within = || split(said, &["中"]).map(|(entered, passed)| (passed, entered, false));
    // “une sur quatre”, “een op de vijf”: in words, where there is no other word for “1 in 4”.
    let is_share = |passed: &[Token], entered: &[Token]| {
        let is_one = COUNTS.quantity(passed).is_some_and(|one| one.value().total_cmp(&1.0).is_eq());
        let in_words = !entered.iter().any(Token::is_number) && split(said, &["of", "from", "/"]).is_none();
        // “about 1/3”; without the hedge it may be counted.
        let is_hedged = said.iter().any(|token| token.is(&["/"])) && all.iter().any(|token| token.is(HEDGES));
        let is_few = COUNTS.quantity(entered).is_some_and(|entered| entered.value() <= 10.0);
        // “1 op de 5”: Dutch for “1 in 5”.
        let is_idiom = || is_few && split(said, &["op de"]).is_some();
        (is_one && (in_words || is_hedged || is_idiom())) || (is_hedged && is_few)
    };
    let of = || split(said, OF).map(|(passed, entered)| (passed, entered, is_share(passed, entered)));
    let of = || of().or_else(within);
    let based = || {
        split(
            said,
            &[", based on", "based on", ", based", "based", ", over", "over", "n =", "(", ", n =", ","],
        )
        .filter(|(rate, _)| says_percent(rate))
    };
    let based = || based().map(|(rate, cases)| (rate, cases, false));
    let per = || {
        let per = split(said, &["in", "per", "em", "a cada", "på", "na"]);
        let part = per.or_else(|| split(said, &["に"]).map(|(of, part)| (part, of)));
        part.map(|(part, of)| (part, of, true))
    };
    let (passed, entered, is_share) = every.or_else(based).or_else(of).or_else(per)?;
    if let Some(rate) = SHARES.quantity(trimmed(passed)).filter(|rate| rate.percent) {
        // “35%, maybe 40”
        let says_cases = |word: &Token| word.is(THINGS) || word.is(&["n", "cases", "based"]);
        let is_bare = matches!(entered, [only] if only.is_number()) && !all.iter().any(says_cases);
        let is_listed = split(said, &[","]).is_some_and(|(_, behind)| behind.len() == entered.len());
        if is_bare && is_listed {
            let reason = "this may be another rate, or of how many it is";
            return Some(Err(EntryError::questioned(reason, "35–40%")));
        }
        let cases = whole(entered)?;
        return Some(stated(rate.share(), cases));
    }
    let (passed, entered) =
        (COUNTS.quantity(trimmed(passed))?.value(), COUNTS.quantity(trimmed(entered))?.value());
    if is_share {
        return Some(estimated(passed / entered).map_err(EntryError::from));
    }
    let (passed, entered) = (whole_number(passed)?, whole_number(entered)?);
    if (passed, entered) == (50, 50) && said.iter().any(|token| token.is(&["/"])) {
        // “50/50”
        return Some(RateBelief::estimate(0.5, ESTIMATE_CASES).map_err(EntryError::from));
    }
    Some(RateBelief::counts(passed, entered).map_err(EntryError::from))
}

/// `every 4th`, `jeder vierte`: one of so many.
fn every_nth(said: &[Token]) -> Option<f64> {
    const EVERY: &[&str] = &["every", "each", "co", "jeder", "jede", "jedes", "var", "vart", "varje", "cada"];
    const NTH: [&[&str]; 9] = [
        &["other", "second", "zweite", "annan", "andra", "drugi", "druga"],
        &["third", "dritte", "tredje", "trzeci", "trzecia"],
        &["fourth", "vierte", "fjärde", "czwarty", "czwarta"],
        &["fifth", "fünfte", "femte", "piąty", "piąta"],
        &["sixth", "sechste", "sjätte"],
        &["seventh", "siebte", "sjunde"],
        &["eighth", "achte", "åttonde"],
        &["ninth", "neunte", "nionde"],
        &["tenth", "zehnte", "tionde"],
    ];
    let (every, rest) = said.split_first().filter(|(every, _)| every.is(EVERY))?;
    let rest =
        without(rest, &["one", "chance", "st", "nd", "rd", "th", "deal", "przechodzi", "dalej", "goes"]);
    let rest = without(&rest, RATE_THINGS);
    let [nth] = rest.as_slice() else { return None };
    let of = match NTH.iter().zip(2..).find(|(words, _)| nth.is(words)) {
        Some((_, place)) => f64::from(place),
        None => COUNTS.quantity(&rest).filter(|_| nth.is_number() && every.is(EVERY))?.value(),
    };
    (of >= 1.0).then(|| 1.0 / of)
}

fn says_percent(rate: &[Token]) -> bool {
    SHARES.quantity(trimmed(rate)).is_some_and(|rate| rate.percent)
}

/// A whole number of tokens; one that is too large stays too large, so that the model says so.
pub(super) fn whole(tokens: &[Token]) -> Option<u32> {
    whole_number(COUNTS.quantity(trimmed(&without(tokens, &["cases", "deals"])))?.value())
}
