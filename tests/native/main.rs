//! Tests of the library, all in one binary, from the ground up.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::float_cmp,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    clippy::doc_markdown,
    reason = "tests build what they need, compare exactly where it is meant, and fail loudly"
)]

mod support;

mod math;
mod model;
mod engine;
mod analysis;
mod advice;
mod history;
mod exchange;
mod entry;
mod worker;
#[cfg(feature = "page")]
mod app;
mod examples;
mod circles;
mod tidy;
