//! Edits of the table of stages: typing, taps, adding, removing, moving, pasting.

use super::{FieldId, Plan};
use crate::entry::{
    ESTIMATE_CASES, EntryError, NumberStyle, RateReading, rates_of_wins, read_rate, read_stage_time,
    wins_of_rates,
};
use crate::model::limits::STAGES_MAX;
use crate::model::{
    Assumption, BeliefKind, RateBelief, RateError, ScenarioParts, Segment, SegmentError, Stage, StageError,
    StageId, StageTime,
};

/// How sure a rate is, as the page offers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sureness {
    /// As if so many cases had been counted.
    Cases(u32),
    /// A certainty.
    Exact,
}

impl Sureness {
    /// What the page offers.
    pub const OFFERED: [Self; 4] = [Self::Cases(20), Self::Cases(50), Self::Cases(500), Self::Exact];

    /// How sure a belief is; none for a range, which says so itself.
    pub fn of(belief: &RateBelief) -> Option<Self> {
        match belief.kind() {
            BeliefKind::Counts { entered, .. } => Some(Self::Cases(entered)),
            BeliefKind::Estimate { cases, .. } => Some(Self::Cases(cases)),
            BeliefKind::Exact(_) => Some(Self::Exact),
            BeliefKind::Range { .. } => None,
        }
    }

    fn belief(self, rate: f64) -> Result<RateBelief, RateError> {
        match self {
            Self::Cases(cases) => RateBelief::estimate(rate, cases),
            Self::Exact => RateBelief::exact(rate),
        }
    }
}

/// The columns of the table, in order.
const COLUMNS: [fn(StageId) -> FieldId; 3] = [FieldId::StageName, FieldId::StageRate, FieldId::StageTime];

impl Plan {
    /// One stage more: as the last one's successor it starts with an even chance and the last one's time.
    pub(super) fn with_stage_added(&self) -> Option<Self> {
        let stages = self.scenario.segment().stages();
        if stages.len() >= STAGES_MAX {
            return None;
        }
        let id = StageId(stages.iter().map(|stage| stage.id.0).max().unwrap_or(0).checked_add(1)?);
        let time = stages.last().map_or(StageTime::fixed(0.0).ok()?, |stage| stage.time);
        let stage = Stage::new(id, "", "", RateBelief::estimate(0.5, ESTIMATE_CASES).ok()?, time).ok()?;
        self.with_stages(stages.iter().cloned().chain([stage]).collect())
    }

    /// One stage less; the last one stays.
    pub(super) fn with_stage_removed(&self, id: StageId) -> Option<Self> {
        let stages = self.scenario.segment().stages();
        let kept: Vec<Stage> = stages.iter().filter(|stage| stage.id != id).cloned().collect();
        let mut plan = self.with_stages(kept)?;
        plan.forget(|field| field.stage() == Some(id));
        Some(plan)
    }

    /// A stage moved to another place, from 0.
    pub(super) fn with_stage_moved(&self, id: StageId, to: usize) -> Option<Self> {
        let mut stages = self.scenario.segment().stages().to_vec();
        let from = stages.iter().position(|stage| stage.id == id)?;
        if from == to || to >= stages.len() {
            return None;
        }
        let stage = stages.remove(from);
        stages.insert(to, stage);
        self.with_stages(stages)
    }

    /// A rate as it is, more or less sure.
    pub(super) fn with_sureness(&self, id: StageId, sureness: Sureness) -> Option<Self> {
        let mut plan = self.with_parts(|parts| {
            let mean = parts.segment.stages().iter().find(|stage| stage.id == id)?.rate.mean();
            let rate = sureness.belief(mean).ok()?;
            parts.provenance.touch(Assumption::StageRate(id));
            change_stage(parts, id, |stage| Ok(with_rate(stage, rate))).ok()
        })?;
        plan.forget(|field| matches!(field, FieldId::StageRate(of) | FieldId::StageWins(of) if of == id));
        Some(plan)
    }

