//! Words of the calendar, in several languages. Data.

/// Words within dates that say nothing, in several languages.
pub(super) const DATE_FILLER: &[&str] = &[
    "of",
    "de",
    "del",
    "do",
    "di",
    "the",
    "le",
    "den",
    "der",
    "el",
    "la",
    ",",
    ".",
    "'",
    "on",
    "st",
    "nd",
    "rd",
    "th",
    "er",
    "e",
    "º",
    "ª",
    "°",
    "year",
    "calendar",
    "kalenderjahr",
    "年",
    "月",
    "日",
];

/// Which quarter or half it is, in words of several languages.
pub(super) const ORDINALS: [&[&str]; 4] = [
    &[
        "first", "erstes", "erste", "premier", "primer", "primeiro", "primo", "första", "eerste", "første",
        "pierwszy",
    ],
    &[
        "second",
        "zweites",
        "zweite",
        "deuxième",
        "segundo",
        "secondo",
        "andra",
        "tweede",
        "anden",
        "andre",
        "drugi",
    ],
    &["third", "drittes", "dritte", "troisième", "tercer", "terceiro", "terzo", "tredje", "derde", "trzeci"],
    &[
        "fourth",
        "viertes",
        "vierte",
        "quatrième",
        "cuarto",
        "quarto",
        "fjärde",
        "last",
        "vierde",
        "fjerde",
        "czwarty",
    ],
];

/// Words for a quarter and for half a year.
pub(super) const QUARTER: &[&str] =
    &["q", "quarter", "quartal", "trimestre", "kvartal", "kvartalet", "kwartaal", "trim", "t", "季度"];
pub(super) const HALF: &[&str] = &[
    "h",
    "half",
    "hj",
    "halbjahr",
    "semestre",
    "s",
    "halvår",
    "halvåret",
    "semester",
    "helft",
    "hälfte",
    "halva",
    "moitié",
    "mitad",
    "metà",
    "metade",
];
/// Words for a third of a year, as Spain and Italy count it.
pub(super) const FOUR_MONTHS: &[&str] = &["cuatrimestre", "quadrimestre", "tertial"];
/// What stands behind a number that counts: `2nd`, `3e`, `2º`.
pub(super) const ORDINAL_ENDS: &[&str] = &["st", "nd", "rd", "th", "er", "e", "ème", "eme", "º", "ª", "°"];

/// What comes next, and what is now.
pub(super) const NEXT: &[&str] = &[
    "next",
    "coming",
    "following",
    "nächstes",
    "nächster",
    "nächsten",
    "nächste",
    "kommendes",
    "kommenden",
    "prochain",
    "prochaine",
    "próximo",
    "próxima",
    "prossimo",
    "prossima",
    "nästa",
    "kommande",
    "volgend",
    "volgende",
    "komend",
    "komende",
    "来",
    "翌",
];
pub(super) const THIS: &[&str] = &[
    "this", "current", "dieses", "diesen", "este", "questo", "detta", "cette", "ce", "esta", "deze", "dit",
    "i", "今",
];
