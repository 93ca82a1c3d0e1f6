//! Plans that are kept: nothing is lost, whatever other tabs do and whenever the page goes away; and plans
//! that were sent.

use super::markup::format;
use crate::support::{reference, scenario};
use plumbline::app::browser::Change;
use plumbline::app::kept::{self, Keepable, Problem, Told};
use plumbline::app::plan::state::{
    Action, FieldId, Notice, Plan, PlanField, PlanId, Received, Sheet, State, ToKeep,
};
use plumbline::app::plans::share::words as share_words;
use plumbline::app::plans::state::{Content, Library, Record};
use plumbline::app::plans::words;
use plumbline::entry::NumberStyle;
use plumbline::exchange::file;
use plumbline::exchange::link::{self, Carried, Headline, Link, Opened};
use plumbline::model::Date;
use std::collections::BTreeMap;
use std::rc::Rc;

type Outcome = kept::Outcome<Content>;
type Write = kept::Write<Content>;

fn id(name: &str) -> PlanId {
    PlanId::new(name)
}

fn plan(name: &str) -> Plan {
    Plan::new(Rc::new(scenario(&reference()))).renamed(name).unwrap()
}

fn content(name: &str) -> Content {
    Content::of(&plan(name), None)
}

fn names(library: &Library) -> Vec<String> {
    library.records().iter().map(|record| record.content.name().to_owned()).collect()
}

/// What a browser keeps, for all of its tabs: texts by their key.
#[derive(Default)]
struct Browser(BTreeMap<String, String>);

impl Browser {
    /// One write, as a transaction carries it out.
    fn carry_out(&mut self, write: &Write) -> Outcome {
        let key = write.id().as_str().to_owned();
        let (change, outcome) = write.decide(self.0.get(&key).map(String::as_str));
        match change {
            Change::Write(text) => drop(self.0.insert(key, text)),
            Change::Delete => drop(self.0.remove(&key)),
            Change::Leave => {}
        }
        outcome
    }

    /// Everything that a tab has to write.
    fn settle(&mut self, tab: &mut Library) -> Vec<Told> {
        let mut told = Vec::new();
        for turn in 0.. {
            assert!(turn < 20, "a tab comes to rest");
            let Some(write) = tab.next_write() else { break };
            let outcome = self.carry_out(&write);
            told.extend(tab.written(outcome, id(&format!("copy-{turn}"))));
        }
        told
    }

    fn records(&self) -> Vec<Record> {
        self.0.values().map(|text| Record::read(text).unwrap()).collect()
    }

    fn tab(&self) -> Library {
        Library::of(self.records())
    }
}

#[test]
fn a_kept_plan_comes_back_as_it_was_typed() {
    let state = State::new(plan("FY27"), Sheet::default(), NumberStyle::POINT)
        .after(Action::Typed { field: FieldId::Plan(PlanField::Target), text: "4.20m".to_owned() })
        .after(Action::Typed { field: FieldId::Plan(PlanField::Period), text: "whenever".to_owned() })
        .after(Action::BeforeKept);
    let content = Content::of(state.plan(), state.before.as_deref());
    let record = Record { id: id("a"), version: 3, content, chance: Some(0.73), edited_ms: 1.5e12 };
    let read = Record::read(&record.write()).unwrap();
    assert_eq!(read, record);
    let (restored, before) = read.content.restored(NumberStyle::POINT).unwrap();
    assert_eq!(restored.scenario(), state.plan().scenario());
    assert_eq!(restored.texts().collect::<Vec<_>>(), state.plan().texts().collect::<Vec<_>>());
    assert_eq!(before.as_deref(), Some(&**state.plan().scenario()));
    assert_eq!(Record::read("{\"version\": 1}"), None);
    assert_eq!(Record::read(&record.write().replace("\"segments\"", "\"parts\"")), None);
}

