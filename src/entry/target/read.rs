//! The target, read and written: `3.2m`, last year and growth, `2.5m + 30%`, or recurring revenue, `ARR 8m +
//! 30%, churn 10%`.

use super::beside::{
    EXAMPLE, RECURRING, beside, ceiling, churn_of_bookings, counted, from_to, growth_alone, growth_of,
    of_a_month, recurring_now_and_then, two_targets,
};
use super::grown_already::grown_already;
use crate::entry::grammar::number::multiplier;
use crate::entry::grammar::quantity::{COUNTS, SHARES};
use crate::entry::grammar::raised::now_of;
use crate::entry::grammar::tokens::{Token, after, before, split, tokens, without};
use crate::entry::grammar::typos::with_typos;
use crate::entry::grammar::words::FILLER;
use crate::entry::money::amount::{amounts, ask_currency, is_share_alone, middle_note, one_in, two_billions};
use crate::entry::rate::read::read_share_belief;
use crate::entry::reading::Understood;
use crate::entry::{EntryError, Formatter, NumberStyle, write_money, write_rate};
use crate::model::{BeliefKind, Currency, Money, RateBelief, Recurring, Target, TargetKind};
use std::borrow::Cow;

/// Words that tell which of several targets it is.
const NAMES: &[&str] =
    &["stretch", "budget", "board", "committed", "(", ")", "team", "company", "number", "land", "landing"];
/// What is multiplied where a target is so many of so much.
const COUNTED: &[&str] = &["reps", "months", "quarters", "deals", "aes", "sellers", "customers", "weeks"];
/// Whose each of them is, `1.2m per rep x 8`.
const EACH_REP: &[&str] = &["per", "/", "rep", "ae", "seller", "head"];
/// A larger factor is no growth over last year.
const FACTOR_OF_YEARS: f64 = 3.0;
/// Words between last year's amount and a target that is the same, `same as last year: 2.1m`.
const SAME_AS: [&str; 5] = ["same as", "flat on", "flat vs", "flat", "as much as"];
/// Words before what recurs.
const RECURRING_NAMES: &[&str] = &["arr", "recurring"];

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
    if let Some(error) = two_billions(text, style) {
        return Err(error);
    }
    if is_share_alone(text) {
        return Err(EntryError::questioned("this is a part, and does not say of what", "3.2m"));
    }
    let text = style.thousands(text, plan);
    let text = grown_already(&text)?.map_or(text, Cow::Owned);
    with_typos(&text, &|text| {
        let read = ask_currency(text, plan, &|text, plan| read_in(text, plan))?;
        Ok(read.noted(middle_note(text, plan)))
    })
}

fn read_in(text: &str, plan: Currency) -> Result<TargetEntry, EntryError> {
    let (_, all) = tokens(text, EXAMPLE)?;
    let entry = |target| TargetEntry { target, currency: plan };
    if let Some(error) = of_a_month(&all) {
        return Err(error);
    }
    if let Some(error) = recurring_now_and_then(&all, plan) {
        return Err(error);
    }
    if let Some(recurring) = read_recurring(&all, plan)? {
        return Ok(entry(recurring));
    }
    let tokens = without(&without(&all, FILLER), NAMES);
    let is_one = |said: &[Token]| one_in(said, plan, EXAMPLE).is_ok_and(|amount| amount > Money::ZERO);
    if let Some(now) = now_of(&tokens, &is_one).or_else(|| now_of(&all, &is_one)) {
        return Ok(entry(Target::at(one_in(now, plan, EXAMPLE)?)));
    }
    if let Some(error) = ceiling(text, &all, plan) {
        return Err(error);
    }
    if let Some(error) = up_in_brackets(&all, plan).or_else(|| with_growth(&all, plan)) {
        return Err(error);
    }
    if let Some(error) = open_end(&all, plan) {
        return Err(error);
    }
    if let Some(error) = from_to(text, &tokens, plan).or_else(|| growth_alone(&tokens)) {
        return Err(error);
    }
    // “3.2m (last year 2.5m)”: the target is said, and what it was before changes nothing of it.
    let amount = beside_last_year(&all, plan);
    let tokens = amount.unwrap_or(tokens);
    let of_last_year = of_last_year(&tokens);
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
        let base = &*without(base, EACH_REP);
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
    if let Some(error) = up_already(&tokens, plan) {
        return Err(error);
    }
    if let Some(same) = SAME_AS.iter().find_map(|words| after(&of_last_year, words)) {
        return Ok(entry(Target::at(one_in(&without(same, &[":", "at"]), plan, EXAMPLE)?)));
    }
    if let Some((base, growth)) = grown(&of_last_year) {
        let money = one_in(base, plan, EXAMPLE)?;
        return Ok(entry(Target::growth(money, growth_of(growth)?)?));
    }
    stated(text, &all, &tokens, plan).map(|amount| entry(Target::at(amount)))
}

