//! What stands around the sections, and where a section waits.

use super::super::of_100;
use super::levers::{lever_name, lever_value};
use crate::app::format::Format;
use crate::app::plan::state::{Answer, Slid};
use crate::model::Lever;

pub const ADVICE: &str = "What would change it";
pub const ADVICE_WAITS: &str = "What would change the answer is worked out once the answer stands.";
pub const ADVICE_PROGRESS: &str = "What would change the answer";
pub const ADVICE_AGAIN: &str = "Work out the rest";
pub const ALL_TOGETHER: &str = "all together";
pub const TOGETHER_WITH: &str = "Look at it together with others: ";
pub const CHOSEN_TOGETHER: &str = "those that are ticked, together";
pub const SLIDERS: &str = "Move a slider, and everything is drawn again";
pub const SLIDERS_BACK: &str = "Back to the plan";
pub const NOT_YET: &str = "Being worked out…";

/// What stands where no answer will come before somebody asks again.
pub const STOPPED_BEFORE: &str = "Stopped before this was worked out.";

/// “99 variations of the plan, up to 20,000 runs each, all with the same luck.”
pub fn advice_runs(variations: u32, trials: u32, format: &Format) -> String {
    if trials == 0 {
        return NOT_YET.to_owned();
    }
    format!(
        "{} variations of the plan, up to {} runs each, all with the same luck.",
        format.number(f64::from(variations), 0),
        format.number(f64::from(trials), 0)
    )
}

/// “What if: new opportunities a month 140 instead of 95; as the plan is, 20 of 100.”
pub fn what_if(slid: &Slid, format: &Format) -> Option<String> {
    let base = slid.base();
    let one = |(lever, value): (Lever, f64)| {
        let today = lever.range(base).map(|range| lever_value(base, lever, range.today, format));
        let instead = today.map_or_else(String::new, |today| format!(" instead of {today}"));
        format!("{} {}{instead}", lever_name(base, lever), lever_value(base, lever, value, format))
    };
    let moved: Vec<String> = slid.moved_levers().into_iter().map(one).collect();
    let before = slid.answer().map(|answer| of_100(answer.report.chance.value, format));
    let before = before.map_or_else(String::new, |chance| format!("; as the plan is, {chance}"));
    (!moved.is_empty()).then(|| format!("What if: {}{before}.", moved.join(", ")))
}

/// “Before the sliders were moved: 73 of 100.”
pub fn before_sliders(before: &Answer, format: &Format) -> String {
    format!("Before the sliders were moved: {}.", of_100(before.report.chance.value, format))
}
