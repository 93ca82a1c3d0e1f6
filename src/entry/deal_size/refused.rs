//! What is written for a deal’s size and is another thing: deals of several kinds, seats and prices, amounts
//! a month, sums of deals.

use super::average_and_range::average_beside_range;
use crate::entry::EntryError;
use crate::entry::grammar::bounds::bounded;
use crate::entry::grammar::number::typed;
use crate::entry::grammar::quantity::COUNTS;
use crate::entry::grammar::tokens::{Token, after, before, split, without};
use crate::entry::grammar::words::PERCENT;
use crate::entry::money::amount::{amounts, less_a_share};
use crate::model::Currency;

/// Words that tell deals of several kinds.
const OTHERS: &[&str] = &[
    "tail",
    "big",
    "small",
    "large",
    "larger",
    "smaller",
    "bigger",
    "huge",
    "tiny",
    "sometimes",
    "occasionally",
    "occasional",
    "whale",
    "whales",
    "outlier",
    "outliers",
    "rarely",
    "others",
    "rest",
    "few",
];

/// “Most deals 20k”, “usually 20k, some 60k”: a size of some of them, and none of the others, or several.
pub(super) fn is_of_most(text: &str, listed: usize) -> bool {
    const MOST: [&str; 5] = ["usually", "mostly", "typically", "normally", "generally"];
    let first = text.trim_start().to_lowercase();
    let begins = |word: &&str| first.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '));
    first.starts_with("most ") || (listed > 1 && MOST.iter().any(begins))
}

pub(super) fn of_kinds() -> EntryError {
    let reason = "deals of several kinds are told by a list of past deals";
    EntryError::questioned(reason, "20k, 25k, 22k, 500k")
}

/// `half between 8k and 60k`, `90% between 8k and 60k`, `8k / 32k / 110k`: not the range of 8 in 10.
fn other_share(said: &[Token], plan: Currency) -> Option<EntryError> {
    let three: Vec<&[Token]> = said.split(|word| word.is(&["/"])).collect();
    let is_one = |said: &[Token]| amounts(said, plan).is_some_and(|span| !span.is_range());
    if three.len() == 3 && three.into_iter().all(is_one) {
        let reason = "these may be a smallest, a usual and a largest deal, or three of them: say from where \
                      to where most lie";
        return Some(EntryError::questioned(reason, "18k to 60k"));
    }
    let (share, range) = split(said, &["between"])?;
    let is_share = matches!(share, [half] if half.is(&["half"]))
        || matches!(share, [number, percent]
            if number.is_number() && percent.is(PERCENT) && number.text != "80");
    let (low, high) = split(range, &["and", "-", "to"])?;
    amounts(low, plan).zip(amounts(high, plan)).filter(|_| is_share)?;
    let reason = "a range is read as that of 8 deals in 10: say that one, or past deals";
    Some(EntryError::questioned(reason, "18k to 60k"))
}

/// `40 deals, 1.2m`, `1.2m / 40`: how many, and what all of them are worth.
pub(super) fn sum_of_deals(said: &[Token], plan: Currency) -> Option<EntryError> {
    const DEALS: &[&str] = &["deals", "opps", "opportunities", "wins", "orders", "contracts"];
    let (first, second) = split(said, &[",", "/"])?;
    let counted = |said: &[Token]| {
        let bare = without(said, DEALS);
        let [number] = bare.as_slice() else { return None };
        let count = COUNTS.quantity(std::slice::from_ref(number))?.value();
        let is_few = (2.0..=500.0).contains(&count) && number.text.len() < 4;
        is_few.then_some((count, bare.len() < said.len()))
    };
    let worth = |said: &[Token]| {
        let all = amounts(said, plan).filter(|span| !span.is_range())?.ends().0.value();
        (all >= 100_000.0).then_some(all)
    };
    let is_divided = said.iter().any(|word| word.is(&["/"]));
    let (count, named, sum) = match (counted(first), counted(second)) {
        (Some((count, named)), _) if named => (count, named, worth(second)?),
        (_, Some((count, named))) => (count, named, worth(first)?),
        _ => return None,
    };
    (named || is_divided).then(|| {
        // “40 deals, 150k average”
        let is_mean = said.iter().any(|word| word.is(&["average", "avg", "mean", "averaging"]));
        let each = if is_mean { sum } else { (sum / count).round() };
        EntryError::guessed("say what one of them is worth", "25k", typed(each))
    })
}

/// Words behind an amount that comes every month.
const A_MONTH: [&str; 6] = ["a month", "per month", "/ month", "/ mo", "monthly", "mrr"];

