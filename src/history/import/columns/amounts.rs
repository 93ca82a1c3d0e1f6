//! Which column says what an opportunity is worth, and in which currency.

use super::spans::Spans;
use crate::history::import::choices::{Ask, Meaning, Role};
use crate::history::import::facts::{Fact, Sheet};
use crate::history::import::values::money::{self, Code};
use std::collections::{BTreeMap, BTreeSet};

/// How amounts are read.
#[derive(Clone, Debug, Default)]
pub(in crate::history::import) struct Amounts {
    /// The column; none without amounts.
    column: Option<usize>,
    /// The column for what was won, where it is another.
    actual: Option<usize>,
    /// Whether the column is the converted one.
    is_converted: bool,
    /// Codes beside the amounts.
    codes: Option<usize>,
    /// The original amounts beside converted ones.
    original: Option<(usize, Option<usize>)>,
    /// The currency of the whole column, by its head or by a title.
    pub(in crate::history::import) whole: Option<Code>,
    scale: f64,
    /// Of which span each amount is.
    pub(in crate::history::import) spans: Spans,
    /// Whether amounts are in hundredths, where nothing says it.
    pub(in crate::history::import) cents: Option<Ask>,
}

/// An amount in thousandths of a unit, and its currency.
pub(in crate::history::import) type Amount = (i64, Option<Code>);

impl Amounts {
    /// Decides which columns say the amounts.
    pub(in crate::history::import) fn of(
        sheet: &Sheet<'_>,
        title: Option<Code>,
        title_scale: f64,
        facts: &mut Vec<Fact>,
    ) -> Self {
        let (plain, expected) = (sheet.at(&Role::Amount), sheet.at(&Role::AmountExpected));
        let actual = sheet.at(&Role::AmountActual);
        let converted = sheet.at(&Role::AmountConverted);
        let column = plain.or(expected).or(actual);
        let (codes, converted_codes) = (sheet.at(&Role::Currency), sheet.at(&Role::CurrencyConverted));
        let base = Self { column, codes, ..Self::default() };
        let takes_converted = converted.is_some_and(|converted| {
            let differs = || {
                let like = Self { column: plain.or(actual).or(expected), ..base.clone() };
                codes.is_none() && like.differs(sheet, converted)
            };
            column.is_none() || base.several(sheet) || differs()
        });
        let mut amounts = base;
        amounts.spans = Spans::of(sheet);
        facts.extend(amounts.spans.fact.clone());
        if takes_converted {
            amounts.column = converted;
            amounts.codes = converted_codes;
            amounts.is_converted = true;
            amounts.original = plain.map(|plain| (plain, codes));
            facts.push(Fact::new(
                "amount",
                head(sheet, converted),
                "the file has several currencies, and this column converts them",
            ));
        } else {
            amounts.actual = actual.filter(|actual| Some(*actual) != column);
            if amounts.actual.is_some() {
                facts.push(Fact::new(
                    "amount",
                    head(sheet, actual),
                    "what was won is worth what was agreed, not what was expected",
                ));
            } else if plain.is_none() && expected.is_some() {
                facts.push(Fact::new(
                    "amount",
                    head(sheet, expected),
                    "an expected amount: no column says another",
                ));
            }
        }
        let of_head = amounts.column.map(|_| head(sheet, amounts.column));
        let language = || {
            let column = amounts.column.and_then(|column| sheet.columns.all.get(column))?;
            money::currency_by_language(&sheet.layout.heads, &column.cells)
        };
        let own = || {
            let original = Self { column: plain, codes, ..Self::default() };
            let converted = converted.filter(|_| takes_converted && converted_codes.is_none())?;
            original.unchanged(sheet, converted)
        };
        let of_file = of_head.as_deref().and_then(money::currency_of_head).or_else(own);
        amounts.whole = of_file.or(title).or_else(language);
        let scale = of_head.as_deref().and_then(money::scale_in);
        amounts.scale = scale.unwrap_or(title_scale);
        if let Some(column) = amounts.column.filter(|column| super::cents::may_be(sheet, *column)) {
            let chosen = sheet.choices.amounts_in_cents;
            amounts.cents = chosen.is_none().then(|| super::cents::ask(sheet, column));
            amounts.scale *= if chosen == Some(false) { 1.0 } else { 1e-2 };
            facts.extend(chosen.map(|_| Fact::new("amount", format!("times {}", amounts.scale), "chosen")));
        }
        if scale.is_some() || title_scale > 1.0 {
            facts.push(Fact::new(
                "amount",
                format!("times {}", amounts.scale),
                "its head or a title says so",
            ));
        }
        amounts
    }

