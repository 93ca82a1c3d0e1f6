//! Amounts of money, read and written: `1.2m`, `€25 000`, `USD 18k`, `2–3m`.

use crate::entry::grammar::bounds::{at_least, at_most};
use crate::entry::grammar::currency;
use crate::entry::grammar::found::{is_undecided, may_group};
use crate::entry::grammar::number::{in_words, multiplier, not_understood, typed};
use crate::entry::grammar::quantity::{COUNTS, Grammar, SHARES, Span};
use crate::entry::grammar::raised::now_of;
use crate::entry::grammar::tokens::{Token, after, before, split, tokens, without};
use crate::entry::grammar::typos::with_typos;
use crate::entry::grammar::words::{FILLER, MONEY_THINGS, THINGS};
use crate::entry::reading::{Reading, Understood};
use crate::entry::{EntryError, Formatter, NumberStyle, ThreeDigits};
use crate::model::{Currency, Money};

/// What an amount was understood as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// In major units.
    pub major: f64,
    /// The currency, if the text names one.
    pub currency: Option<Currency>,
}

/// Where nothing names a currency.
pub(in crate::entry) fn dollars() -> Option<Currency> {
    Currency::new("USD").ok()
}

/// Reads an amount of money, whose `$` is the American.
///
/// # Errors
/// When the text is no amount; the error shows `example`.
pub fn read_amount(text: &str, style: NumberStyle, example: &'static str) -> Result<Amount, EntryError> {
    let plan = dollars().ok_or(EntryError::NotUnderstood(example))?;
    let (_, tokens) = tokens(&style.thousands(text, plan), example)?;
    match amounts(&tokens, plan) {
        Some(Span::One(one)) => Ok(Amount { major: one.value(), currency: one.currency }),
        Some(Span::Between(..)) | None => Err(EntryError::NotUnderstood(example)),
    }
}

/// An amount, or a range of amounts, and nothing else but words that name what it is of.
pub(in crate::entry) fn amounts(tokens: &[Token], plan: Currency) -> Option<Span> {
    let grammar = Grammar {
        three: ThreeDigits::Grouped,
        multipliers: true,
        plan: Some(plan),
        units: &[],
        percent: false,
    };
    // “320'”: a mark that means a thousand to some, and nothing to others.
    let is_cut = |pair: &[Token]| matches!(pair, [number, mark] if number.is_number() && mark.is(&["'"]));
    if tokens.windows(2).any(is_cut) {
        return None;
    }
    let tokens = PLUS_TAXES.iter().find_map(|words| before(tokens, words)).unwrap_or(tokens);
    let said = without(&without(tokens, FILLER), MONEY_THINGS);
    // “over 2m”
    let said = OVER.iter().find_map(|words| after(&said, words)).unwrap_or(&said);
    // “850.000,- €”
    let said = match said {
        [number, comma, dash, currency] if comma.is(&[","]) && dash.is(&["-", "–"]) && !comma.spaced => {
            return grammar.span(&[number.clone(), currency.clone()]);
        }
        said => said,
    };
    grammar.span(said)
}

/// Behind an amount to which taxes come, which are no bookings.
const PLUS_TAXES: [&str; 8] =
    ["plus vat", "+ vat", "plus tax", "+ tax", "plus mwst", "+ mwst", "más iva", "plus moms"];

/// Before an amount that is a little more.
const OVER: [&str; 5] = ["over", "upwards of", "north of", "more than", "più"];

/// Both ends of an amount in the plan's currency; of one amount, twice the same.
pub(in crate::entry) fn ends_in(
    tokens: &[Token],
    plan: Currency,
    example: &'static str,
) -> Result<(Money, Money), EntryError> {
    let span = amounts(tokens, plan).ok_or_else(|| no_amount(tokens, plan, example))?;
    if let Some(typed) = span.currency().filter(|typed| *typed != plan) {
        return Err(EntryError::OtherCurrency {
            plan: plan.code().to_owned(),
            typed: typed.code().to_owned(),
        });
    }
    let (low, high) = span.ends();
    if span.is_range() && low.value() >= high.value() {
        return Err(EntryError::backwards(example));
    }
    Ok((Money::from_minor_f64(low.minor(plan))?, Money::from_minor_f64(high.minor(plan))?))
}

/// One amount in the plan's currency; of a range, its middle.
pub(in crate::entry) fn one_in(
    tokens: &[Token],
    plan: Currency,
    example: &'static str,
) -> Result<Money, EntryError> {
    let (low, high) = ends_in(tokens, plan, example)?;
    Ok(middle(low, high))
}

