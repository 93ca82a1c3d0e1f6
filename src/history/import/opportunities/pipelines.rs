//! Which pipeline is counted, where a file has several.

use crate::history::import::choices::{Ask, Choices, Meaning, Role};
use crate::history::import::facts::{Fact, Sheet};
use crate::history::import::table::layout::Layout;
use crate::history::import::values::words::{holds, key, rows_of, words};
use crate::history::import::vocabulary::status::meaning_of;
use std::collections::{BTreeMap, BTreeSet};

/// Pipelines of something else than new sales.
const NOT_SALES: &[&str] = &[
    "renewal",
    "renewals",
    "onboarding",
    "customer success",
    "support",
    "verlangerung",
    "verlangerungen",
    "renouvellement",
    "renouvellements",
    "renovacion",
    "renovaciones",
    "rinnovi",
    "rinnovo",
    "renovacao",
    "verlenging",
    "churn",
    "implementation",
    "recruiting",
    "hiring",
];

/// The counted pipeline; none, if all rows are counted.
#[derive(Clone, Debug, Default)]
pub(in crate::history::import) struct Pipelines {
    column: Option<usize>,
    counted: Option<BTreeSet<String>>,
    /// The one that gives the stages.
    pub(in crate::history::import) main: Option<String>,
}

/// Whether two names of pipelines are spellings of one: the same letters, or the one within the other.
fn are_spellings(one: &str, other: &str) -> bool {
    let letters = |name: &str| words(name).replace(' ', "");
    let (one, other) = (letters(one), letters(other));
    !one.is_empty() && !other.is_empty() && (one.contains(&other) || other.contains(&one))
}

/// Whether some row stands in a stage of the heads, so that it is of their pipeline.
fn has_its_stages(sheet: &Sheet<'_>) -> bool {
    let of_head = |role: &Role| if let Role::Entered(name) = role { Some(key(name)) } else { None };
    let named: BTreeSet<String> =
        sheet.columns.all.iter().filter_map(|column| of_head(&column.role)).collect();
    let stage = sheet.at(&Role::Stage);
    sheet.layout.body.iter().any(|body| named.contains(&key(sheet.cell(body.row, stage))))
}

/// Whether most rows hold a day of a stage whose head names a pipeline.
fn has_days(sheet: &Sheet<'_>) -> bool {
    let columns: Vec<usize> = (0..sheet.columns.all.len())
        .filter(|at| {
            let column = sheet.columns.all.get(*at);
            column.is_some_and(|it| it.pipeline.is_some() && matches!(it.role, Role::Entered(_)))
        })
        .collect();
    let body = &sheet.layout.body;
    let is_filled = |row: usize| columns.iter().any(|at| !sheet.grid.cell(row, *at).is_empty());
    let filled = body.iter().filter(|body| is_filled(body.row)).count();
    filled * 2 > body.len()
}

impl Pipelines {
    /// Takes the rows of pipelines that are not counted out of the body.
    pub(in crate::history::import) fn leave_out(&self, sheet: &Sheet<'_>, layout: &mut Layout) {
        let Some(counted) = &self.counted else { return };
        let outside = &mut layout.outside;
        layout.body.retain(|body| {
            let name = sheet.cell(body.row, self.column);
            let is_counted = name.is_empty() || counted.contains(&key(name));
            if !is_counted {
                outside.push((body.row, name.to_owned()));
            }
            is_counted
        });
    }

    /// Decides it: pipelines that are not of sales are left out; of the others the one with most rows,
    /// unless all share their stages; where no one has two thirds of them, it is asked.
    pub(in crate::history::import) fn of(
        sheet: &Sheet<'_>,
        facts: &mut Vec<Fact>,
        asks: &mut Vec<Ask>,
    ) -> Self {
        let column = sheet.at(&Role::Pipeline);
        let mut rows: BTreeMap<String, (usize, String, BTreeSet<String>)> = BTreeMap::new();
        let stage = sheet.at(&Role::Stage);
        for body in &sheet.layout.body {
            let name = sheet.cell(body.row, column);
            if name.is_empty() {
                continue;
            }
            let (count, _, stages) =
                rows.entry(key(name)).or_insert_with(|| (0, name.to_owned(), BTreeSet::new()));
            *count += 1;
            let text = sheet.cell(body.row, stage);
            if !text.is_empty()
                && !matches!(meaning_of(text), Some(Meaning::Won | Meaning::Lost | Meaning::LeftOut))
            {
                stages.insert(key(text));
            }
        }
        let mut of_stages: Vec<&String> =
            sheet.columns.all.iter().filter_map(|it| it.pipeline.as_ref()).collect();
        of_stages.sort();
        of_stages.dedup();
        if rows.len() < 2 {
            let main = rows.into_values().next().map(|(_, name, _)| name);
            // One pipeline of rows and one of heads, whose days rows hold, is the same, in two spellings.
            let spelled = match of_stages.as_slice() {
                [head]
                    if main
                        .as_ref()
                        .is_some_and(|main| are_spellings(main, head) || has_its_stages(sheet))
                        && has_days(sheet) =>
                {
                    Some((*head).clone())
                }
                _ => None,
            };
            let main = spelled.or(main);
            return Self {
                column,
                counted: None,
                main: main.or_else(|| of_stages.first().map(|name| (*name).clone())),
            };
        }
        let mut all: Vec<(usize, String, BTreeSet<String>)> = rows.into_values().collect();
        all.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        if let Some(chosen) = &sheet.choices.pipeline {
            let counted = (chosen != "*").then(|| BTreeSet::from([key(chosen)]));
            facts.push(Fact::new("pipeline", chosen.clone(), "chosen"));
            return Self { column, main: counted.is_some().then(|| chosen.clone()), counted };
        }
        let is_sales = |name: &str| !NOT_SALES.iter().any(|word| holds(&words(name), word));
        let (sales, others): (Vec<_>, Vec<_>) = all.iter().partition(|(_, name, _)| is_sales(name));
        let (sales, others) = if sales.is_empty() { (others, sales) } else { (sales, others) };
        let Some(main) = sales.first() else { return Self::default() };
        let share_stages = of_stages.len() < 2
            && sales.iter().skip(1).all(|(_, _, stages)| stages.is_empty() || !stages.is_disjoint(&main.2));
        if share_stages {
            let counted = (!others.is_empty()).then(|| sales.iter().map(|(_, name, _)| key(name)).collect());
            let names: Vec<&str> = sales.iter().map(|(_, name, _)| name.as_str()).collect();
            facts.push(Fact::new(
                "pipeline",
                names.join(", "),
                "pipelines of sales with stages in common are counted together",
            ));
            return Self { column, counted, main: Some(main.1.clone()) };
        }
        let total: usize = sales.iter().map(|(count, _, _)| count).sum();
        if main.0 * 3 >= total * 2 {
            facts.push(Fact::new("pipeline", main.1.clone(), format!("{} of {total} rows", main.0)));
        } else {
            facts.push(Fact::new("pipeline", main.1.clone(), "a guess: nothing in the file says which"));
            let mut ask = Ask::new("pipeline", "Which pipeline is counted? They have stages of their own.");
            for (count, name, _) in &sales {
                let choice = Choices { pipeline: Some(name.clone()), ..Choices::default() };
                ask = ask.or(format!("{name}, {}", rows_of(*count)), choice);
            }
            asks.push(ask);
        }
        Self { column, counted: Some(BTreeSet::from([key(&main.1)])), main: Some(main.1.clone()) }
    }
}
