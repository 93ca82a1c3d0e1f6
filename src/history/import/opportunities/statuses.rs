//! Statuses of a file, each with its meaning: by its words, by what its rows say, or asked.

use crate::history::import::choices::{Ask, Choices, Meaning, Role};
use crate::history::import::facts::Sheet;
use crate::history::import::values::words::{holds, key, rows_of, words};
use crate::history::import::vocabulary::status::{flag, holds_closing, is_beginning, is_closing, meaning_of};
use crate::history::import::vocabulary::status_words::UNCLEAR;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A status, how often it stands in the file, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Status {
    /// As the file writes it.
    pub text: String,
    /// Rows with it.
    pub count: usize,
    /// What it means.
    pub meaning: Meaning,
    /// What says so.
    pub why: String,
}

/// All statuses, found by their text without case.
#[derive(Clone, Debug, Default)]
pub(in crate::history::import) struct Statuses {
    pub(in crate::history::import) all: Vec<Status>,
    by_key: BTreeMap<String, usize>,
    /// Whether one of them says that an opportunity is closed, and not how.
    pub(in crate::history::import) has_closing: bool,
    /// What flags that say only whether a row was won leave to other columns.
    pub(in crate::history::import) not_won: super::not_won::NotWon,
    pub(in crate::history::import) asks: Vec<Ask>,
}

/// What rows of a status say of it.
#[derive(Clone, Copy, Debug, Default)]
struct RowsSay {
    rows: usize,
    won_flags: usize,
    lost_flags: usize,
    open_flags: usize,
    /// Rows with a flag for won and one for closed.
    flagged: usize,
    reasons: usize,
    certain: usize,
    impossible: usize,
    between: usize,
    closes: usize,
    /// Rows whose day of closing lies after every day on which something was decided.
    closes_later: usize,
    won_on: usize,
    lost_on: usize,
    /// Rows that say of themselves whether they were won or lost.
    decided: usize,
    /// Changes that leave this stage for another.
    left: usize,
}

impl Statuses {
    /// What a text means; none, if it is empty.
    pub(in crate::history::import) fn meaning(&self, text: &str) -> Option<Meaning> {
        self.find(text).map(|at| self.all.get(at).map_or(Meaning::Open, |status| status.meaning))
    }

    /// The place of a text.
    pub(in crate::history::import) fn find(&self, text: &str) -> Option<usize> {
        if text.is_empty() { None } else { self.by_key.get(&key(text)).copied() }
    }
}

/// The columns whose texts are statuses: where a status is said apart from the stage, both.
pub(in crate::history::import) fn status_columns(sheet: &Sheet<'_>) -> Vec<usize> {
    let stage = [Role::Stage, Role::To, Role::From].iter().filter_map(|role| sheet.at(role));
    sheet.at(&Role::Status).into_iter().chain(stage).collect()
}

/// So many statuses are asked about one by one.
const ASKED_MAX: usize = 60;

