//! What an import does with files that are large, cut, or damaged: it stays quick, refuses with a reason,
//! never panics.

use crate::support::root;
use plumbline::history::import::{BYTES_MAX, Choices, Import, ROWS_MAX};
use std::fmt::Write as _;
use std::fs;

/// A file of so many opportunities, in the form of HubSpot's exports.
fn large(rows: usize) -> String {
    let mut text = String::from(
        "Record ID,Deal Name,Deal Stage,Deal owner,Amount,Create Date,Close Date,\"Date entered \
            \"\"Discovery\"\"\",\
         \"Date entered \"\"Demo\"\"\",\"Date entered \"\"Proposal\"\"\"\r\n",
    );
    for row in 0..rows {
        let (stage, day) = (["Closed Won", "Closed Lost", "Demo"][row % 3], row % 28 + 1);
        let owner = row % 40;
        writeln!(
            text,
            "{row},\"Deal, number {row}\",{stage},Rep {owner},\"{},{:03}.50\",2026-01-{day:02} \
                10:00,2026-05-{day:02} 10:00,\
             2026-01-{day:02} 10:00,2026-02-{day:02} 10:00,2026-03-{day:02} 10:00\r",
            row % 90 + 1,
            row % 1000
        )
        .unwrap();
    }
    text
}

#[test]
fn many_rows_are_counted_and_counted_again_with_other_choices() {
    let text = large(30_000);
    let mut import = Import::read(text.as_bytes(), &Choices::default()).unwrap();
    assert_eq!(import.reading().balance.counted, 30_000);
    assert_eq!(import.reading().team.won, Some(10_000));
    let choices: Choices = serde_json::from_str(r#"{"statuses": {"Demo": "lost"}}"#).unwrap();
    import.choose(&choices).unwrap();
    assert_eq!(import.reading().team.open, Some(0));
}

#[test]
fn files_beyond_the_limits_are_refused_with_the_limit() {
    let refusal = Import::read(&vec![b'a'; BYTES_MAX + 1], &Choices::default()).unwrap_err();
    assert!(refusal.reason.contains("64 MB"), "{refusal}");
    let mut text = String::from("ID,Owner,Stage,Amount\n");
    text.push_str(&"1,A,Won,2\n".repeat(ROWS_MAX + 1));
    let refusal = Import::read(text.as_bytes(), &Choices::default()).unwrap_err();
    assert!(refusal.reason.contains("500000 rows"), "{refusal}");
    let wide = "a,".repeat(600);
    let refusal = Import::read(wide.as_bytes(), &Choices::default()).unwrap_err();
    assert!(refusal.reason.contains("500 columns"), "{refusal}");
}

/// A small generator of its own: the same damage in every run.
struct Damage(u64);

impl Damage {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }

    fn damage(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.next(12) {
            let at = self.next(bytes.len());
            match self.next(6) {
                0 => bytes[at] = self.next(256) as u8,
                1 => bytes[at] = b",;\t\"\n\r|.-/"[self.next(10)],
                2 => drop(bytes.drain(at..(at + self.next(40)).min(bytes.len()))),
                3 => {
                    let part: Vec<u8> = bytes[at..(at + self.next(200)).min(bytes.len())].to_vec();
                    let to = self.next(bytes.len());
                    bytes.splice(to..to, part);
                }
                4 => bytes.insert(at, b"09\"=\xff\0"[self.next(6)]),
                _ => bytes.truncate(at.max(8)),
            }
            if bytes.len() < 8 {
                bytes.extend_from_slice(b"Owner,Stage\n");
            }
        }
    }
}

