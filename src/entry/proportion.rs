//! Whether what is typed fits the rest of its plan: a target of `€3.200` where millions come in may be meant
//! as another.

use super::{Change, EconomicsField};
use crate::model::{
    DealSize, Economics, Money, OpenPipeline, PipelineStart, ProfitGoal, Progress, Scenario, ScenarioParts,
    SegmentId, Target, TargetKind, Team,
};

/// A part of a plan whose size is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sized {
    /// The target.
    Target,
    /// The deal size of a segment.
    DealSize(SegmentId),
    /// The new opportunities of a segment.
    Supply(SegmentId),
    /// What is booked so far.
    Booked,
    /// The quotas of the team.
    Quotas,
    /// What reps have booked themselves.
    RepsBooked,
    /// The amounts of a segment's open deals.
    Open(SegmentId),
    /// The open deals of a segment whose deal size is said by them.
    OpenAndSize(SegmentId),
    /// An amount of the money side.
    Money(EconomicsField),
}

/// A part of a plan that is out of proportion to the rest.
#[derive(Clone, Debug)]
pub struct OutOfProportion {
    /// What it was held against, in minor units: what the plan brings at most on average, or an amount like
    /// it.
    pub usual: f64,
    /// What may be meant. None, if nothing near it is in proportion.
    pub other: Option<OtherSize>,
}

/// The same part of another size.
#[derive(Clone, Debug)]
pub struct OtherSize {
    /// The plan with the part a thousand or a million times as large or as small.
    pub plan: Scenario,
    /// How many times.
    pub factor: f64,
    /// Of several amounts, the first that is another one then: as it was read, and as it may be meant.
    pub first: Option<(Money, Money)>,
}

/// So many times more or less than what it is held against, a part is questioned.
const QUESTIONED: f64 = 100.0;
/// Within as many times, another reading is in proportion.
const FITTING: f64 = 30.0;
/// What a mark between digits, or a forgotten “k” or “m”, makes of a number.
const FACTORS: [f64; 4] = [1e3, 1e-3, 1e6, 1e-6];
/// What is spent is about a tenth of what it is spent for; no benchmark, since a part is questioned only far
/// from it.
const SPENT: f64 = 0.1;

/// Whether a part and what it is held against are out of proportion, and which size of it may be meant.
pub fn out_of_proportion(scenario: &Scenario, part: Sized) -> Option<OutOfProportion> {
    let held = Held::of(scenario, part)?;
    if held.distance() <= QUESTIONED {
        return None;
    }
    let others = FACTORS.iter().filter_map(|factor| {
        let plan = times(scenario, part, *factor)?;
        let other = Held::of(&plan, part)?;
        let first = first_changed(scenario, &plan, part);
        Some((other.distance(), OtherSize { plan, factor: *factor, first }))
    });
    let nearest = others.min_by(|(one, _), (other, _)| one.total_cmp(other));
    let other = nearest.filter(|(distance, _)| *distance <= FITTING).map(|(_, other)| other);
    Some(OutOfProportion { usual: held.usual, other })
}

/// What is held against what, both more than nothing, in minor units.
struct Held {
    /// The least and the largest of what is typed.
    least: f64,
    largest: f64,
    /// What the least is not to be far below, and the largest not far above.
    usual: f64,
    most: f64,
}

impl Held {
    fn distance(&self) -> f64 {
        (self.usual / self.least).max(self.largest / self.most)
    }

    /// None, where either is nothing, or a part of it is there already.
    fn of(scenario: &Scenario, part: Sized) -> Option<Self> {
        let parts = scenario.parts();
        let brings = scenario.bookings_bound();
        let target = parts.target.amount().minor() as f64;
        let amounts: Vec<f64> = amounts(parts, part).into_iter().map(|money| money.minor() as f64).collect();
        let (usual, most) = match part {
            Sized::Target | Sized::DealSize(_) | Sized::Supply(_) | Sized::OpenAndSize(_) => {
                let is_open = matches!(part, Sized::OpenAndSize(_));
                let booked = parts.progress.booked().minor() as f64;
                let brings = if is_open { brings - booked } else { brings };
                let is_new = parts.target.recurring_revenue().is_none();
                return (is_new && target > 0.0 && brings > 0.0).then_some(Self {
                    least: target,
                    largest: target,
                    usual: brings,
                    most: brings,
                });
            }
            // Some deals, at most about what is wanted or comes.
            Sized::Booked => {
                let so_far = parts.progress.booked().minor() as f64;
                (least_deal(parts), target.max(brings - so_far))
            }
            // Some deals, at most about what is wanted of all.
            Sized::RepsBooked => (least_deal(parts), target.max(brings)),
            Sized::Quotas => {
                let team = parts.team.as_ref()?;
                let months = parts.calendar.days() / crate::model::DAYS_IN_PLAIN_MONTH;
                let periods = (months / f64::from(team.quota_period.months())).max(1.0);
                let each = target.max(brings) / f64::from(team.reps().max(1)) / periods;
                (each, each)
            }
            Sized::Open(id) => {
                let size = scenario.segment(id)?.deal_size.mean_minor();
                (size, size)
            }
            Sized::Money(field) => {
                let usual = usual_of_money(scenario, field, target.max(brings))?;
                (usual, usual)
            }
        };
        let typed = || amounts.iter().copied().filter(|amount| *amount > 0.0);
        let held = Self {
            least: typed().fold(f64::INFINITY, f64::min),
            largest: typed().fold(0.0, f64::max),
            usual,
            most,
        };
        (held.largest > 0.0 && usual > 0.0 && usual.is_finite() && most > 0.0).then_some(held)
    }