/// All statuses with their meanings.
pub(in crate::history::import) fn statuses_of(
    sheet: &Sheet<'_>,
    is_stage_row: &dyn Fn(usize) -> bool,
    values: &[usize],
) -> Statuses {
    let mut statuses = Statuses { not_won: super::not_won::NotWon::of(sheet), ..Statuses::default() };
    let mut columns = status_columns(sheet);
    columns.extend(values);
    let mut say: Vec<RowsSay> = Vec::new();
    // Rows are asked only where words do not say it, or may be overruled by flags.
    let mut unknown: Vec<bool> = Vec::new();
    let has_flags = sheet.at(&Role::IsWon).is_some();
    let (last_decided, decided, undated) = last_decided(sheet);
    let is_dated = decided > 2 && undated * 10 <= decided;
    for body in &sheet.layout.body {
        let is_stage = is_stage_row(body.row);
        for column in &columns {
            let text = sheet.cell(body.row, Some(*column));
            let is_from =
                sheet.at(&Role::From) == Some(*column) || sheet.at(&Role::OldValue) == Some(*column);
            let is_beginning = is_from && is_beginning(text);
            if text.is_empty() || is_beginning || (values.contains(column) && !is_stage) {
                continue;
            }
            let at = statuses.find(text).unwrap_or_else(|| {
                let status =
                    Status { text: text.to_owned(), count: 0, meaning: Meaning::Open, why: String::new() };
                statuses.by_key.insert(key(text), statuses.all.len());
                statuses.all.push(status);
                say.push(RowsSay::default());
                unknown.push(meaning_of(text).is_none());
                statuses.has_closing |= is_closing(text);
                statuses.all.len() - 1
            });
            if let Some(say) = say.get_mut(at) {
                say.left += usize::from(is_from);
                if !is_from && (has_flags || unknown.get(at).copied().unwrap_or(true)) {
                    say.add(sheet, body.row, last_decided);
                }
            }
            if let Some(status) = statuses.all.get_mut(at) {
                status.count += usize::from(!is_from);
            }
        }
    }
    let dated = super::ends_of_days::stages_of_days(sheet);
    let mut asks = Vec::new();
    let is_apart = sheet.at(&Role::Status).is_some() && columns.len() > 1;
    let by_stages = is_apart.then(|| decided_by_stages(sheet));
    let by_others = told_by_others(&statuses.all);
    for (status, say) in statuses.all.iter_mut().zip(&say) {
        let chosen = sheet.choices.statuses.iter().find(|(text, _)| key(text) == key(&status.text));
        let found = match chosen {
            Some((_, meaning)) => Some((*meaning, "chosen".to_owned())),
            None => say.meaning(&status.text, &dated, decided).or_else(|| {
                let why = "its rows have no day on which they closed, as what was decided has";
                let is_said = !is_closing(&status.text) && !is_unclear(&status.text);
                (is_dated && say.rows > 0 && say.closes == 0 && is_said)
                    .then(|| (Meaning::Open, why.to_owned()))
            }),
        };
        let found = found.or_else(|| by_others.get(&status.text).map(|(of, why)| (*of, (*why).to_owned())));
        if let Some((meaning, why)) = found {
            (status.meaning, status.why) = (meaning, why);
        } else {
            "a guess: nothing in the file says it".clone_into(&mut status.why);
            // A stage beside a status of its own decides nothing.
            let is_said =
                by_stages.as_ref().is_some_and(|of| of.get(&key(&status.text)).copied().unwrap_or(true));
            if !is_said {
                asks.push((status.text.clone(), status.count));
            }
        }
    }
    asks.extend(planned_only(sheet, &statuses));
    statuses.asks = if asks.len() > ASKED_MAX {
        ask_column(sheet, asks.len()).into_iter().collect()
    } else {
        asks.into_iter().map(|(text, count)| ask_meaning(&text, count)).collect()
    };
    statuses.asks.extend(super::not_won::NotWon::ask(sheet));
    statuses.asks.extend(super::test_rows::ask(sheet));
    statuses.asks.extend(super::contradicted::ask(sheet, &|text| statuses.meaning(text)));
    statuses
}

/// Statuses whose meaning only the others tell, with why.
fn told_by_others(all: &[Status]) -> BTreeMap<String, (Meaning, &'static str)> {
    let step = last_step_of_dynamics(all);
    let step = step.map(|text| (text, (Meaning::Open, "the last step of the process, beside what was won")));
    let closed = won_in_portuguese(all);
    let closed = closed.map(|text| (text, (Meaning::Won, "no other status says what was won")));
    step.into_iter().chain(closed).collect()
}

