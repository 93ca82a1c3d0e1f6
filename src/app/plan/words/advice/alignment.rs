//! What changes of people and process would bring.

use super::super::{capitalised, of_100};
use crate::advice::AlignmentEffect;
use crate::app::format::Format;
use crate::model::{Alignment, Scenario};

pub(super) fn alignment_name(of: Alignment) -> &'static str {
    match of {
        Alignment::Spread => "all reps convert alike",
        Alignment::Floor => "reps below the team’s rate come half the way up",
        Alignment::Adherence => "10 points more follow the process",
        Alignment::OneRep => "one rep more",
        Alignment::Leads => "10% more new opportunities",
    }
}

/// The field of a price.
pub fn price_label(of: Alignment) -> &'static str {
    match of {
        Alignment::Spread => "Price: all reps convert alike",
        Alignment::Floor => "Price: raise reps below the team’s rate",
        Alignment::Adherence => "Price: 10 points more follow the process",
        Alignment::OneRep => "Price: one rep more",
        Alignment::Leads => "Price: 10% more new opportunities",
    }
}

pub const ALIGNMENT_TABLE: &str = "What changes of people and process would bring";
pub const ALIGNMENT_HEAD: [&str; 5] =
    ["Change", "Chance", "Points of chance", "Middle result", "At its price"];

/// A difference of chances in points, with its sign.
pub(super) fn signed_points(difference: f64, format: &Format) -> String {
    let points = format.number(100.0 * difference, 1);
    if difference > 0.0 && !points.starts_with('0') || difference > 0.000_5 {
        format!("+{points}")
    } else {
        points
    }
}

pub fn alignment_rows(effects: &[AlignmentEffect], scenario: &Scenario, format: &Format) -> Vec<Vec<String>> {
    let currency = scenario.parts().currency;
    let price = |of| scenario.parts().economics.as_ref().and_then(|economics| economics.price(of));
    let row = |effect: &AlignmentEffect| {
        let sign = if effect.on_middle > 0.0 { "+" } else { "" };
        vec![
            capitalised(alignment_name(effect.of)),
            of_100(effect.now.chance, format),
            signed_points(effect.on_chance.value, format),
            format!("{sign}{}", format.money_short(effect.on_middle, currency)),
            price(effect.of).map_or_else(
                || "no price given".to_owned(),
                |price| format.money_short(price.minor() as f64, currency),
            ),
        ]
    };
    effects.iter().map(row).collect()
}

pub fn how_alignment(effects: &[AlignmentEffect], format: &Format) -> Vec<String> {
    let largest = effects.iter().map(|effect| effect.on_chance.standard_error).fold(0.0, f64::max);
    vec![
        "Each change alone, run by run on the same luck as the plan. Ten points more follow the process; \
         reps below the team’s rate come half \
         the way up to it; one rep more joins when the future begins, and ramps. A change that the plan has \
         no place for is not listed."
            .to_owned(),
        format!("Simulation error of the points: at most ±{}.", format.number(100.0 * largest, 1)),
    ]
}
