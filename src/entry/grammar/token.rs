//! A piece of a text: a number, a word or a mark; and what stands before, behind and between words.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::entry) enum Kind {
    /// Digits, with the marks between them.
    Number,
    /// Letters, also those of a currency's symbol such as `kr`.
    Word,
    /// Anything else.
    Mark,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::entry) struct Token {
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
    pub(in crate::entry) fn is(&self, words: &[&str]) -> bool {
        self.kind != Kind::Number && words.contains(&self.text.as_str())
    }

    pub(in crate::entry) fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }
}

/// The tokens without those that say nothing.
pub(in crate::entry) fn without(tokens: &[Token], words: &[&str]) -> Vec<Token> {
    tokens.iter().filter(|token| !token.is(words)).cloned().collect()
}

/// What follows the first words, if the text begins with them.
pub(in crate::entry) fn after<'a>(tokens: &'a [Token], words: &str) -> Option<&'a [Token]> {
    words.split(' ').try_fold(tokens, |rest, word| {
        let (first, rest) = rest.split_first()?;
        first.is(&[word]).then_some(rest)
    })
}

/// What stands before the last words, if the text ends with them.
pub(in crate::entry) fn before<'a>(tokens: &'a [Token], words: &str) -> Option<&'a [Token]> {
    words.rsplit(' ').try_fold(tokens, |rest, word| {
        let (last, rest) = rest.split_last()?;
        last.is(&[word]).then_some(rest)
    })
}

/// Both sides of the first of these words or marks, if something stands on both.
pub(in crate::entry) fn split<'a>(tokens: &'a [Token], words: &[&str]) -> Option<(&'a [Token], &'a [Token])> {
    let splits = (1..tokens.len()).filter_map(|at| {
        let (low, rest) = tokens.split_at(at);
        words.iter().find_map(|words| Some((low, after(rest, words)?))).filter(|(_, high)| !high.is_empty())
    });
    splits.into_iter().next()
}
