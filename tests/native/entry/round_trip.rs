//! What a field prints it reads to the same value: drawn values of each family, in several locales and
//! currencies. Seeded.

use crate::support::{reference, scenario};
use plumbline::entry::{
    self, EconomicsField, Formatter, NumberStyle, PeriodAround, QuotaToday, RecordEntry, StyledFormatter,
    Understood, read_quota_check, write_quota_check,
};
use plumbline::model::{
    Adherence, Alignment, Arrivals, Attrition, Calendar, Capacity, Commission, Confidence, Counted, Currency,
    Date, DealSize, Economics, Excess, GroupId, Horizon, Joins, Market, Money, OpenCount, OpenDeal,
    OpenPipeline, PipelineStart, ProfitGoal, Progress, Ramp, RateBelief, Recurring, RelativeError, RepGroup,
    Scenario, ScenarioParts, Segment, SegmentId, Slippage, Stage, StageId, StageRecord, StageTime, Supply,
    Target, Team,
};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

pub(super) const DRAWS: u32 = 10_000;

const LOCALES: [&str; 6] = ["en-US", "de-DE", "fr-FR", "de-CH", "sv-SE", "en-GB"];

const CURRENCIES: [&str; 7] = ["USD", "EUR", "KWD", "JPY", "CAD", "SEK", "ALL"];

/// Names that could be taken for something else.
const NAMES: [&str; 30] = [
    "Proposal",
    "Legal, security",
    "Legal; security",
    "Rep 7",
    "stage 2",
    "Stage 3",
    "none",
    "?",
    "–",
    "-",
    "x",
    "in",
    "from April",
    "12",
    "50k",
    "quota",
    "9 of 41",
    "\"quoted\"",
    "say \"hi\", twice",
    " padded ",
    "two\nlines",
    "tab\there",
    "Ürümqi & Söhne",
    "O'Neill",
    "half",
    "with the reps",
    "１２",
    "‏rtl",
    "segment 1",
    "20 days",
];

pub(super) struct Draw(Xoshiro256PlusPlus);

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    pub(super) fn of<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.0.random_range(0..items.len())].clone()
    }

    pub(super) fn format(&mut self) -> StyledFormatter {
        StyledFormatter::of_locale(self.of(&LOCALES))
    }

    pub(super) fn currency(&mut self) -> Currency {
        Currency::new(self.of(&CURRENCIES)).unwrap()
    }

    pub(super) fn below(&mut self, end: u32) -> u32 {
        self.0.random_range(0..end)
    }

    /// Round, with a few decimals, or with all the bits that a number has.
    pub(super) fn number(&mut self, least: f64, most: f64) -> f64 {
        let number = least + (most - least) * self.0.random::<f64>();
        let number = match self.below(4) {
            0 => number.round(),
            1 => (number * 1_000.0).round() / 1_000.0,
            // Small ones as well.
            2 => least + (number - least) * 1e-4,
            _ => number,
        };
        number.clamp(least, most)
    }

    pub(super) fn share(&mut self) -> f64 {
        self.number(0.0, 100.0) / 100.0
    }

    pub(super) fn money(&mut self) -> Money {
        let digits = self.0.random_range(1.0..15.6);
        let minor = libm::pow(10.0, digits).round();
        let minor = if self.below(2) == 0 { minor } else { (minor / 1e4).ceil() * 1e4 };
        Money::from_minor_f64(minor).unwrap()
    }

    pub(super) fn rate(&mut self) -> RateBelief {
        loop {
            let belief = match self.below(4) {
                0 => {
                    let entered = 1 + self.below(100_000);
                    RateBelief::counts(self.below(entered + 1), entered)
                }
                1 => {
                    let low = self.share();
                    RateBelief::range(low, low + (1.0 - low) * self.share())
                }
                2 => {
                    let cases = if self.below(2) == 0 { 50 } else { 1 + self.below(10_000) };
                    RateBelief::estimate(self.share(), cases)
                }
                _ => RateBelief::exact(self.share()),
            };
            if let Ok(belief) = belief {
                return belief;
            }
        }
    }

    pub(super) fn time(&mut self) -> StageTime {
        let mean = self.number(0.0, 3_650.0);
        let sd = if self.below(2) == 0 {
            mean * entry::DEFAULT_TIME_SPREAD
        } else {
            mean * self.number(0.03, 9.9)
        };
        match self.below(3) {
            0 => StageTime::fixed(mean),
            1 => StageTime::gamma(mean, sd),
            _ => StageTime::lognormal(mean, sd),
        }
        .unwrap()
    }

    pub(super) fn size(&mut self) -> DealSize {
        loop {
            let cv = self.of(&[0.0, 1.0, 0.8]) + self.share() * f64::from(self.below(2));
            let size = match self.below(4) {
                0 => DealSize::mean_cv(self.money(), cv),
                1 => DealSize::p10_p90(self.money(), self.money()),
                2 => DealSize::median_p90(self.money(), self.money()),
                _ => DealSize::past((0..2 + self.below(5)).map(|_| self.money()).collect()),
            };
            if let Ok(size) = size {
                return size;
            }
        }
    }

    fn supply(&mut self) -> Supply {
        let arrivals = self.of(&[Arrivals::Poisson, Arrivals::Fixed]);
        if self.below(4) == 0 {
            let numbers = (0..=self.below(12)).map(|_| self.number(0.0, 20_000.0)).collect();
            return Supply::by_month(numbers, arrivals).unwrap();
        }
        let growth = if self.below(2) == 0 { 0.0 } else { self.number(-1.0, 1.0) };
        let number = self.number(0.0, 20_000.0);
        Supply::new(number, arrivals).unwrap().growing(growth).unwrap()
    }

    pub(super) fn name(&mut self) -> String {
        if self.below(3) > 0 {
            return self.of(&NAMES).to_owned();
        }
        let letters: Vec<char> = "aZ é,;\"'\t-–7 quota in x%€&.".chars().collect();
        (0..=self.below(12)).map(|_| self.of(&letters)).collect()
    }
}

