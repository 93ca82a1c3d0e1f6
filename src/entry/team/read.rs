//! The reps of a team, read and written: a line for each group or name, `20 AEs with quota 700k each`, `Ada,
//! quota 700k`.

use super::columns::{TeamColumn, unknown_head, with_one_quota};
use super::left_open::{names_nobody, next_of_when, quotas_alone};
use super::line::{Numbers, Question, Reader};
use super::named::{names_in, segment_of};
use super::quota::{each_or_together, first_each_or_together, second_each_or_together};
use super::wording::{groups_apart, groups_in_lines};
use super::words::{PEOPLE, is_clause_word};
use crate::entry::calendar::day_order::order_in;
use crate::entry::grammar::column_amounts::{TWO_MARKS, has_two_marks, with_currency};
use crate::entry::grammar::lines::{cells, in_line, in_tabs, lines, quoted, without_numbers};
use crate::entry::grammar::tokens::{Token, tokens, without};
use crate::entry::grammar::whole::of_whole;
use crate::entry::grammar::words::{FILLER, NOTHING};
use crate::entry::money::amount::{ask_currency, two_readings};
use crate::entry::open_deals::text::is_total;
use crate::entry::reading::{Reading, Understood};
use crate::entry::{EntryError, Formatter, NumberStyle, month_name, write_money};
use crate::model::limits::{GROUPS_MAX, TENURE_MONTHS_MAX};
use crate::model::{Currency, GroupId, Joins, Money, RepGroup, Scenario, Segment, Team};
use std::borrow::Cow;

/// Reads a team, a line for each group: `12 reps, quota 600k`, `3 hires in April`, `Ada, 3 months in, in
/// Mid-market, booked 40k, 45 of 100 at Proposal`. `none` is no team. What the lines do not say stays. A name
/// with a number in it, `Ada 700k`, is asked for.
///
/// # Errors
/// When a line is not understood, or the model refuses the team.
pub fn read_team(
    text: &str,
    style: NumberStyle,
    plan: &Scenario,
) -> Result<Understood<Option<Team>>, EntryError> {
    let text = &*style.thousands(text, plan.parts().currency);
    if let Some(both) = each_or_together(text, plan.parts().currency) {
        return two_readings(&both, &|text| read_spelled(text, plan, style));
    }
    let when = || next_of_when(text, style.today, plan);
    if let Some(error) = second_each_or_together(text, plan.parts().currency).or_else(when) {
        return Err(error);
    }
    // What comes behind may say which it is, and then one of the two is no team.
    if let Some(both) = first_each_or_together(text, plan.parts().currency)
        && let Ok(asked) = two_readings(&both, &|text| read_spelled(text, plan, style))
        && let [one, other] = asked.readings.as_slice()
        && one.value != other.value
    {
        return Ok(asked);
    }
    read_spelled(text, plan, style).or_else(|error| {
        // “Ada 700k, Ben 650k, 1 hire in April”: each on a line of its own.
        let apart = groups_apart(text).and_then(|lines| read_spelled(&lines, plan, style).ok());
        apart.ok_or_else(|| of_whole(error, text))
    })
}

fn read_spelled(
    text: &str,
    plan: &Scenario,
    style: NumberStyle,
) -> Result<Understood<Option<Team>>, EntryError> {
    let reader = |currency: Currency, numbers: Numbers| Reader {
        plan,
        currency,
        numbers,
        order: style.day_order,
        questions: Vec::new(),
        notes: Vec::new(),
    };
    ask_currency(text, plan.parts().currency, &|text, currency| {
        read_in(text, reader(currency, Numbers::Quotas))
    })
    .map_err(with_reps)
    .and_then(|understood| {
        ask_names(understood, &|| read_in(text, reader(plan.parts().currency, Numbers::Named)))
    })
}

/// An error whose example is an amount alone, which is no team, with one that is.
fn with_reps(error: EntryError) -> EntryError {
    if let EntryError::Questioned { reason, example, guess } = error {
        let example = if example == "600k" { Cow::Borrowed("12 reps, quota 600k") } else { example };
        EntryError::asked(reason, example, guess)
    } else {
        error
    }
}

/// Where a name ends in an amount, or has a comma in it, both readings: a quota or another name, or a part of
/// the name.
fn ask_names(
    understood: Understood<Lines>,
    as_named: &dyn Fn() -> Result<Lines, EntryError>,
) -> Result<Understood<Option<Team>>, EntryError> {
    let notes = understood.value.as_ref().map_or_else(Vec::new, |lines| lines.notes.clone());
    let questions = understood.value.as_ref().map_or_else(Vec::new, |lines| lines.questions.clone());
    let note = (!notes.is_empty()).then(|| notes.join("; "));
    let as_quota = understood.map(|lines| lines.team).noted(note);
    // Where several names end in amounts, these are no parts of names.
    let are_quotas = questions.len() > 1 && questions.iter().all(|(_, other)| other.contains(", quota "));
    let Some((name, other)) = questions.first().filter(|_| !are_quotas) else { return Ok(as_quota) };
    let named = as_named()?.team;
    Ok(Understood::ask(vec![
        Reading::new(other.clone(), as_quota.settled()?),
        Reading::new(format!("a rep called “{name}”"), named),
    ]))
}

