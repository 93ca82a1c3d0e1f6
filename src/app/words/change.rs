//! What the last edit did, in words.

use super::of_100;
use crate::app::change::Change;
use crate::app::format::Format;

/// “73 → 80”, “still 73”, for what the last edit did.
pub fn change_in_short(change: Change, format: &Format) -> String {
    let [before, now] = [change.before, change.now].map(|chance| hundredths(chance, format));
    if before == now { format!("still {now}") } else { format!("{before} → {now}") }
}

/// “Your last edit: 73 → 80 of 100.”
pub fn change_sentence(change: Change, format: &Format) -> String {
    format!("Your last edit: {} of {}", change_in_short(change, format), format.number(100.0, 0))
}

/// Of 100, without the hundred.
fn hundredths(chance: f64, format: &Format) -> String {
    let words = of_100(chance, format);
    words.split(" of ").next().unwrap_or_default().to_owned()
}
