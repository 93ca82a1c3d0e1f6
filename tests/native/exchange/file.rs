//! Files: what goes out comes in again, and what is foreign, of another kind, huge or senseless is refused
//! with a reason that says where.

use super::{examples, with_provenance};
use crate::support::{reference, scenario};
use plumbline::exchange::file::{self, FILE_BYTES_MAX, File, FileError, Kind, history, plan, quota};
use plumbline::model::{Assumption, Source, StageId};
use serde_json::{Value, json};

#[test]
fn files_and_shortest_texts_bring_back_the_same_plan() {
    for text in examples() {
        let scenario = plan::read(&text).unwrap();
        let (file, canonical) = (plan::write(&scenario), plan::canonical(&scenario));
        assert_eq!(plan::read(&file).unwrap(), scenario);
        assert_eq!(plan::read(&canonical).unwrap(), scenario);
        assert_eq!(plan::canonical(&plan::read(&file).unwrap()), canonical, "the same plan, the same text");
        // The file is the shortest text, indented: the same fields in the same order.
        let spread: Value = serde_json::from_str(&file).unwrap();
        assert_eq!(spread.to_string(), canonical);
    }
}

/// One refused value a row: where it stands, what replaces it, what the message must say. Every message shows
/// what would work.
#[test]
#[expect(clippy::too_many_lines, reason = "a table, one row a case")]
fn every_field_refuses_with_a_reason_and_an_example() {
    let rows: Vec<(&str, Value, &str)> = vec![
        ("/currency", json!("Dollar"), "three letters, such as EUR"),
        ("/start", json!("1.4.2027"), "written as 2027-01-31"),
        ("/start", json!("2027-02-30"), "written as 2027-01-31"),
        ("/start", json!("1901-01-01"), "between 1970 and 2200"),
        ("/horizon", json!({"months": 0}), "1 to 36 months, such as 12"),
        ("/horizon", json!({"months": 37}), "1 to 36 months"),
        ("/horizon", json!({"days": 0}), "1 to 1096 days, such as 90"),
        ("/horizon", json!({"years": 1}), "unknown variant `years`"),
        ("/as_of", json!("2027-01-01"), "plan needs a start date, such as"),
        ("/booked", json!(-1), "cannot be below zero"),
        ("/target", json!({"amount": -5}), "cannot be below zero"),
        ("/target", json!({"amount": 1e300}), "beyond what Plumbline counts"),
        ("/target", json!({}), "\"last_year\": 2500000"),
        ("/target", json!({"last_year": 5, "growth": 400}), "such as 30%"),
        ("/target", json!({"last_year": 39e12, "growth": 1}), "last year grown by that much"),
        ("/confidence", json!(1.0), "such as 80%"),
        ("/seed", json!(9_007_199_254_740_992_u64), "below 2^53"),
        ("/seed", json!(-1), "here belongs a whole number, not the number `-1`"),
        ("/trials", json!(0), "1 to 10,000,000 trials"),
        ("/segments", json!([]), "1 to 6 segments, such as"),
        ("/fiscal_start", json!(13), "from 1 to 12, such as 2"),
        ("/target", json!({"opening": 5, "growth": 0.1, "churn": {}}), "\"exact\": 0.45"),
        ("/target", json!({"opening": 5, "growth": 400}), "such as 30%"),
        ("/market", json!({"cv": 3}), "such as ± 15%"),
        ("/market", json!({"cv": 1.9, "size_exponent": -1}), "such as 0.5"),
        ("/slippage", json!({"days": 29, "share": 0.3}), "1 to 28 days of a quarter, such as 10"),
        ("/slippage", json!({"share": 1.1}), "such as 30%"),
        ("/adherence", json!({"mean": 0.7, "sd": 0.5}), "such as 70% ± 10%"),
        ("/adherence", json!({"mean": 1.7}), "such as 70% ± 10%"),
        ("/adherence", json!({"mean": 1e-309, "sd": 1e-307}), "such as 70% ± 10%"),
        ("/adherence", json!({"mean": 0.5, "sd": 1e-9}), "such as 70% ± 10%"),
        ("/team", json!({"groups": []}), "1 to 500 reps, such as 12"),
        ("/team", json!({"groups": [{"count": 501}]}), "1 to 500 reps"),
        ("/team", json!({"groups": [{"count": 0}]}), "1 to 500 reps"),
        ("/team", json!({"groups": [{"id": 2}, {}]}), "same id"),
        ("/team", json!({"groups": [{"name": "x".repeat(81)}]}), "at most 80 characters"),
        ("/team", json!({"groups": [{"joins": 37}]}), "month of the plan, such as April 2027"),
        ("/team", json!({"groups": [{"joins": 0}]}), "month of the plan, such as 4"),
        ("/team", json!({"groups": [{"joins": 1, "tenure": 1}]}), "month of the plan, such as 4"),
        ("/team", json!({"groups": [{"tenure": 601}]}), "such as April 2027"),
        ("/team", json!({"groups": [{"segment": 7}]}), "segment of the plan: give its id, such as 1"),
        (
            "/team",
            json!({"groups": [{"count": 2, "record": [{"stage": 1, "passed": 1, "entered": 2}]}]}),
            "single rep",
        ),
        ("/team", json!({"groups": [{"record": [{"stage": 1, "passed": 3, "entered": 2}]}]}), "45 of 100"),
        ("/team", json!({"groups": [{"quota": -1}]}), "cannot be below zero"),
        ("/team", json!({"groups": [{}], "ramp": [0.5, 1.5]}), "such as 0%, 25%, 50%, 75%"),
        ("/team", json!({"groups": [{}], "attrition": {"yearly": 1}}), "such as 20%"),
        (
            "/team",
            json!({"groups": [{}], "attrition": {"yearly": 0.2, "backfill_days": -1}}),
            "such as 60 days",
        ),
        ("/team", json!({"groups": [{}], "attrition": {"yearly": 0.2, "deals_kept": 2}}), "such as 70%"),
        ("/team", json!({"groups": [{}], "capacity": {"per_month": 0}}), "such as 12"),
        ("/segments/0/shares_with", json!(1), "give that one's id, such as 1"),
        ("/segments/0/shares_with", json!(9), "give that one's id, such as 1"),
        ("/segments/0/cycle_error", json!(3), "such as ± 18%"),
        ("/segments/0/supply", json!({}), "\"by_month\": [180, 200, 220]"),
        ("/segments/0/supply", json!({"by_month": []}), "1 to 36 numbers, such as 180"),
        (
            "/segments/0/supply",
            json!({"by_month": [1], "growth_per_month": 0.1}),
            "state one number, such as",
        ),
        ("/segments/0/supply", json!({"per_month": 1, "dispersion": 0}), "such as 10"),
        ("/segments/0/supply", json!({"per_month": 1, "dispersion": 5, "arrivals": "fixed"}), "such as 10"),
        ("/segments/0/supply", json!({"per_month": 1, "error": -1}), "such as ± 18%"),
        (
            "/segments/0/pipeline",
            json!({"listed": {"counts": [{"stage": 9, "count": 1}]}}),
            "give the stage's id, such as 2",
        ),
        (
            "/segments/0/pipeline",
            json!({"listed": {"counts": [{"stage": 1, "count": 1, "age": -1}]}}),
            "such as 20 days",
        ),
        (
            "/segments/0/pipeline",
            json!({"listed": {"counts": [{"stage": 1, "count": 10_000_001}]}}),
            "such as 12",
        ),
        (
            "/segments/0/pipeline",
            json!({"listed": {"deals": [{"stage": 1, "name": "x".repeat(81)}]}}),
            "at most 80 characters",
        ),
        (
            "/segments/0/pipeline",
            json!({"listed": {"deals": vec![json!({"stage": 1}); 2_001]}}),
            "such as Proposal 12",
        ),
        ("/segments/0/stages/0/rep_spread", json!(0.6), "such as 0.02"),
        ("/segments/0/stages/0/off_plan", json!(1.1), "such as 80%"),
        ("/segments/0/stages/0/loss_time", json!({"fixed": -1}), "such as 20 days"),
        ("/segments/0/stages/0/time", json!({"mean": 10, "sd": 1, "law": "weibull"}), "unknown variant"),
        ("/segments/0/deal_size", json!({"past": [1]}), "such as 12k"),
        ("/segments/0/deal_size", json!({"past": [1, 0]}), "such as 25k"),
        (
            "/segments/0/deal_size",
            json!({"mean": 5, "cv": 1, "floor": 9, "cap": 9}),
            "at least 5k, at most 250k",
        ),
        ("/name", json!("x".repeat(81)), "at most 80 characters"),
        ("/segments/0/name", json!("x".repeat(81)), "at most 80 characters"),
        ("/segments/0/supply/per_month", json!(-1), "such as 200"),
        ("/segments/0/supply/per_month", json!(10_000_001), "10 million a month"),
        ("/segments/0/supply", json!({"per_month": 1, "growth_per_month": 2}), "such as 2%"),
        (
            "/segments/0/supply",
            json!({"per_month": 1, "seasonality": [0,0,0,0,0,0,0,0,0,0,0,0]}),
            "twelve weights",
        ),
        (
            "/segments/0/supply",
            json!({"per_month": 1, "seasonality": [1]}),
            "segments[0].supply.seasonality: invalid length 1",
        ),
        ("/segments/0/supply", json!({"per_month": 1, "arrivals": "random"}), "unknown variant"),
        ("/segments/0/pipeline", json!("full"), "unknown variant"),
        ("/segments/0/stages", json!([]), "1 to 12 stages, such as"),
        ("/segments/0/stages/0/id", json!(2), "same id"),
        ("/segments/0/stages/0/name", json!("x".repeat(81)), "at most 80 characters"),
        ("/segments/0/stages/0/rate", json!({"exact": 1.01}), "such as 45%"),
        ("/segments/0/stages/0/rate", json!({"passed": 5, "entered": 4}), "45 of 100"),
        ("/segments/0/stages/0/rate", json!({"passed": 0, "entered": 0}), "45 of 100"),
        ("/segments/0/stages/0/rate", json!({"passed": 1, "entered": 10_000_001}), "at most 10 million"),
        ("/segments/0/stages/0/rate", json!({"low": 0.5, "high": 0.4}), "such as 40–50%"),
        ("/segments/0/stages/0/rate", json!({"low": 0.0, "high": 0.4}), "above 0%"),
        ("/segments/0/stages/0/rate", json!({"estimate": 0.5, "cases": 0}), "more cases"),
        ("/segments/0/stages/0/rate", json!({"estimate": 0.5}), "\"cases\": 50"),
        ("/segments/0/stages/0/rate", json!({"exact": 0.5, "cases": 3}), "\"exact\": 0.45"),
        ("/segments/0/stages/0/time", json!({"mean": -1, "sd": 1}), "such as 20 days"),
        ("/segments/0/stages/0/time", json!({"mean": 10, "sd": 101}), "20 ± 14 days"),
        ("/segments/0/stages/0/time", json!({"mean": 10}), "\"fixed\": 10"),
        ("/segments/0/stages/0/time", json!({"fixed": 3651}), "10 years"),
        ("/segments/0/deal_size", json!({"mean": 0, "cv": 1}), "such as 25k"),
        ("/segments/0/deal_size", json!({"mean": 5, "cv": 21}), "between 0 and 20, such as 1"),
        ("/segments/0/deal_size", json!({"p10": 5, "p90": 5}), "such as 18k to 70k"),
        ("/segments/0/deal_size", json!({"median": 5}), "\"median\": 35000"),
        ("/segments/0/deal_size", json!({"mean": 1e12, "cv": 1}), "more than 10 trillion"),
        ("/surprise", json!(1), "unknown field `surprise`"),
        ("/plumbline", json!(2), "format 2; this Plumbline reads format 1"),
    ];
    for (place, value, expected) in rows {
        let mut json = reference();
        json["segments"][0]["stages"][1]["id"] = json!(2);
        if let Some(slot) = json.pointer_mut(place) {
            *slot = value.clone();
        } else {
            let (parent, field) = place.rsplit_once('/').unwrap();
            json.pointer_mut(parent).unwrap()[field] = value.clone();
        }
        let error = plan::read(&json.to_string()).expect_err(place).to_string();
        assert!(error.contains(expected), "{place} = {value}: {error}");
    }
    // Exit criteria, and a plan beyond the work limit.
    let mut json = reference();
    json["segments"][0]["stages"][0]["exit"] = json!("x".repeat(401));
    assert!(plan::read(&json.to_string()).unwrap_err().to_string().contains("at most 400 characters"));
    let mut json = reference();
    json["segments"][0]["supply"]["per_month"] = json!(5_000_000);
    json["segments"][0]["deal_size"] = json!({"mean": 100, "cv": 20});
    assert!(plan::read(&json.to_string()).unwrap_err().to_string().contains("would take minutes"));
}

