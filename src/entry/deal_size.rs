//! Deal sizes, read and written: `18k to 70k`, `25k`, `25k cv 0.8`, `25k ± 10k`, `median 35k, 1 in 10 above
//! 70k`, `25k each`.

use super::lines::parts;
use super::money::{amounts, ask_currency, ends_in, one_in};
use super::quantity::{COUNTS, SHARES};
use super::reading::Understood;
use super::tokens::{Token, after, before, split, tokens, without};
use super::words::{EXACTLY, FILLER};
use super::{EntryError, Formatter, NumberStyle, normalised, write_money};
use crate::model::{Currency, DealSize, DealSizeKind, Money};

const EXAMPLE: &str = "25k, or 18k to 70k, or past deals, 12k, 18k, 60k";
const MEDIAN: &str = "median 35k, 1 in 10 above 70k";
const BOUNDS: &str = "at least 5k, at most 250k";

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
    ask_currency(&style.thousands(text, plan), plan, &size_in)
}

/// A deal size in the plan's currency.
pub(super) fn size_in(text: &str, plan: Currency) -> Result<DealSize, EntryError> {
    let is_listed = |parts: &[&str]| {
        parts.len() > 1
            && parts.iter().all(|part| {
                let one = |all: &[Token]| amounts(all, plan).is_some_and(|span| !span.is_range());
                tokens(part, "").is_ok_and(|(_, all)| one(&all))
            })
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
    if is_listed(&listed) {
        let deals = listed.iter().map(|part| one_in(&tokens(part, EXAMPLE)?.1, plan, EXAMPLE));
        return Ok(DealSize::past(deals.collect::<Result<_, EntryError>>()?)?);
    }
    let (_, all) = tokens(text, EXAMPLE)?;
    let said = without(&all, FILLER);
    let money = |tokens: &[Token]| one_in(tokens, plan, EXAMPLE);
    let said = median_first(said);
    if let Some(rest) = ["median", "half above", "typically"].iter().find_map(|word| after(&said, word)) {
        let rest = without(rest, &[",", ";"]);
        // “typically 25k” says no more than the amount.
        let (median, p90) = match above(&rest) {
            Some(both) => both,
            None if amounts(&rest, plan).is_some()
                && !said.iter().any(|token| token.is(&["median", "half"])) =>
            {
                return Ok(DealSize::mean_cv(money(&rest)?, DEFAULT_DEAL_CV)?);
            }
            None => return Err(EntryError::NotUnderstood(MEDIAN)),
        };
        return Ok(DealSize::median_p90(money(median)?, money(p90)?)?);
    }
    if let Some((mean, cv)) = split(&without(&said, &[","]), &["cv"]) {
        let cv = COUNTS
            .quantity(cv)
            .or_else(|| SHARES.quantity(cv))
            .ok_or(EntryError::NotUnderstood("25k cv 0.8"))?;
        let cv = if cv.percent { cv.share() } else { cv.value() };
        return Ok(DealSize::mean_cv(money(mean)?, cv)?);
    }
    if let Some((mean, spread)) = split(&said, &["±", "plus or minus"]) {
        return around(mean, spread, plan);
    }
    let exact = EXACTLY.iter().chain(&["fixed", "flat", "="]).find_map(|word| after(&said, word));
    let exact = exact.or_else(|| {
        EXACTLY.iter().chain(&["each", "apiece", "fixed", "flat"]).find_map(|word| before(&said, word))
    });
    if let Some(each) = exact {
        return Ok(DealSize::mean_cv(money(each)?, 0.0)?);
    }
    let (low, high) = ends_in(&said, plan, EXAMPLE)?;
    if low < high {
        return Ok(DealSize::p10_p90(low, high)?);
    }
    Ok(DealSize::mean_cv(low, DEFAULT_DEAL_CV)?)
}

/// `40k median, p90 120k` with its word in front.
fn median_first(said: Vec<Token>) -> Vec<Token> {
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
    const WORDS: [&[&str]; 4] =
        [&["1", "in", "10", "above"], &["1", "in", "10", "over"], &["p", "90"], &["90", "th", "percentile"]];
    (1..rest.len()).find_map(|at| {
        let (median, words) = rest.split_at(at);
        let is =
            |of: &&&[&str]| words.len() > of.len() && words.iter().zip(of.iter()).all(|(a, b)| a.text == *b);
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
        DealSizeKind::MeanCv { mean, cv } => format!("{} cv {}", money(mean), format.exact_count(*cv)),
        DealSizeKind::P10P90 { p10, p90 } => format!("{} to {}", money(p10), money(p90)),
        DealSizeKind::MedianP90 { median, p90 } => format!("median {} p90 {}", money(median), money(p90)),
        DealSizeKind::Past(deals) => deals.iter().map(money).collect::<Vec<_>>().join("; "),
    }
}

/// “half above 35k, average 41k, 1 deal in 10 above 70k”.
pub fn echo_deal_size(size: &DealSize, currency: Currency, format: &dyn Formatter) -> String {
    /// The 90% quantile of the standard normal.
    const Z90: f64 = 1.281_551_565_544_600_4;
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

/// Reads a smallest and a largest deal: `none`, `at least 5k`, `at most 250k`, `at least 5k, at most 250k`.
///
/// # Errors
/// When the text is no bound, or the model refuses it.
pub fn read_bounds(
    text: &str,
    style: NumberStyle,
    plan: Currency,
    size: &DealSize,
) -> Result<DealSize, EntryError> {
    let text = &*style.thousands(text, plan);
    normalised(text, BOUNDS)?;
    let (mut floor, mut cap) = (None, None);
    for part in parts(text) {
        let (_, said) = tokens(part, BOUNDS)?;
        if let Some(amount) = after(&said, "at least") {
            floor = Some(one_in(amount, plan, BOUNDS)?);
        } else if let Some(amount) = after(&said, "at most") {
            cap = Some(one_in(amount, plan, BOUNDS)?);
        } else if !part.eq_ignore_ascii_case("none") {
            return Err(EntryError::NotUnderstood(BOUNDS));
        }
    }
    Ok(size.clone().bounded(floor, cap)?)
}

/// What its field prints.
pub fn write_bounds(size: &DealSize, currency: Currency, format: &dyn Formatter) -> String {
    let bound = |words: &str, money: Option<Money>| {
        money.map(|money| format!("{words} {}", write_money(money, currency, format)))
    };
    let bounds: Vec<String> =
        bound("at least", size.floor()).into_iter().chain(bound("at most", size.cap())).collect();
    if bounds.is_empty() { "none".to_owned() } else { bounds.join("; ") }
}
