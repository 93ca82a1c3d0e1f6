//! Changes of what stands: `+30%`, `-2`, `+50k`, `×1.5`. A raise is one edit.

use super::rate::estimated::estimated;
use super::{EntryError, NumberStyle, normalised, read_amount, read_number, read_percent};
use crate::model::{BeliefKind, Currency, DealSize, Money, RateBelief, RateError, StageTime, Supply, Target};

/// A change of a number that stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// Times this, not below 0.
    Times(f64),
    /// Plus this, in the field's own unit; negative for less.
    Plus(f64),
}

/// Reads a change; none, if the text is a plain value.
pub fn read_change(text: &str, style: NumberStyle) -> Option<Change> {
    let text = normalised(text, "+30%").ok()?;
    if let Some(factor) = ["×", "x", "*"].iter().find_map(|sign| text.strip_prefix(sign)) {
        let factor = read_number(factor.trim(), style)?;
        return (factor >= 0.0).then_some(Change::Times(factor));
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1.0, rest.trim()),
        ("-", rest) => (-1.0, rest.trim()),
        _ => return None,
    };
    if let Some(share) = read_percent(rest, style) {
        let factor = 1.0 + sign * share;
        return (factor >= 0.0).then_some(Change::Times(factor));
    }
    let amount = read_amount(rest, style, "+50k")
        .ok()
        .filter(|amount| amount.currency.is_none() && amount.major >= 0.0)?;
    Some(Change::Plus(sign * amount.major))
}

/// Reads a change of a rate, where a bare number is in percentage points: `-2`, `+2 points`, `+30%`, `×1.5`.
pub fn read_rate_change(text: &str, style: NumberStyle) -> Option<Change> {
    let text = normalised(text, "+2").ok()?;
    let words = ["percentage points", "points", "point", "pts", "pt", "pp"];
    let number = words.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(&text);
    read_change(number, style)
}

impl Change {
    fn of(self, number: f64) -> f64 {
        match self {
            Self::Times(factor) => number * factor,
            Self::Plus(more) => number + more,
        }
    }

    /// The same as people write numbers: a factor leaves one digit more than there was, and at least four.
    /// One percent more of 202 is 204, not 204.02.
    fn as_written(self, number: f64) -> f64 {
        let changed = self.of(number);
        if !matches!(self, Self::Times(_)) || changed <= 0.0 {
            return changed;
        }
        let written = format!("{number:e}");
        let digits = written.split('e').next().unwrap_or_default().bytes().filter(u8::is_ascii_digit).count();
        let digits = digits.clamp(3, 15);
        format!("{changed:.digits$e}").parse().unwrap_or(changed)
    }

    /// A target changed; what was last year's growth becomes an amount.
    ///
    /// # Errors
    /// When the result is no amount.
    pub fn of_target(self, target: &Target, currency: Currency) -> Result<Target, EntryError> {
        Ok(Target::at(Money::from_major(self.of(target.amount().major(currency)), currency)?))
    }

    /// A supply changed in its number a month; all else stays.
    ///
    /// # Errors
    /// When the result is no supply.
    pub fn of_supply(self, supply: &Supply) -> Result<Supply, EntryError> {
        Ok(supply.changed(|number| self.as_written(number))?)
    }

    /// A deal size with all its amounts changed alike.
    ///
    /// # Errors
    /// When the result is no deal size.
    pub fn of_deal_size(self, size: &DealSize, currency: Currency) -> Result<DealSize, EntryError> {
        size.changed(|money: Money| Ok(Money::from_major(self.of(money.major(currency)), currency)?))
    }

    /// A rate changed, as sure as before: an amount more or less is in percentage points. Counts become an
    /// estimate of as many cases.
    ///
    /// # Errors
    /// When the result is no rate.
    pub fn of_rate(self, rate: &RateBelief) -> Result<RateBelief, EntryError> {
        let changed = |rate: f64| match self {
            Self::Times(factor) => rate * factor,
            Self::Plus(points) => rate + points / 100.0,
        };
        // On more cases where these are too few for it.
        let estimate = |rate: f64, cases: u32| match RateBelief::estimate(rate, cases) {
            Err(RateError::TooVague) => estimated(rate),
            belief => belief,
        };
        Ok(match rate.kind() {
            BeliefKind::Counts { passed, entered } => {
                estimate(changed(f64::from(passed) / f64::from(entered)), entered)?
            }
            BeliefKind::Range { low, high } => RateBelief::range(changed(low), changed(high))?,
            BeliefKind::Estimate { rate, cases } => estimate(changed(rate), cases)?,
            BeliefKind::Exact(rate) => RateBelief::exact(changed(rate))?,
        })
    }

    /// A time changed in its mean, its spread in proportion.
    ///
    /// # Errors
    /// When the result is no time.
    pub fn of_stage_time(self, time: StageTime) -> Result<StageTime, EntryError> {
        let mean = self.of(time.mean_days());
        if time.mean_days() > 0.0 && mean >= 0.0 {
            Ok(time.times(mean / time.mean_days())?)
        } else {
            Ok(StageTime::gamma(mean, 0.0)?)
        }
    }
}
