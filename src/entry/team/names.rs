//! Names in a line of a team, with the quota behind them, and what is said of a team in a field of its own.

use super::line::{Numbers, Reader};
use super::named::{names_in, segment_of};
use super::places::month_in;
use super::quota::is_year;
use super::some_of_them::some_of_them;
use super::words::{PEOPLE, SEVERAL, is_clause_word};
use crate::entry::EntryError;
use crate::entry::calendar::months::{month_of, names_no_person};
use crate::entry::grammar::currency::may_be_name;
use crate::entry::grammar::lines::row;
use crate::entry::grammar::tokens::{Token, before, tokens, without};
use crate::entry::grammar::words::FILLER;
use crate::entry::money::amount::one_in;
use crate::model::{GroupId, Joins, Money, RepGroup};

const EXAMPLE: &str = "12 reps, quota 600k";
/// Less is no quota that stands behind a name without a word.
const QUOTA_LEAST: f64 = 1_000.0;
/// Words of what is said of the rep before them, `Ada 700k, joined 2024`: nobody is called so.
const NO_NAMES: &[&str] = &[
    "joined",
    "started",
    "began",
    "hired",
    "tenure",
    "base",
    "ote",
    "attainment",
    "attained",
    "actual",
    "actuals",
    "closed",
    "booked",
    "achieved",
    "ytd",
    "pipeline",
    "eingetreten",
    "embauché",
    "embauchée",
];

