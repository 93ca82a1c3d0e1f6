//! What two plans assume differently, and plans in between: some assumptions of the one, the rest of the
//! other.

use super::{Assumption, Scenario, ScenarioParts, Segment, SegmentId, Stage, StageId};
use serde::{Deserialize, Serialize};

/// An assumption that two plans make differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Difference {
    /// The target.
    Target,
    /// When the plan runs, what is booked by then, and what slips past a quarter's end.
    Period,
    /// New opportunities of a segment.
    Supply(SegmentId),
    /// A stage's rate, on the plan and off it, and how reps differ there.
    StageRate(StageId),
    /// The time in a stage, and how sure the cycle is.
    StageTime(StageId),
    /// What is open in a segment when the plan begins.
    Pipeline(SegmentId),
    /// Sizes of a segment's won deals.
    DealSize(SegmentId),
    /// A segment as a whole: only one of the plans has it, or it shares with another.
    Segment(SegmentId),
    /// The stages of a segment, which are others, with what is open in them and how sure the cycle is.
    Stages(SegmentId),
    /// Who does the work.
    Team,
    /// How many opportunities are run by the plan.
    Adherence,
    /// What all segments' supply depends on.
    Market,
}

/// Kinds of differences, for plans that differ in very many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DifferenceKind {
    /// Target and period.
    Goal,
    /// New opportunities.
    Supply,
    /// Stage rates.
    Rates,
    /// Times, and what is open.
    Times,
    /// Deal sizes.
    Sizes,
    /// Team, adherence, market, whole segments.
    Others,
}

impl Difference {
    /// Its kind.
    pub fn kind(self) -> DifferenceKind {
        match self {
            Self::Target | Self::Period => DifferenceKind::Goal,
            Self::Supply(_) => DifferenceKind::Supply,
            Self::StageRate(_) | Self::Stages(_) => DifferenceKind::Rates,
            Self::StageTime(_) | Self::Pipeline(_) => DifferenceKind::Times,
            Self::DealSize(_) => DifferenceKind::Sizes,
            Self::Segment(_) | Self::Team | Self::Adherence | Self::Market => DifferenceKind::Others,
        }
    }

    /// The assumption that it is about, where it has a source.
    pub fn assumption(self) -> Option<Assumption> {
        match self {
            Self::Target => Some(Assumption::Target),
            Self::Period => Some(Assumption::Period),
            Self::Supply(id) => Some(Assumption::Supply(id)),
            Self::StageRate(id) => Some(Assumption::StageRate(id)),
            Self::StageTime(id) => Some(Assumption::StageTime(id)),
            Self::DealSize(id) => Some(Assumption::DealSize(id)),
            Self::Pipeline(_)
            | Self::Segment(_)
            | Self::Stages(_)
            | Self::Team
            | Self::Adherence
            | Self::Market => None,
        }
    }

    /// All that two plans assume differently and that their chances depend on, in the order of a plan's
    /// facts. Names, sources, notes, the money side, the wanted confidence and the luck are none of it.
    pub fn between(one: &Scenario, other: &Scenario) -> Vec<Self> {
        let (a, b) = (one.parts(), other.parts());
        let mut all = Vec::new();
        let mut add = |differs: bool, difference: Self| all.extend(differs.then_some(difference));
        add(a.target != b.target, Self::Target);
        let period = |parts: &ScenarioParts| {
            (parts.calendar.clone(), parts.progress.clone(), parts.slippage, parts.fiscal_start)
        };
        add(period(a) != period(b), Self::Period);
        let mut ids: Vec<SegmentId> =
            a.segments.iter().chain(&b.segments).map(|segment| segment.id).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let (Some(mine), Some(theirs)) = (one.segment(id), other.segment(id)) else {
                add(true, Self::Segment(id));
                continue;
            };
            if mine.shares_with != theirs.shares_with {
                add(true, Self::Segment(id));
                continue;
            }
            if !has_same_stages(mine, theirs) {
                add(mine.supply != theirs.supply, Self::Supply(id));
                add(true, Self::Stages(id));
                add(mine.deal_size != theirs.deal_size, Self::DealSize(id));
                continue;
            }
            add(mine.supply != theirs.supply, Self::Supply(id));
            for (stage, other) in mine.stages().iter().zip(theirs.stages()) {
                add(rate_of(stage) != rate_of(other), Self::StageRate(stage.id));
            }
            for (stage, other) in mine.stages().iter().zip(theirs.stages()) {
                let differs = stage.time != other.time
                    || stage.loss_time != other.loss_time
                    || stage.never_decided().to_bits() != other.never_decided().to_bits()
                    || (mine.cycle_error != theirs.cycle_error
                        && mine.stages().first().is_some_and(|first| first.id == stage.id));
                add(differs, Self::StageTime(stage.id));
            }
            add(!is_same_pipeline(mine, theirs), Self::Pipeline(id));
            add(mine.deal_size != theirs.deal_size, Self::DealSize(id));
        }
        add(
            a.team.as_ref().map(super::Team::without_names)
                != b.team.as_ref().map(super::Team::without_names),
            Self::Team,
        );
        add(a.adherence != b.adherence, Self::Adherence);
        add(a.market != b.market, Self::Market);
        all
    }
}

