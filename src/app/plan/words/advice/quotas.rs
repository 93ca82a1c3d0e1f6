//! Quotas that would be equally hard.

use super::super::of_100;
use crate::advice::Quotas;
use crate::app::format::Format;
use crate::model::Scenario;

pub const EQUAL_TABLE: &str = "Quotas that would be equally hard, at the team’s rates";
pub const EQUAL_HEAD: [&str; 5] = ["Reps", "Quota", "Chance of it", "Equally hard", "Chance of that"];

/// The span that both quotas and both chances are about.
pub fn equal_span(quotas: &Quotas, scenario: &Scenario) -> String {
    let months = quotas.months;
    let all = usize::try_from(months).is_ok_and(|months| months == scenario.parts().calendar.months().len());
    match (all, months) {
        (true, 1) => "All of it over the one month of the plan.".to_owned(),
        (true, _) => {
            format!("All of it over the {months} months of the plan, whatever the period of quotas is.")
        }
        (false, 1) => "All of it over what is left of the plan, one month.".to_owned(),
        (false, _) => format!(
            "All of it over what is left of the plan, {months} months, whatever the period of quotas is."
        ),
    }
}

pub const EQUAL_HOW: &str = "Equally hard quotas are the same quantile of what a rep of each group brings \
     at the team’s rates, with \
     their segment and ramp; never at their own rates, which would punish the good. The sum stays what it \
     is. A \
     quota’s chance is read from buckets 3% wide.";

/// The heading of the quotas.
pub fn equal_finding(quotas: Option<&Quotas>, format: &Format) -> String {
    let Some(quotas) = quotas else { return "Quotas against the target".to_owned() };
    let equal = quotas.groups.first().map(|group| {
        format!("; equally hard ones would each be reached in {}", of_100(group.equal_chance, format))
    });
    format!(
        "Quotas add up to {} of the target{}",
        format.percent(quotas.over_target, 0),
        equal.unwrap_or_default()
    )
}