#[test]
fn edits_are_kept_one_after_the_other() {
    let mut browser = Browser::default();
    let mut tab = browser.tab();
    tab.edit(&id("a"), content("1"), 1.0);
    let first = tab.next_write().unwrap();
    // Typed on, while the first is on its way: nothing else is written meanwhile, and both edits are one more
    // write.
    tab.edit(&id("a"), content("2"), 2.0);
    tab.edit(&id("a"), content("3"), 3.0);
    assert_eq!(tab.next_write(), None);
    assert!(!tab.is_written(&id("a")));
    let pending: Vec<_> = tab.pending().into_iter().map(|record| record.content).collect();
    let on_its_way_then_last = [content("1"), content("3")];
    assert_eq!(pending, on_its_way_then_last, "the slot has what is being written, and what was typed last");
    let outcome = browser.carry_out(&first);
    assert_eq!(tab.written(outcome, id("copy")), None);
    assert_eq!(browser.settle(&mut tab), []);
    assert!(tab.is_written(&id("a")) && tab.pending().is_empty());
    assert_eq!((names(&browser.tab()), browser.records()[0].version), (vec!["3".to_owned()], 2));
    // The same again is no edit.
    tab.edit(&id("a"), content("3"), 4.0);
    assert_eq!(tab.next_write(), None);
}

/// Two tabs on one plan: the edit of a stale copy becomes a copy, and is said; what the other wrote stays.
#[test]
fn two_tabs_never_overwrite_each_other() {
    let mut browser = Browser::default();
    let mut first = browser.tab();
    first.edit(&id("a"), content("shared"), 1.0);
    browser.settle(&mut first);
    let mut second = browser.tab();
    first.edit(&id("a"), content("of the first"), 2.0);
    second.edit(&id("a"), content("of the second"), 3.0);
    assert_eq!(browser.settle(&mut first), []);
    assert_eq!(browser.settle(&mut second), [Told::Copied { of: id("a"), to: id("copy-0") }]);
    assert_eq!(names(&second), ["of the second", "of the first"]);
    assert_eq!(names(&browser.tab()), ["of the second", "of the first"]);
    // The first hears of it, and goes on.
    assert_eq!(first.reread(browser.records()), [id("copy-0")]);
    first.edit(&id("a"), content("of the first, later"), 4.0);
    assert_eq!(browser.settle(&mut first), []);
    // Both typed the same: nothing to tell.
    second.reread(browser.records());
    first.edit(&id("a"), content("agreed"), 5.0);
    second.edit(&id("a"), content("agreed"), 5.0);
    assert_eq!((browser.settle(&mut first), browser.settle(&mut second)), (vec![], vec![]));
    assert_eq!(browser.0.len(), 2);
}

#[test]
fn a_tab_shows_what_another_wrote_unless_it_has_an_edit_of_its_own() {
    let mut browser = Browser::default();
    let mut first = browser.tab();
    first.edit(&id("a"), content("a"), 1.0);
    first.edit(&id("b"), content("b"), 1.0);
    browser.settle(&mut first);
    let mut second = browser.tab();
    second.edit(&id("a"), content("a, second"), 2.0);
    second.edit(&id("b"), content("b, second"), 2.0);
    browser.settle(&mut second);
    first.edit(&id("b"), content("b, first"), 3.0);
    assert_eq!(first.reread(browser.records()), [id("a")]);
    assert_eq!(first.get(&id("a")).unwrap().content.name(), "a, second");
    assert_eq!(first.get(&id("b")).unwrap().content.name(), "b, first");
    assert_eq!(browser.settle(&mut first), [Told::Copied { of: id("b"), to: id("copy-0") }]);
    // A chance that was worked out is no edit, and loses to one.
    first.note_chance(&id("a"), 0.5);
    second.edit(&id("a"), content("a, again"), 4.0);
    browser.settle(&mut second);
    assert_eq!(browser.settle(&mut first), []);
    assert_eq!(browser.tab().get(&id("a")).unwrap().content.name(), "a, again");
    second.note_chance(&id("a"), 0.25);
    browser.settle(&mut second);
    assert_eq!(browser.tab().get(&id("a")).unwrap().chance, Some(0.25));
}

