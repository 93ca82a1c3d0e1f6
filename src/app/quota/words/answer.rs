//! Words of the answer on a quota.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

use super::days::{days, end_day};
use crate::advice::QuotaAnswer;
use crate::app::format::Format;
use crate::app::words::{capitalised, count, of_100};
use crate::model::{QuotaCheck, Segment};

/// Who reads a sentence on a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The rep whose quota it is.
    Rep,
    /// Somebody who was sent it, or has it on paper.
    Other,
}

/// “In 22 of 100 simulated futures, you reach $325K by 31 December 2026; before the raise 48.”
pub fn quota_sentence(answer: &QuotaAnswer, check: &QuotaCheck, reader: Reader, format: &Format) -> String {
    let parts = check.scenario().parts();
    let (quota, booked) = (parts.target.amount().minor(), parts.progress.booked().minor());
    if booked >= quota {
        let money = |minor: i64| format.money_short(minor as f64, parts.currency);
        let (quota, more) = (money(quota), money(booked - quota));
        return match reader {
            Reader::Rep => format!("You have reached {quota}, with {more} more."),
            Reader::Other => format!("The quota of {quota} is reached, with {more} more."),
        };
    }
    let word = change_word(check);
    let before = answer.before.map(|before| format!("; before the {word} {}", in_100(before.value, format)));
    let quota = format.money_short(quota as f64, parts.currency);
    let reached = match reader {
        Reader::Rep => format!("you reach {quota}"),
        Reader::Other => format!("the quota of {quota} is reached"),
    };
    format!(
        "In {} simulated futures, {reached} by {}{}.",
        of_100(answer.chance.value, format),
        end_day(check, format),
        before.unwrap_or_default()
    )
}

/// What is said where only the example’s bookings reach an own quota.
pub fn won_of_example(check: &QuotaCheck, format: &Format) -> String {
    let parts = check.scenario().parts();
    format!(
        "What have you won so far? The {} of the example are more than this quota.",
        format.money_short(parts.progress.booked().minor() as f64, parts.currency)
    )
}

/// “48”, as [`of_100`] says it, without “of 100”.
fn in_100(chance: f64, format: &Format) -> String {
    of_100(chance, format).replace(" of 100", "")
}

/// “The old chance needs 13 more opportunities, 1 a week.” After a change of the quota the chance that is
/// wanted stands beside the old one.
pub fn more_sentence(answer: &QuotaAnswer, check: &QuotaCheck, format: &Format) -> String {
    let wanted = |chance: f64, more: Option<f64>| {
        let chance = format!("A chance of {} in 100", format.number(100.0 * chance, 0));
        more_for(&chance, more, check, format)
    };
    match answer.beside {
        Some((chance, more)) => {
            format!("{} {}", more_for("The old chance", answer.more, check, format), wanted(chance, more))
        }
        None => wanted(answer.wanted, answer.more),
    }
}

/// How many more opportunities a chance needs.
fn more_for(what: &str, more: Option<f64>, check: &QuotaCheck, format: &Format) -> String {
    match more {
        None => format!("{what} cannot be had with more opportunities: none is won at this rate."),
        Some(more) if more < 0.5 => format!("{what} is there without another opportunity."),
        Some(more) => {
            let noun = if more < 1.5 { "opportunity" } else { "opportunities" };
            if check.days_left() < 7.0 {
                let number = format.number(more, 0);
                return format!("{what} needs {number} more {noun} in the {} left.", days(check, format));
            }
            let segment = check.scenario().segments().first();
            let comes = segment.is_some_and(|segment| segment.supply.per_month() > 0.0);
            let on_top = if comes { " on top of those that still come" } else { "" };
            let of_week = format.number(check.a_week(more), 1);
            let needs = format!("{what} needs {} more {noun}{on_top}", format.number(more, 0));
            match latest_begin(check, format) {
                None => format!("{needs}, {of_week} a week, all decided by then."),
                Some(Begin::Until(day)) => format!(
                    "{needs}: {of_week} a week, begun by {day} on average, so that they are decided by the \
                     end."
                ),
                Some(Begin::TooLate(cycle)) => format!(
                    "{needs}, decided by the end: a win takes {cycle} days on average, and {} are left.",
                    days(check, format)
                ),
            }
        }
    }
}

/// When further opportunities must have begun, where stages say how long a win takes.
enum Begin {
    Until(String),
    TooLate(String),
}

fn latest_begin(check: &QuotaCheck, format: &Format) -> Option<Begin> {
    let segment = check.scenario().segments().first().filter(|segment| segment.has_named_stages())?;
    let cycle = segment.mean_cycle_days();
    let left = check.days_to_begin();
    if left < 7.0 {
        return Some(Begin::TooLate(format.number(cycle, 0)));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "days of one period")]
    let day = check.scenario().parts().calendar.start()?.after_days(left as u64)?;
    (cycle >= 1.0).then(|| Begin::Until(format.day(day)))
}

