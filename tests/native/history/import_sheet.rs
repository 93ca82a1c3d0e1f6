//! Workbooks of Excel are read as their sheets are meant, and hostile ones are refused: never a panic, never
//! more memory than is stated.

use crate::support::root;
use plumbline::history::import::{Choices, Import};
use std::fs;

/// A packed file of parts that are not deflated.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let all: Vec<_> =
        parts.iter().map(|(name, text)| (*name, text.as_bytes().to_vec(), text.len(), 0)).collect();
    archive(&all)
}

/// A packed file of parts: name, bytes, stated size, method.
fn archive(parts: &[(&str, Vec<u8>, usize, u16)]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    let two = |to: &mut Vec<u8>, number: usize| to.extend((number as u16).to_le_bytes());
    let four = |to: &mut Vec<u8>, number: usize| to.extend((number as u32).to_le_bytes());
    for (name, data, size, method) in parts {
        let at = bytes.len();
        bytes.extend(b"PK\x03\x04\x14\0\0\0");
        list.extend(b"PK\x01\x02\x14\0\x14\0\0\0");
        for to in [&mut bytes, &mut list] {
            two(to, usize::from(*method));
            four(to, 0);
            four(to, 0);
            four(to, data.len());
            four(to, *size);
            two(to, name.len());
            two(to, 0);
        }
        list.extend([0; 10]);
        four(&mut list, at);
        bytes.extend(name.as_bytes());
        list.extend(name.as_bytes());
        bytes.extend(data);
    }
    let at = bytes.len();
    bytes.extend(&list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    two(&mut bytes, parts.len());
    two(&mut bytes, parts.len());
    four(&mut bytes, list.len());
    four(&mut bytes, at);
    two(&mut bytes, 0);
    bytes
}

const TEXTS: &str = "<sst uniqueCount=\"99999999999999999\"><si><t>Rep</t></si><si><t>Stage</t></si>\
    <si><r><t>Am</t></r><r><t>ount</t></r></si><si><t>佐藤</t><rPh><t>サトウ</t></rPh></si>\
    <si><t>Won &amp; signed</t></si></sst>";
const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"#,##0 &quot;€&quot;\"/>\
    </numFmts>\
    <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>";
const RELATED: &str = "<Relationships>\
    <Relationship Id=\"r1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
    <Relationship Id=\"r2\" Type=\"http://x/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>\
    <Relationship Id=\"r3\" Type=\"http://x/styles\" Target=\"styles.xml\"/></Relationships>";

/// A list of sheets; `date1904` is 1 where days are counted from 1904.
fn book(date1904: u8) -> String {
    format!(
        "<workbook><workbookPr date1904=\"{date1904}\"/><sheets>\
         <sheet name=\"A &amp; B\" r:id=\"r1\"/></sheets></workbook>"
    )
}

fn workbook(cells: &str, texts: &str, date1904: u8) -> Vec<u8> {
    packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", &book(date1904)),
        ("xl/_rels/workbook.xml.rels", RELATED),
        ("xl/sharedStrings.xml", texts),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{cells}</sheetData></worksheet>")),
    ])
}

/// A head of shared, own and formula's texts; a row with a formula's value, a day and an amount of a
/// format; a row far below and to the right; a mistake of a formula.
const CELLS: &str = "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\">\
    <v>2</v></c>\
    <c t=\"inlineStr\"><is><t>Close Date</t></is></c><c t=\"str\"><f>\"Is\"&amp;\"Won\"</f><v>IsWon</v>\
    </c></row>\
    <row r=\"4\"><c r=\"B4\" t=\"s\"><v>3</v></c><c r=\"C4\" t=\"s\"><v>4</v></c><c r=\"D4\" s=\"2\">\
    <f>1+1</f>\
    <v>1234.5</v></c><c r=\"E4\" s=\"1\"><v>46418</v></c><c r=\"F4\" t=\"b\"><v>1</v></c></row>\
    <row r=\"90\"><c r=\"B90\" t=\"s\"><v>3</v></c><c r=\"C90\" t=\"str\"><v>Lost</v></c>\
    <c r=\"D90\" t=\"e\">\
    <v>#DIV/0!</v></c><c r=\"E90\" s=\"1\"/><c r=\"F90\" t=\"b\"><v>0</v></c></row>";

#[test]
fn cells_of_every_kind_are_read() {
    for (date1904, day) in [(0, "2027-01-31"), (1, "2031-02-01")] {
        let import = Import::read(&workbook(CELLS, TEXTS, date1904), &Choices::default()).unwrap();
        let reading = import.reading();
        assert_eq!((reading.team.won, reading.team.lost), (Some(1), Some(1)));
        assert_eq!(reading.team.bookings, Some(1234.5));
        assert_eq!(reading.currency.as_deref(), Some("EUR"));
        assert_eq!(reading.as_of.unwrap().to_string(), day);
        assert_eq!(reading.reps.len(), 1);
        assert_eq!(reading.reps[0].name, "佐藤");
        assert_eq!(reading.lost_cells.len(), 1);
        assert_eq!((reading.lost_cells[0].line, reading.lost_cells[0].text.as_str()), (90, "#DIV/0!"));
        let sheet = reading.facts.iter().find(|fact| fact.about == "sheet").unwrap();
        assert_eq!((sheet.value.as_str(), sheet.why.as_str()), ("A & B", "the only one"));
    }
}

