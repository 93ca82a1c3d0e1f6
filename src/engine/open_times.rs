//! How long deals that are listed as open still take: what is left of the time in their own stage, and the
//! times of the further stages.
#![expect(
    clippy::indexing_slicing,
    reason = "places are those of the segment's stages, for which each list is made"
)]

use super::aged::{Aged, LeftAt};
use super::inversion::Unit;
use super::stream::Lane;
use super::timing::{TimeSum, WinTiming};
use crate::model::{OpenPipeline, Segment, StageId, TimeLaw};
use rand::distr::Distribution;

/// Points of the grid that covers the horizon: for open deals a quarter of what new ones have.
const POINTS: usize = 1_024;
/// Ages of one stage that are told apart where deals are added up.
const AGES_ADDED: usize = 32;

/// The times of a segment's open deals.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenTimes {
    horizon_days: f64,
    /// By stage.
    stages: Vec<TimeSum>,
    /// By stage, the time in it, if something is open there.
    own: Vec<Option<Own>>,
    /// By stage, the times of all further ones; empty, where nothing is open.
    further: Vec<TimeSum>,
    timings: Vec<WinTiming>,
}

/// The time in a stage in which something is open.
#[derive(Clone, Debug)]
enum Own {
    Fixed(f64),
    Aged(Box<Aged>),
}

/// Deals open in one stage: how many, since when.
pub(super) type Row = (f64, f64);

impl OpenTimes {
    /// Of all that a segment lists, over the days that are left.
    pub(super) fn new(segment: &Segment, horizon_days: f64) -> Self {
        let Some(open) = segment.pipeline().listed() else { return Self::default() };
        let step = horizon_days / POINTS as f64;
        let stages: Vec<TimeSum> =
            segment.stages().iter().map(|stage| TimeSum::of(stage.time, step, POINTS)).collect();
        let own: Vec<Option<Own>> = segment
            .stages()
            .iter()
            .map(|stage| {
                let ages = ages(open, stage.id);
                let (least, greatest) = (ages.first().copied()?, ages.last().copied()?);
                Some(match stage.time.law() {
                    TimeLaw::Fixed(days) => Own::Fixed(days),
                    law @ (TimeLaw::Gamma { .. } | TimeLaw::Lognormal { .. } | TimeLaw::Measured(_)) => {
                        Own::Aged(Box::new(Aged::new(law, (least, greatest))))
                    }
                })
            })
            .collect();
        let first_open = own.iter().position(Option::is_some).unwrap_or(stages.len());
        let mut further = vec![TimeSum::none(step); stages.len()];
        let mut sum = TimeSum::none(step);
        for place in (first_open..stages.len()).rev() {
            further[place].clone_from(&sum);
            if place > first_open {
                sum.add(&stages[place]);
            }
        }
        let timings = further.iter().map(TimeSum::timing).collect();
        Self { horizon_days, stages, own, further, timings }
    }

    /// How many stages have a table of the time that is left in them.
    pub(super) fn tables(&self) -> usize {
        self.own.iter().flatten().filter(|own| matches!(own, Own::Aged(_))).count()
    }

    /// The hazard that is behind a deal, for [`Self::left`]; see [`Aged`].
    pub(super) fn hazard(&self, place: usize, age_days: f64) -> f64 {
        match &self.own[place] {
            Some(Own::Aged(aged)) => aged.at(age_days).hazard(),
            Some(Own::Fixed(_)) | None => 0.0,
        }
    }

    /// Draws the days until an open deal is won, if it is: two words, or none where times are fixed;
    /// infinite, if it is after the horizon.
    pub(super) fn left(&self, place: usize, (age_days, hazard): (f64, f64), lane: &mut Lane) -> f64 {
        let own = match &self.own[place] {
            Some(Own::Aged(aged)) => LeftAt::new(aged, age_days, hazard).sample(lane),
            // Past a fixed time it moves now.
            Some(Own::Fixed(days)) => (days - age_days).max(0.0),
            None => 0.0,
        };
        let further = &self.timings[place];
        own + if further.is_fixed() { further.time_at(0.0) } else { further.time_at(Unit.sample(lane)) }
    }

    /// The law of that time.
    pub(super) fn timing(&self, place: usize, age_days: f64) -> WinTiming {
        let mut left = self.own_left(place, &[(1.0, age_days)]);
        left.add(&self.further[place]);
        left.timing()
    }

