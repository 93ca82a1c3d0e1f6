//! Words of the fields that hold for the whole team: what they read, and how a text was understood.

use super::count;
use super::fields::{quota_period, segment_name};
use crate::analysis::{GroupReport, PeriodReport};
use crate::app::format::Format;
use crate::app::plan::state::Answer;
use crate::model::{
    Arrivals, Currency, Excess, Joins, Money, Month, PipelineStart, RelativeError, RepGroup, Scenario,
    Segment, SupplyOf, Team,
};

/// What the team was understood as.
pub(super) fn team_echo(scenario: &Scenario, format: &Format) -> String {
    scenario.parts().team.as_ref().map_or_else(
        || "one rep, from the first day to the last".to_owned(),
        |team| quotas_echo(scenario, team, format) + without_effect(scenario, team),
    )
}

/// Whether reps join and nothing of the plan depends on how many there are.
fn is_without_effect(scenario: &Scenario, team: &Team) -> bool {
    let joins = team.groups().iter().any(|group| matches!(group.joins, Joins::InMonth(_)));
    let each_brings = scenario.segments().iter().any(|segment| segment.supply.of == SupplyOf::EachRep);
    joins && !each_brings && team.capacity.is_none()
}

/// The new opportunities of the only segment as those of each rep who is there when the plan begins, as they
/// are typed; none, where hires have an effect as it is, where nobody is there who could bring any, or where
/// more than a number is said of them, which would be lost.
pub fn supply_of_each(scenario: &Scenario, segment: &Segment, format: &Format) -> Option<String> {
    let team = scenario.parts().team.as_ref().filter(|team| is_without_effect(scenario, team))?;
    let there = team.reps() - team.hires();
    let supply = &segment.supply;
    let is_plain = supply.months().is_empty()
        && supply.growth_per_month() == 0.0
        && supply.arrivals() == Arrivals::Poisson
        && supply.error == RelativeError::NONE
        && scenario.segments().len() == 1;
    // Who says so many a week has a whole number of them there, and none a month.
    let is_whole = |number: f64| (number - number.round()).abs() < 1e-6;
    let is_weekly = is_whole(supply.per_week()) && !is_whole(supply.per_month());
    let (all, unit) = if is_weekly { (supply.per_week(), "week") } else { (supply.per_month(), "month") };
    let share = (100.0 * all / f64::from(there)).round() / 100.0;
    (there > 0 && is_plain).then(|| format!("{} a {unit} per rep", format.exact_count(share)))
}

/// What the button says that types it.
pub fn hires_bring(text: &str) -> String {
    format!("Let each rep bring as many, hires too: {text}")
}

/// “12 reps, 3 hires, 20% leave a year”.
pub fn team_heading(scenario: &Scenario, format: &Format) -> String {
    let Some(team) = &scenario.parts().team else {
        return "Team: not listed; the figures are the whole team’s".to_owned();
    };
    let (reps, hires) = (team.reps(), team.hires());
    let mut said = vec![match reps - hires {
        1 => "1 rep".to_owned(),
        count => format!("{count} reps"),
    }];
    match hires {
        0 => {}
        1 => said.push(format!("1 hire{}", hires_note(scenario, team, "brings"))),
        count => said.push(format!("{count} hires{}", hires_note(scenario, team, "bring"))),
    }
    said.extend(quotas_in_short(team, scenario.parts().currency, format));
    if team.attrition.yearly() > 0.0 {
        said.push(format!("{} leave a year", format.percent(team.attrition.yearly(), 1)));
    }
    if let Some(capacity) = team.capacity {
        said.push(format!("time for {} a month", format.number(capacity.per_month(), 1)));
    }
    format!("Team: {}", said.join(", "))
}