/// “Negócio fechado”, as a CRM in Portuguese calls what was won beside “Negócio perdido”: where no other
/// status says what was won. Its words say only that it is closed.
fn won_in_portuguese(all: &[Status]) -> Option<String> {
    let is_said = |end: Meaning| all.iter().any(|status| meaning_of(&status.text) == Some(end));
    let closed = all.iter().find(|status| words(&status.text) == "negocio fechado");
    closed.filter(|_| is_said(Meaning::Lost) && !is_said(Meaning::Won)).map(|status| status.text.clone())
}

/// The step “Close” of the sales process of Dynamics, `4-Close` behind `1-Qualify`, `2-Develop` and
/// `3-Propose`, where other statuses say what was won and lost: it is open until they do.
fn last_step_of_dynamics(all: &[Status]) -> Option<String> {
    const STEPS: [&str; 3] = ["1 qualify", "2 develop", "3 propose"];
    let has = |step: &str| all.iter().any(|status| words(&status.text) == step);
    let ends = [Meaning::Won, Meaning::Lost];
    let is_ended = ends.iter().all(|end| all.iter().any(|status| meaning_of(&status.text) == Some(*end)));
    let last = all.iter().find(|status| words(&status.text) == "4 close");
    last.filter(|_| is_ended && STEPS.iter().all(|step| has(step))).map(|status| status.text.clone())
}

/// Statuses that say won or lost by their words, beside others that say the same, whose rows are all to close
/// after every other day on which something was decided or began: with how many rows.
fn planned_only(sheet: &Sheet<'_>, statuses: &Statuses) -> Vec<(String, usize)> {
    let day = |row: usize, role: &Role| sheet.day(row, sheet.at(role)).map(|moment| moment.day);
    let columns = status_columns(sheet);
    let mut days: Vec<Vec<Option<crate::model::Date>>> = vec![Vec::new(); statuses.all.len()];
    let mut began = None;
    for body in &sheet.layout.body {
        began = began.max(day(body.row, &Role::Created));
        let mut places =
            columns.iter().filter_map(|column| statuses.find(sheet.cell(body.row, Some(*column))));
        if let Some(days) = places.next_back().and_then(|at| days.get_mut(at)) {
            days.push(day(body.row, &Role::Closed));
        }
    }
    let is_decided = |status: &Status| matches!(status.meaning, Meaning::Won | Meaning::Lost);
    let is_any_open = statuses.all.iter().any(|status| status.meaning == Meaning::Open && status.count > 0);
    if sheet.at(&Role::Created).is_none() || !is_any_open {
        return Vec::new();
    }
    let of = || statuses.all.iter().zip(&days).filter(|(status, _)| is_decided(status));
    let is_planned = |(status, own): &(&Status, &Vec<Option<crate::model::Date>>)| {
        let others = || of().filter(|(other, days)| other.text != status.text && !days.is_empty());
        let last = others().flat_map(|(_, days)| days.iter().copied()).max().flatten().max(began);
        let rows: usize = others().map(|(_, days)| days.len()).sum();
        let is_repeated = others().any(|(other, _)| other.meaning == status.meaning);
        let is_later = own.iter().all(|day| day.is_some() && *day > last);
        status.why == "its words"
            && !begins_decided(&status.text)
            && is_repeated
            && is_later
            && own.len() * rows >= 12
    };
    let found = of().filter(|pair| pair.1.len() > 1).filter(is_planned);
    found.map(|(status, _)| (status.text.clone(), status.count)).collect()
}

/// Whether a status begins with won or lost and nothing before it but “closed”: “Closed lost: price”.
fn begins_decided(text: &str) -> bool {
    let plain = words(text);
    let rest = plain.strip_prefix("closed ").unwrap_or(&plain);
    let first = rest.split(' ').next().unwrap_or_default();
    matches!(meaning_of(first), Some(Meaning::Won | Meaning::Lost))
}

