//! The plan on one page of paper, to be agreed on: the answer, what holds, the facts with their sources, what
//! each stage takes, who must do how much by when, and room to sign.

use super::words;
use crate::analysis::Activity;
use crate::app::browser;
use crate::app::charts::{DotColumn, DotPlot, Dots};
use crate::app::components::{Drawn, use_drawn};
use crate::app::format::Format;
use crate::app::plan::state::{Answer, FieldId, Plan, PlanField, SegmentField, StageField, said};
use crate::app::plan::words::{
    WON, band_of, chance_sentence, dots_title, field_label, middle_sentence, money_label, pipeline_heading,
    refused_fields, segment_name, source, stage_name, target_label, team_heading,
};
use crate::app::plans::words::shown_name;
use crate::app::shared::Shared;
use crate::app::words::{
    BRIEF_FACTS, BRIEF_FOOT, BRIEF_WITHOUT_ANSWER, HOLDS, brief_head, column_words, frame_names,
    promise_labels,
};
use crate::entry::EconomicsField;
use crate::model::{Assumption, Date, Scenario, Segment, Stage};
use yew::prelude::*;

/// A plan of more stages than these is set in smaller type on paper: it has one page as well.
const STAGES_AT_EASE: usize = 4;

/// Lines for signatures at the foot of the page.
const SIGNATURES: usize = 3;

/// What stands on the page.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct BriefProps {
    /// The plan as it stands.
    pub plan: Shared<Plan>,
    /// Its settled answer.
    pub answer: Option<Shared<Answer>>,
    /// What sliders have made of the plan.
    pub what_if: Option<String>,
    /// What would change the answer, a sentence each.
    pub changes: Vec<String>,
    /// The reader's locale.
    pub format: Format,
}

/// The page, drawn after what is seen first.
#[component]
pub fn Brief(props: &BriefProps) -> Html {
    let drawn = use_drawn();
    let BriefProps { plan, answer, what_if, changes, format } = props;
    match drawn {
        Drawn::Seen => Html::default(),
        Drawn::All => brief(plan, answer.as_deref(), (what_if.clone(), changes), browser::today(), format),
    }
}

/// The page; it is seen in print, and what it says of the assumptions in front of a room. Figures of an older
/// plan are left out. `what_if` says what sliders have made of the plan, `changes` are the sentences on what
/// would change the answer.
pub fn brief(
    plan: &Plan,
    answer: Option<&Answer>,
    (what_if, changes): (Option<String>, &[String]),
    today: Date,
    format: &Format,
) -> Html {
    let scenario = plan.scenario();
    let refused: Vec<FieldId> = plan.refused_fields().collect();
    let stages_in_all: usize = scenario.segments().iter().map(|segment| segment.stages().len()).sum();
    let is_long = stages_in_all > STAGES_AT_EASE;
    html! {
        <section class={classes!("brief", is_long.then_some("brief--long"))} id="brief">
            <p class="brief__name">{ brief_head(shown_name(&scenario.parts().name), today,
                format) }</p>
            { for what_if.into_iter().chain(refused_fields(&refused, scenario)).map(|words| html! {
                <p class="brief__what-if">{ words }</p>
            }) }
            if let Some(answer) = answer {
                <p class="brief__chance">{ chance_sentence(answer, format) }</p>
                <p class="brief__change">{ middle_sentence(answer, format) }</p>
                <div class="brief__picture">{ dots(answer, format) }{ holds(answer, format) }</div>
                { for changes.iter().map(|change| html! {
                    <p class="brief__change">{ change.clone() }</p>
                }) }
            } else {
                <p class="brief__chance">{ BRIEF_WITHOUT_ANSWER }</p>
            }
            { facts(scenario, format) }
            { for scenario.segments().iter().enumerate()
                .map(|(place, segment)| stages(scenario, segment, place, answer, format)) }
            // In a room, where it is asked; paper has room for one page.
            { for answer.and_then(|_| words::of_their_weeks(scenario)).map(|words| html! {
                <p class="brief__of-plan brief__weeks">{ words }</p>
            }) }
            { for answer.and_then(|answer| words::week_is_of_plan(answer, format)).map(|words| html! {
                <p class="brief__of-plan">{ words }</p>
            }) }
            { money(scenario, format) }
            { agreed(scenario, format) }
            <p class="brief__foot">{ BRIEF_FOOT }</p>
        </section>
    }
}

