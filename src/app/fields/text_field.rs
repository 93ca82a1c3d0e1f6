//! A labelled text field with what was understood, or what was not, below it, and tools while it is worked
//! on.

use crate::app::browser::focus;
use crate::entry::{NumberStyle, nudge, read_cells};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Steps that an arrow key makes with Shift.
const MANY_STEPS: i32 = 10;

/// Words of a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextFieldWords {
    /// What it is for.
    pub label: &'static str,
    /// Heard before the label by those who do not see where the field stands.
    pub context: String,
    /// A short mark before what was understood; may be empty.
    pub mark: &'static str,
    /// What the text was understood as; may be empty.
    pub echo: String,
    /// Why the text was not understood.
    pub error: Option<String>,
    /// Whether what was understood is seen at all times: it differs from what was typed. Else it is seen
    /// while the field is worked on.
    pub is_told: bool,
    /// Whether what is typed takes the place of its text as that of an example does, which a mark says too.
    pub is_replaced: bool,
}

/// A button below a field: another way to read its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Tap {
    /// What it says.
    pub label: String,
    /// It was pressed.
    pub on_tap: Callback<()>,
}

/// A field's text and what can be done with it.
#[derive(Clone, Debug)]
pub struct TextField {
    /// Unique on the page.
    pub id: String,
    /// Its text.
    pub value: String,
    /// What is seen in its place while nobody works on it, where the text is too long to be read there.
    pub resting: Option<String>,
    /// Its words.
    pub words: TextFieldWords,
    /// A key was pressed: the whole text.
    pub on_input: Callback<String>,
    /// The field was left.
    pub on_leave: Callback<()>,
    /// Arrow keys move the number at the caret, in this style; none: they do nothing.
    pub nudges: Option<NumberStyle>,
    /// Cells of a spreadsheet were pasted; none: their text is pasted like any other.
    pub on_cells: Option<Callback<Vec<Vec<String>>>>,
    /// A slider below the field's label while it is worked on; none, where nothing can be changed by parts.
    pub slider: Option<Html>,
    /// Keys below the field while a finger works on it.
    pub keys: Option<Html>,
    /// Ways to read its text, to choose one; empty, where there is one only.
    pub taps: Vec<Tap>,
    /// How many lines it shows at least; of one, it holds no more.
    pub lines: u32,
}

/// What fields hold that nothing was said in yet.
const NOTHING_YET: [&str; 2] = ["none", "nothing"];

impl TextField {
    /// The field on the page.
    pub fn view(self) -> Html {
        let note_id = format!("{}-note", self.id);
        let invalid = self.words.error.is_some();
        let TextFieldWords { label, context, mark, echo, error, is_told, is_replaced } = self.words;
        let is_replaced = is_replaced || NOTHING_YET.contains(&self.value.as_str());
        let is_told = is_told || invalid;
        let marked = !mark.is_empty() && error.is_none();
        let leave = self.on_leave.reform(|_: FocusEvent| ());
        let taps = taps_row(&self.id, &format!("{context} {label}"), self.taps);
        html! {
            <div class="text-field" key={self.id.clone()} data-invalid={invalid.to_string()}
                data-mark={marked.then_some(mark)} data-replaced={(marked || is_replaced).then_some("true")}
                data-told={is_told.to_string()} data-figure={self.nudges.is_some().to_string()}
                data-lines={(self.lines > 1).then_some("many")}>
                <label class="text-field__label" for={self.id.clone()}>
                    if !context.is_empty() {
                        <span class="visually-hidden">{ context }{ " " }</span>
                    }
                    { label }
                </label>
                <div class="text-field__box" data-resting={self.resting}>
                    if self.lines > 1 {
                        <textarea class="text-field__input text-field__input--lines" id={self.id}
                            rows={self.lines.to_string()}
                            autocomplete="off" autocapitalize="off" spellcheck="false" value={self.value}
                            oninput={typing(&self.on_input)} onblur={leave} aria-describedby={note_id.clone()}
                            aria-invalid={invalid.to_string()} />
                    } else {
                        <input class="text-field__input" id={self.id} type="text" inputmode="text"
                            autocomplete="off" autocapitalize="off"
                            spellcheck="false" value={self.value} oninput={typing(&self.on_input)}
                            onblur={leave}
                            onkeydown={keys_of(&self.on_input, &self.on_leave,
                                self.nudges)} onpaste={self.on_cells.map(|on_cells| pasting(&on_cells))}
                            aria-describedby={note_id.clone()} aria-invalid={invalid.to_string()} />
                    }
                </div>
                { for self.slider }
                <p class="text-field__note" id={note_id}>
                    if marked {
                        <span class="text-field__mark">{ mark }</span>{ " " }
                    }
                    { error.unwrap_or(echo) }
                </p>
                { taps }
                { for self.keys }
            </div>
        }
    }
}

/// Buttons for the ways to read a field's text; who does not see where they stand hears the field's name
/// before each. Their place is there without them: an element that comes and goes while somebody types could
/// take the focus away.
fn taps_row(id: &str, name: &str, taps: Vec<Tap>) -> Html {
    let button = |Tap { label, on_tap }: Tap| {
        let id = id.to_owned();
        let onclick = Callback::from(move |event: MouseEvent| {
            on_tap.emit(());
            // Once pressed it is gone, and the focus with it; a finger wants no keyboard back.
            let press = event.dyn_ref::<PointerEvent>().map(PointerEvent::pointer_type);
            if press.map_or(event.detail() == 0, |kind| kind != "touch") {
                focus(&id);
            }
        });
        html! {
            <button type="button" class="text-field__tap" {onclick}>
                <span class="visually-hidden">{ name.trim() }{ ": " }</span>{ label }
            </button>
        }
    };
    html! { <div class="text-field__taps" id={format!("{id}-taps")}>{ for taps.into_iter()
    .map(button) }</div> }
}

