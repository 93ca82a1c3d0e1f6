//! What is typed into the views of one rep's quota and of results, and what becomes of it.

use plumbline::app::format::{Format, PlainFormatter};
use plumbline::app::history::words as history_words;
use plumbline::app::history::{Brought, HistoryAction, HistoryField, HistoryState};
use plumbline::app::kept::KeptId;
use plumbline::app::quota::words as quota_words;
use plumbline::app::quota::{QuotaAction, QuotaFacts, QuotaState};
use plumbline::entry::{HistoryColumn, NumberStyle, QuotaFact, QuotaToday, read_quota_check, write_day};
use plumbline::exchange::file;
use plumbline::history::import::{Choices, Import, team_history};
use plumbline::model::{Currency, Date, Scenario, TeamRate};
use std::rc::Rc;

fn today() -> Date {
    Date::new(2027, 1, 4).unwrap()
}

fn quota() -> QuotaState {
    QuotaState::new(None, today(), NumberStyle::POINT)
}

fn typed(state: &QuotaState, fact: QuotaFact, text: &str) -> QuotaState {
    state.after(QuotaAction::Typed(fact, text.to_owned()))
}

/// The example answers at once, and says what is still its own; in the last weeks of a quarter it is about
/// the next one.
#[test]
fn the_example_is_understood_on_any_day() {
    for day in 0..400 {
        let today = today().after_days(day).unwrap();
        let state = QuotaState::new(None, today, NumberStyle::POINT);
        let check = state.check().unwrap_or_else(|| panic!("{today}"));
        assert!((21.0..=115.0).contains(&check.days_left()), "{today}: {}", check.days_left());
        assert_eq!(state.facts().examples.len(), 5);
    }
}

/// Another currency, typed into the quota alone, is that of all amounts of the example; every locale reads it
/// alike.
#[test]
fn the_example_is_in_any_currency_and_locale() {
    for style in [NumberStyle::POINT, NumberStyle::COMMA] {
        let state = QuotaState::new(None, today(), style);
        let minor = |state: &QuotaState| state.check().unwrap().scenario().parts().target.amount().minor();
        assert_eq!(minor(&state), 25_000_000);
        let euros = typed(&state, QuotaFact::Quota, "€300k");
        assert!(euros.is_understood(), "{:?}", euros.error(QuotaFact::Won));
        assert_eq!(euros.check().unwrap().scenario().parts().currency, Currency::new("EUR").unwrap());
    }
}

/// A raise changes what stood before the first key, whatever was typed on the way, and is one step of undo.
#[test]
fn a_raise_is_one_step() {
    let mut state = quota();
    for text in ["+", "+3", "+30", "+30%"] {
        state = typed(&state, QuotaFact::Quota, text);
    }
    let check = state.check().unwrap();
    assert_eq!(check.scenario().parts().target.amount().minor(), 32_500_000);
    assert_eq!(check.before().unwrap().minor(), 25_000_000);
    state = state.after(QuotaAction::Left);
    assert_eq!(state.facts().texts.quota, "$250k + 30%");
    assert!(!state.facts().examples.contains(&QuotaFact::Quota));
    // Raised again: from what stood before the first raise.
    let again = typed(&state, QuotaFact::Quota, "+10%").after(QuotaAction::Left);
    assert_eq!(again.facts().texts.quota, "$250k + 10%");
    let back = again.after(QuotaAction::Undone).after(QuotaAction::Undone);
    assert_eq!(back.facts(), quota().facts());
    assert_eq!(back.after(QuotaAction::Redone).facts().texts.quota, "$250k + 30%");
    // Nonsense stays, and the last check with it.
    let nonsense = typed(&state, QuotaFact::End, "soon");
    assert!(nonsense.error(QuotaFact::End).is_some() && !nonsense.is_understood());
    assert_eq!(nonsense.check(), state.check());
}

