//! Words of heads of numbers that were added up from period to period.

use crate::history::import::values::words::{holds, words};

/// Words of heads of numbers that were added up since the beginning of a year.
pub(in crate::history::import) const TO_DATE: &str = "ytd|qtd|mtd|year to date|to date|cumulative|cumulated|\
    running total|running|cumul|cumule|\
    cumulee|cumules|kumuliert|kumulierter|kumulierte|kumulativ|kum|aufgelaufen|acumulado|acumulada|\
    acumulados|\
    cumulato|cumulata|progressivo|cumulatief|lopend totaal|ackumulerat|ackumulerad|akkumuleret|akkumulert|\
    narastajaco|kumulativne|нарастающим итогом|накопительно|luy ke|kumulatif|birikimli|累計|累计|누계|สะสม";

/// Words of heads of numbers that were added up since the beginning of a quarter.
pub(in crate::history::import) const TO_DATE_OF_QUARTER: &str = "qtd|quarter to date";

/// Words of heads of numbers that were added up since the beginning of a month.
pub(in crate::history::import) const TO_DATE_OF_MONTH: &str = "mtd|month to date";

/// Words of to-date numbers in writing without spaces, where they stand within a head.
pub(in crate::history::import) const WITHIN: [&str; 5] = ["累計", "累计", "누계", "누적", "สะสม"];

/// Whether a head says that its numbers were added up.
pub(in crate::history::import) fn is_named(head: &str) -> bool {
    let plain = words(head);
    TO_DATE.split('|').any(|word| holds(&plain, word)) || WITHIN.iter().any(|word| plain.contains(word))
}
