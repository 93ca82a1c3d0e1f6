//! An average and a range of deal sizes in one text: `average 45k, 20k to 80k`.

use crate::entry::grammar::tokens::{Token, after, before, split, tokens, without};
use crate::entry::grammar::words::FILLER;
use crate::entry::money::amount::{amounts, ends_in, one_in};
use crate::entry::reading::{Reading, Understood};
use crate::entry::{Formatter, PlainFormatter};
use crate::model::{Currency, DealSize};

/// How far the average that a range gives may lie from the one that is written, as a share of it, for both to
/// be true at once.
const AGREES: f64 = 0.1;

/// What says that a size is the usual one.
const TYPICAL: &[&str] = &["mostly", "most", "typically", "typical", "usually", "normally", "generally"];
const AVERAGE: &[&str] = &["average", "averages", "averaging", "avg", "mean"];
/// A spread is taken in hundredths, so that a field prints it briefly.
const HUNDREDTHS: f64 = 100.0;

/// What a text says of an average and of a range in the plan's currency: the average as it is written, with
/// the spread of the range, `σ = ln(high / low) / (2·z₀.₉)` of the logarithms. A lognormal law has two
/// parameters and the text gives three figures: where the range's own average is another one, both readings
/// are offered and none answers before. What most deals are is no average but the middle of all: the range
/// itself, where its middle is that one, else a reading of its own. None, unless the text says one average
/// and one range of which the average is a part.
pub(super) fn average_and_range(text: &str, plan: Currency) -> Option<Understood<DealSize>> {
    let all = tokens(text, "").ok()?.1;
    let (average, range) = average_beside_range(&all, plan)?;
    let average = one_in(&average, plan, "").ok()?;
    let (low, high) = ends_in(&range, plan, "").ok()?;
    let ranged = DealSize::p10_p90(low, high).ok()?;
    let kept = DealSize::mean_cv(average, (ranged.cv() * HUNDREDTHS).round() / HUNDREDTHS).ok()?;
    let short = |minor: f64| {
        let coded = PlainFormatter.money_round(minor, plan);
        coded.split_once(' ').map_or(coded.clone(), |(_, number)| number.to_owned())
    };
    let span = format!("{} to {}", short(low.minor() as f64), short(high.minor() as f64));
    let is_typical = is_typical(&all, plan);
    let middle = ranged.at_normal_score(0.0);
    if is_typical && (middle / average.minor() as f64 - 1.0).abs() <= AGREES {
        let note = format!("8 in 10 within {span}, whose middle is near what most are");
        return Some(Understood::from(ranged).noted_as(note));
    }
    if (ranged.mean_minor() / average.minor() as f64 - 1.0).abs() <= AGREES {
        let note = format!("the average is kept, and the spread is that of {span}");
        return Some(Understood::from(kept).noted_as(note));
    }
    if !(low..=high).contains(&average) {
        return None;
    }
    let written = short(average.minor() as f64);
    let own = short(ranged.mean_minor());
    let mut readings = vec![
        Reading::new(format!("Average {written}, the spread that of {span}"), kept),
        Reading::new(format!("8 in 10 within {span}, so average {own}"), ranged),
    ];
    if is_typical && let Ok(typical) = DealSize::median_p90(average, high) {
        let high = short(high.minor() as f64);
        let label = format!("Half above {written}, 1 deal in 10 above {high}");
        readings.insert(0, Reading::new(label, typical));
    }
    Some(Understood::ask(readings))
}

/// Whether the one amount is said to be what most deals are, `12k to 60k, mostly 25k`; not `25k, mostly 12k
/// to 60k`.
fn is_typical(all: &[Token], plan: Currency) -> bool {
    let clauses = all.split(|word| word.is(&[",", ";", "(", ")", "range"]));
    let is_one = |said: &[Token]| {
        let said = without(&without(said, FILLER), TYPICAL);
        amounts(&said, plan).is_some_and(|span| !span.is_range())
    };
    let mut ones = clauses.filter(|said| is_one(said));
    ones.any(|said| said.iter().any(|word| word.is(TYPICAL))) && !all.iter().any(|word| word.is(AVERAGE))
}

/// The average and the range, in whatever order they are written.
pub(super) fn average_beside_range(said: &[Token], plan: Currency) -> Option<(Vec<Token>, Vec<Token>)> {
    /// What stands between the two, and whether it begins the second: `38k between 15k and 90k`.
    const BETWEEN: [(&[&str], bool); 3] = [
        (&[",", ";", "(", "but", "range"], false),
        (&["from", "between"], true),
        (&["around", "about", "average", "averaging", "avg", "~"], false),
    ];
    BETWEEN.iter().find_map(|(words, begins_second)| {
        let (first, behind) = split(said, words)?;
        let second = if *begins_second { said.get(first.len()..)? } else { behind };
        let second = before(second, ")").unwrap_or(second);
        // “average 28k, most between 12k and 80k”; but “5k to 40k, most around 15k” says no average.
        let most = ["most deals", "most"].iter().find_map(|words| after(second, words));
        let [first, second] =
            [first, most.unwrap_or(second)].map(|said| without(&without(said, FILLER), TYPICAL));
        let is_range = |said: &[Token]| Some(amounts(said, plan)?.is_range());
        match (is_range(&first)?, is_range(&second)?) {
            (false, true) => Some((first, second)),
            (true, false) => most.is_none().then_some((second, first)),
            (true, true) | (false, false) => None,
        }
    })
}
