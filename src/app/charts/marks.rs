//! Lines and letters that all pictures draw alike.

use super::labels::{Label, below_axis};
use super::scale::{LinearScale, round_ticks};
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VList, VTag, VText};

/// Width of a picture's view box on a wide page.
pub const WIDE: f64 = 640.0;
/// On a phone: letters keep their size in units of the view box, so they are drawn larger.
pub const NARROW: f64 = 340.0;
/// Space at the left and right.
pub(super) const MARGIN: f64 = 14.0;

/// A number as SVG reads it. What is not finite has no place and stands at the edge rather than breaking the
/// picture.
pub(super) fn place(value: f64) -> AttrValue {
    let value = if value.is_finite() { value } else { 0.0 };
    // By whole numbers: the standard library's printing of an `f64` is 15 kB of WebAssembly.
    #[expect(clippy::cast_possible_truncation, reason = "casts saturate, and no picture is that large")]
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10).into()
}

/// Marks in the order in which they are drawn.
///
/// Made by hand, without `html!`: a mark is a call of a few bytes, where the macro writes out some hundred.
#[derive(Debug, Default)]
pub(super) struct Drawing(Vec<Html>);

impl Drawing {
    /// All marks.
    pub(super) fn done(self) -> Html {
        VList::with_children(self.0, None).into()
    }

    fn add(&mut self, tag: &'static str, keys: &'static [&'static str], values: Vec<AttrValue>) {
        self.0.push(element(tag, keys, values).into());
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &'static str, from: (f64, f64), to: (f64, f64)) {
        let places = [from.0, from.1, to.0, to.1];
        self.add("line", &["class", "x1", "y1", "x2", "y2"], values(class, &places));
    }

    /// A disc or ring.
    pub(super) fn circle(&mut self, class: &'static str, (x, y): (f64, f64), radius: f64) {
        self.add("circle", &["class", "cx", "cy", "r"], values(class, &[x, y, radius]));
    }

    /// A bar: from the left, from the top, its width, its height.
    pub(super) fn bar(&mut self, class: &'static str, places: [f64; 4]) {
        self.add("rect", &["class", "x", "y", "width", "height"], values(class, &places));
    }

    /// A line through points, which may be filled.
    pub(super) fn polyline(&mut self, class: &'static str, points: &[(f64, f64)]) {
        let mut text = String::new();
        for (x, y) in points.iter().filter(|(x, y)| x.is_finite() && y.is_finite()) {
            text += &place(*x);
            text.push(',');
            text += &place(*y);
            text.push(' ');
        }
        self.add("polyline", &["class", "points"], vec![class.into(), text.into()]);
    }

    /// Words at their place.
    pub(super) fn words(&mut self, class: &'static str, label: &Label) {
        let mut values = values(class, &[label.x, label.y]);
        values.push(label.anchor.into());
        let mut text = element("text", &["class", "x", "y", "text-anchor"], values);
        text.add_child(VText::new(label.words.clone()).into());
        self.0.push(text.into());
    }

    /// The target: the same line in every picture, with its label at the top, or below it where it has no
    /// room beside.
    pub(super) fn target(&mut self, x: f64, to: f64, label: &Label) {
        self.line("chart-frame__target", (x, target_top(x, label)), (x, to));
        self.words("chart-frame__target-label", label);
    }

    /// The target of before, where it is another.
    pub(super) fn target_before(&mut self, x: f64, to: f64, label: &Label) {
        let class = "chart-frame__target chart-frame__target--before";
        self.line(class, (x, target_top(x, label)), (x, to));
        self.words("chart-frame__target-label chart-frame__target-label--before", label);
    }

    /// An axis at the foot with round ticks.
    pub(super) fn foot_axis(
        &mut self,
        scale: &LinearScale,
        y: f64,
        width: f64,
        tick_label: &Callback<f64, String>,
    ) {
        self.line("chart-frame__axis", (scale.left, y), (scale.right, y));
        let ticks = round_ticks(scale.from, scale.to, 5);
        let mut labels = Vec::new();
        for tick in ticks {
            let x = scale.place(tick);
            self.line("chart-frame__axis", (x, y), (x, y + 5.0));
            labels.push((x, tick_label.emit(tick)));
        }
        self.below_axis(labels, y, width);
    }

    /// Words below an axis.
    pub(super) fn below_axis(&mut self, labels: Vec<(f64, String)>, y: f64, width: f64) {
        for label in below_axis(labels, y + 22.0, width) {
            self.words("chart-frame__tick", &label);
        }
    }
}

/// A label that its own line would cross stands above it.
fn target_top(x: f64, label: &Label) -> f64 {
    let (start, end) = label.extent();
    if start < x && x < end { label.y + 6.0 } else { label.y - 11.0 }
}

fn values(class: &'static str, places: &[f64]) -> Vec<AttrValue> {
    let mut values = Vec::with_capacity(places.len() + 2);
    values.push(class.into());
    for value in places {
        values.push(place(*value));
    }
    values
}

fn element(tag: &'static str, keys: &'static [&'static str], values: Vec<AttrValue>) -> VTag {
    let mut element = VTag::new(tag);
    let values = values.into_iter().map(|value| Some(AttributeOrProperty::Attribute(value))).collect();
    element.set_attributes(Attributes::Dynamic { keys, values });
    element
}
