//! New opportunities, read and written: `200`, `50/week`, `180–220 a month`, `exactly 40`, `200 a month
//! growing 2%`.

use super::refused::{half_said, in_no_time, of_average, rises_to, rises_within};
use super::whose::{of_team, without_each_rep, without_number_of_reps};
use crate::entry::calendar::how_often::{in_last, in_times, per_month};
use crate::entry::grammar::lines::parts;
use crate::entry::grammar::number::not_understood;
use crate::entry::grammar::quantity::{COUNTS, SHARES, trimmed};
use crate::entry::grammar::raised::now_of;
use crate::entry::grammar::tokens::{Token, after, before, split, tokens, without};
use crate::entry::grammar::typos::with_typos;
use crate::entry::grammar::words::{EXACTLY, FILLER, NOTHING, PERCENT, THINGS};
use crate::entry::known_to::{KNOWN, known_within, read_known_to};
use crate::entry::money::amount::is_share_alone;
use crate::entry::reading::{Reading, Understood};
use crate::entry::team::words::PEOPLE;
use crate::entry::{EntryError, NumberStyle, read_count};
use crate::model::{Arrivals, Supply, SupplyOf};
use std::borrow::Cow;

const EXAMPLE: &str = "200 a month, or 50 a week, or by month, 180, 200, 220";

/// Words that change nothing of a number.
const STEADY: &[&str] =
    &["average", "avg", "averaged", "mean", "booked", "steady", "constant", "stable", "konstant"];
/// That a growth may be over.
const GROWN: &str = "this may be what it has grown by, or what it will: say what comes in a month now";
/// From this growth on it is asked whether it is that of a month: in a year it would be threefold and more.
pub(super) const STEEP: f64 = 0.1;
/// From here on a number of groups of three digits is a list of them: nobody gets so many a month.
const LISTED_FROM: f64 = 100e6;

/// Reads a supply of new opportunities; what the text does not say (seasonality) is kept from `now`. A range
/// is its middle, `150 ± 20` a number of which 8 in 10 lie so far from it at most.
///
/// # Errors
/// When the text is no supply, or the model refuses it.
pub fn read_supply(text: &str, style: NumberStyle, now: &Supply) -> Result<Understood<Supply>, EntryError> {
    no_opportunities(text)?;
    with_typos(&style.without_noughts(text), &|text| Ok(read_known(text, style, now)?.0))
}

/// Reads a supply as [`read_supply`] does, and offers of a range that it says how well the number is known,
/// of so many a day that working days are meant, and of a number that does not say whose it is, where each
/// rep's stood before, that it is the team's.
///
/// # Errors
/// When the text is no supply, or the model refuses it.
pub fn read_supply_or_range(
    text: &str,
    style: NumberStyle,
    now: &Supply,
) -> Result<Understood<Supply>, EntryError> {
    no_opportunities(text)?;
    with_typos(&style.without_noughts(text), &|text| {
        let (mut read, half) = read_known(text, style, now)?;
        if let (Some(middle), Some(half)) = (&read.value, half) {
            let known = middle.clone().known_to(known_within(half, middle.per_month())?);
            read.readings = vec![
                Reading::plain("Just the middle", middle.clone()),
                Reading::plain("Anywhere between, 8 times in 10", known),
            ];
        } else if let Some(middle) = read.value.as_ref().filter(|_| read.readings.is_empty())
            && let Some(working) = of_working_days(text)
            && let Ok((Understood { value: Some(working), .. }, None)) = read_known(&working, style, now)
        {
            read.readings = vec![
                Reading::plain("Every day of the year", middle.clone()),
                Reading::plain("On working days", working),
            ];
        } else if let Some(each) = read.value.as_ref().filter(|_| read.readings.is_empty())
            && each.of == SupplyOf::EachRep
            && !says_whose(text, style, now)
        {
            let mut team = each.clone();
            team.of = SupplyOf::Team;
            // Each is a text that says so, and reads to it.
            let said = text.trim();
            read.readings = vec![
                Reading::plain(format!("{said} per rep"), each.clone()),
                Reading::plain(format!("{said} in total"), team),
            ];
        }
        Ok(read)
    })
}

