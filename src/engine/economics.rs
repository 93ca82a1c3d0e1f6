//! What a trial costs and brings: commission, base pay, opportunities, and whether the profit goal is met.

use super::seats::Presence;
use super::segment_draw::TrialContext;
use super::simulator::{Future, Simulator};
use crate::analysis::TrialEconomics;
use crate::model::{Economics, ProfitGoal, Scenario, SupplyOf};

/// The money side of a scenario, ready to be applied to trials.
#[derive(Clone, Debug)]
pub(super) struct EconomicsOfPlan {
    economics: Economics,
    /// Length of the plan.
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
    pub(super) fn new(scenario: &Scenario, presence: &Presence, members: &[Vec<usize>]) -> Option<Self> {
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

impl Simulator {
    /// The money of a trial that was just drawn; `left` is what is left of opening recurring revenue at the end.
    pub(super) fn economics_of(
        &self,
        of: &EconomicsOfPlan,
        (future, presence): (&Future, &Presence),
        left: Option<f64>,
    ) -> TrialEconomics {
        let economics = &of.economics;
        let bookings = self.booked as f64 + future.bookings.iter().sum::<f64>();
        let commission = self.commission(of, future, presence);
        let base_pay = self.base_pay(of, presence);
        let opportunities = of.past_opportunities + future.opportunities;
        let cost = economics.fixed_cost.minor() as f64
            + economics.cost_per_opportunity.minor() as f64 * opportunities
            + base_pay
            + commission;
        let margin = economics.gross_margin() * bookings;
        let contribution = margin - cost;
        let payback = economics.contract_months().map(|months| cost * months / margin.max(f64::MIN_POSITIVE));
        let rule_of_40 = left.zip(of.opening).map(|(left, opening)| {
            let closing = left + bookings;
            let growth = libm::pow(closing / opening.max(1.0), 1.0 / of.years) - 1.0;
            let revenue = of.years * f64::midpoint(opening, closing);
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
            wins: of.past_wins + future.wins as f64,
            payback,
            rule_of_40,
            is_met,
        }
    }

    /// r·S + (κ − 1)·r·max(S − Q, 0) for who holds a seat at the end of each quota period; r·S for those who left before,
    /// and where there is no quota. What leavers' deals bring later pays nobody. Without a team r times all bookings.
    fn commission(&self, of: &EconomicsOfPlan, future: &Future, presence: &Presence) -> f64 {
        let commission = of.economics.commission();
        if commission.rate <= 0.0 {
            return 0.0;
        }
        if !self.seats.has_team {
            return commission.rate * (self.booked as f64 + future.bookings.iter().sum::<f64>());
        }
        let first_period = self.seats.period_of(self.first_month).0;
        let mut sold = future.earlier().sum::<f64>();
        let mut above = 0.0;
        for (place, end) in self.seats.period_ends().iter().enumerate() {
            for (number, seat) in self.seats.all.iter().enumerate() {
                let before = if place == first_period { seat.booked } else { 0.0 };
                let bookings = future.credited(number, place) + before;
                sold += bookings;
                if let Some(quota) = self.seats.quota(number, *end, presence) {
                    above += (bookings - quota).max(0.0);
                }
            }
        }
        commission.rate * (sold + (commission.accelerator - 1.0) * above)
    }

    /// Base pay of everybody who is there, from the month they join to the one they leave. Without a team, of one.
    fn base_pay(&self, of: &EconomicsOfPlan, presence: &Presence) -> f64 {
        let monthly = of.economics.base_pay.minor() as f64 / 12.0;
        if monthly <= 0.0 {
            return 0.0;
        }
        let seats = 0..self.seats.all.len();
        let paid =
            |month: usize| seats.clone().filter(|seat| presence.holder(*seat, month) > 0).count() as f64;
        monthly * of.months.iter().enumerate().map(|(month, share)| share * paid(month)).sum::<f64>()
    }
}

/// How many opportunities come in beside those that are won: of a Poisson number, thinned, the rest is Poisson as well, and
/// independent (Kingman 1993, 5.1).
pub(super) fn not_won(context: &TrialContext<'_>, expected: f64, word: u64) -> f64 {
    context.counts.poisson(expected.max(0.0), word) as f64
}
