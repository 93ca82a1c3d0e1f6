//! How many of 100 futures reach at least an amount, for every amount; the target as the same line as
//! everywhere.

use super::chart_frame::{ChartFrame, FrameNames, Reading, Stop, use_picture_width};
use super::labels::{LINE, Label, beside, text_width};
use super::marks::{Drawing, MARGIN};
use super::scale::{LinearScale, ends};
use yew::prelude::*;

/// Room above the plot for the axis's words and the targets' labels.
const TOP: f64 = 58.0;
const BASE: f64 = 254.0;
const HEIGHT: f64 = 304.0;
const LEFT: f64 = 44.0;
/// Shares that have a line across: half, and what people call safe.
const GUIDES: [u32; 4] = [0, 50, 80, 100];

/// A curve and its target.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Amount and share, 0 to 1, of futures that reach at least it; rising in amount.
    pub points: Vec<(f64, f64)>,
    /// The target.
    pub target: f64,
    /// The target's label.
    pub target_label: AttrValue,
}

/// What is read at one amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CumulativeReading {
    /// The amount.
    pub amount: f64,
    /// The share that reaches at least it.
    pub share: f64,
    /// The same before.
    pub before: Option<f64>,
}

/// The share at an amount: on the line between its neighbours; all below the first point, none above the
/// last.
pub fn share_at(points: &[(f64, f64)], amount: f64) -> f64 {
    let next = points.partition_point(|(at, _)| *at < amount);
    match (next.checked_sub(1).and_then(|last| points.get(last)), points.get(next)) {
        (Some((low, from)), Some((high, to))) => from + (to - from) * (amount - low) / (high - low),
        (None, Some((at, share))) if at.total_cmp(&amount).is_eq() => *share,
        (None, Some(_)) => 1.0,
        (_, None) => 0.0,
    }
}

/// The amount that a share reaches, by the same lines; none, if the curve does not come to this share.
pub fn amount_at(points: &[(f64, f64)], share: f64) -> Option<f64> {
    let (from, to) =
        points.iter().zip(points.iter().skip(1)).find(|(from, to)| from.1 >= share && share >= to.1)?;
    let part = if from.1 > to.1 { (from.1 - share) / (from.1 - to.1) } else { 0.0 };
    Some(from.0 + part * (to.0 - from.0))
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub struct CumulativeLayout {
    /// Amounts.
    pub x: LinearScale,
    /// Of 100 futures.
    pub y: LinearScale,
    /// The curves: now and, if there is one, before.
    pub curves: Vec<Vec<(f64, f64)>>,
    /// The targets, likewise; one, if both are the same.
    pub targets: Vec<(f64, Label)>,
}

/// Lays out one curve, or two on one scale.
pub fn layout_cumulative(now: &Curve, before: Option<&Curve>, width: f64) -> CumulativeLayout {
    let both = || std::iter::once(now).chain(before);
    let amounts =
        both().flat_map(|curve| curve.points.iter().map(|(amount, _)| *amount).chain([curve.target]));
    let (low, high) = ends(amounts);
    let spare = 0.03 * (high - low);
    let x = LinearScale { from: low - spare, to: high + spare, left: LEFT, right: width - MARGIN };
    let y = LinearScale { from: 0.0, to: 100.0, left: BASE, right: TOP };
    let curve = |curve: &Curve| -> Vec<(f64, f64)> {
        let share = |share: f64| (100.0 * share).clamp(0.0, 100.0);
        curve.points.iter().map(|(amount, of_1)| (x.place(*amount), y.place(share(*of_1)))).collect()
    };
    let other_target = before.filter(|before| !before.target.total_cmp(&now.target).is_eq());
    let foot = TOP - 9.0;
    let mut targets: Vec<(f64, Label)> = std::iter::once(now)
        .chain(other_target)
        .map(|curve| (x.place(curve.target), &curve.target_label))
        .map(|(at, label)| (at, beside(at, foot, width, label)))
        .collect();
    // Of two labels the left one stands a line higher, out of the right line's way, unless the right one
    // reaches over.
    if let [(now_x, now_label), (before_x, before_label)] = &mut *targets {
        let (left, right, left_x) = if *now_x < *before_x {
            (now_label, before_label, *now_x)
        } else {
            (before_label, now_label, *before_x)
        };
        let higher = if right.extent().0 < left_x { right } else { left };
        higher.y -= LINE;
    }
    CumulativeLayout { x, y, curves: both().map(curve).collect(), targets }
}

/// What the picture shows.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct CumulativeChartProps {
    /// Identifies it in the page.
    pub id: AttrValue,
    /// The curve.
    pub now: Curve,
    /// That of before.
    #[prop_or_default]
    pub before: Option<Curve>,
    /// Names of the two curves, before and now: needed where there are two.
    pub curve_names: [AttrValue; 2],
    /// What the two axes show: amounts, and shares.
    pub axis_names: [AttrValue; 2],
    /// Writes a tick's value.
    pub tick_label: Callback<f64, String>,
    /// Says what is read at an amount.
    pub words: Callback<CumulativeReading, String>,
    /// All words of the frame.
    pub names: FrameNames,
}

