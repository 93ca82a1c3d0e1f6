//! A supply of new opportunities, written: what its field prints, and says it was understood as.

use super::read::STEEP;
use crate::entry::Formatter;
use crate::entry::known_to::{KNOWN, known_within, write_known_to};
use crate::model::{Arrivals, RelativeError, Supply, SupplyOf, Z90};

/// What the field prints.
pub fn write_supply(supply: &Supply, format: &dyn Formatter) -> String {
    let number = write_number_of(supply, format);
    if let Some(range) = range_of(supply, format) {
        range
    } else if supply.error > RelativeError::NONE {
        format!("{number}, {KNOWN} {}", write_known_to(supply.error, format))
    } else {
        number
    }
}

/// The range that reads to just this supply, where there is one in few digits: `150–170 a month, 8 in 10`.
fn range_of(supply: &Supply, format: &dyn Formatter) -> Option<String> {
    let is_plain = supply.months().is_empty() && supply.growth_per_month() == 0.0;
    let is_free = supply.arrivals() == Arrivals::Poisson && supply.error > RelativeError::NONE;
    let half = supply.per_month() * supply.error.get() * Z90;
    [1.0, 2.0, 10.0].into_iter().filter(|_| is_plain && is_free).find_map(|parts| {
        let [low, high] = [-half, half].map(|end| ((supply.per_month() + end) * parts).round() / parts);
        let middle = 0.5 * (low + high);
        let error = known_within(0.5 * (high - low), middle).ok();
        // “1–3,000” would be asked for the thousands of its low end.
        let is_clear = low < 1.0 || low * 1_000.0 > high;
        let is_same = is_clear && low >= 0.0 && middle.to_bits() == supply.per_month().to_bits();
        (is_same && error == Some(supply.error)).then(|| {
            let [low, high] = [low, high].map(|end| format.exact_count(end));
            format!("{low}–{high} a month{}, 8 in 10", whose(supply))
        })
    })
}

fn write_number_of(supply: &Supply, format: &dyn Formatter) -> String {
    let exactly = if supply.arrivals() == Arrivals::Fixed { "exactly " } else { "" };
    match supply.months() {
        [] => {}
        // A single number may be a list.
        [only] => {
            let number = format.exact_count(*only);
            return format!("{exactly}{number} by month");
        }
        months => {
            let numbers: Vec<String> = months.iter().map(|number| format.exact_count(*number)).collect();
            return exactly.to_owned() + &numbers.join("; ");
        }
    }
    let really = if supply.per_month() == 0.0 && exactly.is_empty() { "really " } else { "" };
    let number = in_whole_numbers(supply.per_month(), format)
        .unwrap_or_else(|| format!("{} a month", format.exact_count(supply.per_month())));
    let base = format!("{exactly}{really}{number}{}", whose(supply));
    if supply.growth_per_month() == 0.0 {
        base
    } else {
        let time = if supply.growth_per_month().abs() < STEEP { "" } else { " a month" };
        format!("{base} growing {}{time}", format.exact_percent(supply.growth_per_month()))
    }
}

/// Whose the number is, behind it.
fn whose(supply: &Supply) -> &'static str {
    match supply.of {
        SupplyOf::Team => "",
        SupplyOf::EachRep => " per rep",
    }
}

/// `25 a week` where a month's number is a row of digits, and a week's, a quarter's or a year's is none.
fn in_whole_numbers(per_month: f64, format: &dyn Formatter) -> Option<String> {
    const TIMES: [(&str, f64); 3] = [("week", 52.0 / 12.0), ("quarter", 1.0 / 3.0), ("year", 1.0 / 12.0)];
    if (per_month * 100.0).fract() == 0.0 {
        return None;
    }
    TIMES.iter().find_map(|(name, times)| {
        let number = (per_month / times * 10.0).round() / 10.0;
        let is_same = number > 0.0 && (number * times).to_bits() == per_month.to_bits();
        is_same.then(|| format!("{} a {name}", format.exact_count(number)))
    })
}

/// A number with the fewest decimals that leave it nearly as it is: one, but `0.25` and `2.17`.
fn few_digits(number: f64, format: &dyn Formatter) -> String {
    /// How far what is said may be from the number, as a share of it.
    const NEAR: f64 = 0.01;
    let is_near = |decimals: &u32| {
        let scale = (0..*decimals).fold(1.0, |scale: f64, _| scale * 10.0);
        ((number * scale).round() / scale - number).abs() <= NEAR * number.abs()
    };
    format.number(number, (1..=4).find(is_near).unwrap_or(4))
}

/// What the field says it was understood as. `each` is said where the number is each rep's.
pub fn echo_supply(supply: &Supply, each: &str, format: &dyn Formatter) -> String {
    let monthly = |factor: f64| few_digits(supply.per_month() * factor, format);
    let [low, high] = supply.error.eight_in_ten().map(monthly);
    let number = match supply.months() {
        [] if supply.error > RelativeError::NONE => {
            format!("{} a month, between {low} and {high} 8 times in 10, ", monthly(1.0))
        }
        [] => format!("{} a month, ", monthly(1.0)),
        _ => String::new(),
    };
    let varies = match supply.arrivals() {
        Arrivals::Poisson if number.is_empty() => "on average: some months bring more, some fewer",
        Arrivals::Poisson => "on average",
        Arrivals::Fixed => "the same number every month",
    };
    // What the field does not show must be said.
    let seasons = if supply.seasonality().is_some() { ", shifted by seasons" } else { "" };
    format!("{number}{varies}{}{seasons}{each}", echo_growth(supply, format))
}

/// “, growing 2% a month”, in as many digits as somebody would say.
fn echo_growth(supply: &Supply, format: &dyn Formatter) -> String {
    let growth = supply.growth_per_month();
    let percent = format.number(100.0 * growth.abs(), 2);
    match growth {
        growth if growth > 0.0 => format!(", growing {percent}% a month"),
        growth if growth < 0.0 => format!(", falling {percent}% a month"),
        _ => String::new(),
    }
}
