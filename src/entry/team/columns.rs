//! The columns of a spreadsheet's list of reps, by the words of their heads.

use super::words::is_clause_word;
use crate::entry::EntryError;
use crate::entry::calendar::lengths::duration;
use crate::entry::grammar::lines::{cells, heading};
use crate::entry::grammar::number::{in_words, whole_number};
use crate::entry::grammar::quantity::COUNTS;
use crate::entry::grammar::tokens::{Token, tokens, without};
use crate::entry::money::amount::amounts;
use crate::model::limits::TENURE_MONTHS_MAX;
use crate::model::month_names::month_of;
use crate::model::{Currency, Date, Horizon, Joins, Scenario};

/// A column of a spreadsheet's list of reps.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum TeamColumn {
    Name,
    /// How many, `Reps` above `9`; where it holds no number, a name.
    Count,
    /// Behind the name.
    Surname,
    Quota,
    /// What each of those who are counted carries.
    QuotaEach,
    /// What all of them carry together.
    QuotaOfAll,
    Start,
    /// For how many months they are there.
    TenureMonths,
    /// For how many years.
    TenureYears,
    /// For how long they are there, without saying in what.
    Tenure,
    /// The currency of the quota.
    Currency,
    /// How far they are ramped, which has a field of its own.
    Ramp,
    /// When they leave, which is no fact of a list of reps.
    Leaves,
    /// What they do, by which those are left out who close no deals.
    Role,
    Other,
}

/// Heads by their words, in several languages.
const NAMES: [(TeamColumn, &[&str]); 14] = [
    (
        TeamColumn::QuotaEach,
        &[
            "quota per rep",
            "quota / rep",
            "quota/rep",
            "quota per head",
            "quota each",
            "per rep quota",
            "target per rep",
            "avg quota",
            "avg. quota",
            "average quota",
        ],
    ),
    (
        TeamColumn::QuotaOfAll,
        &["total quota", "quota total", "quota (total)", "team quota", "combined quota", "total target"],
    ),
    (TeamColumn::Ramp, &["ramp", "ramp %", "% ramped", "ramped", "ramp status", "ramp up"]),
    (
        TeamColumn::Count,
        &["reps", "sales reps", "sellers", "headcount", "number of reps", "salespeople", "vendeurs"],
    ),
    (
        TeamColumn::Name,
        &[
            "name",
            "rep",
            "sales rep",
            "rep name",
            "seller",
            "owner",
            "ae",
            "account executive",
            "first name",
            "vorname",
            "verkäufer",
            "commercial",
            "vendeur",
            "vendedor",
            "säljare",
            "nom",
            "nombre",
            "nome",
            "namn",
            "salesperson",
            "sales person",
            "employee",
            "mitarbeiter",
            "vertriebler",
            "verkoper",
            "naam",
            "imię",
            "imię i nazwisko",
            "handlowiec",
            "navn",
            "sælger",
            "selger",
            "comercial",
            "venditore",
            "氏名",
            "名前",
            "担当者",
            "ad",
            "ad soyad",
            "isim",
        ],
    ),
    (TeamColumn::Surname, &["last name", "surname", "family name", "nachname"]),
    (
        TeamColumn::Quota,
        &[
            "quota",
            "quotas",
            "target",
            "annual quota",
            "annual target",
            "goal",
            "quote",
            "ziel",
            "objectif",
            "cuota",
            "cota",
            "objetivo",
            "meta",
            "mål",
            "budget",
            "jahresziel",
            "umsatzziel",
            "jahresquote",
            "obiettivo",
            "cel",
            "quotum",
            "kvot",
            "doel",
            "doelstelling",
            "目標",
            "hedef",
            "quota (annual)",
        ],
    ),
    (TeamColumn::Start, &["start", "starts", "start month", "start date", "joins", "from", "hire date"]),
    (
        TeamColumn::TenureMonths,
        &[
            "tenure (months)",
            "tenure in months",
            "tenure months",
            "months in role",
            "months in seat",
            "months tenure",
            "tenure (mo)",
        ],
    ),
    (
        TeamColumn::TenureYears,
        &[
            "tenure (years)",
            "tenure (yrs)",
            "tenure in years",
            "tenure years",
            "years in role",
            "years tenure",
        ],
    ),
    (TeamColumn::Tenure, &["tenure", "time in role", "betriebszugehörigkeit", "ancienneté", "antigüedad"]),
    (
        TeamColumn::Currency,
        &["currency", "currency code", "curr", "ccy", "währung", "devise", "moneda", "valuta"],
    ),
    (TeamColumn::Leaves, &["leaves", "leave date", "end date", "last day", "termination date", "leaving"]),
    (
        TeamColumn::Role,
        &[
            "role",
            "title",
            "job title",
            "position",
            "function",
            "rolle",
            "funktion",
            "poste",
            "cargo",
            "puesto",
            "ruolo",
            "functie",
            "roll",
            "stanowisko",
        ],
    ),
];

