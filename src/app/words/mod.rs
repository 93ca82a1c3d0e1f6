//! What every view says alike. The words of a view are in the view's own folder.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

mod brief;
mod chances;
mod change;
mod checks;
mod coverage;
mod judged;
mod pictures;

pub use brief::*;
pub use chances::*;
pub use change::*;
pub use checks::*;
pub use coverage::*;
pub use judged::*;
pub use pictures::*;

use super::browser::WorkersEvent;
use super::format::Format;
use super::shell::{Presenting, View};
use crate::entry::{EntryError, Reading, Refusal};
use crate::worker::signals::{Failure, Left, Loss};

pub const HOLDS: &str = "Reached in";
pub const FIRST_ANSWER: &str = "Drawing the first futures…";
pub const HOW: &str = "How?";
pub const KEYS: [&str; 8] = ["k", "m", "%", "–", " of ", ".", "+", "/"];
pub const KEYS_NAME: &str = "More keys";
pub const EXAMPLE_MARK: &str = "example";
pub const NO_EXAMPLES: &str = "Every fact here is your own.";
pub const GRID_ADD: &str = "Add a row";
pub const GRID_REMOVE: &str = "Remove";
pub const GRID_UNREAD: &str = "The rows are shown once the text is understood.";

/// What a row without a name is called.
pub fn row_name(number: usize) -> String {
    format!("Row {number}")
}

/// Below the rows of a long list that are shown.
pub fn rows_more(count: usize) -> String {
    if count == 1 {
        "1 more row is in the text below.".to_owned()
    } else {
        format!("{count} more rows are in the text below.")
    }
}

pub const COPY_REFUSED: &str = "The browser did not let us copy. This is the link:";

pub const TITLE: &str = "Plumbline";
pub const PRIVACY: &str = "Nothing leaves this browser unless you share it.";
pub const ANSWER: &str = "Answer";
pub const SKIP: &str = "Skip to the answer";
pub const UNDO: &str = "Undo";
pub const REDO: &str = "Redo";
pub const UNDO_KEYS: &str = "Undo (Ctrl+Z)";
pub const REDO_KEYS: &str = "Redo (Ctrl+Shift+Z)";
pub const SLIDES: &str = "Slides";
pub const SLIDE_BACK: &str = "Slide before (←)";
pub const SLIDE_ON: &str = "Next slide (→)";
pub const MORE: &str = "More";
pub const COMPARE: &str = "Compare";
pub const COPY_LINK: &str = "Copy link";
pub const PRINT: &str = "Print";
pub const STOP: &str = "Stop";
pub const DISMISS: &str = "Dismiss";
pub const RELOAD: &str = "Reload";
pub const TRIAL_KEPT: &str =
    "A trial version of Plumbline kept something in this browser that this version does not read.";
pub const TRIAL_DOWNLOAD: &str = "Download it";
pub const TRIAL_FORGET: &str = "Forget it";
pub const TRIAL_FILE: &str = "plumbline-trial-version.json";
pub const TABLE_COPY: &str = "Copy table";
pub const TABLE_SAVE: &str = "CSV";
pub const TABLE_COPIED: &str = "Copied: paste it into a spreadsheet.";
pub const TABLE_REFUSED: &str = "The browser did not let us.";
pub const VIEWS: &str = "Questions";
pub const LINK_HERE: &str = "The link";

/// A name for a file: letters and digits of the name of what it holds.
pub fn file_name(name: &str, ending: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    format!("plumbline-{}.{ending}", parts.join("-"))
}

/// “2 of 4”.
pub fn slide_of(place: usize, count: usize) -> String {
    format!("{place} of {count}")
}

pub fn present(presenting: Presenting) -> &'static str {
    match presenting {
        Presenting::No => "Present",
        Presenting::Yes => "Back to work",
    }
}

pub fn view(view: View) -> &'static str {
    match view {
        View::Plan => "Plan",
        View::Quota => "Quota",
        View::Results => "Results",
    }
}

