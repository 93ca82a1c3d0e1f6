//! One line of a team, as it is typed: a group of reps or a rep, and what is said of them.

use super::among_all::{counts_things, is_number_alone, unclear, whole_of};
use super::left_open::{
    asked, hire_or_name, is_quota_alone, month_behind_quota, more_from_then, says_now, second_number,
};
use super::named::{is_no_person, is_one_surname, is_region, names_in};
use super::people::{count_in, counted_apart, counts_support, in_months, is_count, is_range};
use super::places::{Place, month_in, place_in, segment_in};
use super::quota::{carried_by_all, is_year, of_all, per_head, says_each, small_share, with_quota};
use super::some_of_them::said_elsewhere;
use super::some_of_them::{again_and_again, grows_to, not_there_yet, part_of_team};
use super::wording::{added, reworded, without_team};
use super::words::{OPENERS, PEOPLE, is_clause_word};
use crate::entry::EntryError;
use crate::entry::grammar::lines::{row, unquoted};
use crate::entry::grammar::meant::in_digits;
use crate::entry::grammar::number::{LETTER, multiplier, whole_number};
use crate::entry::grammar::quantity::COUNTS;
use crate::entry::grammar::tokens::{Kind, Token, before, tokens, without, without_hedge};
use crate::entry::grammar::words::{FILLER, MONEY_THINGS};
use crate::entry::money::amount::{amounts, one_in};
use crate::model::DayOrder;
use crate::model::limits::TENURE_MONTHS_MAX;
use crate::model::month_names::{month_of, names_month_and_no_person};
use crate::model::{Currency, GroupId, Joins, Money, RepGroup, Scenario};

const EXAMPLE: &str = "12 reps, quota 600k";
const NO_QUOTA: &str = "a quota is an amount of money";

/// Words before a quota.
const QUOTA: &[&str] = &[
    "quota", "quotas", "at", "@", "x", "×", "*", "carrying", "quote", "objectif", "cuota", "objetivo", "on",
    "budget", "meta", "mål", "target", "targets", "ziel", "cel", "quotum", "kvot", "à",
];

/// Words that say nothing of what follows another word, `avec un objectif de 600 k€`.
const ARTICLES: &[&str] =
    &["a", "an", "of", "un", "une", "una", "uma", "um", "ein", "einer", "einem", "en", "ett", "een", "på"];

/// What a quota that is a range is understood as.
const MIDDLE: &str = "each carries the middle of both";
/// That a part says one amount more than the one that a quota is.
const SEVERAL_AMOUNTS: &str = "this says several amounts: say the one that is the quota";
/// Words for a part of an amount, `at half quota`.
const PARTS: &[&str] = &["half", "halb", "halbe", "halber", "halve", "demi", "third", "quarter", "double"];

const WITH: &[&str] = &["with", "mit", "avec", "con", "com", "med", "met"];

/// What a number at the end of a name, and a name behind a comma, is.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::entry) enum Numbers {
    Quotas,
    Named,
}

fn names_month(word: &Token) -> bool {
    word.kind == Kind::Word && month_of(&word.text).is_some()
}

/// `15 April`, `the 15th of April 2027`: a day and a month, and nothing else.
fn is_day(said: &[Token]) -> bool {
    let is_part = |word: &Token| {
        word.is_number() || names_month(word) || word.is(&["the", "of", "th", "st", "nd", "rd"])
    };
    said.iter().any(names_month) && said.iter().any(Token::is_number) && said.iter().all(is_part)
}

/// What may be one name, and what it says if it is not: a quota, or another name.
pub(super) type Question = (String, String);

/// Reads lines of one text, and remembers what has to be asked or said of them.
pub(super) struct Reader<'a> {
    pub(in crate::entry) plan: &'a Scenario,
    pub(in crate::entry) currency: Currency,
    pub(in crate::entry) numbers: Numbers,
    /// What comes first in dates such as `5/1`.
    pub(in crate::entry) order: Option<DayOrder>,
    /// What may be one name.
    pub(in crate::entry) questions: Vec<Question>,
    /// What differs from what was typed.
    pub(in crate::entry) notes: Vec<&'static str>,
}

