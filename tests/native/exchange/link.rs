//! Links: short, canonical, without names and notes, and refused with a reason when cut, altered, foreign or
//! hostile.

use super::{examples, with_provenance};
use crate::support::{reference, root, scenario};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec;
use plumbline::exchange::file::{plan, quota};
use plumbline::exchange::link::{self, Carried, Headline, LinkError, Opened, PREFIX, QUOTA_PREFIX};
use plumbline::model::{Counted, Date, Money, QuotaCheck, Scenario, TeamRate};
use serde_json::{Value, json};

/// One rep's quarter, with a name in it.
fn check() -> QuotaCheck {
    let scenario = scenario(&json!({
        "plumbline": 1, "currency": "EUR", "start": "2027-01-15", "horizon": {"days": 75}, "booked": 90000,
        "target": {"amount": 250_000},
        "segments": [{
            "supply": {"per_month": 4}, "stages": [{"rate": {"passed": 9, "entered": 41}}],
            "pipeline": {"listed": {"deals": [{"name": "Acme", "stage": 1, "amount": 64000, "age": 21}]}},
            "deal_size": {"mean": 25000, "cv": 1},
        }],
    }));
    let before = Money::from_major(200_000.0, scenario.parts().currency).unwrap();
    let team = TeamRate { mean: 0.22, cases: 410.0, spread: 0.02 };
    QuotaCheck::new(scenario, Some(before), Some(Counted { passed: 9, decided: 41 }), Some(team)).unwrap()
}

