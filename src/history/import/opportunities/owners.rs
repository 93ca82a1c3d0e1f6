//! Whose a row is: a cell, the cell above it in a grouped report, the heading of a group, or one team.

use super::turned_names;
use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::columns::identity::identity;
use crate::history::import::facts::{Fact, Sheet};
use crate::history::import::reading::RepKind;
use crate::history::import::table::layout::name_in_heading;
use crate::history::import::values::words::{key, rows_of};
use crate::history::import::vocabulary::heads;
use std::collections::{BTreeMap, BTreeSet};

/// The name of the one team of a file without owners.
const TEAM: &str = "Team";

/// The name of what has no owner in a file that has owners, where such rows are counted: they are nobody's.
const NO_OWNER: &str = "No owner";

/// Names of reps, each once, however it is written.
#[derive(Clone, Debug, Default)]
pub(in crate::history::import) struct Names {
    pub(in crate::history::import) all: Vec<String>,
    by_key: BTreeMap<String, usize>,
}

impl Names {
    /// The place of a name.
    pub(in crate::history::import) fn place(&mut self, name: &str) -> usize {
        // Marks of a footnote are no part of a name.
        let name = name.trim_end_matches(['*', '†', '‡', '¹', '²', '³', ' ']);
        let key = key(name);
        if let Some(at) = self.by_key.get(&key) {
            // “kenji abe” is Kenji Abe, however often he is written so.
            let is_small = |name: &str| !name.contains(char::is_uppercase);
            if let Some(known) = self.all.get_mut(*at).filter(|known| is_small(known) && !is_small(name)) {
                *known = spaced(name);
            }
            return *at;
        }
        self.by_key.insert(key, self.all.len());
        self.all.push(spaced(name));
        self.all.len() - 1
    }
}

/// A name with single blanks between its parts.
fn spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The owner of each row of the body; none, if nobody is named.
#[derive(Default)]
pub(in crate::history::import) struct Owners {
    pub(in crate::history::import) of_row: Vec<Option<usize>>,
    /// Who stands for nobody among the names, where rows without an owner are counted.
    pub(in crate::history::import) nobody: Option<usize>,
    is_one_team: bool,
    pub(in crate::history::import) names: Names,
    pub(in crate::history::import) fact: Option<Fact>,
    /// How many rows have none, and whether they are counted.
    pub(in crate::history::import) without: Option<Fact>,
    pub(in crate::history::import) ask: Option<Ask>,
}

impl Owners {
    /// Who stands at a place among the names.
    pub(in crate::history::import) fn kind(&self, place: usize) -> RepKind {
        if self.nobody == Some(place) {
            RepKind::Nobody
        } else if self.is_one_team {
            RepKind::Team
        } else {
            RepKind::Named
        }
    }

    /// Takes the owners of all rows: of a row without one, that of another row of its opportunity, or nobody.
    /// Says how many are nobody's.
    fn take(&mut self, sheet: &Sheet<'_>, of_row: Vec<Option<usize>>) -> usize {
        let id = sheet.at(&Role::Id);
        let ids = || sheet.layout.body.iter().map(|body| identity(sheet.cell(body.row, id)));
        let named = ids().zip(&of_row).filter_map(|(id, owner)| Some((id, (*owner)?)));
        let by_id: BTreeMap<&str, usize> = named.filter(|(id, _)| !id.is_empty()).collect();
        let of_row =
            of_row.into_iter().zip(ids()).map(|(owner, id)| owner.or_else(|| by_id.get(id).copied()));
        let of_row: Vec<Option<usize>> = of_row.collect();
        let without = of_row.iter().filter(|owner| owner.is_none()).count();
        let counts = without > 0 && sheet.choices.count_unowned == Some(true);
        self.nobody = counts.then(|| self.names.place(NO_OWNER));
        self.of_row = of_row.into_iter().map(|owner| owner.or(self.nobody)).collect();
        without
    }
}

