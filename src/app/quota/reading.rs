//! How a quota's fields are read: together, with what stood before for what is not understood. Pure.

use super::facts::QuotaFacts;
use super::state::QuotaState;
use crate::app::draft::{Draft, Typed};
use crate::entry::{
    EntryError, QuotaFact, QuotaTexts, QuotaToday, Reading, quota_before_and_now, quota_currency,
    quota_from_today, quota_raised, quota_readings, quota_sizes, quota_with_end, read_quota_check,
};
use crate::model::{Currency, OpenPipeline, QuotaCheck, Segment};
use std::rc::Rc;

/// Amounts that are out of proportion to the others, each with the sizes that it may have.
type Sizes = Vec<(QuotaFact, Vec<Reading<String>>)>;

impl QuotaState {
    /// The facts as they are meant while a quota is typed that says more than a quota: a raise, of what stood
    /// before its first key, or when it ends.
    pub(super) fn written_out(&self) -> Option<QuotaTexts> {
        self.facts.typing().filter(|fact| *fact == QuotaFact::Quota)?;
        let (before, around) = (self.facts.before_typing(QuotaFact::Quota), self.around()?);
        let texts = &self.facts().texts;
        // Of a quota that was not understood there is nothing to raise: what answers is another.
        let is_refused = before.standing.as_ref().is_some_and(|last| last.quota != before.texts.quota);
        let raised = quota_raised(&before.texts, &texts.quota, around).filter(|_| !is_refused);
        let raised = raised.map(|raised| texts.with(QuotaFact::Quota, raised.quota));
        raised.or_else(|| quota_with_end(texts, around))
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

    /// The currency that the quota is in.
    pub(super) fn currency(&self) -> Option<Currency> {
        let around = self.around()?;
        Some(quota_currency(&self.facts().texts, around))
    }

    /// A quota that was typed over another, with both of them, as a choice: before and now.
    fn before_and_now(&self) -> Option<Reading<String>> {
        let before = self.typed_over.as_deref()?;
        quota_before_and_now(before, &self.facts().texts, self.around()?)
    }

    pub(super) fn currency_of_answer(&self) -> Option<Currency> {
        self.check.as_ref().map(|check| check.scenario().parts().currency)
    }

    /// What the fields do not say. While a field is typed into, nothing of what it said half-typed.
    pub(super) fn around(&self) -> Option<QuotaToday> {
        let before = self.facts.typing().and(self.currency_before);
        let currency = before.or_else(|| self.currency_of_answer()).or_else(usd)?;
        Some(QuotaToday { today: self.today, style: self.style, currency, team: self.facts().team })
    }

    /// Reads all fields; for what is not understood the text stands in that was understood last. A raise,
    /// while it is typed, is read with what stood.
    pub(super) fn read(mut self) -> Self {
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
