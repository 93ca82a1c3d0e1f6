//! Which field is worked on: its echo, slider and keys stand open. A press elsewhere takes the focus away
//! before the finger or button is lifted; would the field close at that moment, what is pressed would slide
//! from under the pointer, and the click be lost. So it closes when the press is over. For the same reason a
//! button of a field that is pressed does not open it.
//!
//! What an example says, and every figure, is chosen whole by the first press into its field, as a cell of a
//! spreadsheet is, so that what is typed takes its place; the keyboard's Tab does so in every field. A second
//! press sets the caret.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::document;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, FocusEvent, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What the styles look for.
const MARK: &str = "data-in-hand";
/// The input of a field whose text is an example's, stands for nothing, or is a figure.
const CHOSEN_WHOLE: &str = "[data-replaced='true'] .text-field__input:focus, \
     [data-figure='true'] input.text-field__input:focus";

#[derive(Default)]
struct FieldInHand {
    /// It has the focus.
    field: Option<Element>,
    /// It had the focus when the press began, and stands open until the press is over.
    left: Option<Element>,
    /// It came to have the focus with the press that is not over, or had it without being pressed or typed
    /// into.
    opened: Option<Element>,
    /// Nothing was pressed or typed since it has the focus.
    is_fresh: bool,
    is_pressed: bool,
}

impl FieldInHand {
    fn taken(&mut self, field: Option<Element>) {
        if self.field == field {
            return;
        }
        self.put_down();
        if let Some(field) = &field {
            // An attribute of this name can always be set.
            drop(field.set_attribute(MARK, ""));
        }
        self.opened = field.clone().filter(|_| self.is_pressed);
        self.is_fresh = !self.is_pressed;
        self.field = field;
    }

    fn put_down(&mut self) {
        let Some(field) = self.field.take() else { return };
        if self.is_pressed {
            close(self.left.replace(field));
        } else {
            close(Some(field));
        }
    }

    fn press_begins(&mut self, target: Option<EventTarget>) {
        self.is_pressed = true;
        let field = self.field.as_ref().filter(|_| self.is_fresh && !is_button(target.clone()));
        if let Some(field) = field.filter(|field| field_of(target).as_ref() == Some(*field)) {
            self.opened = Some(field.clone());
        }
        self.is_fresh = false;
    }

    fn key_comes(&mut self) {
        self.is_fresh = false;
        self.choose_opened();
    }

    fn press_is_over(&mut self) {
        let left = self.left.take().filter(|left| self.field.as_ref() != Some(left));
        close(left);
        self.choose_opened();
    }

    /// What is typed takes the place of an example, also where the first key comes before the page knows that
    /// the press is over: chosen later, its letters would be replaced by the next.
    fn choose_opened(&mut self) {
        if let Some(opened) = self.opened.take() {
            choose_whole(&opened);
        }
    }
}

/// Chooses all of a field's text, unless a part of it was chosen by dragging.
fn choose_whole(field: &Element) {
    let Some(input) = field.query_selector(CHOSEN_WHOLE).ok().flatten() else { return };
    let place = |place: Result<Option<u32>, _>| place.ok().flatten();
    if let Some(input) = input.dyn_ref::<HtmlInputElement>() {
        if place(input.selection_start()) == place(input.selection_end()) {
            input.select();
        }
    } else if let Some(lines) = input.dyn_ref::<HtmlTextAreaElement>()
        && place(lines.selection_start()) == place(lines.selection_end())
    {
        lines.select();
    }
}

fn close(field: Option<Element>) {
    if let Some(field) = field {
        // Nothing is lost where it had none.
        drop(field.remove_attribute(MARK));
    }
}

/// The field that an event's target belongs to.
fn field_of(target: Option<EventTarget>) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(".text-field").ok().flatten()
}

fn is_button(target: Option<EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.closest("button").is_ok_and(|button| button.is_some()))
}

/// Marks the field that is worked on, wherever on the page it stands.
#[hook]
pub fn use_field_in_hand() {
    use_effect_with((), |()| {
        let state = Rc::new(RefCell::new(FieldInHand::default()));
        let listen = |kind: &'static str, does: fn(&Rc<RefCell<FieldInHand>>, &Event)| {
            let state = state.clone();
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(&document(), kind, options, move |event| does(&state, event))
        };
        let listeners = [
            listen("focusin", |state, event| {
                let (mut state, field) = (state.borrow_mut(), field_of(event.target()));
                if state.is_pressed && is_button(event.target()) && state.field != field {
                    state.put_down();
                } else {
                    state.taken(field);
                }
            }),
            listen("focusout", |state, event| {
                let to = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
                if field_of(to) != field_of(event.target()) {
                    state.borrow_mut().put_down();
                }
            }),
            listen("keydown", |state, _| state.borrow_mut().key_comes()),
            listen("mousedown", |state, event| state.borrow_mut().press_begins(event.target())),
            listen("mouseup", |state, _| {
                state.borrow_mut().is_pressed = false;
                // The click comes right after.
                let state = state.clone();
                Timeout::new(0, move || state.borrow_mut().press_is_over()).forget();
            }),
        ];
        move || drop(listeners)
    });
}
