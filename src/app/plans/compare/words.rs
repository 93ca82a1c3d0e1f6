//! What is said of two plans beside each other.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

use crate::advice::{ComparedPart, ComparedPlans};
use crate::app::components::TableCell;
use crate::app::format::Format;
use crate::app::plan::state::{FieldId, PlanField, SegmentField, StageField, said};
use crate::app::plan::words::{field_label, segment_name, stage_name};
use crate::app::plans::words::quoted;
use crate::app::words::{capitalised, of_100, said_once};
use crate::model::{Currency, Difference, DifferenceKind, PipelineStart, Scenario, Segment, Stage, SupplyOf};

pub use crate::app::words::COMPARE;
pub const COMPARE_WITH: &str = "Compare with";
pub const COMPARE_WITH_MINE: &str = "Compare with mine";
pub const END: &str = "Stop comparing";
pub const NOTHING_TO_COMPARE: &str =
    "There is no other plan yet. Keep this one as before, duplicate it, open a link, or drop a file here.";
pub const WORKING: &str = "Comparing on the same luck…";
pub const DOTS_TITLE: &str = "Bookings on the same luck; each dot is 2 of 100 futures";
pub const MORE_TITLE: &str = "What it brings more in the same future; each dot is 2 of 100 futures";
pub const BOTH_THE_SAME: &str = "Both the same";
pub const NO_DIFFERENCES: &str = "Both plans assume the same.";
pub const DIFFERENCES: &str = "What they assume differently, and what each makes of the difference";
pub const NOT_MIXED: &str =
    "Their assumptions cannot be exchanged one by one, so that the difference is not told apart.";
pub const MONEY_DIFFERS: &str =
    "What they say of costs and margin differs too: it changes what is left of bookings, not the bookings.";
pub const OTHER_CURRENCY: &str = "They are in different currencies: amounts are not compared.";
pub const ASSUMPTION: &str = "Assumption";
pub const ADDS: &str = "Adds to the chance, of 100";
pub const ADDS_TO_MIDDLE: &str = "Adds to the middle result";
pub const NO_PLAN_IN_FILE: &str = "This file holds no plan: a quota or results are not compared here.";
pub const TOGETHER: &str = "Together";
pub const COMPARE_FILE: &str = "Compare with a file…";
pub const DROP_FILE: &str = "While plans are compared, a file can be dropped anywhere as well";

/// The plan as it was kept. A copy was kept under the name of what was sent, and is found by it.
pub fn as_before(before: &Scenario, now: &Scenario) -> String {
    let name = &before.parts().name;
    if name.trim().is_empty() || *name == now.parts().name {
        return "this plan as it was before".to_owned();
    }
    format!("{} as it was", quoted(name))
}

/// The names of two plans, the other one and this one, also where both are called the same.
pub fn told_apart(one: String, other: String) -> (String, String) {
    if one == other { (format!("the other {one}"), format!("this {other}")) } else { (one, other) }
}

/// What is said of a file that is compared with.
pub fn file_kept(name: &str) -> String {
    format!("{} from the file is now one of your plans.", quoted(name))
}

/// “B reaches its target in 22 more of 100 futures than A: 73 of 100 instead of 51 of 100.”
///
/// `said` are the chances that the page says of the two elsewhere.
pub fn sentence(answer: &ComparedPlans, said: [Option<f64>; 2], names: [&str; 2], format: &Format) -> String {
    let [one, other] = names;
    let chances = chances(answer, said);
    let [before, after] = chances.map(|chance| of_100(chance, format));
    // What is said of the two sums up, however their difference rounds; beyond the ends nothing is counted
    // off.
    let whole = |chance: f64| (chance.clamp(0.005, 0.995) * 100.0).round();
    let [then, now] = chances.map(whole);
    let points = now - then;
    if points.abs() < 0.5 {
        let both = if before == after {
            format!("{after} futures each")
        } else {
            format!("{after} and {before} futures")
        };
        return format!("{} and {one} reach their targets about equally often: {both}.", capitalised(other));
    }
    let count = format.number(points.abs(), 0);
    let more = if points > 0.0 { "more" } else { "fewer" };
    format!(
        "{} reaches its target in {count} {more} of {} futures than {one}: {after} instead of {before}.",
        capitalised(other),
        format.number(100.0, 0)
    )
}

