//! Amounts of money in cells: signs, codes, thousands and millions; sums in whole thousandths.

use super::numbers::{DecimalMark, MarkProof, proof_of, read_digits};
use super::scales::MULTIPLIERS;
pub(in crate::history::import) use super::scales::scale_in;

/// A three-letter code.
pub(in crate::history::import) type Code = [u8; 3];

/// Codes of currencies that are taken for such where they stand in a cell, a head or a title.
const CODES: &str = "USD EUR GBP JPY CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN TRY RUB UAH INR CNY \
    HKD SGD \
                     KRW TWD THB MYR IDR PHP VND BRL MXN ARS CLP COP PEN UYU ZAR NGN KES EGP MAD ILS AED \
                     SAR QAR \
                     KWD BHD ISK RSD GEL KZT PKR BDT LKR";

/// Signs, longest first. `kr` and `¥` may be of several countries: they name none.
const SIGNS: &[(&str, Option<&str>)] = &[
    ("US$", Some("USD")),
    ("$US", Some("USD")),
    ("$ US", Some("USD")),
    ("$CA", Some("CAD")),
    ("$ CA", Some("CAD")),
    ("A$", Some("AUD")),
    ("C$", Some("CAD")),
    ("CA$", Some("CAD")),
    ("AU$", Some("AUD")),
    ("R$", Some("BRL")),
    ("HK$", Some("HKD")),
    ("S$", Some("SGD")),
    ("NT$", Some("TWD")),
    ("NZ$", Some("NZD")),
    ("MX$", Some("MXN")),
    ("$", Some("USD")),
    ("€", Some("EUR")),
    ("£", Some("GBP")),
    ("₹", Some("INR")),
    ("₩", Some("KRW")),
    ("₺", Some("TRY")),
    ("zł", Some("PLN")),
    ("Kč", Some("CZK")),
    ("円", Some("JPY")),
    ("元", Some("CNY")),
    ("원", Some("KRW")),
    ("Ft", Some("HUF")),
    ("lei", Some("RON")),
    ("₽", Some("RUB")),
    ("руб", Some("RUB")),
    ("₴", Some("UAH")),
    ("₫", Some("VND")),
    ("₪", Some("ILS")),
    ("Rs", Some("INR")),
    ("Rp", Some("IDR")),
    ("RM", Some("MYR")),
    ("TL", Some("TRY")),
    ("SFr", Some("CHF")),
    ("Fr", Some("CHF")),
    ("VNĐ", Some("VND")),
    ("đ", Some("VND")),
    ("฿", Some("THB")),
    ("บาท", Some("THB")),
    ("₱", Some("PHP")),
    ("₸", Some("KZT")),
    ("грн", Some("UAH")),
    ("лв", Some("BGN")),
    ("ر.س", Some("SAR")),
    ("د.إ", Some("AED")),
    ("ج.م", Some("EGP")),
    ("¥", None),
    ("￥", None),
    ("kr", None),
];

