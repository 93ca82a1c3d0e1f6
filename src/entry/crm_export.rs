//! A CRM's export, a row for each opportunity, turned into counts by rep and stage.

use super::file_amounts::{AmountCells, FileAmounts};
use super::history_table::RejectedRow;
use super::{
    DayOrder, EntryError, NumberStyle, PeriodAround, Table, TableError, Understood, read_period, read_table,
};
use crate::model::limits::{REPS_MAX, STAGES_MAX};
use crate::model::{Counted, Currency, Date, HistoryStage, Money, RepHistory, StageCount, TeamHistory};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

const EXAMPLE: &str = "a head and a row for each opportunity, with its owner, stage, dates and amount";

/// What a column of an export holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CrmColumn {
    /// Nothing that is needed.
    Ignored,
    /// Whose opportunity it is.
    Rep,
    /// Its stage, or `Won` or `Lost`.
    Stage,
    /// The day on which it entered a stage, which the column names.
    Entered,
    /// The day on which it was won or lost.
    Closed,
    /// What it is worth.
    Amount,
    /// Where it came from: `self` if the rep found it.
    Source,
    /// Whether it was run by the plan: yes or no.
    ByPlan,
    /// The currency of its amount.
    Currency,
}

impl CrmColumn {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Ignored,
        Self::Rep,
        Self::Stage,
        Self::Entered,
        Self::Closed,
        Self::Amount,
        Self::Source,
        Self::ByPlan,
        Self::Currency,
    ];

    /// What a column of this name most likely holds.
    pub fn guess(name: &str) -> Self {
        let name = name.trim().to_lowercase().replace('_', " ");
        let has = |word: &str| name.contains(word);
        if name.ends_with("currency") && !has(" in ")
            || name == "currency code"
            || name == "currency iso code"
        {
            Self::Currency
        } else if has("agent") || has("owner") || has("rep") || has("seller") {
            Self::Rep
        } else if has("by the plan") || has("by plan") || has("process") {
            Self::ByPlan
        } else if has("source") {
            Self::Source
        } else if has("close") && !has("value") && !has("amount") {
            Self::Closed
        } else if has("date") || has("entered") || has("created") {
            Self::Entered
        } else if has("stage") || has("status") || has("outcome") {
            Self::Stage
        } else if has("amount") || has("value") || has("revenue") || has("acv") || has("arr") {
            Self::Amount
        } else {
            Self::Ignored
        }
    }
}

/// What surrounds an export.
#[derive(Clone, Copy, Debug)]
pub struct CrmAround<'a> {
    /// What comes first in the dates of the period; amounts are read by what the export itself tells.
    pub style: NumberStyle,
    /// The currency, unless an amount names another.
    pub currency: Currency,
    /// What each column holds, where the reader said so.
    pub columns: Option<&'a [CrmColumn]>,
    /// Stages in their order, between commas; empty: guessed.
    pub stages: &'a str,
    /// The period, as in `Jan 2027 to Mar 2027`; empty: all.
    pub period: &'a str,
    /// Compares at equal age: opportunities that entered a stage at least so many days before the last day of
    /// the export, by whether they had passed it so many days later; none: all that are decided.
    pub age_days: Option<u32>,
}

/// What an export was understood as.
#[derive(Clone, Debug)]
pub struct CrmReading {
    /// Names of the columns, and what each holds.
    pub columns: Vec<(String, CrmColumn)>,
    /// The stages, in order.
    pub stages: Vec<String>,
    /// How amounts are read; none, if they are refused.
    pub amounts: Option<FileAmounts>,
    /// The counts.
    pub results: Result<TeamHistory, TableError>,
    /// Rows that were not understood.
    pub rejected: Vec<RejectedRow>,
    /// Opportunities that were counted.
    pub counted: usize,
    /// Opportunities that began outside the period.
    pub outside: usize,
    /// Stages that were said and that no row and no column of dates names.
    pub unknown: Vec<String>,
    /// First stages without dates, and how many open opportunities are in them: nothing says which were lost
    /// there, so they are left out.
    pub undated: (Vec<String>, usize),
    /// How `3/1/2027` was read; none: no such dates.
    pub day_order: Option<DayOrder>,
    /// The last day that the export names.
    pub last_day: Option<Date>,
    /// Whether stages were joined into one, since nothing says in which of them an opportunity was lost.
    pub joined: bool,
}

