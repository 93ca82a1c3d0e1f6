//! The parts of a packed file (ZIP): their sizes are known before anything is inflated, and none gives more
//! than its size.

use crate::history::import::refusal::Refusal;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};
use std::io::{Error, ErrorKind, Read};

/// Most bytes of all parts together, as the list of parts states them.
pub(super) const INFLATED_MAX: u64 = 200_000_000;
/// A part that is larger than a tenth of that and packed tighter than this is no table: deflate reaches
/// 1030, the XML of sheets about 20.
const RATIO_MAX: u64 = 400;
/// Most parts: a workbook has some for each sheet, and one for each picture.
const PARTS_MAX: usize = 20_000;

/// A packed file.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    parts: Vec<Entry>,
}

/// What the list of parts says of one.
#[derive(Debug)]
struct Entry {
    name: String,
    is_packed: bool,
    /// Where its own header begins.
    at: u64,
    packed: u64,
    size: u64,
}

/// A little-endian number of so many bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().rev().fold(0, |number, digit| number << 8 | u64::from(*digit)))
}

/// A number that counts bytes of the file.
fn place(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    usize::try_from(number(bytes, at, length)?).ok()
}

impl<'a> Archive<'a> {
    /// Reads the list of parts.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let damaged = || Refusal::new("This workbook is cut off or damaged. Save it again, then drop it.");
        let parts = Self::list(bytes).ok_or_else(damaged)?;
        let all = parts.iter().fold(0_u64, |all, part| all.saturating_add(part.size));
        if all > INFLATED_MAX {
            let reason = format!(
                "This workbook holds {} MB once it is unpacked; at most {} MB are read. Save the one sheet \
                 as “CSV UTF-8”, or export a shorter period.",
                all / 1_000_000,
                INFLATED_MAX / 1_000_000
            );
            return Err(Refusal::new(reason));
        }
        let is_abuse =
            |part: &Entry| part.size > INFLATED_MAX / 10 && part.size / part.packed.max(1) > RATIO_MAX;
        if parts.iter().any(is_abuse) {
            return Err(Refusal::new(
                "This workbook is packed tighter than any table is. Save the sheet as “CSV UTF-8”, then drop \
                 that file.",
            ));
        }
        Ok(Self { bytes, parts })
    }

    fn list(bytes: &[u8]) -> Option<Vec<Entry>> {
        // The list's own place is said at the very end, before a remark of at most 65,535 bytes.
        let from = bytes.len().saturating_sub(65_557);
        let end = bytes.get(from..)?.windows(4).rposition(|it| it == b"PK\x05\x06")?.checked_add(from)?;
        let count = place(bytes, end + 10, 2)?;
        let mut at = place(bytes, end + 16, 4)?;
        let mut parts = Vec::new();
        while parts.len() < count.min(PARTS_MAX) {
            let part = bytes.get(at..)?;
            if !part.starts_with(b"PK\x01\x02") {
                return None;
            }
            let (named, more, remark) = (place(part, 28, 2)?, place(part, 30, 2)?, place(part, 32, 2)?);
            let name = part.get(46..46 + named)?;
            let mut entry = Entry {
                name: String::from_utf8_lossy(name).replace('\\', "/"),
                is_packed: number(part, 10, 2)? != 0,
                at: number(part, 42, 4)?,
                packed: number(part, 20, 4)?,
                size: number(part, 24, 4)?,
            };
            entry.widen(part.get(46 + named..46 + named + more)?)?;
            parts.push(entry);
            at = at.checked_add(46 + named + more + remark)?;
        }
        Some(parts)
    }

    /// Whether there is a part of a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The first part whose name ends so.
    pub(super) fn ending(&self, end: &str) -> Option<&str> {
        let mut names = self.parts.iter().map(|part| part.name.as_str());
        names.find(|name| name.to_ascii_lowercase().ends_with(end))
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        self.parts.iter().find(|part| part.name.eq_ignore_ascii_case(name))
    }

    /// A part, to be read once; none, if there is none of that name, or it is packed in another way.
    pub(super) fn part(&self, name: &str) -> Option<Part<'a>> {
        let entry = self.find(name)?;
        let header = self.bytes.get(usize::try_from(entry.at).ok()?..)?;
        let (method, begin) = (number(header, 8, 2)?, 30 + place(header, 26, 2)? + place(header, 28, 2)?);
        let is_known = header.starts_with(b"PK\x03\x04") && (method == 0 || method == 8);
        let end = begin.checked_add(usize::try_from(entry.packed).ok()?)?;
        let packed = header.get(begin..end).filter(|_| is_known)?;
        let state = entry.is_packed.then(|| InflateState::new_boxed(DataFormat::Raw));
        Some(Part { packed, state, left: usize::try_from(entry.size).ok()? })
    }
}

impl Entry {
    /// Takes sizes of eight bytes, which stand apart from those that do not fit into four.
    fn widen(&mut self, mut more: &[u8]) -> Option<()> {
        while more.len() >= 4 {
            let (kind, length) = (number(more, 0, 2)?, place(more, 2, 2)?);
            if kind == 1 {
                let mut at = 4;
                for slot in [&mut self.size, &mut self.packed, &mut self.at] {
                    if *slot == 0xffff_ffff {
                        *slot = number(more, at, 8)?;
                        at += 8;
                    }
                }
                return Some(());
            }
            more = more.get(4 + length..)?;
        }
        Some(())
    }
}

/// The bytes of a part, inflated as they are read.
pub(super) struct Part<'a> {
    packed: &'a [u8],
    state: Option<Box<InflateState>>,
    /// How many bytes it may still give.
    left: usize,
}

impl Read for Part<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let length = into.len().min(self.left);
        let Some(into) = into.get_mut(..length).filter(|into| !into.is_empty()) else { return Ok(0) };
        let Some(state) = &mut self.state else {
            let read = self.packed.read(into)?;
            self.left -= read;
            return Ok(read);
        };
        let done = inflate(state, self.packed, into, MZFlush::None);
        self.packed = self.packed.get(done.bytes_consumed..).unwrap_or_default();
        self.left = self.left.saturating_sub(done.bytes_written);
        match done.status {
            Ok(MZStatus::Ok | MZStatus::StreamEnd) | Err(MZError::Buf) if done.bytes_written > 0 => {
                Ok(done.bytes_written)
            }
            Ok(MZStatus::StreamEnd) => Ok(0),
            Ok(_) | Err(_) => Err(Error::from(ErrorKind::InvalidData)),
        }
    }
}
