//! What a file says of the past: against values worked out by hand, by simulation from known laws, and
//! against the exports that would have been made on earlier days.

use crate::support::collect;
use plumbline::exchange::{file, link};
use plumbline::history::estimate::{End, Incidence, PlanError, Spell, estimates, of_months, plan};
use plumbline::history::import::{Choices, Import, Meaning, Reading};
use plumbline::model::{Assumption, Date, Runs, Scenario, Seed, SegmentId, Source};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, Exp, Poisson};
use std::fmt::Write;

fn spell(from: u32, to: u32, end: End) -> Spell {
    Spell { from, to, end }
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-12
}

#[test]
fn shares_by_age_are_those_worked_out_by_hand() {
    let spells = [
        spell(0, 5, End::MovedOn),
        spell(0, 8, End::Lost),
        spell(0, 8, End::Open),
        spell(0, 12, End::MovedOn),
        spell(0, 20, End::Open),
    ];
    let incidence = Incidence::of(&spells).unwrap();
    // Day 5: 1 of 5. Day 8: 1 of 4 of the 4/5 left. Day 12: 1 of 2 of the 3/5 left.
    let by = |age| incidence.at(age).unwrap();
    assert!(close(by(4).undecided, 1.0));
    assert!(close(by(5).moved_on, 0.2));
    assert!(close(by(8).lost, 0.2));
    assert!(close(by(12).moved_on, 0.5));
    assert!(close(by(20).undecided, 0.3));
    assert_eq!(incidence.known_until(), 20);
    assert!(incidence.at(21).is_none(), "nothing was seen for 21 days");
    assert_eq!(incidence.times(2), [12, 12], "two fifths of those that move on have by day 5");
    assert_eq!(incidence.times_to_loss(2), [8, 8]);
    // The share lost is S(8−) × 1/4: its variance has a part of S(8−), known from 1 of 5 on day 5, and one of
    // 1 of 4 on day 8.
    let (_, lost) = incidence.errors_at(8);
    let at_five = 0.2_f64.powi(2) / (5.0 * 4.0);
    let at_eight = 0.8_f64.powi(2) * 3.0 / 64.0;
    assert!(close(lost, (at_five + at_eight).sqrt()), "{lost}");
}

#[test]
fn nothing_is_left_undecided_where_all_were_decided() {
    let spells = [spell(0, 0, End::Lost), spell(0, 3, End::MovedOn), spell(0, 3, End::MovedOn)];
    let incidence = Incidence::of(&spells).unwrap();
    assert!(close(incidence.at(0).unwrap().lost, 1.0 / 3.0), "a decision on the first day counts");
    assert!(close(incidence.at(1_000).unwrap().moved_on, 2.0 / 3.0));
    assert!(close(incidence.last().undecided, 0.0));
    assert!(Incidence::of(&[]).is_none());
}

#[test]
fn who_comes_into_sight_late_counts_from_then_on() {
    // The second is seen from its day 10 on: on day 5 only two are under observation.
    let spells = [spell(0, 5, End::Lost), spell(10, 12, End::MovedOn), spell(0, 30, End::Open)];
    let incidence = Incidence::of(&spells).unwrap();
    assert!(close(incidence.at(5).unwrap().lost, 0.5));
    assert!(close(incidence.at(12).unwrap().moved_on, 0.25));
    // All who are under observation on day 2 end, but others come later: that tells nothing of them.
    let spells = [spell(0, 2, End::Lost), spell(10, 12, End::MovedOn), spell(10, 30, End::Open)];
    let incidence = Incidence::of(&spells).unwrap();
    assert!(close(incidence.at(12).unwrap().moved_on, 0.5));
}

/// From when on opportunities are under observation.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Seen {
    AtOnce,
    Late,
}

/// Spells of opportunities that are won with chance 1/4 after times of mean 60 days, else lost after times of
/// mean 120, and seen until an age drawn evenly up to 900 days; seen late from an age drawn evenly up to 60.
fn drawn(random: &mut Xoshiro256PlusPlus, count: usize, seen: Seen) -> Vec<Spell> {
    let (win, loss) = (Exp::new(1.0 / 60.0).unwrap(), Exp::new(1.0 / 120.0).unwrap());
    let mut spells = Vec::new();
    while spells.len() < count {
        let is_won = random.random_bool(0.25);
        let time: f64 = if is_won { win.sample(random) } else { loss.sample(random) };
        let seen_until: u32 = random.random_range(0..900);
        let from = match seen {
            Seen::AtOnce => 0,
            Seen::Late => random.random_range(0..60).min(seen_until),
        };
        let to = time as u32;
        if to < from {
            continue;
        }
        let end = if to > seen_until {
            End::Open
        } else if is_won {
            End::MovedOn
        } else {
            End::Lost
        };
        spells.push(Spell { from, to: to.min(seen_until), end });
    }
    spells
}

