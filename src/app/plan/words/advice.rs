//! What would change the answer, in sentences.

use super::{capitalised, confidence, count, of_10, of_100, segment_name, stage_name};
use crate::advice::{AlignmentEffect, Effect, Hold, Joint, Needed, NeededValue, Profit, Quotas, Width};
use crate::app::format::Format;
use crate::model::{Alignment, Belief, Lever, LeverRange, ProfitGoal, Scenario, SegmentId, Unknown};

pub const ADVICE: &str = "What would change it";
pub const ADVICE_WAITS: &str = "What would change the answer is worked out once the answer stands.";
pub const ADVICE_PROGRESS: &str = "What would change the answer";
pub const ADVICE_AGAIN: &str = "Work out the rest";
pub const APPLY: &str = "Apply";
pub const ALL_TOGETHER: &str = "all together";
pub const NOT_YET: &str = "Being worked out…";

/// What stands where no answer will come before somebody asks again.
pub const STOPPED_BEFORE: &str = "Stopped before this was worked out.";

/// A value that a lever needs as it is shown, rounded towards the side that reaches more; whole numbers as
/// they are.
pub fn shown_value(needed: &Needed, value: f64, range: Option<LeverRange>) -> f64 {
    let rounded = |range: LeverRange| {
        // Where less of it reaches more, the sides are the other way round.
        let is_worse = (value - range.today) * (range.best - range.today) < 0.0;
        let turned = needed.chance_today < needed.chance_there() && is_worse;
        let range = if turned { LeverRange { best: range.worst, worst: range.best, ..range } } else { range };
        needed.lever.rounded(value, &range)
    };
    range.map_or(value, rounded)
}

/// “99 variations of the plan, 20,000 runs each, all with the same luck.”
pub fn advice_runs(variations: u32, trials: u32, format: &Format) -> String {
    if trials == 0 {
        return NOT_YET.to_owned();
    }
    format!(
        "{} variations of the plan, {} runs each, all with the same luck.",
        format.number(f64::from(variations), 0),
        format.number(f64::from(trials), 0)
    )
}

fn of_segment(scenario: &Scenario, what: &str, id: SegmentId) -> String {
    match scenario.segment(id) {
        Some(segment) if scenario.segments().len() > 1 => format!("{what} of {}", segment_name(segment)),
        _ => what.to_owned(),
    }
}

fn rate_of(scenario: &Scenario, id: crate::model::StageId) -> String {
    let Some((segment, stage)) = scenario.stage(id) else { return String::new() };
    let name = stage_name(segment.place_of(id).unwrap_or(0), stage.name());
    of_segment(scenario, &format!("rate of {name}"), segment.id)
}

/// What a lever changes, as in the middle of a sentence.
pub fn lever_name(scenario: &Scenario, lever: Lever) -> String {
    match lever {
        Lever::StageRate(id) => rate_of(scenario, id),
        Lever::Supply(id) => of_segment(scenario, "new opportunities a month", id),
        Lever::DealSize(id) => of_segment(scenario, "mean deal size", id),
        Lever::Cycle(id) => of_segment(scenario, "days from first stage to win", id),
        Lever::Reps => "reps".to_owned(),
        Lever::HiringDate => "hiring".to_owned(),
        Lever::Attrition => "reps who leave in a year".to_owned(),
        Lever::Adherence => "opportunities that follow the process".to_owned(),
        Lever::Deadline => "months until the deadline".to_owned(),
    }
}

/// A lever's value.
pub fn lever_value(scenario: &Scenario, lever: Lever, value: f64, format: &Format) -> String {
    match lever {
        Lever::StageRate(_) | Lever::Attrition | Lever::Adherence => format.percent(value, 1),
        Lever::Supply(_) => count(value, format),
        Lever::DealSize(_) => format.money_short(value, scenario.parts().currency),
        Lever::Cycle(_) | Lever::Reps | Lever::Deadline => format.number(value, 0),
        Lever::HiringDate if value > 0.0 => format!("{} earlier", months(value, format)),
        Lever::HiringDate if value < 0.0 => format!("{} later", months(-value, format)),
        Lever::HiringDate => "as planned".to_owned(),
    }
}

fn months(months: f64, format: &Format) -> String {
    format!("{} month{}", format.number(months, 0), if months > 1.0 { "s" } else { "" })
}