/// An amount, with or without words that say that it is the least.
fn stated(text: &str, all: &[Token], tokens: &[Token], plan: Currency) -> Result<Money, EntryError> {
    let exactly = after(tokens, "exactly");
    let stated = [
        "at least",
        "no less than",
        "not less than",
        "minimaal",
        "a total of",
        "total of",
        ">",
        "≥",
        "min",
        "minimum",
        "mindestens",
        "au moins",
        "al menos",
        "pelo menos",
        "minst",
    ]
    .iter()
    .find_map(|words| after(tokens, words));
    let stated = exactly.or(stated).unwrap_or(tokens);
    // “3m+”, “3m+ ARR”
    let stated = before(stated, "arr").unwrap_or(stated);
    let stated = stated.split_last().filter(|(last, _)| last.is(&["+"])).map_or(stated, |(_, rest)| rest);
    let stated =
        [", minimum", ", min", ", at least", "or more", "or better", "or bust", "or so", "minimum", "min"]
            .iter()
            .find_map(|words| before(stated, words))
            .unwrap_or(stated);
    // “ARR 10m–13m”, “10m to 13m ARR”
    // “3m to 4m new ARR”: what is new is booked.
    let is_from_to = all.iter().any(|word| word.is(RECURRING_NAMES))
        && all.iter().any(|word| word.is(&["to", "→"]))
        && !all.iter().any(|word| word.is(&["new"]));
    if (is_from_to || all.first().is_some_and(|first| first.is(RECURRING_NAMES)))
        && amounts(stated, plan).is_some_and(|span| span.is_range())
    {
        // From so much to so much, or between both?
        return Err(EntryError::questioned("how much grows to how much is said by the growth", RECURRING));
    }
    if let Some(error) = counted(stated, plan) {
        return Err(error);
    }
    let amount = one_in(stated, plan, EXAMPLE).map_err(|error| {
        churn_of_bookings(text, all, plan)
            .or_else(|| beside(text, stated, plan))
            .or_else(|| two_targets(text, all, plan))
            .unwrap_or(error)
    })?;
    if amount == Money::ZERO && exactly.is_none() {
        return Err(EntryError::questioned("a target of nothing is reached already", "3.2m"));
    }
    Ok(amount)
}

/// What is left without `last year`: also `6.4m up 18%` of `6.4m up 18% from last year`.
fn of_last_year(tokens: &[Token]) -> Vec<Token> {
    let said = without(
        tokens,
        &[
            "last", "previous", "prior", "this", "year", "ly", "py", "'", "s", ",", "was", "were", "did",
            "want", "need",
        ],
    );
    let is_left = |last: &Token| last.is(&["from", "on", "over", "vs", "versus", "than", "against"]);
    match said.split_last() {
        Some((last, rest)) if is_left(last) && said.len() < tokens.len() => rest.to_vec(),
        _ => said,
    }
}

/// `5m (up 25%)`: is it up already?
fn up_in_brackets(all: &[Token], plan: Currency) -> Option<EntryError> {
    let (base, growth) = split(all, &["( up", "( +"])?;
    growth_of(&of_last_year(before(growth, ")").unwrap_or(growth))).ok()?;
    one_in(base, plan, EXAMPLE).ok()?;
    Some(may_be_up())
}

