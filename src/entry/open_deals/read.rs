//! What is open when the plan begins, read and written: a line for each stage or deal, or so many of a size.

use super::alike::{in_runs, write_run};
use super::columns::{count_of, counted_by_stage, hides_amounts, is_head_of_counts};
use super::count::{likely, read_sized, together_or_each};
use super::count_words::OTHERS;
use super::deal::{COUNT_OR_NAME, age_of, dated, is_of_nothing, name_of, of_nothing};
use super::deals_first::deals_first;
use super::entry::{Around, DEAL, Open, OpenEntry};
use super::heads::Column;
use super::mixed_sizes::{mixed_sizes, times_several};
use super::names::{is_amount, is_worth, named_amount, two_amounts};
use super::stages::worth_together;
use super::text::{of_no_open_deals, says_decided, with_plain_lines, without_total};
use super::unsure::unsure;
use super::which_stage::in_each_stage;
use crate::entry::grammar::column_amounts::{TWO_MARKS, has_two_marks, with_currency};
use crate::entry::grammar::lines::{cells, heading, in_tabs, lines, quoted, unquoted};
use crate::entry::grammar::tokens::{Token, tokens, without, without_hedge};
use crate::entry::grammar::whole::of_whole;
use crate::entry::grammar::words::{FILLER, NOTHING, THINGS};
use crate::entry::money::amount::{ask_currency, one_in, two_readings, us_behind};
use crate::entry::reading::Understood;
use crate::entry::stage::time::is_time;
use crate::entry::{EntryError, Formatter, NumberStyle, write_money};
use crate::model::{Currency, OpenCount, OpenDeal, OpenPipeline, Segment, Stage, StageId};
use std::borrow::Cow;

const EXAMPLE: &str = "Proposal, 12, 20 days; or a deal, Acme, Proposal, 50k, 20 days";

/// Reads open deals, a line for each: by stage, `Proposal, 12, 20 days` (how many, for how long they have
/// been in it), or one by one, `Acme, Proposal, 50k, 20 days`; amount and time may be left out. Also so many,
/// `24`, `24 worth 600k`, and a spreadsheet's columns. Where the segment has one stage only, it need not be
/// named.
///
/// # Errors
/// When a line is not understood, names no stage of the segment, or the model refuses it.
pub fn read_open(
    text: &str,
    style: NumberStyle,
    plan: Currency,
    segment: &Segment,
) -> Result<Understood<OpenEntry>, EntryError> {
    let around = Around { plan, segment, stage: None };
    let typed = text;
    let own = |error| around.with_own_example(error);
    let text = style.thousands(text, plan);
    let text = with_plain_lines(&text);
    let text = counted_open(&text).map_or(text.clone(), Cow::Owned);
    let below = around.below_headings(&text);
    let is_left_open = below.is_none() && around.may_have_headings(&text);
    let text = below.map_or(text, Cow::Owned);
    if let Some(error) = of_no_open_deals(&text, around).or_else(|| unsure(&text, around)) {
        return Err(own(error));
    }
    match without_total(&text, around, &read_in) {
        Some(Ok(rest)) => {
            let read = read_lines(&rest, around).map_err(|error| of_whole(error, typed))?;
            Ok(read.noted(Some("the line of the total is left out".to_owned())))
        }
        Some(Err(error)) => Err(own(error)),
        // Not one deal more in that stage, which has no name.
        None if is_left_open && read_lines(&text, around).is_ok() => {
            let reason = "a stage alone may be the heading of what is below: say it in the line of each deal";
            Err(own(EntryError::questioned(reason, DEAL)))
        }
        None => match (read_lines(&text, around), mixed_sizes(&text, plan)) {
            (Err(error), Some(mixed)) => read_lines(&mixed, around).map_err(|_| of_whole(error, typed)),
            (Ok(Understood { value: Some(read), .. }), _)
                if let Some(error) = times_several(&text, &read) =>
            {
                Err(own(error))
            }
            (read, _) => read.map_err(|error| of_whole(error, typed)),
        },
    }
}