/// Names of currencies, as words are compared.
const NAMES: &[(&str, &str)] = &[
    ("us dollar", "USD"),
    ("u s dollar", "USD"),
    ("united states dollar", "USD"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("pound sterling", "GBP"),
    ("british pound", "GBP"),
    ("swiss franc", "CHF"),
    ("schweizer franken", "CHF"),
    ("franc suisse", "CHF"),
    ("canadian dollar", "CAD"),
    ("australian dollar", "AUD"),
    ("new zealand dollar", "NZD"),
    ("singapore dollar", "SGD"),
    ("hong kong dollar", "HKD"),
    ("japanese yen", "JPY"),
    ("chinese yuan", "CNY"),
    ("indian rupee", "INR"),
    ("swedish krona", "SEK"),
    ("norwegian krone", "NOK"),
    ("danish krone", "DKK"),
    ("polish zloty", "PLN"),
    ("czech koruna", "CZK"),
    ("brazilian real", "BRL"),
    ("mexican peso", "MXN"),
    ("south african rand", "ZAR"),
    ("rand", "ZAR"),
    ("turkish lira", "TRY"),
    ("russian ruble", "RUB"),
];

/// ISO 4217’s code for no currency: of cells that name one which is not known, and so is none of the others.
pub(in crate::history::import) const UNKNOWN: Code = *b"XXX";

/// The currency of a cell in a column of currencies; none, if it is empty.
pub(in crate::history::import) fn currency_beside(cell: &str) -> Option<Code> {
    (!is_blank(cell)).then(|| currency_of_cell(cell).unwrap_or(UNKNOWN))
}

/// The code that a text is, if it is one.
pub(in crate::history::import) fn code(text: &str) -> Option<Code> {
    let upper: Code =
        text.as_bytes().try_into().ok().map(|code: Code| code.map(|b| b.to_ascii_uppercase()))?;
    CODES.split_whitespace().any(|known| known.as_bytes() == upper).then_some(upper)
}

/// A code as text.
pub(in crate::history::import) fn code_text(code: Code) -> String {
    code.iter().map(|byte| char::from(*byte)).collect()
}

/// The currency of a cell of its own: `EUR`, `EUR - Euro`, `€`, `U.S. Dollar`.
pub(in crate::history::import) fn currency_of_cell(text: &str) -> Option<Code> {
    let word = text.split(|c: char| !c.is_alphabetic()).find_map(code);
    let sign = || SIGNS.iter().find(|(sign, _)| *sign == text).and_then(|(_, name)| name.and_then(code));
    let named = || {
        let plain = super::words::words(text);
        NAMES.iter().find(|(name, _)| super::words::holds(&plain, name)).and_then(|(_, name)| code(name))
    };
    word.or_else(sign).or_else(named)
}

/// The currency that a head or a title names: a code in capital letters, or a sign.
pub(in crate::history::import) fn currency_in(text: &str) -> Option<Code> {
    let word = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| word.bytes().all(|byte| byte.is_ascii_uppercase()))
        .find_map(|word| code(word).or_else(|| word.strip_prefix(['T', 'K', 'M']).and_then(code)));
    let sign = || {
        let signs = SIGNS.iter().filter(|(sign, _)| !sign.bytes().all(|b| b.is_ascii_alphabetic()));
        // Signs of letters are words: 元 is one in 金额（元）, and none in 元の金額.
        let scales = ['千', '万', '百', '億', '亿', '천', '만', '백', '억'];
        let is_word = |sign: &str| {
            text.split(|c: char| !c.is_alphabetic()).any(|word| word.trim_start_matches(scales) == sign)
        };
        // “$ CA” is turnover in dollars, in French, and Canada's dollar behind an amount alone.
        let is_plain = |sign: &str| sign == "$" || !sign.starts_with('$');
        let is_in = |sign: &str| {
            if !is_plain(sign) {
                return false;
            }
            if sign.chars().all(char::is_alphabetic) { is_word(sign) } else { text.contains(sign) }
        };
        signs.filter(|(sign, _)| is_in(sign)).find_map(|(_, name)| name.and_then(code))
    };
    word.or_else(sign)
}

/// The currency that a head names: as [`currency_in`], or as its last word, `amount_usd`.
pub(in crate::history::import) fn currency_of_head(head: &str) -> Option<Code> {
    let words = super::words::words(head);
    let last = || words.rsplit_once(' ').and_then(|(_, last)| code(last));
    currency_in(head).or_else(last).or_else(|| of_sign(unit_of_head(head)?.1))
}

/// A head and what stands in brackets behind it: `Nilai` and `Rp` of `Nilai (Rp)`.
pub(in crate::history::import) fn unit_of_head(head: &str) -> Option<(&str, &str)> {
    let (before, unit) = head.strip_suffix([')', ']', '）'])?.rsplit_once(['(', '[', '（'])?;
    (!before.trim().is_empty()).then_some((before, unit.trim()))
}

/// Whether a text is the sign of a currency and nothing else.
pub(in crate::history::import) fn is_sign(text: &str) -> bool {
    SIGNS.iter().any(|(sign, _)| *sign == text.trim_end_matches('.'))
}

/// The currency of such a sign; none, if it is of several.
fn of_sign(text: &str) -> Option<Code> {
    let sign = SIGNS.iter().find(|(sign, _)| *sign == text.trim_end_matches('.'));
    sign.and_then(|(_, name)| name.and_then(code))
}

/// The country's currency of a sign that several have, by the language of a file's heads: of `kr` and `¥`.
pub(in crate::history::import) fn currency_by_language(heads: &[String], cells: &[String]) -> Option<Code> {
    let signs = |sign: &str| cells.iter().any(|cell| cell.contains(sign));
    let is_in = |letters: std::ops::RangeInclusive<char>| {
        heads.iter().any(|head| head.chars().any(|letter| letters.contains(&letter)))
    };
    let says = |all: &str| {
        let is_word =
            |word: &str| heads.iter().any(|head| super::words::holds(&super::words::words(head), word));
        all.split(' ').any(is_word)
    };
    if signs("¥") || signs("￥") {
        let is_chinese =
            heads.iter().any(|head| head.contains(['额', '创', '负', '态', '阶', '关', '时', '销']));
        return match (is_in('\u{3040}'..='\u{30ff}') || says("金額 担当者 案件名 商談名 状況"), is_chinese)
        {
            (true, false) => code("JPY"),
            (false, true) => code("CNY"),
            (true, true) | (false, false) => None,
        };
    }
    if !signs("kr") {
        return None;
    }
    let languages = [
        ("SEK", "belopp saljare agare skapad affar varde avslutad fas steg sannolikhet"),
        ("DKK", "belob saelger ejer oprettet vaerdi salgsmulighed sandsynlighed"),
        ("NOK", "belop selger eier opprettet verdi salgsmulighet sannsynlighet"),
    ];
    let mut found = languages.iter().filter(|(_, all)| says(all)).map(|(name, _)| *name);
    let first = found.next()?;
    found.next().is_none().then(|| code(first)).flatten()
}

