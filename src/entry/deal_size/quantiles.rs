//! Words for quantiles of deal sizes: `p10 8k p90 60k`, `median 20k, mean 30k`, `1 in 10 above 70k`.

use crate::entry::EntryError;
use crate::entry::grammar::tokens::{Token, without};
use crate::entry::money::amount::one_in;
use crate::model::{Currency, DealSize, Money};

const EXAMPLE: &str = "p10 8k, p90 60k";

/// “median 18k, 90% below 60k”, with the second amount named as the quantile that it is.
pub(super) fn nine_in_ten_named(plain: &str, said: &[Token]) -> Option<String> {
    const NINE_IN_TEN: [&[&str]; 3] =
        [&["90", "%", "below"], &["9", "in", "10", "below"], &["9", "of", "10", "below"]];
    let (first, rest) = (1..said.len()).find_map(|at| {
        let (first, words) = said.split_at_checked(at)?;
        let is = |of: &&&[&str]| words.len() > of.len() && words.iter().zip(**of).all(|(a, b)| a.text == *b);
        Some((first, words.get(NINE_IN_TEN.iter().find(is)?.len()..)?))
    })?;
    let before = plain.get(..first.last()?.to)?.trim_end_matches([',', ' ']);
    Some(format!("{before}, p90 {}", plain.get(rest.first()?.from..)?))
}

/// `p10 8k p90 60k`, `p50 20k p90 60k`, `20k median, 60k p90`, `median 20k, mean 30k`: two facts of a
/// lognormal law. Of its median m and mean μ, 1 + cv² = (μ / m)² (Johnson, Kotz, Balakrishnan, vol. 1,
/// ch. 14).
pub(super) fn of_quantiles(said: &[Token], plan: Currency) -> Option<Result<DealSize, EntryError>> {
    let said = without(said, &[",", ";", ":", "=", "deal", "size", "th", "percentile", "and"]);
    let is_name = |at: usize| {
        let token = said.get(at)?;
        let number = said.get(at + 1).map_or("", |next| next.text.as_str());
        match (token.text.as_str(), number) {
            ("p", "10") => Some((Fact::P10, 2)),
            ("p", "50") => Some((Fact::Median, 2)),
            ("p", "90") | ("top", "decile") => Some((Fact::P90, 2)),
            ("median" | "médiane" | "mediana" | "mediane" | "mediaan", _) => Some((Fact::Median, 1)),
            (
                "mean" | "average" | "avg" | "moyenne" | "promedio" | "media" | "média" | "durchschnitt"
                | "gemiddelde" | "snitt" | "medel",
                _,
            ) => Some((Fact::Mean, 1)),
            _ => None,
        }
    };
    let (mut facts, mut amount, mut named, mut at) = (Vec::new(), Vec::new(), None, 0);
    let mut take = |fact: Fact, amount: &mut Vec<Token>| {
        let money = one_in(&std::mem::take(amount), plan, EXAMPLE).ok()?;
        facts.push((fact, money));
        Some(())
    };
    let is_before = is_name(0).is_some();
    while at < said.len() {
        if let Some((fact, length)) = is_name(at) {
            if is_before {
                if let Some(before) = named.replace(fact) {
                    take(before, &mut amount)?;
                }
            } else {
                take(fact, &mut amount)?;
            }
            at += length;
        } else {
            amount.push(said.get(at)?.clone());
            at += 1;
        }
    }
    match named {
        Some(fact) => take(fact, &mut amount)?,
        None if !amount.is_empty() => return None,
        None => {}
    }
    let of = |wanted: Fact| facts.iter().find(|(fact, _)| *fact == wanted).map(|(_, money)| *money);
    let size = match (of(Fact::P10), of(Fact::Median), of(Fact::Mean), of(Fact::P90)) {
        (Some(low), None, None, Some(high)) => DealSize::p10_p90(low, high),
        (None, Some(median), None, Some(high)) => DealSize::median_p90(median, high),
        (None, Some(median), Some(mean), None) if mean > median && median > Money::ZERO => {
            let ratio = mean.minor() as f64 / median.minor() as f64;
            DealSize::mean_cv(mean, (ratio * ratio - 1.0).sqrt())
        }
        _ => return None,
    };
    (facts.len() == 2).then(|| size.map_err(EntryError::from))
}

/// What a number is of a law.
#[derive(Clone, Copy, PartialEq)]
enum Fact {
    P10,
    Median,
    Mean,
    P90,
}

/// Without `8 in 10` before or behind a range.
pub(in crate::entry) fn eight_in_ten(said: &[Token], words: &str) -> Option<Vec<Token>> {
    let words: Vec<&str> = words.split(' ').collect();
    let is = |said: &[Token]| said.iter().map(|token| token.text.as_str()).eq(words.iter().copied());
    let (first, rest) = said.split_at_checked(words.len())?;
    if is(first) {
        return Some(rest.to_vec());
    }
    let (rest, last) = said.split_at_checked(said.len() - words.len())?;
    let rest = rest.split_last().filter(|(comma, _)| comma.is(&[","])).map_or(rest, |(_, rest)| rest);
    // “25k cv 80%” is another thing.
    (is(last) && !rest.iter().any(|word| word.is(&["cv", "±"]))).then(|| rest.to_vec())
}

/// `40k median, p90 120k` with its word in front, in whatever language.
pub(super) fn median_first(mut said: Vec<Token>) -> Vec<Token> {
    for word in said.iter_mut().filter(|word| word.is(&["mediana", "médiane", "mediane", "mediaan"])) {
        "median".clone_into(&mut word.text);
    }
    match said.iter().position(|token| token.is(&["median"])) {
        Some(at) if at > 0 => {
            let (amount, rest) = said.split_at(at);
            let (word, rest) = rest.split_at(1);
            [word, amount, rest].concat()
        }
        _ => said,
    }
}

/// Both sides of `1 in 10 above`, or of `p90`.
pub(in crate::entry) fn above(rest: &[Token]) -> Option<(&[Token], &[Token])> {
    const WORDS: [&[&str]; 21] = [
        &["1", "in", "10", "above"],
        &["1", "in", "10", "over"],
        &["1", "of", "10", "above"],
        &["1", "of", "10", "over"],
        &["top", "10", "%", "above"],
        &["top", "10", "%", "over"],
        &["10", "%", "above"],
        &["10", "%", "over"],
        &["p", "90"],
        &["90", "th", "percentile"],
        &["1", "von", "10", "über"],
        &["10", "%", "über"],
        &["top", "decile"],
        &["1", "sur", "10", "au", "-", "dessus", "de"],
        &["1", "de", "cada", "10", "por", "encima", "de"],
        &["1", "de", "cada", "10", "sobre"],
        &["1", "em", "10", "acima", "de"],
        &["1", "em", "cada", "10", "acima", "de"],
        &["1", "av", "10", "över"],
        &["1", "op", "10", "boven"],
        &["1", "su", "10", "sopra"],
    ];
    const ONE: &[&str] = &["one", "ein", "einer", "un", "une", "uno", "um", "en", "een"];
    const TEN: &[&str] = &["ten", "zehn", "dix", "diez", "tio", "tien", "dieci"];
    let is_word = |(token, word): (&Token, &&str)| {
        token.text == *word || (*word == "1" && token.is(ONE)) || (*word == "10" && token.is(TEN))
    };
    (1..rest.len()).find_map(|at| {
        let (median, words) = rest.split_at(at);
        let is = |of: &&&[&str]| words.len() > of.len() && words.iter().zip(of.iter()).all(is_word);
        let length = WORDS.iter().find(is)?.len();
        Some((median, words.get(length..)?))
    })
}
