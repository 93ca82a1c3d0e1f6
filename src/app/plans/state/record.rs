//! A plan as this browser keeps it: the plan's document, and beside it what belongs to the reader alone.

use crate::app::kept::Keepable;
use crate::app::plan::state::{FieldId, Plan};
use crate::entry::{NumberStyle, RateReading};
use crate::exchange::file;
use crate::model::Scenario;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::rc::Rc;

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
}

impl Keepable for Content {
    fn name(&self) -> &str {
        &self.name
    }

    fn read(text: &str) -> Option<Self> {
        let ContentWire { plan, typed, wins, before } = serde_json::from_str(text).ok()?;
        let name = file::plan::read(plan.get()).ok()?.parts().name.clone();
        let before = before.map(|before| before.get().to_owned());
        Some(Self { plan: plan.get().to_owned(), typed, wins, before, name })
    }

    fn write(&self) -> Option<Box<RawValue>> {
        let raw = |text: &str| RawValue::from_string(text.to_owned()).ok();
        let wire = ContentWire {
            plan: raw(&self.plan)?,
            typed: self.typed.clone(),
            wins: self.wins,
            before: self.before.as_deref().and_then(raw),
        };
        serde_json::value::to_raw_value(&wire).ok()
    }
}
