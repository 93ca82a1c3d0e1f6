//! Pasts drawn from the model itself, with somebody else's samplers, and the exports they leave behind.

use plumbline::model::Date;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use rand_distr::{Beta, Distribution, Gamma, LogNormal, Poisson};

/// The currency of all amounts.
pub(crate) const CURRENCY: &str = "EUR";
const STAGES: [&str; 3] = ["Qualified", "Proposal", "Negotiation"];
/// The year and month in which a past begins.
const FIRST_MONTH: (u32, u32) = (2024, 1);

/// An export, and the day on which a quarter of it is still to come.
#[derive(Clone, Debug)]
pub(crate) struct Past {
    /// The export, made at the end of that quarter.
    pub(crate) text: String,
    /// The day.
    pub(crate) day: Date,
    /// Months of the export before that quarter.
    pub(crate) months: u32,
    /// How many reps there are.
    pub(crate) reps: usize,
}

/// What becomes of opportunities in a stage.
struct StageLaw {
    rate: f64,
    never: f64,
    win: Gamma<f64>,
    loss: Gamma<f64>,
}

/// The laws of one past.
struct Laws {
    stages: Vec<StageLaw>,
    per_month: f64,
    /// A month's factor; none: chance alone makes months differ.
    factor: Option<Gamma<f64>>,
    size: LogNormal<f64>,
    /// Of each rep, the share that moves on from each stage.
    reps: Vec<Vec<f64>>,
}

fn gamma(shape: f64, mean: f64) -> Gamma<f64> {
    Gamma::new(shape, mean / shape).expect("shapes and means are drawn above zero")
}

impl Laws {
    /// 1 to 3 stages of 3 to 40 days from which 30% to 80% move on and up to a tenth of the others is never
    /// decided; 20 to 60 opportunities a month that vary by chance or up to half as much again; deals that
    /// vary by half their mean to one and a half times. Half of the pasts are one seller's, the others those
    /// of 3 to 12 reps whose shares differ at each stage by up to 12 points.
    fn draw(random: &mut Xoshiro256PlusPlus) -> Self {
        let stages = (0..random.random_range(1..=STAGES.len())).map(|_| StageLaw {
            rate: random.random_range(0.3..0.8),
            never: random.random_range(0.0..0.1),
            win: gamma(random.random_range(1.0..3.0), random.random_range(3.0..40.0)),
            loss: gamma(random.random_range(1.0..3.0), random.random_range(3.0..40.0)),
        });
        let stages: Vec<StageLaw> = stages.collect();
        let per_month = random.random_range(20.0..60.0);
        let factor = random.random_bool(0.5).then(|| gamma(random.random_range(4.0..25.0), 1.0));
        let cv: f64 = random.random_range(0.5..1.5);
        let spread = libm::log(1.0 + cv * cv);
        let size = LogNormal::new(libm::log(20_000.0) - 0.5 * spread, spread.sqrt()).expect("finite");
        let shares: Vec<f64> = stages.iter().map(|stage| stage.rate).collect();
        let reps = if random.random_bool(0.5) {
            let spread: f64 = random.random_range(0.0..0.12);
            let share = |mean: f64| {
                // A Beta law of this mean whose standard deviation is the spread.
                let cases = mean * (1.0 - mean) / (spread * spread).max(1e-6) - 1.0;
                Beta::new(mean * cases, (1.0 - mean) * cases).expect("a spread below 12 points")
            };
            let count = random.random_range(3..=12);
            (0..count).map(|_| shares.iter().map(|mean| share(*mean).sample(random)).collect()).collect()
        } else {
            vec![shares]
        };
        Self { stages, per_month, factor, size, reps }
    }
}

/// An opportunity: whose it is, the days on which it entered stages, and on which it was won or lost.
struct Drawn {
    rep: usize,
    entered: Vec<f64>,
    decided: Option<(f64, bool)>,
}

