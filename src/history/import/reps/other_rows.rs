//! Rows of reps that are of something else than what was booked: forecasts beside actual numbers, and numbers
//! of units beside money.

use crate::history::import::choices::Role;
use crate::history::import::facts::Sheet;
use crate::history::import::values::words::{key, words};
use std::collections::BTreeMap;

/// Kinds of rows of which one counts: texts of those that do, of those that do not, and why these do not.
const KINDS: [(&str, &str, &str); 2] = [
    (
        "actual|actuals|actual sales|actual amount|closed won|actual bookings|ist|reel|realise|consuntivo|\
         realizado|real|closed|booked|won|utfall|faktisk|\
         gerealiseerd|wykonanie|実績",
        "forecast|forecasted|projection|projected|prognose|prognos|prevision|previsione|previsao|estimate|\
         estimated|expected|hochrechnung|outlook|commit|best case|pipeline|予測",
        "a forecast, and nothing that was booked",
    ),
    (
        "revenue|sales revenue|sales|amount|value|money|bookings|acv|arr|umsatz|wert|betrag|ca|\
         chiffre d affaires|montant|ingresos|\
         importe|fatturato|importo|omzet|bedrag",
        "quantity|quantities|qty|units|unit|count|number|menge|stuck|anzahl|quantite|nombre|cantidad|\
         unidades|\
         quantita|aantal|stuks|antal",
        "it counts units, and no money",
    ),
];

/// Words that, as the whole of a cell, say a forecast whatever other rows are of.
const SURELY: &str = "forecast|prognose|prognos|hochrechnung|projection|prevision|previsione|予測";

/// How many different kinds of rows a column names at most.
const NAMED_MAX: usize = 12;

/// The column that names such kinds, and why rows of some of its texts do not count.
pub(super) struct OtherRows {
    column: Option<usize>,
    reasons: BTreeMap<String, &'static str>,
}

impl OtherRows {
    /// Finds the column: one that holds nothing else, whose texts are all of one pair of kinds, of both.
    pub(super) fn of(sheet: &Sheet<'_>) -> Self {
        let is_of_money = [Role::Quota, Role::Bookings].iter().any(|role| sheet.at(role).is_some());
        let columns = sheet.columns.all.iter().zip(sheet.shapes).enumerate();
        let free = columns.filter(|(_, (column, shape))| {
            let is_named = (2..=NAMED_MAX).contains(&shape.texts.len()) && !shape.is_varied;
            column.role == Role::Ignored && is_named && shape.is_text() && shape.filled > shape.texts.len()
        });
        let mut found = free.filter(|_| is_of_money).filter_map(|(at, (_, shape))| {
            let reasons = reasons(shape.texts.keys().map(String::as_str))?;
            Some(Self { column: Some(at), reasons })
        });
        found.next().unwrap_or(Self { column: None, reasons: BTreeMap::new() })
    }

    /// Why a row does not count.
    pub(super) fn reason(&self, sheet: &Sheet<'_>, row: usize) -> Option<&'static str> {
        self.reasons.get(&key(sheet.cell(row, self.column))).copied()
    }
}

/// Why rows of some texts do not count; none, if the texts are not of two kinds of which one does.
fn reasons<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Option<BTreeMap<String, &'static str>> {
    let found = KINDS.iter().find_map(|(counts, others, why)| {
        let says = |text: &str, all: &str| {
            let plain = words(text);
            all.split('|').any(|phrase| phrase == plain)
        };
        let is_known = |text: &str| says(text, counts) != says(text, others);
        let left: BTreeMap<String, &'static str> =
            texts.clone().filter(|text| says(text, others)).map(|text| (key(text), *why)).collect();
        let kept = texts.clone().filter(|text| says(text, counts)).count();
        (kept > 0 && !left.is_empty() && texts.clone().all(is_known)).then_some(left)
    });
    found.or_else(|| {
        let is_sure = |text: &&str| SURELY.split('|').any(|word| word == words(text));
        let left: BTreeMap<String, &'static str> = texts
            .clone()
            .filter(is_sure)
            .map(|text| (key(text), "a forecast, and nothing that was booked"))
            .collect();
        (!left.is_empty() && !texts.clone().all(|text| is_sure(&text))).then_some(left)
    })
}
