//! The plan: all that a simulation depends on, and where its values come from.
//!
//! # Format
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `plumbline` | version of the format, 1 | |
//! | `kind` | `"plan"` | `"plan"` |
//! | `name` | what people call the plan | empty |
//! | `currency` | three letters, `"USD"` | |
//! | `start` | first day, `"2027-01-01"` | none: a month is 365/12 days |
//! | `horizon` | `{"months": 12}` (1–36) or `{"days": 90}` (1–1096) | |
//! | `fiscal_start` | month that the fiscal year begins with, 1–12 | 1 |
//! | `as_of` | the future begins on this day; needs `start` | the first day |
//! | `booked` | booked before that, an amount | 0 |
//! | `target` | what is wanted, see below | |
//! | `confidence` | how surely, 0.01–0.99 | 0.8 |
//! | `seed` | which luck, a whole number below 2^53 | 1 |
//! | `trials` | 1–10,000,000 | 250000 |
//! | `segments` | 1 to 6 lines of business, see below | |
//! | `team` | who does the work, see below | one rep without a name |
//! | `adherence` | share of opportunities run by the plan, over reps: `{"mean": 0.7, "sd": 0.1}` | all |
//! | `market` | one factor a trial on new opportunities: `{"cv": 0.15, "size_exponent": 0.5}` | none |
//! | `slippage` | wins due in a quarter's last days that slip: `{"days": 10, "share": 0.3}` | none |
//! | `economics` | the money side, see below | none |
//! | `sources` | where assumptions come from, see below | none stated |
//! | `notes` | by assumption: `{"supply": "CRM, all of 2026"}`; never in a link | none |
//!
//! ## Target
//! An amount is `{"amount": 3200000}`. Growth over last year is `{"last_year": 2500000, "growth": 0.3}`.
//! Recurring revenue is `{"opening": 8000000, "growth": 0.3, "churn": RATE, "expansion": RATE}`: what is
//! there when the plan begins, the growth wanted over the plan, and the shares lost and won on top in a year
//! (default: nothing).
//!
//! ## Segment
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `id` | a number that stays with the segment | its place from 1 |
//! | `name` | what people call it | empty |
//! | `supply` | new opportunities, see below | |
//! | `pipeline` | what is open at the start, see below | `"flowing"` |
//! | `stages` | 1 to 12, see below | |
//! | `deal_size` | of won deals, see below | |
//! | `cycle_error` | relative standard error of the length of the cycle | 0 |
//! | `shares_with` | id of the segment whose uncertain rates and busy months it shares | none |
//!
//! ## Supply
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `per_month` | new opportunities in an average month, `200`; or instead | |
//! | `by_month` | month by month, the last holds for all later ones: `[180, 200]` | |
//! | `of` | whose number it is: the `"team"`'s, or `"each_rep"`'s once ramped | `"team"` |
//! | `sourcing` | `"assigned"` or `"self_sourced"` | `"assigned"` |
//! | `arrivals` | whether the number varies (`"poisson"`) or is always met (`"fixed"`) | `"poisson"` |
//! | `growth_per_month` | from each month to the next, `0.02` | 0 |
//! | `seasonality` | 12 weights from January | none |
//! | `dispersion` | shape of the monthly factor: the smaller, the more months differ | none |
//! | `error` | relative standard error of the number | 0 |
//!
//! ## Pipeline
//! `"flowing"` (supply has been arriving for long), `"empty"`, or what is listed: `{"listed": {"counts":
//! [{"stage": 2, "count": 12, "age": 20}], "deals": [{"name": "Acme", "stage": 3, "amount": 50000, "age":
//! 9}]}}` with stages by id and ages in days (default 0). Of a deal only its stage is needed.
//!
//! ## Stage
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `id` | a number that stays with the stage | its place from 1 among the stages of all segments |
//! | `name` | what people call it | empty |
//! | `exit` | what must be true to leave it | empty |
//! | `rate` | the share that moves on, see below | |
//! | `time` | how long those stay that move on, see below | `{"fixed": 0}` |
//! | `loss_time` | how long those stay that are lost | the same time |
//! | `never_decided` | of those that do not move on, the share that stays open for good | 0 |
//! | `rep_spread` | ρ, how much reps differ beyond chance, 0–0.5 | 0 |
//! | `off_plan` | the share of the rate that is left off the plan | 1 |
//!
//! A rate is `{"passed": 450, "entered": 1000}`, `{"low": 0.4, "high": 0.5}` (the true rate lies between them
//! 8 times in 10), `{"estimate": 0.45, "cases": 50}` or `{"exact": 0.45}`. A time is `{"mean": 10, "sd": 7}`,
//! gamma distributed, with `"law": "lognormal"` lognormal; `{"fixed": 10}`; or `{"measured": [5, 9, 14,
//! 30]}`, the ages by which each quarter (with up to 20 ages: each equal part) of those that move on has done
//! so, evenly in between, nobody later than the last.
//!
//! ## Deal size
//! `{"mean": 25000, "cv": 1}`, `{"p10": 18000, "p90": 70000}`, `{"median": 35000, "p90": 70000}` or `{"past":
//! [12000, 25000]}`; each also with `"floor"` and `"cap"`, amounts, and `"error"`, the relative standard
//! error of the mean.
//!
//! ## Team
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `groups` | reps, see below | |
//! | `ramp` | share of full work by month of tenure: `[0.25, 0.5, 0.75]` | full from the first |
//! | `attrition` | `{"yearly": 0.2, "backfill_days": 60, "deals_kept": 0.7}` | nobody leaves |
//! | `capacity` | of a ramped rep: `{"per_month": 12, "excess": "rerouted"}`, else `"lost"` | no bound |
//! | `quota_period` | `"month"`, `"quarter"`, `"half"` or `"year"` | `"year"` |
//!
//! Without `backfill_days` nobody follows a leaver; without `deals_kept` all of a leaver's open deals
//! survive.
//!
//! A group:
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `id` | a number that stays with the group | its place from 1 |
//! | `name` | of a single rep, or of the group | empty |
//! | `count` | how many reps | 1 |
//! | `tenure` | months when the plan begins; or instead | 600: there for long |
//! | `joins` | a month of the plan, from 1 | |
//! | `quota` | of each, an amount in a quota period | none |
//! | `booked` | by each so far in the quota period of `as_of`, an amount | 0 |
//! | `segment` | id of the segment that they work | all |
//! | `record` | of a single rep: `[{"stage": 1, "passed": 45, "entered": 100}]` | none |
//!
//! ## Money side
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `gross_margin` | share of bookings | 0 |
//! | `fixed_cost` | the whole plan's, an amount | 0 |
//! | `cost_per_opportunity` | an amount | 0 |
//! | `base_pay` | a rep's in a year, an amount | 0 |
//! | `commission` | share of bookings | 0 |
//! | `accelerator` | what multiplies it above quota | 1 |
//! | `contract_months` | that a deal's amount is for | not stated |
//! | `goal` | what profit is wanted, see below | none |
//! | `prices` | what changes cost: `[["one_rep", 120000]]` | none |
//!
//! A goal is `{"contribution": 500000}`, `{"cost_ratio": 0.4}`, `{"payback_months": 18}` or `{"rule_of40":
//! 40}`. Prices are of `"spread"`, `"floor"`, `"adherence"`, `"one_rep"` and `"leads"`.
//!
//! ## Sources
//! By source (`"example"`, `"measured"`, `"benchmark"`, `"guess"`) the assumptions that come from it:
//! `{"measured": ["supply", "stage 1 rate"], "guess": ["segment 2 deal size"]}`. Assumptions are `target`,
//! `period`, `supply`, `deal size`, `segment 2 supply`, `segment 2 deal size`, `stage 1 rate` and `stage 1
//! time`, with the id of segment or stage; without one the segment 1 is meant.
//!
//! # Example
//! ```
//! let text = r#"{"plumbline": 1, "currency": "EUR", "horizon": {"months": 3}, "target": {"amount": 300000},
//!   "segments": [{"supply": {"per_month": 13}, "stages": [{"rate": {"passed": 9, "entered": 41}}],
//!                 "deal_size": {"mean": 25000, "cv": 1}}]}"#;
//! let scenario = plumbline::exchange::file::plan::read(text)?;
//! assert_eq!(scenario.segments()[0].stages().len(), 1);
//! # Ok::<(), plumbline::exchange::file::FileError>(())
//! ```

mod deal_size;
mod economics;
mod rate;
mod segment;
mod sources;
mod stage;
mod target;
mod team;
mod wire;

use super::document::{Document, shortest};
use super::{FileError, Read};
use crate::model::Scenario;
pub(super) use wire::PlanWire;

/// Reads a text that Plumbline wrote.
///
/// # Errors
/// When it is no plan, has a field that this version does not know, or holds a value that the model refuses.
pub fn read(text: &str) -> Result<Scenario, FileError> {
    open(text)?.complete()
}

/// Opens a file; fields that this version does not know are listed.
///
/// # Errors
/// When it is no plan, or holds a value that the model refuses.
pub fn open(text: &str) -> Result<Read<Scenario>, FileError> {
    PlanWire::open(text)
}

/// The text of a file: indented, for people.
pub fn write(scenario: &Scenario) -> String {
    PlanWire::write(scenario)
}

/// The shortest text: the same plan always gives the same.
pub fn canonical(scenario: &Scenario) -> String {
    PlanWire::canonical(scenario)
}

/// The shortest text without sources and notes: what a worker is sent, since no number depends on them.
pub fn canonical_without_sources(scenario: &Scenario) -> String {
    shortest(&PlanWire::without_sources(scenario))
}
