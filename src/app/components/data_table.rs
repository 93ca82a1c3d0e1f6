//! A table of texts with a caption, the first column heading its rows.

use yew::prelude::*;

/// A table.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct DataTableProps {
    /// What it shows.
    pub caption: AttrValue,
    /// Heads of the columns.
    pub head: Vec<AttrValue>,
    /// Rows, each as long as the head.
    pub rows: Vec<Vec<AttrValue>>,
}

/// The table.
#[component]
pub fn DataTable(props: &DataTableProps) -> Html {
    let row = |row: &Vec<AttrValue>| {
        html! {
            <tr>
                { for row.iter().enumerate().map(|(column, text)| match column {
                    0 => html! { <th scope="row">{ text.clone() }</th> },
                    _ => html! { <td>{ text.clone() }</td> },
                }) }
            </tr>
        }
    };
    html! {
        <div class="data-table" tabindex="0" role="region" aria-label={props.caption.clone()}>
            <table>
                <caption>{ props.caption.clone() }</caption>
                <thead><tr>{ for props.head.iter().map(|text| html! { <th scope="col">{ text.clone() }</th> }) }</tr></thead>
                <tbody>{ for props.rows.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
