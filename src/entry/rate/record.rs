//! A record of wins, read and written: `9 of 41`, `9/41`, `9 won, 32 lost`, `none`.

use super::between::between;
use super::refused::closed_of_all;
use super::won_lost::{
    LOST, OPEN, WON, below_none, closed_and_lost, count, counted_with_lost, whole_first, whole_then_won,
    whole_to_part, wins_and_losses, without_decision, without_open, won_of_total,
};
use crate::entry::calendar::when_said::without_when;
use crate::entry::grammar::quantity::trimmed;
use crate::entry::grammar::tokens::{Kind, Token, after, before, split, tokens, without};
use crate::entry::grammar::words::{FILLER, NOTHING, OF, PERCENT, THINGS};
use crate::entry::reading::Understood;
use crate::entry::{EntryError, Formatter, NumberStyle, read_rate};
use crate::model::{BeliefKind, Counted, RateBelief};
use std::borrow::Cow;

const EXAMPLE: &str = "9 of 41";
const DECIDED: &[&str] = &[
    "decided",
    "decisions",
    "total",
    "tried",
    "overall",
    "all",
    "entschieden",
    "entschiedenen",
    "entschiedene",
    "beslist",
    "décidées",
    "décidés",
    "decididos",
    "decididas",
    "decisi",
    "decise",
    "avgjorda",
    "last",
    "i",
    "closed",
    "history",
    "record",
    "records",
    "results",
    "data",
    "so",
    "far",
    "tries",
    "attempts",
    "done",
    "worked",
    "chased",
    "pitched",
    "quoted",
    "pursued",
];

/// Words for wins and losses together.
const TOTAL: &[&str] = &[
    "total",
    "totals",
    "totaal",
    "all",
    "overall",
    "altogether",
    "gesamt",
    "insgesamt",
    "tout",
    "totale",
    "totalt",
    "deals",
    "decided",
    "opps",
    "opportunities",
];

/// What a text on wins was understood as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RecordEntry {
    /// Wins, of deals that were decided.
    Counted(Counted),
    /// A rate, without counts.
    Rate(RateBelief),
}

/// Reads a record: counts, or a rate, `22%` or `1 in 5`.
///
/// # Errors
/// When the text is no record, or says more wins than deals.
pub fn read_record(text: &str, style: NumberStyle) -> Result<RecordEntry, EntryError> {
    let error = match read_counted(text) {
        Ok(counted) => return Ok(RecordEntry::Counted(counted)),
        Err(error) => error,
    };
    let (_, all) = tokens(text, EXAMPLE)?;
    // “1 in 4” says as much as “25%”.
    let is_share = matches!(&error, EntryError::Questioned { reason, .. } if *reason == SHARE);
    let has_percent = all.iter().any(|token| token.is(PERCENT));
    let is_percent = has_percent && matches!(error, EntryError::NotUnderstood(_));
    if !is_share && !is_percent {
        return Err(error);
    }
    let rate = match read_rate(text, style).and_then(Understood::settled) {
        Err(_) if is_share => return Err(error),
        read => read?,
    };
    // “9 of 41 (22%)” counts them.
    Ok(match rate.kind() {
        BeliefKind::Counts { passed, entered } => RecordEntry::Counted(Counted { passed, decided: entered }),
        BeliefKind::Estimate { .. } | BeliefKind::Range { .. } | BeliefKind::Exact(_) => {
            RecordEntry::Rate(rate)
        }
    })
}

/// `8 won, 22 lost, 35 total`: all three, which have to agree.
fn with_total(all: &[Token]) -> Option<Result<Counted, EntryError>> {
    let at = all.iter().rposition(|token| token.is(&[",", "/", "(", "=", "-"]))?;
    let (counts, total) = (all.get(..at)?, all.get(at + 1..)?);
    let total = before(total, ")").unwrap_or(total);
    let is_total = total.iter().any(|token| token.is(TOTAL)) && !total.iter().any(|token| token.is(WON));
    let decided = count(&without(&without(&without(total, TOTAL), DECIDED), THINGS)).filter(|_| is_total)?;
    let (won, lost) = wins_and_losses(counts)?;
    Some(if won.checked_add(lost) == Some(decided) {
        Ok(Counted { passed: won, decided })
    } else {
        let reason = "what was won and lost is not the total: what is open still counts for neither";
        Err(EntryError::guessed(reason, "9 won, 32 lost", format!("{won} won, {lost} lost")))
    })
}