/// The currency of a sign, where a head or a title names one: a bare `$` is that of several countries.
pub(in crate::history::import) fn meant(sign: Code, cell: &str, named: Option<Code>) -> Code {
    const DOLLARS: &str = "AUD CAD NZD SGD HKD MXN ARS CLP COP TWD";
    let is_other = |named: &Code| DOLLARS.split(' ').any(|known| known.as_bytes() == named);
    let is_bare = sign == *b"USD" && cell.contains('$') && !cell.to_ascii_uppercase().contains("US");
    named.filter(|named| is_bare && is_other(named)).unwrap_or(sign)
}

/// A cell that is an amount, not yet read.
#[derive(Clone, Copy, Debug)]
pub(in crate::history::import) struct Written<'a> {
    digits: &'a str,
    pub(in crate::history::import) multiplier: f64,
    is_negative: bool,
    /// `2.000,-`: the mark before the dash stands before decimals.
    dash: Option<DecimalMark>,
    /// The currency that the cell names.
    pub(in crate::history::import) currency: Option<Code>,
}

impl Written<'_> {
    /// What it says of the decimal mark.
    pub(in crate::history::import) fn proof(&self) -> MarkProof {
        match (self.dash, self.multiplier > 1.0) {
            (Some(mark), _) => MarkProof::Proves(mark),
            // Nobody writes 1,500k for a million and a half.
            (None, true) => MarkProof::Silent,
            (None, false) => proof_of(self.digits),
        }
    }

    /// Its value in thousandths of a unit.
    pub(in crate::history::import) fn read(&self, mark: DecimalMark) -> Option<i64> {
        self.read_times(mark, 1.0)
    }

    /// Its value times what its head says, in thousandths of a unit.
    pub(in crate::history::import) fn read_times(&self, mark: DecimalMark, scale: f64) -> Option<i64> {
        let value = read_digits(self.digits, mark).or_else(|| read_digits(self.digits, mark.other()))?;
        thousandths(value * scale * self.multiplier * if self.is_negative { -1.0 } else { 1.0 })
    }
}

/// A number in whole thousandths; none, if it is too large for any amount.
pub(in crate::history::import) fn thousandths(value: f64) -> Option<i64> {
    let scaled = (value * 1e3).round();
    #[expect(clippy::cast_possible_truncation, reason = "whole, and far below 2^63")]
    let whole = (scaled.abs() < 1e17).then_some(scaled as i64);
    whole
}

/// A cell that says that there is no amount.
pub(in crate::history::import) fn is_blank(cell: &str) -> bool {
    matches!(
        cell,
        "" | "-" | "–" | "—" | "--" | "n/a" | "N/A" | "#N/A" | "null" | "NULL" | "None" | "(blank)" | "k.A."
    )
}

/// An amount: a number with a sign, a code or a multiplier around it. Of `EUR 90.00 (USD 100.00)` it is the
/// one in brackets, which Salesforce converts into the currency of the company.
pub(in crate::history::import) fn written(cell: &str) -> Option<Written<'_>> {
    let converted = cell.strip_suffix(')').and_then(|cell| cell.split_once('('));
    if let Some((own, inner)) = converted
        && let (Some(own), Some(inner)) = (written_alone(own.trim()), written_alone(inner))
        && own.currency.is_some()
        && inner.currency.is_some()
    {
        return Some(inner);
    }
    written_alone(cell)
}

/// Words before an amount that is not exact.
const ABOUT: [&str; 9] = ["ca.", "ca", "circa", "approx.", "approx", "about", "env.", "~", "≈"];

