//! A picture as a file of its own: styles written into it, a background, its title above.

use super::labels::{LETTERS, shorten, text_width, wrapped};
use super::marks::{MARGIN, place};
use crate::app::browser::{address_of_text, download};
use gloo::utils::{document, window};
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlImageElement, XmlSerializer};
use yew::prelude::*;

const SVG: &str = "http://www.w3.org/2000/svg";
/// What style sheets say about a mark and a file must say itself. All but the first pass on to what is
/// inside.
const STYLES: [&str; 11] = [
    "opacity",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "font-family",
    "font-size",
    "font-weight",
    "text-anchor",
    "paint-order",
];
/// Room for the title, above the picture.
const TITLE_HEIGHT: f64 = 34.0;
/// Height of the letters of a sentence above the title, and of its lines.
const SENTENCE_LETTERS: f64 = 20.0;
const SENTENCE_LINE: f64 = 26.0;
/// How much smaller the letters of a long title may be, and room that bold ones leave.
const SMALLEST: f64 = 0.7;
const BOLD: f64 = 0.94;
/// Width of a PNG in pixels: twice a picture's width on a wide page.
const PNG_WIDTH: f64 = 1280.0;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Lines and letters: sharp at any size.
    Svg,
    /// Pixels: for mails and slides.
    Png,
}

/// What is saved.
#[derive(Clone, Debug)]
pub(super) struct SavedPicture {
    /// The picture in the page.
    pub(super) svg: Element,
    /// Its view box.
    pub(super) size: (f64, f64),
    /// What it says, in large letters above its title; nothing, where it says nothing by itself.
    pub(super) sentence: AttrValue,
    /// Stands above it.
    pub(super) title: AttrValue,
    /// Name of the file, without its ending.
    pub(super) file: AttrValue,
}

impl SavedPicture {
    /// Hands the file to the browser's downloads, or tells that this browser could not make it.
    pub(super) fn save(self, kind: FileKind, on_failure: Callback<FileKind>) {
        yew::platform::spawn_local(async move {
            if self.try_save(kind).await.is_err() {
                on_failure.emit(kind);
            }
        });
    }

    async fn try_save(&self, kind: FileKind) -> Result<(), JsValue> {
        let address = address_of_text(&self.text()?, "image/svg+xml")?;
        match kind {
            FileKind::Svg => download(&address, &format!("{}.svg", self.file)),
            FileKind::Png => download(&self.pixels(&address).await?, &format!("{}.png", self.file)),
        }
    }

    /// The lines of the sentence.
    fn sentence(&self) -> Vec<String> {
        let room = (self.size.0 - 2.0 * MARGIN) * BOLD * LETTERS / SENTENCE_LETTERS;
        wrapped(&self.sentence, room)
    }

    /// Room above the picture.
    fn head(&self) -> f64 {
        TITLE_HEIGHT + self.sentence().len() as f64 * SENTENCE_LINE
    }

    fn height(&self) -> f64 {
        self.size.1 + self.head()
    }

