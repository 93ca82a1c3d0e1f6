//! How many opportunities it takes, in words.

use super::{count, of_100};
use crate::advice::{Coverage, CoverageOf};
use crate::app::format::Format;
use crate::model::Scenario;

pub const COVERAGE_HEAD: [&str; 3] = ["Chance", "Opportunities", "As pipeline value"];

pub fn coverage_table(of: CoverageOf) -> &'static str {
    match of {
        CoverageOf::Rest => "Coverage for what is left of the target",
        CoverageOf::Target => "Coverage for the whole target",
    }
}

/// The heading of coverage; `chance` is the plan's own, which may be less than what enough opportunities
/// would give.
pub fn coverage_finding(coverage: Option<&Coverage>, chance: Option<f64>, format: &Format) -> String {
    let need = coverage.and_then(|coverage| Some((coverage, coverage.needs.get(2)?.opportunities?)));
    let Some((coverage, opportunities)) = need else { return "How many opportunities it takes".to_owned() };
    if coverage.planned >= opportunities && chance.is_some_and(|chance| chance < 0.795) {
        return format!(
            "The plan has {} opportunities, and {} would do for 8 in 10; but not all are decided by the end",
            count(coverage.planned, format),
            count(opportunities, format)
        );
    }
    format!(
        "If all were decided in time, 8 in 10 would take {} opportunities; the plan has {}",
        count(opportunities, format),
        count(coverage.planned, format)
    )
}

pub fn coverage_rows(coverage: &Coverage, scenario: &Scenario, format: &Format) -> Vec<Vec<String>> {
    let none = || "no number is enough".to_owned();
    let row = |need: &crate::advice::CoverageNeed| {
        vec![
            of_10(need.chance, format),
            need.opportunities.map_or_else(none, |number| format.number(number, 0)),
            need.value.map_or_else(String::new, |value| format.money_short(value, scenario.parts().currency)),
        ]
    };
    coverage.needs.iter().map(row).collect()
}

/// The rule of thumb beside it.
pub fn coverage_rule(coverage: &Coverage, scenario: &Scenario, format: &Format) -> String {
    if !coverage.rule.is_finite() {
        return "Nothing is won at these rates: no coverage is enough.".to_owned();
    }
    format!(
        "The rule of thumb, 1 ÷ win rate, says {} opportunities for {}: enough in {} futures, about a coin \
         toss.",
        format.number(coverage.rule, 0),
        format.money_short(coverage.amount, scenario.parts().currency),
        of_100(coverage.rule_chance, format)
    )
    .replace(
        ", about a coin toss",
        if (coverage.rule_chance - 0.5).abs() < 0.1 {
            ", about a coin \
         toss"
        } else {
            ""
        },
    )
}

pub(in crate::app) fn of_10(chance: f64, format: &Format) -> String {
    format!("{} of {}", format.number(10.0 * chance, 0), format.number(10.0, 0))
}

pub const HOW_COVERAGE: &str = "The least number of opportunities of which enough is won, worked to their \
     end, as often as the row says: run by \
     run, opportunities are won at the run’s rates until the amount is reached. 1 ÷ win rate is what is \
     needed on average, which is about a \
     coin toss.";
