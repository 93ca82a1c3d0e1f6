//! How many people a line of a team counts, and which of them are counted apart.

use super::words::{BEFORE, OF_PEOPLE, ONE_PERSON, OPENERS, PEOPLE, REGIONS, SUPPORT, THERE, is_clause_word};
use crate::entry::grammar::meant::is_like_digits;
use crate::entry::grammar::quantity::{COUNTS, trimmed};
use crate::entry::grammar::tokens::{Kind, Token, before, split, tokens, without};
use crate::entry::grammar::words::FILLER;

/// How many people a clause counts; of a range, its middle. `Rep 7` is a name.
pub(super) fn count_in(clause: &[Token]) -> Option<f64> {
    let is_multiplied = clause.iter().any(|token| crate::entry::grammar::number::multiplier(token).is_some());
    let clause = &*without(clause, THERE);
    // “New hire 2” is a name too.
    let is_new_one = matches!(clause, [new, one, number]
        if new.is(&["new"]) && one.is(ONE_PERSON) && number.is_number());
    let is_after = clause.first().is_some_and(|first| first.is(PEOPLE) && !first.is(BEFORE)) || is_new_one;
    // “4 SMB AEs”: which ones they are changes nothing of how many.
    if let [number, which @ .., people] = clause
        && (1..=3).contains(&which.len())
        && people.is(PEOPLE)
        && which.iter().all(|word| word.kind == Kind::Word || word.is(&["-"]))
        // “2O reps”
        && !which.first().is_some_and(|word| !word.spaced && is_like_digits(&word.raw))
        && !is_multiplied
        && number.is_number()
    {
        return COUNTS.quantity(std::slice::from_ref(number)).map(|count| count.value());
    }
    // “a contractor”
    if let [article, .., people] = clause
        && article.is(&["a", "an", "one"])
        && clause.iter().skip(1).all(|word| word.is(PEOPLE))
        && people.is(ONE_PERSON)
    {
        return Some(1.0);
    }
    let mut said = without(clause, PEOPLE);
    // “4 reps EMEA”
    if said.len() < clause.len() {
        said = without(&said, REGIONS);
    }
    while said.len() < clause.len() && said.pop_if(|last| last.is(OF_PEOPLE)).is_some() {}
    let span = COUNTS.span(trimmed(&said)).filter(|_| !is_multiplied && !is_after)?;
    let (low, high) = span.ends();
    Some(if span.is_range() { (0.5 * (low.value() + high.value())).round() } else { low.value() })
}

/// Whether a count of people is a range, `5-6 reps`.
pub(in crate::entry) fn is_range(clause: &[Token]) -> bool {
    COUNTS.span(trimmed(&without(&without(clause, PEOPLE), THERE))).is_some_and(|span| span.is_range())
}

/// The same with one word before a month, in whatever language: `2 recrues en mars`.
pub(in crate::entry) fn in_months(mut all: Vec<Token>) -> Vec<Token> {
    for at in 1..all.len() {
        let is_month = all.get(at).is_some_and(|month| {
            month.kind == Kind::Word && crate::model::month_names::month_of(&month.text).is_some()
        });
        if let Some(word) = all
            .get_mut(at - 1)
            .filter(|word| is_month && word.is(&["en", "im", "em", "i", "ad", "a", "à", "w", "в", "у", "în"]))
        {
            "in".clone_into(&mut word.text);
        }
        if let Some(word) =
            all.get_mut(at - 1).filter(|word| is_month && word.is(&["da", "dal", "fra", "od"]))
        {
            "from".clone_into(&mut word.text);
        }
        // “3 hires on 1 April”, “am 1. April”, “on April 1”
        let is_day = |day: &Token| day.is_number() && day.text == "1";
        let names = |word: &Token| {
            word.kind == Kind::Word && crate::model::month_names::month_of(&word.text).is_some()
        };
        let pair = all.get(at).zip(all.get(at + 1).filter(|_| all.get(at + 1).is_some()));
        let is_date = pair.is_some_and(|(one, next)| {
            (is_day(one) && (names(next) || next.is(&["."]))) || (names(one) && is_day(next))
        });
        if let Some(word) = all.get_mut(at - 1).filter(|word| is_date && word.is(&["on", "am"])) {
            "from".clone_into(&mut word.text);
        }
    }
    of_counted(all)
}

