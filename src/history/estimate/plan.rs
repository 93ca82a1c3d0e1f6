//! A plan from what a file says of the past: every value measured, each with its own doubt.
//!
//! What a file cannot say is not made up: without a currency, amounts, wins or whole months there is a reason
//! instead of a plan. A plan is of the year in progress on the file's last day, with what was booked in it so
//! far ([`super::year`]); else of the months after that day, a year, or less where the file covers less. No
//! file knows what is wanted: the target is what was booked in as many months before the plan's first, a
//! guess that is noted as one.

use super::team::{Reps, team};
use super::year::{YEAR_MONTHS, covered_from, months_between, won};
use super::{Estimates, Incidence, LATELY_MONTHS, OpenGroup, OutcomeEstimate, SupplyEstimate};
use crate::history::import::Reading;
use crate::model::limits::{
    CASES_MAX, DISPERSION_LEAST, DISPERSION_MAX, NAME_CHARACTERS_MAX, RELATIVE_ERROR_MAX, REP_SPREAD_MAX,
    SUPPLY_GROWTH_MAX,
};
use crate::model::{
    Arrivals, Assumption, Calendar, Currency, Date, DealSize, Horizon, MEASURED_PARTS_MAX, Money, OpenCount,
    OpenPipeline, PipelineStart, Progress, Provenance, RateBelief, RelativeError, Scenario, ScenarioParts,
    Segment, SegmentId, Source, Stage, StageId, StageTime, Supply, Target,
};
use thiserror::Error;

/// The days of a plan, those before `begins` being over.
#[derive(Clone, Copy, Debug)]
struct Period {
    first: Date,
    months: u32,
    begins: Date,
}

impl Period {
    /// The month of the plan, from 0, in which its future begins.
    fn first_future_month(self) -> i32 {
        months_between(self.first, self.begins)
    }

    /// A day of each month that is to come.
    fn future_months(self) -> impl Iterator<Item = Date> {
        let skipped = usize::try_from(self.first_future_month()).unwrap_or(0);
        (0..self.months).skip(skipped).filter_map(move |month| self.first.after_months(month))
    }
}

/// Why a file gives no plan.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanError {
    /// Nothing says the currency.
    #[error("the file says no currency: choose one, such as USD")]
    Currency,
    /// Nobody moved on from a stage, as far as days are known.
    #[error("nobody moved on from {0}, as far as the file’s days tell: without a win there is no rate")]
    Rate(String),
    /// Nothing won has an amount, or amounts are in several currencies.
    #[error("nothing that was won has an amount in the file’s currency: without it there is no deal size")]
    Sizes,
    /// No whole month.
    #[error("the file covers no whole calendar month: without one there is no number of new opportunities")]
    Supply,
    /// It begins less than so many months before.
    #[error("the file covers less than {0} months before that day")]
    Short(u32),
    /// So many months before brought nothing.
    #[error("nothing was booked in the {0} months before: there is nothing to compare with")]
    NothingBooked(u32),
    /// A segment gives none.
    #[error("in {0}, {1}")]
    Segment(String, Box<Self>),
    /// The model refuses a value.
    #[error("{0}")]
    Model(String),
}

impl PlanError {
    /// The same, said of a segment with a name.
    fn of_segment(self, name: &str) -> Self {
        if name.is_empty() { self } else { Self::Segment(name.to_owned(), Box::new(self)) }
    }
}

/// The plan of what a file says.
///
/// A stage's rate is the share that moved on by the largest age of which the file tells, worth as many cases
/// as leave its standard error; of the others the share undecided by then is never decided. Its times are the
/// measured ones. Where the file does not say when stages were entered, the funnel is one stage. Where reps
/// differ beyond chance the plan has their spread; who stands in it with an own record is known by that, and
/// the rate of the others by fewer cases.
///
/// Supply is the mean of whole months with their dispersion; what varies no more than chance is Poisson. A
/// trend of two years or more that is beyond chance goes on, and its doubt half way through what is to come
/// is the number's; so is that of seasons, of three years or more. What is open is listed by stage and age;
/// of what is open before the first stage, or at an age that is not known, there is a note.
///
/// # Errors
/// When the file does not say enough; see [`PlanError`].
pub fn plan(reading: &Reading, estimates: &Estimates) -> Result<Scenario, PlanError> {
    let begins = estimates.as_of.after_days(1).ok_or(PlanError::Supply)?;
    let (first, months) = match estimates.year {
        Some(year) => (year.begins, YEAR_MONTHS),
        None => (begins, months_before(reading, estimates, begins).ok_or(PlanError::Supply)?),
    };
    plan_of(reading, estimates, Period { first, months, begins })
}

