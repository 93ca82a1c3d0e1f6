//! Counts: what entered, passed and is open at each stage, won, lost, open and booked, of all and by rep.

use super::drafts::{Around, Collected, Draft};
use super::stages::Place;
use crate::history::import::choices::{Ask, Choices, Meaning, Role};
use crate::history::import::facts::Fact;
use crate::history::import::reading::{Balance, Counts, Opportunity, Rep, StageCounts, Sums};
use crate::history::import::values::money::{Code, UNKNOWN, code, code_text};
use crate::history::import::values::words::{holds, words};
use crate::history::import::vocabulary::status::flag;
use crate::model::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What drafts add up to.
#[derive(Debug, Default)]
pub(in crate::history::import) struct Counted {
    pub(in crate::history::import) team: Counts,
    pub(in crate::history::import) reps: Vec<Rep>,
    pub(in crate::history::import) opportunities: Vec<Opportunity>,
    pub(in crate::history::import) sums: BTreeMap<String, Sums>,
    pub(in crate::history::import) won_without_amount: usize,
    pub(in crate::history::import) currency: Option<String>,
    pub(in crate::history::import) facts: Vec<Fact>,
    pub(in crate::history::import) asks: Vec<Ask>,
}

/// Sums in thousandths.
#[derive(Clone, Copy, Debug, Default)]
struct Thousandths {
    won: i64,
    lost: i64,
    open: i64,
}

/// Takes out what lies outside of the chosen period and currency, and turns other currencies into the
/// chosen one. Says which currencies it left outside.
pub(in crate::history::import) fn within(
    around: &Around<'_>,
    collected: &mut Collected<'_>,
    facts: &mut Vec<Fact>,
) -> Vec<String> {
    let choices = around.sheet.choices;
    let day = |text: &Option<String>| text.as_deref().and_then(Date::parse);
    let (from, to) = (day(&choices.from), day(&choices.to));
    let chosen = choices.currency.as_deref().and_then(code);
    let several = currencies(&collected.drafts).len() > 1;
    let drafts = std::mem::take(&mut collected.drafts);
    let mut unrated: BTreeSet<Code> = BTreeSet::new();
    for (_, (value, currency)) in &mut collected.credits {
        let other = chosen.filter(|_| several).zip(*currency).filter(|(chosen, own)| chosen != own);
        if let Some((chosen, own)) = other {
            let rate = choices.rates.get(&code_text(own)).copied().unwrap_or(0.0);
            *value =
                crate::history::import::values::money::thousandths(*value as f64 / 1e3 * rate).unwrap_or(0);
            *currency = Some(chosen);
        }
    }
    for mut draft in drafts {
        let began =
            draft.created.or_else(|| draft.entered.iter().copied().flatten().min()).map(|moment| moment.day);
        let is_before = began.zip(from).is_some_and(|(began, from)| began < from);
        let is_after = began.zip(to).is_some_and(|(began, to)| began > to);
        if is_before || is_after {
            collected.outside.push(around.note(draft.row, "it began outside of the period"));
            continue;
        }
        if let (Some(chosen), Some((value, Some(own)))) = (chosen.filter(|_| several), draft.amount)
            && own != chosen
        {
            if let Some(rate) = choices.rates.get(&code_text(own)) {
                let amount = crate::history::import::values::money::thousandths(value as f64 / 1e3 * rate);
                draft.amount = amount.map(|amount| (amount, Some(chosen)));
            } else {
                unrated.insert(own);
                collected
                    .outside
                    .push(around.note(draft.row, format!("in another currency: {}", code_text(own))));
                continue;
            }
        }
        collected.drafts.push(draft);
    }
    let names: Vec<String> = unrated.into_iter().map(code_text).collect();
    if !names.is_empty() {
        facts.push(Fact::new(
            "currency",
            "rows of others are outside",
            format!("no rate is given for {}", names.join(", ")),
        ));
    }
    names
}

