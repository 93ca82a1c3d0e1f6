//! How often something comes: `a week`, `every two weeks`, `twice a month`, `in the last 6 months`, in the
//! words of several languages; each with what turns the number into a monthly one.

use crate::entry::grammar::quantity::{COUNTS, trimmed};
use crate::entry::grammar::tokens::{Kind, Token, after, before, split};

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
            "wo",
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
    (
        &[
            "monthly",
            "mthly",
            "monatlich",
            "mensuel",
            "mensuels",
            "mensuales",
            "mensais",
            "pm",
            "pcm",
            "aylık",
        ],
        1.0,
    ),
    (&["weekly", "wöchentlich", "haftalık", "pw"], 52.0 / 12.0),
    (&["fortnightly"], 26.0 / 12.0),
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

/// Words that say of whatever unit of time follows that it comes again and again.
const AGAIN: &[&str] = &[
    "per", "/", "every", "each", "pro", "par", "por", "je", "jede", "jeden", "jedes", "jeder", "cada",
    "chaque", "varje", "ogni", "elke", "ieder", "iedere", "hver", "hvert", "pr",
];
/// Words that say so of a unit of time at the end of a text; before a name of a time they say when.
const AGAIN_AT_END: &[&str] = &["a", "an", "al", "à", "im", "om", "all"];

fn per_month_of(token: &Token, table: &[(&[&str], f64)]) -> Option<f64> {
    table.iter().find(|(words, _)| token.is(words)).map(|(_, per_month)| *per_month)
}

/// What stands before how often, at the end of a text, and what turns it into a monthly one: `1 M€` of `1 M€
/// par trimestre`. None, where a text does not say how often.
pub(in crate::entry) fn before_often(said: &[Token]) -> Option<(&[Token], f64)> {
    let (last, rest) = said.split_last()?;
    if let Some(per_month) = per_month_of(last, OFTEN_ALONE) {
        return Some((rest, per_month));
    }
    let per_month = per_month_of(last, OFTEN)?;
    let rest = before(rest, "'").unwrap_or(rest);
    let article = rest.split_last().filter(|(article, _)| article.is(&["la", "le", "el", "l"]));
    let rest = article.map_or(rest, |(_, rest)| rest);
    let (per, rest) = rest.split_last()?;
    // “5 m” is no month.
    let is_whole_word = last.text.chars().count() > 1 || per.is(&["/"]);
    (is_whole_word && (per.is(AGAIN) || per.is(AGAIN_AT_END))).then_some((rest, per_month))
}

/// Whether a text begins with how often, `each quarter`, `par mois`: that is no time of its own.
pub(in crate::entry) fn begins_with_often(said: &[Token]) -> bool {
    let [per, unit, rest @ ..] = said else { return false };
    // “5m a quarter for 4 quarters”; but “a year from now” is a time.
    let goes_on = || rest.first().is_some_and(|next| next.is(&["for", "in", "over", "x", "×", "*"]));
    let is_again = per.is(AGAIN) || (per.is(AGAIN_AT_END) && goes_on());
    is_again && per_month_of(unit, OFTEN).is_some()
}

/// The number, and what turns it into a monthly one; without a unit it is one.
pub(in crate::entry) fn per_month(said: &[Token]) -> (&[Token], f64) {
    let of = per_month_of;
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
    // “300 in Q1”: so many in its three months.
    if let [number @ .., per, unit, which] = said
        && per.is(&["in", "for", "during"])
        && !number.is_empty()
        && let Some((_, most, months)) =
            [("q", 4, 3.0), ("h", 2, 6.0)].into_iter().find(|(name, _, _)| unit.is(&[name]))
        && which.text.parse().is_ok_and(|which: u32| (1..=most).contains(&which))
    {
        return (trimmed(number), 1.0 / months);
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
        let units = units_of(per, units)?;
        (per.is(PER) && units > 0.0).then_some((trimmed(number), per_month / units))
    });
    several.unwrap_or((said, 1.0))
}

/// Of how many units so many come: `40 in the second quarter` of one, `every second quarter` of two.
fn units_of(per: &Token, units: &[Token]) -> Option<f64> {
    const PLACES: &[&str] = &["first", "second", "third", "fourth", "last"];
    match units {
        [place] if per.is(&["in", "for", "during"]) && place.is(PLACES) => Some(1.0),
        [other] if other.is(&["other", "second"]) => Some(2.0),
        several => Some(COUNTS.quantity(several)?.value()),
    }
}

/// `twice a week`, `zweimal pro Woche`, `3 times a month`, `2 fois par jour`: so many.
pub(in crate::entry) fn in_times(said: &[Token]) -> Vec<Token> {
    const TIMES: &[(&[&str], &str)] =
        &[(&["once", "einmal"], "1"), (&["twice", "zweimal"], "2"), (&["thrice", "dreimal"], "3")];
    const COUNTED: &[&str] = &["times", "fois", "veces", "vezes", "volte", "keer", "gånger", "mal", "回"];
    let mut said = said.to_vec();
    // “1 a day Mon-Fri”
    let workdays =
        ["m - f", "mon - fri", "mon to fri", "monday to friday", "monday - friday", "mo - fr", "on weekdays"];
    let kept = workdays.iter().find_map(|words| before(&said, words)).map(<[Token]>::len);
    if let Some(kept) = kept.filter(|kept| said.get(kept - 1).is_some_and(|day| day.is(&["day", "tag"]))) {
        said.truncate(kept);
        if let Some(day) = said.last_mut() {
            "workday".clone_into(&mut day.text);
        }
    }
    // “3 x week”
    if let [_, x, next, ..] = said.as_mut_slice()
        && x.is(&["x", "×"])
        // “12 x 60” multiplies.
        && !next.is_number()
    {
        "a".clone_into(&mut x.text);
    }
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

/// `1,100 leads last year`, `240 in the last 6 months`, `2,400 in 2027`: so many in the time.
pub(in crate::entry) fn in_last(mut said: Vec<Token>) -> Vec<Token> {
    const LAST: &[&str] = &["last", "past", "previous", "prior"];
    const TIMES: &[&str] =
        &["year", "quarter", "month", "week", "months", "quarters", "weeks", "wks", "mos", "days", "day"];
    // “90 a month (30 from partners)”
    let part = split(&said, &["("]).filter(|(_, part)| {
        part.last().is_some_and(|last| last.is(&[")"]))
            && part.iter().any(|word| word.is(&["from", "of", "inbound"]))
            // “200 a month (60 of them qualified)”: which of both become opportunities?
            && !part.iter().any(|word| word.is(&["qualified", "qualify", "usable", "accepted", "real"]))
    });
    if let Some((whole, _)) = part.filter(|(_, part)| part.first().is_some_and(Token::is_number)) {
        return whole.to_vec();
    }
    // “2,400 in 2027”
    let is_year = |year: &Token| year.is_number() && year.raw.len() == 4 && year.raw.starts_with("20");
    if let [number, .., within, year] = said.as_mut_slice()
        && number.is_number()
        && within.is(&["in", "during", "for"])
        && is_year(year)
    {
        "a".clone_into(&mut within.text);
        (year.kind, year.text) = (Kind::Word, "year".to_owned());
        return said;
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
