//! One deal as a person writes it: `Acme, 50k`, `Acme 50k`, `$45k Hooli`, `Hooli 45k 30 days old`, `50k`.

use super::count::aged;
use super::count_words::{IN_STAGE, OTHERS};
use super::entry::{Around, DEAL};
use super::names::{is_hyphened, named_amount, two_amounts};
use crate::entry::EntryError;
use crate::entry::grammar::lines::unquoted;
use crate::entry::grammar::quantity::{COUNTS, trimmed};
use crate::entry::grammar::tokens::{Kind, Token, before, tokens, without};
use crate::entry::grammar::words::{FILLER, MONEY_THINGS, THINGS};
use crate::entry::money::amount::{amounts, one_in};
use crate::entry::stage::time::{is_time, read_days};
use crate::model::{Date, Money, OpenDeal, StageId};

/// Why thousands without a unit are no time.
pub(super) const WORTH_OR_AGE: &str =
    "this may be what they are worth, or for how long they are there: say which";

/// Why a count without its stage, `20 in Berlin`, is no name.
pub(super) const COUNT_OR_NAME: &str =
    "this may be a number of deals: a name that begins so is put in quotes";

/// `300,000`: thousands, and nothing else.
pub(super) fn is_grouped(part: &str) -> bool {
    let groups: Vec<&str> = part.trim().split([',', '.', '\'', '’', ' ', '\u{a0}', '\u{202f}']).collect();
    let is_digits = |group: &&str| !group.is_empty() && group.bytes().all(|digit| digit.is_ascii_digit());
    groups.len() > 1 && groups.iter().all(is_digits) && groups.last().is_some_and(|group| group.len() == 3)
}

/// For how long a deal is in its stage. `300,000` without a unit is what it is worth, or no time that deals
/// take.
///
/// # Errors
/// When it is no time, or may be an amount.
pub(super) fn age_of(part: &str) -> Result<f64, EntryError> {
    if is_grouped(part) {
        return Err(EntryError::questioned(WORTH_OR_AGE, DEAL));
    }
    read_days(part, DEAL)
}

/// The same below a head of ages: there `30.333` is a number of days with decimals.
///
/// # Errors
/// When it is no time, or may be an amount.
pub(super) fn age_below_head(cell: &str) -> Result<f64, EntryError> {
    let has_point = cell.matches('.').count() == 1 && !cell.contains([',', '\'', '’', ' ']);
    if has_point { read_days(cell, DEAL) } else { age_of(cell) }
}