/// A quota that says when it ends as well fills that field, and is alone in its own once it is left; a raise
/// of one that says before and now raises what it is now.
#[test]
fn a_quota_may_say_when_it_ends() {
    let minor = |state: &QuotaState| state.check().unwrap().scenario().parts().target.amount().minor();
    let before = |state: &QuotaState| state.check().unwrap().before().map(plumbline::model::Money::minor);
    for (text, alone, now, was) in [
        ("220k this quarter", "220k", 22_000_000, None),
        ("220k raised to 260k this quarter", "220k raised to 260k", 26_000_000, Some(22_000_000)),
    ] {
        let dated = typed(&quota(), QuotaFact::Quota, text);
        assert!(dated.is_understood(), "{text}: {:?}", dated.error(QuotaFact::Quota));
        assert_eq!((minor(&dated), before(&dated)), (now, was), "{text}");
        assert_eq!(dated.note(QuotaFact::Quota), Some("and it ends this quarter"));
        let left = dated.after(QuotaAction::Left);
        assert_eq!((left.facts().texts.quota.as_str(), minor(&left)), (alone, now));
        let end = left.check().unwrap().scenario().parts().calendar.last_date().unwrap();
        assert_eq!(left.facts().texts.end, write_day(end));
        assert!(!left.facts().examples.contains(&QuotaFact::End));
        assert_eq!(left.after(QuotaAction::Undone).facts(), quota().facts());
    }
    let raised = typed(&quota(), QuotaFact::Quota, "220k raised to 260k").after(QuotaAction::Left);
    let again = typed(&raised, QuotaFact::Quota, "+18%").after(QuotaAction::Left);
    assert_eq!((minor(&again), before(&again)), (30_680_000, Some(26_000_000)));
    assert_eq!(again.facts().texts.quota, "260k + 18%");
}

/// What a text was read as on its way to one that is refused answers nothing: as in a plan, what stood before
/// its first key does.
#[test]
fn what_is_half_typed_and_refused_answers_nothing() {
    let before = typed(&quota(), QuotaFact::Quota, "$220k").after(QuotaAction::Left);
    let keyed = |mut state: QuotaState, fact, text: &str| {
        for (at, c) in text.char_indices() {
            state = typed(&state, fact, &text[..at + c.len_utf8()]);
        }
        state
    };
    for (fact, text) in [
        (QuotaFact::Quota, "1.2m a quarter or so xyz"),
        (QuotaFact::Quota, "€1.2m xyz"),
        (QuotaFact::Won, "30k but not xyz"),
        (QuotaFact::Open, "9 of 11k foo xyz"),
        (QuotaFact::End, "12 months after xyz"),
    ] {
        let state = keyed(before.clone(), fact, text);
        assert!(state.error(fact).is_some(), "{text}");
        assert_eq!(state.check(), before.check(), "{text}");
        assert_eq!(state.standing_in(fact), Some(before.facts().texts.of(fact)), "{text}");
        // Left, and typed into again, it is the same.
        let again = keyed(state.after(QuotaAction::Left), fact, text);
        assert_eq!(again.check(), before.check(), "{text}");
        assert_eq!(again.after(QuotaAction::Left).check(), before.check(), "{text}");
    }
}

