//! Growth and profit.

use super::super::{capitalised, of_100};
use super::alignment::{alignment_name, signed_points};
use super::panel::NOT_YET;
use crate::advice::Profit;
use crate::app::format::Format;
use crate::app::words::said_once;
use crate::model::{ProfitGoal, Scenario};

pub const PROFIT_TITLE: &str = "Bookings and the contribution they leave; each dot is a future";
pub const PROFIT_AXES: [&str; 2] = ["Bookings", "Contribution"];
pub const PROFIT_TABLE: &str = "Growth and profit, over the whole plan";
pub const PROFIT_HEAD: [&str; 2] = ["Figure", "Over the runs"];
pub const PRICED_TABLE: &str = "Changes by what a point of chance costs";
pub const PRICED_HEAD: [&str; 4] = ["Change", "Price", "Points", "Each point"];

/// One line on profit. `said` is the chance of the target that the plan’s own answer says.
pub fn profit_line(
    scenario: &Scenario,
    profit: Option<&Profit>,
    said: Option<f64>,
    format: &Format,
) -> String {
    if scenario.parts().economics.is_none() {
        return "Profit: say what selling costs, under Costs and margin, and every future is judged by both."
            .to_owned();
    }
    let Some(profit) = profit else { return format!("Profit: {NOT_YET}") };
    let money = |minor: f64| format.money_short(minor, scenario.parts().currency);
    let [low, middle, high] = profit.quantiles.map(money);
    let above = of_100(profit.above_zero.value, format);
    if let (Some(goal), Some(both)) = (profit.goal, both_of(profit, said)) {
        return format!(
            "Profit: middle contribution {middle}, above zero in {above}. The target is reached in {}, the \
             profit goal in {}, both in {} futures.",
            of_100(said_once(profit.growth, said), format),
            of_100(goal.value, format),
            of_100(both, format)
        );
    }
    format!(
        "Profit: middle contribution {middle}, above zero in {above} futures; 8 in 10 lie between {low} and \
         {high}."
    )
}

/// “contribution $1.0M, above zero in 97 of 100”, for the line that follows down the page.
pub fn profit_in_short(scenario: &Scenario, profit: Option<&Profit>, format: &Format) -> Option<String> {
    let currency = scenario.parts().economics.as_ref().map(|_| scenario.parts().currency)?;
    let Some(profit) = profit else { return Some(format!("contribution: {NOT_YET}")) };
    let [_, middle, _] = profit.quantiles;
    Some(format!(
        "contribution {}, above zero in {}",
        format.money_short(middle, currency),
        of_100(profit.above_zero.value, format)
    ))
}

/// The chance of both goals: never more than that of the target as it is said.
fn both_of(profit: &Profit, said: Option<f64>) -> Option<f64> {
    profit.both.map(|both| both.value.min(said_once(profit.growth, said)))
}

pub fn profit_rows(
    profit: &Profit,
    scenario: &Scenario,
    said: Option<f64>,
    format: &Format,
) -> Vec<Vec<String>> {
    let money = |minor: f64| format.money_short(minor, scenario.parts().currency);
    let [low, middle, high] = profit.quantiles;
    // Of what nobody stated nothing is said.
    let costs = profit.cost > 0.0;
    let chance = |chance: f64| of_100(chance, format);
    let rows = [
        ("Chance of the target", Some(chance(said_once(profit.growth, said)))),
        ("Chance of the profit goal", profit.goal.map(|goal| chance(goal.value))),
        ("Chance of both", both_of(profit, said).map(chance)),
        ("Contribution, middle", Some(money(middle))),
        ("Contribution above zero", Some(chance(profit.above_zero.value))),
        ("Contribution, 8 in 10 between", Some(format!("{} – {}", money(low), money(high)))),
        ("Sales cost, mean", costs.then(|| money(profit.cost))),
        ("Commission in it", (profit.commission.value > 0.0).then(|| money(profit.commission.value))),
        ("Base pay in it", (profit.base_pay > 0.0).then(|| money(profit.base_pay))),
        ("Sales cost ÷ bookings", profit.cost_ratio.filter(|_| costs).map(|ratio| format.percent(ratio, 1))),
        ("Cost of a customer", profit.cac.filter(|_| costs).map(money)),
        (
            "Months to pay it back, middle",
            profit.payback.filter(|_| costs).map(|months| format.number(months, 1)),
        ),
        ("Rule of 40, middle", profit.rule_of_40.map(|points| format.number(points, 1))),
    ];
    rows.into_iter().filter_map(|(name, value)| Some(vec![name.to_owned(), value?])).collect()
}

pub fn priced_rows(profit: &Profit, scenario: &Scenario, format: &Format) -> Vec<Vec<String>> {
    let money = |minor: f64| format.money_short(minor, scenario.parts().currency);
    let row = |change: &crate::advice::PricedChange| {
        vec![
            capitalised(alignment_name(change.effect.of)),
            money(change.price),
            signed_points(change.effect.on_chance.value, format),
            change.per_point.map_or_else(|| "brings none".to_owned(), money),
        ]
    };
    profit.priced.iter().map(row).collect()
}

/// A profit goal in words.
pub fn profit_goal(goal: ProfitGoal, scenario: &Scenario, format: &Format) -> String {
    match goal {
        ProfitGoal::Contribution(money) => {
            format!("contribution {}", format.money_short(money.minor() as f64, scenario.parts().currency))
        }
        ProfitGoal::CostRatio(share) => format!("sales cost {} of bookings", format.percent(share, 1)),
        ProfitGoal::Payback(months) => format!("paid back in {} months", format.number(months, 1)),
        ProfitGoal::RuleOf40(points) => format!("rule of 40 at {}", format.number(points, 1)),
    }
}

/// “$2.9M booked leave $1.2M.”
pub fn pair_words((bookings, left): (f64, f64), scenario: &Scenario, format: &Format) -> String {
    let money = |minor: f64| format.money_short(minor, scenario.parts().currency);
    format!("{} booked leave {}.", money(bookings), money(left))
}

pub fn profit_summary(profit: &Profit, scenario: &Scenario, said: Option<f64>, format: &Format) -> String {
    format!(
        "{} futures. {}",
        format.number(profit.pairs.len() as f64, 0),
        profit_line(scenario, Some(profit), said, format)
    )
}

pub const HOW_PROFIT: &str = "Contribution = gross margin × bookings − fixed cost − cost of opportunities − \
     base pay − commission, run by run. \
     Commission is what each run pays, rep by rep and quota period by quota period, rate × bookings and \
     more above quota: its \
     mean is not the commission on the mean.";
