//! Sentences of one rep's results: what explains them.

use super::{count, of_100, within_words};
use crate::app::format::Format;
use crate::history::{Explanation, MORE_OPPORTUNITIES_MAX, Outcome, Reach, StageVerdict, StillOpen, Verdict};
use crate::model::{HistoryStage, RepHistory, TeamHistory};

/// The outcome, in its own words and no others.
pub fn outcome(explanation: &Explanation, history: &TeamHistory, format: &Format) -> String {
    let named = |place: usize| {
        let name = history.stages().get(place).map_or("", |stage| stage.name.as_str());
        let of = explanation.stages.get(place).zip(history.stages().get(place));
        let counts = of.map_or_else(String::new, |(of, stage)| ordinary_words(of, stage, format));
        (name.to_owned(), counts)
    };
    match explanation.outcome {
        Outcome::Ordinary if explanation.chance.is_none() => "An ordinary result".to_owned(),
        Outcome::Ordinary => format!("{}, and an ordinary result", reachable(explanation)),
        Outcome::Fewer(place) => {
            let (name, counts) = named(place);
            let (fewer, quota) = match explanation.chance {
                None => ("Fewer".to_owned(), ""),
                Some((_, Reach::NotTold)) => {
                    ("Fewer".to_owned(), "; whether the quota was within reach cannot be told yet")
                }
                Some(_) => (format!("{}, but fewer", reachable(explanation)), ""),
            };
            format!(
                "{fewer} passed {name} than luck explains ({counts}){quota}. Look there first: process, \
                 lead mix, territory, recording"
            )
        }
        Outcome::QuotaNotTold(more) if more >= MORE_OPPORTUNITIES_MAX => {
            "Cannot be told yet: the quota looks hard to reach, but is too near to what the team may be \
             able to do"
                .to_owned()
        }
        Outcome::QuotaNotTold(more) => format!(
            "Cannot be told yet: the quota looks hard to reach, but of the team too little is known; about \
             {} more opportunities of \
             the others would",
            count(f64::from(more), format)
        ),
        Outcome::HardToReach => "Hard to reach at team rates: look at quota and supply first".to_owned(),
        Outcome::Both(_) => "Both: settle the quota before discussing the work".to_owned(),
        Outcome::CannotTell(more) if more >= MORE_OPPORTUNITIES_MAX => {
            "Cannot be told yet; no number of further opportunities would: the team’s own rate is too \
             little known"
                .to_owned()
        }
        Outcome::CannotTell(more) if more >= FAR_MORE => format!(
            "Cannot be told from so few opportunities: it would take about {} more",
            count(f64::from(more), format)
        ),
        Outcome::CannotTell(more) => {
            format!("Cannot be told yet; about {} more opportunities would", count(f64::from(more), format))
        }
    }
}

/// From so many further opportunities on, those of years, more is said of how few there are.
const FAR_MORE: u32 = 1_000;

/// “Reachable”, also where only as a stretch.
fn reachable(explanation: &Explanation) -> &'static str {
    match explanation.chance {
        Some((_, Reach::Stretch)) => "Reachable as a stretch",
        _ => "Reachable",
    }
}

/// The two questions, with their chances.
pub fn questions_of_rep(
    explanation: &Explanation,
    rep: Option<&RepHistory>,
    history: &TeamHistory,
    format: &Format,
) -> Vec<String> {
    let had = had_words(rep, history, format);
    let mut lines = Vec::new();
    match explanation.chance {
        Some((chance, reach)) => {
            let reach = match reach {
                Reach::Reachable => "reachable",
                Reach::Stretch => "a stretch",
                Reach::Hard => "hard to reach",
                Reach::NotTold => "whether that is hard to reach cannot be told yet",
            };
            lines.push(format!(
                "Was the quota reachable? At team rates, with {had}, in {} futures: {reach}.",
                of_100(chance.value, format)
            ));
        }
        None if rep.is_some_and(|rep| rep.quota.is_some()) => {
            lines.push(
                "Was the quota reachable? To tell, it takes wins of the others and what they booked; a row \
                 named Plan needs bookings too."
                    .to_owned(),
            );
        }
        None => lines.push("Was the quota reachable? This rep has none in the table.".to_owned()),
    }
    let n = |count: u32| format.number(f64::from(count), 0);
    let (won, (low, high)) = (explanation.wins.0, explanation.ordinary_wins);
    lines.push(format!(
        "Is the result ordinary? {} won; at team rates {}–{} is ordinary{}.",
        n(won),
        n(low),
        n(high),
        by_luck(explanation, format)
    ));
    lines
}

