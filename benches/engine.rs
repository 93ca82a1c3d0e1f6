//! Microseconds a trial of the reference scenario, natively, beside a plain simulation deal by deal with the
//! samplers of `rand_distr`, and `NumPy` where there is one; how the cost grows; how soon advice is there.
//! Where others use the machine, the ratios within one run are what counts. `cargo bench --bench engine`.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a bench prints, and may fail loudly"
)]

use plumbline::advice::{
    CoverageOf, Evaluations, advice_trials, alignment, changes_that_matter, coverage, holds, joint, needed,
    profit, quotas, unknowns_that_matter, width,
};
use plumbline::analysis::{Collection, Report};
use plumbline::engine::{Counts, Simulator, beta_table, gamma_table};
use plumbline::exchange::file;
use plumbline::model::{Lever, Scenario};
use plumbline::worker::message::{BuildId, Reply, Request, RunId, Subject, Work, decode, encode};
use plumbline::worker::question::questions;
use plumbline::worker::serve::Server;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use rand_distr::{Beta, Binomial, Distribution, Gamma, LogNormal, Poisson, StandardNormal};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::hint::black_box;
use std::sync::Mutex;
use std::time::Instant;

fn main() {
    // Cargo calls benches with arguments of its own; there is nothing to choose here.
    let reference = microseconds_a_trial(&scenario(&|_| {}), 200_000);
    let walked = microseconds_walked(4_000);
    println!("reference scenario, one core, native");
    println!("  Plumbline                              {reference:>9.3} µs a trial");
    println!(
        "  deal by deal, rand_distr               {walked:>9.3} µs a trial   {:>7.1} ×",
        walked / reference
    );

    match microseconds_of_numpy() {
        Some(numpy) => println!(
            "  NumPy, thinned                         {numpy:>9.3} µs a trial   {:>7.1} ×",
            numpy / reference
        ),
        None => println!("  NumPy, thinned                         not available: no python3 with NumPy"),
    }
    a_million();

    let wide = scenario(&|json| {
        // Ten times the opportunities, a tenth of the rate: as many wins.
        json["segments"][0]["supply"]["per_month"] = json!(100);
        json["segments"][0]["stages"][0]["rate"] = json!({"passed": 45, "entered": 1_000});
    });
    let wide = microseconds_a_trial(&wide, 200_000);
    println!("  ten times the supply, a tenth the rate {wide:>9.3} µs a trial   {:>7.2} ×", wide / reference);
    for (name, change) in DIMENSIONS {
        let other = microseconds_a_trial(&scenario(&change), 30_000);
        println!("  {name:<38} {other:>9.3} µs a trial   {:>7.2} ×", other / reference);
    }
    examples();
    preparing();
    advice_of_two();
    questions_one_by_one();
    advice();
    draws();
}

/// A million trials, what they take, and how soon the chance is known to a tenth of a point.
fn a_million() {
    const TRIALS: u32 = 1_000_000;
    let scenario = scenario(&|json| json["trials"] = json!(TRIALS));
    let simulator = Simulator::new(&scenario);
    let mut collection = Collection::default();
    let started = Instant::now();
    for first in (0..TRIALS).step_by(8_192) {
        collection.insert(simulator.block(first, 8_192.min(TRIALS - first)));
    }
    let seconds = started.elapsed().as_secs_f64();
    let report = Report::of(&scenario, &collection).expect("trials");
    let chance = report.chance.value;
    let needed = chance * (1.0 - chance) * 1e6;
    println!("  1,000,000 trials                       {seconds:>9.3} s");
    println!("  standard error of 0.1 point            {:>9.3} s", seconds * needed / f64::from(TRIALS));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("  memory at most, all of the above       {:>12}", peak.map_or("not available", str::trim));
}

