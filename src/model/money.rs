//! Amounts of money in whole minor units, and the currency that says how many make one.

use super::limits::MINOR_UNITS_MAX;
use thiserror::Error;

/// An ISO 4217 currency: its code and its number of decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    code: [u8; 3],
}

/// Why a text is no currency.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a currency is three letters, such as EUR or USD; this is “{typed}”")]
pub struct CurrencyError {
    typed: String,
}

impl Currency {
    /// The currency of a three-letter code, upper case.
    ///
    /// # Errors
    /// When the code is not three letters A–Z.
    pub fn new(code: &str) -> Result<Self, CurrencyError> {
        match code.as_bytes() {
            [a, b, c] if code.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                Ok(Self { code: [*a, *b, *c] })
            }
            _ => Err(CurrencyError { typed: code.chars().take(20).collect() }),
        }
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or_default()
    }

    /// Decimals of an amount: 2, but for the currencies that ISO 4217 lists with 0 or 3.
    pub fn decimals(self) -> u32 {
        match &self.code {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// Minor units in one major unit: 100 cents in a euro.
    pub fn minor_per_major(self) -> f64 {
        match self.decimals() {
            0 => 1.0,
            3 => 1_000.0,
            _ => 100.0,
        }
    }
}

/// An amount of money: a whole number of minor units (cents), not negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money {
    minor: i64,
}

/// Below it, the major units of an amount times minor units of one are off by less than half a minor unit:
/// 2^50.
const PRODUCT_EXACT_BELOW: f64 = 1_125_899_906_842_624.0;

/// Why a number is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Not a finite number.
    #[error("an amount is a number, such as 1200000")]
    NotANumber,
    /// Below zero.
    #[error("an amount cannot be below zero; write it as 1200000")]
    Negative,
    /// Above [`MINOR_UNITS_MAX`].
    #[error(
        "this amount is beyond what Plumbline counts, 40 trillion; write it in a larger unit, such as 1200000"
    )]
    TooLarge,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self { minor: 0 };

    /// An amount in major units (euros), rounded to whole minor units.
    ///
    /// # Errors
    /// When the amount is not finite, negative or beyond [`MINOR_UNITS_MAX`].
    pub fn from_major(major: f64, currency: Currency) -> Result<Self, MoneyError> {
        let minor = major * currency.minor_per_major();
        if minor < PRODUCT_EXACT_BELOW {
            return Self::from_minor_f64(minor);
        }
        // Whole units apart: a product this large would be rounded to half units, and so to another amount.
        let part = (major.fract() * currency.minor_per_major()).round();
        Self::from_minor_f64(major.trunc() * currency.minor_per_major() + part)
    }

    /// An amount in minor units (cents), rounded to whole ones.
    ///
    /// # Errors
    /// When the amount is not finite, negative or beyond [`MINOR_UNITS_MAX`].
    pub fn from_minor_f64(minor: f64) -> Result<Self, MoneyError> {
        let rounded = minor.round();
        if rounded.is_nan() || rounded.is_infinite() {
            Err(MoneyError::NotANumber)
        } else if rounded < 0.0 {
            Err(MoneyError::Negative)
        } else if rounded > MINOR_UNITS_MAX as f64 {
            Err(MoneyError::TooLarge)
        } else {
            #[expect(clippy::cast_possible_truncation, reason = "whole and within the bound")]
            Ok(Self { minor: rounded as i64 })
        }
    }

    /// Whole minor units.
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// In major units.
    pub fn major(self, currency: Currency) -> f64 {
        self.minor as f64 / currency.minor_per_major()
    }
}