impl TeamColumn {
    /// The columns of a head, `Name`, `Quota`; none, if it is no head.
    pub(in crate::entry) fn of_head(head: &str) -> Option<Vec<Self>> {
        let of = |part: &&str| {
            let name = heading(part);
            let name = without_year(&name);
            let column = NAMES.iter().find(|(_, names)| names.contains(&name));
            column.map_or(Self::Other, |(column, _)| *column)
        };
        let mut columns: Vec<Self> = cells(head).iter().map(of).collect();
        // “Team quota” beside names is that of the team in which each of them is.
        if !columns.contains(&Self::Count) {
            for (column, name) in columns.iter_mut().zip(cells(head)) {
                if ["team quota", "combined quota"].contains(&without_year(&heading(name))) {
                    *column = Self::Other;
                }
            }
        }
        let has = |column: Self| columns.contains(&column);
        let has_quota = has(Self::Quota) || has(Self::QuotaEach) || has(Self::QuotaOfAll);
        ((has(Self::Name) || has(Self::Count)) && (has_quota || has(Self::Start))).then_some(columns)
    }
}

/// The columns with one quota in them: of several, the one of no year, or of the plan's year.
///
/// # Errors
/// When several may be meant.
pub(super) fn with_one_quota(
    head: &str,
    mut columns: Vec<TeamColumn>,
    plan: &Scenario,
) -> Result<Vec<TeamColumn>, EntryError> {
    let quotas: Vec<(usize, String)> = columns
        .iter()
        .zip(cells(head))
        .enumerate()
        .filter(|(_, (column, _))| **column == TeamColumn::Quota)
        .map(|(at, (_, cell))| (at, heading(cell)))
        .collect();
    if quotas.len() < 2 {
        return Ok(columns);
    }
    let calendar = &plan.parts().calendar;
    // Quotas are of a year: the one in which the middle of the plan’s first year lies.
    let year = calendar.month_date((calendar.months().len() / 2).min(5)).map(Date::year);
    let is_of_year = |name: &str| {
        let fiscal = name.split(' ').any(|word| word.starts_with("fy"));
        let is_same = |word: &str| {
            let digits = word.strip_prefix("fy").unwrap_or(word);
            digits.parse::<i32>().ok().map(|of| if of < 100 { of + 2_000 } else { of }) == year
        };
        (!fiscal || plan.parts().fiscal_start == 1) && name.split(' ').any(is_same)
    };
    let is_bare = |name: &str| without_year(name) == name;
    let one_of = |is: &dyn Fn(&str) -> bool| {
        let mut found = quotas.iter().filter(|(_, name)| is(name)).map(|(at, _)| *at);
        found.next().filter(|_| found.next().is_none())
    };
    let several = || {
        let reason = "several columns may be the quota: leave in the one of the plan’s year";
        EntryError::questioned(reason, "Ada, quota 700k")
    };
    let none_bare = !quotas.iter().any(|(_, name)| is_bare(name));
    let kept = one_of(&is_bare).or_else(|| one_of(&is_of_year).filter(|_| none_bare)).ok_or_else(several)?;
    for (at, _) in quotas.iter().filter(|(at, _)| *at != kept) {
        if let Some(column) = columns.get_mut(*at) {
            *column = TeamColumn::Other;
        }
    }
    Ok(columns)
}