/// The fragment of a text, sealed by hand: four bytes of FNV-1a, deflated, base64url.
fn sealed(prefix: &str, document: &[u8]) -> String {
    let check = document
        .iter()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    let bytes = [check.to_le_bytes().to_vec(), compress_to_vec(document, 10)].concat();
    format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// The text in a fragment, opened by hand.
fn unsealed(fragment: &str) -> String {
    let bytes = URL_SAFE_NO_PAD.decode(fragment.split_once('=').unwrap().1).unwrap();
    String::from_utf8(decompress_to_vec(&bytes[4..]).unwrap()).unwrap()
}

#[test]
fn links_bring_back_what_may_be_shared() {
    for text in examples() {
        let scenario = plan::read(&text).unwrap();
        let fragment = link::encode(&scenario);
        assert!(fragment.starts_with(PREFIX));
        let opened = link::decode(&fragment).unwrap().unwrap();
        assert_eq!(opened, scenario.for_sharing());
        assert_eq!(link::encode(&opened), fragment, "the same plan, the same link");
        assert_eq!(unsealed(&fragment), plan::canonical(&opened), "a link is the shortest text");
        assert!(!link::is_quota(&fragment) && link::decode_quota(&fragment).is_none());
    }
    let check = check();
    let fragment = link::encode_quota(&check);
    assert!(fragment.starts_with(QUOTA_PREFIX) && link::is_quota(&fragment));
    assert_eq!(link::decode_quota(&fragment).unwrap().unwrap(), check.for_sharing());
    assert_eq!(link::open(&fragment).unwrap().opened, Opened::Quota(check.for_sharing()));
    assert_eq!(unsealed(&fragment), quota::canonical(&check.for_sharing()));
    assert!(link::decode(&fragment).is_none());
}

/// A plan as large as people make them: eight stages with counts and times, twelve reps with quotas, sources.
#[test]
fn a_plan_of_eight_stages_and_twelve_reps_fits_1200_characters() {
    let names =
        ["Lead", "Qualified", "Discovery", "Demo", "Evaluation", "Proposal", "Negotiation", "Contract"];
    let counts = [(612, 1431), (388, 612), (251, 388), (163, 251), (97, 163), (71, 97), (48, 71), (41, 48)];
    let times = [(4, 3), (9, 6), (13, 11), (11, 8), (27, 19), (16, 12), (21, 17), (8, 6)];
    let stage = |index: usize| {
        let ((passed, entered), (mean, sd)) = (counts[index], times[index]);
        let rate = json!({"passed": passed, "entered": entered});
        json!({"name": names[index], "rate": rate, "time": {"mean": mean, "sd": sd}})
    };
    let rep = |(index, (quota, tenure)): (usize, &(u32, u32))| {
        let name = format!("Rep {}", char::from(b'A' + index as u8));
        json!({"name": name, "quota": quota, "tenure": tenure})
    };
    let quotas = [
        (310_000, 31),
        (285_000, 26),
        (295_000, 40),
        (240_000, 7),
        (310_000, 18),
        (265_000, 14),
        (325_000, 52),
        (240_000, 4),
        (275_000, 22),
        (300_000, 37),
        (220_000, 2),
        (290_000, 11),
    ];
    let groups: Vec<Value> = quotas
        .iter()
        .enumerate()
        .map(rep)
        .chain([
            json!({"name": "Hires in April", "count": 2, "joins": 4, "quota": 180_000}),
            json!({"name": "Hires in July", "count": 1, "joins": 7, "quota": 120_000}),
        ])
        .collect();
    let stages: Vec<Value> = (0..8).map(stage).collect();
    let rates: Vec<String> = (1..=8).map(|id| format!("stage {id} rate")).collect();
    let measured: Vec<String> =
        rates.into_iter().chain(["supply".to_owned(), "deal size".to_owned()]).collect();
    let times: Vec<String> = (1..=8).map(|id| format!("stage {id} time")).collect();
    let plan = scenario(&json!({
        "plumbline": 1, "name": "FY27 new business, EMEA", "currency": "EUR", "start": "2027-01-01",
        "horizon": {"months": 12}, "fiscal_start": 2, "target": {"last_year": 2_640_000, "growth": 0.25},
        "segments": [{
            "name": "New business",
            "supply": {"per_month": 118, "growth_per_month": 0.01, "dispersion": 20, "error": 0.05,
                "seasonality": [0.9, 0.95, 1.1, 1, 1, 1.05, 0.85, 0.75, 1.1, 1.15, 1.2, 0.95]},
            "stages": stages, "deal_size": {"p10": 18_000, "p90": 96_000},
        }],
        "team": {"groups": groups, "ramp": [0, 0.25, 0.5, 0.75], "quota_period": "year",
            "attrition": {"yearly": 0.18, "backfill_days": 60}, "capacity": {"per_month": 13}},
        "market": {"cv": 0.1}, "slippage": {"share": 0.25},
        "sources": {"measured": measured, "guess": times, "benchmark": ["target"]},
    }));
    let headline = Headline {
        chance: 0.731_25,
        runs: 250_000,
        engine: 2,
        date: Date::parse("2026-11-26").unwrap(),
        records_left_out: 0,
    };
    let fragment = link::with_headline(&link::encode(&plan), &headline);
    let address = format!("https://plumbline.example/{fragment}");
    assert!(address.len() <= 1_200, "{} characters", address.len());
    assert!(!link::is_long(&fragment) && link::is_long(&"x".repeat(8_001)));
    let opened = link::open(&fragment).unwrap();
    assert_eq!((opened.opened, opened.headline), (Opened::Plan(plan.for_sharing()), Some(headline)));
}

/// A link carries no names of single reps and of deals, and no single rep's results; a group's name, and all
/// other numbers, go. With the results what is computed is the same to the last bit.
#[test]
fn links_carry_no_names_of_people_and_deals() {
    let text = std::fs::read_to_string(root().join("examples/scenarios/whole_plan.json")).unwrap();
    let mut json: Value = serde_json::from_str(&text).unwrap();
    json["team"]["groups"][0]["name"] = json!("Inside sales");
    json["trials"] = json!(500);
    let scenario = scenario(&json);
    let (kept, sent) = (plan::write(&scenario), unsealed(&link::encode(&scenario)));
    assert!(kept.contains("Ada") && kept.contains("Acme"));
    assert!(!sent.contains("Ada") && !sent.contains("Acme"), "{sent}");
    assert!(sent.contains("Inside sales") && sent.contains("64000"));
    let digest = |scenario: &Scenario| crate::support::collect(scenario).digest();
    // What a single rep won and booked stays too, unless it is wanted to go.
    assert_eq!(scenario.withheld().history, 1);
    assert!(kept.contains("record") && !sent.contains("record") && !sent.contains("30000"), "{sent}");
    let whole = link::encode_with(&scenario, Carried::VALUES);
    assert!(unsealed(&whole).contains("record") && !unsealed(&whole).contains("Ada"));
    assert_eq!(digest(&link::decode(&whole).unwrap().unwrap()), digest(&scenario));
    json["team"]["groups"][1]["record"] = json!([]);
    json["team"]["groups"][1]["booked"] = json!(0);
    let without = crate::support::scenario(&json);
    let opened = link::decode(&link::encode(&scenario)).unwrap().unwrap();
    assert_eq!(digest(&opened), digest(&without));
    let sent = unsealed(&link::encode_quota(&check()));
    assert!(!sent.contains("Acme") && sent.contains("64000") && sent.contains("\"decided\":41"));
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
    assert_eq!(link::decode(&link::encode(&scenario)).unwrap().unwrap(), scenario);
}

/// Files and this browser's storage keep sources and notes; links keep sources only; workers get neither.
#[test]
fn notes_are_never_in_links() {
    let scenario = with_provenance();
    let fragment = link::encode(&scenario);
    let opened = link::decode(&fragment).unwrap().unwrap();
    assert_eq!(opened, scenario.for_sharing());
    assert_ne!(opened, scenario);
    assert_eq!(link::encode(&opened), fragment, "no trace of a note");
    assert!(!unsealed(&fragment).contains("2026") && unsealed(&fragment).contains("benchmark"));
    let sent = plan::canonical_without_sources(&scenario);
    assert_eq!(sent, plan::canonical_without_sources(&crate::support::scenario(&reference())));
    let sent = plan::read(&sent).unwrap();
    assert_eq!(sent.parts().provenance.sources().count() + sent.parts().provenance.notes().count(), 0);
}

#[test]
fn foreign_fragments_are_no_concern_of_ours() {
    for foreign in
        ["", "#", "#target", "#section=2", "#/route", "#x=1", "#utm_source=mail", "#s12=abcd", "#step1=x"]
    {
        assert!(link::decode(foreign).is_none() && link::decode_quota(foreign).is_none(), "{foreign}");
        assert_eq!(link::open(foreign), Err(LinkError::NoLink), "{foreign}");
    }
}

/// Every prefix of a link, and every link with one character changed, is refused or means the same; nothing
/// panics.
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
        // Two characters changed places.
        let mut swapped = fragment.clone().into_bytes();
        swapped.swap(at - 1, at);
        if at > PREFIX.len() && swapped != fragment.as_bytes() {
            let swapped = std::str::from_utf8(&swapped).unwrap();
            assert!(
                matches!(link::open(swapped), Err(LinkError::Damaged | LinkError::TooLarge)),
                "swapped at {at}"
            );
        }
    }
}

