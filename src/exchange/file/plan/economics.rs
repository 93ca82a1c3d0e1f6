//! The money side in a file.

use super::super::document::{is_default, other_than};
use super::super::problem::{At, Problem, ValueError};
use crate::model::{Alignment, Commission, Currency, Economics, Money, ProfitGoal};
use serde::{Deserialize, Serialize};

#[derive(Default, Serialize, Deserialize)]
#[serde(default, expecting = "the money side, such as {\"gross_margin\": 0.78}")]
pub(super) struct EconomicsWire {
    #[serde(skip_serializing_if = "is_default")]
    gross_margin: f64,
    #[serde(skip_serializing_if = "is_default")]
    fixed_cost: f64,
    #[serde(skip_serializing_if = "is_default")]
    cost_per_opportunity: f64,
    #[serde(skip_serializing_if = "is_default")]
    base_pay: f64,
    #[serde(skip_serializing_if = "is_default")]
    commission: f64,
    #[serde(skip_serializing_if = "is_default")]
    accelerator: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    contract_months: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<GoalWire>,
    /// By change.
    #[serde(skip_serializing_if = "is_default")]
    prices: Vec<(String, f64)>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", expecting = "a goal, such as {\"payback_months\": 18}")]
enum GoalWire {
    Contribution(f64),
    CostRatio(f64),
    PaybackMonths(f64),
    RuleOf40(f64),
}

impl EconomicsWire {
    pub(super) fn into_model(self, currency: Currency) -> Result<Economics, ValueError> {
        let money = |major: f64, place: &str| Money::from_major(major, currency).at(place);
        let commission = Commission { rate: self.commission, accelerator: self.accelerator.unwrap_or(1.0) };
        let economics = Economics::new(self.gross_margin).at("economics.gross_margin")?;
        let mut economics = economics.with_commission(commission).at("economics.commission")?;
        economics.fixed_cost = money(self.fixed_cost, "economics.fixed_cost")?;
        economics.cost_per_opportunity = money(self.cost_per_opportunity, "economics.cost_per_opportunity")?;
        economics.base_pay = money(self.base_pay, "economics.base_pay")?;
        if let Some(months) = self.contract_months {
            economics = economics.with_contract_months(months).at("economics.contract_months")?;
        }
        let goal = match self.goal {
            None => None,
            Some(GoalWire::Contribution(amount)) => {
                Some(ProfitGoal::Contribution(money(amount, "economics.goal")?))
            }
            Some(GoalWire::CostRatio(share)) => Some(ProfitGoal::CostRatio(share)),
            Some(GoalWire::PaybackMonths(months)) => Some(ProfitGoal::Payback(months)),
            Some(GoalWire::RuleOf40(points)) => Some(ProfitGoal::RuleOf40(points)),
        };
        if let Some(goal) = goal {
            economics = economics.with_goal(goal).at("economics.goal")?;
        }
        for (change, price) in self.prices {
            let of = Alignment::of_key(&change).ok_or(Problem::Price).at("economics.prices")?;
            economics.prices.push((of, money(price, "economics.prices")?));
        }
        Ok(economics)
    }

    pub(super) fn of(economics: &Economics, currency: Currency) -> Self {
        let major = |money: Money| money.major(currency);
        let Commission { rate, accelerator } = economics.commission();
        Self {
            gross_margin: economics.gross_margin(),
            fixed_cost: major(economics.fixed_cost),
            cost_per_opportunity: major(economics.cost_per_opportunity),
            base_pay: major(economics.base_pay),
            commission: rate,
            accelerator: other_than(1.0, accelerator),
            contract_months: economics.contract_months(),
            goal: economics.goal.map(|goal| match goal {
                ProfitGoal::Contribution(amount) => GoalWire::Contribution(major(amount)),
                ProfitGoal::CostRatio(share) => GoalWire::CostRatio(share),
                ProfitGoal::Payback(months) => GoalWire::PaybackMonths(months),
                ProfitGoal::RuleOf40(points) => GoalWire::RuleOf40(points),
            }),
            prices: economics.prices.iter().map(|(of, price)| (of.key().to_owned(), major(*price))).collect(),
        }
    }
}
