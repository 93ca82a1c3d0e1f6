//! How many come to each stage, as bars from the first stage to the won.

use super::chart_frame::{ChartFrame, FrameNames, Reading, Stop, use_picture_width};
use super::labels::{LETTERS, Label, shorten, text_width};
use super::marks::{Drawing, MARGIN, WIDE};
use yew::prelude::*;

const BAR: f64 = 22.0;
/// Room between bars for what moves on.
const BETWEEN: f64 = 28.0;
const TOP: f64 = 8.0;
/// At most this part of a wide picture is for names.
const NAMES_PART: f64 = 0.3;
const GAP: f64 = 8.0;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelStage {
    /// Its name, in full.
    pub name: AttrValue,
    /// How many come to it, as a number and in letters.
    pub count: f64,
    /// See `count`.
    pub count_label: AttrValue,
    /// The share that moves on from it, in words; nothing for the last.
    pub moves_on: AttrValue,
    /// All of it in words.
    pub words: AttrValue,
}

/// Where a bar and its labels stand.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelRow {
    /// The bar: from the left, from the top, its width.
    pub bar: (f64, f64, f64),
    /// The name, perhaps shortened.
    pub name: Label,
    /// The number.
    pub count: Label,
    /// What moves on.
    pub moves_on: Label,
    /// The row's middle.
    pub middle: f64,
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelLayout {
    /// The bars.
    pub rows: Vec<FunnelRow>,
    /// Height of each row.
    pub row_height: f64,
    /// Height of the picture.
    pub height: f64,
}

/// Lays out bars: names beside them, or above them in a narrow picture.
pub fn layout_funnel(stages: &[FunnelStage], width: f64) -> FunnelLayout {
    let widest = |word: &dyn Fn(&FunnelStage) -> f64| stages.iter().map(word).fold(0.0, f64::max);
    let above = width < WIDE;
    let name_room = if above {
        width - 2.0 * MARGIN
    } else {
        widest(&|stage| text_width(&stage.name)).min(NAMES_PART * width)
    };
    let left = if above { MARGIN } else { MARGIN + name_room + GAP };
    let right = width - MARGIN - GAP - widest(&|stage| text_width(&stage.count_label));
    let most = widest(&|stage| stage.count);
    let per_unit = if most > 0.0 && most.is_finite() { (right - left).max(0.0) / most } else { 0.0 };
    let name_height = if above { LETTERS + 5.0 } else { 0.0 };
    let row_height = name_height + BAR + BETWEEN;
    let rows = stages.iter().zip(0_u32..).map(|(stage, index)| {
        let top = TOP + f64::from(index) * row_height;
        let bar_top = top + name_height;
        let long = (stage.count * per_unit).max(0.0);
        let foot = bar_top + 0.5 * BAR + 5.0;
        let name_foot = if above { top + LETTERS - 1.0 } else { foot };
        let label = |x: f64, y: f64, words: &str| Label { x, y, anchor: "start", words: words.to_owned() };
        FunnelRow {
            bar: (left, bar_top, long),
            name: label(MARGIN, name_foot, &shorten(&stage.name, name_room)),
            count: label(left + long + GAP, foot, &stage.count_label),
            moves_on: label(
                left + GAP,
                bar_top + BAR + 18.5,
                &shorten(&stage.moves_on, width - MARGIN - left - GAP),
            ),
            middle: top + 0.5 * (name_height + BAR),
        }
    });
    let rows: Vec<FunnelRow> = rows.collect();
    let height = 2.0 * TOP + (rows.len() as f64 * row_height - BETWEEN).max(BAR);
    FunnelLayout { rows, row_height, height }
}

/// What the picture shows.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct FunnelChartProps {
    /// Identifies it in the page.
    pub id: AttrValue,
    /// The stages in order, and last the won.
    pub stages: Vec<FunnelStage>,
    /// All words of the frame.
    pub names: FrameNames,
}

#[component]
pub fn FunnelChart(props: &FunnelChartProps) -> Html {
    let width = use_picture_width();
    let layout = layout_funnel(&props.stages, width);
    let stops: Vec<Stop> = props
        .stages
        .iter()
        .zip(&layout.rows)
        .map(|(stage, row)| Stop { x: row.bar.0, y: Some(row.middle), words: stage.words.clone() })
        .collect();
    let last = layout.rows.len().saturating_sub(1);
    let mut drawing = Drawing::default();
    for (index, row) in layout.rows.iter().enumerate() {
        let (x, y, long) = row.bar;
        let class =
            if index == last { "funnel-chart__bar funnel-chart__bar--won" } else { "funnel-chart__bar" };
        drawing.bar(class, [x, y, long, BAR]);
        drawing.words("chart-frame__label", &row.name);
        drawing.words("chart-frame__strong", &row.count);
        drawing.words("chart-frame__tick", &row.moves_on);
    }
    html! {
        <ChartFrame id={props.id.clone()} {width} height={layout.height} {stops}
            reading={Reading::Rows { height: layout.row_height - BETWEEN + TOP }} names={props.names.clone()}>
            { drawing.done() }
        </ChartFrame>
    }
}
