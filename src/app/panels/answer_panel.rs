//! The answer: two sentences, the dots, what holds, the tables.

use crate::analysis::QUANTILES;
use crate::app::charts::{
    CumulativeChart, CumulativeReading, Curve, DotColumn, DotPlot, Dots, FanChart, FanPoint, FunnelChart,
    FunnelStage,
};
use crate::app::components::DataTable;
use crate::app::format::Format;
use crate::app::shared::Shared;
use crate::app::state::{Answer, Drawing};
use crate::app::text;
use yew::prelude::*;

/// The panel.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct AnswerPanelProps {
    /// The last answer, if there is one yet.
    pub answer: Option<Shared<Answer>>,
    /// Trials done and to do, while a run is under way.
    pub progress: Option<(u32, u32)>,
    /// Why the last run failed.
    pub failure: Option<AttrValue>,
    /// Fields that hold something that is not part of the answer.
    pub rejections: usize,
    /// Who draws.
    pub drawing: Drawing,
    /// The reader's locale.
    pub format: Format,
    /// Stop the run.
    pub on_stop: Callback<()>,
}

/// The panel.
#[component]
pub fn AnswerPanel(props: &AnswerPanelProps) -> Html {
    let settled = props.progress.is_none();
    let sentence = props.answer.as_ref().map(|answer| text::chance_sentence(answer, &props.format));
    html! {
        <section class="answer-panel" aria-label={text::ANSWER} data-settled={settled.to_string()}>
            <h2 class="visually-hidden">{ text::ANSWER }</h2>
            <div class="answer-panel__first">
                <p class="answer-panel__chance" id="chance">
                    { sentence.clone().unwrap_or_else(|| text::FIRST_ANSWER.to_owned()) }
                </p>
                { progress_line(props) }
            </div>
            <p class="visually-hidden" role="status">{ if settled { sentence.unwrap_or_default() } else { String::new() } }</p>
            { for props.failure.iter().map(|reason| html! { <p class="answer-panel__warning" role="alert">{ text::refused_run(reason) }</p> }) }
            { for text::rejections(props.rejections).map(|words| html! { <p class="answer-panel__warning">{ words }</p> }) }
            { for props.answer.as_ref().map(|answer| body(answer, props)) }
            { for text::drawing(props.drawing).map(|words| html! { <p class="answer-panel__note" id="drawing">{ words }</p> }) }
        </section>
    }
}

/// The line is always there, so that nothing moves when it fills.
fn progress_line(props: &AnswerPanelProps) -> Html {
    let stop = props.on_stop.reform(|_: MouseEvent| ());
    let (done, trials) = props.progress.unwrap_or((1, 1));
    let running = props.progress.is_some();
    html! {
        <div class="progress" data-running={running.to_string()}>
            <progress value={done.to_string()} max={trials.to_string()} aria-hidden="true" />
            <button type="button" id="stop" disabled={!running} onclick={stop}>{ text::STOP }</button>
        </div>
    }
}

fn body(answer: &Shared<Answer>, props: &AnswerPanelProps) -> Html {
    let format = &props.format;
    let currency = answer.scenario.parts().currency;
    let report = &answer.report;
    let tick_label = {
        let format = format.clone();
        Callback::from(move |value: f64| format.money_short(value, currency))
    };
    html! {
        <>
            <p class="answer-panel__middle" id="middle">{ text::middle_sentence(answer, format) }</p>
            <p class="answer-panel__note">{ text::pipeline_sentence(&answer.scenario) }</p>
            { dot_plot(answer, format, &tick_label) }
            { holds(answer, format) }
            <details class="fold">
                <summary>{ text::HOW }</summary>
                <p id="runs">{ text::how_many_runs(report, format) }</p>
                <p>{ text::how_chance(answer, format) }</p>
                <p>{ text::how_method(format) }</p>
                <p>{ text::HOW_DIGEST }{ " " }<code id="digest">{ text::digest(report) }</code></p>
            </details>
            <details class="fold" id="tables">
                <summary>{ text::TABLE }</summary>
                { cumulative_chart(answer, format, &tick_label) }
                { quantile_table(answer, format) }
            </details>
            <details class="fold" id="months">
                <summary>{ text::months_finding(answer, format) }</summary>
                { month_chart(answer, format, tick_label) }
                { month_table(answer, format) }
            </details>
            <details class="fold" id="stages">
                <summary>{ text::BY_STAGE }</summary>
                { funnel_chart(answer, format) }
            </details>
        </>
    }
}

fn holds(answer: &Answer, format: &Format) -> Html {
    let currency = answer.scenario.parts().currency;
    let cells =
        text::promise_labels(format).into_iter().zip(answer.report.promises).map(|(label, amount)| {
            html! {
                <div class="holds__cell">
                    <dt>{ label }</dt>
                    <dd>{ format.money_short(amount, currency) }</dd>
                </div>
            }
        });
    html! {
        <section class="holds" aria-label={text::HOLDS}>
            <h3>{ text::HOLDS }</h3>
            <dl class="holds__row" id="holds">{ for cells }</dl>
        </section>
    }
}

