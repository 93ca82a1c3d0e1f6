//! What is taken from the reader's locale: marks of numbers, the order of dates, the day it is there.

use crate::model::Date;

/// How the reader's locale writes numbers and dates, and which day it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberStyle {
    /// Before the decimals: `.` or `,`.
    pub decimal: char,
    /// What comes first in dates such as 3/4/27; none, if people there write both.
    pub day_order: Option<DayOrder>,
    /// The day it is; none where nobody asked.
    pub today: Option<Date>,
}

/// What comes first in a date with slashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// 31/1/2027
    DayFirst,
    /// 1/31/2027
    MonthFirst,
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
/// Regions of English with a decimal comma.
const COMMA_REGIONS: [&str; 2] = ["ZA", "AT"];

impl NumberStyle {
    /// 1,200.5 and 1/31/2027
    pub const POINT: Self = Self { decimal: '.', day_order: Some(DayOrder::MonthFirst), today: None };
    /// 1.200,5 and 31/1/2027
    pub const COMMA: Self = Self { decimal: ',', day_order: Some(DayOrder::DayFirst), today: None };

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
        Self { decimal: if is_comma { ',' } else { '.' }, day_order, today: None }
    }

    /// The same on a day.
    #[must_use]
    pub fn on(self, today: Date) -> Self {
        Self { today: Some(today), ..self }
    }
}
