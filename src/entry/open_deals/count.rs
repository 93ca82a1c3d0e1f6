//! So many open deals, and what they are worth: `24`, `24 worth 600k`, `12 of about 25k`, `none of 25k`.

use super::count_asked::{
    COUNT_OR_AMOUNTS, amount_first, before_sum, beside_decided, in_no_stage, no_number, without_count,
};
use super::count_words::{ABOUT, EACH, IN_STAGE, OF_SIZE, OTHERS, TOTAL, WORTH, count_of};
use super::entry::{Around, OpenEntry};
use crate::entry::grammar::bounds::bounded;
use crate::entry::grammar::currency::of_token;
use crate::entry::grammar::number::multiplier;
use crate::entry::grammar::tokens::{Kind, Token, after, before, split, tokens, without};
use crate::entry::grammar::words::{FILLER, PERCENT, THINGS};
use crate::entry::money::amount::amounts;
use crate::entry::{DEFAULT_DEAL_CV, EntryError};
use crate::model::limits::OPEN_DEALS_MAX;
use crate::model::{Currency, DealSize, Money, OpenCount, OpenDeal, OpenPipeline, Segment, StageId};

const EXAMPLE: &str = "24 worth 600k";
const DEALS: &[&str] = &["deals", "opps", "opportunities"];
/// Most deals that a bare number counts: what is more may be an amount.
const BARE_MOST: f64 = 1_000.0;

/// A line beside others that counts those without a line of their own; none, if it does not.
pub(super) fn read_others(line: &str, around: Around<'_>) -> Option<Result<OpenEntry, EntryError>> {
    // “one of 90k in Contract”
    if around.in_stage(line).is_some() && around.stage_and_count(line).is_none() {
        return read_sized(line, around).transpose();
    }
    let (plain, all) = tokens(line, EXAMPLE).ok()?;
    let all =
        all.split_first().filter(|(first, _)| first.is(&["and", "plus", "+"])).map_or(&*all, |(_, all)| all);
    let is_named = |token: &Token| token.is(OTHERS) || token.is(THINGS);
    // “20 others”, and not “45k Hooli, open”.
    let [count, words @ ..] = all else { return None };
    let is_counted = count.is_number() && words.iter().find(|word| !word.is(FILLER)).is_some_and(is_named);
    let kept = words.iter().filter(|token| !is_named(token)).map(|token| plain.get(token.from..token.to));
    let kept = kept.collect::<Option<Vec<_>>>().filter(|_| is_counted)?;
    let text = [&[plain.get(count.from..count.to)?, "deals"], kept.as_slice()].concat().join(" ");
    read_sized(&text, around).transpose()
}

/// Reads a line that counts deals; none, if it does not.
///
/// # Errors
/// When it counts deals of no size, or could be a count and an amount.
pub(super) fn read_sized(line: &str, around: Around<'_>) -> Result<Option<OpenEntry>, EntryError> {
    if let Some((rest, stage)) = around.in_stage(line) {
        return read_sized(&rest, Around { stage: Some(stage), ..around });
    }
    let Ok((plain, all)) = tokens(line, EXAMPLE) else { return Ok(None) };
    // “at least 18”, “over 18 deals”
    if bounded(&all).is_some_and(|bound| count_of(&without(bound, FILLER)).is_some()) {
        let reason = "a bound is no number of deals: say how many are open";
        return Err(EntryError::questioned(reason, EXAMPLE));
    }
    let said = without(&all, FILLER);
    if let Some(error) = beside_decided(&plain, &said, around.plan).or_else(|| no_number(&said, around.plan))
    {
        return Err(error);
    }
    // “$1.4m of pipe across 22 deals”
    if let Some((amount, deals)) = split(&said, &["across", "spread over", "over", "in"])
        && amounts(&without(amount, THINGS), around.plan).is_some()
        && deals.iter().any(|word| word.is(THINGS))
        && let Some(count) = count_of(deals)
    {
        let amount = without(amount, THINGS);
        let amount =
            plain.get(amount.first().map_or(0, |word| word.from)..amount.last().map_or(0, |word| word.to));
        return read_sized(&format!("{count} deals worth {}", amount.unwrap_or_default()), around);
    }
    if let Some(error) = without_count(&said, around) {
        return Err(error);
    }
    // “5 deals at 40k, 30%”
    if count_of(said.get(..1).unwrap_or_default()).is_some()
        && said.last().is_some_and(|last| last.is(PERCENT))
    {
        let reason = "how likely an open deal is follows from its stage: leave the share out";
        return Err(EntryError::questioned(reason, EXAMPLE));
    }
    if let Some(deals) = of_sizes(line, around) {
        return Ok(Some(OpenEntry { open: OpenPipeline::new(Vec::new(), deals?)?, size: None }));
    }
    if let Some(aged) = counted_and_aged(line, around) {
        return aged.map(Some);
    }
    if let Some(count) = count_of(&said) {
        let is_counted = said.iter().any(|token| token.is(THINGS));
        if f64::from(count) > BARE_MOST && !is_counted {
            return Err(EntryError::questioned("this may be a number of deals or an amount", EXAMPLE));
        }
        return around.counted(count, None).map(Some);
    }
    read_worth(&plain, &all, &said, around)
}