/// The simulation error of a needed value.
fn lever_error(scenario: &Scenario, lever: Lever, error: f64, format: &Format) -> String {
    match lever {
        Lever::StageRate(_) | Lever::Attrition | Lever::Adherence => {
            format!("{} points", format.number(100.0 * error, 2))
        }
        Lever::DealSize(_) => format.money_short(error, scenario.parts().currency),
        Lever::Supply(_) | Lever::Cycle(_) | Lever::Reps | Lever::HiringDate | Lever::Deadline => {
            format.number(error, 2)
        }
    }
}

pub fn needed_title(scenario: &Scenario, format: &Format) -> String {
    format!("What would have to be true for {}", confidence(scenario.parts().confidence, format))
}

/// “Rate of Proposal: 60% instead of 52%”.
pub fn needed_words(scenario: &Scenario, needed: &Needed, format: &Format) -> String {
    let lever = needed.lever;
    let name = capitalised(&lever_name(scenario, lever));
    let value = |value| lever_value(scenario, lever, value, format);
    let shown = |at: f64| value(shown_value(needed, at, lever.range(scenario)));
    let today = value(needed.today);
    match needed.value {
        NeededValue::Is { value: at, chance, .. } if chance > needed.chance_today => {
            format!("{name}: {} instead of {today}", shown(at))
        }
        NeededValue::Is { value: at, .. } => format!("{name}: enough down to {}, today {today}", shown(at))
            .replace("down to", if at > needed.today { "up to" } else { "down to" }),
        NeededValue::CannotReach { most, best } => {
            format!("{name}: cannot; at most {} even at {}", of_100(most, format), value(best))
        }
        NeededValue::DoesNotHelp { chance } => {
            format!("{name}: does not help; {} as it stands", of_100(chance, format))
        }
        NeededValue::CannotSpoil { least, worst } => {
            format!("{name}: not needed; still {} at {}", of_100(least, format), value(worst))
        }
    }
}

/// What stands in place of the nearest levers.
pub fn nearest_none(scenario: &Scenario, all: &[&Needed], format: &Format) -> String {
    let wanted = confidence(scenario.parts().confidence, format);
    if all.iter().any(|needed| matches!(needed.value, NeededValue::CannotSpoil { .. })) {
        return format!("Nothing: it is {wanted} whatever becomes of any one assumption.");
    }
    format!("No single change that is looked at makes it {wanted}.")
}

/// The heading of all levers.
pub fn needed_finding(
    all: &[&Needed],
    joint: Option<&Joint>,
    scenario: &Scenario,
    format: &Format,
) -> String {
    let can = all.iter().filter(|needed| matches!(needed.value, NeededValue::Is { .. })).count();
    let wanted = confidence(scenario.parts().confidence, format);
    let together = match joint.map(|joint| joint.value) {
        Some(NeededValue::Is { value, .. }) if value > 0.0 => {
            format!("; all together, {} of the way to what is plausible", format.percent(value, 0))
        }
        Some(NeededValue::CannotReach { most, .. }) => {
            format!("; all together at plausible limits, {}", of_100(most, format))
        }
        Some(NeededValue::DoesNotHelp { .. }) => "; all together, no more than today".to_owned(),
        Some(NeededValue::Is { .. } | NeededValue::CannotSpoil { .. }) | None => String::new(),
    };
    format!("Lever by lever: {can} of {} decide {wanted} alone{together}", all.len())
}

/// All levers together.
pub fn joint_words(scenario: &Scenario, joint: &Joint, format: &Format) -> String {
    let wanted = scenario.parts().confidence.get();
    let share = match joint.value {
        // Where whole reps or months take part the chance jumps over what is wanted.
        NeededValue::Is { value, chance, .. } if chance > wanted + 0.005 => format!(
            "All together, each goes {} of the way from today to what is plausible, which gives {}, since \
             reps and months \
             are whole: ",
            format.percent(value, 0),
            of_100(chance, format)
        ),
        NeededValue::Is { value, .. } => format!(
            "All together, each goes {} of the way from today to what is plausible: ",
            format.percent(value, 0)
        ),
        NeededValue::CannotReach { most, .. } => {
            format!("All together, at what is plausible for each, reach {} at most: ", of_100(most, format))
        }
        NeededValue::CannotSpoil { .. } => {
            return "All together: the plan as it stands is enough.".to_owned();
        }
        NeededValue::DoesNotHelp { chance } => {
            return format!("All together do not help: {} as it stands.", of_100(chance, format));
        }
    };
    let value = |(lever, value): &(Lever, f64)| {
        format!("{} {}", lever_name(scenario, *lever), lever_value(scenario, *lever, *value, format))
    };
    let levers: Vec<String> = joint.levers.iter().map(value).collect();
    format!("{share}{}.", levers.join(", "))
}

