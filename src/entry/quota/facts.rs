//! One rep's facts: quota, end of the period, won so far, open deals, own wins; on demand stages and what
//! still comes.

use super::texts::{QuotaFact, QuotaTexts, QuotaToday};
use super::values::{
    decided_at_once, read_end, read_new, read_open_deals, read_quota, read_record, read_stages, read_won,
};
use crate::entry::reading::Understood;
use crate::entry::{EntryError, read_chance};
use crate::model::{
    Arrivals, Confidence, Money, PipelineStart, Progress, QuotaCheck, RateBelief, Segment, SegmentId, Supply,
};

/// Reads all fields together.
///
/// # Errors
/// For each field that is not understood.
pub fn read_quota_check(
    texts: &QuotaTexts,
    around: QuotaToday,
) -> Result<QuotaCheck, Vec<(QuotaFact, EntryError)>> {
    let mut errors = Vec::new();
    let QuotaToday { style, .. } = around;
    let quota = read_quota(&texts.quota, style, around.currency);
    let currency = quota.as_ref().map_or(around.currency, |quota| quota.currency);
    let calendar = read_end(&texts.end, around.today, style);
    let won = read_won(&texts.won, style, currency);
    let stages = read_stages(&texts.stages, style);
    let record = if texts.record.trim().is_empty() && !texts.stages.trim().is_empty() {
        // Where stages say what is won, no record is needed.
        RateBelief::exact(0.0).map(|rate| (rate, None)).map_err(EntryError::from)
    } else {
        read_record(&texts.record, style, around.team)
    };
    let new = read_new(&texts.new);
    let wanted = if texts.wanted.trim().is_empty() {
        Confidence::new(0.8).map_err(EntryError::from)
    } else {
        read_chance(&texts.wanted, style).and_then(Understood::settled)
    };
    let stages = match (stages, &record) {
        (Ok(stages), Ok((rate, _))) if stages.is_empty() => decided_at_once(*rate),
        (stages, _) => stages,
    };
    let open = match &stages {
        // While own wins are not understood there is no rate, and what is open is read as it would be at any.
        Ok(stages) if stages.is_empty() => RateBelief::exact(0.5)
            .map_err(EntryError::from)
            .and_then(decided_at_once)
            .and_then(|any| read_open_deals(&texts.open, style, currency, &any)),
        Ok(stages) => read_open_deals(&texts.open, style, currency, stages),
        Err(_) => Err(EntryError::Empty("")),
    };
    let mut note = |fact, error: Option<&EntryError>| errors.extend(error.map(|error| (fact, error.clone())));
    note(QuotaFact::Quota, quota.as_ref().err());
    note(QuotaFact::End, calendar.as_ref().err());
    note(QuotaFact::Won, won.as_ref().err());
    note(QuotaFact::Stages, stages.as_ref().err());
    if stages.is_ok() {
        note(QuotaFact::Open, open.as_ref().err());
    }
    note(QuotaFact::Record, record.as_ref().err());
    note(QuotaFact::New, new.as_ref().err());
    note(QuotaFact::Wanted, wanted.as_ref().err());
    let (
        Ok(quota),
        Ok(calendar),
        Ok(won),
        Ok(stages),
        Ok((open, size)),
        Ok((_, record)),
        Ok(new),
        Ok(wanted),
    ) = (quota, calendar, won, stages, open, record, new, wanted)
    else {
        return Err(errors);
    };
    let build = || -> Result<QuotaCheck, EntryError> {
        let supply = Supply::new(new, Arrivals::Poisson)?;
        let segment = Segment::new(SegmentId(1), "", supply, PipelineStart::Listed(open), stages, size)?;
        // What is won before the period begins is not won in it.
        let begins_later = calendar.start().is_some_and(|start| start > around.today);
        let won = if begins_later { Money::ZERO } else { won };
        let progress = Progress::new(&calendar, None, won)?;
        let scenario =
            QuotaCheck::rest_of_period((currency, quota.quota), calendar, progress, wanted, segment)?;
        // A rep alone, from today on; more won than decided is no record.
        QuotaCheck::new(scenario, quota.before, record, around.team)
            .map_err(|_| EntryError::NotUnderstood(QuotaFact::Record.example()))
    };
    build().map_err(|error| vec![(QuotaFact::Open, error)])
}