/// Until the two are compared: what is known of each alone.
pub fn working(said: [Option<f64>; 2], [one, other]: [&str; 2], format: &Format) -> String {
    let [Some(before), Some(after)] = said.map(|chance| chance.map(|chance| of_100(chance, format))) else {
        return WORKING.to_owned();
    };
    format!("{} reaches its target in {after} futures, {one} in {before}. {WORKING}", capitalised(other))
}

/// The chances of the two as the page says them elsewhere, of more runs, where it does.
fn chances(answer: &ComparedPlans, said: [Option<f64>; 2]) -> [f64; 2] {
    let [one, other] = answer.chances;
    [said_once(one, said[0]), said_once(other, said[1])]
}

/// What the one brings more in the same future.
pub fn difference_sentence(answer: &ComparedPlans, currency: Currency, format: &Format) -> String {
    if brings_the_same(answer) {
        return if answer.parts.iter().any(|part| part.of.contains(&Difference::Team)) {
            "In the same future both bring the same. Reps bring more only where new opportunities are per \
            rep, \
             or where a capacity is given."
        } else {
            "In the same future both bring the same."
        }
        .to_owned();
    }
    let [low, middle, high] = answer.more;
    let signed = |minor: f64| {
        let amount = format.money_short(minor.abs(), currency);
        if amount == format.money_short(0.0, currency) {
            "nothing".to_owned()
        } else if minor > 0.0 {
            format!("{amount} more")
        } else {
            format!("{amount} less")
        }
    };
    let between = format!(
        "In the same future 8 in 10 differences lie between {} and {}; it brings more in {}.",
        signed(low),
        signed(high),
        of_100(answer.brings_more, format)
    );
    // The table beside it adds up to what the middle results differ by, which is not the middle difference.
    if answer.parts.is_empty() {
        format!("In the same future it typically brings {}. {between}", signed(middle))
    } else {
        let more = higher(answer.middle_difference, currency, format);
        format!("The middle result is {more}. {between}")
    }
}

/// “Contribution, what is left after the costs of selling, is $3.63M on average, $360K lower.”
pub fn contribution_sentence(answer: &ComparedPlans, currency: Currency, format: &Format) -> Option<String> {
    let (of_other, more) = answer.contribution?;
    Some(format!(
        "Contribution, what is left after costs, is {} on average, {}.",
        format.money_short(of_other, currency),
        higher(more.value, currency, format)
    ))
}

/// “$180K lower”
fn higher(minor: f64, currency: Currency, format: &Format) -> String {
    let amount = format.money_short(minor.abs(), currency);
    if amount == format.money_short(0.0, currency) {
        "the same".to_owned()
    } else if minor > 0.0 {
        format!("{amount} higher")
    } else {
        format!("{amount} lower")
    }
}

/// Whether no future brings more with the one than with the other.
pub fn brings_the_same(answer: &ComparedPlans) -> bool {
    answer.more_dots.iter().all(|more| more.abs() <= 0.0)
}

/// How sure the difference of the chances is, and how its parts are found.
pub fn how(answer: &ComparedPlans, format: &Format) -> Vec<String> {
    let error = format.number(answer.difference.standard_error * 100.0, 2);
    vec![
        format!(
            "Both plans were drawn {} times on the same luck, so that only what they assume differs. The \
             standard error \
             of the difference is {error} of 100: it says how far the number of runs may be off, not \
             whether the \
             assumptions are right.",
            format.number(answer.trials.into(), 0)
        ),
        "What an assumption adds is the mean, over all orders in which the one plan can be turned into the \
         other step by step, of what the chance, or the middle result, gains at its step (Shapley, 1953). \
         So the parts sum to the difference. The figure behind ± is their standard error."
            .to_owned(),
    ]
}

/// “+12.3 ± 0.2”, in futures of 100; in a spreadsheet, futures of 100.
pub fn adds(part: &ComparedPart, format: &Format) -> TableCell {
    let error = format.number(part.adds.standard_error * 100.0, 1);
    points(part.adds.value * 100.0, Some(&error), format)
}

/// What all parts add to the chance.
pub fn sum(answer: &ComparedPlans, format: &Format) -> TableCell {
    points(answer.difference.value * 100.0, None, format)
}

fn points(points: f64, error: Option<&str>, format: &Format) -> TableCell {
    let sign = if points < -0.05 {
        "−"
    } else if points > 0.05 {
        "+"
    } else {
        ""
    };
    let error = error.map(|error| format!(" ± {error}")).unwrap_or_default();
    TableCell::figure(format!("{sign}{}{error}", format.number(points.abs(), 1)), points)
}

