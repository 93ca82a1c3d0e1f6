//! New opportunities, read and written: `200`, `50/week`, `180–220 a month`, `exactly 40`, `200 a month
//! growing 2%`.

use super::how_often::{in_last, in_times, per_month};
use super::known_to::{read_known_to, write_known_to};
use super::lines::parts;
use super::months::month_of;
use super::number::{not_understood, typed};
use super::quantity::{COUNTS, SHARES, trimmed};
use super::raised::now_of;
use super::reading::{Reading, Understood};
use super::tokens::{Token, after, before, split, tokens, without};
use super::typos::with_typos;
use super::words::{EXACTLY, FILLER, NOTHING, THINGS};
use super::{EntryError, Formatter, NumberStyle, read_count};
use crate::model::{Arrivals, RelativeError, Supply, SupplyOf, Z90};
use std::borrow::Cow;

const EXAMPLE: &str = "200 a month, or 50 a week, or by month, 180, 200, 220";

/// From here on a number of groups of three digits is a list of them: nobody gets so many a month.
const LISTED_FROM: f64 = 100e6;

/// What stands before how well the number is known.
const KNOWN: &str = "known to";

/// Reads a supply of new opportunities; what the text does not say (seasonality) is kept from `now`. A range
/// is its middle, `150 ± 20` a number of which 8 in 10 lie so far from it at most.
///
/// # Errors
/// When the text is no supply, or the model refuses it.
pub fn read_supply(text: &str, style: NumberStyle, now: &Supply) -> Result<Understood<Supply>, EntryError> {
    with_typos(text, &|text| Ok(read_known(text, style, now)?.0))
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
    with_typos(text, &|text| {
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

/// How well a number is known of which 8 in 10 lie within `half` of it; to four digits, as it is printed.
fn known_within(half: f64, number: f64) -> Result<RelativeError, EntryError> {
    Ok(RelativeError::new((half / number / Z90 * 1e4).round() / 1e4)?)
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

fn read_number_of(text: &str, now: &Supply) -> Result<(Understood<Supply>, Option<f64>), EntryError> {
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
    let now_said = now_of(&all, &is_number).unwrap_or(&all);
    let now_said = without(now_said, &["average", "avg", "mean", "booked", "steady"]);
    let said = in_last(in_times(&without(&now_said, FILLER)));
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

/// `150 ± 20 a month`, `200 ± 10%`, `180 a month, give or take 20`: a number, and how far from it 8 in 10
/// lie; both a month.
fn give_or_take(said: &[Token]) -> Option<(f64, f64)> {
    let (number, spread) =
        split(said, &["±", "+ / -", "+ -", "plus or minus", "give or take", "more or less"])?;
    let number = before(number, ",").or_else(|| before(number, "(")).unwrap_or(number);
    let spread = before(spread, ")").unwrap_or(spread);
    // What each rep finds is said otherwise.
    let each = |token: &Token| token.is(super::people::PEOPLE) || token.is(&["each", "apiece", "per"]);
    if said.iter().any(|token| token.is(super::people::PEOPLE)) || said.last().is_some_and(each) {
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
    if let Some(error) = part_or_season(said, &number) {
        return Some(error);
    }
    if said.iter().any(|word| word.is(super::people::OPENERS)) {
        let reason = "those who only find opportunities are not in the plan: say what all of them bring";
        return Some(EntryError::questioned(reason, "200 a month"));
    }
    if let Some(error) = of_team_and_reps(said) {
        return Some(error);
    }
    if let Some(error) = of_no_certain_time(said) {
        return Some(error);
    }
    // “Jan 100, Feb 120”
    let months = said.iter().filter(|word| month_of(&word.text).is_some()).count();
    if months > 1 && said.iter().filter(|word| word.is_number()).count() >= months {
        let reason = "months are told by their place, from the plan’s first month on";
        return Some(EntryError::questioned(reason, "100, 120, 110"));
    }
    // “60 a month and rising”
    let moves = ["and rising", "and growing", "and climbing", "and falling", "and shrinking", "trending up"];
    if let Some(base) = moves.iter().find_map(|words| before(said, words)).and_then(number) {
        let example = "200 a month growing 2%";
        let reason = "this does not say by how much: in percent a month, or leave it out";
        return Some(EntryError::guessed(reason, example, format!("{} a month", typed(base))));
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
    if let Some(error) = changes_later(said, &number) {
        return Some(error);
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
    each_of_reps(text, said, &number)
}

/// `10 reps x 15 a month`, `15 each`, `3 each per week`: what each rep finds.
fn each_of_reps(text: &str, said: &[Token], number: &dyn Fn(&[Token]) -> Option<f64>) -> Option<EntryError> {
    // “3 each per week”
    let is_each =
        |pair: &[Token]| matches!(pair, [each, per] if each.is(&["each"]) && per.is(&["per", "a", "/"]));
    let without_each = without(said, &["each"]);
    if said.windows(2).any(is_each) && number(&without(&without_each, THINGS)).is_some() {
        let words: Vec<&str> = without_each.iter().map(|word| word.raw.as_str()).collect();
        let reason = "what each rep finds is said per rep";
        return Some(EntryError::guessed(
            reason,
            "15 a month per rep",
            format!("{} per rep", words.join(" ")),
        ));
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

/// A number and a part of it, `15 a month, of which a third is usable`, or another number at some time.
fn part_or_season(said: &[Token], number: &dyn Fn(&[Token]) -> Option<f64>) -> Option<EntryError> {
    // “15 a month, of which a third is usable”
    let part =
        split(said, &[", of which", "of which", ", davon", "davon", ", dont", ", di cui", ", waarvan"]);
    if part.and_then(|(all, _)| number(all)).is_some() {
        let reason = "this is a number and a part of it: say how many become opportunities";
        return Some(EntryError::questioned(reason, "200 a month"));
    }
    // “500 leads a month, 20% qualified”
    if let Some((all, share)) = split(said, &[",", "("])
        && let Some(all) = number(&without(all, THINGS))
        && share.iter().any(|word| word.is(&["qualified", "usable", "accepted", "good", "convert", "real"]))
        && let Some(share) = SHARES.quantity(trimmed(&without(
            before(share, ")").unwrap_or(share),
            &["qualified", "usable", "accepted", "good", "convert", "real", "are", "is"],
        )))
        && share.percent
    {
        let reason = "this is a number and a part of it: say how many become opportunities";
        let guess = format!("{} a month", typed(all * share.share()));
        return Some(EntryError::guessed(reason, "200 a month", guess));
    }
    // “100 a month, double in summer”
    let differs = ["double", "twice", "half", "triple", "less", "more", "fewer", "quiet", "slow"];
    if split(said, &[","]).is_some_and(|(all, later)| {
        number(all).is_some()
            && later.first().is_some_and(|word| word.is(&differs))
            && later.iter().any(|word| word.is(&["in", "from", "during", "over"]))
    }) {
        let reason = "what changes within the plan is said month by month, or as a growth";
        return Some(EntryError::questioned(reason, "40, 40, 40, 60"));
    }
    None
}

/// `marketing 90 a month plus 8 per AE per month`: what comes in for all, and what each rep finds.
fn of_team_and_reps(said: &[Token]) -> Option<EntryError> {
    let (first, second) = split(said, &["plus", "+", "and", "&", ","])?;
    let is_each = |side: &[Token]| {
        let is_per = |per: &Token| per.is(&["per", "/", "each", "a"]);
        let per_rep =
            |pair: &[Token]| matches!(pair, [per, rep] if is_per(per) && rep.is(super::people::PEOPLE));
        side.iter().any(Token::is_number) && side.windows(2).any(per_rep)
    };
    let grows = |side: &[Token]| {
        side.iter().any(|word| word.is(super::words::PERCENT) || word.is(&["%", "growing", "up", "growth"]))
    };
    let is_all = |side: &[Token]| side.iter().any(Token::is_number) && !is_each(side) && !grows(side);
    // “2 a week per rep, 6 reps” says how many they are.
    let counts_reps = |side: &[Token]| side.iter().any(|word| word.is(super::people::PEOPLE));
    let are_both = (is_all(first) && is_each(second)) || (is_each(first) && is_all(second));
    let one_counts = [first, second].into_iter().any(|side| !is_each(side) && counts_reps(side));
    (are_both && !one_counts).then(|| {
        let reason = "this is what comes in for the team and what each rep finds: say the one or the other";
        EntryError::questioned(reason, "15 a month per rep")
    })
}

/// What is no certain time: twice a week or every two weeks, a sprint.
fn of_no_certain_time(said: &[Token]) -> Option<EntryError> {
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
    None
}

/// `40, 60 from summer`, `200 a month from March`: it is not the same in all months.
fn changes_later(said: &[Token], number: &dyn Fn(&[Token]) -> Option<f64>) -> Option<EntryError> {
    const SINCE: [&str; 7] = ["from", "ab", "starting", "as of", "after", "by", "in"];
    let later = split(said, &[",", "then", "and"]).filter(|(before, _)| number(before).is_some());
    let (then, since) = split(later.map_or(said, |(_, later)| later), &SINCE)?;
    number(then)?;
    (later.is_some() || since.iter().any(|word| month_of(&word.text).is_some())).then(|| {
        let reason = "what changes within the plan is said month by month, or as a growth";
        EntryError::questioned(reason, "40, 40, 40, 60")
    })
}

/// `80 a month for the team`: the same without the team.
fn of_team(said: &[Token]) -> Option<&[Token]> {
    [
        "in total",
        "total",
        "insgesamt",
        "au total",
        "en total",
        "per team",
        "for team",
        "as team",
        "across team",
        "all together",
        "altogether",
        "team - wide",
    ]
    .iter()
    .find_map(|words| before(said, words))
}

/// `2 a week per rep, 6 reps`: how many reps there are is said elsewhere.
fn without_number_of_reps(mut said: Vec<Token>) -> Vec<Token> {
    let each = split(&said, &[",", "(", "with", "and"]).filter(|(each, reps)| {
        let reps = before(reps, ")").unwrap_or(reps);
        let counts =
            matches!(reps, [number, people] if number.is_number() && people.is(super::people::PEOPLE));
        counts && without_each_rep(each).is_some()
    });
    if let Some(kept) = each.map(|(each, _)| each.len()) {
        said.truncate(kept);
    }
    said
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
    // “10 per rep and month”
    if let Some(and) = said.get(at + 2).filter(|and| and.is(&["and", "und", "et", "y", "e"])) {
        let per = Token { to: and.to, ..said.get(at)?.clone() };
        return Some([said.get(..at)?, &[per], said.get(at + 3..)?].concat());
    }
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

/// What a text does not say is as it was; how well the number is known it does say.
fn like(now: &Supply, supply: Supply) -> Result<Supply, EntryError> {
    let dispersion = now.dispersion().filter(|_| supply.arrivals() == Arrivals::Poisson);
    let mut supply = supply.dispersed(dispersion)?;
    (supply.of, supply.sourcing) = (now.of, now.sourcing);
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

/// What the field prints.
pub fn write_supply(supply: &Supply, format: &dyn Formatter) -> String {
    let number = write_number_of(supply, format);
    if let Some(range) = range_of(supply, format) {
        range
    } else if supply.error > RelativeError::NONE {
        format!("{number}, {KNOWN} {}", write_known_to(supply.error, format))
    } else {
        number
    }
}

/// The range that reads to just this supply, where there is one in few digits: `150–170 a month, 8 in 10`.
fn range_of(supply: &Supply, format: &dyn Formatter) -> Option<String> {
    let is_plain = supply.months().is_empty() && supply.growth_per_month() == 0.0;
    let is_free = supply.arrivals() == Arrivals::Poisson && supply.error > RelativeError::NONE;
    let half = supply.per_month() * supply.error.get() * Z90;
    [1.0, 2.0, 10.0].into_iter().filter(|_| is_plain && is_free).find_map(|parts| {
        let [low, high] = [-half, half].map(|end| ((supply.per_month() + end) * parts).round() / parts);
        let middle = 0.5 * (low + high);
        let error = known_within(0.5 * (high - low), middle).ok();
        let is_same = low >= 0.0 && middle.to_bits() == supply.per_month().to_bits();
        (is_same && error == Some(supply.error)).then(|| {
            let [low, high] = [low, high].map(|end| format.exact_count(end));
            format!("{low}–{high} a month{}, 8 in 10", whose(supply))
        })
    })
}

fn write_number_of(supply: &Supply, format: &dyn Formatter) -> String {
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
    let number = in_whole_numbers(supply.per_month(), format)
        .unwrap_or_else(|| format!("{} a month", format.exact_count(supply.per_month())));
    let base = format!("{exactly}{really}{number}{}", whose(supply));
    if supply.growth_per_month() == 0.0 {
        base
    } else {
        format!("{base} growing {}", format.exact_percent(supply.growth_per_month()))
    }
}

/// Whose the number is, behind it.
fn whose(supply: &Supply) -> &'static str {
    match supply.of {
        SupplyOf::Team => "",
        SupplyOf::EachRep => " per rep",
    }
}

/// `25 a week` where a month's number is a row of digits, and a week's, a quarter's or a year's is none.
fn in_whole_numbers(per_month: f64, format: &dyn Formatter) -> Option<String> {
    const TIMES: [(&str, f64); 3] = [("week", 52.0 / 12.0), ("quarter", 1.0 / 3.0), ("year", 1.0 / 12.0)];
    if (per_month * 100.0).fract() == 0.0 {
        return None;
    }
    TIMES.iter().find_map(|(name, times)| {
        let number = (per_month / times * 10.0).round() / 10.0;
        let is_same = number > 0.0 && (number * times).to_bits() == per_month.to_bits();
        is_same.then(|| format!("{} a {name}", format.exact_count(number)))
    })
}

/// A number with the fewest decimals that leave it nearly as it is: one, but `0.25` and `2.17`.
fn few_digits(number: f64, format: &dyn Formatter) -> String {
    /// How far what is said may be from the number, as a share of it.
    const NEAR: f64 = 0.01;
    let is_near = |decimals: &u32| {
        let scale = (0..*decimals).fold(1.0, |scale: f64, _| scale * 10.0);
        ((number * scale).round() / scale - number).abs() <= NEAR * number.abs()
    };
    format.number(number, (1..=4).find(is_near).unwrap_or(4))
}

/// What the field says it was understood as. `each` is said where the number is each rep's.
pub fn echo_supply(supply: &Supply, each: &str, format: &dyn Formatter) -> String {
    let monthly = |factor: f64| few_digits(supply.per_month() * factor, format);
    let [low, high] = supply.error.eight_in_ten().map(monthly);
    let number = match supply.months() {
        [] if supply.error > RelativeError::NONE => {
            format!("{} a month, between {low} and {high} 8 times in 10, ", monthly(1.0))
        }
        [] => format!("{} a month, ", monthly(1.0)),
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
