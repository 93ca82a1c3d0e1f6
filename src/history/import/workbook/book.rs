//! What all sheets of a workbook share: their names, the texts that cells point at, the formats of numbers.

#![expect(clippy::wildcard_enum_match_arm, reason = "comments and declarations of a part are passed over")]

use super::archive::Archive;
use super::formats::{Calendar, Format};
use super::markup::{Markup, add_text, attribute};
use crate::history::import::refusal::Refusal;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// A sheet of cells.
#[derive(Clone, Debug)]
pub(super) struct SheetAt {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    /// Its part.
    pub(super) part: String,
}

/// A workbook without the cells of its sheets.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<SheetAt>,
    pub(super) calendar: Calendar,
    pub(super) texts: Texts,
    /// By the number that cells name.
    pub(super) formats: Vec<Format>,
}

/// Texts in one, with the end of each.
#[derive(Debug, Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Texts {
    /// A text by its number.
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.all.get(start..*self.ends.get(at)?)
    }
}

impl Book {
    /// Reads it.
    pub(super) fn of(archive: &Archive<'_>) -> Result<Self, Refusal> {
        let no_book = || {
            Refusal::new(
                "This file has the form of an Excel workbook, but no workbook is in it. Save it again.",
            )
        };
        let path = archive.ending("workbook.xml").ok_or_else(no_book)?.to_owned();
        let base = path.rfind('/').map_or("", |at| path.get(..=at).unwrap_or_default());
        let file = path.get(base.len()..).unwrap_or_default();
        let related = related(archive, base, &format!("{base}_rels/{file}.rels"))?;
        let mut book = Self::default();
        let mut markup = Markup::of(archive.part(&path).ok_or_else(no_book)?);
        loop {
            match markup.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "workbookPr"
                        if attribute(&start, "date1904").is_some_and(|it| it == "1" || it == "true") =>
                    {
                        book.calendar = Calendar::From1904;
                    }
                    "sheet" => {
                        let part = attribute(&start, "id").and_then(|id| related.get(id.as_ref()));
                        // Charts and macros are sheets too.
                        if let Some((_, part)) = part.filter(|(kind, _)| kind.ends_with("/worksheet")) {
                            book.sheets.push(SheetAt {
                                name: attribute(&start, "name").unwrap_or_default().into_owned(),
                                is_hidden: attribute(&start, "state").is_some_and(|it| it != "visible"),
                                part: part.clone(),
                            });
                        }
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        let part = |end: &str| {
            let found = related.values().find(|(kind, _)| kind.ends_with(end));
            found.and_then(|(_, path)| archive.part(path)).map(Markup::of)
        };
        if let Some(markup) = part("/sharedStrings") {
            book.texts = texts(markup)?;
        }
        if let Some(markup) = part("/styles") {
            book.formats = formats(markup)?;
        }
        Ok(book)
    }
}

/// Parts that another points at, by the mark that it uses: their kind and their name.
fn related(
    archive: &Archive<'_>,
    base: &str,
    name: &str,
) -> Result<BTreeMap<String, (String, String)>, Refusal> {
    let mut found = BTreeMap::new();
    let Some(part) = archive.part(name) else { return Ok(found) };
    let mut markup = Markup::of(part);
    loop {
        match markup.next()? {
            Event::Start(start) if start.local_name().as_ref() == "Relationship" => {
                let of = |name: &str| attribute(&start, name).unwrap_or_default().into_owned();
                let target = of("Target").replace('\\', "/");
                let path = match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => format!("{base}{}", target.trim_start_matches("./")),
                };
                found.insert(of("Id"), (of("Type"), path));
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Texts that cells point at, without how they are to be pronounced.
fn texts(mut markup: Markup<'_>) -> Result<Texts, Refusal> {
    let mut texts = Texts::default();
    let (mut is_text, mut is_spoken) = (false, false);
    loop {
        let event = markup.next()?;
        match &event {
            Event::Start(start) => match start.local_name().as_ref() {
                "t" => is_text = !is_spoken,
                "rPh" => is_spoken = true,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "t" => is_text = false,
                "rPh" => is_spoken = false,
                "si" => texts.ends.push(texts.all.len()),
                _ => {}
            },
            Event::Eof => return Ok(texts),
            text if is_text => add_text(text, &mut texts.all),
            _ => {}
        }
    }
}

/// Formats by the number that cells name.
fn formats(mut markup: Markup<'_>) -> Result<Vec<Format>, Refusal> {
    let mut written: BTreeMap<u32, Format> = BTreeMap::new();
    let (mut formats, mut are_of_cells) = (Vec::new(), false);
    loop {
        match markup.next()? {
            Event::Start(start) => {
                let number = |name: &str| {
                    attribute(&start, name).and_then(|text| text.parse::<u32>().ok()).unwrap_or(0)
                };
                match start.local_name().as_ref() {
                    "numFmt" => {
                        let code = attribute(&start, "formatCode").unwrap_or_default();
                        written.insert(number("numFmtId"), Format::of_code(&code));
                    }
                    "cellXfs" => are_of_cells = true,
                    "xf" if are_of_cells => {
                        let number = number("numFmtId");
                        let own = written.get(&number).copied();
                        formats.push(own.unwrap_or_else(|| Format::built_in(number)));
                    }
                    _ => {}
                }
            }
            Event::End(end) if end.local_name().as_ref() == "cellXfs" => are_of_cells = false,
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}