#[test]
fn texts_that_are_no_files_are_refused() {
    for (text, expected) in [
        ("", "not a file of Plumbline"),
        ("hello", "not a file of Plumbline"),
        ("[]", "not a file of Plumbline"),
        ("{}", "missing field `plumbline`"),
        ("{\"plumbline\": 1}", "missing field"),
        ("{\"plumbline\": 1e99}", "plumbline: here belongs a whole number"),
        ("{\"plumbline\": 1, \"plumbline\": 1}", "duplicate field `plumbline`"),
    ] {
        let error = plan::read(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{text}: {error}");
    }
    let long = " ".repeat(FILE_BYTES_MAX + 1);
    assert!(plan::read(&long).unwrap_err().to_string().contains("longer than 16 MB"));
    let many = format!("{{\"plumbline\": 1, \"surprise\": [{}0]}}", "0,".repeat(1_000_000));
    assert!(plan::read(&many).unwrap_err().to_string().contains("more than a million values"));
    let deep = "[".repeat(100_000);
    assert!(plan::read(&deep).is_err(), "deeply nested text is refused, not recursed into");
}

/// Extremes are finite, without panic.
#[test]
fn extremes_are_simulated_or_refused() {
    let mut simulated = 0;
    for supply in [0.0, 0.001, 10_000_000.0] {
        for rate in [0.0, 1e-6, 1.0] {
            for cv in [0.0, 1.0, 20.0] {
                for months in [1, 36] {
                    for arrivals in ["poisson", "fixed"] {
                        let mut json = reference();
                        json["trials"] = json!(20);
                        json["horizon"] = json!({"months": months});
                        json["segments"][0]["supply"] = json!({"per_month": supply, "arrivals": arrivals});
                        json["segments"][0]["pipeline"] = json!("flowing");
                        json["segments"][0]["deal_size"] = json!({"mean": 10, "cv": cv});
                        let stage = json!({"rate": {"exact": rate}, "time": {"mean": 30, "sd": 300}});
                        json["segments"][0]["stages"] = json!(vec![stage; if months == 1 { 1 } else { 12 }]);
                        let Ok(scenario) = plan::read(&json.to_string()) else { continue };
                        let report = crate::support::report(&scenario);
                        assert!(report.mean.value.is_finite() && report.sd.is_finite(), "{json}");
                        simulated += 1;
                    }
                }
            }
        }
    }
    assert!(simulated >= 90, "only {simulated} of 108 were simulated");
}

#[test]
fn sources_and_notes_of_files_are_refused_with_a_reason() {
    for (field, value, expected) in [
        (
            "sources",
            json!({"hearsay": ["supply"]}),
            "example, measured, benchmark or guess; this is “hearsay”",
        ),
        ("sources", json!({"guess": ["suply"]}), "this is “suply”"),
        ("sources", json!({"guess": ["stage one rate"]}), "stage 1 rate"),
        ("sources", json!({"guess": ["stage 1 size"]}), "stage 1 rate"),
        (
            "sources",
            json!({"guess": "supply"}),
            "sources.guess: here belongs a list, not the text \"supply\"",
        ),
        ("notes", json!({"weather": "fine"}), "an assumption is target, period"),
        ("notes", json!({"supply": "x".repeat(401)}), "at most 400 characters, such as"),
        ("notes", json!(["supply"]), "notes: here belongs an object, not a list"),
        ("notes", json!({"x".repeat(4_000): "y"}), "this is “xxxx"),
    ] {
        let mut json = reference();
        json[field] = value.clone();
        let error = plan::read(&json.to_string()).expect_err(field).to_string();
        assert!(error.contains(expected), "{field} = {value:.80}: {error}");
        assert!(error.len() < 400, "{error}");
    }
    // What is said of a stage that is not there is forgotten.
    let mut json = reference();
    json["sources"] = json!({"guess": ["stage 9 rate", "stage 2 rate"]});
    json["notes"] = json!({"stage 9 time": "gone", "supply": ""});
    let scenario = scenario(&json);
    let provenance = &scenario.parts().provenance;
    assert_eq!(
        provenance.sources().collect::<Vec<_>>(),
        [(Assumption::StageRate(StageId(2)), Source::Guess)]
    );
    assert_eq!(provenance.notes().count(), 0);
}

#[test]
fn files_keep_sources_and_notes() {
    let scenario = with_provenance();
    let provenance = &scenario.parts().provenance;
    assert_eq!((provenance.sources().count(), provenance.notes().count()), (6, 3));
    assert_eq!(provenance.source(Assumption::StageTime(StageId(4))), Some(Source::Benchmark));
    let file = plan::write(&scenario);
    assert!(file.contains("all of 2026") && file.contains("\"stage 4 time\""));
    assert_eq!(plan::read(&file).unwrap(), scenario);
    // Nothing said, nothing written.
    let silent = plan::write(&crate::support::scenario(&reference()));
    assert!(!silent.contains("sources") && !silent.contains("notes"));
}

/// A field that is not known is refused where Plumbline wrote the text, and told beside the answer where a
/// person did.
#[test]
fn unknown_fields_are_refused_or_told() {
    let mut json = reference();
    let known = scenario(&json);
    json["segments"][0]["stages"][2]["stale"] = json!(0.1);
    json["segments"][0]["supply"]["surprise"] = json!({"deep": [1, 2, {"deeper": null}]});
    json["mood"] = json!("fine");
    let text = json.to_string();
    let read = plan::open(&text).unwrap();
    assert_eq!(read.value, known);
    let places = ["segments[0].supply.surprise", "segments[0].stages[2].stale", "mood"];
    let mut unknown = read.unknown.clone();
    unknown.sort_unstable_by_key(|place| places.iter().position(|of| of == place));
    assert_eq!(unknown, places);
    let error = plan::read(&text).unwrap_err();
    assert_eq!(error, FileError::Unknown(read.unknown));
    assert!(error.to_string().contains("`mood`") && error.to_string().contains("newer version"), "{error}");
    // However many there are, and however long, few are told.
    for index in 0..1_000 {
        json[format!("{index}{}", "x".repeat(1_000))] = json!(1);
    }
    let read = plan::open(&json.to_string()).unwrap();
    assert_eq!(read.unknown.len(), file::UNKNOWN_MAX);
    assert!(read.unknown.iter().all(|place| place.chars().count() < 140));
}

/// Each kind of document is opened by whoever takes any, and told by name to whoever wants another.
#[test]
fn documents_of_another_kind_are_named() {
    let plan_text = plan::write(&scenario(&reference()));
    let quota_text = r#"{"plumbline": 1, "kind": "quota",
        "scenario": {"currency": "EUR", "start": "2027-01-15",
        "horizon": {"days": 75}, "target": {"amount": 250000}, "segments": [{"supply": {"per_month": 0},
        "stages": [{"rate": {"passed": 9, "entered": 41}}], "deal_size": {"mean": 25000, "cv": 1}}]}}"#;
    let history_text = r#"{"plumbline": 1, "kind": "history", "currency": "USD",
        "stages": [{"name": "Closing"}],
        "reps": [{"name": "Ada", "stages": [{"entered": 41, "passed": 9}], "bookings": 225000}],
            "later": 1}"#;
    assert!(matches!(file::open(&plan_text).unwrap().value, File::Plan(_)));
    assert!(matches!(file::open(quota_text).unwrap().value, File::Quota(_)));
    let read = file::open(history_text).unwrap();
    assert!(matches!(read.value, File::History(_)));
    assert_eq!(read.unknown, ["later"]);
    let error = plan::read(quota_text).unwrap_err();
    assert_eq!(error, FileError::OtherKind { is: Kind::Quota, wanted: Kind::Plan });
    assert_eq!(error.to_string(), "this file holds one rep's quota, not a plan");
    assert_eq!(
        plan::read(history_text).unwrap_err().to_string(),
        "this file holds a team's results, not a plan"
    );
    assert_eq!(
        quota::read(&plan_text).unwrap_err().to_string(),
        "this file holds a plan, not one rep's quota"
    );
    assert_eq!(
        history::read(quota_text).unwrap_err().to_string(),
        "this file holds one rep's quota, not a team's results"
    );
    let named = plan_text.replacen("\"plumbline\": 1", "\"plumbline\": 1, \"kind\": \"plan\"", 1);
    assert_eq!(plan::read(&named), plan::read(&plan_text));
    let strange = plan_text.replacen("\"plumbline\": 1", "\"plumbline\": 1, \"kind\": \"forecast\"", 1);
    assert!(
        file::open(&strange).unwrap_err().to_string().contains("a “forecast”; this Plumbline knows plan,")
    );
    // The plan within a quota is of this format too, and where its values are wrong is said from the outside.
    let within =
        |field: &str| quota_text.replacen("\"scenario\": {", &format!("\"scenario\": {{{field}, "), 1);
    assert!(quota::read(&within("\"plumbline\": 1, \"kind\": \"plan\"")).is_ok());
    assert_eq!(quota::read(&within("\"plumbline\": 2")), Err(FileError::Version(2)));
    assert!(quota::read(&within("\"kind\": \"history\"")).is_err());
    let error = quota::read(&within("\"booked\": -1")).unwrap_err().to_string();
    assert!(error.starts_with("scenario.booked: an amount cannot be below zero"), "{error}");
    let error = quota::read(&within("\"fiscal_start\": 13")).unwrap_err().to_string();
    assert!(error.starts_with("scenario: the fiscal year"), "{error}");
}