fn typing(on_input: &Callback<String>) -> Callback<InputEvent> {
    let on_input = on_input.clone();
    Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on_input.emit(input.value());
        } else if let Some(lines) = event.target_dyn_into::<HtmlTextAreaElement>() {
            on_input.emit(lines.value());
        }
    })
}

/// What keys do: arrows nudge a number, Enter takes what was typed, so that a `+20%` typed next changes that
/// and not what stood before it.
fn keys_of(
    on_input: &Callback<String>,
    on_leave: &Callback<()>,
    style: Option<NumberStyle>,
) -> Callback<KeyboardEvent> {
    let (on_input, on_leave) = (on_input.clone(), on_leave.clone());
    Callback::from(move |event: KeyboardEvent| {
        if event.is_composing() {
            // These keys choose among the characters that are being put together.
            return;
        }
        let direction = match event.key().as_str() {
            "ArrowUp" => 1,
            "ArrowDown" => -1,
            "Enter" => return on_leave.emit(()),
            _ => return,
        };
        let steps = if event.shift_key() { direction * MANY_STEPS } else { direction };
        let Some((input, style)) = event.target_dyn_into::<HtmlInputElement>().zip(style) else { return };
        let caret = input.selection_start().ok().flatten().unwrap_or(0);
        let moved = nudge(&input.value(), usize::try_from(caret).unwrap_or(0), steps, style);
        if let Some((text, caret)) = moved {
            event.prevent_default();
            // Here, so that the caret stays: the page will find the text in place.
            input.set_value(&text);
            let caret = u32::try_from(caret).unwrap_or(0);
            // A browser that refuses leaves the caret at the end.
            drop(input.set_selection_range(caret, caret));
            on_input.emit(text);
        }
    })
}

fn pasting(on_cells: &Callback<Vec<Vec<String>>>) -> Callback<Event> {
    let on_cells = on_cells.clone();
    Callback::from(move |event: Event| {
        let text = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        let cells = text.and_then(|data| data.get_data("text").ok()).and_then(|text| read_cells(&text));
        if let Some(cells) = cells {
            event.prevent_default();
            on_cells.emit(cells);
        }
    })
}

/// Keys that a phone's keyboard lacks or hides, for the field of an id. They are shown where a finger points.
pub fn key_row(id: &str, name: &'static str, keys: &[&'static str], on_input: &Callback<String>) -> Html {
    let key = |key: &'static str| {
        let (id, on_input) = (id.to_owned(), on_input.clone());
        // Before the press takes the focus away from the field.
        let onpointerdown = Callback::from(move |event: PointerEvent| {
            event.prevent_default();
            insert(&id, key, &on_input);
        });
        html! { <button type="button" class="key-row__key" tabindex="-1" {onpointerdown}>
        { key.trim() }</button> }
    };
    html! { <div class="key-row" role="group" aria-label={name}>{ for keys.iter().copied().map(key) }</div> }
}

/// From where to where a field's text is chosen, in units of UTF-16; a caret is both. Where a browser does
/// not tell, its end.
pub(super) fn selected(input: &HtmlInputElement) -> (usize, usize) {
    let length = input.value().encode_utf16().count();
    let place =
        |place: Option<u32>| place.and_then(|at| usize::try_from(at).ok()).unwrap_or(length).min(length);
    (place(input.selection_start().ok().flatten()), place(input.selection_end().ok().flatten()))
}

/// Puts a text where the caret of a field stands.
fn insert(id: &str, text: &str, on_input: &Callback<String>) {
    let input =
        document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    let units: Vec<u16> = input.value().encode_utf16().collect();
    let (from, to) = selected(&input);
    let part = |units: &[u16]| String::from_utf16_lossy(units);
    let before = part(units.get(..from).unwrap_or_default()) + text;
    let value = before.clone() + &part(units.get(to.max(from)..).unwrap_or_default());
    let caret = u32::try_from(before.encode_utf16().count()).unwrap_or(0);
    input.set_value(&value);
    // A browser that refuses leaves the caret at the end.
    drop(input.set_selection_range(caret, caret));
    on_input.emit(value);
}

/// A slider that changes a field's value by up to a half, and springs back: `×1.25` is typed while it moves.
pub fn nudge_slider(
    name: String,
    style: NumberStyle,
    on_input: &Callback<String>,
    on_leave: &Callback<()>,
) -> Html {
    let on_input = on_input.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        let Some(slider) = event.target_dyn_into::<HtmlInputElement>() else { return };
        #[expect(clippy::cast_possible_truncation, reason = "whole percents, from -50 to 50")]
        let hundredths = 100 + slider.value_as_number() as i32;
        let factor = format!("×{}{}{:02}", hundredths / 100, style.decimal, hundredths % 100);
        on_input.emit(factor);
    });
    let on_leave = on_leave.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(slider) = event.target_dyn_into::<HtmlInputElement>() {
            slider.set_value("0");
        }
        on_leave.emit(());
    });
    // The keyboard nudges in the field itself.
    html! {
        <input type="range" class="nudge-slider" min="-50" max="50" step="1" value="0" tabindex="-1"
            aria-label={name}
            {oninput} {onchange} />
    }
}
