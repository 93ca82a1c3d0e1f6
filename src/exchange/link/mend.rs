//! Links in whatever text holds them: what chats, mail and office programs do to a link is undone.
//!
//! Each way of undoing is tried in turn; the checksum tells which was right. So nothing is guessed, and none
//! of them can do harm to a link that is whole.

use std::borrow::Cow;

/// Links of one reading of a text that are tried.
const CANDIDATES_MAX: usize = 10;

/// What may be a link: `p1=` or `q1=`, and what follows.
#[derive(Debug)]
pub(super) struct Candidate {
    /// `p` for a plan, `q` for a quota.
    pub(super) letter: char,
    /// Version of the link's format.
    pub(super) version: String,
    /// Characters of base64url up to the first full stop, whatever stands between them left out.
    pub(super) body: String,
    /// The same behind that full stop.
    pub(super) suffix: String,
    /// How many characters of the body follow each other in the text, before the first blank or other mark.
    pub(super) unbroken: usize,
    /// The same of the suffix.
    pub(super) suffix_unbroken: usize,
}

/// All that may be links, in the order in which to try them: those of the text as it is in front.
pub(super) fn candidates(text: &str) -> impl Iterator<Item = Candidate> {
    readings(text).into_iter().flat_map(|reading| {
        let unbroken = |text: &str| text.chars().take_while(|c| is_of_body(*c)).count();
        let found = prefixes(&reading).take(CANDIDATES_MAX).map(|(letter, version, rest)| {
            let suffix = rest.split_once('.').map_or("", |(_, suffix)| suffix);
            Candidate {
                letter,
                version,
                body: kept(rest),
                suffix: kept(suffix),
                unbroken: unbroken(rest),
                suffix_unbroken: unbroken(suffix),
            }
        });
        found.collect::<Vec<_>>()
    })
}

/// The text as it may have been, before programs wrote it in their own way.
fn readings(text: &str) -> Vec<String> {
    let plain = cleaned(text);
    let from_mail = cleaned(&without_soft_breaks(&plain));
    // A line may break within the prefix or an escape, and each line of a reply begin with a mark.
    let unbroken: String = plain.chars().filter(|c| !c.is_whitespace() && *c != '>').collect();
    let mut readings: Vec<String> = Vec::new();
    for escaped in [plain, from_mail, unbroken] {
        // A link within a link is escaped twice.
        let once = cleaned(&unescaped(&escaped));
        let twice = cleaned(&unescaped(&once));
        for reading in [escaped, once, twice] {
            // An en dash may stand for one hyphen as well as for two.
            if reading.contains('–') {
                readings.push(reading.replace('–', "-"));
            }
            readings.push(reading.replace('–', "--"));
        }
    }
    let mut distinct: Vec<String> = Vec::new();
    for reading in readings {
        if !distinct.contains(&reading) {
            distinct.push(reading);
        }
    }
    distinct
}

/// Without marks that nobody sees and escapes of Markdown; hyphens as on a keyboard.
fn cleaned(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' => {}
            '\u{2010}' | '\u{2011}' | '\u{2212}' => cleaned.push('-'),
            // Phones and office programs make one dash of two hyphens.
            '—' => cleaned.push_str("--"),
            other => cleaned.push(other),
        }
    }
    cleaned
}

/// Quoted-printable text of a mail: soft line breaks taken out, `=3D` and the like read.
fn without_soft_breaks(text: &str) -> String {
    let joined = text.replace("=\r\n", "").replace("=\n", "");
    decoded(&joined, '=')
}

/// Percent-escapes, and numbered entities of HTML, read.
fn unescaped(text: &str) -> String {
    decoded(&without_entities(text), '%')
}

/// Two hexadecimal digits behind a mark read as a byte; a mark without them stays.
fn decoded(text: &str, mark: char) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(mark) {
        bytes.extend(before.as_bytes());
        let byte = after.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if let Some(byte) = byte.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.extend(mark.to_string().as_bytes());
            rest = after;
        }
    }
    bytes.extend(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `&#61;` and `&#x3D;` read.
fn without_entities(text: &str) -> Cow<'_, str> {
    if !text.contains("&#") {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split("&#");
    let mut read = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let character = part.split_once(';').and_then(|(number, rest)| {
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            Some((char::from_u32(number.ok()?)?, rest))
        });
        if let Some((character, rest)) = character {
            read.push(character);
            read.push_str(rest);
        } else {
            read.push_str("&#");
            read.push_str(part);
        }
    }
    Cow::Owned(read)
}

/// Each `p1=` or `q1=` of whatever version and in either case that begins a word, and what comes behind it.
fn prefixes(text: &str) -> impl Iterator<Item = (char, String, &str)> {
    text.match_indices(['p', 'P', 'q', 'Q']).filter_map(|(at, letter)| {
        let (before, rest) = (text.get(..at)?, text.get(at + letter.len()..)?);
        if before.chars().next_back().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
        let (version, rest) = (rest.get(..digits)?, rest.get(digits..)?.strip_prefix('=')?);
        let letter = letter.chars().next()?.to_ascii_lowercase();
        (1..=4).contains(&digits).then(|| (letter, version.to_owned(), rest))
    })
}

/// Characters of base64url up to the first full stop.
fn kept(rest: &str) -> String {
    rest.chars().take_while(|c| *c != '.').filter(|c| is_of_body(*c)).collect()
}

fn is_of_body(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}
