//! Amounts that are of a month, a quarter or a year each, where a column beside them says so.

use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::facts::{Fact, Sheet};
use crate::history::import::values::money;
use crate::history::import::values::words::{holds, words};
use std::collections::BTreeSet;

/// How often in a year an amount is paid, by the words of a cell.
const TIMES: [(&str, f64); 6] = [
    (
        "one time|onetime|once|one off|oneoff|single|non recurring|einmalig|einmal|unique|une fois|ponctuel|\
         unico|una vez|una tantum|eenmalig|engang|engangs|jednorazowo|jednorazove|разово|единоразово|一回|一次性",
        1.0,
    ),
    (
        "annual|annually|yearly|year|per year|a year|jahrlich|pro jahr|jahr|annuel|annuelle|par an|anual|\
         al ano|annuale|all anno|jaarlijks|per jaar|arlig|arligen|per ar|rocznie|rocne|\
         ежегодно|в год|年額|年|年払い",
        1.0,
    ),
    (
        "semi annual|semi annually|semiannual|half yearly|biannual|halbjahrlich|semestriel|semestral|\
         semestrale|halfjaarlijks|halvarsvis|halvarlig|polrocznie",
        2.0,
    ),
    (
        "quarterly|quarter|per quarter|vierteljahrlich|quartalsweise|trimestriel|trimestral|trimestrale|\
         per kwartaal|kwartaal|kvartalsvis|kwartalnie|ctvrtletne|ежеквартально|四半期",
        4.0,
    ),
    (
        "monthly|month|per month|a month|monatlich|pro monat|monat|mensuel|mensuelle|par mois|mensual|al mes|\
         mensal|mensile|al mese|maandelijks|per maand|manadsvis|manedlig|miesiecznie|mesicne|ежемесячно|\
         в месяц|aylik|月額|月|月払い",
        12.0,
    ),
    ("weekly|week|per week|wochentlich|hebdomadaire|semanal|settimanale|wekelijks", 52.0),
];

/// Words of heads of amounts of a month.
const MONTHLY: &str = "mrr|monthly|per month|a month|monatlich|monatliche|pro monat|mensuel|mensuelle|\
    par mois|mensual|mensile|mensal|al mes|al mese|maandelijks|maandelijkse|per maand|miesieczny|miesieczna";

fn times_of(cell: &str) -> Option<f64> {
    let plain = words(cell);
    TIMES.iter().find(|(all, _)| all.split('|').any(|word| word == plain)).map(|(_, times)| *times)
}

/// The column that says of which span each amount is, if these differ; what is said and asked of it.
#[derive(Clone, Debug, Default)]
pub(in crate::history::import) struct Spans {
    pub(in crate::history::import) fact: Option<Fact>,
    pub(in crate::history::import) ask: Option<Ask>,
    column: Option<usize>,
}

impl Spans {
    pub(in crate::history::import) fn of(sheet: &Sheet<'_>) -> Self {
        let amounts = [Role::Amount, Role::AmountActual, Role::AmountExpected, Role::AmountConverted];
        let Some(amount) = amounts.iter().find_map(|role| sheet.at(role)) else { return Self::default() };
        let is_of_spans = |at: &usize| {
            let is_free = sheet
                .columns
                .all
                .get(*at)
                .is_some_and(|column| matches!(column.role, Role::Ignored | Role::Period));
            let shape = sheet.shapes.get(*at).filter(|_| is_free);
            shape.is_some_and(|shape| {
                shape.filled > 0
                    && !shape.is_varied
                    && shape.texts.keys().all(|text| times_of(text).is_some())
            })
        };
        let head = |at: usize| sheet.layout.heads.get(at).cloned().unwrap_or_default();
        let Some(column) = (0..sheet.columns.all.len()).find(is_of_spans) else {
            let plain = words(&head(amount));
            let why = || {
                format!(
                    "“{}” says that they are of a month each, and they are taken as written",
                    head(amount)
                )
            };
            let is_monthly = MONTHLY.split('|').any(|word| holds(&plain, word));
            return Self {
                fact: is_monthly.then(|| Fact::new("amount", "a month", why())),
                ..Self::default()
            };
        };
        let has_amount = |row: usize| money::written(sheet.cell(row, Some(amount))).is_some();
        let rows = sheet.layout.body.iter().map(|body| body.row).filter(|row| has_amount(*row));
        let cells: BTreeSet<&str> = rows.map(|row| sheet.cell(row, Some(column))).collect();
        let times: Vec<f64> = cells.iter().map(|cell| times_of(cell).unwrap_or(1.0)).collect();
        let names: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        let is_one = times.iter().all(|of| times.first() == Some(of));
        let yearly = sheet.choices.amounts_a_year;
        if is_one && yearly != Some(true) {
            let is_plain = times.iter().all(|of| *of <= 1.0);
            let why =
                format!("“{}” says of which span amounts are, and they are taken as written", head(column));
            let fact = (!is_plain).then(|| Fact::new("amount", names.join(", "), why));
            return Self { fact, ..Self::default() };
        }
        if yearly == Some(true) {
            let why = format!("chosen: those of shorter spans, by “{}”, are multiplied", head(column));
            let fact = Some(Fact::new("amount", "of a year", why));
            return Self { fact, ask: None, column: Some(column) };
        }
        let question = format!(
            "“{}” says that amounts are of different spans: {}. What is an opportunity worth?",
            head(column),
            names.join(", ")
        );
        let choice = |yearly| Choices { amounts_a_year: Some(yearly), ..Choices::default() };
        let ask = Ask::new("spans of amounts", question)
            .or("what it brings in a year, or once", choice(true))
            .or("what is written, whatever its span", choice(false));
        Self { fact: None, ask: Some(ask).filter(|_| yearly.is_none()), column: None }
    }

    /// What the amount of a row is multiplied by.
    pub(in crate::history::import) fn times(&self, sheet: &Sheet<'_>, row: usize) -> f64 {
        self.column.map_or(1.0, |at| times_of(sheet.cell(row, Some(at))).unwrap_or(1.0))
    }
}