/// By 900 days all but e^(−900/120) of the lost are decided. Each share lies within 4.5 standard errors of
/// its true value but once in 147,000 samples.
#[test]
fn known_rates_are_found_where_much_is_still_open() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(41);
    for seen in [Seen::AtOnce, Seen::Late] {
        let spells = drawn(&mut random, 20_000, seen);
        let incidence = Incidence::of(&spells).unwrap();
        let until = 600;
        let (shares, errors) = (incidence.at(until).unwrap(), incidence.errors_at(until));
        let won = 0.25 * (1.0 - (-600.0_f64 / 60.0).exp());
        let lost = 0.75 * (1.0 - (-600.0_f64 / 120.0).exp());
        assert!((shares.moved_on - won).abs() < 4.5 * errors.0, "{seen:?} {shares:?} {errors:?}");
        assert!((shares.lost - lost).abs() < 4.5 * errors.1, "{seen:?} {shares:?} {errors:?}");
        assert!(errors.0 < 0.01, "{errors:?}");
        // What is decided is won more often: wins come sooner.
        let ended = |end: End| spells.iter().filter(|spell| spell.end == end).count() as f64;
        let of_decided = ended(End::MovedOn) / (ended(End::MovedOn) + ended(End::Lost));
        assert!(of_decided > won + 4.5 * errors.0 || seen == Seen::Late, "{of_decided}");
    }
}

