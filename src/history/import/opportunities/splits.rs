//! Columns by whose cells opportunities fall into few kinds that differ, such as regions or products: a plan
//! can have a segment for each. Such a split is offered, and taken only where somebody chooses it.

use crate::history::import::choices::{Meaning, Role};
use crate::history::import::reading::{Opportunity, Reading, Split};
use crate::history::import::table::grid::Grid;
use crate::history::import::values::words::key;
use crate::math::incomplete::{beta, gamma_both};

/// Most kinds: as many segments as a plan has.
const KINDS_MAX: usize = crate::model::limits::SEGMENTS_MAX;
/// Fewer decided opportunities of a kind tell little of it.
const DECIDED_LEAST: usize = 40;
/// Fewer won, or lost, tell little of sizes or rates; and a column that says what came of an opportunity has
/// kinds with none.
const EACH_LEAST: usize = 10;
/// How often any column is offered where kinds are alike.
const ALARM: f64 = 0.01;
/// What opportunities with an empty cell are.
const OTHERS: &str = "Others";

/// Columns that are offered, since rates or sizes of their kinds differ beyond chance.
pub(in crate::history::import) fn offered(grid: &Grid, reading: &Reading) -> Vec<Split> {
    let tried =
        reading.columns.iter().enumerate().filter(|(_, column)| {
            matches!(column.role, Role::Ignored | Role::Source) && !column.head.is_empty()
        });
    let tried: Vec<Split> = tried.filter_map(|(column, _)| tried_at(grid, reading, column)).collect();
    let alarm = ALARM / (2 * tried.len().max(1)) as f64;
    tried.into_iter().filter(|split| split.rates.min(split.sizes) < alarm).collect()
}

/// The kind of each opportunity by a chosen column, and the kinds; none, where there is no such column, or it
/// has one kind or more than a plan has segments.
pub(in crate::history::import) fn chosen(
    grid: &Grid,
    reading: &Reading,
    name: &str,
) -> Option<(Vec<usize>, Vec<String>)> {
    let column = (0..reading.columns.len()).find(|at| column_key(reading, *at) == name)?;
    kinds_at(grid, &reading.opportunities, column)
}

/// A column's head, or its number where another has the same head.
fn column_key(reading: &Reading, column: usize) -> String {
    let head = |at: usize| reading.columns.get(at).map_or("", |column| column.head.as_str());
    let is_twin = (0..reading.columns.len()).any(|at| at != column && head(at) == head(column));
    if is_twin { format!("#{}", column + 1) } else { head(column).to_owned() }
}

fn kinds_at(grid: &Grid, all: &[Opportunity], column: usize) -> Option<(Vec<usize>, Vec<String>)> {
    let (mut keys, mut names, mut of_each) = (Vec::new(), Vec::new(), Vec::new());
    for of in all {
        let cell = grid.cell(of.row, column).trim();
        let cell = if cell.is_empty() { OTHERS } else { cell };
        let key = key(cell);
        let place = keys.iter().position(|known| *known == key).unwrap_or_else(|| {
            keys.push(key);
            names.push(cell.to_owned());
            keys.len() - 1
        });
        if place >= KINDS_MAX {
            return None;
        }
        of_each.push(place);
    }
    (names.len() > 1).then_some((of_each, names))
}

/// A column's split, where each kind has enough that is decided; numbers and days are no kinds.
fn tried_at(grid: &Grid, reading: &Reading, column: usize) -> Option<Split> {
    let (of_each, kinds) = kinds_at(grid, &reading.opportunities, column)?;
    if !kinds.iter().all(|kind| kind.chars().any(char::is_alphabetic)) {
        return None;
    }
    let mut sums = vec![Sums::default(); kinds.len()];
    for (of, kind) in reading.opportunities.iter().zip(&of_each) {
        if let Some(sums) = sums.get_mut(*kind) {
            sums.add(of);
        }
    }
    let is_enough =
        |of: &Sums| of.won.min(of.lost) >= EACH_LEAST as f64 && of.won + of.lost >= DECIDED_LEAST as f64;
    sums.iter().all(is_enough).then(|| Split {
        column: column_key(reading, column),
        kinds,
        rates: rates_differ(&sums),
        sizes: sizes_differ(&sums),
    })
}

/// What is counted of a kind.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    won: f64,
    lost: f64,
    /// Won deals with an amount: their number, and the sums of its logarithm and of the square of that.
    sized: f64,
    logarithms: f64,
    squares: f64,
}

impl Sums {
    fn add(&mut self, of: &Opportunity) {
        match of.meaning {
            Meaning::Won => self.won += 1.0,
            Meaning::Lost => self.lost += 1.0,
            Meaning::Open | Meaning::LeftOut => {}
        }
        if let Some(amount) = of.amount.filter(|amount| *amount > 0 && of.meaning == Meaning::Won) {
            let logarithm = libm::log(amount as f64);
            self.sized += 1.0;
            self.logarithms += logarithm;
            self.squares += logarithm * logarithm;
        }
    }
}

/// The upper tail of Pearson's χ² of won and lost by kind.
fn rates_differ(kinds: &[Sums]) -> f64 {
    let won = kinds.iter().map(|of| of.won).sum::<f64>();
    let all = kinds.iter().map(|of| of.won + of.lost).sum::<f64>();
    let rate = won / all;
    let squares = kinds.iter().map(|of| {
        let n = of.won + of.lost;
        let miss = of.won - n * rate;
        miss * miss / (n * rate * (1.0 - rate))
    });
    gamma_both((kinds.len() as f64 - 1.0) / 2.0, squares.sum::<f64>() / 2.0).1
}

/// The upper tail of Fisher's F of logarithms of sizes between kinds and within them; 1 without sizes.
fn sizes_differ(kinds: &[Sums]) -> f64 {
    let sum = |of: fn(&Sums) -> f64| kinds.iter().map(of).sum::<f64>();
    let (all, logarithms, squares) = (sum(|of| of.sized), sum(|of| of.logarithms), sum(|of| of.squares));
    let (between, within) = (kinds.len() as f64 - 1.0, all - kinds.len() as f64);
    if within < 1.0 || kinds.iter().any(|of| of.sized <= 0.0) {
        return 1.0;
    }
    let by_kind = kinds.iter().map(|of| of.logarithms * of.logarithms / of.sized).sum::<f64>();
    let (explained, rest) = (by_kind - logarithms * logarithms / all, squares - by_kind);
    if rest <= 1e-9 * squares {
        return if explained > 1e-9 * squares { 0.0 } else { 1.0 };
    }
    let f = (explained / between) / (rest / within);
    beta(within / (within + between * f.max(0.0)), within / 2.0, between / 2.0)
}
