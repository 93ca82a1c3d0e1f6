//! Sentences, and texts that fields print and accept again.

use crate::support::{SEGMENT, reference, root, scenario};
use plumbline::analysis::Collection;
use plumbline::analysis::{Comparison, Estimate, Report};
use plumbline::app::format::{Format, Formatter, PlainFormatter};
use plumbline::app::plan::state::{
    Action, Answer, FieldId, Plan, PlanField, SegmentField, Sheet, StageField, State,
};
use plumbline::app::plan::words;
use plumbline::app::plans::compare::words as compare_words;
use plumbline::engine::Simulator;
use plumbline::entry::{NumberStyle, RateReading, wins_of_rates};
use plumbline::exchange::{file, link};
use plumbline::model::{Assumption, Currency, Date, Money, Scenario, Segment, Source, StageId};
use serde_json::json;
use std::rc::Rc;

fn format() -> Format {
    Format(Rc::new(PlainFormatter))
}

fn answer(scenario: &Scenario) -> Answer {
    let mut collection = Collection::default();
    collection.insert(Simulator::new(scenario).block(0, 4_000));
    let report = Report::of(scenario, &collection).unwrap();
    Answer { scenario: Rc::new(scenario.clone()), report, comparison: None }
}

/// Whoever is sent a plan beside what it was before reads in the message what was changed.
#[test]
fn a_message_names_what_was_changed() {
    let before = scenario(&reference());
    let mut changed = reference();
    changed["segments"][0]["stages"][2]["rate"] = json!({"passed": 50, "entered": 100});
    changed["target"]["amount"] = json!(3_500_000);
    let now = scenario(&changed);
    let said = compare_words::changed([&before, &now], &format()).unwrap();
    assert!(said.starts_with("Changed: Target (USD 3,000,000 → USD 3,500,000); "), "{said}");
    assert!(said.contains("Proposal: moves on (120 of 220 → 50 of 100)"), "{said}");
    assert_eq!(compare_words::changed([&before, &before], &format()), None);
    let shared = words::shared_text(None, "Reply", Some(said.clone()), 0, "link", &format());
    assert_eq!(shared, format!("Reply\n{said}\nlink"));
    for place in [0, 1, 3] {
        changed["segments"][0]["stages"][place]["rate"] = json!({"passed": 50, "entered": 100});
    }
    let said = compare_words::changed([&before, &scenario(&changed)], &format()).unwrap();
    assert!(said.ends_with("; 2 more"), "{said}");
}

#[test]
fn the_first_sentence_is_one_to_repeat() {
    let mut json = reference();
    json["start"] = json!("2027-01-01");
    let sentence = words::chance_sentence(&answer(&scenario(&json)), &format());
    assert!(sentence.starts_with("In 4"), "{sentence}");
    assert!(
        sentence.ends_with(
            " of 100 simulated futures, bookings reach USD 3.00M by 2027-12, if these assumptions hold."
        ),
        "{sentence}"
    );
    json["target"] = json!({"amount": 1});
    let certain = words::chance_sentence(&answer(&scenario(&json)), &format());
    assert!(certain.starts_with("In more than 99 of 100"), "{certain}");
    json["target"] = json!({"amount": 90_000_000});
    json["start"] = json!(null);
    json.as_object_mut().unwrap().remove("start");
    let hopeless = words::chance_sentence(&answer(&scenario(&json)), &format());
    assert!(
        hopeless.starts_with("In fewer than 1 of 100") && hopeless.contains("within 12 months"),
        "{hopeless}"
    );
}

#[test]
fn the_second_sentence_says_how_far() {
    let short = words::middle_sentence(&answer(&scenario(&reference())), &format());
    assert!(
        short.starts_with("Middle result USD 2.") && short.contains(" short; 8 in 10 lie between USD 2.2"),
        "{short}"
    );
    let mut json = reference();
    json["target"] = json!({"amount": 1_000_000});
    let above = words::middle_sentence(&answer(&scenario(&json)), &format());
    assert!(above.contains(" above the target; "), "{above}");
}

