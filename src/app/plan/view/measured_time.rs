//! A stage's time as it was measured, with a fitted law beside it.

use super::plan_field::AssumptionsPanelProps;
use crate::app::charts::{CumulativeChart, CumulativeReading, Curve};
use crate::app::plan::state::{Action, FieldId, StageField};
use crate::app::plan::words;
use crate::model::{Stage, StageTime};
use yew::prelude::*;

/// Points of each curve.
const POINTS: u32 = 40;

/// The picture, and the press that puts the fitted law in the measured one's place; nothing, where the time
/// was not measured.
pub(super) fn measured_time(props: &AssumptionsPanelProps, name: &str, stage: &Stage) -> Html {
    let Some(fitted) = words::fitted(stage.time) else { return Html::default() };
    let format = &props.format;
    let target_label: AttrValue = words::mean_label(stage.time, format).into();
    let curve = |time: StageTime| Curve {
        points: still_there(time),
        target: stage.time.mean_days(),
        target_label: target_label.clone(),
    };
    let tick_label = {
        let format = format.clone();
        Callback::from(move |days: f64| format.number(days, 0))
    };
    let read = {
        let format = format.clone();
        Callback::from(move |reading: CumulativeReading| words::time_words(&reading, &format))
    };
    let field = FieldId::Stage(stage.id, StageField::Time);
    let text = words::fitted_text(fitted, format);
    let id = format!("stage-{}-measured", stage.id.0);
    let take = props.on_action.reform(move |_: MouseEvent| Action::Typed { field, text: text.clone() });
    html! {
        <div class="measured-time" {id}>
            <CumulativeChart id={format!("stage-{}-times", stage.id.0)} now={curve(stage.time)}
                before={curve(fitted)} curve_names={words::TIME_CURVES.map(AttrValue::from)}
                axis_names={words::TIME_AXES.map(AttrValue::from)} {tick_label} words={read}
                names={words::frame_names(&words::time_title(name),
                    words::time_summary(stage.time, fitted, format), "time")} />
            <button type="button" onclick={take}>{ words::TAKE_FITTED }</button>
        </div>
    }
}

/// Days, and the share of those that move on who are still there after them.
fn still_there(time: StageTime) -> Vec<(f64, f64)> {
    let share = |place: u32| (f64::from(place) + 0.5) / f64::from(POINTS);
    let points = (0..POINTS).map(share).map(|share| (time.quantile_days(share), 1.0 - share));
    std::iter::once((0.0, 1.0)).chain(points).collect()
}
