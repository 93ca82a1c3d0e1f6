//! The answers, as data: what crosses from a worker to the page, which words and pictures are made of. Needs
//! no engine.

use crate::analysis::{Estimate, PROMISE_CONFIDENCES};
use crate::model::{Alignment, Difference, GroupId, Lever, LeverRange, Unknown};
use serde::{Deserialize, Serialize};

/// Chance and middle result of a variation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Share of trials that reach the target.
    pub chance: f64,
    /// Middle of the bookings, minor units.
    pub middle: f64,
}

/// What one lever alone would have to be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Needed {
    /// The lever.
    pub lever: Lever,
    /// The value as the plan has it.
    pub today: f64,
    /// The chance as it stands, on the same luck.
    pub chance_today: f64,
    /// What it would take.
    pub value: NeededValue,
    /// The value that gives the wanted chance as it is shown and applied: rounded towards the side that
    /// reaches more. None, where there is no such value.
    pub shown: Option<f64>,
    /// How far the value is from today's, as a share of the way to what is plausible: above 1 it is further
    /// than a plan might plausibly go.
    pub way: Option<f64>,
    /// How many times today's the value is; none, where that says nothing.
    pub times: Option<f64>,
    /// What it costs a year to be at the value that is shown, minor units; none, if the plan says nothing of
    /// it, or there is no such value.
    pub cost: Option<f64>,
    /// Whether it comes from a first look, and a closer one follows.
    pub is_about: bool,
}

/// What several levers cost where they were moved to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LeversCost {
    /// A year, minor units, of those of which the plan says it; none, if it says it of none.
    pub a_year: Option<f64>,
    /// Those of which it says nothing.
    pub unpriced: Vec<Lever>,
}

impl Needed {
    /// What a lever of a range needs, looked at closely; what that costs is not said yet.
    pub fn new(lever: Lever, range: LeverRange, chance_today: f64, value: NeededValue) -> Self {
        let LeverRange { today, plausible, best, worst, .. } = range;
        let (at, chance) = match value {
            NeededValue::Is { value, chance, .. } => (Some(value), chance),
            NeededValue::CannotReach { .. }
            | NeededValue::DoesNotHelp { .. }
            | NeededValue::CannotSpoil { .. } => (None, chance_today),
        };
        let shown = at.map(|at| {
            // Where less of it reaches more, the sides are the other way round.
            let is_worse = (at - today) * (best - today) < 0.0;
            let is_turned = chance_today < chance && is_worse;
            let turned = LeverRange { best: worst, worst: best, ..range };
            lever.rounded(at, if is_turned { &turned } else { &range })
        });
        let way = at.map(|at| ((at - today) / (plausible - today)).abs());
        let has_times = match lever {
            Lever::Supply(_) | Lever::DealSize(_) | Lever::Reps => today > 0.0,
            Lever::StageRate(_)
            | Lever::Cycle(_)
            | Lever::HiringDate
            | Lever::Attrition
            | Lever::Adherence
            | Lever::Deadline => false,
        };
        let times = at.filter(|_| has_times).map(|at| at / today);
        Self { lever, today, chance_today, value, shown, way, times, cost: None, is_about: false }
    }
}

/// The value that gives the wanted chance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum NeededValue {
    /// There is one.
    Is {
        /// The value; of whole numbers the nearest to today's that is not worse than wanted.
        value: f64,
        /// Standard error of the value: that of the chance over the slope. 0 for whole numbers, and where the
        /// chance jumps because whole numbers take part.
        error: f64,
        /// The chance there, on the same luck.
        chance: f64,
    },
    /// Not within what is looked at, in either direction: the best of it gives this chance, which is more
    /// than today's.
    CannotReach {
        /// The chance at the best.
        most: f64,
        /// The best value that is looked at.
        best: f64,
    },
    /// The chance is less than wanted, and nothing that is looked at in either direction raises it beyond
    /// luck.
    DoesNotHelp {
        /// The chance as it stands.
        chance: f64,
    },
    /// The plan has more than the wanted chance, however bad this gets: the worst that is looked at gives
    /// this chance.
    CannotSpoil {
        /// The chance at the worst.
        least: f64,
        /// The worst value that is looked at.
        worst: f64,
    },
}

