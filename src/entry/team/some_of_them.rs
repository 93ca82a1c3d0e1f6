//! Those of a team that are told apart from all of them: `7 reps, 2 of them start in July`.

use super::people::count_in;
use super::words::PEOPLE_NAMED;
use crate::entry::EntryError;
use crate::entry::grammar::number::{in_words, whole_number};
use crate::entry::grammar::tokens::{Token, after, split, tokens};
use crate::model::RepGroup;
use crate::model::month_names::month_of;

/// Words behind the number of those of a team that are told apart.
const OF_THEM: &[&str] =
    &["of them", "of those", "of whom", "of which", "de ellos", "de ellas", "af dem", "av dem"];
/// Words before it.
const AMONG_THEM: &[&str] = &[
    "including",
    "incl",
    "inkl",
    "dont",
    "davon",
    "di cui",
    "de los cuales",
    "sendo",
    "dos quais",
    "waarvan",
    "varav",
    "hvoraf",
    "hvorav",
];

/// `7 reps, 2 of them start in July`, `8 commerciaux dont 2 en mars`, `7 reps (2 start in July)`: how many
/// there are in all, what is said of some of them, and whether these are surely among them.
pub(super) fn some_of_them(line: &str) -> Option<(String, String, bool)> {
    let (plain, all) = tokens(line, "").ok()?;
    let from = |at: usize| all.get(at..).unwrap_or_default();
    let (end, number, rest) = (1..all.len()).find_map(|at| {
        let behind = OF_THEM.iter().find_map(|words| after(from(at), words));
        let number = all.get(at - 1).and_then(number_of);
        if let Some((rest, number)) = behind.zip(number) {
            return Some((at.checked_sub(2)?, number, rest));
        }
        let before =
            AMONG_THEM.iter().chain(OF_THEM).chain(&["("]).find_map(|words| after(from(at), words))?;
        let (number, rest) = before.split_first()?;
        Some((at - 1, number_of(number)?, rest))
    })?;
    let whole = plain.get(..all.get(end)?.to)?.trim_end_matches([',', ';', '(', ' ']);
    let rest = plain.get(rest.first()?.from..rest.last()?.to)?.trim_end_matches(')');
    let is_sure = !from(end + 1).first().is_some_and(|mark| mark.is(&["("]))
        || OF_THEM.iter().any(|words| (end..all.len()).any(|at| after(from(at), words).is_some()));
    Some((whole.to_owned(), format!("{number} {rest}"), is_sure))
}

/// A number in digits, or in one word, `two of whom`.
fn number_of(token: &Token) -> Option<String> {
    let in_words = || in_words(std::slice::from_ref(token)).filter(|(number, _)| number.fract() == 0.0);
    if token.is_number() {
        Some(token.text.clone())
    } else {
        in_words().map(|(number, _)| number.to_string())
    }
}

/// “12 reps, 3 of them new”, “from 8 to 12 reps”: one number of two, and no month.
pub(super) fn part_of_team(all: &[Token]) -> Option<EntryError> {
    let behind = |words: &str| (0..all.len()).find_map(|at| after(all.get(at..)?, words));
    // “10 reps incl. manager” counts none of them.
    let counts = |rest: &[Token]| rest.iter().any(|word| number_of(word).is_some());
    let is_part = OF_THEM.iter().chain(&["growing to", "by then"]).any(|words| behind(words).is_some())
        || AMONG_THEM.iter().any(|words| behind(words).is_some_and(counts));
    // “14 reps (3 new)”
    let is_some = |three: &[Token]| {
        let [open, number, new] = three else { return false };
        open.is(&["("]) && number_of(number).is_some() && new.is(&["new", "hires", "ramping", "joining"])
    };
    let is_part = is_part || all.windows(3).any(is_some);
    (is_part || (after(all, "from").is_some() && all.iter().any(|token| token.is(&["to"])))).then(|| {
        let reason = "say how many there are now, and how many join when";
        EntryError::questioned(reason, "8 reps, 4 hires from April")
    })
}

/// “2 new reps every quarter”: some join again and again.
pub(super) fn again_and_again(all: &[Token]) -> Option<EntryError> {
    const TIMES: &[&str] = &["month", "quarter", "year", "monat", "quartal", "mois", "trimestre"];
    const EVERY: &[&str] = &["every", "each", "per", "a", "jeden", "jedes", "chaque"];
    let is_every = |words: &[Token]| matches!(words, [every, time] if every.is(EVERY) && time.is(TIMES));
    let is_again = all.len() > 2 && count_in(all.get(..all.len() - 2)?).is_some();
    // “hire 1 per month Jan thru Apr”
    let hires = all.first().is_some_and(|first| first.is(&["hire", "hiring", "add", "adding"]))
        && all.iter().any(Token::is_number)
        && all.windows(2).any(is_every);
    (hires || (is_again && is_every(all.get(all.len() - 2..)?))).then(|| {
        let reason = "say for each month how many join in it";
        EntryError::questioned(reason, "8 reps; 2 hires from April; 2 hires from July")
    })
}

