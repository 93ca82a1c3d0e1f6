//! The day as of which a report is, in a title or a remark of it.

use crate::history::import::values::days::{Written, read_day};
use crate::history::import::values::words::{holds, words};

/// Words before the day as of which a report is, between bars.
const AS_OF: &str = "as of|as at|generated|exported|export date|report date|run on|run date|printed|stand|\
    stichtag|erstellt am|exportiert|date d export|exporte le|genere le|edite le|au|situation au|\
    arrete au|fecha de exportacion|a fecha de|generado|exportado|generato|esportato|al|\
    aggiornato al|agg|aggiornamento|mis a jour|maj|actualizado|atualizado|updated|gerado em|em|\
    per|peildatum|datum|geexporteerd|gegenereerd|status date|기준일|출력일|基準日|出力日|作成日|截至|导出时间|\
    导出日期|stampato|gedruckt|erstellt von|imprime le|impreso|impresso|afgedrukt|wydrukowano|\
    udskrevet|utskrevet|utskriven|tulostettu|yazdirildi|vytisteno|stan na|stan na dzien|stav k|\
    stav ke dni|opgjort|data as of|snapshot|\
    protokoll|sitzung vom|minutes of|meeting minutes|meeting of|compte rendu|reunion du|acta de|acta del|\
    reunion del|verbale|riunione del|\
    notulen|ata da reuniao|referat|motesprotokoll|protokol z";

/// The day of `As of 2027-03-31`, `Stand: 31.03.2027`, `Generated on 31 March 2027`.
pub(in crate::history::import) fn as_of_in(text: &str) -> Option<Written> {
    // “Pipeline 2026 – updated 10/07/2026”: the number behind the words that say so.
    let mut from = 0;
    loop {
        let first = from + text.get(from..)?.find(|c: char| c.is_ascii_digit())?;
        let before = words(text.get(from..first)?);
        if AS_OF.split('|').any(|phrase| holds(&before, phrase))
            && let Some(day) = day_behind(&before, text.get(first..)?)
        {
            return Some(day);
        }
        let rest = text.get(first..)?;
        from = first + rest.find(|c: char| !c.is_ascii_digit())?;
    }
}

/// No day is longer.
const DAY_LETTERS: usize = 48;

/// The day with which a text begins; its month may be the last word before it.
fn day_behind(before: &str, after: &str) -> Option<Written> {
    // “as of March 31, 2027”: the month stands before the first digit.
    let after =
        after.char_indices().nth(DAY_LETTERS).map_or(after, |(end, _)| after.get(..end).unwrap_or(after));
    let named = before.rsplit(' ').next().map(|month| format!("{month} {after}"));
    let day = read_day(after).or_else(|| after.split_whitespace().next().and_then(read_day));
    day.or_else(|| read_day(&named?))
}