#[test]
fn the_funnel_line_counts_down() {
    let line = words::funnel_line(&scenario(&reference()).segments()[0], &format());
    assert_eq!(line, "Of 100 opportunities 45 → 22 → 12 → 6 are won, after 70 days on average.");
}

/// As a German page writes: decimal commas, the amount before its currency, a no-break space between.
#[derive(Debug)]
struct CommaFormatter;

impl Formatter for CommaFormatter {
    fn money_round(&self, minor: f64, currency: Currency) -> String {
        PlainFormatter.money_round(minor, currency)
    }

    fn number(&self, value: f64, decimals: u32) -> String {
        let swapped = |c| match c {
            ',' => '.',
            '.' => ',',
            other => other,
        };
        PlainFormatter.number(value, decimals).chars().map(swapped).collect()
    }
    fn money_short(&self, minor: f64, currency: Currency) -> String {
        PlainFormatter.money_short(minor, currency)
    }
    fn money_full(&self, money: Money, currency: Currency) -> String {
        let sign = if currency.code() == "EUR" { "€" } else { currency.code() };
        format!("{}\u{a0}{sign}", self.number(money.major(currency), currency.decimals()))
    }
    fn month(&self, date: Date) -> String {
        PlainFormatter.month(date)
    }
    fn month_short(&self, date: Date) -> String {
        PlainFormatter.month_short(date)
    }
    fn day(&self, date: Date) -> String {
        PlainFormatter.day(date)
    }
    fn style(&self) -> NumberStyle {
        NumberStyle::COMMA
    }
}

/// As a French page writes: decimal commas, narrow no-break spaces between groups.
#[derive(Debug)]
struct SpacedFormatter;

impl Formatter for SpacedFormatter {
    fn money_round(&self, minor: f64, currency: Currency) -> String {
        PlainFormatter.money_round(minor, currency)
    }

    fn number(&self, value: f64, decimals: u32) -> String {
        CommaFormatter.number(value, decimals).replace('.', "\u{202f}")
    }
    fn money_short(&self, minor: f64, currency: Currency) -> String {
        PlainFormatter.money_short(minor, currency)
    }
    fn money_full(&self, money: Money, currency: Currency) -> String {
        CommaFormatter.money_full(money, currency).replace('.', "\u{202f}")
    }
    fn month(&self, date: Date) -> String {
        PlainFormatter.month(date)
    }
    fn month_short(&self, date: Date) -> String {
        PlainFormatter.month_short(date)
    }
    fn day(&self, date: Date) -> String {
        PlainFormatter.day(date)
    }
    fn style(&self) -> NumberStyle {
        NumberStyle::COMMA
    }
}

