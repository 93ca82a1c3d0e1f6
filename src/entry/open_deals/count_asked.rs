//! What a text that counts open deals leaves open, and is asked: in which stage, in how many deals, of which
//! size.

use super::count_words::{EACH, OF_SIZE, TOTAL, WORTH, count_of};
use super::entry::Around;
use crate::entry::EntryError;
use crate::entry::grammar::number::{multiplier, typed};
use crate::entry::grammar::quantity::COUNTS;
use crate::entry::grammar::tokens::{Kind, Token, before, split, without};
use crate::entry::grammar::words::THINGS;
use crate::entry::money::amount::amounts;
use crate::entry::rate::won_lost::{LOST, WON};
use crate::model::Currency;

const EXAMPLE: &str = "24 worth 600k";
/// Words for deals, of which there are whole numbers.
const DEALS: &[&str] = &["deals", "opps", "opportunities", "leads"];
pub(super) const COUNT_OR_AMOUNTS: &str =
    "this may be a number of deals and their size, or an amount of several";

/// `18 open, 12 won`: those that are won are open no more.
pub(super) fn beside_decided(plain: &str, said: &[Token], plan: Currency) -> Option<EntryError> {
    let (open, decided) = split(said, &[",", ";", "/", "and"])?;
    let [number, word] = decided else { return None };
    // “24, 25L” are lakhs.
    let has_lakhs = ["INR", "PKR", "LKR", "NPR"].contains(&plan.code());
    let is_lakhs = word.is(&["l"]) && !word.spaced && has_lakhs;
    let is_decided = number.is_number() && (word.is(WON) || word.is(LOST)) && !is_lakhs;
    count_of(open).filter(|_| is_decided)?;
    let open = plain.get(open.first()?.from..open.last()?.to)?.to_owned();
    let reason = "what is won or lost is open no more: leave it out";
    Some(EntryError::guessed(reason, EXAMPLE, open))
}

/// `3.5 deals`, `2.5k deals`, `-3`: no number of deals, and an amount only by mistake.
pub(super) fn no_number(said: &[Token], plan: Currency) -> Option<EntryError> {
    if let [minus, number] | [minus, number, _] = said
        && said.get(2).is_none_or(|deals| deals.is(THINGS))
        && minus.is(&["-", "−", "–"])
        && number.is_number()
        && count_of(std::slice::from_ref(number)).is_some()
    {
        return Some(EntryError::questioned("a number of deals is not below none", EXAMPLE));
    }
    // “$3.5m in deals”
    if let Some(amount) = DEALS.iter().find_map(|deals| before(before(said, deals)?, "in"))
        && amount.len() > 1
        && amounts(amount, plan).is_some_and(|span| !span.is_range() && span.ends().0.value() >= 1_000.0)
    {
        return Some(EntryError::questioned("this does not say how many deals it is in", EXAMPLE));
    }
    let (deals, number) = said.split_last().filter(|(last, _)| last.is(DEALS))?;
    let value = COUNTS.quantity(number).filter(|_| number.first().is_some_and(Token::is_number))?.value();
    // “2.5k deals”
    if let [_, unit] = number
        && multiplier(unit).is_some()
        && !deals.is(&["leads"])
    {
        let reason = "this may be a number of deals or an amount";
        let guess = (value <= 5_000.0).then(|| format!("{value} deals"));
        return Some(EntryError::asked(reason, EXAMPLE, guess));
    }
    let is_part = value.fract() != 0.0 && number.len() == 1;
    is_part.then(|| EntryError::questioned("deals come in whole numbers", EXAMPLE))
}

