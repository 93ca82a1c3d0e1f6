//! Fifty dots, each 2 in 100, and the target as a line.
//!
//! A quantile dotplot: Kay, Kola, Hullman and Munson (2016), *When (ish) is My Bus?*, CHI '16.

use super::scale::{LinearScale, round_ticks};
use yew::prelude::*;

const WIDTH: f64 = 640.0;
const LEFT: f64 = 16.0;
const TOP: f64 = 30.0;
const PLOT_HEIGHT: f64 = 176.0;
const AXIS_HEIGHT: f64 = 30.0;
const BASE: f64 = TOP + PLOT_HEIGHT;
/// Columns of dots across the picture.
const COLUMNS: u32 = 24;
/// Space that the target's label needs beside its line.
const LABEL_WIDTH: f64 = 150.0;

/// A dot's centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Whether its value reaches the target.
    pub reaches: bool,
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub struct DotLayout {
    /// The dots, from the lowest value.
    pub dots: Vec<Dot>,
    /// Radius of each.
    pub radius: f64,
    /// The target's line.
    pub target_x: f64,
    /// Ticks: place and value.
    pub ticks: Vec<(f64, f64)>,
}

/// Stacks dots in columns, of which the target is an edge: no column mixes those that reach it and those that do
/// not. `values` rise; the target is always in the picture.
pub fn layout_dots(values: &[f64], target: f64) -> DotLayout {
    let low = values.first().copied().unwrap_or(target).min(target);
    let high = values.last().copied().unwrap_or(target).max(target);
    // All futures alike and on the target: a picture as wide as the amount itself.
    let span = if high - low > 1e-9 * high.abs() { high - low } else { high.abs().max(1.0) };
    let width = span / f64::from(COLUMNS - 2);
    let first = target - ((target - low) / width).ceil().max(1.0) * width;
    let columns = (((high - first) / width).floor() + 1.0).max(f64::from(COLUMNS) / 2.0);
    let scale = LinearScale { from: first, to: first + columns * width, left: LEFT, right: WIDTH - LEFT };
    let mut stacks: Vec<(f64, u32)> = Vec::new();
    let placed: Vec<(f64, u32, bool)> = values
        .iter()
        .map(|value| {
            let reaches = *value >= target;
            let edge = ((value - first) / width).floor();
            // Rounding must not carry a value over the target's edge.
            let at_target = ((target - first) / width).round();
            let column = if reaches { edge.max(at_target) } else { edge.min(at_target - 1.0) };
            let height = match stacks.last_mut() {
                Some((last, height)) if last.total_cmp(&column).is_eq() => {
                    *height += 1;
                    *height
                }
                _ => {
                    stacks.push((column, 1));
                    1
                }
            };
            (first + (column + 0.5) * width, height, reaches)
        })
        .collect();
    let tallest = stacks.iter().map(|(_, height)| *height).max().unwrap_or(1);
    let column_width = (scale.right - scale.left) / columns;
    let radius = (0.46 * column_width).min(0.5 * PLOT_HEIGHT / f64::from(tallest)).min(12.0);
    let dots = placed
        .into_iter()
        .map(|(value, height, reaches)| Dot {
            x: scale.place(value),
            y: BASE - radius * (2.0 * f64::from(height) - 1.0) - 2.0,
            reaches,
        })
        .collect();
    let ticks =
        round_ticks(scale.from, scale.to, 5).into_iter().map(|tick| (scale.place(tick), tick)).collect();
    DotLayout { dots, radius, target_x: scale.place(target), ticks }
}

/// What the picture shows.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct DotPlotProps {
    /// Rising values.
    pub values: Vec<f64>,
    /// The target.
    pub target: f64,
    /// The target's label.
    pub target_label: AttrValue,
    /// Everything in words.
    pub summary: AttrValue,
    /// Writes a tick's value.
    pub tick_label: Callback<f64, String>,
}

/// The picture.
#[component]
pub fn DotPlot(props: &DotPlotProps) -> Html {
    let layout = layout_dots(&props.values, props.target);
    let x = |value: f64| format!("{value:.1}");
    let view_box = format!("0 0 {WIDTH} {}", BASE + AXIS_HEIGHT);
    // The label stands on the side of its line that has room.
    let (label_x, anchor) = if layout.target_x + LABEL_WIDTH < WIDTH {
        (layout.target_x + 6.0, "start")
    } else {
        (layout.target_x - 6.0, "end")
    };
    html! {
        <svg class="dot-plot" viewBox={view_box} role="img" aria-label={props.summary.clone()}>
            <line class="dot-plot__axis" x1={x(LEFT)} x2={x(WIDTH - LEFT)} y1={x(BASE)} y2={x(BASE)} />
            { for layout.ticks.iter().map(|(place, value)| html! {
                <g>
                    <line class="dot-plot__axis" x1={x(*place)} x2={x(*place)} y1={x(BASE)} y2={x(BASE + 5.0)} />
                    <text class="dot-plot__tick" x={x(*place)} y={x(BASE + 22.0)} text-anchor="middle">
                        { props.tick_label.emit(*value) }
                    </text>
                </g>
            }) }
            { for layout.dots.iter().map(|dot| html! {
                <circle class="dot-plot__dot" data-reaches={dot.reaches.to_string()}
                    cx={x(dot.x)} cy={x(dot.y)} r={x(layout.radius - 0.9)} />
            }) }
            <line class="dot-plot__target" x1={x(layout.target_x)} x2={x(layout.target_x)} y1="8" y2={x(BASE)} />
            <text class="dot-plot__target-label" x={x(label_x)} y="19" text-anchor={anchor}>
                { props.target_label.clone() }
            </text>
        </svg>
    }
}
