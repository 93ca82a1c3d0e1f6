//! Rows of reps that are of something else than what was booked: forecasts beside actual numbers, and numbers
//! of units beside money.

use super::sums::{Columns, Sum};
use crate::history::import::choices::Role;
use crate::history::import::facts::Sheet;
use crate::history::import::opportunities::owners::Names;
use crate::history::import::values::money;
use crate::history::import::values::words::{key, words};
use std::collections::{BTreeMap, BTreeSet};

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
        "revenue|sales revenue|new revenue|revenue generated|sales|amount|value|money|bookings|acv|arr|\
            umsatz|wert|betrag|ca|\
         chiffre d affaires|montant|ingresos|\
         importe|fatturato|importo|omzet|bedrag",
        "quantity|quantities|qty|units|unit|calls|calls made|calls logged|meetings|meetings booked|\
         meetings held|emails|emails sent|tasks|tasks completed|tasks closed|demos|demos held|deals|\
         deals closed|deals created|count|number|menge|stuck|anzahl|quantite|nombre|cantidad|\
         unidades|\
         quantita|aantal|stuks|antal",
        UNITS,
    ),
];

/// Why rows of units and of activities do not count.
const UNITS: &str = "it counts, and is no money";

/// Words that, as the whole of a cell, say a forecast whatever other rows are of.
const SURELY: &str = "forecast|prognose|prognos|hochrechnung|projection|prevision|previsione|予測";

/// How many different kinds of rows a column names at most.
const NAMED_MAX: usize = 12;

/// Heads of columns that say what a row is of.
const OF_ROWS: &str = "type|scenario|version|measure|metric|forecast type|row type|data type|\
    amount type|value type|goal type|goal name|goal|kpi|kind|typ|art|szenario|wertart|kennzahl|\
    scenario type|type de ligne|mesure|tipo|\
    escenario|medida|versione|scenari|misura|cenario|soort|category|区分|種別";

/// How often numbers of money hold those of units, at least.
const TIMES_OF_UNITS: i64 = 20;

/// Rows that do not count, each with why, beside others of the same rep that do.
pub(super) struct OtherRows {
    reasons: BTreeMap<usize, &'static str>,
}

impl OtherRows {
    /// Finds the column: one whose head says that it is of rows, whose texts are all of one pair of kinds, of
    /// both.
    pub(super) fn of(sheet: &Sheet<'_>) -> Self {
        let is_of_money = [Role::Quota, Role::Bookings].iter().any(|role| sheet.at(role).is_some());
        let columns = sheet.columns.all.iter().zip(sheet.shapes).enumerate();
        let free = columns.filter(|(_, (column, shape))| {
            let is_named = (2..=NAMED_MAX).contains(&shape.texts.len()) && !shape.is_varied;
            let plain = words(&column.head);
            column.role == Role::Ignored
                && OF_ROWS.split('|').any(|head| head == plain)
                && is_named
                && shape.is_text()
                && shape.filled > shape.texts.len()
        });
        let mut found = free.filter(|_| is_of_money).filter_map(|(at, (column, shape))| {
            let texts = shape.texts.keys().map(String::as_str);
            // A category called “Forecast” may be of products, where others are no kinds of rows.
            let sure = || forecasts(texts.clone()).filter(|_| words(&column.head) != "category");
            let reasons = of_two_kinds(texts.clone()).or_else(sure)?;
            Some(rows_left_out(sheet, at, &reasons))
        });
        Self { reasons: found.next().unwrap_or_default() }
    }

    /// Why a row does not count.
    pub(super) fn reason(&self, row: usize) -> Option<&'static str> {
        self.reasons.get(&row).copied()
    }
}

/// The quotas that stand in a row that does not count, for a rep whose other rows have none.
#[derive(Default)]
pub(super) struct Lent(Vec<(String, i64)>);

impl Lent {
    /// Remembers what a row says of a rep’s quota.
    pub(super) fn add(&mut self, sheet: &Sheet<'_>, row: (&str, usize), columns: &Columns) {
        let quota = |at: &usize| {
            let scale = sheet.layout.heads.get(*at).and_then(|head| money::scale_in(head));
            let written = money::written(sheet.cell(row.1, Some(*at)))?;
            written.read_times(sheet.mark, scale.unwrap_or(columns.scale))
        };
        let quotas: Vec<i64> = columns.quota.iter().filter_map(quota).collect();
        if let Some(quota) = quotas.into_iter().reduce(i64::saturating_add) {
            self.0.push((row.0.to_owned(), quota.saturating_mul(i64::from(columns.quota_times))));
        }
    }

