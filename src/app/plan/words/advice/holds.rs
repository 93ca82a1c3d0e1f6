//! What holds, as money, growth and date.

use super::super::{of_10, of_100};
use crate::advice::Hold;
use crate::app::format::Format;
use crate::model::Scenario;

pub const HOLDS_TABLE: &str = "What is reached how often: how much, and by when";
pub const HOLDS_HEAD: [&str; 3] = ["In", "Bookings", "Target reached by"];
pub const HOLDS_GROWTH: &str = "Growth";

fn by_month(hold: &Hold, scenario: &Scenario, format: &Format) -> String {
    let Some(month) = hold.by_month else { return "not within 36 months".to_owned() };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 36")]
    let month = month as u32;
    let start = scenario.parts().calendar.start();
    let date = start.and_then(|start| {
        let months = start.year() * 12 + i32::try_from(start.month() + month).ok()? - 2;
        crate::model::Date::new(months.div_euclid(12), u32::try_from(months.rem_euclid(12)).ok()? + 1, 1)
    });
    date.map_or_else(|| format!("month {month}"), |date| format!("the end of {}", format.month(date)))
}

/// The same with the plan's own end, where the plan's chance reads as the one that is asked for: a figure
/// that is said to be reached by then is not said to be reached a month later.
fn as_said(hold: &Hold, chance: Option<f64>, scenario: &Scenario, format: &Format) -> Hold {
    let is_said = chance.is_some_and(|chance| of_100(chance, format) == of_100(hold.chance, format));
    let months = scenario.parts().calendar.months().len() as f64;
    if is_said { Hold { by_month: Some(months), ..*hold } } else { *hold }
}

/// The heading of what holds; `chance` is the plan's own.
pub fn holds_finding(
    holds: Option<&[Hold]>,
    promises: &[f64],
    (scenario, chance): (&Scenario, Option<f64>),
    format: &Format,
) -> String {
    let Some(hold) = holds.and_then(|holds| holds.get(2)) else { return HOLDS_TABLE.to_owned() };
    let hold = &as_said(hold, chance, scenario, format);
    let growth = promises.get(2).and_then(|amount| scenario.growth_to(*amount));
    let growth = growth.map(|growth| {
        let word = if growth < 0.0 { "shrink" } else { "grow" };
        format!("{word} by {} and ", format.percent(growth.abs(), 0))
    });
    let by = match hold.by_month {
        None => "do not reach the target within 36 months".to_owned(),
        Some(_) => format!("reach the target by {}", by_month(hold, scenario, format)),
    };
    format!("8 of 10 futures {}{by}", growth.unwrap_or_default())
}

fn signed_percent(share: f64, format: &Format) -> String {
    format!("{}{}", if share > 0.0 { "+" } else { "" }, format.percent(share, 0))
}

/// The head of the table and its rows; growth only where there is something that it grows from.
pub fn holds_table(
    holds: &[Hold],
    promises: &[f64],
    (scenario, chance): (&Scenario, Option<f64>),
    format: &Format,
) -> (Vec<String>, Vec<Vec<String>>) {
    let mut head = HOLDS_HEAD.map(str::to_owned).to_vec();
    if let Some(amount) = head.get_mut(1).filter(|_| scenario.parts().target.recurring_revenue().is_some()) {
        "Recurring revenue at the end".clone_into(amount);
    }
    if promises.iter().any(|amount| scenario.growth_to(*amount).is_some()) {
        head.push(HOLDS_GROWTH.to_owned());
    }
    let row = |(hold, amount): (&Hold, &f64)| {
        let money = format.money_short(*amount, scenario.parts().currency);
        let mut row = vec![
            of_10(hold.chance, format),
            money,
            by_month(&as_said(hold, chance, scenario, format), scenario, format),
        ];
        row.extend(scenario.growth_to(*amount).map(|growth| signed_percent(growth, format)));
        row
    };
    (head, holds.iter().zip(promises).map(row).collect())
}

pub const HOW_HOLDS: &str = "An amount holds in 8 of 10 when 8 in 10 runs reach at least it. A date is the \
     first month’s end by which so many runs \
     reach the target, the plan going on as it is.";