fn dots(answer: &Answer, format: &Format) -> Html {
    let currency = answer.scenario.parts().currency;
    let target = answer.report.target.minor() as f64;
    let now = Dots {
        values: answer.report.dots.to_vec(),
        target,
        target_label: target_label(target, currency, format).into(),
    };
    let tick_label = {
        let format = format.clone();
        Callback::from(move |value: f64| format.money_round(value, currency))
    };
    let words_of_column = {
        let format = format.clone();
        Callback::from(move |column: DotColumn| column_words(&column, currency, &format))
    };
    html! {
        <DotPlot id="brief-dots" {now} row_names={[AttrValue::default(), AttrValue::default()]} {tick_label}
            column_words={words_of_column} band={band_of(answer, format)}
            names={frame_names(&dots_title(answer), middle_sentence(answer, format), "brief")} />
    }
}

fn holds(answer: &Answer, format: &Format) -> Html {
    let currency = answer.scenario.parts().currency;
    let rows = promise_labels(format).into_iter().zip(answer.report.promises).map(|(label, amount)| {
        html! { <tr><th scope="row">{ label }</th><td>{ format.money_short(amount, currency) }</td></tr> }
    });
    html! { <table class="brief__table"><caption>{ HOLDS }</caption><tbody>{ for rows }</tbody></table> }
}

/// A fact and where it comes from.
fn fact(scenario: &Scenario, label: String, value: String, of: Option<Assumption>) -> Html {
    let said = of.and_then(|of| scenario.parts().provenance.source(of)).map(source);
    html! {
        <tr><th scope="row">{ label }</th><td>{ value }</td><td
            class="brief__source">{ said.unwrap_or_default() }</td></tr>
    }
}

fn facts(scenario: &Scenario, format: &Format) -> Html {
    let has_many = scenario.segments().len() > 1;
    let of_plan = |field: PlanField, of| {
        fact(scenario, field_label(field.into()).to_owned(), said(field.into(), scenario, &**format), of)
    };
    let of_segment = |segment: &Segment, field: SegmentField, of| {
        let field = FieldId::Segment(segment.id, field);
        let label = field_label(field).to_owned();
        let label = if has_many { format!("{label}, {}", segment_name(segment)) } else { label };
        fact(scenario, label, said(field, scenario, &**format), Some(of))
    };
    let segments = scenario.segments().iter().flat_map(|segment| {
        [
            of_segment(segment, SegmentField::Supply, Assumption::Supply(segment.id)),
            of_segment(segment, SegmentField::DealSize, Assumption::DealSize(segment.id)),
        ]
    });
    let booked = scenario.parts().progress.booked().minor() > 0;
    let team = scenario.parts().team.is_some().then(|| team_heading(scenario, format));
    let start = scenario.segments().iter().map(|segment| {
        let start = pipeline_heading(segment, format);
        if has_many { format!("{}: {start}", segment_name(segment)) } else { start }
    });
    let beside: Vec<String> = (team.into_iter().chain(start).chain(words::sureness(scenario, format)))
        .chain(words::assumed_beside(scenario, format))
        .collect();
    html! {
        <table class="brief__table">
            <caption>{ BRIEF_FACTS }</caption>
            <tbody>
                { of_plan(PlanField::Target, Some(Assumption::Target)) }
                { of_plan(PlanField::Period, Some(Assumption::Period)) }
                if booked { { of_plan(PlanField::Booked, None) } }
                { for segments }
                <tr><th scope="row" colspan="3">{ beside.join(" · ") }</th></tr>
            </tbody>
        </table>
    }
}