/// The spread of 1,000 estimates of samples of 200 against the mean of their stated errors. The spread of
/// 1,000 normal values has a relative error of 1/√2000 = 2.2%: a difference of 10% comes once in 150,000
/// runs.
#[test]
fn stated_errors_are_the_spread_of_estimates() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(43);
    let samples: Vec<(f64, f64)> = (0..1_000)
        .map(|_| {
            let incidence = Incidence::of(&drawn(&mut random, 200, Seen::AtOnce)).unwrap();
            (incidence.at(120).unwrap().moved_on, incidence.errors_at(120).0)
        })
        .collect();
    let n = samples.len() as f64;
    let mean = samples.iter().map(|sample| sample.0).sum::<f64>() / n;
    let spread = (samples.iter().map(|sample| (sample.0 - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    let stated = samples.iter().map(|sample| sample.1).sum::<f64>() / n;
    assert!((spread / stated - 1.0).abs() < 0.1, "spread {spread}, stated {stated}");
}

/// What became of an opportunity, day by day.
#[derive(Clone, Debug)]
pub(super) struct Past {
    created: u32,
    pub(super) entered: Vec<u32>,
    /// When it was decided, and whether it was won.
    pub(super) decided: Option<(u32, bool)>,
    pub(super) amount: u32,
}

const STAGES: [&str; 3] = ["Qualified", "Proposal", "Negotiation"];

/// A team's past: 2 opportunities a day in the middle for so many days; a stage takes 12 days in the middle,
/// two thirds move on.
pub(super) fn past(seed: u64, days: u32) -> Vec<Past> {
    past_of(seed, days, &[2.0 / 3.0])
}

/// The same of reps who get opportunities in turn, each with an own rate at all stages.
pub(super) fn past_of(seed: u64, days: u32, rates: &[f64]) -> Vec<Past> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let (arrivals, time) = (Poisson::new(2.0).unwrap(), Exp::new(1.0 / 12.0).unwrap());
    let mut all = Vec::new();
    for created in 0..days {
        let count: f64 = arrivals.sample(&mut random);
        for _ in 0..count as u32 {
            let rate = rates[all.len() % rates.len()];
            let mut entered = vec![created];
            let mut day = created;
            let decided = loop {
                let stay: f64 = time.sample(&mut random);
                day += stay as u32;
                if !random.random_bool(rate) {
                    break (day, false);
                }
                if entered.len() == STAGES.len() {
                    break (day, true);
                }
                entered.push(day);
            };
            let amount = random.random_range(1_000..50_000);
            all.push(Past { created, entered, decided: Some(decided), amount });
        }
    }
    all
}

pub(super) fn day(number: u32) -> Date {
    Date::new(2026, 1, 5).unwrap().after_days(u64::from(number)).unwrap()
}

/// The export of a day with a row for each opportunity.
pub(super) fn export(past: &[Past], on: u32, decided_from: u32) -> String {
    let mut text = "Opportunity ID,Owner,Stage,Amount,Created Date,Close Date".to_owned();
    for stage in STAGES {
        write!(text, ",Date entered {stage}").unwrap();
    }
    text.push('\n');
    for (at, of) in past.iter().enumerate().filter(|(_, of)| of.created <= on) {
        let decided = of.decided.filter(|(day, _)| *day <= on);
        if decided.is_some_and(|(day, _)| day < decided_from) {
            continue;
        }
        let entered: Vec<u32> = of.entered.iter().copied().filter(|day| *day <= on).collect();
        let stage = match decided {
            Some((_, true)) => "Closed Won",
            Some((_, false)) => "Closed Lost",
            None => STAGES[entered.len() - 1],
        };
        let closed = decided.map(|(at, _)| day(at).to_string()).unwrap_or_default();
        write!(text, "D{at},Kit,{stage},{},{},{closed}", of.amount, day(of.created)).unwrap();
        for at in 0..STAGES.len() {
            let entered = entered.get(at).map(|at| day(*at).to_string()).unwrap_or_default();
            write!(text, ",{entered}").unwrap();
        }
        text.push('\n');
    }
    text
}

/// The export of a day with a row for each change of a stage.
fn changes(past: &[Past], on: u32) -> String {
    let mut text = "Opportunity ID,Owner,From Stage,To Stage,Changed On,Amount\n".to_owned();
    for (at, of) in past.iter().enumerate() {
        let mut from = "";
        let steps = of.entered.iter().copied().zip(STAGES);
        let end = of.decided.map(|(day, won)| (day, if won { "Closed Won" } else { "Closed Lost" }));
        for (changed, to) in steps.chain(end).filter(|(changed, _)| *changed <= on) {
            writeln!(text, "D{at},Kit,{from},{to},{},{}", day(changed), of.amount).unwrap();
            from = to;
        }
    }
    text
}

fn read(text: &str, as_of: u32) -> Reading {
    let choices = Choices { as_of: Some(day(as_of).to_string()), ..Choices::default() };
    Import::read(text.as_bytes(), &choices).unwrap().reading().clone()
}

#[test]
fn a_file_as_of_an_earlier_day_is_what_was_known_then() {
    let past = past(47, 300);
    for then in [60, 150, 240] {
        let (early, late) = (read(&export(&past, then, 0), then), read(&export(&past, 330, 0), then));
        assert_eq!(early.team, late.team, "rows of opportunities, day {then}");
        assert_eq!(late.balance.rows, past.len());
        assert!(late.balance.outside > 0 && late.team.open > Some(10));
        let (early, late) = (read(&changes(&past, then), then), read(&changes(&past, 330), then));
        assert_eq!(early.stages, late.stages);
        assert_eq!(early.team, late.team, "rows of changes, day {then}");
        let balance = &late.balance;
        let parts = balance.counted + balance.joined + balance.skipped + balance.rejected + balance.outside;
        assert_eq!(balance.rows, parts);
    }
}

#[test]
fn estimates_as_of_an_earlier_day_use_nothing_later() {
    let past = past(53, 300);
    let early = estimates(&read(&export(&past, 200, 0), 200)).unwrap();
    let late = estimates(&read(&export(&past, 330, 0), 200)).unwrap();
    assert_eq!(early.whole, late.whole);
    assert_eq!(early.stages, late.stages);
    assert_eq!(early.supply, late.supply);
    assert_eq!(early.sizes, late.sizes);
}

/// Two thirds move on from each stage. Each of six shares lies within 4.5 standard errors but once in
/// 147,000.
#[test]
fn rates_of_stages_are_those_they_were_drawn_by() {
    let past = past(59, 500);
    for text in [export(&past, 510, 0), changes(&past, 510)] {
        let all = estimates(&read(&text, 510)).unwrap();
        assert_eq!(all.stages.iter().filter_map(|of| of.stage.as_deref()).collect::<Vec<_>>(), STAGES);
        assert!(all.seen_from.is_none());
        for stage in &all.stages {
            let incidence = stage.incidence.as_ref().unwrap();
            let (share, error) = (incidence.at(60).unwrap().moved_on, incidence.errors_at(60).0);
            let wanted = 2.0 / 3.0 * (1.0 - (-61.0_f64 / 12.0).exp());
            assert!((share - wanted).abs() < 4.5 * error, "{:?} {share} {error}", stage.stage);
        }
    }
}

/// An export of what was decided from a day on misses the early decisions of what began before. Taken as a
/// full one, it gives another share; of 200 full exports none is taken for one (each with chance e^−7).
#[test]
fn an_export_that_begins_by_close_date_is_known_as_one() {
    let past = past(61, 400);
    let cut = estimates(&read(&export(&past, 400, 150), 400)).unwrap();
    let seen = cut.seen_from.unwrap();
    assert_eq!(seen.day, day(150));
    assert!(seen.missing > 20.0, "{seen:?}");
    let (share, error) = {
        let incidence = cut.whole.incidence.as_ref().unwrap();
        (incidence.at(100).unwrap().moved_on, incidence.errors_at(100).0)
    };
    // What was decided from day 150 on of all that began by day 400, as a full export tells it.
    let full = estimates(&read(&export(&past, 400, 0), 400)).unwrap();
    let whole = full.whole.incidence.as_ref().unwrap().at(100).unwrap().moved_on;
    assert!((share - whole).abs() < 4.5 * error, "{share} {whole} {error}");
    let months = &cut.supply.as_ref().unwrap().months;
    assert_eq!(months.first().unwrap().0, Date::new(2026, 7, 1).unwrap(), "June began before the file did");
    let taken = (0..200).filter(|seed| {
        let text = export(&self::past(1_000 + seed, 90), 90, 0);
        estimates(&read(&text, 90)).unwrap().seen_from.is_some()
    });
    assert_eq!(taken.count(), 0);
}

#[test]
fn supply_counts_whole_months() {
    let text = "Opportunity ID,Owner,Stage,Amount,Created Date,Close Date\n\
        A,Kit,Closed Won,100,2027-01-10,2027-01-20\nB,Kit,Proposal,200,2027-02-01,\n\
        C,Kit,Closed Lost,300,2027-02-28,2027-03-05\nD,Kit,Proposal,,2027-03-31,\n\
        E,Kit,Closed Won,500,2027-04-02,2027-04-03\n";
    let choices = Choices { as_of: Some("2027-04-10".to_owned()), ..Choices::default() };
    let import = Import::read(text.as_bytes(), &choices).unwrap();
    let all = estimates(import.reading()).unwrap();
    let supply = all.supply.unwrap();
    let counts: Vec<u32> = supply.months.iter().map(|(_, count)| *count).collect();
    assert_eq!(counts, [2, 1], "February and March are whole, January and April are not");
    assert!(close(supply.mean, 1.5) && close(supply.mean_error.unwrap(), 0.5));
    let sizes = all.sizes.unwrap();
    assert_eq!(sizes.sizes, [100.0, 500.0]);
    assert!(close(sizes.mean, 300.0) && close(sizes.mean_error.unwrap(), 200.0));
    let open: Vec<_> = all.open.iter().map(|group| (group.count, group.age_days, group.amount)).collect();
    assert_eq!(open, [(1, Some(10.0), 0), (1, Some(68.0), 200_000)]);
}

/// Of 400 series of 24 months that grow by 3% a month, an interval of two stated errors (of a t law with 22
/// degrees 94.2%) holds 3% in 377 ± 4.7; fewer than 356 or more than 395 come once in 30,000 runs.
#[test]
fn growth_has_the_error_that_it_states() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(67);
    let month = |at: u32| Date::new(2025, 1, 1).unwrap().after_months(at).unwrap();
    let held = (0..400).filter(|_| {
        let counts = (0..24_u32).map(|at| {
            let mean = 40.0 * 1.03_f64.powi(i32::try_from(at).unwrap());
            let count: f64 = Poisson::new(mean).unwrap().sample(&mut random);
            (month(at), count as u32)
        });
        let growth = of_months(counts.collect()).unwrap().growth.unwrap();
        (growth.a_month - 0.03).abs() < 2.0 * growth.error
    });
    let held = held.count();
    assert!((356..=395).contains(&held), "{held}");
    assert!(of_months((0..5).map(|at| (month(at), 10)).collect()).unwrap().growth.is_none());
}

