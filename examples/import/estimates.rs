//! Estimates as JSON.

use plumbline::history::estimate::{Estimates, Incidence, OutcomeEstimate, Shares};
use plumbline::history::import::Reading;
use serde_json::{Map, Value, json};

/// Times are printed at so many equal parts of those that end in one way.
const TIMES: u32 = 10;

/// What the past says; with a day, also the shares by that age.
pub(crate) fn of_estimates(estimates: &Estimates, reading: &Reading, day: Option<u32>) -> Value {
    let mut all = outcome(&estimates.whole, "won");
    let mut put = |key: &str, value: Value| all.insert(key.to_owned(), value);
    if let Some(day) = day {
        let shares = estimates.whole.incidence.as_ref().and_then(|incidence| incidence.at(day));
        put("by_day", shares.map_or(Value::Null, |shares| by_day(&shares, day)));
    }
    let seen_from = estimates.seen_from.map(|seen| {
        let (day, missing) = (seen.day.to_string(), seen.missing);
        json!({ "day": day, "began_before": seen.began_before, "decisions_missing": missing })
    });
    put("decisions_from", json!(seen_from));
    let stages = estimates.stages.iter().map(|stage| Value::Object(outcome(stage, "moved_on")));
    put("stages", Value::Array(stages.collect()));
    let supply = estimates.supply.as_ref().map(|supply| {
        let months = supply.months.iter().map(|(day, count)| (month(*day), json!(count)));
        let seasons =
            supply.seasons.map(|of| json!({ "factors": of.factors, "error": of.error, "chance": of.chance }));
        let growth = supply.growth.map(|growth| json!({ "a_month": growth.a_month, "error": growth.error }));
        let lately = supply.lately.map(|of| json!({ "a_month": of.a_month, "before": of.before }));
        json!({
            "a_month": supply.mean, "error": supply.mean_error, "dispersion": supply.dispersion,
            "growth": growth, "seasons": seasons, "lately": lately,
            "months": months.collect::<Map<String, Value>>(),
        })
    });
    put("supply", json!(supply));
    let sizes = estimates.sizes.as_ref().map(|sizes| {
        json!({
            "deals": sizes.sizes.len(), "without_amount": sizes.without_amount, "mean": sizes.mean,
            "error": sizes.mean_error, "cv": sizes.cv, "median": sizes.median, "p90": sizes.p90,
        })
    });
    put("deal_size", json!(sizes));
    let open = estimates.open.iter().map(|group| {
        let stage = group.stage.and_then(|stage| reading.stages.get(stage));
        json!({
            "stage": stage, "count": group.count, "age_days": group.age_days,
            "amount": group.amount as f64 / 1e3, "without_amount": group.without_amount,
        })
    });
    let year = estimates.year.map(|year| {
        json!({
            "since": year.begins.to_string(), "amount": year.booked as f64 / 1e3, "deals": year.deals,
            "without_amount": year.without_amount,
        })
    });
    put("booked_so_far", json!(year));
    let reps = estimates.reps.as_ref().map(|of| {
        let new = of.at_work.iter().filter(|rep| rep.since.is_some()).count();
        json!({ "at_work": of.at_work.len(), "new": new, "others": of.others })
    });
    put("reps_at_work", json!(reps));
    put("open_pipeline", Value::Array(open.collect()));
    if !estimates.segments.is_empty() {
        let segments = estimates.segments.iter();
        let segments = segments.map(|of| (of.name.clone(), of_estimates(&of.estimates, reading, day)));
        all.insert("segments".to_owned(), Value::Object(segments.collect()));
    }
    Value::Object(all)
}

fn outcome(of: &OutcomeEstimate, moved_on: &str) -> Map<String, Value> {
    let mut all = Map::new();
    let mut put = |key: &str, value: Value| all.insert(key.to_owned(), value);
    if let Some(stage) = &of.stage {
        put("stage", json!(stage));
    }
    put("opportunities", json!(of.dated));
    put("without_days", json!(of.undated));
    put("of_decided", json!(of.of_decided));
    if let Some(incidence) = &of.incidence {
        shares(incidence, moved_on, &mut put);
    }
    let differ = of
        .spread
        .map(|of| json!({ "spread": of.spread, "error": of.error, "chance": of.chance, "reps": of.reps }));
    put("reps_differ", json!(differ));
    let why = of.why_different().map(|why| {
        let (moved_on, lost) = (why.half_moved_on_by, why.half_lost_by);
        json!({ "half_moved_on_by": moved_on, "half_lost_by": lost, "undecided": why.undecided })
    });
    put("why_of_decided_differs", json!(why));
    all
}

fn shares(incidence: &Incidence, moved_on: &str, put: &mut impl FnMut(&str, Value) -> Option<Value>) {
    let (last, errors) = (incidence.last(), incidence.errors_at(incidence.known_until()));
    put(moved_on, json!({ "share": last.moved_on, "error": errors.0, "days": incidence.times(TIMES) }));
    put("lost", json!({ "share": last.lost, "error": errors.1, "days": incidence.times_to_loss(TIMES) }));
    put("undecided", json!(last.undecided));
    put("known_until", json!(incidence.known_until()));
}

fn by_day(shares: &Shares, day: u32) -> Value {
    json!({ "day": day, "won": shares.moved_on, "lost": shares.lost, "undecided": shares.undecided })
}

fn month(day: plumbline::model::Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}