/// Every sample, damaged in many ways: it is read or refused, and its rows all go somewhere.
#[test]
fn damaged_files_never_panic_and_their_balance_holds() {
    let mut damage = Damage(20_261_126);
    let folder = root().join("tests/native/history/import_samples");
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let (mut read, mut refused) = (0, 0);
    for path in names {
        let original = fs::read(&path).unwrap();
        for _ in 0..4 {
            let mut bytes = original.clone();
            damage.damage(&mut bytes);
            match Import::read(&bytes, &Choices::default()) {
                Ok(import) => {
                    let of = &import.reading().balance;
                    let parts = of.counted + of.joined + of.skipped + of.rejected + of.outside;
                    assert_eq!(of.rows, parts, "{}", path.display());
                    read += 1;
                }
                Err(refusal) => {
                    assert!(!refusal.reason.is_empty());
                    refused += 1;
                }
            }
        }
    }
    assert!(read > 400 && refused > 50, "{read} read, {refused} refused");
}

/// Files whose work would grow with the square of their rows, or whose letters would fill the stack, if
/// anything were looked for from the beginning for each row: what they hold is read, or refused with a
/// reason. Each would take minutes.
#[test]
fn files_made_to_be_slow_are_read_like_any_other() {
    const ROWS: usize = 20_000;
    let file = |head: &str, row: &dyn Fn(usize) -> String| {
        (0..ROWS).fold(format!("{head}\n"), |text, at| text + &row(at) + "\n")
    };
    let read = |text: &str| Import::read(text.as_bytes(), &Choices::default());
    // Credit notes of names that nobody won.
    let notes = file("Deal Name,Owner,Stage,Amount,Close Date", &|at| match at % 2 {
        0 => format!("Deal {at},Ada Quist,Closed Won,100,2027-01-05"),
        _ => format!("Refund {at},Ada Quist,Closed Won,-50,2027-01-06"),
    });
    assert_eq!(read(&notes).unwrap().reading().team.won, Some(ROWS as u32 / 2));
    // A status of its own for each row, beside a stage.
    let texts = file("ID,Owner,Stage,Status,Amount,Close Date", &|at| {
        format!("{at},Ada Quist,{},words {at},100,2027-01-05", ["Proposal", "Closed Won"][at % 2])
    });
    let texts = read(&texts).unwrap();
    assert!(texts.reading().asks.len() < 10, "{} questions", texts.reading().asks.len());
    assert!(texts.reading().in_short(10).statuses.len() <= 200);
    // Changes of one opportunity on one day.
    let moved = file("Opportunity ID,Owner,From Stage,To Stage,Last Modified", &|_| {
        "1,Ada Quist,Discovery,Demo,2027-01-05".to_owned()
    });
    assert_eq!(read(&moved).unwrap().reading().team.opportunities, Some(1));
    // A period of its own for each row of a rep.
    let periods = file("Rep,Period,Quota,Bookings", &|at| format!("Rep {},P{at},100,90", at % 50));
    assert_eq!(read(&periods).unwrap().reading().reps.len(), 50);
    // Rows that are all rejected, and taken away.
    let owners = file("ID,Owner,Stage,Amount", &|at| {
        format!("{at},{},Closed Won,100", if at < 10 { "Ada Quist" } else { "" })
    });
    assert_eq!(read(&owners).unwrap().rejected().len(), ROWS - 9);
    // Every second row a total.
    let totals = file("ID,Owner,Stage,Amount", &|at| match at % 2 {
        0 => format!("{at},Ada Quist,Closed Won,100"),
        _ => "Total,,,100".to_owned(),
    });
    assert_eq!(read(&totals).unwrap().reading().team.won, Some(ROWS as u32 / 2));
    // A title of many numbers, and an amount behind many signs.
    let title = format!("{}\nID,Owner,Stage,Amount\n1,Ada Quist,Closed Won,100\n", "al 1 ".repeat(ROWS));
    assert_eq!(read(&title).unwrap().reading().team.won, Some(1));
    let signs = format!("ID,Owner,Stage,Amount\n1,Ada Quist,Closed Won,{}5\n", "$ ".repeat(ROWS));
    assert_eq!(read(&signs).unwrap().reading().team.won, Some(1));
    // Sums beyond what is counted with.
    let sums = file("ID,Owner,Stage,Amount,Currency", &|at| {
        format!("{at},Ada Quist,Closed Won,99999999999999,{}", ["EUR", "USD"][at % 2])
    });
    assert_eq!(read(&sums).unwrap().reading().team.won, Some(ROWS as u32));
}
