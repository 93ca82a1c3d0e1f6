//! Plumbline tells people whether a sales target is real.
//!
//! A quota feasibility simulator that runs entirely in the browser: somebody types a target and what is known
//! of the pipeline, stage by stage, and reads in how many of 100 simulated futures the target is reached.
//! This library holds all of it; the page and its workers are one binary of a few lines.
//!
//! # Bird's-eye view
//! ```text
//!                              in a worker         on the page
//! typed text ─entry─▶ Scenario ──engine──▶ Outcome ──analysis──▶ Report ──app──▶ sentences, dots
//!                       ▲  │    advice, results ────────────────▶ answers
//! links, files ─exchange┘  └─exchange─▶ links, files, messages
//! ```
//!
//! # Layers, each naming only those above it in this list
//! - [`math`]: special functions, transforms, tables. Knows nothing of sales or of random numbers.
//! - [`model`]: what is planned. Values that cannot be wrong, so that nothing below can fail. The glossary is
//!   there.
//! - [`analysis`]: what the futures say: what a run leaves behind, and the report of it. Draws nothing, shows
//!   nothing.
//! - `engine` (feature `engine`): how futures are drawn. The only layer that names `rand`.
//! - [`advice`]: what would change the answer: answers as data, and with the feature `engine` what asks for
//!   variations of a plan.
//! - [`results`]: what explains what happened: a team against luck, rates by rep, one rep. The only layer
//!   that reads names.
//! - [`exchange`]: scenario files (JSON, for people), packed scenarios (links, storage), messages. Distrusts
//!   everything it reads.
//! - [`entry`]: what people type into fields.
//! - [`runner`]: who computes: schedule, messages, workers.
//! - `app` (feature `app`): what the user sees.
//!
//! # Invariants
//! - The same scenario, seed and number of trials give the same bits everywhere: native and WebAssembly, one
//!   worker or sixteen, blocks in any order. So: keyed streams of a named generator, transcendental functions
//!   from `libm` only, sums of integers. `tests/golden_digests.in` holds the numbers that both targets are
//!   asked for.
//! - A [`model::Scenario`] that exists is valid. Files, links, messages and typed texts all pass its
//!   constructors.
//! - Nothing from outside can panic: no `unwrap`, no indexing, no `expect` without a proof beside it. Within
//!   the engine a list is indexed, with its proof at the file's head, where a missing number could only be
//!   made up.
//! - The library compiles without any browser crate (`--no-default-features`); a tidy test guards the layers,
//!   and that files below the page do not import each other in circles. What a page reads of a run, of advice
//!   and of results needs no feature; the engine, and all that draws, is behind the feature `engine`.
//! - The page requests nothing but its own files; what a link holds travels in the fragment, which browsers
//!   never send.
//!
//! # Life of one keystroke
//! A field emits its text; the state parses it against the plan as it was before the first key of this field.
//! Success: a new scenario. Refusal: the text and the reason stay, the plan is as it was. A new scenario
//! starts a run at once under a new number; its first 2,048 trials answer within a few dozen milliseconds,
//! the rest refines the answer. Late replies carry the old number and are dropped. The address bar follows
//! after 300 ms, storage at once.

pub mod math;
pub mod model;
pub mod analysis;
#[cfg(feature = "engine")]
pub mod engine;
pub mod advice;
pub mod results;
pub mod exchange;
pub mod entry;
pub mod runner;
#[cfg(feature = "page")]
pub mod app;
