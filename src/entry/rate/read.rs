//! Stage rates, read and written: `45%`, `45 of 100`, `1 in 5`, `9 won, 32 lost`, `40–50%`, `45% ± 5%`,
//! `exactly 45%`.

use super::counted::{
    HEDGES, RATE_THINGS, counted_between, every_nth, from_to, of_cases, says_percent, share_and_counts, whole,
};
use super::estimated::{estimated, more_cases, stated};
use super::refused::{
    by_value, closed_of_all, counted_twice, half_said, in_two_years, range_and_cases, rate_and_range,
    without_whole,
};
use super::won_lost::{
    Counts, LOST, WON, below_none, closed_and_lost, counted_with_lost, whole_first, whole_then_won,
    whole_to_part, wins_and_losses, without_decision, without_open, won_of_total,
};
use crate::entry::calendar::when_said::without_when;
use crate::entry::grammar::number::not_understood;
use crate::entry::grammar::quantity::{COUNTS, SHARES, Span, trimmed};
use crate::entry::grammar::raised::now_of;
use crate::entry::grammar::text::sign_behind;
use crate::entry::grammar::tokens::{Token, after, before, split, tokens, without};
use crate::entry::grammar::typos::with_typos;
use crate::entry::grammar::words::{EXACTLY, FILLER, OF, PERCENT, THINGS, TIMES};
use crate::entry::reading::{Reading, Understood};
use crate::entry::{EntryError, NumberStyle};
use crate::model::{BeliefKind, RateBelief};

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

const EXAMPLE: &str = "45%";

/// Reads a belief on a rate. A bare percentage (or number) is an estimate worth
/// [`ESTIMATE_CASES`](crate::entry::ESTIMATE_CASES) cases.
///
/// # Errors
/// When the text is no rate, or the model refuses it.
pub fn read_rate(text: &str, _style: NumberStyle) -> Result<Understood<RateBelief>, EntryError> {
    with_typos(&sign_behind(text), &read_spelled)
}

