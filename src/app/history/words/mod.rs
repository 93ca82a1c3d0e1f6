//! Every English sentence and label of the view of what happened.

#![expect(missing_docs, reason = "labels and short sentences speak for themselves")]

mod attribution;
mod import;
mod import_choices;
mod looking_back;
mod one_rep;
mod past;
mod rates;
mod team;

pub use crate::app::words::*;
pub use attribution::*;
pub use import::*;
pub use import_choices::*;
pub use looking_back::*;
pub use one_rep::*;
pub use past::*;
pub use rates::*;
pub use team::*;

use crate::app::format::Format;
use crate::app::kept::KeptWords;
use crate::entry::{AmountMarks, FileAmounts, HistoryColumn};
use crate::history::HistoryReport;
use crate::model::{Currency, Measured, PipelineStart, Scenario, Segment, TeamHistory};

/// What the list of results says.
pub const KEPT: KeptWords = KeptWords {
    name: "Name of these results",
    unnamed: "Results without a name",
    list: "Your results",
    open_menu: "Results and files",
    new: "New results",
    noun: "set of results",
};
pub const NEW_RESULTS: &str = "Empty";

pub const RESULTS_TITLE: &str = "What happened";
pub const RESULTS_GRID: &str = "Results, row by row";
pub const RESULTS_TABLE: &str = "A row for each rep";
pub const RESULTS_FILE: &str = "Open an export…";
pub const RESULTS_DROP: &str =
    "CSV or Excel, of reps or of opportunities. Or drop it anywhere here, or paste a table.";
pub const RESULTS_SAMPLE: &str = "Try the sample";
pub const FORGET_RESULTS: &str = "Forget these results";
pub const STAGE_BY_STAGE: &str = "Stage by stage, beyond luck or within it";
pub const RESULTS_BEGIN: &str = "Drop a CRM export, or paste a table";
pub const RESULTS_EMPTY: &str = "Opportunities, changes of their stages, or a row for each rep; CSV or \
     Excel, of any system, in any language. What it was taken for is shown before anything is counted, \
     and can be said otherwise.";
pub const RESULTS_TYPED: &str = "Or type a row for each rep: what entered, passed and is still open at each \
     stage, wins, bookings and quota; to compare at equal age also how many are 60 days old, and how many of \
     those passed within 60 days. Names stay in this browser.";
pub const RESULTS_PICTURE: &str =
    "What you will see: how many reps reach quota by luck alone, and how many did";
pub const RESULTS_PICTURE_NOTE: &str =
    "An example: 14 equally skilled reps who each reach quota in half of all years.";
pub const COLUMNS: &str = "Columns";
pub const EXITS: &str = "Exit criteria, a line for each stage";
pub const EXITS_EXAMPLE: &str = "such as Proposal: budget confirmed in writing";
pub const DEAL_SPREAD: &str = "Spread of won deals";
pub const THRESHOLDS: &str = "How much deals vary; what counts as reachable, and as ordinary";
pub const REACHABLE: &str = "Reachable from";
pub const HARD: &str = "Hard to reach below";
pub const ALARM: &str = "Chance of naming anybody by luck";
pub const PICKED: &str = "This rep was picked out of how many?";
pub const REJECTED: &str =
    "Rows that were not understood; they are kept as they are in the table, and are in no figure";
pub const ONE_REP: &str = "One rep";
pub const NO_REP: &str = "No rep chosen";
pub const NAMES_IN_PRINT: &str = "Names in print";
pub const RATES_FOR_PLAN: &str = "A plan with what was measured";
pub const PLAN_OF_FILE: &str = "The export says more than this table: how many opportunities come, how long \
     stages take, what is won and what is open. A plan of it takes all of them and lies beside your own.";
pub const TAKE_RATES: &str = "Take these rates into the plan";
pub const QUOTA_LINK: &str = "Copy a quota link for this rep";
pub const QUOTA_LINK_COPIED: &str = "The link is on the clipboard: for three months from today, this rep’s \
     quota and wins, as many opportunities \
     as here, all still open, and the team’s pooled rate; nothing of colleagues, no name.";
pub const CAUTION: &str = "Counts cannot separate skill from territory or leads: what stands here is where \
     to look, not who is good.";
pub const AT_QUOTA_TITLE: &str = "How many reps reach quota if all are equally skilled, in 100 futures";
pub const REPS_AT_QUOTA: &str = "Reps at quota";
pub const RATES_OF_STAGE: &str = "the rates of this stage";
pub const EXPLAIN_HEAD: [&str; 5] =
    ["Stage", "Passed", "Ordinary, for all comparisons", "Team’s rate", "Still open"];