/// The plan of so many months after the file's last day, whose target is what was booked in as many before.
///
/// # Errors
/// As [`plan`]; and when the file covers less than so many months.
pub fn plan_of_months(reading: &Reading, estimates: &Estimates, months: u32) -> Result<Scenario, PlanError> {
    let begins = estimates.as_of.after_days(1).ok_or(PlanError::Supply)?;
    plan_of(reading, estimates, Period { first: begins, months, begins })
}

fn plan_of(reading: &Reading, estimates: &Estimates, period: Period) -> Result<Scenario, PlanError> {
    let Period { first, months, begins } = period;
    let code = reading.currency.as_deref().ok_or(PlanError::Currency)?;
    let currency = Currency::new(code).map_err(refused)?;
    let reps = Reps::of(reading, estimates);
    let (segments, provenance) = segments(estimates, reps, period, currency)?;
    if months_before(reading, estimates, first).is_none_or(|covered| covered < months) {
        return Err(PlanError::Short(months));
    }
    let target = booked_before(reading, (first, months), currency)?;
    let calendar = Calendar::new(Some(first), Horizon::Months(months)).map_err(refused)?;
    let progress = if first < begins {
        let booked = booked(reading, currency, |closed| first <= closed && closed < begins)?;
        Progress::new(&calendar, Some(begins), booked).map_err(refused)?
    } else {
        Progress::none()
    };
    let segment = segments.first().cloned().ok_or(PlanError::Supply)?;
    let team = team(reading, estimates, first, (reps, segment.stages()));
    let parts = ScenarioParts::of_segment(currency, calendar, Target::at(target), segment);
    let fiscal_start = reading.year_begins;
    Scenario::new(ScenarioParts { progress, segments, team, fiscal_start, provenance, ..parts })
        .map_err(refused)
}

/// Each segment, or all as one, and where its values come from: all but the target were measured.
fn segments(
    estimates: &Estimates,
    reps: Reps,
    period: Period,
    currency: Currency,
) -> Result<(Vec<Segment>, Provenance), PlanError> {
    let mut provenance = Provenance::default();
    provenance.set_source(Assumption::Target, Some(Source::Guess));
    let target_note = format!("As much as was booked in the {} months before", period.months);
    provenance.set_note(Assumption::Target, &target_note).map_err(refused)?;
    let named = estimates.segments.iter().map(|of| (of.name.as_str(), &of.estimates));
    let mut parts: Vec<(&str, &Estimates)> = named.collect();
    if parts.is_empty() {
        parts.push(("", estimates));
    }
    let (mut segments, mut next_stage) = (Vec::new(), 1);
    for (id, (name, of)) in (1..).map(SegmentId).zip(parts) {
        let mut made = || {
            let stages = stages(of, reps, next_stage)?;
            let supply = supply(of.supply.as_ref().ok_or(PlanError::Supply)?, period)?;
            let (deal_size, pipeline) = (deal_size(of, currency)?, pipeline(of, &stages)?);
            note(of, (id, &stages), &mut provenance)?;
            let name: String = name.chars().take(NAME_CHARACTERS_MAX).collect();
            Segment::new(id, &name, supply, pipeline, stages, deal_size).map_err(refused)
        };
        let segment = made().map_err(|error| error.of_segment(name))?;
        next_stage += u32::try_from(segment.stages().len()).unwrap_or(0);
        segments.push(segment);
    }
    Ok((segments, provenance))
}

/// Notes where the values of a segment come from.
fn note(
    of: &Estimates,
    (segment, stages): (SegmentId, &[Stage]),
    provenance: &mut Provenance,
) -> Result<(), PlanError> {
    let measured = [Assumption::Supply(segment), Assumption::DealSize(segment)];
    let of_stages =
        stages.iter().flat_map(|stage| [Assumption::StageRate(stage.id), Assumption::StageTime(stage.id)]);
    for of in measured.into_iter().chain(of_stages) {
        provenance.set_source(of, Some(Source::Measured));
    }
    let supply = of.supply.as_ref();
    let notes = [
        supply.and_then(trend_note),
        supply.and_then(seasons_note),
        supply.and_then(lately_note),
        unlisted_note(of),
    ];
    let note = notes.into_iter().flatten().collect::<Vec<_>>().join(". ");
    provenance.set_note(Assumption::Supply(segment), &note).map_err(refused)
}

fn refused(error: impl std::fmt::Display) -> PlanError {
    PlanError::Model(error.to_string())
}

/// Each stage with an estimate; of a file without days of stages, one for all.
fn stages(estimates: &Estimates, reps: Reps, first: u32) -> Result<Vec<Stage>, PlanError> {
    (first..).zip(estimates.planned()).map(|(id, of)| stage(StageId(id), of, reps)).collect()
}

