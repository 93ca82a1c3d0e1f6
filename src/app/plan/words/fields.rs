//! Words around the fields: labels, headings, choices.

use super::stage_name;
use crate::app::format::Format;
use crate::app::plan::state::{FieldId, PlanField, SegmentField, StageField, Sureness};
use crate::entry::{RateReading, write_seasons};
use crate::model::{
    Assumption, PipelineStart, Progress, QuotaPeriod, RelativeError, Scenario, Segment, Source, Sourcing,
    SupplyOf,
};

pub const STAGES: &str = "Stages";
pub const ADD_STAGE: &str = "Add a stage";
pub const MORE_OF_STAGE: &str = "Move, remove, how sure, exit criteria, sources";
/// The heads of the table of stages, around that of the percentages.
pub const STAGES_HEAD: [&str; 2] = ["Stage", "Days"];
pub const PIPELINE: &str = "Open deals when the plan begins";
pub const READING: &str = "The percentages say what";
pub const SOURCE: &str = "Where it comes from";
pub const SOURCE_UNSAID: &str = "Not said";
pub const GUESS_MARK: &str = "guess";
pub const SURENESS: &str = "Based on about so many deals:";
pub fn field_label(field: FieldId) -> &'static str {
    match field {
        FieldId::Plan(field) => plan_label(field),
        FieldId::Segment(_, field) => segment_label(field),
        FieldId::Stage(_, field) => stage_label(field),
        FieldId::Money(of) => super::money_label(of),
        FieldId::Note(Assumption::StageRate(_)) => "Note on the percentage",
        FieldId::Note(Assumption::StageTime(_)) => "Note on the time",
        FieldId::Note(
            Assumption::Target | Assumption::Period | Assumption::Supply(_) | Assumption::DealSize(_),
        ) => "Note",
    }
}

fn plan_label(field: PlanField) -> &'static str {
    match field {
        PlanField::Name => "Name of the plan",
        PlanField::Target => "Target",
        PlanField::Period => "By when",
        PlanField::Booked => "Booked so far",
        PlanField::Confidence => "Wanted chance",
        PlanField::FiscalStart => "Fiscal year begins with",
        PlanField::Team => "Reps, a line for each group or name",
        PlanField::Ramp => "Ramp: share of full work, month by month",
        PlanField::Attrition => "Reps who leave in a year",
        PlanField::Capacity => "New opportunities that a rep has time for",
        PlanField::Adherence => "Follow the process",
        PlanField::Market => "Market",
        PlanField::Slippage => "Slip past a quarter’s end",
        PlanField::Seed => "Random series",
        PlanField::Trials => "Runs",
    }
}

fn segment_label(field: SegmentField) -> &'static str {
    match field {
        SegmentField::Name => "Name of the segment",
        SegmentField::Supply => "New opportunities",
        SegmentField::Seasons => "Seasons",
        SegmentField::BusyMonths => "Months differ beyond chance",
        SegmentField::SupplyError => "Their number is known",
        SegmentField::Open => "Open deals, a line for each stage or deal",
        SegmentField::CycleError => "The length of the whole cycle is known",
        SegmentField::DealSize => "Deal size",
        SegmentField::DealBounds => "Smallest and largest deal",
        SegmentField::SizeError => "The average is known",
    }
}

fn stage_label(field: StageField) -> &'static str {
    match field {
        StageField::Name => "Name",
        StageField::Rate => "Moves on",
        StageField::Wins => "Won from here",
        StageField::Time => "Days",
        StageField::Loss => "Lost deals stay",
        StageField::NeverDecided => "Of those that do not move on, never decided",
        StageField::Spread => "Reps differ here",
        StageField::OffPlan => "Off the process",
        StageField::Exit => "Exit criteria: what must be true to leave it",
    }
}

pub fn source_of(of: Assumption) -> &'static str {
    match of {
        Assumption::StageRate(_) => "The percentage comes from",
        Assumption::StageTime(_) => "The time comes from",
        Assumption::Target | Assumption::Period | Assumption::Supply(_) | Assumption::DealSize(_) => SOURCE,
    }
}

/// What an assumption with a source is about, for those who do not see where it stands.
pub fn assumption_name(of: Assumption) -> &'static str {
    match of {
        Assumption::Target => "Target",
        Assumption::Period => "By when",
        Assumption::Supply(_) => "New opportunities",
        Assumption::DealSize(_) => "Deal size",
        Assumption::StageRate(_) => "Moves on",
        Assumption::StageTime(_) => "Days",
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

/// The head of the column of percentages.
pub fn reading_head(reading: RateReading) -> &'static str {
    match reading {
        RateReading::MovesOn => "Moves on",
        RateReading::WonFromHere => "Won from here",
    }
}

/// The heading of how the percentages read.
pub fn reading_heading(reading: RateReading) -> String {
    match reading {
        RateReading::MovesOn => "Percentages say what moves to the next stage".to_owned(),
        RateReading::WonFromHere => "Percentages say what is won from a stage".to_owned(),
    }
}

