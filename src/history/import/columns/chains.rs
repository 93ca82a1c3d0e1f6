//! Histories whose heads say nothing that is known: two columns of stages, of which each row’s first is the
//! second of the row before.

use super::shapes::Shape;
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::table::grid::Grid;
use crate::history::import::table::layout::Layout;
use crate::history::import::values::days::read_day;
use crate::history::import::values::words::{is_same, key};
use crate::history::import::vocabulary::heads::Guess;
use crate::history::import::vocabulary::status::meaning_of;
use crate::model::DayOrder;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Rows that are looked at.
const ROWS: usize = 2_000;

/// Takes two such columns for the stages before and after each change; and the stage of rows that say when it
/// was entered and left.
pub(in crate::history::import) fn mark(
    grid: &Grid,
    layout: &Layout,
    shapes: &[Shape],
    guesses: &mut [Vec<Guess>],
) {
    mark_spells(grid, layout, shapes, guesses);
    let of = |role: &Role, guesses: &[Vec<Guess>]| {
        guesses.iter().any(|of| of.iter().any(|guess| guess.role == *role && guess.rank < 2))
    };
    // Beside a column of what was changed, values are of anything.
    if of(&Role::To, guesses) || (of(&Role::NewValue, guesses) && of(&Role::Field, guesses)) {
        return;
    }
    let name = [Role::Id, Role::Name].iter().find_map(|role| {
        guesses.iter().position(|of| of.iter().any(|guess| guess.role == *role && guess.rank < 2))
    });
    let texts: Vec<usize> =
        (0..shapes.len()).filter(|at| shapes.get(*at).is_some_and(is_of_stages)).collect();
    for from in &texts {
        for to in texts.iter().filter(|to| *to != from) {
            let by_days = name.and_then(|name| leads_in_time(grid, layout, name, (*from, *to)));
            // Read the wrong way round, a chain is one as well: it is the later column that wins and loses.
            let [before, after] = [from, to].map(|at| shapes.get(*at).map_or(0, ends));
            let is_chain = || {
                leads(grid, layout, *from, *to)
                    || ((after > before || by_days == Some(true))
                        && name.is_some_and(|name| leads_by_name(grid, layout, name, (*from, *to))))
            };
            let is_turned = says(guesses, *from, &[Role::NewValue, Role::To])
                || says(guesses, *to, &[Role::OldValue, Role::From]);
            let is_backwards = by_days.map_or(before > after, |is_right| !is_right);
            if is_turned || is_backwards || !share_texts(shapes.get(*from), shapes.get(*to)) || !is_chain() {
                continue;
            }
            for (at, role) in [(*from, Role::From), (*to, Role::To)] {
                if let Some(guesses) = guesses.get_mut(at) {
                    *guesses = vec![Guess { role, rank: 1 }];
                }
            }
            return;
        }
    }
}

/// Heads of days on which an opportunity came into the stage of its row, and of those on which it left.
const CAME: &str = "date entered|entered|entered on|entered at|entry date|entered stage|stage entered|\
    start of stage|stage start|stage start date|eingetreten am|eintritt|date d entree|entree|\
    fecha de entrada|data di ingresso|data de entrada";
const LEFT: &str = "date exited|exited|exited on|exited at|exit date|exited stage|stage exited|left|\
    left on|date left|end of stage|stage end|stage end date|verlassen am|austritt|\
    date de sortie|sortie|fecha de salida|data di uscita|data de saida";