/// Why a text is refused, if it is.
type Refused = fn(&str) -> Option<String>;

/// Of a quota and of a history every part is refused with a reason, too.
#[test]
fn quotas_and_histories_refuse_with_a_reason() {
    let quota_json = || {
        let mut plan = reference();
        plan.as_object_mut().unwrap().remove("plumbline");
        plan["start"] = json!("2027-01-01");
        json!({"plumbline": 1, "kind": "quota", "scenario": plan})
    };
    assert!(quota::read(&quota_json().to_string()).is_ok());
    let history_json = || {
        json!({
            "plumbline": 1, "kind": "history", "currency": "USD", "stages": [{"name": "Demo", "age": 60}],
            "reps": [{"name": "Ada",
                "stages": [{"entered": 40, "passed": 18, "aged": {"passed": 12, "decided": 30}}]}],
        })
    };
    assert!(history::read(&history_json().to_string()).is_ok());

    let of_quota: Refused = |text| quota::read(text).err().map(|error| error.to_string());
    let of_history: Refused = |text| history::read(text).err().map(|error| error.to_string());
    for (json, read, place, value, expected) in [
        (quota_json(), of_quota, "/before", json!(-1), "before: an amount cannot be below zero"),
        (quota_json(), of_quota, "/record", json!({"won": 5, "decided": 4}), "write it as 9 of 41"),
        (quota_json(), of_quota, "/team", json!({"rate": 1.5, "cases": 40}), "write it as 9 of 41"),
        (
            quota_json(),
            of_quota,
            "/team",
            json!({"rate": "half", "cases": 40}),
            "team.rate: here belongs a number",
        ),
        (quota_json(), of_quota, "/scenario/team", json!({"groups": [{}]}), "a quota is one rep's"),
        (quota_json(), of_quota, "/scenario/start", json!(null), "a first day and a last"),
        (history_json(), of_history, "/currency", json!("dollars"), "currency: a currency is three letters"),
        (history_json(), of_history, "/stages", json!([]), "1 to 12 stages"),
        (history_json(), of_history, "/stages/0/age", json!(0), "such as 60 days"),
        (history_json(), of_history, "/reps", json!([]), "1 to 500 reps"),
        (history_json(), of_history, "/reps/0/stages/0/passed", json!(41), "Ada, Demo: more passed"),
        (
            history_json(),
            of_history,
            "/reps/0/stages/0/passed",
            json!(1.5),
            "reps[0].stages[0].passed: here belongs a whole number, not the number `1.5`",
        ),
        (
            history_json(),
            of_history,
            "/reps/0/stages/0/aged",
            json!({"passed": 19, "decided": 30}),
            "passed by that age",
        ),
        (
            history_json(),
            of_history,
            "/reps/0/bookings",
            json!(-5),
            "reps[0].bookings: an amount cannot be below zero",
        ),
        (history_json(), of_history, "/reps/0/self_sourced", json!(41), "a part is larger than its whole"),
        (
            history_json(),
            of_history,
            "/plan",
            json!({"name": "plan", "stages": []}),
            "entered and passed for every stage",
        ),
        (history_json(), of_history, "/deal_cv", json!(21), "between 0 and 20"),
    ] {
        let mut json = json;
        let (parent, field) = place.rsplit_once('/').unwrap();
        json.pointer_mut(parent).unwrap()[field] = value.clone();
        let error = read(&json.to_string()).unwrap_or_else(|| panic!("{place} = {value} is taken"));
        assert!(error.contains(expected), "{place} = {value}: {error}");
    }
}

