//! A team's results in a period, stage by stage, with the names of its reps: for files, this browser's
//! storage and its workers, never for a link.
//!
//! # Format
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `plumbline` | version of the format, 1 | |
//! | `kind` | `"history"` | |
//! | `currency` | three letters, `"USD"` | |
//! | `stages` | 1 to 12, in order, see below | |
//! | `reps` | 1 to 500 rows, see below | |
//! | `plan` | the row of a rep as planned | none |
//! | `deal_cv` | spread of won deals, standard deviation over mean, 0–20 | not known |
//!
//! A stage:
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `name` | what people call it | empty |
//! | `exit` | what must be true to leave it | empty |
//! | `age` | at which reps are compared, days since an opportunity entered | none |
//!
//! A row:
//!
//! | field | meaning | default |
//! |---|---|---|
//! | `name` | who | empty |
//! | `stages` | counts for each stage, see below | |
//! | `bookings` | booked in the period, an amount | 0 |
//! | `quota` | wanted in the period, an amount | none |
//! | `self_sourced` | of those that entered the first stage, how many the rep found | not known |
//! | `late_wins` | of the wins, how many came after the period and are not in the bookings | not known |
//! | `by_plan` | opportunities that were run by the plan and others, see below | not known |
//!
//! Counts are `{"entered": 40, "passed": 18, "open": 4}`, nothing being open by default; where the stage has
//! an age also `"aged": {"passed": 12, "decided": 30}`: of those that entered so long ago, how many had
//! passed at that age. By plan are `{"run": 20, "won": 6, "other": 30, "other_won": 5}`: decided and won, of
//! those that say that they were run by the plan, and of those that say that they were not.
//!
//! # Example
//! ```
//! let text = r#"{"plumbline": 1, "kind": "history", "currency": "USD", "stages": [{"name": "Closing"}],
//!   "reps": [{"name": "Ada", "stages": [{"entered": 41, "passed": 9}], "bookings": 225000}]}"#;
//! let results = plumbline::exchange::file::history::read(text)?;
//! assert_eq!(results.reps()[0].wins(), 9);
//! # Ok::<(), plumbline::exchange::file::FileError>(())
//! ```

use super::document::{Document, is_default};
use super::problem::{At as _, ValueError};
use super::{FORMAT_VERSION, FileError, Kind, Read};
use crate::model::{ByPlan, Counted, Currency, HistoryStage, Money, RepHistory, StageCount, TeamHistory};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a team's results")]
struct HistoryWire {
    plumbline: u32,
    kind: String,
    currency: String,
    stages: Vec<StageWire>,
    reps: Vec<RowWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    plan: Option<RowWire>,
    #[serde(default, skip_serializing_if = "is_default")]
    deal_cv: Option<f64>,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a stage, such as {\"name\": \"Proposal\"}")]
struct StageWire {
    #[serde(default, skip_serializing_if = "is_default")]
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    exit: String,
    #[serde(default, skip_serializing_if = "is_default")]
    age: Option<u32>,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a row, such as {\"name\": \"Ada\", \"stages\": [{\"entered\": 41, \"passed\": 9}]}")]
struct RowWire {
    #[serde(default, skip_serializing_if = "is_default")]
    name: String,
    stages: Vec<CountWire>,
    #[serde(default, skip_serializing_if = "is_default")]
    bookings: f64,
    #[serde(default, skip_serializing_if = "is_default")]
    quota: Option<f64>,
    #[serde(default, skip_serializing_if = "is_default")]
    self_sourced: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    late_wins: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by_plan: Option<ByPlanWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "counts, such as {\"entered\": 40, \"passed\": 18}")]
struct CountWire {
    entered: u32,
    passed: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    open: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    aged: Option<AgedWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "counts at equal age, such as {\"passed\": 12, \"decided\": 30}")]
struct AgedWire {
    passed: u32,
    decided: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "counts by plan, such as {\"run\": 20, \"won\": 6, \"other\": 30, \"other_won\": 5}")]
struct ByPlanWire {
    run: u32,
    won: u32,
    other: u32,
    other_won: u32,
}