/// A quota typed over another can be said with both of them, and stays the one amount until it is.
#[test]
fn a_quota_typed_over_another_offers_before_and_now() {
    let before = typed(&quota(), QuotaFact::Quota, "$220k").after(QuotaAction::Left);
    let over = typed(&typed(&before, QuotaFact::Quota, "$26"), QuotaFact::Quota, "$260k");
    let over = over.after(QuotaAction::Left);
    assert_eq!(over.check().unwrap().before(), None);
    let readings = over.readings(QuotaFact::Quota);
    assert_eq!(
        readings.iter().map(|reading| &*reading.label).collect::<Vec<_>>(),
        ["Before $220k, now $260k"]
    );
    let both = over.after(QuotaAction::ReadingTaken(QuotaFact::Quota, 0));
    let check = both.check().unwrap();
    assert_eq!(check.before().unwrap().minor(), 22_000_000);
    assert_eq!(check.scenario().parts().target.amount().minor(), 26_000_000);
    assert!(both.readings(QuotaFact::Quota).is_empty());
    // What is done next takes the offer away.
    assert!(typed(&over, QuotaFact::Won, "$95k").readings(QuotaFact::Quota).is_empty());
    for text in
        ["from $220k to $260k", "$260k, was $220k", "$260k instead of $220k", "raised from 220k to 260k"]
    {
        let check = typed(&before, QuotaFact::Quota, text);
        let check = check.check().unwrap();
        let amounts = (
            check.before().map(plumbline::model::Money::minor),
            check.scenario().parts().target.amount().minor(),
        );
        assert_eq!(amounts, (Some(22_000_000), 26_000_000), "{text}");
    }
    for text in ["raised to 260k", "at least 260k", "260k or more"] {
        let check = typed(&before, QuotaFact::Quota, text);
        let check = check.check().unwrap();
        let amounts = (check.before(), check.scenario().parts().target.amount().minor());
        assert_eq!(amounts, (None, 26_000_000), "{text}");
    }
    // How often it comes is not when it ends: one tap leaves it out.
    let rate = typed(&before, QuotaFact::Quota, "260k a quarter");
    assert!(rate.error(QuotaFact::Quota).is_some());
    assert_eq!(rate.readings(QuotaFact::Quota).len(), 1);
}

/// A link's facts stand beside the reader's own until a copy is made; what a check says can be typed.
#[test]
fn a_link_stands_beside_the_readers_own() {
    let format = Format(Rc::new(PlainFormatter));
    let mine = typed(&quota(), QuotaFact::Won, "$120k").after(QuotaAction::Left);
    let team = Some(TeamRate { mean: 0.3, cases: 200.0, spread: 0.01 });
    let usd = Currency::new("USD").unwrap();
    let around = QuotaToday { today: today(), style: NumberStyle::POINT, currency: usd, team };
    let mut texts = mine.facts().texts.clone();
    for (open, stages, quota) in [
        ("24 of about 25k", "", "€250k + 30%"),
        ("Acme, €50k\nBeta, €20k", "", "€250k"),
        (
            "Acme, Proposal, €50k, 12 days\nBeta, Discovery, €20k",
            "Discovery, 45%, 20 days\nProposal, 12 of 40, 30 days",
            "€300k - 10%",
        ),
    ] {
        texts.open = open.to_owned();
        texts.stages = stages.to_owned();
        texts.quota = quota.to_owned();
        texts.won = "€90k".to_owned();
        let check = read_quota_check(&texts, around).unwrap();
        let written = quota_words::quota_texts(&check, &format);
        let read =
            read_quota_check(&written, around).unwrap_or_else(|errors| panic!("{written:?} {errors:?}"));
        assert_eq!(
            read.for_sharing().scenario().parts().target,
            check.for_sharing().scenario().parts().target
        );
        assert_eq!(
            quota_words::quota_texts(&read, &format),
            written,
            "what is printed is read as what it says"
        );
        let facts = QuotaFacts {
            texts: written,
            examples: Vec::new(),
            team,
            unconfirmed: Vec::new(),
            name: String::new(),
            standing: None,
        };
        let sent = Rc::new(check.for_sharing());
        let opened = mine.after(QuotaAction::Opened(Box::new(facts.clone()), sent, KeptId::new("copy")));
        assert!(!opened.says_more(), "{facts:?}");
        assert!(opened.is_received() && opened.check().is_some_and(|check| check.team() == team));
        let back = opened.after(QuotaAction::Returned);
        assert_eq!((back.facts(), back.is_received()), (mine.facts(), false));
        let copied = opened.after(QuotaAction::Copied);
        assert!(!copied.is_received());
        // The copy stands beside the reader's own quota, which nothing of it can change.
        assert_eq!((copied.facts(), copied.id().as_str()), (&facts, "copy"));
        assert!(!copied.steps().can_undo());
        // Whoever edits what was sent makes the same copy, and Undo leads back to what was sent.
        let edited = typed(&opened, QuotaFact::Won, "€91k").after(QuotaAction::Left);
        assert_eq!((edited.is_received(), edited.id().as_str()), (false, "copy"));
        assert_eq!(edited.after(QuotaAction::Undone).facts(), &facts);
    }
}