/// What a view answers.
pub fn view_question(view: View) -> &'static str {
    match view {
        View::Plan => "Will we reach it?",
        View::Quota => "Can I reach mine?",
        View::Results => "What explains it?",
    }
}

/// The words with a capital at their beginning.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
        .unwrap_or_default()
}

/// What became of the background workers, and whether loading the page again helps.
pub fn workers(event: &WorkersEvent) -> (String, Reloading) {
    let (loss, left) = match event {
        WorkersEvent::ModuleLate | WorkersEvent::ModuleArrived => {
            let words = "The part of Plumbline that works answers out is still on its way: the network is \
                 slow, or stands still. It starts as soon as it is there; what you type is kept.";
            return (words.to_owned(), Reloading::Helps);
        }
        WorkersEvent::ModuleMissing => {
            let words =
                "A part of Plumbline did not load, so nothing can be worked out. What you typed is kept.";
            return (words.to_owned(), Reloading::Helps);
        }
        WorkersEvent::Lost(Loss::OtherBuild, _) => {
            let words = "This page and its background workers are of different versions. Reloading brings \
                 both up to \
                         date; what you typed is kept.";
            return (words.to_owned(), Reloading::Helps);
        }
        WorkersEvent::Lost(loss, left) => (*loss, *left),
    };
    let what = match loss {
        Loss::DidNotStart | Loss::OtherBuild => "A background worker did not start",
        Loss::Died => "A background worker stopped",
        Loss::Hung => "A background worker took too long and was ended",
    };
    let words = match left {
        Left::Replaced => format!("{what}; another took its place. Answers are the same."),
        Left::Fewer(1) => format!("{what}; 1 goes on. Answers are the same, a little later."),
        Left::Fewer(left) => format!("{what}; {left} go on. Answers are the same, a little later."),
        Left::ThePage => {
            "Background workers are not available here, so this page computes by itself and may stop for \
                          a moment. Answers are the same, later."
                .to_owned()
        }
    };
    (words, Reloading::IsNoUse)
}

/// Whether loading the page again helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reloading {
    /// It does.
    Helps,
    /// It would end the same way.
    IsNoUse,
}

/// Why something was not answered, as the end of a sentence.
pub fn not_answered(reason: &Failure) -> String {
    match reason {
        Failure::Refused(reason) => reason.clone(),
        Failure::TookTooLong { seconds } => format!("it took longer than {seconds} seconds and was ended"),
        Failure::Died => "the background workers stopped at it".to_owned(),
    }
}

pub fn advice_failed(reason: &str) -> String {
    format!("The rest could not be worked out: {reason}. The answer above does not depend on it.")
}

/// Why a text was refused, as a sentence.
pub fn refusal(error: &impl std::fmt::Display) -> String {
    capitalised(&error.to_string())
}

/// Why a text was refused: in full, or the reason alone where readings to choose from stand below it.
pub fn refusal_beside(error: &EntryError, readings: &[Reading<String>]) -> String {
    if readings.is_empty() { refusal(error) } else { capitalised(&Refusal::new(error, "").reason) }
}

/// What a text was understood as, and what differs from what was typed, such as the middle of a range.
pub fn noted(echo: String, note: Option<&str>) -> String {
    match note {
        Some(note) if echo.is_empty() => note.to_owned(),
        Some(note) => format!("{echo}; {note}"),
        None => echo,
    }
}

pub fn stage_name(place: usize, name: &str) -> String {
    if name.is_empty() { format!("Stage {}", place + 1) } else { name.to_owned() }
}

/// “41–59%”; where the sign stands in front, both have it.
pub fn percent_range(low: f64, high: f64, format: &Format) -> String {
    let (low, high) = (format.percent(low, 0), format.percent(high, 0));
    let bare = low.strip_suffix('%').map_or(low.as_str(), str::trim_end);
    format!("{bare}–{high}")
}
