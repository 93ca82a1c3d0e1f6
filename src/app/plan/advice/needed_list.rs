//! What one lever alone would have to be, and all together; each can be applied.

use super::use_answers::Answers;
use crate::advice::{Joint, Needed, NeededValue};
use crate::app::browser::focus;
use crate::app::components::{Folded, fold, how};
use crate::app::format::Format;
use crate::app::plan::state::{Action, Slider};
use crate::app::plan::words;
use crate::model::{Lever, LeverSet, Scenario};
use crate::worker::question::{Question, QuestionAnswer};
use yew::prelude::*;

/// How many stand open, and on paper.
pub(super) const NEAREST: usize = 3;

/// What each lever needs, as far as it is known of the plan that was asked about.
pub(super) fn needs_of(answers: &Answers) -> Vec<&Needed> {
    let needs = answers.all().filter_map(|(_, answer)| {
        if let QuestionAnswer::Needed(needed) = answer { needed.as_ref() } else { None }
    });
    by_distance(needs)
}

/// Levers with an answer; in front those with a value, the nearest to today first, by the share of the way to
/// what is plausible.
fn by_distance<'a>(needs: impl Iterator<Item = &'a Needed>) -> Vec<&'a Needed> {
    let distance = |needed: &Needed| match (needed.value, needed.way) {
        (NeededValue::Is { .. }, Some(way)) => way,
        (NeededValue::CannotReach { most, .. }, _) => 1e9 - most,
        (NeededValue::Is { .. } | NeededValue::DoesNotHelp { .. } | NeededValue::CannotSpoil { .. }, _) => {
            1e9
        }
    };
    let mut needs: Vec<&Needed> = needs.collect();
    needs.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    needs
}

/// Whether an answer can be applied: one from a first look, or of the plan before, is shown only.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Shown,
    Final,
}

/// The place of a lever that is not known yet.
fn waiting_row() -> Html {
    html! { <li class="levers__row levers__row--waiting" aria-hidden="true"><span>{ "…" }</span></li> }
}

/// What is known of what the levers need.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) answers: &'a Answers,
    pub(super) format: &'a Format,
    /// Whether the answers are of the plan as it stands, so that they can be applied.
    pub(super) is_current: bool,
}

impl<'a> Known<'a> {
    fn needs(&self) -> Vec<&'a Needed> {
        needs_of(self.answers)
    }

    /// What the nearest levers do.
    pub(super) fn title(&self) -> String {
        if self.joint_first().is_some() {
            return words::together_title(self.scenario, self.format);
        }
        words::needed_title(self.scenario, &self.standing_needs(), self.format)
    }

    /// The nearest levers, in as many words as a page of paper has room for: all together alone, where they
    /// stand first.
    pub(super) fn nearest_in_words(&self) -> Vec<String> {
        if let Some(joint) = self.joint_first() {
            return vec![words::joint_in_short(self.scenario, joint, self.format)];
        }
        let needs = self.standing_needs();
        let possible = needs.iter().filter(|needed| matches!(needed.value, NeededValue::Is { .. }));
        let alone = possible.map(|needed| words::needed_words(self.scenario, needed, self.format));
        alone.take(NEAREST).collect()
    }

    /// All levers together, where they are enough within what is plausible and none is alone.
    fn joint_first(&self) -> Option<&'a Joint> {
        let is_enough = |joint: &&Joint| matches!(joint.value, NeededValue::Is { value, .. } if value > 0.0);
        let joint = self.joint().filter(|_| self.is_current && self.answers.is_known(Question::Joint))?;
        let needs = self.needs();
        let is_alone = needs.iter().any(|needed| needed.way.is_some_and(|way| way <= 1.0));
        // One that is still worked out may be enough.
        let is_whole = needs.len() == Lever::all(self.scenario).len();
        Some(joint).filter(is_enough).filter(|_| is_whole && !is_alone)
    }

    fn joint(&self) -> Option<&'a Joint> {
        match self.answers.to(Question::Joint) {
            Some(QuestionAnswer::Joint(joint)) => Some(joint),
            _ => None,
        }
    }

    /// What each lever needs; while it is worked out, what it needed in the plan before.
    fn standing_needs(&self) -> Vec<&'a Needed> {
        let (answers, known): (&'a Answers, _) = (self.answers, self.needs());
        if !known.is_empty() || (self.is_current && !answers.is_working) {
            return known;
        }
        let needs = answers.standing().filter_map(|(_, answer)| {
            if let QuestionAnswer::Needed(needed) = answer { needed.as_ref() } else { None }
        });
        by_distance(needs)
    }

    /// Whether what stands is what the levers needed in the plan before.
    fn is_of_before(&self) -> bool {
        self.needs().is_empty() && !self.standing_needs().is_empty()
    }
}