/// A link whose record is a bare share, with stages: it opens as itself. One that says more than the fields
/// can is answered as it was sent, and says so; never by what stood there before.
#[test]
fn a_link_is_never_answered_by_other_facts() {
    let format = Format(Rc::new(PlainFormatter));
    let usd = Currency::new("USD").unwrap();
    let around = QuotaToday { today: today(), style: NumberStyle::POINT, currency: usd, team: None };
    let mut texts = quota().facts().texts.clone();
    texts.record = "20%".to_owned();
    texts.quota = "$400k".to_owned();
    texts.stages = "Discovery, 45%, 20 days\nProposal, 12 of 40, 30 days".to_owned();
    texts.open = "Acme, Proposal, $50k, 12 days".to_owned();
    let open = |check: &Rc<plumbline::model::QuotaCheck>| {
        let texts = quota_words::quota_texts(check, &format);
        let facts = QuotaFacts {
            texts,
            examples: Vec::new(),
            team: None,
            unconfirmed: Vec::new(),
            name: String::new(),
            standing: None,
        };
        quota().after(QuotaAction::Opened(Box::new(facts), check.clone(), KeptId::new("copy")))
    };
    let check = Rc::new(read_quota_check(&texts, around).unwrap().for_sharing());
    let opened = open(&check);
    assert!(opened.is_understood() && !opened.says_more(), "{:?}", opened.facts());
    assert_eq!(opened.check().unwrap().for_sharing().scenario().segments(), check.scenario().segments());
    // Without stages the share is the rate.
    texts.stages = String::new();
    texts.open = "12 of about 25k".to_owned();
    let bare = Rc::new(read_quota_check(&texts, around).unwrap());
    assert_eq!(open(&bare).facts().texts.record, "20%");
    assert_eq!(open(&bare).check().unwrap().scenario().segments(), bare.scenario().segments());
    // Deals that are never larger than a most: the fields have no place for that.
    let text = r#"{"plumbline": 1, "kind": "quota", "scenario": {"currency": "EUR", "start": "2026-11-15",
      "horizon": {"days": 75}, "booked": 90000, "target": {"amount": 250000},
          "segments": [{"supply": {"per_month": 0},
      "stages": [{"rate": {"passed": 9, "entered": 41}},
          {"rate": {"exact": 0.5}, "time": {"mean": 10, "sd": 5}}],
      "pipeline": {"listed": {"counts": [{"stage": 1, "count": 24}]}},
          "deal_size": {"mean": 25000, "cv": 1, "cap": 90000}}]}}"#;
    let more = Rc::new(plumbline::exchange::file::quota::read(text).unwrap());
    let opened = open(&more);
    assert!(opened.says_more());
    assert!(Rc::ptr_eq(opened.check().unwrap(), &more));
    // What is typed from then on is what the fields say.
    let typed = opened.after(QuotaAction::Typed(QuotaFact::Record, "10 of 41".to_owned()));
    assert!(!typed.says_more() && !Rc::ptr_eq(typed.check().unwrap(), &more));
    assert_eq!(opened.after(QuotaAction::Returned).check(), quota().check());
}

const TABLE: &str = "Rep,Quota,Lead,Proposal,Won,Bookings\nAda,60k,40,20,8,80k\nBela,60k,50,22,9,90k\n";

fn results(table: &str) -> HistoryState {
    let state = HistoryState::new(None, NumberStyle::POINT);
    state.after(HistoryAction::Typed(HistoryField::Table, table.to_owned())).after(HistoryAction::Left)
}

