//! Every English sentence and label of the view of what happened.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

mod one_rep;

pub use crate::app::words::*;
pub use one_rep::*;

use crate::app::format::Format;
use crate::entry::{AmountMarks, CrmColumn, CrmReading, DayOrder, FileAmounts, HistoryColumn};
use crate::history::{Adjacent, AtQuotaByLuck, HistoryReport, Limits, RateByRep, StageReport};
use crate::model::{Measured, TeamHistory};

pub const RESULTS_TITLE: &str = "What happened";
pub const RESULTS_TABLE: &str = "A row for each rep";
pub const RESULTS_FILE: &str = "Open a CSV file: reps, or a CRM’s opportunities";
pub const RESULTS_SAMPLE: &str = "Try the sample";
pub const FORGET_RESULTS: &str = "Forget these results";
pub const STAGE_BY_STAGE: &str = "Stage by stage, beyond luck or within it";
pub const RESULTS_BEGIN: &str = "Drop a CRM export, or paste a table";
pub const RESULTS_EMPTY: &str = "Paste or type a row for each rep: what entered, passed and is still open \
     at each stage, wins, bookings and \
     quota; to compare at equal age also how many are 60 days old, and how many of those passed within 60 \
     days. Or open a CSV file, also a CRM’s export with a row for each opportunity. Names stay in this \
     browser.";
pub const COLUMNS: &str = "Columns";
pub const EXITS: &str = "Exit criteria, a line for each stage";
pub const EXITS_EXAMPLE: &str = "such as Proposal: budget confirmed in writing";
pub const DEAL_SPREAD: &str = "Spread of won deals";
pub const THRESHOLDS: &str = "What counts as reachable, and as ordinary";
pub const REACHABLE: &str = "Reachable from";
pub const HARD: &str = "Hard to reach below";
pub const ALARM: &str = "Chance of naming anybody by luck";
pub const PICKED: &str = "This rep was picked out of how many?";
pub const CRM_TITLE: &str = "A CRM’s export";
pub const CRM_STAGES: &str = "Stages in their order";
pub const CRM_PERIOD: &str = "Period";
pub const CRM_PERIOD_EXAMPLE: &str = "all of it; or Jan 2027 to Mar 2027";
pub const CRM_AGE: &str = "Compare at the age of";
pub const CRM_AGE_EXAMPLE: &str = "empty: all that is decided, of any age. 60 days: only what entered at \
     least 60 days before the export’s last \
     day, by whether it had passed 60 days after it entered";
pub const CRM_USE: &str = "Put these counts into the table";
pub const CRM_DROP: &str = "Leave the export";
pub const REJECTED: &str =
    "Rows that were not understood; they are kept as they are in the table, and are in no figure";
pub const REJECTED_OF_EXPORT: &str = "Rows that were not understood; they are in no figure";
pub const ONE_REP: &str = "One rep";
pub const NO_REP: &str = "Nobody";
pub const NAMES_IN_PRINT: &str = "Names in print";
pub const TAKE_RATES: &str = "Take these rates into the plan";
pub const QUOTA_LINK: &str = "Copy a quota link for this rep";
pub const QUOTA_LINK_COPIED: &str = "The link is on the clipboard: for three months from today, this rep’s \
     quota and wins, as many opportunities \
     as here, all still open, and the team’s pooled rate; nothing of colleagues, no name.";
pub const RATES_TAKEN: &str = "The plan has the measured rates now; Undo there takes them back.";
pub const CAUTION: &str = "Counts cannot separate skill from territory or leads: what stands here is where \
     to look, not who is good.";
pub const AT_QUOTA_TITLE: &str = "How many reps reach quota if all are equally skilled, in 100 futures";
pub const RATES_OF_STAGE: &str = "the rates of this stage";
pub const EXPLAIN_HEAD: [&str; 5] =
    ["Stage", "Passed", "Ordinary, for all looks", "Team’s rate", "Still open"];
