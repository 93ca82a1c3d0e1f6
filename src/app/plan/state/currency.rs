//! Another currency for a plan whose figures stay.

use crate::entry::EntryError;
use crate::model::{
    Currency, Money, MoneyError, OpenDeal, OpenPipeline, PipelineStart, Progress, ScenarioParts,
};

/// Another currency for the same numbers: 25,000 dollars become 25,000 yen, although a yen has no cents.
pub(super) fn set_currency(parts: &mut ScenarioParts, currency: Currency) -> Result<(), EntryError> {
    let own = std::mem::replace(&mut parts.currency, currency);
    if own.decimals() == currency.decimals() {
        return Ok(());
    }
    let restated = |money: Money| Money::from_major(money.major(own), currency);
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
