//! A record of wins, read and written: `9 of 41`, `9/41`, `9 won, 32 lost`, `none`.

use super::number::whole_number;
use super::quantity::{COUNTS, trimmed};
use super::tokens::{Token, split, tokens, without};
use super::words::{FILLER, NOTHING, PERCENT, THINGS};
use super::{EntryError, Formatter, NumberStyle, read_rate};
use crate::model::{Counted, RateBelief};

const EXAMPLE: &str = "9 of 41";
const WON: &[&str] = &["won", "wins", "win", "w", "passed", "closed", "gewonnen", "gagnés"];
const LOST: &[&str] = &["lost", "losses", "loss", "l", "failed", "verloren", "perdus"];
const DECIDED: &[&str] = &["decided", "total", "tried", "overall", "all", "entschieden"];

/// What a text on wins was understood as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RecordEntry {
    /// Wins, of deals that were decided.
    Counted(Counted),
    /// A rate, without counts.
    Rate(RateBelief),
}

/// Reads a record: counts, or a rate with its percent sign.
///
/// # Errors
/// When the text is no record, or says more wins than deals.
pub fn read_record(text: &str, style: NumberStyle) -> Result<RecordEntry, EntryError> {
    let error = match read_counted(text) {
        Ok(counted) => return Ok(RecordEntry::Counted(counted)),
        Err(error) => error,
    };
    let (_, all) = tokens(text, EXAMPLE)?;
    if !matches!(error, EntryError::NotUnderstood(_)) || !all.iter().any(|token| token.is(PERCENT)) {
        return Err(error);
    }
    Ok(RecordEntry::Rate(read_rate(text, style)?.settled()?))
}

/// Reads wins, of deals that were decided; none is `0 of 0`.
///
/// # Errors
/// When the text is no record, or says more wins than deals.
pub fn read_counted(text: &str) -> Result<Counted, EntryError> {
    let not_understood = || EntryError::NotUnderstood(EXAMPLE);
    let (_, all) = tokens(text, EXAMPLE)?;
    let said = without(&all, FILLER);
    if let [only] = said.as_slice()
        && only.is(NOTHING)
    {
        return Ok(Counted::default());
    }
    if let Some((won, lost)) = wins_and_losses(&all) {
        return Ok(Counted { passed: won, decided: won.checked_add(lost).ok_or_else(not_understood)? });
    }
    let said = without(&without(&without(&said, THINGS), WON), DECIDED);
    let said = without(&said, &[","]);
    let (won, decided) =
        split(trimmed(&said), &["out of", "of", "/", "from", "in"]).ok_or_else(not_understood)?;
    let (passed, decided) = count(won).zip(count(decided)).ok_or_else(not_understood)?;
    if passed > decided {
        return Err(EntryError::questioned("more cannot be won than was decided", EXAMPLE));
    }
    Ok(Counted { passed, decided })
}

fn count(tokens: &[Token]) -> Option<u32> {
    whole_number(COUNTS.quantity(trimmed(tokens))?.value())
}

/// `9 won, 32 lost`, in any order; none, if the text does not say both.
pub(super) fn wins_and_losses(all: &[Token]) -> Option<(u32, u32)> {
    let said = without(
        &without(all, FILLER),
        &["deal", "deals", "opportunities", "opps", "leads", "and", ",", "/", "&", ";", "+", "i"],
    );
    let (mut won, mut lost) = (None, None);
    let mut rest = said.as_slice();
    while !rest.is_empty() {
        let is_said = |token: &Token| token.is(WON) || token.is(LOST);
        // “won 9, lost 32”, or “9 won, 32 lost”.
        let at = rest.iter().position(is_said)?;
        let (number, word, others) = if at == 0 {
            let (word, others) = rest.split_first()?;
            let next = others.iter().position(is_said).unwrap_or(others.len());
            let (number, others) = others.split_at(next);
            (number, word, others)
        } else {
            let (number, others) = rest.split_at(at);
            let (word, others) = others.split_first()?;
            (number, word, others)
        };
        let number = count(number)?;
        let slot = if word.is(WON) { &mut won } else { &mut lost };
        if slot.replace(number).is_some() {
            return None;
        }
        rest = others;
    }
    won.zip(lost)
}

/// What the field prints.
pub fn write_counted(record: Counted, format: &dyn Formatter) -> String {
    let count = |number: u32| format.exact_count(number.into());
    format!("{} of {}", count(record.passed), count(record.decided))
}