    /// The same plan with its rates shown the other way.
    pub(super) fn with_reading(&self, reading: RateReading) -> Self {
        let mut plan = self.clone();
        plan.reading = reading;
        plan.forget(|field| matches!(field, FieldId::StageRate(_) | FieldId::StageWins(_)));
        plan
    }

    /// Cells of a spreadsheet, pasted into a stage's field: they fill the table to the right and downwards, stages
    /// are added as needed. What is not understood stays in its field. None, if the field is not in the table.
    ///
    /// A rising column of rates is what is won from each stage, if it fits the stages below it and the reader has not
    /// said otherwise; else rates are what moves on, and are shown so.
    pub(super) fn pasted(
        &self,
        field: FieldId,
        cells: &[Vec<String>],
        said: Option<RateReading>,
        style: NumberStyle,
    ) -> Option<Self> {
        let first_column = match field {
            FieldId::StageName(_) => 0,
            FieldId::StageRate(_) | FieldId::StageWins(_) => 1,
            FieldId::StageTime(_) => 2,
            FieldId::Name
            | FieldId::Target
            | FieldId::Period
            | FieldId::Booked
            | FieldId::Confidence
            | FieldId::Supply
            | FieldId::Seasons
            | FieldId::DealSize
            | FieldId::Seed
            | FieldId::Trials
            | FieldId::StageExit(_)
            | FieldId::Note(_) => return None,
        };
        let stages = self.scenario.segment().stages();
        let first_row = stages.iter().position(|stage| Some(stage.id) == field.stage())?;
        let mut plan = self.clone();
        for _ in stages.len()..(first_row + cells.len()).min(STAGES_MAX) {
            plan = plan.with_stage_added()?;
        }
        let ids: Vec<StageId> =
            plan.scenario.segment().stages().iter().skip(first_row).map(|stage| stage.id).collect();
        let rate_column = 1_usize.checked_sub(first_column);
        let rising = rate_column
            .filter(|_| said != Some(RateReading::MovesOn))
            .and_then(|column| wins_column(cells, column, style))
            .filter(|wins| plan.with_wins(&ids, wins).is_some());
        let is_filled =
            |row: &Vec<String>, column: usize| row.get(column).is_some_and(|text| !text.trim().is_empty());
        let has_rates = rate_column.is_some_and(|column| cells.iter().any(|row| is_filled(row, column)));
        if has_rates && rising.is_none() && plan.reading != RateReading::MovesOn {
            plan = plan.with_reading(RateReading::MovesOn);
        }
        for (row, id) in cells.iter().zip(&ids) {
            for (text, column) in row.iter().zip(COLUMNS.iter().skip(first_column)) {
                let field = column(*id);
                let is_rate = matches!(field, FieldId::StageRate(_));
                let is_of_rising = is_rate && rising.is_some();
                if !text.trim().is_empty() && !is_of_rising {
                    plan = plan.typed(field, text.trim().to_owned(), style);
                }
            }
        }
        match rising {
            Some(wins) => plan.with_wins(&ids, &wins),
            None => Some(plan),
        }
    }

    /// The plan with these shares of the given stages won from there, shown that way.
    fn with_wins(&self, ids: &[StageId], wins: &[f64]) -> Option<Self> {
        let mut parts = self.scenario.parts().clone();
        let pasted: Vec<(StageId, f64)> = ids.iter().copied().zip(wins.iter().copied()).collect();
        set_wins(&mut parts, &pasted, Sureness::Cases(ESTIMATE_CASES)).ok()?;
        for (id, _) in &pasted {
            parts.provenance.touch(Assumption::StageRate(*id));
        }
        let plan = self.with_parts(|own| {
            *own = parts;
            Some(())
        })?;
        Some(plan.with_reading(RateReading::WonFromHere))
    }

    /// What is won from a stage depends on those after it: shares that were typed may no longer be so.
    fn with_stages(&self, stages: Vec<Stage>) -> Option<Self> {
        let mut plan = self.with_parts(|parts| replace_stages(parts, stages).ok())?;
        plan.typed
            .retain(|(field, typed)| typed.rejection.is_some() || !matches!(field, FieldId::StageWins(_)));
        Some(plan)
    }
}

