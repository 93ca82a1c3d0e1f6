//! A line of a team in the wording that is read: hires with their number first, a start in brackets.

use super::people::is_count;
use super::quota::says_each;
use super::words::{BEFORE, PEOPLE, is_clause_word};
use crate::entry::grammar::number::multiplier;
use crate::entry::grammar::tokens::{Kind, Token, before, tokens};
use crate::model::month_names::month_of;

const EXAMPLE: &str = "12 reps, quota 600k";

/// A line in the wording that is read.
pub(super) fn reworded(line: &str) -> String {
    let line = line
        .replace("quota-carrying ", "")
        .replace(" of us", "")
        .replace("quota carrying ", "")
        .replace("quota carriers", "reps")
        .replace(" w/ ", " with ")
        .replace(" in più", "")
        .replace("kvot på ", "kvot ")
        .replace("kr i kvot", "kr kvot")
        .replace("k i kvot", "k kvot")
        .replace(" com cota de ", " com quota ")
        .replace(", cota ", ", quota ")
        .replace(" hires next quarter", " hires in next quarter")
        .replace(" hires next month", " hires in next month")
        .replace("営業", "");
    let line = times_people(&line).or_else(|| team_quota_last(&line)).unwrap_or(line);
    let line = people_counted(&line).or_else(|| quota_last(&line)).unwrap_or(line);
    let line = hires_counted(&line).or_else(|| counted_between(&line)).unwrap_or(line);
    let line = with_hires(&line).or_else(|| at_amount(&line)).unwrap_or(line);
    starts_in_brackets(&line).unwrap_or(line)
}

/// `12x AE`, `AE x 12` as `12 AE`.
fn times_people(line: &str) -> Option<String> {
    let (plain, all) = tokens(line, EXAMPLE).ok()?;
    let [first, times, last, ..] = all.as_slice() else { return None };
    if !times.is(&["x", "×"]) {
        return None;
    }
    if first.is_number() && last.is(PEOPLE) {
        return Some(format!("{} {}", first.raw, plain.get(last.from..)?));
    }
    // “AE x 12”
    let is_behind = first.is(PEOPLE) && last.is_number();
    is_behind.then(|| Some(format!("{} {}{}", last.raw, first.raw, plain.get(last.to..)?)))?
}

/// `between 14 and 18 AEs` as `14-18 AEs`; nothing else stands there.
fn counted_between(line: &str) -> Option<String> {
    let (plain, all) = tokens(line, EXAMPLE).ok()?;
    let [between, low, and, high, who @ ..] = all.as_slice() else { return None };
    let is_range = between.is(&["between", "zwischen", "entre", "mellan"])
        && and.is(&["and", "und", "et", "y", "e", "en", "och"])
        && low.is_number()
        && high.is_number();
    let is_counted = !who.is_empty() && who.iter().all(|word| word.is(PEOPLE));
    let who = plain.get(who.first()?.from..).filter(|_| is_range && is_counted)?;
    Some(format!("{}-{} {who}", low.text, high.text))
}

/// `16 AEs with 3 hires in April` as `16 AEs, 3 hires in April`: hires are no quota. Without a month the 3
/// may be among the 16, and a quota behind them may be everybody's.
fn with_hires(line: &str) -> Option<String> {
    let (plain, all) = tokens(line, EXAMPLE).ok()?;
    let is_hires = |said: &[Token]| {
        let [people, with, number, who @ ..] = said else { return false };
        let who = who.split_first().filter(|(new, _)| new.is(&["new"])).map_or(who, |(_, who)| who);
        let [who, when, month, ..] = who else { return false };
        let is_dated = when.is(&["in", "from", "on"]) && month_of(&month.text).is_some();
        people.is(PEOPLE)
            && with.is(&["with"])
            && number.is_number()
            && who.is(&["hire", "hires"])
            && is_dated
    };
    if all.iter().any(|word| word.is(&["quota", "quotas", "each"])) {
        return None;
    }
    let at = (0..all.len()).find(|at| all.get(*at..).is_some_and(is_hires))?;
    let (people, number) = (all.get(at)?, all.get(at + 2)?);
    Some(format!("{}, {}", plain.get(..people.to)?, plain.get(number.from..)?))
}

