//! What the last edit did, in words.

use super::of_100;
use crate::app::change::Change;
use crate::app::format::Format;

/// “73 → 80”, “5 → <1”, “still 73”, for what the last edit did, where there is little room.
pub fn change_in_short(change: Change, format: &Format) -> String {
    let sign = |words: String| words.replace("fewer than ", "<").replace("more than ", ">");
    from_to([change.before, change.now].map(|chance| sign(hundredths(chance, format))))
}

fn from_to([before, now]: [String; 2]) -> String {
    if before == now { format!("still {now}") } else { format!("{before} → {now}") }
}

/// “Your last edit: 73 → 80 of 100.”
pub fn change_sentence(change: Change, format: &Format) -> String {
    let chances = [change.before, change.now].map(|chance| hundredths(chance, format));
    format!("Your last edit: {} of {}", from_to(chances), format.number(100.0, 0))
}

/// Of 100, without the hundred.
fn hundredths(chance: f64, format: &Format) -> String {
    let words = of_100(chance, format);
    words.split(" of ").next().unwrap_or_default().to_owned()
}
