//! Fifty dots, each 2 in 100, and the target as a line; two such pictures on one scale for before and now.
//!
//! A quantile dotplot: Kay, Kola, Hullman and Munson (2016), *When (ish) is My Bus?*, CHI '16.

use super::chart_frame::{ChartFrame, FrameNames, Reading, Stop, use_picture_width};
use super::labels::{Label, below_axis, beside, shorten, text_width};
use super::marks::{Drawing, MARGIN, WIDE};
use super::scale::{LinearScale, ends};
use yew::prelude::*;

/// Height of the dots: alone, and as one of two.
const ALONE: f64 = 104.0;
const ONE_OF_TWO: f64 = 88.0;
/// The same in a narrow picture, where dots are smaller.
const NARROW_PART: f64 = 0.9;
/// Room above the dots for the target's label and the row's name.
const HEAD: f64 = 30.0;
const FOOT: f64 = 36.0;
/// Height of the band of 8 in 10 below the axis.
const BAND: f64 = 6.0;
/// Columns of dots across a wide and a narrow picture, with an empty one at each side.
const COLUMNS: f64 = 28.0;
const NARROW_COLUMNS: f64 = 24.0;
/// Space that a dot's outline needs around it.
const STROKE: f64 = 0.9;
/// Space between a row's name and the target's label, and between names below the axis.
const SPACE: f64 = 8.0;
/// The largest dot.
const RADIUS_MAX: f64 = 12.0;

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

/// Where the dots of one row may stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DotArea {
    /// Width of the picture.
    pub width: f64,
    /// The highest place.
    pub top: f64,
    /// The line that the dots stand on.
    pub base: f64,
    /// No dot is larger.
    pub radius: f64,
}

/// Dots above each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DotColumn {
    /// Its middle in the picture.
    pub x: f64,
    /// Values of its dots: from here,
    pub low: f64,
    /// to below here.
    pub high: f64,
    /// How many they are.
    pub dots: usize,
    /// How many of the row before have such values.
    pub before: Option<usize>,
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
}

/// The common scale of rows, each rising values and a target: all of them are in the picture, with a column
/// to spare at each side.
pub fn dot_scale(rows: &[(&[f64], f64)], width: f64) -> LinearScale {
    let values =
        rows.iter().flat_map(|(values, target)| [values.first(), values.last(), Some(target)]).flatten();
    let (low, high) = ends(values.copied());
    let column = (high - low) / (columns(width) - 2.0);
    LinearScale { from: low - column, to: high + column, left: MARGIN, right: width - MARGIN }
}

/// Columns across a picture of that width.
fn columns(width: f64) -> f64 {
    if width < WIDE { NARROW_COLUMNS } else { COLUMNS }
}

/// Columns on a scale.
fn columns_of(scale: &LinearScale) -> f64 {
    columns(scale.right + MARGIN)
}

/// Stacks dots in columns, of which the target is an edge: no column mixes those that reach it and those that
/// do not. `values` rise.
pub fn layout_dots(values: &[f64], target: f64, scale: &LinearScale, area: DotArea) -> DotLayout {
    let width = (scale.to - scale.from) / columns_of(scale);
    let mut stacks: Vec<(f64, usize)> = Vec::new();
    let placed: Vec<(f64, usize, bool)> = values
        .iter()
        .map(|value| {
            let reaches = *value >= target;
            let column = column_of(*value, target, width);
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
            (column, height, reaches)
        })
        .collect();
    let tallest = stacks.iter().map(|(_, height)| *height).max().unwrap_or(1);
    let column_width = (scale.right - scale.left) / columns_of(scale);
    let radius = (0.46 * column_width).min(0.5 * (area.base - area.top) / tallest as f64).min(area.radius);
    let dot = |(column, height, reaches): (f64, usize, bool)| Dot {
        x: scale.place(target + (column + 0.5) * width),
        y: area.base - radius * (2.0 * height as f64 - 1.0) - 2.0,
        reaches,
    };
    DotLayout { dots: placed.into_iter().map(dot).collect(), radius, target_x: scale.place(target) }
}

/// Dots and their target.
#[derive(Clone, Debug, PartialEq)]
pub struct Dots {
    /// Rising values.
    pub values: Vec<f64>,
    /// The target.
    pub target: f64,
    /// The target's label.
    pub target_label: AttrValue,
}

