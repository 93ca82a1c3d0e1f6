//! The reader's clock.

use crate::model::Date;

/// Today; the first of 2027 where the clock says no day of ours.
#[expect(clippy::expect_used, clippy::missing_panics_doc, reason = "the first of a year is a day")]
pub fn today() -> Date {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(2027);
    Date::new(year, now.get_month() + 1, now.get_date()).or_else(|| Date::new(2027, 1, 1)).expect("a day")
}

/// The day, where the reader is, of a moment in milliseconds since 1970.
pub fn day_of(moment_ms: f64) -> Option<Date> {
    let moment = js_sys::Date::new(&moment_ms.into());
    Date::new(i32::try_from(moment.get_full_year()).ok()?, moment.get_month() + 1, moment.get_date())
}
