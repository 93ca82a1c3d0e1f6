//! Texts that can be read in more than one way: one tap makes one of the readings the field's value.

use crate::support::{SEGMENT, one_stage, reference, scenario};
use plumbline::app::draft::Typed;
use plumbline::app::plan::state::{Action, FieldId, Plan, PlanField, SegmentField, Sheet, StageField, State};
use plumbline::app::plan::words;
use plumbline::app::quota::{QuotaAction, QuotaState};
use plumbline::entry::{NumberStyle, QuotaFact};
use plumbline::model::limits::OPEN_DEALS_MAX;
use plumbline::model::{Calendar, Currency, Date, Horizon, Money, Scenario, StageId};
use serde_json::json;
use std::rc::Rc;

/// A reader in November 2026 who may write either day or month first, with a plan that begins then.
fn style() -> NumberStyle {
    NumberStyle { day_order: None, today: Date::new(2026, 11, 2), ..NumberStyle::POINT }
}

fn state() -> State {
    let mut json = reference();
    json["start"] = json!("2026-11-01");
    State::new(Plan::new(Rc::new(scenario(&json))), Sheet::default(), style())
}

/// Key by key, as a person types.
fn keyed(state: &State, field: FieldId, text: &str) -> State {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.fold(state.clone(), |state, end| state.after(Action::Typed { field, text: text[..end].to_owned() }))
}

fn labels(state: &State, field: FieldId) -> Vec<String> {
    let readings = state.plan().typed_in(field).map_or(&[][..], |typed| typed.readings.as_slice());
    readings.iter().map(|reading| reading.label.clone()).collect()
}

/// As it happens on a page: the press takes the focus out of the field.
fn tapped(state: &State, field: FieldId, place: usize) -> State {
    state.after(Action::FieldLeft).after(Action::ReadingTaken { field, place })
}

fn text(state: &State, field: FieldId) -> Option<&str> {
    state.plan().typed_in(field).map(|typed| typed.text.as_str())
}

fn plan(state: &State) -> &Scenario {
    state.plan().scenario()
}

fn calendar(state: &State) -> &Calendar {
    &plan(state).parts().calendar
}

fn from_november(months: u32) -> Calendar {
    Calendar::new(Date::new(2026, 11, 1), Horizon::Months(months)).unwrap()
}

fn whole_2027() -> Calendar {
    Calendar::new(Date::new(2027, 1, 1), Horizon::Months(12)).unwrap()
}

/// A year that has not begun answers as the year, and offers the time from now to its end; a tap is a step of
/// its own.
#[test]
fn a_year_is_from_now_or_its_own() {
    let before = state();
    let typed = keyed(&before, FieldId::Plan(PlanField::Period), "December 2027");
    assert_eq!(calendar(&typed), &whole_2027());
    assert_eq!(
        labels(&typed, FieldId::Plan(PlanField::Period)),
        ["from now to December 2027", "January 2027 to December 2027"]
    );
    assert_eq!(typed.plan().rejections(), 0);
    let from_now = tapped(&typed, FieldId::Plan(PlanField::Period), 0);
    assert_eq!(
        (calendar(&from_now), labels(&from_now, FieldId::Plan(PlanField::Period)).len()),
        (&from_november(14), 0)
    );
    let year = tapped(&typed, FieldId::Plan(PlanField::Period), 1);
    assert_eq!((calendar(&year), labels(&year, FieldId::Plan(PlanField::Period)).len()), (&whole_2027(), 0));
    // Back to the text with its readings, then to what stood before the first key.
    let undone = from_now.after(Action::Undone);
    assert_eq!(text(&undone, FieldId::Plan(PlanField::Period)), Some("December 2027"));
    assert_eq!(labels(&undone, FieldId::Plan(PlanField::Period)).len(), 2);
    assert_eq!(plan(&undone.after(Action::Undone)), plan(&before));
    assert_eq!(calendar(&undone.after(Action::Redone)), &from_november(14));
    // A place that is not offered does nothing.
    let nothing = tapped(&typed, FieldId::Plan(PlanField::Period), 2);
    assert_eq!(
        (calendar(&nothing), labels(&nothing, FieldId::Plan(PlanField::Period)).len()),
        (&whole_2027(), 2)
    );
}

/// What is edited elsewhere before the tap stays.
#[test]
fn a_tap_is_about_the_plan_as_it_stands() {
    let typed = keyed(&state(), FieldId::Plan(PlanField::Period), "December 2027");
    let other = keyed(&typed, FieldId::Segment(SEGMENT, SegmentField::Supply), "150");
    let taken = tapped(&other, FieldId::Plan(PlanField::Period), 0);
    assert_eq!(calendar(&taken), &from_november(14));
    assert!((plan(&taken).segments()[0].supply.per_month() - 150.0).abs() < 1e-9);
}