fn middle(low: Money, high: Money) -> Money {
    if low == high {
        return low;
    }
    let sum = low.minor() as f64 + high.minor() as f64;
    Money::from_minor_f64(sum / 2.0).unwrap_or(low)
}

/// One amount of a text in the plan's currency; of a range, its middle.
pub(in crate::entry) fn in_currency(
    text: &str,
    style: NumberStyle,
    plan: Currency,
) -> Result<Money, EntryError> {
    const EXAMPLE: &str = "600k";
    /// How often an amount comes.
    const OFTEN: [&str; 15] = [
        "annual",
        "annually",
        "yearly",
        "a year",
        "per year",
        "/ year",
        "/ yr",
        "per annum",
        "p . a",
        "p a",
        "a month",
        "per month",
        "/ month",
        "/ mo",
        "monthly",
    ];
    if let Some(error) = two_billions(text, style) {
        return Err(error);
    }
    let (_, all) = tokens(&style.thousands(text, plan), EXAMPLE)?;
    let all = without_so_far(&all, plan);
    if is_number_of_deals(all) {
        return Err(EntryError::questioned("this is a number of deals, and an amount is wanted", EXAMPLE));
    }
    let all = now_of(all, &|said| amounts(said, plan).is_some_and(|span| !span.is_range())).unwrap_or(all);
    let all = at_least(all);
    if at_most(all).is_some_and(|most| amounts(most, plan).is_some()) {
        let reason = "that is the most it may be: say the amount";
        return Err(EntryError::questioned(reason, EXAMPLE));
    }
    let once = OFTEN.iter().find_map(|words| before(all, words));
    if once.is_some_and(|once| amounts(once, plan).is_some()) {
        return Err(EntryError::questioned(
            "one amount is wanted here, not so much a month or a year",
            EXAMPLE,
        ));
    }
    // “$3M plus”
    let said = before(all, "plus").unwrap_or(all);
    one_in(said, plan, EXAMPLE).map_err(|error| more_than_one(all, plan).unwrap_or(error))
}

/// `12 deals`, `12 closed won`: so many, and no amount.
pub(super) fn is_number_of_deals(all: &[Token]) -> bool {
    const DEALS: &[&str] = &["deal", "deals", "opp", "opps", "opportunity", "opportunities"];
    const WON: &[&str] = &["closed", "won", "-"];
    let [number, things @ ..] = all else { return false };
    let is_few = COUNTS.quantity(std::slice::from_ref(number)).is_some_and(|few| few.value() < 1_000.0);
    let says_won = things.first().is_some_and(|first| first.is(&["closed"]));
    let counts = says_won || things.iter().any(|word| word.is(DEALS));
    number.is_number() && is_few && counts && things.iter().all(|word| word.is(DEALS) || word.is(WON))
}

/// Words around what is booked that say that it is: `bisher 480.000 €`, `480k closed-won so far`; but `3
/// signed` are deals, and `FY27 target 2027` may be a year.
pub(super) fn without_so_far(said: &[Token], plan: Currency) -> &[Token] {
    let is_year = |all: &[Token]| {
        let is_of_now = |year: &Token| year.text.len() == 4 && year.text.starts_with("20");
        all.iter().filter(|token| token.is_number()).all(is_of_now)
    };
    let is_of_money = |word: &Token| multiplier(word).is_some() || currency::of_token(word, plan).is_some();
    let rest = bare_of_so_far(said);
    let is_large = amounts(rest, plan).is_some_and(|span| span.ends().0.value() >= 1_000.0);
    let counts = rest.iter().any(|word| word.is(THINGS));
    let is_amount = rest.iter().any(is_of_money) || (is_large && !is_year(rest));
    if is_amount && !counts { rest } else { said }
}

fn bare_of_so_far(said: &[Token]) -> &[Token] {
    const BEFORE: [&str; 6] =
        ["bisher", "bislang", "finora", "we ' ve closed", "we have closed", "これまで に"];
    const BEHIND: [&str; 27] = [
        "closed - won so far",
        "closed won so far",
        "closed - won",
        "closed won",
        "closed so far",
        "signed so far",
        "signed",
        "bisher",
        "bislang",
        "gebucht",
        "signés",
        "à date",
        "à ce jour",
        "hasta ahora",
        "hasta la fecha",
        "cerrados",
        "firmados",
        "finora",
        "ad oggi",
        "tot nu toe",
        "hittills",
        "até agora",
        "fechados",
        "as of yesterday",
        "as of now",
        "as of today",
        "annual quota",
    ];
    // “FY27 quota 700k”
    let said = match said {
        [fiscal, year, quota, ..]
            if fiscal.is(&["fy"]) && year.is_number() && quota.is(&["quota", "target"]) =>
        {
            said.get(2..).unwrap_or(said)
        }
        _ => said,
    };
    let said = BEFORE.iter().find_map(|words| after(said, words)).unwrap_or(said);
    let rest = BEHIND.iter().find_map(|words| before(said, words)).filter(|rest| !rest.is_empty());
    rest.unwrap_or(said)
}