/// The thinned reference scenario as a vectorised program of `NumPy`: totals, months and reps.
fn microseconds_of_numpy() -> Option<f64> {
    const PROGRAM: &str = "
import time
import numpy as np
rng = np.random.default_rng(1)
months, reps, block, trials = 12, 20, 8192, 65536
entered = rng.uniform(0, 365, 1_000_000)
won = entered + sum(rng.gamma(2, mean / 2, entered.size) for mean in (10, 20, 25, 15))
landed = (won[won <= 365] * months / 365).astype(int).clip(0, months - 1)
expected = 2400 * np.bincount(landed, minlength=months) / entered.size
counts = [(450, 1000), (220, 450), (120, 220), (60, 120)]
sigma = np.sqrt(np.log(2))
mu = np.log(25000) - sigma * sigma / 2
started = time.perf_counter()
for first in range(0, trials, block):
    rate = np.ones(block)
    for passed, all in counts:
        rate *= rng.beta(passed + 1, all - passed + 1, block)
    wins = rng.poisson(rate[:, None] * expected)
    sizes = rng.lognormal(mu, sigma, wins.sum())
    cell = np.repeat(np.arange(block * months), wins.ravel())
    by_month = np.bincount(cell, sizes, block * months).reshape(block, months)
    owner = cell // months * reps + rng.integers(0, reps, sizes.size)
    by_rep = np.bincount(owner, sizes, block * reps).reshape(block, reps)
    totals = by_month.sum(axis=1)
print((time.perf_counter() - started) * 1e6 / trials)
";
    let output = std::process::Command::new("python3").args(["-c", PROGRAM]).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// The plans that come with the page.
fn examples() {
    println!("the examples, one core, native");
    for (name, text) in [
        ("mid-market", include_str!("../examples/scenarios/mid_market.json")),
        ("enterprise", include_str!("../examples/scenarios/enterprise.json")),
        ("inside sales", include_str!("../examples/scenarios/inside_sales.json")),
        ("one rep's quarter", include_str!("../examples/scenarios/one_reps_quarter.json")),
    ] {
        let scenario = file::plan::read(text).expect("an example");
        let with_reps = microseconds_a_trial(&scenario, 16_384);
        let without = microseconds(&Simulator::new(&scenario).without_reps(), 16_384);
        println!("  {name:<38} {with_reps:>9.3} µs a trial   {without:>7.3} µs for totals alone");
    }
}

/// What preparing a plan takes: with all its laws new, and with a single one that has changed.
fn preparing() {
    println!("preparing");
    let prepared = |scenario: &Scenario| {
        let started = Instant::now();
        black_box(Simulator::new(scenario));
        started.elapsed().as_secs_f64() * 1e3
    };
    let open = |count: u32, cycle_error: f64| {
        scenario(&|json| {
            json["trials"] = json!(20_000);
            ages(json, count);
            json["segments"][0]["cycle_error"] = json!(cycle_error);
        })
    };
    let mid_market = include_str!("../examples/scenarios/mid_market.json");
    let mut changed: Value = serde_json::from_str(mid_market).expect("an example");
    changed["segments"][0]["stages"][0]["rate"]["estimate"] = json!(0.51);
    for (name, scenario) in [
        ("mid-market", file::plan::read(mid_market).expect("an example")),
        ("mid-market again, with another rate", file::plan::read(&changed.to_string()).expect("an example")),
        ("60 open deals of as many ages", open(60, 0.0)),
        ("500", open(500, 0.0)),
        ("2,000", open(2_000, 0.0)),
        ("2,000 in an uncertain cycle", open(2_000, 0.2)),
        ("6 segments of 12 stages and 2,000 ages", extreme()),
        ("as many tables of reps' rates as may be", recorded(&|_| {})),
        ("both, the slowest that is accepted", recorded(&the_most)),
    ] {
        println!("  {name:<38} {:>9.3} ms", prepared(&scenario));
    }
}

/// A plan with the most segments, stages, months, open deals and rows of counts, of as many ages, in an
/// uncertain cycle.
fn extreme() -> Scenario {
    scenario(&|json| the_most(json))
}

fn the_most(json: &mut Value) {
    let segment = |segment: u32| {
        let stages = (0..12).map(|stage| {
            json!({"id": 100 * segment + stage + 1, "time": {"mean": 20 + stage, "sd": 12 + segment},
                "loss_time": {"mean": 30 + stage, "sd": 25},
                "rate": {"estimate": 0.7, "cases": 50 + stage + segment}})
        });
        let stage = |place: u32| 100 * segment + 1 + place % 12;
        let deals = (0..2_000)
            .map(|deal| json!({"stage": stage(deal), "amount": 20_000, "age": 0.37 * f64::from(deal)}));
        let counts = (0..60).map(|row| json!({"stage": stage(row), "count": 3, "age": 3.7 * f64::from(row)}));
        json!({"id": segment + 1, "supply": {"per_month": 20}, "deal_size": {"mean": 25_000, "cv": 1},
        "cycle_error": 0.3, "stages": stages.collect::<Value>(),
        "pipeline": {"listed": {
            "deals": deals.collect::<Value>(), "counts": counts.collect::<Value>(),
        }}})
    };
    json["trials"] = json!(100);
    json["horizon"] = json!({"months": 36});
    json["team"] = Value::Null;
    json["segments"] = (0..6).map(segment).collect();
}

/// A plan in which reps differ at each stage, with as many reps who have records of their own as it may have:
/// each of them has a table for each stage. Its people follow the process more or less, its market moves, its
/// months are overdispersed: as many laws of the widest shapes as there are.
fn recorded(change: &dyn Fn(&mut Value)) -> Scenario {
    let plan = |reps: usize| {
        let mut json: Value = serde_json::from_str(include_str!("../examples/scenarios/reference.json"))
            .expect("the reference scenario");
        json["trials"] = json!(100);
        change(&mut json);
        let mut ids = Vec::new();
        for (place, segment) in (0_u32..).zip(json["segments"].as_array_mut().into_iter().flatten()) {
            segment["supply"]["dispersion"] = json!(0.1 + f64::from(place));
            for stage in segment["stages"].as_array_mut().into_iter().flatten() {
                (stage["rep_spread"], stage["off_plan"]) = (json!(0.03), json!(0.5));
                if stage["id"].is_null() {
                    stage["id"] = json!(ids.len() + 1);
                }
                ids.push(stage["id"].clone());
            }
        }
        let record = |id: &Value| json!({"stage": id, "passed": 40, "entered": 100});
        let records: Value = ids.iter().take(4).map(record).collect();
        json["team"] = json!({"groups": vec![json!({"record": records}); reps]});
        (json["adherence"], json["market"]) = (json!({"mean": 0.5, "sd": 0.001}), json!({"cv": 2}));
        file::plan::read(&json.to_string()).ok()
    };
    (1..=120).rev().find_map(plan).expect("a plan with a record")
}

/// Everything that the page asks about the mid-market plan, as two workers answer it, each in a thread.
fn advice_of_two() {
    let scenario =
        file::plan::read(include_str!("../examples/scenarios/mid_market.json")).expect("an example");
    let collection = (0..4).fold(Collection::default(), |mut collection, block| {
        collection.insert(Simulator::new(&scenario).block(block * 4_096, 4_096));
        collection
    });
    let times = Report::of(&scenario, &collection).expect("trials").times_wanted(&scenario);
    let text = file::plan::canonical_without_sources(&scenario);
    let build = BuildId::of("bench");
    let waiting = Mutex::new(VecDeque::from(questions(&scenario, times)));
    let answered = Mutex::new(Vec::new());
    let started = Instant::now();
    let work = || {
        let mut server = Server::new(build);
        loop {
            let Some(question) = waiting.lock().expect("no panic").pop_front() else { break };
            let request = Request {
                run: RunId(1),
                subject: Subject::Text(text.clone()),
                work: Work::Advise { question, variations_at_most: u32::MAX },
            };
            let request = encode(build, &request);
            loop {
                let reply: Reply = decode(build, &server.answer(&request)).expect("a reply");
                let is_about = matches!(reply, Reply::SoFar(..));
                answered.lock().expect("no panic").push((is_about, started.elapsed().as_secs_f64()));
                if !is_about {
                    break;
                }
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let answered = answered.into_inner().expect("no panic");
    let first = |about: bool| answered.iter().find(|(is_about, _)| *is_about == about).map_or(0.0, |of| of.1);
    let last = answered.iter().map(|of| of.1).fold(0.0, f64::max);
    println!("advice on the mid-market plan, two workers");
    println!("  first lever, about                     {:>9.3} s", first(true));
    println!("  first lever                            {:>9.3} s", first(false));
    println!("  all of it                              {last:>9.3} s");
}

/// The same on one core, without the boundary.
fn advice() {
    let scenario =
        file::plan::read(include_str!("../examples/scenarios/mid_market.json")).expect("an example");
    let wanted = scenario.parts().confidence.get();
    let trials = advice_trials(&scenario);
    let mut known = Evaluations::default();
    let started = Instant::now();
    for lever in Lever::all(&scenario) {
        black_box(known.complete(trials, |known| needed(lever, &scenario, wanted, known)));
    }
    let levers = started.elapsed().as_secs_f64();
    black_box(known.complete(trials, |known| joint(&scenario, wanted, known)));
    black_box(known.complete(trials, |known| unknowns_that_matter(&scenario, known)));
    black_box(known.complete(trials, |known| changes_that_matter(&scenario, known)));
    black_box(known.complete(trials, |known| width(&scenario, known)));
    black_box(known.complete(trials, |known| holds(&scenario, known)));
    black_box(known.complete(trials, |known| quotas(&scenario, known)));
    black_box(known.complete(trials, |known| profit(&scenario, known)));
    black_box(known.complete(trials, |known| alignment(&scenario, known)));
    for of in [CoverageOf::Target, CoverageOf::Rest] {
        black_box(coverage(&scenario, &Simulator::new(&scenario), of, trials));
    }
    let all = started.elapsed().as_secs_f64();
    println!("the same on one core, without the boundary");
    println!("  each lever alone                       {levers:>9.3} s");
    println!("  all of it, {:>3} variations of {trials:>6}    {all:>9.3} s", known.len());
}

/// How long each question about the mid-market plan takes on one core, in the order in which they are asked:
/// what one question has found out, the next one knows.
fn questions_one_by_one() {
    let scenario =
        file::plan::read(include_str!("../examples/scenarios/mid_market.json")).expect("an example");
    let text = file::plan::canonical_without_sources(&scenario);
    let build = BuildId::of("bench");
    let mut server = Server::new(build);
    println!("the same, one question after the other");
    for question in questions(&scenario, 1.3) {
        let started = Instant::now();
        let work = Work::Advise { question, variations_at_most: u32::MAX };
        let request = Request { run: RunId(1), subject: Subject::Text(text.clone()), work };
        let request = encode(build, &request);
        while let Reply::SoFar(..) = decode(build, &server.answer(&request)).expect("a reply") {}
        println!("  {:<38} {:>9.3} s", format!("{question:?}"), started.elapsed().as_secs_f64());
    }
}

/// What a draw costs, ours and that of `rand_distr`.
fn draws() {
    let counts = Counts::new();
    let beta = Beta::new(451.0, 551.0).expect("shapes");
    let gamma = Gamma::new(8.0, 0.125).expect("a shape");
    let poisson = Poisson::new(9.5).expect("a mean");
    let binomial = Binomial::new(200, 0.06).expect("a rate");
    let pairs = [
        ("normal", nanoseconds_a_draw::<f64>(counts.normal()), nanoseconds_a_draw::<f64>(StandardNormal)),
        ("beta", nanoseconds_a_draw(beta_table(451.0, 551.0)), nanoseconds_a_draw(beta)),
        ("gamma", nanoseconds_a_draw(gamma_table(8.0)), nanoseconds_a_draw(gamma)),
        ("Poisson", nanoseconds_a_draw(counts.poisson(9.5)), nanoseconds_a_draw::<f64>(poisson)),
        ("binomial", nanoseconds_a_draw(counts.binomial(200, 0.06)), nanoseconds_a_draw(binomial)),
    ];
    println!("one draw, by inversion and by rand_distr");
    for (name, ours, theirs) in pairs {
        println!("  {name:<38} {ours:>9.1} ns   {theirs:>9.1} ns");
    }
}

fn nanoseconds_a_draw<T>(distribution: impl Distribution<T>) -> f64 {
    const DRAWS: u32 = 2_000_000;
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
    let started = Instant::now();
    for _ in 0..DRAWS {
        black_box(distribution.sample(&mut rng));
    }
    started.elapsed().as_secs_f64() * 1e9 / f64::from(DRAWS)
}

type Change = fn(&mut Value);

/// How the cost of a trial grows, one dimension at a time. The reference scenario has 20 reps who share 200
/// opportunities a month, 12 months, one segment, and some 120 wins.
const DIMENSIONS: [(&str, Change); 16] = [
    ("a tenth of the wins", |json| json["segments"][0]["supply"]["per_month"] = json!(1)),
    ("ten times the wins", |json| json["segments"][0]["supply"]["per_month"] = json!(100)),
    ("1 month", |json| json["horizon"] = json!({"months": 1})),
    ("36 months", |json| json["horizon"] = json!({"months": 36})),
    ("no team, as many opportunities", |json| {
        json["segments"][0]["supply"] = json!({"per_month": 200});
        json["team"] = Value::Null;
    }),
    ("100 reps, as many opportunities", |json| reps(json, 100, json!({}))),
    ("500 reps, as many opportunities", |json| reps(json, 500, json!({}))),
    ("20 reps who leave and ramp", |json| reps(json, 20, leaving())),
    ("500 reps who leave and ramp", |json| reps(json, 500, leaving())),
    ("reps who differ at each stage", |json| {
        for stage in json["segments"][0]["stages"].as_array_mut().into_iter().flatten() {
            stage["rep_spread"] = json!(0.02);
        }
    }),
    ("2 segments, as many opportunities", |json| segments(json, 2)),
    ("6 segments, as many opportunities", |json| segments(json, 6)),
    ("1,000 open deals, as counts", |json| {
        json["segments"][0]["pipeline"] =
            json!({"listed": {"counts": [{"stage": 3, "count": 1_000, "age": 9}]}});
    }),
    ("100 open deals, one by one", |json| deals(json, 100)),
    ("400 open deals, one by one", |json| deals(json, 400)),
    ("2,000 open deals of as many ages", |json| ages(json, 2_000)),
];

fn leaving() -> Value {
    json!({"ramp": [0, 0.25, 0.5, 0.75],
        "attrition": {"yearly": 0.2, "backfill_days": 60, "deals_kept": 0.7}})
}

fn reps(json: &mut Value, count: u32, with: Value) {
    json["segments"][0]["supply"]["per_month"] = json!(200.0 / f64::from(count));
    json["team"] = with;
    json["team"]["groups"] = json!([{"count": count, "quota": 150_000}]);
}

fn segments(json: &mut Value, count: u32) {
    let mut one = json["segments"][0].clone();
    one["supply"]["per_month"] = json!(10.0 / f64::from(count));
    let all = (0..count).map(|place| {
        let mut one = one.clone();
        one["id"] = json!(place + 1);
        for (stage, own) in one["stages"].as_array_mut().into_iter().flatten().enumerate() {
            own["id"] = json!(usize::try_from(place).unwrap_or(0) * 10 + stage + 1);
        }
        one
    });
    json["segments"] = all.collect();
}

fn deals(json: &mut Value, count: u32) {
    let deals: Vec<Value> =
        (0..count).map(|deal| json!({"stage": 3, "amount": 20_000 + deal, "age": deal % 40})).collect();
    json["segments"][0]["pipeline"] = json!({"listed": {"deals": deals}});
}

/// Open deals of as many ages, over all stages.
fn ages(json: &mut Value, count: u32) {
    let deals: Vec<Value> = (0..count)
        .map(|deal| json!({"stage": 1 + deal % 4, "amount": 20_000, "age": 0.37 * f64::from(deal)}))
        .collect();
    json["segments"][0]["pipeline"] = json!({"listed": {"deals": deals}});
}

fn scenario(change: &dyn Fn(&mut Value)) -> Scenario {
    let mut json: Value = serde_json::from_str(include_str!("../examples/scenarios/reference.json"))
        .expect("the reference scenario");
    // The most that the bench draws: what is refused is the work of all of a plan's trials.
    json["trials"] = json!(200_000);
    change(&mut json);
    file::plan::read(&json.to_string()).expect("a scenario")
}

/// The best of five runs: what the machine can do when nothing else disturbs it.
fn microseconds_a_trial(scenario: &Scenario, trials: u32) -> f64 {
    microseconds(&Simulator::new(scenario), trials)
}

fn microseconds(simulator: &Simulator, trials: u32) -> f64 {
    let run = || {
        let started = Instant::now();
        for first in (0..trials).step_by(8_192) {
            black_box(simulator.block(first, 8_192.min(trials - first)));
        }
        started.elapsed().as_secs_f64() * 1e6 / f64::from(trials)
    };
    (0..5).map(|_| run()).fold(f64::INFINITY, f64::min)
}

/// The reference scenario as a straightforward program would simulate it.
fn microseconds_walked(trials: u32) -> f64 {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
    let counts = [(450.0, 1000.0), (220.0, 450.0), (120.0, 220.0), (60.0, 120.0)];
    let beliefs =
        counts.map(|(passed, entered)| Beta::new(passed + 1.0, entered - passed + 1.0).expect("shapes"));
    let times = [10.0, 20.0, 25.0, 15.0].map(|mean: f64| Gamma::new(2.0, mean / 2.0).expect("a time"));
    let variance = 2.0_f64.ln();
    let size = LogNormal::new(25_000.0_f64.ln() - variance / 2.0, variance.sqrt()).expect("a size");
    let arrivals = Poisson::new(200.0).expect("a mean");
    let started = Instant::now();
    for _ in 0..trials {
        let rates = beliefs.map(|belief| belief.sample(&mut rng));
        let mut by_month = [0.0; 12];
        for month in 0..12_u8 {
            let entering: f64 = arrivals.sample(&mut rng);
            let mut left = entering;
            while left > 0.0 {
                left -= 1.0;
                let mut day = (f64::from(month) + rng.random::<f64>()) * 365.0 / 12.0;
                let won = rates.iter().zip(&times).all(|(rate, time)| {
                    day += time.sample(&mut rng);
                    rng.random::<f64>() < *rate
                });
                if won && day <= 365.0 {
                    let month = (1..12).take_while(|month| f64::from(*month) * 365.0 / 12.0 < day).count();
                    if let Some(amount) = by_month.get_mut(month) {
                        *amount += size.sample(&mut rng);
                    }
                }
            }
        }
        black_box(by_month);
    }
    started.elapsed().as_secs_f64() * 1e6 / f64::from(trials)
}
