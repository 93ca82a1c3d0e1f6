//! The cheapest way to both goals: of the changes that have a price, and of pairs of them.

use super::alignment::LIFT;
use super::evaluations::{Evaluation, Evaluations, Look, Pending, Variation};
use super::money_answer::{BothGoals, Way, WayToBoth};
use super::price::{modelled, years};
use crate::analysis::Estimate;
use crate::model::{Alignment, Economics, Lever, Money, Runs, Scenario, ScenarioParts, Seed};
use std::rc::Rc;

/// A change that can be made more than once is looked at so many times at most.
const TIMES_MAX: u32 = 8;
/// Reps are added in so many parts of the team, each at least one rep.
const TEAM_PARTS: u32 = 20;
/// So many of the cheapest ways of a first look are looked at with all trials.
const CONFIRMED_MAX: usize = 6;
/// Turns the plan's seed into the luck that a way is confirmed with.
const OTHER: u64 = 0x626f_7468;

/// Some changes, and what they cost over the whole plan, minor units.
#[derive(Clone, Debug)]
struct Changes {
    made: Vec<(Alignment, u32)>,
    price: f64,
}

/// A way that was looked at.
struct Seen {
    changes: Changes,
    both: f64,
    trials: f64,
}

/// The cheapest of the changes that have a price, alone or two together, with which target and profit goal
/// are both reached as often as is wanted; none, if the plan has no profit goal.
///
/// A change that can be made more than once (reps, opportunities, the share that follows the process) is made
/// up to 8 times, each at its price. Pairs are looked at along the edge of what is enough: from the least of
/// the one with the most of the other, less of the other while it suffices, else more of the one; so where
/// more of a change can spoil the chance again, a cheaper pair may be overlooked. That is a first look; the
/// cheapest ways are then drawn with all trials, and the one that is said has held on other luck as well,
/// within two standard errors, whose chance is the one that is said.
///
/// In profit a price takes the place of what the plan's costs say of the same change, so that base pay of a
/// rep with a price is not paid twice; but no future costs less than nothing.
///
/// # Errors
/// While variations are wanted.
pub fn both_goals(
    scenario: &Scenario,
    wanted: f64,
    evaluations: &mut Evaluations,
) -> Result<Option<BothGoals>, Pending> {
    let economics = scenario.parts().economics.as_ref().filter(|economics| economics.goal.is_some());
    let Some(economics) = economics else { return Ok(None) };
    let base = evaluations.of(&Variation::with_money(scenario))?;
    let today = both(&base);
    let answer = |way| Ok(Some(BothGoals { today, way }));
    if today >= wanted {
        return answer(WayToBoth::Enough);
    }
    let steps = steps(scenario, economics);
    if steps.is_empty() {
        return answer(WayToBoth::Unpriced);
    }
    let mut search = Search { scenario, wanted, evaluations, seen: Vec::new() };
    search.alone(&steps)?;
    for (place, one) in steps.iter().enumerate() {
        for other in steps.iter().skip(place + 1).filter(|other| fit(one, other)) {
            search.pair(one, other)?;
        }
    }
    search.seen.sort_by(|a, b| a.changes.price.total_cmp(&b.changes.price));
    let best = search.seen.iter().max_by(|a, b| a.both.total_cmp(&b.both)).map(|of| of.changes.clone());
    let cheapest: Vec<Changes> = search.enough().take(CONFIRMED_MAX).map(|of| of.changes.clone()).collect();
    for changes in cheapest.into_iter().chain(best.clone()) {
        let Some(close) = search.look(&changes, scenario, Look::Close)? else { continue };
        if both(&close) < wanted {
            continue;
        }
        let Some(way) = search.way(&changes)? else { continue };
        if way.both.value >= wanted - 2.0 * way.both.standard_error {
            return answer(WayToBoth::Is(way));
        }
    }
    let best = best.map(|changes| search.way(&changes)).transpose()?.flatten();
    let helps = |way: &Way| way.both.value > today + 2.0 * way.both.standard_error;
    answer(best.filter(helps).map_or(WayToBoth::NoneHelps, WayToBoth::Best))
}

