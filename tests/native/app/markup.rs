//! The markup of each view, rendered as text: what must hold of every page of HTML, and what a reader must
//! find.

use crate::support::{reference, report, scenario};
use plumbline::advice::quota_answer;
use plumbline::app::browser::Width;
use plumbline::app::format::{Format, PlainFormatter};
use plumbline::app::history::import::{ImportAction, ImportState, Problem, import_panel, use_import};
use plumbline::app::history::{HistoryAction, HistoryPage, HistoryState, Reported, history_view};
use plumbline::app::plan::state::{Action, Answer, FieldId, Plan, PlanField, Sheet, State};
use plumbline::app::plan::view::{AnswerPanel, AnswerPanelProps, AssumptionsPanel, AssumptionsPanelProps};
use plumbline::app::plan::words::refused_fields;
use plumbline::app::quota::{QuotaAction, QuotaPage, QuotaState, quota_view};
use plumbline::app::shared::Shared;
use plumbline::entry::{NumberStyle, QuotaFact};
use plumbline::model::Thresholds;
use plumbline::model::{Date, Scenario};
use plumbline::worker::import::message::{ImportReply, ImportRequest, ImportWork};
use plumbline::worker::import::serve::ImportServer;
use plumbline::worker::message::{BuildId, RunId, decode, encode};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use yew::prelude::*;

/// An element as it stands in the markup.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) tag: String,
    pub(super) attributes: BTreeMap<String, String>,
    /// Its text and that of all elements within it.
    pub(super) text: String,
    /// Whether it stands within a label.
    in_label: bool,
}

/// The elements of a text that a renderer wrote: every tag is closed, every value is quoted.
fn elements(html: &str) -> Vec<Element> {
    let (mut all, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut rest = html;
    while let Some(begin) = rest.find('<') {
        for &at in &open {
            all[at].text.push_str(&rest[..begin]);
        }
        let end = begin + rest[begin..].find('>').expect("a tag ends");
        let tag = &rest[begin + 1..end];
        rest = &rest[end + 1..];
        if tag.starts_with('!') {
            continue;
        }
        if let Some(tag) = tag.strip_prefix('/') {
            let closed = open.pop().expect("an element is open");
            assert_eq!(tag, all[closed].tag, "elements close in order");
            continue;
        }
        let closed = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let (name, mut left) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = BTreeMap::new();
        while !left.trim_start().is_empty() {
            let trimmed = left.trim_start();
            let (key, after) = trimmed.split_at(trimmed.find(['=', ' ']).unwrap_or(trimmed.len()));
            let (value, after) = match after.strip_prefix('=') {
                Some(after) => {
                    let value = after.strip_prefix('"').expect("a value is quoted");
                    value.split_once('"').expect("a value ends")
                }
                // Such as `checked`.
                None => ("", after),
            };
            let doubled = attributes.insert(key.to_owned(), value.to_owned());
            assert!(doubled.is_none(), "{tag}: {key} stands twice");
            left = after;
        }
        let in_label = open.iter().any(|&at| all[at].tag == "label");
        all.push(Element { tag: name.to_owned(), attributes, text: String::new(), in_label });
        if !closed && !["input", "br", "hr", "img"].contains(&name) {
            open.push(all.len() - 1);
        }
    }
    assert!(open.is_empty(), "every element is closed");
    all
}

/// What must hold of every page: ids are unique, references lead somewhere, fields and buttons have names.
pub(super) fn check(html: &str) -> Vec<Element> {
    let all = elements(html);
    let ids: Vec<&str> = all.iter().filter_map(|of| of.attributes.get("id").map(String::as_str)).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    let doubled: Vec<&&str> = ids.iter().filter(|id| ids.iter().filter(|of| of == id).count() > 1).collect();
    assert_eq!(ids.len(), unique.len(), "ids that stand twice: {doubled:?}");
    let labelled: BTreeSet<&str> =
        all.iter().filter_map(|of| of.attributes.get("for").map(String::as_str)).collect();
    for element in &all {
        for (key, value) in &element.attributes {
            if ["for", "aria-describedby", "aria-labelledby", "aria-controls", "list"].contains(&key.as_str())
            {
                for id in value.split_whitespace() {
                    assert!(unique.contains(id), "{key}={id} of a {} leads nowhere", element.tag);
                }
            }
        }
        let has = |key: &str| element.attributes.get(key).is_some_and(|name| !name.trim().is_empty());
        let is_labelled = || {
            element.in_label || element.attributes.get("id").is_some_and(|id| labelled.contains(id.as_str()))
        };
        let is_hidden = has("hidden") || element.attributes.get("type").is_some_and(|of| of == "hidden");
        match element.tag.as_str() {
            "input" | "select" | "textarea" if !is_hidden => {
                assert!(
                    has("aria-label") || has("aria-labelledby") || is_labelled(),
                    "{element:?} has no name"
                );
            }
            "button" => {
                assert!(has("aria-label") || !element.text.trim().is_empty(), "{element:?} has no name");
                assert_eq!(element.attributes.get("type").map(String::as_str), Some("button"), "{element:?}");
            }
            "svg" => {
                let is_named = has("aria-label") || has("aria-labelledby");
                assert!(is_named || has("aria-hidden"), "a picture has no name: {:?}", element.attributes);
            }
            "h1" | "h2" | "h3" | "h4" | "summary" | "th" => {
                assert!(!element.text.trim().is_empty() || has("aria-label"), "{element:?} says nothing");
            }
            "style" | "script" => assert_eq!(element.tag, "", "the policy forbids it"),
            _ => {}
        }
        assert!(!element.attributes.contains_key("style"), "the policy forbids style: {element:?}");
    }
    all
}

pub(super) fn find<'a>(all: &'a [Element], id: &str) -> &'a Element {
    all.iter().find(|of| of.attributes.get("id").is_some_and(|of| of == id)).expect(id)
}

