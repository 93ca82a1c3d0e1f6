//! What a row of a file is: a rep, a rep in a period, an opportunity, or a change of an opportunity's stage.

use super::seen::Seen;
use super::shapes::Shape;
use crate::history::import::choices::{Meaning, Role, RowKind};
use crate::history::import::values::words::{holds, key, words};
use crate::history::import::vocabulary::status::{is_only_open, is_stage_word, meaning_of};
use std::collections::{BTreeMap, BTreeSet};

/// What a row is, and what says so; none, if the columns are those of no table that is known.
pub(in crate::history::import) fn kind_of(seen: &Seen<'_>) -> Option<(RowKind, String)> {
    if let Some(kind) = seen.choices.row {
        return Some((kind, "chosen".to_owned()));
    }
    let chosen = |role: &Role| seen.choices.columns.values().any(|it| it == role);
    let has = |role: Role| chosen(&role) || seen.having(&role).next().is_some();
    let say = |kind: RowKind, why: &str| Some((kind, why.to_owned()));
    if has(Role::Field) && has(Role::NewValue) {
        return say(RowKind::Change, "columns with a field's old and new value");
    }
    if has(Role::To) && (has(Role::From) || has(Role::ChangedOn) || tells_steps(seen)) {
        return say(RowKind::Change, "a column with the stage after each change");
    }
    let filled = |column: usize| seen.shapes.get(column).map_or(0, |shape| shape.filled);
    let deciding =
        [Role::Stage, Role::Status].iter().flat_map(|role| seen.having(role)).filter(|(column, _)| {
            let shape = seen.shapes.get(*column);
            shape.is_some_and(|shape| shape.texts.keys().any(|text| meaning_of(text).is_some()))
        });
    let statuses = deciding.map(|(column, _)| filled(column)).max();
    let decides = statuses.is_some();
    let has_quota = chosen(&Role::Quota) || says_quota(seen);
    if decides && has_quota && !chosen(&Role::Quota) && tells_ends_of_many(seen) {
        return say(RowKind::Opportunity, "a column with what became of each, and owners in several rows");
    }
    // A few quotas beside many opportunities are those of another table beside theirs.
    let quotas = seen.having(&Role::Quota).map(|(column, _)| filled(column)).max().unwrap_or(0);
    let is_beside = statuses.is_some_and(|statuses| quotas * 2 < statuses) && !chosen(&Role::Quota);
    if has_quota && !is_beside && has(Role::Owner) && !seen.having(&Role::Id).any(|(_, rank)| rank == 0) {
        return Some(of_reps(seen, "a column with quotas"));
    }
    if super::pivots::is_of_reps(seen) {
        return Some(of_reps(seen, "a pivot table of sums of money, by rep"));
    }
    if decides {
        return Some(match changes(seen) {
            Some(why) => (RowKind::Change, why),
            None => (RowKind::Opportunity, "a column with a stage or status of each".to_owned()),
        });
    }
    if has(Role::IsWon) || has(Role::WonOn) || has(Role::LostOn) {
        return say(RowKind::Opportunity, "a column says whether or when each was won");
    }
    if is_of_deals(seen) {
        return say(RowKind::Opportunity, "each has a name or number, an owner, an amount and a day");
    }
    if is_of_named_deals(seen) {
        return say(
            RowKind::Opportunity,
            "each has a name of its own and an amount, and owners have several",
        );
    }
    let counts = seen.shapes.iter().zip(&seen.layout.heads).filter(|(shape, head)| {
        shape.is_counts()
            && crate::history::import::vocabulary::heads::may_count(
                &crate::history::import::vocabulary::heads::plain_head(head),
            )
    });
    // One column of counts alone says nothing of what became of them.
    let counts = counts.count() > 1;
    let named = has(Role::Stage) || has(Role::Status);
    let periods = seen.layout.heads.iter().zip(seen.shapes).filter(|(head, shape)| {
        crate::history::import::values::periods::is_period_alone(head)
            && shape.is_numbers()
            && shape.percents == 0
    });
    let counts = counts || periods.count() > 1;
    // Rows with days and an amount are opportunities, whose status nothing that is known says.
    let is_dated = seen.shapes.iter().zip(&seen.layout.heads).filter(|(shape, head)| {
        shape.is_days()
            && !crate::history::import::values::periods::is_period_alone(head)
            && !crate::history::import::vocabulary::heads::is_known_period(head)
    });
    if is_dated.count() > 1 {
        return named.then(|| (RowKind::Opportunity, "a column with a stage or status of each".to_owned()));
    }
    // “Value” is what reps have booked only where something else says that rows are of reps.
    let is_booked = chosen(&Role::Bookings) || seen.having(&Role::Bookings).any(|(_, rank)| rank < 3);
    if !named && has(Role::Owner) && (counts || is_booked || has(Role::WonCount)) {
        return Some(of_reps(seen, "reps with numbers, and no stage of anything"));
    }
    named.then(|| (RowKind::Opportunity, "a column with a stage or status of each".to_owned()))
}