/// Of 400 series without a trend a plan carries one of at most 1 in 100, 4 ± 2; more than 13 come once in
/// 10,000 runs. Of as many that grow by 3% a month all but a few do, and the number half way through a
/// year to come lies within two stated errors (of a t law with 22 degrees 94.2%) in 377 ± 4.7; fewer than
/// 356 or more than 395 come once in 30,000 runs.
#[test]
fn a_trend_is_planned_where_it_is_beyond_chance() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(73);
    let month = |at: u32| Date::new(2025, 1, 1).unwrap().after_months(at).unwrap();
    let mut drawn = |growth: f64, months: u32| {
        let counts = (0..months).map(|at| {
            let mean = 40.0 * growth.powi(i32::try_from(at).unwrap());
            let count: f64 = Poisson::new(mean).unwrap().sample(&mut random);
            (month(at), count as u32)
        });
        of_months(counts.collect()).unwrap()
    };
    let by_chance = (0..400).filter(|_| drawn(1.0, 24).planned_trend().is_some()).count();
    assert!(by_chance <= 13, "{by_chance}");
    let (mut planned, mut held) = (0, 0);
    let truth = 40.0 * 1.03_f64.powf(24.0 + 5.5);
    for _ in 0..400 {
        let supply = drawn(1.03, 24);
        planned += usize::from(supply.planned_trend().is_some());
        let growth = supply.growth.unwrap();
        let off = (truth / growth.month_after(5.5)).ln();
        held += usize::from(off.abs() < 2.0 * growth.relative_error_after(5.5));
    }
    assert!(planned >= 390 && (356..=395).contains(&held), "{planned} planned, {held} held");
    assert!(drawn(1.03, 23).planned_trend().is_none(), "of less than two years a season looks like a trend");
}

