//! Deals without a name that are alike in everything, in one line: `70 deals; Discovery; $32,222.22 each; 0
//! days`.

use super::columns::count_of;
use super::entry::{Around, DEAL, Open};
use crate::entry::grammar::lines::parts;
use crate::entry::grammar::tokens::tokens;
use crate::entry::money::amount::one_in;
use crate::entry::stage::time::read_days;
use crate::entry::{EntryError, Formatter, write_money};
use crate::model::limits::OPEN_DEALS_MAX;
use crate::model::{Currency, OpenDeal};

/// Behind how many there are, and behind what each is worth.
const DEALS: &str = " deals";
const EACH: &str = " each";

impl Around<'_> {
    /// The deals of a line that says how many are alike; none, where it does not.
    pub(super) fn alike(&self, line: &str) -> Option<Result<Vec<Open>, EntryError>> {
        let parts = parts(line);
        let [count, stage, amount, age] = parts.as_slice() else { return None };
        let count = usize::try_from(count_of(count.strip_suffix(DEALS)?)?).ok()?;
        let (stage, amount) = (self.part_stage(stage)?, amount.strip_suffix(EACH)?);
        let deal = || {
            let amount = Some(one_in(&tokens(amount, DEAL)?.1, self.plan, DEAL)?);
            let age_days = read_days(age, DEAL)?;
            Ok(OpenDeal { name: String::new(), stage, amount, age_days })
        };
        // Of more than a plan may have, one too many is refused as all of them are.
        let all = |deal: OpenDeal| vec![deal; count.min(OPEN_DEALS_MAX + 1)];
        Some(deal().map(|deal| all(deal).into_iter().map(Open::Deal).collect()))
    }
}

/// Deals in runs of those that are alike in everything and have no name but an amount; each other alone.
pub(in crate::entry) fn in_runs(deals: &[OpenDeal]) -> impl Iterator<Item = &[OpenDeal]> {
    deals.chunk_by(|one, next| one.name.is_empty() && one.amount.is_some() && one == next)
}

/// The line of a run of several.
pub(super) fn write_run(
    count: usize,
    (stage, amount, days): (&str, crate::model::Money, &str),
    currency: Currency,
    format: &dyn Formatter,
) -> String {
    let (count, amount) = (format.exact_count(count as f64), write_money(amount, currency, format));
    format!("{count}{DEALS}; {stage}; {amount}{EACH}; {days}")
}