fn read_spelled(text: &str) -> Result<Understood<RateBelief>, EntryError> {
    let (_, all) = tokens(text, EXAMPLE)?;
    let all = without_open(without_cause(all));
    let all = bare_rate(all);
    let two = || in_two_years(&all).or_else(|| counted_twice(&all));
    let beside = || {
        rate_and_range(&all)
            .or_else(|| by_value(&all))
            .or_else(|| without_whole(&all))
            .or_else(|| closed_of_all(&all, "12 of 60"))
    };
    if let Some(error) = below_none(&all, EXAMPLE).or_else(two).or_else(beside) {
        return Err(error);
    }
    if let Some(error) = without_decision(&all, "12 of 60") {
        return Err(error);
    }
    if let Some((passed, entered)) = whole_then_won(&all) {
        return Ok(RateBelief::counts(passed, entered)?.into());
    }
    if let Some(counted) = closed_and_lost(&all).or_else(|| counted_with_lost(&all)) {
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

/// A rate without words that change nothing of it: `assume 20%`, `20% YTD (13/65)`, `26% by count`, `成約率30%`.
fn bare_rate(all: Vec<Token>) -> Vec<Token> {
    let all = without(&all, &["ytd"]);
    // “true rate 36–54%, 8 times in 10”, as the page says it; “45%, 8 times in 10” says two things.
    let said = after(&all, "true rate").unwrap_or(&all);
    let is_within = |words: &[Token]| {
        let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        words == ["8", "times", "in", "10"]
    };
    let within = split(said, &[","]).filter(|(_, words)| is_within(words)).map_or(said, |(range, _)| range);
    if within.len() < all.len() && matches!(SHARES.span(within), Some(Span::Between(..))) {
        return within.to_vec();
    }
    let mut opened = ["assume", "assuming", "we assume", "成 約 率", "受 注 率"].iter();
    let said = opened.find_map(|words| after(&all, words)).unwrap_or(&all);
    let said = ["by count", "by number", ", most likely", "most likely"]
        .iter()
        .find_map(|words| before(said, words))
        .unwrap_or(said);
    // “32 of 71 moved on”
    let moved = ["moved on", "move on", "moves on", "moved", "went on", "advanced", "got through"];
    let moved = moved.iter().find_map(|words| before(said, words));
    let says_rate = |said: &&[Token]| split(said, OF).is_some() || said.iter().any(|word| word.is(PERCENT));
    let said = moved.filter(says_rate).unwrap_or(said);
    if said.is_empty() { all } else { said.to_vec() }
}

/// `we lose 2 out of every 5`: the others move on.
fn not_lost(all: &[Token]) -> Option<Result<RateBelief, EntryError>> {
    const LOSING: &[&str] =
        &["lose", "loses", "losing", "lost", "verlieren", "perdons", "perdemos", "perdiamo", "churn"];
    const OUT: [&str; 8] = [
        "drop out",
        "drop off",
        "fall out",
        "fall off",
        "don ' t move on",
        "do not move on",
        "don ' t convert",
        "do not convert",
    ];
    let out =
        OUT.iter().find_map(|words| before(&without(all, &["here", "there"]), words).map(<[Token]>::to_vec));
    let said = without(out.as_deref().unwrap_or(all), LOSING);
    // “46 von 60 verloren”
    let said: Vec<Token> = said.into_iter().filter(|word| word.text.len() < 2 || !word.is(LOST)).collect();
    let is_of_losses = said.len() < all.len() && !said.iter().any(|word| word.is(WON));
    let lost = read_share_belief(&said).ok().filter(|_| is_of_losses)?;
    let rest = |share: f64| ((1.0 - share) * 1e12).round() / 1e12;
    // “30% (lost)”: a share is offered, since it may be the one that is won in a column of losses.
    // “20 don’t move on” may be so many, or so many of a hundred.
    let is_one = all.iter().filter(|word| word.is_number()).count() == 1;
    let is_share = is_one || all.iter().any(|word| word.is(PERCENT));
    if let (true, BeliefKind::Estimate { rate, .. }) = (is_share, lost.kind()) {
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
pub(in crate::entry) fn read_share_belief(all: &[Token]) -> Result<RateBelief, EntryError> {
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
        return of_won_and_lost(won, lost);
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
        [article, number, ..] if article.is(&["un", "ein", "en", "een", "a", "an"]) && number.is_number() => {
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
    if let Some(exact) = exactly(said, all) {
        return exact;
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

/// `9 won, 32 lost`; of none that is decided there is no rate.
fn of_won_and_lost(won: u32, lost: u32) -> Result<RateBelief, EntryError> {
    if (won, lost) == (0, 0) {
        let reason = "nothing is decided yet: say how many were won and lost, or the rate you expect";
        return Err(EntryError::questioned(reason, EXAMPLE));
    }
    Ok(RateBelief::counts(won, won.saturating_add(lost))?)
}

/// `exactly 45%`, `45%, exactly`, `45% (exact)`; `about 45%, exactly` says two things.
fn exactly(said: &[Token], all: &[Token]) -> Option<Result<RateBelief, EntryError>> {
    let behind = EXACTLY.iter().find_map(|word| after(said, word));
    let exact = behind.or_else(|| EXACTLY.iter().find_map(|word| before(said, word)))?;
    let exact = exact.split_last().filter(|(mark, _)| mark.is(&[",", "("])).map_or(exact, |(_, of)| of);
    if all.iter().any(|word| word.is(HEDGES)) {
        let reason = "this is about so much, and exactly so: say the one or the other";
        return Some(Err(EntryError::questioned(reason, "exactly 45%")));
    }
    let share = exactly_one_in(exact).or_else(|| Some(SHARES.quantity(exact)?.share()));
    let Some(share) = share else { return Some(Err(not_understood(all, EXAMPLE))) };
    Some(RateBelief::exact(share).map_err(EntryError::from))
}

/// `exactly 1 in 5`: not `exactly 45 in 2026`, nor what is counted, `exactly 9 of 41`.
fn exactly_one_in(said: &[Token]) -> Option<f64> {
    let (part, of) = split(said, &["in"])?;
    let (part, of) = (whole(part)?, whole(of)?);
    (0 < part && part < of && of <= 100).then(|| f64::from(part) / f64::from(of))
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

/// `45% ± 5%`: points, within which the rate lies 8 times in 10.
fn around(middle: &[Token], spread: &[Token]) -> Option<Result<RateBelief, EntryError>> {
    const POINTS: &[&str] = &[
        "points",
        "point",
        "pts",
        "pp",
        "prozentpunkte",
        "procentenheter",
        "procentpunten",
        "procentpunt",
        "puntos",
        "punti",
        "pontos",
    ];
    let points = without(spread, POINTS);
    let (middle, spread) = (SHARES.quantity(middle)?, SHARES.quantity(&points)?);
    // “45 ± 5%” is in percent on both sides, “0.45 ± 0.05” in fractions.
    let is_fraction = !middle.percent && !spread.percent && middle.value() < 1.0;
    let of = |value: f64| if is_fraction { value } else { value / 100.0 };
    let (low, high) = (middle.value() - spread.value(), middle.value() + spread.value());
    Some(RateBelief::range(of(low), of(high)).map_err(EntryError::from))
}
