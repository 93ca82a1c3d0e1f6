//! Laws that must hold for each trial on the same luck, and for the whole distribution.

use crate::support::oracle::kolmogorov_smirnov;
use crate::support::{collect, reference, report, scenario};
use plumbline::analysis::Collection;
use serde_json::{Value, json};

fn with(change: impl Fn(&mut Value)) -> Collection {
    let mut json = reference();
    json["trials"] = json!(20_000);
    change(&mut json);
    collect(&scenario(&json))
}

/// Compares trial by trial.
fn assert_never_lower(name: &str, low: &Collection, high: &Collection) {
    let mut higher = 0;
    for (trial, (low, high)) in low.totals().zip(high.totals()).enumerate() {
        // Each month's bookings are rounded to whole cents: a sum of twelve may differ by as many.
        assert!(high >= low - 12, "{name}: trial {trial} falls from {low} to {high}");
        higher += u32::from(high > low);
    }
    assert!(higher > 10_000, "{name}: it should raise most trials, not {higher}");
}

#[test]
fn raising_an_input_never_lowers_a_trial() {
    for pipeline in ["empty", "flowing"] {
        for arrivals in ["poisson", "fixed"] {
            let base = |change: &dyn Fn(&mut Value)| {
                with(|json| {
                    json["segments"][0]["pipeline"] = json!(pipeline);
                    json["segments"][0]["supply"]["arrivals"] = json!(arrivals);
                    change(json);
                })
            };
            let plain = base(&|_| {});
            let name = |what: &str| format!("{what}, {pipeline}, {arrivals}");
            let rate = base(&|json| {
                json["segments"][0]["stages"][2]["rate"] = json!({"passed": 130, "entered": 220});
            });
            assert_never_lower(&name("a rate"), &plain, &rate);
            let supply = base(&|json| json["segments"][0]["supply"]["per_month"] = json!(211.5));
            assert_never_lower(&name("supply"), &plain, &supply);
            let size = base(&|json| json["segments"][0]["deal_size"]["mean"] = json!(25_500));
            assert_never_lower(&name("deal size"), &plain, &size);
        }
    }
}

/// Where sums are approximated, adding deals still never lowers a trial, through the seam and beyond it.
#[test]
fn raising_supply_never_lowers_a_trial_with_very_many_wins() {
    let many = |per_month: f64| {
        with(|json| {
            json["trials"] = json!(2_000);
            json["segments"][0]["supply"]["per_month"] = json!(per_month);
            json["segments"][0]["pipeline"] = json!("flowing");
        })
    };
    let (mut before, mut risen) = (many(66_000.0), 0);
    for per_month in [67_000.0, 68_000.0, 69_000.0, 70_000.0, 90_000.0] {
        let now = many(per_month);
        for (low, high) in before.totals().zip(now.totals()) {
            assert!(high >= low - 12, "at {per_month}: {low} falls to {high}");
            risen += u32::from(high > low);
        }
        before = now;
    }
    assert!(risen > 9_000, "{risen}");
}

/// The same luck is what makes comparisons sharp: one rate raised by 2% moves almost every trial the same
/// way.
#[test]
fn compared_scenarios_meet_the_same_luck() {
    let plain = with(|_| {});
    let raised =
        with(|json| json["segments"][0]["stages"][0]["rate"] = json!({"passed": 459, "entered": 1000}));
    let pairs: Vec<(f64, f64)> =
        plain.totals().zip(raised.totals()).map(|(a, b)| (a as f64, b as f64)).collect();
    let n = pairs.len() as f64;
    let (mean_a, mean_b) =
        (pairs.iter().map(|p| p.0).sum::<f64>() / n, pairs.iter().map(|p| p.1).sum::<f64>() / n);
    let sum = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>();
    let covariance = sum(&|p| (p.0 - mean_a) * (p.1 - mean_b));
    let correlation =
        covariance / (sum(&|p| (p.0 - mean_a).powi(2)) * sum(&|p| (p.1 - mean_b).powi(2))).sqrt();
    assert!(correlation > 0.99, "correlation {correlation}");
}

