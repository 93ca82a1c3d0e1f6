//! Lengths of time in the wording that is read: `tra 5 settimane` as `in 5 weeks`, `1/2 year` as `6 months`.

use crate::entry::grammar::tokens::{Kind, Token};
use crate::model::month_names::month_of;

/// `tra 5 settimane`, `fra 3 mesi`: where one number follows, it is no `between`.
pub(super) fn in_so_long(mut all: Vec<Token>) -> Vec<Token> {
    // “fra 3 mars” says when something begins.
    if let [between, number, unit] = all.as_mut_slice()
        && between.is(&["between", "fra"])
        && number.is_number()
        && unit.kind == Kind::Word
        && month_of(&unit.text).is_none()
    {
        "in".clone_into(&mut between.text);
    }
    all
}

/// `1/2 year`, `3/4 of a year`: so many months, and no day of a month.
pub(super) fn parts_of_year(mut all: Vec<Token>) -> Vec<Token> {
    const PARTS: [(&str, &str, &str); 3] = [("1", "2", "6"), ("1", "4", "3"), ("3", "4", "9")];
    // “1 1/2 Jahr” is a year and a half, “from 1/2 year” no time that anything takes.
    let is_behind = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        before.is_none_or(|word| word.is(&["in", "next", "within", "the", "a", "by", "until", "for"]))
    };
    let found = (0..all.len()).filter(|at| is_behind(*at)).find_map(|at| {
        let [one, slash, of, rest @ ..] = all.get(at..)? else { return None };
        let is_apart = slash.is(&["/"]) && !slash.spaced && !of.spaced;
        let year = rest.iter().take(3).position(|word| word.is(&["year", "jahr"]))?;
        let is_bare = rest.iter().take(year).all(|word| word.is(&["of", "a"])) && rest.len() == year + 1;
        let (.., months) = PARTS.iter().find(|(part, whole, _)| one.text == *part && of.text == *whole)?;
        (is_apart && is_bare).then_some((at, *months))
    });
    let Some((at, months)) = found else { return all };
    all.truncate(at + 2);
    if let [.., number, unit] = all.as_mut_slice() {
        (number.kind, number.text) = (Kind::Number, months.to_owned());
        (unit.kind, unit.text) = (Kind::Word, "months".to_owned());
    }
    all
}
