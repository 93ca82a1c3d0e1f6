//! How many opportunities the target takes.

use super::answer::{Coverage, CoverageNeed, CoverageOf};
use crate::analysis::PROMISE_CONFIDENCES;
use crate::engine::Simulator;
use crate::model::{Scenario, Segment};

/// Coverage of the target, or of what is left of it.
///
/// The least n with P(bookings of n opportunities ≥ amount) ≥ chance is that quantile of the number of
/// opportunities until the amount is reached; see [`Simulator::opportunities_needed`].
pub fn coverage(scenario: &Scenario, simulator: &Simulator, of: CoverageOf, trials: u32) -> Coverage {
    let parts = scenario.parts();
    let booked = match of {
        CoverageOf::Target => 0.0,
        CoverageOf::Rest => parts.progress.booked().minor() as f64,
    };
    let left = parts.target.recurring_revenue().map_or(0.0, |recurring| {
        recurring.opening.minor() as f64 * recurring.left_after(parts.calendar.days() / 365.0)
    });
    let amount = (parts.target.amount().minor() as f64 - booked - left).max(0.0);
    let mut needed = simulator.opportunities_needed(scenario, 0, (0..trials).map(|_| amount));
    needed.sort_by(f64::total_cmp);
    let (mean_deal, win_rate) = of_an_opportunity(scenario);
    let quantile = |chance: f64| {
        let n = needed.len() as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
        let place = ((chance * n).ceil() as usize).saturating_sub(1);
        needed.get(place).copied().filter(|opportunities| opportunities.is_finite())
    };
    let rule = if win_rate > 0.0 { (amount / win_rate).ceil() } else { f64::INFINITY };
    let enough = needed.partition_point(|opportunities| *opportunities <= rule);
    Coverage {
        amount,
        needs: PROMISE_CONFIDENCES.map(|chance| {
            let opportunities = quantile(chance);
            CoverageNeed { chance, opportunities, value: opportunities.map(|number| number * mean_deal) }
        }),
        rule,
        rule_chance: enough as f64 / needed.len().max(1) as f64,
        planned: planned(scenario),
        mean_deal,
    }
}

/// Mean deal size, and what an opportunity brings, over the mix of what the plan expects.
fn of_an_opportunity(scenario: &Scenario) -> (f64, f64) {
    let parts = scenario.parts();
    let adherence = parts.adherence.map_or(1.0, crate::model::Adherence::mean);
    // Where nothing new is planned, one of each segment.
    let planned = planned(scenario);
    let (mut opportunities, mut sizes, mut brings) = (0.0, 0.0, 0.0);
    for segment in scenario.segments() {
        let number = if planned > 0.0 { new_in(scenario, segment) } else { 1.0 };
        let size = segment.deal_size.mean_minor();
        let rate = adherence * segment.mean_win_rate() + (1.0 - adherence) * segment.mean_win_rate_off_plan();
        opportunities += number;
        sizes += number * size;
        brings += number * size * rate;
    }
    if opportunities > 0.0 { (sizes / opportunities, brings / opportunities) } else { (0.0, 0.0) }
}

fn planned(scenario: &Scenario) -> f64 {
    scenario.segments().iter().map(|segment| new_in(scenario, segment)).sum()
}

/// New opportunities of a segment from the as-of date to the end, if nobody leaves.
pub(super) fn new_in(scenario: &Scenario, segment: &Segment) -> f64 {
    let parts = scenario.parts();
    let as_of = parts.progress.as_of_day();
    let months = parts.calendar.months().iter().enumerate().skip(scenario.first_month());
    let team = parts.team.as_ref().filter(|_| segment.supply.of == crate::model::SupplyOf::EachRep);
    months
        .map(|(index, month)| {
            let share = (month.to_day - month.from_day.max(as_of)) / month.days;
            let work = team.map_or(1.0, |team| {
                let works =
                    team.groups().iter().filter(|group| group.segment.is_none_or(|own| own == segment.id));
                works
                    .filter_map(|group| {
                        let tenure = group.joins.tenure_in(u32::try_from(index).ok()?)?;
                        Some(f64::from(group.count) * team.ramp.share(tenure))
                    })
                    .sum()
            });
            segment.supply.in_month(index, month.month_of_year) * share * work
        })
        .sum()
}
