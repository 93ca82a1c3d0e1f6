//! One rep's quota: can I reach mine? Nothing of colleagues but pooled rates.
//!
//! # Format
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `plumbline` | version of the format, 1 | |
//! | `kind` | `"quota"` | |
//! | `scenario` | what is left of the period, see below | |
//! | `before` | the quota before it was raised, an amount | not raised |
//! | `record` | own wins of own decided deals: `{"won": 9, "decided": 41}` | none |
//! | `team` | what the team wins: `{"rate": 0.22, "cases": 410, "spread": 0.02}` | none |
//!
//! The scenario is a plan with the fields of [`super::plan`], of which `plumbline` and `kind` may be left
//! out. It has one segment, no team and a `start`; its target is the quota, its pipeline what is open, and
//! `booked` what is won so far. Of the team's rate `cases` says how many cases it is worth, and `spread`
//! (default 0) is ρ, how reps differ.
//!
//! # Example
//! ```
//! let text = r#"{"plumbline": 1, "kind": "quota", "scenario": {"currency": "EUR", "start": "2027-01-15",
//!   "horizon": {"days": 75}, "booked": 90000, "target": {"amount": 250000},
//!   "segments": [{"supply": {"per_month": 0}, "stages": [{"rate": {"passed": 9, "entered": 41}}],
//!     "pipeline": {"listed": {"counts": [{"stage": 1, "count": 24}]}},
//!     "deal_size": {"mean": 25000, "cv": 1}}]}, "before": 200000, "record": {"won": 9, "decided": 41}}"#;
//! let check = plumbline::exchange::file::quota::read(text)?;
//! assert_eq!(check.days_left(), 75.0);
//! # Ok::<(), plumbline::exchange::file::FileError>(())
//! ```

use super::document::{Document, is_default};
use super::plan::PlanWire;
use super::problem::{At as _, ValueError};
use super::{FORMAT_VERSION, FileError, Kind, Read};
use crate::model::{Counted, Money, QuotaCheck, TeamRate};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(expecting = "one rep's quota")]
struct QuotaWire {
    plumbline: u32,
    kind: String,
    scenario: PlanWire,
    #[serde(default, skip_serializing_if = "is_default")]
    before: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    record: Option<RecordWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    team: Option<TeamRateWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a record, such as {\"won\": 9, \"decided\": 41}")]
struct RecordWire {
    won: u32,
    decided: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a team's rate, such as {\"rate\": 0.22, \"cases\": 410}")]
struct TeamRateWire {
    rate: f64,
    cases: f64,
    #[serde(default, skip_serializing_if = "is_default")]
    spread: f64,
}

/// Reads a text that Plumbline wrote.
///
/// # Errors
/// When it is no quota, has a field that this version does not know, or holds a value that the model refuses.
pub fn read(text: &str) -> Result<QuotaCheck, FileError> {
    open(text)?.complete()
}

/// Opens a file; fields that this version does not know are listed.
///
/// # Errors
/// When it is no quota, or holds a value that the model refuses.
pub fn open(text: &str) -> Result<Read<QuotaCheck>, FileError> {
    QuotaWire::open(text)
}

/// The text of a file: indented, for people. Names of deals are in it, unless [`QuotaCheck::for_sharing`]
/// left them out.
pub fn write(check: &QuotaCheck) -> String {
    QuotaWire::write(check)
}

/// The shortest text: the same quota always gives the same.
pub fn canonical(check: &QuotaCheck) -> String {
    QuotaWire::canonical(check)
}

impl Document for QuotaWire {
    type Model = QuotaCheck;
    const KIND: Kind = Kind::Quota;

    fn of(check: &QuotaCheck) -> Self {
        let currency = check.scenario().parts().currency;
        Self {
            plumbline: FORMAT_VERSION,
            kind: Kind::Quota.key().to_owned(),
            scenario: PlanWire::within(check.scenario()),
            before: check.before().map(|before| before.major(currency)),
            record: check.record().map(|of| RecordWire { won: of.passed, decided: of.decided }),
            team: check.team().map(|of| TeamRateWire { rate: of.mean, cases: of.cases, spread: of.spread }),
        }
    }

    fn into_model(self) -> Result<QuotaCheck, FileError> {
        self.scenario.check_header()?;
        let scenario = self.scenario.into_scenario().map_err(|ValueError { place, problem }| ValueError {
            place: if place == "the plan" { "scenario".to_owned() } else { format!("scenario.{place}") },
            problem,
        })?;
        let currency = scenario.parts().currency;
        let before =
            self.before.map(|before| Money::from_major(before, currency)).transpose().at("before")?;
        let record = self.record.map(|of| Counted { passed: of.won, decided: of.decided });
        let team = self.team.map(|of| TeamRate { mean: of.rate, cases: of.cases, spread: of.spread });
        Ok(QuotaCheck::new(scenario, before, record, team).at("the quota")?)
    }
}
