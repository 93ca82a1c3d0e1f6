//! Histories whose heads say nothing that is known: two columns of stages, of which each row’s first is the
//! second of the row before.

use super::shapes::Shape;
use crate::history::import::choices::Role;
use crate::history::import::table::grid::Grid;
use crate::history::import::table::layout::Layout;
use crate::history::import::values::words::is_same;
use crate::history::import::vocabulary::heads::Guess;

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
    mark_spells(layout, shapes, guesses);
    let of = |role: &Role, guesses: &[Vec<Guess>]| {
        guesses.iter().any(|of| of.iter().any(|guess| guess.role == *role && guess.rank < 2))
    };
    if of(&Role::To, guesses) || of(&Role::NewValue, guesses) {
        return;
    }
    let texts: Vec<usize> =
        (0..shapes.len()).filter(|at| shapes.get(*at).is_some_and(is_of_stages)).collect();
    for from in &texts {
        for to in texts.iter().filter(|to| *to != from) {
            if !share_texts(shapes.get(*from), shapes.get(*to)) || !leads(grid, layout, *from, *to) {
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
fn mark_spells(layout: &Layout, shapes: &[Shape], guesses: &mut [Vec<Guess>]) {
    let days = |phrases: &str| {
        let mut all = layout.heads.iter().zip(shapes).enumerate();
        let found = all.find(|(_, (head, shape))| {
            let plain = crate::history::import::values::words::words(head);
            shape.is_days() && phrases.split('|').any(|phrase| phrase == plain)
        });
        found.map(|(at, _)| at)
    };
    let is_stage = |of: &Vec<Guess>| of.iter().any(|guess| guess.role == Role::Stage && guess.rank < 3);
    let (Some(came), Some(_), Some(stage)) = (days(CAME), days(LEFT), guesses.iter().position(is_stage))
    else {
        return;
    };
    for (at, role) in [(came, Role::ChangedOn), (stage, Role::To)] {
        if let Some(guesses) = guesses.get_mut(at) {
            *guesses = vec![Guess { role, rank: 0 }];
        }
    }
}

/// Whether a column may hold stages: a few texts, one of which is known as a status.
fn is_of_stages(shape: &Shape) -> bool {
    shape.is_text()
        && !shape.is_varied
        && !shape.is_flags()
        && (2..=30).contains(&shape.texts.len())
        && shape
            .texts
            .keys()
            .any(|text| crate::history::import::vocabulary::status::meaning_of(text).is_some())
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
