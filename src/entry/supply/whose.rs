//! Whose a supply is: what comes in for the team, or what each rep finds.

use crate::entry::grammar::tokens::{Token, before, split};
use crate::entry::team::words::PEOPLE;

/// `80 a month for the team`: the same without the team.
pub(super) fn of_team(said: &[Token]) -> Option<&[Token]> {
    [
        "in total",
        "total",
        "insgesamt",
        "au total",
        "en total",
        "per team",
        "for team",
        "as team",
        "across team",
        "all together",
        "altogether",
        "team - wide",
    ]
    .iter()
    .find_map(|words| before(said, words))
}

/// `2 a week per rep, 6 reps`: how many reps there are is said elsewhere.
pub(super) fn without_number_of_reps(mut said: Vec<Token>) -> Vec<Token> {
    let each = split(&said, &[",", "(", "with", "and"]).filter(|(each, reps)| {
        let reps = before(reps, ")").unwrap_or(reps);
        let counts = matches!(reps, [number, people] if number.is_number() && people.is(PEOPLE));
        counts && without_each_rep(each).is_some()
    });
    if let Some(kept) = each.map(|(each, _)| each.len()) {
        said.truncate(kept);
    }
    said
}

/// `each` at the end of what each finds.
pub(super) fn before_each(said: &[Token]) -> &[Token] {
    said.last().filter(|last| last.is(&["each", "apiece"])).map_or(&[], std::slice::from_ref)
}

/// What is left without `per rep`, wherever it stands: `8 a month per rep`, `5 per rep per month`. None, if
/// it is not said.
pub(super) fn without_each_rep(said: &[Token]) -> Option<Vec<Token>> {
    const REPS: &[&str] = &["rep", "ae", "seller", "person", "head", "verkäufer", "vendeur", "vendedor"];
    const EACH: &[&str] = &["per", "a", "each", "every", "/", "pro", "par", "por", "je"];
    // “each rep finds 4 a month”
    if let [each, rep, finds, rest @ ..] = said
        && each.is(&["each", "every"])
        && rep.is(REPS)
        && finds.is(&["finds", "gets", "brings", "creates", "sources", "generates", "books", "makes"])
    {
        return Some(rest.to_vec());
    }
    // “for each of 20 reps”
    let several = said.windows(4).position(|words| match words {
        [each, of, count, people] => {
            each.is(&["each"]) && of.is(&["of"]) && count.is_number() && people.is(PEOPLE)
        }
        _ => false,
    });
    if let Some(at) = several {
        let from = at.checked_sub(1).filter(|before| said.get(*before).is_some_and(|word| word.is(&["for"])));
        return Some([said.get(..from.unwrap_or(at))?, said.get(at + 4..)?].concat());
    }
    let at = said.iter().zip(said.get(1..)?).position(|(each, rep)| each.is(EACH) && rep.is(REPS))?;
    // “10 per rep and month”
    if let Some(and) = said.get(at + 2).filter(|and| and.is(&["and", "und", "et", "y", "e"])) {
        let per = Token { to: and.to, ..said.get(at)?.clone() };
        return Some([said.get(..at)?, &[per], said.get(at + 3..)?].concat());
    }
    // “for each rep”
    let from = at.checked_sub(1).filter(|before| said.get(*before).is_some_and(|word| word.is(&["for"])));
    Some([said.get(..from.unwrap_or(at))?, said.get(at + 2..)?].concat())
}