impl Scenario {
    /// This plan with some assumptions of another; none, where the model refuses the mixture, as of two
    /// currencies.
    pub fn with_differences(&self, other: &Self, differences: &[Difference]) -> Option<Self> {
        let theirs = other.parts();
        let mut parts = self.parts().clone();
        if parts.currency != theirs.currency {
            return None;
        }
        for difference in differences {
            match *difference {
                Difference::Target => parts.target = theirs.target,
                Difference::Period => {
                    parts.calendar = theirs.calendar.clone();
                    parts.progress = theirs.progress.clone();
                    parts.slippage = theirs.slippage;
                    parts.fiscal_start = theirs.fiscal_start;
                }
                Difference::Supply(id) => {
                    let supply = other.segment(id)?.supply.clone();
                    segment_of(&mut parts, id)?.supply = supply;
                }
                Difference::DealSize(id) => {
                    let size = other.segment(id)?.deal_size.clone();
                    segment_of(&mut parts, id)?.deal_size = size;
                }
                Difference::Pipeline(id) => {
                    let pipeline = other.segment(id)?.pipeline().clone();
                    let segment = segment_of(&mut parts, id)?;
                    *segment = segment.with_pipeline(pipeline).ok()?;
                }
                Difference::StageRate(id) => {
                    change(&mut parts, other, id, |stage, theirs| {
                        let mut stage = stage.clone();
                        stage.rate = theirs.rate;
                        stage.with_rep_spread(theirs.rep_spread()).ok()?.with_off_plan(theirs.off_plan()).ok()
                    })?;
                }
                Difference::StageTime(id) => {
                    let error = other.stage(id)?.0.cycle_error;
                    let segment = change(&mut parts, other, id, |stage, theirs| {
                        let mut stage = stage.clone();
                        (stage.time, stage.loss_time) = (theirs.time, theirs.loss_time);
                        stage.with_never_decided(theirs.never_decided()).ok()
                    })?;
                    if segment.stages().first().is_some_and(|first| first.id == id) {
                        segment.cycle_error = error;
                    }
                }
                Difference::Segment(id) => {
                    let theirs = other.segment(id).cloned();
                    match (parts.segments.iter().position(|segment| segment.id == id), theirs) {
                        (Some(place), Some(theirs)) => *parts.segments.get_mut(place)? = theirs,
                        (Some(place), None) => drop(parts.segments.remove(place)),
                        (None, Some(theirs)) => parts.segments.push(theirs),
                        (None, None) => return None,
                    }
                }
                Difference::Stages(id) => {
                    let theirs = other.segment(id)?;
                    let segment = segment_of(&mut parts, id)?;
                    let (mine, mut taken) = (segment.clone(), theirs.clone());
                    (taken.supply, taken.deal_size) = (mine.supply, mine.deal_size);
                    *segment = taken;
                }
                Difference::Team => parts.team.clone_from(&theirs.team),
                Difference::Adherence => parts.adherence = theirs.adherence,
                Difference::Market => parts.market = theirs.market,
            }
        }
        Self::new(parts).ok()
    }
}

/// Whether the stages of two segments are the same ones, whatever their values.
fn has_same_stages(one: &Segment, other: &Segment) -> bool {
    let ids = |segment: &Segment| segment.stages().iter().map(|stage| stage.id).collect::<Vec<_>>();
    ids(one) == ids(other)
}

fn rate_of(stage: &Stage) -> (&super::RateBelief, f64, f64) {
    (&stage.rate, stage.rep_spread(), stage.off_plan())
}

fn is_same_pipeline(one: &Segment, other: &Segment) -> bool {
    match (one.pipeline().listed(), other.pipeline().listed()) {
        (Some(one), Some(other)) => one.without_names() == other.without_names(),
        _ => one.pipeline() == other.pipeline(),
    }
}

fn segment_of(parts: &mut ScenarioParts, id: SegmentId) -> Option<&mut Segment> {
    parts.segments.iter_mut().find(|segment| segment.id == id)
}

/// Changes one stage after another plan's; its segment.
fn change<'a>(
    parts: &'a mut ScenarioParts,
    other: &Scenario,
    id: StageId,
    change: impl Fn(&Stage, &Stage) -> Option<Stage>,
) -> Option<&'a mut Segment> {
    let theirs = other.stage(id)?.1;
    let segment = parts.segments.iter_mut().find(|segment| segment.place_of(id).is_some())?;
    let mut stages = segment.stages().to_vec();
    let stage = stages.iter_mut().find(|stage| stage.id == id)?;
    *stage = change(stage, theirs)?;
    *segment = segment.with_stages(stages).ok()?;
    Some(segment)
}
