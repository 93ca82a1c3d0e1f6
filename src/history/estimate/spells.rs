//! Times under observation: how old each opportunity was when it came into sight, and when and how its time
//! in a stage ended.

use crate::history::import::{Meaning, Opportunity, Reading};
use crate::model::Date;

/// How an opportunity's time in a stage ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It moved on; of whole opportunities and in the last stage: it was won.
    MovedOn,
    /// It was lost.
    Lost,
    /// It was still open on the last day of which the file knows.
    Open,
}

/// The time for which an opportunity was seen in a stage. Ages are whole days since it entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// Its age on the first day on which an end would have been seen: 0, unless the file begins later than
    /// the opportunity.
    pub from: u32,
    /// Its age at the end.
    pub to: u32,
    /// How the time ended.
    pub end: End,
}

/// The spells of a stage, or of whole opportunities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spells {
    /// Those whose days are known.
    pub all: Vec<Spell>,
    /// Opportunities that were in the stage, of which the file does not say when it began or ended.
    pub undated: usize,
}

impl Spells {
    /// Adds a spell that began on one day and ended on another, seen from a day on.
    fn add(&mut self, began: Option<Date>, ended: Option<Date>, end: End, seen_from: Option<Date>) {
        let Some((began, ended)) = began.zip(ended) else {
            self.undated += 1;
            return;
        };
        let age = |day: Date| u32::try_from(began.days_until(day));
        let Ok(to) = age(ended) else {
            self.undated += 1;
            return;
        };
        let from = seen_from.map_or(0, |day| age(day).unwrap_or(0));
        // What ended before the file begins is in it only because of what happened later: it tells nothing.
        if from <= to {
            self.all.push(Spell { from, to, end });
        }
    }
}

/// Whole opportunities, from the day they began until they were won or lost.
pub fn whole(reading: &Reading, as_of: Date, seen_from: Option<Date>) -> Spells {
    let mut spells = Spells::default();
    for opportunity in &reading.opportunities {
        let began = began(opportunity);
        match opportunity.meaning {
            Meaning::Won => spells.add(began, opportunity.closed, End::MovedOn, seen_from),
            Meaning::Lost => spells.add(began, opportunity.closed, End::Lost, seen_from),
            Meaning::Open => spells.add(began, Some(as_of), End::Open, seen_from),
            Meaning::LeftOut => {}
        }
    }
    spells
}

/// Opportunities in a stage, from the day they entered it until they moved on or were lost.
pub fn in_stage(reading: &Reading, stage: usize, as_of: Date, seen_from: Option<Date>) -> Spells {
    let mut spells = Spells::default();
    for opportunity in &reading.opportunities {
        let Some(furthest) = opportunity.stage.filter(|furthest| *furthest >= stage) else { continue };
        let entered = entered_at(opportunity, stage).or(if stage == 0 { began(opportunity) } else { None });
        let later = (stage + 1..=furthest).find_map(|later| entered_at(opportunity, later));
        let (end, ended) = match (opportunity.meaning, furthest > stage) {
            (Meaning::LeftOut, _) => continue,
            // A stage that was skipped leaves no day; the next known one is when it had moved on.
            (Meaning::Won, _) => (End::MovedOn, later.or(opportunity.closed)),
            (Meaning::Lost | Meaning::Open, true) => (End::MovedOn, later),
            (Meaning::Lost, false) => (End::Lost, opportunity.closed),
            (Meaning::Open, false) => (End::Open, Some(as_of)),
        };
        spells.add(entered, ended, end, seen_from);
    }
    spells
}

/// The day an opportunity began: when it was created, else when it entered its first known stage.
pub(in crate::history) fn began(opportunity: &Opportunity) -> Option<Date> {
    opportunity.created.or_else(|| opportunity.entered.iter().flatten().min().map(|moment| moment.day))
}

/// The day of a stage's column.
fn entered_at(opportunity: &Opportunity, stage: usize) -> Option<Date> {
    opportunity.entered.get(stage).copied().flatten().map(|moment| moment.day)
}
