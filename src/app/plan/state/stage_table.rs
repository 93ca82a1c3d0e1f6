//! Edits of the table of stages: typing, taps, adding, removing, moving, pasting.

use super::stage_edits::{change_stage, set_wins, with_rate};
use super::sureness::Sureness;
use super::{FieldId, Plan, StageField};
use crate::entry::{ESTIMATE_CASES, NumberStyle, RateReading, read_rate, stage_cells};
use crate::model::limits::STAGES_MAX;
use crate::model::{
    Assumption, PipelineStart, RateBelief, Segment, SegmentId, Source, Stage, StageId, StageTime,
};

/// The columns of the table, in order.
const COLUMNS: [StageField; 3] = [StageField::Name, StageField::Rate, StageField::Time];

impl Plan {
    /// One stage more, at its [`new_place`]. It starts with an even chance and the time of the stage before
    /// it, both marked as guesses.
    pub(super) fn with_stage_added(&self, segment: SegmentId, after: Option<StageId>) -> Option<Self> {
        self.with_stage_at(segment, new_place(self.scenario.segment(segment)?.stages(), after))
    }

    /// One stage more, at a place from 0.
    fn with_stage_at(&self, segment: SegmentId, place: usize) -> Option<Self> {
        let all = self.scenario.segments().iter().flat_map(Segment::stages);
        let id = StageId(all.map(|stage| stage.id.0).max().unwrap_or(0).checked_add(1)?);
        let stages = self.scenario.segment(segment)?.stages();
        if stages.len() >= STAGES_MAX {
            return None;
        }
        let before = place.checked_sub(1).and_then(|before| stages.get(before));
        let time = before.map_or(StageTime::fixed(0.0).ok()?, |stage| stage.time);
        let stage = Stage::new(id, "", "", RateBelief::estimate(0.5, ESTIMATE_CASES).ok()?, time).ok()?;
        let (first, rest) = stages.split_at_checked(place)?;
        let stages = first.iter().chain([&stage]).chain(rest).cloned().collect();
        self.with_stages(segment, stages)?
            .with_source(Assumption::StageRate(id), Some(Source::Guess))?
            .with_source(Assumption::StageTime(id), Some(Source::Guess))
    }

    /// One stage less; the last one stays. What is open in it is then open in its successor, or else its
    /// predecessor.
    pub(super) fn with_stage_removed(&self, id: StageId) -> Option<Self> {
        let (segment, _) = self.scenario.stage(id)?;
        let place = segment.place_of(id)?;
        let stages = segment.stages();
        let heir =
            stages.get(place + 1).or_else(|| stages.get(place.checked_sub(1)?)).map(|stage| stage.id)?;
        let kept: Vec<Stage> = stages.iter().filter(|stage| stage.id != id).cloned().collect();
        let mut plan = self.clone();
        if let Some(open) = segment.pipeline().listed() {
            plan = plan.with_pipeline(segment.id, PipelineStart::Listed(open.moved(id, heir)))?;
        }
        let mut plan = plan.with_stages(segment.id, kept)?;
        plan.forget(|field| field.stage() == Some(id));
        Some(plan)
    }

    /// A stage moved to another place, from 0.
    pub(super) fn with_stage_moved(&self, id: StageId, to: usize) -> Option<Self> {
        let (segment, _) = self.scenario.stage(id)?;
        let mut stages = segment.stages().to_vec();
        let from = segment.place_of(id)?;
        if from == to || to >= stages.len() {
            return None;
        }
        let stage = stages.remove(from);
        stages.insert(to, stage);
        self.with_stages(segment.id, stages)
    }

    /// A rate as it is, more or less sure.
    pub(super) fn with_sureness(&self, id: StageId, sureness: Sureness) -> Option<Self> {
        let mut plan = self.with_parts(|parts| {
            let mut stages = parts.segments.iter().flat_map(Segment::stages);
            let mean = stages.find(|stage| stage.id == id)?.rate.mean();
            let rate = sureness.belief(mean).ok()?;
            parts.provenance.touch(Assumption::StageRate(id));
            change_stage(parts, id, |stage| Ok(with_rate(stage, rate))).ok()
        })?;
        plan.forget(
            |field| matches!(field, FieldId::Stage(of, StageField::Rate | StageField::Wins) if of == id),
        );
        Some(plan)
    }

    /// The stages of a segment whose rates are estimates of nobody knows how many deals: what was measured
    /// says itself how sure it is, as counts and ranges do.
    pub fn unsure_estimates(&self, id: SegmentId) -> impl Iterator<Item = &Stage> {
        let segment = self.scenario.segment(id);
        segment.into_iter().flat_map(Segment::stages).filter(|stage| {
            let source = self.scenario.parts().provenance.source(Assumption::StageRate(stage.id));
            Sureness::is_chosen(&stage.rate) && source != Some(Source::Measured)
        })
    }

    /// All rates of a segment that are estimates as they are, more or less sure; none, if nothing changes. A
    /// rate that cannot be so unsure stays, and so does one whose field holds what is not understood.
    pub(super) fn with_estimates_sureness(&self, id: SegmentId, sureness: Sureness) -> Option<Self> {
        let is_understood = |stage: &Stage| {
            let mut fields = [StageField::Rate, StageField::Wins].into_iter();
            fields.all(|of| self.draft.rejection(FieldId::Stage(stage.id, of)).is_none())
        };
        let is_other = |stage: &Stage| Sureness::of(&stage.rate) != Some(sureness);
        let stages = self.unsure_estimates(id).filter(|stage| is_other(stage) && is_understood(stage));
        stages.fold(None, |changed: Option<Self>, stage| {
            changed.as_ref().unwrap_or(self).with_sureness(stage.id, sureness).or(changed)
        })
    }

