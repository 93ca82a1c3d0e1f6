//! The target, read and written: `3.2m`, last year and growth, `2.5m + 30%`, or recurring revenue, `ARR 8m +
//! 30%, churn 10%`.

use super::lines::parts;
use super::money::{amounts, ask_currency, middle_note, one_in};
use super::quantity::{COUNTS, SHARES};
use super::rate::read_share_belief;
use super::reading::Understood;
use super::text::plain;
use super::tokens::{Token, after, before, split, tokens, without};
use super::words::FILLER;
use super::{EntryError, Formatter, NumberStyle, write_money, write_rate};
use crate::model::{BeliefKind, Currency, Money, RateBelief, Recurring, Target, TargetKind};

const EXAMPLE: &str = "3.2m, or last year with growth, 2.5m + 30%, or ARR 8m + 30%, churn 10%";
const RECURRING: &str = "ARR 8m + 30%, churn 10%, expansion 5%";
/// Words before what recurs.
const RECURRING_NAMES: &[&str] = &["arr", "mrr", "recurring"];

/// What a target was understood as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TargetEntry {
    /// The target.
    pub target: Target,
    /// The currency it is in.
    pub currency: Currency,
}

/// Reads a target. Another currency than the plan's is asked for.
///
/// # Errors
/// When the text is no target, or the model refuses it.
pub fn read_target(
    text: &str,
    style: NumberStyle,
    plan: Currency,
) -> Result<Understood<TargetEntry>, EntryError> {
    let text = style.thousands(text, plan);
    let read = ask_currency(&text, plan, &|text, plan| read_in(text, plan))?;
    Ok(read.noted(middle_note(&text, plan)))
}

fn read_in(text: &str, plan: Currency) -> Result<TargetEntry, EntryError> {
    let (_, all) = tokens(text, EXAMPLE)?;
    let entry = |target| TargetEntry { target, currency: plan };
    if let Some(recurring) = read_recurring(text, &all, plan)? {
        return Ok(entry(recurring));
    }
    let tokens = without(&all, FILLER);
    let of_last_year = without(&tokens, &["last", "previous", "prior", "year", "'", "s", ","]);
    let several = [("double", 1.0), ("twice", 1.0), ("triple", 2.0)];
    let several = several.iter().find_map(|(word, growth)| Some((after(&of_last_year, word)?, *growth)));
    if let Some((base, growth)) = several {
        return Ok(entry(Target::growth(one_in(base, plan, EXAMPLE)?, growth)?));
    }
    // “110% of 5m”
    if let Some((share, base)) = split(&of_last_year, &["of"])
        && let Some(share) = SHARES.quantity(share).filter(|share| share.percent && share.share() >= 1.0)
    {
        let growth = ((share.share() - 1.0) * 1e12).round() / 1e12;
        return Ok(entry(Target::growth(one_in(base, plan, EXAMPLE)?, growth)?));
    }
    if let Some((base, factor)) = split(&of_last_year, &["×", "x", "*", "times"]) {
        // “2x 4m” is “4m x 2”.
        let is_factor = |said: &[Token]| matches!(said, [number] if number.is_number());
        let (base, factor) =
            if is_factor(base) && !is_factor(factor) { (factor, base) } else { (base, factor) };
        let factor = COUNTS.quantity(factor).ok_or(EntryError::NotUnderstood(EXAMPLE))?;
        // In digits: 1.15 times is 15% more.
        let growth = ((factor.value() - 1.0) * 1e12).round() / 1e12;
        return Ok(entry(Target::growth(one_in(base, plan, EXAMPLE)?, growth)?));
    }
    if let Some((base, growth)) = grown(&of_last_year) {
        let money = one_in(base, plan, EXAMPLE)?;
        return Ok(entry(Target::growth(money, growth_of(growth)?)?));
    }
    let exactly = after(&tokens, "exactly");
    let stated =
        ["at least", ">", "≥", "min", "minimum", "mindestens", "au moins", "al menos", "pelo menos", "minst"]
            .iter()
            .find_map(|words| after(&tokens, words));
    let stated = exactly.or(stated).unwrap_or(&tokens);
    // “3m+”
    let stated = stated.split_last().filter(|(last, _)| last.is(&["+"])).map_or(stated, |(_, rest)| rest);
    let stated = ["or more", "or better"].iter().find_map(|words| before(stated, words)).unwrap_or(stated);
    if all.first().is_some_and(|first| first.is(RECURRING_NAMES))
        && amounts(stated, plan).is_some_and(|span| span.is_range())
    {
        // From so much to so much, or between both?
        return Err(EntryError::questioned("how much grows to how much is said by the growth", RECURRING));
    }
    let amount = one_in(stated, plan, EXAMPLE).map_err(|error| dated(text, stated, plan).unwrap_or(error))?;
    if amount == Money::ZERO && exactly.is_none() {
        return Err(EntryError::questioned("a target of nothing is reached already", "3.2m"));
    }
    Ok(entry(Target::at(amount)))
}