fn currencies(drafts: &[Draft<'_>]) -> BTreeSet<Code> {
    drafts.iter().filter_map(|draft| draft.amount.and_then(|(_, currency)| currency)).collect()
}

/// Counts drafts.
pub(in crate::history::import) fn count(around: &Around<'_>, collected: &Collected<'_>) -> Counted {
    let drafts = &collected.drafts;
    let mut counted = Counted::default();
    let names = &around.owners.names.all;
    let all = currencies(drafts);
    let whole = around.amounts.whole.or_else(|| around.sheet.choices.currency.as_deref().and_then(code));
    // An amount that names no currency is in the one that the others name.
    let usual = if all.len() == 1 { all.first().copied() } else { whole };
    let stages = around.stages.names.len();
    let empty = || Tally { stages: vec![StageCounts::default(); stages], ..Tally::default() };
    let mut team = empty();
    let mut by_rep: BTreeMap<usize, Tally> = BTreeMap::new();
    let mut sums: BTreeMap<Option<Code>, Thousandths> = BTreeMap::new();
    for draft in drafts {
        let stage = reached(around, draft);
        let amount = draft.amount.map(|(value, currency)| (value, currency.or(usual)));
        team.add(draft.meaning, stage, amount);
        by_rep.entry(draft.owner).or_insert_with(empty).add(draft.meaning, stage, amount);
        if let Some((value, currency)) = amount {
            let sums = sums.entry(currency).or_default();
            let slot = match draft.meaning {
                Meaning::Won => &mut sums.won,
                Meaning::Lost => &mut sums.lost,
                Meaning::Open | Meaning::LeftOut => &mut sums.open,
            };
            *slot = slot.saturating_add(value);
        }
        counted.won_without_amount += usize::from(draft.meaning == Meaning::Won && amount.is_none());
        counted.opportunities.push(opportunity(around, draft, stage, amount));
    }
    for (owner, (value, currency)) in &collected.credits {
        let amount = (*value, currency.or(usual));
        team.take_off(amount);
        by_rep.entry(*owner).or_insert_with(empty).take_off(amount);
        let sums = sums.entry(amount.1).or_default();
        sums.won = sums.won.saturating_add(*value);
    }
    // Reps in the order of their names; opportunities point at them.
    let mut order: Vec<usize> = by_rep.keys().copied().collect();
    order.sort_by_key(|at| names.get(*at).map(|name| crate::history::import::values::words::key(name)));
    let places: BTreeMap<usize, usize> =
        order.iter().enumerate().map(|(place, owner)| (*owner, place)).collect();
    for opportunity in &mut counted.opportunities {
        opportunity.rep = places.get(&opportunity.rep).copied().unwrap_or(0);
    }
    let is_negative = |draft: &&Draft<'_>| {
        draft.meaning == Meaning::Won && draft.amount.is_some_and(|(value, _)| value < 0)
    };
    let negative = drafts.iter().filter(is_negative).count();
    if negative > 0 {
        let why =
            "each lowers what was booked, and counts as won itself: a credit note may be no opportunity";
        counted.facts.push(Fact::new("negative amounts", format!("{negative} of what was won"), why));
    }
    let has_amounts = around.amounts.is_any() || drafts.iter().any(|draft| draft.amount.is_some());
    let booked = match (has_amounts, team.booked.len()) {
        (false, _) => Booked::NotSaid,
        (true, 0 | 1) => Booked::Summed,
        (true, _) => Booked::Several,
    };
    let quotas = quotas(around, drafts);
    counted.reps = order
        .iter()
        .filter_map(|at| {
            let counts =
                Counts { quota: quotas.get(at).copied().flatten(), ..by_rep.get(at)?.counts(booked) };
            Some(Rep { name: names.get(*at)?.clone(), kind: around.owners.kind(*at), counts })
        })
        .collect();
    counted.team = team.counts(booked);
    counted.add_quotas();
    counted.say_currency(around, &all, usual, &team);
    let major = |value: i64| value as f64 / 1e3;
    counted.sums = sums
        .into_iter()
        .map(|(currency, of)| {
            let sums = Sums { won: major(of.won), lost: major(of.lost), open: major(of.open) };
            (currency.map(code_text).unwrap_or_default(), sums)
        })
        .collect();
    counted
}

