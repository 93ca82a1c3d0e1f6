//! What is questioned or shown short on the plan's page: amounts out of proportion, rates that follow from
//! others, a field that is not understood on a narrow page, readings after a reload.

use crate::support::{SEGMENT, reference, scenario};
use plumbline::app::plan::state::{Action, FieldId, Plan, PlanField, SegmentField, Sheet, StageField, State};
use plumbline::app::plan::words;
use plumbline::entry::{
    EconomicsField, HistoryAround, NumberStyle, PlainFormatter, RateReading, StyledFormatter, read_history,
};
use plumbline::model::{Currency, Date, Money, ProfitGoal, StageId};
use serde_json::json;
use std::rc::Rc;

const TARGET: FieldId = FieldId::Plan(PlanField::Target);
const SIZE: FieldId = FieldId::Segment(SEGMENT, SegmentField::DealSize);
const SUPPLY: FieldId = FieldId::Segment(SEGMENT, SegmentField::Supply);
const PERIOD: FieldId = FieldId::Plan(PlanField::Period);

/// A plan in euros for a target of 3 million, read in German.
fn state() -> State {
    let mut json = reference();
    json["currency"] = json!("EUR");
    State::new(Plan::new(Rc::new(scenario(&json))), Sheet::default(), NumberStyle::COMMA)
}

fn keyed(state: &State, field: FieldId, text: &str) -> State {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.fold(state.clone(), |state, end| state.after(Action::Typed { field, text: text[..end].to_owned() }))
}

fn tapped(state: &State, field: FieldId, place: usize) -> State {
    state.after(Action::FieldLeft).after(Action::ReadingTaken { field, place })
}

fn labels(state: &State, field: FieldId) -> Vec<String> {
    let readings = state.plan().typed_in(field).map_or(&[][..], |typed| typed.readings.as_slice());
    readings.iter().map(|reading| reading.label.clone()).collect()
}

fn note(state: &State, field: FieldId) -> Option<String> {
    state.plan().typed_in(field).and_then(|typed| typed.note.clone())
}

fn target(state: &State) -> f64 {
    let parts = state.plan().scenario().parts();
    parts.target.amount().major(parts.currency)
}

fn size(state: &State) -> f64 {
    let parts = state.plan().scenario().parts();
    (parts.segments[0].deal_size.mean_minor() / parts.currency.minor_per_major() * 1e3).round() / 1e3
}

/// A target that is hundreds of times less, or more, than the plan brings answers as it was read; a tap makes
/// it another.
#[test]
fn a_target_out_of_proportion_is_asked_for() {
    for (text, read, meant) in [
        ("€3.200", 3_200.0, 3.2e6),
        ("3200", 3_200.0, 3.2e6),
        ("32", 32.0, 3.2e7),
        ("3,2 Mrd", 3.2e9, 3.2e6),
        ("2.500 + 30%", 3_250.0, 3.25e6),
    ] {
        let typed = keyed(&state(), TARGET, text);
        assert_eq!((target(&typed), typed.plan().rejections()), (read, 0), "{text}");
        let offered = labels(&typed, TARGET);
        assert_eq!(offered.len(), 2, "{text}: {:?}", typed.plan().typed_in(TARGET));
        assert_eq!(note(&typed, TARGET), Some(format!("{} or {}?", offered[0], offered[1])), "{text}");
        // The chosen reading stays, and is not asked for again.
        let own = tapped(&typed, TARGET, 0);
        assert_eq!((target(&own), labels(&own, TARGET).len()), (read, 0), "{text}");
        let other = tapped(&typed, TARGET, 1);
        assert_eq!((target(&other), labels(&other, TARGET).len()), (meant, 0), "{text}");
        let texts = own.plan().texts().map(|(field, text)| (field, text.to_owned())).collect::<Vec<_>>();
        let scenario = own.plan().scenario().clone();
        let restored = Plan::restored(scenario, RateReading::MovesOn, texts, NumberStyle::COMMA);
        assert!(restored.typed_in(TARGET).is_some_and(|typed| typed.readings.is_empty()), "{text}");
        assert_eq!(target(&other.after(Action::Undone)), read);
    }
    let typed = keyed(&state(), TARGET, "€3.200");
    assert_eq!(labels(&typed, TARGET), ["3.200\u{a0}€", "3.200.000\u{a0}€"]);
    // In proportion, nothing is asked.
    for text in ["€250.000", "3.200.000", "900k", "20 Mio", "2,5 Mio + 30%"] {
        assert_eq!(labels(&keyed(&state(), TARGET, text), TARGET), Vec::<String>::new(), "{text}");
    }
}

