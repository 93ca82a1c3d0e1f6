//! Words of what is printed on one page.

use crate::app::format::Format;
use crate::model::Date;

pub const BRIEF_WITHOUT_ANSWER: &str = "The answer is still being worked out: print again in a moment.";
pub const BRIEF_FACTS: &str = "What this stands on";
pub const BRIEF_FOOT: &str = "Simulated with Plumbline. A simulation says what follows from these \
     assumptions, not whether they are true.";

/// “FY27 plan · November 27, 2026”.
pub fn brief_head(name: &str, today: Date, format: &Format) -> String {
    format!("{name} · {}", format.day(today))
}