/// `1 Billion Euro`, where decimals stand behind a comma: a million millions there, and a thousand millions
/// to those who write English.
pub(in crate::entry) fn two_billions(text: &str, style: NumberStyle) -> Option<EntryError> {
    const BILLIONS: &[&str] = &["billion", "billions", "billionen", "billón", "billones"];
    let (_, all) = tokens(text, "").ok().filter(|_| style.decimal == ',')?;
    // “1.5 billion” is written in English.
    let is_english =
        all.iter().any(|word| word.is_number() && word.text.contains('.') && !may_group(&word.text));
    (!is_english && all.iter().any(|word| word.is(BILLIONS))).then(|| {
        let reason = "a billion is a thousand millions to some, and a million millions to others";
        EntryError::questioned(reason, "1000m")
    })
}

/// What `1m less 15%` leaves.
pub(in crate::entry) fn less_a_share(said: &[Token], plan: Currency) -> Option<f64> {
    let (whole, share) = split(said, &["less", "minus", "-", "abzüglich", "moins", "menos", "meno"])?;
    let whole = amounts(whole, plan).filter(|whole| !whole.is_range())?.ends().0.value();
    let share = SHARES.quantity(&without(share, &["discount", "disc", "rabatt", "remise", "a"]))?;
    (share.percent && (0.0..1.0).contains(&share.share())).then(|| whole * (1.0 - share.share()))
}

/// Why a text is not one amount: it takes something off, multiplies, or says several.
fn more_than_one(all: &[Token], plan: Currency) -> Option<EntryError> {
    const EXAMPLE: &str = "600k";
    const A_MONTH: [&str; 6] = ["a month", "per month", "/ month", "/ mo", "/ m", "monthly"];
    if let Some(less) = less_a_share(all, plan) {
        return Some(EntryError::guessed("say what is left", EXAMPLE, typed(less)));
    }
    let one = |said: &[Token]| {
        amounts(said, plan).filter(|span| !span.is_range()).map(|span| span.ends().0.value())
    };
    // “40k a month x 12”
    let monthly =
        |each: &'_ [Token]| A_MONTH.iter().find_map(|words| before(each, words)).map(<[Token]>::to_vec);
    // “650k for 2027” multiplies nothing.
    let counted = split(all, &["x", "×", "*", "times"]).map(|(each, times)| (each.to_vec(), times));
    // “40k a month for 12”, “40k for 12 months”
    let of_months = |(each, times): (&[Token], &'_ [Token])| {
        let is_months = times.last().is_some_and(|last| last.is(&["months", "month", "mo"]));
        monthly(each).or_else(|| is_months.then(|| each.to_vec()))
    };
    let counted = counted.or_else(|| split(all, &["for"]).and_then(|both| Some((of_months(both)?, both.1))));
    if let Some((each, times)) = counted
        && let Some(each) = monthly(&each).or(Some(each)).as_deref().and_then(one)
        && let Some(times) = COUNTS.quantity(&without(times, &["months", "month", "mo"]))
    {
        let reason = "say what it is in all";
        return Some(EntryError::guessed(reason, EXAMPLE, typed(each * times.value())));
    }
    // “$50k MXN”, “AUD $50k”: the sign is of many currencies.
    let is_name = |token: &&Token| !token.is(&["$"]);
    let mut named = all.iter().filter(is_name).filter_map(|token| currency::of_token(token, plan));
    if let Some(first) = named.next()
        && named.any(|other| other != first)
        && all.iter().any(Token::is_number)
    {
        let reason = "this names two currencies: say one amount, in one of them";
        return Some(EntryError::questioned(reason, EXAMPLE));
    }
    let (first, second) = split(all, &[", maybe", ", perhaps", ",", ";", "or", "maybe"])?;
    let says_number = |said: &[Token]| said.iter().any(Token::is_number);
    (one(first).is_some() && says_number(second))
        .then(|| EntryError::questioned("one amount is wanted, and these are several", EXAMPLE))
}

