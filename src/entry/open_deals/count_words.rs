//! Words around a number of open deals, and the number itself. Data, and how it is read.

use crate::entry::grammar::number::whole_number;
use crate::entry::grammar::quantity::{COUNTS, trimmed};
use crate::entry::grammar::tokens::{Kind, Token, without};
use crate::entry::grammar::words::{NOTHING, THINGS};

/// Words between a number of deals and what they are worth together.
pub(super) const WORTH: &[&str] = &[
    "worth",
    "totalling",
    "totaling",
    "total",
    "for",
    "im wert von",
    "wert",
    "d ' une valeur de",
    "por valor de",
    "no valor de",
    "värda",
    "pour",
    "per",
    "por",
    "für",
    "för",
    "voor",
    "über",
    "über insgesamt",
];

/// Words for what each is worth.
pub(super) const EACH: &[&str] = &["each", "apiece", "avg", "average", "averaging", "mean"];

/// Words between a number of deals and the size of each.
pub(super) const OF_SIZE: &[&str] = &[
    "of",
    "at",
    "@",
    "à",
    "je",
    "de",
    "d '",
    "po",
    "på",
    "zu je",
    "von je",
    "zu",
    "von",
    "van",
    "di",
    "da",
    "averaging",
    ", 平 均",
    "平 均",
];

/// Words before a stage.
pub(super) const IN_STAGE: &[&str] = &["in", "at", "im", "bei", "en", "em", "i", "på"];

/// Words for those that have no line of their own, `20 others worth 400k`.
pub(in crate::entry) const OTHERS: &[&str] = &[
    "other",
    "others",
    "more",
    "further",
    "rest",
    "weitere",
    "autres",
    "otras",
    "otros",
    "altre",
    "altri",
    "outras",
    "outros",
    "andere",
    "andra",
    "ones",
    "små",
    "small",
    "smaller",
    "kleine",
    "petites",
    "pequeñas",
];

/// Words behind what all deals are worth together.
pub(super) const TOTAL: &[&str] =
    &["pipeline", "total", "together", "altogether", "open", "gesamt", "insgesamt", "zusammen"];
/// Words before an amount that is not exact.
pub(super) const ABOUT: &[&str] =
    &["about", "around", "approx", "approximately", "roughly", "ca", "circa", "~"];

/// How many; `none` is 0.
pub(super) fn count_of(said: &[Token]) -> Option<u32> {
    if let [only] = said
        && only.is(NOTHING)
    {
        return Some(0);
    }
    let said = without(said, THINGS);
    let is_multiplied = said
        .iter()
        .any(|token| token.kind == Kind::Word && crate::entry::grammar::number::multiplier(token).is_some());
    let span = COUNTS.span(trimmed(&said)).filter(|_| !is_multiplied)?;
    let (low, high) = span.ends();
    // “12 Deals à 25.000”: nobody has so many of so few.
    if span.is_range() && high.value() >= 1_000.0 && high.value() > 20.0 * low.value() {
        return None;
    }
    // Of a range, the middle.
    let count = if span.is_range() { (0.5 * (low.value() + high.value())).round() } else { low.value() };
    whole_number(count).filter(|count| *count <= crate::model::limits::CASES_MAX)
}
