//! Fields of a view as they were typed, and the document that they were last understood as.

use super::record::Keepable;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The texts are what is read: some count from the day on which they are read. The document stands in where
/// another version had other texts.
#[derive(Clone, Debug)]
pub struct TypedTexts {
    /// JSON of the texts.
    typed: String,
    /// The last that was understood of them.
    document: Option<String>,
    name: String,
}

/// The documents follow from the texts.
impl PartialEq for TypedTexts {
    fn eq(&self, other: &Self) -> bool {
        self.typed == other.typed
    }
}

#[derive(Serialize, Deserialize)]
struct Wire {
    /// Two views had names of their own for it, when each kept only one thing.
    #[serde(default, alias = "quota", alias = "history", skip_serializing_if = "Option::is_none")]
    document: Option<Box<RawValue>>,
    typed: Box<RawValue>,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    name: String,
}

impl TypedTexts {
    /// Texts with their name and their document.
    pub fn of<T: Serialize>(texts: &T, name: &str, document: Option<String>) -> Option<Self> {
        Some(Self { typed: serde_json::to_string(texts).ok()?, document, name: name.to_owned() })
    }

    /// The texts; none, where another version had others.
    pub fn texts<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(&self.typed).ok()
    }

    /// The document.
    pub fn document(&self) -> Option<&str> {
        self.document.as_deref()
    }
}

impl Keepable for TypedTexts {
    fn name(&self) -> &str {
        &self.name
    }

    fn write(&self) -> Option<Box<RawValue>> {
        let raw = |text: &str| RawValue::from_string(text.to_owned()).ok();
        let wire = Wire { document: self.document.as_deref().and_then(raw), typed: raw(&self.typed)? };
        serde_json::value::to_raw_value(&wire).ok()
    }

    fn read(text: &str) -> Option<Self> {
        let Wire { document, typed } = serde_json::from_str(text).ok()?;
        let Named { name } = serde_json::from_str(typed.get()).ok()?;
        let document = document.map(|document| document.get().to_owned());
        Some(Self { typed: typed.get().to_owned(), document, name })
    }
}

#[cfg(test)]
mod tests {
    use super::TypedTexts;
    use crate::app::kept::Keepable;

    /// What each view kept when it kept only one thing is read as what it keeps now.
    #[test]
    fn single_things_are_taken_over() {
        for old in
            [r#"{"quota":{"plumbline":1},"typed":{"a":1}}"#, r#"{"history":{"plumbline":1},"typed":{"a":1}}"#]
        {
            let kept = TypedTexts::read(old).unwrap();
            assert_eq!((kept.name(), kept.document()), ("", Some(r#"{"plumbline":1}"#)));
            let written = kept.write().unwrap();
            assert_eq!(written.get(), r#"{"document":{"plumbline":1},"typed":{"a":1}}"#);
            assert_eq!(TypedTexts::read(written.get()), Some(kept));
        }
        assert_eq!(TypedTexts::read("{broken"), None);
        let named = TypedTexts::read(r#"{"typed":{"name":"Mine"}}"#).unwrap();
        assert_eq!(named.name(), "Mine");
    }
}