/// Reads an export.
///
/// An opportunity that is won has passed every stage. One that is open has passed those before its own. Of
/// one that is lost, the last stage with a date is the one in which it was lost: so a stage without dates is
/// one with the stage before it, those before the first with dates are left out, and where no stage has
/// dates, all are one.
///
/// # Errors
/// When it is no table, or the period is not understood.
pub fn read_crm(text: &str, around: CrmAround<'_>) -> Result<CrmReading, TableError> {
    let table = read_table(text, EXAMPLE)?;
    let kinds: Vec<CrmColumn> = match around.columns.filter(|columns| columns.len() == table.head.len()) {
        Some(columns) => columns.to_vec(),
        None => table.head.iter().map(|name| CrmColumn::guess(name)).collect(),
    };
    let columns: Vec<(String, CrmColumn)> = table.head.iter().cloned().zip(kinds).collect();
    let period = if around.period.trim().is_empty() {
        None
    } else {
        let read = |text: &str| {
            read_period(text, PeriodAround::new(around.style, None, 1)).and_then(Understood::settled)
        };
        let mut period = read(around.period)?;
        if period.start.is_none() {
            // “2027”, “Jan 2027”: from its first day to its last.
            period = read(&format!("{0} to {0}", around.period.trim())).unwrap_or(period);
        }
        let calendar = period.calendar(None)?;
        calendar.start().zip(calendar.last_date())
    };
    let day_order = day_order(&table, &columns);
    let stages = stages_of(&table, &columns, around.stages);
    let places = Places(CrmColumn::ALL.map(|kind| columns.iter().position(|(_, of)| *of == kind)));
    let of = |kind: CrmColumn| places.of(kind).into_iter().collect::<Vec<usize>>();
    let cells = AmountCells::of(&table, &of(CrmColumn::Amount), &of(CrmColumn::Currency));
    let amounts = FileAmounts::of(&cells, around.currency);
    let mut reader = Reader {
        places,
        stages,
        around,
        amounts: amounts.as_ref().ok(),
        period,
        day_order: day_order.unwrap_or(DayOrder::MonthFirst),
        last_day: None,
        rejected: Vec::new(),
        outside: 0,
        undated: 0,
    };
    let (opportunities, results) = match (&amounts, reader.opportunities(&table)) {
        (Err(refused), _) => (Vec::new(), Err(refused.clone())),
        (Ok(_), Err(refused)) => (Vec::new(), Err(refused)),
        (Ok(amounts), Ok(all)) => {
            let results = reader.results(&all, amounts.currency);
            (all, results)
        }
    };
    Ok(CrmReading {
        stages: reader.stages.names.clone(),
        joined: reader.stages.joined,
        undated: (reader.stages.undated(), reader.undated),
        unknown: reader.stages.unknown,
        rejected: reader.rejected,
        outside: reader.outside,
        counted: opportunities.len(),
        last_day: reader.last_day,
        amounts: amounts.clone().ok(),
        columns,
        results,
        day_order,
    })
}

/// Stages in order, each with its column of dates.
struct Stages {
    names: Vec<String>,
    dates: Vec<Option<usize>>,
    /// The place of each stage that rows name; none: before the first with dates.
    places: Vec<(String, Option<usize>)>,
    joined: bool,
    unknown: Vec<String>,
}

impl Stages {
    /// Those that are left out.
    fn undated(&self) -> Vec<String> {
        self.places.iter().filter(|(_, place)| place.is_none()).map(|(name, _)| name.clone()).collect()
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Won,
    Lost,
    Open,
}

fn fate(status: &str) -> Fate {
    let status = status.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| status.contains(word));
    if has(&["won"]) {
        Fate::Won
    } else if has(&["lost", "dead", "disqualified", "no decision", "abandoned"]) {
        Fate::Lost
    } else {
        Fate::Open
    }
}

