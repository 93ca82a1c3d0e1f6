//! The kept plans and where they are kept: each edit stands in this tab's slot in the same tick, and in the
//! browser's database as soon as that has answered.

use super::state::{Content, Library, Outcome, Problem, Record, Told, Write};
use crate::app::browser::{
    Change, KeepError, KeptTexts, Tabs, TypingSlot, forget_in_simple_storage, forget_typed, fresh_name,
    left_in_simple_storage, now_ms, simple_text, typed_before,
};
use crate::app::plan::state::PlanId;
use gloo::timers::callback::Timeout;
use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;
use yew::platform::spawn_local;

/// Where a version before this one kept its only plan.
const SINGLE_KEY: &str = "plumbline.plan.2";
/// A write that failed is tried again: room may have been made.
const AGAIN_MS: u32 = 5_000;

/// What happens to the kept plans.
#[derive(Clone, Debug)]
pub enum PlansEvent {
    /// Something was written, or is to be.
    Changed,
    /// What was written met what another tab had written.
    Told(Told),
    /// Another tab made these something else, or deleted them.
    Elsewhere(Vec<PlanId>),
}

type Listener = dyn Fn(PlansEvent);

/// The kept plans. Cloning gives another handle to the same.
#[derive(Clone)]
pub struct Plans(Rc<Inner>);

struct Inner {
    texts: KeptTexts,
    library: RefCell<Library>,
    slot: TypingSlot,
    tabs: RefCell<Option<Tabs>>,
    /// Places whose texts were taken over; cleared once all of it is written.
    taken_over: RefCell<Vec<Place>>,
    damaged: RefCell<Vec<(String, String)>>,
    listener: RefCell<Option<Rc<Listener>>>,
    is_reading: Cell<bool>,
}

/// Where a text stood that was taken over.
enum Place {
    Typing(String),
    Simple(String),
}

impl std::fmt::Debug for Plans {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plans").finish_non_exhaustive()
    }
}

impl PartialEq for Plans {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Plans {
    /// Reads what is kept, and what was being typed when a page went away.
    pub async fn open() -> Self {
        let texts = KeptTexts::open().await;
        let all = texts.all().await.unwrap_or_default();
        let mut damaged = Vec::new();
        let mut records = Vec::new();
        for (key, text) in all {
            match Record::read(&text) {
                Some(record) => records.push(record),
                None => damaged.push((key, text)),
            }
        }
        let mut library = Library::of(records);
        let mut taken_over = Vec::new();
        if matches!(texts, KeptTexts::Database(_)) {
            for (key, text) in left_in_simple_storage() {
                if let Some(record) = Record::read(&text) {
                    library.recover(record);
                    taken_over.push(Place::Simple(key));
                }
            }
        }
        for (key, text) in typed_before() {
            text.lines().filter_map(Record::read).for_each(|record| library.recover(record));
            taken_over.push(Place::Typing(key));
        }
        if let Some(single) = simple_text(SINGLE_KEY).and_then(|text| Content::of_single(&text)) {
            library.edit(&PlanId::new(&fresh_name()), single, now_ms());
            taken_over.push(Place::Typing(SINGLE_KEY.to_owned()));
        }
        let inner = Rc::new(Inner {
            texts,
            library: RefCell::new(library),
            slot: TypingSlot::new(),
            tabs: RefCell::default(),
            taken_over: RefCell::new(taken_over),
            damaged: RefCell::new(damaged),
            listener: RefCell::default(),
            is_reading: Cell::new(false),
        });
        let heard = Rc::downgrade(&inner);
        *inner.tabs.borrow_mut() = Tabs::listen(move || {
            if let Some(inner) = heard.upgrade() {
                inner.reread();
            }
        });
        inner.pump();
        Self(inner)
    }

    /// Who is told what happens to the plans.
    pub fn listen(&self, listener: impl Fn(PlansEvent) + 'static) {
        *self.0.listener.borrow_mut() = Some(Rc::new(listener));
    }

    /// The plans as they stand.
    pub fn library(&self) -> Ref<'_, Library> {
        self.0.library.borrow()
    }

    /// What is kept and cannot be read, by its key.
    pub fn damaged(&self) -> Vec<(String, String)> {
        self.0.damaged.borrow().clone()
    }

    /// Why nothing is kept from the start: the browser keeps nothing for this page.
    pub fn is_forbidden(&self) -> bool {
        matches!(self.0.texts, KeptTexts::Nowhere)
    }

    /// A plan was edited, or is new.
    pub fn edit(&self, id: &PlanId, content: Content) {
        self.0.library.borrow_mut().edit(id, content, now_ms());
        self.0.begin();
    }

    /// The settled answer of a plan.
    pub fn note_chance(&self, id: &PlanId, chance: f64) {
        self.0.library.borrow_mut().note_chance(id, chance);
        self.0.begin();
    }

    /// Deletes a plan; what it was, to bring it back.
    pub fn delete(&self, id: &PlanId) -> Option<Record> {
        let record = self.0.library.borrow_mut().delete(id);
        self.0.begin();
        record
    }

    /// Brings a deleted plan back.
    pub fn restore(&self, record: Record) {
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
            inner.tell(PlansEvent::Changed);
        });
    }

    /// Keeps nothing any more: plans, quota, results, all of it.
    pub async fn forget_everything(&self) {
        self.0.texts.forget().await;
        if let Some(tabs) = &*self.0.tabs.borrow() {
            tabs.tell();
        }
    }
}

impl Inner {
    fn tell(&self, event: PlansEvent) {
        let listener = self.listener.borrow().clone();
        if let Some(listener) = listener {
            listener(event);
        }
    }

    /// What is to be written stands in the slot at once, and is on its way.
    fn begin(self: &Rc<Self>) {
        self.note_in_slot();
        self.pump();
        self.tell(PlansEvent::Changed);
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
            let told = inner.library.borrow_mut().written(outcome, PlanId::new(&fresh_name()));
            inner.note_in_slot();
            if let (false, Some(tabs)) = (failed, &*inner.tabs.borrow()) {
                tabs.tell();
            }
            inner.tell(told.map_or(PlansEvent::Changed, PlansEvent::Told));
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
                    Place::Typing(key) => forget_typed(&key),
                    Place::Simple(key) => forget_in_simple_storage(&key),
                }
            }
        }
    }

    async fn carry_out(&self, write: &Write) -> Outcome {
        let mut outcome = Outcome::Done;
        let changed = self.texts.change(write.id().as_str(), |there| {
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
            let records = all.iter().filter_map(|(_, text)| Record::read(text)).collect();
            let changed = inner.library.borrow_mut().reread(records);
            inner.tell(PlansEvent::Elsewhere(changed));
        });
    }
}
