//! Plumbline tells people whether a sales target is real.
//!
//! A quota feasibility simulator that runs entirely in the browser: somebody types a target and what is known
//! of the pipeline, stage by stage, and reads in how many of 100 simulated futures the target is reached.
//! This library holds all of it; its three programs, the page, the worker and the one that reads files, are a
//! few lines each.
//!
//! # Bird's-eye view
//! ```text
//!              the page                       │              the worker
//! typed text ──entry──▶ model::Scenario ──────┼─ document ──▶ engine ──▶ what a run leaves behind
//! links, files ─exchange─┘                    │                              │
//! sentences, dots ◀──app── analysis::Report ◀─┼──────────── postcard ────────┘
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
//! - [`history`]: what happened and what explains it: exports of other systems, a team against luck, rates by
//!   rep, one rep.
//! - [`exchange`]: documents (a plan, a quota, a history) as files and links. Distrusts everything it reads.
//! - [`entry`]: what people type into fields.
//! - [`worker`]: what the page asks of its workers and what they answer; who does what.
//! - `app` (feature `page`): what the user sees.
//!
//! # Invariants
//! - The same scenario, seed and number of trials give the same bits everywhere: native and WebAssembly, one
//!   worker or sixteen, blocks in any order. So: keyed streams of a named generator, transcendental functions
//!   from `libm` only, sums of integers. `tests/golden_digests.in` holds the numbers that both targets are
//!   asked for.
//! - A [`model::Scenario`] that exists is valid. Files, links, messages and typed texts all pass its
//!   constructors.
//! - Nothing from outside can panic: no `unwrap`, no indexing, no `expect` without a proof beside it. Within
//!   the engine a list is indexed, with its proof beside it, where a missing number could only be made up.
//! - The library compiles without any browser crate (`--no-default-features`); a tidy test guards the layers,
//!   and that files below the page do not import each other in circles. What a page reads of a run, of advice
//!   and of history needs no feature; the engine, and all that draws, is behind the feature `engine`.
//! - The page requests nothing but its own files; what a link holds travels in the fragment, which browsers
//!   never send.
//!
//! # The walk of a key
//! A field emits its text (`app::fields`) → the plan's state reads it through [`entry`] against the plan as
//! it was before the first key of this field → a new [`model::Scenario`], or a refusal beside the text → the
//! pure machine of runs begins a run → the desk ([`worker::dispatch`]) hands its blocks to workers as
//! requests → the worker's server draws them → their outcomes come back, are collected and reported
//! ([`analysis`]) → words → dots. The first 2,048 trials answer within a few dozen milliseconds, the rest
//! refines the answer; late replies carry an older run's number and are dropped. What was typed stands in
//! this tab's slot in the same tick and in the browser's database once that has answered (`app::plans`); the
//! address bar follows after 300 ms.
//!
//! A text with several readings keeps each of the others as a text that reads to just that; a tap below the
//! field puts it in place, as a step of its own.
//!
//! # The walk of a lever
//! A press is an action with a lever and a value; the state brings the plan's number to it
//! ([`model::Lever`]), keeps the plan as it stood for comparison, and takes the same road.
//!
//! # The walk of a quota or a file
//! What is typed, linked or opened becomes a document of the same family ([`exchange`]), is asked about
//! through another channel of the same desk, and its answer comes back on the same road.
//!
//! # The walk of an export
//! A file that is dropped, chosen or pasted in Results is handed, as it is, to a worker of its own
//! (`app::browser`), which loads the third program ([`worker::import`]) and reads the file there
//! ([`history::import`]). What it was taken for comes back without its opportunities, with questions; each
//! answer, and whatever is said otherwise, is the whole of the choices anew, counted from the cells that the
//! program holds. What is used is a document of a team's history, never a text that is guessed again.
//!
//! # Decisions and trade-offs
//! - The program is cut at the worker, not through the page: the page holds all views and never draws, so
//!   that it is small, and the worker never shows, so that it can be built for speed. The price is that
//!   everything crosses the boundary as bytes; a document's text crosses it once a run, then its hash.
//! - What reads files is a program of its own, loaded when somebody opens one: no first visit pays for it, it
//!   can be ended at any moment, and its memory goes with it. Separated text and workbooks are read by the
//!   same program, since one place must hold the cells that a changed choice counts again.
//! - One format: the file that people read is also what links, storage and messages carry. JSON is longer
//!   than fields by order; deflate takes that back, and no second reader has to be kept right for ever.
//!   Beside the document storage keeps what was typed: a text that is not understood is nobody's to lose, and
//!   one that is understood is read again as it stands, so that the field shows what its owner wrote.
//! - Where no worker can be started, the page imports the worker's own module. It may then stop for some
//!   milliseconds; a second implementation that never stops would have to be kept equal to the first.
//! - Undo keeps whole values, not differences: plans are small, and a value cannot be out of step with
//!   itself.

pub mod math;
pub mod model;
pub mod analysis;
#[cfg(feature = "engine")]
pub mod engine;
pub mod advice;
pub mod history;
pub mod exchange;
pub mod entry;
pub mod worker;
#[cfg(feature = "page")]
pub mod app;