fn quantile_table(answer: &Answer, format: &Format) -> Html {
    let currency = answer.scenario.parts().currency;
    let rows: Vec<Vec<AttrValue>> = QUANTILES
        .iter()
        .zip(answer.report.quantiles)
        .map(|(p, amount)| {
            vec![text::quantile_label(*p, format).into(), format.money_short(amount, currency).into()]
        })
        .collect();
    let head: Vec<AttrValue> = vec![text::TABLE_HEAD_SHARE.into(), text::TABLE_HEAD_AMOUNT.into()];
    html! { <DataTable caption={text::TABLE_QUANTILES} {head} {rows} /> }
}

fn dot_plot(answer: &Answer, format: &Format, tick_label: &Callback<f64, String>) -> Html {
    let currency = answer.scenario.parts().currency;
    let target = answer.report.target.minor() as f64;
    let now = Dots {
        values: answer.report.dots.to_vec(),
        target,
        target_label: text::target_label(target, currency, format).into(),
    };
    let column_words = {
        let format = format.clone();
        Callback::from(move |column: DotColumn| text::column_words(&column, currency, &format))
    };
    html! {
        <DotPlot id="dots" {now} row_names={text::BEFORE_NOW.map(AttrValue::from)} tick_label={tick_label.clone()} {column_words}
            names={text::frame_names(text::DOTS_TITLE, text::dots_summary(answer, format), "dots")} />
    }
}

fn cumulative_chart(answer: &Answer, format: &Format, tick_label: &Callback<f64, String>) -> Html {
    let currency = answer.scenario.parts().currency;
    let report = &answer.report;
    let target = report.target.minor() as f64;
    let dots = report.dots.len() as f64;
    let mut points: Vec<(f64, f64)> =
        report.dots.iter().zip(0_u32..).map(|(dot, i)| (*dot, 1.0 - (f64::from(i) + 0.5) / dots)).collect();
    // At the target the picture says what the sentence says.
    let place = points.partition_point(|(amount, _)| *amount < target);
    points.insert(place, (target, report.chance.value));
    let words = {
        let format = format.clone();
        Callback::from(move |reading: CumulativeReading| text::cumulative_words(&reading, currency, &format))
    };
    let now = Curve { points, target, target_label: text::target_chance_label(answer, format).into() };
    html! {
        <CumulativeChart id="cumulative" {now} curve_names={text::BEFORE_NOW.map(AttrValue::from)} {words}
            axis_names={text::CUMULATIVE_AXES.map(AttrValue::from)} tick_label={tick_label.clone()}
            names={text::frame_names(text::CUMULATIVE_TITLE, text::cumulative_summary(answer, format), "cumulative")} />
    }
}

fn funnel_chart(answer: &Answer, format: &Format) -> Html {
    let segment = answer.scenario.segment();
    let mut left = 100.0;
    let mut stages: Vec<FunnelStage> = Vec::new();
    let mut bar = |name: String, count: f64, moves_on: String| {
        let count_label = format.number(count, u32::from(count < 9.95));
        stages.push(FunnelStage {
            words: text::stage_words(&name, &count_label, &moves_on).into(),
            name: name.into(),
            count,
            count_label: count_label.into(),
            moves_on: moves_on.into(),
        });
    };
    for (place, stage) in segment.stages().iter().enumerate() {
        let rate = stage.rate.mean();
        bar(text::stage_name(place, stage.name()), left, text::moves_on(rate, format));
        left *= rate;
    }
    bar(text::WON.to_owned(), left, String::new());
    html! {
        <FunnelChart id="funnel" {stages}
            names={text::frame_names(text::FUNNEL_TITLE, text::funnel_line(segment, format), "funnel")} />
    }
}

fn month_chart(answer: &Answer, format: &Format, amount_label: Callback<f64, String>) -> Html {
    let parts = answer.scenario.parts();
    let points: Vec<FanPoint> = answer
        .report
        .months
        .iter()
        .map(|band| FanPoint {
            time: text::month_label(&parts.calendar, band.month, format).into(),
            low: band.p10,
            middle: band.p50,
            high: band.p90,
            path: band.path,
            words: text::month_words(band, &answer.scenario, format).into(),
        })
        .collect();
    html! {
        <FanChart id="by-month" start={parts.progress.booked().minor() as f64} {points} {amount_label}
            line_names={text::FAN_NAMES.map(AttrValue::from)}
            names={text::frame_names(text::MONTHS_TITLE, text::months_summary(answer, format), "by-month")} />
    }
}

fn month_table(answer: &Answer, format: &Format) -> Html {
    let parts = answer.scenario.parts();
    let money = |minor: f64| AttrValue::from(format.money_short(minor, parts.currency));
    let rows: Vec<Vec<AttrValue>> = answer
        .report
        .months
        .iter()
        .map(|band| {
            let month = text::month_label(&parts.calendar, band.month, format);
            let path = band.path.map_or_else(|| "–".into(), money);
            vec![month.into(), money(band.p10), money(band.p50), money(band.p90), path]
        })
        .collect();
    let head: Vec<AttrValue> = text::TABLE_HEAD_MONTH.map(AttrValue::from).to_vec();
    html! { <DataTable caption={text::TABLE_MONTHS} {head} {rows} /> }
}