/// The same where there is one short line: “6 more a week for 80 of 100”.
pub fn more_in_short(answer: &QuotaAnswer, check: &QuotaCheck, format: &Format) -> String {
    let (long, what) = if answer.beside.is_some() {
        ("The old chance".to_owned(), "the old chance".to_owned())
    } else {
        let wanted = format.number(100.0 * answer.wanted, 0);
        (format!("A chance of {wanted} in 100"), format!("{wanted} of 100"))
    };
    match answer.more.filter(|more| *more >= 0.5 && check.days_left() >= 7.0) {
        Some(more) => format!("{} more a week for {what}", format.number(check.a_week(more), 1)),
        None => more_for(&long, answer.more, check, format),
    }
}

/// “Middle result $281K, $44K short; 8 in 10 lie between $180K and $402K.”
pub fn quota_middle(answer: &QuotaAnswer, check: &QuotaCheck, format: &Format) -> String {
    let parts = check.scenario().parts();
    let money = |minor: f64| format.money_short(minor, parts.currency);
    let (middle, (low, high)) = answer.middle;
    let gap = middle - parts.target.amount().minor() as f64;
    let distance = if gap < 0.0 { format!("{} short", money(-gap)) } else { format!("{} above", money(gap)) };
    format!(
        "Middle result {}, {distance}; 8 in 10 lie between {} and {}.",
        money(middle),
        money(low),
        money(high)
    )
}

/// The heading of coverage.
pub fn quota_coverage(answer: &QuotaAnswer, check: &QuotaCheck, format: &Format) -> String {
    let open =
        check.scenario().segments().first().and_then(|segment| Some(segment.pipeline().listed()?.len()));
    let open = format.number(open.unwrap_or(0) as f64, 0);
    match answer.rest.needs.get(2).and_then(|need| need.opportunities) {
        Some(need) => {
            let planned = answer.rest.planned;
            let come = if planned < 0.5 {
                String::new()
            } else {
                format!(", and about {} still come", format.number(planned, 0))
            };
            format!(
                "Coverage for the rest: {} opportunities for 8 in 10; {open} are open{come}",
                count(need, format)
            )
        }
        None => "Coverage for the rest: no number of opportunities is enough".to_owned(),
    }
}

pub fn how_quota(answer: &QuotaAnswer, check: &QuotaCheck, format: &Format) -> Vec<String> {
    let segment = check.scenario().segments().first();
    let rate = match (check.record(), check.team()) {
        // What own wins say is not in it then.
        _ if segment.is_some_and(Segment::has_named_stages) => format!(
            "The stages say what is won: {} of the opportunities that enter the first.",
            format.percent(answer.win_rate, 1)
        ),
        (Some(own), Some(team)) => format!(
            "Own wins, {} of {}, are added to what the team’s rate of {} tells of one rep, as much as {} \
             cases: together {}.",
            format.number(f64::from(own.passed), 0),
            format.number(f64::from(own.decided), 0),
            format.percent(team.mean, 1),
            format.number(team.of_rep(crate::model::Counted::default()).1, 0),
            format.percent(answer.win_rate, 1)
        ),
        (Some(own), None) => format!(
            "{} of {} with one win and one loss added (a uniform prior): {}.",
            format.number(f64::from(own.passed), 0),
            format.number(f64::from(own.decided), 0),
            format.percent(answer.win_rate, 1)
        ),
        (None, _) => format!("An opportunity is won with {}.", format.percent(answer.win_rate, 1)),
    };
    vec![
        rate,
        "Each run draws the rate once, then which of the open deals are won, and what those are worth. \
         Further opportunities are \
         won at the same rate in the same run; their number is the least that brings the wanted chance."
            .to_owned(),
        format!(
            "{} runs. Simulation error of the chance: ±{} points; it says nothing about whether the facts \
             are right.",
            format.number(f64::from(answer.trials), 0),
            format.number(100.0 * answer.chance.standard_error, 1)
        ),
    ]
}

/// What became of a quota.
fn change_word(check: &QuotaCheck) -> &'static str {
    let now = check.scenario().parts().target.amount();
    if check.before().is_some_and(|before| before > now) { "cut" } else { "raise" }
}

/// “22 of 100 reach $325K; 48 before the raise.”
pub fn quota_in_short(answer: &QuotaAnswer, check: &QuotaCheck, format: &Format) -> String {
    let parts = check.scenario().parts();
    let now = in_100(answer.chance.value, format);
    let before = answer.before.map(|before| in_100(before.value, format)).filter(|before| *before != now);
    let word = change_word(check);
    let before = before.map(|before| format!("; {before} before the {word}"));
    format!(
        "{} reach {}{}",
        capitalised(&of_100(answer.chance.value, format)),
        format.money_short(parts.target.amount().minor() as f64, parts.currency),
        before.unwrap_or_default()
    )
}

pub fn quota_target_label(minor: f64, currency: crate::model::Currency, format: &Format) -> String {
    format!("Quota {}", format.money_short(minor, currency))
}