    /// For deals open in one stage, given as numbers and ages, how many enter the stage at a place by so many
    /// days from now, if `share` of those that enter a stage between enter the next: a function for each such
    /// place, in order.
    pub(super) fn entering(&self, place: usize, rows: &[Row]) -> Vec<WinTimings> {
        let all: f64 = rows.iter().map(|(count, _)| count).sum();
        let later = place + 1..=self.stages.len();
        if all <= 0.0 {
            return later.map(|_| WinTimings::default()).collect();
        }
        if let Some(Own::Fixed(days)) = self.own[place] {
            let mut inner = TimeSum::none(self.horizon_days / POINTS as f64);
            let lefts: Vec<Row> = rows.iter().map(|(count, age)| (*count, (days - age).max(0.0))).collect();
            return later
                .map(|to| {
                    if to > place + 1 {
                        inner.add(&self.stages[to - 1]);
                    }
                    WinTimings { timing: Some(inner.timing()), begun: lefts.clone() }
                })
                .collect();
        }
        let mut sum = self.own_left(place, rows);
        later
            .map(|to| {
                if to > place + 1 {
                    sum.add(&self.stages[to - 1]);
                }
                WinTimings { timing: Some(sum.timing()), begun: vec![(all, 0.0)] }
            })
            .collect()
    }

    /// What is left of the time in their stage, on the mean over some deals.
    fn own_left(&self, place: usize, rows: &[Row]) -> TimeSum {
        let step = self.horizon_days / POINTS as f64;
        let all: f64 = rows.iter().map(|(count, _)| count).sum();
        let mut sum = TimeSum::none(step);
        match &self.own[place] {
            None => {}
            Some(Own::Fixed(days)) => {
                sum.shift = rows.iter().map(|(count, age)| count * (days - age).max(0.0)).sum::<f64>() / all;
            }
            Some(Own::Aged(aged)) => {
                sum.masses = vec![0.0; POINTS];
                for (count, age_days) in fewer(rows) {
                    aged.at(age_days).add_masses(count / all, step, &mut sum.masses);
                }
            }
        }
        sum
    }
}

/// Numbers of deals that begin at some days a time of one law.
#[derive(Clone, Debug, Default)]
pub(super) struct WinTimings {
    timing: Option<WinTiming>,
    begun: Vec<Row>,
}

impl WinTimings {
    /// How many are through by so many days.
    pub(super) fn passed_by(&self, days: f64) -> f64 {
        let Some(timing) = &self.timing else { return 0.0 };
        self.begun
            .iter()
            .map(|(count, begun)| {
                // What takes no time at all is through on the very day.
                let is_through = timing.is_fixed() && days > 0.0 && days >= begun + timing.time_at(0.0);
                count * if is_through { 1.0 } else { timing.passed_by(days - begun) }
            })
            .sum()
    }
}

/// The ages of what is open in a stage, in order, each once.
fn ages(open: &OpenPipeline, stage: StageId) -> Vec<f64> {
    let counts = open.counts().iter().filter(|row| row.stage == stage).map(|row| row.age_days);
    let deals = open.deals().iter().filter(|deal| deal.stage == stage).map(|deal| deal.age_days);
    let mut ages: Vec<f64> = counts.chain(deals).collect();
    ages.sort_by(f64::total_cmp);
    ages.dedup();
    ages
}

/// As many deals with the same mean age, at no more than so many ages: each between two of them counts for
/// both, in proportion to how near it is.
fn fewer(rows: &[Row]) -> Vec<Row> {
    let mut ages: Vec<f64> = rows.iter().map(|(_, age)| *age).collect();
    ages.sort_by(f64::total_cmp);
    ages.dedup();
    let last = ages.len().saturating_sub(1);
    let kept = ages.len().min(AGES_ADDED);
    let nodes: Vec<f64> = (0..kept).map(|node| ages[node * last / (kept - 1).max(1)]).collect();
    let mut added: Vec<Row> = nodes.iter().map(|age| (0.0, *age)).collect();
    for (count, age) in rows {
        let next = nodes.partition_point(|node| node < age);
        if next == 0 || nodes[next] - age <= 0.0 {
            added[next].0 += count;
        } else {
            let share = (nodes[next] - age) / (nodes[next] - nodes[next - 1]);
            added[next - 1].0 += count * share;
            added[next].0 += count * (1.0 - share);
        }
    }
    added
}
