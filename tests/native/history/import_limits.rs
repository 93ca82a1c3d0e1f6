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
        for _ in 0..12 {
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
