//! What is typed into the view of one rep's quota, and what becomes of it.

use plumbline::app::format::{Format, PlainFormatter};
use plumbline::app::kept::KeptId;
use plumbline::app::quota::words as quota_words;
use plumbline::app::quota::{QuotaAction, QuotaFacts, QuotaState};
use plumbline::entry::{NumberStyle, QuotaFact, QuotaToday, StyledFormatter, read_quota_check, write_day};
use plumbline::model::{Currency, Date, TeamRate};
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
    // Of a quota that was not understood there is nothing to raise: what answers is another.
    let refused = typed(&quota(), QuotaFact::Quota, "a good year").after(QuotaAction::Left);
    let over = typed(&refused, QuotaFact::Quota, "+25%");
    assert!(over.error(QuotaFact::Quota).is_some(), "{:?}", over.facts().texts.quota);
    assert_eq!(over.check(), refused.check());
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

/// Beside a quota that is not understood, an end that was written out as its day answers, and does not wait.
#[test]
fn an_end_that_is_written_out_does_not_wait() {
    let refused = typed(&quota(), QuotaFact::Quota, "260k less whatever").after(QuotaAction::Left);
    assert!(refused.error(QuotaFact::Quota).is_some());
    let ends = typed(&refused, QuotaFact::End, "the year 2028").after(QuotaAction::Left);
    assert_ne!(ends.facts().texts.end, "the year 2028", "it is written as a period");
    assert_eq!(ends.standing_in(QuotaFact::End), None);
    assert!(ends.standing_in(QuotaFact::Quota).is_some(), "what is refused waits");
}

/// What is won before a period that has not begun is said to count for nothing, in the answer; neither the
/// example's own nor what is won in a period that runs is.
#[test]
fn what_is_won_before_the_period_is_said_to_be_left_out() {
    let mut formatter = StyledFormatter::of_locale("en-US");
    formatter.style = formatter.style.on(today());
    let format = Format(Rc::new(formatter));
    let later = typed(&quota(), QuotaFact::End, "the year 2028").after(QuotaAction::Left);
    assert_eq!(later.won_before(), None, "the example's");
    let own = typed(&later, QuotaFact::Won, "$40k").after(QuotaAction::Left);
    let won = own.won_before().unwrap();
    assert_eq!(won.minor(), 4_000_000);
    let said = quota_words::won_before(won, own.check().unwrap(), &format).unwrap();
    assert!(said.contains("40,000 won so far does not count") && said.contains("2028"), "{said}");
    assert_eq!(typed(&own, QuotaFact::Won, "0").won_before(), None);
    assert_eq!(typed(&own, QuotaFact::End, "end of March").won_before(), None, "it counts");
}
