//! Times that have names or numbers: feasts on a day of their own, weeks of the calendar, and what begins and
//! ends on no certain day.

use super::days::{Days, Named, Stretch, day, year_of};
use crate::entry::EntryError;
use crate::entry::grammar::tokens::{Token, without};
use crate::model::Date;

/// Feasts on the 25th and the 31st of December; `jul` is July.
const CHRISTMAS: &[&str] =
    &["christmas", "xmas", "weihnachten", "noël", "noel", "navidad", "natal", "natale", "kerst", "kerstmis"];
const YEARS_LAST_DAY: &[&str] = &["silvester", "nochevieja", "réveillon"];

/// Words for a week of the calendar.
const WEEK: &[&str] =
    &["week", "wk", "kw", "cw", "w", "woche", "semaine", "semana", "settimana", "vecka", "v", "uge", "uke"];

impl Days {
    /// A week of the calendar, which begins on a Monday; the first has the 4th of January (ISO 8601).
    pub(in crate::entry) fn week(&self, tokens: &[Token]) -> Option<Stretch> {
        let said = without(tokens, &["of", "in", "-", "/", "'"]);
        let (number, year) = match said.as_slice() {
            [week, number, year @ ..] if week.is(WEEK) => (number, year),
            // “6. KW”; the first four are quarters to Poles, and asked for.
            [number, week, year @ ..]
                if week.is(&["kw"]) && !["1", "2", "3", "4"].contains(&number.text.as_str()) =>
            {
                (number, year)
            }
            _ => return None,
        };
        let number: u32 = number.text.parse().ok()?;
        let of = |year: i32| {
            let first = Date::of_week(year, number)?;
            let last = first.after_days(6)?;
            Some(Stretch { named: Named::Day, first, last, has_year: true })
        };
        match year {
            [] => self.next_of(of),
            [year] => of(year_of(year)?),
            _ => None,
        }
    }

    /// `Christmas`, `Xmas 2027`, `New Year's Eve`: feasts that are on the same day each year.
    pub(super) fn feast(&self, tokens: &[Token]) -> Option<Stretch> {
        let said = without(tokens, &["day", "eve", "'", "s"]);
        let (feast, year) = match said.as_slice() {
            [new, years, year @ ..] if new.is(&["new"]) && years.is(&["year", "years"]) => (31, year),
            [feast, year @ ..] if feast.is(YEARS_LAST_DAY) => (31, year),
            [feast, year @ ..] if feast.is(CHRISTMAS) => {
                (if tokens.iter().any(|token| token.is(&["eve"])) { 24 } else { 25 }, year)
            }
            _ => return None,
        };
        let of = |year: i32| Some(day(Date::new(year, 12, feast)?));
        match year {
            [] => self.next_of(of),
            [year] => of(year_of(year)?),
            _ => None,
        }
    }
}

/// `mid 2027`, `early next year`, `spring 2027`, `by Easter`: people mean different days by them.
pub(in crate::entry) fn without_a_last_day(said: &[Token]) -> Option<EntryError> {
    const PARTS: [(&[&str], &str); 3] = [
        (
            &["early", "beginning", "anfang", "début", "principios", "início", "inizio", "början", "begin"],
            "March",
        ),
        (
            &["mid", "middle", "mitte", "mi", "mediados", "meados", "metà", "mitten", "medio", "halverwege"],
            "June",
        ),
        (&["late", "spät", "slutet", "eind"], "December"),
    ];
    const SEASONS: &[&str] = &[
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "frühling",
        "frühjahr",
        "sommer",
        "herbst",
        "printemps",
        "été",
        "automne",
        "hiver",
        "primavera",
        "verano",
        "otoño",
        "invierno",
        "estate",
        "autunno",
        "inverno",
        "verão",
        "outono",
        "vår",
        "våren",
        "sommar",
        "sommaren",
        "höst",
        "hösten",
        "vinter",
        "lente",
        "zomer",
        "herfst",
        "春",
        "夏",
        "秋",
        "冬",
        "easter",
        "thanksgiving",
        "ostern",
        "pâques",
        "pfingsten",
        "ramadan",
        "diwali",
        "holidays",
    ];
    const REASON: &str = "people mean different days by this: say the month that it ends with";
    const EXAMPLE: &str = "June 2027";
    if said.iter().any(|word| word.is(SEASONS)) {
        return Some(EntryError::questioned(REASON, EXAMPLE));
    }
    let (first, rest) = said.split_first()?;
    let (_, month) = PARTS.iter().find(|(words, _)| first.is(words))?;
    let rest = without(rest, &["-", "of", "the", "de", "von", "di", "av"]);
    Some(match rest.as_slice() {
        [year] if year.is_number() && year.text.len() == 4 => {
            EntryError::guessed(REASON, EXAMPLE, format!("{month} {}", year.text))
        }
        _ => EntryError::questioned(REASON, EXAMPLE),
    })
}