/// A mark that may be a decimal one: 250,000 a deal are out of proportion to a target of 4,000, 250 are not.
#[test]
fn a_deal_size_out_of_proportion_is_asked_for() {
    let small = keyed(&keyed(&state(), SIZE, "200"), TARGET, "really 40000");
    let typed = keyed(&small, SIZE, "250.000");
    assert_eq!(size(&typed), 250_000.0);
    assert_eq!(labels(&typed, SIZE), ["250.000\u{a0}€", "250\u{a0}€"]);
    let (own, other) = (tapped(&typed, SIZE, 0), tapped(&typed, SIZE, 1));
    assert_eq!((size(&own), size(&other)), (250_000.0, 250.0));
    assert!(labels(&own, SIZE).is_empty() && labels(&other, SIZE).is_empty());
    let many = keyed(&state(), SUPPLY, "0,2 a month");
    assert_eq!(labels(&many, SUPPLY).len(), 2, "{:?}", many.plan().typed_in(SUPPLY));
}

/// The question goes when another field brings the plan into proportion; where nothing near fits, it is only
/// said.
#[test]
fn a_question_of_proportion_is_about_the_plan_as_it_stands() {
    let typed = keyed(&state(), TARGET, "€3.200");
    let small = keyed(&typed, SIZE, "€25");
    assert_eq!((labels(&small, TARGET).len(), note(&small, TARGET)), (0, None));
    assert_eq!(target(&small), 3_200.0);
    let mut json = reference();
    json["segments"][0]["supply"] = json!({"per_month": 0});
    json["segments"][0]["pipeline"] = json!("empty");
    // Nothing comes in: nothing is in proportion to it.
    let nothing = State::new(Plan::new(Rc::new(scenario(&json))), Sheet::default(), NumberStyle::POINT);
    assert_eq!(note(&keyed(&nothing, TARGET, "3200"), TARGET), None);
}

/// A currency without cents, on the money side too.
#[test]
fn a_new_currency_restates_the_money_side() {
    let mut json = reference();
    json["economics"] = json!({
        "gross_margin": 0.8, "fixed_cost": 500_000, "cost_per_opportunity": 300.5, "base_pay": 60_000,
        "goal": {"contribution": 1_200_000}, "prices": [["one_rep", 150_000]]
    });
    let before = State::new(Plan::new(Rc::new(scenario(&json))), Sheet::default(), NumberStyle::POINT);
    for (field, text, code) in [(TARGET, "¥3m", "JPY"), (SIZE, "¥25k", "JPY"), (SIZE, "KWD 25k", "KWD")] {
        let state = tapped(&keyed(&before, field, text), field, 0);
        let parts = state.plan().scenario().parts();
        let currency = Currency::new(code).unwrap();
        let major = |major: f64| Money::from_major(major, currency).unwrap();
        assert_eq!(parts.currency, currency);
        assert_eq!(target(&state), 3e6, "{text}");
        let economics = parts.economics.as_ref().unwrap();
        assert_eq!(economics.fixed_cost, major(500_000.0));
        assert_eq!(economics.cost_per_opportunity, major(300.5));
        assert_eq!(economics.base_pay, major(60_000.0));
        assert_eq!(economics.goal, Some(ProfitGoal::Contribution(major(1.2e6))));
        assert!(economics.prices.iter().all(|(_, price)| *price == major(150_000.0)));
        let written = plumbline::app::plan::state::written(
            FieldId::Money(EconomicsField::FixedCost),
            state.plan().scenario(),
            &PlainFormatter,
        );
        assert_eq!(written, format!("{code} 500,000"));
    }
}