/// The markup of a component.
pub(super) fn rendered<C: BaseComponent>(props: C::Properties) -> String {
    let renderer = yew::LocalServerRenderer::<C>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}

pub(super) fn format() -> Format {
    Format(Rc::new(PlainFormatter))
}

fn state(scenario: Scenario) -> State {
    State::new(Plan::new(Rc::new(scenario)), Sheet::default(), NumberStyle::POINT)
}

pub(super) fn answer(scenario: &Scenario) -> Answer {
    Answer { scenario: Rc::new(scenario.clone()), report: report(scenario), comparison: None }
}

#[derive(Properties, PartialEq)]
struct FactsProps {
    facts: AssumptionsPanelProps,
    width: Width,
}

/// The plan's facts on a page of some width.
#[component]
fn Facts(props: &FactsProps) -> Html {
    let AssumptionsPanelProps { plan, segment, format, on_action, on_export } = props.facts.clone();
    html! {
        <ContextProvider<Width> context={props.width}>
            <AssumptionsPanel {plan} {segment} {format} {on_action} {on_export} />
        </ContextProvider<Width>>
    }
}

fn facts_props(state: &State) -> AssumptionsPanelProps {
    let (plan, segment) = (state.plan().clone(), state.segment());
    let on_action = Callback::noop();
    AssumptionsPanelProps { plan, segment, format: format(), on_action, on_export: None }
}

fn facts(state: &State, width: Width) -> Vec<Element> {
    check(&rendered::<Facts>(FactsProps { facts: facts_props(state), width }))
}

fn answered(props: AnswerPanelProps) -> Vec<Element> {
    check(&rendered::<AnswerPanel>(props))
}

fn answer_props(answer: Option<Answer>) -> AnswerPanelProps {
    AnswerPanelProps {
        answer: answer.map(Shared::new),
        awaited: None,
        awaited_fields: Vec::new(),
        what_if: None,
        before: None,
        change: None,
        is_before_awaited: false,
        progress: None,
        failure: None,
        refused: Vec::new(),
        refused_words: None,
        advice: Html::default(),
        format: format(),
        on_stop: Callback::noop(),
        on_action: Callback::noop(),
    }
}

/// Plans of every part of the model: the examples, and the one that fills every field.
pub(super) fn plans() -> Vec<Scenario> {
    let folder = crate::support::root().join("examples/scenarios");
    let mut plans: Vec<Scenario> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let mut json: serde_json::Value = serde_json::from_str(&text).unwrap();
            json["trials"] = json!(200);
            scenario(&json)
        })
        .collect();
    plans.sort_by_key(|plan| plan.segments().len());
    assert!(plans.len() >= 6 && plans.last().unwrap().segments().len() > 1);
    plans
}

