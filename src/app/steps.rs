//! Undo and redo, for whatever a view is about.

/// Steps that are kept.
const STEPS_MAX: usize = 200;

/// A value, those before it and those that were undone. All keys that are typed into one field are one step.
#[derive(Clone, Debug)]
pub struct Steps<T, Field> {
    now: T,
    /// Newest last.
    past: Vec<T>,
    /// Undone, newest last.
    future: Vec<T>,
    /// The field that is being typed into.
    typing: Option<Field>,
}

impl<T: Clone, Field: Copy + PartialEq> Steps<T, Field> {
    /// A value without steps.
    pub fn new(now: T) -> Self {
        Self { now, past: Vec::new(), future: Vec::new(), typing: None }
    }

    /// The value as it stands.
    pub fn now(&self) -> &T {
        &self.now
    }

    /// The field that is being typed into.
    pub fn typing(&self) -> Option<Field> {
        self.typing
    }

    /// What stood before the first key of a field; what stands now, if nobody is typing into that one.
    pub fn before_typing(&self, field: Field) -> &T {
        self.past.last().filter(|_| self.typing == Some(field)).unwrap_or(&self.now)
    }

    /// Whether there is a step back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a step forward.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Another value, as a step of its own.
    pub fn step(&mut self, value: T) {
        self.past.push(std::mem::replace(&mut self.now, value));
        if self.past.len() > STEPS_MAX {
            self.past.remove(0);
        }
        self.future.clear();
        self.typing = None;
    }

    /// What a key made of the value: the first key of a field is a step, those that follow belong to it.
    pub fn type_into(&mut self, field: Field, value: T) {
        if self.typing == Some(field) {
            self.now = value;
            self.future.clear();
        } else {
            self.step(value);
            self.typing = Some(field);
        }
    }

    /// The field is left: its next key is a step again.
    pub fn leave(&mut self) {
        self.typing = None;
    }

    /// The value in another form, which is no step.
    pub fn restate(&mut self, value: T) {
        self.now = value;
    }

    /// Another value to begin with.
    pub fn restart(&mut self, value: T) {
        *self = Self::new(value);
    }

    /// One step back.
    pub fn undo(&mut self) {
        if let Some(before) = self.past.pop() {
            self.future.push(std::mem::replace(&mut self.now, before));
            self.typing = None;
        }
    }

    /// One step forward again.
    pub fn redo(&mut self) {
        if let Some(after) = self.future.pop() {
            self.past.push(std::mem::replace(&mut self.now, after));
            self.typing = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Steps;

    #[test]
    fn keys_of_a_field_are_one_step() {
        let mut steps: Steps<&str, char> = Steps::new("");
        steps.type_into('a', "1");
        steps.type_into('a', "12");
        assert_eq!((*steps.now(), *steps.before_typing('a'), *steps.before_typing('b')), ("12", "", "12"));
        steps.type_into('b', "12x");
        steps.leave();
        steps.type_into('b', "12xy");
        steps.undo();
        assert_eq!((*steps.now(), steps.can_redo()), ("12x", true));
        steps.undo();
        assert_eq!(*steps.now(), "12");
        steps.redo();
        steps.step("new");
        assert_eq!((*steps.now(), steps.can_redo()), ("new", false));
        steps.undo();
        steps.undo();
        steps.undo();
        assert_eq!((*steps.now(), steps.can_undo()), ("", false));
    }

    #[test]
    fn the_oldest_steps_are_dropped() {
        let mut steps: Steps<usize, char> = Steps::new(0);
        for value in 1..=300 {
            steps.step(value);
        }
        while steps.can_undo() {
            steps.undo();
        }
        assert_eq!(*steps.now(), 100);
    }
}
