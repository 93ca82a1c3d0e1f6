//! Deal sizes, read and written: `18k to 70k`, `25k`, `25k cv 0.8`, `25k ± 10k`, `median 35k, 1 in 10 above
//! 70k`, `25k each`.

use super::average_and_range::{average_and_range, average_beside_range};
use super::lines::parts;
use super::money::{amounts, ask_currency, ends_in, less_a_share, one_in};
use super::number::typed;
use super::quantity::{COUNTS, SHARES};
use super::reading::Understood;
use super::tokens::{Token, after, before, split, tokens, without};
use super::typos::with_typos;
use super::words::{EXACTLY, FILLER, PERCENT};
use super::{EntryError, Formatter, NumberStyle, write_money};
use crate::model::{Currency, DealSize, DealSizeKind, Money, Z90};

const EXAMPLE: &str = "25k, or 18k to 70k, or past deals, 12k, 18k, 60k";
const MEDIAN: &str = "median 35k, 1 in 10 above 70k";

/// Spread of deal sizes (standard deviation over mean) when only an average is written. A plain starting
/// value, not a benchmark.
pub const DEFAULT_DEAL_CV: f64 = 1.0;

/// Reads a deal size in the plan's currency; another currency is asked for. A range holds 8 deals in 10; a
/// single amount is the average, with a spread of [`DEFAULT_DEAL_CV`].
///
/// # Errors
/// When the text is no deal size, or the model refuses it.
pub fn read_deal_size(
    text: &str,
    style: NumberStyle,
    plan: Currency,
) -> Result<Understood<DealSize>, EntryError> {
    with_typos(&style.thousands(text, plan), &|text| {
        average_and_range(text, plan).map_or_else(|| ask_currency(text, plan, &size_in), Ok)
    })
}

/// A deal size in the plan's currency.
pub(super) fn size_in(text: &str, plan: Currency) -> Result<DealSize, EntryError> {
    let is_one = |all: &[Token]| amounts(all, plan).is_some_and(|span| !span.is_range());
    let is_listed = |parts: &[&str]| {
        parts.len() > 1 && parts.iter().all(|part| tokens(part, "").is_ok_and(|(_, all)| is_one(&all)))
    };
    let list = text.trim();
    let list = ["past deals", "past"].iter().find_map(|word| list.strip_prefix(word)).unwrap_or(list);
    // Also a spreadsheet's column.
    let listed: Vec<&str> = list
        .trim_start_matches([' ', ',', ':'])
        .lines()
        .flat_map(parts)
        .filter(|part| !part.is_empty())
        .collect();
    // “18k 22k 95k”
    let apart: Vec<&str> = list.split_whitespace().collect();
    let is_short = |part: &&str| part.ends_with(['k', 'K', 'm', 'M']);
    let listed = if apart.len() > 2 && apart.iter().all(is_short) { apart } else { listed };
    if is_of_most(text, listed.len()) {
        return Err(of_kinds());
    }
    if is_listed(&listed) {
        let deals = listed.iter().map(|part| one_in(&tokens(part, EXAMPLE)?.1, plan, EXAMPLE));
        return Ok(DealSize::past(deals.collect::<Result<_, EntryError>>()?)?);
    }
    let (plain, all) = tokens(text, EXAMPLE)?;
    let said = without(&all, FILLER);
    let money = |tokens: &[Token]| one_in(tokens, plan, EXAMPLE);
    if let Some(error) = other_than_size(&said, plan) {
        return Err(error);
    }
    if let Some(named) = nine_in_ten_named(&plain, &said) {
        return size_in(&named, plan);
    }
    // “18k to 60k, 8 in 10”: what a range holds anyway.
    let said =
        ["8 in 10", "8 of 10", "80 %"].iter().find_map(|words| eight_in_ten(&said, words)).unwrap_or(said);
    if let Some(size) = of_quantiles(&said, plan) {
        return size;
    }
    let said = median_first(said);
    // “half are under 20k”
    let half = after(&said, "half").filter(|rest| rest.first().is_some_and(Token::is_number));
    if let Some(rest) = half {
        return with_median(&said, rest, plan);
    }
    if let Some(rest) = ["median", "half above", "half below", "half are", "typically"]
        .iter()
        .find_map(|word| after(&said, word))
    {
        return with_median(&said, &without(rest, &[",", ";"]), plan);
    }
    if let Some((mean, cv)) = split(&without(&said, &[","]), &["cv"]) {
        let cv = COUNTS
            .quantity(cv)
            .or_else(|| SHARES.quantity(cv))
            .ok_or(EntryError::NotUnderstood("25k cv 0.8"))?;
        let cv = if cv.percent { cv.share() } else { cv.value() };
        return Ok(DealSize::mean_cv(money(mean)?, cv)?);
    }
    if let Some((mean, spread)) =
        split(&without(&said, &[",", "(", ")", "="]), &["±", "give or take", "sd", "std", "stdev", "σ"])
    {
        return around(mean, spread, plan);
    }
    let exact = EXACTLY
        .iter()
        .chain(&["fixed price", "fixed", "flat", "every deal", "each deal", "all deals", "alle deals", "="])
        .find_map(|word| after(&said, word));
    let exact = exact.or_else(|| {
        EXACTLY.iter().chain(&["each", "apiece", "fixed", "flat"]).find_map(|word| before(&said, word))
    });
    // “15k to 25k each” is a range, in which each of them lies.
    let is_range = |said: &[Token]| amounts(said, plan).is_some_and(|span| span.is_range());
    if let Some(each) = exact.filter(|each| !is_range(each)) {
        return Ok(DealSize::mean_cv(money(each)?, 0.0)?);
    }
    let said = exact.map_or(said.clone(), <[Token]>::to_vec);
    let (low, high) = ends_in(&said, plan, EXAMPLE)?;
    if low < high {
        return Ok(DealSize::p10_p90(low, high)?);
    }
    Ok(DealSize::mean_cv(low, DEFAULT_DEAL_CV)?)
}

