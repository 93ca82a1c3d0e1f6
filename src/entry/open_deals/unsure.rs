//! Numbers of open deals that may say two things, and are asked: some of all deals, a stage without a number,
//! an amount in brackets behind a number, `Deal 1`.

use super::columns::count_of;
use super::entry::{Around, Open};
use super::heads::Column;
use super::names::{is_amount, named_amount};
use crate::entry::EntryError;
use crate::entry::grammar::currency::of_token;
use crate::entry::grammar::lines::{cells, in_line, lines, parts};
use crate::entry::grammar::number::multiplier;
use crate::entry::grammar::tokens::{Kind, Token, tokens, without};
use crate::entry::grammar::words::{FILLER, THINGS, TIMES};
use crate::entry::money::amount::{amounts, one_in};

const EXAMPLE: &str = "24 worth 600k";
const ONE_OF_THEM: &str = "this may be one more, or one of those before it: say how many there are besides";

/// Why a text is asked for what it leaves open.
pub(super) fn unsure(text: &str, around: Around<'_>) -> Option<EntryError> {
    if text.contains('"') {
        return None;
    }
    let all = lines(text);
    let only = match all.as_slice() {
        [(_, line)] => Some(*line),
        _ => None,
    };
    let of_line = |line: &str| {
        some_of_all(line, around)
            .or_else(|| stages_alone(line, around))
            .or_else(|| number_in_brackets(line, around))
            .or_else(|| pipeline_of_stage(line, around))
            .or_else(|| one_of_them(line, around))
            .or_else(|| not_as_many(line, around))
    };
    let one_of_line = |(at, line): &(usize, &str)| {
        let error = one_or_one_more(line, around)?;
        if only.is_some() {
            return Some(error);
        }
        // A guess takes the place of all lines.
        let guess = error.guess().map(|guess| {
            let replaced = |(of, other): &(usize, &str)| if of == at { guess } else { *other }.to_owned();
            all.iter().map(replaced).collect::<Vec<_>>().join("\n")
        });
        match guess {
            Some(guess) => Some(EntryError::guessed(ONE_OF_THEM, EXAMPLE, guess)),
            None => in_line::<()>(*at, Err(error.of_a_line())).err(),
        }
    };
    only.and_then(of_line)
        .or_else(|| all.iter().find_map(|(_, line)| each_in_brackets(line, around)))
        .or_else(|| all.iter().find_map(one_of_line))
        .or_else(|| numbered_in(&all))
        .or_else(|| only.and_then(two_named))
}

/// `24 deals, 6 in Proposal`: those in a stage behind a number of all, which names none.
fn some_of_all(line: &str, around: Around<'_>) -> Option<EntryError> {
    let pieces = parts(line);
    let (first, rest) = pieces.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let (_, all) = tokens(first, "").ok()?;
    let is_said = |word: &Token| word.is(THINGS) || word.is(FILLER) || word.is(&["total", "overall", "in"]);
    let (number, words) = all.split_first()?;
    let is_whole = number.is_number() && words.iter().all(is_said) && count_of(&number.text).is_some();
    let is_of_stage = |piece: &str| matches!(around.stage_and_count(piece), Some((_, Some(_))));
    let counts = |piece: &&str| piece.starts_with(|first: char| first.is_ascii_digit()) && is_of_stage(piece);
    (is_whole && !is_of_stage(first) && rest.iter().any(counts)).then(|| {
        let reason = "these may be some of all deals, or more of them: say how many are in each stage";
        EntryError::questioned(reason, EXAMPLE)
    })
}

