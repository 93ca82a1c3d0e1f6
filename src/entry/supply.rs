//! New opportunities, read and written: `200`, `50/week`, `180–220 a month`, `exactly 40`, `200 a month
//! growing 2%`.

use super::lines::parts;
use super::months::month_of;
use super::number::{not_understood, typed};
use super::quantity::{COUNTS, SHARES, trimmed};
use super::raised::now_of;
use super::reading::Understood;
use super::tokens::{Kind, Token, after, before, split, tokens, without};
use super::typos::with_typos;
use super::words::{EXACTLY, FILLER, NOTHING, THINGS};
use super::{EntryError, Formatter, NumberStyle, read_count};
use crate::model::{Arrivals, Supply, SupplyOf};
use std::borrow::Cow;

const EXAMPLE: &str = "200 a month, or 50 a week, or by month, 180, 200, 220";

/// From here on a number of groups of three digits is a list of them: nobody gets so many a month.
const LISTED_FROM: f64 = 100e6;

/// Reads a supply of new opportunities; what the text does not say (seasonality) is kept from `now`. A range
/// is its middle.
///
/// # Errors
/// When the text is no supply, or the model refuses it.
pub fn read_supply(text: &str, _style: NumberStyle, now: &Supply) -> Result<Understood<Supply>, EntryError> {
    with_typos(text, &|text| read_spelled(text, now))
}

fn read_spelled(text: &str, now: &Supply) -> Result<Understood<Supply>, EntryError> {
    if let Some(listed) = read_listed(text, now) {
        return listed.map(Understood::from);
    }
    let (_, all) = tokens(text, EXAMPLE)?;
    let not_understood = || not_understood(&all, EXAMPLE);
    let is_number = |said: &[Token]| {
        let (number, _) = per_month(trimmed(said));
        COUNTS.quantity(trimmed(&without(&without(number, THINGS), FILLER))).is_some()
    };
    let now_said = now_of(&all, &is_number).unwrap_or(&all);
    let now_said = without(now_said, &["average", "avg", "mean", "booked", "steady"]);
    let said = in_last(in_times(&without(&now_said, FILLER)));
    if let Some(sum) = sum_of(&said) {
        return like(now, Supply::new(sum, Arrivals::Poisson)?.seasonal(now.seasonality().copied())?)
            .map(Understood::from);
    }
    if let Some(error) = half_said(text, &said) {
        return Err(error);
    }
    let each = without_each_rep(&said);
    let said = without(each.as_deref().unwrap_or(&said), THINGS);
    let (base, growth) = match grown(&said) {
        Some((base, growth)) => (base, growth?),
        None => (said.as_slice(), 0.0),
    };
    let exact = EXACTLY.iter().chain(&["fixed", "="]).find_map(|word| after(base, word));
    let exact = exact
        .or_else(|| EXACTLY.iter().chain(&["fixed", "flat"]).find_map(|word| before(base, word)))
        .map(|said| before(said, ",").unwrap_or(said));
    let arrivals = if exact.is_some() { Arrivals::Fixed } else { Arrivals::Poisson };
    let meant = after(base, "really");
    let is_nothing = matches!(base, [only] if only.is(NOTHING));
    let (number, per_month) = per_month(exact.or(meant).unwrap_or(base));
    let span = COUNTS.span(number).filter(|_| !is_nothing);
    // “120,130,140,150”: as one number it would be 120 billion.
    if span.is_some_and(|span| span.ends().1.value() >= LISTED_FROM)
        && let Some(listed) = read_listed(&text.replace([',', ' '], "; "), now)
    {
        return listed.map(Understood::from);
    }
    if is_nothing || span.is_some_and(|span| span.ends().1.value() == 0.0 && exact.or(meant).is_none()) {
        return Err(EntryError::questioned(
            "nothing would ever come in: if so, write really before it",
            "really 0 a month",
        ));
    }
    let span = span.ok_or_else(not_understood)?;
    let (low, high) = span.ends();
    if span.is_range() && low.value() >= high.value() {
        return Err(EntryError::backwards("180–220 a month"));
    }
    let number = if span.is_range() { 0.5 * (low.value() + high.value()) } else { low.value() };
    let supply = Supply::new(number * per_month, arrivals)?.growing(growth)?;
    let mut supply = like(now, supply.seasonal(now.seasonality().copied())?)?;
    if each.is_some() {
        supply.of = SupplyOf::EachRep;
    }
    let note = span.is_range().then(|| "the middle of both".to_owned());
    Ok(Understood::from(supply).noted(note))
}

