//! Every English sentence and label of the view of one rep's quota.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

pub use crate::app::words::*;

use super::state::QuotaState;
use crate::advice::QuotaAnswer;
use crate::app::format::Format;
use crate::app::kept::KeptWords;
use crate::app::plan::words as plan_words;
use crate::entry::{EntryError, QuotaFact, QuotaTexts, Reading, quota_stages, write_quota_check};
use crate::model::{Counted, OpenPipeline, QuotaCheck, Segment};

/// What the list of quotas says.
pub const KEPT: KeptWords = KeptWords {
    name: "Name of the quota",
    unnamed: "Quota without a name",
    list: "Your quotas",
    open_menu: "Quotas and files",
    new: "New quota",
    noun: "quota",
};
pub const WAITS: &str = "not in the answer yet: another field is not understood";
pub const NEW_QUOTA: &str = "From the example";

pub const FACTS_TITLE: &str = "My five facts";
pub const FACTS_RECEIVED: &str = "The five facts that were sent";
pub const QUOTA_WAITS: &str = "The answer comes once the five facts are understood.";
pub const QUOTA_CHANCE: &str = "Chance of the quota";
pub const QUOTA: &str = "the quota";
pub const QUOTA_COVERAGE: &str = "Coverage for what is left of the quota";
pub const LINK_HOLDS: &str = "What the link holds";
pub const MAKE_MINE: &str = "Make my copy";
pub const BACK_TO_MINE: &str = "Back to mine";
pub const FORGET_QUOTA: &str = "Forget my quota";
pub const QUOTA_COPIED: &str = "Sentence and link are on the clipboard.";
pub const TEAM_LEFT: &str = "Leave the team’s rate out";
/// The days that the calendar has left.
fn end_day(check: &QuotaCheck, format: &Format) -> String {
    check.scenario().parts().calendar.last_date().map_or_else(String::new, |day| format.day(day))
}

/// “38 days”.
fn days(check: &QuotaCheck, format: &Format) -> String {
    let days = check.days_left();
    if days < 1.5 { "1 day".to_owned() } else { format!("{} days", format.number(days, 0)) }
}

pub fn quota_label(fact: QuotaFact) -> &'static str {
    match fact {
        QuotaFact::Quota => "Quota",
        QuotaFact::End => "The period ends",
        QuotaFact::Won => "Won so far",
        QuotaFact::Open => "Open deals",
        QuotaFact::Record => "My wins, of deals that were decided",
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

/// The first day of a period that has not begun: what is open is taken to be open then.
fn begins_on(check: &QuotaCheck, format: &Format) -> Option<String> {
    let start = check.scenario().parts().calendar.start()?;
    (start > format.style().today?).then(|| format.day(start))
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
        format!("true rate {}–{}, 8 times in 10", format.percent(low, 0), format.percent(high, 0))
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

/// “In 22 of 100 simulated futures, you reach $325K by 31 December 2026; before the raise 48.”
pub fn quota_sentence(answer: &QuotaAnswer, check: &QuotaCheck, format: &Format) -> String {
    let parts = check.scenario().parts();
    let (quota, booked) = (parts.target.amount().minor(), parts.progress.booked().minor());
    if booked >= quota {
        let money = |minor: i64| format.money_short(minor as f64, parts.currency);
        return format!("You have reached {}, with {} more.", money(quota), money(booked - quota));
    }
    let word =
        if check.before().is_some_and(|before| before > parts.target.amount()) { "cut" } else { "raise" };
    let before = answer.before.map(|before| format!("; before the {word} {}", in_100(before.value, format)));
    format!(
        "In {} simulated futures, you reach {} by {}{}.",
        of_100(answer.chance.value, format),
        format.money_short(parts.target.amount().minor() as f64, parts.currency),
        end_day(check, format),
        before.unwrap_or_default()
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
            "Your {} of {} are added to what the team’s rate of {} tells of one rep, as much as {} cases: \
             together {}.",
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

/// What goes with the link, and what stays.
pub fn link_holds(check: &QuotaCheck, format: &Format) -> String {
    let segment = check.scenario().segments().first();
    let open = segment.and_then(|segment| segment.pipeline().listed());
    let named = open.map_or(0, |open| open.deals().iter().filter(|deal| !deal.name.is_empty()).count());
    let mut goes = vec!["quota, period and what is won so far".to_owned()];
    goes.push(format!("{} open deals, unnamed", format.number(open.map_or(0, OpenPipeline::len) as f64, 0)));
    let is_of_stages = segment.is_some_and(Segment::has_named_stages);
    goes.push(if is_of_stages { "your stages and their rates" } else { "your rate" }.to_owned());
    goes.extend(check.team().map(|_| "the team’s pooled rate".to_owned()));
    let stays = if named > 0 {
        format!(" Stays here: the names of {} deals.", format.number(named as f64, 0))
    } else {
        String::new()
    };
    format!("Goes: {}. Nobody is named.{stays}", goes.join(", "))
}

/// What is put on the clipboard.
pub fn quota_shared(
    answer: &QuotaAnswer,
    check: &QuotaCheck,
    examples: usize,
    link: &str,
    format: &Format,
) -> String {
    let examples = example_quota_facts(examples).map(|words| format!(" {words}")).unwrap_or_default();
    format!(
        "{} {}{examples}\n{link}",
        quota_sentence(answer, check, format),
        more_sentence(answer, check, format)
    )
}

/// “3 of 5 facts are still the example’s.”
pub fn example_quota_facts(facts: usize) -> Option<String> {
    match facts {
        0 => None,
        1 => Some("1 of 5 facts is still the example’s.".to_owned()),
        facts => Some(format!("{facts} of 5 facts are still the example’s.")),
    }
}

/// What is said of a quota that was sent, with the day of which it speaks.
pub fn quota_opened(check: Option<&QuotaCheck>, format: &Format) -> String {
    let day = check.and_then(|check| check.scenario().parts().calendar.start());
    // A period that is still to come says nothing of when it was sent.
    let day = day.filter(|day| format.style().today.is_none_or(|today| *day <= today));
    let stood = day.map_or_else(String::new, |day| format!(", as it stood on {}", format.day(day)));
    format!(
        "This quota came with a link{stood}. Yours is kept as it is; nothing is saved before you make a copy."
    )
}

pub const SAYS_MORE: &str = "This link says more than these fields can show: the answer is that of the \
     link, not of the fields. Once \
     you type, it is that of the fields.";

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
        "The link brought the team’s rate: {}, pooled over all reps. Your own wins are drawn towards it.",
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

/// “22 of 100 reach $325K; was 48.”
pub fn quota_in_short(answer: &QuotaAnswer, check: &QuotaCheck, format: &Format) -> String {
    let parts = check.scenario().parts();
    let now = in_100(answer.chance.value, format);
    let before = answer.before.map(|before| in_100(before.value, format)).filter(|before| *before != now);
    let before = before.map(|before| format!("; was {before}"));
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

/// “Your own 9 of 41 won, 22%, are not in the answer: by the stages 10% are won.”
fn unused_record(own: Counted, check: &QuotaCheck, format: &Format) -> Option<String> {
    let segment = check.scenario().segments().first().filter(|_| own.decided > 0)?;
    Some(format!(
        " Your own {} of {}, {}, are not in the answer: by the stages {} are won.",
        format.number(f64::from(own.passed), 0),
        format.number(f64::from(own.decided), 0),
        format.percent(own.rate().unwrap_or_default(), 0),
        format.percent(segment.mean_win_rate(), 0)
    ))
}

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
