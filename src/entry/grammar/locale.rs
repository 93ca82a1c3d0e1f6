//! What is taken from the reader's locale: marks of numbers, the order of dates, the day it is there.

use super::number_words::WORDS;
use crate::model::{Currency, Date, DayOrder};
use std::borrow::Cow;

/// How the reader's locale writes numbers and dates, and which day it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberStyle {
    /// Before the decimals: `.` or `,`.
    pub decimal: char,
    /// What comes first in dates such as 3/4/27; none, if people there write both.
    pub day_order: Option<DayOrder>,
    /// The day it is; none where nobody asked.
    pub today: Option<Date>,
    /// Whether `mil` is a thousand, as in Spanish and Portuguese; else it is a million.
    pub mil_is_thousand: bool,
}

/// Regions whose English writes the month first.
const MONTH_FIRST: [&str; 4] = ["US", "PH", "PR", "GU"];
/// Regions where both orders are usual.
const BOTH_ORDERS: [&str; 3] = ["CA", "KE", "GH"];
/// Languages, and regions of Spanish and English, with a decimal comma.
const COMMA_LANGUAGES: [&str; 35] = [
    "af", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu",
    "id", "is", "it", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sv",
    "tr",
];
/// Regions of these languages with a decimal point all the same.
const POINT_REGIONS: [&str; 13] =
    ["MX", "US", "CH", "LI", "GT", "HN", "NI", "PA", "PE", "PR", "SV", "DO", "GB"];
/// Languages in which `mil` is a thousand.
const MIL_LANGUAGES: [&str; 4] = ["ca", "es", "gl", "pt"];
/// Currencies of countries that speak these.
const MIL_CURRENCIES: [&str; 18] = [
    "AOA", "ARS", "BOB", "BRL", "CLP", "COP", "CRC", "DOP", "GTQ", "HNL", "MXN", "MZN", "NIO", "PAB", "PEN",
    "PYG", "UYU", "VES",
];
/// Regions of English with a decimal comma.
const COMMA_REGIONS: [&str; 2] = ["ZA", "AT"];

impl NumberStyle {
    /// 1,200.5 and 1/31/2027
    pub const POINT: Self =
        Self { decimal: '.', day_order: Some(DayOrder::MonthFirst), today: None, mil_is_thousand: false };
    /// 1.200,5 and 31/1/2027
    pub const COMMA: Self =
        Self { decimal: ',', day_order: Some(DayOrder::DayFirst), today: None, mil_is_thousand: false };

    /// That of a language tag such as `de-DE`, where no browser tells.
    pub fn of_locale(tag: &str) -> Self {
        let mut parts = tag.split(['-', '_']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let region = parts.find(|part| part.len() == 2).unwrap_or_default().to_ascii_uppercase();
        let is_comma = if COMMA_LANGUAGES.contains(&language.as_str()) {
            !POINT_REGIONS.contains(&region.as_str())
        } else {
            COMMA_REGIONS.contains(&region.as_str())
        };
        let day_order = match (language.as_str(), region.as_str()) {
            (_, region) if BOTH_ORDERS.contains(&region) => None,
            ("en" | "es" | "fil", region) if MONTH_FIRST.contains(&region) => Some(DayOrder::MonthFirst),
            ("en", "") => None,
            _ => Some(DayOrder::DayFirst),
        };
        let mil_is_thousand = MIL_LANGUAGES.contains(&language.as_str());
        Self { decimal: if is_comma { ',' } else { '.' }, day_order, today: None, mil_is_thousand }
    }

    /// A text in which a `mil` behind a number that is a thousand is a `k`: the locale says so, or the plan's
    /// currency is that of a country where it is.
    pub(in crate::entry) fn thousands(self, text: &str, plan: Currency) -> Cow<'_, str> {
        match self.without_noughts(text) {
            Cow::Owned(text) => Cow::Owned(self.with_thousands(&text, plan).into_owned()),
            Cow::Borrowed(text) => self.with_thousands(text, plan),
        }
    }

    /// `950.0000`, as a spreadsheet may write it, as `950.00`, where the mark is that of decimals here.
    pub(in crate::entry) fn without_noughts(self, text: &str) -> Cow<'_, str> {
        self.cut_noughts(text).map_or(Cow::Borrowed(text), Cow::Owned)
    }

    fn cut_noughts(self, text: &str) -> Option<String> {
        let is_digit = |letter: char| letter.is_ascii_digit();
        let (mut said, mut rest, mut is_cut) = (String::new(), text, false);
        while let Some(at) = rest.find(self.decimal) {
            let (whole, behind) = rest.split_at(at);
            let behind = behind.get(self.decimal.len_utf8()..)?;
            let length = behind.find(|letter| !is_digit(letter)).unwrap_or(behind.len());
            let (decimals, next) = behind.split_at(length);
            let noughts = decimals.get(2..).unwrap_or_default();
            let is_one = whole.ends_with(is_digit)
                && noughts.len() > 1
                && noughts.bytes().all(|digit| digit == b'0')
                && !next.starts_with(['.', ',', '\'', '’']);
            said.push_str(whole);
            said.push(self.decimal);
            said.push_str(if is_one { decimals.get(..2)? } else { decimals });
            (rest, is_cut) = (next, is_cut || is_one);
        }
        is_cut.then(|| said + rest)
    }

    fn with_thousands(self, text: &str, plan: Currency) -> Cow<'_, str> {
        if !self.mil_is_thousand && !MIL_CURRENCIES.contains(&plan.code()) {
            return Cow::Borrowed(text);
        }
        let mut said = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['m', 'M']) {
            let (before, from) = rest.split_at(at);
            let is_mil = from.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("mil"))
                && !from.get(3..).is_some_and(|after| after.starts_with(char::is_alphabetic));
            let word =
                before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
            let is_number = word.ends_with(char::is_numeric) || is_number_word(&word);
            let length = if is_mil && is_number { 3 } else { 1 };
            said.push_str(before);
            said.push_str(if length == 3 { "k" } else { from.get(..1).unwrap_or_default() });
            rest = from.get(length..).unwrap_or_default();
        }
        Cow::Owned(said + rest)
    }

    /// The same on a day.
    #[must_use]
    pub fn on(self, today: Date) -> Self {
        Self { today: Some(today), ..self }
    }
}

/// `cincuenta`, `duzentos`: what a thousand stands behind in words.
fn is_number_word(word: &str) -> bool {
    WORDS.iter().any(|(known, value)| word == *known && *value >= 1.0)
}
