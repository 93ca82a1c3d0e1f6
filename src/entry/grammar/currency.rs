//! Currencies as people write them: codes of ISO 4217, symbols, names. Nothing else is one.

use super::currency_codes::CODES;
use super::token::{Kind, Token};
use crate::model::Currency;

/// Codes that are words: a currency in capitals only.
const ALSO_WORDS: [&str; 16] = [
    "all", "top", "try", "cup", "pen", "mad", "mop", "bam", "sos", "gel", "bob", "cop", "ron", "php", "all",
    "lak",
];

/// Dollars and crowns: of several countries, so the plan's if it has one.
const DOLLARS: [&str; 22] = [
    "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD", "BBD", "BMD", "BND", "BSD", "BZD", "FJD", "JMD",
    "KYD", "LRD", "NAD", "SBD", "SRD", "TTD", "GYD",
];
const CROWNS: [&str; 4] = ["SEK", "NOK", "DKK", "ISK"];
const POUNDS: [&str; 7] = ["GBP", "EGP", "LBP", "SYP", "FKP", "GIP", "SHP"];
const RUPEES: [&str; 6] = ["INR", "PKR", "LKR", "NPR", "MUR", "SCR"];
const YENS: [&str; 2] = ["JPY", "CNY"];
const PESOS: [&str; 7] = ["MXN", "ARS", "CLP", "COP", "PHP", "UYU", "DOP"];

/// Symbols and names, with what they may stand for: the plan's, if it is one of these, else the first.
const SIGNS: [(&[&str], &[&str]); 34] = [
    (&["$", "dollar", "dollars", "bucks"], &DOLLARS),
    (&["us$", "usd$"], &["USD"]),
    (&["ca$", "c$", "can$", "cad$", "cdn$", "cdn"], &["CAD"]),
    (&["a$", "au$"], &["AUD"]),
    (&["nz$"], &["NZD"]),
    (&["hk$"], &["HKD"]),
    (&["s$", "sg$"], &["SGD"]),
    (&["nt$"], &["TWD"]),
    (&["mx$", "mex$"], &["MXN"]),
    (&["r$", "reais", "real"], &["BRL"]),
    (&["€", "euro", "euros", "euroa"], &["EUR"]),
    (&["£", "pound", "pounds", "quid", "sterling"], &POUNDS),
    (&["¥", "￥", "yen", "yuan", "円", "元"], &YENS),
    (&["₹", "rs", "rupee", "rupees"], &RUPEES),
    (&["kr", "kronor", "kroner", "krona", "krone", "krónur"], &CROWNS),
    (&["sfr", "fr", "francs", "franken"], &["CHF"]),
    (&["₩", "원"], &["KRW"]),
    (&["zł", "zl", "złotych"], &["PLN"]),
    (&["kč", "kc"], &["CZK"]),
    (&["ft"], &["HUF"]),
    (&["lei"], &["RON"]),
    (&["₺", "tl", "lira"], &["TRY"]),
    (&["₽"], &["RUB"]),
    (&["₪"], &["ILS"]),
    (&["฿"], &["THB"]),
    (&["₫"], &["VND"]),
    (&["₴"], &["UAH"]),
    (&["₦"], &["NGN"]),
    (&["₱"], &["PHP"]),
    (&["₸"], &["KZT"]),
    (&["₡"], &["CRC"]),
    (&["₲"], &["PYG"]),
    (&["pesos", "peso"], &PESOS),
    (&["лв"], &["BGN"]),
];

/// Whether a token is a sign that also is a name, `Ana Lira`, to whoever counts in another currency: behind a
/// number alone it names one.
pub(in crate::entry) fn may_be_name(token: &Token, plan: Currency) -> bool {
    token.is(&["tl", "lira"]) && plan.code() != "TRY"
}

/// Whether letters are a sign of a currency, `Kr`, `pounds`.
pub(super) fn is_sign(word: &str) -> bool {
    let word = word.to_lowercase();
    SIGNS.iter().any(|(signs, _)| signs.contains(&word.as_str()))
}

/// The currencies that a sign may stand for.
pub(in crate::entry) fn codes_of(token: &Token) -> Option<&'static [&'static str]> {
    SIGNS.iter().find(|(signs, _)| signs.contains(&token.text.as_str())).map(|(_, codes)| *codes)
}

/// The currency that a token names, for a reader whose plan is in `plan`.
pub(in crate::entry) fn of_token(token: &Token, plan: Currency) -> Option<Currency> {
    if token.kind == Kind::Number {
        return None;
    }
    if let Some(codes) = codes_of(token) {
        let own = codes.iter().find(|code| **code == plan.code()).or(codes.first());
        return Currency::new(own?).ok();
    }
    // “R 1.2m”: rand to those who count in them; elsewhere a letter.
    if token.is(&["r"]) && plan.code() == "ZAR" {
        return Some(plan);
    }
    let code = token.raw.to_uppercase();
    let is_word = ALSO_WORDS.contains(&token.text.as_str()) && token.raw != code && plan.code() != code;
    let known = token.raw.len() == 3 && !is_word && CODES.split_whitespace().any(|known| known == code);
    if known { Currency::new(&code).ok() } else { None }
}
