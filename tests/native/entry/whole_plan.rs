//! Readers of teams, open deals, the market, and how well things are known: what each text means, and that
//! every refusal shows an example which works.

use crate::support::{reference, scenario};
use plumbline::entry::{
    self, EntryError, NumberStyle, OpenEntry, SEASONS, read_adherence, read_attrition, read_bounds,
    read_busy_months, read_capacity, read_fiscal_start, read_known_to, read_market, read_off_plan, read_ramp,
    read_rep_spread, read_seasons, read_slippage,
};
use plumbline::model::{
    Adherence, Attrition, Capacity, Currency, DealSize, Excess, Joins, Market, Money, OpenCount, OpenDeal,
    OpenPipeline, Ramp, RepGroup, Scenario, Segment, SegmentId, Slippage, StageId, StageRecord, Team,
};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use serde_json::json;

const POINT: NumberStyle = NumberStyle::POINT;
const COMMA: NumberStyle = NumberStyle::COMMA;

fn usd() -> Currency {
    Currency::new("USD").unwrap()
}

fn read_team(text: &str, style: NumberStyle, plan: &Scenario) -> Result<Option<Team>, EntryError> {
    entry::read_team(text, style, plan)?.settled()
}

fn read_open(
    text: &str,
    style: NumberStyle,
    plan: Currency,
    segment: &Segment,
) -> Result<OpenPipeline, EntryError> {
    entry::read_open(text, style, plan, segment)?.settled()?.listed()
}

fn money(major: f64) -> Money {
    Money::from_major(major, usd()).unwrap()
}

/// Two segments from April 2027 on; the first has four named stages.
fn plan() -> Scenario {
    let mut json = reference();
    json["horizon"] = json!({"months": 12});
    json["start"] = json!("2027-04-01");
    let mut other = json["segments"][0].clone();
    for (place, name) in ["Qualified", "Discovery", "Proposal", "Negotiation"].into_iter().enumerate() {
        json["segments"][0]["stages"][place]["name"] = json!(name);
    }
    json["segments"][0]["name"] = json!("Mid-market");
    other["id"] = json!(2);
    other["name"] = json!("");
    for (place, id) in (5..9).enumerate() {
        other["stages"][place]["id"] = json!(id);
        other["stages"][place]["name"] = json!("");
    }
    json["segments"].as_array_mut().unwrap().push(other);
    scenario(&json)
}

fn groups(text: &str, style: NumberStyle) -> Vec<RepGroup> {
    let team = read_team(text, style, &plan()).expect(text);
    team.map_or_else(Vec::new, |team| team.groups().to_vec())
}

#[test]
fn teams_are_lines() {
    for text in ["none", "None", "", "  \n "] {
        assert_eq!(read_team(text, POINT, &plan()), Ok(None), "{text}");
    }
    let read = groups(
        "12 reps, quota 600k\n3 reps, from July 2027\n\nAda, 3 months in, in mid-market, booked 40k, 45 of \
         100 at Proposal\n",
        POINT,
    );
    assert_eq!(read.len(), 3, "empty lines are none");
    assert_eq!(
        (read[0].count, read[0].quota, read[0].joins),
        (12, Some(money(6e5)), RepGroup::new(plumbline::model::GroupId(1), 1).joins)
    );
    assert_eq!((read[1].count, read[1].quota, read[1].joins), (3, None, Joins::InMonth(3)));
    let ada = &read[2];
    assert_eq!((ada.name.as_str(), ada.count, ada.joins), ("Ada", 1, Joins::Before(3)));
    assert_eq!((ada.segment, ada.booked), (Some(SegmentId(1)), money(4e4)));
    assert_eq!(ada.record, [StageRecord { stage: StageId(3), passed: 45, entered: 100 }]);
    let ids: Vec<u32> = read.iter().map(|group| group.id.0).collect();
    assert_eq!(ids, [1, 2, 3]);

    for (text, joins) in [
        ("2, from month 1", Joins::InMonth(0)),
        ("2, from month 12", Joins::InMonth(11)),
        ("2, joins April", Joins::InMonth(0)),
        ("2, from Mar 2028", Joins::InMonth(11)),
        ("2, from december", Joins::InMonth(8)),
        ("2, 0 months in", Joins::Before(0)),
        ("2, 1 month in", Joins::Before(1)),
    ] {
        assert_eq!(groups(text, POINT)[0].joins, joins, "{text}");
    }
    // Semicolons and tabs part as well: in a language whose comma is in numbers, and from a spreadsheet.
    for text in ["Ada; quota 1,5m; booked 2,5k", "Ada\tquota 1,5m\tbooked 2,5k"] {
        let ada = &groups(text, COMMA)[0];
        assert_eq!((ada.quota, ada.booked), (Some(money(1.5e6)), money(2_500.0)), "{text}");
    }
    assert_eq!(groups("5, in segment 2", POINT)[0].segment, Some(SegmentId(2)));
    assert_eq!(groups("Bo, 3/9 at stage 7", POINT)[0].record[0].stage, StageId(7));
}