/// The stages that the rows name, unless the reader said them; those with dates of their own behind the
/// others.
fn stages_of(table: &Table, columns: &[(String, CrmColumn)], said: &str) -> Stages {
    let place = |kind: CrmColumn| columns.iter().position(|(_, column)| *column == kind);
    let mut names: Vec<String> =
        said.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    let is_said = !names.is_empty();
    let mut named: Vec<&String> = Vec::new();
    for (_, fields) in &table.rows {
        let name = place(CrmColumn::Stage).and_then(|status| fields.get(status));
        let name = name.filter(|name| !name.is_empty() && fate(name) == Fate::Open);
        let name = name.filter(|name| {
            named.len() < STAGES_MAX && !named.iter().any(|known| known.eq_ignore_ascii_case(name))
        });
        named.extend(name);
    }
    if !is_said {
        names = named.iter().map(|name| (*name).clone()).collect();
    }
    let stem = |text: &str| {
        text.chars().filter(char::is_ascii_alphabetic).take(4).collect::<String>().to_ascii_lowercase()
    };
    let dated = |name: &String| {
        let found = columns.iter().position(|(head, kind)| {
            *kind == CrmColumn::Entered && stem(name).len() >= 3 && stem(head) == stem(name)
        });
        // One stage: whatever date says when it began.
        found.or_else(|| place(CrmColumn::Entered).filter(|_| names.len() == 1))
    };
    let is_named = |name: &String| named.iter().any(|known| known.eq_ignore_ascii_case(name));
    let mut stages: Vec<(String, Option<usize>)> = Vec::new();
    let mut unknown = Vec::new();
    for name in &names {
        match dated(name) {
            None if !is_named(name) => unknown.push(name.clone()),
            date => stages.push((name.clone(), date)),
        }
    }
    if !is_said {
        stages.sort_by_key(|(_, date)| date.map_or(0, |place| place + 1));
    }
    let joined = stages.len() > 1 && stages.iter().all(|(_, date)| date.is_none());
    if joined || stages.is_empty() {
        let places = stages.into_iter().map(|(name, _)| (name, Some(0))).collect();
        let (names, dates) = (vec!["Opportunity".to_owned()], vec![place(CrmColumn::Entered)]);
        return Stages { names, dates, places, joined, unknown };
    }
    // What is created enters the first stage.
    let taken: Vec<usize> = stages.iter().filter_map(|(_, date)| *date).collect();
    let other =
        (0..).zip(columns).find(|(place, (_, kind))| *kind == CrmColumn::Entered && !taken.contains(place));
    if let Some((_, date @ None)) = stages.first_mut() {
        *date = other.map(|(place, _)| place);
    }
    let alone = stages.len() == 1;
    let (mut names, mut dates, mut places): (Vec<String>, Vec<Option<usize>>, Vec<_>) = Default::default();
    for (name, date) in stages {
        if date.is_some() || alone {
            names.push(name.clone());
            dates.push(date);
        } else if let Some(before) = names.last_mut() {
            *before = format!("{before}/{name}");
        }
        places.push((name, names.len().checked_sub(1)));
    }
    Stages { names, dates, places, joined, unknown }
}

/// One row, understood.
struct Opportunity {
    rep: String,
    /// The last stage that it entered.
    stage: usize,
    fate: Fate,
    entered: Vec<Option<Date>>,
    closed: Option<Date>,
    amount: Money,
    is_self_sourced: Option<bool>,
    is_by_plan: Option<bool>,
}

/// The first column of each kind, in the order of [`CrmColumn::ALL`].
struct Places([Option<usize>; 9]);

impl Places {
    fn of(&self, kind: CrmColumn) -> Option<usize> {
        self.0.iter().zip(CrmColumn::ALL).find(|(_, of)| *of == kind).and_then(|(place, _)| *place)
    }
}

struct Reader<'a> {
    places: Places,
    stages: Stages,
    /// None, where they are refused.
    amounts: Option<&'a FileAmounts>,
    around: CrmAround<'a>,
    period: Option<(Date, Date)>,
    day_order: DayOrder,
    last_day: Option<Date>,
    rejected: Vec<RejectedRow>,
    outside: usize,
    undated: usize,
}