/// `4 in Contract, one of 180k`, `12 in Demo, 4 in Contract (one of them 180k)`: one more, or one of those.
fn one_of_them(line: &str, around: Around<'_>) -> Option<EntryError> {
    let apart = |part: &'_ str| -> Vec<String> {
        let inside = part.trim().strip_suffix(')').and_then(|part| part.split_once('('));
        match inside.filter(|(head, tail)| one_beside(head.trim(), tail, around).is_some()) {
            Some((head, tail)) => vec![head.trim().to_owned(), tail.to_owned()],
            None => vec![part.to_owned()],
        }
    };
    let pieces: Vec<String> = parts(line).into_iter().flat_map(apart).collect();
    let (at, said) = pieces.windows(2).enumerate().find_map(|(at, two)| {
        let [head, tail] = two else { return None };
        Some((at, one_beside(head, tail, around)?))
    })?;
    let (before, behind) = (pieces.get(..at)?, pieces.get(at + 2..)?);
    let guess = [before, &[said], behind].concat().join(", ");
    Some(EntryError::guessed(ONE_OF_THEM, EXAMPLE, guess))
}

/// `4 in Contract, one of 180k`, and `one of those of 180k in Contract` on a line of its own.
fn one_or_one_more(line: &str, around: Around<'_>) -> Option<EntryError> {
    const THEM: &[&str] = &["those", "these", "them", "which"];
    let (_, all) = tokens(line, "").ok()?;
    let is_of_them = match all.as_slice() {
        [one, of, them, _, ..] => (one.is(&["one"]) || one.text == "1") && of.is(&["of"]) && them.is(THEM),
        _ => false,
    };
    let said = || EntryError::questioned(ONE_OF_THEM, EXAMPLE);
    one_of_them(line, around).or_else(|| is_of_them.then(said))
}

/// `24 deals: 12 in Demo, 8 in Proposal`: fewer or more than the number in front.
fn not_as_many(line: &str, around: Around<'_>) -> Option<EntryError> {
    let (head, list) = line.split_once(": ")?;
    let (_, all) = tokens(head, "").ok()?;
    let (count, words) = all.split_first().filter(|(_, words)| !words.is_empty())?;
    let whole = count_of(&count.text).filter(|_| words.iter().all(|word| word.is(THINGS)))?;
    let listed = around.by_stages(list)?;
    let of = |open: &Open| if let Open::Count(count) = open { count.count } else { 1 };
    (listed.iter().map(of).sum::<u32>() != whole).then(|| {
        let reason = "those of the stages are not as many as the number in front: leave one of both out";
        EntryError::guessed(reason, EXAMPLE, list.trim().to_owned())
    })
}

/// `4 in Contract` and `one of them 180k` as those besides, and the one.
fn one_beside(head: &str, tail: &str, around: Around<'_>) -> Option<String> {
    const SAID: &[&str] = &[
        "incl",
        "including",
        "included",
        "of",
        "which",
        "with",
        "them",
        "these",
        "those",
        "is",
        "worth",
        "at",
        "for",
        "about",
        "a",
        ".",
        "-",
        ":",
    ];
    let (stage, count) = around.stage_and_count(head)?;
    let others = count?.checked_sub(1).filter(|others| *others > 0)?;
    let (plain, all) = tokens(tail.trim_end_matches(')'), "").ok()?;
    // “one of 180k among those four”
    let end = all.iter().position(|word| word.is(&["among", "amongst", "included"]));
    let said = without(all.get(..end.unwrap_or(all.len()))?, SAID);
    let (one, amount) = said.split_first()?;
    let is_one = one.is(&["one"]) || one.text == "1";
    let is_part = |word: &Token| {
        word.is_number() || multiplier(word).is_some() || of_token(word, around.plan).is_some()
    };
    let is_amount =
        amount.iter().all(is_part) && amounts(amount, around.plan).is_some_and(|span| !span.is_range());
    let worth = plain.get(amount.first()?.from..amount.last()?.to).filter(|_| is_one && is_amount)?;
    let stage = around.segment.stages().get(around.segment.place_of(stage)?)?.name();
    Some(format!("{others} in {stage}, one of {worth} in {stage}"))
}

