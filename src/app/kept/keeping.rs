//! The kept things of one kind and where they are kept: each edit stands in this tab's slot in the same tick,
//! and in the browser's database as soon as that has answered.

use super::library::{Library, Outcome, Problem, Told, Write};
use super::place::Place;
use super::record::{Keepable, KeptId, Record};
use crate::app::browser::{
    Change, KeepError, KeptTexts, Tabs, TypingSlot, forget_in_simple_storage, forget_typed, fresh_name,
    left_in_simple_storage, now_ms, open_before, remember_open, simple_text, typed_before,
};
use gloo::timers::callback::Timeout;
use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;
use yew::platform::spawn_local;

/// A write that failed is tried again: room may have been made.
const AGAIN_MS: u32 = 5_000;

/// What happens to the kept things.
#[derive(Clone, Debug)]
pub enum KeptEvent {
    /// Something was written, or is to be.
    Changed,
    /// What was written met what another tab had written.
    Told(Told),
    /// Another tab made these something else, or deleted them.
    Elsewhere(Vec<KeptId>),
}

type Listener = dyn Fn(KeptEvent);

/// The kept things of one kind. Cloning gives another handle to the same.
pub struct Keeping<C: Keepable>(Rc<Inner<C>>);

impl<C: Keepable> Clone for Keeping<C> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

struct Inner<C> {
    place: &'static Place,
    texts: KeptTexts,
    library: RefCell<Library<C>>,
    slot: TypingSlot,
    tabs: RefCell<Option<Tabs>>,
    /// Places whose texts were taken over; cleared once all of it is written.
    taken_over: RefCell<Vec<TakenFrom>>,
    damaged: RefCell<Vec<(String, String)>>,
    listener: RefCell<Option<Rc<Listener>>>,
    is_reading: Cell<bool>,
}

/// Where a text stood that was taken over.
enum TakenFrom {
    Typing(String),
    Simple(String),
}

impl<C: Keepable> std::fmt::Debug for Keeping<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keeping").finish_non_exhaustive()
    }
}

impl<C: Keepable> PartialEq for Keeping<C> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<C: Keepable> Keeping<C> {
    /// Reads what is kept, and what was being typed when a page went away.
    pub async fn open(texts: KeptTexts, place: &'static Place) -> Self {
        let all = texts.all().await.unwrap_or_default();
        let mut damaged = Vec::new();
        let mut records = Vec::new();
        for (key, text) in all.into_iter().filter(|(key, _)| place.is_own(key)) {
            match Record::read(&text) {
                Some(record) => records.push(record),
                None => damaged.push((key, text)),
            }
        }
        let mut library = Library::of(records);
        let mut taken_over = Vec::new();
        if matches!(texts, KeptTexts::Database(_)) {
            for (key, text) in left_in_simple_storage() {
                let own = place.is_own(&key).then(|| Record::read(&text)).flatten();
                if let Some(record) = own {
                    library.recover(record);
                    taken_over.push(TakenFrom::Simple(key));
                }
            }
        }
        for (key, text) in typed_before(place.typing) {
            text.lines().filter_map(Record::read).for_each(|record| library.recover(record));
            taken_over.push(TakenFrom::Typing(key));
        }
        if let Some(single) = simple_text(place.single).and_then(|text| C::read(&text)) {
            library.edit(&KeptId::new(&fresh_name()), single, now_ms());
            taken_over.push(TakenFrom::Typing(place.single.to_owned()));
        }
        let inner = Rc::new(Inner {
            place,
            texts,
            library: RefCell::new(library),
            slot: TypingSlot::new(place.typing),
            tabs: RefCell::default(),
            taken_over: RefCell::new(taken_over),
            damaged: RefCell::new(damaged),
            listener: RefCell::default(),
            is_reading: Cell::new(false),
        });
        let heard = Rc::downgrade(&inner);
        *inner.tabs.borrow_mut() = Tabs::listen(place.channel, move || {
            if let Some(inner) = heard.upgrade() {
                inner.reread();
            }
        });
        Self(inner)
    }

    /// Who is told what happens to them. What was recovered is written from now on: nobody could have been
    /// told before that another tab had changed it.
    pub fn listen(&self, listener: impl Fn(KeptEvent) + 'static) {
        *self.0.listener.borrow_mut() = Some(Rc::new(listener));
        self.0.pump();
    }

