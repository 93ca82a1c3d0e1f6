//! Where assumptions come from: sources and notes, an example's facts, and measured rates.

use super::edited::{example, keyed, source, state, typed};
use crate::app::markup::format;
use crate::support::{SEGMENT, reference, scenario};
use plumbline::app::history::words as history_words;
use plumbline::app::plan::presets::preset;
use plumbline::app::plan::state::{
    Action, FieldId, Plan, PlanField, PlanId, SegmentField, Sheet, StageField, State,
};
use plumbline::app::plan::words;
use plumbline::entry::NumberStyle;
use plumbline::exchange::link;
use plumbline::model::{
    Assumption, Measured, MeasuredDealSize, MeasuredRate, MeasuredStage, Scenario, Source, StageId,
};
use serde_json::json;
use std::rc::Rc;

#[test]
fn sources_and_notes_are_edits() {
    let of = Assumption::Supply(SEGMENT);
    let said = example().after(Action::SourceChosen { of, source: Some(Source::Measured) });
    assert_eq!(source(&said, of), Some(Source::Measured));
    assert_eq!(source(&said.after(Action::Undone), of), Some(Source::Example));
    // A stated source stays when the value changes, an example's does not.
    assert_eq!(
        source(&typed(&said, FieldId::Segment(SEGMENT, SegmentField::Supply), "150"), of),
        Some(Source::Measured)
    );
    assert_eq!(source(&typed(&example(), FieldId::Segment(SEGMENT, SegmentField::Supply), "150"), of), None);
    assert_eq!(source(&typed(&example(), FieldId::Segment(SEGMENT, SegmentField::Supply), "+10%"), of), None);
    assert_eq!(
        source(&typed(&example(), FieldId::Segment(SEGMENT, SegmentField::Supply), "many"), of),
        Some(Source::Example)
    );
    assert_eq!(source(&said.after(Action::SourceChosen { of, source: None }), of), None);
    let field = FieldId::Note(of);
    let noted = keyed(&example(), field, " CRM, all of 2026 – é💰 ").after(Action::FieldLeft);
    let note = |state: &State| state.plan().scenario().parts().provenance.note(of).to_owned();
    assert_eq!(note(&noted), "CRM, all of 2026 – é💰");
    assert_eq!(source(&noted, of), Some(Source::Example), "a note is no value");
    assert_eq!(note(&noted.after(Action::Undone)), "");
    assert_eq!(note(&typed(&noted, field, "")), "");
    let long = typed(&noted, field, &"é".repeat(401));
    assert_eq!((note(&long), long.plan().rejections()), (note(&noted), 1));
    assert_eq!(note(&typed(&noted, field, &"é".repeat(400))).chars().count(), 400);
    // Both go with their stage.
    let of = Assumption::StageTime(StageId(2));
    let stage = typed(&example(), FieldId::Note(of), "stopwatch");
    let gone = stage.after(Action::StageRemoved(StageId(2)));
    let provenance = &gone.plan().scenario().parts().provenance;
    assert_eq!((provenance.source(of), provenance.notes().count()), (None, 0));
    assert_eq!(gone.plan().typed_in(FieldId::Note(of)), None);
}

/// The facts of an example that are still its own: five, until each has been typed into; the stages are one
/// fact, until all of their rates are one's own.
#[test]
fn facts_become_ones_own() {
    let facts = |state: &State| state.plan().scenario().example_facts();
    let mut own = example();
    assert_eq!(facts(&own), 5);
    assert_eq!(facts(&state()), 0, "a plan that says nothing of sources");
    let stage = |id| FieldId::Stage(StageId(id), StageField::Rate);
    for (field, text, left) in [
        (FieldId::Plan(PlanField::Name), "Ours", 5),
        (FieldId::Plan(PlanField::Confidence), "90%", 5),
        (FieldId::Plan(PlanField::Booked), "nothing", 5),
        (FieldId::Plan(PlanField::Seed), "2", 5),
        (FieldId::Plan(PlanField::Trials), "1000", 5),
        (FieldId::Stage(StageId(1), StageField::Name), "First", 5),
        (FieldId::Stage(StageId(1), StageField::Time), "3 weeks", 5),
        (FieldId::Plan(PlanField::Target), "soon", 5),
        (FieldId::Plan(PlanField::Target), "3m", 4),
        (FieldId::Plan(PlanField::Target), "4m", 4),
        (FieldId::Plan(PlanField::Period), "12 months", 3),
        (FieldId::Segment(SEGMENT, SegmentField::Supply), "150", 2),
        (stage(1), "40%", 2),
        (stage(2), "+1", 2),
        (FieldId::Stage(StageId(3), StageField::Wins), "20%", 2),
        (stage(4), "50%", 1),
        (FieldId::Segment(SEGMENT, SegmentField::DealSize), "20k", 0),
    ] {
        own = typed(&own, field, text);
        assert_eq!(facts(&own), left, "{field:?} {text}");
    }
    let restored = own.after(Action::Renewed {
        plan: Rc::new(Plan::new(Rc::new(own.plan().scenario().as_example()))),
        before: None,
    });
    assert_eq!(facts(&restored), 5);
}

