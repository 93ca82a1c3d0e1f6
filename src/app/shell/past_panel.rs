//! Past forecasts against what then happened, at the end of the page: whoever forecasts can see how often the
//! forecasts held.

use crate::app::browser::Workers;
use crate::app::components::{data_table, how};
use crate::app::format::Format;
use crate::app::words;
use crate::entry::{PastForecasts, TableError, read_past_forecasts};
use crate::history::backtest::Judged;
use crate::model::{Currency, PastForecast};
use crate::worker::message::{Answer, Work};
use crate::worker::signals::{Channel, Told};
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PastPanelProps {
    /// Who judges.
    pub workers: Workers,
    /// Of amounts that name none.
    pub currency: Currency,
    /// The reader's locale.
    pub format: Format,
}

/// What became of the table.
#[derive(Clone, Debug, Default, PartialEq)]
struct Past {
    text: String,
    read: Option<Result<PastForecasts, String>>,
    judged: Option<Judged>,
    failure: Option<String>,
}

/// What happened.
enum Step {
    Pasted(String, Result<PastForecasts, TableError>),
    Judged(Judged),
    Failed(String),
}

impl Reducible for Past {
    type Action = Step;
    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        Rc::new(match step {
            Step::Pasted(text, _) if text.trim().is_empty() => Self { text, ..Self::default() },
            Step::Pasted(text, read) => {
                let read = Some(read.map_err(|error| error.to_string()));
                Self { text, read, ..Self::default() }
            }
            Step::Judged(of) => Self { judged: Some(of), ..(*self).clone() },
            Step::Failed(reason) => Self { failure: Some(reason), ..(*self).clone() },
        })
    }
}

/// A fold with a field for a table, and what the table says.
#[component]
pub fn PastPanel(props: &PastPanelProps) -> Html {
    let past = use_reducer(Past::default);
    {
        let (workers, dispatch) = (props.workers.clone(), past.dispatcher());
        use_memo((), move |()| {
            workers.listen(Channel::Judging, move |told| match told {
                Told::Answered { answer: Answer::Judged(of), .. } => dispatch.dispatch(Step::Judged(of)),
                Told::Failed { reason, .. } => dispatch.dispatch(Step::Failed(words::not_answered(&reason))),
                Told::Answered { .. } | Told::Lost { .. } => {}
            });
        });
    }
    let oninput = {
        let (workers, dispatch, currency) = (props.workers.clone(), past.dispatcher(), props.currency);
        Callback::from(move |event: InputEvent| {
            let Some(lines) = event.target_dyn_into::<HtmlTextAreaElement>() else { return };
            let text = lines.value();
            let read = read_past_forecasts(&text, currency);
            if let Ok(read) = &read {
                let forecasts: Vec<PastForecast> = read.rows.iter().map(|(_, forecast)| *forecast).collect();
                // Writing to memory fails for no list of numbers.
                let subject = serde_json::to_string(&forecasts).unwrap_or_default();
                workers.ask(Channel::Judging, subject.into(), vec![Work::Judge]);
            }
            dispatch.dispatch(Step::Pasted(text, read));
        })
    };
    let refused = past.read.as_ref().and_then(|read| read.as_ref().err()).cloned();
    html! {
        <details class="checks" id="past">
            <summary>{ words::JUDGED_TITLE }</summary>
            <p id="past-about">{ words::JUDGED_ABOUT }</p>
            <textarea id="past-table" rows="6" spellcheck="false" placeholder={words::JUDGED_EXAMPLE}
                aria-label={words::JUDGED_TABLE} aria-describedby="past-about past-refused"
                aria-invalid={refused.is_some().to_string()} value={past.text.clone()} {oninput} />
            <p id="past-refused" class="past__refused" role="status">{ refused.unwrap_or_default() }</p>
            // A place for each, also while it is empty: where the number of places changed, the field above
            // would be made anew and lose the focus.
            if let Some(reason) = &past.failure {
                <p class="answer-panel__warning" role="alert">{ reason }</p>
            }
            if let (Some(Ok(read)), Some(judged)) = (&past.read, &past.judged) {
                { said(read, judged, &props.format) }
            }
        </details>
    }
}

/// What the forecasts say together, and each of them.
fn said(read: &PastForecasts, judged: &Judged, format: &Format) -> Html {
    let rows = read.rows.iter().map(|row| words::judged_row(row, read.currency, format)).collect();
    let rejected = words::judged_rejected(&read.rejected);
    html! {
        <div id="past-said" aria-live="polite">
            { for words::judged_sentences(judged, format).into_iter()
                .map(|words| html! { <p>{ words }</p> }) }
            { how(words::HOW, words::JUDGED_TITLE, words::judged_how(judged, format)) }
            { data_table(words::JUDGED_CAPTION, words::JUDGED_HEAD.map(str::to_owned).to_vec(), rows) }
            if !rejected.is_empty() {
                <p>{ words::JUDGED_REJECTED }</p>
                <ul class="past__rejected">{ for rejected.into_iter().map(|words| html! {
                    <li>{ words }</li>
                }) }</ul>
            }
        </div>
    }
}
