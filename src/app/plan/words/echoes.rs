//! What a field was understood as, or why it was refused.

use crate::app::format::Format;
use crate::app::plan::state::{FieldId, PlanField, SegmentField, StageField};
use crate::entry::{
    echo_booked, echo_chance, echo_deal_size, echo_open, echo_period, echo_rate, echo_seasons,
    echo_stage_time, echo_supply, echo_target,
};
use crate::model::{RelativeError, Scenario, Segment, Stage, Supply, SupplyOf};

/// What a field was understood as; nothing, if that says no more than the field.
pub fn echo(field: FieldId, scenario: &Scenario, format: &Format) -> String {
    match field {
        FieldId::Plan(field) => plan_echo(field, scenario, format),
        FieldId::Segment(id, field) => {
            let segment = scenario.segment(id);
            segment.map(|segment| segment_echo(field, scenario, segment, format)).unwrap_or_default()
        }
        FieldId::Stage(id, field) => {
            scenario.stage(id).map(|(_, stage)| stage_echo(field, stage, format)).unwrap_or_default()
        }
        FieldId::Money(of) => super::money_echo(of, scenario, format),
        FieldId::Note(_) => String::new(),
    }
}

fn plan_echo(field: PlanField, scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    match field {
        PlanField::Target => echo_target(&parts.target, parts.currency, parts.calendar.days(), &**format),
        PlanField::Period => echo_period(&parts.calendar, &**format),
        PlanField::Booked => echo_booked(&parts.progress, &**format),
        PlanField::Confidence => echo_chance(parts.confidence, &**format),
        PlanField::Team => super::team_echo(scenario, format),
        PlanField::Ramp => super::ramp_echo(scenario, format),
        PlanField::Attrition => super::attrition_echo(scenario, format),
        PlanField::Capacity => super::capacity_echo(scenario),
        PlanField::Adherence => super::adherence_echo(scenario, format),
        PlanField::Market if parts.market.shape().is_some() => {
            "all new opportunities together, up or down with it".to_owned()
        }
        PlanField::Slippage if parts.slippage.share() > 0.0 => {
            "of the wins due then are won as many days after the quarter’s end".to_owned()
        }
        PlanField::Market | PlanField::Slippage | PlanField::Name | PlanField::FiscalStart => String::new(),
        PlanField::Seed => "another number is another random series".to_owned(),
        PlanField::Trials => format!("{} runs", format.number(parts.runs.trials.into(), 0)),
    }
}

fn segment_echo(field: SegmentField, scenario: &Scenario, segment: &Segment, format: &Format) -> String {
    let currency = scenario.parts().currency;
    match field {
        SegmentField::Supply => echo_supply(&segment.supply, supply_of(&segment.supply, scenario), &**format),
        SegmentField::Seasons => echo_seasons(&segment.supply, &**format),
        SegmentField::BusyMonths => busy_echo(&segment.supply, format),
        SegmentField::SupplyError => known_echo(segment.supply.error, format),
        SegmentField::CycleError => known_echo(segment.cycle_error, format),
        SegmentField::SizeError => known_echo(segment.deal_size.error, format),
        SegmentField::Open => {
            segment.pipeline().listed().map_or_else(String::new, |open| echo_open(open, currency, &**format))
        }
        SegmentField::DealSize => echo_deal_size(&segment.deal_size, currency, &**format),
        SegmentField::DealBounds if segment.deal_size.is_bounded() => {
            "what would be beyond is brought there".to_owned()
        }
        SegmentField::DealBounds | SegmentField::Name => String::new(),
    }
}

fn stage_echo(field: StageField, stage: &Stage, format: &Format) -> String {
    match field {
        StageField::Rate => echo_rate(&stage.rate, &**format),
        // The other reading beside the one that is typed.
        StageField::Wins => {
            format!("{} move on; {}", format.percent(stage.rate.mean(), 1), echo_rate(&stage.rate, &**format))
        }
        StageField::Time => echo_stage_time(stage.time, &**format),
        StageField::Loss => stage.loss_time.map(|time| echo_stage_time(time, &**format)).unwrap_or_default(),
        StageField::Spread => spread_echo(stage, format),
        StageField::NeverDecided if stage.never_decided() > 0.0 => {
            format!("{} of those that enter stay open for good", format.percent(stage.open_for_good(), 1))
        }
        StageField::OffPlan if stage.off_plan() < 1.0 => {
            format!("{} move on", format.percent(stage.mean_off_plan(), 1))
        }
        StageField::NeverDecided | StageField::OffPlan | StageField::Name | StageField::Exit => String::new(),
    }
}

/// “the rates of 8 reps in 10 lie between 38% and 52%”.
fn spread_echo(stage: &Stage, format: &Format) -> String {
    let (mean, spread) = (stage.rate.mean(), stage.rep_spread());
    if spread <= 0.0 || mean <= 0.0 || mean >= 1.0 {
        return "all reps convert alike".to_owned();
    }
    format!(
        "the rates of 8 reps in 10 lie between {} and {}",
        format.percent(stage.rep_rate(0.1), 0),
        format.percent(stage.rep_rate(0.9), 0)
    )
}

fn known_echo(error: RelativeError, format: &Format) -> String {
    if error <= RelativeError::NONE {
        return String::new();
    }
    let [low, high] = error.eight_in_ten().map(|factor| format.percent(factor, 0));
    format!("between {low} and {high} of it, 8 times in 10")
}

fn busy_echo(supply: &Supply, format: &Format) -> String {
    let deviation = format.number(supply.deviation(), 0);
    match supply.dispersion() {
        None => format!("chance alone: ± {deviation} in a month"),
        Some(_) => format!("with chance, ± {deviation} in a month"),
    }
}

/// Whose the number of new opportunities is.
fn supply_of(supply: &Supply, scenario: &Scenario) -> &'static str {
    match (supply.of, &scenario.parts().team) {
        (SupplyOf::Team, _) => "",
        (SupplyOf::EachRep, Some(_)) => ", for each ramped rep",
        (SupplyOf::EachRep, None) => ", for the one rep there is without a team",
    }
}

/// “Of 100 opportunities 45 → 22 → 12 → 6 are won, after 70 days on average.”
pub fn funnel_line(segment: &Segment, format: &Format) -> String {
    let mut left = 100.0;
    let steps: Vec<String> = segment
        .stages()
        .iter()
        .map(|stage: &Stage| {
            left *= stage.rate.mean();
            format.number(left, u32::from(left < 9.95))
        })
        .collect();
    let days = format.number(segment.mean_cycle_days(), 0);
    format!("Of 100 opportunities {} are won, after {days} days on average.", steps.join(" → "))
}
