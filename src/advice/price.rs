//! What a lever costs where it is moved to, as far as the plan says what changes or costs are.

use super::answer::LeversCost;
use super::coverage::new_in;
use crate::model::{Alignment, Economics, Joins, Lever, Money, Scenario, SegmentId, Team};

/// A change of alignment is priced for so much of the lever that it moves: ten points of all opportunities,
/// a tenth more of them.
const STEP: f64 = 0.1;

/// What it costs a year to move a lever to a value, minor units: at the price of the change of alignment that
/// moves it, in proportion, or else what the plan's costs say of it: base pay, and what opportunities cost.
/// None, if the plan says neither. Prices are over the whole plan, and count for as many years as it has.
pub(super) fn cost_a_year(lever: Lever, scenario: &Scenario, value: f64) -> Option<f64> {
    let economics = scenario.parts().economics.as_ref()?;
    let today = lever.range(scenario)?.today;
    let years = years(scenario);
    let price = |of| economics.price(of).map(|price| price.minor() as f64 / years);
    match lever {
        Lever::Reps => {
            let each = price(Alignment::OneRep).or_else(|| stated(economics.base_pay))?;
            Some((value - today) * each)
        }
        Lever::Supply(id) => supply_cost(id, scenario, value / today - 1.0, economics),
        Lever::Adherence => Some((value - today) / STEP * price(Alignment::Adherence)?),
        Lever::HiringDate => {
            let month = stated(economics.base_pay)? / 12.0;
            Some(hired_months(scenario, value) * month / years)
        }
        Lever::StageRate(_) | Lever::DealSize(_) | Lever::Cycle(_) | Lever::Attrition | Lever::Deadline => {
            None
        }
    }
}

/// What a share more new opportunities of a segment cost a year. The price is of a tenth more of all.
fn supply_cost(id: SegmentId, scenario: &Scenario, more: f64, economics: &Economics) -> Option<f64> {
    let parts = scenario.parts();
    let new = new_in(scenario, scenario.segment(id)?);
    let all: f64 = scenario.segments().iter().map(|segment| new_in(scenario, segment)).sum();
    if let Some(price) = economics.price(Alignment::Leads).filter(|_| all > 0.0) {
        let tenths = more * new / (STEP * all);
        return Some(tenths * price.minor() as f64 / years(scenario));
    }
    let left = (parts.calendar.days() - parts.progress.as_of_day()) / 365.0;
    Some(more * new * stated(economics.cost_per_opportunity)? / left)
}

/// Years of the plan.
pub(super) fn years(scenario: &Scenario) -> f64 {
    scenario.parts().calendar.days() / 365.0
}

/// What the plan's costs, without commission, say of a change of alignment made so many times, over the whole
/// plan, if nobody leaves: base pay of reps from when the future begins, and what opportunities cost.
pub(super) fn modelled(of: Alignment, times: f64, scenario: &Scenario) -> f64 {
    let parts = scenario.parts();
    let Some(economics) = &parts.economics else { return 0.0 };
    match of {
        Alignment::OneRep => {
            let months = parts.calendar.months().iter().skip(scenario.first_month());
            let months: f64 = months.map(|month| (month.to_day - month.from_day) / month.days).sum();
            times * economics.base_pay.minor() as f64 * months / 12.0
        }
        Alignment::Leads => {
            let new: f64 = scenario.segments().iter().map(|segment| new_in(scenario, segment)).sum();
            times * STEP * new * economics.cost_per_opportunity.minor() as f64
        }
        Alignment::Spread | Alignment::Floor | Alignment::Adherence => 0.0,
    }
}

/// By how many months all hires together are there longer, if each comes so many months earlier.
fn hired_months(scenario: &Scenario, earlier: f64) -> f64 {
    let joined = |scenario: &Scenario| {
        let groups = scenario.parts().team.iter().flat_map(Team::groups);
        groups
            .map(|group| match group.joins {
                Joins::InMonth(month) => f64::from(group.count) * f64::from(month),
                Joins::Before(_) => 0.0,
            })
            .sum::<f64>()
    };
    let moved = Lever::HiringDate.at(scenario, earlier);
    moved.map_or(0.0, |moved| joined(scenario) - joined(&moved))
}

fn stated(money: Money) -> Option<f64> {
    (money > Money::ZERO).then(|| money.minor() as f64)
}

/// What levers cost together: the sum of what each costs. Nothing, if the plan has no money side.
pub(super) fn cost_of(levers: &[(Lever, f64)], scenario: &Scenario) -> LeversCost {
    let mut cost = LeversCost::default();
    if scenario.parts().economics.is_none() {
        return cost;
    }
    for (lever, value) in levers {
        match cost_a_year(*lever, scenario, *value) {
            Some(more) => cost.a_year = Some(cost.a_year.unwrap_or(0.0) + more),
            None => cost.unpriced.push(*lever),
        }
    }
    cost
}
