//! Edits of a plan's parts: each stage or one segment changed, sizes and times scaled.

use super::limits::CASES_MAX;
use super::{
    DealSizeError, Money, MoneyError, RateBelief, RateLaw, ScenarioParts, Segment, SegmentId, Stage,
    StageTime, StageTimeError,
};

impl ScenarioParts {
    /// A plan with each stage changed; none, if a change or the model refuses.
    pub fn with_stages(&self, change: impl Fn(&mut Stage) -> Option<()>) -> Option<Self> {
        let mut parts = self.clone();
        for segment in &mut parts.segments {
            change_stages(segment, &change)?;
        }
        Some(parts)
    }

    /// A plan with one segment changed; none, if the change or the model refuses.
    pub fn with_segment(&self, id: SegmentId, change: impl Fn(&mut Segment) -> Option<()>) -> Option<Self> {
        let mut parts = self.clone();
        change(parts.segments.iter_mut().find(|segment| segment.id == id)?)?;
        Some(parts)
    }
}

fn change_stages(segment: &mut Segment, change: impl Fn(&mut Stage) -> Option<()>) -> Option<()> {
    let mut stages = segment.stages().to_vec();
    stages.iter_mut().try_for_each(change)?;
    *segment = segment.with_stages(stages).ok()?;
    Some(())
}

/// A belief with another mean, as sure as before: a Beta law keeps the sum of its shapes.
pub(super) fn rate_at(belief: &RateBelief, mean: f64) -> Option<RateBelief> {
    match belief.law() {
        RateLaw::Exact(_) => RateBelief::exact(mean).ok(),
        RateLaw::Beta { a, b } => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between 1 and ten million"
            )]
            let cases = (a + b).round().clamp(1.0, f64::from(CASES_MAX)) as u32;
            RateBelief::estimate(mean, cases).or_else(|_| RateBelief::exact(mean)).ok()
        }
    }
}

/// Multiplies all deal sizes, before floor and cap.
pub(super) fn scale_sizes(segment: &mut Segment, factor: f64) -> Option<()> {
    change_sizes(segment, |minor| minor * factor)
}

/// Changes all deal sizes, before floor and cap; minor units.
pub(super) fn change_sizes(segment: &mut Segment, change: impl Fn(f64) -> f64) -> Option<()> {
    let changed =
        |money: Money| Ok::<Money, SizeRefused>(Money::from_minor_f64(change(money.minor() as f64))?);
    segment.deal_size = segment.deal_size.changed(changed).ok()?;
    Some(())
}

/// A deal size that is refused, for whatever reason.
struct SizeRefused;

impl From<MoneyError> for SizeRefused {
    fn from(_: MoneyError) -> Self {
        Self
    }
}

impl From<DealSizeError> for SizeRefused {
    fn from(_: DealSizeError) -> Self {
        Self
    }
}

/// Multiplies all times.
pub(super) fn scale_times(segment: &mut Segment, factor: f64) -> Option<()> {
    change_times(segment, |time| time.times(factor))
}

/// Changes all times, also those until a loss.
pub(super) fn change_times(
    segment: &mut Segment,
    change: impl Fn(StageTime) -> Result<StageTime, StageTimeError>,
) -> Option<()> {
    change_stages(segment, |stage| {
        stage.time = change(stage.time).ok()?;
        if let Some(time) = stage.loss_time {
            stage.loss_time = Some(change(time).ok()?);
        }
        Some(())
    })
}
