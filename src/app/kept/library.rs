//! The things that are kept, and what is still to be written of them. Pure: writes are carried out elsewhere,
//! one at a time, and what became of each is told here.

use super::record::{Keepable, KeptId, Record, version_of};
use crate::app::browser::Change;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be written next.
#[derive(Clone, Debug, PartialEq)]
pub enum Write<C> {
    /// A record in place of the version that it was made from; of version 1, where there is none yet.
    Put(Record<C>),
    /// The chance of a record whose version stays; no matter, if another version is there by now.
    Note(Record<C>),
    /// Nothing in place of this version.
    Delete(KeptId, u32),
}

impl<C: Keepable> Write<C> {
    /// The thing that it is about.
    pub fn id(&self) -> &KeptId {
        match self {
            Self::Put(record) | Self::Note(record) => &record.id,
            Self::Delete(id, _) => id,
        }
    }

    /// What to do with the text that is there, and what then became of the write. Decided within one
    /// transaction.
    pub fn decide(&self, there: Option<&str>) -> (Change, Outcome<C>) {
        let version = there.and_then(version_of);
        let newer = || (Change::Leave, Outcome::Newer(there.and_then(Record::read)));
        match self {
            // What is there and cannot be read was offered to the reader when the page opened.
            Self::Put(record) if version.unwrap_or(0) + 1 == record.version => {
                (Change::Write(record.write()), Outcome::Done)
            }
            Self::Note(record) if version == Some(record.version) => {
                (Change::Write(record.write()), Outcome::Done)
            }
            Self::Delete(_, of) if version.is_none_or(|version| version == *of) => {
                (Change::Delete, Outcome::Done)
            }
            Self::Put(_) | Self::Note(_) | Self::Delete(..) => newer(),
        }
    }
}

/// What became of a write.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<C> {
    /// It is there.
    Done,
    /// Another version was there, and still is; none, if it was deleted.
    Newer(Option<Record<C>>),
    /// It is not there; why.
    Failed(Problem),
}

/// Why something is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The browser gives this page no more room.
    Full,
    /// The browser keeps nothing for this page: private windows, settings.
    Forbidden,
    /// It refuses for another reason.
    Refused,
}

/// What the reader is told of what other tabs did.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// The edit of a thing that another tab had changed or deleted became a copy.
    Copied {
        /// The thing, as the other tab left it.
        of: KeptId,
        /// The copy, which holds what was edited here.
        to: KeptId,
    },
    /// A thing that was to be deleted here was changed by another tab, and is kept.
    NotDeleted(KeptId),
}

/// A record, and which version of it is known to be written; 0 for none.
#[derive(Clone, Debug)]
struct Entry<C> {
    record: Record<C>,
    written: u32,
}

/// The things of one kind that are kept.
#[derive(Clone, Debug)]
pub struct Library<C> {
    entries: BTreeMap<KeptId, Entry<C>>,
    /// What was edited since it was last written.
    edited: BTreeSet<KeptId>,
    /// What has another chance since it was last written.
    noted: BTreeSet<KeptId>,
    /// What is to be deleted, and at which version.
    deleted: BTreeMap<KeptId, u32>,
    /// What is being written.
    flight: Option<Write<C>>,
    /// Why the last write failed; none, since one has succeeded.
    problem: Option<Problem>,
}

impl<C: Keepable> Library<C> {
    /// What was read.
    pub fn of(records: impl IntoIterator<Item = Record<C>>) -> Self {
        let entry = |record: Record<C>| (record.id.clone(), Entry { written: record.version, record });
        Self {
            entries: records.into_iter().map(entry).collect(),
            edited: BTreeSet::new(),
            noted: BTreeSet::new(),
            deleted: BTreeMap::new(),
            flight: None,
            problem: None,
        }
    }

    /// The things, the one that was edited last in front.
    pub fn records(&self) -> Vec<&Record<C>> {
        let mut records: Vec<&Record<C>> = self.entries.values().map(|entry| &entry.record).collect();
        records.sort_by(|a, b| b.edited_ms.total_cmp(&a.edited_ms).then_with(|| a.id.cmp(&b.id)));
        records
    }

