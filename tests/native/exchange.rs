//! Scenario files and links: what goes out comes in again, and what is foreign, cut, altered or huge is refused
//! with a reason.

use crate::support::{reference, root, scenario};
use plumbline::exchange::link::{self, LinkError, PREFIX};
use plumbline::exchange::packed::{self, PACKED_VERSION, PackedError};
use plumbline::exchange::scenario_file::{self, FILE_BYTES_MAX};
use plumbline::model::{Assumption, Scenario, Source, StageId};
use serde_json::{Value, json};

fn examples() -> Vec<String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(root().join("examples/scenarios")).unwrap() {
        texts.push(std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    assert_eq!(texts.len(), 7);
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
        assert_eq!(opened, scenario.for_sharing());
        assert_eq!(link::encode(&opened), fragment, "canonical");
        assert_eq!(packed::unpack(&packed::pack(&scenario)).unwrap(), scenario);
    }
}

/// A link carries no names of single reps and of deals; a group's name, and all numbers, stay. What is computed is the
/// same to the last bit.
#[test]
fn links_carry_no_names_of_people_and_deals() {
    let text = std::fs::read_to_string(root().join("examples/scenarios/whole_plan.json")).unwrap();
    let mut json: Value = serde_json::from_str(&text).unwrap();
    json["team"]["groups"][0]["name"] = json!("Inside sales");
    json["trials"] = json!(500);
    let scenario = scenario(&json);
    let opened = link::decode(&link::encode(&scenario)).unwrap().unwrap();
    let file = scenario_file::write(&opened);
    assert!(
        scenario_file::write(&scenario).contains("Ada") && scenario_file::write(&scenario).contains("Acme")
    );
    assert!(!file.contains("Ada") && !file.contains("Acme"), "{file}");
    assert!(file.contains("Inside sales") && file.contains("64000"));
    let digest = |scenario: &Scenario| crate::support::collect(scenario).digest();
    assert_eq!(digest(&opened), digest(&scenario));
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
        ("/seed", json!(-1), "invalid value"),
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
        ("/team", json!({"groups": []}), "1 to 500 reps, such as 12"),
        ("/team", json!({"groups": [{"count": 501}]}), "1 to 500 reps"),
        ("/team", json!({"groups": [{"count": 0}]}), "1 to 500 reps"),
        ("/team", json!({"groups": [{"id": 2}, {}]}), "same id"),
        ("/team", json!({"groups": [{"name": "x".repeat(81)}]}), "at most 80 characters"),
        ("/team", json!({"groups": [{"joins": 13}]}), "month of the plan, such as 4"),
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

/// The reference with all that can be said of where it comes from.
fn with_provenance() -> Scenario {
    let mut json = reference();
    json["sources"] = json!({
        "measured": ["supply", "stage 1 rate"], "guess": ["deal size"], "benchmark": ["stage 4 time"],
        "example": ["target", "period"],
    });
    json["notes"] = json!({"supply": "CRM, all of 2026 – é💰", "stage 4 time": "x".repeat(400), "target": "\"quoted\"\n"});
    scenario(&json)
}

/// Files and this browser's storage keep sources and notes; links keep sources only; workers get neither.
#[test]
fn notes_are_in_files_and_storage_and_never_in_links() {
    let scenario = with_provenance();
    let provenance = &scenario.parts().provenance;
    assert_eq!((provenance.sources().count(), provenance.notes().count()), (6, 3));
    assert_eq!(provenance.source(Assumption::StageTime(StageId(4))), Some(Source::Benchmark));
    let file = scenario_file::write(&scenario);
    assert!(file.contains("all of 2026") && file.contains("\"stage 4 time\""));
    assert_eq!(scenario_file::read(&file).unwrap(), scenario);
    assert_eq!(scenario_file::read(&scenario_file::write(&scenario)).unwrap(), scenario);
    assert_eq!(packed::unpack(&packed::pack(&scenario)).unwrap(), scenario);
    let opened = link::decode(&link::encode(&scenario)).unwrap().unwrap();
    assert_eq!(opened, scenario.for_sharing());
    assert_ne!(opened, scenario);
    assert_eq!(link::encode(&opened), link::encode(&scenario), "no trace of a note");
    // No note is in what the link inflates to.
    let bytes = base64::Engine::decode(
        &base64::engine::general_purpose::URL_SAFE_NO_PAD,
        link::encode(&scenario).trim_start_matches(PREFIX),
    );
    let plain = miniz_oxide::inflate::decompress_to_vec(&bytes.unwrap()[4..]).unwrap();
    assert!(!String::from_utf8_lossy(&plain).contains("2026"));
    let sent = scenario_file::from_bytes(&scenario_file::to_bytes(&scenario)).unwrap();
    assert_eq!(sent.parts().provenance.sources().count() + sent.parts().provenance.notes().count(), 0);
    let reference = crate::support::scenario(&reference());
    assert_eq!(scenario_file::to_bytes(&scenario), scenario_file::to_bytes(&reference));
    // Nothing said, nothing written.
    let silent = scenario_file::write(&reference);
    assert!(!silent.contains("sources") && !silent.contains("notes"));
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
        ("sources", json!({"guess": "supply"}), "not a scenario file"),
        ("notes", json!({"weather": "fine"}), "an assumption is target, period"),
        ("notes", json!({"supply": "x".repeat(401)}), "at most 400 characters, such as"),
        ("notes", json!(["supply"]), "not a scenario file"),
        ("notes", json!({"x".repeat(4_000): "y"}), "this is “xxxx"),
    ] {
        let mut json = reference();
        json[field] = value.clone();
        let error = scenario_file::read(&json.to_string()).expect_err(field).to_string();
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

/// Packed texts: canonical, and refused when cut, altered, of another version, or noise.
#[test]
fn packed_texts_are_checked() {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use rand::{RngExt, SeedableRng};
    let scenario = with_provenance();
    let text = packed::pack(&scenario);
    assert_eq!(packed::pack(&packed::unpack(&text).unwrap()), text, "canonical");
    assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
    for end in 0..text.len() {
        assert!(packed::unpack(&text[..end]).is_err(), "cut at {end}");
    }
    // Two characters changed places: the checksum tells.
    for at in 1..text.len() {
        let mut altered = text.clone().into_bytes();
        altered.swap(at - 1, at);
        if altered != text.as_bytes() {
            let altered = String::from_utf8(altered).unwrap();
            assert!(
                matches!(packed::unpack(&altered), Err(PackedError::Damaged | PackedError::TooLarge)),
                "swapped at {at}"
            );
        }
    }
    for text in ["", "A", "AAAA", "AAAAAA", "é", "💰💰", "====", " ", "\0"] {
        assert!(matches!(packed::unpack(text), Err(PackedError::Damaged)), "{text:?}");
    }
    // Sealed by hand: the checksum is FNV-1a, whose value for no bytes and for “a” is known.
    let seal = |plain: &[u8], check: u32| {
        let deflated = miniz_oxide::deflate::compress_to_vec(plain, 9);
        URL_SAFE_NO_PAD.encode([check.to_le_bytes().to_vec(), deflated].concat())
    };
    assert!(matches!(packed::unpack(&seal(b"", 0x811c_9dc5)), Err(PackedError::Damaged)));
    let other = packed::unpack(&seal(b"a", 0xe40c_292c)).unwrap_err();
    assert!(matches!(other, PackedError::Version(b'a')), "{other}");
    assert!(other.to_string().contains(&format!("reads version {PACKED_VERSION}")), "{other}");
    let hash = |plain: &[u8]| {
        plain.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
    };
    // Noise that is sealed rightly: refused by what reads the fields, without panic. Seeded.
    let mut rng = rand::rngs::Xoshiro256PlusPlus::seed_from_u64(31);
    for _ in 0..20_000 {
        let mut plain = vec![PACKED_VERSION];
        plain.extend((0..rng.random_range(0..120)).map(|_| rng.random_range(0..=255_u8)));
        assert!(matches!(packed::unpack(&seal(&plain, hash(&plain))), Err(PackedError::Refused(_))));
    }
    // The real thing with a byte changed is refused or is a plan that packs like any other.
    let whole = URL_SAFE_NO_PAD.decode(&text).unwrap();
    let whole = miniz_oxide::inflate::decompress_to_vec(&whole[4..]).unwrap();
    assert_eq!(packed::unpack(&seal(&whole, hash(&whole))).unwrap(), scenario);
    for at in 1..whole.len() {
        let mut altered = whole.clone();
        altered[at] = altered[at].wrapping_add(1);
        if let Ok(opened) = packed::unpack(&seal(&altered, hash(&altered))) {
            assert_eq!(packed::unpack(&packed::pack(&opened)).unwrap(), opened, "byte {at}");
        }
    }
}
