//! Past forecasts against what then happened, in words.

use crate::app::format::Format;
use crate::entry::RejectedRow;
use crate::history::backtest::{ChanceLesson, Judged, JudgedChances, Lesson};
use crate::model::{Currency, PastForecast};

pub const JUDGED_TITLE: &str = "Did your past forecasts come true? Check them here";
pub const JUDGED_ABOUT: &str = concat!(
    "Paste a table with a row for each forecast: the low and high end that 8 in 10 results were to lie ",
    "between and what was booked, or the chance that was said and whether the target was reached. ",
    "It stays in this browser and is not kept.",
);
pub const JUDGED_TABLE: &str = "A table of past forecasts";
pub const JUDGED_EXAMPLE: &str = concat!(
    "Quarter, Low, High, Chance, Target, Booked\n",
    "Q1 2026, 800k, 1.3m, 70%, 950k, 1.1m\n",
    "Q2 2026, 900k, 1.4m, 55%, 1.1m, 870k",
);
pub const JUDGED_CAPTION: &str = "Each forecast, and what happened";
pub const JUDGED_HEAD: [&str; 5] = ["Forecast", "Range", "Booked", "Chance", "What happened"];
pub const JUDGED_REJECTED: &str = "Left out:";
/// Rejected rows that are listed.
const REJECTED_SHOWN: usize = 20;

/// What the forecasts say together, a sentence for ranges and one for chances.
pub fn judged_sentences(judged: &Judged, format: &Format) -> Vec<String> {
    let ranges = (judged.ranges > 0).then(|| ranges(judged, format));
    let chances = judged.chances.as_ref().map(|chances| of_chances(chances, format));
    ranges.into_iter().chain(chances).collect()
}

/// “In 9 of 12 forecasts the result lies within the range; by luck 7 to 12 would, if each held 8 times in 10.
/// That is what luck allows.”
fn ranges(judged: &Judged, format: &Format) -> String {
    let count = |count: usize| format.number(count as f64, 0);
    let (least, most) = judged.ordinary;
    let said = match judged.lesson {
        Lesson::Nothing | Lesson::AsWide => {
            "That is what luck allows: the ranges hold, as far as so few can tell."
        }
        Lesson::TooHigh => "Too few, and the others came out below: the forecasts were too high.",
        Lesson::TooLow => "Too few, and the others came out above: the forecasts were too low.",
        Lesson::TooNarrow => "Too few, with surprises on both sides: the ranges were too narrow.",
        Lesson::TooWide => "More than luck explains: the ranges were wider than they had to be.",
    };
    format!(
        "In {} of {} the result lies within its range; by luck alone it would in {} to {}, if each range \
         held 8 times in 10. {said}",
        count(judged.within),
        many(judged.ranges, "forecast", format),
        count(least),
        count(most),
    )
}

/// “7 of 12 chances came true; they said 8.1 would. They are as good as such chances can be.”
fn of_chances(chances: &JudgedChances, format: &Format) -> String {
    let said = match chances.lesson {
        ChanceLesson::TooSure => "They were surer than they could be.",
        ChanceLesson::NotSureEnough => "They could have been surer.",
        ChanceLesson::AsSure => "Their misses are what luck allows.",
    };
    format!(
        "{} of {} came true; by what was said {} would have. {said}",
        format.number(chances.reached as f64, 0),
        many(chances.count, "chance", format),
        format.number(chances.expected, 1)
    )
}

fn many(count: usize, word: &str, format: &Format) -> String {
    format!("{} {word}{}", format.number(count as f64, 0), if count == 1 { "" } else { "s" })
}

/// How both are judged.
pub fn judged_how(judged: &Judged, format: &Format) -> Vec<String> {
    let mut how = vec![
        "A range of 8 in 10 should miss 2 in 10. The count of ranges that hold is then binomial; what is \
         called luck is its central 95%. Something is said only where a count as far off comes by luck in \
         fewer than 1 of 20 sets."
            .to_owned(),
    ];
    if let Some([below, to_middle, to_high, above]) = judged.places {
        how.push(format!(
            "{below} came out below the low end, {to_middle} between it and the middle, {to_high} between \
             middle and high end, {above} above; of 10 about 1, 4, 4 and 1 should (PIT)."
        ));
    }
    if let Some(chances) = &judged.chances {
        let score = |score: f64| format.number(score, 3);
        how.push(format!(
            "The chances have a Brier score (mean of the squared miss; 0 is perfect) of {}. Were each right, \
             it would be {} ± {}; always saying the share that came true would score {}.",
            score(chances.brier),
            score(chances.brier_if_right),
            score(chances.brier_spread),
            score(chances.brier_of_share)
        ));
    }
    how
}

/// A forecast as a row of the table.
pub fn judged_row((name, of): &(String, PastForecast), currency: Currency, format: &Format) -> Vec<String> {
    let money = |minor: f64| format.money_short(minor, currency);
    let range = of.range().map(|(range, _)| format!("{} to {}", money(range.low), money(range.high)));
    let booked = of.range().map(|(_, booked)| money(booked));
    let chance = of.chance().map(|(chance, _)| format.percent(chance, 0));
    let place = of.range().map(|(range, booked)| {
        if booked < range.low {
            "below the range"
        } else if booked > range.high {
            "above the range"
        } else {
            "within the range"
        }
    });
    let reached = of.chance().map(|(_, is)| if is { "reached" } else { "not reached" });
    let what = place.into_iter().chain(reached).collect::<Vec<_>>().join(", ");
    let some = |cell: Option<String>| cell.unwrap_or_default();
    vec![name.clone(), some(range), some(booked), some(chance), what]
}

/// Rows that were left out, and why.
pub fn judged_rejected(rows: &[RejectedRow]) -> Vec<String> {
    let shown = rows.iter().take(REJECTED_SHOWN).map(|row| format!("Line {}: {}", row.line, row.reason));
    let more = rows.len().saturating_sub(REJECTED_SHOWN);
    shown.chain((more > 0).then(|| format!("and {more} more"))).collect()
}
