//! What the documents share: version and kind, the place of what is wrong, unknown fields, and the shortest
//! text.

use super::spot::{self, Mistake, shortened};
use super::tree::Tree;
use super::{FILE_BYTES_MAX, FORMAT_VERSION, FileError, Kind, Read};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use std::io;

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
        let tree = tree(text)?;
        let is = kind_of(&tree)?;
        if is != Self::KIND {
            return Err(FileError::OtherKind { is, wanted: Self::KIND });
        }
        let Read { value, unknown } = as_document::<Self>(&tree)?;
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
    kind_of(&tree(text)?)
}

fn tree(text: &str) -> Result<Tree, FileError> {
    if text.len() > FILE_BYTES_MAX {
        return Err(FileError::TooLong);
    }
    // Some editors of Windows put a mark in front.
    let text = text.trim_start_matches('\u{feff}');
    Tree::parse(text).map_err(|error| FileError::Foreign(error.to_string()))
}

fn kind_of(tree: &Tree) -> Result<Kind, FileError> {
    let header = as_document::<Header>(tree)?.value;
    if header.plumbline != FORMAT_VERSION {
        return Err(FileError::Version(header.plumbline));
    }
    let Some(key) = header.kind else { return Ok(Kind::Plan) };
    Kind::of_key(&key).ok_or_else(|| FileError::UnknownKind(shortened(&key)))
}

/// Reads the tree of a text as a document.
fn as_document<T: DeserializeOwned>(tree: &Tree) -> Result<Read<T>, FileError> {
    match spot::read(tree) {
        Ok((value, unknown)) => Ok(Read { value, unknown }),
        Err(Mistake { place, problem }) if place.is_empty() => Err(FileError::Foreign(problem)),
        Err(Mistake { place, problem }) => Err(FileError::Shape { place, problem }),
    }
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
