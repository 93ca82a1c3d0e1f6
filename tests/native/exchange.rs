//! Scenario files and links: what goes out comes in again, and what is foreign, cut, altered or huge is refused
//! with a reason.

use crate::support::{reference, root, scenario};
use plumbline::exchange::link::{self, LinkError, PREFIX};
use plumbline::exchange::packed::{self, PackedError};
use plumbline::exchange::scenario_file::{self, FILE_BYTES_MAX};
use plumbline::model::{Assumption, Source, StageId};
use serde_json::{Value, json};

fn examples() -> Vec<String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(root().join("examples/scenarios")).unwrap() {
        texts.push(std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    assert_eq!(texts.len(), 6);
    texts
}

#[test]
fn files_links_and_messages_bring_back_the_same_scenario() {
    for text in examples() {
        let scenario = scenario_file::read(&text).unwrap();
        assert_eq!(scenario_file::read(&scenario_file::write(&scenario)).unwrap(), scenario);
        assert_eq!(scenario_file::from_bytes(&scenario_file::to_bytes(&scenario)).unwrap(), scenario);
        let fragment = link::encode(&scenario);
        assert!(fragment.starts_with(PREFIX));
        assert!(fragment.len() < 1_500, "{} characters", fragment.len());
        let opened = link::decode(&fragment).unwrap().unwrap();
        assert_eq!(opened, scenario);
        assert_eq!(link::encode(&opened), fragment, "canonical");
    }
}

/// Numbers keep all their bits, also those that JSON readers often round.
#[test]
fn numbers_keep_their_bits() {
    let mut json = reference();
    for (index, awkward) in
        [0.1 + 0.2, 1.0 / 3.0, 7.071_067_811_865_475_5, 123.456_789_012_345_67].iter().enumerate()
    {
        json["segments"][0]["stages"][index]["time"] = json!({"mean": 20.000_000_000_000_004, "sd": awkward});
    }
    let scenario = scenario(&json);
    let again = link::decode(&link::encode(&scenario)).unwrap().unwrap();
    assert_eq!(again, scenario);
}

#[test]
fn links_are_repaired_after_chat_and_mail() {
    let scenario = scenario(&reference());
    let fragment = link::encode(&scenario);
    let body = fragment.trim_start_matches('#');
    let (head, tail) = body.split_at(60);
    for damaged in [
        body.to_owned(),
        format!("%23{body}"),
        format!("#{head}\n{tail}"),
        format!("#{head}%0A{tail}."),
        format!("#{body})."),
        format!(" #{body}>"),
        format!("#{body}=="),
    ] {
        assert_eq!(link::decode(&damaged).unwrap().unwrap(), scenario, "{damaged}");
    }
}

#[test]
fn foreign_fragments_are_no_concern_of_ours() {
    for foreign in ["", "#", "#target", "#section=2", "#/route", "#x=1", "#utm_source=mail"] {
        assert!(link::decode(foreign).is_none(), "{foreign}");
    }
}

/// Every prefix of a link, and every link with one character changed, is refused or means the same; nothing panics.
#[test]
fn cut_and_altered_links_are_refused() {
    let scenario = scenario(&reference());
    let fragment = link::encode(&scenario);
    for end in PREFIX.len()..fragment.len() {
        assert!(matches!(link::decode(&fragment[..end]), Some(Err(_))), "cut at {end}");
    }
    for at in PREFIX.len()..fragment.len() {
        let mut altered = fragment.clone().into_bytes();
        altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
        match link::decode(std::str::from_utf8(&altered).unwrap()).unwrap() {
            Err(_) => {}
            // The unused bits of the last character carry nothing.
            Ok(opened) => assert_eq!(opened, scenario, "altered at {at}"),
        }
    }
}

#[test]
fn hostile_links_are_refused_with_a_reason() {
    let check = |fragment: &str, expected: &str| match link::decode(fragment) {
        Some(Err(error)) => assert!(error.to_string().contains(expected), "{error}"),
        other => panic!("{fragment:.40} gave {other:?}"),
    };
    check(&format!("{PREFIX}{}", "A".repeat(40_000)), "too long");
    check("#p1=abcd", "another version of Plumbline (p1)");
    check("#s12=abcd", "another version");
    check(PREFIX, "cut off or changed");
    check(&format!("{PREFIX}***"), "cut off or changed");
    // A bomb: a few bytes that would inflate to megabytes.
    let bomb = [vec![0; 4], miniz_oxide::deflate::compress_to_vec(&vec![b' '; 5_000_000], 9)].concat();
    let bomb = base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, bomb);
    assert!(matches!(
        link::decode(&format!("{PREFIX}{bomb}")),
        Some(Err(LinkError::Packed(PackedError::TooLarge)))
    ));
}