/// `Discovery`, `Discovery, Demo`: stages and nothing else.
fn stages_alone(line: &str, around: Around<'_>) -> Option<EntryError> {
    let pieces = parts(line);
    let are_stages = !pieces.is_empty() && pieces.iter().all(|piece| around.stage_of(piece).is_some());
    (are_stages && around.segment.has_named_stages()).then(|| {
        let reason = "this does not say how many deals are there, or what one is called and worth";
        EntryError::questioned(reason, EXAMPLE)
    })
}

/// `24 in Demo (6 stalled)`, `Discovery 12, Demo 5 (17)`: what the number in brackets counts is not known.
fn number_in_brackets(line: &str, around: Around<'_>) -> Option<EntryError> {
    let is_one = |piece: &str| {
        let (head, said) = piece.trim().strip_suffix(')')?.split_once('(')?;
        let (_, all) = tokens(said, "").ok()?;
        let [number, rest @ ..] = all.as_slice() else { return None };
        let is_unit =
            |word: &Token| multiplier(word).is_some() || TIMES.iter().any(|(unit, _)| word.is(&[unit]));
        let counts = match rest {
            [] => true,
            [word] => word.kind == Kind::Word && !word.is(THINGS) && !is_unit(word),
            _ => false,
        };
        let is_counted = matches!(around.stage_and_count(head.trim()), Some((_, Some(_))));
        (number.is_number() && number.raw.len() < 4 && counts && is_counted).then_some(())
    };
    parts(line).into_iter().find_map(is_one)?;
    let reason = "what the number in brackets counts is not understood: leave it out";
    Some(EntryError::questioned(reason, EXAMPLE))
}

/// `$1.2m pipeline in Demo`: what several deals are worth, and not how many they are.
fn pipeline_of_stage(line: &str, around: Around<'_>) -> Option<EntryError> {
    let (worth, stage) = line.trim().rsplit_once(" in ")?;
    let (_, all) = tokens(worth, "").ok()?;
    let (last, amount) = all.split_last()?;
    let is_pipeline = last.is(&["pipeline", "pipe", "funnel"]);
    let is_worth = is_pipeline && amounts(amount, around.plan).is_some();
    (is_worth && around.stage_of(stage).is_some()).then(|| {
        let reason = "this does not say how many deals it is in";
        EntryError::questioned(reason, EXAMPLE)
    })
}

/// `Demo: 9 ($20k)`: an amount in brackets is that of all, where one of them would else be worth next to
/// nothing it may be that of each.
fn each_in_brackets(line: &str, around: Around<'_>) -> Option<EntryError> {
    /// Times larger or smaller than the plan's deals: no more than that is near.
    const NEAR: f64 = 4.0;
    let usual = around.segment.deal_size.mean_minor();
    let is_one = |piece: &str| {
        let (head, amount) = piece.trim().strip_suffix(')')?.split_once('(')?;
        let (_, all) = tokens(head, "").ok()?;
        let mut numbers = all.iter().filter(|token| token.is_number());
        let count = count_of(&numbers.next().filter(|_| numbers.next().is_none())?.text)?;
        let words = without(&without(&all, FILLER), &["in", ":", "-"]);
        let names_stage =
            head.split([':', '-']).chain(head.split(' ')).any(|name| around.stage_of(name.trim()).is_some());
        let is_counted = count > 1 && words.len() > 1 && names_stage && is_amount(amount);
        let (_, worth) = tokens(amount, "").ok()?;
        // “(25k each)”, “(600k total)”
        let is_part = |word: &Token| {
            word.is_number() || multiplier(word).is_some() || of_token(word, around.plan).is_some()
        };
        let is_counted = is_counted && worth.iter().all(is_part);
        let amount = one_in(&worth, around.plan, EXAMPLE).ok().filter(|_| is_counted)?;
        let times = |worth: f64| (worth / usual).max(usual / worth);
        let all_of_them = amount.minor() as f64;
        (times(all_of_them) <= NEAR && times(all_of_them / f64::from(count)) > NEAR).then_some(())
    };
    parts(line).into_iter().find_map(is_one)?;
    let reason = "an amount in brackets may be that of each deal, or of all of them: say which";
    Some(EntryError::questioned(reason, EXAMPLE))
}