/// A stage's luck belongs to its id: a certain stage added before it changes no trial but by its absence of
/// time.
#[test]
fn adding_a_certain_stage_shifts_no_luck() {
    let plain = with(|json| {
        for (index, stage) in json["segments"][0]["stages"].as_array_mut().unwrap().iter_mut().enumerate() {
            stage["id"] = json!(index + 1);
        }
    });
    let longer = with(|json| {
        let stages = json["segments"][0]["stages"].as_array_mut().unwrap();
        for (index, stage) in stages.iter_mut().enumerate() {
            stage["id"] = json!(index + 1);
        }
        stages.insert(1, json!({"id": 9, "rate": {"exact": 1}}));
    });
    assert!(plain.totals().eq(longer.totals()));
}

/// Another currency scale is the same plan: amounts times 1,000.
#[test]
fn currency_scales() {
    let scale = |factor: f64| {
        with(|json| {
            json["target"]["amount"] = json!(3_000_000.0 * factor);
            json["segments"][0]["deal_size"]["mean"] = json!(25_000.0 * factor);
        })
    };
    let (one, thousand) = (scale(1.0), scale(1000.0));
    for (small, large) in one.totals().zip(thousand.totals()) {
        assert!((large as f64 - small as f64 * 1000.0).abs() <= 1e-9 * large as f64 + 12_000.0);
    }
}

/// Exact rates leave only luck: the variance of wins is that of a Poisson number.
#[test]
fn exact_rates_leave_poisson_wins() {
    let mut json = reference();
    json["trials"] = json!(200_000);
    for stage in json["segments"][0]["stages"].as_array_mut().unwrap() {
        stage["rate"] = json!({"exact": 0.5});
    }
    let report = report(&scenario(&json));
    let ratio = report.wins_variance / report.wins_mean;
    // Standard error of a variance ratio of counts: √(2/n) = 0.0032; four of them.
    assert!((ratio - 1.0).abs() < 0.013, "variance over mean {ratio}");
}

/// A plan with every feature at once.
fn everything() -> Value {
    let mut json = reference();
    json["trials"] = json!(4_000);
    json["segments"][0]["supply"] = json!({"per_month": 6, "of": "each_rep", "dispersion": 4, "error": 0.1});
    json["segments"][0]["cycle_error"] = json!(0.2);
    json["segments"][0]["deal_size"] =
        json!({"mean": 25_000, "cv": 1, "floor": 4_000, "cap": 200_000, "error": 0.15});
    json["segments"][0]["pipeline"] = json!({"listed": {
        "counts": [{"stage": 2, "count": 20, "age": 9}], "deals": [{"stage": 4, "amount": 70_000, "age": 30}],
    }});
    for stage in json["segments"][0]["stages"].as_array_mut().unwrap() {
        stage["rep_spread"] = json!(0.04);
        stage["off_plan"] = json!(0.7);
        stage["loss_time"] = json!({"mean": 25, "sd": 20, "law": "lognormal"});
    }
    let mut second = json["segments"][0].clone();
    second["pipeline"] = json!("flowing");
    second["supply"] = json!({"per_month": 40, "growth_per_month": 0.02});
    second["deal_size"] = json!({"past": [9_000, 15_000, 60_000]});
    second["shares_with"] = json!(1);
    json["segments"].as_array_mut().unwrap().push(second);
    json["team"] = json!({
        "groups": [{"count": 6, "quota": 300_000}, {"count": 2, "joins": 5}, {"name": "Ada", "tenure": 2}],
        "ramp": [0.2, 0.6],
        "attrition": {"yearly": 0.25, "backfill_days": 60, "deals_kept": 0.6},
        "quota_period": "half",
    });
    json["adherence"] = json!({"mean": 0.7, "sd": 0.1});
    json["market"] = json!({"cv": 0.15, "size_exponent": 0.3});
    json["slippage"] = json!({"share": 0.25});
    json
}

/// What is changed in a scenario's JSON.
type Change<'a> = &'a dyn Fn(&mut Value);

