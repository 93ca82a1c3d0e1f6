//! Open deals of several stages, each worth as much: `3 in Demo, 2 in Proposal, about 30k each`.

use super::entry::{Around, Open, OpenEntry};
use crate::entry::deal_size::read::size_in;
use crate::entry::grammar::tokens::{Token, tokens};
use crate::model::OpenPipeline;

/// Words that say that what stands before them is of one deal.
const EACH: &[&str] = &["each", "apiece"];
/// What leads to an amount behind what is counted.
const LEADS: &[&str] =
    &[",", ";", "of", "at", "worth", "about", "around", "approx", "roughly", "circa", "~", "all", "avg"];

impl Around<'_> {
    /// Deals that are counted in several stages with what each is worth at the end of the line; none, where
    /// the line says something else.
    pub(super) fn each_of_several(&self, line: &str) -> Option<OpenEntry> {
        let (plain, all) = tokens(line, "").ok()?;
        let (_, said) = all.split_last().filter(|(last, _)| last.is(EACH))?;
        let amount = said.iter().rposition(|token| token.is(LEADS))? + 1;
        let counted = said.iter().take(amount).rposition(|token| !token.is(LEADS))?;
        let head = plain.get(..said.get(counted)?.to)?;
        let amount = plain.get(said.get(amount)?.from..said.last()?.to)?;
        let count = |open: Open| if let Open::Count(count) = open { Some(count) } else { None };
        let counts: Vec<_> = self.by_stages(head)?.into_iter().map(count).collect::<Option<_>>()?;
        let size = size_in(amount, self.plan).ok()?;
        let is_several = counts.len() > 1 && said.iter().skip(counted + 1).any(Token::is_number);
        let open = OpenPipeline::new(counts, Vec::new()).ok().filter(|_| is_several)?;
        Some(OpenEntry { open, size: Some(size) })
    }
}