/// The first of lines such as `Deal 1, 50k`; below the head of a table they are names.
fn numbered_in(all: &[(usize, &str)]) -> Option<EntryError> {
    let is_headed = all.first().is_some_and(|(_, head)| Column::of_head(head).is_some());
    let error = all.iter().find_map(|(_, line)| numbered(line)).filter(|_| !is_headed);
    error.map(|error| of_lines(error, all.len()))
}

/// `Deal 1, 50k`, `Opp 2: 60k`: deals with numbers for names, and no numbers of deals. With more than an
/// amount behind it, `Deal 1 (Acme), 50k`, it is a name.
fn numbered(line: &str) -> Option<EntryError> {
    let pieces = if line.contains('\t') { cells(line) } else { parts(line) };
    let named = |piece: &str| {
        let (plain, all) = tokens(piece, "").ok()?;
        let [thing, number, rest @ ..] = all.as_slice() else { return None };
        let is_number = number.is_number() && number.spaced && number.raw.len() < 4;
        let is_unit = rest.first().is_some_and(|next| multiplier(next).is_some());
        // “Deal 7 Networks, Demo, 50k”
        let is_word = rest.first().is_some_and(|next| next.kind == Kind::Word);
        let is_name = thing.is(&["deal", "opp"]) && is_number && !is_unit && !is_word;
        Some((plain.get(..number.to)?.to_owned(), rest.to_vec())).filter(|_| is_name)
    };
    let (name, rest) = pieces.first().and_then(|first| named(first))?;
    let plan = crate::entry::money::amount::dollars()?;
    let worth =
        rest.split_first().filter(|(mark, _)| mark.is(&[":", "="])).map_or(&*rest, |(_, worth)| worth);
    let amounts = pieces.get(1..)?;
    let is_one = match amounts {
        [] => crate::entry::money::amount::amounts(worth, plan).is_some(),
        [amount] => rest.is_empty() && is_amount(amount),
        _ => false,
    };
    is_one.then(|| {
        let reason = "a name with a number in it is unusual: if it is one, put it in quotes";
        let example = "\"Century 21\", 60k";
        match amounts {
            [amount] if rest.is_empty() => {
                EntryError::guessed(reason, example, format!("\"{name}\", {amount}"))
            }
            _ => EntryError::questioned(reason, example),
        }
    })
}

/// Of several lines without a guess, which would take the place of all of them.
fn of_lines(error: EntryError, lines: usize) -> EntryError {
    if lines == 1 { error } else { error.without_guess("\"Century 21\", 60k") }
}

/// `Acme 60k and Globex 45k`: two deals with their amounts, and no comma between them.
fn two_named(line: &str) -> Option<EntryError> {
    const AND: [&str; 6] = [" and ", " & ", " + ", " und ", " et ", " y "];
    let (first, second) = AND.iter().find_map(|and| line.trim().split_once(and))?;
    let is_deal = |part: &str| {
        let named = named_amount(part).filter(|(_, amount)| is_amount(amount));
        let words = named.as_ref().and_then(|(name, _)| tokens(name, "").ok()).map(|(_, all)| all);
        let is_name = |word: &Token| {
            word.kind == Kind::Word && word.raw.starts_with(char::is_uppercase) && !word.is(THINGS)
        };
        words.is_some_and(|words| !words.is_empty() && words.iter().all(is_name))
            && !part.contains([',', ';', '\t'])
    };
    (is_deal(first) && is_deal(second)).then(|| {
        let reason = "these are several deals: put a comma between them";
        EntryError::guessed(reason, "Acme 50k, Globex 75k", format!("{first}, {second}"))
    })
}