/// Words between the growth and what it is of.
const ABOVE: &[&str] = &[
    "on top of",
    "on",
    "over",
    "more than",
    "above",
    "au - dessus de",
    "de plus que",
    "über",
    "mehr als",
    "más que",
    "acima de",
    "över",
    "mer än",
    "from",
    "vs",
    "versus",
    "compared to",
];

/// Last year's amount, and what is said of the growth: `2.5m + 30%`, `30% over 2.5m`.
fn grown(tokens: &[Token]) -> Option<(&[Token], &[Token])> {
    let is_share = |tokens: &[Token]| growth_of(tokens).is_ok();
    split(tokens, &["+", "plus", "grown by", "growing by", "growing", "up by", "up", "rising by"])
        .filter(|(_, growth)| is_share(growth))
        .or_else(|| {
            let (growth, base) = split(tokens, ABOVE)?;
            is_share(growth).then_some((base, growth))
        })
        .or_else(|| {
            // “2.5m - 10%”: less than last year.
            let (base, growth) = split(tokens, &["-", "less", "minus"])?;
            (growth.iter().any(|token| token.is(&["%"]))
                && is_share(growth)
                && !base.iter().any(|token| token.is(&["%"])))
            .then(|| (base, tokens.get(base.len()..).unwrap_or_default()))
        })
}

/// “4.8M by the end of the year”, “850k a year”: when the plan begins and ends has a field of its own, so
/// nothing is obeyed by half.
fn dated(text: &str, said: &[Token], plan: Currency) -> Option<EntryError> {
    const A_YEAR: &[&str] = &[
        "a year",
        "per year",
        "/ year",
        "/ yr",
        "per annum",
        "p.a.",
        "p . a .",
        "p.a",
        "p . a",
        "pa",
        "annually",
        "yearly",
        "/ jahr",
        "pro jahr",
        "im jahr",
        "/ an",
        "par an",
        "/ año",
        "al año",
        "/ ano",
        "por ano",
        "/ år",
        "per år",
        "om året",
        "a quarter",
        "per quarter",
        "/ quarter",
        "/ qtr",
        "a month",
        "per month",
        "/ month",
        "/ mo",
        "monthly",
        "quarterly",
        "pro monat",
        "/ monat",
        "pro quartal",
        "/ quartal",
    ];
    let until = split(said, &["by", "until", "till", "before", "in", "for", "bis", "d'ici"]);
    let (amount, reason) = if let Some((amount, _)) = until.filter(|(_, rest)| !rest.is_empty()) {
        (amount, "by when has a field of its own")
    } else {
        let amount = A_YEAR.iter().find_map(|words| before(said, words))?;
        (amount, "the target is of the whole plan, and how long it is has a field of its own")
    };
    one_in(amount, plan, EXAMPLE).ok()?;
    let to = amount.last()?.to;
    let amount = plain(text).get(..to)?.trim().to_owned();
    Some(EntryError::guessed(reason, "3.2m", amount))
}

