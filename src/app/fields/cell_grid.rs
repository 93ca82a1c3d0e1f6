//! A list as a grid: a field for each cell, walked by arrow keys, Tab and Enter, into which a block of a
//! spreadsheet can be pasted, and from which rows are taken or added. What it holds is the text of one field,
//! put together anew with every key, so the same readers understand it.

use super::text_field::selected;
use crate::app::components::TableControls;
use crate::app::words;
use crate::entry::read_cells;
use crate::exchange::csv::Cell;
use gloo::utils::document;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlInputElement};
use yew::prelude::*;

/// Rows that are shown: a list may have hundreds, and its text holds them all.
const ROWS_SHOWN: usize = 60;

type Rows = Vec<Vec<String>>;

/// What is in a grid.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CellGridProps {
    /// Unique on the page.
    pub id: AttrValue,
    /// What it lists.
    pub name: &'static str,
    /// Names of the columns.
    pub head: Rc<Vec<String>>,
    /// Columns whose cells stand: the first so many are names and no fields, and rows neither come nor go.
    #[prop_or_default]
    pub names: usize,
    /// The rows of what is understood; none, while the text is not.
    pub rows: Option<Rc<Rows>>,
    /// The text of the field as it stands.
    pub text: AttrValue,
    /// Puts the text together.
    pub compose: Callback<Rows, String>,
    /// A cell was changed: the whole text.
    pub on_input: Callback<String>,
    /// A cell was left.
    pub on_leave: Callback<()>,
    /// The row that is not understood, from 0.
    #[prop_or_default]
    pub wrong: Option<usize>,
}

/// The cells as they were typed, and the text that was made of them: they stand for as long as it does.
struct Typed {
    rows: Rows,
    text: String,
}

/// What was typed, and a cell that takes the focus once it is there. No state that renders: a cell that was
/// drawn before the field's text follows would lose what was typed.
#[derive(Default)]
struct Memory {
    typed: Option<Typed>,
    wanted: Option<(usize, usize)>,
}

/// The grid.
#[component]
pub fn CellGrid(props: &CellGridProps) -> Html {
    let memory = use_mut_ref(Memory::default);
    let again = use_force_update();
    {
        let (memory, id) = (memory.clone(), props.id.clone());
        use_effect(move || {
            // Apart, since a cell that loses the focus to it may ask for another.
            let wanted = memory.borrow_mut().wanted.take();
            if let Some(cell) = wanted
                && !focus(&id, cell)
            {
                // The last row was taken away.
                crate::app::browser::focus(&add_id(&id));
            }
        });
    }
    memory.borrow_mut().typed.take_if(|typed| *typed.text != *props.text);
    let standing = memory.borrow().typed.as_ref().map(|typed| typed.rows.clone());
    let Some(rows) = standing.or_else(|| props.rows.as_ref().map(|rows| (**rows).clone())) else {
        return html! { <p class="cell-grid__note">{ words::GRID_UNREAD }</p> };
    };
    let widths = (0..props.head.len()).map(|column| width(&rows, column)).collect();
    let grid = Grid { props, rows, widths, memory: &memory, again: &again };
    let hidden = grid.rows.len().saturating_sub(ROWS_SHOWN);
    html! {
        <div class="cell-grid">
            <div class="cell-grid__frame">
                <table class="cell-grid__table" id={props.id.clone()} aria-label={props.name}>
                    <thead><tr>
                        { for props.head.iter().map(|name| html! { <th scope="col">{ name }</th> }) }
                        if props.names == 0 {
                            <td></td>
                        }
                    </tr></thead>
                    <tbody>{ for (0..grid.rows.len().min(ROWS_SHOWN)).map(|place| grid.row(place)) }</tbody>
                </table>
            </div>
            if hidden > 0 {
                <p class="cell-grid__note">{ words::rows_more(hidden) }</p>
            } else if props.names == 0 {
                { grid.add() }
            }
            if !grid.rows.is_empty() {
                <TableControls caption={props.name} cells={grid.taken()} />
            }
        </div>
    }
}

