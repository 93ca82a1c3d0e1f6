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
    /// Of each of them, whose it was and for how long it could be seen.
    pub(super) watched: Vec<Watched>,
    /// Opportunities that were in the stage, of which the file does not say when it began or ended.
    pub undated: usize,
}

/// Whose a spell was, and for how long it could be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Watched {
    /// A place in [`Reading::reps`].
    pub(super) rep: usize,
    /// The age on the file's last day, had the spell not ended before.
    pub(super) until: u32,
}

/// What of opportunities a file shows.
#[derive(Clone, Copy, Debug)]
struct Sight {
    /// The first day on which an end would be seen, if not all are.
    from: Option<Date>,
    /// The file's last day.
    until: Date,
}

impl Spells {
    /// Adds a rep's spell that began on one day and ended on another.
    fn add(&mut self, rep: usize, (began, ended): (Option<Date>, Option<Date>), end: End, sight: Sight) {
        let Some((began, ended)) = began.zip(ended) else {
            self.undated += 1;
            return;
        };
        let age = |day: Date| u32::try_from(began.days_until(day));
        let Ok(to) = age(ended) else {
            self.undated += 1;
            return;
        };
        let from = sight.from.map_or(0, |day| age(day).unwrap_or(0));
        // What ended before the file begins is in it only because of what happened later: it tells nothing.
        if from <= to {
            self.all.push(Spell { from, to, end });
            self.watched.push(Watched { rep, until: age(sight.until).unwrap_or(0).max(to) });
        }
    }
}

/// Whole opportunities, from the day they began until they were won or lost.
pub fn whole(reading: &Reading, as_of: Date, seen_from: Option<Date>) -> Spells {
    let (mut spells, sight) = (Spells::default(), Sight { from: seen_from, until: as_of });
    for opportunity in &reading.opportunities {
        let (end, ended) = match opportunity.meaning {
            Meaning::Won => (End::MovedOn, opportunity.closed),
            Meaning::Lost => (End::Lost, opportunity.closed),
            Meaning::Open => (End::Open, Some(as_of)),
            Meaning::LeftOut => continue,
        };
        spells.add(opportunity.rep, (began(opportunity), ended), end, sight);
    }
    spells
}

/// Opportunities in a stage, from the day they entered it until they moved on or were lost.
pub fn in_stage(reading: &Reading, stage: usize, as_of: Date, seen_from: Option<Date>) -> Spells {
    let (mut spells, sight) = (Spells::default(), Sight { from: seen_from, until: as_of });
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
        spells.add(opportunity.rep, (entered, ended), end, sight);
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