/// The headline and what stands below it say the same: where reps differ at a stage, luck does not explain
/// how they do.
#[test]
fn the_headline_does_not_contradict_the_stages() {
    let format = Format(Rc::new(PlainFormatter));
    let sentence = |leads: [u32; 6]| {
        let row = |(place, passed): (usize, u32)| {
            let booked = if place % 2 == 0 { "66k" } else { "54k" };
            format!("R{place},60k,100,{passed},6,{booked}\n")
        };
        let rows: String = leads.into_iter().enumerate().map(row).collect();
        let state = results(&format!("Rep,Quota,Lead,Proposal,Won,Bookings\n{rows}"));
        let results = state.results().unwrap();
        let report = plumbline::history::report(results, None, plumbline::model::Thresholds::default());
        let differ = report.stages.iter().any(|stage| stage.differs);
        let luck = report.at_quota.clone().unwrap();
        assert!(luck.between.0 <= luck.actual && luck.actual <= luck.between.1, "{luck:?}");
        (differ, history_words::at_quota_sentence(&luck, &report, results, &format))
    };
    let (differ, alike) = sentence([30, 31, 29, 30, 32, 30]);
    assert!(!differ && alike.ends_with("Luck alone can explain the difference between reps."), "{alike}");
    let (differ, apart) = sentence([10, 60, 15, 55, 12, 58]);
    assert!(
        differ && apart.contains("Luck explains that number, but not how reps differ in Lead"),
        "{apart}"
    );
}

/// A lever whose better side hurts is said with the value that helps; one that helps nowhere is said not to.
#[test]
fn levers_are_said_as_they_are() {
    use plumbline::advice::{Joint, LeversCost, Needed, NeededValue};
    use plumbline::app::plan::words;
    use plumbline::model::{Lever, SegmentId};
    let format = Format(Rc::new(PlainFormatter));
    let plan = crate::support::scenario(&crate::support::reference());
    let lever = Lever::Supply(SegmentId(1));
    let say = |value: NeededValue| {
        let needed = Needed::new(lever, lever.range(&plan).unwrap(), 0.3, value);
        words::needed_words(&plan, &needed, &format)
    };
    let value = NeededValue::Is { value: 231.0, error: 1.0, chance: 0.8 };
    let about = Needed { is_about: true, ..Needed::new(lever, lever.range(&plan).unwrap(), 0.3, value) };
    assert_eq!(
        words::needed_words(&plan, &about, &format),
        "New opportunities a month: about 231 instead of 200"
    );
    let less = say(NeededValue::Is { value: 150.4, error: 1.0, chance: 0.8 });
    assert_eq!(
        less, "New opportunities a month: 150 instead of 200",
        "rounded to the side that reaches more"
    );
    let most = say(NeededValue::CannotReach { most: 0.46, best: 120.0 });
    assert_eq!(most, "New opportunities a month: not enough alone; 46 of 100 even at 120");
    let none = say(NeededValue::DoesNotHelp { chance: 0.3 });
    assert_eq!(none, "New opportunities a month: does not help; 30 of 100 as it stands");
    let together = |chance: f64, error: f64| {
        let value = NeededValue::Is { value: 0.25, error, chance };
        let (levers, cost) = (vec![(lever, 216.0)], LeversCost::default());
        words::joint_words(&plan, &Joint { value, levers, cost }, &format)
    };
    let (jump, exact) = (together(0.84, 0.0), together(0.8, 0.1));
    assert!(jump.contains("which gives 84 of 100, since reps and months are whole"), "{jump}");
    assert!(!exact.contains("which gives"), "{exact}");
}