/// The trend's number half way through the plan is never surer than the mean of months without a trend, whose
/// doubt is known.
#[test]
fn a_planned_trend_is_less_sure_than_a_mean() {
    let month = |at: u32| Date::new(2025, 1, 1).unwrap().after_months(at).unwrap();
    let all = of_months((0..30).map(|at| (month(at), 100 + 4 * at)).collect()).unwrap();
    let trend = all.planned_trend().unwrap();
    let of_chance = 1.0 / (all.mean * 30.0).sqrt();
    let errors = [0.0, 5.5, 11.0].map(|later| trend.relative_error_after(later));
    assert!(of_chance < errors[0] && errors[0] < errors[1] && errors[1] < errors[2], "{errors:?}");
    assert!((trend.month_after(0.0) / 220.0 - 1.0).abs() < 0.1, "{}", trend.month_after(0.0));
}

/// The plan of an export has what the export was drawn by: two thirds move on after times of 12 days in the
/// middle, 2 opportunities a day. Within 4.5 stated errors, exceeded once in 147,000 values.
#[test]
fn a_plan_of_an_export_is_measured_throughout() {
    let past = past(71, 500);
    let choices =
        Choices { as_of: Some(day(400).to_string()), currency: Some("EUR".to_owned()), ..Choices::default() };
    let import = Import::read(export(&past, 510, 0).as_bytes(), &choices).unwrap();
    let reading = import.reading();
    let all = estimates(reading).unwrap();
    let scenario = plan(reading, &all).unwrap();
    let segment = &scenario.segments()[0];
    for stage in segment.stages() {
        let mean = stage.rate.mean();
        let spread = stage.rate.quantile(0.9) - mean;
        assert!((mean - 2.0 / 3.0).abs() < 4.5 * spread / 1.28, "{}: {mean} ± {spread}", stage.name());
        assert!((stage.time.mean_days() - 11.5).abs() < 2.0, "{}", stage.time.mean_days());
        assert!(stage.loss_time.is_some() && stage.never_decided() < 0.05, "{}", stage.never_decided());
    }
    let a_month = 2.0 * 365.0 / 12.0;
    let error = segment.supply.error.get() * segment.supply.per_month();
    assert!((segment.supply.per_month() - a_month).abs() < 4.5 * error, "{}", segment.supply.per_month());
    // People read the values in fields: none is written in more digits than it has doubt.
    let rates = segment.stages().iter().flat_map(|stage| [stage.rate.mean(), stage.never_decided()]);
    for value in rates.chain([segment.supply.per_month(), segment.supply.error.get()]) {
        let digits = value.to_string().replace('.', "");
        assert!(digits.trim_start_matches('0').len() <= 4, "{value}");
    }
    let open = segment.pipeline().listed().unwrap();
    assert_eq!(u32::try_from(open.len()).ok(), reading.team.open, "all that is open is listed");
    assert!(open.counts().len() <= 60);
    assert_eq!(scenario.parts().calendar.start(), Some(day(401)));
    let measured = scenario.parts().provenance.sources().filter(|(_, source)| *source == Source::Measured);
    assert_eq!(measured.count(), 2 + 2 * STAGES.len());
    assert_eq!(scenario.parts().provenance.source(Assumption::Target), Some(Source::Guess));
    // It is a file, and still fits a link.
    assert_eq!(file::plan::read(&file::plan::canonical(&scenario)).unwrap(), scenario);
    assert!(link::encode(&scenario).len() < 8_000);
    // Without a currency there is no plan, and a reason.
    let silent = read(&export(&past, 510, 0), 400);
    let refusal = plan(&silent, &estimates(&silent).unwrap()).unwrap_err();
    assert_eq!(refusal, PlanError::Currency);
}

