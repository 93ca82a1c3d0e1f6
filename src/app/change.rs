//! What the last edit did to a chance, in any view.

use yew::prelude::*;

/// The chance before an edit and after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Before.
    pub before: f64,
    /// After.
    pub now: f64,
}

impl Change {
    /// Whether the chance is lower than it was.
    pub fn is_fall(self) -> bool {
        self.now < self.before
    }
}

/// An answer that has settled.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled<Of, What> {
    /// What lies on the table.
    pub of: Of,
    /// What it says; two that are equal are no edit.
    pub what: What,
    /// The chance.
    pub chance: f64,
}

/// Who made the last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedBy {
    /// The reader.
    Reader,
    /// The page, which took back what was only shown.
    Page,
}

/// What the last edit did, once its answer has settled; keys typed into one field are one edit. Nothing,
/// before there was one and after something else was put on the table.
#[hook]
pub fn use_last_change<Of, What, Field>(
    settled: Option<Settled<Of, What>>,
    typing: Option<Field>,
    by: ChangedBy,
) -> Option<Change>
where
    Of: Clone + PartialEq + 'static,
    What: Clone + PartialEq + 'static,
    Field: Copy + PartialEq + 'static,
{
    /// The answer before, with the field that was being typed into and the chance before its first key.
    type Last<Of, What, Field> = (Settled<Of, What>, Option<(Field, f64)>);
    let change = use_state_eq(|| None);
    let last = use_mut_ref(|| None::<Last<Of, What, Field>>);
    let is_settled = settled.is_some();
    let set = change.setter();
    use_effect_with(settled, move |settled| {
        let Some(now) = settled else { return };
        let before = last.borrow().clone().filter(|(last, _)| last.of == now.of);
        let from = before.as_ref().map(|(last, typed)| match typed {
            Some((field, from)) if Some(*field) == typing => *from,
            Some(_) | None => last.chance,
        });
        if before.as_ref().is_none_or(|(last, _)| last.what != now.what) {
            let told = from.filter(|_| by == ChangedBy::Reader);
            set.set(told.map(|before| Change { before, now: now.chance }));
            *last.borrow_mut() = Some((now.clone(), typing.zip(from)));
        }
    });
    // While another answer is on its way, the last edit's is none of it.
    (*change).filter(|_| is_settled)
}