/// `half`, `10 proposals a week`: no number of new opportunities.
fn no_opportunities(text: &str) -> Result<(), EntryError> {
    if is_share_alone(text) {
        let reason = "this is a part, and does not say of what";
        return Err(EntryError::questioned(reason, "200 a month"));
    }
    let is_proposal = |word: &Token| word.is(&["proposal", "proposals"]);
    if tokens(text, "").is_ok_and(|(_, all)| all.iter().any(is_proposal)) {
        let reason = "proposals come later: say how many new opportunities come in";
        return Err(EntryError::questioned(reason, "200 a month"));
    }
    Ok(())
}

/// Whether a text is understood alike, whosever number it was before.
fn says_whose(text: &str, style: NumberStyle, now: &Supply) -> bool {
    let mut of_team = now.clone();
    of_team.of = SupplyOf::Team;
    let read = read_known(text, style, &of_team).ok().and_then(|(read, _)| read.value);
    read.is_none_or(|read| read.of == SupplyOf::EachRep)
}

/// `10 a day` as so many a working day; none, where a text says nothing of days, or which.
fn of_working_days(text: &str) -> Option<String> {
    let (plain, all) = tokens(text, EXAMPLE).ok()?;
    let day =
        all.last().filter(|day| day.is(&["day", "daily", "tag", "jour", "día", "giorno", "dag", "dia"]))?;
    let is_per = |before: &Token| before.is(&["a", "per", "/", "pro", "par", "por", "al", "om", "each"]);
    let before = all.len().checked_sub(2).and_then(|at| all.get(at));
    if !day.is(&["daily"]) && !before.is_some_and(is_per) {
        return None;
    }
    let word = if day.is(&["daily"]) { "a workday" } else { "workday" };
    Some([plain.get(..day.from)?, word].concat())
}

/// The supply, and how far the ends of a range lie from its middle, a month.
fn read_known(
    text: &str,
    style: NumberStyle,
    now: &Supply,
) -> Result<(Understood<Supply>, Option<f64>), EntryError> {
    // “150–170 a month, 8 in 10”
    if let Some(range) = ["8 in 10", "8 of 10"].iter().find_map(|said| text.trim().strip_suffix(said)) {
        let (read, half) = read_number_of(range.trim_end().trim_end_matches(','), now)?;
        if let (Some(supply), Some(half)) = (&read.value, half) {
            let error = known_within(half, supply.per_month())?;
            return Ok((Understood::from(supply.clone().known_to(error)), None));
        }
    }
    let Some((number, known)) = text.rsplit_once(KNOWN) else { return read_number_of(text, now) };
    let error = read_known_to(known, style, 1.0)?;
    let (read, half) = read_number_of(number.trim_end().trim_end_matches(','), now)?;
    Ok((read.map(|supply| supply.known_to(error)), half))
}

/// `110/month to 150/month` with its unit once, `110 to 150/month`.
fn with_unit_once(text: &str) -> Option<String> {
    let (plain, all) = tokens(text, "").ok()?;
    let [low, per, unit, to, high, again @ ..] = all.as_slice() else { return None };
    let [other, same] = again else { return None };
    let is_same = per.text == other.text && unit.text == same.text;
    let is_unit = per.is(&["/", "a", "per"]) && unit.is(&["day", "week", "month", "quarter", "year"]);
    let is_range = low.is_number() && high.is_number() && to.is(&["to", "-", "–"]);
    let [low, high] = [plain.get(low.from..low.to)?, plain.get(high.from..same.to)?];
    (is_same && is_unit && is_range).then(|| format!("{low} to {high}"))
}