/// `25 vendedores a 800.000 €` with `at`: an amount behind those who carry it, and not `a partir de abril`,
/// nor a range of people, `20 vendedores a 25`.
fn at_amount(line: &str) -> Option<String> {
    const WHO: &[&str] = &["vendedores", "vendedoras", "comerciales", "comerciais", "venditori"];
    const UNITS: &[&str] = &["k", "m", "mil", "mila", "mln", "mio", "t", "thousand", "million"];
    let (plain, all) = tokens(line, EXAMPLE).ok()?;
    let is_amount = |said: &[Token]| {
        let [who, a, first, rest @ ..] = said else { return false };
        let is_sign = |word: &Token| ["€", "$", "£", "R$", "R"].contains(&word.raw.as_str());
        let has_unit = rest.first().is_some_and(|next| next.is(UNITS) || is_sign(next));
        let is_large = first.text.bytes().filter(u8::is_ascii_digit).count() > 3;
        let is_of_money = is_sign(first) || (first.is_number() && (has_unit || is_large));
        who.is(WHO) && a.is(&["a"]) && is_of_money && !rest.iter().any(|word| word.is(PEOPLE))
    };
    if all.first().is_none_or(|first| first.is(&["de", "da", "from"])) {
        return None;
    }
    let at = (0..all.len()).find(|at| all.get(*at..).is_some_and(is_amount))?;
    let (who, amount) = (all.get(at)?, all.get(at + 2)?);
    Some(format!("{} at {}", plain.get(..who.to)?, plain.get(amount.from..)?))
}

/// Words that begin a part of a team's text and name nobody.
const NO_NAMES: &[&str] = &[
    "team", "target", "total", "quota", "quotas", "hire", "hires", "today", "now", "managers", "sdrs",
    "bdrs", "everyone",
];

/// `Ada, quota 650k; Bob, quota 700k`: names with what each carries, a line for each.
fn names_in_lines(text: &str) -> Option<String> {
    let is_rep = |part: &str| {
        let Some((name, said)) = part.trim().split_once(", ") else { return false };
        let is_letter = |letter: char| letter.is_alphabetic() || [' ', '-', '.', '\''].contains(&letter);
        let is_no_name =
            |word: &Token| word.is(PEOPLE) || word.is(NO_NAMES) || month_of(&word.text).is_some();
        tokens(name, EXAMPLE).is_ok_and(|(_, all)| !all.iter().any(is_no_name))
            && name.starts_with(char::is_uppercase)
            && name.chars().all(is_letter)
            && said.contains(|letter: char| letter.is_ascii_digit())
    };
    let is_line = !text.contains(['\n', '\t', '"']) && text.contains("; ");
    (is_line && text.split("; ").all(is_rep)).then(|| text.replace("; ", "\n"))
}