/// All examples, and plans with values that are awkward to print.
fn plans() -> Vec<Scenario> {
    let mut plans = Vec::new();
    for entry in std::fs::read_dir(root().join("examples/scenarios")).unwrap() {
        plans.push(file::plan::read(&std::fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap());
    }
    assert_eq!(plans.len(), 7);
    let mut dated = reference();
    dated["currency"] = json!("EUR");
    dated["name"] = json!("Plan “é💰”, 100% – of 5");
    dated["start"] = json!("2027-01-15");
    dated["horizon"] = json!({"days": 100});
    dated["as_of"] = json!("2027-01-15");
    dated["booked"] = json!(1_234_567.89);
    dated["confidence"] = json!(0.825);
    dated["seed"] = json!(9_007_199_254_740_991_u64);
    dated["trials"] = json!(1_234_567);
    dated["segments"][0]["supply"] = json!({"per_month": 1_234.567, "arrivals": "fixed",
        "growth_per_month": -0.0125,
        "seasonality": [0.875, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 11.125]});
    dated["segments"][0]["deal_size"] = json!({"mean": 1_234.5, "cv": 0.825});
    dated["segments"][0]["stages"][0]["rate"] = json!({"exact": 0.123_456});
    dated["segments"][0]["stages"][0]["time"] = json!({"mean": 12.25, "sd": 100.5});
    dated["segments"][0]["stages"][1]["rate"] = json!({"low": 0.012_345, "high": 0.987_5});
    dated["segments"][0]["stages"][2]["rate"] = json!({"estimate": 0.123_4, "cases": 1_234_567});
    dated["segments"][0]["stages"][3]["rate"] = json!({"exact": 1});
    dated["segments"][0]["stages"][3]["exit"] = json!("Signed: 5 of 5, “yes” – é💰");
    dated["notes"] = json!({"supply": "CRM – all of 2026 é💰", "stage 1 rate": "45 of 100"});
    plans.push(scenario(&dated));
    let mut huge = dated;
    huge["currency"] = json!("JPY");
    huge["target"] = json!({"amount": 3_999_999_999_999_999_i64});
    huge["booked"] = json!(0);
    huge["segments"][0]["supply"] = json!({"per_month": 0.001, "growth_per_month": 1,
        "seasonality": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12.34]});
    huge["segments"][0]["deal_size"] = json!({"p10": 12, "p90": 345});
    plans.push(scenario(&huge));
    huge["currency"] = json!("USD");
    huge["target"] = json!({"last_year": 12_345_678_901_234.56, "growth": -0.12345});
    huge["segments"][0]["supply"] =
        json!({"per_month": 0, "seasonality": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]});
    huge["segments"][0]["deal_size"] = json!({"mean": 0.01, "cv": 0});
    plans.push(scenario(&huge));
    plans
}

/// Every field that a plan has on the page.
fn every_field(scenario: &Scenario) -> Vec<FieldId> {
    let mut fields = vec![
        FieldId::Plan(PlanField::Name),
        FieldId::Plan(PlanField::Target),
        FieldId::Plan(PlanField::Period),
        FieldId::Plan(PlanField::Booked),
        FieldId::Plan(PlanField::Confidence),
        FieldId::Plan(PlanField::FiscalStart),
        FieldId::Plan(PlanField::Team),
        FieldId::Plan(PlanField::Adherence),
        FieldId::Plan(PlanField::Market),
        FieldId::Plan(PlanField::Slippage),
        FieldId::Plan(PlanField::Seed),
        FieldId::Plan(PlanField::Trials),
        FieldId::Note(Assumption::Target),
        FieldId::Note(Assumption::Period),
    ];
    // Shown where there is a team.
    if scenario.parts().team.is_some() {
        fields.extend([
            FieldId::Plan(PlanField::Ramp),
            FieldId::Plan(PlanField::Attrition),
            FieldId::Plan(PlanField::Capacity),
        ]);
    }
    for segment in scenario.segments() {
        fields.extend([
            FieldId::Segment(segment.id, SegmentField::Name),
            FieldId::Segment(segment.id, SegmentField::Supply),
            FieldId::Segment(segment.id, SegmentField::Seasons),
            FieldId::Segment(segment.id, SegmentField::BusyMonths),
            FieldId::Segment(segment.id, SegmentField::SupplyError),
            FieldId::Segment(segment.id, SegmentField::CycleError),
            FieldId::Segment(segment.id, SegmentField::DealSize),
            FieldId::Segment(segment.id, SegmentField::DealBounds),
            FieldId::Segment(segment.id, SegmentField::SizeError),
            FieldId::Note(Assumption::Supply(segment.id)),
            FieldId::Note(Assumption::DealSize(segment.id)),
        ]);
        // Shown where the pipeline is listed.
        fields.extend(segment.pipeline().listed().map(|_| FieldId::Segment(segment.id, SegmentField::Open)));
        fields.extend(segment.stages().iter().flat_map(|stage| {
            [
                FieldId::Stage(stage.id, StageField::Name),
                FieldId::Stage(stage.id, StageField::Rate),
                FieldId::Stage(stage.id, StageField::Wins),
                FieldId::Stage(stage.id, StageField::Time),
                FieldId::Stage(stage.id, StageField::Loss),
                FieldId::Stage(stage.id, StageField::NeverDecided),
                FieldId::Stage(stage.id, StageField::Spread),
                FieldId::Stage(stage.id, StageField::OffPlan),
                FieldId::Stage(stage.id, StageField::Exit),
                FieldId::Note(Assumption::StageRate(stage.id)),
                FieldId::Note(Assumption::StageTime(stage.id)),
            ]
        }));
    }
    fields
}