/// What the axis names in place of round values.
#[derive(Clone, Debug, PartialEq)]
pub struct DotBand {
    /// The lower end of the band, the middle, the upper end.
    pub places: [f64; 3],
    /// Their labels.
    pub labels: [AttrValue; 3],
    /// All of them in one, where they would touch.
    pub whole: AttrValue,
    /// Those of the ends where there is less room still.
    pub short: [AttrValue; 2],
}

/// What the picture shows.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct DotPlotProps {
    /// Identifies it in the page.
    pub id: AttrValue,
    /// The dots.
    pub now: Dots,
    /// Those of before, to stand above.
    #[prop_or_default]
    pub before: Option<Dots>,
    /// Names of the two rows, before and now: needed where there are two.
    pub row_names: [AttrValue; 2],
    /// What the axis names in place of round values.
    #[prop_or_default]
    pub band: Option<DotBand>,
    /// Writes a tick's value.
    pub tick_label: Callback<f64, String>,
    /// Says what a column shows.
    pub column_words: Callback<DotColumn, String>,
    /// All words of the frame.
    pub names: FrameNames,
}

/// Where the rows of a picture stand: before, if there is one, and now.
#[derive(Clone, Debug, PartialEq)]
pub struct DotRows {
    /// Each with its area.
    pub rows: Vec<(DotArea, DotLayout)>,
    /// The common scale.
    pub scale: LinearScale,
    /// The axis, below the last row.
    pub base: f64,
}

/// Lays out one row or two with dots of one size, so that equal heights are equal shares.
pub fn layout_rows(rows: &[(&[f64], f64)], width: f64) -> DotRows {
    let scale = dot_scale(rows, width);
    let height = if rows.len() > 1 { ONE_OF_TWO } else { ALONE };
    let height = if width < WIDE { NARROW_PART * height } else { height };
    let mut radius = RADIUS_MAX;
    let mut laid = Vec::new();
    // The second time all dots are as small as the smallest.
    for _ in 0..2 {
        let mut base = 0.0;
        laid.clear();
        for (values, target) in rows {
            let area = DotArea { width, top: base + HEAD, base: base + HEAD + height, radius };
            let layout = layout_dots(values, *target, &scale, area);
            radius = radius.min(layout.radius);
            base = area.base;
            laid.push((area, layout));
        }
    }
    let base = laid.last().map_or(HEAD, |(area, _)| area.base);
    DotRows { rows: laid, scale, base }
}

/// All columns in which there is a dot now or before, from the left.
pub fn dot_columns(now: (&[f64], f64), before: Option<&[f64]>, scale: &LinearScale) -> Vec<DotColumn> {
    let (values, target) = now;
    let width = (scale.to - scale.from) / columns_of(scale);
    let first = ((scale.from - target) / width).floor();
    let count = |values: &[f64], column: f64| {
        values.iter().filter(|value| column_of(**value, target, width).total_cmp(&column).is_eq()).count()
    };
    let mut columns = Vec::new();
    let mut column = first;
    while target + column * width < scale.to && columns.len() <= 2 * values.len().max(50) {
        let low = target + column * width;
        let found = DotColumn {
            x: scale.place(low + 0.5 * width),
            low,
            high: low + width,
            dots: count(values, column),
            before: before.map(|values| count(values, column)),
        };
        if found.dots + found.before.unwrap_or(0) > 0 {
            columns.push(found);
        }
        column += 1.0;
    }
    columns
}

/// Columns are counted from the target; rounding must not carry a value over its edge.
fn column_of(value: f64, target: f64, width: f64) -> f64 {
    let column = ((value - target) / width).floor();
    // The sum makes a plain zero of the negative one.
    if value >= target { column.max(0.0) + 0.0 } else { column.min(-1.0) }
}

