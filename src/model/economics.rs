//! What selling costs, and what a sale is worth: profit on the same futures as growth.

use super::limits::{COMMISSION_MAX, CONTRACT_MONTHS_MAX, GOAL_MAX, KICKER_MAX};
use super::money::{Currency, Money};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The money side of a plan. All of it concerns the whole plan, from its first day to its last.
#[derive(Clone, Debug, PartialEq)]
pub struct Economics {
    gross_margin: f64,
    commission: Commission,
    contract_months: Option<f64>,
    /// Sales and marketing that does not depend on anything else here.
    pub fixed_cost: Money,
    /// For each new opportunity.
    pub cost_per_opportunity: Money,
    /// For each rep and year, from the month they join, ramped or not, to the month they leave.
    pub base_pay: Money,
    /// What the profit is to reach.
    pub goal: Option<ProfitGoal>,
    /// What changes cost, where somebody said so.
    pub prices: Vec<(Alignment, Money)>,
}

/// Commission of a rep in a quota period on bookings S with quota Q: r·S + (κ − 1)·r·max(S − Q, 0). Without a
/// quota r·S.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Commission {
    /// r, a share of bookings.
    pub rate: f64,
    /// κ, by which the rate is multiplied above quota.
    pub accelerator: f64,
}

/// A profit goal over the whole plan. Sales cost is fixed cost, opportunities, base pay and commission.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ProfitGoal {
    /// Gross margin · bookings − sales cost is at least this.
    Contribution(Money),
    /// Sales cost over bookings is at most this share.
    CostRatio(f64),
    /// Months until a customer has paid for their acquisition, at most: CAC / (monthly revenue per customer ·
    /// gross margin), which is sales cost · contract months / (bookings · gross margin). Needs contract
    /// months.
    Payback(f64),
    /// Yearly growth of recurring revenue in percent, plus profit in percent of recurring revenue, is at
    /// least this. Needs a target of recurring revenue.
    RuleOf40(f64),
}

/// A way to bring people into line, or to have more of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alignment {
    /// All reps convert alike: ρ = 0. The mean stays; targets below the middle become surer, those above less
    /// sure.
    Spread,
    /// Reps below the team's rate are raised by half of the gap.
    Floor,
    /// Ten points more of all opportunities are run by the plan.
    Adherence,
    /// One rep more, who joins when the future begins.
    OneRep,
    /// A tenth more new opportunities, of all segments.
    Leads,
}

/// Why the money side is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EconomicsError {
    /// Outside [0, 1].
    #[error("gross margin is a share of bookings from 0% to 100%, such as 78%")]
    GrossMargin,
    /// Outside [0, 1].
    #[error("commission is a share of bookings from 0% to 100%, such as 8%")]
    Commission,
    /// Below 0 or above [`KICKER_MAX`].
    #[error("above quota the rate is multiplied by 0 to 20, such as 1.5")]
    Accelerator,
    /// Not above 0, or above [`CONTRACT_MONTHS_MAX`].
    #[error("a contract runs for up to 120 months, such as 12")]
    Contract,
    /// A payback without contract months.
    #[error("payback needs the months that a deal's amount is for: give contract months, such as 12")]
    PaybackNeedsContract,
    /// A goal that is no number, or not positive where it must be.
    #[error("a profit goal is an amount, a share of bookings such as 40%, or months such as 18")]
    Goal,
    /// Two prices of one change.
    #[error("a change has one price, such as 120k for one rep more")]
    Prices,
}

impl Economics {
    /// Gross margin as a share of bookings, nothing else costs anything yet.
    ///
    /// # Errors
    /// When the margin is outside [0, 1].
    pub fn new(gross_margin: f64) -> Result<Self, EconomicsError> {
        if !(0.0..=1.0).contains(&gross_margin) {
            return Err(EconomicsError::GrossMargin);
        }
        Ok(Self {
            gross_margin,
            commission: Commission { rate: 0.0, accelerator: 1.0 },
            contract_months: None,
            fixed_cost: Money::ZERO,
            cost_per_opportunity: Money::ZERO,
            base_pay: Money::ZERO,
            goal: None,
            prices: Vec::new(),
        })
    }

    /// Costs to start from where none are known, in currencies of which a unit buys about as much as a
    /// dollar: of 100 that are booked 78 are left after delivery, a rep costs 120,000 a year with base pay
    /// and overhead and gets 8% of what they book, an opportunity costs 300, and one rep more is priced at a
    /// year of it. Round numbers to be replaced; nobody's benchmark.
    pub fn example(currency: Currency) -> Option<Self> {
        const LIKE_A_DOLLAR: [&str; 8] = ["USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD"];
        let money = |major: f64| Money::from_minor_f64(major * currency.minor_per_major()).ok();
        let a_year = money(120_000.0)?;
        let example = Self {
            base_pay: a_year,
            cost_per_opportunity: money(300.0)?,
            prices: vec![(Alignment::OneRep, a_year)],
            ..Self::new(0.78).ok()?
        };
        let example = example.with_commission(Commission { rate: 0.08, accelerator: 1.0 }).ok()?;
        LIKE_A_DOLLAR.contains(&currency.code()).then_some(example)
    }