/// Reads lines of open deals, or asks what they leave open: each or together, in which stage.
fn read_lines(text: &str, around: Around<'_>) -> Result<Understood<OpenEntry>, EntryError> {
    let Around { plan, segment, .. } = around;
    let read_plain = |text: &str, plan| read_in(text, Around { plan, ..around });
    let read = |text: &str| {
        // “$50k US” is a deal of that name where the dollars are the plan's.
        if plan.code() == "USD" && us_behind(text).is_some() {
            return read_plain(text, plan).map(Understood::from);
        }
        ask_currency(text, plan, &read_plain)
    };
    let read_or_asked = match read(text) {
        Err(EntryError::Questioned { .. } | EntryError::NotUnderstood(_))
            if let text = &*deals_first(text, plan).map_or(Cow::Borrowed(text), Cow::Owned)
                && let Some(both) =
                    together_or_each(&around.count_first(text).unwrap_or_else(|| text.to_owned()), plan)
                && let Ok(asked) = two_readings(&both, &read) =>
        {
            // The one that agrees with the plan's deals answers until the other is chosen.
            let value =
                likely(&both, plan, segment).and_then(|at| Some(asked.readings.get(at)?.value.clone()));
            Ok(Understood { value, ..asked })
        }
        understood => understood,
    };
    // “Acme 0”; rows of a CRM, and what the field prints, may hold a deal of nothing.
    let is_typed = !text.contains(['\n', '\t', ';']);
    let read_or_asked = match read_or_asked {
        Ok(Understood { value: Some(entry), .. })
            if is_typed && entry.open.deals().iter().any(is_of_nothing) =>
        {
            return Err(of_nothing());
        }
        read => read,
    };
    let settled = |text: &str| read(text)?.settled();
    let stages =
        read_or_asked.as_ref().err().map_or_else(Vec::new, |_| in_each_stage(text, segment, &settled));
    if !stages.is_empty() {
        return Ok(Understood::ask(stages));
    }
    read_or_asked.map_err(|error| {
        // A part of it is empty, such as what stands before a bracket.
        if matches!(error, EntryError::Empty(_)) && !text.trim().is_empty() {
            EntryError::NotUnderstood(EXAMPLE).with_own_example(|| around.example())
        } else {
            around.with_own_example(error)
        }
    })
}

fn read_in(text: &str, around: Around<'_>) -> Result<OpenEntry, EntryError> {
    let text = &*in_tabs(text, |head| Column::of_head(head).is_some() || is_head_of_counts(head));
    if let Some(counted) = counted_by_stage(text)? {
        return read_in(&counted, around);
    }
    let all = lines(text);
    let rows = all.iter().skip(1).map(|(_, row)| *row);
    let columns = all.first().and_then(|(_, head)| Column::of_table(head, rows));
    let place = |of: Column| columns.as_ref()?.iter().position(|column| *column == of);
    let amounts = place(Column::Amount);
    let only: Vec<(usize, Cow<'_, str>)> = match &columns {
        Some(_) => {
            with_currency(lines(text).into_iter().map(|(line, text)| (line, text.into())).collect(), amounts)
        }
        None => lines(text).into_iter().map(|(line, text)| (line, around.as_read(text))).collect(),
    };
    if columns.is_some() && only.len() == 1 {
        return Err(EntryError::questioned("this is the head of a table, without its rows", EXAMPLE));
    }
    if let Some(columns) = &columns
        && let rows = only.iter().skip(1).map(|(_, row)| &**row)
        && hides_amounts(&rows.collect::<Vec<_>>(), columns, around.plan)
    {
        let reason = "a column that may hold the amounts has a head that is not known: call it Amount";
        return Err(EntryError::questioned(reason, "Acme, 50k"));
    }
    if has_two_marks(only.iter().skip(1).map(|(_, row)| &**row), amounts) {
        return Err(EntryError::questioned(TWO_MARKS, "Acme, 50k"));
    }
    if columns.is_some()
        && let Some(error) = says_more(only.first().map_or("", |(_, head)| head), &place)
    {
        return Err(error);
    }
    if matches!(only.as_slice(), [] | [(_, _)]) && is_nothing(text) {
        return Ok(OpenEntry { open: OpenPipeline::default(), size: None });
    }
    if let [(_, line)] = only.as_slice()
        && let Some(entry) = around.each_of_several(line).filter(|_| around.alike(line).is_none())
    {
        return Ok(entry);
    }
    let is_of_stage = |line: &str| matches!(around.stage_and_count(line), Some((_, Some(_))));
    if let [(_, line)] = only.as_slice()
        && around.alike(line).is_none()
        && !is_of_stage(line)
        && around.by_stages(line).is_none()
        && let Some(entry) = read_sized(line, around)?
    {
        return Ok(entry);
    }
    if let ([(_, line)], None) = (only.as_slice(), &columns) {
        let (mut counts, mut deals) = (Vec::new(), Vec::new());
        for open in around.deals_of(line)? {
            match open {
                Open::Count(count) => counts.push(count),
                Open::Deal(deal) => deals.push(deal),
            }
        }
        return Ok(OpenEntry { open: OpenPipeline::new(counts, deals)?, size: None });
    }
    let rows = only.get(usize::from(columns.is_some())..).unwrap_or_default();
    around.deals_of_lines(rows, columns.as_deref())
}

