//! Words of the fields: labels, what they read when nobody typed into them, and how a text was understood.

use crate::app::format::Format;
use crate::app::state::{FieldId, Plan, Sureness};
use crate::entry::{EntryError, RateReading, read_amount, wins_of_rates};
use crate::model::{
    Arrivals, Assumption, BeliefKind, Calendar, Currency, Date, DealSize, DealSizeKind, Horizon, Money,
    PipelineStart, Progress, RateBelief, RateLaw, Scenario, Segment, Source, Stage, StageTime, Supply,
    TargetKind,
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
        FieldId::Supply => "New opportunities",
        FieldId::Seasons => "Seasons",
        FieldId::DealSize => "Deal size",
        FieldId::Seed => "Luck",
        FieldId::Trials => "Runs",
        FieldId::StageName(_) => "Name",
        FieldId::StageRate(_) => "Moves on",
        FieldId::StageWins(_) => "Won from here",
        FieldId::StageTime(_) => "Takes",
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
        Assumption::Target | Assumption::Period | Assumption::Supply | Assumption::DealSize => SOURCE,
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

pub fn supply_heading(scenario: &Scenario, format: &Format) -> String {
    format!("New opportunities: {}", supply_entry(&scenario.segment().supply, format))
}

pub fn pipeline_heading(scenario: &Scenario) -> String {
    let segment = scenario.segment();
    let start = if segment.pipeline == PipelineStart::Flowing { "flowing" } else { "empty" };
    let seasons = if segment.supply.seasonality().is_some() { "with seasons" } else { "no seasons" };
    format!("Pipeline at the start: {start}; {seasons}")
}

pub fn stages_heading(segment: &Segment, format: &Format) -> String {
    let won = segment.mean_win_rate() * 100.0;
    let stages = match segment.stages().len() {
        1 => "1 stage".to_owned(),
        count => format!("{count} stages"),
    };
    format!("{stages}: {} of 100 are won", format.number(won, u32::from(won < 9.95)))
}

pub fn deal_size_heading(scenario: &Scenario, format: &Format) -> String {
    let (size, currency) = (&scenario.segment().deal_size, scenario.parts().currency);
    format!("Deal size: {} on average", format.money_short(size.mean_minor(), currency))
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

pub fn pipeline_choice(start: PipelineStart) -> &'static str {
    match start {
        PipelineStart::Flowing => "Flowing: opportunities have been coming in for long",
        PipelineStart::Empty => "Empty: a new team or market",
    }
}

/// What stands in a field: what was typed, else the scenario's value as a text that the field itself accepts.
pub fn field_text(field: FieldId, plan: &Plan, format: &Format) -> String {
    plan.typed_in(field).map_or_else(|| entry(field, plan.scenario(), format), |typed| typed.text.clone())
}

/// What a field of the scenario reads when nobody typed into it: a text that the field itself accepts.
pub fn entry(field: FieldId, scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let segment = scenario.segment();
    let stage = field.stage().and_then(|id| segment.stages().iter().find(|stage| stage.id == id));
    match field {
        FieldId::Target => match parts.target.kind() {
            TargetKind::Amount => money_entry(parts.target.amount(), parts.currency, format),
            TargetKind::Growth { last_year, growth } => {
                format!("{} + {}", money_entry(last_year, parts.currency, format), format.percent(growth, 3))
            }
        },
        FieldId::Name => parts.name.clone(),
        FieldId::Period => period_entry(&parts.calendar),
        FieldId::Booked => booked_entry(&parts.progress, parts.currency, format),
        FieldId::Confidence => super::confidence(parts.confidence, format),
        FieldId::Supply => supply_entry(&segment.supply, format),
        FieldId::Seasons => seasons_entry(&segment.supply, format),
        FieldId::DealSize => deal_size_entry(&segment.deal_size, parts.currency, format),
        FieldId::Seed => parts.runs.seed.0.to_string(),
        FieldId::Trials => format.number(parts.runs.trials.into(), 0),
        FieldId::Note(of) => parts.provenance.note(of).to_owned(),
        FieldId::StageExit(_) => stage.map(|stage| stage.exit_criteria().to_owned()).unwrap_or_default(),
        FieldId::StageWins(_) => stage.map(|stage| wins_entry(stage, segment, format)).unwrap_or_default(),
        FieldId::StageName(_) => stage.map(|stage| stage.name().to_owned()).unwrap_or_default(),
        FieldId::StageRate(_) => stage.map(|stage| rate_entry(&stage.rate, format)).unwrap_or_default(),
        FieldId::StageTime(_) => stage.map(|stage| time_entry(stage.time, format)).unwrap_or_default(),
    }
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

fn rate_entry(rate: &RateBelief, format: &Format) -> String {
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

fn time_entry(time: StageTime, format: &Format) -> String {
    let usual_spread = time.mean_days() * crate::entry::DEFAULT_TIME_SPREAD;
    let mean = format.number(time.mean_days(), 2);
    if time.sd_days() == 0.0 {
        format!("exactly {mean} days")
    } else if (time.sd_days() - usual_spread).abs() < 1e-6 * usual_spread {
        format!("{mean} days")
    } else {
        format!("{mean} ± {} days", format.number(time.sd_days(), 2))
    }
}

/// An amount as its field reads it back: with its symbol, or with its code where the symbol is another currency's as
/// well, as `$` is.
fn money_entry(money: Money, currency: Currency, format: &Format) -> String {
    let text = format.money_full(money, currency);
    let read = read_amount(&text, format.style(), "");
    if read.is_ok_and(|amount| amount.currency == Some(currency)) {
        text
    } else {
        format!("{} {}", currency.code(), format.number(money.major(currency), currency.decimals()))
    }
}

fn deal_size_entry(size: &DealSize, currency: Currency, format: &Format) -> String {
    let money = |money| money_entry(money, currency, format);
    match size.kind() {
        DealSizeKind::MeanCv { mean, cv: 0.0 } => format!("{} each", money(mean)),
        // The spread that a bare average stands for.
        DealSizeKind::MeanCv { mean, cv: crate::entry::DEFAULT_DEAL_CV } => money(mean),
        DealSizeKind::MeanCv { mean, cv } => format!("{} cv {}", money(mean), format.number(cv, 3)),
        DealSizeKind::P10P90 { p10, p90 } => format!("{} to {}", money(p10), money(p90)),
        DealSizeKind::MedianP90 { median, p90 } => {
            format!("median {} p90 {}", money(median), money(p90))
        }
    }
}

/// What a field was understood as.
pub fn echo(field: FieldId, scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let segment = scenario.segment();
    let stage = field.stage().and_then(|id| segment.stages().iter().find(|stage| stage.id == id));
    match field {
        FieldId::Target => match parts.target.kind() {
            TargetKind::Amount => {
                format!("{} of bookings", format.money_full(parts.target.amount(), parts.currency))
            }
            TargetKind::Growth { growth, .. } => {
                let amount = format.money_full(parts.target.amount(), parts.currency);
                format!("{amount} of bookings, {} over last year", format.percent(growth, 1))
            }
        },
        FieldId::Period => period_echo(&parts.calendar, format),
        FieldId::Supply => supply_echo(&segment.supply),
        FieldId::DealSize => deal_size_echo(&segment.deal_size, parts.currency, format),
        FieldId::Booked => booked_echo(&parts.progress, format),
        FieldId::Confidence => {
            format!("the target should be reached in {} futures", super::confidence(parts.confidence, format))
        }
        FieldId::Seasons => match segment.supply.seasonality() {
            None => "every month alike".to_owned(),
            Some(_) => "weights by month; an ordinary month is 100%, and the year stays as large".to_owned(),
        },
        FieldId::Trials => format!("{} runs", format.number(parts.runs.trials.into(), 0)),
        FieldId::Seed => "another number is another luck".to_owned(),
        FieldId::Name | FieldId::StageName(_) | FieldId::StageExit(_) | FieldId::Note(_) => String::new(),
        FieldId::StageRate(_) => stage.map(|stage| rate_echo(&stage.rate, format)).unwrap_or_default(),
        // The other reading beside the one that is typed.
        FieldId::StageWins(_) => stage
            .map(|stage| {
                format!(
                    "{} move on; {}",
                    format.percent(stage.rate.mean(), 1),
                    rate_echo(&stage.rate, format)
                )
            })
            .unwrap_or_default(),
        FieldId::StageTime(_) => stage.map(|stage| time_echo(stage.time, format)).unwrap_or_default(),
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

fn supply_echo(supply: &Supply) -> String {
    let varies = match supply.arrivals() {
        Arrivals::Poisson => "on average: some months bring more, some fewer",
        Arrivals::Fixed => "the same number every month",
    };
    // What the field does not show must be said.
    let seasons = if supply.seasonality().is_some() { ", shifted by seasons" } else { "" };
    format!("{varies}{seasons}")
}

/// “half above 35k, average 41k, 1 deal in 10 above 70k”.
fn deal_size_echo(size: &DealSize, currency: Currency, format: &Format) -> String {
    /// The 90% quantile of the standard normal.
    const Z90: f64 = 1.281_551_565_544_600_4;
    let money = |minor: f64| format.money_short(minor, currency);
    if size.sigma() == 0.0 {
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
pub fn refusal(error: &EntryError) -> String {
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
