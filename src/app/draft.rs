//! What stands in the fields of a view as it was typed, and why some of it is no part of what the view is
//! about.

use crate::entry::{EntryError, Reading};

/// What stands in a field; `E` says why it is not understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed<E = EntryError> {
    /// As it was typed.
    pub text: String,
    /// Why it is not part of the value, if it is not.
    pub rejection: Option<E>,
    /// Other ways to read it, each as a text that reads in just that way; empty, if there is one only.
    pub readings: Vec<Reading<String>>,
    /// What differs from what was typed, such as the middle of a range.
    pub note: Option<String>,
}

/// The fields that somebody typed into, each at most once.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft<F, E = EntryError> {
    fields: Vec<(F, Typed<E>)>,
}

impl<F, E> Default for Draft<F, E> {
    fn default() -> Self {
        Self { fields: Vec::new() }
    }
}

impl<F: Copy + PartialEq, E> Draft<F, E> {
    /// What was typed into a field, if anything.
    pub fn typed(&self, field: F) -> Option<&Typed<E>> {
        self.fields.iter().find(|(of, _)| *of == field).map(|(_, typed)| typed)
    }

    /// Why a field is not part of the value, if it is not.
    pub fn rejection(&self, field: F) -> Option<&E> {
        self.typed(field)?.rejection.as_ref()
    }

    /// All texts.
    pub fn texts(&self) -> impl Iterator<Item = (F, &str)> {
        self.fields.iter().map(|(field, typed)| (*field, typed.text.as_str()))
    }

    /// How many fields hold something that is not understood.
    pub fn rejections(&self) -> usize {
        self.refused().count()
    }

    /// The fields that hold something that is not understood.
    pub fn refused(&self) -> impl Iterator<Item = F> + '_ {
        self.fields.iter().filter(|(_, typed)| typed.rejection.is_some()).map(|(field, _)| *field)
    }

    /// Something else stands in a field.
    pub fn set(&mut self, field: F, typed: Typed<E>) {
        self.forget(|of| of == field);
        self.fields.push((field, typed));
    }

    /// Forgets what was typed into some fields.
    pub fn forget(&mut self, which: impl Fn(F) -> bool) {
        self.fields.retain(|(field, _)| !which(*field));
    }

    /// Forgets what was understood of some fields: the value holds it. What was not understood stays to be
    /// mended.
    pub fn forget_understood(&mut self, which: impl Fn(F) -> bool) {
        self.fields.retain(|(field, typed)| typed.rejection.is_some() || !which(*field));
    }
}

impl<F, E> FromIterator<(F, Typed<E>)> for Draft<F, E> {
    fn from_iter<I: IntoIterator<Item = (F, Typed<E>)>>(fields: I) -> Self {
        Self { fields: fields.into_iter().collect() }
    }
}