/// What the lines cannot say stays, and so do the identities of the groups: the luck of a rep is its own.
#[test]
fn other_lines_keep_what_they_do_not_say() {
    let mut json = serde_json::from_str(
        &std::fs::read_to_string(crate::support::root().join("examples/scenarios/whole_plan.json")).unwrap(),
    )
    .unwrap();
    let before: Scenario = scenario(&json);
    let team = before.parts().team.clone().unwrap();
    let after = read_team("7 reps", POINT, &before).unwrap().unwrap();
    assert_eq!(
        (&after.ramp, &after.attrition, &after.capacity),
        (&team.ramp, &team.attrition, &team.capacity)
    );
    assert_eq!((after.groups().len(), after.groups()[0].id), (1, team.groups()[0].id));
    json["team"] = json!({"groups": [{"id": 5, "count": 2}]});
    let after = read_team("7 reps\n8 reps", POINT, &scenario(&json)).unwrap().unwrap();
    let ids: Vec<u32> = after.groups().iter().map(|group| group.id.0).collect();
    assert_eq!(ids, [5, 6], "a new group takes a number that was never used");
}

#[test]
fn ramps_leavers_capacity_and_adherence() {
    for (text, shares) in [
        ("none", vec![]),
        ("0%, 25%, 50%, 75%", vec![0.0, 0.25, 0.5, 0.75]),
        ("50%; 75%", vec![0.5, 0.75]),
        ("4 months", vec![0.0, 0.25, 0.5, 0.75]),
        ("1 month", vec![0.0]),
        ("about 4 months", vec![0.0, 0.25, 0.5, 0.75]),
        ("4 months to full productivity", vec![0.0, 0.25, 0.5, 0.75]),
        ("4 Monate", vec![0.0, 0.25, 0.5, 0.75]),
        ("90 days", vec![0.0, 1.0 / 3.0, 2.0 / 3.0]),
    ] {
        assert_eq!(read_ramp(text, POINT).as_ref().map(Ramp::shares), Ok(&shares[..]), "{text}");
    }
    for (text, (yearly, backfill, kept)) in [
        ("20%", (0.2, None, 1.0)),
        ("20% a year", (0.2, None, 1.0)),
        ("20% leave a year, not replaced", (0.2, None, 1.0)),
        ("20%, replaced after 60 days, 70% of deals survive", (0.2, Some(60.0), 0.7)),
        ("20%; replaced at once; 70% of deals kept", (0.2, Some(0.0), 0.7)),
        ("70% of deals survive, 20%", (0.2, None, 0.7)),
        ("about 15%", (0.15, None, 1.0)),
        ("10 % pro Jahr", (0.1, None, 1.0)),
        ("15% per year, replaced after 30 days", (0.15, Some(30.0), 1.0)),
    ] {
        assert_eq!(
            read_attrition(text, POINT),
            Ok(Attrition::new(yearly, backfill, kept).unwrap()),
            "{text}"
        );
    }
    assert_eq!(read_attrition("none", POINT), Ok(Attrition::NONE));
    let error = read_attrition("2 reps a year", POINT).unwrap_err().to_string();
    assert!(error.contains("a share of all reps"), "{error}");
    // Of those who are left, 1% each month.
    let monthly = read_attrition("1% a month", POINT).unwrap();
    assert!((monthly.yearly() - (1.0 - 0.99_f64.powi(12))).abs() < 1e-12);
    let error = read_ramp("3 to 5 months", POINT).unwrap_err().to_string();
    assert!(error.contains("from so long to so long"), "{error}");
    for (text, (number, excess)) in [
        ("12", (12.0, Excess::Lost)),
        ("12 a month", (12.0, Excess::Lost)),
        ("12.5/month, the rest is lost", (12.5, Excess::Lost)),
        ("12, the rest to others", (12.0, Excess::Rerouted)),
        ("12 per month; others", (12.0, Excess::Rerouted)),
    ] {
        assert_eq!(read_capacity(text, POINT), Ok(Some(Capacity::new(number, excess).unwrap())), "{text}");
    }
    assert_eq!(read_capacity("No limit", POINT), Ok(None));
    for (text, (mean, sd)) in [("70%", (0.7, 0.0)), ("70% ± 10%", (0.7, 0.1)), ("70% +/- 10%", (0.7, 0.1))] {
        assert_eq!(read_adherence(text, POINT), Ok(Some(Adherence::new(mean, sd).unwrap())), "{text}");
    }
    assert_eq!(read_adherence("all", POINT), Ok(None));
}

