//! Where the things of one kind are kept, apart from those of other kinds.

/// The places of one kind.
#[derive(Debug)]
pub struct Place {
    /// What the keys of its records begin with.
    prefix: &'static str,
    /// What the keys begin with under which a tab notes what is being typed.
    pub(super) typing: &'static str,
    /// Where a tab notes what lies on its table.
    pub(super) open: &'static str,
    /// Where tabs tell each other that something was written.
    pub(super) channel: &'static str,
    /// Where a version before this one kept its only thing.
    pub(super) single: &'static str,
}

/// Parts a prefix from the name of a record; names have none.
const MARK: char = ':';

/// Plans.
pub const PLANS: Place = Place {
    prefix: "",
    typing: "plumbline.typing.",
    open: "plumbline.open",
    channel: "plumbline.plans",
    single: "plumbline.plan.2",
};

/// Quotas.
pub const QUOTAS: Place = Place {
    prefix: "quota:",
    typing: "plumbline.quota-typing.",
    open: "plumbline.quota-open",
    channel: "plumbline.quotas",
    single: "plumbline.quota.2",
};

/// Results.
pub const RESULTS: Place = Place {
    prefix: "results:",
    typing: "plumbline.results-typing.",
    open: "plumbline.results-open",
    channel: "plumbline.results",
    single: "plumbline.history.2",
};

impl Place {
    /// The key of a record.
    pub(super) fn key(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// Whether a key is one of this kind.
    pub(super) fn is_own(&self, key: &str) -> bool {
        match key.split_once(MARK) {
            Some((kind, _)) => self.prefix.strip_suffix(MARK) == Some(kind),
            None => self.prefix.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PLANS, QUOTAS, RESULTS};

    #[test]
    fn kinds_are_apart() {
        let places = [&PLANS, &QUOTAS, &RESULTS];
        for of in places {
            for other in places {
                assert_eq!(other.is_own(&of.key("18-ab")), of.prefix == other.prefix);
                assert!(of.prefix == other.prefix || !of.typing.starts_with(other.typing));
            }
        }
    }
}
