//! The formatter that all components are handed.

pub use crate::entry::{Formatter, PlainFormatter};
use std::rc::Rc;

/// A formatter handed down to all components.
#[derive(Clone, Debug)]
pub struct Format(pub Rc<dyn Formatter>);

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Format {
    type Target = dyn Formatter;
    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}