/// “ for one of 5 reps. As few come by luck for a given rep in 3 of 100 futures, for any of the 5 in 14 of
/// 100”.
fn by_luck(explanation: &Explanation, format: &Format) -> String {
    let reps = explanation.looked_at;
    let chance = explanation.at_most_as_many;
    if reps < 2 || chance > 0.5 {
        return format!(", and at most as many come in {} futures", of_100(chance, format));
    }
    let n = format.number(f64::from(reps), 0);
    format!(
        " for one of {n} reps. As few come by luck for a given rep in {} futures, for any of the {n} in {}",
        of_100(chance, format),
        of_100(explanation.any_as_few, format)
    )
}

/// The opportunities that a rep had, and how many of them count for nothing yet.
fn had_words(rep: Option<&RepHistory>, history: &TeamHistory, format: &Format) -> String {
    let n = |count: u32| format.number(f64::from(count), 0);
    let stages = rep.into_iter().flat_map(|rep| &rep.stages).zip(history.stages());
    let open: Vec<String> = stages
        .filter(|(of, _)| of.open > 0)
        .map(|(of, stage)| format!("{} of {} at {}", n(of.open), n(of.entered), stage.name))
        .collect();
    if open.is_empty() {
        "the opportunities really there".to_owned()
    } else {
        format!("the opportunities really there and decided so far (still open: {})", open.join(", "))
    }
}

/// “4 of 40 within 60 days; 5–15 is ordinary”.
fn ordinary_words(of: &StageVerdict, stage: &HistoryStage, format: &Format) -> String {
    let n = |count: u32| format.number(f64::from(count), 0);
    format!(
        "{} of {}{}; {}–{} is ordinary",
        n(of.counted.passed),
        n(of.counted.decided),
        within_words(stage.age_days, format),
        n(of.ordinary.0),
        n(of.ordinary.1)
    )
}

/// Which stage stands behind “both”.
pub fn both_words(explanation: &Explanation, history: &TeamHistory, format: &Format) -> Option<String> {
    let Outcome::Both(place) = explanation.outcome else { return None };
    let (of, stage) = explanation.stages.get(place).zip(history.stages().get(place))?;
    let counts = ordinary_words(of, stage, format);
    Some(format!(
        "Hard to reach at team rates, and fewer passed {} than luck explains ({counts}).",
        stage.name
    ))
}

/// What is more than luck explains gets the same caution.
pub fn more_words(explanation: &Explanation, history: &TeamHistory, format: &Format) -> Vec<String> {
    let stages = explanation.stages.iter().zip(history.stages());
    let more = stages.filter(|(of, _)| of.verdict == Verdict::More).map(|(of, stage)| {
        format!(
            "More passed {} than luck explains ({}): the same caution holds, process, lead mix, territory \
             or recording.",
            stage.name,
            ordinary_words(of, stage, format)
        )
    });
    more.collect()
}

pub fn supply_words(explanation: &Explanation, format: &Format) -> Option<String> {
    let supply = explanation.supply?;
    let n = |count: u32| format.number(f64::from(count), 0);
    let verdict = if supply.assigned < supply.ordinary.0 {
        ": fewer than luck explains, a matter of supply"
    } else if supply.assigned > supply.ordinary.1 {
        ": more than luck explains"
    } else {
        ""
    };
    Some(format!(
        "Assigned: {} opportunities, the others {} on average, {}–{} is ordinary{verdict}. Self-sourced: \
         {}; few of those is no matter of \
         supply.",
        n(supply.assigned),
        format.number(supply.of_others, 1),
        n(supply.ordinary.0),
        n(supply.ordinary.1),
        n(supply.self_sourced)
    ))
}

/// What a rep has still open beyond what is ordinary, and what follows from it.
pub fn open_words(
    explanation: &Explanation,
    open: &[Option<StillOpen>],
    history: &TeamHistory,
    format: &Format,
) -> Vec<String> {
    let n = |count: u32| format.number(f64::from(count), 0);
    let line = |((of, open), stage): ((&StageVerdict, &Option<StillOpen>), &HistoryStage)| {
        let open = open.filter(|open| open.excess != 0)?;
        let surplus = n(u32::try_from(open.excess.abs()).unwrap_or(u32::MAX));
        let follows = match (open.excess > 0, of.verdict) {
            (true, Verdict::Fewer) => {
                format!("even if all {surplus} above that pass, fewer passed than luck explains")
            }
            (true, Verdict::More) => {
                format!("even if none of the {surplus} above that passes, more passed than luck explains")
            }
            (true, Verdict::Ordinary) => {
                format!("whether none or all of the {surplus} above that pass, what passed is ordinary")
            }
            (true, Verdict::Undecided) => format!(
                "whether what passed is ordinary hangs on how the {surplus} above that end, and can be told \
                 once about so many more are decided"
            ),
            (false, Verdict::Fewer) => {
                format!(
                    "even without {surplus} that were lost while the others’ are still open, fewer passed \
                     than luck explains"
                )
            }
            (false, Verdict::More) => {
                format!(
                    "even without {surplus} that passed while the others’ are still open, more passed than \
                     luck explains"
                )
            }
            (false, Verdict::Ordinary) => {
                format!(
                    "with or without {surplus} that are decided while the others’ are still open, what \
                     passed is ordinary"
                )
            }
            (false, Verdict::Undecided) => format!(
                "whether what passed is ordinary hangs on {surplus} that are decided while the others’ are \
                 still open: it cannot be told by these counts"
            ),
        };
        Some(format!(
            "Still open at {}: {} of {}; {}–{} would be ordinary if they were as old as the others’. So \
             {follows}.",
            stage.name,
            n(open.open),
            n(open.entered),
            n(open.ordinary.0),
            n(open.ordinary.1),
        ))
    };
    explanation.stages.iter().zip(open).zip(history.stages()).filter_map(line).collect()
}

