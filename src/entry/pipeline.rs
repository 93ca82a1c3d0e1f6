//! What is open when the plan begins, read and written: a line for each stage or deal, or so many of a size.

use super::lines::{in_line, in_tabs, lines, quoted, unquoted};
use super::money::{ask_currency, one_in, two_readings};
use super::open_columns::{Column, count_of, counted_by_stage, in_columns, is_head_of_counts};
use super::open_count::{OTHERS, likely, read_others, read_sized, together_or_each};
use super::open_deal::{dated, name_of, named_amount};
use super::open_entry::{Around, DEAL, Open, OpenEntry};
use super::reading::Understood;
use super::stage_time::{is_time, read_days};
use super::tokens::{Token, tokens, without, without_hedge};
use super::typos::is_near;
use super::which_stage::in_each_stage;
use super::won_lost::{LOST, WON};
use super::words::{FILLER, NOTHING, THINGS};
use super::{EntryError, Formatter, NumberStyle, write_money};
use crate::model::{Currency, OpenCount, OpenDeal, OpenPipeline, Segment, Stage, StageId};
use std::borrow::Cow;

const EXAMPLE: &str = "Proposal, 12, 20 days; or a deal, Acme, Proposal, 50k, 20 days";

/// Words before the day on which a deal is meant to close.
const CLOSES: &[&str] = &["closes", "closing", "close", "due", "expected", "schließt", "signature", "cierre"];

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
    let read = |text: &str| {
        ask_currency(text, plan, &|text, plan| read_in(text, Around { plan, segment, stage: None }))
    };
    let text = style.thousands(text, plan);
    let around = Around { plan, segment, stage: None };
    let read_or_asked = match read(&text) {
        Err(EntryError::Questioned { .. } | EntryError::NotUnderstood(_))
            if let Some(both) =
                together_or_each(&around.count_first(&text).unwrap_or_else(|| text.to_string()))
                && let Ok(asked) = two_readings(&both, &read) =>
        {
            // The one that agrees with the plan's deals answers until the other is chosen.
            let value =
                likely(&both, plan, segment).and_then(|at| Some(asked.readings.get(at)?.value.clone()));
            Ok(Understood { value, ..asked })
        }
        understood => understood,
    };
    let settled = |text: &str| read(text)?.settled();
    let stages =
        read_or_asked.as_ref().err().map_or_else(Vec::new, |_| in_each_stage(&text, segment, &settled));
    if !stages.is_empty() {
        return Ok(Understood::ask(stages));
    }
    // What works where one stage is all there is does not say where it is where there are several.
    read_or_asked.map_err(|error| match around.only_stage() {
        // A part of it is empty, such as what stands before a bracket.
        _ if matches!(error, EntryError::Empty(_)) && !text.trim().is_empty() => {
            EntryError::NotUnderstood(EXAMPLE).with_own_example(|| around.example())
        }
        Some(_) => error,
        None => error.with_own_example(|| around.example()),
    })
}

fn read_in(text: &str, around: Around<'_>) -> Result<OpenEntry, EntryError> {
    let text = &*in_tabs(text, |head| Column::of_head(head).is_some() || is_head_of_counts(head));
    if let Some(counted) = counted_by_stage(text) {
        return read_in(&counted, around);
    }
    let columns = lines(text).first().and_then(|(_, head)| Column::of_head(head));
    let only: Vec<(usize, Cow<'_, str>)> = match &columns {
        Some(_) => lines(text).into_iter().map(|(line, text)| (line, text.into())).collect(),
        None => lines(text).into_iter().map(|(line, text)| (line, around.as_read(text))).collect(),
    };
    if columns.is_some() && only.len() == 1 {
        return Err(EntryError::questioned("this is the head of a table, without its rows", EXAMPLE));
    }
    if matches!(only.as_slice(), [] | [(_, _)]) && is_nothing(text) {
        return Ok(OpenEntry { open: OpenPipeline::default(), size: None });
    }
    if let [(_, line)] = only.as_slice()
        && let Some(entry) = around.each_of_several(line)
    {
        return Ok(entry);
    }
    let is_of_stage = |line: &str| matches!(around.stage_and_count(line), Some((_, Some(_))));
    if let [(_, line)] = only.as_slice()
        && !is_of_stage(line)
        && around.by_stages(line).is_none()
        && let Some(entry) = read_sized(line, around)?
    {
        return Ok(entry);
    }
    let is_alone = only.len() == 1;
    let (mut counts, mut deals, mut is_unsized) = (Vec::new(), Vec::new(), false);
    for (line, text) in only.iter().skip(usize::from(columns.is_some())) {
        let (line, text) = (*line, &**text);
        let read = match &columns {
            Some(columns) => in_columns(text, columns, around).map(|deal| vec![Open::Deal(deal)]),
            None => around.by_stages(text).map_or_else(|| around.line(text), Ok).map_err(|error| {
                around
                    .in_unknown(text)
                    .filter(|_| matches!(error, EntryError::NotUnderstood(_)))
                    .unwrap_or(error)
            }),
        };
        // “Acme 90k” and, on a line of its own, “20 others worth 400k”: so many without a name.
        match if is_alone { None } else { read_others(text, around) } {
            Some(Ok(others)) => {
                is_unsized |= others.size.is_none() && !others.open.counts().is_empty();
                let others = others.listed()?;
                counts.extend_from_slice(others.counts());
                deals.extend_from_slice(others.deals());
                continue;
            }
            // A guess would take the place of all lines.
            Some(Err(EntryError::Questioned { reason, example, .. })) => {
                return in_line(line, Err(EntryError::asked(reason, example, None)));
            }
            Some(Err(_)) | None => {}
        }
        // “24 deals” above “700k”: what they are worth, or one more?
        let is_amount = |open: &Open| matches!(open, Open::Deal(deal) if deal.name.is_empty());
        if is_unsized && read.as_ref().is_ok_and(|read| read.iter().any(is_amount)) {
            let reason = "this may be what all of them are worth, or one more deal";
            return in_line(line, Err(EntryError::questioned(reason, "24 worth 600k")));
        }
        for open in if is_alone { read } else { in_line(line, read) }? {
            match open {
                Open::Count(count) => counts.push(count),
                Open::Deal(deal) => deals.push(deal),
            }
        }
    }
    Ok(OpenEntry { open: OpenPipeline::new(counts, deals)?, size: None })
}

