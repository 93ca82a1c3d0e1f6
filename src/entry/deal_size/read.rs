//! Deal sizes, read and written: `18k to 70k`, `25k`, `25k cv 0.8`, `25k ± 10k`, `median 35k, 1 in 10 above
//! 70k`, `25k each`.

use super::average_and_range::average_and_range;
use super::listed::{
    counts_deals, has_space_in_thousands, listed_in, multiplied_last, of_most_deals, unlike_others,
};
use super::quantiles::{above, eight_in_ten, median_first, nine_in_ten_named, of_quantiles};
use super::refused::{is_of_most, of_kinds, other_than_size};
use crate::entry::grammar::bounds::bounded;
use crate::entry::grammar::currency::of_token;
use crate::entry::grammar::number::{ThreeDigits, multiplier, value};
use crate::entry::grammar::quantity::{COUNTS, SHARES};
use crate::entry::grammar::tokens::{Token, after, before, split, tokens, without};
use crate::entry::grammar::typos::with_typos;
use crate::entry::grammar::whole::of_whole;
use crate::entry::grammar::words::{EXACTLY, FILLER};
use crate::entry::money::amount::{amounts, ask_currency, ends_in, one_in};
use crate::entry::reading::Understood;
use crate::entry::{EntryError, Formatter, NumberStyle, write_money};
use crate::model::{Currency, DealSize, DealSizeKind, Money, Z90};

const EXAMPLE: &str = "25k, or 18k to 70k, or past deals, 12k, 18k, 60k";

/// Words before what every deal is worth.
const ALL_ALIKE: &[&str] =
    &["fixed price", "fixed", "flat", "every deal", "each deal", "all deals", "alle deals", "="];

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
        if style.decimal == '.' && has_space_in_thousands(text) {
            let reason = "this may be two amounts, or one with a space in it: put a comma between them, or \
                          leave the space out";
            return Err(EntryError::questioned(reason, "12k to 300k"));
        }
        let usual = usual_and_range(text, plan);
        let text = usual.as_deref().unwrap_or(text);
        let read = average_and_range(text, plan).map_or_else(|| ask_currency(text, plan, &size_in), Ok);
        read.map_err(|error| of_whole(error, text))
    })
}

/// `typically 25k, range 10k to 80k` with its range first, `10k to 80k, typical 25k`.
fn usual_and_range(text: &str, plan: Currency) -> Option<String> {
    const USUAL: [&str; 3] = ["typically ", "usually ", "typical "];
    let lower = text.trim().to_lowercase();
    let (usual, range) = lower.split_once(", range ").or_else(|| lower.split_once(" (range "))?;
    let usual = USUAL.iter().find_map(|word| usual.strip_prefix(word))?;
    let range = range.trim_start_matches("of ").trim_end_matches(')');
    // “range 10k” may be how wide it is.
    let is_range = amounts(&tokens(range, "").ok()?.1, plan).is_some_and(|span| span.is_range());
    (is_range && !usual.contains([',', ';'])).then(|| format!("{range}, typical {usual}"))
}