/// `twice a week`, `zweimal pro Woche`, `3 times a month`, `2 fois par jour`: so many.
fn in_times(said: &[Token]) -> Vec<Token> {
    const TIMES: &[(&[&str], &str)] =
        &[(&["once", "einmal"], "1"), (&["twice", "zweimal"], "2"), (&["thrice", "dreimal"], "3")];
    const COUNTED: &[&str] = &["times", "fois", "veces", "vezes", "volte", "keer", "gånger", "mal", "回"];
    let mut said = said.to_vec();
    if let Some(first) = said.first_mut()
        && let Some((_, number)) = TIMES.iter().find(|(words, _)| first.is(words))
    {
        (first.kind, first.text) = (Kind::Number, (*number).to_owned());
    }
    let counts = matches!(said.as_slice(), [_, times, _, ..] if times.is(COUNTED));
    if counts && said.get(2).is_some_and(|next| !next.is_number()) {
        said.remove(1);
    }
    said
}

/// `1,100 leads last year`, `240 in the last 6 months`: so many in the time.
fn in_last(mut said: Vec<Token>) -> Vec<Token> {
    const LAST: &[&str] = &["last", "past", "previous", "prior"];
    const TIMES: &[&str] = &["year", "quarter", "month", "week", "months", "quarters", "weeks"];
    // “90 a month (30 from partners)”
    let part = split(&said, &["("]).filter(|(_, part)| {
        part.last().is_some_and(|last| last.is(&[")"]))
            && part.iter().any(|word| word.is(&["from", "of", "inbound"]))
    });
    if let Some((whole, _)) = part.filter(|(_, part)| part.first().is_some_and(Token::is_number)) {
        return whole.to_vec();
    }
    let Some(at) = said.iter().rposition(|word| word.is(LAST)).filter(|at| *at > 0) else { return said };
    match said.get(at + 1..).unwrap_or_default() {
        [time] if time.is(TIMES) => {
            if let Some(last) = said.get_mut(at) {
                "a".clone_into(&mut last.text);
            }
            // “in the last year”
            if said.get(at - 1).is_some_and(|word| word.is(&["in", "over", "during"])) {
                said.remove(at - 1);
            }
        }
        [number, time] if number.is_number() && time.is(TIMES) => {
            said.remove(at);
        }
        _ => {}
    }
    said
}

/// `120 inbound + 80 outbound a month`: what several sources bring, in the time of the last one where the
/// others say none. Without what is counted it may be a growth.
fn sum_of(said: &[Token]) -> Option<f64> {
    const SOURCES: &[&str] = &[
        "inbound",
        "outbound",
        "referral",
        "referrals",
        "from",
        "via",
        "marketing",
        "organic",
        "paid",
        "partner",
        "partners",
        "sourced",
        "web",
        "website",
        "events",
        "cold",
        "outreach",
        "channel",
        "sales",
        "self",
    ];
    let pieces: Vec<&[Token]> = said.split(|word| word.is(&["+", "plus", "&", "and", ","])).collect();
    // “45 a month from referrals”
    let is_several = pieces.len() > 1 || said.iter().any(|word| word.is(&["from", "via"]));
    let named =
        |piece: &&[Token]| piece.iter().any(|word| word.is(SOURCES)) && piece.iter().any(Token::is_number);
    let (last, _) = pieces.split_last().filter(|_| is_several && pieces.iter().all(named))?;
    let of_time = |piece: &[Token]| {
        let piece = without(&without(piece, THINGS), SOURCES);
        let (number, times) = per_month(&piece);
        let is_said = number.len() < piece.len();
        Some((COUNTS.quantity(trimmed(number))?.value(), is_said.then_some(times)))
    };
    let (_, usual) = of_time(last)?;
    let usual = usual.or(pieces.first().and_then(|first| of_time(first)?.1));
    pieces
        .iter()
        .map(|piece| of_time(piece).map(|(number, times)| number * times.or(usual).unwrap_or(1.0)))
        .sum()
}

