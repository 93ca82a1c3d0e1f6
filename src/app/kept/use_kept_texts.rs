//! Kept texts of a view, wired to what lies on its table.

use super::library::Told;
use super::menu::{Listed, MenuAction};
use super::record::{KeptId, Record};
use super::said::{Said, SaidAction};
use super::typed_texts::TypedTexts;
use super::words::{DAMAGED_FILE, beside_name};
use super::{Keeping, KeptEvent};
use crate::app::browser::{day_of, fresh_name, save_text};
use crate::app::format::Format;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// What lies on a view's table.
#[derive(Clone, Debug, PartialEq)]
pub struct OnTable {
    pub id: KeptId,
    /// What there is to keep of it; none of an example, and none of what was sent and is only looked at.
    pub texts: Option<TypedTexts>,
    /// The settled answer of it.
    pub chance: Option<f64>,
}

/// What is put on a view's table.
#[derive(Clone, Debug)]
pub enum Put {
    /// One of the kept things; none is what a first visit sees.
    Shown(KeptId, Option<TypedTexts>),
    /// The same thing, as another tab left it: a step that can be undone.
    Renewed(TypedTexts),
    /// What lies there is another thing from now on, of the same content.
    KeptAs(KeptId),
    /// One more of what lies there.
    Duplicated(KeptId),
}

/// What a view shows of its kept texts.
#[derive(Clone, Debug)]
pub struct KeptTextsPage {
    /// The kept texts.
    pub keeping: Keeping<TypedTexts>,
    /// What the reader should know.
    pub said: Option<Said<TypedTexts>>,
    /// What the reader does with the list; files and links are left to the view.
    pub on_menu: Callback<MenuAction>,
    /// What the reader does about what is said.
    pub on_said: Callback<SaidAction<TypedTexts>>,
}

impl KeptTextsPage {
    /// The list, each called by `name`.
    pub fn listed(
        &self,
        open: &KeptId,
        name: impl Fn(&TypedTexts) -> String,
        format: &Format,
    ) -> Vec<Listed> {
        let listed = |record: &Record<TypedTexts>| {
            let day = day_of(record.edited_ms).map_or_else(String::new, |day| format.day(day));
            Listed {
                id: record.id.clone(),
                name: name(&record.content),
                beside: beside_name(record.chance, &day, format),
                is_open: record.id == *open,
            }
        };
        self.keeping.library().records().into_iter().map(listed).collect()
    }
}

/// Keeps what lies on the table, and does what is asked of the list. `on_other` does the rest: files and
/// links.
#[hook]
pub fn use_kept_texts(
    keeping: &Keeping<TypedTexts>,
    table: OnTable,
    on_put: Callback<Put>,
    on_other: Callback<MenuAction>,
) -> KeptTextsPage {
    let said = use_state(|| None::<Said<TypedTexts>>);
    let now = use_mut_ref(|| table.clone());
    now.borrow_mut().clone_from(&table);
    use_heard(keeping, now.clone(), said.setter(), on_put.clone());
    use_edits_kept(keeping, &table);
    let on_menu = {
        let (keeping, said, now, on_put) = (keeping.clone(), said.setter(), now.clone(), on_put.clone());
        Callback::from(move |action: MenuAction| {
            let open = now.borrow().id.clone();
            said.set(act(action, &keeping, &open, &on_put, &on_other));
        })
    };
    let on_said = {
        let (keeping, said, on_menu) = (keeping.clone(), said.setter(), on_menu.clone());
        Callback::from(move |action: SaidAction<TypedTexts>| match action {
            SaidAction::Save => on_menu.emit(MenuAction::Save),
            SaidAction::Restore(record) => {
                let (id, content) = (record.id.clone(), record.content.clone());
                keeping.restore(*record);
                said.set(None);
                show(&keeping, id, Some(content), &on_put);
            }
            SaidAction::SaveDamaged => {
                let all: Vec<String> = keeping.damaged().into_iter().map(|(_, text)| text).collect();
                save_text(&all.join("\n"), DAMAGED_FILE);
            }
            SaidAction::ForgetDamaged => keeping.forget_damaged(),
            SaidAction::Dismiss => said.set(None),
        })
    };
    KeptTextsPage { keeping: keeping.clone(), said: (*said).clone(), on_menu, on_said }
}