/// `24 deals 30 days old`, `12 deals 25k each, 30 days`: so many, with the time that they are in their stage.
fn counted_and_aged(line: &str, around: Around<'_>) -> Option<Result<OpenEntry, EntryError>> {
    let (counted, age_days) = aged(line)?;
    let (_, all) = tokens(&counted, EXAMPLE).ok()?;
    let count = count_of(&without(&all, FILLER)).filter(|_| all.iter().any(|token| token.is(THINGS)));
    let is_of_each = all.last().is_some_and(|last| last.is(&["each", "apiece"]));
    let entry = match count {
        Some(count) => around.counted(count, None),
        None => read_sized(&counted, around).transpose().filter(|_| is_of_each)?,
    };
    Some(entry.and_then(|entry| {
        let counts = entry.open.counts().iter().map(|row| OpenCount { age_days, ..*row }).collect();
        Ok(OpenEntry { open: OpenPipeline::new(counts, Vec::new())?, ..entry })
    }))
}

/// So many, and what they are worth: together, or each on average.
fn read_worth(
    plain: &str,
    all: &[Token],
    said: &[Token],
    around: Around<'_>,
) -> Result<Option<OpenEntry>, EntryError> {
    if let Some(error) = in_no_stage(plain, said, around) {
        return Err(error);
    }
    if let Some((count, worth)) = split(&without(said, &[","]), WORTH)
        && let Some(count) = count_of(count)
    {
        let text = rest_of(plain, all, worth);
        let each =
            worth.iter().any(|token| token.is(&["each", "apiece"])) || before(worth, "per deal").is_some();
        let size = if each { size_of_each(&text, around)? } else { mean_of(&text, count, around)? };
        return around.counted(count, Some(size)).map(Some);
    }
    // “31 deals, 1.2m total”
    if let Some(both) = ["in total", "total", "altogether"].iter().find_map(|words| before(said, words))
        && let Some((count, total)) = split(both, &[","])
        && let Some(count) = count_of(count)
        // “12 deals, 25k each, 300k total”
        && !total.iter().any(|word| word.is(EACH))
    {
        let size = mean_of(&rest_of(plain, both, total), count, around)?;
        return around.counted(count, Some(size)).map(Some);
    }
    for words in [OF_SIZE, &["x", "×", "*", "mal", "times"], &["deals", "opps", "opportunities"]] {
        if let Some((count, size)) = split(said, words)
            && let Some(count) = count_of(count)
            // “18 deals, 540k” and “18 deals with 540k” may be either.
            && !size.first().is_some_and(|first| first.is(&[",", ";", "/", "|", "("]))
            && !(words.contains(&"deals") && is_with(all))
        {
            // “6 deals about 25k”: so much are deals worth, not all of them.
            let says_about = all.iter().any(|word| word.is(ABOUT));
            if words.contains(&"deals") && count > 1 && !says_about && is_bare(size, around.plan) {
                return Err(EntryError::questioned(COUNT_OR_AMOUNTS, EXAMPLE));
            }
            // “12 deals to 25000”
            if size.first().is_some_and(|first| first.is(&["to", "-", "–"])) {
                return Err(EntryError::questioned(COUNT_OR_AMOUNTS, EXAMPLE));
            }
            let length = before_sum(count, size, around.plan)?;
            let text = match size.get(..length).filter(|_| length < size.len()) {
                // “12 at 25,000, 300,000”: what all of them are worth is no second size.
                Some(each) => plain
                    .get(each.first().map_or(0, |first| first.from)..end_of(each))
                    .unwrap_or_default()
                    .to_owned(),
                None => rest_of(plain, all, size),
            };
            let size = size_of_each(&text, around)?;
            return around.counted(count, Some(size)).map(Some);
        }
    }
    // “50k x 12”
    if let Some((each, count)) = split(said, &["x", "×", "*"])
        && let Some(count) = count_of(count)
    {
        let end = each.last().map_or(0, |last| last.to);
        let size = around.size(plain.get(..end).unwrap_or_default())?;
        return around.counted(count, Some(size)).map(Some);
    }
    // “600k in 24 deals”, “600k pipeline, 24 deals”
    let named = || {
        let (total, count) = split(said, &[","])?;
        let is_total = total.iter().any(|token| token.is(&["pipeline", "total", "worth", "open"]));
        (is_total && count.iter().any(|token| token.is(THINGS))).then_some((total, count))
    };
    let among = split(said, &["in", "across", "over", "sur", "auf", "su"])
        .filter(|(_, count)| count_of(count).is_some());
    if let Some((total, count)) = among.or_else(named)
        && let Some(count) = count_of(count)
    {
        let text: String = plain.get(..total.last().map_or(0, |last| last.to)).unwrap_or_default().to_owned();
        return around.counted(count, Some(mean_of(&text, count, around)?)).map(Some);
    }
    if let Some(error) = amount_first(plain, said, around) {
        return Err(error);
    }
    count_before(plain, all, said, around)
}

