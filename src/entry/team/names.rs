//! Names in a line of a team, with the quota behind them, and what is said of a team in a field of its own.

use super::among_all::WHICH;
use super::line::{Numbers, Reader};
use super::named::{is_no_person, is_one_surname, names_in, segment_of};
use super::places::month_in;
use super::quota::is_year;
use super::some_of_them::some_of_them;
use super::words::{PEOPLE, REGIONS, SEVERAL, is_clause_word};
use crate::entry::EntryError;
use crate::entry::grammar::currency::may_be_name;
use crate::entry::grammar::lines::row;
use crate::entry::grammar::tokens::{Token, before, tokens, without};
use crate::entry::grammar::words::FILLER;
use crate::entry::money::amount::one_in;
use crate::model::month_names::{month_of, names_month_and_no_person};
use crate::model::{GroupId, Joins, Money, RepGroup};

const EXAMPLE: &str = "12 reps, quota 600k";
/// Words for what several carry together.
const SHARED: &[&str] = &["share", "shared", "sharing", "total", "together", "combined", "split"];
/// Words before the month from which somebody is there.
const JOINS: &[&str] = &["starts", "starting", "joins", "joining", "from"];
/// Why a name with a number in it is not read.
const UNUSUAL: &str = "a name with a number in it is unusual: if it is one, put it in quotes";
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

/// `New AE 1 700k`: a number behind a word for people and the amount behind it, as one number with a space in
/// it; `Anna 1 200k` is so much to those who group by spaces. `1 700 k€` has its unit apart, and `1 700tkr`
/// its currency.
fn is_number_of_two(all: &[Token], at: usize, reader: &Reader<'_>) -> bool {
    let has_space = all.get(at).is_some_and(|number| number.raw.contains(' '));
    let is_unit = |unit: &Token| !unit.spaced && crate::entry::grammar::number::multiplier(unit).is_some();
    let of = |next: &Token| crate::entry::grammar::currency::of_token(next, reader.currency).is_some();
    let is_behind = at.checked_sub(1).and_then(|at| all.get(at)).is_some_and(|word| word.is(PEOPLE));
    is_behind && has_space && all.get(at + 1).is_some_and(is_unit) && !all.get(at + 2).is_some_and(of)
}

