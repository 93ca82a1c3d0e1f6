//! One rep's quota on the table: what the reader does, and what stands then. Pure.

use super::facts::{FACTS, QuotaFacts};
use crate::app::draft::Draft;
use crate::app::kept::KeptId;
use crate::app::kept::words::copy_of;
use crate::app::steps::Steps;
use crate::entry::{
    EntryError, NumberStyle, QuotaFact, Reading, quota_in_currency, quota_won_before, write_quota_end,
};
use crate::model::{Counted, Currency, Date, Money, QuotaCheck, Segment};
use std::rc::Rc;

/// The state of the view.
#[derive(Clone, Debug)]
pub struct QuotaState {
    /// Which of the reader's own quotas lies on the table, or would, once it is edited.
    pub(super) id: KeptId,
    pub(super) facts: Steps<QuotaFacts, QuotaFact>,
    /// The last facts that were understood.
    pub(super) check: Option<Rc<QuotaCheck>>,
    /// What a link brought, while no fact is changed: the answer is that of these very values.
    pub(super) received: Option<Rc<QuotaCheck>>,
    /// Whether it says more than the fields can.
    pub(super) says_more: bool,
    pub(super) draft: Draft<QuotaFact>,
    /// The reader's own, while a link's are shown, and what a copy of these will be.
    pub(super) own: Option<(QuotaFacts, KeptId)>,
    /// The currency of the answer before the first key of the field that is being typed into.
    pub(super) currency_before: Option<Currency>,
    /// What the quota was before another was typed over it, until something else is done.
    pub(super) typed_over: Option<String>,
    pub(super) today: Date,
    pub(super) style: NumberStyle,
}

/// What the reader did.
#[derive(Clone, Debug)]
pub enum QuotaAction {
    /// A key was pressed.
    Typed(QuotaFact, String),
    /// One of the readings of a field was chosen, from 0.
    ReadingTaken(QuotaFact, usize),
    /// A field was left.
    Left,
    /// One step back.
    Undone,
    /// One step forward again.
    Redone,
    /// A link brought a check; its texts, itself, and what a copy of it will be.
    Opened(Box<QuotaFacts>, Rc<QuotaCheck>, KeptId),
    /// What the link brought is the reader's from now on, beside what they had.
    Copied,
    /// Back to the reader's own.
    Returned,
    /// The team's rate is left out.
    TeamLeft,
    /// Another quota lies on the table; none is the example.
    Shown(KeptId, Option<Box<QuotaFacts>>),
    /// The same quota, as another tab left it.
    Renewed(Box<QuotaFacts>),
    /// This quota is another one from now on.
    KeptAs(KeptId),
    /// One more of this quota.
    Duplicated(KeptId),
    /// The quota is called so.
    Named(String),
}

impl QuotaState {
    /// The reader's own facts, or the example's.
    pub fn new(own: Option<QuotaFacts>, today: Date, style: NumberStyle) -> Self {
        Self::kept(KeptId::default(), own, today, style)
    }

    /// The reader's own facts as they are kept, or where none are, the example's.
    pub fn kept(id: KeptId, own: Option<QuotaFacts>, today: Date, style: NumberStyle) -> Self {
        let facts = own.unwrap_or_else(|| QuotaFacts::example(today));
        let state = Self {
            id,
            facts: Steps::new(facts),
            check: None,
            received: None,
            says_more: false,
            draft: Draft::default(),
            own: None,
            currency_before: None,
            typed_over: None,
            today,
            style,
        };
        state.read()
    }

    /// Which quota lies on the table.
    pub fn id(&self) -> &KeptId {
        &self.id
    }

    /// Whether these are the example's facts, untouched.
    pub fn is_example(&self) -> bool {
        *self.facts() == QuotaFacts::example(self.today)
    }

    /// The facts.
    pub fn facts(&self) -> &QuotaFacts {
        self.facts.now()
    }

    /// The facts with their steps.
    pub fn steps(&self) -> &Steps<QuotaFacts, QuotaFact> {
        &self.facts
    }

    /// What was understood last.
    pub fn check(&self) -> Option<&Rc<QuotaCheck>> {
        self.check.as_ref()
    }

    /// Why a field is not part of it.
    pub fn error(&self, fact: QuotaFact) -> Option<&EntryError> {
        self.draft.rejection(fact)
    }

    /// Whether all fields are understood.
    pub fn is_understood(&self) -> bool {
        self.draft.rejections() == 0
    }