/// `12 deals, 50k each`, `30 opps, $1.2M pipeline`: a number of deals, and behind a mark what they are worth.
fn count_before(
    plain: &str,
    all: &[Token],
    said: &[Token],
    around: Around<'_>,
) -> Result<Option<OpenEntry>, EntryError> {
    if let Some((count, rest)) = split(said, &[",", ";", "/", "|", "("])
        && let Some(count) = count_of(count)
    {
        let rest = before(rest, ")").unwrap_or(rest);
        // “30 opps, $1.2M pipeline”
        if let Some((last, total)) = rest.split_last().filter(|(last, _)| last.is(TOTAL))
            && let Some(total) = plain.get(total.first().map_or(last.from, |first| first.from)..last.from)
            && let Ok(size) = mean_of(total, count, around)
            // “30 deals, 25 open” are two numbers of deals.
            && size.mean_minor() >= LEAST_MEAN_MINOR
        {
            return around.counted(count, Some(size)).map(Some);
        }
        // “12 deals, 50k each”, “12, avg 50k”
        let is_each = rest.iter().any(|token| token.is(EACH));
        if is_each {
            before_sum(count, rest, around.plan)?;
        }
        let amount = rest_of(plain, all, rest);
        let amount = amount.strip_suffix(')').filter(|amount| !amount.contains('(')).unwrap_or(&amount);
        if is_each && let Ok(size) = size_of_each(amount, around) {
            return around.counted(count, Some(size)).map(Some);
        }
        if around.size(amount).is_ok() {
            // “36 deals, half”, “18, 9, 6, 3”: no amount stands there.
            let is_one = tokens(amount, EXAMPLE).is_ok_and(|(_, all)| {
                amounts(&all, around.plan).is_some_and(|one| one.ends().0.value() >= 100.0)
            });
            // “24 ($600k)”: in brackets stands what all of them are worth.
            let is_in_brackets = said.iter().any(|mark| mark.is(&["("]));
            let of = if is_in_brackets { "worth" } else { "of about" };
            let guess = is_one.then(|| format!("{count} {of} {amount}"));
            return Err(EntryError::asked(COUNT_OR_AMOUNTS, EXAMPLE, guess));
        }
    }
    Ok(None)
}

/// `250k` right behind `24 deals`: one amount and nothing else, without a word of whether that is each.
fn is_bare(size: &[Token], plan: Currency) -> bool {
    let begins = |first: &Token| first.is_number() || first.is(&["$", "€", "£", "¥", "₹"]);
    let is_part = |word: &Token| {
        word.is_number() || multiplier(word).is_some() || of_token(word, plan).is_some() || word.is(&["l"])
    };
    // “600k in total”
    let size = size.split_last().filter(|(last, _)| last.is(TOTAL)).map_or(size, |(_, rest)| rest);
    let size = before(size, "in").unwrap_or(size);
    let is_one = is_lakhs(size) || amounts(size, plan).is_some_and(|span| !span.is_range());
    size.first().is_some_and(begins) && size.iter().all(is_part) && is_one
}

