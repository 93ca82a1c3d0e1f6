//! Where a rep works, what a rep did there, and from which month: places, records and months of the plan.

use super::named::segment_of;
use crate::entry::EntryError;
use crate::entry::calendar::days::{Days, Named, Stretch};
use crate::entry::grammar::lines::unquoted;
use crate::entry::grammar::number::whole_number;
use crate::entry::grammar::quantity::{COUNTS, trimmed};
use crate::entry::grammar::tokens::{Token, split};
use crate::model::DayOrder;
use crate::model::limits::TENURE_MONTHS_MAX;
use crate::model::month_names::month_of;
use crate::model::{Date, Joins, Scenario, Segment, SegmentId, Stage, StageRecord};

/// Where a rep works, or what a rep did there.
pub(super) enum Place {
    Segment(SegmentId),
    Record(StageRecord),
}

/// What a whole part says of a place: `in Mid-market`, `45 of 100 at Proposal`.
pub(super) fn place_in(plan: &Scenario, part: &str, all: &[Token]) -> Option<Place> {
    let segment = || segment_of(part.trim().strip_prefix("in ")?, plan.segments());
    record_in(plan, part, all).map(Place::Record).or_else(|| Some(Place::Segment(segment()?.id)))
}

/// A month of the plan: `april 2027`, `month 4`.
pub(in crate::entry) fn month_in(
    plan: &Scenario,
    order: Option<DayOrder>,
    said: &[Token],
) -> Result<u32, EntryError> {
    const MONTH: &str = "3 reps, from April";
    let calendar = &plan.parts().calendar;
    let months = calendar.months().len();
    let said = trimmed(said);
    // “im Mai dazu”
    let said = said
        .split_last()
        .filter(|(last, _)| last.is(&["dazu", "hinzu", "erbij", "bij"]))
        .map_or(said, |(_, rest)| rest);
    if said.first().is_some_and(|end| end.is(&["end", "mid", "middle", "late"])) {
        let reason = "reps join on the first day of a month: say which month";
        return Err(EntryError::questioned(reason, MONTH));
    }
    let place = match said {
        [word, number] if word.is(&["month"]) => {
            number.text.parse::<usize>().ok().and_then(|number| number.checked_sub(1))
        }
        [name, year @ ..] => (0..months).find(|place| {
            let year = match year {
                [] => Some(None),
                [year] => year
                    .text
                    .parse::<i32>()
                    .ok()
                    .map(|year| Some(if year < 100 { 2000 + year } else { year })),
                _ => None,
            };
            let date = calendar.month_date(*place);
            date.zip(year).is_some_and(|(date, year)| {
                month_of(&name.text) == Some(date.month()) && year.is_none_or(|year| year == date.year())
            })
        }),
        [] => None,
    };
    // “from Q2”
    let days = Days { today: calendar.start(), order, fiscal_start: plan.parts().fiscal_start };
    let stretches = days.stretches(said);
    // “15 Aug”
    let is_within = |day: &Stretch| day.named == Named::Day && day.first.day() > 1;
    // “1/5” is 5 January where the month stands first; where both orders are usual, either may be meant.
    if stretches.iter().any(is_within) && place.is_none() {
        let reason = "reps join on the first day of a month: say which month";
        return Err(EntryError::questioned(reason, MONTH));
    }
    let first = || {
        let mut days = stretches.iter().filter(|day| stretches.len() == 1 || day.named == Named::Day);
        days.next().filter(|_| days.next().is_none()).map(|day| day.first)
    };
    let is_month_of = |first: Date, place: &usize| {
        let month = calendar.month_date(*place);
        month.is_some_and(|month| (month.year(), month.month()) == (first.year(), first.month()))
    };
    let place = place.or_else(|| {
        let first = first()?;
        (0..months).find(|place| is_month_of(first, place))
    });
    let place = place.filter(|place| *place < months).and_then(|place| u32::try_from(place).ok());
    place.ok_or(EntryError::questioned("reps join in a month of the plan", MONTH))
}

/// From which month on a rep is there, or for how many months, where the day is before the plan begins:
/// `2024-03-01`.
pub(super) fn joins_in(
    plan: &Scenario,
    order: Option<DayOrder>,
    said: &[Token],
) -> Result<Joins, EntryError> {
    let error = match month_in(plan, order, said) {
        Ok(month) => return Ok(Joins::InMonth(month)),
        Err(error) => error,
    };
    let start = plan.parts().calendar.month_date(0);
    let days = Days { today: None, order, fiscal_start: plan.parts().fiscal_start };
    let before = |start: Date| {
        let stretches = days.stretches(said);
        let all_before = stretches.iter().all(|stretch| stretch.has_year && stretch.first < start);
        let first = stretches.first().filter(|_| all_before)?.first;
        let years = u32::try_from(start.year() - first.year()).ok()?;
        let months = (12 * years + start.month()).checked_sub(first.month())?;
        Some(Joins::Before(months.min(TENURE_MONTHS_MAX)))
    };
    start.and_then(before).ok_or(error)
}

/// `45 of 100 at Proposal`.
fn record_in(plan: &Scenario, part: &str, all: &[Token]) -> Option<StageRecord> {
    let (counts, _) = split(all, &["at"])?;
    let (passed, entered) = split(counts, &["of", "/", "out of"])?;
    let number =
        |tokens: &[Token]| whole_number(COUNTS.quantity(trimmed(tokens))?.value()).filter(|n| *n < u32::MAX);
    // The name as it is written, whatever letters it has.
    let (_, name) = part.split_once(" at ")?;
    let quoted = unquoted(name);
    let wanted = quoted.as_deref().unwrap_or(name.trim());
    let stages = || plan.segments().iter().flat_map(Segment::stages);
    let number_said =
        wanted.to_lowercase().strip_prefix("stage ").filter(|_| quoted.is_none()).map(str::to_owned);
    let number_said = number_said.as_deref();
    let is_number =
        |own: &&Stage| number_said.is_some_and(|said| said.trim_start_matches('#').parse() == Ok(own.id.0));
    let is_marked = number_said.is_some_and(|said| said.starts_with('#'));
    let stage = stages()
        .find(|own| is_marked && is_number(own))
        .or_else(|| stages().find(|own| !wanted.is_empty() && own.name() == wanted))
        .or_else(|| {
            stages().find(|own| !wanted.is_empty() && own.name().to_lowercase() == wanted.to_lowercase())
        })
        .or_else(|| stages().find(is_number))?;
    Some(StageRecord { stage: stage.id, passed: number(passed)?, entered: number(entered)? })
}

/// The segment of a name, or of `segment 2`.
pub(super) fn segment_in<'a>(plan: &'a Scenario, plain: &str, said: &[Token]) -> Option<&'a Segment> {
    let name = plain.get(said.first()?.from..said.last()?.to)?;
    segment_of(name, plan.segments())
}