/// How the needed values are found, and their errors.
pub fn how_needed(all: &[&Needed], scenario: &Scenario, format: &Format) -> Vec<String> {
    let errors: Vec<String> = all
        .iter()
        .filter_map(|needed| match needed.value {
            NeededValue::Is { error, .. } if error > 0.0 => Some(format!(
                "{} ±{}",
                lever_name(scenario, needed.lever),
                lever_error(scenario, needed.lever, error, format)
            )),
            NeededValue::Is { .. }
            | NeededValue::CannotReach { .. }
            | NeededValue::DoesNotHelp { .. }
            | NeededValue::CannotSpoil { .. } => None,
        })
        .collect();
    let mut all = vec![
        "One assumption is changed, all else stays, and every run meets the same luck. The value is \
         bracketed \
         between one that gives less and one that gives more, by false position with the Illinois rule \
         (Dowell and \
         Jarratt, 1971)."
            .to_owned(),
        "What is plausible is a convention, not a forecast: rates a fifth higher, new opportunities a third \
         more, deals \
         15% larger, the cycle 15% shorter, a fifth more reps, hires two months earlier, half of those who \
         leave, 20 \
         points more that follow the process."
            .to_owned(),
    ];
    if !errors.is_empty() {
        all.push(format!(
            "Simulation error of each value, one standard error of the chance divided by its slope: {}.",
            errors.join(", ")
        ));
    }
    all
}

fn belief_name(scenario: &Scenario, belief: Belief) -> String {
    match belief {
        Belief::StageRate(id) => rate_of(scenario, id),
        Belief::Supply(id) => of_segment(scenario, "number of new opportunities", id),
        Belief::DealSize(id) => of_segment(scenario, "mean deal size", id),
        Belief::Cycle(id) => of_segment(scenario, "length of the cycle", id),
        Belief::Market => "market".to_owned(),
        Belief::Churn => "recurring revenue that is lost".to_owned(),
        Belief::Expansion => "recurring revenue that grows".to_owned(),
    }
}

pub const UNKNOWNS_TITLE: &str = "What we do not know, each from its low to its high (1 in 10 beyond either)";
pub const CHANGES_TITLE: &str = "What we could change, each by a tenth down and up";
pub const MATTERS_ON: &str = "Effect on";
pub const MATTERS_CHOICES: [&str; 2] = ["Chance", "Middle result"];
pub const MATTERS_HEAD: [&str; 5] = ["Of", "From", "To", "Chance", "Middle result"];
pub const NO_UNKNOWNS: &str = "Every assumption is stated as certain: all of the width is luck.";

/// A belief and its two ends.
pub fn belief_words(scenario: &Scenario, effect: &Effect<Belief>, format: &Format) -> [String; 3] {
    let value = |value: f64| match effect.of {
        Belief::StageRate(_) | Belief::Churn | Belief::Expansion => format.percent(value, 1),
        Belief::Supply(_) | Belief::DealSize(_) | Belief::Cycle(_) | Belief::Market => {
            format!("× {}", format.number(value, 2))
        }
    };
    [capitalised(&belief_name(scenario, effect.of)), value(effect.low_value), value(effect.high_value)]
}

/// A lever and its two ends.
pub fn change_words(scenario: &Scenario, effect: &Effect<Lever>, format: &Format) -> [String; 3] {
    let value = |value| lever_value(scenario, effect.of, value, format);
    [capitalised(&lever_name(scenario, effect.of)), value(effect.low_value), value(effect.high_value)]
}

/// “Rate of Proposal, from 44% to 60%: 12 of 100 to 41 of 100, middle $9.1M to $11.4M.”
pub fn effect_words<T>(
    [name, low, high]: &[String; 3],
    effect: &Effect<T>,
    scenario: &Scenario,
    format: &Format,
) -> String {
    let money = |minor: f64| format.money_short(minor, scenario.parts().currency);
    format!(
        "{name}, from {low} to {high}: {} to {}, middle {} to {}.",
        of_100(effect.low.chance, format),
        of_100(effect.high.chance, format),
        money(effect.low.middle),
        money(effect.high.middle)
    )
}