/// Reads a text that Plumbline wrote.
///
/// # Errors
/// When it is no history, has a field that this version does not know, or holds a value that the model
/// refuses.
pub fn read(text: &str) -> Result<TeamHistory, FileError> {
    open(text)?.complete()
}

/// Opens a file; fields that this version does not know are listed.
///
/// # Errors
/// When it is no history, or holds a value that the model refuses.
pub fn open(text: &str) -> Result<Read<TeamHistory>, FileError> {
    HistoryWire::open(text)
}

/// The text of a file: indented, for people.
pub fn write(history: &TeamHistory) -> String {
    HistoryWire::write(history)
}

/// The shortest text: the same results always give the same.
pub fn canonical(history: &TeamHistory) -> String {
    HistoryWire::canonical(history)
}

impl Document for HistoryWire {
    type Model = TeamHistory;
    const KIND: Kind = Kind::History;

    fn of(history: &TeamHistory) -> Self {
        let currency = history.currency();
        let stage = |of: &HistoryStage| StageWire {
            name: of.name.clone(),
            exit: of.exit_criteria.clone(),
            age: of.age_days,
        };
        Self {
            plumbline: FORMAT_VERSION,
            kind: Kind::History.key().to_owned(),
            currency: currency.code().to_owned(),
            stages: history.stages().iter().map(stage).collect(),
            reps: history.reps().iter().map(|rep| RowWire::of(rep, currency)).collect(),
            plan: history.plan().map(|plan| RowWire::of(plan, currency)),
            deal_cv: history.deal_cv(),
        }
    }

    fn into_model(self) -> Result<TeamHistory, FileError> {
        let currency = Currency::new(&self.currency).at("currency")?;
        let stage = |of: StageWire| HistoryStage { name: of.name, exit_criteria: of.exit, age_days: of.age };
        let reps = self.reps.into_iter().enumerate();
        let reps = reps
            .map(|(index, row)| row.into_model(&format!("reps[{index}]"), currency))
            .collect::<Result<_, _>>()?;
        let plan = self.plan.map(|row| row.into_model("plan", currency)).transpose()?;
        let stages = self.stages.into_iter().map(stage).collect();
        Ok(TeamHistory::new(currency, stages, reps, plan, self.deal_cv).at("the results")?)
    }
}

impl RowWire {
    fn of(rep: &RepHistory, currency: Currency) -> Self {
        let count = |of: &StageCount| CountWire {
            entered: of.entered,
            passed: of.passed,
            open: of.open,
            aged: of.matured.map(|of| AgedWire { passed: of.passed, decided: of.decided }),
        };
        Self {
            name: rep.name.clone(),
            stages: rep.stages.iter().map(count).collect(),
            bookings: rep.bookings.major(currency),
            quota: rep.quota.map(|quota| quota.major(currency)),
            self_sourced: rep.self_sourced,
            late_wins: rep.late_wins,
            by_plan: rep.by_plan.map(|ByPlan { run, won, other, other_won }| ByPlanWire {
                run,
                won,
                other,
                other_won,
            }),
        }
    }

    fn into_model(self, place: &str, currency: Currency) -> Result<RepHistory, ValueError> {
        let money =
            |major: f64, field: &str| Money::from_major(major, currency).at(format!("{place}.{field}"));
        let count = |of: CountWire| StageCount {
            entered: of.entered,
            passed: of.passed,
            open: of.open,
            matured: of.aged.map(|of| Counted { passed: of.passed, decided: of.decided }),
        };
        Ok(RepHistory {
            bookings: money(self.bookings, "bookings")?,
            quota: self.quota.map(|quota| money(quota, "quota")).transpose()?,
            name: self.name,
            stages: self.stages.into_iter().map(count).collect(),
            self_sourced: self.self_sourced,
            late_wins: self.late_wins,
            by_plan: self.by_plan.map(|ByPlanWire { run, won, other, other_won }| ByPlan {
                run,
                won,
                other,
                other_won,
            }),
        })
    }
}
