//! What a field reads when nobody typed into it: the plan's value as a text that the field itself accepts.

use super::{FieldId, PlanField, SegmentField, StageField, Sureness};
use crate::entry::{
    ESTIMATE_CASES, Formatter, NumberStyle, Rounded, StyledFormatter, month_name, wins_of_rates,
    write_adherence, write_attrition, write_booked, write_bounds, write_busy_months, write_capacity,
    write_chance, write_deal_size, write_economics, write_known_to, write_market, write_never_decided,
    write_off_plan, write_open, write_period, write_ramp, write_rate, write_rep_spread, write_seasons,
    write_slippage, write_stage_time, write_supply, write_target, write_team,
};
use crate::model::{Currency, PipelineStart, Scenario, Segment, Stage};

/// Numbers with the reader's decimal mark, and spaces that no locale reads as one.
pub(super) fn plain_format(style: NumberStyle) -> StyledFormatter {
    StyledFormatter { style, group: '\u{202f}' }
}

/// What a field of the scenario reads when nobody typed into it; nothing, if its segment or stage is gone.
pub fn written(field: FieldId, scenario: &Scenario, format: &dyn Formatter) -> String {
    let parts = scenario.parts();
    match field {
        FieldId::Plan(field) => written_of_plan(field, scenario, format),
        FieldId::Segment(id, field) => {
            let segment = scenario.segment(id);
            segment
                .map(|segment| written_of_segment(field, segment, parts.currency, format))
                .unwrap_or_default()
        }
        FieldId::Stage(id, field) => scenario
            .stage(id)
            .map(|(segment, stage)| written_of_stage(field, segment, stage, format))
            .unwrap_or_default(),
        FieldId::Money(of) => {
            let write = |economics| write_economics(of, economics, parts.currency, format);
            parts.economics.as_ref().map_or_else(String::new, write)
        }
        FieldId::Note(of) => parts.provenance.note(of).to_owned(),
    }
}

/// What a field says to those who only read it, on a slide, on paper or beside another plan: in three digits,
/// and without lists of what was measured.
pub fn said(field: FieldId, scenario: &Scenario, format: &dyn Formatter) -> String {
    let rounded = Rounded(format);
    let stage = |id| scenario.stage(id).map(|(_, stage)| stage);
    let time = match field {
        FieldId::Stage(id, StageField::Time) => stage(id).map(|stage| stage.time),
        FieldId::Stage(id, StageField::Loss) => stage(id).and_then(|stage| stage.loss_time),
        FieldId::Plan(_)
        | FieldId::Segment(..)
        | FieldId::Stage(..)
        | FieldId::Money(_)
        | FieldId::Note(_) => None,
    };
    match time.filter(|time| time.as_measured().is_some()) {
        Some(time) => format!("{} days on average, as measured", rounded.exact(time.mean_days())),
        None => written(field, scenario, &rounded),
    }
}

fn written_of_plan(field: PlanField, scenario: &Scenario, format: &dyn Formatter) -> String {
    let parts = scenario.parts();
    let team = parts.team.as_ref();
    match field {
        PlanField::Name => parts.name.clone(),
        PlanField::Target => write_target(&parts.target, parts.currency, format),
        PlanField::Period => write_period(&parts.calendar),
        PlanField::Booked => write_booked(&parts.progress, parts.currency, parts.target.amount(), format),
        PlanField::Confidence => write_chance(parts.confidence, format),
        PlanField::FiscalStart => month_name(parts.fiscal_start).to_owned(),
        PlanField::Team => write_team(scenario, format),
        PlanField::Ramp => team.map_or_else(|| "none".to_owned(), |team| write_ramp(&team.ramp, format)),
        PlanField::Attrition => {
            team.map_or_else(|| "none".to_owned(), |team| write_attrition(&team.attrition, format))
        }
        PlanField::Capacity => write_capacity(team.and_then(|team| team.capacity), format),
        PlanField::Adherence => write_adherence(parts.adherence, format),
        PlanField::Market => write_market(&parts.market, format),
        PlanField::Slippage => write_slippage(&parts.slippage, format),
        PlanField::Seed => parts.runs.seed.0.to_string(),
        PlanField::Trials => format.number(parts.runs.trials.into(), 0),
    }
}

fn written_of_segment(
    field: SegmentField,
    segment: &Segment,
    currency: Currency,
    format: &dyn Formatter,
) -> String {
    match field {
        SegmentField::Name => segment.name().to_owned(),
        SegmentField::Supply => write_supply(&segment.supply, format),
        SegmentField::Seasons => write_seasons(&segment.supply, format),
        SegmentField::BusyMonths => write_busy_months(&segment.supply, format),
        SegmentField::SupplyError => write_known_to(segment.supply.error, format),
        SegmentField::CycleError => write_known_to(segment.cycle_error, format),
        SegmentField::SizeError => write_known_to(segment.deal_size.error, format),
        // What nobody has listed is not nothing.
        SegmentField::Open if *segment.pipeline() == PipelineStart::Flowing => String::new(),
        SegmentField::Open => write_open(segment, currency, format),
        SegmentField::DealSize => write_deal_size(&segment.deal_size, currency, format),
        SegmentField::DealBounds => write_bounds(&segment.deal_size, currency, format),
    }
}

fn written_of_stage(field: StageField, segment: &Segment, stage: &Stage, format: &dyn Formatter) -> String {
    match field {
        StageField::Name => stage.name().to_owned(),
        StageField::Rate => write_rate(&stage.rate, format),
        StageField::Wins => written_wins(stage, segment, format),
        StageField::Time => write_stage_time(stage.time, format),
        StageField::Loss => {
            stage.loss_time.map_or_else(|| "the same".to_owned(), |time| write_stage_time(time, format))
        }
        StageField::Spread => write_rep_spread(stage.rep_spread(), format),
        StageField::NeverDecided => write_never_decided(stage.never_decided(), format),
        StageField::OffPlan => write_off_plan(stage.off_plan(), format),
        StageField::Exit => stage.exit_criteria().to_owned(),
    }
}

/// The share won from a stage, as sure as its rate.
fn written_wins(stage: &Stage, segment: &Segment, format: &dyn Formatter) -> String {
    let rates: Vec<f64> = segment.stages().iter().map(|stage| stage.rate.mean()).collect();
    let place = segment.stages().iter().position(|other| other.id == stage.id);
    let won = place.and_then(|place| wins_of_rates(&rates).get(place).copied()).unwrap_or(0.0);
    let share = format.percent(won, 2);
    match Sureness::of(&stage.rate) {
        Some(Sureness::Exact) => format!("exactly {share}"),
        Some(Sureness::Cases(cases)) if cases != ESTIMATE_CASES => {
            format!("{share} of {} cases", format.number(cases.into(), 0))
        }
        Some(Sureness::Cases(_)) | None => share,
    }
}
