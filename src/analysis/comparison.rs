//! Before and now, trial by trial on the same luck.

use super::{Collection, Estimate};

/// What became of the chance, over the trials that both runs drew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// Trials in both.
    pub trials: u64,
    /// Chance before, over these trials.
    pub before: f64,
    /// Chance now, over these trials.
    pub now: f64,
    /// Share of the trials that reach the target now and did not before.
    pub gained: f64,
    /// Share of the trials that reached the target before and do not now.
    pub lost: f64,
    /// Chance now less chance before. The trials are paired, so its standard error is
    /// √((gained + lost − (gained − lost)²)/n): `McNemar` (1947), *Psychometrika* 12.
    pub difference: Estimate,
    /// Mean of the totals now less those before, minor units.
    pub mean_difference: Estimate,
}

/// A run, and the target it is measured by (minor units).
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// Its trials.
    pub collection: &'a Collection,
    /// Its target.
    pub target: i64,
}

impl Comparison {
    /// Pairs the trials by their number; none, if no trial is in both.
    pub fn of(before: Run<'_>, now: Run<'_>) -> Option<Self> {
        let (mut trials, mut reached_before, mut reached_now, mut gained, mut lost) =
            (0_u64, 0_u64, 0_u64, 0_u64, 0_u64);
        let (mut sum, mut squares) = (0.0, 0.0);
        let mut later = before.collection.numbered_totals().peekable();
        for (number, total) in now.collection.numbered_totals() {
            while later.next_if(|(earlier, _)| *earlier < number).is_some() {}
            let Some((_, total_before)) = later.next_if(|(same, _)| *same == number) else { continue };
            let (did, does) = (total_before >= before.target, total >= now.target);
            trials += 1;
            reached_before += u64::from(did);
            reached_now += u64::from(does);
            gained += u64::from(does && !did);
            lost += u64::from(did && !does);
            let difference = (total - total_before) as f64;
            sum += difference;
            squares += difference * difference;
        }
        if trials == 0 {
            return None;
        }
        let n = trials as f64;
        let share = |count: u64| count as f64 / n;
        Some(Self {
            trials,
            before: share(reached_before),
            now: share(reached_now),
            gained: share(gained),
            lost: share(lost),
            difference: Estimate::of_sums(gained as f64 - lost as f64, (gained + lost) as f64, n),
            mean_difference: Estimate::of_sums(sum, squares, n),
        })
    }
}