fn stage(id: StageId, of: &OutcomeEstimate, reps: Reps) -> Result<Stage, PlanError> {
    let name = of.stage.as_deref().unwrap_or(crate::model::WHOLE_OPPORTUNITY);
    let nobody = || PlanError::Rate(name.to_owned());
    let incidence = of.incidence.as_ref().filter(|of| of.last().moved_on > 0.0).ok_or_else(nobody)?;
    let spread = of.spread.filter(|_| reps != Reps::Alike);
    let time = time(incidence.times(PARTS)).map_err(refused)?;
    let recorded = spread.filter(|_| reps == Reps::Recorded);
    let worth = recorded.map_or(1.0, |spread| spread.design_effect(&of.by_rep));
    let mut stage = Stage::new(id, name, "", rate(incidence, of.dated, worth)?, time).map_err(refused)?;
    let lost = incidence.times_to_loss(PARTS);
    stage.loss_time = if lost.is_empty() { None } else { Some(self::time(lost).map_err(refused)?) };
    let rest = 1.0 - incidence.last().moved_on;
    let never = if rest > 0.0 { (incidence.last().undecided / rest).clamp(0.0, 1.0) } else { 0.0 };
    let stage = stage.with_never_decided(rounded(never)).map_err(refused)?;
    let spread = spread.map_or(0.0, |of| rounded(of.spread).min(REP_SPREAD_MAX));
    stage.with_rep_spread(spread).map_err(refused)
}

#[expect(clippy::cast_possible_truncation, reason = "20")]
const PARTS: u32 = MEASURED_PARTS_MAX as u32;