/// The heading of what matters.
pub fn matters_finding(
    unknowns: Option<&[Effect<Belief>]>,
    changes: Option<&[Effect<Lever>]>,
    scenario: &Scenario,
) -> String {
    let unknown = unknowns
        .and_then(<[_]>::first)
        .map(|effect| format!("biggest unknown: {}", belief_name(scenario, effect.of)));
    let change = changes
        .and_then(<[_]>::first)
        .map(|effect| format!("biggest lever: {}", lever_name(scenario, effect.of)));
    let findings: Vec<String> = unknown.into_iter().chain(change).collect();
    if findings.is_empty() { "What matters".to_owned() } else { capitalised(&findings.join("; ")) }
}

fn unknown_name(unknown: Unknown) -> &'static str {
    match unknown {
        Unknown::Rates => "stage rates",
        Unknown::DealSize => "mean deal size",
        Unknown::Supply => "number of new opportunities",
        Unknown::Cycle => "length of the cycle",
        Unknown::Market => "the market",
        Unknown::Reps => "people",
        Unknown::Recurring => "recurring revenue",
    }
}

pub const LUCK: &str = "luck";
pub const WIDTH_TABLE: &str = "Where the width comes from";
pub const WIDTH_HEAD: [&str; 2] = ["Source", "Share of the variance"];

/// The heading of the width.
pub fn width_finding(width: Option<&Width>, format: &Format) -> String {
    let Some(width) = width else { return WIDTH_TABLE.to_owned() };
    let first = width.unknowns.first().filter(|share| share.share >= 0.005);
    let more = first.map(|share| {
        format!(
            ", {} not knowing the {}",
            format.percent(share.share, 0),
            unknown_name(share.unknown).trim_start_matches("the ")
        )
    });
    format!("Of the width, {} is luck{}", format.percent(width.luck, 0), more.unwrap_or_default())
}

/// Shares in whole percents that sum to 100: what is missing goes to the largest remainders.
pub fn whole_percents(shares: &[f64]) -> Vec<f64> {
    let mut whole: Vec<f64> = shares.iter().map(|share| (100.0 * share).floor()).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    let remainder = |place: usize| shares.get(place).map_or(0.0, |share| (100.0 * share).fract());
    order.sort_by(|a, b| remainder(*b).total_cmp(&remainder(*a)));
    let mut missing = (100.0 * shares.iter().sum::<f64>()).round() - whole.iter().sum::<f64>();
    for place in order {
        if let Some(share) = whole.get_mut(place).filter(|_| missing > 0.5) {
            *share += 1.0;
            missing -= 1.0;
        }
    }
    whole
}

pub fn width_rows(width: &Width, format: &Format) -> Vec<Vec<String>> {
    let names = std::iter::once(LUCK).chain(width.unknowns.iter().map(|share| unknown_name(share.unknown)));
    let shares: Vec<f64> =
        std::iter::once(width.luck).chain(width.unknowns.iter().map(|share| share.share)).collect();
    let percents = whole_percents(&shares);
    names
        .zip(percents)
        .map(|(name, percent)| vec![capitalised(name), format.percent(percent / 100.0, 0)])
        .collect()
}

pub fn how_width(width: &Width, format: &Format) -> Vec<String> {
    vec![
        "The variance of the bookings is the mean variance when everything is known, which is luck, plus \
         the variance of \
         the mean that knowledge gives (law of total variance). The second part is shared among the \
         unknowns by \
         Shapley’s value: what each adds, over all orders of getting to know them. The shares sum to one."
            .to_owned(),
        format!("Simulation error of each share: at most ±{}.", format.percent(width.error, 1)),
    ]
}

pub const HOLDS_TABLE: &str = "What holds, as money, growth and date";
pub const HOLDS_HEAD: [&str; 3] = ["In", "Bookings", "Target reached by"];
pub const HOLDS_GROWTH: &str = "Growth";

fn by_month(hold: &Hold, scenario: &Scenario, format: &Format) -> String {
    let Some(month) = hold.by_month else { return "not within 36 months".to_owned() };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 36")]
    let month = month as u32;
    let start = scenario.parts().calendar.start();
    let date = start.and_then(|start| {
        let months = start.year() * 12 + i32::try_from(start.month() + month).ok()? - 2;
        crate::model::Date::new(months.div_euclid(12), u32::try_from(months.rem_euclid(12)).ok()? + 1, 1)
    });
    date.map_or_else(|| format!("month {month}"), |date| format!("the end of {}", format.month(date)))
}