/// What each is worth, said behind deals of several stages, is of all of them.
#[test]
fn open_deals_of_several_stages_are_worth_as_much_each() {
    let plan = plan();
    let segment = &plan.segments()[0];
    let count = |stage, count| OpenCount { stage: StageId(stage), count, age_days: 0.0 };
    for text in [
        "3 in Discovery, 2 in Proposal, 1 negotiation, about 30k each",
        "3 in Discovery, 2 in Proposal, 1 in negotiation of about 30k each",
        "3 discovery, 2 proposal, 1 negotiation at 30k apiece",
        "3 in Discovery, 2 in Proposal, 1 in Negotiation, all around $30,000 each",
    ] {
        let read =
            entry::read_open(text, POINT, usd(), segment).unwrap_or_else(|error| panic!("{text}: {error}"));
        let OpenEntry { open, size } = read.value.unwrap();
        assert_eq!((open.counts(), open.deals()), (&[count(2, 3), count(3, 2), count(4, 1)][..], &[][..]));
        assert!((size.unwrap().mean_minor() - 3e6).abs() < 1.0, "{text}");
    }
}

#[test]
fn open_deals_are_lines() {
    let plan = plan();
    let segment = &plan.segments()[0];
    let count = |stage, count, age_days| OpenCount { stage: StageId(stage), count, age_days };
    let deal = |name: &str, stage, amount: Option<f64>, age_days| OpenDeal {
        name: name.to_owned(),
        stage: StageId(stage),
        amount: amount.map(money),
        age_days,
    };
    for (text, counts) in [
        ("Proposal, 12, 20 days", vec![count(3, 12, 20.0)]),
        ("proposal 12\nstage 1; 40; 2 weeks", vec![count(3, 12, 0.0), count(1, 40, 14.0)]),
        ("Negotiation\t7\t30", vec![count(4, 7, 30.0)]),
        ("24 deals in Proposal", vec![count(3, 24, 0.0)]),
        ("6 in negotiation", vec![count(4, 6, 0.0)]),
        ("24 in Discovery\n11 in Proposal", vec![count(2, 24, 0.0), count(3, 11, 0.0)]),
        ("24 in Discovery, 20 days\nProposal: 11", vec![count(2, 24, 20.0), count(3, 11, 0.0)]),
        ("Discovery 24", vec![count(2, 24, 0.0)]),
        ("nothing", vec![]),
        ("", vec![]),
    ] {
        let read = read_open(text, POINT, usd(), segment).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((read.counts(), read.deals()), (&counts[..], &[][..]), "{text}");
    }
    for (text, deals) in [
        ("Acme, Proposal, 50k, 20 days", vec![deal("Acme", 3, Some(5e4), 20.0)]),
        ("Acme, Proposal", vec![deal("Acme", 3, None, 0.0)]),
        ("Acme 50k Proposal", vec![deal("Acme", 3, Some(5e4), 0.0)]),
        ("Acme 50k in proposal", vec![deal("Acme", 3, Some(5e4), 0.0)]),
        ("Acme; Proposal; ?; 20 days", vec![deal("Acme", 3, None, 20.0)]),
        ("Acme, Proposal, 20 days", vec![deal("Acme", 3, None, 20.0)]),
        ("Proposal, 90k", vec![deal("", 3, Some(9e4), 0.0)]),
        (
            "Negotiation, $64,000\nProposal, 45k, 12 days",
            vec![deal("", 4, Some(6.4e4), 0.0), deal("", 3, Some(4.5e4), 12.0)],
        ),
        (
            "–, stage 2, $1,200.50\nB\tProposal\t7",
            vec![deal("", 2, Some(1_200.5), 0.0), deal("B", 3, Some(7.0), 0.0)],
        ),
    ] {
        let read = read_open(text, POINT, usd(), segment).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((read.deals(), read.counts()), (&deals[..], &[][..]), "{text}");
    }
    let error = read_open("Proposal, 12\nAcme, Closing, 50k", POINT, usd(), segment).unwrap_err();
    assert!(matches!(&error, EntryError::Line { line: 2, .. }), "{error:?}");
    let words = error.to_string();
    assert!(words.contains("closing") || words.contains("Closing"), "{words}");
    assert!(words.contains("Qualified, Discovery, Proposal, Negotiation"), "{words}");
    // Which of several stages they are in is not guessed, but offered.
    for text in
        ["24", "24 deals", "24 deals 30 days old", "24 worth 600k", "10 at 20k, 5 at 50k", "24 of 25k"]
    {
        let asked =
            entry::read_open(text, POINT, usd(), segment).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert!(asked.value.is_none(), "{text}");
        for (reading, stage) in asked.readings.iter().zip(segment.stages()) {
            let read = entry::read_open(&reading.label, POINT, usd(), segment);
            let read = read.ok().and_then(|read| read.value);
            assert_eq!(read.as_ref(), Some(&reading.value), "{text}: {}", reading.label);
            let mut stages = reading.value.open.counts().iter().map(|row| row.stage);
            assert!(stages.all(|of| of == stage.id), "{text}: {}", reading.label);
        }
        assert_eq!(asked.readings.len(), segment.stages().len(), "{text}");
    }
    let error = read_open("Acme, Proposal, €50k", POINT, usd(), segment).unwrap_err().to_string();
    assert!(error.contains("USD") && error.contains("EUR"), "{error}");
}

