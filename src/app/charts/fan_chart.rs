//! Bands that open over time, their middle, and the path to be on: direct labels at the right.

use super::chart_frame::{ChartFrame, FrameNames, Reading, Stop, use_picture_width};
use super::labels::{LINE, Label, apart, text_width};
use super::marks::{Drawing, WIDE};
use super::scale::{LinearScale, round_ticks};
use yew::prelude::*;

const TOP: f64 = 16.0;
const BASE: f64 = 236.0;
const HEIGHT: f64 = 270.0;
/// Space between the lines and the letters beside them.
const GAP: f64 = 8.0;

/// The values at one time; all in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct FanPoint {
    /// What stands below the axis.
    pub time: AttrValue,
    /// Lower edge of the band.
    pub low: f64,
    /// Middle.
    pub middle: f64,
    /// Upper edge of the band.
    pub high: f64,
    /// The path to be on, if there is one.
    pub path: Option<f64>,
    /// All of it in words.
    pub words: AttrValue,
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub struct FanLayout {
    /// Outline of the band.
    pub band: Vec<(f64, f64)>,
    /// The middle.
    pub middle: Vec<(f64, f64)>,
    /// The path; empty, if there is none.
    pub path: Vec<(f64, f64)>,
    /// Heights of the labels: high, middle, low and, if there is one, path.
    pub labels: Vec<f64>,
}

/// The largest amount in the picture, never nothing: the axis needs a height.
pub fn fan_top(start: f64, points: &[FanPoint]) -> f64 {
    let highest = points.iter().map(|point| point.high.max(point.path.unwrap_or(0.0))).fold(start, f64::max);
    if highest > 0.0 && highest.is_finite() { highest } else { 1.0 }
}

/// Lays out a fan that begins at `start` and passes through `points`, one a time, in order, between two
/// places.
pub fn layout_fan(start: f64, points: &[FanPoint], left: f64, right: f64) -> FanLayout {
    let x = LinearScale { from: 0.0, to: points.len().max(1) as f64, left, right };
    let y = amount_scale(start, points);
    let line = |value: &dyn Fn(&FanPoint) -> f64| -> Vec<(f64, f64)> {
        let later =
            points.iter().zip(1_u32..).map(|(point, time)| (x.place(f64::from(time)), y.place(value(point))));
        std::iter::once((left, y.place(start))).chain(later).collect()
    };
    let (low, middle, high) =
        (line(&|point| point.low), line(&|point| point.middle), line(&|point| point.high));
    let has_path = points.iter().all(|point| point.path.is_some());
    let path = if has_path { line(&|point| point.path.unwrap_or(0.0)) } else { Vec::new() };
    let mut labels: Vec<f64> =
        [&high, &middle, &low, &path].into_iter().filter_map(|line| Some(line.last()?.1)).collect();
    apart(&mut labels, LINE, TOP, BASE);
    FanLayout { band: low.iter().copied().chain(high.into_iter().rev()).collect(), middle, path, labels }
}

fn amount_scale(start: f64, points: &[FanPoint]) -> LinearScale {
    LinearScale { from: 0.0, to: fan_top(start, points), left: BASE, right: TOP }
}

/// What the picture shows.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct FanChartProps {
    /// Identifies it in the page.
    pub id: AttrValue,
    /// Where all lines begin.
    pub start: f64,
    /// The times, in order.
    pub points: Vec<FanPoint>,
    /// Names of the upper edge, the middle, the lower edge and the path.
    pub line_names: [AttrValue; 4],
    /// Writes an amount.
    pub amount_label: Callback<f64, String>,
    /// All words of the frame.
    pub names: FrameNames,
}

#[component]
pub fn FanChart(props: &FanChartProps) -> Html {
    let width = use_picture_width();
    let points = &props.points;
    let y = amount_scale(props.start, points);
    let amounts: Vec<(f64, String)> = round_ticks(0.0, y.to, 4)
        .into_iter()
        .map(|tick| (y.place(tick), props.amount_label.emit(tick)))
        .collect();
    let widest =
        |names: &mut dyn Iterator<Item = &str>| names.map(text_width).fold(0.0, f64::max) + 2.0 * GAP;
    let left = widest(&mut amounts.iter().map(|(_, words)| &**words)).min(0.4 * width);
    let right = width - widest(&mut props.line_names.iter().map(|name| &**name)).min(0.4 * width);
    let layout = layout_fan(props.start, points, left, right);
    let stops: Vec<Stop> = points
        .iter()
        .zip(layout.middle.iter().skip(1))
        .map(|(point, (x, y))| Stop { x: *x, y: Some(*y), words: point.words.clone() })
        .collect();
    // Counted from the end, which is always named; in a narrow picture the first and the last.
    let every = if width < WIDE { points.len().saturating_sub(1) } else { points.len().div_ceil(4) }.max(1);
    let times: Vec<(f64, String)> = stops
        .iter()
        .zip(points)
        .rev()
        .step_by(every)
        .map(|(stop, point)| (stop.x, point.time.to_string()))
        .collect();
    let mut drawing = Drawing::default();
    let beside = |drawing: &mut Drawing, class, x: f64, y: f64, anchor, words: &str| {
        drawing.words(class, &Label { x, y: y + 5.0, anchor, words: words.to_owned() });
    };
    for (y, amount) in &amounts {
        drawing.line("chart-frame__guide", (left, *y), (right, *y));
        beside(&mut drawing, "chart-frame__tick", left - GAP, *y, "end", amount);
    }
    drawing.below_axis(times, BASE, width);
    drawing.polyline("fan-chart__band", &layout.band);
    drawing.polyline("fan-chart__middle", &layout.middle);
    drawing.polyline("fan-chart__path", &layout.path);
    for (name, y) in props.line_names.iter().zip(&layout.labels) {
        beside(&mut drawing, "chart-frame__label", right + GAP, *y, "start", name);
    }
    html! {
        <ChartFrame id={props.id.clone()} {width} height={HEIGHT} {stops}
            reading={Reading::Lines { top: TOP, base: BASE }} names={props.names.clone()}>
            { drawing.done() }
        </ChartFrame>
    }
}
