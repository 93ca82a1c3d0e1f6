//! What a text on the plan's time is read into, and what is around it.

use crate::entry::EntryError;
use crate::entry::NumberStyle;
use crate::entry::calendar::days::Days;
use crate::entry::formatter::month_name;
use crate::entry::grammar::tokens::{Token, after, before};
use crate::model::DayOrder;
use crate::model::limits::HORIZON_MONTHS_MAX;
use crate::model::{Calendar, Date, Horizon};

const AFTER_START: &str = "Jan 2027 to Dec 2027";

/// What a period was understood as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day, if the text names it.
    pub start: Option<Date>,
    /// Its end.
    pub end: PeriodEnd,
}

/// The end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodEnd {
    /// After so many months or days.
    After(Horizon),
    /// On this day, included.
    On(Date),
}

/// What a period does not say.
#[derive(Clone, Copy, Debug, Default)]
pub struct PeriodAround {
    /// The day that it is; else the plan's first.
    pub today: Option<Date>,
    /// The plan's first day, which a period without a start keeps.
    pub begins: Option<Date>,
    /// What comes first in 3/4/27.
    pub order: Option<DayOrder>,
    /// The month with which the fiscal year begins, from 1.
    pub fiscal_start: u32,
}

impl PeriodAround {
    /// For a reader, and a plan that begins on a day.
    pub fn new(style: NumberStyle, begins: Option<Date>, fiscal_start: u32) -> Self {
        Self { today: style.today.or(begins), begins, order: style.day_order, fiscal_start }
    }

    pub(in crate::entry) fn days(&self) -> Days {
        Days { today: self.today, order: self.order, fiscal_start: self.fiscal_start.clamp(1, 12) }
    }
}

impl Period {
    /// The calendar of the period; without a start of its own it begins on `start`.
    ///
    /// # Errors
    /// When it ends before it begins, or is longer than a plan may be.
    pub fn calendar(self, start: Option<Date>) -> Result<Calendar, EntryError> {
        let start = self.start.or(start);
        let horizon = match (self.end, start) {
            (PeriodEnd::After(horizon), _) => horizon,
            (PeriodEnd::On(_), None) => return Err(EntryError::NotUnderstood(AFTER_START)),
            (PeriodEnd::On(end), Some(start)) if end < start => {
                return Err(EntryError::questioned("that ends before it begins", AFTER_START));
            }
            (PeriodEnd::On(end), Some(start)) => whole_months(start, end)
                .or_else(|| days_between(start, end))
                .ok_or(EntryError::NotUnderstood(AFTER_START))?,
        };
        Ok(Calendar::new(start, horizon)?)
    }

    /// The first and the last day of the period when it is said on a day, without a plan that has begun: from
    /// the first of the next month on, as a new plan begins, or from the day itself where days are counted or
    /// the end is near.
    ///
    /// # Errors
    /// As [`Period::calendar`].
    pub fn said_on(self, today: Date) -> Result<(Date, Date), EntryError> {
        if matches!(self.end, PeriodEnd::On(end) if end < today) {
            return Err(EntryError::questioned("that is over", "December 2027"));
        }
        let next_month = if today.day() == 1 { Some(today) } else { today.first_of_next_month() };
        let starts = match self.end {
            PeriodEnd::After(Horizon::Days(_)) => Some(today),
            PeriodEnd::After(Horizon::Months(_)) => next_month,
            PeriodEnd::On(end) => next_month
                .filter(|next| next.after_months(1).is_some_and(|month| end.after_days(1) >= Some(month))),
        };
        let calendar = self.calendar(starts.or(Some(today)))?;
        let ends = calendar.start().zip(calendar.last_date());
        ends.ok_or(EntryError::NotUnderstood(AFTER_START))
    }
}

/// The months from `start` to the end of day `end`, if they are whole.
fn whole_months(start: Date, end: Date) -> Option<Horizon> {
    let after = end.after_days(1);
    (1..=HORIZON_MONTHS_MAX).find(|months| start.after_months(*months) == after).map(Horizon::Months)
}

fn days_between(start: Date, end: Date) -> Option<Horizon> {
    u32::try_from(start.days_until(end) + 1).ok().filter(|days| *days > 0).map(Horizon::Days)
}

