//! One rep's quota as a check of its own: what the rep's own view of a quota opens with.

use super::answer::GUESSED_DEAL_CV;
use super::team_rate::team_rate;
use crate::model::{
    Arrivals, Calendar, Confidence, Counted, Currency, Date, DealSize, Horizon, Money, OpenCount,
    OpenPipeline, PipelineStart, Progress, QuotaCheck, RepHistory, Segment, SegmentId, Stage, StageId,
    StageTime, Supply, TeamHistory,
};

/// Months from today on that the check is about.
const MONTHS: u32 = 3;
/// How surely the quota is wanted.
const CONFIDENCE: f64 = 0.8;

/// The check of the rep in a place: the quota, over three months from today, of which nothing is won; as many
/// opportunities as entered, all of them still to be decided; the mean size of the team's wins; the rep's own
/// record, and the pooled rate of the others. None without a quota, or wins to tell what a deal is worth.
pub fn rep_quota(history: &TeamHistory, place: usize, today: Date) -> Option<QuotaCheck> {
    let rep = history.reps().get(place)?;
    let currency = history.currency();
    let quota = whole(rep.quota?.major(currency), currency).filter(|quota| *quota > Money::ZERO)?;
    let others = history.reps().iter().enumerate().filter(|(other, _)| *other != place);
    let counts: Vec<Counted> = others.map(|(_, rep)| record(rep)).collect();
    let (own, team) = (record(rep), team_rate(&counts));
    let rate = QuotaCheck::rate_of_rep(own, team).ok()?;
    let stage = StageId(1);
    let stages = vec![Stage::new(stage, "", "", rate, StageTime::fixed(0.0).ok()?).ok()?];
    let count = rep.stages.first()?.entered;
    let open = if count > 0 { vec![OpenCount { stage, count, age_days: 0.0 }] } else { Vec::new() };
    let pipeline = PipelineStart::Listed(OpenPipeline::new(open, Vec::new()).ok()?);
    let size = DealSize::mean_cv(mean_win(history)?, GUESSED_DEAL_CV).ok()?;
    let supply = Supply::new(0.0, Arrivals::Poisson).ok()?;
    let segment = Segment::new(SegmentId(1), "", supply, pipeline, stages, size).ok()?;
    let calendar = next_months(today)?;
    let progress = Progress::new(&calendar, None, Money::ZERO).ok()?;
    let confidence = Confidence::new(CONFIDENCE).ok()?;
    let scenario =
        QuotaCheck::rest_of_period((currency, quota), calendar, progress, confidence, segment).ok()?;
    QuotaCheck::new(scenario, None, (own.decided > 0).then_some(own), team).ok()
}

/// Wins, of all that was won or lost.
fn record(rep: &RepHistory) -> Counted {
    let lost = rep.stages.iter().map(|of| of.decided() - of.passed.min(of.decided()));
    let lost = lost.fold(0, u32::saturating_add);
    Counted { passed: rep.wins(), decided: rep.wins().saturating_add(lost) }
}

/// What a win of the team is worth, in whole units; none without wins, or where that is less than one unit.
fn mean_win(history: &TeamHistory) -> Option<Money> {
    let currency = history.currency();
    let all =
        history.reps().iter().map(|rep| (f64::from(rep.wins_in_period()), rep.bookings.major(currency)));
    let (wins, bookings) = all.fold((0.0, 0.0), |sum, of| (sum.0 + of.0, sum.1 + of.1));
    let mean = bookings / wins;
    if mean >= 1.0 { whole(mean, currency) } else { None }
}

/// An amount without what comes behind the decimal mark: a check is no bookkeeping.
fn whole(major: f64, currency: Currency) -> Option<Money> {
    Money::from_major(major.round_ties_even(), currency).ok()
}

/// Counted in days, so that what is left has no month of its own.
fn next_months(today: Date) -> Option<Calendar> {
    let days = Calendar::new(Some(today), Horizon::Months(MONTHS)).ok()?.days();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some 90 days")]
    let days = days as u32;
    Calendar::new(Some(today), Horizon::Days(days)).ok()
}