    /// Gives them to those reps.
    pub(super) fn give(self, names: &mut Names, by_rep: &mut [Sum]) {
        let is_without = |sum: &Sum| sum.quotas.iter().all(|quota| *quota == 0);
        let without: Vec<bool> = by_rep.iter().map(is_without).collect();
        for (name, quota) in self.0 {
            let place = names.place(&name);
            if without.get(place).copied().unwrap_or(false)
                && let Some(sum) = by_rep.get_mut(place)
            {
                sum.quotas.push(quota);
            }
        }
    }
}

/// The rows of texts that do not count, of reps who have rows of texts that do; none, where numbers of units
/// are not far below those of money.
fn rows_left_out(
    sheet: &Sheet<'_>,
    at: usize,
    reasons: &BTreeMap<String, &'static str>,
) -> BTreeMap<usize, &'static str> {
    let owner = sheet.at(&Role::Owner);
    let mut above = String::new();
    let mut rows: Vec<(usize, String, Option<&'static str>)> = Vec::new();
    for body in &sheet.layout.body {
        let name = key(sheet.cell(body.row, owner));
        if !name.is_empty() {
            above = name;
        }
        let why = reasons.get(&key(sheet.cell(body.row, Some(at)))).copied();
        rows.push((body.row, above.clone(), why));
    }
    let counted: BTreeSet<&str> =
        rows.iter().filter(|(_, _, why)| why.is_none()).map(|(_, name, _)| name.as_str()).collect();
    let is_left = |(_, name, why): &&(usize, String, Option<&'static str>)| {
        why.is_some() && counted.contains(name.as_str())
    };
    let left: BTreeMap<usize, &'static str> =
        rows.iter().filter(is_left).filter_map(|(row, _, why)| Some((*row, (*why)?))).collect();
    let money = [Role::Quota, Role::Bookings].iter().filter_map(|role| sheet.at(role)).collect::<Vec<_>>();
    let most = |row: usize| {
        let written = money.iter().filter_map(|at| money::written(sheet.cell(row, Some(*at))));
        written.filter_map(|written| written.read(sheet.mark)).max().unwrap_or(0)
    };
    let of_units = left.iter().filter(|(_, why)| **why == UNITS).map(|(row, _)| most(*row)).max();
    let is_kept = |(row, _, why): &&(usize, String, Option<&'static str>)| why.is_none() && most(*row) > 0;
    let least = rows.iter().filter(is_kept).map(|(row, _, _)| most(*row)).min().unwrap_or(0);
    if of_units.is_some_and(|units| units.saturating_mul(TIMES_OF_UNITS) > least) {
        return BTreeMap::new();
    }
    left
}

/// Why rows of some texts do not count; none, if the texts are not of two kinds of which one does.
fn of_two_kinds<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Option<BTreeMap<String, &'static str>> {
    KINDS.iter().find_map(|(counts, others, why)| {
        let says = |text: &str, all: &str| {
            let plain = words(text);
            all.split('|').any(|phrase| phrase == plain)
        };
        let is_known = |text: &str| says(text, counts) != says(text, others);
        let left: BTreeMap<String, &'static str> =
            texts.clone().filter(|text| says(text, others)).map(|text| (key(text), *why)).collect();
        let kept = texts.clone().filter(|text| says(text, counts)).count();
        (kept > 0 && !left.is_empty() && texts.clone().all(is_known)).then_some(left)
    })
}

/// Why rows of forecasts do not count, beside others of whatever texts.
fn forecasts<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Option<BTreeMap<String, &'static str>> {
    let is_sure = |text: &&str| SURELY.split('|').any(|word| word == words(text));
    let left: BTreeMap<String, &'static str> = texts
        .clone()
        .filter(is_sure)
        .map(|text| (key(text), "a forecast, and nothing that was booked"))
        .collect();
    (!left.is_empty() && !texts.clone().all(|text| is_sure(&text))).then_some(left)
}