/// Whatever a field prints, it reads back as the same scenario, in three ways to write numbers: every field
/// of every plan. A share that is won and how much months differ are printed to a hundredth of a percent, so
/// they return within half of that.
#[test]
fn fields_accept_what_they_print() {
    let formats: [Format; 3] = [format(), Format(Rc::new(CommaFormatter)), Format(Rc::new(SpacedFormatter))];
    for (scenario, format) in plans().iter().flat_map(|plan| formats.iter().map(move |format| (plan, format)))
    {
        let scenario = Rc::new(scenario.clone());
        for field in every_field(&scenario) {
            let printed = words::entry(field, &scenario, format);
            let state = State::new(Plan::new(scenario.clone()), Sheet::default(), format.style());
            let state = state.after(Action::Typed { field, text: printed.clone() });
            let what = format!("{} {field:?}: {printed}", scenario.parts().name);
            assert_eq!(state.plan().typed_in(field).unwrap().rejection, None, "{what}");
            if matches!(field, FieldId::Stage(_, StageField::Wins)) {
                let wins = |scenario: &Scenario| {
                    let of = |segment: &Segment| {
                        segment.stages().iter().map(|stage| stage.rate.mean()).collect::<Vec<f64>>()
                    };
                    scenario
                        .segments()
                        .iter()
                        .map(|segment| wins_of_rates(&of(segment)))
                        .collect::<Vec<Vec<f64>>>()
                };
                let (before, after) = (wins(&scenario).concat(), wins(state.plan().scenario()).concat());
                assert!(before.iter().zip(&after).all(|(a, b)| (a - b).abs() <= 0.500_001e-4), "{what}");
            } else if let FieldId::Segment(id, SegmentField::BusyMonths) = field {
                let k = |scenario: &Scenario| scenario.segment(id).unwrap().supply.dispersion();
                let same = match (k(&scenario), k(state.plan().scenario())) {
                    (Some(before), Some(after)) => (after / before - 1.0).abs() < 1e-3,
                    (before, after) => before == after,
                };
                assert!(same, "{what}");
            } else {
                assert!(**state.plan().scenario() == *scenario, "{what}");
            }
        }
    }
}

