//! One rep's facts as they are typed, and what was understood. Pure.

use crate::app::draft::{Draft, Typed};
use crate::app::kept::KeptId;
use crate::app::kept::words::copy_of;
use crate::app::steps::Steps;
use crate::entry::{
    EntryError, NumberStyle, QuotaFact, QuotaTexts, QuotaToday, Reading, quota_before_and_now,
    quota_currency, quota_from_today, quota_in_currency, quota_raised, quota_readings, quota_sizes,
    quota_with_end, read_quota_check, write_day, write_quota_end,
};
use crate::model::{Counted, Currency, Date, OpenPipeline, QuotaCheck, Segment, TeamRate};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// How many facts an answer needs: they stand in front.
pub(super) const FACTS: usize = 5;

/// What is saved: texts, whose they are, and what a link brought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuotaFacts {
    /// The fields.
    pub texts: QuotaTexts,
    /// Facts that are still the example's.
    pub examples: Vec<QuotaFact>,
    /// What the team wins, pooled.
    pub team: Option<TeamRate>,
    /// Amounts that the reader typed and has not confirmed, the last one last: one that is out of proportion
    /// to the others is asked for.
    #[serde(default)]
    pub unconfirmed: Vec<QuotaFact>,
    /// What the reader calls this quota.
    #[serde(default)]
    pub name: String,
    /// The texts that the answer stands on, while not all fields are understood: of those that are not, what
    /// was understood last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<QuotaTexts>,
}

/// Amounts that are out of proportion to the others, each with the sizes that it may have.
type Sizes = Vec<(QuotaFact, Vec<Reading<String>>)>;

/// The state of the view.
#[derive(Clone, Debug)]
pub struct QuotaState {
    /// Which of the reader's own quotas lies on the table, or would, once it is edited.
    id: KeptId,
    facts: Steps<QuotaFacts, QuotaFact>,
    /// The last facts that were understood.
    check: Option<Rc<QuotaCheck>>,
    /// What a link brought, while no fact is changed: the answer is that of these very values.
    received: Option<Rc<QuotaCheck>>,
    /// Whether it says more than the fields can.
    says_more: bool,
    draft: Draft<QuotaFact>,
    /// The reader's own, while a link's are shown, and what a copy of these will be.
    own: Option<(QuotaFacts, KeptId)>,
    /// The currency of the answer before the first key of the field that is being typed into.
    currency_before: Option<Currency>,
    /// What the quota was before another was typed over it, until something else is done.
    typed_over: Option<String>,
    today: Date,
    style: NumberStyle,
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

impl QuotaFacts {
    /// What the quota is called; one without a name by what it is and when it ends.
    pub fn called(&self) -> String {
        match self.name.trim() {
            "" => format!("Quota {} by {}", self.texts.quota.trim(), self.texts.end.trim()),
            name => name.to_owned(),
        }
    }

    /// The example: a quarter with a dozen deals open.
    pub fn example(today: Date) -> Self {
        let month = (today.month() - 1) / 3 * 3 + 3;
        let end =
            Date::new(today.year(), month, 1).and_then(|first| first.first_of_next_month()?.before_days(1));
        // Of a quarter that is as good as over, the next one.
        let end = end.filter(|end| today.days_until(*end) >= 21).or_else(|| {
            let next = Date::new(today.year(), month, 1)?.after_months(3)?;
            next.first_of_next_month()?.before_days(1)
        });
        Self {
            texts: QuotaTexts {
                // Read alike in every locale; the other amounts are in whatever currency the quota is.
                quota: "$250k".to_owned(),
                end: end.map(write_day).unwrap_or_default(),
                won: "90k".to_owned(),
                open: "24 of about 25k".to_owned(),
                record: "9 of 41".to_owned(),
                ..QuotaTexts::default()
            },
            examples: QuotaFact::ALL.into_iter().take(FACTS).collect(),
            team: None,
            unconfirmed: Vec::new(),
            name: String::new(),
            standing: None,
        }
    }