pub const EXPLAIN_TABLE: &str = "Stage by stage, this rep left out of the team’s rate";
pub const PARTS_TABLE: &str = "Where the difference comes from";
pub const PARTS_HEAD: [&str; 5] = ["Part", "Planned", "Estimated", "Adds", "Ordinary, 9 times in 10"];
pub const NO_COMPARISON: &str = "There is nobody to compare with: other reps with decided opportunities at \
     each stage, or a row named Plan.";

/// What a column holds, in words.
pub fn result_column(column: HistoryColumn) -> &'static str {
    match column {
        HistoryColumn::Ignored => "not needed",
        HistoryColumn::Rep => "rep",
        HistoryColumn::Quota => "quota",
        HistoryColumn::Bookings => "bookings",
        HistoryColumn::Entered => "a stage: entered",
        HistoryColumn::Passed => "a stage: passed",
        HistoryColumn::Open => "a stage: still open",
        HistoryColumn::Won => "wins",
        HistoryColumn::SelfSourced => "self-sourced",
        HistoryColumn::LateWins => "wins after the period",
        HistoryColumn::ByPlan => "by the plan",
        HistoryColumn::ByPlanWon => "by the plan, won",
        HistoryColumn::OffPlan => "not by the plan",
        HistoryColumn::OffPlanWon => "not by the plan, won",
        HistoryColumn::Matured => "a stage: N days old",
        HistoryColumn::MaturedPassed => "a stage: passed in N days",
        HistoryColumn::Currency => "currency of the amounts",
    }
}

/// The same of an export.
pub fn crm_column(column: CrmColumn) -> &'static str {
    match column {
        CrmColumn::Ignored => "not needed",
        CrmColumn::Rep => "whose it is",
        CrmColumn::Stage => "stage, won or lost",
        CrmColumn::Entered => "day it entered a stage",
        CrmColumn::Closed => "day it was decided",
        CrmColumn::Amount => "amount",
        CrmColumn::Source => "assigned or self-sourced",
        CrmColumn::ByPlan => "run by the plan",
        CrmColumn::Currency => "currency of the amount",
    }
}