/// Takes a stage with the days on which it was entered and left for a change into that stage: each row is one
/// stage of an opportunity.
fn mark_spells(grid: &Grid, layout: &Layout, shapes: &[Shape], guesses: &mut [Vec<Guess>]) {
    let days = |phrases: &str| {
        let mut all = layout.heads.iter().zip(shapes).enumerate();
        let found = all.find(|(_, (head, shape))| {
            let plain = crate::history::import::values::words::words(head);
            shape.is_days() && phrases.split('|').any(|phrase| phrase == plain)
        });
        found.map(|(at, _)| at)
    };
    let is_stage = |of: &Vec<Guess>| of.iter().any(|guess| guess.role == Role::Stage && guess.rank < 3);
    let Some(stage) = guesses.iter().position(is_stage) else { return };
    let having = |roles: &[Role], below: u8| {
        let is_one = |guess: &Guess| roles.contains(&guess.role) && guess.rank < below;
        guesses.iter().position(|of| of.iter().any(is_one))
    };
    let bare = || {
        let (came, left) = days(BEGAN).zip(days(ENDED))?;
        let id = having(&[Role::Id], 2);
        let name = id.or_else(|| having(&[Role::Name], 2))?;
        // Phases of a project under one name may be opportunities of their own.
        let amounts = [Role::Amount, Role::AmountActual, Role::AmountConverted, Role::AmountExpected];
        let beside = [having(&amounts, 5), having(&[Role::Owner], 5)];
        let are_one = |at: &usize| id.is_some() || are_same(grid, layout, name, *at);
        (beside.iter().flatten().all(are_one) && adjoin(grid, layout, (name, stage), (came, left)))
            .then_some(came)
    };
    let Some(came) = days(CAME).filter(|_| days(LEFT).is_some()).or_else(bare) else { return };
    for (at, role) in [(came, Role::ChangedOn), (stage, Role::To)] {
        if let Some(guesses) = guesses.get_mut(at) {
            *guesses = vec![Guess { role, rank: 0 }];
        }
    }
}

/// Heads of days that say no more than when something began, and when it ended.
const BEGAN: &str = "start|start date|started|from|from date|begin|beginn|von|debut|inicio|inizio";
const ENDED: &str = "end|end date|ended|to|to date|ende|bis|fin|fine|fim";

/// Whether nearly all rows of one name say the same in another column.
fn are_same(grid: &Grid, layout: &Layout, name: usize, beside: usize) -> bool {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut other = 0_usize;
    for body in &layout.body {
        let cell = grid.cell(body.row, beside);
        let kept = first.entry(key(grid.cell(body.row, name))).or_insert(cell);
        other += usize::from(!is_same(kept, cell));
    }
    other * 10 <= layout.body.len()
}

/// Whether rows of one name adjoin each other: nearly each that ended, in a stage that is open, did so when
/// another of its name began in another stage, and most names stand in several rows.
fn adjoin(grid: &Grid, layout: &Layout, (name, stage): (usize, usize), (came, left): (usize, usize)) -> bool {
    let rows = || layout.body.iter().map(|body| body.row);
    let mut stages: BTreeSet<(String, String)> = BTreeSet::new();
    if !rows().all(|row| stages.insert((key(grid.cell(row, name)), key(grid.cell(row, stage))))) {
        return false;
    }
    let mut begun: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for row in rows() {
        begun.entry(key(grid.cell(row, name))).or_default().insert(grid.cell(row, came));
    }
    let several = begun.values().filter(|days| days.len() > 1).count();
    let ended = || rows().filter(|row| !grid.cell(*row, left).is_empty());
    // What was won and is renewed when it ends is another opportunity.
    let texts: BTreeSet<&str> = rows().map(|row| grid.cell(row, stage)).collect();
    let open: BTreeSet<&str> =
        texts.into_iter().filter(|text| meaning_of(text) == Some(Meaning::Open)).collect();
    let led_on = ended().filter(|row| open.contains(grid.cell(*row, stage))).filter(|row| {
        let own = begun.get(&key(grid.cell(*row, name)));
        own.is_some_and(|days| days.contains(grid.cell(*row, left)))
    });
    let (led_on, ended) = (led_on.count(), ended().count());
    several * 2 > begun.len() && ended > 2 && led_on * 10 >= ended * 9
}

/// Whether a column may hold stages: a few texts, one of which is known as a status.
fn is_of_stages(shape: &Shape) -> bool {
    shape.is_text()
        && !shape.is_varied
        && !shape.is_flags()
        && (2..=30).contains(&shape.texts.len())
        && shape.texts.keys().any(|text| meaning_of(text).is_some())
}

/// Whether a column's head says one of the roles.
fn says(guesses: &[Vec<Guess>], at: usize, roles: &[Role]) -> bool {
    guesses.get(at).is_some_and(|of| of.iter().any(|guess| roles.contains(&guess.role)))
}

/// In how many cells something was won or lost.
fn ends(shape: &Shape) -> usize {
    let is_end = |text: &str| matches!(meaning_of(text), Some(Meaning::Won | Meaning::Lost));
    shape.texts.iter().filter(|(text, _)| is_end(text)).map(|(_, count)| count).sum()
}

