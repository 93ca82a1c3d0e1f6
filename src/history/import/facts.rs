//! Facts of a file, decided once over all of it and said: decimal mark, order of day and month.

use super::choices::{Ask, Choices, Role};
use super::columns::column::Columns;
use super::columns::shapes::Shape;
use super::table::grid::Grid;
use super::table::layout::Layout;
use super::values::days::{Moment, read_day_or_serial};
use super::values::money;
use super::values::numbers::{DecimalMark, MarkProof};
use super::values::words::{holds, words};
use crate::model::DayOrder;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something that holds for the whole file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What: `encoding`, `separator`, `decimal mark`.
    pub about: String,
    /// How it was taken.
    pub value: String,
    /// What says so.
    pub why: String,
}

impl Fact {
    pub(super) fn new(about: &str, value: impl Into<String>, why: impl Into<String>) -> Self {
        Self { about: about.to_owned(), value: value.into(), why: why.into() }
    }
}

/// A file with its columns and with how its numbers and days are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet<'a> {
    pub(super) grid: &'a Grid,
    pub(super) layout: &'a Layout,
    pub(super) columns: &'a Columns,
    pub(super) choices: &'a Choices,
    pub(super) mark: DecimalMark,
    pub(super) order: DayOrder,
    pub(super) shapes: &'a [Shape],
    /// A column whose empty cells are those above them, and for each row the row that says it.
    pub(super) carried: Option<(usize, &'a [usize])>,
}

impl<'a> Sheet<'a> {
    /// A cell; empty without a column.
    pub(super) fn cell(&self, row: usize, column: Option<usize>) -> &'a str {
        let row = match self.carried {
            Some((carried, rows)) if column == Some(carried) => rows.get(row).copied().unwrap_or(row),
            _ => row,
        };
        let cell = column.map_or("", |column| self.grid.cell(row, column));
        if money::is_blank(cell) { "" } else { cell }
    }

    /// The day in a cell; none, if it is empty or no day.
    pub(super) fn day(&self, row: usize, column: Option<usize>) -> Option<Moment> {
        let own = column.and_then(|column| self.columns.orders.get(&column)).copied();
        read_day_or_serial(self.cell(row, column))?.read(own.unwrap_or(self.order))
    }

    /// The first column of a role.
    pub(super) fn at(&self, role: &Role) -> Option<usize> {
        self.columns.at(role)
    }
}

/// What decides facts.
pub(super) struct Evidence<'a> {
    pub(super) grid: &'a Grid,
    pub(super) layout: &'a Layout,
    pub(super) columns: &'a Columns,
    pub(super) shapes: &'a [Shape],
    pub(super) choices: &'a Choices,
    pub(super) separator: u8,
    pub(super) facts: Vec<Fact>,
    pub(super) asks: Vec<Ask>,
    /// The order of day and month of columns that write it otherwise than the rest of the file.
    pub(super) orders: BTreeMap<usize, DayOrder>,
}

/// Words of heads in languages that write days first and decimals after a comma.
const FOREIGN: &str = "betrag besitzer erstellt erstellungsdatum abschlussdatum verkaufschance wert umsatz \
    verantwortlicher inhaber ziel gewonnen angebote vertriebsmitarbeiter bearbeiter stufe nummer montant \
    proprietaire etape cloture creation statut vendeur affaire opportunite cree objectif devise compte \
    importe propietario etapa fecha cierre monto vendedor oportunidad comercial estado moneda importo \
    proprietario fase chiusura valore venditore stato opportunita valor fechamento criacao responsavel \
    oportunidade moeda bedrag eigenaar sluitdatum aangemaakt waarde verkoper belopp agare saljare skapad \
    belob ejer oprettet saelger kwota wlasciciel handlowiec etap auftragswert kunde";