pub const EXPLAIN_TABLE: &str = "Stage by stage, this rep left out of the team’s rate";
pub const PARTS_TABLE: &str = "Where the difference comes from";
pub const PARTS_HEAD: [&str; 5] = ["Part", "Planned", "Estimated", "Adds", "Ordinary, 9 times in 10"];
pub const NO_COMPARISON: &str = "There is nobody to compare with yet. Add other reps whose opportunities are \
     decided at each stage, or a row named Plan with what the plan expects of a rep: how many enter each \
     stage, how many are won, what they bring.";

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
pub fn history_echo(history: &TeamHistory, format: &Format) -> String {
    let quotas = history.reps().iter().filter(|rep| rep.quota.is_some()).count();
    let plan =
        if history.plan().is_some() { "; the row named Plan is what was planned for one rep" } else { "" };
    let number = |n: usize| format.number(n as f64, 0);
    format!(
        "{} {}, {} {}, {} with a quota{plan}",
        number(history.reps().len()),
        if history.reps().len() == 1 { "rep" } else { "reps" },
        number(history.stages().len()),
        if history.stages().len() == 1 { "stage" } else { "stages" },
        number(quotas)
    )
}

/// Heading of the table as text: “As text: 14 reps, 4 stages”.
pub fn text_heading(counted: Option<&str>) -> String {
    counted.map_or_else(|| "Type or paste a table".to_owned(), |counted| format!("As text: {counted}"))
}

/// Heading of the exit criteria: how many stages have one.
pub fn exits_heading(exits: &str) -> String {
    match exits.lines().filter(|line| !line.trim().is_empty()).count() {
        0 => "No exit criteria are written down".to_owned(),
        1 => "Exit criteria of 1 stage".to_owned(),
        stages => format!("Exit criteria of {stages} stages"),
    }
}

pub fn deal_spread_echo(history: Option<&TeamHistory>, format: &Format) -> String {
    match history.and_then(TeamHistory::deal_cv) {
        Some(cv) => format!("standard deviation over mean {}", format.number(cv, 2)),
        None => "not known: 1 is taken, a guess; such as 0.8".to_owned(),
    }
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
    let differs =
        if measured.stages.iter().any(|stage| stage.spread > 0.0) { ", and how reps differ" } else { "" };
    let size = measured.deal_size.as_ref().map(|of| {
        let mean = match Currency::new(&of.currency) {
            Ok(currency) => format.money_short(of.mean_minor, currency),
            Err(_) => String::new(),
        };
        format!("; the average won deal, {mean}, if the plan is in {}", of.currency)
    });
    format!(
        "Taken, and marked as measured: the rates of {stages}{differs}{}{}. How long stages take, new \
         opportunities, reps and quotas stay the plan’s.{}",
        size.unwrap_or_default(),
        adherence.unwrap_or_default(),
        rates.unwrap_or_default()
    )
}

/// What becomes of a plan's stages, and of what is listed in them, where a table has fewer.
pub fn changes_with_stages(before: &Scenario, after: &Scenario, format: &Format) -> Option<String> {
    let (before, after) = (before.segments().first()?, after.segments().first()?);
    let (from, to) = (before.stages().len(), after.stages().len());
    let n = |count: usize| format.number(count as f64, 0);
    let stages = (to < from).then(|| {
        let became = if to == 1 { "1 stage".to_owned() } else { format!("{} stages", n(to)) };
        format!("Your plan’s {} stages become {became}; what they take is added up.", n(from))
    });
    let is_listed = |of: &Segment| matches!(of.pipeline(), PipelineStart::Listed(_));
    let is_lost = is_listed(before) && !is_listed(after);
    let open = is_lost.then_some(
        "The deals you listed as open are left out, since their stages are gone: the plan then takes deals \
         as already under way. List them again in the new stages.",
    );
    let is_free = before.deal_size.is_bounded() && !after.deal_size.is_bounded();
    let limits = is_free.then_some("Your limits of a deal’s size are left out: the measured mean has none.");
    let said: Vec<&str> = stages.as_deref().into_iter().chain(open).chain(limits).collect();
    (!said.is_empty()).then(|| said.join(" "))
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
pub fn history_in_short(
    report: &HistoryReport,
    rep: Option<&str>,
    history: &TeamHistory,
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
        explained.map(|(explanation, name)| format!("{name}: {}", outcome(explanation, history, format)));
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
