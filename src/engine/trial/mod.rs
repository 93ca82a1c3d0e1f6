//! One trial: what is drawn before any deal is won, who has time for what, and whose deals are won when.

pub(super) mod assign;
pub(super) mod begin;
pub(super) mod capacity;
pub(super) mod context;
mod deals;
mod months;
mod open;
mod open_parts;
mod wins;