    /// The same with another margin.
    ///
    /// # Errors
    /// When it is outside [0, 1].
    pub fn with_gross_margin(self, gross_margin: f64) -> Result<Self, EconomicsError> {
        let gross_margin = Self::new(gross_margin)?.gross_margin;
        Ok(Self { gross_margin, ..self })
    }

    /// The same without contract months.
    ///
    /// # Errors
    /// When the goal needs them.
    pub fn without_contract_months(self) -> Result<Self, EconomicsError> {
        match self.goal {
            Some(ProfitGoal::Payback(_)) => Err(EconomicsError::PaybackNeedsContract),
            Some(_) | None => Ok(Self { contract_months: None, ..self }),
        }
    }

    /// The same with a commission.
    ///
    /// # Errors
    /// When the rate is outside [0, 1], or the accelerator outside [0, 20].
    pub fn with_commission(self, commission: Commission) -> Result<Self, EconomicsError> {
        if !(0.0..=COMMISSION_MAX).contains(&commission.rate) {
            Err(EconomicsError::Commission)
        } else if !(0.0..=KICKER_MAX).contains(&commission.accelerator) {
            Err(EconomicsError::Accelerator)
        } else {
            Ok(Self { commission, ..self })
        }
    }

    /// The same with the months that a deal's amount is for.
    ///
    /// # Errors
    /// When they are not between 0 and 120.
    pub fn with_contract_months(self, months: f64) -> Result<Self, EconomicsError> {
        if months > 0.0 && months <= CONTRACT_MONTHS_MAX {
            Ok(Self { contract_months: Some(months), ..self })
        } else {
            Err(EconomicsError::Contract)
        }
    }

    /// The same with a goal.
    ///
    /// # Errors
    /// When it makes no sense, or asks for what is not stated.
    pub fn with_goal(self, goal: ProfitGoal) -> Result<Self, EconomicsError> {
        let valid = match goal {
            ProfitGoal::Contribution(_) => true,
            ProfitGoal::CostRatio(share) => share > 0.0 && share <= GOAL_MAX,
            ProfitGoal::Payback(_) if self.contract_months.is_none() => {
                return Err(EconomicsError::PaybackNeedsContract);
            }
            ProfitGoal::Payback(months) => months > 0.0 && months <= GOAL_MAX,
            ProfitGoal::RuleOf40(points) => points.abs() <= 1_000.0,
        };
        if valid { Ok(Self { goal: Some(goal), ..self }) } else { Err(EconomicsError::Goal) }
    }

    /// The same, if the parts that anybody may set make sense together.
    ///
    /// # Errors
    /// When the goal makes none, or a change has more than one price.
    pub(super) fn checked(&self) -> Result<(), EconomicsError> {
        if let Some(goal) = self.goal {
            self.clone().with_goal(goal)?;
        }
        let mut priced: Vec<&str> = self.prices.iter().map(|(of, _)| of.key()).collect();
        priced.sort_unstable();
        if priced.is_sorted_by(|a, b| a < b) { Ok(()) } else { Err(EconomicsError::Prices) }
    }

    /// The share of bookings that is left after what is sold is delivered.
    pub fn gross_margin(&self) -> f64 {
        self.gross_margin
    }

    /// Commission.
    pub fn commission(&self) -> Commission {
        self.commission
    }

    /// The months that a deal's amount is for.
    pub fn contract_months(&self) -> Option<f64> {
        self.contract_months
    }

    /// The least contribution, minor units, with which bookings reach the goal: intercept and slope over
    /// bookings. None without a goal, and of one that asks what each future loses of its recurring revenue.
    pub fn goal_line(&self) -> Option<(f64, f64)> {
        Some(match self.goal? {
            ProfitGoal::Contribution(least) => (least.minor() as f64, 0.0),
            // Sales cost is margin · bookings − contribution.
            ProfitGoal::CostRatio(share) => (0.0, self.gross_margin - share),
            ProfitGoal::Payback(months) => (0.0, self.gross_margin * (1.0 - months / self.contract_months?)),
            ProfitGoal::RuleOf40(_) => return None,
        })
    }

    /// What a change costs, if somebody said so.
    pub fn price(&self, of: Alignment) -> Option<Money> {
        self.prices.iter().find(|(priced, _)| *priced == of).map(|(_, price)| *price)
    }
}

impl Alignment {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Spread, Self::Floor, Self::Adherence, Self::OneRep, Self::Leads];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Spread => "spread",
            Self::Floor => "floor",
            Self::Adherence => "adherence",
            Self::OneRep => "one_rep",
            Self::Leads => "leads",
        }
    }

    /// The one of a name.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.key() == key)
    }
}