#[test]
fn markets_slippage_and_fiscal_years() {
    assert_eq!(read_market("certain", POINT), Ok(Market::CERTAIN));
    for (text, (cv, exponent)) in [
        ("± 15%", (0.15, 0.0)),
        ("+/- 15%", (0.15, 0.0)),
        ("15%", (0.15, 0.0)),
        ("± 15%, sizes 0.5", (0.15, 0.5)),
        ("15% sizes 1", (0.15, 1.0)),
    ] {
        assert_eq!(read_market(text, POINT), Ok(Market::new(cv, exponent).unwrap()), "{text}");
    }
    assert_eq!(read_market("± 12,5%, sizes 0,3", COMMA), Ok(Market::new(0.125, 0.3).unwrap()));
    assert_eq!(read_slippage("none", POINT), Ok(Slippage::NONE));
    let days = Slippage::NONE.days();
    for (text, (days, share)) in
        [("30%", (days, 0.3)), ("30% of the last 10 days", (10, 0.3)), ("30% in the last 1 day", (1, 0.3))]
    {
        assert_eq!(read_slippage(text, POINT), Ok(Slippage::new(days, share).unwrap()), "{text}");
    }
    for (text, month) in [("January", 1), ("feb", 2), ("DECEMBER", 12)] {
        assert_eq!(read_fiscal_start(text), Ok(month), "{text}");
    }
}