/// Why a head is not read that says more of its amounts or ages than a column of them does, where there is no
/// other of the kind.
fn says_more(head: &str, place: &dyn Fn(Column) -> Option<usize>) -> Option<EntryError> {
    let more = |of: Column| {
        place(of).is_none() && cells(head).iter().any(|head| Column::says_more_of(head) == Some(of))
    };
    if more(Column::Amount) {
        let reason = "the head of the amounts says more than their currency: write them in full below Amount";
        return Some(EntryError::questioned(reason, "Acme, 50k"));
    }
    // “Days open”: since it was created, and not in its stage.
    let is_of_deal = |head: &&str| {
        ["days open", "open days", "opportunity age", "deal age"].contains(&heading(head).as_str())
    };
    if place(Column::Age).is_none() && cells(head).iter().any(is_of_deal) {
        let reason = "days since a deal was opened may be more than those in its stage: call the column \
                      Days in stage if they are these, or leave it out";
        return Some(EntryError::questioned(reason, "Acme, 50k"));
    }
    more(Column::Age).then(|| {
        let reason = "ages are read in days: call the column Days in stage, and write them in days";
        EntryError::questioned(reason, "Acme, 50k")
    })
}

/// `3 big ones: Acme 200k, Initech 150k, Hooli 90k`: the list, where it has as many as its heading says. A
/// stage is no such heading: `Demo: Acme 50k`.
fn listed_behind<'a>(line: &'a str, around: &Around<'_>) -> Option<&'a str> {
    let (head, list) = line.split_once(": ").filter(|(head, _)| around.stage_of(head).is_none())?;
    let (_, all) = tokens(head, "").ok()?;
    let listed = crate::entry::grammar::lines::parts(list);
    // “Deals: Acme 50k”
    if all.iter().all(|word| word.is(THINGS)) && listed.iter().all(|part| named_amount(part).is_some()) {
        return Some(list);
    }
    let (count, words) = all.split_first()?;
    // “24 deals: 12 in Demo, 8 in Proposal, 4 in Contract”
    let of = |open: &Open| match open {
        Open::Count(count) => count.count,
        Open::Deal(_) => 1,
    };
    let by_stages = around.by_stages(list).filter(|_| words.iter().all(|word| word.is(THINGS)));
    let all_of_them = by_stages.map(|opens| opens.iter().map(of).sum::<u32>());
    if all_of_them.is_some_and(|of_them| count.text.parse() == Ok(of_them)) {
        return Some(list);
    }
    let is_counted = count.text.parse() == Ok(listed.len()) && !words.iter().any(Token::is_number);
    (is_counted && listed.iter().all(|part| named_amount(part).is_some())).then_some(list)
}