/// Texts of the column of statuses beside one of stages, and whether the stage of every row with one says how
/// it ended.
fn decided_by_stages(sheet: &Sheet<'_>) -> BTreeMap<String, bool> {
    let (status, stage) = (sheet.at(&Role::Status), sheet.at(&Role::Stage));
    let mut decided = BTreeMap::new();
    for body in &sheet.layout.body {
        let meaning = meaning_of(sheet.cell(body.row, stage));
        let is_decided = matches!(meaning, Some(Meaning::Won | Meaning::Lost));
        *decided.entry(key(sheet.cell(body.row, status))).or_insert(true) &= is_decided;
    }
    decided
}

/// What is asked of a column with more texts that nothing explains than anybody would.
fn ask_column(sheet: &Sheet<'_>, unknown: usize) -> Option<Ask> {
    let at = sheet.at(&Role::Status).or_else(|| sheet.at(&Role::Stage))?;
    let head = &sheet.columns.all.get(at)?.head;
    let mut ignored = Choices::default();
    ignored.columns.insert(format!("#{}", at + 1), Role::Ignored);
    let question = format!(
        "“{head}” has {unknown} different texts of which nothing says whether they were won, lost or are \
         open. Is it the column that says it?"
    );
    Some(Ask::new(format!("column: {head}"), question).or("no: leave it out", ignored))
}

fn ask_meaning(text: &str, count: usize) -> Ask {
    let rows = rows_of(count);
    let mut ask =
        Ask::new(format!("status: {text}"), format!("What does “{text}” mean? It stands in {rows}."));
    for meaning in [Meaning::Open, Meaning::Won, Meaning::Lost, Meaning::LeftOut] {
        let mut choice = Choices::default();
        choice.statuses.insert(text.to_owned(), meaning);
        ask = ask.or(meaning.name(), choice);
    }
    ask
}

/// The last day on which a row with a known won or lost status closed; how many such rows have such a day,
/// and how many have none.
fn last_decided(sheet: &Sheet<'_>) -> (Option<crate::model::Date>, usize, usize) {
    let columns = status_columns(sheet);
    let mut known: BTreeMap<&str, bool> = BTreeMap::new();
    let closed = sheet.at(&Role::Closed);
    let (mut last, mut count, mut undated) = (None, 0, 0);
    for body in &sheet.layout.body {
        let decided = columns.iter().any(|column| {
            let text = sheet.cell(body.row, Some(*column));
            *known
                .entry(text)
                .or_insert_with(|| matches!(meaning_of(text), Some(Meaning::Won | Meaning::Lost)))
        });
        let day = sheet.day(body.row, closed).map(|moment| moment.day);
        last = last.max(day.filter(|_| decided));
        count += usize::from(decided && day.is_some());
        undated += usize::from(decided && day.is_none());
    }
    (last, count, undated)
}

/// Whether a status may be of what is open, lost or nothing that counts.
fn is_unclear(text: &str) -> bool {
    let plain = words(text);
    UNCLEAR.split('|').any(|unclear| holds(&plain, unclear))
}

/// What a row itself says of how it ended, beside a status that only says that it did.
pub(in crate::history::import) fn decided_by_row(sheet: &Sheet<'_>, row: usize) -> Option<Meaning> {
    let day = |role: &Role| sheet.day(row, sheet.at(role)).is_some();
    let share = || {
        crate::history::import::values::numbers::read_share(
            sheet.cell(row, sheet.at(&Role::Probability)),
            sheet.mark,
        )
        .filter(|share| *share <= 0.0 || *share >= 1.0)
    };
    let won = flag(sheet.cell(row, sheet.at(&Role::IsWon)))
        .or_else(|| (day(&Role::WonOn) != day(&Role::LostOn)).then(|| day(&Role::WonOn)))
        .or_else(|| share().map(|share| share >= 1.0))?;
    Some(if won { Meaning::Won } else { Meaning::Lost })
}