#[test]
fn hostile_and_foreign_links_are_refused_with_a_reason() {
    let check = |fragment: &str, expected: &str| match link::decode(fragment) {
        Some(Err(error)) => assert!(error.to_string().contains(expected), "{error}"),
        other => panic!("{fragment:.40} gave {other:?}"),
    };
    check(&format!("{PREFIX}{}", "A".repeat(1_000_000)), "too long to be a link");
    check("#p0=abcd", "this link was made by a trial version of Plumbline; ask for it again");
    check("#p2=abcd", "newer version of Plumbline (p2)");
    assert_eq!(link::decode_quota("#q0=abcd").unwrap(), Err(LinkError::Trial));
    assert_eq!(link::decode_quota("#q12=abcd").unwrap(), Err(LinkError::Version("q12".to_owned())));
    check(PREFIX, "cut off or changed");
    check(&format!("{PREFIX}***"), "cut off or changed");
    // A few bytes that would inflate to megabytes, sealed rightly and not.
    let bomb = [vec![0; 4], compress_to_vec(&vec![b' '; 20_000_000], 9)].concat();
    check(&format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bomb)), "more than a plan can");
    check(&sealed(PREFIX, &vec![b' '; 20_000_000]), "more than a plan can");
    check(&sealed(PREFIX, b""), "not a file of Plumbline");
    check(&sealed(PREFIX, &[0xff, 0xfe, 0x00]), "cut off or changed");
    check(
        &sealed(PREFIX, b"{\"plumbline\": 2, \"more\": 1}"),
        "newer version of Plumbline: this one does not know format 2",
    );
    let quota = quota::canonical(&self::check());
    check(&sealed(PREFIX, quota.as_bytes()), "holds one rep's quota, not a plan");
    // A field that is not known would change the answer.
    let mut newer = reference();
    newer["segments"][0]["stages"][1]["stale"] = json!(0.2);
    check(
        &sealed(PREFIX, newer.to_string().as_bytes()),
        "newer version of Plumbline: this one does not know segments[0].stages[1].stale",
    );
    let mut refused = reference();
    refused["trials"] = json!(0);
    check(&sealed(PREFIX, refused.to_string().as_bytes()), "does not open: the plan: a run has 1 to");
    // By hand as by the library.
    let scenario = scenario(&reference());
    assert_eq!(sealed(PREFIX, plan::canonical(&scenario).as_bytes()), link::encode(&scenario));
}

