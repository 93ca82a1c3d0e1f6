//! Two numbers of each future against each other, with a goal for each.

use super::chart_frame::{ChartFrame, FrameNames, Reading, Stop, use_picture_width};
use super::labels::{LETTERS, LINE, Label, beside, text_width};
use super::marks::{Drawing, MARGIN};
use super::scale::{LinearScale, ends, round_ticks};
use yew::prelude::*;

const HEIGHT: f64 = 340.0;
const FOOT: f64 = 44.0;
const HEAD: f64 = 46.0;
const DOT: f64 = 3.0;

/// A goal for the number that goes up: at least intercept + slope · the other.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalLine {
    /// Where the other number is 0.
    pub intercept: f64,
    /// By how much it rises with the other number.
    pub slope: f64,
    pub label: AttrValue,
}

/// What the picture shows.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ScatterChartProps {
    /// Identifies it in the page.
    pub id: AttrValue,
    /// The futures.
    pub points: Vec<(f64, f64)>,
    /// Each in words.
    pub words: Vec<AttrValue>,
    /// The goal of the number that goes to the right, if there is one.
    pub target: Option<f64>,
    pub target_label: AttrValue,
    /// The goal of the number that goes up, if there is one.
    pub goal: Option<GoalLine>,
    /// Words of a round number.
    pub tick_label: Callback<f64, String>,
    /// What goes to the right, and what goes up.
    pub axis_names: [AttrValue; 2],
    /// All words of the frame.
    pub names: FrameNames,
}

/// Scales of a picture: to the right and up.
pub fn scatter_scales(
    points: &[(f64, f64)],
    target: Option<f64>,
    left: f64,
    width: f64,
) -> (LinearScale, LinearScale) {
    let wider = |(from, to): (f64, f64)| (from - 0.04 * (to - from), to + 0.04 * (to - from));
    let (from, to) = wider(ends(points.iter().map(|(x, _)| *x).chain(target)));
    let right = LinearScale { from, to, left, right: width - MARGIN };
    let (from, to) = wider(ends(points.iter().map(|(_, y)| *y)));
    (right, LinearScale { from, to, left: HEIGHT - FOOT, right: HEAD })
}

#[component]
pub fn ScatterChart(props: &ScatterChartProps) -> Html {
    let width = use_picture_width();
    let (_, up) = scatter_scales(&props.points, props.target, 0.0, width);
    let ticks: Vec<(f64, String)> =
        round_ticks(up.from, up.to, 4).into_iter().map(|tick| (tick, props.tick_label.emit(tick))).collect();
    let left = MARGIN + 6.0 + ticks.iter().map(|(_, words)| text_width(words)).fold(0.0, f64::max);
    let (across, up) = scatter_scales(&props.points, props.target, left, width);
    let mut drawing = Drawing::default();
    for (tick, words) in ticks {
        let y = up.place(tick);
        drawing.line("chart-frame__guide", (left, y), (width - MARGIN, y));
        let label = Label { x: left - 6.0, y: y + 5.0, anchor: "end", words };
        drawing.words("chart-frame__tick", &label);
    }
    drawing.foot_axis(&across, HEIGHT - FOOT, width, &props.tick_label);
    let [across_name, up_name] = &props.axis_names;
    let name = |x: f64, y: f64, anchor, words: &AttrValue| Label { x, y, anchor, words: words.to_string() };
    drawing.words("chart-frame__tick", &name(width - MARGIN, HEIGHT - 4.0, "end", across_name));
    drawing.words("chart-frame__tick", &name(MARGIN, LETTERS, "start", up_name));
    let mut places: Vec<(f64, f64, usize)> = Vec::new();
    for (index, (x, y)) in props.points.iter().enumerate() {
        let place = (across.place(*x), up.place(*y));
        drawing.circle("scatter-chart__dot", place, DOT);
        places.push((place.0, place.1, index));
    }
    if let Some(x) = props.target.map(|target| across.place(target)) {
        drawing.target(x, HEIGHT - FOOT, &beside(x, HEAD - 10.0, width, &props.target_label));
    }
    if let Some(goal) = &props.goal {
        draw_goal(&mut drawing, goal, &across, &up);
    }
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let stops = places.iter().filter_map(|(x, y, index)| {
        Some(Stop { x: *x, y: Some(*y), words: props.words.get(*index)?.clone() })
    });
    html! {
        <ChartFrame id={props.id.clone()} {width} height={HEIGHT} stops={stops.collect::<Vec<_>>()}
            reading={Reading::Lines { top: HEAD, base: HEIGHT - FOOT }} names={props.names.clone()}>
            { drawing.done() }
        </ChartFrame>
    }
}

/// The part of the goal's line that is inside the picture, and its name where it begins.
fn draw_goal(drawing: &mut Drawing, goal: &GoalLine, across: &LinearScale, up: &LinearScale) {
    let at = |x: f64| goal.intercept + goal.slope * x;
    let steps = (0..=64_u32).map(|step| across.from + f64::from(step) / 64.0 * (across.to - across.from));
    let inside: Vec<(f64, f64)> = steps
        .filter(|x| (up.from..=up.to).contains(&at(*x)))
        .map(|x| (across.place(x), up.place(at(x))))
        .collect();
    let (Some(first), Some(last)) = (inside.first(), inside.last()) else { return };
    drawing.line("chart-frame__target", *first, *last);
    // Futures rise from the left to the right, so that at the left there are none above the goal.
    let words = goal.label.to_string();
    let y = if first.1 - LINE > up.right { first.1 - 7.0 } else { first.1 + LINE };
    drawing.words("chart-frame__target-label", &Label { x: first.0 + 6.0, y, anchor: "start", words });
}
