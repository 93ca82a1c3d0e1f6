//! What heads, titles and cells say to multiply amounts by: thousands, millions, lakhs.

use super::words::holds;

/// Words behind a number that multiply it.
pub(in crate::history::import) const MULTIPLIERS: &[(&str, f64)] = &[
    ("k", 1e3),
    ("tsd", 1e3),
    ("thousand", 1e3),
    ("t", 1e3),
    ("m", 1e6),
    ("mm", 1e6),
    ("mn", 1e6),
    ("mio", 1e6),
    ("million", 1e6),
    ("millionen", 1e6),
    ("millones", 1e6),
    ("mln", 1e6),
    ("bn", 1e9),
    ("mrd", 1e9),
    ("b", 1e9),
    ("tys", 1e3),
    ("tis", 1e3),
    ("тыс", 1e3),
    ("millions", 1e6),
    ("миллион", 1e6),
    ("млн", 1e6),
    ("lakh", 1e5),
    ("lakhs", 1e5),
    ("lac", 1e5),
    ("cr", 1e7),
    ("crore", 1e7),
    ("crores", 1e7),
    ("rb", 1e3),
    ("ribu", 1e3),
    ("jt", 1e6),
    ("juta", 1e6),
    ("miliar", 1e9),
    ("nghìn", 1e3),
    ("triệu", 1e6),
    ("tỷ", 1e9),
    ("ล้าน", 1e6),
    ("千円", 1e3),
    ("千元", 1e3),
    ("万", 1e4),
    ("万円", 1e4),
    ("万元", 1e4),
    ("만", 1e4),
    ("만원", 1e4),
    ("億", 1e8),
    ("億円", 1e8),
    ("亿", 1e8),
    ("亿元", 1e8),
    ("억", 1e8),
    ("억원", 1e8),
];

/// What a head says to multiply by: `k€`, `TEUR`, `$K`, `in thousands`, `($000)`; a hundredth where it counts
/// cents.
pub(in crate::history::import) fn scale_in(head: &str) -> Option<f64> {
    let lower = head.to_lowercase();
    let has = |marks: &[&str]| marks.iter().any(|mark| lower.contains(mark));
    let words = super::words::words(head);
    let word = |all: &[&str]| all.iter().any(|one| holds(&words, one));
    let is_thousands = has(&[
        "k€",
        "t€",
        "$k",
        "k$",
        "€k",
        "k£",
        "£k",
        "k eur",
        "keur",
        "teur",
        "kusd",
        "000s",
        "$000",
        "'000",
        "(000)",
        "(k)",
        "(thousand",
        "r$ mil",
        "(mil)",
        "千円",
        "千元",
        "천원",
    ]) || word(THOUSANDS);
    if has(&["百万円", "百万元", "백만원"]) {
        Some(1e6)
    } else if has(&["万円", "万元", "만원"]) {
        Some(1e4)
    } else if is_thousands {
        Some(1e3)
    } else if has(&["m€", "$m", "meur", "(m)", "(€m)", "(£m)", "(million"]) || word(MILLIONS) {
        Some(1e6)
    } else if word(&["lakh", "lakhs", "lacs"]) {
        Some(1e5)
    } else if word(&["crore", "crores", "inr cr"]) {
        Some(1e7)
    } else if word(HUNDREDTHS) {
        Some(1e-2)
    } else {
        None
    }
}

/// Words of heads whose amounts are in the smallest coin, as payment systems count.
const HUNDREDTHS: &[&str] = &["cents", "in cents", "cent", "centimes", "centavos", "minor units", "pence"];

const THOUSANDS: &[&str] = &[
    "in thousands",
    "in tsd",
    "tsd",
    "thousands",
    "in k",
    "en milliers",
    "en miles",
    "tchf",
    "kchf",
    "kgbp",
    "ksek",
    "tsek",
    "tkr",
    "kkr",
    "knok",
    "tnok",
    "kdkk",
    "tdkk",
    "kpln",
    "tpln",
    "tys",
    "tis",
    "тыс",
    "k usd",
    "usd k",
    "eur k",
    "in 1 000",
    "in 1000",
    "x 1000",
    "in 000",
    "in tausend",
    "in migliaia",
    "em milhares",
    "r mil",
    "r milhares",
    "em mil",
    "mil euros",
    "mil eur",
    "miles de euros",
    "miles de pesos",
    "in duizenden",
    "i tusental",
];
const MILLIONS: &[&str] = &[
    "in millions",
    "mio",
    "in mio",
    "en millions",
    "en millones",
    "in milioni",
    "em milhoes",
    "in million",
    "in miljoenen",
    "mkr",
    "msek",
    "mnok",
    "mdkk",
    "musd",
    "mgbp",
    "mln",
    "млн",
];