/// Finds the owners of all rows.
pub(in crate::history::import) fn owners_of(sheet: &Sheet<'_>) -> Owners {
    let mut owners = Owners::default();
    let column = sheet.at(&Role::Owner);
    let headed = sheet.layout.body.iter().any(|body| body.heading.is_some()) && headings_are_owners(sheet);
    if column.is_none() && !headed {
        let team = owners.names.place(TEAM);
        owners.is_one_team = true;
        owners.of_row = vec![Some(team); sheet.layout.body.len()];
        owners.fact = Some(Fact::new("owner", "one team", "no column says whose an opportunity is"));
        return owners;
    }
    let is_carried = column.is_some_and(|column| carries(sheet, column, &mut owners));
    let shared = column.map_or_else(BTreeMap::new, |column| shared_cells(sheet, column));
    let turned = column.map_or_else(BTreeMap::new, |column| turned_names::turned(sheet, column, &shared));
    owners.fact = owners.fact.or_else(|| turned_names::fact(&turned));
    let rows =
        sheet.layout.body.iter().filter(|body| shared.contains_key(sheet.cell(body.row, column))).count();
    if rows > 0 && sheet.choices.first_owner.is_none() {
        let choice = |first| Choices { first_owner: Some(first), ..Choices::default() };
        let question = format!("Several people own {rows} opportunities. Whose are they?");
        let ask = Ask::new("owner", question);
        let ask = ask.or("of the first who is named", choice(true)).or("of them together", choice(false));
        owners.ask = owners.ask.or(Some(ask));
    }
    let mut above = None;
    let mut of_row = Vec::with_capacity(sheet.layout.body.len());
    for body in &sheet.layout.body {
        let cell = sheet.cell(body.row, column);
        let first = shared.get(cell).filter(|_| sheet.choices.first_owner == Some(true));
        let cell = first.map_or(cell, |first| *first);
        let cell = turned.get(cell).map_or(cell, |other| *other);
        let named = (!cell.is_empty() && !is_nobody(cell)).then(|| owners.names.place(cell));
        let heading = body.heading.filter(|_| headed && named.is_none());
        let heading = heading.map(|row| {
            name_in_heading(crate::history::import::table::layout::single(sheet.grid, row)).to_owned()
        });
        let owner = named.or_else(|| heading.map(|name| owners.names.place(&name)));
        if owner.is_some() {
            above = owner;
        }
        of_row.push(owner.or(if is_carried { above } else { None }));
    }
    let without = owners.take(sheet, of_row);
    if headed {
        owners.fact =
            Some(Fact::new("owner", "the heading of each group", "rows stand in groups under single cells"));
    }
    if without > 0 {
        let rows = rows_of(without);
        let (value, why) = if owners.nobody.is_some() {
            (format!("{rows}, counted as “{NO_OWNER}”"), "chosen; they are no rep’s")
        } else {
            (format!("{rows}, rejected"), "nobody stands there whose they are")
        };
        owners.without = Some(Fact::new("without owner", value, why));
    }
    owners
}

/// Cells that name several people, each of whom owns something alone as well, and the first of them.
fn shared_cells<'a>(sheet: &Sheet<'a>, column: usize) -> BTreeMap<&'a str, &'a str> {
    const BETWEEN: [&str; 8] = [", ", "; ", " & ", " / ", " + ", " and ", " und ", " et "];
    let cells = || sheet.layout.body.iter().map(|body| sheet.cell(body.row, Some(column)));
    let alone: BTreeSet<String> = cells().map(key).collect();
    let mut shared = BTreeMap::new();
    for cell in cells() {
        let parts =
            BETWEEN.iter().find(|between| cell.contains(**between)).map(|between| cell.split(between));
        let Some(mut parts) = parts else { continue };
        if let Some(first) = parts.clone().next()
            && parts.all(|part| alone.contains(&key(part)))
        {
            shared.insert(cell, first.trim());
        }
    }
    shared
}

/// Rows that say the stage of each row, in a report grouped by stage; none, if each row says its own.
pub(in crate::history::import) fn carried_stages(sheet: &Sheet<'_>) -> Option<(usize, Vec<usize>)> {
    let stage = sheet.at(&Role::Stage).filter(|_| sheet.at(&Role::Status).is_none())?;
    let owner = sheet.at(&Role::Owner);
    let text = |row: usize| sheet.cell(row, Some(stage));
    let first = sheet.layout.body.first().filter(|body| !text(body.row).is_empty())?.row;
    let blank = sheet.layout.body.iter().filter(|body| text(body.row).is_empty()).count();
    let (mut source, mut repeats) = (first, false);
    let mut rows: Vec<usize> = (0..sheet.grid.len()).collect();
    for body in &sheet.layout.body {
        let cell = text(body.row);
        if cell.is_empty() {
            if let Some(row) = rows.get_mut(body.row) {
                *row = source;
            }
            continue;
        }
        let is_new_owner = !sheet.cell(body.row, owner).is_empty();
        repeats |= body.row != first && !is_new_owner && key(cell) == key(text(source));
        source = body.row;
    }
    // The column that groups stands first, or right behind the owner that groups too.
    let owners_grouped = owner.is_some_and(|owner| {
        stage == owner + 1
            && sheet.layout.body.iter().any(|body| sheet.cell(body.row, Some(owner)).is_empty())
    });
    (blank > 0 && !repeats && (stage == 0 || owners_grouped)).then_some((stage, rows))
}

