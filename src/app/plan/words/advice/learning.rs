//! What would be known after more opportunities.

use super::levers::months;
use crate::advice::{Learned, Learning};
use crate::app::format::Format;
use crate::app::words::count;
use crate::model::Scenario;

pub const LEARNING_TABLE: &str = "What more opportunities would tell";
pub const LEARNING_HEAD: [&str; 3] = ["Once they are seen", "Range of 8 in 10", "Less uncertainty"];
pub const HOW_LEARNING: &str = "\
    Each stage’s percentage keeps its middle and is known as much better as so many more cases make it on \
    average: of a belief worth c cases, n more take away the share n / (c + n) of the variance \
    (beta-binomial). Later stages see only those that reach them. Then the plan is drawn again on the same \
    luck. Should the cases come out otherwise than believed, the middle moves as well, which is what one \
    learns. Less uncertainty is the share of the variance of the bookings that goes.";

/// A range that is less by this share or more is narrower.
const NARROWER: f64 = 0.02;
/// The place of the months that the sentence is about: a quarter's, of 1, 3 and 12.
const SAID: usize = 1;

/// “After 600 more opportunities (3 months) the range of 8 in 10 narrows from $1.2M to about $1.0M …”
pub fn learning_sentence(learning: Option<&Learning>, scenario: &Scenario, format: &Format) -> String {
    let said = learning.and_then(|of| Some((of, of.after.get(SAID)?, of.after.last()?)));
    let Some((of, said, last)) = said else {
        return "More opportunities would tell nothing new: the percentages of all stages are stated as \
                known, or no new opportunities come."
            .to_owned();
    };
    let money = |minor: f64| format.money_short(minor, scenario.parts().currency);
    let after = |learned: &Learned| {
        let seen = count(learned.opportunities, format);
        format!("After {seen} more opportunities ({})", months(f64::from(learned.months), format))
    };
    let is_narrower = |learned: &Learned| learned.range < (1.0 - NARROWER) * of.range;
    let rest = format!("if the percentages were known, {} would be left", money(of.known));
    if is_narrower(said) {
        format!(
            "{} the range of 8 in 10 narrows from {} to about {}; {rest}.",
            after(said),
            money(of.range),
            money(said.range)
        )
    } else if is_narrower(last) {
        format!(
            "{} the range of 8 in 10 is about as wide as today, {}; after {} it narrows to about {}; {rest}.",
            after(said),
            money(of.range),
            months(f64::from(last.months), format),
            money(last.range)
        )
    } else {
        format!(
            "{} the range of 8 in 10 is still about {}: it is luck, and what else is not known.",
            after(last),
            money(of.range)
        )
    }
}

pub fn learning_rows(learning: &Learning, scenario: &Scenario, format: &Format) -> Vec<Vec<String>> {
    let money = |minor: f64| format.money_short(minor, scenario.parts().currency);
    let learned = |of: &Learned| {
        let seen = count(of.opportunities, format);
        vec![
            format!("{seen} more, {}", months(f64::from(of.months), format)),
            money(of.range),
            format.percent(of.less, 0),
        ]
    };
    let today = vec!["None: as it stands".to_owned(), money(learning.range), String::new()];
    let known = vec!["All: the percentages are known".to_owned(), money(learning.known), String::new()];
    std::iter::once(today).chain(learning.after.iter().map(learned)).chain([known]).collect()
}
