//! The target, read and written: `3.2m`, last year and growth, `2.5m + 30%`, or recurring revenue, `ARR 8m +
//! 30%, churn 10%`.

use super::lines::parts;
use super::money::{amounts, ask_currency, middle_note, one_in};
use super::quantity::{COUNTS, SHARES};
use super::rate::read_share_belief;
use super::reading::Understood;
use super::target_beside::{EXAMPLE, beside, counted, from_to, growth_alone, growth_of, of_a_month};
use super::tokens::{Token, after, before, split, tokens, without};
use super::words::FILLER;
use super::{EntryError, Formatter, NumberStyle, write_money, write_rate};
use crate::model::{BeliefKind, Currency, Money, RateBelief, Recurring, Target, TargetKind};

const RECURRING: &str = "ARR 8m + 30%, churn 10%, expansion 5%";
/// Words that tell which of several targets it is.
const NAMES: &[&str] = &["stretch", "budget", "board", "committed", "(", ")"];
/// What is multiplied where a target is so many of so much.
const COUNTED: &[&str] = &["reps", "months", "quarters", "deals", "aes", "sellers", "customers", "weeks"];
/// A larger factor is no growth over last year.
const FACTOR_OF_YEARS: f64 = 3.0;
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
    let tokens = without(&without(&all, FILLER), NAMES);
    if let Some(error) =
        from_to(text, &tokens, plan).or_else(|| growth_alone(&tokens)).or_else(|| of_a_month(&all))
    {
        return Err(error);
    }
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
        let is_factor = |said: &[Token]| matches!(&*without(said, COUNTED), [number] if number.is_number());
        let (base, factor) =
            if is_factor(base) && !is_factor(factor) { (factor, base) } else { (base, factor) };
        let is_last_year = of_last_year.len() < tokens.len();
        let share = SHARES.quantity(factor).filter(|share| share.percent).map(|share| share.share());
        let factor = COUNTS.quantity(&without(factor, COUNTED)).map(|factor| factor.value()).or(share);
        let factor = factor.ok_or(EntryError::NotUnderstood(EXAMPLE))?;
        // “12 × 50k”: so many of so much, and nothing of last year.
        if factor > FACTOR_OF_YEARS && !is_last_year {
            let each = one_in(base, plan, EXAMPLE)?;
            let total = Money::from_minor_f64(each.minor() as f64 * factor)?;
            return Ok(entry(Target::at(total)));
        }
        // In digits: 1.15 times is 15% more.
        let growth = ((factor - 1.0) * 1e12).round() / 1e12;
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
    let stated = ["or more", "or better", "or so", "minimum", "min"]
        .iter()
        .find_map(|words| before(stated, words))
        .unwrap_or(stated);
    if all.first().is_some_and(|first| first.is(RECURRING_NAMES))
        && amounts(stated, plan).is_some_and(|span| span.is_range())
    {
        // From so much to so much, or between both?
        return Err(EntryError::questioned("how much grows to how much is said by the growth", RECURRING));
    }
    if let Some(error) = counted(stated, plan) {
        return Err(error);
    }
    let amount =
        one_in(stated, plan, EXAMPLE).map_err(|error| beside(text, stated, plan).unwrap_or(error))?;
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
    let tokens = ["grow", "increase", "raise"].iter().find_map(|word| after(tokens, word)).unwrap_or(tokens);
    split(tokens, &["+", "plus", "grown by", "growing by", "growing", "up by", "up", "rising by", "by"])
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
