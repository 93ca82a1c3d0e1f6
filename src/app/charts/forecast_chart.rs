//! Ranges that were forecast, and what then happened, from left to right.

use super::chart_frame::{ChartFrame, FrameNames, Reading, Stop, use_picture_width};
use super::labels::Label;
use super::marks::{Drawing, MARGIN};
use super::scale::{LinearScale, round_ticks};
use yew::prelude::*;

const TOP: f64 = 24.0;
const BASE: f64 = 224.0;
const HEIGHT: f64 = 256.0;
const LEFT: f64 = 64.0;
const DOT: f64 = 5.0;
/// Room for one date below the picture.
const DATE: f64 = 84.0;

/// A range, and what happened.
#[derive(Clone, Debug, PartialEq)]
pub struct ForecastRange {
    /// Low end, middle and high end.
    pub forecast: [f64; 3],
    /// What happened.
    pub happened: f64,
    /// Below it on the axis.
    pub name: AttrValue,
    /// In words.
    pub words: AttrValue,
}

/// What the picture shows.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ForecastChartProps {
    /// Identifies it in the page.
    pub id: AttrValue,
    /// The ranges, the earliest first.
    pub ranges: Vec<ForecastRange>,
    /// Words of an amount.
    pub amount_label: Callback<f64, String>,
    /// All words of the frame.
    pub names: FrameNames,
}

#[component]
pub fn ForecastChart(props: &ForecastChartProps) -> Html {
    let width = use_picture_width();
    let amounts = props.ranges.iter().flat_map(|range| range.forecast.into_iter().chain([range.happened]));
    let most = amounts.fold(1.0, f64::max) * 1.05;
    let up = LinearScale { from: 0.0, to: most, left: BASE, right: TOP };
    let mut drawing = Drawing::default();
    for tick in round_ticks(0.0, most, 4) {
        let y = up.place(tick);
        drawing.line("chart-frame__guide", (LEFT, y), (width - MARGIN, y));
        let words = props.amount_label.emit(tick);
        drawing.words("chart-frame__tick", &Label { x: LEFT - 6.0, y: y + 5.0, anchor: "end", words });
    }
    let step = (width - MARGIN - LEFT) / props.ranges.len().max(1) as f64;
    let named = (DATE / step).ceil();
    let mut stops = Vec::new();
    for (at, range) in props.ranges.iter().enumerate() {
        let x = LEFT + step * (at as f64 + 0.5);
        let half = (step * 0.3).min(14.0);
        let [low, middle, high] = range.forecast.map(|amount| up.place(amount));
        drawing.bar("forecast-chart__range", [x - half, high, 2.0 * half, (low - high).max(1.0)]);
        drawing.line("forecast-chart__middle", (x - half, middle), (x + half, middle));
        let y = up.place(range.happened);
        let is_within = (high..=low).contains(&y);
        let class = if is_within { "forecast-chart__within" } else { "forecast-chart__missed" };
        drawing.circle(class, (x, y), DOT);
        if (at as f64 % named).abs() < 0.5 {
            let words = range.name.to_string();
            drawing.words("chart-frame__tick", &Label { x, y: BASE + 20.0, anchor: "middle", words });
        }
        stops.push(Stop { x, y: Some(y), words: range.words.clone() });
    }
    html! {
        <ChartFrame id={props.id.clone()} {width} height={HEIGHT} {stops}
            reading={Reading::Lines { top: TOP, base: BASE }} names={props.names.clone()}>
            { drawing.done() }
        </ChartFrame>
    }
}
