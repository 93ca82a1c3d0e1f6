//! What a line of a team says of a quota beside its amount: `each`, `per head`, `a year`, `in total`, and an
//! amount right behind those who have it.

use super::people::is_count;
use super::words::PEOPLE;
use crate::entry::EntryError;
use crate::entry::grammar::currency::of_token;
use crate::entry::grammar::lines::row;
use crate::entry::grammar::number::multiplier;
use crate::entry::grammar::tokens::{Token, tokens, without};
use crate::entry::money::amount::{amounts, one_in};
use crate::model::{Currency, Joins, Money, RepGroup, Scenario};

const EXAMPLE: &str = "12 reps, quota 600k";

/// Words behind a quota that say of which time it is, with its months.
const TIMES: [(&[&str], u32); 20] = [
    (&["a", "year"], 12),
    (&["per", "year"], 12),
    (&["/", "year"], 12),
    (&["/", "yr"], 12),
    (&["a", "yr"], 12),
    (&["p", "a"], 12),
    (&["yearly"], 12),
    (&["annually"], 12),
    (&["annual"], 12),
    (&["a", "quarter"], 3),
    (&["per", "quarter"], 3),
    (&["/", "quarter"], 3),
    (&["/", "qtr"], 3),
    (&["/", "q"], 3),
    (&["quarterly"], 3),
    (&["a", "month"], 1),
    (&["per", "month"], 1),
    (&["/", "month"], 1),
    (&["/", "mo"], 1),
    (&["monthly"], 1),
];
/// Words before one that do.
const ADJECTIVES: [(&str, u32); 4] = [("annual", 12), ("yearly", 12), ("quarterly", 3), ("monthly", 1)];

/// That a quota is of the time of which the team's quotas are.
fn in_its_time(months: u32, plan: &Scenario) -> Result<(), EntryError> {
    let own = plan.parts().team.as_ref().map_or(12, |team| team.quota_period.months());
    if months == own {
        return Ok(());
    }
    let reason = if own == 12 {
        "quotas of this team are of a year: say what each carries in all of it"
    } else {
        "quotas of this team are of another time: see below the team"
    };
    Err(EntryError::questioned(reason, EXAMPLE))
}

/// `2024` alone: a year, and no quota that nothing marks as one.
pub(super) fn is_year(said: &[Token]) -> bool {
    let [only] = said else { return false };
    only.text.len() == 4 && only.text.parse().is_ok_and(|year: u32| (1_950..=2_100).contains(&year))
}

/// `60L`: lakhs, where rupees are counted.
fn says_lakhs(all: &[Token], currency: Currency) -> bool {
    let is_lakhs = |pair: &[Token]| matches!(pair, [number, l] if number.is_number() && l.is(&["l"]));
    ["INR", "PKR", "LKR", "NPR"].contains(&currency.code()) && all.windows(2).any(is_lakhs)
}

/// Words behind a quota that say that each rep carries it.
const EACH: [&[&str]; 28] = [
    &["each"],
    &["elk"],
    &["per", "stuk"],
    &["apiece"],
    &["per", "person"],
    &["per", "head"],
    &["per", "rep"],
    &["/", "rep"],
    &["/", "head"],
    &["/", "person"],
    &["a", "head"],
    &["a", "testa"],
    &["per", "persoon"],
    &["pro", "kopf"],
    &["pro", "person"],
    &["pro", "nase"],
    &["par", "personne"],
    &["par", "tête"],
    &["cada", "uno"],
    &["cada", "um"],
    &["cada"],
    &["chacun"],
    &["chacune"],
    &["ciascuno"],
    &["var"],
    &["hver"],
    &["pro", "rep"],
    &["a", "rep"],
];

/// Whether a part says that each rep carries what it says, `team quota 700k each`.
pub(super) fn says_each(all: &[Token]) -> bool {
    let is_said = |words: &&[&str]| {
        let is_at = |said: &[Token]| said.iter().zip(*words).all(|(token, word)| token.is(&[word]));
        all.windows(words.len()).any(is_at)
    };
    EACH.iter().any(is_said)
}

