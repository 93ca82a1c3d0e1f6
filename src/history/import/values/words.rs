//! Heads and statuses as plain lower-case words, so that spelling, accents and punctuation do not matter.

/// A text as words between single spaces: lower case, without accents, `StageName` and `stage_name` as
/// `stage name`.
pub(in crate::history::import) fn words(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut was_lower = false;
    for letter in text.chars() {
        if letter.is_uppercase() && was_lower {
            folded.push(' ');
        }
        was_lower = letter.is_lowercase() || (was_lower && matches!(letter, '\u{300}'..='\u{36f}'));
        // Marks of tones in Thai stand above a letter: they neither are letters nor end a word.
        if matches!(letter, '\u{e47}'..='\u{e4e}') {
            continue;
        }
        if letter.is_ascii_alphanumeric() {
            folded.push(letter.to_ascii_lowercase());
        } else if letter.is_alphanumeric() || matches!(letter, '\u{300}'..='\u{36f}') {
            push_plain(letter, &mut folded);
        } else if letter == '%' {
            folded.push_str(" percent ");
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    let mut plain = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain
}

fn push_plain(letter: char, to: &mut String) {
    for lower in letter.to_lowercase() {
        match lower {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' | 'ă' | 'ā' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ' | 'ậ'
            | 'ắ' | 'ằ' | 'ẳ' | 'ẵ' | 'ặ' | 'ª' => to.push('a'),
            'ç' | 'ć' | 'č' => to.push('c'),
            'ď' | 'đ' => to.push('d'),
            'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' | 'ē' | 'ė' | 'ẹ' | 'ẻ' | 'ẽ' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' =>
            {
                to.push('e');
            }
            'ğ' | 'ģ' => to.push('g'),
            'ì' | 'í' | 'î' | 'ï' | 'ı' | 'ī' | 'į' | 'ỉ' | 'ị' | 'ĩ' => to.push('i'),
            'ķ' => to.push('k'),
            'ł' | 'ľ' | 'ļ' => to.push('l'),
            'ñ' | 'ń' | 'ň' | 'ņ' => to.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' | 'ọ' | 'ỏ' | 'ố' | 'ồ' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ớ'
            | 'ờ' | 'ở' | 'ỡ' | 'ợ' | 'º' => to.push('o'),
            'ř' => to.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => to.push('s'),
            'ť' | 'ţ' | 'ț' => to.push('t'),
            'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ű' | 'ū' | 'ų' | 'ụ' | 'ủ' | 'ũ' | 'ư' | 'ứ' | 'ừ' | 'ử' | 'ữ'
            | 'ự' => to.push('u'),
            'ý' | 'ÿ' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => to.push('y'),
            'ź' | 'ż' | 'ž' => to.push('z'),
            'ά' => to.push('α'),
            'έ' => to.push('ε'),
            'ή' => to.push('η'),
            'ί' | 'ϊ' => to.push('ι'),
            'ό' => to.push('ο'),
            'ύ' | 'ϋ' => to.push('υ'),
            'ώ' => to.push('ω'),
            'ς' => to.push('σ'),
            'ё' => to.push('е'),
            // Accents that stand behind their letter, as files from a Mac write them.
            '\u{300}'..='\u{36f}' => {}
            'ß' => to.push_str("ss"),
            'æ' => to.push_str("ae"),
            'œ' => to.push_str("oe"),
            other if other.is_alphanumeric() => to.push(other),
            _ => {}
        }
    }
}

/// Whether a text of words holds a phrase as whole words.
pub(in crate::history::import) fn holds(words: &str, phrase: &str) -> bool {
    let begins = |text: &str| {
        text.strip_prefix(phrase).is_some_and(|after| after.is_empty() || after.starts_with(' '))
    };
    // From the beginning of each word, which is faster than looking for the phrase anywhere.
    let mut rest = Some(words).filter(|_| !phrase.is_empty());
    while let Some(text) = rest {
        if begins(text) {
            return true;
        }
        rest = text.split_once(' ').map(|(_, after)| after);
    }
    false
}

/// “1 row”, “24 rows”.
pub(in crate::history::import) fn rows_of(count: usize) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

/// “1 row is”, “24 rows are”.
pub(in crate::history::import) fn rows_are(count: usize) -> String {
    format!("{} {}", rows_of(count), if count == 1 { "is" } else { "are" })
}

/// Whether two names are one: trimmed, without case.
pub(in crate::history::import) fn is_same(one: &str, other: &str) -> bool {
    // Letter by letter, so that texts that differ are told apart at their first letters.
    one == other || letters(one).eq(letters(other))
}

/// The letters of what names are compared by.
fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.split_whitespace().enumerate().flat_map(|(at, word)| {
        let gap = (at > 0).then_some(' ');
        gap.into_iter().chain(word.chars().flat_map(char::to_lowercase))
    })
}

/// What names are compared by.
pub(in crate::history::import) fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(char::to_lowercase));
    }
    key
}

/// Words that a row of totals, of counts or of averages begins or ends with.
const TOTALS: &str = "total totals subtotal subtotals sum sums summe summen gesamt gesamtsumme \
    zwischensumme gesamtergebnis teilergebnis insgesamt somme totaux soustotal suma totale totali \
    subtotale totaal subtotaal eindtotaal summa razem ogolem yhteensa totalt delsumma delsum totales \
    totais celkem soucet toplam osszesen итого всего 合計 小計 総計 合计 总计 итог podsumowanie lacznie mindosszesen \
    ukupno общо spolu kokku συνολο 総合計 총계 합계 小计 count anzahl average avg mean median durchschnitt \
    mittelwert moyenne promedio gemiddelde srednia genomsnitt gjennomsnitt gennemsnit keskiarvo ortalama \
    prumer";

/// Whether a word is one that labels rows of totals, or stands beside such a word.
pub(in crate::history::import) fn is_total_word(word: &str) -> bool {
    let beside = ["grand", "sub", "overall", "general", "generale", "im", "ganzen", "i", "alt", "genel"];
    TOTALS.split_whitespace().any(|total| total == word) || beside.contains(&word)
}

/// Whether a cell is the label of a row of totals.
pub(in crate::history::import) fn is_total(cell: &str) -> bool {
    // “Grand Totals (24 records)”
    let plain = words(cell.split_once(" (").map_or(cell, |(label, _)| label));
    if plain.len() > 60 {
        return false;
    }
    let mut all = plain.split(' ').filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
    let Some(first) = all.next() else { return false };
    let last = all.next_back().unwrap_or(first);
    let is_mean =
        ["media", "medel", "medelvarde", "atlag", "medie", "среднее", "平均", "平均値", "平均值", "평균"]
            .contains(&plain.as_str());
    let is_everybody =
        ["all", "everyone", "everybody", "alle", "tous", "todos", "tutti"].contains(&plain.as_str());
    is_mean
        || is_everybody
        || TOTALS.split_whitespace().any(|total| total == first || total == last)
        || ["i alt", "sub total", "genel toplam", "vegosszeg", "sous total", "im ganzen"]
            .iter()
            .any(|phrase| holds(&plain, phrase))
}
