//! Numbers, words and marks of a text, in their order: what all readers of values look at.

use super::hedges::unhedged;
use super::in_english::in_english;
use super::merged::merged;
use super::text::{ARABIC_DECIMAL, TEXT_CHARACTERS_MAX, plain};
pub(in crate::entry) use super::token::{Kind, Token, after, before, split, without};
use crate::entry::EntryError;
use std::borrow::Cow;

/// Signs that are fractions, as decimals.
const FRACTIONS: [(&str, &str); 7] = [
    ("½", ".5"),
    ("¼", ".25"),
    ("¾", ".75"),
    ("⅓", ".3333333333333333"),
    ("⅔", ".6666666666666667"),
    ("⅕", ".2"),
    ("⅛", ".125"),
];

/// The tokens of a text, and the plain text in which they stand.
///
/// # Errors
/// When nothing is written, or more than a person writes.
pub(in crate::entry) fn tokens(
    text: &str,
    example: &'static str,
) -> Result<(String, Vec<Token>), EntryError> {
    if text.chars().count() > TEXT_CHARACTERS_MAX {
        return Err(EntryError::NotUnderstood(example));
    }
    let plain = plain(text);
    let tokens = Scanner { letters: plain.char_indices().collect(), at: 0, spaced: false }.scan(plain.len());
    if tokens.is_empty() {
        Err(EntryError::Empty(example))
    } else {
        Ok((plain, unhedged(in_english(letter_behind(no_filler_behind(tokens))))))
    }
}

struct Scanner {
    letters: Vec<(usize, char)>,
    at: usize,
    spaced: bool,
}

/// Letters before a dollar sign that tell whose it is.
const BEFORE_DOLLAR: [&str; 16] =
    ["us", "ca", "c", "can", "a", "au", "nz", "hk", "s", "sg", "nt", "mx", "r", "mex", "cad", "cdn"];

impl Scanner {
    fn scan(mut self, length: usize) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        while let Some(letter) = self.letter(0) {
            if letter.is_whitespace() {
                (self.at, self.spaced) = (self.at + 1, true);
                continue;
            }
            let from = self.at;
            let kind = if letter.is_ascii_digit() || self.begins_decimals() {
                self.number();
                Kind::Number
            } else if letter.is_alphabetic() {
                self.word();
                Kind::Word
            } else {
                self.mark(letter);
                Kind::Mark
            };
            let raw: String =
                self.letters.get(from..self.at).unwrap_or_default().iter().map(|(_, c)| *c).collect();
            let place = |at: usize| self.letters.get(at).map_or(length, |(place, _)| *place);
            let (from, to) = (place(from), place(self.at));
            let spaced = std::mem::take(&mut self.spaced);
            push(&mut tokens, Token { kind, text: raw.to_lowercase(), raw, from, to, spaced });
        }
        // A sentence's end, and a doubt about it.
        while tokens.pop_if(|token| token.is(&[".", "?", "!", ",", ";"])).is_some() {}
        // “40.000,-”, “50,000/-” and “50 000:-”: no cents.
        if let [.., number, mark, dash] = tokens.as_slice()
            && number.is_number()
            && mark.is(&[",", ".", "/", ":"])
            && dash.is(&["-"])
            && !mark.spaced
        {
            tokens.truncate(tokens.len() - 2);
        }
        tokens
    }

    fn letter(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).map(|(_, c)| *c)
    }

    fn is_digit(&self, ahead: usize) -> bool {
        self.letter(ahead).is_some_and(|c| c.is_ascii_digit())
    }

    /// `.5`, where no number and no dot stands before.
    fn begins_decimals(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.letters.get(at)).map(|(_, c)| *c);
        matches!(self.letter(0), Some('.' | ',' | ARABIC_DECIMAL))
            && self.is_digit(1)
            && !before.is_some_and(|c| c == '.' || c.is_alphanumeric())
    }

    /// Digits and the single marks between them; a space only before three digits that no other digit
    /// follows.
    fn number(&mut self) {
        // In “p90 500k”, “AE1 700k” the first number ends at the space.
        let (mut digits, mut spaces_only) = (0, !self.is_behind_word());
        loop {
            match self.letter(0) {
                Some(c) if c.is_ascii_digit() => digits += 1,
                Some(' ') if spaces_only && digits <= 3 && self.is_group_ahead() => digits = 0,
                Some('.' | ',' | '\'' | '_' | ARABIC_DECIMAL) if self.is_digit(1) => {
                    (digits, spaces_only) = (0, false);
                }
                _ => break,
            }
            self.at += 1;
        }
    }

    /// Whether a number is a part of the word before it, `AE1`, which is no currency, `EUR1 200`.
    fn is_behind_word(&self) -> bool {
        // “about1 200 000”
        const HEDGES: [&str; 8] = ["ABOUT", "APPROX", "CA", "CIRCA", "TO", "ARR", "MAX", "MIN"];
        let before = self.letters.get(..self.at).unwrap_or_default().iter().rev();
        let word: String = before.map(|(_, c)| *c).take_while(char::is_ascii_alphabetic).collect();
        let word: String = word.chars().rev().collect::<String>().to_uppercase();
        let is_sign = word == "R" || HEDGES.contains(&&*word) || super::currency::is_sign(&word);
        !word.is_empty() && !is_sign && !super::currency_codes::is_code(&word)
    }

    fn is_group_ahead(&self) -> bool {
        (1..=3).all(|ahead| self.is_digit(ahead)) && !self.is_digit(4)
    }

    /// Letters; the dot of an abbreviation belongs to it.
    fn word(&mut self) {
        let from = self.at;
        if self.letter(0).is_some_and(is_ideograph) {
            self.at += 1;
            return;
        }
        while self.letter(0).is_some_and(|c| (c.is_alphabetic() && !is_ideograph(c)) || is_combining(c)) {
            self.at += 1;
        }
        let word: String =
            self.letters.get(from..self.at).unwrap_or_default().iter().map(|(_, c)| *c).collect();
        let is_dollar = self.letter(0) == Some('$') && BEFORE_DOLLAR.contains(&word.to_lowercase().as_str());
        let is_dotted = self.letter(0) == Some('.') && self.letter(1) != Some('.');
        if is_dollar || is_dotted {
            self.at += 1;
        }
    }

    fn mark(&mut self, letter: char) {
        self.at += 1;
        if letter == '.' {
            while self.letter(0) == Some('.') {
                self.at += 1;
            }
        }
        // “+/-” and “+-”.
        let ahead = [self.letter(0), self.letter(1)];
        match (letter, ahead) {
            ('+', [Some('/'), Some('-')]) => self.at += 2,
            ('+', [Some('-'), _]) => self.at += 1,
            _ => {}
        }
    }
}