/// What says more than a number and not all of it: how it rises, how sure it is, how many find so many.
fn half_said(text: &str, said: &[Token]) -> Option<EntryError> {
    let number = |said: &[Token]| {
        let (number, per_month) = per_month(trimmed(said));
        Some(COUNTS.quantity(trimmed(&without(number, THINGS)))?.value() * per_month)
    };
    let bound =
        ["at least", "at most", "up to", "max", "min", "under", "over", "less than", "more than", "<", ">"];
    let bounded = bound.iter().find_map(|words| after(said, words)).or_else(|| before(said, "+"));
    if bounded.and_then(number).is_some() {
        return Some(EntryError::questioned(
            "a bound is no number: say how many come in on average",
            "200 a month",
        ));
    }
    if said.iter().any(|word| word.is(super::people::OPENERS)) {
        let reason = "those who only find opportunities are not in the plan: say what all of them bring";
        return Some(EntryError::questioned(reason, "200 a month"));
    }
    // “60 biweekly”, “bi-weekly”, “bimonthly”
    let is_twice = |words: &[Token]| match words {
        [bi, hyphen, often] => bi.is(&["bi"]) && hyphen.is(&["-"]) && often.is(&["weekly", "monthly"]),
        _ => false,
    };
    let is_in_two = said.windows(3).any(is_twice);
    if is_in_two || said.iter().any(|word| word.is(&["biweekly", "bimonthly"])) {
        let reason = "this is twice in the time to some people, and every second time to others";
        return Some(EntryError::questioned(reason, "60 every two weeks"));
    }
    if said.iter().any(|word| word.is(&["sprint", "sprints"])) {
        let reason = "a sprint is of any length: say it in weeks or days";
        return Some(EntryError::questioned(reason, "150 every 2 weeks"));
    }
    // “Jan 100, Feb 120”
    let months = said.iter().filter(|word| month_of(&word.text).is_some()).count();
    if months > 1 && said.iter().filter(|word| word.is_number()).count() >= months {
        let reason = "months are told by their place, from the plan’s first month on";
        return Some(EntryError::questioned(reason, "100, 120, 110"));
    }
    // “from 100 to 200 a month”, “100 a month rising to 200”
    let rise = after(said, "from")
        .and_then(|said| split(said, &["to"]))
        .or_else(|| split(said, &["rising to", "growing to", "up to", "then"]));
    if let Some((low, high)) = rise
        && number(low)? < number(high)?
    {
        let reason = "this may be a rise or a range";
        return Some(EntryError::questioned(reason, "100 a month growing 5%, or a range, 100–200 a month"));
    }
    // “30/40 a week”
    if let Some((low, high)) = split(said, &["/"])
        && let Some((low, high)) = COUNTS.quantity(low).zip(number(high))
        && low.value() > 0.0
        && high > 0.0
    {
        let reason = "this may be a range or two numbers";
        return Some(EntryError::questioned(reason, "30–40 a week"));
    }
    // “150 ± 20 a month”
    if let Some((middle, spread)) = split(said, &["±", "plus or minus", "give or take"]) {
        let (_, per_month) = per_month(spread);
        let middle = number(middle)? * per_month;
        let reason = "how well the number is known has a field of its own";
        return Some(EntryError::guessed(reason, "200 a month", format!("{} a month", typed(middle))));
    }
    // “10 reps x 15 a month”, “15 each”
    let each = split(said, &["×", "x", "*", "times", "at"])
        .filter(|(people, _)| people.iter().any(|word| word.is(super::people::PEOPLE)))
        .map(|(_, each)| each)
        .or_else(|| before(said, "each"))?;
    let each = each.strip_suffix(before_each(each)).unwrap_or(each);
    number(each)?;
    let each = super::text::plain(text).get(each.first()?.from..each.last()?.to)?.to_owned();
    let reason = "what each rep finds is said per rep";
    Some(EntryError::guessed(reason, "15 a month per rep", format!("{each} per rep")))
}

/// `each` at the end of what each finds.
fn before_each(said: &[Token]) -> &[Token] {
    said.last().filter(|last| last.is(&["each", "apiece"])).map_or(&[], std::slice::from_ref)
}