/// The share that moved on: with the standard error e it is worth p(1 − p)/e² cases, and a fraction of them
/// where reps differ.
fn rate(incidence: &Incidence, dated: usize, design_effect: f64) -> Result<RateBelief, PlanError> {
    let share = incidence.last().moved_on;
    let error = incidence.errors_at(incidence.known_until()).0;
    let cases = if error > 0.0 { share * (1.0 - share) / (error * error) } else { dated as f64 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within bounds")]
    let cases = (cases / design_effect).round().clamp(1.0, f64::from(CASES_MAX)) as u32;
    if share < 1.0 {
        // What rounds to all is left as it is.
        let share = Some(rounded(share)).filter(|share| *share < 1.0).unwrap_or(share);
        return RateBelief::estimate(share, cases).map_err(refused);
    }
    // All moved on: what is known is that none of so many was lost, not that none ever is.
    RateBelief::counts(cases, cases).map_err(refused)
}

fn time(ages: Vec<u32>) -> Result<StageTime, crate::model::StageTimeError> {
    let ages: Vec<f64> = ages.into_iter().map(f64::from).collect();
    if ages.last().is_some_and(|last| *last > 0.0) {
        StageTime::measured(&ages)
    } else {
        StageTime::fixed(0.0)
    }
}

/// Months vary by a gamma factor of shape μ²/(σ² − μ), where they vary more than chance alone makes them;
/// where there is a trend, around it. Nothing in a plan says how well growth is known: the number takes the
/// doubt that the trend leaves half way through what is to come, which holds that of growth.
fn supply(of: &SupplyEstimate, period: Period) -> Result<Supply, PlanError> {
    let trend = of.planned_trend().filter(|trend| trend.a_month.abs() <= SUPPLY_GROWTH_MAX);
    // The plan's number is that of its first month, which may be one that was counted.
    let measured_until = of.months.last().and_then(|(month, _)| month.after_months(1));
    let first = f64::from(measured_until.map_or(0, |day| months_between(day, period.first)));
    let number = trend.map_or(of.mean, |trend| trend.month_after(first));
    let dispersion = trend.map(|trend| trend.dispersion).or(of.dispersion);
    let excess = dispersion.map_or(0.0, |dispersion| dispersion - 1.0);
    let shape = (excess > 0.0).then(|| rounded(of.mean / excess).clamp(DISPERSION_LEAST, DISPERSION_MAX));
    let supply = Supply::new(rounded(number), Arrivals::Poisson).map_err(refused)?;
    let mut supply = supply.dispersed(shape).map_err(refused)?;
    let of_number = match trend {
        Some(trend) => {
            let last = period.months.saturating_sub(1).cast_signed();
            let half_way = first + f64::from(period.first_future_month() + last) / 2.0;
            relative(Some(trend.relative_error_after(half_way)), 1.0)?
        }
        None => relative(of.mean_error, of.mean)?,
    };
    // Nor does anything say how well seasons are known.
    let of_seasons = of.seasons.map_or(0.0, |seasons| seasons.relative_error(period.future_months()));
    let squares = of_number.get() * of_number.get() + of_seasons * of_seasons;
    supply.error = relative(Some(squares.sqrt()), 1.0)?;
    let weights = of.seasons.map(|seasons| seasons.factors.map(rounded));
    let supply = supply.seasonal(weights).map_err(refused)?;
    supply.growing(trend.map_or(0.0, |trend| rounded(trend.a_month))).map_err(refused)
}

fn seasons_note(of: &SupplyEstimate) -> Option<String> {
    let months = of.months.len();
    of.seasons.map(|_| format!("Months of the year differ more than chance makes them over {months} months"))
}

fn trend_note(of: &SupplyEstimate) -> Option<String> {
    let trend = of.planned_trend()?;
    let (a_month, error) = (trend.a_month * 100.0, trend.error * 100.0);
    let months = of.months.len();
    Some(format!("{a_month:+.1}% a month (± {error:.1}) over {months} months, more than chance makes"))
}

fn lately_note(of: &SupplyEstimate) -> Option<String> {
    let lately = of.lately.filter(|_| of.planned_trend().is_none())?;
    let (now, before) = (lately.a_month, lately.before);
    Some(format!("The last {LATELY_MONTHS} months brought {now:.0} a month, those before {before:.0}"))
}

fn deal_size(estimates: &Estimates, currency: Currency) -> Result<DealSize, PlanError> {
    let of = estimates.sizes.as_ref().ok_or(PlanError::Sizes)?;
    let mean = Money::from_major(of.mean, currency).map_err(refused)?;
    // Of one deal nothing is known of the spread: as much as usual.
    let mut size = DealSize::mean_cv(mean, rounded(of.cv.unwrap_or(1.0))).map_err(refused)?;
    size.error = relative(of.mean_error, of.mean)?;
    Ok(size)
}

/// Four digits: what is dropped is far below the doubt of anything measured, people read the rest in a field,
/// and a link has room for it.
fn rounded(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

fn relative(error: Option<f64>, mean: f64) -> Result<RelativeError, PlanError> {
    // Of one month or one deal no error is known: as large as the value itself.
    let share = error.map_or(1.0, |error| if mean > 0.0 { error / mean } else { 0.0 });
    RelativeError::new(rounded(share).min(RELATIVE_ERROR_MAX)).map_err(refused)
}

fn pipeline(estimates: &Estimates, stages: &[Stage]) -> Result<PipelineStart, PlanError> {
    let counts = estimates.open.iter().filter_map(|group| {
        let (place, age_days) = place_and_age(group)?;
        Some(OpenCount { stage: stages.get(place)?.id, count: group.count, age_days: age_days.round() })
    });
    let counts: Vec<OpenCount> = counts.collect();
    if counts.is_empty() {
        return Ok(PipelineStart::Empty);
    }
    Ok(PipelineStart::Listed(OpenPipeline::new(counts, Vec::new()).map_err(refused)?))
}

/// What is listed of a group; none, where the file does not say its stage, or since when it is in it.
fn place_and_age(group: &OpenGroup) -> Option<(usize, f64)> {
    group.stage.zip(group.age_days)
}

fn unlisted_note(estimates: &Estimates) -> Option<String> {
    let unlisted = unlisted(estimates);
    let why = "the file does not say since when they are in their stage";
    (unlisted > 0).then(|| format!("{unlisted} more open deals are not in the plan: {why}"))
}

/// Open deals that cannot be listed.
pub(super) fn unlisted(estimates: &Estimates) -> u32 {
    estimates.open.iter().filter(|group| place_and_age(group).is_none()).map(|group| group.count).sum()
}

/// How many whole months before a day the file covers, 12 at most.
fn months_before(reading: &Reading, estimates: &Estimates, day: Date) -> Option<u32> {
    let first = covered_from(reading, estimates.seen_from.map(|seen| seen.day))?;
    (1..=YEAR_MONTHS).rev().find(|months| first.after_months(*months).is_some_and(|then| then <= day))
}

/// What was booked in so many months before a day.
fn booked_before(
    reading: &Reading,
    (day, months): (Date, u32),
    currency: Currency,
) -> Result<Money, PlanError> {
    let lately = |closed: Date| closed < day && closed.after_months(months).is_some_and(|later| later >= day);
    let booked = booked(reading, currency, lately)?;
    if booked == Money::ZERO { Err(PlanError::NothingBooked(months)) } else { Ok(booked) }
}

/// What was won on some days, and has an amount.
pub(in crate::history) fn booked(
    reading: &Reading,
    currency: Currency,
    is_counted: impl Fn(Date) -> bool,
) -> Result<Money, PlanError> {
    let (sum, _, _) = won(reading, is_counted);
    Money::from_major(sum as f64 / 1e3, currency).map_err(refused)
}