#[component]
pub fn DotPlot(props: &DotPlotProps) -> Html {
    let width = use_picture_width();
    let sets: Vec<&Dots> = props.before.iter().chain([&props.now]).collect();
    let values: Vec<(&[f64], f64)> = sets.iter().map(|dots| (&*dots.values, dots.target)).collect();
    let picture = layout_rows(&values, width);
    let before = props.before.as_ref().map(|before| &*before.values);
    let stops: Vec<Stop> = dot_columns((&props.now.values, props.now.target), before, &picture.scale)
        .into_iter()
        .map(|column| Stop { x: column.x, y: None, words: props.column_words.emit(column).into() })
        .collect();
    // With one target for both rows its line is drawn once, through both.
    let one_target =
        props.before.as_ref().is_some_and(|before| before.target.total_cmp(&props.now.target).is_eq());
    let names = props.before.as_ref().map(|_| &props.row_names);
    let mut drawing = Drawing::default();
    match &props.band {
        Some(band) => band.draw(&mut drawing, &picture, width),
        None => drawing.foot_axis(&picture.scale, picture.base, width, &props.tick_label),
    }
    for (index, ((area, layout), dots)) in picture.rows.iter().zip(&sets).enumerate() {
        drawing.line("chart-frame__axis", (MARGIN, area.base), (width - MARGIN, area.base));
        let is_first = index == 0;
        let label = (is_first || !one_target)
            .then(|| beside(layout.target_x, area.top - 11.0, width, &dots.target_label));
        if let Some(name) = names.and_then(|names| names.get(index)) {
            // A target that both have is a line through both.
            let line = layout.target_x;
            let taken = label.as_ref().map_or((line, line), |label| {
                let (from, until) = label.extent_in_bold();
                (from.min(line), until.max(line))
            });
            drawing.words("chart-frame__label", &row_name(name, taken, *area));
        }
        for dot in &layout.dots {
            let class = if dot.reaches { "dot-plot__dot dot-plot__dot--reaches" } else { "dot-plot__dot" };
            drawing.circle(class, (dot.x, dot.y), layout.radius - STROKE.min(0.4 * layout.radius));
        }
        if let Some(label) = label {
            drawing.target(layout.target_x, if one_target { picture.base } else { area.base }, &label);
        }
    }
    html! {
        <ChartFrame id={props.id.clone()} {width} height={picture.base + FOOT} {stops}
            reading={Reading::Columns { top: HEAD, base: picture.base,
                width: (width - 2.0 * MARGIN) / columns(width) }} names={props.names.clone()}>
            { drawing.done() }
        </ChartFrame>
    }
}

impl DotBand {
    /// The band on the axis, the middle upon it, and their names below.
    fn draw(&self, drawing: &mut Drawing, picture: &DotRows, width: f64) {
        let [low, middle, high] = self.places.map(|place| picture.scale.place(place));
        let base = picture.base;
        drawing.bar("dot-plot__band", [low, base, (high - low).max(1.0), BAND]);
        drawing.line("dot-plot__middle", (middle, base), (middle, base + BAND + 3.0));
        let [of_low, of_middle, of_high] = &self.labels;
        let [low_short, high_short] = &self.short;
        // An end close to the middle stands beside its name rather than nowhere.
        let beside = |x: f64, words: &AttrValue| {
            let apart = 0.5 * (text_width(of_middle) + text_width(words)) + SPACE;
            let x = if x < middle { x.min(middle - apart) } else { x.max(middle + apart) };
            (x, words.to_string())
        };
        let middle_alone = (middle, of_middle.to_string());
        // An end without the other says nothing: all three, or all in one, or the ends by their amounts.
        let ways = [
            vec![middle_alone.clone(), beside(low, of_low), beside(high, of_high)],
            vec![(middle, self.whole.to_string())],
            vec![middle_alone.clone(), beside(low, low_short), beside(high, high_short)],
        ];
        let fits = |way: &Vec<(f64, String)>| {
            let is_within = way.iter().all(|(_, words)| text_width(words) <= width);
            is_within && below_axis(way.clone(), base, width).len() == way.len()
        };
        let labels = ways.into_iter().find(fits).unwrap_or_else(|| vec![middle_alone]);
        drawing.below_axis(labels, base + 6.0, width);
    }
}

/// The row's name stands at the left, or at the right where the target leaves no room for it there; where
/// neither side has enough, it is cut. `taken` is from where to where the target stands.
fn row_name(name: &AttrValue, (from, until): (f64, f64), area: DotArea) -> Label {
    let (left, right) = (MARGIN, area.width - MARGIN);
    let (room_left, room_right) = (from - SPACE - left, right - until - SPACE);
    let is_left = text_width(name) <= room_left || room_right < room_left;
    let (x, anchor, room) = if is_left { (left, "start", room_left) } else { (right, "end", room_right) };
    Label { x, y: area.top - 11.0, anchor, words: shorten(name, room) }
}