/// The name of the choice how sure the estimates of a table are: those of these stages.
pub fn estimates_sureness(stages: &[String]) -> String {
    match stages {
        [one] => format!("The percentage of {one} is based on about so many deals:"),
        [one, other] => {
            format!("The percentages of {one} and {other} are each based on about so many deals:")
        }
        several => {
            format!("The percentages of {} stages are each based on about so many deals:", several.len())
        }
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
pub fn progress_heading(scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let wanted = super::confidence(parts.confidence, format);
    let booked = if parts.progress == Progress::none() {
        "Nothing booked yet".to_owned()
    } else {
        format!("{} booked", format.money_short(parts.progress.booked().minor() as f64, parts.currency))
    };
    format!("{booked}; {wanted} is wanted")
}

/// Of the segment that is shown, if there are several.
fn of_segment(scenario: &Scenario, segment: &Segment) -> String {
    if scenario.segments().len() > 1 { format!(", {}", segment_name(segment)) } else { String::new() }
}

pub fn pipeline_heading(segment: &Segment, format: &Format) -> String {
    match segment.pipeline() {
        PipelineStart::Flowing => "Open deals: already under way when the plan begins".to_owned(),
        PipelineStart::Empty => "Open deals: none when the plan begins".to_owned(),
        PipelineStart::Listed(open) => {
            format!("Open deals: {} when the plan begins", format.number(open.len() as f64, 0))
        }
    }
}

/// What varies new opportunities beyond their number.
pub fn variation_heading(segment: &Segment, format: &Format) -> String {
    const SHORT: usize = 30;
    let supply = &segment.supply;
    let mut said = Vec::new();
    if supply.seasonality().is_some() {
        let months = write_seasons(supply, &**format);
        let is_short = months.chars().count() <= SHORT;
        said.push(if is_short { format!("seasons: {months}") } else { "seasons".to_owned() });
    }
    if let Some(deviation) = supply.month_deviation() {
        said.push(format!("months differ by ± {}", format.percent(deviation, 0)));
    }
    if supply.error > RelativeError::NONE {
        let percent = format.percent(supply.error.get(), 0);
        said.push(format!("known to ± {percent}"));
    }
    if supply.sourcing == Sourcing::SelfSourced {
        said.push("found by reps".to_owned());
    }
    if said.is_empty() {
        "Seasons: none; no month expects more than another".to_owned()
    } else {
        super::capitalised(&said.join(", "))
    }
}

pub fn segments_heading(scenario: &Scenario) -> String {
    let names: Vec<String> = scenario.segments().iter().map(segment_name).collect();
    match names.len() {
        1 => "One segment holds all deals".to_owned(),
        count => format!("{count} segments: {}", names.join(", ")),
    }
}

pub fn segment_name(segment: &Segment) -> String {
    if segment.name().is_empty() { format!("Segment {}", segment.id.0) } else { segment.name().to_owned() }
}

/// What is said of how people differ.
pub fn people_heading(scenario: &Scenario, format: &Format) -> String {
    let stages = scenario.segments().iter().flat_map(Segment::stages);
    let differ = stages.filter(|stage| stage.rep_spread() > 0.0).count();
    let mut said = vec![match differ {
        0 => "all reps convert alike".to_owned(),
        1 => "reps differ at 1 stage".to_owned(),
        count => format!("reps differ at {count} stages"),
    }];
    if let Some(adherence) = scenario.parts().adherence {
        said.push(format!("{} follow the process", format.percent(adherence.mean(), 1)));
    }
    super::capitalised(&said.join(", "))
}

pub fn market_heading(scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let market = match parts.market.shape() {
        None => "The market is certain".to_owned(),
        Some(_) => format!("The market varies by ± {}", format.percent(parts.market.cv(), 1)),
    };
    let slippage = match parts.slippage.share() {
        0.0 => "no deal slips".to_owned(),
        share => format!("{} slip past a quarter’s end", format.percent(share, 1)),
    };
    format!("{market}; {slippage}")
}

/// The name of the table of stages: of several segments, each has one.
pub fn stages_caption(scenario: &Scenario, segment: &Segment) -> String {
    format!("Opportunities that enter, by month{}", of_segment(scenario, segment))
}

/// What is said of deals beyond their average.
pub fn sizes_heading(scenario: &Scenario, segment: &Segment, format: &Format) -> String {
    let average = format.money_short(segment.deal_size.mean_minor(), scenario.parts().currency);
    let bounds = if segment.deal_size.is_bounded() { "with a smallest or largest" } else { "no limits" };
    format!("Deals average {average}, {bounds}")
}

pub fn runs_heading(scenario: &Scenario, format: &Format) -> String {
    let runs = scenario.parts().runs;
    format!("Simulation: {} runs, random series {}", format.number(runs.trials.into(), 0), runs.seed.0)
}

pub fn remove_stage(place: usize, name: &str) -> String {
    format!("Remove {}", stage_name(place, name))
}

pub fn pipeline_choice(start: &PipelineStart) -> &'static str {
    match start {
        PipelineStart::Flowing => "Under way: opportunities have been coming in all along",
        PipelineStart::Empty => "None: a new team or market",
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
pub const SUPPLY_OF: &str = "New opportunities are";
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