/// “quota $420K a year each”, “quotas $300K to $500K a year, 3 without”; nothing, where nobody has one.
fn quotas_in_short(team: &Team, currency: Currency, format: &Format) -> Option<String> {
    let quotas: Vec<Money> = team.groups().iter().filter_map(|group| group.quota).collect();
    let (least, most) = (quotas.iter().min()?, quotas.iter().max()?);
    let money = |of: &Money| format.money_short(of.minor() as f64, currency);
    let period = quota_period(team.quota_period);
    let without = team.reps_without_quota();
    let but = if without > 0 { format!(", {without} without") } else { String::new() };
    Some(match (least == most, team.reps() - without) {
        (true, 1) => format!("quota {} {period}{but}", money(least)),
        (true, _) => format!("quota {} {period} each{but}", money(least)),
        (false, _) => format!("quotas {} to {} {period}{but}", money(least), money(most)),
    })
}

/// “ that bring nothing yet”, where reps join and nothing of the plan depends on how many there are.
fn hires_note(scenario: &Scenario, team: &Team, bring: &str) -> String {
    if is_without_effect(scenario, team) { format!(" that {bring} nothing yet") } else { String::new() }
}

/// What is said of those who join without an effect.
fn without_effect(scenario: &Scenario, team: &Team) -> &'static str {
    if is_without_effect(scenario, team) {
        "; those who join bring nothing more until new opportunities are per rep, or a capacity is given"
    } else if has_time_to_spare(scenario, team) {
        "; those who join bring hardly more, since those who are there have time for what comes in: let new \
         opportunities be per rep, or say more of them"
    } else {
        ""
    }
}

/// Whether reps join although those who are there have time for all that comes in for the team, also in a
/// month that brings a third more.
fn has_time_to_spare(scenario: &Scenario, team: &Team) -> bool {
    const SPARE: f64 = 4.0 / 3.0;
    let joins = team.groups().iter().any(|group| matches!(group.joins, Joins::InMonth(_)));
    let for_team = scenario.segments().iter().all(|segment| segment.supply.of == SupplyOf::Team);
    let Some(capacity) = team.capacity.filter(|_| joins && for_team) else { return false };
    let comes_in = |(place, month): (usize, &Month)| -> f64 {
        let segments = scenario.segments().iter();
        segments.map(|segment| segment.supply.in_month(place, month.month_of_year)).sum()
    };
    let months = scenario.parts().calendar.months().iter().enumerate();
    let most = months.map(comes_in).fold(0.0, f64::max);
    f64::from(team.reps() - team.hires()) * capacity.per_month() >= SPARE * most
}

pub(super) fn ramp_echo(scenario: &Scenario, format: &Format) -> String {
    let ramp = scenario.parts().team.as_ref().map_or(&[][..], |team| team.ramp.shares());
    let lost: f64 = ramp.iter().map(|share| 1.0 - share).sum();
    if ramp.is_empty() {
        "a new rep does all of a rep’s work at once".to_owned()
    } else {
        format!("a new rep costs {} months of full work", format.number(lost, 1))
    }
}

pub(super) fn attrition_echo(scenario: &Scenario, format: &Format) -> String {
    let attrition = scenario.parts().team.as_ref().map(|team| team.attrition);
    attrition.filter(|attrition| attrition.yearly() > 0.0).map_or_else(
        || "everybody stays".to_owned(),
        |attrition| {
            format!("{} each month, at its end", format.percent(1.0 - attrition.staying_a_month(), 1))
        },
    )
}

pub(super) fn capacity_echo(scenario: &Scenario) -> String {
    let capacity = scenario.parts().team.as_ref().and_then(|team| team.capacity);
    capacity.map_or_else(String::new, |capacity| match capacity.excess {
        Excess::Lost => "a month for a ramped rep; what is more is lost".to_owned(),
        Excess::Rerouted => "a month for a ramped rep; reps with room take what is more".to_owned(),
    })
}

