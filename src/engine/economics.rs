//! What a trial costs and brings: commission, base pay, opportunities, and whether the profit goal is met.

use super::future::Future;
use super::seats::{Presence, Seats};
use crate::analysis::TrialEconomics;
use crate::model::{Economics, ProfitGoal, Scenario, SupplyOf};

/// The money side of a scenario, ready to be applied to trials.
#[derive(Clone, Debug)]
pub(super) struct EconomicsOfPlan {
    economics: Economics,
    /// Booked before the future begins.
    booked: f64,
    first_month: usize,
    /// Length of the plan, years.
    years: f64,
    /// By month of the plan, how much of a whole month lies in it.
    months: Vec<f64>,
    /// Opportunities that the plan expects before the future begins.
    past_opportunities: f64,
    /// Deals of bookings so far.
    past_wins: f64,
    /// Recurring revenue when the plan begins.
    opening: Option<f64>,
}

impl EconomicsOfPlan {
    pub(super) fn new(scenario: &Scenario, presence: &Presence, members: &[&[usize]]) -> Option<Self> {
        let parts = scenario.parts();
        let economics = parts.economics.clone()?;
        let as_of = parts.progress.as_of_day();
        let months = parts.calendar.months();
        let mut past = 0.0;
        for (segment, members) in scenario.segments().iter().zip(members) {
            for (index, month) in months.iter().enumerate() {
                let share = (as_of.min(month.to_day) - month.from_day).max(0.0) / month.days;
                let work: f64 = members.iter().map(|seat| presence.work(*seat, index)).sum();
                let works = match segment.supply.of {
                    SupplyOf::EachRep => work,
                    SupplyOf::Team => f64::from(u8::from(work > 0.0)),
                };
                past += segment.supply.in_month(index, month.month_of_year) * share * works;
            }
        }
        let wins = scenario.segments().iter().map(|segment| segment.deal_size.mean_minor()).sum::<f64>();
        let mean_deal = wins / scenario.segments().len().max(1) as f64;
        let booked = parts.progress.booked().minor() as f64;
        Some(Self {
            economics,
            booked,
            first_month: scenario.first_month(),
            years: parts.calendar.days() / 365.0,
            months: months.iter().map(|month| (month.to_day - month.from_day) / month.days).collect(),
            past_opportunities: past,
            past_wins: if mean_deal > 0.0 { booked / mean_deal } else { 0.0 },
            opening: parts.target.recurring_revenue().map(|recurring| recurring.opening.minor() as f64),
        })
    }

    /// Whether new opportunities have to be counted.
    pub(super) fn counts_opportunities(&self) -> bool {
        self.economics.cost_per_opportunity.minor() > 0
    }
}

impl EconomicsOfPlan {
    /// The money of a trial that was just drawn; `left` is what is left of opening recurring revenue at the
    /// end.
    pub(super) fn trial(
        &self,
        seats: &Seats,
        (future, presence): (&Future, &Presence),
        left: Option<f64>,
    ) -> TrialEconomics {
        let economics = &self.economics;
        let bookings = self.booked + future.bookings.iter().sum::<f64>();
        let commission = self.commission(seats, future, presence);
        let base_pay = self.base_pay(seats, presence);
        let opportunities = self.past_opportunities + future.opportunities;
        let cost = economics.fixed_cost.minor() as f64
            + economics.cost_per_opportunity.minor() as f64 * opportunities
            + base_pay
            + commission;
        let margin = economics.gross_margin() * bookings;
        let contribution = margin - cost;
        let payback = economics.contract_months().map(|months| cost * months / margin.max(f64::MIN_POSITIVE));
        let rule_of_40 = left.zip(self.opening).map(|(left, opening)| {
            let closing = left + bookings;
            let growth = libm::pow(closing / opening.max(1.0), 1.0 / self.years) - 1.0;
            let revenue = self.years * f64::midpoint(opening, closing);
            let profit = economics.gross_margin() * revenue - cost;
            100.0 * (growth + profit / revenue.max(1.0))
        });
        let is_met = economics.goal.map(|goal| match goal {
            // Half a minor unit less, since sums of amounts are off by their last bits.
            ProfitGoal::Contribution(amount) => contribution >= amount.minor() as f64 - 0.5,
            ProfitGoal::CostRatio(share) => cost <= share * bookings + 0.5,
            ProfitGoal::Payback(most) => payback.is_some_and(|months| months <= most),
            ProfitGoal::RuleOf40(least) => rule_of_40.is_some_and(|points| points >= least),
        });
        TrialEconomics {
            bookings,
            contribution,
            cost,
            commission,
            base_pay,
            opportunities,
            wins: self.past_wins + future.wins as f64,
            payback,
            rule_of_40,
            is_met,
        }
    }

    /// r·S + (κ − 1)·r·max(S − Q, 0) for who holds a seat at the end of each quota period; r·S for those who
    /// left before, and where there is no quota. What leavers' deals bring later pays nobody. Without a team
    /// r times all bookings.
    fn commission(&self, seats: &Seats, future: &Future, presence: &Presence) -> f64 {
        let commission = self.economics.commission();
        if commission.rate <= 0.0 {
            return 0.0;
        }
        if !seats.has_team {
            return commission.rate * (self.booked + future.bookings.iter().sum::<f64>());
        }
        let first_period = seats.period_of(self.first_month).0;
        let mut sold = future.earlier().sum::<f64>();
        let mut above = 0.0;
        for (place, end) in seats.period_ends().iter().enumerate() {
            for (number, seat) in seats.all.iter().enumerate() {
                let before = if place == first_period { seat.booked } else { 0.0 };
                let bookings = future.credited(number, place) + before;
                sold += bookings;
                if let Some(quota) = seats.quota(number, *end, presence) {
                    above += (bookings - quota).max(0.0);
                }
            }
        }
        commission.rate * (sold + (commission.accelerator - 1.0) * above)
    }

    /// Base pay of everybody who is there, from the month they join to the one they leave. Without a team, of
    /// one.
    fn base_pay(&self, seats: &Seats, presence: &Presence) -> f64 {
        let monthly = self.economics.base_pay.minor() as f64 / 12.0;
        if monthly <= 0.0 {
            return 0.0;
        }
        let all = 0..seats.all.len();
        let paid = |month: usize| all.clone().filter(|seat| presence.holder(*seat, month) > 0).count() as f64;
        monthly * self.months.iter().enumerate().map(|(month, share)| share * paid(month)).sum::<f64>()
    }
}