fn written_alone(cell: &str) -> Option<Written<'_>> {
    let about = ABOUT.iter().find_map(|word| {
        let rest = cell.strip_prefix(word)?;
        rest.starts_with(|c: char| !c.is_alphanumeric() || c.is_ascii_digit()).then(|| rest.trim_start())
    });
    // Arrows and stars are drawn beside amounts, and are no part of them.
    let is_drawn =
        |letter: char| matches!(letter, '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{27bf}' | '*' | '\u{fe0f}');
    let cell = about.unwrap_or(cell).trim_matches(|letter: char| letter.is_whitespace() || is_drawn(letter));
    let first = cell.find(|c: char| c.is_ascii_digit())?;
    let last = cell.rfind(|c: char| c.is_ascii_digit())? + 1;
    // “.5” has its mark before its first digit.
    let first = cell.get(..first)?.strip_suffix(['.', ',']).map_or(first, str::len);
    let (before, digits, after) = (cell.get(..first)?, cell.get(first..last)?, cell.get(last..)?);
    if !digits.chars().all(|c| c.is_ascii_digit() || ".,'’_ \u{a0}\u{202f}\u{2009}".contains(c)) {
        return None;
    }
    let mut amount = Written { digits, multiplier: 1.0, is_negative: false, dash: None, currency: None };
    let before = before.trim();
    // “(5.00)”, “$(5.00)” and “($5.00)” are negative.
    let opens = before.contains('(');
    let before = before.trim_matches(|c: char| c == '(' || c.is_whitespace());
    let negative = before.starts_with(['-', '−']) || before.ends_with(['-', '−']);
    let before = before.trim_matches(['-', '−', '+']).trim();
    if before == "R" && is_amount_of_rand(cell, digits) {
        amount.currency = code("ZAR");
    } else if !before.is_empty() {
        amount.currency = around(before).ok()?;
    }
    let mut after = after.trim();
    for (dashes, mark) in [
        (",-", DecimalMark::Comma),
        (",–", DecimalMark::Comma),
        (".-", DecimalMark::Point),
        (".–", DecimalMark::Point),
    ] {
        if let Some(rest) = after.strip_prefix(dashes) {
            amount.dash = Some(mark);
            after = rest.trim_start_matches(['-', '–']).trim();
        }
    }
    let closes = after.ends_with(')');
    let after = after.trim_end_matches(')').trim();
    let ends_negative = after == "-" || after.starts_with("- ");
    let after = after.trim_start_matches('-').trim();
    amount.is_negative = negative || ends_negative || (opens && closes);
    // “$ CA” is one sign in two words.
    if let Some(currency) = (!after.is_empty()).then(|| around(after).ok()).flatten() {
        amount.currency = currency.or(amount.currency);
        return Some(amount);
    }
    for word in after.split_whitespace() {
        let lower = word.to_lowercase();
        let plain = lower.trim_end_matches('.');
        if plain == "l" && amount.currency == code("INR") {
            amount.multiplier *= 1e5;
        } else if let Some((_, times)) = MULTIPLIERS.iter().find(|(name, _)| *name == plain) {
            amount.multiplier *= times;
            amount.currency = sign_behind_scale(plain).or(amount.currency);
        } else if let Some((sign, times)) = glued(word) {
            amount.multiplier *= times;
            amount.currency = sign;
        } else {
            amount.currency = around(word).ok()?.or(amount.currency);
        }
    }
    Some(amount)
}

/// Whether what follows `R` is money, `R 12 500` and `R12,500.00`, and not the number of a rep or a room.
fn is_amount_of_rand(cell: &str, digits: &str) -> bool {
    digits.contains(|c: char| !c.is_ascii_digit()) || (cell.starts_with("R ") && digits.len() > 2)
}

/// The currency of a sign that is written right behind a multiplier: `万円`. 元 is that of several countries.
fn sign_behind_scale(word: &str) -> Option<Code> {
    word.ends_with('円').then(|| of_sign("円")).flatten()
}

/// A multiplier that a sign follows without a space: `k€`, `T€`.
fn glued(word: &str) -> Option<(Option<Code>, f64)> {
    let first = word.get(..1)?;
    let lower = first.to_ascii_lowercase();
    let (_, times) = MULTIPLIERS.iter().find(|(name, _)| *name == lower)?;
    let rest = word.get(1..).filter(|rest| !rest.is_empty())?;
    let sign = SIGNS.iter().find(|(sign, _)| *sign == rest)?;
    Some((sign.1.and_then(code), *times))
}

/// A text beside a number that is no currency.
struct NoCurrency;

/// The currency of a text beside a number; none, if it is one of several, as `kr` is.
fn around(text: &str) -> Result<Option<Code>, NoCurrency> {
    // “$\u{a0}CA”, as programs write it that keep a line from breaking there.
    if text.contains(['\u{a0}', '\u{202f}']) {
        return around(&text.replace(['\u{a0}', '\u{202f}'], " "));
    }
    if let Some(code) = code(text) {
        return Ok(Some(code));
    }
    let sign = |sign: &str| sign.eq_ignore_ascii_case(text.trim_end_matches('.'));
    if let Some((_, name)) = SIGNS.iter().find(|(known, _)| sign(known)) {
        return Ok(name.and_then(code));
    }
    if !text.contains(' ') {
        return Err(NoCurrency);
    }
    text.split(' ')
        .filter(|word| !word.is_empty())
        .try_fold(None, |found: Option<Code>, word| Ok(found.or(around(word)?)))
}
