//! Stages as headings of the deals below them: `Proposal` above `Acme 50k`, `Globex 75k`.

use super::entry::Around;
use super::names::named_amount;
use crate::entry::grammar::lines::{lines, parts};

impl Around<'_> {
    /// Each deal with the stage that stands above it; none, where a line is neither a stage alone nor a deal
    /// without one.
    pub(super) fn below_headings(&self, text: &str) -> Option<String> {
        let all = lines(text);
        let (mut said, mut at, mut heading, mut deals) = (String::new(), 1, None, 0);
        for (number, line) in all {
            let line = line.trim();
            let name = line.trim_end_matches(':');
            let is_deal = || {
                let parts = parts(line);
                named_amount(line).is_some() && !parts.iter().any(|part| self.part_stage(part).is_some())
            };
            if self.stage_of(name).is_some() {
                // Two stages in a row are counts of one.
                if heading.is_some() && deals == 0 {
                    return None;
                }
                (heading, deals) = (Some(name), 0);
            } else {
                let stage = heading.filter(|_| is_deal())?;
                said.extend(std::iter::repeat_n('\n', number - at));
                said.extend([line, ", ", stage]);
                (at, deals) = (number, deals + 1);
            }
        }
        (deals > 0).then_some(said)
    }
}