/// What is said where a range became its middle.
pub(in crate::entry) fn middle_note(text: &str, plan: Currency) -> Option<String> {
    let span = amounts(&tokens(text, "").ok()?.1, plan)?;
    span.is_range().then(|| "the middle of both".to_owned())
}

/// Reads an amount in the plan's currency. Another currency is asked for.
///
/// # Errors
/// When the text is no amount.
pub fn read_money(text: &str, style: NumberStyle, plan: Currency) -> Result<Understood<Money>, EntryError> {
    let text = style.thousands(text, plan);
    if is_term_of_payment(&text) {
        return Err(EntryError::questioned("this is when a customer pays, and no amount", "600k"));
    }
    if is_share_alone(&text) {
        return Err(EntryError::questioned("this is a part, and does not say of what", "600k"));
    }
    with_typos(&text, &|text| {
        let read = ask_currency(text, plan, &|text, plan| in_currency(text, style, plan))?;
        Ok(read.noted(middle_note(text, plan)))
    })
}

/// `half`, `a third`: no amount without what it is of.
pub(in crate::entry) fn is_share_alone(text: &str) -> bool {
    let Ok((_, all)) = tokens(text, "") else { return false };
    let said = without(&all, FILLER);
    let is_word = !said.is_empty() && !said.iter().any(Token::is_number);
    is_word && in_words(&said).is_some_and(|(share, rest)| rest.is_empty() && 0.0 < share && share < 1.0)
}

/// `Net 30`: within how many days a bill is paid.
fn is_term_of_payment(text: &str) -> bool {
    let Ok((_, all)) = tokens(text, "") else { return false };
    let is_days =
        |days: &Token| ["7", "10", "14", "15", "30", "45", "60", "90", "120"].contains(&days.text.as_str());
    matches!(all.as_slice(), [net, days] if net.is(&["net"]) && is_days(days))
}

/// The two texts that `1.250 k€` may stand for: `1250 €`, where the mark begins decimals, and `1250 k€`,
/// where it groups thousands. A letter for thousands with the currency right behind it is one unit, as
/// controllers write it, who group by a point or a comma; before every other unit the mark is one of
/// decimals.
fn either_thousands(text: &str, plan: Currency) -> Option<[String; 2]> {
    let (plain, all) = tokens(text, "").ok()?;
    let open = open_marks(&all, plan);
    let with = |mut changed: Vec<(&Token, String)>| {
        changed.sort_by_key(|(token, _)| token.from);
        let (mut said, mut from) = (String::new(), 0);
        for (token, digits) in changed {
            said.push_str(plain.get(from..token.from).unwrap_or_default());
            said.push_str(&digits);
            from = token.to;
        }
        said + plain.get(from..).unwrap_or_default()
    };
    let grouped = || open.iter().map(|(number, _)| (*number, number.text.replace(['.', ','], "")));
    let letters = || open.iter().filter_map(|(_, letter)| Some(((*letter)?, String::new())));
    (!open.is_empty()).then(|| [with(grouped().chain(letters()).collect()), with(grouped().collect())])
}

/// The numbers of which a mark may be either, with the letter behind it in `k€`; without one the lower ends
/// of a range that ends so.
fn open_marks(all: &[Token], plan: Currency) -> Vec<(&Token, Option<&Token>)> {
    let is_open = |token: &&Token| token.is_number() && may_group(&token.text);
    let letter = |at: usize| {
        let is_currency = |sign: &Token| !sign.spaced && currency::of_token(sign, plan).is_some();
        let letter = all.get(at + 1).filter(|letter| letter.is(&["k", "t"]))?;
        all.get(at + 2).filter(|sign| is_currency(sign)).map(|_| letter)
    };
    // “1.250–1.500 k€”
    let is_low = |at: usize| {
        let is_range = all.get(at + 1).is_some_and(|word| word.is(&["-", "to", "bis", "à", "a"]));
        is_range && all.get(at + 2).filter(is_open).and_then(|_| letter(at + 2)).is_some()
    };
    let of = |at: usize| {
        let number = all.get(at).filter(is_open)?;
        letter(at).map(Some).or_else(|| is_low(at).then_some(None)).map(|letter| (number, letter))
    };
    (0..all.len()).filter_map(of).collect()
}

/// Why tokens are no amount.
pub(in crate::entry) fn no_amount(tokens: &[Token], plan: Currency, example: &'static str) -> EntryError {
    let is_open = |token: &Token| token.is_number() && is_undecided(&token.text);
    if open_marks(tokens, plan).is_empty() && !tokens.iter().any(is_open) {
        return not_understood(tokens, example);
    }
    EntryError::questioned("the mark in this may group thousands or begin decimals", example)
}

