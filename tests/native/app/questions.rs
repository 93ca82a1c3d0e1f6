//! What is questioned or shown short on the plan's page: amounts out of proportion, rates that follow from
//! others, a field that is not understood on a narrow page, readings after a reload.

use crate::support::{SEGMENT, reference, scenario};
use plumbline::app::kept::KeptId;
use plumbline::app::plan::state::{
    Action, FieldId, Plan, PlanField, SegmentAction, SegmentField, Sheet, StageField, State,
};
use plumbline::app::plan::words;
use plumbline::app::quota::{QuotaAction, QuotaFacts, QuotaState};
use plumbline::entry::{
    EconomicsField, EntryError, HistoryAround, NumberStyle, PlainFormatter, QuotaFact, RateReading,
    StyledFormatter, read_history,
};
use plumbline::model::{Alignment, Currency, Date, Money, OpenPipeline, PipelineStart, ProfitGoal, StageId};
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

/// The sizes that a field is asked for.
fn asks(state: &State, field: FieldId) -> Option<String> {
    let refused = state.plan().typed_in(field)?.rejection.as_ref();
    if let Some(EntryError::OutOfProportion { readings }) = refused { Some(readings.clone()) } else { None }
}

fn target(state: &State) -> f64 {
    let parts = state.plan().scenario().parts();
    parts.target.amount().major(parts.currency)
}

fn size(state: &State) -> f64 {
    let parts = state.plan().scenario().parts();
    (parts.segments[0].deal_size.mean_minor() / parts.currency.minor_per_major() * 1e3).round() / 1e3
}

/// The page after a reload.
fn reloaded(state: &State, style: NumberStyle) -> State {
    let texts = state.plan().texts().map(|(field, text)| (field, text.to_owned())).collect::<Vec<_>>();
    let scenario = state.plan().scenario().clone();
    let plan = Plan::restored(scenario, RateReading::MovesOn, texts, style);
    State::new(plan, Sheet::default(), style)
}