#[test]
fn a_deleted_plan_can_be_brought_back() {
    let mut browser = Browser::default();
    let mut tab = browser.tab();
    tab.edit(&id("a"), content("a"), 1.0);
    // Deleted while its first write is on its way.
    let write = tab.next_write().unwrap();
    let record = tab.delete(&id("a")).unwrap();
    let outcome = browser.carry_out(&write);
    tab.written(outcome, id("copy"));
    browser.settle(&mut tab);
    assert!(browser.0.is_empty() && tab.records().is_empty());
    tab.restore(record);
    assert_eq!(browser.settle(&mut tab), []);
    assert_eq!(names(&browser.tab()), ["a"]);
    // Brought back before it was gone.
    let record = tab.delete(&id("a")).unwrap();
    tab.restore(record);
    assert_eq!(browser.settle(&mut tab), []);
    assert_eq!(names(&browser.tab()), ["a"]);
    // Another tab has changed it meanwhile: it stays. Another tab has deleted it: an edit keeps it.
    let mut second = browser.tab();
    second.edit(&id("a"), content("a, second"), 2.0);
    browser.settle(&mut second);
    tab.delete(&id("a"));
    assert_eq!(browser.settle(&mut tab), [Told::NotDeleted(id("a"))]);
    assert_eq!(names(&tab), ["a, second"]);
    second.delete(&id("a"));
    browser.settle(&mut second);
    tab.edit(&id("a"), content("a, third"), 3.0);
    assert_eq!(browser.settle(&mut tab), [Told::Copied { of: id("a"), to: id("copy-0") }]);
    assert_eq!(names(&browser.tab()), ["a, third"]);
}

/// The page may go away at any moment: what was typed stands in the slot until it is written.
#[test]
fn what_was_being_typed_is_recovered() {
    let mut browser = Browser::default();
    let mut tab = browser.tab();
    tab.edit(&id("a"), content("kept"), 1.0);
    browser.settle(&mut tab);
    for (written, other_tab) in [(false, false), (true, false), (false, true)] {
        let mut tab = browser.tab();
        tab.edit(&id("a"), content(&format!("typed {written} {other_tab}")), 2.0);
        let slot: Vec<String> = tab.pending().iter().map(Record::write).collect();
        // The page goes away before, or after the database has it, or after another tab has written.
        if written {
            let write = tab.next_write().unwrap();
            assert_eq!(browser.carry_out(&write), Outcome::Done);
        }
        if other_tab {
            let mut second = browser.tab();
            second.edit(&id("a"), content("of another tab"), 3.0);
            browser.settle(&mut second);
        }
        let mut next = browser.tab();
        for text in slot {
            next.recover(Record::read(&text).unwrap());
        }
        assert_eq!(browser.settle(&mut next).len(), usize::from(other_tab));
        let kept = names(&browser.tab());
        assert!(kept.contains(&format!("typed {written} {other_tab}")), "{kept:?}");
        assert_eq!(kept.contains(&"of another tab".to_owned()), other_tab);
    }
    // Of a plan that the database has never seen.
    let mut next = browser.tab();
    next.recover(Record { id: id("new"), version: 4, content: content("new"), chance: None, edited_ms: 9.0 });
    browser.settle(&mut next);
    assert!(names(&browser.tab()).contains(&"new".to_owned()));
}

/// The page may go away while an edit is being written and the next one waits. Whether the database has the
/// first or not, and whatever another tab wrote, what was typed last is there; a copy is made of it only
/// where another tab has written.
#[test]
fn what_was_typed_during_a_write_is_recovered() {
    for (written, other_tab) in [(false, false), (true, false), (false, true), (true, true)] {
        let mut browser = Browser::default();
        let mut tab = browser.tab();
        tab.edit(&id("a"), content("kept"), 1.0);
        browser.settle(&mut tab);
        tab.edit(&id("a"), content("a good par"), 2.0);
        let write = tab.next_write().unwrap();
        tab.edit(&id("a"), content("a good part"), 3.0);
        let slot: Vec<String> = tab.pending().iter().map(Record::write).collect();
        if written {
            assert_eq!(browser.carry_out(&write), Outcome::Done);
        }
        if other_tab {
            let mut second = browser.tab();
            second.edit(&id("a"), content("of another tab"), 4.0);
            browser.settle(&mut second);
        }
        let mut next = browser.tab();
        for text in slot {
            next.recover(Record::read(&text).unwrap());
        }
        assert_eq!(next.get(&id("a")).map(|record| record.content.clone()), Some(content("a good part")));
        assert_eq!(browser.settle(&mut next).len(), usize::from(other_tab), "{written} {other_tab}");
        let kept = names(&browser.tab());
        assert!(kept.contains(&"a good part".to_owned()), "{kept:?}");
        assert_eq!(kept.len(), 1 + usize::from(other_tab), "{kept:?}");
    }
}

