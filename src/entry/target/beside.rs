//! What people write beside a target, or instead of one: by when, how sure, a growth of nothing, a number of
//! deals. None of it is obeyed by half: the field says what is missing, and offers the amount.

use crate::entry::EntryError;
use crate::entry::calendar::how_often::before_often;
use crate::entry::grammar::bounds::at_most;
use crate::entry::grammar::number::{multiplier, typed};
use crate::entry::grammar::quantity::{COUNTS, SHARES, trimmed};
use crate::entry::grammar::text::plain;
use crate::entry::grammar::tokens::{Token, after, before, split, without};
use crate::entry::grammar::words::THINGS;
use crate::entry::money::amount::{amounts, one_in};
use crate::model::{Currency, Money};

pub(in crate::entry) const EXAMPLE: &str =
    "3.2m, or last year with growth, 2.5m + 30%, or ARR 8m + 30%, churn 10%";

/// A target of recurring revenue.
pub(super) const RECURRING: &str = "ARR 8m + 30%, churn 10%, expansion 5%";

/// Behind an amount that comes again and again: a rate, and no time of the plan.
const RATES: &[&str] = &[
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
    "€ / an",
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

/// The growth over last year that a text says, as a share.
pub(super) fn growth_of(tokens: &[Token]) -> Result<f64, EntryError> {
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

/// An amount, and what has a field of its own.
pub(in crate::entry) fn beside(text: &str, said: &[Token], plan: Currency) -> Option<EntryError> {
    if let Some((amount, _)) = split(said, &["±", "give or take"])
        && one_in(amount, plan, EXAMPLE).is_ok()
    {
        let amount = plain(text).get(..amount.last()?.to)?.trim().to_owned();
        return Some(EntryError::guessed(
            "a target is one amount: it is reached, or it is not",
            "3.2m",
            amount,
        ));
    }
    of_part_of_year(said, plan).or_else(|| dated(text, said, plan)).or_else(|| how_sure(text, said, plan))
}

/// What stands before how often it comes, `800k` of `800k a quarter`: an amount of each time, and none of the
/// plan.
pub(super) fn before_rate(said: &[Token]) -> Option<&[Token]> {
    let listed = RATES.iter().find_map(|words| before(said, words));
    listed.or_else(|| before_often(said).map(|(amount, _)| amount))
}

/// “800k per quarter”, “250 T€ im Monat”: what that is in a year is offered.
fn of_part_of_year(said: &[Token], plan: Currency) -> Option<EntryError> {
    let (amount, per_month) = before_often(said)?;
    let times = (12.0 * per_month).round();
    if times <= 1.0 {
        return None;
    }
    let span = amounts(amount, plan).filter(|span| !span.is_range())?;
    let year = span.ends().0.value() * times;
    let year = if year >= 1e6 { format!("{}m", (year / 1e3).round() / 1e3) } else { typed(year) };
    let year = span.currency().map_or(year.clone(), |currency| format!("{} {year}", currency.code()));
    let reason = "the target is of the whole plan, and this is of a part of it that comes again";
    Some(EntryError::guessed(reason, "3.2m", year))
}

/// Why an amount that comes again and again is no target.
pub(in crate::entry) const OF_WHOLE_PLAN: &str =
    "the target is of the whole plan, and how long it is has a field of its own";

/// “4.8M by the end of the year”, “850k a year”: when the plan begins and ends has a field of its own, so
/// nothing is obeyed by half.
pub(in crate::entry) fn dated(text: &str, said: &[Token], plan: Currency) -> Option<EntryError> {
    const THIS: &[&str] = &[
        "this year",
        "next year",
        "this quarter",
        "next quarter",
        "this month",
        "next month",
        "dieses jahr",
        "nächstes jahr",
        "cette année",
        "este año",
        "este ano",
        "quest ' anno",
        "i år",
        "dit jaar",
    ];
    // “6m FY27”
    let fiscal = || {
        let at = said.iter().position(|word| word.is(&["fy", "cy"])).filter(|at| *at > 0)?;
        said.split_at_checked(at).filter(|(_, year)| matches!(year, [_, year] if year.is_number()))
    };
    let until = split(said, &["by", "until", "till", "before", "in", "for", "bis", "d'ici"]);
    let until = until.or_else(fiscal);
    // “500k by Q2, 1m by Q4”, “$5m in new business and $1m in expansion”, “$4,200 (in thousands)”
    let says_more = |rest: &[Token]| {
        rest.iter().any(|word| multiplier(word).is_some() || word.is(&["thousands", "thousand", "millions"]))
    };
    if until.is_some_and(|(_, rest)| says_more(rest)) {
        let several = said.iter().filter(|word| multiplier(word).is_some()).count() > 1;
        let one = || several.then(|| EntryError::questioned("a plan has one target", "3.2m"));
        return two_targets(text, said, plan).or_else(one);
    }
    let (amount, reason) = if let Some((amount, _)) = until.filter(|(_, rest)| !rest.is_empty()) {
        (amount, "by when is not understood like this, and has a field of its own")
    } else {
        let amount = before_rate(said).or_else(|| THIS.iter().find_map(|words| before(said, words)))?;
        (amount, OF_WHOLE_PLAN)
    };
    one_in(amount, plan, EXAMPLE).ok()?;
    let to = amount.last()?.to;
    let amount = plain(text).get(..to)?.trim().to_owned();
    Some(EntryError::guessed(reason, "3.2m", amount))
}

/// “2.4m, 80% sure”: how sure is wanted has a field of its own.
fn how_sure(text: &str, said: &[Token], plan: Currency) -> Option<EntryError> {
    const SURE: &[&str] = &["sure", "certain", "chance", "confidence", "confident", "probability", "likely"];
    let (amount, sure) = split(said, &[",", "at", "with"])?;
    one_in(amount, plan, EXAMPLE).ok()?;
    // “4m at 120%”: nobody is so sure.
    SHARES.quantity(&without(sure, SURE)).filter(|share| share.percent && share.share() <= 1.0)?;
    let amount = plain(text).get(..amount.last()?.to)?.trim().to_owned();
    Some(EntryError::guessed("how sure is wanted has a field of its own", "3.2m", amount))
}

/// “up to 260k”: a ceiling.
pub(in crate::entry) fn ceiling(text: &str, all: &[Token], plan: Currency) -> Option<EntryError> {
    let said = at_most(all)?;
    one_in(said, plan, EXAMPLE).ok()?;
    let amount = plain(text).get(said.first()?.from..said.last()?.to)?.to_owned();
    let reason = "that is the most it may be: a target is what has to be reached";
    Some(EntryError::guessed(reason, "3.2m", amount))
}

/// Words for what is booked so far.
const BOOKED: &[&str] = &["booked", "closed", "won", "done", "signed", "already", "gebucht", "signés"];

/// “3m, stretch 3.5m”, “2m + 500k”: a plan has one target.
pub(super) fn two_targets(text: &str, all: &[Token], plan: Currency) -> Option<EntryError> {
    const KINDS: &[&str] = &[
        "stretch",
        "base",
        "commit",
        "committed",
        "floor",
        "budget",
        "plan",
        "goal",
        "target",
        "best",
        "case",
        "board",
        "upside",
        "new",
        "renewal",
        "renewals",
        "expansion",
        "upsell",
        "existing",
        "logo",
        "logos",
        "business",
        "from",
        "in",
        "min",
        "minimum",
        "(",
        ")",
    ];
    let one = |said: &[Token]| {
        let said = without(said, KINDS);
        amounts(&said, plan).filter(|span| !span.is_range() && span.ends().0.value() >= 1_000.0)
    };
    let marks: &[&str] = &[",", "/", "(", "+", "and", "plus", "&", "with"];
    let apart = || {
        let at = all.iter().position(|word| word.is(KINDS))?;
        let (first, second) = all.split_at_checked(at)?;
        one(first).zip(one(second)).map(|_| (first, second))
    };
    let cuts = (1..all.len()).filter(|at| all.get(*at).is_some_and(|mark| mark.is(marks)));
    let mut cuts = cuts.filter_map(|at| Some((all.get(..at)?, all.get(at + 1..)?)));
    let (first, second) = cuts
        .find_map(|(first, second)| {
            let second = before(second, ")").unwrap_or(second);
            (one(first).is_some() && one(second).is_some()).then_some((first, second))
        })
        .or_else(apart)?;
    let is_sum = all.get(first.len()).is_some_and(|mark| mark.is(&["+", "and", "plus", "&"]));
    let reason = "a plan has one target";
    if is_sum {
        let sum = one(first)?.ends().0.minor(plan) + one(second)?.ends().0.minor(plan);
        let sum = Money::from_minor_f64(sum).ok()?;
        return Some(EntryError::guessed(reason, "3.2m", typed(sum.major(plan))));
    }
    // “4.2m (1.1m already booked)”
    let is_booked = second.iter().any(|word| word.is(BOOKED));
    let reason = if is_booked { "what is booked so far has a field of its own" } else { reason };
    let amount = plain(text).get(first.first()?.from..first.last()?.to)?.to_owned();
    Some(EntryError::guessed(reason, "3.2m", amount))
}

/// “from 1.8m to 2.4m”: last year and this, or somewhere between?
pub(in crate::entry) fn from_to(text: &str, said: &[Token], plan: Currency) -> Option<EntryError> {
    let (low, high) = split(after(said, "from")?, &["to"])?;
    let low = before(low, ",").unwrap_or(low);
    let low = one_in(low, plan, EXAMPLE).ok()?;
    (low < one_in(high, plan, EXAMPLE).ok()?).then(|| {
        let amount =
            plain(text).get(high.first().map_or(0, |first| first.from)..).unwrap_or_default().to_owned();
        let reason = "this may be last year and the target, or a range";
        EntryError::guessed(reason, "2.4m, or a range, 1.8–2.4m", amount)
    })
}

/// “+20%”, “20% more than last year”: a growth of what?
pub(super) fn growth_alone(said: &[Token]) -> Option<EntryError> {
    const OF_LAST_YEAR: &[&str] = &[
        "last", "previous", "prior", "year", "'", "s", "over", "than", "on", "of", "by", "quota", "from",
        "vs", "mehr", "als", "de", "plus", "que", "más", "più", "di", "meer", "dan", "mer", "än", "mais",
    ];
    let rest = without(said, OF_LAST_YEAR);
    let rest = ["grow", "increase", "raise"].iter().find_map(|word| after(&rest, word)).unwrap_or(&rest);
    // “double last year”, “flat vs LY”: no amount, and a year that has one.
    let is_of_last_year =
        said.windows(2).any(|two| matches!(two, [last, year] if last.is(&["last"]) && year.is(&["year"])));
    let is_amount = |word: &Token| crate::entry::grammar::number::multiplier(word).is_some();
    let numbers = said.iter().filter(|word| word.is_number()).count();
    let percents = said.iter().filter(|word| word.is(crate::entry::grammar::words::PERCENT)).count();
    let is_without_amount = is_of_last_year && numbers == percents && !said.iter().any(is_amount);
    if !is_without_amount {
        growth_of(rest).ok()?;
    }
    let reason = "how much last year’s was goes with a growth";
    Some(EntryError::questioned(reason, "2.5m + 20%"))
}

/// “12m ARR exit, 9m today”, “8m ARR today, 11m by Dec 2027”: what recurs now, and then.
pub(super) fn recurring_now_and_then(all: &[Token], plan: Currency) -> Option<EntryError> {
    const NOW: &[&str] =
        &["today", "now", "currently", "current", "opening", "start", "starting", "from", "heute"];
    let is_recurring = all.iter().any(|word| word.is(&["arr", "recurring"]));
    let amounts = all.iter().filter(|word| word.is_number()).count();
    let is_said = is_recurring && amounts > 1 && all.iter().any(|word| word.is(NOW));
    let one = |said: &[Token]| amounts_in(said, plan);
    (is_said && split(all, &[",", "to", "->", "→", "and", "("]).is_some_and(|(first, _)| one(first))).then(
        || {
            let reason = "how much grows to how much is said by the growth";
            EntryError::questioned(reason, RECURRING)
        },
    )
}

fn amounts_in(said: &[Token], plan: Currency) -> bool {
    let named = ["today", "now", "currently", "current", "exit", "ending", "end", "start", "opening", "from"];
    amounts(&without(said, &named), plan).is_some()
}

/// “10M with 5% churn”: only what recurs is lost.
pub(super) fn churn_of_bookings(text: &str, all: &[Token], plan: Currency) -> Option<EntryError> {
    let (amount, lost) = split(all, &["with", ",", "and", "minus", "less", "after", "at"])?;
    one_in(amount, plan, EXAMPLE).ok()?;
    let rate = without(lost, &["churn"]);
    SHARES.quantity(trimmed(&rate)).filter(|share| share.percent && rate.len() < lost.len())?;
    let amount = plain(text).get(amount.first()?.from..amount.last()?.to)?.to_owned();
    let share: String = rate.iter().map(|token| token.raw.as_str()).collect();
    let reason = "churn is of what recurs: where the amount is that of today’s, say that it is ARR";
    Some(EntryError::guessed(reason, "ARR 8m + 30%, churn 10%", format!("ARR {amount}, churn {share}")))
}

/// “200k MRR”: a month’s revenue is no year’s bookings.
pub(super) fn of_a_month(all: &[Token]) -> Option<EntryError> {
    all.iter().any(|token| token.is(&["mrr"])).then(|| {
        let reason = "what recurs each month is not what is booked in the plan";
        EntryError::questioned(reason, "2.4m, or ARR 8m + 30%, churn 10%")
    })
}

/// “120k per rep, 8 reps”: how many there are, and what each brings.
fn each_rep(said: &[Token]) -> Option<(&[Token], &[Token])> {
    let (each, reps) = split(said, &[",", "x", "×", "with"])?;
    let each = ["per rep", "each", "a rep", "/ rep"].iter().find_map(|words| before(each, words))?;
    Some((reps, each))
}

/// “30 deals”, “30 deals of 45k”: the target is an amount.
pub(in crate::entry) fn counted(said: &[Token], plan: Currency) -> Option<EntryError> {
    const PERIODS: &[&str] = &["months", "quarters", "reps"];
    let count = |said: &[Token]| {
        let is_counted =
            said.iter().any(|token| token.is(THINGS) && !token.is(&["total", "new", "pipeline"]));
        let number = COUNTS.quantity(trimmed(&without(said, THINGS)))?;
        (is_counted && number.value() < 1_000.0).then_some(number.value())
    };
    let reason = "the target is one amount, of the whole plan";
    if count(said).is_some() {
        return Some(EntryError::questioned(reason, "3.2m"));
    }
    let (number, each) = split(said, &["of", "at", "@", "à", "zu je", "je", "worth", "averaging"])
        .or_else(|| each_rep(said))?;
    // “3 quarters of a million”
    if amounts(said, plan).is_some() {
        return None;
    }
    let of_periods = || {
        let is_said = number.iter().any(|token| token.is(PERIODS));
        Some(COUNTS.quantity(&without(number, PERIODS))?.value()).filter(|_| is_said)
    };
    let number = count(number).or_else(of_periods)?;
    let each = amounts(each, plan).filter(|each| !each.is_range())?.ends().0;
    let total = Money::from_minor_f64(each.minor(plan) * number).ok()?;
    Some(EntryError::guessed(reason, "3.2m", typed(total.major(plan))))
}