/// `60 total, 14 won, 46 lost`, `60 opps: 14 won, 46 lost`: the same with the total behind.
fn total_first(all: &[Token]) -> Option<Result<Counted, EntryError>> {
    let (total, counts) = split(all, &[",", ":", ";"])?;
    let is_total = total.iter().any(|word| word.is(TOTAL)) && !total.iter().any(|word| word.is(WON));
    let mark = all.get(total.len()).filter(|_| is_total)?;
    let comma = Token { text: ",".to_owned(), ..mark.clone() };
    wins_and_losses(counts)?;
    with_total(&[counts, &[comma], total].concat())
}

/// Reads wins, of deals that were decided; none is `0 of 0`.
///
/// # Errors
/// When the text is no record, or says more wins than deals.
pub fn read_counted(text: &str) -> Result<Counted, EntryError> {
    let not_understood = || EntryError::NotUnderstood(EXAMPLE);
    let text = &*headed(text);
    let (_, all) = tokens(text, EXAMPLE)?;
    let all = without_when(all);
    if let Some(error) = below_none(&all, EXAMPLE) {
        return Err(error);
    }
    let said = without(&all, FILLER);
    if let [only] = without(&without(&said, DECIDED), THINGS).as_slice()
        && only.is(NOTHING)
    {
        return Ok(Counted::default());
    }
    if let Some(counted) = closed_and_lost(&all) {
        return counted.map(|(passed, decided)| Counted { passed, decided });
    }
    if let Some(counted) = in_other_words(&all) {
        return counted;
    }
    if let Some(error) = beside_open(&all).or_else(|| whole_won_open(&all)) {
        return Err(error);
    }
    let mut all = without_open(all);
    if let Some(counts) = without_amount(text, &all) {
        let reason = "how much was won has a field of its own";
        return Err(EntryError::guessed(reason, EXAMPLE, counts));
    }
    none_of_either(&mut all);
    let said = without(&all, FILLER);
    if let Some(counted) = of_losses(&said) {
        return counted;
    }
    if let Some(error) = without_decision(&all, EXAMPLE).or_else(|| closed_of_all(&all, EXAMPLE)) {
        return Err(error);
    }
    if let Some((passed, decided)) = whole_first(&all) {
        return Ok(Counted { passed, decided });
    }
    if let Some(error) = several(&all) {
        return Err(error);
    }
    if let Some(total) = with_total(&all).or_else(|| total_first(&all)) {
        return total;
    }
    if let Some((won, lost)) = wins_and_losses(&all) {
        return Ok(Counted { passed: won, decided: won.checked_add(lost).ok_or_else(not_understood)? });
    }
    if let Some((passed, decided)) = won_of_total(&all) {
        return Ok(Counted { passed, decided });
    }
    if let Some((passed, decided)) = decided_first(&said).or_else(|| whole_then_won(&all)) {
        return Ok(Counted { passed, decided });
    }
    if WON.iter().any(|word| before(&said, word).is_some_and(|won| count(won).is_some())) {
        return Err(EntryError::questioned("of how many that were decided?", EXAMPLE));
    }
    if let [one, dash, other] = said.as_slice()
        && one.is_number()
        && other.is_number()
        && dash.is(&["-", "–", ":"])
    {
        return Err(EntryError::questioned("this does not say what was lost", "9 won, 32 lost"));
    }
    let said = without(&without(&without(&said, THINGS), WON), DECIDED);
    let said = without(&said, &[","]);
    if let Some(error) = from_to(&said) {
        return Err(error);
    }
    // “14-of-60”
    let is_hyphened = said.iter().any(|token| token.is(&["of", "for"]));
    let said = if is_hyphened { without(&said, &["-"]) } else { said };
    let of = split(trimmed(&said), OF).or_else(|| split(trimmed(&said), &["in", "for", "em", "en"]));
    // “52件中11件”
    let of = of.or_else(|| split(&said, &["中"]).map(|(decided, won)| (won, decided)));
    let (won, decided) = of.ok_or_else(not_understood)?;
    // “9 opps / 41 wins”: the wins stand behind.
    let (won, decided) = if is_turned_round(&all) { (decided, won) } else { (won, decided) };
    let (passed, decided) = count(won).zip(count(decided)).ok_or_else(not_understood)?;
    if is_share(&all, passed, decided) { Err(share()) } else { possible(passed, decided) }
}

