//! Every English sentence and label about kept, sent and opened plans.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

use super::state::{Library, Problem, Said, Told};
use crate::app::format::Format;
use crate::app::plan::state::{PlanId, Received};
use crate::app::words::of_100;

pub use crate::app::words::DISMISS;

pub const NAME: &str = "Name of the plan";
pub const UNNAMED: &str = "Plan without a name";
pub const NO_PLAN: &str = "No plan opened";
pub const PLANS: &str = "Your plans";
pub const OPEN_MENU: &str = "Plans and files";
pub const NEW: &str = "New plan from an example";
pub const DUPLICATE: &str = "Duplicate";
pub const DELETE: &str = "Delete";
pub const OPEN_FILE: &str = "Open file…";
pub const SAVE_FILE: &str = "Save file";
pub const SAVE_KEYS: &str = "Ctrl+S";
pub const OPEN_LINK: &str = "Open a link";
pub const OPEN_LINK_HINT: &str = "Paste a link, or the whole message it came in";
pub const OPEN: &str = "Open";
pub const FORGET: &str = "Forget everything here…";
pub const FORGET_SURE: &str = "Yes, forget all of it";
pub const FORGET_NOT: &str = "Keep it";
pub const BRING_BACK: &str = "Bring it back";
pub const MAKE_COPY: &str = "Make my copy";
pub const DAMAGED_DOWNLOAD: &str = "Download it";
pub const DAMAGED_FORGET: &str = "Forget it";
pub const DAMAGED_FILE: &str = "plumbline-damaged-plans.txt";
pub const NOT_OPENED: &str = "This link was not opened";
pub const START_WITH_EXAMPLE: &str = "Start with an example";
pub const FILE_OF_RESULTS: &str =
    "this file holds a team’s results. Open it in the view Results, with its own button";

/// The plan's name, or what stands for it.
pub fn shown_name(name: &str) -> &str {
    if name.trim().is_empty() { UNNAMED } else { name.trim() }
}

pub fn quoted(name: &str) -> String {
    format!("“{}”", shown_name(name))
}

pub fn copy_of(name: &str) -> String {
    format!("{}, copy", shown_name(name))
}

/// A name for a plan's file.
pub fn file_name(name: &str, ending: &str) -> String {
    crate::app::words::file_name(shown_name(name), ending)
}

/// How far the plan on the table is kept.
pub fn status(library: &Library, id: &PlanId, received: Option<&Received>) -> &'static str {
    if received.is_some() {
        "sent to you"
    } else if library.get(id).is_none() {
        "kept once you change it"
    } else if library.problem().is_some() {
        "not saved"
    } else if library.is_written(id) {
        "saved"
    } else {
        "saving…"
    }
}

/// What stands beside a plan's name in the list: “73 of 100 · 26 Nov 2026”.
pub fn beside_name(chance: Option<f64>, day: &str, format: &Format) -> String {
    match chance {
        Some(chance) => format!("{} · {day}", of_100(chance, format)),
        None => day.to_owned(),
    }
}

pub fn forget_question(plans: usize) -> String {
    let plans = match plans {
        0 => "the quota and the results".to_owned(),
        1 => "1 plan, the quota and the results".to_owned(),
        count => format!("{count} plans, the quota and the results"),
    };
    format!("Forget {plans} in this browser? This cannot be undone.")
}

/// Why what is edited is not kept, and what helps.
pub fn problem(problem: Problem) -> &'static str {
    match problem {
        Problem::Full => {
            "This browser has no more room for this page: your last edits are only here. Save the plan as a \
             file, or \
             delete plans that you no longer need."
        }
        Problem::Forbidden => {
            "This browser keeps nothing for this page (a private window, or its settings): your plan is \
             only here. \
             Save it as a file before you leave."
        }
        Problem::Refused => {
            "This browser did not keep your last edits: they are only here. Save the plan as a file; \
             keeping it is \
             tried again."
        }
    }
}

pub fn damaged(count: usize) -> String {
    let what = if count == 1 { "1 kept plan" } else { "Some kept plans" };
    format!(
        "{what} cannot be read any more. Download what is left of it, or forget it; nothing else is affected."
    )
}

/// What the reader is told once.
pub fn said(said: &Said, library: &Library) -> String {
    let name = |id: &PlanId| library.get(id).map_or("", |record| record.content.name()).to_owned();
    match said {
        Said::Deleted(record) => format!("{} was deleted.", quoted(record.content.name())),
        Said::Told(Told::Copied { of, to }) if library.get(of).is_some() => format!(
            "{} was changed in another tab meanwhile. Your edit is kept as a copy beside it: you are \
             looking at the \
             copy.",
            quoted(&name(to))
        ),
        Said::Told(Told::Copied { to, .. }) => format!(
            "{} was deleted in another tab meanwhile. Your edit keeps it, as a new plan.",
            quoted(&name(to))
        ),
        Said::Told(Told::NotDeleted(id)) => {
            format!("{} was changed in another tab meanwhile, and was not deleted.", quoted(&name(id)))
        }
        Said::Renewed => {
            "This plan was changed in another tab, and is shown as it is there. Undo brings back what stood \
             here."
                .to_owned()
        }
        Said::Gone => {
            "This plan was deleted in another tab. It stays here for as long as the page is open; an edit \
             keeps it."
                .to_owned()
        }
        Said::NotOpened(reason) => format!("Not opened: {reason}. Your plan is as it was."),
        Said::Unknown(fields) => format!(
            "The file was opened. This version does not know what it says of {}; the answer is without that.",
            fields.join(", ")
        ),
    }
}

/// What was sent, when, and whether it still answers as it did.
pub fn received(name: &str, received: &Received, now: Option<f64>, format: &Format) -> String {
    let title = quoted(name);
    let Some(headline) = &received.headline else {
        return format!("You were sent {title}. Your own plans are as they were.");
    };
    let sent = of_100(headline.chance, format);
    let day = format.day(headline.date);
    let compared = match now.map(|chance| of_100(chance, format)) {
        None => format!("As sent, {sent} futures reach the target."),
        Some(now) if now == sent => format!("As sent and as computed now, {sent} futures reach the target."),
        Some(now) => format!("As sent, {sent} futures reach the target; computed now, {now}."),
    };
    format!("You were sent {title} on {day}. {compared}")
}

pub fn back_to(name: &str) -> String {
    format!("Back to {}", quoted(name))
}

pub const BACK_TO_EXAMPLE: &str = "Close it";

pub fn not_opened(reason: &str) -> String {
    format!(
        "{}. Nothing was changed, and no other plan stands in for it.",
        crate::app::words::capitalised(reason)
    )
}