/// `Ada 700k, Ben 650k, 1 hire in April`, `North: 4 reps 600k; South: 3 reps 500k`: names and numbers of
/// people, each of which is a group, a line for each; none, where a part says more of the one before it.
pub(super) fn groups_apart(text: &str) -> Option<String> {
    const BETWEEN: [&str; 4] = [" and ", " + ", " & ", " plus "];
    let is_part = |word: &Token| word.is_number() || multiplier(word).is_some();
    let is_name = |word: &Token| {
        let is_no_name = word.is(PEOPLE) || word.is(NO_NAMES) || is_clause_word(word);
        word.kind == Kind::Mark || (!is_no_name && month_of(&word.text).is_none())
    };
    let is_group = |part: &&str| {
        let Ok((_, all)) = tokens(part, EXAMPLE) else { return false };
        if all.first().is_some_and(Token::is_number) {
            return is_count(&all);
        }
        let end = all.iter().position(Token::is_number).unwrap_or(all.len());
        let Some((name, behind)) = all.split_at_checked(end) else { return false };
        // “Ada”, “Ada 700k”, “North: 4 reps 600k”
        let counts = behind.get(..2).is_some_and(is_count);
        let is_said = behind.is_empty() || behind.iter().all(is_part) || counts;
        // “SMB: 8 AEs at 400k”
        let is_labelled = counts && name.last().is_some_and(|mark| mark.is(&[":"]));
        part.starts_with(char::is_uppercase) && (is_labelled || name.iter().all(is_name)) && is_said
    };
    if text.contains(['\n', '\t', '"']) {
        return None;
    }
    let comma = if text.contains("; ") { "; " } else { ", " };
    let mut parts: Vec<&str> = text.split(comma).map(str::trim).collect();
    // “Ada and 3 others”; but “Smith and Sons” are one.
    let last = parts.pop()?;
    let counts = |rest: &str| rest.starts_with(|first: char| first.is_ascii_digit());
    match BETWEEN.iter().find_map(|and| last.split_once(and)).filter(|(_, rest)| counts(rest)) {
        Some((one, rest)) => parts.extend([one, rest]),
        None => parts.push(last),
    }
    let is_named = parts.iter().any(|part| part.starts_with(char::is_uppercase));
    (parts.len() > 1 && is_named && parts.iter().all(is_group)).then(|| parts.join("\n"))
}

/// The number that a text begins with.
fn first_count(text: &str) -> &str {
    text.trim().split(' ').next().unwrap_or_default()
}

/// `5 reps / 1 rep, from month 12`: groups with a slash between them, each of which counts reps.
pub(super) fn groups_in_lines(text: &str) -> Option<String> {
    const REPS: &[&str] = &["rep", "reps", "ae", "aes", "seller", "sellers", "hire", "hires"];
    let counts = |part: &str| {
        let Ok((_, all)) = tokens(part, EXAMPLE) else { return false };
        matches!(all.as_slice(), [number, who, ..] if number.is_number() && who.is(REPS))
    };
    // “12 reps / 12 AEs” may be the same ones under another name, and “20 reps / 25 reps” now and then.
    let says_more = |part: &str| {
        tokens(part, EXAMPLE).is_ok_and(|(_, all)| all.len() > 2 && first_count(part) != first_count(text))
    };
    let is_line = !text.contains(['\n', '\t', '"']) && text.contains(" / ");
    (is_line && text.split(" / ").all(counts) && text.split(" / ").skip(1).all(says_more))
        .then(|| text.replace(" / ", "\n"))
        .or_else(|| names_in_lines(text))
}

/// A part that adds to those before it, `+2 in April`, `and 2 hires in June`, `+2 May`, without its mark.
pub(super) fn added(part: &str, place: usize) -> String {
    let more = part.trim_start();
    let more = more.strip_prefix('+').or_else(|| more.strip_prefix("and ").filter(|_| place > 0));
    let Some(more) = more.map(str::trim) else { return month_last(part).unwrap_or_else(|| part.to_owned()) };
    let hires = || {
        let (number, month) = more.split_once(' ')?;
        month_of(&month.to_lowercase())?;
        Some(format!("{} hires in {month}", number.parse::<u32>().ok()?))
    };
    hires().unwrap_or_else(|| more.to_owned())
}

