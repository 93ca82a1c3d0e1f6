//! The columns of a spreadsheet's list of reps, by the words of their heads.

use crate::entry::grammar::lines::{cells, heading};

/// A column of a spreadsheet's list of reps.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum TeamColumn {
    Name,
    /// Behind the name.
    Surname,
    Quota,
    Start,
    Other,
}

impl TeamColumn {
    /// The columns of a head, `Name`, `Quota`; none, if it is no head.
    pub(in crate::entry) fn of_head(head: &str) -> Option<Vec<Self>> {
        const NAMES: [(TeamColumn, &[&str]); 4] = [
            (
                TeamColumn::Name,
                &[
                    "name",
                    "rep",
                    "reps",
                    "sales rep",
                    "rep name",
                    "seller",
                    "owner",
                    "ae",
                    "account executive",
                    "first name",
                    "vorname",
                    "verkäufer",
                    "commercial",
                    "vendeur",
                    "vendedor",
                    "säljare",
                    "nom",
                    "nombre",
                    "nome",
                    "namn",
                ],
            ),
            (TeamColumn::Surname, &["last name", "surname", "family name", "nachname"]),
            (
                TeamColumn::Quota,
                &[
                    "quota",
                    "quotas",
                    "target",
                    "annual quota",
                    "annual target",
                    "goal",
                    "quote",
                    "ziel",
                    "objectif",
                    "cuota",
                    "objetivo",
                    "meta",
                    "mål",
                    "budget",
                ],
            ),
            (
                TeamColumn::Start,
                &["start", "starts", "start month", "start date", "joins", "from", "hire date"],
            ),
        ];
        let of = |part: &&str| {
            let name = heading(part);
            let column = NAMES.iter().find(|(_, names)| names.contains(&name.as_str()));
            column.map_or(Self::Other, |(column, _)| *column)
        };
        let columns: Vec<Self> = cells(head).iter().map(of).collect();
        let has = |column: Self| columns.contains(&column);
        (has(Self::Name) && (has(Self::Quota) || has(Self::Start))).then_some(columns)
    }
}
