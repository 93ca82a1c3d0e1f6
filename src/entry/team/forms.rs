//! Lines of a team that are one form as a whole: oneself, `1.2m x 9`, pods, regions, names.

use super::left_open::in_several_months;
use super::line::Reader;
use super::named::{beside_oneself, is_oneself};
use super::people::{count_in, is_count};
use super::quota::each_or_together;
use super::words::PEOPLE;
use crate::entry::EntryError;
use crate::entry::grammar::number::whole_number;
use crate::entry::grammar::tokens::{Token, split, tokens, without};
use crate::entry::grammar::words::FILLER;
use crate::model::{GroupId, RepGroup};

const EXAMPLE: &str = "12 reps, quota 600k";

impl Reader<'_> {
    /// A line that is one form as a whole: oneself, pods, names.
    pub(super) fn as_a_whole(&mut self, line: &str) -> Result<Option<Vec<RepGroup>>, EntryError> {
        if is_oneself(line) {
            return Ok(Some(vec![RepGroup::new(GroupId(0), 1)]));
        }
        if let Some(others) = beside_oneself(line)
            && let [others] = self.line(others)?.as_slice()
            && others.name.is_empty()
        {
            self.notes.push("you are counted as one of them");
            return Ok(Some(vec![RepGroup { count: others.count.saturating_add(1), ..others.clone() }]));
        }
        if let Some(groups) = Self::last_names_first(line) {
            return Ok(Some(groups));
        }
        if each_or_together(line, self.currency).is_some() {
            let reason = "this may be what each of them carries, or all of them together";
            return Err(EntryError::questioned(reason, "20 reps, 700k each"));
        }
        if let Some(each) = self.each_of(line).or_else(|| in_pods(line)) {
            return Ok(Some(vec![each]));
        }
        if let Some(each) = self.in_equal_parts(line) {
            self.notes.push("what all of them carry together, in equal parts");
            return Ok(Some(vec![each]));
        }
        if let Some(who) = without_regions(line) {
            return self.line(&who).map(Some);
        }
        if let Some(apart) = self.some_later(line) {
            return apart.map(Some);
        }
        // “5 AEs (600k each)”: what is said of those before it.
        let in_brackets = line.strip_suffix(')').and_then(|line| line.split_once(" ("));
        let counts = |part: &str| tokens(part, "").is_ok_and(|(_, all)| is_count(&all));
        if let Some((who, said)) = in_brackets.filter(|(who, said)| {
            counts(who) && !counts(said) && tokens(said, "").is_ok_and(|(_, all)| self.money(&all).is_ok())
        }) {
            return self.line(&format!("{who}, {said}")).map(Some);
        }
        // “12 reps (5 SMB, 7 ENT)”
        if let Some((who, said)) = in_brackets
            .filter(|(who, said)| counts(who) && said.contains(", ") && said.split(", ").all(counts))
        {
            let (whole, parts) = (self.line(who)?, self.line(said)?);
            let number = |groups: &[RepGroup]| groups.iter().map(|group| group.count).sum::<u32>();
            if number(&whole) == number(&parts) && whole.iter().all(|group| group.quota.is_none()) {
                return Ok(Some(parts));
            }
            let reason = "those in brackets are not all of them: say how many there are of each kind";
            return Err(EntryError::questioned(reason, "8 reps, quota 700k; 4 reps, quota 500k"));
        }
        if let Some(named) = self.names_and_amount(line).or_else(|| self.names_each(line)) {
            return named.map(Some);
        }
        if let Some(named) = self.named_quotas(line) {
            return named.map(Some);
        }
        if let Some(names) = self.names(line) {
            let named = names.into_iter().map(|name| RepGroup { name, ..RepGroup::new(GroupId(0), 1) });
            return Ok(Some(named.collect()));
        }
        in_several_months(line).map_or(Ok(None), Err)
    }

    /// `1.2m x 9`, `quota 1.2m each x 9 reps`: a quota, and how many have it.
    fn each_of(&self, line: &str) -> Option<RepGroup> {
        /// Less is no quota.
        const QUOTA_LEAST: f64 = 1_000.0;
        let (_, all) = tokens(line, EXAMPLE).ok()?;
        let (quota, count) = split(&all, &["x", "×", "*", "times"])?;
        let quota = self.money(&without(quota, &["quota", "each"])).ok()?;
        let count = count_in(&without(count, FILLER)).and_then(whole_number)?;
        let is_quota = quota.major(self.currency) >= QUOTA_LEAST;
        (is_quota && (1..1_000).contains(&count))
            .then(|| RepGroup { quota: Some(quota), ..RepGroup::new(GroupId(0), count) })
    }
}

