//! What would change the answer, and the other two views. A second WebAssembly, loaded once the first answer stands, with a Yew root of its own in
//! each place that the page keeps for it; the two parts speak through [`super::events`].

mod advice_panel;
mod matters;
mod money_fields;
mod needed_list;
mod sections;
mod use_answers;

use super::events::{PLAN, Told, listen};
use super::format::{Format, Formatter};
use super::intl::IntlFormatter;
use crate::app::quota::{QuotaPanel, QuotaPanelProps};
use crate::app::results::{ResultsPanel, ResultsPanelProps};
use crate::app::shared::Shared;
use crate::model::{Assumption, Scenario};
use advice_panel::{AdvicePanel, AdvicePanelProps};
use gloo::utils::document;
use money_fields::{MoneyFields, MoneyFieldsProps};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;
use yew::AppHandle;
use yew::prelude::*;

/// A component in a place of the page.
struct Mounted<C: BaseComponent> {
    place: Element,
    handle: AppHandle<C>,
}

/// What is mounted.
#[derive(Default)]
struct Parts {
    advice: Option<Mounted<AdvicePanel>>,
    money: Option<Mounted<MoneyFields>>,
    quota: Option<Mounted<QuotaPanel>>,
    results: Option<Mounted<ResultsPanel>>,
}

/// Listens for the plan, and puts the advice where the page keeps room for it.
pub fn start() {
    yew::set_custom_panic_hook(Box::new(|info| {
        gloo::console::error!(info.to_string());
        super::show_crash();
    }));
    let format = Format(Rc::new(IntlFormatter::new()) as Rc<dyn Formatter>);
    let parts = RefCell::new(Parts::default());
    let plan = listen(PLAN, move |told| parts.borrow_mut().show(told, &format));
    // For as long as the page is there.
    std::mem::forget(plan);
}

impl Parts {
    fn show(&mut self, told: Told, format: &Format) {
        let Some(scenario) = told.scenario.map(Shared::of) else { return };
        let format = format.clone();
        let props =
            AdvicePanelProps { scenario: scenario.clone(), is_settled: told.flag, format: format.clone() };
        mount("advice", &mut self.advice, props);
        mount(
            "money",
            &mut self.money,
            MoneyFieldsProps { scenario: scenario.clone(), format: format.clone() },
        );
        mount("quota", &mut self.quota, QuotaPanelProps { format: format.clone() });
        mount("results", &mut self.results, ResultsPanelProps { scenario, format });
    }
}

/// Hands new properties to the component in a place; in a new place, a new component.
fn mount<C>(id: &str, mounted: &mut Option<Mounted<C>>, props: C::Properties)
where
    C: BaseComponent,
    C::Properties: Clone,
{
    let place = document().get_element_by_id(id);
    if mounted.as_ref().map(|mounted| &mounted.place) != place.as_ref()
        && let Some(gone) = mounted.take()
    {
        gone.handle.destroy();
    }
    match (mounted, place) {
        (Some(mounted), _) => mounted.handle.update(props),
        (none, Some(place)) => {
            let handle = yew::Renderer::<C>::with_root_and_props(place.clone(), props).render();
            *none = Some(Mounted { place, handle });
        }
        (None, None) => {}
    }
}

/// The assumptions in which a scenario differs from the one before.
pub(super) fn changed_assumptions(before: &Scenario, now: &Scenario) -> Vec<Assumption> {
    let (old, new) = (before.parts(), now.parts());
    let mut changed = Vec::new();
    changed.extend((old.target != new.target).then_some(Assumption::Target));
    changed.extend((old.calendar != new.calendar).then_some(Assumption::Period));
    for segment in now.segments() {
        let was = before.segment(segment.id);
        changed.extend(
            was.is_none_or(|was| was.supply != segment.supply).then_some(Assumption::Supply(segment.id)),
        );
        changed.extend(
            was.is_none_or(|was| was.deal_size != segment.deal_size)
                .then_some(Assumption::DealSize(segment.id)),
        );
        for stage in segment.stages() {
            let was = before.stage(stage.id).map(|(_, stage)| stage);
            changed.extend(
                was.is_none_or(|was| was.rate != stage.rate).then_some(Assumption::StageRate(stage.id)),
            );
            changed.extend(
                was.is_none_or(|was| was.time != stage.time).then_some(Assumption::StageTime(stage.id)),
            );
        }
    }
    changed
}