/// Words for nobody.
const NOBODY: &[&str] = &["nobody", "noone", "niemand", "personne", "nadie", "nikt", "ingen"];

/// `none`, `no team`, `no reps`, `no one yet`.
fn is_nobody(text: &str) -> bool {
    let Ok((_, all)) = tokens(text, "") else { return text.trim().is_empty() };
    let said = without(&without(&all, PEOPLE), &["team", "yet"]);
    let is_nobody = match said.as_slice() {
        [only] => only.is(NOTHING) || only.is(NOBODY),
        [no, one] => no.is(&["no"]) && one.is(&["one", "body"]),
        _ => false,
    };
    !text.contains('"') && is_nobody
}

/// What the lines of a text say.
struct Lines {
    team: Option<Team>,
    questions: Vec<Question>,
    notes: Vec<&'static str>,
}

fn read_in(text: &str, mut reader: Reader<'_>) -> Result<Lines, EntryError> {
    let (plan, currency) = (reader.plan, reader.currency);
    let now = plan.parts().team.as_ref();
    if is_nobody(text) {
        return Ok(Lines { team: None, questions: Vec::new(), notes: Vec::new() });
    }
    if let Some(error) = names_nobody(text) {
        return Err(error);
    }
    let known: Vec<GroupId> = now.map_or(&[][..], Team::groups).iter().map(|group| group.id).collect();
    let mut next = known.iter().map(|id| id.0).max().unwrap_or(0);
    let mut groups = Vec::new();
    let in_lines = groups_in_lines(text);
    let text = in_lines.as_deref().unwrap_or(text);
    let text = &*without_numbers(text);
    let text = &*in_tabs(text, |head| TeamColumn::of_head(head).is_some());
    let all = lines(text);
    let is_alone = all.len() == 1;
    let columns = all.first().and_then(|(_, head)| Some((*head, TeamColumn::of_head(head)?)));
    let columns = columns.map(|(head, columns)| with_one_quota(head, columns, plan)).transpose()?;
    if columns.is_none()
        && let Some(error) = unknown_head(&all, currency).or_else(|| quotas_alone(&all, currency))
    {
        return Err(error);
    }
    // “15/4/2026” tells how the other days of a table are meant.
    let place = |of: TeamColumn| columns.as_ref()?.iter().position(|column| *column == of);
    if let Some(start) = place(TeamColumn::Start) {
        let starts = all.iter().skip(1).filter_map(|(_, row)| cells(row).get(start).copied());
        reader.order = order_in(starts, reader.order);
    }
    let quotas = place(TeamColumn::Quota)
        .or_else(|| place(TeamColumn::QuotaEach))
        .or_else(|| place(TeamColumn::QuotaOfAll));
    if has_two_marks(all.iter().skip(1).map(|(_, row)| *row), quotas) {
        return Err(EntryError::questioned(TWO_MARKS, "Ada, quota 700k"));
    }
    let all = with_currency(all.into_iter().map(|(line, text)| (line, text.into())).collect(), quotas);
    for (line, text) in all.into_iter().skip(usize::from(columns.is_some())) {
        let read = match &columns {
            Some(columns) => reader.in_columns(&text, columns),
            None => reader.line(&text),
        };
        groups.extend(if is_alone { read } else { in_line(line, read.map_err(EntryError::of_a_line)) }?);
        // What no team can hold is refused here: the lines behind change nothing of it.
        if groups.len() > GROUPS_MAX {
            break;
        }
    }
    if let Some(total) = total_of(text, &groups)? {
        groups.pop();
        // Nor is it asked whether its amount is a part of a name.
        reader.questions.pop_if(|(name, _)| name.starts_with(&total));
        reader.notes.push("the total is not counted as a rep");
    }
    for (place, group) in groups.iter_mut().enumerate() {
        group.id = known.get(place).copied().unwrap_or_else(|| {
            next = next.saturating_add(1);
            GroupId(next)
        });
    }
    if groups.iter().any(|group| group.quota == Some(Money::ZERO)) {
        reader.notes.push("a quota of 0 is always reached: leave it out if there is none");
    }
    let team = match now {
        Some(team) => team.with_groups(groups)?,
        None => Team::new(groups)?,
    };
    reader.notes.dedup();
    Ok(Lines { team: Some(team), questions: reader.questions, notes: reader.notes })
}