/// For how many months a rep is there, by the cell of such a column; none, where it says no number.
///
/// # Errors
/// When it does not say in what it counts, or how much.
pub(super) fn tenure_of(cell: &str, column: TeamColumn) -> Result<Option<Joins>, EntryError> {
    const MONTHS: &[&str] = &["month", "months", "mo", "mos", "m", "mth", "mths"];
    const YEARS: &[&str] = &["year", "years", "yr", "yrs", "y"];
    let example = "3 months in";
    let (_, all) = tokens(cell, example)?;
    let joins = |months: u32| Some(Joins::Before(months.min(TENURE_MONTHS_MAX)));
    // “n/a”, “senior”
    if !all.iter().any(Token::is_number) {
        return Ok(None);
    }
    if let Some(months) = in_lengths(&all) {
        return Ok(joins(months));
    }
    let times = match (all.as_slice(), column) {
        ([_, unit], _) if unit.is(MONTHS) => 1.0,
        ([_, unit], _) if unit.is(YEARS) => 12.0,
        ([_], TeamColumn::TenureMonths) => 1.0,
        ([_], TeamColumn::TenureYears) => 12.0,
        ([none], _) if none.text == "0" => 1.0,
        ([_], _) => {
            let reason = "this may be months or years: call the column Tenure (months) or Tenure (years)";
            return Err(EntryError::questioned(reason, "Ada, 14 months in, quota 700k"));
        }
        _ => return Err(EntryError::NotUnderstood(example)),
    };
    let number = COUNTS.quantity(all.get(..1).unwrap_or_default());
    let months = number.and_then(|number| whole_number((number.value() * times).floor()));
    months.map(joins).ok_or(EntryError::NotUnderstood(example))
}

/// `2 yrs 3 mo`, `90 days`, `2 Jahre`: in whole months.
fn in_lengths(all: &[Token]) -> Option<u32> {
    const DAYS_OF_MONTH: u32 = 30;
    let said = without(all, &[",", "+", "and", "und", "et"]);
    let pairs = said.chunks(2).map(|pair| match duration(pair).filter(|_| pair.len() == 2)? {
        Horizon::Months(months) => Some(months),
        Horizon::Days(days) => Some(days / DAYS_OF_MONTH),
    });
    pairs.collect::<Option<Vec<u32>>>().map(|months| months.iter().sum())
}

/// `2027 quota` without its year.
fn without_year(name: &str) -> &str {
    let is_year = |word: &str| {
        let digits = word.strip_prefix("fy").unwrap_or(word);
        (digits.len() == 4 || digits.len() < word.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
    };
    let first = name.split_once(' ').filter(|(first, _)| is_year(first)).map_or(name, |(_, rest)| rest);
    first.rsplit_once(' ').filter(|(_, last)| is_year(last)).map_or(first, |(rest, _)| rest)
}

/// Why a table is not read whose head is not known: its first line says no number, and the lines behind it
/// have as many cells with amounts in them.
pub(super) fn unknown_head(all: &[(usize, &str)], currency: Currency) -> Option<EntryError> {
    let ((_, line), rows) = all.split_first()?;
    let head = cells(line);
    // “Ada, from May” above “Grace, 800k” is no head.
    let says_of_a_rep = |cell: &&str| {
        tokens(cell, "").is_ok_and(|(_, all)| {
            all.iter().any(|word| is_clause_word(word) || month_of(&word.text).is_some())
                || (0..all.len()).any(|at| all.get(at..).is_some_and(|rest| in_words(rest).is_some()))
        })
    };
    if !line.contains(['\t', ';']) || line.contains('"') || head.iter().any(says_of_a_rep) {
        return None;
    }
    let says_number = |cell: &&str| tokens(cell, "").is_ok_and(|(_, all)| all.iter().any(Token::is_number));
    // “quota 700k” says what it is.
    let is_bare = |cell: &str| !cell.starts_with(char::is_alphabetic);
    let is_amount = |cell: &&str| {
        is_bare(cell) && tokens(cell, "").is_ok_and(|(_, all)| amounts(&all, currency).is_some())
    };
    let is_row = |row: &str| {
        let row = cells(row);
        row.len() == head.len() && row.iter().skip(1).any(is_amount)
    };
    let is_head = head.len() > 1 && !head.iter().any(says_number) && !rows.is_empty();
    (is_head && rows.iter().all(|(_, row)| is_row(row))).then(|| {
        let reason = "the first line may be the head of a table that is not known: call its columns Name and \
                      Quota, or leave it out";
        EntryError::questioned(reason, "Ada, quota 700k")
    })
}