/// `12 at 25k, 500k`, `12 x 25k = 300k`, `24 deals = 600k`: the size of each with what all are worth behind
/// it, which have to agree: how many of the tokens say the size.
///
/// # Errors
/// When they do not agree, or one amount stands there for what all are worth.
pub(super) fn before_sum(count: u32, size: &[Token], plan: Currency) -> Result<usize, EntryError> {
    /// What is said in whole thousands is not exact.
    const ROUNDING: f64 = 0.02;
    let one = |said: &[Token]| {
        let said = without(&without(said, EACH), &["on", "in", "all", "a", "deal"]);
        let amount = without(&said, TOTAL);
        Some(amounts(&amount, plan).filter(|span| !span.is_range())?.ends().0.value())
    };
    if let Some(sum) = size.split_first().filter(|(mark, _)| mark.is(&["="])).and_then(|(_, sum)| one(sum)) {
        let guess = format!("{count} worth {}", typed(sum));
        return Err(EntryError::guessed(COUNT_OR_AMOUNTS, EXAMPLE, guess));
    }
    let Some((each, sum)) = split(size, &[",", "=", ";", "("]) else { return Ok(size.len()) };
    let sum = before(sum, ")").unwrap_or(sum);
    // “2 deals 25k, 30k” lists them, “25k each, 50k each” says two sizes.
    let is_list = count == 2 || sum.iter().any(|word| word.is(EACH));
    let both = one(each).zip(one(sum)).filter(|_| !is_list);
    let Some((each_worth, sum)) = both else { return Ok(size.len()) };
    if (each_worth * f64::from(count) - sum).abs() <= ROUNDING * sum {
        return Ok(each.len());
    }
    let reason = "so many deals of this size are not worth this sum: say the one or the other";
    Err(EntryError::questioned(reason, EXAMPLE))
}

/// “6 in proposal”, where no stage is called so.
pub(super) fn in_no_stage(plain: &str, said: &[Token], around: Around<'_>) -> Option<EntryError> {
    let (count, behind) = split(said, &["in"])?;
    // “6 in Demo”, “6 of about 25k in Demo”
    let is_alone = count_of(count).is_some();
    count_of(if is_alone { count } else { count.get(..1)? })?;
    let ends = |word: &Token| word.is(&[",", ";"]) || word.is(WORTH) || word.is(OF_SIZE);
    let stage = behind.split(ends).next().unwrap_or_default();
    // “6 in Demo about 25k”
    let stage = stage.split(|word| word.kind != Kind::Word).next().unwrap_or_default();
    // A demo may be an opportunity; behind an amount it is a stage.
    let is_name = !is_alone || !stage.iter().any(|word| word.is(THINGS));
    let name = plain.get(stage.first()?.from..stage.last()?.to).filter(|_| is_name)?;
    // “4 proposals out, 2 in negotiation”: that stage is known.
    if around.stage_of(name).is_some() {
        return None;
    }
    let unknown = around.unknown(name);
    // Where no stage has a name, the same without it.
    let before = plain.get(..behind.first()?.from)?.trim_end().strip_suffix("in")?.trim_end();
    let rest = plain.get(stage.last()?.to..)?;
    let of = if rest.trim_start().starts_with("about ") { " of" } else { "" };
    let guess = format!("{before}{of}{rest}");
    Some(if let EntryError::Questioned { reason, example, .. } = unknown {
        EntryError::asked(reason, example, Some(guess))
    } else {
        unknown
    })
}

/// “1.2m pipeline”: in how many deals?
pub(super) fn without_count(said: &[Token], around: Around<'_>) -> Option<EntryError> {
    const TOGETHER: &[&str] =
        &["pipeline", "pipe", "funnel", "total", "overall", "altogether", "weighted", "open"];
    let amount =
        amounts(&without(said, &["weighted", "pipe", "funnel", "altogether", "in", "open"]), around.plan)?;
    let is_together = said.iter().any(|token| token.is(TOGETHER));
    let is_counted = count_of(said).is_some()
        || split(said, &["in", "across", "over"]).is_some_and(|(_, deals)| count_of(deals).is_some());
    (is_together && !is_counted && amount.ends().0.value() >= 1_000.0)
        .then(|| EntryError::questioned("this does not say how many deals it is in", EXAMPLE))
}

/// `$540k, 18 deals`: what each is worth, or all of them.
pub(super) fn amount_first(plain: &str, said: &[Token], around: Around<'_>) -> Option<EntryError> {
    let (amount, counted) = split(said, &[",", ";", "("])?;
    // “$540k (18 deals)”
    let counted = before(counted, ")").unwrap_or(counted);
    counted.last().filter(|last| last.is(THINGS))?;
    let count = count_of(counted)?;
    amounts(amount, around.plan).filter(|span| span.ends().0.value() >= 1_000.0)?;
    let amount =
        plain.get(amount.first()?.from..counted.first()?.from)?.trim_end_matches([',', ';', '(', ' ']);
    // “$540k (18 deals) in Demo”: without its stage it says less.
    let guess = around.stage.is_none().then(|| format!("{count} worth {amount}"));
    Some(EntryError::asked(COUNT_OR_AMOUNTS, EXAMPLE, guess))
}
