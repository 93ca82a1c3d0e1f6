//! What is assumed: the five facts, and behind folds what refines them.

use super::plan_field::{AssumptionsPanelProps, plain, sourced};
use super::segment_fields::{segment_list, supply_fields};
use super::stage_rows::stage_table;
use super::team_fields::{market_fields, people_fields, team_fields};
use crate::app::browser::Width;
use crate::app::components::{Folded, fold};
use crate::app::plan::state::{FieldId, PlanField, SegmentField};
use crate::app::plan::words;
use crate::entry::EconomicsField;
use crate::model::Assumption;
use yew::prelude::*;

/// The panel.
#[component]
pub fn AssumptionsPanel(props: &AssumptionsPanelProps) -> Html {
    let (scenario, format) = (props.plan.scenario(), &props.format);
    let dragged = use_mut_ref(|| None);
    // On a narrow page the headings say what is inside, and the answer follows them.
    let width = use_context::<Width>().unwrap_or_default();
    let at_first = *use_memo((), move |()| width);
    let first = if at_first < Width::Wide { Folded::Closed } else { Folded::Open };
    let Some(segment) = scenario.segment(props.segment) else { return Html::default() };
    let progress = html! { <>{ plain(props, PlanField::Booked) }{ plain(props, PlanField::Confidence) }</> };
    let target = html! {
        <>
            { sourced(props, PlanField::Target, Assumption::Target) }
            { sourced(props, PlanField::Period, Assumption::Period) }
            { fold("fold-progress", Folded::Closed, words::progress_heading(scenario, format), progress) }
        </>
    };
    let size = html! {
        <>
            { sourced(props, FieldId::Segment(segment.id, SegmentField::DealSize),
                Assumption::DealSize(segment.id)) }
            { plain(props, FieldId::Segment(segment.id, SegmentField::DealBounds)) }
            { plain(props, FieldId::Segment(segment.id, SegmentField::SizeError)) }
        </>
    };
    let runs = html! { <>{ plain(props, PlanField::Trials) }{ plain(props, PlanField::Seed) }</> };
    html! {
        <section class="assumptions-panel" aria-label={words::ASSUMPTIONS}>
            <h2>{ words::ASSUMPTIONS }</h2>
            if let Some(words) = words::example_facts(scenario) {
                <p class="assumptions-panel__examples">{ words }</p>
            }
            { fold("fold-target", Folded::Open, words::target_heading(scenario, format), target) }
            { fold("fold-segments", Folded::Closed, words::segments_heading(scenario),
                segment_list(props, segment)) }
            { fold("fold-supply", first, words::supply_heading(scenario, segment, format),
                supply_fields(props, segment)) }
            { fold("fold-stages", first, words::stages_heading(scenario, segment, format),
                stage_table(props, segment, &dragged)) }
            { fold("fold-deal-size", first, words::deal_size_heading(scenario, segment, format), size) }
            { fold("fold-team", Folded::Closed, words::team_heading(scenario, format), team_fields(props)) }
            { fold("fold-people", Folded::Closed, words::people_heading(scenario, format),
                people_fields(props, segment)) }
            { fold("fold-market", Folded::Closed, words::market_heading(scenario, format),
                market_fields(props)) }
            { fold("fold-money", Folded::Closed, words::money_heading(scenario, format),
                money_fields(props)) }
            { fold("fold-runs", Folded::Closed, words::runs_heading(scenario, format), runs) }
        </section>
    }
}

/// What selling costs, what a profit would be, and what changes would cost.
fn money_fields(props: &AssumptionsPanelProps) -> Html {
    let is_price = |field: &EconomicsField| matches!(field, EconomicsField::Price(_));
    let field = |field| plain(props, FieldId::Money(field));
    html! {
        <>
            { for EconomicsField::all().filter(|field| !is_price(field)).map(field) }
            <p>{ words::PRICES }</p>
            { for EconomicsField::all().filter(is_price).map(field) }
        </>
    }
}
