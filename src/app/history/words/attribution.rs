//! Where the difference between a rep's bookings and the plan comes from, in words.

use crate::app::format::Format;
use crate::history::{Attribution, Explanation, Part, PartOf};
use crate::model::TeamHistory;

/// “Bookings $77.1K against a quota of $150K.”
pub fn parts_finding(attribution: &Attribution, history: &TeamHistory, format: &Format) -> String {
    let money = |minor: f64| format.money_short(minor, history.currency());
    let gap = attribution.actual - attribution.planned;
    let sign = if gap < 0.0 { "below" } else { "above" };
    let plan = if attribution.plan_is_stated { "the plan" } else { "what an average rep gives" };
    let quota = attribution.quota_beyond_plan.map(|beyond| {
        // To the digits that are shown.
        if beyond.abs() < (0.005 * attribution.planned).max(history.currency().minor_per_major()) {
            "; the quota asks as much".to_owned()
        } else if beyond > 0.0 {
            format!("; the quota asks {} more than that", money(beyond))
        } else {
            format!("; the quota asks {} less than that", money(-beyond))
        }
    });
    format!(
        "Booked {}, {} {sign} {plan} ({}){}",
        money(attribution.actual),
        money(gap.abs()),
        money(attribution.planned),
        quota.unwrap_or_default()
    )
}

/// The parts as rows; a rate with what was counted of the rep, which its estimate may give little weight.
pub fn parts_rows(
    attribution: &Attribution,
    explanation: Option<&Explanation>,
    history: &TeamHistory,
    format: &Format,
) -> Vec<Vec<String>> {
    let counted = |place: usize| {
        let of = explanation.and_then(|explanation| explanation.stages.get(place))?.counted;
        let n = |count: u32| format.number(f64::from(count), 0);
        Some(format!(", {} of {} counted", n(of.passed), n(of.decided)))
    };
    let money = |minor: f64| format.money_short(minor, history.currency());
    // Less than a unit of money is none.
    let nothing = history.currency().minor_per_major();
    let signed = |minor: f64| {
        if minor.abs() < nothing {
            "none".to_owned()
        } else {
            format!("{}{}", if minor > 0.0 { "+" } else { "−" }, money(minor.abs()))
        }
    };
    let between = |(low, high): (f64, f64)| {
        if high - low < nothing { "–".to_owned() } else { format!("{} to {}", signed(low), signed(high)) }
    };
    let row = |part: &Part| {
        let (name, value): (String, Box<dyn Fn(f64) -> String>) = match part.of {
            PartOf::Supply => ("Opportunities, decided".to_owned(), Box::new(|n| format.number(n, 0))),
            PartOf::Rate(place) => {
                let name = history.stages().get(place).map_or("", |stage| stage.name.as_str());
                let counted = counted(place).unwrap_or_default();
                (format!("Rate of {name}{counted}"), Box::new(|rate| format.percent(rate, 1)))
            }
            PartOf::Size => ("Mean deal".to_owned(), Box::new(&money)),
            PartOf::InPeriod => {
                ("Wins within the period".to_owned(), Box::new(|share| format.percent(share, 0)))
            }
            PartOf::Luck => (LUCK.to_owned(), Box::new(|_| String::new())),
        };
        vec![name, value(part.planned), value(part.estimated), signed(part.adds), between(part.ordinary)]
    };
    let mut rows: Vec<Vec<String>> = attribution.parts.iter().map(row).collect();
    let sum = attribution.parts.iter().map(|part| part.adds).sum();
    rows.push(vec![
        "Together".to_owned(),
        money(attribution.planned),
        money(attribution.actual),
        signed(sum),
        String::new(),
    ]);
    rows
}

/// What no part explains.
const LUCK: &str = "Luck, or what these counts are too few to tell";

/// Below the parts: how their ranges go with the outcome above.
pub const PARTS_ALONE: &str = "Each range is for one part alone, 9 times in 10: with several parts one is \
     often outside. Whether the result is ordinary is said above, of all comparisons together.";

pub const HOW_PARTS: &str = "Opportunities are those that are decided to the end: what is still open counts \
     for none of them. Planned and estimated opportunities × rates × mean deal (× share within the period, \
     where wins are dated): each part \
     is its Shapley value, the mean over all orders of what changing it alone adds, so the parts sum \
     exactly. Rates are estimated between the \
     rep’s counts and the team’s rate, as far as counts are few; what that leaves is luck. Ordinary: what \
     each adds for a rep at team rates with \
     as many opportunities.";