/// Without a choice nothing is read; with one, the text says which.
#[test]
fn numbers_that_may_be_two_things_are_asked_for() {
    let before = state();
    let eight = keyed(&before, FieldId::Plan(PlanField::Confidence), "8");
    assert_eq!((plan(&eight), eight.plan().rejections()), (plan(&before), 1));
    assert_eq!(labels(&eight, FieldId::Plan(PlanField::Confidence)), ["8 in 10", "8%"]);
    for (place, chance) in [(0, 0.8), (1, 0.08)] {
        let taken = tapped(&eight, FieldId::Plan(PlanField::Confidence), place);
        assert_eq!((plan(&taken).parts().confidence.get(), taken.plan().rejections()), (chance, 0));
    }
    let rate = FieldId::Stage(StageId(2), StageField::Rate);
    let one = keyed(&before, rate, "1");
    assert_eq!((labels(&one, rate), one.plan().rejections()), (vec!["1%".to_owned(), "100%".to_owned()], 1));
    let taken = tapped(&one, rate, 0);
    // As the field writes it.
    assert_eq!((text(&taken, rate), plan(&taken).segments()[0].stages()[1].rate.mean()), (None, 0.01));
    // No more is won from a stage than from the one after it: 100% of the first cannot be, so nothing is
    // asked.
    let wins = FieldId::Stage(StageId(1), StageField::Wins);
    let only = keyed(&before, wins, "1");
    assert_eq!((labels(&only, wins).len(), only.plan().rejections()), (0, 0));
}

/// A day that may be two is asked for where both are the plan's; where only one is, it is that one.
#[test]
fn days_are_asked_for_where_both_can_be() {
    let booked = |state: &State| {
        let progress = &plan(state).parts().progress;
        (progress.booked().minor(), progress.as_of().and_then(|day| day.before_days(1)))
    };
    let typed = keyed(&state(), FieldId::Plan(PlanField::Booked), "350k by 3/4/27");
    assert_eq!(labels(&typed, FieldId::Plan(PlanField::Booked)), ["by 4 Mar 2027", "by 3 Apr 2027"]);
    let taken = tapped(&typed, FieldId::Plan(PlanField::Booked), 0);
    assert_eq!(booked(&taken), (35_000_000, Date::new(2027, 3, 4)));
    assert_eq!(taken.plan().rejections(), 0);
    // 12 January 2027, or a day after the plan’s end.
    let only = keyed(&state(), FieldId::Plan(PlanField::Booked), "350k by 12/1/27");
    assert_eq!(
        (booked(&only), labels(&only, FieldId::Plan(PlanField::Booked)).len()),
        ((35_000_000, Date::new(2027, 1, 12)), 0)
    );
}

/// An amount in another currency makes the plan that currency's, figures as they are, or is in the plan's.
#[test]
fn another_currency_is_a_choice() {
    let code = |state: &State| plan(state).parts().currency.code().to_owned();
    let target = |state: &State| plan(state).parts().target.amount().major(plan(state).parts().currency);
    let before =
        keyed(&state(), FieldId::Segment(SEGMENT, SegmentField::DealSize), "$20k").after(Action::FieldLeft);
    let typed = keyed(&before, FieldId::Plan(PlanField::Target), "¥2m");
    assert_eq!((code(&typed), target(&typed), typed.plan().rejections()), ("USD".to_owned(), 3e6, 1));
    assert_eq!(
        labels(&typed, FieldId::Plan(PlanField::Target)),
        ["Make the plan JPY (figures stay)", "2m USD"]
    );
    let yen = tapped(&typed, FieldId::Plan(PlanField::Target), 0);
    assert_eq!((code(&yen), target(&yen), yen.plan().rejections()), ("JPY".to_owned(), 2e6, 0));
    assert_eq!(text(&yen, FieldId::Plan(PlanField::Target)), Some("¥2m"));
    // An amount in dollars is no longer what its field holds; 20,000 dollars are 20,000 yen.
    assert_eq!(text(&yen, FieldId::Segment(SEGMENT, SegmentField::DealSize)), None);
    assert!((plan(&yen).segments()[0].deal_size.mean_minor() - 20_000.0).abs() < 1e-6);
    assert_eq!(code(&yen.after(Action::Undone)), "USD");
    let dollars = tapped(&typed, FieldId::Plan(PlanField::Target), 1);
    assert_eq!((code(&dollars), target(&dollars), dollars.plan().rejections()), ("USD".to_owned(), 2e6, 0));
    for (field, text) in [
        (FieldId::Plan(PlanField::Booked), "€350k"),
        (FieldId::Plan(PlanField::Team), "12 reps, quota €700k"),
        (FieldId::Segment(SEGMENT, SegmentField::DealSize), "€18k to €70k"),
    ] {
        let typed = keyed(&before, field, text);
        assert_eq!(labels(&typed, field).len(), 2, "{text}");
        for (place, currency) in [(0, "EUR"), (1, "USD")] {
            let taken = tapped(&typed, field, place);
            assert_eq!((code(&taken).as_str(), taken.plan().rejections()), (currency, 0), "{text}");
            assert!(plan(&taken) != plan(&before), "{text}");
        }
    }
    // Asked twice: first for the currency, then for the day.
    let twice = keyed(&before, FieldId::Plan(PlanField::Booked), "€350k by 3/4/27");
    let once = tapped(&twice, FieldId::Plan(PlanField::Booked), 0);
    assert_eq!(labels(&once, FieldId::Plan(PlanField::Booked)), ["by 4 Mar 2027", "by 3 Apr 2027"]);
    assert_eq!(tapped(&once, FieldId::Plan(PlanField::Booked), 0).plan().rejections(), 0);
}