/// A deal size in the plan's currency.
pub(in crate::entry) fn size_in(text: &str, plan: Currency) -> Result<DealSize, EntryError> {
    let is_one = |all: &[Token]| amounts(all, plan).is_some_and(|span| !span.is_range());
    let is_range = |said: &str| {
        tokens(said, "").is_ok_and(|(_, all)| amounts(&all, plan).is_some_and(|span| span.is_range()))
    };
    let is_listed = |parts: &[&str]| {
        parts.len() > 1 && parts.iter().all(|part| tokens(part, "").is_ok_and(|(_, all)| is_one(&all)))
    };
    let listed = listed_in(text, plan);
    if let Some(range) = of_most_deals(text).filter(|range| listed.len() < 2 && is_range(range)) {
        return size_in(range, plan);
    }
    if is_of_most(text, listed.len()) {
        return Err(of_kinds());
    }
    if let Some(error) = multiplied_last(&listed) {
        return Err(error);
    }
    if is_listed(&listed) && !listed.iter().any(|part| counts_deals(part)) {
        if let Some(error) = unlike_others(&listed) {
            return Err(error);
        }
        let deals = listed.iter().map(|part| one_in(&tokens(part, EXAMPLE)?.1, plan, EXAMPLE));
        return Ok(DealSize::past(deals.collect::<Result<_, EntryError>>()?)?);
    }
    let (plain, all) = tokens(text, EXAMPLE)?;
    let said = without(&all, FILLER);
    let money = |tokens: &[Token]| one_in(tokens, plan, EXAMPLE);
    if let Some(range) = up_to(&all, plan) {
        return range;
    }
    if let Some(error) = other_than_size(&said, plan) {
        return Err(of_each(&all, error));
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
    if let Some(rest) = ["median", "half above", "half below", "half under", "half are", "typically"]
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
    let exact = alike(&said).or_else(|| all_of(&all, plan));
    // “15k to 25k each” is a range, in which each of them lies.
    let is_range = |said: &[Token]| amounts(said, plan).is_some_and(|span| span.is_range());
    // “all deals average 25k”
    let is_mean = |each: &[Token]| each.first().is_some_and(|word| word.is(&["average", "avg", "mean"]));
    // “about 25k each”: they are near that, and not all of them the same.
    let is_about = all.iter().any(|word| word.is(ABOUT)) || is_about_behind(text);
    if let Some(each) = exact.filter(|each| !is_range(each) && !is_mean(each) && !is_about) {
        return Ok(DealSize::mean_cv(money(each)?, 0.0)?);
    }
    let said = exact.map_or(said.clone(), <[Token]>::to_vec);
    let (low, high) = ends_in(&said, plan, EXAMPLE)?;
    if low < high {
        return Ok(DealSize::p10_p90(low, high)?);
    }
    Ok(DealSize::mean_cv(low, DEFAULT_DEAL_CV)?)
}

/// Words before an amount that is not exact.
const ABOUT: &[&str] =
    &["about", "around", "approx", "approximately", "roughly", "~", "ca", "circa", "rund", "etwa"];

/// `25k each, about`: a hedge behind an amount, which its tokens do not hold.
fn is_about_behind(text: &str) -> bool {
    const HEDGES: [&str; 4] = ["or so", "ish", "give or take", "more or less"];
    let text = text.trim_end().trim_end_matches(['.', '?', ')']).to_lowercase();
    ABOUT.iter().chain(&HEDGES).any(|hedge| text.ends_with(hedge))
}

/// `exactly 25k`, `25k each`: what every deal is worth.
fn alike(said: &[Token]) -> Option<&[Token]> {
    let exact = EXACTLY.iter().chain(ALL_ALIKE).find_map(|word| after(said, word));
    exact.or_else(|| {
        const BEHIND: [&str; 8] =
            ["each", "apiece", "fixed", "flat", "cada uno", "cada una", "cada um", "cada uma"];
        EXACTLY.iter().chain(&BEHIND).find_map(|word| before(said, word))
    })
}

/// `all 25k`; but in `all over 25k`, `all about 25k` they are not alike, and `ALL 25k` are Albanian lek.
fn all_of(all: &[Token], plan: Currency) -> Option<&[Token]> {
    if all.iter().any(|word| word.raw == "ALL") {
        return None;
    }
    let is_of_amount =
        |word: &Token| word.is_number() || multiplier(word).is_some() || of_token(word, plan).is_some();
    after(all, "all").filter(|each| each.iter().all(is_of_amount))
}

/// `8k up to 110k`: from where to where; but `typically 30k, up to 200k` says the largest.
fn up_to(all: &[Token], plan: Currency) -> Option<Result<DealSize, EntryError>> {
    const USUAL: &[&str] = &[
        "average",
        "averaging",
        "averages",
        "avg",
        "mean",
        "typical",
        "typically",
        "usually",
        "mostly",
        "normally",
    ];
    let said = without(all, FILLER);
    let (low, high) = split(&said, &["up to"]).filter(|_| !all.iter().any(|word| word.is(USUAL)))?;
    let one = |said: &[Token]| {
        let is_one = amounts(said, plan).is_some_and(|span| !span.is_range());
        one_in(said, plan, EXAMPLE).ok().filter(|_| is_one)
    };
    let says_more = low.iter().any(|word| word.is(&[",", "but"]));
    let (low, high) = (one(low)?, one(high)?);
    (low < high && !says_more).then(|| Ok(DealSize::p10_p90(low, high)?))
}

/// `2 deals, 250k each`: what is guessed is not what all of them are worth.
fn of_each(all: &[Token], error: EntryError) -> EntryError {
    let is_each = all.iter().any(|word| word.is(&["each", "apiece"]))
        && matches!(all, [count, deals, ..] if count.is_number() && deals.is(&["deals", "opps", "wins"]));
    if is_each { error.without_guess("25k") } else { error }
}

/// `median 35k, 1 in 10 above 70k`, of which `rest` stands behind the first word.
fn with_median(said: &[Token], rest: &[Token], plan: Currency) -> Result<DealSize, EntryError> {
    let money = |tokens: &[Token]| one_in(tokens, plan, EXAMPLE);
    if let Some((median, p90)) = above(rest) {
        return Ok(DealSize::median_p90(money(median)?, money(p90)?)?);
    }
    let rest = bounded(rest).unwrap_or(rest);
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

/// `25k ± 10k`, `25k ± 40%`: mean and standard deviation.
fn around(mean: &[Token], spread: &[Token], plan: Currency) -> Result<DealSize, EntryError> {
    let is_multiplied = |said: &[Token]| said.iter().any(|word| multiplier(word).is_some());
    // “30k ± 10”
    if let [number] = spread
        && is_multiplied(mean)
        && number.is_number()
        && let Some(of_mean) = mean.iter().find(|word| word.is_number())
        && let Some(middle) = value(&of_mean.text, 0, ThreeDigits::Grouped)
        && value(&number.text, 0, ThreeDigits::Grouped).is_some_and(|spread| 0.0 < spread && spread <= middle)
    {
        let words: Vec<&str> = mean.iter().map(|word| word.raw.as_str()).collect();
        let unit = mean.iter().find(|word| multiplier(word).is_some()).map_or("", |word| &word.raw);
        let reason = "how far deals lie from the average may leave out its thousands: say them";
        let guess = format!("{} ± {}{unit}", words.concat(), number.raw);
        return Err(EntryError::guessed(reason, "30k ± 10k", guess));
    }
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

/// “half above 35k, average 41k, 1 in 10 above 70k”.
pub fn echo_deal_size(size: &DealSize, currency: Currency, format: &dyn Formatter) -> String {
    let money = |minor: f64| format.money_short(minor, currency);
    if size.sigma() == 0.0 && !matches!(size.kind(), DealSizeKind::Past(_)) {
        return format!("every deal {}", money(size.mean_minor()));
    }
    format!(
        "half above {}, average {}, 1 in 10 above {}",
        money(size.at_normal_score(0.0)),
        money(size.mean_minor()),
        money(size.at_normal_score(Z90))
    )
}