/// `Maria and Tom, from April`: several names before what is said of them.
fn several_names(line: &str, part: &str) -> Option<EntryError> {
    const EXAMPLE: &str = "Ada, quota 700k";
    // “Maria/Tom”
    let is_name = |name: &str| {
        let rest = name.trim_start_matches(char::is_uppercase);
        !rest.is_empty() && rest.len() < name.len() && rest.chars().all(char::is_lowercase)
    };
    let part = part.trim();
    let slashed = part.split_once('/').filter(|(one, other)| is_name(one) && is_name(other));
    let is_slashed = slashed.is_some_and(|(one, other)| !is_region(one) && !is_region(other));
    let names = names_in(part);
    if line.contains('\t') || is_one_surname(part) || !(is_slashed || names.is_some()) {
        return None;
    }
    if names.is_some_and(|names| names.iter().any(|name| is_no_person(name))) {
        let reason = "this does not say how many reps there are: if it is a name, put it in quotes";
        return Some(EntryError::questioned(reason, "12 reps, quota 600k"));
    }
    let reason = "these may be several reps: give each of them a line, or put in quotes what is one name";
    let guess = line
        .trim()
        .strip_prefix(part)
        .filter(|rest| !rest.contains('"'))
        .map(|rest| format!("\"{part}\"{rest}"));
    Some(EntryError::asked(reason, EXAMPLE, guess))
}

/// `3 more in March` behind `Ada`: others than her; but `3 reps` behind `EMEA` are three of that name.
fn adds(all: &[Token]) -> bool {
    all.iter().any(|word| word.is(&["more", "hires", "additional", "another", "extra"]))
}