/// The furthest stage that counts for an opportunity; none before the first.
///
/// What is won has passed every stage. What is open is where its status says. What is lost was lost in the
/// furthest stage that it is known to have entered.
fn reached(around: &Around<'_>, draft: &Draft<'_>) -> Option<usize> {
    let stages = around.stages;
    let last = stages.names.len().checked_sub(1)?;
    let furthest = (0..=last).rev().find(|at| {
        draft.entered.get(*at).is_some_and(Option::is_some) || draft.left >> (*at).min(63) & 1 == 1
    });
    match draft.meaning {
        Meaning::Won => Some(last),
        _ if !stages.is_dated && !stages.is_kept => Some(0),
        Meaning::Lost if stages.is_kept => stages.place(draft.stage).stage().or(Some(0)),
        Meaning::Lost | Meaning::LeftOut => furthest.or(Some(0)),
        Meaning::Open => match stages.place(draft.stage) {
            Place::At(place) => Some(place),
            Place::Before => None,
            Place::Nowhere => furthest.or(Some(0)),
        },
    }
}

fn opportunity(
    around: &Around<'_>,
    draft: &Draft<'_>,
    stage: Option<usize>,
    amount: Option<crate::history::import::columns::amounts::Amount>,
) -> Opportunity {
    let day = draft.closed.map(|moment| moment.day);
    let is_open = draft.meaning == Meaning::Open;
    let sheet = &around.sheet;
    let cell = |role: &Role| Some(sheet.cell(draft.row, sheet.at(role))).filter(|cell| !cell.is_empty());
    Opportunity {
        row: draft.row,
        rep: draft.owner,
        meaning: draft.meaning,
        stage,
        entered: draft.entered.clone(),
        created: draft.created.map(|moment| moment.day),
        closed: day.filter(|_| !is_open),
        planned: day.filter(|_| is_open),
        amount: amount.map(|(value, _)| value),
        currency: amount.and_then(|(_, currency)| currency).map(code_text),
        is_self_sourced: cell(&Role::Source).map(|text| holds(&words(text), "self")),
        is_by_plan: cell(&Role::ByPlan).and_then(flag),
    }
}

/// The quotas of owners, in major units, where the rows of each say one and the same.
fn quotas(around: &Around<'_>, drafts: &[Draft<'_>]) -> BTreeMap<usize, Option<f64>> {
    let sheet = &around.sheet;
    let mut quotas: BTreeMap<usize, Option<f64>> = BTreeMap::new();
    let Some(column) = sheet.at(&Role::Quota) else { return quotas };
    let scale = sheet
        .layout
        .heads
        .get(column)
        .and_then(|head| crate::history::import::values::money::scale_in(head))
        .unwrap_or(1.0);
    for draft in drafts {
        let written = crate::history::import::values::money::written(sheet.cell(draft.row, Some(column)));
        let Some(value) = written.and_then(|of| of.read_times(sheet.mark, scale)) else { continue };
        let major = value as f64 / 1e3;
        quotas
            .entry(draft.owner)
            .and_modify(|of| *of = of.filter(|known| known.total_cmp(&major).is_eq()))
            .or_insert(Some(major));
    }
    quotas
}

/// What bookings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Booked {
    /// Amounts of one currency, or of none that is said, added.
    Summed,
    /// Amounts of several currencies, not added.
    Several,
    /// No column says amounts.
    NotSaid,
}

#[derive(Clone, Debug, Default)]
struct Tally {
    stages: Vec<StageCounts>,
    all: u32,
    won: u32,
    lost: u32,
    open: u32,
    booked: BTreeMap<Option<Code>, i64>,
}