/// Follows what is written, here and in other tabs.
#[hook]
fn use_heard(
    keeping: &Keeping<TypedTexts>,
    now: Rc<RefCell<OnTable>>,
    said: UseStateSetter<Option<Said<TypedTexts>>>,
    on_put: Callback<Put>,
) {
    let redraw = use_force_update();
    let keeping = keeping.clone();
    use_effect_with((), move |()| {
        let kept = keeping.clone();
        kept.listen(move |event| {
            let open = now.borrow().id.clone();
            match event {
                KeptEvent::Told(told) => {
                    if let Told::Copied { of, to } = &told
                        && open == *of
                    {
                        on_put.emit(Put::KeptAs(to.clone()));
                    }
                    said.set(Some(Said::Told(told)));
                }
                KeptEvent::Elsewhere(ids) if ids.contains(&open) => {
                    let content = keeping.library().get(&open).map(|record| record.content.clone());
                    said.set(Some(if content.is_some() { Said::Renewed } else { Said::Gone }));
                    if let Some(content) = content {
                        on_put.emit(Put::Renewed(content));
                    }
                }
                KeptEvent::Changed | KeptEvent::Elsewhere(_) => {}
            }
            redraw.force_update();
        });
    });
}

/// Keeps what is edited on the table, and the chance that it has.
#[hook]
fn use_edits_kept(keeping: &Keeping<TypedTexts>, table: &OnTable) {
    let keeping = keeping.clone();
    // An edit that changes nothing is no edit. What is gone elsewhere is kept again by the next one only.
    let last = use_mut_ref(|| table.clone());
    use_effect_with(table.clone(), move |table| {
        let is_edited = last.borrow().id != table.id || last.borrow().texts != table.texts;
        if let Some(texts) = table.texts.as_ref().filter(|_| is_edited) {
            keeping.edit(&table.id, texts.clone());
            keeping.remember_open(table.id.as_str());
        }
        if let Some(chance) = table.chance {
            keeping.note_chance(&table.id, chance);
        }
        last.borrow_mut().clone_from(table);
    });
}

/// Does what the reader asks for; what is to be said of it.
fn act(
    action: MenuAction,
    keeping: &Keeping<TypedTexts>,
    open: &KeptId,
    on_put: &Callback<Put>,
    on_other: &Callback<MenuAction>,
) -> Option<Said<TypedTexts>> {
    let fresh = || KeptId::new(&fresh_name());
    match action {
        MenuAction::Open(id) => {
            let content = keeping.library().get(&id).map(|record| record.content.clone());
            if content.is_some() {
                show(keeping, id, content, on_put);
            }
        }
        MenuAction::New(_) => show(keeping, fresh(), None, on_put),
        MenuAction::Duplicate => on_put.emit(Put::Duplicated(fresh())),
        MenuAction::Delete => {
            let deleted = keeping.delete(open);
            let next = keeping.library().records().into_iter().next().cloned();
            match next {
                Some(next) => show(keeping, next.id, Some(next.content), on_put),
                None => show(keeping, fresh(), None, on_put),
            }
            return deleted.map(|record| Said::Deleted(Box::new(record)));
        }
        MenuAction::OpenFile(_)
        | MenuAction::OpenText(_)
        | MenuAction::Save
        | MenuAction::ForgetEverything => on_other.emit(action),
    }
    None
}

fn show(keeping: &Keeping<TypedTexts>, id: KeptId, content: Option<TypedTexts>, on_put: &Callback<Put>) {
    keeping.remember_open(id.as_str());
    on_put.emit(Put::Shown(id, content));
}

/// What a view begins with: what lay on its table before a reload, else what was edited last.
pub fn first_texts(keeping: &Keeping<TypedTexts>) -> (KeptId, Option<TypedTexts>) {
    let library = keeping.library();
    let open = keeping.open_before().and_then(|id| library.get(&KeptId::new(&id)));
    match open.or_else(|| library.records().into_iter().next()) {
        Some(record) => (record.id.clone(), Some(record.content.clone())),
        None => (KeptId::new(&fresh_name()), None),
    }
}