/// All levers together: the least common share of the way to their plausible values that gives the wanted
/// chance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Joint {
    /// The share of the way, from 0 for today to 1.
    pub value: NeededValue,
    /// The levers that take part, and where they stand at that share; at 1, if it cannot be reached. Those
    /// that lower the chance on the way to their plausible values take none.
    pub levers: Vec<(Lever, f64)>,
    /// What that costs.
    pub cost: LeversCost,
}

/// What becomes of the answer between two values of something.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effect<T> {
    /// What is varied.
    pub of: T,
    /// The value on the low side, in its own unit; of factors 1 is as believed.
    pub low_value: f64,
    /// The value on the high side.
    pub high_value: f64,
    /// What becomes of the answer at the low value.
    pub low: Measure,
    /// What becomes of the answer at the high value.
    pub high: Measure,
}

impl<T> Effect<T> {
    /// How far it moves the chance.
    pub fn on_chance(&self) -> f64 {
        (self.high.chance - self.low.chance).abs()
    }

    /// How far it moves the middle result, minor units.
    pub fn on_middle(&self) -> f64 {
        (self.high.middle - self.low.middle).abs()
    }
}

/// The variance of the bookings, in shares that sum to one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Width {
    /// The share that is left when everything is known: luck, E[Var(S | unknowns)] / Var(S).
    pub luck: f64,
    /// The share of each unknown, the largest first.
    pub unknowns: Vec<WidthShare>,
    /// Standard error of each share, at most.
    pub error: f64,
}

/// The share of one unknown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WidthShare {
    /// The unknown whose share it is.
    pub unknown: Unknown,
    /// Its Shapley value of Var(E[S | known]) over Var(S).
    pub share: f64,
}

/// How many opportunities it takes to reach an amount, if all of them are worked to their end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// The amount, minor units.
    pub amount: f64,
    /// For 5, 7, 8 and 9 of 10.
    pub needs: [CoverageNeed; PROMISE_CONFIDENCES.len()],
    /// The rule of thumb: the amount over mean deal size and win rate, that is, 1 / win rate times the amount
    /// as pipeline.
    pub rule: f64,
    /// How often as many opportunities as the rule says are enough: about a coin toss.
    pub rule_chance: f64,
    /// New opportunities that the plan expects in the time that is left.
    pub planned: f64,
    /// Mean deal size over the mix of opportunities, minor units.
    pub mean_deal: f64,
}

/// Of what coverage is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CoverageOf {
    /// The whole target.
    Target,
    /// What is left of it after bookings so far.
    Rest,
}

/// How many opportunities it takes for one chance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CoverageNeed {
    /// The chance.
    pub chance: f64,
    /// The least number of opportunities that suffices so often; none, if no number does.
    pub opportunities: Option<f64>,
    /// Their value, as if each were won at the mean deal size, minor units.
    pub value: Option<f64>,
}

/// What holds with a chance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hold {
    /// The chance. The amount that is reached so often is the plan's own answer,
    /// [`crate::analysis::Report::promises`].
    pub chance: f64,
    /// The month of the plan, counted from 1, at whose end the target is reached so often; none within 36
    /// months, or of a plan that is stated in days.
    pub by_month: Option<f64>,
}

/// The quotas of a team against the target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotas {
    /// Sum of all quotas over the plan, prorated for ramp and hires, if nobody leaves; minor units.
    pub sum: f64,
    /// The sum over the target; 0 for a target of nothing.
    pub over_target: f64,
    /// By quota period: its last month from 0, reps with a quota at its end, and how many of them reach it,
    /// on the mean.
    pub at_quota: Vec<(u32, f64, f64)>,
    /// Months of the plan that the quotas of [`Quotas::groups`] are for: those from the as-of date's on.
    pub months: u32,
    /// By group that has a quota.
    pub groups: Vec<EqualQuota>,
}

/// A group's quota, and the one that would be as hard as everybody else's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EqualQuota {
    /// The group.
    pub group: GroupId,
    /// A rep's quota over [`Quotas::months`], prorated for ramp and hires, whatever the period of quotas is;
    /// minor units.
    pub quota: f64,
    /// The chance that a rep's seat brings that much in these months.
    pub chance: f64,
    /// The quota over the same months with which all groups would have the same chance at the team's rates,
    /// and the same sum.
    pub equal: f64,
    /// The chance of that, at the team's rates and in the same months; certain where it is nothing.
    pub equal_chance: f64,
}

