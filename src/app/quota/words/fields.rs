//! Words of the fields of a quota: labels, what was understood, why not.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

use super::days::{begins_on, days, end_day};
use crate::app::format::Format;
use crate::app::plan::words as plan_words;
use crate::app::quota::state::QuotaState;
use crate::app::words::percent_range;
use crate::app::words::{refusal, refusal_beside};
use crate::entry::{EntryError, QuotaFact, QuotaTexts, Reading, quota_stages, write_quota_check};
use crate::model::{Counted, Money, OpenPipeline, QuotaCheck, Segment};

pub fn quota_label(fact: QuotaFact) -> &'static str {
    match fact {
        QuotaFact::Quota => "Quota",
        QuotaFact::End => "The period ends",
        QuotaFact::Won => "Won so far",
        QuotaFact::Open => "Open deals",
        QuotaFact::Record => "Own wins, of deals that were decided",
        QuotaFact::Stages => "Stages",
        QuotaFact::New => "New opportunities",
        QuotaFact::Wanted => "Chance wanted",
    }
}

/// What a field was understood as; of none that is understood, what it takes.
pub fn quota_echo(fact: QuotaFact, check: Option<&QuotaCheck>, format: &Format) -> String {
    let Some(check) = check else { return format!("such as {}", fact.example()) };
    let understood = quota_understood(fact, check, format);
    let is_raised = check.before().is_some();
    if fact == QuotaFact::Quota && !is_raised {
        understood + "; a raise is typed as +30%"
    } else {
        understood
    }
}

/// How a fact was understood.
pub fn quota_understood(fact: QuotaFact, check: &QuotaCheck, format: &Format) -> String {
    let scenario = check.scenario();
    let parts = scenario.parts();
    let money = |minor: f64| format.money_short(minor, parts.currency);
    let Some(segment) = scenario.segments().first() else { return String::new() };
    match fact {
        QuotaFact::Quota => match check.before() {
            Some(before) => format!(
                "{}, before {}",
                format.money_full(parts.target.amount(), parts.currency),
                format.money_full(before, parts.currency)
            ),
            None => format.money_full(parts.target.amount(), parts.currency),
        },
        QuotaFact::End => match begins_on(check, format) {
            Some(first) => format!(
                "{first} to {}, {}; what is won before does not count",
                end_day(check, format),
                days(check, format)
            ),
            None => format!("{}, {} left, counted from today", end_day(check, format), days(check, format)),
        },
        QuotaFact::Won if begins_on(check, format).is_some() => {
            "the period has not begun: what is won before does not count".to_owned()
        }
        QuotaFact::Won => format.money_full(parts.progress.booked(), parts.currency),
        QuotaFact::Open => {
            let open = segment.pipeline().listed().map_or(0, OpenPipeline::len);
            let average = money(segment.deal_size.mean_minor());
            format!("{} open, average {average} if won", format.number(open as f64, 0))
        }
        QuotaFact::Record => record_echo(check, segment, format),
        QuotaFact::Stages if segment.has_named_stages() => plan_words::funnel_line(segment, format),
        QuotaFact::Stages => {
            "none: open deals are taken to be decided before the end; a line for each, such as Demo 45% 20 \
             days"
                .to_owned()
        }
        QuotaFact::New => {
            let weekly = segment.supply.per_week();
            if weekly > 0.0 {
                format!("{} a week", format.number(weekly, 1))
            } else {
                "none still to come".to_owned()
            }
        }
        QuotaFact::Wanted => {
            if check.before().is_some() {
                format!("{}, beside the chance before the change", wanted_in_100(check, format))
            } else {
                wanted_in_100(check, format)
            }
        }
    }
}

/// “80 in 100”.
fn wanted_in_100(check: &QuotaCheck, format: &Format) -> String {
    format!("{} in 100", format.number(100.0 * check.scenario().parts().confidence.get(), 0))
}

/// What the other facts say, as the heading that they are folded under.
pub fn more_facts(state: &QuotaState, format: &Format) -> String {
    let texts = &state.facts().texts;
    let is_said = |fact| !texts.of(fact).trim().is_empty();
    let new = if is_said(QuotaFact::New) { texts.of(QuotaFact::New).trim() } else { "none" };
    let stages = match quota_stages(texts.of(QuotaFact::Stages), format.style()) {
        None => "not understood".to_owned(),
        Some(0) => "none".to_owned(),
        Some(stages) => format.number(stages as f64, 0),
    };
    format!("New opportunities: {new} · Stages: {stages}")
}

fn record_echo(check: &QuotaCheck, segment: &Segment, format: &Format) -> String {
    if segment.has_named_stages() {
        return "not used: the stages say what is won".to_owned();
    }
    let Some(stage) = segment.stages().first() else { return String::new() };
    let (low, high) = (stage.rate.quantile(0.1), stage.rate.quantile(0.9));
    let range = if high > low {
        format!("true rate {}, 8 times in 10", percent_range(low, high, format))
    } else {
        format!("exactly {}", format.percent(low, 1))
    };
    match (check.record(), check.team()) {
        (Some(_), Some(team)) => {
            format!("{range}, drawn towards the team’s {}", format.percent(team.mean, 0))
        }
        (None, Some(team)) => format!("{range}, from the team’s {}", format.percent(team.mean, 0)),
        (_, None) => range,
    }
}

/// The texts that say what a check holds.
pub fn quota_texts(check: &QuotaCheck, format: &Format) -> QuotaTexts {
    write_quota_check(check, &**format)
}

