//! A stage and the time in it, said in one part of a line: `Acme 50k, 3 weeks in Negotiation`.

use super::entry::Around;
use crate::entry::stage::time::is_time;

impl Around<'_> {
    /// The parts of a line with a stage and its time apart.
    pub(super) fn with_times_apart<'a>(&self, parts: Vec<&'a str>) -> Vec<&'a str> {
        let apart = |(place, part): (usize, &'a str)| -> Vec<&'a str> {
            let both = self.stage_and_time(part).filter(|_| place > 0);
            both.map_or_else(|| vec![part], |both| both.to_vec())
        };
        parts.into_iter().enumerate().flat_map(apart).collect()
    }

    /// `3 weeks in Negotiation`, `in proposal for 20 days`: a stage, and for how long, as two parts.
    fn stage_and_time<'a>(&self, part: &'a str) -> Option<[&'a str; 2]> {
        const FOR: [&str; 4] = [" for ", " since ", " seit ", " depuis "];
        let named = || {
            let stage = ["in ", "at "].iter().find_map(|word| part.strip_prefix(word))?;
            FOR.iter().find_map(|word| stage.split_once(word))
        };
        let behind = || [" in ", " at "].iter().find_map(|word| part.split_once(word));
        let (stage, time) = named().or_else(|| behind().map(|(time, stage)| (stage, time)))?;
        self.stage_of(stage.trim()).filter(|_| is_time(time)).map(|_| [stage.trim(), time.trim()])
    }
}