impl Drawn {
    fn draw(began: f64, laws: &Laws, random: &mut Xoshiro256PlusPlus) -> Self {
        let (mut entered, mut day) = (Vec::new(), began);
        let rep = if laws.reps.len() > 1 { random.random_range(0..laws.reps.len()) } else { 0 };
        let shares = laws.reps.get(rep).into_iter().flatten();
        for (stage, share) in laws.stages.iter().zip(shares) {
            entered.push(day);
            if random.random_bool(*share) {
                day += stage.win.sample(random);
            } else if random.random_bool(stage.never) {
                return Self { rep, entered, decided: None };
            } else {
                return Self { rep, entered, decided: Some((day + stage.loss.sample(random), false)) };
            }
        }
        Self { rep, entered, decided: Some((day, true)) }
    }
}

impl Past {
    /// Draws the laws of a past and what they brought: 9 to 30 months, and a quarter after them.
    pub(crate) fn draw(seed: u64) -> Self {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let laws = Laws::draw(&mut random);
        let months: u32 = random.random_range(9..=30);
        let month = |at: u32| FIRST_MONTH.0 * 12 + FIRST_MONTH.1 - 1 + at;
        let first_of = |at: u32| {
            let month = month(at);
            Date::new((month / 12).cast_signed(), month % 12 + 1, 1).expect("a month has a first day")
        };
        let first = first_of(0);
        let end = first.days_until(first_of(months + 3)) as f64;
        let stages = STAGES.get(..laws.stages.len()).unwrap_or(&STAGES);
        let mut export = Export { text: head(stages), first, end, stages };
        for at in 0..months + 3 {
            let (from, to) =
                (first.days_until(first_of(at)) as f64, first.days_until(first_of(at + 1)) as f64);
            let factor = laws.factor.as_ref().map_or(1.0, |factor| factor.sample(&mut random));
            // Of nothing there is no law.
            let arrivals = Poisson::new(laws.per_month * factor).map_or(0.0, |law| law.sample(&mut random));
            for _ in 0..arrivals as u32 {
                let drawn = Drawn::draw(random.random_range(from..to), &laws, &mut random);
                export.add(&drawn, laws.size.sample(&mut random).round().max(1.0));
            }
        }
        let day = first_of(months).before_days(1).expect("far from where the calendar begins");
        Self { text: export.text, day, months, reps: laws.reps.len() }
    }
}

fn head(stages: &[&str]) -> String {
    let mut text = "Opportunity ID,Owner,Stage,Amount,Created Date,Close Date".to_owned();
    for stage in stages {
        text.push_str(",Date entered ");
        text.push_str(stage);
    }
    text.push('\n');
    text
}

/// An export that is made at the end of a past.
struct Export {
    text: String,
    first: Date,
    end: f64,
    stages: &'static [&'static str],
}

impl Export {
    /// Adds a row with what was known at the end.
    fn add(&mut self, drawn: &Drawn, amount: f64) {
        let day = |days: f64| self.first.after_days(days as u64).map(|day| day.to_string());
        let entered: Vec<f64> = drawn.entered.iter().copied().filter(|at| *at < self.end).collect();
        let decided = drawn.decided.filter(|(at, _)| *at < self.end);
        let stage = match decided {
            Some((_, true)) => "Closed Won",
            Some((_, false)) => "Closed Lost",
            None => self.stages.iter().take(entered.len()).next_back().copied().unwrap_or_default(),
        };
        let created = entered.first().copied().and_then(day).unwrap_or_default();
        let closed = decided.and_then(|(at, _)| day(at)).unwrap_or_default();
        let id = self.text.len();
        let mut row = format!("D{id},Rep {},{stage},{amount},{created},{closed}", drawn.rep + 1);
        for at in 0..self.stages.len() {
            row.push(',');
            row.push_str(&entered.get(at).copied().and_then(day).unwrap_or_default());
        }
        row.push('\n');
        self.text.push_str(&row);
    }
}