/// “+$120K ± $1K”; in a spreadsheet, whole amounts.
pub fn adds_to_middle(part: &ComparedPart, currency: Currency, format: &Format) -> TableCell {
    let error = format.money_short(part.adds_to_middle.standard_error.round(), currency);
    amount(part.adds_to_middle.value, Some(&error), currency, format)
}

/// What all parts add to the middle result.
pub fn sum_of_middles(answer: &ComparedPlans, currency: Currency, format: &Format) -> TableCell {
    amount(answer.middle_difference, None, currency, format)
}

fn amount(minor: f64, error: Option<&str>, currency: Currency, format: &Format) -> TableCell {
    // Less than the smallest coin is nothing: what is left where sums cancel.
    let minor = minor.round();
    let (shown, zero) = (format.money_short(minor.abs(), currency), format.money_short(0.0, currency));
    if shown == zero && error.is_none_or(|error| error == zero) {
        return TableCell::figure(format.number(0.0, 0), 0.0);
    }
    let sign = match minor {
        _ if shown == zero => "",
        minor if minor > 0.0 => "+",
        _ => "−",
    };
    let error = error.map(|error| format!(" ± {error}")).unwrap_or_default();
    TableCell::figure(format!("{sign}{shown}{error}"), minor.round() / currency.minor_per_major())
}

/// What a part is about.
pub fn part_name(of: &[Difference], plans: [&Scenario; 2]) -> String {
    match of {
        [one] => name(*one, plans),
        several if several.contains(&Difference::Team) && has_supply(several) => {
            "Team and new opportunities".to_owned()
        }
        several => {
            let kind = several.first().map(|difference| difference.kind());
            let count = several.len();
            match kind {
                Some(DifferenceKind::Goal) | None => "Target and period".to_owned(),
                Some(DifferenceKind::Supply) => format!("New opportunities of {count} segments"),
                Some(DifferenceKind::Rates) if of.iter().any(|of| matches!(of, Difference::Stages(_))) => {
                    "Stages and their rates".to_owned()
                }
                Some(DifferenceKind::Rates) => format!("{count} stage rates"),
                Some(DifferenceKind::Times) => "Days in stages and open deals".to_owned(),
                Some(DifferenceKind::Sizes) => format!("Deal sizes of {count} segments"),
                Some(DifferenceKind::Others) => "Team, market and segments".to_owned(),
            }
        }
    }
}

fn has_supply(of: &[Difference]) -> bool {
    of.iter().any(|of| matches!(of, Difference::Supply(_)))
}

fn name(of: Difference, plans: [&Scenario; 2]) -> String {
    let has_many = plans.iter().any(|plan| plan.segments().len() > 1);
    let segment = |id, label: &str| {
        let found = plans.iter().find_map(|plan| plan.segment(id));
        match found.filter(|_| has_many) {
            Some(segment) => format!("{label}, {}", segment_name(segment)),
            None => label.to_owned(),
        }
    };
    let stage = |id, label: &str| {
        let named = |plan: &&Scenario| {
            let (segment, stage) = plan.stage(id)?;
            Some(stage_name(segment.place_of(id)?, stage.name()))
        };
        let mut names: Vec<String> = plans.iter().filter_map(named).collect();
        names.dedup();
        if names.is_empty() { label.to_owned() } else { format!("{}: {label}", names.join(" / ")) }
    };
    match of {
        Difference::Target => field_label(PlanField::Target.into()).to_owned(),
        Difference::Period => field_label(PlanField::Period.into()).to_owned(),
        Difference::Supply(id) => segment(id, "New opportunities"),
        Difference::DealSize(id) => segment(id, "Deal size"),
        Difference::Pipeline(id) => segment(id, "Open deals"),
        Difference::StageRate(id) => stage(id, "moves on"),
        Difference::StageTime(id) => stage(id, "days"),
        Difference::Segment(id) => segment(id, "Segment"),
        Difference::Stages(id) => segment(id, "Stages"),
        Difference::Team => "Team".to_owned(),
        Difference::Adherence => field_label(PlanField::Adherence.into()).to_owned(),
        Difference::Market => field_label(PlanField::Market.into()).to_owned(),
    }
}

