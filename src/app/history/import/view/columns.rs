//! What each column was taken for and why, three of its cells beside it.

use super::Shown;
use super::choice::Choice;
use crate::app::components::{Folded, fold};
use crate::app::history::import::state::ImportAction;
use crate::app::history::words;
use crate::history::import::{Column, Meaning, Role, RowKind};
use yew::prelude::*;

/// Stages that a column may be about.
const STAGES_MAX: usize = 14;

/// The columns. Those that are not needed come when they are wanted: an export may have hundreds.
pub(super) fn columns(shown: &Shown<'_>) -> Html {
    let all = &shown.read.reading.columns;
    let is_needed = |column: &Column| column.role != Role::Ignored;
    let said = |place: usize| shown.file.choices.columns.contains_key(&shown.file.column_key(place));
    let unneeded = |(place, column): &(usize, &Column)| !is_needed(column) && !said(*place);
    let others = all.iter().enumerate().filter(unneeded).count();
    let shows_all = shown.file.shows_all_columns;
    let rows = all.iter().enumerate().filter(|column| shows_all || !unneeded(column));
    let rows = rows.map(|(place, column)| row(shown, place, column));
    let dispatch = shown.page.state.dispatcher();
    let onclick =
        Callback::from(move |_: MouseEvent| dispatch.dispatch(ImportAction::AllColumnsShown(!shows_all)));
    let inside = html! {
        <>
            <div class="import-panel__rows">{ for rows }</div>
            if others > 0 {
                <button type="button" id="import-all-columns" {onclick}>
                    if shows_all {
                        { words::FEWER_COLUMNS }
                    } else {
                        { words::other_columns(others) }
                    }
                </button>
            }
        </>
    };
    fold("import-columns", Folded::Closed, words::columns_heading(all), inside)
}

fn row(shown: &Shown<'_>, place: usize, column: &Column) -> Html {
    let key = shown.file.column_key(place);
    let role = shown.file.choices.columns.get(&key).unwrap_or(&column.role);
    let roles = roles(shown, role, column);
    let chosen = roles.iter().position(|of| of == role).unwrap_or(0);
    let options: Vec<AttrValue> = roles.iter().map(|role| words::role(role).into()).collect();
    let (page, choices) = (shown.page.clone(), shown.file.choices.clone());
    let on_choose = Callback::from(move |place: usize| {
        if let Some(role) = roles.get(place) {
            let mut choices = choices.clone();
            choices.columns.insert(key.clone(), role.clone());
            page.choose(choices);
        }
    });
    html! {
        <div class="import-panel__row">
            <p class="import-panel__name">{ words::column_name(&column.head, place) }</p>
            <Choice id={format!("import-column-{place}")} name={words::column_name(&column.head, place)}
                {options} {chosen} {on_choose} />
            <p class="import-panel__why">{ &column.why }</p>
            <p class="import-panel__cells">{ words::cells(&column.cells) }</p>
        </div>
    }
}

/// What a column may hold.
fn roles(shown: &Shown<'_>, own: &Role, column: &Column) -> Vec<Role> {
    let reading = &shown.read.reading;
    let mut stages: Vec<String> = Vec::new();
    let open = reading.statuses.iter().filter(|status| status.meaning == Meaning::Open);
    let named = words::stage_of(own).into_iter().map(str::to_owned);
    let all = named
        .chain(reading.stages.iter().cloned())
        .chain(open.map(|status| status.text.clone()))
        .chain([column.head.clone()]);
    for stage in all.filter(|stage| !stage.is_empty()) {
        if stages.len() < STAGES_MAX && !stages.iter().any(|known| known.eq_ignore_ascii_case(&stage)) {
            stages.push(stage);
        }
    }
    let of_stage = |make: fn(String) -> Role| stages.iter().cloned().map(make).collect::<Vec<Role>>();
    let mut roles = vec![Role::Ignored];
    match reading.row {
        RowKind::Rep | RowKind::RepPeriod => {
            roles.extend([Role::Owner, Role::Manager, Role::Period, Role::Quota, Role::Bookings]);
            roles.extend([Role::WonCount, Role::LostCount, Role::OpenCount, Role::Currency]);
            roles.extend(of_stage(Role::StageEntered));
            roles.extend(of_stage(Role::StagePassed));
            roles.extend(of_stage(Role::StageOpen));
        }
        RowKind::Opportunity | RowKind::Change => {
            roles.extend([Role::Id, Role::Name, Role::Owner, Role::Stage, Role::Status, Role::Created]);
            roles.extend([Role::Closed, Role::ClosePlanned, Role::WonOn, Role::LostOn, Role::Amount]);
            roles.extend([Role::AmountActual, Role::AmountExpected, Role::AmountConverted, Role::Currency]);
            roles.extend([Role::IsWon, Role::IsClosed, Role::IsActive, Role::IsDeleted, Role::LossReason]);
            roles.extend([Role::Pipeline, Role::Source, Role::ByPlan, Role::Touched]);
            if reading.row == RowKind::Change {
                roles.extend([Role::From, Role::To, Role::Field, Role::OldValue, Role::NewValue]);
                roles.push(Role::ChangedOn);
            }
            roles.extend(of_stage(Role::Entered));
            roles.extend(of_stage(Role::Exited));
        }
    }
    if !roles.contains(own) {
        roles.push(own.clone());
    }
    roles
}
