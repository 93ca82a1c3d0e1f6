//! Sentences and labels of what an export says of the past.

use crate::app::format::Format;
use crate::entry::month_name;
use crate::history::estimate::{MeasuredMean, MeasuredPast, MeasuredRate, MeasuredReps, RepsDiffer};
use crate::model::{Currency, Date, Money};

pub const PAST_TITLE: &str = "What the past says";
pub const PAST_CAPTION: &str = "Each value as it was measured, and how far off it may be";
pub const MAKE_PLAN: &str = "Make a plan of this";

/// What a plan of the past is.
pub fn plan_of_past(past: &MeasuredPast, format: &Format) -> String {
    let period = past.year.map_or_else(
        || "begins on the day after, with what is open by stage and age".to_owned(),
        |year| {
            let since = format.day(year.begins);
            format!(
                "is of the year from {since}, with what is booked of it and what is open by stage and age"
            )
        },
    );
    format!(
        "It becomes a new plan beside your own. It {period}. No file knows what is wanted: its target is \
         what was booked in as many months before."
    )
}

/// That the plan has one stage, where the file does not say when stages were entered.
pub fn one_stage(past: &MeasuredPast) -> Option<String> {
    let has_stages = |of: &MeasuredPast| of.stages.len() > 1;
    let is_one = !has_stages(past) && !past.segments.iter().any(|(_, of)| has_stages(of));
    is_one.then(|| {
        "The plan has one stage, from the first day of an opportunity to won or lost: the file does not say \
         on which day one entered each stage. A stage history, or a column such as “Date entered Proposal” \
         for each stage, brings a plan of all stages."
            .to_owned()
    })
}

/// Head of the table.
pub fn past_head() -> Vec<String> {
    ["Value", "Measured", "Off by about", "Of decided alone", "From"].map(str::to_owned).to_vec()
}

/// Its rows; `code` is the currency of amounts.
pub fn past_rows(past: &MeasuredPast, code: Option<&str>, format: &Format) -> Vec<Vec<String>> {
    let rates = rates_of(past).map(|rate| {
        let name = rate.stage.as_deref().map_or_else(|| "Won in the end".to_owned(), moves_on);
        let of = format!("{} opportunities", format.number(rate.opportunities as f64, 0));
        let error = format!("{} points", format.number(rate.error * 100.0, 1));
        let of_decided = rate.of_decided.map(|share| format.percent(share, 0)).unwrap_or_default();
        vec![name, format.percent(rate.share, 0), error, of_decided, of]
    });
    let mean = |name: &str, of: &MeasuredMean, shown: &dyn Fn(f64) -> String, from: &str| {
        let error = of.error.map_or_else(|| "not known".to_owned(), shown);
        let from = format!("{} {from}", format.number(of.count as f64, 0));
        vec![name.to_owned(), shown(of.mean), error, String::new(), from]
    };
    let count = |value: f64| format.number(value, u32::from(value < 10.0));
    let money = |value: f64| {
        let currency = code.and_then(|code| Currency::new(code).ok());
        let amount = currency.and_then(|currency| Some((Money::from_major(value, currency).ok()?, currency)));
        amount.map_or_else(
            || format.number(value, 0),
            |(money, currency)| format.money_round(money.minor() as f64, currency),
        )
    };
    let supply = past.supply.as_ref().map(|of| mean("New opportunities a month", of, &count, "whole months"));
    let size = past.size.as_ref().map(|of| mean("Deal size", of, &money, "won deals"));
    let open = (past.open > 0).then(|| {
        let listed = match past.unlisted {
            0 => "all are in the plan, each worth what won deals are".to_owned(),
            some => format!(
                "{} are not in the plan: since when they are in their stage is not in the file",
                format.number(f64::from(some), 0)
            ),
        };
        let open = format.number(f64::from(past.open), 0);
        vec!["Open deals".to_owned(), open, String::new(), String::new(), listed]
    });
    let booked = past.year.map(|year| {
        let mut from = format!("{} won deals", format.number(f64::from(year.deals), 0));
        if year.without_amount > 0 {
            let without = format.number(f64::from(year.without_amount), 0);
            from = format!("{from}; {without} more have no amount");
        }
        let name = format!("Booked so far, since {}", format.day(year.begins));
        vec![name, money(year.booked as f64 / 1e3), String::new(), String::new(), from]
    });
    let percent = |share: f64| format!("{}%", format.number(share * 100.0, 1));
    let months = past.supply.map_or(0, |of| of.count);
    let of_months = format!("{} whole months, more than chance explains", format.number(months as f64, 0));
    let growth = past.growth.map(|(growth, error)| {
        let name = "Growth of new opportunities a month".to_owned();
        vec![name, percent(growth), percent(error), String::new(), of_months.clone()]
    });
    let seasons = past.seasons.map(|(factors, error)| {
        let name = "New opportunities by month of the year".to_owned();
        vec![name, extremes(&factors, format), percent(error), String::new(), of_months.clone()]
    });
    let supply = supply.into_iter().chain(growth).chain(seasons);
    let reps = past.reps.map(|reps| reps_row(&reps, format));
    let differ = rates_of(past).filter_map(|rate| differ_row(rate, format));
    let segments = past.segments.iter().flat_map(|(name, of)| {
        past_rows(of, code, format).into_iter().map(move |mut row| {
            if let Some(first) = row.first_mut() {
                *first = format!("{name}: {first}");
            }
            row
        })
    });
    let whole = rates.chain(differ).chain(reps).chain(supply).chain(size).chain(open).chain(booked);
    whole.chain(segments).collect()
}