/// A hire who joins after the plan's end stays in the file: the plan may have been made shorter meanwhile.
#[test]
fn a_hire_after_the_plans_end_stays() {
    let mut json = reference();
    json["horizon"] = json!({"months": 3});
    json["team"] = json!({"groups": [{"count": 2}, {"joins": 9}]});
    let plan = scenario(&json);
    assert_eq!(plan::read(&plan::canonical(&plan)).unwrap(), plan);
}

/// A lognormal time of hardly any spread, which counts as fixed, is lognormal again once its spread grows.
#[test]
fn a_lognormal_time_of_little_spread_stays_lognormal() {
    let mut json = reference();
    json["segments"][0]["stages"][0]["time"] = json!({"mean": 100, "sd": 1.5, "law": "lognormal"});
    let plan = scenario(&json);
    let time = plan.segments()[0].stages()[0].time;
    assert!(time.is_lognormal());
    assert_eq!(plan::read(&plan::write(&plan)).unwrap(), plan);
    assert!(plan::canonical(&plan).contains(r#""time":{"mean":100,"sd":1.5,"law":"lognormal"}"#));
}

/// Editors of Windows put a byte-order mark in front.
#[test]
fn a_byte_order_mark_is_passed_over() {
    let text = format!("\u{feff}{}", plan::write(&scenario(&reference())));
    assert_eq!(plan::read(&text).unwrap(), scenario(&reference()));
}
