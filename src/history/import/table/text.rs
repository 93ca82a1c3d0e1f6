//! Bytes of a file as text: UTF-8, UTF-16, Windows-1252, and files that are no text at all.

use super::central_europe::is_misread;
use crate::history::import::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How letters are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// What nearly everything writes today.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Two bytes a letter, the lower first: “Unicode text” of Excel.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// Two bytes a letter, the higher first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// One byte a letter: CSV of Excel on western Windows.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

impl Encoding {
    /// The name of the encoding.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// Letters of the bytes 0x80 to 0x9f in Windows-1252; all others are those of Latin 1. The five that are not
/// assigned stay control characters, as browsers read them.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Why a file is not read whose letters are others than its bytes say.
const OTHER_ENCODING: &str = "The letters of this file cannot be read: it is in another encoding than UTF-8 \
    and \
                              Windows-1252. Choose it, or save the file as “CSV UTF-8”.";

/// Beginnings of files that are no text, and what they are.
const OTHER_FILES: [(&[u8], &str); 7] = [
    (
        b"PK\x03\x04",
        "This is an Excel workbook (or another zip file). Open it and save the sheet as “CSV UTF-8”, \
         then drop that file.",
    ),
    (b"%PDF", "This is a PDF, not a table. Export the report as CSV."),
    (b"\x89PNG", "This is a picture, not a table. Export the report as CSV."),
    (b"\xff\xd8\xff", "This is a picture, not a table. Export the report as CSV."),
    (b"GIF8", "This is a picture, not a table. Export the report as CSV."),
    (b"\x1f\x8b", "This file is compressed (gzip). Unpack it, then drop the table in it."),
    (b"{\\rtf", "This is a text document (RTF), not a table. Export the report as CSV."),
];

/// The text of a file, and how it was written.
pub(in crate::history::import) fn text_of(
    bytes: &[u8],
    chosen: Option<Encoding>,
) -> Result<(Cow<'_, str>, Encoding), Refusal> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Refusal::new(of_old_excel(bytes)));
    }
    if let Some((_, reason)) = OTHER_FILES.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return Err(Refusal::new(*reason));
    }
    let encoding = chosen.unwrap_or_else(|| guess(bytes));
    let text = match encoding {
        Encoding::Utf8 => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            String::from_utf8_lossy(bytes)
        }
        Encoding::Utf16Le => Cow::Owned(utf16(bytes, u16::from_le_bytes)),
        Encoding::Utf16Be => Cow::Owned(utf16(bytes, u16::from_be_bytes)),
        Encoding::Windows1252 => Cow::Owned(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
    };
    let start = text.trim_start();
    if start.is_empty() {
        return Err(Refusal::new("The file is empty."));
    }
    if chosen.is_none() && encoding == Encoding::Windows1252 && is_of_another_encoding(&text) {
        return Err(Refusal::new(OTHER_ENCODING));
    }
    let strange = text.chars().take(4_000).filter(|c| c.is_control() && !c.is_whitespace()).take(20).count();
    if strange == 20 || start.starts_with('\0') {
        return Err(Refusal::new("This is no text file. Export the report as CSV."));
    }
    let begins = |with: &str| start.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with));
    if begins("<!doctype") || begins("<html") || begins("<table") || begins("<?xml") || begins("<meta") {
        return Err(Refusal::new(
            "This is a web page or XML, whatever its name ends in. Open it in a spreadsheet and save it as \
             CSV, or export the report as CSV.",
        ));
    }
    let inserts = |line: &str| {
        line.contains('(') && line.get(..12).is_some_and(|begin| begin.eq_ignore_ascii_case("insert into "))
    };
    if start.lines().take(200).any(inserts) {
        return Err(Refusal::new("This is a dump of a database (SQL), not a table. Export the rows as CSV."));
    }
    if begins("[{") || (begins("{") && start.contains("\":")) || begins("[\n") {
        return Err(Refusal::new("This is JSON, not a table. Export the report as CSV."));
    }
    Ok((text, encoding))
}

/// Signs of Windows-1252 that no language of western Europe writes within a word.
const SIGNS_BETWEEN: [char; 25] = [
    'ª', 'º', '¹', '³', '£', '¥', '¤', '¦', '¨', '¬', '¯', '±', 'µ', '¶', '¸', '¼', '½', '¾', '¿', '×', '÷',
    '‡', '†', 'ƒ', 'ˆ',
];

