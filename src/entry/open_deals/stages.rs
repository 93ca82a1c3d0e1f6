//! Open deals that say their stages in the line: `40 qualified, 20 demo`, `Proposal: 12 deals worth 600k`,
//! `Acme - 50k - Proposal - 30 days`.

use super::columns::count_of;
use super::count::read_sized;
use super::count_words::{IN_STAGE, OTHERS};
use super::deal::{name_of, without_article};
use super::entry::{Around, DEAL, Open};
use super::names::{is_amount, is_worth, named_amount, number_before_amount, two_amounts};
use crate::entry::EntryError;
use crate::entry::grammar::currency::of_token;
use crate::entry::grammar::lines::{parts, row};
use crate::entry::grammar::number::{in_words, multiplier};
use crate::entry::grammar::tokens::{Kind, Token, tokens, without};
use crate::entry::grammar::words::{FILLER, NOTHING, THINGS};
use crate::entry::money::amount::{amounts, one_in};
use crate::entry::stage::time::{is_time, read_days};
use crate::model::{Currency, OpenCount, OpenDeal, StageId};

/// Marks between parts of a line that has no commas.
const DASHES: [&str; 5] = [" - ", " – ", " — ", " | ", " / "];
/// Marks between a stage and how many are in it.
const MARKS: [char; 8] = [':', '-', '–', '=', '(', ',', ';', ' '];

/// Words before a stage's name.
const ARTICLES: &[&str] = &["the", "der", "die", "la", "le", "el", "il", "de", "o", "a"];
/// Words before the amount of one deal, `one of 90k`.
const ONE: &[&str] =
    &["one", "1", "another", "einer", "eine", "eines", "un", "une", "uno", "una", "um", "uma", "een"];
const OF_ONE: &[&str] =
    &["of", "at", "worth", "for", "over", "von", "mit", "über", "zu", "à", "de", "di", "da", "van"];
/// Words around how long a deal has been in its stage.
const SINCE: &[&str] = &[
    "which", "that", "is", "are", "has", "have", "been", "there", "since", "for", "open", "sitting", "stuck",
    "already", "now", "old", "about", "~", ",", "(", ")", "-", "seit", "schon", "depuis", "desde", "hace",
    "há", "da", "sinds", "al", "od",
];

/// The parts of a line; one that is a time alone belongs to the part before it, `45k in Proposal, 12 days`,
/// `1 in Proposal 45k, there since 12 days`.
fn with_times(parts: &[&str]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let is_since = |part: &&&str| {
        tokens(part, "").is_ok_and(|(plain, all)| days_there(&plain, &all).is_some_and(|days| days > 0.0))
    };
    for part in parts {
        match joined.last_mut().filter(|_| is_time(part) || is_since(&part)) {
            Some(last) => *last = format!("{last}, {part}"),
            None => joined.push((*part).to_owned()),
        }
    }
    joined
}

/// `which is there since 12 days`, `for 12 days`: the days; of nothing 0, and none where it says something
/// else.
fn days_there(plain: &str, all: &[Token]) -> Option<f64> {
    let since = without(all, SINCE);
    let (first, last) = match since.as_slice() {
        [] => return Some(0.0),
        [only] => (only, only),
        [first, .., last] => (first, last),
    };
    let time = plain.get(first.from..last.to).filter(|time| is_time(time))?;
    read_days(time, DEAL).ok()
}

/// `8 in Proposal (400k)`, `8 Proposal 400k total`, `8 in Proposal worth 400k together` as `8 in Proposal
/// worth 400k`: what all of them are worth.
pub(super) fn worth_together(piece: &str, plan: Currency) -> Option<String> {
    const TOGETHER: [&str; 6] =
        [" together", " in total", " altogether", " total", " all in all", " combined"];
    let piece = piece.trim();
    let inside = piece.strip_suffix(')').and_then(|piece| piece.split_once(" ("));
    let said = |text| TOGETHER.iter().find_map(|words| str::strip_suffix(text, words));
    let in_brackets = inside.map(|(head, amount)| (head, said(amount).unwrap_or(amount)));
    let (head, amount) = in_brackets.or_else(|| said(piece)?.rsplit_once(' '))?;
    let (_, worth) = tokens(amount, "").ok()?;
    let is_part =
        |word: &Token| word.is_number() || multiplier(word).is_some() || of_token(word, plan).is_some();
    let is_worth = is_amount(amount) && worth.iter().all(is_part) && amounts(&worth, plan).is_some();
    let head =
        [" worth", " for", ":", " -"].iter().fold(head, |head, end| head.strip_suffix(end).unwrap_or(head));
    is_worth.then(|| format!("{head} worth {amount}"))
}