fn growth_of(tokens: &[Token]) -> Result<f64, EntryError> {
    let not_understood = || EntryError::NotUnderstood(EXAMPLE);
    let is_less = tokens.first().is_some_and(|token| token.is(&["-", "less", "minus"]));
    let rest = if is_less || tokens.first().is_some_and(|token| token.is(&["+"])) {
        tokens.get(1..).unwrap_or_default()
    } else {
        tokens
    };
    let share = SHARES
        .quantity(&without(rest, &["growth", "more", "higher", "grow", "growing", "increase", "yoy"]))
        .filter(|share| share.percent);
    let share = share.ok_or_else(not_understood)?.share();
    Ok(if is_less { -share } else { share })
}

/// `ARR 8m + 30%, churn 10%, expansion 5%`, the shares in a year; an amount of ARR alone is no more than an
/// amount.
fn read_recurring(text: &str, all: &[Token], plan: Currency) -> Result<Option<Target>, EntryError> {
    let is_named = all.first().is_some_and(|first| first.is(RECURRING_NAMES));
    let says_more = all.iter().any(|token| token.is(&["+", "churn", "expansion"]));
    if !is_named || !says_more {
        return Ok(None);
    }
    let not_understood = || EntryError::NotUnderstood(RECURRING);
    let (mut churn, mut expansion) = (RateBelief::exact(0.0)?, RateBelief::exact(0.0)?);
    let parts = parts(text);
    let (base, others) = parts.split_first().ok_or_else(not_understood)?;
    for part in others {
        let (_, said) = tokens(part, RECURRING)?;
        if let Some(rate) = after(&said, "churn") {
            churn = read_share_belief(rate)?;
        } else if let Some(rate) = after(&said, "expansion") {
            expansion = read_share_belief(rate)?;
        } else {
            return Err(not_understood());
        }
    }
    let (_, base) = tokens(base, RECURRING)?;
    let base = base.get(1..).unwrap_or_default();
    let (opening, growth) = match grown(base) {
        Some((opening, growth)) => (opening, growth_of(growth)?),
        None => (base, 0.0),
    };
    let opening = one_in(opening, plan, RECURRING)?;
    Ok(Some(Target::recurring(Recurring { opening, growth, churn, expansion })?))
}

/// What the target's field prints.
pub fn write_target(target: &Target, currency: Currency, format: &dyn Formatter) -> String {
    let money = |money| write_money(money, currency, format);
    let grown = |growth: f64| {
        let sign = if growth < 0.0 { '-' } else { '+' };
        format!("{sign} {}", format.exact_percent(growth.abs()))
    };
    match target.kind() {
        TargetKind::Amount if target.amount() == Money::ZERO => format!("exactly {}", money(Money::ZERO)),
        TargetKind::Amount => money(target.amount()),
        TargetKind::Growth { last_year, growth } => format!("{} {}", money(last_year), grown(growth)),
        TargetKind::Recurring(Recurring { opening, growth, churn, expansion }) => {
            let said = |word: &str, rate: RateBelief| match rate.kind() {
                BeliefKind::Exact(0.0) => String::new(),
                BeliefKind::Exact(_)
                | BeliefKind::Counts { .. }
                | BeliefKind::Range { .. }
                | BeliefKind::Estimate { .. } => format!("; {word} {}", write_rate(&rate, format)),
            };
            let (churn, expansion) = (said("churn", churn), said("expansion", expansion));
            format!("ARR {} {}{churn}{expansion}", money(opening), grown(growth))
        }
    }
}

/// What the field says it was understood as. `days` is the length of the plan.
pub fn echo_target(target: &Target, currency: Currency, days: f64, format: &dyn Formatter) -> String {
    let amount = format.money_full(target.amount(), currency);
    match target.kind() {
        TargetKind::Amount => format!("{amount} of bookings"),
        TargetKind::Growth { growth, .. } => {
            format!("{amount} of bookings, {} over last year", format.percent(growth, 1))
        }
        TargetKind::Recurring(recurring) => {
            let left = recurring.left_after(days / 365.0);
            let needed = target.amount().minor() as f64 - recurring.opening.minor() as f64 * left;
            format!(
                "{amount} of recurring revenue at the end; {} of today’s is left by then, so it takes {} of \
                 new bookings",
                format.percent(left, 1),
                format.money_short(needed.max(0.0), currency)
            )
        }
    }
}
