//! Words of the fields: labels, what they read when nobody typed into them, and how a text was understood.

use crate::app::format::Format;
use crate::app::state::{FieldId, Plan, Sureness};
use crate::entry::{RateReading, read_amount, wins_of_rates};
use crate::model::{
    Arrivals, Assumption, BeliefKind, Calendar, Currency, Date, DealSize, DealSizeKind, Horizon, Money,
    PipelineStart, Progress, QuotaPeriod, RateBelief, RateLaw, Recurring, RelativeError, Scenario, Segment,
    Source, Sourcing, Stage, StageTime, Supply, SupplyOf, TargetKind, TimeLaw,
};

pub const STARTING_POINT: &str = "Starting point";
pub const CHOOSE: &str = "Choose an example…";
pub const STAGES: &str = "Stages";
pub const ADD_STAGE: &str = "Add a stage";
pub const MORE_OF_STAGE: &str = "Exit criteria, sources";
pub const PIPELINE: &str = "Pipeline at the start";
pub const READING: &str = "The percentages say what";
pub const SOURCE: &str = "Where it comes from";
pub const SOURCE_UNSAID: &str = "Not said";
pub const EXAMPLE_MARK: &str = "example";
pub const GUESS_MARK: &str = "guess";
pub const SURENESS: &str = "Counts as so many cases:";
pub const KEYS: [&str; 7] = ["k", "m", "%", "–", " of ", ".", "/"];
pub const KEYS_NAME: &str = "More keys";

pub fn field_label(field: FieldId) -> &'static str {
    match field {
        FieldId::Name => "Name of the plan",
        FieldId::Target => "Target",
        FieldId::Period => "By when",
        FieldId::Booked => "Booked so far",
        FieldId::Confidence => "Wanted chance",
        FieldId::FiscalStart => "Fiscal year begins with",
        FieldId::Team => "Reps, a line for each group or name",
        FieldId::Ramp => "Ramp: share of full work, month by month",
        FieldId::Attrition => "Leave in a year",
        FieldId::Capacity => "New opportunities that a rep has time for",
        FieldId::Adherence => "Follow the process",
        FieldId::Market => "Market",
        FieldId::Slippage => "Slip past a quarter’s end",
        FieldId::SegmentName(_) => "Name of the segment",
        FieldId::Supply(_) => "New opportunities",
        FieldId::Seasons(_) => "Seasons",
        FieldId::BusyMonths(_) => "Months differ beyond chance",
        FieldId::SupplyError(_) => "The number is known",
        FieldId::Open(_) => "Open deals, a line for each stage or deal",
        FieldId::CycleError(_) => "The length of the whole cycle is known",
        FieldId::DealSize(_) => "Deal size",
        FieldId::DealBounds(_) => "Smallest and largest deal",
        FieldId::SizeError(_) => "The average is known",
        FieldId::Seed => "Luck",
        FieldId::Trials => "Runs",
        FieldId::StageName(_) => "Name",
        FieldId::StageRate(_) => "Moves on",
        FieldId::StageWins(_) => "Won from here",
        FieldId::StageTime(_) => "Takes",
        FieldId::StageLoss(_) => "Lost deals stay",
        FieldId::StageSpread(_) => "Reps differ here",
        FieldId::StageOffPlan(_) => "Off the process",
        FieldId::StageExit(_) => "Exit criteria: what must be true to leave it",
        FieldId::Note(Assumption::StageRate(_)) => "Note on the percentage",
        FieldId::Note(Assumption::StageTime(_)) => "Note on the time",
        FieldId::Note(_) => "Note",
    }
}

pub fn source_of(of: Assumption) -> &'static str {
    match of {
        Assumption::StageRate(_) => "The percentage comes from",
        Assumption::StageTime(_) => "The time comes from",
        Assumption::Target | Assumption::Period | Assumption::Supply(_) | Assumption::DealSize(_) => SOURCE,
    }
}

pub fn source(source: Source) -> &'static str {
    match source {
        Source::Example => "Example",
        Source::Measured => "Measured",
        Source::Benchmark => "Benchmark",
        Source::Guess => "Guess",
    }
}

/// The heading of an assumption's source and note: what they are, if anything is said.
pub fn source_heading(said: Option<Source>, note: &str) -> String {
    match (said.filter(|said| *said != Source::Example), note.is_empty()) {
        (None, true) => "Source, note".to_owned(),
        (None, false) => "Note".to_owned(),
        (Some(said), true) => source(said).to_owned(),
        (Some(said), false) => format!("{}, note", source(said)),
    }
}

pub fn reading_choice(reading: RateReading) -> &'static str {
    match reading {
        RateReading::MovesOn => "moves to the next stage",
        RateReading::WonFromHere => "is won from here",
    }
}

/// “50”, “exact”.
pub fn sureness(sureness: Sureness) -> String {
    match sureness {
        Sureness::Cases(cases) => cases.to_string(),
        Sureness::Exact => "exact".to_owned(),
    }
}

