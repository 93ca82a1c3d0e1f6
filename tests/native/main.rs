//! Tests of the library, all in one binary, from the ground up.

mod support;

mod analysis;
mod engine_cases;
mod engine_closed_form;
mod engine_laws;
mod engine_oracle;
mod engine_same_bits;
mod entry;
mod exchange;
mod math_reference;
mod model;
#[cfg(feature = "app")]
mod page_state;
#[cfg(feature = "app")]
mod page_text;
mod runner;
mod simulate_example;
mod tidy;