/// `41 opps / 9 wins`: what the numbers count stands with them, the wins behind.
fn is_turned_round(all: &[Token]) -> bool {
    let Some((whole, won)) = split(all, &["/"]) else { return false };
    let is_won = |said: &[Token]| said.iter().any(|word| word.is(WON));
    is_won(won) && !is_won(whole) && whole.iter().any(|word| word.is(THINGS))
}

/// `no wins in 10`, `14 won, none lost`, `14 lost, no wins`: none of the one or the other is a number.
fn none_of_either(all: &mut [Token]) {
    const NONE: &[&str] = &[
        "no", "none", "nil", "keine", "aucune", "aucun", "ninguna", "ninguno", "geen", "inga", "nessuna",
        "nessuno", "nenhuma", "nenhum",
    ];
    if let [first, second, _, ..] = all
        && first.is(NOTHING)
        && (second.is(WON) || second.is(OF))
    {
        (first.kind, first.text) = (Kind::Number, "0".to_owned());
    }
    if let [number, word, mark, none, other] = all
        && number.is_number()
        && mark.is(&[",", ";", "and", "/"])
        && none.is(NONE)
        && ((word.is(WON) && other.is(LOST)) || (word.is(LOST) && other.is(WON)))
    {
        (none.kind, none.text) = (Kind::Number, "0".to_owned());
    }
}

/// `41 deals, 9 won`.
fn decided_first(said: &[Token]) -> Option<(u32, u32)> {
    let (decided, won) = split(said, &[","])?;
    let won = without(won, &["of", "them", "those", "these", "which", "whom"]);
    let won = WON.iter().find_map(|word| before(&won, word).or_else(|| after(&won, word))).and_then(count)?;
    let decided = count(&without(&without(decided, THINGS), DECIDED))?;
    (won <= decided).then_some((won, decided))
}

/// `41 opps -> 9 wins`, `9 of 41, 32 lost`, `31 won out of 120 closed, 15 open`, `half of 40`.
fn in_other_words(all: &[Token]) -> Option<Result<Counted, EntryError>> {
    let of = |(passed, decided): (u32, u32)| Counted { passed, decided };
    if let Some(counted) = counted_with_lost(all) {
        return Some(counted.map(of));
    }
    let to_part = whole_to_part(all).map(|(passed, decided, _)| (passed, decided));
    let counted = to_part.or_else(|| closed_beside_open(all)).or_else(|| share_of(all))?;
    Some(Ok(of(counted)))
}

/// `Won`, `Lost` above `31`, `89`: a spreadsheet's head and its one row, each number with its word.
fn headed(text: &str) -> Cow<'_, str> {
    let rows = crate::entry::grammar::lines::lines(text);
    let [(_, head), (_, row)] = rows.as_slice() else { return Cow::Borrowed(text) };
    let (head, row) = (crate::entry::grammar::lines::cells(head), crate::entry::grammar::lines::cells(row));
    let is_word = |cell: &&str| cell.starts_with(char::is_alphabetic) && !cell.contains(char::is_numeric);
    let is_count = |cell: &&str| !cell.is_empty() && cell.chars().all(|letter| letter.is_ascii_digit());
    if head.len() < 2 || head.len() != row.len() || !head.iter().all(is_word) || !row.iter().all(is_count) {
        return Cow::Borrowed(text);
    }
    // “Reps”, “Won”: what the first of two counts is, must be known.
    let first = head.first().and_then(|word| tokens(word, "").ok()).map_or_else(Vec::new, |(_, all)| all);
    if !first.iter().any(|word| word.is(WON) || word.is(LOST) || word.is(THINGS)) {
        return Cow::Borrowed(text);
    }
    let said = head.iter().zip(&row).map(|(word, number)| format!("{number} {}", word.to_lowercase()));
    Cow::Owned(said.collect::<Vec<_>>().join(", "))
}