impl Reader<'_> {
    /// The groups of a line: one, or where it counts again, `17 reps, 3 from April`, another.
    pub(in crate::entry) fn line(&mut self, line: &str) -> Result<Vec<RepGroup>, EntryError> {
        let mut groups: Vec<RepGroup> = Vec::new();
        let (mut group, mut is_counted) = (RepGroup::new(GroupId(0), 1), false);
        if let Some(groups) = self.hire_or_labelled(line) {
            return groups;
        }
        let line = reworded(line);
        let line = &*without_hedge(without_team(&line));
        if let Some(groups) = self.as_a_whole(line)? {
            return Ok(groups);
        }
        let (mut are_there_now, mut whole) = (false, None);
        for (place, part) in self.who_close(line)?.into_iter().enumerate() {
            if let Some(name) = unquoted(&part).filter(|_| place == 0) {
                group.name = name;
                continue;
            }
            let part = added(&part, place);
            let (plain, all) = tokens(&part, EXAMPLE)?;
            let all = in_months(all);
            let is_of_each = says_each(&all);
            let all = per_head(all, self.plan, self.currency)?;
            if let Some(error) = part_of_team(&all).or_else(|| asked(line, &part, &all)) {
                return Err(error);
            }
            let counts = is_count(&all);
            if place > 0
                && group.name.is_empty()
                && !is_quota_alone(&group)
                && let Some(error) = second_number(&all)
            {
                return Err(error);
            }
            let is_then = are_there_now || (whole.is_some() && is_number_alone(&all));
            let then = is_then.then(|| more_from_then(&group, line, &part, &all)).flatten();
            if let Some(error) =
                then.or_else(|| unclear(whole.as_ref(), &all)).filter(|_| counts && place > 0)
            {
                return Err(error);
            }
            are_there_now = says_now(&all);
            let is_another = is_counted || (place > 0 && (group.name.is_empty() || adds(&all)));
            if counts && is_another && (is_counted || !is_quota_alone(&group)) {
                groups.push(std::mem::replace(&mut group, RepGroup::new(GroupId(0), 1)));
            }
            if counts && let Some(error) = not_there_yet(&groups, &all) {
                return Err(error);
            }
            if let Some(error) =
                again_and_again(&all).or_else(|| grows_to(&group, &part, &all).filter(|_| is_counted))
            {
                return Err(error);
            }
            if let Some(all_of_them) = of_all(&all, self.currency).filter(|_| is_counted && !is_of_each) {
                self.all_carry(all_of_them, &all, &groups, &mut group)?;
                continue;
            }
            is_counted |= counts;
            if let Some(said) = place_in(self.plan, &part, &all) {
                match said {
                    Place::Segment(id) => group.segment = Some(id),
                    Place::Record(record) => group.record.push(record),
                }
            } else if !self.clauses(&plain, &all, &mut group, place)? {
                let letter = || Some(EntryError::guessed(LETTER, EXAMPLE, in_digits(&all)?));
                if let Some(error) = said_elsewhere(line, &part, &all).or_else(letter) {
                    return Err(error);
                }
                if place > 0 || all.first().is_some_and(|first| first.kind != Kind::Word) {
                    return Err(EntryError::NotUnderstood(EXAMPLE));
                }
                if let Some(error) = several_names(line, &part) {
                    return Err(error);
                }
                self.name(&part, &all, &mut group)?;
            }
            whole = whole_of(whole, &group, &all).filter(|_| place == 0 || group.quota.is_none());
        }
        groups.push(group);
        self.notes.extend(carried_by_all(line, &mut groups));
        Ok(groups)
    }

    /// A line that may name a hire, and one behind what its reps are called together.
    fn hire_or_labelled(&mut self, line: &str) -> Option<Result<Vec<RepGroup>, EntryError>> {
        let left_open = hire_or_name(line).or_else(|| month_behind_quota(line, self.currency));
        left_open.map(Err).or_else(|| self.labelled(line))
    }

    /// What all of a team carry together, in equal parts.
    fn all_carry(
        &mut self,
        all_of_them: f64,
        all: &[Token],
        groups: &[RepGroup],
        group: &mut RepGroup,
    ) -> Result<(), EntryError> {
        if !groups.is_empty() {
            let reason = "there are several groups: say what each of their reps carries";
            return Err(EntryError::questioned(reason, EXAMPLE));
        }
        let each = Money::from_minor_f64(all_of_them / f64::from(group.count))?;
        if let Some(error) = small_share(all, each, self.currency).filter(|_| group.count > 1) {
            return Err(error);
        }
        self.notes.push("what all of them carry together, in equal parts");
        // “14 reps, 600k each, team quota 9M”
        if group.quota.replace(each).is_some_and(|other| other != each) {
            return Err(EntryError::questioned(SEVERAL_AMOUNTS, "Ada, quota 700k"));
        }
        Ok(())
    }

    /// The parts of a line without those that count people who close no deals, `5 AEs, 2 SDRs`.
    fn who_close(&mut self, line: &str) -> Result<Vec<String>, EntryError> {
        let parts = row(line).into_iter().flat_map(counted_apart);
        let mut parts: Vec<String> = parts.flat_map(|part| with_quota(part, self.currency)).collect();
        // “a dozen, no hires before Q2”
        let none_join = |part: &String| {
            tokens(part, "").is_ok_and(|(_, said)| {
                said.first()
                    .is_some_and(|no| no.is(&["no", "zero", "keine", "aucune", "sin", "geen", "inga"]))
                    && said
                        .iter()
                        .any(|word| word.is(&["hire", "hires", "hiring", "joiners", "new", "neuen"]))
            })
        };
        parts.retain(|part| !none_join(part));
        let all = parts.len();
        let opens = |part: &String| {
            tokens(part, "")
                .is_ok_and(|(_, said)| is_count(&said) && said.iter().any(|word| word.is(OPENERS)))
        };
        parts.retain(|part| !opens(part));
        let closing = parts.len();
        let supports = |part: &str| tokens(part, "").is_ok_and(|(_, said)| counts_support(&said));
        let counts = |part: &str| tokens(part, "").is_ok_and(|(_, said)| is_count(&said));
        // Alone they may be what somebody calls those who sell.
        if parts.iter().any(|part| counts(part) && !supports(part)) {
            parts.retain(|part| !supports(part));
        }
        if parts.len() < closing {
            self.notes.push("those who lead or help are not counted: they carry no quota of their own");
        }
        if parts.is_empty() {
            let reason = "SDRs and BDRs find opportunities and close none: count those who close deals";
            return Err(EntryError::questioned(reason, EXAMPLE));
        }
        if closing < all {
            self.notes.push("SDRs and BDRs are not counted: they find opportunities and close none");
        }
        Ok(parts)
    }

    /// The clauses of a part: how many, and what follows words such as `quota`, `from` and `in`. False, if
    /// the part is none of these.
    fn clauses(
        &mut self,
        plain: &str,
        all: &[Token],
        group: &mut RepGroup,
        place: usize,
    ) -> Result<bool, EntryError> {
        if let Some(months) = before(all, "months in").or_else(|| before(all, "month in")) {
            let months = COUNTS.quantity(months).and_then(|months| whole_number(months.value()));
            let months = months.filter(|months| *months < TENURE_MONTHS_MAX);
            group.joins = Joins::Before(months.ok_or(EntryError::NotUnderstood("3 months in"))?);
            return Ok(true);
        }
        let said: Vec<Token> =
            all.iter().filter(|token| !token.is(FILLER) || token.is(&["with"])).cloned().collect();
        let said = without(&said, &["avg", "average"]);
        let mut rest = said.as_slice();
        // “5 reps, each with a quota of 600k”
        if let [each, with, ..] = rest
            && each.is(&["each", "all"])
            && with.is(WITH)
        {
            rest = rest.get(1..).unwrap_or_default();
        }
        let mut is_understood = false;
        while let Some((first, others)) = rest.split_first() {
            let end = 1 + others.iter().position(is_clause_word).unwrap_or(others.len());
            let (clause, later) = rest.split_at(end);
            let clause = clause
                .split_first()
                .map_or(clause, |(_, words)| if is_clause_word(first) { words } else { clause });
            let is_known = if is_clause_word(first) {
                self.clause(first, clause, plain, group)?
            } else {
                self.counted(clause, group, place)?
            };
            let says = |token: &Token| {
                token.is_number() || (token.kind == Kind::Word && month_of(&token.text).is_some())
            };
            let is_name = place == 0 && !is_understood && !clause.iter().any(Token::is_number);
            if !is_known && is_name && later.iter().any(says) {
                // “Ada quota 700k”, “Ada from April”
                let end = clause.last().map_or(0, |last| last.to);
                plain.get(..end).unwrap_or_default().trim().clone_into(&mut group.name);
                group.name = group.name.trim_end_matches([':', ' ']).to_owned();
            } else if !is_known {
                return if is_understood { Err(EntryError::NotUnderstood(EXAMPLE)) } else { Ok(false) };
            }
            (is_understood, rest) = (true, later);
        }
        Ok(is_understood)
    }

    /// `12 reps`, `700k quota`, and as a later part an amount alone: a column of quotas.
    fn counted(&mut self, clause: &[Token], group: &mut RepGroup, place: usize) -> Result<bool, EntryError> {
        if let Some(count) = count_in(clause).filter(|count| place == 0 || *count < 1_000.0) {
            if !group.name.is_empty() && !clause.iter().any(|token| token.is(PEOPLE)) {
                // “Ada, 5”: five of what?
                return Ok(false);
            }
            if count < 0.0 {
                let reason = "this says how many reps there are: a number below none is not understood";
                return Err(EntryError::questioned(reason, EXAMPLE));
            }
            let parts = "reps come in whole numbers: a part of one is one with a part of the quota";
            let count = whole_number(count).ok_or(EntryError::questioned(parts, EXAMPLE))?;
            if group.count != 1 && group.count != count {
                let reason = "these are two numbers of reps: say which one it is";
                return Err(EntryError::questioned(reason, "9 reps; 3 hires from May"));
            }
            group.count = count;
            if is_range(clause) {
                self.notes.push("the middle of both, in whole reps");
            }
            return Ok(true);
        }
        if place == 0 {
            return Ok(false);
        }
        // “25 Verkäufer, je 800 T€”
        let clause = match clause {
            [each, amount @ ..] if each.is(&["je", "jeweils", "elk"]) && self.is_quota_alone(amount) => {
                amount
            }
            clause => clause,
        };
        // “Jane” begins as janeiro does, and “Marco” is março.
        let is_person = |first: &Token| ["Jane", "Marc", "Marco"].contains(&first.raw.as_str());
        let is_month = |first: &Token| {
            first.kind == Kind::Word && names_month_and_no_person(&first.text) && !is_person(first)
        };
        if clause.first().is_some_and(is_month) {
            // “Ada, 700k, April”, but not “Doe, Jane, 700k”
            group.joins = Joins::InMonth(month_in(self.plan, self.order, clause)?);
            return Ok(true);
        }
        if is_year(clause) {
            let reason = "this may be a year: if it is the quota, say so";
            return Err(EntryError::questioned(reason, "Ada, quota 700k"));
        }
        // “30 deals quota”
        if counts_things(clause) {
            return Err(EntryError::questioned(NO_QUOTA, EXAMPLE));
        }
        match one_in(clause, self.currency, EXAMPLE) {
            Ok(quota) => {
                if amounts(clause, self.currency).is_some_and(|span| span.is_range()) {
                    self.notes.push(MIDDLE);
                }
                if group.quota.replace(quota).is_some_and(|other| other != quota || !group.name.is_empty()) {
                    return Err(EntryError::questioned(SEVERAL_AMOUNTS, "Ada, quota 700k"));
                }
            }
            Err(EntryError::NotUnderstood(_) | EntryError::NoNumber(_)) => return Ok(false),
            Err(error) => return Err(error),
        }
        Ok(true)
    }

    /// What follows a word.
    fn clause(
        &mut self,
        word: &Token,
        said: &[Token],
        plain: &str,
        group: &mut RepGroup,
    ) -> Result<bool, EntryError> {
        let said = &without(said, &["each", "apiece", "je", "elk", "jeweils"]);
        if without(said, ARTICLES).is_empty() && word.is(WITH) {
            return Ok(true);
        }
        if said.is_empty() {
            // “with a quota of 700k”: the next word says it; “700k quota” has said it.
            return Ok(word.is(QUOTA)
                || word.is(&[
                    "and",
                    "join",
                    "joining",
                    "joins",
                    "starting",
                    "start",
                    "quota",
                    "by",
                    "in",
                    "from",
                    "hired",
                    "hiring",
                    "coming",
                    "onboarding",
                ]));
        }
        if word.is(&["booked", "sold"]) {
            group.booked = self.money(said)?;
        } else if word.is(&["on"]) && is_day(said) {
            // “3 hires on 15 April”; “12 reps on May quotas” says nothing of a day.
            group.joins = Joins::InMonth(month_in(self.plan, self.order, said)?);
        } else if word.is(QUOTA) || word.is(WITH) {
            // “12 reps x 5 deals”
            if counts_things(said) {
                return Err(EntryError::questioned(NO_QUOTA, EXAMPLE));
            }
            // “20 x 700k”
            // “12 reps, quota 2027”; of one rep, by a name, it is the quota.
            if is_year(said) && group.count > 1 {
                let reason = "this may be a year: if it is an amount, write it with its currency";
                return Err(EntryError::questioned(reason, EXAMPLE));
            }
            // “half a million” is an amount.
            let is_multiplied = said.iter().any(|word| multiplier(word).is_some());
            if !is_multiplied && said.iter().any(|word| word.is(PARTS)) {
                let reason = "this may be a part of what the others carry: say the amount";
                return Err(EntryError::questioned(reason, EXAMPLE));
            }
            let quota = self.money(&without(said, &["a", "an", "of"]))?;
            if amounts(&without(said, MONEY_THINGS), self.currency).is_some_and(|span| span.is_range()) {
                self.notes.push(MIDDLE);
            }
            if group.quota.replace(quota).is_some_and(|other| other != quota) {
                return Err(EntryError::NotUnderstood(EXAMPLE));
            }
        } else if let Some(segment) = segment_in(self.plan, plain, said).filter(|_| word.is(&["in"])) {
            group.segment = Some(segment.id);
        } else {
            let is_place = word.is(&["in"]) && said.iter().all(|said| said.kind == Kind::Word);
            let no_place = "this is no month of the plan, and no segment is called so";
            let no_place = |error| {
                if is_place { EntryError::questioned(no_place, "3 reps, from April") } else { error }
            };
            group.joins = Joins::InMonth(month_in(self.plan, self.order, said).map_err(no_place)?);
        }
        Ok(true)
    }

    /// Whether tokens are a quota and nothing else: `je 2 im April` counts people.
    fn is_quota_alone(&self, said: &[Token]) -> bool {
        let is_quota = |money: Money| money.major(self.currency) >= 1_000.0;
        !said.iter().any(names_month) && self.money(said).is_ok_and(is_quota)
    }

    pub(in crate::entry) fn money(&self, said: &[Token]) -> Result<Money, EntryError> {
        one_in(&without(said, MONEY_THINGS), self.currency, "20 reps, quota 700k")
    }
}
