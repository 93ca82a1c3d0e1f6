//! What holds for the whole team: who is there, how people differ, and the market that all meet.

use super::lists::team_grid;
use super::plan_field::{AssumptionsPanelProps, field, plain};
use crate::app::components::choice_row;
use crate::app::plan::state::{Action, FieldId, PlanField, StageField};
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
