//! A row of a spreadsheet's list of reps, below a head that says what each column holds.

use super::columns::{TeamColumn, tenure_of};
use super::line::Reader;
use super::places::joins_in;
use super::quota::may_be_of_all;
use super::words::{OPENERS, SUPPORT};
use crate::entry::EntryError;
use crate::entry::grammar::column_amounts::in_currency;
use crate::entry::grammar::lines::{cells, unquoted};
use crate::entry::grammar::tokens::{tokens, without};
use crate::entry::grammar::words::MONEY_THINGS;
use crate::entry::money::amount::one_in;
use crate::model::month_names::month_of;
use crate::model::{GroupId, Money, RepGroup};

const EXAMPLE: &str = "12 reps, quota 600k";

/// Whether a cell says when somebody leaves; `n/a`, `active` and `12/31/9999` do not.
fn says_when(cell: &str) -> bool {
    /// No date of a plan.
    const FAR: u32 = 2_100;
    let mut numbers = cell.split(|letter: char| !letter.is_ascii_digit()).filter(|number| !number.is_empty());
    let is_far =
        numbers.clone().any(|year| year.len() == 4 && year.parse().is_ok_and(|year: u32| year >= FAR));
    let says_month =
        || cell.split(|letter: char| !letter.is_alphabetic()).any(|word| month_of(word).is_some());
    !is_far && (numbers.next().is_some() || says_month())
}

/// Whether a cell below `Ramp` says that a rep is not ramped: `50%`, `no`, `3 months`, but not `100%` or
/// `done`.
fn says_ramping(cell: &str) -> bool {
    const RAMPING: [&str; 16] = [
        "no",
        "n",
        "false",
        "nein",
        "non",
        "not yet",
        "ramping",
        "ramping up",
        "in ramp",
        "in progress",
        "ongoing",
        "onboarding",
        "partial",
        "partially",
        "partly",
        "new",
    ];
    let said = cell.trim().to_lowercase();
    let number = said.trim_end_matches(['%', ' ']).replace(',', ".").parse::<f64>();
    let is_whole = |share: f64| share >= 100.0 || (share.total_cmp(&1.0).is_eq() && !said.contains('%'));
    let says_time = || says_when(&said);
    number.map_or_else(|_| RAMPING.contains(&said.as_str()) || says_time(), |share| !is_whole(share))
}

