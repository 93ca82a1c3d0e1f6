//! The team of a plan: who is at work, since when, and how much reps differ.

use super::year::months_between;
use super::{AtWork, Estimates, OutcomeEstimate};
use crate::history::import::Reading;
use crate::model::limits::{NAME_CHARACTERS_MAX, TENURE_MONTHS_MAX};
use crate::model::{Date, GroupId, Joins, RepGroup, Stage, StageRecord, Team};

/// Most records of reps: a plan with them fits a link.
const RECORDS_MAX: usize = 240;

/// What a plan holds of reps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reps {
    /// How many and since when: all pass at the team's rates.
    Alike,
    /// Where they differ also how much, but not who.
    Differ,
    /// Each by name, where they differ with an own record.
    Recorded,
}

impl Reps {
    /// What a plan of these estimates can hold.
    ///
    /// A record is a rep's result, which no plan has unless names are kept. And a plan gives new
    /// opportunities to all reps alike: where those who had more passed less often, own records would make
    /// it win more than the team does. There, and where a link has no room for them, records are left out.
    pub(super) fn of(reading: &Reading, estimates: &Estimates) -> Self {
        let at_work = estimates.reps.as_ref().map_or(&[][..], |of| &of.at_work);
        let differing = || estimates.planned().iter().filter(|of| of.spread.is_some());
        let records = at_work.len() * differing().count();
        // Of several segments, each rep's opportunities fall into some of them only.
        if at_work.len() < 2 || records == 0 || !estimates.segments.is_empty() {
            Self::Alike
        } else if reading.keeps_names && records <= RECORDS_MAX && keep_the_rate(estimates.planned(), at_work)
        {
            Self::Recorded
        } else {
            Self::Differ
        }
    }
}

/// Whether reps who get as many opportunities each win as many of them as the team, within twice the error of
/// its rates.
fn keep_the_rate(stages: &[OutcomeEstimate], at_work: &[AtWork]) -> bool {
    let known = stages.iter().filter_map(|of| Some((of, of.incidence.as_ref()?)));
    let (mut of_team, mut squares, mut of_reps) = (1.0, 0.0, vec![1.0; at_work.len()]);
    for (of, incidence) in known {
        let (rate, error) = (incidence.last().moved_on, incidence.errors_at(incidence.known_until()).0);
        if rate <= 0.0 {
            return false;
        }
        of_team *= rate;
        squares += (error / rate) * (error / rate);
        for (own, rep) in of_reps.iter_mut().zip(at_work) {
            let counted = of.by_rep.get(rep.rep).copied().unwrap_or_default();
            // The mean of a rep's rate given the rep's own counts.
            *own *= of.spread.map_or(rate, |of| {
                let cases = 1.0 / of.spread - 1.0;
                (rate * cases + f64::from(counted.passed)) / (cases + f64::from(counted.decided))
            });
        }
    }
    let mean = of_reps.iter().sum::<f64>() / at_work.len() as f64;
    (mean - of_team).abs() <= 2.0 * of_team * squares.sqrt()
}

/// The team of a plan that begins on a day; none, where the file does not say who works, or more do than a
/// plan has room for.
///
/// Reps stand in groups of those who joined in the same month, unless their names are kept.
pub(super) fn team(
    reading: &Reading,
    estimates: &Estimates,
    first: Date,
    (reps, stages): (Reps, &[Stage]),
) -> Option<Team> {
    let mut groups: Vec<RepGroup> = Vec::new();
    for rep in &estimates.reps.as_ref()?.at_work {
        let joins = rep.since.map_or(Joins::Before(TENURE_MONTHS_MAX), |since| joins(since, first));
        let name = reading.reps.get(rep.rep).filter(|_| reading.keeps_names);
        let name = name.map(|of| of.name.chars().take(NAME_CHARACTERS_MAX).collect::<String>());
        let record = match reps {
            Reps::Recorded => record(estimates.planned(), stages, rep.rep),
            Reps::Alike | Reps::Differ => Vec::new(),
        };
        match groups.iter_mut().find(|group| name.is_none() && group.joins == joins) {
            Some(group) => group.count += 1,
            None => groups.push(RepGroup {
                joins,
                name: name.unwrap_or_default(),
                record,
                ..RepGroup::new(GroupId(0), 1)
            }),
        }
    }
    for (id, group) in (1..).zip(&mut groups) {
        group.id = GroupId(id);
    }
    Team::new(groups).ok()
}

/// Whole months before a plan's first day, or the month of the plan.
fn joins(since: Date, first: Date) -> Joins {
    match u32::try_from(months_between(first, since)) {
        Ok(month) if since >= first => Joins::InMonth(month),
        _ => {
            let is_over = |months: &u32| since.after_months(*months).is_some_and(|day| day <= first);
            Joins::Before((0..=TENURE_MONTHS_MAX).take_while(is_over).last().unwrap_or(0))
        }
    }
}

/// What is known of one rep where reps differ.
fn record(outcomes: &[OutcomeEstimate], stages: &[Stage], rep: usize) -> Vec<StageRecord> {
    let of_stage = |(of, stage): (&OutcomeEstimate, &Stage)| {
        let counted = of.by_rep.get(rep).filter(|counted| counted.decided > 0 && of.spread.is_some())?;
        Some(StageRecord { stage: stage.id, passed: counted.passed, entered: counted.decided })
    };
    outcomes.iter().zip(stages).filter_map(of_stage).collect()
}
