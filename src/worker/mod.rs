//! What the page asks of its workers, and what they answer. Pure: no browser, no clock.
//!
//! - [`question`]: what can be asked about a plan beside its futures, and the answers.
//! - [`message`]: all that crosses the boundary between page and worker.
//! - [`schedule`]: which trials of a run are handed out next, which came back, which were lost.
//! - [`queue`]: the work of one run.
//! - [`signals`]: what the desk of the workers is told and what it says.
//! - [`dispatch`]: that desk: which worker does what, which is started, ended or replaced.
//! - [`import`]: the same of the program that reads files.
//! - `serve` (feature `engine`): what a worker does with a request.
//!
//! A request names the document it is about and what is wanted. A worker that has forgotten the document says
//! so and is sent it again; otherwise two workers never differ in what they would answer.

pub mod dispatch;
pub mod import;
pub mod message;
pub mod question;
pub mod queue;
pub mod schedule;
#[cfg(feature = "engine")]
pub mod serve;
pub mod signals;