/// Full storage: work goes on, the edit stays in the slot, and is written once there is room.
#[test]
fn a_failed_write_is_told_and_tried_again() {
    let mut browser = Browser::default();
    let mut tab = browser.tab();
    tab.edit(&id("a"), content("a"), 1.0);
    tab.next_write().unwrap();
    assert_eq!(tab.written(Outcome::Failed(Problem::Full), id("copy")), None);
    assert_eq!((tab.problem(), tab.pending().len()), (Some(Problem::Full), 1));
    assert_eq!(kept::words::status(&tab, &id("a")), "not saved");
    tab.edit(&id("a"), content("b"), 2.0);
    browser.settle(&mut tab);
    assert_eq!((tab.problem(), tab.pending().len(), names(&browser.tab())), (None, 0, vec!["b".to_owned()]));
    assert_eq!(kept::words::status(&tab, &id("a")), "saved");
}

/// A plan that was sent lies beside the reader's own: looking changes nothing, an edit makes a copy, and the
/// reader's own is there again with its steps.
#[test]
fn a_link_never_covers_the_readers_work() {
    let own = State::new(plan("mine"), Sheet::own(id("mine")), NumberStyle::POINT)
        .after(Action::Typed { field: FieldId::Plan(PlanField::Target), text: "4.2m".to_owned() })
        .after(Action::FieldLeft);
    let received = Received { fragment: "#p1=x".into(), ..Received::default() };
    let sheet = Sheet { id: id("copy"), received: Some(received.clone()) };
    let sent = Rc::new(scenario(&reference()));
    let looking = own.after(Action::LinkOpened { sheet: sheet.clone(), scenario: sent.clone() });
    assert_eq!(looking.plan().scenario(), &sent);
    assert_eq!(looking.beside().map(|(of, _)| of.clone()), Some(id("mine")));
    for look in [
        Action::ReadingChosen(plumbline::entry::RateReading::WonFromHere),
        Action::BeforeKept,
        Action::FieldLeft,
        Action::Undone,
        Action::Noticed(None),
    ] {
        assert!(looking.after(look.clone()).sheet.received.is_some(), "{look:?}");
    }
    let back = looking.after(Action::Returned);
    assert!(Rc::ptr_eq(back.plan(), own.plan()) && back.sheet == own.sheet && back.beside().is_none());
    assert!(back.steps().can_undo(), "the steps are still there");
    // Two links, one after the other: the own plan is beside both.
    let second = looking.after(Action::LinkOpened { sheet: sheet.clone(), scenario: sent.clone() });
    assert!(Rc::ptr_eq(second.after(Action::Returned).plan(), own.plan()));
    // A plan as it was before that came along is compared with, and stays with a copy.
    let before = Some(plan("before").scenario().clone());
    let received = Received { before: before.clone(), ..received };
    let sheet = Sheet { received: Some(received), ..sheet };
    let compared = own.after(Action::LinkOpened { sheet, scenario: sent.clone() });
    assert_eq!((&compared.before, &compared.after(Action::CopyMade).before), (&before, &before));
    assert_eq!(compared.after(Action::Returned).before, None);
    let edited =
        looking.after(Action::Typed { field: FieldId::Plan(PlanField::Target), text: "9m".to_owned() });
    assert_eq!((&edited.sheet, &edited.notice), (&Sheet::own(id("copy")), &Some(Notice::CopyMade)));
    let refused =
        looking.after(Action::Typed { field: FieldId::Plan(PlanField::Target), text: "?".to_owned() });
    assert_eq!(refused.sheet, Sheet::own(id("copy")), "what is not understood is the reader's all the same");
    let copied = looking.after(Action::CopyMade);
    assert_eq!(copied.sheet, Sheet::own(id("copy")));
    // What was sent stays beside the copy, to be compared with, and the two have two names.
    for copy in [&copied, &edited] {
        assert_eq!(copy.before.as_ref().map(|before| before.parts()), Some(sent.parts()));
        assert_eq!(copy.plan().scenario().parts().name, format!("{}, copy", sent.parts().name));
    }
    // Key by key as well.
    let keyed = ["9", "9m", "9.5m"].into_iter().fold(looking.clone(), |state, text| {
        state.after(Action::Typed { field: FieldId::Plan(PlanField::Target), text: text.to_owned() })
    });
    assert_eq!(keyed.plan().scenario().parts().name, format!("{}, copy", sent.parts().name));
    let named =
        looking.after(Action::Typed { field: FieldId::Plan(PlanField::Name), text: "Mine".to_owned() });
    assert_eq!(named.plan().scenario().parts().name, "Mine");
}