    /// The facts with other texts, which are read next; what stood until now stands in for what is not
    /// understood of them.
    fn retyped(&self, texts: QuotaTexts) -> Self {
        let standing = self.standing.clone().unwrap_or_else(|| self.texts.clone());
        Self { texts, standing: Some(standing), ..self.clone() }
    }
}

impl QuotaState {
    /// The reader's own facts, or the example's.
    pub fn new(own: Option<QuotaFacts>, today: Date, style: NumberStyle) -> Self {
        let facts = own.unwrap_or_else(|| QuotaFacts::example(today));
        let state = Self {
            id: KeptId::default(),
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

    /// Whether what a link brought says more than the fields can: the answer is then of what it brought, not
    /// of the fields.
    pub fn says_more(&self) -> bool {
        self.says_more
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
            next.facts.restate(facts.clone());
        }
        let is_end = is_end && self.error(QuotaFact::End).is_none();
        next.facts.leave();
        next = next.read();
        // “3 months” are counted from today: tomorrow it is the same day all the same.
        let calendar = next.check.as_ref().map(|check| &check.scenario().parts().calendar);
        let end = calendar.and_then(|calendar| write_quota_end(calendar, Some(self.today)));
        if let Some(end) = end.filter(|_| is_end && next.error(QuotaFact::End).is_none()) {
            facts.texts.end = end;
            next.facts.restate(facts);
        }
        next
    }

    /// The facts as they are meant while a quota is typed that says more than a quota: a raise, of what stood
    /// before its first key, or when it ends.
    fn written_out(&self) -> Option<QuotaTexts> {
        self.facts.typing().filter(|fact| *fact == QuotaFact::Quota)?;
        let (before, around) = (self.facts.before_typing(QuotaFact::Quota), self.around()?);
        let texts = &self.facts().texts;
        // Of a quota that was not understood, the one that answers is raised.
        let standing = before.standing.as_ref().unwrap_or(&before.texts);
        let raised = quota_raised(standing, &texts.quota, around);
        let raised = raised.map(|raised| texts.with(QuotaFact::Quota, raised.quota));
        raised.or_else(|| quota_with_end(texts, around))
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

    /// What stands in the fields, with what is wrong with some of them.
    fn drafted(&self, errors: Vec<(QuotaFact, EntryError)>, sizes: Sizes) -> Draft<QuotaFact> {
        let texts = &self.facts().texts;
        let written = self.written_out();
        let typed = |fact| {
            let rejection = errors.iter().find(|(of, _)| *of == fact).map(|(_, error)| error.clone());
            let sizes = sizes.iter().find(|(of, _)| *of == fact).map(|(_, sizes)| sizes.clone());
            let refused = || {
                let (error, around) = rejection.as_ref().zip(self.around())?;
                let readings = quota_readings(fact, texts, around);
                Some(readings.into_iter().chain(Reading::guessed(error)).collect())
            };
            let note = sizes.as_deref().filter(|_| rejection.is_none()).map(|sizes| labels(sizes) + "?");
            let readings = sizes.or_else(refused);
            let text = texts.of(fact).to_owned();
            let also_end = || written.as_ref().map(|of| &of.end).filter(|end| **end != texts.end);
            let also_end = (fact == QuotaFact::Quota).then(also_end).flatten();
            let note = note.or_else(|| also_end.map(|end| format!("and it ends {end}")));
            let raise = || self.before_and_now().filter(|_| fact == QuotaFact::Quota && errors.is_empty());
            let from_today = || quota_from_today(texts, self.around()?).filter(|_| fact == QuotaFact::End);
            let readings = readings.unwrap_or_else(|| raise().or_else(from_today).into_iter().collect());
            (fact, Typed { text, rejection, readings, note })
        };
        QuotaFact::ALL.into_iter().map(typed).collect()
    }

    /// The amounts that are out of proportion to the others, each with the sizes that it may have. Of a quota
    /// and what is open, the one that was typed last is asked for.
    fn sizes(&self, check: &QuotaCheck, around: QuotaToday) -> Sizes {
        if self.written_out().is_some() || self.received.is_some() {
            return Vec::new();
        }
        let facts = self.facts();
        let is_paired = |fact: &QuotaFact| matches!(fact, QuotaFact::Quota | QuotaFact::Open);
        let last = facts.unconfirmed.iter().rev().find(|fact| is_paired(fact)).copied();
        let asked = facts.unconfirmed.iter().copied().filter(|fact| !is_paired(fact) || Some(*fact) == last);
        let sizes = asked.map(|fact| (fact, quota_sizes(fact, &facts.texts, check, around)));
        sizes.filter(|(_, sizes)| !sizes.is_empty()).collect()
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

    /// The currency that the quota is in.
    fn currency(&self) -> Option<Currency> {
        let around = self.around()?;
        Some(quota_currency(&self.facts().texts, around))
    }

    /// The quota that a text is typed over; none, where it was an example or not understood.
    fn typed_over(&self, before: &QuotaFacts) -> Option<String> {
        let is_own = !before.examples.contains(&QuotaFact::Quota) && before.standing.is_none();
        is_own.then(|| before.texts.quota.clone()).filter(|_| self.check.is_some())
    }

    /// A quota that was typed over another, with both of them, as a choice: before and now.
    fn before_and_now(&self) -> Option<Reading<String>> {
        let before = self.typed_over.as_deref()?;
        quota_before_and_now(before, &self.facts().texts, self.around()?)
    }

    fn currency_of_answer(&self) -> Option<Currency> {
        self.check.as_ref().map(|check| check.scenario().parts().currency)
    }

    /// What the fields do not say. While a field is typed into, nothing of what it said half-typed.
    fn around(&self) -> Option<QuotaToday> {
        let before = self.facts.typing().and(self.currency_before);
        let currency = before.or_else(|| self.currency_of_answer()).or_else(usd)?;
        Some(QuotaToday { today: self.today, style: self.style, currency, team: self.facts().team })
    }

    /// Reads all fields; for what is not understood the text stands in that was understood last. A raise,
    /// while it is typed, is read with what stood.
    fn read(mut self) -> Self {
        let Some(around) = self.around() else { return self };
        let texts = self.written_out().unwrap_or_else(|| self.facts().texts.clone());
        let read = read_quota_check(&texts, around);
        self.says_more = false;
        if let Some(received) = self.received.clone() {
            self.says_more = read.as_ref().ok().is_none_or(|read| !says_the_same(read, &received));
            if self.says_more {
                self.draft = self.drafted(Vec::new(), Vec::new());
                self.check = Some(received);
                return self;
            }
        }
        let sizes = read.as_ref().map_or_else(|_| Vec::new(), |check| self.sizes(check, around));
        let last = self.facts().standing.as_ref();
        let stands = |errors: &[_]| last.and_then(|last| standing(&texts, last, around, errors));
        let is_new = |fact: QuotaFact| last.is_some_and(|last| last.of(fact) != texts.of(fact));
        let out = |fact: QuotaFact, readings: String| (fact, EntryError::OutOfProportion { readings });
        // What answers already is asked for without waiting.
        let asked = sizes.iter().filter(|(fact, _)| is_new(*fact));
        let asked: Vec<_> = asked.map(|(fact, sizes)| out(*fact, labels(sizes))).collect();
        let (read, standing, errors) = match read {
            Ok(check) if asked.is_empty() => (Some(check), None, Vec::new()),
            Ok(check) => {
                // Of a quota and what is open, the one that is not asked for waits for the other.
                let pair = [QuotaFact::Quota, QuotaFact::Open];
                let is_asked = |fact: QuotaFact| asked.iter().any(|(of, _)| *of == fact);
                let waits =
                    pair.into_iter().filter(|fact| pair.iter().any(|of| is_asked(*of)) && is_new(*fact));
                let unconfirmed = &self.facts().unconfirmed;
                let waits = waits.filter(|fact| !is_asked(*fact) && unconfirmed.contains(fact));
                let all: Vec<_> =
                    asked.iter().cloned().chain(waits.map(|fact| out(fact, String::new()))).collect();
                match stands(&all) {
                    Some((last, texts)) => (Some(last), Some(texts), asked),
                    // Nothing was understood before: it answers, and is asked for.
                    None => (Some(check), None, Vec::new()),
                }
            }
            Err(errors) => {
                let (check, texts) = stands(&errors).unzip();
                (check, texts.or_else(|| last.cloned()), errors)
            }
        };
        // The same facts again keep their answer.
        if let Some(read) = read.filter(|read| self.check.as_deref() != Some(read)) {
            self.check = Some(Rc::new(read));
        }
        if self.facts().standing != standing {
            self.facts.restate(QuotaFacts { standing, ..self.facts().clone() });
        }
        self.draft = self.drafted(errors, sizes);
        self
    }
}

/// “$250 or $250,000”.
fn labels(readings: &[Reading<String>]) -> String {
    readings.iter().map(|reading| reading.label.as_str()).collect::<Vec<_>>().join(" or ")
}

/// What is read where, for fields that are not understood, the texts stand in that were understood last, and
/// those texts. Fields that only make sense together, such as stages and what is open in them, wait for each
/// other: then all of it is the last.
fn standing(
    texts: &QuotaTexts,
    last: &QuotaTexts,
    around: QuotaToday,
    errors: &[(QuotaFact, EntryError)],
) -> Option<(QuotaCheck, QuotaTexts)> {
    let mut mixed = texts.clone();
    let mut errors = errors.to_vec();
    loop {
        let refused = errors.iter().map(|(fact, _)| *fact);
        let refused: Vec<_> = refused.filter(|fact| mixed.of(*fact) != last.of(*fact)).collect();
        if refused.is_empty() {
            return read_quota_check(last, around).ok().map(|check| (check, last.clone()));
        }
        for fact in refused {
            mixed = mixed.with(fact, last.of(fact).to_owned());
        }
        match read_quota_check(&mixed, around) {
            Ok(check) => return Some((check, mixed)),
            Err(further) => errors = further,
        }
    }
}

/// Whether two checks say the same of a rep, whatever day they begin on: less time may be left by now.
fn says_the_same(a: &QuotaCheck, b: &QuotaCheck) -> bool {
    let facts = |check: &QuotaCheck| {
        let parts = check.scenario().parts();
        let of_segment = |of: &Segment| {
            let open = of.pipeline().listed().map(OpenPipeline::without_names);
            // As many a week as is shown.
            ((10.0 * of.supply.per_month()).round(), of.stages().to_vec(), open, of.deal_size.clone())
        };
        (
            (parts.calendar.last_date(), parts.target.amount(), parts.progress.booked(), parts.confidence),
            parts.segments.iter().map(of_segment).collect::<Vec<_>>(),
            (check.before(), check.record()),
        )
    };
    facts(a) == facts(b)
}

/// Where nothing names a currency.
fn usd() -> Option<Currency> {
    Currency::new("USD").ok()
}