impl Evidence<'_> {
    /// A word of a head that is of a language with days first and decimal commas.
    fn foreign_head(&self) -> Option<&str> {
        let is_foreign = |head: &&String| {
            let plain = words(head);
            FOREIGN.split_whitespace().any(|word| holds(&plain, word))
        };
        self.layout.heads.iter().find(is_foreign).map(String::as_str)
    }

    fn columns_where(&self, is: impl Fn(&Role) -> bool) -> Vec<usize> {
        let all = self.columns.all.iter().enumerate();
        all.filter(|(_, column)| is(&column.role)).map(|(at, _)| at).collect()
    }

    /// Decides the decimal mark by a vote of all amounts, or, where none of them says it, of all numbers.
    pub(super) fn decide_mark(&mut self) -> DecimalMark {
        if let Some(mark) = self.choices.decimal {
            self.facts.push(Fact::new("decimal mark", mark_name(mark), "chosen"));
            return mark;
        }
        let needed = self.columns_where(|role| {
            matches!(
                role,
                Role::Amount
                    | Role::AmountActual
                    | Role::AmountExpected
                    | Role::AmountConverted
                    | Role::Quota
                    | Role::Bookings
            )
        });
        let votes = self.marks(&needed);
        let others = || {
            let numbers = self.shapes.iter().enumerate().filter(|(_, shape)| shape.is_numbers());
            self.marks(&numbers.map(|(at, _)| at).filter(|at| !needed.contains(at)).collect::<Vec<_>>())
        };
        let (point, comma) = if votes.point + votes.comma > 0 {
            (votes.point, votes.comma)
        } else {
            let others = others();
            (others.point, others.comma)
        };
        if point + comma > 0 {
            let mark = if comma > point { DecimalMark::Comma } else { DecimalMark::Point };
            let why =
                format!("{} of {} numbers with marks can only be read so", point.max(comma), point + comma);
            self.facts.push(Fact::new("decimal mark", mark_name(mark), why));
            return mark;
        }
        self.mark_of_thousands(&votes)
    }

    /// Numbers that are all like `1.200` or `1,200`: groups of thousands, if the rest of the file writes so.
    fn mark_of_thousands(&mut self, votes: &MarkVotes) -> DecimalMark {
        let is_comma_land = self.separator == b';' || self.foreign_head().is_some();
        let (mark, is_sure) = match (votes.either_point > 0, votes.either_comma > 0) {
            (false, false) => (if is_comma_land { DecimalMark::Comma } else { DecimalMark::Point }, true),
            (true, false) => (DecimalMark::Comma, is_comma_land),
            (false, true) => (DecimalMark::Point, !is_comma_land),
            (true, true) => (if is_comma_land { DecimalMark::Comma } else { DecimalMark::Point }, false),
        };
        let why = match (is_sure, self.foreign_head()) {
            (false, _) => "a guess: nothing in the file says it".to_owned(),
            (true, Some(head)) => format!("the language of “{head}”"),
            (true, None) if self.separator == b';' => "cells are separated by semicolons".to_owned(),
            (true, None) => "as English writes".to_owned(),
        };
        self.facts.push(Fact::new("decimal mark", mark_name(mark), why));
        if !is_sure {
            let text = votes.example.clone();
            let read = |mark: DecimalMark| {
                money::written(&text).and_then(|it| it.read(mark)).unwrap_or(0) as f64 / 1e3
            };
            let mut ask = Ask::new("decimal mark", format!("How much is {text}?"));
            for mark in [mark, mark.other()] {
                ask =
                    ask.or(format!("{}", read(mark)), Choices { decimal: Some(mark), ..Choices::default() });
            }
            self.asks.push(ask);
        }
        mark
    }

    fn marks(&self, columns: &[usize]) -> MarkVotes {
        let mut votes = MarkVotes::default();
        for body in &self.layout.body {
            for column in columns {
                let cell = self.grid.cell(body.row, *column);
                if self.grid.is_number(body.row, *column) {
                    continue;
                }
                let written = money::written(cell.trim_end_matches(['%', ' ', '\u{a0}']));
                match written.map_or(MarkProof::Silent, |written| written.proof()) {
                    MarkProof::Silent => {}
                    MarkProof::Proves(DecimalMark::Point) => votes.point += 1,
                    MarkProof::Proves(DecimalMark::Comma) => votes.comma += 1,
                    MarkProof::Either(mark) => {
                        if votes.example.is_empty() {
                            cell.clone_into(&mut votes.example);
                        }
                        match mark {
                            DecimalMark::Point => votes.either_point += 1,
                            DecimalMark::Comma => votes.either_comma += 1,
                        }
                    }
                }
            }
        }
        votes
    }

    /// Decides what comes first in days with slashes.
    pub(super) fn decide_order(&mut self, mark: DecimalMark) -> DayOrder {
        if let Some(order) = self.choices.days {
            self.facts.push(Fact::new("order of day and month", order_name(order), "chosen"));
            return order;
        }
        let columns = self.columns_where(is_day);
        let (mut ambiguous, mut example) = (0_usize, "");
        let mut proofs: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for body in &self.layout.body {
            for column in &columns {
                let cell = self.grid.cell(body.row, *column);
                let Some(written) = read_day_or_serial(cell) else { continue };
                match written.proof() {
                    Some(DayOrder::DayFirst) => proofs.entry(*column).or_default().0 += 1,
                    Some(DayOrder::MonthFirst) => proofs.entry(*column).or_default().1 += 1,
                    None if written.is_ambiguous() => {
                        ambiguous += 1;
                        example = if example.is_empty() { cell } else { example };
                    }
                    None => {}
                }
            }
        }
        let day: usize = proofs.values().map(|(day, _)| day).sum();
        let month: usize = proofs.values().map(|(_, month)| month).sum();
        if day > 0 && month > 0 && proofs.values().all(|(day, month)| *day == 0 || *month == 0) {
            return self.order_by_column(&proofs, day, month);
        }
        if day + month > 0 {
            let order = if day > month { DayOrder::DayFirst } else { DayOrder::MonthFirst };
            let why = format!(
                "{} of {} days with a number above 12 can only be read so",
                day.max(month),
                day + month
            );
            self.facts.push(Fact::new("order of day and month", order_name(order), why));
            // Days of both orders in one column leave those that may be either to a guess.
            if ambiguous > 0 && day.min(month) * 10 >= day + month {
                let example = example.to_owned();
                self.ask_order(order, &example);
            }
            return order;
        }
        if ambiguous == 0 {
            return DayOrder::MonthFirst;
        }
        let example = example.to_owned();
        self.order_of_small(&columns, mark, &example)
    }

    /// Columns that contradict each other, and none itself: each has its own order.
    fn order_by_column(
        &mut self,
        proofs: &BTreeMap<usize, (usize, usize)>,
        day: usize,
        month: usize,
    ) -> DayOrder {
        let usual = if day > month { DayOrder::DayFirst } else { DayOrder::MonthFirst };
        for (column, (day, _)) in proofs {
            let order = if *day > 0 { DayOrder::DayFirst } else { DayOrder::MonthFirst };
            let head = self.layout.heads.get(*column).map_or("", String::as_str);
            let why = format!("numbers above 12 in “{head}” can only be read so");
            self.facts.push(Fact::new("order of day and month", order_name(order), why));
            self.orders.insert(*column, order);
        }
        usual
    }

    /// Days that are all up to 12: told by what comes before what, or by the language of the file.
    fn order_of_small(&mut self, columns: &[usize], mark: DecimalMark, example: &str) -> DayOrder {
        let backward = |order| self.backward(columns, order);
        let (day, month) = (backward(DayOrder::DayFirst), backward(DayOrder::MonthFirst));
        let decided = match (day, month) {
            (0, 1..) => {
                Some((DayOrder::DayFirst, format!("else {month} rows would close before they begin")))
            }
            (1.., 0) => {
                Some((DayOrder::MonthFirst, format!("else {day} rows would close before they begin")))
            }
            _ => None,
        };
        let by_language = || {
            let head = self.foreign_head().map(|head| format!("the language of “{head}”"));
            let marks = (self.separator == b';' || mark == DecimalMark::Comma)
                .then(|| "numbers have decimal commas".to_owned());
            head.or(marks).map(|why| (DayOrder::DayFirst, why))
        };
        if let Some((order, why)) = decided.or_else(by_language) {
            self.facts.push(Fact::new("order of day and month", order_name(order), why));
            return order;
        }
        let order = DayOrder::MonthFirst;
        self.facts.push(Fact::new(
            "order of day and month",
            order_name(order),
            "a guess: nothing in the file says it",
        ));
        self.ask_order(order, example);
        order
    }

    /// Asks which of two days a text is.
    fn ask_order(&mut self, guess: DayOrder, example: &str) {
        let mut ask = Ask::new("order of day and month", format!("Which day is {example}?"));
        for order in [guess, guess.other()] {
            let day = read_day_or_serial(example).and_then(|day| day.read(order));
            let label = day.map_or_else(String::new, |moment| moment.day.to_string());
            ask = ask.or(label, Choices { days: Some(order), ..Choices::default() });
        }
        self.asks.push(ask);
    }

    /// Rows in which something happens before the opportunity began, or after the day until which the file
    /// knows.
    fn backward(&self, columns: &[usize], order: DayOrder) -> usize {
        let created = self.columns.at(&Role::Created);
        let as_of = self.choices.as_of.as_deref().and_then(crate::model::Date::parse);
        let day = |row: usize, column: usize| {
            read_day_or_serial(self.grid.cell(row, column)).and_then(|day| day.read(order))
        };
        let is_backward = |row: usize| {
            let began = created.and_then(|column| day(row, column));
            columns.iter().filter(|column| Some(**column) != created).any(|column| {
                let is_plan = matches!(
                    self.columns.all.get(*column).map(|it| &it.role),
                    Some(Role::Closed | Role::ClosePlanned)
                );
                let then = day(row, *column);
                began.zip(then).is_some_and(|(began, then)| then.day < began.day)
                    || as_of.zip(then).is_some_and(|(as_of, then)| then.day > as_of && !is_plan)
            })
        };
        self.layout.body.iter().filter(|body| is_backward(body.row)).count()
    }
}

/// Whether a column holds days.
fn is_day(role: &Role) -> bool {
    matches!(
        role,
        Role::ChangedOn
            | Role::Touched
            | Role::Created
            | Role::Closed
            | Role::ClosePlanned
            | Role::WonOn
            | Role::LostOn
            | Role::Entered(_)
            | Role::Exited(_)
    )
}

#[derive(Clone, Debug, Default)]
struct MarkVotes {
    point: usize,
    comma: usize,
    either_point: usize,
    either_comma: usize,
    example: String,
}

fn mark_name(mark: DecimalMark) -> &'static str {
    match mark {
        DecimalMark::Point => "point",
        DecimalMark::Comma => "comma",
    }
}

fn order_name(order: DayOrder) -> &'static str {
    match order {
        DayOrder::DayFirst => "day first",
        DayOrder::MonthFirst => "month first",
    }
}
