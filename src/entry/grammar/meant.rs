//! What a number may be meant to be that is not read: `2-3,000,000`, whose low end leaves out its millions,
//! and `5O deals`, with a letter for a 0.

use super::token::Token;

/// Words between the ends of a range.
const TO: &[&str] = &["-", "to", "bis", "à", "a", "al", "tot", "til", "till", "do", "até", "hasta"];

/// Whether digits are in groups of three, `3,000,000`, `800 000`.
pub(in crate::entry) fn in_groups(digits: &str) -> bool {
    let mut groups = digits.split(|c: char| !c.is_ascii_digit());
    let is_first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    let mut others = groups.peekable();
    is_first && others.peek().is_some() && others.all(|group| group.len() == 3)
}

/// The text of tokens, with another for some of them.
fn written(tokens: &[Token], of: &dyn Fn(usize, &Token) -> Option<String>) -> String {
    let mut said = String::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.spaced && at > 0 {
            said.push(' ');
        }
        said += &of(at, token).unwrap_or_else(|| token.raw.clone());
    }
    said
}

/// `2-3,000,000` with its low end in full, `2,000,000-3,000,000`; none, where the low end lacks nothing.
pub(in crate::entry) fn low_in_full(tokens: &[Token]) -> Option<String> {
    let low_of = |token: &Token| {
        let is_bare = token.is_number() && token.text.bytes().all(|digit| digit.is_ascii_digit());
        token.text.parse::<f64>().ok().filter(|low| is_bare && (1.0..1_000.0).contains(low))
    };
    let (at, low, high) = (0..tokens.len()).find_map(|at| {
        let [first, rest @ ..] = tokens.get(at..)? else { return None };
        let low = low_of(first)?;
        let to = rest.iter().take(2).position(|word| word.is(TO))?;
        let high = rest.get(to + 1..)?.iter().take(2).find(|high| high.is_number())?;
        in_groups(&high.text).then_some((at, low, high))
    })?;
    let mark = high.text.chars().find(|c| !c.is_ascii_digit())?;
    let digits: String = high.text.chars().filter(char::is_ascii_digit).collect();
    let most: f64 = digits.parse().ok()?;
    let (mut groups, mut in_thousands) = (0, low * 1_000.0);
    while in_thousands <= most {
        (groups, in_thousands) = (groups + 1, in_thousands * 1_000.0);
    }
    let in_full = |place: usize, token: &Token| {
        (place == at).then(|| (0..groups).fold(token.raw.clone(), |said, _| format!("{said}{mark}000")))
    };
    (groups > 0).then(|| written(tokens, &in_full))
}

/// `5O deals` as `50 deals`: a letter that stands right behind a digit and looks like another one.
pub(in crate::entry) fn in_digits(tokens: &[Token]) -> Option<String> {
    let digits = |at: usize, token: &Token| {
        let is_behind = at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(Token::is_number);
        (is_behind && !token.spaced && is_like_digits(&token.raw))
            .then(|| token.raw.replace(['o', 'O'], "0").replace(['l', 'I'], "1"))
    };
    let is_one = (0..tokens.len()).any(|at| tokens.get(at).is_some_and(|token| digits(at, token).is_some()));
    is_one.then(|| written(tokens, &digits))
}

/// Whether letters look like digits, `O`, `l`, `OK` for thousands.
pub(in crate::entry) fn is_like_digits(raw: &str) -> bool {
    let letters = raw.strip_suffix(['k', 'K', 'm', 'M']).unwrap_or(raw);
    !letters.is_empty() && letters.chars().all(|letter| ['o', 'O', 'l', 'I'].contains(&letter))
}