    /// The picture as the text of an SVG file.
    fn text(&self) -> Result<String, JsValue> {
        let copy: Element = self.svg.clone_node_with_deep(true)?.unchecked_into();
        inline_styles(&self.svg, &copy, &[])?;
        while let Some(cursor) = copy.query_selector(".chart-frame__cursor")? {
            cursor.remove();
        }
        let (width, height) = (place(self.size.0), place(self.height()));
        let head = place(self.head());
        let view_box = format!("0 -{head} {width} {height}");
        for (name, value) in [("xmlns", SVG), ("viewBox", &view_box), ("width", &width), ("height", &height)]
        {
            copy.set_attribute(name, value)?;
        }
        // The frame has the colour of the surface that the picture lies on.
        let frame = self.svg.parent_element().ok_or(JsValue::NULL)?;
        let style = window().get_computed_style(&frame)?.ok_or(JsValue::NULL)?;
        let top = format!("-{head}");
        let background = [
            ("y", &*top),
            ("width", &width),
            ("height", &height),
            ("fill", &*style.get_property_value("background-color")?),
        ];
        // A long title is drawn smaller, down to a limit.
        let room = (self.size.0 - 2.0 * MARGIN) * BOLD;
        let smaller = (room / text_width(&self.title)).clamp(SMALLEST, 1.0);
        let letters = [
            ("x", &*place(MARGIN)),
            ("y", "-12"),
            ("font-size", &place(LETTERS * smaller)),
            ("font-weight", "600"),
            ("fill", &*style.get_property_value("color")?),
        ];
        let mut marks = vec![
            ("title", vec![], self.title.to_string()),
            ("rect", background.to_vec(), String::new()),
            ("text", letters.to_vec(), shorten(&self.title, room / smaller)),
        ];
        let lines = self.sentence();
        let ink = style.get_property_value("color")?;
        let (margin, large) = (place(MARGIN), place(SENTENCE_LETTERS));
        let lines_at: Vec<AttrValue> =
            (1..=lines.len()).map(|line| place(line as f64 * SENTENCE_LINE - self.head())).collect();
        for (line, at) in lines.into_iter().zip(&lines_at) {
            let large = vec![
                ("x", &*margin),
                ("y", at),
                ("font-size", &large),
                ("font-weight", "650"),
                ("fill", &ink),
            ];
            marks.push(("text", large, line));
        }
        let first = copy.first_child();
        for (name, attributes, words) in marks {
            let element = document().create_element_ns(Some(SVG), name)?;
            for (name, value) in attributes {
                element.set_attribute(name, value)?;
            }
            element.set_text_content(Some(&words));
            copy.insert_before(&element, first.as_ref())?;
        }
        XmlSerializer::new()?.serialize_to_string(&copy)
    }

    /// The same, drawn: the address of a PNG.
    async fn pixels(&self, address: &str) -> Result<String, JsValue> {
        let image = HtmlImageElement::new()?;
        let loaded = Promise::new(&mut |resolve, reject| {
            image.set_onload(Some(&resolve));
            image.set_onerror(Some(&reject));
        });
        image.set_src(address);
        JsFuture::from(loaded).await?;
        let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
        let height = (PNG_WIDTH * self.height() / self.size.0).round();
        canvas.set_width(pixels(PNG_WIDTH));
        canvas.set_height(pixels(height));
        let context: CanvasRenderingContext2d =
            canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
        context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, PNG_WIDTH, height)?;
        canvas.to_data_url()
    }
}

/// Saves the picture of a frame of this page, with a sentence and a title above it, as a file of a name.
pub fn save_frame(
    id: &str,
    [sentence, title, file]: [AttrValue; 3],
    kind: FileKind,
    on_failure: Callback<FileKind>,
) {
    let svg = document().query_selector(&format!("#{id} svg")).ok().flatten();
    let size = svg.as_ref().and_then(|svg| {
        let view_box = svg.get_attribute("viewBox")?;
        let mut ends = view_box.split(' ').skip(2).map(str::parse);
        Some((ends.next()?.ok()?, ends.next()?.ok()?))
    });
    match svg.zip(size) {
        Some((svg, size)) => SavedPicture { svg, size, sentence, title, file }.save(kind, on_failure),
        None => on_failure.emit(kind),
    }
}

/// Writes the styles of an element and of all inside it into a copy, as attributes; `around` are those of the
/// element that it stands in, which need not be said again.
fn inline_styles(from: &Element, to: &Element, around: &[String]) -> Result<(), JsValue> {
    let computed = window().get_computed_style(from)?.ok_or(JsValue::NULL)?;
    let mut styles = Vec::with_capacity(STYLES.len());
    for (index, name) in STYLES.iter().enumerate() {
        let value = computed.get_property_value(name)?;
        let said = if index == 0 { value == "1" } else { around.get(index) == Some(&value) };
        if !said {
            to.set_attribute(name, &value)?;
        }
        styles.push(value);
    }
    let mut pair = (from.first_element_child(), to.first_element_child());
    while let (Some(from), Some(to)) = pair {
        inline_styles(&from, &to, &styles)?;
        pair = (from.next_element_sibling(), to.next_element_sibling());
    }
    Ok(())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a picture is a few thousand pixels large"
)]
fn pixels(length: f64) -> u32 {
    length as u32
}
