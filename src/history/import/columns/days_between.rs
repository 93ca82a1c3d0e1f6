//! Columns of days that nothing names as stages, and that lie in a funnel of days: asked, for without them
//! stages would be missing in silence.

use super::closing_days::is_of_other_days;
use super::column::Columns;
use super::compared_days::{follows, lies_before_created};
use super::days_in_order::is_long_before;
use super::seen::{Seen, fits};
use super::shapes::Shape;
use super::stage_heads::{is_contract_alone, is_no_entry, is_talk_alone, stage_name};
use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::values::words::{holds, words};
use crate::history::import::vocabulary::status::is_of_accepted;

/// Asks whether such columns say when stages were entered: each lies between two columns of days of stages,
/// or between the last of those and the days on which opportunities ended, or no column says a stage. Its
/// days are never before those on the left, and fewer rows have one.
pub(super) fn ask(seen: &Seen<'_>, columns: &mut Columns) {
    let found = found(seen, columns);
    let Some(first) = found.first() else { return };
    let head = |at: usize| seen.layout.heads.get(at).map_or("", String::as_str);
    let names: Vec<String> = found.iter().map(|at| format!("“{}”", head(*at))).collect();
    let choose = |role: &dyn Fn(usize) -> Role| {
        let all = found.iter().map(|at| (format!("#{}", at + 1), role(*at))).collect();
        Choices { columns: all, ..Choices::default() }
    };
    let question = format!("Are the days under {} those on which stages were entered?", names.join(", "));
    let ask = Ask::new(format!("column: {}", head(*first)), question)
        .or("yes: stages", choose(&|at| Role::Entered(stage_name(head(at)))))
        .or("no: leave them out", choose(&|_| Role::Ignored));
    columns.asks.push(ask);
}

/// Whether a head names what happens beside any sale, or to leads before it, unless accepted leads are a
/// stage of the file, and it says nothing more: “SAL” beside “SQL”, and not “SQL score date”.
fn is_beside_sales(head: &str, of_accepted: OfAccepted) -> bool {
    let plain = words(head);
    let is_other = ["holiday", "holidays", "check", "survey", "nda"].iter().any(|word| holds(&plain, word));
    let is_alone = !plain.contains(' ');
    is_other || (is_of_accepted(&plain) && !(is_alone && of_accepted == OfAccepted::Stages))
}

/// What days of accepted leads are in a file.
#[derive(Clone, Copy, PartialEq)]
enum OfAccepted {
    Stages,
    BesideSales,
}

/// Whether some column of days that was taken for a stage names accepted leads.
fn of_accepted(seen: &Seen<'_>, columns: &Columns) -> OfAccepted {
    let is_one = |at: &usize| is_of_accepted(&words(seen.layout.heads.get(*at).map_or("", String::as_str)));
    if columns.of_stages().iter().any(is_one) { OfAccepted::Stages } else { OfAccepted::BesideSales }
}

/// Whether days of a first meeting or of a contract stand right beside those of a stage, and in their order:
/// “First meeting, Offer, Contract”.
fn is_beside_stage(seen: &Seen<'_>, columns: &Columns, at: usize) -> bool {
    let head = seen.layout.heads.get(at).map_or("", String::as_str);
    let is_stage = |at: &usize| {
        matches!(columns.all.get(*at).map(|column| &column.role), Some(Role::Entered(_) | Role::Ignored))
            && seen.shapes.get(*at).is_some_and(Shape::is_days)
    };
    let before = at.checked_sub(1).filter(is_stage).filter(|before| follows(seen, *before, at));
    let behind = Some(at + 1).filter(is_stage).filter(|behind| follows(seen, at, *behind));
    let is_any_known = columns.all.iter().any(|column| matches!(column.role, Role::Entered(_)));
    is_any_known
        && ((is_talk_alone(head) && behind.is_some()) || (is_contract_alone(head) && before.is_some()))
}

/// The columns that are asked about, from left to right.
fn found(seen: &Seen<'_>, columns: &Columns) -> Vec<usize> {
    let role = |at: usize| columns.all.get(at).map(|column| &column.role);
    let is_stage = |at: usize| matches!(role(at), Some(Role::Entered(_)));
    let is_end = |at: usize| matches!(role(at), Some(Role::Closed | Role::WonOn | Role::LostOn));
    let is_known = |at: usize, shape: &Shape| {
        seen.guesses.get(at).is_some_and(|of| of.iter().any(|guess| fits(&guess.role, shape)))
    };
    let accepted = of_accepted(seen, columns);
    let is_free = |at: usize| {
        let head = seen.layout.heads.get(at).map_or("", String::as_str);
        role(at) == Some(&Role::Ignored)
            && seen.chosen(at).is_none()
            && seen.shapes.get(at).is_some_and(|shape| shape.is_days() && !is_known(at, shape))
            && (is_contract_alone(head) || !is_of_other_days(head))
            && !is_long_before(head)
            && (!is_no_entry(head) || is_beside_stage(seen, columns, at))
            && !is_beside_sales(head, accepted)
            && !lies_before_created(seen, at)
    };
    // The chain of days from left to right, as far as it holds.
    let days: Vec<usize> = (0..columns.all.len()).filter(|at| is_stage(*at) || is_free(*at)).collect();
    let filled = |at: usize| seen.shapes.get(at).map_or(0, |shape| shape.filled);
    // Some opportunities skip a stage.
    let skipped = seen.layout.body.len() / 5;
    let leads = |before: usize, behind: usize| {
        filled(behind) <= filled(before) + skipped && follows(seen, before, behind)
    };
    let is_chain = days.windows(2).all(|pair| match pair {
        [before, behind] => leads(*before, *behind),
        _ => true,
    });
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
    let ends = (last + 1..columns.all.len()).any(is_end);
    let falls = filled(*last) < filled(*first);
    let known = days.iter().filter(|at| is_stage(**at)).count();
    let free: Vec<usize> = days.iter().copied().filter(|at| is_free(*at)).collect();
    let names_stages = [Role::Stage, Role::To].iter().any(|role| columns.at(role).is_some());
    let is_funnel = is_chain && ends && falls && days.len() > 2;
    if is_funnel && (known > 1 || !names_stages) { free } else { Vec::new() }
}