#[test]
fn example_facts_are_counted_in_words() {
    let mut state = State::new(
        Plan::new(Rc::new(scenario(&reference()).as_example())),
        Sheet::default(),
        PlainFormatter.style(),
    );
    let fields = [
        (None, Some("All 5 facts are still the example’s.")),
        (Some((FieldId::Plan(PlanField::Target), "4m")), Some("4 of 5 facts are still the example’s.")),
        (Some((FieldId::Plan(PlanField::Period), "6 months")), Some("3 of 5 facts are still the example’s.")),
        (
            Some((FieldId::Segment(SEGMENT, SegmentField::Supply), "150")),
            Some("2 of 5 facts are still the example’s."),
        ),
        (
            Some((FieldId::Segment(SEGMENT, SegmentField::DealSize), "20k")),
            Some("1 of 5 facts is still the example’s."),
        ),
    ];
    for (typed, words) in fields {
        if let Some((field, typed)) = typed {
            state = state.after(Action::Typed { field, text: typed.to_owned() });
        }
        assert_eq!(words::example_facts(state.plan().scenario()).as_deref(), words, "{typed:?}");
    }
    // What is shared says so.
    let answer = answer(state.plan().scenario());
    let shared = words::shared_text(Some(&answer), "Ours", None, 0, "https://example.org/#p0=x", &format());
    let lines: Vec<&str> = shared.lines().collect();
    assert!(lines[0] == "Ours" && lines[2] == "https://example.org/#p0=x" && lines.len() == 3, "{shared}");
    assert!(lines[1].ends_with(" 1 of 5 facts is still the example’s."), "{shared}");
    assert_eq!(words::shared_text(None, "", None, 3, "link", &format()), "link");
    for id in [1, 2, 3, 4] {
        let field = FieldId::Stage(StageId(id), StageField::Rate);
        state = state.after(Action::Typed { field, text: "45%".to_owned() });
    }
    assert_eq!(words::example_facts(state.plan().scenario()), None);
}

/// Notes stay here: the link of a plan with notes is that of the plan without.
#[test]
fn links_carry_no_notes() {
    let start =
        State::new(Plan::new(Rc::new(scenario(&reference()))), Sheet::default(), PlainFormatter.style());
    let note = "Confidential: what the board was told";
    let typed = FieldId::Note(Assumption::StageRate(StageId(1)));
    let noted = start.after(Action::Typed { field: typed, text: note.to_owned() });
    assert_eq!(words::field_text(typed, noted.plan(), &format()), note);
    assert_ne!(noted.plan().scenario(), start.plan().scenario());
    assert_eq!(link::encode(noted.plan().scenario()), link::encode(start.plan().scenario()));
    let said =
        noted.after(Action::SourceChosen { of: Assumption::Supply(SEGMENT), source: Some(Source::Guess) });
    let opened = link::decode(&link::encode(said.plan().scenario())).unwrap().unwrap();
    assert_eq!(opened.parts().provenance.source(Assumption::Supply(SEGMENT)), Some(Source::Guess));
    assert_eq!(opened.parts().provenance.notes().count(), 0);
}

#[test]
fn headings_of_sources_say_what_is_inside() {
    for (said, note, words) in [
        (None, "", "Source, note"),
        (Some(Source::Example), "", "Source, note"),
        (None, "x", "Note"),
        (Some(Source::Example), "x", "Note"),
        (Some(Source::Measured), "", "Measured"),
        (Some(Source::Guess), "x", "Guess, note"),
    ] {
        assert_eq!(words::source_heading(said, note), words, "{said:?} {note}");
    }
}

/// “How?” names the reader's own numbers, and the simulation error as nothing else.
#[test]
fn how_names_the_readers_own_numbers() {
    let answer = answer(&scenario(&reference()));
    let reached = (answer.report.chance.value * 4_000.0).round();
    let chance = words::how_chance(&answer, &format());
    let formula = format!("= {} ÷ 4,000.", PlainFormatter.number(reached, 0));
    assert!(chance.contains(&formula), "{chance} lacks {formula}");
    assert!(chance.contains("one standard error of the simulation"), "{chance}");
    let stages = words::how_stages(&answer, &format());
    assert!(stages.contains("45% × 48.9% × 54.5% × 50%, each counted"), "{stages}");
    assert!(words::how_months(&answer, &format()).contains("USD 3.00M"));
    let holds = words::how_holds(&answer, &format());
    let amount = PlainFormatter.money_short(answer.report.promises[2], Currency::new("USD").unwrap());
    assert!(holds.contains(&amount), "{holds} lacks {amount}");
    for p in [0.1, 0.5, 0.9] {
        let amount = PlainFormatter.money_short(answer.report.quantile(p), Currency::new("USD").unwrap());
        let middle = words::how_middle(&answer, &format());
        assert!(middle.contains(&amount), "{middle} lacks {amount}");
    }
    assert_eq!(words::digest(&answer.report).len(), 16);
}