    /// A thing, if it is kept.
    pub fn get(&self, id: &KeptId) -> Option<&Record<C>> {
        self.entries.get(id).map(|entry| &entry.record)
    }

    /// Why the last write failed.
    pub fn problem(&self) -> Option<Problem> {
        self.problem
    }

    /// Whether a thing's last edit is written.
    pub fn is_written(&self, id: &KeptId) -> bool {
        let in_flight = matches!(&self.flight, Some(Write::Put(record)) if record.id == *id);
        !in_flight && !self.edited.contains(id)
    }

    /// The edits that are not written yet, each with the version that it changes: what is to stand elsewhere
    /// in the same tick, lest the page goes away. One that is being written stands before what was edited
    /// since: nobody knows whether the database has it by the time that both are read.
    pub fn pending(&self) -> Vec<Record<C>> {
        let mut pending = Vec::new();
        for (id, entry) in self.entries.iter().filter(|(id, _)| !self.is_written(id)) {
            let mut version = entry.written;
            if let Some(Write::Put(on_its_way)) = &self.flight
                && on_its_way.id == *id
                && self.edited.contains(id)
            {
                pending.push(Record { version, ..on_its_way.clone() });
                version += 1;
            }
            pending.push(Record { version, ..entry.record.clone() });
        }
        pending
    }

    /// A thing was edited, or is new.
    pub fn edit(&mut self, id: &KeptId, content: C, edited_ms: f64) {
        let known = self.entries.get(id);
        if known.is_some_and(|entry| entry.record.content == content) {
            return;
        }
        let (chance, version, written) =
            known.map_or((None, 0, 0), |entry| (entry.record.chance, entry.record.version, entry.written));
        let record = Record { id: id.clone(), version, content, chance, edited_ms };
        self.entries.insert(id.clone(), Entry { record, written });
        self.edited.insert(id.clone());
        self.deleted.remove(id);
    }

    /// What was being typed when the page went away: an edit of the version that it says, or of an earlier
    /// one, where that was never written. One after the other, in the order of [`Library::pending`].
    pub fn recover(&mut self, pending: Record<C>) {
        let id = pending.id.clone();
        let known = self.entries.get(&id);
        if known.is_some_and(|entry| entry.record.content == pending.content) {
            return;
        }
        let written = known.map_or(0, |entry| entry.written.min(pending.version));
        self.entries.insert(id.clone(), Entry { written, record: pending });
        self.edited.insert(id);
    }

    /// The settled answer of a thing.
    pub fn note_chance(&mut self, id: &KeptId, chance: f64) {
        let Some(entry) = self.entries.get_mut(id) else { return };
        if entry.record.chance.is_none_or(|known| (known - chance).abs() > 0.0) {
            entry.record.chance = Some(chance);
            self.noted.insert(id.clone());
        }
    }

    /// A thing is to be kept no longer; what it was, to bring it back.
    pub fn delete(&mut self, id: &KeptId) -> Option<Record<C>> {
        let entry = self.entries.remove(id)?;
        self.edited.remove(id);
        self.noted.remove(id);
        // One that is on its way will be there by then.
        let on_its_way = matches!(&self.flight, Some(Write::Put(record)) if record.id == *id);
        if entry.written > 0 || on_its_way {
            self.deleted.insert(id.clone(), entry.written + u32::from(on_its_way));
        }
        Some(entry.record)
    }

    /// What was deleted is kept again.
    pub fn restore(&mut self, record: Record<C>) {
        let id = record.id.clone();
        let written = match self.deleted.remove(&id) {
            // It was never taken away.
            Some(version) if !matches!(&self.flight, Some(Write::Delete(of, _)) if *of == id) => version,
            _ => 0,
        };
        self.entries.insert(id.clone(), Entry { record, written });
        self.edited.insert(id);
    }

