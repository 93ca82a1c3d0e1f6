//! Another currency for a plan whose figures stay.

use crate::entry::EntryError;
use crate::model::{
    Currency, Economics, Money, MoneyError, OpenDeal, OpenPipeline, PipelineStart, ProfitGoal, Progress,
    Recurring, ScenarioParts, Target, TargetKind,
};

/// Another currency for the same numbers: 25,000 dollars become 25,000 yen, although a yen has no cents.
pub(super) fn set_currency(parts: &mut ScenarioParts, currency: Currency) -> Result<(), EntryError> {
    let own = std::mem::replace(&mut parts.currency, currency);
    if own.decimals() == currency.decimals() {
        return Ok(());
    }
    let restated = |money: Money| Money::from_major(money.major(own), currency);
    parts.target = match parts.target.kind() {
        TargetKind::Amount => Target::at(restated(parts.target.amount())?),
        TargetKind::Growth { last_year, growth } => Target::growth(restated(last_year)?, growth)?,
        TargetKind::Recurring(recurring) => {
            Target::recurring(Recurring { opening: restated(recurring.opening)?, ..recurring })?
        }
    };
    if let Some(economics) = parts.economics.take() {
        parts.economics = Some(restated_economics(economics, restated)?);
    }
    parts.progress =
        Progress::new(&parts.calendar, parts.progress.as_of(), restated(parts.progress.booked())?)?;
    for segment in &mut parts.segments {
        let size = &segment.deal_size;
        let bounds = (size.floor().map(restated).transpose()?, size.cap().map(restated).transpose()?);
        segment.deal_size =
            size.changed::<EntryError>(|money| Ok(restated(money)?))?.bounded(bounds.0, bounds.1)?;
        if let Some(open) = segment.pipeline().listed() {
            let deal = |deal: &OpenDeal| {
                Ok::<_, MoneyError>(OpenDeal {
                    amount: deal.amount.map(restated).transpose()?,
                    ..deal.clone()
                })
            };
            let deals = open.deals().iter().map(deal).collect::<Result<_, _>>()?;
            let open = OpenPipeline::new(open.counts().to_vec(), deals)?;
            *segment = segment.with_pipeline(PipelineStart::Listed(open))?;
        }
    }
    if let Some(team) = &parts.team {
        let mut groups = team.groups().to_vec();
        for group in &mut groups {
            group.quota = group.quota.map(restated).transpose()?;
            group.booked = restated(group.booked)?;
        }
        parts.team = Some(team.with_groups(groups)?);
    }
    Ok(())
}

/// The money side with its amounts restated.
fn restated_economics(
    mut economics: Economics,
    restated: impl Fn(Money) -> Result<Money, MoneyError>,
) -> Result<Economics, EntryError> {
    for amount in [&mut economics.fixed_cost, &mut economics.cost_per_opportunity, &mut economics.base_pay] {
        *amount = restated(*amount)?;
    }
    for (_, price) in &mut economics.prices {
        *price = restated(*price)?;
    }
    match economics.goal {
        Some(ProfitGoal::Contribution(amount)) => {
            let goal = ProfitGoal::Contribution(restated(amount)?);
            Ok(economics.with_goal(goal)?)
        }
        Some(ProfitGoal::CostRatio(_) | ProfitGoal::Payback(_) | ProfitGoal::RuleOf40(_)) | None => {
            Ok(economics)
        }
    }
}
