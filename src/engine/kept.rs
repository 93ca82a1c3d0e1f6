//! Tables kept by their law: a plan that differs from another in one number makes one table anew.
//!
//! Advice draws more than a hundred variations of a plan, which share all laws but one. A table is a function
//! of its law alone, so that keeping it can change no draw.

use super::beta_rate::beta_table;
use super::gamma_factor::gamma_table;
use super::rep_rates::RepRates;
use super::timing::{WinTiming, timings};
use crate::math::quantile_table::QuantileTable;
use crate::model::{StageTime, TimeLaw};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

/// The last tables of one kind, each with the bits of the numbers that its law is made of.
struct Kept<T> {
    tables: VecDeque<(Vec<u64>, Arc<T>)>,
    at_most: usize,
}

impl<T> Kept<T> {
    const fn new(at_most: usize) -> Self {
        Self { tables: VecDeque::new(), at_most }
    }

    fn get(&mut self, law: &[f64], make: impl FnOnce() -> T) -> Arc<T> {
        let law: Vec<u64> = law.iter().map(|number| number.to_bits()).collect();
        if let Some((_, table)) = self.tables.iter().find(|(known, _)| *known == law) {
            return table.clone();
        }
        if self.tables.len() >= self.at_most {
            self.tables.pop_front();
        }
        let table = Arc::new(make());
        self.tables.push_back((law, table.clone()));
        table
    }
}

thread_local! {
    static BETAS: RefCell<Kept<QuantileTable>> = const { RefCell::new(Kept::new(96)) };
    static GAMMAS: RefCell<Kept<QuantileTable>> = const { RefCell::new(Kept::new(32)) };
    static SIZES: RefCell<Kept<QuantileTable>> = const { RefCell::new(Kept::new(32)) };
    static RATES: RefCell<Kept<RepRates>> = const { RefCell::new(Kept::new(64)) };
    static TIMINGS: RefCell<Kept<Vec<WinTiming>>> = const { RefCell::new(Kept::new(8)) };
}

/// See [`beta_table`].
pub(super) fn beta(a: f64, b: f64) -> Arc<QuantileTable> {
    BETAS.with_borrow_mut(|kept| kept.get(&[a, b], || beta_table(a, b)))
}

/// See [`gamma_table`].
pub(super) fn gamma(shape: f64) -> Arc<QuantileTable> {
    GAMMAS.with_borrow_mut(|kept| kept.get(&[shape], || gamma_table(shape)))
}

/// A lognormal law of deal sizes, made by `make`.
pub(super) fn lognormal(mu: f64, sigma: f64, make: impl FnOnce() -> QuantileTable) -> Arc<QuantileTable> {
    SIZES.with_borrow_mut(|kept| kept.get(&[mu, sigma], make))
}

/// See [`RepRates::new`].
pub(super) fn rep_rates(range: (f64, f64), spread: f64, record: (u32, u32)) -> Arc<RepRates> {
    let law = [range.0, range.1, spread, f64::from(record.0), f64::from(record.1)];
    RATES.with_borrow_mut(|kept| kept.get(&law, || RepRates::new(range, spread, record)))
}

/// See [`timings`].
pub(super) fn times(times: &[StageTime], horizon_days: f64) -> Arc<Vec<WinTiming>> {
    let mut law = vec![horizon_days];
    for time in times {
        match time.law() {
            TimeLaw::Fixed(days) => law.extend([0.0, days, 0.0]),
            TimeLaw::Gamma { shape, scale } => law.extend([1.0, shape, scale]),
            TimeLaw::Lognormal { mu, sigma } => law.extend([2.0, mu, sigma]),
            TimeLaw::Measured(times) => {
                law.extend([3.0, times.days().len() as f64]);
                law.extend(times.days());
            }
        }
    }
    TIMINGS.with_borrow_mut(|kept| kept.get(&law, || timings(times, horizon_days)))
}
