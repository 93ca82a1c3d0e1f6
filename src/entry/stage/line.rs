//! A stage on one line: its name, then what moves on, then how long that takes.

use crate::entry::{NumberStyle, read_rate, read_stage_time};

/// The cells of a line such as “Demo 55% 20 days”: name, rate, time. None, where the end of the line does not
/// read as both, so that it is a name and no more: a stage may be called “Top 40%”.
///
/// The rate has a sign of one in it (`%`, `of`, `in`), and the time a word, so that digits in a name are not
/// taken for them. The shortest name is the right one: what stands behind it belongs to the rate, as in “Demo
/// about 55% 20 days”.
pub fn stage_cells(text: &str, style: NumberStyle) -> Option<[String; 3]> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..words.len()).find_map(|name_ends| {
        let (name, rest) = words.split_at_checked(name_ends)?;
        let mark = name.last().and_then(|last| last.chars().next_back());
        let name = joined(name);
        let is_name = name.chars().any(char::is_alphabetic);
        (1..rest.len()).filter(|_| is_name).find_map(|rate_ends| {
            let (rate, time) = rest.split_at_checked(rate_ends)?;
            let (rate, time) = (joined(rate), joined(time));
            let time = without_lead(&time).to_owned();
            // “days” alone says no time.
            let is_said = time.contains(' ') || time.contains(|letter: char| letter.is_numeric());
            let is_time =
                is_said && time.chars().any(char::is_alphabetic) && read_stage_time(&time, style).is_ok();
            let is_told = is_rate(&rate, style) || is_share_in_words(&rate, mark, style);
            (is_told && is_time).then(|| [name.clone(), rate, time])
        })
    })
}

/// The cells of a line such as “Demo 45 of 100” or “Demo: 45%”: name and rate. None where that may be a name
/// all the same: “Commit 90%”, “Step 3 of 10”.
pub fn stage_name_and_rate(text: &str, style: NumberStyle) -> Option<[String; 2]> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..words.len()).find_map(|name_ends| {
        let (name, rate) = words.split_at_checked(name_ends)?;
        let is_apart = name.last().is_some_and(|last| last.ends_with([',', ':', ';', '–', '-']));
        let (name, rate) = (joined(name), joined(rate));
        let is_name = name.chars().any(char::is_alphabetic);
        let is_told = is_apart || rate.contains(" in ") || is_of_many(&rate);
        (is_name && is_told && is_rate(&rate, style)).then_some([name, rate])
    })
}

/// Whether a rate is of more than steps are numbered up to: `45 of 100`, and not `2 of 5`.
fn is_of_many(rate: &str) -> bool {
    let last = rate.rsplit_once(" of ").map(|(_, last)| last.trim());
    last.is_some_and(|last| last.parse().is_ok_and(|count: u32| count >= 20))
}

/// Words without the marks that set them apart from those around them.
fn joined(words: &[&str]) -> String {
    const MARKS: [char; 9] = [',', ';', ':', '–', '-', '/', '|', '·', '•'];
    words.join(" ").trim_matches(MARKS).trim().to_owned()
}

/// A time without what leads to it: `taking 3 weeks`.
fn without_lead(time: &str) -> &str {
    const LEADS: [&str; 9] =
        ["in ", "taking ", "takes ", "over ", "within ", "for ", "after ", "lasting ", "and "];
    LEADS.iter().find_map(|lead| time.strip_prefix(lead)).unwrap_or(time)
}

fn is_rate(rate: &str, style: NumberStyle) -> bool {
    begins_as_rate(rate) && read_rate(rate, style).is_ok_and(|read| read.value.is_some())
}

/// Whether words behind a name and its mark are a share without a sign of one: `about half`, `two thirds`,
/// and behind a colon whatever is a rate and has no digits, `one in three`.
fn is_share_in_words(rate: &str, mark: Option<char>, style: NumberStyle) -> bool {
    const SHARES: [&str; 12] = [
        "half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "hälfte", "drittel", "moitié",
        "mitad", "metà",
    ];
    let last = rate.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let is_told = match mark {
        Some(':') => !rate.contains(char::is_numeric),
        Some(',' | ';' | '–' | '-') => SHARES.contains(&last.as_str()),
        Some(_) | None => false,
    };
    is_told && read_rate(rate, style).is_ok_and(|read| read.value.is_some())
}

/// Whether words may be a rate rather than the end of a name and a rate: what is read past elsewhere belongs
/// to the name here.
fn begins_as_rate(rate: &str) -> bool {
    const SIGNS: [&str; 16] = [
        "%",
        "percent",
        "pc",
        "prozent",
        "procent",
        "pour cent",
        " of ",
        " in ",
        "/",
        " von ",
        " sur ",
        " su ",
        " de cada ",
        " av ",
        " af ",
        " van ",
    ];
    const BEFORE: [&str; 10] =
        ["about", "around", "approx", "roughly", "between", "from", "maybe", "say", "some", "perhaps"];
    let first = rate.split_whitespace().next().unwrap_or_default().to_lowercase();
    let is_digits = first.starts_with(|letter: char| letter.is_ascii_digit() || matches!(letter, '~' | '≈'));
    let is_begun = is_digits || BEFORE.contains(&first.trim_end_matches('.'));
    is_begun && SIGNS.iter().any(|sign| rate.contains(sign))
}