/// `3m to 12`, `3m till 6`: a range whose end leaves out its millions, or a month.
fn amount_to_number(all: &[Token], plan: Currency) -> Option<EntryError> {
    /// No range of targets goes so much higher.
    const TIMES: f64 = 3.0;
    let till = split(all, &["till", "until"]);
    let (amount, number) = till.or_else(|| split(all, &["to"]))?;
    let [number] = number else { return None };
    let end = COUNTS.quantity(std::slice::from_ref(number))?.value();
    let low = amount.iter().find(|word| word.is_number())?;
    let low = COUNTS.quantity(std::slice::from_ref(low))?.value();
    let is_said =
        number.is_number() && number.text.len() < 3 && end <= 12.0 && one_in(amount, plan, EXAMPLE).is_ok();
    let is_multiplied = amount.iter().any(|word| multiplier(word).is_some());
    (is_said && is_multiplied && (till.is_some() || end >= TIMES * low)).then(|| {
        let reason = "this may be a range, or an amount and its month: say the one or the other in full";
        EntryError::questioned(reason, "3m to 4m")
    })
}

/// `get to 13m ARR`, `reach 13m ARR by EOY`: what recurs then, and not what is booked until then.
fn level_of_arr(all: &[Token], plan: Currency) -> Option<EntryError> {
    let reached = ["get to", "reach", "grow to"].iter().find_map(|words| after(all, words))?;
    let at = reached.iter().position(|word| word.is(&["arr"]))?;
    // “reach 4m new ARR”, “reach 4m in ARR bookings”
    if all.iter().any(|word| word.is(&["new", "bookings", "booked"])) {
        return None;
    }
    let amount = reached.get(..at)?;
    amounts(before(amount, "in").unwrap_or(amount), plan)?;
    let reason = "what recurs then is said by today’s and its growth";
    Some(EntryError::questioned(reason, RECURRING))
}

/// `5 M€/an`: how often it comes, where the last word is no article.
fn a_year(all: &[Token], plan: Currency) -> Option<EntryError> {
    let amount = before(all, "/ an").filter(|amount| amounts(amount, plan).is_some())?;
    let reason = "the target is of the whole plan, and how long it is has a field of its own";
    amount.first().map(|_| EntryError::questioned(reason, "3.2m"))
}

/// What leaves open what is meant, whether a time follows or not.
pub(super) fn open_end(all: &[Token], plan: Currency) -> Option<EntryError> {
    level_of_arr(all, plan).or_else(|| amount_to_number(all, plan)).or_else(|| a_year(all, plan))
}

/// `3m (12% growth)`, `3m with 12% growth`: last year's amount, or the target, which has grown.
fn with_growth(all: &[Token], plan: Currency) -> Option<EntryError> {
    const LAST_YEAR: &[&str] = &[
        "last",
        "this",
        "previous",
        "prior",
        "ly",
        "py",
        "was",
        "were",
        "vorjahr",
        "from",
        "currently",
        "now",
        "today",
        "booked",
        "aktuell",
        "heute",
        "derzeit",
    ];
    const GROWTH: &[&str] = &["growth", "increase", "wachstum", "uplift", "more", "higher"];
    let (base, growth) = split(all, &["(", ",", "with", "=", "mit"])?;
    let growth = before(growth, ")").unwrap_or(growth);
    let (_, share) = growth.split_last().filter(|(last, _)| last.is(GROWTH))?;
    let is_of_last_year = all.iter().any(|word| word.is(LAST_YEAR) || word.is(RECURRING_NAMES));
    growth_of(&without(share, &["a", "an", "yoy"])).ok()?;
    let base = without(&without(base, FILLER), NAMES);
    one_in(&base, plan, EXAMPLE).ok().filter(|_| !is_of_last_year)?;
    Some(may_be_up())
}

