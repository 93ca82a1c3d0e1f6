//! Reports whose rows stand under headings that name their stage: one more column says it.

use super::grid::Grid;
use super::layout::{Layout, name_in_heading, single};
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::facts::Fact;
use crate::history::import::values::periods::is_period_alone;
use crate::history::import::values::words::is_total;
use crate::history::import::vocabulary::heads;
use crate::history::import::vocabulary::status::meaning_of;

/// Adds a column with the stage of each row, where no column says it but the headings of groups do.
pub(in crate::history::import) fn with_stages_of_headings(
    grid: &Grid,
    layout: &Layout,
) -> Option<(Grid, Fact)> {
    let says = |head: &str| {
        heads::guesses(head).iter().any(|guess| matches!(guess.role, Role::Stage | Role::Status | Role::To))
    };
    // Below periods stand numbers of reps, whatever a heading names.
    let of_periods = layout.heads.iter().filter(|head| is_period_alone(head) || is_total(head)).count();
    let is_of_periods = of_periods > 1 && of_periods + 1 >= layout.heads.len();
    if is_of_periods || layout.heads.iter().any(|head| says(head)) || !are_stages(grid, layout, &says) {
        return None;
    }
    let mut stages: Vec<&str> = vec![""; grid.len()];
    for body in &layout.body {
        if let (Some(stage), Some(heading)) = (stages.get_mut(body.row), body.heading) {
            *stage = name_in_heading(single(grid, heading));
        }
    }
    if let Some(head) = stages.get_mut(layout.head) {
        *head = "Stage";
    }
    let wider = grid.with_column(layout.heads.len(), |row| (*stages.get(row).unwrap_or(&"")).to_owned());
    Some((wider, Fact::new("stage", "the heading of each group", "rows stand in groups under their stage")))
}

/// Whether headings of groups name stages: they say so, or each is one that is known, or most are and one
/// says won or lost.
fn are_stages(grid: &Grid, layout: &Layout, says: &dyn Fn(&str) -> bool) -> bool {
    let headings: Vec<&str> =
        layout.body.iter().filter_map(|body| body.heading).map(|row| single(grid, row)).collect();
    let is_said = |text: &&str| text.split_once(':').is_some_and(|(label, _)| says(label));
    let known: Vec<Option<Meaning>> = headings.iter().map(|text| meaning_of(name_in_heading(text))).collect();
    let is_decided = |of: &Option<Meaning>| matches!(of, Some(Meaning::Won | Meaning::Lost));
    // A stage of their own among stages that are known.
    let are_known = known.iter().flatten().count() * 4 >= known.len() * 3 && known.iter().any(is_decided);
    !headings.is_empty() && (headings.iter().all(is_said) || known.iter().all(Option::is_some) || are_known)
}
