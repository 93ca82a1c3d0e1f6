//! Every English sentence and label of the view of one rep's quota.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

mod answer;
mod days;
mod fields;

pub use crate::app::words::*;
pub use answer::*;
pub use fields::*;

use crate::advice::QuotaAnswer;
use crate::app::format::Format;
use crate::app::kept::KeptWords;
use crate::model::{OpenPipeline, QuotaCheck, Segment};

/// What the list of quotas says.
pub const KEPT: KeptWords = KeptWords {
    name: "Name of the quota",
    unnamed: "Quota without a name",
    list: "Your quotas",
    open_menu: "Quotas and files",
    new: "New quota",
    noun: "quota",
};

pub const WAITS: &str = "not in the answer yet: another field is not understood";

pub const NEW_QUOTA: &str = "From the example";

pub const FACTS_TITLE: &str = "My five facts";

pub const FACTS_RECEIVED: &str = "The five facts that were sent";

pub const QUOTA_WAITS: &str = "The answer comes once the five facts are understood.";

pub const QUOTA_CHANCE: &str = "Chance of the quota";

pub const QUOTA: &str = "the quota";

pub const QUOTA_COVERAGE: &str = "Coverage for what is left of the quota";

pub const LINK_HOLDS: &str = "What the link holds";

pub const MAKE_MINE: &str = "Make my copy";

pub const BACK_TO_MINE: &str = "Back to mine";

pub const FORGET_QUOTA: &str = "Forget my quota";

pub const QUOTA_COPIED: &str = "Sentence and link are on the clipboard.";

pub const TEAM_LEFT: &str = "Leave the team’s rate out";

/// What goes with the link, and what stays.
pub fn link_holds(check: &QuotaCheck, format: &Format) -> String {
    let segment = check.scenario().segments().first();
    let open = segment.and_then(|segment| segment.pipeline().listed());
    let named = open.map_or(0, |open| open.deals().iter().filter(|deal| !deal.name.is_empty()).count());
    let mut goes = vec!["quota, period and what is won so far".to_owned()];
    goes.push(format!("{} open deals, unnamed", format.number(open.map_or(0, OpenPipeline::len) as f64, 0)));
    let is_of_stages = segment.is_some_and(Segment::has_named_stages);
    goes.push(if is_of_stages { "your stages and their rates" } else { "your rate" }.to_owned());
    goes.extend(check.team().map(|_| "the team’s pooled rate".to_owned()));
    let stays = if named > 0 {
        format!(" Stays here: the names of {} deals.", format.number(named as f64, 0))
    } else {
        String::new()
    };
    format!("Goes: {}. Nobody is named.{stays}", goes.join(", "))
}

/// What is put on the clipboard.
pub fn quota_shared(
    answer: &QuotaAnswer,
    check: &QuotaCheck,
    examples: usize,
    link: &str,
    format: &Format,
) -> String {
    let examples = example_quota_facts(examples).map(|words| format!(" {words}")).unwrap_or_default();
    format!(
        "{} {}{examples}\n{link}",
        quota_sentence(answer, check, Reader::Other, format),
        more_sentence(answer, check, format)
    )
}

/// “3 of 5 facts are still the example’s.”
pub fn example_quota_facts(facts: usize) -> Option<String> {
    match facts {
        0 => None,
        1 => Some("1 of 5 facts is still the example’s.".to_owned()),
        facts => Some(format!("{facts} of 5 facts are still the example’s.")),
    }
}

/// What is said of a quota that was sent, with the day of which it speaks.
pub fn quota_opened(check: Option<&QuotaCheck>, format: &Format) -> String {
    let day = check.and_then(|check| check.scenario().parts().calendar.start());
    // A period that is still to come says nothing of when it was sent.
    let day = day.filter(|day| format.style().today.is_none_or(|today| *day <= today));
    let stood = day.map_or_else(String::new, |day| format!(", as it stood on {}", format.day(day)));
    format!(
        "This quota came with a link{stood}. Yours is kept as it is; nothing is saved before you make a copy."
    )
}

pub const SAYS_MORE: &str = "This link says more than these fields can show: the answer is that of the \
     link, not of the fields. Once \
     you type, it is that of the fields.";