/// Draws, prints and reads.
fn check<T: PartialEq + std::fmt::Debug>(
    seed: u64,
    draw: impl Fn(&mut Draw, Currency) -> T,
    write: impl Fn(&T, Currency, &dyn Formatter) -> String,
    read: impl Fn(&str, Currency, NumberStyle, &T) -> Option<T>,
) {
    let mut rng = Draw::new(seed);
    for _ in 0..DRAWS {
        let (format, currency) = (rng.format(), rng.currency());
        let value = draw(&mut rng, currency);
        let printed = write(&value, currency, &format);
        let again = read(&printed, currency, format.style(), &value);
        assert_eq!(
            again.as_ref(),
            Some(&value),
            "{printed:?} in {} with {:?}",
            currency.code(),
            format.style()
        );
    }
}

fn value<T>(read: Result<Understood<T>, entry::EntryError>) -> Option<T> {
    read.ok()?.value
}

#[test]
fn money() {
    check(
        41,
        |rng, _| rng.money(),
        |money, currency, format| entry::write_money(*money, currency, format),
        |text, currency, style, _| value(entry::read_money(text, style, currency)),
    );
}

#[test]
fn rates() {
    check(
        42,
        |rng, _| rng.rate(),
        |rate, _, format| entry::write_rate(rate, format),
        |text, _, style, _| value(entry::read_rate(text, style)),
    );
}

#[test]
fn chances_and_records() {
    let chance = |rng: &mut Draw, _| Confidence::new(rng.share().clamp(0.01, 0.99)).unwrap();
    check(
        43,
        chance,
        |chance, _, format| entry::write_chance(*chance, format),
        |text, _, style, _| value(entry::read_chance(text, style)),
    );
    let record = |rng: &mut Draw, _| {
        let decided = rng.below(100_000);
        Counted { passed: rng.below(decided + 1), decided }
    };
    check(
        44,
        record,
        |record, _, format| entry::write_counted(*record, format),
        |text, _, style, _| match entry::read_record(text, style) {
            Ok(RecordEntry::Counted(record)) => Some(record),
            _ => None,
        },
    );
}

