//! Bands that open over time, their middle, and the path to be on: direct labels at the right.

use super::scale::{LinearScale, round_ticks};
use yew::prelude::*;

const WIDTH: f64 = 640.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 484.0;
const TOP: f64 = 16.0;
const BASE: f64 = 236.0;
const HEIGHT: f64 = 270.0;
/// Least distance between two labels at the right.
const LABEL_DISTANCE: f64 = 19.0;
/// At most this many times are written below the axis.
const TIMES_MAX: usize = 3;

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
}

/// Where everything stands, as points of SVG polygons and lines.
#[derive(Clone, Debug, PartialEq)]
pub struct FanLayout {
    /// Outline of the band.
    pub band: String,
    /// The middle.
    pub middle: String,
    /// The path; empty, if there is none.
    pub path: String,
    /// Ticks of amounts: place and value.
    pub amounts: Vec<(f64, f64)>,
    /// Times: place and index.
    pub times: Vec<(f64, usize)>,
    /// Heights of the labels: high, middle, low, path.
    pub labels: [f64; 4],
}

/// Lays out a fan that begins at `start` and passes through `points`, one a time, in order.
pub fn layout_fan(start: f64, points: &[FanPoint]) -> FanLayout {
    let highest = points.iter().map(|point| point.high.max(point.path.unwrap_or(0.0))).fold(start, f64::max);
    // Nothing expected at all: the axis still needs a height.
    let top = if highest > 0.0 { highest } else { 1.0 };
    let x = LinearScale { from: 0.0, to: points.len().max(1) as f64, left: LEFT, right: RIGHT };
    let y = LinearScale { from: 0.0, to: top, left: BASE, right: TOP };
    let line = |value: &dyn Fn(&FanPoint) -> f64| -> Vec<(f64, f64)> {
        let later =
            points.iter().zip(1_u32..).map(|(point, time)| (x.place(f64::from(time)), y.place(value(point))));
        std::iter::once((LEFT, y.place(start))).chain(later).collect()
    };
    let (low, middle, high) =
        (line(&|point| point.low), line(&|point| point.middle), line(&|point| point.high));
    let path =
        points.iter().all(|point| point.path.is_some()).then(|| line(&|point| point.path.unwrap_or(0.0)));
    let outline: Vec<(f64, f64)> = low.iter().copied().chain(high.iter().rev().copied()).collect();
    let end = |line: &[(f64, f64)]| line.last().map_or(BASE, |(_, y)| *y);
    let labels = apart([end(&high), end(&middle), end(&low), path.as_deref().map_or(BASE, end)]);
    let every = points.len().div_ceil(TIMES_MAX).max(1);
    FanLayout {
        band: svg_points(&outline),
        middle: svg_points(&middle),
        path: path.as_deref().map(svg_points).unwrap_or_default(),
        amounts: round_ticks(0.0, top, 4).into_iter().map(|tick| (y.place(tick), tick)).collect(),
        // Counted from the end, which is always named.
        times: (0..points.len())
            .rev()
            .step_by(every)
            .map(|index| (x.place((index + 1) as f64), index))
            .collect(),
        labels,
    }
}

/// Moves heights apart, in their order, so that no two labels overlap and none leaves the picture at the foot.
fn apart(heights: [f64; 4]) -> [f64; 4] {
    let mut order = [0, 1, 2, 3];
    let of = |index: usize| heights.get(index).copied().unwrap_or(BASE);
    order.sort_by(|a, b| of(*a).total_cmp(&of(*b)));
    let mut moved = heights;
    let mut free_from = f64::NEG_INFINITY;
    for index in order {
        if let Some(height) = moved.get_mut(index) {
            *height = height.max(free_from);
            free_from = *height + LABEL_DISTANCE;
        }
    }
    let over = free_from - LABEL_DISTANCE - BASE;
    if over > 0.0 { moved.map(|height| height - over) } else { moved }
}

fn svg_points(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ")
}

/// What the picture shows.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct FanChartProps {
    /// Where all lines begin.
    pub start: f64,
    /// The times, in order.
    pub points: Vec<FanPoint>,
    /// Names of the upper edge, the middle, the lower edge and the path.
    pub names: [AttrValue; 4],
    /// Everything in words.
    pub summary: AttrValue,
    /// Writes an amount.
    pub amount_label: Callback<f64, String>,
}

/// The picture.
#[component]
pub fn FanChart(props: &FanChartProps) -> Html {
    let layout = layout_fan(props.start, &props.points);
    let place = |value: f64| format!("{value:.1}");
    let view_box = format!("0 0 {WIDTH} {HEIGHT}");
    html! {
        <svg class="fan-chart" viewBox={view_box} role="img" aria-label={props.summary.clone()}>
            { for layout.amounts.iter().map(|(y, amount)| html! {
                <g>
                    <line class="fan-chart__grid" x1={place(LEFT)} x2={place(RIGHT)} y1={place(*y)} y2={place(*y)} />
                    <text class="fan-chart__tick" x={place(LEFT - 8.0)} y={place(*y + 5.0)} text-anchor="end">
                        { props.amount_label.emit(*amount) }
                    </text>
                </g>
            }) }
            { for layout.times.iter().map(|(x, index)| html! {
                <text class="fan-chart__tick" x={place(*x)} y={place(BASE + 22.0)} text-anchor="middle">
                    { props.points.get(*index).map(|point| point.time.clone()).unwrap_or_default() }
                </text>
            }) }
            <polygon class="fan-chart__band" points={layout.band.clone()} />
            <polyline class="fan-chart__middle" points={layout.middle.clone()} />
            if !layout.path.is_empty() {
                <polyline class="fan-chart__path" points={layout.path.clone()} />
            }
            { for props.names.iter().zip(layout.labels).enumerate().filter(|(index, _)| *index < 3 || !layout.path.is_empty()).map(|(index, (name, y))| html! {
                <text class="fan-chart__label" data-line={index.to_string()} x={place(RIGHT + 8.0)} y={place(y + 5.0)}>{ name.clone() }</text>
            }) }
        </svg>
    }
}
