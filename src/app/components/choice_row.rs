//! A few choices of which one is made, side by side: native radio buttons that look like one row.

use yew::prelude::*;

/// A row of choices: the group's name, its id, and for each choice its words and whether it is made.
pub fn choice_row(
    name: impl Into<AttrValue>,
    id: &str,
    choices: Vec<(String, bool)>,
    on_choose: &Callback<usize>,
) -> Html {
    let one = |(index, (words, checked)): (usize, (String, bool))| {
        let onchange = on_choose.reform(move |_: Event| index);
        let choice_id = format!("{id}-{index}");
        html! {
            <label class="choice-row__choice" for={choice_id.clone()}>
                <input type="radio" class="choice-row__input" name={id.to_owned()} id={choice_id} {checked}
                    {onchange} />
                <span class="choice-row__words">{ words }</span>
            </label>
        }
    };
    html! {
        <fieldset class="choice-row" id={id.to_owned()}>
            <legend class="choice-row__name">{ name.into() }</legend>
            <div class="choice-row__choices">{ for choices.into_iter().enumerate().map(one) }</div>
        </fieldset>
    }
}