/// “8 reps, from July 10”: those who are there then, or a day.
pub(super) fn grows_to(before: &RepGroup, part: &str, all: &[Token]) -> Option<EntryError> {
    let [from, month, number] = all else { return None };
    let is_month = from.is(&["from", "ab", "dès", "desde", "da", "vanaf", "från"])
        && month_of(&month.text).is_some()
        && number.is_number();
    let there = count_in(std::slice::from_ref(number)).filter(|_| is_month).and_then(whole_number)?;
    let more = there.checked_sub(before.count).filter(|more| *more > 0 && there < 1_000)?;
    let month = crate::entry::grammar::text::plain(part).get(month.from..month.to)?.to_owned();
    let reason = "say how many there are now, and how many join when";
    let guess = format!("{} reps; {more} from {month}", before.count);
    Some(EntryError::guessed(reason, "8 reps, 2 hires from July", guess))
}

/// Words for reps who are wanted, and not there.
const VACANT: &[&str] = &[
    "open",
    "vacant",
    "vacancy",
    "vacancies",
    "unfilled",
    "req",
    "reqs",
    "requisitions",
    "backfill",
    "backfills",
    "offen",
    "offene",
];

/// “2 open headcount”, and “8 now, 12 by June”: those who are there by then are not those who join.
pub(super) fn not_there_yet(before: &[RepGroup], all: &[Token]) -> Option<EntryError> {
    const JOINING: &[&str] =
        &["more", "hires", "new", "additional", "another", "extra", "joining", "join", "joiners"];
    // “10 existing + 4 to hire”
    // “4 to hire in Q2”, “4 to hire by 2027-06-01”
    // “4 to hire at 700k” says none.
    let is_when = |two: &[Token]| {
        let [word, number] = two else { return false };
        word.is(&["q"])
            || (number.is_number() && word.is(&["in", "by", "from", "before", "until", "on", "starting"]))
    };
    let behind = all.iter().position(|word| word.is(&["hire"])).and_then(|at| all.get(at + 1..));
    let says_time = behind.is_some_and(|behind| {
        behind.windows(2).any(is_when) || behind.iter().any(|word| word.is(&["quarter"]))
    });
    let says_month = says_time || all.iter().any(|word| month_of(&word.text).is_some());
    let to_hire = all.windows(2).any(|two| matches!(two, [to, hire] if to.is(&["to"]) && hire.is(&["hire"])));
    if all.iter().any(|word| word.is(VACANT)) || (to_hire && !says_month) {
        let reason = "who is not hired yet joins in a month of the plan: say which";
        return Some(EntryError::questioned(reason, "8 reps, 2 hires from April"));
    }
    let (count, _) = split(all, &["by", "until", "till"])?;
    let count = count_in(count).filter(|_| !all.iter().any(|word| word.is(JOINING)))?;
    let (now, _) = before.split_last().map(|(last, rest)| (f64::from(last.count), rest))?;
    (count > now).then(|| {
        let reason = "say how many there are now, and how many join when";
        EntryError::questioned(reason, "8 reps, 4 hires from April")
    })
}

/// What is said of a team and has fields of its own.
pub(super) fn said_elsewhere(line: &str, part: &str, all: &[Token]) -> Option<EntryError> {
    const ELSEWHERE: &[&str] = &[
        "losing",
        "loses",
        "lose",
        "resigns",
        "resigning",
        "departing",
        "ramp",
        "ramping",
        "attrition",
        "turnover",
        "churn",
        "leaves",
        "leave",
        "leaving",
        "quit",
        "quits",
        "vertrekt",
        "vertrekken",
        "baja",
        "bajas",
        "part",
        "partent",
        "départ",
        "départs",
        "verlässt",
        "verlassen",
        "kündigt",
        "slutar",
        "stopper",
        "esce",
        "lascia",
        "saem",
        "odchodzi",
        "odchodzą",
        "half",
        "time",
    ];
    let is_counted = tokens(line, "").is_ok_and(|(_, line)| line.iter().any(|word| word.is(PEOPLE_NAMED)));
    if all.iter().any(|token| token.is(&["quota", "each"])) && !is_counted {
        return Some(EntryError::questioned(
            "this does not say how many reps there are",
            "12 reps, quota 600k",
        ));
    }
    // “Ada Ote” is a name.
    let says_number = all.iter().any(|token| token.is_number() || token.is(&["%"]));
    let is_pay = all.iter().any(|token| token.is(&["commission", "salary", "attainment"]))
        || (says_number && all.iter().any(|token| token.is(&["ote"])));
    (is_pay || all.iter().any(|token| token.is(ELSEWHERE))).then(|| {
        let before =
            line.split(part).next().unwrap_or_default().trim().trim_end_matches([',', ';']).to_owned();
        let reason = if is_pay {
            "what reps are paid, and what part of a quota they reach, is not asked here: leave it out"
        } else {
            "how reps ramp and who leaves have fields of their own, below the team"
        };
        // “14 reps, base salary 100k, quota 600k”: what follows would be lost.
        let behind = line.split_once(part).map_or("", |(_, behind)| behind);
        if before.is_empty() || behind.contains(|letter: char| letter.is_ascii_digit()) {
            EntryError::questioned(reason, "12 reps, quota 600k")
        } else {
            EntryError::guessed(reason, "12 reps, quota 600k", before)
        }
    })
}