/// Every field of every example has a name and a place of its own, on each width.
#[test]
fn facts_have_names_and_places() {
    for plan in plans() {
        for width in [Width::Phone, Width::Narrow, Width::Wide] {
            let all = facts(&state(plan.clone()), width);
            let fields = all.iter().filter(|of| of.attributes.contains_key("aria-invalid")).count();
            assert!(fields >= 20, "{}: {fields} fields", plan.parts().name);
            let target = find(&all, &FieldId::Plan(PlanField::Target).element_id());
            assert_eq!(target.attributes["aria-invalid"], "false");
            assert!(!target.attributes["value"].is_empty());
        }
    }
}

/// The facts and the stages stand open on every width: a row for each stage, its name, percentage and days in
/// it.
#[test]
fn facts_and_stages_are_never_folded() {
    let state = state(scenario(&reference()));
    for width in [Width::Phone, Width::Narrow, Width::Wide] {
        let all = facts(&state, width);
        let rows = |class: &str| {
            all.iter().filter(|of| of.attributes.get("class").is_some_and(|of| of == class)).count()
        };
        assert_eq!(rows("stages__row"), state.plan().scenario().segments()[0].stages().len());
        assert!(!all.iter().any(|of| of.tag == "details" && of.attributes.contains_key("open")));
    }
}

/// A first visit is greeted, with a way to a CRM export; later the same line says what is still an example's.
#[test]
fn a_first_visit_is_greeted_above_the_facts() {
    let state = state(scenario(&reference()));
    let line = |on_export| {
        let facts = AssumptionsPanelProps { on_export, ..facts_props(&state) };
        let all = check(&rendered::<Facts>(FactsProps { facts, width: Width::Wide }));
        let is_line = |of: &&Element| of.tag == "p" && of.attributes["class"].starts_with("greeting");
        let line = all.iter().filter(|of| of.attributes.contains_key("class")).find(is_line).unwrap();
        (
            line.text.clone(),
            all.iter().any(|of| of.attributes.get("id").is_some_and(|of| of == "bring-export")),
        )
    };
    let (greeting, has_export) = line(Some(Callback::noop()));
    assert!(greeting.contains("What is your target") && has_export, "{greeting}");
    assert!(!line(None).1);
}

/// A text that is not understood stays in its field, which is invalid and says why, with an example; the
/// answer says that it is not part of it.
#[test]
fn what_is_not_understood_is_said_at_its_field_and_at_the_answer() {
    let field = FieldId::Plan(PlanField::Target);
    let text = "a lot <b>\"more\"</b>".to_owned();
    let state = state(scenario(&reference())).after(Action::Typed { field, text });
    assert_eq!(state.plan().rejections(), 1);
    let all = facts(&state, Width::Wide);
    let target = find(&all, &field.element_id());
    assert_eq!(target.attributes["aria-invalid"], "true");
    assert_eq!(
        target.attributes["value"], "a lot &lt;b&gt;&quot;more&quot;&lt;/b&gt;",
        "as text, not as markup"
    );
    let why = &find(&all, &target.attributes["aria-describedby"]).text;
    assert!(why.contains("such as") || why.contains("write"), "{why}");
    let plan = state.plan().scenario();
    let told = answered(AnswerPanelProps {
        refused: vec![PlanField::Target.into()],
        refused_words: refused_fields(&[PlanField::Target.into()], plan).map(AttrValue::from),
        ..answer_props(Some(answer(plan)))
    });
    let warned = |of: &Element| of.attributes.get("class").is_some_and(|of| of == "answer-panel__warning");
    assert!(told.iter().any(warned), "the answer says that a field is not part of it");
    assert!(!answered(answer_props(Some(answer(plan)))).iter().any(warned));
}

/// The answer of every example: its sentence is said once to those who listen, and every picture has a name.
#[test]
fn answers_are_said_and_drawn() {
    for plan in plans() {
        let all = answered(answer_props(Some(answer(&plan))));
        let sentence = &find(&all, "chance").text;
        assert_eq!(all.iter().filter(|of| of.tag == "h1").map(|of| &of.text).collect::<Vec<_>>(), [sentence]);
        assert!(sentence.contains("simulated futures"), "{sentence}");
        let spoken: Vec<&Element> =
            all.iter().filter(|of| of.attributes.get("role").is_some_and(|of| of == "status")).collect();
        assert_eq!(spoken.iter().map(|of| of.text.as_str()).collect::<Vec<_>>(), [sentence.as_str()]);
        assert!(all.iter().any(|of| of.tag == "svg"), "there is a picture");
    }
}

