//! Rates that are told in numbers of cases: `45 of 100`, `1 in 5`, `45% of 200 cases`, `every 4th`.

use super::between::{Between, between};
use super::estimated::{ESTIMATE_CASES, estimated, stated};
use super::won_lost::WON;
use crate::entry::EntryError;
use crate::entry::grammar::number::{typed, whole_number};
use crate::entry::grammar::quantity::{COUNTS, SHARES, trimmed};
use crate::entry::grammar::tokens::{Token, after, before, split, without};
use crate::entry::grammar::words::{FILLER, OF, THINGS, TIMES};
use crate::entry::reading::{Reading, Understood};
use crate::model::RateBelief;

/// Words that name a rate.
pub(super) const RATE_THINGS: &[&str] = &[
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
    "advanced",
    "gehen",
    "geht",
    "weiter",
    "passent",
    "pasan",
    "passano",
    "passam",
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

/// Words before a share that is not counted.
pub(super) const HEDGES: &[&str] =
    &["about", "around", "roughly", "approx", "approximately", "~", "≈", "circa"];

/// `8-10 of 41`: from where to where the rate lies, or so many as are in the middle.
pub(super) fn counted_between(all: &[Token]) -> Option<Result<Understood<RateBelief>, EntryError>> {
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
pub(in crate::entry) fn from_to(said: &[Token]) -> Option<Result<RateBelief, EntryError>> {
    let Between { low, high, counted } = between(said)?;
    let Some((passed, entered)) = counted else {
        return Some(RateBelief::range(low, high).map_err(EntryError::from));
    };
    let reason = "this is from how many to how many: say one number";
    Some(Err(EntryError::guessed(reason, "9 of 41", format!("{passed} of {entered}"))))
}

/// `12/40 (30%)`, `30% (12 of 40)`: counts, and the share that they are.
pub(super) fn share_and_counts(all: &[Token]) -> Option<Result<RateBelief, EntryError>> {
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

/// Two numbers with a word between: `45 of 100` observed, `45% of 200 cases` as good as observed, `1 in 5` a
/// share.
pub(super) fn of_cases(said: &[Token], all: &[Token]) -> Option<Result<RateBelief, EntryError>> {
    let every = split(said, &["out of every", "of every", "in every", "de cada", "em cada", "ogni"])
        .map(|(part, of)| (part, of, true));
    // “41件中9件”
    let within = || split(said, &["中"]).map(|(entered, passed)| (passed, entered, false));
    // “une sur quatre”, “een op de vijf”: in words, where there is no other word for “1 in 4”.
    let is_share = |passed: &[Token], entered: &[Token]| {
        let is_one = COUNTS.quantity(passed).is_some_and(|one| one.value().total_cmp(&1.0).is_eq());
        let in_words =
            !entered.iter().any(Token::is_number) && split(said, &["of", "from", "von", "/"]).is_none();
        // “about 1/3”; without the hedge it may be counted.
        let is_hedged = said.iter().any(|token| token.is(&["/"])) && all.iter().any(|token| token.is(HEDGES));
        let is_few = COUNTS.quantity(entered).is_some_and(|entered| entered.value() <= 10.0);
        // “1 op de 5”: Dutch for “1 in 5”.
        let is_idiom = || is_few && split(said, &["op de"]).is_some();
        // “quatre sur dix”
        let are_words = in_words && is_few && !passed.iter().any(Token::is_number);
        (is_one && (in_words || is_hedged || is_idiom())) || (is_hedged && is_few) || are_words
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
        part.map(|(part, of)| (part, of, !wins_in(part, of, all)))
    };
    let (passed, entered, is_share) = every.or_else(based).or_else(of).or_else(per)?;
    if let Some(rate) = SHARES.quantity(trimmed(passed)).filter(|rate| rate.percent) {
        // “35%, maybe 40”
        let says_cases = |word: &Token| word.is(THINGS) || word.is(&["n", "cases", "based"]);
        let is_bare = matches!(entered, [only] if only.is_number()) && !all.iter().any(says_cases);
        let is_listed = split(said, &[","]).is_some_and(|(_, behind)| behind.len() == entered.len());
        if is_bare && is_listed {
            let reason = "this may be another rate, or of how many it is";
            let guess = format!("{}–{}%", typed(100.0 * rate.share()), entered.first()?.raw);
            return Some(Err(EntryError::guessed(reason, "35–40%", guess)));
        }
        // “20% of deals over 50k”
        let is_of_some =
            |pair: &[Token]| matches!(pair, [things, over] if things.is(THINGS) && over.is(&["over"]));
        // “over 12 months”
        let is_unit = |word: &Token| TIMES.iter().any(|(unit, _)| unit.len() > 2 && word.is(&[unit]));
        let is_time = all.iter().any(is_unit);
        if !is_time && all.windows(2).any(is_of_some) {
            let reason = "a rate is of all deals: leave out of which it is";
            return Some(Err(EntryError::questioned(reason, "20%")));
        }
        let says_cases = |word: &Token| says_cases(word) || (word.is(OF_CASES) && !word.is(BASED));
        let is_named = all.iter().any(says_cases);
        let cases = whole(entered)?;
        if !is_named && (YEARS.contains(&cases) || entered.iter().any(|word| word.is(&["von"]))) {
            let reason = "this may be of how many cases it is, or when: say of how many deals";
            return Some(Err(EntryError::questioned(reason, "30% of 200 deals")));
        }
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

/// `12 wins in 50 deals`: counted, where `1 win in 5` and `22 in 100` say how often it happens.
fn wins_in(part: &[Token], of: &[Token], all: &[Token]) -> bool {
    let number = |said: &[Token]| whole_number(COUNTS.quantity(trimmed(said))?.value());
    let is_frequency = |of: u32| of <= 10 || of == 100 || YEARS.contains(&of);
    let is_won = all.iter().any(|word| word.is(&["wins", "won"]));
    let is_in = all.iter().any(|word| word.is(&["in"]));
    is_won
        && is_in
        && number(part).is_some_and(|part| part > 1)
        && number(of).is_some_and(|of| !is_frequency(of))
}

/// `every 4th`, `jeder vierte`: one of so many.
pub(super) fn every_nth(said: &[Token]) -> Option<f64> {
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

pub(super) fn says_percent(rate: &[Token]) -> bool {
    SHARES.quantity(trimmed(rate)).is_some_and(|rate| rate.percent)
}

/// Words around how many cases a rate is based on, `30% (aus 180 Fällen)`.
const OF_CASES: &[&str] = &[
    "cases", "deals", "aus", "sur", "von", "su", "av", "van", "fällen", "fälle", "cas", "casos", "casi",
    "gevallen",
];

/// Words between a rate and how many cases it is based on, which alone may say another thing: `up from`.
const BASED: &[&str] = &["aus", "sur", "von", "su", "av", "van"];

/// What may be a year, and no number of cases.
pub(super) const YEARS: std::ops::Range<u32> = 2_000..2_100;

/// A whole number of tokens; one that is too large stays too large, so that the model says so.
pub(in crate::entry) fn whole(tokens: &[Token]) -> Option<u32> {
    whole_number(COUNTS.quantity(trimmed(&without(tokens, OF_CASES)))?.value())
}