/// Statuses of whatever is worked on, and no stages of a sale.
const NO_STAGES: [&str; 11] = [
    "draft",
    "new",
    "in process",
    "working",
    "review",
    "in review",
    "on hold",
    "hold",
    "paused",
    "neu",
    "in bearbeitung",
];

/// What heads of advertising campaigns count, each in several languages.
const ADVERTS: [&str; 3] = [
    "impressions impresiones impressionen impressoes impressioni visningar visninger vertoningen",
    "clicks clics klicks cliques clic klick klikken",
    "cpc cpm cpl roas",
];

/// Whether heads say that rows are campaigns of advertising, which have statuses, budgets and people too.
pub(in crate::history::import) fn is_of_adverts(seen: &Seen<'_>) -> bool {
    let heads: Vec<String> = seen.layout.heads.iter().map(|head| words(head)).collect();
    let said = |all: &str| all.split(' ').any(|word| heads.iter().any(|head| holds(head, word)));
    let is_of_stages = seen.having(&Role::Stage).next().is_some();
    let is_chosen = seen.choices.row.is_some() || !seen.choices.columns.is_empty();
    ADVERTS.iter().filter(|all| said(all)).count() > 1 && !is_of_stages && !is_chosen
}

/// What only opportunities have: a stage, a worth, an end.
pub(super) const ROLES_OF_DEALS: [Role; 11] = [
    Role::Stage,
    Role::Amount,
    Role::AmountActual,
    Role::AmountExpected,
    Role::AmountConverted,
    Role::Closed,
    Role::ClosePlanned,
    Role::WonOn,
    Role::LostOn,
    Role::IsWon,
    Role::Probability,
];

/// Whether anything beside statuses says that rows are opportunities: requests for leave have statuses too.
pub(in crate::history::import) fn is_of_sales(seen: &Seen<'_>) -> bool {
    let is_named = [Role::Id, Role::Name].iter().any(|role| seen.having(role).any(|(_, rank)| rank < 2));
    let is_won = |shape: &Shape| shape.texts.keys().any(|text| meaning_of(text) == Some(Meaning::Won));
    let names_stage = |text: &&String| {
        let plain = words(text);
        let waits =
            ["waiting", "pendiente", "pendientes"].contains(&plain.split(' ').next().unwrap_or_default());
        !is_only_open(text) && !NO_STAGES.contains(&plain.as_str()) && !waits && is_stage_word(&plain)
    };
    let names_stages = |shape: &Shape| shape.texts.keys().filter(names_stage).count() > 1;
    is_named
        || ROLES_OF_DEALS
            .iter()
            .chain(&[Role::LossReason, Role::Pipeline])
            .any(|role| seen.having(role).next().is_some())
        || seen
            .layout
            .heads
            .iter()
            .any(|head| crate::history::import::vocabulary::heads::is_of_customer(head))
        || seen.having(&Role::Status).any(|(column, _)| {
            seen.shapes.get(column).is_some_and(|shape| is_won(shape) || names_stages(shape))
        })
        || seen.shapes.iter().any(Shape::is_money)
        || !seen.choices.columns.is_empty()
}

