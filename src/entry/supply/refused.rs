//! What is written for a supply and says more than a number, or less: bounds, seasons, sums, rises.

use super::whose::before_each;
use crate::entry::EntryError;
use crate::entry::calendar::how_often::per_month;
use crate::entry::grammar::bounds::bounded;
use crate::entry::grammar::number::typed;
use crate::entry::grammar::quantity::{COUNTS, SHARES, trimmed};
use crate::entry::grammar::tokens::{Token, after, before, split, without};
use crate::entry::grammar::words::{THINGS, TIMES};
use crate::entry::team::words::{OPENERS, PEOPLE};
use crate::model::month_names::month_of;

/// Words for the part of what comes in that becomes opportunities.
const BECOMING: &[&str] = &[
    "qualified",
    "qualify",
    "qualifies",
    "qualifying",
    "usable",
    "accepted",
    "accept",
    "good",
    "convert",
    "converts",
    "converting",
    "conversion",
    "become",
    "opportunities",
    "opps",
    "real",
    "are",
    "is",
    "of",
    "them",
    "to",
];

/// What says more than a number and not all of it: how it rises, how sure it is, how many find so many.
pub(in crate::entry) fn half_said(text: &str, said: &[Token]) -> Option<EntryError> {
    let number = |said: &[Token]| {
        let (number, per_month) = per_month(trimmed(said));
        Some(COUNTS.quantity(trimmed(&without(number, THINGS)))?.value() * per_month)
    };
    if bounded(said).and_then(number).is_some() {
        return Some(EntryError::questioned(
            "a bound is no number: say how many come in on average",
            "200 a month",
        ));
    }
    if let Some(error) = part_or_season(said, &number) {
        return Some(error);
    }
    // “130 wins a month”
    if let [number, wins, ..] = said
        && number.is_number()
        && wins.is(&["wins"])
    {
        let reason = "wins are what the plan finds: say how many new opportunities come in";
        return Some(EntryError::questioned(reason, "200 a month"));
    }
    if said.iter().any(|word| word.is(OPENERS)) {
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
    if let Some(error) = rise(said, &number) {
        return Some(error);
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

/// `480 so far`, `480 total`, `480 open`: so many in a time that is not said, or none that come in.
pub(super) fn in_no_time(all: &[Token]) -> Option<EntryError> {
    const SO_MANY: [&str; 9] = [
        "in total",
        "in all",
        "so far",
        "altogether",
        "total",
        "ytd",
        "open",
        "in the pipeline",
        "in pipeline",
    ];
    let (number, said) = all.split_first().filter(|(number, _)| number.is_number())?;
    let is_open = |word: &Token| word.is(&["open", "pipeline", "total"]);
    let said: Vec<Token> = said.iter().filter(|word| is_open(word) || !word.is(THINGS)).cloned().collect();
    SO_MANY.iter().find_map(|words| after(&said, words)).filter(|rest| rest.is_empty())?;
    let reason = "this does not say in what time so many come in";
    // What is open comes in no more.
    let is_guessed = number.text != "0" && !said.iter().any(|word| word.is(&["open", "pipeline"]));
    let guess = is_guessed.then(|| format!("{} a month", number.text));
    Some(EntryError::asked(reason, "200 a month", guess))
}

/// `60, growing to 80`, `60 -> 80`, said of a number of opportunities: it may rise to it within the plan.
pub(super) fn rises_to(said: &[Token]) -> Option<EntryError> {
    let number = |said: &[Token]| {
        let (number, per_month) = per_month(trimmed(said));
        Some(COUNTS.quantity(trimmed(&without(number, THINGS)))?.value() * per_month)
    };
    let is_within = ["over the year", "within the year", "by year end"].iter();
    let is_within = is_within.into_iter().any(|words| before(said, words).is_some());
    let is_rise =
        is_within || said.iter().any(|word| word.is(&["growing", "rising", "climbing", "ramping", ">", "→"]));
    rise(said, &number).filter(|_| is_rise)
}

/// `150 to 200 over the year`: a rise within it, or a range.
pub(super) fn rises_within(said: &[Token]) -> Option<EntryError> {
    /// More are those of a year.
    const MOST_A_MONTH: f64 = 500.0;
    let times = ["over the year", "within the year", "during the year", "by year end"];
    let (low, high) = split(times.iter().find_map(|words| before(said, words))?, &["to"])?;
    let number = |said: &[Token]| Some(COUNTS.quantity(trimmed(&without(said, THINGS)))?.value());
    // “1800 to 2400 over the year” are those of all of it.
    let (low, high) = (number(low)?, number(high)?);
    (low < high && high < MOST_A_MONTH).then(|| {
        let reason = "this may be a rise or a range";
        EntryError::questioned(reason, "100 a month growing 5%, or a range, 100–200 a month")
    })
}

/// `from 100 to 200 a month`, `100 a month rising to 200`.
fn rise(said: &[Token], number: &dyn Fn(&[Token]) -> Option<f64>) -> Option<EntryError> {
    const RISING: [&str; 9] =
        ["rising to", "growing to", "climbing to", "ramping to", "up to", "then", "->", "- >", "→"];
    let rise = after(said, "from").and_then(|said| split(said, &["to"])).or_else(|| split(said, &RISING));
    let (low, high) = rise?;
    let low = before(low, ",").unwrap_or(low);
    (number(low)? < number(high)?).then(|| {
        let reason = "this may be a rise or a range";
        EntryError::questioned(reason, "100 a month growing 5%, or a range, 100–200 a month")
    })
}

/// `averaged 60 over the last 6 months`, `60 on average last year`: so many in a month of that time, or in
/// all of it.
pub(super) fn of_average(said: &[Token]) -> Option<EntryError> {
    const AVERAGE: &[&str] = &["average", "averaged", "averaging", "avg", "mean"];
    let number = said.iter().find(|word| word.is_number())?;
    let reason = "this may be an average a month, or so many in all of that time";
    let guess = format!("{} a month", number.text);
    // “15 a week on average”: of another time than a month.
    let is_per = |pair: &[Token]| {
        let [per, unit] = pair else { return false };
        let is_unit = TIMES.iter().any(|(name, _)| unit.is(&[name]));
        per.is(&["a", "per", "/", "each", "every", "pro", "par", "por", "al"])
            && is_unit
            && !unit.is(&["month", "monat", "mois", "mes", "mese", "maand", "månad"])
    };
    let adverbs = ["weekly", "daily", "quarterly", "yearly", "annually"];
    let is_of_else = said.windows(2).any(is_per) || said.iter().any(|word| word.is(&adverbs));
    let guess = Some(guess).filter(|_| !is_of_else);
    said.iter().any(|word| word.is(AVERAGE)).then(|| EntryError::asked(reason, "200 a month", guess))
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
        .filter(|(people, _)| people.iter().any(|word| word.is(PEOPLE)))
        .map(|(_, each)| each)
        .or_else(|| before(said, "each"))?;
    let each = each.strip_suffix(before_each(each)).unwrap_or(each);
    number(each)?;
    let each = crate::entry::grammar::text::plain(text).get(each.first()?.from..each.last()?.to)?.to_owned();
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
    // “500 leads a month, 20% qualified”, “500 MQLs at 40%”
    let at = split(said, &["at", "@"]);
    if let Some((all, share)) = split(said, &[",", "(", "of which", "and"]).or(at)
        && let Some(all) = number(&without(all, THINGS))
        && (at.is_some() || share.iter().any(|word| word.is(BECOMING)))
        && let Some(share) = SHARES.quantity(trimmed(&without(before(share, ")").unwrap_or(share), BECOMING)))
        && share.percent
    {
        let reason = "this is a number and a part of it: say how many become opportunities";
        let guess = format!("{} a month", typed(all * share.share()));
        return Some(EntryError::guessed(reason, "200 a month", guess));
    }
    // “200 a month, 60 of them qualified”
    if let Some((all, part)) = split(said, &[",", "("])
        && let Some(all) = number(&without(all, THINGS))
        && part.iter().any(|word| word.is(&["qualified", "qualify", "usable", "accepted", "real"]))
        && let Some(part) = COUNTS.quantity(trimmed(&without(before(part, ")").unwrap_or(part), BECOMING)))
        && part.value() < all
    {
        let reason = "this is a number and a part of it: say how many become opportunities";
        return Some(EntryError::guessed(reason, "200 a month", format!("{} a month", typed(part.value()))));
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
        let per_rep = |pair: &[Token]| matches!(pair, [per, rep] if is_per(per) && rep.is(PEOPLE));
        side.iter().any(Token::is_number) && side.windows(2).any(per_rep)
    };
    let grows = |side: &[Token]| {
        side.iter().any(|word| {
            word.is(crate::entry::grammar::words::PERCENT) || word.is(&["%", "growing", "up", "growth"])
        })
    };
    let is_all = |side: &[Token]| side.iter().any(Token::is_number) && !is_each(side) && !grows(side);
    // “2 a week per rep, 6 reps” says how many they are.
    let counts_reps = |side: &[Token]| side.iter().any(|word| word.is(PEOPLE));
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
