//! So many won and so many lost: `9 won, 32 lost`.

use crate::entry::EntryError;
use crate::entry::grammar::number::whole_number;
use crate::entry::grammar::quantity::{COUNTS, trimmed};
use crate::entry::grammar::tokens::{Kind, Token, after, before, split, without};
use crate::entry::grammar::words::{FILLER, OF, PERCENT, THINGS};

/// What is not decided yet.
pub(super) const OPEN: &[&str] = &[
    "open",
    "pending",
    "undecided",
    "hold",
    "offen",
    "offene",
    "abiertas",
    "abiertos",
    "ouvertes",
    "cours",
    "aperte",
    "aperti",
    "öppna",
    "abertas",
    "abertos",
];

pub(in crate::entry) const WON: &[&str] = &[
    "won",
    "wins",
    "win",
    "w",
    "passed",
    "closed",
    "gewonnen",
    "gagnés",
    "gagnées",
    "ganados",
    "ganadas",
    "ganhos",
    "ganhas",
    "vinti",
    "vinte",
    "vunna",
    "signés",
    "signées",
    "abschlüsse",
    "vendas",
    "ventas",
    "vendite",
    "siege",
    "gewinne",
    "victoires",
    "victorias",
    "vitórias",
    "vittorie",
    "vinster",
    "勝",
    "converted",
    "ganado",
    "ganada",
    "gané",
    "ganamos",
    "gagné",
    "gagnée",
    "vinto",
    "vinta",
    "ganho",
    "ganha",
    "ganhei",
    "vunnit",
    "vundet",
    "vundne",
    "vunnet",
    "wygrane",
    "wygranych",
    "wygrana",
    "gewonnene",
    "wons",
    "signed",
    "converti",
    "converties",
    "convertidos",
    "convertidas",
    "convertite",
    "konvertiert",
    "behaald",
    "binnengehaald",
    "cierres",
    "cerradas",
    "cerrados",
    "chiuse",
    "chiusi",
    "abgeschlossen",
    "fechados",
    "fechadas",
    "fechamentos",
    "closes",
    "conclues",
    "conclus",
    "afgesloten",
    "avslut",
    "signerade",
    "chiusure",
    "landed",
    "vann",
    "vinner",
    "wonnen",
    "gewannen",
    "kazanıldı",
    "kazanılan",
    "kazandı",
    "vyhráno",
    "vyhraných",
    "geholt",
    "gew",
    "ganhamos",
    "gagnons",
    "vinciamo",
    "ganaron",
];
pub(in crate::entry) const LOST: &[&str] = &[
    "lost",
    "losses",
    "loss",
    "l",
    "failed",
    "verloren",
    "perdus",
    "perdues",
    "perdidos",
    "perdidas",
    "persi",
    "perse",
    "förlorade",
    "förluster",
    "niederlagen",
    "verluste",
    "défaites",
    "derrotas",
    "sconfitte",
    "敗",
    "perdu",
    "perdue",
    "perso",
    "persa",
    "perdido",
    "perdida",
    "perdí",
    "perdimos",
    "perdi",
    "förlorat",
    "tabt",
    "tabte",
    "tapt",
    "tapte",
    "przegrane",
    "przegranych",
    "losts",
    "verl",
    "perdemos",
    "perdiamo",
    "förlorar",
    "verliezen",
    "verlieren",
    "kaybedildi",
    "kaybedilen",
    "kaybetti",
    "prohráno",
    "prohraných",
    "perdieron",
];

/// Words for deals that are over: won, to those who close them, or decided either way.
pub(super) const CLOSED: &[&str] = &[
    "closed",
    "cerradas",
    "cerrados",
    "chiuse",
    "chiusi",
    "abgeschlossen",
    "abgeschlossene",
    "fechados",
    "fechadas",
    "conclues",
    "conclus",
    "afgesloten",
    "avslutade",
    "lukket",
    "lukkede",
    "zamknięte",
    "zamkniętych",
];