/// The heading of what holds.
pub fn holds_finding(
    holds: Option<&[Hold]>,
    promises: &[f64],
    scenario: &Scenario,
    format: &Format,
) -> String {
    let Some(hold) = holds.and_then(|holds| holds.get(2)) else { return HOLDS_TABLE.to_owned() };
    let growth = promises.get(2).and_then(|amount| scenario.growth_to(*amount));
    let growth = growth.map(|growth| format!("{} growth, and ", signed_percent(growth, format)));
    let by = match hold.by_month {
        None => "the target not within 36 months".to_owned(),
        Some(_) => format!("the target by {}", by_month(hold, scenario, format)),
    };
    format!("Holds in 8 of 10: {}{by}", growth.unwrap_or_default())
}

fn signed_percent(share: f64, format: &Format) -> String {
    format!("{}{}", if share > 0.0 { "+" } else { "" }, format.percent(share, 0))
}

/// The head of the table and its rows; growth only where there is something that it grows from.
pub fn holds_table(
    holds: &[Hold],
    promises: &[f64],
    scenario: &Scenario,
    format: &Format,
) -> (Vec<String>, Vec<Vec<String>>) {
    let mut head = HOLDS_HEAD.map(str::to_owned).to_vec();
    if let Some(amount) = head.get_mut(1).filter(|_| scenario.parts().target.recurring_revenue().is_some()) {
        "Recurring revenue at the end".clone_into(amount);
    }
    if promises.iter().any(|amount| scenario.growth_to(*amount).is_some()) {
        head.push(HOLDS_GROWTH.to_owned());
    }
    let row = |(hold, amount): (&Hold, &f64)| {
        let money = format.money_short(*amount, scenario.parts().currency);
        let mut row = vec![of_10(hold.chance, format), money, by_month(hold, scenario, format)];
        row.extend(scenario.growth_to(*amount).map(|growth| signed_percent(growth, format)));
        row
    };
    (head, holds.iter().zip(promises).map(row).collect())
}

pub const EQUAL_TABLE: &str = "Quotas that would be equally hard, at the team’s rates";
pub const EQUAL_HEAD: [&str; 5] = ["Reps", "Quota", "Chance of it", "Equally hard", "Chance of that"];

/// The span that both quotas and both chances are about.
pub fn equal_span(quotas: &Quotas, scenario: &Scenario) -> String {
    let months = quotas.months;
    let all = usize::try_from(months).is_ok_and(|months| months == scenario.parts().calendar.months().len());
    match (all, months) {
        (true, 1) => "All of it over the one month of the plan.".to_owned(),
        (true, _) => {
            format!("All of it over the {months} months of the plan, whatever the period of quotas is.")
        }
        (false, 1) => "All of it over what is left of the plan, one month.".to_owned(),
        (false, _) => format!(
            "All of it over what is left of the plan, {months} months, whatever the period of quotas is."
        ),
    }
}

pub const EQUAL_HOW: &str = "Equally hard quotas are the same quantile of what a rep of each group brings \
     at the team’s rates, with \
     their segment and ramp; never at their own rates, which would punish the good. The sum stays what it \
     is. A \
     quota’s chance is read from buckets 3% wide.";

/// The heading of the quotas.
pub fn equal_finding(quotas: Option<&Quotas>, format: &Format) -> String {
    let Some(quotas) = quotas else { return "Quotas against the target".to_owned() };
    let equal = quotas
        .groups
        .first()
        .map(|group| format!("; equally hard, each has {}", of_100(group.equal_chance, format)));
    format!(
        "Quotas add up to {} of the target{}",
        format.percent(quotas.over_target, 0),
        equal.unwrap_or_default()
    )
}

fn alignment_name(of: Alignment) -> &'static str {
    match of {
        Alignment::Spread => "all reps convert alike",
        Alignment::Floor => "reps below the team’s rate come half the way up",
        Alignment::Adherence => "10 points more follow the process",
        Alignment::OneRep => "one rep more",
        Alignment::Leads => "10% more new opportunities",
    }
}