#[test]
fn targets() {
    let draw = |rng: &mut Draw, _| loop {
        let (amount, growth) = (rng.money(), rng.number(-1.0, 5.0));
        let target = match rng.below(4) {
            0 => Ok(Target::at(Money::ZERO)),
            1 => Ok(Target::at(amount)),
            2 => Target::growth(amount, growth),
            _ => Target::recurring(Recurring {
                opening: amount,
                growth,
                churn: rng.rate(),
                expansion: rng.rate(),
            }),
        };
        if let Ok(target) = target {
            return target;
        }
    };
    check(
        45,
        draw,
        |target, currency, format| entry::write_target(target, currency, format),
        |text, currency, style, _| value(entry::read_target(text, style, currency)).map(|entry| entry.target),
    );
}

#[test]
fn periods_and_bookings() {
    let draw = |rng: &mut Draw, _| {
        let year = 2024 + i32::try_from(rng.below(8)).unwrap();
        let start = Date::new(year, 1 + rng.below(12), if rng.below(2) == 0 { 1 } else { 1 + rng.below(28) });
        let start = start.filter(|_| rng.below(8) > 0);
        let horizon = if rng.below(2) == 0 {
            Horizon::Months(1 + rng.below(36))
        } else {
            Horizon::Days(1 + rng.below(1_096))
        };
        Calendar::new(start, horizon).unwrap()
    };
    check(
        46,
        draw,
        |calendar, _, _| entry::write_period(calendar),
        |text, _, style, calendar| {
            let today = Date::new(2026, 11, 26).unwrap();
            let around = PeriodAround::new(style.on(today), calendar.start(), 1);
            value(entry::read_period(text, around))?.calendar(calendar.start()).ok()
        },
    );
    let plan = Calendar::new(Date::new(2027, 1, 1), Horizon::Months(12)).unwrap();
    let target = Money::from_minor_f64(1e9).unwrap();
    let progress = |rng: &mut Draw, _| {
        let as_of = Date::new(2027, 1 + rng.below(12), 1 + rng.below(28)).filter(|_| rng.below(3) > 0);
        let booked = if rng.below(9) == 0 { Money::ZERO } else { rng.money() };
        Progress::new(&plan, as_of, booked).unwrap()
    };
    check(
        47,
        progress,
        |progress, currency, format| entry::write_booked(progress, currency, target, format),
        |text, currency, style, _| {
            value(entry::read_booked(text, style, currency, Some(target)))?.progress(&plan).ok()
        },
    );
}

#[test]
fn supplies_times_and_sizes() {
    let plain = Supply::new(1.0, Arrivals::Poisson).unwrap();
    check(
        48,
        |rng, _| rng.supply(),
        |supply, _, format| entry::write_supply(supply, format),
        |text, _, style, _| value(entry::read_supply(text, style, &plain)),
    );
    check(
        49,
        |rng, _| rng.time(),
        |time, _, format| entry::write_stage_time(*time, format),
        |text, _, style, _| entry::read_stage_time(text, style).ok(),
    );
    check(
        50,
        |rng, _| rng.size(),
        |size, currency, format| entry::write_deal_size(size, currency, format),
        |text, currency, style, _| value(entry::read_deal_size(text, style, currency)),
    );
    // Months are no row of digits.
    for text in ["1 month", "exactly 2 months", "2 months", "18 months lognormal"] {
        let time = entry::read_stage_time(text, NumberStyle::POINT).unwrap();
        assert_eq!(entry::write_stage_time(time, &entry::PlainFormatter), text);
    }
    let seasons = |rng: &mut Draw, _| {
        let weight = |rng: &mut Draw| if rng.below(2) == 0 { 1.0 } else { rng.number(0.1, 30.0) };
        let weights: [f64; 12] = std::array::from_fn(|_| weight(rng));
        Supply::new(1.0, Arrivals::Poisson).unwrap().seasonal(Some(weights)).unwrap()
    };
    check(
        51,
        seasons,
        |supply, _, format| entry::write_seasons(supply, format),
        |text, _, style, _| entry::read_seasons(text, style, &plain).ok(),
    );
    check(
        51,
        seasons,
        |supply, _, format| entry::seasons_of_cells(&entry::season_cells(supply, format)),
        |text, _, style, _| {
            let read = entry::read_seasons(text, style, &plain).ok()?;
            // Twelve ordinary months are none that are said.
            let ordinary = || plain.clone().seasonal(Some([1.0; 12])).ok();
            if read.seasonality().is_none() { ordinary() } else { Some(read) }
        },
    );
}

