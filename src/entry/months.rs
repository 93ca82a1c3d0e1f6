//! Names of months, in full and in short, as several languages write them.

/// By language: English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, and Polish in
/// two cases. Without accents. `listopad` is November in Polish and October in Croatian: it names none.
const NAMES: [[&str; 12]; 11] = [
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    [
        "januar",
        "februar",
        "marz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
    [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    [
        "janeiro",
        "fevereiro",
        "marco",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "styczen",
        "luty",
        "marzec",
        "kwiecien",
        "maj",
        "czerwiec",
        "lipiec",
        "sierpien",
        "wrzesien",
        "pazdziernik",
        "",
        "grudzien",
    ],
    [
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "wrzesnia",
        "pazdziernika",
        "",
        "grudnia",
    ],
];

/// Short names that are no beginnings of the long ones.
const SHORT: [(&str, u32); 4] = [("maerz", 3), ("mrz", 3), ("mrt", 3), ("janner", 1)];

/// In full alone, by month: Turkish, Czech in two cases, Finnish in three, Norwegian. Their beginnings are
/// those of other months elsewhere: Finnish `marraskuu` is November.
const WHOLE: [&str; 12] = [
    "ocak leden ledna tammikuu tammikuun tammikuuta januar",
    "subat unor unora helmikuu helmikuun helmikuuta februar",
    "mart brezen brezna maaliskuu maaliskuun maaliskuuta mars",
    "nisan duben dubna huhtikuu huhtikuun huhtikuuta april",
    "mayis kveten kvetna toukokuu toukokuun toukokuuta mai",
    "haziran cerven cervna kesakuu kesakuun kesakuuta juni",
    "temmuz cervenec cervence heinakuu heinakuun heinakuuta juli",
    "agustos srpen srpna elokuu elokuun elokuuta august",
    "eylul zari syyskuu syyskuun syyskuuta september",
    "ekim rijen rijna lokakuu lokakuun lokakuuta oktober",
    "kasim listopadu marraskuu marraskuun marraskuuta november",
    "aralik prosinec prosince joulukuu joulukuun joulukuuta desember",
];

/// The month that a word names: in full, or its first three letters or more, where these are of one month
/// only.
pub(super) fn month_of(word: &str) -> Option<u32> {
    let word: String = word.to_lowercase().chars().filter_map(without_accent).collect();
    if word.chars().count() < 3 {
        return None;
    }
    if let Some((_, month)) = SHORT.iter().find(|(short, _)| *short == word) {
        return Some(*month);
    }
    if let Some(at) = WHOLE.iter().position(|names| names.split(' ').any(|name| name == word)) {
        return u32::try_from(at + 1).ok();
    }
    let mut months = (1..=12_u32).filter(|month| {
        let named = |names: &[&str; 12]| {
            usize::try_from(month - 1)
                .ok()
                .and_then(|place| names.get(place))
                .is_some_and(|name| name.starts_with(&word))
        };
        NAMES.iter().any(named)
    });
    months.next().filter(|_| months.next().is_none())
}

fn without_accent(letter: char) -> Option<char> {
    match letter {
        '\u{300}'..='\u{36f}' => None,
        'à'..='å' => Some('a'),
        'ç' | 'č' => Some('c'),
        'è'..='ë' | 'ě' => Some('e'),
        'ğ' => Some('g'),
        'ì'..='ï' | 'ı' => Some('i'),
        'ł' => Some('l'),
        'ń' => Some('n'),
        'ò'..='ö' => Some('o'),
        'ř' => Some('r'),
        'ś' | 'š' | 'ş' => Some('s'),
        'ù'..='ü' | 'ů' => Some('u'),
        'ý' => Some('y'),
        'ź' | 'ż' | 'ž' => Some('z'),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, WHOLE, month_of};

    #[test]
    fn every_name_is_of_one_month() {
        for names in NAMES {
            for (month, name) in (1..).zip(names).filter(|(_, name)| !name.is_empty()) {
                assert_eq!(month_of(name), Some(month), "{name}");
            }
        }
        for (month, names) in (1..).zip(WHOLE) {
            for name in names.split(' ') {
                assert_eq!(month_of(name), Some(month), "{name}");
            }
        }
        assert_eq!(month_of("jui"), None, "juin or juillet");
        assert_eq!(month_of("mar"), Some(3));
    }
}