/// What is left without `per rep`, wherever it stands: `8 a month per rep`, `5 per rep per month`. None, if
/// it is not said.
fn without_each_rep(said: &[Token]) -> Option<Vec<Token>> {
    const REPS: &[&str] = &["rep", "ae", "seller", "person", "head", "verkäufer", "vendeur", "vendedor"];
    const EACH: &[&str] = &["per", "a", "each", "every", "/", "pro", "par", "por", "je"];
    // “for each of 20 reps”
    let several = said.windows(4).position(|words| match words {
        [each, of, count, people] => {
            each.is(&["each"]) && of.is(&["of"]) && count.is_number() && people.is(super::people::PEOPLE)
        }
        _ => false,
    });
    if let Some(at) = several {
        let from = at.checked_sub(1).filter(|before| said.get(*before).is_some_and(|word| word.is(&["for"])));
        return Some([said.get(..from.unwrap_or(at))?, said.get(at + 4..)?].concat());
    }
    let at = said.iter().zip(said.get(1..)?).position(|(each, rep)| each.is(EACH) && rep.is(REPS))?;
    // “for each rep”
    let from = at.checked_sub(1).filter(|before| said.get(*before).is_some_and(|word| word.is(&["for"])));
    Some([said.get(..from.unwrap_or(at))?, said.get(at + 2..)?].concat())
}

/// `180, 200, 220`, month by month; none, if the text is no list.
fn read_listed(text: &str, now: &Supply) -> Option<Result<Supply, EntryError>> {
    let exact = text.trim().strip_prefix("exactly ");
    let text = exact.unwrap_or(text).trim();
    // “50 then 60 then 70”; of two, the second may be where it ends.
    let several = text.matches(" then ").count() > 1;
    let text = &*if several { text.replace(" then ", "; ").into() } else { Cow::Borrowed(text) };
    let by_month = text.strip_suffix("by month");
    let listed = parts(by_month.unwrap_or(text));
    let listed = listed.iter().map(|part| read_count(part)).collect::<Option<Vec<f64>>>();
    let numbers = listed.filter(|numbers| numbers.len() > usize::from(by_month.is_none()))?;
    let arrivals = if exact.is_some() { Arrivals::Fixed } else { Arrivals::Poisson };
    let supply = Supply::by_month(numbers, arrivals).map_err(EntryError::from);
    Some(supply.and_then(|supply| like(now, supply)))
}

/// What a text does not say is as it was.
fn like(now: &Supply, supply: Supply) -> Result<Supply, EntryError> {
    let dispersion = now.dispersion().filter(|_| supply.arrivals() == Arrivals::Poisson);
    let mut supply = supply.dispersed(dispersion)?;
    (supply.of, supply.sourcing, supply.error) = (now.of, now.sourcing, now.error);
    Ok(supply)
}

/// The number, and its growth from month to month: `growing 2%`, `growing by 30% a year`, `shrinking 1%`.
fn grown(said: &[Token]) -> Option<(&[Token], Result<f64, EntryError>)> {
    const UP: [&str; 6] = ["growing by", "growing at", "growing", "rising", "+", "up"];
    const DOWN: [&str; 4] = ["shrinking by", "shrinking", "falling", "declining"];
    let (base, growth, sign) = match split(said, &UP) {
        Some((base, growth)) => (base, growth, 1.0),
        None => split(said, &DOWN).map(|(base, growth)| (base, growth, -1.0))?,
    };
    // “60 (+5% a quarter)”
    let growth = before(growth, ")").unwrap_or(growth);
    let base = [",", "("].iter().find_map(|mark| before(base, mark)).unwrap_or(base);
    let yearly =
        ["a year", "per year", "/ year", "yearly", "annually", "yoy", "year over year", "year on year"]
            .iter()
            .find_map(|words| before(growth, words));
    let monthly = [
        "a month",
        "per month",
        "each month",
        "every month",
        "/ month",
        "monthly",
        "mom",
        "m / m",
        "month over month",
        "month on month",
    ]
    .iter()
    .find_map(|words| before(growth, words));
    let quarterly =
        ["a quarter", "per quarter", "each quarter", "every quarter", "/ quarter", "quarterly", "qoq"]
            .iter()
            .find_map(|words| before(growth, words));
    let share = SHARES.quantity(yearly.or(monthly).or(quarterly).unwrap_or(growth));
    let monthly = |share: f64| match (yearly, quarterly) {
        (Some(_), _) => libm::pow(1.0 + share, 1.0 / 12.0) - 1.0,
        (None, Some(_)) => libm::pow(1.0 + share, 1.0 / 3.0) - 1.0,
        (None, None) => share,
    };
    let growth = share.filter(|share| share.percent).map(|share| monthly(sign * share.share()));
    let reason = "growth is said in percent a month, a quarter or a year";
    Some((base, growth.ok_or(EntryError::questioned(reason, "200 a month growing 2%"))))
}