/// Whether a column says of rows that they were won, and of others that they were not, and owners stand in
/// several of them: rows of reps have one number of wins, and no end.
fn tells_ends_of_many(seen: &Seen<'_>) -> bool {
    let tells = |column: usize| {
        let meanings = |of: &[Meaning]| {
            let shape = seen.shapes.get(column);
            shape.is_some_and(|shape| {
                shape.texts.keys().any(|text| meaning_of(text).is_some_and(|meaning| of.contains(&meaning)))
            })
        };
        meanings(&[Meaning::Won]) && meanings(&[Meaning::Lost, Meaning::Open])
    };
    let repeat = |column: usize| {
        seen.shapes.get(column).is_some_and(|shape| !shape.is_varied && shape.filled > shape.texts.len())
    };
    let stages = [Role::Stage, Role::Status];
    let stages = stages.iter().flat_map(|role| seen.having(role)).any(|(column, _)| tells(column));
    stages && seen.having(&Role::Owner).any(|(column, rank)| rank < 3 && repeat(column))
}

/// Whether rows are opportunities, whose status nothing says: an owner, an amount, and a day on which each
/// began or ended.
fn is_of_deals(seen: &Seen<'_>) -> bool {
    let has = |role: Role| seen.having(&role).any(|(_, rank)| rank < 5);
    let is_varied = |role: Role| {
        seen.having(&role).any(|(at, rank)| {
            let shape = seen.shapes.get(at);
            rank < 4 && shape.is_some_and(|shape| shape.is_varied || shape.texts.len() * 2 > shape.filled)
        })
    };
    let is_dated = seen.shapes.iter().any(Shape::is_days);
    let is_of_customers = seen.layout.heads.iter().zip(seen.shapes).any(|(head, shape)| {
        let is_varied = shape.is_varied || shape.texts.len() * 2 > shape.filled;
        is_varied && shape.is_text() && crate::history::import::vocabulary::heads::is_of_customer(head)
    });
    let is_worth = has(Role::Amount) || has(Role::AmountExpected);
    // Of a rep nobody says how likely it is, or whether it is closed.
    let says_chance = [Role::Probability, Role::IsClosed].into_iter().any(has);
    let of_reps = [Role::Period, Role::Quota, Role::WonCount];
    is_dated
        && is_worth
        && has(Role::Owner)
        && !of_reps.into_iter().any(has)
        && (is_of_customers || is_varied(Role::Name) || is_varied(Role::Id) || says_chance)
}

/// Whether a column says quotas, and not only by a word that beside opportunities means something else.
fn says_quota(seen: &Seen<'_>) -> bool {
    let is_weak = |rank: u8| rank == crate::history::import::vocabulary::head_words::WEAK;
    seen.having(&Role::Quota).any(|(_, rank)| !is_weak(rank) || !super::weak_heads::is_of_deals(seen))
}

/// Whether rows of one opportunity say the stage that was reached, each with another day on which it was last
/// touched, and nothing else says a stage.
fn tells_steps(seen: &Seen<'_>) -> bool {
    let best = |role: Role| seen.having(&role).min_by_key(|(_, rank)| *rank).map(|(at, _)| at);
    let (Some(to), Some(day)) = (best(Role::To), best(Role::Touched)) else { return false };
    let says_other = |role: &Role| seen.having(role).any(|(at, _)| at != to);
    let Some(of) = best(Role::Id).or_else(|| best(Role::Name)) else { return false };
    if says_other(&Role::Stage) || says_other(&Role::Status) {
        return false;
    }
    let mut days: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut rows = seen.layout.body.iter().map(|body| body.row);
    let are_own = rows.all(|row| {
        let of = days.entry(key(seen.grid.cell(row, of))).or_default();
        of.insert(seen.grid.cell(row, day))
    });
    are_own && days.values().any(|days| days.len() > 1)
}