/// `500k per person`, `500k a year`: a quota is of each rep, and of the team’s quota period.
pub(super) fn per_head(
    mut all: Vec<Token>,
    plan: &Scenario,
    currency: Currency,
) -> Result<Vec<Token>, EntryError> {
    let says_money =
        all.iter().any(|token| multiplier(token).is_some() || of_token(token, currency).is_some());
    // “annual quota 700k”, “700k monthly quota”
    let time_of = |pair: &[Token]| {
        let [adjective, quota] = pair else { return None };
        let (_, months) = ADJECTIVES.iter().find(|(word, _)| adjective.is(&[word]))?;
        quota.is(&["quota", "quotas", "target"]).then_some(*months)
    };
    let found = all.windows(2).enumerate().find_map(|(at, pair)| Some((at, time_of(pair)?)));
    if let Some((at, months)) = found {
        in_its_time(months, plan)?;
        all.remove(at);
    }
    if !says_money && !says_lakhs(&all, currency) {
        return Ok(all);
    }
    loop {
        let tail = |words: &&[&str]| {
            let from = all.len().checked_sub(words.len()).filter(|from| *from > 0)?;
            let is_tail = all.get(from..)?.iter().zip(*words).all(|(token, word)| token.is(&[word]));
            is_tail.then_some(from)
        };
        if let Some(from) = EACH.iter().find_map(tail) {
            all.truncate(from);
        } else if let Some((from, months)) =
            TIMES.iter().find_map(|(words, months)| Some((tail(words)?, *months)))
        {
            in_its_time(months, plan)?;
            all.truncate(from);
        } else {
            return Ok(all);
        }
    }
}

/// `5 AEs 800k quota`: how many, and what they carry.
pub(super) fn with_quota(part: String, currency: Currency) -> Vec<String> {
    let both = || {
        let (plain, all) = tokens(&part, EXAMPLE).ok()?;
        let (count, who) = all.split_first().filter(|(count, _)| count.is_number())?;
        let people = who.iter().take_while(|word| word.is(PEOPLE)).count();
        let (who, quota) = who.split_at_checked(people).filter(|_| people > 0)?;
        let is_amount = |token: &Token| multiplier(token).is_some() || of_token(token, currency).is_some();
        let bare = EACH.iter().find_map(|words| {
            let from = quota.len().checked_sub(words.len())?;
            let is_tail = quota.get(from..)?.iter().zip(*words).all(|(token, word)| token.is(&[word]));
            quota.get(..from).filter(|_| is_tail)
        });
        one_in(&without(bare.unwrap_or(quota), &["quota", "each"]), currency, EXAMPLE).ok()?;
        let end = who.last().unwrap_or(count).to;
        let says_amount = quota.iter().any(is_amount) || says_lakhs(quota, currency);
        let (who, quota) = (plain.get(..end)?, plain.get(quota.first().filter(|_| says_amount)?.from..)?);
        Some(vec![who.to_owned(), quota.to_owned()])
    };
    both().unwrap_or_else(|| vec![part])
}

/// Amounts from here on, in units such as a dollar, are more than what one rep carries as a rule.
const MORE_THAN_ONE_CARRIES: f64 = 5e6;
/// Currencies of which a dollar is very many, and those of which it is several.
const SMALL_UNITS: [(&[&str], f64); 2] = [
    (
        &["JPY", "KRW", "INR", "HUF", "IDR", "CLP", "COP", "VND", "PHP", "RUB", "ISK", "NGN", "PKR", "ARS"],
        100.0,
    ),
    (&["SEK", "NOK", "DKK", "CZK", "MXN", "ZAR", "TRY", "CNY", "HKD", "TWD", "THB", "BRL", "PLN"], 10.0),
];