/// `25L`: lakhs, which only a plan of rupees reads.
fn is_lakhs(amount: &[Token]) -> bool {
    matches!(amount, [number, l] if number.is_number() && l.is(&["l"]))
}

/// `18 deals with 540k`, without a word of whether that is each.
fn is_with(all: &[Token]) -> bool {
    let is_said = |said: &[Token]| said.iter().any(|word| word.is(EACH));
    split(all, &["with"]).is_some_and(|(counted, size)| count_of(counted).is_some() && !is_said(size))
}

/// Less than so much, in hundredths, no deal is worth on average.
const LEAST_MEAN_MINOR: f64 = 1_000.0;

/// `24 deals in Proposal, 700k`: the text that says what all are worth, and the one that says what each is.
pub(super) fn together_or_each(line: &str, own: Currency) -> Option<[String; 2]> {
    let (plain, all) = tokens(line, EXAMPLE).ok()?;
    if beside_decided(&plain, &without(&all, FILLER), own).is_some() {
        return None;
    }
    let plan = crate::entry::money::amount::dollars();
    // “24 deals with 600k”, “24 with 25k”
    let with = split(&all, &["with"]).filter(|(counted, _)| count_of(counted).is_some());
    // “24 deals 250k”
    let behind = || {
        let at = (1..all.len()).find(|at| all.get(at - 1).is_some_and(|word| word.is(DEALS)))?;
        // “24 deals in Demo 25k”
        let is_in_stage = all.get(at).is_some_and(|word| word.is(IN_STAGE));
        let behind = |from: &usize| all.get(*from).is_some_and(Token::is_number);
        let at = if is_in_stage { (at..all.len()).find(behind)? } else { at };
        let (counted, rest) = all.split_at_checked(at)?;
        // “24 deals 25k in Demo”
        let end = rest.iter().position(|word| word.is(IN_STAGE)).unwrap_or(rest.len());
        let amount = rest.get(..end)?;
        is_bare(amount, plan?).then_some((counted, amount))
    };
    let (counted, amount) = split(&all, &[",", ";"]).or(with).or_else(behind).or_else(|| {
        // “6 in Demo about 25k”, but not “6 of about 25k”.
        let (counted, amount) = split(&all, ABOUT)?;
        let is_bound = |word: &&Token| word.is(WORTH) || word.is(OF_SIZE);
        counted.last().is_none_or(|word| !is_bound(&word)).then_some((counted, amount))
    })?;
    let amount = without(amount, ABOUT);
    let is_amount = is_lakhs(&amount) || plan.is_some_and(|plan| amounts(&amount, plan).is_some());
    // “12 deals 25k each, 500k” says both.
    if counted.iter().filter(|word| word.is_number()).count() > 1 {
        return None;
    }
    // “24, 25k” may be anything.
    let says_deals = with.is_some() || counted.iter().any(|word| word.kind == Kind::Word);
    let is_counted = count_of(counted.get(..1)?).is_some() && says_deals && is_amount && !line.contains('\n');
    let head = plain.get(..counted.last()?.to).filter(|_| is_counted)?;
    let (from, to) = (amount.first()?.from, amount.last()?.to);
    let (amount, stage) = (plain.get(from..to)?, plain.get(to..all.last()?.to)?);
    Some([format!("{head} worth {amount}{stage}"), format!("{head} of about {amount}{stage}")])
}

/// Which of two sizes of deals is like those of the plan, where the other is not at all: its place.
pub(in crate::entry) fn likely(both: &[String; 2], plan: Currency, segment: &Segment) -> Option<usize> {
    /// Times larger or smaller than the plan's: near, and far away.
    const NEAR: f64 = 4.0;
    const FAR: f64 = 8.0;
    let usual = segment.deal_size.mean_minor();
    let times = |text: &String| {
        let around = Around { plan, segment, stage: segment.stages().first().map(|stage| stage.id) };
        let (rest, _) =
            Around { stage: None, ..around }.in_stage(text).unwrap_or((text.clone(), around.stage?));
        let mean = read_sized(&rest, around).ok()??.size?.mean_minor();
        Some((mean / usual).max(usual / mean))
    };
    let [together, each] = [times(&both[0])?, times(&both[1])?];
    match (together <= NEAR && each >= FAR, each <= NEAR && together >= FAR) {
        (true, false) => Some(0),
        (false, true) => Some(1),
        (true, true) | (false, false) => None,
    }
}