impl Reader<'_> {
    /// # Errors
    /// At the first rep that is one too many: what stands behind is not read.
    fn opportunities(&mut self, table: &Table) -> Result<Vec<Opportunity>, TableError> {
        let mut all: Vec<Opportunity> = Vec::new();
        let mut reps = HashSet::new();
        for (line, fields) in &table.rows {
            match self.row(fields) {
                Ok(None) => self.undated += 1,
                Ok(Some(opportunity)) => {
                    let dates = opportunity.entered.iter().copied().flatten().chain(opportunity.closed);
                    self.last_day = dates.chain(self.last_day).max();
                    let began = opportunity.entered.iter().flatten().next().copied();
                    let outside =
                        self.period.zip(began).is_some_and(|((from, to), day)| day < from || day > to);
                    if outside {
                        self.outside += 1;
                        continue;
                    }
                    if !reps.contains(&opportunity.rep) {
                        reps.insert(opportunity.rep.clone());
                    }
                    let rep = reps.len() as u64;
                    if rep > REPS_MAX {
                        return Err(TableError::TooManyReps { line: *line, rep, most: REPS_MAX });
                    }
                    all.push(opportunity);
                }
                Err(reason) => {
                    let text: String = fields.join(", ").chars().take(120).collect();
                    self.rejected.push(RejectedRow { line: *line, text, reason });
                }
            }
        }
        Ok(all)
    }

    /// An opportunity; none, if it is in a stage that is left out.
    fn row(&self, fields: &[String]) -> Result<Option<Opportunity>, String> {
        let field = |kind: CrmColumn| {
            let field = fields.get(self.places.of(kind)?)?.as_str();
            (!["", "-", "–"].contains(&field)).then_some(field)
        };
        let date = |text: Option<&str>| {
            text.map(|text| {
                read_day(text, self.day_order)
                    .ok_or_else(|| format!("“{text}” is no day; write it as 2027-01-31"))
            })
            .transpose()
        };
        let rep = field(CrmColumn::Rep).ok_or("no owner: whose opportunity is it?")?.to_owned();
        let status = field(CrmColumn::Stage).ok_or("no stage, such as Proposal, Won or Lost")?;
        let fate = fate(status);
        let entered = self.stages.dates.iter().map(|place| {
            date(
                place
                    .and_then(|place| fields.get(place))
                    .map(String::as_str)
                    .filter(|field| !field.is_empty()),
            )
        });
        let entered = entered.collect::<Result<Vec<_>, _>>()?;
        let last = self.stages.names.len() - 1;
        let stage = match fate {
            Fate::Won => last,
            Fate::Lost => entered.iter().rposition(Option::is_some).unwrap_or(0),
            Fate::Open if self.stages.joined || self.stages.places.len() <= 1 => 0,
            Fate::Open => {
                let named = self.stages.places.iter().find(|(name, _)| name.eq_ignore_ascii_case(status));
                let (_, place) = named.ok_or_else(|| {
                    format!("“{status}” is none of the stages {}", self.stages.names.join(", "))
                })?;
                let Some(place) = place else { return Ok(None) };
                *place
            }
        };
        let amount = field(CrmColumn::Amount)
            .zip(self.places.of(CrmColumn::Amount))
            .zip(self.amounts)
            .map(|((text, place), amounts)| amounts.read(place, text));
        let amount = amount.transpose().map_err(|error| error.to_string())?.unwrap_or(Money::ZERO);
        let yes = |text: &str| ["yes", "y", "true", "1", "x"].contains(&text.to_lowercase().as_str());
        Ok(Some(Opportunity {
            rep,
            stage,
            fate,
            entered,
            closed: date(field(CrmColumn::Closed))?,
            amount,
            is_self_sourced: field(CrmColumn::Source).map(|text| text.to_lowercase().contains("self")),
            is_by_plan: field(CrmColumn::ByPlan).map(yes),
        }))
    }

    fn results(&self, opportunities: &[Opportunity], currency: Currency) -> Result<TeamHistory, TableError> {
        for (kind, example) in [
            (CrmColumn::Rep, "a column that says whose each opportunity is"),
            (CrmColumn::Stage, "a column that says the stage, or Won or Lost"),
        ] {
            if self.places.of(kind).is_none() {
                return Err(EntryError::NotUnderstood(example).into());
            }
        }
        let matured = |place: usize| self.age_at(place).map(|_| Counted::default());
        let places = 0..self.stages.names.len();
        let nothing: Vec<StageCount> =
            places.map(|place| StageCount { matured: matured(place), ..StageCount::default() }).collect();
        let mut reps: BTreeMap<&str, RepHistory> = BTreeMap::new();
        let mut sizes: Vec<f64> = Vec::new();
        for opportunity in opportunities {
            let rep = reps.entry(&opportunity.rep).or_insert_with(|| RepHistory {
                name: opportunity.rep.clone(),
                stages: nothing.clone(),
                ..RepHistory::default()
            });
            self.count(opportunity, rep, &mut sizes)?;
        }
        let n = sizes.len() as f64;
        let mean = sizes.iter().sum::<f64>() / n;
        let squares = sizes.iter().map(|size| (size - mean) * (size - mean)).sum::<f64>();
        let cv = (sizes.len() >= 5 && mean > 0.0).then(|| (squares / (n - 1.0)).sqrt() / mean);
        let stages = self.stages.names.iter().enumerate().map(|(place, name)| HistoryStage {
            name: name.clone(),
            age_days: self.age_at(place),
            ..HistoryStage::default()
        });
        let reps = reps.into_values().collect();
        Ok(TeamHistory::new(currency, stages.collect(), reps, None, cv.map(|cv| cv.min(20.0)))?)
    }

    /// Adds an opportunity to its rep's counts.
    fn count(&self, of: &Opportunity, rep: &mut RepHistory, sizes: &mut Vec<f64>) -> Result<(), TableError> {
        let passes_all = of.fate == Fate::Won;
        if let Some(own) = of.is_self_sourced {
            *rep.self_sourced.get_or_insert(0) += u32::from(own);
        }
        if self.period.is_some() {
            rep.late_wins.get_or_insert(0);
        }
        if let Some(by_plan) = of.is_by_plan.filter(|_| of.fate != Fate::Open) {
            let counts = rep.by_plan.get_or_insert_default();
            let (run, won) = if by_plan {
                (&mut counts.run, &mut counts.won)
            } else {
                (&mut counts.other, &mut counts.other_won)
            };
            *run += 1;
            *won += u32::from(passes_all);
        }
        for (place, stage) in rep.stages.iter_mut().enumerate().take(of.stage + 1) {
            stage.entered += 1;
            let is_last = place == of.stage;
            let fate = match (is_last, passes_all) {
                (false, _) | (true, true) => Fate::Won,
                (true, false) => of.fate,
            };
            let next = of.entered.get(place + 1).copied().flatten().filter(|_| !is_last).or(of.closed);
            if let Some((days, matured)) = self.age_at(place).zip(stage.matured.as_mut()) {
                let entered = of.entered.get(place).copied().flatten();
                self.mature(days, (fate, entered, next), matured);
            }
            match fate {
                Fate::Won => stage.passed += 1,
                Fate::Open => stage.open += 1,
                Fate::Lost => {}
            }
        }
        let is_won = passes_all;
        let is_late = self.period.zip(of.closed).is_some_and(|((_, to), day)| day > to);
        if is_won && is_late {
            *rep.late_wins.get_or_insert(0) += 1;
        }
        if is_won && !is_late {
            let sum = rep.bookings.minor() as f64 + of.amount.minor() as f64;
            rep.bookings = Money::from_minor_f64(sum)?;
            sizes.push(of.amount.minor() as f64);
        }
        Ok(())
    }

    /// The age at which reps are compared at a stage; none without dates.
    fn age_at(&self, place: usize) -> Option<u32> {
        self.stages.dates.get(place).copied().flatten().and(self.last_day).and(self.around.age_days)
    }

    /// Counts an opportunity that is old enough, and whether it had passed by then. Without the day on which
    /// it entered its age is not known; without the day on which it passed, it is taken to have passed in
    /// time.
    fn mature(
        &self,
        days: u32,
        (fate, entered, decided): (Fate, Option<Date>, Option<Date>),
        counted: &mut Counted,
    ) {
        let Some((entered, last)) = entered.zip(self.last_day) else { return };
        let days = i64::from(days);
        let in_time = decided.is_none_or(|day| entered.days_until(day) <= days);
        if entered.days_until(last) >= days {
            counted.decided += 1;
            counted.passed += u32::from(fate == Fate::Won && in_time);
        }
    }
}