#[test]
fn what_is_known_how_well() {
    for (text, error) in [("exactly", 0.0), ("± 18%", 0.18), ("18%", 0.18), ("4 cases", 0.25)] {
        let read = read_known_to(text, POINT, 0.5).unwrap().get();
        assert!((read - error).abs() < 1e-12, "{text}: {read}");
    }
    // Thirty deals whose sizes have a CV of 1 tell their mean to within 1/√30.
    let read = read_known_to("30 deals", POINT, 1.0).unwrap().get();
    assert!((read - 0.182_574_185_835_055_37).abs() < 1e-12, "{read}");
    assert_eq!(read_busy_months("none", POINT), Ok(None));
    // A gamma factor of CV 50% has shape 4.
    assert_eq!(read_busy_months("± 50%", POINT), Ok(Some(4.0)));
    assert_eq!(read_rep_spread("none", POINT), Ok(0.0));
    assert_eq!(read_rep_spread("0.05", POINT), Ok(0.05));
    assert_eq!(read_off_plan("the same", POINT), Ok(1.0));
}

/// Every named season is twelve weights around an ordinary month, and stays nameable: its name reads back.
#[test]
fn seasons_with_names() {
    let plan = plan();
    let supply = &plan.segments()[0].supply;
    for (name, weights) in SEASONS {
        let by_name = read_seasons(name, POINT, supply).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(by_name.seasonality(), Some(&weights), "{name}");
        assert!(weights.iter().any(|weight| (weight - 1.0).abs() > 0.05), "{name} is flat");
        assert!(weights.iter().all(|weight| (0.2..=3.0).contains(weight)), "{name}: {weights:?}");
    }
}

