//! A document read from a tree of JSON, field by field: a mistake is said with its place, in words of people
//! who write no Rust, and fields that nobody asks for are listed.

use super::UNKNOWN_MAX;
use super::tree::Tree;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, IntoDeserializer,
    MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use std::cell::RefCell;
use std::fmt;

/// Characters of foreign text that an error repeats.
const QUOTED_CHARACTERS: usize = 60;

/// A value that the document cannot take.
#[derive(Debug)]
pub(super) struct Mistake {
    /// Where it stands, such as `segments[0].stages[2].rate`; empty for the document itself.
    pub(super) place: String,
    /// What is wrong with it.
    pub(super) problem: String,
}

/// Reads a document, and lists the places of the fields that it does not know.
pub(super) fn read<T: DeserializeOwned>(tree: &Tree) -> Result<(T, Vec<String>), Mistake> {
    let unknown = RefCell::new(Vec::new());
    let value = T::deserialize(Spot { tree, place: &Place::Document, unknown: &unknown })?;
    Ok((value, unknown.into_inner()))
}

/// The beginning of a long foreign text.
pub(super) fn shortened(text: &str) -> String {
    if text.chars().count() <= 2 * QUOTED_CHARACTERS {
        return text.to_owned();
    }
    text.chars().take(QUOTED_CHARACTERS).chain(['…']).collect()
}

/// The way from the document to a value.
enum Place<'a> {
    Document,
    Item(&'a Self, usize),
    Field(&'a Self, &'a str),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document => Ok(()),
            Self::Item(list, index) => write!(f, "{list}[{index}]"),
            Self::Field(Self::Document, key) => f.write_str(key),
            Self::Field(object, key) => write!(f, "{object}.{key}"),
        }
    }
}

/// A value, and where it stands.
#[derive(Clone, Copy)]
struct Spot<'a> {
    tree: &'a Tree,
    place: &'a Place<'a>,
    unknown: &'a RefCell<Vec<String>>,
}

impl Spot<'_> {
    fn found(&self) -> Unexpected<'_> {
        match self.tree {
            Tree::Null => Unexpected::Unit,
            Tree::Bool(value) => Unexpected::Bool(*value),
            Tree::Whole(value) => Unexpected::Unsigned(*value),
            Tree::Negative(value) => Unexpected::Signed(*value),
            Tree::Number(value) => Unexpected::Float(*value),
            Tree::Text(text) => Unexpected::Str(text),
            Tree::List(_) => Unexpected::Seq,
            Tree::Object(_) => Unexpected::Map,
        }
    }

    /// The mistake with this place, unless a value within this one has said it more closely.
    fn placed(&self, mistake: Mistake) -> Mistake {
        if mistake.place.is_empty() {
            return Mistake { place: shortened(&self.place.to_string()), ..mistake };
        }
        mistake
    }
}

impl<'de> Deserializer<'de> for Spot<'_> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.tree {
            Tree::Null => visitor.visit_unit(),
            Tree::Bool(value) => visitor.visit_bool(*value),
            Tree::Whole(value) => visitor.visit_u64(*value),
            Tree::Negative(value) => visitor.visit_i64(*value),
            Tree::Number(value) => visitor.visit_f64(*value),
            Tree::Text(text) => visitor.visit_str(text),
            Tree::List(items) => visitor.visit_seq(Items { list: self, left: items.iter().enumerate() }),
            Tree::Object(fields) => {
                visitor.visit_map(Fields { object: self, left: fields.iter(), value: None })
            }
        }
        .map_err(|mistake| self.placed(mistake))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        if matches!(self.tree, Tree::Null) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        visitor.visit_newtype_struct(self)
    }

    /// The fields of a document have names: a list of values in the order of the fields is refused.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.deserialize_map(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let Tree::Object(fields) = self.tree else {
            return Err(self.placed(Mistake::invalid_type(self.found(), &visitor)));
        };
        let read = visitor.visit_map(Fields { object: self, left: fields.iter(), value: None });
        read.map_err(|mistake| self.placed(mistake))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let Tree::List(items) = self.tree else {
            return Err(self.placed(Mistake::invalid_type(self.found(), &visitor)));
        };
        let read = visitor.visit_seq(Items { list: self, left: items.iter().enumerate() });
        read.map_err(|mistake| self.placed(mistake))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let variant = match self.tree {
            Tree::Text(key) => Some(Variant { key, value: None }),
            Tree::Object(fields) => match fields.as_slice() {
                [(key, tree)] => Some(Variant { key, value: Some(Spot { tree, ..self }) }),
                _ => None,
            },
            Tree::Null
            | Tree::Bool(_)
            | Tree::Whole(_)
            | Tree::Negative(_)
            | Tree::Number(_)
            | Tree::List(_) => None,
        };
        let Some(variant) = variant else {
            return Err(self.placed(Mistake::invalid_type(self.found(), &visitor)));
        };
        visitor.visit_enum(variant).map_err(|mistake| self.placed(mistake))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let mut unknown = self.unknown.borrow_mut();
        if unknown.len() < UNKNOWN_MAX {
            unknown.push(shortened(&self.place.to_string()));
        }
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct tuple
        tuple_struct identifier
    }
}

