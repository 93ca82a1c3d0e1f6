//! The grammar under all fields: letters, words, numbers and amounts, in every language and locale.

pub(super) mod bounds;
pub(super) mod column_amounts;
pub(super) mod currency;
pub(super) mod currency_codes;
pub(super) mod found;
pub(super) mod hedges;
mod in_english;
pub(super) mod lines;
pub(super) mod locale;
pub(super) mod meant;
pub(super) mod merged;
pub(super) mod number;
pub(super) mod number_words;
pub(super) mod quantity;
pub(super) mod raised;
pub(super) mod text;
pub(super) mod token;
pub(super) mod tokens;
mod tongues;
pub(super) mod typos;
pub(super) mod whole;
pub(super) mod words;
