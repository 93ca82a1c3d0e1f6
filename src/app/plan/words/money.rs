//! Words of the money side.

use super::{price_label, profit_goal};
use crate::app::format::Format;
use crate::entry::EconomicsField;
use crate::model::{Alignment, Currency, Economics, Money, Scenario};

pub const PRICES: &str = "What changes would cost; only what is priced is ranked by cost";

pub const TAKE_EXAMPLE_COSTS: &str = "Start from example costs";

/// What the example's costs are; none in a currency that has no example.
fn example_costs(currency: Currency, format: &Format) -> Option<String> {
    let example = Economics::example(currency)?;
    let money = |money: Money| format.money_short(money.minor() as f64, currency);
    let rep = example.price(Alignment::OneRep).map(|price| format!(", one rep more {}", money(price)));
    Some(format!(
        "Round numbers to start from, nobody’s benchmark: {} gross margin, a rep costs {} a year with base \
         pay and overhead and gets {} of what they book, an opportunity costs {}{}.",
        format.percent(example.gross_margin(), 1),
        money(example.base_pay),
        format.percent(example.commission().rate, 1),
        money(example.cost_per_opportunity),
        rep.unwrap_or_default()
    ))
}

/// The costs that a plan can start from; none, where it says its own, or its currency has no example.
pub fn offered_costs(scenario: &Scenario, format: &Format) -> Option<String> {
    let parts = scenario.parts();
    example_costs(parts.currency, format).filter(|_| parts.economics.is_none())
}

/// The heading of the money side.
pub fn money_heading(scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let Some(economics) = &parts.economics else {
        return "Costs and margin: not said yet".to_owned();
    };
    let standing = EconomicsField::of_example(economics, parts.currency);
    let goal = economics.goal.map(|goal| format!(", goal {}", profit_goal(goal, scenario, format)));
    let goal = goal.unwrap_or_default();
    let all = Economics::example(parts.currency)
        .is_some_and(|example| EconomicsField::of_example(&example, parts.currency) == standing);
    if all {
        return format!("Costs and margin: the example’s, yours are not said yet{goal}");
    }
    let said = money_in_short(economics, scenario, format);
    let still = match standing.len() {
        0 => String::new(),
        count => format!(", {count} figures are still the example’s"),
    };
    format!("Costs and margin: {said}{goal}{still}")
}

/// “80% gross margin, $120K a rep a year, 10% commission”: what is said, and not what is left at nothing.
fn money_in_short(economics: &Economics, scenario: &Scenario, format: &Format) -> String {
    let money = |of: Money| format.money_short(of.minor() as f64, scenario.parts().currency);
    let is_said = |of: &Money| of.minor() > 0;
    let margin = economics.gross_margin();
    let commission = economics.commission().rate;
    let said = [
        (margin < 1.0).then(|| format!("{} gross margin", format.percent(margin, 1))),
        Some(economics.fixed_cost).filter(is_said).map(|cost| format!("{} fixed", money(cost))),
        Some(economics.base_pay).filter(is_said).map(|pay| format!("{} a rep a year", money(pay))),
        (commission > 0.0).then(|| format!("{} commission", format.percent(commission, 1))),
        Some(economics.cost_per_opportunity)
            .filter(is_said)
            .map(|cost| format!("{} a new opportunity", money(cost))),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if said.is_empty() { format!("{} gross margin", format.percent(margin, 1)) } else { said.join(", ") }
}

pub fn money_label(field: EconomicsField) -> &'static str {
    match field {
        EconomicsField::GrossMargin => "Gross margin",
        EconomicsField::FixedCost => "Fixed sales and marketing cost",
        EconomicsField::CostPerOpportunity => "Cost of a new opportunity",
        EconomicsField::BasePay => "Base pay of a rep, a year",
        EconomicsField::Commission => "Commission",
        EconomicsField::ContractMonths => "Contract months",
        EconomicsField::Goal => "Profit goal",
        EconomicsField::Price(of) => price_label(of),
    }
}

/// How the field's value is understood.
pub fn money_echo(field: EconomicsField, scenario: &Scenario, format: &Format) -> String {
    let Some(economics) = &scenario.parts().economics else { return format!("such as {}", field.example()) };
    let days = scenario.parts().calendar.days();
    let money = |minor: f64| format.money_short(minor, scenario.parts().currency);
    match field {
        EconomicsField::GrossMargin if economics.gross_margin() >= 1.0 => {
            "all of bookings counts; such as 78%".to_owned()
        }
        EconomicsField::GrossMargin => {
            format!(
                "of each 100 booked, {} are left after delivery",
                format.number(100.0 * economics.gross_margin(), 1)
            )
        }
        EconomicsField::FixedCost if economics.fixed_cost > Money::ZERO => {
            "over the whole plan, whatever is sold".to_owned()
        }
        EconomicsField::CostPerOpportunity if economics.cost_per_opportunity > Money::ZERO => {
            let each = format.money_full(economics.cost_per_opportunity, scenario.parts().currency);
            format!("{each} for each new opportunity, won or not")
        }
        EconomicsField::BasePay if economics.base_pay > Money::ZERO => format!(
            "{} over the plan’s {} days for a rep who is there throughout, also while they ramp",
            money(economics.base_pay.minor() as f64 * days / 365.0),
            format.number(days, 0)
        ),
        EconomicsField::Commission if economics.commission().rate > 0.0 => {
            "of what each rep books, quota period by quota period".to_owned()
        }
        EconomicsField::ContractMonths if economics.contract_months().is_some() => {
            "what a deal’s amount is for".to_owned()
        }
        EconomicsField::Goal if economics.goal.is_some() => "over the whole plan".to_owned(),
        EconomicsField::Price(of) if economics.price(of).is_some() => "over the whole plan".to_owned(),
        EconomicsField::FixedCost
        | EconomicsField::CostPerOpportunity
        | EconomicsField::BasePay
        | EconomicsField::Commission
        | EconomicsField::ContractMonths
        | EconomicsField::Goal
        | EconomicsField::Price(_) => format!("such as {}", field.example()),
    }
}