impl Around<'_> {
    /// `Acme, 50k`, `Acme 50k`, `50k`: deals where there is one stage; several in a line, each with its
    /// amount.
    pub(super) fn unstaged(&self, parts: &[&str]) -> Result<Vec<OpenDeal>, EntryError> {
        let stage = self.only_stage().ok_or(EntryError::NotUnderstood(DEAL))?;
        let money = |part: &str| one_in(&tokens(part, "Acme, 50k")?.1, self.plan, "Acme, 50k");
        let deal = |name: String, amount| OpenDeal { name, stage, amount: Some(amount), age_days: 0.0 };
        if let Some(deals) = self.with_age(parts, stage) {
            return deals;
        }
        if let Some(error) = dated(parts) {
            return Err(error);
        }
        // “20 in Berlin, 400k”
        if let [name, _] = parts
            && let Ok((_, said)) = tokens(name, "")
            && let [count, binds, ..] = said.as_slice()
            && count.is_number()
            && binds.is(IN_STAGE)
        {
            return Err(EntryError::questioned(COUNT_OR_NAME, "24 worth 600k"));
        }
        if let [name, amount] = parts
            && named_amount(amount).is_none()
            && self.amount_first(amount).is_none()
            && !tokens(name, "")
                .is_ok_and(|(_, all)| self.is_amount(&all) && amounts(&all, self.plan).is_some())
        {
            return Ok(vec![deal(name_of(name)?, money(amount)?)]);
        }
        // “Acme, 20 days, 50k”
        if let [name, age, amount] = parts
            && is_time(age)
            && named_amount(amount).is_none()
        {
            let age_days = read_days(age, DEAL)?;
            return Ok(vec![OpenDeal { age_days, ..deal(name_of(name)?, money(amount)?) }]);
        }
        if let [name, amount, age] = parts
            && named_amount(amount).is_none()
            && is_time(age)
        {
            let age_days = read_days(age, DEAL)?;
            return Ok(vec![OpenDeal { age_days, ..deal(name_of(name)?, money(amount)?) }]);
        }
        if let [amount] = parts
            && named_amount(amount).is_none()
            && self.amount_first(amount).is_none()
        {
            let (_, all) = tokens(amount, "Acme, 50k")?;
            if let Some(error) = two_amounts(amount, self.plan) {
                return Err(error);
            }
            if !all.iter().any(Token::is_number) {
                return Err(crate::entry::grammar::number::not_understood(&all, "Acme, 50k"));
            }
            let is_range = amounts(&all, self.plan).is_some_and(|span| span.is_range());
            if is_range || !self.is_amount(&all) {
                return Err(EntryError::questioned(
                    "this may be a number of deals or an amount",
                    "24 of about 25k",
                ));
            }
            return Ok(vec![deal(String::new(), money(amount)?)]);
        }
        // “75k, 120k, 30k”
        let is_amount = |part: &&str| {
            named_amount(part).is_none()
                && tokens(part, "")
                    .is_ok_and(|(_, all)| self.is_amount(&all) && amounts(&all, self.plan).is_some())
        };
        if parts.iter().all(is_amount) {
            return parts.iter().map(|part| Ok(deal(String::new(), money(part)?))).collect();
        }
        parts
            .iter()
            .map(|part| {
                let named = named_amount(part).or_else(|| self.amount_first(part));
                let (name, amount) = named.ok_or(EntryError::NotUnderstood("Acme, 50k"))?;
                Ok(deal(name_of(without_article(&name))?, money(&amount)?))
            })
            .collect()
    }

    /// `Acme 90k Proposal`, `Acme 90k in Proposal`: a name, an amount and a stage. Words behind the amount
    /// that are no stage are questioned, since nothing can be done with them; none, where nothing stands
    /// there.
    pub(in crate::entry) fn staged(&self, part: &str) -> Option<Result<OpenDeal, EntryError>> {
        let (name, said) = named_amount(part)?;
        let (plain, all) = tokens(&said, DEAL).ok()?;
        // “50k in Contract”: a stage, and not what the amount is of.
        let names_stage = (1..all.len())
            .any(|at| all.get(at).and_then(|word| self.stage_of(plain.get(word.from..)?)).is_some());
        if (amounts(&all, self.plan).is_some() && !names_stage) || aged(part).is_some() {
            return None;
        }
        let is_cut = |at: &usize| amounts(all.get(..*at).unwrap_or_default(), self.plan).is_some();
        // “250k contract stage”, where a contract may also be what an amount is of.
        let before_stage =
            |at: &usize| all.get(*at).and_then(|word| self.stage_of(plain.get(word.from..)?)).is_some();
        let at = (1..all.len()).find(|at| is_cut(at) && before_stage(at));
        let at = at.or_else(|| (1..all.len()).rev().find(is_cut))?;
        let (amount, behind) = all.split_at_checked(at)?;
        let behind = behind.split_first().filter(|(word, _)| word.is(&["in", "at", "-", "(", ":"]));
        let behind = behind.map_or(all.get(at..)?, |(_, rest)| rest);
        let named = plain.get(behind.first()?.from..behind.last()?.to)?.trim_end_matches(')');
        let (Some(stage), Ok(amount)) = (self.stage_of(named), one_in(amount, self.plan, DEAL)) else {
            // What else is said has its own reasons.
            // “Acme 50k 60%”
            if behind.last()?.is(crate::entry::grammar::words::PERCENT) {
                let reason = "how likely an open deal is follows from its stage: leave the share out";
                return Some(Err(EntryError::questioned(reason, "Acme, 50k")));
            }
            let is_words = behind.iter().all(|word| word.kind == Kind::Word) && dated(&[part]).is_none();
            let reason = "behind an amount stands a stage, or how long it is open";
            return is_words.then(|| Err(EntryError::questioned(reason, "Acme, 50k")));
        };
        let name = name_of(without_article(&name));
        Some(name.map(|name| OpenDeal { name, stage, amount: Some(amount), age_days: 0.0 }))
    }

    /// Whether tokens are an amount, and no number of deals.
    fn is_amount(&self, all: &[Token]) -> bool {
        let is_marked =
            all.len() > 1 || amounts(all, self.plan).is_some_and(|span| span.ends().0.value() >= 1_000.0);
        is_marked && !COUNTS.span(all).is_some_and(|span| span.ends().1.value() < 1_000.0)
    }

    /// `Hooli 45k 30 days old`, `45k, 60 days old`: one deal and how old it is.
    fn with_age(&self, parts: &[&str], stage: StageId) -> Option<Result<Vec<OpenDeal>, EntryError>> {
        let (said, age_days) = match parts {
            [said, age] => {
                let (_, all) = tokens(age, DEAL).ok()?;
                let time = before(&all, "old").unwrap_or(&all);
                let time = crate::entry::grammar::text::plain(age)
                    .get(time.first()?.from..time.last()?.to)?
                    .to_owned();
                is_time(&time).then_some(())?;
                ((*said).to_owned(), read_days(&time, DEAL).ok()?)
            }
            [said] => aged(said)?,
            _ => return None,
        };
        let is_amount = tokens(&said, "").is_ok_and(|(_, all)| self.is_amount(&all));
        let (name, amount) = named_amount(&said)
            .or_else(|| self.amount_first(&said))
            .or_else(|| is_amount.then(|| (String::new(), said.clone())))?;
        let amount = tokens(&amount, DEAL).and_then(|(_, all)| one_in(&all, self.plan, DEAL));
        Some(amount.map(|amount| vec![OpenDeal { name, stage, amount: Some(amount), age_days }]))
    }

    /// `$45k Hooli`: an amount that is marked as one, and a name behind it.
    fn amount_first(&self, part: &str) -> Option<(String, String)> {
        let (plain, all) = tokens(part, "").ok()?;
        let at = all.iter().rposition(|token| {
            token.is_number()
                || crate::entry::grammar::number::multiplier(token).is_some()
                || crate::entry::grammar::currency::of_token(token, self.plan).is_some()
        })?;
        let (amount, name) = all.split_at_checked(at + 1)?;
        let is_name = name.first()?.kind == Kind::Word
            && !name
                .iter()
                .any(|word| word.is(FILLER) || word.is(THINGS) || word.is(MONEY_THINGS) || word.is(OTHERS));
        let is_marked = amount.len() > 1 && amounts(amount, self.plan).is_some_and(|span| !span.is_range());
        let cut = name.first()?.from;
        (is_name && is_marked).then(|| {
            (
                plain.get(cut..).unwrap_or_default().trim().to_owned(),
                plain.get(..cut).unwrap_or_default().trim().to_owned(),
            )
        })
    }
}

