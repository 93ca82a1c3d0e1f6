//! What is assumed: the five facts as rows, and behind folds what refines them.

use super::greeting::{GreetingRoom, greeting};
use super::plan_field::{AssumptionsPanelProps, plain, sourced};
use super::segment_fields::{PipelineFields, segment_choice, segment_list, variation_fields};
use super::stage_rows::{estimates_choice, stage_reading, stage_table, use_stages_in_hand};
use super::team_fields::{market_fields, people_fields, team_fields};
use crate::app::components::{Drawn, Folded, fold, use_drawn};
use crate::app::plan::state::{Action, FieldId, PlanField, SegmentField};
use crate::app::plan::words;
use crate::entry::EconomicsField;
use crate::model::{Assumption, Segment};
use yew::prelude::*;

#[component]
pub fn AssumptionsPanel(props: &AssumptionsPanelProps) -> Html {
    let scenario = props.plan.scenario();
    // Whoever was greeted on this visit keeps the room of the greeting: nothing moves when it ends.
    let room = use_memo((), |()| match props.on_export {
        Some(_) => GreetingRoom::Kept,
        None => GreetingRoom::None,
    });
    let drawn = use_drawn();
    let in_hand = use_stages_in_hand(scenario.segment(props.segment));
    let Some(segment) = scenario.segment(props.segment) else { return Html::default() };
    let id = segment.id;
    html! {
        <section class="assumptions-panel" aria-label={words::ASSUMPTIONS}>
            <h2 class="assumptions-panel__title">{ words::ASSUMPTIONS }</h2>
            { greeting(scenario, props.on_export.as_ref(), *room) }
            <div class="facts">
                { sourced(props, PlanField::Target, Assumption::Target) }
                { sourced(props, PlanField::Period, Assumption::Period) }
                { segment_choice(props, segment) }
                { sourced(props, FieldId::Segment(id, SegmentField::Supply), Assumption::Supply(id)) }
                { stage_table(props, segment, &in_hand) }
                { sourced(props, FieldId::Segment(id, SegmentField::DealSize), Assumption::DealSize(id)) }
                // Below the facts: what is asked moves none of them.
                { estimates_choice(props, segment) }
            </div>
            { refinements(props, segment, drawn) }
        </section>
    }
}

/// What refines the facts, each behind a heading that says what is inside.
fn refinements(props: &AssumptionsPanelProps, segment: &Segment, drawn: Drawn) -> Html {
    let (scenario, format, id) = (props.plan.scenario(), &props.format, segment.id);
    let progress =
        || html! { <>{ plain(props, PlanField::Booked) }{ plain(props, PlanField::Confidence) }</> };
    let size = || {
        html! {
            <>
                { plain(props, FieldId::Segment(id, SegmentField::DealBounds)) }
                { plain(props, FieldId::Segment(id, SegmentField::SizeError)) }
            </>
        }
    };
    let runs = || html! { <>{ plain(props, PlanField::Trials) }{ plain(props, PlanField::Seed) }</> };
    let start = || html! { <PipelineFields ..props.clone() /> };
    let folds: [(&'static str, String, &dyn Fn() -> Html); 11] = [
        ("fold-progress", words::progress_heading(scenario, format), &progress),
        ("fold-team", words::team_heading(scenario, format), &|| team_fields(props)),
        ("fold-start", words::pipeline_heading(segment, format), &start),
        ("fold-variation", words::variation_heading(segment, format), &|| variation_fields(props, segment)),
        ("fold-reading", words::reading_heading(props.plan.reading()), &|| stage_reading(props, segment)),
        ("fold-sizes", words::sizes_heading(scenario, segment, format), &size),
        ("fold-people", words::people_heading(scenario, format), &|| people_fields(props, segment)),
        ("fold-market", words::market_heading(scenario, format), &|| market_fields(props)),
        ("fold-money", words::money_heading(scenario, format), &|| money_fields(props)),
        ("fold-segments", words::segments_heading(scenario), &|| segment_list(props, segment)),
        ("fold-runs", words::runs_heading(scenario, format), &runs),
    ];
    let one = |(id, heading, inside): (&'static str, String, &dyn Fn() -> Html)| {
        let inside = if drawn == Drawn::All { inside() } else { Html::default() };
        fold(id, Folded::Closed, heading, inside)
    };
    folds.into_iter().map(one).collect()
}

/// What selling costs, what a profit would be, and what changes would cost.
fn money_fields(props: &AssumptionsPanelProps) -> Html {
    let is_price = |field: &EconomicsField| matches!(field, EconomicsField::Price(_));
    let field = |field| plain(props, FieldId::Money(field));
    let take = props.on_action.reform(|_: MouseEvent| Action::ExampleCostsTaken);
    html! {
        <>
            if let Some(costs) = words::offered_costs(props.plan.scenario(), &props.format) {
                <p>{ costs }</p>
                <p><button type="button" id="example-costs" onclick={take}>
                    { words::TAKE_EXAMPLE_COSTS }</button></p>
            }
            { for EconomicsField::all().filter(|field| !is_price(field)).map(field) }
            <p>{ words::PRICES }</p>
            { for EconomicsField::all().filter(is_price).map(field) }
        </>
    }
}
