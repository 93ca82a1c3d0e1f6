//! A file whose rows are opportunities, or changes of them, as a reading.

use super::choices::{Ask, RowKind};
use super::facts::{Fact, Sheet};
use super::reading::{Balance, Reading, RowNote};
use super::{columns, opportunities, table, titles, values};
use crate::model::Date;
use crate::model::WHOLE_OPPORTUNITY;

/// Opportunities of the pipeline that is counted, without rows of totals, with stages that are written once
/// above their rows; what is decided on the way is said and asked.
pub(super) fn of_opportunity_rows(
    sheet: &Sheet<'_>,
    row: RowKind,
    title: Option<values::money::Code>,
    (facts, asks): (&mut Vec<Fact>, &mut Vec<Ask>),
) -> Reading {
    let mut layout = without_totals(sheet, row);
    let pipelines =
        opportunities::pipelines::Pipelines::of(&Sheet { layout: &layout, ..*sheet }, facts, asks);
    pipelines.leave_out(sheet, &mut layout);
    let sheet = Sheet { layout: &layout, ..*sheet };
    let carried = opportunities::owners::carried_stages(&sheet);
    let sheet = Sheet { carried: carried.as_ref().map(|(column, rows)| (*column, rows.as_slice())), ..sheet };
    if carried.is_some() {
        facts.push(Fact::new("stage", "carried down", "each stage is written once, above its rows"));
    }
    of_opportunities(&sheet, row, (title, pipelines.main.as_deref()))
}

/// The layout with the rows of totals skipped.
fn without_totals(sheet: &Sheet<'_>, row: RowKind) -> table::layout::Layout {
    let mut totals = columns::totals::of_opportunities(sheet);
    if row == RowKind::Opportunity {
        let masters = columns::masters::of_opportunities(sheet);
        let is_known = |row: usize| totals.iter().any(|total| total.row == row);
        let others: Vec<_> = masters.into_iter().filter(|master| !is_known(master.row)).collect();
        totals.extend(others);
    }
    let rows: std::collections::BTreeSet<usize> = totals.iter().map(|total| total.row).collect();
    let mut layout = sheet.layout.clone();
    layout.body.retain(|body| !rows.contains(&body.row));
    layout.skipped.extend(totals);
    layout
}