/// The element of a field.
pub fn quota_field_id(fact: QuotaFact) -> &'static str {
    match fact {
        QuotaFact::Quota => "quota-quota",
        QuotaFact::End => "quota-end",
        QuotaFact::Won => "quota-won",
        QuotaFact::Open => "quota-open",
        QuotaFact::Record => "quota-record",
        QuotaFact::Stages => "quota-stages",
        QuotaFact::New => "quota-new",
        QuotaFact::Wanted => "quota-wanted",
    }
}

/// “The link brought the team's rate: 24%, over all reps together.”
pub fn team_brought(team: &crate::model::TeamRate, format: &Format) -> String {
    format!(
        "The link brought the team’s rate: {}, pooled over all reps. Own wins are drawn towards it.",
        format.percent(team.mean, 0)
    )
}

/// Why a fact is not understood: of one rep’s quota, where the reader says so of a plan.
pub fn quota_refusal(error: &EntryError) -> String {
    if let EntryError::Line { line, problem } = error {
        format!("Line {line}: {}", quota_refusal(problem))
    } else if let EntryError::OtherCurrency { plan, typed } = error {
        format!(
            "The quota is in {plan}, this is in {typed}: all amounts are in the quota’s currency, such as \
             {plan} 25k"
        )
    } else if matches!(error, EntryError::Calendar(_)) {
        "A quota ends within 3 years from today, such as 31 Dec 2027, or 10 weeks".to_owned()
    } else if matches!(error, EntryError::Confidence(_)) {
        "The chance wanted lies between 1% and 99%, such as 8 in 10".to_owned()
    } else {
        refusal(error)
    }
}

/// The same, where readings to choose from may stand below it.
pub fn quota_refusal_beside(error: &EntryError, readings: &[Reading<String>]) -> String {
    let is_explained = readings.is_empty() || matches!(error, EntryError::OtherCurrency { .. });
    if is_explained { quota_refusal(error) } else { refusal_beside(error, readings) }
}

/// Which fields are not understood, and what the answer has in their place.
pub fn quota_rejections(state: &QuotaState) -> String {
    let label = |fact: QuotaFact| format!("“{}”", quota_label(fact));
    let refused: Vec<QuotaFact> =
        QuotaFact::ALL.into_iter().filter(|fact| state.error(*fact).is_some()).collect();
    let names = refused.iter().map(|fact| label(*fact)).collect::<Vec<_>>().join(", ");
    let are = if refused.len() == 1 { "is" } else { "are" };
    if state.check().is_none() {
        return format!("{names} {are} not understood yet: there is no answer until then.");
    }
    let is_size = |fact: &QuotaFact| matches!(state.error(*fact), Some(EntryError::OutOfProportion { .. }));
    let what = if refused.iter().all(is_size) { "out of proportion to the rest" } else { "not understood" };
    let stands = QuotaFact::ALL.into_iter().filter_map(|fact| Some((fact, state.standing_in(fact)?)));
    let stands = stands.map(|(fact, text)| match text.trim() {
        "" => format!("nothing in {}", label(fact)),
        text => format!("“{}” in {}", text.lines().collect::<Vec<_>>().join("; "), label(fact)),
    });
    let stands = stands.collect::<Vec<_>>().join(", ");
    format!("{names} {are} {what}: until that is settled the answer has {stands}.")
}

/// “Own wins, 9 of 41, 22%, are not in the answer: by the stages 10% are won.”
fn unused_record(own: Counted, check: &QuotaCheck, format: &Format) -> Option<String> {
    let segment = check.scenario().segments().first().filter(|_| own.decided > 0)?;
    Some(format!(
        " Own wins, {} of {}, {}, are not in the answer: by the stages {} are won.",
        format.number(f64::from(own.passed), 0),
        format.number(f64::from(own.decided), 0),
        format.percent(own.rate().unwrap_or_default(), 0),
        format.percent(segment.mean_win_rate(), 0)
    ))
}

/// “$40,000 won so far does not count: the period begins on January 1, 2027.”
pub fn won_before(won: Money, check: &QuotaCheck, format: &Format) -> Option<String> {
    Some(format!(
        "The {} won so far does not count: the period begins on {}.",
        format.money_full(won, check.scenario().parts().currency),
        begins_on(check, format)?
    ))
}

/// How it may count all the same.
pub const WON_BEFORE_COUNTS: &str =
    "If it should, take it off the quota, or choose “Count from today” beside the end.";

/// What is taken for granted of open deals; `unused` is a record that stands beside stages.
pub fn decided_note(check: &QuotaCheck, unused: Option<Counted>, format: &Format) -> String {
    let segment = check.scenario().segments().first();
    let open = if segment.is_some_and(Segment::has_named_stages) {
        "Open deals go on through the stages from where they are; what is not won by the end does not count."
    } else {
        "All open deals are taken to be decided by the end, since no stages say how long they take."
    };
    let new = if segment.is_some_and(|segment| segment.supply.per_month() > 0.0) {
        ""
    } else {
        " No new opportunity is counted: say under “New opportunities” how many still come."
    };
    let begins = begins_on(check, format).map_or_else(String::new, |first| {
        format!(" The period begins on {first}: deals that are open now are taken to be open then.")
    });
    let unused = unused.and_then(|own| unused_record(own, check, format)).unwrap_or_default();
    format!("{open}{new}{begins}{unused}")
}
