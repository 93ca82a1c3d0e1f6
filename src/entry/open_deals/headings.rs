//! Stages as headings of the deals below them: `Proposal` above `Acme 50k`, `Globex 75k`.

use super::entry::Around;
use super::names::{is_amount, is_worth, named_amount};
use super::text::{is_total, says_decided};
use crate::entry::grammar::lines::{lines, parts};
use crate::entry::grammar::tokens::{Token, tokens};
use crate::entry::money::amount::amounts;
use crate::entry::rate::won_lost::{LOST, WON};
use crate::entry::stage::time::is_time;

impl Around<'_> {
    /// Each deal with the stage that stands above it; none, where a line is neither a stage alone nor a deal
    /// without one.
    pub(super) fn below_headings(&self, text: &str) -> Option<String> {
        let all = lines(text);
        let (mut said, mut at, mut heading, mut deals) = (String::new(), 1, None, 0);
        for (number, line) in all {
            let line = line.trim();
            let name = line.trim_end_matches(':');
            if self.stage_of(name).is_some() {
                // Two stages in a row are counts of one.
                if heading.is_some() && deals == 0 {
                    return None;
                }
                (heading, deals) = (Some(name), 0);
            } else {
                let stage = heading?;
                let deal = self.below_heading(line)?;
                said.extend(std::iter::repeat_n('\n', number - at));
                said.extend([&*deal, ", ", stage]);
                (at, deals) = (number, deals + 1);
            }
        }
        (deals > 0).then_some(said)
    }

    /// Whether a stage stands alone above a line that says something else, and may be its heading.
    pub(super) fn may_have_headings(&self, text: &str) -> bool {
        let is_stage = |line: &str| self.stage_of(line.trim().trim_end_matches(':')).is_some();
        let is_counted = |line: &str| {
            parts(line).first().is_some_and(|first| self.stage_and_count(first.trim()).is_some())
        };
        lines(text).windows(2).any(|pair| {
            matches!(pair, [(_, stage), (_, deal)] if is_stage(stage)
                && deal.contains(|letter: char| letter.is_ascii_digit())
                && !is_counted(deal))
        })
    }

    /// A deal that says its name, its amount and at most for how long it has been there: all of it is
    /// understood, and nothing is left for the name.
    fn below_heading(&self, line: &str) -> Option<String> {
        let letters: Vec<char> = line.chars().collect();
        let is_digit =
            |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
        let is_cut = |at: usize| {
            let is_in_number = is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
            let is_apart = letters.get(at + 1).is_none_or(|next| next.is_whitespace());
            letters.get(at) == Some(&',') && !is_in_number && !is_apart
        };
        if line.contains('\t') || (0..letters.len()).any(is_cut) {
            return None;
        }
        let parts = parts(line);
        let (first, rest) = parts.split_first()?;
        let (name, amount, times) = match (named_amount(first), rest) {
            (Some((name, amount)), times) => (name, amount, times),
            (None, [amount, times @ ..]) if is_amount(amount) => {
                ((*first).to_owned(), (*amount).to_owned(), times)
            }
            (None, _) => return None,
        };
        let is_one_amount = tokens(&amount, "").is_ok_and(|(_, all)| {
            amounts(&all, self.plan).is_some_and(|span| !span.is_range()) && all.iter().any(Token::is_number)
        });
        let words = tokens(&name, "").map_or_else(|_| Vec::new(), |(_, all)| all);
        let is_over =
            matches!(words.as_slice(), [only] if only.is(WON) || only.is(LOST) || only.is(&["closed"]));
        let is_deal = is_one_amount
            && is_worth(&amount, self.plan)
            && times.iter().all(|part| is_time(part))
            && !parts.iter().any(|part| self.part_stage(part).is_some());
        (is_deal && !is_over && !is_total(&name) && !says_decided(&name)).then(|| line.to_owned())
    }
}