/// `20 reps $14M`, an amount that is more than one rep carries: the same with what each carries, and with
/// what all carry together; none, where the text says which it is.
pub(super) fn each_or_together(line: &str, currency: Currency) -> Option<[String; 2]> {
    let (plain, all) = tokens(line, EXAMPLE).ok()?;
    // “team of 12, quota 8.4M”
    let team = all.split_at_checked(2).filter(|(team, _)| {
        let [team, of] = team else { return false };
        team.is(&["team"]) && of.is(&["of"])
    });
    let (count, who) = team.map_or(&*all, |(_, rest)| rest).split_first()?;
    let people = who.iter().take_while(|word| word.is(PEOPLE)).count();
    let is_counted = count.is_number() && (people > 0 || team.is_some());
    let (who, amount) = who.split_at_checked(people).filter(|_| is_counted)?;
    let amount = amount.split_first().filter(|(comma, _)| comma.is(&[","])).map_or(amount, |(_, rest)| rest);
    // “12 reps carrying 8.4M”; behind “quota” it is each rep's, unless it is a team's.
    let words: &[&str] =
        if team.is_some() { &["with", "a", "quota", "of"] } else { &["carrying", "carry", "with"] };
    let said = amount.iter().take_while(|word| word.is(words)).count();
    let amount = amount.get(said..)?;
    let is_bare = amount
        .iter()
        .all(|word| word.is_number() || multiplier(word).is_some() || of_token(word, currency).is_some());
    let carried = amounts(amount, currency).filter(|span| is_bare && !span.is_range())?;
    let named = carried.currency().unwrap_or(currency);
    let units =
        SMALL_UNITS.iter().find(|(codes, _)| codes.contains(&named.code())).map_or(1.0, |(_, units)| *units);
    let is_several = count.text.parse::<u32>().is_ok_and(|count| count > 1);
    let is_large = carried.ends().0.value() >= MORE_THAN_ONE_CARRIES * units;
    let (from, to) = (count.from, who.last().unwrap_or(count).to);
    let who = plain.get(from..to).filter(|_| is_several && is_large)?;
    let who = if people == 0 { format!("{who} reps") } else { who.to_owned() };
    let amount = plain.get(amount.first()?.from..amount.last()?.to)?;
    Some([format!("{who}, {amount} each"), format!("{who}, {amount} in total")])
}

/// Whether what stands below `Quota` beside a number of reps may be what all of them carry.
pub(super) fn may_be_of_all(quota: Money, currency: Currency) -> bool {
    /// A rep carries so much of what is surely that of several.
    const SHARE: f64 = 0.4;
    let units = SMALL_UNITS.iter().find(|(codes, _)| codes.contains(&currency.code()));
    quota.major(currency) >= SHARE * MORE_THAN_ONE_CARRIES * units.map_or(1.0, |(_, units)| *units)
}

/// The same of the first of several groups, `20 reps $14M, 3 hires in April`.
pub(super) fn first_each_or_together(text: &str, currency: Currency) -> Option<[String; 2]> {
    let marks = [",", ";", "\n", " and "];
    let mut ends = marks.into_iter().flat_map(|mark| text.match_indices(mark));
    ends.find_map(|(at, mark)| {
        let others = text.get(at + mark.len()..)?;
        let mark = if mark == " and " { ", " } else { mark };
        Some(each_or_together(text.get(..at)?, currency)?.map(|first| format!("{first}{mark}{others}")))
    })
}