/// `60 closed, 46 lost`: whether the 46 are among those that are closed is asked, unless they are more; in
/// `46 lost of 60 closed` they are.
pub(super) fn closed_and_lost(all: &[Token]) -> Option<Result<(u32, u32), EntryError>> {
    let is_won = all.iter().any(|word| word.is(WON) && !word.is(CLOSED));
    let is_said = |words: &[&str]| all.iter().any(|word| word.is(words));
    if is_won || !is_said(CLOSED) || !is_said(LOST) {
        return None;
    }
    let said = without(&without(all, FILLER), THINGS);
    if let Some((lost, closed)) = split(&said, OF)
        && lost.iter().any(|word| word.is(LOST))
    {
        let (lost, closed) = (count(&without(lost, LOST))?, count(&without(closed, CLOSED))?);
        return Some(Ok((closed.checked_sub(lost)?, closed)));
    }
    let said: Vec<Token> = said
        .into_iter()
        .map(|word| if word.is(CLOSED) { Token { text: "won".to_owned(), ..word } } else { word })
        .collect();
    let (closed, lost) = wins_and_losses(&said)?;
    let won = closed.checked_sub(lost)?;
    let reason = "what is closed may be what was won, or all that was decided: say how many were won";
    Some(Err(EntryError::guessed(reason, "14 won, 46 lost", format!("{won} won, {lost} lost"))))
}

/// The same where both stand beside each other: alone, these may be names of stages.
const WON_BESIDE: &[&str] = &["cw", "advanced", "progressed", "moved"];
const LOST_BESIDE: &[&str] = &["cl", "dropped"];

/// `9 won, 32 lost`, in any order; none, if the text does not say both.
pub(super) fn wins_and_losses(all: &[Token]) -> Option<(u32, u32)> {
    // “11 closed won, 41 closed lost”
    let is_doubled = all.iter().any(|token| token.is(&["won"]));
    let all = if is_doubled { without(all, &["closed"]) } else { all.to_vec() };
    let said = without(
        &without(&all, FILLER),
        &[
            "deal",
            "deals",
            "opportunities",
            "opps",
            "leads",
            "and",
            ",",
            "/",
            "&",
            ";",
            "+",
            "-",
            "i",
            "und",
            "et",
            "y",
            "e",
            "och",
            "for",
            "against",
            "vs",
            "to",
            "gegen",
            "pour",
            "on",
            "contre",
            "por",
            "contra",
            "mot",
            "tegen",
            "件",
            "、",
            "affaires",
            "opportunités",
            "oportunidades",
            "trattative",
            "affärer",
            "negócios",
        ],
    );
    let (mut won, mut lost) = (None, None);
    let mut rest = said.as_slice();
    while !rest.is_empty() {
        let is_won = |token: &Token| token.is(WON) || token.is(WON_BESIDE);
        // “6 moved, 9 stalled”; beside those that are won a stalled deal is still open.
        let is_stalled = |token: &Token| token.is(&["stalled"]) && all.iter().any(|word| word.is(&["moved"]));
        let is_lost = |token: &Token| token.is(LOST) || token.is(LOST_BESIDE) || is_stalled(token);
        let is_said = |token: &Token| is_won(token) || is_lost(token);
        // “won 9, lost 32”, or “9 won, 32 lost”.
        let at = rest.iter().position(is_said)?;
        let (number, word, others) = if at == 0 {
            let (word, others) = rest.split_first()?;
            let next = others.iter().position(is_said).unwrap_or(others.len());
            let (number, others) = others.split_at(next);
            (number, word, others)
        } else {
            let (number, others) = rest.split_at(at);
            let (word, others) = others.split_first()?;
            (number, word, others)
        };
        let number = count(number)?;
        let slot = if is_won(word) { &mut won } else { &mut lost };
        if slot.replace(number).is_some() {
            return None;
        }
        rest = others;
    }
    won.zip(lost)
}

/// `7 won, 18 total`, `18 in all, 7 won`: what was won, of how many that were decided.
pub(super) fn won_of_total(all: &[Token]) -> Option<(u32, u32)> {
    const TOTAL: &[&str] = &["total", "altogether", "decided", "all"];
    let said = without(&without(all, FILLER), &["deals", "opps", "opportunities", "in", "out", "of"]);
    // “14 won 60 total”
    let behind_won = || {
        let at = said.iter().position(|word| word.is(WON)).filter(|at| *at > 0)?;
        said.split_at_checked(at + 1).filter(|(_, rest)| !rest.is_empty())
    };
    let (first, second) = split(&said, &[",", "/", ";", "("]).or_else(behind_won)?;
    let side = |said: &[Token], words: &[&str]| {
        let number = without(&without(said, words), &[")"]);
        (number.len() < said.len()).then(|| count(&number)).flatten()
    };
    let (won, all) =
        side(first, WON).zip(side(second, TOTAL)).or_else(|| side(second, WON).zip(side(first, TOTAL)))?;
    (won <= all).then_some((won, all))
}