/// Whether rows are opportunities that nothing dates: each with another name under a head that says so, and
/// an amount, and owners who stand in several of them.
fn is_of_named_deals(seen: &Seen<'_>) -> bool {
    let is_known = |role: &Role, is: &dyn Fn(&super::shapes::Shape) -> bool| {
        let mut of = seen.having(role).filter(|(_, rank)| *rank < 2);
        of.any(|(at, _)| seen.shapes.get(at).is_some_and(is))
    };
    let is_named = is_known(&Role::Name, &|shape| {
        shape.filled > 2 && (shape.is_varied || shape.texts.len() == shape.filled)
    });
    let is_owned = is_known(&Role::Owner, &|shape| !shape.is_varied && shape.texts.len() < shape.filled);
    let is_worth = seen.having(&Role::Amount).any(|(_, rank)| rank == 0);
    let of_reps = [Role::Period, Role::Quota, Role::WonCount, Role::LostCount, Role::OpenCount];
    is_named && is_owned && is_worth && !of_reps.iter().any(|role| seen.having(role).next().is_some())
}

/// The quotas or bookings of a table in which no column names anybody.
pub(in crate::history::import) fn numbers_of_nobody(seen: &Seen<'_>) -> Option<String> {
    let head = |role: &Role| {
        let (at, _) = seen.having(role).find(|(_, rank)| *rank < 3)?;
        seen.layout.heads.get(at)
    };
    let (quota, booked) = (head(&Role::Quota)?, head(&Role::Bookings)?);
    let is_of_nobody = seen.having(&Role::Owner).next().is_none();
    is_of_nobody.then(|| format!("“{quota}” and “{booked}”"))
}

/// The head of a column whose cells name measures, such as quota and bookings, so that a row is one measure
/// of a rep.
pub(in crate::history::import) fn measures_in_rows<'a>(seen: &Seen<'a>) -> Option<&'a str> {
    let measures = |shape: &super::shapes::Shape, role: &Role| {
        shape.texts.keys().any(|text| {
            crate::history::import::vocabulary::heads::guesses(text).iter().any(|guess| guess.role == *role)
        })
    };
    let is_of_measures = |shape: &super::shapes::Shape| {
        let (few, many) = (shape.texts.len() <= 12 && !shape.is_varied, shape.filled > shape.texts.len());
        few && many && shape.is_text() && measures(shape, &Role::Quota) && measures(shape, &Role::Bookings)
    };
    let mut all = seen.layout.heads.iter().zip(seen.shapes);
    all.find(|(_, shape)| is_of_measures(shape)).map(|(head, _)| head.as_str())
}

/// Rows of reps: of one period, or of several.
fn of_reps(seen: &Seen<'_>, why: &str) -> (RowKind, String) {
    let mut owners: Vec<(usize, u8)> = seen.having(&Role::Owner).collect();
    owners.sort_by_key(|(_, rank)| *rank);
    let mut names = BTreeSet::new();
    let repeats = owners.first().is_some_and(|(column, _)| {
        let mut filled = seen.layout.body.iter().map(|body| seen.grid.cell(body.row, *column));
        filled.any(|name| !name.is_empty() && !names.insert(key(name)))
    });
    let periods = seen.having(&Role::Period).next().is_some();
    // Beside periods, a rep may be written once, above the rows of all of them.
    let blanks = owners.first().is_some_and(|(column, _)| {
        let blank =
            seen.layout.body.iter().filter(|body| seen.grid.cell(body.row, *column).is_empty()).count();
        blank > 1
    });
    let repeats = repeats || (periods && blanks);
    match (repeats, periods) {
        (true, true) => {
            (RowKind::RepPeriod, format!("{why}; a column with the period, and reps in several rows"))
        }
        (true, false) => (RowKind::RepPeriod, format!("{why}; reps in several rows")),
        (false, _) => (RowKind::Rep, why.to_owned()),
    }
}