/// `31 won out of 120 closed, 15 open`: those that are closed are decided, and the open ones are not among
/// them.
fn closed_beside_open(all: &[Token]) -> Option<(u32, u32)> {
    let (record, open) = split(all, &[",", "(", "and", ";"])?;
    let open = before(open, ")").unwrap_or(open);
    count(&without(&without(&without(open, OPEN), THINGS), &["still"]))?;
    let (won, of) = split(record, OF).filter(|_| open.iter().any(|word| word.is(OPEN)))?;
    let decided = without(&without(of, &["closed", "decided"]), THINGS);
    let is_decided = of.iter().any(|word| word.is(&["closed", "decided"]));
    let (won, decided) = (count(&without(&without(won, WON), THINGS))?, count(&decided)?);
    (is_decided && won <= decided).then_some((won, decided))
}

/// `half of 40`: a share in words of so many, which is a whole number of them.
fn share_of(all: &[Token]) -> Option<(u32, u32)> {
    let (share, whole) = split(all, &["of", "out of"])?;
    let (share, rest) =
        crate::entry::grammar::number::in_words(share).filter(|_| !share.iter().any(Token::is_number))?;
    let decided = count(&without(&without(whole, THINGS), DECIDED)).filter(|_| rest.is_empty())?;
    let won = share * f64::from(decided);
    let is_whole = (won - won.round()).abs() < 1e-9;
    let passed = crate::entry::grammar::number::whole_number(won.round())?;
    (is_whole && 0.0 < share && share < 1.0).then_some((passed, decided))
}

fn possible(passed: u32, decided: u32) -> Result<Counted, EntryError> {
    if passed > decided {
        return Err(EntryError::questioned("more cannot be won than was decided", EXAMPLE));
    }
    Ok(Counted { passed, decided })
}

const SHARE: &str = "this says how often it happens and counts nothing: say how many were won, of how many";

/// Why a share is no record.
fn share() -> EntryError {
    EntryError::questioned(SHARE, EXAMPLE)
}

/// `8-10 of 41`, `7 to 9 in 10`: none of them was counted.
fn from_to(said: &[Token]) -> Option<EntryError> {
    Some(match between(said)?.counted {
        Some((won, decided)) => {
            let reason = "this is from how many to how many: say how many were won, of how many";
            EntryError::guessed(reason, EXAMPLE, format!("{won} of {decided}"))
        }
        None => share(),
    })
}

/// `1 in 5`, `7 in 10`: an estimate. `14 wins in 60 deals` and `9 in 41` count.
fn is_share(all: &[Token], passed: u32, decided: u32) -> bool {
    let said = without(all, FILLER);
    let is_in = split(&said, &["in", "em", "en"]).is_some() && split(&said, OF).is_none();
    let is_counted = said.iter().any(|word| word.is(WON) || word.is(DECIDED));
    is_in && !is_counted && (passed == 1 || decided <= 10 || decided == 100)
}

/// `9 deals for 310k out of 41` without what they were worth.
fn without_amount(text: &str, all: &[Token]) -> Option<String> {
    let at = all.iter().position(|word| word.is(&["for", "worth", "totaling", "totalling"]));
    let at = at.filter(|at| *at > 0)?;
    let amount = all.get(at + 1..)?;
    let ends = |word: &Token| word.is(OF) || word.is(&["out", ",", "and", "in"]);
    let length = amount.iter().position(ends).unwrap_or(amount.len());
    let is_amount =
        amount.get(..length)?.iter().any(|word| crate::entry::grammar::number::multiplier(word).is_some());
    let plain = crate::entry::grammar::text::plain(text);
    let before = plain.get(..all.get(at - 1)?.to).filter(|_| is_amount)?;
    let behind = amount.get(length).map_or("", |next| plain.get(next.from..).unwrap_or_default());
    Some(format!("{before} {behind}").trim().to_owned())
}

