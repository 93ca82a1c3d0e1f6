//! Whether rows that were rejected are unlike those that are counted, so that leaving them out would mislead.

use crate::history::import::choices::Meaning;
use crate::history::import::facts::Fact;
use crate::history::import::reading::Reading;
use crate::history::import::vocabulary::status::meaning_of;

/// Fewer rejected rows than these say little.
const ROWS_MIN: usize = 5;
/// A difference of shares that is worth a warning.
const DIFFERENCE: f64 = 0.2;

/// A warning, if won rows are rejected much more or much less often than others.
pub(in crate::history::import) fn warning(reading: &Reading) -> Option<Fact> {
    let rejected: Vec<Option<Meaning>> = reading
        .rejected
        .iter()
        .map(|note| {
            // A change says what it was before what it became.
            let all = note.text.split(", ").filter_map(meaning_of).filter(|it| *it != Meaning::LeftOut);
            let (ended, open): (Vec<_>, Vec<_>) =
                all.partition(|it| matches!(it, Meaning::Won | Meaning::Lost));
            ended.into_iter().chain(open).next()
        })
        .collect();
    let known = rejected.iter().flatten().count();
    let won = rejected.iter().flatten().filter(|meaning| **meaning == Meaning::Won).count();
    let kept = reading.team.opportunities.filter(|kept| *kept > 0)?;
    let kept_won = reading.team.won.unwrap_or(0);
    if known < ROWS_MIN {
        return None;
    }
    let (share, kept_share) = (won as f64 / known as f64, f64::from(kept_won) / f64::from(kept));
    let differs = (share - kept_share).abs() > DIFFERENCE;
    differs.then(|| {
        let value = format!(
            "{:.0}% of rejected rows are won, {:.0}% of those that are counted",
            share * 100.0,
            kept_share * 100.0
        );
        Fact::new("rejected rows are unlike the others", value, "look at them before believing the counts")
    })
}
