//! Levers that are moved by sliders while everybody watches.

use super::{Answer, Plan, RunView};
use crate::advice::{Needed, NeededValue};
use crate::app::shared::Shared;
use crate::model::{Lever, LeverRange, Scenario};
use std::rc::Rc;

/// Steps of a slider to either side of where the lever stood; of whole numbers each is a step.
const STEPS_A_SIDE: f64 = 50.0;
/// So far it goes at least where only whole numbers make sense.
const WHOLE_AT_LEAST: f64 = 6.0;

/// A lever with a slider.
#[derive(Clone, Debug, PartialEq)]
pub struct Slider {
    /// What the lever alone would have to be in the plan as it was.
    pub needed: Needed,
    range: LeverRange,
    /// Steps from where the lever stood.
    steps: f64,
}

impl Slider {
    /// A slider for what a lever needs; none, if the plan has no such lever, or no room for it.
    pub fn of(needed: &Needed, scenario: &Scenario) -> Option<Self> {
        let slider = Self { needed: *needed, range: needed.lever.range(scenario)?, steps: 0.0 };
        (slider.reach() > 0.0).then_some(slider)
    }

    /// How far it goes to each side, in the lever's unit: twice as far as is plausible, and a quarter further
    /// than what is needed, if that is more.
    fn reach(&self) -> f64 {
        let LeverRange { today, plausible, is_whole, .. } = self.range;
        let needed = match self.needed.value {
            NeededValue::Is { value, .. } => value,
            NeededValue::CannotReach { .. }
            | NeededValue::DoesNotHelp { .. }
            | NeededValue::CannotSpoil { .. } => today,
        };
        let reach = (2.0 * (plausible - today).abs()).max(1.25 * (needed - today).abs());
        if is_whole { reach.ceil().max(WHOLE_AT_LEAST) } else { reach }
    }

    /// How much a step is, in the lever's unit.
    fn step(&self) -> f64 {
        if self.range.is_whole { 1.0 } else { self.reach() / STEPS_A_SIDE }
    }

    /// The slider's ends, in steps from where the lever stood; within what is looked at.
    pub fn ends(&self) -> (f64, f64) {
        let LeverRange { today, best, worst, .. } = self.range;
        let (reach, step) = (self.reach(), self.step());
        let steps = |end: f64| ((end - today).abs().min(reach) / step + 1e-9).floor();
        (-steps(best.min(worst)), steps(best.max(worst)))
    }

    /// Where it stands, in steps.
    pub fn steps(&self) -> f64 {
        self.steps
    }

    /// The lever's value where it stands, as it is shown and applied.
    pub fn value(&self) -> f64 {
        if self.steps.total_cmp(&0.0).is_eq() {
            return self.range.today;
        }
        let (low, high) = (self.range.best.min(self.range.worst), self.range.best.max(self.range.worst));
        let value = (self.range.today + self.steps * self.step()).clamp(low, high);
        self.needed.lever.rounded(value, &self.range)
    }
}

/// What sliders made of a plan.
#[derive(Clone, Debug)]
pub struct Slid {
    base: Rc<Plan>,
    /// Its answer, if that had settled.
    answer: Option<Shared<Answer>>,
    plan: Rc<Plan>,
    sliders: Vec<Slider>,
}

impl Slid {
    /// Some sliders that nobody has moved.
    pub(super) fn from(plan: &Rc<Plan>, run: &RunView, sliders: Vec<Slider>) -> Self {
        let own = run.answer.as_ref().filter(|answer| Rc::ptr_eq(&answer.scenario, plan.scenario()));
        let answer = own.filter(|_| run.is_settled()).cloned();
        Self { base: plan.clone(), answer, plan: plan.clone(), sliders }
    }

    /// One of the sliders so many steps from where it began; none, if the plan cannot be that.
    pub(super) fn moved(mut self, which: usize, steps: f64) -> Option<Self> {
        let slider = self.sliders.get_mut(which)?;
        let (least, most) = slider.ends();
        // Whole steps, and not zero with a minus.
        slider.steps = steps.round().clamp(least, most) + 0.0;
        let levers: Vec<_> =
            self.sliders.iter().map(|slider| (slider.needed.lever, slider.value())).collect();
        self.plan = Rc::new(self.base.with_levers(&levers)?);
        Some(self)
    }

    /// The levers whose sliders do not stand where they began, and where they stand.
    pub fn moved_levers(&self) -> Vec<(Lever, f64)> {
        let moved = self.sliders.iter().filter(|slider| slider.steps.total_cmp(&0.0).is_ne());
        moved.map(|slider| (slider.needed.lever, slider.value())).collect()
    }

    /// Whether a plan is what the sliders made.
    pub(super) fn made(&self, plan: &Rc<Plan>) -> bool {
        Rc::ptr_eq(&self.plan, plan)
    }

    /// The plan as the sliders have it.
    pub fn plan(&self) -> &Rc<Plan> {
        &self.plan
    }

    /// The sliders, where they stand.
    pub fn sliders(&self) -> &[Slider] {
        &self.sliders
    }

    /// The answer to the plan before any of them was moved, if it had settled.
    pub fn answer(&self) -> Option<&Shared<Answer>> {
        self.answer.as_ref()
    }

    /// What the plan was before.
    pub fn base(&self) -> &Rc<Scenario> {
        self.base.scenario()
    }
}