/// Words around a number of people, in whatever language: what each carries, `5 venditori da 400k`, that
/// there are more, `1 till i mars`, and which ones they are, `6 sr @ 900k`.
fn of_counted(mut all: Vec<Token>) -> Vec<Token> {
    for at in 1..all.len() {
        let is_between = at >= 2 && all.get(at).is_some_and(|next| !next.is(PEOPLE));
        let is_behind = |at: usize, is: &dyn Fn(&Token) -> bool| all.get(at).is_some_and(is);
        // “5 venditori da 400k”, “6 handlowców po 1,2 mln zł”
        let carries = is_between
            && is_behind(at - 2, &|people| people.is(PEOPLE))
            && is_behind(at, &|amount| !amount.is(&["in"]) && amount.kind != Kind::Word);
        // “1 till i mars”
        let adds = is_between
            && is_behind(at - 2, &Token::is_number)
            && is_behind(at, &|next| next.is(&["i", "in", "från"]));
        if let Some(word) = all.get_mut(at - 1) {
            if carries && word.is(&["da", "po"]) {
                "at".clone_into(&mut word.text);
            } else if adds && word.is(&["till"]) {
                "more".clone_into(&mut word.text);
            }
        }
        // “6 sr @ 900k”
        let is_counted = all.get(at - 1).is_some_and(Token::is_number);
        if let Some(word) = all.get_mut(at).filter(|word| is_counted && word.is(&["sr", "snr", "jr", "jnr"]))
        {
            "seniors".clone_into(&mut word.text);
        }
    }
    all
}

/// Whether a part begins by counting people.
pub(in crate::entry) fn is_count(all: &[Token]) -> bool {
    let said = in_months(without(all, FILLER));
    let end = said.iter().position(is_clause_word).unwrap_or(said.len());
    let (clause, later) = said.split_at(end);
    let is_named = clause.iter().any(|token| token.is(PEOPLE) || token.is(THERE)) || !later.is_empty();
    let is_tenure = before(all, "months in").or_else(|| before(all, "month in")).is_some();
    // A date behind them, `from 5/1`, is none.
    let is_record = split(clause, &["of", "/"]).is_some();
    count_in(clause).is_some_and(|count| count < 1_000.0) && is_named && !is_tenure && !is_record
}

/// Whether a part counts people who lead or help: `2 managers who don't sell`, `1 VP`. Account managers sell.
pub(super) fn counts_support(all: &[Token]) -> bool {
    let Some((count, who)) = all.split_first() else { return false };
    let named = who.iter().position(|word| word.is(SUPPORT));
    let sells = who.iter().any(|word| word.is(&["account", "key", "territory", "quota", "quotas"]));
    count_in(std::slice::from_ref(count)).is_some() && named.is_some_and(|at| at <= 2) && !sells
}

/// `5 SDRs and 20 AEs`, `2 hires in May and 1 in August`: what counts people again is a part of its own.
pub(super) fn counted_apart(part: &str) -> Vec<String> {
    const AND: &[&str] = &["and", "&", "+", "plus", "und", "et", "y", "e", "och"];
    let whole = || vec![part.to_owned()];
    let Ok((plain, all)) = tokens(part, "") else { return whole() };
    let cut = |at: usize| {
        let (first, second) = (all.get(..at)?, all.get(at + 1..)?);
        let ends = (first.last()?.to, second.first()?.from);
        // “9 reps and a VP”, “6 AEs and an SDR”
        let others = second.split_first().filter(|(one, _)| one.is(&["a", "an", "one"])).map(|(_, who)| who);
        let leads = others.is_some_and(|who| matches!(who, [one] if one.is(SUPPORT) || one.is(OPENERS)));
        // “11 + 3 from May”
        let adds = all.get(at).is_some_and(|mark| mark.is(&["+", "plus"]))
            && matches!(first, [only] if only.is_number())
            && second.len() > 1
            && second.first().is_some_and(Token::is_number)
            && is_count(second);
        let counts = adds || is_count(first) && (is_count(second) || counts_support(second) || leads);
        counts.then_some((ends, leads))
    };
    let marks = (1..all.len()).filter(|at| all.get(*at).is_some_and(|token| token.is(AND)));
    let found = marks.into_iter().find_map(cut);
    let Some(((end, from), leads)) = found.filter(|_| plain == part) else { return whole() };
    let piece = |piece: Option<&str>| piece.unwrap_or_default().to_owned();
    let others = piece(plain.get(from..));
    let others =
        if leads { format!("1 {}", others.split_once(' ').map_or("", |(_, who)| who)) } else { others };
    [vec![piece(plain.get(..end))], counted_apart(&others)].concat()
}
