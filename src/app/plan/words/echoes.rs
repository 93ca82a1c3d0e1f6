//! What a field was understood as, or why it was refused.

use crate::app::format::Format;
use crate::app::plan::state::FieldId;
use crate::model::{
    Arrivals, Calendar, Currency, DealSize, DealSizeKind, Horizon, Progress, RateBelief, RateLaw,
    RelativeError, Scenario, Segment, Stage, StageTime, Supply, SupplyOf, TargetKind,
};

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
        target_echo(scenario, format)
    } else if field == FieldId::Period {
        period_echo(&parts.calendar, format)
    } else if field == FieldId::Booked {
        booked_echo(&parts.progress, format)
    } else if field == FieldId::Confidence {
        format!("the target should be reached in {} futures", super::confidence(parts.confidence, format))
    } else if field == FieldId::Trials {
        format!("{} runs", format.number(parts.runs.trials.into(), 0))
    } else if field == FieldId::Seed {
        "another number is another luck".to_owned()
    } else {
        super::team_echo(field, scenario, format)
    }
}

fn target_echo(scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let amount = format.money_full(parts.target.amount(), parts.currency);
    match parts.target.kind() {
        TargetKind::Amount => format!("{amount} of bookings"),
        TargetKind::Growth { growth, .. } => {
            format!("{amount} of bookings, {} over last year", format.percent(growth, 1))
        }
        TargetKind::Recurring(recurring) => {
            let left = recurring.left_after(parts.calendar.days() / 365.0);
            let needed = parts.target.amount().minor() as f64 - recurring.opening.minor() as f64 * left;
            format!(
                "{amount} of recurring revenue at the end; {} of today’s is left by then, so it takes {} of new bookings",
                format.percent(left, 1),
                format.money_short(needed.max(0.0), parts.currency)
            )
        }
    }
}

fn segment_echo(field: FieldId, (scenario, segment): (&Scenario, &Segment), format: &Format) -> String {
    let is = |of: fn(crate::model::SegmentId) -> FieldId| of(segment.id) == field;
    let currency = scenario.parts().currency;
    if is(FieldId::Supply) {
        supply_echo(&segment.supply, scenario)
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
        super::open_echo(segment, currency, format)
    } else if is(FieldId::DealBounds) {
        if segment.deal_size.is_bounded() {
            "what would be beyond is brought there".to_owned()
        } else {
            String::new()
        }
    } else if is(FieldId::DealSize) {
        deal_size_echo(&segment.deal_size, currency, format)
    } else {
        String::new()
    }
}

fn stage_echo(field: FieldId, stage: &Stage, format: &Format) -> String {
    let is = |of: fn(crate::model::StageId) -> FieldId| of(stage.id) == field;
    if is(FieldId::StageRate) {
        rate_echo(&stage.rate, format)
    } else if is(FieldId::StageWins) {
        // The other reading beside the one that is typed.
        format!("{} move on; {}", format.percent(stage.rate.mean(), 1), rate_echo(&stage.rate, format))
    } else if is(FieldId::StageTime) {
        time_echo(stage.time, format)
    } else if is(FieldId::StageLoss) {
        stage.loss_time.map(|time| time_echo(time, format)).unwrap_or_default()
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

fn period_echo(calendar: &Calendar, format: &Format) -> String {
    let length = match calendar.horizon() {
        Horizon::Months(1) => "1 month".to_owned(),
        Horizon::Months(months) => format!("{months} months"),
        Horizon::Days(1) => "1 day".to_owned(),
        Horizon::Days(days) => format!("{days} days"),
    };
    match (calendar.start(), calendar.last_date()) {
        (Some(start), Some(end)) => format!("{length}: {} to {}", format.day(start), format.day(end)),
        _ => format!("{length} from the plan’s first day"),
    }
}

fn booked_echo(progress: &Progress, format: &Format) -> String {
    match progress.as_of() {
        None => "the future begins on the plan’s first day".to_owned(),
        Some(day) => format!("the future begins on {}", format.day(day)),
    }
}

fn supply_echo(supply: &Supply, scenario: &Scenario) -> String {
    let varies = match supply.arrivals() {
        Arrivals::Poisson => "on average: some months bring more, some fewer",
        Arrivals::Fixed => "the same number every month",
    };
    // What the field does not show must be said.
    let seasons = if supply.seasonality().is_some() { ", shifted by seasons" } else { "" };
    let whose = match (supply.of, &scenario.parts().team) {
        (SupplyOf::Team, _) => "",
        (SupplyOf::EachRep, Some(_)) => ", for each ramped rep",
        (SupplyOf::EachRep, None) => ", for the one rep there is without a team",
    };
    format!("{varies}{seasons}{whose}")
}

/// “half above 35k, average 41k, 1 deal in 10 above 70k”.
fn deal_size_echo(size: &DealSize, currency: Currency, format: &Format) -> String {
    /// The 90% quantile of the standard normal.
    const Z90: f64 = 1.281_551_565_544_600_4;
    let money = |minor: f64| format.money_short(minor, currency);
    if size.sigma() == 0.0 && !matches!(size.kind(), DealSizeKind::Past(_)) {
        return format!("every deal {}", money(size.mean_minor()));
    }
    format!(
        "half above {}, average {}, 1 deal in 10 above {}",
        money(size.at_normal_score(0.0)),
        money(size.mean_minor()),
        money(size.at_normal_score(Z90))
    )
}

fn rate_echo(rate: &RateBelief, format: &Format) -> String {
    match rate.law() {
        RateLaw::Exact(rate) => format!("exactly {}", format.percent(rate, 2)),
        RateLaw::Beta { .. } => {
            let (low, high) = (rate.quantile(0.1), rate.quantile(0.9));
            let decimals = u32::from(high - low < 0.02);
            let low = format.number(low * 100.0, decimals);
            format!("true rate {low}–{}, 8 times in 10", format.percent(high, decimals))
        }
    }
}

fn time_echo(time: StageTime, format: &Format) -> String {
    if time.sd_days() == 0.0 {
        return String::new();
    }
    let (low, high) = (time.quantile_days(0.1), time.quantile_days(0.9));
    format!("{}–{} days, 8 times in 10", format.number(low, 0), format.number(high, 0))
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