/// Whether bytes that were read as Windows-1252 are of another encoding: signs stand between letters
/// (`sprzeda¿y`, of central Europe), letters that only Icelandic has stand beside those that it has not
/// (`Görüþülüyor`, of Turkish), or control characters stand among many letters that are not English
/// (Japanese, Chinese, Korean).
fn is_of_another_encoding(text: &str) -> bool {
    const LETTERS: usize = 200_000;
    let letters: Vec<char> = text.chars().take(LETTERS).collect();
    // “NºPedido”, “nºcliente” and “MªCarmen” are written so in Spain.
    let is_ordinal = |before: char, sign: char| {
        matches!(sign, 'º' | 'ª') && (before.is_uppercase() || matches!(before, 'n' | 'm'))
    };
    let between = letters.windows(3).filter(|three| match three {
        [before, sign, after] => {
            SIGNS_BETWEEN.contains(sign)
                && before.is_alphabetic()
                && after.is_lowercase()
                && !is_ordinal(*before, *sign)
        }
        _ => false,
    });
    let count = |all: &str| letters.iter().filter(|letter| all.contains(**letter)).count();
    let is_turkish = count("ýÝ") > 1 && count("þÞ") > 1 && count("çüÇÜ") > 0 && count("æÆáÁ") == 0;
    let control = letters.iter().filter(|letter| ('\u{80}'..='\u{9f}').contains(letter)).count();
    let other = letters.iter().filter(|letter| !letter.is_ascii()).count();
    // “Jürgen Weiß” of an old Mac becomes “JŸrgen Wei§”.
    let is_mac = letters.windows(3).any(|three| match three {
        [before, sign, after] => {
            (*sign == 'Ÿ' && before.is_alphabetic() && after.is_lowercase())
                || (*sign == '§' && before.is_lowercase() && !after.is_ascii_digit())
        }
        _ => false,
    });
    // “4 500,00 zł” of Windows-1250 becomes “4 500,00 z³”.
    let is_polish = letters.windows(6).any(|six| match six {
        [',', tens, ones, gap, 'z', '³'] => {
            tens.is_ascii_digit() && ones.is_ascii_digit() && gap.is_whitespace()
        }
        _ => false,
    });
    between.count() > 2
        || is_misread(&letters)
        || is_turkish
        || is_mac
        || is_polish
        || (control > 2 && other * 5 > letters.len())
}

/// A text with the wide digits of East Asian keyboards and those of Arabic, Persian and Hindi, and the marks
/// behind them, as plain ones. The comma that groups them is left out, for a plain one would separate cells.
pub(in crate::history::import) fn narrowed(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_other_digit) {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_behind_digit = plain.ends_with(|before: char| before.is_ascii_digit());
        match letter {
            '０'..='９' => plain.push(narrow(letter)),
            '٠'..='٩' => plain.push(digit(letter, '٠')),
            '۰'..='۹' => plain.push(digit(letter, '۰')),
            '०'..='९' => plain.push(digit(letter, '०')),
            '，' | '٬' if is_behind_digit && letters.peek().copied().is_some_and(is_other_digit) => {}
            '٫' if is_behind_digit => plain.push('.'),
            '٪' => plain.push('%'),
            '．' | '／' | '：' | '－' | '％' if is_behind_digit => plain.push(narrow(letter)),
            other => plain.push(other),
        }
    }
    Cow::Owned(plain)
}

fn is_other_digit(letter: char) -> bool {
    matches!(letter, '０'..='９' | '٠'..='٩' | '۰'..='۹' | '०'..='९')
}

/// The plain form of a digit of another script, whose digits follow each other from its zero.
fn digit(letter: char, zero: char) -> char {
    let value = u32::from(letter).checked_sub(u32::from(zero));
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(letter)
}

/// The plain form of a wide letter, which Unicode keeps in the order of ASCII.
fn narrow(wide: char) -> char {
    let code = u32::from(wide).checked_sub(0xfee0);
    code.and_then(char::from_u32).unwrap_or(wide)
}

/// Why a file in the container of an old Excel is not read: it is an old workbook, or a new one with a
/// password.
fn of_old_excel(bytes: &[u8]) -> &'static str {
    // Names of parts stand in two bytes a letter.
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    if bytes.windows(name.len()).any(|it| it == name) {
        "This workbook is protected by a password. Open it, and save it without one or as “CSV UTF-8”."
    } else {
        "This is a workbook of an old Excel (xls). Open it and save it as “xlsx” or as “CSV UTF-8”, then \
         drop that \
         file."
    }
}

fn guess(bytes: &[u8]) -> Encoding {
    if bytes.starts_with(b"\xff\xfe") {
        return Encoding::Utf16Le;
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Encoding::Utf16Be;
    }
    // Without a mark at the beginning: every second byte of Latin text is zero.
    let beginning = bytes.get(..bytes.len().min(400)).unwrap_or(bytes);
    let zeros = |parity: usize| {
        beginning.iter().enumerate().filter(|(at, byte)| at % 2 == parity && **byte == 0).count()
    };
    if beginning.len() >= 8 && zeros(1) * 3 > beginning.len() && zeros(0) == 0 {
        return Encoding::Utf16Le;
    }
    if beginning.len() >= 8 && zeros(0) * 3 > beginning.len() && zeros(1) == 0 {
        return Encoding::Utf16Be;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => Encoding::Utf8,
        // A file that was cut within its last letter, and one with a letter here and there that was cut.
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => Encoding::Utf8,
        Err(_) if is_mostly_utf8(bytes) => Encoding::Utf8,
        Err(_) => Encoding::Windows1252,
    }
}

/// Whether letters of several bytes outnumber by far the bytes that are none: by chance hardly any are.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut errors) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        errors += usize::from(!chunk.invalid().is_empty());
    }
    letters > 20 * errors
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| Some(unit(pair.try_into().ok()?)));
    let text = char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    text.skip_while(|letter| *letter == '\u{feff}').collect()
}

fn windows_1252(byte: u8) -> char {
    let high = byte.checked_sub(0x80).and_then(|at| HIGH.get(usize::from(at)));
    high.copied().unwrap_or(char::from(byte))
}