/// `ab März 2 weitere` with its month behind, `2 weitere from März`; `from July 10` says nobody joins.
fn month_last(part: &str) -> Option<String> {
    const FROM: &[&str] = &["from", "in", "ab", "im", "dès", "en", "desde", "da", "vanaf", "från", "od"];
    let (plain, all) = tokens(part, EXAMPLE).ok()?;
    let (_, rest) = all.split_first().filter(|(from, _)| from.is(FROM))?;
    let (month, rest) = rest.split_first().filter(|(month, _)| month_of(&month.text).is_some())?;
    let is_year = |year: &&Token| year.is_number() && year.text.len() == 4;
    let year = rest.first().filter(is_year);
    let (number, who) = rest.get(usize::from(year.is_some())..)?.split_first()?;
    let joins = !who.is_empty() && who.iter().all(|word| word.is(PEOPLE) || word.is(BEFORE));
    let count = plain.get(number.from..who.last()?.to).filter(|_| joins && number.is_number())?;
    let month = plain.get(month.from..year.unwrap_or(month).to)?;
    Some(format!("{count} from {month}"))
}

/// `hire 3 in April` with its number first, `3 hires in April`; who hires again and again says so otherwise.
fn hires_counted(line: &str) -> Option<String> {
    const HIRE: &[&str] = &["hire", "hiring", "add", "adding", "recruit", "recruiting"];
    const AGAIN: &[&str] = &["every", "per", "each", "a"];
    let (plain, all) = tokens(line, EXAMPLE).ok()?;
    let before = |at: usize| at.checked_sub(1).and_then(|at| all.get(at));
    // “8 AEs hiring 2 in May”
    let is_behind_people = |at: usize| before(at).is_some_and(|who| who.is(PEOPLE));
    let is_mark = |at: usize| before(at).is_some_and(|mark| mark.is(&[",", ";", "+", "and", "then"]));
    let begins = |at: usize| at == 0 || is_mark(at) || is_behind_people(at);
    let is_hire = |at: &usize| {
        let [hire, number] = all.get(*at..at + 2).unwrap_or_default() else { return false };
        hire.is(HIRE) && number.is_number() && begins(*at)
    };
    let at = (0..all.len()).find(is_hire).filter(|_| !all.iter().any(|word| word.is(AGAIN)))?;
    // “Ada, hire 3 in April” counts no Adas; “at the start of June” is understood of hires as it stands.
    let is_counted = at == 0 || all.iter().take(at).any(Token::is_number);
    if !is_counted || all.iter().skip(at).any(|word| word.is(&["at", "start", "beginning", "end"])) {
        return None;
    }
    let (hire, number) = (all.get(at)?, all.get(at + 1)?);
    let rest = plain.get(number.to..)?;
    // “hire 2 reps in April”
    let is_named = all.get(at + 2).is_some_and(|who| who.is(PEOPLE));
    let hires = if is_named { "" } else { " hires" };
    let comma = if is_behind_people(at) { ", " } else { "" };
    let said = format!("{}{comma}{}{hires}{rest}", plain.get(..hire.from)?, number.text);
    Some(hires_counted(&said).unwrap_or(said))
}

/// `800k each, 9 reps` with how many there are in front, `9 reps, 800k each`.
fn quota_last(line: &str) -> Option<String> {
    const EACH: [&str; 6] = ["each", "apiece", "/ rep", "per rep", "a rep", "per head"];
    let (quota, people) = line.split_once(", ").filter(|(_, people)| !people.contains([',', ';']))?;
    let (_, all) = tokens(quota, EXAMPLE).ok()?;
    let is_each = EACH.iter().any(|words| before(&all, words).is_some());
    let is_amount = all.iter().take(2).any(Token::is_number);
    let (_, who) = tokens(people, EXAMPLE).ok()?;
    let is_count = matches!(who.as_slice(), [number, people] if number.is_number() && people.is(PEOPLE));
    (is_each && is_amount && is_count).then(|| format!("{people}, {quota}"))
}