/// Whole opportunities, and stages where there are several: of one it would be the same twice.
fn rates_of(past: &MeasuredPast) -> impl Iterator<Item = &MeasuredRate> {
    past.whole.iter().chain(past.stages.iter().filter(|_| past.stages.len() > 1))
}

/// The quietest and the busiest month of the year: “July 62% to December 141% of an average month”.
fn extremes(factors: &[f64; 12], format: &Format) -> String {
    let named = || (1..).zip(factors);
    let shown =
        |(month, factor): (u32, &f64)| format!("{} {}", month_name(month), format.percent(*factor, 0));
    let least = named().min_by(|one, other| one.1.total_cmp(other.1)).map(shown).unwrap_or_default();
    let most = named().max_by(|one, other| one.1.total_cmp(other.1)).map(shown).unwrap_or_default();
    format!("{least} to {most} of an average month")
}

/// Who is at work.
fn reps_row(of: &MeasuredReps, format: &Format) -> Vec<String> {
    let count = |count: usize| format.number(count as f64, 0);
    let mut from = "who did something in the last 3 months".to_owned();
    if of.new > 0 {
        from = format!("{from}; {} of them new within a year", count(of.new));
    }
    if of.others > 0 {
        from = format!("{from}; {} others did nothing", count(of.others));
    }
    vec!["Reps at work".to_owned(), count(of.at_work), String::new(), String::new(), from]
}

/// How much reps differ, where that is beyond chance.
fn differ_row(rate: &MeasuredRate, format: &Format) -> Option<Vec<String>> {
    let RepsDiffer { deviation, error, reps } = rate.differ?;
    let shown = |share: f64| format!("{} points", format.number(share * 100.0, 1));
    let name = rate.stage.as_deref().unwrap_or("the end");
    let reps = format.number(reps as f64, 0);
    let from = format!(
        "{reps} reps, more than chance explains; counted by how far each opportunity could have come, where \
         a table counts decided ones and may not tell it"
    );
    Some(vec![format!("Reps differ at {name} by"), shown(deviation), shown(error), String::new(), from])
}

fn moves_on(stage: &str) -> String {
    format!("Moves on from {stage}")
}

/// Why a share of decided opportunities is not the share that was measured, a sentence for each.
pub fn past_reasons(past: &MeasuredPast, format: &Format) -> Vec<String> {
    let seen = past.seen_from.map(|day| {
        format!(
            "Decisions are in the file from {} on only: what began before is counted from then.",
            format.day(day)
        )
    });
    rates_of(past).filter_map(|rate| reason(rate, format)).chain(seen).collect()
}

/// What the last months brought, where the mean of all, which the plan takes, says otherwise.
pub fn lately(past: &MeasuredPast, format: &Format) -> Option<String> {
    let (of, supply) = past.lately.zip(past.supply)?;
    let count = |value: f64| format.number(value, u32::from(value < 10.0));
    Some(format!(
        "The last {} whole months brought {now} new opportunities a month, the {} before {}: more \
         than chance explains. The plan takes the mean of all, {}; if it goes on like the last months, type \
         {now} there.",
        format.number(of.months as f64, 0),
        format.number(of.months_before as f64, 0),
        count(of.before),
        count(supply.mean),
        now = count(of.a_month),
    ))
}

fn reason(rate: &MeasuredRate, format: &Format) -> Option<String> {
    let (why, of_decided) = (rate.why?, rate.of_decided?);
    let days = |days: u32| {
        format!("{} {}", format.number(f64::from(days), 0), if days == 1 { "day" } else { "days" })
    };
    let (which, end) = match &rate.stage {
        Some(stage) => (format!("Of what was decided in {stage}"), "moved on"),
        None => ("Of what was decided".to_owned(), "were won"),
    };
    Some(format!(
        "{which}, {} {end}; of all it is {}. The decided alone mislead: half of those that {end} did so \
         within {}, half of the lost were lost within {}, and {} is undecided even after {}.",
        format.percent(of_decided, 0),
        format.percent(rate.share, 0),
        days(why.half_moved_on_by),
        days(why.half_lost_by),
        format.percent(why.undecided, 0),
        days(rate.known_until),
    ))
}

/// Why there is no plan.
pub fn no_plan(reason: &str) -> String {
    format!("There is no plan of it yet: {reason}.")
}

/// What a plan of a file is called: after the file, without its ending, and the month of the last day of
/// which it knows.
pub fn plan_of_file(name: &str, as_of: Date, format: &Format) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{}, {}", stem.chars().take(40).collect::<String>(), format.month(as_of))
}
