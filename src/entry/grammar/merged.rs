//! Tokens that are one word in several: `business days`, `6ヶ月`, `2m-ish`, `half a million` in several
//! languages.

use super::token::{Kind, Token};
use super::words::{MULTIPLIERS, PERCENT, TIMES};

/// Half of what stands behind it, and a half more behind a number and `and`.
const HALF: &[&str] = &["medio", "media", "mezzo", "mezza", "meio", "meia", "demi", "demie", "halv", "halva"];
/// One, before `and a half`.
const ONE: &[&str] = &["en", "ett", "een"];
/// A few in words, of the languages that say `and a half` with one of these.
const FEW: &[&str] = &[
    "un", "une", "una", "uno", "um", "uma", "deux", "dos", "dois", "duas", "due", "två", "trois", "tres",
    "três", "tre", "quatre", "cuatro", "quatro", "quattro", "fyra", "cinq", "cinco", "cinque", "fem",
];
/// Words before a half more.
const AND: &[&str] = &["y", "e", "et", "och"];
/// Articles before half of something.
const ARTICLES: &[&str] = &["un", "una", "um", "uma", "en", "een", "ett", "a"];
/// Words for days, and those that say that these are days of work.
const DAYS: &[&str] = &["dias", "días", "dia", "día", "jours", "jour", "j"];
const OF_WORK: &[&str] = &[
    "úteis",
    "útil",
    "hábiles",
    "hábil",
    "laborables",
    "laborable",
    "ouvrés",
    "ouvré",
    "ouvrables",
    "ouvrable",
];

/// A token as it stands behind others, which may become a part of it; none, where it adds nothing to them.
pub(super) fn merged(tokens: &mut Vec<Token>, mut token: Token) -> Option<Token> {
    // “6ヶ月”
    if token.text == "月"
        && let Some(counter) = tokens.pop_if(|last| last.is(&["か", "ヶ", "ケ", "カ", "ヵ", "個", "个"]))
    {
        token = joined(&counter, token, "か月");
    }
    // “2週間”
    if token.text == "間" && tokens.last().is_some_and(|last| last.is(&["週", "日", "年", "か月"])) {
        return None;
    }
    // “20営業日”
    if token.text == "日"
        && let [.., first, second] = tokens.as_slice()
        && first.is(&["営"])
        && second.is(&["業"])
    {
        let first = first.clone();
        tokens.truncate(tokens.len() - 2);
        token = joined(&first, token, "workdays");
    }
    // “10 business days”
    if token.is(&["day", "days"])
        && let Some(kind) = tokens.pop_if(|last| last.is(&["business", "working", "work", "bus", "biz"]))
    {
        token = joined(&kind, token, "workdays");
    }
    // “15 dias úteis”
    if token.is(OF_WORK)
        && let Some(days) = tokens.pop_if(|last| last.is(DAYS))
    {
        token = joined(&days, token, "workdays");
    }
    // “10k~120k”
    if token.is(&["~"]) && is_amount(tokens) {
        "-".clone_into(&mut token.text);
    }
    // “2m-ish”, “20%-ish”
    if token.is(&["ish"]) {
        let hyphen = tokens.pop_if(|last| last.is(&["-"]));
        if is_amount(tokens) {
            return None;
        }
        tokens.extend(hyphen);
    }
    // “januari t/m juni”
    if token.is(&["m"])
        && let [.., t, slash] = tokens.as_slice()
        && t.is(&["t"])
        && slash.is(&["/"])
    {
        tokens.truncate(tokens.len() - 2);
        "through".clone_into(&mut token.text);
    }
    // “25k plus minus 5k”, “plus/minus”, “plus or minus”
    if token.is(&["minus"]) {
        let between = usize::from(tokens.last().is_some_and(|last| last.is(&["/", "-", "or", "oder"])));
        let plus = tokens.len().checked_sub(1 + between);
        if let Some(plus) = plus.filter(|at| tokens.get(*at).is_some_and(|word| word.is(&["plus"]))) {
            tokens.truncate(plus);
            (token.kind, token.text) = (Kind::Mark, "±".to_owned());
        }
    }
    // “3 weeks or so”
    if token.is(&["so"]) && tokens.pop_if(|last| last.is(&["or"])).is_some() {
        return None;
    }
    if let Some(from) = half_more_from(tokens, &token) {
        tokens.truncate(from);
        if let Some(one) = tokens.last_mut().filter(|one| one.is(ONE)) {
            (one.kind, one.text) = (Kind::Number, "1".to_owned());
        }
        let word = |word: &str| Token { text: word.to_owned(), ..token.clone() };
        tokens.extend(["and", "a", "half"].map(word));
        return None;
    }
    half_of(tokens, &token);
    Some(token)
}

fn joined(first: &Token, token: Token, text: &str) -> Token {
    Token { text: text.to_owned(), from: first.from, spaced: first.spaced, ..token }
}

fn is_multiplier(word: &Token) -> bool {
    MULTIPLIERS.iter().any(|(of, _)| word.is(&[of]))
}

/// Whether tokens end with an amount, `10`, `10k` or `10%`.
fn is_amount(tokens: &[Token]) -> bool {
    match tokens {
        [.., number, word] => {
            word.is_number() || (number.is_number() && (is_multiplier(word) || word.is(PERCENT)))
        }
        [number] => number.is_number(),
        [] => false,
    }
}

/// `medio millón`, `un demi-million`, `1/2 million`: a half as a number.
fn half_of(tokens: &mut Vec<Token>, token: &Token) {
    if !is_multiplier(token) {
        return;
    }
    // “1/2 million”
    if let [.., one, slash, two] = tokens.as_slice()
        && (one.text.as_str(), two.text.as_str()) == ("1", "2")
        && slash.is(&["/"])
    {
        let mut half = Token { text: "0.5".to_owned(), ..one.clone() };
        tokens.truncate(tokens.len() - 3);
        // “2 1/2 million”
        let is_whole = |last: &mut Token| last.is_number() && last.text.len() <= 2 && half.spaced;
        if let Some(whole) = tokens.pop_if(is_whole) {
            half = Token { text: format!("{}.5", whole.text), raw: half.raw, ..whole };
        }
        tokens.push(half);
        return;
    }
    let hyphens = usize::from(tokens.last().is_some_and(|last| last.is(&["-"])));
    let Some(at) = tokens.len().checked_sub(1 + hyphens) else { return };
    if !tokens.get(at).is_some_and(|half| half.is(HALF)) {
        return;
    }
    tokens.truncate(at + 1);
    if let Some(half) = tokens.pop() {
        tokens.pop_if(|article| article.is(ARTICLES));
        tokens.push(Token { kind: Kind::Number, text: "0.5".to_owned(), ..half });
    }
}

/// Where `et demi` begins in `un million et demi`, `dos años y medio`, `två och en halv miljon`, `1年半`.
fn half_more_from(tokens: &[Token], token: &Token) -> Option<usize> {
    if token.is(&["半"]) {
        return tokens.last().filter(|last| last.is(&["年", "か月", "週"])).map(|_| tokens.len());
    }
    let article = usize::from(tokens.last().is_some_and(|last| last.is(&["en", "ett"])));
    let and = tokens.len().checked_sub(1 + article)?;
    let counted = tokens.get(and.checked_sub(1)?)?;
    let is_counted = counted.is_number()
        || counted.is(ONE)
        || is_multiplier(counted)
        || TIMES.iter().any(|(word, _)| counted.is(&[word]))
        || counted.is(FEW);
    (token.is(HALF) && tokens.get(and)?.is(AND) && is_counted).then_some(and)
}
