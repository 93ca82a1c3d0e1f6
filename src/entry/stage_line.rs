//! A stage on one line: its name, then what moves on, then how long that takes.

use super::{NumberStyle, read_rate, read_stage_time};

/// The cells of a line such as “Demo 55% 20 days”: name, rate, time. None, where the end of the line does not
/// read as both, so that it is a name and no more: a stage may be called “Top 40%”.
///
/// The rate has a sign of one in it (`%`, `of`, `in`), and the time a word, so that digits in a name are not
/// taken for them. The shortest name is the right one: what stands behind it belongs to the rate, as in “Demo
/// about 55% 20 days”.
pub fn stage_cells(text: &str, style: NumberStyle) -> Option<[String; 3]> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = |words: &[&str]| {
        words.join(" ").trim_matches(|letter| matches!(letter, ',' | ';' | ':' | '–' | '-')).trim().to_owned()
    };
    (1..words.len()).find_map(|name_ends| {
        let (name, rest) = words.split_at_checked(name_ends)?;
        let name = joined(name);
        let is_name = name.chars().any(char::is_alphabetic);
        (1..rest.len()).filter(|_| is_name).find_map(|rate_ends| {
            let (rate, time) = rest.split_at_checked(rate_ends)?;
            let (rate, time) = (joined(rate), joined(time));
            let time = time.strip_prefix("in ").unwrap_or(&time).to_owned();
            let is_rate =
                begins_as_rate(&rate) && read_rate(&rate, style).is_ok_and(|read| read.value.is_some());
            let is_time = time.chars().any(char::is_alphabetic) && read_stage_time(&time, style).is_ok();
            (is_rate && is_time).then(|| [name.clone(), rate, time])
        })
    })
}

/// Whether words may be a rate rather than the end of a name and a rate: what is read past elsewhere belongs
/// to the name here.
fn begins_as_rate(rate: &str) -> bool {
    const SIGNS: [&str; 5] = ["%", "percent", " of ", " in ", "/"];
    const BEFORE: [&str; 10] =
        ["about", "around", "approx", "roughly", "between", "from", "maybe", "say", "some", "perhaps"];
    let first = rate.split_whitespace().next().unwrap_or_default().to_lowercase();
    let is_digits = first.starts_with(|letter: char| letter.is_ascii_digit() || matches!(letter, '~' | '≈'));
    let is_begun = is_digits || BEFORE.contains(&first.trim_end_matches('.'));
    is_begun && SIGNS.iter().any(|sign| rate.contains(sign))
}