/// `41 opps, 9 won`, `64 entschieden, davon 17 gewonnen`: what was won, behind all that were decided.
pub(super) fn whole_then_won(all: &[Token]) -> Option<(u32, u32)> {
    const AMONG: &[&str] =
        &["davon", "dont", "di cui", "waarvan", "varav", "of which", "of them", "de ellas", "das quais"];
    const DECIDED: &[&str] = &[
        "decided",
        "entschieden",
        "afgerond",
        "avgjorda",
        "decise",
        "décidées",
        "affaires",
        "opportunités",
        "trattative",
        "oportunidades",
        "affärer",
        "negócios",
        "tratos",
        "kansen",
        "angebote",
        "entered",
    ];
    // “41 opps: 9 won”, “50 deals / 12 wins”
    let (whole, won) = split(all, &[",", ":", "/"]).or_else(|| split(all, AMONG))?;
    let won = AMONG.iter().find_map(|words| after(won, words)).unwrap_or(won);
    let bare = |said: &[Token], words: &[&str]| {
        let number = without(&without(said, FILLER), words);
        let [only] = number.as_slice() else { return None };
        count(std::slice::from_ref(only)).filter(|_| only.is_number() && number.len() < said.len())
    };
    let is_people = |word: &Token| word.is(&["rep", "reps", "ae", "aes", "seller", "sellers"]);
    let is_lost =
        all.iter().any(|word| word.is(LOST) || word.is(OPEN) || word.is(PERCENT) || is_people(word));
    let of = [THINGS, CLOSED, DECIDED].into_iter().find_map(|words| bare(whole, words));
    // “41 opps, 20 closed”: won or lost.
    let may_be_lost = won.iter().any(|word| word.is(CLOSED)) && !won.iter().any(|word| word.is(&["won"]));
    let won = without(won, &["of", "them", "those"]);
    // “450 entered, 203 moved on”
    let moved = ["moved on", "move on", "moved", "went on", "advanced", "progressed", "made it"];
    let moved = moved.iter().find_map(|words| before(&won, words)).and_then(|number| match number {
        [only] if only.is_number() => count(number),
        _ => None,
    });
    let won = moved.or_else(|| bare(&won, WON))?;
    let is_year = |of: &u32| (2_000..2_100).contains(of);
    of.filter(|of| won <= *of && !is_lost && !may_be_lost && !is_year(of)).map(|of| (won, of))
}

/// `3 won, 9 lost, 4 no decision`: whether those four are over is not said.
pub(super) fn without_decision(all: &[Token], example: &'static str) -> Option<EntryError> {
    let (both, rest) = split(all, &[",", "and", ";", "+", "/"]).filter(|_| all.len() > 4)?;
    let (second, third) = split(rest, &[",", "and", ";", "+", "/"])?;
    let undecided =
        ["no decision", "no decisions", "no - decision", "without decision", "undecided", "nodecision"];
    let third = undecided.iter().find_map(|words| before(third, words)).and_then(count)?;
    let counted = [both, &[all.get(both.len())?.clone()], second].concat();
    let (won, lost) = wins_and_losses(&counted)?;
    let over = won.checked_add(lost)?.checked_add(third)?;
    let reason = "a deal that ended without a decision counts as lost, one that goes on not at all";
    Some(EntryError::guessed(reason, example, format!("{won} of {over}")))
}

/// `60 opps -> 12 wins`, `60 → 12`: the part and the whole, and whether words say that these are counts.
pub(super) fn whole_to_part(all: &[Token]) -> Option<(u32, u32, Counts)> {
    const ONWARD: [&str; 5] = ["→", "->", "=>", "- >", "= >"];
    let (whole, part) = split(all, &ONWARD).filter(|_| !all.iter().any(|token| token.is(PERCENT)))?;
    let number = |said: &[Token]| {
        let bare = without(&without(&without(said, FILLER), THINGS), WON);
        Some((count(&bare)?, bare.len() < said.len()))
    };
    let ((whole, whole_named), (part, part_named)) = (number(whole)?, number(part)?);
    let counts = if whole_named || part_named { Counts::Named } else { Counts::Bare };
    (part <= whole).then_some((part, whole, counts))
}

