//! A rate in a file.

use super::super::document::is_default;
use super::super::problem::{At, Problem, ValueError};
use crate::model::{BeliefKind, RateBelief, RateError};
use serde::{Deserialize, Serialize};

/// `passed` and `entered`, `low` and `high`, `estimate` and `cases`, or `exact`.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(default, expecting = "a rate, such as {\"passed\": 450, \"entered\": 1000}")]
pub(super) struct RateWire {
    #[serde(skip_serializing_if = "is_default")]
    passed: Option<u32>,
    #[serde(skip_serializing_if = "is_default")]
    entered: Option<u32>,
    #[serde(skip_serializing_if = "is_default")]
    low: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    high: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    estimate: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    cases: Option<u32>,
    #[serde(skip_serializing_if = "is_default")]
    exact: Option<f64>,
}

impl RateWire {
    /// The belief that the given fields state.
    pub(super) fn belief(&self, place: &str) -> Result<RateBelief, ValueError> {
        self.stated().ok_or(Problem::RateShape).at(place)?.at(place)
    }

    /// None, if they are not the fields of a belief.
    fn stated(&self) -> Option<Result<RateBelief, RateError>> {
        let Self { passed, entered, low, high, estimate, cases, exact } = *self;
        let given = [passed.is_some(), entered.is_some(), cases.is_some()]
            .into_iter()
            .chain([low, high, estimate, exact].map(|field| field.is_some()));
        match (
            given.filter(|given| *given).count(),
            passed.zip(entered),
            low.zip(high),
            estimate.zip(cases),
            exact,
        ) {
            (2, Some((passed, entered)), _, _, _) => Some(RateBelief::counts(passed, entered)),
            (2, _, Some((low, high)), _, _) => Some(RateBelief::range(low, high)),
            (2, _, _, Some((rate, cases)), _) => Some(RateBelief::estimate(rate, cases)),
            (1, _, _, _, Some(exact)) => Some(RateBelief::exact(exact)),
            _ => None,
        }
    }

    pub(super) fn of(rate: &RateBelief) -> Self {
        let none = Self::default();
        match rate.kind() {
            BeliefKind::Counts { passed, entered } => {
                Self { passed: Some(passed), entered: Some(entered), ..none }
            }
            BeliefKind::Range { low, high } => Self { low: Some(low), high: Some(high), ..none },
            BeliefKind::Estimate { rate, cases } => Self { estimate: Some(rate), cases: Some(cases), ..none },
            BeliefKind::Exact(exact) => Self { exact: Some(exact), ..none },
        }
    }
}
