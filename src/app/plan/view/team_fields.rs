//! What holds for the whole team: who is there, how people differ, and the market that all meet.

use super::lists::team_grid;
use super::plan_field::{AssumptionsPanelProps, field, plain};
use crate::app::browser::focus;
use crate::app::components::choice_row;
use crate::app::plan::state::{Action, FieldId, PlanField, SegmentField, StageField};
use crate::app::plan::words;
use crate::model::{QuotaPeriod, Segment};
use yew::prelude::*;

/// Reps, ramp, leaving, capacity, quotas.
pub(super) fn team_fields(props: &AssumptionsPanelProps) -> Html {
    let team = props.plan.scenario().parts().team.as_ref();
    let period = team.map(|team| team.quota_period);
    let periods = QuotaPeriod::ALL.map(|of| (words::quota_period(of).to_owned(), Some(of) == period));
    let on_choose = props.on_action.reform(|index: usize| {
        Action::QuotaPeriodChosen(QuotaPeriod::ALL.get(index).copied().unwrap_or(QuotaPeriod::Year))
    });
    html! {
        <>
            { team_grid(props) }
            { plain(props, PlanField::Team) }
            // Its place is there without it, so that the field above keeps the focus.
            <div class="text-field__taps">{ for hires_bring(props) }</div>
            if team.is_some() {
                { choice_row(words::QUOTA_PERIOD, "quota-period", periods.to_vec(), &on_choose) }
                { plain(props, PlanField::FiscalStart) }
                { plain(props, PlanField::Ramp) }
                { plain(props, PlanField::Attrition) }
                { plain(props, PlanField::Capacity) }
            } else {
                <p class="assumptions-panel__aside">{ words::TEAM_NEEDED }</p>
            }
        </>
    }
}

/// The way out where hires change nothing: new opportunities of each rep, in place of the whole team's.
fn hires_bring(props: &AssumptionsPanelProps) -> Option<Html> {
    let scenario = props.plan.scenario();
    let segment = scenario.segments().iter().find(|segment| segment.id == props.segment)?;
    let text = words::supply_of_each(scenario, segment, &props.format)?;
    let label = words::hires_bring(&text);
    let (on_action, field) = (props.on_action.clone(), FieldId::Segment(segment.id, SegmentField::Supply));
    let onclick = Callback::from(move |_: MouseEvent| {
        on_action.emit(Action::Typed { field, text: text.clone() });
        on_action.emit(Action::FieldLeft);
        // The button disappears with its offer: the focus goes to the field that it belonged to.
        focus("team");
    });
    Some(html! {
        <button type="button" class="text-field__tap" id="hires-bring" {onclick}>{ label }</button>
    })
}

/// Adherence, and at each stage of the segment that is shown how reps differ and what is left off the
/// process.
pub(super) fn people_fields(props: &AssumptionsPanelProps, segment: &Segment) -> Html {
    html! {
        <>
            { plain(props, PlanField::Adherence) }
            { for segment.stages().iter().enumerate().map(|(place, stage)| {
                let name = words::stage_name(place, stage.name());
                html! {
                    <div class="people" key={stage.id.0} role="group" aria-label={name.clone()}>
                        <p class="people__stage">{ &name }</p>
                        { field(props, FieldId::Stage(stage.id, StageField::Spread), name.clone()) }
                        { field(props, FieldId::Stage(stage.id, StageField::OffPlan), name) }
                    </div>
                }
            }) }
        </>
    }
}

/// The market, and deals that slip.
pub(super) fn market_fields(props: &AssumptionsPanelProps) -> Html {
    html! { <>{ plain(props, PlanField::Market) }{ plain(props, PlanField::Slippage) }</> }
}