#[component]
pub fn CumulativeChart(props: &CumulativeChartProps) -> Html {
    let width = use_picture_width();
    let layout = layout_cumulative(&props.now, props.before.as_ref(), width);
    let stops: Vec<Stop> = props
        .now
        .points
        .iter()
        .map(|(amount, share)| {
            let before = props.before.as_ref().map(|before| share_at(&before.points, *amount));
            let reading = CumulativeReading { amount: *amount, share: *share, before };
            let words = props.words.emit(reading).into();
            Stop { x: layout.x.place(*amount), y: Some(layout.y.place(100.0 * share)), words }
        })
        .collect();
    let mut drawing = Drawing::default();
    for share in GUIDES {
        let y = layout.y.place(share.into());
        drawing.line("chart-frame__guide", (LEFT, y), (width - MARGIN, y));
        let words = share.to_string();
        drawing.words("chart-frame__tick", &Label { x: LEFT - 8.0, y: y + 5.0, anchor: "end", words });
    }
    drawing.foot_axis(&layout.x, BASE, width, &props.tick_label);
    let [amounts, shares] = &props.axis_names;
    for (x, y, anchor, name) in
        [(MARGIN, 14.0, "start", shares), (width - MARGIN, BASE + 44.0, "end", amounts)]
    {
        drawing.words("chart-frame__tick", &Label { x, y, anchor, words: name.to_string() });
    }
    if let Some((x, label)) = layout.targets.get(1) {
        drawing.target_before(*x, BASE, label);
    }
    if let Some((x, label)) = layout.targets.first() {
        drawing.target(*x, BASE, label);
    }
    // The curve of now is drawn last, over that of before.
    let classes = ["cumulative-chart__now", "cumulative-chart__before"];
    for (class, curve) in classes.into_iter().zip(&layout.curves).rev() {
        drawing.polyline(class, curve);
    }
    if let Some(before) = &props.before {
        curve_names(&mut drawing, props, before, &layout);
    }
    // Where the curve meets the target: the chance.
    let chance = share_at(&props.now.points, props.now.target);
    let place = (layout.x.place(props.now.target), layout.y.place(100.0 * chance));
    drawing.circle("cumulative-chart__chance", place, 5.0);
    html! {
        <ChartFrame id={props.id.clone()} {width} height={HEIGHT} {stops}
            reading={Reading::Lines { top: TOP, base: BASE }} names={props.names.clone()}>
            { drawing.done() }
        </ChartFrame>
    }
}

/// Names beside the curves, each on the side away from the other curve.
fn curve_names(
    drawing: &mut Drawing,
    props: &CumulativeChartProps,
    before: &Curve,
    layout: &CumulativeLayout,
) {
    let half = |curve: &Curve| amount_at(&curve.points, 0.5).unwrap_or(curve.target);
    let before_is_left = half(before) < half(&props.now);
    let [before_name, now_name] = &props.curve_names;
    for (curve, is_left, name) in
        [(before, before_is_left, before_name), (&props.now, !before_is_left, now_name)]
    {
        // Below the curve where it is the left one, above it where it is the right one.
        let share = if is_left { 0.3 } else { 0.7 };
        let x = layout.x.place(amount_at(&curve.points, share).unwrap_or(curve.target));
        let wide = text_width(name);
        let (x, anchor) = if is_left {
            ((x - 8.0).max(LEFT + wide), "end")
        } else {
            ((x + 8.0).min(layout.x.right - wide), "start")
        };
        let label = Label { x, y: layout.y.place(100.0 * share) + 5.0, anchor, words: name.to_string() };
        drawing.words("cumulative-chart__name", &label);
    }
}