/// A name that ends in a number, or a quota.
#[test]
fn names_with_numbers_are_asked_for() {
    let typed = keyed(&state(), FieldId::Plan(PlanField::Team), "Ada 700k");
    assert_eq!(labels(&typed, FieldId::Plan(PlanField::Team)).len(), 2);
    let team = |place: usize| {
        let taken = tapped(&typed, FieldId::Plan(PlanField::Team), place);
        assert_eq!(taken.plan().rejections(), 0);
        let groups = plan(&taken).parts().team.as_ref().unwrap().groups().to_vec();
        (groups[0].name.clone(), groups[0].quota.map(Money::minor))
    };
    assert_eq!(team(0), ("Ada".to_owned(), Some(70_000_000)));
    assert_eq!(team(1), ("Ada 700k".to_owned(), None));
}

/// What may have been meant by a refused text is a tap too.
#[test]
fn a_guess_is_a_tap() {
    let mut json = one_stage(
        json!({"per_month": 9}),
        json!({"exact": 0.2}),
        json!({"mean": 9_000, "cv": 1}),
        1e6,
        1_000,
    );
    json["segments"][0]["pipeline"] = json!({"listed": {}});
    let listed = State::new(Plan::new(Rc::new(scenario(&json))), Sheet::default(), style());
    let field = FieldId::Segment(SEGMENT, SegmentField::Open);
    let typed = listed.after(Action::Typed { field, text: "24, 25k".to_owned() });
    let Typed { rejection, readings, .. } = typed.plan().typed_in(field).unwrap();
    assert_eq!(readings[0].label, "Did you mean 24 of about 25k?");
    // The words beside a tap give no further example.
    let words = words::refusal_beside(rejection.as_ref().unwrap(), readings);
    assert!(!words.contains("write"), "{words}");
    let taken = tapped(&typed, field, 0);
    assert_eq!((text(&taken, field), taken.plan().rejections()), (Some("24 of about 25k"), 0));
    assert_eq!(plan(&taken).segments()[0].pipeline().listed().unwrap().len(), 24);
    // One that the plan would refuse as well is not offered.
    let typed = listed.after(Action::Typed { field, text: format!("{}, 25k", OPEN_DEALS_MAX + 1) });
    assert_eq!((labels(&typed, field).len(), typed.plan().rejections()), (0, 1));
}

/// What was read but not written, such as the middle of a range, is said beside what was understood.
#[test]
fn a_middle_is_noted() {
    let typed = keyed(&state(), FieldId::Plan(PlanField::Target), "2–3m");
    let note = typed.plan().typed_in(FieldId::Plan(PlanField::Target)).unwrap().note.as_deref();
    assert_eq!(
        words::noted("USD 2,500,000 of bookings".to_owned(), note),
        "USD 2,500,000 of bookings; the middle of both"
    );
    assert_eq!(words::noted("as it is".to_owned(), None), "as it is");
}

fn quota_typed(fact: QuotaFact, text: &str) -> QuotaState {
    let state = QuotaState::new(None, Date::new(2027, 1, 4).unwrap(), style());
    state.after(QuotaAction::Typed(fact, text.to_owned()))
}

fn quota_labels(state: &QuotaState, fact: QuotaFact) -> Vec<String> {
    state.readings(fact).iter().map(|reading| reading.label.clone()).collect()
}

/// As a page does it.
fn quota_tapped(state: &QuotaState, fact: QuotaFact, place: usize) -> QuotaState {
    state.after(QuotaAction::Left).after(QuotaAction::ReadingTaken(fact, place))
}