/// Words for how often, with what turns a number into a monthly one: a year has 12 months, 52 weeks, 365
/// days, and 260 of work.
const OFTEN: &[(&[&str], f64)] = &[
    (
        &[
            "month", "months", "mo", "m", "monat", "monate", "meses", "mesi", "maanden", "månader", "mois",
            "mes", "mese", "mês", "maand", "månad", "månaden", "måned", "か月", "月",
        ],
        1.0,
    ),
    (
        &[
            "week",
            "weeks",
            "wk",
            "wks",
            "w",
            "woche",
            "wochen",
            "semaines",
            "semanas",
            "settimane",
            "weken",
            "veckor",
            "semaine",
            "semana",
            "settimana",
            "vecka",
            "veckan",
            "uge",
            "週",
            "周",
        ],
        52.0 / 12.0,
    ),
    (&["fortnight"], 26.0 / 12.0),
    (
        &[
            "day", "days", "d", "tag", "tage", "jours", "días", "giorni", "dagen", "dagar", "jour", "día",
            "dia", "giorno", "dag", "日",
        ],
        365.0 / 12.0,
    ),
    (&["workdays", "workday", "weekday", "arbeitstag", "werktag", "werkdag", "arbetsdag"], 5.0 * 52.0 / 12.0),
    (&["quarter", "quarters", "qtr", "q", "quartal", "trimestre", "kvartal", "kwartaal"], 1.0 / 3.0),
    (&["half"], 1.0 / 6.0),
    (
        &["year", "years", "yr", "y", "annum", "jahr", "an", "año", "anno", "ano", "år", "jaar", "年"],
        1.0 / 12.0,
    ),
];

/// The same in one word.
const OFTEN_ALONE: &[(&[&str], f64)] = &[
    (&["monthly", "monatlich", "mensuel", "mensuels", "mensuales", "mensais", "pm"], 1.0),
    (&["weekly", "wöchentlich", "pw"], 52.0 / 12.0),
    (&["daily", "täglich"], 365.0 / 12.0),
    (&["quarterly", "quartalsweise"], 1.0 / 3.0),
    (&["yearly", "annually", "annual", "jährlich", "pa"], 1.0 / 12.0),
];

/// Words before how often, in front of a number.
const EVERY: &[&str] = &["every", "alle", "toutes", "tous", "cada", "ogni", "elke"];

/// Words between a number and how often.
const PER: &[&str] = &[
    "a", "an", "per", "/", "every", "each", "pro", "par", "por", "al", "à", "im", "i", "om", "in", "within",
    "one", "je", "jede", "jeden", "cada", "chaque", "varje", "毎", "over", "p", "am", "all", "alle", "ogni",
    "elke", "toutes", "tous",
];

