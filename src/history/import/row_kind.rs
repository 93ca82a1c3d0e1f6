//! What a row of a file is: a rep, a rep in a period, an opportunity or a change of one; or the reason why
//! nothing says it.

use super::choices::RowKind;
use super::refusal::Refusal;
use super::{columns, table};

/// What a row is, or why nothing says it.
pub(super) fn row_kind(seen: &columns::seen::Seen<'_>) -> Result<(RowKind, String), Refusal> {
    let kind = columns::kinds::kind_of(seen);
    if kind.as_ref().is_none_or(|(row, _)| row.is_of_reps())
        && seen.choices.row.is_none()
        && let Some(reason) = table::transposed::refusal(seen.grid)
    {
        return Err(Refusal::new(reason));
    }
    if columns::kinds::is_of_adverts(seen) {
        return Err(Refusal::new(
            "Nothing in this file is about sales: by its heads its rows are campaigns of advertising. Export \
            opportunities with owner, stage, amount, created and close date.",
        ));
    }
    if let Some(head) = columns::kinds::measures_in_rows(seen) {
        return Err(Refusal::new(format!(
            "The rows of a rep are different measures, by “{head}”: they cannot be added. Give each measure, \
             such as quota and bookings, a column of its own."
        )));
    }
    let (row, row_why) = kind.ok_or_else(|| {
        let heads: Vec<&str> =
            seen.layout.heads.iter().map(String::as_str).filter(|head| !head.is_empty()).take(8).collect();
        if seen.layout.heads.iter().filter(|head| is_garbled(head)).count() * 2 > seen.layout.heads.len() {
            return Refusal::new(format!(
                "The letters of its heads cannot be read: {}. The file is in another encoding than UTF-8 and \
                 Windows-1252: choose it, or save the file as “CSV UTF-8”.",
                heads.join(", ")
            ));
        }
        if let Some(numbers) = columns::kinds::numbers_of_nobody(seen) {
            return Refusal::new(format!(
                "Rows have {numbers}, and no column says whose they are. Add a column “Rep” with a name in \
                 each row: one name, such as “Team”, if all are of one team."
            ));
        }
        Refusal::new(format!(
            "No column says what a row is: neither a stage or status of opportunities, nor reps with \
                their numbers. Its columns: {}. \
             Export opportunities with owner, stage, amount, created and close date.",
            heads.join(", ")
        ))
    })?;
    if row == RowKind::Opportunity && seen.choices.row.is_none() && !columns::kinds::is_of_sales(seen) {
        return Err(Refusal::new(
            "Nothing in this file says that it is about sales: it has statuses, but no stage, amount, \
            customer \
             or closing date beside them, and nothing in it was won. Export opportunities with owner, stage, \
             amount, created and close date.",
        ));
    }
    let pivot = row.is_of_reps().then(|| columns::pivots::refusal(seen)).flatten();
    if let Some(reason) = pivot.filter(|_| seen.choices.row.is_none()) {
        return Err(Refusal::new(reason));
    }
    let is_guess = row == RowKind::Opportunity && seen.choices.row.is_none();
    if let Some(reason) = columns::other_tables::refusal(seen).filter(|_| is_guess) {
        return Err(Refusal::new(reason));
    }
    if let Some(head) = columns::split_money::split_head(seen).filter(|_| !row.is_of_reps()) {
        return Err(Refusal::new(format!(
            "By “{head}” the money of an opportunity is split among several people, so that its rows are \
             parts of it. Export opportunities with their owner instead of opportunity splits."
        )));
    }
    Ok((row, row_why))
}

/// Whether a head is what letters of another alphabet become where their bytes are read as Western ones.
fn is_garbled(head: &str) -> bool {
    let strange = head.chars().filter(|letter| ('\u{80}'..='\u{ff}').contains(letter)).count();
    strange * 2 > head.chars().count()
}