/// `12 won of 50, 8 pending`: of these 50 or beside them? And `won all 5`.
fn beside_open(all: &[Token]) -> Option<EntryError> {
    let words = without(all, FILLER);
    if let Some(all_won) =
        ["won all", "all won of", "all"].iter().find_map(|words_of| after(&words, words_of))
        && let Some(number) = count(&without(&without(all_won, WON), THINGS)).filter(|number| *number > 0)
        && words.iter().any(|word| word.is(WON))
    {
        let reason = "all of them were won: say of how many";
        return Some(EntryError::guessed(reason, EXAMPLE, format!("{number} of {number}")));
    }
    let (record, open) = split(all, &[",", "(", "and", ";"])?;
    let open = before(open, ")").unwrap_or(open);
    let open = OPEN.iter().find_map(|word| before(open, word))?;
    let open = count(&without(open, &["still"]))?;
    let (won, of) = split(record, OF)?;
    let (won, of) = (count(&without(won, WON))?, count(&without(of, THINGS))?);
    let decided = of.checked_sub(open).filter(|decided| won <= *decided)?;
    let reason = "what is still open is not decided: say of how many that were";
    Some(EntryError::guessed(reason, EXAMPLE, format!("{won} of {decided}")))
}

/// `46 opps, 9 won, 5 open`: the open ones may be among all of them.
fn whole_won_open(all: &[Token]) -> Option<EntryError> {
    let at = all.iter().rposition(|word| word.is(&[",", "("]))?;
    let (record, open) = (all.get(..at)?, all.get(at + 1..)?);
    let open = before(open, ")").unwrap_or(open);
    let open = OPEN.iter().find_map(|word| before(open, word))?;
    let open = count(&without(open, &["still"]))?;
    let (won, whole) = whole_then_won(record)?;
    let decided = whole.checked_sub(open).filter(|decided| won <= *decided)?;
    let reason = "what is still open is not decided: say of how many that were";
    Some(EntryError::guessed(reason, EXAMPLE, format!("{won} of {decided}")))
}

/// `Q1 5/20, Q2 7/24`: records of several times, which add up.
fn several(all: &[Token]) -> Option<EntryError> {
    let parts: Vec<&[Token]> = all.split(|word| word.is(&[",", ";", "and", "+"])).collect();
    let counted = |part: &&[Token]| {
        // Behind a time that it is of.
        let from =
            part.iter().rposition(|word| word.kind == Kind::Mark && !word.is(&["(", ")"]))?.checked_sub(1)?;
        let (won, decided) = split(part.get(from..)?, OF)?;
        Some((count(won)?, count(&without(&without(decided, THINGS), DECIDED))?))
    };
    let counts = parts.iter().map(counted).collect::<Option<Vec<_>>>().filter(|counts| counts.len() > 1)?;
    let sum = counts.iter().try_fold((0_u32, 0_u32), |(won, decided), (more, of)| {
        Some((won.checked_add(*more)?, decided.checked_add(*of)?))
    })?;
    let reason = "these are several records: one is wanted, of all of them together";
    Some(EntryError::guessed(reason, EXAMPLE, format!("{} of {}", sum.0, sum.1)))
}

/// `lost 30 of 42`: the others were won.
fn of_losses(said: &[Token]) -> Option<Result<Counted, EntryError>> {
    let is_of_losses = said.iter().any(|word| word.is(LOST)) && !said.iter().any(|word| word.is(WON));
    let said = without(&without(&without(said, LOST), THINGS), DECIDED);
    let (lost, decided) = split(trimmed(&said), OF).filter(|_| is_of_losses)?;
    let (lost, decided) = (count(lost)?, count(decided)?);
    let counted = decided.checked_sub(lost).map(|passed| Counted { passed, decided });
    Some(counted.ok_or(EntryError::questioned("more cannot be lost than was decided", EXAMPLE)))
}

/// What the field prints.
pub fn write_counted(record: Counted, format: &dyn Formatter) -> String {
    let count = |number: u32| format.exact_count(number.into());
    format!("{} of {}", count(record.passed), count(record.decided))
}
