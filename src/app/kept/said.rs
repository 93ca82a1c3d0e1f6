//! What the reader is told of kept things.

use super::library::Told;
use super::record::Record;

/// Something to tell the reader of the kept things of one kind, until dismissed.
#[derive(Clone, Debug, PartialEq)]
pub enum Said<C> {
    /// A thing was deleted, and can be brought back.
    Deleted(Box<Record<C>>),
    /// What another tab wrote met what is done here.
    Told(Told),
    /// Another tab changed what lies on the table, which is shown as it is there.
    Renewed,
    /// Another tab deleted what lies on the table.
    Gone,
    /// A file or a text was not opened; why.
    NotOpened(String),
    /// A link was opened, but for what was sent behind it.
    Cut,
    /// A file was opened, but for fields that this version does not know.
    Unknown(Vec<String>),
}

/// What the reader does about it.
#[derive(Clone, Debug, PartialEq)]
pub enum SaidAction<C> {
    /// What lies on the table becomes a file.
    Save,
    /// What was deleted is brought back.
    Restore(Box<Record<C>>),
    /// What cannot be read becomes a file.
    SaveDamaged,
    /// What cannot be read is kept no longer.
    ForgetDamaged,
    /// What was said is known.
    Dismiss,
}