    /// An amount of another size, if it is one of those that are far from the rest.
    fn brought(&self, amount: Money, scaled: &dyn Fn(Money) -> Option<Money>) -> Option<Money> {
        let minor = amount.minor() as f64;
        let is_far = minor > 0.0 && (self.usual / minor).max(minor / self.most) > QUESTIONED;
        if is_far { scaled(amount) } else { Some(amount) }
    }
}

/// The smallest of the segments' usual deals.
fn least_deal(parts: &ScenarioParts) -> f64 {
    parts.segments.iter().map(|segment| segment.deal_size.mean_minor()).fold(f64::INFINITY, f64::min)
}

/// The first amount that another size of a part changes.
fn first_changed(scenario: &Scenario, other: &Scenario, part: Sized) -> Option<(Money, Money)> {
    let (before, after) = (amounts(scenario.parts(), part), amounts(other.parts(), part));
    before.into_iter().zip(after).find(|(before, after)| before != after)
}

/// The amounts that a part says one by one; of a part that is one number, none.
fn amounts(parts: &ScenarioParts, part: Sized) -> Vec<Money> {
    match part {
        Sized::Target | Sized::DealSize(_) | Sized::Supply(_) => Vec::new(),
        Sized::Booked => vec![parts.progress.booked()],
        Sized::Quotas => {
            let groups = parts.team.as_ref().map_or(&[][..], Team::groups);
            groups.iter().filter_map(|group| group.quota).collect()
        }
        Sized::RepsBooked => {
            let groups = parts.team.as_ref().map_or(&[][..], Team::groups);
            groups.iter().map(|group| group.booked).collect()
        }
        Sized::Open(id) | Sized::OpenAndSize(id) => {
            let segment = parts.segments.iter().find(|segment| segment.id == id);
            let open = segment.and_then(|segment| segment.pipeline().listed());
            open.map_or(&[][..], OpenPipeline::deals).iter().filter_map(|deal| deal.amount).collect()
        }
        Sized::Money(field) => amount_of_money(parts, field).into_iter().collect(),
    }
}

fn amount_of_money(parts: &ScenarioParts, field: EconomicsField) -> Option<Money> {
    let economics = parts.economics.as_ref()?;
    match field {
        EconomicsField::FixedCost => Some(economics.fixed_cost),
        EconomicsField::CostPerOpportunity => Some(economics.cost_per_opportunity),
        EconomicsField::BasePay => Some(economics.base_pay),
        EconomicsField::Price(of) => economics.price(of),
        EconomicsField::Goal => match economics.goal {
            Some(ProfitGoal::Contribution(amount)) => Some(amount),
            Some(ProfitGoal::CostRatio(_) | ProfitGoal::Payback(_) | ProfitGoal::RuleOf40(_)) | None => None,
        },
        EconomicsField::GrossMargin | EconomicsField::Commission | EconomicsField::ContractMonths => None,
    }
}

/// About as much as an amount of the money side is, in a plan whose target or bookings are `all`.
fn usual_of_money(scenario: &Scenario, field: EconomicsField, all: f64) -> Option<f64> {
    let parts = scenario.parts();
    match field {
        EconomicsField::FixedCost | EconomicsField::Price(_) => Some(SPENT * all),
        EconomicsField::Goal => Some(all),
        EconomicsField::CostPerOpportunity => {
            let deals = parts.segments.iter().map(|segment| segment.deal_size.mean_minor());
            Some(SPENT * deals.fold(0.0, f64::max))
        }
        EconomicsField::BasePay => {
            let reps = f64::from(parts.team.as_ref().map_or(1, Team::reps).max(1));
            Some(SPENT * all / reps * 365.0 / parts.calendar.days())
        }
        EconomicsField::GrossMargin | EconomicsField::Commission | EconomicsField::ContractMonths => None,
    }
}

