//! What a person chose where a file could be read otherwise, and what is asked.

use super::table::text::Encoding;
use super::values::numbers::DecimalMark;
use crate::model::DayOrder;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a file is to be read. Whatever is left out is guessed from the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Choices {
    /// How letters are written.
    pub encoding: Option<Encoding>,
    /// What separates cells.
    pub separator: Option<char>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The line with the names of the columns.
    pub head: Option<u32>,
    /// What stands before decimals.
    pub decimal: Option<DecimalMark>,
    /// What comes first in `3/1/2027`.
    pub days: Option<DayOrder>,
    /// The currency of amounts; where a file has several, rows of others count as outside.
    pub currency: Option<String>,
    /// What one unit of another currency is worth in `currency`.
    pub rates: BTreeMap<String, f64>,
    /// The last day of which the file knows, as 2027-01-31.
    pub as_of: Option<String>,
    /// The month that the (fiscal) year begins with, 1 to 12; none: January.
    pub year_begins: Option<u32>,
    /// Whether a plan of it keeps the names of reps.
    pub keep_names: Option<bool>,
    /// Whether rows without an owner count, as nobody's, in a file with owners; else they are rejected.
    pub count_unowned: Option<bool>,
    /// The column whose kinds become the segments of a plan, by its head, or by `#` and its number from 1.
    pub split: Option<String>,
    /// What a row is.
    pub row: Option<RowKind>,
    /// What columns hold, by their head, or by `#` and their number from 1.
    pub columns: BTreeMap<String, Role>,
    /// What statuses mean, by their text.
    pub statuses: BTreeMap<String, Meaning>,
    /// The pipeline that is counted; `*`: all.
    pub pipeline: Option<String>,
    /// Stages in their order.
    pub stages: Vec<String>,
    /// Opportunities that began before this day are outside.
    pub from: Option<String>,
    /// Opportunities that began after this day are outside.
    pub to: Option<String>,
    /// What rows of one identity with different amounts are worth; of the first or the last row, what
    /// became of it too.
    pub joined_amount: Option<JoinedAmount>,
    /// Whether rows that are the same in every cell, and have no identity, are one.
    pub same_rows: Option<SameRows>,
    /// Whether a rep's quota is of the whole, and stands in each of its rows.
    pub one_quota: Option<bool>,
    /// Whether a quota whose head says a shorter time is that of the whole time of what was booked.
    pub whole_quota: Option<bool>,
    /// Whether numbers of a rep that never fall are added up since the beginning of a year.
    pub to_date: Option<bool>,
    /// What rows of negative amounts, and other credit notes, are.
    pub credits: Option<Credit>,
    /// What is not said to be won, or lost, is, where nothing says whether it is open.
    pub not_won: Option<Meaning>,
    /// Whether amounts that are of a month or a quarter are multiplied to those of a year.
    pub amounts_a_year: Option<bool>,
    /// Whether amounts whose head does not say it are in hundredths of a unit.
    pub amounts_in_cents: Option<bool>,
    /// Whether an empty owner is the owner above it.
    pub carried_owners: Option<bool>,
    /// Whether what several people own is the first one's; else it is of all of them together.
    pub first_owner: Option<bool>,
    /// Whether rows that are tests by their names count.
    pub count_tests: Option<bool>,
    /// The age in days at which reps are compared at each stage; none: all that is decided, of any age.
    pub age_days: Option<u32>,
}

impl Choices {
    /// These, with others made after them.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        self.rates.extend(more.rates);
        self.columns.extend(more.columns);
        self.statuses.extend(more.statuses);
        Self {
            encoding: more.encoding.or(self.encoding),
            separator: more.separator.or(self.separator),
            sheet: more.sheet.or(self.sheet),
            head: more.head.or(self.head),
            decimal: more.decimal.or(self.decimal),
            days: more.days.or(self.days),
            currency: more.currency.or(self.currency),
            rates: self.rates,
            as_of: more.as_of.or(self.as_of),
            year_begins: more.year_begins.or(self.year_begins),
            keep_names: more.keep_names.or(self.keep_names),
            count_unowned: more.count_unowned.or(self.count_unowned),
            split: more.split.or(self.split),
            row: more.row.or(self.row),
            columns: self.columns,
            statuses: self.statuses,
            pipeline: more.pipeline.or(self.pipeline),
            stages: if more.stages.is_empty() { self.stages } else { more.stages },
            from: more.from.or(self.from),
            to: more.to.or(self.to),
            joined_amount: more.joined_amount.or(self.joined_amount),
            same_rows: more.same_rows.or(self.same_rows),
            one_quota: more.one_quota.or(self.one_quota),
            whole_quota: more.whole_quota.or(self.whole_quota),
            to_date: more.to_date.or(self.to_date),
            credits: more.credits.or(self.credits),
            not_won: more.not_won.or(self.not_won),
            amounts_a_year: more.amounts_a_year.or(self.amounts_a_year),
            amounts_in_cents: more.amounts_in_cents.or(self.amounts_in_cents),
            carried_owners: more.carried_owners.or(self.carried_owners),
            count_tests: more.count_tests.or(self.count_tests),
            first_owner: more.first_owner.or(self.first_owner),
            age_days: more.age_days.or(self.age_days),
        }
    }

    /// The month that the year begins with.
    pub(super) fn first_month_of_year(&self) -> u32 {
        self.year_begins.filter(|month| (1..=12).contains(month)).unwrap_or(1)
    }

    /// Whether other choices find the same rows and cells, so that only what they mean is to be decided anew.
    pub fn has_rows_of(&self, other: &Self) -> bool {
        (self.encoding, self.separator, &self.sheet, self.head)
            == (other.encoding, other.separator, &other.sheet, other.head)
    }
}

