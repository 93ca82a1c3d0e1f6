//! The engine held against formulas, in words.

use crate::advice::{Checked, Law};
use crate::app::format::Format;

pub const CHECKS_TITLE: &str = "Is it worked out right? Check it here";
pub const CHECKS_START: &str = "Check";
pub const CHECKS_AGAIN: &str = "Check again with other luck";
pub const CHECKS_CAPTION: &str = "Exact values beside simulated ones, in this browser";
pub const CHECKS_HEAD: [&str; 5] = ["What", "Exact", "Simulated", "Its error", "Errors off"];
pub const CHECKS_ABOUT: &str = "For plans this simple a formula gives the exact answer. Your browser draws \
                                100,000 futures of each and sets what comes out beside it.";
pub const CHECKS_READ: &str =
    "By luck alone about 1 value in 22 is more than 2 errors off, and hardly any more than 4.";

pub fn check_row(of: &Checked, format: &Format) -> Vec<String> {
    let value = |value: f64| {
        if of.is_share { format.percent(value, 2) } else { format.number(value, 0) }
    };
    vec![
        law(of.law).to_owned(),
        value(of.exact),
        value(of.simulated),
        format!("± {}", value(of.error)),
        format.number(of.errors_off, 1),
    ]
}

fn law(of: Law) -> &'static str {
    match of {
        Law::PoissonChance => "Chance of 110 wins, of about 400 opportunities at 25%",
        Law::BinomialChance => "Chance of 12 wins, of exactly 40 opportunities at 25%",
        Law::CycleMean => "Average bookings of a year that begins with nothing open, four stages",
        Law::SteadyMean => "Average bookings of a year of a pipeline that has flowed for long",
        Law::SharedSpread => "Spread of bookings, with a rate known from 24 of 98",
        Law::SizeMiddle => "Middle of a deal’s size, half above 1,000",
        Law::AgedDeals => "Average bookings of 200 open deals, some never decided",
    }
}
