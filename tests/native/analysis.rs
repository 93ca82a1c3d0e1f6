//! Statistics against published examples and plain sorting.

use crate::support::assert_near;
use crate::support::{collect, collect_in_blocks, reference, report, scenario};
use plumbline::analysis::Collection;
use plumbline::analysis::{Activity, Comparison, PROMISE_CONFIDENCES, Report, Role, Run, Sample, histogram};
use plumbline::engine::Simulator;
use serde_json::json;

fn small() -> plumbline::model::Scenario {
    let mut json = reference();
    json["trials"] = json!(5_003);
    scenario(&json)
}

/// Order statistics found by bisection over sorted runs are those of plain sorting; type 7 by its definition.
#[test]
fn quantiles_are_those_of_the_sorted_totals() {
    let scenario = small();
    let collection = collect_in_blocks(&scenario, 700);
    let sample = Sample::of(&collection).unwrap();
    let mut sorted: Vec<i64> = collection.totals().collect();
    sorted.sort_unstable();
    for rank in [0, 1, 699, 700, 2_500, 5_002] {
        assert_eq!(sample.order_statistic(rank), sorted[usize::try_from(rank).unwrap()], "rank {rank}");
    }
    for p in [0.0_f64, 0.05, 0.1, 0.333, 0.5, 0.9, 1.0] {
        let place = p * 5_002.0;
        let (low, high) = (sorted[place as usize] as f64, sorted[(place as usize + 1).min(5_002)] as f64);
        let exact = low + (place - place.floor()) * (high - low);
        assert!((sample.quantile(p) - exact).abs() < 1e-6, "quantile {p}");
    }
    let target = scenario.parts().target.amount().minor();
    let reached = sorted.iter().filter(|total| **total >= target).count();
    assert_eq!(sample.count_at_least(target), reached as u64);
}

/// Mean and sample variance, in exact integers, equal the two-pass ones.
#[test]
fn moments_are_those_of_two_passes() {
    let scenario = small();
    let collection = collect(&scenario);
    let report = Report::of(&scenario, &collection).unwrap();
    let n = 5_003.0;
    let mean = collection.totals().map(|total| total as f64).sum::<f64>() / n;
    let variance = collection.totals().map(|total| (total as f64 - mean).powi(2)).sum::<f64>() / (n - 1.0);
    assert!((report.mean.value - mean).abs() < 1e-6 * mean);
    assert!((report.sd - variance.sqrt()).abs() < 1e-9 * report.sd);
    assert!((report.mean.standard_error - report.sd / n.sqrt()).abs() < 1e-6);
}

#[test]
fn what_holds_is_what_that_many_futures_reach() {
    let scenario = small();
    let collection = collect(&scenario);
    let report = Report::of(&scenario, &collection).unwrap();
    let sample = Sample::of(&collection).unwrap();
    for (confidence, amount) in PROMISE_CONFIDENCES.into_iter().zip(report.promises) {
        let share = sample.count_at_least(amount.ceil() as i64) as f64 / 5_003.0;
        assert!((share - confidence).abs() < 0.001, "{confidence}: {share}");
    }
    assert!(report.dots.is_sorted(), "dots rise");
    let at_target = report.dots.iter().filter(|dot| **dot >= report.target.minor() as f64).count() as f64;
    assert!((at_target / 50.0 - report.chance.value).abs() <= 0.02, "dots tell the chance to one dot");
}

#[test]
fn the_histogram_counts_every_trial_and_splits_at_the_target() {
    let scenario = small();
    let collection = collect(&scenario);
    let sample = Sample::of(&collection).unwrap();
    let target = scenario.parts().target.amount().minor();
    let bins = histogram(&sample, 40, target);
    assert_eq!(bins.iter().map(|bin| bin.count).sum::<u64>(), 5_003);
    assert!(bins.iter().all(|bin| bin.to <= target || target <= bin.from), "the target is an edge");
    let above: u64 = bins.iter().filter(|bin| bin.from >= target).map(|bin| bin.count).sum();
    assert_eq!(above, sample.count_at_least(target));
    for bin in &bins {
        for edge in [bin.from, bin.to] {
            assert!(edge == target || edge % 1_000_000 == 0, "{edge} is a round edge");
        }
    }
    assert!(bins.len() <= 60, "{} bins", bins.len());
}

/// Months rise, and the last month is the whole.
#[test]
fn months_add_up_to_the_total() {
    let report = report(&small());
    for pair in report.months.windows(2) {
        let [before, after] = pair else { unreachable!() };
        assert!(before.mean <= after.mean && before.p10 <= after.p10 && before.p90 <= after.p90);
    }
    let last = report.months.last().unwrap();
    assert!((last.mean - report.mean.value).abs() < 1e-6 * report.mean.value);
    assert_eq!(
        (last.p10, last.p50, last.p90),
        (report.quantile(0.1), report.quantile(0.5), report.quantile(0.9))
    );
}

