//! Lists of the plan as grids: the team, the open deals, the months. Each stands above the text of the same
//! field.

use super::plan_field::AssumptionsPanelProps;
use crate::app::fields::CellGrid;
use crate::app::plan::state::{Action, FieldId, PlanField, SegmentField};
use crate::app::plan::words;
use crate::entry::{
    EntryError, Rows, open_cells, open_of_cells, season_cells, seasons_of_cells, team_cells, team_of_cells,
};
use crate::model::Segment;
use std::rc::Rc;
use yew::prelude::*;

/// A list.
struct List<'a> {
    id: &'static str,
    field: FieldId,
    name: &'static str,
    columns: &'a [&'static str],
    /// Columns that are no fields.
    names: usize,
    rows: Rows,
    compose: Callback<Rows, String>,
}

/// The team.
pub(super) fn team_grid(props: &AssumptionsPanelProps) -> Html {
    let list = List {
        id: "team-grid",
        field: PlanField::Team.into(),
        name: words::TEAM_GRID,
        columns: &words::TEAM_COLUMNS,
        names: 0,
        rows: team_cells(props.plan.scenario(), &*props.format),
        compose: Callback::from(|rows: Rows| team_of_cells(&rows)),
    };
    list.view(props)
}

/// The open deals of a segment.
pub(super) fn open_grid(props: &AssumptionsPanelProps, segment: &Segment) -> Html {
    let currency = props.plan.scenario().parts().currency;
    let own = segment.clone();
    let list = List {
        id: "open-grid",
        field: FieldId::Segment(segment.id, SegmentField::Open),
        name: words::OPEN_GRID,
        columns: &words::OPEN_COLUMNS,
        names: 0,
        rows: open_cells(segment, currency, &*props.format),
        compose: Callback::from(move |rows: Rows| open_of_cells(&rows, &own, currency)),
    };
    list.view(props)
}

/// The months of a segment's year.
pub(super) fn season_grid(props: &AssumptionsPanelProps, segment: &Segment) -> Html {
    let list = List {
        id: "seasons-grid",
        field: FieldId::Segment(segment.id, SegmentField::Seasons),
        name: words::SEASONS_GRID,
        columns: &words::SEASONS_COLUMNS,
        names: 1,
        rows: season_cells(&segment.supply, &*props.format),
        compose: Callback::from(|rows: Rows| seasons_of_cells(&rows)),
    };
    list.view(props)
}

impl List<'_> {
    fn view(self, props: &AssumptionsPanelProps) -> Html {
        let Self { id, field, name, columns, names, rows, compose } = self;
        let rejection = props.plan.typed_in(field).and_then(|typed| typed.rejection.as_ref());
        let wrong = match rejection {
            Some(EntryError::Line { line, .. }) => line.checked_sub(1),
            _ => None,
        };
        let head: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
        html! {
            <CellGrid {id} {name} head={Rc::new(head)} {names} {compose} {wrong}
                rows={rejection.is_none().then(|| Rc::new(rows))}
                text={words::field_text(field, &props.plan, &props.format)}
                on_input={props.on_action.reform(move |text| Action::Typed { field, text })}
                on_leave={props.on_action.reform(|()| Action::FieldLeft)} />
        }
    }
}