impl Around<'_> {
    /// Several stages in one line, each with its deals, `40 in Qualified, 20 in Demo worth 500k`; none, where
    /// one of the parts does not say its stage.
    pub(super) fn by_stages(&self, line: &str) -> Option<Vec<Open>> {
        const AND: [&str; 7] = [" and ", " & ", " + ", " plus ", " und ", " et ", " / "];
        if self.segment.stages().len() < 2 {
            return None;
        }
        let pieces: Vec<String> = with_times(&parts(line))
            .iter()
            .flat_map(|part| {
                let and = AND.iter().find(|and| part.contains(**and));
                and.map_or_else(|| vec![&**part], |and| part.split(and).collect())
            })
            .map(|piece| piece.trim().trim_start_matches("and ").trim().to_owned())
            .collect();
        // “Proposal: Acme 80k, Globex 60k”
        let headed = line.split_once(':').and_then(|(name, list)| Some((self.stage_of(name)?, parts(list))));
        if let Some((stage, list)) =
            headed.filter(|(_, list)| list.iter().all(|part| named_amount(part).is_some()))
        {
            let deals = Around { stage: Some(stage), ..*self }.unstaged(&list).ok()?;
            return Some(deals.into_iter().map(Open::Deal).collect());
        }
        if let [piece] = pieces.as_slice() {
            let open = self.said_in_words(piece).or_else(|| self.aged_count(piece));
            return open.map(|open| vec![open]);
        }
        let listed: Option<Vec<Vec<Open>>> = pieces.iter().map(|piece| self.of_stage(piece)).collect();
        Some(listed?.into_iter().flatten().collect())
    }

    /// `one of 45k in Proposal which is there since 12 days`, `1 in Proposal 45k 12 days`, `11 in Trial for
    /// 20 days`, `Acme Proposal 80k 20d`: what, where, and for how long it has been there.
    fn said_in_words(&self, piece: &str) -> Option<Open> {
        let (plain, all) = tokens(piece, "").ok()?;
        let (at, last, stage) = (1..all.len()).find_map(|at| {
            let first = all.get(at)?;
            // Without `in` only behind a name.
            let is_named = || {
                let said = plain.get(..first.from).unwrap_or_default();
                let is_name = !all.iter().take(at).any(Token::is_number);
                // “Acme 50k Proposal 12 days”
                let is_sized = || named_amount(said).is_some_and(|(_, amount)| is_amount(&amount));
                plain.starts_with(char::is_uppercase) && (is_name || is_sized())
            };
            let name = if first.is(IN_STAGE) {
                at + 1 + usize::from(all.get(at + 1)?.is(ARTICLES))
            } else {
                Some(at).filter(|_| is_named())?
            };
            (name..all.len()).rev().find_map(|last| {
                let named = plain.get(all.get(name)?.from..all.get(last)?.to)?;
                Some((at, last, self.stage_of(named)?))
            })
        })?;
        let behind = all.get(last + 1..)?;
        let text = |said: &[Token]| plain.get(said.first()?.from..said.last()?.to);
        // What one is worth may stand behind its stage, before the time.
        let worth = (1..=behind.len()).rev().find_map(|cut| {
            let (amount, since) = behind.split_at_checked(cut)?;
            let amount = crate::entry::grammar::tokens::before(amount, ",").unwrap_or(amount);
            let is_worth = is_amount(text(amount)?) && amounts(amount, self.plan).is_some();
            Some((amount, days_there(&plain, since)?)).filter(|_| is_worth)
        });
        let said = all.get(..at)?;
        if let Some((amount, age_days)) = worth {
            let counted = text(said)?;
            let is_one = matches!(said, [one] if one.is(ONE)) || count_of(counted) == Some(1);
            let is_name = plain.starts_with(char::is_uppercase)
                && !said.iter().any(|word| word.is_number() || word.is(THINGS) || word.is(OTHERS));
            let name =
                if is_one { String::new() } else { name_of(Some(counted).filter(|_| is_name)?).ok()? };
            return self.deal(name, stage, amount, age_days);
        }
        let age_days = days_there(&plain, behind)?;
        if !all.get(at)?.is(IN_STAGE) {
            let (name, amount) = named_amount(text(said)?).filter(|_| age_days > 0.0)?;
            let (_, amount) = tokens(&amount, DEAL).ok()?;
            return self.deal(name_of(without_article(&name)).ok()?, stage, &amount, age_days);
        }
        let one = said.split_first().filter(|(one, _)| one.is(ONE));
        let one = one.and_then(|(_, rest)| rest.split_first().filter(|(of, _)| of.is(OF_ONE)));
        let said = one.map_or(said, |(_, rest)| rest);
        // “12 stuck in Demo”
        let said = said
            .split_last()
            .filter(|(last, _)| last.is(&["stuck", "sitting"]))
            .map_or(said, |(_, rest)| rest);
        let said = text(said)?;
        if let Some(count) = count_of(said).filter(|_| !is_amount(said)) {
            return Some(Open::Count(OpenCount { stage, count, age_days }));
        }
        let (name, amount) = named_amount(said).unwrap_or_else(|| (String::new(), said.to_owned()));
        let (_, amount) = tokens(&amount, DEAL).ok().filter(|_| is_amount(&amount))?;
        self.deal(name_of(without_article(&name)).ok()?, stage, &amount, age_days)
    }

    /// One deal of an amount; none, where that is a range or no amount.
    fn deal(&self, name: String, stage: StageId, amount: &[Token], age_days: f64) -> Option<Open> {
        let is_one = amounts(amount, self.plan).is_some_and(|span| !span.is_range());
        let amount = one_in(amount, self.plan, DEAL).ok().filter(|_| is_one)?;
        Some(Open::Deal(OpenDeal { name, stage, amount: Some(amount), age_days }))
    }

    /// `12 demos (2 weeks old)`: so many in a stage, for so long.
    fn aged_count(&self, piece: &str) -> Option<Open> {
        let (counted, time) = piece.strip_suffix(')')?.split_once(" (")?;
        let (stage, count) = self.stage_and_count(counted)?;
        let (plain, all) = tokens(time, "").ok()?;
        let age_days = days_there(&plain, &all).filter(|days| *days > 0.0)?;
        Some(Open::Count(OpenCount { stage, count: count?, age_days }))
    }

    /// One part that says its stage: so many, so many of a size, or a deal.
    fn of_stage(&self, piece: &str) -> Option<Vec<Open>> {
        let worth = worth_together(piece, self.plan);
        let piece = worth.as_deref().unwrap_or(piece);
        if let Some((stage, count)) = self.stage_and_count(piece) {
            return Some(vec![Open::Count(OpenCount { stage, count: count?, age_days: 0.0 })]);
        }
        if let Some(open) = self.said_in_words(piece) {
            return Some(vec![open]);
        }
        if let Some(open) = self.aged_count(piece) {
            return Some(vec![open]);
        }
        if let Some(deal) = self.staged(piece) {
            return deal.ok().map(|deal| vec![Open::Deal(deal)]);
        }
        let piece = self.count_first(piece).unwrap_or_else(|| piece.to_owned());
        self.in_stage(&piece)?;
        let open = read_sized(&piece, *self).ok()??.listed().ok()?;
        let deals = open.deals().iter().cloned().map(Open::Deal);
        Some(open.counts().iter().copied().map(Open::Count).chain(deals).collect())
    }

    /// `Proposal: 12 deals, 600k` with its number first, `12 deals in Proposal, 600k`; none, where no stage
    /// and number begin the line.
    pub(super) fn count_first(&self, line: &str) -> Option<String> {
        let (plain, all) = tokens(line, "").ok()?;
        if let Some(deal) = self.in_brackets(line).or_else(|| self.counted_parts(line)) {
            return Some(deal);
        }
        // “Acme in Contract for 120k”
        if let Some(deal) = self.deal_in_stage(&plain, &all) {
            return Some(deal);
        }
        // “5 Contract @ 80k each”
        let counted =
            all.first().filter(|first| first.is_number() && all.get(1).is_some_and(|next| next.spaced));
        if let Some(count) = counted {
            return (2..all.len()).rev().find_map(|at| {
                let name = plain.get(all.get(1)?.from..all.get(at - 1)?.to)?;
                let name = name.strip_prefix("in ").unwrap_or(name);
                self.stage_of(name)?;
                let rest = plain.get(all.get(at)?.from..)?;
                // “12 Proposal (600k)”
                let worth = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
                let rest = worth
                    .filter(|worth| is_amount(worth))
                    .map_or(rest.to_owned(), |worth| format!("worth {worth}"));
                Some(format!("{} deals in {name} {rest}", count.text))
            });
        }
        (1..all.len()).rev().find_map(|at| {
            let name = plain.get(..all.get(at - 1)?.to)?.trim_end_matches(MARKS);
            self.stage_of(name)?;
            let rest = all.get(at..)?;
            let first = rest.iter().position(Token::is_number).filter(|first| *first <= 1)?;
            let (count, behind) = rest.get(first..)?.split_first()?;
            let amount = plain.get(rest.first()?.from..)?.trim_start_matches(MARKS);
            if is_amount(amount)
                && crate::entry::money::amount::amounts(rest.get(first..)?, self.plan).is_some()
            {
                // “Contract: 90k”: a deal of that much.
                return Some(format!("{name}, {amount}"));
            }
            let is_count = behind.first().is_none_or(|next| multiplier(next).is_none());
            // Not “Proposal, -3”.
            let is_mark =
                |token: &Token| token.text.starts_with(MARKS) && (!token.is(&["-"]) || count.spaced);

            let is_apart =
                rest.get(..first)?.iter().all(is_mark) && !all.get(at - 1)?.is(&["-", "+"]) && is_count;
            let behind = plain.get(count.to..)?;
            // “Proposal (12)”
            let behind = behind.strip_prefix(')').unwrap_or(behind);
            let things = behind.split_whitespace().next().unwrap_or_default();
            let behind = if THINGS.contains(&things.trim_end_matches([',', ';'])) {
                behind.trim_start().get(things.trim_end_matches([',', ';']).len()..)?
            } else {
                behind
            };
            let behind = match behind.trim() {
                // “Qualified 20 (300k)”, “Evaluation 8 deals 350k”
                amount if amount.starts_with('(') && is_amount(amount.trim_matches(['(', ')'])) => {
                    format!(" worth {}", amount.trim_matches(['(', ')']))
                }
                amount if is_amount(amount) && amount.starts_with(|first: char| !first.is_alphabetic()) => {
                    format!(", {}", amount.trim_start_matches([',', ' ']))
                }
                _ => behind.to_owned(),
            };
            is_apart.then(|| format!("{} deals in {name}{behind}", count.text))
        })
    }

    /// `Acme (Proposal, 80k)`, `Acme 50k (45 days in Proposal)`, `Acme (Contract) 120k` as parts.
    fn in_brackets(&self, line: &str) -> Option<String> {
        let (name, behind) = line.split_once(" (")?;
        if let Some(said) = behind.strip_suffix(')') {
            if said.split(',').any(|part| self.part_stage(part.trim()).is_some()) {
                return Some(format!("{name}, {said}"));
            }
            let (time, stage) = said.split_once(" in ")?;
            let stage = stage.trim().trim_start_matches("the ");
            let is_aged = is_time(time) && self.stage_of(stage).is_some() && named_amount(name).is_some();
            return is_aged.then(|| format!("{name}, {stage}, {time}"));
        }
        let (stage, amount) = behind.split_once(')')?;
        let amount = amount.trim();
        (self.stage_of(stage).is_some() && is_amount(amount)).then(|| format!("{name}, {stage}, {amount}"))
    }

    /// `24 deals, avg 25k, Proposal` with the stage behind the number: `24 deals in Proposal, avg 25k`.
    fn counted_parts(&self, line: &str) -> Option<String> {
        let parts = row(line);
        let counted = |part: &str| {
            let (_, all) = tokens(part, "").ok()?;
            let bare = without(&all, THINGS);
            let number = bare.first().filter(|number| number.is_number() && bare.len() == 1)?;
            count_of(&number.text).filter(|_| bare.len() < all.len()).map(|_| number.text.clone())
        };
        let only = |is: &dyn Fn(&str) -> bool| {
            let mut found = (0..parts.len()).filter(|at| parts.get(*at).is_some_and(|part| is(part)));
            found.next().filter(|_| found.next().is_none())
        };
        let at = only(&|part| counted(part).is_some())?;
        let stage_at = only(&|part| self.stage_of(part).is_some())?;
        let (count, stage) = (counted(parts.get(at)?)?, parts.get(stage_at)?);
        let others = parts.iter().enumerate().filter(|(place, _)| *place != at && *place != stage_at);
        match others.map(|(_, part)| *part).collect::<Vec<_>>().as_slice() {
            [] => Some(format!("{stage}, {count}")),
            [time] if is_time(time) => Some(format!("{stage}, {count}, {time}")),
            [size] if self.size(size).is_ok() => Some(format!("{count} deals in {stage}, {size}")),
            _ => None,
        }
    }

    /// Why a line is not understood, where its words or its numbers tell it.
    pub(in crate::entry) fn why_not(&self, line: &str, error: EntryError) -> EntryError {
        let is_unread = matches!(
            error,
            EntryError::NotUnderstood(_) | EntryError::WhichStage { .. } | EntryError::NoStage { .. }
        );
        let named = || {
            let parts = parts(line).into_iter().filter(|part| !part.contains('"'));
            parts.into_iter().find_map(|part| number_before_amount(part, self.plan))
        };
        let unknown = || self.in_unknown(line).filter(|_| matches!(error, EntryError::NotUnderstood(_)));
        let why = if is_unread { named().or_else(unknown) } else { None };
        why.unwrap_or(error)
    }

    /// `Acme in Contract for 120k` as parts: a name, a stage and an amount.
    fn deal_in_stage(&self, plain: &str, all: &[Token]) -> Option<String> {
        const BEFORE_AMOUNT: [&str; 6] = ["for", "worth", "at", "of", "-", ":"];
        let at = (1..all.len()).find(|at| all.get(*at).is_some_and(|word| word.is(IN_STAGE)))?;
        let name = plain.get(..all.get(at)?.from)?.trim();
        (at + 2..all.len()).rev().find_map(|end| {
            let stage = plain.get(all.get(at + 1)?.from..all.get(end - 1)?.to)?;
            self.stage_of(stage)?;
            let first = all.get(end)?;
            let amount = if first.is(&BEFORE_AMOUNT) { all.get(end + 1)? } else { first };
            let amount = plain.get(amount.from..)?;
            let is_other =
                |word: &Token| word.is(THINGS) || word.is(FILLER) || word.is(NOTHING) || word.is(OTHERS);
            let is_name = name.starts_with(char::is_uppercase)
                && all.iter().take(at).all(|word| word.kind == Kind::Word && !is_other(word));
            (is_name && is_amount(amount)).then(|| format!("{name}, {stage}, {amount}"))
        })
    }

    /// `20 demo`, `12 deals in Proposal`, `Proposal (12)`, `Proposal - 12`, `Proposal: 12 deals`.
    pub(super) fn counted_stage(&self, text: &str) -> Option<(StageId, u32)> {
        let (plain, all) = tokens(text, "").ok()?;
        let count = |said: &str| {
            let said = said.trim();
            let last = said.rsplit(' ').next().filter(|last| THINGS.contains(last)).unwrap_or_default();
            count_of(said.strip_suffix(last)?).filter(|_| !is_amount(said))
        };
        let is_number = in_words(&all).is_some() || all.first()?.is_number();
        let starts = || {
            (1..all.len()).filter(|_| is_number).find_map(|at| {
                let name = plain.get(all.get(at)?.from..)?;
                let name =
                    ["in the ", "in ", "at "].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
                let name = [" deals", " opps", " stage"]
                    .iter()
                    .find_map(|word| name.strip_suffix(word))
                    .unwrap_or(name);
                Some((self.stage_of(name)?, count(plain.get(..all.get(at)?.from)?)?))
            })
        };
        let ends = || {
            let (name, said) = plain.split_once([':', '=', '(']).or_else(|| plain.rsplit_once(" - "))?;
            Some((self.stage_of(name)?, count(said.trim_end_matches(')'))?))
        };
        starts().or_else(ends)
    }

    /// The parts of a line: its cells, or what stands between dashes where one of them is a stage.
    pub(in crate::entry) fn parts_of<'a>(&self, line: &'a str) -> Vec<&'a str> {
        let parts = row(line);
        if parts.len() > 1 {
            return parts;
        }
        let apart = DASHES.iter().map(|dash| line.split(dash).map(str::trim).collect::<Vec<_>>());
        let is_read = |parts: &Vec<&str>| {
            parts.len() > 1 && parts.iter().filter(|part| self.part_stage(part).is_some()).count() == 1
        };
        apart.into_iter().find(is_read).unwrap_or(parts)
    }

    /// The stage of a part, `Proposal`, `in Proposal`, `stage: Proposal`.
    pub(super) fn part_stage(&self, part: &str) -> Option<StageId> {
        let named = ["in ", "at ", "stage: "].iter().find_map(|word| part.strip_prefix(word));
        self.stage_of(part).or_else(|| self.stage_of(named?))
    }

    /// `24 in Demo, 11 in Trial`: the stage of a list that the segment has not.
    pub(super) fn in_unknown(&self, line: &str) -> Option<EntryError> {
        let several = Some(parts(line)).filter(|parts| parts.len() > 1)?;
        several.into_iter().find_map(|part| {
            let (_, name) = part.split_once(" in ").filter(|(count, _)| count_of(count).is_some())?;
            self.stage_of(name).is_none().then(|| self.unknown(name))
        })
    }

    /// What is said of a line that names no stage of several.
    pub(super) fn stageless(&self, parts: &[&str]) -> EntryError {
        let Some((first, rest)) = parts.split_first() else {
            return EntryError::NotUnderstood("24 worth 600k");
        };
        let counts = tokens(first, "").is_ok_and(|(_, all)| {
            all.first().is_some_and(Token::is_number)
                && all.get(1).is_none_or(|next| multiplier(next).is_none())
        });
        if let Some(error) = two_amounts(first, self.plan) {
            return error;
        }
        if counts && !is_amount(first) {
            return self.which_stage();
        }
        let says_amount = |part: &&str| {
            // “Hooli, 80000”: no stage is called so.
            let is_bare = part.len() > 3 && part.bytes().all(|digit| digit.is_ascii_digit());
            is_bare || is_amount(part) || named_amount(part).is_some_and(|(_, of)| is_worth(&of, self.plan))
        };
        // “some in Demo”, “45k in Proposal since March”
        let behind = first.split_once(" in ").map(|(_, name)| name.split(' '));
        if behind.is_some_and(|mut words| words.any(|word| self.stage_of(word).is_some())) {
            let reason =
                "how many are there, or what a deal is worth and for how long it is there, is not understood";
            return EntryError::asked(reason, self.example(), None);
        }
        // “Acme, Prospal, 50k” names one.
        let names_other = rest.iter().any(|part| !says_amount(part) && !is_time(part));
        if !names_other && parts.iter().any(says_amount) {
            return EntryError::WhichStage { example: format!("Acme, {}, 50k", self.example_stage()) };
        }
        // “Acme 60k (commit), Globex 45k (upside)”: no stage has a number in it that is an amount.
        let other = rest.iter().find(|part| !says_amount(part) && !is_time(part));
        let is_multiplied = |pair: &[Token]| match pair {
            [number, unit] => number.is_number() && multiplier(unit).is_some(),
            _ => false,
        };
        let is_amount =
            |part: &&str| tokens(part, "").is_ok_and(|(_, all)| all.windows(2).any(is_multiplied));
        if other.is_some_and(is_amount) {
            return EntryError::asked("this does not say in which stage it is", self.example(), None);
        }
        self.unknown(other.or(rest.first()).unwrap_or(first))
    }
}
