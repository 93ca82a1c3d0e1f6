//! What is said of a stage's values that an export measured, and the short form in which they rest.

use crate::app::charts::CumulativeReading;
use crate::app::format::Format;
use crate::app::plan::state::{FieldId, SegmentField, StageField};
use crate::entry::write_stage_time;
use crate::model::{BeliefKind, Currency, DealSize, DealSizeKind, Scenario, StageTime};

/// So many characters of a rate are read whole in its place.
const RATE_CHARACTERS: usize = 12;

/// So many characters of a deal size are read whole in its place.
const SIZE_CHARACTERS: usize = 20;

/// What a spread stands behind where a field says one.
const SPREAD: &str = " cv ";

pub const TIME_AXES: [&str; 2] = ["days in the stage", "of 100 that move on, still there"];
pub const TIME_CURVES: [&str; 2] = ["smooth curve", "measured"];
pub const TAKE_FITTED: &str = "Take the smooth curve";

/// What stands in a field while nobody works on it, where all of it would be cut off or is for experts: of a
/// measured time its mean, of a measured rate fewer digits, of a size with its spread the average.
pub fn resting(id: FieldId, text: &str, scenario: &Scenario, format: &Format) -> Option<String> {
    if let FieldId::Segment(segment, SegmentField::DealSize) = id {
        return resting_size(&scenario.segment(segment)?.deal_size, text, scenario.parts().currency, format);
    }
    let FieldId::Stage(stage, field) = id else { return None };
    let (_, stage) = scenario.stage(stage)?;
    let time = match field {
        StageField::Time => stage.time,
        StageField::Loss => stage.loss_time?,
        StageField::Rate => {
            let BeliefKind::Estimate { rate, cases } = stage.rate.kind() else { return None };
            let is_long = text.chars().count() > RATE_CHARACTERS;
            let cases = format.number(cases.into(), 0);
            return is_long.then(|| format!("{} of {cases}", format.percent(rate, 1)));
        }
        StageField::Name
        | StageField::Wins
        | StageField::NeverDecided
        | StageField::Spread
        | StageField::OffPlan
        | StageField::Exit => return None,
    };
    time.as_measured().map(|_| days(time.mean_days(), format))
}

/// Of deals whose spread is said, or of which many are listed, the average.
fn resting_size(size: &DealSize, text: &str, currency: Currency, format: &Format) -> Option<String> {
    let average = || format.money_short(size.mean_minor(), currency);
    match size.kind() {
        DealSizeKind::MeanCv { .. } if text.contains(SPREAD) => Some(format!("{} on average", average())),
        DealSizeKind::Past(deals) if text.chars().count() > SIZE_CHARACTERS => {
            Some(format!("{} past deals, {}", format.number(deals.len() as f64, 0), average()))
        }
        DealSizeKind::MeanCv { .. }
        | DealSizeKind::P10P90 { .. }
        | DealSizeKind::MedianP90 { .. }
        | DealSizeKind::Past(_) => None,
    }
}

/// “23 days”, where they are few “2.4 days”.
fn days(days: f64, format: &Format) -> String {
    format!("{} days", format.number(days, u32::from(days < 10.0)))
}

/// The gamma law of the same mean and spread; none, where there is none.
pub fn fitted(time: StageTime) -> Option<StageTime> {
    time.as_measured().and_then(|_| StageTime::gamma(time.mean_days(), time.sd_days()).ok())
}

/// What a field takes for the fitted law.
pub fn fitted_text(fitted: StageTime, format: &Format) -> String {
    write_stage_time(fitted, &**format)
}

/// Where the mean stands in the picture.
pub fn mean_label(time: StageTime, format: &Format) -> String {
    format!("mean {}", days(time.mean_days(), format))
}

/// The picture of a stage's time in words.
pub fn time_summary(time: StageTime, fitted: StageTime, format: &Format) -> String {
    let half = |of: StageTime| days(of.quantile_days(0.5), format);
    format!(
        "Half of those that move on have done so after {}, by the law of the same mean and spread after {}.",
        half(time),
        half(fitted)
    )
}

pub fn time_title(stage: &str) -> String {
    format!("How long those that move on stay in {stage}")
}

/// What is read in the picture: “after 20 days 35 of 100 are still there, by the smooth curve 31”.
pub fn time_words(reading: &CumulativeReading, format: &Format) -> String {
    let share = |share: f64| format.number(100.0 * share, 0);
    let fitted = reading.before.map(|before| format!(", by the smooth curve {}", share(before)));
    let after = days(reading.amount, format);
    format!("After {after}, {} of 100 are still there{}.", share(reading.share), fitted.unwrap_or_default())
}