/// The same where nothing but a name tells opportunities apart, which others may have as well: most rows are
/// of a name that stands there several times, each time in another stage on another day.
fn changes_by_name(seen: &Seen<'_>, name: usize, stage: usize) -> Option<String> {
    let first = |role: Role| seen.having(&role).map(|(column, _)| column).next();
    let day = first(Role::ChangedOn).or_else(|| first(Role::Touched))?;
    let mut stages: BTreeMap<String, BTreeSet<(String, &str)>> = BTreeMap::new();
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    for body in &seen.layout.body {
        let cell = |column: usize| seen.grid.cell(body.row, column);
        stages.entry(key(cell(name))).or_default().insert((key(cell(stage)), cell(day)));
        *rows.entry(key(cell(name))).or_default() += 1;
    }
    // Of each row of a name another stage and another day.
    let is_moved = |(name, of): &(&String, &BTreeSet<(String, &str)>)| {
        let (mut all, mut days): (Vec<&String>, Vec<&str>) =
            of.iter().map(|(stage, day)| (stage, *day)).unzip();
        days.sort_unstable();
        days.dedup();
        all.dedup();
        let count = rows.get(*name).copied().unwrap_or(0);
        count > 1 && all.len() == count && days.len() == count
    };
    let moved: usize = stages.iter().filter(is_moved).filter_map(|(name, _)| rows.get(name)).sum();
    (moved * 2 > seen.layout.body.len())
        .then(|| "rows of one name name several stages, each on another day".to_owned())
        .or_else(|| super::snapshots::by_name(seen, name, stage))
}

/// Whether rows of one identity name several stages on several days: a history of snapshots.
fn changes(seen: &Seen<'_>) -> Option<String> {
    let best = |role: Role| {
        let mut of: Vec<(usize, u8)> = seen.having(&role).collect();
        of.sort_by_key(|(_, rank)| *rank);
        of.first().map(|(column, _)| *column)
    };
    let stage = best(Role::Stage).or_else(|| best(Role::Status))?;
    // Of what is open, won or lost in turn the last row holds: no stage is named.
    let names_stage = |text: &String| {
        !is_only_open(text) && !matches!(meaning_of(text), Some(Meaning::Won | Meaning::Lost))
    };
    if !seen.shapes.get(stage).is_some_and(|shape| shape.is_varied || shape.texts.keys().any(names_stage)) {
        return None;
    }
    let named = best(Role::Name);
    let Some(id) = best(Role::Id) else { return changes_by_name(seen, named?, stage) };
    let rows = seen.layout.body.iter().map(|body| {
        let cell = |column: usize| seen.grid.cell(body.row, column);
        (cell(id), named.map_or("", cell))
    });
    if super::identity::why_none(rows).is_some() {
        return None;
    }
    let day = best(Role::ChangedOn).or_else(|| best(Role::Touched)).or_else(|| best(Role::Created))?;
    let mut first: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    let (mut rows, mut moved) = (0_usize, 0_usize);
    for body in &seen.layout.body {
        let cell = |column: usize| seen.grid.cell(body.row, column);
        if cell(id).is_empty() || cell(stage).is_empty() {
            continue;
        }
        rows += 1;
        match first.get(cell(id)) {
            Some((before, on)) => moved += usize::from(*before != cell(stage) && *on != cell(day)),
            None => {
                first.insert(cell(id), (cell(stage), cell(day)));
            }
        }
    }
    (moved * 5 >= rows && moved > 1)
        .then(|| "rows of one identity name several stages on several days".to_owned())
}