/// A plan that has the wanted chance so narrowly that no lever leaves room says so, in rows and heading; one
/// that lacks less than can be shown says that too.
#[test]
fn a_plan_at_its_limit_is_said_to_be_there() {
    use plumbline::advice::{Needed, NeededValue};
    use plumbline::app::plan::words;
    use plumbline::model::{Lever, SegmentId};
    let format = Format(Rc::new(PlainFormatter));
    let plan = crate::support::scenario(&crate::support::reference());
    let needed = |chance_today: f64, value: f64, chance: f64| {
        let (lever, value) = (Lever::Supply(SegmentId(1)), NeededValue::Is { value, error: 1.0, chance });
        Needed::new(lever, lever.range(&plan).unwrap(), chance_today, value)
    };
    let said = |needed: Needed| {
        let is_there = words::is_just_enough(&plan, &needed, &format);
        let row = words::needed_words(&plan, &needed, &format);
        (is_there, row, words::needed_title(&plan, &[&needed], &format))
    };
    // Rounded to the side that keeps the chance, 199.6 is what the plan has.
    let (is_there, row, title) = said(needed(0.801, 199.6, 0.8));
    assert!(is_there);
    assert_eq!(row, "New opportunities a month: just enough as it stands, 200");
    assert_eq!(title, "Just 8 in 10 as it stands; any of these a little worse, and it is less");
    let (is_there, row, title) = said(needed(0.86, 181.2, 0.8));
    assert!(!is_there);
    assert_eq!(row, "New opportunities a month: enough down to 182, today 200");
    assert_eq!(title, "Each of these alone could get this much worse, and it stays 8 in 10");
    let (is_there, row, title) = said(needed(0.798, 200.4, 0.8));
    assert!(!is_there, "what is missing can be applied");
    assert_eq!(row, "New opportunities a month: 201 instead of 200");
    assert_eq!(title, "Just short of 8 in 10; one change that gets you there");
    let (_, _, title) = said(needed(0.6, 231.0, 0.8));
    assert_eq!(title, "One change that gets you to 8 in 10");
}

/// What levers cost is said beside what they need, where the plan says what anything costs: of the example's
/// costs as such, and what has no costs is named.
#[test]
fn levers_are_said_with_what_they_cost() {
    use plumbline::advice::{Joint, LeversCost, Needed, NeededValue};
    use plumbline::app::plan::words;
    use plumbline::model::{Economics, Lever, SegmentId};
    let format = Format(Rc::new(PlainFormatter));
    let mut json = crate::support::reference();
    json["economics"] = serde_json::json!({"gross_margin": 0.8, "cost_per_opportunity": 200});
    let plan = crate::support::scenario(&json);
    let lever = Lever::Supply(SegmentId(1));
    let value = NeededValue::Is { value: 231.0, error: 1.0, chance: 0.8 };
    let cost = Some(7_440_000.0);
    let needed = Needed { cost, ..Needed::new(lever, lever.range(&plan).unwrap(), 0.3, value) };
    let said = words::needed_words(&plan, &needed, &format);
    assert_eq!(said, "New opportunities a month: 231 instead of 200, about USD 74.4K a year");
    let together = |a_year, unpriced| {
        let levers = vec![(lever, 231.0), (Lever::DealSize(SegmentId(1)), 2_600_000.0)];
        let joint = Joint { value, levers, cost: LeversCost { a_year, unpriced } };
        words::joint_words(&plan, &joint, &format)
    };
    let all = together(cost, Vec::new());
    assert!(all.ends_with("USD 26.0K. It costs about USD 74.4K a year."), "{all}");
    let some = together(cost, vec![Lever::DealSize(SegmentId(1))]);
    assert!(some.ends_with("; no costs are given for mean deal size."), "{some}");
    let none = together(None, vec![lever]);
    assert!(none.ends_with("cannot be told: no costs are given for it."), "{none}");
    let mut parts = plan.parts().clone();
    parts.economics = Economics::example(parts.currency);
    let example = words::needed_words(&Scenario::new(parts).unwrap(), &needed, &format);
    assert!(example.ends_with("about USD 74.4K a year at the example’s costs"), "{example}");
}

#[test]
fn a_table_is_read_as_it_is_typed() {
    let state = results(TABLE);
    assert_eq!(state.results().unwrap().reps().len(), 2);
    // A rep is looked at by name, and is gone with their row.
    let state = state.after(HistoryAction::RepChosen("Bela".to_owned()));
    assert_eq!(state.rep(), Some(1));
    // What a column holds, until the head is another.
    let said = state.after(HistoryAction::ColumnChosen(2, HistoryColumn::Ignored));
    assert_eq!(said.results().unwrap().stages().len(), 1);
    let more = said.after(HistoryAction::Typed(HistoryField::Table, TABLE.to_owned() + "Chika,1,2,1,1,5\n"));
    assert_eq!((more.results().unwrap().reps().len(), more.results().unwrap().stages().len()), (3, 1));
    assert_eq!(said.after(HistoryAction::Undone).results().unwrap().stages().len(), 2);
    // Nonsense leaves the last results; an empty table leaves none.
    let nonsense = state.after(HistoryAction::Typed(HistoryField::Table, "nonsense".to_owned()));
    assert!(nonsense.error(HistoryField::Table).is_some() && nonsense.results().is_some());
    assert!(state.after(HistoryAction::Typed(HistoryField::Table, " ".to_owned())).results().is_none());
    let forgotten = state.after(HistoryAction::Shown(KeptId::new("another"), None));
    assert!(forgotten.results().is_none() && forgotten.texts().table.is_empty());
}

