//! What stands in a field: what was typed, or the plan’s value as a text that the field itself accepts.

use crate::app::format::Format;
use crate::app::plan::state::{FieldId, Plan, Sureness};
use crate::entry::{read_amount, wins_of_rates};
use crate::model::{
    Arrivals, BeliefKind, Calendar, Currency, Date, DealSize, DealSizeKind, Horizon, Money, Progress,
    RateBelief, Recurring, RelativeError, Scenario, Segment, Stage, StageTime, Supply, TargetKind, TimeLaw,
};

/// What stands in a field: what was typed, else the scenario's value as a text that the field itself accepts.
pub fn field_text(field: FieldId, plan: &Plan, format: &Format) -> String {
    plan.typed_in(field).map_or_else(|| entry(field, plan.scenario(), format), |typed| typed.text.clone())
}

/// What a field of the scenario reads when nobody typed into it: a text that the field itself accepts.
pub fn entry(field: FieldId, scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    if let Some((segment, stage)) = field.stage().and_then(|id| scenario.stage(id)) {
        return stage_entry(field, (scenario, segment, stage), format);
    }
    if let Some(segment) = field.segment().and_then(|id| scenario.segment(id)) {
        return segment_entry(field, (scenario, segment), format);
    }
    match field {
        FieldId::Target => target_entry(scenario, format),
        FieldId::Name => parts.name.clone(),
        FieldId::Period => period_entry(&parts.calendar),
        FieldId::Booked => booked_entry(&parts.progress, parts.currency, format),
        FieldId::Confidence => super::confidence(parts.confidence, format),
        FieldId::FiscalStart => super::month_name(parts.fiscal_start).to_owned(),
        FieldId::Money(of) => super::money_text(of, scenario, format),
        FieldId::Team => super::team_entry(scenario, format),
        FieldId::Ramp => super::ramp_entry(scenario, format),
        FieldId::Attrition => super::attrition_entry(scenario, format),
        FieldId::Capacity => super::capacity_entry(scenario, format),
        FieldId::Adherence => super::adherence_entry(scenario, format),
        FieldId::Market => super::market_entry(scenario, format),
        FieldId::Slippage => super::slippage_entry(scenario, format),
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

fn target_entry(scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let money = |money| money_entry(money, parts.currency, format);
    match parts.target.kind() {
        TargetKind::Amount => money(parts.target.amount()),
        TargetKind::Growth { last_year, growth } => {
            format!("{} + {}", money(last_year), format.percent(growth, 3))
        }
        TargetKind::Recurring(Recurring { opening, growth, churn, expansion }) => {
            let said = |word: &str, rate: RateBelief| match rate.kind() {
                BeliefKind::Exact(0.0) => String::new(),
                BeliefKind::Exact(_)
                | BeliefKind::Counts { .. }
                | BeliefKind::Range { .. }
                | BeliefKind::Estimate { .. } => {
                    format!(", {word} {}", rate_entry(&rate, format))
                }
            };
            let (churn, expansion) = (said("churn", churn), said("expansion", expansion));
            format!("ARR {} + {}{churn}{expansion}", money(opening), format.percent(growth, 3))
        }
    }
}

fn segment_entry(field: FieldId, (scenario, segment): (&Scenario, &Segment), format: &Format) -> String {
    let id = segment.id;
    let is = |of: fn(crate::model::SegmentId) -> FieldId| of(id) == field;
    let currency = scenario.parts().currency;
    if let FieldId::Note(of) = field {
        scenario.parts().provenance.note(of).to_owned()
    } else if is(FieldId::SegmentName) {
        segment.name().to_owned()
    } else if is(FieldId::Supply) {
        supply_entry(&segment.supply, format)
    } else if is(FieldId::Seasons) {
        seasons_entry(&segment.supply, format)
    } else if is(FieldId::BusyMonths) {
        busy_entry(&segment.supply, format)
    } else if is(FieldId::SupplyError) {
        known_entry(segment.supply.error, format)
    } else if is(FieldId::CycleError) {
        known_entry(segment.cycle_error, format)
    } else if is(FieldId::SizeError) {
        known_entry(segment.deal_size.error, format)
    } else if is(FieldId::Open) {
        super::open_entry(segment, currency, format)
    } else if is(FieldId::DealBounds) {
        bounds_entry(&segment.deal_size, currency, format)
    } else {
        deal_size_entry(&segment.deal_size, currency, format)
    }
}

fn stage_entry(
    field: FieldId,
    (scenario, segment, stage): (&Scenario, &Segment, &Stage),
    format: &Format,
) -> String {
    let is = |of: fn(crate::model::StageId) -> FieldId| of(stage.id) == field;
    if let FieldId::Note(of) = field {
        scenario.parts().provenance.note(of).to_owned()
    } else if is(FieldId::StageName) {
        stage.name().to_owned()
    } else if is(FieldId::StageRate) {
        rate_entry(&stage.rate, format)
    } else if is(FieldId::StageWins) {
        wins_entry(stage, segment, format)
    } else if is(FieldId::StageTime) {
        time_entry(stage.time, format)
    } else if is(FieldId::StageLoss) {
        stage.loss_time.map_or_else(|| "the same".to_owned(), |time| time_entry(time, format))
    } else if is(FieldId::StageSpread) {
        if stage.rep_spread() > 0.0 { format.number(stage.rep_spread(), 4) } else { "none".to_owned() }
    } else if is(FieldId::StageOffPlan) {
        if stage.off_plan() < 1.0 { format.percent(stage.off_plan(), 2) } else { "the same".to_owned() }
    } else {
        stage.exit_criteria().to_owned()
    }
}

/// “± 18%”, “exactly”.
pub fn known_entry(error: RelativeError, format: &Format) -> String {
    if error > RelativeError::NONE {
        format!("± {}", format.percent(error.get(), 2))
    } else {
        "exactly".to_owned()
    }
}

/// “± 30%”, “none”.
fn busy_entry(supply: &Supply, format: &Format) -> String {
    supply
        .dispersion()
        .map_or_else(|| "none".to_owned(), |shape| format!("± {}", format.percent(1.0 / shape.sqrt(), 2)))
}

fn bounds_entry(size: &DealSize, currency: Currency, format: &Format) -> String {
    let bound = |words: &str, money: Option<Money>| {
        money.map(|money| format!("{words} {}", money_entry(money, currency, format)))
    };
    let bounds: Vec<String> =
        bound("at least", size.floor()).into_iter().chain(bound("at most", size.cap())).collect();
    if bounds.is_empty() { "none".to_owned() } else { bounds.join(", ") }
}

fn period_entry(calendar: &Calendar) -> String {
    match (calendar.start(), calendar.horizon()) {
        (None, Horizon::Months(months)) => format!("{months} months"),
        (None, Horizon::Days(days)) => format!("{days} days"),
        (Some(start), _) => {
            let end = calendar.last_date().unwrap_or(start);
            if start.day() == 1 && end.ends_month() {
                format!("{} to {}", month_entry(start), month_entry(end))
            } else {
                format!("{start} to {end}")
            }
        }
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month_entry(date: Date) -> String {
    let name = usize::try_from(date.month() - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"");
    format!("{name} {}", date.year())
}

pub fn supply_entry(supply: &Supply, format: &Format) -> String {
    let exactly = if supply.arrivals() == Arrivals::Fixed { "exactly " } else { "" };
    if !supply.months().is_empty() {
        let numbers: Vec<String> = supply.months().iter().map(|number| format.number(*number, 3)).collect();
        return exactly.to_owned() + &numbers.join("; ");
    }
    let base = format!("{exactly}{} a month", format.number(supply.per_month(), 3));
    if supply.growth_per_month() == 0.0 {
        base
    } else {
        format!("{base} growing {}", format.percent(supply.growth_per_month(), 3))
    }
}

/// Months that differ from an ordinary one, or all twelve weights where most do.
fn seasons_entry(supply: &Supply, format: &Format) -> String {
    let Some(weights) = supply.seasonality() else { return "none".to_owned() };
    let differing: Vec<String> = weights
        .iter()
        .zip(MONTHS)
        .filter(|(weight, _)| (**weight - 1.0).abs() > 1e-9)
        .map(|(weight, month)| format!("{month} {}", format.percent(*weight, 2)))
        .collect();
    if differing.len() <= 6 && !differing.is_empty() {
        differing.join("; ")
    } else {
        weights.map(|weight| format.percent(weight, 2)).join("; ")
    }
}

fn booked_entry(progress: &Progress, currency: Currency, format: &Format) -> String {
    if *progress == Progress::none() {
        return "nothing".to_owned();
    }
    let amount = money_entry(progress.booked(), currency, format);
    match progress.as_of().and_then(|day| day.before_days(1)) {
        Some(day) => format!("{amount} by {day}"),
        None => amount,
    }
}

/// The share won from a stage, as sure as its rate.
fn wins_entry(stage: &Stage, segment: &Segment, format: &Format) -> String {
    let rates: Vec<f64> = segment.stages().iter().map(|stage| stage.rate.mean()).collect();
    let place = segment.stages().iter().position(|other| other.id == stage.id);
    let won = place.and_then(|place| wins_of_rates(&rates).get(place).copied()).unwrap_or(0.0);
    let share = format.percent(won, 2);
    match Sureness::of(&stage.rate) {
        Some(Sureness::Exact) => format!("exactly {share}"),
        Some(Sureness::Cases(cases)) if cases != crate::entry::ESTIMATE_CASES => {
            format!("{share} of {} cases", format.number(cases.into(), 0))
        }
        Some(Sureness::Cases(_)) | None => share,
    }
}

pub fn rate_entry(rate: &RateBelief, format: &Format) -> String {
    match rate.kind() {
        BeliefKind::Counts { passed, entered } => {
            format!("{} of {}", format.number(passed.into(), 0), format.number(entered.into(), 0))
        }
        BeliefKind::Range { low, high } => {
            format!("{} to {}", format.percent(low, 4), format.percent(high, 4))
        }
        BeliefKind::Estimate { rate, cases: crate::entry::ESTIMATE_CASES } => format.percent(rate, 2),
        BeliefKind::Estimate { rate, cases } => {
            format!("{} of {} cases", format.percent(rate, 2), format.number(cases.into(), 0))
        }
        BeliefKind::Exact(rate) => format!("exactly {}", format.percent(rate, 4)),
    }
}

pub fn time_entry(time: StageTime, format: &Format) -> String {
    let usual_spread = time.mean_days() * crate::entry::DEFAULT_TIME_SPREAD;
    let mean = format.number(time.mean_days(), 2);
    let law = if matches!(time.law(), TimeLaw::Lognormal { .. }) { " lognormal" } else { "" };
    if time.sd_days() == 0.0 {
        format!("exactly {mean} days")
    } else if (time.sd_days() - usual_spread).abs() < 1e-6 * usual_spread {
        format!("{mean} days{law}")
    } else {
        format!("{mean} ± {} days{law}", format.number(time.sd_days(), 2))
    }
}

/// An amount as its field reads it back: with its symbol, or with its code where the symbol is another currency's as
/// well, as `$` is.
pub fn money_entry(money: Money, currency: Currency, format: &Format) -> String {
    let text = format.money_full(money, currency);
    let read = read_amount(&text, format.style(), "");
    if read.is_ok_and(|amount| amount.currency == Some(currency)) {
        text
    } else {
        format!("{} {}", currency.code(), format.number(money.major(currency), currency.decimals()))
    }
}

pub fn deal_size_entry(size: &DealSize, currency: Currency, format: &Format) -> String {
    let money = |money| money_entry(money, currency, format);
    match size.kind() {
        DealSizeKind::MeanCv { mean, cv: 0.0 } => format!("{} each", money(*mean)),
        // The spread that a bare average stands for.
        DealSizeKind::MeanCv { mean, cv: crate::entry::DEFAULT_DEAL_CV } => money(*mean),
        DealSizeKind::MeanCv { mean, cv } => format!("{} cv {}", money(*mean), format.number(*cv, 3)),
        DealSizeKind::P10P90 { p10, p90 } => format!("{} to {}", money(*p10), money(*p90)),
        DealSizeKind::MedianP90 { median, p90 } => {
            format!("median {} p90 {}", money(*median), money(*p90))
        }
        DealSizeKind::Past(deals) => deals.iter().map(|deal| money(*deal)).collect::<Vec<_>>().join("; "),
    }
}