/// The items of a list.
struct Items<'a> {
    list: Spot<'a>,
    left: std::iter::Enumerate<std::slice::Iter<'a, Tree>>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mistake> {
        let Some((index, tree)) = self.left.next() else { return Ok(None) };
        let place = Place::Item(self.list.place, index);
        seed.deserialize(Spot { tree, place: &place, unknown: self.list.unknown }).map(Some)
    }
}

/// The fields of an object.
struct Fields<'a> {
    object: Spot<'a>,
    left: std::slice::Iter<'a, (String, Tree)>,
    value: Option<&'a (String, Tree)>,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mistake> {
        self.value = self.left.next();
        self.value.map(|(key, _)| seed.deserialize(key.as_str().into_deserializer())).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        let (key, tree) = self.value.ok_or_else(|| Mistake::custom("a value without a key"))?;
        let place = Place::Field(self.object.place, key);
        seed.deserialize(Spot { tree, place: &place, unknown: self.object.unknown })
    }
}

/// One of several forms, by its key.
struct Variant<'a> {
    key: &'a str,
    value: Option<Spot<'a>>,
}

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = Mistake;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Mistake> {
        Ok((seed.deserialize(self.key.into_deserializer())?, self))
    }
}

impl Variant<'_> {
    /// What stands behind the key of a form that holds something.
    fn content<'de, T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mistake> {
        let Some(spot) = self.value else {
            return Err(Mistake::custom(format_args!("“{}” wants a value", shortened(self.key))));
        };
        let place = Place::Field(spot.place, self.key);
        seed.deserialize(Spot { place: &place, ..spot })
    }
}

/// Hands a visitor over as a seed: forms of several fields are read as their list or object.
struct Content<V> {
    visitor: V,
}

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Content<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_any(self.visitor)
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Mistake;

    fn unit_variant(self) -> Result<(), Mistake> {
        match self.value {
            None => Ok(()),
            Some(_) => Err(Mistake::custom(format_args!("“{}” stands alone", shortened(self.key)))),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mistake> {
        self.content(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mistake> {
        self.content(Content { visitor })
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.content(Content { visitor })
    }
}

impl Error for Mistake {
    fn custom<T: fmt::Display>(said: T) -> Self {
        Self { place: String::new(), problem: shortened(&said.to_string()) }
    }

    fn invalid_type(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        let wanted = wanted.to_string();
        let wanted = match wanted.as_str() {
            "f64" => "a number",
            "u32" | "u64" => "a whole number",
            "a string" => "a text in quotes",
            "a sequence" => "a list",
            "a map" => "an object",
            other => other,
        };
        let found = match found {
            Unexpected::Bool(word) => format!("the word `{word}`"),
            Unexpected::Unsigned(number) => format!("the number `{number}`"),
            Unexpected::Signed(number) => format!("the number `{number}`"),
            Unexpected::Float(number) => format!("the number `{number}`"),
            Unexpected::Str(text) => format!("the text \"{text}\""),
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Map => "an object".to_owned(),
            Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
            // Kinds of Rust that no text holds.
            Unexpected::Char(_)
            | Unexpected::Bytes(_)
            | Unexpected::NewtypeStruct
            | Unexpected::Enum
            | Unexpected::UnitVariant
            | Unexpected::NewtypeVariant
            | Unexpected::TupleVariant
            | Unexpected::StructVariant
            | Unexpected::Other(_) => found.to_string(),
        };
        Self { place: String::new(), problem: format!("here belongs {wanted}, not {}", shortened(&found)) }
    }

    fn invalid_value(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::invalid_type(found, wanted)
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)
    }
}

impl std::error::Error for Mistake {}