/// `50 seats at $600`, `$99/seat x 200 seats`: what all of them cost in a year.
fn of_seats(said: &[Token], one: &dyn Fn(&[Token]) -> Option<f64>) -> Option<f64> {
    const SEATS: &[&str] =
        &["seats", "seat", "users", "user", "licenses", "licences", "license", "units", "unit", "people"];
    const PER_SEAT: &[&str] = &["per", "/", "a", "each"];
    let price_first = split(said, &["×", "x", "*"])
        .filter(|(_, seats)| seats.iter().any(|word| word.is(SEATS)))
        .map(|(price, seats)| (seats, price));
    let (seats, price) = price_first.or_else(|| split(said, &["×", "x", "*", "at", "@", "for"]))?;
    let seat = price.iter().position(|word| word.is(SEATS));
    let seat = seat.filter(|at| *at > 0 && price.get(at - 1).is_some_and(|word| word.is(PER_SEAT)));
    let price = match seat {
        Some(at) => [price.get(..at - 1)?, price.get(at + 1..)?].concat(),
        None => price.to_vec(),
    };
    let monthly = || Some(12.0 * A_MONTH.iter().find_map(|words| before(&price, words)).and_then(one)?);
    let price = one(&price).or_else(monthly)?;
    Some(COUNTS.quantity(&without(seats, SEATS))?.value() * price)
}

/// What is written for a deal’s size and is another thing: a rate of money, seats and their price, bounds.
pub(super) fn other_than_size(said: &[Token], plan: Currency) -> Option<EntryError> {
    const A_YEAR: [&str; 6] = ["a year", "per year", "/ year", "/ yr", "per annum", "p a"];
    let one = |said: &[Token]| {
        amounts(said, plan).filter(|span| !span.is_range()).map(|span| span.ends().0.value())
    };
    if said.iter().any(|word| word.is(&["figure", "figures", "digit", "digits"])) {
        return Some(EntryError::questioned("say the amounts: figures may be few or many", "100k to 300k"));
    }
    // “25k, sometimes 100k”, “1 big one at 500k and 10 small”
    if said.iter().any(|word| word.is(OTHERS)) && said.iter().any(Token::is_number) {
        return Some(of_kinds());
    }
    // “10k for SMB, 80k enterprise”
    let kinds = said
        .iter()
        .filter(|word| word.is(&["smb", "enterprise", "ent", "midmarket", "mkt", "startup", "startups"]));
    if kinds.count() > 0 && said.iter().filter(|word| word.is_number()).count() > 1 {
        return Some(of_kinds());
    }
    // “12k for 80%, 50k for 20%”
    let shares = said.iter().filter(|word| word.is(PERCENT)).count();
    if shares > 1 && said.iter().filter(|word| word.is_number()).count() > shares + 1 {
        let reason = "shares of sizes are told by deals of these sizes";
        return Some(EntryError::questioned(reason, "12k, 12k, 12k, 12k, 50k"));
    }
    if let Some(error) = sum_of_deals(said, plan).or_else(|| other_share(said, plan)) {
        return Some(error);
    }
    if let Some(error) = of_prices(said, plan).or_else(|| of_several_sizes(said, plan)) {
        return Some(error);
    }
    let reason = "a deal’s size is what is booked when it is won";
    // “2k a month, annual contracts”
    let of_a_year = split(said, &[",", "(", "on", "with"]).filter(|(_, terms)| {
        terms.iter().any(|word| word.is(&["annual", "yearly", "year"]) || word.text == "12")
    });
    let yearly =
        of_a_year.and_then(|(month, _)| A_MONTH.iter().find_map(|words| before(month, words)).and_then(one));
    if let Some(month) = yearly {
        return Some(EntryError::guessed(reason, "25k", typed(month * 12.0)));
    }
    let monthly = A_MONTH.iter().find_map(|words| before(said, words)).and_then(one);
    if let Some(month) = monthly.or_else(|| after(said, "mrr").and_then(one)) {
        return Some(EntryError::guessed(reason, "25k", typed(month * 12.0)));
    }
    if let Some(year) = A_YEAR.iter().find_map(|words| before(said, words)).and_then(one) {
        return Some(EntryError::guessed(reason, "25k", typed(year)));
    }
    if let Some(size) = of_seats(said, &one) {
        return Some(EntryError::guessed(reason, "25k", typed(size)));
    }
    // “30k first year, 100k TCV”
    let first_year =
        (0..said.len()).any(|at| said.get(at..).is_some_and(|rest| after(rest, "first year").is_some()));
    if first_year && said.iter().filter(|word| word.is_number()).count() > 1 {
        return Some(EntryError::questioned(reason, "25k"));
    }
    if let Some(error) = of_several(said, plan, &one) {
        return Some(error);
    }
    // “avg 25k, mostly 10–60k”, where no two readings can be offered
    if let Some((average, _)) = average_beside_range(said, plan) {
        let average = amounts(&average, plan)?.ends().0.value();
        let reason = "an average and a range say two things, and the range would move the average: say one, \
                      or how far deals lie from the average";
        return Some(EntryError::guessed(reason, "45k ± 20k", typed(average)));
    }
    let is_bound = |token: &Token| {
        token.is(&["min", "max", "minimum", "maximum", "biggest", "largest", "smallest", "highest", "lowest"])
    };
    let is_open = said.last().is_some_and(|last| last.is(&["+"]))
        || bounded(said).or_else(|| after(said, "from")).is_some_and(|rest| one(rest).is_some());
    (is_open || said.iter().any(is_bound)).then(|| {
        EntryError::questioned("the smallest and the largest deal have a field of their own", "18k to 60k")
    })
}