/// “10 at 20k, 5 at 50k”: deals of several sizes, one by one.
fn of_sizes(line: &str, around: Around<'_>) -> Option<Result<Vec<OpenDeal>, EntryError>> {
    // “5 x 20k and 2 x 100k”
    let several = [" and ", " + ", " & ", " plus ", " und ", " et ", " y ", " och ", " e ", " / "];
    let parts: Vec<&str> = crate::entry::grammar::lines::parts(line)
        .into_iter()
        .flat_map(|part| {
            let words = several.iter().find(|words| part.contains(**words));
            words.map_or_else(|| vec![part], |words| part.split(words).collect())
        })
        .collect();
    let stage = around.stage_of_all();
    let several = |part: &&str| {
        let (_, all) = tokens(part, EXAMPLE).ok()?;
        let said = without(&all, FILLER);
        let (count, each) = split(&said, &["of", "at", "@", "x", "×", "*"])?;
        let each = without(each, &["each", "apiece"]);
        let amount = crate::entry::money::amount::one_in(&each, around.plan, EXAMPLE).ok()?;
        Some(std::iter::repeat_n(amount, usize::try_from(count_of(count)?).ok()?.min(OPEN_DEALS_MAX + 1)))
    };
    if parts.len() < 2 {
        return None;
    }
    let amounts: Option<Vec<_>> = parts.iter().map(several).collect();
    let amounts = amounts?.into_iter().flatten();
    Some(stage.map(|stage| {
        let deal = |amount| OpenDeal { name: String::new(), stage, amount: Some(amount), age_days: 0.0 };
        amounts.map(deal).collect()
    }))
}

/// A text, and the time at its end: `24 deals 30 days old`, `Acme 50k (30 days)`.
pub(super) fn aged(text: &str) -> Option<(String, f64)> {
    let (plain, all) = tokens(text, EXAMPLE).ok()?;
    let all = ["days old", "day old", "old", ")"].iter().find_map(|words| {
        let rest = before(&all, words)?;
        Some(all.get(..rest.len() + usize::from(words.contains("day")))?.to_vec())
    });
    let all = all.unwrap_or_else(|| tokens(text, EXAMPLE).map_or_else(|_| Vec::new(), |(_, all)| all));
    let at = all.iter().rposition(Token::is_number).filter(|at| *at > 0)?;
    let (from, to) = (all.get(at)?.from, all.last()?.to);
    let time = plain.get(from..to)?;
    let rest = plain.get(..from)?.trim().trim_end_matches(['(', '-', '–', ',', ';', ' ']);
    // “12 deals in 3 months” is no age.
    (crate::entry::stage::time::is_time(time) && !rest.ends_with(" in")).then_some(())?;
    Some((rest.to_owned(), crate::entry::stage::time::read_days(time, EXAMPLE).ok()?))
        .filter(|(rest, _)| !rest.is_empty())
}

/// Where the last of some tokens ends.
fn end_of(said: &[Token]) -> usize {
    said.last().map_or(0, |last| last.to)
}

/// The plain text from where some tokens begin.
fn rest_of(plain: &str, all: &[Token], said: &[Token]) -> String {
    let from = said.first().map_or(plain.len(), |first| first.from);
    let to = all.last().map_or(plain.len(), |last| last.to);
    plain.get(from..to).unwrap_or_default().to_owned()
}

