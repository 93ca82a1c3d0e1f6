//! What the cheapest way to growth and profit costs.

use super::super::{confidence, of_100};
use super::alignment::alignment_name;
use super::needed::a_year;
use crate::advice::{BothGoals, Way, WayToBoth};
use crate::app::format::Format;
use crate::model::{Alignment, Scenario};

pub const BOTH_GOALS: &str = "The cheapest way to both goals";
pub const HOW_BOTH_GOALS: &str = "\
    Of the changes that you priced, alone and two together: reps, new opportunities by tenths, and the share \
    that follows the process by ten points, each up to 8 times at its price. Many are looked at in few runs, \
    the cheapest that seem enough in all of them, and the one that is said has held on other luck as well, \
    whose chance is said. In profit a price takes the place of what the costs above say of the same change, \
    so base pay of a rep with a price is not counted twice.";

/// “3 reps more”
fn change_words((of, times): (Alignment, u32), format: &Format) -> String {
    let number = f64::from(times);
    match of {
        Alignment::OneRep if times == 1 => alignment_name(of).to_owned(),
        Alignment::OneRep => format!("{} reps more", format.number(number, 0)),
        Alignment::Leads => format!("{} more new opportunities", format.percent(0.1 * number, 0)),
        Alignment::Adherence => format!("{} points more follow the process", format.number(10.0 * number, 0)),
        Alignment::Spread | Alignment::Floor => alignment_name(of).to_owned(),
    }
}

/// “3 reps more and 20% more new opportunities”
fn way_words(way: &Way, format: &Format) -> String {
    let changes: Vec<String> = way.changes.iter().map(|change| change_words(*change, format)).collect();
    changes.join(" and ")
}

/// What the cheapest way is, or that there is none.
pub fn both_goals_sentence(both: &BothGoals, scenario: &Scenario, format: &Format) -> String {
    let wanted = confidence(scenario.parts().confidence, format);
    let today = of_100(both.today, format);
    let cost = |way: &Way| a_year(way.a_year, scenario, format);
    match &both.way {
        WayToBoth::Enough => format!("Both goals are reached in {today} futures already."),
        WayToBoth::Unpriced => format!(
            "Both goals are reached in {today} futures. Say what a change would cost, under Costs and \
             margin, and the cheapest way to {wanted} is looked for."
        ),
        WayToBoth::Is(way) => format!(
            "The cheapest way to both goals in {wanted}: {}, {}. Then both are reached in {} futures, today \
             in {today}; the target in {}, the profit goal in {}.",
            way_words(way, format),
            cost(way),
            of_100(way.both.value, format),
            of_100(way.growth, format),
            of_100(way.goal, format)
        ),
        WayToBoth::Best(way) => format!(
            "Of what you priced no change, and no two of them, brings both goals to {wanted}. The best that \
             was found is {}, {}: both in {} futures, today in {today}; the target in {}, the profit goal \
             in {}.",
            way_words(way, format),
            cost(way),
            of_100(way.both.value, format),
            of_100(way.growth, format),
            of_100(way.goal, format)
        ),
        WayToBoth::NoneHelps => format!(
            "Both goals are reached in {today} futures, and at its price no change that you priced, and no \
             two of them, make it more."
        ),
    }
}