/// Whether words name what two numbers count.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::entry) enum Counts {
    Named,
    Bare,
}

/// `9 of 41, 32 lost`: what was won, of how many, and what was lost, which have to agree.
pub(super) fn counted_with_lost(all: &[Token]) -> Option<Result<(u32, u32), EntryError>> {
    let (counts, lost) = split(all, &[",", "(", ";", "and"])?;
    let lost = before(lost, ")").unwrap_or(lost);
    let said = without(lost, LOST);
    let lost = count(&without(&said, THINGS)).filter(|_| said.len() < lost.len())?;
    let (won, whole) = split(counts, OF)?;
    let (won, whole) = (count(&without(&without(won, THINGS), WON))?, count(&without(whole, THINGS))?);
    if won.checked_add(lost) == Some(whole) {
        return Some(Ok((won, whole)));
    }
    let reason = "what was won and lost is not the total: what is open still counts for neither";
    Some(Err(EntryError::questioned(reason, "9 won, 32 lost")))
}

/// `of 60 demos 24 went on`: the part and the whole, of which the whole stands first.
pub(super) fn whole_first(all: &[Token]) -> Option<(u32, u32)> {
    const ONWARD: &[&str] =
        &["auf", "to", "bis", "à", "a", "naar", "til", "till", "do", "tot", "al", "until", "na", "para"];
    const OF: [&str; 10] = ["out of", "of", "von", "sur", "av", "van de", "van", "di", "de", "dos"];
    let rest = OF.iter().find_map(|words| after(all, words))?;
    let is_plain = |token: &Token| token.kind != Kind::Mark || token.is(&[","]);
    let at: Vec<usize> = (0..rest.len()).filter(|at| rest.get(*at).is_some_and(Token::is_number)).collect();
    let [0, second] = *at.as_slice() else { return None };
    // “von 40 auf 30” is a change.
    if rest.get(1..second)?.iter().any(|word| word.is(ONWARD)) {
        return None;
    }
    let says_lost = rest.iter().any(|token| token.is(LOST) || token.is(PERCENT) || token.is(&["each"]));
    if says_lost || !rest.iter().all(is_plain) {
        return None;
    }
    let whole = count(rest.get(..1)?)?;
    let part = count(rest.get(second..=second)?)?;
    (part <= whole && second > 1).then_some((part, whole))
}

pub(in crate::entry) fn count(tokens: &[Token]) -> Option<u32> {
    whole_number(COUNTS.quantity(trimmed(tokens))?.value())
}

/// `-3 of 12`: nothing is counted below none.
pub(super) fn below_none(all: &[Token], example: &'static str) -> Option<EntryError> {
    let [minus, number, of, ..] = all else { return None };
    let is_below = minus.is(&["-"]) && number.is_number() && !number.spaced && of.is(&["of", "/", "out"]);
    let reason = "a number of deals is not below none";
    is_below.then(|| EntryError::questioned(reason, example))
}

/// `9 won, 32 lost, 5 still open`: what is open is not decided.
pub(super) fn without_open(all: Vec<Token>) -> Vec<Token> {
    let has_lost = all.iter().any(|word| word.is(LOST));
    let is_open = all.last().is_some_and(|last| last.is(OPEN)) && has_lost;
    let at = all.iter().rposition(Token::is_number).filter(|at| is_open && *at > 0);
    // “won 9, lost 32, still open 12”
    let behind = all.iter().rposition(|word| word.is(OPEN)).filter(|at| {
        has_lost && all.get(at + 1..).is_some_and(|rest| matches!(rest, [number] if number.is_number()))
    });
    let is_still = |at: &usize| all.get(at - 1).is_some_and(|word| word.is(&["still"]));
    let at = at.or(behind.filter(|at| *at > 0).map(|at| at - usize::from(is_still(&at))));
    let Some(said) = at.and_then(|at| all.get(..at)) else { return all };
    let is_and = |token: &&Token| token.is(&[",", ";", "and", "+", "&", "/", "("]);
    let end = said.len() - said.iter().rev().take_while(is_and).count();
    said.get(..end).unwrap_or_default().to_vec()
}
