//! The past as a judge: the plan that a file would have given on earlier days, against what then happened.
//!
//! ```text
//! file ─cases─▶ on the last day of each month: the plan of the quarter that follows, made of what was known
//!               then, and what was booked in that quarter
//!   ─forecast─▶ where what was booked stands among the plan's futures ─summary─▶ what that teaches
//! ```
//! Whoever reads files needs no engine for the cases; whoever has the engine needs no file for the forecasts.
//! The two meet in plans, which are documents. Forecasts that people made themselves are judged likewise.

mod cases;
#[cfg(feature = "engine")]
mod forecast;
mod judged;
mod summary;

pub use cases::{BacktestError, CASES_MAX, Case, QUARTER_MONTHS, case, cases};
#[cfg(feature = "engine")]
pub use forecast::forecast;
pub use judged::{ChanceLesson, Judged, JudgedChances};
pub use summary::{Forecast, Lesson, PIT_BINS, PIT_LEAST, Summary};