/// `36 oportunidades em aberto`, `商談36件`: words for open deals around their number, in an order of their own.
fn counted_open(text: &str) -> Option<String> {
    let counted = text.trim().strip_suffix(" em aberto").map(str::to_owned);
    counted.or_else(|| {
        let rest = ["商談", "案件"].iter().find_map(|word| text.trim().strip_prefix(word))?;
        rest.starts_with(char::is_numeric).then(|| rest.to_owned())
    })
}

/// `a 50k deal`, `one deal of 50k`: what it is worth, where an article or `one` would be its name.
fn one_deal(line: &str) -> Option<&str> {
    const DEAL: &[&str] = &["deal", "opp", "opportunity"];
    let (plain, all) = tokens(line, "").ok()?;
    let (one, rest) = all.split_first().filter(|(one, _)| one.is(&["a", "an", "one", "1"]))?;
    let amount = match rest {
        [amount @ .., deal] if deal.is(DEAL) => amount,
        [deal, of, amount @ ..] if deal.is(DEAL) && of.is(&["of", "at", "for"]) => amount,
        _ => return None,
    };
    let amount = match amount {
        [sign, rest @ ..] if sign.is(&["$", "€", "£"]) && !rest.is_empty() => amount,
        [number, _, ..] if number.is_number() => amount,
        _ => return None,
    };
    // “one 50k” is two numbers, and “a 3.5 deal” no amount: what is worth so much says its thousands.
    let is_part =
        |word: &Token| word.is_number() || word.is(&["$", "€", "£", "k", "m", "t", "thousand", "million"]);
    let (from, to) = (amount.first()?.from, amount.last()?.to);
    line.get(from..to).filter(|_| plain.len() == line.len() && one.to < from && amount.iter().all(is_part))
}

/// `none`, `no open deals`, `nothing yet`.
fn is_nothing(text: &str) -> bool {
    let Ok((_, all)) = tokens(text, "") else { return false };
    let said = without(&without(&all, FILLER), THINGS);
    matches!(said.as_slice(), [only] if only.is(NOTHING))
}

