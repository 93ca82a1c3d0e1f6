//! Every upper bound in one place, with its reason.

/// Largest amount of money, in minor units: 2^53 is exact in `f64`, and the sum of squares of [`TRIALS_MAX`]
/// totals still fits 128 bits.
pub const MINOR_UNITS_MAX: i64 = 4_000_000_000_000_000;
/// Stages of a funnel.
pub const STAGES_MAX: usize = 12;
/// Longest horizon: three years, as far as anybody plans quotas.
pub const HORIZON_MONTHS_MAX: u32 = 36;
/// Longest horizon in days: 36 months with a leap day.
pub const HORIZON_DAYS_MAX: u32 = 1_096;
/// New opportunities a month.
pub const SUPPLY_MAX: f64 = 10_000_000.0;
/// Growth of supply a month, as a fraction: tenfold is not a plan.
pub const SUPPLY_GROWTH_MAX: f64 = 1.0;
/// Days in a stage, on average: ten years.
pub const STAGE_DAYS_MAX: f64 = 3_650.0;
/// Spread of time in a stage relative to its mean. Below the least, it is a fixed time.
pub const STAGE_SPREAD_LEAST: f64 = 0.02;
/// See [`STAGE_SPREAD_LEAST`].
pub const STAGE_SPREAD_MAX: f64 = 10.0;
/// Coefficient of variation of deal sizes.
pub const DEAL_CV_MAX: f64 = 20.0;
/// Cases behind a rate: more is an exact rate.
pub const CASES_MAX: u32 = 10_000_000;
/// Cases that a spread over reps may be worth: of more, no two reps would differ by a tenth of a point.
pub const ADHERENCE_CASES_MAX: f64 = 1e6;
/// Least shape of a Beta law: below it nearly all of it sits at 0% and 100%.
pub const BETA_SHAPE_LEAST: f64 = 0.1;
/// Trials: the sum of squares of totals fits 128 bits, and ten million totals fit in memory.
pub const TRIALS_MAX: u32 = 10_000_000;
/// Characters of a name.
pub const NAME_CHARACTERS_MAX: usize = 80;
/// Characters of a stage's exit criteria.
pub const EXIT_CHARACTERS_MAX: usize = 400;
/// Characters of a note on an assumption.
pub const NOTE_CHARACTERS_MAX: usize = 400;
/// Deal sizes drawn one by one in all trials together: about a minute on one core.
pub const DRAWS_MAX: f64 = 1e10;
/// Largest growth of a target over last year: a hundredfold.
pub const TARGET_GROWTH_MAX: f64 = 100.0;
/// Segments of a plan.
pub const SEGMENTS_MAX: usize = 6;
/// Standard error of a belief relative to it: beyond, nothing is known.
pub const RELATIVE_ERROR_MAX: f64 = 2.0;
/// Coefficient of variation of the market.
pub const MARKET_CV_MAX: f64 = 2.0;
/// Days before a quarter's end out of which deals slip: less than a month, so that they slip into the next
/// one.
pub const SLIP_DAYS_MAX: u32 = 28;
/// Least and greatest shape of the overdispersion of supply: below, most months bring nothing; above, it is
/// Poisson.
pub const DISPERSION_LEAST: f64 = 0.1;
/// See [`DISPERSION_LEAST`].
pub const DISPERSION_MAX: f64 = 1e6;
/// Past deals that sizes are taken from.
pub const PAST_DEALS_MAX: usize = 1_000;
/// Single open deals of a segment.
pub const OPEN_DEALS_MAX: usize = 2_000;
/// Rows of open deals counted by stage.
pub const OPEN_COUNTS_MAX: usize = 60;
/// Days that an open deal has been in its stage: ten years.
pub const AGE_DAYS_MAX: f64 = 3_650.0;
/// Reps of a team.
pub const REPS_MAX: u64 = 500;
/// Groups of reps: as many as reps.
pub const GROUPS_MAX: usize = 500;
/// Months of tenure: fifty years.
pub const TENURE_MONTHS_MAX: u32 = 600;
/// Months until a rep is fully ramped.
pub const RAMP_MONTHS_MAX: usize = 36;
/// Days until a replacement comes.
pub const BACKFILL_DAYS_MAX: f64 = 730.0;
/// New opportunities a month that a rep can work.
pub const CAPACITY_MAX: f64 = 100_000.0;
/// Columns of all tables of reps' rates together: about a fifth of a second to prepare.
pub const REP_RATE_COLUMNS_MAX: f64 = 6_000.0;
/// Correlation of outcomes within a rep: beyond, a rep nearly always wins or loses.
pub const REP_SPREAD_MAX: f64 = 0.5;
/// All of what is booked.
pub const COMMISSION_MAX: f64 = 1.0;
/// Far beyond any accelerator.
pub const KICKER_MAX: f64 = 20.0;
/// Ten years.
pub const CONTRACT_MONTHS_MAX: f64 = 120.0;
/// Months and shares of profit goals: far beyond any.
pub const GOAL_MAX: f64 = 1e6;
/// Largest seed: numbers of a file are exact up to here in every reader.
pub const SEED_MAX: u64 = (1 << 53) - 1;
/// Opportunities of a rep in a stage of a period.
pub const HISTORY_COUNT_MAX: u32 = 100_000;
