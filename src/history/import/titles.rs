//! What titles above a table and remarks below it say of all of it: its currency, the day as of which it is.

use super::table::grid::Grid;
use super::table::layout::Layout;
use super::values::days::Written;
use super::values::money;
use super::values::words::{holds, words};

/// The currency that titles, or remarks below the rows, name.
pub(super) fn currency(grid: &Grid, layout: &Layout) -> Option<money::Code> {
    layout
        .remarks_of(grid)
        .find_map(|text| {
            let plain = words(text);
            let says = [
                "currency",
                "wahrung",
                "devise",
                "moneda",
                "divisa",
                "valuta",
                "moeda",
                "amounts",
                "betrage",
                "montants",
                "importes",
                "all values",
                "values",
            ];
            // “Sales in TEUR”, “in EUR”.
            let is_in = plain.split(' ').zip(plain.split(' ').skip(1)).any(|(before, word)| {
                ["in", "en", "of", "de"].contains(&before)
                    && money::currency_in(&word.to_ascii_uppercase()).is_some()
            });
            // “Angaben in T€”
            let raw = || text.split_whitespace();
            let is_sign = raw().zip(raw().skip(1)).any(|(before, word)| {
                ["in", "(in", "en", "(en"].contains(&before.to_lowercase().as_str())
                    && money::currency_in(word).is_some()
            });
            let is_said = is_in || is_sign || says.iter().any(|word| holds(&plain, word));
            is_said.then(|| money::currency_in(text)).flatten()
        })
        .or_else(|| (0..layout.head).flat_map(|row| grid.cells(row)).find_map(unit_of_title))
}

/// The currency with which a title of what was sold ends: `FY26 quota attainment (USD)`, `FY26 bookings USD`.
fn unit_of_title(title: &str) -> Option<money::Code> {
    const MONEY: &str = "quota|quotas|bookings|amount|revenue|sales|deals|attainment|value|pipeline|\
        opportunities|targets|performance|umsatz|vertrieb|ventes|ventas|vendite|vendas|omzet|forsaljning|\
        salg";
    const USUAL: [&str; 12] =
        ["USD", "EUR", "GBP", "CHF", "JPY", "INR", "BRL", "PLN", "NOK", "DKK", "$", "€"];
    // A title that names several currencies says nothing of any.
    let codes = title.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| money::code(word).is_some());
    let plain = words(title);
    let is_of_money = MONEY.split('|').any(|word| holds(&plain, word));
    let end = match title.trim().strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        Some((_, inner)) => inner.rsplit(' ').next()?,
        // “Pipeline of Team CAD” is of a team, and “deals TRY” of none.
        None => title.split_whitespace().next_back().filter(|end| USUAL.contains(end))?,
    };
    // “ALL” is Albania's as well, and seldom meant so.
    let is_unit = end != "ALL" && (money::is_sign(end) || (end.len() == 3 && money::code(end).is_some()));
    (is_of_money && is_unit && codes.count() < 2).then(|| money::currency_in(end)).flatten()
}

/// The day until which a report knows, by its titles or remarks.
pub(super) fn as_of(grid: &Grid, layout: &Layout) -> Option<Written> {
    layout.remarks_of(grid).find_map(super::table::as_of::as_of_in)
}