/// `team quota 8.4M, 14 reps` with how many there are in front, `14 reps, team quota 8.4M`.
fn team_quota_last(line: &str) -> Option<String> {
    let (quota, people) = line.split_once(", ").filter(|(_, people)| !people.contains([',', ';']))?;
    let (_, all) = tokens(quota, EXAMPLE).ok()?;
    let (_, who) = tokens(people, EXAMPLE).ok()?;
    let is_of_team = matches!(all.as_slice(), [team, word, ..]
        if team.is(&["team", "total"]) && word.is(&["quota", "target"]));
    let is_count = matches!(who.as_slice(), [number, people] if number.is_number() && people.is(PEOPLE));
    // “team quota 700k each, 14 reps”
    (is_of_team && is_count && !says_each(&all)).then(|| format!("{people}, {quota}"))
}

/// `reps: 9`, `headcount 9` with its number first, `9 reps`; `Rep 7` is a name.
fn people_counted(line: &str) -> Option<String> {
    const COUNTED: &[&str] = &[
        "headcount",
        "reps",
        "aes",
        "sellers",
        "salespeople",
        "ftes",
        "verkäufer",
        "commerciaux",
        "vendedores",
    ];
    let (plain, all) = tokens(line, EXAMPLE).ok()?;
    let all = all.split_first().filter(|(mark, _)| mark.is(&["#"])).map_or(&*all, |(_, rest)| rest);
    let (people, rest) = all.split_first().filter(|(people, _)| people.is(COUNTED))?;
    let rest =
        rest.split_first().filter(|(mark, _)| mark.is(&[":", "=", "-"])).map_or(rest, |(_, rest)| rest);
    let (number, behind) = rest.split_first().filter(|(number, _)| number.is_number())?;
    let is_over = behind.first().is_none_or(|next| next.is(&[",", ";"]));
    let people = if people.is(&["headcount", "ftes"]) { "reps" } else { people.text.as_str() };
    let kept = plain.get(number.to..).filter(|_| is_over)?;
    Some(format!("{} {people}{kept}", number.text))
}

/// `Chris 500k (starts Feb)`: what is said in brackets is a part like any other.
fn starts_in_brackets(line: &str) -> Option<String> {
    const STARTS: [&str; 8] = ["start", "from", "join", "ab ", "à partir", "desde", "vanaf", "hired"];
    let (who, said) = line.rsplit_once('(')?;
    // “Anna (from April) 700k”
    let (said, rest) = said.split_once(')')?;
    let begins = |word: &&str| said.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let rest = rest.trim_start();
    // “Anna (starts April) 700k, Ben 600k”
    let is_list = rest.contains(", ") && !rest.starts_with(',');
    let rest = if is_list { rest } else { rest.trim_start_matches([',', ';', ' ']) };
    let mark = if is_list { " " } else { ", " };
    let rest = if rest.is_empty() { String::new() } else { format!("{mark}{rest}") };
    let is_start = STARTS.iter().any(begins) && !who.contains('"');
    is_start.then(|| format!("{}{mark}{said}{rest}", who.trim_end()))
}

/// `a team of 12 reps`: what it is of.
pub(super) fn without_team(line: &str) -> &str {
    const WORDS: [&str; 22] = [
        "there are ",
        "there're ",
        "wir sind zu ",
        "wir sind ",
        "nous sommes ",
        "on est ",
        "somos ",
        "siamo in ",
        "siamo ",
        "we zijn met ",
        "vi är ",
        "jesteśmy w ",
        "team of ",
        "the team: ",
        "team: ",
        "team von ",
        "equipo de ",
        "équipe de ",
        "equipe de ",
        "team van ",
        "team på ",
        "team di ",
    ];
    const ARTICLES: [&str; 10] = ["a ", "an ", "the ", "een ", "ein ", "ett ", "un ", "une ", "uma ", "um "];
    let line = line.trim_start();
    let behind = ARTICLES.iter().find_map(|article| line.strip_prefix(article)).unwrap_or(line);
    // “een team van 6”
    let line = if WORDS.iter().any(|word| behind.starts_with(word)) { behind } else { line };
    let begins = |word: &&str| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let word = WORDS.into_iter().find(begins);
    word.and_then(|word| line.get(word.len()..)).unwrap_or(line)
}
