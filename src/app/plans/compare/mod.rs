//! Two plans beside each other: which has the better chance, and which assumption makes the difference.

mod compare_panel;
mod use_compare;
pub mod words;

pub use compare_panel::{Beginning, compare_panel};
pub use use_compare::{Comparand, CompareAction, ComparePage, use_compare};
