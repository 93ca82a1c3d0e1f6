//! What stands in a field: what was typed, or the plan’s value as a text that the field itself accepts.

use crate::app::format::Format;
use crate::app::plan::state::{FieldId, Plan, written};
use crate::model::Scenario;

/// What stands in a field: what was typed, else the scenario's value as a text that the field itself accepts.
pub fn field_text(field: FieldId, plan: &Plan, format: &Format) -> String {
    plan.typed_in(field).map_or_else(|| entry(field, plan.scenario(), format), |typed| typed.text.clone())
}

/// What a field of the scenario reads when nobody typed into it.
pub fn entry(field: FieldId, scenario: &Scenario, format: &Format) -> String {
    written(field, scenario, &**format)
}