fn of_opportunities(
    sheet: &Sheet<'_>,
    row: RowKind,
    (title, pipeline): (Option<values::money::Code>, Option<&str>),
) -> Reading {
    let (mut facts, mut asks) = (Vec::new(), Vec::new());
    let history = opportunities::changes::History::of(sheet);
    let is_history = row == RowKind::Change && history.has_identity();
    let values = if is_history { history.values() } else { Vec::new() };
    let mut statuses =
        opportunities::statuses::statuses_of(sheet, &|row| history.is_stage_row(sheet, row), &values);
    asks.append(&mut statuses.asks);
    facts.extend(statuses.not_won.fact());
    let stages = if is_history {
        opportunities::changes::stages_of(sheet, &statuses, &history)
    } else {
        let dated = opportunities::stages::stages_of_columns(sheet, &statuses, pipeline);
        let kept =
            (!dated.is_dated).then(|| opportunities::stages_kept::in_order(sheet, &statuses)).flatten();
        kept.unwrap_or(dated)
    };
    let owners = opportunities::owners::owners_of(sheet);
    facts.extend([&owners.fact, &owners.without].into_iter().flatten().cloned());
    asks.extend(owners.ask.clone());
    let scale = sheet.layout.remarks_of(sheet.grid).filter_map(values::money::scale_in).fold(1.0, f64::max);
    let amounts = columns::amounts::Amounts::of(sheet, title, scale, &mut facts);
    asks.extend(amounts.spans.ask.iter().chain(&amounts.cents).cloned());
    let around = opportunities::drafts::Around {
        sheet: *sheet,
        statuses: &statuses,
        owners: &owners,
        stages: &stages,
        amounts: &amounts,
    };
    let mut collected = if is_history {
        opportunities::changed::drafts_of(around, &history, None)
    } else {
        opportunities::read::drafts_of(around)
    };
    let as_of = as_known(&around, &mut collected, is_history.then_some(&history), &mut facts);
    asks.append(&mut collected.asks);
    facts.append(&mut collected.facts);
    let other = |(row, name): &(usize, String)| around.note(*row, format!("of another pipeline: {name}"));
    collected.outside.extend(sheet.layout.outside.iter().map(other));
    opportunities::timeline::check(&around, &mut collected, as_of);
    let unrated = opportunities::funnel::within(&around, &mut collected, &mut facts);
    let mut counted = opportunities::funnel::count(&around, &collected);
    facts.append(&mut counted.facts);
    asks.append(&mut counted.asks);
    let kept = opportunities::stages_kept::names(&around, &collected.drafts);
    facts.extend(facts_of_stages(&stages, &kept));
    let skipped = sheet.layout.skipped.iter();
    let mut left_out: Vec<RowNote> =
        skipped.map(|skipped| around.note(skipped.row, skipped.why.words())).collect();
    let balance =
        Balance { unrated, ..opportunities::funnel::balance_of(&collected, &counted, left_out.len()) };
    left_out.extend(collected.outside);
    Reading {
        row,
        row_why: String::new(),
        facts,
        columns: sheet.columns.all.clone(),
        statuses: statuses.all.clone(),
        asks,
        stages: stages.names.clone(),
        team: counted.team,
        reps: counted.reps,
        currency: counted.currency,
        as_of,
        year_begins: sheet.choices.first_month_of_year(),
        keeps_names: sheet.choices.keep_names == Some(true),
        periods: Vec::new(),
        balance,
        left_out,
        rejected: collected.rejected,
        lost_cells: collected.lost_cells,
        splits: Vec::new(),
        segments: Vec::new(),
        segment_of: Vec::new(),
        kept_stages: kept,
        opportunities: counted.opportunities,
    }
}

/// How stages are counted, and which of them are not.
fn facts_of_stages(stages: &opportunities::stages::Stages, kept: &[String]) -> Vec<Fact> {
    let mut facts = Vec::new();
    if stages.is_kept {
        let why = "chosen: what was lost in a stage, or is open in it, has passed those before it";
        facts.push(Fact::new("stages", stages.names.join(", "), why));
    } else if !stages.is_dated {
        let why = if kept.is_empty() {
            "no column says when stages were entered, so that they are counted as one"
        } else {
            "no column says when stages were entered, so that they are counted as one; rows keep the stage \
             in which they were lost: say the order of stages to count by them"
        };
        facts.push(Fact::new("stages", WHOLE_OPPORTUNITY, why));
    }
    if !stages.before.is_empty() {
        let why = "no column says when it was entered: its opportunities are open, and in no stage’s counts";
        facts.push(Fact::new("stages", format!("without {}", stages.before.join(", ")), why));
    }
    facts
}

/// Decides until which day a file knows. As of an earlier day than its own, what happened later is taken
/// back.
fn as_known<'a>(
    around: &opportunities::drafts::Around<'a>,
    collected: &mut opportunities::drafts::Collected<'a>,
    history: Option<&opportunities::changes::History>,
    facts: &mut Vec<Fact>,
) -> Option<Date> {
    let sheet = &around.sheet;
    let title_day = titles::as_of(sheet.grid, sheet.layout).and_then(|day| day.read(sheet.order));
    let (own, own_fact) = opportunities::timeline::as_of(collected, title_day.map(|moment| moment.day));
    let chosen = sheet.choices.as_of.as_deref().and_then(Date::parse);
    facts.extend(match (chosen.filter(|day| own.is_some_and(|own| *day < own)), history) {
        (Some(day), Some(history)) => {
            *collected = opportunities::changed::drafts_of(*around, history, Some(day));
            Some(opportunities::rewind::said(day, collected.began_later, collected.decided_later))
        }
        (Some(day), None) => Some(opportunities::rewind::to(around, collected, day)),
        (None, _) => chosen.map(|day| Fact::new("as of", day.to_string(), "chosen")).or(own_fact),
    });
    chosen.or(own)
}