    /// Whether there are amounts at all.
    pub(in crate::history::import) fn is_any(&self) -> bool {
        self.column.is_some()
    }

    /// The currencies that rows with amounts name.
    fn several(&self, sheet: &Sheet<'_>) -> bool {
        let mut all: BTreeSet<Code> = BTreeSet::new();
        for body in &sheet.layout.body {
            if !sheet.cell(body.row, self.column).is_empty() {
                all.extend(self.currency(sheet, body.row, self.column));
            }
        }
        all.len() > 1
    }

    fn currency(&self, sheet: &Sheet<'_>, row: usize, column: Option<usize>) -> Option<Code> {
        let of_column = money::currency_beside(sheet.cell(row, self.codes));
        of_column.or_else(|| money::written(sheet.cell(row, column)).and_then(|written| written.currency))
    }

    /// Whether converted amounts are others than the original ones.
    fn differs(&self, sheet: &Sheet<'_>, converted: usize) -> bool {
        let read = |row: usize, column: Option<usize>| {
            money::written(sheet.cell(row, column)).and_then(|it| it.read(sheet.mark))
        };
        sheet.layout.body.iter().any(|body| {
            let pair = read(body.row, self.column).zip(read(body.row, Some(converted)));
            pair.is_some_and(|(one, other)| one != other)
        })
    }

    /// The one currency whose amounts stay as they are when they are converted, while those of others do not:
    /// that of the company.
    fn unchanged(&self, sheet: &Sheet<'_>, converted: usize) -> Option<Code> {
        let mut changed: BTreeMap<Code, bool> = BTreeMap::new();
        for body in &sheet.layout.body {
            let read = |column: Option<usize>| {
                let written = money::written(sheet.cell(body.row, column))?;
                written.read(sheet.mark).filter(|amount| *amount != 0)
            };
            let pair = read(self.column).zip(read(Some(converted)));
            if let Some((code, (one, other))) = self.currency(sheet, body.row, self.column).zip(pair) {
                *changed.entry(code).or_default() |= one != other;
            }
        }
        let mut same = changed.iter().filter(|(_, is_changed)| !**is_changed).map(|(code, _)| *code);
        let only = same.next().filter(|_| same.next().is_none());
        only.filter(|_| changed.len() > 1)
    }

    /// The amount of a row: none, if its cell is empty; the head and the text of a cell that is no amount.
    pub(in crate::history::import) fn read(
        &self,
        sheet: &Sheet<'_>,
        row: usize,
        meaning: Meaning,
    ) -> Result<Option<Amount>, (String, String)> {
        let column = if meaning == Meaning::Won { self.actual.or(self.column) } else { self.column };
        let cell = sheet.cell(row, column);
        if cell.is_empty() {
            return Ok(self.unconverted(sheet, row));
        }
        let scale = self.scale * self.spans.times(sheet, row);
        let value = money::written(cell)
            .and_then(|written| Some((written.read_times(sheet.mark, scale)?, written.currency)));
        let Some((value, sign)) = value else {
            return Err((head(sheet, column), cell.chars().take(60).collect()));
        };
        let sign = sign.map(|sign| money::meant(sign, cell, self.whole));
        let currency = money::currency_beside(sheet.cell(row, self.codes)).or(sign).or(self.whole);
        Ok(Some((value, currency)))
    }

    /// The original amount of a row whose converted one is empty, if it is in the currency of the others.
    fn unconverted(&self, sheet: &Sheet<'_>, row: usize) -> Option<Amount> {
        let (column, codes) = self.original?;
        let code = money::currency_of_cell(sheet.cell(row, codes))?;
        let own = money::currency_of_cell(sheet.cell(row, self.codes)).or(self.whole)?;
        let value = money::written(sheet.cell(row, Some(column)))?.read(sheet.mark)?;
        (code == own).then_some((value, Some(own)))
    }
}

fn head(sheet: &Sheet<'_>, column: Option<usize>) -> String {
    column
        .and_then(|column| sheet.columns.all.get(column))
        .map(|column| column.head.clone())
        .unwrap_or_default()
}
