//! What a field reads when nobody typed into it: the plan's value as a text that the field itself accepts.

use super::{FieldId, Sureness};
use crate::entry::{
    ESTIMATE_CASES, Formatter, month_name, wins_of_rates, write_adherence, write_attrition, write_booked,
    write_bounds, write_busy_months, write_capacity, write_chance, write_deal_size, write_economics,
    write_known_to, write_market, write_off_plan, write_open, write_period, write_ramp, write_rate,
    write_rep_spread, write_seasons, write_slippage, write_stage_time, write_supply, write_target,
    write_team,
};
use crate::model::{Scenario, Segment, Stage};

/// What a field of the scenario reads when nobody typed into it.
pub fn written(field: FieldId, scenario: &Scenario, format: &dyn Formatter) -> String {
    let parts = scenario.parts();
    let team = parts.team.as_ref();
    if let Some((segment, stage)) = field.stage().and_then(|id| scenario.stage(id)) {
        return written_of_stage(field, (scenario, segment, stage), format);
    }
    if let Some(segment) = field.segment().and_then(|id| scenario.segment(id)) {
        return written_of_segment(field, (scenario, segment), format);
    }
    match field {
        FieldId::Target => write_target(&parts.target, parts.currency, format),
        FieldId::Name => parts.name.clone(),
        FieldId::Period => write_period(&parts.calendar),
        FieldId::Booked => write_booked(&parts.progress, parts.currency, parts.target.amount(), format),
        FieldId::Confidence => write_chance(parts.confidence, format),
        FieldId::FiscalStart => month_name(parts.fiscal_start).to_owned(),
        FieldId::Money(of) => {
            let write = |economics| write_economics(of, economics, parts.currency, format);
            parts.economics.as_ref().map_or_else(String::new, write)
        }
        FieldId::Team => write_team(scenario, format),
        FieldId::Ramp => team.map_or_else(|| "none".to_owned(), |team| write_ramp(&team.ramp, format)),
        FieldId::Attrition => {
            team.map_or_else(|| "none".to_owned(), |team| write_attrition(&team.attrition, format))
        }
        FieldId::Capacity => write_capacity(team.and_then(|team| team.capacity), format),
        FieldId::Adherence => write_adherence(parts.adherence, format),
        FieldId::Market => write_market(&parts.market, format),
        FieldId::Slippage => write_slippage(&parts.slippage, format),
        FieldId::Seed => parts.runs.seed.0.to_string(),
        FieldId::Trials => format.number(parts.runs.trials.into(), 0),
        FieldId::Note(of) => parts.provenance.note(of).to_owned(),
        FieldId::SegmentName(_)
        | FieldId::Supply(_)
        | FieldId::Seasons(_)
        | FieldId::BusyMonths(_)
        | FieldId::SupplyError(_)
        | FieldId::Open(_)
        | FieldId::CycleError(_)
        | FieldId::DealSize(_)
        | FieldId::DealBounds(_)
        | FieldId::SizeError(_)
        | FieldId::StageName(_)
        | FieldId::StageRate(_)
        | FieldId::StageWins(_)
        | FieldId::StageTime(_)
        | FieldId::StageLoss(_)
        | FieldId::StageSpread(_)
        | FieldId::StageOffPlan(_)
        | FieldId::StageExit(_) => String::new(),
    }
}

fn written_of_segment(
    field: FieldId,
    (scenario, segment): (&Scenario, &Segment),
    format: &dyn Formatter,
) -> String {
    let id = segment.id;
    let is = |of: fn(crate::model::SegmentId) -> FieldId| of(id) == field;
    let currency = scenario.parts().currency;
    if let FieldId::Note(of) = field {
        scenario.parts().provenance.note(of).to_owned()
    } else if is(FieldId::SegmentName) {
        segment.name().to_owned()
    } else if is(FieldId::Supply) {
        write_supply(&segment.supply, format)
    } else if is(FieldId::Seasons) {
        write_seasons(&segment.supply, format)
    } else if is(FieldId::BusyMonths) {
        write_busy_months(&segment.supply, format)
    } else if is(FieldId::SupplyError) {
        write_known_to(segment.supply.error, format)
    } else if is(FieldId::CycleError) {
        write_known_to(segment.cycle_error, format)
    } else if is(FieldId::SizeError) {
        write_known_to(segment.deal_size.error, format)
    } else if is(FieldId::Open) {
        write_open(segment, currency, format)
    } else if is(FieldId::DealBounds) {
        write_bounds(&segment.deal_size, currency, format)
    } else {
        write_deal_size(&segment.deal_size, currency, format)
    }
}

fn written_of_stage(
    field: FieldId,
    (scenario, segment, stage): (&Scenario, &Segment, &Stage),
    format: &dyn Formatter,
) -> String {
    let is = |of: fn(crate::model::StageId) -> FieldId| of(stage.id) == field;
    if let FieldId::Note(of) = field {
        scenario.parts().provenance.note(of).to_owned()
    } else if is(FieldId::StageName) {
        stage.name().to_owned()
    } else if is(FieldId::StageRate) {
        write_rate(&stage.rate, format)
    } else if is(FieldId::StageWins) {
        written_wins(stage, segment, format)
    } else if is(FieldId::StageTime) {
        write_stage_time(stage.time, format)
    } else if is(FieldId::StageLoss) {
        stage.loss_time.map_or_else(|| "the same".to_owned(), |time| write_stage_time(time, format))
    } else if is(FieldId::StageSpread) {
        write_rep_spread(stage.rep_spread(), format)
    } else if is(FieldId::StageOffPlan) {
        write_off_plan(stage.off_plan(), format)
    } else {
        stage.exit_criteria().to_owned()
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