/// `Acme, 50k, 2026-10-01`, `Acme 50k closing in March`: a day is no time in a stage.
pub(in crate::entry) fn dated(parts: &[&str]) -> Option<EntryError> {
    const CLOSES: &[&str] = &["closing", "closes", "close", "due", "expected"];
    let (last, _) = parts.split_last()?;
    let (_, said) = tokens(last, "").ok()?;
    let is_day = || !crate::entry::calendar::days::last_day(last, Date::new(2027, 1, 1), None).is_empty();
    // Behind the amount: a name may hold such a word.
    let amount = said.iter().position(Token::is_number);
    let is_closing = || amount.is_some_and(|at| said.iter().skip(at).any(|word| word.is(CLOSES)));
    if parts.len() > 2 && is_day() {
        let reason = "a day may be when it was opened or when it closes: say for how long it has been open";
        return Some(EntryError::questioned(reason, "Acme, 50k, 20 days"));
    }
    is_closing().then(|| {
        EntryError::questioned("when an open deal closes is what the futures draw: leave it out", "Acme, 50k")
    })
}

/// Whether a deal is worth nothing: it is no deal, and may as well be one of which nothing is known yet.
pub(super) fn is_of_nothing(deal: &OpenDeal) -> bool {
    deal.amount == Some(Money::ZERO)
}

/// Why a typed deal of nothing is none.
pub(super) fn of_nothing() -> EntryError {
    let reason = "a deal of 0 is worth nothing: say what it is worth, or leave it out";
    EntryError::questioned(reason, "Acme, 50k")
}

/// `a 50k deal in Demo`: an article is no name.
pub(super) fn without_article(name: &str) -> &str {
    match name.trim() {
        "a" | "an" => "–",
        name => name,
    }
}

/// A deal's name; one that is no name but a number is questioned.
pub(super) fn name_of(part: &str) -> Result<String, EntryError> {
    if let Some(name) = unquoted(part) {
        return Ok(name);
    }
    let name = part.trim();
    if ["–", "-", "—"].contains(&name) {
        return Ok(String::new());
    }
    let is_count = |all: &[Token]| {
        let said = without(all, FILLER);
        let bare = without(&said, THINGS);
        // “24 deals”
        let is_counted = all.first().is_some_and(Token::is_number) && !bare.is_empty();
        COUNTS.span(trimmed(&said)).is_some() || (is_counted && COUNTS.span(trimmed(&bare)).is_some())
    };
    let is_number = !is_hyphened(name) && tokens(name, "").is_ok_and(|(_, all)| is_count(&all));
    if is_number {
        return Err(EntryError::questioned(
            "a deal’s name is expected here, not a number",
            "24 of about 25k",
        ));
    }
    Ok(name.to_owned())
}