    /// Of a field that is not understood, or that waits for one that is not: the text that the answer stands
    /// on instead.
    pub fn standing_in(&self, fact: QuotaFact) -> Option<&str> {
        let standing = self.facts().standing.as_ref()?.of(fact);
        (standing != self.facts().texts.of(fact)).then_some(standing)
    }

    /// How many facts of the answer are the example's.
    pub fn examples(&self) -> usize {
        let example = QuotaFacts::example(self.today);
        let of_example =
            |fact: &QuotaFact| self.standing_in(*fact).is_some_and(|text| text == example.texts.of(*fact));
        // The example says five facts, and of the others nothing.
        let said = QuotaFact::ALL.iter().take(FACTS);
        // Where stages say what is won, a record is in no answer.
        let is_used = |fact: &QuotaFact| *fact != QuotaFact::Record || !self.has_stages();
        let own = self.facts().examples.iter().filter(|fact| is_used(fact)).count();
        own + said.filter(|fact| is_used(fact) && of_example(fact)).count()
    }

    /// Whether the answer stands on stages; what is typed and waits for another field is in none.
    fn has_stages(&self) -> bool {
        let segment = self.check.as_ref().and_then(|check| check.scenario().segments().first());
        segment.is_some_and(Segment::has_named_stages)
    }

    /// Own wins, and not the example's, that are in no answer: stages say what is won.
    pub fn unused_record(&self) -> Option<Counted> {
        let is_own = self.has_stages() && !self.facts().examples.contains(&QuotaFact::Record);
        self.check.as_ref().filter(|_| is_own)?.record()
    }

    /// What the reader has won before a period that has not begun: it is in no answer.
    pub fn won_before(&self) -> Option<Money> {
        if self.facts().examples.contains(&QuotaFact::Won) || self.error(QuotaFact::Won).is_some() {
            return None;
        }
        let facts = self.facts();
        // Of an end that is not understood, the one that the answer stands on.
        let end = self.standing_in(QuotaFact::End).unwrap_or(&facts.texts.end).to_owned();
        quota_won_before(&facts.texts.with(QuotaFact::End, end), self.around()?)
    }

    /// Whether what a link brought says more than the fields can: the answer is then of what it brought, not
    /// of the fields.
    pub fn says_more(&self) -> bool {
        self.says_more
    }

    /// Whether an own quota would be reached by what the example has won alone, which says nothing of it.
    pub fn is_reached_by_example(&self) -> bool {
        let is_example = |fact: QuotaFact| self.facts().examples.contains(&fact);
        let is_mixed = is_example(QuotaFact::Won) && !is_example(QuotaFact::Quota) && !self.is_received();
        is_mixed
            && self.check().is_some_and(|check| {
                let parts = check.scenario().parts();
                parts.progress.booked() >= parts.target.amount()
            })
    }

    /// Whether a link's facts are shown; nothing is saved then.
    pub fn is_received(&self) -> bool {
        self.own.is_some()
    }

    /// The state after something happened.
    #[must_use]
    pub fn after(&self, action: QuotaAction) -> Self {
        let mut next = self.clone();
        let facts = self.facts();
        if !matches!(action, QuotaAction::Left | QuotaAction::Typed(QuotaFact::Quota, _)) {
            next.typed_over = None;
        }
        match action {
            QuotaAction::Typed(fact, text) => {
                // Each key changes the facts as they were before the first, as in a plan: of a text that is
                // refused in the end, nothing answers that it was on its way there.
                let before = self.facts.before_typing(fact);
                let mut typed = before.retyped(before.texts.with(fact, text));
                if self.facts.typing() != Some(fact) {
                    next.currency_before = self.currency_of_answer();
                }
                if fact == QuotaFact::Quota {
                    next.typed_over = self.typed_over(before);
                }
                typed.examples.retain(|of| *of != fact);
                typed.unconfirmed.retain(|of| *of != fact);
                typed.unconfirmed.push(fact);
                // Whoever edits what was sent makes a copy.
                next = next.copied();
                next.received = None;
                next.facts.type_into(fact, typed);
                return next.read();
            }
            QuotaAction::ReadingTaken(fact, place) => return self.with_reading_taken(fact, place),
            QuotaAction::Left => return self.left(),
            QuotaAction::Undone | QuotaAction::Redone => {
                if matches!(action, QuotaAction::Undone) {
                    next.facts.undo();
                } else {
                    next.facts.redo();
                }
                next.received = None;
            }
            QuotaAction::Opened(opened, check, copy) => {
                next.own = Some((next.own.map_or_else(|| facts.clone(), |(own, _)| own), copy));
                next.facts.restart(*opened);
                // Nothing of what stood before, the example's neither, answers for what was sent.
                next.check = None;
                next.received = Some(check);
            }
            QuotaAction::Copied => next = next.copied(),
            QuotaAction::Shown(id, shown) => {
                let shown = shown.map_or_else(|| QuotaFacts::example(self.today), |shown| *shown);
                next.facts.restart(shown);
                (next.id, next.own, next.check, next.received) = (id, None, None, None);
            }
            QuotaAction::Renewed(renewed) => {
                next.facts.step(*renewed);
                next.received = None;
            }
            QuotaAction::KeptAs(id) => next.id = id,
            QuotaAction::Duplicated(id) => {
                let copy = QuotaFacts { name: copy_of(&facts.called()), ..facts.clone() };
                next = next.copied();
                next.facts.restart(copy);
                next.id = id;
            }
            QuotaAction::Named(name) => {
                next.facts.restate(QuotaFacts { name, ..facts.clone() });
                return next;
            }
            QuotaAction::Returned => {
                if let Some((own, _)) = next.own.take() {
                    next.facts.restart(own);
                    (next.check, next.received) = (None, None);
                }
            }
            QuotaAction::TeamLeft => {
                next = next.copied();
                next.facts.step(QuotaFacts { team: None, ..facts.clone() });
                next.received = None;
            }
        }
        next.facts.leave();
        next.read()
    }