/// While a run is under way nothing is said, and it can be stopped; a run that failed says why, and a plan
/// without an answer what it waits for.
#[test]
fn runs_are_shown_as_they_are() {
    let mut json = reference();
    json["trials"] = json!(200);
    let plan = scenario(&json);
    let answer = answer(&plan);
    let under_way =
        answered(AnswerPanelProps { progress: Some((1, 2)), ..answer_props(Some(answer.clone())) });
    assert!(!find(&under_way, "stop").attributes.contains_key("disabled"));
    let spoken = |all: &[Element]| {
        let status = |of: &&Element| of.attributes.get("role").is_some_and(|of| of == "status");
        all.iter().find(status).unwrap().text.clone()
    };
    assert_eq!(spoken(&under_way), "");
    let none = answered(answer_props(None));
    assert!(find(&none, "stop").attributes.contains_key("disabled"));
    assert!(!none.iter().any(|of| of.tag == "svg"), "nothing is drawn of no answer");
    let failed =
        answered(AnswerPanelProps { failure: Some("it hangs".into()), ..answer_props(Some(answer.clone())) });
    let alert = failed.iter().find(|of| of.attributes.get("role").is_some_and(|of| of == "alert")).unwrap();
    assert!(alert.text.contains("it hangs"), "{}", alert.text);
    let awaited =
        AnswerPanelProps { awaited: Some("Say the cycle first".into()), ..answer_props(Some(answer)) };
    let awaited = answered(awaited);
    assert_eq!(find(&awaited, "chance").text, "Say the cycle first");
    assert!(!awaited.iter().any(|of| of.tag == "svg"), "an answer that is not the plan's is not drawn");
}

