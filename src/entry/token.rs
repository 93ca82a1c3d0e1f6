//! A piece of a text: a number, a word or a mark.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits, with the marks between them.
    Number,
    /// Letters, also those of a currency's symbol such as `kr`.
    Word,
    /// Anything else.
    Mark,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    /// Lower case.
    pub text: String,
    /// As it was written.
    pub raw: String,
    /// Where it stands in the plain text.
    pub from: usize,
    pub to: usize,
    /// Whether a space stands before it.
    pub spaced: bool,
}

impl Token {
    /// Whether it is one of these words or marks.
    pub(super) fn is(&self, words: &[&str]) -> bool {
        self.kind != Kind::Number && words.contains(&self.text.as_str())
    }

    pub(super) fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }
}
