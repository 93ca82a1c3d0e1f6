//! Where letters stand: how wide they are about, apart from each other, and inside the picture. Pure.

/// Height of the letters in a picture, in units of its view box; `chart_frame.css` says the same.
pub(super) const LETTERS: f64 = 15.0;
/// Least distance between two lines of letters.
pub(super) const LINE: f64 = 18.0;
/// Space between a line and its label.
const GAP: f64 = 6.0;
/// Width of a letter as a part of its height: a little more than the average of digits in common fonts.
const LETTER_WIDTH: f64 = 0.58;

/// Bold letters are so much wider.
const BOLD: f64 = 1.12;

/// Words at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Where it begins, ends or has its middle: see `anchor`.
    pub x: f64,
    /// The line that the letters stand on.
    pub y: f64,
    /// `start`, `middle` or `end`, as SVG names them.
    pub anchor: &'static str,
    /// What it says.
    pub words: String,
}

impl Label {
    /// From where to where it reaches, about.
    pub fn extent(&self) -> (f64, f64) {
        self.extent_of(text_width(&self.words))
    }

    /// The same in bold letters.
    pub fn extent_in_bold(&self) -> (f64, f64) {
        self.extent_of(BOLD * text_width(&self.words))
    }

    fn extent_of(&self, width: f64) -> (f64, f64) {
        let start = match self.anchor {
            "start" => self.x,
            "end" => self.x - width,
            _ => self.x - 0.5 * width,
        };
        (start, start + width)
    }
}

/// Width of words, about: there is nothing to measure letters with before they are drawn.
pub fn text_width(words: &str) -> f64 {
    words.chars().map(|letter| if letter < '\u{1100}' { 1.0 } else { 1.75 }).sum::<f64>()
        * LETTERS
        * LETTER_WIDTH
}

/// Words in lines of at most a width, broken between words.
pub fn wrapped(words: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(line) + text_width(" ") + text_width(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Words cut to a width, with an ellipsis if something was cut.
pub fn shorten(words: &str, width: f64) -> String {
    if text_width(words) <= width {
        return words.to_owned();
    }
    let mut short = String::new();
    for letter in words.chars() {
        short.push(letter);
        if text_width(&short) + text_width("…") > width {
            short.pop();
            break;
        }
    }
    short.truncate(short.trim_end().len());
    short + "…"
}

/// Moves places apart, in their order, to a distance between neighbours, within `[low, high]`. Where there is
/// no room for the distance, they share the room.
pub fn apart(places: &mut [f64], distance: f64, low: f64, high: f64) {
    let gaps = places.len().saturating_sub(1).max(1) as f64;
    let distance = distance.min((high - low) / gaps);
    // A few labels: put in order one by one, which is far less code than a sort.
    let mut order: Vec<&mut f64> = Vec::new();
    for place in places {
        let at = order.partition_point(|other| **other <= *place);
        order.insert(at, place);
    }
    let mut free_from = low;
    for place in &mut order {
        **place = place.max(free_from).min(high);
        free_from = **place + distance;
    }
    let mut free_to = high;
    for place in order.iter_mut().rev() {
        **place = place.min(free_to);
        free_to = **place - distance;
    }
}

/// A bold label beside an upright line: right of it, left of it, or where there is room in a picture of that
/// width.
pub fn beside(x: f64, y: f64, width: f64, words: &str) -> Label {
    let words = shorten(words, width / BOLD);
    let wide = BOLD * text_width(&words);
    let (x, anchor) = if x + GAP + wide <= width {
        (x + GAP, "start")
    } else if x - GAP - wide >= 0.0 {
        (x - GAP, "end")
    } else {
        ((width - wide).max(0.0), "start")
    };
    Label { x, y, anchor, words }
}

/// Labels below an axis: each inside the picture, and none where it would touch one that was named before it.
pub fn below_axis(ticks: Vec<(f64, String)>, y: f64, width: f64) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for (place, words) in ticks {
        let half = 0.5 * text_width(&words).min(width);
        let x = place.max(half).min(width - half);
        let label = Label { x, y, anchor: "middle", words };
        let (start, end) = label.extent();
        let free = |other: &Label| other.extent().1 + GAP <= start || end + GAP <= other.extent().0;
        if labels.iter().all(free) {
            labels.push(label);
        }
    }
    labels
}
