//! A table of texts with a caption, the first column heading its rows.

use yew::prelude::*;

/// The table; each row is as long as the head.
pub fn data_table(caption: &str, head: Vec<String>, rows: Vec<Vec<String>>) -> Html {
    let row = |row: Vec<String>| {
        html! {
            <tr>
                { for row.into_iter().enumerate().map(|(column, text)| match column {
                    0 => html! { <th scope="row">{ text }</th> },
                    _ => html! { <td>{ text }</td> },
                }) }
            </tr>
        }
    };
    let caption = AttrValue::from(caption.to_owned());
    html! {
        <div class="data-table" tabindex="0" role="region" aria-label={caption.clone()}>
            <table>
                <caption>{ caption }</caption>
                <thead><tr>{ for head.into_iter().map(|text| html! { <th
                    scope="col">{ text }</th> }) }</tr></thead>
                <tbody>{ for rows.into_iter().map(row) }</tbody>
            </table>
        </div>
    }
}
