//! The columns of a table of reps, and what their names say.

use serde::{Deserialize, Serialize};

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HistoryColumn {
    /// Nothing that is needed.
    Ignored,
    /// The rep's name.
    Rep,
    /// The quota.
    Quota,
    /// What was booked.
    Bookings,
    /// Opportunities that entered a stage, which the column names.
    Entered,
    /// Opportunities that moved on from it. Where there is no such column, what entered the next stage.
    Passed,
    /// Opportunities that are still open in it.
    Open,
    /// Wins: what moved on from the last stage.
    Won,
    /// Of those that entered the first stage, self-sourced ones.
    SelfSourced,
    /// Wins after the period's end.
    LateWins,
    /// Run by the plan.
    ByPlan,
    /// Of those, won.
    ByPlanWon,
    /// Not run by the plan.
    OffPlan,
    /// Of those, won.
    OffPlanWon,
    /// Opportunities that entered a stage at least so many days ago, as the column's name says.
    Matured,
    /// Of those, so many passed it within as many days.
    MaturedPassed,
    /// The currency of the row's amounts.
    Currency,
}

impl HistoryColumn {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Ignored,
        Self::Rep,
        Self::Quota,
        Self::Bookings,
        Self::Entered,
        Self::Passed,
        Self::Open,
        Self::Won,
        Self::SelfSourced,
        Self::LateWins,
        Self::ByPlan,
        Self::ByPlanWon,
        Self::OffPlan,
        Self::OffPlanWon,
        Self::Matured,
        Self::MaturedPassed,
        Self::Currency,
    ];

    /// What a column of this name most likely holds.
    pub fn guess(name: &str) -> Self {
        let name = name.trim().to_lowercase();
        // Without what it is in: “Revenue (k$)”, “Sales in thousands”.
        let base = name.split(['(', '[']).next().unwrap_or_default().trim();
        let base = base.split(" in ").next().unwrap_or_default().trim();
        let is = |words: &[&str]| words.contains(&name.as_str()) || words.contains(&base);
        let has = |word: &str| name.contains(word);
        if name.is_empty() || is(&["id", "region", "team", "manager", "notes", "note", "title", "email"]) {
            Self::Ignored
        } else if is(&[
            "rep",
            "name",
            "sales rep",
            "owner",
            "seller",
            "who",
            "sales agent",
            "account executive",
        ]) {
            Self::Rep
        } else if is(&["currency", "currency code", "ccy"]) {
            Self::Currency
        } else if has("quota")
            || is(&["goal", "target", "quote", "ziel", "objectif", "cuota", "objetivo", "mål", "meta"])
        {
            Self::Quota
        } else if has("booking") || is(BOOKINGS) {
            Self::Bookings
        } else if has("self-sourced") || has("self sourced") || has("own leads") {
            Self::SelfSourced
        } else if has("late") {
            Self::LateWins
        } else if has("not by the plan") || has("off plan") || has("off-plan") {
            if has("won") { Self::OffPlanWon } else { Self::OffPlan }
        } else if has("by the plan") || has("on plan") || has("on-plan") {
            if has("won") { Self::ByPlanWon } else { Self::ByPlan }
        } else if is(&["won", "wins", "closed won", "deals won"]) {
            Self::Won
        } else if StageHead::of(&name).age_days.is_some() {
            if has("passed") || has("moved on") { Self::MaturedPassed } else { Self::Matured }
        } else if name.ends_with("open") {
            Self::Open
        } else if name.ends_with("passed") || name.ends_with("moved on") {
            Self::Passed
        } else {
            Self::Entered
        }
    }

    /// Whether it counts opportunities of a stage, which the column names.
    pub(super) fn counts_stage(self) -> bool {
        matches!(self, Self::Entered | Self::Passed | Self::Open)
    }

    /// Whether it counts them at equal age.
    pub(in crate::entry) fn is_aged(self) -> bool {
        matches!(self, Self::Matured | Self::MaturedPassed)
    }
}

/// What was booked, in several languages.
const BOOKINGS: &[&str] = &[
    "booked",
    "revenue",
    "amount",
    "closed won amount",
    "sales",
    "umsatz",
    "auftragseingang",
    "chiffre d'affaires",
    "ca",
    "ventas",
    "omsättning",
    "faturamento",
];

/// What the name of a stage's column says.
pub(super) struct StageHead<'a> {
    /// The stage: the name without the words that say what of it.
    pub(in crate::entry) stage: &'a str,
    /// The age at which reps are compared, `Proposal 60 days old`, `Proposal passed within 60 days`.
    pub(in crate::entry) age_days: Option<u32>,
}

impl<'a> StageHead<'a> {
    pub(in crate::entry) fn of(head: &'a str) -> Self {
        let lower = head.to_ascii_lowercase();
        let (named, age_days) = match age_at_end(&lower) {
            Some((named, days)) => (named, Some(days)),
            None => (lower.as_str(), None),
        };
        let named = without(named, &["still open", "moved on", "entered", "passed", "open"]).unwrap_or(named);
        let stage = head.get(..cut(named).len()).unwrap_or(head);
        Self { stage: if stage.is_empty() { head } else { stage }, age_days }
    }
}

/// What stands before `60 days old`, `8 weeks old` or `within 60 days`, and the days.
fn age_at_end(lower: &str) -> Option<(&str, u32)> {
    let lower = cut(lower);
    let old = lower.strip_suffix("old");
    let unit = |words: &[&str], days: u32| Some((without(old.unwrap_or(lower), words)?, days));
    let (count, each) = unit(&["weeks", "week"], 7).or_else(|| unit(&["days", "day", "d"], 1))?;
    let before = count.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let days = count.strip_prefix(before)?.parse::<u32>().ok()?.saturating_mul(each);
    // A stage may itself end so, as Check-in does.
    match old {
        Some(_) => Some((without(before, &["at least"]).unwrap_or(before), days)),
        None => without(before, &[" within", " in", " by"]).map(|before| (before, days)),
    }
}

/// A text without the first of the words that it ends with, and without what stands between.
fn without<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| cut(text).strip_suffix(*word)).map(cut)
}

/// A text without what stands between a stage's name and the words behind it.
fn cut(text: &str) -> &str {
    text.trim_end_matches([' ', ':', '-', '–', '_', '(', ')', ','])
}
