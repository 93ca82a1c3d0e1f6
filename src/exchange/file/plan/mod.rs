//! The plan: all that a simulation depends on, and where its values come from.
//!
//! # Format
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
//! | `target` | `{"amount": 3200000}` or `{"last_year": 2500000, "growth": 0.3}` | |
//! | `confidence` | wanted, 0.01–0.99 | 0.8 |
//! | `seed` | which luck, a whole number below 2^53 | 1 |
//! | `trials` | 1–10,000,000 | 250000 |
//! | `segments` | 1 to 6 lines of business, as below | |
//! | `team` | who does the work, as below | one rep without a name |
//! | `adherence` | share of opportunities run by the plan, over reps: `{"mean": 0.7, "sd": 0.1}` | all |
//! | `market` | one factor a trial on all new opportunities: `{"cv": 0.15, "size_exponent": 0.5}` | none |
//! | `slippage` | wins due in a quarter's last days that slip: `{"days": 10, "share": 0.3}` | none |
//! | `economics` | the money side, as below | none |
//! | `sources` | where assumptions come from: `{"measured": ["supply", "stage 1 rate"], "guess": ["segment 2 deal size"]}`; also `example` and `benchmark` | none stated |
//! | `notes` | by assumption: `{"supply": "CRM, all of 2026"}`; never in a link | none |
//!
//! A target of recurring revenue is `{"opening": 8000000, "growth": 0.3, "churn": RATE, "expansion": RATE}`: what is
//! there when the plan begins, the growth wanted over the plan, and the shares lost and won on top in a year.
//!
//! A segment:
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `id` | a number that stays with the segment | its place from 1 |
//! | `name` | what people call it | empty |
//! | `supply` | `{"per_month": 200}` or `{"by_month": [180, 200]}`; with `"of": "each_rep"` (a ramped rep's, else the `"team"`'s), `"sourcing": "self_sourced"` (else `"assigned"`), `"arrivals": "fixed"` (else `"poisson"`), `"growth_per_month": 0.02`, `"seasonality": [12 weights from January]`, `"dispersion": 10` (shape of the monthly factor), `"error": 0.1` (relative standard error) | |
//! | `pipeline` | at the start: `"flowing"`, `"empty"` or `{"listed": {"counts": [{"stage": 2, "count": 12, "age": 20}], "deals": [{"name": "Acme", "stage": 3, "amount": 50000, "age": 9}]}}`: stages by id, ages in days | `"flowing"` |
//! | `stages` | 1 to 12 of `{"id", "name", "exit", "rate", "time", "loss_time", "rep_spread", "off_plan"}` | |
//! | `deal_size` | of won deals: `{"mean": 25000, "cv": 1}`, `{"p10": 18000, "p90": 70000}`, `{"median": 35000, "p90": 70000}` or `{"past": [12000, 25000]}`; with `"floor"`, `"cap"`, `"error"` | |
//! | `cycle_error` | relative standard error of the length of the cycle | 0 |
//! | `shares_with` | id of the segment whose uncertain rates and busy months it shares | none |
//!
//! A stage's `rate` is `{"passed": 450, "entered": 1000}`, `{"low": 0.4, "high": 0.5}` (the true rate lies
//! between them 8 times in 10), `{"estimate": 0.45, "cases": 50}` or `{"exact": 0.45}`. Its `time` is
//! `{"mean": 10, "sd": 7}` (gamma distributed, with `"law": "lognormal"` lognormal) or `{"fixed": 10}`, default
//! `{"fixed": 0}`; `loss_time` likewise, default the same time; `rep_spread` is ρ, 0–0.5; `off_plan` the share of the
//! rate that is left off the plan; `id` is a number that stays with the stage when others are added or moved, default
//! its place from 1 among the stages of all segments.
//!
//! A team is `{"groups": [...], "ramp": [0.25, 0.5, 0.75], "attrition": {"yearly": 0.2, "backfill_days": 60,
//! "deals_kept": 0.7}, "capacity": {"per_month": 12, "excess": "rerouted"}, "quota_period": "quarter"}`; all but the
//! groups may be left out (`excess` is else `"lost"`, the period a `"year"`; also `"month"` and `"half"`). A group is
//! `{"count": 12, "tenure": 3, "quota": 600000}`; also `"joins": 4` (a month of the plan, from 1) instead of `tenure`
//! (months when the plan begins), `"name"`, `"booked"`, `"segment"`, `"id"`, and for a single rep
//! `"record": [{"stage": 1, "passed": 45, "entered": 100}]`.
//!
//! The money side is `{"gross_margin": 0.78, "fixed_cost": 540000, "cost_per_opportunity": 150, "base_pay": 60000,
//! "commission": 0.08, "accelerator": 1.5, "contract_months": 12, "goal": {"payback_months": 18},
//! "prices": [["one_rep", 120000]]}`: what is left out costs nothing. Fixed cost is the whole plan's, base pay a rep's in a
//! year; other goals are `{"contribution": 500000}`, `{"cost_ratio": 0.4}` and `{"rule_of40": 40}`; prices are those of
//! `"spread"`, `"floor"`, `"adherence"`, `"one_rep"` and `"leads"`.
//!
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

/// Largest seed: JSON numbers are exact up to here in every reader.
pub const SEED_MAX: u64 = (1 << 53) - 1;

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