/// The plan with a part of another size; of several amounts only those that are far from the rest.
fn times(scenario: &Scenario, part: Sized, factor: f64) -> Option<Scenario> {
    let mut parts: ScenarioParts = scenario.parts().clone();
    let change = Change::Times(factor);
    let currency = parts.currency;
    let scaled = |money: Money| {
        let scaled = Money::from_minor_f64(money.minor() as f64 * factor).ok()?;
        // Nothing is in proportion to anything.
        (scaled > Money::ZERO || money == Money::ZERO).then_some(scaled)
    };
    match part {
        Sized::Target => {
            parts.target = match parts.target.kind() {
                TargetKind::Growth { last_year, growth } => {
                    let last_year = change.of_target(&Target::at(last_year), currency).ok()?.amount();
                    Target::growth(last_year, growth).ok()?
                }
                TargetKind::Amount => change.of_target(&parts.target, currency).ok()?,
                TargetKind::Recurring(_) => return None,
            };
        }
        Sized::DealSize(id) => {
            let segment = parts.segments.iter_mut().find(|segment| segment.id == id)?;
            segment.deal_size = change.of_deal_size(&segment.deal_size, currency).ok()?;
        }
        Sized::Supply(id) => {
            let segment = parts.segments.iter_mut().find(|segment| segment.id == id)?;
            segment.supply = change.of_supply(&segment.supply).ok()?;
        }
        Sized::Booked => {
            let progress = parts.progress;
            parts.progress =
                Progress::new(&parts.calendar, progress.as_of(), scaled(progress.booked())?).ok()?;
        }
        Sized::Quotas => {
            let held = Held::of(scenario, part)?;
            let team = parts.team.as_ref()?;
            let mut groups = team.groups().to_vec();
            for quota in groups.iter_mut().filter_map(|group| group.quota.as_mut()) {
                *quota = held.brought(*quota, &scaled)?;
            }
            parts.team = Some(team.with_groups(groups).ok()?);
        }
        Sized::RepsBooked => {
            let held = Held::of(scenario, part)?;
            let team = parts.team.as_ref()?;
            let mut groups = team.groups().to_vec();
            for booked in groups.iter_mut().map(|group| &mut group.booked) {
                *booked = held.brought(*booked, &scaled)?;
            }
            parts.team = Some(team.with_groups(groups).ok()?);
        }
        Sized::Open(id) => {
            let held = Held::of(scenario, part)?;
            with_amounts(&mut parts, id, &|amount| held.brought(amount, &scaled))?;
        }
        Sized::OpenAndSize(id) => {
            with_amounts(&mut parts, id, &scaled)?;
            let segment = parts.segments.iter_mut().find(|segment| segment.id == id)?;
            let size: DealSize = change.of_deal_size(&segment.deal_size, currency).ok()?;
            segment.deal_size = size;
        }
        Sized::Money(field) => {
            let amount = scaled(amount_of_money(&parts, field)?)?;
            parts.economics = Some(with_money(parts.economics.take()?, field, amount)?);
        }
    }
    Scenario::new(parts).ok()
}

/// The money side with another amount in one of its fields.
fn with_money(mut economics: Economics, field: EconomicsField, amount: Money) -> Option<Economics> {
    match field {
        EconomicsField::FixedCost => economics.fixed_cost = amount,
        EconomicsField::CostPerOpportunity => economics.cost_per_opportunity = amount,
        EconomicsField::BasePay => economics.base_pay = amount,
        EconomicsField::Price(of) => {
            economics.prices.iter_mut().filter(|(priced, _)| *priced == of).for_each(|(_, price)| {
                *price = amount;
            });
        }
        EconomicsField::Goal => return economics.with_goal(ProfitGoal::Contribution(amount)).ok(),
        EconomicsField::GrossMargin | EconomicsField::Commission | EconomicsField::ContractMonths => {
            return None;
        }
    }
    Some(economics)
}

/// The amounts of a segment's open deals, each as `change` makes it.
fn with_amounts(
    parts: &mut ScenarioParts,
    id: SegmentId,
    change: &dyn Fn(Money) -> Option<Money>,
) -> Option<()> {
    let segment = parts.segments.iter_mut().find(|segment| segment.id == id)?;
    let open = segment.pipeline().listed()?;
    let mut deals = open.deals().to_vec();
    for amount in deals.iter_mut().filter_map(|deal| deal.amount.as_mut()) {
        *amount = change(*amount)?;
    }
    let open = OpenPipeline::new(open.counts().to_vec(), deals).ok()?;
    *segment = segment.with_pipeline(PipelineStart::Listed(open)).ok()?;
    Some(())
}
