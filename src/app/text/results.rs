//! Sentences of results.
