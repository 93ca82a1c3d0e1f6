//! Tables of reps below each other, whose titles name what their numbers are: quotas above, bookings below.

use crate::history::import::choices::Role;
use crate::history::import::facts::Fact;
use crate::history::import::table::grid::Grid;
use crate::history::import::table::layout::Layout;
use crate::history::import::values::money;
use crate::history::import::values::periods::is_period_alone;
use crate::history::import::values::words::{holds, is_same, is_total, words};
use crate::history::import::vocabulary::heads;

/// Words before what a table is made by: “Quota by month”, “Deals won per rep”.
const BY: &[&str] = &[" by ", " per ", " pro ", " nach ", " par ", " por "];

/// Words of what is counted.
const COUNTED: &str = "deals|deal|number|count|wins|opportunities|anzahl|abschlusse|nombre|affaires|numero|\
    negocios|oportunidades|aantal|antal";

/// What columns of numbers of wins are called, before their own heads.
const WINS: &str = "Won";

/// What the numbers of a table are, by their size.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    Counts,
    Money,
}

/// A table with a title of its own.
struct Block {
    title: String,
    /// What its columns are called, before what its own heads say.
    word: &'static str,
    rows: Vec<usize>,
}

/// Puts the tables beside each other; none, if titles do not name different measures, or cells are numbers of
/// a sheet.
pub(in crate::history::import) fn with_tables_beside(grid: &Grid, layout: &Layout) -> Option<(Grid, Fact)> {
    if grid.has_numbers() || layout.upper.is_some() {
        return None;
    }
    let says_owner = |head: &String| heads::guesses(head).iter().any(|guess| guess.role == Role::Owner);
    let owner = layout.heads.iter().position(says_owner)?;
    let is_other = |head: &&String| !head.is_empty() && !is_period_alone(head) && !is_total(head);
    // Beside anything but periods, what stands below “Won” and “Lost” are opportunities.
    if layout.heads.iter().filter(is_other).count() > 1 {
        return None;
    }
    let mut blocks = blocks_of(grid, layout)?;
    if blocks.iter().any(|block| names_twice(grid, block, owner)) {
        return None;
    }
    call_like_quota(grid, &mut blocks);
    let is_again = |at: usize| {
        let word = |at: usize| blocks.get(at).map_or("", |block| block.word);
        (0..at).any(|before| word(before) == word(at))
    };
    // One table alone is read by its title only where nothing in it would be: as small numbers of wins.
    let is_wins = |block: &Block| block.word == WINS && names_object(&block.title);
    let is_read = blocks.len() == 1 && !blocks.iter().all(is_wins);
    if blocks.is_empty() || is_read || (0..blocks.len()).any(is_again) {
        return None;
    }
    let columns: Vec<usize> = (0..layout.heads.len())
        .filter(|at| *at != owner)
        .filter(|at| layout.heads.get(*at).is_some_and(|head| !head.is_empty() && !is_total(head)))
        .collect();
    let head = |at: usize| layout.heads.get(at).map_or("", String::as_str);
    let mut names: Vec<&str> = Vec::new();
    for row in blocks.iter().flat_map(|block| &block.rows) {
        let name = grid.cell(*row, owner);
        if !names.iter().any(|known| is_same(known, name)) {
            names.push(name);
        }
    }
    let mut beside = Grid::default();
    let named =
        blocks.iter().flat_map(|block| columns.iter().map(move |at| format!("{} {}", block.word, head(*at))));
    let heads: Vec<String> = std::iter::once(head(owner).to_owned()).chain(named).collect();
    for row in 0..layout.head {
        beside.push(grid.line(row), grid.cells(row));
    }
    beside.push(grid.line(layout.head), heads.iter().map(String::as_str));
    for name in names {
        let row_of =
            |block: &Block| block.rows.iter().copied().find(|row| is_same(grid.cell(*row, owner), name));
        let line = blocks.iter().find_map(row_of).map_or(0, |row| grid.line(row));
        let cells = blocks.iter().flat_map(|block| {
            let row = row_of(block);
            columns.iter().map(move |at| row.map_or("", |row| grid.cell(row, *at)))
        });
        beside.push(line, std::iter::once(name).chain(cells));
    }
    let titles: Vec<String> = blocks.iter().map(|block| format!("“{}”", block.title)).collect();
    let why = "titles above the heads say what the numbers are";
    Some((beside, Fact::new("measures", titles.join(", "), why)))
}