fn read_number_of(text: &str, now: &Supply) -> Result<(Understood<Supply>, Option<f64>), EntryError> {
    let in_short = with_unit_once(text);
    read_number_once(in_short.as_deref().unwrap_or(text), now)
}

/// The same where a unit stands once.
fn read_number_once(text: &str, now: &Supply) -> Result<(Understood<Supply>, Option<f64>), EntryError> {
    let only = |supply: Supply| (Understood::from(supply), None);
    if let Some(listed) = read_listed(text, now) {
        return listed.map(only);
    }
    let (_, all) = tokens(text, EXAMPLE)?;
    let not_understood = || not_understood(&all, EXAMPLE);
    let is_number = |said: &[Token]| {
        let (number, _) = per_month(trimmed(said));
        COUNTS.quantity(trimmed(&without(&without(number, THINGS), FILLER))).is_some()
    };
    if let Some(error) = says_else(&all) {
        return Err(error);
    }
    let now_said = now_of(&all, &is_number).unwrap_or(&all);
    let now_said = before(now_said, "on average").unwrap_or(now_said);
    let now_said = said_twice(now_said).unwrap_or(now_said);
    let stated = without(now_said, STEADY);
    let counted = in_times(&without(&stated, FILLER));
    let said = in_last(counted.clone());
    let is_of_time =
        said.len() != counted.len() || said.iter().zip(&counted).any(|(said, was)| said.text != was.text);
    if let Some(error) = of_average(&all).filter(|_| is_of_time) {
        return Err(error);
    }
    if let Some(sum) = sum_of(&said) {
        return like(now, Supply::new(sum, Arrivals::Poisson)?.seasonal(now.seasonality().copied())?)
            .map(only);
    }
    if let Some((number, half)) = give_or_take(&said) {
        let supply = Supply::new(number, Arrivals::Poisson)?.seasonal(now.seasonality().copied())?;
        return Ok(only(like(now, supply)?.known_to(known_within(half, number)?)));
    }
    if let Some(error) = half_said(text, &said) {
        return Err(error);
    }
    let said = without_number_of_reps(said);
    let of_team = of_team(&said);
    let said = of_team.unwrap_or(&said).to_vec();
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
        return listed.map(only);
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
    } else if of_team.is_some() {
        supply.of = SupplyOf::Team;
    }
    let half = span.is_range().then(|| 0.5 * (high.value() - low.value()) * per_month);
    let note = half.map(|_| "the middle of both".to_owned());
    Ok((Understood::from(supply).noted(note), half))
}

/// Why a text is no number: it rises to another one, has grown already, or says no time.
fn says_else(all: &[Token]) -> Option<EntryError> {
    let rises = rises_to(&without(all, FILLER)).or_else(|| rises_within(all));
    rises.or_else(|| grown_already(all)).or_else(|| in_no_time(all))
}

/// `200, up 15% on last year`: what it has grown by, or what it will.
fn grown_already(all: &[Token]) -> Option<EntryError> {
    let is_last_year = |two: &[Token]| match two {
        [last, year] => last.is(&["last"]) && year.is(&["year", "quarter", "month"]),
        _ => false,
    };
    let is_said = all.iter().any(|word| word.is(PERCENT)) && all.windows(2).any(is_last_year);
    split(all, &["up", "+", "down"]).filter(|(number, _)| is_said && !number.is_empty())?;
    Some(EntryError::questioned(GROWN, "200 a month"))
}

/// `720 a year (60 a month)`: the same number twice, of which the first is read.
fn said_twice(said: &[Token]) -> Option<&[Token]> {
    /// Whole numbers of a month and of a year seldom agree to the last digit.
    const NEAR: f64 = 0.02;
    let (first, second) = split(said, &["(", "="])?;
    let second = before(second, ")").unwrap_or(second);
    let monthly = |said: &[Token]| {
        let said = without(said, FILLER);
        let (number, per_month) = per_month(trimmed(&said));
        let is_timed = number.len() < said.len();
        Some(COUNTS.quantity(trimmed(&without(number, THINGS)))?.value() * per_month).filter(|_| is_timed)
    };
    let (first_said, second_said) = (monthly(first)?, monthly(second)?);
    ((first_said - second_said).abs() <= NEAR * first_said).then_some(first)
}