/// The share of trials in which both goals are reached.
fn both(of: &Evaluation) -> f64 {
    let reached = of.totals.iter().zip(&of.economics);
    let count = reached.filter(|(total, row)| **total >= of.target && row.is_met == Some(true)).count();
    count as f64 / of.trials()
}

/// For each change with a price, as often as it is looked at and the plan has room for.
fn steps(scenario: &Scenario, economics: &Economics) -> Vec<Vec<Changes>> {
    let of = |of: Alignment| {
        let price = economics.price(of)?.minor() as f64;
        let unit = match of {
            Alignment::OneRep => scenario.parts().team.as_ref()?.reps().div_ceil(TEAM_PARTS).max(1),
            Alignment::Spread | Alignment::Floor | Alignment::Adherence | Alignment::Leads => 1,
        };
        let most = match of {
            Alignment::Spread | Alignment::Floor => 1,
            Alignment::Adherence | Alignment::OneRep | Alignment::Leads => TIMES_MAX,
        };
        let steps = (1..=most).map(|step| (of, step * unit));
        let steps = steps.take_while(|change| changed(scenario, &[*change]).is_some());
        let steps: Vec<Changes> =
            steps.map(|change| Changes { made: vec![change], price: f64::from(change.1) * price }).collect();
        (!steps.is_empty()).then_some(steps)
    };
    Alignment::ALL.into_iter().filter_map(of).collect()
}

/// Whether two kinds of changes can be made together: where nobody differs nobody is below the rest.
fn fit(one: &[Changes], other: &[Changes]) -> bool {
    let is = |of: Alignment| {
        one.iter().chain(other).any(|changes| changes.made.iter().any(|(made, _)| *made == of))
    };
    !(is(Alignment::Spread) && is(Alignment::Floor))
}

/// The plan with changes made, each so many times; none, where it has no room for them. Its fixed cost holds
/// what the prices of them are more than its costs say.
fn changed(scenario: &Scenario, changes: &[(Alignment, u32)]) -> Option<Variation> {
    let (mut plan, mut lift) = (scenario.clone(), 0.0);
    let mut more = 0.0;
    let mut economics = scenario.parts().economics.clone()?;
    for (of, times) in changes {
        let number = f64::from(*times);
        let before = plan.clone();
        match of {
            Alignment::Floor => {
                Variation::aligned(*of, &plan)?;
                lift = LIFT;
            }
            Alignment::Spread => plan = Variation::aligned(*of, &plan)?.scenario,
            Alignment::Adherence => {
                let mean = plan.parts().adherence?.mean();
                // The last step goes as far as there is anything to go.
                let is_room = mean + 0.1 * (number - 1.0) < 1.0 - 1e-9;
                let to = (mean + 0.1 * number).min(1.0);
                plan = is_room.then(|| Lever::Adherence.at(&plan, to))??;
            }
            Alignment::OneRep => {
                let reps = f64::from(plan.parts().team.as_ref()?.reps());
                plan = Lever::Reps.at(&plan, reps + number)?;
            }
            Alignment::Leads => plan = with_leads(&plan, 1.0 + 0.1 * number)?,
        }
        let price = economics.price(*of)?.minor() as f64;
        more += number * price - modelled(*of, number, &before);
    }
    let fixed = (economics.fixed_cost.minor() as f64 + more).max(0.0);
    economics.fixed_cost = Money::from_minor_f64(fixed).ok()?;
    let parts = ScenarioParts { economics: Some(economics), ..plan.parts().clone() };
    let plan = Scenario::new(parts).ok()?;
    Some(Variation { lift, ..Variation::with_money(&plan) })
}