impl Tally {
    fn add(
        &mut self,
        meaning: Meaning,
        stage: Option<usize>,
        amount: Option<crate::history::import::columns::amounts::Amount>,
    ) {
        self.all += 1;
        match meaning {
            Meaning::Won => self.won += 1,
            Meaning::Lost => self.lost += 1,
            Meaning::Open | Meaning::LeftOut => self.open += 1,
        }
        let Some(stage) = stage else { return };
        for (at, counts) in self.stages.iter_mut().enumerate().take(stage + 1) {
            counts.entered += 1;
            counts.passed += u32::from(at < stage || meaning == Meaning::Won);
            counts.open += u32::from(at == stage && meaning == Meaning::Open);
        }
        if let (Meaning::Won, Some((value, currency))) = (meaning, amount) {
            let sum = self.booked.entry(currency).or_default();
            *sum = sum.saturating_add(value);
        }
    }

    /// Lowers what was booked by a credit note.
    fn take_off(&mut self, (value, currency): crate::history::import::columns::amounts::Amount) {
        let sum = self.booked.entry(currency).or_default();
        *sum = sum.saturating_add(value);
    }

    fn counts(&self, how: Booked) -> Counts {
        let booked = self.booked.values().fold(0_i64, |sum, value| sum.saturating_add(*value));
        Counts {
            opportunities: Some(self.all),
            stages: self.stages.clone(),
            won: Some(self.won),
            lost: Some(self.lost),
            open: Some(self.open),
            bookings: (how == Booked::Summed).then_some(booked as f64 / 1e3),
            quota: None,
        }
    }
}

impl Counted {
    /// The team's quota, where its reps have one each.
    fn add_quotas(&mut self) {
        if self.reps.iter().any(|rep| rep.counts.quota.is_some()) {
            self.team.quota = self.reps.iter().map(|rep| rep.counts.quota).sum();
            self.facts.push(Fact::new("quota", "of its owner", "each row of an owner says the same"));
        }
    }

    /// Says the currency, or asks which, where won amounts are in several.
    fn say_currency(&mut self, around: &Around<'_>, all: &BTreeSet<Code>, usual: Option<Code>, team: &Tally) {
        let booked: Vec<Code> = team.booked.keys().copied().flatten().collect();
        if team.booked.len() > 1 {
            let said = |code: &Code| {
                if *code == UNKNOWN { "a currency that is not known".to_owned() } else { code_text(*code) }
            };
            let names: Vec<String> = booked.iter().map(said).collect();
            let question = format!(
                "Won amounts are in {}, which are not added. Which one counts? Rows in others are then \
                    outside, unless rates turn them into it.",
                names.join(", ")
            );
            let mut ask = Ask::new("currency", question);
            for name in booked.iter().filter(|code| **code != UNKNOWN).map(|code| code_text(*code)) {
                ask = ask.or(
                    format!("only {name}"),
                    Choices { currency: Some(name.clone()), ..Choices::default() },
                );
            }
            self.asks.push(ask);
            self.facts.push(Fact::new("currency", names.join(", "), "amounts name them"));
            return;
        }
        let is_chosen = around.sheet.choices.currency.is_some();
        match usual.or_else(|| booked.first().copied()).filter(|code| *code != UNKNOWN) {
            Some(code) => {
                let why = match (is_chosen, all.is_empty() || around.amounts.whole == Some(code)) {
                    (true, _) => "chosen",
                    (false, true) => {
                        "a head or a title names it, or its amounts stay as they are when they are converted"
                    }
                    (false, false) => "a column or a sign beside amounts names it",
                };
                self.currency = Some(code_text(code));
                self.facts.push(Fact::new("currency", code_text(code), why));
            }
            None if around.amounts.is_any() => {
                self.facts.push(Fact::new("currency", "not said", "no column, sign or title names one"));
            }
            None => {}
        }
    }
}

/// The balance of a file of opportunities.
pub(in crate::history::import) fn balance_of(
    collected: &Collected<'_>,
    counted: &Counted,
    skipped: usize,
) -> Balance {
    let (joined, outside, rejected) = (collected.joined, collected.outside.len(), collected.rejected.len());
    Balance {
        rows: collected.drafts.len() + joined + outside + rejected + skipped,
        counted: collected.drafts.len(),
        joined,
        skipped,
        rejected,
        outside,
        sums: counted.sums.clone(),
        won_without_amount: counted.won_without_amount,
        unrated: Vec::new(),
    }
}