/// `150 ± 20 a month`, `200 ± 10%`, `180 a month, give or take 20`: a number, and how far from it 8 in 10
/// lie; both a month.
fn give_or_take(said: &[Token]) -> Option<(f64, f64)> {
    let (number, spread) =
        split(said, &["±", "+ / -", "+ -", "plus or minus", "give or take", "more or less"])?;
    let number = before(number, ",").or_else(|| before(number, "(")).unwrap_or(number);
    let spread = before(spread, ")").unwrap_or(spread);
    // What each rep finds is said otherwise.
    let each = |token: &Token| token.is(PEOPLE) || token.is(&["each", "apiece", "per"]);
    if said.iter().any(|token| token.is(PEOPLE)) || said.last().is_some_and(each) {
        return None;
    }
    let [(number, of_number), (spread, of_spread)] = [number, spread].map(|said| {
        let said = trimmed(said);
        let (bare, times) = per_month(said);
        (without(bare, THINGS), (bare.len() < said.len()).then_some(times))
    });
    let times = of_number.or(of_spread).unwrap_or(1.0);
    let number = COUNTS.quantity(trimmed(&number))?.value() * times;
    let share = SHARES.quantity(trimmed(&spread)).filter(|share| share.percent);
    let half = match share {
        Some(share) => number * share.share(),
        None => COUNTS.quantity(trimmed(&spread))?.value() * of_spread.unwrap_or(times),
    };
    (number > 0.0 && half > 0.0 && half <= number).then_some((number, half))
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
    // “20 from SDRs”; but “20 SDRs” are people.
    const FINDERS: &[&str] = &["sdr", "sdrs", "bdr", "bdrs"];
    let pieces: Vec<&[Token]> = said.split(|word| word.is(&["+", "plus", "&", "and", ","])).collect();
    // “45 a month from referrals”
    let is_several = pieces.len() > 1 || said.iter().any(|word| word.is(&["from", "via"]));
    let named = |piece: &&[Token]| {
        let by = |pair: &[Token]| matches!(pair, [by, who] if by.is(&["by"]) && who.is(FINDERS));
        let is_named = piece.iter().any(|word| word.is(SOURCES)) || piece.windows(2).any(by);
        is_named && piece.iter().any(Token::is_number)
    };
    let (last, _) = pieces.split_last().filter(|_| is_several && pieces.iter().all(named))?;
    let of_time = |piece: &[Token]| {
        let piece = without(&without(&without(piece, THINGS), SOURCES), FINDERS);
        let piece = without(&piece, &["by"]);
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

/// `180, 200, 220`, month by month; none, if the text is no list.
fn read_listed(text: &str, now: &Supply) -> Option<Result<Supply, EntryError>> {
    let exact = text.trim().strip_prefix("exactly ");
    let text = exact.unwrap_or(text).trim();
    // “50 then 60 then 70”; of two, the second may be where it ends.
    let several = text.matches(" then ").count() > 1;
    let text = &*if several { text.replace(" then ", "; ").into() } else { Cow::Borrowed(text) };
    // A column
    let text = &*if text.contains('\n') { text.replace('\n', "; ").into() } else { Cow::Borrowed(text) };
    let by_month = text.strip_suffix("by month");
    let listed = parts(by_month.unwrap_or(text));
    let listed = listed.iter().map(|part| read_count(part)).collect::<Option<Vec<f64>>>();
    let numbers = listed.filter(|numbers| numbers.len() > usize::from(by_month.is_none()))?;
    let arrivals = if exact.is_some() { Arrivals::Fixed } else { Arrivals::Poisson };
    let supply = Supply::by_month(numbers, arrivals).map_err(EntryError::from);
    Some(supply.and_then(|supply| like(now, supply)))
}

/// What a text does not say is as it was; how well the number is known it does say.
fn like(now: &Supply, supply: Supply) -> Result<Supply, EntryError> {
    let dispersion = now.dispersion().filter(|_| supply.arrivals() == Arrivals::Poisson);
    let mut supply = supply.dispersed(dispersion)?;
    (supply.of, supply.sourcing) = (now.of, now.sourcing);
    Ok(supply)
}

/// The growth without the time that it is of: that of a year, of a month, of a quarter.
fn in_time(growth: &[Token]) -> [Option<&[Token]>; 3] {
    const YEARLY: &[&str] = &[
        "a year",
        "per year",
        "/ year",
        "/ yr",
        "yearly",
        "annually",
        "yoy",
        "year over year",
        "year on year",
    ];
    const MONTHLY: &[&str] = &[
        "a month",
        "per month",
        "each month",
        "every month",
        "/ month",
        "/ mo",
        "monthly",
        "mom",
        "m / m",
        "month over month",
        "month on month",
        "pro monat",
        "im monat",
        "par mois",
        "per månad",
        "al mes",
        "al mese",
        "per maand",
        "ao mês",
    ];
    const QUARTERLY: &[&str] = &[
        "q / q",
        "a quarter",
        "per quarter",
        "each quarter",
        "every quarter",
        "/ quarter",
        "/ qtr",
        "/ q",
        "quarterly",
        "qoq",
        "pro quartal",
        "par trimestre",
    ];
    let of = |times: &[&str]| times.iter().find_map(|words| before(growth, words));
    [of(YEARLY), of(MONTHLY), of(QUARTERLY)]
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
    let is_in_brackets = base.last().is_some_and(|mark| mark.is(&["("]));
    let is_yoy = growth.iter().any(|word| word.is(&["yoy"]));
    let may_be_over =
        said.get(base.len()).is_some_and(|word| word.is(&["up"]) || (word.is(&["+"]) && is_yoy));
    let base = [",", "("].iter().find_map(|mark| before(base, mark)).unwrap_or(base);
    let [yearly, monthly, quarterly] = in_time(growth);
    // “200 a month (up 15% yoy)”
    if yearly.is_some() && is_in_brackets && may_be_over && growth.iter().any(Token::is_number) {
        return Some((base, Err(EntryError::questioned(GROWN, "200 a month"))));
    }
    let is_timed = yearly.or(monthly).or(quarterly).is_some();
    let share = SHARES.quantity(yearly.or(monthly).or(quarterly).unwrap_or(growth));
    let monthly = |share: f64| match (yearly, quarterly) {
        (Some(_), _) => libm::pow(1.0 + share, 1.0 / 12.0) - 1.0,
        (None, Some(_)) => libm::pow(1.0 + share, 1.0 / 3.0) - 1.0,
        (None, None) => share,
    };
    // “160 a month, up 20%”
    if !is_timed && share.is_some_and(|share| share.percent && share.share() >= STEEP) {
        let reason = "this may be its growth in a month, or in a year: say which";
        return Some((base, Err(EntryError::questioned(reason, "200 a month growing 20% a year"))));
    }
    // “100 SMB + 20 ENT” grows by nothing.
    let is_sum = growth.first().is_some_and(Token::is_number)
        && said.iter().any(|word| word.is(&["+"]))
        && !said.iter().any(|word| word.is(PERCENT));
    let growth = share.filter(|share| share.percent).map(|share| monthly(sign * share.share()));
    let reason = if is_sum {
        "say what comes in all together, or growth in percent a month, a quarter or a year"
    } else {
        "growth is said in percent a month, a quarter or a year"
    };
    Some((base, growth.ok_or(EntryError::questioned(reason, "200 a month growing 2%"))))
}
