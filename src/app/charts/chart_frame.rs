//! The frame of every picture: its title, values to be read by pointer, touch and keyboard, and its files.

use super::marks::{Drawing, NARROW, WIDE, place};
use super::saved_picture::{FileKind, SavedPicture};
use crate::app::browser::Width;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// A place where a value can be read, in units of the view box.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// From the left.
    pub x: f64,
    /// From the top, where a point marks the value.
    pub y: Option<f64>,
    /// What is to be read there.
    pub words: AttrValue,
}

/// How places lie beside each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// From left to right; an upright line over the picture marks one.
    Lines {
        /// Where the line begins.
        top: f64,
        /// Where it ends.
        base: f64,
    },
    /// From left to right; an upright band behind the picture marks one.
    Columns {
        /// Where the band begins.
        top: f64,
        /// Where it ends.
        base: f64,
        /// How wide it is.
        width: f64,
    },
    /// From top to bottom; a band behind the picture marks one.
    Rows {
        /// How high it is.
        height: f64,
    },
}

/// All words of a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameNames {
    /// What the picture shows; stands above it, also in a file.
    pub title: AttrValue,
    /// The picture for those who cannot see it.
    pub summary: AttrValue,
    /// Names the slider that reads values.
    pub read: AttrValue,
    /// Stands where a value will be read.
    pub hint: AttrValue,
    /// Names the buttons, as SVG and as PNG.
    pub save: [AttrValue; 2],
    /// What is said where a browser cannot make the file, as SVG and as PNG.
    pub failed: [AttrValue; 2],
    /// Name of the files, without its ending.
    pub file: AttrValue,
}

/// The frame.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ChartFrameProps {
    /// Identifies the frame in the page.
    pub id: AttrValue,
    /// Width of the view box.
    pub width: f64,
    /// Height of the view box.
    pub height: f64,
    /// Where values can be read, in order.
    pub stops: Vec<Stop>,
    /// How they lie.
    pub reading: Reading,
    /// All words.
    pub names: FrameNames,
    pub children: Html,
}

/// The stop that is nearest to a place, and so the one that is read there.
pub fn nearest_stop(stops: &[Stop], reading: Reading, x: f64, y: f64) -> Option<usize> {
    let distance = |stop: &Stop| match reading {
        Reading::Lines { .. } | Reading::Columns { .. } => (stop.x - x).abs(),
        Reading::Rows { .. } => (stop.y.unwrap_or_default() - y).abs(),
    };
    let nearest = stops.iter().enumerate().min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)));
    nearest.map(|(index, _)| index)
}

/// What stands in the line above the picture: its title, or what is read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shown {
    Hint,
    Value,
    Failure(FileKind),
}

/// The frame.
#[component]
pub fn ChartFrame(props: &ChartFrameProps) -> Html {
    let svg = use_node_ref();
    let chosen = use_state_eq(|| 0_usize);
    let shown = use_state_eq(|| Shown::Hint);
    let names = &props.names;
    let last = props.stops.len().saturating_sub(1);
    let index = (*chosen).min(last);
    let stop = props.stops.get(index);
    let read = {
        let (chosen, shown) = (chosen.setter(), shown.setter());
        Callback::from(move |index: usize| {
            chosen.set(index);
            shown.set(Shown::Value);
        })
    };
    let point = {
        let (svg, read, stops) = (svg.clone(), read.clone(), props.stops.clone());
        let (reading, width, height) = (props.reading, props.width, props.height);
        Callback::from(move |event: PointerEvent| {
            let Some(area) = svg.cast::<Element>().map(|svg| svg.get_bounding_client_rect()) else { return };
            let x = (f64::from(event.client_x()) - area.left()) / area.width() * width;
            let y = (f64::from(event.client_y()) - area.top()) / area.height() * height;
            if let Some(index) = nearest_stop(&stops, reading, x, y) {
                read.emit(index);
            }
        })
    };
    let clear = {
        let shown = shown.setter();
        // A finger hides what it points at: its value stays when it is lifted.
        Callback::from(move |event: PointerEvent| {
            if event.pointer_type() != "touch" {
                shown.set(Shown::Hint);
            }
        })
    };
    let (tone, line) = match (*shown, stop) {
        (Shown::Value, Some(stop)) => ("value", stop.words.clone()),
        (Shown::Failure(FileKind::Svg), _) => ("failure", names.failed[0].clone()),
        (Shown::Failure(FileKind::Png), _) => ("failure", names.failed[1].clone()),
        (Shown::Value | Shown::Hint, _) => ("hint", names.hint.clone()),
    };
    let cursor = stop.filter(|_| *shown == Shown::Value).map(|stop| mark(stop, props));
    let (behind, before) = match props.reading {
        Reading::Lines { .. } => (None, cursor),
        Reading::Columns { .. } | Reading::Rows { .. } => (cursor, None),
    };
    let view_box = format!("0 0 {} {}", place(props.width), place(props.height));
    html! {
        <figure class="chart-frame" id={props.id.clone()}>
            <figcaption class="chart-frame__title" data-covered={(tone != "hint").to_string()}>
                { names.title.clone() }
            </figcaption>
            <p class="chart-frame__reading" data-tone={tone}
                role={(tone == "failure").then_some("alert")}>{ line }</p>
            <div class="chart-frame__controls">
                if let Some(stop) = stop {
                    { slider(props, stop, index, &read) }
                }
                { save_button(props, &svg, FileKind::Svg, shown.setter()) }
                { save_button(props, &svg, FileKind::Png, shown.setter()) }
            </div>
            <svg ref={svg.clone()} class="chart-frame__picture" viewBox={view_box} role="img"
                aria-label={names.summary.clone()}
                onpointermove={point.clone()} onpointerdown={point} onpointerleave={clear}>
                { behind }
                { props.children.clone() }
                { before }
            </svg>
        </figure>
    }
}

