//! Deal sizes in a file.

use super::super::document::is_default;
use super::super::problem::{At, Problem, ValueError};
use crate::model::{Currency, DealSize, DealSizeKind, Money, RelativeError};
use serde::{Deserialize, Serialize};

/// `mean` and `cv`, `p10` and `p90`, `median` and `p90`, or `past`; with `floor`, `cap` and `error`.
#[derive(Default, Serialize, Deserialize)]
#[serde(default, expecting = "a deal size, such as {\"mean\": 25000, \"cv\": 1}")]
pub(super) struct DealSizeWire {
    #[serde(skip_serializing_if = "is_default")]
    mean: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    cv: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    median: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    p10: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    p90: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    past: Option<Vec<f64>>,
    #[serde(skip_serializing_if = "is_default")]
    floor: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    cap: Option<f64>,
    #[serde(skip_serializing_if = "is_default")]
    error: f64,
}

impl DealSizeWire {
    pub(super) fn into_model(self, place: &str, currency: Currency) -> Result<DealSize, ValueError> {
        let money =
            |major: f64, field: &str| Money::from_major(major, currency).at(format!("{place}.{field}"));
        let Self { mean, cv, median, p10, p90, past, floor, cap, error } = self;
        let size = match (mean, cv, median, p10, p90, past) {
            (Some(mean), Some(cv), None, None, None, None) => DealSize::mean_cv(money(mean, "mean")?, cv),
            (None, None, None, Some(p10), Some(p90), None) => {
                DealSize::p10_p90(money(p10, "p10")?, money(p90, "p90")?)
            }
            (None, None, Some(median), None, Some(p90), None) => {
                DealSize::median_p90(money(median, "median")?, money(p90, "p90")?)
            }
            (None, None, None, None, None, Some(past)) => {
                DealSize::past(past.into_iter().map(|deal| money(deal, "past")).collect::<Result<_, _>>()?)
            }
            _ => return Err(Problem::DealSizeShape).at(place),
        }
        .at(place)?;
        let floor = floor.map(|floor| money(floor, "floor")).transpose()?;
        let cap = cap.map(|cap| money(cap, "cap")).transpose()?;
        let mut size = size.bounded(floor, cap).at(place)?;
        size.error = RelativeError::new(error).at(format!("{place}.error"))?;
        Ok(size)
    }

    pub(super) fn of(size: &DealSize, currency: Currency) -> Self {
        let major = |money: Money| Some(money.major(currency));
        let none = Self {
            floor: size.floor().and_then(major),
            cap: size.cap().and_then(major),
            error: size.error.get(),
            ..Self::default()
        };
        match size.kind() {
            DealSizeKind::MeanCv { mean, cv } => Self { mean: major(*mean), cv: Some(*cv), ..none },
            DealSizeKind::P10P90 { p10, p90 } => Self { p10: major(*p10), p90: major(*p90), ..none },
            DealSizeKind::MedianP90 { median, p90 } => {
                Self { median: major(*median), p90: major(*p90), ..none }
            }
            DealSizeKind::Past(deals) => {
                Self { past: Some(deals.iter().filter_map(|deal| major(*deal)).collect()), ..none }
            }
        }
    }
}
