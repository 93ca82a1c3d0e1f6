//! Forecasts of the past as JSON.

use plumbline::history::backtest::{CASES_MAX, Case, Forecast, Summary, cases, forecast};
use plumbline::history::import::{Choices, Import};
use plumbline::model::{Currency, Runs, Seed};
use serde_json::{Value, json};

/// Runs of each forecast: the ends of its range are then known to half a point of the futures.
const RUNS: Runs = Runs { seed: Seed(1), trials: 4_000 };

/// The table and what it teaches, or why there is none; and whether something is left to be answered.
pub(crate) fn of_import(import: &Import, choices: &Choices) -> (Value, bool) {
    match cases(import, choices, RUNS, CASES_MAX) {
        Ok(cases) => (of_cases(&cases), false),
        Err(error) => (json!({ "refused": error.to_string() }), true),
    }
}

fn of_cases(cases: &[Case]) -> Value {
    let drawn = |case: &Case| case.plan.as_ref().ok().and_then(|plan| forecast(plan, case.booked));
    let forecasts: Vec<Option<Forecast>> = cases.iter().map(drawn).collect();
    let summary = Summary::of(&forecasts);
    let rows = cases.iter().zip(&forecasts).map(|(case, forecast)| match (&case.plan, forecast) {
        (Ok(plan), Some(forecast)) => row(case, forecast, plan.parts().currency),
        (Err(reason), _) => json!({ "day": case.day.to_string(), "no_plan": reason }),
        (Ok(_), None) => json!({ "day": case.day.to_string(), "no_plan": "it has no runs" }),
    });
    json!({
        "quarters": rows.collect::<Vec<_>>(),
        "summary": {
            "forecasts": summary.forecasts, "within": summary.within,
            "coverage": share(summary.within, summary.forecasts),
            "apart": summary.apart, "apart_within": summary.apart_within, "brier": summary.brier,
            "places": summary.places, "lesson": summary.lesson, "sentence": summary.sentence,
        },
    })
}

fn row(case: &Case, forecast: &Forecast, currency: Currency) -> Value {
    let major = |minor: f64| minor / currency.minor_per_major();
    json!({
        "day": case.day.to_string(), "low": major(forecast.low), "middle": major(forecast.middle),
        "high": major(forecast.high), "booked": major(forecast.booked as f64),
        "within": forecast.is_within, "place": forecast.place,
        "before": major(forecast.before as f64), "chance_of_as_much": forecast.chance,
        "as_much": forecast.happened(),
    })
}

fn share(count: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| count as f64 / of as f64)
}