/// What comes first in dates with slashes, told by any number above 12; none without such dates.
fn day_order(table: &Table, columns: &[(String, CrmColumn)]) -> Option<DayOrder> {
    let dates = table.rows.iter().flat_map(|(_, fields)| fields.iter().zip(columns)).filter_map(
        |(field, (_, kind))| {
            let is_date = matches!(kind, CrmColumn::Entered | CrmColumn::Closed);
            let numbers: Vec<u32> = field.split('/').filter_map(|part| part.trim().parse().ok()).collect();
            match numbers.as_slice() {
                [first, second, _] if is_date => Some((*first, *second)),
                _ => None,
            }
        },
    );
    let mut seen = None;
    for (first, second) in dates {
        if first > 12 {
            return Some(DayOrder::DayFirst);
        }
        if second > 12 {
            return Some(DayOrder::MonthFirst);
        }
        seen = Some(DayOrder::MonthFirst);
    }
    seen
}

/// `2027-01-31` (also with a time behind it), `1/31/2027` or `31/1/2027`, `31.1.2027`, `31 Jan 2027`.
fn read_day(text: &str, order: DayOrder) -> Option<Date> {
    let text = text.trim();
    let day = text.split(['T', ' ']).next().filter(|day| day.len() == 10).and_then(Date::parse);
    let slashes = || {
        let numbers: Vec<u32> =
            text.split('/').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
        let [first, second, year] = *numbers.as_slice() else { return None };
        let year = if year < 100 { 2000 + year } else { year };
        let (month, day) = match order {
            DayOrder::DayFirst => (second, first),
            DayOrder::MonthFirst => (first, second),
        };
        Date::new(i32::try_from(year).ok()?, month, day)
    };
    day.or_else(slashes).or_else(|| super::days::last_day(text, None, Some(order)).first().copied())
}