/// The number, and what turns it into a monthly one; without a unit it is one.
pub(super) fn per_month(said: &[Token]) -> (&[Token], f64) {
    let of = |token: &Token, table: &[(&[&str], f64)]| {
        table.iter().find(|(words, _)| token.is(words)).map(|(_, per_month)| *per_month)
    };
    let Some((last, rest)) = said.split_last() else { return (said, 1.0) };
    // “1か月に150”, “毎月150”
    if let Some((often, number)) = split(said, &["に"])
        && let [.., unit] = often
        && let Some(per_month) = of(unit, OFTEN)
    {
        let several = COUNTS.quantity(often.get(..often.len() - 1).unwrap_or_default());
        return (trimmed(number), per_month / several.map_or(1.0, |several| several.value()).max(1.0));
    }
    if let Some(rest) = after(said, "毎") {
        return per_month(rest);
    }
    // “1,200 p.a.”
    if let Some(number) = before(said, "p a").or_else(|| before(said, "p / a")) {
        return (trimmed(number), 1.0 / 12.0);
    }
    if let Some((first, rest)) = said.split_first()
        && let Some(per_month) = of(first, OFTEN_ALONE)
    {
        return (trimmed(rest), per_month);
    }
    if let Some(per_month) = of(last, OFTEN_ALONE) {
        return (trimmed(rest), per_month);
    }
    // “every week 10”
    if let [every, unit, number @ ..] = said
        && every
            .is(&["every", "each", "per", "pro", "jede", "jeden", "jeder", "chaque", "cada", "varje", "ogni"])
        && let Some(per_month) = of(unit, OFTEN)
        && !number.is_empty()
    {
        return (trimmed(number), per_month);
    }
    // “alle zwei Wochen 10”
    if let Some((_, rest)) = said.split_first().filter(|(every, _)| every.is(EVERY))
        && let Some(at) = rest.iter().position(|unit| of(unit, OFTEN).is_some()).filter(|at| *at > 0)
        && let Some((units, [unit, number @ ..])) = rest.split_at_checked(at)
        && let Some(units) = COUNTS.quantity(units).filter(|units| units.value() > 0.0 && !number.is_empty())
    {
        return (trimmed(number), of(unit, OFTEN).unwrap_or(1.0) / units.value());
    }
    // “月60件”
    if let Some((first, rest)) = said.split_first()
        && first.is(&["月", "週", "日", "年"])
        && let Some(per_month) = of(first, OFTEN)
    {
        return (trimmed(rest), per_month);
    }
    let Some(per_month) = of(last, OFTEN) else { return (said, 1.0) };
    // “120 all'anno”, “à l'année”
    let rest = before(rest, "'").unwrap_or(rest);
    // “15 a la semana”
    let rest = match rest.split_last() {
        Some((article, before)) if article.is(&["la", "le", "el", "der", "die", "den", "l"]) => before,
        _ => rest,
    };
    if let Some((per, number)) = rest.split_last()
        && per.is(PER)
    {
        // “15 p/w”
        let number = before(number, "p").filter(|_| per.is(&["/"])).unwrap_or(number);
        return (trimmed(number), per_month);
    }
    // “12 every two weeks”, “240 in 6 months”
    let several = (1..rest.len()).find_map(|at| {
        let (number, after) = rest.split_at(at);
        let (per, units) = after.split_first()?;
        let units = if let [other] = units
            && other.is(&["other", "second"])
        {
            2.0
        } else {
            COUNTS.quantity(units)?.value()
        };
        (per.is(PER) && units > 0.0).then_some((trimmed(number), per_month / units))
    });
    several.unwrap_or((said, 1.0))
}

/// What the field prints.
pub fn write_supply(supply: &Supply, format: &dyn Formatter) -> String {
    let exactly = if supply.arrivals() == Arrivals::Fixed { "exactly " } else { "" };
    match supply.months() {
        [] => {}
        // A single number may be a list.
        [only] => {
            let number = format.exact_count(*only);
            return format!("{exactly}{number} by month");
        }
        months => {
            let numbers: Vec<String> = months.iter().map(|number| format.exact_count(*number)).collect();
            return exactly.to_owned() + &numbers.join("; ");
        }
    }
    let really = if supply.per_month() == 0.0 && exactly.is_empty() { "really " } else { "" };
    let base = format!("{exactly}{really}{} a month", format.exact_count(supply.per_month()));
    if supply.growth_per_month() == 0.0 {
        base
    } else {
        format!("{base} growing {}", format.exact_percent(supply.growth_per_month()))
    }
}

/// What the field says it was understood as. `each` is said where the number is each rep's.
pub fn echo_supply(supply: &Supply, each: &str, format: &dyn Formatter) -> String {
    let number = match supply.months() {
        [] => format!("{} a month, ", format.number(supply.per_month(), 1)),
        _ => String::new(),
    };
    let varies = match supply.arrivals() {
        Arrivals::Poisson => "on average: some months bring more, some fewer",
        Arrivals::Fixed => "the same number every month",
    };
    // What the field does not show must be said.
    let seasons = if supply.seasonality().is_some() { ", shifted by seasons" } else { "" };
    format!("{number}{varies}{seasons}{each}")
}
