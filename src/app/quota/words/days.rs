//! Days of a quota’s period.

use crate::app::format::Format;
use crate::model::QuotaCheck;
/// The days that the calendar has left.
pub(super) fn end_day(check: &QuotaCheck, format: &Format) -> String {
    check.scenario().parts().calendar.last_date().map_or_else(String::new, |day| format.day(day))
}

/// “38 days”.
pub(super) fn days(check: &QuotaCheck, format: &Format) -> String {
    let days = check.days_left();
    if days < 1.5 { "1 day".to_owned() } else { format!("{} days", format.number(days, 0)) }
}

/// The first day of a period that has not begun: what is open is taken to be open then.
pub(super) fn begins_on(check: &QuotaCheck, format: &Format) -> Option<String> {
    let start = check.scenario().parts().calendar.start()?;
    (start > format.style().today?).then(|| format.day(start))
}
