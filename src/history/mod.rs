//! What happened: the record of a team, as files from outside tell it.

pub mod import;
