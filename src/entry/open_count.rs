//! So many open deals, and what they are worth: `24`, `24 worth 600k`, `12 of about 25k`, `none of 25k`.

use super::number::whole_number;
use super::open_entry::{Around, OpenEntry};
use super::quantity::{COUNTS, trimmed};
use super::tokens::{Kind, Token, after, before, split, tokens, without};
use super::words::{FILLER, NOTHING, THINGS};
use super::{DEFAULT_DEAL_CV, EntryError};
use crate::model::{DealSize, Money, OpenCount, OpenPipeline};

const EXAMPLE: &str = "24 worth 600k";
/// Most deals that a bare number counts: what is more may be an amount.
const BARE_MOST: f64 = 1_000.0;

/// Words between a number of deals and what they are worth together.
const WORTH: &[&str] = &[
    "worth",
    "totalling",
    "totaling",
    "total",
    "for",
    "im wert von",
    "wert",
    "d ' une valeur de",
    "por valor de",
    "no valor de",
    "värda",
];

/// Reads a line that counts deals; none, if it does not.
///
/// # Errors
/// When it counts deals of no size, or could be a count and an amount.
pub(super) fn read_sized(line: &str, around: Around<'_>) -> Result<Option<OpenEntry>, EntryError> {
    let Ok((plain, all)) = tokens(line, EXAMPLE) else { return Ok(None) };
    let said = without(&all, FILLER);
    if let Some(count) = count_of(&said) {
        let is_counted = said.iter().any(|token| token.is(THINGS));
        if f64::from(count) > BARE_MOST && !is_counted {
            return Err(EntryError::questioned("this may be a number of deals or an amount", EXAMPLE));
        }
        if around.only_stage().is_none() {
            return Err(EntryError::questioned("this does not say which stage they are in", "Proposal, 12"));
        }
        return around.counted(count, None).map(Some);
    }
    if let Some((count, worth)) = split(&without(&said, &[","]), WORTH)
        && let Some(count) = count_of(count)
    {
        let text = rest_of(&plain, &all, worth);
        let each = worth.iter().any(|token| token.is(&["each", "apiece"]));
        let size = if each { around.size(&without_each(&text))? } else { mean_of(&text, count, around)? };
        return around.counted(count, Some(size)).map(Some);
    }
    // “31 deals, 1.2m total”
    if let Some(both) = ["in total", "total", "altogether"].iter().find_map(|words| before(&said, words))
        && let Some((count, total)) = split(both, &[","])
        && let Some(count) = count_of(count)
    {
        let size = mean_of(&rest_of(&plain, both, total), count, around)?;
        return around.counted(count, Some(size)).map(Some);
    }
    for words in [
        &["of", "at", "@", "à", "je", "de", "averaging", ", 平 均", "平 均"][..],
        &["x", "×", "*"],
        &["deals", "opps", "opportunities"],
    ] {
        if let Some((count, size)) = split(&said, words)
            && let Some(count) = count_of(count)
            // “18 deals, 540k” may be either.
            && !size.first().is_some_and(|first| first.is(&[",", ";"]))
        {
            let size = around.size(&without_each(&rest_of(&plain, &all, size)))?;
            return around.counted(count, Some(size)).map(Some);
        }
    }
    // “600k in 24 deals”
    if let Some((total, count)) = split(&said, &["in", "across", "over"])
        && let Some(count) = count_of(count)
    {
        let text: String = plain.get(..total.last().map_or(0, |last| last.to)).unwrap_or_default().to_owned();
        return around.counted(count, Some(mean_of(&text, count, around)?)).map(Some);
    }
    if let Some((count, rest)) = split(&said, &[",", ";"])
        && let Some(count) = count_of(count)
    {
        let amount = rest_of(&plain, &all, rest);
        if around.size(&amount).is_ok() {
            return Err(EntryError::guessed(
                "this may be a number of deals and their size, or an amount of several",
                EXAMPLE,
                format!("{count} of about {amount}"),
            ));
        }
    }
    Ok(None)
}

/// How many; `none` is 0.
fn count_of(said: &[Token]) -> Option<u32> {
    if let [only] = said
        && only.is(NOTHING)
    {
        return Some(0);
    }
    let said = without(said, THINGS);
    let is_multiplied =
        said.iter().any(|token| token.kind == Kind::Word && super::number::multiplier(token).is_some());
    let span = COUNTS.span(trimmed(&said)).filter(|_| !is_multiplied)?;
    let (low, high) = span.ends();
    // Of a range, the middle.
    let count = if span.is_range() { (0.5 * (low.value() + high.value())).round() } else { low.value() };
    whole_number(count).filter(|count| *count <= crate::model::limits::CASES_MAX)
}

/// The plain text from where some tokens begin.
fn rest_of(plain: &str, all: &[Token], said: &[Token]) -> String {
    let from = said.first().map_or(plain.len(), |first| first.from);
    let to = all.last().map_or(plain.len(), |last| last.to);
    plain.get(from..to).unwrap_or_default().to_owned()
}

/// `25k each` is what each is worth on average here: that all are alike is said by `exactly`.
fn without_each(text: &str) -> String {
    let Ok((plain, all)) = tokens(text, "") else { return text.to_owned() };
    let end = all.iter().find(|token| token.is(&["each", "apiece"])).map_or(plain.len(), |token| token.from);
    plain.get(..end).unwrap_or_default().trim().to_owned()
}

/// The size of deals that are worth so much together.
fn mean_of(total: &str, count: u32, around: Around<'_>) -> Result<DealSize, EntryError> {
    let (_, all) = tokens(total, EXAMPLE)?;
    let all = after(&all, "a total of").or_else(|| after(&all, "total of")).unwrap_or(&all);
    let total = super::money::one_in(all, around.plan, EXAMPLE)?;
    if count == 0 {
        return Err(EntryError::questioned("no deals are worth nothing together", "none of about 25k"));
    }
    let mean = Money::from_minor_f64(total.minor() as f64 / f64::from(count))?;
    Ok(DealSize::mean_cv(mean, DEFAULT_DEAL_CV)?)
}

impl Around<'_> {
    /// So many in the first stage.
    fn counted(&self, count: u32, size: Option<DealSize>) -> Result<OpenEntry, EntryError> {
        let stage = self.segment.stages().first().map_or(crate::model::StageId(1), |stage| stage.id);
        let row = OpenCount { stage, count, age_days: 0.0 };
        let counts = if count > 0 { vec![row] } else { Vec::new() };
        Ok(OpenEntry { open: OpenPipeline::new(counts, Vec::new())?, size })
    }
}
