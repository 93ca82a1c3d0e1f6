//! What is said of kept things, whatever they are.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

use super::{Keepable, KeptId, Library, Problem, Said, Told};
use crate::app::format::Format;
use crate::app::words::of_100;

/// What is said of the things of one kind.
#[derive(Debug, PartialEq)]
pub struct KeptWords {
    /// The label of the name.
    pub name: &'static str,
    /// What one without a name is called.
    pub unnamed: &'static str,
    /// The heading of the list.
    pub list: &'static str,
    /// The label of the button that opens the list.
    pub open_menu: &'static str,
    /// The heading of what begins a new one.
    pub new: &'static str,
    /// What one is.
    pub noun: &'static str,
}

pub const DUPLICATE: &str = "Duplicate";
pub const DELETE: &str = "Delete";
pub const OPEN_FILE: &str = "Open file…";
pub const SAVE_FILE: &str = "Save file";
pub const SAVE_KEYS: &str = "Ctrl+S";
pub const OPEN_LINK: &str = "Open a link";
pub const OPEN_LINK_HINT: &str = "Paste a link or its message";
pub const OPEN: &str = "Open";
pub const LINK_CUT: &str = "A part of the link is missing: the answer as it was sent, and the plan as it was \
     before if it was sent too, did not come along. The plan itself came whole.";
pub const FORGET: &str = "Forget everything here…";
pub const FORGET_SURE: &str = "Yes, forget all of it";
pub const FORGET_NOT: &str = "Keep it";
pub const BRING_BACK: &str = "Bring it back";
pub const DAMAGED_DOWNLOAD: &str = "Download it";
pub const DAMAGED_FORGET: &str = "Forget it";
pub const DAMAGED_FILE: &str = "plumbline-damaged.txt";

pub fn quoted(name: &str) -> String {
    format!("“{name}”")
}

pub fn copy_of(name: &str) -> String {
    format!("{name}, copy")
}

/// What stands in the place of [`status`] for what was sent and is only looked at.
pub const SENT: &str = "sent to you";

/// How far what lies on the table is kept.
pub fn status<C: Keepable>(library: &Library<C>, id: &KeptId) -> &'static str {
    if library.get(id).is_none() {
        "kept once you change it"
    } else if library.problem().is_some() {
        "not saved"
    } else if library.is_written(id) {
        "saved"
    } else {
        "saving…"
    }
}

/// What stands beside a name in the list: “73 of 100 · 26 Nov 2026”.
pub fn beside_name(chance: Option<f64>, day: &str, format: &Format) -> String {
    match chance {
        Some(chance) => format!("{} · {day}", of_100(chance, format)),
        None => day.to_owned(),
    }
}

/// The name, or what stands for it.
pub fn shown_name<'a>(name: &'a str, words: &KeptWords) -> &'a str {
    if name.trim().is_empty() { words.unnamed } else { name.trim() }
}

/// Why what is edited is not kept, and what helps.
pub fn problem(problem: Problem) -> &'static str {
    match problem {
        Problem::Full => {
            "This browser has no more room for this page: your last edits are only here. Save your work as a \
             file, or delete what you no longer need."
        }
        Problem::Forbidden => {
            "This browser keeps nothing for this page (a private window, or its settings): your work is \
             only here. Save it as a file before you leave."
        }
        Problem::Refused => {
            "This browser did not keep your last edits: they are only here. Save them as a file; \
             keeping them is tried again."
        }
    }
}

pub fn damaged(count: usize, noun: &str) -> String {
    let what =
        if count == 1 { format!("1 kept {noun}") } else { format!("{count} of what was kept as a {noun}") };
    format!(
        "{what} cannot be read any more. Download what is left of it, or forget it; nothing else is affected."
    )
}

/// What the reader is told once.
pub fn said<C: Keepable>(said: &Said<C>, library: &Library<C>, words: &KeptWords) -> String {
    let called = |content: &C| quoted(shown_name(content.name(), words));
    let name = |id: &KeptId| library.get(id).map_or_else(String::new, |record| called(&record.content));
    let noun = words.noun;
    match said {
        Said::Deleted(record) => format!("{} was deleted.", called(&record.content)),
        Said::Told(Told::Copied { of, to }) if library.get(of).is_some() => format!(
            "{} was changed in another tab meanwhile. Your edit is kept as a copy beside it: you are \
             looking at the copy.",
            name(to)
        ),
        Said::Told(Told::Copied { to, .. }) => {
            format!("{} was deleted in another tab meanwhile. Your edit keeps it, as a new {noun}.", name(to))
        }
        Said::Told(Told::NotDeleted(id)) => {
            format!("{} was changed in another tab meanwhile, and was not deleted.", name(id))
        }
        Said::Renewed => format!(
            "This {noun} was changed in another tab, and is shown as it is there. Undo brings back what \
             stood here."
        ),
        Said::Gone => format!(
            "This {noun} was deleted in another tab. It stays here for as long as the page is open; an edit \
             keeps it."
        ),
        Said::NotOpened(reason) => format!("Not opened: {reason}. Everything here is as it was."),
        Said::Cut => LINK_CUT.to_owned(),
        Said::Unknown(fields) => format!("The file was opened. {}", unknown_fields(fields)),
    }
}

/// What is said of fields of a file that this version does not know.
pub fn unknown_fields(fields: &[String]) -> String {
    format!(
        "This version does not know what the file says of {}; the answer is without that.",
        fields.join(", ")
    )
}