/// A pasted column of rates, if it reads as shares that are won from each stage.
fn wins_column(cells: &[Vec<String>], column: usize, style: NumberStyle) -> Option<Vec<f64>> {
    let rate = |row: &Vec<String>| read_rate(row.get(column)?, style).ok().map(|rate| rate.mean());
    let rates: Vec<f64> = cells.iter().map(rate).collect::<Option<_>>()?;
    (RateReading::of_column(&rates) == RateReading::WonFromHere).then_some(rates)
}

/// Reads a text typed into a stage's field.
pub(super) fn type_into_stage(
    parts: &mut ScenarioParts,
    field: FieldId,
    id: StageId,
    text: &str,
    style: NumberStyle,
) -> Result<(), EntryError> {
    if matches!(field, FieldId::StageName(_)) {
        return change_stage(parts, id, |stage| {
            Stage::new(id, text.trim(), stage.exit_criteria(), stage.rate, stage.time)
        });
    }
    if matches!(field, FieldId::StageExit(_)) {
        return change_stage(parts, id, |stage| {
            Stage::new(id, stage.name(), text.trim(), stage.rate, stage.time)
        });
    }
    if matches!(field, FieldId::StageTime(_)) {
        let time = read_stage_time(text, style)?;
        return change_stage(parts, id, |stage| Ok(with_time(stage, time)));
    }
    let rate = read_rate(text, style)?;
    if matches!(field, FieldId::StageWins(_)) {
        let sureness = Sureness::of(&rate).unwrap_or(Sureness::Cases(ESTIMATE_CASES));
        return set_wins(parts, &[(id, rate.mean())], sureness);
    }
    change_stage(parts, id, |stage| Ok(with_rate(stage, rate)))
}

/// Makes the given shares those won from their stages; other stages are won from as often as before, which only
/// changes the rate of the stage before a given one.
fn set_wins(
    parts: &mut ScenarioParts,
    given: &[(StageId, f64)],
    sureness: Sureness,
) -> Result<(), EntryError> {
    let stages = parts.segment.stages();
    let means: Vec<f64> = stages.iter().map(|stage| stage.rate.mean()).collect();
    let mut wins = wins_of_rates(&means);
    for (stage, win) in stages.iter().zip(&mut wins) {
        if let Some((_, share)) = given.iter().find(|(id, _)| *id == stage.id) {
            *win = *share;
        }
    }
    let rates = rates_of_wins(&wins)?;
    let is_given = |stage: &Stage| given.iter().any(|(id, _)| *id == stage.id);
    let mut changed = Vec::with_capacity(stages.len());
    for (place, (stage, rate)) in stages.iter().zip(rates).enumerate() {
        let own = Sureness::of(&stage.rate).unwrap_or(sureness);
        changed.push(if is_given(stage) {
            with_rate(stage, sureness.belief(rate)?)
        } else if stages.get(place + 1).is_some_and(is_given) {
            with_rate(stage, own.belief(rate)?)
        } else {
            stage.clone()
        });
    }
    Ok(replace_stages(parts, changed)?)
}

pub(super) fn change_stage(
    parts: &mut ScenarioParts,
    id: StageId,
    change: impl Fn(&Stage) -> Result<Stage, StageError>,
) -> Result<(), EntryError> {
    let changed = |stage: &Stage| if stage.id == id { change(stage) } else { Ok(stage.clone()) };
    let stages = parts.segment.stages().iter().map(changed).collect::<Result<Vec<_>, _>>()?;
    Ok(replace_stages(parts, stages)?)
}

pub(super) fn with_rate(stage: &Stage, rate: RateBelief) -> Stage {
    let mut changed = stage.clone();
    changed.rate = rate;
    changed
}

pub(super) fn with_time(stage: &Stage, time: StageTime) -> Stage {
    let mut changed = stage.clone();
    changed.time = time;
    changed
}

fn replace_stages(parts: &mut ScenarioParts, stages: Vec<Stage>) -> Result<(), SegmentError> {
    let segment = &parts.segment;
    parts.segment =
        Segment::new(segment.name(), segment.supply, segment.pipeline, stages, segment.deal_size)?;
    Ok(())
}
