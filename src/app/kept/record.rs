//! One kept thing, as this browser keeps it: what the reader made, and beside it what belongs to the list.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::fmt;
use std::rc::Rc;

/// Names a thing among those of its kind that are kept in this browser, for as long as it exists.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeptId(Rc<str>);

impl KeptId {
    /// The thing of a name.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the reader made: equal contents are the same work.
pub trait Keepable: Clone + PartialEq + fmt::Debug + 'static {
    /// What people call it.
    fn name(&self) -> &str;

    /// The JSON that is kept; none, if it cannot be written.
    fn write(&self) -> Option<Box<RawValue>>;

    /// Reads such JSON; none, if it is damaged or another version's.
    fn read(text: &str) -> Option<Self>;
}

/// A kept thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<C> {
    pub id: KeptId,
    /// Raised by each write: whoever writes says which one it changes, so that two tabs never overwrite each
    /// other.
    pub version: u32,
    /// What is kept.
    pub content: C,
    /// The chance that its last settled answer gave; none, if it has none yet.
    pub chance: Option<f64>,
    /// When it was last edited, in milliseconds since 1970.
    pub edited_ms: f64,
}

/// A record as it is written.
#[derive(Serialize, Deserialize)]
struct Wire {
    id: String,
    version: u32,
    edited: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    chance: Option<f64>,
    content: Box<RawValue>,
}

impl<C: Keepable> Record<C> {
    /// The text that is kept.
    pub fn write(&self) -> String {
        let Self { id, version, chance, edited_ms, .. } = self;
        let wire = self.content.write().map(|content| Wire {
            id: id.as_str().to_owned(),
            version: *version,
            edited: *edited_ms,
            chance: *chance,
            content,
        });
        // Contents are JSON, so that writing them fails for none.
        wire.and_then(|wire| serde_json::to_string(&wire).ok()).unwrap_or_default()
    }

    /// Reads a text; none, if it is damaged or another version's.
    pub fn read(text: &str) -> Option<Self> {
        let Wire { id, version, edited, chance, content } = serde_json::from_str(text).ok()?;
        let content = C::read(content.get())?;
        Some(Self { id: KeptId::new(&id), version, content, chance, edited_ms: edited })
    }
}

/// The version of a record's text, whatever else it holds; none, if it is no record.
pub(super) fn version_of(text: &str) -> Option<u32> {
    #[derive(Deserialize)]
    struct Version {
        version: u32,
    }
    serde_json::from_str::<Version>(text).ok().map(|read| read.version)
}
