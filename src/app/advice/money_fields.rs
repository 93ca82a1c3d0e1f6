//! The money side of the plan: what selling costs, and what a profit would be.

use crate::app::components::{Folded, TextField, TextFieldWords, fold};
use crate::app::events::{CHANGED, Told, emit};
use crate::app::format::Format;
use crate::app::shared::Shared;
use crate::app::text;
use crate::entry::{EconomicsField, EntryError, read_economics};
use crate::model::{Economics, Scenario, ScenarioParts};
use std::rc::Rc;
use yew::prelude::*;

/// The fields.
#[derive(Clone, Debug, Properties, PartialEq)]
pub(super) struct MoneyFieldsProps {
    /// The plan as it stands.
    pub(super) scenario: Shared<Scenario>,
    /// The reader's locale.
    pub(super) format: Format,
}

/// What was typed into a field, and why it is not part of the plan, if it is not.
#[derive(Clone, PartialEq)]
struct Typed {
    field: EconomicsField,
    text: String,
    rejection: Option<EntryError>,
    /// Whether somebody is typing there.
    is_worked_on: bool,
}

/// The fields.
#[component]
pub(super) fn MoneyFields(props: &MoneyFieldsProps) -> Html {
    let typed = use_state_eq(Vec::<Typed>::new);
    let (scenario, format) = (&props.scenario, &props.format);
    // What was typed and is not yet part of the plan that the page told last: others are added to it.
    let recent = use_mut_ref(Vec::<(EconomicsField, String)>::new);
    recent.borrow_mut().retain(|(field, text)| {
        read(*field, text, props).is_ok_and(|economics| economics != scenario.parts().economics)
    });
    let type_into = {
        let (typed, props, recent) = (typed.clone(), props.clone(), recent.clone());
        Rc::new(move |field: EconomicsField, text: String| {
            let read = read(field, &text, &props);
            let mut all: Vec<Typed> = (*typed).clone();
            all.retain(|other| other.field != field);
            all.push(Typed {
                field,
                text: text.clone(),
                rejection: read.as_ref().err().cloned(),
                is_worked_on: true,
            });
            typed.set(all);
            let mut recent = recent.borrow_mut();
            recent.retain(|(other, _)| *other != field);
            if read.is_ok() {
                recent.push((field, text));
                tell(field, &recent, &props);
            }
        })
    };
    let leave = {
        let typed = typed.clone();
        Rc::new(move |field: EconomicsField| {
            let mut all: Vec<Typed> = (*typed).clone();
            all.iter_mut().filter(|of| of.field == field).for_each(|of| of.is_worked_on = false);
            all.retain(|of| of.is_worked_on || of.rejection.is_some());
            typed.set(all);
        })
    };
    let field = |field: EconomicsField| {
        // What undo took back is no longer what stands in the field; what the page has not told yet is.
        let stands = |of: &&Typed| {
            of.rejection.is_some()
                || recent.borrow().iter().any(|(other, _)| *other == field)
                || read(field, &of.text, props).is_ok_and(|economics| economics == scenario.parts().economics)
        };
        let here = typed.iter().find(|of| of.field == field).filter(stands);
        let (type_into, leave) = (type_into.clone(), leave.clone());
        TextField {
            id: element_id(field),
            value: here.map_or_else(|| text::money_text(field, scenario, format), |of| of.text.clone()),
            words: TextFieldWords {
                label: text::money_label(field),
                echo: text::money_echo(field, scenario, format),
                error: here.and_then(|of| of.rejection.as_ref()).map(text::refusal),
                ..TextFieldWords::default()
            },
            on_input: Callback::from(move |text| type_into(field, text)),
            on_leave: Callback::from(move |()| leave(field)),
            nudges: None,
            on_cells: None,
            slider: None,
            keys: None,
            lines: 1,
        }
        .view()
    };
    let is_price = |field: &EconomicsField| matches!(field, EconomicsField::Price(_));
    let inside = html! {
        <>
            { for EconomicsField::all().filter(|field| !is_price(field)).map(field) }
            <p>{ text::PRICES }</p>
            { for EconomicsField::all().filter(is_price).map(field) }
        </>
    };
    fold("fold-money", Folded::Closed, text::money_heading(scenario, format), inside)
}

fn read(
    field: EconomicsField,
    text: &str,
    props: &MoneyFieldsProps,
) -> Result<Option<Economics>, EntryError> {
    let parts = props.scenario.parts();
    let economics =
        read_economics(field, text, parts.economics.as_ref(), props.format.style(), parts.currency)?;
    // What the rest of the plan has no place for, such as a rule of 40 without recurring revenue.
    Scenario::new(ScenarioParts { economics: economics.clone(), ..parts.clone() })?;
    Ok(economics)
}

/// Tells the page the plan with all that was typed, at once. All keys of a field are one step of undo; of the plan, the page takes the
/// money side alone, so that nothing typed elsewhere in between is lost.
fn tell(field: EconomicsField, recent: &[(EconomicsField, String)], props: &MoneyFieldsProps) {
    let (parts, style) = (props.scenario.parts(), props.format.style());
    let economics = recent.iter().try_fold(parts.economics.clone(), |now, (field, text)| {
        read_economics(*field, text, now.as_ref(), style, parts.currency)
    });
    let Ok(economics) = economics else { return };
    let Ok(scenario) = Scenario::new(ScenarioParts { economics, ..parts.clone() }) else { return };
    let place = EconomicsField::all().position(|of| of == field).unwrap_or(0);
    let typing = u8::try_from(place + 1).unwrap_or(0);
    emit(CHANGED, &Told { typing, scenario: Some(Rc::new(scenario)), ..Told::default() });
}

fn element_id(field: EconomicsField) -> String {
    let name = match field {
        EconomicsField::GrossMargin => "gross-margin",
        EconomicsField::FixedCost => "fixed-cost",
        EconomicsField::CostPerOpportunity => "opportunity-cost",
        EconomicsField::BasePay => "base-pay",
        EconomicsField::Commission => "commission",
        EconomicsField::ContractMonths => "contract-months",
        EconomicsField::Goal => "profit-goal",
        EconomicsField::Price(of) => return format!("price-{}", of.key()),
    };
    name.to_owned()
}