/// What the cells of one rendering share.
struct Grid<'a> {
    props: &'a CellGridProps,
    rows: Rows,
    /// Letters that the cells of each column have room for.
    widths: Vec<usize>,
    memory: &'a Rc<RefCell<Memory>>,
    again: &'a UseForceUpdateHandle,
}

impl Grid<'_> {
    /// Changes what stands, and gives its text to the field.
    fn changing(&self) -> impl Fn(&dyn Fn(&mut Rows)) + Clone + 'static {
        let (memory, again, props) = (self.memory.clone(), self.again.clone(), self.props.clone());
        let drawn = self.rows.clone();
        move |change| {
            // A second key may come before what the first did is drawn.
            let typed = memory.borrow_mut().typed.take();
            let before = typed.as_ref().map_or_else(|| props.text.to_string(), |typed| typed.text.clone());
            let mut rows = typed.map_or_else(|| drawn.clone(), |typed| typed.rows);
            change(&mut rows);
            let text = props.compose.emit(rows.clone());
            memory.borrow_mut().typed = Some(Typed { rows, text: text.clone() });
            if before == text {
                again.force_update();
            } else {
                props.on_input.emit(text);
            }
        }
    }

    /// All rows, also those that are not shown, for a spreadsheet.
    fn taken(&self) -> Rc<Vec<Vec<Cell>>> {
        let texts = |row: &Vec<String>| row.iter().map(|text| Cell::Text(text.clone())).collect();
        Rc::new(std::iter::once(&*self.props.head).chain(&self.rows).map(texts).collect())
    }

    fn row(&self, place: usize) -> Html {
        let CellGridProps { head, names, wrong, .. } = self.props;
        let cells = self.rows.get(place).map_or(&[][..], Vec::as_slice);
        let row_name = cells.first().filter(|cell| !cell.is_empty()).cloned();
        let row_name = row_name.unwrap_or_else(|| words::row_name(place + 1));
        let cell = |column: usize| {
            let text = cells.get(column).cloned().unwrap_or_default();
            if column < *names {
                return html! { <th scope="row">{ text }</th> };
            }
            let name = format!("{row_name}, {}", head.get(column).map_or("", String::as_str));
            html! { <td>{ self.cell((place, column), text, name) }</td> }
        };
        html! {
            <tr data-invalid={(*wrong == Some(place)).to_string()}>
                { for (0..head.len()).map(cell) }
                if *names == 0 {
                    <td>{ self.remove(place, &row_name) }</td>
                }
            </tr>
        }
    }

    fn cell(&self, at: (usize, usize), value: String, name: String) -> Html {
        let change = self.changing();
        let oninput = Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                let cells = [vec![input.value()]];
                change(&|rows| put_cells(rows, at, &cells));
            }
        });
        let onblur = self.props.on_leave.reform(|_: FocusEvent| ());
        html! {
            <input class="cell-grid__cell" type="text" size={self.widths.get(at.1).map(ToString::to_string)}
                aria-invalid={(self.props.wrong == Some(at.0)).to_string()}
                id={cell_id(&self.props.id, at)} {value} aria-label={name}
                autocomplete="off" autocapitalize="off" spellcheck="false" {oninput} {onblur}
                onkeydown={self.walking(at)} onpaste={self.pasting(at)} />
        }
    }

    /// Arrow keys, and Enter, which goes down.
    fn walking(&self, (row, column): (usize, usize)) -> Callback<KeyboardEvent> {
        let id = self.props.id.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            if event.is_composing() {
                // These keys choose among the characters that are being put together.
                return;
            }
            let (from, to) = selected(&input);
            let end = input.value().encode_utf16().count();
            // A cell that was come to is chosen whole: both its ends are edges then.
            let is_all = (from, to) == (0, end);
            let next = match event.key().as_str() {
                "ArrowUp" => row.checked_sub(1).map(|row| (row, column)),
                "ArrowDown" | "Enter" => Some((row + 1, column)),
                "ArrowLeft" if to == 0 || is_all => column.checked_sub(1).map(|column| (row, column)),
                "ArrowRight" if from == end || is_all => Some((row, column + 1)),
                _ => None,
            };
            if next.is_some_and(|next| focus(&id, next)) {
                event.prevent_default();
            }
        })
    }

    /// A block of a spreadsheet fills the cells from here on; a row of it goes down a single column.
    fn pasting(&self, at: (usize, usize)) -> Callback<Event> {
        let (change, names, count) = (self.changing(), self.props.names, self.rows.len());
        let columns = self.props.head.len();
        Callback::from(move |event: Event| {
            let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let cells = data.and_then(|data| data.get_data("text").ok()).and_then(|text| read_cells(&text));
            let Some(mut cells) = cells else { return };
            event.prevent_default();
            if let [row] = cells.as_slice()
                && columns == names + 1
            {
                cells = row.iter().map(|cell| vec![cell.clone()]).collect();
            }
            let most = if names > 0 { count.saturating_sub(at.0) } else { usize::MAX };
            cells.truncate(most);
            for row in &mut cells {
                row.truncate(columns - at.1);
            }
            change(&|rows| put_cells(rows, at, &cells));
        })
    }

    fn add(&self) -> Html {
        let (change, memory, count) = (self.changing(), self.memory.clone(), self.rows.len());
        let columns = self.props.head.len();
        let onclick = Callback::from(move |_: MouseEvent| {
            memory.borrow_mut().wanted = Some((count, 0));
            change(&|rows| rows.push(vec![String::new(); columns]));
        });
        let id = add_id(&self.props.id);
        html! { <button type="button" class="cell-grid__add" {id} {onclick}>{ words::GRID_ADD }</button> }
    }

    fn remove(&self, place: usize, name: &str) -> Html {
        let (change, memory) = (self.changing(), self.memory.clone());
        let (leave, left) = (self.props.on_leave.clone(), self.rows.len().saturating_sub(2));
        let onclick = Callback::from(move |_: MouseEvent| {
            memory.borrow_mut().wanted = Some((place.min(left), 0));
            change(&|rows| {
                if place < rows.len() {
                    rows.remove(place);
                }
            });
            leave.emit(());
        });
        let label = format!("{}: {name}", words::GRID_REMOVE);
        let class = "cell-grid__remove";
        html! { <button type="button" {class} aria-label={label} {onclick}>{ "×" }</button> }
    }
}

