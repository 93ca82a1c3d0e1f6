//! Tables below the first one that have its columns in another order: their rows are put in its order.

use super::grid::Grid;
use super::layout::Layout;
use crate::history::import::facts::Fact;
use crate::history::import::values::words::is_same;

/// Puts the rows of tables below in the order of the first, whose head then stands again above them; none, if
/// there is no such table.
pub(in crate::history::import) fn with_tables_below(grid: &Grid, layout: &Layout) -> Option<(Grid, Fact)> {
    let first = layout.skipped.iter().find(|skipped| skipped.why == super::skipped::Skip::OtherTable)?.row;
    // Where each column of the first table stands in the one under way.
    let mut order: Option<Vec<usize>> = None;
    let mut orders: Vec<Option<Vec<usize>>> = vec![None; grid.len()];
    let mut tables = 0;
    for (row, place) in orders.iter_mut().enumerate().skip(first) {
        if let Some(other) = order_of(grid, layout, row) {
            order = Some(other);
            tables += 1;
        }
        place.clone_from(&order);
    }
    let aligned = grid.in_order(layout.heads.len(), |row, column| {
        let order = orders.get(row).and_then(Option::as_ref);
        order.map_or(column, |order| order.get(column).copied().unwrap_or(column))
    });
    let why = "their columns have the same names";
    (tables > 0).then(|| (aligned, Fact::new("tables below", "counted with the first", why)))
}

/// Where each column of the first table stands below a row with the same names; none, if it has others.
fn order_of(grid: &Grid, layout: &Layout, row: usize) -> Option<Vec<usize>> {
    let mut own: Vec<(usize, &str)> =
        grid.cells(row).enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
    let names = layout.heads.iter().filter(|head| !head.is_empty()).count();
    (own.len() == names && names > 2).then_some(())?;
    let mut order = Vec::with_capacity(layout.heads.len());
    for (column, head) in layout.heads.iter().enumerate() {
        if head.is_empty() {
            order.push(column);
            continue;
        }
        let place = own.iter().position(|(_, cell)| is_same(cell, head))?;
        order.push(own.swap_remove(place).0);
    }
    Some(order)
}