/// Words before what ends, and for a year that does.
const ENDS: [&str; 99] = [
    "the last day of the",
    "the last day of",
    "last day of the",
    "last day of",
    "rest des",
    "resten av",
    "fine dell '",
    "het einde van het",
    "het einde van",
    "cierre del",
    "конца",
    "конец",
    "концу",
    "кінця",
    "края на",
    "τέλη",
    "τέλος",
    "akhir",
    "cuối",
    "kraj",
    "kraja",
    "konca",
    "końca",
    "koniec",
    "before the end of the",
    "before the end of",
    "before end of",
    "close of",
    "eoy",
    "eom",
    "vor ende des",
    "vor ende",
    "gegen ende",
    "avant la fin de l '",
    "avant la fin du",
    "avant la fin de",
    "avant fin",
    "la fin de l '",
    "la fin du",
    "fin du",
    "antes de fin de",
    "antes de finales de",
    "antes del final de",
    "a finales de",
    "a fines de",
    "fines de",
    "antes do fim do",
    "antes do fim de",
    "prima della fine dell '",
    "prima della fine di",
    "la fine dell '",
    "la fine del",
    "la fine di",
    "fine di",
    "voor eind",
    "före slutet av",
    "end - of - year",
    "end -",
    "calendar year end",
    "calendar year - end",
    "yr end",
    "ye",
    "jahresende",
    "fin d ' année",
    "year - end",
    "year end",
    "month - end",
    "month end",
    "the end of the",
    "the end of",
    "end of the",
    "end of",
    "end",
    "the rest of the",
    "the rest of",
    "rest of the",
    "rest of",
    "the remainder of the",
    "remainder of the",
    "remainder of",
    "ende des",
    "ende",
    "la fin de",
    "fin de l '",
    "fin de",
    "fin d '",
    "fin",
    "finales de",
    "final de",
    "el final de",
    "fine",
    "final do",
    "fim de",
    "o fim de",
    "fim do",
    "slutet av",
    "slutet på",
    "eind",
    "einde",
];

/// What `end of …` ends; `year end` as well.
pub(in crate::entry) fn ended(said: &[Token]) -> Option<&[Token]> {
    let after_end = ENDS.iter().filter_map(|words| after(said, words)).find(|rest| !rest.is_empty());
    let before_end = ["- end", "end", "slut", "末", "底", "말", "sonu", "close"]
        .iter()
        .find_map(|words| before(said, words));
    after_end.or(before_end).filter(|rest| !rest.is_empty())
}

/// `fiscal year end 2027`: the fiscal year that ends, as `FY 2027`.
pub(super) fn fiscal_year_ended(said: &[Token]) -> Option<Vec<Token>> {
    const WORDS: [&str; 7] = [
        "fiscal year end",
        "fiscal year - end",
        "financial year end",
        "financial year - end",
        "fy end",
        "fy - end",
        "fye",
    ];
    let year = WORDS.iter().find_map(|words| after(said, words))?;
    let fiscal = Token { text: "fy".to_owned(), ..said.first()?.clone() };
    Some([&[fiscal], year].concat())
}

/// `EOY27`, `YE 27`, `end 27`: the year that ends, in full, where it is near.
pub(super) fn short_year_ended(said: &[Token], around: &PeriodAround) -> Option<Vec<Token>> {
    const YEAR_ENDS: [&str; 6] = ["eoy", "ye", "year end", "year - end", "yr end", "end"];
    let [year] = YEAR_ENDS.iter().find_map(|words| after(said, words))? else { return None };
    let full = 2_000 + year.text.parse::<i32>().ok().filter(|_| year.is_number() && year.text.len() == 2)?;
    let today = around.today.or(around.begins)?.year();
    (today..=today + 3).contains(&full).then(|| vec![Token { text: full.to_string(), ..year.clone() }])
}

pub(in crate::entry) fn said_month(date: Date) -> String {
    format!("{} {}", month_name(date.month()), date.year())
}

pub(in crate::entry) fn said_date(date: Date) -> String {
    format!("{} {}", date.day(), said_month(date))
}
