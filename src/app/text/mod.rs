//! Every English sentence and label of the page, in one place.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

mod advice;
mod answer;
mod echoes;
mod entries;
mod fields;
mod how;
mod money;
mod one_rep;
mod pictures;
mod quota;
mod results;
mod team;

pub use advice::*;
pub use answer::*;
pub use echoes::*;
pub use entries::*;
pub use fields::*;
pub use how::*;
pub use money::*;
pub use one_rep::*;
pub use pictures::*;
pub use quota::*;
pub use results::*;
pub use team::*;

use super::format::Format;
use super::browser::WorkersEvent;
use super::state::{Answer, Notice, Presenting, View};
use crate::model::{FACTS, Scenario};
use crate::worker::dispatch::{Failure, Left, Loss};

pub const TITLE: &str = "Plumbline";
pub const TAGLINE: &str = "Is the sales target real?";
pub const PRIVACY: &str = "Nothing leaves this browser unless you share it.";
pub const ASSUMPTIONS: &str = "Assumptions";
pub const ANSWER: &str = "Answer";
pub const UNDO: &str = "Undo";
pub const REDO: &str = "Redo";
pub const COPY_LINK: &str = "Copy link";
pub const KEEP_BEFORE: &str = "Keep as before";
pub const DROP_BEFORE: &str = "Forget before";
pub const STOP: &str = "Stop";
pub const DISMISS: &str = "Dismiss";
pub const RELOAD: &str = "Reload";
pub const VIEWS: &str = "Questions";
pub const LINK_HERE: &str = "The link";
pub const THEY_MOVE_ON: &str = "They say what moves on";

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
        View::Results => "What explains what happened?",
    }
}

pub const DOORS: &str = "Where would you like to begin?";
/// For each door of a first visit: what it says, what is behind it, and the view that it opens.
pub const DOOR_WORDS: [(&str, &str, View); 4] = [
    ("Test a target", "How often is it reached, and what holds?", View::Plan),
    ("Check my quota", "One rep, five facts.", View::Quota),
    ("Explain a result", "Skill, luck, or a plan that could not be met?", View::Results),
    ("Bring a CRM export", "Rates from what really happened.", View::Results),
];

/// The words with a capital at their beginning.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
        .unwrap_or_default()
}

/// “3 of 5 facts are still the example’s.”
pub fn example_facts(scenario: &Scenario) -> Option<String> {
    match scenario.example_facts() {
        0 => None,
        FACTS => Some(format!("All {FACTS} facts are still the example’s.")),
        1 => Some(format!("1 of {FACTS} facts is still the example’s.")),
        count => Some(format!("{count} of {FACTS} facts are still the example’s.")),
    }
}

/// What became of the background workers, and whether loading the page again helps.
pub fn workers(event: &WorkersEvent) -> (String, Reloading) {
    let (loss, left) = match event {
        WorkersEvent::ModuleMissing => {
            let words = "A part of Plumbline did not load, so nothing can be worked out. What you typed is kept.";
            return (words.to_owned(), Reloading::Helps);
        }
        WorkersEvent::Lost(Loss::OtherBuild, _) => {
            let words = "This page and its background workers are of different versions. Reloading brings both up to \
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
        Left::ThePage => "Background workers are not available here, so this page computes by itself and may stop for \
                          a moment. Answers are the same, later."
            .to_owned(),
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

pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::LinkRefused(reason) => format!("The link was not opened: {reason}. Your plan is as it was."),
        Notice::LinkOpened => "This plan came with a link. Undo brings back your own.".to_owned(),
        Notice::SavedUnreadable => {
            "The plan saved in this browser could not be read. It was set aside, and this is an example."
                .to_owned()
        }
        Notice::RatesReadAsWon { .. } => {
            "These rates rise from stage to stage, so they were read as what is won from each stage.".to_owned()
        }
        Notice::RatesReadAsMovingOn => {
            "These rates were read as what moves on from each stage.".to_owned()
        }
        Notice::LinkCopied => {
            "Copied: the sentence and a link that opens this plan. The link holds all values and stage names; notes \
             stay here."
                .to_owned()
        }
        Notice::CopyRefused(_) => "This browser did not allow copying. Here is the link:".to_owned(),
    }
}

pub fn refused_run(reason: &str) -> String {
    format!("This plan could not be simulated: {reason}")
}

/// How many fields hold something that is not part of the answer.
pub fn rejections(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 field is not understood; the answer uses its last value that was.".to_owned()),
        count => {
            Some(format!("{count} fields are not understood; the answer uses their last values that were."))
        }
    }
}

/// What Copy link puts on the clipboard.
pub fn shared_text(answer: Option<&Answer>, name: &str, link: &str, format: &Format) -> String {
    let mut lines: Vec<String> = Vec::new();
    if !name.is_empty() {
        lines.push(name.to_owned());
    }
    lines.extend(answer.map(|answer| {
        let examples = example_facts(&answer.scenario).map(|words| format!(" {words}")).unwrap_or_default();
        chance_sentence(answer, format) + &examples
    }));
    lines.push(link.to_owned());
    lines.join("\n")
}