pub fn nudge(field: FieldId) -> String {
    format!("Nudge: {}", field_label(field))
}

pub fn move_up(place: usize, name: &str) -> String {
    format!("Move {} up", stage_name(place, name))
}

pub fn move_down(place: usize, name: &str) -> String {
    format!("Move {} down", stage_name(place, name))
}

/// Headings of the folds of the assumptions: what is inside.
pub fn target_heading(scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let amount = format.money_short(parts.target.amount().minor() as f64, parts.currency);
    format!("Target: {amount} {}", super::deadline(&parts.calendar, format))
}

pub fn progress_heading(scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let wanted = super::confidence(parts.confidence, format);
    let booked = if parts.progress == Progress::none() {
        "Nothing booked yet".to_owned()
    } else {
        format!("{} booked", format.money_short(parts.progress.booked().minor() as f64, parts.currency))
    };
    format!("{booked}; wanted chance {wanted}")
}

/// Of the segment that is shown, if there are several.
fn of_segment(scenario: &Scenario, segment: &Segment) -> String {
    if scenario.segments().len() > 1 { format!(", {}", segment_name(segment)) } else { String::new() }
}

pub fn supply_heading(scenario: &Scenario, segment: &Segment, format: &Format) -> String {
    let each = if segment.supply.of == SupplyOf::EachRep { " for each rep" } else { "" };
    let entry = supply_entry(&segment.supply, format);
    format!("New opportunities{}: {entry}{each}", of_segment(scenario, segment))
}

pub fn pipeline_heading(segment: &Segment, format: &Format) -> String {
    let start = match segment.pipeline() {
        PipelineStart::Flowing => "flowing".to_owned(),
        PipelineStart::Empty => "empty".to_owned(),
        PipelineStart::Listed(open) => match open.len() {
            1 => "1 open deal".to_owned(),
            count => format!("{} open deals", format.number(count as f64, 0)),
        },
    };
    format!("Pipeline at the start: {start}")
}

/// What varies new opportunities beyond their number.
pub fn variation_heading(segment: &Segment, format: &Format) -> String {
    let supply = &segment.supply;
    let mut said = Vec::new();
    if supply.seasonality().is_some() {
        said.push("seasons".to_owned());
    }
    if let Some(shape) = supply.dispersion() {
        said.push(format!("months differ by ± {}", format.percent(libm::sqrt(1.0 / shape), 0)));
    }
    if supply.error > RelativeError::NONE {
        said.push(format!("known to {}", known_entry(supply.error, format)));
    }
    if supply.sourcing == Sourcing::SelfSourced {
        said.push("found by reps".to_owned());
    }
    if said.is_empty() {
        "Seasons, busy months, source".to_owned()
    } else {
        super::capitalised(&said.join(", "))
    }
}

pub fn segments_heading(scenario: &Scenario) -> String {
    let names: Vec<String> = scenario.segments().iter().map(segment_name).collect();
    match names.len() {
        1 => "1 segment".to_owned(),
        count => format!("{count} segments: {}", names.join(", ")),
    }
}

pub fn segment_name(segment: &Segment) -> String {
    if segment.name().is_empty() { format!("Segment {}", segment.id.0) } else { segment.name().to_owned() }
}

/// “12 reps, 3 hires, 20% leave a year”.
pub fn team_heading(scenario: &Scenario, format: &Format) -> String {
    let Some(team) = &scenario.parts().team else {
        return "Team: one rep, or a number that is the team’s".to_owned();
    };
    let (reps, hires) = (team.reps(), team.hires());
    let mut said = vec![match reps - hires {
        1 => "1 rep".to_owned(),
        count => format!("{count} reps"),
    }];
    match hires {
        0 => {}
        1 => said.push("1 hire".to_owned()),
        count => said.push(format!("{count} hires")),
    }
    if team.attrition.yearly() > 0.0 {
        said.push(format!("{} leave a year", format.percent(team.attrition.yearly(), 1)));
    }
    if let Some(capacity) = team.capacity {
        said.push(format!("time for {} a month", format.number(capacity.per_month(), 1)));
    }
    format!("Team: {}", said.join(", "))
}

/// What is said of how people differ.
pub fn people_heading(scenario: &Scenario, format: &Format) -> String {
    let stages = scenario.segments().iter().flat_map(Segment::stages);
    let differ = stages.filter(|stage| stage.rep_spread() > 0.0).count();
    let mut said = vec![match differ {
        0 => "reps convert alike".to_owned(),
        1 => "reps differ at 1 stage".to_owned(),
        count => format!("reps differ at {count} stages"),
    }];
    if let Some(adherence) = scenario.parts().adherence {
        said.push(format!("{} follow the process", format.percent(adherence.mean(), 1)));
    }
    format!("People: {}", said.join(", "))
}