/// A rate that follows from what is won elsewhere is shown with three digits; the plan keeps all of them, and
/// what is typed stays.
#[test]
fn rates_that_follow_are_shown_short() {
    let before = State::new(Plan::new(Rc::new(scenario(&reference()))), Sheet::default(), NumberStyle::POINT);
    let won = before.after(Action::ReadingChosen(RateReading::WonFromHere));
    let won = keyed(&won, FieldId::Stage(StageId(2), StageField::Wins), "13%").after(Action::FieldLeft);
    let rate = won.plan().scenario().segments()[0].stages()[1].rate;
    let format = plumbline::app::format::Format(Rc::new(StyledFormatter::of_locale("en-US")));
    let shown = words::field_text(FieldId::Stage(StageId(2), StageField::Rate), won.plan(), &format);
    assert!(rate.mean().to_string().len() > 10, "{} is a quotient", rate.mean());
    assert!(shown.trim_start_matches("exactly ").split(' ').next().unwrap().len() <= 6, "{shown}");
    // Shown short, the same to three digits.
    let digits: f64 = shown.trim_start_matches("exactly ").split('%').next().unwrap().parse().unwrap();
    assert!((digits / 100.0 / rate.mean() - 1.0).abs() < 0.005, "{shown} of {}", rate.mean());
    // What people write has all its digits.
    let typed = keyed(&before, FieldId::Stage(StageId(2), StageField::Rate), "45.6789%");
    let plan = Plan::new(typed.plan().scenario().clone());
    assert_eq!(words::field_text(FieldId::Stage(StageId(2), StageField::Rate), &plan, &format), "45.6789%");
}

/// The short answer of a narrow page says that a field is not understood.
#[test]
fn the_short_answer_says_what_it_leaves_out() {
    assert_eq!(words::rejections_in_short(0), None);
    assert_eq!(words::rejections_in_short(1).unwrap(), "1 field not understood");
    assert_eq!(words::rejections_in_short(3).unwrap(), "3 fields not understood");
}

/// A year that was read in one of two ways offers the other after a reload as well; one that was chosen
/// offers nothing.
#[test]
fn readings_of_a_period_outlive_a_reload() {
    let style = NumberStyle { today: Date::new(2026, 11, 20), ..NumberStyle::POINT };
    let mut json = reference();
    json["start"] = json!("2026-12-01");
    let before = State::new(Plan::new(Rc::new(scenario(&json))), Sheet::default(), style);
    let reloaded = |state: &State| {
        let texts = state.plan().texts().map(|(field, text)| (field, text.to_owned())).collect::<Vec<_>>();
        let scenario = state.plan().scenario().clone();
        State::new(Plan::restored(scenario, RateReading::MovesOn, texts, style), Sheet::default(), style)
    };
    for text in ["2027", "December 2027"] {
        let typed = keyed(&before, PERIOD, text);
        assert_eq!(labels(&typed, PERIOD).len(), 2, "{text}");
        let again = reloaded(&typed);
        assert_eq!(labels(&again, PERIOD), labels(&typed, PERIOD), "{text}");
        for place in [0, 1] {
            let (now, then) = (tapped(&again, PERIOD, place), tapped(&typed, PERIOD, place));
            assert_eq!(now.plan().scenario(), then.plan().scenario(), "{text} {place}");
            assert!(labels(&reloaded(&now), PERIOD).is_empty(), "{text} {place}");
        }
    }
    // Of a period with one reading nothing is offered, nor of a text that gave another.
    assert!(labels(&reloaded(&keyed(&before, PERIOD, "Q3 2027")), PERIOD).is_empty());
}

/// What a table's head multiplies is said once for the column.
#[test]
fn a_column_in_thousands_is_said_once() {
    let table = "Rep,Quota (k$),Lead,Won\nAda,700,40,9\nBo,600,40,9\n";
    let around = HistoryAround {
        currency: Currency::new("USD").unwrap(),
        columns: None,
        written: None,
        exits: "",
        deal_cv: None,
    };
    let amounts = read_history(table, around).unwrap().amounts.unwrap();
    let echo = plumbline::app::history::words::amounts_echo(&amounts).unwrap();
    assert_eq!(echo, "Amounts are in USD. Amounts under Quota (k$) are in thousands.");
}