/// Measured rates beside an example's supply, times and sizes give no answer: the page says what is still the
/// example's, until each is somebody's own. The plan stays in its currency.
#[test]
fn measured_rates_give_no_answer_beside_an_example() {
    let example = scenario(&reference()).as_example();
    let stages = example.segments()[0].stages().to_vec();
    let measured = Measured {
        stages: stages
            .iter()
            .map(|stage| MeasuredStage {
                name: stage.name().to_owned(),
                exit_criteria: String::new(),
                rate: MeasuredRate::Counts { passed: 30, decided: 100 },
                spread: 0.0,
            })
            .collect(),
        adherence: None,
        deal_size: None,
    };
    let untouched = State::new(Plan::new(Rc::new(example)), Sheet::default(), NumberStyle::POINT);
    let says = |state: &State| words::no_answer_yet(state.plan().scenario());
    assert_eq!(says(&untouched), None, "an example as a whole has its own answer");
    let take = |state: &State| {
        let taken = state.plan().scenario().with_measured(&measured).unwrap();
        state.after(Action::MeasuredTaken(Rc::new(taken)))
    };
    let mut state = take(&untouched);
    assert_eq!(state.plan().scenario().parts().currency, untouched.plan().scenario().parts().currency);
    let all = "new opportunities, the time in stages and the deal size are still the example’s";
    assert!(says(&state).unwrap().contains(all), "{:?}", says(&state));
    // Neither a link nor a second look changes that.
    let link = link::decode(&link::encode(state.plan().scenario())).unwrap().unwrap();
    assert_eq!(words::no_answer_yet(&link), says(&state));
    assert_eq!(says(&take(&state)), says(&state));
    // What is typed over, or has a source, is the example's no longer; the order does not matter.
    state = typed(&state, FieldId::Segment(SEGMENT, SegmentField::Supply), "150 a month");
    assert!(says(&state).unwrap().contains("but the time in stages and the deal size are still"));
    for stage in &stages {
        state = typed(&state, FieldId::Stage(stage.id, StageField::Time), "20 days");
    }
    assert!(says(&state).unwrap().contains("but the deal size is still"), "{:?}", says(&state));
    let said = Action::SourceChosen { of: Assumption::DealSize(SEGMENT), source: Some(Source::Guess) };
    assert_eq!(says(&state.after(said)), None);
    let undone = state.after(Action::Undone);
    assert!(says(&undone).is_some());
    // A starting point's name ends, as with any fact of one's own.
    let first = preset(0, None).unwrap();
    let first = State::new(Plan::new(Rc::new(first)), Sheet::default(), NumberStyle::POINT);
    assert_eq!(take(&first).plan().scenario().parts().name, "My plan");
    // Deals that were measured in the plan's currency are taken as well.
    let code = untouched.plan().scenario().parts().currency.code();
    for (currency, is_taken) in [(code, true), ("XOF", false)] {
        let sized = MeasuredDealSize {
            currency: currency.to_owned(),
            mean_minor: 3_850_000.0,
            wins: 25.0,
            cv: Some(0.5),
        };
        let measured = Measured { deal_size: Some(sized), ..measured.clone() };
        let taken = untouched.plan().scenario().with_measured(&measured).unwrap();
        let state = untouched.after(Action::MeasuredTaken(Rc::new(taken)));
        let size = &state.plan().scenario().segments()[0].deal_size;
        assert_eq!((size.mean_minor() - 3_850_000.0).abs() < 0.5, is_taken, "{size:?}");
        assert_eq!(says(&state).unwrap().contains("the deal size"), !is_taken, "{:?}", says(&state));
    }
    // A table of the whole process takes the place of all stages: the cycle stays as long, and what was
    // listed in the stages that are gone is said to be left out.
    let mut json = reference();
    json["segments"][0]["pipeline"] = json!({"listed": {"counts": [{"stage": 3, "count": 4, "age": 5}]}});
    let listed = scenario(&json);
    let whole = Measured { stages: measured.stages[..1].to_vec(), ..measured.clone() };
    let taken = listed.with_measured(&whole).unwrap();
    let cycle = |plan: &Scenario| plan.segments()[0].mean_cycle_days();
    assert!((cycle(&taken) - cycle(&listed)).abs() < 0.5, "{} {}", cycle(&taken), cycle(&listed));
    let said = history_words::changes_with_stages(&listed, &taken, &format()).unwrap();
    assert!(
        said.contains("4 stages become 1 stage") && said.contains("listed as open are left out"),
        "{said}"
    );
    assert_eq!(history_words::changes_with_stages(&listed, &listed, &format()), None);
    // A plan of one's own takes rates and has its answer.
    let own = typed(&untouched, FieldId::Segment(SEGMENT, SegmentField::Supply), "150 a month");
    let own = typed(&own, FieldId::Segment(SEGMENT, SegmentField::DealSize), "25k");
    let own = stages
        .iter()
        .fold(own, |state, stage| typed(&state, FieldId::Stage(stage.id, StageField::Time), "20 days"));
    assert_eq!(says(&take(&own)), None);
}