impl Around<'_> {
    /// A line without a hedge at its end; where it says nothing as it stands, with its number in front.
    fn as_read<'a>(&self, line: &'a str) -> Cow<'a, str> {
        let line = one_deal(line).unwrap_or(line);
        let line = listed_behind(line, self).map_or_else(|| without_hedge(line), Cow::Borrowed);
        let line = deals_first(&line, self.plan).map_or(line, Cow::Owned);
        let line = worth_together(&line, self.plan)
            .filter(|line| self.in_stage(line).is_some())
            .map_or(line, Cow::Owned);
        let is_read = self.line(&line).is_ok()
            || self.by_stages(&line).is_some()
            || matches!(read_sized(&line, *self), Ok(Some(_)));
        if is_read { line } else { self.count_first(&line).map_or(line, Cow::Owned) }
    }

    pub(in crate::entry) fn line(&self, line: &str) -> Result<Vec<Open>, EntryError> {
        let parts = self.with_times_apart(self.parts_of(line));
        let not_understood = || EntryError::NotUnderstood(EXAMPLE);
        let (first, rest) = parts.split_first().ok_or_else(not_understood)?;
        // “others 400k”: not a deal that is called so.
        let mut words = tokens(first, "").map(|(_, all)| without(&all, FILLER)).unwrap_or_default();
        let name = words.iter().position(|word| word.is_number() || word.is(&["-", ":", "$", "€", "£"]));
        words.truncate(name.unwrap_or(words.len()));
        // “Other, Proposal, 45k, 12 days” is the form of a deal.
        let has_stage = rest.iter().any(|part| self.part_stage(part).is_some());
        let is_deal =
            has_stage && rest.len() > 1 && matches!(words.as_slice(), [only] if only.is(&["other"]));
        let is_others = words.iter().any(|word| word.is(OTHERS)) && words.iter().all(|word| word.is(OTHERS));
        if is_others && !is_deal {
            let reason = "this does not say how many deals it is in";
            return Err(EntryError::questioned(reason, "24 of about 25k"));
        }
        // A deal may be called as a stage is: then its own stage follows.
        let names_stage = rest.first().is_some_and(|name| {
            self.stage_of(name).is_some() && (unquoted(name).is_some() || count_of(name).is_none())
        });
        // “3 in Contract; Contract, 180k” on one line.
        let is_counted = matches!(self.stage_and_count(first), Some((_, Some(_))));
        if names_stage && is_counted && unquoted(first).is_none() {
            return Err(EntryError::questioned(COUNT_OR_NAME, DEAL));
        }
        if let Some((stage, count)) = self.stage_and_count(first).filter(|_| !names_stage) {
            // “Proposal, Acme, 90k”
            if count.is_none()
                && let [name, rest @ ..] = rest
                && !rest.is_empty()
                && count_of(name).is_none()
                && !is_amount(name)
                && !is_time(name)
            {
                return self.deal_of([&[*name, *first], rest].concat().as_slice());
            }
            // “Contract, 90k”: a deal of that much, and not so many.
            if count.is_none()
                && let [amount, rest @ ..] = rest
                && is_amount(amount)
            {
                if let Some(error) = two_amounts(amount, self.plan) {
                    return Err(error);
                }
                let age_days = match rest {
                    [] => 0.0,
                    [age] => age_of(age)?,
                    _ => return Err(not_understood()),
                };
                let amount = Some(one_in(&tokens(amount, DEAL)?.1, self.plan, DEAL)?);
                return Ok(vec![Open::Deal(OpenDeal { name: String::new(), stage, amount, age_days })]);
            }
            let (count, rest) = match (count, rest) {
                (Some(count), rest) => (count, rest),
                (None, [count, rest @ ..]) => (count_of(count).ok_or_else(not_understood)?, rest),
                (None, []) => (1, rest),
            };
            let age_days = match rest {
                [] => 0.0,
                [age] => age_of(age)?,
                _ => return Err(not_understood()),
            };
            return Ok(vec![Open::Count(OpenCount { stage, count, age_days })]);
        }
        // “Acme 90k in Proposal”
        if let [only] = parts.as_slice()
            && let Some(deal) = self.staged(only)
        {
            return deal.map(|deal| vec![Open::Deal(deal)]);
        }
        if self.only_stage().is_some() && !names_stage {
            return self.unstaged(&parts).map(|deals| deals.into_iter().map(Open::Deal).collect());
        }
        self.deal_of(&parts)
    }

    /// The parts of a deal: its name, and in any order its stage, its amount and its age.
    fn deal_of(&self, parts: &[&str]) -> Result<Vec<Open>, EntryError> {
        let (first, rest) = parts.split_first().ok_or(EntryError::NotUnderstood(EXAMPLE))?;
        let at = rest.iter().position(|part| self.part_stage(part).is_some());
        let Some((at, stage)) = at.and_then(|at| Some((at, self.part_stage(rest.get(at)?)?))) else {
            return Err(dated(parts).unwrap_or_else(|| self.stageless(parts)));
        };
        // “Acme 90k, Proposal”
        let (mut amount, mut age_days) = (None, 0.0);
        let named = named_amount(first).filter(|(_, amount)| is_worth(amount, self.plan));
        let named = named.filter(|_| !rest.iter().any(|part| is_amount(part)));
        let first = match &named {
            Some((name, said)) => {
                amount = Some(one_in(&tokens(said, DEAL)?.1, self.plan, DEAL)?);
                name.as_str()
            }
            None => first,
        };
        let others = rest.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, part)| part);
        for part in others.filter(|part| **part != "?") {
            if amount.is_none() && !is_time(part) {
                amount = Some(one_in(&tokens(part, DEAL)?.1, self.plan, DEAL)?);
            } else {
                age_days = age_of(part)?;
            }
        }
        Ok(vec![Open::Deal(OpenDeal { name: name_of(first)?, stage, amount, age_days })])
    }

    /// `Proposal`, `Proposal 12`, `Proposal: 12`, `12 in Proposal`.
    pub(super) fn stage_and_count(&self, text: &str) -> Option<(StageId, Option<u32>)> {
        if let Some(stage) = self.stage_of(text) {
            return Some((stage, None));
        }
        let of = |name: &str, count: &str| {
            let count = count_of(count).filter(|_| !is_amount(count))?;
            Some((self.stage_of(name)?, Some(count)))
        };
        let (name, count) = text.rsplit_once(' ')?;
        let counted = of(name, count).or_else(|| of(name.strip_suffix(':')?, count));
        let counted = counted.or_else(|| text.split_once(" in ").and_then(|(count, name)| of(name, count)));
        counted.or_else(|| self.counted_stage(text).map(|(stage, count)| (stage, Some(count))))
    }
}

