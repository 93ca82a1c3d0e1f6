//! Chances, amounts of opportunities and dates, as sentences say them.

use crate::analysis::{Estimate, PROMISE_CONFIDENCES};
use crate::app::format::Format;
use crate::model::{Calendar, Confidence, Horizon};

/// “27 of 100”, “fewer than 1 of 100”, “more than 99 of 100”.
pub fn of_100(chance: f64, format: &Format) -> String {
    let hundred = format.number(100.0, 0);
    if chance < 0.01 {
        format!("fewer than 1 of {hundred}")
    } else if chance > 0.99 {
        format!("more than 99 of {hundred}")
    } else {
        format!("{} of {hundred}", format.number(chance * 100.0, 0))
    }
}

/// A chance that was found in few runs, as the plan’s own answer says it, of many: the page says one figure
/// of a plan. As it was found where nothing is said, and where luck does not explain the difference, so that
/// the two are not of one plan.
pub fn said_once(found: Estimate, said: Option<f64>) -> f64 {
    said.filter(|said| found.may_be(*said)).unwrap_or(found.value)
}

/// “by December 2027”, “within 12 months”.
pub fn deadline(calendar: &Calendar, format: &Format) -> String {
    match (calendar.last_date(), calendar.horizon()) {
        (Some(end), _) if end.ends_month() => format!("by {}", format.month(end)),
        (Some(end), _) => format!("by {}", format.day(end)),
        (None, Horizon::Months(1)) => "within 1 month".to_owned(),
        (None, Horizon::Months(months)) => format!("within {months} months"),
        (None, Horizon::Days(days)) => format!("within {days} days"),
    }
}

/// For each confidence: “5 of 10”.
pub fn promise_labels(format: &Format) -> [String; PROMISE_CONFIDENCES.len()] {
    PROMISE_CONFIDENCES
        .map(|confidence| format!("{} of {}", format.number(confidence * 10.0, 0), format.number(10.0, 0)))
}

/// “8 in 10”.
pub fn confidence(confidence: Confidence, format: &Format) -> String {
    format!("{} in {}", format.number(confidence.get() * 10.0, 2), format.number(10.0, 0))
}

/// An expected number of opportunities, with two digits or more.
pub fn count(number: f64, format: &Format) -> String {
    let decimals = if number >= 9.95 {
        0
    } else if number >= 0.995 || number == 0.0 {
        1
    } else {
        2
    };
    if 0.0 < number && number < 0.005 { "< 0.01".to_owned() } else { format.number(number, decimals) }
}

/// A difference of two chances.
pub fn points(points: f64, format: &Format) -> String {
    format!("{} points", format.number(points, 1))
}

#[cfg(test)]
mod tests {
    use super::said_once;
    use crate::analysis::Estimate;

    /// 20,000 runs that find 14.3 of 100 and 250,000 that say 14.6 are of one plan; 73 are of another.
    #[test]
    fn one_plan_has_one_chance() {
        let found = Estimate::of_share(2_860.0, 20_000.0);
        let equals = |left: f64, right: f64| assert!((left - right).abs() < 1e-12, "{left} is not {right}");
        equals(said_once(found, Some(0.146)), 0.146);
        equals(said_once(found, Some(0.73)), found.value);
        equals(said_once(found, None), found.value);
    }
}