/// A number of a sheet is what it is, whatever texts beside it say of decimal marks.
#[test]
fn numbers_of_a_sheet_do_not_vote_on_the_decimal_mark() {
    let row = |line: usize, amount: &str| {
        format!("<row r=\"{line}\"><c t=\"str\"><v>Ute</v></c><c t=\"str\"><v>Gewonnen</v></c>{amount}</row>")
    };
    let head = "<row r=\"1\"><c t=\"str\"><v>Besitzer</v></c><c t=\"str\"><v>Phase</v></c>\
        <c t=\"str\"><v>Betrag</v></c></row>";
    let cells = [
        head.to_owned(),
        row(2, "<c><v>1.234</v></c>"),
        row(3, "<c><v>10.5</v></c>"),
        row(4, "<c><v>20.25</v></c>"),
        row(5, "<c t=\"str\"><v>1.200</v></c>"),
    ];
    let import = Import::read(&workbook(&cells.concat(), TEXTS, 0), &Choices::default()).unwrap();
    assert_eq!(import.reading().team.bookings, Some(1231.984));
}

#[test]
fn one_of_several_sheets_is_chosen_and_the_others_are_named() {
    let file = fs::read(root().join("tests/native/history/import_samples/excel_two_sheets.xlsx")).unwrap();
    let read = |sheet: &str| {
        let choices = Choices { sheet: Some(sheet.to_owned()), ..Choices::default() };
        Import::read(&file, &choices)
    };
    let import = read("2026").unwrap();
    assert_eq!(import.reading().team.opportunities, Some(8));
    assert!(import.reading().asks.is_empty());
    let refusal = read("2027").unwrap_err();
    assert!(refusal.reason.contains("“2025”, “2026”"), "{refusal}");
    let file = fs::read(root().join("tests/native/history/import_samples/excel_workbook.xlsx")).unwrap();
    let import = Import::read(&file, &Choices::default()).unwrap();
    let sheet = import.reading().facts.iter().find(|fact| fact.about == "sheet").unwrap();
    assert_eq!(sheet.value, "Opportunities (of 3)");
    assert!(sheet.why.contains("Read me, Lists"), "{sheet:?}");
}

#[test]
fn other_packed_files_are_refused_by_name() {
    let old = [b"\xd0\xcf\x11\xe0".as_slice(), &[0; 600]].concat();
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    let locked = [old.as_slice(), &name].concat();
    for (file, word) in [
        (packed(&[("mimetype", "x"), ("content.xml", "<x/>")]), "LibreOffice"),
        (packed(&[("Index/Document.iwa", "x")]), "Numbers"),
        (packed(&[("xl/workbook.bin", "x")]), "xlsb"),
        (packed(&[("word/document.xml", "<x/>")]), "Word"),
        (packed(&[("deals.csv", "Owner,Stage")]), "zip"),
        (packed(&[("xl/workbook.xml", "<workbook/>")]), "No sheet"),
        (workbook("", TEXTS, 0), "empty"),
        (old, "old Excel"),
        (locked, "password"),
    ] {
        let refusal = Import::read(&file, &Choices::default()).unwrap_err();
        assert!(refusal.reason.contains(word), "{word}: {refusal}");
    }
}

#[test]
fn workbooks_that_would_fill_the_memory_are_refused_or_cut_off() {
    let sheet = "xl/worksheets/sheet1.xml";
    let with = |data: Vec<u8>, size: usize| {
        archive(&[
            ("xl/workbook.xml", book(0).into_bytes(), book(0).len(), 0),
            ("xl/_rels/workbook.xml.rels", RELATED.as_bytes().to_vec(), RELATED.len(), 0),
            (sheet, data, size, 8),
        ])
    };
    let refused = |file: &[u8]| Import::read(file, &Choices::default()).unwrap_err().reason;
    // The list of parts states too much, or a part that is packed tighter than any table.
    assert!(refused(&with(vec![0; 90], 3_000_000_000)).contains("200 MB"));
    assert!(refused(&with(vec![0; 90], 90_000_000)).contains("tighter"));
    // A part that holds more than it states is cut off there.
    let bomb = format!("<worksheet><sheetData>{}", "<row><c><v>1</v></c></row>".repeat(400_000));
    let deflated = deflated(bomb.as_bytes());
    assert!(refused(&with(deflated, 5_000)).contains("cut off"));
    // A cell beyond the last column; a row beyond the last; texts that are not there.
    for (cells, word) in [
        ("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>", "500 columns"),
        ("<row r=\"99999999999\"><c r=\"ZZZZZZZZ1\" t=\"s\"><v>-1</v></c></row>", "empty"),
    ] {
        let reason = refused(&workbook(cells, TEXTS, 0));
        assert!(reason.contains(word), "{reason}");
    }
}

/// Deflate without packing: blocks of plain bytes.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let blocks = bytes.chunks(60_000).flat_map(|block| {
        let length = block.len() as u16;
        [&[0], length.to_le_bytes().as_slice(), (!length).to_le_bytes().as_slice(), block].concat()
    });
    blocks.chain([1, 0, 0, 255, 255]).collect()
}

/// A workbook cut off anywhere, or with one byte changed, is read or refused.
#[test]
fn damaged_workbooks_never_panic() {
    let original = workbook(CELLS, TEXTS, 0);
    let sample = fs::read(root().join("tests/native/history/import_samples/excel_workbook.xlsx")).unwrap();
    for file in [original, sample] {
        // Its last 22 bytes say where its list of parts is.
        for at in (0..file.len() - 22).step_by(19) {
            let cut = Import::read(&file[..at], &Choices::default());
            assert!(cut.is_err(), "cut off at {at}");
            for byte in [0, 0xff, b'<', b'9'] {
                let mut damaged = file.clone();
                damaged[at] = byte;
                drop(Import::read(&damaged, &Choices::default()));
            }
        }
    }
}
