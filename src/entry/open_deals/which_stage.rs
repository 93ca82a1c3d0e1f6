//! Open deals that do not say in which of several stages they are: offered in each.

use super::entry::OpenEntry;
use super::names::{holds_amount, named_amount};
use crate::entry::EntryError;
use crate::entry::grammar::lines::{lines, parts, quoted};
use crate::entry::grammar::number::multiplier;
use crate::entry::grammar::tokens::{Kind, Token, tokens};
use crate::entry::grammar::words::THINGS;
use crate::entry::reading::Reading;
use crate::model::{OpenCount, OpenPipeline, Segment, Stage};

/// Of more deals each is given its stage in the text.
const DEALS_MAX: usize = 12;

/// The same deals in each stage, those of them that name none: `24 worth 600k` as `Demo, 24 worth 600k`, with
/// the text as the label. Empty, where that is not what is wrong with the text, or stages have no names.
pub(super) fn in_each_stage(
    text: &str,
    segment: &Segment,
    read: &dyn Fn(&str) -> Result<OpenEntry, EntryError>,
) -> Vec<Reading<OpenEntry>> {
    // “6/5/4/3” names no deal.
    let says_no_word = !text.contains(char::is_alphabetic) && text.contains('/');
    if is_rate(text) || says_no_word || !segment.has_named_stages() {
        return Vec::new();
    }
    let is_stageless = |piece: &str| read(piece).is_err_and(|error| is_without_stage(&error));
    let pieces = pieces(text, read);
    if pieces.len() > DEALS_MAX || !pieces.iter().any(|piece| is_stageless(piece)) {
        return Vec::new();
    }
    let placed = |name: &str| {
        let piece = |piece: &&str| {
            if !is_stageless(piece) {
                return Some((*piece).to_owned());
            }
            let piece = piece.replace('\t', ", ");
            let ways = [format!("{name}, {piece}"), format!("{piece} in {name}"), format!("{piece}, {name}")];
            ways.into_iter().find(|way| read(way).is_ok())
        };
        let text = pieces.iter().map(piece).collect::<Option<Vec<_>>>()?.join("\n");
        let entry = read(&text).ok()?;
        // “Globex 50k, now 65k”: of two amounts one became a part of the name.
        let is_cut = entry.open.deals().iter().any(|deal| holds_amount(&deal.name));
        // “$1.08M / 36”, “24 in Demo (6 stalled)” are no names.
        let counts =
            entry.open.deals().iter().any(|deal| deal.amount.is_none() && counts_first(&deal.name, segment));
        if is_cut || counts {
            return None;
        }
        Some(Reading::new(text, entry))
    };
    let readings: Option<Vec<_>> =
        segment.stages().iter().map(|stage| placed(&quoted(stage.name(), |_| true))).collect();
    readings.unwrap_or_default()
}

/// Of deals that are offered in each stage, one reading more: as many over all stages, as opportunities lie
/// in a pipeline that flows, in each as many as come in, times how long they stay (Little's law). None,
/// unless they are only counted.
pub fn open_spread(readings: &[Reading<OpenEntry>], segment: &Segment) -> Option<Reading<OpenEntry>> {
    let entry = &readings.first()?.value;
    let [counted] = entry.open.counts() else { return None };
    let is_of = |(reading, stage): (&Reading<OpenEntry>, &Stage)| {
        let counts = reading.value.open.counts();
        counts.len() == 1 && counts.iter().all(|of| of.stage == stage.id)
    };
    if readings.len() != segment.stages().len() || !readings.iter().zip(segment.stages()).all(is_of) {
        return None;
    }
    let mut coming = 1.0;
    let weights = segment.stages().iter().map(|stage| {
        let weight = coming * stage.time.mean_days();
        coming *= stage.rate.mean();
        weight
    });
    let weights: Vec<f64> = weights.collect();
    let all: f64 = weights.iter().sum();
    if !entry.open.deals().is_empty() || all <= 0.0 {
        return None;
    }
    // Rounded so that they add up: what is left behind the points of those before goes on to the next.
    let (mut said, mut before) = (0_u32, 0.0);
    let counts = segment.stages().iter().zip(&weights).map(|(stage, weight)| {
        before += f64::from(counted.count) * weight / all;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most the count")]
        let until = before.round() as u32;
        let count = until.saturating_sub(said);
        said = until;
        OpenCount { stage: stage.id, count, ..*counted }
    });
    let counts: Vec<OpenCount> = counts.collect();
    let numbers: Vec<String> = counts.iter().map(|of| of.count.to_string()).collect();
    let counts: Vec<OpenCount> = counts.into_iter().filter(|of| of.count > 0).collect();
    let label = format!("spread over the stages, as they flow: {}", numbers.join(", "));
    let open = OpenPipeline::new(counts, Vec::new()).ok().filter(|open| open.counts().len() > 1)?;
    Some(Reading::new(label, OpenEntry { open, size: entry.size.clone() }))
}

/// Whether a name begins with a number, and another one follows, without a word that somebody is called by:
/// `24/7 Fitness` is a customer.
fn counts_first(name: &str, segment: &Segment) -> bool {
    let numbers = |all: &[Token]| all.iter().filter(|token| token.is_number()).count();
    let begins = name.starts_with(|first: char| !first.is_alphabetic());
    let is_of_stage = |word: &Token| {
        segment.stages().iter().any(|stage| stage.name().to_lowercase().split(' ').any(|of| of == word.text))
    };
    let counts = |word: &Token| {
        word.kind != Kind::Word
            || word.is(THINGS)
            || word.is(&["in", "at", "of", "and", "worth", "total", "each"])
            || multiplier(word).is_some()
            || is_of_stage(word)
    };
    let outside = name.split_once('(').map_or(name, |(outside, _)| outside);
    let says_no_name = tokens(outside, "").is_ok_and(|(_, all)| all.iter().all(counts));
    begins && says_no_name && tokens(name, "").is_ok_and(|(_, all)| numbers(&all) > 1)
}

/// The lines of a text; of a line that is not understood as a whole, its parts, where each is a deal that is:
/// `Acme 50k, Globex 30k proposal`.
fn pieces<'a>(text: &'a str, read: &dyn Fn(&str) -> Result<OpenEntry, EntryError>) -> Vec<&'a str> {
    let is_deal = |piece: &&str| {
        named_amount(piece).is_some() && read(piece).map_or_else(|error| is_without_stage(&error), |_| true)
    };
    let of_line = |line: &'a str| {
        let parts = parts(line);
        let is_list = parts.len() > 1 && parts.len() <= DEALS_MAX && read(line).is_err();
        if is_list && parts.iter().all(is_deal) { parts } else { vec![line] }
    };
    lines(text).into_iter().take(DEALS_MAX + 1).flat_map(|(_, line)| of_line(line)).collect()
}

/// Whether a text says how many come, `200 a month`, and so none that are open.
fn is_rate(text: &str) -> bool {
    const PER: &[&str] = &["a", "per", "/", "every", "each"];
    const TIME: &[&str] = &["month", "week", "quarter", "year", "day"];
    let is_per_time = |two: &[Token]| matches!(two, [per, time] if per.is(PER) && time.is(TIME));
    tokens(text, "").is_ok_and(|(_, all)| all.windows(2).any(is_per_time))
}

fn is_without_stage(error: &EntryError) -> bool {
    if let EntryError::Line { problem, .. } = error {
        return is_without_stage(problem);
    }
    matches!(error, EntryError::WhichStage { .. })
}