/// Shows which stop is read.
fn mark(stop: &Stop, props: &ChartFrameProps) -> Html {
    let y = stop.y.unwrap_or_default();
    let mut drawing = Drawing::default();
    match props.reading {
        Reading::Lines { top, base } => {
            drawing.line("chart-frame__cursor", (stop.x, top), (stop.x, base));
            if let Some(y) = stop.y {
                drawing.circle("chart-frame__cursor", (stop.x, y), 5.0);
            }
        }
        Reading::Columns { top, base, width } => {
            drawing.bar("chart-frame__cursor", [stop.x - 0.5 * width, top, width, base - top]);
        }
        Reading::Rows { height } => {
            drawing.bar("chart-frame__cursor", [0.0, y - 0.5 * height, props.width, height]);
        }
    }
    drawing.done()
}

/// Keyboard and screen reader read the same values.
fn slider(props: &ChartFrameProps, stop: &Stop, index: usize, read: &Callback<usize>) -> Html {
    let oninput = read.reform(|event: InputEvent| {
        event.target_unchecked_into::<HtmlInputElement>().value().parse().unwrap_or_default()
    });
    html! {
        <input type="range" class="chart-frame__slider" min="0" max={(props.stops.len() - 1).to_string()}
            value={index.to_string()}
            aria-label={props.names.read.clone()} aria-valuetext={stop.words.clone()}
            onfocus={read.reform(move |_: FocusEvent| index)} {oninput} />
    }
}

fn save_button(props: &ChartFrameProps, svg: &NodeRef, kind: FileKind, shown: UseStateSetter<Shown>) -> Html {
    let [as_svg, as_png] = &props.names.save;
    let words = if kind == FileKind::Svg { as_svg } else { as_png };
    let onclick = {
        let (svg, size) = (svg.clone(), (props.width, props.height));
        let (title, file) = (props.names.title.clone(), props.names.file.clone());
        Callback::from(move |_: MouseEvent| {
            let shown = shown.clone();
            let failed = Callback::from(move |kind| shown.set(Shown::Failure(kind)));
            match svg.cast::<Element>() {
                Some(svg) => {
                    let (sentence, title, file) = (AttrValue::default(), title.clone(), file.clone());
                    SavedPicture { svg, size, sentence, title, file }.save(kind, failed);
                }
                None => failed.emit(kind),
            }
        })
    };
    let title = props.names.title.clone();
    html! {
        <button type="button" class="chart-frame__save" {onclick}>
            { words.clone() }<span class="visually-hidden">{ ": " }{ title }</span>
        </button>
    }
}

/// Width of the view box for this page: on a phone pictures are laid out anew, not shrunk.
#[hook]
pub fn use_picture_width() -> f64 {
    match use_context::<Width>().unwrap_or_default() {
        Width::Phone => NARROW,
        Width::Narrow | Width::Wide => WIDE,
    }
}
