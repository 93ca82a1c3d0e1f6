//! What an export says of the past, and the plan of it.

use super::{Shown, doing};
use crate::app::charts::ForecastChart;
use crate::app::components::data_table;
use crate::app::format::Format;
use crate::app::history::import::looking_back::LookingBack;
use crate::app::history::import::use_import::ImportPage;
use crate::app::history::words;
use crate::exchange::file::plan;
use crate::model::{Scenario, ScenarioParts};
use yew::prelude::*;

/// What was measured; nothing of a table of reps, or while something is asked.
pub(super) fn past(shown: &Shown<'_>, on_plan: &Callback<Box<Scenario>>) -> Html {
    let Shown { page, file, read, format } = shown;
    let Some(past) = &read.past else { return Html::default() };
    let code = read.reading.currency.as_deref();
    let made = plan_of(shown);
    let is_disabled = made.is_none() || file.step.is_some();
    let (used, on_plan) = ((*page).clone(), on_plan.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(scenario) = &made {
            used.remember();
            on_plan.emit(Box::new(scenario.clone()));
        }
    });
    // Where nothing says the currency, a question above asks for it.
    let missing = past.plan.as_ref().err().filter(|_| !read.lacks_currency);
    let measured = words::past_rows(&past.measured, code, format);
    html! {
        <section class="import-panel__past" id="import-past" aria-label={words::PAST_TITLE}>
            <h2 class="import-panel__heading">{ words::PAST_TITLE }</h2>
            { data_table(words::PAST_CAPTION, words::past_head(), measured) }
            { for words::past_reasons(&past.measured, format).into_iter().map(|reason| html! {
                <p class="answer-panel__note">{ reason }</p>
            }) }
            if let Some(words) = words::lately(&past.measured, format) {
                <p class="answer-panel__warning" id="lately">{ words }</p>
            }
            if let Some(reason) = missing {
                <p class="answer-panel__warning" id="no-plan">{ words::no_plan(reason) }</p>
            }
            if let Some(words) = words::one_stage(&past.measured).filter(|_| past.plan.is_ok()) {
                <p class="answer-panel__warning" id="one-stage">{ words }</p>
            }
            if past.plan.is_err() && read.lacks_currency {
                <p class="answer-panel__note">{ words::QUESTIONS_FIRST }</p>
            }
            <div class="results-panel__buttons">
                <button type="button" class="button--primary" id="make-plan" disabled={is_disabled} {onclick}>
                    { words::MAKE_PLAN }
                </button>
                <button type="button" id="look-back" disabled={file.step.is_some() || past.plan.is_err()}
                    onclick={doing(page, ImportPage::look_back)}>{ words::LOOK_BACK }</button>
            </div>
            <p class="answer-panel__note">{ words::plan_of_past(&past.measured, format) }</p>
            { for file.looking_back.as_ref().map(|of| looked_back(of, code, format)) }
        </section>
    }
}

/// How plans of the past would have done: what it teaches, a picture and a table.
fn looked_back(of: &LookingBack, code: Option<&str>, format: &Format) -> Html {
    let quarters = match of {
        LookingBack::Reading => return Html::default(),
        LookingBack::Refused(reason) => {
            return html! {
                <p class="answer-panel__warning" id="no-look-back">{ words::not_looked_back(reason) }</p>
            };
        }
        LookingBack::Quarters(quarters) => quarters,
    };
    let summary = quarters.summary.as_ref();
    let is_settled = summary.is_some();
    let rows = words::forecast_rows(quarters, code, format);
    let (axis_code, axis_format) = (code.map(str::to_owned), format.clone());
    let amount_label =
        Callback::from(move |minor| words::forecast_amount(minor, axis_code.as_deref(), &axis_format));
    html! {
        <div class="import-panel__past" id="looked-back" data-settled={is_settled.to_string()}>
            <p role="status">{ match summary {
                Some(summary) => summary.sentence.clone(),
                None => words::looking_back(quarters.waiting, format),
            } }</p>
            if let Some(summary) = summary.filter(|of| of.forecasts > 0) {
                <ForecastChart id="forecasts" ranges={words::forecast_ranges(quarters, code, format)}
                    {amount_label} names={words::forecast_names()} />
                { data_table(words::FORECASTS, words::forecast_head(), rows) }
                <p class="answer-panel__note">{ words::forecast_note(summary, format) }</p>
            }
            if is_settled {
                { for words::without_plan(quarters, format).into_iter().map(|reason| html! {
                    <p class="answer-panel__note">{ reason }</p>
                }) }
            }
        </div>
    }
}

/// The plan of a file, under the file's name; none, while something is asked, or where there is none.
pub(super) fn plan_of(shown: &Shown<'_>) -> Option<Scenario> {
    let past = shown.read.past.as_ref()?;
    let name = words::plan_of_file(&shown.file.name, past.measured.as_of, shown.format);
    let scenario = plan::read(past.plan.as_ref().ok()?).ok()?;
    Scenario::new(ScenarioParts { name, ..scenario.parts().clone() }).ok()
}