type Reader = (&'static str, fn(&str) -> Option<EntryError>);

fn readers() -> Vec<Reader> {
    vec![
        ("team", |text| read_team(text, POINT, &plan()).err()),
        ("open", |text| read_open(text, POINT, usd(), &plan().segments()[0]).err()),
        ("ramp", |text| read_ramp(text, POINT).err()),
        ("attrition", |text| read_attrition(text, POINT).err()),
        ("capacity", |text| read_capacity(text, POINT).err()),
        ("adherence", |text| read_adherence(text, POINT).err()),
        ("market", |text| read_market(text, POINT).err()),
        ("slippage", |text| read_slippage(text, POINT).err()),
        ("fiscal", |text| read_fiscal_start(text).err()),
        ("known", |text| read_known_to(text, POINT, 1.0).err()),
        ("busy", |text| read_busy_months(text, POINT).err()),
        ("spread", |text| read_rep_spread(text, POINT).err()),
        ("off plan", |text| read_off_plan(text, POINT).err()),
        ("bounds", |text| read_bounds(text, POINT, usd(), &size()).err()),
    ]
}

fn size() -> DealSize {
    plan().segments()[0].deal_size.clone()
}

/// A list of reps is read up to the one that is one too many: what stands behind would be refused for another
/// reason, in its own line, if it were read.
#[test]
fn a_team_is_read_up_to_the_rep_that_is_one_too_many() {
    let reps = |count: usize| (1..=count).map(|rep| format!("\"Rep {rep}\"\n")).collect::<Vec<_>>().concat();
    let read = |text: &str| read_team(text, POINT, &plan()).map(|team| team.map(|team| team.groups().len()));
    assert_eq!(read(&reps(500)), Ok(Some(500)));
    let in_its_line = read(&(reps(500) + "12 reps, quota lots")).unwrap_err().to_string();
    assert!(in_its_line.contains("501"), "{in_its_line}");
    let too_many = read(&reps(501)).unwrap_err();
    assert!(too_many.to_string().contains("1 to 500 reps"), "{too_many}");
    assert_eq!(read(&(reps(501) + "12 reps, quota lots")), Err(too_many));
}

/// Every refusal shows an example.
#[test]
fn refusals_show_an_example() {
    for (name, text) in [
        ("team", "0 reps"),
        ("team", "12 reps, quota lots"),
        ("team", "12 reps, from month 13"),
        ("team", "12 reps, from March 2027"),
        ("team", "12 reps, 999999 months in"),
        ("team", "12 reps, tomorrow"),
        ("team", "12 reps, quota €5"),
        ("team", "501 reps"),
        ("team", "3 of 2 reps"),
        ("team", "Ada, 5 of 3 at Proposal"),
        ("team", "-3 reps"),
        ("open", "Acme"),
        ("open", "Acme, Closing"),
        ("open", "Proposal, many"),
        ("open", "Proposal, -3"),
        ("open", "Proposal, 3, 20 days, 4"),
        ("open", "Proposal, 3, -20 days"),
        ("open", "Acme, Proposal, lots"),
        ("ramp", "120%, 50%"),
        ("ramp", "soon"),
        ("ramp", "99 months"),
        ("attrition", "120%"),
        ("attrition", "replaced after 60 days"),
        ("attrition", "20%, replaced after lunch"),
        ("attrition", "20%, 170% of deals survive"),
        ("capacity", "-1"),
        ("capacity", "12, the rest to me"),
        ("adherence", "170%"),
        ("adherence", "70% ± 90%"),
        ("market", "900%"),
        ("market", "± 15%, sizes many"),
        ("slippage", "130%"),
        ("slippage", "30% of the last 400 days"),
        ("slippage", "30% of the last few days"),
        ("fiscal", "13"),
        ("fiscal", "Smarch"),
        ("known", "0 deals"),
        ("known", "900%"),
        ("spread", "much"),
        ("off plan", "less"),
        ("bounds", "at least 5 at most 3"),
        ("bounds", "at least lots"),
    ] {
        let read = readers().into_iter().find(|reader| reader.0 == name).unwrap().1;
        let words = read(text).unwrap_or_else(|| panic!("{name} accepts {text}")).to_string();
        assert!(words.contains("such as") || words.contains("write it as"), "{name} {text}: {words}");
    }
}

/// Nothing that is typed or pasted panics. 30,000 texts of the words that the readers know, seeded.
#[test]
fn noise_never_panics() {
    const WORDS: [&str; 40] = [
        "12",
        "reps",
        ",",
        ";",
        "\n",
        "\t",
        "quota",
        "600k",
        "from",
        "april",
        "month",
        "13",
        "0",
        "-1",
        "%",
        "±",
        "in",
        "segment",
        "2",
        "at",
        "stage",
        "45 of 100",
        "none",
        "replaced after",
        "days",
        "of deals survive",
        "a month",
        "others",
        "sizes",
        "1e9",
        "99999999999",
        "proposal",
        "acme",
        "?",
        "–",
        "booked",
        "€",
        "é",
        "🦀",
        " ",
    ];
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(24);
    let readers = readers();
    for _ in 0..30_000 {
        let words = rng.random_range(1..9);
        let text: String = (0..words)
            .map(|_| {
                WORDS[rng.random_range(0..WORDS.len())].to_owned() + [" ", ""][rng.random_range(0..2_usize)]
            })
            .collect();
        let (_, read) = readers[rng.random_range(0..readers.len())];
        drop(read(&text));
    }
}

#[test]
fn smallest_and_largest_deals_are_read_as_people_say_them() {
    let read = |text: &str| read_bounds(text, POINT, usd(), &size()).unwrap();
    let both = read("at least 18k, at most 120k");
    assert!(both.floor() < both.cap());
    for same in
        ["18k to 120k", "18–120k", "min 18k, max 120k", "smallest 18k; largest 120k", "18k min, 120k max"]
    {
        assert_eq!(read(same), both, "{same}");
    }
    assert_eq!(read("up to 120k"), read("at most 120k"));
    assert!(read_bounds("120k to 18k", POINT, usd(), &size()).is_err());
}