/// How the amounts of a file were read; nothing where nothing had to be decided.
pub fn amounts_echo(amounts: &FileAmounts) -> Option<String> {
    let currency = amounts.is_named.then(|| format!("Amounts are in {}.", amounts.currency.code()));
    let marks = match &amounts.marks {
        AmountMarks::Plain => None,
        AmountMarks::Point => Some("Amounts are read with a decimal point, as in 1,234.50.".to_owned()),
        AmountMarks::Comma => Some("Amounts are read with a decimal comma, as in 1.234,50.".to_owned()),
        AmountMarks::Thousands(cell) => Some(format!(
            "In amounts such as {cell} the mark groups thousands: no amount of this file shows decimals."
        )),
    };
    let multiplied = amounts.multiplied.iter().map(|column| {
        let unit = if column.power == 3 { "thousands" } else { "millions" };
        format!("Amounts under {} are in {unit}.", column.head)
    });
    let words: Vec<String> = currency.into_iter().chain(marks).chain(multiplied).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// “14 reps, 4 stages, 14 with a quota.”
pub fn results_echo(results: &TeamHistory, format: &Format) -> String {
    let quotas = results.reps().iter().filter(|rep| rep.quota.is_some()).count();
    let plan =
        if results.plan().is_some() { "; the row named Plan is what was planned for one rep" } else { "" };
    let number = |n: usize| format.number(n as f64, 0);
    format!(
        "{} {}, {} {}, {} with a quota{plan}",
        number(results.reps().len()),
        if results.reps().len() == 1 { "rep" } else { "reps" },
        number(results.stages().len()),
        if results.stages().len() == 1 { "stage" } else { "stages" },
        number(quotas)
    )
}

pub fn deal_spread_echo(results: Option<&TeamHistory>, format: &Format) -> String {
    match results.and_then(TeamHistory::deal_cv) {
        Some(cv) => format!("standard deviation over mean {}", format.number(cv, 2)),
        None => "not known: 1 is taken, a guess; such as 0.8".to_owned(),
    }
}

pub fn crm_echo(reading: &CrmReading, format: &Format) -> Vec<String> {
    let number = |n: usize| format.number(n as f64, 0);
    let counted =
        || format!("{} opportunities, stages {}.", number(reading.counted), reading.stages.join(" → "));
    // Of an export that is refused nothing was counted.
    let is_refused = reading.results.is_err() && reading.counted == 0;
    let mut lines: Vec<String> = (!is_refused).then(counted).into_iter().collect();
    match reading.day_order {
        Some(DayOrder::DayFirst) => lines.push("Dates are read day first, 31/1/2027.".to_owned()),
        Some(DayOrder::MonthFirst) => lines.push("Dates are read month first, 1/31/2027.".to_owned()),
        None => {}
    }
    if reading.joined {
        lines.push("Nothing says in which stage an opportunity was lost, so all stages are one.".to_owned());
    }
    if let (false, (names, open)) = (reading.undated.0.is_empty(), &reading.undated) {
        lines.push(format!(
            "{} left out, with {} open: without dates nothing says which opportunities were lost there.",
            are(names),
            number(*open)
        ));
    }
    if !reading.unknown.is_empty() {
        lines.push(format!(
            "{} not in this export: no row and no column of dates has such a name.",
            are(&reading.unknown)
        ));
    }
    if reading.outside > 0 {
        lines.push(format!("{} began outside the period.", number(reading.outside)));
    }
    lines.extend(reading.amounts.as_ref().and_then(amounts_echo));
    lines.extend(reading.last_day.map(|day| format!("The last day it names is {}.", format.day(day))));
    lines
}

/// How many opportunities are old enough to be compared, stage by stage.
pub fn crm_age_echo(reading: Option<&CrmReading>, format: &Format) -> String {
    let results = reading.and_then(|reading| reading.results.as_ref().ok());
    let old = results.into_iter().flat_map(|results| {
        results.stages().iter().enumerate().filter_map(|(place, stage)| {
            let of = |count: fn(&crate::model::StageCount) -> u32| {
                results
                    .reps()
                    .iter()
                    .filter_map(|rep| rep.stages.get(place))
                    .map(count)
                    .fold(0, u32::saturating_add)
            };
            let n = |count: u32| format.number(f64::from(count), 0);
            let days = n(stage.age_days?);
            let old = n(of(|of| of.matured.map_or(0, |of| of.decided)));
            Some(format!("{old} of {} at {} are {days} days old", n(of(|of| of.entered)), stage.name))
        })
    });
    let old: Vec<String> = old.collect();
    if old.is_empty() { CRM_AGE_EXAMPLE.to_owned() } else { old.join(", ") }
}

/// “Lead is”, “Lead, Proposal are”.
fn are(names: &[String]) -> String {
    format!("{} {}", names.join(", "), if names.len() == 1 { "is" } else { "are" })
}

/// What keeps people from being named: “Rep A”, “Rep AB”.
pub fn alias(place: usize) -> String {
    let mut letters = String::new();
    let mut rest = place + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    format!("Rep {letters}")
}

/// The stages in which reps differ beyond luck, as a list.
fn differing(report: &HistoryReport, results: &TeamHistory) -> Option<String> {
    let stages = report.stages.iter().zip(results.stages());
    let names: Vec<&str> =
        stages.filter(|(of, _)| of.differs).map(|(_, stage)| stage.name.as_str()).collect();
    let (last, first) = names.split_last()?;
    Some(if first.is_empty() { (*last).to_owned() } else { format!("{} and {last}", first.join(", ")) })
}

/// The first sentence: how many reached quota against luck, and the stages in which reps differ all the same.
pub fn at_quota_sentence(
    luck: &AtQuotaByLuck,
    report: &HistoryReport,
    results: &TeamHistory,
    format: &Format,
) -> String {
    let number = |n: usize| format.number(n as f64, 0);
    let (low, high) = luck.between;
    let verdict = if luck.actual < low {
        "Fewer than luck explains: look at the quotas and the supply first, then at the stages".to_owned()
    } else if luck.actual > high {
        "More than luck explains at these rates".to_owned()
    } else {
        match differing(report, results) {
            None => "Luck explains the difference between reps".to_owned(),
            Some(stages) => format!("Luck explains that number, but not how reps differ in {stages}"),
        }
    };
    let range = if low == high { number(low) } else { format!("{} to {}", number(low), number(high)) };
    format!(
        "{} of {} reps reached quota; if all were equally skilled, {range} would, 8 times in 10. {verdict}.",
        number(luck.actual),
        number(luck.reps)
    )
}

pub fn no_quota_sentence(results: &TeamHistory) -> &'static str {
    let is_decided = |place: usize| {
        results.reps().iter().any(|rep| rep.stages.get(place).is_some_and(|of| of.decided() > 0))
    };
    if (0..results.stages().len()).all(is_decided) {
        "Quotas cannot be set against luck: that takes several reps with quotas, wins and what was booked."
    } else {
        "Quotas cannot be set against luck: a stage has no decided opportunity."
    }
}