/// Whether most texts of the one are among those of the other, at least two.
fn share_texts(one: Option<&Shape>, other: Option<&Shape>) -> bool {
    let Some((one, other)) = one.zip(other) else { return false };
    let shared = one.texts.keys().filter(|text| other.texts.contains_key(*text)).count();
    shared > 1 && shared * 3 >= one.texts.len() * 2
}

/// Whether most rows that follow another begin where that one, or the one below it, ended, and none stays.
fn leads(grid: &Grid, layout: &Layout, from: usize, to: usize) -> bool {
    let rows: Vec<(&str, &str)> = layout
        .body
        .iter()
        .take(ROWS)
        .map(|body| (grid.cell(body.row, from), grid.cell(body.row, to)))
        .filter(|(_, to)| !to.is_empty())
        .collect();
    let moves = rows.iter().filter(|(from, to)| !is_same(from, to)).count();
    let starts = rows.iter().filter(|(from, _)| !from.is_empty()).count();
    let pairs = || rows.windows(2).filter_map(|pair| if let [a, b] = pair { Some((a, b)) } else { None });
    let leads_to = |first: &(&str, &str), next: &(&str, &str)| !next.0.is_empty() && is_same(first.1, next.0);
    let downwards = pairs().filter(|(above, below)| leads_to(above, below)).count();
    let chained = downwards.max(pairs().filter(|(above, below)| leads_to(below, above)).count());
    starts > 2 && moves * 10 >= rows.len() * 9 && chained * 5 >= starts * 2
}

/// Whether, of two rows of a name, the later one begins where the earlier one ended, or the earlier one where
/// the later one ended; none, where days do not tell.
fn leads_in_time(grid: &Grid, layout: &Layout, name: usize, (from, to): (usize, usize)) -> Option<bool> {
    let read = |row: usize, at: usize| read_day(grid.cell(row, at))?.read(DayOrder::DayFirst);
    let rows = || layout.body.iter().take(ROWS).map(|body| body.row);
    let is_day = |at: &usize| rows().all(|row| read(row, *at).is_some());
    let day = (0..layout.heads.len()).find(is_day)?;
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    let (mut right, mut turned) = (0_usize, 0_usize);
    for row in rows().filter(|row| !grid.cell(*row, name).is_empty()) {
        let Some(other) = last.insert(key(grid.cell(row, name)), row) else { continue };
        let (earlier, later) = match read(other, day)?.cmp(&read(row, day)?) {
            Ordering::Less => (other, row),
            Ordering::Greater => (row, other),
            Ordering::Equal => continue,
        };
        let leads = |one: usize, next: usize| is_same(grid.cell(one, to), grid.cell(next, from));
        // What leads both ways, there and back, tells nothing.
        match (leads(earlier, later), leads(later, earlier)) {
            (true, false) => right += 1,
            (false, true) => turned += 1,
            (true, true) | (false, false) => {}
        }
    }
    match (right, turned) {
        (right, turned) if right > 2 && right >= 9 * turned => Some(true),
        (right, turned) if turned > 2 && turned >= 9 * right => Some(false),
        _ => None,
    }
}

/// Whether rows come several to a name, and nearly each that follows another of its name begins where that
/// one ended, or ends where that one begins; and most of them move. Edits that change nothing stand between.
fn leads_by_name(grid: &Grid, layout: &Layout, name: usize, (from, to): (usize, usize)) -> bool {
    let mut last: BTreeMap<String, (&str, &str)> = BTreeMap::new();
    let (mut pairs, mut down, mut up, mut moves) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut stated = "";
    for body in layout.body.iter().take(ROWS) {
        // A name that is written once stands for the rows below it.
        let own = grid.cell(body.row, name);
        stated = if own.is_empty() { stated } else { own };
        let now = (grid.cell(body.row, from), grid.cell(body.row, to));
        // “(new)” is no stage that an opportunity came from.
        if now.0.starts_with(['(', '<', '[']) {
            return false;
        }
        if stated.is_empty() || now.1.is_empty() {
            continue;
        }
        moves += usize::from(!is_same(now.0, now.1));
        if let Some(before) = last.insert(key(stated), now) {
            pairs += 1;
            down += usize::from(is_same(before.1, now.0));
            up += usize::from(is_same(now.1, before.0));
        }
    }
    let rows = pairs + last.len();
    pairs > 3 && pairs >= last.len() && down.max(up) * 10 >= pairs * 9 && moves * 3 >= rows * 2
}