/// `list price 9k to 120k`: what is asked, and not what deals are won at.
fn of_prices(said: &[Token], plan: Currency) -> Option<EntryError> {
    const PRICES: [&str; 6] =
        ["list price", "list prices", "list", "listenpreis", "prix catalogue", "catalog price"];
    let amount = PRICES.iter().find_map(|words| after(said, words).or_else(|| before(said, words)))?;
    amounts(amount, plan)?;
    let reason = "a list price is what is asked: say what deals are worth when they are won";
    Some(EntryError::questioned(reason, "18k to 70k"))
}

/// `2 deals at 50k and 3 at 20k`: deals of several sizes, offered one by one.
fn of_several_sizes(said: &[Token], plan: Currency) -> Option<EntryError> {
    /// More are not written out.
    const MOST: usize = 40;
    let sizes = |piece: &[Token]| {
        let (count, each) = split(piece, &["at", "of", "@", "x", "×", "*", "à"])?;
        let each = amounts(each, plan).filter(|each| !each.is_range())?.ends().0.value();
        let count = COUNTS.quantity(&without(count, crate::entry::grammar::words::THINGS))?.value();
        let count = crate::entry::grammar::number::whole_number(count)
            .and_then(|count| usize::try_from(count).ok())?;
        (1..=MOST).contains(&count).then(|| vec![typed(each); count])
    };
    let pieces: Vec<&[Token]> = said.split(|word| word.is(&["and", ",", ";", "plus", "+"])).collect();
    let sizes: Vec<Vec<String>> = pieces.iter().map(|piece| sizes(piece)).collect::<Option<_>>()?;
    let deals = sizes.concat();
    let guess = (deals.len() <= MOST).then(|| deals.join("; "));
    let reason = "deals of several kinds are told by a list of past deals";
    (sizes.len() > 1).then(|| EntryError::asked(reason, "20k, 25k, 22k, 500k", guess))
}

/// An amount of several deals, of several years, or with something taken off.
fn of_several(said: &[Token], plan: Currency, one: &dyn Fn(&[Token]) -> Option<f64>) -> Option<EntryError> {
    // “36k over 3 years”
    if let Some((_, years)) =
        split(said, &["over", "for", "across"]).filter(|(amount, _)| one(amount).is_some())
        && years.iter().any(|word| word.is(&["year", "years", "yr", "yrs", "months"]))
    {
        return Some(EntryError::questioned(
            "say what is booked when it is won, of however many years",
            "25k",
        ));
    }
    // “typically 30k but up to 200k”
    if let Some((usual, most)) = split(said, &[", but up to", "but up to", ", up to", "up to", "as high as"])
        && !said.first().is_some_and(|first| first.is(&["from"]))
        && one(&without(usual, &["typically", "usually", "median", ","])).zip(one(most)).is_some()
    {
        return Some(EntryError::questioned(
            "the smallest and the largest deal have a field of their own",
            "18k to 60k",
        ));
    }
    // “2.4m across 50 deals”
    if let Some((all, deals)) = split(said, &["across", "over", "from", "for", "in", "/"])
        && let Some(all) = one(all)
        && let Some(count) = deals_in(deals)
    {
        return Some(EntryError::guessed("say what one of them is worth", "25k", typed(all / count)));
    }
    if let Some(less) = less_a_share(said, plan) {
        return Some(EntryError::guessed("say what is left", "25k", typed(less)));
    }
    None
}

/// The number of `50 deals`.
fn deals_in(said: &[Token]) -> Option<f64> {
    let count = without(said, &["deals", "wins", "won", "orders", "contracts", "closed"]);
    let count = COUNTS.quantity(&count).filter(|_| count.len() < said.len())?.value();
    (count >= 1.0).then_some(count)
}
