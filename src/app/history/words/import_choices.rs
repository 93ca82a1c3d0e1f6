//! Names of what may be said of a file by hand.

use crate::history::import::{DecimalMark, Encoding, Meaning, Role, RowKind};
use crate::model::DayOrder;

pub fn meaning(of: Meaning) -> &'static str {
    match of {
        Meaning::LeftOut => "left out: no opportunity",
        Meaning::Won | Meaning::Lost | Meaning::Open => meaning_in_short(of),
    }
}

pub fn meaning_in_short(of: Meaning) -> &'static str {
    match of {
        Meaning::Won => "won",
        Meaning::Lost => "lost",
        Meaning::Open => "open",
        Meaning::LeftOut => "left out",
    }
}

pub fn row_kind(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Opportunity => "an opportunity",
        RowKind::Change => "a change of an opportunity’s stage",
        RowKind::Rep => "a rep",
        RowKind::RepPeriod => "a rep in a period: rows of one rep are summed",
    }
}

/// The first place of a list: what was found.
pub fn as_found(value: &str) -> String {
    if value.is_empty() { "as found".to_owned() } else { format!("as found: {value}") }
}

pub fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16Le => "UTF-16, little endian",
        Encoding::Utf16Be => "UTF-16, big endian",
        Encoding::Windows1252 => "Windows-1252, western European",
    }
}

pub fn separator(mark: char) -> &'static str {
    match mark {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        _ => "bar",
    }
}

pub fn day_order(order: DayOrder) -> &'static str {
    match order {
        DayOrder::DayFirst => "day first: 3 January",
        DayOrder::MonthFirst => "month first: 1 March",
    }
}

pub fn decimal_mark(mark: DecimalMark) -> &'static str {
    match mark {
        DecimalMark::Point => "after a point, 1,234.5",
        DecimalMark::Comma => "after a comma, 1.234,5",
    }
}

pub fn rate_of(other: &str, counted: &str) -> String {
    format!("1 {other} in {counted}")
}

/// The stage that a column is about.
pub fn stage_of(role: &Role) -> Option<&str> {
    if let Role::Entered(stage)
    | Role::Exited(stage)
    | Role::StageEntered(stage)
    | Role::StagePassed(stage)
    | Role::StageOpen(stage) = role
    {
        Some(stage)
    } else {
        None
    }
}

/// What a column holds.
pub fn role(role: &Role) -> String {
    let plain = match role {
        Role::Ignored => "not needed",
        Role::Id => "which opportunity it is",
        Role::Name => "its name",
        Role::Owner => "whose it is",
        Role::Manager => "who leads the rep",
        Role::Stage => "stage, won or lost",
        Role::Status => "open, won or lost",
        Role::From => "stage before a change",
        Role::To => "stage after a change",
        Role::Field => "which field was changed",
        Role::OldValue => "what it held before",
        Role::NewValue => "what it held after",
        Role::ChangedOn => "day of a change",
        Role::Touched => "day of the last activity",
        Role::Created => "day it began",
        Role::Closed => "day it closed; of open ones a plan",
        Role::ClosePlanned => "day it is meant to close",
        Role::WonOn => "day it was won",
        Role::LostOn => "day it was lost",
        Role::Amount => "amount",
        Role::AmountActual => "amount in the end",
        Role::AmountExpected => "amount expected",
        Role::AmountConverted => "amount in the company’s currency",
        Role::Currency => "currency of the amount",
        Role::CurrencyConverted => "the company’s currency",
        Role::Probability => "chance that somebody gave it",
        Role::IsWon => "won: yes or no",
        Role::IsClosed => "closed: yes or no",
        Role::IsActive => "worked on: yes or no",
        Role::IsDeleted => "deleted or a test: yes or no",
        Role::LossReason => "why it was lost",
        Role::Pipeline => "pipeline",
        Role::Source => "assigned or self-sourced",
        Role::ByPlan => "run by the plan: yes or no",
        Role::Period => "period",
        Role::Quota => "quota",
        Role::Bookings => "bookings",
        Role::WonCount => "how many were won",
        Role::LostCount => "how many were lost",
        Role::OpenCount => "how many are open",
        Role::Entered(stage) => return format!("day it entered {stage}"),
        Role::Exited(stage) => return format!("day it left {stage}"),
        Role::StageEntered(stage) => return format!("how many entered {stage}"),
        Role::StagePassed(stage) => return format!("how many passed {stage}"),
        Role::StageOpen(stage) => return format!("how many are open in {stage}"),
    };
    plain.to_owned()
}