/// The stages: what each takes, who does how much of it in a week, and by when.
fn stages(
    scenario: &Scenario,
    segment: &Segment,
    place: usize,
    answer: Option<&Answer>,
    format: &Format,
) -> Html {
    let report = answer.and_then(|answer| answer.report.segments.get(place));
    let activity = report.and_then(|report| Activity::of(scenario, segment, report));
    let source_of =
        |stage: &Stage| scenario.parts().provenance.source(Assumption::StageRate(stage.id)).map(source);
    let has_sources = segment.stages().iter().any(|stage| source_of(stage).is_some());
    let of_week = |at: usize| {
        let columns = activity.as_ref().map_or_else(Vec::new, |of| words::week_of(of, at, format));
        html! { { for columns.into_iter().map(|text| html! { <td>{ text }</td> }) } }
    };
    let mut head = words::STAGE_HEAD.map(str::to_owned).to_vec();
    head.extend(activity.iter().flat_map(|of| words::week_head(of, scenario, format)));
    head.extend(has_sources.then(|| words::SOURCE.to_owned()));
    let columns = head.len().to_string();
    let row = |(at, stage): (usize, &Stage)| {
        let value = |field| said(FieldId::Stage(stage.id, field), scenario, &**format);
        let by = activity.as_ref().map(|of| words::enters_by(of, at, scenario, format));
        html! {
            <tbody class="brief__stage">
                <tr>
                    <th scope="row">{ stage_name(at, stage.name()) }</th>
                    <td>{ value(StageField::Rate) }</td><td>{ value(StageField::Time) }</td>
                    { of_week(at) }
                    { for by.map(|by| html! { <td>{ by }</td> }) }
                    if has_sources {
                        <td class="brief__source">{ source_of(stage).unwrap_or_default() }</td>
                    }
                </tr>
                // In a row of its own: beside the figures it would be a column of single words.
                <tr><td class="brief__exit" colspan={columns.clone()}>
                    { words::exit(stage) }</td></tr>
            </tbody>
        }
    };
    let caption =
        if scenario.segments().len() > 1 { segment_name(segment) } else { words::STAGES.to_owned() };
    html! {
        <table class="brief__table">
            <caption>{ caption }</caption>
            <thead><tr>
                { for head.into_iter().map(|head| {
                    let class = (head == words::SOURCE).then_some("brief__source");
                    html! { <th scope="col" {class}>{ head }</th> }
                }) }
            </tr></thead>
            { for segment.stages().iter().enumerate().map(row) }
            if activity.is_some() {
                <tbody><tr>
                    <th scope="row">{ WON }</th><td></td><td></td>{ of_week(segment.stages().len()) }
                    <td></td>if has_sources { <td></td> }
                </tr></tbody>
            }
        </table>
    }
}

/// What is stated of the money side, and no empty field; what is still the example's is said to be so.
fn money(scenario: &Scenario, format: &Format) -> Html {
    let parts = scenario.parts();
    let Some(economics) = &parts.economics else { return Html::default() };
    let examples = EconomicsField::of_example(economics, parts.currency);
    let stated = EconomicsField::all().filter(|field| !matches!(field, EconomicsField::Price(_)));
    let stated = stated.filter_map(|field| {
        let value = said(FieldId::Money(field), scenario, &**format);
        let is_example = examples.contains(&field);
        (!value.trim().is_empty()).then(|| (is_example, format!("{}: {value}", money_label(field))))
    });
    let (examples, own): (Vec<_>, Vec<_>) = stated.partition(|(is_example, _)| *is_example);
    let line = |figures: Vec<(bool, String)>| {
        let figures: Vec<String> = figures.into_iter().map(|(_, figure)| figure).collect();
        (!figures.is_empty()).then(|| figures.join(" · "))
    };
    html! {
        <>
            { for line(own).map(|line| html! { <p>{ line }</p> }) }
            { for line(examples).map(|line| html! { <p>{ words::example_not_yours(&line) }</p> }) }
        </>
    }
}

/// Room for those who agree to it, with a pen.
fn agreed(scenario: &Scenario, format: &Format) -> Html {
    let row = || html! { <tr><td></td><td></td><td></td><td></td></tr> };
    html! {
        <table class="brief__table brief__agreed">
            <caption>{ words::agreed(scenario, format) }</caption>
            <thead><tr>
                { for words::AGREED_HEAD.map(|head| html! { <th scope="col">{ head }</th> }) }
            </tr></thead>
            <tbody>{ for (0..SIGNATURES).map(|_| row()) }</tbody>
        </table>
    }
}
