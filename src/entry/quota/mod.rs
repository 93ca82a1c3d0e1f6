//! One rep’s quota: its facts as texts and as values.

pub(super) mod facts;
pub(super) mod readings;
pub(super) mod texts;
pub(super) mod values;
pub(super) mod written;