/// `8.5m, up 20%`, `8.5m, +20% on last year`: is it up already?
fn up_already(tokens: &[Token], plan: Currency) -> Option<EntryError> {
    let (base, growth) = split(tokens, &[", up", ", +", "( up", "( +"])?;
    growth_of(&of_last_year(growth)).ok()?;
    one_in(base, plan, EXAMPLE).ok()?;
    Some(may_be_up())
}

fn may_be_up() -> EntryError {
    let reason = "this may be last year’s amount, which grows, or the target, which has grown";
    EntryError::questioned(reason, "2.5m + 20%")
}

/// The amount in `3.2m (last year 2.5m)`, `3.2m, up from 2.5m`, `3.2m vs 2.5m last year`.
fn beside_last_year(all: &[Token], plan: Currency) -> Option<Vec<Token>> {
    const LAST_YEAR: &[&str] = &["last", "previous", "prior", "year", "'", "s", "was", "were", ")", "had"];
    const BESIDE: &[&str] = &["(", "up from", ", up from", "vs", "vs.", "versus", "against", ","];
    let (amount, beside) = split(all, BESIDE)?;
    let said = without(beside, LAST_YEAR);
    // The bracket alone says nothing of last year: “4.2m (1.1m already booked)”.
    let names = beside.iter().any(|word| word.is(LAST_YEAR) && !word.is(&[")"]));
    let is_last_year = names || all.iter().any(|token| token.is(&["up"]));
    let is_one = |said: &[Token]| amounts(said, plan).is_some_and(|span| !span.is_range());
    (is_last_year && is_one(amount) && is_one(&said)).then(|| without(amount, FILLER))
}

/// Words between the growth and what it is of.
const ABOVE: &[&str] = &[
    "on top of",
    "up on",
    "up over",
    "up from",
    "up vs",
    "higher than",
    "ahead of",
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
    "in più di",
    "in più rispetto a",
    "a mais que",
    "a mais do que",
    "más de",
    "mer enn",
    "mere end",
    "su",
    "rispetto a",
    "sobre",
    "sur",
    "boven",
    "op",
    "meer dan",
    "più di",
    "mais que",
    "ponad",
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
            // “last year 4m, 10% growth”
            let is_named = tokens.last()?.is(&["growth", "more", "higher", "increase", "yoy"]);
            let ends = (1..tokens.len()).map(|at| tokens.split_at(at));
            ends.filter(|(_, growth)| growth.first().is_some_and(Token::is_number))
                .find(|(_, growth)| is_named && is_share(growth))
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
fn read_recurring(all: &[Token], plan: Currency) -> Result<Option<Target>, EntryError> {
    let mut clauses = all.split(|token| token.is(&[",", ";", "with", "and", "&"]));
    let base = clauses.next().unwrap_or_default();
    let is_named = base.iter().any(|token| token.is(RECURRING_NAMES));
    let base = without(&without(base, FILLER), RECURRING_NAMES);
    let grown = grown(&base);
    let says_more = grown.is_some() || all.iter().any(|token| token.is(&["churn", "expansion"]));
    if !is_named || !says_more {
        return Ok(None);
    }
    let (mut churn, mut expansion) = (RateBelief::exact(0.0)?, RateBelief::exact(0.0)?);
    let (opening, mut growth) = match grown {
        Some((opening, growth)) => (opening, growth_of(growth)?),
        None => (base.as_slice(), 0.0),
    };
    for said in clauses.filter(|said| !said.is_empty()) {
        // “churn 10%”, or “10% churn”.
        let of = |word: &str| after(said, word).or_else(|| before(said, word));
        if let Some(rate) = of("churn") {
            churn = read_share_belief(rate)?;
        } else if let Some(rate) = of("expansion") {
            expansion = read_share_belief(rate)?;
        } else {
            // “5m ARR, +40%, 8% churn”
            let is_told = growth.total_cmp(&0.0).is_ne();
            growth = growth_of(said).ok().filter(|_| !is_told).ok_or(EntryError::NotUnderstood(RECURRING))?;
        }
    }
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
