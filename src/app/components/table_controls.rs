//! Takes a table away: to the clipboard, as spreadsheets and documents take it, and as a file.

use crate::app::browser::{address_of_text, decimal_mark, download, write_table};
use crate::app::words;
use crate::exchange::csv::{Cell, write, write_html, write_tabbed};
use std::rc::Rc;
use yew::prelude::*;

/// What is taken away.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct TableControlsProps {
    /// Names the table.
    pub caption: AttrValue,
    /// Its head and its rows.
    pub cells: Rc<Vec<Vec<Cell>>>,
}

/// What became of the last press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    Nothing,
    Copied,
    Refused,
}

/// The buttons. Quiet: they are seen where the table is pointed at, and where one of them has the focus.
#[component]
pub fn TableControls(props: &TableControlsProps) -> Html {
    let done = use_state_eq(|| Done::Nothing);
    let copy = {
        let (cells, set) = (props.cells.clone(), done.setter());
        Callback::from(move |_: MouseEvent| {
            let (cells, set) = (cells.clone(), set.clone());
            yew::platform::spawn_local(async move {
                let decimal = decimal_mark();
                let copied = write_table(&write_tabbed(&cells, decimal), &write_html(&cells, decimal)).await;
                set.set(if copied.is_ok() { Done::Copied } else { Done::Refused });
            });
        })
    };
    let save = {
        let (cells, caption) = (props.cells.clone(), props.caption.clone());
        let set = done.setter();
        Callback::from(move |_: MouseEvent| {
            let address = address_of_text(&write(&cells), "text/csv");
            let saved = address.and_then(|address| download(&address, &words::file_name(&caption, "csv")));
            set.set(if saved.is_ok() { Done::Nothing } else { Done::Refused });
        })
    };
    let said = match *done {
        Done::Nothing => "",
        Done::Copied => words::TABLE_COPIED,
        Done::Refused => words::TABLE_REFUSED,
    };
    let name = |label: &str| format!("{label}: {}", props.caption);
    html! {
        <div class="table-controls">
            <button type="button" class="table-controls__copy" aria-label={name(words::TABLE_COPY)}
                onclick={copy}>{ words::TABLE_COPY }</button>
            <button type="button" class="table-controls__save" aria-label={name(words::TABLE_SAVE)}
                onclick={save}>{ words::TABLE_SAVE }</button>
            <span class="table-controls__said"
                role={(!said.is_empty()).then_some("alert")}>{ said }</span>
        </div>
    }
}
