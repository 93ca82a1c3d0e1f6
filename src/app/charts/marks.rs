//! Lines and letters that all pictures draw alike.

use super::labels::Label;
use yew::prelude::*;

/// Width of a picture's view box on a wide page.
pub const WIDE: f64 = 640.0;
/// On a phone: letters keep their size in units of the view box, so they are drawn larger.
pub const NARROW: f64 = 340.0;
/// Space at the left and right.
pub(super) const MARGIN: f64 = 14.0;

/// A number as SVG reads it. What is not finite has no place and stands at the edge rather than breaking the picture.
pub(super) fn place(value: f64) -> AttrValue {
    let value = if value.is_finite() { value } else { 0.0 };
    format!("{value:.1}").into()
}

/// Points as SVG reads them.
pub(super) fn svg_points(points: &[(f64, f64)]) -> String {
    points
        .iter()
        .filter(|(x, y)| x.is_finite() && y.is_finite())
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A straight line.
pub(super) fn line(class: &'static str, from: (f64, f64), to: (f64, f64)) -> Html {
    html! { <line {class} x1={place(from.0)} y1={place(from.1)} x2={place(to.0)} y2={place(to.1)} /> }
}

/// A line through points.
pub(super) fn polyline(class: &'static str, points: &[(f64, f64)]) -> Html {
    html! { <polyline {class} points={svg_points(points)} /> }
}

/// Words at their place.
pub(super) fn words(class: &'static str, label: &Label) -> Html {
    html! {
        <text {class} x={place(label.x)} y={place(label.y)} text-anchor={label.anchor}>{ label.words.clone() }</text>
    }
}

/// The target: the same line in every picture, with its label at the top, or below it where it has no room beside.
pub(super) fn target(x: f64, to: f64, label: &Label) -> Html {
    let (start, end) = label.extent();
    let from = if start < x && x < end { label.y + 6.0 } else { label.y - 11.0 };
    html! {
        <g>
            { line("chart-frame__target", (x, from), (x, to)) }
            { words("chart-frame__strong", label) }
        </g>
    }
}

/// An axis at the foot with its ticks and their labels.
pub(super) fn foot_axis(
    left: f64,
    right: f64,
    y: f64,
    ticks: impl Iterator<Item = f64>,
    labels: &[Label],
) -> Html {
    html! {
        <g>
            { line("chart-frame__axis", (left, y), (right, y)) }
            { for ticks.map(|x| line("chart-frame__axis", (x, y), (x, y + 5.0))) }
            { for labels.iter().map(|label| words("chart-frame__tick", label)) }
        </g>
    }
}