/// The name of a last group that is the total of all others, `Ada 700k, Ben 650k, total 1.35M`; none, where
/// there is none.
fn total_of(text: &str, groups: &[RepGroup]) -> Result<Option<String>, EntryError> {
    let Some((last, others)) = groups.split_last() else { return Ok(None) };
    // In quotes it is a name.
    let is_quoted = text.contains(&format!("\"{}\"", last.name));
    let Some(total) = last.quota.filter(|_| is_total_of_team(&last.name) && last.count == 1) else {
        return Ok(None);
    };
    let carried: Option<i64> =
        others.iter().map(|group| Some(group.quota?.minor() * i64::from(group.count))).sum();
    let Some(carried) = carried.filter(|_| !is_quoted && !others.is_empty()) else { return Ok(None) };
    // “Ann 700k, Sum 700k” may be two reps.
    let is_one_more = matches!(others, [one] if one.count == 1) && !last.name.eq_ignore_ascii_case("total");
    if is_one_more {
        return Ok(None);
    }
    if carried != total.minor() {
        let reason = "this total is not the sum of the others: leave it out, or put in quotes what is a name";
        return Err(EntryError::questioned(reason, "\"Total\", quota 700k"));
    }
    Ok(Some(last.name.clone()))
}

/// Whether a name is that of a line of totals.
fn is_total_of_team(name: &str) -> bool {
    is_total(name) || name.eq_ignore_ascii_case("team")
}

/// What the field prints.
pub fn write_team(scenario: &Scenario, format: &dyn Formatter) -> String {
    let Some(team) = &scenario.parts().team else { return "none".to_owned() };
    team.groups().iter().map(|group| write_group(group, scenario, format)).collect::<Vec<_>>().join("\n")
}

/// Whether a rep's name is read as one without quotes: any word could be one of those that say what follows.
pub(in crate::entry) fn is_plain_rep(name: &str) -> bool {
    let words: Vec<Token> = tokens(name, "").map(|(_, all)| all).unwrap_or_default();
    !words.iter().any(|word| is_clause_word(word) || word.is(PEOPLE) || word.is(FILLER))
        && crate::entry::grammar::number::in_words(&words).is_none()
        && names_in(name).is_none()
        && !is_nobody(name)
        && names_nobody(name).is_none()
        && !is_total_of_team(name)
}

/// Since when or from when on a group is there; nothing, where it is there for long.
pub(in crate::entry) fn joined(group: &RepGroup, scenario: &Scenario) -> Option<String> {
    match group.joins {
        Joins::Before(TENURE_MONTHS_MAX) => None,
        Joins::Before(months) => Some(format!("{months} months in")),
        Joins::InMonth(month) => {
            let date =
                usize::try_from(month).ok().and_then(|month| scenario.parts().calendar.month_date(month));
            Some(date.map_or_else(
                || format!("from month {}", month + 1),
                |date| format!("from {} {}", month_name(date.month()), date.year()),
            ))
        }
    }
}

/// Where a group works.
fn works_in(group: &RepGroup, scenario: &Scenario) -> Option<String> {
    let segment = group.segment.and_then(|id| scenario.segment(id))?;
    let id = segment.id;
    let names = [quoted(segment.name(), |_| true), format!("segment {}", id.0), format!("segment #{}", id.0)];
    let is_read = |name: &String| segment_of(name, scenario.segments()).is_some_and(|read| read.id == id);
    Some(format!("in {}", names.into_iter().find(is_read).unwrap_or_default()))
}

/// What a group has done at stages.
fn records(group: &RepGroup, scenario: &Scenario) -> Vec<String> {
    let mut said = Vec::new();
    for record in &group.record {
        if let Some((_, stage)) = scenario.stage(record.stage) {
            let same = |name: &str| {
                let mut stages = scenario.segments().iter().flat_map(Segment::stages);
                stages.find(|own| own.name() == name).is_some_and(|own| own.id == stage.id)
            };
            let is_named = !stage.name().is_empty() && same(stage.name());
            // Where another stage may be called so, # says that it is the number.
            let numbered = format!("stage {}", stage.id.0);
            let mut stages = scenario.segments().iter().flat_map(Segment::stages);
            let mark = if stages.any(|own| own.name().to_lowercase() == numbered) { "#" } else { "" };
            let name =
                if is_named { quoted(stage.name(), |_| true) } else { format!("stage {mark}{}", stage.id.0) };
            said.push(format!("{} of {} at {name}", record.passed, record.entered));
        }
    }
    said
}

/// What is said of a group beside its name, number, time, quota and bookings.
pub(in crate::entry) fn said_besides(group: &RepGroup, scenario: &Scenario) -> Vec<String> {
    works_in(group, scenario).into_iter().chain(records(group, scenario)).collect()
}

fn write_group(group: &RepGroup, scenario: &Scenario, format: &dyn Formatter) -> String {
    let currency = scenario.parts().currency;
    let mut parts = Vec::new();
    if !group.name.is_empty() {
        parts.push(quoted(&group.name, is_plain_rep));
    }
    if group.count > 1 || group.name.is_empty() {
        parts.push(if group.count == 1 { "1 rep".to_owned() } else { format!("{} reps", group.count) });
    }
    parts.extend(joined(group, scenario));
    parts.extend(works_in(group, scenario));
    if let Some(quota) = group.quota {
        parts.push(format!("quota {}", write_money(quota, currency, format)));
    }
    if group.booked > Money::ZERO {
        parts.push(format!("booked {}", write_money(group.booked, currency, format)));
    }
    parts.extend(records(group, scenario));
    parts.join("; ")
}
