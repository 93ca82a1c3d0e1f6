//! What words of heads and statuses mean, in the languages and systems of exports.

pub(super) mod booked;
pub(super) mod head_parts;
pub(super) mod head_words;
pub(super) mod head_words_by_language;
pub(super) mod heads;
pub(super) mod name_parts;
pub(super) mod status;
pub(super) mod status_words;
pub(super) mod to_date;