/// `20 reps 14M, 5 reps 3M`: where the first may be of each or of all, the second may be so as well, and
/// both are not said in the same way.
pub(super) fn second_each_or_together(text: &str, currency: Currency) -> Option<EntryError> {
    let (first, others) = text.split_once([',', ';', '\n'])?;
    each_or_together(first, currency)?;
    let (_, all) = tokens(others, EXAMPLE).ok()?;
    let (_, who) = all.split_first().filter(|(count, _)| count.is_number() && count.text != "1")?;
    let people = who.iter().take_while(|word| word.is(PEOPLE)).count();
    let amount = who.get(people..).filter(|_| people > 0)?;
    let is_bare = amount
        .iter()
        .all(|word| word.is_number() || multiplier(word).is_some() || of_token(word, currency).is_some());
    let second = amounts(amount, currency).filter(|span| is_bare && !span.is_range())?.ends().0.value();
    // `5 hires 600k` behind `20 reps 14M`: each of the five carries about as much as each of the twenty.
    let (_, all) = tokens(first, EXAMPLE).ok()?;
    let (count, rest) = all.split_first()?;
    let rest = rest.iter().position(Token::is_number).and_then(|at| rest.get(at..))?;
    let of_all = amounts(rest, currency)?.ends().0.value();
    let reps: f64 = count.text.parse().ok()?;
    if second <= 2.0 * of_all / reps {
        return None;
    }
    let reason = "this may be what each of them carries, or all of them together: say each, or in total";
    Some(EntryError::questioned(reason, "20 reps, 700k each; 5 reps, 600k each"))
}

/// `team quota 8.4M`
fn is_of_team(all: &[Token]) -> bool {
    let is_said = |two: &[Token]| {
        matches!(two, [team, quota] if team.is(&["team"])
        && quota.is(&["quota", "target"]))
    };
    all.windows(2).any(is_said)
}

/// `team quota 600k` of 14 reps: so little of it is each rep’s that it may be what each of them carries.
pub(super) fn small_share(all: &[Token], each: Money, currency: Currency) -> Option<EntryError> {
    /// Of what is surely a team’s a rep carries more, in units such as a dollar.
    const LEAST: f64 = 100_000.0;
    let units = SMALL_UNITS.iter().find(|(codes, _)| codes.contains(&currency.code()));
    let least = LEAST * units.map_or(1.0, |(_, units)| *units);
    (is_of_team(all) && each.major(currency) < least).then(|| {
        let reason = "this may be what each rep carries, or all of them together: say each, or in total";
        EntryError::questioned(reason, EXAMPLE)
    })
}

/// `total quota 6.3m`, `quota 6.3m in total`, `14m total`: what all carry together, minor units.
pub(super) fn of_all(all: &[Token], currency: Currency) -> Option<f64> {
    const TOGETHER: &[&str] = &[
        "total",
        "combined",
        "together",
        "altogether",
        "collective",
        "overall",
        "zusammen",
        "insgesamt",
        "gesamt",
        "totale",
        "totaal",
        "razem",
        "łącznie",
        "celkem",
        "toplam",
        "juntos",
        "ensemble",
    ];
    let is_together = all.iter().any(|word| word.is(TOGETHER)) || is_of_team(all);
    let amount = without(
        &without(all, TOGETHER),
        &[
            "quota", "quotas", "of", "a", "in", "team", "with", "is", "for", "all", "the", "en", "im",
            "quote", "au", "on",
        ],
    );
    let amount = one_in(&amount, currency, EXAMPLE).ok().filter(|_| is_together)?;
    Some(amount.minor() as f64)
}

/// `11 reps, 3 more in March, quota 500k each`: a quota behind a comma is that of all, where nobody before it
/// has one; `3 more in March at 500k` is that of those. What is said of it, if it is.
pub(super) fn carried_by_all(line: &str, groups: &mut [RepGroup]) -> Option<&'static str> {
    let (last, others) = groups.split_last_mut()?;
    let parts = row(line);
    let is_alone = parts.len() > 1
        && parts.last().and_then(|part| tokens(part, "").ok()).is_some_and(|(_, said)| !is_count(&said));
    let has_none = |group: &RepGroup| group.name.is_empty() && group.quota.is_none();
    let is_hired = last.name.is_empty() && matches!(last.joins, Joins::InMonth(_));
    if last.quota.is_none() || others.is_empty() || !is_alone || !is_hired || !others.iter().all(has_none) {
        return None;
    }
    for group in others {
        group.quota = last.quota;
    }
    Some("each carries the same quota")
}