/// Random bytes, seeded: never a panic.
#[test]
fn noise_is_refused() {
    use rand::{RngExt, SeedableRng};
    let mut rng = rand::rngs::Xoshiro256PlusPlus::seed_from_u64(11);
    for _ in 0..20_000 {
        let length = rng.random_range(0..200);
        let noise: String = (0..length).map(|_| char::from(rng.random_range(32_u8..127))).collect();
        assert!(!matches!(link::decode(&format!("{PREFIX}{noise}")), None | Some(Ok(_))), "{noise}");
        assert!(scenario_file::read(&noise).is_err());
        assert!(scenario_file::from_bytes(noise.as_bytes()).is_err());
    }
}

/// One refused value a row: where it stands, what replaces it, what the message must say. Every message shows
/// what would work.
#[test]
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
        ("/seed", json!(-1), "invalid value"),
        ("/trials", json!(0), "1 to 10,000,000 trials"),
        ("/segments", json!([]), "exactly one segment"),
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
        ("/segments/0/supply", json!({"per_month": 1, "seasonality": [1]}), "invalid length"),
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
        let error = scenario_file::read(&json.to_string()).expect_err(place).to_string();
        assert!(error.contains(expected), "{place} = {value}: {error}");
    }
    // Exit criteria, and a plan beyond the work limit.
    let mut json = reference();
    json["segments"][0]["stages"][0]["exit"] = json!("x".repeat(401));
    assert!(
        scenario_file::read(&json.to_string()).unwrap_err().to_string().contains("at most 400 characters")
    );
    let mut json = reference();
    json["segments"][0]["supply"]["per_month"] = json!(5_000_000);
    json["segments"][0]["deal_size"] = json!({"mean": 100, "cv": 20});
    assert!(scenario_file::read(&json.to_string()).unwrap_err().to_string().contains("would take minutes"));
}

#[test]
fn texts_that_are_no_files_are_refused() {
    for (text, expected) in [
        ("", "not a scenario file"),
        ("hello", "not a scenario file"),
        ("[]", "not a scenario file"),
        ("{}", "missing field `plumbline`"),
        ("{\"plumbline\": 1}", "missing field"),
        ("{\"plumbline\": 1e99}", "not a scenario file"),
    ] {
        let error = scenario_file::read(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{text}: {error}");
    }
    let long = " ".repeat(FILE_BYTES_MAX + 1);
    assert!(scenario_file::read(&long).unwrap_err().to_string().contains("longer than 1 MB"));
    let deep = "[".repeat(100_000);
    assert!(scenario_file::read(&deep).is_err(), "deeply nested text is refused, not recursed into");
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
                        let Ok(scenario) = scenario_file::read(&json.to_string()) else { continue };
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

/// Notes are in the file and in what this browser keeps, and in no link; sources are in all of them.
#[test]
fn notes_stay_and_sources_travel() {
    let mut json = reference();
    json["sources"] =
        json!({"measured": ["supply", "stage 2 rate"], "guess": ["deal size"], "example": ["target"]});
    json["notes"] = json!({"supply": "Zebra CRM, all of 2026", "stage 2 rate": "from Ada"});
    let scenario = scenario(&json);
    let provenance = &scenario.parts().provenance;
    assert_eq!(provenance.source(Assumption::StageRate(StageId(2))), Some(Source::Measured));
    assert_eq!(scenario_file::read(&scenario_file::write(&scenario)).unwrap(), scenario);
    assert_eq!(packed::unpack(&packed::pack(&scenario)).unwrap(), scenario);
    let opened = link::decode(&link::encode(&scenario)).unwrap().unwrap();
    assert_eq!(opened, scenario.without_notes());
    assert_eq!(opened.parts().provenance.notes().count(), 0);
    assert_eq!(opened.parts().provenance.sources().count(), 4);
    // A message to a worker needs neither.
    let sent = scenario_file::from_bytes(&scenario_file::to_bytes(&scenario)).unwrap();
    assert_eq!(sent.parts().provenance, plumbline::model::Provenance::default());
    for (field, value, expected) in [
        ("sources", json!({"rumour": ["supply"]}), "measured, benchmark or guess; this is “rumour”"),
        ("sources", json!({"guess": ["luck"]}), "stage 1 rate or stage 1 time"),
        ("notes", json!({"supply": "x".repeat(401)}), "at most 400 characters"),
    ] {
        let mut bad = reference();
        bad[field] = value;
        let error = scenario_file::read(&bad.to_string()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

/// Text of another version of the packed fields says so.
#[test]
fn packed_text_of_another_version_is_refused_by_name() {
    let plain = [9_u8, 1, 2, 3];
    let hash =
        plain.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    let sealed = [&hash.to_le_bytes()[..], &miniz_oxide::deflate::compress_to_vec(&plain, 9)].concat();
    let text = base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, sealed);
    assert!(matches!(packed::unpack(&text), Err(PackedError::Version(9))));
}