/// With the first fact of its own a plan is no longer called after the starting point, and a stage that is
/// called something else no longer has the starting point's exit criterion. One's own words stay.
#[test]
fn an_examples_name_and_exit_criteria_end_with_it() {
    let first = preset(0, None).unwrap();
    let example = State::new(Plan::new(Rc::new(first)), Sheet::own(PlanId::new("a")), NumberStyle::POINT);
    let name = |state: &State| state.plan().scenario().parts().name.clone();
    let exit = |state: &State, place: usize| {
        state.plan().scenario().segments()[0].stages()[place].exit_criteria().to_owned()
    };
    assert_eq!(name(&example), "Inside sales");
    let own = typed(&example, FieldId::Plan(PlanField::Target), "4m");
    assert_eq!(name(&own), "My plan");
    assert_eq!(name(&own.after(Action::FieldLeft).after(Action::Undone)), "Inside sales");
    // Whoever names it keeps the name, also the starting point's.
    let named = typed(&own, FieldId::Plan(PlanField::Name), "Inside sales");
    assert_eq!(name(&typed(&named, FieldId::Segment(SEGMENT, SegmentField::Supply), "150")), "Inside sales");
    let named = typed(&example, FieldId::Plan(PlanField::Name), "FY28");
    assert_eq!(name(&typed(&named, FieldId::Plan(PlanField::Target), "4m")), "FY28");

    let renamed = |state: &State, id: u32, text: &str| {
        typed(state, FieldId::Stage(StageId(id), StageField::Name), text)
    };
    assert!(!exit(&example, 0).is_empty());
    let first = renamed(&example, 1, "Qualification");
    assert_eq!(exit(&first, 0), "");
    assert_eq!(exit(&first, 1), exit(&example, 1));
    assert_eq!(exit(&renamed(&example, 1, "Qualified"), 0), exit(&example, 0), "the same name");
    let words = typed(&example, FieldId::Stage(StageId(1), StageField::Exit), "Budget said");
    assert_eq!(exit(&renamed(&words, 1, "Qualification"), 0), "Budget said");
}

/// What was measured is too long to be read in its place: it rests in short, and reads whole while it is
/// worked on. The fitted law has the same mean and spread.
#[test]
fn measured_values_rest_in_short() {
    let mut json = reference();
    json["segments"][0]["stages"][0]["time"] = serde_json::json!({"measured": [2, 5, 9, 14, 30]});
    json["segments"][0]["stages"][0]["rate"] = serde_json::json!({"estimate": 0.5766, "cases": 218});
    let plan = Plan::new(Rc::new(scenario(&json)));
    let time = plan.scenario().segments()[0].stages()[0].time;
    let resting = |field| {
        let id = FieldId::Stage(StageId(1), field);
        let text = words::field_text(id, &plan, &format());
        (text.clone(), words::resting(id, &text, plan.scenario(), &format()))
    };
    let (text, short) = resting(StageField::Time);
    assert_eq!(text, "measured 2; 5; 9; 14; 30 days");
    // The mean of even laws on 0 to 2, 2 to 5, 5 to 9, 9 to 14 and 14 to 30 days.
    assert_eq!(short.unwrap(), "9 days");
    assert!((time.mean_days() - 9.0).abs() < 1e-12);
    assert_eq!(
        resting(StageField::Rate),
        ("57.66% of 218 cases".to_owned(), Some("57.7% of 218".to_owned()))
    );
    assert_eq!(resting(StageField::Name).1, None);
    assert_eq!(
        words::resting(FieldId::Stage(StageId(2), StageField::Time), "", plan.scenario(), &format()),
        None
    );

    // Of a size with its spread the average is said; a size that says no spread is read as it is.
    let size = FieldId::Segment(SEGMENT, SegmentField::DealSize);
    let rests = |text: &str| {
        let sheet = Sheet::own(PlanId::new("b"));
        let state = typed(&State::new(plan.clone(), sheet, NumberStyle::POINT), size, text);
        let written = words::field_text(size, state.plan(), &format());
        words::resting(size, &written, state.plan().scenario(), &format())
    };
    assert_eq!(rests("2,360.91 cv 1.0780").unwrap(), "USD 2.36K on average");
    assert_eq!(rests("9k; 11k; 12k; 14k; 20k; 24k").unwrap(), "6 past deals, USD 15.0K");
    assert_eq!([rests("25k"), rests("18k to 70k")], [None, None]);

    let fitted = words::fitted(time).unwrap();
    assert!((fitted.mean_days() - time.mean_days()).abs() < 1e-12);
    assert!((fitted.sd_days() - time.sd_days()).abs() < 1e-12);
    let state = State::new(plan, Sheet::own(PlanId::new("a")), NumberStyle::POINT);
    let field = FieldId::Stage(StageId(1), StageField::Time);
    let taken = typed(&state, field, &words::fitted_text(fitted, &format()));
    let now = taken.plan().scenario().segments()[0].stages()[0].time;
    assert!(now.as_measured().is_none());
    assert!(
        (now.mean_days() - fitted.mean_days()).abs() < 0.01
            && (now.sd_days() - fitted.sd_days()).abs() < 0.01
    );
}