impl RowsSay {
    fn add(&mut self, sheet: &Sheet<'_>, row: usize, last_decided: Option<crate::model::Date>) {
        self.rows += 1;
        let flagged = |role: &Role| flag(sheet.cell(row, sheet.at(role)));
        let (won, closed) = (flagged(&Role::IsWon), flagged(&Role::IsClosed));
        self.won_flags += usize::from(won == Some(true));
        self.lost_flags +=
            usize::from(won != Some(true) && closed == Some(true) && sheet.at(&Role::IsWon).is_some());
        self.open_flags += usize::from(closed == Some(false));
        self.flagged += usize::from(won.is_some() && closed.is_some());
        self.reasons += usize::from(!sheet.cell(row, sheet.at(&Role::LossReason)).is_empty());
        self.won_on += usize::from(sheet.day(row, sheet.at(&Role::WonOn)).is_some());
        self.lost_on += usize::from(sheet.day(row, sheet.at(&Role::LostOn)).is_some());
        self.decided += usize::from(decided_by_row(sheet, row).is_some());
        let probability = sheet.cell(row, sheet.at(&Role::Probability));
        if let Some(share) = crate::history::import::values::numbers::read_share(probability, sheet.mark) {
            self.certain += usize::from(share >= 1.0);
            self.impossible += usize::from(share <= 0.0);
            self.between += usize::from(share > 0.0 && share < 1.0);
        }
        let closes = sheet.day(row, sheet.at(&Role::Closed));
        self.closes += usize::from(closes.is_some());
        let later = closes.zip(last_decided).is_some_and(|(closes, last)| closes.day > last);
        self.closes_later += usize::from(later);
    }

    /// What a status means, and what says so.
    fn meaning(self, text: &str, dated: &[String], decided: usize) -> Option<(Meaning, String)> {
        let say = |meaning, why: &str| Some((meaning, why.to_owned()));
        let most = |count: usize| count > 0 && count * 5 >= self.rows * 4;
        let word = meaning_of(text);
        if most(self.won_flags) {
            return say(Meaning::Won, "its rows are flagged as won");
        }
        if most(self.lost_flags) && word != Some(Meaning::LeftOut) {
            return say(Meaning::Lost, "its rows are flagged as closed, and not as won");
        }
        if let Some(meaning) = word {
            return say(meaning, "its words");
        }
        if most(self.open_flags) {
            return say(Meaning::Open, "its rows are flagged as not closed");
        }
        if self.flagged > 0 && self.flagged == self.rows {
            return say(Meaning::Open, "each of its rows is flagged as open, won or lost");
        }
        // What is closed is no stage on the way, though a column has the days of it.
        if dated.contains(&key(text)) && !holds_closing(text) {
            return say(Meaning::Open, "a column has the days on which it was entered");
        }
        if self.left > 0 {
            return say(Meaning::Open, "changes lead on from it");
        }
        if most(self.reasons) {
            return say(Meaning::Lost, "its rows have a reason of loss");
        }
        if most(self.won_on) != most(self.lost_on) {
            let meaning = if most(self.won_on) { Meaning::Won } else { Meaning::Lost };
            return say(meaning, "its rows have a day on which they were so decided");
        }
        if most(self.between) {
            return say(Meaning::Open, "its rows have a probability between 0 and 100%");
        }
        if most(self.certain) {
            return say(Meaning::Won, "its rows have a probability of 100%");
        }
        let is_closing = is_closing(text);
        if is_closing && self.decided == self.rows && self.rows > 0 {
            return say(Meaning::Lost, "each of its rows says whether it was won or lost");
        }
        if most(self.impossible) && self.closes > 0 && self.closes_later == 0 {
            return say(Meaning::Lost, "its rows have a probability of 0%");
        }
        // A few rows of something else may lie behind a few decided ones by chance.
        let is_likely = most(self.closes_later) && self.rows * decided >= 12;
        if !is_closing && is_likely {
            return say(
                Meaning::Open,
                "its rows are to close after every day on which something was decided",
            );
        }
        None
    }
}
