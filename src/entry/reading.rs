//! What a reader gives back: a value, readings to choose from, or a reason and an example.

use super::EntryError;
use crate::model::Currency;

/// What a text was understood as.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood<T> {
    /// The value; none, where one of the readings must be chosen first.
    pub value: Option<T>,
    /// Other ways to read the text; empty, if there is one only. Where there is a value it is among them: it
    /// answers until one is chosen.
    pub readings: Vec<Reading<T>>,
    /// What differs from what was typed, such as the middle of a range.
    pub note: Option<String>,
}

/// One way to read a text, offered as a tap.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading<T> {
    /// What the tap says.
    pub label: String,
    /// What it gives.
    pub value: T,
    /// The currency that it gives the whole plan, if it does.
    pub currency: Option<Currency>,
}

/// Why a text is refused: one reason, one example that works, and a guess where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub reason: String,
    /// A text that works.
    pub example: String,
    /// What may have been meant.
    pub guess: Option<String>,
}

impl Reading<String> {
    /// What may have been meant by a text that is refused, if the error has a guess: a text to take its
    /// place.
    pub fn guessed(error: &EntryError) -> Option<Self> {
        let guess = error.guess()?;
        Some(Self::new(format!("Did you mean {guess}?"), guess.to_owned()))
    }
}

impl<T> Reading<T> {
    /// One that gives the plan no currency.
    pub fn plain(label: impl Into<String>, value: T) -> Self {
        Self::new(label, value)
    }

    pub(super) fn new(label: impl Into<String>, value: T) -> Self {
        Self { label: label.into(), value, currency: None }
    }
}

impl<T> From<T> for Understood<T> {
    fn from(value: T) -> Self {
        Self { value: Some(value), readings: Vec::new(), note: None }
    }
}

impl<T> Understood<T> {
    /// Readings to choose from; none of them answers before.
    pub(super) fn ask(readings: Vec<Reading<T>>) -> Self {
        Self { value: None, readings, note: None }
    }

    /// The same with a note.
    pub(super) fn noted(self, note: Option<String>) -> Self {
        Self { note: note.or(self.note), ..self }
    }

    /// The same, with what differs from what was typed.
    #[must_use]
    pub fn noted_as(self, note: String) -> Self {
        self.noted(Some(note))
    }

    /// The same with its values turned into others.
    #[must_use]
    pub fn map<U>(self, change: impl Fn(T) -> U) -> Understood<U> {
        let readings = self.readings.into_iter();
        let reading =
            |of: Reading<T>| Reading { label: of.label, value: change(of.value), currency: of.currency };
        Understood {
            readings: readings.map(reading).collect(),
            value: self.value.map(&change),
            note: self.note,
        }
    }

    /// The value, where the readings cannot be offered.
    ///
    /// # Errors
    /// When there is none without a choice; the error names the readings.
    pub fn settled(self) -> Result<T, EntryError> {
        let labels: Vec<String> = self.readings.into_iter().map(|reading| reading.label).collect();
        self.value.ok_or(EntryError::Ambiguous { readings: labels.join(", or ") })
    }
}

impl Refusal {
    /// The words of an error; where it shows no example of its own, the field's.
    pub fn new(error: &EntryError, example: &str) -> Self {
        const BEFORE_EXAMPLE: [&str; 5] =
            ["; write it as ", ": write it as ", ", such as ", "; write ", ": write "];
        let words = error.to_string();
        let (reason, own) = BEFORE_EXAMPLE
            .iter()
            .find_map(|mark| words.rsplit_once(mark))
            .map_or((words.as_str(), None), |(reason, example)| (reason, Some(example)));
        // One example, not a list of them.
        let own = own.and_then(|own| own.split(" or ").next()).map(|own| own.trim_end_matches(','));
        Self {
            reason: reason.to_owned(),
            example: own.unwrap_or(example).to_owned(),
            guess: error.guess().map(str::to_owned),
        }
    }
}