    /// The same plan with its rates shown the other way.
    pub(super) fn with_reading(&self, reading: RateReading) -> Self {
        let mut plan = self.clone();
        plan.reading = reading;
        plan.forget(|field| matches!(field, FieldId::Stage(_, StageField::Rate | StageField::Wins)));
        plan
    }

    /// Cells of a spreadsheet, pasted into a stage's field: they fill the table to the right and downwards,
    /// stages are added as needed. What is not understood stays in its field. None, if the field is not in
    /// the table.
    ///
    /// A rising column of rates is what is won from each stage, if it fits the stages below it and the reader
    /// has not said otherwise; else rates are what moves on, and are shown so.
    pub(super) fn pasted(
        &self,
        field: FieldId,
        cells: &[Vec<String>],
        said: Option<RateReading>,
        style: NumberStyle,
    ) -> Option<Self> {
        let FieldId::Stage(id, of) = field else { return None };
        // The same column, shown the other way.
        let of = if of == StageField::Wins { StageField::Rate } else { of };
        let first_column = COLUMNS.iter().position(|column| *column == of)?;
        // Lines of an editor have no cells: a stage stands on one as it is said.
        let as_said = |row: &Vec<String>| match row.as_slice() {
            [line] if of == StageField::Name => {
                stage_cells(line, style).map_or_else(|| row.clone(), |cells| cells.to_vec())
            }
            _ => row.clone(),
        };
        let cells: &[Vec<String>] = &without_head(cells).iter().map(as_said).collect::<Vec<_>>();
        let segment = self.scenario.stage(id)?.0;
        let (segment, stages) = (segment.id, segment.stages());
        let first_row = stages.iter().position(|stage| stage.id == id)?;
        let mut plan = self.clone();
        for _ in stages.len()..(first_row + cells.len()).min(STAGES_MAX) {
            let end = plan.scenario.segment(segment)?.stages().len();
            plan = plan.with_stage_at(segment, end)?;
        }
        let stages = plan.scenario.segment(segment)?.stages();
        let ids: Vec<StageId> = stages.iter().skip(first_row).map(|stage| stage.id).collect();
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
                let is_of_rising = *column == StageField::Rate && rising.is_some();
                if !text.trim().is_empty() && !is_of_rising {
                    plan = plan.typed(FieldId::Stage(*id, *column), text.trim().to_owned(), style);
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
    fn with_stages(&self, segment: SegmentId, stages: Vec<Stage>) -> Option<Self> {
        let mut plan = self.with_segment(segment, |segment| segment.with_stages(stages).ok())?;
        plan.draft.forget_understood(|field| matches!(field, FieldId::Stage(_, StageField::Wins)));
        Some(plan)
    }
}

/// Where a new stage goes: after one, or else before the last, since what a plan ends with is most often
/// known already; after a single one.
pub fn new_place(stages: &[Stage], after: Option<StageId>) -> usize {
    let count = stages.len();
    let after = stages.iter().position(|stage| Some(stage.id) == after);
    after.map_or(if count > 1 { count - 1 } else { count }, |place| place + 1)
}

/// Pasted rows without the names of their columns, `Stage, Conversion, Days`: words alone, of which all
/// behind the first are known as such names, where the row below has numbers.
fn without_head(cells: &[Vec<String>]) -> &[Vec<String>] {
    const NAMES: [&str; 24] = [
        "stage",
        "phase",
        "step",
        "rate",
        "conversion",
        "conv",
        "moves",
        "win",
        "days",
        "time",
        "duration",
        "stufe",
        "quote",
        "tage",
        "dauer",
        "étape",
        "taux",
        "jours",
        "etapa",
        "tasa",
        "días",
        "fase",
        "dias",
        "giorni",
    ];
    let has_digit = |text: &String| text.chars().any(char::is_numeric);
    let is_name = |text: &String| {
        let text = text.to_lowercase();
        NAMES.iter().any(|name| text.split(|c: char| !c.is_alphabetic()).any(|word| word.starts_with(name)))
    };
    let is_head = |head: &Vec<String>| {
        let mut behind = head.iter().skip(1).filter(|text| !text.trim().is_empty()).peekable();
        behind.peek().is_some() && behind.all(is_name) && !head.iter().any(has_digit)
    };
    match cells {
        [head, rows @ ..]
            if is_head(head) && rows.first().is_some_and(|row| row.iter().skip(1).any(has_digit)) =>
        {
            rows
        }
        _ => cells,
    }
}

/// A pasted column of rates, if it reads as shares that are won from each stage.
fn wins_column(cells: &[Vec<String>], column: usize, style: NumberStyle) -> Option<Vec<f64>> {
    let rate = |row: &Vec<String>| read_rate(row.get(column)?, style).ok()?.value.map(|rate| rate.mean());
    let rates: Vec<f64> = cells.iter().map(rate).collect::<Option<_>>()?;
    (RateReading::of_column(&rates) == RateReading::WonFromHere).then_some(rates)
}
