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
//! - **Target**: the bookings wanted by the end of the horizon. **Chance**: the share of trials that reach
//!   it.
//! - **Segment**: a line of business with its own supply, stages and deal sizes.
//! - **Rep**: who works opportunities. **Ramp**: how a new rep becomes productive. **Attrition**: reps who
//!   leave.
//! - **Adherence**: the share of opportunities that are run by the plan, for their whole life.
//! - **Trial**: one simulated future. **Seed**: which luck the trials meet.
//! - **Horizon**: from the plan's first day to its last, in whole months or days.

mod belief;
mod calendar;
mod date;
mod deal_size;
mod difference;
mod economics;
mod digits;
mod edits;
mod history;
mod lever;
mod lever_set;
pub mod limits;
mod market;
mod measured;
mod money;
pub mod month_names;
mod past_forecast;
mod pipeline;
mod progress;
mod provenance;
mod quota_check;
mod relative_error;
mod runs;
mod scenario;
mod segment;
mod sharing;
mod stage;
mod stage_time;
mod supply;
mod target;
mod team;
mod team_rate;
mod thresholds;
mod uncertain;
mod work;

pub use crate::math::normal::Z90;
pub use belief::{BeliefKind, RateBelief, RateError, RateLaw};
pub use calendar::{Calendar, CalendarError, DAYS_IN_PLAIN_MONTH, Horizon, Month};
pub use date::{Date, DayOrder};
pub use deal_size::{DealSize, DealSizeError, DealSizeKind};
pub use difference::{Difference, DifferenceKind};
pub use economics::{Alignment, Commission, Economics, EconomicsError, ProfitGoal};
pub use history::{
    ByPlan, HistoryError, HistoryStage, RepHistory, StageCount, TeamHistory, WHOLE_OPPORTUNITY,
};
pub use lever::{Lever, LeverRange};
pub use lever_set::LeverSet;
pub use market::{Market, MarketError, Slippage, SlippageError};
pub use measured::{Measured, MeasuredAdherence, MeasuredDealSize, MeasuredRate, MeasuredStage};
pub use money::{Currency, CurrencyError, Money, MoneyError};
pub use past_forecast::{PastForecast, PastForecastError, PastRange};
pub use pipeline::{OpenCount, OpenDeal, OpenPipeline, PipelineError, PipelineStart};
pub use progress::{Progress, ProgressError};
pub use provenance::{Assumption, NoteTooLong, Provenance, Source};
pub use quota_check::{QuotaCheck, QuotaCheckError};
pub use relative_error::{RelativeError, RelativeErrorError};
pub use runs::{Runs, Seed};
pub use scenario::{FACTS, Scenario, ScenarioError, ScenarioParts};
pub use segment::{Segment, SegmentError, SegmentId};
pub use sharing::{Carried, Withheld};
pub use stage::{Stage, StageError, StageId};
pub use stage_time::{MEASURED_PARTS_MAX, MeasuredTimes, StageTime, StageTimeError, TimeLaw};
pub use supply::{Arrivals, Sourcing, Supply, SupplyError, SupplyOf};
pub use target::{Confidence, ConfidenceError, Recurring, Target, TargetError, TargetKind};
pub use team::{
    Adherence, Attrition, Capacity, Excess, GroupId, Joins, QuotaPeriod, Ramp, RepGroup, StageRecord, Team,
    TeamError,
};
pub use team_rate::{Counted, TeamRate};
pub use thresholds::{Thresholds, ThresholdsError};
pub use uncertain::{Belief, Unknown};