impl Reader<'_> {
    /// Why what each of so many carries is not what all of them carry together, in another column.
    fn unlike(&self, each: Money, count: u32, all_of_them: &str) -> Option<EntryError> {
        /// Both are rounded.
        const NEAR: f64 = 0.02;
        let said = tokens(all_of_them, "").ok()?.1;
        let all_of_them = one_in(&without(&said, MONEY_THINGS), self.currency, EXAMPLE).ok()?.minor() as f64;
        let together = each.minor() as f64 * f64::from(count);
        ((together - all_of_them).abs() > NEAR * all_of_them).then(|| {
            let reason = "the quotas of these reps are not their total quota: leave the column out that is \
                          not meant";
            EntryError::questioned(reason, EXAMPLE)
        })
    }

    /// A row of a spreadsheet, whose head says what each column holds; of totals, none.
    pub(in crate::entry) fn in_columns(
        &mut self,
        line: &str,
        columns: &[TeamColumn],
    ) -> Result<Vec<RepGroup>, EntryError> {
        let cells = cells(line);
        let cell = |of: TeamColumn| {
            let place = columns.iter().position(|column| *column == of)?;
            cells.get(place).copied().filter(|cell| !["", "-", "–", "?"].contains(cell))
        };
        let plain = |cell: &str| unquoted(cell).unwrap_or_else(|| cell.to_owned());
        let counted = cell(TeamColumn::Count);
        let count = counted.and_then(|cell| cell.parse().ok()).filter(|count| (1..1_000).contains(count));
        let called = cell(TeamColumn::Name).or_else(|| counted.filter(|_| count.is_none()));
        let Some(name) = called.or(counted) else { return Err(EntryError::NotUnderstood(EXAMPLE)) };
        if ["total", "totals", "sum", "team"].contains(&name.to_lowercase().as_str()) {
            return Ok(Vec::new());
        }
        // “SDR”, “VP Sales”: nobody who carries a quota of bookings.
        let is_no_closer = |role: &str| {
            let words = tokens(role, "").map_or_else(|_| Vec::new(), |(_, words)| words);
            let sells = words.iter().any(|word| word.is(&["account", "key", "territory"]));
            words.iter().any(|word| word.is(OPENERS) || (word.is(SUPPORT) && !sells))
        };
        // Whoever carries a quota sells, whatever the title.
        let each = cell(TeamColumn::Quota).or_else(|| cell(TeamColumn::QuotaEach));
        let carried = each.or_else(|| cell(TeamColumn::QuotaOfAll));
        let carries = carried.is_some_and(|quota| {
            tokens(quota, "").is_ok_and(|(_, all)| {
                one_in(&without(&all, MONEY_THINGS), self.currency, EXAMPLE)
                    .is_ok_and(|quota| quota > Money::ZERO)
            })
        });
        if !carries && cell(TeamColumn::Role).is_some_and(is_no_closer) {
            self.notes.push("those who close no deals of their own are not counted");
            return Ok(Vec::new());
        }
        let mut group = RepGroup::new(GroupId(0), 1);
        // “Reps, Quota” above “9, 800k”: how many, and no name.
        group.count = count.unwrap_or(1);
        if let Some(name) = called {
            // “101” may be a number that a spreadsheet has for a rep, or how many there are.
            if name.bytes().all(|digit| digit.is_ascii_digit()) {
                let reason = "a name with a number in it is unusual: if it is one, put it in quotes";
                return Err(EntryError::questioned(reason, "\"101\", quota 700k"));
            }
            group.name = plain(name);
        }
        if let Some(surname) = cell(TeamColumn::Surname) {
            group.name = format!("{} {}", group.name, plain(surname));
        }
        if let Some(quota) = carried {
            let quota = in_currency(plain(quota), cell(TeamColumn::Currency).map(plain));
            let quota = self.money(&tokens(&quota, EXAMPLE)?.1)?;
            let is_unsaid = cell(TeamColumn::Quota).is_some();
            if group.count > 1 && is_unsaid && may_be_of_all(quota, self.currency) {
                let reason = "this may be what each of them carries, or all of them together: call the \
                              column Quota per rep or Total quota";
                return Err(EntryError::questioned(reason, EXAMPLE));
            }
            // “Name, Quota, Total quota”: the total of the team in which the rep is.
            let all_of_them = cell(TeamColumn::QuotaOfAll).filter(|_| each.is_some() && count.is_some());
            if let Some(error) = all_of_them.and_then(|all| self.unlike(quota, group.count, &plain(all))) {
                return Err(error);
            }
            let reps = f64::from(if each.is_none() { group.count } else { 1 });
            group.quota = Some(Money::from_minor_f64(quota.minor() as f64 / reps)?);
        }
        if cell(TeamColumn::Ramp).is_some_and(says_ramping) {
            let reason = "how reps ramp has a field of its own, below the team: leave this column out";
            return Err(EntryError::questioned(reason, EXAMPLE));
        }
        let mut tenures = [TeamColumn::TenureMonths, TeamColumn::TenureYears, TeamColumn::Tenure].into_iter();
        if let Some(month) = cell(TeamColumn::Start) {
            group.joins = joins_in(self.plan, self.order, &tokens(&plain(month), EXAMPLE)?.1)?;
        } else if let Some((tenure, column)) = tenures.find_map(|of| Some((cell(of)?, of))) {
            group.joins = tenure_of(&plain(tenure), column)?.unwrap_or(group.joins);
        }
        if cell(TeamColumn::Leaves).is_some_and(says_when) {
            let reason = "who leaves has a field of its own, below the team: leave this column out";
            return Err(EntryError::questioned(reason, EXAMPLE));
        }
        Ok(vec![group])
    }
}