pub fn at_quota_words(count: usize, share: f64, format: &Format) -> String {
    format!("{} at quota: in {} futures.", format.number(count as f64, 0), of_100(share, format))
}

pub fn actual_label(luck: &AtQuotaByLuck, format: &Format) -> String {
    format!("{} at quota", format.number(luck.actual as f64, 0))
}

pub fn how_at_quota(luck: &AtQuotaByLuck, results: &TeamHistory, format: &Format) -> Vec<String> {
    let mut how = vec![format!(
        "Each of {} runs draws the team’s rates once, with their own uncertainty, and then for each rep, \
         with the opportunities that \
         were really there and decided, how many pass each stage and what the wins are worth. The mean is \
         {} at quota; at most as many \
         as there were in {} runs.",
        format.number(f64::from(luck.trials), 0),
        format.number(luck.mean, 1),
        of_100(luck.at_most, format)
    )];
    if results.deal_cv().is_none() {
        how.push(
            "How much deals differ in size is a guess, as much as their mean; say it under the table."
                .to_owned(),
        );
    }
    how
}

/// The heading of a stage.
pub fn stage_finding(name: &str, stage: &StageReport, age_days: Option<u32>, format: &Format) -> String {
    let rate = f64::from(stage.pooled.passed) / f64::from(stage.pooled.decided);
    if stage.pooled.decided == 0 {
        return match age_days {
            Some(days) => format!("{name}: nothing is {} days old", format.number(f64::from(days), 0)),
            None => format!("{name}: nothing is decided"),
        };
    }
    let passed = format!("{} passed{}", format.percent(rate, 0), within_words(age_days, format));
    match stage.fit {
        None => format!("{name}: {passed}; whether reps differ cannot be told"),
        Some(_) if stage.differs && age_days.is_some() => {
            format!("{name}: {passed}; differs: definition, skill, patch or speed")
        }
        Some(_) if stage.differs => format!("{name}: {passed}; differs: definition, skill or patch"),
        Some(_) => format!("{name}: {passed}; no difference between reps beyond luck"),
    }
}

/// At equal age “ within 60 days”.
pub(super) fn within_words(age_days: Option<u32>, format: &Format) -> String {
    match age_days {
        None => String::new(),
        Some(1) => " within a day".to_owned(),
        Some(days) => format!(" within {} days", format.number(f64::from(days), 0)),
    }
}

/// What goes to the right in the picture of a stage, and what goes up.
pub fn rates_axes(age_days: Option<u32>, format: &Format) -> [String; 2] {
    let right = age_days.map_or_else(
        || "Decided".to_owned(),
        |days| format!("{} days old", format.number(f64::from(days), 0)),
    );
    [right, format!("Passed{}", within_words(age_days, format))]
}

/// Of what passed at a stage that is compared at equal age, how much had not by then, where that is much:
/// slower ones look like lost ones.
pub fn late_words(passed: u32, in_time: u32, age_days: Option<u32>, format: &Format) -> Option<String> {
    let n = |count: u32| format.number(f64::from(count), 0);
    let days = age_days?;
    (f64::from(in_time) < 0.8 * f64::from(passed)).then(|| {
        format!(
            "Of {} that passed, {} are old enough and did so within {} days: who is slower, or has younger \
             ones, shows less here. A longer age \
             tells less of speed.",
            n(passed),
            n(in_time),
            n(days)
        )
    })
}