/// So many times as many new opportunities, of all segments.
fn with_leads(scenario: &Scenario, times: f64) -> Option<Scenario> {
    let mut segments = scenario.segments().iter().filter(|segment| segment.supply.per_month() > 0.0);
    segments.try_fold(scenario.clone(), |plan, segment| {
        Lever::Supply(segment.id).at(&plan, times * segment.supply.per_month())
    })
}

struct Search<'a> {
    scenario: &'a Scenario,
    wanted: f64,
    evaluations: &'a mut Evaluations,
    seen: Vec<Seen>,
}

impl Search<'_> {
    /// Each change alone.
    fn alone(&mut self, steps: &[Vec<Changes>]) -> Result<(), Pending> {
        // All are asked for before the first is waited for.
        let asked: Vec<_> = steps
            .iter()
            .flatten()
            .map(|changes| (changes, self.look(changes, self.scenario, Look::About)))
            .collect();
        for (changes, evaluation) in asked {
            if let Some(evaluation) = evaluation? {
                self.see(changes, &evaluation);
            }
        }
        Ok(())
    }

    /// Two changes together, along the edge of what is enough; what costs more than what is known to be
    /// enough is not looked at.
    fn pair(&mut self, one: &[Changes], other: &[Changes]) -> Result<(), Pending> {
        let mut first = 0;
        let mut second = other.len();
        while let (Some(a), Some(b)) = (one.get(first), second.checked_sub(1).and_then(|at| other.get(at))) {
            let made = a.made.iter().chain(&b.made).copied().collect();
            let changes = Changes { made, price: a.price + b.price };
            let is_dear = self.enough().any(|of| of.changes.price <= changes.price);
            let is_enough = is_dear
                || match self.look(&changes, self.scenario, Look::About)? {
                    Some(evaluation) => self.see(&changes, &evaluation),
                    // More of both than the plan can be simulated with.
                    None => true,
                };
            if is_enough { second -= 1 } else { first += 1 }
        }
        Ok(())
    }

    /// Remembers a way that was looked at; whether it may be enough.
    fn see(&mut self, changes: &Changes, evaluation: &Evaluation) -> bool {
        let (both, trials) = (both(evaluation), evaluation.trials());
        let seen = Seen { changes: changes.clone(), both, trials };
        let is_enough = self.is_enough(&seen);
        self.seen.push(seen);
        is_enough
    }

    /// Within two standard errors of a first look.
    fn is_enough(&self, seen: &Seen) -> bool {
        seen.both >= self.wanted - 2.0 * Estimate::error_of_share(self.wanted, seen.trials)
    }

    /// The ways that may be enough, in the order in which they stand.
    fn enough(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter().filter(|seen| self.is_enough(seen))
    }

    fn look(
        &mut self,
        changes: &Changes,
        scenario: &Scenario,
        look: Look,
    ) -> Result<Option<Rc<Evaluation>>, Pending> {
        changed(scenario, &changes.made).map(|varied| self.evaluations.at(&varied, look)).transpose()
    }

    /// What a way brings, on luck of its own.
    fn way(&mut self, changes: &Changes) -> Result<Option<Way>, Pending> {
        let runs = self.scenario.parts().runs;
        // The bits that differ are below the greatest seed.
        let seed = Seed(runs.seed.0 ^ OTHER);
        let Ok(other) = self.scenario.with_runs(Runs { seed, ..runs }) else { return Ok(None) };
        let Some(evaluation) = self.look(changes, &other, Look::Close)? else { return Ok(None) };
        let n = evaluation.trials();
        let goal = evaluation.economics.iter().filter(|row| row.is_met == Some(true)).count();
        Ok(Some(Way {
            changes: changes.made.clone(),
            a_year: changes.price / years(self.scenario),
            both: Estimate::of_share((both(&evaluation) * n).round(), n),
            growth: f64::from(evaluation.reached) / n,
            goal: goal as f64 / n,
        }))
    }
}