pub fn market_heading(scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let market = match parts.market.shape() {
        None => "certain".to_owned(),
        Some(_) => format!("± {}", format.percent(parts.market.cv(), 1)),
    };
    let slippage = match parts.slippage.share() {
        0.0 => "nothing slips".to_owned(),
        share => format!("{} slip past a quarter’s end", format.percent(share, 1)),
    };
    format!("Market {market}; {slippage}")
}

pub fn stages_heading(scenario: &Scenario, segment: &Segment, format: &Format) -> String {
    let won = segment.mean_win_rate() * 100.0;
    let stages = match segment.stages().len() {
        1 => "1 stage".to_owned(),
        count => format!("{count} stages"),
    };
    let of = of_segment(scenario, segment);
    format!("{stages}{of}: {} of 100 are won", format.number(won, u32::from(won < 9.95)))
}

/// The name of the table of stages: of several segments, each has one.
pub fn stages_caption(scenario: &Scenario, segment: &Segment) -> String {
    format!("Opportunities that enter, by month{}", of_segment(scenario, segment))
}

pub fn deal_size_heading(scenario: &Scenario, segment: &Segment, format: &Format) -> String {
    let average = format.money_short(segment.deal_size.mean_minor(), scenario.parts().currency);
    format!("Deal size{}: {average} on average", of_segment(scenario, segment))
}

pub fn runs_heading(scenario: &Scenario, format: &Format) -> String {
    let runs = scenario.parts().runs;
    format!("{} runs, luck {}", format.number(runs.trials.into(), 0), runs.seed.0)
}

pub fn stage_name(place: usize, name: &str) -> String {
    if name.is_empty() { format!("Stage {}", place + 1) } else { name.to_owned() }
}

pub fn remove_stage(place: usize, name: &str) -> String {
    format!("Remove {}", stage_name(place, name))
}

pub fn pipeline_choice(start: &PipelineStart) -> &'static str {
    match start {
        PipelineStart::Flowing => "Flowing: opportunities have been coming in for long",
        PipelineStart::Empty => "Empty: a new team or market",
        PipelineStart::Listed(_) => "Listed: what is open is known",
    }
}

pub fn supply_of(of: SupplyOf) -> &'static str {
    match of {
        SupplyOf::Team => "the team’s",
        SupplyOf::EachRep => "each ramped rep’s",
    }
}

pub fn sourcing(sourcing: Sourcing) -> &'static str {
    match sourcing {
        Sourcing::Assigned => "given to reps",
        Sourcing::SelfSourced => "found by reps",
    }
}

pub fn quota_period(period: QuotaPeriod) -> &'static str {
    match period {
        QuotaPeriod::Month => "a month",
        QuotaPeriod::Quarter => "a quarter",
        QuotaPeriod::Half => "half a year",
        QuotaPeriod::Year => "a year",
    }
}

pub const NAMED_SEASONS: &str = "Begin with…";
pub const NO_SEASONS: &str = "No seasons";
pub const SUPPLY_OF: &str = "The number is";
pub const SOURCING: &str = "Opportunities are";
pub const QUOTA_PERIOD: &str = "A quota is for";
pub const SEGMENTS: &str = "Shown below";
pub const ADD_SEGMENT: &str = "Add a segment";
pub const COPY_SEGMENT: &str = "Copy this segment";
pub const REMOVE_SEGMENT: &str = "Remove this segment";
pub const SHARING: &str = "Uncertain rates and busy months";
pub const SHARING_NONE: &str = "its own";
pub const TEAM_NEEDED: &str = "Ramp, leaving and quotas can be said once there is a team.";

pub fn shared_with(segment: &Segment) -> String {
    format!("the same as in {}", segment_name(segment))
}

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
fn known_entry(error: RelativeError, format: &Format) -> String {
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

fn supply_entry(supply: &Supply, format: &Format) -> String {
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

pub(super) fn rate_entry(rate: &RateBelief, format: &Format) -> String {
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

pub(super) fn time_entry(time: StageTime, format: &Format) -> String {
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
pub(super) fn money_entry(money: Money, currency: Currency, format: &Format) -> String {
    let text = format.money_full(money, currency);
    let read = read_amount(&text, format.style(), "");
    if read.is_ok_and(|amount| amount.currency == Some(currency)) {
        text
    } else {
        format!("{} {}", currency.code(), format.number(money.major(currency), currency.decimals()))
    }
}

pub(super) fn deal_size_entry(size: &DealSize, currency: Currency, format: &Format) -> String {
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

/// What a field was understood as.
pub fn echo(field: FieldId, scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    if let Some((_, stage)) = field.stage().and_then(|id| scenario.stage(id)) {
        return stage_echo(field, stage, format);
    }
    if let Some(segment) = field.segment().and_then(|id| scenario.segment(id)) {
        return segment_echo(field, (scenario, segment), format);
    }
    if field == FieldId::Target {
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

/// Why a text was refused, as a sentence.
pub fn refusal(error: &impl std::fmt::Display) -> String {
    super::capitalised(&error.to_string())
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