/// The plan made of what was known on a day, over many pasts: what was then booked in the year that followed
/// lies in its 8 in 10. Of 200 pasts 160 ± 5.7 would if the plan knew the truth; a plan that is surer than
/// its data holds fewer. Fewer than 140 or more than 180 come once in 2,300 runs.
#[test]
fn plans_of_exports_hold_what_follows() {
    let held = (0..200_u64).filter(|seed| {
        let past = self::past(5_000 + seed, 730);
        let choices = Choices {
            as_of: Some(day(365).to_string()),
            currency: Some("EUR".to_owned()),
            ..Choices::default()
        };
        let import = Import::read(export(&past, 730, 0).as_bytes(), &choices).unwrap();
        let all = estimates(import.reading()).unwrap();
        let scenario = plan(import.reading(), &all).unwrap();
        let mut parts = scenario.parts().clone();
        parts.runs = Runs { seed: Seed(*seed), trials: 2_000 };
        let collection = collect(&Scenario::new(parts).unwrap());
        let mut totals: Vec<f64> = collection.totals().map(|minor| minor as f64 / 100.0).collect();
        totals.sort_by(f64::total_cmp);
        let days = 365 + scenario.parts().calendar.days() as u32;
        let in_year =
            past.iter().filter(|of| of.decided.is_some_and(|(at, won)| won && (366..=days).contains(&at)));
        let booked: f64 = in_year.map(|of| f64::from(of.amount)).sum();
        totals[200] <= booked && booked <= totals[1_799]
    });
    let held = held.count();
    assert!((140..=180).contains(&held), "{held}");
}

/// A file that covers seven months says nothing of a year: the plan is as long as what it knows, and its
/// target is no more than that. Open deals of which it does not say since when they are there are noted.
#[test]
fn a_plan_is_no_longer_than_what_its_file_covers() {
    let mut text = export(&past(73, 300), 230, 0);
    text.push_str("X1,Kit,Proposal,5000,,,,,\nX2,Kit,Proposal,5000,,,,,\n");
    let choices =
        Choices { as_of: Some(day(230).to_string()), currency: Some("EUR".to_owned()), ..Choices::default() };
    let import = Import::read(text.as_bytes(), &choices).unwrap();
    let scenario = plan(import.reading(), &estimates(import.reading()).unwrap()).unwrap();
    let parts = scenario.parts();
    assert_eq!(parts.calendar.months().len(), 7, "from 5 January to 23 August 2026");
    assert!(parts.provenance.note(Assumption::Target).contains("7 months before"));
    assert!(parts.provenance.note(Assumption::Supply(SegmentId(1))).starts_with("2 more open deals"));
    let since = Date::new(2026, 1, 24).unwrap();
    let won = import.reading().opportunities.iter().filter(|of| of.meaning == Meaning::Won);
    let booked: i64 = won.filter(|of| of.closed >= Some(since)).filter_map(|of| of.amount).sum();
    assert_eq!(parts.target.amount().minor(), booked / 10);
}