/// A letter that is a word, such as 万.
fn is_ideograph(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

/// An accent that is written apart from its letter, and signs within words of Hindi and Thai.
fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{94d}' | '\u{e47}'..='\u{e4e}')
}

/// The letter and the code of `TEUR`, `kUSD` and `mkr`.
fn letter_and_code(token: &Token) -> Option<(Token, Token)> {
    let code = token.raw.get(1..).filter(|_| token.kind == Kind::Word && token.raw.len() >= 3)?;
    let letter = token.raw.get(..1).filter(|letter| ["T", "t", "k", "K", "m", "M"].contains(letter))?;
    let part = |raw: &str, from: usize, to: usize, spaced: bool| Token {
        kind: Kind::Word,
        text: raw.to_lowercase(),
        raw: raw.to_owned(),
        from,
        to,
        spaced,
    };
    // “msek”; in small letters “mars” and “kall” are words.
    let is_small = ["sek", "nok", "dkk", "eur", "usd", "gbp", "chf"].contains(&code);
    (super::currency_codes::is_code(code) || code == "kr" || is_small).then(|| {
        let at = token.from + 1;
        (part(letter, token.from, at, token.spaced), part(code, at, token.to, false))
    })
}

/// `5OK` with letters that are no word: right behind a digit nothing is filler.
fn no_filler_behind(mut tokens: Vec<Token>) -> Vec<Token> {
    for at in 1..tokens.len() {
        let is_behind = tokens.get(at - 1).is_some_and(Token::is_number);
        if let Some(word) = tokens.get_mut(at).filter(|word| is_behind && !word.spaced && word.is(&["ok"])) {
            "0k".clone_into(&mut word.text);
        }
    }
    tokens
}

/// `TEUR 750`, `T€ 750`: the letter multiplies the number behind the currency.
fn letter_behind(mut tokens: Vec<Token>) -> Vec<Token> {
    let is_letter = |token: &Token| token.kind == Kind::Word && ["t", "k", "m"].contains(&&*token.text);
    let is_currency =
        |token: &Token| token.text == "kr" || token.text == "€" || super::currency_codes::is_code(&token.raw);
    let at = tokens.windows(3).position(|three| {
        matches!(three, [letter, currency, number] if is_letter(letter)
            && letter.to == currency.from
            && is_currency(currency)
            && number.is_number())
    });
    // “3 mkr 2027”: there it multiplies the number before it.
    let at = at.filter(|at| !at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(Token::is_number));
    if let Some(at) = at
        && tokens.get(at + 3).is_none_or(|next| super::number::multiplier(next).is_none())
    {
        // As “750 TEUR”.
        if let Some(three) = tokens.get_mut(at..at + 3) {
            three.rotate_right(1);
        }
    }
    tokens
}

/// Adds a token as it is meant: `½` is a number, dots between numbers are a range, the dot of an abbreviation
/// is none.
fn push(tokens: &mut Vec<Token>, mut token: Token) {
    if token.kind == Kind::Word && token.text.ends_with('.') {
        token.text.pop();
        token.raw.pop();
    }
    if token.kind == Kind::Mark {
        if let Some((_, decimals)) = FRACTIONS.iter().find(|(sign, _)| *sign == token.text) {
            token.kind = Kind::Number;
            // “2½”
            if let Some(whole) =
                tokens.pop_if(|last| last.is_number() && last.text.chars().all(|c| c.is_ascii_digit()))
            {
                token.text = format!("{}{decimals}", whole.text);
                token.from = whole.from;
                token.spaced = whole.spaced;
            } else {
                token.text = format!("0{decimals}");
            }
        }
        token.text = match token.text.as_str() {
            "+/-" | "+-" => "±".to_owned(),
            "…" => "-".to_owned(),
            dots if dots.len() > 1 && dots.chars().all(|c| c == '.') => "-".to_owned(),
            _ => token.text,
        };
    }
    let Some(token) = merged(tokens, token) else { return };
    match letter_and_code(&token) {
        Some((letter, code)) => tokens.extend([letter, code]),
        None => tokens.push(token),
    }
}

/// A line of several parts without the hedge at its end; names keep all their letters.
pub(in crate::entry) fn without_hedge(line: &str) -> Cow<'_, str> {
    let Ok((plain, all)) = tokens(line, "") else { return Cow::Borrowed(line) };
    let (kept, cut) = plain.split_at(all.last().map_or(plain.len(), |last| last.to));
    // Names begin with a large letter.
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && !word.starts_with('I');
    if cut.chars().any(char::is_alphabetic) && !cut.split_whitespace().any(is_name) {
        Cow::Owned(kept.to_owned())
    } else {
        Cow::Borrowed(line)
    }
}
