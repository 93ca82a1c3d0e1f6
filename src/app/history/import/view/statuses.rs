//! Each status with how often it stands in the file, and what it counts as.

use super::Shown;
use super::choice::Choice;
use crate::app::components::{Folded, fold};
use crate::app::history::words;
use crate::history::import::{Meaning, Status};
use yew::prelude::*;

const MEANINGS: [Meaning; 4] = [Meaning::Won, Meaning::Lost, Meaning::Open, Meaning::LeftOut];

/// The statuses; nothing, where the file has none.
pub(super) fn statuses(shown: &Shown<'_>) -> Html {
    let all = &shown.read.reading.statuses;
    if all.is_empty() {
        return Html::default();
    }
    let rows = all.iter().enumerate().map(|(place, status)| row(shown, place, status));
    let inside = html! { <div class="import-panel__rows">{ for rows }</div> };
    fold("import-statuses", Folded::Closed, words::statuses_heading(all), inside)
}

fn row(shown: &Shown<'_>, place: usize, status: &Status) -> Html {
    let said = shown.file.choices.statuses.get(&status.text);
    let meaning = said.copied().unwrap_or(status.meaning);
    let chosen = MEANINGS.iter().position(|of| *of == meaning).unwrap_or(0);
    let (page, choices, text) = (shown.page.clone(), shown.file.choices.clone(), status.text.clone());
    let on_choose = Callback::from(move |place: usize| {
        if let Some(meaning) = MEANINGS.get(place) {
            let mut choices = choices.clone();
            choices.statuses.insert(text.clone(), *meaning);
            page.choose(choices);
        }
    });
    let options: Vec<AttrValue> = MEANINGS.iter().map(|meaning| words::meaning(*meaning).into()).collect();
    html! {
        <div class="import-panel__row">
            <p class="import-panel__name">{ &status.text }
                <span class="import-panel__why">
                    { words::status_rows(status.count, shown.format) }
                </span>
            </p>
            <Choice id={format!("import-status-{place}")} name={status.text.clone()} {options} {chosen}
                {on_choose} />
            <p class="import-panel__why">{ &status.why }</p>
        </div>
    }
}