pub fn explain_rows(
    explanation: &Explanation,
    open: &[Option<StillOpen>],
    history: &TeamHistory,
    format: &Format,
) -> Vec<Vec<String>> {
    let n = |count: u32| format.number(f64::from(count), 0);
    let row = |((of, open), stage): ((&StageVerdict, &Option<StillOpen>), &HistoryStage)| {
        let open = open.map(|of| {
            format!("{} of {}; {}–{}", n(of.open), n(of.entered), n(of.ordinary.0), n(of.ordinary.1))
        });
        vec![
            format!("{}{}", stage.name, within_words(stage.age_days, format)),
            format!("{} of {}", n(of.counted.passed), n(of.counted.decided)),
            format!("{}–{}", n(of.ordinary.0), n(of.ordinary.1)),
            format.percent(of.team, 0),
            open.unwrap_or_else(|| if stage.age_days.is_some() { "at equal age" } else { "–" }.to_owned()),
        ]
    };
    explanation.stages.iter().zip(open).zip(history.stages()).map(row).collect()
}

/// The thresholds in force.
pub fn thresholds_words(explanation: &Explanation, format: &Format) -> String {
    let of = explanation.thresholds;
    let comparisons = match explanation.looks {
        1 => "1 comparison".to_owned(),
        looks => format!("{} comparisons", format.number(f64::from(looks), 0)),
    };
    format!(
        "Thresholds in force: reachable from {}, hard to reach below {}, if that holds at team rates and \
         deals better than 19 in 20 of \
         those that are likely; ordinary so that a team of equally skilled reps has anybody outside \
         in {} of all cases, which for {} (reps × stages) leaves {} for each.",
        format.percent(of.reachable, 0),
        format.percent(of.hard, 0),
        format.percent(of.alarm, 1),
        comparisons,
        format.percent(explanation.alarm_of_each, 3)
    )
}

pub fn how_explained(explanation: &Explanation, history: &TeamHistory, format: &Format) -> Vec<String> {
    let power = explanation
        .stages
        .iter()
        .zip(history.stages())
        .map(|(of, stage)| format!("{} {}", stage.name, format.percent(of.power, 0)));
    let mut how = vec![
        "Team rates are those of the other reps together, with their own uncertainty. At each stage the \
         number that passes is beta-binomial; \
         the comparisons of reps and stages share the chance of a false alarm (Šidák)."
            .to_owned(),
        format!(
            "A rep who passes half as many as the team would be seen with a chance of: \
             {}.",
            power.collect::<Vec<_>>().join(", ")
        ),
        format!("{} runs for the quota and the wins.", format.number(f64::from(explanation.trials), 0)),
    ];
    how.push(
        "Open opportunities are compared at equal age: by columns such as “Proposal 60 days old” and \
         “Proposal passed within 60 days”. Where \
         the table has none, in number: at equal age as many of this rep’s are still open as of \
         everybody’s. What is open beyond the \
         ordinary range (19 times in 20) may all pass or all be lost, and a stage is named only if it would \
         be in both cases. A stage can \
         show no difference between reps as a group, and still have one who stands out."
            .to_owned(),
    );
    if explanation.deal_cv_is_guessed {
        how.push("How much deals differ in size is a guess; say it under the table.".to_owned());
    }
    how
}

/// Out of how many reps one was picked.
pub fn picked_echo(explanation: &Explanation, format: &Format) -> String {
    match explanation.thresholds.picked_of {
        Some(of) => format!("one of {}", format.number(f64::from(of), 0)),
        None => "all in the table, unless you looked at more or at fewer".to_owned(),
    }
}
