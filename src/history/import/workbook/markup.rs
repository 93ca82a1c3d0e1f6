//! The XML of a workbook's parts, as beginnings, ends and texts.

#![expect(clippy::wildcard_enum_match_arm, reason = "comments and declarations of a part are passed over")]

use super::archive::Part;
use crate::history::import::refusal::Refusal;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::io::BufReader;

/// A part that is read from its beginning to its end. Names are told apart without their prefixes, which
/// differ between the programs that write workbooks.
pub(super) struct Markup<'a> {
    reader: Reader<BufReader<Part<'a>>>,
    buffer: Vec<u8>,
}

impl<'a> Markup<'a> {
    pub(super) fn of(part: Part<'a>) -> Self {
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 15, part));
        let format = reader.config_mut();
        format.expand_empty_elements = true;
        format.check_end_names = false;
        Self { reader, buffer: Vec::new() }
    }

    /// What stands next.
    pub(super) fn next(&mut self) -> Result<Event<'_>, Refusal> {
        self.buffer.clear();
        self.reader.read_event_into(&mut self.buffer).map_err(|error| {
            Refusal::new(format!(
                "This Excel workbook is cut off or damaged ({error}). Save it again, then drop it."
            ))
        })
    }
}

/// What an attribute says; none, if it is not there.
pub(super) fn attribute<'a>(start: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let mut all = start.attributes();
    let found = all.with_checks(false).flatten().find(|it| it.key.local_name().as_ref() == name)?;
    match found.value {
        Cow::Borrowed(raw) => quick_xml::escape::unescape(raw).ok(),
        Cow::Owned(raw) => quick_xml::escape::unescape(&raw).ok().map(|text| Cow::Owned(text.into_owned())),
    }
}

/// Adds the text that an event is.
pub(super) fn add_text(event: &Event<'_>, to: &mut String) {
    match event {
        Event::Text(text) => to.push_str(&text.xml10_content()),
        Event::CData(text) => to.push_str(&text.xml10_content()),
        Event::GeneralRef(name) => {
            let letter = name.resolve_char_ref().ok().flatten();
            to.extend(letter);
            to.push_str(resolve_predefined_entity(name).unwrap_or_default());
        }
        _ => {}
    }
}