/// Whether headings of groups name owners, not stages or accounts.
fn headings_are_owners(sheet: &Sheet<'_>) -> bool {
    let first = sheet.layout.body.iter().find_map(|body| body.heading);
    let text = first.map_or("", |row| crate::history::import::table::layout::single(sheet.grid, row));
    let names = |row: usize| name_in_heading(crate::history::import::table::layout::single(sheet.grid, row));
    let mut headings = sheet.layout.body.iter().filter_map(|body| body.heading).map(names);
    if headings.all(|name| crate::history::import::vocabulary::status::meaning_of(name).is_some()) {
        return false;
    }
    // Months and quarters own nothing, and where most rows name their owner, headings say something else.
    let mut headings = sheet.layout.body.iter().filter_map(|body| body.heading).map(names);
    let named = sheet.at(&Role::Owner).map_or(0, |owner| {
        sheet.layout.body.iter().filter(|body| !sheet.cell(body.row, Some(owner)).is_empty()).count()
    });
    if named * 2 > sheet.layout.body.len()
        || headings.all(crate::history::import::values::periods::is_period_alone)
    {
        return false;
    }
    let Some((before, _)) = text.split_once(':') else { return true };
    let guesses = heads::guesses(before);
    guesses.is_empty() || guesses.iter().any(|guess| guess.role == Role::Owner)
}

/// Words that say that nobody owns an opportunity.
fn is_nobody(name: &str) -> bool {
    [
        "no owner",
        "unassigned",
        "none",
        "not assigned",
        "nicht zugewiesen",
        "non attribue",
        "sin asignar",
        "non assegnato",
    ]
    .contains(&crate::history::import::values::words::words(name).as_str())
}

/// Whether rows are grouped by their stage, in the first column, and within it by owner, in the next: each
/// group of a stage begins with an owner, and no name follows itself within one.
fn is_grouped_within(sheet: &Sheet<'_>, column: usize) -> bool {
    let Some((stage, _)) = sheet.carried.filter(|(stage, _)| *stage == 0 && column == 1) else {
        return false;
    };
    let mut before = String::new();
    sheet.layout.body.iter().all(|body| {
        let (name, begins) =
            (sheet.cell(body.row, Some(column)), !sheet.grid.cell(body.row, stage).is_empty());
        if name.is_empty() {
            return !begins;
        }
        let is_other = begins || key(name) != before;
        before = key(name);
        is_other
    })
}

/// Whether an empty owner is the one above it: a report that writes each owner once, above its rows.
fn carries(sheet: &Sheet<'_>, column: usize, owners: &mut Owners) -> bool {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let (mut filled, mut blank) = (0_usize, 0_usize);
    for body in &sheet.layout.body {
        let cell = sheet.cell(body.row, Some(column));
        if cell.is_empty() {
            blank += 1;
        } else {
            filled += 1;
            *names.entry(key(cell)).or_default() += 1;
        }
    }
    let first_named =
        sheet.layout.body.first().is_some_and(|body| !sheet.cell(body.row, Some(column)).is_empty());
    let once = names.len() == filled;
    if blank == 0 || filled == 0 || !first_named {
        return false;
    }
    if let Some(carried) = sheet.choices.carried_owners {
        return carried;
    }
    // Grouped by owner and by something else, a name stands above each inner group: no name follows itself.
    let mut before = "";
    let follows = sheet.layout.body.iter().any(|body| {
        let cell = sheet.cell(body.row, Some(column));
        let again = !cell.is_empty() && key(cell) == key(before);
        before = cell;
        again
    });
    let is_within = is_grouped_within(sheet, column) && blank * 2 >= filled;
    let is_grouped = is_within
        || (once && (blank >= filled || column == 0))
        || (!follows && blank >= filled && column == 0);
    if is_grouped {
        owners.fact = Some(Fact::new("owner", "carried down", "each owner is written once, above its rows"));
        return true;
    }
    if once && filled > 1 {
        let choice = |carried| Choices { carried_owners: Some(carried), ..Choices::default() };
        let question = format!("No owner stands in {}. Whose are they?", rows_of(blank));
        owners.ask = Some(
            Ask::new("owner", question).or("nobody’s", choice(false)).or("of the owner above", choice(true)),
        );
    }
    false
}