    /// The things as they stand.
    pub fn library(&self) -> Ref<'_, Library<C>> {
        self.0.library.borrow()
    }

    /// What is kept and cannot be read, by its key.
    pub fn damaged(&self) -> Vec<(String, String)> {
        self.0.damaged.borrow().clone()
    }

    /// A thing was edited, or is new.
    pub fn edit(&self, id: &KeptId, content: C) {
        self.0.library.borrow_mut().edit(id, content, now_ms());
        self.0.begin();
    }

    /// The settled answer of a thing.
    pub fn note_chance(&self, id: &KeptId, chance: f64) {
        self.0.library.borrow_mut().note_chance(id, chance);
        self.0.begin();
    }

    /// Deletes a thing; what it was, to bring it back.
    pub fn delete(&self, id: &KeptId) -> Option<Record<C>> {
        let record = self.0.library.borrow_mut().delete(id);
        self.0.begin();
        record
    }

    /// Brings a deleted thing back.
    pub fn restore(&self, record: Record<C>) {
        self.0.library.borrow_mut().restore(record);
        self.0.begin();
    }

    /// Keeps nothing of what cannot be read.
    pub fn forget_damaged(&self) {
        let damaged = self.0.damaged.take();
        let inner = self.0.clone();
        spawn_local(async move {
            for (key, _) in damaged {
                // What stays is offered again at the next visit.
                inner.texts.change(&key, |_| Change::Delete).await.unwrap_or_default();
            }
            inner.tell(KeptEvent::Changed);
        });
    }

    /// What lay on this tab's table before it was reloaded, as it was noted.
    pub fn open_before(&self) -> Option<String> {
        open_before(self.0.place.open)
    }

    /// Notes what lies on this tab's table, for a reload.
    pub fn remember_open(&self, text: &str) {
        remember_open(self.0.place.open, text);
    }

    /// Keeps nothing any more: plans, quotas, results, all of it.
    pub async fn forget_everything(&self) {
        self.0.texts.forget().await;
        if let Some(tabs) = &*self.0.tabs.borrow() {
            tabs.tell();
        }
    }
}

impl<C: Keepable> Inner<C> {
    fn tell(&self, event: KeptEvent) {
        let listener = self.listener.borrow().clone();
        if let Some(listener) = listener {
            listener(event);
        }
    }

    /// What is to be written stands in the slot at once, and is on its way.
    fn begin(self: &Rc<Self>) {
        self.note_in_slot();
        self.pump();
        self.tell(KeptEvent::Changed);
    }

    fn note_in_slot(&self) {
        let pending = self.library.borrow().pending();
        if pending.is_empty() {
            return self.slot.clear();
        }
        let lines: Vec<String> = pending.iter().map(Record::write).collect();
        // Without room for it the database alone keeps it.
        let _: bool = self.slot.write(&lines.join("\n"));
    }

    fn pump(self: &Rc<Self>) {
        let write = self.library.borrow_mut().next_write();
        let Some(write) = write else { return self.settle() };
        let inner = self.clone();
        spawn_local(async move {
            let outcome = inner.carry_out(&write).await;
            let failed = matches!(outcome, Outcome::Failed(_));
            let told = inner.library.borrow_mut().written(outcome, KeptId::new(&fresh_name()));
            inner.note_in_slot();
            if let (false, Some(tabs)) = (failed, &*inner.tabs.borrow()) {
                tabs.tell();
            }
            inner.tell(told.map_or(KeptEvent::Changed, KeptEvent::Told));
            if failed {
                Timeout::new(AGAIN_MS, move || inner.pump()).forget();
            } else {
                inner.pump();
            }
        });
    }

    /// All is written: what was taken over is no longer needed where it stood.
    fn settle(&self) {
        if self.library.borrow().problem().is_none() && self.library.borrow().pending().is_empty() {
            for place in self.taken_over.take() {
                match place {
                    TakenFrom::Typing(key) => forget_typed(&key),
                    TakenFrom::Simple(key) => forget_in_simple_storage(&key),
                }
            }
        }
    }

    async fn carry_out(&self, write: &Write<C>) -> Outcome<C> {
        let mut outcome = Outcome::Done;
        let key = self.place.key(write.id().as_str());
        let changed = self.texts.change(&key, |there| {
            let (change, met) = write.decide(there.as_deref());
            outcome = met;
            change
        });
        match changed.await {
            Ok(()) => outcome,
            Err(KeepError::Full) => Outcome::Failed(Problem::Full),
            Err(KeepError::Forbidden) => Outcome::Failed(Problem::Forbidden),
            Err(KeepError::Refused) => Outcome::Failed(Problem::Refused),
        }
    }

    /// Another tab wrote: what is there now.
    fn reread(self: &Rc<Self>) {
        if self.is_reading.replace(true) {
            return;
        }
        let inner = self.clone();
        spawn_local(async move {
            let all = inner.texts.all().await;
            inner.is_reading.set(false);
            let Ok(all) = all else { return };
            let own = all.iter().filter(|(key, _)| inner.place.is_own(key));
            let records = own.filter_map(|(_, text)| Record::read(text)).collect();
            let changed = inner.library.borrow_mut().reread(records);
            inner.tell(KeptEvent::Elsewhere(changed));
        });
    }
}
