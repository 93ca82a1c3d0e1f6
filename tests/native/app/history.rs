//! What is typed into the view of what happened, and what is said of it.

use plumbline::app::format::{Format, PlainFormatter};
use plumbline::app::history::words as history_words;
use plumbline::app::history::{Brought, HistoryAction, HistoryField, HistoryState};
use plumbline::app::kept::KeptId;
use plumbline::entry::{HistoryColumn, NumberStyle};
use plumbline::exchange::file;
use plumbline::history::import::{Choices, Import, team_history};
use std::rc::Rc;

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
        let results = state.history().unwrap();
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

#[test]
fn a_table_is_read_as_it_is_typed() {
    let state = results(TABLE);
    assert_eq!(state.history().unwrap().reps().len(), 2);
    // A rep is looked at by name, and is gone with their row.
    let state = state.after(HistoryAction::RepChosen("Bela".to_owned()));
    assert_eq!(state.rep(), Some(1));
    // What a column holds, until the head is another.
    let said = state.after(HistoryAction::ColumnChosen(2, HistoryColumn::Ignored));
    assert_eq!(said.history().unwrap().stages().len(), 1);
    let more = said.after(HistoryAction::Typed(HistoryField::Table, TABLE.to_owned() + "Chika,1,2,1,1,5\n"));
    assert_eq!((more.history().unwrap().reps().len(), more.history().unwrap().stages().len()), (3, 1));
    assert_eq!(said.after(HistoryAction::Undone).history().unwrap().stages().len(), 2);
    // Nonsense leaves the last results; an empty table leaves none.
    let nonsense = state.after(HistoryAction::Typed(HistoryField::Table, "nonsense".to_owned()));
    assert!(nonsense.error(HistoryField::Table).is_some() && nonsense.history().is_some());
    assert!(state.after(HistoryAction::Typed(HistoryField::Table, " ".to_owned())).history().is_none());
    let forgotten = state.after(HistoryAction::Shown(KeptId::new("another"), None));
    assert!(forgotten.history().is_none() && forgotten.texts().table.is_empty());
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
    let used = results(TABLE).after(HistoryAction::Brought(Brought { history: brought.clone(), plan: None }));
    assert_eq!(used.history(), Some(&brought));
    // The plan of the file goes with its table, and with no other.
    let plan = Rc::new(crate::support::scenario(&crate::support::reference()));
    let kept = results("")
        .after(HistoryAction::Brought(Brought { history: brought.clone(), plan: Some(plan.clone()) }));
    let read =
        |state: &HistoryState| state.texts().plan.as_deref().map(|plan| file::plan::read(plan).unwrap());
    assert_eq!(read(&kept).as_ref(), Some(&*plan));
    assert!(used.texts().plan.is_none());
    for other in [
        HistoryAction::Typed(HistoryField::Table, TABLE.to_owned()),
        HistoryAction::Opened(TABLE.to_owned()),
        HistoryAction::SampleTried(TABLE, ""),
        HistoryAction::Brought(Brought { history: brought.clone(), plan: None }),
    ] {
        let after = kept.after(other);
        assert!(after.texts().plan.is_none());
        assert!(after.after(HistoryAction::Undone).texts().plan.is_some());
    }
    assert_eq!(used.after(HistoryAction::Undone).texts().table, TABLE);
    let results = used.history().unwrap();
    let names: Vec<&str> = results.reps().iter().map(|rep| rep.name.as_str()).collect();
    assert_eq!((names, results.currency().code()), (vec!["Plan", "Team"], "EUR"));
    assert_eq!(results.stages()[0].name, "Escalated");
    let said = |state: &HistoryState| {
        let reading = state.reading().unwrap().as_ref().unwrap();
        history_words::amounts_echo(reading.amounts.as_ref().unwrap()).unwrap_or_default()
    };
    assert_eq!(said(&used), "Amounts are in EUR.");
    let euros = |state: &HistoryState| state.history().unwrap().reps()[0].bookings.major(results.currency());
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
    assert_eq!(saved.history(), used.history());
    // A quota is typed in, and the names stay what they are.
    let typed = used.texts().table.replace("Team,,", "Team,6000,");
    let typed = used.after(HistoryAction::Typed(HistoryField::Table, typed));
    assert_eq!(typed.history().unwrap().reps()[1].quota.unwrap().minor(), 600_000);
    assert_eq!(typed.history().unwrap().stages()[0].name, "Escalated");
    // Another currency is refused in place, and the last results stay.
    let other = used.texts().table.replace("Team,,", "Team,$6000,");
    let other = used.after(HistoryAction::Typed(HistoryField::Table, other.clone()));
    let says = other.error(HistoryField::Table).unwrap().to_string();
    assert!(says.contains("EUR") && says.contains("USD"), "{says}");
    assert_eq!(other.history(), used.history());
    assert_eq!(
        [0, 25, 26, 701, 702].map(history_words::alias),
        ["Rep A", "Rep Z", "Rep AA", "Rep ZZ", "Rep AAA"]
    );
}