/// The field of a price.
pub fn price_label(of: Alignment) -> &'static str {
    match of {
        Alignment::Spread => "Price: all reps convert alike",
        Alignment::Floor => "Price: raise reps below the team’s rate",
        Alignment::Adherence => "Price: 10 points more follow the process",
        Alignment::OneRep => "Price: one rep more",
        Alignment::Leads => "Price: 10% more new opportunities",
    }
}

pub const ALIGNMENT_TABLE: &str = "What changes of people and process would bring";
pub const ALIGNMENT_HEAD: [&str; 5] =
    ["Change", "Chance", "Points of chance", "Middle result", "At its price"];

/// A difference of chances in points, with its sign.
fn signed_points(difference: f64, format: &Format) -> String {
    let points = format.number(100.0 * difference, 1);
    if difference > 0.0 && !points.starts_with('0') || difference > 0.000_5 {
        format!("+{points}")
    } else {
        points
    }
}

/// The heading of alignment.
pub fn alignment_finding(effects: Option<&[AlignmentEffect]>, format: &Format) -> String {
    let best = effects
        .and_then(|effects| effects.iter().max_by(|a, b| a.on_chance.value.total_cmp(&b.on_chance.value)));
    match best.filter(|best| best.on_chance.value > 0.0) {
        Some(best) => format!(
            "People and process: {}, {} points of chance",
            alignment_name(best.of),
            signed_points(best.on_chance.value, format)
        ),
        None => "People and process".to_owned(),
    }
}

pub fn alignment_rows(effects: &[AlignmentEffect], scenario: &Scenario, format: &Format) -> Vec<Vec<String>> {
    let currency = scenario.parts().currency;
    let price = |of| scenario.parts().economics.as_ref().and_then(|economics| economics.price(of));
    let row = |effect: &AlignmentEffect| {
        let sign = if effect.on_middle > 0.0 { "+" } else { "" };
        vec![
            capitalised(alignment_name(effect.of)),
            of_100(effect.now.chance, format),
            signed_points(effect.on_chance.value, format),
            format!("{sign}{}", format.money_short(effect.on_middle, currency)),
            price(effect.of).map_or_else(
                || "no price given".to_owned(),
                |price| format.money_short(price.minor() as f64, currency),
            ),
        ]
    };
    effects.iter().map(row).collect()
}

pub fn how_alignment(effects: &[AlignmentEffect], format: &Format) -> Vec<String> {
    let largest = effects.iter().map(|effect| effect.on_chance.standard_error).fold(0.0, f64::max);
    vec![
        "Each change alone, run by run on the same luck as the plan. Ten points more follow the process; \
         reps below the team’s rate come half \
         the way up to it; one rep more joins when the future begins, and ramps. A change that the plan has \
         no place for is not listed."
            .to_owned(),
        format!("Simulation error of the points: at most ±{}.", format.number(100.0 * largest, 1)),
    ]
}

pub const HOW_HOLDS: &str = "An amount holds in 8 of 10 when 8 in 10 runs reach at least it. A date is the \
     first month’s end by which so many runs \
     reach the target, the plan going on as it is.";
pub const HOW_MATTERS: &str = "Not known: each number at the value that 1 in 10 are below, and at the one \
     that 1 in 10 are above, all else as it is. \
     Changeable: a tenth down and up, whole numbers by at least one. All on the same luck.";

/// What less spread does, which surprises.
pub fn spread_words(effects: &[AlignmentEffect]) -> Option<&'static str> {
    effects.iter().any(|effect| effect.of == Alignment::Spread).then_some(
        "When all reps convert alike the mean stays and the width shrinks: that helps a target below the \
         middle and hurts \
         one above it.",
    )
}

pub const PROFIT_TITLE: &str = "Bookings against contribution, one dot a future";
pub const PROFIT_AXES: [&str; 2] = ["Bookings", "Contribution"];
pub const PROFIT_TABLE: &str = "Growth and profit, over the whole plan";
pub const PROFIT_HEAD: [&str; 2] = ["Figure", "Over the runs"];
pub const PRICED_TABLE: &str = "Changes by what a point of chance costs";
pub const PRICED_HEAD: [&str; 4] = ["Change", "Price", "Points", "Each point"];

