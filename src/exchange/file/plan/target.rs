//! The target in a file.

use super::super::document::is_default;
use super::super::problem::{At, Problem, ValueError};
use super::rate::RateWire;
use crate::model::{BeliefKind, Currency, Money, RateBelief, Recurring, Target, TargetKind};
use serde::{Deserialize, Serialize};

/// `amount`; `last_year` and `growth`; or `opening`, `growth`, `churn` and `expansion`.
#[derive(Default, Serialize, Deserialize)]
#[serde(default, expecting = "a target, such as {\"amount\": 3200000}")]
pub(super) struct TargetWire {
    #[serde(skip_serializing_if = "is_default")]
    amount: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    last_year: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    opening: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    growth: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    churn: Option<RateWire>,
    #[serde(skip_serializing_if = "is_default")]
    expansion: Option<RateWire>,
}

impl TargetWire {
    pub(super) fn into_model(self, currency: Currency) -> Result<Target, ValueError> {
        let money = |major: f64, place: &str| Money::from_major(major, currency).at(place);
        match self {
            Self {
                amount: Some(amount),
                last_year: None,
                growth: None,
                opening: None,
                churn: None,
                expansion: None,
            } => Ok(Target::at(money(amount, "target.amount")?)),
            Self {
                amount: None,
                last_year: Some(last_year),
                growth: Some(growth),
                opening: None,
                churn: None,
                expansion: None,
            } => Target::growth(money(last_year, "target.last_year")?, growth).at("target.growth"),
            Self {
                amount: None,
                last_year: None,
                growth: Some(growth),
                opening: Some(opening),
                churn,
                expansion,
            } => {
                let rate = |wire: Option<RateWire>, place: &str| match wire {
                    None => RateBelief::exact(0.0).at(place),
                    Some(wire) => wire.belief(place),
                };
                Target::recurring(Recurring {
                    opening: money(opening, "target.opening")?,
                    growth,
                    churn: rate(churn, "target.churn")?,
                    expansion: rate(expansion, "target.expansion")?,
                })
                .at("target.growth")
            }
            _ => Err(Problem::TargetShape).at("target"),
        }
    }

    pub(super) fn of(target: &Target, currency: Currency) -> Self {
        let none = Self::default();
        match target.kind() {
            TargetKind::Amount => Self { amount: Some(target.amount().major(currency)), ..none },
            TargetKind::Growth { last_year, growth } => {
                Self { last_year: Some(last_year.major(currency)), growth: Some(growth), ..none }
            }
            TargetKind::Recurring(Recurring { opening, growth, churn, expansion }) => Self {
                opening: Some(opening.major(currency)),
                growth: Some(growth),
                churn: unless_none(&churn),
                expansion: unless_none(&expansion),
                ..none
            },
        }
    }
}

/// A yearly share; left out, if surely nothing is lost or won.
fn unless_none(share: &RateBelief) -> Option<RateWire> {
    let is_none = matches!(share.kind(), BeliefKind::Exact(exact) if exact <= 0.0);
    (!is_none).then(|| RateWire::of(share))
}