    /// What to write next, once nothing is being written.
    pub fn next_write(&mut self) -> Option<Write<C>> {
        if self.flight.is_some() {
            return None;
        }
        let write = if let Some((id, version)) = self.deleted.pop_first() {
            Write::Delete(id, version)
        } else if let Some(id) = self.edited.pop_first() {
            self.noted.remove(&id);
            let entry = self.entries.get(&id)?;
            Write::Put(Record { version: entry.written + 1, ..entry.record.clone() })
        } else {
            let entry = self.noted.pop_first().and_then(|id| self.entries.get(&id))?;
            Write::Note(Record { version: entry.written, ..entry.record.clone() })
        };
        self.flight = Some(write.clone());
        Some(write)
    }

    /// What became of the write under way. `copy` names a copy, should one be made.
    pub fn written(&mut self, outcome: Outcome<C>, copy: KeptId) -> Option<Told> {
        match (self.flight.take()?, outcome) {
            (Write::Put(record), Outcome::Done) => {
                self.problem = None;
                if let Some(entry) = self.entries.get_mut(&record.id) {
                    entry.written = record.version;
                    entry.record.version = record.version;
                }
                None
            }
            (Write::Note(_) | Write::Delete(..), Outcome::Done) => {
                self.problem = None;
                None
            }
            (Write::Put(record), Outcome::Newer(newer)) => self.collide(&record.id, newer, copy),
            (Write::Delete(id, _), Outcome::Newer(Some(newer))) => {
                let written = newer.version;
                self.entries.entry(id.clone()).or_insert(Entry { record: newer, written });
                Some(Told::NotDeleted(id))
            }
            (Write::Note(_) | Write::Delete(..), Outcome::Newer(_)) => None,
            (write, Outcome::Failed(problem)) => {
                self.problem = Some(problem);
                match write {
                    Write::Put(record) if self.entries.contains_key(&record.id) => {
                        self.edited.insert(record.id);
                    }
                    Write::Delete(id, version) if !self.entries.contains_key(&id) => {
                        self.deleted.insert(id, version);
                    }
                    Write::Put(_) | Write::Note(_) | Write::Delete(..) => {}
                }
                None
            }
        }
    }

    /// An edit of a stale version: what was edited here becomes a copy, unless both are the same work.
    fn collide(&mut self, id: &KeptId, newer: Option<Record<C>>, copy: KeptId) -> Option<Told> {
        self.edited.remove(id);
        let mine = self.entries.remove(id)?.record;
        if let Some(newer) = newer {
            let is_same = mine.content == newer.content;
            self.entries.insert(id.clone(), Entry { written: newer.version, record: newer });
            if is_same {
                return None;
            }
        }
        let record = Record { id: copy.clone(), version: 0, ..mine };
        self.entries.insert(copy.clone(), Entry { record, written: 0 });
        self.edited.insert(copy.clone());
        Some(Told::Copied { of: id.clone(), to: copy })
    }

    /// What all tabs have written by now: things with nothing to be written here become what is there. Those
    /// that became another, or are gone.
    pub fn reread(&mut self, records: Vec<Record<C>>) -> Vec<KeptId> {
        let mut changed = Vec::new();
        let there: BTreeMap<KeptId, Record<C>> =
            records.into_iter().map(|record| (record.id.clone(), record)).collect();
        let gone: Vec<KeptId> = self
            .entries
            .iter()
            .filter(|(id, entry)| entry.written > 0 && self.is_written(id) && !there.contains_key(id))
            .map(|(id, _)| id.clone())
            .collect();
        for id in gone {
            self.entries.remove(&id);
            changed.push(id);
        }
        for (id, record) in there {
            let mine = self.entries.get(&id);
            let is_news = mine.is_none_or(|mine| record.version > mine.written) && self.is_written(&id);
            let is_going = self.deleted.contains_key(&id)
                || matches!(&self.flight, Some(Write::Delete(of, _)) if *of == id);
            if is_news && !is_going {
                let written = record.version;
                let is_other = mine.is_none_or(|mine| mine.record.content != record.content);
                self.entries.insert(id.clone(), Entry { record, written });
                if is_other {
                    changed.push(id);
                }
            }
        }
        changed
    }
}