/// Head of the rates by rep.
pub fn rates_head(age_days: Option<u32>, format: &Format) -> Vec<String> {
    let passed = format!("Passed{}", within_words(age_days, format));
    let open = if age_days.is_some() { "Still open, of any age" } else { "Still open" };
    ["Rep", &passed, open, "Rate", "Ordinary, 19 in 20", "Most likely rate"].map(str::to_owned).to_vec()
}

pub fn exit_words(exit: &str) -> String {
    if exit.is_empty() {
        "No exit criteria are written down for this stage: each may read it differently.".to_owned()
    } else {
        format!("Moves on when: {exit}")
    }
}

fn range(low: f64, high: f64, format: &Format) -> String {
    format!("{}–{}", format.percent(low, 0), format.percent(high, 0))
}

pub fn rate_row(name: String, of: &RateByRep, format: &Format) -> Vec<String> {
    let n = |count: u32| format.number(f64::from(count), 0);
    let rate = f64::from(of.counted.passed) / f64::from(of.counted.decided);
    let ordinary = |limits: &Limits| range(limits.inner.0, limits.inner.1, format);
    vec![
        name,
        format!("{} of {}", n(of.counted.passed), n(of.counted.decided)),
        n(of.open),
        if of.counted.decided > 0 { format.percent(rate, 0) } else { "–".to_owned() },
        of.limits.as_ref().map_or_else(|| "–".to_owned(), ordinary),
        of.shrunken.map_or_else(|| "–".to_owned(), |rate| format.percent(rate, 1)),
    ]
}

pub fn rate_words(name: &str, of: &RateByRep, format: &Format) -> String {
    let rate = f64::from(of.counted.passed) / f64::from(of.counted.decided);
    let ordinary = of
        .limits
        .map(|limits| format!("; {} is ordinary", range(limits.inner.0, limits.inner.1, format)))
        .unwrap_or_default();
    format!(
        "{name}: {} of {}, {}{ordinary}.",
        format.number(f64::from(of.counted.passed), 0),
        format.number(f64::from(of.counted.decided), 0),
        format.percent(rate, 0)
    )
}

pub fn rates_title(stage: &str) -> String {
    format!(
        "{stage}: each dot a rep; 95 of 100 lie between the lines by luck, 998 of 1,000 between the dashes"
    )
}

pub fn how_stage(stage: &StageReport, age_days: Option<u32>, format: &Format) -> Vec<String> {
    let Some(fit) = stage.fit else {
        return vec![
            "One rep, nothing decided, or none or all passed: there is no difference to look for.".to_owned(),
        ];
    };
    let spread = match fit.shapes() {
        Some((a, b)) => format!(
            "Rates differ by ρ = {} (beta-binomial, maximum likelihood: a = {}, b = {}); the most likely \
             rate of a rep is (a + passed) ÷ \
             (a + b + decided).",
            format.number(fit.spread, 4),
            format.number(a, 2),
            format.number(b, 2)
        ),
        None => {
            "No detectable difference between reps: the most likely rate of each is the team’s.".to_owned()
        }
    };
    vec![
        spread,
        format!(
            "Tarone’s Z = {} (chance of that or more if all are alike: {}), χ² ÷ degrees of freedom = {}. A \
             stage counts as different below \
             5%, divided by the number of stages.",
            format.number(fit.tarone_z, 2),
            format.percent(fit.tarone_p, 1),
            format.number(fit.chi_square_ratio, 2)
        ),
        "Limits are exact binomial quantiles at the team’s rate; where the stage differs, widened by what \
         reps differ."
            .to_owned(),
        match age_days {
            Some(days) => format!(
                "Reps are compared at equal age: of the opportunities that entered at least {0} days ago, \
                 those that had passed {0} days \
                 after they entered. What is younger is in none of it.",
                format.number(f64::from(days), 0)
            ),
            None => "What is still open is in none of it.".to_owned(),
        },
    ]
}

/// Behind a stage's heading, where reps have more or less still open than luck explains.
pub const AGES_DIFFER: &str = "; but what is still open differs";

