//! A table of texts and figures with a caption, the first column heading its rows.

use super::table_controls::TableControls;
use crate::exchange::csv::Cell;
use std::rc::Rc;
use yew::prelude::*;

/// A cell: what is read on the page, and what a spreadsheet gets of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TableCell {
    shown: String,
    /// The figure behind it, as exact as it is known; none for words.
    value: Option<f64>,
}

impl TableCell {
    /// A figure; what is shown of it may be rounded, and have a unit.
    pub fn figure(shown: String, value: f64) -> Self {
        Self { shown, value: Some(value) }
    }

    /// The same with a plus before what is more; what is less has its sign.
    #[must_use]
    pub fn signed(self, value: f64) -> Self {
        if value > 0.0 { Self { shown: format!("+{}", self.shown), ..self } } else { self }
    }

    fn taken(&self) -> Cell {
        self.value.map_or_else(|| Cell::Text(self.shown.clone()), Cell::Number)
    }
}

impl From<String> for TableCell {
    fn from(shown: String) -> Self {
        Self { shown, value: None }
    }
}

/// The table; each row is as long as the head.
pub fn data_table<C: Into<TableCell>>(caption: &str, head: Vec<String>, rows: Vec<Vec<C>>) -> Html {
    let rows: Vec<Vec<TableCell>> =
        rows.into_iter().map(|row| row.into_iter().map(Into::into).collect()).collect();
    let names = std::iter::once(head.iter().map(|name| Cell::Text(name.clone())).collect());
    let cells = names.chain(rows.iter().map(|row| row.iter().map(TableCell::taken).collect()));
    let cells = Rc::new(cells.collect::<Vec<Vec<Cell>>>());
    let row = |row: Vec<TableCell>| {
        html! {
            <tr>
                { for row.into_iter().enumerate().map(|(column, cell)| match column {
                    0 => html! { <th scope="row">{ cell.shown }</th> },
                    _ => html! { <td>{ cell.shown }</td> },
                }) }
            </tr>
        }
    };
    let caption = AttrValue::from(caption.to_owned());
    html! {
        <div class="data-table-frame">
            <div class="data-table" tabindex="0" role="region" aria-label={caption.clone()}>
                <table>
                    <caption>{ caption.clone() }</caption>
                    <thead><tr>{ for head.into_iter().map(|text| html! { <th
                        scope="col">{ text }</th> }) }</tr></thead>
                    <tbody>{ for rows.into_iter().map(row) }</tbody>
                </table>
            </div>
            <TableControls {caption} {cells} />
        </div>
    }
}
