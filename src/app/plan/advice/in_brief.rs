//! What would change the answer, in as many lines as a page of paper has room for.

use super::needed_list::Known;
use super::sections::Sections;
use super::use_answers::Asking;
use crate::app::format::Format;
use crate::app::plan::words;
use crate::model::Scenario;

/// The nearest levers and the line on profit, of this plan alone: none while they are worked out. `chance` is
/// that of the plan's own answer.
pub fn in_brief(scenario: &Scenario, asking: &Asking, chance: f64, format: &Format) -> Vec<String> {
    let answers = &asking.answers;
    let is_current = answers.scenario.as_ref().is_some_and(|asked| asked.says_the_same(scenario));
    if !is_current || answers.is_working {
        return Vec::new();
    }
    let known = Known { scenario, answers, format, is_current };
    let nearest = known.nearest_in_words();
    let levers = (!nearest.is_empty()).then(|| format!("{}: {}", known.title(), sentences(&nearest)));
    let sections = Sections { scenario, answers, promises: None, chance: Some(chance), format };
    let profit = scenario.parts().economics.as_ref();
    let profit = profit.map(|_| words::profit_line(scenario, sections.profit(), Some(chance), format));
    levers.into_iter().chain(profit).collect()
}

/// Each with one full stop at its end.
fn sentences(lines: &[String]) -> String {
    let ended: Vec<String> = lines.iter().map(|line| format!("{}.", line.trim_end_matches('.'))).collect();
    ended.join(" ")
}

/// The middle contribution, where the plan states its costs; what is known of another plan is not said of
/// this one.
pub fn profit_in_short(scenario: &Scenario, asking: &Asking, format: &Format) -> Option<String> {
    let answers = &asking.answers;
    let is_current = answers.scenario.as_ref().is_some_and(|asked| asked.says_the_same(scenario));
    let sections = Sections { scenario, answers, promises: None, chance: None, format };
    words::profit_in_short(scenario, sections.profit().filter(|_| is_current), format)
}