/// Random bytes, also sealed rightly, seeded: never a panic, never a plan.
#[test]
fn noise_is_refused() {
    use rand::{RngExt, SeedableRng};
    let mut rng = rand::rngs::Xoshiro256PlusPlus::seed_from_u64(11);
    for _ in 0..5_000 {
        let length = rng.random_range(0..200);
        let noise: String = (0..length).map(|_| char::from(rng.random_range(32_u8..127))).collect();
        assert!(!matches!(link::decode(&format!("{PREFIX}{noise}")), None | Some(Ok(_))), "{noise}");
        assert!(link::open(&noise).is_err() && plan::read(&noise).is_err() && quota::read(&noise).is_err());
        assert!(
            matches!(link::open(&sealed(PREFIX, noise.as_bytes())), Err(LinkError::Refused(_))),
            "{noise}"
        );
        let wild: String = (0..length).filter_map(|_| char::from_u32(rng.random_range(0..0x3000))).collect();
        assert!(link::open(&format!("p1={wild}%23q1%3D{wild}&#{wild};")).is_err(), "{wild:?}");
    }
    // The real thing with a byte changed is refused, or is a plan whose text is read like any other.
    let whole = plan::canonical(&with_provenance()).into_bytes();
    for at in 0..whole.len() {
        let mut altered = whole.clone();
        altered[at] = altered[at].wrapping_add(1);
        if let Ok(opened) = link::open(&sealed(PREFIX, &altered)) {
            let Opened::Plan(opened) = opened.opened else { panic!("a quota at byte {at}") };
            assert_eq!(plan::read(&plan::canonical(&opened)).unwrap(), opened, "byte {at}");
        }
    }
}

/// The answer as it was sent comes back whole or not at all, and never with another plan.
#[test]
fn a_damaged_headline_costs_only_itself() {
    let scenario = scenario(&reference());
    let bare = link::encode(&scenario);
    let headline = Headline {
        chance: 0.731,
        runs: 250_000,
        engine: 2,
        date: Date::parse("2026-11-26").unwrap(),
        records_left_out: 0,
    };
    let fragment = link::with_headline(&bare, &headline);
    assert_eq!(link::with_headline(&fragment, &headline), fragment, "one headline, the last");
    let opened = |text: &str| link::open(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(opened(&fragment).headline, Some(headline));
    assert_eq!(opened(&bare).headline, None);
    for at in bare.len() + 1..fragment.len() {
        let mut altered = fragment.clone().into_bytes();
        altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
        let link = opened(std::str::from_utf8(&altered).unwrap());
        assert_eq!(link.opened, Opened::Plan(scenario.clone()));
        // The unused bits of the last character carry nothing.
        assert!(link.headline.is_none() || at + 1 == fragment.len(), "altered at {at}");
        assert_eq!(opened(&fragment[..at]).headline, None, "cut at {at}");
    }
    let (_, suffix) = fragment.split_once('.').unwrap();
    let other = link::encode_quota(&check());
    assert_eq!(opened(&format!("{other}.{suffix}")).headline, None, "the answer to another plan");
    for odd in [1.5, -0.1] {
        let odd = link::with_headline(&bare, &Headline { chance: odd, ..headline });
        assert_eq!(opened(&odd).headline, None);
    }
    // A full stop and what is written behind it are no headline.
    assert_eq!(opened(&format!("{bare}. What do you think?")).headline, None);
    assert_eq!(opened(&format!("{bare} .{suffix}")).headline, Some(headline));
}