/// The same, and what helps.
pub fn ages_differ(stage: &str) -> String {
    format!(
        "How much is still open differs between reps beyond luck, so their opportunities differ in age, or \
         take unequally long, and rates of \
         what is decided flatter some. Two columns compare them at equal age: “{stage} 60 days old” and \
         “{stage} passed within 60 days”."
    )
}

/// Two stages that follow each other, where they have something to do with each other.
pub fn adjacent_words(of: &Adjacent, results: &TeamHistory, format: &Format) -> Option<String> {
    let name = |place: usize| results.stages().get(place).map(|stage| stage.name.as_str());
    let (first, next) = (name(of.first)?, name(of.first + 1)?);
    let correlation = format.number(of.correlation, 2);
    if of.between.1 < 0.0 {
        Some(format!(
            "Who passes more at {first} passes fewer at {next} (correlation {correlation}): a looser \
             reading of {first} is offset there. \
             Agree on its exit criteria before comparing rates."
        ))
    } else if of.between.0 > 0.0 {
        Some(format!("Who passes more at {first} also passes more at {next} (correlation {correlation})."))
    } else {
        None
    }
}

pub fn end_to_end_words(report: &HistoryReport) -> Option<&'static str> {
    let fit = report.end_to_end?;
    Some(if fit.tarone_p < 0.05 && fit.spread > 0.0 {
        "End to end, from the first stage to a win, reps differ beyond luck."
    } else {
        "End to end, from the first stage to a win, no difference between reps beyond luck."
    })
}

/// What would be taken into the plan.
pub fn measured_words(measured: &Measured, format: &Format) -> String {
    let stages = measured.stages.iter().map(|stage| stage.name.as_str()).collect::<Vec<_>>().join(", ");
    let adherence = measured.adherence.map(|of| {
        format!(
            "; {} follow the process, give or take {}",
            format.percent(of.mean, 0),
            format.percent(of.sd, 0)
        )
    });
    let rates = measured.adherence.and_then(|of| of.rates).map(|(run, other)| {
        format!(
            " Run by the plan {} are won, else {}: an association, not what following it would bring.",
            format.percent(run, 0),
            format.percent(other, 0)
        )
    });
    format!(
        "Rates of {stages}, and how reps differ at each, marked as measured{}. Times, opportunities and \
         deals stay the \
         plan’s.{}",
        adherence.unwrap_or_default(),
        rates.unwrap_or_default()
    )
}

/// What a threshold is, and what it is unless something else is typed.
pub fn threshold_echo(value: f64, usual: f64, format: &Format) -> String {
    let percent = |value: f64| format.percent(value, u32::from((100.0 * value).fract().abs() > 1e-9));
    if (value - usual).abs() < 1e-12 {
        percent(value)
    } else {
        format!("{}, instead of {}", percent(value), percent(usual))
    }
}

/// Two lines, where a page is narrow.
pub fn results_in_short(
    report: &HistoryReport,
    rep: Option<&str>,
    results: &TeamHistory,
    format: &Format,
) -> [String; 2] {
    let number = |n: usize| format.number(n as f64, 0);
    let team = report.at_quota.as_ref().filter(|luck| luck.reps > 1).map_or_else(String::new, |luck| {
        let (low, high) = luck.between;
        let range = if low == high { number(low) } else { format!("{}–{}", number(low), number(high)) };
        format!("{} of {} at quota; by luck {range}", number(luck.actual), number(luck.reps))
    });
    let explained = report.rep.as_ref().and_then(|rep| rep.explanation.as_ref()).zip(rep);
    let one =
        explained.map(|(explanation, name)| format!("{name}: {}", outcome(explanation, results, format)));
    [team, one.unwrap_or_default()]
}

/// Where a table is not understood and an older one is still answered.
pub const RESULTS_STAND: &str = "What is typed is not understood; what stands here is of the last table, \
     and the last thresholds, that were.";

pub fn rejected_count(words: &str, rows: usize, format: &Format) -> String {
    format!("{} ({})", words, format.number(rows as f64, 0))
}

pub fn rejected_row(line: u64, text: &str, reason: &str, format: &Format) -> String {
    format!("Line {}: {reason} ({text})", format.number(line as f64, 0))
}