/// Whether a name stands in two rows of one table.
fn names_twice(grid: &Grid, block: &Block, owner: usize) -> bool {
    let names: Vec<&str> = block.rows.iter().map(|row| grid.cell(*row, owner)).collect();
    names.iter().enumerate().any(|(at, name)| names.iter().skip(at + 1).any(|other| is_same(name, other)))
}

/// Whether a title says what its small numbers count.
fn names_object(title: &str) -> bool {
    let plain = words(title);
    title.contains('#') || COUNTED.split('|').any(|word| holds(&plain, word))
}

/// Numbers of wins of the size of the quotas above or below them are what was booked, in the same thousands.
fn call_like_quota(grid: &Grid, blocks: &mut [Block]) {
    let sum = |block: &Block| {
        let cells = block.rows.iter().flat_map(|row| grid.cells(*row).skip(1));
        cells.filter_map(|cell| money::written(cell)?.read(money_mark(cell))).fold(0, i64::saturating_add)
    };
    let Some(quota) = blocks.iter().find(|block| block.word == "Quota").map(sum) else { return };
    for block in blocks.iter_mut().filter(|block| block.word == WINS) {
        let own = sum(block);
        if own.saturating_mul(10) >= quota && quota.saturating_mul(10) >= own {
            block.word = "Bookings";
        }
    }
}

/// The tables of a file, each below a title that names a measure; none, if one has another title.
fn blocks_of(grid: &Grid, layout: &Layout) -> Option<Vec<Block>> {
    let is_head = |row: &usize| {
        let mut cells = layout.heads.iter().enumerate();
        cells.all(|(at, head)| is_same(head, grid.cell(*row, at)))
    };
    let starts: Vec<usize> = (layout.head..grid.len()).filter(is_head).collect();
    let ends = starts.iter().skip(1).map(|row| row.saturating_sub(1)).chain([grid.len()]);
    let blocks = starts.iter().zip(ends).map(|(start, end)| {
        let above = start.checked_sub(1).filter(|row| grid.filled(*row) == 1)?;
        let title = grid.cells(above).find(|cell| !cell.is_empty())?.to_owned();
        let rows: Vec<usize> = (start + 1..end).filter(|row| grid.filled(*row) > 1).collect();
        let cells = || rows.iter().flat_map(|row| grid.cells(*row).skip(1));
        let value = |cell: &str| money::written(cell)?.read(money_mark(cell));
        let is_money = cells().filter_map(value).any(|value| value >= 1_000_000);
        let numbers = if is_money { Numbers::Money } else { Numbers::Counts };
        word_of(&title, numbers).map(|word| Block { title, word, rows })
    });
    blocks.collect()
}

/// How a cell of a table is read to see how large its numbers are.
fn money_mark(cell: &str) -> crate::history::import::values::numbers::DecimalMark {
    use crate::history::import::values::numbers::{DecimalMark, MarkProof, proof_of};
    match proof_of(cell.trim_matches(|c: char| !c.is_ascii_digit())) {
        MarkProof::Proves(mark) => mark,
        MarkProof::Either(mark) => mark.other(),
        MarkProof::Silent => DecimalMark::Point,
    }
}

/// What the columns of a table with a title are called.
fn word_of(title: &str, numbers: Numbers) -> Option<&'static str> {
    let lower = title.to_lowercase();
    let end = BY.iter().filter_map(|by| lower.find(by)).min().and_then(|end| title.get(..end));
    let guesses = heads::guesses(end.unwrap_or(title));
    let is_money = numbers == Numbers::Money;
    let says = |role: &Role| guesses.iter().any(|guess| guess.role == *role);
    if says(&Role::Quota) {
        Some("Quota")
    } else if says(&Role::WonCount) && !is_money {
        Some(WINS)
    } else if says(&Role::Bookings) || (says(&Role::WonCount) && is_money) {
        Some("Bookings")
    } else if says(&Role::LostCount) {
        Some(if is_money { "Lost amount" } else { "Lost" })
    } else {
        None
    }
}
