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

mod advice;
mod advice_profit;
#[cfg(feature = "page")]
mod app;
mod analysis;
mod circles;
mod compared;
mod engine_aged;
mod engine_cases;
mod engine_closed_form;
mod engine_features;
mod engine_laws;
mod engine_oracle;
mod engine_same_bits;
mod engine_samplers;
mod engine_streams;
mod entry;
mod exchange;
mod history_import;
mod history_import_limits;
mod link_example;
mod math_reference;
mod model;
#[cfg(feature = "page")]
mod page_charts;
#[cfg(feature = "page")]
mod page_plans;
#[cfg(feature = "page")]
mod page_presets;
#[cfg(feature = "page")]
mod page_questions;
#[cfg(feature = "page")]
mod page_runs;
#[cfg(feature = "page")]
mod page_stage_table;
#[cfg(feature = "page")]
mod page_state;
#[cfg(feature = "page")]
mod page_taps;
#[cfg(feature = "page")]
mod page_text;
#[cfg(feature = "page")]
mod page_views;
mod history;
mod history_reach;
mod simulate_example;
mod tidy;
mod worker;