/// Quantiles of a month come from a histogram whose buckets are at most 0.2% wide: within that of the exact
/// ones.
#[test]
fn month_histograms_are_fine_enough() {
    let scenario = small();
    let collection = collect(&scenario);
    let sample = Sample::of(&collection).unwrap();
    let last = collection.months().last().unwrap();
    assert_eq!(last.cumulative.count(), 5_003);
    for p in [0.1, 0.5, 0.9] {
        let (fine, exact) = (last.cumulative.quantile(p), sample.quantile(p));
        assert!((fine / exact - 1.0).abs() < 0.002, "{p}: {fine} and {exact}");
    }
}

/// Where no trial reaches the target the error is not zero: other luck might.
#[test]
fn the_error_of_an_impossible_target_is_not_zero() {
    let mut json = reference();
    json["trials"] = json!(1_000);
    json["target"] = json!({"amount": 900_000_000});
    let report = report(&scenario(&json));
    assert_eq!(report.chance.value, 0.0);
    assert!(0.0 < report.chance.standard_error && report.chance.standard_error < 0.002);
}

/// Before and now on the same luck: a raised target is lost in exactly the trials between the two, and gained
/// in none.
#[test]
fn a_comparison_pairs_trials_by_their_number() {
    let simulator = Simulator::new(&small());
    let collected = |blocks: &[(u32, u32)]| {
        let mut collection = Collection::default();
        for (first, trials) in blocks {
            collection.insert(simulator.block(*first, *trials));
        }
        collection
    };
    // Trials 500 to 699 and 1000 and later are only in one of them.
    let (before, now) = (collected(&[(0, 700), (700, 300)]), collected(&[(700, 400), (0, 500)]));
    let (low, high) = (280_000_000, 300_000_000);
    let comparison =
        Comparison::of(Run { collection: &before, target: low }, Run { collection: &now, target: high })
            .unwrap();
    assert_eq!(comparison.trials, 800, "only trials that both drew");
    let both = collected(&[(0, 500), (700, 300)]);
    let between = both.totals().filter(|total| (low..high).contains(total)).count() as f64 / 800.0;
    assert_eq!(comparison.gained, 0.0);
    assert_near("lost", comparison.lost, between, 1e-12);
    assert_near("difference", comparison.difference.value, comparison.now - comparison.before, 1e-12);
    let standard_error = (between * (1.0 - between) / 800.0).sqrt();
    assert_near("its error", comparison.difference.standard_error, standard_error, 1e-12);
    assert_eq!(comparison.mean_difference.value, 0.0, "the same plan, the same luck");
    let nothing = Collection::default();
    assert!(
        Comparison::of(Run { collection: &nothing, target: low }, Run { collection: &now, target: high })
            .is_none()
    );
}

/// Who does how much: what falls to the roles is all that enters each stage, whoever is there; an opportunity
/// enters a stage so early that it takes the rest of the plan.
#[test]
fn the_work_of_the_roles_is_all_of_the_work() {
    let mut json = reference();
    json["trials"] = json!(50);
    json["horizon"] = json!({"days": 365});
    let groups = json!([{"count": 10}, {"name": "Ada", "count": 1, "joins": 4}, {"count": 2, "joins": 4}]);
    json["team"] = json!({"groups": groups, "ramp": [0, 0.5]});
    json["segments"][0]["supply"] = json!({"per_month": 200});
    let plan = scenario(&json);
    let report = report(&plan);
    let segment = &plan.segments()[0];
    let activity = Activity::of(&plan, segment, &report.segments[0]).unwrap();
    let [there, joining] = activity.roles.as_slice() else { panic!("two roles: {:?}", activity.roles) };
    assert_eq!((there.role, there.reps, there.join), (Role::There, 10, None));
    // The first month of those who join has no work yet.
    assert_eq!((joining.role, joining.reps, joining.join), (Role::Joining, 3, Some((3, 3))));
    let months = plan.parts().calendar.months();
    let weeks = |from: usize| months[from..].iter().map(|of| of.to_day - of.from_day).sum::<f64>() / 7.0;
    for (place, entries) in report.segments[0].entries.iter().enumerate() {
        let all: f64 = entries.iter().sum();
        assert_near("all", activity.all[place] * weeks(0), all, 1e-9 * all);
        let by_role = there.each[place] * 10.0 * weeks(0) + joining.each[place] * 3.0 * weeks(4);
        assert_near("by role", by_role, all, 1e-9 * all);
    }
    // Whoever has half a share has half the work: in the fifth month 10 + 3 / 2 shares, from then on 13.
    assert!(joining.each[0] < there.each[0] * 10.0 / 9.0 && joining.each[0] > 0.0);
    let last = segment.stages().last().unwrap().time.mean_days();
    assert_near("the last stage", *activity.enters_by_day.last().unwrap(), 365.0 - last, 1e-9);
    let cycle: f64 = segment.stages().iter().map(|stage| stage.time.mean_days()).sum();
    assert_near("the first stage", activity.enters_by_day[0], 365.0 - cycle, 1e-9);
    let mut short = json;
    short["horizon"] = json!({"days": 5});
    let short = scenario(&short);
    assert_eq!(Activity::of(&short, &short.segments()[0], &crate::support::report(&short).segments[0]), None);
}
