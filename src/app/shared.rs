//! Heavy values in component properties, compared by identity.

use std::ops::Deref;
use std::rc::Rc;

/// A shared value that equals only itself: comparing a report number by number on each render would cost more
/// than drawing it, and one NaN would make it never equal.
#[derive(Debug)]
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }

    /// What is shared already.
    pub fn of(value: Rc<T>) -> Self {
        Self(value)
    }

    /// The shared value.
    pub fn rc(&self) -> Rc<T> {
        self.0.clone()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}