    /// What was sent as the reader's own, beside what they had; as it is, if nothing was sent.
    fn copied(mut self) -> Self {
        if let Some((_, copy)) = self.own.take() {
            self.id = copy;
        }
        self
    }

    /// The facts as they stand when a field is left: a raise has been made, and a date is the day that was
    /// meant.
    fn left(&self) -> Self {
        let mut next = self.clone();
        let typing = self.facts.typing();
        let mut facts = self.facts().clone();
        let mut is_end = typing == Some(QuotaFact::End);
        if let Some(texts) = self.written_out() {
            if texts.end != facts.texts.end {
                is_end = true;
                facts.examples.retain(|of| *of != QuotaFact::End);
            }
            facts.texts = texts;
            next.facts.restate(facts);
        }
        let is_end = is_end && self.error(QuotaFact::End).is_none();
        next.facts.leave();
        next = next.read();
        // “3 months” are counted from today: tomorrow it is the same day all the same.
        let calendar = next.check.as_ref().map(|check| &check.scenario().parts().calendar);
        let end = calendar.and_then(|calendar| write_quota_end(calendar, Some(self.today)));
        if let Some(end) = end.filter(|_| is_end && next.error(QuotaFact::End).is_none()) {
            let mut facts = next.facts().clone();
            // The answer stands on the end that was just written out, whatever else it waits for.
            if let Some(standing) = facts.standing.as_mut().filter(|last| last.end == facts.texts.end) {
                standing.end.clone_from(&end);
            }
            facts.texts.end = end;
            next.facts.restate(facts);
        }
        next
    }

    /// What is asked of a field whose amount is out of proportion to the others: “$250 or $250,000?”.
    pub fn note(&self, fact: QuotaFact) -> Option<&str> {
        self.draft.typed(fact)?.note.as_deref()
    }

    /// The readings to choose from of a field that is not understood, or whose amount is out of proportion to
    /// the others, each as a text that reads in just that way.
    pub fn readings(&self, fact: QuotaFact) -> &[Reading<String>] {
        self.draft.typed(fact).map_or(&[], |typed| &typed.readings)
    }

    /// The facts with one of the readings chosen that a field offers, as a step.
    fn with_reading_taken(&self, fact: QuotaFact, place: usize) -> Self {
        let mut next = self.clone();
        let Some(reading) = self.readings(fact).get(place).cloned() else { return next };
        let mut taken = self.facts().retyped(self.facts().texts.clone());
        if let (Some(currency), Some(now)) = (reading.currency, self.currency()) {
            taken.texts.quota = quota_in_currency(&taken.texts.quota, now, currency);
        }
        taken.texts = taken.texts.with(fact, reading.value);
        taken.examples.retain(|of| *of != fact);
        taken.unconfirmed.retain(|of| *of != fact);
        next = next.copied();
        next.received = None;
        next.facts.step(taken);
        next.read()
    }

    /// The quota that a text is typed over; none, where it was an example or not understood.
    fn typed_over(&self, before: &QuotaFacts) -> Option<String> {
        let is_own = !before.examples.contains(&QuotaFact::Quota) && before.standing.is_none();
        is_own.then(|| before.texts.quota.clone()).filter(|_| self.check.is_some())
    }
}