#[derive(Properties, PartialEq)]
struct QuotaProps {
    actions: Vec<(QuotaFact, &'static str)>,
}

/// One rep's quota after some facts were typed, with its answer.
#[component]
fn Quota(props: &QuotaProps) -> Html {
    let typed = props.actions.clone();
    let state = use_reducer(move || {
        let state = QuotaState::new(None, Date::new(2027, 1, 4).unwrap(), NumberStyle::POINT);
        let typed = typed.into_iter().map(|(fact, text)| QuotaAction::Typed(fact, text.to_owned()));
        typed.fold(state, |state, action| state.after(action))
    });
    let said = use_state_eq(|| None);
    let answer = state.check().map(|check| (check.clone(), Rc::new(quota_answer(check, 1_000).unwrap())));
    quota_view(
        &QuotaPage { state, on_menu: Callback::noop(), answer, change: None, failure: None, said },
        &format(),
    )
}

/// The five facts and the answer of a quota; a fact that is not understood says so at its field and in the
/// answer.
#[test]
fn quotas_have_facts_and_an_answer() {
    let all = check(&rendered::<Quota>(QuotaProps { actions: Vec::new() }));
    let fields = all.iter().filter(|of| of.attributes.contains_key("aria-invalid")).count();
    assert!(fields >= 5, "{fields} fields");
    let said: String = all.iter().filter(|of| of.tag == "h1").map(|of| of.text.as_str()).collect();
    assert!(said.contains("simulated futures"), "{said}");
    let refused = check(&rendered::<Quota>(QuotaProps { actions: vec![(QuotaFact::Won, "plenty")] }));
    let invalid: Vec<&Element> = refused
        .iter()
        .filter(|of| of.attributes.get("aria-invalid").is_some_and(|of| of == "true"))
        .collect();
    assert_eq!(invalid.len(), 1);
    assert_eq!(invalid[0].attributes["value"], "plenty");
}

/// An own quota below what the example has won is not said to be reached: it is asked what was won.
#[test]
fn an_own_quota_is_not_reached_by_the_example() {
    let headline = |actions: Vec<(QuotaFact, &'static str)>| -> String {
        let all = check(&rendered::<Quota>(QuotaProps { actions }));
        all.iter().filter(|of| of.tag == "h1").map(|of| of.text.as_str()).collect()
    };
    let asked = headline(vec![(QuotaFact::Quota, "$60k")]);
    assert!(asked.contains("What have you won so far?"), "{asked}");
    let own = headline(vec![(QuotaFact::Quota, "$60k"), (QuotaFact::Won, "20k")]);
    assert!(own.contains("simulated futures, you reach USD 60"), "{own}");
    let reached = headline(vec![(QuotaFact::Quota, "$60k"), (QuotaFact::Won, "70k")]);
    assert!(reached.contains("You have reached USD 60"), "{reached}");
}

#[derive(Properties, PartialEq)]
struct HistoryProps {
    table: String,
    rep: &'static str,
    hides_names: bool,
}

/// A team's results, explained.
#[component]
fn History(props: &HistoryProps) -> Html {
    let (table, rep, hides_names) = (props.table.clone(), props.rep, props.hides_names);
    let state = use_reducer(move || {
        HistoryState::new(None, NumberStyle::POINT)
            .after(HistoryAction::Opened(table))
            .after(HistoryAction::RepChosen(rep.to_owned()))
            .after(HistoryAction::NamesHidden(hides_names))
    });
    let explained = |results: &Rc<plumbline::model::TeamHistory>| Reported {
        history: Shared::of(results.clone()),
        report: Rc::new(plumbline::history::report(results, state.rep(), Thresholds::default())),
        quota: None,
    };
    let reported = state.history().map(explained);
    let (said, in_print) = (use_state_eq(|| None), use_state_eq(|| false));
    let import = use_import(Callback::noop());
    let page =
        HistoryPage { state, on_menu: Callback::noop(), import, reported, failure: None, said, in_print };
    history_view(&page, &scenario(&reference()), &format(), &Callback::noop(), &Callback::noop())
}

#[derive(Properties, PartialEq)]
struct ImportProps {
    text: &'static str,
}

/// A file that is looked at.
#[component]
fn Import(props: &ImportProps) -> Html {
    let page = use_import(Callback::noop());
    let build = BuildId::of("a build");
    let mut server = ImportServer::new(build);
    server.open(props.text.as_bytes().to_vec());
    let request = ImportRequest { run: RunId(1), work: ImportWork::Read(Box::default()) };
    let reply = decode(build, &server.answer(&encode(build, &request))).unwrap();
    let action = if let ImportReply::Read(_, read) = reply {
        ImportAction::Read(Rc::from(read))
    } else {
        let refused = if let ImportReply::Refused(_, reason) = reply { Some(reason) } else { None };
        ImportAction::Failed(Problem::Refused(refused.unwrap()))
    };
    let state = ImportState::default()
        .after(ImportAction::Opened { name: "deals.csv".to_owned(), bytes: 2e6 })
        .after(action)
        .after(ImportAction::AllColumnsShown(true));
    import_panel(&page, state.file().unwrap(), &format(), &Callback::noop(), &Callback::noop())
}

/// What a file was taken for is shown: its rows, columns with cells, statuses and questions; what is refused
/// says why, and how else it could be read.
#[test]
fn a_file_is_looked_at() {
    let shown = |text: &'static str| rendered::<Import>(ImportProps { text });
    let ambiguous = "Owner,Stage,Created date,Amount,Fax\nAda,Won,3/1/2027,5000,1\nBela,Lost,4/1/2027,100,2\n\
        Chika,Escalated,5/2/2027,,3\nDario,,5/3/2027,,4\n";
    let html = shown(ambiguous);
    check(&html);
    for words in [
        "deals.csv: 3 opportunities of 3 reps",
        "4 rows = 3 counted + 1 not understood.",
        "Which day is",
        "In which currency",
        "5000 · 100",
        "Escalated",
        "1 row was not understood",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    let refused = shown("Fruit,Weight\nApple,3\n");
    check(&refused);
    assert!(refused.contains("No column says what a row is") && refused.contains("Separator"), "{refused}");
}

/// Results without a table offer a door; the sample's rep is explained; hidden names are nowhere in the
/// markup.
#[test]
fn results_are_explained_with_and_without_names() {
    let shown = |table: &str, rep, hides_names| {
        rendered::<History>(HistoryProps { table: table.to_owned(), rep, hides_names })
    };
    let empty = shown("", "", false);
    assert!(check(&empty).iter().any(|of| of.tag == "textarea" || of.tag == "button"));
    let sample = include_str!("../../../examples/history/team.csv");
    let named = shown(sample, "Kofi", false);
    check(&named);
    assert!(named.contains("Kofi") && named.contains("<svg"), "the rep and pictures are shown");
    let hidden = shown(sample, "Kofi", true);
    let pictures_and_words: Vec<Element> = check(&hidden);
    for element in pictures_and_words
        .iter()
        .filter(|of| !["textarea", "div", "section", "details"].contains(&of.tag.as_str()))
    {
        assert!(!element.text.contains("Kofi"), "{element:?} names a person");
    }
}
