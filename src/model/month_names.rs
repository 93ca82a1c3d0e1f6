//! Names of months, in full and in short, as several languages write them: in fields and in files.
//!
//! No name may be a word that a field uses otherwise, or a person's: whatever names a month is no name of a
//! rep. So the languages of Latin letters beyond the first eleven have their names in full alone, without
//! those of two months (`listopad`, and Croatian `lip`, which is July to Poles) and without those that people
//! have; short and personal ones (`avg`, `sub`, `noi`, `Ian`, `Julius`) are months beside the number of a
//! year only ([`month_beside_a_year`]). Of those that stay (`Martie`, `Марта`) a team takes the first word of
//! a name for a name ([`names_month_and_no_person`]).

/// In English.
pub const ENGLISH_MONTHS: [&str; 12] = [
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
];

/// By language: English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, and Polish in
/// two cases. Without accents. `listopad` is November in Polish and October in Croatian: it names none.
const NAMES: [[&str; 12]; 11] = [
    ENGLISH_MONTHS,
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

/// In full alone, by month: Turkish, Czech in two cases, Finnish in three, Norwegian, Croatian in three,
/// Romanian, Hungarian, Slovak and Slovene, Indonesian. Their beginnings are those of other months elsewhere:
/// Finnish `marraskuu` is November.
const WHOLE: [&str; 12] = [
    "ocak leden ledna tammikuu tammikuun tammikuuta januar sijecanj sijecnja sijecnju ianuarie \
     januara januarja",
    "subat unor unora helmikuu helmikuun helmikuuta februar veljaca veljace veljaci februarie \
     februara februarja",
    "mart brezen brezna maaliskuu maaliskuun maaliskuuta mars ozujak ozujka ozujku martie marec \
     marcius maret",
    "nisan duben dubna huhtikuu huhtikuun huhtikuuta april travanj travnja travnju aprilie aprila \
     aprilis",
    "mayis kveten kvetna toukokuu toukokuun toukokuuta mai svibanj svibnja svibnju majus",
    "haziran cerven cervna kesakuu kesakuun kesakuuta juni lipanj lipnja lipnju iunie junij",
    "temmuz cervenec cervence heinakuu heinakuun heinakuuta juli srpanj srpnja srpnju iulie julij",
    "agustos srpen srpna elokuu elokuun elokuuta august kolovoz kolovoza kolovozu augusztus \
     avgust avgusta agustus",
    "eylul zari syyskuu syyskuun syyskuuta september rujan rujna rujnu septembrie septembra \
     szeptember",
    "ekim rijen rijna lokakuu lokakuun lokakuuta oktober octombrie oktobra",
    "kasim listopadu marraskuu marraskuun marraskuuta november studeni studenoga studenog \
     studenom noiembrie novembra",
    "aralik prosinec prosince joulukuu joulukuun joulukuuta desember prosinac prosinca prosincu \
     decembrie decembra",
];

/// Short forms and personal names that are months beside the number of a year, by month: Romanian, Turkish,
/// Hungarian, Slovene and Slovak, Indonesian, Finnish, Czech; names in full of Estonian, Latvian, Lithuanian
/// and Catalan. `srp` and `lis` name none: they are two months in Czech and in Croatian.
const BESIDE_A_YEAR: [&str; 12] = [
    "ian oca tammi led jaanuar jaan janvaris janvari januarie sausio sausis gener",
    "sub helmi veebruar veebr februaris febreiro feber vasario vasaris",
    "maalis marta kovo kovas",
    "nis huhti dub aprill balandzio balandis",
    "touko maijs maig geguzes geguze kve maija",
    "junius junija juna haz iun kesa juuni junijs junie juny birzelio birzelis",
    "julius julija jula iul tem heina juuli julijs julie julai juliol liepos liepa",
    "augusta agu ags avg elo augusts agust rugpjucio rugpjutis",
    "eyl szept syys zar septembris septembri septembar setiembre setembre rugsejo rugsejis",
    "eki loka rij oktoober oktobris oktobri oktobar spalio spalis",
    "noi kas marras novembris novembri novembar lapkricio lapkritis",
    "des ara joulu detsember dets decembris decembri decembar decembro desembre gruodzio gruodis",
];

/// In other scripts, by month, in full and in short, without accents: Russian in three cases, Bulgarian,
/// Ukrainian in three cases, Greek in three, Arabic (also of the Levant and the Maghreb, where it is one
/// word), Hebrew, Hindi, Thai.
const OTHER_SCRIPTS: [&str; 12] = [
    "январь января январе янв януари ян січень січня січні січ ιανουαριος ιανουαριου ιανουαριο \
     ιαν يناير جانفي ינואר ינו जनवरी มกราคม มค",
    "февраль февраля феврале фев февр февруари лютий лютого лютому лют φεβρουαριος φεβρουαριου \
     φεβρουαριο φεβ فبراير شباط فيفري פברואר פבר फरवरी กุมภาพันธ์ กพ",
    "март марта марте мар березень березня березні бер μαρτιος μαρτιου μαρτιο μαρ مارس اذار מרץ \
     מרס मार्च มีนาคม มีค",
    "апрель апреля апреле апр април квітень квітня квітні кві квіт απριλιος απριλιου απριλιο απρ \
     ابريل افريل نيسان אפריל אפר अप्रैल เมษายน เมย",
    "май мая мае травень травня травні тра трав μαιος μαιου μαιο μαι مايو ماي ايار מאי मई พฤษภาคม \
     พค",
    "июнь июня июне июн юни юн червень червня червні чер черв ιουνιος ιουνιου ιουνιο ιουν يونيو \
     يونيه حزيران جوان יוני जून มิถุนายน มิย",
    "июль июля июле июл юли юл липень липня липні лип ιουλιος ιουλιου ιουλιο ιουλ يوليو يوليه \
     تموز جويلية יולי जुलाई กรกฎาคม กค",
    "август августа августе авг серпень серпня серпні сер серп αυγουστος αυγουστου αυγουστο αυγ \
     اغسطس اب اوت אוגוסט אוג अगस्त สิงหาคม สค",
    "сентябрь сентября сентябре сен сент септември септ сеп вересень вересня вересні вер \
     σεπτεμβριος σεπτεμβριου σεπτεμβριο σεπ σεπτ سبتمبر ايلول ספטמבר ספט सितंबर सितम्बर กันยายน \
     กย",
    "октябрь октября октябре окт октомври жовтень жовтня жовтні жов жовт οκτωβριος οκτωβριου \
     οκτωβριο οκτ اكتوبر אוקטובר אוק अक्टूबर अक्तूबर ตุลาคม ตค",
    "ноябрь ноября ноябре ноя нояб ноември ное ноем листопад листопада листопаді лис лист \
     νοεμβριος νοεμβριου νοεμβριο νοε نوفمبر נובמבר נוב नवंबर नवम्बर พฤศจิกายน พย",
    "декабрь декабря декабре дек декември грудень грудня грудні гру груд δεκεμβριος δεκεμβριου \
     δεκεμβριο δεκ ديسمبر דצמבר דצמ दिसंबर दिसम्बर ธันวาคม ธค",
];

/// The month that a word names: in full, or its first three letters or more, where these are of one month
/// only.
pub fn month_of(word: &str) -> Option<u32> {
    let word = plain_name(word);
    if !word.is_ascii()
        && let Some(month) = listed(&OTHER_SCRIPTS, &word).or_else(|| {
            // Hebrew “in March”: one letter before the name.
            let name = ['ב', 'ל', 'מ'].iter().find_map(|letter| word.strip_prefix(*letter))?;
            listed(&OTHER_SCRIPTS, name.trim_start_matches('-'))
        })
    {
        return Some(month);
    }
    if word.chars().count() < 3 {
        return None;
    }
    if let Some((_, month)) = SHORT.iter().find(|(short, _)| *short == word) {
        return Some(*month);
    }
    if let Some(month) = listed(&WHOLE, &word) {
        return Some(month);
    }
    of_first_languages(&word)
}

/// The month that a word is by its whole name, or by the usual short form, in the languages of the West: for
/// heads of tables, where `Marca` is a brand and `Set` no September.
pub fn whole_month_of(word: &str) -> Option<u32> {
    const LANGUAGES: usize = 9;
    const USUAL: [&str; 12] =
        ["jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep sept", "oct okt", "nov", "dec dez dic"];
    let word = plain_name(word);
    let named = NAMES.iter().take(LANGUAGES).find_map(|names| listed(names, &word));
    named.or_else(|| listed(&USUAL, &word))
}

/// Whether a word names a month in one of the first languages, in which no month is a person’s name that is
/// looked for.
pub fn names_month_and_no_person(word: &str) -> bool {
    let word = plain_name(word);
    word.chars().count() > 2 && of_first_languages(&word).is_some()
}

/// The month whose name begins with a word in one of the first languages.
fn of_first_languages(word: &str) -> Option<u32> {
    let mut months = (1..=12_u32).filter(|month| {
        let named = |names: &[&str; 12]| {
            usize::try_from(month - 1)
                .ok()
                .and_then(|place| names.get(place))
                .is_some_and(|name| name.starts_with(word))
        };
        NAMES.iter().any(named)
    });
    months.next().filter(|_| months.next().is_none())
}

/// The month that a word names beside the number of a year, which is a word or a name otherwise.
pub fn month_beside_a_year(word: &str) -> Option<u32> {
    listed(&BESIDE_A_YEAR, &plain_name(word))
}

fn plain_name(word: &str) -> String {
    word.to_lowercase().chars().filter_map(without_accent).collect()
}

/// The place in a table, from 1, of the line that has a word.
fn listed(table: &[&str; 12], word: &str) -> Option<u32> {
    let at = table.iter().position(|names| !word.is_empty() && names.split(' ').any(|name| name == word))?;
    u32::try_from(at + 1).ok()
}

fn without_accent(letter: char) -> Option<char> {
    match letter {
        // Accents that are written apart, the dot of Hindi letters, and vowels of Arabic.
        '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{64b}'..='\u{652}' => None,
        '\u{95e}' => Some('\u{92b}'),
        'ά' => Some('α'),
        'έ' => Some('ε'),
        'ή' => Some('η'),
        'ί' | 'ϊ' | 'ΐ' => Some('ι'),
        'ό' => Some('ο'),
        'ύ' | 'ϋ' | 'ΰ' => Some('υ'),
        'ώ' => Some('ω'),
        'أ' | 'إ' | 'آ' => Some('ا'),
        'à'..='å' | 'ā' => Some('a'),
        'ç' | 'č' | 'ć' => Some('c'),
        'è'..='ë' | 'ě' | 'ė' | 'ē' => Some('e'),
        'ğ' => Some('g'),
        'ì'..='ï' | 'ı' | 'ī' => Some('i'),
        'ł' => Some('l'),
        'ń' => Some('n'),
        'ò'..='ö' => Some('o'),
        'ř' => Some('r'),
        'ś' | 'š' | 'ş' => Some('s'),
        'ù'..='ü' | 'ů' | 'ū' => Some('u'),
        'ý' => Some('y'),
        'ź' | 'ż' | 'ž' => Some('z'),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{BESIDE_A_YEAR, NAMES, OTHER_SCRIPTS, WHOLE, month_beside_a_year, month_of};

    #[test]
    fn every_name_is_of_one_month() {
        for names in NAMES {
            for (month, name) in (1..).zip(names).filter(|(_, name)| !name.is_empty()) {
                assert_eq!(month_of(name), Some(month), "{name}");
            }
        }
        for (month, names) in (1..).zip(WHOLE).chain((1..).zip(OTHER_SCRIPTS)) {
            for name in names.split(' ') {
                assert_eq!(month_of(name), Some(month), "{name}");
            }
        }
        for (month, names) in (1..).zip(BESIDE_A_YEAR) {
            for name in names.split_whitespace() {
                assert_eq!(month_beside_a_year(name), Some(month), "{name}");
                assert_eq!(month_of(name), None, "{name}");
            }
        }
        assert_eq!(month_of("במרץ"), Some(3), "in March");
        assert_eq!(month_of("jui"), None, "juin or juillet");
        assert_eq!(month_of("mar"), Some(3));
    }
}