/// What the lists show.
#[derive(Clone, Copy)]
pub(super) struct Levers<'a> {
    pub(super) known: Known<'a>,
    /// Levers that are looked at together.
    pub(super) ticked: LeverSet,
    pub(super) on_tick: &'a Callback<LeverSet>,
    pub(super) on_action: &'a Callback<Action>,
}

impl Levers<'_> {
    /// What the nearest levers do, as a heading.
    pub(super) fn title(&self) -> Html {
        let is_of_before = self.known.is_of_before().to_string();
        html! { <h2 class="advice__title" data-stale={is_of_before}>{ self.known.title() }</h2> }
    }

    /// The nearest levers.
    pub(super) fn nearest(&self) -> Html {
        let all = self.known.standing_needs();
        let possible = all.iter().filter(|needed| matches!(needed.value, NeededValue::Is { .. }));
        let together = self.known.joint_first().map(|joint| {
            let words = words::joint_words(self.known.scenario, joint, self.known.format);
            html! { <li class="levers__row">{ self.joint_row(joint, words) }</li> }
        });
        let alone = possible.map(|needed| self.row(needed));
        let mut nearest: Vec<Html> = together.into_iter().chain(alone).take(NEAREST).collect();
        if !nearest.is_empty() {
            // As many rows from the first answer on: a nearer one takes a place, and none moves.
            let is_growing = self.known.answers.is_working || !self.known.is_current;
            nearest.resize_with(if is_growing { NEAREST } else { nearest.len() }, waiting_row);
            let is_of_before = self.known.is_of_before().to_string();
            return html! { <ul class="levers" id="nearest" data-stale={is_of_before}>{ for nearest }</ul> };
        }
        let is_known = all.len() == Lever::all(self.known.scenario).len();
        let words = if !self.known.is_current {
            words::NOT_YET.to_owned()
        } else if is_known {
            words::nearest_none(self.known.scenario, &all, self.known.format)
        } else {
            self.known.answers.not_yet().to_owned()
        };
        html! { <p id="nearest">{ words }</p> }
    }

    /// Sliders for the nearest levers; none, while what is known is not of the plan as it stands.
    pub(super) fn sliders(&self) -> Vec<Slider> {
        if !self.known.is_current {
            return Vec::new();
        }
        let needs = self.known.needs();
        let possible = needs.iter().filter(|needed| matches!(needed.value, NeededValue::Is { .. }));
        possible.filter_map(|needed| Slider::of(needed, self.known.scenario)).take(NEAREST).collect()
    }

    /// All levers, and all together.
    pub(super) fn all(&self) -> Html {
        let (scenario, format) = (self.known.scenario, self.known.format);
        let all = self.known.needs();
        let joint = self.known.joint();
        // Of some levers alone, or beside what all together were before, nothing is said in the heading.
        let is_whole = self.known.is_current
            && (!self.known.answers.is_working || all.len() == Lever::all(scenario).len());
        let (counted, together) = if is_whole {
            (all.as_slice(), joint.filter(|_| self.known.answers.is_known(Question::Joint)))
        } else {
            (&[][..], None)
        };
        let finding = words::needed_finding(counted, together, scenario, format);
        let inside = html! {
            <>
                <ul class="levers">{ for all.iter().map(|needed| self.row(needed)) }</ul>
                { for joint.map(|joint| self.together(joint)) }
                { how(words::HOW, words::ADVICE, words::how_needed(&all, scenario, format)) }
            </>
        };
        fold("needed", Folded::Closed, finding, inside)
    }

    /// Of this plan, and looked at closely.
    fn standing(&self, question: Question) -> Standing {
        let is_about = self.known.answers.to(question).is_some_and(QuestionAnswer::is_about);
        if self.known.answers.is_known(question) && !is_about { Standing::Final } else { Standing::Shown }
    }

    fn row(&self, needed: &Needed) -> Html {
        // Where the plan stands at its limit there is nothing to apply.
        let is_there = words::is_just_enough(self.known.scenario, needed, self.known.format);
        // What is shown, to the digit.
        let value = needed.shown.filter(|_| !is_there);
        let words = words::needed_words(self.known.scenario, needed, self.known.format);
        let name = words::lever_name(self.known.scenario, needed.lever);
        let standing = self.standing(Question::Needed(needed.lever));
        html! {
            <li class="levers__row">
                { self.tick(needed.lever, &name) }
                <span>{ words }</span>
                { for value.map(|value| {
                    self.apply(vec![(needed.lever, value)], (words::needed_verb(needed), &name), standing)
                }) }
            </li>
        }
    }

    /// Takes a lever to those that are looked at together.
    fn tick(&self, lever: Lever, name: &str) -> Html {
        let next = self.ticked.toggled(lever, self.known.scenario);
        let onchange = self.on_tick.reform(move |_: Event| next);
        html! {
            <label class="levers__tick">
                <input type="checkbox" checked={self.ticked.has(lever, self.known.scenario)}
                    disabled={!self.known.is_current} {onchange} />
                <span class="visually-hidden">{ words::TOGETHER_WITH }{ name.to_owned() }</span>
            </label>
        }
    }

    /// The levers that are ticked, together.
    pub(super) fn chosen(&self) -> Html {
        let question = Question::Together(self.ticked);
        // What they would have been in the plan before is no answer here.
        let answer = self.known.answers.to(question).filter(|_| self.known.answers.is_known(question));
        let joint = match answer {
            Some(QuestionAnswer::Joint(joint)) => Some(joint),
            _ => None,
        };
        let words = words::chosen_words(self.ticked.len(), self.known.scenario, joint, self.known.format);
        let moves = |joint: &&Joint| match joint.value {
            NeededValue::Is { .. } | NeededValue::CannotReach { .. } => !joint.levers.is_empty(),
            NeededValue::DoesNotHelp { .. } | NeededValue::CannotSpoil { .. } => false,
        };
        let found = joint.filter(|_| self.ticked.len() > 1).filter(moves);
        html! {
            <p class="levers__row" id="together" aria-live="polite">
                <span>{ words.unwrap_or_default() }</span>
                { for found.map(|joint| {
                    let said = (words::joint_verb(joint), words::CHOSEN_TOGETHER);
                    self.apply(joint.levers.clone(), said, Standing::Final)
                }) }
            </p>
        }
    }

    fn together(&self, joint: &Joint) -> Html {
        let words = words::joint_words(self.known.scenario, joint, self.known.format);
        html! { <p class="levers__row" id="joint">{ self.joint_row(joint, words) }</p> }
    }

    fn joint_row(&self, joint: &Joint, words: String) -> Html {
        let is_found = matches!(joint.value, NeededValue::Is { .. });
        let standing = self.standing(Question::Joint);
        let said = (words::joint_verb(joint), words::ALL_TOGETHER);
        let apply = || self.apply(joint.levers.clone(), said, standing);
        html! {
            <>
                <span>{ words }</span>
                { for is_found.then(apply) }
            </>
        }
    }

    /// The plan is kept as before first. What is only about right is not applied yet. `said` is what the
    /// button does, and to what.
    fn apply(&self, levers: Vec<(Lever, f64)>, said: (&str, &str), standing: Standing) -> Html {
        let (verb, name) = said;
        let is_open = self.known.is_current && standing == Standing::Final;
        let onclick = {
            let on_action = self.on_action.clone();
            Callback::from(move |event: MouseEvent| {
                on_action.emit(Action::LeversApplied(levers.clone()));
                // By the keyboard: the button waits for the next answer, which the focus goes to meanwhile.
                if event.detail() == 0 {
                    focus("chance");
                }
            })
        };
        html! {
            <button type="button" class="levers__apply" disabled={!is_open} {onclick}>
                { verb.to_owned() }<span class="visually-hidden">{ ": " }{ name.to_owned() }</span>
            </button>
        }
    }
}