/// What a row of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowKind {
    /// A rep with counts.
    #[serde(rename = "rep")]
    Rep,
    /// A rep in a period: rows of one rep are summed.
    #[serde(rename = "rep in a period")]
    RepPeriod,
    /// An opportunity.
    #[serde(rename = "opportunity")]
    Opportunity,
    /// A change of an opportunity's stage.
    #[serde(rename = "change of stage")]
    Change,
}

impl RowKind {
    /// What a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rep => "rep",
            Self::RepPeriod => "rep in a period",
            Self::Opportunity => "opportunity",
            Self::Change => "change of stage",
        }
    }

    /// Whether a row is about a rep, not about an opportunity.
    pub fn is_of_reps(self) -> bool {
        matches!(self, Self::Rep | Self::RepPeriod)
    }
}

/// What a status means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Meaning {
    /// Won.
    #[serde(rename = "won")]
    Won,
    /// Lost.
    #[serde(rename = "lost")]
    Lost,
    /// Still open.
    #[serde(rename = "open")]
    Open,
    /// No opportunity that counts: a duplicate, a test.
    #[serde(rename = "left out")]
    LeftOut,
}

impl Meaning {
    /// What a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Open => "open",
            Self::LeftOut => "left out",
        }
    }
}

/// What rows of one identity are worth together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JoinedAmount {
    /// What the first of them says.
    First,
    /// What the last of them says.
    Last,
    /// Their sum: rows are parts.
    Sum,
    /// The largest.
    Largest,
}

/// What a credit note among what was won is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Credit {
    /// It is taken off what was booked, and is no win.
    TakenOff,
    /// It is left out.
    LeftOut,
    /// It counts as won.
    Won,
}

/// Rows that are the same in every cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SameRows {
    /// One that is there twice.
    One,
    /// As many as there are rows.
    Each,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Nothing that is needed.
    Ignored,
    /// The identity of an opportunity.
    Id,
    /// The name of an opportunity.
    Name,
    /// Whose it is; in a table of reps, the rep.
    Owner,
    /// Who leads the rep.
    Manager,
    /// The stage, or that it was won or lost.
    Stage,
    /// Whether it is open, won or lost.
    Status,
    /// The stage before a change.
    From,
    /// The stage after a change.
    To,
    /// Which field was changed.
    Field,
    /// What the field held before.
    OldValue,
    /// What the field held after.
    NewValue,
    /// The day of a change.
    ChangedOn,
    /// The last day on which somebody did something.
    Touched,
    /// The day on which it began.
    Created,
    /// The day on which it was won or lost; of what is open, a plan.
    Closed,
    /// The day on which it is meant to close.
    ClosePlanned,
    /// The day on which it was won.
    WonOn,
    /// The day on which it was lost.
    LostOn,
    /// The day on which it entered a stage.
    Entered(String),
    /// The day on which it left a stage.
    Exited(String),
    /// What it is worth.
    Amount,
    /// What it was worth in the end.
    AmountActual,
    /// What it was expected to be worth.
    AmountExpected,
    /// What it is worth in the currency of the company.
    AmountConverted,
    /// The currency of its amount.
    Currency,
    /// The currency of its converted amount.
    CurrencyConverted,
    /// The chance that somebody gave it.
    Probability,
    /// Whether it was won: yes or no.
    IsWon,
    /// Whether it is closed: yes or no.
    IsClosed,
    /// Whether it is still worked on: yes or no; what is not, and was not won, is lost.
    IsActive,
    /// Whether it was deleted, or is a test: yes or no.
    IsDeleted,
    /// Why it was lost.
    LossReason,
    /// Which pipeline it is in.
    Pipeline,
    /// Where it came from: `self` if the rep found it.
    Source,
    /// Whether it was run by the plan: yes or no.
    ByPlan,
    /// The period of a rep's row.
    Period,
    /// A rep's quota.
    Quota,
    /// What a rep booked.
    Bookings,
    /// A rep's wins.
    WonCount,
    /// A rep's losses.
    LostCount,
    /// A rep's open opportunities.
    OpenCount,
    /// How many of a rep's opportunities entered a stage.
    StageEntered(String),
    /// How many of them moved on from it.
    StagePassed(String),
    /// How many of them are open in it.
    StageOpen(String),
}

/// A question that the file does not answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// What it is about: a fact of the file, a column, a status.
    pub about: String,
    /// The question.
    pub question: String,
    /// What it may be; the first is what was counted meanwhile.
    pub candidates: Vec<Candidate>,
}

/// One answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// What a person reads.
    pub label: String,
    /// The choice that gives this answer, to be added to those that were made.
    pub choice: Choices,
}

impl Ask {
    /// A question without answers yet.
    pub(super) fn new(about: impl Into<String>, question: impl Into<String>) -> Self {
        Self { about: about.into(), question: question.into(), candidates: Vec::new() }
    }

    /// With one more answer.
    pub(super) fn or(mut self, label: impl Into<String>, choice: Choices) -> Self {
        self.candidates.push(Candidate { label: label.into(), choice });
        self
    }
}