/// The sum of quotas beside the target: over-assignment.
fn quotas_echo(scenario: &Scenario, team: &Team, format: &Format) -> String {
    let parts = scenario.parts();
    let target = parts.target.amount().minor() as f64;
    let reps = if team.reps() == 1 { "1 rep".to_owned() } else { format!("{} reps", team.reps()) };
    match crate::analysis::quotas_of_plan(scenario) {
        Some(quotas) if target > 0.0 => format!(
            "{reps}; quotas over the plan, ramp and hires considered: {}, {} of the target{}",
            format.money_short(quotas, parts.currency),
            format.percent(quotas / target, 0),
            without_quota(team)
        ),
        Some(_) | None => format!("{reps}, without quotas"),
    }
}

/// “; 2 of them have no quota: say theirs as well, if they carry one”.
fn without_quota(team: &Team) -> String {
    match team.reps_without_quota() {
        0 => String::new(),
        1 => "; 1 of them has no quota: say it as well, if they carry one".to_owned(),
        count => format!("; {count} of them have no quota: say theirs as well, if they carry one"),
    }
}

/// The implied blend: what all opportunities together convert at.
pub(super) fn adherence_echo(scenario: &Scenario, format: &Format) -> String {
    let Some(adherence) = scenario.parts().adherence else {
        return "every opportunity is run by the process".to_owned();
    };
    let Some(segment) = scenario.segments().first() else { return String::new() };
    let (on, off) = (segment.mean_win_rate(), segment.mean_win_rate_off_plan());
    let all = segment.mean_win_rate_of_all(adherence.mean());
    format!(
        "won on the process {}, off it {}, all together {}",
        format.percent(on, 1),
        format.percent(off, 1),
        format.percent(all, 1)
    )
}

pub const SEGMENTS_TABLE: &str = "Bookings by segment";
pub const SEGMENTS_HEAD: [&str; 4] = ["Segment", "Average", "Share", "Turned away"];
pub const TEAM_TABLE: &str = "Reps";
pub const TEAM_HEAD: [&str; 5] =
    ["Reps", "Each sells on average", "8 in 10 between", "Quota", "Chance of it"];
pub const PERIODS_TABLE: &str = "Reps at quota, by period";
pub const PERIODS_HEAD: [&str; 4] =
    ["Period to", "Reps with a quota", "At quota on average", "8 in 10 between"];

/// How a group is called where there are no names.
pub fn group_name(place: usize, group: &RepGroup) -> String {
    if !group.name.is_empty() {
        return group.name.clone();
    }
    if group.count > 1 {
        return format!("{} reps", group.count);
    }
    // Rep A to Rep Z, then with numbers.
    let letter = u8::try_from(place).ok().filter(|place| *place < 26).map(|place| char::from(b'A' + place));
    letter.map_or_else(|| format!("Rep {}", place + 1), |letter| format!("Rep {letter}"))
}

/// “$120K–$310K”.
pub fn between(low: &str, high: &str) -> String {
    format!("{low} – {high}")
}

/// The chance of a quota in each period, or over all of them where they are many.
pub fn chances(group: &GroupReport, format: &Format) -> String {
    let chances: Vec<f64> = group.chances.iter().flatten().map(|chance| chance.value).collect();
    let words: Vec<String> = chances.iter().map(|chance| super::of_100(*chance, format)).collect();
    match chances.len() {
        0 => String::new(),
        1..=4 => words.join("; "),
        count => super::of_100(chances.iter().sum::<f64>() / count as f64, format),
    }
}

/// The heading of the reps: how many reach their quota.
pub fn team_finding(answer: &Answer, format: &Format) -> Option<String> {
    let team = answer.report.team.as_ref()?;
    let periods = team.periods.len() as f64;
    if team.periods.is_empty() {
        return Some(format!(
            "{} reps are there at the end",
            count(team.heads.last().copied().unwrap_or(0.0), format)
        ));
    }
    let mean = |of: &dyn Fn(&PeriodReport) -> f64| team.periods.iter().map(of).sum::<f64>() / periods;
    let without = match answer.scenario.parts().team.as_ref().map_or(0, Team::reps_without_quota) {
        0 => String::new(),
        1 => "; 1 rep has no quota".to_owned(),
        reps => format!("; {reps} reps have no quota"),
    };
    Some(format!(
        "{} of {} reps reach quota on average{without}",
        few(mean(&PeriodReport::mean_at_quota), format),
        count(mean(&|period| period.reps), format)
    ))
}