#[test]
fn thresholds_are_checked_in_place() {
    let state = results(TABLE);
    assert_eq!(state.thresholds(), Some(plumbline::model::Thresholds::default()));
    for (field, text, says) in [
        (HistoryField::Reachable, "often", "40%"),
        (HistoryField::Hard, "90%", "no more than reachable"),
        (HistoryField::Alarm, "0%", "5%"),
        (HistoryField::Picked, "0", "14"),
        (HistoryField::DealSpread, "-1", "0.8"),
    ] {
        let wrong = state.after(HistoryAction::Typed(field, text.to_owned()));
        let error = wrong.error(field).unwrap_or_else(|| panic!("{text}")).to_string();
        assert!(error.contains(says), "{error}");
        assert!(wrong.thresholds().is_none() || field == HistoryField::DealSpread);
    }
    let other = state.after(HistoryAction::Typed(HistoryField::Picked, "30".to_owned()));
    assert_eq!(other.thresholds().unwrap().picked_of, Some(30));
}

#[test]
fn counts_of_a_file_become_the_table() {
    let export = "Owner,Stage,Escalated \
         date,Close date,Amount\nTeam,Won,2027-01-02,2027-02-03,€5.000\nPlan,Escalated,2027-01-05,,\n";
    let import = Import::read(export.as_bytes(), &Choices::default()).unwrap();
    let brought = Rc::new(team_history(import.reading(), &Choices::default()).unwrap());
    // In the export's currency, and with people and stages as they are called; a saved table is read again to
    // the same.
    let used = results(TABLE).after(HistoryAction::Brought(Brought { results: brought.clone(), plan: None }));
    assert_eq!(used.results(), Some(&brought));
    // The plan of the file goes with its table, and with no other.
    let plan = Rc::new(crate::support::scenario(&crate::support::reference()));
    let kept = results("")
        .after(HistoryAction::Brought(Brought { results: brought.clone(), plan: Some(plan.clone()) }));
    let read =
        |state: &HistoryState| state.texts().plan.as_deref().map(|plan| file::plan::read(plan).unwrap());
    assert_eq!(read(&kept).as_ref(), Some(&*plan));
    assert!(used.texts().plan.is_none());
    for other in [
        HistoryAction::Typed(HistoryField::Table, TABLE.to_owned()),
        HistoryAction::Opened(TABLE.to_owned()),
        HistoryAction::SampleTried(TABLE, ""),
        HistoryAction::Brought(Brought { results: brought.clone(), plan: None }),
    ] {
        let after = kept.after(other);
        assert!(after.texts().plan.is_none());
        assert!(after.after(HistoryAction::Undone).texts().plan.is_some());
    }
    assert_eq!(used.after(HistoryAction::Undone).texts().table, TABLE);
    let results = used.results().unwrap();
    let names: Vec<&str> = results.reps().iter().map(|rep| rep.name.as_str()).collect();
    assert_eq!((names, results.currency().code()), (vec!["Plan", "Team"], "EUR"));
    assert_eq!(results.stages()[0].name, "Escalated");
    let said = |state: &HistoryState| {
        let reading = state.reading().unwrap().as_ref().unwrap();
        history_words::amounts_echo(reading.amounts.as_ref().unwrap()).unwrap_or_default()
    };
    assert_eq!(said(&used), "Amounts are in EUR.");
    let euros = |state: &HistoryState| state.results().unwrap().reps()[0].bookings.major(results.currency());
    for (bookings, says, major) in [
        (
            "1.234",
            "In amounts such as 1.234 the mark groups thousands: no amount of this file shows decimals.",
            1_234.0,
        ),
        ("\"1.234,50\"", "Amounts are read with a decimal comma, as in 1.234,50.", 1_234.5),
        ("1234.50", "Amounts are read with a decimal point, as in 1,234.50.", 1_234.5),
    ] {
        for style in [NumberStyle::POINT, NumberStyle::COMMA] {
            let table = format!("Rep,Lead,Won,Bookings\nAda,40,8,{bookings}\n");
            let state =
                HistoryState::new(None, style).after(HistoryAction::Typed(HistoryField::Table, table));
            assert_eq!((said(&state).as_str(), euros(&state)), (says, major), "whatever the locale");
        }
    }
    let saved = HistoryState::new(Some(used.texts().clone()), NumberStyle::COMMA);
    assert_eq!(saved.results(), used.results());
    // A quota is typed in, and the names stay what they are.
    let typed = used.texts().table.replace("Team,,", "Team,6000,");
    let typed = used.after(HistoryAction::Typed(HistoryField::Table, typed));
    assert_eq!(typed.results().unwrap().reps()[1].quota.unwrap().minor(), 600_000);
    assert_eq!(typed.results().unwrap().stages()[0].name, "Escalated");
    // Another currency is refused in place, and the last results stay.
    let other = used.texts().table.replace("Team,,", "Team,$6000,");
    let other = used.after(HistoryAction::Typed(HistoryField::Table, other.clone()));
    let says = other.error(HistoryField::Table).unwrap().to_string();
    assert!(says.contains("EUR") && says.contains("USD"), "{says}");
    assert_eq!(other.results(), used.results());
    assert_eq!(
        [0, 25, 26, 701, 702].map(history_words::alias),
        ["Rep A", "Rep Z", "Rep AA", "Rep ZZ", "Rep AAA"]
    );
}

