//! A plan as this browser keeps it: the plan's document, and beside it what belongs to the reader alone.

use crate::app::plan::state::{FieldId, Plan, PlanId};
use crate::entry::{NumberStyle, RateReading};
use crate::exchange::file;
use crate::model::Scenario;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::rc::Rc;

/// A kept plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Which.
    pub id: PlanId,
    /// Raised by each write: whoever writes says which one it changes, so that two tabs never overwrite each
    /// other.
    pub version: u32,
    /// What is kept.
    pub content: Content,
    /// The chance that its last settled answer gave; none, if it has none yet.
    pub chance: Option<f64>,
    /// When it was last edited, in milliseconds since 1970.
    pub edited_ms: f64,
}

/// What the reader made: equal contents are the same work.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The plan, a document of [`file::plan`], and with it the name that people call it.
    plan: String,
    /// Texts of fields as they were typed, understood or not, by the id of their element.
    typed: Vec<(String, String)>,
    /// Whether rates are shown as what is won from each stage.
    wins: bool,
    /// The plan that was kept for comparison, a document too.
    before: Option<String>,
    /// What people call the plan.
    name: String,
}

/// A record as it is written.
#[derive(Serialize, Deserialize)]
struct Wire {
    id: String,
    version: u32,
    edited: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    chance: Option<f64>,
    content: ContentWire,
}

#[derive(Serialize, Deserialize)]
struct ContentWire {
    plan: Box<RawValue>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    typed: Vec<(String, String)>,
    #[serde(default)]
    wins: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<Box<RawValue>>,
}

/// A plan as it is put on the table, and the plan that was kept for comparison.
pub type Restored = (Plan, Option<Rc<Scenario>>);

impl Content {
    /// What there is to keep of a plan.
    pub fn of(plan: &Plan, before: Option<&Scenario>) -> Self {
        Self {
            plan: file::plan::canonical(plan.scenario()),
            typed: plan.texts().map(|(field, text)| (field.element_id(), text.to_owned())).collect(),
            wins: plan.reading() == RateReading::WonFromHere,
            before: before.map(file::plan::canonical),
            name: plan.scenario().parts().name.clone(),
        }
    }

    /// The plan; none, where another version kept what this one does not read.
    pub fn restored(&self, style: NumberStyle) -> Option<Restored> {
        let scenario = file::plan::read(&self.plan).ok()?;
        let reading = if self.wins { RateReading::WonFromHere } else { RateReading::MovesOn };
        let texts = self.typed.iter();
        let texts = texts.filter_map(|(id, text)| Some((FieldId::of_element_id(id)?, text.clone())));
        let before = self.before.as_ref().and_then(|document| file::plan::read(document).ok()).map(Rc::new);
        Some((Plan::restored(Rc::new(scenario), reading, texts, style), before))
    }

    /// What people call the plan.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What a version before this one kept: one plan, without a list.
    pub fn of_single(text: &str) -> Option<Self> {
        Self::of_wire(serde_json::from_str(text).ok()?)
    }

    fn of_wire(wire: ContentWire) -> Option<Self> {
        let ContentWire { plan, typed, wins, before } = wire;
        let name = file::plan::read(plan.get()).ok()?.parts().name.clone();
        let before = before.map(|before| before.get().to_owned());
        Some(Self { plan: plan.get().to_owned(), typed, wins, before, name })
    }

    fn wire(&self) -> Option<ContentWire> {
        let raw = |text: &str| RawValue::from_string(text.to_owned()).ok();
        Some(ContentWire {
            plan: raw(&self.plan)?,
            typed: self.typed.clone(),
            wins: self.wins,
            before: self.before.as_deref().and_then(raw),
        })
    }
}

impl Record {
    /// The text that is kept.
    pub fn write(&self) -> String {
        let Self { id, version, chance, edited_ms, .. } = self;
        let wire = self.content.wire().map(|content| Wire {
            id: id.as_str().to_owned(),
            version: *version,
            edited: *edited_ms,
            chance: *chance,
            content,
        });
        // Documents are JSON, so that writing them fails for none.
        wire.and_then(|wire| serde_json::to_string(&wire).ok()).unwrap_or_default()
    }

    /// Reads a text; none, if it is damaged or another version's.
    pub fn read(text: &str) -> Option<Self> {
        let Wire { id, version, edited, chance, content } = serde_json::from_str(text).ok()?;
        let content = Content::of_wire(content)?;
        Some(Self { id: PlanId::new(&id), version, content, chance, edited_ms: edited })
    }

    /// The version of a text, whatever else it holds; none, if it is no record.
    pub fn version_of(text: &str) -> Option<u32> {
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        serde_json::from_str::<Version>(text).ok().map(|read| read.version)
    }
}
