//! Sentences about the rates by rep at each stage, and at stages that follow each other.

use crate::app::format::Format;
use crate::app::words::percent_range;
use crate::history::{Adjacent, HistoryReport, Limits, RateByRep, StageReport};
use crate::model::TeamHistory;

/// The heading of a stage.
pub fn stage_finding(name: &str, stage: &StageReport, age_days: Option<u32>, format: &Format) -> String {
    let Some(rate) = stage.pooled.rate() else {
        return match age_days {
            Some(days) => format!("{name}: nothing is {} days old", format.number(f64::from(days), 0)),
            None => format!("{name}: nothing is decided"),
        };
    };
    let passed = format!("{} passed{}", format.percent(rate, 0), within_words(age_days, format));
    match stage.fit {
        None => format!("{name}: {passed}; whether reps differ cannot be told"),
        Some(_) if stage.differs && age_days.is_some() => {
            format!("{name}: {passed}; reps differ here: reading of the stage, skill, territory or speed")
        }
        Some(_) if stage.differs => {
            format!("{name}: {passed}; reps differ here: reading of the stage, skill or territory")
        }
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

/// “Now and then one of 5 reps is outside by luck alone. …”: what a range that holds 19 times in 20 does not
/// say.
pub fn outside_by_luck(report: &StageReport, format: &Format) -> Option<String> {
    let compared = report.reps.iter().filter(|of| of.limits.is_some()).count();
    let n = |count: usize| format.number(count as f64, 0);
    let outside = match compared {
        0 | 1 => return None,
        2..15 => format!("Now and then one of {} reps is", n(compared)),
        _ => format!("About {} of {} reps are", n((compared + 10) / 20), n(compared)),
    };
    Some(format!(
        "{outside} outside by luck alone. What is said of one rep takes all comparisons together, so its \
         ranges are wider."
    ))
}

pub fn exit_words(exit: &str) -> String {
    if exit.is_empty() {
        "No exit criteria are written down for this stage: each may read it differently.".to_owned()
    } else {
        format!("Moves on when: {exit}")
    }
}

pub fn rate_row(name: String, of: &RateByRep, format: &Format) -> Vec<String> {
    let n = |count: u32| format.number(f64::from(count), 0);
    let ordinary = |limits: &Limits| percent_range(limits.inner.0, limits.inner.1, format);
    vec![
        name,
        format!("{} of {}", n(of.counted.passed), n(of.counted.decided)),
        n(of.open),
        of.counted.rate().map_or_else(|| "–".to_owned(), |rate| format.percent(rate, 0)),
        of.limits.as_ref().map_or_else(|| "–".to_owned(), ordinary),
        of.shrunken.map_or_else(|| "–".to_owned(), |rate| format.percent(rate, 1)),
    ]
}

pub fn rate_words(name: &str, of: &RateByRep, format: &Format) -> String {
    let rate = of.counted.rate().unwrap_or_default();
    let ordinary = of
        .limits
        .map(|limits| format!("; {} is ordinary", percent_range(limits.inner.0, limits.inner.1, format)))
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
    let spread = match fit.shapes {
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
pub fn adjacent_words(of: &Adjacent, history: &TeamHistory) -> Option<String> {
    let name = |place: usize| history.stages().get(place).map(|stage| stage.name.as_str());
    let (first, next) = (name(of.first)?, name(of.first + 1)?);
    if of.between.1 < 0.0 {
        Some(format!(
            "Who passes more at {first} passes fewer at {next}: a looser \
             reading of {first} is offset there. \
             Agree on its exit criteria before comparing rates."
        ))
    } else if of.between.0 > 0.0 {
        Some(format!("Who passes more at {first} also passes more at {next}."))
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
