//! What a field was understood as, or why it was refused.

use crate::app::format::Format;
use crate::app::plan::state::FieldId;
use crate::entry::{
    echo_booked, echo_chance, echo_deal_size, echo_open, echo_period, echo_rate, echo_stage_time,
    echo_supply, echo_target,
};
use crate::model::{RelativeError, Scenario, Segment, Stage, Supply, SupplyOf};

/// What a field was understood as.
pub fn echo(field: FieldId, scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    if let Some((_, stage)) = field.stage().and_then(|id| scenario.stage(id)) {
        return stage_echo(field, stage, format);
    }
    if let Some(segment) = field.segment().and_then(|id| scenario.segment(id)) {
        return segment_echo(field, (scenario, segment), format);
    }
    if let FieldId::Money(of) = field {
        super::money_echo(of, scenario, format)
    } else if field == FieldId::Target {
        echo_target(&parts.target, parts.currency, parts.calendar.days(), &**format)
    } else if field == FieldId::Period {
        echo_period(&parts.calendar, &**format)
    } else if field == FieldId::Booked {
        echo_booked(&parts.progress, &**format)
    } else if field == FieldId::Confidence {
        echo_chance(parts.confidence, &**format)
    } else if field == FieldId::Trials {
        format!("{} runs", format.number(parts.runs.trials.into(), 0))
    } else if field == FieldId::Seed {
        "another number is another luck".to_owned()
    } else {
        super::team_echo(field, scenario, format)
    }
}

fn segment_echo(field: FieldId, (scenario, segment): (&Scenario, &Segment), format: &Format) -> String {
    let is = |of: fn(crate::model::SegmentId) -> FieldId| of(segment.id) == field;
    let currency = scenario.parts().currency;
    if is(FieldId::Supply) {
        echo_supply(&segment.supply, supply_of(&segment.supply, scenario), &**format)
    } else if is(FieldId::Seasons) {
        match segment.supply.seasonality() {
            None => "every month alike".to_owned(),
            Some(_) => "weights by month; an ordinary month is 100%, and the year stays as large".to_owned(),
        }
    } else if is(FieldId::BusyMonths) {
        busy_echo(&segment.supply, format)
    } else if is(FieldId::SupplyError) || is(FieldId::CycleError) || is(FieldId::SizeError) {
        let error = if is(FieldId::SupplyError) {
            segment.supply.error
        } else if is(FieldId::CycleError) {
            segment.cycle_error
        } else {
            segment.deal_size.error
        };
        known_echo(error, format)
    } else if is(FieldId::Open) {
        segment.pipeline().listed().map_or_else(String::new, |open| echo_open(open, currency, &**format))
    } else if is(FieldId::DealBounds) {
        if segment.deal_size.is_bounded() {
            "what would be beyond is brought there".to_owned()
        } else {
            String::new()
        }
    } else if is(FieldId::DealSize) {
        echo_deal_size(&segment.deal_size, currency, &**format)
    } else {
        String::new()
    }
}

fn stage_echo(field: FieldId, stage: &Stage, format: &Format) -> String {
    let is = |of: fn(crate::model::StageId) -> FieldId| of(stage.id) == field;
    if is(FieldId::StageRate) {
        echo_rate(&stage.rate, &**format)
    } else if is(FieldId::StageWins) {
        // The other reading beside the one that is typed.
        format!("{} move on; {}", format.percent(stage.rate.mean(), 1), echo_rate(&stage.rate, &**format))
    } else if is(FieldId::StageTime) {
        echo_stage_time(stage.time, &**format)
    } else if is(FieldId::StageLoss) {
        stage.loss_time.map(|time| echo_stage_time(time, &**format)).unwrap_or_default()
    } else if is(FieldId::StageSpread) {
        spread_echo(stage, format)
    } else if is(FieldId::StageOffPlan) {
        let off = stage.rate.mean() * stage.off_plan();
        if stage.off_plan() < 1.0 { format!("{} move on", format.percent(off, 1)) } else { String::new() }
    } else {
        String::new()
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
    // The normal quantile of 90%.
    let z90 = 1.281_551_565_544_600_4;
    let share = |z: f64| format.percent(error.factor(z), 0);
    format!("between {} and {} of it, 8 times in 10", share(-z90), share(z90))
}

fn busy_echo(supply: &Supply, format: &Format) -> String {
    let mean = supply.per_month();
    match supply.dispersion() {
        None => format!("chance alone: ± {} in a month", format.number(mean.sqrt(), 0)),
        Some(shape) => {
            format!("with chance, ± {} in a month", format.number((mean + mean * mean / shape).sqrt(), 0))
        }
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
