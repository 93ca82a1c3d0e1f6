//! What stands in a field: what was typed, or the plan’s value as a text that the field itself accepts.

use crate::app::format::Format;
use crate::app::plan::state::{FieldId, Plan, StageField, written};
use crate::entry::show_rate;
use crate::model::Scenario;

/// What stands in a field: what was typed, else the scenario's value as a text that the field itself accepts.
pub fn field_text(field: FieldId, plan: &Plan, format: &Format) -> String {
    plan.typed_in(field).map_or_else(|| entry(field, plan.scenario(), format), |typed| typed.text.clone())
}

/// What a field of the scenario reads when nobody typed into it: a text that it accepts. A rate that follows
/// from others is shown with three digits; the plan keeps all of them.
pub fn entry(field: FieldId, scenario: &Scenario, format: &Format) -> String {
    match field {
        FieldId::Stage(id, StageField::Rate) => {
            scenario.stage(id).map(|(_, stage)| show_rate(&stage.rate, &**format)).unwrap_or_default()
        }
        FieldId::Plan(_)
        | FieldId::Segment(..)
        | FieldId::Stage(..)
        | FieldId::Money(_)
        | FieldId::Note(_) => written(field, scenario, &**format),
    }
}
