//! How often a number comes out, a column for each, and the one that did.

use super::chart_frame::{ChartFrame, FrameNames, Reading, Stop, use_picture_width};
use super::labels::{Label, beside};
use super::marks::{Drawing, MARGIN};
use super::scale::LinearScale;
use yew::prelude::*;

const TOP: f64 = 44.0;
const BASE: f64 = 184.0;
const HEIGHT: f64 = 240.0;
/// Space between columns, of their width.
const SPACE: f64 = 0.18;

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct CountColumn {
    /// The number.
    pub count: usize,
    /// How often it comes out, 0 to 1.
    pub share: f64,
    /// In words.
    pub words: AttrValue,
}

/// What the picture shows.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct CountChartProps {
    /// Identifies it in the page.
    pub id: AttrValue,
    /// Columns of numbers that follow each other.
    pub columns: Vec<CountColumn>,
    /// The number that came out.
    pub actual: usize,
    pub actual_label: AttrValue,
    /// What the numbers count.
    pub axis_name: AttrValue,
    /// All words of the frame.
    pub names: FrameNames,
}

#[component]
pub fn CountChart(props: &CountChartProps) -> Html {
    let width = use_picture_width();
    let first = props.columns.first().map_or(0, |column| column.count) as f64;
    let number = props.columns.len().max(1) as f64;
    let scale =
        LinearScale { from: first - 0.5, to: first + number - 0.5, left: MARGIN, right: width - MARGIN };
    let wide = (scale.right - scale.left) / number;
    let most = props.columns.iter().map(|column| column.share).fold(1e-9, f64::max);
    let mut drawing = Drawing::default();
    let mut stops = Vec::new();
    let mut labels = Vec::new();
    for column in &props.columns {
        let x = scale.place(column.count as f64);
        let high = column.share / most * (BASE - TOP);
        let class = if column.count == props.actual {
            "count-chart__column count-chart__column--actual"
        } else {
            "count-chart__column"
        };
        drawing.bar(class, [x - 0.5 * wide * (1.0 - SPACE), BASE - high, wide * (1.0 - SPACE), high]);
        labels.push((x, column.count.to_string()));
        stops.push(Stop { x, y: None, words: column.words.clone() });
    }
    drawing.line("chart-frame__axis", (scale.left, BASE), (scale.right, BASE));
    drawing.below_axis(labels, BASE, width);
    let words = props.axis_name.to_string();
    let name = Label { x: scale.right, y: HEIGHT - 6.0, anchor: "end", words };
    drawing.words("chart-frame__tick", &name);
    let x = scale.place(props.actual as f64);
    drawing.target(x, BASE, &beside(x, TOP - 12.0, width, &props.actual_label));
    html! {
        <ChartFrame id={props.id.clone()} {width} height={HEIGHT} {stops}
            reading={Reading::Columns { top: TOP, base: BASE, width: wide }} names={props.names.clone()}>
            { drawing.done() }
        </ChartFrame>
    }
}