/// A plan of two segments with stages of drawn names.
fn plan(rng: &mut Draw, currency: Currency) -> Scenario {
    let mut id = 0;
    let segments = (1..=2).map(|segment| {
        let stages = (0..=rng.below(4)).map(|_| {
            id += 1;
            let name = if rng.below(4) == 0 { String::new() } else { rng.name() };
            Stage::new(
                StageId(id),
                &name,
                "",
                RateBelief::exact(0.5).unwrap(),
                StageTime::fixed(20.0).unwrap(),
            )
            .unwrap()
        });
        let stages = stages.collect();
        let (supply, size) =
            (Supply::new(100.0, Arrivals::Poisson).unwrap(), Money::from_major(25_000.0, currency).unwrap());
        let name = if rng.below(3) == 0 { String::new() } else { rng.name() };
        let size = DealSize::mean_cv(size, 1.0).unwrap();
        Segment::new(SegmentId(segment), &name, supply, PipelineStart::Flowing, stages, size).unwrap()
    });
    let segments = segments.collect();
    let mut json = reference();
    json["start"] = serde_json::json!("2027-04-01");
    json["horizon"] = serde_json::json!({"months": 12});
    json.as_object_mut().unwrap().remove("team");
    let parts = scenario(&json).parts().clone();
    Scenario::new(ScenarioParts { segments, currency, team: None, ..parts }).unwrap()
}