/// What each of the plans says there; of what is taken together nothing.
pub fn part_values(of: &[Difference], plans: [&Scenario; 2], format: &Format) -> [String; 2] {
    let [one] = of else { return [String::new(), String::new()] };
    let values = plans.map(|plan| value(*one, plan, format));
    if values[0] == values[1] { ["in detail".to_owned(), "in detail".to_owned()] } else { values }
}

fn value(of: Difference, plan: &Scenario, format: &Format) -> String {
    let field = match of {
        Difference::Target => PlanField::Target.into(),
        Difference::Period => PlanField::Period.into(),
        Difference::Supply(id) => FieldId::Segment(id, SegmentField::Supply),
        Difference::DealSize(id) => FieldId::Segment(id, SegmentField::DealSize),
        Difference::Pipeline(id) => match plan.segment(id).map(|segment| segment.pipeline().listed()) {
            Some(Some(open)) => return format!("{} deals", format.number(open.len() as f64, 0)),
            Some(None) => return pipeline_said(plan.segment(id)),
            None => return "not there".to_owned(),
        },
        Difference::StageRate(id) => FieldId::Stage(id, StageField::Rate),
        Difference::StageTime(id) => FieldId::Stage(id, StageField::Time),
        Difference::Segment(id) => {
            return plan.segment(id).map_or_else(
                || "not there".to_owned(),
                |segment| format!("{} stages", format.number(segment.stages().len() as f64, 0)),
            );
        }
        Difference::Stages(id) => {
            let stages = plan.segment(id).map_or(&[][..], Segment::stages).iter().enumerate();
            let one = |(place, stage): (usize, &Stage)| {
                let rate = format.percent(stage.rate.mean(), 0);
                format!("{} {rate}", stage_name(place, stage.name()))
            };
            // What is open stands in stages, so that it goes with them.
            let open = format!("open: {}", value(Difference::Pipeline(id), plan, format));
            return stages.map(one).chain([open]).collect::<Vec<_>>().join(", ");
        }
        // How many, not who: the panel is shown in rooms.
        Difference::Team => {
            let reps = plan.parts().team.as_ref().map(crate::model::Team::reps);
            return reps.map_or_else(
                || "no team".to_owned(),
                |reps| format!("{} reps", format.number(reps.into(), 0)),
            );
        }
        Difference::Adherence => PlanField::Adherence.into(),
        Difference::Market => PlanField::Market.into(),
    };
    let said = said(field, plan, &**format);
    let each = |id| plan.segment(id).is_some_and(|segment| segment.supply.of == SupplyOf::EachRep);
    if let Difference::Supply(id) = of
        && each(id)
        && !said.contains("per rep")
    {
        return format!("{said} per rep");
    }
    said
}

/// How many changes a message names, and no more than it can hold.
const NAMED_CHANGES: usize = 3;

/// “Changed: Proposal: moves on (60% → 50%)”, for whoever is sent a plan beside what it was before; nothing,
/// where both assume the same.
pub fn changed(plans: [&Scenario; 2], format: &Format) -> Option<String> {
    let [before, now] = plans;
    let differences = Difference::between(before, now);
    let change = |of: &Difference| {
        let [was, is] = part_values(&[*of], plans, format);
        let name = name(*of, plans);
        if was == is { format!("{name} (in detail)") } else { format!("{name} ({was} → {is})") }
    };
    let named: Vec<String> = differences.iter().take(NAMED_CHANGES).map(change).collect();
    let more = match differences.len().saturating_sub(NAMED_CHANGES) {
        0 => String::new(),
        more => format!("; {more} more"),
    };
    (!named.is_empty()).then(|| format!("Changed: {}{more}", named.join("; ")))
}

/// What a pipeline that nobody has listed is.
fn pipeline_said(segment: Option<&Segment>) -> String {
    let is_flowing = segment.is_some_and(|segment| *segment.pipeline() == PipelineStart::Flowing);
    if is_flowing { "already under way" } else { "nothing" }.to_owned()
}

/// Stands in the place of a comparison with a plan that has no answer.
pub fn not_compared(name: &str, reason: &str) -> String {
    format!("{}: {reason}", capitalised(name))
}

pub fn dots_summary(answer: &ComparedPlans, names: [&str; 2], currency: Currency, format: &Format) -> String {
    let [one, other] = names;
    let [before, after] = answer.middles.map(|minor| format.money_short(minor, currency));
    format!("{one} above, middle result {before}; {other} below, middle result {after}.")
}