impl Reader<'_> {
    /// `quota 2.4m split evenly between 4`: what all carry, and how many they are.
    fn in_equal_parts(&self, line: &str) -> Option<RepGroup> {
        /// What reps share is a quota from so many units of the currency on.
        const SHARED_LEAST: f64 = 1_000.0;
        const PARTS: &[&str] =
            &["evenly", "equally", "between", "among", "across", "by", "b", "w", "/", "b/w", "amongst"];
        let (_, all) = tokens(line, EXAMPLE).ok()?;
        let (whole, parts) = split(&all, &["split", "shared", "divided"]).or_else(|| {
            // “20 reps sharing 14M”, “14M / 20 reps”
            let shared = split(&all, &["sharing", "share", "who share", "splitting"]);
            let shared =
                shared.or_else(|| split(&all, &["with a combined", "with combined", "with a total"]));
            let among =
                || split(&all, &["/", "across"]).filter(|(_, who)| who.iter().any(|word| word.is(PEOPLE)));
            let is_each = all.iter().any(|word| word.is(&["each", "apiece", "per"]));
            let both = shared.map(|(who, whole)| (whole, who)).or_else(among)?;
            // “20 reps sharing 700k each”, “4 reps share 2 accounts”
            let worth = self.money(&without(both.0, &["quota", "quotas", "total", "of", "a"])).ok()?;
            (!is_each && worth.major(self.currency) >= SHARED_LEAST).then_some(both)
        })?;
        let whole = self.money(&without(whole, &["quota", "quotas", "total", "of", "a"])).ok()?;
        let count = count_in(&without(&without(parts, PARTS), FILLER)).and_then(whole_number)?;
        let quota =
            crate::model::Money::from_minor_f64(whole.minor() as f64 / f64::from(count.max(1))).ok()?;
        (1..1_000)
            .contains(&count)
            .then(|| RepGroup { quota: Some(quota), ..RepGroup::new(GroupId(0), count) })
    }
}

/// `15 sellers in 3 regions`: how many there are.
fn without_regions(line: &str) -> Option<String> {
    const PLACES: &[&str] =
        &["regions", "territories", "offices", "countries", "markets", "teams", "pods", "cities", "squads"];
    let (plain, all) = tokens(line, EXAMPLE).ok()?;
    let [who @ .., within, count, places] = all.as_slice() else { return None };
    let is_within = within.is(&["in", "across", "over"]) && places.is(PLACES);
    count_in(std::slice::from_ref(count)).filter(|_| is_within && is_count(who))?;
    Some(plain.get(..who.last()?.to)?.to_owned())
}

/// `3 pods of 4`, `2 teams of 6 reps`: so many in all.
fn in_pods(line: &str) -> Option<RepGroup> {
    const PODS: &[&str] =
        &["pod", "pods", "team", "teams", "squad", "squads", "groups", "regions", "offices"];
    let (_, all) = tokens(line, EXAMPLE).ok()?;
    let (pods, each) = split(&all, &["of", "à", "x", "with"])?;
    let (_, pods) = pods.split_last().filter(|(last, _)| last.is(PODS))?;
    let count = |said: &[Token]| count_in(&without(said, FILLER)).and_then(whole_number);
    let (pods, each) = count(pods).zip(count(&without(each, &["each", "every"])))?;
    let all = pods.checked_mul(each).filter(|all| (1..1_000).contains(all))?;
    Some(RepGroup::new(GroupId(0), all))
}