/// `3 big ones: Acme 200k, Initech 150k, Hooli 90k`: the list, where it has as many as its heading says.
fn listed_behind(line: &str) -> Option<&str> {
    let (head, list) = line.split_once(": ")?;
    let (_, all) = tokens(head, "").ok()?;
    let (count, words) = all.split_first()?;
    let listed = super::lines::parts(list);
    let is_counted = count.text.parse() == Ok(listed.len()) && !words.iter().any(Token::is_number);
    (is_counted && listed.iter().all(|part| named_amount(part).is_some())).then_some(list)
}

/// `none`, `no open deals`, `nothing yet`.
fn is_nothing(text: &str) -> bool {
    let Ok((_, all)) = tokens(text, "") else { return true };
    let said = without(&without(&all, FILLER), THINGS);
    matches!(said.as_slice(), [only] if only.is(NOTHING))
}

impl Around<'_> {
    /// A line without a hedge at its end; where it says nothing as it stands, with its number in front.
    fn as_read<'a>(&self, line: &'a str) -> Cow<'a, str> {
        let line = listed_behind(line).map_or_else(|| without_hedge(line), Cow::Borrowed);
        let is_read = self.line(&line).is_ok()
            || self.by_stages(&line).is_some()
            || matches!(read_sized(&line, *self), Ok(Some(_)));
        if is_read { line } else { self.count_first(&line).map_or(line, Cow::Owned) }
    }

    fn line(&self, line: &str) -> Result<Vec<Open>, EntryError> {
        let parts = self.parts_of(line);
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
                let age_days = match rest {
                    [] => 0.0,
                    [age] => read_days(age, DEAL)?,
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
                [age] => read_days(age, DEAL)?,
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
        let named = named_amount(first).filter(|(_, amount)| is_amount(amount));
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
                age_days = read_days(part, DEAL)?;
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

    /// The stage of a name, or of `stage 2`, counted in the segment.
    pub(super) fn stage_of(&self, name: &str) -> Option<StageId> {
        let stages = self.segment.stages();
        let quoted = unquoted(name);
        let name = quoted.as_deref().unwrap_or(name.trim());
        let exact = stages.iter().find(|stage| !name.is_empty() && stage.name() == name);
        let called = |name: &str| {
            stages.iter().find(|stage| !name.is_empty() && stage.name().to_lowercase() == name.to_lowercase())
        };
        // “contract stage”, “3 demos”
        let named = || {
            let of = |ending: &str| called(name.strip_suffix(ending)?);
            called(name).or_else(|| of(" stage")).or_else(|| of("s")).or_else(|| self.abbreviated(name))
        };
        let last = stages.len();
        let ordinal = || ordinal_stage(&name.to_lowercase(), last);
        let place = || {
            name.to_lowercase()
                .strip_prefix("stage ")?
                .trim_start_matches('#')
                .parse::<usize>()
                .ok()?
                .checked_sub(1)
        };
        if quoted.is_some() {
            return exact.map(|stage| stage.id);
        }
        // “stage #2” is the second whatever the others are called.
        let is_marked = name.contains('#');
        let numbered = || stages.get(place().or_else(ordinal)?);
        let stage = if is_marked { numbered().or(exact) } else { exact.or_else(named).or_else(numbered) };
        stage.map(|stage| stage.id)
    }

    /// The only stage that begins with a word of at least three letters, `Prop` or `Neg.`; or that differs
    /// from a longer word by one letter, `Negotation`.
    fn abbreviated(&self, name: &str) -> Option<&Stage> {
        let short = name.trim_end_matches('.').to_lowercase();
        let is_word = short.chars().count() >= 3 && short.chars().all(char::is_alphabetic);
        let is_long = short.is_ascii() && short.len() > 5;
        let only = |is: &dyn Fn(&str) -> bool| {
            let mut found = self.segment.stages().iter().filter(|stage| is(&stage.name().to_lowercase()));
            found.next().filter(|_| found.next().is_none())
        };
        let begun = || only(&|name| name.starts_with(&short));
        let misspelled = || only(&|name| is_long && is_near(short.as_bytes(), name.as_bytes()));
        is_word.then(|| begun().or_else(misspelled)).flatten()
    }

    /// What is said where a stage is named that the segment has not.
    pub(super) fn unknown(&self, name: &str) -> EntryError {
        if !self.segment.has_named_stages() {
            let reason = if self.only_stage().is_some() {
                "no stage has that name here, since none is given: give stages first, or leave it out"
            } else {
                "the stages have no names: say the first, or the second"
            };
            let example = if self.only_stage().is_some() { "24 worth 600k" } else { "24 in the first stage" };
            return EntryError::questioned(reason, example);
        }
        let words = tokens(name, "").map_or_else(|_| Vec::new(), |(_, all)| all);
        if words.first().is_some_and(|first| first.is(CLOSES)) && words.len() > 1 {
            let reason = "when a deal closes comes out of its stages: leave it out";
            return EntryError::questioned(reason, EXAMPLE);
        }
        let is_decided = |word: &Token| word.is(&["closed"]) || word.is(WON) || word.is(LOST);
        if !words.is_empty() && words.iter().all(is_decided) {
            let reason = "this is decided, and open no more: what is won belongs to what is booked so far";
            return EntryError::questioned(reason, EXAMPLE);
        }
        let stages = self.segment.stages().iter().map(Stage::name).collect::<Vec<_>>().join(", ");
        EntryError::NoStage { name: name.chars().take(40).collect(), stages, example: self.example_stage() }
    }

    /// What can be written where there are several stages.
    pub(super) fn example(&self) -> String {
        let stage = self.example_stage();
        format!("12 in {stage}, or Acme, {stage}, 50k, 20 days")
    }

    /// A stage that the segment has, for an example that works.
    pub(super) fn example_stage(&self) -> String {
        let named = self.segment.stages().iter().map(Stage::name).find(|name| !name.is_empty());
        named.map_or_else(|| "stage 1".to_owned(), |name| quoted(name, |_| true))
    }
}

/// Whether a deal's name is read as one without quotes.
pub(super) fn is_plain_name(name: &str) -> bool {
    let is_word =
        tokens(name, "").is_ok_and(|(_, all)| !all.iter().any(|word| word.is(FILLER) || word.is(NOTHING)));
    is_word && name_of(name).is_ok_and(|read| read == name) && named_amount(name).is_none() && !is_time(name)
}

/// `90k`, `$64,000`: an amount, and not how many.
pub(super) fn is_amount(text: &str) -> bool {
    const SIGNS: [char; 5] = ['$', '€', '£', '¥', '₹'];
    let text = text.trim();
    let number = text.strip_suffix(['k', 'K', 'm', 'M']).unwrap_or_default();
    text.contains(SIGNS) || number.trim_end().ends_with(|last: char| last.is_ascii_digit())
}

/// A stage as a list of open deals names it.
pub(super) fn stage_in_list(segment: &Segment, currency: Currency, id: StageId) -> String {
    let around = Around { plan: currency, segment, stage: None };
    let place = segment.place_of(id).unwrap_or(0);
    let name = segment.stages().get(place).map_or("", Stage::name);
    let printed = quoted(name, |_| true);
    // Of two stages of one name, and of a stage without one, the place tells.
    let names = [printed, format!("stage {}", place + 1), format!("stage #{}", place + 1)];
    names.into_iter().find(|name| around.stage_of(name) == Some(id)).unwrap_or_default()
}

/// Whether a deal's name is read as one without quotes, beside the names of the stages.
pub(super) fn is_plain_deal(name: &str, segment: &Segment, currency: Currency) -> bool {
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
    let deals = open.deals().iter().map(|deal| {
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

/// `the third stage`, `last stage`: its place, from 0.
fn ordinal_stage(name: &str, stages: usize) -> Option<usize> {
    const ORDINALS: [&str; 8] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
    const SHORT: [&str; 8] = ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th"];
    let name = name.strip_prefix("the ").unwrap_or(name).strip_suffix(" stage")?.trim();
    let place = |names: &[&str]| names.iter().position(|ordinal| *ordinal == name);
    match name {
        "last" | "final" => stages.checked_sub(1),
        _ => place(&ORDINALS).or_else(|| place(&SHORT)),
    }
}