#[test]
fn open_deals() {
    let mut rng = Draw::new(52);
    for _ in 0..DRAWS {
        let (format, currency) = (rng.format(), rng.currency());
        let plan = plan(&mut rng, currency);
        let segment = &plan.segments()[0];
        let stages: Vec<StageId> = segment.stages().iter().map(|stage| stage.id).collect();
        let counts = (0..rng.below(3)).map(|_| OpenCount {
            stage: rng.of(&stages),
            count: rng.below(100_000),
            age_days: rng.number(0.0, 3_650.0),
        });
        let counts = counts.collect();
        let deals = (0..rng.below(4)).map(|_| OpenDeal {
            name: if rng.below(5) == 0 { String::new() } else { rng.name() },
            stage: rng.of(&stages),
            amount: Some(rng.money()).filter(|_| rng.below(4) > 0),
            age_days: rng.number(0.0, 3_650.0),
        });
        // Some of them several times over, which stand in one line where they have no name.
        let deals = deals.flat_map(|deal| {
            let times = if deal.age_days < 730.0 { 3 } else { 1 };
            std::iter::repeat_n(deal, times)
        });
        let open = OpenPipeline::new(counts, deals.collect()).unwrap();
        let segment = segment.with_pipeline(PipelineStart::Listed(open.clone())).unwrap();
        let cells = entry::open_cells(&segment, currency, &format);
        let printed = entry::write_open(&segment, currency, &format);
        let is_printed = [(printed, true), (entry::open_of_cells(&cells, &segment, currency), false)];
        for (text, is_printed) in is_printed {
            // A cell's blanks at its ends are nobody's name.
            let mut deals = open.deals().to_vec();
            if !is_printed {
                for deal in &mut deals {
                    deal.name = deal.name.trim().to_owned();
                }
            }
            let open = OpenPipeline::new(open.counts().to_vec(), deals).unwrap();
            let read = entry::read_open(&text, format.style(), currency, &segment)
                .and_then(Understood::settled)
                .and_then(entry::OpenEntry::listed);
            assert_eq!(
                read.as_ref(),
                Ok(&open),
                "{text:?} of {:?}",
                segment.stages().iter().map(Stage::name).collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn teams() {
    let mut rng = Draw::new(53);
    for _ in 0..DRAWS {
        let (format, currency) = (rng.format(), rng.currency());
        let plan = plan(&mut rng, currency);
        let stages: Vec<StageId> =
            plan.segments().iter().flat_map(Segment::stages).map(|stage| stage.id).collect();
        let groups = (1..=1 + rng.below(4)).map(|id| {
            let count = if rng.below(2) == 0 { 1 } else { 1 + rng.below(90) };
            let mut group = RepGroup::new(GroupId(id), count);
            if rng.below(3) > 0 {
                group.name = rng.name();
            }
            group.joins = match rng.below(3) {
                0 => group.joins,
                1 => Joins::Before(rng.below(600)),
                _ => Joins::InMonth(rng.below(12)),
            };
            group.quota = Some(rng.money()).filter(|_| rng.below(2) == 0);
            if rng.below(3) == 0 {
                group.booked = rng.money();
            }
            group.segment = Some(SegmentId(1 + rng.below(2))).filter(|_| rng.below(2) == 0);
            if count == 1 && rng.below(2) == 0 {
                let entered = rng.below(1_000_000);
                group.record =
                    vec![StageRecord { stage: rng.of(&stages), passed: rng.below(entered + 1), entered }];
            }
            group
        });
        let team = Team::new(groups.collect()).unwrap();
        let plan = Scenario::new(ScenarioParts { team: Some(team.clone()), ..plan.parts().clone() }).unwrap();
        let in_cells = entry::team_of_cells(&entry::team_cells(&plan, &format));
        let mut trimmed = team.groups().to_vec();
        for group in &mut trimmed {
            group.name = group.name.trim().to_owned();
        }
        let trimmed = team.with_groups(trimmed).unwrap();
        for (text, team) in [(entry::write_team(&plan, &format), team), (in_cells, trimmed)] {
            let read = entry::read_team(&text, format.style(), &plan).and_then(Understood::settled);
            assert_eq!(read.as_ref(), Ok(&Some(team.clone())), "{text:?}");
        }
    }
}

#[test]
fn rules_of_a_team_and_the_market() {
    let ramp = |rng: &mut Draw, _| Ramp::new((0..rng.below(7)).map(|_| rng.share()).collect()).unwrap();
    check(
        54,
        ramp,
        |ramp, _, format| entry::write_ramp(ramp, format),
        |text, _, style, _| entry::read_ramp(text, style).ok(),
    );
    let attrition = |rng: &mut Draw, _| {
        let backfill = Some(rng.number(0.0, 730.0)).filter(|_| rng.below(2) == 0);
        Attrition::new(rng.share() * 0.99, backfill, if rng.below(2) == 0 { 1.0 } else { rng.share() })
            .unwrap()
    };
    check(
        55,
        attrition,
        |attrition, _, format| entry::write_attrition(attrition, format),
        |text, _, style, _| entry::read_attrition(text, style).ok(),
    );
    let capacity = |rng: &mut Draw, _| {
        let excess = rng.of(&[Excess::Lost, Excess::Rerouted]);
        Some(Capacity::new(rng.number(0.001, 20_000.0), excess).unwrap()).filter(|_| rng.below(9) > 0)
    };
    check(
        56,
        capacity,
        |capacity, _, format| entry::write_capacity(*capacity, format),
        |text, _, style, _| entry::read_capacity(text, style).ok(),
    );
    let adherence = |rng: &mut Draw, _| {
        let mean = rng.share();
        Adherence::new(mean, 0.5 * (mean * (1.0 - mean)).sqrt() * rng.share()).ok()
    };
    check(
        57,
        adherence,
        |adherence, _, format| entry::write_adherence(*adherence, format),
        |text, _, style, _| entry::read_adherence(text, style).ok(),
    );
    let market =
        |rng: &mut Draw, _| Market::new(rng.share(), rng.number(-3.0, 3.0)).unwrap_or(Market::CERTAIN);
    check(
        58,
        market,
        |market, _, format| entry::write_market(market, format),
        |text, _, style, _| entry::read_market(text, style).ok(),
    );
    let slippage = |rng: &mut Draw, _| Slippage::new(1 + rng.below(28), rng.share()).unwrap();
    check(
        59,
        slippage,
        |slippage, _, format| entry::write_slippage(slippage, format),
        |text, _, style, _| entry::read_slippage(text, style).ok(),
    );
    let known = |rng: &mut Draw, _| RelativeError::new(2.0 * rng.share()).unwrap();
    check(
        60,
        known,
        |error, _, format| entry::write_known_to(*error, format),
        |text, _, style, _| entry::read_known_to(text, style, 1.0).ok(),
    );
}

#[test]
fn the_money_side() {
    let draw = |rng: &mut Draw, _| {
        let rate = rng.share();
        let commission = Commission { rate, accelerator: rng.of(&[1.0, 1.5, 2.25]) + rng.share() };
        let mut economics = Economics::new(rng.share().max(0.01)).unwrap();
        economics = economics.clone().with_commission(commission).unwrap_or(economics);
        economics = economics.with_contract_months(rng.number(1.0, 120.0)).unwrap();
        (economics.fixed_cost, economics.cost_per_opportunity, economics.base_pay) =
            (rng.money(), rng.money(), rng.money());
        let goal = match rng.below(4) {
            0 => ProfitGoal::Contribution(rng.money()),
            1 => ProfitGoal::CostRatio(0.01 + rng.share()),
            2 => ProfitGoal::Payback(rng.number(1.0, 60.0)),
            _ => ProfitGoal::RuleOf40(rng.number(1.0, 80.0)),
        };
        economics = economics.clone().with_goal(goal).unwrap_or(economics);
        economics.prices.push((Alignment::OneRep, rng.money()));
        economics
    };
    let mut rng = Draw::new(61);
    for _ in 0..DRAWS {
        let (format, currency) = (rng.format(), rng.currency());
        let economics: Economics = draw(&mut rng, currency);
        for field in EconomicsField::all() {
            let printed = entry::write_economics(field, &economics, currency, &format);
            let read = entry::read_economics(
                field,
                &printed,
                Some(&economics),
                format.style(),
                (currency, Horizon::Months(12)),
            );
            assert_eq!(read, Ok(Some(economics.clone())), "{field:?}: {printed:?}");
        }
    }
}

/// The facts of a rep: what they were read as is printed, and read to the same check.
#[test]
fn quota_checks() {
    let mut rng = Draw::new(62);
    let today = Date::new(2027, 1, 4).unwrap();
    let mut read = 0;
    // `drawn_quota_checks` draws all that a check can hold; these are texts.
    for _ in 0..DRAWS / 4 {
        let (format, currency) = (rng.format(), rng.currency());
        let around = QuotaToday { today, style: format.style(), currency, team: None };
        let money = |rng: &mut Draw| entry::write_money(rng.money(), currency, &format);
        let entered = 1 + rng.below(500);
        let mut texts = entry::QuotaTexts {
            quota: money(&mut rng),
            end: format!("{} days", 1 + rng.below(300)),
            won: money(&mut rng),
            record: format!("{} of {entered}", rng.below(entered + 1)),
            new: format!("{} a week", format.exact_count(rng.number(0.0, 30.0))),
            wanted: rng.of(&["8 in 10", "75%", "", "90"]).to_owned(),
            ..entry::QuotaTexts::default()
        };
        if rng.below(3) == 0 {
            let (quota, raise) = (texts.quota, format.exact_count(f64::from(1 + rng.below(90))));
            texts.quota = format!("{quota} + {raise}%");
        }
        let names = ["Discovery", "Legal, security", "Proposal 2"];
        if rng.below(2) == 0 {
            let time = entry::write_stage_time(rng.time(), &format);
            let lines =
                names.map(|name| format!("\"{name}\"; {}; {time}", entry::write_rate(&rng.rate(), &format)));
            texts.stages = lines.join("\n");
            texts.open = format!(
                "\"{}\"; \"{}\"; {}; 12 days",
                rng.name().replace('"', "\"\""),
                rng.of(&names),
                money(&mut rng)
            );
        } else {
            let size = format!("{} of {}", rng.below(500), money(&mut rng));
            let deal = format!("\"{}\"; {}", rng.name().replace('"', "\"\""), money(&mut rng));
            texts.open = rng.of(&[size, deal]);
        }
        // A number that no plan holds is refused, and is no matter of what is printed.
        let Ok(check) = read_quota_check(&texts, around) else { continue };
        read += 1;
        let printed = write_quota_check(&check, &format);
        assert_eq!(read_quota_check(&printed, around), Ok(check), "{texts:?}\n{printed:?}");
    }
    assert!(read > 1_250, "only {read} of the drawn facts are a check");
}
