//! Rates against the number of cases behind each, within the limits of luck: the fewer cases, the wider
//! (Spiegelhalter, 2005).

use super::chart_frame::{ChartFrame, FrameNames, Reading, Stop, use_picture_width};
use super::labels::{LETTERS, Label};
use super::marks::{Drawing, MARGIN};
use super::scale::{LinearScale, round_ticks};
use yew::prelude::*;

const TOP: f64 = 30.0;
const BASE: f64 = 244.0;
const HEIGHT: f64 = 292.0;
const LEFT: f64 = 52.0;
const DOT: f64 = 5.0;

/// One rate.
#[derive(Clone, Debug, PartialEq)]
pub struct RateDot {
    /// Cases behind it.
    pub cases: f64,
    /// The rate.
    pub rate: f64,
    /// In words.
    pub words: AttrValue,
}

/// The limits at a number of cases: outer low, inner low, inner high, outer high.
pub type LimitsAt = (f64, [f64; 4]);

/// What the picture shows.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct LimitsChartProps {
    /// Identifies it in the page.
    pub id: AttrValue,
    /// The rates.
    pub dots: Vec<RateDot>,
    /// Limits, rising in cases.
    pub limits: Vec<LimitsAt>,
    /// The rate of all together.
    pub middle: f64,
    /// Words of a rate.
    pub rate_label: Callback<f64, String>,
    /// Words of a number.
    pub count_label: Callback<f64, String>,
    /// What goes to the right, and what goes up.
    pub axis_names: [AttrValue; 2],
    /// All words of the frame.
    pub names: FrameNames,
}

#[component]
pub fn LimitsChart(props: &LimitsChartProps) -> Html {
    let width = use_picture_width();
    let most = props.dots.iter().map(|dot| dot.cases).fold(1.0, f64::max) * 1.06;
    let across = LinearScale { from: 0.0, to: most, left: LEFT, right: width - MARGIN };
    let widest = props.limits.last().map(|(_, limits)| *limits).into_iter().flatten();
    let rates = props.dots.iter().map(|dot| dot.rate).chain([props.middle]).chain(widest);
    let (low, high) = rates.fold((1.0_f64, 0.0_f64), |(low, high), rate| (low.min(rate), high.max(rate)));
    // The limits of the few, which reach from none to all, are cut: the picture is of the rates, and of the
    // limits of the many.
    let room = (0.12 * (high - low)).max(0.04);
    let (low, high) = ((low - room).max(0.0), (high + room).min(1.0));
    let up = LinearScale { from: low, to: high, left: BASE, right: TOP };
    let mut drawing = Drawing::default();
    for tick in round_ticks(low, high, 4) {
        let y = up.place(tick);
        drawing.line("chart-frame__guide", (LEFT, y), (width - MARGIN, y));
        let words = props.rate_label.emit(tick);
        drawing.words("chart-frame__tick", &Label { x: LEFT - 6.0, y: y + 5.0, anchor: "end", words });
    }
    drawing.foot_axis(&across, BASE, width, &props.count_label);
    let [across_name, up_name] = &props.axis_names;
    let name = |x: f64, y: f64, anchor, words: &AttrValue| Label { x, y, anchor, words: words.to_string() };
    drawing.words("chart-frame__tick", &name(width - MARGIN, HEIGHT - 4.0, "end", across_name));
    drawing.words("chart-frame__tick", &name(MARGIN, LETTERS, "start", up_name));
    for (line, class) in
        ["limits-chart__outer", "limits-chart__inner", "limits-chart__inner", "limits-chart__outer"]
            .into_iter()
            .enumerate()
    {
        let points: Vec<(f64, f64)> = props
            .limits
            .iter()
            .filter_map(|(cases, limits)| {
                // Where the few have no limits within the picture, none are drawn.
                let limit = limits.get(line).filter(|limit| (low..=high).contains(*limit))?;
                Some((across.place(*cases), up.place(*limit)))
            })
            .collect();
        drawing.polyline(class, &points);
    }
    let y = up.place(props.middle);
    drawing.line("limits-chart__middle", (LEFT, y), (width - MARGIN, y));
    let mut places: Vec<(f64, f64, AttrValue)> = Vec::new();
    for dot in &props.dots {
        let place = (across.place(dot.cases), up.place(dot.rate));
        drawing.circle("limits-chart__dot", place, DOT);
        places.push((place.0, place.1, dot.words.clone()));
    }
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let stops: Vec<Stop> = places.into_iter().map(|(x, y, words)| Stop { x, y: Some(y), words }).collect();
    html! {
        <ChartFrame id={props.id.clone()} {width} height={HEIGHT} {stops}
            reading={Reading::Lines { top: TOP, base: BASE }} names={props.names.clone()}>
            { drawing.done() }
        </ChartFrame>
    }
}
