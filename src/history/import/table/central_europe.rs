//! Letters of Windows-1250 that were read as those of Windows-1252: Polish, Czech, Slovak, Hungarian and
//! Croatian files that say nothing of their encoding.

/// Whether letters of a text, read as Windows-1252, are those of central Europe, by what no language of the
/// west writes.
pub(super) fn is_misread(letters: &[char]) -> bool {
    is_unassigned(letters)
        || is_polish(letters)
        || is_czech(letters)
        || is_hungarian(letters)
        || is_croatian(letters)
}

/// Bytes that Windows-1252 does not know stand beside letters: `Príležitosť`. Only bytes that are letters of
/// Windows-1250 count, and not those behind `â€`, which are of a text that was written twice.
fn is_unassigned(letters: &[char]) -> bool {
    letters.windows(2).any(|two| match two {
        [before, '\u{9d}'] => before.is_lowercase(),
        ['\u{8d}' | '\u{8f}', after] => after.is_lowercase(),
        _ => false,
    })
}

/// Two different letters of Polish within or at the end of words: `sprzedaż` is `sprzeda¿`, `zł` is `z³`,
/// `Wartość` is `Wartoœæ`. `m³`, `ft³`, `Children¿s` and `cœur` are written in the west.
fn is_polish(letters: &[char]) -> bool {
    let is_unit = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        matches!(before, Some('m' | 't'))
    };
    let found = |sign: char| {
        letters.windows(2).enumerate().any(|(at, two)| match two {
            [before, own] => {
                let is_raised = matches!(sign, '³' | '¹');
                // “Owner¹”, “Value³”: a footnote, where nothing stands behind but in `zł`.
                let is_within = letters.get(at + 2).is_some_and(|behind| behind.is_alphabetic());
                *own == sign
                    && before.is_alphabetic()
                    && !is_unit(at + 1)
                    && is_inside_or_last(letters, at + 1)
                    && (!is_raised || is_within || *before == 'z')
            }
            _ => false,
        })
    };
    let is_oe = letters.windows(2).any(|two| matches!(two, ['œ', 'æ' | 'c' | 'l' | 'w' | 'k' | '³']));
    let signs = ['³', '¹', '¿'].into_iter().filter(|sign| found(*sign)).count() + usize::from(is_oe);
    signs > 1
}

/// Whether a letter or the end of a word stands behind a place: not a digit, as in a footnote.
fn is_inside_or_last(letters: &[char], at: usize) -> bool {
    letters.get(at + 1).is_none_or(|behind| !behind.is_numeric() && !matches!(behind, '/' | '²'))
}

/// `ří` is read as `øí` and `ře` between letters beside `ì`: no northern language has either.
fn is_czech(letters: &[char]) -> bool {
    let pairs = |wanted: fn(char, char) -> bool| {
        letters.windows(2).filter(|two| matches!(two, [one, other] if wanted(*one, *other))).count()
    };
    let soft = pairs(|one, other| one == 'ø' && matches!(other, 'í' | 'á' | 'ý'));
    // Italian ends words so: `lunedì`.
    let within = pairs(|one, other| one == 'ì' && other.is_lowercase());
    let own = pairs(|one, other| one == 'ø' && other.is_lowercase());
    soft > 1 || (within > 0 && own > 0 && soft > 0)
}

/// `ő` is read as `õ`, which Portuguese writes before `e` and Estonian beside `ä`.
fn is_hungarian(letters: &[char]) -> bool {
    let count = |all: &[char]| letters.iter().filter(|letter| all.contains(letter)).count();
    let other = letters.windows(2).filter(|two| matches!(two, ['õ', behind] if *behind != 'e')).count();
    other > 1
        && count(&['û', 'Û']) > 0
        && count(&['ã', 'Ã', 'ä', 'Ä', 'ç', 'ê', 'ñ']) == 0
        && count(&['é', 'á', 'É', 'Á']) > 1
}

/// Names end in `iæ` beside `è` and a letter with a caron: `Kovaèiæ`, `Žaniæ`.
fn is_croatian(letters: &[char]) -> bool {
    let has = |all: &[char]| letters.iter().any(|letter| all.contains(letter));
    let ends = letters.windows(3).filter(|three| match three {
        ['i', 'æ', behind] => !behind.is_alphabetic(),
        _ => false,
    });
    ends.count() > 1 && has(&['è', 'È']) && has(&['š', 'Š', 'ž', 'Ž'])
}

#[cfg(test)]
mod tests {
    use super::is_misread;

    #[test]
    fn letters_of_central_europe_are_told_from_those_of_the_west() {
        let is = |text: &str| is_misread(&text.chars().collect::<Vec<char>>());
        let central = [
            "ID;W³aœciciel;Kwota\n1;Ewa ¯ak;13 500,00",
            "Handlowiec;Sprzeda¿;Plan\nAda;590 000 z³;1",
            "Obchodní pøípad;Fáze\nA;Pøíprava, uzavøení",
            "Príležitos\u{9d};Fáza",
            "Lehetõség;Tulajdonos\nA;Szûcs Dezsõ\nÁdám;é",
            "Prilika;Vlasnik\nA;Ivana Èoviæ\nB;Žaniæ\n",
        ];
        let west = [
            "Volume;Deal\n12 m³;Children¿s books\n14 ft³;A",
            "Owner;Cœur\nA;L'œuvre\nŒil;sœur",
            "Sælger;Beløb\nSørensen;høj\nØrsted;æø",
            "Négocio;Proposição\nA;ações\nB;Põe\ncondições;é",
            "Müük;Hõive\nÕnne Põder;ä\né;á",
            "Cliente;Giorno\nA;lunedì\nB;venerdì\nSø;A",
            "Deal;Note¹\nA;see note¹\nB;Area 5 m³ and 3 ft³",
            "Cliente;NºPedido\nMª;¿qué?",
            "Šimek;Sørensen;Žižek",
            "Nome;â€\u{9d}quoted",
        ];
        for text in central {
            assert!(is(text), "{text}");
        }
        for text in west {
            assert!(!is(text), "{text}");
        }
    }
}
