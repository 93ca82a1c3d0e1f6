//! A labelled text field with what was understood, or what was not, below it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A field.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct TextFieldProps {
    /// Unique on the page.
    pub id: AttrValue,
    /// What it is for.
    pub label: AttrValue,
    /// Heard before the label by those who do not see where the field stands.
    #[prop_or_default]
    pub label_context: AttrValue,
    /// Its text.
    pub value: AttrValue,
    /// What the text was understood as; may be empty.
    #[prop_or_default]
    pub echo: AttrValue,
    /// Why the text was not understood.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// A key was pressed: the whole text.
    pub on_input: Callback<String>,
    /// The field was left.
    pub on_leave: Callback<()>,
}

/// The field.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let oninput = {
        let on_input = props.on_input.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                on_input.emit(input.value());
            }
        })
    };
    let onblur = props.on_leave.reform(|_: FocusEvent| ());
    let note_id = format!("{}-note", props.id);
    let invalid = props.error.is_some();
    let note = props.error.clone().unwrap_or_else(|| props.echo.clone());
    html! {
        <div class="text-field" data-invalid={invalid.to_string()}>
            <label class="text-field__label" for={props.id.clone()}>
                if !props.label_context.is_empty() {
                    <span class="visually-hidden">{ props.label_context.clone() }{ " " }</span>
                }
                { props.label.clone() }
            </label>
            <input class="text-field__input" id={props.id.clone()} type="text" inputmode="text" autocomplete="off"
                autocapitalize="off" spellcheck="false" value={props.value.clone()} {oninput} {onblur}
                aria-describedby={note_id.clone()} aria-invalid={invalid.to_string()} />
            <p class="text-field__note" id={note_id}>{ note }</p>
        </div>
    }
}