impl Reader<'_> {
    /// `Ada 700k, Bob 600k, Cleo starts in May 500k`: each with a quota that is marked as one by its size.
    pub(super) fn named_quotas(&self, line: &str) -> Option<Result<Vec<RepGroup>, EntryError>> {
        let parts = row(line);
        let named = |part: &str| {
            let (plain, all) = tokens(part, EXAMPLE).ok()?;
            // “R 600k” are rand, “Ralf R 600k” has a letter for a name.
            let is_letter = |at: usize, token: &Token| {
                token.is(&["r"]) && all.get(at + 1).is_none_or(|next| next.from != token.to)
            };
            let is_amount = |at: usize, token: &Token| {
                token.is_number()
                    || (crate::entry::grammar::currency::of_token(token, self.currency).is_some()
                        && !is_letter(at, token)
                        && !may_be_name(token, self.currency))
            };
            let at = all.iter().enumerate().position(|(at, token)| is_amount(at, token))?;
            let (name, quota) = all.split_at_checked(at)?;
            // “Ada (700k), Bob (600k)”
            let in_brackets = name.split_last().filter(|(mark, _)| mark.is(&["("])).zip(before(quota, ")"));
            let (name, quota) = in_brackets.map_or((name, quota), |((_, name), quota)| (name, quota));
            let is_name = !name.is_empty()
                && !name.iter().enumerate().any(|(at, word)| {
                    // Some months of further languages are names: Martie, Maret.
                    let is_month = names_no_person(&word.text) || (at > 0 && month_of(&word.text).is_some());
                    is_clause_word(word) || word.is(PEOPLE) || word.is(FILLER) || is_month
                })
                && !name.iter().all(|word| word.is(NO_NAMES));
            if is_year(quota) {
                return None;
            }
            let quota = one_in(quota, self.currency, EXAMPLE).ok()?;
            let name = plain
                .get(..all.get(at)?.from)?
                .trim_end_matches([' ', ':', '-', '(', '=', '/', '~', '→', '>', '|']);
            (is_name && quota.major(self.currency) >= QUOTA_LEAST).then(|| RepGroup {
                name: name.to_owned(),
                quota: Some(quota),
                ..RepGroup::new(GroupId(0), 1)
            })
        };
        if parts.len() < 2 || !parts.iter().any(|part| named(part).is_some()) {
            return None;
        }
        if let Some(nameless) = parts.iter().find_map(|part| self.hire_without_a_month(part)) {
            return Some(Err(nameless));
        }
        parts.iter().map(|part| named(part).or_else(|| self.joins_later(part))).collect::<Option<_>>().map(Ok)
    }

    /// `Cleo starts in May 500k`, `Cleo joins in May`.
    fn joins_later(&self, part: &str) -> Option<RepGroup> {
        const JOINS: &[&str] = &["starts", "starting", "joins", "joining", "from"];
        let (plain, all) = tokens(part, EXAMPLE).ok()?;
        let at = all.iter().position(|word| word.is(JOINS)).filter(|at| *at > 0)?;
        let (who, said) = all.split_at_checked(at)?;
        let is_name = !who.iter().any(|word| word.is_number() || word.is(PEOPLE) || word.is(FILLER));
        let (month, quota) = without(said.get(1..)?, &["in", "on", "with", "at", "quota"])
            .split_first()
            .map(|(month, quota)| (month.clone(), quota.to_vec()))?;
        let joins = Joins::InMonth(month_in(self.plan, self.order, &[month]).ok().filter(|_| is_name)?);
        let quota = if quota.is_empty() { None } else { Some(one_in(&quota, self.currency, EXAMPLE).ok()?) };
        let name = plain.get(..who.last()?.to)?.trim().to_owned();
        Some(RepGroup { name, joins, quota, ..RepGroup::new(GroupId(0), 1) })
    }

    /// `new hire 400k` beside reps with names: somebody who is not there yet, without a word of when.
    fn hire_without_a_month(&self, part: &str) -> Option<EntryError> {
        const HIRES: &[&str] = &["hire", "hires", "hiring", "joiner", "starter", "newcomer", "tbh", "tbd"];
        let (_, all) = tokens(part, EXAMPLE).ok()?;
        let is_hire = all.iter().any(|word| word.is(HIRES));
        let has_month = all.iter().any(|word| month_of(&word.text).is_some());
        let quota = without(&without(&all, HIRES), &["new", "a", "one", "1", "quota", "with", "at"]);
        one_in(&quota, self.currency, EXAMPLE).ok().filter(|_| is_hire && !has_month)?;
        let reason = "say from which month a hire is there";
        Some(EntryError::questioned(reason, "2 reps, quota 600k; 1 hire from April, quota 400k"))
    }

    /// `Smith, John; Doe, Jane`: names with the last one first.
    pub(super) fn last_names_first(line: &str) -> Option<Vec<RepGroup>> {
        let turned = |part: &str| {
            let (last, first) = part.trim().split_once(", ")?;
            let are_names = names_in(part.trim()).is_some_and(|names| names.len() == 2);
            are_names.then(|| format!("{} {}", first.trim(), last.trim()))
        };
        let names: Vec<String> = line.split(';').map(turned).collect::<Option<_>>()?;
        let group = |name: String| RepGroup { name, ..RepGroup::new(GroupId(0), 1) };
        (names.len() > 1).then(|| names.into_iter().map(group).collect())
    }

    /// `Sarah & Mike, quota 1.1m each`: several names, and what each of them carries.
    pub(super) fn names_each(&self, line: &str) -> Option<Result<Vec<RepGroup>, EntryError>> {
        const EACH: &[&str] = &["each", "apiece"];
        let (plain, all) = tokens(line, EXAMPLE).ok()?;
        let at = all
            .iter()
            .position(|token| token.is(&["@", "quota", "at", "with", "carrying", "-", "–", ":", "="]))?;
        let names = names_in(plain.get(..all.get(at)?.from)?.trim_end_matches([',', ':', ' ']))?;
        let said = all.get(at + 1..)?;
        let amount = without(said, &["each", "apiece", "quota", "a", "of", "with"]);
        let quota = one_in(&amount, self.currency, EXAMPLE).ok()?;
        if !said.iter().any(|word| word.is(EACH)) {
            let reason = "this may be what each of them carries, or all of them together";
            return Some(Err(EntryError::guessed(reason, EXAMPLE, format!("{} each", plain.trim()))));
        }
        let named = |name: String| RepGroup { name, quota: Some(quota), ..RepGroup::new(GroupId(0), 1) };
        Some(Ok(names.into_iter().map(named).collect()))
    }

    /// Names alone on a line. Two of a word each, with a comma between them, `Doe, Jane`, may be one.
    pub(in crate::entry) fn names(&mut self, line: &str) -> Option<Vec<String>> {
        let names = names_in(line)?;
        let is_place = |name: &String| segment_of(name, self.plan.segments()).is_some();
        if names.iter().any(is_place) {
            return None;
        }
        if let [one, other] = names.as_slice()
            && line.contains(", ")
            && !one.contains(' ')
            && !other.contains(' ')
        {
            if self.numbers == Numbers::Named {
                return Some(vec![line.trim().to_owned()]);
            }
            self.questions.push((line.trim().to_owned(), format!("2 reps, {one} and {other}")));
        }
        Some(names)
    }

    /// A name; what looks like an amount at its end is its quota, or asked for.
    pub(in crate::entry) fn name(
        &mut self,
        part: &str,
        all: &[Token],
        group: &mut RepGroup,
    ) -> Result<(), EntryError> {
        part.trim().clone_into(&mut group.name);
        // “a handful of reps”, “una ventina di agenti”
        let counts = crate::entry::grammar::number::in_words(all).is_some()
            && all.iter().any(|token| token.is(PEOPLE));
        let is_several = counts || all.iter().any(|token| token.is(SEVERAL));
        if all.len() > 1 && !all.iter().any(Token::is_number) && is_several {
            let reason = "this does not say how many: if it is a name, put it in quotes";
            return Err(EntryError::questioned(reason, "12 reps"));
        }
        let Some(first) = all.iter().position(Token::is_number).filter(|_| self.numbers == Numbers::Quotas)
        else {
            return Ok(());
        };
        let symbol = first.checked_sub(1).filter(|place| {
            all.get(*place).is_some_and(|token| {
                crate::entry::grammar::currency::of_token(token, self.currency).is_some()
                    && !may_be_name(token, self.currency)
            })
        });
        let amount = all.get(symbol.unwrap_or(first)..).unwrap_or_default();
        let (said, is_quota) = match before(amount, "quota") {
            Some(said) => (said, true),
            // A sign or a code is of money, and no part of a name.
            None => (
                amount,
                amount
                    .iter()
                    .any(|of| crate::entry::grammar::currency::of_token(of, self.currency).is_some()),
            ),
        };
        let plain = crate::entry::grammar::text::plain(part);
        let from = amount.first().map_or(0, |token| token.from);
        let name = plain
            .get(..from)
            .unwrap_or_default()
            .trim_end_matches([' ', ':', '-', '(', '=', '/', '~', '→', '>', '|']);
        // “Ada,700000”: cells of a table.
        let (name, is_quota) = name.strip_suffix(',').map_or((name, is_quota), |name| (name, true));
        // “Ada (700k)”
        let said = said.split_last().filter(|(last, _)| last.is(&[")"])).map_or(said, |(_, rest)| rest);
        let is_large = |quota: &Money| {
            said.len() > 1 || (quota.major(self.currency) >= QUOTA_LEAST && (is_quota || !is_year(said)))
        };
        let quota = one_in(said, self.currency, EXAMPLE);
        match quota {
            Err(error @ EntryError::OtherCurrency { .. }) => return Err(error),
            Ok(quota) if !name.is_empty() && is_large(&quota) => {
                if !is_quota {
                    let typed = plain.get(from..said.last().map_or(from, |last| last.to)).unwrap_or_default();
                    self.questions.push((plain.clone(), format!("{name}, quota {typed}")));
                }
                name.clone_into(&mut group.name);
                group.quota = Some(quota);
            }
            _ => {
                let reason = "a name with a number in it is unusual: if it is one, put it in quotes";
                return Err(EntryError::questioned(reason, "\"Rep 7\", quota 700k"));
            }
        }
        Ok(())
    }

    /// Those of a team who join later, where they are counted among all, `7 reps, 2 of them start in July`.
    pub(super) fn some_later(&mut self, line: &str) -> Option<Result<Vec<RepGroup>, EntryError>> {
        let (whole, some, is_sure) = some_of_them(line)?;
        let mut only = |line: &str| match self.line(line).ok()?.as_slice() {
            [group] if group.name.is_empty() => Some(group.clone()),
            _ => None,
        };
        let (whole, later) = (only(&whole)?, only(&some)?);
        let now = whole.count.checked_sub(later.count).filter(|now| *now > 0)?;
        if !matches!((whole.joins, later.joins), (Joins::Before(_), Joins::InMonth(_))) {
            return None;
        }
        if !is_sure {
            let reason = "say how many there are now, and how many join when";
            let guess = whole.quota.is_none().then(|| format!("{now} reps; {some}"));
            let example = "8 reps, 4 hires from April";
            return Some(Err(EntryError::asked(reason, example, guess)));
        }
        self.notes.push("those who join later are among all");
        let quota = later.quota.or(whole.quota);
        Some(Ok(vec![RepGroup { count: now, ..whole }, RepGroup { quota, ..later }]))
    }
}
