//! What moves a number, and how far: bars from a low to a high end, one below the other.

use super::chart_frame::{ChartFrame, FrameNames, Reading, Stop, use_picture_width};
use super::labels::{LETTERS, Label, shorten, text_width};
use super::marks::{Drawing, MARGIN};
use super::scale::{LinearScale, ends};
use yew::prelude::*;

const BAR: f64 = 18.0;
const TOP: f64 = 8.0;
const GAP: f64 = 8.0;
/// From one bar's foot to the next one's name.
const BETWEEN: f64 = 14.0;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Of what.
    pub name: AttrValue,
    /// At its low value, which may give more.
    pub low: f64,
    /// At its high value.
    pub high: f64,
    /// The two numbers.
    pub labels: [AttrValue; 2],
    /// The two values that give them.
    pub ends: [AttrValue; 2],
    /// All of it in words.
    pub words: AttrValue,
}

/// Where a bar and its labels stand.
#[derive(Clone, Debug, PartialEq)]
pub struct BarRow {
    /// From the left, from the top, its width.
    pub bar: (f64, f64, f64),
    /// Its name and values, above it.
    pub name: Label,
    /// The lesser number, left of it, and the larger, right of it.
    pub numbers: [Label; 2],
    /// The row's middle.
    pub middle: f64,
}

/// Lays out bars on a scale that all of them share.
pub fn layout_bars(bars: &[Bar], width: f64) -> Vec<BarRow> {
    let numbers = bars.iter().flat_map(|bar| bar.labels.iter());
    let room = GAP + numbers.map(|label| text_width(label)).fold(0.0, f64::max);
    let (from, to) = ends(bars.iter().flat_map(|bar| [bar.low, bar.high]));
    let left = MARGIN + room;
    let scale = LinearScale { from, to, left, right: (width - MARGIN - room).max(left + 1.0) };
    let row_height = LETTERS + 5.0 + BAR + BETWEEN;
    let rows = bars.iter().zip(0_u32..).map(|(bar, index)| {
        let top = TOP + f64::from(index) * row_height;
        let bar_top = top + LETTERS + 5.0;
        let (mut start, mut end) = (scale.place(bar.low), scale.place(bar.high));
        let [mut least, mut most] = [&bar.labels[0], &bar.labels[1]];
        if start > end {
            (start, end) = (end, start);
            (least, most) = (most, least);
        }
        let foot = bar_top + 0.5 * BAR + 5.0;
        let [low, high] = &bar.ends;
        let name = shorten(&format!("{}: {low} to {high}", bar.name), width - 2.0 * MARGIN);
        let number =
            |x: f64, anchor, words: &AttrValue| Label { x, y: foot, anchor, words: words.to_string() };
        BarRow {
            bar: (start, bar_top, (end - start).max(1.0)),
            name: Label { x: MARGIN, y: top + LETTERS - 1.0, anchor: "start", words: name },
            numbers: [number(start - GAP, "end", least), number(end + GAP, "start", most)],
            middle: top + 0.5 * (row_height - BETWEEN),
        }
    });
    rows.collect()
}

/// What the picture shows.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct BarChartProps {
    /// Identifies it in the page.
    pub id: AttrValue,
    /// The bars, the longest first.
    pub bars: Vec<Bar>,
    /// All words of the frame.
    pub names: FrameNames,
}

#[component]
pub fn BarChart(props: &BarChartProps) -> Html {
    let width = use_picture_width();
    let rows = layout_bars(&props.bars, width);
    let stops = props.bars.iter().zip(&rows);
    let stops = stops.map(|(bar, row)| Stop { x: row.bar.0, y: Some(row.middle), words: bar.words.clone() });
    let row_height = LETTERS + 5.0 + BAR;
    let mut drawing = Drawing::default();
    for row in &rows {
        let (x, y, long) = row.bar;
        drawing.bar("bar-chart__bar", [x, y, long, BAR]);
        drawing.words("chart-frame__label", &row.name);
        for number in &row.numbers {
            drawing.words("chart-frame__strong", number);
        }
    }
    let height = 2.0 * TOP + (rows.len() as f64) * (row_height + BETWEEN);
    html! {
        <ChartFrame id={props.id.clone()} {width} {height} stops={stops.collect::<Vec<_>>()}
            reading={Reading::Rows { height: row_height + TOP }} names={props.names.clone()}>
            { drawing.done() }
        </ChartFrame>
    }
}