/// A target that is hundreds of times less, or more, than the plan brings is asked for: the answer keeps the
/// one before, until a tap says which is meant.
#[test]
fn a_target_out_of_proportion_is_asked_for() {
    let before = target(&state());
    for (text, read, meant) in [
        ("€3.200", 3_200.0, 3.2e6),
        ("3200", 3_200.0, 3.2e6),
        ("32", 32.0, 3.2e7),
        ("3,2 Mrd", 3.2e9, 3.2e6),
        ("2.500 + 30%", 3_250.0, 3.25e6),
    ] {
        let typed = keyed(&state(), TARGET, text);
        assert_eq!((target(&typed), typed.plan().rejections()), (before, 1), "{text}");
        let offered = labels(&typed, TARGET);
        assert_eq!(offered.len(), 2, "{text}: {:?}", typed.plan().typed_in(TARGET));
        assert_eq!(asks(&typed, TARGET), Some(format!("{} or {}", offered[0], offered[1])), "{text}");
        // The chosen reading is the plan's own value: nothing stands beside it, and nothing is asked again.
        let own = tapped(&typed, TARGET, 0);
        assert_eq!((target(&own), own.plan().typed_in(TARGET)), (read, None), "{text}");
        let other = tapped(&typed, TARGET, 1);
        assert_eq!((target(&other), labels(&other, TARGET).len()), (meant, 0), "{text}");
        let restored = reloaded(&own, NumberStyle::COMMA);
        assert_eq!((target(&restored), restored.plan().typed_in(TARGET)), (read, None), "{text}");
        // As long as none is chosen, a reload asks again.
        assert_eq!(labels(&reloaded(&typed, NumberStyle::COMMA), TARGET), offered, "{text}");
        assert_eq!(target(&other.after(Action::Undone)), before);
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
    let small = tapped(&keyed(&keyed(&state(), SIZE, "200"), TARGET, "40000"), TARGET, 0);
    let typed = keyed(&small, SIZE, "250.000");
    assert_eq!(size(&typed), 200.0);
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
    assert_eq!((target(&small), size(&small)), (3_200.0, 25.0));
    // Either way round: none of the two is questioned for what the other was before it.
    let round = keyed(&keyed(&state(), SIZE, "€25"), TARGET, "€3.200");
    assert_eq!((target(&round), size(&round), round.plan().rejections()), (3_200.0, 25.0, 0));
    // Half of it is not enough.
    let half = keyed(&typed, SIZE, "€9.000");
    assert_eq!((target(&half), size(&half), half.plan().rejections()), (3e6, 9_000.0, 1));
    let mut json = reference();
    json["segments"][0]["supply"] = json!({"per_month": 0});
    json["segments"][0]["pipeline"] = json!("empty");
    // Nothing comes in: nothing is in proportion to it.
    let nothing = State::new(Plan::new(Rc::new(scenario(&json))), Sheet::default(), NumberStyle::POINT);
    assert_eq!(note(&keyed(&nothing, TARGET, "3200"), TARGET), None);
}

/// What answers is not asked for again after a reload, and an edit of what was out of proportion before it is
/// not asked for at all.
#[test]
fn what_was_chosen_is_not_asked_for_again() {
    // The deal size was in proportion when it was typed, and is not to the target that came later.
    let small = tapped(&keyed(&keyed(&state(), SIZE, "9k"), TARGET, "3200"), TARGET, 0);
    assert_eq!((target(&small), size(&small)), (3_200.0, 9_000.0));
    let again = reloaded(&small, NumberStyle::COMMA);
    assert_eq!((target(&again), size(&again), again.plan().rejections()), (3_200.0, 9_000.0, 0));
    let more = keyed(&small, SUPPLY, "210");
    assert_eq!((labels(&more, SUPPLY).len(), more.plan().rejections()), (0, 0));
}

/// What a field of a plan is asked for: field, text, the two labels, and the plan's amount in the end.
struct Asked {
    field: FieldId,
    text: &'static str,
    labels: [&'static str; 2],
    amounts: [f64; 2],
}

/// Booked so far, quotas, open deals and the money side are held against the deal size, the target or what
/// the plan brings; each is asked for in the field that it was typed into, answers once it is chosen, and
/// stands as chosen.
#[test]
fn every_amount_of_a_plan_is_asked_for_where_it_is_out_of_proportion() {
    let mut json = reference();
    json["economics"] = json!({"gross_margin": 0.8, "contract_months": 12});
    json["team"] = json!({"groups": [{"id": 1, "count": 4}]});
    let before = State::new(Plan::new(Rc::new(scenario(&json))), Sheet::default(), NumberStyle::POINT);
    let listed = PipelineStart::Listed(OpenPipeline::default());
    let before = before.after(Action::Segment(SEGMENT, SegmentAction::Pipeline(listed)));
    let open = FieldId::Segment(SEGMENT, SegmentField::Open);
    let asked = |field, text, labels, amounts| Asked { field, text, labels, amounts };
    let money = FieldId::Money;
    let booked = FieldId::Plan(PlanField::Booked);
    let team = FieldId::Plan(PlanField::Team);
    for case in [
        asked(booked, "250", ["$250", "$250,000"], [250.0, 250e3]),
        asked(booked, "$1.2", ["$1.2", "$1,200,000"], [1.2, 1.2e6]),
        asked(team, "4 reps, quota 700", ["$700", "$700,000"], [700.0, 700e3]),
        asked(team, "Ada, quota 700k\nBo, quota 650", ["$650", "$650,000"], [650.0, 650e3]),
        asked(team, "Ada, quota 700k, booked 90", ["$90", "$90,000"], [90.0, 90e3]),
        asked(open, "Acme, stage 2, 50", ["$50", "$50,000"], [50.0, 50e3]),
        asked(open, "Acme, stage 2, 50k\nBo, stage 1, 40m", ["$40,000,000", "$40,000"], [40e6, 40e3]),
        asked(money(EconomicsField::FixedCost), "500", ["$500", "$500,000"], [500.0, 500e3]),
        asked(money(EconomicsField::CostPerOpportunity), "300k", ["$300,000", "$300"], [300e3, 300.0]),
        asked(money(EconomicsField::BasePay), "60", ["$60", "$60,000"], [60.0, 60e3]),
        asked(money(EconomicsField::Goal), "contribution 1.2", ["$1.2", "$1,200,000"], [1.2, 1.2e6]),
        asked(money(EconomicsField::Price(Alignment::OneRep)), "150", ["$150", "$150,000"], [150.0, 150e3]),
    ] {
        let Asked { field, text, labels: expected, amounts } = case;
        let typed = keyed(&before, field, text);
        assert_eq!(labels(&typed, field), expected, "{text}: {:?}", typed.plan().typed_in(field));
        let sizes = format!("{} or {}", expected[0], expected[1]);
        assert_eq!((asks(&typed, field), typed.plan().rejections()), (Some(sizes), 1), "{text}");
        assert_eq!(typed.plan().scenario(), before.plan().scenario(), "{text}");
        for (place, amount) in amounts.into_iter().enumerate() {
            let taken = tapped(&typed, field, place);
            let plan = taken.plan();
            assert!(plan.typed_in(field).is_none_or(|typed| typed.readings.is_empty()), "{text} {place}");
            assert!(holds_amount(plan, field, amount), "{text} {place}: {:?}", plan.scenario().parts());
            assert_eq!(
                reloaded(&taken, NumberStyle::POINT).plan().scenario(),
                plan.scenario(),
                "{text} {place}"
            );
        }
    }
    for (field, text) in [
        (booked, "250k"),
        (booked, "9k"),
        (team, "4 reps, quota 700k"),
        (team, "4 reps, quota 90k"),
        (team, "Ada, quota 700k, booked 9k"),
        (open, "Acme, stage 2, 900"),
        (open, "Acme, stage 2, 1.5m"),
        (money(EconomicsField::FixedCost), "12k"),
        (money(EconomicsField::CostPerOpportunity), "40"),
        (money(EconomicsField::BasePay), "160k"),
    ] {
        assert_eq!(labels(&keyed(&before, field, text), field), Vec::<String>::new(), "{text}");
    }
}

/// Whether one of the amounts that a field says is so much, in major units.
fn holds_amount(plan: &Plan, field: FieldId, amount: f64) -> bool {
    let parts = plan.scenario().parts();
    let economics = || parts.economics.clone().unwrap();
    let open = || parts.segments[0].pipeline().listed().unwrap().clone();
    let amounts: Vec<Money> = match field {
        FieldId::Plan(PlanField::Booked) => vec![parts.progress.booked()],
        FieldId::Plan(_) => {
            let groups = parts.team.as_ref().unwrap().groups();
            groups.iter().flat_map(|group| group.quota.into_iter().chain([group.booked])).collect()
        }
        FieldId::Money(EconomicsField::FixedCost) => vec![economics().fixed_cost],
        FieldId::Money(EconomicsField::CostPerOpportunity) => vec![economics().cost_per_opportunity],
        FieldId::Money(EconomicsField::BasePay) => vec![economics().base_pay],
        FieldId::Money(EconomicsField::Price(of)) => economics().price(of).into_iter().collect(),
        FieldId::Money(_) => match economics().goal {
            Some(ProfitGoal::Contribution(amount)) => vec![amount],
            Some(ProfitGoal::CostRatio(_) | ProfitGoal::Payback(_) | ProfitGoal::RuleOf40(_)) | None => {
                Vec::new()
            }
        },
        FieldId::Segment(..) | FieldId::Stage(..) | FieldId::Note(_) => {
            open().deals().iter().filter_map(|deal| deal.amount).collect()
        }
    };
    amounts.contains(&Money::from_major(amount, parts.currency).unwrap())
}

/// The facts of one rep: the amount that was typed last is asked for, answers once it is confirmed, its text
/// stays as it was typed then, and a link is never asked about.
#[test]
fn an_amount_of_a_quota_is_asked_for_where_it_is_out_of_proportion() {
    let today = Date::new(2027, 2, 15).unwrap();
    let before = QuotaState::new(None, today, NumberStyle::COMMA);
    let typed = |state: &QuotaState, fact, text: &str| state.after(QuotaAction::Typed(fact, text.to_owned()));
    let labels = |state: &QuotaState, fact| {
        state.readings(fact).iter().map(|reading| reading.label.clone()).collect::<Vec<_>>()
    };
    let said = |state: &QuotaState| {
        let parts = state.check().unwrap().scenario().parts();
        let size = parts.segments[0].deal_size.mean_minor().round();
        (parts.target.amount().minor(), parts.progress.booked().minor(), size)
    };
    let (quota, won, size) = said(&before);
    let times = |minor: i64, factor: i64| (minor * factor) / 1_000_000;
    for (fact, text, confirmed, other) in [
        (QuotaFact::Quota, "$250", (times(quota, 1_000), won, size), (quota, won, size)),
        (QuotaFact::Won, "90", (quota, times(won, 1_000), size), (quota, won, size)),
        (QuotaFact::Open, "24 of about 25", (quota, won, size / 1e3), (quota, won, size)),
        (QuotaFact::Quota, "$0,25", (times(quota, 1), won, size), (quota, won, size)),
    ] {
        let state = typed(&before, fact, text);
        assert_eq!(labels(&state, fact).len(), 2, "{text}");
        // The answer stays on what was understood before.
        assert_eq!((said(&state), state.is_understood()), ((quota, won, size), false), "{text}");
        let asked = EntryError::OutOfProportion { readings: labels(&state, fact).join(" or ") };
        assert_eq!(state.error(fact), Some(&asked), "{text}");
        let own = state.after(QuotaAction::Left).after(QuotaAction::ReadingTaken(fact, 0));
        assert_eq!((said(&own), own.facts().texts.of(fact)), (confirmed, text));
        assert!(labels(&own, fact).is_empty() && own.note(fact).is_none(), "{text}");
        let stored = serde_json::to_string(own.facts()).unwrap();
        let again = QuotaState::new(serde_json::from_str(&stored).unwrap(), today, NumberStyle::COMMA);
        assert!(labels(&again, fact).is_empty(), "{text}");
        let meant = state.after(QuotaAction::ReadingTaken(fact, 1));
        assert_eq!((said(&meant), labels(&meant, fact).len()), (other, 0), "{text}");
    }
    // Of the quota and the deals only one is asked for, where both are the reader's.
    let both = typed(&typed(&before, QuotaFact::Quota, "$250k"), QuotaFact::Open, "24 of about 25");
    assert_eq!((labels(&both, QuotaFact::Quota).len(), labels(&both, QuotaFact::Open).len()), (0, 2));
    // The one that waits does not answer while the other is asked for, nor once that is chosen.
    let held = typed(&before, QuotaFact::Quota, "$250").after(QuotaAction::Left);
    let pair = typed(&held, QuotaFact::Open, "20 of about 25k").after(QuotaAction::Left);
    assert_eq!((labels(&pair, QuotaFact::Quota).len(), labels(&pair, QuotaFact::Open).len()), (0, 2));
    assert_eq!(said(&pair), (quota, won, size));
    let chosen = pair.after(QuotaAction::ReadingTaken(QuotaFact::Open, 0));
    assert_eq!((said(&chosen).0, labels(&chosen, QuotaFact::Quota).len()), (quota, 2));
    // One that answers already, as versions before let it, stands in the way of no other field.
    let texts = before.facts().texts.with(QuotaFact::Quota, "$250".to_owned());
    let kept = QuotaFacts { texts, unconfirmed: vec![QuotaFact::Quota], ..before.facts().clone() };
    let kept = QuotaState::new(Some(kept), today, NumberStyle::COMMA);
    let edited = typed(&kept, QuotaFact::Record, "12 of 50");
    assert_eq!((said(&kept).0, said(&edited).0), (times(quota, 1_000), times(quota, 1_000)));
    assert!(edited.is_understood() && edited.check() != kept.check());
    assert_eq!(labels(&edited, QuotaFact::Quota).len(), 2);
    // What came with a link is as it was sent.
    let sent = typed(&before, QuotaFact::Quota, "$250");
    let facts = QuotaFacts { unconfirmed: Vec::new(), ..sent.facts().clone() };
    let received = before.after(QuotaAction::Opened(
        Box::new(facts),
        sent.check().unwrap().clone(),
        KeptId::new("copy"),
    ));
    assert!(labels(&received, QuotaFact::Quota).is_empty());
}

/// A field that is not understood takes nothing from the others: the answer stands on what it said before,
/// and the page says which field that is, and what stands there, also after a reload.
#[test]
fn a_field_of_a_quota_that_is_not_understood_stops_no_other() {
    let today = Date::new(2027, 2, 15).unwrap();
    let typed = |state: &QuotaState, fact, text: &str| state.after(QuotaAction::Typed(fact, text.to_owned()));
    let example = QuotaState::new(None, today, NumberStyle::POINT);
    let own = typed(&example, QuotaFact::Open, "18 of about 14k").after(QuotaAction::Left);
    let broken = typed(&own, QuotaFact::Open, "18 of about 14k and then some");
    assert!(!broken.is_understood());
    assert_eq!(broken.check(), own.check());
    let quota = typed(&broken, QuotaFact::Quota, "$500k");
    let record = typed(&quota, QuotaFact::Record, "1 of 50");
    let same = typed(&typed(&own, QuotaFact::Quota, "$500k"), QuotaFact::Record, "1 of 50");
    assert_eq!(record.check(), same.check(), "the two that are understood count");
    assert_eq!(record.standing_in(QuotaFact::Open), Some("18 of about 14k"));
    assert_eq!(record.standing_in(QuotaFact::Quota), None);
    let said = plumbline::app::quota::words::quota_rejections(&record);
    assert!(said.contains("18 of about 14k") && said.contains("Open"), "{said}");
    // Kept with the texts: a reload has the same answer, and so does a step back and forward.
    let stored = serde_json::to_string(record.facts()).unwrap();
    let again = QuotaState::new(serde_json::from_str(&stored).unwrap(), today, NumberStyle::POINT);
    assert_eq!((again.check(), again.standing_in(QuotaFact::Open)), (same.check(), Some("18 of about 14k")));
    let stepped = record.after(QuotaAction::Undone).after(QuotaAction::Redone);
    assert_eq!(stepped.check(), same.check());
    // Mended, nothing stands in any more.
    let mended = typed(&record, QuotaFact::Open, "20 of about 14k");
    assert!(mended.is_understood() && mended.facts().standing.is_none());
    // What the answer has of the example is called the example's.
    let first = typed(&example, QuotaFact::Open, "a few");
    assert_eq!((first.examples(), first.check()), (5, example.check()));
    // Deals that name no stage, once there are stages: both fields wait for each other.
    let staged = typed(&own, QuotaFact::Stages, "Demo, 50%, 20 days\nProposal, 45%, 3 weeks");
    if !staged.is_understood() {
        assert_eq!(staged.check(), own.check());
        assert!(staged.standing_in(QuotaFact::Stages).is_some());
    }
}

/// What a text says half way never answers for the whole of it: what stood before its first key does.
#[test]
fn a_quota_half_typed_and_then_refused_is_the_one_before() {
    let today = Date::new(2027, 2, 15).unwrap();
    let typed = |state: &QuotaState, fact, text: &str| state.after(QuotaAction::Typed(fact, text.to_owned()));
    let own = typed(&QuotaState::new(None, today, NumberStyle::POINT), QuotaFact::Quota, "$220k");
    let own = own.after(QuotaAction::Left);
    for (fact, text) in [
        (QuotaFact::Quota, "1.2m as somebody said"),
        (QuotaFact::Quota, "€1.2m whatever"),
        (QuotaFact::Won, "€80k whatever"),
        (QuotaFact::Open, "7 of about 90k and then some"),
        (QuotaFact::Won, "120k, which was nice"),
    ] {
        let keys = text.char_indices().skip(1).map(|(at, _)| &text[..at]).chain([text]);
        let last = keys.fold(own.clone(), |state, keys| typed(&state, fact, keys)).after(QuotaAction::Left);
        assert!(!last.is_understood(), "{text}");
        assert_eq!(last.check(), own.check(), "{text}");
        assert_eq!(last.standing_in(fact), Some(own.facts().texts.of(fact)), "{text}");
        assert_eq!(last.facts().texts.of(fact), text, "nothing is lost");
        assert_eq!(last.after(QuotaAction::Undone).facts().texts, own.facts().texts, "one step");
    }
}

/// A quota that is typed over the reader's own can be looked at as a raise of it, with one tap.
#[test]
fn a_quota_typed_over_can_be_a_raise() {
    let today = Date::new(2027, 2, 15).unwrap();
    let typed =
        |state: &QuotaState, text: &str| state.after(QuotaAction::Typed(QuotaFact::Quota, text.to_owned()));
    let first = typed(&QuotaState::new(None, today, NumberStyle::POINT), "$220k").after(QuotaAction::Left);
    assert!(first.readings(QuotaFact::Quota).is_empty(), "an example's quota is raised by nobody");
    let over = typed(&first, "$260k").after(QuotaAction::Left);
    let offered: Vec<&str> = over.readings(QuotaFact::Quota).iter().map(|of| of.label.as_str()).collect();
    assert_eq!(offered, ["Before $220k, now $260k"]);
    let raised = over.after(QuotaAction::ReadingTaken(QuotaFact::Quota, 0));
    let check = raised.check().unwrap();
    assert_eq!(check.before().map(Money::minor), Some(22_000_000));
    assert_eq!(check.scenario().parts().target.amount().minor(), 26_000_000);
    assert_eq!(raised.facts().texts.quota, "$260k, was $220k");
    assert!(raised.is_understood() && raised.readings(QuotaFact::Quota).is_empty());
    let lowered = typed(&first, "$180k").after(QuotaAction::Left);
    let lowered = lowered.after(QuotaAction::ReadingTaken(QuotaFact::Quota, 0));
    assert_eq!(lowered.check().unwrap().before().map(Money::minor), Some(22_000_000));
    // What is typed next is about something else.
    let other = over.after(QuotaAction::Typed(QuotaFact::Won, "80k".to_owned()));
    assert!(other.readings(QuotaFact::Quota).is_empty());
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
    assert_eq!(words::refused_in_short(0), None);
    assert_eq!(words::refused_in_short(1).unwrap(), "1 field not understood");
    assert_eq!(words::refused_in_short(3).unwrap(), "3 fields not understood");
}

/// A year that was read in one of two ways offers the other after a reload as well; one that was chosen
/// offers nothing.
#[test]
fn readings_of_a_period_outlive_a_reload() {
    let style = NumberStyle { today: Date::new(2026, 11, 20), ..NumberStyle::POINT };
    let mut json = reference();
    json["start"] = json!("2026-12-01");
    let before = State::new(Plan::new(Rc::new(scenario(&json))), Sheet::default(), style);
    for text in ["2027", "December 2027"] {
        let typed = keyed(&before, PERIOD, text);
        assert_eq!(labels(&typed, PERIOD).len(), 2, "{text}");
        let again = reloaded(&typed, style);
        assert_eq!(labels(&again, PERIOD), labels(&typed, PERIOD), "{text}");
        for place in [0, 1] {
            let (now, then) = (tapped(&again, PERIOD, place), tapped(&typed, PERIOD, place));
            assert_eq!(now.plan().scenario(), then.plan().scenario(), "{text} {place}");
            assert!(labels(&reloaded(&now, style), PERIOD).is_empty(), "{text} {place}");
        }
    }
    // Of a period with one reading nothing is offered, nor of a text that gave another.
    assert!(labels(&reloaded(&keyed(&before, PERIOD, "Q3 2027"), style), PERIOD).is_empty());
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
