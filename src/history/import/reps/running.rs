//! Numbers of a rep that were added up from period to period, of which only the last of a year counts.

use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::facts::Sheet;
use crate::history::import::values::money;
use crate::history::import::values::words::{holds, key, words};
use crate::history::import::vocabulary::to_date::{TO_DATE_OF_MONTH, TO_DATE_OF_QUARTER, is_named};
use crate::model::month_names::whole_month_of;
use std::collections::{BTreeMap, BTreeSet};

/// Chances below which rows that never fall are taken for more than luck.
const LUCK: f64 = 1e-3;

/// Which columns of a table of reps are added up from row to row.
#[derive(Clone, Debug, Default)]
pub(in crate::history::import) struct Running {
    /// By their place.
    columns: BTreeSet<usize>,
    /// Those whose head says so.
    pub(in crate::history::import) is_named: bool,
    period: Option<usize>,
    /// A column of years beside the one of periods.
    year: Option<usize>,
}

fn is_added(role: &Role) -> bool {
    matches!(role, Role::Quota | Role::Bookings | Role::WonCount | Role::LostCount | Role::StageEntered(_))
        || matches!(role, Role::StagePassed(_))
}

impl Running {
    /// Finds them by their heads, or by what a person said of those that never fall; asks, where nothing says
    /// whether such rows are to be added.
    pub(in crate::history::import) fn of(
        sheet: &Sheet<'_>,
        rep: Option<usize>,
        wide: &[usize],
    ) -> (Self, Option<Ask>) {
        let years = ["year", "fiscal year", "fy", "jahr", "geschaftsjahr", "annee", "ano", "anno", "jaar"];
        let is_year = |head: &String| years.contains(&words(head).as_str());
        let period = sheet.at(&Role::Period);
        let year = sheet.layout.heads.iter().position(is_year).filter(|at| Some(*at) != period);
        let mut running = Self { period, year, ..Self::default() };
        let added: Vec<usize> = (0..sheet.columns.all.len())
            .filter(|at| sheet.columns.all.get(*at).is_some_and(|column| is_added(&column.role)))
            .collect();
        let says = |at: &usize| sheet.layout.heads.get(*at).is_some_and(|head| is_named(head));
        let chosen = sheet.choices.to_date;
        if chosen != Some(false) {
            running.columns.extend(added.iter().copied().filter(|at| says(at)));
            running.is_named = !running.columns.is_empty();
        }
        let is_wide = wide.len() > 1 && !wide.iter().any(says) && rises_beside(sheet, wide);
        if (period.is_none() && !is_wide) || chosen == Some(false) {
            return (running, None);
        }
        let rises = |at: &usize| {
            (is_wide && wide.contains(at)) || (period.is_some() && running.never_falls(sheet, rep, *at))
        };
        let rising: Vec<usize> = added.into_iter().filter(|at| !says(at) && rises(at)).collect();
        let money =
            |at: &&usize| sheet.columns.all.get(**at).is_some_and(|column| column.role == Role::Bookings);
        let head = rising.iter().find(money).or(rising.first()).and_then(|at| sheet.layout.heads.get(*at));
        let Some(head) = head else { return (running, None) };
        if chosen == Some(true) {
            running.columns.extend(rising);
            return (running, None);
        }
        let question = format!(
            "“{head}” never falls from one period of a rep to the next. Is it added up since the \
             beginning of the year?"
        );
        let choice = |to_date| Choices { to_date: Some(to_date), ..Choices::default() };
        let ask = Ask::new("to date", question)
            .or("no, each row has its own: they are summed", choice(false))
            .or("yes: the last row of a year counts", choice(true));
        (running, Some(ask))
    }

    /// Whether a column is added up from row to row.
    pub(in crate::history::import) fn has(&self, column: usize) -> bool {
        self.columns.contains(&column)
    }

    /// Whether there is any such column.
    pub(in crate::history::import) fn is_any(&self) -> bool {
        !self.columns.is_empty()
    }