/// The same on the same luck with every feature at once, and head count, which matters where each rep brings
/// their own.
#[test]
fn raising_an_input_of_a_whole_plan_never_lowers_a_trial() {
    let run = |change: &dyn Fn(&mut Value)| {
        let mut json = everything();
        change(&mut json);
        collect(&scenario(&json))
    };
    let plain = run(&|_| {});
    let cases: [(&str, Change<'_>); 6] = [
        ("a rate", &|json| {
            json["segments"][0]["stages"][2]["rate"] = json!({"passed": 130, "entered": 220});
        }),
        ("supply of each rep", &|json| json["segments"][0]["supply"]["per_month"] = json!(6.5)),
        ("supply of the team", &|json| json["segments"][1]["supply"]["per_month"] = json!(41)),
        ("deal size", &|json| json["segments"][0]["deal_size"]["mean"] = json!(25_500)),
        ("an open deal's amount", &|json| {
            json["segments"][0]["pipeline"]["listed"]["deals"][0]["amount"] = json!(80_000);
        }),
        ("adherence of all", &|json| json["adherence"] = json!({"mean": 1})),
    ];
    for (name, change) in cases {
        let raised = run(change);
        let mut higher = 0;
        for (trial, (low, high)) in plain.totals().zip(raised.totals()).enumerate() {
            assert!(high >= low - 12, "{name}: trial {trial} falls from {low} to {high}");
            higher += u32::from(high > low);
        }
        assert!(higher > 500, "{name}: it should raise many trials, not {higher}");
    }
    // One rep more, who works no less than the others: only in what each rep brings.
    let alone = |count: u32| {
        run(&|json| {
            json["segments"].as_array_mut().unwrap().pop();
            json["segments"][0]["pipeline"] = json!("empty");
            json["team"]["groups"][0]["count"] = json!(count);
            json["team"]["attrition"]["deals_kept"] = json!(1);
        })
    };
    let (few, more) = (alone(6), alone(7));
    for (trial, (low, high)) in few.totals().zip(more.totals()).enumerate() {
        assert!(high >= low - 12, "a rep: trial {trial} falls from {low} to {high}");
    }
}

/// Reps who have time for only so many: what raising an input does to single trials, of 4,000 on one seed.
/// Rates and deal sizes never lower one, nor do supply and capacity where what is too much is lost. Where it
/// goes to reps with room, another opportunity may go to another rep, and wins are counted off other places
/// of the same luck: supply then lowers about 1 trial in 90, capacity about 1 in 5, while the mean rises; and
/// of several segments one may crowd out the other. The documentation of the engine says so. These are counts
/// of one seed, exact on every machine; the bounds leave room for another engine.
#[test]
fn raising_supply_or_capacity_lowers_a_trial_where_excess_is_rerouted() {
    let run = |excess: &str, of: &str, change: &dyn Fn(&mut Value)| {
        let mut json = reference();
        json["trials"] = json!(4_000);
        json["segments"][0]["supply"] = json!({"per_month": if of == "team" { 42.0 } else { 7.0 }, "of": of});
        json["team"] = json!({
            "groups": [{"count": 5}, {"count": 1, "joins": 4}], "ramp": [0.2, 0.6],
            "capacity": {"per_month": 7.5, "excess": excess},
        });
        change(&mut json);
        collect(&scenario(&json))
    };
    for (excess, of) in
        [("lost", "team"), ("lost", "each_rep"), ("rerouted", "team"), ("rerouted", "each_rep")]
    {
        let plain = run(excess, of, &|_| {});
        let lowered = |name: &str, raised: &Collection| {
            let pairs = || plain.totals().zip(raised.totals());
            let count = pairs().filter(|(low, high)| *high < low - 12).count();
            let (low, high) = pairs().fold((0, 0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
            println!("{excess}, {of}: {name} lowers {count} of 4,000 trials");
            assert!(high > low, "{excess}, {of}: {name} raises the mean");
            count
        };
        let rate = run(excess, of, &|json| {
            json["segments"][0]["stages"][2]["rate"] = json!({"passed": 130, "entered": 220});
        });
        assert_eq!(lowered("a rate", &rate), 0);
        let size = run(excess, of, &|json| json["segments"][0]["deal_size"]["mean"] = json!(25_500));
        assert_eq!(lowered("deal size", &size), 0);
        let supply = run(excess, of, &|json| {
            json["segments"][0]["supply"]["per_month"] = json!(if of == "team" { 44.0 } else { 7.35 });
        });
        let capacity = run(excess, of, &|json| json["team"]["capacity"]["per_month"] = json!(8.0));
        let (by_supply, by_capacity) = (lowered("supply", &supply), lowered("capacity", &capacity));
        if excess == "lost" {
            assert_eq!((by_supply, by_capacity), (0, 0), "{of}");
        } else {
            assert!(
                (1..200).contains(&by_supply) && (1..1_200).contains(&by_capacity),
                "{by_supply} {by_capacity}"
            );
        }
    }
    // Two segments, the second of small deals: more of its opportunities lower most trials, and the mean.
    let two = |per_month: f64| {
        run("lost", "team", &|json| {
            let mut second = json["segments"][0].clone();
            second["supply"]["per_month"] = json!(per_month);
            second["deal_size"] = json!({"mean": 1_000, "cv": 1});
            json["segments"].as_array_mut().unwrap().push(second);
        })
    };
    let (few, many) = (two(20.0), two(40.0));
    let lower = few.totals().zip(many.totals()).filter(|(low, high)| high < low).count();
    assert!(lower > 3_000 && many.bookings().mean() < few.bookings().mean(), "{lower}");
}

/// Halves of a segment that share rate draws and overdispersion are the segment: the same distribution of the
/// total, by moments within 4 standard errors and by Kolmogorov and Smirnov (equal distributions exceed 2.23
/// once in 20,000).
#[test]
fn splitting_a_segment_leaves_the_distribution() {
    let run = |parts: u32, seed: u32| {
        let mut json = reference();
        json["trials"] = json!(100_000);
        json["seed"] = json!(seed);
        json["segments"][0]["supply"] = json!({"per_month": 200 / parts, "dispersion": 2});
        json["segments"][0]["pipeline"] = json!("flowing");
        if parts == 2 {
            let mut half = json["segments"][0].clone();
            half["shares_with"] = json!(1);
            json["segments"].as_array_mut().unwrap().push(half);
        }
        collect(&scenario(&json))
    };
    let (whole, halves) = (run(1, 1), run(2, 2));
    let (a, b) = (whole.bookings(), halves.bookings());
    let error = 4.0 * (2.0 * a.variance() / 100_000.0).sqrt();
    assert!((a.mean() - b.mean()).abs() < error, "{} and {}", a.mean(), b.mean());
    // Standard error of a variance of nearly normal totals: √(2/n), for two of them √(4/n).
    let ratio = a.variance() / b.variance();
    assert!((ratio - 1.0).abs() < 4.0 * (4.0 / 100_000.0_f64).sqrt() * 1.2, "{ratio}");
    let totals = |of: &Collection| of.totals().map(|total| total as f64).collect::<Vec<_>>();
    let distance = kolmogorov_smirnov(&mut totals(&whole), &mut totals(&halves));
    assert!(distance < 2.23, "{distance}");
    // Halves with luck of their own vary less.
    let mut apart = reference();
    apart["trials"] = json!(100_000);
    apart["segments"][0]["supply"] = json!({"per_month": 100, "dispersion": 2});
    apart["segments"][0]["pipeline"] = json!("flowing");
    let half = apart["segments"][0].clone();
    apart["segments"].as_array_mut().unwrap().push(half);
    assert!(collect(&scenario(&apart)).bookings().variance() < 0.9 * a.variance());
}

/// ρ = 0, full adherence, a certain market, no errors: the plain model, to the last bit.
#[test]
fn features_that_say_nothing_change_nothing() {
    let plain = with(|_| {});
    let silent = with(|json| {
        for stage in json["segments"][0]["stages"].as_array_mut().unwrap() {
            stage["rep_spread"] = json!(0);
            stage["off_plan"] = json!(1);
        }
        json["adherence"] = json!({"mean": 1});
        json["market"] = json!({"cv": 0, "size_exponent": 1});
        json["slippage"] = json!({"share": 0});
        json["segments"][0]["supply"]["error"] = json!(0);
        json["segments"][0]["cycle_error"] = json!(0);
    });
    assert!(plain.totals().eq(silent.totals()));
    // Twenty ramped reps who stay share what comes in: the same wins and amounts, up to the order of their
    // addition.
    let team = with(|json| json["team"] = json!({"groups": [{"count": 20}]}));
    for (one, many) in plain.totals().zip(team.totals()) {
        assert!((one - many).abs() <= 12, "{one} and {many}");
    }
}

/// A target of nothing is always met, and currency scales with every feature.
#[test]
fn a_whole_plan_scales_with_its_currency() {
    let mut json = everything();
    json["target"] = json!({"amount": 0});
    assert_eq!(report(&scenario(&json)).chance.value, 1.0);
    let small = collect(&scenario(&json));
    let segment = |json: &mut Value, place: usize, field: &str, values: &[&str]| {
        for name in values {
            let old = json["segments"][place][field][*name].as_f64().unwrap();
            json["segments"][place][field][*name] = json!(old * 100.0);
        }
    };
    segment(&mut json, 0, "deal_size", &["mean", "floor", "cap"]);
    json["segments"][1]["deal_size"]["past"] = json!([900_000, 1_500_000, 6_000_000]);
    json["segments"][0]["pipeline"]["listed"]["deals"][0]["amount"] = json!(7_000_000);
    let large = collect(&scenario(&json));
    for (small, large) in small.totals().zip(large.totals()) {
        assert!(
            (large as f64 - 100.0 * small as f64).abs() <= 1e-9 * large as f64 + 2_400.0,
            "{small} and {large}"
        );
    }
}

/// Extremes are finite and quick, or refused with a reason.
#[test]
fn extremes_are_finite_or_refused() {
    let team = |count: u32| {
        json!({"groups": [{"count": count, "quota": 100_000}],
        "attrition": {"yearly": 0.99, "backfill_days": 0}})
    };
    let stages = |count: usize, rate: f64| {
        vec![json!({"rate": {"exact": rate}, "time": {"mean": 30, "sd": 300}}); count]
    };
    let mut refused = 0;
    for supply in [0.0, 1.0, 10_000_000.0] {
        for (count, rate) in [(1, 0.0), (1, 1.0), (12, 0.5), (12, 1.0)] {
            for cv in [0.0, 20.0] {
                for (horizon, reps) in [(1, 1), (36, 500)] {
                    let mut json = everything();
                    json["trials"] = json!(20);
                    json["segments"].as_array_mut().unwrap().pop();
                    json["horizon"] = json!({"months": horizon});
                    json["segments"][0]["supply"] = json!({"per_month": supply, "dispersion": 0.1});
                    json["segments"][0]["stages"] = json!(stages(count, rate));
                    json["segments"][0]["pipeline"] = json!("flowing");
                    json["segments"][0]["deal_size"] = json!({"mean": 1_000, "cv": cv});
                    json["team"] = team(reps);
                    let name = format!("{supply} {count} {rate} {cv} {horizon} {reps}");
                    match plumbline::exchange::file::plan::read(&json.to_string()) {
                        Err(error) => {
                            assert!(error.to_string().contains("lower new opportunities"), "{name}: {error}");
                            refused += 1;
                        }
                        Ok(scenario) => {
                            let report = report(&scenario);
                            assert!(report.mean.value.is_finite() && report.mean.value >= 0.0, "{name}");
                            assert!(rate > 0.0 || report.mean.value == 0.0, "{name}");
                        }
                    }
                }
            }
        }
    }
    assert!(refused < 24, "most are simulated: {refused} refused");
}
