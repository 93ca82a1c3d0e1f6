//! What stands around the sections, and where a section waits.

use crate::app::format::Format;

pub const ADVICE: &str = "What would change it";
pub const ADVICE_WAITS: &str = "What would change the answer is worked out once the answer stands.";
pub const ADVICE_PROGRESS: &str = "What would change the answer";
pub const ADVICE_AGAIN: &str = "Work out the rest";
pub const APPLY: &str = "Apply";
pub const ALL_TOGETHER: &str = "all together";
pub const TOGETHER_WITH: &str = "Look at it together with others: ";
pub const CHOSEN_TOGETHER: &str = "those that are ticked, together";
pub const NOT_YET: &str = "Being worked out…";

/// What stands where no answer will come before somebody asks again.
pub const STOPPED_BEFORE: &str = "Stopped before this was worked out.";

/// “99 variations of the plan, 20,000 runs each, all with the same luck.”
pub fn advice_runs(variations: u32, trials: u32, format: &Format) -> String {
    if trials == 0 {
        return NOT_YET.to_owned();
    }
    format!(
        "{} variations of the plan, {} runs each, all with the same luck.",
        format.number(f64::from(variations), 0),
        format.number(f64::from(trials), 0)
    )
}