    /// What such columns are about.
    pub(in crate::history::import) fn about(&self, bookings: &[usize]) -> &'static str {
        if bookings.iter().any(|at| self.has(*at)) { "bookings" } else { "numbers" }
    }

    /// The span within which a row's number in a column is added up: its year, quarter or month.
    pub(in crate::history::import) fn span(&self, sheet: &Sheet<'_>, row: usize, column: usize) -> String {
        let head = sheet.layout.heads.get(column).map(|head| words(head)).unwrap_or_default();
        let of = |all: &str| all.split('|').any(|word| holds(&head, word));
        let (quarterly, monthly) = (of(TO_DATE_OF_QUARTER), of(TO_DATE_OF_MONTH));
        let year = self.year(sheet, row);
        if !quarterly && !monthly {
            return year.to_string();
        }
        let cell = sheet.cell(row, self.period);
        match month_in(cell) {
            Some(month) if quarterly => format!("{year} Q{}", month.div_ceil(3)),
            Some(month) => format!("{year} {month}"),
            None => cell.to_owned(),
        }
    }

    /// Whether numbers beside each other, of one period each, are added up from one to the next.
    pub(in crate::history::import) fn is_wide(&self, columns: &[usize]) -> bool {
        columns.len() > 1 && columns.iter().all(|at| self.has(*at))
    }

    /// The year of a row, as far as it says one.
    fn year(&self, sheet: &Sheet<'_>, row: usize) -> u32 {
        let of = |column: Option<usize>| year_in(sheet.cell(row, column));
        of(self.year).or_else(|| of(self.period)).unwrap_or(0)
    }

    /// Whether the numbers of a column never fall, or never rise where the file begins with its last period,
    /// within the years of every rep, and rise more often than by luck.
    fn never_falls(&self, sheet: &Sheet<'_>, rep: Option<usize>, column: usize) -> bool {
        let mut groups: BTreeMap<(String, u32), Vec<(usize, i64)>> = BTreeMap::new();
        let mut order: BTreeMap<String, usize> = BTreeMap::new();
        let mut above = String::new();
        // Periods that name their place in time are put in its order, however the rows are sorted.
        let dated = places_in_time(sheet, self.period);
        for body in &sheet.layout.body {
            let name = sheet.cell(body.row, rep);
            if crate::history::import::values::words::is_total(name) {
                continue;
            }
            if !name.is_empty() {
                above = key(name);
            }
            let value = money::written(sheet.cell(body.row, Some(column)));
            let Some(value) = value.and_then(|written| written.read(sheet.mark)) else { continue };
            let next = order.len();
            let place = match &dated {
                Some(places) => places.get(sheet.cell(body.row, self.period)).copied().unwrap_or(0),
                None => *order.entry(key(sheet.cell(body.row, self.period))).or_insert(next),
            };
            let group = groups.entry((above.clone(), self.year(sheet, body.row))).or_default();
            group.push((place, value));
        }
        if dated.is_some() {
            for group in groups.values_mut() {
                group.sort_by_key(|(place, _)| *place);
            }
        }
        let is_in_order = groups.values().all(|group| group.is_sorted_by(|a, b| a.0 < b.0));
        let values = |group: &[(usize, i64)]| group.iter().map(|(_, value)| *value).collect::<Vec<_>>();
        let all: Vec<Vec<i64>> = groups.values().map(|group| values(group)).collect();
        let rises = all.iter().all(|values| values.is_sorted());
        let falls = all.iter().all(|values| values.is_sorted_by(|a, b| a >= b));
        if !is_in_order || !(rises || falls) {
            return false;
        }
        is_more_than_luck(&all)
    }
}

