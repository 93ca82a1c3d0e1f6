//! What is planned: values that cannot be wrong. Knows nothing but [`crate::math`].
//!
//! No random numbers, no browser, no file format. Every type here is refused by its constructor when it
//! makes no sense, so a [`Scenario`] that exists is valid and the engine cannot fail.
//!
//! # Glossary
//! - **Opportunity**: something a salesperson works on. **Win**: an opportunity that became a booking.
//! - **Stage rate**: the share of opportunities in a stage that move on to the next one (the last: to a win).
//! - **Bookings**: the amounts of the wins, on the day they are won, in one currency.
//! - **Belief**: what is known of a quantity, drawn once per trial and shared by all deals of that trial.
//! - **Target**: the bookings wanted by the end of the horizon. **Chance**: the share of trials that reach it.
//! - **Trial**: one simulated future. **Seed**: which luck the trials meet.
//! - **Horizon**: from the plan's first day to its last, in whole months or days.

mod belief;
mod calendar;
mod date;
mod deal_size;
pub mod limits;
mod money;
mod provenance;
mod scenario;
mod stage;
mod supply;
mod target;

pub use belief::{BeliefKind, RateBelief, RateError, RateLaw};
pub use calendar::{Calendar, CalendarError, DAYS_IN_PLAIN_MONTH, Horizon, Month};
pub use date::Date;
pub use deal_size::{DealSize, DealSizeError, DealSizeKind};
pub use money::{Currency, CurrencyError, Money, MoneyError};
pub use provenance::{Assumption, NoteTooLong, Provenance, Source};
pub use scenario::{
    FACTS, Progress, ProgressError, Runs, Scenario, ScenarioError, ScenarioParts, Seed, Segment, SegmentError,
};
pub use stage::{Stage, StageError, StageId, StageTime, StageTimeError};
pub use supply::{Arrivals, PipelineStart, Supply, SupplyError};
pub use target::{Confidence, ConfidenceError, Target, TargetError, TargetKind};
