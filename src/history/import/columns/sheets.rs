//! Sheets of a workbook that hold a table of reps or opportunities, and those that hold something else.

use super::chains::mark as mark_chains;
use super::kinds::kind_of;
use super::seen::{Seen, guesses_of, mark_codes};
use super::shapes::{Shape, shapes_of};
use super::weak_heads::mark as mark_weak;
use crate::history::import::choices::{Choices, Role, RowKind};
use crate::history::import::table::grid::Grid;
use crate::history::import::table::sorting::layout_of;

/// Whether rows hold a table of reps or opportunities, to tell sheets of a workbook apart.
pub(in crate::history::import) fn is_table(grid: &Grid, choices: &Choices) -> bool {
    let Some(layout) = layout_of(grid, None).filter(|layout| !layout.body.is_empty()) else {
        return false;
    };
    let mut shapes = shapes_of(grid, &layout);
    let mut guesses = guesses_of(&layout.heads, &shapes);
    mark_chains(grid, &layout, &shapes, &mut guesses);
    mark_weak(&layout.heads, &shapes, &mut guesses);
    mark_codes(&layout.heads, &guesses, &mut shapes);
    let seen = Seen { grid, layout: &layout, shapes: &shapes, guesses: &guesses, choices };
    kind_of(&seen).is_some_and(|(kind, _)| kind != RowKind::Opportunity || !is_list_of_stages(&seen))
}

/// Whether a sheet lists stages, each once, and no opportunities: nobody, no name, no amount and no day
/// stands beside them, at most how likely each is.
fn is_list_of_stages(seen: &Seen<'_>) -> bool {
    let is_list = |(column, _): (usize, u8)| {
        let shape = seen.shapes.get(column);
        shape.is_some_and(|shape| !shape.is_varied && shape.texts.values().all(|count| *count == 1))
    };
    let is_beside = |at: usize, shape: &Shape| {
        let is_one = |role: &Role| seen.having(role).any(|(column, _)| column == at);
        shape.filled > 0 && !is_one(&Role::Stage) && !is_one(&Role::Status) && !is_one(&Role::Probability)
    };
    seen.having(&Role::Stage).any(is_list)
        && !seen.shapes.iter().enumerate().any(|(at, shape)| is_beside(at, shape))
}
