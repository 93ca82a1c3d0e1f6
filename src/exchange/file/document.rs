//! What the documents share: version and kind, the place of what is wrong, unknown fields, and the shortest
//! text.

use super::{FILE_BYTES_MAX, FORMAT_VERSION, FileError, Kind, Read, UNKNOWN_MAX};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_ignored::Path;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use serde_json::{Value, error::Category};
use serde_path_to_error::Track;
use std::io;

/// Characters of foreign text that an error repeats.
const QUOTED_CHARACTERS: usize = 60;
/// Whole numbers up to here are written without a point: up to 2^53 they are exact.
const WHOLE_MAX: f64 = 9_007_199_254_740_992.0;

/// A document as it is written: plain fields, turned into a model value by the model's own constructors.
pub(super) trait Document: Serialize + DeserializeOwned {
    /// What it holds.
    type Model;
    /// Its kind.
    const KIND: Kind;

    /// The document of a model value.
    fn of(model: &Self::Model) -> Self;

    /// The model value of the document.
    fn into_model(self) -> Result<Self::Model, FileError>;

    /// Reads a text, and lists the fields that this version does not know.
    fn open(text: &str) -> Result<Read<Self::Model>, FileError> {
        let is = kind(text)?;
        if is != Self::KIND {
            return Err(FileError::OtherKind { is, wanted: Self::KIND });
        }
        let Read { value, unknown } = parse::<Self>(text)?;
        Ok(Read { value: value.into_model()?, unknown })
    }

    /// The shortest text.
    fn canonical(model: &Self::Model) -> String {
        shortest(&Self::of(model))
    }

    /// The text of a file: indented, for people.
    fn write(model: &Self::Model) -> String {
        let json: Value = serde_json::from_str(&Self::canonical(model)).unwrap_or_default();
        format!("{json:#}\n")
    }
}

/// Version and kind; everything else in the document is passed over.
#[derive(Deserialize)]
#[serde(expecting = "an object that begins with {\"plumbline\": 1}")]
struct Header {
    plumbline: u32,
    #[serde(default)]
    kind: Option<String>,
}

/// What a text of this version of the format holds. Looked at first, so that another version and another kind
/// are named as such, and not by the first field that is strange.
pub(super) fn kind(text: &str) -> Result<Kind, FileError> {
    if text.len() > FILE_BYTES_MAX {
        return Err(FileError::TooLong);
    }
    let header = parse::<Header>(text)?.value;
    if header.plumbline != FORMAT_VERSION {
        return Err(FileError::Version(header.plumbline));
    }
    let Some(key) = header.kind else { return Ok(Kind::Plan) };
    Kind::of_key(&key).ok_or_else(|| FileError::UnknownKind(shortened(&key)))
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<Read<T>, FileError> {
    // Some editors of Windows put a mark in front.
    let text = text.trim_start_matches('\u{feff}');
    let mut unknown = Vec::new();
    let mut track = Track::new();
    let mut reader = serde_json::Deserializer::from_str(text);
    let tracked = serde_path_to_error::Deserializer::new(&mut reader, &mut track);
    let read = serde_ignored::deserialize(tracked, |path| {
        if unknown.len() < UNKNOWN_MAX {
            unknown.push(shortened(&place(&path)));
        }
    });
    match read.and_then(|value| reader.end().map(|()| value)) {
        Ok(value) => Ok(Read { value, unknown }),
        Err(error) if error.classify() == Category::Data => {
            let (place, problem) = (track.path().to_string(), in_words(&error));
            Err(if place == "." {
                FileError::Foreign(problem)
            } else {
                FileError::Shape { place: shortened(&place), problem }
            })
        }
        Err(error) => Err(FileError::Foreign(error.to_string())),
    }
}

/// The place of a field, such as `segments[0].stages[2].rate`.
fn place(path: &Path<'_>) -> String {
    match path {
        Path::Root => String::new(),
        Path::Seq { parent, index } => format!("{}[{index}]", place(parent)),
        Path::Map { parent, key } => {
            let parent = place(parent);
            if parent.is_empty() { key.clone() } else { format!("{parent}.{key}") }
        }
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => {
            place(parent)
        }
    }
}

/// What serde says, in words of people who write no Rust.
fn in_words(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    let mistaken = said.strip_prefix("invalid type: ").or_else(|| said.strip_prefix("invalid value: "));
    let Some((found, wanted)) = mistaken.and_then(|said| said.rsplit_once(", expected ")) else {
        return shortened(said);
    };
    let wanted = match wanted {
        "f64" => "a number",
        "u32" | "u64" => "a whole number",
        "a string" => "a text in quotes",
        "a sequence" => "a list",
        "a map" => "an object",
        other => other,
    };
    let named = [
        ("string ", "the text "),
        ("floating point ", "the number "),
        ("integer ", "the number "),
        ("boolean ", "the word "),
        ("map", "an object"),
        ("sequence", "a list"),
        ("null", "nothing"),
    ];
    let found = named
        .iter()
        .find_map(|(prefix, word)| Some(format!("{word}{}", found.strip_prefix(prefix)?)))
        .unwrap_or_else(|| found.to_owned());
    format!("here belongs {wanted}, not {}", shortened(&found))
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 2 * QUOTED_CHARACTERS {
        return text.to_owned();
    }
    text.chars().take(QUOTED_CHARACTERS).chain(['…']).collect()
}

/// Compact JSON with whole numbers as such: 200, where 200.0 would be read alike.
struct Shortest;

impl Formatter for Shortest {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        if value.fract().abs() > 0.0 || value.abs() > WHOLE_MAX {
            return CompactFormatter.write_f64(writer, value);
        }
        #[expect(clippy::cast_possible_truncation, reason = "whole and within the bound")]
        let whole = value as i64;
        write!(writer, "{whole}")
    }
}

/// The shortest JSON of a document.
pub(in crate::exchange) fn shortest(document: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    // Writing to memory fails for no document: keys are texts, numbers are finite.
    drop(document.serialize(&mut Serializer::with_formatter(&mut bytes, Shortest)));
    String::from_utf8(bytes).unwrap_or_default()
}

/// Whether a field says nothing, and is left out.
pub(super) fn is_default<T: Default + PartialEq>(field: &T) -> bool {
    *field == T::default()
}

/// A number, unless it is the default and is left out.
pub(super) fn other_than(default: f64, number: f64) -> Option<f64> {
    let differs = (number - default).abs() > 0.0;
    differs.then_some(number)
}