/// Whether a deal's name is read as one without quotes.
pub(in crate::entry) fn is_plain_name(name: &str) -> bool {
    let is_word =
        tokens(name, "").is_ok_and(|(_, all)| !all.iter().any(|word| word.is(FILLER) || word.is(NOTHING)));
    let is_read = name_of(name).is_ok_and(|read| read == name) && named_amount(name).is_none();
    is_word && is_read && !is_time(name) && !says_decided(name)
}

/// A stage as a list of open deals names it.
pub(in crate::entry) fn stage_in_list(segment: &Segment, currency: Currency, id: StageId) -> String {
    let around = Around { plan: currency, segment, stage: None };
    let place = segment.place_of(id).unwrap_or(0);
    let name = segment.stages().get(place).map_or("", Stage::name);
    let printed = quoted(name, |_| true);
    // Of two stages of one name, and of a stage without one, the place tells.
    let names = [printed, format!("stage {}", place + 1), format!("stage #{}", place + 1)];
    names.into_iter().find(|name| around.stage_of(name) == Some(id)).unwrap_or_default()
}

/// Whether a deal's name is read as one without quotes, beside the names of the stages.
pub(in crate::entry) fn is_plain_deal(name: &str, segment: &Segment, currency: Currency) -> bool {
    let around = Around { plan: currency, segment, stage: None };
    around.stage_and_count(name).is_none() && is_plain_name(name)
}

/// What the field prints.
pub fn write_open(segment: &Segment, currency: Currency, format: &dyn Formatter) -> String {
    let Some(open) = segment.pipeline().listed() else { return "nothing".to_owned() };
    let stage = |id: StageId| stage_in_list(segment, currency, id);
    let days = |days: f64| format!("{} days", format.exact(days));
    let counts = open.counts().iter().map(|row| {
        format!("{}; {}; {}", stage(row.stage), format.exact_count(row.count.into()), days(row.age_days))
    });
    let deals = in_runs(open.deals()).filter_map(|run| run.first().map(|deal| (deal, run.len())));
    let deals = deals.map(|(deal, count)| {
        if let Some(amount) = deal.amount.filter(|_| count > 1) {
            let of = (&*stage(deal.stage), amount, &*days(deal.age_days));
            return write_run(count, of, currency, format);
        }
        let is_plain = |name: &str| is_plain_deal(name, segment, currency);
        let name = if deal.name.is_empty() { "–".to_owned() } else { quoted(&deal.name, is_plain) };
        let amount =
            deal.amount.map_or_else(|| "?".to_owned(), |amount| write_money(amount, currency, format));
        format!("{name}; {}; {amount}; {}", stage(deal.stage), days(deal.age_days))
    });
    let printed = counts.chain(deals).collect::<Vec<_>>().join("\n");
    if printed.is_empty() { "nothing".to_owned() } else { printed }
}

/// What the field says it was understood as.
pub fn echo_open(open: &OpenPipeline, currency: Currency, format: &dyn Formatter) -> String {
    let known: f64 =
        open.deals().iter().filter_map(|deal| deal.amount).map(|amount| amount.minor() as f64).sum();
    let count = match open.len() {
        0 => return "nothing is open".to_owned(),
        1 => "1 deal is open".to_owned(),
        count => format!("{} deals are open", format.number(count as f64, 0)),
    };
    if known > 0.0 {
        format!("{count}; amounts known: {}", format.money_short(known, currency))
    } else {
        count
    }
}
