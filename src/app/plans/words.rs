//! Every English sentence and label about kept, sent and opened plans.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

use crate::app::format::Format;
use crate::app::kept::words::LINK_CUT;
use crate::app::kept::{KeptWords, words as kept_words};
use crate::app::plan::state::Received;
use crate::app::words::of_100;
use crate::model::{Scenario, Source};

pub const NO_PLAN: &str = "No plan opened";
pub const MAKE_COPY: &str = "Make my copy";
pub const NOT_OPENED: &str = "Nothing was opened";
pub const START_WITH_EXAMPLE: &str = "Start with an example";
pub const FILE_OF_RESULTS: &str =
    "this file holds a team’s results. Open it in the view Results, with its own button";

pub const UNNAMED: &str = "Plan without a name";

/// What the list of plans says.
pub const KEPT: KeptWords = KeptWords {
    name: "Name of the plan",
    unnamed: UNNAMED,
    list: "Your plans",
    open_menu: "Plans and files",
    new: "New plan from an example",
    noun: "plan",
};

/// The plan's name, or what stands for it.
pub fn shown_name(name: &str) -> &str {
    if name.trim().is_empty() { UNNAMED } else { name.trim() }
}

pub fn quoted(name: &str) -> String {
    kept_words::quoted(shown_name(name))
}

/// A name for a plan's file.
pub fn file_name(name: &str, ending: &str) -> String {
    crate::app::words::file_name(shown_name(name), ending)
}

pub fn forget_question(plans: usize) -> String {
    let plans = match plans {
        0 => "all quotas and results".to_owned(),
        1 => "1 plan, all quotas and results".to_owned(),
        count => format!("{count} plans, all quotas and results"),
    };
    format!("Forget {plans} in this browser? This cannot be undone.")
}

/// What was sent, when, and whether it still answers as it did.
pub fn received(name: &str, received: &Received, now: Option<f64>, format: &Format) -> String {
    let title = quoted(name);
    let Some(headline) = &received.headline else {
        let cut = if received.is_cut { format!(" {LINK_CUT}") } else { String::new() };
        return format!("You were sent {title}.{cut} Your own plans are as they were.");
    };
    let sent = of_100(headline.chance, format);
    let day = format.day(headline.date);
    let compared = match now.map(|chance| of_100(chance, format)) {
        now if headline.records_left_out > 0 => without_records(&sent, headline.records_left_out, now),
        None => format!("As sent, {sent} futures reach the target."),
        Some(now) if now == sent => format!("As sent and as computed now, {sent} futures reach the target."),
        Some(now) => format!("As sent, {sent} futures reach the target; computed now, {now}."),
    };
    format!("You were sent {title} on {day}. {compared}")
}

/// “Measured: rates. A guess: deal size. No source given: new opportunities.” On what a plan that was sent
/// rests; its target and its period are decided, not known.
pub fn rests_on(scenario: &Scenario) -> String {
    let [_, _, supply, rates, size] = scenario.fact_sources();
    let facts = [(supply, "new opportunities"), (rates, "rates"), (size, "deal size")];
    let groups = [
        (Some(Source::Measured), "Measured"),
        (Some(Source::Benchmark), "Others’ figures"),
        (Some(Source::Guess), "Guessed"),
        (None, "No source given"),
        (Some(Source::Example), "Still an example’s"),
    ];
    let said = groups.iter().filter_map(|(source, title)| {
        let of: Vec<&str> = facts.iter().filter(|(of, _)| of == source).map(|(_, fact)| *fact).collect();
        (!of.is_empty()).then(|| format!("{title}: {}.", of.join(", ")))
    });
    said.collect::<Vec<String>>().join(" ")
}

/// The answer as sent rests on more than the link brings.
fn without_records(sent: &str, reps: u32, now: Option<String>) -> String {
    let reps = if reps == 1 { "1 rep".to_owned() } else { format!("{reps} reps") };
    let now = now.map(|now| format!("; computed now, without it, {now}")).unwrap_or_default();
    format!("With what {reps} won so far, which its sender left out, {sent} futures reach the target{now}.")
}

/// The way back to the reader's own plan, from one that was sent: two of the same name are told apart.
pub fn back_to([own, sent]: [&str; 2]) -> String {
    if own == sent { "Back to yours".to_owned() } else { format!("Back to {}", quoted(own)) }
}

pub const BACK_TO_EXAMPLE: &str = "Close it";

pub fn not_opened(reason: &str) -> String {
    format!(
        "{}. Nothing was changed, and no other plan stands in for it.",
        crate::app::words::capitalised(reason)
    )
}
