//! How plans, quotas and histories enter and leave. Distrusts all text: foreign text gives an error, never a
//! panic and never a part of what it says. Knows [`crate::model`].
//!
//! There is one format, JSON, documented in [`mod@file`]. A file is such a document, indented for people; its
//! shortest text, always the same for the same plan, is what a [`link`] carries, what this browser stores and
//! what a worker is sent. Tables leave as [`mod@csv`], which nobody reads back.

pub mod csv;
pub mod file;
pub mod link;
pub mod runs_csv;