/// Who receives a link hears what of it is missing, and of what the answer as sent rests on but was left out.
#[test]
fn what_did_not_come_along_is_said() {
    let headline = Headline {
        chance: 0.73,
        runs: 9,
        engine: 2,
        date: Date::parse("2027-02-03").unwrap(),
        records_left_out: 3,
    };
    let fragment = link::with_headline(&link::encode(plan("FY27").scenario()), &headline);
    let received = |fragment: &str| {
        let Link { headline, is_cut, .. } = link::open(fragment).unwrap();
        Received { fragment: fragment.into(), headline, is_cut, ..Received::default() }
    };
    let says = |fragment: &str, now| words::received("FY27", &received(fragment), now, &format());
    assert_eq!(
        says(&fragment, Some(0.71)),
        "You were sent “FY27” on 2027-02-03. With what 3 reps won so far, which its sender left out, 73 of \
         100 \
         futures reach the target; computed now, without it, 71 of 100."
    );
    let cut = fragment.strip_suffix(&fragment[fragment.len() - 3..]).unwrap();
    assert!(says(cut, None).contains("A part of the link is missing"), "{}", says(cut, None));
    let (bare, _) = fragment.split_once('.').unwrap();
    for whole in [
        bare.to_owned(),
        format!("{bare}."),
        format!("{bare}. Unfortunately-not-enough"),
        format!("{bare}.Thanks"),
    ] {
        assert!(!says(&whole, None).contains("missing"), "{whole}");
    }
}

/// What is kept of each change, in the tick in which it happens.
#[test]
fn what_is_kept_follows_from_the_change() {
    let own = State::new(plan("mine"), Sheet::own(id("mine")), NumberStyle::POINT);
    let kept = |before: &State, action: Action| before.after(action).to_keep(before);
    let typed = |text: &str| Action::Typed { field: FieldId::Plan(PlanField::Target), text: text.to_owned() };
    assert_eq!(kept(&own, typed("5m")), ToKeep::Plan);
    assert_eq!(kept(&own, Action::BeforeKept), ToKeep::Plan);
    assert_eq!(kept(&own, Action::Noticed(None)), ToKeep::Nothing);
    assert_eq!(kept(&own, Action::KeptAs(id("other"))), ToKeep::Place);
    let sheet = Sheet {
        id: id("copy"),
        received: Some(Received { fragment: "#p1=x".into(), ..Received::default() }),
    };
    let link = Action::LinkOpened { sheet, scenario: Rc::new(scenario(&reference())) };
    assert_eq!(kept(&own, link.clone()), ToKeep::Nothing);
    let looking = own.after(link);
    assert_eq!(kept(&looking, Action::CopyMade), ToKeep::Plan);
    assert_eq!(kept(&looking, typed("5m")), ToKeep::Plan);
    assert_eq!(kept(&looking, Action::Returned), ToKeep::Place);
    // What another tab made of it is written already, and all of its keys are one step here.
    let renew = |name: &str| Action::Renewed { plan: Rc::new(plan(name)), before: None };
    assert_eq!(kept(&own, renew("theirs")), ToKeep::Nothing);
    let renewed = own.after(renew("t")).after(renew("th")).after(renew("theirs"));
    assert_eq!(kept(&renewed, Action::Undone), ToKeep::Plan);
    assert!(Rc::ptr_eq(renewed.after(Action::Undone).plan(), own.plan()));
    assert_eq!(kept(&renewed, typed("5m")), ToKeep::Plan);
}

