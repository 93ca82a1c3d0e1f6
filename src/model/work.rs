//! How much a plan is: bounds on what it brings, and on the work of a trial. Both are refused beyond their
//! limits when a scenario is made.

use super::belief::RateLaw;
use super::deal_size::DealSizeKind;
use super::pipeline::{OpenPipeline, PipelineStart};
use super::scenario::Scenario;
use super::segment::Segment;
use super::stage::Stage;
use super::supply::SupplyOf;
use super::team::Team;

impl Scenario {
    /// An upper bound on the mean number of wins.
    pub fn expected_wins_bound(&self) -> f64 {
        self.segments().iter().map(|segment| self.wins_bound(segment)).sum()
    }

    /// An upper bound on the mean of bookings in minor units: what is booked, and the bound on each segment's
    /// wins at its mean deal size, and the amounts of deals that are listed.
    pub fn bookings_bound(&self) -> f64 {
        let of_segment = |segment: &Segment| {
            let deals = segment.pipeline().listed().map_or(&[][..], OpenPipeline::deals);
            let listed: f64 =
                deals.iter().filter_map(|deal| deal.amount).map(|amount| amount.minor() as f64).sum();
            self.wins_bound(segment) * segment.deal_size.mean_minor() + listed
        };
        let booked = self.parts().progress.booked().minor() as f64;
        booked + self.segments().iter().map(of_segment).sum::<f64>()
    }

    /// An upper bound on the mean number of a segment's wins: all that arrive in the plan and all that is
    /// open when it begins; of a flowing pipeline, as much as arrives in one plan length.
    pub(super) fn wins_bound(&self, segment: &Segment) -> f64 {
        let months = self.parts().calendar.months();
        let reps = match (segment.supply.of, &self.parts().team) {
            (SupplyOf::EachRep, Some(team)) => f64::from(team.reps()),
            (SupplyOf::Team, _) | (_, None) => 1.0,
        };
        let arriving: f64 = months
            .iter()
            .enumerate()
            .map(|(index, month)| segment.supply.in_month(index, month.month_of_year))
            .sum();
        let won = segment.mean_win_rate();
        match segment.pipeline() {
            PipelineStart::Flowing => {
                (arriving + segment.supply.per_month() * months.len() as f64) * reps * won
            }
            PipelineStart::Empty => arriving * reps * won,
            PipelineStart::Listed(open) => arriving * reps * won + open.len() as f64,
        }
    }

    /// About how many columns the tables of reps' rates have: for a stage in which reps differ one table, and
    /// another for each rep with a record of it, each with a column for a quarter of a logit of what the
    /// team's rate may be.
    pub(super) fn rep_rate_columns(&self) -> f64 {
        let groups = self.parts().team.as_ref().map_or(&[][..], Team::groups);
        let of_stage = |segment: &Segment, stage: &Stage| {
            if stage.rep_spread() <= 0.0 {
                return 0.0;
            }
            let works = groups.iter().filter(|group| group.segment.is_none_or(|own| own == segment.id));
            let recorded = works
                .filter(|group| group.record.iter().any(|of| of.stage == stage.id && of.entered > 0))
                .count();
            (1.0 + recorded as f64) * rate_columns(stage)
        };
        let of_segment =
            |segment: &Segment| segment.stages().iter().map(|stage| of_stage(segment, stage)).sum::<f64>();
        self.segments().iter().map(of_segment).sum()
    }

    /// The work of a trial as a number of deals that are won, each a draw of its size and its owner. Of reps
    /// who may differ, each has a chance of his own for each open deal.
    pub fn work_in_wins(&self) -> f64 {
        let reps = self.parts().team.as_ref().map_or(1.0, |team| f64::from(team.reps()));
        let listed = self.segments().iter().filter_map(|segment| segment.pipeline().listed());
        let deals: usize = listed.map(|open| open.deals().len()).sum();
        self.expected_wins_bound().max((self.draws_a_trial() + reps * deals as f64) / 10.0)
    }

    /// About how many draws a trial takes, each of a few nanoseconds.
    pub fn draws_a_trial(&self) -> f64 {
        let months = self.parts().calendar.months().len() as f64;
        let reps = self.parts().team.as_ref().map_or(1.0, |team| f64::from(team.reps()));
        let leaving = self.parts().team.as_ref().is_some_and(|team| team.attrition.yearly() > 0.0);
        let capacity = self.parts().team.as_ref().is_some_and(|team| team.capacity.is_some());
        let of_segment = |segment: &Segment| {
            let wins = self.wins_bound(segment);
            let singly = wins.min(months * segment.deal_size.drawn_singly_max());
            let differ = self.parts().adherence.is_some_and(|adherence| adherence.sd() > 0.0)
                || segment.stages().iter().any(|stage| stage.rep_spread() > 0.0);
            let by_rep_and_month = capacity
                || leaving
                || (segment.supply.of == SupplyOf::EachRep && segment.supply.dispersion().is_some());
            let deals = segment.pipeline().listed().map_or(0.0, |open| open.deals().len() as f64);
            let past = match segment.deal_size.kind() {
                DealSizeKind::Past(past) => past.len() as f64,
                DealSizeKind::MeanCv { .. }
                | DealSizeKind::P10P90 { .. }
                | DealSizeKind::MedianP90 { .. } => 0.0,
            };
            singly
                + 10.0 * months
                + if differ { reps * segment.stages().len() as f64 * 10.0 } else { 0.0 }
                + if by_rep_and_month { reps * months * if capacity { 12.0 } else { 4.0 } } else { 0.0 }
                + 4.0 * deals
                + 4.0 * past
        };
        self.segments().iter().map(of_segment).sum()
    }
}

/// Columns of a quarter of a logit between the ends of what a stage's rate may be, 7 standard deviations of
/// its logit to either side.
fn rate_columns(stage: &Stage) -> f64 {
    let off_plan = if stage.off_plan() < 1.0 { -libm::log(stage.off_plan().max(1e-6)) } else { 0.0 };
    let width = match stage.rate.law() {
        RateLaw::Exact(_) => 0.0,
        RateLaw::Beta { a, b } => 14.0 * (1.0 / a + 1.0 / b).sqrt(),
    };
    4.0 + ((width + off_plan) / 0.25).min(96.0)
}