/// The heading of the fold on the team and the plan says a loss as well as a gain; the target that holds is
/// the answer's own; a difference within the error is no difference.
#[test]
fn what_the_team_and_the_plan_cost_is_said_as_it_is() {
    use plumbline::advice::{Counterfactual, CounterfactualOf};
    use plumbline::analysis::Estimate;
    use plumbline::app::plan::words;
    let format = Format(Rc::new(PlainFormatter));
    let plan = crate::support::scenario(&crate::support::reference());
    let cost = |of, chance: f64, money: f64| Counterfactual {
        of,
        chance: 0.8,
        on_chance: Estimate { value: chance, standard_error: 0.002 },
        on_money: Estimate { value: money, standard_error: 100_000.0 },
    };
    let finding = |costs: &[Counterfactual]| words::costs_finding(Some(costs), &plan, &format);
    let target = cost(CounterfactualOf::Target, 0.3, -4e7);
    let [gain, loss] = [0.02, -0.05].map(|chance| cost(CounterfactualOf::Reading, chance, 0.0));
    let process = cost(CounterfactualOf::Process, 0.03, 1e6);
    assert_eq!(finding(&[loss, process, target]), "Reading the stages alike would cost 5 points of chance");
    assert_eq!(finding(&[gain, process, target]), "Work off the process costs 3 points of chance");
    assert_eq!(finding(&[target]), "The target is USD 400K more than what holds in 8 of 10");
    let near = cost(CounterfactualOf::Target, 0.001, 1e5);
    assert_eq!(finding(&[near]), "The target is about what holds in 8 of 10");
    let own = plan.parts().target.amount().minor() as f64 - 123_456.0;
    let promises = [0.0, 0.0, own, 0.0];
    let of_the_answer = words::of_the_answer(&[gain, target], Some(&promises), &plan);
    assert_eq!(of_the_answer[0], gain);
    assert!((of_the_answer[1].on_money.value + 123_456.0).abs() < 1e-6);
    assert_eq!(words::of_the_answer(&[target], None, &plan), vec![target]);
}