/// What one change of alignment does.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlignmentEffect {
    /// The change.
    pub of: Alignment,
    /// Chance and middle with the change made.
    pub now: Measure,
    /// Chance with it less chance without, on the same luck.
    pub on_chance: Estimate,
    /// Middle with it less middle without, minor units.
    pub on_middle: f64,
}

/// What a plan could be instead, in the same futures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CounterfactualOf {
    /// Everybody reads the stages alike: no spread between reps.
    Reading,
    /// Everybody follows the process.
    Process,
    /// The target is the one that holds as often as is wanted.
    Target,
}

/// What one difference between the plan and what it could be costs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counterfactual {
    /// What is otherwise.
    pub of: CounterfactualOf,
    /// The chance then.
    pub chance: f64,
    /// Chance then less chance as it stands, on the same luck.
    pub on_chance: Estimate,
    /// Of the team: middle result then less middle result as it stands. Of the target: the one that holds
    /// less the plan's. Minor units.
    pub on_money: Estimate,
}

/// What more opportunities would tell of the rates of the stages, and how much narrower the range would be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learning {
    /// The range of 8 in 10 as it stands, from its lower to its upper end, minor units.
    pub range: f64,
    /// After what is to be seen in 1, 3 and 12 months.
    pub after: Vec<Learned>,
    /// The range, if the rates were known.
    pub known: f64,
}

/// What so many more opportunities tell.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    /// Months of new opportunities, as many as the plan has in a month on average.
    pub months: u32,
    /// How many that are, over all segments.
    pub opportunities: f64,
    /// The range of 8 in 10 then, minor units.
    pub range: f64,
    /// The share of the variance of the bookings that they take away.
    pub less: f64,
}

/// What is known of a quota. Amounts in minor units, what is won so far included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuotaAnswer {
    /// Trials that the answer is drawn from.
    pub trials: u32,
    /// Chance of the quota.
    pub chance: Estimate,
    /// Chance of the quota before it was raised, on the same luck.
    pub before: Option<Estimate>,
    /// Middle result, and the range of 8 in 10.
    pub middle: (f64, (f64, f64)),
    /// Places of the dots.
    pub dots: Vec<f64>,
    /// What holds in 5, 7, 8 and 9 of 10.
    pub holds: [f64; PROMISE_CONFIDENCES.len()],
    /// The chance that is wanted: that of before if it was at least 1 in 100, or else what the check says.
    pub wanted: f64,
    /// So many further opportunities, worked to their end within the period, bring that chance; none, if no
    /// number does.
    pub more: Option<f64>,
    /// Coverage for what is left.
    pub rest: Coverage,
    /// The rate at which an opportunity is won, from where it enters: mean of the belief.
    pub win_rate: f64,
    /// Where the chance of before is wanted back: the chance that the check says, and so many further
    /// opportunities for it.
    pub beside: Option<(f64, Option<f64>)>,
}

/// One plan beside another, on the same luck. Amounts in minor units; “more” is what the other has more than
/// the one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparedPlans {
    /// Trials of each.
    pub trials: u32,
    /// Chance of each.
    pub chances: [Estimate; 2],
    /// How much more chance the other has. The trials are paired.
    pub difference: Estimate,
    /// Places of the dots of each.
    pub dots: [Vec<f64>; 2],
    /// Target of each.
    pub targets: [i64; 2],
    /// Middle result of each.
    pub middles: [f64; 2],
    /// By how much the other's is more, to which the parts of it sum.
    pub middle_difference: f64,
    /// What the other brings more in a future: the least in 9 of 10, the middle, the most in 9 of 10.
    pub more: [f64; 3],
    /// The same as places of dots.
    pub more_dots: Vec<f64>,
    /// Share of the futures in which the other brings more; ties count half.
    pub brings_more: f64,
    /// Mean contribution of the other, minor units, and by how much it is more, over the same futures; none,
    /// where one of the two says nothing of costs.
    pub contribution: Option<(f64, Estimate)>,
    /// What the difference of the chances comes from: the parts sum to it. Empty, where nothing differs, or
    /// where the plans have no plans between them.
    pub parts: Vec<ComparedPart>,
}

/// A part of a difference of chances and of middle results.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparedPart {
    /// What is assumed differently; several, where they are taken together.
    pub of: Vec<Difference>,
    /// What it adds to the chance, and the standard error of that from the number of trials.
    pub adds: Estimate,
    /// What it adds to the middle result, minor units, and the standard error of that.
    pub adds_to_middle: Estimate,
}