/// The places of periods in time, if all of them name theirs, and all are of one kind.
fn places_in_time<'a>(sheet: &Sheet<'a>, period: Option<usize>) -> Option<BTreeMap<&'a str, usize>> {
    let cells: BTreeSet<&str> = sheet.layout.body.iter().map(|body| sheet.cell(body.row, period)).collect();
    let mut found: Vec<((u32, u32), &str)> = Vec::new();
    let mut kind = None;
    for cell in cells
        .into_iter()
        .filter(|cell| !cell.is_empty() && !crate::history::import::values::words::is_total(cell))
    {
        let (of, year, number) = crate::history::import::values::periods::place_of(cell)?;
        if kind.is_some_and(|kind| kind != of) {
            return None;
        }
        kind = Some(of);
        found.push(((year, number), cell));
    }
    found.sort_unstable();
    let mut places: Vec<(u32, u32)> = found.iter().map(|(place, _)| *place).collect();
    places.dedup();
    let place = |of: (u32, u32)| places.binary_search(&of).unwrap_or(0);
    Some(found.into_iter().map(|(of, cell)| (cell, place(of))).collect())
}

/// Whether rows that never fall rise so often that it is hardly by luck: of so many different numbers, one
/// order in so many has them rise. Two numbers say nothing: one season is better than another for everybody.
fn is_more_than_luck(all: &[Vec<i64>]) -> bool {
    let orders = |values: &Vec<i64>| {
        let changes = values.windows(2).filter(|pair| matches!(pair, [a, b] if a != b)).count();
        let changes = if changes < 2 { 0 } else { changes };
        (2..=changes.min(20) + 1).fold(1.0, |orders, count| orders * count as f64)
    };
    all.iter().map(orders).product::<f64>() > 1.0 / LUCK
}

/// Whether numbers in columns of periods beside each other never fall from one to the next, in any row.
fn rises_beside(sheet: &Sheet<'_>, columns: &[usize]) -> bool {
    let read = |row: usize, at: usize| {
        money::written(sheet.cell(row, Some(at))).and_then(|written| written.read(sheet.mark))
    };
    let row = |row: usize| columns.iter().filter_map(|at| read(row, *at)).collect::<Vec<_>>();
    let all: Vec<Vec<i64>> = sheet.layout.body.iter().map(|body| row(body.row)).collect();
    all.iter().all(|values| values.is_sorted()) && is_more_than_luck(&all)
}

/// The month of a period: `2027-05`, `05/2027`, `May 27`, a day.
fn month_in(cell: &str) -> Option<u32> {
    let named = words(cell).split(' ').find_map(whole_month_of);
    let numbers: Vec<&str> =
        cell.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    let numbered = match numbers.as_slice() {
        _ if cell.contains(['Q', 'q', 'W', 'w', 'H', 'h']) => None,
        [year, month, ..] if year.len() == 4 => month.parse().ok(),
        [month, year] if year.len() == 4 => month.parse().ok(),
        _ => None,
    };
    named.or(numbered).filter(|month| (1..=12).contains(month))
}

/// The year that the cell of a period names: in four digits, or in the last two of `Jan 27` and `FY27`.
fn year_in(cell: &str) -> Option<u32> {
    let numbers = || cell.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let four = numbers().find(|digits| digits.len() == 4 && digits.starts_with("20"));
    let is_week =
        || ["w", "week", "kw", "woche", "semaine"].iter().any(|week| cell.to_lowercase().contains(week));
    let two = || numbers().next_back().filter(|digits| digits.len() == 2 && *digits > "12" && !is_week());
    four.or_else(two).and_then(|digits| digits.parse().ok())
}

/// The largest numbers so far of each span, in columns that are added up from row to row.
#[derive(Clone, Debug, Default)]
pub(in crate::history::import) struct Tops(BTreeMap<(String, usize), i64>);

impl Tops {
    /// What a row adds: its number, or, where rows are added up already, what it has more than those before.
    pub(in crate::history::import) fn own(
        &mut self,
        (running, sheet): (&Running, &Sheet<'_>),
        row: usize,
        at: usize,
        value: i64,
    ) -> i64 {
        if !running.has(at) {
            return value;
        }
        let key = (running.span(sheet, row, at), at);
        let before = self.0.get(&key).copied();
        self.0.insert(key, before.map_or(value, |before| before.max(value)));
        before.map_or(value, |before| value.saturating_sub(before).max(0))
    }
}
