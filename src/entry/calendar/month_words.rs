//! Months of a date that are no single word, as their English names: `3月`, `tháng 3`, `มี.ค.`, `31 ian.`

use crate::entry::grammar::tokens::{Kind, Token};
use crate::model::month_names::{ENGLISH_MONTHS, month_beside_a_year, month_of};

/// Before the number of a month.
const MONTH_BEFORE: &[&str] = &["tháng", "thg", "thang"];
/// Behind the number of a month.
const MONTH_BEHIND: &[&str] = &["月", "월"];
/// Numbers of months in words, behind `tháng` and before `月`.
const VIETNAMESE: [&[&str]; 12] = [
    &["một", "giêng"],
    &["hai"],
    &["ba"],
    &["tư", "bốn"],
    &["năm"],
    &["sáu"],
    &["bảy"],
    &["tám"],
    &["chín"],
    &["mười"],
    &[],
    &["chạp"],
];
const CHINESE: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十 一", "十 二"];
/// Years of the Buddhist era, as they are written in Thailand, before those of ours.
const BUDDHIST_YEARS: u32 = 543;

/// The tokens of a date with the names of its months as words.
pub(super) fn with_month_names(tokens: &[Token]) -> Vec<Token> {
    let is_korean = tokens.iter().any(|token| token.is(&["월"]));
    let has_year = tokens.iter().any(|token| token.is_number() && token.text.len() == 4);
    let mut said = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    let mut is_thai = false;
    while let Some((first, others)) = rest.split_first() {
        let named = numbered(rest).or_else(|| joined(rest)).or_else(|| {
            let month = month_beside_a_year(&first.text).filter(|_| has_year && first.kind == Kind::Word)?;
            Some((month, 1))
        });
        is_thai |= first.text.starts_with(|letter: char| ('\u{e00}'..='\u{e7f}').contains(&letter));
        let name = named.and_then(|(month, length)| {
            Some((ENGLISH_MONTHS.get(usize::try_from(month).ok()? - 1)?, length))
        });
        if let Some((name, length)) = name {
            said.push(Token { kind: Kind::Word, text: (*name).to_owned(), ..first.clone() });
            rest = rest.get(length..).unwrap_or_default();
        } else {
            // “3월 31일”: the word for days stands behind the number of one.
            if !(is_korean && first.is(&["days"])) {
                said.push(first.clone());
            }
            rest = others;
        }
    }
    for year in said.iter_mut().filter(|token| is_thai && token.is_number()) {
        if let Some(own) = year.text.parse().ok().filter(|year| (2_513..=2_743_u32).contains(year)) {
            year.text = (own - BUDDHIST_YEARS).to_string();
        }
    }
    said
}

/// `3月`, `十二月`, `3월`, `tháng 3`, `tháng ba`: the month, and of how many tokens.
fn numbered(tokens: &[Token]) -> Option<(u32, usize)> {
    let number = |token: &Token| token.text.parse().ok().filter(|month| (1..=12).contains(month));
    if let [before, month, ..] = tokens
        && before.is(MONTH_BEFORE)
    {
        // “tháng mười hai”
        let word =
            |token: &Token| VIETNAMESE.iter().zip(1..).find(|(words, _)| token.is(words)).map(|(_, at)| at);
        let more = || tokens.get(2).and_then(word).filter(|more| month.is(&["mười"]) && *more <= 2);
        return match (number(month), word(month)) {
            (Some(month), _) => Some((month, 2)),
            (None, Some(month)) => Some(more().map_or((month, 2), |more| (month + more, 3))),
            (None, None) => None,
        };
    }
    let at = tokens.iter().take(3).position(|token| token.is(MONTH_BEHIND)).filter(|at| *at > 0)?;
    let said = tokens.get(..at)?;
    let in_words = || {
        let said: Vec<&str> = said.iter().map(|token| token.text.as_str()).collect();
        CHINESE.iter().zip(1..).find(|(words, _)| **words == said.join(" ")).map(|(_, month)| month)
    };
    let month = if let [only] = said { number(only).or_else(in_words) } else { in_words() };
    month.map(|month| (month, at + 1))
}

/// `มี.ค.`: the two words of a short name.
fn joined(tokens: &[Token]) -> Option<(u32, usize)> {
    let [first, second, ..] = tokens else { return None };
    let is_word = |token: &Token| token.kind == Kind::Word && !token.text.is_ascii();
    let both = || month_of(&[first.text.as_str(), second.text.as_str()].concat());
    (is_word(first) && is_word(second) && !second.spaced).then(both)?.map(|month| (month, 2))
}