/// `25k each` is what each is worth on average here: that all are alike is said by `exactly`. What stands
/// behind it changes nothing of that, `25k each, Q2`, but another number of deals, or another size.
fn size_of_each(text: &str, around: Around<'_>) -> Result<DealSize, EntryError> {
    const EACH: &[&str] = &["each", "apiece", "cada"];
    let (plain, all) = tokens(text, EXAMPLE)?;
    let Some(at) = all.iter().position(|token| token.is(EACH)) else { return around.size(plain.trim()) };
    let behind = all.get(at + 1..).unwrap_or_default();
    // “25k cada 3 meses”
    let is_of_each = |next: &Token| next.kind == Kind::Mark || next.is(&["uno", "una", "um", "uma"]);
    if all.get(at).is_some_and(|each| each.is(&["cada"])) && !behind.first().is_none_or(is_of_each) {
        return Err(EntryError::NotUnderstood(EXAMPLE));
    }
    // “200k each, 20 deals 15k each”, “25k each, 50k each”
    let counts = |pair: &[Token]| matches!(pair, [number, things] if number.is_number() && things.is(THINGS));
    // “200k each, 20 small at 15k”
    let of_size =
        split(behind, &["at", "@", "of", "x"]).filter(|(counted, _)| counted.iter().any(Token::is_number));
    let is_sized = of_size.is_some_and(|(_, size)| amounts(size, around.plan).is_some());
    if is_sized || behind.windows(2).any(counts) || behind.iter().any(|token| token.is(EACH)) {
        let reason = "these are deals of several sizes: say of each size how many, on a line of its own";
        return Err(EntryError::questioned(reason, EXAMPLE));
    }
    let end = all.get(at).map_or(plain.len(), |token| token.from);
    around.size(plain.get(..end).unwrap_or_default().trim())
}

/// The size of deals that are worth so much together.
fn mean_of(total: &str, count: u32, around: Around<'_>) -> Result<DealSize, EntryError> {
    let (_, all) = tokens(total, EXAMPLE)?;
    let all = after(&all, "a total of").or_else(|| after(&all, "total of")).unwrap_or(&all);
    let total = crate::entry::money::amount::one_in(all, around.plan, EXAMPLE)?;
    if count == 0 {
        return Err(EntryError::questioned("no deals are worth nothing together", "none of about 25k"));
    }
    let mean = Money::from_minor_f64(total.minor() as f64 / f64::from(count))?;
    // “24 total, 6”: no deal is worth a quarter of a unit.
    let is_amount = |word: &Token| multiplier(word).is_some() || of_token(word, around.plan).is_some();
    if !all.iter().any(is_amount) && (mean.minor() as f64) < LEAST_MEAN_MINOR {
        let reason = "these may be two numbers of deals, or a number and what they are worth";
        return Err(EntryError::questioned(reason, EXAMPLE));
    }
    Ok(DealSize::mean_cv(mean, DEFAULT_DEAL_CV)?)
}

impl Around<'_> {
    /// `24 deals in Demo worth 700k`: the same without the stage, and the stage.
    pub(super) fn in_stage(&self, line: &str) -> Option<(String, StageId)> {
        let (plain, all) = tokens(line, EXAMPLE).ok()?;
        // “$540k in 18 deals in Demo”
        let is_worth = matches!(all.as_slice(), [sign, number, ..]
            if number.is_number() && of_token(sign, self.plan).is_some());
        let is_counted =
            is_worth || all.first()?.is_number() || crate::entry::grammar::number::in_words(&all).is_some();
        if self.stage.is_some() || !is_counted {
            return None;
        }
        (1..all.len()).filter(|at| all.get(*at).is_some_and(|word| word.is(IN_STAGE))).find_map(|at| {
            let from = all.get(at + 1)?.from;
            (at + 1..all.len()).rev().find_map(|last| {
                let to = all.get(last)?.to;
                let stage = self.stage_of(plain.get(from..to)?)?;
                let before = plain.get(..all.get(at)?.from)?.trim_end();
                Some((format!("{before}{}", plain.get(to..)?), stage))
            })
        })
    }

    /// The only stage. Where there are several, which one is not guessed.
    fn stage_of_all(&self) -> Result<StageId, EntryError> {
        self.only_stage().ok_or_else(|| self.which_stage())
    }

    /// That so many do not say their stage.
    pub(super) fn which_stage(&self) -> EntryError {
        EntryError::WhichStage { example: format!("{}, 12", self.example_stage()) }
    }

    /// So many in the only stage.
    fn counted(&self, count: u32, size: Option<DealSize>) -> Result<OpenEntry, EntryError> {
        let stage = self.stage_of_all()?;
        let row = OpenCount { stage, count, age_days: 0.0 };
        let counts = if count > 0 { vec![row] } else { Vec::new() };
        Ok(OpenEntry { open: OpenPipeline::new(counts, Vec::new())?, size })
    }
}