/// One line on profit.
pub fn profit_line(scenario: &Scenario, profit: Option<&Profit>, format: &Format) -> String {
    if scenario.parts().economics.is_none() {
        return "Profit: say under Money what selling costs, and growth is set against it in the same \
             futures."
            .to_owned();
    }
    let Some(profit) = profit else { return format!("Profit: {NOT_YET}") };
    let money = |minor: f64| format.money_short(minor, scenario.parts().currency);
    if let (Some(goal), Some(both)) = (profit.goal, profit.both) {
        return format!(
            "Profit: growth in {}, the profit goal in {}, both in {} futures.",
            of_100(profit.growth.value, format),
            of_100(goal.value, format),
            of_100(both.value, format)
        );
    }
    let [low, middle, high] = profit.quantiles.map(money);
    format!("Profit: middle contribution {middle}; 8 in 10 lie between {low} and {high}.")
}

pub fn profit_rows(profit: &Profit, scenario: &Scenario, format: &Format) -> Vec<Vec<String>> {
    let money = |minor: f64| format.money_short(minor, scenario.parts().currency);
    let [low, middle, high] = profit.quantiles;
    // Of what nobody stated nothing is said.
    let costs = profit.cost > 0.0;
    let chance = |estimate: crate::analysis::Estimate| of_100(estimate.value, format);
    let rows = [
        ("Chance of the target", Some(chance(profit.growth))),
        ("Chance of the profit goal", profit.goal.map(chance)),
        ("Chance of both", profit.both.map(chance)),
        ("Contribution, middle", Some(money(middle))),
        ("Contribution, 8 in 10 between", Some(format!("{} – {}", money(low), money(high)))),
        ("Sales cost, mean", costs.then(|| money(profit.cost))),
        ("Commission in it", (profit.commission.value > 0.0).then(|| money(profit.commission.value))),
        ("Base pay in it", (profit.base_pay > 0.0).then(|| money(profit.base_pay))),
        ("Sales cost ÷ bookings", profit.cost_ratio.filter(|_| costs).map(|ratio| format.percent(ratio, 1))),
        ("Cost of a customer", profit.cac.filter(|_| costs).map(money)),
        (
            "Months to pay it back, middle",
            profit.payback.filter(|_| costs).map(|months| format.number(months, 1)),
        ),
        ("Rule of 40, middle", profit.rule_of_40.map(|points| format.number(points, 1))),
    ];
    rows.into_iter().filter_map(|(name, value)| Some(vec![name.to_owned(), value?])).collect()
}

pub fn priced_rows(profit: &Profit, scenario: &Scenario, format: &Format) -> Vec<Vec<String>> {
    let money = |minor: f64| format.money_short(minor, scenario.parts().currency);
    let row = |change: &crate::advice::PricedChange| {
        vec![
            capitalised(alignment_name(change.effect.of)),
            money(change.price),
            signed_points(change.effect.on_chance.value, format),
            change.per_point.map_or_else(|| "brings none".to_owned(), money),
        ]
    };
    profit.priced.iter().map(row).collect()
}

/// A profit goal in words.
pub fn profit_goal(goal: ProfitGoal, scenario: &Scenario, format: &Format) -> String {
    match goal {
        ProfitGoal::Contribution(money) => {
            format!("contribution {}", format.money_short(money.minor() as f64, scenario.parts().currency))
        }
        ProfitGoal::CostRatio(share) => format!("sales cost {} of bookings", format.percent(share, 1)),
        ProfitGoal::Payback(months) => format!("paid back in {} months", format.number(months, 1)),
        ProfitGoal::RuleOf40(points) => format!("rule of 40 at {}", format.number(points, 1)),
    }
}

/// “$2.9M booked leave $1.2M.”
pub fn pair_words((bookings, left): (f64, f64), scenario: &Scenario, format: &Format) -> String {
    let money = |minor: f64| format.money_short(minor, scenario.parts().currency);
    format!("{} booked leave {}.", money(bookings), money(left))
}

pub fn profit_summary(profit: &Profit, scenario: &Scenario, format: &Format) -> String {
    format!(
        "{} futures. {}",
        format.number(profit.pairs.len() as f64, 0),
        profit_line(scenario, Some(profit), format)
    )
}

pub const HOW_PROFIT: &str = "Contribution = gross margin × bookings − fixed cost − cost of opportunities − \
     base pay − commission, run by run. \
     Commission is what each run pays, rep by rep and quota period by quota period, rate × bookings and \
     more above quota: its \
     mean is not the commission on the mean.";