impl Reader<'_> {
    /// `Ada 700k, Bob 600k, Cleo starts in May 500k`: each with a quota that is marked as one by its size.
    pub(super) fn named_quotas(&self, line: &str) -> Option<Result<Vec<RepGroup>, EntryError>> {
        const AND: [&str; 6] = [" and ", " & ", " + ", " und ", " et ", " y "];
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
                    let is_month =
                        names_month_and_no_person(&word.text) || (at > 0 && month_of(&word.text).is_some());
                    is_clause_word(word) || word.is(PEOPLE) || word.is(FILLER) || is_month
                })
                && !name.iter().all(|word| word.is(NO_NAMES));
            if is_year(quota) || is_number_of_two(&all, at, self) {
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
        // “Maria 800k and Tom 750k”
        let parts = match parts.as_slice() {
            [only] => {
                let two = AND.iter().find_map(|and| only.split_once(and));
                two.filter(|(one, other)| named(one).is_some() && named(other).is_some())
                    .map_or(parts, |(one, other)| vec![one, other])
            }
            _ => parts,
        };
        // “Tom 750k from June”
        let joins = |part: &str| {
            let (plain, all) = tokens(part, EXAMPLE).ok()?;
            let at = all.iter().position(|word| word.is(JOINS)).filter(|at| *at > 1)?;
            let group = named(plain.get(..all.get(at)?.from)?)?;
            let month = without(all.get(at + 1..)?, &["in", "on"]);
            let joins = Joins::InMonth(month_in(self.plan, self.order, &month).ok()?);
            Some(RepGroup { joins, ..group })
        };
        if let [only] = parts.as_slice() {
            return joins(only).map(|group| Ok(vec![group]));
        }
        if !parts.iter().any(|part| named(part).is_some()) {
            return None;
        }
        if let Some(nameless) = parts.iter().find_map(|part| self.hire_without_a_month(part)) {
            return Some(Err(nameless));
        }
        parts
            .iter()
            .map(|part| named(part).or_else(|| joins(part)).or_else(|| self.joins_later(part)))
            .collect::<Option<_>>()
            .map(Ok)
    }

    /// `Cleo starts in May 500k`, `Cleo joins in May`.
    fn joins_later(&self, part: &str) -> Option<RepGroup> {
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

    /// `Maria and Tom, 750k each`, `Maria und Tom, je 750 T€`: several names, and an amount behind them.
    pub(super) fn names_and_amount(&self, line: &str) -> Option<Result<Vec<RepGroup>, EntryError>> {
        const EACH: &[&str] = &[
            "each", "apiece", "je", "jeweils", "elk", "chacun", "chacune", "cada", "uno", "una", "um",
            "ciascuno", "ciascuna", "var", "vardera",
        ];
        let (plain, all) = tokens(line, EXAMPLE).ok().filter(|_| !line.contains('\t'))?;
        let is_amount = |token: &Token| {
            token.is_number()
                || (crate::entry::grammar::currency::of_token(token, self.currency).is_some()
                    && !may_be_name(token, self.currency))
        };
        let at = all.iter().position(is_amount)?;
        let before = all.get(..at)?.iter().rposition(|word| !word.is(EACH) && !word.is(&[",", ":"]))?;
        let called = plain.get(..all.get(before)?.to)?;
        // “EMEA and APAC, 700k each” does not say how many.
        let names = names_in(called).filter(|names| !names.iter().any(|name| is_no_person(name)))?;
        let said = all.get(before + 1..)?;
        let quota = one_in(&without(&without(said, EACH), &[",", ":"]), self.currency, EXAMPLE).ok()?;
        if quota.major(self.currency) < QUOTA_LEAST {
            return None;
        }
        if !said.iter().any(|word| word.is(EACH)) {
            // “José Ortega y Gasset, 700k” may be one, and so may “Doe, Jane, 700k”.
            if is_one_surname(called) || called.contains(" y ") {
                return None;
            }
            let are_bound = all.iter().take(at).any(|word| word.is(&["and", "&", "+", "und", "et", "y"]));
            let reason = "this may be what each of them carries, or all of them together";
            // “Maria and Tom share 700k”, “700k total”
            let is_shared = all.iter().any(|word| word.is(SHARED));
            let guess = (!is_shared).then(|| format!("{} each", plain.trim()));
            let asked = || Err(EntryError::asked(reason, EXAMPLE, guess));
            return are_bound.then(asked);
        }
        let named = |name: String| RepGroup { name, quota: Some(quota), ..RepGroup::new(GroupId(0), 1) };
        Some(Ok(names.into_iter().map(named).collect()))
    }

    /// `Enterprise: 6 reps, 900k each`: those that stand behind what they are called together.
    pub(super) fn labelled(&mut self, line: &str) -> Option<Result<Vec<RepGroup>, EntryError>> {
        let (label, who) =
            line.split_once(": ").filter(|(label, _)| !label.contains(['"', '\t', ',', ';']))?;
        let (_, said) = tokens(label, EXAMPLE).ok()?;
        let (_, all) = tokens(row(who).first()?, EXAMPLE).ok()?;
        // “Open: 2 reps” are none who are there.
        let segment = segment_of(label, self.plan.segments()).map(|segment| segment.id);
        let is_part = |word: &Token| word.is(REGIONS) || word.is(WHICH) || word.is(&["-", "mid"]);
        let is_label = segment.is_some() || (!said.is_empty() && said.iter().all(is_part));
        let counts =
            matches!(all.as_slice(), [number, people, ..] if number.is_number() && people.is(SEVERAL));
        if !is_label || !counts {
            return None;
        }
        Some(self.line(who).map(|groups| {
            groups.into_iter().map(|group| RepGroup { segment: group.segment.or(segment), ..group }).collect()
        }))
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
        if is_number_of_two(all, first, self) {
            return Err(EntryError::questioned(UNUSUAL, "\"Rep 7\", quota 700k"));
        }
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
                return Err(EntryError::questioned(UNUSUAL, "\"Rep 7\", quota 700k"));
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