/// Puts a block of cells into rows, and as many more rows as it needs.
fn put_cells(rows: &mut Rows, (row, column): (usize, usize), cells: &[Vec<String>]) {
    for (down, texts) in cells.iter().enumerate() {
        while rows.len() <= row + down {
            rows.push(Vec::new());
        }
        let Some(into) = rows.get_mut(row + down) else { continue };
        into.resize(into.len().max(column + texts.len()), String::new());
        for (cell, text) in into.iter_mut().skip(column).zip(texts) {
            text.clone_into(cell);
        }
    }
}

/// Room for the longest text of a column, within bounds.
fn width(rows: &Rows, column: usize) -> usize {
    const BOUNDS: (usize, usize) = (2, 16);
    let letters = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
    letters.max().unwrap_or(0).clamp(BOUNDS.0, BOUNDS.1)
}

fn add_id(id: &str) -> String {
    format!("{id}-add")
}

fn cell_id(id: &str, (row, column): (usize, usize)) -> String {
    format!("{id}-{row}-{column}")
}

/// Gives a cell the focus, its text chosen as in a spreadsheet; false, if there is none.
fn focus(id: &str, at: (usize, usize)) -> bool {
    let cell = document().get_element_by_id(&cell_id(id, at));
    let Some(cell) = cell.and_then(|cell| cell.dyn_into::<HtmlInputElement>().ok()) else { return false };
    let is_taken = cell.focus().is_ok();
    cell.select();
    is_taken
}