/// `median 35k, 1 in 10 above 70k`, of which `rest` stands behind the first word.
fn with_median(said: &[Token], rest: &[Token], plan: Currency) -> Result<DealSize, EntryError> {
    let money = |tokens: &[Token]| one_in(tokens, plan, EXAMPLE);
    if let Some((median, p90)) = above(rest) {
        return Ok(DealSize::median_p90(money(median)?, money(p90)?)?);
    }
    if amounts(rest, plan).is_none() {
        return Err(EntryError::NotUnderstood(MEDIAN));
    }
    if said.iter().any(|token| token.is(&["median", "half"])) {
        let reason = "a median needs a second amount: what 1 deal in 10 is above, or the average";
        return Err(EntryError::questioned(reason, MEDIAN));
    }
    // “typically 25k” says no more than the amount.
    let (low, high) = ends_in(rest, plan, EXAMPLE)?;
    if low < high {
        return Ok(DealSize::p10_p90(low, high)?);
    }
    Ok(DealSize::mean_cv(low, DEFAULT_DEAL_CV)?)
}

/// “median 18k, 90% below 60k”, with the second amount named as the quantile that it is.
fn nine_in_ten_named(plain: &str, said: &[Token]) -> Option<String> {
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
fn of_quantiles(said: &[Token], plan: Currency) -> Option<Result<DealSize, EntryError>> {
    let said = without(said, &[",", ";", ":", "=", "deal", "size", "th", "percentile", "and"]);
    let is_name = |at: usize| {
        let token = said.get(at)?;
        let number = said.get(at + 1).map_or("", |next| next.text.as_str());
        match (token.text.as_str(), number) {
            ("p", "10") => Some((Fact::P10, 2)),
            ("p", "50") => Some((Fact::Median, 2)),
            ("p", "90") | ("top", "decile") => Some((Fact::P90, 2)),
            ("median", _) => Some((Fact::Median, 1)),
            ("mean" | "average" | "avg", _) => Some((Fact::Mean, 1)),
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
fn eight_in_ten(said: &[Token], words: &str) -> Option<Vec<Token>> {
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

/// Words that tell deals of several kinds.
const OTHERS: &[&str] = &[
    "tail",
    "big",
    "small",
    "large",
    "larger",
    "smaller",
    "bigger",
    "huge",
    "tiny",
    "sometimes",
    "occasionally",
    "occasional",
    "whale",
    "whales",
    "outlier",
    "outliers",
    "rarely",
    "others",
    "rest",
    "few",
];

/// “Most deals 20k”, “usually 20k, some 60k”: a size of some of them, and none of the others, or several.
fn is_of_most(text: &str, listed: usize) -> bool {
    const MOST: [&str; 5] = ["usually", "mostly", "typically", "normally", "generally"];
    let first = text.trim_start().to_lowercase();
    let begins = |word: &&str| first.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '));
    first.starts_with("most ") || (listed > 1 && MOST.iter().any(begins))
}

fn of_kinds() -> EntryError {
    let reason = "deals of several kinds are told by a list of past deals";
    EntryError::questioned(reason, "20k, 25k, 22k, 500k")
}

/// Words behind an amount that comes every month.
const A_MONTH: [&str; 6] = ["a month", "per month", "/ month", "/ mo", "monthly", "mrr"];

/// `50 seats at $600`, `$99/seat x 200 seats`: what all of them cost in a year.
fn of_seats(said: &[Token], one: &dyn Fn(&[Token]) -> Option<f64>) -> Option<f64> {
    const SEATS: &[&str] =
        &["seats", "seat", "users", "user", "licenses", "licences", "license", "units", "unit", "people"];
    const PER_SEAT: &[&str] = &["per", "/", "a", "each"];
    let price_first = split(said, &["×", "x", "*"])
        .filter(|(_, seats)| seats.iter().any(|word| word.is(SEATS)))
        .map(|(price, seats)| (seats, price));
    let (seats, price) = price_first.or_else(|| split(said, &["×", "x", "*", "at", "@", "for"]))?;
    let seat = price.iter().position(|word| word.is(SEATS));
    let seat = seat.filter(|at| *at > 0 && price.get(at - 1).is_some_and(|word| word.is(PER_SEAT)));
    let price = match seat {
        Some(at) => [price.get(..at - 1)?, price.get(at + 1..)?].concat(),
        None => price.to_vec(),
    };
    let monthly = || Some(12.0 * A_MONTH.iter().find_map(|words| before(&price, words)).and_then(one)?);
    let price = one(&price).or_else(monthly)?;
    Some(COUNTS.quantity(&without(seats, SEATS))?.value() * price)
}

/// What is written for a deal’s size and is another thing: a rate of money, seats and their price, bounds.
fn other_than_size(said: &[Token], plan: Currency) -> Option<EntryError> {
    const A_YEAR: [&str; 6] = ["a year", "per year", "/ year", "/ yr", "per annum", "p a"];
    let one = |said: &[Token]| {
        amounts(said, plan).filter(|span| !span.is_range()).map(|span| span.ends().0.value())
    };
    if said.iter().any(|word| word.is(&["figure", "figures", "digit", "digits"])) {
        return Some(EntryError::questioned("say the amounts: figures may be few or many", "100k to 300k"));
    }
    // “25k, sometimes 100k”, “1 big one at 500k and 10 small”
    if said.iter().any(|word| word.is(OTHERS)) && said.iter().any(Token::is_number) {
        return Some(of_kinds());
    }
    // “10k for SMB, 80k enterprise”
    let kinds = said
        .iter()
        .filter(|word| word.is(&["smb", "enterprise", "ent", "midmarket", "mkt", "startup", "startups"]));
    if kinds.count() > 0 && said.iter().filter(|word| word.is_number()).count() > 1 {
        return Some(of_kinds());
    }
    // “12k for 80%, 50k for 20%”
    let shares = said.iter().filter(|word| word.is(PERCENT)).count();
    if shares > 1 && said.iter().filter(|word| word.is_number()).count() > shares + 1 {
        let reason = "shares of sizes are told by deals of these sizes";
        return Some(EntryError::questioned(reason, "12k, 12k, 12k, 12k, 50k"));
    }
    if let Some(error) = of_prices(said, plan).or_else(|| of_several_sizes(said, plan)) {
        return Some(error);
    }
    let reason = "a deal’s size is what is booked when it is won";
    // “2k a month, annual contracts”
    let of_a_year = split(said, &[",", "(", "on", "with"]).filter(|(_, terms)| {
        terms.iter().any(|word| word.is(&["annual", "yearly", "year"]) || word.text == "12")
    });
    let yearly =
        of_a_year.and_then(|(month, _)| A_MONTH.iter().find_map(|words| before(month, words)).and_then(one));
    if let Some(month) = yearly {
        return Some(EntryError::guessed(reason, "25k", typed(month * 12.0)));
    }
    let monthly = A_MONTH.iter().find_map(|words| before(said, words)).and_then(one);
    if let Some(month) = monthly.or_else(|| after(said, "mrr").and_then(one)) {
        return Some(EntryError::guessed(reason, "25k", typed(month * 12.0)));
    }
    if let Some(year) = A_YEAR.iter().find_map(|words| before(said, words)).and_then(one) {
        return Some(EntryError::guessed(reason, "25k", typed(year)));
    }
    if let Some(size) = of_seats(said, &one) {
        return Some(EntryError::guessed(reason, "25k", typed(size)));
    }
    // “30k first year, 100k TCV”
    let first_year =
        (0..said.len()).any(|at| said.get(at..).is_some_and(|rest| after(rest, "first year").is_some()));
    if first_year && said.iter().filter(|word| word.is_number()).count() > 1 {
        return Some(EntryError::questioned(reason, "25k"));
    }
    if let Some(error) = of_several(said, plan, &one) {
        return Some(error);
    }
    // “avg 25k, mostly 10–60k”, where no two readings can be offered
    if let Some((average, _)) = average_beside_range(said, plan) {
        let average = amounts(&average, plan)?.ends().0.value();
        let reason = "an average and a range say two things, and the range would move the average: say one, \
                      or how far deals lie from the average";
        return Some(EntryError::guessed(reason, "45k ± 20k", typed(average)));
    }
    let is_bound = |token: &Token| {
        token.is(&["min", "max", "minimum", "maximum", "biggest", "largest", "smallest", "highest", "lowest"])
    };
    let bound = ["from", "up to", "at least", "at most", "under", "below", "less than"];
    let is_open = said.last().is_some_and(|last| last.is(&["+"]))
        || bound.iter().any(|words| after(said, words).is_some_and(|rest| one(rest).is_some()));
    (is_open || said.iter().any(is_bound)).then(|| {
        EntryError::questioned("the smallest and the largest deal have a field of their own", "18k to 60k")
    })
}

/// `list price 9k to 120k`: what is asked, and not what deals are won at.
fn of_prices(said: &[Token], plan: Currency) -> Option<EntryError> {
    const PRICES: [&str; 6] =
        ["list price", "list prices", "list", "listenpreis", "prix catalogue", "catalog price"];
    let amount = PRICES.iter().find_map(|words| after(said, words).or_else(|| before(said, words)))?;
    amounts(amount, plan)?;
    let reason = "a list price is what is asked: say what deals are worth when they are won";
    Some(EntryError::questioned(reason, "18k to 70k"))
}

/// `2 deals at 50k and 3 at 20k`: deals of several sizes, offered one by one.
fn of_several_sizes(said: &[Token], plan: Currency) -> Option<EntryError> {
    /// More are not written out.
    const MOST: usize = 40;
    let sizes = |piece: &[Token]| {
        let (count, each) = split(piece, &["at", "of", "@", "x", "×", "*", "à"])?;
        let each = amounts(each, plan).filter(|each| !each.is_range())?.ends().0.value();
        let count = COUNTS.quantity(&without(count, super::words::THINGS))?.value();
        let count = super::number::whole_number(count).and_then(|count| usize::try_from(count).ok())?;
        (1..=MOST).contains(&count).then(|| vec![typed(each); count])
    };
    let pieces: Vec<&[Token]> = said.split(|word| word.is(&["and", ",", ";", "plus", "+"])).collect();
    let sizes: Vec<Vec<String>> = pieces.iter().map(|piece| sizes(piece)).collect::<Option<_>>()?;
    let deals = sizes.concat();
    let guess = (deals.len() <= MOST).then(|| deals.join("; "));
    let reason = "deals of several kinds are told by a list of past deals";
    (sizes.len() > 1).then(|| EntryError::asked(reason, "20k, 25k, 22k, 500k", guess))
}

/// An amount of several deals, of several years, or with something taken off.
fn of_several(said: &[Token], plan: Currency, one: &dyn Fn(&[Token]) -> Option<f64>) -> Option<EntryError> {
    // “36k over 3 years”
    if let Some((_, years)) =
        split(said, &["over", "for", "across"]).filter(|(amount, _)| one(amount).is_some())
        && years.iter().any(|word| word.is(&["year", "years", "yr", "yrs", "months"]))
    {
        return Some(EntryError::questioned(
            "say what is booked when it is won, of however many years",
            "25k",
        ));
    }
    // “typically 30k but up to 200k”
    if let Some((usual, most)) = split(said, &[", but up to", "but up to", ", up to", "up to", "as high as"])
        && !said.first().is_some_and(|first| first.is(&["from"]))
        && one(&without(usual, &["typically", "usually", "median", ","])).zip(one(most)).is_some()
    {
        return Some(EntryError::questioned(
            "the smallest and the largest deal have a field of their own",
            "18k to 60k",
        ));
    }
    // “2.4m across 50 deals”
    if let Some((all, deals)) = split(said, &["across", "over", "from", "for", "in", "/"])
        && let Some(all) = one(all)
        && let Some(count) = deals_in(deals)
    {
        return Some(EntryError::guessed("say what one of them is worth", "25k", typed(all / count)));
    }
    if let Some(less) = less_a_share(said, plan) {
        return Some(EntryError::guessed("say what is left", "25k", typed(less)));
    }
    None
}

/// The number of `50 deals`.
fn deals_in(said: &[Token]) -> Option<f64> {
    let count = without(said, &["deals", "wins", "won", "orders", "contracts", "closed"]);
    let count = COUNTS.quantity(&count).filter(|_| count.len() < said.len())?.value();
    (count >= 1.0).then_some(count)
}

/// `40k median, p90 120k` with its word in front, in whatever language.
fn median_first(mut said: Vec<Token>) -> Vec<Token> {
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
fn above(rest: &[Token]) -> Option<(&[Token], &[Token])> {
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

/// `25k ± 10k`, `25k ± 40%`: mean and standard deviation.
fn around(mean: &[Token], spread: &[Token], plan: Currency) -> Result<DealSize, EntryError> {
    let mean = one_in(mean, plan, EXAMPLE)?;
    let share = SHARES.quantity(spread).filter(|share| share.percent).map(|share| share.share());
    let cv = match share {
        Some(share) => share,
        None => one_in(spread, plan, EXAMPLE)?.minor() as f64 / (mean.minor() as f64).max(1.0),
    };
    Ok(DealSize::mean_cv(mean, cv)?)
}

/// What the field prints.
pub fn write_deal_size(size: &DealSize, currency: Currency, format: &dyn Formatter) -> String {
    let money = |money: &Money| write_money(*money, currency, format);
    match size.kind() {
        DealSizeKind::MeanCv { mean, cv: 0.0 } => format!("{} each", money(mean)),
        // The spread that a bare average stands for.
        DealSizeKind::MeanCv { mean, cv: DEFAULT_DEAL_CV } => money(mean),
        DealSizeKind::MeanCv { mean, cv } => format!("{} ± {}", money(mean), format.exact_percent(*cv)),
        DealSizeKind::P10P90 { p10, p90 } => format!("{} to {}", money(p10), money(p90)),
        DealSizeKind::MedianP90 { median, p90 } => format!("median {} p90 {}", money(median), money(p90)),
        DealSizeKind::Past(deals) => deals.iter().map(money).collect::<Vec<_>>().join("; "),
    }
}

/// “half above 35k, average 41k, 1 deal in 10 above 70k”.
pub fn echo_deal_size(size: &DealSize, currency: Currency, format: &dyn Formatter) -> String {
    let money = |minor: f64| format.money_short(minor, currency);
    if size.sigma() == 0.0 && !matches!(size.kind(), DealSizeKind::Past(_)) {
        return format!("every deal {}", money(size.mean_minor()));
    }
    format!(
        "half above {}, average {}, 1 deal in 10 above {}",
        money(size.at_normal_score(0.0)),
        money(size.mean_minor()),
        money(size.at_normal_score(Z90))
    )
}