/// The readings of two texts, to choose from.
pub(in crate::entry) fn two_readings<T>(
    texts: &[String; 2],
    read: &dyn Fn(&str) -> Result<Understood<T>, EntryError>,
) -> Result<Understood<T>, EntryError> {
    let mut readings = Vec::new();
    for text in texts {
        let understood = read(text)?;
        readings.extend(understood.value.map(|value| Reading::new(text.clone(), value)));
        // In another currency than the plan's each has two readings itself.
        let of = |reading: Reading<T>| Reading { label: format!("{text}: {}", reading.label), ..reading };
        readings.extend(understood.readings.into_iter().map(of));
    }
    Ok(Understood::ask(readings))
}

/// `$310k US`, with nothing but an amount: US dollars. `$310k US deals` says something else.
pub(in crate::entry) fn us_behind(text: &str) -> Option<String> {
    let amount = text.trim().strip_prefix('$')?.strip_suffix(" US")?;
    let is_part = |letter: char| letter.is_ascii_digit() || " .,kKmM$-–".contains(letter);
    let is_amount = amount.starts_with(|letter: char| letter.is_ascii_digit()) && amount.chars().all(is_part);
    is_amount.then(|| format!("US${amount}"))
}

/// What a reader of amounts understood; where the text is in another currency than the plan, two readings:
/// the plan becomes the other's, or the figure is the plan's; and where it says `1.250 k€`, both of these.
/// None of them answers before it is chosen.
pub(in crate::entry) fn ask_currency<T>(
    text: &str,
    plan: Currency,
    read: &dyn Fn(&str, Currency) -> Result<T, EntryError>,
) -> Result<Understood<T>, EntryError> {
    if let Some(text) = us_behind(text) {
        return ask_currency(&text, plan, read);
    }
    if let Some(both) = either_thousands(text, plan) {
        return two_readings(&both, &|text| ask_currency(text, plan, read));
    }
    let error = match read(text, plan) {
        Ok(value) => return Ok(value.into()),
        Err(error) => error,
    };
    let Some(typed) = error.other_currency().and_then(|code| Currency::new(code).ok()) else {
        return Err(error);
    };
    let own = without_currency(text, typed);
    let theirs = read(text, typed).map_err(|other| {
        let reason = "this names two currencies: write all amounts in one of them";
        if other.other_currency().is_some() { EntryError::questioned(reason, "600k") } else { other }
    })?;
    // “€40k deals” is an amount for its sign: without one it may be a number of deals.
    let ours = read(&own, plan).or_else(|_| read(&format!("{} {own}", plan.code()), plan))?;
    let label = format!("Make the plan {} (figures stay)", typed.code());
    // A table is no label.
    let kept = if text.contains('\t') { "The amounts as they stand, in" } else { own.as_str() };
    Ok(Understood::ask(vec![
        Reading { label, value: theirs, currency: Some(typed) },
        Reading::new(format!("{kept} {}", plan.code()), ours),
    ]))
}

/// The text without the names of a currency.
pub(in crate::entry) fn without_currency(text: &str, named: Currency) -> String {
    let Ok((plain, tokens)) = tokens(text, "") else { return text.to_owned() };
    let mut own = String::new();
    let mut from = 0;
    for (place, token) in tokens.iter().enumerate() {
        if currency::of_token(token, named) != Some(named) {
            continue;
        }
        let before =
            place.checked_sub(1).and_then(|place| tokens.get(place)).filter(|before| before.is(&["t"]));
        own.push_str(plain.get(from..before.map_or(token.from, |before| before.from)).unwrap_or_default());
        // The T of “T€” is a thousand only there.
        own.push_str(if before.is_some() { "k" } else { "" });
        from = token.to;
    }
    own.push_str(plain.get(from..).unwrap_or_default());
    own.trim().to_owned()
}

/// An amount as its field reads it back: with its symbol, or with its code where the symbol is another
/// currency's as well; and with digits enough that none of its marks groups thousands.
pub fn write_money(money: Money, currency: Currency, format: &dyn Formatter) -> String {
    let reads = |text: &str| {
        let read = read_money(text, format.style(), currency).ok().and_then(|read| read.value);
        read == Some(money)
    };
    let text = format.money_full(money, currency);
    if reads(&text) {
        return text;
    }
    let number = format.exact_count(money.major(currency));
    let coded = format!("{} {number}", currency.code());
    if reads(&coded) { coded } else { number }
}
