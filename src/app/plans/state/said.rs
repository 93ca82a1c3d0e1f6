//! What the reader is told of the kept plans.

use super::library::Told;
use super::record::Record;

/// Something to tell the reader of the kept plans, until dismissed.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A plan was deleted, and can be brought back.
    Deleted(Box<Record>),
    /// What another tab wrote met what is done here.
    Told(Told),
    /// Another tab changed the plan on the table, which is shown as it is there.
    Renewed,
    /// Another tab deleted the plan on the table.
    Gone,
    /// A file or a text was not opened; why.
    NotOpened(String),
    /// A file was opened, but for fields that this version does not know.
    Unknown(Vec<String>),
}
