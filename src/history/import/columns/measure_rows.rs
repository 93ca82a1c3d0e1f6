//! Tables of reps with a row for each measure, such as target and booked, under the same periods: each
//! measure gets columns of its own.

use crate::history::import::choices::Role;
use crate::history::import::facts::Fact;
use crate::history::import::table::grid::Grid;
use crate::history::import::table::layout::Layout;
use crate::history::import::values::words::{is_same, is_total, words};
use crate::history::import::vocabulary::heads;
use crate::history::import::vocabulary::status::{is_stage_word, meaning_of};

/// So many measures a table has at most.
const MEASURES_MAX: usize = 12;

fn says(text: &str, role: &Role) -> bool {
    heads::guesses(text).iter().any(|guess| guess.role == *role)
}

/// Whether a head says no more than that there are numbers below it.
fn is_number(head: &str) -> bool {
    const NUMBERS: [&str; 8] = ["number", "figure", "figures", "zahl", "chiffre", "numero", "getal", "数値"];
    NUMBERS.contains(&words(head).as_str())
}

/// Whether a measure would count opportunities, if nothing said that it is money: “Won”, “Lost”, “Proposal”.
fn is_counted(measure: &str) -> bool {
    let counts = [Role::WonCount, Role::LostCount, Role::OpenCount];
    let is_booked = says(measure, &Role::Quota) || says(measure, &Role::Bookings);
    counts.iter().any(|role| says(measure, role))
        || (!is_booked && (is_stage_word(&words(measure)) || meaning_of(measure).is_some()))
}

/// Whether the cells of a column are a few names of measures, quotas and bookings among them.
fn names_measures(grid: &Grid, layout: &Layout, column: usize) -> bool {
    let mut measures: Vec<&str> = Vec::new();
    for body in &layout.body {
        let cell = grid.cell(body.row, column);
        if !measures.contains(&cell) {
            if measures.len() == MEASURES_MAX || cell.bytes().any(|byte| byte.is_ascii_digit()) {
                return false;
            }
            measures.push(cell);
        }
    }
    [Role::Quota, Role::Bookings].iter().all(|role| measures.iter().any(|measure| says(measure, role)))
}

/// Puts the rows of a rep beside each other; none, if the table is no such one, or its cells are numbers of a
/// sheet.
pub(in crate::history::import) fn with_measures_beside(grid: &Grid, layout: &Layout) -> Option<(Grid, Fact)> {
    let owner = layout.heads.iter().position(|head| says(head, &Role::Owner))?;
    let measure =
        (0..layout.heads.len()).find(|column| *column != owner && names_measures(grid, layout, *column))?;
    if grid.has_numbers() {
        return None;
    }
    let mut measures: Vec<&str> = Vec::new();
    // Of each rep the rows of its measures, in their order.
    let mut reps: Vec<(&str, Vec<(usize, usize)>)> = Vec::new();
    for body in &layout.body {
        let (name, of) = (grid.cell(body.row, owner), grid.cell(body.row, measure));
        let place = measures.iter().position(|known| is_same(known, of)).unwrap_or_else(|| {
            measures.push(of);
            measures.len() - 1
        });
        match reps.last_mut() {
            Some((last, rows)) if name.is_empty() || is_same(last, name) => {
                if rows.iter().any(|(known, _)| *known == place) {
                    return None;
                }
                rows.push((place, body.row));
            }
            _ => reps.push((name, vec![(place, body.row)])),
        }
    }
    let has_each = |(_, rows): &(&str, Vec<(usize, usize)>)| rows.len() > 1;
    if measures.len() > MEASURES_MAX || reps.len() < 2 || !reps.iter().all(has_each) {
        return None;
    }
    let columns: Vec<usize> = (0..layout.heads.len())
        .filter(|column| *column != owner && *column != measure)
        .filter(|column| layout.heads.get(*column).is_some_and(|head| !head.is_empty() && !is_total(head)))
        .collect();
    let head = |column: usize| layout.heads.get(column).map_or("", String::as_str);
    let mut beside = Grid::default();
    for row in 0..layout.head {
        beside.push(grid.line(row), grid.cells(row));
    }
    // A measure says all of the one column of numbers that is called no more than “Amount”.
    let is_plain = |measure: &str, at: usize| {
        let is_money = says(head(at), &Role::Amount) && !is_counted(measure);
        columns.len() == 1 && (is_money || is_number(head(at)))
    };
    let name = |measure: &str, at: usize| {
        if is_plain(measure, at) { measure.to_owned() } else { format!("{measure} {}", head(at)) }
    };
    let named = measures.iter().flat_map(|measure| columns.iter().map(move |at| (*measure, *at)));
    let named = named.map(|(measure, at)| name(measure, at));
    let heads: Vec<String> = std::iter::once(head(owner).to_owned()).chain(named).collect();
    beside.push(grid.line(layout.head), heads.iter().map(String::as_str));
    for (name, rows) in &reps {
        let cell = |place: usize, column: usize| {
            let row = rows.iter().find(|(known, _)| *known == place).map(|(_, row)| *row);
            row.map_or("", |row| grid.cell(row, column))
        };
        let cells = (0..measures.len()).flat_map(|place| columns.iter().map(move |at| (place, *at)));
        let line = rows.first().map_or(0, |(_, row)| grid.line(*row));
        beside.push(line, std::iter::once(*name).chain(cells.map(|(place, at)| cell(place, at))));
    }
    let why = "rows of a rep are different measures, which are put beside each other";
    Some((beside, Fact::new("measures", measures.join(", "), why)))
}
