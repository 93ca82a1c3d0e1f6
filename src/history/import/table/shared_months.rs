//! Names that are two months, `listopad` and `srp`: the other months of the file say in which language.

use super::grid::Grid;
use super::layout::Layout;
use crate::history::import::facts::Fact;
use crate::history::import::values::words::words;
use crate::model::month_names::month_of;

/// Months of Poles and Czechs that Croatians do not have, in full and in short.
const OF_POLES_AND_CZECHS: &str = "styczen stycznia luty lutego marzec marca kwiecien kwietnia maja czerwiec \
    czerwca lipiec lipca sierpien sierpnia wrzesien wrzesnia pazdziernik pazdziernika grudzien grudnia \
    leden ledna unor unora brezen brezna duben dubna kveten kvetna cerven cervna cervenec cervence srpen \
    srpna zari rijen rijna prosinec prosince sty lut kwi cze sie wrz paz gru led uno bre dub kve cvn cvc \
    zar rij";

/// Months of Croatians that Poles and Czechs do not have.
const OF_CROATIANS: &str = "sijecanj sijecnja veljaca veljace ozujak ozujka travanj travnja svibanj svibnja \
    lipanj lipnja srpanj srpnja kolovoz kolovoza rujan rujna studeni studenog studenoga prosinac prosinca \
    sij velj ozu tra svi kol ruj stu";

/// Names of two months, with what they are to Poles and Czechs, and to Croatians.
const OF_TWO: [(&str, &str, &str); 4] = [
    ("listopad", "november", "october"),
    ("listopada", "november", "october"),
    ("lis", "november", "october"),
    ("srp", "august", "july"),
];

/// The word of a day with the number of a day and of a year: `2. listopada 2026`, `02-lis-26`.
fn month_word(cell: &str) -> Option<&str> {
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let has_letter = || cell.bytes().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    if cell.len() > 40 || !cell.starts_with(|c: char| c.is_ascii_digit()) || !has_letter() {
        return None;
    }
    let parts = cell.split(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '/' | ','));
    let (numbers, names): (Vec<&str>, Vec<&str>) = parts.filter(|part| !part.is_empty()).partition(is_number);
    let ([day, year], [name]) = (numbers.as_slice(), names.as_slice()) else { return None };
    (day.len() < 3 && matches!(year.len(), 2 | 4)).then_some(*name)
}

/// Writes the English name for such months, where all other months of the file are of one of the languages;
/// none, if there is no such day, or nothing in the file decides.
pub(in crate::history::import) fn with_one_month(grid: &Grid, layout: &Layout) -> Option<(Grid, Fact)> {
    let (mut of_poles, mut of_croatians, mut shared) = (false, false, None);
    // Days of some months alone would say of which months the deals were.
    let mut is_all_read = true;
    let is_one = |all: &str, word: &str| all.split_whitespace().any(|one| one == word);
    for body in &layout.body {
        for word in grid.cells(body.row).filter_map(month_word) {
            let plain = words(word);
            let is_shared = OF_TWO.iter().any(|(name, ..)| *name == plain);
            if is_shared && shared.is_none() {
                shared = Some(word.to_owned());
            }
            is_all_read &= is_shared || month_of(word).is_some() || month_of(&plain).is_some();
            of_poles |= is_one(OF_POLES_AND_CZECHS, &plain);
            of_croatians |= is_one(OF_CROATIANS, &plain);
        }
    }
    let shared = shared.filter(|_| of_poles != of_croatians && is_all_read)?;
    let english = |plain: &str| {
        let (_, of_pole, of_croatian) = OF_TWO.iter().find(|(name, ..)| *name == plain)?;
        Some(if of_poles { *of_pole } else { *of_croatian })
    };
    let decided = grid.mapped(|row, _, cell| {
        let word = month_word(cell).filter(|_| row > layout.head)?;
        Some(cell.replacen(word, english(&words(word))?, 1))
    });
    let month = english(&words(&shared))?;
    let language = if of_poles { "Polish or Czech" } else { "Croatian" };
    let why = format!("the other months of the file are {language}");
    Some((decided, Fact::new("month", format!("“{shared}” is {month}"), why)))
}