/// A mean number of reps; one below 1 is said as such.
fn few(reps: f64, format: &Format) -> String {
    if reps < 0.995 { "Fewer than 1".to_owned() } else { count(reps, format) }
}

/// The sum of quotas beside the target.
pub fn quotas_sentence(answer: &Answer, format: &Format) -> String {
    let parts = answer.scenario.parts();
    let target = parts.target.amount().minor() as f64;
    match answer.report.team.as_ref().and_then(|team| team.quotas) {
        Some(quotas) if target > 0.0 => format!(
            "All quotas over the plan come to {}, {} of the target. Quotas count for the months and the \
             ramp of each rep; \
             who has left is not counted.",
            format.money_short(quotas, parts.currency),
            format.percent(quotas / target, 0)
        ),
        Some(_) | None => "No quotas are said.".to_owned(),
    }
}

/// How many reps are there at the beginning and at the end.
pub fn heads_sentence(answer: &Answer, format: &Format) -> String {
    let heads = answer.report.team.as_ref().map_or(&[][..], |team| team.heads.as_slice());
    let (first, last) = (heads.first().copied().unwrap_or(0.0), heads.last().copied().unwrap_or(0.0));
    let turned_away: f64 = answer.report.segments.iter().map(|segment| segment.turned_away).sum();
    let away = if turned_away > 0.0 {
        format!(" Nobody has time for {} new opportunities.", count(turned_away, format))
    } else {
        String::new()
    };
    format!(
        "On average {} reps are there after the first month, {} at the end.{away}",
        format.number(first, 1),
        format.number(last, 1)
    )
}

/// The heading of the segments: what is open already, or which share each has.
pub fn segments_finding(answer: &Answer, format: &Format) -> String {
    let segments = answer.scenario.segments();
    if segments.len() == 1 {
        return open_sentence(answer, format);
    }
    let shares = segments.iter().zip(&answer.report.segments);
    let words: Vec<String> = shares
        .map(|(segment, of)| format!("{} {}", segment_name(segment), format.percent(of.share, 0)))
        .collect();
    format!("By segment: {}", words.join(", "))
}

/// That open deals are taken to be open on the plan's first day, where that is still to come.
pub fn open_then(scenario: &Scenario, segment: &Segment, format: &Format) -> Option<String> {
    let first = scenario.parts().calendar.start()?;
    let is_to_come = first > format.style().today?;
    let open = segment.pipeline().listed().filter(|open| !open.is_empty())?;
    let deals = if open.len() == 1 { "this deal is" } else { "these deals are" };
    is_to_come.then(|| {
        format!(
            "The plan begins on {}: {deals} taken to be open then, as they are listed here.",
            format.day(first)
        )
    })
}

/// What the answer counts on while open deals are to be listed and none is.
pub fn open_until_listed(now: &PipelineStart) -> &'static str {
    match now {
        PipelineStart::Flowing => {
            "Until a deal is listed, the answer counts on opportunities having come in all along. \
             “none”, if nothing is open."
        }
        PipelineStart::Empty => "Until a deal is listed, the answer counts on nothing being open.",
        PipelineStart::Listed(_) => "",
    }
}

/// “On average this plan brings $3.5M from deals already open and $6.6M from new ones.”
pub fn open_sentence(answer: &Answer, format: &Format) -> String {
    let currency = answer.scenario.parts().currency;
    let all: f64 = answer.report.segments.iter().map(|segment| segment.mean.value).sum();
    let open = answer.report.open_mean.value;
    format!(
        "On average this plan brings {} from deals already open and {} from new ones",
        format.money_short(open, currency),
        format.money_short((all - open).max(0.0), currency)
    )
}