/// The words of both readings of a column differ, and every source has its own.
#[test]
fn choices_have_words_of_their_own() {
    assert_ne!(words::reading_choice(RateReading::MovesOn), words::reading_choice(RateReading::WonFromHere));
    let mut words: Vec<&str> = Source::ALL.map(words::source).to_vec();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), Source::ALL.len());
}

#[test]
fn plain_numbers_read_well() {
    let usd = Currency::new("USD").unwrap();
    assert_eq!(PlainFormatter.money_short(99_949_000.0, usd), "USD 999K");
    assert_eq!(PlainFormatter.money_short(99_999_000.0, usd), "USD 1.00M");
    assert_eq!(PlainFormatter.money_short(-1_234_500.0, usd), "USD -12.3K");
    assert_eq!(
        PlainFormatter.money_full(Money::from_major(1_234_567.5, usd).unwrap(), usd),
        "USD 1,234,567.5"
    );
    assert_eq!(PlainFormatter.number(-1234.0, 0), "-1,234");
}

/// What the answer, the shared text and the panel say of the example's facts.
#[test]
fn untouched_facts_are_counted_in_words() {
    let own = scenario(&reference());
    assert_eq!(words::example_facts(&own), None);
    let example = own.as_example();
    assert_eq!(words::example_facts(&example).unwrap(), "All 5 facts are still the example’s.");
    let shared = words::shared_text(Some(&answer(&example)), "FY27", None, 0, "https://x/#p0=a", &format());
    assert!(
        shared.contains("if these assumptions hold. All 5 facts are still the example’s.\nhttps://x/#p0=a"),
        "{shared}"
    );
    // Measured beside an example: no chance is handed on.
    let mut parts = example.parts().clone();
    for stage in example.segments()[0].stages() {
        parts.provenance.set_source(Assumption::StageRate(stage.id), Some(Source::Measured));
    }
    let mixed = Scenario::new(parts).unwrap();
    let shared = words::shared_text(Some(&answer(&mixed)), "FY27", None, 0, "https://x/#p0=a", &format());
    assert!(shared.starts_with("FY27\nThere is no answer yet") && !shared.contains("of 100"), "{shared}");
    let mut parts = example.parts().clone();
    for of in
        [Assumption::Target, Assumption::Period, Assumption::Supply(SEGMENT), Assumption::DealSize(SEGMENT)]
    {
        parts.provenance.touch(of);
    }
    let one = words::example_facts(&Scenario::new(parts).unwrap()).unwrap();
    assert_eq!(one, "1 of 5 facts is still the example’s.");
}

#[test]
fn expected_numbers_keep_two_digits() {
    for (number, words) in [
        (2_400.4, "2,400"),
        (10.04, "10"),
        (9.94, "9.9"),
        (1.26, "1.3"),
        (0.26, "0.26"),
        (0.001, "< 0.01"),
        (0.0, "0"),
    ] {
        assert_eq!(words::count(number, &format()), words);
    }
}

/// Before and now, in one sentence to repeat and one on the futures that changed.
#[test]
fn before_and_now_are_told_in_futures() {
    let comparison = Comparison {
        trials: 1_000,
        before: 0.48,
        now: 0.22,
        gained: 0.0,
        lost: 0.26,
        difference: Estimate { value: -0.26, standard_error: 0.004 },
        mean_difference: Estimate { value: -1.0, standard_error: 0.1 },
    };
    assert_eq!(
        words::comparison_sentence(&comparison, &format()),
        "Of 100 futures with the same luck, none now reach the target that did not before, and 26 miss it \
         that reached it."
    );
    let rare = Comparison { gained: 0.001, ..comparison };
    assert!(words::comparison_sentence(&rare, &format()).contains("fewer than 1 now reach"));
}