#[test]
fn a_quota_asks_for_days_and_chances() {
    let typed = quota_typed(QuotaFact::End, "3/4/27");
    assert_eq!(quota_labels(&typed, QuotaFact::End), ["4 March 2027", "3 April 2027"]);
    let taken = quota_tapped(&typed, QuotaFact::End, 0);
    assert!(taken.is_understood() && taken.readings(QuotaFact::End).is_empty());
    let last_day = |state: &QuotaState| state.check().unwrap().scenario().parts().calendar.last_date();
    assert_eq!(last_day(&taken), Date::new(2027, 3, 4));
    assert!(!taken.facts().examples.contains(&QuotaFact::End));
    assert_eq!(taken.after(QuotaAction::Undone).facts().texts.end, "3/4/27");
    let wanted = quota_typed(QuotaFact::Wanted, "9");
    assert_eq!(quota_labels(&wanted, QuotaFact::Wanted), ["9 in 10", "9%"]);
    let taken = quota_tapped(&wanted, QuotaFact::Wanted, 0);
    assert_eq!(taken.check().unwrap().scenario().parts().confidence.get(), 0.9);
    // From now to the end of the year, or the year: the same end.
    assert!(quota_typed(QuotaFact::End, "December 2027").is_understood());
}

#[test]
fn a_quotas_amounts_are_in_one_currency() {
    for (fact, text) in [(QuotaFact::Won, "€90k"), (QuotaFact::Open, "24 of about €25k")] {
        let typed = quota_typed(fact, text);
        assert_eq!(quota_labels(&typed, fact)[0], "Make the quota EUR (figures stay)");
        let parts = |place: usize| {
            let taken = quota_tapped(&typed, fact, place);
            assert!(taken.is_understood(), "{text} {place}: {:?}", taken.error(fact));
            let parts = taken.check().unwrap().scenario().parts();
            (parts.currency, parts.target.amount().minor(), parts.progress.booked().minor())
        };
        let of = |code: &str| (Currency::new(code).unwrap(), 25_000_000, 9_000_000);
        assert_eq!((parts(0), parts(1)), (of("EUR"), of("USD")));
        let taken = quota_tapped(&typed, fact, 0);
        assert_eq!(taken.after(QuotaAction::Undone).facts(), typed.facts());
    }
}

/// A guess of a rep's open deals.
#[test]
fn a_quota_guesses_too() {
    let typed = quota_typed(QuotaFact::Open, "24, 25k");
    assert_eq!(quota_labels(&typed, QuotaFact::Open), ["Did you mean 24 of about 25k?"]);
    let taken = quota_tapped(&typed, QuotaFact::Open, 0);
    assert_eq!((taken.facts().texts.open.as_str(), taken.is_understood()), ("24 of about 25k", true));
    let typed = quota_typed(QuotaFact::Open, "24 deals, 600k");
    assert_eq!(quota_labels(&typed, QuotaFact::Open), ["24 deals worth 600k", "24 deals of about 600k"]);
}

/// A range of new opportunities is its middle until somebody says that it lies anywhere between: then the
/// field says the range, and a plain number behind it is known again.
#[test]
fn a_range_of_new_opportunities_may_be_a_doubt() {
    let field = FieldId::Segment(SEGMENT, SegmentField::Supply);
    let error = |state: &State| plan(state).segments()[0].supply.error.get();
    let ranged = keyed(&state(), field, "150–170 a month");
    assert_eq!((plan(&ranged).segments()[0].supply.per_month(), error(&ranged)), (160.0, 0.0));
    assert_eq!(labels(&ranged, field), ["Just the middle", "Anywhere between, 8 times in 10"]);
    let doubted = tapped(&ranged, field, 1);
    assert!((error(&doubted) - 10.0 / 160.0 / 1.2816).abs() < 1e-4, "{}", error(&doubted));
    assert_eq!(text(&doubted, field), None, "the field writes it");
    assert_eq!(error(&keyed(&doubted, field, "160 a month")), 0.0);
    let within = keyed(&doubted, FieldId::Segment(SEGMENT, SegmentField::SupplyError), "± 10%");
    assert_eq!((text(&within, field), error(&within)), (None, 0.1), "one value in two fields");
    assert_eq!(error(&tapped(&ranged, field, 0)), 0.0);
}

/// Open deals that name no stage are offered over all stages first, as they lie in a pipeline that flows,
/// then in each.
#[test]
fn open_deals_are_offered_over_all_stages() {
    let field = FieldId::Segment(SEGMENT, SegmentField::Open);
    let counted = keyed(&state(), field, "24 deals");
    assert_eq!(labels(&counted, field)[0], "spread over the stages, as they flow: 9, 8, 5, 2");
    let spread = tapped(&counted, field, 0);
    let open = plan(&spread).segments()[0].pipeline().listed().unwrap();
    assert_eq!(open.counts().iter().map(|of| of.count).collect::<Vec<_>>(), [9, 8, 5, 2]);
    let worth = tapped(&keyed(&state(), field, "24 worth 600k"), field, 0);
    let open = plan(&worth).segments()[0].pipeline().listed().unwrap();
    assert_eq!((open.len(), open.deals().len()), (24, 24), "each of 25k");
}