/// The example is never shown as if it were what was sent.
#[test]
fn nothing_stands_in_for_a_link_that_does_not_open() {
    let state = State::new(plan("example"), Sheet::own(id("e")), NumberStyle::POINT);
    let refuse = |own: bool| state.after(Action::LinkRefused { reason: "it was cut off".to_owned(), own });
    assert_eq!(refuse(false).refused.as_deref(), Some("it was cut off"));
    assert_eq!(refuse(false).after(Action::Returned).refused, None);
    assert_eq!((refuse(true).refused.clone(), refuse(true).notice.is_some()), (None, true));
    assert!(words::not_opened("it was cut off").starts_with("It was cut off. Nothing was changed"));
}

#[test]
fn files_are_named_after_their_plan() {
    for (name, file) in [
        ("FY27: EMEA / new", "plumbline-fy27-emea-new.json"),
        ("  ", "plumbline-plan-without-a-name.json"),
        ("Größe", "plumbline-größe.json"),
    ] {
        assert_eq!(words::file_name(name, "json"), file);
    }
}

/// Names of people and deals, and notes, go only where they are wanted; the list says which.
#[test]
fn what_is_shared_is_listed() {
    let mut json = reference();
    json["team"] = serde_json::json!({"groups": [
        {"name": "Ada Lovelace", "count": 1, "record": [{"stage": 1, "passed": 17, "entered": 31}]},
        {"name": "Bela Bartok", "count": 1},
            {"name": "Field", "count": 8}
    ]});
    json["notes"] = serde_json::json!({"supply": "asked Ada"});
    json["segments"][0]["pipeline"] =
        serde_json::json!({"listed": {"deals": [{"name": "Acme", "stage": 3, "amount": 50_000, "age": 9}]}});
    let plan = scenario(&json);
    let says = |carried| share_words::stays(plan.withheld(), carried);
    assert_eq!(
        says(Carried::NONE),
        "The names of 2 reps, who go as Rep A, Rep B and so on; the name of 1 deal; what 1 rep won and \
         booked so far, so the link may answer differently; 1 note; your other plans, the quota and \
         the results."
    );
    assert_eq!(
        says(Carried { names: true, ..Carried::VALUES }),
        "1 note; your other plans, the quota and the results."
    );
    assert_eq!(says(Carried::ALL), "Your other plans, the quota and the results.");
    let holds = |carried, word: &str| {
        let Ok(Link { opened: Opened::Plan(opened), .. }) = link::open(&link::encode_with(&plan, carried))
        else {
            panic!("the link opens")
        };
        file::plan::canonical(&opened).contains(word)
    };
    for word in ["Ada", "Bela", "Acme", "asked", "31"] {
        assert!(!holds(Carried::NONE, word), "{word}");
        assert!(holds(Carried::ALL, word), "{word}");
    }
    assert!(holds(Carried { names: true, ..Carried::NONE }, "Acme"));
    assert!(!holds(Carried { names: true, ..Carried::NONE }, "asked"));
    assert!(holds(Carried { notes: true, ..Carried::NONE }, "asked"));
    assert!(!holds(Carried { notes: true, ..Carried::NONE }, "Lovelace"));
    assert!(holds(Carried::NONE, "Field"), "a group is not a person");
    assert_eq!(link::encode_with(&plan, Carried::NONE), link::encode(&plan));
    assert!(holds(Carried::VALUES, "31") && !holds(Carried::VALUES, "Ada"));
    let goes = |carried| share_words::goes(None, plan.withheld(), carried, &format());
    assert!(goes(Carried::VALUES).contains("groups; what 1 rep won and booked so far."));
    assert!(!goes(Carried::NONE).contains("won"));
}
