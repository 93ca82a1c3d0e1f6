//! Rows that are not counted, and why.

/// Why a row is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::history::import) enum Skip {
    OtherTable,
    ItemBelow,
    HeadAgain,
    Rule,
    CountOfRows,
    Heading,
    Remark,
    Totals,
    SumOfAbove,
    SumOfParts,
}

impl Skip {
    /// What a person reads.
    pub(in crate::history::import) fn words(self) -> &'static str {
        match self {
            Self::OtherTable => "of another table below",
            Self::ItemBelow => "of the items below an opportunity",
            Self::HeadAgain => "the head again",
            Self::Rule => "a line drawn between rows",
            Self::CountOfRows => "a count of rows",
            Self::Heading => "the heading of a group",
            Self::Remark => "a remark",
            Self::Totals => "a row of totals",
            Self::SumOfAbove => "the sum of the rows above it",
            Self::SumOfParts => "the sum of the opportunities that name it as their parent",
        }
    }
}

/// A row that is not counted, and why.
#[derive(Clone, Copy, Debug)]
pub(in crate::history::import) struct Skipped {
    pub(in crate::history::import) row: usize,
    pub(in crate::history::import) why: Skip,
}
